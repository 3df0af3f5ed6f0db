//! `slice`, and the one computation of slice bounds that all sequences share (`Vm::slice_indices`).

use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::slots::{Args, CompareOp, PyResult};
use crate::object::{Slice, Type};
use crate::vm::Vm;
use num_bigint::BigInt as Big;
use num_traits::{One, Signed, Zero};

const DOC: &str = "slice(stop)
slice(start, stop[, step])

An object that describes a range of positions, as in a[0:10:2].";

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.slice.clone();
    TypeBuilder::new(vm, &ty)
        .doc(DOC)
        .slots(|s| {
            s.new = Some(slice_new);
            s.repr = Some(slice_repr);
            s.hash = Some(slice_hash);
            s.compare = Some(slice_compare);
        })
        .member("start", |vm, v| part(vm, v, |s| &s.start), None, "")
        .member("stop", |vm, v| part(vm, v, |s| &s.stop), None, "")
        .member("step", |vm, v| part(vm, v, |s| &s.step), None, "")
        .method("indices(self, len, /)", slice_indices_method, INDICES_DOC)
        .method("__reduce__(self, /)", slice_reduce, "Return state information for pickling.")
        .ready();
    Ok(())
}

const INDICES_DOC: &str = "Return (start, stop, step) clipped to a sequence of the given length.";

fn part(vm: &mut Vm, v: &Value, get: impl Fn(&Slice) -> &Value) -> PyResult {
    match v.downcast::<Slice>() {
        Some(s) => Ok(get(s).clone()),
        None => Err(vm.type_error("descriptor requires a 'slice' object")),
    }
}

impl Vm {
    /// The bounds of a slice object for a sequence of `len` items: first index, end (exclusive), step, and the number
    /// of items selected. With a negative step the end may be -1; with a count of zero `start` is where an insertion
    /// goes, as in CPython.
    pub fn slice_indices(&mut self, slice: &Value, len: usize) -> PyResult<(i64, i64, i64, usize)> {
        let Some(s) = slice.downcast::<Slice>() else {
            return Err(self.type_error("slice object expected"));
        };
        let (start, stop, step) = self.slice_unpack(s)?;
        Ok(slice_adjust(start, stop, step, len))
    }

    /// The three numbers of a slice, saturated to i64; for sequences whose length may change while `__index__` runs.
    pub fn slice_unpack(&mut self, slice: &Ref<Slice>) -> PyResult<(i64, i64, i64)> {
        let step = match slice.step.is_none() {
            true => 1,
            false => self.slice_number(&slice.step)?,
        };
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        // -i64::MIN does not exist; no sequence is that long.
        let step = step.max(-i64::MAX);
        let start = match slice.start.is_none() {
            true if step < 0 => i64::MAX,
            true => 0,
            false => self.slice_number(&slice.start)?,
        };
        let stop = match slice.stop.is_none() {
            true if step < 0 => i64::MIN,
            true => i64::MAX,
            false => self.slice_number(&slice.stop)?,
        };
        Ok((start, stop, step))
    }

    /// An index in a slice or in the optional bounds of `index()` and `find()`: saturated to i64.
    pub fn slice_number(&mut self, v: &Value) -> PyResult<i64> {
        if let Some(i) = v.as_small() {
            return Ok(i);
        }
        if !self.is_int(v) && self.type_of(v).get(self).slots.index.is_none() {
            return Err(self.type_error("slice indices must be integers or None or have an __index__ method"));
        }
        let index = self.index(v)?;
        Ok(match index.as_small() {
            Some(i) => i,
            None if self.is_negative_int(&index) => i64::MIN,
            None => i64::MAX,
        })
    }
}

/// Clips unpacked slice bounds to a sequence's length; see `Vm::slice_indices`.
pub fn slice_adjust(start: i64, stop: i64, step: i64, len: usize) -> (i64, i64, i64, usize) {
    let len = i64::try_from(len).unwrap_or(i64::MAX);
    let clip = |i: i64| {
        let i = if i < 0 { i.saturating_add(len) } else { i };
        match i {
            i if i < 0 => {
                if step < 0 {
                    -1
                } else {
                    0
                }
            }
            i if i >= len => {
                if step < 0 {
                    len - 1
                } else {
                    len
                }
            }
            i => i,
        }
    };
    let (start, stop) = (clip(start), clip(stop));
    let count = match step {
        s if s < 0 && stop < start => (start - stop - 1) / -s + 1,
        s if s > 0 && start < stop => (stop - start - 1) / s + 1,
        _ => 0,
    };
    (start, stop, step, count as usize)
}

fn slice_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("slice() takes no keyword arguments"));
    }
    match args.values {
        [stop] => vm.new_slice(Value::NONE, stop.clone(), Value::NONE),
        [start, stop] => vm.new_slice(start.clone(), stop.clone(), Value::NONE),
        [start, stop, step] => vm.new_slice(start.clone(), stop.clone(), step.clone()),
        [] => Err(vm.type_error("slice expected at least 1 argument, got 0")),
        more => Err(vm.type_error(format!("slice expected at most 3 arguments, got {}", more.len()))),
    }
}

fn slice_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let s = vm.receiver::<Slice>(std::slice::from_ref(v))?;
    let (start, stop, step) = (vm.repr(&s.start)?, vm.repr(&s.stop)?, vm.repr(&s.step)?);
    let text = [b"slice(", start.bytes(), b", ", stop.bytes(), b", ", step.bytes(), b")"].concat();
    vm.new_str_wtf8(&text)
}

/// xxHash mixing of the three parts, without the length that tuples add.
fn slice_hash(vm: &mut Vm, v: &Value) -> PyResult<i64> {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    let s = vm.receiver::<Slice>(std::slice::from_ref(v))?;
    let mut acc = P5;
    for part in [&s.start, &s.stop, &s.step] {
        let lane = vm.hash(part)? as u64;
        acc = acc.wrapping_add(lane.wrapping_mul(P2)).rotate_left(31).wrapping_mul(P1);
    }
    Ok(if acc == u64::MAX { 1_546_275_796 } else { acc as i64 })
}

/// Slices compare as the tuples of their parts.
fn slice_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Slice>(), b.downcast::<Slice>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if x.ptr_eq(y) {
        return Ok(Value::bool(op.accepts(std::cmp::Ordering::Equal)));
    }
    let parts = |s: &Slice| vec![s.start.clone(), s.stop.clone(), s.step.clone()];
    let x = vm.new_tuple(parts(x))?;
    let y = vm.new_tuple(parts(y))?;
    vm.compare(&x, &y, op)
}

/// `slice.indices`, exact for ints of any size.
fn slice_indices_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = vm.receiver::<Slice>(args)?.clone();
    let length = vm.index(arg(args, 1))?;
    let length = vm.big_value(&length).unwrap_or_default();
    if length.is_negative() {
        return Err(vm.value_error("length should not be negative"));
    }
    let number = |vm: &mut Vm, v: &Value| -> PyResult<Big> {
        if !vm.is_int(v) && vm.type_of(v).get(vm).slots.index.is_none() {
            return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
        }
        let index = vm.index(v)?;
        Ok(vm.big_value(&index).unwrap_or_default())
    };
    let step = if this.step.is_none() { Big::one() } else { number(vm, &this.step)? };
    if step.is_zero() {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let (lower, upper) = match step.is_negative() {
        true => (-Big::one(), &length - 1),
        false => (Big::zero(), length.clone()),
    };
    let clip = |i: Big| {
        if i.is_negative() { (i + &length).max(lower.clone()) } else { i.min(upper.clone()) }
    };
    let start = match this.start.is_none() {
        true if step.is_negative() => upper.clone(),
        true => lower.clone(),
        false => clip(number(vm, &this.start)?),
    };
    let stop = match this.stop.is_none() {
        true if step.is_negative() => lower.clone(),
        true => upper.clone(),
        false => clip(number(vm, &this.stop)?),
    };
    let parts = vec![vm.new_int(start)?, vm.new_int(stop)?, vm.new_int(step)?];
    vm.new_tuple(parts)
}

fn slice_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let s = vm.receiver::<Slice>(args)?;
    let parts = vm.new_tuple(vec![s.start.clone(), s.stop.clone(), s.step.clone()])?;
    vm.new_tuple(vec![vm.types.slice.to_value(), parts])
}
