//! `tuple` and `tuple_iterator`.

use super::sequence::{
    clip_bound, compare_items, count_items, find_item, is_slice, place, repeat_items, repeat_length, search_bound,
    slice_items,
};
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::iter::TupleIter;
use crate::object::slots::{Args, CompareOp, PyResult};
use crate::object::{Tuple, Type};
use crate::vm::Vm;
use crate::vm::guard::STEPS;

const DOC: &str = "Built-in immutable sequence.

tuple() is empty; tuple(iterable) holds the items of an iterable. A tuple is returned itself.";

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.tuple.clone();
    TypeBuilder::new(vm, &ty)
        .doc(DOC)
        .signature("(iterable=(), /)")
        .slots(|s| {
            s.new = Some(tuple_new);
            s.repr = Some(tuple_repr);
            s.hash = Some(tuple_hash);
            s.compare = Some(tuple_compare);
            s.iter = Some(tuple_iter);
            s.len = Some(tuple_len);
            s.getitem = Some(tuple_getitem);
            s.contains = Some(tuple_contains);
            s.concat = Some(tuple_concat);
            s.repeat = Some(tuple_repeat);
        })
        .method("__getnewargs__(self, /)", tuple_getnewargs, "")
        .method(
            "index(self, value, start=0, stop=sys.maxsize, /)",
            tuple_index,
            "Return first index of value.\n\nRaises ValueError if the value is not present.",
        )
        .method("count(self, value, /)", tuple_count, "Return number of occurrences of value.")
        .class_method(
            "__class_getitem__(type, object, /)",
            |vm, args| vm.generic_alias(arg(args, 0), arg(args, 1)),
            "See PEP 585",
        )
        .ready();
    let ty = vm.types.tuple_iterator.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.iter = Some(super::iter::iter_self);
            s.iternext = Some(tuple_iter_next);
        })
        .method("__length_hint__(self, /)", tuple_iter_hint, "Private method returning an estimate of len(list(it)).")
        .method("__reduce__(self, /)", tuple_iter_reduce, "Return state information for pickling.")
        .method("__setstate__(self, object, /)", tuple_iter_setstate, "Set state information for unpickling.")
        .ready();
    Ok(())
}

fn this(vm: &Vm, v: &Value) -> PyResult<Ref<Tuple>> {
    match v.downcast::<Tuple>() {
        Some(tuple) => Ok(tuple.clone()),
        None => Err(vm.type_error("a 'tuple' object is required")),
    }
}

fn tuple_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    // A subclass that only has its own `__init__` accepts keywords here and leaves them to it.
    let iterable = match (args.values, args.names) {
        ([], _) => None,
        ([one], []) => Some(one.clone()),
        _ => vm.bind_args("tuple(iterable=(), /)", args)?.into_iter().next(),
    };
    let Some(iterable) = iterable else { return vm.new_tuple_of(class, Vec::new()) };
    if class.ptr_eq(&vm.types.tuple) && iterable.downcast_exact::<Tuple>().is_some() {
        return Ok(iterable);
    }
    if class.ptr_eq(&vm.types.tuple)
        && let Some(list) = iterable.downcast_exact::<crate::object::List>()
    {
        let items = &list.get(vm).items;
        if items.len() <= STEPS {
            return vm.tuple_of(items);
        }
        let items = vm.copy_items(items)?;
        return vm.new_tuple(items);
    }
    let items = collect_without_hint(vm, &iterable)?;
    vm.new_tuple_of(class, items)
}

/// All items; the length of the iterable is not asked for.
fn collect_without_hint(vm: &mut Vm, iterable: &Value) -> PyResult<Vec<Value>> {
    if let Some(items) = vm.plain_items(iterable)? {
        return Ok(items);
    }
    let iter = vm.iter(iterable)?;
    let mut items = Vec::new();
    while let Some(item) = vm.next(&iter)? {
        if items.try_reserve(1).is_err() {
            return Err(vm.memory_error());
        }
        items.push(item);
        vm.poll()?;
    }
    Ok(items)
}

fn tuple_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let tuple = this(vm, v)?;
    vm.repr_with(|vm, out| vm.tuple_repr_into(&tuple, out))
}

fn tuple_hash(vm: &mut Vm, v: &Value) -> PyResult<i64> {
    let tuple = vm.receiver::<Tuple>(std::slice::from_ref(v))?;
    match tuple.hash.get() {
        -1 => vm.with_native_depth(|vm| hash_items(vm, tuple)),
        known => Ok(known),
    }
}

/// xxHash mixing of the items' hashes and their number.
fn hash_items(vm: &mut Vm, tuple: &Ref<Tuple>) -> PyResult<i64> {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    let mut acc = P5;
    for (i, item) in tuple.items().iter().enumerate() {
        if i & 0xfff == 0xfff {
            vm.poll()?;
        }
        let lane = vm.hash(item)? as u64;
        acc = acc.wrapping_add(lane.wrapping_mul(P2)).rotate_left(31).wrapping_mul(P1);
    }
    acc = acc.wrapping_add(tuple.len() as u64 ^ (P5 ^ 3_527_539));
    let h = if acc == u64::MAX { 1_546_275_796 } else { acc as i64 };
    tuple.hash.set(h);
    Ok(h)
}

fn tuple_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Tuple>().cloned(), b.downcast::<Tuple>().cloned()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    compare_items(vm, &x, &y, op, false)
}

fn tuple_iter(vm: &mut Vm, v: &Value) -> PyResult {
    let tuple = this(vm, v)?;
    Ok(vm.alloc(&vm.types.tuple_iterator, TupleIter { tuple: Some(tuple), index: 0 })?.into_value())
}

fn tuple_len(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    Ok(vm.receiver::<Tuple>(std::slice::from_ref(v))?.len())
}

fn tuple_getitem(vm: &mut Vm, v: &Value, key: &Value) -> PyResult {
    let tuple = this(vm, v)?;
    if is_slice(key) {
        let (start, _, step, count) = vm.slice_indices(key, tuple.len())?;
        if step == 1 && count == tuple.len() && v.downcast_exact::<Tuple>().is_some() {
            return Ok(v.clone());
        }
        let items = slice_items(vm, tuple.items(), start, step, count)?;
        return vm.new_tuple(items);
    }
    let i = vm.subscript_number(key, "tuple")?;
    match place(i, tuple.len()).and_then(|i| tuple.items().get(i)) {
        Some(item) => Ok(item.clone()),
        None => Err(vm.index_error("tuple index out of range")),
    }
}

fn tuple_contains(vm: &mut Vm, v: &Value, item: &Value) -> PyResult<bool> {
    let tuple = this(vm, v)?;
    Ok(find_item(vm, &tuple, item, 0, usize::MAX)?.is_some())
}

fn tuple_concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let tuple = this(vm, a)?;
    let Some(other) = b.downcast::<Tuple>() else {
        let ty = vm.type_name(b);
        return Err(vm.type_error(format!("can only concatenate tuple (not \"{ty}\") to tuple")));
    };
    if tuple.is_empty() && b.downcast_exact::<Tuple>().is_some() {
        return Ok(b.clone());
    }
    if other.is_empty() && a.downcast_exact::<Tuple>().is_some() {
        return Ok(a.clone());
    }
    let mut items = Vec::new();
    if items.try_reserve_exact(tuple.len() + other.len()).is_err() {
        return Err(vm.memory_error());
    }
    vm.append_copies(&mut items, tuple.items())?;
    vm.append_copies(&mut items, other.items())?;
    vm.new_tuple(items)
}

fn tuple_repeat(vm: &mut Vm, a: &Value, n: &Value) -> PyResult {
    let tuple = this(vm, a)?;
    let n = vm.repeat_count(n)?;
    let exact = a.downcast_exact::<Tuple>().is_some();
    if exact && (n == 1 || tuple.is_empty()) {
        return Ok(a.clone());
    }
    let total = repeat_length(vm, tuple.len(), n)?;
    let items = repeat_items(vm, tuple.items(), total)?;
    vm.new_tuple(items)
}

fn tuple_getnewargs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let tuple = this(vm, arg(args, 0))?;
    let items = vm.copy_items(tuple.items())?;
    let plain = vm.new_tuple(items)?;
    vm.new_tuple(vec![plain])
}

fn tuple_index(vm: &mut Vm, args: &[Value]) -> PyResult {
    let tuple = this(vm, arg(args, 0))?;
    let start = search_bound(vm, arg(args, 2))?;
    let stop = search_bound(vm, arg(args, 3))?;
    let (start, stop) = (clip_bound(start, tuple.len()), clip_bound(stop, tuple.len()));
    match find_item(vm, &tuple, arg(args, 1), start, stop)? {
        Some(at) => Ok(vm.int(at as i64)),
        None => Err(vm.value_error("tuple.index(x): x not in tuple")),
    }
}

fn tuple_count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let tuple = this(vm, arg(args, 0))?;
    let count = count_items(vm, &tuple, arg(args, 1))?;
    Ok(vm.int(count))
}

fn tuple_iter_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<TupleIter>(std::slice::from_ref(v))?;
    let it = this.get_mut(vm);
    let Some(tuple) = &it.tuple else { return Ok(None) };
    if let Some(item) = tuple.items().get(it.index) {
        let item = item.clone();
        it.index += 1;
        return Ok(Some(item));
    }
    let released = it.tuple.take();
    drop(released);
    Ok(None)
}

fn tuple_iter_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<TupleIter>(args)?.get(vm);
    let len = it.tuple.as_ref().map_or(0, |t| t.len());
    Ok(vm.int(len.saturating_sub(it.index) as i64))
}

fn tuple_iter_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<TupleIter>(args)?.get(vm);
    let (tuple, index) = (it.tuple.as_ref().map(|t| t.to_value()), it.index);
    match tuple {
        Some(_) => vm.reduce_iterator("iter", tuple, |vm| vm.int(index as i64)),
        None => super::iter::reduce_exhausted(vm),
    }
}

fn tuple_iter_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.extract::<i64>(arg(args, 1))?;
    let this = vm.receiver::<TupleIter>(args)?;
    let it = this.get_mut(vm);
    if let Some(tuple) = &it.tuple {
        it.index = index.clamp(0, tuple.len() as i64) as usize;
    }
    Ok(Value::NONE)
}
