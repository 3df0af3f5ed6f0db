//! Union, intersection, difference and comparison of sets, step by step as CPython does them, which decides the order of
//! the result.

use super::lookup::{AnySet, SLICE};
use crate::builtins::sequence::quick_equals;
use crate::gc::Value;
use crate::object::Dict;
use crate::object::set::{SetStep, SetTable};
use crate::object::slots::{CompareOp, PyResult};
use crate::vm::Vm;

/// Looks up the keys of `walked` in `asked` and tells `visit` whether each is there, until that says no; whether it never did.
/// `None` if a comparison needs Python: then the caller goes the long way.
fn look_up_each(
    vm: &mut Vm,
    walked: &AnySet,
    asked: &AnySet,
    mut visit: impl FnMut(bool, i64, &Value) -> bool,
) -> PyResult<Option<bool>> {
    let mut start = 0;
    while start < walked.table(vm).slots() {
        let (from, other) = (walked.table(vm), asked.table(vm));
        for at in start..(start + SLICE).min(from.slots()) {
            let Some((hash, key)) = from.slot(at) else { continue };
            let mut probe = other.probe(hash);
            let found = match other.step(&mut probe, hash, |k| quick_equals(k, key)) {
                SetStep::Found(_) => true,
                SetStep::Absent(_) => false,
                SetStep::Undecided(_) => return Ok(None),
            };
            if !visit(found, hash, key) {
                return Ok(Some(false));
            }
        }
        start += SLICE;
        // A signal handler may change the sets; their generation does not tell all. Few sets are that large.
        if start < walked.table(vm).slots() && vm.heap.breaker.get() != 0 {
            vm.poll()?;
            return Ok(None);
        }
    }
    Ok(Some(true))
}

/// The keys of `walked` that are in `asked` (or are not, as `wanted` says), in the order of the walk. `None` as for
/// `look_up_each`.
fn select(vm: &mut Vm, walked: &AnySet, asked: &AnySet, wanted: bool) -> PyResult<Option<SetTable>> {
    let mut result = SetTable::default();
    let complete =
        look_up_each(vm, walked, asked, |found, hash, key| found != wanted || result.add_distinct(hash, key))?;
    match complete {
        Some(false) => Err(vm.memory_error()),
        complete => Ok(complete.map(|_| result)),
    }
}

/// Whether some key of `walked` is in `asked` (or is not, as `wanted` says). `None` as for `look_up_each`.
fn any_key(vm: &mut Vm, walked: &AnySet, asked: &AnySet, wanted: bool) -> PyResult<Option<bool>> {
    let none = look_up_each(vm, walked, asked, |found, _, _| found != wanted)?;
    Ok(none.map(|none| !none))
}

/// A copy, of the builtin type.
pub fn copy(vm: &mut Vm, set: &AnySet) -> PyResult<AnySet> {
    copy_with_room(vm, set, 0)
}

/// A copy to which `more` keys are about to be added.
pub fn copy_with_room(vm: &mut Vm, set: &AnySet, more: usize) -> PyResult<AnySet> {
    let new = set.new_like(vm)?;
    // A large set is copied in steps between which Ctrl-C is heard.
    const LARGE: usize = 1 << 15;
    if set.len(vm) > LARGE {
        new.merge(vm, set)?;
        return Ok(new);
    }
    let Some(table) = set.table(vm).copy_with_room(more) else { return Err(vm.memory_error()) };
    *new.table_mut(vm) = table;
    Ok(new)
}

pub fn intersection(vm: &mut Vm, set: &AnySet, other: &Value) -> PyResult<AnySet> {
    let result = set.new_like(vm)?;
    if let Some(other) = AnySet::of(other) {
        if set.is(&other) {
            return copy(vm, set);
        }
        // The smaller one is walked.
        let (walked, asked) = if other.len(vm) > set.len(vm) { (set, &other) } else { (&other, set) };
        if let Some(table) = select(vm, walked, asked, true)? {
            *result.table_mut(vm) = table;
            return Ok(result);
        }
        let mut at = 0;
        while let Some((slot, hash, key)) = walked.next_from(vm, at) {
            at = slot + 1;
            if asked.contains(vm, &key, hash)? {
                result.add(vm, &key, hash)?;
            }
            vm.poll()?;
        }
        return Ok(result);
    }
    let iter = vm.iter(other)?;
    while let Some(key) = vm.next(&iter)? {
        let hash = vm.hash(&key)?;
        if set.contains(vm, &key, hash)? {
            result.add(vm, &key, hash)?;
            if result.len(vm) >= set.len(vm) {
                break;
            }
        }
        vm.poll()?;
    }
    Ok(result)
}

pub fn difference(vm: &mut Vm, set: &AnySet, other: &Value) -> PyResult<AnySet> {
    let as_set = AnySet::of(other);
    let as_dict = other.downcast_exact::<Dict>().cloned();
    let size = match (&as_set, &as_dict) {
        (Some(other), _) => other.len(vm),
        (None, Some(dict)) => dict.get(vm).len(),
        (None, None) => return copy_and_subtract(vm, set, other),
    };
    if set.len(vm) >> 2 > size {
        return copy_and_subtract(vm, set, other);
    }
    let result = set.new_like(vm)?;
    if let Some(other) = &as_set
        && let Some(table) = select(vm, set, other, false)?
    {
        *result.table_mut(vm) = table;
        return Ok(result);
    }
    let mut at = 0;
    while let Some((slot, hash, key)) = set.next_from(vm, at) {
        at = slot + 1;
        let found = match (&as_set, &as_dict) {
            (Some(other), _) => other.contains(vm, &key, hash)?,
            (None, Some(dict)) => vm.dict_find(dict, &key, hash)?.is_some(),
            (None, None) => false,
        };
        if !found {
            result.add(vm, &key, hash)?;
        }
        vm.poll()?;
    }
    Ok(result)
}

fn copy_and_subtract(vm: &mut Vm, set: &AnySet, other: &Value) -> PyResult<AnySet> {
    let result = copy(vm, set)?;
    subtract(vm, &result, other)?;
    Ok(result)
}

/// `set -= other`, for any iterable.
pub fn subtract(vm: &mut Vm, set: &AnySet, other: &Value) -> PyResult<()> {
    if let Some(mut other) = AnySet::of(other) {
        if set.is(&other) {
            let keys = set.table_mut(vm).take_all();
            drop(keys);
            return Ok(());
        }
        if other.len(vm) >> 3 > set.len(vm) {
            other = intersection(vm, set, &other.to_value())?;
        }
        let mut at = 0;
        while let Some((slot, hash, key)) = other.next_from(vm, at) {
            at = slot + 1;
            set.discard(vm, &key, hash)?;
            vm.poll()?;
        }
    } else {
        let iter = vm.iter(other)?;
        while let Some(key) = vm.next(&iter)? {
            let hash = vm.hash_element(&key)?;
            set.discard(vm, &key, hash)?;
            vm.poll()?;
        }
    }
    match set.table_mut(vm).sweep() {
        true => Ok(()),
        false => Err(vm.memory_error()),
    }
}

/// Replaces the contents of `set` by those of a set made for it.
pub fn replace(vm: &mut Vm, set: &AnySet, new: &AnySet) {
    let contents = std::mem::take(new.table_mut(vm));
    let old = set.table_mut(vm).replace(contents);
    drop(old);
}

/// `set ^= other`, for any iterable.
pub fn toggle(vm: &mut Vm, set: &AnySet, other: &Value) -> PyResult<()> {
    if let Some(dict) = other.downcast_exact::<Dict>().cloned() {
        let mut at = 0;
        while let Some((index, key, hash)) = dict.get(vm).next_from(at).map(|(i, e)| (i, e.key.clone(), e.hash)) {
            at = index + 1;
            if !set.discard(vm, &key, hash)? {
                set.add(vm, &key, hash)?;
            }
            vm.poll()?;
        }
        return Ok(());
    }
    let other = match AnySet::of(other) {
        Some(other) if set.is(&other) => {
            let keys = set.table_mut(vm).take_all();
            drop(keys);
            return Ok(());
        }
        Some(other) => other,
        None => {
            let made = set.new_like(vm)?;
            made.update(vm, other)?;
            made
        }
    };
    set.toggle(vm, &other)
}

pub fn symmetric_difference(vm: &mut Vm, set: &AnySet, other: &Value) -> PyResult<AnySet> {
    let result = set.new_like(vm)?;
    result.update(vm, other)?;
    toggle(vm, &result, &set.to_value())?;
    Ok(result)
}

pub fn is_disjoint(vm: &mut Vm, set: &AnySet, other: &Value) -> PyResult<bool> {
    if let Some(other) = AnySet::of(other) {
        if set.is(&other) {
            return Ok(set.len(vm) == 0);
        }
        let (walked, asked) = if other.len(vm) > set.len(vm) { (set, &other) } else { (&other, set) };
        if let Some(common) = any_key(vm, walked, asked, true)? {
            return Ok(!common);
        }
        let mut at = 0;
        while let Some((slot, hash, key)) = walked.next_from(vm, at) {
            at = slot + 1;
            if asked.contains(vm, &key, hash)? {
                return Ok(false);
            }
            vm.poll()?;
        }
        return Ok(true);
    }
    let iter = vm.iter(other)?;
    while let Some(key) = vm.next(&iter)? {
        let hash = vm.hash_element(&key)?;
        if set.contains(vm, &key, hash)? {
            return Ok(false);
        }
        vm.poll()?;
    }
    Ok(true)
}

pub fn is_subset(vm: &mut Vm, set: &AnySet, other: &Value) -> PyResult<bool> {
    let Some(other_set) = AnySet::of(other) else {
        let common = intersection(vm, set, other)?;
        return Ok(common.len(vm) == set.len(vm));
    };
    if set.len(vm) > other_set.len(vm) {
        return Ok(false);
    }
    if let Some(missing) = any_key(vm, set, &other_set, false)? {
        return Ok(!missing);
    }
    let mut at = 0;
    while let Some((slot, hash, key)) = set.next_from(vm, at) {
        at = slot + 1;
        if !other_set.contains(vm, &key, hash)? {
            return Ok(false);
        }
        vm.poll()?;
    }
    Ok(true)
}

pub fn is_superset(vm: &mut Vm, set: &AnySet, other: &Value) -> PyResult<bool> {
    if let Some(other) = AnySet::of(other) {
        return is_subset(vm, &other, &set.to_value());
    }
    let iter = vm.iter(other)?;
    while let Some(key) = vm.next(&iter)? {
        let hash = vm.hash_element(&key)?;
        if !set.contains(vm, &key, hash)? {
            return Ok(false);
        }
        vm.poll()?;
    }
    Ok(true)
}

pub fn compare(vm: &mut Vm, a: &AnySet, b: &AnySet, op: CompareOp) -> PyResult<bool> {
    let (x, y) = (a.len(vm), b.len(vm));
    match op {
        CompareOp::Eq | CompareOp::Ne => {
            let hashes_differ = match (a, b) {
                (AnySet::Frozen(a), AnySet::Frozen(b)) => {
                    let (a, b) = (a.get(vm).hash.get(), b.get(vm).hash.get());
                    a != -1 && b != -1 && a != b
                }
                _ => false,
            };
            let equal = x == y && !hashes_differ && is_subset(vm, a, &b.to_value())?;
            Ok(equal == (op == CompareOp::Eq))
        }
        CompareOp::Le => is_subset(vm, a, &b.to_value()),
        CompareOp::Ge => is_subset(vm, b, &a.to_value()),
        CompareOp::Lt => Ok(x < y && is_subset(vm, a, &b.to_value())?),
        CompareOp::Gt => Ok(x > y && is_subset(vm, b, &a.to_value())?),
    }
}
