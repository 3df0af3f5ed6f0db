//! `builtin_function_or_method`: functions of native modules, and methods of builtin types bound to an object.

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::hash::hash_pointer;
use crate::object::native::{NativeDef, NativeFunction};
use crate::object::slots::{Args, CompareOp, PyResult};
use crate::object::ty::{Name, Type};
use crate::vm::Vm;
use std::rc::Rc;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.builtin_function.clone();
    TypeBuilder::new(vm, &ty)
        .weakrefable()
        .slots(|s| {
            s.repr = Some(native_function_repr);
            s.call = Some(native_function_call);
            s.compare = Some(native_function_compare);
            s.hash = Some(native_function_hash);
        })
        .method("__reduce__(self, /)", native_function_reduce, "How pickle finds the function again.")
        .getset("__doc__", |vm, f| Ok(doc_value(vm, &*def_of(vm, f)?)), None, "")
        .getset("__name__", |vm, f| Ok(vm.payload::<NativeFunction>(f)?.get(vm).name.0.to_value()), None, "")
        .getset("__qualname__", native_function_qualname, None, "")
        .getset("__text_signature__", native_function_signature, None, "")
        .getset("__self__", native_function_self, None, "")
        .member("__module__", native_function_module, Some(native_function_set_module), "")
        .ready();
    Ok(())
}

fn def_of(vm: &Vm, this: &Value) -> PyResult<Rc<NativeDef>> {
    Ok(vm.payload::<NativeFunction>(this)?.get(vm).def.clone())
}

/// The docstring of a native, None if it has none.
pub fn doc_value(vm: &Vm, def: &NativeDef) -> Value {
    if def.doc.is_empty() { Value::NONE } else { vm.str(def.doc) }
}

impl Vm {
    /// A native bound to its first argument.
    pub fn bind_native_method(&self, def: Rc<NativeDef>, name: Name, this: Value) -> PyResult {
        let payload = NativeFunction { def, name, this: Some(this), module: Value::NONE };
        Ok(self.alloc(&self.types.builtin_function, payload)?.into_value())
    }
}

/// The class whose qualified name stands before the method's: that of the bound object, or the bound class itself.
fn owner_of(vm: &Vm, this: &Value) -> Ref<Type> {
    match this.downcast::<Type>() {
        Some(class) => class.clone(),
        None => vm.type_of(this).clone(),
    }
}

pub fn native_function_call(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult {
    let function = vm.payload::<NativeFunction>(this)?.get(vm);
    let def = function.def.clone();
    let Some(bound) = function.this.clone() else {
        let owner = match function.module.downcast::<Type>() {
            Some(class) => Some(class.get(vm).qualname.clone()),
            // Messages name a function of a module in full, one of `builtins` by its own name.
            None => function.module.downcast::<crate::object::Str>().filter(|m| m.bytes() != b"builtins").cloned(),
        };
        return vm.call_native(&def, None, args, owner.as_ref().and_then(|q| q.as_str()));
    };
    let owner = owner_of(vm, &bound).get(vm).qualname.clone();
    vm.call_native(&def, Some(&bound), args, owner.as_str())
}

/// The object that `__self__` shows: the bound object or class, else the module.
fn shown_self(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let function = vm.payload::<NativeFunction>(this)?.get(vm);
    if let Some(bound) = &function.this {
        return Ok(Some(bound.clone()));
    }
    if function.module.downcast::<Type>().is_some() {
        return Ok(Some(function.module.clone()));
    }
    let Some(name) = function.module.downcast::<crate::object::Str>() else { return Ok(None) };
    Ok(vm.modules.get(vm).get_str(name).cloned())
}

fn native_function_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let name = vm.payload::<NativeFunction>(this)?.get(vm).name.0.to_lossy().into_owned();
    let text = match shown_self(vm, this)? {
        Some(object) if object.downcast::<crate::object::module::Module>().is_none() => {
            let ty = vm.type_of(&object).clone();
            format!("<built-in method {name} of {} object at {:#x}>", vm.dotted_type_name(&ty), object.id())
        }
        _ => format!("<built-in function {name}>"),
    };
    vm.new_str(&text)
}

fn native_function_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<NativeFunction>(), b.downcast::<NativeFunction>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (x, y) = (x.get(vm), y.get(vm));
    let same_self = match (&x.this, &y.this) {
        (Some(p), Some(q)) => p.is(q),
        (None, None) => true,
        _ => false,
    };
    let equal = same_self && Rc::ptr_eq(&x.def, &y.def);
    match op {
        CompareOp::Eq => Ok(Value::bool(equal)),
        CompareOp::Ne => Ok(Value::bool(!equal)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn native_function_hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let function = vm.payload::<NativeFunction>(this)?.get(vm);
    let def = Rc::as_ptr(&function.def) as u64;
    let bound = function.this.as_ref().map_or(0, Value::id);
    Ok(hash_pointer(def ^ bound.rotate_left(7)))
}

/// The name where it can be found in a module, else `getattr` of the object.
fn native_function_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = args.first().cloned().unwrap_or_default();
    let name = vm.payload::<NativeFunction>(&this)?.get(vm).name.0.to_value();
    match shown_self(vm, &this)? {
        Some(object) if object.downcast::<crate::object::module::Module>().is_none() => {
            let builtins = vm.import_module("builtins")?;
            let getattr = vm.getattr_str(&builtins, "getattr")?;
            let pair = vm.new_tuple(vec![object, name])?;
            vm.new_tuple(vec![getattr, pair])
        }
        _ => Ok(name),
    }
}

fn native_function_qualname(vm: &mut Vm, this: &Value) -> PyResult {
    let name = vm.payload::<NativeFunction>(this)?.get(vm).name.0.clone();
    match shown_self(vm, this)? {
        Some(object) if object.downcast::<crate::object::module::Module>().is_none() => {
            let owner = owner_of(vm, &object);
            let text = format!("{}.{}", owner.get(vm).qualname.to_lossy(), name.to_lossy());
            vm.new_str(&text)
        }
        _ => Ok(name.into_value()),
    }
}

fn native_function_self(vm: &mut Vm, this: &Value) -> PyResult {
    let function = vm.payload::<NativeFunction>(this)?.get(vm);
    if function.module.downcast::<Type>().is_some() {
        return Ok(Value::NONE);
    }
    Ok(shown_self(vm, this)?.unwrap_or_default())
}

fn native_function_module(vm: &mut Vm, this: &Value) -> PyResult {
    let module = vm.payload::<NativeFunction>(this)?.get(vm).module.clone();
    Ok(if module.downcast::<Type>().is_some() { Value::NONE } else { module })
}

fn native_function_set_module(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let function = vm.payload::<NativeFunction>(this)?;
    let value = value.cloned().unwrap_or_default();
    let old = std::mem::replace(&mut function.get_mut(vm).module, value);
    drop(old);
    Ok(())
}

fn native_function_signature(vm: &mut Vm, this: &Value) -> PyResult {
    let function = vm.payload::<NativeFunction>(this)?.get(vm);
    let (def, bound) = (function.def.clone(), function.this.is_some());
    if bound && def.name() == "__new__" {
        return vm.new_str("($type, *args, **kwargs)");
    }
    let is_static = function.module.downcast::<Type>().is_some();
    let module = function.module.downcast::<crate::object::Str>().map(|m| m.to_lossy().into_owned());
    if !bound && module.is_some_and(|module| NO_SIGNATURE.contains(&(module.as_str(), def.name()))) {
        return Ok(Value::NONE);
    }
    let text = if bound {
        method_signature(def.text)
    } else if is_static {
        parameters(def.text).to_owned()
    } else {
        let inner = parameters(def.text).trim_start_matches('(').trim_end_matches(')');
        match inner {
            "" => "($module, /)".to_owned(),
            inner if inner.split(", ").any(|p| p == "/") => format!("($module, {inner})"),
            inner => format!("($module, /, {inner})"),
        }
    };
    vm.new_str(&text)
}

/// Functions whose ways to be called are more than one signature can tell: CPython has no text for them.
const NO_SIGNATURE: &[(&str, &str)] = &[
    ("builtins", "__build_class__"),
    ("builtins", "dir"),
    ("builtins", "getattr"),
    ("builtins", "iter"),
    ("builtins", "max"),
    ("builtins", "min"),
    ("builtins", "next"),
    ("builtins", "vars"),
    ("math", "log"),
    ("sys", "getsizeof"),
    ("sys", "set_asyncgen_hooks"),
];

fn parameters(text: &str) -> &str {
    text.find('(').and_then(|at| text.get(at..)).unwrap_or("()")
}

/// `__text_signature__` of a method: its first parameter is marked as the bound one.
pub fn method_signature(text: &str) -> String {
    let text = parameters(text).replace("start=None, end=None", "[, start[, end]]").replace(", [, ", "[, ");
    match text.strip_prefix("(cls") {
        Some(rest) => format!("($type{rest}"),
        None => text.replacen('(', "($", 1),
    }
}
