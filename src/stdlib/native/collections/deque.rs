//! `collections.deque` and its two iterators.

use crate::builtins::iter::iter_self;
use crate::builtins::sequence::{clip_bound, place, quick_equals, search_bound};
use crate::gc::{Kind, Ref, Value};
use crate::native::build::new_native_type;
use crate::native::{TypeBuilder, arg};
use crate::object::slots::{Args, CompareOp, PyResult};
use crate::object::{Raised, Type};
use crate::payload;
use crate::vm::Vm;
use crate::vm::guard::STEPS;
use std::collections::VecDeque;

#[derive(Default)]
pub struct Deque {
    items: VecDeque<Value>,
    maxlen: Option<usize>,
    /// Counts changes of the number or order of items, for iterators.
    state: u64,
}

payload!(Deque, Kind::Other, "deque", tracked { items });

/// `_deque_iterator` and `_deque_reverse_iterator`.
pub struct DequeIter {
    deque: Ref<Deque>,
    /// Items already yielded.
    index: usize,
    left: usize,
    state: u64,
    reverse: bool,
}

payload!(DequeIter, Kind::Other, "_deque_iterator", tracked { deque });

/// Makes the three types.
pub fn init(vm: &mut Vm) -> (Ref<Type>, Ref<Type>, Ref<Type>) {
    let deque = new_native_type::<Deque>(vm, "deque", "collections", None);
    let deque = TypeBuilder::new(vm, &deque)
        .doc("A list-like sequence optimized for data accesses near its endpoints.")
        .signature("([iterable[, maxlen]])")
        .flag(crate::object::ty::type_flag::SEQUENCE)
        .weakrefable()
        .slots(|s| {
            s.new = Some(deque_new);
            s.init = Some(deque_init);
            s.repr = Some(deque_repr);
            s.hash = Some(crate::protocol::hash_not_implemented);
            s.compare = Some(deque_compare);
            s.iter = Some(deque_iter);
            s.len = Some(deque_len);
            s.getitem = Some(deque_getitem);
            s.setitem = Some(deque_setitem);
            s.contains = Some(deque_contains);
            s.concat = Some(deque_concat);
            s.repeat = Some(deque_repeat);
            s.inplace_concat = Some(deque_inplace_concat);
            s.inplace_repeat = Some(deque_inplace_repeat);
        })
        .method("append(self, item, /)", deque_append, "Add an element to the right side of the deque.")
        .method("appendleft(self, item, /)", deque_appendleft, "Add an element to the left side of the deque.")
        .method("clear(self, /)", deque_clear, "Remove all elements from the deque.")
        .method("__copy__(self, /)", deque_copy, "Return a shallow copy of a deque.")
        .method("copy(self, /)", deque_copy, "Return a shallow copy of a deque.")
        .method("count(self, value, /)", deque_count, "Return number of occurrences of value.")
        .method(
            "extend(self, iterable, /)",
            deque_extend,
            "Extend the right side of the deque with elements from the iterable.",
        )
        .method(
            "extendleft(self, iterable, /)",
            deque_extendleft,
            "Extend the left side of the deque with elements from the iterable.",
        )
        .method(
            "index(self, value, start=0, stop=sys.maxsize, /)",
            deque_index,
            "Return first index of value.\n\nRaises ValueError if the value is not present.",
        )
        .method("insert(self, index, value, /)", deque_insert, "Insert value before index.")
        .method("pop(self, /)", deque_pop, "Remove and return the rightmost element.")
        .method("popleft(self, /)", deque_popleft, "Remove and return the leftmost element.")
        .method("__reduce__(self, /)", deque_reduce, "Return state information for pickling.")
        .method("remove(self, value, /)", deque_remove, "Remove first occurrence of value.")
        .method("__reversed__(self, /)", deque_reversed, "Return a reverse iterator over the deque.")
        .method("reverse(self, /)", deque_reverse, "Reverse *IN PLACE*.")
        .method(
            "rotate(self, n=1, /)",
            deque_rotate,
            "Rotate the deque n steps to the right.  If n is negative, rotates left.",
        )
        .method("__sizeof__(self, /)", deque_sizeof, "Return the size of the deque in memory, in bytes.")
        .class_method(
            "__class_getitem__(type, object, /)",
            |vm, args| vm.generic_alias(arg(args, 0), arg(args, 1)),
            "See PEP 585",
        )
        .getset("maxlen", deque_maxlen, None, "maximum size of a deque or None if unbounded")
        .ready();
    let iter = iterator_type(vm, "_deque_iterator", iter_new);
    let reverse = iterator_type(vm, "_deque_reverse_iterator", reverse_iter_new);
    (deque, iter, reverse)
}

fn iterator_type(vm: &mut Vm, name: &str, new: crate::object::slots::NewFn) -> Ref<Type> {
    let ty = new_native_type::<DequeIter>(vm, name, "collections", None);
    ty.get(vm).set_flag(crate::object::ty::type_flag::BASETYPE, false);
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.new = Some(new);
            s.iter = Some(iter_self);
            s.iternext = Some(iter_next);
        })
        .method("__length_hint__(self, /)", iter_hint, "Private method returning an estimate of len(list(it)).")
        .method("__reduce__(self, /)", iter_reduce, "Return state information for pickling.")
        .ready()
}

impl Deque {
    /// Adds an item on the right; what falls out on the left is returned.
    fn push_right(&mut self, item: Value) -> Option<Value> {
        self.state += 1;
        if self.maxlen == Some(0) {
            return Some(item);
        }
        let out = if self.maxlen == Some(self.items.len()) { self.items.pop_front() } else { None };
        self.items.push_back(item);
        out
    }

    fn push_left(&mut self, item: Value) -> Option<Value> {
        self.state += 1;
        if self.maxlen == Some(0) {
            return Some(item);
        }
        let out = if self.maxlen == Some(self.items.len()) { self.items.pop_back() } else { None };
        self.items.push_front(item);
        out
    }

    fn has_room(&mut self) -> bool {
        self.items.len() < self.items.capacity() || self.items.try_reserve(1).is_ok()
    }
}

fn this(vm: &Vm, v: &Value) -> PyResult<Ref<Deque>> {
    match v.downcast::<Deque>() {
        Some(deque) => Ok(deque.clone()),
        None => Err(vm.type_error("a 'collections.deque' object is required")),
    }
}

fn mutated(vm: &Vm) -> Raised {
    vm.runtime_error("deque mutated during iteration")
}

fn out_of_range(vm: &Vm) -> Raised {
    vm.index_error("deque index out of range")
}

fn deque_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, Deque::default())?.into_value())
}

fn deque_init(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult<()> {
    let deque = this(vm, v)?;
    let bound = vm.bind_args("deque(iterable=<unrepresentable>, maxlen=None)", args)?;
    let (iterable, maxlen) = (arg(&bound, 0), arg(&bound, 1));
    let maxlen = if maxlen.is_none() {
        None
    } else {
        if !vm.is_int(maxlen) {
            return Err(vm.type_error("an integer is required"));
        }
        let n = vm.extract::<i64>(maxlen)?;
        if n < 0 {
            return Err(vm.value_error("maxlen must be non-negative"));
        }
        Some(n as usize)
    };
    let d = deque.get_mut(vm);
    d.maxlen = maxlen;
    d.state += 1;
    let old = std::mem::take(&mut d.items);
    drop(old);
    if iterable.is_unset() { Ok(()) } else { extend(vm, &deque, iterable, false) }
}

fn extend(vm: &mut Vm, deque: &Ref<Deque>, iterable: &Value, left: bool) -> PyResult<()> {
    if iterable.downcast::<Deque>().is_some_and(|d| d.ptr_eq(deque)) {
        let items: Vec<Value> = deque.get(vm).items.iter().cloned().collect();
        for item in items {
            push(vm, deque, item, left)?;
        }
        return Ok(());
    }
    let iter = vm.iter(iterable)?;
    while let Some(item) = vm.next(&iter)? {
        push(vm, deque, item, left)?;
        vm.poll()?;
    }
    Ok(())
}

fn push(vm: &mut Vm, deque: &Ref<Deque>, item: Value, left: bool) -> PyResult<()> {
    let d = deque.get_mut(vm);
    if !d.has_room() {
        return Err(vm.memory_error());
    }
    let d = deque.get_mut(vm);
    let out = if left { d.push_left(item) } else { d.push_right(item) };
    drop(out);
    Ok(())
}

fn deque_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let deque = this(vm, v)?;
    if !vm.repr_enter(v) {
        return vm.new_str("[...]");
    }
    let items: Vec<Value> = deque.get(vm).items.iter().cloned().collect();
    let result = vm.new_list(items).and_then(|list| vm.repr(&list));
    vm.repr_leave(v);
    let text = result?;
    let name = vm.type_of(v).get(vm).name.clone();
    let mut out = [name.bytes(), b"(", text.bytes()].concat();
    if let Some(maxlen) = deque.get(vm).maxlen {
        out.extend_from_slice(format!(", maxlen={maxlen}").as_bytes());
    }
    out.push(b')');
    vm.new_str_wtf8(&out)
}

fn deque_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Deque>().cloned(), b.downcast::<Deque>().cloned()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if matches!(op, CompareOp::Eq | CompareOp::Ne) {
        if x.ptr_eq(&y) {
            return Ok(Value::bool(op == CompareOp::Eq));
        }
        if x.get(vm).items.len() != y.get(vm).items.len() {
            return Ok(Value::bool(op == CompareOp::Ne));
        }
    }
    let states = (x.get(vm).state, y.get(vm).state);
    let mut i = 0;
    loop {
        if (x.get(vm).state, y.get(vm).state) != states {
            return Err(mutated(vm));
        }
        let (p, q) = (x.get(vm).items.get(i).cloned(), y.get(vm).items.get(i).cloned());
        let (Some(p), Some(q)) = (p, q) else { break };
        if !vm.equals(&p, &q)? {
            return Ok(Value::bool(match op {
                CompareOp::Eq => false,
                CompareOp::Ne => true,
                _ => vm.compare_bool(&p, &q, op)?,
            }));
        }
        i += 1;
        vm.poll()?;
    }
    let (m, n) = (x.get(vm).items.len(), y.get(vm).items.len());
    Ok(Value::bool(op.accepts(m.cmp(&n))))
}

fn deque_len(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    Ok(vm.receiver::<Deque>(std::slice::from_ref(v))?.get(vm).items.len())
}

/// A subscript: an index only.
fn subscript(vm: &mut Vm, key: &Value) -> PyResult<i64> {
    if let Some(i) = key.as_small() {
        return Ok(i);
    }
    if !vm.is_int(key) && vm.type_of(key).get(vm).slots.index.is_none() {
        let ty = vm.type_name(key);
        return Err(vm.type_error(format!("sequence index must be integer, not '{ty}'")));
    }
    vm.subscript_number(key, "deque")
}

fn deque_getitem(vm: &mut Vm, v: &Value, key: &Value) -> PyResult {
    let deque = this(vm, v)?;
    let i = subscript(vm, key)?;
    let items = &deque.get(vm).items;
    match place(i, items.len()).and_then(|i| items.get(i)) {
        Some(item) => Ok(item.clone()),
        None => Err(out_of_range(vm)),
    }
}

fn deque_setitem(vm: &mut Vm, v: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let deque = this(vm, v)?;
    let i = subscript(vm, key)?;
    let d = deque.get_mut(vm);
    let old = match (place(i, d.items.len()), value) {
        (Some(at), Some(value)) => d.items.get_mut(at).map(|slot| std::mem::replace(slot, value.clone())),
        (Some(at), None) => {
            d.state += 1;
            d.items.remove(at)
        }
        (None, _) => return Err(out_of_range(vm)),
    };
    drop(old);
    Ok(())
}

/// Finds an item from `start` on, before `stop`. The deque must not change meanwhile.
fn find(vm: &mut Vm, deque: &Ref<Deque>, needle: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let state = deque.get(vm).state;
    let mut i = start;
    while i < stop {
        if i.is_multiple_of(STEPS) {
            vm.poll()?;
        }
        let Some(item) = deque.get(vm).items.get(i) else { break };
        let equal = match quick_equals(item, needle) {
            Some(equal) => equal,
            None => {
                let item = item.clone();
                let equal = vm.equals(&item, needle)?;
                if deque.get(vm).state != state {
                    return Err(mutated(vm));
                }
                vm.poll()?;
                equal
            }
        };
        if equal {
            return Ok(Some(i));
        }
        i += 1;
    }
    Ok(None)
}

fn deque_contains(vm: &mut Vm, v: &Value, item: &Value) -> PyResult<bool> {
    let deque = this(vm, v)?;
    Ok(find(vm, &deque, item, 0, usize::MAX)?.is_some())
}

/// A copy, of the same class: a subclass is called.
fn copy(vm: &mut Vm, v: &Value, deque: &Ref<Deque>) -> PyResult<Ref<Deque>> {
    let class = vm.type_of(v).clone();
    let types = super::types(vm)?;
    let maxlen = deque.get(vm).maxlen;
    if class.ptr_eq(&types.deque) {
        let source = &deque.get(vm).items;
        let mut items = VecDeque::new();
        if items.try_reserve(source.len()).is_err() {
            return Err(vm.memory_error());
        }
        let mut rest = source.iter().cloned();
        while items.len() < source.len() {
            vm.check_interrupt()?;
            items.extend(rest.by_ref().take(STEPS));
        }
        return vm.alloc(&class, Deque { items, maxlen, state: 0 });
    }
    let class = class.to_value();
    let made = match maxlen {
        Some(n) => {
            let n = vm.int(n as i64);
            vm.call(&class, &[v.clone(), n])?
        }
        None => vm.call(&class, std::slice::from_ref(v))?,
    };
    match made.into_ref::<Deque>() {
        Ok(made) => Ok(made),
        Err(other) => {
            let (c, o) = (vm.type_name(v), vm.type_name(&other));
            Err(vm.type_error(format!("{c}() must return a deque, not {o}")))
        }
    }
}

fn deque_concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let deque = this(vm, a)?;
    if b.downcast::<Deque>().is_none() {
        let ty = vm.type_name(b);
        return Err(vm.type_error(format!("can only concatenate deque (not \"{ty}\") to deque")));
    }
    let new = copy(vm, a, &deque)?;
    extend(vm, &new, b, false)?;
    Ok(new.into_value())
}

fn deque_inplace_concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let deque = this(vm, a)?;
    extend(vm, &deque, b, false)?;
    Ok(a.clone())
}

fn repeat(vm: &mut Vm, deque: &Ref<Deque>, n: &Value) -> PyResult<()> {
    let n = vm.repeat_count(n)?;
    let (len, maxlen) = (deque.get(vm).items.len(), deque.get(vm).maxlen);
    if n <= 0 || len == 0 {
        let d = deque.get_mut(vm);
        d.state += 1;
        let old = std::mem::take(&mut d.items);
        drop(old);
        return Ok(());
    }
    // With a bound only the last rounds matter.
    let n = match maxlen {
        Some(most) => (n as usize).min(most.div_ceil(len).max(1)),
        None => n as usize,
    };
    let total = crate::builtins::sequence::repeat_length(vm, len, n as i64)?;
    let d = deque.get_mut(vm);
    if d.items.try_reserve(total - len).is_err() {
        return Err(vm.memory_error());
    }
    let d = deque.get_mut(vm);
    d.state += 1;
    // Taken out, so that a Ctrl-C can be looked for.
    let mut items = std::mem::take(&mut d.items);
    let mut result = Ok(());
    while items.len() < total && result.is_ok() {
        let from = items.len() % len;
        let more = (len - from).min(total - items.len()).min(STEPS);
        for i in from..from + more {
            let item = items.get(i).cloned().unwrap_or_default();
            items.push_back(item);
        }
        result = vm.check_interrupt();
    }
    if result.is_err() {
        items.truncate(len);
    }
    deque.get_mut(vm).items = items;
    result?;
    let d = deque.get_mut(vm);
    if let Some(most) = maxlen
        && d.items.len() > most
    {
        let surplus = d.items.len() - most;
        let old: Vec<Value> = d.items.drain(..surplus).collect();
        drop(old);
    }
    Ok(())
}

fn deque_repeat(vm: &mut Vm, a: &Value, n: &Value) -> PyResult {
    let deque = this(vm, a)?;
    let new = copy(vm, a, &deque)?;
    repeat(vm, &new, n)?;
    Ok(new.into_value())
}

fn deque_inplace_repeat(vm: &mut Vm, a: &Value, n: &Value) -> PyResult {
    let deque = this(vm, a)?;
    repeat(vm, &deque, n)?;
    Ok(a.clone())
}

fn deque_append(vm: &mut Vm, args: &[Value]) -> PyResult {
    let deque = vm.receiver::<Deque>(args)?;
    push(vm, deque, arg(args, 1).clone(), false)?;
    Ok(Value::NONE)
}

fn deque_appendleft(vm: &mut Vm, args: &[Value]) -> PyResult {
    let deque = vm.receiver::<Deque>(args)?;
    push(vm, deque, arg(args, 1).clone(), true)?;
    Ok(Value::NONE)
}

fn deque_clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    let deque = vm.receiver::<Deque>(args)?;
    let d = deque.get_mut(vm);
    d.state += 1;
    let old = std::mem::take(&mut d.items);
    drop(old);
    Ok(Value::NONE)
}

fn deque_copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let deque = this(vm, arg(args, 0))?;
    Ok(copy(vm, arg(args, 0), &deque)?.into_value())
}

fn deque_count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let deque = this(vm, arg(args, 0))?;
    let (mut count, mut from) = (0, 0);
    while let Some(at) = find(vm, &deque, arg(args, 1), from, usize::MAX)? {
        count += 1;
        from = at + 1;
    }
    Ok(vm.int(count))
}

fn deque_extend(vm: &mut Vm, args: &[Value]) -> PyResult {
    let deque = this(vm, arg(args, 0))?;
    extend(vm, &deque, arg(args, 1), false)?;
    Ok(Value::NONE)
}

fn deque_extendleft(vm: &mut Vm, args: &[Value]) -> PyResult {
    let deque = this(vm, arg(args, 0))?;
    extend(vm, &deque, arg(args, 1), true)?;
    Ok(Value::NONE)
}

fn deque_index(vm: &mut Vm, args: &[Value]) -> PyResult {
    let deque = this(vm, arg(args, 0))?;
    let start = search_bound(vm, arg(args, 2))?;
    let stop = search_bound(vm, arg(args, 3))?;
    let len = deque.get(vm).items.len();
    match find(vm, &deque, arg(args, 1), clip_bound(start, len), clip_bound(stop, len))? {
        Some(at) => Ok(vm.int(at as i64)),
        None => Err(vm.value_error("deque.index(x): x not in deque")),
    }
}

fn deque_insert(vm: &mut Vm, args: &[Value]) -> PyResult {
    let deque = this(vm, arg(args, 0))?;
    let i = vm.extract::<i64>(arg(args, 1))?;
    let d = deque.get_mut(vm);
    if d.maxlen == Some(d.items.len()) {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    if !d.has_room() {
        return Err(vm.memory_error());
    }
    let d = deque.get_mut(vm);
    let at = clip_bound(i, d.items.len());
    d.state += 1;
    d.items.insert(at, arg(args, 2).clone());
    Ok(Value::NONE)
}

fn deque_pop(vm: &mut Vm, args: &[Value]) -> PyResult {
    take(vm, args, VecDeque::pop_back)
}

fn deque_popleft(vm: &mut Vm, args: &[Value]) -> PyResult {
    take(vm, args, VecDeque::pop_front)
}

fn take(vm: &mut Vm, args: &[Value], from: fn(&mut VecDeque<Value>) -> Option<Value>) -> PyResult {
    let deque = vm.receiver::<Deque>(args)?;
    let d = deque.get_mut(vm);
    match from(&mut d.items) {
        Some(item) => {
            d.state += 1;
            Ok(item)
        }
        None => Err(vm.index_error("pop from an empty deque")),
    }
}

fn deque_remove(vm: &mut Vm, args: &[Value]) -> PyResult {
    let deque = this(vm, arg(args, 0))?;
    let state = deque.get(vm).state;
    let found = match find(vm, &deque, arg(args, 1), 0, usize::MAX) {
        Ok(found) => found,
        Err(_) if deque.get(vm).state != state => {
            return Err(vm.index_error("deque mutated during iteration"));
        }
        Err(raised) => return Err(raised),
    };
    let Some(at) = found else { return Err(vm.value_error("deque.remove(x): x not in deque")) };
    let d = deque.get_mut(vm);
    d.state += 1;
    let old = d.items.remove(at);
    drop(old);
    Ok(Value::NONE)
}

fn deque_reverse(vm: &mut Vm, args: &[Value]) -> PyResult {
    let deque = vm.receiver::<Deque>(args)?;
    deque.get_mut(vm).items.make_contiguous().reverse();
    Ok(Value::NONE)
}

fn deque_rotate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = vm.extract::<i64>(arg(args, 1))?;
    let deque = vm.receiver::<Deque>(args)?;
    let d = deque.get_mut(vm);
    let len = d.items.len();
    if len > 1 {
        d.state += 1;
        d.items.rotate_right(n.rem_euclid(len as i64) as usize);
    }
    Ok(Value::NONE)
}

/// As CPython counts: blocks of 64 items.
fn deque_sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let deque = this(vm, arg(args, 0))?;
    let blocks = deque.get(vm).items.len() / 64 + 1;
    Ok(vm.int((216 + blocks * 528) as i64))
}

fn deque_maxlen(vm: &mut Vm, v: &Value) -> PyResult {
    let maxlen = this(vm, v)?.get(vm).maxlen;
    Ok(maxlen.map_or(Value::NONE, |n| vm.int(n as i64)))
}

fn deque_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let v = arg(args, 0);
    let deque = this(vm, v)?;
    let state = vm.call_method_str(v, "__getstate__", &[])?;
    let iter = vm.iter(v)?;
    let empty = vm.empty_tuple.to_value();
    let arguments = match deque.get(vm).maxlen {
        Some(n) => {
            let n = vm.int(n as i64);
            vm.new_tuple(vec![empty, n])?
        }
        None => empty,
    };
    let class = vm.type_of(v).to_value();
    vm.new_tuple(vec![class, arguments, state, iter])
}

fn deque_iter(vm: &mut Vm, v: &Value) -> PyResult {
    let deque = this(vm, v)?;
    new_iter(vm, deque, 0, false)
}

fn deque_reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let deque = this(vm, arg(args, 0))?;
    new_iter(vm, deque, 0, true)
}

fn new_iter(vm: &mut Vm, deque: Ref<Deque>, index: usize, reverse: bool) -> PyResult {
    let types = super::types(vm)?;
    let ty = if reverse { &types.deque_reverse_iter } else { &types.deque_iter };
    let d = deque.get(vm);
    let (len, state) = (d.items.len(), d.state);
    let index = index.min(len);
    Ok(vm.alloc(ty, DequeIter { deque, index, left: len - index, state, reverse })?.into_value())
}

fn iter_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    iter_from_args(vm, args, false)
}

fn reverse_iter_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    iter_from_args(vm, args, true)
}

/// What pickling calls: the deque and the number of items already yielded.
fn iter_from_args(vm: &mut Vm, args: Args<'_>, reverse: bool) -> PyResult {
    let bound = vm.bind_args("_deque_iterator(iterable, index=0, /)", args)?;
    let deque = this(vm, arg(&bound, 0))?;
    let index = vm.extract::<i64>(arg(&bound, 1))?;
    new_iter(vm, deque, index.max(0) as usize, reverse)
}

fn iter_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<DequeIter>(std::slice::from_ref(v))?;
    let it = this.get(vm);
    let d = it.deque.get(vm);
    if it.state != d.state {
        this.get_mut(vm).left = 0;
        return Err(mutated(vm));
    }
    if it.left == 0 {
        return Ok(None);
    }
    let at = if it.reverse { d.items.len().wrapping_sub(1).wrapping_sub(it.index) } else { it.index };
    let item = d.items.get(at).cloned();
    let it = this.get_mut(vm);
    it.index += 1;
    it.left -= 1;
    Ok(item)
}

fn iter_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let left = vm.receiver::<DequeIter>(args)?.get(vm).left;
    Ok(vm.int(left as i64))
}

fn iter_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<DequeIter>(args)?.get(vm);
    let (deque, index) = (it.deque.to_value(), vm.int(it.index as i64));
    let class = vm.type_of(arg(args, 0)).to_value();
    let arguments = vm.new_tuple(vec![deque, index])?;
    vm.new_tuple(vec![class, arguments])
}
