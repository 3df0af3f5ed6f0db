//! `types.FunctionType`: Python functions as objects.

use crate::bytecode::Code;
use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::slots::{Args, PyResult};
use crate::object::{Cell, Dict, Function, Str, Tuple, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.function.clone();
    TypeBuilder::new(vm, &ty)
        .doc("A Python function.\n\n  code      its code object\n  globals   the dict of its global variables\n  name      replaces the name of the code object\n  argdefs   tuple of default arguments\n  closure   tuple of cells for its free variables\n  kwdefaults  dict of default keyword arguments")
        .signature("(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)")
        .with_dict()
        .weakrefable()
        .slots(|s| {
            s.new = Some(function_new);
            s.repr = Some(function_repr);
            s.call = Some(function_call);
            s.descr_get = Some(function_get);
        })
        .getset("__code__", |vm, f| Ok(this(vm, f)?.get(vm).code.to_value()), Some(function_set_code), "")
        .getset("__defaults__", |vm, f| Ok(or_none(&this(vm, f)?.get(vm).defaults)), Some(function_set_defaults), "")
        .getset("__kwdefaults__", |vm, f| Ok(or_none(&this(vm, f)?.get(vm).kwdefaults)), Some(function_set_kwdefaults), "")
        .getset("__annotations__", function_annotations, Some(function_set_annotations), "")
        .getset("__annotate__", function_annotate, Some(function_set_annotate), "")
        .getset("__dict__", super::type_::instance_dict_get, Some(super::type_::builtin_dict_set), "")
        .getset("__name__", |vm, f| Ok(this(vm, f)?.get(vm).name.to_value()), Some(function_set_name), "")
        .getset("__qualname__", |vm, f| Ok(this(vm, f)?.get(vm).qualname.to_value()), Some(function_set_qualname), "")
        .getset("__type_params__", function_type_params, Some(function_set_type_params), "")
        .member("__closure__", |vm, f| Ok(or_none(&this(vm, f)?.get(vm).closure)), None, "")
        .getset("__doc__", |vm, f| Ok(this(vm, f)?.get(vm).doc.clone()), Some(function_set_doc), "")
        .member("__globals__", |vm, f| Ok(this(vm, f)?.get(vm).globals.to_value()), None, "")
        .getset("__module__", |vm, f| Ok(this(vm, f)?.get(vm).module.clone()), Some(function_set_module), "")
        .member("__builtins__", |vm, f| Ok(this(vm, f)?.get(vm).builtins.to_value()), None, "")
        .ready();
    Ok(())
}

fn this<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Ref<Function>> {
    vm.payload::<Function>(value)
}

fn or_none<T: crate::gc::Payload>(value: &Option<Ref<T>>) -> Value {
    value.as_ref().map(Ref::to_value).unwrap_or_default()
}

fn function_repr(vm: &mut Vm, f: &Value) -> PyResult {
    let text = format!("<function {} at {:#x}>", this(vm, f)?.get(vm).qualname.to_lossy(), f.id());
    vm.new_str(&text)
}

fn function_call(vm: &mut Vm, f: &Value, args: Args<'_>) -> PyResult {
    let function = this(vm, f)?;
    vm.call_function(function, args)
}

fn function_get(vm: &mut Vm, f: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    match instance {
        Some(instance) => vm.new_bound_method(f.clone(), instance.clone()),
        None => Ok(f.clone()),
    }
}

fn function_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound =
        vm.bind_args("function(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)", args)?;
    let [code, globals, name, defaults, closure, kwdefaults] = &bound[..] else {
        return Err(vm.type_error("function() takes 2 to 6 arguments"));
    };
    let wrong = |vm: &Vm, name: &str, expected: &str, v: &Value| {
        let ty = vm.type_name(v);
        vm.type_error(format!("function() argument '{name}' must be {expected}, not {ty}"))
    };
    let Some(code) = code.downcast::<Code>() else { return Err(wrong(vm, "code", "code", code)) };
    let Some(globals) = globals.downcast::<Dict>() else { return Err(wrong(vm, "globals", "dict", globals)) };
    let optional = |vm: &Vm, ok: bool, what: &str| if ok { Ok(()) } else { Err(vm.type_error(what)) };
    optional(vm, name.is_none() || name.downcast::<Str>().is_some(), "arg 3 (name) must be None or string")?;
    optional(
        vm,
        defaults.is_none() || defaults.downcast::<Tuple>().is_some(),
        "arg 4 (defaults) must be None or tuple",
    )?;
    let closure = closure_argument(vm, code, closure)?;
    optional(
        vm,
        kwdefaults.is_none() || kwdefaults.downcast::<Dict>().is_some(),
        "arg 6 (kwdefaults) must be None or dict",
    )?;
    let module_key = vm.names.__name__.clone();
    let module = globals.get(vm).get_str(&module_key).cloned().unwrap_or_default();
    let builtins = vm.builtins_of(globals)?;
    code.used_with(globals, builtins.ptr_eq(&vm.builtins));
    let payload = Function {
        code: code.clone(),
        globals: globals.clone(),
        builtins,
        name: name.downcast::<Str>().unwrap_or(&code.name).clone(),
        qualname: name.downcast::<Str>().unwrap_or(&code.qualname).clone(),
        module,
        doc: code.docstring.clone().unwrap_or_default(),
        defaults: defaults.downcast::<Tuple>().cloned(),
        kwdefaults: kwdefaults.downcast::<Dict>().cloned(),
        closure,
        notes: None,
    };
    Ok(vm.alloc(class, payload)?.into_value())
}

/// A tuple of as many cells as the code has free variables.
fn closure_argument(vm: &mut Vm, code: &Ref<Code>, closure: &Value) -> PyResult<Option<Ref<Tuple>>> {
    let free = code.freevars.len();
    let name = code.name.to_lossy();
    let Some(cells) = closure.downcast::<Tuple>() else {
        return match (free, closure.is_none()) {
            (0, true) => Ok(None),
            (0, false) => Err(vm.type_error("arg 5 (closure) must be None or tuple")),
            _ => Err(vm.type_error("arg 5 (closure) must be tuple")),
        };
    };
    if cells.len() != free {
        return Err(vm.value_error(format!("{name} requires closure of length {free}, not {}", cells.len())));
    }
    for cell in cells.items() {
        if cell.downcast::<Cell>().is_none() {
            let ty = vm.type_name(cell);
            return Err(vm.type_error(format!("arg 5 (closure) expected cell, found {ty}")));
        }
    }
    Ok((free > 0).then(|| cells.clone()))
}

fn function_set_code(vm: &mut Vm, f: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(code) = value.and_then(|v| v.downcast::<Code>()) else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    let function = this(vm, f)?;
    let (has, name) = {
        let function = function.get(vm);
        (function.closure.as_ref().map_or(0, |c| c.len()), function.name.to_lossy().into_owned())
    };
    let needs = code.freevars.len();
    if has != needs {
        let text = format!("{name}() requires a code object with {has} free vars, not {needs}");
        return Err(vm.value_error(text));
    }
    vm.detach_frames(function)?;
    let old = std::mem::replace(&mut function.get_mut(vm).code, code.clone());
    drop(old);
    // Caches of property getters rely on the code they have seen.
    vm.invalidate_attribute_caches();
    Ok(())
}

fn function_set_defaults(vm: &mut Vm, f: &Value, value: Option<&Value>) -> PyResult<()> {
    let defaults = match value.filter(|v| !v.is_none()) {
        None => None,
        Some(value) => match value.downcast::<Tuple>() {
            Some(tuple) => Some(tuple.clone()),
            None => return Err(vm.type_error("__defaults__ must be set to a tuple object")),
        },
    };
    let old = std::mem::replace(&mut this(vm, f)?.get_mut(vm).defaults, defaults);
    drop(old);
    Ok(())
}

fn function_set_kwdefaults(vm: &mut Vm, f: &Value, value: Option<&Value>) -> PyResult<()> {
    let defaults = match value.filter(|v| !v.is_none()) {
        None => None,
        Some(value) => match value.downcast::<Dict>() {
            Some(dict) => Some(dict.clone()),
            None => return Err(vm.type_error("__kwdefaults__ must be set to a dict object")),
        },
    };
    let old = std::mem::replace(&mut this(vm, f)?.get_mut(vm).kwdefaults, defaults);
    drop(old);
    Ok(())
}

/// `__annotations__`: assigned, or computed by `__annotate__` the first time.
fn function_annotations(vm: &mut Vm, f: &Value) -> PyResult {
    let function = this(vm, f)?;
    let (annotations, annotate) = {
        let function = function.get(vm);
        (function.annotations().cloned(), function.annotate().cloned())
    };
    if let Some(annotations) = annotations {
        return Ok(annotations);
    }
    let annotations = match annotate {
        Some(annotate) if vm.type_of(&annotate).get(vm).slots.call.is_some() => {
            let format = vm.int(1);
            let result = vm.call(&annotate, &[format])?;
            if result.downcast::<Dict>().is_none() {
                let ty = vm.type_name(&result);
                return Err(vm.type_error(format!("__annotate__() must return a dict, not {ty}")));
            }
            result
        }
        _ => vm.new_dict().into_value(),
    };
    let old = function.get_mut(vm).notes_mut().annotations.replace(annotations.clone());
    drop(old);
    Ok(annotations)
}

fn function_set_annotations(vm: &mut Vm, f: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = value.filter(|v| !v.is_none());
    if value.is_some_and(|v| v.downcast::<Dict>().is_none()) {
        return Err(vm.type_error("__annotations__ must be set to a dict object"));
    }
    let notes = this(vm, f)?.get_mut(vm).notes_mut();
    let old = (std::mem::replace(&mut notes.annotations, value.cloned()), notes.annotate.take());
    drop(old);
    Ok(())
}

fn function_annotate(vm: &mut Vm, f: &Value) -> PyResult {
    Ok(this(vm, f)?.get(vm).annotate().cloned().unwrap_or_default())
}

fn function_set_annotate(vm: &mut Vm, f: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.type_error("__annotate__ cannot be deleted")) };
    if value.is_none() {
        let old = this(vm, f)?.get_mut(vm).notes_mut().annotate.take();
        drop(old);
        return Ok(());
    }
    if vm.type_of(value).get(vm).slots.call.is_none() {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    let notes = this(vm, f)?.get_mut(vm).notes_mut();
    let old = (notes.annotate.replace(value.clone()), notes.annotations.take());
    drop(old);
    Ok(())
}

fn function_set_name(vm: &mut Vm, f: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(name) = value.and_then(|v| v.downcast::<Str>()) else {
        return Err(vm.type_error("__name__ must be set to a string object"));
    };
    let old = std::mem::replace(&mut this(vm, f)?.get_mut(vm).name, name.clone());
    drop(old);
    Ok(())
}

fn function_set_qualname(vm: &mut Vm, f: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(name) = value.and_then(|v| v.downcast::<Str>()) else {
        return Err(vm.type_error("__qualname__ must be set to a string object"));
    };
    let old = std::mem::replace(&mut this(vm, f)?.get_mut(vm).qualname, name.clone());
    drop(old);
    Ok(())
}

fn function_type_params(vm: &mut Vm, f: &Value) -> PyResult {
    let params = this(vm, f)?.get(vm).type_params().cloned();
    Ok(params.unwrap_or_else(|| vm.empty_tuple.to_value()))
}

fn function_set_type_params(vm: &mut Vm, f: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(params) = value.filter(|v| v.downcast::<Tuple>().is_some()) else {
        return Err(vm.type_error("__type_params__ must be set to a tuple"));
    };
    let old = this(vm, f)?.get_mut(vm).notes_mut().type_params.replace(params.clone());
    drop(old);
    Ok(())
}

fn function_set_doc(vm: &mut Vm, f: &Value, value: Option<&Value>) -> PyResult<()> {
    let old = std::mem::replace(&mut this(vm, f)?.get_mut(vm).doc, value.cloned().unwrap_or_default());
    drop(old);
    Ok(())
}

fn function_set_module(vm: &mut Vm, f: &Value, value: Option<&Value>) -> PyResult<()> {
    let old = std::mem::replace(&mut this(vm, f)?.get_mut(vm).module, value.cloned().unwrap_or_default());
    drop(old);
    Ok(())
}
