//! `ModuleSpec`: what is known of a module before it is loaded.

use super::plain_type;
use crate::gc::{Ref, Value};
use crate::native::arg;
use crate::object::slots::{Args, CompareOp, PyResult};
use crate::object::{Str, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> Ref<Type> {
    plain_type(vm, "ModuleSpec", "_frozen_importlib", None)
        .doc("The specification for a module, used for loading.")
        .signature("(name, loader, *, origin=None, loader_state=None, is_package=None)")
        .slots(|s| {
            s.new = Some(|vm, class, _| vm.new_instance(class));
            s.init = Some(spec_init);
            s.repr = Some(spec_repr);
            s.compare = Some(spec_compare);
            s.hash = Some(crate::protocol::hash_not_implemented);
        })
        .getset("parent", spec_parent, None, "The name of the module's parent.")
        .getset(
            "cached",
            |vm, this| get(vm, this, "_cached"),
            Some(|vm, this, value| set(vm, this, "_cached", value)),
            "",
        )
        .getset(
            "has_location",
            |vm, this| get(vm, this, "_set_fileattr"),
            Some(|vm, this, value| {
                let flag = match value {
                    Some(value) => Value::bool(vm.truthy(value)?),
                    None => Value::FALSE,
                };
                set(vm, this, "_set_fileattr", Some(&flag))
            }),
            "",
        )
        .ready()
}

fn get(vm: &mut Vm, this: &Value, name: &str) -> PyResult {
    let name = vm.intern(name);
    vm.getattr(this, &name)
}

fn set(vm: &mut Vm, this: &Value, name: &str, value: Option<&Value>) -> PyResult<()> {
    let name = vm.intern(name);
    vm.instance_set(this, &name, value.cloned().unwrap_or_default())
}

fn spec_init(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult<()> {
    let bound = vm.bind_args("ModuleSpec(name, loader, *, origin=None, loader_state=None, is_package=None)", args)?;
    let package = vm.truthy(arg(&bound, 4))?;
    let search = if package { vm.new_list(Vec::new())? } else { Value::NONE };
    let pending = vm.new_list(Vec::new())?;
    let fields = [
        ("name", arg(&bound, 0).clone()),
        ("loader", arg(&bound, 1).clone()),
        ("origin", arg(&bound, 2).clone()),
        ("loader_state", arg(&bound, 3).clone()),
        ("submodule_search_locations", search),
        ("_uninitialized_submodules", pending),
        ("_set_fileattr", Value::FALSE),
        ("_cached", Value::NONE),
    ];
    for (name, value) in fields {
        set(vm, this, name, Some(&value))?;
    }
    Ok(())
}

fn spec_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let mut text = vm.type_of(this).get(vm).name.to_lossy().into_owned();
    text.push('(');
    for (i, field) in ["name", "loader", "origin", "submodule_search_locations"].iter().enumerate() {
        let value = get(vm, this, field)?;
        if i >= 2 && value.is_none() {
            continue;
        }
        if i > 0 {
            text.push_str(", ");
        }
        text.push_str(field);
        text.push('=');
        text.push_str(&vm.repr_lossy(&value)?);
    }
    text.push(')');
    vm.new_str(&text)
}

fn spec_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let ty = super::state(vm)?.spec.clone();
    if !vm.is_instance_of(a, &ty) || !vm.is_instance_of(b, &ty) || !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut equal = true;
    for field in ["name", "loader", "origin", "submodule_search_locations", "cached", "has_location"] {
        let (x, y) = (get(vm, a, field)?, get(vm, b, field)?);
        if !vm.equals(&x, &y)? {
            equal = false;
            break;
        }
    }
    Ok(Value::bool(equal == matches!(op, CompareOp::Eq)))
}

fn spec_parent(vm: &mut Vm, this: &Value) -> PyResult {
    let name = get(vm, this, "name")?;
    if !get(vm, this, "submodule_search_locations")?.is_none() {
        return Ok(name);
    }
    let parent = name.downcast::<Str>().map(|n| n.to_lossy().into_owned()).unwrap_or_default();
    vm.new_str(parent.rsplit_once('.').map_or("", |(parent, _)| parent))
}
