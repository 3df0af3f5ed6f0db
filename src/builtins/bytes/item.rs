//! Items of a memoryview in the native formats of the `struct` module.

use crate::gc::Value;
use crate::object::slots::PyResult;
use crate::object::{Bytes, Raised};
use crate::vm::Vm;

/// The format character of a cast, with an optional `@`, and its size.
pub fn parse_format(text: &[u8]) -> Option<(u8, bool, usize)> {
    match text {
        [b'@', c] => size_of_format(*c).map(|n| (*c, true, n)),
        [c] => size_of_format(*c).map(|n| (*c, false, n)),
        _ => None,
    }
}

pub fn size_of_format(format: u8) -> Option<usize> {
    Some(match format {
        b'c' | b'b' | b'B' | b'?' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'P' | b'd' => 8,
        _ => return None,
    })
}

/// Whether a format's items are single bytes.
pub fn is_byte_format(format: u8) -> bool {
    matches!(format, b'B' | b'b' | b'c')
}

/// The value of one item.
pub fn unpack(vm: &Vm, format: u8, bytes: &[u8]) -> PyResult {
    let mut wide = [0u8; 8];
    let n = bytes.len().min(8);
    if let (Some(to), Some(from)) = (wide.get_mut(..n), bytes.get(..n)) {
        to.copy_from_slice(from);
    }
    let unsigned = u64::from_ne_bytes(wide);
    Ok(match format {
        b'B' => Value::small_int((unsigned & 0xff) as i64),
        b'b' => vm.int(unsigned as u8 as i8 as i64),
        b'c' => return vm.new_bytes(bytes),
        b'?' => Value::bool(unsigned != 0),
        b'h' => vm.int(unsigned as u16 as i16 as i64),
        b'H' => vm.int(unsigned as u16 as i64),
        b'i' => vm.int(unsigned as u32 as i32 as i64),
        b'I' => vm.int(unsigned as u32 as i64),
        b'l' | b'q' | b'n' => vm.int(unsigned as i64),
        b'L' | b'Q' | b'N' | b'P' => return vm.new_int(unsigned.into()),
        b'f' => vm.float(f32::from_bits(unsigned as u32) as f64),
        b'd' => vm.float(f64::from_bits(unsigned)),
        b'e' => vm.float(half_to_f64(unsigned as u16)),
        _ => return Err(unsupported(vm, format)),
    })
}

pub fn unsupported(vm: &Vm, format: u8) -> Raised {
    vm.not_implemented_error(format!("memoryview: format {} not supported", format as char))
}

fn invalid_type(vm: &Vm, format: u8) -> Raised {
    vm.type_error(format!("memoryview: invalid type for format '{}'", format as char))
}

fn invalid_value(vm: &Vm, format: u8) -> Raised {
    vm.value_error(format!("memoryview: invalid value for format '{}'", format as char))
}

/// The bytes of one item with this value.
pub fn pack(vm: &mut Vm, format: u8, value: &Value) -> PyResult<Vec<u8>> {
    match format {
        b'c' => match value.downcast::<Bytes>().map(|b| b.data().to_vec()) {
            Some(bytes) if bytes.len() == 1 => Ok(bytes),
            Some(_) => Err(invalid_value(vm, format)),
            None => Err(invalid_type(vm, format)),
        },
        b'?' => Ok(vec![vm.truthy(value)? as u8]),
        b'f' | b'd' | b'e' => {
            let f = match vm.to_f64(value) {
                Ok(f) => f,
                Err(raised) if vm.raised_is(&raised, |e| &e.TypeError) => return Err(invalid_type(vm, format)),
                Err(raised) => return Err(raised),
            };
            Ok(match format {
                b'd' => f.to_ne_bytes().to_vec(),
                b'f' => (f as f32).to_ne_bytes().to_vec(),
                _ => f64_to_half(f).to_ne_bytes().to_vec(),
            })
        }
        _ => {
            let Some(size) = size_of_format(format) else { return Err(unsupported(vm, format)) };
            let index = match vm.index(value) {
                Ok(index) => index,
                Err(raised) if vm.raised_is(&raised, |e| &e.TypeError) => return Err(invalid_type(vm, format)),
                Err(raised) => return Err(raised),
            };
            let n: Option<i128> = vm.big_value(&index).and_then(|b| i128::try_from(b).ok());
            let bits = size as u32 * 8;
            let (least, most) = match format {
                b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
                _ => (0, (1i128 << bits) - 1),
            };
            match n.filter(|n| (least..=most).contains(n)) {
                Some(n) => Ok((n as i64 as u64).to_ne_bytes().get(..size).unwrap_or(&[]).to_vec()),
                None => Err(invalid_value(vm, format)),
            }
        }
    }
}

/// IEEE 754 half precision.
pub fn half_to_f64(h: u16) -> f64 {
    let sign = if h & 0x8000 != 0 { -1.0 } else { 1.0 };
    let (exponent, fraction) = ((h >> 10 & 0x1f) as i32, (h & 0x3ff) as f64);
    match exponent {
        0 => sign * fraction * 2f64.powi(-24),
        0x1f if fraction == 0.0 => sign * f64::INFINITY,
        0x1f => f64::NAN,
        e => sign * (1.0 + fraction / 1024.0) * 2f64.powi(e - 15),
    }
}

/// Rounds to the nearest half, ties to even; too large values become infinite.
pub fn f64_to_half(f: f64) -> u16 {
    let sign = if f.is_sign_negative() { 0x8000 } else { 0 };
    let a = f.abs();
    if f.is_nan() {
        return sign | 0x7e00;
    }
    if a >= 65520.0 {
        return sign | 0x7c00;
    }
    let unit = match a {
        a if a < 2f64.powi(-14) => -24,
        a => (a.log2().floor() as i32).clamp(-14, 15) - 10,
    };
    let n = (a / 2f64.powi(unit)).round_ties_even() as u32;
    // A mantissa that rounds up to the next power carries into the exponent by itself.
    let base = if unit == -24 && n < 1024 { 0 } else { ((unit + 25) as u32) << 10 };
    sign | if base == 0 { n as u16 } else { (base + n - 1024) as u16 }
}
