//! abs, divmod, pow, round, hash, id, bin, oct, hex.

use super::arg;
use crate::builtins::int::text::int_in_base;
use crate::gc::Value;
use crate::native::build::ModuleBuilder;
use crate::object::PyResult;
use crate::object::slots::BinaryOp;
use crate::vm::Vm;

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder
        .function("abs(x, /)", builtin_abs, "Return the absolute value of the argument.")
        .function("divmod(x, y, /)", builtin_divmod, "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.")
        .function(
            "pow(base, exp, mod=None)",
            builtin_pow,
            "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments",
        )
        .function(
            "round(number, ndigits=None)",
            builtin_round,
            "Round a number to a given precision in decimal digits.",
        )
        .function("hash(obj, /)", builtin_hash, "Return the integer hash value for the given object.")
        .function("id(obj, /)", builtin_id, "Return the identity of an object.")
        .function("bin(number, /)", builtin_bin, "Return the binary representation of an integer.")
        .function("oct(number, /)", builtin_oct, "Return the octal representation of an integer.")
        .function("hex(number, /)", builtin_hex, "Return the hexadecimal representation of an integer.")
}

fn builtin_abs(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.abs(arg(args, 0))
}

fn builtin_divmod(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.binary(BinaryOp::DivMod, arg(args, 0), arg(args, 1))
}

fn builtin_pow(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.power(arg(args, 0), arg(args, 1), arg(args, 2))
}

fn builtin_round(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (number, digits) = (arg(args, 0), arg(args, 1));
    let name = vm.names.__round__.clone();
    let rest = if digits.is_none() { &[][..] } else { args.get(1..2).unwrap_or(&[]) };
    match vm.call_special(number, &name, rest)? {
        Some(result) => Ok(result),
        None => {
            let ty = vm.type_name(number);
            Err(vm.type_error(format!("type {ty} doesn't define __round__ method")))
        }
    }
}

fn builtin_hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let hash = vm.hash(arg(args, 0))?;
    Ok(vm.int(hash))
}

fn builtin_id(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(vm.int(arg(args, 0).id() as i64))
}

fn builtin_bin(vm: &mut Vm, args: &[Value]) -> PyResult {
    int_in_base(vm, arg(args, 0), 2)
}

fn builtin_oct(vm: &mut Vm, args: &[Value]) -> PyResult {
    int_in_base(vm, arg(args, 0), 8)
}

fn builtin_hex(vm: &mut Vm, args: &[Value]) -> PyResult {
    int_in_base(vm, arg(args, 0), 16)
}
