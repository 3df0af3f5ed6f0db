//! `dict`: construction, operators, iteration. Lookups are in `lookup.rs`, `update` in `update.rs`, the methods in
//! `methods.rs`, views and iterators in files of their own.

pub mod iterators;
mod lookup;
mod methods;
mod update;
mod view_sets;
mod views;

pub use views::view_required;

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::iter::DictPart;
use crate::object::slots::{Args, BinaryOp, CompareOp, PyResult};
use crate::object::{Dict, Type};
use crate::vm::Vm;

const DOC: &str = "dict() -> empty dictionary
dict(mapping) -> the key-value pairs of a mapping
dict(iterable) -> the key-value pairs that an iterable gives
dict(**kwargs) -> the keyword arguments; may follow the others";

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.dict.clone();
    let builder = TypeBuilder::new(vm, &ty).doc(DOC).slots(|s| {
        s.new = Some(dict_new);
        s.init = Some(dict_init);
        s.repr = Some(dict_repr);
        s.hash = Some(crate::protocol::hash_not_implemented);
        s.compare = Some(dict_compare);
        s.iter = Some(dict_iter);
        s.len = Some(dict_len);
        s.getitem = Some(dict_getitem);
        s.setitem = Some(dict_setitem);
        s.contains = Some(dict_contains);
        s.binary[BinaryOp::Or as usize] = Some(dict_or);
        s.inplace[BinaryOp::Or as usize] = Some(dict_inplace_or);
    });
    methods::add(builder).ready();
    views::init(vm)?;
    iterators::init(vm)
}

pub(super) fn this(vm: &Vm, v: &Value) -> PyResult<Ref<Dict>> {
    match v.downcast::<Dict>() {
        Some(dict) => Ok(dict.clone()),
        None => Err(vm.type_error("a 'dict' object is required")),
    }
}

fn dict_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, Dict::new())?.into_value())
}

fn dict_init(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult<()> {
    let dict = this(vm, v)?;
    dict_fill(vm, &dict, args, "dict")
}

/// Updates from the arguments of `dict(…)` and `dict.update(…)`.
fn dict_fill(vm: &mut Vm, dict: &Ref<Dict>, args: Args<'_>, name: &str) -> PyResult<()> {
    match args.pos() {
        [] => {}
        [other] => vm.dict_update(dict, other)?,
        more => {
            return Err(vm.type_error(format!("{name} expected at most 1 argument, got {}", more.len())));
        }
    }
    vm.dict_update_keywords(dict, args)
}

fn dict_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let dict = this(vm, v)?;
    vm.repr_with(|vm, out| vm.dict_repr_into(&dict, out))
}

fn dict_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Dict>().cloned(), b.downcast::<Dict>().cloned()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    match op {
        CompareOp::Eq => Ok(Value::bool(dict_equal(vm, &x, &y)?)),
        CompareOp::Ne => Ok(Value::bool(!dict_equal(vm, &x, &y)?)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn dict_equal(vm: &mut Vm, a: &Ref<Dict>, b: &Ref<Dict>) -> PyResult<bool> {
    if a.get(vm).len() != b.get(vm).len() {
        return Ok(false);
    }
    let mut at = 0;
    while let Some((index, key, hash, value)) =
        a.get(vm).next_from(at).map(|(i, e)| (i, e.key.clone(), e.hash, e.value.clone()))
    {
        at = index + 1;
        let found = vm.dict_find(b, &key, hash)?;
        let Some(other) = found.and_then(|i| b.get(vm).entry(i)).map(|e| e.value.clone()) else {
            return Ok(false);
        };
        if !vm.equals(&value, &other)? {
            return Ok(false);
        }
        vm.poll()?;
    }
    Ok(true)
}

pub(super) fn dict_iter(vm: &mut Vm, v: &Value) -> PyResult {
    let dict = this(vm, v)?;
    iterators::new_iter(vm, dict, DictPart::Keys, false)
}

fn dict_len(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    Ok(vm.receiver::<Dict>(std::slice::from_ref(v))?.get(vm).len())
}

fn dict_getitem(vm: &mut Vm, v: &Value, key: &Value) -> PyResult {
    let dict = this(vm, v)?;
    if let Some(value) = vm.dict_get(&dict, key)? {
        return Ok(value);
    }
    if v.downcast_exact::<Dict>().is_none() {
        let name = vm.names.__missing__.clone();
        if let Some(value) = vm.call_special(v, &name, std::slice::from_ref(key))? {
            return Ok(value);
        }
    }
    Err(vm.key_error(key))
}

fn dict_setitem(vm: &mut Vm, v: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let dict = this(vm, v)?;
    match value {
        Some(value) => vm.dict_set(&dict, key, value.clone()),
        None => match vm.dict_delete(&dict, key)? {
            true => Ok(()),
            false => Err(vm.key_error(key)),
        },
    }
}

fn dict_contains(vm: &mut Vm, v: &Value, key: &Value) -> PyResult<bool> {
    let dict = this(vm, v)?;
    vm.dict_contains(&dict, key)
}

fn dict_or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    if a.downcast::<Dict>().is_none() || b.downcast::<Dict>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let new = vm.dict_copy_of(a)?;
    vm.dict_update(&new, b)?;
    Ok(new.into_value())
}

fn dict_inplace_or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let dict = this(vm, a)?;
    vm.dict_update(&dict, b)?;
    Ok(a.clone())
}
