//! ImportError and its subclass: the module's name and path, the name that was asked for, the message.

use super::base::{exception_str, reduced, state_of};
use super::fields::{get_object, keyword_fields, receiver, set_args, set_field, set_object, this};
use crate::gc::Value;
use crate::native::build::TypeBuilder;
use crate::object::slots::Args;
use crate::object::{Dict, PyResult, Str};
use crate::vm::Vm;
use crate::vm::errors::field;

pub fn fill(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder
        .slots(|s| {
            s.init = Some(import_error_init);
            s.str = Some(import_error_str);
        })
        .getset(
            "msg",
            get_object::<{ field::IMPORT_MSG }>,
            Some(set_object::<{ field::IMPORT_MSG }>),
            "exception message",
        )
        .getset("name", get_object::<{ field::NAME }>, Some(set_object::<{ field::NAME }>), "module name")
        .getset("path", get_object::<{ field::IMPORT_PATH }>, Some(set_object::<{ field::IMPORT_PATH }>), "module path")
        .getset(
            "name_from",
            get_object::<{ field::IMPORT_NAME_FROM }>,
            Some(set_object::<{ field::IMPORT_NAME_FROM }>),
            "name imported from module",
        )
        .method("__reduce__(self, /)", import_error_reduce, "")
}

fn import_error_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    const NAMES: [(&str, usize); 3] =
        [("name", field::NAME), ("path", field::IMPORT_PATH), ("name_from", field::IMPORT_NAME_FROM)];
    let exception = this(vm, value)?;
    set_args(vm, exception, args.pos())?;
    keyword_fields(vm, exception, "ImportError", &NAMES, &args)?;
    let message = match args.pos() {
        [only] => Some(only.clone()),
        _ => None,
    };
    set_field(vm, exception, field::IMPORT_MSG, message);
    Ok(())
}

fn import_error_str(vm: &mut Vm, value: &Value) -> PyResult {
    let exception = this(vm, value)?;
    match super::fields::field(vm, exception, field::IMPORT_MSG) {
        Some(message) if message.downcast_exact::<Str>().is_some() => Ok(message),
        _ => exception_str(vm, value),
    }
}

fn import_error_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let exception = receiver(vm, args)?;
    let value = exception.to_value();
    let arguments = exception.get(vm).args.clone();
    let own = [("name", field::NAME), ("path", field::IMPORT_PATH), ("name_from", field::IMPORT_NAME_FROM)]
        .map(|(name, index)| (name, super::fields::field(vm, exception, index)));
    let state = state_of(vm, &value)?;
    if own.iter().all(|(_, v)| v.is_none()) {
        return reduced(vm, &value, arguments, state);
    }
    let mut dict = match &state {
        Some(dict) => dict.downcast::<Dict>().map(|d| d.get(vm).duplicate()).unwrap_or_default(),
        None => Dict::new(),
    };
    for (name, item) in own {
        if let Some(item) = item {
            let name = vm.intern(name);
            dict.set_str(&name, item);
        }
    }
    let state = vm.alloc(&vm.types.dict, dict)?.into_value();
    reduced(vm, &value, arguments, Some(state))
}
