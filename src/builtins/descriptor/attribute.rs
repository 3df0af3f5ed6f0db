//! `getset_descriptor` (computed attributes of builtin types) and `member_descriptor` (`__slots__` entries).

use super::{check_receiver, qualified, reduce_as_getattr, wrong_receiver};
use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::native::{GetSet, Member};
use crate::object::slots::PyResult;
use crate::object::ty::{Name, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.getset_descriptor.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.repr = Some(getset_repr);
            s.descr_get = Some(getset_get);
            s.descr_set = Some(getset_set);
        })
        .getset("__doc__", getset_doc, None, "")
        .member("__name__", |vm, d| Ok(getset_parts(vm, d)?.0.0.into_value()), None, "")
        .getset("__qualname__", getset_qualname, None, "")
        .member("__objclass__", |vm, d| Ok(getset_parts(vm, d)?.1.into_value()), None, "")
        .ready();
    let ty = vm.types.member_descriptor.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.repr = Some(member_repr);
            s.descr_get = Some(member_get);
            s.descr_set = Some(member_set);
        })
        .method("__reduce__(self, /)", member_reduce, "How pickle finds the member again.")
        .getset("__doc__", member_doc, None, "")
        .member("__name__", |vm, d| Ok(member_parts(vm, d)?.0.0.into_value()), None, "")
        .getset("__qualname__", member_qualname, None, "")
        .member("__objclass__", |vm, d| Ok(member_parts(vm, d)?.1.into_value()), None, "")
        .ready();
    Ok(())
}

fn getset_parts(vm: &Vm, this: &Value) -> PyResult<(Name, Ref<Type>)> {
    let d = vm.payload::<GetSet>(this)?.get(vm);
    Ok((d.name.clone(), d.owner.clone()))
}

fn getset_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let (name, owner) = getset_parts(vm, this)?;
    let text = format!("<attribute '{}' of '{}' objects>", name.0.to_lossy(), vm.dotted_type_name(&owner));
    vm.new_str(&text)
}

fn getset_doc(vm: &mut Vm, this: &Value) -> PyResult {
    match vm.payload::<GetSet>(this)?.get(vm).doc {
        "" => Ok(Value::NONE),
        doc => vm.new_str(doc),
    }
}

fn getset_qualname(vm: &mut Vm, this: &Value) -> PyResult {
    let (name, owner) = getset_parts(vm, this)?;
    qualified(vm, &owner, &name.0)
}

fn getset_get(vm: &mut Vm, this: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    let Some(instance) = instance else { return Ok(this.clone()) };
    let d = vm.payload::<GetSet>(this)?.get(vm);
    if !vm.is_instance_of(instance, &d.owner) {
        return Err(wrong_receiver(vm, &d.name.0, &d.owner, instance));
    }
    (d.getter)(vm, instance)
}

fn getset_set(vm: &mut Vm, this: &Value, instance: &Value, value: Option<&Value>) -> PyResult<()> {
    let d = vm.payload::<GetSet>(this)?.get(vm);
    if !vm.is_instance_of(instance, &d.owner) {
        return Err(wrong_receiver(vm, &d.name.0, &d.owner, instance));
    }
    match d.setter {
        Some(set) => set(vm, instance, value),
        None => {
            let (name, owner) = (d.name.0.to_lossy(), vm.dotted_type_name(&d.owner));
            Err(vm.attribute_error(format!("attribute '{name}' of '{owner}' objects is not writable")))
        }
    }
}

fn member_parts(vm: &Vm, this: &Value) -> PyResult<(Name, Ref<Type>, u32)> {
    let d = vm.payload::<Member>(this)?.get(vm);
    Ok((d.name.clone(), d.owner.clone(), d.offset))
}

fn member_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let (name, owner, _) = member_parts(vm, this)?;
    let text = format!("<member '{}' of '{}' objects>", name.0.to_lossy(), vm.dotted_type_name(&owner));
    vm.new_str(&text)
}

fn member_qualname(vm: &mut Vm, this: &Value) -> PyResult {
    let (name, owner, _) = member_parts(vm, this)?;
    qualified(vm, &owner, &name.0)
}

fn member_doc(vm: &mut Vm, this: &Value) -> PyResult {
    match vm.payload::<Member>(this)?.get(vm).field {
        Some(field) if !field.doc.is_empty() => vm.new_str(field.doc),
        _ => Ok(Value::NONE),
    }
}

fn member_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = args.first().cloned().unwrap_or_default();
    let (name, owner, _) = member_parts(vm, &this)?;
    reduce_as_getattr(vm, owner.into_value(), name.0.into_value())
}

fn member_get(vm: &mut Vm, this: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    let Some(instance) = instance else { return Ok(this.clone()) };
    let d = vm.payload::<Member>(this)?.get(vm);
    if !vm.is_instance_of(instance, &d.owner) {
        return Err(wrong_receiver(vm, &d.name.0, &d.owner, instance));
    }
    if let Some(field) = &d.field {
        return (field.getter)(vm, instance);
    }
    match vm.slot_value(instance, d.offset) {
        Some(value) => Ok(value),
        None => {
            let name = d.name.0.clone();
            Err(vm.no_attribute(instance, &name))
        }
    }
}

fn member_set(vm: &mut Vm, this: &Value, instance: &Value, value: Option<&Value>) -> PyResult<()> {
    let (name, owner, offset) = member_parts(vm, this)?;
    check_receiver(vm, &name.0, &owner, instance)?;
    if let Some(field) = vm.payload::<Member>(this)?.get(vm).field {
        return match field.setter {
            Some(set) => set(vm, instance, value),
            None => Err(vm.attribute_error("readonly attribute")),
        };
    }
    let old = vm.set_slot_value(instance, offset, value.cloned());
    if value.is_none() && old.is_none() {
        return Err(vm.attribute_error(name.0.to_lossy()));
    }
    Ok(())
}
