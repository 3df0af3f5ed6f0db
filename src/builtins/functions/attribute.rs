//! getattr and its kin, dir, vars, callable, isinstance, issubclass.

use super::arg;
use crate::gc::Value;
use crate::native::build::ModuleBuilder;
use crate::object::PyResult;
use crate::vm::Vm;

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder
        .function("callable(obj, /)", builtin_callable, "Return whether the object is callable (i.e., some kind of function).")
        .function("delattr(obj, name, /)", builtin_delattr, "Deletes the named attribute from the given object.")
        .function(
            "dir(object=<unrepresentable>, /)",
            builtin_dir,
            "dir([object]) -> list of strings\n\nWithout an argument, the names in the current scope;\nelse an alphabetized list of the names of the object's attributes.",
        )
        .function(
            "getattr(object, name, default=<unrepresentable>, /)",
            builtin_getattr,
            "getattr(object, name[, default]) -> value\n\nGet a named attribute from an object.",
        )
        .function("hasattr(obj, name, /)", builtin_hasattr, "Return whether the object has an attribute with the given name.")
        .function(
            "isinstance(obj, class_or_tuple, /)",
            builtin_isinstance,
            "Return whether an object is an instance of a class or of a subclass thereof.",
        )
        .function(
            "issubclass(cls, class_or_tuple, /)",
            builtin_issubclass,
            "Return whether 'cls' is derived from another class or is the same class.",
        )
        .function("setattr(obj, name, value, /)", builtin_setattr, "Sets the named attribute on the given object to the specified value.")
        .function(
            "vars(object=<unrepresentable>, /)",
            builtin_vars,
            "vars([object]) -> dictionary\n\nWithout arguments, equivalent to locals().\nWith an argument, equivalent to object.__dict__.",
        )
}

fn builtin_callable(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(vm.type_of(arg(args, 0)).get(vm).slots.call.is_some()))
}

fn builtin_delattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attr_name(arg(args, 1))?;
    vm.setattr(arg(args, 0), &name, None)?;
    Ok(Value::NONE)
}

fn builtin_setattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attr_name(arg(args, 1))?;
    vm.setattr(arg(args, 0), &name, Some(arg(args, 2)))?;
    Ok(Value::NONE)
}

fn builtin_getattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attr_name(arg(args, 1))?;
    let default = arg(args, 2);
    if default.is_unset() {
        return vm.getattr(arg(args, 0), &name);
    }
    Ok(vm.getattr_opt(arg(args, 0), &name)?.unwrap_or_else(|| default.clone()))
}

fn builtin_hasattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attr_name(arg(args, 1))?;
    Ok(Value::bool(vm.getattr_opt(arg(args, 0), &name)?.is_some()))
}

fn builtin_dir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let object = arg(args, 0);
    let names = if object.is_unset() {
        let locals = vm.current_locals()?;
        let keys = vm.call_method_str(&locals, "keys", &[])?;
        vm.collect(&keys)?
    } else {
        vm.dir_names(object)?
    };
    sorted_list(vm, names)
}

impl Vm {
    /// The names that `__dir__` gives, unsorted.
    pub fn dir_names(&mut self, object: &Value) -> PyResult<Vec<Value>> {
        let name = self.names.__dir__.clone();
        match self.call_special(object, &name, &[])? {
            Some(names) => self.collect(&names),
            None => Err(self.type_error("object does not provide __dir__")),
        }
    }
}

/// A new list of the values in ascending order.
pub(super) fn sorted_list(vm: &mut Vm, items: Vec<Value>) -> PyResult {
    let list = vm.new_list(items)?;
    vm.call_method_str(&list, "sort", &[])?;
    Ok(list)
}

fn builtin_isinstance(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(vm.isinstance(arg(args, 0), arg(args, 1))?))
}

fn builtin_issubclass(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(vm.issubclass(arg(args, 0), arg(args, 1))?))
}

fn builtin_vars(vm: &mut Vm, args: &[Value]) -> PyResult {
    let object = arg(args, 0);
    if object.is_unset() {
        return vm.current_locals();
    }
    let name = vm.names.__dict__.clone();
    match vm.getattr_opt(object, &name)? {
        Some(dict) => Ok(dict),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}
