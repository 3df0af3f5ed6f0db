//! `list_iterator` and `list_reverseiterator`.

use crate::gc::Value;
use crate::native::{TypeBuilder, arg};
use crate::object::iter::{ListIter, ListReverseIter};
use crate::object::slots::PyResult;
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.list_iterator.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.iter = Some(crate::builtins::iter::iter_self);
            s.iternext = Some(list_iter_next);
        })
        .method("__length_hint__(self, /)", list_iter_hint, "Private method returning an estimate of len(list(it)).")
        .method("__reduce__(self, /)", list_iter_reduce, "Return state information for pickling.")
        .method("__setstate__(self, object, /)", list_iter_setstate, "Set state information for unpickling.")
        .ready();
    let ty = vm.types.list_reverseiterator.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.iter = Some(crate::builtins::iter::iter_self);
            s.iternext = Some(list_reverse_next);
        })
        .method("__length_hint__(self, /)", list_reverse_hint, "Private method returning an estimate of len(list(it)).")
        .method("__reduce__(self, /)", list_reverse_reduce, "Return state information for pickling.")
        .method("__setstate__(self, object, /)", list_reverse_setstate, "Set state information for unpickling.")
        .ready();
    Ok(())
}

fn list_iter_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<ListIter>(std::slice::from_ref(v))?;
    let it = this.get(vm);
    let Some(list) = &it.list else { return Ok(None) };
    let item = list.get(vm).items.get(it.index).cloned();
    let it = this.get_mut(vm);
    let released = match item {
        Some(_) => {
            it.index += 1;
            None
        }
        None => it.list.take(),
    };
    drop(released);
    Ok(item)
}

fn list_iter_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<ListIter>(args)?.get(vm);
    let len = it.list.as_ref().map_or(0, |l| l.get(vm).items.len());
    Ok(vm.int(len.saturating_sub(it.index) as i64))
}

fn list_iter_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<ListIter>(args)?.get(vm);
    let (list, index) = (it.list.as_ref().map(|l| l.to_value()), it.index);
    vm.reduce_iterator("iter", list, |vm| vm.int(index as i64))
}

fn list_iter_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.extract::<i64>(arg(args, 1))?;
    let this = vm.receiver::<ListIter>(args)?;
    let it = this.get_mut(vm);
    if it.list.is_some() {
        it.index = index.max(0) as usize;
    }
    Ok(Value::NONE)
}

fn list_reverse_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<ListReverseIter>(std::slice::from_ref(v))?;
    let it = this.get(vm);
    let Some(list) = &it.list else { return Ok(None) };
    let item = it.index.checked_sub(1).and_then(|i| list.get(vm).items.get(i).cloned());
    let it = this.get_mut(vm);
    let released = match item {
        Some(_) => {
            it.index -= 1;
            None
        }
        None => {
            it.index = 0;
            it.list.take()
        }
    };
    drop(released);
    Ok(item)
}

fn list_reverse_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<ListReverseIter>(args)?.get(vm);
    let len = it.list.as_ref().map_or(0, |l| l.get(vm).items.len());
    Ok(vm.int(if len < it.index { 0 } else { it.index as i64 }))
}

fn list_reverse_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<ListReverseIter>(args)?.get(vm);
    let (list, index) = (it.list.as_ref().map(|l| l.to_value()), it.index);
    match list {
        Some(_) => vm.reduce_iterator("reversed", list, |vm| vm.int(index as i64 - 1)),
        None => vm.reduce_iterator("iter", None, |_| Value::NONE),
    }
}

fn list_reverse_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.extract::<i64>(arg(args, 1))?;
    let this = vm.receiver::<ListReverseIter>(args)?.clone();
    let Some(len) = this.get(vm).list.as_ref().map(|l| l.get(vm).items.len()) else { return Ok(Value::NONE) };
    this.get_mut(vm).index = index.clamp(-1, len as i64 - 1).wrapping_add(1) as usize;
    Ok(Value::NONE)
}
