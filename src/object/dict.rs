//! The payload of `dict`: an insertion-ordered hash table.
//!
//! Open addressing over a table of entry numbers, and the entries in order; a dict of the smallest size has no table, its
//! few entries are looked through. Deleted entries leave tombstones, so that
//! entry numbers are stable until the table grows; deleting from the front stays cheap. Sizes and the moments of growth
//! are CPython's, so that `sys.getsizeof` and iteration under mutation agree. This file holds what needs no
//! Python code: the table's mechanics and lookups of keys that can be compared at a glance. Lookups that may call `__eq__`
//! are in `builtins/dict/lookup.rs`, which re-validates after each call.
//!
//! A dict used as a namespace of globals is marked; whenever the keys of such a dict change (or its storage may
//! move) the process-wide `namespace_epoch` does, on which the VM's caches of global names rely. Values may
//! change without a new epoch.

use crate::gc::{Kind, Ref, Trace, Value, Visitor, tag};
use crate::object::str::Str;
use crate::payload;
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};

pub struct Entry {
    pub hash: i64,
    pub key: Value,
    pub value: Value,
}

/// A table slot that was never used.
const FREE: u32 = u32::MAX;
/// A table slot whose entry was deleted: probing goes on behind it. Above every entry number, as `FREE` is.
const DUMMY: u32 = u32::MAX - 1;
/// Slots of the smallest table.
const LEAST: usize = 8;
/// Entries that the smallest table gets memory for at first.
const FIRST_ROOM: usize = 2;

#[derive(Default)]
pub struct Dict {
    /// Entry numbers by hash: a power of two of slots, or none at the smallest size.
    table: Box<[u32]>,
    /// `None` is a tombstone. The capacity is what the table allows.
    entries: Vec<Option<Entry>>,
    live: u32,
    /// Entries before this one are tombstones (deleting from the front).
    first: u32,
    /// Insertions left before the table grows.
    usable: u32,
    /// Serves as globals or builtins of some code.
    namespace: Cell<bool>,
    /// Counts rebuilt tables: entry numbers found earlier are void.
    generation: u32,
    /// Counts changes of the set of keys.
    pub mutations: u32,
    /// A key that is not an exact str was inserted into this table.
    general: bool,
}

payload!(Dict, Kind::Dict, "dict", tracked { entries });

impl Trace for Entry {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.key.trace(visit);
        self.value.trace(visit);
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        self.key.take(out);
        self.value.take(out);
    }
}

impl Trace for Option<Entry> {
    fn trace(&self, visit: &mut Visitor<'_>) {
        if let Some(e) = self {
            e.trace(visit);
        }
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        if let Some(mut e) = Option::take(self) {
            e.take(out);
        }
    }
}

/// See `namespace_epoch`.
static EPOCH: AtomicU64 = AtomicU64::new(1);

/// Voids all caches of global names.
pub fn new_namespace_epoch() {
    EPOCH.fetch_add(1, Ordering::Relaxed);
}

/// Changes with the keys of any dict that serves as a namespace; never zero.
#[inline(always)]
pub fn namespace_epoch() -> u64 {
    EPOCH.load(Ordering::Relaxed)
}

/// A walk along the slots where a hash may be.
#[derive(Clone, Copy)]
pub struct Probe {
    slot: usize,
    perturb: u64,
    /// The next entry to look at where there is no table.
    next: usize,
}

impl Probe {
    #[inline(always)]
    fn new(hash: i64) -> Probe {
        Probe { slot: hash as usize, perturb: hash as u64, next: 0 }
    }

    #[inline(always)]
    fn advance(&mut self) {
        self.perturb >>= 5;
        self.slot = self.slot.wrapping_mul(5).wrapping_add(self.perturb as usize).wrapping_add(1);
    }
}

/// One step of a lookup.
pub enum Step {
    Absent,
    Found(usize),
    /// The entry has the hash, and only `__eq__` can tell about the key.
    Undecided(usize),
}

/// Entries that a table of `slots` holds.
fn usable_of(slots: usize) -> usize {
    slots * 2 / 3
}

/// The table size for at least `n` slots.
fn table_size(n: usize) -> usize {
    n.max(LEAST).next_power_of_two()
}

/// Entries that are copied at once.
const PIECE: usize = 1 << 16;

impl Dict {
    pub fn new() -> Dict {
        Dict::default()
    }

    /// Makes room for `n` entries in an empty dict; false if there is no memory.
    pub fn try_reserve(&mut self, n: usize) -> bool {
        if n <= self.entries.len() + self.usable as usize {
            return true;
        }
        match n.checked_mul(3) {
            Some(n) => self.rebuild(table_size(n.div_ceil(2))),
            None => false,
        }
    }

    /// A dict with room for `n` entries, as CPython sizes one whose length is known.
    #[inline]
    pub fn with_capacity(n: usize) -> Dict {
        if n == 0 {
            return Dict::default();
        }
        let mut dict = Dict::default();
        if n > usable_of(LEAST) {
            dict.try_reserve(n);
        } else if dict.entries.try_reserve_exact(n.max(FIRST_ROOM)).is_ok() {
            // A failure shows when the first key comes.
            dict.usable = usable_of(LEAST) as u32;
        }
        dict
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.live as usize
    }

    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Marks the dict as a namespace whose changes of keys start a new epoch.
    #[inline]
    pub fn mark_namespace(&self) {
        self.namespace.set(true);
    }

    /// Entries have other numbers and addresses than before.
    fn moved(&mut self) {
        self.generation = self.generation.wrapping_add(1);
        if self.namespace.get() {
            new_namespace_epoch();
        }
    }

    #[inline(always)]
    fn keys_changed(&mut self) {
        self.mutations = self.mutations.wrapping_add(1);
        if self.namespace.get() {
            new_namespace_epoch();
        }
    }

    /// Changes when entry numbers become void.
    #[inline(always)]
    pub fn generation(&self) -> u32 {
        self.generation
    }

    /// Number of entries, tombstones included: the bound of `entry`.
    #[inline(always)]
    pub fn slots(&self) -> usize {
        self.entries.len()
    }

    /// The entry at an index, if it is live.
    #[inline(always)]
    pub fn entry(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index).and_then(Option::as_ref)
    }

    #[inline(always)]
    pub fn entry_mut(&mut self, index: usize) -> Option<&mut Entry> {
        self.entries.get_mut(index).and_then(Option::as_mut)
    }

    /// The live entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> + '_ {
        self.entries.get(self.first as usize..).unwrap_or(&[]).iter().filter_map(Option::as_ref)
    }

    /// The first live entry at or after `index`, with its index.
    #[inline]
    pub fn next_from(&self, index: usize) -> Option<(usize, &Entry)> {
        let start = index.max(self.first as usize);
        let rest = self.entries.get(start..)?;
        rest.iter().enumerate().find_map(|(i, e)| e.as_ref().map(|e| (start + i, e)))
    }

    /// The last live entry before `index`, with its index.
    pub fn prev_before(&self, index: usize) -> Option<(usize, &Entry)> {
        let rest = self.entries.get(..index.min(self.entries.len()))?;
        rest.iter().enumerate().rev().find_map(|(i, e)| e.as_ref().map(|e| (i, e)))
    }

    /// Begins a lookup that may have to ask `__eq__`.
    #[inline(always)]
    pub fn probe(&self, hash: i64) -> Probe {
        Probe::new(hash)
    }

    /// Goes on with a lookup up to the next entry that may hold the key. `test` tells whether a key is equal, `None` where
    /// it cannot; it must not run Python.
    #[inline(always)]
    pub fn step(&self, probe: &mut Probe, hash: i64, mut test: impl FnMut(&Value) -> Option<bool>) -> Step {
        if self.table.is_empty() {
            while let Some(entry) = self.entries.get(probe.next) {
                let index = probe.next;
                probe.next += 1;
                match entry {
                    Some(e) if e.hash == hash => match test(&e.key) {
                        Some(true) => return Step::Found(index),
                        Some(false) => {}
                        None => return Step::Undecided(index),
                    },
                    _ => {}
                }
            }
            return Step::Absent;
        }
        let mask = self.table.len().wrapping_sub(1);
        loop {
            let Some(&index) = self.table.get(probe.slot & mask) else { return Step::Absent };
            probe.advance();
            match self.entries.get(index as usize) {
                Some(Some(e)) if e.hash == hash => match test(&e.key) {
                    Some(true) => return Step::Found(index as usize),
                    Some(false) => {}
                    None => return Step::Undecided(index as usize),
                },
                Some(_) => {}
                None if index == FREE => return Step::Absent,
                None => {}
            }
        }
    }

    /// Finds an entry by hash and a test of its index and contents. The test must not run Python.
    #[inline(always)]
    pub fn find(&self, hash: i64, mut test: impl FnMut(usize, &Entry) -> bool) -> Option<usize> {
        if self.table.is_empty() {
            for (index, entry) in self.entries.iter().enumerate() {
                if let Some(e) = entry
                    && e.hash == hash
                    && test(index, e)
                {
                    return Some(index);
                }
            }
            return None;
        }
        let mask = self.table.len().wrapping_sub(1);
        let mut probe = Probe::new(hash);
        loop {
            let index = *self.table.get(probe.slot & mask)?;
            match self.entries.get(index as usize) {
                Some(Some(e)) => {
                    if e.hash == hash && test(index as usize, e) {
                        return Some(index as usize);
                    }
                }
                Some(None) => {}
                None if index == FREE => return None,
                None => {}
            }
            probe.advance();
        }
    }

    /// The index of an exact str key. `Err` when a key that is not an exact str has the same hash, so that only
    /// `__eq__` can tell.
    #[inline]
    pub fn find_str(&self, key: &Ref<Str>) -> Result<Option<usize>, Undecided> {
        let mut undecided = false;
        let found = self.find(key.hash(), |_, e| match e.key.downcast_exact::<Str>() {
            Some(k) => k.ptr_eq(key) || k.equals(key),
            None => {
                undecided |= e.key.is_heap();
                false
            }
        });
        match found {
            None if undecided => Err(Undecided),
            found => Ok(found),
        }
    }

    /// The index of an exact, unboxed int key with its hash. `Err` as for `find_str`.
    #[inline]
    pub fn find_int(&self, key: i64, hash: i64) -> Result<Option<usize>, Undecided> {
        let mut undecided = false;
        let found = self.find(hash, |_, e| match e.key.tag() {
            tag::INT | tag::BOOL => e.key.bits() as i64 == key,
            tag::FLOAT => f64::from_bits(e.key.bits()) == key as f64 && key.unsigned_abs() < 1 << 53,
            _ => {
                undecided |= e.key.is_heap() && e.key.downcast_exact::<Str>().is_none();
                false
            }
        });
        match found {
            None if undecided => Err(Undecided),
            // A float this large needs an exact comparison.
            None if key.unsigned_abs() >= 1 << 53 => Err(Undecided),
            found => Ok(found),
        }
    }

    /// The value under an exact str key, for namespaces: keys of other types never match.
    #[inline]
    pub fn get_str(&self, key: &Ref<Str>) -> Option<&Value> {
        let index = self.find_str(key).ok()??;
        self.entry(index).map(|e| &e.value)
    }

    /// Sets the value under an exact str key, for namespaces. The old value is returned, so that the caller
    /// drops it when it holds no borrow.
    pub fn set_str(&mut self, key: &Ref<Str>, value: Value) -> Option<Value> {
        match self.find_str(key).ok().flatten() {
            Some(index) => {
                let entry = self.entry_mut(index)?;
                Some(std::mem::replace(&mut entry.value, value))
            }
            None => {
                self.insert_new(key.hash(), key.to_value(), value);
                None
            }
        }
    }

    /// Removes an exact str key, for namespaces.
    pub fn remove_str(&mut self, key: &Ref<Str>) -> Option<Value> {
        let index = self.find_str(key).ok()??;
        self.remove_at(index).map(|e| e.value)
    }

    /// Makes room for one more key; false if there is no memory.
    #[inline(always)]
    pub fn make_room(&mut self, key: &Value) -> bool {
        let room = self.usable > 0 && self.entries.len() < self.entries.capacity();
        if room && (self.general || key.downcast_exact::<Str>().is_some()) {
            return true;
        }
        self.make_room_slow(key)
    }

    #[cold]
    #[inline(never)]
    fn make_room_slow(&mut self, key: &Value) -> bool {
        let text = key.downcast_exact::<Str>().is_some();
        if self.usable == 0 || !self.general && !self.entries.is_empty() {
            // A table of names that gets its first other key is rebuilt too.
            let Some(wanted) = self.len().checked_mul(3) else { return false };
            if !self.rebuild(table_size(wanted)) {
                return false;
            }
        }
        if self.entries.len() == self.entries.capacity()
            && self.entries.try_reserve_exact(self.usable as usize).is_err()
        {
            return false;
        }
        self.general |= !text;
        true
    }

    /// Adds a key known to be absent. Returns its index. Where memory may be short, `make_room` comes first.
    pub fn insert_new(&mut self, hash: i64, key: Value, value: Value) -> usize {
        if !self.make_room(&key) {
            std::alloc::handle_alloc_error(std::alloc::Layout::new::<Entry>());
        }
        let index = self.entries.len();
        self.entries.push(Some(Entry { hash, key, value }));
        self.usable -= 1;
        self.live += 1;
        insert_index(&mut self.table, hash, index as u32);
        self.keys_changed();
        index
    }

    /// Removes the entry at an index, leaving a tombstone.
    pub fn remove_at(&mut self, index: usize) -> Option<Entry> {
        let entry = self.entries.get_mut(index)?.take()?;
        let mask = self.table.len().wrapping_sub(1);
        let mut probe = Probe::new(entry.hash);
        while let Some(slot) = self.table.get_mut(probe.slot & mask) {
            if *slot == index as u32 {
                *slot = DUMMY;
                break;
            }
            probe.advance();
        }
        self.live -= 1;
        if index == self.first as usize {
            while matches!(self.entries.get(self.first as usize), Some(None)) {
                self.first += 1;
            }
        }
        self.keys_changed();
        Some(entry)
    }

    /// Removes the last entry.
    pub fn pop_last(&mut self) -> Option<Entry> {
        let (index, _) = self.prev_before(usize::MAX)?;
        let entry = self.remove_at(index);
        // Later calls must not walk over the tombstones again.
        self.entries.truncate(index);
        self.first = self.first.min(index as u32);
        entry
    }

    /// Moves an entry behind all others. False if there is no memory.
    pub fn move_to_back(&mut self, index: usize) -> bool {
        if self.prev_before(usize::MAX).is_none_or(|(last, _)| last == index) {
            return true;
        }
        let Some(entry) = self.remove_at(index) else { return true };
        if !self.make_room(&entry.key) {
            return false;
        }
        self.insert_new(entry.hash, entry.key, entry.value);
        true
    }

    /// Moves an entry before all others. False if there is no memory.
    pub fn move_to_front(&mut self, index: usize) -> bool {
        if self.next_from(0).is_none_or(|(first, _)| first == index) {
            return true;
        }
        let index = match self.first {
            0 => match self.make_gap(index) {
                Some(index) => index,
                None => return false,
            },
            _ => index,
        };
        let Some(entry) = self.remove_at(index) else { return true };
        let at = self.first as usize - 1;
        let hash = entry.hash;
        if let Some(slot) = self.entries.get_mut(at) {
            *slot = Some(entry);
        }
        self.first = at as u32;
        self.live += 1;
        insert_index(&mut self.table, hash, at as u32);
        true
    }

    /// Puts tombstones before all entries, for keys to be moved there. Gives the new number of the entry `index`; `None`
    /// if there is no memory.
    fn make_gap(&mut self, index: usize) -> Option<usize> {
        let gap = self.len() / 2 + LEAST;
        let rank = self.entries.get(..index)?.iter().flatten().count();
        let mut entries: Vec<Option<Entry>> = Vec::new();
        entries.try_reserve_exact(gap + usable_of(self.size()).max(self.len())).ok()?;
        entries.resize_with(gap, || None);
        entries.extend(self.entries.drain(..).filter(Option::is_some));
        self.entries = entries;
        self.table.fill(FREE);
        for (i, e) in self.entries.iter().enumerate() {
            if let Some(e) = e {
                insert_index(&mut self.table, e.hash, i as u32);
            }
        }
        self.first = gap as u32;
        self.usable = usable_of(self.size()).saturating_sub(self.len()) as u32;
        self.moved();
        Some(gap + rank)
    }

    /// Slots of the table, those that the smallest one would have included. A dict that has had a key has room for some.
    fn size(&self) -> usize {
        match self.table.len() {
            0 if self.entries.capacity() > 0 => LEAST,
            slots => slots,
        }
    }

    /// Number of slots of the table, for sizes.
    pub fn table_slots(&self) -> usize {
        self.size()
    }

    /// Empties the dict; the entries are returned to be dropped without a borrow.
    pub fn take_all(&mut self) -> Vec<Option<Entry>> {
        self.table = Box::default();
        self.live = 0;
        self.first = 0;
        self.usable = 0;
        self.general = false;
        self.generation = self.generation.wrapping_add(1);
        self.keys_changed();
        std::mem::take(&mut self.entries)
    }

    /// A copy of all entries; `None` if there is no memory.
    pub fn try_duplicate(&self) -> Option<Dict> {
        self.duplicate_while(|| true)
    }

    /// As `try_duplicate`, asking now and then whether to go on; `None` if not.
    pub fn duplicate_while(&self, mut go_on: impl FnMut() -> bool) -> Option<Dict> {
        let mut copy = Dict::default();
        if self.live == 0 {
            return Some(copy);
        }
        let sparse = self.len() < usable_of(self.entries.len());
        let slots = if sparse { table_size(self.len().checked_mul(3)?.div_ceil(2)) } else { self.size() };
        if !copy.rebuild(slots) || copy.entries.try_reserve_exact(self.len()).is_err() {
            return None;
        }
        copy.general = self.general;
        if sparse || self.len() != self.entries.len() {
            for (i, e) in self.iter().enumerate() {
                if i % PIECE == PIECE - 1 && !go_on() {
                    return None;
                }
                copy.push(e.hash, e.key.clone(), e.value.clone());
            }
            if !sparse {
                copy.usable = self.usable;
            }
        } else {
            copy.table.copy_from_slice(&self.table);
            let mut entries =
                self.iter().map(|e| Some(Entry { hash: e.hash, key: e.key.clone(), value: e.value.clone() }));
            loop {
                copy.entries.extend(entries.by_ref().take(PIECE));
                if copy.entries.len() == self.len() {
                    break;
                }
                if !go_on() {
                    return None;
                }
            }
            copy.live = self.live;
            copy.usable = self.usable;
        }
        Some(copy)
    }

    /// A copy of all entries.
    pub fn duplicate(&self) -> Dict {
        match self.try_duplicate() {
            Some(copy) => copy,
            None => std::alloc::handle_alloc_error(std::alloc::Layout::new::<Entry>()),
        }
    }

    /// Takes over the contents of another dict; the old ones are returned.
    pub fn replace_contents(&mut self, other: Dict) -> Dict {
        let (generation, mutations, namespace) = (self.generation, self.mutations, self.namespace.get());
        let old = std::mem::replace(self, other);
        self.generation = generation.wrapping_add(1);
        self.mutations = mutations;
        self.namespace.set(namespace);
        self.keys_changed();
        old
    }

    /// Whether CPython copies this dict's table as it is when it updates an empty dict.
    pub fn is_dense(&self) -> bool {
        let slots = self.size();
        self.len() == self.entries.len() && (slots == LEAST || usable_of(slots / 2) < self.len())
    }

    /// Makes room for `more` keys in a table that could not hold them alone, as `update` does. False if there is no
    /// memory.
    pub fn make_room_for(&mut self, more: usize) -> bool {
        if usable_of(self.size()) >= more {
            return true;
        }
        match (self.len() + more).checked_mul(3) {
            Some(n) => self.rebuild(table_size(n.div_ceil(2))),
            None => false,
        }
    }

    /// Appends an entry for which there is room.
    fn push(&mut self, hash: i64, key: Value, value: Value) {
        let index = self.entries.len();
        self.entries.push(Some(Entry { hash, key, value }));
        insert_index(&mut self.table, hash, index as u32);
        self.live += 1;
        self.usable = self.usable.saturating_sub(1);
    }

    /// Moves the live entries to a new table. False if there is no memory; then nothing has changed.
    fn rebuild(&mut self, slots: usize) -> bool {
        if slots > FREE as usize / 2 {
            return false;
        }
        let mut table: Vec<u32> = Vec::new();
        let places = if slots > LEAST { slots } else { 0 };
        if table.try_reserve_exact(places).is_err() {
            return false;
        }
        let usable = usable_of(slots).max(self.len());
        // Most small dicts have one or two keys; they get the rest of their room when they need it.
        let room = if slots == LEAST { self.len().max(FIRST_ROOM) } else { usable };
        if self.len() == self.entries.len() {
            if self.entries.try_reserve_exact(room - self.len()).is_err() {
                return false;
            }
        } else {
            let mut entries: Vec<Option<Entry>> = Vec::new();
            if entries.try_reserve_exact(room).is_err() {
                return false;
            }
            entries.extend(self.entries.drain(..).filter(Option::is_some));
            self.entries = entries;
        }
        table.resize(places, FREE);
        self.table = table.into_boxed_slice();
        for (i, e) in self.entries.iter().enumerate() {
            if let Some(e) = e {
                insert_index(&mut self.table, e.hash, i as u32);
            }
        }
        self.first = 0;
        self.usable = (usable - self.len()) as u32;
        self.moved();
        true
    }

    /// Bytes of the dict's storage as CPython counts them, without the object itself.
    pub fn storage_size(&self) -> usize {
        let slots = self.size();
        let index = match slots {
            0 => return 0,
            1..=0x80 => 1,
            0x81..=0x8000 => 2,
            _ => 4,
        };
        32 + slots * index + usable_of(slots) * if self.general { 24 } else { 16 }
    }
}

/// Enters an entry number into the first slot that is not in use.
#[inline(always)]
fn insert_index(table: &mut [u32], hash: i64, index: u32) {
    let mask = table.len().wrapping_sub(1);
    let mut probe = Probe::new(hash);
    while let Some(slot) = table.get_mut(probe.slot & mask) {
        if *slot >= DUMMY {
            *slot = index;
            return;
        }
        probe.advance();
    }
}

/// A lookup that only `__eq__` can decide.
pub struct Undecided;

impl Drop for Dict {
    fn drop(&mut self) {
        if self.namespace.get() {
            // Caches may hold the address of an entry.
            new_namespace_epoch();
        }
    }
}
