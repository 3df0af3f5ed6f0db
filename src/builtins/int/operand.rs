//! The view of an int operand that all arithmetic works on: a word, or a borrowed big integer.
//!
//! Whatever the operand's object is (unboxed int, bool, big int, instance of a subclass), a value that fits in a
//! word is always seen as `Small`, so that each operator needs its fast path only once.

use crate::gc::Value;
use crate::object::PyResult;
use crate::object::number::IntView;
use crate::vm::Vm;
use num_bigint::{BigInt, Sign};
use std::borrow::Cow;
use std::cmp::Ordering;

/// No int gets more bits than this (1 GiB of memory): beyond it, MemoryError.
pub const MAX_BITS: u64 = 1 << 33;

#[derive(Clone, Copy)]
pub enum Operand<'a> {
    Small(i64),
    /// Outside of i64.
    Wide(i128),
    /// Outside of i128.
    Big(&'a BigInt),
}

impl<'a> Operand<'a> {
    /// The number in an int, bool or instance of a subclass; `None` for all else.
    #[inline(always)]
    pub fn of(v: &'a Value) -> Option<Operand<'a>> {
        match v.as_small() {
            Some(i) => Some(Operand::Small(i)),
            None => Operand::of_other(v),
        }
    }

    #[inline]
    fn of_other(v: &'a Value) -> Option<Operand<'a>> {
        if let Some(b) = v.as_bool() {
            return Some(Operand::Small(b as i64));
        }
        v.downcast::<crate::object::BigInt>().map(|big| match big.view() {
            IntView::Wide(i) => Operand::from_wide(i),
            IntView::Big(big) => Operand::Big(big),
        })
    }

    #[inline]
    fn from_wide(i: i128) -> Operand<'a> {
        match i64::try_from(i) {
            Ok(i) => Operand::Small(i),
            Err(_) => Operand::Wide(i),
        }
    }

    /// The number, if it is in the range of i128.
    #[inline]
    pub fn wide(self) -> Option<i128> {
        match self {
            Operand::Small(i) => Some(i as i128),
            Operand::Wide(i) => Some(i),
            Operand::Big(_) => None,
        }
    }

    pub fn big(self) -> Cow<'a, BigInt> {
        match self {
            Operand::Small(i) => Cow::Owned(BigInt::from(i)),
            Operand::Wide(i) => Cow::Owned(BigInt::from(i)),
            Operand::Big(big) => Cow::Borrowed(big),
        }
    }

    pub fn is_zero(self) -> bool {
        matches!(self, Operand::Small(0))
    }

    pub fn is_negative(self) -> bool {
        match self {
            Operand::Small(i) => i < 0,
            Operand::Wide(i) => i < 0,
            Operand::Big(big) => big.sign() == Sign::Minus,
        }
    }

    /// `bit_length()`
    pub fn bits(self) -> u64 {
        match self {
            Operand::Small(i) => 64 - i.unsigned_abs().leading_zeros() as u64,
            Operand::Wide(i) => 128 - i.unsigned_abs().leading_zeros() as u64,
            Operand::Big(big) => big.bits(),
        }
    }

    pub fn compare(self, other: Operand<'_>) -> Ordering {
        match (self, other) {
            (Operand::Small(x), Operand::Small(y)) => x.cmp(&y),
            (Operand::Big(x), Operand::Big(y)) => x.cmp(y),
            (Operand::Big(x), _) if x.sign() == Sign::Minus => Ordering::Less,
            (Operand::Big(_), _) => Ordering::Greater,
            (_, Operand::Big(y)) if y.sign() == Sign::Minus => Ordering::Greater,
            (_, Operand::Big(_)) => Ordering::Less,
            _ => self.wide().cmp(&other.wide()),
        }
    }

    /// Exact comparison with a float; `None` if it is NaN.
    pub fn compare_float(self, f: f64) -> Option<Ordering> {
        if f.is_nan() {
            return None;
        }
        let i = match self {
            Operand::Small(i) => i,
            other => return Some(compare_big_float(&other.big(), f)),
        };
        const EXACT: u64 = 1 << 53;
        const END: f64 = 9_223_372_036_854_775_808.0;
        if i.unsigned_abs() <= EXACT {
            return (i as f64).partial_cmp(&f);
        }
        if f >= END {
            return Some(Ordering::Less);
        }
        if f < -END {
            return Some(Ordering::Greater);
        }
        // A float as large as this one has no fraction, and a smaller one differs in its whole part.
        Some(i.cmp(&(f as i64)))
    }
}

fn compare_big_float(big: &BigInt, f: f64) -> Ordering {
    let sign = if big.sign() == Sign::Minus { Ordering::Less } else { Ordering::Greater };
    // A big integer lies outside of ±2**63, so sign and size decide in nearly all cases.
    if f == 0.0 || (f < 0.0) != (sign == Ordering::Less) {
        return sign;
    }
    if f.is_infinite() {
        return sign.reverse();
    }
    match num_traits::FromPrimitive::from_f64(f.trunc()) {
        // A float of that size has no fraction, and a smaller one differs in its whole part.
        Some(whole) => big.cmp(&whole),
        None => sign,
    }
}

impl Vm {
    /// Makes sure that an int of `bits` bits can be had before it is computed.
    pub fn reserve_int(&self, bits: u64) -> PyResult<()> {
        const UNCHECKED: u64 = 1 << 23;
        if bits <= UNCHECKED {
            return Ok(());
        }
        let mut probe: Vec<u8> = Vec::new();
        if bits > MAX_BITS || probe.try_reserve_exact(bits as usize / 8 + 16).is_err() {
            return Err(self.memory_error());
        }
        Ok(())
    }

    /// A new int from 128 bits.
    pub fn wide_int(&self, i: i128) -> PyResult {
        match i64::try_from(i) {
            Ok(i) => Ok(self.int(i)),
            Err(_) => self.alloc_wide_int(i),
        }
    }
}
