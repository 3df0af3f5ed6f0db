//! Payloads of numbers that are not unboxed.

use crate::gc::{Frozen, Kind};
use crate::payload;

/// An int outside of i64, or any instance of an int subclass (`bool` excepted). An exact int in the range of
/// i64 is always unboxed, so that equal values have equal representations.
pub struct BigInt(pub num_bigint::BigInt);

payload!(BigInt, Kind::BigInt, "int", untracked);
impl Frozen for BigInt {}

/// An instance of a float subclass.
pub struct Float(pub f64);

payload!(Float, Kind::Other, "float", untracked);
impl Frozen for Float {}

#[derive(Clone, Copy, PartialEq)]
pub struct Complex {
    pub re: f64,
    pub im: f64,
}

payload!(Complex, Kind::Complex, "complex", untracked);
impl Frozen for Complex {}
