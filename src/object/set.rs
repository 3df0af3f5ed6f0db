//! The payload of `set` and `frozenset`: CPython's open addressing, so that iteration order is CPython's.
//!
//! Ten neighbouring slots are looked at before a jump; a new key takes the last deleted slot on its way. The mechanics
//! are here; lookups that may call `__eq__` are in `builtins/set/lookup.rs`.

use crate::gc::{Kind, Trace, Value, Visitor};
use crate::payload;
use std::cell::Cell;

/// Slots of the smallest table.
const LEAST: usize = 8;
/// Slots from which on a table is emptied before the next one is filled.
const LARGE: usize = 1 << 15;
/// Neighbours looked at before jumping elsewhere.
const LINEAR_PROBES: usize = 9;
/// The hash of a deleted slot, which no key has.
const DUMMY: i64 = -1;

/// Without a key the slot is free (hash 0) or deleted (hash `DUMMY`).
#[derive(Clone, Default)]
pub struct SetSlot {
    pub hash: i64,
    pub key: Option<Value>,
}

/// Contents of a set.
#[derive(Default)]
pub struct SetTable {
    /// A power of two of slots; none at all until the first key comes.
    slots: Box<[SetSlot]>,
    used: u32,
    /// Used and deleted slots.
    fill: u32,
    /// Changes when slots move: places found earlier are void.
    generation: u32,
    /// Where `pop` goes on.
    finger: u32,
}

impl Trace for SetTable {
    fn trace(&self, visit: &mut Visitor<'_>) {
        for slot in &self.slots {
            if let Some(v) = &slot.key {
                v.trace(visit);
            }
        }
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        out.extend(self.take_all());
    }
}

/// A walk along the slots where a hash may be.
#[derive(Clone, Copy)]
pub struct SetProbe {
    base: usize,
    perturb: u64,
    /// Slots to look at from `at` on before the next jump.
    at: usize,
    left: usize,
    /// The last deleted slot on the way.
    deleted: Option<usize>,
}

/// One step of a lookup.
pub enum SetStep {
    /// Not in the set; it would go to this slot.
    Absent(usize),
    Found(usize),
    /// The slot has the hash, and only `__eq__` can tell about the key.
    Undecided(usize),
}

impl SetProbe {
    #[inline(always)]
    fn new(hash: i64, mask: usize) -> SetProbe {
        let base = hash as usize & mask;
        SetProbe { base, perturb: hash as u64, at: base, left: probes(base, mask), deleted: None }
    }

    #[inline(always)]
    fn advance(&mut self, mask: usize) {
        if self.left > 0 {
            self.left -= 1;
            self.at += 1;
            return;
        }
        self.perturb >>= 5;
        self.base = self.base.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize) & mask;
        self.at = self.base;
        self.left = probes(self.base, mask);
    }
}

#[inline(always)]
fn probes(base: usize, mask: usize) -> usize {
    if base + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 }
}

/// The size of a table of more than `least` slots.
fn size_above(least: usize) -> Option<usize> {
    let size = least.max(LEAST - 1).checked_add(1)?.checked_next_power_of_two()?;
    u32::try_from(size).is_ok().then_some(size)
}

/// Memory for slots; none is made yet.
fn reserve_slots(size: usize) -> Option<Vec<SetSlot>> {
    let mut slots = Vec::new();
    slots.try_reserve_exact(size).ok()?;
    Some(slots)
}

impl SetTable {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.used as usize
    }

    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    #[inline(always)]
    pub fn generation(&self) -> u32 {
        self.generation
    }

    /// Number of slots: the bound of `slot`.
    #[inline(always)]
    pub fn slots(&self) -> usize {
        self.slots.len()
    }

    /// Hash and key in a slot, if it is in use.
    #[inline(always)]
    pub fn slot(&self, i: usize) -> Option<(i64, &Value)> {
        let slot = self.slots.get(i)?;
        slot.key.as_ref().map(|k| (slot.hash, k))
    }

    /// The first slot in use at or after `i`.
    #[inline]
    pub fn next_from(&self, i: usize) -> Option<(usize, i64, &Value)> {
        let rest = self.slots.get(i..)?;
        rest.iter().enumerate().find_map(|(n, s)| s.key.as_ref().map(|k| (i + n, s.hash, k)))
    }

    /// The keys in iteration order.
    pub fn iter(&self) -> impl Iterator<Item = &Value> + '_ {
        self.slots.iter().filter_map(|s| s.key.as_ref())
    }

    /// Hashes and keys in iteration order.
    pub fn iter_hashed(&self) -> impl Iterator<Item = (i64, &Value)> + '_ {
        self.slots.iter().filter_map(|s| s.key.as_ref().map(|k| (s.hash, k)))
    }

    #[inline(always)]
    fn mask(&self) -> usize {
        self.slots.len().max(LEAST) - 1
    }

    #[inline(always)]
    pub fn probe(&self, hash: i64) -> SetProbe {
        SetProbe::new(hash, self.mask())
    }

    /// Goes on with a lookup up to the next slot that may hold the key. `test` tells whether a key is equal, `None`
    /// where it cannot; it must not run Python.
    #[inline(always)]
    pub fn step(&self, probe: &mut SetProbe, hash: i64, mut test: impl FnMut(&Value) -> Option<bool>) -> SetStep {
        let mask = self.mask();
        loop {
            let at = probe.at;
            let Some(slot) = self.slots.get(at) else { return SetStep::Absent(at) };
            match &slot.key {
                None if slot.hash == 0 => return SetStep::Absent(probe.deleted.unwrap_or(at)),
                None => {
                    probe.deleted = Some(at);
                    probe.advance(mask);
                }
                Some(key) if slot.hash == hash => {
                    probe.advance(mask);
                    match test(key) {
                        Some(true) => return SetStep::Found(at),
                        Some(false) => {}
                        None => return SetStep::Undecided(at),
                    }
                }
                _ => probe.advance(mask),
            }
        }
    }

    /// Makes sure that there are slots at all; false if there is no memory.
    #[inline(always)]
    pub fn make_slots(&mut self) -> bool {
        !self.slots.is_empty() || self.resize(0)
    }

    /// Puts a key known to be absent into the slot where a lookup ended (`make_slots` came first). False
    /// if there is no memory for the growth that follows; the key is in even so.
    #[inline]
    pub fn fill_slot(&mut self, at: usize, hash: i64, key: Value) -> bool {
        // A comparison may have emptied the set meanwhile.
        if !self.make_slots() {
            return false;
        }
        if let Some(slot) = self.slots.get_mut(at) {
            let deleted = slot.hash == DUMMY;
            *slot = SetSlot { hash, key: Some(key) };
            self.used += 1;
            if deleted {
                return true;
            }
            self.fill += 1;
        }
        self.fill as usize * 5 < self.mask() * 3 || self.grow()
    }

    /// Puts a key into the first slot of its hash if nothing ever was there, which tells that the key is absent.
    /// False if the slot is taken or deleted: then the caller looks further. `None` if there is no memory for the growth
    /// that follows; the key is in even so.
    #[inline(always)]
    pub fn put_first(&mut self, hash: i64, key: &Value) -> Option<bool> {
        let mask = self.slots.len().wrapping_sub(1);
        match self.slots.get_mut(hash as usize & mask) {
            Some(slot) if slot.key.is_none() && slot.hash == 0 => {
                slot.hash = hash;
                slot.key = Some(key.clone());
            }
            _ => return Some(false),
        }
        self.used += 1;
        self.fill += 1;
        (self.fill as usize * 5 < mask * 3 || self.grow()).then_some(true)
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self) -> bool {
        self.resize(if self.used as usize > 50_000 { self.used as usize * 2 } else { self.used as usize * 4 })
    }

    /// Adds the keys in the slots from `from` to `to` of another table, as far as `same` can tell about keys. Returns the
    /// slot to go on from, which lies before `to` where it could not tell; `None` if there is no memory.
    pub fn merge(
        &mut self,
        other: &SetTable,
        from: usize,
        to: usize,
        same: impl Fn(&Value, &Value) -> Option<bool>,
    ) -> Option<usize> {
        self.combine(other, from, to, same, |_, _| {})
    }

    /// As `merge`, but keys that are there already are removed (and left in `removed`).
    pub fn toggle(
        &mut self,
        other: &SetTable,
        from: usize,
        to: usize,
        removed: &mut Vec<Value>,
        same: impl Fn(&Value, &Value) -> Option<bool>,
    ) -> Option<usize> {
        self.combine(other, from, to, same, |table, at| removed.extend(table.clear_slot(at).filter(Value::is_heap)))
    }

    /// As `merge`; `present` gets the slots of the keys that are there already.
    #[inline(always)]
    fn combine(
        &mut self,
        other: &SetTable,
        from: usize,
        to: usize,
        same: impl Fn(&Value, &Value) -> Option<bool>,
        mut present: impl FnMut(&mut SetTable, usize),
    ) -> Option<usize> {
        if !self.make_slots() {
            return None;
        }
        for (i, slot) in other.slots.get(from..to)?.iter().enumerate() {
            let Some(key) = &slot.key else { continue };
            if self.put_first(slot.hash, key)? {
                continue;
            }
            let mut probe = self.probe(slot.hash);
            match self.step(&mut probe, slot.hash, |k| same(k, key)) {
                SetStep::Found(at) => present(self, at),
                SetStep::Undecided(_) => return Some(from + i),
                SetStep::Absent(at) if self.fill_slot(at, slot.hash, key.clone()) => {}
                SetStep::Absent(_) => return None,
            }
        }
        Some(to)
    }

    /// A copy with room for `more` keys, laid out as if the keys were copied first and the table grown then.
    /// `None` if there is no memory.
    pub fn copy_with_room(&self, more: usize) -> Option<SetTable> {
        let mut copy = SetTable::default();
        if self.used == 0 {
            return copy.make_room_or_none(more).then_some(copy);
        }
        let used = self.used as usize;
        let first = if used * 5 < (LEAST - 1) * 3 { LEAST } else { size_above(used * 2)? };
        if self.fill == self.used && first == self.slots.len() {
            if more > 0 && (used + more) * 5 >= (first - 1) * 3 && first < LARGE {
                let size = size_above((used + more) * 2)?;
                let mut slots = reserve_slots(size)?;
                slots.resize_with(size, SetSlot::default);
                copy.slots = slots.into_boxed_slice();
                for (hash, key) in self.iter_hashed() {
                    copy.insert_clean(hash, key.clone());
                }
            } else {
                let mut slots = reserve_slots(first)?;
                slots.extend(self.slots.iter().cloned());
                copy.slots = slots.into_boxed_slice();
            }
            (copy.fill, copy.used) = (self.used, self.used);
        } else if !copy.make_room(used) || !copy.copy_from(self, || true) {
            return None;
        }
        copy.make_room_or_none(more).then_some(copy)
    }

    /// As `make_room`; nothing is to be done for no keys at all.
    fn make_room_or_none(&mut self, more: usize) -> bool {
        more == 0 || self.make_room(more)
    }

    /// Adds a key that equals none of the table's, to a table without deleted slots. False if there is no memory.
    #[inline]
    pub fn add_distinct(&mut self, hash: i64, key: &Value) -> bool {
        if !self.make_slots() {
            return false;
        }
        match self.put_first(hash, key) {
            Some(true) => return true,
            Some(false) => {}
            None => return false,
        }
        let mask = self.mask();
        let mut probe = SetProbe::new(hash, mask);
        while let Some(slot) = self.slots.get(probe.at) {
            if slot.key.is_none() {
                break;
            }
            probe.advance(mask);
        }
        self.fill_slot(probe.at, hash, key.clone())
    }

    /// Empties a slot, leaving a deleted one.
    pub fn clear_slot(&mut self, at: usize) -> Option<Value> {
        let slot = self.slots.get_mut(at)?;
        let key = slot.key.take()?;
        slot.hash = DUMMY;
        self.used -= 1;
        Some(key)
    }

    /// Removes some key: the first at or behind the place where the last one was taken.
    pub fn pop(&mut self) -> Option<Value> {
        if self.used == 0 {
            return None;
        }
        let start = self.finger as usize & self.mask();
        let (at, _, _) = self.next_from(start).or_else(|| self.next_from(0))?;
        self.finger = (at + 1) as u32;
        self.clear_slot(at)
    }

    /// Rebuilds the table if more than a quarter of it is deleted slots. False if there is no memory.
    pub fn sweep(&mut self) -> bool {
        if (self.fill - self.used) as usize <= self.mask() / 4 {
            return true;
        }
        self.resize(if self.used as usize > 50_000 { self.used as usize * 2 } else { self.used as usize * 4 })
    }

    /// Grows once for `more` keys to come, as `update` does. False if there is no memory.
    pub fn make_room(&mut self, more: usize) -> bool {
        if (self.fill as usize + more) * 5 < self.mask() * 3 {
            return true;
        }
        self.resize((self.used as usize + more) * 2)
    }

    /// Moves the keys to a table of more than `least` slots. False if there is no memory; then nothing has changed.
    pub fn resize(&mut self, least: usize) -> bool {
        let Some(size) = size_above(least) else { return false };
        let Some(mut slots) = reserve_slots(size) else { return false };
        if self.slots.len() >= LARGE {
            // The new table's memory is not in use before it is filled, so that the old one is gone by then.
            let mut keys: Vec<(i64, Value)> = Vec::new();
            if keys.try_reserve_exact(self.used as usize).is_err() {
                return false;
            }
            let old = std::mem::take(&mut self.slots);
            keys.extend(old.into_iter().filter_map(|slot| Some((slot.hash, slot.key?))));
            slots.resize_with(size, SetSlot::default);
            self.slots = slots.into_boxed_slice();
            keys.into_iter().for_each(|(hash, key)| self.insert_clean(hash, key));
        } else {
            slots.resize_with(size, SetSlot::default);
            let old = std::mem::replace(&mut self.slots, slots.into_boxed_slice());
            for slot in old {
                if let Some(key) = slot.key {
                    self.insert_clean(slot.hash, key);
                }
            }
        }
        self.fill = self.used;
        self.generation = self.generation.wrapping_add(1);
        true
    }

    /// Puts a key into a table that has neither it nor deleted slots; the counts are the caller's business.
    #[inline]
    fn insert_clean(&mut self, hash: i64, key: Value) {
        let mask = self.mask();
        let mut probe = SetProbe::new(hash, mask);
        while let Some(slot) = self.slots.get_mut(probe.at) {
            if slot.key.is_none() {
                *slot = SetSlot { hash, key: Some(key) };
                return;
            }
            probe.advance(mask);
        }
    }

    /// Whether nothing was ever put in since the table was made.
    pub fn is_fresh(&self) -> bool {
        self.fill == 0
    }

    /// Copies the keys of another table into this fresh one (`make_room` came first), asking now and then whether to go
    /// on. False if there is no memory or it was stopped; the table is empty then.
    pub fn copy_from(&mut self, other: &SetTable, mut go_on: impl FnMut() -> bool) -> bool {
        if other.used == 0 {
            return true;
        }
        if !self.make_slots() {
            return false;
        }
        if self.slots.len() == other.slots.len() && other.fill == other.used {
            for (to, from) in self.slots.chunks_mut(LARGE).zip(other.slots.chunks(LARGE)) {
                if !go_on() {
                    self.slots = Box::default();
                    return false;
                }
                to.clone_from_slice(from);
            }
        } else {
            for (i, (hash, key)) in other.iter_hashed().enumerate() {
                if i % LARGE == 0 && !go_on() {
                    self.slots = Box::default();
                    return false;
                }
                self.insert_clean(hash, key.clone());
            }
        }
        self.fill = other.used;
        self.used = other.used;
        true
    }

    /// Empties the table; the keys are returned to be dropped without a borrow.
    pub fn take_all(&mut self) -> Vec<Value> {
        let old = std::mem::take(&mut self.slots);
        self.used = 0;
        self.fill = 0;
        self.generation = self.generation.wrapping_add(1);
        old.into_iter().filter_map(|s| s.key).collect()
    }

    /// Takes the place of this table's contents; they are returned.
    pub fn replace(&mut self, other: SetTable) -> SetTable {
        let (generation, finger) = (self.generation.wrapping_add(1), self.finger);
        let old = std::mem::replace(self, other);
        self.generation = generation;
        self.finger = finger;
        old
    }

    /// Bytes of the table as CPython counts them, without the object itself, which holds the smallest table.
    pub fn storage_size(&self) -> usize {
        if self.slots.len() > LEAST { self.slots.len() * 16 } else { 0 }
    }
}

#[derive(Default)]
pub struct Set {
    pub table: SetTable,
}

payload!(Set, Kind::Set, "set", tracked { table });

pub struct FrozenSet {
    pub table: SetTable,
    /// -1 until computed.
    pub hash: Cell<i64>,
}

impl Default for FrozenSet {
    fn default() -> FrozenSet {
        FrozenSet { table: SetTable::default(), hash: Cell::new(-1) }
    }
}

payload!(FrozenSet, Kind::FrozenSet, "frozenset", tracked { table });
