//! Set lookups by any key, and what is built on them. As for dicts, keys are compared outside of any borrow, and the
//! lookup starts again if the table changed meanwhile.

use crate::builtins::sequence::{Items, quick_equals};
use crate::gc::{Ref, Value};
use crate::object::hash::hash_int;
use crate::object::set::{FrozenSet, SetStep, SetTable};
use crate::object::slots::PyResult;
use crate::object::{Dict, List, Range, Set, Str, Tuple};
use crate::vm::Vm;

/// Slots or items looked at between two polls for interrupts.
pub const SLICE: usize = 1 << 14;

/// The hash of a key that needs nothing of the program: ints and exact strs.
#[inline(always)]
fn plain_hash(key: &Value) -> Option<i64> {
    match key.as_small() {
        Some(i) => Some(hash_int(i)),
        None => key.downcast_exact::<Str>().map(|text| text.hash()),
    }
}

/// Adds plain keys (see `plain_hash`) as long as they come and can be compared without running anything. Returns how many
/// were taken; `None` if there is no memory.
fn add_plain<'a>(table: &mut SetTable, keys: impl Iterator<Item = &'a Value>) -> Option<usize> {
    if !table.make_slots() {
        return None;
    }
    let mut taken = 0;
    for key in keys {
        let Some(hash) = plain_hash(key) else { break };
        if table.put_first(hash, key)? {
            taken += 1;
            continue;
        }
        let mut probe = table.probe(hash);
        match table.step(&mut probe, hash, |k| quick_equals(k, key)) {
            SetStep::Found(_) => {}
            SetStep::Undecided(_) => break,
            SetStep::Absent(at) if table.fill_slot(at, hash, key.clone()) => {}
            SetStep::Absent(_) => return None,
        }
        taken += 1;
    }
    Some(taken)
}

/// A set or frozenset, subclasses included.
#[derive(Clone)]
pub enum AnySet {
    Set(Ref<Set>),
    Frozen(Ref<FrozenSet>),
}

impl AnySet {
    pub fn of(v: &Value) -> Option<AnySet> {
        match v.downcast::<Set>() {
            Some(set) => Some(AnySet::Set(set.clone())),
            None => v.downcast::<FrozenSet>().map(|set| AnySet::Frozen(set.clone())),
        }
    }

    pub fn required(vm: &Vm, v: &Value) -> PyResult<AnySet> {
        AnySet::of(v).ok_or_else(|| vm.type_error("a 'set' object is required"))
    }

    /// An exact set or frozenset (not of a subclass).
    pub fn is_exact(v: &Value) -> bool {
        v.downcast_exact::<Set>().is_some() || v.downcast_exact::<FrozenSet>().is_some()
    }

    #[inline(always)]
    pub fn table<'a>(&'a self, vm: &'a Vm) -> &'a SetTable {
        match self {
            AnySet::Set(set) => &set.get(vm).table,
            AnySet::Frozen(set) => &set.get(vm).table,
        }
    }

    /// The table of a set, or of a frozenset that is being made.
    #[inline(always)]
    pub fn table_mut<'a>(&'a self, vm: &'a mut Vm) -> &'a mut SetTable {
        match self {
            AnySet::Set(set) => &mut set.get_mut(vm).table,
            AnySet::Frozen(set) => &mut set.get_mut(vm).table,
        }
    }

    pub fn len(&self, vm: &Vm) -> usize {
        self.table(vm).len()
    }

    pub fn to_value(&self) -> Value {
        match self {
            AnySet::Set(set) => set.to_value(),
            AnySet::Frozen(set) => set.to_value(),
        }
    }

    pub fn is(&self, other: &AnySet) -> bool {
        match (self, other) {
            (AnySet::Set(a), AnySet::Set(b)) => a.ptr_eq(b),
            (AnySet::Frozen(a), AnySet::Frozen(b)) => a.ptr_eq(b),
            _ => false,
        }
    }

    /// A new, empty set of the same builtin type.
    pub fn new_like(&self, vm: &Vm) -> PyResult<AnySet> {
        Ok(match self {
            AnySet::Set(_) => AnySet::Set(vm.new_set(SetTable::default())?),
            AnySet::Frozen(_) => AnySet::Frozen(vm.alloc(&vm.types.frozenset, FrozenSet::default())?),
        })
    }

    /// Finds the slot of a key: where it is, or where it would go.
    pub fn find(&self, vm: &mut Vm, key: &Value, hash: i64) -> PyResult<Result<usize, usize>> {
        'restart: loop {
            let generation = self.table(vm).generation();
            let mut probe = self.table(vm).probe(hash);
            loop {
                let at = match self.table(vm).step(&mut probe, hash, |k| quick_equals(k, key)) {
                    SetStep::Absent(at) => return Ok(Err(at)),
                    SetStep::Found(at) => return Ok(Ok(at)),
                    SetStep::Undecided(at) => at,
                };
                let Some(candidate) = self.table(vm).slot(at).map(|(_, k)| k.clone()) else { continue };
                let equal = vm.equals(&candidate, key)?;
                vm.poll()?;
                let table = self.table(vm);
                if table.generation() != generation || !table.slot(at).is_some_and(|(_, k)| k.is(&candidate)) {
                    continue 'restart;
                }
                if equal {
                    return Ok(Ok(at));
                }
            }
        }
    }

    /// Adds a key; false if it was there.
    pub fn add(&self, vm: &mut Vm, key: &Value, hash: i64) -> PyResult<bool> {
        if !self.table_mut(vm).make_slots() {
            return Err(vm.memory_error());
        }
        match self.find(vm, key, hash)? {
            Ok(_) => Ok(false),
            Err(at) => match self.table_mut(vm).fill_slot(at, hash, key.clone()) {
                true => Ok(true),
                false => Err(vm.memory_error()),
            },
        }
    }

    pub fn contains(&self, vm: &mut Vm, key: &Value, hash: i64) -> PyResult<bool> {
        Ok(self.find(vm, key, hash)?.is_ok())
    }

    /// Removes a key; false if it was not there.
    pub fn discard(&self, vm: &mut Vm, key: &Value, hash: i64) -> PyResult<bool> {
        match self.find(vm, key, hash)? {
            Ok(at) => {
                let removed = self.table_mut(vm).clear_slot(at);
                drop(removed);
                Ok(true)
            }
            Err(_) => Ok(false),
        }
    }

    /// The key in use at or after slot `at`, with its slot and hash: a step of a walk during which Python may run.
    pub fn next_from(&self, vm: &Vm, at: usize) -> Option<(usize, i64, Value)> {
        self.table(vm).next_from(at).map(|(i, hash, key)| (i, hash, key.clone()))
    }

    /// Adds all keys of an iterable.
    pub fn update(&self, vm: &mut Vm, other: &Value) -> PyResult<()> {
        if let Some(source) = AnySet::of(other) {
            return self.merge(vm, &source);
        }
        if let Some(dict) = other.downcast_exact::<Dict>().cloned() {
            let more = dict.get(vm).len();
            if !self.table_mut(vm).make_room(more) {
                return Err(vm.memory_error());
            }
            let mut at = 0;
            while let Some((index, key, hash)) = dict.get(vm).next_from(at).map(|(i, e)| (i, e.key.clone(), e.hash)) {
                at = index + 1;
                self.add(vm, &key, hash)?;
                vm.poll()?;
            }
            return Ok(());
        }
        if let Some(list) = other.downcast_exact::<List>() {
            return self.update_items(vm, list);
        }
        if let Some(tuple) = other.downcast_exact::<Tuple>() {
            return self.update_items(vm, tuple);
        }
        let fast = other.downcast_exact::<Range>().and_then(|r| r.fast);
        if let Some(range) = fast.filter(|r| r.len <= SLICE as i64) {
            let mut table = std::mem::take(self.table_mut(vm));
            let mut room = true;
            for i in 0..range.len {
                let key = vm.int(range.start.wrapping_add(range.step.wrapping_mul(i)));
                match add_plain(&mut table, std::iter::once(&key)) {
                    Some(1) => {}
                    Some(_) => {
                        // Among the keys are some that only `__eq__` can tell about.
                        *self.table_mut(vm) = table;
                        self.put(vm, &key, hash_int(range.start.wrapping_add(range.step.wrapping_mul(i))))?;
                        vm.poll()?;
                        table = std::mem::take(self.table_mut(vm));
                    }
                    None => {
                        room = false;
                        break;
                    }
                }
            }
            *self.table_mut(vm) = table;
            return if room { Ok(()) } else { Err(vm.memory_error()) };
        }
        let iter = vm.iter(other)?;
        while let Some(key) = vm.next(&iter)? {
            let hash = match plain_hash(&key) {
                Some(hash) => hash,
                None => vm.hash_element(&key)?,
            };
            self.put(vm, &key, hash)?;
            vm.poll()?;
        }
        Ok(())
    }

    /// Adds the items of a list or tuple, which is read anew after each step that may run Python.
    fn update_items(&self, vm: &mut Vm, source: &impl Items) -> PyResult<()> {
        let mut at = 0;
        loop {
            match source.items(vm).get(at) {
                None => return Ok(()),
                Some(key) if plain_hash(key).is_some() => {
                    let mut table = std::mem::take(self.table_mut(vm));
                    let taken = add_plain(&mut table, source.items(vm).iter().skip(at).take(SLICE));
                    *self.table_mut(vm) = table;
                    let Some(taken) = taken else { return Err(vm.memory_error()) };
                    at += taken;
                }
                Some(_) => {}
            }
            vm.poll()?;
            let Some(key) = source.items(vm).get(at).cloned() else { return Ok(()) };
            let hash = vm.hash_element(&key)?;
            self.put(vm, &key, hash)?;
            at += 1;
        }
    }

    /// Adds a key, if it is not there.
    #[inline]
    fn put(&self, vm: &mut Vm, key: &Value, hash: i64) -> PyResult<()> {
        let table = self.table_mut(vm);
        if !table.make_slots() {
            return Err(vm.memory_error());
        }
        let table = self.table_mut(vm);
        let mut probe = table.probe(hash);
        match table.step(&mut probe, hash, |k| quick_equals(k, key)) {
            SetStep::Found(_) => Ok(()),
            SetStep::Absent(at) => match table.fill_slot(at, hash, key.clone()) {
                true => Ok(()),
                false => Err(vm.memory_error()),
            },
            SetStep::Undecided(_) => self.add(vm, key, hash).map(drop),
        }
    }

    /// Adds all keys of another set.
    pub(super) fn merge(&self, vm: &mut Vm, other: &AnySet) -> PyResult<()> {
        let more = other.len(vm);
        if self.is(other) || more == 0 {
            return Ok(());
        }
        if !self.table_mut(vm).make_room(more) {
            return Err(vm.memory_error());
        }
        if self.table(vm).is_fresh() {
            let mut table = std::mem::take(self.table_mut(vm));
            let mut result = Ok(());
            let copied = table.copy_from(other.table(vm), || {
                result = vm.check_interrupt();
                result.is_ok()
            });
            *self.table_mut(vm) = table;
            result?;
            return if copied { Ok(()) } else { Err(vm.memory_error()) };
        }
        let mut at = 0;
        while at < other.table(vm).slots() {
            let to = (at + SLICE).min(other.table(vm).slots());
            // No Python runs while the table is away.
            let mut table = std::mem::take(self.table_mut(vm));
            let reached = table.merge(other.table(vm), at, to, quick_equals);
            *self.table_mut(vm) = table;
            let Some(reached) = reached else { return Err(vm.memory_error()) };
            at = reached;
            vm.poll()?;
            if reached < to
                && let Some((slot, hash, key)) = other.next_from(vm, at)
            {
                at = slot + 1;
                self.put(vm, &key, hash)?;
            }
        }
        Ok(())
    }

    /// Removes the keys of another set that are here and adds those that are not.
    pub fn toggle(&self, vm: &mut Vm, other: &AnySet) -> PyResult<()> {
        let mut at = 0;
        while at < other.table(vm).slots() {
            let to = (at + SLICE).min(other.table(vm).slots());
            let mut removed = Vec::new();
            let mut table = std::mem::take(self.table_mut(vm));
            let reached = table.toggle(other.table(vm), at, to, &mut removed, quick_equals);
            *self.table_mut(vm) = table;
            drop(removed);
            let Some(reached) = reached else { return Err(vm.memory_error()) };
            at = reached;
            vm.poll()?;
            if reached < to
                && let Some((slot, hash, key)) = other.next_from(vm, at)
            {
                at = slot + 1;
                if !self.discard(vm, &key, hash)? {
                    self.add(vm, &key, hash)?;
                }
            }
        }
        Ok(())
    }
}

impl Vm {
    /// The hash of a key; an unhashable one raises "cannot use 'list' as a set element (…)".
    #[inline]
    pub fn hash_element(&mut self, key: &Value) -> PyResult<i64> {
        match self.hash(key) {
            Ok(h) => Ok(h),
            Err(raised) => Err(self.unhashable(key, raised, "a set element")),
        }
    }

    /// `set.add`
    pub fn set_add(&mut self, set: &Ref<Set>, key: &Value) -> PyResult<()> {
        let hash = match plain_hash(key) {
            Some(hash) => hash,
            None => self.hash_element(key)?,
        };
        let table = &mut set.get_mut(self).table;
        if !table.make_slots() {
            return Err(self.memory_error());
        }
        let table = &mut set.get_mut(self).table;
        match table.put_first(hash, key) {
            Some(true) => return Ok(()),
            Some(false) => {}
            None => return Err(self.memory_error()),
        }
        let mut probe = table.probe(hash);
        match table.step(&mut probe, hash, |k| quick_equals(k, key)) {
            SetStep::Found(_) => Ok(()),
            SetStep::Absent(at) => match table.fill_slot(at, hash, key.clone()) {
                true => Ok(()),
                false => Err(self.memory_error()),
            },
            SetStep::Undecided(_) => AnySet::Set(set.clone()).add(self, key, hash).map(drop),
        }
    }

    /// `key in set`
    pub fn set_contains(&mut self, set: &Ref<Set>, key: &Value) -> PyResult<bool> {
        let hash = match plain_hash(key) {
            Some(hash) => hash,
            None => self.hash_searched(key)?,
        };
        let table = &set.get(self).table;
        let mut probe = table.probe(hash);
        match table.step(&mut probe, hash, |k| quick_equals(k, key)) {
            SetStep::Found(_) => Ok(true),
            SetStep::Absent(_) => Ok(false),
            SetStep::Undecided(_) => AnySet::Set(set.clone()).contains(self, key, hash),
        }
    }

    /// `set.discard`; whether the key was there.
    pub fn set_discard(&mut self, set: &Ref<Set>, key: &Value) -> PyResult<bool> {
        let hash = match plain_hash(key) {
            Some(hash) => hash,
            None => self.hash_searched(key)?,
        };
        let table = &mut set.get_mut(self).table;
        let mut probe = table.probe(hash);
        match table.step(&mut probe, hash, |k| quick_equals(k, key)) {
            SetStep::Found(at) => {
                let removed = table.clear_slot(at);
                drop(removed);
                Ok(true)
            }
            SetStep::Absent(_) => Ok(false),
            SetStep::Undecided(_) => AnySet::Set(set.clone()).discard(self, key, hash),
        }
    }

    /// `set.update` with one iterable.
    pub fn set_update(&mut self, set: &Ref<Set>, iterable: &Value) -> PyResult<()> {
        AnySet::Set(set.clone()).update(self, iterable)
    }
}
