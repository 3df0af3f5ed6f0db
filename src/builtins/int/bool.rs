//! `bool`: two objects, ints in all else.

use super::arith::{int_and, int_invert, int_or, int_xor};
use crate::gc::{Ref, Value};
use crate::native::build::TypeBuilder;
use crate::object::slots::{Args, BinaryOp};
use crate::object::{PyResult, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) {
    let (bool_type, int_type) = (vm.types.bool.clone(), vm.types.int.clone());
    TypeBuilder::new(vm, &bool_type)
        .base(&int_type)
        .doc("The truth values True and False: bool(x) is False for None, False, zero and empty containers, else True.")
        .signature("(object=False, /)")
        .slots(|s| {
            s.new = Some(bool_new);
            s.repr = Some(bool_repr);
            s.invert = Some(bool_invert);
            s.binary[BinaryOp::And as usize] = Some(bool_and);
            s.binary[BinaryOp::Or as usize] = Some(bool_or);
            s.binary[BinaryOp::Xor as usize] = Some(bool_xor);
        })
        .ready();
}

fn bool_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("bool() takes no keyword arguments"));
    }
    match args.values {
        [] => Ok(Value::FALSE),
        [x] => Ok(Value::bool(vm.truthy(x)?)),
        more => Err(vm.type_error(format!("bool expected at most 1 argument, got {}", more.len()))),
    }
}

fn bool_repr(vm: &mut Vm, v: &Value) -> PyResult {
    Ok(vm.intern(if v.is_true() { "True" } else { "False" }).into_value())
}

fn bool_invert(vm: &mut Vm, v: &Value) -> PyResult {
    vm.warn_deprecated(
        "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.",
    )?;
    int_invert(vm, v)
}

macro_rules! logic {
    ($($name:ident $int:ident $op:tt;)*) => { $(
        fn $name(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
            match (a.as_bool(), b.as_bool()) {
                (Some(x), Some(y)) => Ok(Value::bool(x $op y)),
                _ => $int(vm, a, b),
            }
        }
    )* };
}

logic! {
    bool_and int_and &;
    bool_or int_or |;
    bool_xor int_xor ^;
}
