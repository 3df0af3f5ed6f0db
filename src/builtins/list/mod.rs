//! `list`: construction, operators, iteration. Methods are in `methods.rs`, slices in `slicing.rs`, sorting in `sort.rs`.

mod iterators;
mod methods;
mod slicing;
mod sort;
mod timsort;

pub use methods::list_reverse_iter;

use super::sequence::{compare_items, find_item, is_slice, place, repeat_items, repeat_length, slice_items};
use crate::builtins::slice::slice_adjust;
use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::iter::ListIter;
use crate::object::slots::{Args, CompareOp, PyResult};
use crate::object::{List, Slice, Type};
use crate::vm::Vm;
use crate::vm::guard::STEPS;

const DOC: &str = "Built-in mutable sequence.

list() is empty; list(iterable) holds the items of an iterable.";

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.list.clone();
    let builder = TypeBuilder::new(vm, &ty).doc(DOC).signature("(iterable=(), /)").slots(|s| {
        s.new = Some(list_new);
        s.init = Some(list_init);
        s.repr = Some(list_repr);
        s.hash = Some(crate::protocol::hash_not_implemented);
        s.compare = Some(list_compare);
        s.iter = Some(list_iter);
        s.len = Some(list_len);
        s.getitem = Some(list_getitem);
        s.setitem = Some(slicing::list_setitem);
        s.contains = Some(list_contains);
        s.concat = Some(list_concat);
        s.repeat = Some(list_repeat);
        s.inplace_concat = Some(list_inplace_concat);
        s.inplace_repeat = Some(list_inplace_repeat);
    });
    methods::add(builder).ready();
    iterators::init(vm)
}

/// The receiver of a slot function.
pub(super) fn this(vm: &Vm, v: &Value) -> PyResult<Ref<List>> {
    match v.downcast::<List>() {
        Some(list) => Ok(list.clone()),
        None => Err(vm.type_error("a 'list' object is required")),
    }
}

fn list_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, List::default())?.into_value())
}

fn list_init(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult<()> {
    let list = this(vm, v)?;
    let iterable = match (args.values, args.names) {
        ([], _) => None,
        ([one], []) => Some(one.clone()),
        _ => vm.bind_args("list(iterable=(), /)", args)?.into_iter().next(),
    };
    if !list.get(vm).items.is_empty() {
        drop(std::mem::take(&mut list.get_mut(vm).items));
    }
    match iterable {
        Some(iterable) => vm.list_extend(&list, &iterable),
        None => Ok(()),
    }
}

impl Vm {
    /// `list.append`.
    #[inline]
    pub fn list_append(&mut self, list: &Ref<List>, value: Value) -> PyResult<()> {
        let l = list.get_mut(self);
        if l.items.len() == l.items.capacity() && !l.fit(l.items.len() + 1) {
            return Err(self.memory_error());
        }
        list.get_mut(self).items.push(value);
        Ok(())
    }

    /// `list.extend`, also of the list itself. Items are added one by one as they come.
    pub fn list_extend(&mut self, list: &Ref<List>, iterable: &Value) -> PyResult<()> {
        if let Some(other) = iterable.downcast_exact::<List>()
            && !other.ptr_eq(list)
        {
            // The list's items are taken out, so that both can be borrowed.
            let mut own = List { items: std::mem::take(&mut list.get_mut(self).items) };
            let source = &other.get(self).items;
            let before = own.items.len();
            let result = match room_for(&mut own, source.len()) {
                true => self.append_copies(&mut own.items, source),
                false => Err(self.memory_error()),
            };
            if result.is_err() {
                own.items.truncate(before);
            }
            list.get_mut(self).items = std::mem::take(&mut own.items);
            return result;
        }
        if let Some(mut whole) = self.plain_items(iterable)? {
            let own = list.get_mut(self);
            if !room_for(own, whole.len()) {
                return Err(self.memory_error());
            }
            list.get_mut(self).items.append(&mut whole);
            return Ok(());
        }
        let iter = self.iter(iterable)?;
        let hint = self.length_hint(iterable, 8)?;
        self.refuse_impossible(hint)?;
        // A wrong hint must not cost much memory.
        let items = &mut list.get_mut(self).items;
        let first = items.capacity() == 0;
        if first && items.try_reserve_exact(hint.min(1 << 16)).is_err() {
            return Err(self.memory_error());
        }
        while let Some(item) = self.next(&iter)? {
            self.list_append(list, item)?;
            self.poll()?;
        }
        Ok(())
    }
}

/// Makes room for `more` items known in number. False if there is no memory.
fn room_for(list: &mut List, more: usize) -> bool {
    match list.items.capacity() {
        0 => list.items.try_reserve_exact(more.saturating_add(1) & !1).is_ok(),
        _ => list.fit(list.items.len().saturating_add(more)),
    }
}

fn list_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let list = this(vm, v)?;
    vm.repr_with(|vm, out| vm.list_repr_into(&list, out))
}

fn list_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<List>().cloned(), b.downcast::<List>().cloned()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    compare_items(vm, &x, &y, op, true)
}

fn list_iter(vm: &mut Vm, v: &Value) -> PyResult {
    let list = this(vm, v)?;
    Ok(vm.alloc(&vm.types.list_iterator, ListIter { list: Some(list), index: 0 })?.into_value())
}

fn list_len(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    Ok(vm.receiver::<List>(std::slice::from_ref(v))?.get(vm).items.len())
}

fn list_getitem(vm: &mut Vm, v: &Value, key: &Value) -> PyResult {
    let list = this(vm, v)?;
    if is_slice(key) {
        let (start, _, step, count) = slice_of(vm, &list, key)?;
        let items = slice_items(vm, &list.get(vm).items, start, step, count)?;
        return vm.new_list(items);
    }
    let i = vm.subscript_number(key, "list")?;
    let items = &list.get(vm).items;
    match place(i, items.len()).and_then(|i| items.get(i)) {
        Some(item) => Ok(item.clone()),
        None => Err(vm.index_error("list index out of range")),
    }
}

/// The bounds of a slice, for the length that the list has after the parts' `__index__` have run.
fn slice_of(vm: &mut Vm, list: &Ref<List>, key: &Value) -> PyResult<(i64, i64, i64, usize)> {
    let Some(slice) = key.downcast_exact::<Slice>() else { return Err(vm.type_error("a slice is required")) };
    let (start, stop, step) = vm.slice_unpack(slice)?;
    Ok(slice_adjust(start, stop, step, list.get(vm).items.len()))
}

fn list_contains(vm: &mut Vm, v: &Value, item: &Value) -> PyResult<bool> {
    let list = this(vm, v)?;
    Ok(find_item(vm, &list, item, 0, usize::MAX)?.is_some())
}

fn list_concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let list = this(vm, a)?;
    let Some(other) = b.downcast::<List>() else {
        let ty = vm.type_name(b);
        return Err(vm.type_error(format!("can only concatenate list (not \"{ty}\") to list")));
    };
    let (x, y) = (&list.get(vm).items, &other.get(vm).items);
    let mut items = Vec::new();
    if items.try_reserve_exact(x.len() + y.len()).is_err() {
        return Err(vm.memory_error());
    }
    vm.append_copies(&mut items, x)?;
    vm.append_copies(&mut items, y)?;
    vm.new_list(items)
}

fn list_repeat(vm: &mut Vm, a: &Value, n: &Value) -> PyResult {
    let list = this(vm, a)?;
    let n = vm.repeat_count(n)?;
    let total = repeat_length(vm, list.get(vm).items.len(), n)?;
    let items = repeat_items(vm, &list.get(vm).items, total)?;
    vm.new_list(items)
}

fn list_inplace_concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let list = this(vm, a)?;
    vm.list_extend(&list, b)?;
    Ok(a.clone())
}

fn list_inplace_repeat(vm: &mut Vm, a: &Value, n: &Value) -> PyResult {
    let list = this(vm, a)?;
    let n = vm.repeat_count(n)?;
    if n == 1 {
        return Ok(a.clone());
    }
    let total = repeat_length(vm, list.get(vm).items.len(), n)?;
    let l = list.get_mut(vm);
    if total == 0 {
        let old = std::mem::take(&mut l.items);
        crate::object::list::drop_last_first(old);
        return Ok(a.clone());
    }
    if !l.fit(total) {
        return Err(vm.memory_error());
    }
    // Taken out, so that a Ctrl-C can be looked for.
    let mut items = std::mem::take(&mut list.get_mut(vm).items);
    let round = items.len();
    let mut result = Ok(());
    while items.len() < total && result.is_ok() {
        let from = items.len() % round;
        let more = (items.len() - from).min(total - items.len()).min(STEPS);
        items.extend_from_within(from..from + more);
        result = vm.check_interrupt();
    }
    if result.is_err() {
        items.truncate(round);
    }
    list.get_mut(vm).items = items;
    result.map(|()| a.clone())
}
