//! `set`, `frozenset` and their iterator: construction, operators, hash, repr. Lookups are in `lookup.rs`, the
//! algorithms in `ops.rs`, the methods in `methods.rs`.

mod lookup;
mod methods;
mod ops;

pub use lookup::AnySet;

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::iter::SetIter;
use crate::object::set::FrozenSet;
use crate::object::slots::{Args, BinaryFn, BinaryOp, CompareOp, PyResult, Slots};
use crate::object::{Set, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.set.clone();
    let builder = TypeBuilder::new(vm, &ty)
        .doc("Build an unordered collection of unique elements.")
        .signature("(iterable=(), /)")
        .slots(|s| {
            fill_common(s);
            s.new = Some(set_new);
            s.init = Some(set_init);
            s.hash = Some(crate::protocol::hash_not_implemented);
            s.inplace[BinaryOp::Sub as usize] = Some(set_inplace_sub);
            s.inplace[BinaryOp::And as usize] = Some(set_inplace_and);
            s.inplace[BinaryOp::Xor as usize] = Some(set_inplace_xor);
            s.inplace[BinaryOp::Or as usize] = Some(set_inplace_or);
        });
    methods::add_mutators(methods::add_common(builder)).weakrefable().ready();
    let ty = vm.types.frozenset.clone();
    let builder = TypeBuilder::new(vm, &ty)
        .doc("Build an immutable unordered collection of unique elements.")
        .signature("(iterable=(), /)")
        .slots(|s| {
            fill_common(s);
            s.new = Some(frozenset_new);
            s.hash = Some(frozenset_hash);
        });
    methods::add_common(builder).weakrefable().ready();
    let ty = vm.types.set_iterator.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.iter = Some(super::iter::iter_self);
            s.iternext = Some(set_iter_next);
        })
        .method("__length_hint__(self, /)", set_iter_hint, "Private method returning an estimate of len(list(it)).")
        .method("__reduce__(self, /)", set_iter_reduce, "Return state information for pickling.")
        .ready();
    Ok(())
}

fn fill_common(s: &mut Slots) {
    s.repr = Some(set_repr);
    s.compare = Some(set_compare);
    s.iter = Some(set_iter);
    s.len = Some(set_len);
    s.contains = Some(set_contains);
    let operators: [(BinaryOp, BinaryFn); 4] =
        [(BinaryOp::Sub, set_sub), (BinaryOp::And, set_and), (BinaryOp::Xor, set_xor), (BinaryOp::Or, set_or)];
    for (op, f) in operators {
        s.binary[op as usize] = Some(f);
    }
}

impl Vm {
    /// The keys of a set in order.
    pub fn copy_keys(&self, set: &AnySet) -> PyResult<Vec<Value>> {
        let table = set.table(self);
        let mut keys = Vec::new();
        if keys.try_reserve_exact(table.len()).is_err() {
            return Err(self.memory_error());
        }
        keys.extend(table.iter().cloned());
        Ok(keys)
    }

    /// The hash of a key to look for: a set stands for the frozenset of its elements.
    pub fn hash_searched(&mut self, key: &Value) -> PyResult<i64> {
        match self.hash(key) {
            Ok(h) => Ok(h),
            Err(raised) => match key.downcast::<Set>() {
                Some(set) if self.raised_is(&raised, |e| &e.TypeError) => Ok(set_hash(self, &AnySet::Set(set.clone()))),
                _ => Err(self.unhashable(key, raised, "a set element")),
            },
        }
    }
}

fn set_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    Ok(vm.alloc(class, Set::default())?.into_value())
}

fn set_init(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult<()> {
    let set = AnySet::required(vm, v)?;
    if !args.names.is_empty() {
        return Err(vm.type_error("set() takes no keyword arguments"));
    }
    let iterable = match args.values {
        [] => None,
        [one] => Some(one),
        more => {
            let ty = vm.type_name(v);
            return Err(vm.type_error(format!("{ty} expected at most 1 argument, got {}", more.len())));
        }
    };
    let old = set.table_mut(vm).take_all();
    drop(old);
    match iterable {
        Some(iterable) => set.update(vm, iterable),
        None => Ok(()),
    }
}

fn frozenset_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let iterable = match (args.values, args.names) {
        ([], _) => None,
        ([one], []) => Some(one.clone()),
        _ => vm.bind_args("frozenset(iterable=(), /)", args)?.into_iter().next(),
    };
    if let Some(iterable) = &iterable
        && class.ptr_eq(&vm.types.frozenset)
        && iterable.downcast_exact::<FrozenSet>().is_some()
    {
        return Ok(iterable.clone());
    }
    let set = AnySet::Frozen(vm.alloc(class, FrozenSet::default())?);
    if let Some(iterable) = iterable {
        set.update(vm, &iterable)?;
    }
    Ok(set.to_value())
}

fn set_repr(vm: &mut Vm, v: &Value) -> PyResult {
    vm.repr_with(|vm, out| vm.set_repr_into(v, out))
}

/// A hash of the elements that does not depend on their order.
fn set_hash(vm: &Vm, set: &AnySet) -> i64 {
    let table = set.table(vm);
    let mut hash: u64 = 0;
    for (h, _) in table.iter_hashed() {
        let h = h as u64;
        hash ^= ((h ^ 89_869_747) ^ (h << 16)).wrapping_mul(3_644_798_167);
    }
    hash ^= (table.len() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash == u64::MAX { 590_923_713 } else { hash as i64 }
}

fn frozenset_hash(vm: &mut Vm, v: &Value) -> PyResult<i64> {
    let this = vm.receiver::<FrozenSet>(std::slice::from_ref(v))?;
    let known = this.get(vm).hash.get();
    if known != -1 {
        return Ok(known);
    }
    let hash = set_hash(vm, &AnySet::Frozen(this.clone()));
    this.get(vm).hash.set(hash);
    Ok(hash)
}

fn set_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (AnySet::of(a), AnySet::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(Value::bool(ops::compare(vm, &x, &y, op)?))
}

fn set_iter(vm: &mut Vm, v: &Value) -> PyResult {
    let used = AnySet::required(vm, v)?.len(vm);
    let payload = SetIter { set: Some(v.clone()), index: 0, used, left: used };
    Ok(vm.alloc(&vm.types.set_iterator, payload)?.into_value())
}

fn set_len(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    Ok(AnySet::required(vm, v)?.len(vm))
}

fn set_contains(vm: &mut Vm, v: &Value, key: &Value) -> PyResult<bool> {
    if let Some(set) = v.downcast::<Set>() {
        return vm.set_contains(set, key);
    }
    let set = AnySet::required(vm, v)?;
    let hash = vm.hash_searched(key)?;
    set.contains(vm, key, hash)
}

/// Operands of an operator: both must be sets.
fn operands(a: &Value, b: &Value) -> Option<(AnySet, AnySet)> {
    Some((AnySet::of(a)?, AnySet::of(b)?))
}

fn set_or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some((x, y)) = operands(a, b) else { return Ok(Value::NOT_IMPLEMENTED) };
    let more = if a.is(b) { 0 } else { y.len(vm) };
    let result = ops::copy_with_room(vm, &x, more)?;
    if !a.is(b) {
        result.update(vm, b)?;
    }
    Ok(result.to_value())
}

fn set_and(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some((x, _)) = operands(a, b) else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(ops::intersection(vm, &x, b)?.to_value())
}

fn set_sub(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some((x, _)) = operands(a, b) else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(ops::difference(vm, &x, b)?.to_value())
}

fn set_xor(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some((x, _)) = operands(a, b) else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(ops::symmetric_difference(vm, &x, b)?.to_value())
}

fn set_inplace_or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some((x, _)) = operands(a, b) else { return Ok(Value::NOT_IMPLEMENTED) };
    x.update(vm, b)?;
    Ok(a.clone())
}

fn set_inplace_and(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some((x, _)) = operands(a, b) else { return Ok(Value::NOT_IMPLEMENTED) };
    let result = ops::intersection(vm, &x, b)?;
    ops::replace(vm, &x, &result);
    Ok(a.clone())
}

fn set_inplace_sub(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some((x, _)) = operands(a, b) else { return Ok(Value::NOT_IMPLEMENTED) };
    ops::subtract(vm, &x, b)?;
    Ok(a.clone())
}

fn set_inplace_xor(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some((x, _)) = operands(a, b) else { return Ok(Value::NOT_IMPLEMENTED) };
    ops::toggle(vm, &x, b)?;
    Ok(a.clone())
}

fn set_iter_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<SetIter>(std::slice::from_ref(v))?;
    let it = this.get(vm);
    let Some(set) = &it.set else { return Ok(None) };
    let table = match set.downcast_exact::<Set>() {
        Some(set) => &set.get(vm).table,
        None => match (set.downcast::<Set>(), set.downcast::<FrozenSet>()) {
            (Some(set), _) => &set.get(vm).table,
            (None, Some(set)) => &set.get(vm).table,
            (None, None) => return Ok(None),
        },
    };
    if it.used != table.len() {
        // The iterator stays broken.
        this.get_mut(vm).used = usize::MAX;
        return Err(vm.runtime_error("Set changed size during iteration"));
    }
    let found = table.next_from(it.index).map(|(at, _, key)| (at, key.clone()));
    let it = this.get_mut(vm);
    match found {
        Some((at, key)) => {
            it.index = at + 1;
            it.left = it.left.saturating_sub(1);
            Ok(Some(key))
        }
        None => {
            let released = it.set.take();
            drop(released);
            Ok(None)
        }
    }
}

fn set_iter_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<SetIter>(args)?.get(vm);
    let len = it.set.as_ref().and_then(AnySet::of).map(|s| s.len(vm));
    Ok(vm.int(if len == Some(it.used) { it.left as i64 } else { 0 }))
}

/// `(iter, (list of what is left,))`, without moving the iterator on.
fn set_iter_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<SetIter>(args)?.get(vm);
    let copy = SetIter { set: it.set.clone(), index: it.index, used: it.used, left: it.left };
    let copy = vm.alloc(&vm.types.set_iterator, copy)?.into_value();
    let rest = vm.collect(&copy)?;
    let rest = vm.new_list(rest)?;
    let iter = vm.builtin("iter")?;
    let arguments = vm.new_tuple(vec![rest])?;
    vm.new_tuple(vec![iter, arguments])
}
