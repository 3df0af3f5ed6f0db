//! Special methods written in Python that the loop enters as ordinary frames, without going through a native slot.
//!
//! What is entered here must mean just what the slot would do. The frame has the OPERATOR flag, and the two registers
//! before its header hold the operands of a binary operator or comparison, in case the method does not know the answer.
//! When the frame returns, `finish` completes the instruction.

use super::call::too_deep;
use super::{cache, clear, take};
use crate::bytecode::{B_TEMP, C_TEMP, Code, FLAG, Op};
use crate::gc::{AttrHead, Header, Kind, Raw, Ref, Value};
use crate::object::slots::{BinaryOp, CompareOp, PyResult};
use crate::object::{Function, Raised, Str, Type};
use crate::vm::Vm;
use crate::vm::frame::{FrameHead, frame_flag};
use crate::vm::run::{field_a, field_b, field_c, flags};
use std::cell::Cell;

/// Registers between a frame's end and those of a frame entered here: the operands, then the header.
const BEFORE: usize = 4;

/// The method `name` of an instance's class, if it is a plain Python function of `n` parameters.
unsafe fn method(vm: &Vm, x: Raw, name: &Ref<Str>, n: usize) -> Option<*mut Header> {
    if x.tag() != Kind::Instance.tag() {
        return None;
    }
    // SAFETY: a live instance, which keeps its class alive.
    let ty = unsafe { Raw::as_value(&raw const x).heap_type()? };
    simple_function(vm, vm.lookup_ref(ty, name)?, n)
}

/// The function object, if this is a Python function that takes exactly `n` arguments without binding.
fn simple_function(vm: &Vm, found: &Value, n: usize) -> Option<*mut Header> {
    let function = found.downcast_exact::<Function>()?;
    let code = &function.get(vm).code;
    (code.simple && code.argcount as usize == n).then(|| function.header_ptr())
}

/// Enters a function with these arguments. On an error they are dropped.
unsafe fn enter<const N: usize>(
    vm: &mut Vm,
    pc: *const Cell<u64>,
    function: *mut Header,
    args: [Raw; N],
    saved: [Raw; 2],
    flags: usize,
) -> PyResult<()> {
    // SAFETY: the function is alive; the registers from the running frame's top on are free if there are enough.
    unsafe {
        let code: &Code = &(*(function.add(1) as *const Function)).code;
        let base = vm.thread.base;
        let nb = (*FrameHead::of(base)).top.add(BEFORE);
        let top = nb.add(code.nregs as usize);
        if vm.thread.outside(top.add(1)) || vm.thread.depth >= vm.thread.recursion_limit {
            for raw in args.into_iter().chain(saved) {
                super::drop_raw(raw);
            }
            return Err(too_deep(vm));
        }
        for (i, raw) in saved.into_iter().enumerate() {
            *nb.sub(BEFORE).add(i) = raw;
        }
        for (i, raw) in args.into_iter().enumerate() {
            *nb.add(i) = raw;
        }
        for i in N..code.nlocals as usize {
            *nb.add(i) = Raw::NULL;
        }
        (*function).incref();
        vm.thread.depth += 1;
        *FrameHead::of(nb) = FrameHead { return_pc: pc, caller: base as usize | flags, function, top };
        vm.thread.base = nb;
        vm.thread.pc = code.stream.as_ptr();
        Ok(())
    }
}

const NOTHING: [Raw; 2] = [Raw::NULL; 2];

unsafe fn owned(raw: Raw) -> Raw {
    // SAFETY: a register of the running frame.
    unsafe { raw.incref() };
    raw
}

/// Whether nothing of the right operand's type goes before the left operand's method.
unsafe fn left_goes_first(vm: &Vm, x: Raw, y: Raw) -> bool {
    if !y.is_heap() {
        return true;
    }
    // SAFETY: live operands.
    unsafe {
        let (tx, ty) = ((*x.header()).type_header(), (*y.header()).type_header());
        tx == ty || y.tag() != Kind::Instance.tag() && y.tag() != Kind::Other.tag() || {
            let types = (Raw::as_value(&raw const x).heap_type(), Raw::as_value(&raw const y).heap_type());
            types.0.zip(types.1).is_some_and(|(tx, ty)| !vm.is_subtype(ty, tx) && !has_operators(vm, ty))
        }
    }
}

/// Whether a class may have an opinion of its own on operators: then the slot decides.
fn has_operators(vm: &Vm, ty: &Ref<Type>) -> bool {
    ty.get(vm).slots.binary.iter().any(Option::is_some)
}

/// `R[b] op R[c]` by a method of the left operand. False if that is not how it is done.
pub unsafe fn binary(vm: &mut Vm, op: BinaryOp, word: u64, base: *mut Raw) -> PyResult<bool> {
    // SAFETY: operands of the instruction.
    unsafe {
        let (x, y) = (*base.add(field_b(word)), *base.add(field_c(word)));
        let Some(function) = method(vm, x, vm.binary_name(op), 2) else { return Ok(false) };
        if !left_goes_first(vm, x, y) {
            return Ok(false);
        }
        if flags(word) & FLAG != 0
            && let Some(ty) = Raw::as_value(&raw const x).heap_type()
            && ty.get(vm).slots.inplace[op as usize].is_some()
        {
            return Ok(false);
        }
        operator(vm, function, x, y, word, B_TEMP | C_TEMP, base)?;
        Ok(true)
    }
}

/// `R[b] op R[c]`, or `R[a] op R[b]` of a jump, by a method of the left operand.
pub unsafe fn compare(vm: &mut Vm, op: CompareOp, word: u64, base: *mut Raw, jump: bool) -> PyResult<bool> {
    // SAFETY: operands of the instruction.
    unsafe {
        let (i, j) = if jump { (field_a(word), field_b(word)) } else { (field_b(word), field_c(word)) };
        let (x, y) = (*base.add(i), *base.add(j));
        if x.tag() != Kind::Instance.tag() {
            return Ok(false);
        }
        let n = &vm.names;
        let name = match op {
            CompareOp::Lt => &n.__lt__,
            CompareOp::Le => &n.__le__,
            CompareOp::Eq => &n.__eq__,
            CompareOp::Ne => &n.__ne__,
            CompareOp::Gt => &n.__gt__,
            CompareOp::Ge => &n.__ge__,
        };
        let Some(function) = method(vm, x, name, 2) else { return Ok(false) };
        let same = y.is_heap() && (*x.header()).type_header() == (*y.header()).type_header();
        if !same && y.is_heap() && matches!(y.tag(), t if t == Kind::Instance.tag() || t == Kind::Other.tag()) {
            return Ok(false);
        }
        let temporaries = if jump { crate::bytecode::A_TEMP | B_TEMP } else { B_TEMP | C_TEMP };
        operator(vm, function, x, y, word, temporaries, base)?;
        Ok(true)
    }
}

unsafe fn operator(
    vm: &mut Vm,
    function: *mut Header,
    x: Raw,
    y: Raw,
    word: u64,
    temporaries: u8,
    base: *mut Raw,
) -> PyResult<()> {
    // SAFETY: operands of the instruction behind `vm.thread.pc`.
    unsafe {
        let (args, saved) = ([owned(x), owned(y)], [owned(x), owned(y)]);
        super::arith::consume_only(word, temporaries, base);
        enter(vm, vm.thread.pc, function, args, saved, frame_flag::OPERATOR)
    }
}

/// `R[b][R[c]]` by `__getitem__`.
pub unsafe fn get_item(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<bool> {
    // SAFETY: operands of the instruction.
    unsafe {
        let (x, y) = (*base.add(field_b(word)), *base.add(field_c(word)));
        let Some(function) = method(vm, x, &vm.names.__getitem__, 2) else { return Ok(false) };
        let args = [owned(x), owned(y)];
        super::consume(word, base);
        enter(vm, vm.thread.pc, function, args, NOTHING, frame_flag::OPERATOR)?;
        Ok(true)
    }
}

/// `R[a][R[b]] = R[c]` by `__setitem__`.
pub unsafe fn set_item(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<bool> {
    // SAFETY: operands of the instruction.
    unsafe {
        let (x, y, z) = (*base.add(field_a(word)), *base.add(field_b(word)), *base.add(field_c(word)));
        let Some(function) = method(vm, x, &vm.names.__setitem__, 3) else { return Ok(false) };
        let args = [owned(x), owned(y), owned(z)];
        super::consume(word, base);
        enter(vm, vm.thread.pc, function, args, NOTHING, frame_flag::OPERATOR)?;
        Ok(true)
    }
}

/// The next item of an iterator by `__next__`.
pub unsafe fn next(vm: &mut Vm, at: *mut Raw) -> PyResult<bool> {
    // SAFETY: the register holds the iterator.
    unsafe {
        let Some(function) = method(vm, *at, &vm.names.__next__, 1) else { return Ok(false) };
        enter(vm, vm.thread.pc, function, [owned(*at)], NOTHING, frame_flag::OPERATOR)?;
        Ok(true)
    }
}

/// `R[b].name` by `__get__` of a descriptor in the class.
pub unsafe fn descriptor_get(vm: &mut Vm, descriptor: &Value, word: u64, base: *mut Raw) -> PyResult<bool> {
    // SAFETY: operands and cache words of the instruction.
    unsafe {
        let Some(function) = method(vm, descriptor.raw(), &vm.names.__get__, 3) else { return Ok(false) };
        let x = *base.add(field_b(word));
        let is_data = vm.type_of(descriptor).get(vm).slots.descr_set.is_some();
        fill(x, cache::DESCRIPTOR << 32, 0, is_data, vm.thread.pc, &[descriptor.bits(), function as u64]);
        enter_get(vm, descriptor.raw(), function, word, base)?;
        Ok(true)
    }
}

/// Enters `function` as the `__get__` of a descriptor for `R[b]`.
pub unsafe fn enter_get(
    vm: &mut Vm,
    descriptor: Raw,
    function: *mut Header,
    word: u64,
    base: *mut Raw,
) -> PyResult<()> {
    // SAFETY: operands of the instruction.
    unsafe {
        let obj = take(word, B_TEMP, base, field_b(word));
        let ty = vm.type_of(&obj).to_value().into_raw();
        let args = [owned(descriptor), obj.into_raw(), ty];
        enter(vm, vm.thread.pc, function, args, NOTHING, 0)
    }
}

/// Fills the cache of an attribute instruction whose object has its attributes in a shape, or whose class alone decides.
unsafe fn fill(x: Raw, kind: u64, shift: u32, by_class: bool, pc: *const Cell<u64>, words: &[u64]) {
    // SAFETY: an instance, with its attributes behind the header; the instruction has cache words enough.
    unsafe {
        let shape = (*(x.header().add(1) as *const AttrHead)).shape.get() as u64;
        if shape == 0 && !by_class || shape > 0x1fff_ffff {
            return;
        }
        (*pc).set(kind | shape << shift);
        (*pc.add(1)).set(cache::type_version(x));
        for (i, word) in words.iter().enumerate() {
            (*pc.add(2 + i)).set(*word);
        }
    }
}

/// `R[a].name = R[c]` by `__set__` of a descriptor in the class.
pub unsafe fn descriptor_set(vm: &mut Vm, descriptor: &Value, word: u64, base: *mut Raw) -> PyResult<bool> {
    // SAFETY: operands of the instruction.
    unsafe {
        let Some(function) = method(vm, descriptor.raw(), &vm.names.__set__, 3) else { return Ok(false) };
        let (x, z) = (*base.add(field_a(word)), *base.add(field_c(word)));
        fill(x, cache::SET, 32, true, vm.thread.pc, &[descriptor.bits()]);
        let args = [owned(descriptor.raw()), owned(x), owned(z)];
        super::consume(word, base);
        enter(vm, vm.thread.pc, function, args, NOTHING, frame_flag::OPERATOR)?;
        Ok(true)
    }
}

/// `R[b].name` by `hook`, which is `__getattr__` or `__getattribute__`.
pub unsafe fn get_attr(vm: &mut Vm, hook: &Ref<Str>, name: &Ref<Str>, word: u64, base: *mut Raw) -> PyResult<bool> {
    // SAFETY: operands of the instruction.
    unsafe {
        let x = *base.add(field_b(word));
        let Some(function) = method(vm, x, hook, 2) else { return Ok(false) };
        // A dict is asked each time whether it has the name, see `attr::load`.
        fill(x, cache::HOOK << 32, 0, true, vm.thread.pc, &[function as u64]);
        enter_hook(vm, function, name, word, base)?;
        Ok(true)
    }
}

/// Enters `function` as the `__getattr__` or `__getattribute__` of `R[b]`.
pub unsafe fn enter_hook(
    vm: &mut Vm,
    function: *mut Header,
    name: &Ref<Str>,
    word: u64,
    base: *mut Raw,
) -> PyResult<()> {
    // SAFETY: operands of the instruction.
    unsafe {
        let obj = take(word, B_TEMP, base, field_b(word)).into_raw();
        enter(vm, vm.thread.pc, function, [obj, name.to_value().into_raw()], NOTHING, 0)
    }
}

/// `R[a].name = R[c]` by `__setattr__`.
pub unsafe fn set_attr(vm: &mut Vm, name: &Ref<Str>, word: u64, base: *mut Raw) -> PyResult<bool> {
    // SAFETY: operands of the instruction.
    unsafe {
        let (x, z) = (*base.add(field_a(word)), *base.add(field_c(word)));
        let Some(function) = method(vm, x, &vm.names.__setattr__, 3) else { return Ok(false) };
        fill(x, cache::SETATTR, 32, true, vm.thread.pc, &[function as u64]);
        let args = [owned(x), name.to_value().into_raw(), owned(z)];
        super::consume(word, base);
        enter(vm, vm.thread.pc, function, args, NOTHING, frame_flag::OPERATOR)?;
        Ok(true)
    }
}

/// `R[a].name = R[c]` by what the cache says. False if it says nothing.
pub unsafe fn cached_store(vm: &mut Vm, name: &Ref<Str>, word: u64, base: *mut Raw) -> PyResult<bool> {
    // SAFETY: operands and cache words of the instruction.
    unsafe {
        let pc = vm.thread.pc;
        let guard = (*pc).get();
        let (x, z) = (*base.add(field_a(word)), *base.add(field_c(word)));
        if guard & (cache::SET | cache::SETATTR) == 0 || guard >> 63 != 0 || !cache::store_applies(x, guard, pc) {
            return Ok(false);
        }
        let bits = (*pc.add(2)).get();
        let (function, first) = if guard & cache::SET != 0 {
            let descriptor = Raw { meta: Kind::Instance.tag() as u64, bits };
            let Some(function) = method(vm, descriptor, &vm.names.__set__, 3) else { return Ok(false) };
            (function, owned(descriptor))
        } else {
            (bits as *mut Header, owned(x))
        };
        let second = if guard & cache::SET != 0 { owned(x) } else { name.to_value().into_raw() };
        let args = [first, second, owned(z)];
        super::consume(word, base);
        enter(vm, pc, function, args, NOTHING, frame_flag::OPERATOR)?;
        Ok(true)
    }
}

/// A frame entered here has returned `result` to the frame at `caller`: completes the instruction before `return_pc` and sets
/// where to go on.
pub unsafe fn finish(
    vm: &mut Vm,
    base: *mut Raw,
    caller: *mut Raw,
    return_pc: *const Cell<u64>,
    result: Value,
) -> PyResult<()> {
    // SAFETY: the frame has ended; the operands lie before its header; the instruction is one of those above.
    unsafe {
        vm.thread.base = caller;
        vm.thread.pc = return_pc;
        let word = (*return_pc.sub(1)).get();
        let saved = base.sub(BEFORE);
        let (x, y) = (std::mem::replace(&mut *saved, Raw::NULL), std::mem::replace(&mut *saved.add(1), Raw::NULL));
        let operands = (!x.is_null()).then(|| (x.into_value(), y.into_value()));
        let op: Op = std::mem::transmute::<u8, Op>(word as u8);
        let mut result = result;
        if result.is_not_implemented()
            && let Some((x, y)) = &operands
        {
            result = match (binary_op(op), comparison(op)) {
                (Some(op), _) => vm.binary_after_left(op, x, y, flags(word) & FLAG != 0)?,
                (_, Some((op, _))) => vm.compare_after_left(x, y, op)?,
                _ => result,
            };
        }
        drop(operands);
        let dst = match op {
            Op::SetItem => return Ok(()),
            Op::StoreAttr => {
                vm.thread.pc = return_pc.add(3);
                return Ok(());
            }
            Op::ForIter | Op::ForLoop => {
                if op == Op::ForLoop {
                    vm.thread.pc = return_pc.offset(field_c(word) as i16 as isize);
                }
                field_b(word)
            }
            _ => match comparison(op) {
                Some((_, Some(sense))) => {
                    if vm.truthy(&result)? == sense {
                        vm.thread.pc = return_pc.offset(field_c(word) as i16 as isize);
                    }
                    return Ok(());
                }
                _ => field_a(word),
            },
        };
        let old = std::mem::replace(&mut *caller.add(dst), result.into_raw());
        super::drop_raw(old);
        Ok(())
    }
}

/// A frame entered here ends with an exception: drops the operands. True, with the place to go on at, if the exception is the
/// StopIteration that ends a loop.
pub unsafe fn failed(
    vm: &mut Vm,
    base: *mut Raw,
    caller: *mut Raw,
    return_pc: *const Cell<u64>,
    raised: &Raised,
) -> Option<*const Cell<u64>> {
    // SAFETY: as in `finish`.
    unsafe {
        clear(base.sub(BEFORE), 0..2);
        let word = (*return_pc.sub(1)).get();
        let loops = word as u8 == Op::ForIter as u8 || word as u8 == Op::ForLoop as u8;
        if !loops || !vm.raised_is(raised, |e| &e.StopIteration) {
            return None;
        }
        clear(caller.add(field_a(word)), 0..1);
        let exit = if word as u8 == Op::ForIter as u8 { field_c(word) as i16 as isize } else { 0 };
        Some(return_pc.offset(exit))
    }
}

fn binary_op(op: Op) -> Option<BinaryOp> {
    Some(match op {
        Op::Add => BinaryOp::Add,
        Op::Sub => BinaryOp::Sub,
        Op::Mul => BinaryOp::Mul,
        Op::TrueDiv => BinaryOp::TrueDiv,
        Op::FloorDiv => BinaryOp::FloorDiv,
        Op::Mod => BinaryOp::Mod,
        Op::MatMul => BinaryOp::MatMul,
        Op::Pow => BinaryOp::Pow,
        Op::LShift => BinaryOp::LShift,
        Op::RShift => BinaryOp::RShift,
        Op::And => BinaryOp::And,
        Op::Or => BinaryOp::Or,
        Op::Xor => BinaryOp::Xor,
        _ => return None,
    })
}

/// The operator of a comparison, and of a jump the truth that makes it.
fn comparison(op: Op) -> Option<(CompareOp, Option<bool>)> {
    Some(match op {
        Op::Lt => (CompareOp::Lt, None),
        Op::Le => (CompareOp::Le, None),
        Op::Eq => (CompareOp::Eq, None),
        Op::Ne => (CompareOp::Ne, None),
        Op::Gt => (CompareOp::Gt, None),
        Op::Ge => (CompareOp::Ge, None),
        Op::JumpLt => (CompareOp::Lt, Some(true)),
        Op::JumpLe => (CompareOp::Le, Some(true)),
        Op::JumpEq => (CompareOp::Eq, Some(true)),
        Op::JumpNe => (CompareOp::Ne, Some(true)),
        Op::JumpGt => (CompareOp::Gt, Some(true)),
        Op::JumpGe => (CompareOp::Ge, Some(true)),
        Op::JumpNotLt => (CompareOp::Lt, Some(false)),
        Op::JumpNotLe => (CompareOp::Le, Some(false)),
        Op::JumpNotEq => (CompareOp::Eq, Some(false)),
        Op::JumpNotNe => (CompareOp::Ne, Some(false)),
        Op::JumpNotGt => (CompareOp::Gt, Some(false)),
        Op::JumpNotGe => (CompareOp::Ge, Some(false)),
        _ => return None,
    })
}
