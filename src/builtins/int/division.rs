//! True division of ints: the float nearest to the exact quotient, ties to even.

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{ToPrimitive, Zero};

/// `a / b` for `b != 0`; `None` if the result is too large for a float.
pub fn true_quotient(a: &BigInt, b: &BigInt) -> Option<f64> {
    let negative = (a.sign() == Sign::Minus) != (b.sign() == Sign::Minus);
    let f = quotient(a.magnitude(), b.magnitude())?;
    Some(if negative { -f } else { f })
}

fn quotient(a: &BigUint, b: &BigUint) -> Option<f64> {
    if a.is_zero() {
        return Some(0.0);
    }
    let difference = a.bits() as i64 - b.bits() as i64;
    if difference > 1024 {
        return None;
    }
    if difference < -1076 {
        return Some(0.0);
    }
    // The quotient by b * 2**shift has at least 55 bits, of which 53 are kept: the last ones, together with
    // "the division left a remainder", decide the rounding.
    let shift = (difference - 55).max(-1080);
    let (numerator, divisor) = match shift {
        0.. => (a.clone(), b << shift as u64),
        _ => (a << (-shift) as u64, b.clone()),
    };
    let (q, r) = num_integer::Integer::div_rem(&numerator, &divisor);
    let f = compose(q.to_u64()?, !r.is_zero(), shift);
    f.is_finite().then_some(f)
}

/// The float nearest to `mantissa * 2**exponent`, ties to even; `sticky` says that the exact value is a little
/// more than that (it must then have at least 54 bits, or lie below the smallest normal float). Infinite on overflow.
pub fn compose(mantissa: u64, sticky: bool, exponent: i64) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    let bits = 64 - mantissa.leading_zeros() as i64;
    if bits + exponent > 1024 {
        return f64::INFINITY;
    }
    // The last place that a float of this size has.
    let drop = (bits - 53).max(-1074 - exponent).max(0);
    if drop > 64 {
        return 0.0;
    }
    let kept = if drop == 64 { 0 } else { mantissa >> drop };
    let lost = mantissa as u128 & ((1u128 << drop) - 1);
    let half = (1u128 << drop) >> 1;
    let up = lost > half || lost == half && drop > 0 && (sticky || kept & 1 != 0);
    scale((kept + up as u64) as f64, exponent + drop)
}

/// `f * 2**exponent` for a result that needs no rounding, or is infinite.
fn scale(f: f64, exponent: i64) -> f64 {
    let power = |e: i64| f64::from_bits(((e + 1023) as u64) << 52);
    match exponent {
        ..-1022 => f * power(-1000) * power((exponent + 1000).max(-1022)),
        1024.. => f64::INFINITY,
        _ => f * power(exponent),
    }
}
