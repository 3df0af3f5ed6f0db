//! `types.MethodType`: a callable bound to its first argument.

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::function::{BoundMethod, Function};
use crate::object::hash::hash_pointer;
use crate::object::slots::{Args, CompareOp, PyResult};
use crate::object::{Str, Type};
use crate::protocol::attr::generic_getattr;
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.method.clone();
    TypeBuilder::new(vm, &ty)
        .doc("A callable bound to an object, which becomes its first argument.")
        .signature("(function, instance, /)")
        .weakrefable()
        .slots(|s| {
            s.new = Some(method_new);
            s.repr = Some(method_repr);
            s.call = Some(method_call);
            s.compare = Some(method_compare);
            s.hash = Some(method_hash);
            s.getattro = Some(method_getattro);
            s.descr_get = Some(|_, this, _, _| Ok(this.clone()));
        })
        .method("__reduce__(self, /)", method_reduce, "How pickle finds the method again.")
        .member("__func__", |vm, m| Ok(parts(vm, m)?.0), None, "the function (or other callable) implementing a method")
        .member("__self__", |vm, m| Ok(parts(vm, m)?.1), None, "the instance to which a method is bound")
        .getset("__doc__", method_doc, None, "")
        .ready();
    Ok(())
}

fn parts(vm: &Vm, this: &Value) -> PyResult<(Value, Value)> {
    let method = vm.payload::<BoundMethod>(this)?.get(vm);
    Ok((method.func.clone(), method.this.clone()))
}

fn method_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("method() takes no keyword arguments"));
    }
    let [function, instance] = args.pos() else {
        return Err(vm.type_error(format!("method expected 2 arguments, got {}", args.pos().len())));
    };
    if vm.type_of(function).get(vm).slots.call.is_none() {
        return Err(vm.type_error("first argument must be callable"));
    }
    if instance.is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    vm.new_bound_method(function.clone(), instance.clone())
}

fn method_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let (function, instance) = parts(vm, this)?;
    let mut name = None;
    for key in [vm.names.__qualname__.clone(), vm.names.__name__.clone()] {
        if name.is_none() {
            name = vm.getattr_opt(&function, &key)?;
        }
    }
    let name = match name.as_ref().and_then(|n| n.downcast::<Str>()) {
        Some(name) => name.to_lossy().into_owned(),
        None => "?".to_owned(),
    };
    let instance = vm.repr_lossy(&instance)?;
    vm.new_str(&format!("<bound method {name} of {instance}>"))
}

fn method_call(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult {
    let (function, instance) = parts(vm, this)?;
    vm.call_prepend(&function, &instance, args)
}

/// Methods are equal if the functions are equal and the objects are the same.
fn method_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) || b.downcast::<BoundMethod>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let ((f, x), (g, y)) = (parts(vm, a)?, parts(vm, b)?);
    let equal = x.is(&y) && vm.equals(&f, &g)?;
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn method_hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let (function, instance) = parts(vm, this)?;
    let h = hash_pointer(instance.id()) ^ vm.hash(&function)?;
    Ok(if h == -1 { -2 } else { h })
}

/// Attributes of the method type itself, else those of the function.
fn method_getattro(vm: &mut Vm, this: &Value, name: &Ref<Str>) -> PyResult {
    if vm.lookup_ref(&vm.types.method.clone(), name).is_some() {
        return generic_getattr(vm, this, name);
    }
    let (function, _) = parts(vm, this)?;
    vm.getattr(&function, name)
}

fn method_doc(vm: &mut Vm, this: &Value) -> PyResult {
    let (function, _) = parts(vm, this)?;
    if let Some(function) = function.downcast_exact::<Function>() {
        return Ok(function.get(vm).doc.clone());
    }
    let name = vm.names.__doc__.clone();
    vm.getattr(&function, &name)
}

fn method_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (function, instance) = parts(vm, args.first().unwrap_or(&Value::NONE))?;
    let key = vm.names.__name__.clone();
    let name = vm.getattr(&function, &key)?;
    let builtins = vm.import_module("builtins")?;
    let getattr = vm.getattr_str(&builtins, "getattr")?;
    let pair = vm.new_tuple(vec![instance, name])?;
    vm.new_tuple(vec![getattr, pair])
}
