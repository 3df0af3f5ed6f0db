//! The functions of the `builtins` module, and the module itself.

mod attribute;
mod build_class;
mod code;
mod iteration;
mod number;
mod order;
mod output;
mod site;
mod sum;
mod text;

use crate::gc::Value;
use crate::native::build::ModuleBuilder;
use crate::object::PyResult;
use crate::vm::Vm;

/// Builtin types that programs reach by name; the others are known through `types` only.
const TYPES: &[&str] = &[
    "object",
    "type",
    "str",
    "int",
    "bool",
    "float",
    "complex",
    "bytes",
    "bytearray",
    "memoryview",
    "tuple",
    "list",
    "dict",
    "set",
    "frozenset",
    "range",
    "slice",
    "enumerate",
    "zip",
    "map",
    "filter",
    "reversed",
    "property",
    "classmethod",
    "staticmethod",
    "super",
];

/// Makes the `builtins` module over the dict that the VM looks names up in.
pub fn init(vm: &mut Vm) -> PyResult<()> {
    let dict = vm.builtins.clone();
    let mut builder = ModuleBuilder::over(
        vm,
        "builtins",
        "Built-in functions, types, exceptions, and other objects.\n\nThis module gives direct access to all identifiers that are built into Python.",
        dict,
    )?;
    for ty in builder.vm().types.all() {
        let name = ty.get(builder.vm()).name.to_lossy().into_owned();
        if TYPES.contains(&name.as_str()) && ty.get(builder.vm()).module == "builtins" {
            builder = builder.class(&ty);
        }
    }
    builder = builder
        .value("None", Value::NONE)
        .value("Ellipsis", Value::ELLIPSIS)
        .value("NotImplemented", Value::NOT_IMPLEMENTED)
        .value("False", Value::FALSE)
        .value("True", Value::TRUE);
    let debug = builder.vm().config.optimize == 0;
    builder = builder.value("__debug__", Value::bool(debug));
    builder = number::add(builder);
    builder = text::add(builder);
    builder = attribute::add(builder);
    builder = iteration::add(builder);
    builder = order::add(builder);
    builder = sum::add(builder);
    builder = output::add(builder);
    builder = code::add(builder);
    builder = build_class::add(builder);
    if !builder.vm().config.no_site {
        builder = site::add(builder)?;
    }
    let module = builder.build().into_value();
    let name = vm.intern("builtins");
    let modules = vm.modules.clone();
    drop(modules.get_mut(vm).set_str(&name, module));
    Ok(())
}

/// The argument at an index; natives get one value for each parameter.
pub(super) fn arg(args: &[Value], index: usize) -> &Value {
    static NONE: Value = Value::NONE;
    args.get(index).unwrap_or(&NONE)
}
