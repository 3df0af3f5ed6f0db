//! Iteration over anything but the loop's inline cases.

use super::{look, take};
use crate::bytecode::B_TEMP;
use crate::gc::Raw;
use crate::object::iter::{ListIter, RangeIter, TupleIter};
use crate::object::slots::PyResult;
use crate::object::{List, Range, Tuple};
use crate::vm::Vm;
use crate::vm::run::field_b;

#[cold]
#[inline(never)]
pub unsafe fn get(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<Raw> {
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
pub unsafe fn next(vm: &mut Vm, at: *mut Raw) -> PyResult<Raw> {
    // SAFETY: the register holds the iterator, and keeps it while it is stepped.
    let iter = unsafe { Raw::as_value(at).clone() };
    let Some(f) = vm.type_of(&iter).get(vm).slots.iternext else {
        return Ok(vm.next(&iter)?.map_or(Raw::NULL, crate::gc::Value::into_raw));
    };
    vm.check_native_depth()?;
    match f(vm, &iter) {
        Ok(Some(item)) => Ok(item.settled().into_raw()),
        Ok(None) => Ok(Raw::NULL),
        Err(raised) => vm.stop_iteration_to_none(raised).map(|_| Raw::NULL),
    }
}
