//! The evaluation loop: one `match` over the opcode table.
//!
//! `unsafe` throughout: the loop works on raw registers. The invariants it keeps:
//! - a register that is not null owns its reference; dead temporaries are null or hold an unboxed value;
//! - all registers beyond the running frame's live ones hold no references;
//! - before anything that can run Python or look at frames, `base` and `pc` are stored in `vm.thread` (`spill!`);
//! - `pc` points behind the instruction word while it executes, never beyond its extra words until it is done.
//!
//! Hot paths are here; slow ones are out of line in `vm/ops/`, return normally and never diverge. Operands that user
//! code might replace meanwhile (a local seen through `f_locals`) are cloned by the slow paths.
//!
//! The file is longer than others may be: it is one function, whose macros use its variables.

use super::Vm;
use super::frame::{FrameHead, frame_flag};
use super::ops::{self, cache};
use super::unwind::Unwound;
use crate::bytecode::{A_TEMP, B_TEMP, C_TEMP, Code, FLAG, FLAG2, Op};
use crate::gc::{AttrHead, Heap, Kind, Payload, Raw, STAMP_UNIT, Value, tag};
use crate::object::dict::namespace_epoch;
use crate::object::function::{BoundMethod, Function};
use crate::object::generator::{FRAME_HEADER, GenState, Generator};
use crate::object::iter::{ListIter, RangeIter, StrIter, TupleIter};
use crate::object::native::{Intrinsic, MethodDescriptor, NativeDef, NativeFunction};
use crate::object::slots::{BinaryOp, CompareOp, PyResult};
use crate::object::{Cell as PyCell, Dict, List, Str, Tuple, Type};
use std::cell::Cell;

const LIST: u8 = Kind::List.tag();
const TUPLE: u8 = Kind::Tuple.tag();
const DICT: u8 = Kind::Dict.tag();
const STR: u8 = Kind::Str.tag();
const FUNCTION: u8 = Kind::Function.tag();
const INSTANCE: u8 = Kind::Instance.tag();

/// The payload behind a heap word whose tag says it is a `T`.
///
/// # Safety
/// The word's object is alive and has payload `T`; the reference must not outlive what keeps it alive.
#[inline(always)]
pub(super) unsafe fn payload<'a, T: Payload>(raw: Raw) -> &'a mut T {
    // SAFETY: by contract.
    unsafe { &mut *(raw.header().add(1) as *mut T) }
}

#[inline(always)]
pub(super) const fn field_a(word: u64) -> usize {
    (word >> 16) as u16 as usize
}

#[inline(always)]
pub(super) const fn field_b(word: u64) -> usize {
    (word >> 32) as u16 as usize
}

#[inline(always)]
pub(super) const fn field_c(word: u64) -> usize {
    (word >> 48) as u16 as usize
}

#[inline(always)]
pub(super) const fn field_bc(word: u64) -> i32 {
    (word >> 32) as i32
}

#[inline(always)]
pub(super) const fn flags(word: u64) -> u8 {
    (word >> 8) as u8
}

/// Runs the frame at `base` from `pc` until it returns to native code (or, for a generator, yields).
///
/// # Safety
/// `base` is a complete frame with the ENTRY flag; `pc` an instruction of its code.
pub(super) unsafe fn eval(vm: &mut Vm, mut base: *mut Raw, mut pc: *const Cell<u64>) -> PyResult {
    macro_rules! reg {
        ($i:expr) => {
            *base.add($i)
        };
    }
    macro_rules! spill {
        () => {
            vm.thread.base = base;
            vm.thread.pc = pc;
        };
    }
    // Nothing, in a block of its own: where a branch would go to the loop's head, this is what LLVM puts a copy of the
    // head's indirect jump behind. Each has another text, so that they are not merged.
    macro_rules! way {
        () => {
            #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
            std::arch::asm!("/* {} */", const line!(), options(nomem, nostack, preserves_flags));
        };
    }
    macro_rules! release {
        ($raw:expr) => {{
            let raw: Raw = $raw;
            if raw.is_heap() {
                if Heap::unref(raw.header()) {
                    spill!();
                    ops::dead(vm, raw);
                } else {
                    way!();
                }
            } else {
                way!();
            }
        }};
    }
    // Stores into a destination register, dropping what it held.
    macro_rules! set {
        ($i:expr, $raw:expr) => {{
            let at = base.add($i);
            let new: Raw = $raw;
            let old = std::mem::replace(&mut *at, new);
            release!(old);
        }};
    }
    macro_rules! consume {
        ($word:expr, $flag:expr, $i:expr) => {
            if flags($word) & $flag != 0 {
                let old = std::mem::replace(&mut reg!($i), Raw::NULL);
                release!(old);
            } else {
                way!();
            }
        };
    }
    // Reads a source operand as an owned word: moves a temporary, copies a local.
    macro_rules! take {
        ($word:expr, $flag:expr, $i:expr) => {{
            let at = base.add($i);
            let raw = *at;
            if flags($word) & $flag != 0 {
                *at = Raw::NULL;
            } else {
                raw.incref();
            }
            raw
        }};
    }
    macro_rules! new_int {
        ($i:expr) => {{
            let stamp = vm.stamp_cell().get().wrapping_add(STAMP_UNIT);
            vm.stamp_cell().set(stamp);
            Raw { meta: stamp | tag::INT as u64, bits: $i as u64 }
        }};
    }
    macro_rules! new_float {
        ($f:expr) => {{
            let stamp = vm.stamp_cell().get().wrapping_add(STAMP_UNIT);
            vm.stamp_cell().set(stamp);
            let f: f64 = $f;
            Raw { meta: stamp | tag::FLOAT as u64, bits: f.to_bits() }
        }};
    }
    macro_rules! both {
        ($x:expr, $y:expr, $tag:expr) => {
            ($x.meta as u8 ^ $tag) | ($y.meta as u8 ^ $tag) == 0
        };
    }
    // SAFETY (the whole loop): see the invariants at the top of the file.
    unsafe {
        loop {
            let raised = 'throw: loop {
                macro_rules! tri {
                    ($e:expr) => {
                        match $e {
                            Ok(v) => v,
                            Err(raised) => break 'throw raised,
                        }
                    };
                }
                macro_rules! poll {
                    () => {
                        if vm.heap.breaker.get() != 0 {
                            spill!();
                            tri!(vm.service());
                        } else {
                            way!();
                        }
                    };
                }
                // A conditional jump; backward ones poll. What that raises comes from the jump: the place it goes to may be outside of
                // the `try` that it is in.
                macro_rules! jump {
                    ($distance:expr) => {{
                        let distance = $distance as isize;
                        let target = pc.offset(distance);
                        if distance < 0 {
                            poll!();
                            pc = target;
                        } else {
                            pc = target;
                            way!();
                        }
                    }};
                }
                // Goes on where a slow path says.
                macro_rules! resume {
                    () => {
                        base = vm.thread.base;
                        pc = vm.thread.pc;
                    };
                }
                // Stores the result of a slow path, or runs the frame that it has entered instead (null).
                macro_rules! result {
                    ($i:expr, $e:expr) => {{
                        let r: Raw = tri!($e);
                        if r.is_null() {
                            resume!();
                            continue;
                        }
                        set!($i, r);
                    }};
                }
                macro_rules! arith {
                    ($word:expr, $checked:ident, $float:tt, $op:expr) => {{
                        let (x, y) = (reg!(field_b($word)), reg!(field_c($word)));
                        if both!(x, y, tag::INT)
                            && let Some(r) = (x.bits as i64).$checked(y.bits as i64)
                        {
                            set!(field_a($word), new_int!(r));
                        } else if both!(x, y, tag::FLOAT) {
                            let r = f64::from_bits(x.bits) $float f64::from_bits(y.bits);
                            set!(field_a($word), new_float!(r));
                        } else {
                            spill!();
                            result!(field_a($word), ops::arith::binary(vm, $op, $word, base).result());
                        }
                    }};
                }
                macro_rules! arith_slow {
                    ($word:expr, $op:expr) => {{
                        spill!();
                        result!(field_a($word), ops::arith::binary(vm, $op, $word, base).result());
                    }};
                }
                macro_rules! bitop {
                    ($word:expr, $int:tt, $op:expr) => {{
                        let (x, y) = (reg!(field_b($word)), reg!(field_c($word)));
                        if both!(x, y, tag::INT) {
                            set!(field_a($word), new_int!((x.bits $int y.bits) as i64));
                        } else {
                            arith_slow!($word, $op)
                        }
                    }};
                }
                macro_rules! immediate {
                    ($word:expr, $checked:ident, $float:tt, $op:expr) => {{
                        let x = reg!(field_b($word));
                        let y = field_c($word) as i16 as i64;
                        if x.tag() == tag::INT && let Some(r) = (x.bits as i64).$checked(y) {
                            set!(field_a($word), new_int!(r));
                        } else if x.tag() == tag::FLOAT {
                            set!(field_a($word), new_float!(f64::from_bits(x.bits) $float y as f64));
                        } else {
                            spill!();
                            let r = tri!(ops::arith::binary_immediate(vm, $op, $word, base).result());
                            set!(field_a($word), r);
                        }
                    }};
                }
                macro_rules! comparison {
                    ($word:expr, $cmp:tt, $op:expr) => {{
                        let (x, y) = (reg!(field_b($word)), reg!(field_c($word)));
                        if both!(x, y, tag::INT) {
                            set!(field_a($word), Raw::bool((x.bits as i64) $cmp (y.bits as i64)));
                        } else if both!(x, y, tag::FLOAT) {
                            set!(field_a($word), Raw::bool(f64::from_bits(x.bits) $cmp f64::from_bits(y.bits)));
                        } else {
                            spill!();
                            result!(field_a($word), ops::arith::compare(vm, $op, $word, base).result());
                        }
                    }};
                }
                macro_rules! jump_compare {
                    ($word:expr, $cmp:tt, $op:expr, $sense:expr) => {{
                        let (x, y) = (reg!(field_a($word)), reg!(field_b($word)));
                        let r = if both!(x, y, tag::INT) {
                            (x.bits as i64) $cmp (y.bits as i64)
                        } else if both!(x, y, tag::FLOAT) {
                            f64::from_bits(x.bits) $cmp f64::from_bits(y.bits)
                        } else {
                            spill!();
                            match tri!(ops::arith::compare_jump(vm, $op, $word, base)) {
                                Some(r) => r,
                                None => {
                                    resume!();
                                    continue;
                                }
                            }
                        };
                        if r == $sense {
                            jump!(field_c($word) as i16);
                        } else {
                            way!();
                        }
                    }};
                }
                // `==` and `!=`: also of two texts.
                macro_rules! jump_equal {
                    ($word:expr, $cmp:tt, $op:expr, $sense:expr) => {{
                        let (x, y) = (reg!(field_a($word)), reg!(field_b($word)));
                        if both!(x, y, STR) {
                            let equal = payload::<Str>(x).equals(payload::<Str>(y));
                            consume!($word, A_TEMP, field_a($word));
                            consume!($word, B_TEMP, field_b($word));
                            if (equal $cmp true) == $sense {
                                jump!(field_c($word) as i16);
                            } else {
                                way!();
                            }
                            continue;
                        }
                        jump_compare!($word, $cmp, $op, $sense)
                    }};
                }
                macro_rules! jump_immediate {
                    ($word:expr, $cmp:tt, $op:expr, $sense:expr) => {{
                        let x = reg!(field_a($word));
                        let y = field_b($word) as i16 as i64;
                        let r = if x.tag() == tag::INT {
                            (x.bits as i64) $cmp y
                        } else if x.tag() == tag::FLOAT {
                            f64::from_bits(x.bits) $cmp y as f64
                        } else {
                            spill!();
                            tri!(ops::arith::compare_immediate(vm, $op, $word, base))
                        };
                        if r == $sense {
                            jump!(field_c($word) as i16);
                        } else {
                            way!();
                        }
                    }};
                }
                // The truth of a register, with an inline answer for the usual types.
                macro_rules! truth {
                    ($word:expr, $raw:expr, $i:expr) => {{
                        let raw: Raw = $raw;
                        match raw.tag() {
                            tag::BOOL => raw.bits != 0,
                            tag::NONE => false,
                            tag::INT => raw.bits != 0,
                            _ => {
                                spill!();
                                tri!(ops::truth(vm, base.add($i)))
                            }
                        }
                    }};
                }
                // Enters a Python function whose arguments are in place at `$nb`.
                macro_rules! enter {
                    ($function:expr, $code:expr, $nb:expr, $given:expr, $flags:expr) => {{
                        let code: &Code = $code;
                        let mut nb: *mut Raw = $nb;
                        if vm.thread.outside(nb.add(code.nregs as usize))
                            || vm.thread.depth >= vm.thread.recursion_limit
                        {
                            spill!();
                            nb = match ops::call::place(vm, base, nb, $given, code, $flags) {
                                Ok(nb) => nb,
                                Err(raised) => {
                                    Heap::unref($function);
                                    break 'throw raised;
                                }
                            };
                        }
                        let top = nb.add(code.nregs as usize);
                        vm.thread.depth += 1;
                        *FrameHead::of(nb) =
                            FrameHead { return_pc: pc, caller: base as usize | $flags, function: $function, top };
                        for i in $given..code.nlocals as usize {
                            (*nb.add(i)).meta = 0;
                        }
                        base = nb;
                        pc = code.stream.as_ptr();
                        way!();
                    }};
                }

                // A call has this result: drops callable, self and arguments, and goes on.
                macro_rules! answered {
                    ($w:expr, $n:expr, $word:expr, $result:expr) => {{
                        let r: Raw = $result;
                        for i in (3..4 + $n).rev() {
                            let old = std::mem::replace(&mut *$w.add(i), Raw::NULL);
                            release!(old);
                        }
                        let callable = std::mem::replace(&mut *$w, Raw::NULL);
                        release!(callable);
                        pc = pc.add(1);
                        set!(field_c($word), r);
                        poll!();
                        continue;
                    }};
                }
                // A suspended generator whose frame header is written goes on with what was sent: itself, or the one at the end of
                // the chain of generators that wait for each other, which are entered on the way.
                macro_rules! go_on {
                    ($g:expr, $nb:expr, $value:expr) => {{
                        let mut g: &mut Generator = $g;
                        let mut nb: *mut Raw = $nb;
                        while !g.delegate.is_null() {
                            let inner = payload::<Generator>(Raw { meta: 0, bits: g.delegate as u64 });
                            if inner.state != GenState::Suspended
                                || inner.handled.is_some()
                                || inner.frame.is_some()
                            {
                                break;
                            }
                            // Behind a delegating `Yield` is the jump to its `Send`, and behind that the place to return to.
                            let jump = g.code.stream.as_ptr().add(g.pc);
                            let send = jump.add(1).offset(field_bc((*jump).get()) as isize);
                            if (*jump).get() as u8 != Op::Jump as u8 || (*send).get() as u8 != Op::Send as u8 {
                                break;
                            }
                            let ib = inner.block.as_mut_ptr().add(FRAME_HEADER);
                            *FrameHead::of(ib) = FrameHead {
                                return_pc: send.add(1),
                                caller: nb as usize | frame_flag::GENERATOR,
                                function: inner.function_ptr(),
                                top: (*FrameHead::of(nb)).top,
                            };
                            vm.thread.depth += 1;
                            inner.state = GenState::Running;
                            g = inner;
                            nb = ib;
                        }
                        base = nb;
                        pc = g.code.stream.as_ptr().add(g.pc);
                        reg!(field_a((*pc.sub(1)).get())) = $value;
                    }};
                }
                // Calls a native with the arguments in place, and goes on; falls through if its signature asks for more.
                macro_rules! native {
                    ($def:expr, $first:expr, $count:expr, $w:expr, $n:expr, $word:expr) => {{
                        let def: *const NativeDef = $def;
                        let called = if (*def).takes($count) {
                            ((*def).func)(vm, std::slice::from_raw_parts($first as *const Value, $count)).into()
                        } else {
                            ops::call::call_with_defaults(vm, def, $first, $count)
                        };
                        let r = tri!(called.result());
                        if !r.is_null() {
                            answered!($w, $n, $word, r);
                        }
                    }};
                }

                let word = (*pc).get();
                pc = pc.add(1);
                // SAFETY: streams are made by the compiler and checked by the verifier in debug builds.
                let op: Op = std::mem::transmute::<u8, Op>(word as u8);
                match op {
                    Op::Nop => {}
                    Op::LoadConst => {
                        let at = pc.offset(field_bc(word) as isize - 1) as *const Raw;
                        let raw = *at;
                        raw.incref();
                        set!(field_a(word), raw);
                    }
                    Op::Move => {
                        let raw = take!(word, B_TEMP, field_b(word));
                        set!(field_a(word), raw);
                    }
                    Op::LoadFastCheck => {
                        let raw = reg!(field_b(word));
                        if raw.is_null() {
                            spill!();
                            break 'throw ops::unbound_local(vm, base, field_b(word));
                        }
                        raw.incref();
                        set!(field_a(word), raw);
                    }
                    Op::CheckBound => {
                        if reg!(field_a(word)).is_null() {
                            spill!();
                            break 'throw ops::unbound_local(vm, base, field_a(word));
                        }
                        way!();
                    }
                    Op::CheckBoundName => {
                        if reg!(field_a(word)).is_null() {
                            spill!();
                            let name = ops::name_at(base, field_b(word));
                            break 'throw vm.unbound_local(name);
                        }
                    }
                    Op::DeleteFast => {
                        if reg!(field_a(word)).is_null() {
                            spill!();
                            break 'throw ops::unbound_local(vm, base, field_a(word));
                        }
                        set!(field_a(word), Raw::NULL);
                    }
                    Op::Clear => set!(field_a(word), Raw::NULL),

                    Op::LoadGlobal => {
                        // The cached address is that of the value in its dict, good for one epoch.
                        if (*pc).get() == namespace_epoch() {
                            let raw = *((*pc.add(1)).get() as *const Raw);
                            raw.incref();
                            pc = pc.add(2);
                            set!(field_a(word), raw);
                        } else {
                            spill!();
                            let raw = tri!(ops::names::load_global(vm, base, field_b(word), pc));
                            pc = pc.add(2);
                            set!(field_a(word), raw);
                        }
                    }
                    Op::StoreGlobal => {
                        spill!();
                        let raw = take!(word, A_TEMP, field_a(word));
                        ops::names::store_global(vm, base, field_b(word), raw.into_value());
                        poll!();
                    }
                    Op::DeleteGlobal => {
                        spill!();
                        tri!(ops::names::delete_global(vm, base, field_b(word)));
                        poll!();
                    }
                    Op::LoadName => {
                        // Cached only where the namespace is the globals (module code).
                        if (*pc).get() == namespace_epoch() && ops::names::in_globals(base) {
                            let raw = *((*pc.add(1)).get() as *const Raw);
                            raw.incref();
                            pc = pc.add(2);
                            set!(field_a(word), raw);
                        } else {
                            spill!();
                            let raw = if ops::names::in_globals(base) {
                                tri!(ops::names::load_global(vm, base, field_b(word), pc))
                            } else {
                                tri!(ops::names::load_name(vm, base, field_b(word)))
                            };
                            pc = pc.add(2);
                            set!(field_a(word), raw);
                        }
                    }
                    Op::StoreName => {
                        if (*pc).get() == namespace_epoch() && ops::names::in_globals(base) {
                            let at = (*pc.add(1)).get() as *mut Raw;
                            let new = take!(word, A_TEMP, field_a(word));
                            let old = std::mem::replace(&mut *at, new);
                            pc = pc.add(2);
                            release!(old);
                            continue;
                        }
                        spill!();
                        let raw = take!(word, A_TEMP, field_a(word));
                        tri!(ops::names::store_name(vm, base, field_b(word), raw.into_value(), pc));
                        pc = pc.add(2);
                        poll!();
                    }
                    Op::DeleteName => {
                        spill!();
                        tri!(ops::names::delete_name(vm, base, field_b(word)));
                        poll!();
                    }
                    Op::LoadFromDictOrGlobals => {
                        spill!();
                        let r = tri!(ops::names::load_from_dict_or_globals(vm, base, word));
                        consume!(word, B_TEMP, field_b(word));
                        set!(field_a(word), r);
                    }
                    Op::LoadBuildClass => {
                        spill!();
                        let r = tri!(ops::names::load_build_class(vm, base));
                        set!(field_a(word), r);
                    }
                    Op::LoadAssertionError => {
                        set!(field_a(word), vm.exc.AssertionError.to_value().into_raw());
                    }

                    Op::LoadNotImplementedError => {
                        set!(field_a(word), vm.exc.NotImplementedError.to_value().into_raw());
                    }

                    Op::MakeCell => {
                        spill!();
                        tri!(ops::names::make_cell(vm, base.add(field_a(word))));
                    }
                    Op::LoadDeref => {
                        let cell = payload::<PyCell>(reg!(field_b(word)));
                        match &cell.value {
                            Some(v) => {
                                let raw = v.raw();
                                raw.incref();
                                set!(field_a(word), raw);
                            }
                            None => {
                                spill!();
                                break 'throw ops::names::unbound_cell(vm, base, field_b(word));
                            }
                        }
                    }
                    Op::StoreDeref => {
                        let raw = take!(word, A_TEMP, field_a(word));
                        let cell = payload::<PyCell>(reg!(field_b(word)));
                        let old = cell.value.replace(raw.into_value());
                        if let Some(old) = old {
                            release!(old.into_raw());
                        }
                    }
                    Op::DeleteDeref => {
                        let cell = payload::<PyCell>(reg!(field_a(word)));
                        match cell.value.take() {
                            Some(old) => release!(old.into_raw()),
                            None => {
                                spill!();
                                break 'throw ops::names::unbound_cell(vm, base, field_a(word));
                            }
                        }
                    }
                    Op::LoadFree => {
                        let cell = ops::free_cell(base, field_b(word));
                        match &payload::<PyCell>(cell).value {
                            Some(v) => {
                                let raw = v.raw();
                                raw.incref();
                                set!(field_a(word), raw);
                            }
                            None => {
                                spill!();
                                break 'throw ops::names::unbound_free(vm, base, field_b(word));
                            }
                        }
                    }
                    Op::StoreFree => {
                        let raw = take!(word, A_TEMP, field_a(word));
                        let cell = ops::free_cell(base, field_b(word));
                        let old = payload::<PyCell>(cell).value.replace(raw.into_value());
                        if let Some(old) = old {
                            release!(old.into_raw());
                        }
                    }
                    Op::DeleteFree => {
                        let cell = ops::free_cell(base, field_b(word));
                        match payload::<PyCell>(cell).value.take() {
                            Some(old) => release!(old.into_raw()),
                            None => {
                                spill!();
                                break 'throw ops::names::unbound_free(vm, base, field_b(word));
                            }
                        }
                    }
                    Op::LoadFreeCell => {
                        let cell = ops::free_cell(base, field_b(word));
                        cell.incref();
                        set!(field_a(word), cell);
                    }
                    Op::LoadFromDictOrFree => {
                        spill!();
                        let r = tri!(ops::names::load_from_dict_or_free(vm, base, word));
                        consume!(word, B_TEMP, field_b(word));
                        set!(field_a(word), r);
                    }

                    Op::Neg => {
                        let x = reg!(field_b(word));
                        if x.tag() == tag::INT && x.bits as i64 != i64::MIN {
                            set!(field_a(word), new_int!(-(x.bits as i64)));
                        } else if x.tag() == tag::FLOAT {
                            set!(field_a(word), new_float!(-f64::from_bits(x.bits)));
                        } else {
                            spill!();
                            let r = tri!(ops::arith::unary(vm, op, word, base));
                            set!(field_a(word), r);
                        }
                    }
                    Op::Pos | Op::Invert => {
                        spill!();
                        let r = tri!(ops::arith::unary(vm, op, word, base));
                        set!(field_a(word), r);
                    }
                    Op::Not => {
                        let i = field_b(word);
                        let r = !truth!(word, reg!(i), i);
                        consume!(word, B_TEMP, i);
                        set!(field_a(word), Raw::bool(r));
                    }

                    Op::Add => arith!(word, checked_add, +, BinaryOp::Add),
                    Op::Sub => arith!(word, checked_sub, -, BinaryOp::Sub),
                    Op::Mul => arith!(word, checked_mul, *, BinaryOp::Mul),
                    Op::TrueDiv => {
                        let (x, y) = (reg!(field_b(word)), reg!(field_c(word)));
                        if both!(x, y, tag::FLOAT) && f64::from_bits(y.bits) != 0.0 {
                            let r = f64::from_bits(x.bits) / f64::from_bits(y.bits);
                            set!(field_a(word), new_float!(r));
                        } else if both!(x, y, tag::INT)
                            && y.bits != 0
                            // Both are exact as floats, so one rounding gives the correctly rounded quotient.
                            && (x.bits as i64).unsigned_abs() <= 1 << 53
                            && (y.bits as i64).unsigned_abs() <= 1 << 53
                        {
                            set!(field_a(word), new_float!(x.bits as i64 as f64 / y.bits as i64 as f64));
                        } else {
                            arith_slow!(word, BinaryOp::TrueDiv)
                        }
                    }
                    Op::FloorDiv => {
                        let (x, y) = (reg!(field_b(word)), reg!(field_c(word)));
                        let (i, j) = (x.bits as i64, y.bits as i64);
                        // -1 is left out for i64::MIN // -1, which overflows.
                        if both!(x, y, tag::INT) && j != 0 && j != -1 {
                            let q = i.wrapping_div(j);
                            let r = if i.wrapping_rem(j) != 0 && (i ^ j) < 0 { q - 1 } else { q };
                            set!(field_a(word), new_int!(r));
                        } else {
                            arith_slow!(word, BinaryOp::FloorDiv)
                        }
                    }
                    Op::Mod => {
                        let (x, y) = (reg!(field_b(word)), reg!(field_c(word)));
                        let (i, j) = (x.bits as i64, y.bits as i64);
                        if both!(x, y, tag::INT) && j != 0 && j != -1 {
                            let m = i.wrapping_rem(j);
                            let r = if m != 0 && (m ^ j) < 0 { m + j } else { m };
                            set!(field_a(word), new_int!(r));
                        } else {
                            arith_slow!(word, BinaryOp::Mod)
                        }
                    }
                    Op::MatMul => arith_slow!(word, BinaryOp::MatMul),
                    Op::Pow => arith_slow!(word, BinaryOp::Pow),
                    Op::LShift => {
                        let (x, y) = (reg!(field_b(word)), reg!(field_c(word)));
                        let (i, n) = (x.bits as i64, y.bits);
                        if both!(x, y, tag::INT) && n < 63 && (i << n) >> n == i {
                            set!(field_a(word), new_int!(i << n));
                        } else {
                            arith_slow!(word, BinaryOp::LShift)
                        }
                    }
                    Op::RShift => {
                        let (x, y) = (reg!(field_b(word)), reg!(field_c(word)));
                        if both!(x, y, tag::INT) && y.bits < 64 {
                            set!(field_a(word), new_int!((x.bits as i64) >> y.bits));
                        } else {
                            arith_slow!(word, BinaryOp::RShift)
                        }
                    }
                    Op::And => bitop!(word, &, BinaryOp::And),
                    Op::Or => bitop!(word, |, BinaryOp::Or),
                    Op::Xor => bitop!(word, ^, BinaryOp::Xor),
                    Op::AddI => immediate!(word, checked_add, +, BinaryOp::Add),
                    Op::SubI => immediate!(word, checked_sub, -, BinaryOp::Sub),

                    Op::Lt => comparison!(word, <, CompareOp::Lt),
                    Op::Le => comparison!(word, <=, CompareOp::Le),
                    Op::Eq => comparison!(word, ==, CompareOp::Eq),
                    Op::Ne => comparison!(word, !=, CompareOp::Ne),
                    Op::Gt => comparison!(word, >, CompareOp::Gt),
                    Op::Ge => comparison!(word, >=, CompareOp::Ge),
                    Op::Is | Op::IsNot => {
                        let x = Raw::as_value(base.add(field_b(word)));
                        let r = x.is(Raw::as_value(base.add(field_c(word)))) == (op == Op::Is);
                        consume!(word, B_TEMP, field_b(word));
                        consume!(word, C_TEMP, field_c(word));
                        set!(field_a(word), Raw::bool(r));
                    }
                    Op::In | Op::NotIn => {
                        spill!();
                        let r = tri!(ops::arith::contains(vm, word, base));
                        set!(field_a(word), Raw::bool(r == (op == Op::In)));
                    }

                    Op::JumpLt => jump_compare!(word, <, CompareOp::Lt, true),
                    Op::JumpLe => jump_compare!(word, <=, CompareOp::Le, true),
                    Op::JumpEq => jump_equal!(word, ==, CompareOp::Eq, true),
                    Op::JumpNe => jump_equal!(word, !=, CompareOp::Ne, true),
                    Op::JumpGt => jump_compare!(word, >, CompareOp::Gt, true),
                    Op::JumpGe => jump_compare!(word, >=, CompareOp::Ge, true),
                    Op::JumpNotLt => jump_compare!(word, <, CompareOp::Lt, false),
                    Op::JumpNotLe => jump_compare!(word, <=, CompareOp::Le, false),
                    Op::JumpNotEq => jump_equal!(word, ==, CompareOp::Eq, false),
                    Op::JumpNotNe => jump_equal!(word, !=, CompareOp::Ne, false),
                    Op::JumpNotGt => jump_compare!(word, >, CompareOp::Gt, false),
                    Op::JumpNotGe => jump_compare!(word, >=, CompareOp::Ge, false),
                    Op::JumpLtI => jump_immediate!(word, <, CompareOp::Lt, true),
                    Op::JumpLeI => jump_immediate!(word, <=, CompareOp::Le, true),
                    Op::JumpEqI => jump_immediate!(word, ==, CompareOp::Eq, true),
                    Op::JumpNeI => jump_immediate!(word, !=, CompareOp::Ne, true),
                    Op::JumpGtI => jump_immediate!(word, >, CompareOp::Gt, true),
                    Op::JumpGeI => jump_immediate!(word, >=, CompareOp::Ge, true),
                    Op::JumpNotLtI => jump_immediate!(word, <, CompareOp::Lt, false),
                    Op::JumpNotLeI => jump_immediate!(word, <=, CompareOp::Le, false),
                    Op::JumpNotEqI => jump_immediate!(word, ==, CompareOp::Eq, false),
                    Op::JumpNotNeI => jump_immediate!(word, !=, CompareOp::Ne, false),
                    Op::JumpNotGtI => jump_immediate!(word, >, CompareOp::Gt, false),
                    Op::JumpNotGeI => jump_immediate!(word, >=, CompareOp::Ge, false),
                    Op::JumpIs | Op::JumpIsNot => {
                        let x = Raw::as_value(base.add(field_a(word)));
                        let r = x.is(Raw::as_value(base.add(field_b(word)))) == (op == Op::JumpIs);
                        consume!(word, A_TEMP, field_a(word));
                        consume!(word, B_TEMP, field_b(word));
                        if r {
                            jump!(field_c(word) as i16);
                        } else {
                            way!();
                        }
                    }
                    Op::JumpIfNone | Op::JumpIfNotNone => {
                        let r = (reg!(field_a(word)).tag() == tag::NONE) == (op == Op::JumpIfNone);
                        consume!(word, A_TEMP, field_a(word));
                        if r {
                            jump!(field_bc(word));
                        } else {
                            way!();
                        }
                    }
                    Op::Jump => jump!(field_bc(word)),
                    Op::JumpIfTrue => {
                        let i = field_a(word);
                        let r = truth!(word, reg!(i), i);
                        consume!(word, A_TEMP, i);
                        if r {
                            jump!(field_bc(word));
                        } else {
                            way!();
                        }
                    }
                    Op::JumpIfFalse => {
                        let i = field_a(word);
                        let r = truth!(word, reg!(i), i);
                        consume!(word, A_TEMP, i);
                        if !r {
                            jump!(field_bc(word));
                        } else {
                            way!();
                        }
                    }
                    Op::JumpIfTrueOrDrop => {
                        let i = field_a(word);
                        if truth!(word, reg!(i), i) {
                            jump!(field_bc(word));
                        } else {
                            set!(i, Raw::NULL);
                        }
                    }
                    Op::JumpIfFalseOrDrop => {
                        let i = field_a(word);
                        if !truth!(word, reg!(i), i) {
                            jump!(field_bc(word));
                        } else {
                            set!(i, Raw::NULL);
                        }
                    }

                    Op::GetItem => {
                        let (x, y) = (reg!(field_b(word)), reg!(field_c(word)));
                        // Borrowed from the container.
                        let mut item = Raw::NULL;
                        if y.tag() == tag::INT {
                            let i = y.bits as i64;
                            let at = |len: usize| if i < 0 { i.wrapping_add(len as i64) } else { i } as usize;
                            if x.tag() == STR {
                                let text = payload::<Str>(x);
                                if text.is_ascii()
                                    && let Some(&b) = text.bytes().get(at(text.byte_len()))
                                {
                                    let character = vm.latin1.get_unchecked(b as usize).header_ptr();
                                    item = Raw { meta: STR as u64, bits: character as u64 };
                                }
                            } else {
                                let items: &[Value] = match x.tag() {
                                    LIST => &payload::<List>(x).items,
                                    TUPLE => payload::<Tuple>(x).items(),
                                    _ => &[],
                                };
                                if let Some(v) = items.get(at(items.len())) {
                                    item = v.raw();
                                }
                            }
                        } else if x.tag() == DICT && y.tag() == STR {
                            let dict = payload::<Dict>(x);
                            let key = &*(&raw const y.bits as *const crate::gc::Ref<Str>);
                            if let Ok(Some(i)) = dict.find_str(key)
                                && let Some(e) = dict.entry(i)
                            {
                                item = e.value.raw();
                            }
                        }
                        let raw = if item.is_null() {
                            spill!();
                            let r = tri!(ops::item::get(vm, word, base).result());
                            if r.is_null() {
                                resume!();
                                continue;
                            }
                            r
                        } else {
                            item.incref();
                            if flags(word) & (B_TEMP | C_TEMP) != 0 {
                                consume!(word, B_TEMP, field_b(word));
                                consume!(word, C_TEMP, field_c(word));
                            }
                            item
                        };
                        set!(field_a(word), raw);
                    }
                    Op::SetItem => {
                        let (x, y) = (reg!(field_a(word)), reg!(field_b(word)));
                        if x.tag() == LIST && y.tag() == tag::INT {
                            let items = &mut payload::<List>(x).items;
                            let i = y.bits as i64;
                            let i = if i < 0 { i.wrapping_add(items.len() as i64) } else { i };
                            if let Some(v) = items.get_mut(i as usize) {
                                let new = take!(word, C_TEMP, field_c(word));
                                let old = std::mem::replace(v, new.into_value()).into_raw();
                                release!(old);
                                consume!(word, A_TEMP, field_a(word));
                                continue;
                            }
                        }
                        spill!();
                        tri!(ops::item::set(vm, word, base));
                        resume!();
                        poll!();
                    }
                    Op::DelItem => {
                        spill!();
                        tri!(ops::item::delete(vm, word, base));
                        poll!();
                    }

                    Op::LoadAttr => {
                        let x = reg!(field_b(word));
                        let guard = (*pc).get();
                        // One of two shapes: a word behind the guard tells the place.
                        let place = if x.tag() == INSTANCE && guard >> 32 == cache::SLOT {
                            let shape = (*(x.header().add(1) as *const AttrHead)).shape.get();
                            if shape == guard as u32 {
                                1
                            } else if (*pc.add(2)).get() == shape as u64 | cache::SLOT << 32 {
                                3
                            } else {
                                0
                            }
                        } else {
                            0
                        };
                        let raw = if place != 0 {
                            let raw = *((x.bits as usize + (*pc.add(place)).get() as usize) as *const Raw);
                            if raw.is_null() {
                                spill!();
                                let r = tri!(ops::attr::load(vm, word, base, pc).result());
                                if r.is_null() {
                                    resume!();
                                    continue;
                                }
                                r
                            } else {
                                raw.incref();
                                raw
                            }
                        } else if guard >> 32 == cache::PROPERTY && cache::shape_and_type(x, guard, pc) {
                            // A property written in Python: its getter runs as an ordinary call.
                            let getter = (*pc.add(2)).get() as *mut crate::gc::Header;
                            let f = &*(getter.add(1) as *const Function);
                            let code: &Code = &f.code;
                            (*getter).incref();
                            let obj = take!(word, B_TEMP, field_b(word));
                            let nb = (*FrameHead::of(base)).top.add(2);
                            *nb = obj;
                            spill!();
                            if vm.thread.outside(nb.add(code.nregs as usize))
                                || vm.thread.depth >= vm.thread.recursion_limit
                            {
                                release!(std::mem::replace(&mut *nb, Raw::NULL));
                                Heap::unref(getter);
                                break 'throw ops::call::too_deep(vm);
                            }
                            vm.thread.depth += 1;
                            *FrameHead::of(nb) = FrameHead {
                                return_pc: pc,
                                caller: base as usize,
                                function: getter,
                                top: nb.add(code.nregs as usize),
                            };
                            for i in 1..code.nlocals as usize {
                                *nb.add(i) = Raw::NULL;
                            }
                            base = nb;
                            pc = code.stream.as_ptr();
                            continue;
                        } else {
                            match cache::attr(x, guard, pc) {
                                Some(found) => {
                                    let raw = *found;
                                    raw.incref();
                                    raw
                                }
                                None => {
                                    spill!();
                                    let r = tri!(ops::attr::load(vm, word, base, pc).result());
                                    if r.is_null() {
                                        resume!();
                                        continue;
                                    }
                                    r
                                }
                            }
                        };
                        pc = pc.add(4);
                        consume!(word, B_TEMP, field_b(word));
                        set!(field_a(word), raw);
                    }
                    Op::StoreAttr => {
                        let x = reg!(field_a(word));
                        let guard = (*pc).get();
                        if x.tag() == INSTANCE {
                            let head = x.header().add(1) as *const AttrHead;
                            macro_rules! put {
                                ($offset:expr) => {{
                                    let at = (x.bits as usize + $offset as usize) as *mut Raw;
                                    let new = take!(word, C_TEMP, field_c(word));
                                    let old = std::mem::replace(&mut *at, new);
                                    pc = pc.add(3);
                                    release!(old);
                                    consume!(word, A_TEMP, field_a(word));
                                    continue;
                                }};
                            }
                            if (*head).shape.get() == guard as u32 && guard as u32 != 0 {
                                (*head).shape.set((guard >> 32) as u32);
                                put!((*pc.add(1)).get());
                            }
                            let second = (*pc.add(2)).get();
                            if guard as u32 != 0 && second as u32 == (*head).shape.get() && second as u32 != 0 {
                                put!(second >> 32);
                            }
                            if guard == cache::MEMBER << 32 && cache::member_store(x, pc) {
                                put!((*pc.add(1)).get());
                            }
                        }
                        spill!();
                        if guard >> 63 == 1 && cache::setter_applies(x, guard, pc) {
                            tri!(ops::attr::call_setter(vm, word, pc));
                            resume!();
                            continue;
                        }
                        tri!(ops::attr::store(vm, word, base, pc));
                        resume!();
                        poll!();
                    }
                    Op::DeleteAttr => {
                        spill!();
                        tri!(ops::attr::delete(vm, word, base));
                        poll!();
                    }
                    Op::LoadMethod => {
                        let x = reg!(field_b(word));
                        let guard = (*pc).get();
                        let kind = guard >> 32;
                        let hit = if x.tag() == INSTANCE {
                            kind == cache::METHOD && cache::shape_and_type(x, guard, pc)
                        } else {
                            kind == cache::BUILTIN_METHOD && x.tag() == guard as u8
                        };
                        if hit {
                            let func = Raw { meta: (*pc.add(2)).get(), bits: (*pc.add(3)).get() };
                            func.incref();
                            let this = take!(word, B_TEMP, field_b(word));
                            let a = field_a(word);
                            reg!(a) = func;
                            reg!(a + 3) = this;
                            pc = pc.add(4);
                        } else {
                            spill!();
                            tri!(ops::attr::load_method(vm, word, base, pc));
                            pc = pc.add(4);
                        }
                    }
                    Op::LoadSuperAttr => {
                        spill!();
                        tri!(ops::attr::load_super(vm, word, base));
                        poll!();
                    }
                    Op::LoadSpecial => {
                        spill!();
                        tri!(ops::attr::load_special(vm, word, base));
                    }

                    Op::Call => {
                        let w = base.add(field_a(word));
                        let n = field_b(word);
                        let callable = *w;
                        if callable.tag() == FUNCTION {
                            let f = payload::<Function>(callable);
                            let code: &Code = &f.code;
                            if code.simple && code.argcount as usize == n {
                                *w = Raw::NULL;
                                enter!(callable.header(), code, w.add(4), n, 0);
                                continue;
                            }
                        } else if callable.tag() == Kind::BoundMethod.tag() {
                            let method = payload::<BoundMethod>(callable);
                            let (function, this) = (method.func.raw(), method.this.raw());
                            if function.tag() == FUNCTION {
                                let code: &Code = &payload::<Function>(function).code;
                                if code.simple && code.argcount as usize == n + 1 {
                                    function.incref();
                                    this.incref();
                                    *w = Raw::NULL;
                                    *w.add(3) = this;
                                    release!(callable);
                                    enter!(function.header(), code, w.add(3), n + 1, 0);
                                    continue;
                                }
                            }
                        }
                        *w.add(3) = Raw::NULL;
                        spill!();
                        if callable.tag() == Kind::NativeFunction.tag() {
                            let f = payload::<NativeFunction>(callable);
                            if f.def.intrinsic.get() != Intrinsic::None
                                && let Some(r) = ops::call::intrinsic(vm, f.def.intrinsic.get(), w.add(4), n)
                            {
                                answered!(w, n, word, r);
                            }
                            if f.this.is_none() {
                                native!(&*f.def, w.add(4), n, w, n, word);
                            }
                        }
                        tri!(ops::call::call(vm, w, n, None, pc));
                        resume!();
                        poll!();
                    }
                    Op::CallMethod => {
                        let w = base.add(field_a(word));
                        let n = field_b(word);
                        let callable = *w;
                        let this = *w.add(3);
                        if callable.tag() == FUNCTION && !this.is_null() {
                            let f = payload::<Function>(callable);
                            let code: &Code = &f.code;
                            if code.simple && code.argcount as usize == n + 1 {
                                *w = Raw::NULL;
                                enter!(callable.header(), code, w.add(3), n + 1, 0);
                                continue;
                            }
                        } else if callable.tag() == Kind::MethodDescriptor.tag() && !this.is_null() {
                            let m = payload::<MethodDescriptor>(callable);
                            if n == 1 && this.tag() == LIST && m.def.intrinsic.get() == Intrinsic::ListAppend {
                                let list = payload::<List>(this);
                                if list.items.len() < list.items.capacity() {
                                    list.items.push(std::mem::replace(&mut *w.add(4), Raw::NULL).into_value());
                                    answered!(w, 0, word, Raw::NONE);
                                }
                            }
                            spill!();
                            native!(&*m.def, w.add(3), n + 1, w, n, word);
                        }
                        spill!();
                        tri!(ops::call::call(vm, w, n, None, pc));
                        resume!();
                        poll!();
                    }
                    Op::CallKw => {
                        let w = base.add(field_a(word));
                        if flags(word) & FLAG != 0 {
                            *w.add(3) = Raw::NULL;
                        }
                        spill!();
                        let names = ops::constant(base, (*pc).get() as usize);
                        tri!(ops::call::call(vm, w, field_b(word), names, pc));
                        resume!();
                        poll!();
                    }
                    Op::CallEx => {
                        let w = base.add(field_a(word));
                        if flags(word) & FLAG != 0 {
                            *w.add(3) = Raw::NULL;
                        }
                        spill!();
                        tri!(ops::call::call_ex(vm, w, field_b(word) != 0, pc));
                        resume!();
                        poll!();
                    }
                    Op::Return | Op::ReturnConst => {
                        let (value, nlocals) = if op == Op::Return {
                            let at = base.add(field_a(word));
                            // The frame dies: a local moves out like a temporary.
                            (std::mem::replace(&mut *at, Raw::NULL), field_b(word))
                        } else {
                            let raw = *(pc.offset(field_bc(word) as isize - 1) as *const Raw);
                            raw.incref();
                            (raw, field_a(word))
                        };
                        let head = *FrameHead::of(base);
                        if head.flags() != 0 {
                            spill!();
                            ops::frame_ends(vm, base, head.flags());
                        }
                        for i in (0..nlocals).rev() {
                            let raw = *base.add(i);
                            if raw.is_heap() {
                                *base.add(i) = Raw::NULL;
                                if Heap::unref(raw.header()) {
                                    // The value being returned is in no register.
                                    spill!();
                                    ops::dead(vm, raw);
                                }
                            }
                        }
                        vm.thread.depth -= 1;
                        let (mut value, mut plain) = (value, head.flags() == 0);
                        if head.flags() == frame_flag::INIT && value.tag() == tag::NONE {
                            // The value of a constructor call is the instance.
                            value = std::mem::replace(&mut *base.sub(3), Raw::NULL);
                            plain = true;
                        }
                        if plain {
                            FrameHead::erase(base);
                            if Heap::unref(head.function) {
                                spill!();
                                ops::dead_header(vm, head.function);
                            }
                            base = head.caller_base();
                            let (dst, next) = ops::resumption(head.return_pc);
                            pc = next;
                            let dst = base.add(dst);
                            let old = std::mem::replace(&mut *dst, value);
                            release!(old);
                            continue;
                        }
                        match ops::return_special(vm, base, head, value) {
                            Ok(ops::Returned::Native) => return Ok(vm.thread.result.into_value()),
                            Ok(ops::Returned::Caller) => {
                                resume!();
                                poll!();
                            }
                            Err(raised) => {
                                base = head.caller_base();
                                pc = head.return_pc;
                                if head.flags() & frame_flag::ENTRY != 0 {
                                    spill!();
                                    return Err(raised);
                                }
                                break 'throw raised;
                            }
                        }
                    }
                    Op::Yield => {
                        spill!();
                        let value = take!(word, B_TEMP, field_b(word));
                        let head = FrameHead::of(base);
                        if (*head).flags() == frame_flag::GENERATOR && !ops::generator_of(base).separate {
                            let mut delegate = std::ptr::null_mut();
                            loop {
                                let g = ops::generator_of(base);
                                let code: &Code = &g.code;
                                g.pc = pc.offset_from(code.stream.as_ptr()) as usize;
                                g.state = GenState::Suspended;
                                g.delegate = delegate;
                                delegate = ops::generator::header_of(g);
                                vm.thread.depth -= 1;
                                let head = FrameHead::of(base);
                                base = (*head).caller_base();
                                pc = (*head).return_pc;
                                let word = (*pc.sub(1)).get();
                                if word as u8 != Op::Send as u8 {
                                    set!(field_b(word), value);
                                    if word as u8 == Op::ForLoop as u8 {
                                        jump!(field_c(word) as i16);
                                    }
                                    break;
                                }
                                pc = pc.add(1);
                                // A delegating generator yields the value on: at once, not by way of its registers.
                                let next = (*pc).get();
                                if next as u8 == Op::Yield as u8
                                    && field_b(next) == field_a(word)
                                    && flags(next) & B_TEMP != 0
                                    && (*FrameHead::of(base)).flags() == frame_flag::GENERATOR
                                    && !ops::generator_of(base).separate
                                {
                                    pc = pc.add(1);
                                    continue;
                                }
                                set!(field_a(word), value);
                                break;
                            }
                            continue;
                        }
                        const FROM_NATIVE: usize = frame_flag::GENERATOR | frame_flag::ENTRY;
                        if (*head).flags() == FROM_NATIVE && !ops::generator_of(base).separate {
                            let g = ops::generator_of(base);
                            let code: &Code = &g.code;
                            g.pc = pc.offset_from(code.stream.as_ptr()) as usize;
                            g.state = GenState::Suspended;
                            g.delegate = std::ptr::null_mut();
                            vm.thread.depth -= 1;
                            vm.thread.base = (*head).caller_base();
                            vm.thread.plain_yield = flags(word) & FLAG == 0;
                            return Ok(value.into_value());
                        }
                        match tri!(ops::generator::do_yield(vm, base, pc, value)) {
                            ops::Returned::Native => return Ok(vm.thread.result.into_value()),
                            ops::Returned::Caller => {
                                resume!();
                            }
                        }
                    }

                    Op::GetIter => {
                        spill!();
                        let r = tri!(ops::iter::get(vm, word, base).result());
                        set!(field_a(word), r);
                    }
                    Op::ForIter | Op::ForLoop => {
                        let a = field_a(word);
                        let it = reg!(a);
                        let mut next = Raw::NULL;
                        macro_rules! body {
                            ($next:expr) => {{
                                set!(field_b(word), $next);
                                if op == Op::ForLoop {
                                    jump!(field_c(word) as i16);
                                } else {
                                    way!();
                                }
                                continue;
                            }};
                        }
                        // The commonest first, each for itself: the jump table of a `match` costs more than they do.
                        if it.tag() == Kind::RangeIter.tag() {
                            let r = payload::<RangeIter>(it);
                            if r.left > 0 {
                                r.left -= 1;
                                let i = r.next;
                                r.next = i.wrapping_add(r.step);
                                body!(new_int!(i));
                            }
                        }
                        way!();
                        if it.tag() == Kind::ListIter.tag() {
                            let l = payload::<ListIter>(it);
                            if let Some(list) = &l.list {
                                let list: &List = &*list.payload_ptr();
                                match list.items.get(l.index) {
                                    Some(v) => {
                                        let item = v.raw();
                                        item.incref();
                                        l.index += 1;
                                        body!(item);
                                    }
                                    None => {
                                        let list = l.list.take();
                                        drop(list);
                                    }
                                }
                            }
                        }
                        way!();
                        match it.tag() {
                            t if t == Kind::RangeIter.tag() || t == Kind::ListIter.tag() => {}
                            t if t == Kind::TupleIter.tag() => {
                                let l = payload::<TupleIter>(it);
                                if let Some(v) = l.tuple.as_ref().and_then(|t| t.items().get(l.index)) {
                                    next = v.raw();
                                    next.incref();
                                    l.index += 1;
                                }
                            }
                            t if t == Kind::Generator.tag()
                                && matches!(
                                    payload::<Generator>(it).state,
                                    GenState::Suspended | GenState::Created
                                )
                                // Only what is new counts: going on never raises RecursionError.
                                && (payload::<Generator>(it).pc != 0
                                    || vm.thread.depth < vm.thread.recursion_limit) =>
                            {
                                let g = payload::<Generator>(it);
                                let nb = g.block.as_mut_ptr().add(FRAME_HEADER);
                                *FrameHead::of(nb) = FrameHead {
                                    return_pc: pc,
                                    caller: base as usize | frame_flag::GENERATOR,
                                    function: g.function_ptr(),
                                    top: (*FrameHead::of(base)).top,
                                };
                                if g.handled.is_some() {
                                    vm.thread.handled.push(g.handled.take());
                                    g.separate = true;
                                }
                                vm.thread.depth += 1;
                                let suspended = g.state == GenState::Suspended;
                                g.state = GenState::Running;
                                if g.frame.is_some() {
                                    ops::generator::observe(vm, it.header(), nb);
                                }
                                if suspended {
                                    // What the `yield` expression evaluates to.
                                    go_on!(g, nb, Raw::NONE);
                                } else {
                                    base = nb;
                                    pc = g.code.stream.as_ptr().add(g.pc);
                                }
                                continue;
                            }
                            t if t == Kind::StrIter.tag() => {
                                let s = payload::<StrIter>(it);
                                match s.text.as_ref().and_then(|text| text.bytes().get(s.at)) {
                                    Some(&b @ ..0x80) => {
                                        s.at += 1;
                                        next = vm.latin1.get_unchecked(b as usize).to_value().into_raw();
                                    }
                                    _ => {
                                        spill!();
                                        next = tri!(ops::iter::next(vm, base.add(a)).result());
                                    }
                                }
                            }
                            INSTANCE => {
                                spill!();
                                if tri!(ops::special::next(vm, base.add(a))) {
                                    resume!();
                                    continue;
                                }
                                next = tri!(ops::iter::next(vm, base.add(a)).result());
                            }
                            _ => {
                                spill!();
                                // Pairs that are unpacked at once are not made.
                                let body =
                                    if op == Op::ForIter { pc } else { pc.offset(field_c(word) as i16 as isize) };
                                let unpack = (*body).get();
                                if unpack as u8 == Op::UnpackSequence as u8
                                    && field_b(unpack) == field_b(word)
                                    && field_c(unpack) == 2
                                    && flags(unpack) & B_TEMP != 0
                                    && let Some(step) = ops::iter::next_pair(vm, base.add(a))
                                {
                                    match tri!(step) {
                                        Some((x, y)) => {
                                            let to = field_a(unpack);
                                            set!(to, x);
                                            set!(to + 1, y);
                                            pc = body.add(1);
                                            poll!();
                                        }
                                        None => {
                                            set!(a, Raw::NULL);
                                            if op == Op::ForIter {
                                                pc = pc.offset(field_c(word) as i16 as isize);
                                            }
                                        }
                                    }
                                    continue;
                                }
                                next = tri!(ops::iter::next(vm, base.add(a)).result());
                            }
                        }
                        if next.is_null() {
                            set!(a, Raw::NULL);
                            if op == Op::ForIter {
                                pc = pc.offset(field_c(word) as i16 as isize);
                            }
                        } else {
                            body!(next);
                        }
                    }
                    Op::GetYieldFromIter => {
                        spill!();
                        let r = tri!(ops::generator::yield_from_iter(vm, word, base));
                        set!(field_a(word), r);
                    }
                    Op::GetAwaitable => {
                        spill!();
                        let r = tri!(ops::generator::awaitable(vm, word, base));
                        set!(field_a(word), r);
                    }
                    Op::GetAiter => {
                        spill!();
                        let r = tri!(ops::generator::aiter(vm, word, base));
                        set!(field_a(word), r);
                    }
                    Op::GetAnext => {
                        spill!();
                        let r = tri!(ops::generator::anext(vm, word, base));
                        set!(field_a(word), r);
                    }
                    Op::Send => {
                        let receiver = reg!(field_b(word));
                        if receiver.tag() == Kind::Generator.tag() || receiver.tag() == Kind::Coroutine.tag() {
                            let g = payload::<Generator>(receiver);
                            let ready = match g.state {
                                GenState::Suspended => true,
                                GenState::Created => reg!(field_c(word)).tag() == tag::NONE,
                                _ => false,
                            };
                            if ready
                                && g.handled.is_none()
                                && g.frame.is_none()
                                && (g.pc != 0 || vm.thread.depth < vm.thread.recursion_limit)
                            {
                                let value = take!(word, C_TEMP, field_c(word));
                                let nb = g.block.as_mut_ptr().add(FRAME_HEADER);
                                *FrameHead::of(nb) = FrameHead {
                                    return_pc: pc,
                                    caller: base as usize | frame_flag::GENERATOR,
                                    function: g.function_ptr(),
                                    top: (*FrameHead::of(base)).top,
                                };
                                vm.thread.depth += 1;
                                let suspended = g.state == GenState::Suspended;
                                g.state = GenState::Running;
                                if suspended {
                                    go_on!(g, nb, value);
                                } else {
                                    base = nb;
                                    pc = g.code.stream.as_ptr().add(g.pc);
                                }
                                continue;
                            }
                        }
                        spill!();
                        tri!(ops::generator::send(vm, word, base, pc));
                        resume!();
                    }
                    Op::EndAsyncFor => {
                        spill!();
                        tri!(ops::generator::end_async_for(vm, word, base));
                    }

                    Op::UnpackSequence => {
                        let x = reg!(field_b(word));
                        let n = field_c(word);
                        let items: &[Value] = match x.tag() {
                            TUPLE => payload::<Tuple>(x).items(),
                            LIST => &payload::<List>(x).items,
                            _ => &[],
                        };
                        const MOST: usize = 4;
                        if items.len() == n && n <= MOST && n > 0 {
                            let a = field_a(word);
                            // All items are taken before any is stored: what a store drops may change the source.
                            let mut taken = [Raw::NULL; MOST];
                            for (slot, v) in taken.iter_mut().zip(items) {
                                *slot = v.raw();
                                slot.incref();
                            }
                            consume!(word, B_TEMP, field_b(word));
                            for (i, raw) in taken.iter().enumerate().take(n) {
                                set!(a + i, *raw);
                            }
                        } else {
                            spill!();
                            tri!(ops::build::unpack(vm, word, base, None));
                        }
                    }
                    Op::UnpackEx => {
                        spill!();
                        let after = (*pc).get() as usize;
                        tri!(ops::build::unpack(vm, word, base, Some(after)));
                        pc = pc.add(1);
                    }
                    Op::BuildTuple => {
                        spill!();
                        let r = tri!(ops::build::tuple(vm, base.add(field_b(word)), field_c(word)).result());
                        set!(field_a(word), r);
                    }
                    Op::BuildList => {
                        spill!();
                        let r = tri!(ops::build::list(vm, base.add(field_b(word)), field_c(word)).result());
                        set!(field_a(word), r);
                    }
                    Op::BuildSet => {
                        spill!();
                        let r = tri!(ops::build::set(vm, base.add(field_b(word)), field_c(word)));
                        set!(field_a(word), r);
                    }
                    Op::BuildMap => {
                        spill!();
                        let r = tri!(ops::build::map(vm, base.add(field_b(word)), field_c(word)).result());
                        set!(field_a(word), r);
                    }
                    Op::BuildString => {
                        spill!();
                        let r = tri!(ops::build::string(vm, base.add(field_b(word)), field_c(word)).result());
                        set!(field_a(word), r);
                    }
                    Op::BuildSlice => {
                        spill!();
                        let next = (*pc).get();
                        if next as u8 == Op::GetItem as u8
                            && field_c(next) == field_a(word)
                            && flags(next) & C_TEMP != 0
                            && let Some(r) = ops::item::get_slice(vm, word, next, base)
                        {
                            // A plain slice of a builtin sequence: no slice object is needed.
                            pc = pc.add(1);
                            consume!(next, B_TEMP, field_b(next));
                            set!(field_a(next), r);
                            continue;
                        }
                        let r = tri!(ops::build::slice(vm, base.add(field_b(word)), field_c(word)).result());
                        set!(field_a(word), r);
                    }
                    Op::ListAppend => {
                        let raw = take!(word, B_TEMP, field_b(word));
                        payload::<List>(reg!(field_a(word))).push(raw.into_value());
                    }
                    Op::SetAdd => {
                        spill!();
                        tri!(ops::build::set_add(vm, word, base));
                    }
                    Op::MapAdd => {
                        spill!();
                        tri!(ops::build::map_add(vm, word, base));
                    }
                    Op::ListExtend => {
                        spill!();
                        tri!(ops::build::list_extend(vm, word, base));
                    }
                    Op::SetUpdate => {
                        spill!();
                        tri!(ops::build::set_update(vm, word, base));
                    }
                    Op::DictUpdate => {
                        spill!();
                        tri!(ops::build::dict_update(vm, word, base));
                    }
                    Op::DictMerge => {
                        let (to, from, next) = (reg!(field_a(word)), reg!(field_b(word)), (*pc).get());
                        if next as u8 == Op::CallEx as u8
                            && field_b(next) != 0
                            && field_a(next) + 5 == field_a(word)
                            && to.tag() == DICT
                            && from.tag() == DICT
                            && payload::<Dict>(to).is_empty()
                        {
                            // The only keywords of a call, which copies them anyway: no copy in between.
                            let raw = take!(word, B_TEMP, field_b(word));
                            set!(field_a(word), raw);
                            continue;
                        }
                        spill!();
                        tri!(ops::build::dict_merge(vm, word, base));
                    }
                    Op::ListToTuple => {
                        spill!();
                        let r = tri!(ops::build::list_to_tuple(vm, word, base));
                        set!(field_a(word), r);
                    }
                    Op::FormatSimple | Op::FormatSpec | Op::Convert => {
                        let x = reg!(field_b(word));
                        if op == Op::FormatSimple && x.tag() == STR {
                            let raw = take!(word, B_TEMP, field_b(word));
                            set!(field_a(word), raw);
                            continue;
                        }
                        spill!();
                        let r = tri!(ops::build::format(vm, op, word, base).result());
                        set!(field_a(word), r);
                    }
                    Op::BuildInterpolation | Op::BuildTemplate => {
                        spill!();
                        let r = tri!(ops::build::template(vm, op, word, base));
                        set!(field_a(word), r);
                    }

                    Op::MakeFunction => {
                        spill!();
                        let r = tri!(ops::call::make_function(vm, base, field_bc(word) as usize));
                        set!(field_a(word), r);
                    }
                    Op::SetFunctionAttr => {
                        let value = take!(word, B_TEMP, field_b(word));
                        ops::call::set_function_attr(vm, reg!(field_a(word)), value, field_c(word));
                    }
                    Op::ImportName => {
                        spill!();
                        let r = tri!(ops::import::name(vm, word, base));
                        set!(field_a(word), r);
                    }
                    Op::ImportFrom => {
                        spill!();
                        let r = tri!(ops::import::from(vm, word, base));
                        set!(field_a(word), r);
                    }
                    Op::ImportStar => {
                        spill!();
                        tri!(ops::import::star(vm, word, base));
                    }

                    Op::Raise => {
                        spill!();
                        break 'throw ops::exception::raise(vm, word, base);
                    }
                    Op::RaiseCurrent => {
                        spill!();
                        break 'throw ops::exception::raise_current(vm);
                    }
                    Op::Reraise => {
                        spill!();
                        break 'throw ops::exception::reraise(vm, word, base);
                    }
                    Op::PushExc => {
                        let exc = reg!(field_a(word));
                        exc.incref();
                        if (*FrameHead::of(base)).caller & frame_flag::GENERATOR != 0 {
                            ops::generator::separate(vm, base);
                        }
                        let old = ops::exception::push(vm, exc.into_value());
                        set!(field_b(word), old);
                    }
                    Op::PopExc => {
                        let previous = take!(word, A_TEMP, field_a(word));
                        spill!();
                        ops::exception::pop(vm, previous.into_value());
                        poll!();
                    }
                    Op::ExcMatch => {
                        spill!();
                        let r = tri!(ops::exception::matches(vm, word, base));
                        set!(field_a(word), Raw::bool(r));
                    }
                    Op::ExcGroupMatch => {
                        spill!();
                        tri!(ops::exception::group_match(vm, word, base));
                    }
                    Op::PrepReraiseStar => {
                        spill!();
                        let r = tri!(ops::exception::prep_reraise_star(vm, word, base));
                        set!(field_a(word), r);
                    }
                    Op::ExcInfo => ops::exception::info(vm, word, base),

                    Op::GetLen => {
                        spill!();
                        let r = tri!(ops::pattern::len(vm, base.add(field_b(word))));
                        set!(field_a(word), r);
                    }
                    Op::MatchSequence | Op::MatchMapping => {
                        let r = ops::pattern::kind(vm, base.add(field_b(word)), op == Op::MatchSequence);
                        set!(field_a(word), Raw::bool(r));
                    }
                    Op::MatchKeys => {
                        spill!();
                        let r = tri!(ops::pattern::keys(vm, word, base));
                        set!(field_a(word), r);
                    }
                    Op::MatchRest => {
                        spill!();
                        let r = tri!(ops::pattern::rest(vm, word, base));
                        set!(field_a(word), r);
                    }
                    Op::MatchClass => {
                        spill!();
                        let positional = (*pc).get() as usize;
                        let r = tri!(ops::pattern::class(vm, word, base, positional));
                        pc = pc.add(1);
                        set!(field_a(word), r);
                    }

                    Op::PrintExpr => {
                        spill!();
                        let value = take!(word, A_TEMP, field_a(word)).into_value();
                        tri!(vm.display(&value));
                    }
                    Op::SetupAnnotations => {
                        spill!();
                        tri!(ops::names::setup_annotations(vm, base));
                    }
                    Op::TypeParam => {
                        spill!();
                        let r = tri!(ops::build::type_param(vm, word, base));
                        set!(field_a(word), r);
                    }
                }
            };
            spill!();
            match vm.unwind(raised, base, pc) {
                Unwound::Handler { base: b, pc: p } => {
                    base = b;
                    pc = p;
                }
                Unwound::Native(raised) => return Err(raised),
            }
        }
    }
}

/// Lints that name everything the loop imports for its macros.
const _: () = {
    let _ = (FLAG2, C_TEMP);
    let _ = size_of::<(BoundMethod, NativeFunction, Type)>();
};
