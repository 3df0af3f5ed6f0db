//! `int` and `bool`: constructor, operators, conversions, methods.
//!
//! An exact int within i64 is unboxed; all else is a `num_bigint` integer behind a payload. Both are seen through
//! `Operand`. Other parts use `vm.to_int`, `vm.int_from_text`, `vm.int_to_text`, `vm.int_overflow`.

pub mod arith;
mod bool;
mod bytes;
pub mod division;
pub mod long;
mod operand;
pub mod parse;
pub mod text;

pub use operand::Operand;

use crate::gc::Value;
use crate::native::bind::arg;
use crate::native::build::TypeBuilder;
use crate::object::PyResult;
use crate::object::slots::BinaryOp as B;
use crate::vm::Vm;
use arith::*;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.int.clone();
    TypeBuilder::new(vm, &ty)
        .doc("int(x=0) -> int\nint(text, base=10) -> int\n\nMakes an integer: from a number, whose fraction is cut off, or from text or bytes in\nthe given base (2 to 36; with base 0 the prefix tells: 0b, 0o, 0x or none). Text may have spaces around it, a sign,\nand single underscores between digits.\n\n>>> int('0x1f', base=0)\n31")
        .slots(|s| {
            s.new = Some(parse::int_new);
            s.repr = Some(text::int_repr);
            s.hash = Some(int_hash);
            s.compare = Some(int_compare);
            s.neg = Some(int_neg);
            s.pos = Some(int_exact);
            s.abs = Some(int_abs);
            s.invert = Some(int_invert);
            s.bool = Some(int_bool);
            s.int = Some(int_exact);
            s.index = Some(int_exact);
            s.float = Some(int_float);
            s.power = Some(int_power);
            for (op, f) in [
                (B::Add, int_add as crate::object::slots::BinaryFn),
                (B::Sub, int_sub),
                (B::Mul, int_mul),
                (B::TrueDiv, int_true_div),
                (B::FloorDiv, int_floor_div),
                (B::Mod, int_mod),
                (B::Pow, int_pow),
                (B::LShift, int_lshift),
                (B::RShift, int_rshift),
                (B::And, int_and),
                (B::Or, int_or),
                (B::Xor, int_xor),
                (B::DivMod, int_divmod),
            ] {
                s.binary[op as usize] = Some(f);
            }
        })
        .method("conjugate(self, /)", exact, "Return the int itself: the complex conjugate of a real number.")
        .method("bit_length(self, /)", int_bit_length, "Number of bits of the absolute value in binary.\n\n>>> (37).bit_length()\n6")
        .method("bit_count(self, /)", int_bit_count, "Number of ones in the binary form of the absolute value.\n\n>>> (13).bit_count()\n3")
        .method(
            "to_bytes(self, /, length=1, byteorder='big', *, signed=False)",
            bytes::int_to_bytes,
            "Return the int as this many bytes, most significant byte first ('big') or last ('little').\n\nNegative ints need signed=True, and are written in two's complement. OverflowError if the bytes do not suffice.",
        )
        .class_method(
            "from_bytes(type, /, bytes, byteorder='big', *, signed=False)",
            bytes::int_from_bytes,
            "Return the int that these bytes hold, most significant byte first ('big') or last ('little').\n\nWith signed=True the bytes are read as two's complement. They may be any bytes-like object or an iterable of ints.",
        )
        .method("as_integer_ratio(self, /)", int_ratio, "Return the pair (self, 1).\n\n>>> (10).as_integer_ratio()\n(10, 1)")
        .method("is_integer(self, /)", int_is_integer, "Return True: floats have this method too.")
        .method("__trunc__(self, /)", exact, "Return the int itself.")
        .method("__floor__(self, /)", exact, "Return the int itself.")
        .method("__ceil__(self, /)", exact, "Return the int itself.")
        .method("__round__(self, ndigits=None, /)", int_round, "Round to ndigits decimal digits, which makes a difference if it is negative.")
        .method("__getnewargs__(self, /)", int_getnewargs, "Return what int.__new__ makes an equal int of.")
        .method("__format__(self, format_spec, /)", int_format, "Return the int as text, as the format specification says.")
        .method("__sizeof__(self, /)", int_sizeof, "Return the size in memory, in bytes.")
        .getset("real", int_exact, None, "the real part of a complex number")
        .getset("imag", |vm, _| Ok(vm.int(0)), None, "the imaginary part of a complex number")
        .getset("numerator", int_exact, None, "the numerator of a rational number in lowest terms")
        .getset("denominator", |vm, _| Ok(vm.int(1)), None, "the denominator of a rational number in lowest terms")
        .ready();
    bool::init(vm);
    Ok(())
}

fn this<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<Operand<'a>> {
    receiver(vm, arg(args, 0))
}

fn exact(vm: &mut Vm, args: &[Value]) -> PyResult {
    int_exact(vm, arg(args, 0))
}

fn int_bit_length(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bits = this(vm, args)?.bits();
    Ok(vm.int(bits as i64))
}

fn int_bit_count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let ones = match this(vm, args)? {
        Operand::Small(i) => i.unsigned_abs().count_ones() as u64,
        Operand::Wide(i) => i.unsigned_abs().count_ones() as u64,
        Operand::Big(big) => big.magnitude().count_ones(),
    };
    Ok(vm.int(ones as i64))
}

fn int_ratio(vm: &mut Vm, args: &[Value]) -> PyResult {
    let numerator = exact(vm, args)?;
    let one = vm.int(1);
    vm.new_tuple(vec![numerator, one])
}

fn int_is_integer(_vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(Value::TRUE)
}

fn int_round(vm: &mut Vm, args: &[Value]) -> PyResult {
    let ndigits = arg(args, 1);
    if ndigits.is_none() {
        return exact(vm, args);
    }
    let ndigits = vm.index(ndigits)?;
    if !vm.is_negative_int(&ndigits) {
        return exact(vm, args);
    }
    let x = this(vm, args)?;
    match ndigits.as_small() {
        Some(n) => round_to_tens(vm, x, n.unsigned_abs()),
        None => Ok(vm.int(0)),
    }
}

fn int_getnewargs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = exact(vm, args)?;
    vm.new_tuple(vec![value])
}

fn int_format(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args {
        [this, spec] => super::format_spec::format_int(vm, this, spec),
        _ => Err(vm.type_error("int.__format__() takes exactly one argument (0 given)")),
    }
}

/// What CPython's object of digits of 30 bits would take.
fn int_sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let digits = this(vm, args)?.bits().div_ceil(30).max(1);
    Ok(vm.int(24 + 4 * digits as i64))
}
