//! Raising, catching and the stack of exceptions being handled.

use super::{look, take};
use crate::bytecode::{A_TEMP, B_TEMP, C_TEMP, FLAG};
use crate::gc::{Raw, Value};
use crate::object::slots::PyResult;
use crate::object::{Exception, Raised};
use crate::vm::Vm;
use crate::vm::run::{field_a, field_b, field_c, flags};

/// `raise R[a]`, with FLAG `from R[b]`.
#[cold]
#[inline(never)]
pub unsafe fn raise(vm: &mut Vm, word: u64, base: *mut Raw) -> Raised {
    // SAFETY: operands of the instruction.
    unsafe {
        let exc = take(word, A_TEMP, base, field_a(word));
        let cause = (flags(word) & FLAG != 0).then(|| take(word, B_TEMP, base, field_b(word)));
        let result = match cause {
            Some(cause) => vm.raise_with_cause(&exc, &cause),
            None => vm.make_exception(&exc).map(Raised),
        };
        let raised = match result {
            Ok(raised) => raised,
            Err(raised) => raised,
        };
        vm.set_context(&raised);
        raised
    }
}

/// A bare `raise`.
pub fn raise_current(vm: &mut Vm) -> Raised {
    match vm.handled_exception() {
        Some(exc) => match exc.into_ref::<Exception>() {
            Ok(exc) => Raised(exc),
            Err(_) => vm.system_error("handled exception is none"),
        },
        None => vm.runtime_error("No active exception to reraise"),
    }
}

/// Goes on raising `R[a]`.
#[cold]
#[inline(never)]
pub unsafe fn reraise(vm: &mut Vm, word: u64, base: *mut Raw) -> Raised {
    // SAFETY: operand of the instruction.
    let exc = unsafe { take(word, A_TEMP, base, field_a(word)) };
    match exc.into_ref::<Exception>() {
        Ok(exc) => Raised(exc),
        Err(_) => vm.system_error("reraise of no exception"),
    }
}

/// Makes `exc` the exception being handled; returns the one before, or None.
#[inline]
pub fn push(vm: &mut Vm, exc: Value) -> Raw {
    match vm.thread.handled.last_mut() {
        Some(top) => top.replace(exc).unwrap_or_default().into_raw(),
        None => {
            vm.thread.handled.push(Some(exc));
            Raw::NONE
        }
    }
}

/// Makes `previous` (or nothing, if None) the exception being handled again.
#[inline]
pub fn pop(vm: &mut Vm, previous: Value) {
    if let Some(top) = vm.thread.handled.last_mut() {
        let old = std::mem::replace(top, if previous.is_none() { None } else { Some(previous) });
        drop(old);
    }
}

#[cold]
#[inline(never)]
pub unsafe fn matches(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<bool> {
    // SAFETY: operands of the instruction.
    unsafe {
        let (exc, types) = (look(base, field_b(word)), look(base, field_c(word)));
        let result = vm.exception_matches(&exc, &types)?;
        drop((exc, types));
        drop_operand(word, C_TEMP, base, field_c(word));
        Ok(result)
    }
}

unsafe fn drop_operand(word: u64, flag: u8, base: *mut Raw, i: usize) {
    if flags(word) & flag != 0 {
        // SAFETY: a consumed temporary.
        drop(unsafe { take(word, flag, base, i) });
    }
}

#[cold]
#[inline(never)]
pub unsafe fn group_match(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: operands of the instruction.
    unsafe {
        let (exc, types) = (look(base, field_b(word)), look(base, field_c(word)));
        let (matched, rest) = vm.exception_group_match(&exc, &types)?;
        drop((exc, types));
        drop_operand(word, C_TEMP, base, field_c(word));
        let a = field_a(word);
        *base.add(a) = matched.into_raw();
        *base.add(a + 1) = rest.into_raw();
        Ok(())
    }
}

#[cold]
#[inline(never)]
pub unsafe fn prep_reraise_star(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operands of the instruction.
    unsafe {
        let (original, list) = (look(base, field_b(word)), look(base, field_c(word)));
        let result = vm.prep_reraise_star(&original, &list)?;
        drop((original, list));
        drop_operand(word, C_TEMP, base, field_c(word));
        Ok(result.into_raw())
    }
}

/// Type, value and traceback of an exception, for `__exit__`.
#[cold]
#[inline(never)]
pub unsafe fn info(vm: &mut Vm, word: u64, base: *mut Raw) {
    // SAFETY: operands of the instruction.
    unsafe {
        let exc = look(base, field_b(word));
        let ty = vm.type_of(&exc).to_value();
        let traceback = match exc.downcast::<Exception>() {
            Some(e) => e.get(vm).traceback.as_ref().map(|t| t.to_value()).unwrap_or_default(),
            None => Value::NONE,
        };
        let a = field_a(word);
        *base.add(a) = ty.into_raw();
        *base.add(a + 1) = exc.into_raw();
        *base.add(a + 2) = traceback.into_raw();
    }
}

impl Vm {
    /// The exception being handled (`sys.exception()`).
    pub fn handled_exception(&self) -> Option<Value> {
        self.thread.handled.iter().rev().find_map(Clone::clone)
    }
}
