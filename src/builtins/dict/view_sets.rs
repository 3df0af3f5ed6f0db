//! Set operations of `dict_keys` and `dict_items`.

use super::views::{view_contains, view_of, view_required};
use crate::gc::Value;
use crate::native::arg;
use crate::object::iter::DictPart;
use crate::object::set::FrozenSet;
use crate::object::slots::{BinaryOp, CompareOp, PyResult, Slots};
use crate::object::{Dict, Set};
use crate::vm::Vm;

pub fn fill(s: &mut Slots) {
    s.hash = Some(crate::protocol::hash_not_implemented);
    s.compare = Some(view_compare);
    s.binary[BinaryOp::Sub as usize] = Some(view_sub);
    s.binary[BinaryOp::And as usize] = Some(view_and);
    s.binary[BinaryOp::Xor as usize] = Some(view_xor);
    s.binary[BinaryOp::Or as usize] = Some(view_or);
}

/// Keys or items, not values.
fn is_set_view(vm: &Vm, v: &Value) -> bool {
    view_of(vm, v).is_some_and(|(_, part)| part != DictPart::Values)
}

fn is_set(v: &Value) -> bool {
    v.downcast::<Set>().is_some() || v.downcast::<FrozenSet>().is_some()
}

fn is_exact_set(v: &Value) -> bool {
    v.downcast_exact::<Set>().is_some() || v.downcast_exact::<FrozenSet>().is_some()
}

fn view_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if !is_set(b) && !is_set_view(vm, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (vm.len(a)?, vm.len(b)?);
    let result = match op {
        CompareOp::Eq | CompareOp::Ne => {
            let equal = x == y && all_in(vm, a, b)?;
            equal == (op == CompareOp::Eq)
        }
        CompareOp::Lt => x < y && all_in(vm, a, b)?,
        CompareOp::Le => x <= y && all_in(vm, a, b)?,
        CompareOp::Gt => x > y && all_in(vm, b, a)?,
        CompareOp::Ge => x >= y && all_in(vm, b, a)?,
    };
    Ok(Value::bool(result))
}

fn all_in(vm: &mut Vm, a: &Value, b: &Value) -> PyResult<bool> {
    let iter = vm.iter(a)?;
    while let Some(item) = vm.next(&iter)? {
        if !vm.contains(b, &item)? {
            return Ok(false);
        }
        vm.poll()?;
    }
    Ok(true)
}

/// A new set with the items of a view (or of the other operand, where the view stands on the right).
fn to_set(vm: &mut Vm, v: &Value) -> PyResult {
    let source = match view_of(vm, v) {
        Some((dict, DictPart::Keys)) if dict.to_value().downcast_exact::<Dict>().is_some() => dict.into_value(),
        _ => v.clone(),
    };
    let set = vm.new_set(Default::default())?;
    vm.set_update(&set, &source)?;
    Ok(set.into_value())
}

fn view_sub(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let result = to_set(vm, a)?;
    vm.call_method_str(&result, "difference_update", std::slice::from_ref(b))?;
    Ok(result)
}

fn view_or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let result = to_set(vm, a)?;
    if let Some(set) = result.downcast::<Set>() {
        vm.set_update(set, b)?;
    }
    Ok(result)
}

fn view_xor(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    if let (Some((x, DictPart::Items)), Some((y, DictPart::Items))) = (view_of(vm, a), view_of(vm, b)) {
        return items_xor(vm, &x.to_value(), &y.to_value());
    }
    let result = to_set(vm, a)?;
    vm.call_method_str(&result, "symmetric_difference_update", std::slice::from_ref(b))?;
    Ok(result)
}

/// The items that are in one dict only: values need not be hashable where both dicts agree.
fn items_xor(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Dict>().cloned(), b.downcast::<Dict>().cloned()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let rest = vm.dict_copy(&x)?;
    let result = vm.new_set(Default::default())?;
    let mut at = 0;
    while let Some((index, key, hash, value)) =
        y.get(vm).next_from(at).map(|(i, e)| (i, e.key.clone(), e.hash, e.value.clone()))
    {
        at = index + 1;
        let found = vm.dict_find(&rest, &key, hash)?;
        let mine = found.and_then(|i| rest.get(vm).entry(i)).map(|e| e.value.clone());
        let same = match &mine {
            Some(mine) => vm.equals(mine, &value)?,
            None => false,
        };
        if same {
            vm.dict_delete(&rest, &key)?;
        } else {
            let pair = vm.new_pair(key, value)?;
            vm.set_add(&result, &pair)?;
        }
    }
    let pairs: Vec<(Value, Value)> = rest.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
    for (key, value) in pairs {
        let pair = vm.new_pair(key, value)?;
        vm.set_add(&result, &pair)?;
    }
    Ok(result.into_value())
}

fn view_and(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (mut view, mut other) = (a.clone(), b.clone());
    if !is_set_view(vm, &view) {
        std::mem::swap(&mut view, &mut other);
    }
    let len = vm.len(&view)?;
    if is_exact_set(&other) && len <= vm.len(&other)? {
        return vm.call_method_str(&other, "intersection", &[view]);
    }
    // Of two views the smaller one is walked.
    if is_set_view(vm, &other) && vm.len(&other)? > len {
        std::mem::swap(&mut view, &mut other);
    }
    let result = vm.new_set(Default::default())?;
    let iter = vm.iter(&other)?;
    while let Some(item) = vm.next(&iter)? {
        if view_contains(vm, &view, &item)? {
            vm.set_add(&result, &item)?;
        }
        vm.poll()?;
    }
    Ok(result.into_value())
}

pub fn view_isdisjoint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (mut view, mut other) = (arg(args, 0).clone(), arg(args, 1).clone());
    let (dict, _) = view_required(vm, &view)?;
    let len = dict.get(vm).len();
    if view.is(&other) {
        return Ok(Value::bool(len == 0));
    }
    // The smaller one is walked.
    if (is_exact_set(&other) || is_set_view(vm, &other)) && vm.len(&other)? > len {
        std::mem::swap(&mut view, &mut other);
    }
    let iter = vm.iter(&other)?;
    while let Some(item) = vm.next(&iter)? {
        if vm.contains(&view, &item)? {
            return Ok(Value::FALSE);
        }
        vm.poll()?;
    }
    Ok(Value::TRUE)
}
