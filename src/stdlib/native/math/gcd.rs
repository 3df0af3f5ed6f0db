//! The greatest common divisor of natural numbers: Stein's method on words, Lehmer's on large numbers.

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{ToPrimitive, Zero};

/// Of two words of up to 128 bits, by shifts and subtractions.
pub fn word_gcd(mut a: u128, mut b: u128) -> u128 {
    if a == 0 || b == 0 {
        return a | b;
    }
    if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
        return small_gcd(a, b) as u128;
    }
    let twos = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        (a, b) = (a.min(b), a.abs_diff(b));
    }
    a << twos
}

fn small_gcd(mut a: u64, mut b: u64) -> u64 {
    let twos = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        (a, b) = (a.min(b), a.abs_diff(b));
    }
    a << twos
}

/// Of any two. Euclid's quotients are mostly small, so the leading words alone tell many of them; these are collected
/// in four cofactors and applied to the whole numbers at once (Knuth, The Art of Computer Programming, 4.5.2, L).
pub fn big_gcd(a: BigUint, b: BigUint) -> BigUint {
    let (mut a, mut b) = if a < b { (b, a) } else { (a, b) };
    while b.bits() > 64 {
        let Some((p, q, r, s)) = cofactors(&a, &b) else {
            let rest = &a % &b;
            (a, b) = (b, rest);
            continue;
        };
        let next_a = combine(&a, p, &b, q);
        let next_b = combine(&a, r, &b, s);
        (a, b) = if next_a < next_b { (next_b, next_a) } else { (next_a, next_b) };
    }
    if b.is_zero() {
        return a;
    }
    if a.bits() > 128 {
        let rest = &a % &b;
        (a, b) = (b, rest);
    }
    match (a.to_u128(), b.to_u128()) {
        (Some(a), Some(b)) => word_gcd(a, b).into(),
        // Not reached: both fit now.
        _ => num_integer::Integer::gcd(&a, &b),
    }
}

/// The steps that the leading bits of `a >= b` are sure about, as `(p, q, r, s)`: the pair becomes
/// `(p*a + q*b, r*a + s*b)`. `None` if that is no step at all.
fn cofactors(a: &BigUint, b: &BigUint) -> Option<(i64, i64, i64, i64)> {
    /// Leading bits that are looked at.
    const WINDOW: u64 = 62;
    let shift = a.bits() - WINDOW;
    let mut x = i128::from((a >> shift).to_i64()?);
    let mut y = i128::from((b >> shift).to_i64()?);
    let (mut p, mut q, mut r, mut s) = (1i128, 0i128, 0i128, 1i128);
    while y + r != 0 && y + s != 0 {
        // The true quotient lies between these two.
        let quotient = (x + p) / (y + r);
        if quotient != (x + q) / (y + s) {
            break;
        }
        (p, r) = (r, p - quotient * r);
        (q, s) = (s, q - quotient * s);
        (x, y) = (y, x - quotient * y);
    }
    if q == 0 {
        return None;
    }
    Some((i64::try_from(p).ok()?, i64::try_from(q).ok()?, i64::try_from(r).ok()?, i64::try_from(s).ok()?))
}

/// `p*a + q*b`, which is not negative (its size is meant in any case: no subtraction may go below zero).
fn combine(a: &BigUint, p: i64, b: &BigUint, q: i64) -> BigUint {
    let (left, right) = (a * p.unsigned_abs(), b * q.unsigned_abs());
    match (p < 0, q < 0) {
        (false, false) | (true, true) => left + right,
        _ if left >= right => left - right,
        _ => right - left,
    }
}

/// The magnitude of any int.
pub fn magnitude(big: BigInt) -> BigUint {
    match big.sign() {
        Sign::NoSign => BigUint::zero(),
        _ => big.into_parts().1,
    }
}
