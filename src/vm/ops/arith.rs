//! Operators on anything but two ints or two floats.

use super::{Outcome, consume, look, special};
use crate::bytecode::{FLAG, Op};
use crate::gc::{Kind, Raw, Ref, Value};
use crate::object::Str;
use crate::object::slots::{BinaryOp, CompareOp, PyResult};
use crate::vm::Vm;
use crate::vm::run::{field_a, field_b, field_c, flags};

/// `R[b] op R[c]`, in place with FLAG. Null if a frame was entered that will give the result, here and below.
#[cold]
#[inline(never)]
pub unsafe fn binary(vm: &mut Vm, op: BinaryOp, word: u64, base: *mut Raw) -> Outcome {
    // SAFETY: as the caller promises.
    unsafe { binary_result(vm, op, word, base) }.into()
}

#[inline(always)]
unsafe fn binary_result(vm: &mut Vm, op: BinaryOp, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operands of the instruction.
    unsafe {
        if op == BinaryOp::Add
            && let Some(result) = concat(vm, word, base)
        {
            return result;
        }
        if (*base.add(field_b(word))).tag() == Kind::Instance.tag() && special::binary(vm, op, word, base)? {
            return Ok(Raw::NULL);
        }
        let (x, y) = (look(base, field_b(word)), look(base, field_c(word)));
        let result = match (x.as_small(), y.as_float(), x.as_float(), y.as_small()) {
            (Some(i), Some(f), ..) if simple(op, f) => vm.float(float_op(op, i as f64, f)),
            (_, _, Some(f), Some(i)) if simple(op, i as f64) => vm.float(float_op(op, f, i as f64)),
            _ if flags(word) & FLAG != 0 => vm.inplace(op, &x, &y)?,
            _ => vm.binary(op, &x, &y)?,
        };
        drop((x, y));
        consume_only(word, crate::bytecode::B_TEMP | crate::bytecode::C_TEMP, base);
        Ok(result.into_raw())
    }
}

/// `R[b] + R[c]` of exact strs. A left operand that ends here, as a temporary or because the result replaces it, is
/// extended in place if nobody else has it.
unsafe fn concat(vm: &mut Vm, word: u64, base: *mut Raw) -> Option<PyResult<Raw>> {
    use crate::bytecode::{B_TEMP, C_TEMP};
    // SAFETY: operands of the instruction; a register that is taken is empty until the result or the operand is put
    // back, and nothing in between looks at registers.
    unsafe {
        let (b, c) = (field_b(word), field_c(word));
        Raw::as_value(base.add(b)).downcast_exact::<Str>()?;
        let y = Raw::as_value(base.add(c)).downcast_exact::<Str>()?.clone();
        let ends = flags(word) & B_TEMP != 0 || b == field_a(word);
        let result = if ends && b != c {
            let taken = Ref::<Str>::from_owned(std::mem::replace(&mut *base.add(b), Raw::NULL).header());
            match vm.str_append_in_place(taken, &y) {
                Ok(text) => Ok(text),
                Err((operand, raised)) => {
                    *base.add(b) = operand.into_raw();
                    Err(raised)
                }
            }
        } else {
            vm.str_concat(Raw::as_value(base.add(b)), Raw::as_value(base.add(c)))
        };
        drop(y);
        if result.is_ok() {
            consume_only(word, B_TEMP | C_TEMP, base);
        }
        Some(result.map(Value::into_raw))
    }
}

fn simple(op: BinaryOp, right: f64) -> bool {
    matches!(op, BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul) || op == BinaryOp::TrueDiv && right != 0.0
}

fn float_op(op: BinaryOp, x: f64, y: f64) -> f64 {
    match op {
        BinaryOp::Add => x + y,
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => x * y,
        _ => x / y,
    }
}

/// `R[b] op c` with a small immediate.
#[cold]
#[inline(never)]
pub unsafe fn binary_immediate(vm: &mut Vm, op: BinaryOp, word: u64, base: *mut Raw) -> Outcome {
    // SAFETY: as the caller promises.
    unsafe { binary_immediate_result(vm, op, word, base) }.into()
}

#[inline(always)]
unsafe fn binary_immediate_result(vm: &mut Vm, op: BinaryOp, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: as above.
    unsafe {
        let x = look(base, field_b(word));
        let y = Value::small_int(field_c(word) as i16 as i64);
        let result = if flags(word) & FLAG != 0 { vm.inplace(op, &x, &y)? } else { vm.binary(op, &x, &y)? };
        drop(x);
        consume_only(word, crate::bytecode::B_TEMP, base);
        Ok(result.into_raw())
    }
}

/// Drops the consumed operands among those of `mask`.
pub(super) unsafe fn consume_only(word: u64, mask: u8, base: *mut Raw) {
    let keep = word & !0xff00 | ((flags(word) & mask) as u64 * 0x100);
    // SAFETY: as `consume`.
    unsafe { consume(keep, base) }
}

#[cold]
#[inline(never)]
pub unsafe fn unary(vm: &mut Vm, op: Op, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: as above.
    unsafe {
        let x = look(base, field_b(word));
        let result = match op {
            Op::Neg => vm.neg(&x)?,
            Op::Pos => vm.pos(&x)?,
            _ => vm.invert(&x)?,
        };
        drop(x);
        consume_only(word, crate::bytecode::B_TEMP, base);
        Ok(result.into_raw())
    }
}

/// `R[b] op R[c]` as an object.
#[cold]
#[inline(never)]
pub unsafe fn compare(vm: &mut Vm, op: CompareOp, word: u64, base: *mut Raw) -> Outcome {
    // SAFETY: as the caller promises.
    unsafe { compare_result(vm, op, word, base) }.into()
}

#[inline(always)]
unsafe fn compare_result(vm: &mut Vm, op: CompareOp, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: as above.
    unsafe {
        let (x, y) = (Raw::as_value(base.add(field_b(word))), Raw::as_value(base.add(field_c(word))));
        if let Some(b) = quick_equal(x, y, op) {
            consume_only(word, crate::bytecode::B_TEMP | crate::bytecode::C_TEMP, base);
            return Ok(Raw::bool(b));
        }
        if special::compare(vm, op, word, base, false)? {
            return Ok(Raw::NULL);
        }
        let (x, y) = (look(base, field_b(word)), look(base, field_c(word)));
        let result = vm.compare(&x, &y, op)?;
        drop((x, y));
        consume_only(word, crate::bytecode::B_TEMP | crate::bytecode::C_TEMP, base);
        Ok(result.into_raw())
    }
}

/// `==` and `!=` of two exact strings.
#[inline]
fn quick_equal(x: &Value, y: &Value, op: CompareOp) -> Option<bool> {
    use crate::object::Str;
    let (a, b) = (x.downcast_exact::<Str>()?, y.downcast_exact::<Str>()?);
    match op {
        CompareOp::Eq => Some(a.ptr_eq(b) || a.equals(b)),
        CompareOp::Ne => Some(!a.ptr_eq(b) && !a.equals(b)),
        _ => None,
    }
}

/// `bool(R[a] op R[b])` of a fused jump. `None` if a frame was entered that will decide.
#[cold]
#[inline(never)]
pub unsafe fn compare_jump(vm: &mut Vm, op: CompareOp, word: u64, base: *mut Raw) -> PyResult<Option<bool>> {
    // SAFETY: as above.
    unsafe {
        let (x, y) = (Raw::as_value(base.add(field_a(word))), Raw::as_value(base.add(field_b(word))));
        if let Some(b) = quick_equal(x, y, op) {
            consume_only(word, crate::bytecode::A_TEMP | crate::bytecode::B_TEMP, base);
            return Ok(Some(b));
        }
        if special::compare(vm, op, word, base, true)? {
            return Ok(None);
        }
        let (x, y) = (look(base, field_a(word)), look(base, field_b(word)));
        let result = vm.compare_bool(&x, &y, op)?;
        drop((x, y));
        consume_only(word, crate::bytecode::A_TEMP | crate::bytecode::B_TEMP, base);
        Ok(Some(result))
    }
}

/// `bool(R[a] op b)` of a fused jump with a small immediate.
#[cold]
#[inline(never)]
pub unsafe fn compare_immediate(vm: &mut Vm, op: CompareOp, word: u64, base: *mut Raw) -> PyResult<bool> {
    // SAFETY: as above.
    unsafe {
        let x = look(base, field_a(word));
        let y = Value::small_int(field_b(word) as i16 as i64);
        let result = vm.compare_bool(&x, &y, op)?;
        drop(x);
        consume_only(word, crate::bytecode::A_TEMP, base);
        Ok(result)
    }
}

/// `R[b] in R[c]`.
#[cold]
#[inline(never)]
pub unsafe fn contains(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<bool> {
    // SAFETY: as above.
    unsafe {
        let (x, y) = (Raw::as_value(base.add(field_b(word))), Raw::as_value(base.add(field_c(word))));
        if let (Some(part), Some(text)) = (x.downcast_exact::<Str>(), y.downcast_exact::<Str>()) {
            let found = crate::builtins::str::search::find_bytes(text.bytes(), part.bytes()).is_some();
            consume_only(word, crate::bytecode::B_TEMP | crate::bytecode::C_TEMP, base);
            return Ok(found);
        }
        let (x, y) = (x.clone(), y.clone());
        let result = vm.contains(&y, &x)?;
        drop((x, y));
        consume_only(word, crate::bytecode::B_TEMP | crate::bytecode::C_TEMP, base);
        Ok(result)
    }
}
