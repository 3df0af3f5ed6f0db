//! The payload of `set` and `frozenset`: CPython's open addressing, so that iteration order is CPython's.
//!
//! The mechanics are here; lookups that may call `__eq__` are in `builtins/set`.

use crate::gc::{Kind, Trace, Value, Visitor};
use crate::payload;
use std::cell::Cell;

#[derive(Clone)]
pub enum SetSlot {
    Free,
    /// A deleted entry: probing goes on behind it.
    Dummy,
    Used(i64, Value),
}

/// Contents of a set.
pub struct SetTable {
    /// A power of two of slots.
    pub slots: Vec<SetSlot>,
    pub used: usize,
    /// Used and dummy slots.
    pub fill: usize,
    /// Counts changes, for iterators and lookups.
    pub mutations: u32,
    /// Where `pop` goes on.
    pub finger: usize,
}

impl Default for SetTable {
    fn default() -> SetTable {
        SetTable { slots: vec![SetSlot::Free; 8], used: 0, fill: 0, mutations: 0, finger: 0 }
    }
}

impl Trace for SetTable {
    fn trace(&self, visit: &mut Visitor<'_>) {
        for slot in &self.slots {
            if let SetSlot::Used(_, v) = slot {
                v.trace(visit);
            }
        }
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        for slot in &mut self.slots {
            if let SetSlot::Used(_, v) = std::mem::replace(slot, SetSlot::Free) {
                out.push(v);
            }
        }
        self.used = 0;
        self.fill = 0;
    }
}

#[derive(Default)]
pub struct Set {
    pub table: SetTable,
}

payload!(Set, Kind::Set, "set", tracked { table });

#[derive(Default)]
pub struct FrozenSet {
    pub table: SetTable,
    /// -1 until computed.
    pub hash: Cell<i64>,
}

payload!(FrozenSet, Kind::FrozenSet, "frozenset", tracked { table });
