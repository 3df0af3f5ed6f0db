//! The types of `None`, `...` and `NotImplemented`.

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::Type;
use crate::object::slots::{Args, PyResult};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.none_type.clone();
    TypeBuilder::new(vm, &ty)
        .doc("The type of the None singleton.")
        .signature("()")
        .slots(|s| {
            s.new = Some(none_new);
            s.repr = Some(|vm, _| vm.new_str("None"));
            s.bool = Some(|_, _| Ok(false));
            s.hash = Some(|_, _| Ok(NONE_HASH));
        })
        .ready();
    let ty = vm.types.ellipsis.clone();
    TypeBuilder::new(vm, &ty)
        .doc("The type of the Ellipsis singleton.")
        .signature("()")
        .slots(|s| {
            s.new = Some(ellipsis_new);
            s.repr = Some(|vm, _| vm.new_str("Ellipsis"));
        })
        .method("__reduce__(self, /)", |vm, _| vm.new_str("Ellipsis"), "The name under which pickle finds it.")
        .ready();
    let ty = vm.types.not_implemented_type.clone();
    TypeBuilder::new(vm, &ty)
        .doc("The type of the NotImplemented singleton.")
        .signature("()")
        .slots(|s| {
            s.new = Some(not_implemented_new);
            s.repr = Some(|vm, _| vm.new_str("NotImplemented"));
            s.bool = Some(|vm, _| Err(vm.type_error("NotImplemented should not be used in a boolean context")));
        })
        .method("__reduce__(self, /)", |vm, _| vm.new_str("NotImplemented"), "The name under which pickle finds it.")
        .ready();
    Ok(())
}

/// CPython's constant since 3.12.
const NONE_HASH: i64 = 0xfca8_6420;

fn none_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    no_arguments(vm, args, "NoneType", Value::NONE)
}

fn ellipsis_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    no_arguments(vm, args, "EllipsisType", Value::ELLIPSIS)
}

fn not_implemented_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    no_arguments(vm, args, "NotImplementedType", Value::NOT_IMPLEMENTED)
}

fn no_arguments(vm: &mut Vm, args: Args<'_>, name: &str, value: Value) -> PyResult {
    if args.values.is_empty() { Ok(value) } else { Err(vm.type_error(format!("{name} takes no arguments"))) }
}
