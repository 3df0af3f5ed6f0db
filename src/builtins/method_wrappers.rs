//! `staticmethod` and `classmethod`.
//!
//! Both copy the wrapped function's name, docstring and so on into their own dict when made by a call; those that
//! `type.__new__` makes for `__new__` and the like do not need them.

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::descriptor::{ClassMethod, StaticMethod};
use crate::object::slots::{Args, PyResult};
use crate::object::{Str, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.staticmethod.clone();
    let builder = TypeBuilder::new(vm, &ty)
        .doc("A function in a class that is called without instance and class.\n\nUsed as a decorator: @staticmethod.")
        .signature("(function, /)")
        .with_dict()
        .slots(|s| {
            s.new = Some(static_method_new);
            s.init = Some(static_method_init);
            s.repr = Some(static_method_repr);
            s.call = Some(static_method_call);
            s.descr_get = Some(static_method_get);
        });
    add_attributes(builder).ready();
    let ty = vm.types.classmethod.clone();
    let builder = TypeBuilder::new(vm, &ty)
        .doc("A function in a class whose first argument is the class.\n\nUsed as a decorator: @classmethod.")
        .signature("(function, /)")
        .with_dict()
        .slots(|s| {
            s.new = Some(class_method_new);
            s.init = Some(class_method_init);
            s.repr = Some(class_method_repr);
            s.descr_get = Some(class_method_get);
        });
    add_attributes(builder).ready();
    Ok(())
}

fn add_attributes(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder
        .member("__func__", |vm, m| wrapped(vm, m), None, "")
        .member("__wrapped__", |vm, m| wrapped(vm, m), None, "")
        .getset("__isabstractmethod__", wrapped_is_abstract, None, "")
        .getset("__dict__", super::type_::instance_dict_get, Some(super::type_::builtin_dict_set), "")
        .getset("__annotations__", annotations, Some(set_annotations), "")
        .getset("__annotate__", annotate, Some(set_annotate), "")
        .class_method("__class_getitem__(cls, object, /)", class_getitem, "See PEP 585")
}

pub fn class_getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args {
        [class, key] => vm.generic_alias(class, key),
        _ => Err(vm.type_error("__class_getitem__() takes exactly one argument")),
    }
}

impl Vm {
    /// A static method around a function, without copied attributes.
    pub fn new_static_method(&self, function: Value) -> Value {
        self.alloc_startup(&self.types.staticmethod, StaticMethod { callable: function })
    }

    /// A class method around a function, without copied attributes.
    pub fn new_class_method(&self, function: Value) -> PyResult {
        Ok(self.alloc(&self.types.classmethod, ClassMethod { callable: function })?.into_value())
    }

    /// `__isabstractmethod__` of a function: false if it has none.
    pub fn is_abstract(&mut self, function: &Value) -> PyResult<bool> {
        let name = self.names.__isabstractmethod__.clone();
        match self.getattr_opt(function, &name)? {
            Some(flag) => self.truthy(&flag),
            None => Ok(false),
        }
    }
}

fn wrapped(vm: &Vm, this: &Value) -> PyResult {
    if let Some(method) = this.downcast::<StaticMethod>() {
        return Ok(method.get(vm).callable.clone());
    }
    Ok(vm.payload::<ClassMethod>(this)?.get(vm).callable.clone())
}

fn wrapped_is_abstract(vm: &mut Vm, this: &Value) -> PyResult {
    let callable = wrapped(vm, this)?;
    vm.is_abstract(&callable).map(Value::bool)
}

/// The one argument of the constructor.
fn function_argument(vm: &mut Vm, args: Args<'_>, what: &str) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error(format!("{what}() takes no keyword arguments")));
    }
    match args.pos() {
        [function] => Ok(function.clone()),
        other => Err(vm.type_error(format!("{what} expected 1 argument, got {}", other.len()))),
    }
}

/// Copies what identifies a function to its wrapper.
fn copy_attributes(vm: &mut Vm, this: &Value, function: &Value) -> PyResult<()> {
    let names: [Ref<Str>; 4] = [
        vm.names.__module__.clone(),
        vm.names.__name__.clone(),
        vm.names.__qualname__.clone(),
        vm.names.__doc__.clone(),
    ];
    for name in names {
        if let Some(value) = vm.getattr_opt(function, &name)? {
            vm.instance_set(this, &name, value)?;
        }
    }
    Ok(())
}

/// `__annotations__` and `__annotate__` are the function's, kept here once asked for.
fn forwarded(vm: &mut Vm, this: &Value, name: &Ref<Str>) -> PyResult {
    if let Some(value) = vm.instance_get(this, name) {
        return Ok(value);
    }
    let callable = wrapped(vm, this)?;
    let value = vm.getattr(&callable, name)?;
    vm.instance_set(this, name, value.clone())?;
    Ok(value)
}

fn set_forwarded(vm: &mut Vm, this: &Value, name: &Ref<Str>, value: Option<&Value>) -> PyResult<()> {
    match value {
        Some(value) => vm.instance_set(this, name, value.clone()),
        None if vm.instance_delete(this, name)? => Ok(()),
        None => Err(vm.no_attribute(this, name)),
    }
}

fn annotations(vm: &mut Vm, this: &Value) -> PyResult {
    forwarded(vm, this, &vm.names.__annotations__.clone())
}

fn set_annotations(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    set_forwarded(vm, this, &vm.names.__annotations__.clone(), value)
}

fn annotate(vm: &mut Vm, this: &Value) -> PyResult {
    forwarded(vm, this, &vm.names.__annotate__.clone())
}

fn set_annotate(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    set_forwarded(vm, this, &vm.names.__annotate__.clone(), value)
}

fn static_method_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, StaticMethod { callable: Value::NONE })?.into_value())
}

fn static_method_init(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult<()> {
    let function = function_argument(vm, args, "staticmethod")?;
    let method = vm.payload::<StaticMethod>(this)?;
    let old = std::mem::replace(&mut method.get_mut(vm).callable, function.clone());
    if !old.is_none() {
        // The function may be in attribute caches.
        vm.invalidate_attribute_caches();
    }
    drop(old);
    copy_attributes(vm, this, &function)
}

fn static_method_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let callable = wrapped(vm, this)?;
    let text = format!("<staticmethod({})>", vm.repr_lossy(&callable)?);
    vm.new_str(&text)
}

fn static_method_call(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult {
    let callable = wrapped(vm, this)?;
    vm.call_args(&callable, args)
}

fn static_method_get(vm: &mut Vm, this: &Value, _instance: Option<&Value>, _owner: &Value) -> PyResult {
    wrapped(vm, this)
}

fn class_method_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, ClassMethod { callable: Value::NONE })?.into_value())
}

fn class_method_init(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult<()> {
    let function = function_argument(vm, args, "classmethod")?;
    let method = vm.payload::<ClassMethod>(this)?;
    let old = std::mem::replace(&mut method.get_mut(vm).callable, function.clone());
    if !old.is_none() {
        // The function may be in attribute caches.
        vm.invalidate_attribute_caches();
    }
    drop(old);
    copy_attributes(vm, this, &function)
}

fn class_method_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let callable = wrapped(vm, this)?;
    let text = format!("<classmethod({})>", vm.repr_lossy(&callable)?);
    vm.new_str(&text)
}

/// A bound method of the class.
fn class_method_get(vm: &mut Vm, this: &Value, instance: Option<&Value>, owner: &Value) -> PyResult {
    let callable = wrapped(vm, this)?;
    let class = match instance {
        Some(instance) if owner.is_none() => vm.type_of(instance).to_value(),
        _ => owner.clone(),
    };
    vm.new_bound_method(callable, class)
}
