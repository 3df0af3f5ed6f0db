//! `BaseException`: construction, text, and the attributes that every exception has.

use super::fields::{new_exception, no_keywords, receiver, set_args, this};
use crate::gc::{Ref, Value};
use crate::native::build::TypeBuilder;
use crate::object::slots::Args;
use crate::object::traceback::Traceback;
use crate::object::{Dict, Exception, List, PyResult, Str, Tuple, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) {
    let ty = vm.types.base_exception.clone();
    TypeBuilder::new(vm, &ty)
        .doc("Common base class for all exceptions")
        .with_dict()
        .slots(|s| {
            s.new = Some(exception_new);
            s.init = Some(exception_init);
            s.repr = Some(exception_repr);
            s.str = Some(exception_str);
        })
        .getset("args", get_args, Some(set_args_attribute), "")
        .getset("__traceback__", get_traceback, Some(set_traceback), "")
        .getset("__context__", get_context, Some(set_context), "")
        .getset("__cause__", get_cause, Some(set_cause), "")
        .getset("__suppress_context__", get_suppress_context, Some(set_suppress_context), "")
        .getset("__dict__", get_dict, Some(set_dict), "")
        .method(
            "with_traceback(self, tb, /)",
            exception_with_traceback,
            "Set self.__traceback__ to tb and return self.",
        )
        .method("add_note(self, note, /)", exception_add_note, "Add a note to the exception")
        .method("__reduce__(self, /)", exception_reduce, "")
        .method("__setstate__(self, state, /)", exception_setstate, "")
        .ready();
}

fn exception_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    Ok(new_exception(vm, class, args.pos())?.into_value())
}

fn exception_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    let class = vm.type_of(value).clone();
    no_keywords(vm, &class, &args)?;
    let exception = this(vm, value)?;
    // `new` has stored the same arguments already, unless a subclass passed on others.
    let same = exception
        .get(vm)
        .args
        .downcast::<Tuple>()
        .is_some_and(|t| t.len() == args.pos().len() && t.items().iter().zip(args.pos()).all(|(a, b)| a.is(b)));
    if same { Ok(()) } else { set_args(vm, exception, args.pos()) }
}

/// The arguments as values.
pub fn args_of(vm: &Vm, exception: &Ref<Exception>) -> Vec<Value> {
    exception.get(vm).args.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default()
}

pub fn exception_repr(vm: &mut Vm, value: &Value) -> PyResult {
    let exception = this(vm, value)?;
    let args = exception.get(vm).args.clone();
    let name = vm.type_name(value);
    let mut text = name.into_bytes();
    match args.downcast::<Tuple>().map(|t| t.items()) {
        Some([only]) => {
            let only = vm.repr(only)?;
            text.push(b'(');
            text.extend_from_slice(only.bytes());
            text.push(b')');
        }
        _ => text.extend_from_slice(vm.repr(&args)?.bytes()),
    }
    vm.new_str_wtf8(&text)
}

pub fn exception_str(vm: &mut Vm, value: &Value) -> PyResult {
    let exception = this(vm, value)?;
    let args = exception.get(vm).args.clone();
    match args.downcast::<Tuple>().map(|t| t.items()) {
        Some([]) | None => vm.new_str(""),
        Some([only]) => Ok(vm.to_str(only)?.into_value()),
        Some(_) => Ok(vm.to_str(&args)?.into_value()),
    }
}

fn get_args(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(this(vm, value)?.get(vm).args.clone())
}

fn set_args_attribute(vm: &mut Vm, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let exception = this(vm, value)?;
    let Some(new) = new else { return Err(vm.type_error("args may not be deleted")) };
    let items = vm.collect(new)?;
    set_args(vm, exception, &items)
}

fn get_traceback(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(this(vm, value)?.get(vm).traceback.clone().map(Ref::into_value).unwrap_or_default())
}

fn set_traceback(vm: &mut Vm, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let exception = this(vm, value)?;
    let Some(new) = new else { return Err(vm.type_error("__traceback__ may not be deleted")) };
    let traceback = match new.downcast::<Traceback>() {
        Some(traceback) => Some(traceback.clone()),
        None if new.is_none() => None,
        None => return Err(vm.type_error("__traceback__ must be a traceback or None")),
    };
    let old = std::mem::replace(&mut exception.get_mut(vm).traceback, traceback);
    drop(old);
    Ok(())
}

fn get_context(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(this(vm, value)?.get(vm).context.clone().unwrap_or_default())
}

/// An exception or None, as `__context__` and `__cause__` take it.
fn linked(vm: &mut Vm, new: Option<&Value>, attribute: &str, word: &str) -> PyResult<Option<Value>> {
    match new {
        None => Err(vm.type_error(format!("{attribute} may not be deleted"))),
        Some(new) if new.is_none() => Ok(None),
        Some(new) if new.downcast::<Exception>().is_some() => Ok(Some(new.clone())),
        Some(_) => Err(vm.type_error(format!("exception {word} must be None or derive from BaseException"))),
    }
}

fn set_context(vm: &mut Vm, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let exception = this(vm, value)?;
    let context = linked(vm, new, "__context__", "context")?;
    let old = std::mem::replace(&mut exception.get_mut(vm).context, context);
    drop(old);
    Ok(())
}

fn get_cause(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(this(vm, value)?.get(vm).cause.clone().unwrap_or_default())
}

fn set_cause(vm: &mut Vm, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let exception = this(vm, value)?;
    let cause = linked(vm, new, "__cause__", "cause")?;
    vm.set_cause(exception, cause);
    Ok(())
}

fn get_suppress_context(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(vm, value)?.get(vm).suppress_context))
}

fn set_suppress_context(vm: &mut Vm, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let exception = this(vm, value)?;
    let Some(new) = new else { return Err(vm.type_error("can't delete numeric/char attribute")) };
    let Some(on) = new.as_bool() else { return Err(vm.type_error("attribute value type must be bool")) };
    exception.get_mut(vm).suppress_context = on;
    Ok(())
}

fn get_dict(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(vm.instance_dict(value)?.into_value())
}

fn set_dict(vm: &mut Vm, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let Some(new) = new else { return Err(vm.type_error("cannot delete __dict__")) };
    match new.downcast::<Dict>() {
        Some(dict) => vm.set_instance_dict(value, dict.clone()),
        None => {
            let ty = vm.type_name(new);
            Err(vm.type_error(format!("__dict__ must be set to a dictionary, not a '{ty}'")))
        }
    }
}

fn exception_with_traceback(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?.to_value();
    set_traceback(vm, &value, args.get(1))?;
    Ok(value)
}

fn exception_add_note(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?.to_value();
    let note = args.get(1).cloned().unwrap_or_default();
    if note.downcast::<Str>().is_none() {
        let ty = vm.arg_type_name(&note);
        return Err(vm.type_error(format!("add_note() argument must be str, not {ty}")));
    }
    let name = vm.names.__notes__.clone();
    match vm.getattr_opt(&value, &name)? {
        None => {
            let notes = vm.new_list(vec![note])?;
            vm.setattr(&value, &name, Some(&notes))?;
        }
        Some(notes) => match notes.downcast::<List>() {
            Some(list) => list.get_mut(vm).items.push(note),
            None => return Err(vm.type_error("Cannot add note: __notes__ is not a list")),
        },
    }
    Ok(Value::NONE)
}

/// The instance dict, if there is anything in it.
pub fn state_of(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    if vm.instance_items(value).is_empty() {
        return Ok(None);
    }
    Ok(Some(vm.instance_dict(value)?.into_value()))
}

/// The result of `__reduce__`: class, arguments, and the state if there is one.
pub fn reduced(vm: &mut Vm, value: &Value, args: Value, state: Option<Value>) -> PyResult {
    let mut parts = vec![vm.type_of(value).to_value(), args];
    parts.extend(state);
    vm.new_tuple(parts)
}

fn exception_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let exception = receiver(vm, args)?;
    let value = exception.to_value();
    let arguments = exception.get(vm).args.clone();
    let state = state_of(vm, &value)?;
    reduced(vm, &value, arguments, state)
}

fn exception_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = receiver(vm, args)?.to_value();
    let state = args.get(1).cloned().unwrap_or_default();
    if state.is_none() {
        return Ok(Value::NONE);
    }
    let Some(dict) = state.downcast::<Dict>() else { return Err(vm.type_error("state is not a dictionary")) };
    let items: Vec<(Value, Value)> = dict.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
    for (key, item) in items {
        let name = vm.attr_name(&key)?;
        vm.setattr(&value, &name, Some(&item))?;
    }
    Ok(Value::NONE)
}
