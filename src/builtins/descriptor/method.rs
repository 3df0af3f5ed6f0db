//! `method_descriptor` (`list.append`) and `classmethod_descriptor` (`dict.fromkeys` in `dict.__dict__`).

use super::{check_receiver, qualified, reduce_as_getattr, wrong_receiver};
use crate::builtins::native_function::{doc_value, method_signature};
use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::native::{MethodDescriptor, NativeDef};
use crate::object::slots::{Args, PyResult};
use crate::object::ty::{Name, Type};
use crate::vm::Vm;
use std::rc::Rc;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.method_descriptor.clone();
    let builder = TypeBuilder::new(vm, &ty).slots(|s| {
        s.repr = Some(method_descriptor_repr);
        s.call = Some(method_descriptor_call);
        s.descr_get = Some(method_descriptor_get);
    });
    add_attributes(builder).ready();
    let ty = vm.types.classmethod_descriptor.clone();
    let builder = TypeBuilder::new(vm, &ty).slots(|s| {
        s.repr = Some(method_descriptor_repr);
        s.call = Some(classmethod_descriptor_call);
        s.descr_get = Some(classmethod_descriptor_get);
    });
    add_attributes(builder).ready();
    Ok(())
}

fn add_attributes(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder
        .method("__reduce__(self, /)", method_descriptor_reduce, "How pickle finds the method again.")
        .getset("__doc__", |vm, d| Ok(doc_value(vm, &parts(vm, d)?.0)), None, "")
        .member("__name__", |vm, d| Ok(parts(vm, d)?.1.0.into_value()), None, "")
        .getset("__qualname__", method_descriptor_qualname, None, "")
        .member("__objclass__", |vm, d| Ok(parts(vm, d)?.2.into_value()), None, "")
        .getset("__text_signature__", method_descriptor_signature, None, "")
}

fn parts(vm: &Vm, this: &Value) -> PyResult<(Rc<NativeDef>, Name, Ref<Type>)> {
    let d = vm.payload::<MethodDescriptor>(this)?.get(vm);
    Ok((d.def.clone(), d.name.clone(), d.owner.clone()))
}

fn method_descriptor_signature(vm: &mut Vm, this: &Value) -> PyResult {
    let (def, _, owner) = parts(vm, this)?;
    if def.name() == "update" && owner.ptr_eq(&vm.types.dict) {
        return Ok(Value::NONE);
    }
    vm.new_str(&method_signature(def.text))
}

fn method_descriptor_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let (_, name, owner) = parts(vm, this)?;
    let text = format!("<method '{}' of '{}' objects>", name.0.to_lossy(), vm.dotted_type_name(&owner));
    vm.new_str(&text)
}

fn method_descriptor_qualname(vm: &mut Vm, this: &Value) -> PyResult {
    let (_, name, owner) = parts(vm, this)?;
    qualified(vm, &owner, &name.0)
}

fn method_descriptor_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = args.first().cloned().unwrap_or_default();
    let (_, name, owner) = parts(vm, &this)?;
    reduce_as_getattr(vm, owner.into_value(), name.0.into_value())
}

/// Calls the method with the first argument as receiver.
pub fn method_descriptor_call(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult {
    let d = vm.payload::<MethodDescriptor>(this)?.get(vm);
    let Some((receiver, rest)) = args.values.split_first().filter(|_| !args.pos().is_empty()) else {
        let (owner, name) = (d.owner.get(vm).qualname.to_lossy(), d.name.0.to_lossy());
        return Err(vm.type_error(format!("unbound method {owner}.{name}() needs an argument")));
    };
    if !vm.is_instance_of(receiver, &d.owner) {
        return Err(wrong_receiver(vm, &d.name.0, &d.owner, receiver));
    }
    let def = d.def.clone();
    let owner = d.owner.get(vm).qualname.clone();
    vm.call_native(&def, Some(receiver), Args { values: rest, names: args.names }, owner.as_str())
}

fn method_descriptor_get(vm: &mut Vm, this: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    let Some(instance) = instance else { return Ok(this.clone()) };
    let (def, name, owner) = parts(vm, this)?;
    check_receiver(vm, &name.0, &owner, instance)?;
    vm.bind_native_method(def, name, instance.clone())
}

/// Binds to the class the attribute was asked of.
fn classmethod_descriptor_get(vm: &mut Vm, this: &Value, instance: Option<&Value>, class: &Value) -> PyResult {
    let (def, name, owner) = parts(vm, this)?;
    let shown = vm.dotted_type_name(&owner);
    let class = match (class.downcast::<Type>(), instance) {
        (Some(class), _) => class.clone(),
        (None, Some(instance)) if class.is_none() => vm.type_of(instance).clone(),
        (None, None) if class.is_none() => {
            let text =
                format!("descriptor '{}' for type '{shown}' needs either an object or a type", name.0.to_lossy());
            return Err(vm.type_error(text));
        }
        _ => {
            let ty = vm.type_name(class);
            let name = name.0.to_lossy();
            let text = format!("descriptor '{name}' for type '{shown}' needs a type, not a '{ty}' as arg 2");
            return Err(vm.type_error(text));
        }
    };
    if !vm.is_subtype(&class, &owner) {
        let name = name.0.to_lossy();
        let class = vm.dotted_type_name(&class);
        return Err(
            vm.type_error(format!("descriptor '{name}' requires a subtype of '{shown}' but received '{class}'"))
        );
    }
    vm.bind_native_method(def, name, class.into_value())
}

fn classmethod_descriptor_call(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult {
    let Some((class, rest)) = args.values.split_first().filter(|_| !args.pos().is_empty()) else {
        let (_, name, owner) = parts(vm, this)?;
        let (name, owner) = (name.0.to_lossy(), vm.dotted_type_name(&owner));
        return Err(vm.type_error(format!("descriptor '{name}' of '{owner}' object needs an argument")));
    };
    let bound = classmethod_descriptor_get(vm, this, None, class)?;
    vm.call_args(&bound, Args { values: rest, names: args.names })
}
