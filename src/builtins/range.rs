//! `range` over ints of any size, `range_iterator` and `longrange_iterator`.
//!
//! Where everything fits in 64 bits (`Range::fast`) no big numbers are made.

use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::iter::{LongRangeIter, RangeIter};
use crate::object::sequence::RangeFast;
use crate::object::slots::{Args, CompareOp, PyResult};
use crate::object::{Range, Type};
use crate::vm::Vm;
use num_bigint::BigInt as Big;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

const DOC: &str = "range(stop) -> range object
range(start, stop[, step]) -> range object

The ints from start (0 if left out) up to but not including stop, in steps of step.";

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.range.clone();
    TypeBuilder::new(vm, &ty)
        .doc(DOC)
        .slots(|s| {
            s.new = Some(range_new);
            s.repr = Some(range_repr);
            s.hash = Some(range_hash);
            s.compare = Some(range_compare);
            s.iter = Some(range_iter);
            s.bool = Some(range_bool);
            s.len = Some(range_len);
            s.getitem = Some(range_getitem);
            s.contains = Some(range_contains);
        })
        .method("__reversed__(self, /)", range_reversed, "Return a reverse iterator.")
        .method("__reduce__(self, /)", range_reduce, "")
        .method("count(self, value, /)", range_count, "Return the number of occurrences of value.")
        .method(
            "index(self, value, /)",
            range_index,
            "Return the index of value.\n\nRaises ValueError if the value is not present.",
        )
        .member("start", |vm, v| Ok(this(vm, v)?.start.clone()), None, "")
        .member("stop", |vm, v| Ok(this(vm, v)?.stop.clone()), None, "")
        .member("step", |vm, v| Ok(this(vm, v)?.step.clone()), None, "")
        .ready();
    let ty = vm.types.range_iterator.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.iter = Some(super::iter::iter_self);
            s.iternext = Some(range_iter_next);
        })
        .method("__length_hint__(self, /)", range_iter_hint, "Private method returning an estimate of len(list(it)).")
        .method("__reduce__(self, /)", range_iter_reduce, "Return state information for pickling.")
        .method("__setstate__(self, object, /)", range_iter_setstate, "Set state information for unpickling.")
        .ready();
    let ty = vm.types.longrange_iterator.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.iter = Some(super::iter::iter_self);
            s.iternext = Some(long_iter_next);
        })
        .method("__length_hint__(self, /)", long_iter_hint, "Private method returning an estimate of len(list(it)).")
        .method("__reduce__(self, /)", long_iter_reduce, "Return state information for pickling.")
        .method("__setstate__(self, object, /)", long_iter_setstate, "Set state information for unpickling.")
        .ready();
    Ok(())
}

fn this(vm: &Vm, v: &Value) -> PyResult<Ref<Range>> {
    match v.downcast::<Range>() {
        Some(range) => Ok(range.clone()),
        None => Err(vm.type_error("a 'range' object is required")),
    }
}

/// The range's numbers in 64 bits, if no number on the way overflows.
fn fast(start: i64, stop: i64, step: i64) -> Option<RangeFast> {
    let distance = if step > 0 { stop as i128 - start as i128 } else { start as i128 - stop as i128 };
    let step_size = (step as i128).abs();
    let room =
        if step > 0 { stop <= i64::MAX - (step - 1) } else { stop as i128 >= i64::MIN as i128 - 1 - step as i128 };
    let len = if distance <= 0 { 0 } else { (distance - 1) / step_size + 1 };
    ((room || len == 0) && len <= i64::MAX as i128).then_some(RangeFast { start, step, len: len as i64 })
}

impl Vm {
    /// `range(start, stop, step)` of exact ints; `step` is not zero.
    pub fn make_range(&mut self, start: Value, stop: Value, step: Value) -> PyResult {
        if let (Some(a), Some(b), Some(s)) = (start.as_small(), stop.as_small(), step.as_small())
            && let Some(fast) = fast(a, b, s)
        {
            let length = self.int(fast.len);
            let payload = Range { start, stop, step, length, fast: Some(fast) };
            return Ok(self.alloc(&self.types.range, payload)?.into_value());
        }
        let (a, b, s) = (self.big(&start), self.big(&stop), self.big(&step));
        let length = self.new_int(big_length(&a, &b, &s))?;
        Ok(self.alloc(&self.types.range, Range { start, stop, step, length, fast: None })?.into_value())
    }

    fn big(&self, v: &Value) -> Big {
        self.big_value(v).unwrap_or_default()
    }
}

fn big_length(start: &Big, stop: &Big, step: &Big) -> Big {
    let distance = if step.is_negative() { start - stop } else { stop - start };
    if distance.is_positive() { (distance - 1u8) / step.abs() + 1u8 } else { Big::zero() }
}

fn range_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("range() takes no keyword arguments"));
    }
    match args.values {
        [stop] => {
            let stop = vm.index(stop)?;
            vm.make_range(Value::small_int(0), stop, Value::small_int(1))
        }
        [start, stop] => {
            let (start, stop) = (vm.index(start)?, vm.index(stop)?);
            vm.make_range(start, stop, Value::small_int(1))
        }
        [start, stop, step] => {
            let (start, stop, step) = (vm.index(start)?, vm.index(stop)?, vm.index(step)?);
            if step.as_small() == Some(0) {
                return Err(vm.value_error("range() arg 3 must not be zero"));
            }
            vm.make_range(start, stop, step)
        }
        [] => Err(vm.type_error("range expected at least 1 argument, got 0")),
        more => Err(vm.type_error(format!("range expected at most 3 arguments, got {}", more.len()))),
    }
}

fn range_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let range = this(vm, v)?;
    let (start, stop) = (vm.repr(&range.start)?, vm.repr(&range.stop)?);
    let mut text = [b"range(", start.bytes(), b", ", stop.bytes()].concat();
    if range.step.as_small() != Some(1) {
        text.extend_from_slice(b", ");
        let step = vm.repr(&range.step)?;
        text.extend_from_slice(step.bytes());
    }
    text.push(b')');
    vm.new_str_wtf8(&text)
}

/// What makes two ranges equal: length, then the first item, then the step, as far as they matter.
fn essence(range: &Range) -> [Value; 3] {
    match range.length.as_small() {
        Some(0) => [range.length.clone(), Value::NONE, Value::NONE],
        Some(1) => [range.length.clone(), range.start.clone(), Value::NONE],
        _ => [range.length.clone(), range.start.clone(), range.step.clone()],
    }
}

fn range_hash(vm: &mut Vm, v: &Value) -> PyResult<i64> {
    let range = this(vm, v)?;
    let key = vm.new_tuple(essence(&range).to_vec())?;
    vm.hash(&key)
}

fn range_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Range>(), b.downcast::<Range>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut equal = true;
    for (p, q) in essence(x).iter().zip(&essence(y)) {
        equal = equal && vm.equals(p, q)?;
    }
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn range_iter(vm: &mut Vm, v: &Value) -> PyResult {
    let range = this(vm, v)?;
    match range.fast {
        Some(f) => {
            let payload = RangeIter { next: f.start, step: f.step, left: f.len };
            Ok(vm.alloc(&vm.types.range_iterator, payload)?.into_value())
        }
        None => {
            let (start, step, length) = (vm.big(&range.start), vm.big(&range.step), vm.big(&range.length));
            long_iter(vm, start, step, length)
        }
    }
}

fn long_iter(vm: &mut Vm, start: Big, step: Big, length: Big) -> PyResult {
    let payload = LongRangeIter { start, step, length, index: Big::zero() };
    Ok(vm.alloc(&vm.types.longrange_iterator, payload)?.into_value())
}

fn range_reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let range = this(vm, arg(args, 0))?;
    if let (Some(start), Some(_), Some(step), Some(len)) =
        (range.start.as_small(), range.stop.as_small(), range.step.as_small(), range.length.as_small())
        && start.checked_sub(step).is_some()
        && step != i64::MIN
    {
        let next = start.wrapping_add(step.wrapping_mul(len.wrapping_sub(1)));
        let payload = RangeIter { next, step: -step, left: len };
        return Ok(vm.alloc(&vm.types.range_iterator, payload)?.into_value());
    }
    let (start, step, length) = (vm.big(&range.start), vm.big(&range.step), vm.big(&range.length));
    let last = start + &step * (&length - 1u8);
    long_iter(vm, last, -step, length)
}

fn range_bool(vm: &mut Vm, v: &Value) -> PyResult<bool> {
    Ok(this(vm, v)?.length.as_small() != Some(0))
}

fn range_len(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    match this(vm, v)?.length.as_small() {
        Some(n) => Ok(n as usize),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

fn range_getitem(vm: &mut Vm, v: &Value, key: &Value) -> PyResult {
    let range = this(vm, v)?;
    if super::sequence::is_slice(key) {
        return range_slice(vm, &range, key);
    }
    if !vm.is_int(key) && vm.type_of(key).get(vm).slots.index.is_none() {
        let ty = vm.type_name(key);
        return Err(vm.type_error(format!("range indices must be integers or slices, not {ty}")));
    }
    let index = vm.index(key)?;
    if let (Some(i), Some(f)) = (index.as_small(), range.fast) {
        let i = if i < 0 { i + f.len } else { i };
        return match i >= 0 && i < f.len {
            true => Ok(vm.int(f.start + i * f.step)),
            false => Err(vm.index_error("range object index out of range")),
        };
    }
    let length = vm.big(&range.length);
    let mut i = vm.big(&index);
    if i.is_negative() {
        i += &length;
    }
    if i.is_negative() || i >= length {
        return Err(vm.index_error("range object index out of range"));
    }
    let item = vm.big(&range.start) + i * vm.big(&range.step);
    vm.new_int(item)
}

/// A slice of a range is a range.
fn range_slice(vm: &mut Vm, range: &Range, key: &Value) -> PyResult {
    let bounds = vm.call_method_str(key, "indices", std::slice::from_ref(&range.length))?;
    let Some([start, stop, step]) = bounds.downcast::<crate::object::Tuple>().map(|t| t.items()) else {
        return Err(vm.type_error("slice indices must be integers"));
    };
    let (first, by) = (vm.big(&range.start), vm.big(&range.step));
    let start = vm.new_int(&first + vm.big(start) * &by)?;
    let stop = vm.new_int(&first + vm.big(stop) * &by)?;
    let step = vm.new_int(vm.big(step) * by)?;
    vm.make_range(start, stop, step)
}

/// The position of an int in a range.
fn position(vm: &Vm, range: &Range, v: &Value) -> Option<Value> {
    if let (Some(i), Some(f)) = (v.as_small().or(v.as_bool().map(i64::from)), range.fast) {
        let distance = i as i128 - f.start as i128;
        let (at, rest) = (distance / f.step as i128, distance % f.step as i128);
        return (rest == 0 && at >= 0 && at < f.len as i128).then(|| vm.int(at as i64));
    }
    let distance = vm.big(v) - vm.big(&range.start);
    let (at, rest) = distance.div_rem(&vm.big(&range.step));
    if rest.is_zero() && !at.is_negative() && at < vm.big(&range.length) { vm.new_int(at).ok() } else { None }
}

/// Whether membership is a matter of arithmetic: exact ints and bools.
fn is_plain_int(v: &Value) -> bool {
    v.as_small().is_some() || v.as_bool().is_some() || v.downcast_exact::<crate::object::BigInt>().is_some()
}

fn range_contains(vm: &mut Vm, v: &Value, item: &Value) -> PyResult<bool> {
    let range = this(vm, v)?;
    if is_plain_int(item) {
        return Ok(position(vm, &range, item).is_some());
    }
    vm.contains_by_iteration(v, item)
}

fn range_count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let range = this(vm, arg(args, 0))?;
    let item = arg(args, 1);
    if is_plain_int(item) {
        return Ok(Value::small_int(position(vm, &range, item).is_some() as i64));
    }
    let iter = vm.iter(arg(args, 0))?;
    let mut count = 0;
    while let Some(x) = vm.next(&iter)? {
        if vm.equals(&x, item)? {
            count += 1;
        }
        vm.poll()?;
    }
    Ok(vm.int(count))
}

fn range_index(vm: &mut Vm, args: &[Value]) -> PyResult {
    let range = this(vm, arg(args, 0))?;
    let item = arg(args, 1);
    if is_plain_int(item) {
        return match position(vm, &range, item) {
            Some(at) => Ok(at),
            None => Err(vm.value_error("range.index(x): x not in range")),
        };
    }
    let iter = vm.iter(arg(args, 0))?;
    let mut at = 0;
    while let Some(x) = vm.next(&iter)? {
        if vm.equals(&x, item)? {
            return Ok(vm.int(at));
        }
        at += 1;
        vm.poll()?;
    }
    Err(vm.value_error("sequence.index(x): x not in sequence"))
}

fn range_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let range = this(vm, arg(args, 0))?;
    let parts = vm.new_tuple(vec![range.start.clone(), range.stop.clone(), range.step.clone()])?;
    vm.new_tuple(vec![vm.types.range.to_value(), parts])
}

fn range_iter_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<RangeIter>(std::slice::from_ref(v))?;
    let it = this.get_mut(vm);
    if it.left <= 0 {
        return Ok(None);
    }
    let next = it.next;
    it.left -= 1;
    it.next = next.wrapping_add(it.step);
    Ok(Some(vm.int(next)))
}

fn range_iter_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let left = vm.receiver::<RangeIter>(args)?.get(vm).left;
    Ok(vm.int(left))
}

/// `(iter, (range of what is left,), None)`
fn range_iter_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<RangeIter>(args)?.get(vm);
    let (next, step, left) = (it.next, it.step, it.left.max(0));
    let stop = Big::from(next) + Big::from(step) * left;
    let (start, stop, step) = (vm.int(next), vm.new_int(stop)?, vm.int(step));
    let rest = vm.make_range(start, stop, step)?;
    vm.reduce_iterator("iter", Some(rest), |_| Value::NONE)
}

fn range_iter_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = vm.extract::<i64>(arg(args, 1))?;
    let this = vm.receiver::<RangeIter>(args)?;
    let it = this.get_mut(vm);
    let n = n.clamp(0, it.left.max(0));
    it.next = it.next.wrapping_add(it.step.wrapping_mul(n));
    it.left -= n;
    Ok(Value::NONE)
}

fn long_iter_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<LongRangeIter>(std::slice::from_ref(v))?;
    let it = this.get_mut(vm);
    if it.index >= it.length {
        return Ok(None);
    }
    let item = &it.start + &it.index * &it.step;
    it.index += Big::one();
    vm.new_int(item).map(Some)
}

fn long_iter_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<LongRangeIter>(args)?.get(vm);
    vm.new_int(&it.length - &it.index)
}

fn long_iter_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<LongRangeIter>(args)?.get(vm);
    let start = vm.new_int(&it.start + &it.index * &it.step)?;
    let stop = vm.new_int(&it.start + &it.length * &it.step)?;
    let step = vm.new_int(it.step.clone())?;
    let rest = vm.make_range(start, stop, step)?;
    vm.reduce_iterator("iter", Some(rest), |_| Value::NONE)
}

fn long_iter_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = vm.index(arg(args, 1))?;
    let n = vm.big(&n);
    let this = vm.receiver::<LongRangeIter>(args)?;
    let it = this.get_mut(vm);
    let end = it.length.clone();
    let zero = Big::zero();
    it.index = (&it.index + n.max(zero)).min(end);
    Ok(Value::NONE)
}
