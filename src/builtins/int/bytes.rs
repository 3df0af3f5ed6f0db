//! `int.to_bytes` and `int.from_bytes`.

use super::operand::Operand;
use crate::gc::Value;
use crate::object::{Bytes, PyResult, Str};
use crate::vm::Vm;
use num_bigint::{BigInt, Sign};

fn is_big_endian(vm: &mut Vm, order: &Value) -> PyResult<bool> {
    match order.downcast::<Str>().map(|s| s.bytes()) {
        Some(b"big") => Ok(true),
        Some(b"little") => Ok(false),
        Some(_) => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
        None => {
            let ty = vm.type_name(order);
            Err(vm.type_error(format!("byteorder argument must be str, not {ty}")))
        }
    }
}

pub fn int_to_bytes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [this, length, order, signed] = args else { return Err(vm.type_error("to_bytes() takes 3 arguments")) };
    let length: i64 = vm.extract(length)?;
    let big_endian = is_big_endian(vm, order).map_err(|raised| order_error(vm, "to_bytes", order, raised))?;
    let signed = vm.truthy(signed)?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    let x = super::arith::receiver(vm, this)?;
    let negative = x.is_negative();
    if negative && !signed {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    let mut out: Vec<u8> = Vec::new();
    if out.try_reserve_exact(length).is_err() {
        return Err(vm.memory_error());
    }
    let fill = if negative { 0xff } else { 0 };
    // Little-endian two's complement; with `signed`, the last byte holds the sign.
    let bytes = match x {
        Operand::Small(i) => i.to_le_bytes().to_vec(),
        x => x.big().to_signed_bytes_le(),
    };
    out.extend(bytes.iter().take(length));
    let fits = bytes.iter().skip(length).all(|b| *b == fill)
        && (!signed || out.last().is_none_or(|last| (last & 0x80 != 0) == negative));
    // In no bytes at all only 0 can be written (and -1, as CPython has it, not even signed).
    if !fits || length == 0 && negative {
        return Err(vm.overflow_error("int too big to convert"));
    }
    out.resize(length, fill);
    if big_endian {
        out.reverse();
    }
    vm.new_bytes(out)
}

/// A byteorder that is no str at all is reported by the argument parser of CPython, under the function's name.
fn order_error(vm: &mut Vm, name: &str, order: &Value, raised: crate::object::Raised) -> crate::object::Raised {
    if order.downcast::<Str>().is_some() {
        return raised;
    }
    let ty = vm.type_name(order);
    vm.type_error(format!("{name}() argument 'byteorder' must be str, not {ty}"))
}

pub fn int_from_bytes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [class, source, order, signed] = args else { return Err(vm.type_error("from_bytes() takes 3 arguments")) };
    let big_endian = is_big_endian(vm, order).map_err(|raised| order_error(vm, "from_bytes", order, raised))?;
    let signed = vm.truthy(signed)?;
    let data = byte_values(vm, source)?;
    let bytes = match data.downcast::<Bytes>() {
        Some(bytes) => &bytes.data(),
        None => return Err(vm.type_error("cannot convert to bytes")),
    };
    let value = match small(bytes, big_endian, signed) {
        Some(i) => vm.int(i),
        None => vm.new_int(match (big_endian, signed) {
            (true, true) => BigInt::from_signed_bytes_be(bytes),
            (true, false) => BigInt::from_bytes_be(Sign::Plus, bytes),
            (false, true) => BigInt::from_signed_bytes_le(bytes),
            (false, false) => BigInt::from_bytes_le(Sign::Plus, bytes),
        })?,
    };
    if class.is(&vm.types.int.to_value()) {
        return Ok(value);
    }
    vm.call(class, &[value])
}

/// Up to seven bytes without a big integer.
fn small(bytes: &[u8], big_endian: bool, signed: bool) -> Option<i64> {
    if bytes.len() > 7 {
        return None;
    }
    let fold = |n: i64, b: &u8| n << 8 | *b as i64;
    let n = if big_endian { bytes.iter().fold(0, fold) } else { bytes.iter().rev().fold(0, fold) };
    let unused = 64 - 8 * bytes.len() as u32;
    Some(if signed && !bytes.is_empty() { n << unused >> unused } else { n })
}

/// `PyObject_Bytes`: bytes, `__bytes__`, a buffer, or an iterable of small ints; no str and no int.
fn byte_values(vm: &mut Vm, source: &Value) -> PyResult {
    if source.downcast::<Bytes>().is_some() {
        return Ok(source.clone());
    }
    let name = vm.names.__bytes__.clone();
    if vm.lookup(&vm.type_of(source).clone(), &name).is_none()
        && (source.downcast::<Str>().is_some()
            || vm.type_of(source).get(vm).slots.index.is_some()
            || !is_iterable(vm, source))
    {
        let ty = vm.type_name(source);
        return Err(vm.type_error(format!("cannot convert '{ty}' object to bytes")));
    }
    let bytes = vm.types.bytes.to_value();
    vm.call(&bytes, std::slice::from_ref(source))
}

fn is_iterable(vm: &Vm, v: &Value) -> bool {
    let slots = &vm.type_of(v).get(vm).slots;
    slots.iter.is_some() || slots.getitem.is_some() || vm.has_buffer(v)
}
