//! Single values of the `struct` module to bytes and back.

use super::format::{Item, Layout};
use super::struct_error;
use crate::builtins::bytes::item::{f64_to_half, half_to_f64};
use crate::gc::Value;
use crate::object::slots::PyResult;
use crate::object::{ByteArray, Bytes, Complex, Raised};
use crate::vm::Vm;

/// The bytes of one value are written to `out`, which has the size of the item and is all zeros.
pub fn pack(vm: &mut Vm, item: &Item, layout: &Layout, value: &Value, out: &mut [u8]) -> PyResult<()> {
    let result = pack_value(vm, item, layout, value, out);
    match result {
        Err(raised) if vm.is_int(value) && vm.raised_is(&raised, |e| &e.OverflowError) => {
            Err(struct_error(vm, "int too large to convert"))
        }
        result => result,
    }
}

fn put(out: &mut [u8], bytes: &[u8]) {
    let n = out.len().min(bytes.len());
    if let (Some(to), Some(from)) = (out.get_mut(..n), bytes.get(..n)) {
        to.copy_from_slice(from);
    }
}

/// Writes a number given in little-endian order.
fn put_number(out: &mut [u8], little: &[u8], big_endian: bool) {
    put(out, little);
    if big_endian && let Some(part) = out.get_mut(..little.len()) {
        part.reverse();
    }
}

fn pack_value(vm: &mut Vm, item: &Item, layout: &Layout, value: &Value, out: &mut [u8]) -> PyResult<()> {
    let big = layout.big_endian;
    match item.code {
        b'c' => match value.downcast::<Bytes>() {
            Some(bytes) if bytes.data().len() == 1 => put(out, bytes.data()),
            _ => return Err(struct_error(vm, "char format requires a bytes object of length 1")),
        },
        b'?' => put(out, &[vm.truthy(value)? as u8]),
        b's' | b'p' => {
            let known = value.downcast::<Bytes>().is_some() || value.downcast::<ByteArray>().is_some();
            let Some(bytes) = vm.bytes_of(value).filter(|_| known) else {
                let code = item.code as char;
                return Err(struct_error(vm, &format!("argument for '{code}' must be a bytes object")));
            };
            if item.code == b's' {
                put(out, &bytes);
            } else if let Some((length, rest)) = out.split_first_mut() {
                let taken = bytes.len().min(rest.len());
                *length = taken.min(255) as u8;
                put(rest, bytes.get(..taken).unwrap_or(&bytes));
            }
        }
        b'e' | b'f' | b'd' => {
            let f = float(vm, value)?;
            put_float(vm, item.code, f, big, out)?;
        }
        b'F' | b'D' => {
            let Some(z) = vm.complex_value(value)? else {
                return Err(struct_error(vm, "required argument is not a complex"));
            };
            let (code, half) = if item.code == b'F' { (b'f', 4) } else { (b'd', 8) };
            let (re, im) = out.split_at_mut(half.min(out.len()));
            put_float(vm, code, z.re, big, re)?;
            put_float(vm, code, z.im, big, im)?;
        }
        _ => {
            let n = integer(vm, item, value)?;
            let bytes = n.to_le_bytes();
            put_number(out, bytes.get(..item.size).unwrap_or(&bytes), big);
        }
    }
    Ok(())
}

fn float(vm: &mut Vm, value: &Value) -> PyResult<f64> {
    vm.to_f64(value).map_err(|_| struct_error(vm, "required argument is not a float"))
}

fn put_float(vm: &mut Vm, code: u8, f: f64, big: bool, out: &mut [u8]) -> PyResult<()> {
    let too_large = |vm: &Vm| Err(vm.overflow_error(format!("float too large to pack with {} format", code as char)));
    match code {
        b'd' => put_number(out, &f.to_le_bytes(), big),
        b'f' => {
            let single = f as f32;
            if single.is_infinite() && f.is_finite() {
                return too_large(vm);
            }
            put_number(out, &single.to_le_bytes(), big);
        }
        _ => {
            let half = f64_to_half(f);
            if half & 0x7fff == 0x7c00 && f.is_finite() {
                return too_large(vm);
            }
            put_number(out, &half.to_le_bytes(), big);
        }
    }
    Ok(())
}

/// The number's bits, once it is known to be in range.
fn integer(vm: &mut Vm, item: &Item, value: &Value) -> PyResult<u64> {
    let index = if vm.is_int(value) {
        value.clone()
    } else if vm.type_of(value).get(vm).slots.index.is_some() {
        vm.index(value)?
    } else {
        return Err(struct_error(vm, "required argument is not an integer"));
    };
    let n = vm.big_value(&index).and_then(|b| i128::try_from(b).ok());
    let bits = item.size as u32 * 8;
    if item.code == b'P' {
        return match n.filter(|n| (-(1i128 << 63)..1i128 << 64).contains(n)) {
            Some(n) => Ok(n as u64),
            None => Err(vm.overflow_error("int too large to convert")),
        };
    }
    let (least, most) = match item.code {
        b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
        _ => (0, (1i128 << bits) - 1),
    };
    match n.filter(|n| (least..=most).contains(n)) {
        Some(n) => Ok(n as u64),
        None => {
            let code = item.code as char;
            Err(struct_error(vm, &format!("'{code}' format requires {least} <= number <= {most}")))
        }
    }
}

/// The value in these bytes, which are as many as the item has.
pub fn unpack(vm: &mut Vm, item: &Item, layout: &Layout, bytes: &[u8]) -> PyResult {
    let number = |bytes: &[u8]| {
        let mut little = [0u8; 8];
        put(&mut little, bytes);
        if layout.big_endian {
            little = [0u8; 8];
            for (to, from) in little.iter_mut().zip(bytes.iter().rev()) {
                *to = *from;
            }
        }
        u64::from_le_bytes(little)
    };
    let real = |code: u8, bytes: &[u8]| match code {
        b'd' => f64::from_bits(number(bytes)),
        b'f' => f32::from_bits(number(bytes) as u32) as f64,
        _ => half_to_f64(number(bytes) as u16),
    };
    match item.code {
        b'c' | b's' => vm.new_bytes(bytes),
        b'p' => {
            let (length, rest) = bytes.split_first().unwrap_or((&0, &[]));
            vm.new_bytes(rest.get(..*length as usize).unwrap_or(rest))
        }
        b'?' => Ok(Value::bool(bytes.iter().any(|b| *b != 0))),
        b'e' | b'f' | b'd' => Ok(vm.float(real(item.code, bytes))),
        b'F' | b'D' => {
            let code = if item.code == b'F' { b'f' } else { b'd' };
            let (re, im) = bytes.split_at(bytes.len() / 2);
            let z = Complex { re: real(code, re), im: real(code, im) };
            vm.new_complex(z.re, z.im)
        }
        b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => {
            let unused = 64 - item.size as u32 * 8;
            Ok(vm.int(((number(bytes) << unused) as i64) >> unused))
        }
        _ => {
            let n = number(bytes);
            match i64::try_from(n) {
                Ok(n) => Ok(vm.int(n)),
                Err(_) => vm.new_int(n.into()),
            }
        }
    }
}

/// The error for an argument that should be a format.
pub fn no_format(vm: &Vm, value: &Value) -> Raised {
    let ty = vm.type_name(value);
    vm.type_error(format!("Struct() argument 1 must be a str or bytes object, not {ty}"))
}
