//! `partial` and the Placeholder that reserves a place among its arguments.

use crate::gc::{Kind, Ref, Value};
use crate::native::build::new_native_type;
use crate::native::{TypeBuilder, arg};
use crate::object::slots::{Args, PyResult};
use crate::object::ty::type_flag;
use crate::object::{Dict, Str, Tuple, Type};
use crate::payload;
use crate::vm::Vm;
use smallvec::SmallVec;

struct Partial {
    function: Value,
    args: Ref<Tuple>,
    keywords: Ref<Dict>,
    /// Placeholders among the arguments.
    places: usize,
}

payload!(Partial, Kind::Other, "partial", tracked { function, args, keywords });

/// The payload of Placeholder.
struct PlaceholderObject;

payload!(PlaceholderObject, Kind::Other, "_PlaceholderType", untracked);

/// Placeholder and its type.
pub fn placeholder(vm: &mut Vm) -> PyResult<(Ref<Type>, Value)> {
    let ty = new_native_type::<PlaceholderObject>(vm, "_PlaceholderType", "functools", None);
    ty.get(vm).set_flag(type_flag::BASETYPE, false);
    let ty = TypeBuilder::new(vm, &ty)
        .doc("The type of the Placeholder singleton.\n\nUsed as a placeholder for partial arguments.")
        .slots(|s| {
            s.new = Some(|vm, _, args| match args.values.is_empty() {
                true => Ok(super::state(vm)?.placeholder.clone()),
                false => Err(vm.type_error("_PlaceholderType takes no arguments")),
            });
            s.repr = Some(|vm, _| vm.new_str("Placeholder"));
        })
        .method("__reduce__(self, /)", |vm, _| vm.new_str("Placeholder"), "")
        .ready();
    let object = vm.alloc(&ty, PlaceholderObject)?.into_value();
    Ok((ty, object))
}

const DOC: &str = "Create a new function with partial application of the given arguments and keywords.

Placeholder among the arguments reserves a place for an argument of the call.";

pub fn init(vm: &mut Vm) -> Ref<Type> {
    let ty = new_native_type::<Partial>(vm, "partial", "functools", None);
    TypeBuilder::new(vm, &ty)
        .doc(DOC)
        .signature("(func, /, *args, **keywords)")
        .with_dict()
        .weakrefable()
        .getset(
            "__dict__",
            crate::builtins::type_::instance_dict_get,
            Some(crate::builtins::type_::builtin_dict_set),
            "",
        )
        .slots(|s| {
            s.new = Some(partial_new);
            s.call = Some(partial_call);
            s.repr = Some(partial_repr);
            s.descr_get = Some(partial_get);
        })
        .member(
            "func",
            |vm, v| Ok(this(vm, v)?.get(vm).function.clone()),
            None,
            "function object to use in future partial calls",
        )
        .member(
            "args",
            |vm, v| Ok(this(vm, v)?.get(vm).args.to_value()),
            None,
            "tuple of arguments to future partial calls",
        )
        .member(
            "keywords",
            |vm, v| Ok(this(vm, v)?.get(vm).keywords.to_value()),
            None,
            "dictionary of keyword arguments to future partial calls",
        )
        .method("__reduce__(self, /)", partial_reduce, "")
        .method("__setstate__(self, object, /)", partial_setstate, "")
        .class_method(
            "__class_getitem__(type, object, /)",
            |vm, args| vm.generic_alias(arg(args, 0), arg(args, 1)),
            "See PEP 585",
        )
        .ready()
}

fn this(vm: &Vm, v: &Value) -> PyResult<Ref<Partial>> {
    Ok(vm.receiver::<Partial>(std::slice::from_ref(v))?.clone())
}

/// The arguments with their placeholders filled from `more`, the rest of which follows.
fn merge(args: &[Value], more: &[Value], placeholder: &Value) -> Vec<Value> {
    let mut more = more.iter();
    let mut merged = Vec::with_capacity(args.len() + more.len());
    for value in args {
        match value.is(placeholder) {
            true => merged.push(more.next().unwrap_or(placeholder).clone()),
            false => merged.push(value.clone()),
        }
    }
    merged.extend(more.cloned());
    merged
}

fn partial_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let Some((function, given)) = args.pos().split_first() else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    if vm.type_of(function).get(vm).slots.call.is_none() {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let placeholder = super::state(vm)?.placeholder.clone();
    if given.last().is_some_and(|v| v.is(&placeholder)) {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    if args.keywords().any(|(_, v)| v.is(&placeholder)) {
        return Err(vm.type_error("Placeholder cannot be passed as a keyword argument"));
    }
    let (mut function, mut merged) = (function.clone(), given.to_vec());
    let mut keywords = None;
    // A partial of a partial is one partial, unless somebody gave the inner one attributes.
    if let Some(inner) = function.downcast::<Partial>().cloned()
        && vm.instance_items(&function).is_empty()
    {
        let p = inner.get(vm);
        merged = merge(p.args.items(), given, &placeholder);
        function = p.function.clone();
        let inner = p.keywords.clone();
        keywords = Some(vm.dict_copy(&inner)?);
        if merged.last().is_some_and(|v| v.is(&placeholder)) {
            return Err(vm.type_error("trailing Placeholders are not allowed"));
        }
    }
    let keywords = keywords.unwrap_or_else(|| vm.new_dict());
    vm.dict_update_keywords(&keywords, args)?;
    let places = merged.iter().filter(|v| v.is(&placeholder)).count();
    let args = vm.new_tuple_ref(merged)?;
    Ok(vm.alloc(class, Partial { function, args, keywords, places })?.into_value())
}

fn partial_call(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult {
    let this = this(vm, v)?;
    let p = this.get(vm);
    let (function, own, keywords, places) = (p.function.clone(), p.args.clone(), p.keywords.clone(), p.places);
    let given = args.pos();
    let mut values: SmallVec<[Value; 8]> = if places > 0 {
        if given.len() < places {
            let n = given.len();
            let text = format!("missing positional arguments in 'partial' call; expected at least {places}, got {n}");
            return Err(vm.type_error(text));
        }
        merge(own.items(), given, &super::state(vm)?.placeholder).into()
    } else {
        own.items().iter().chain(given).cloned().collect()
    };
    if keywords.get(vm).is_empty() {
        values.extend(args.keywords().map(|(_, value)| value.clone()));
        return vm.call_args(&function, Args { values: &values, names: args.names });
    }
    let merged = if args.names.is_empty() {
        keywords
    } else {
        let merged = vm.dict_copy(&keywords)?;
        vm.dict_update_keywords(&merged, args)?;
        merged
    };
    let mut names = Vec::with_capacity(merged.get(vm).len());
    for e in merged.get(vm).iter() {
        names.push(e.key.clone());
        values.push(e.value.clone());
    }
    if names.iter().any(|name| name.downcast::<Str>().is_none()) {
        return Err(vm.type_error("keywords must be strings"));
    }
    vm.call_args(&function, Args { values: &values, names: &names })
}

/// As of a function: access through an instance binds.
fn partial_get(vm: &mut Vm, v: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    match instance.filter(|i| !i.is_none()) {
        Some(instance) => vm.new_bound_method(v.clone(), instance.clone()),
        None => Ok(v.clone()),
    }
}

fn partial_repr(vm: &mut Vm, v: &Value) -> PyResult {
    if !vm.repr_enter(v) {
        return vm.new_str("...");
    }
    let result = partial_text(vm, v);
    vm.repr_leave(v);
    let text = result?;
    vm.new_str_wtf8(&text)
}

fn partial_text(vm: &mut Vm, v: &Value) -> PyResult<Vec<u8>> {
    let this = this(vm, v)?;
    let p = this.get(vm);
    let (function, args, keywords) = (p.function.clone(), p.args.clone(), p.keywords.clone());
    let class = vm.type_of(v).to_value();
    let (module, name) = (vm.getattr_str(&class, "__module__")?, vm.getattr_str(&class, "__qualname__")?);
    let mut out = Vec::new();
    for part in [&module, &name] {
        let part = vm.to_str(part)?;
        out.extend_from_slice(part.bytes());
        out.push(b'.');
    }
    out.pop();
    out.push(b'(');
    vm.repr_into(&function, &mut out)?;
    for value in args.items() {
        out.extend_from_slice(b", ");
        vm.repr_into(value, &mut out)?;
    }
    let pairs: Vec<(Value, Value)> = keywords.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
    for (key, value) in pairs {
        out.extend_from_slice(b", ");
        let key = vm.to_str(&key)?;
        out.extend_from_slice(key.bytes());
        out.push(b'=');
        vm.repr_into(&value, &mut out)?;
    }
    out.push(b')');
    Ok(out)
}

fn partial_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let v = arg(args, 0);
    let this = this(vm, v)?;
    let namespace = match vm.instance_items(v).is_empty() {
        true => Value::NONE,
        false => vm.instance_dict(v)?.into_value(),
    };
    let p = this.get(vm);
    let (function, own, keywords) = (p.function.clone(), p.args.to_value(), p.keywords.to_value());
    let class = vm.type_of(v).to_value();
    let arguments = vm.new_tuple(vec![function.clone()])?;
    let state = vm.new_tuple(vec![function, own, keywords, namespace])?;
    vm.new_tuple(vec![class, arguments, state])
}

fn partial_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let v = arg(args, 0);
    let this = this(vm, v)?;
    let state = arg(args, 1).downcast::<Tuple>().cloned();
    let parts = state.as_ref().map_or(&[][..], |t| t.items());
    let [function, own, keywords, namespace] = parts else { return Err(vm.type_error("invalid partial state")) };
    let callable = vm.type_of(function).get(vm).slots.call.is_some();
    let own = own.downcast::<Tuple>().cloned();
    let keywords = match keywords.is_none() {
        true => Some(vm.new_dict()),
        false => keywords.downcast::<Dict>().cloned(),
    };
    let (true, Some(own), Some(keywords)) = (callable, own, keywords) else {
        return Err(vm.type_error("invalid partial state"));
    };
    let placeholder = super::state(vm)?.placeholder.clone();
    if own.items().last().is_some_and(|v| v.is(&placeholder)) {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    let namespace = match namespace.is_none() {
        true => vm.new_dict(),
        false => match namespace.downcast::<Dict>() {
            Some(dict) => dict.clone(),
            None => return Err(vm.type_error("invalid partial state")),
        },
    };
    let items = vm.copy_items(own.items())?;
    let own = vm.new_tuple_ref(items)?;
    let keywords = vm.dict_copy(&keywords)?;
    let places = own.items().iter().filter(|v| v.is(&placeholder)).count();
    let new = Partial { function: function.clone(), args: own, keywords, places };
    let old = std::mem::replace(this.get_mut(vm), new);
    drop(old);
    vm.set_instance_dict(v, namespace)?;
    Ok(Value::NONE)
}
