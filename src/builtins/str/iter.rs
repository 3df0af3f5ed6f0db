//! `str_iterator`.

use crate::gc::Value;
use crate::native::TypeBuilder;
use crate::object::iter::StrIter;
use crate::object::slots::PyResult;
use crate::object::str::wtf8_width;
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.str_iterator.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.iter = Some(|_, v| Ok(v.clone()));
            s.iternext = Some(str_iterator_next);
        })
        .method("__length_hint__(self, /)", length_hint, "Private method returning an estimate of len(list(it)).")
        .method("__reduce__(self, /)", reduce, "Return state information for pickling.")
        .method("__setstate__(self, object, /)", setstate, "Set state information for unpickling.")
        .ready();
    Ok(())
}

pub fn str_iter(vm: &mut Vm, v: &Value) -> PyResult {
    let text = super::this(vm, std::slice::from_ref(v))?.clone();
    Ok(vm.alloc(&vm.types.str_iterator, StrIter { text: Some(text), at: 0 })?.into_value())
}

pub fn str_iterator_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let Some(iter) = v.downcast::<StrIter>() else { return Ok(None) };
    let StrIter { text: Some(text), at } = iter.get(vm) else { return Ok(None) };
    let at = *at;
    let Some(lead) = text.bytes().get(at) else {
        let done = iter.get_mut(vm).text.take();
        drop(done);
        return Ok(None);
    };
    let next = at + wtf8_width(*lead);
    let item = vm.new_str_wtf8(text.bytes().get(at..next).unwrap_or(&[]))?;
    iter.get_mut(vm).at = next;
    Ok(Some(item))
}

fn length_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iter = vm.receiver::<StrIter>(args)?.get(vm);
    let left = iter.text.as_ref().map_or(0, |t| t.char_len() - t.char_index(iter.at));
    Ok(vm.int(left as i64))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iter = vm.receiver::<StrIter>(args)?.get(vm);
    let (text, at) = match &iter.text {
        Some(text) => (text.to_value(), Some(text.char_index(iter.at) as i64)),
        None => (vm.empty_str.to_value(), None),
    };
    let builtin = vm.builtin("iter")?;
    let args = vm.new_tuple(vec![text])?;
    match at {
        Some(at) => vm.new_tuple(vec![builtin, args, vm.int(at)]),
        None => vm.new_tuple(vec![builtin, args]),
    }
}

fn setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = crate::native::arg(args, 1);
    let n = vm.extract::<i64>(state)?.max(0) as usize;
    let iter = vm.receiver::<StrIter>(args)?;
    let at = iter.get(vm).text.as_ref().map_or(0, |t| t.byte_offset(n));
    iter.get_mut(vm).at = at;
    Ok(Value::NONE)
}
