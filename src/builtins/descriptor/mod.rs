//! The descriptors that builtin types (and `__slots__`) put into class dicts: methods, computed attributes, members,
//! slot wrappers.

mod attribute;
mod method;
mod wrapper;

use crate::gc::{Ref, Value};
use crate::object::slots::PyResult;
use crate::object::{Str, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    method::init(vm)?;
    attribute::init(vm)?;
    wrapper::init(vm)
}

/// A descriptor applies to instances of its owner only.
fn check_receiver(vm: &Vm, name: &Ref<Str>, owner: &Ref<Type>, obj: &Value) -> PyResult<()> {
    if vm.is_instance_of(obj, owner) { Ok(()) } else { Err(wrong_receiver(vm, name, owner, obj)) }
}

#[cold]
fn wrong_receiver(vm: &Vm, name: &Ref<Str>, owner: &Ref<Type>, obj: &Value) -> crate::object::Raised {
    let (name, ty) = (name.to_lossy(), vm.type_name(obj));
    let owner = vm.dotted_type_name(owner);
    vm.type_error(format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{ty}' object"))
}

/// `Owner.name`
fn qualified(vm: &Vm, owner: &Ref<Type>, name: &Ref<Str>) -> PyResult {
    vm.new_str(&format!("{}.{}", owner.get(vm).qualname.to_lossy(), name.to_lossy()))
}

/// `(getattr, (owner, name))`: how a descriptor is pickled.
fn reduce_as_getattr(vm: &mut Vm, owner: Value, name: Value) -> PyResult {
    let builtins = vm.import_module("builtins")?;
    let getattr = vm.getattr_str(&builtins, "getattr")?;
    let pair = vm.new_tuple(vec![owner, name])?;
    vm.new_tuple(vec![getattr, pair])
}
