//! Payloads of small sequence-like objects: bytes, range, slice.

use crate::gc::{Frozen, Kind, Value};
use crate::payload;

/// Bounds and step are ints of any size; `fast` holds them and the length when all fit in i64.
pub struct Range {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
    pub length: Value,
    pub fast: Option<RangeFast>,
}

#[derive(Clone, Copy)]
pub struct RangeFast {
    pub start: i64,
    pub step: i64,
    pub len: i64,
}

payload!(Range, Kind::Range, "range", untracked);
impl Frozen for Range {}

pub struct Slice {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

payload!(Slice, Kind::Slice, "slice", tracked { start, stop, step });
impl Frozen for Slice {}
