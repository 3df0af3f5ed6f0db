//! The methods of `list`.

use super::this;
use crate::builtins::sequence::{clip_bound, count_items, find_item, place, search_bound};
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::List;
use crate::object::iter::ListReverseIter;
use crate::object::list::drop_last_first;
use crate::object::slots::PyResult;
use crate::vm::Vm;

pub fn add(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder
        .method("__reversed__(self, /)", list_reversed, "Return a reverse iterator over the list.")
        .method("__sizeof__(self, /)", list_sizeof, "Return the size of the list in memory, in bytes.")
        .method("clear(self, /)", list_clear, "Remove all items from list.")
        .method("copy(self, /)", list_copy, "Return a shallow copy of the list.")
        .method("append(self, object, /)", list_append, "Append object to the end of the list.")
        .method("insert(self, index, object, /)", list_insert, "Insert object before index.")
        .method("extend(self, iterable, /)", list_extend, "Extend list by appending elements from the iterable.")
        .method("pop(self, index=-1, /)", list_pop, POP_DOC)
        .method(
            "remove(self, value, /)",
            list_remove,
            "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.",
        )
        .method(
            "index(self, value, start=0, stop=sys.maxsize, /)",
            list_index,
            "Return first index of value.\n\nRaises ValueError if the value is not present.",
        )
        .method("count(self, value, /)", list_count, "Return number of occurrences of value.")
        .method("reverse(self, /)", list_reverse, "Reverse *IN PLACE*.")
        .method("sort(self, /, *, key=None, reverse=False)", list_sort, SORT_DOC)
        .class_method(
            "__class_getitem__(type, object, /)",
            |vm, args| vm.generic_alias(arg(args, 0), arg(args, 1)),
            "See PEP 585",
        )
}

const POP_DOC: &str =
    "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.";
const SORT_DOC: &str = "Sort the list in ascending order and return None.

The sort is in-place and stable. A key function, if given, is applied
once to each item; reverse sorts in descending order.";

fn list_reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    list_reverse_iter(vm, &this(vm, arg(args, 0))?)
}

/// `list.__reversed__`
pub fn list_reverse_iter(vm: &Vm, list: &Ref<List>) -> PyResult {
    let payload = ListReverseIter { list: Some(list.clone()), index: list.get(vm).items.len() };
    Ok(vm.alloc(&vm.types.list_reverseiterator, payload)?.into_value())
}

/// As CPython counts: eight bytes an item.
fn list_sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = this(vm, arg(args, 0))?;
    let basic = vm.type_of(arg(args, 0)).get(vm).basic_size(vm);
    let size = basic + 8 * list.get(vm).items.capacity();
    Ok(vm.int(size as i64))
}

fn list_clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = this(vm, arg(args, 0))?;
    drop_last_first(std::mem::take(&mut list.get_mut(vm).items));
    Ok(Value::NONE)
}

fn list_copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = this(vm, arg(args, 0))?;
    let items = vm.copy_items(&list.get(vm).items)?;
    vm.new_list(items)
}

fn list_append(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = vm.receiver::<List>(args)?;
    vm.list_append(list, arg(args, 1).clone())?;
    Ok(Value::NONE)
}

fn list_insert(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = vm.receiver::<List>(args)?;
    let i = vm.extract::<i64>(arg(args, 1))?;
    let l = list.get_mut(vm);
    if !l.fit(l.items.len() + 1) {
        return Err(vm.memory_error());
    }
    let items = &mut list.get_mut(vm).items;
    let at = clip_bound(i, items.len());
    items.insert(at, arg(args, 2).clone());
    Ok(Value::NONE)
}

fn list_extend(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = vm.receiver::<List>(args)?;
    vm.list_extend(list, arg(args, 1))?;
    Ok(Value::NONE)
}

fn list_pop(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = vm.receiver::<List>(args)?;
    let i = vm.extract::<i64>(arg(args, 1))?;
    let l = list.get_mut(vm);
    let len = l.items.len();
    let item = match i == -1 || i == len as i64 - 1 {
        true => l.items.pop(),
        false => place(i, len).map(|at| l.items.remove(at)),
    };
    if let Some(item) = item {
        l.fit(len - 1);
        return Ok(item);
    }
    Err(vm.index_error(if len == 0 { "pop from empty list" } else { "pop index out of range" }))
}

fn list_remove(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = this(vm, arg(args, 0))?;
    match find_item(vm, &list, arg(args, 1), 0, usize::MAX)? {
        Some(at) => {
            // The comparison may have shortened the list.
            let l = list.get_mut(vm);
            let removed = if at < l.items.len() { Some(l.items.remove(at)) } else { None };
            l.fit(l.items.len());
            drop(removed);
            Ok(Value::NONE)
        }
        None => Err(vm.value_error("list.remove(x): x not in list")),
    }
}

fn list_index(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = this(vm, arg(args, 0))?;
    let start = search_bound(vm, arg(args, 2))?;
    let stop = search_bound(vm, arg(args, 3))?;
    let len = list.get(vm).items.len();
    // An end beyond the list is kept, so that items added during the search are seen.
    let start = clip_bound(start, len);
    let stop = if stop < 0 { clip_bound(stop, len) } else { stop as usize };
    match find_item(vm, &list, arg(args, 1), start, stop)? {
        Some(at) => Ok(vm.int(at as i64)),
        None => Err(vm.value_error("list.index(x): x not in list")),
    }
}

fn list_count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = this(vm, arg(args, 0))?;
    let count = count_items(vm, &list, arg(args, 1))?;
    Ok(vm.int(count))
}

fn list_reverse(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = vm.receiver::<List>(args)?;
    list.get_mut(vm).items.reverse();
    Ok(Value::NONE)
}

fn list_sort(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = this(vm, arg(args, 0))?;
    let key = (!arg(args, 1).is_none()).then(|| arg(args, 1));
    // `reverse` is an int by CPython's signature, so that any truth value will do.
    let reverse = vm.truthy(arg(args, 2))?;
    vm.list_sort(&list, key, reverse)?;
    Ok(Value::NONE)
}
