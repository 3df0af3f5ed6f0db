//! `float.hex` and `float.fromhex`: hexadecimal notation, exact in both directions.

use crate::builtins::int::division::compose;
use crate::builtins::int::parse::trim_ascii_space;
use crate::gc::Value;
use crate::object::{PyResult, Str};
use crate::vm::Vm;

pub fn float_hex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let f = super::this(vm, args)?;
    let text = hex_text(f);
    vm.new_str(&text)
}

fn hex_text(f: f64) -> String {
    if !f.is_finite() {
        return super::digits::float_text(f);
    }
    let sign = if f.is_sign_negative() { "-" } else { "" };
    if f == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = f.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let (lead, exponent) = match bits >> 52 & 0x7ff {
        0 => (0, -1022),
        e => (1, e as i64 - 1023),
    };
    format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")
}

pub fn float_fromhex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [class, text] = args else { return Err(vm.type_error("fromhex() takes exactly one argument")) };
    let Some(text) = text.downcast::<Str>() else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    let text = trim_ascii_space(text.bytes());
    let (negative, unsigned) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let f = if unsigned.eq_ignore_ascii_case(b"inf") || unsigned.eq_ignore_ascii_case(b"infinity") {
        f64::INFINITY
    } else if unsigned.eq_ignore_ascii_case(b"nan") {
        f64::NAN
    } else {
        match parse_hex(unsigned) {
            Some(f) if f.is_infinite() => {
                return Err(vm.overflow_error("hexadecimal value too large to represent as a float"));
            }
            Some(f) => f,
            None => return Err(vm.value_error("invalid hexadecimal floating-point string")),
        }
    };
    super::of_class(vm, class, if negative { -f } else { f })
}

/// The float that is nearest to hexadecimal text without a sign; infinite if it is too large.
fn parse_hex(text: &[u8]) -> Option<f64> {
    let rest = match text {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        _ => text,
    };
    // The first 15 digits from the first one that is not zero go into the mantissa; the rest only decide ties.
    let (mut mantissa, mut sticky, mut exponent) = (0u64, false, 0i64);
    let (mut any, mut seen_point, mut at) = (false, false, 0);
    for &b in rest {
        match (b as char).to_digit(16) {
            Some(d) => {
                any = true;
                if mantissa >> 56 == 0 {
                    mantissa = mantissa << 4 | d as u64;
                    exponent -= 4 * seen_point as i64;
                } else {
                    sticky |= d != 0;
                    exponent += 4 * !seen_point as i64;
                }
            }
            None if b == b'.' && !seen_point => seen_point = true,
            None => break,
        }
        at += 1;
    }
    if !any {
        return None;
    }
    match rest.get(at..).unwrap_or(&[]) {
        [] => {}
        [b'p' | b'P', power @ ..] => {
            let (down, digits) = match power {
                [b'-', digits @ ..] => (true, digits),
                [b'+', digits @ ..] => (false, digits),
                _ => (false, power),
            };
            if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
                return None;
            }
            // Far beyond any float, whatever the number of digits before.
            const FAR: i64 = i64::MAX / 4;
            let n = digits.iter().fold(0i64, |n, d| n.saturating_mul(10).saturating_add((d - b'0') as i64).min(FAR));
            exponent += if down { -n } else { n };
        }
        _ => return None,
    }
    Some(compose(mantissa, sticky, exponent))
}
