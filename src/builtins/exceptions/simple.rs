//! StopIteration, SystemExit, NameError, AttributeError, KeyError: exceptions with one or two attributes.

use super::base::{args_of, exception_str, reduced, state_of};
use super::fields::{get_object, keyword_fields, no_keywords, receiver, set_args, set_field, set_object, this};
use crate::gc::Value;
use crate::native::build::TypeBuilder;
use crate::object::slots::Args;
use crate::object::{Dict, PyResult, Tuple};
use crate::vm::Vm;
use crate::vm::errors::field;

pub fn stop_iteration(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder.slots(|s| s.init = Some(stop_iteration_init)).getset(
        "value",
        get_object::<{ field::STOP_VALUE }>,
        Some(set_object::<{ field::STOP_VALUE }>),
        "generator return value",
    )
}

fn stop_iteration_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    let class = vm.type_of(value).clone();
    no_keywords(vm, &class, &args)?;
    let exception = this(vm, value)?;
    set_args(vm, exception, args.pos())?;
    set_field(vm, exception, field::STOP_VALUE, Some(args.pos().first().cloned().unwrap_or_default()));
    Ok(())
}

pub fn system_exit(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    const CODE: usize = field::SYSTEM_EXIT_CODE;
    builder.slots(|s| s.init = Some(system_exit_init)).getset(
        "code",
        get_object::<CODE>,
        Some(set_object::<CODE>),
        "exception code",
    )
}

fn system_exit_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    let class = vm.type_of(value).clone();
    no_keywords(vm, &class, &args)?;
    let exception = this(vm, value)?;
    set_args(vm, exception, args.pos())?;
    let code = match args.pos() {
        [] => Value::NONE,
        [only] => only.clone(),
        _ => exception.get(vm).args.clone(),
    };
    set_field(vm, exception, field::SYSTEM_EXIT_CODE, Some(code));
    Ok(())
}

pub fn name_error(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder.slots(|s| s.init = Some(name_error_init)).getset(
        "name",
        get_object::<{ field::NAME }>,
        Some(set_object::<{ field::NAME }>),
        "name",
    )
}

fn name_error_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    let exception = this(vm, value)?;
    set_args(vm, exception, args.pos())?;
    keyword_fields(vm, exception, "NameError", &[("name", field::NAME)], &args)
}

pub fn attribute_error(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder
        .slots(|s| s.init = Some(attribute_error_init))
        .getset("name", get_object::<{ field::NAME }>, Some(set_object::<{ field::NAME }>), "attribute name")
        .getset("obj", get_object::<{ field::ATTR_OBJ }>, Some(set_object::<{ field::ATTR_OBJ }>), "object")
        .method("__getstate__(self, /)", attribute_error_getstate, "")
        .method("__reduce__(self, /)", attribute_error_reduce, "")
}

fn attribute_error_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    let exception = this(vm, value)?;
    set_args(vm, exception, args.pos())?;
    keyword_fields(vm, exception, "AttributeError", &[("name", field::NAME), ("obj", field::ATTR_OBJ)], &args)
}

/// The state holds the name but not the object, which may be anything.
fn attribute_error_getstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let exception = receiver(vm, args)?;
    let value = exception.to_value();
    let name = super::fields::field(vm, exception, field::NAME);
    let arguments = exception.get(vm).args.clone();
    let has_args = arguments.downcast::<Tuple>().is_some_and(|t| !t.is_empty());
    if name.is_none() && !has_args {
        return Ok(state_of(vm, &value)?.unwrap_or_default());
    }
    let mut state = match state_of(vm, &value)? {
        Some(dict) => dict.downcast::<Dict>().map(|d| d.get(vm).duplicate()).unwrap_or_default(),
        None => Dict::new(),
    };
    if let Some(name) = name {
        state.set_str(&vm.names.name, name);
    }
    if has_args {
        state.set_str(&vm.names.args, arguments);
    }
    Ok(vm.alloc(&vm.types.dict, state)?.into_value())
}

fn attribute_error_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let exception = receiver(vm, args)?;
    let value = exception.to_value();
    let arguments = exception.get(vm).args.clone();
    let state = attribute_error_getstate(vm, args)?;
    reduced(vm, &value, arguments, Some(state))
}

pub fn key_error(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder.slots(|s| s.str = Some(key_error_str))
}

/// The repr of the key: a missing `''` would otherwise give an empty message.
fn key_error_str(vm: &mut Vm, value: &Value) -> PyResult {
    let exception = this(vm, value)?;
    match args_of(vm, exception).as_slice() {
        [only] => Ok(vm.repr(only)?.into_value()),
        _ => exception_str(vm, value),
    }
}
