//! `bytes_iterator` and `bytearray_iterator`.

use crate::gc::Value;
use crate::native::{TypeBuilder, arg};
use crate::object::memory::{ByteArrayIter, BytesIter};
use crate::object::slots::PyResult;
use crate::object::{ByteArray, Bytes};
use crate::vm::Vm;

const HINT: &str = "Private method returning an estimate of len(list(it)).";
const REDUCE: &str = "Return state information for pickling.";
const SETSTATE: &str = "Set state information for unpickling.";

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.bytes_iterator.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.iter = Some(|_, v| Ok(v.clone()));
            s.iternext = Some(bytes_iterator_next);
        })
        .method("__length_hint__(self, /)", bytes_iterator_hint, HINT)
        .method("__reduce__(self, /)", bytes_iterator_reduce, REDUCE)
        .method("__setstate__(self, object, /)", bytes_iterator_setstate, SETSTATE)
        .ready();
    let ty = vm.types.bytearray_iterator.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.iter = Some(|_, v| Ok(v.clone()));
            s.iternext = Some(bytearray_iterator_next);
        })
        .method("__length_hint__(self, /)", bytearray_iterator_hint, HINT)
        .method("__reduce__(self, /)", bytearray_iterator_reduce, REDUCE)
        .method("__setstate__(self, object, /)", bytearray_iterator_setstate, SETSTATE)
        .ready();
    Ok(())
}

pub fn bytes_iter(vm: &mut Vm, v: &Value) -> PyResult {
    let bytes = vm.receiver::<Bytes>(std::slice::from_ref(v))?.clone();
    Ok(vm.alloc(&vm.types.bytes_iterator, BytesIter { bytes: Some(bytes), index: 0 })?.into_value())
}

fn bytes_iterator_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let Some(iter) = v.downcast::<BytesIter>() else { return Ok(None) };
    let iter = iter.get_mut(vm);
    let found = iter.bytes.as_ref().and_then(|b| b.data().get(iter.index).copied());
    match found {
        Some(b) => {
            iter.index += 1;
            Ok(Some(Value::small_int(b as i64)))
        }
        None => {
            drop(iter.bytes.take());
            Ok(None)
        }
    }
}

fn bytes_iterator_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iter = vm.receiver::<BytesIter>(args)?.get(vm);
    let left = iter.bytes.as_ref().map_or(0, |b| b.data().len().saturating_sub(iter.index));
    Ok(vm.int(left as i64))
}

fn bytes_iterator_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iter = vm.receiver::<BytesIter>(args)?.get(vm);
    let state = iter.bytes.as_ref().map(|b| (b.to_value(), iter.index));
    reduce(vm, state)
}

/// `(iter, (object,), index)`, or `(iter, ((),))` for an exhausted iterator.
fn reduce(vm: &mut Vm, state: Option<(Value, usize)>) -> PyResult {
    let builtin = vm.builtin("iter")?;
    match state {
        Some((object, index)) => {
            let args = vm.new_tuple(vec![object])?;
            vm.new_tuple(vec![builtin, args, vm.int(index as i64)])
        }
        None => {
            let args = vm.new_tuple(vec![vm.empty_tuple.to_value()])?;
            vm.new_tuple(vec![builtin, args])
        }
    }
}

fn bytes_iterator_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.extract::<i64>(arg(args, 1))?.max(0) as usize;
    let iter = vm.receiver::<BytesIter>(args)?.get_mut(vm);
    iter.index = index.min(iter.bytes.as_ref().map_or(0, |b| b.data().len()));
    Ok(Value::NONE)
}

pub fn bytearray_iter(vm: &mut Vm, v: &Value) -> PyResult {
    let array = vm.receiver::<ByteArray>(std::slice::from_ref(v))?.clone();
    Ok(vm.alloc(&vm.types.bytearray_iterator, ByteArrayIter { array: Some(array), index: 0 })?.into_value())
}

fn bytearray_iterator_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let Some(handle) = v.downcast::<ByteArrayIter>() else { return Ok(None) };
    let iter = handle.get(vm);
    let found = iter.array.as_ref().and_then(|a| a.get(vm).data.get(iter.index).copied());
    let iter = handle.get_mut(vm);
    match found {
        Some(b) => {
            iter.index += 1;
            Ok(Some(Value::small_int(b as i64)))
        }
        None => {
            drop(iter.array.take());
            Ok(None)
        }
    }
}

fn bytearray_iterator_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iter = vm.receiver::<ByteArrayIter>(args)?.get(vm);
    let left = iter.array.as_ref().map_or(0, |a| a.get(vm).data.len().saturating_sub(iter.index));
    Ok(vm.int(left as i64))
}

fn bytearray_iterator_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iter = vm.receiver::<ByteArrayIter>(args)?.get(vm);
    let state = iter.array.as_ref().map(|a| (a.to_value(), iter.index));
    reduce(vm, state)
}

fn bytearray_iterator_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.extract::<i64>(arg(args, 1))?.max(0) as usize;
    let handle = vm.receiver::<ByteArrayIter>(args)?;
    let len = handle.get(vm).array.as_ref().map_or(0, |a| a.get(vm).data.len());
    handle.get_mut(vm).index = index.min(len);
    Ok(Value::NONE)
}
