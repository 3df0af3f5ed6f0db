//! `_datetime`: makes classes of the `datetime` module, which are written in Python, look like builtin ones in messages.

use crate::gc::{Ref, Value};
use crate::native::{ModuleBuilder, arg};
use crate::object::Type;
use crate::object::module::Module;
use crate::object::slots::PyResult;
use crate::object::ty::type_flag;
use crate::vm::Vm;

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let module = ModuleBuilder::new(vm, "_datetime", "Support for the datetime module.")?.function(
        "show_module(cls, /)",
        show_module,
        "Messages name the class with its module.",
    );
    Ok(module.build())
}

fn show_module(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.arg::<Type>(args, 0)?.clone();
    class.get_mut(vm).module = "datetime";
    class.get(vm).set_flag(type_flag::DOTTED, true);
    Ok(arg(args, 0).clone())
}
