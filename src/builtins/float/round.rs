//! `round(float)`: correctly rounded decimals, ties to even.

use crate::gc::Value;
use crate::native::bind::arg;
use crate::object::PyResult;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive;

/// Beyond this many places every float is exact already; beyond that many tens every float rounds to zero.
const MOST_PLACES: i64 = 323;
const MOST_TENS: i64 = 308;

pub fn float_round(vm: &mut Vm, args: &[Value]) -> PyResult {
    let f = super::this(vm, args)?;
    let ndigits = arg(args, 1);
    if ndigits.is_none() {
        return vm.float_to_int(f.round_ties_even());
    }
    let ndigits = vm.index(ndigits)?;
    let places = match ndigits.as_small() {
        Some(n) => n,
        None if vm.is_negative_int(&ndigits) => i64::MIN,
        None => i64::MAX,
    };
    if !f.is_finite() || f == 0.0 || places > MOST_PLACES {
        return Ok(vm.float(f));
    }
    if places < -MOST_TENS {
        return Ok(vm.float(0f64.copysign(f)));
    }
    let rounded = if places >= 0 { to_places(f, places as usize) } else { to_tens(f, (-places) as u32) };
    if rounded.is_infinite() {
        return Err(vm.overflow_error("rounded value too large to represent"));
    }
    Ok(vm.float(rounded))
}

/// Through exact decimal digits: the only way that is always right.
fn to_places(f: f64, places: usize) -> f64 {
    // A float without a fraction stays as it is.
    if f.abs() >= 4_503_599_627_370_496.0 {
        return f;
    }
    let mut text = Vec::with_capacity(places + 24);
    super::digits::push_float(&mut text, f.abs(), super::digits::Notation::Fixed, places, Default::default());
    let rounded: f64 = std::str::from_utf8(&text).ok().and_then(|t| t.parse().ok()).unwrap_or(f);
    rounded.copysign(f)
}

fn to_tens(f: f64, tens: u32) -> f64 {
    let unit = BigInt::from(10).pow(tens);
    let (numerator, denominator) = super::ratio(f.abs());
    let unit_here = &unit * &denominator;
    let (mut q, r) = numerator.div_mod_floor(&unit_here);
    let twice: BigInt = r << 1;
    if twice > unit_here || twice == unit_here && q.is_odd() {
        q += 1;
    }
    (q * unit).to_f64().unwrap_or(f64::INFINITY).copysign(f)
}
