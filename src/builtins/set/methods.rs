//! The methods of `set` and `frozenset`.

use super::lookup::AnySet;
use super::ops;
use crate::gc::Value;
use crate::native::{TypeBuilder, arg};
use crate::object::set::FrozenSet;
use crate::object::slots::PyResult;
use crate::object::{Set, Tuple};
use crate::vm::Vm;

/// What both types have.
pub fn add_common(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder
        .method("copy(self, /)", set_copy, "Return a shallow copy of a set.")
        .method(
            "difference(self, /, *others)",
            set_difference,
            "Return a new set with elements in the set that are not in the others.",
        )
        .method(
            "intersection(self, /, *others)",
            set_intersection,
            "Return a new set with elements common to the set and all others.",
        )
        .method("isdisjoint(self, other, /)", set_isdisjoint, "Return True if two sets have a null intersection.")
        .method("issubset(self, other, /)", set_issubset, "Report whether another set contains this set.")
        .method("issuperset(self, other, /)", set_issuperset, "Report whether this set contains another set.")
        .method(
            "symmetric_difference(self, other, /)",
            set_symmetric_difference,
            "Return a new set with elements in either the set or other but not both.",
        )
        .method("union(self, /, *others)", set_union, "Return a new set with elements from the set and all others.")
        .method("__reduce__(self, /)", set_reduce, "Return state information for pickling.")
        .method("__sizeof__(self, /)", set_sizeof, "Return the size of the set in memory, in bytes.")
        .class_method(
            "__class_getitem__(type, object, /)",
            |vm, args| vm.generic_alias(arg(args, 0), arg(args, 1)),
            "See PEP 585",
        )
}

/// What only `set` has.
pub fn add_mutators(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder
        .method(
            "add(self, object, /)",
            set_add,
            "Add an element to a set.\n\nThis has no effect if the element is already present.",
        )
        .method("clear(self, /)", set_clear, "Remove all elements from this set.")
        .method("discard(self, object, /)", set_discard, "Remove an element from a set if it is a member.")
        .method(
            "remove(self, object, /)",
            set_remove,
            "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.",
        )
        .method(
            "pop(self, /)",
            set_pop,
            "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty.",
        )
        .method("update(self, /, *others)", set_update, "Update the set, adding elements from all others.")
        .method(
            "difference_update(self, /, *others)",
            set_difference_update,
            "Update the set, removing elements found in others.",
        )
        .method(
            "intersection_update(self, /, *others)",
            set_intersection_update,
            "Update the set, keeping only elements found in it and all others.",
        )
        .method(
            "symmetric_difference_update(self, other, /)",
            set_symmetric_difference_update,
            "Update the set, keeping only elements found in either set, but not in both.",
        )
}

fn this(vm: &Vm, args: &[Value]) -> PyResult<AnySet> {
    AnySet::required(vm, arg(args, 0))
}

/// The iterables of `union(*others)` and its like.
fn others(args: &[Value]) -> Vec<Value> {
    arg(args, 1).downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default()
}

fn set_copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    if arg(args, 0).downcast_exact::<FrozenSet>().is_some() {
        return Ok(arg(args, 0).clone());
    }
    let set = this(vm, args)?;
    Ok(ops::copy(vm, &set)?.to_value())
}

fn set_union(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = this(vm, args)?;
    let others = others(args);
    // Room for the first one is made at once.
    let more = others.first().filter(|o| !o.is(arg(args, 0))).and_then(AnySet::of).map_or(0, |o| o.len(vm));
    let result = ops::copy_with_room(vm, &set, more)?;
    for other in others {
        if !other.is(arg(args, 0)) {
            result.update(vm, &other)?;
        }
    }
    Ok(result.to_value())
}

fn set_intersection(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = this(vm, args)?;
    Ok(intersect_all(vm, &set, args)?.to_value())
}

fn intersect_all(vm: &mut Vm, set: &AnySet, args: &[Value]) -> PyResult<AnySet> {
    let others = others(args);
    if others.is_empty() {
        return ops::copy(vm, set);
    }
    let mut result = set.clone();
    for other in others {
        result = ops::intersection(vm, &result, &other)?;
    }
    Ok(result)
}

fn set_difference(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = this(vm, args)?;
    let others = others(args);
    let Some((first, rest)) = others.split_first() else {
        return Ok(ops::copy(vm, &set)?.to_value());
    };
    let result = ops::difference(vm, &set, first)?;
    for other in rest {
        ops::subtract(vm, &result, other)?;
    }
    Ok(result.to_value())
}

fn set_symmetric_difference(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = this(vm, args)?;
    Ok(ops::symmetric_difference(vm, &set, arg(args, 1))?.to_value())
}

fn set_isdisjoint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = this(vm, args)?;
    Ok(Value::bool(ops::is_disjoint(vm, &set, arg(args, 1))?))
}

fn set_issubset(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = this(vm, args)?;
    Ok(Value::bool(ops::is_subset(vm, &set, arg(args, 1))?))
}

fn set_issuperset(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = this(vm, args)?;
    Ok(Value::bool(ops::is_superset(vm, &set, arg(args, 1))?))
}

fn set_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = this(vm, args)?;
    let items = vm.copy_keys(&set)?;
    let items = vm.new_list(items)?;
    let arguments = vm.new_tuple(vec![items])?;
    let state = vm.call_method_str(arg(args, 0), "__getstate__", &[])?;
    let class = vm.type_of(arg(args, 0)).to_value();
    vm.new_tuple(vec![class, arguments, state])
}

/// As CPython counts: the object holds a small table.
fn set_sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = this(vm, args)?;
    let basic = vm.type_of(arg(args, 0)).get(vm).basic_size(vm);
    let size = basic + set.table(vm).storage_size();
    Ok(vm.int(size as i64))
}

fn set_add(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = vm.receiver::<Set>(args)?;
    vm.set_add(set, arg(args, 1))?;
    Ok(Value::NONE)
}

fn set_clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = this(vm, args)?;
    let keys = set.table_mut(vm).take_all();
    drop(keys);
    Ok(Value::NONE)
}

fn set_discard(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = vm.receiver::<Set>(args)?;
    vm.set_discard(set, arg(args, 1))?;
    Ok(Value::NONE)
}

fn set_remove(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = vm.receiver::<Set>(args)?;
    match vm.set_discard(set, arg(args, 1))? {
        true => Ok(Value::NONE),
        false => Err(vm.key_error(arg(args, 1))),
    }
}

fn set_pop(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = this(vm, args)?;
    match set.table_mut(vm).pop() {
        Some(key) => Ok(key),
        None => {
            let text = vm.str("pop from an empty set");
            Err(vm.key_error(&text))
        }
    }
}

fn set_update(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = this(vm, args)?;
    for other in others(args) {
        set.update(vm, &other)?;
    }
    Ok(Value::NONE)
}

fn set_difference_update(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = this(vm, args)?;
    for other in others(args) {
        ops::subtract(vm, &set, &other)?;
    }
    Ok(Value::NONE)
}

fn set_intersection_update(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = this(vm, args)?;
    let result = intersect_all(vm, &set, args)?;
    ops::replace(vm, &set, &result);
    Ok(Value::NONE)
}

fn set_symmetric_difference_update(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = this(vm, args)?;
    ops::toggle(vm, &set, arg(args, 1))?;
    Ok(Value::NONE)
}
