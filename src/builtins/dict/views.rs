//! `dict_keys`, `dict_values`, `dict_items`. What keys and items have in common with sets is in `view_sets.rs`.

use super::iterators::new_iter;
use super::view_sets;
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::descriptor::MappingProxy;
use crate::object::iter::{DictItems, DictKeys, DictPart, DictValues};
use crate::object::slots::PyResult;
use crate::object::{Dict, Tuple};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    for part in [DictPart::Keys, DictPart::Values, DictPart::Items] {
        let ty = match part {
            DictPart::Keys => vm.types.dict_keys.clone(),
            DictPart::Values => vm.types.dict_values.clone(),
            DictPart::Items => vm.types.dict_items.clone(),
        };
        let mut builder = TypeBuilder::new(vm, &ty)
            .slots(|s| {
                s.repr = Some(view_repr);
                s.iter = Some(view_iter);
                s.len = Some(view_len);
                s.contains = match part {
                    DictPart::Values => None,
                    _ => Some(view_contains),
                };
                if part != DictPart::Values {
                    view_sets::fill(s);
                }
            })
            .method("__reversed__(self, /)", view_reversed, "Return a reverse iterator over the view.")
            .getset("mapping", view_mapping, None, "dictionary that this view refers to");
        if part != DictPart::Values {
            builder = builder.method(
                "isdisjoint(self, other, /)",
                view_sets::view_isdisjoint,
                "Return True if the view and the given iterable have a null intersection.",
            );
        }
        builder.ready();
    }
    Ok(())
}

/// The dict behind a view, and which part of it the view shows.
pub fn view_of(vm: &Vm, v: &Value) -> Option<(Ref<Dict>, DictPart)> {
    if let Some(view) = v.downcast::<DictKeys>() {
        Some((view.get(vm).dict.clone(), DictPart::Keys))
    } else if let Some(view) = v.downcast::<DictItems>() {
        Some((view.get(vm).dict.clone(), DictPart::Items))
    } else {
        v.downcast::<DictValues>().map(|view| (view.get(vm).dict.clone(), DictPart::Values))
    }
}

pub fn view_required(vm: &Vm, v: &Value) -> PyResult<(Ref<Dict>, DictPart)> {
    view_of(vm, v).ok_or_else(|| vm.type_error("a dict view is required"))
}

fn view_repr(vm: &mut Vm, v: &Value) -> PyResult {
    if !vm.repr_enter(v) {
        return vm.new_str("...");
    }
    let result = vm.collect(v).and_then(|items| {
        let list = vm.new_list(items)?;
        vm.repr(&list)
    });
    vm.repr_leave(v);
    let text = result?;
    let name = vm.type_name(v);
    let bytes = [name.as_bytes(), b"(", text.bytes(), b")"].concat();
    vm.new_str_wtf8(&bytes)
}

fn view_iter(vm: &mut Vm, v: &Value) -> PyResult {
    let (dict, part) = view_required(vm, v)?;
    new_iter(vm, dict, part, false)
}

fn view_reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (dict, part) = view_required(vm, arg(args, 0))?;
    new_iter(vm, dict, part, true)
}

fn view_len(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    Ok(view_required(vm, v)?.0.get(vm).len())
}

fn view_mapping(vm: &mut Vm, v: &Value) -> PyResult {
    let (dict, _) = view_required(vm, v)?;
    let payload = MappingProxy { mapping: dict.into_value() };
    Ok(vm.alloc(&vm.types.mappingproxy, payload)?.into_value())
}

pub fn view_contains(vm: &mut Vm, v: &Value, item: &Value) -> PyResult<bool> {
    let (dict, part) = view_required(vm, v)?;
    if part != DictPart::Items {
        return vm.dict_contains(&dict, item);
    }
    let Some([key, value]) = item.downcast::<Tuple>().map(|t| t.items()) else { return Ok(false) };
    match vm.dict_get(&dict, key)? {
        Some(found) => vm.equals(&found, value),
        None => Ok(false),
    }
}
