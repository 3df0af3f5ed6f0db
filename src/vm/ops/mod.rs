//! Out-of-line halves of the operations, by group. All work on raw registers under the invariants of `vm/run.rs`.

pub(super) mod arith;
pub(super) mod attr;
pub(super) mod build;
pub(super) mod cache;
pub(super) mod call;
pub(super) mod delegate;
pub(super) mod exception;
pub mod generator;
pub(super) mod import;
pub(super) mod item;
pub(super) mod iter;
pub(super) mod names;
pub(super) mod pattern;
pub(super) mod special;

use super::Vm;
use super::frame::{FrameHead, frame_flag};
use super::run::{field_a, field_c, flags, payload};
use crate::bytecode::{A_TEMP, B_TEMP, C_TEMP, Code, Op};
use crate::gc::{Header, Heap, Raw, Ref, Value, breaker};
use crate::object::generator::Generator;
use crate::object::{Function, PyResult, Raised, Str, Tuple};
use std::cell::Cell;

/// Frees an object whose last reference was dropped by the loop; its finalisers run at once.
#[cold]
#[inline(never)]
pub(super) unsafe fn dead(vm: &mut Vm, raw: Raw) {
    // SAFETY: the loop dropped the last reference.
    unsafe { dead_header(vm, raw.header()) }
}

#[cold]
#[inline(never)]
pub(super) unsafe fn dead_header(vm: &mut Vm, header: *mut Header) {
    // SAFETY: as above.
    unsafe { Heap::dead(header) };
    if vm.heap.breaker.get() & breaker::FINALIZERS != 0 {
        vm.heap.breaker.set(vm.heap.breaker.get() & !breaker::FINALIZERS);
        vm.run_finalizers();
    }
}

/// The function that runs in a frame.
#[inline(always)]
pub(super) unsafe fn function_of<'a>(base: *mut Raw) -> &'a Ref<Function> {
    // SAFETY: `base` is a frame.
    unsafe { (*FrameHead::of(base)).function() }
}

#[inline(always)]
pub(super) unsafe fn function_payload<'a>(base: *mut Raw) -> &'a Function {
    // SAFETY: `base` is a frame; its function outlives it.
    unsafe { &*function_of(base).payload_ptr() }
}

#[inline(always)]
pub(super) unsafe fn code_of<'a>(base: *mut Raw) -> &'a Code {
    // SAFETY: as above.
    unsafe { &*function_payload(base).code.payload_ptr() }
}

pub(super) unsafe fn name_at<'a>(base: *mut Raw, index: usize) -> &'a Ref<Str> {
    // SAFETY: the compiler numbers names from 0; checked by the verifier.
    unsafe { &code_of(base).names[index] }
}

/// A constant that is a tuple (keyword names).
pub(super) unsafe fn constant<'a>(base: *mut Raw, index: usize) -> Option<&'a Ref<Tuple>> {
    // SAFETY: the code outlives the call.
    unsafe { code_of(base).constants.get(index).and_then(|c| c.downcast_exact::<Tuple>()) }
}

/// The cell of a free variable.
#[inline(always)]
pub(super) unsafe fn free_cell(base: *mut Raw, index: usize) -> Raw {
    // SAFETY: a function has a closure with one cell for each free variable of its code.
    unsafe {
        match &function_payload(base).closure {
            Some(closure) => closure.items()[index].raw(),
            None => Raw::NULL,
        }
    }
}

/// Where a call's result goes, and where the caller goes on, given the address behind the calling instruction word.
#[inline(always)]
pub(super) unsafe fn resumption(return_pc: *const Cell<u64>) -> (usize, *const Cell<u64>) {
    // SAFETY: frames are entered from the operations below only.
    unsafe {
        let word = (*return_pc.sub(1)).get();
        if word as u8 == Op::LoadAttr as u8 {
            (field_a(word), return_pc.add(4))
        } else {
            (field_c(word), return_pc.add(1))
        }
    }
}

/// What an operation out of line has led to, in two machine registers: a value; nothing, since it has entered a frame that
/// will give the result, or an iterator is at its end; or an exception, whose address is in the second word while the first is
/// null.
#[must_use]
pub(super) struct Outcome(Raw);

impl Outcome {
    pub const NOTHING: Outcome = Outcome(Raw::NULL);

    /// The value, or null.
    #[inline(always)]
    pub fn result(self) -> PyResult<Raw> {
        if self.0.is_null() && self.0.bits != 0 {
            // SAFETY: such an outcome is made below only, and owns the exception.
            return Err(Raised(unsafe { Ref::from_owned(self.0.header()) }));
        }
        Ok(self.0)
    }
}

impl From<PyResult<Raw>> for Outcome {
    #[inline(always)]
    fn from(result: PyResult<Raw>) -> Outcome {
        match result {
            Ok(raw) => Outcome(raw),
            Err(raised) => Outcome(Raw { meta: 0, bits: raised.0.into_value().into_raw().bits }),
        }
    }
}

impl From<PyResult> for Outcome {
    #[inline(always)]
    fn from(result: PyResult) -> Outcome {
        result.map(Value::into_raw).into()
    }
}

/// What a returning or yielding frame goes back to.
#[derive(Clone, Copy)]
pub(super) enum Returned {
    /// The value is in `vm.thread.result`.
    Native,
    /// Base and pc are in `vm.thread`.
    Caller,
}

/// A frame with flags has returned `value`; its locals are dropped already.
#[cold]
#[inline(never)]
pub(super) unsafe fn return_special(vm: &mut Vm, base: *mut Raw, head: FrameHead, value: Raw) -> PyResult<Returned> {
    // SAFETY: `head` is the header of the frame at `base`, which has ended; `value` is owned.
    unsafe {
        let flags = head.flags();
        if flags & frame_flag::GENERATOR != 0 {
            return generator::finished(vm, base, head, value.into_value());
        }
        FrameHead::erase(base);
        let function = Ref::<Function>::from_owned(head.function);
        let value = value.into_value();
        let caller = head.caller_base();
        let mut result = value;
        if flags & frame_flag::INIT != 0 {
            let instance = std::mem::replace(&mut *base.sub(3), Raw::NULL).into_value();
            if !result.is_none() {
                let ty = vm.type_name(&result);
                return Err(vm.type_error(format!("__init__() should return None, not '{ty}'")));
            }
            result = instance;
        }
        drop(function);
        if flags & frame_flag::OPERATOR != 0 {
            special::finish(vm, base, caller, head.return_pc, result)?;
            return Ok(Returned::Caller);
        }
        if flags & frame_flag::ENTRY != 0 {
            vm.thread.base = caller;
            vm.thread.result = result.into_raw();
            return Ok(Returned::Native);
        }
        if flags & frame_flag::DISCARD != 0 {
            vm.thread.base = caller;
            // Behind the cache words of StoreAttr.
            vm.thread.pc = head.return_pc.add(3);
            drop(result);
            return Ok(Returned::Caller);
        }
        let (dst, next) = resumption(head.return_pc);
        let old = std::mem::replace(&mut *caller.add(dst), result.into_raw());
        vm.thread.base = caller;
        vm.thread.pc = next;
        drop_raw(old);
        Ok(Returned::Caller)
    }
}

/// Drops what a register held.
#[inline]
pub(super) unsafe fn drop_raw(raw: Raw) {
    if raw.is_heap() {
        // SAFETY: the register owned it.
        drop(unsafe { raw.into_value() });
    }
}

/// Drops and empties registers, the last one first: the order in which CPython clears its stack and its locals.
pub(super) unsafe fn clear(base: *mut Raw, range: std::ops::Range<usize>) {
    for i in range.rev() {
        // SAFETY: registers of a frame.
        unsafe {
            let old = std::mem::replace(&mut *base.add(i), Raw::NULL);
            drop_raw(old);
        }
    }
}

/// Drops the consumed source operands of an instruction.
#[inline]
pub(super) unsafe fn consume(word: u64, base: *mut Raw) {
    let f = flags(word);
    if f & (A_TEMP | B_TEMP | C_TEMP) == 0 {
        return;
    }
    // SAFETY: flagged operands are temporaries of the frame.
    unsafe {
        for (flag, i) in [(A_TEMP, field_a(word)), (B_TEMP, super::run::field_b(word)), (C_TEMP, field_c(word))] {
            if f & flag != 0 {
                let old = std::mem::replace(&mut *base.add(i), Raw::NULL);
                drop_raw(old);
            }
        }
    }
}

/// A source operand as an owned value, left in place.
#[inline]
pub(super) unsafe fn look(base: *mut Raw, i: usize) -> Value {
    // SAFETY: the register holds a value (the compiler checks locals first).
    unsafe { Raw::as_value(base.add(i)).clone() }
}

/// A source operand as an owned value; a temporary moves.
#[inline]
pub(super) unsafe fn take(word: u64, flag: u8, base: *mut Raw, i: usize) -> Value {
    // SAFETY: as above.
    unsafe {
        let at = base.add(i);
        if flags(word) & flag != 0 {
            std::mem::replace(&mut *at, Raw::NULL).into_value()
        } else {
            Raw::as_value(at).clone()
        }
    }
}

/// The values of a window, moved out.
pub(super) unsafe fn take_window(from: *mut Raw, count: usize) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::with_capacity(count);
    let to = values.as_mut_ptr() as *mut Raw;
    // SAFETY: windows hold `count` values, for which the vector has room; each moves once.
    unsafe {
        for i in 0..count {
            *to.add(i) = *from.add(i);
            (*from.add(i)).meta = 0;
        }
        values.set_len(count);
    }
    values
}

/// `bool(R[i])` of types that the loop does not answer itself.
#[cold]
#[inline(never)]
pub(super) unsafe fn truth(vm: &mut Vm, at: *mut Raw) -> PyResult<bool> {
    // SAFETY: the register holds a value.
    let value = unsafe { Raw::as_value(at).clone() };
    vm.truthy(&value)
}

#[cold]
pub(super) unsafe fn unbound_local(vm: &mut Vm, base: *mut Raw, index: usize) -> Raised {
    // SAFETY: `base` is a frame.
    let code = unsafe { code_of(base) };
    match code.varnames.get(index) {
        Some(name) => vm.unbound_local(name),
        None => vm.system_error("unbound temporary"),
    }
}

/// A frame that has a frame object, or is a generator's, is about to return.
#[cold]
pub(super) unsafe fn frame_ends(vm: &mut Vm, base: *mut Raw, flags: usize) {
    // SAFETY: `base` is the running frame.
    unsafe {
        if flags & frame_flag::OBSERVED != 0 {
            vm.detach_frame(base, true);
        }
    }
}

/// The generator that a generator frame belongs to.
pub(super) unsafe fn generator_of<'a>(base: *mut Raw) -> &'a mut Generator {
    // SAFETY: the word before the header of a generator's frame is the generator's address.
    unsafe {
        let header = (*base.sub(crate::object::generator::FRAME_HEADER)).bits as *mut Header;
        payload::<Generator>(Raw { meta: 0, bits: header as u64 })
    }
}
