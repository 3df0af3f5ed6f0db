//! Subscription of bytes and bytearray, reading.

use super::{copy_slice, data, like, unchanged};
use crate::gc::Value;
use crate::object::Slice;
use crate::object::slots::PyResult;
use crate::vm::Vm;
use crate::vm::guard::STEPS;

pub fn bytes_getitem(vm: &mut Vm, v: &Value, key: &Value) -> PyResult {
    getitem(vm, v, key, "byte indices must be integers or slices", "index out of range")
}

pub fn bytearray_getitem(vm: &mut Vm, v: &Value, key: &Value) -> PyResult {
    getitem(vm, v, key, "bytearray indices must be integers or slices", "bytearray index out of range")
}

fn getitem(vm: &mut Vm, v: &Value, key: &Value, wrong_type: &str, out_of_range: &str) -> PyResult {
    if key.downcast_exact::<Slice>().is_some() {
        return slice(vm, v, key);
    }
    if !vm.is_int(key) && vm.type_of(key).get(vm).slots.index.is_none() {
        let ty = vm.type_name(key);
        return Err(vm.type_error(format!("{wrong_type}, not {ty}")));
    }
    let len = data(vm, v)?.len();
    let index = vm.sequence_index(key, len)?;
    // `__index__` may have changed the size.
    match index.and_then(|i| data(vm, v).ok()?.get(i).copied()) {
        Some(b) => Ok(Value::small_int(b as i64)),
        None => Err(vm.index_error(out_of_range)),
    }
}

fn slice(vm: &mut Vm, v: &Value, key: &Value) -> PyResult {
    let (start, stop, step, count) = {
        let Some(s) = key.downcast_exact::<Slice>() else { return unchanged(vm, v) };
        let (start, stop, step) = vm.slice_unpack(s)?;
        crate::builtins::slice::slice_adjust(start, stop, step, data(vm, v)?.len())
    };
    let bytes = data(vm, v)?;
    if step == 1 {
        if count == bytes.len() {
            return unchanged(vm, v);
        }
        let out = copy_slice(vm, bytes.get(start.max(0) as usize..stop.max(start).max(0) as usize).unwrap_or(&[]))?;
        return like(vm, v, out);
    }
    let mut out = vm.buffer(count)?;
    for from in (0..count as i64).step_by(STEPS) {
        vm.check_interrupt()?;
        let to = (count as i64).min(from.saturating_add(STEPS as i64));
        out.extend((from..to).filter_map(|i| bytes.get((start + i * step) as usize)));
    }
    like(vm, v, out)
}
