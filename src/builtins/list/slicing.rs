//! Assignment to and deletion of list items and slices.

use super::{slice_of, this};
use crate::builtins::sequence::{is_slice, place};
use crate::builtins::slice::slice_adjust;
use crate::gc::{Ref, Value};
use crate::object::list::drop_last_first;
use crate::object::slots::PyResult;
use crate::object::{List, Slice};
use crate::vm::Vm;
use crate::vm::guard::STEPS;

pub fn list_setitem(vm: &mut Vm, v: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let list = this(vm, v)?;
    if is_slice(key) {
        return match value {
            Some(value) => list_set_slice(vm, &list, key, value),
            None => list_delete_slice(vm, &list, key),
        };
    }
    let i = vm.subscript_number(key, "list")?;
    let l = list.get_mut(vm);
    let len = l.items.len();
    let old = match (place(i, len), value) {
        (Some(at), Some(value)) => l.items.get_mut(at).map(|slot| std::mem::replace(slot, value.clone())),
        (Some(at), None) => {
            let removed = l.items.remove(at);
            if len > 1 {
                l.fit(len - 1);
            }
            Some(removed)
        }
        (None, _) => return Err(vm.index_error("list assignment index out of range")),
    };
    drop(old);
    Ok(())
}

fn list_set_slice(vm: &mut Vm, list: &Ref<List>, key: &Value, value: &Value) -> PyResult<()> {
    let Some(slice) = key.downcast_exact::<Slice>() else { return Err(vm.type_error("a slice is required")) };
    let (start, stop, step) = vm.slice_unpack(slice)?;
    // The values are copied first: they may come from the list itself.
    let new = match vm.plain_items(value)? {
        Some(new) => new,
        None => {
            let iter = match vm.iter(value) {
                Ok(iter) => iter,
                Err(raised) if vm.raised_is(&raised, |e| &e.TypeError) => {
                    return Err(vm.type_error("must assign iterable to extended slice"));
                }
                Err(raised) => return Err(raised),
            };
            vm.collect(&iter)?
        }
    };
    // Collecting may have run code that changed the list.
    let len = list.get(vm).items.len();
    let (start, stop, step, count) = slice_adjust(start, stop, step, len);
    if step == 1 {
        let (from, to) = (start as usize, start.max(stop) as usize);
        let items = &mut list.get_mut(vm).items;
        if items.try_reserve(new.len()).is_err() {
            return Err(vm.memory_error());
        }
        let items = &mut list.get_mut(vm).items;
        let old: Vec<Value> = if new.len().max(to - from) < STEPS {
            items.splice(from..to, new).collect()
        } else {
            // Long parts are moved as they are, not item by item.
            let mut new = new;
            let mut tail = items.split_off(to);
            let old = items.split_off(from);
            items.append(&mut new);
            items.append(&mut tail);
            old
        };
        drop_last_first(old);
        return Ok(());
    }
    if new.len() != count {
        let n = new.len();
        return Err(vm.value_error(format!("attempt to assign sequence of size {n} to extended slice of size {count}")));
    }
    let mut at = start;
    let mut old = Vec::new();
    if old.try_reserve_exact(count).is_err() {
        return Err(vm.memory_error());
    }
    let items = &mut list.get_mut(vm).items;
    for value in new {
        if let Some(slot) = items.get_mut(at as usize) {
            old.push(std::mem::replace(slot, value));
        }
        at = at.wrapping_add(step);
    }
    drop(old);
    Ok(())
}

fn list_delete_slice(vm: &mut Vm, list: &Ref<List>, key: &Value) -> PyResult<()> {
    let (start, _, step, count) = slice_of(vm, list, key)?;
    if count == 0 {
        return Ok(());
    }
    // Deleting is the same in ascending order.
    let (first, step) = match step {
        s if s < 0 => (start + s * (count as i64 - 1), -s),
        s => (start, s),
    };
    let (first, step) = (first as usize, step as usize);
    let items = &mut list.get_mut(vm).items;
    let old: Vec<Value> = if step == 1 && count < STEPS {
        items.drain(first..first + count).collect()
    } else if step == 1 {
        let mut tail = items.split_off(first + count);
        let old = items.split_off(first);
        items.append(&mut tail);
        old
    } else {
        let last = first + step * (count - 1);
        let mut i = 0;
        items
            .extract_if(.., |_| {
                let at = i;
                i += 1;
                at >= first && at <= last && (at - first) % step == 0
            })
            .collect()
    };
    let l = list.get_mut(vm);
    l.fit(l.items.len());
    // The order in which they go, which finalisers show.
    if step == 1 {
        drop_last_first(old);
    } else {
        drop(old);
    }
    Ok(())
}
