//! The payload of `dict`: an insertion-ordered hash table.
//!
//! A `hashbrown::HashTable` of indices into a vector of entries; deleted entries leave tombstones, so that indices
//! are stable and deleting from the front stays cheap. This file holds what needs no Python code: lookups by exact
//! str keys and the table's mechanics. Lookups that may call `__eq__` are in `builtins/dict/lookup.rs`, which
//! re-validates after each call.
//!
//! `version` changes whenever the set of keys changes in a dict used as a namespace: the VM's caches of "this
//! name is not here" rely on it. Values may change without a new version.

use crate::gc::{Kind, Ref, Trace, Value, Visitor};
use crate::object::str::Str;
use crate::payload;
use hashbrown::HashTable;
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};

pub struct Entry {
    pub hash: i64,
    pub key: Value,
    pub value: Value,
}

#[derive(Default)]
pub struct Dict {
    table: HashTable<u32>,
    /// `None` is a tombstone.
    entries: Vec<Option<Entry>>,
    live: usize,
    /// Entries before this one are tombstones (deleting from the front).
    first: usize,
    /// Zero until the dict serves as a namespace.
    version: Cell<u64>,
    /// Counts changes of size, for iterators ("changed size during iteration") and lookups.
    pub mutations: u32,
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

/// Namespaces draw their versions from one counter, so that two dicts never share one.
fn next_version() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

impl Dict {
    pub fn new() -> Dict {
        Dict::default()
    }

    /// Reserves room; false if there is no memory.
    pub fn try_reserve(&mut self, n: usize) -> bool {
        self.entries.try_reserve(n).is_ok()
            && self.table.try_reserve(n, |_| 0).is_ok_and(|()| true)
    }

    pub fn with_capacity(n: usize) -> Dict {
        Dict { table: HashTable::with_capacity(n), entries: Vec::with_capacity(n), ..Dict::default() }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.live
    }

    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// The version of the key set, starting to keep one.
    #[inline]
    pub fn version(&self) -> u64 {
        if self.version.get() == 0 {
            self.version.set(next_version());
        }
        self.version.get()
    }

    fn keys_changed(&mut self) {
        self.mutations = self.mutations.wrapping_add(1);
        if self.version.get() != 0 {
            self.version.set(next_version());
        }
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
        self.entries.get(self.first..).unwrap_or(&[]).iter().filter_map(Option::as_ref)
    }

    /// The first live entry at or after `index`, with its index.
    #[inline]
    pub fn next_from(&self, index: usize) -> Option<(usize, &Entry)> {
        let start = index.max(self.first);
        let rest = self.entries.get(start..)?;
        rest.iter().enumerate().find_map(|(i, e)| e.as_ref().map(|e| (start + i, e)))
    }

    /// The last live entry before `index`, with its index.
    pub fn prev_before(&self, index: usize) -> Option<(usize, &Entry)> {
        let rest = self.entries.get(..index.min(self.entries.len()))?;
        rest.iter().enumerate().rev().find_map(|(i, e)| e.as_ref().map(|e| (i, e)))
    }

    /// Finds an entry by hash and a test of its index and contents. The test must not run Python.
    #[inline(always)]
    pub fn find(&self, hash: i64, mut test: impl FnMut(usize, &Entry) -> bool) -> Option<usize> {
        let entries = &self.entries;
        self.table
            .find(spread(hash), |i| match entries.get(*i as usize) {
                Some(Some(e)) => e.hash == hash && test(*i as usize, e),
                _ => false,
            })
            .map(|i| *i as usize)
    }

    /// The index of an exact str key. `Err` when a key that is not an exact str has the same hash, so that only
    /// `__eq__` can tell.
    #[inline]
    pub fn find_str(&self, key: &Ref<Str>) -> Result<Option<usize>, Undecided> {
        let mut undecided = false;
        let found = self.find(key.hash(), |_, e| match e.key.downcast_exact::<Str>() {
            Some(k) => k.ptr_eq(key) || k.equals(key),
            None => {
                undecided = true;
                false
            }
        });
        match found {
            None if undecided => Err(Undecided),
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

    /// Adds a key known to be absent. Returns its index.
    pub fn insert_new(&mut self, hash: i64, key: Value, value: Value) -> usize {
        if self.entries.len() == self.entries.capacity() && self.live < self.entries.len() / 2 {
            self.compact();
        }
        let index = self.entries.len();
        self.entries.push(Some(Entry { hash, key, value }));
        let entries = &self.entries;
        self.table.insert_unique(spread(hash), index as u32, |i| {
            entries.get(*i as usize).and_then(Option::as_ref).map_or(0, |e| spread(e.hash))
        });
        self.live += 1;
        self.keys_changed();
        index
    }

    /// Removes the entry at an index, leaving a tombstone.
    pub fn remove_at(&mut self, index: usize) -> Option<Entry> {
        let hash = self.entry(index)?.hash;
        if let Ok(found) = self.table.find_entry(spread(hash), |i| *i as usize == index) {
            found.remove();
        }
        let entry = self.entries.get_mut(index)?.take();
        self.live -= 1;
        if self.live == 0 {
            self.entries.clear();
            self.table.clear();
            self.first = 0;
        } else if index + 1 == self.entries.len() {
            // A stack of `popitem` calls must not leave tombstones to walk over.
            while matches!(self.entries.last(), Some(None)) {
                self.entries.pop();
            }
        } else if index == self.first {
            while matches!(self.entries.get(self.first), Some(None)) {
                self.first += 1;
            }
        }
        self.keys_changed();
        entry
    }

    /// Empties the dict; the entries are returned to be dropped without a borrow.
    pub fn take_all(&mut self) -> Vec<Option<Entry>> {
        self.table.clear();
        self.live = 0;
        self.first = 0;
        self.keys_changed();
        std::mem::take(&mut self.entries)
    }

    /// A copy of all entries (tombstones left out).
    pub fn duplicate(&self) -> Dict {
        let mut copy = Dict::with_capacity(self.live);
        for e in self.iter() {
            copy.insert_new(e.hash, e.key.clone(), e.value.clone());
        }
        copy
    }

    fn compact(&mut self) {
        self.entries.retain(Option::is_some);
        self.first = 0;
        let old = std::mem::take(&mut self.table);
        self.table = HashTable::with_capacity(old.len());
        for (i, e) in self.entries.iter().enumerate() {
            if let Some(e) = e {
                let entries = &self.entries;
                self.table.insert_unique(spread(e.hash), i as u32, |i| {
                    entries.get(*i as usize).and_then(Option::as_ref).map_or(0, |e| spread(e.hash))
                });
            }
        }
        self.keys_changed();
    }

    /// Bytes of the dict's storage, for `sys.getsizeof`.
    pub fn storage_size(&self) -> usize {
        self.entries.capacity() * size_of::<Option<Entry>>() + self.table.capacity() * 5
    }
}

/// A lookup that only `__eq__` can decide.
pub struct Undecided;

/// Python's hashes of ints are the ints themselves; the table needs good high bits.
#[inline(always)]
fn spread(hash: i64) -> u64 {
    let x = (hash as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^ x >> 32
}
