//! `mappingproxy`: a read-only view of a mapping, and the `__dict__` of classes.

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::descriptor::MappingProxy;
use crate::object::slots::{Args, BinaryOp, CompareOp, PyResult};
use crate::object::ty::Name;
use crate::object::{Dict, Str, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.mappingproxy.clone();
    TypeBuilder::new(vm, &ty)
        .doc("A read-only view of a mapping.")
        .signature("(mapping)")
        .slots(|s| {
            s.new = Some(proxy_new);
            s.repr = Some(proxy_repr);
            s.str = Some(proxy_str);
            s.hash = Some(proxy_hash);
            s.compare = Some(proxy_compare);
            s.len = Some(proxy_len);
            s.getitem = Some(proxy_getitem);
            s.contains = Some(proxy_contains);
            s.iter = Some(proxy_iter);
            s.binary[BinaryOp::Or as usize] = Some(proxy_or);
            s.inplace[BinaryOp::Or as usize] = Some(proxy_ior);
        })
        .method("get(self, key, default=None, /)", proxy_get, "The value under a key, or the default.")
        .method("keys(self, /)", |vm, args| forward(vm, args, "keys"), "A set-like view of the keys.")
        .method("values(self, /)", |vm, args| forward(vm, args, "values"), "A view of the values.")
        .method("items(self, /)", |vm, args| forward(vm, args, "items"), "A set-like view of the items.")
        .method("copy(self, /)", |vm, args| forward(vm, args, "copy"), "A shallow copy of the mapping.")
        .method("__reversed__(self, /)", |vm, args| forward(vm, args, "__reversed__"), "The keys from last to first.")
        .class_method("__class_getitem__(cls, object, /)", super::method_wrappers::class_getitem, "See PEP 585")
        .ready();
    Ok(())
}

impl Vm {
    /// A read-only view of a mapping.
    pub fn new_mapping_proxy(&self, mapping: Value) -> PyResult {
        Ok(self.alloc(&self.types.mappingproxy, MappingProxy { mapping })?.into_value())
    }

    /// The attributes of a class itself, as a new dict.
    pub fn class_dict(&self, ty: &Ref<Type>) -> Ref<Dict> {
        let dict = self.new_dict();
        let mut copy = Dict::with_capacity(ty.get(self).dict.len());
        for (name, value) in &ty.get(self).dict {
            copy.insert_new(name.0.hash(), name.0.to_value(), value.clone());
        }
        // The dict is new and empty, so that nothing is lost.
        match self.try_alloc(&self.types.dict, copy) {
            Some(copy) => copy,
            None => dict,
        }
    }
}

fn mapping_of(vm: &Vm, this: &Value) -> PyResult {
    Ok(vm.payload::<MappingProxy>(this)?.get(vm).mapping.clone())
}

/// What operations on the whole work on: the mapping, or a copy of a class's attributes.
fn whole(vm: &Vm, this: &Value) -> PyResult {
    let mapping = mapping_of(vm, this)?;
    match mapping.downcast::<Type>() {
        Some(ty) => Ok(vm.class_dict(ty).into_value()),
        None => Ok(mapping),
    }
}

fn proxy_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("mappingproxy(mapping)", args)?;
    let mapping = bound.into_iter().next().unwrap_or_default();
    let is_sequence =
        mapping.downcast::<crate::object::List>().is_some() || mapping.downcast::<crate::object::Tuple>().is_some();
    if is_sequence || vm.type_of(&mapping).get(vm).slots.getitem.is_none() {
        let ty = vm.type_name(&mapping);
        return Err(vm.type_error(format!("mappingproxy() argument must be a mapping, not {ty}")));
    }
    vm.new_mapping_proxy(mapping)
}

fn proxy_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let mapping = whole(vm, this)?;
    let inner = vm.repr(&mapping)?;
    let mut text = b"mappingproxy(".to_vec();
    text.extend_from_slice(inner.bytes());
    text.push(b')');
    vm.new_str_wtf8(&text)
}

fn proxy_str(vm: &mut Vm, this: &Value) -> PyResult {
    let mapping = whole(vm, this)?;
    Ok(vm.to_str(&mapping)?.into_value())
}

fn proxy_hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let mapping = whole(vm, this)?;
    vm.hash(&mapping)
}

fn unwrap(vm: &Vm, value: &Value) -> PyResult {
    if value.downcast::<MappingProxy>().is_some() { whole(vm, value) } else { Ok(value.clone()) }
}

fn proxy_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (a, b) = (whole(vm, a)?, unwrap(vm, b)?);
    vm.compare(&a, &b, op)
}

fn proxy_len(vm: &mut Vm, this: &Value) -> PyResult<usize> {
    let mapping = mapping_of(vm, this)?;
    match mapping.downcast::<Type>() {
        Some(ty) => Ok(ty.get(vm).dict.len()),
        None => vm.len(&mapping),
    }
}

/// An attribute in a class's own dict.
fn class_entry(vm: &mut Vm, ty: &Ref<Type>, key: &Value) -> PyResult<Option<Value>> {
    match key.downcast::<Str>() {
        Some(name) => {
            let name = Name(vm.intern_str(name));
            Ok(ty.get(vm).dict.get(&name).cloned())
        }
        None => {
            // Only for the error of an unhashable key.
            let dict = vm.class_dict(ty).into_value();
            vm.contains(&dict, key)?;
            Ok(None)
        }
    }
}

fn proxy_getitem(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let mapping = mapping_of(vm, this)?;
    let Some(ty) = mapping.downcast::<Type>() else { return vm.getitem(&mapping, key) };
    match class_entry(vm, ty, key)? {
        Some(value) => Ok(value),
        None => Err(vm.key_error(key)),
    }
}

fn proxy_contains(vm: &mut Vm, this: &Value, key: &Value) -> PyResult<bool> {
    let mapping = mapping_of(vm, this)?;
    match mapping.downcast::<Type>() {
        Some(ty) => Ok(class_entry(vm, ty, key)?.is_some()),
        None => vm.contains(&mapping, key),
    }
}

fn proxy_iter(vm: &mut Vm, this: &Value) -> PyResult {
    let mapping = whole(vm, this)?;
    vm.iter(&mapping)
}

fn proxy_or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (a, b) = (unwrap(vm, a)?, unwrap(vm, b)?);
    vm.binary(BinaryOp::Or, &a, &b)
}

fn proxy_ior(vm: &mut Vm, this: &Value, _other: &Value) -> PyResult {
    let ty = vm.type_name(this);
    Err(vm.type_error(format!("'|=' is not supported by {ty}; use '|' instead")))
}

fn proxy_get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [this, key, default] = args else { return Err(vm.type_error("get expected 1 to 2 arguments")) };
    let mapping = mapping_of(vm, this)?;
    match mapping.downcast::<Type>() {
        Some(ty) => Ok(class_entry(vm, ty, key)?.unwrap_or_else(|| default.clone())),
        None => vm.call_method_str(&mapping, "get", &[key.clone(), default.clone()]),
    }
}

fn forward(vm: &mut Vm, args: &[Value], method: &str) -> PyResult {
    let mapping = whole(vm, args.first().unwrap_or(&Value::NONE))?;
    vm.call_method_str(&mapping, method, &[])
}
