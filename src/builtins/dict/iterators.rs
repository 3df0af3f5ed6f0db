//! The six dict iterators.

use crate::builtins::iter::iter_self;
use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::Dict;
use crate::object::iter::{DictIter, DictPart};
use crate::object::slots::PyResult;
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let t = &vm.types;
    let all = [
        t.dict_keyiterator.clone(),
        t.dict_valueiterator.clone(),
        t.dict_itemiterator.clone(),
        t.dict_reversekeyiterator.clone(),
        t.dict_reversevalueiterator.clone(),
        t.dict_reverseitemiterator.clone(),
    ];
    for ty in all {
        TypeBuilder::new(vm, &ty)
            .slots(|s| {
                s.iter = Some(iter_self);
                s.iternext = Some(dict_iter_next);
            })
            .method(
                "__length_hint__(self, /)",
                dict_iter_hint,
                "Private method returning an estimate of len(list(it)).",
            )
            .method("__reduce__(self, /)", dict_iter_reduce, "Return state information for pickling.")
            .ready();
    }
    Ok(())
}

/// An iterator over a dict's keys, values or items.
pub fn new_iter(vm: &mut Vm, dict: Ref<Dict>, part: DictPart, reverse: bool) -> PyResult {
    let (used, slots) = (dict.get(vm).len(), dict.get(vm).slots());
    let t = &vm.types;
    let ty = match (part, reverse) {
        (DictPart::Keys, false) => &t.dict_keyiterator,
        (DictPart::Values, false) => &t.dict_valueiterator,
        (DictPart::Items, false) => &t.dict_itemiterator,
        (DictPart::Keys, true) => &t.dict_reversekeyiterator,
        (DictPart::Values, true) => &t.dict_reversevalueiterator,
        (DictPart::Items, true) => &t.dict_reverseitemiterator,
    };
    let index = if reverse { slots } else { 0 };
    let payload = DictIter { dict: Some(dict), part, reverse, index, used, left: used };
    Ok(vm.alloc(ty, payload)?.into_value())
}

fn dict_iter_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<DictIter>(std::slice::from_ref(v))?;
    let part = this.get(vm).part;
    let Some((key, value)) = step(vm, this)? else { return Ok(None) };
    match part {
        DictPart::Keys => Ok(Some(key)),
        DictPart::Values => Ok(Some(value)),
        DictPart::Items => vm.new_pair(key, value).map(Some),
    }
}

/// The next entry. The half that the iterator does not yield may be None.
#[inline]
pub fn step(vm: &mut Vm, this: &Ref<DictIter>) -> PyResult<Option<(Value, Value)>> {
    let it = this.get(vm);
    let Some(dict) = &it.dict else { return Ok(None) };
    let d = dict.get(vm);
    if it.used != d.len() {
        // The iterator stays broken.
        this.get_mut(vm).used = usize::MAX;
        return Err(vm.runtime_error("dictionary changed size during iteration"));
    }
    let found = if it.reverse { d.prev_before(it.index) } else { d.next_from(it.index) };
    let Some((index, entry)) = found else {
        let released = this.get_mut(vm).dict.take();
        drop(released);
        return Ok(None);
    };
    let item = match it.part {
        DictPart::Keys => (entry.key.clone(), Value::NONE),
        DictPart::Values => (Value::NONE, entry.value.clone()),
        DictPart::Items => (entry.key.clone(), entry.value.clone()),
    };
    let it = this.get_mut(vm);
    if it.left == 0 {
        let released = it.dict.take();
        drop(released);
        return Err(vm.runtime_error("dictionary keys changed during iteration"));
    }
    it.left -= 1;
    it.index = if it.reverse { index } else { index + 1 };
    Ok(Some(item))
}

fn dict_iter_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<DictIter>(args)?.get(vm);
    let valid = it.dict.as_ref().is_some_and(|d| d.get(vm).len() == it.used);
    Ok(vm.int(if valid { it.left as i64 } else { 0 }))
}

/// `(iter, (list of what is left,))`, without moving the iterator on.
fn dict_iter_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<DictIter>(args)?.get(vm);
    let copy = DictIter {
        dict: it.dict.clone(),
        part: it.part,
        reverse: it.reverse,
        index: it.index,
        used: it.used,
        left: it.left,
    };
    let copy = vm.alloc(&vm.types.dict_keyiterator, copy)?.into_value();
    let rest = vm.collect(&copy)?;
    let rest = vm.new_list(rest)?;
    let iter = vm.builtin("iter")?;
    let arguments = vm.new_tuple(vec![rest])?;
    vm.new_pair(iter, arguments)
}
