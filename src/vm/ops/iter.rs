//! Iteration over anything but the loop's inline cases.

use super::{Outcome, look, take};
use crate::bytecode::B_TEMP;
use crate::gc::{Raw, Ref, Value};
use crate::object::iter::{DictIter, DictPart, Enumerate, ListIter, RangeIter, StrIter, TupleIter, Zip};
use crate::object::slots::PyResult;
use crate::object::{List, Range, Tuple};
use crate::vm::Vm;
use crate::vm::run::field_b;

#[cold]
#[inline(never)]
pub unsafe fn get(vm: &mut Vm, word: u64, base: *mut Raw) -> Outcome {
    // SAFETY: as the caller promises.
    unsafe { get_result(vm, word, base) }.into()
}

#[inline(always)]
unsafe fn get_result(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operand of the instruction.
    unsafe {
        let at = field_b(word);
        let x = look(base, at);
        let iter = if let Some(list) = x.downcast_exact::<List>() {
            let iter = ListIter { list: Some(list.clone()), index: 0 };
            vm.alloc(&vm.types.list_iterator, iter)?.into_value()
        } else if let Some(fast) = x.downcast_exact::<Range>().and_then(|r| r.fast) {
            let iter = RangeIter { next: fast.start, step: fast.step, left: fast.len };
            vm.alloc(&vm.types.range_iterator, iter)?.into_value()
        } else if let Some(tuple) = x.downcast_exact::<Tuple>() {
            let iter = TupleIter { tuple: Some(tuple.clone()), index: 0 };
            vm.alloc(&vm.types.tuple_iterator, iter)?.into_value()
        } else {
            vm.iter(&x)?
        };
        drop(x);
        drop(take(word, B_TEMP, base, at));
        Ok(iter.into_raw())
    }
}

/// The next item of the iterator in a register, or null.
#[cold]
#[inline(never)]
pub unsafe fn next(vm: &mut Vm, at: *mut Raw) -> Outcome {
    // SAFETY: as the caller promises.
    unsafe { next_result(vm, at) }.into()
}

#[inline(always)]
unsafe fn next_result(vm: &mut Vm, at: *mut Raw) -> PyResult<Raw> {
    // SAFETY: the register holds the iterator, a temporary that nobody else can reach and that stays while it is stepped.
    let iter = unsafe { Raw::as_value(at) };
    if iter.downcast_exact::<StrIter>().is_some() {
        return Ok(crate::builtins::str::iter::str_iterator_next(vm, iter)?.map_or(Raw::NULL, Value::into_raw));
    }
    let Some(f) = vm.type_of(iter).get(vm).slots.iternext else {
        return Ok(vm.next(iter)?.map_or(Raw::NULL, Value::into_raw));
    };
    vm.check_native_depth()?;
    match f(vm, iter) {
        Ok(Some(item)) => Ok(item.settled().into_raw()),
        Ok(None) => Ok(Raw::NULL),
        Err(raised) => vm.stop_iteration_to_none(raised).map(|_| Raw::NULL),
    }
}

type Step<T> = PyResult<Option<T>>;

/// The next two values of an iterator whose items are pairs made for each step: `enumerate`, `zip` of two, a dict's items. The
/// outer `None` is for other iterators.
#[cold]
#[inline(never)]
pub unsafe fn next_pair(vm: &mut Vm, at: *mut Raw) -> Option<Step<(Raw, Raw)>> {
    // SAFETY: as in `next`.
    let iter = unsafe { Raw::as_value(at) };
    if let Some(items) = iter.downcast_exact::<DictIter>() {
        if items.get(vm).part != DictPart::Items {
            return None;
        }
        return Some(dict_pair(vm, items));
    }
    let ty = iter.heap_type()?;
    if ty.ptr_eq(&vm.types.enumerate) {
        return Some(enumerate_pair(vm, iter.downcast::<Enumerate>()?));
    }
    if ty.ptr_eq(&vm.types.zip) {
        let zip = iter.downcast::<Zip>()?;
        let payload = zip.get(vm);
        if payload.iters.len() != 2 || payload.strict {
            return None;
        }
        return Some(zip_pair(vm, zip));
    }
    None
}

fn dict_pair(vm: &mut Vm, items: &Ref<DictIter>) -> Step<(Raw, Raw)> {
    match crate::builtins::dict::iterators::step(vm, items)? {
        Some((key, value)) => Ok(Some((key.into_raw(), value.into_raw()))),
        None => Ok(None),
    }
}

fn enumerate_pair(vm: &mut Vm, this: &Ref<Enumerate>) -> Step<(Raw, Raw)> {
    let inner = this.get(vm).iter.clone();
    let Some(item) = vm.next(&inner)? else { return Ok(None) };
    let count = crate::builtins::enumerate::count(vm, this)?;
    Ok(Some((count.into_raw(), item.into_raw())))
}

fn zip_pair(vm: &mut Vm, zip: &Ref<Zip>) -> Step<(Raw, Raw)> {
    let [a, b] = zip.get(vm).iters.as_slice() else { return Ok(None) };
    let (a, b) = (a.clone(), b.clone());
    let Some(x) = vm.next(&a)? else { return Ok(None) };
    match vm.next(&b)? {
        Some(y) => Ok(Some((x.into_raw(), y.into_raw()))),
        None => Ok(None),
    }
}
