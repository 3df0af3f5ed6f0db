//! What list, tuple and other sequences have in common: quick equality, lexicographic comparison, subscripts, repeat
//! counts, the text of a repr.

use crate::gc::{Payload, Ref, Value, tag};
use crate::object::slots::{CompareOp, PyResult};
use crate::object::{Dict, List, Range, Set, Slice, Str, Tuple};
use crate::vm::Vm;
use crate::vm::guard::STEPS;

/// A list or tuple, read through the token.
pub trait Items {
    fn items<'a>(&'a self, vm: &'a Vm) -> &'a [Value];
}

impl Items for Ref<List> {
    fn items<'a>(&'a self, vm: &'a Vm) -> &'a [Value] {
        &self.get(vm).items
    }
}

impl Items for Ref<Tuple> {
    fn items<'a>(&'a self, _vm: &'a Vm) -> &'a [Value] {
        Tuple::items(self)
    }
}

const STR: u8 = <Str as Payload>::KIND.tag();

const TUPLE: u8 = <Tuple as Payload>::KIND.tag();

/// Equality (identity included) where it can be told without running anything; `None` where it cannot.
#[inline(always)]
pub fn quick_equals(a: &Value, b: &Value) -> Option<bool> {
    match quick_equals_flat(a, b) {
        None if a.tag() == TUPLE && b.tag() == TUPLE => quick_tuples(a, b),
        decided => decided,
    }
}

/// Tuples of numbers and strings, which often serve as keys.
#[inline(never)]
fn quick_tuples(a: &Value, b: &Value) -> Option<bool> {
    let (x, y) = (a.downcast_exact::<Tuple>()?, b.downcast_exact::<Tuple>()?);
    for (p, q) in Tuple::items(x).iter().zip(Tuple::items(y)) {
        // Behind an item that only `__eq__` can tell about nothing may be decided.
        if !quick_equals_flat(p, q)? {
            return Some(false);
        }
    }
    Some(x.len() == y.len())
}

/// As `quick_equals`, for all but tuples.
#[inline(always)]
fn quick_equals_flat(a: &Value, b: &Value) -> Option<bool> {
    let (ta, tb) = (a.tag(), b.tag());
    if ta == tb {
        match ta {
            tag::INT => return Some(a.bits() == b.bits()),
            STR => {
                return match (a.downcast_exact::<Str>(), b.downcast_exact::<Str>()) {
                    (Some(x), Some(y)) => Some(x.equals(y)),
                    _ => None,
                };
            }
            _ => {}
        }
        if a.is(b) {
            return Some(true);
        }
        return match ta {
            tag::FLOAT => Some(f64::from_bits(a.bits()) == f64::from_bits(b.bits())),
            tag::BOOL => Some(false),
            _ => None,
        };
    }
    let plain = |t: u8| matches!(t, tag::NONE | tag::INT | tag::BOOL | STR);
    if plain(ta) && plain(tb) {
        // Among these only int and bool can be equal across types.
        if ta <= tag::INT && tb <= tag::INT && ta != tag::NONE && tb != tag::NONE {
            return Some(a.bits() == b.bits());
        }
        return Some(false);
    }
    None
}

/// Compares two sequences item by item, reading them anew at each step: an `__eq__` may change them. With `by_length`,
/// which lists have and tuples do not, those of different length are unequal at once.
pub fn compare_items(vm: &mut Vm, a: &impl Items, b: &impl Items, op: CompareOp, by_length: bool) -> PyResult {
    let equality = by_length && matches!(op, CompareOp::Eq | CompareOp::Ne);
    if equality && a.items(vm).len() != b.items(vm).len() {
        return Ok(Value::bool(op == CompareOp::Ne));
    }
    let mut i = 0;
    loop {
        // Skip what is equal at a glance.
        let (x, y) = {
            let (x, y) = (a.items(vm).get(i..).unwrap_or(&[]), b.items(vm).get(i..).unwrap_or(&[]));
            let pairs = x.iter().zip(y).take(STEPS);
            let skip = pairs.take_while(|(x, y)| quick_equals(x, y) == Some(true)).count();
            i += skip;
            match (x.get(skip), y.get(skip)) {
                (Some(_), Some(_)) if skip == STEPS => {
                    vm.poll()?;
                    continue;
                }
                (Some(x), Some(y)) => (x.clone(), y.clone()),
                _ => break,
            }
        };
        if !vm.equals(&x, &y)? {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => vm.compare(&x, &y, op),
            };
        }
        i += 1;
        vm.poll()?;
    }
    Ok(Value::bool(op.accepts(a.items(vm).len().cmp(&b.items(vm).len()))))
}

/// Finds an item equal to `needle` from `start` on (before `stop`), reading the sequence anew after each comparison
/// that may run Python.
pub fn find_item(
    vm: &mut Vm,
    sequence: &impl Items,
    needle: &Value,
    start: usize,
    stop: usize,
) -> PyResult<Option<usize>> {
    let mut i = start;
    loop {
        let candidate = {
            let all = sequence.items(vm);
            let end = stop.min(all.len());
            let rest = all.get(i..end.min(i.saturating_add(STEPS))).unwrap_or(&[]);
            let mut sure = false;
            let at = rest.iter().position(|x| match quick_equals(x, needle) {
                Some(equal) => {
                    sure = equal;
                    equal
                }
                None => true,
            });
            match at {
                None if i + rest.len() < end => {
                    i += rest.len();
                    vm.poll()?;
                    continue;
                }
                None => return Ok(None),
                Some(at) => {
                    i += at;
                    if sure {
                        return Ok(Some(i));
                    }
                    rest.get(at).cloned().unwrap_or_default()
                }
            }
        };
        if vm.equals(&candidate, needle)? {
            return Ok(Some(i));
        }
        i += 1;
        vm.poll()?;
    }
}

/// Counts the items equal to `needle`.
pub fn count_items(vm: &mut Vm, sequence: &impl Items, needle: &Value) -> PyResult<i64> {
    let mut count = 0;
    let mut i = 0;
    while let Some(at) = find_item(vm, sequence, needle, i, usize::MAX)? {
        count += 1;
        i = at + 1;
    }
    Ok(count)
}

/// The length of a sequence of `len` items repeated `n` times (a number, `__index__` applied); MemoryError beyond what
/// can be addressed.
pub fn repeat_length(vm: &mut Vm, len: usize, n: i64) -> PyResult<usize> {
    let n = usize::try_from(n).unwrap_or(0);
    match len.checked_mul(n) {
        Some(total) if total <= isize::MAX as usize / size_of::<Value>() => Ok(total),
        _ => Err(vm.memory_error()),
    }
}

/// A vector of `items` repeated to `total` items.
pub fn repeat_items(vm: &Vm, items: &[Value], total: usize) -> PyResult<Vec<Value>> {
    let mut out: Vec<Value> = Vec::new();
    if out.try_reserve_exact(total).is_err() {
        return Err(vm.memory_error());
    }
    if let [single] = items {
        while out.len() < total {
            vm.check_interrupt()?;
            out.resize(total.min(out.len() + STEPS), single.clone());
        }
    } else {
        for _ in 0..total.checked_div(items.len()).unwrap_or(0) {
            for piece in items.chunks(STEPS) {
                vm.check_interrupt()?;
                out.extend_from_slice(piece);
            }
        }
    }
    Ok(out)
}

/// The items at `start`, `start + step`, …: `count` of them. Bounds come from `Vm::slice_indices`.
pub fn slice_items(vm: &Vm, items: &[Value], start: i64, step: i64, count: usize) -> PyResult<Vec<Value>> {
    if step == 1 {
        let start = start as usize;
        return vm.copy_items(items.get(start..start + count).unwrap_or(&[]));
    }
    let mut out = Vec::new();
    if out.try_reserve_exact(count).is_err() {
        return Err(vm.memory_error());
    }
    let mut at = start;
    for i in 0..count {
        vm.check_step(i)?;
        if let Some(item) = items.get(at as usize) {
            out.push(item.clone());
        }
        at = at.wrapping_add(step);
    }
    Ok(out)
}

/// A bound of `index(value, start, stop)`, clipped into `0..=len` (negative ones count from the end).
pub fn search_bound(vm: &mut Vm, v: &Value) -> PyResult<i64> {
    if let Some(i) = v.as_small() {
        return Ok(i);
    }
    if !vm.is_int(v) && vm.type_of(v).get(vm).slots.index.is_none() {
        return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
    }
    vm.slice_number(v)
}

/// See `search_bound`.
pub fn clip_bound(i: i64, len: usize) -> usize {
    if i < 0 { (i.saturating_add(len as i64)).max(0) as usize } else { (i as usize).min(len) }
}

impl Vm {
    /// All items of a builtin container, which are had without running Python; `None` for other iterables.
    pub fn plain_items(&mut self, iterable: &Value) -> PyResult<Option<Vec<Value>>> {
        if let Some(list) = iterable.downcast_exact::<List>() {
            return self.copy_items(&list.get(self).items).map(Some);
        }
        if let Some(tuple) = iterable.downcast_exact::<Tuple>() {
            return self.copy_items(Tuple::items(tuple)).map(Some);
        }
        let len = if let Some(dict) = iterable.downcast_exact::<Dict>() {
            dict.get(self).len()
        } else if let Some(set) = iterable.downcast_exact::<Set>() {
            set.get(self).table.len()
        } else if let Some(fast) = iterable.downcast_exact::<Range>().and_then(|r| r.fast) {
            usize::try_from(fast.len).unwrap_or(0)
        } else {
            return Ok(None);
        };
        let mut items = Vec::new();
        if items.try_reserve_exact(len).is_err() {
            return Err(self.memory_error());
        }
        if let Some(dict) = iterable.downcast_exact::<Dict>() {
            let mut keys = dict.get(self).iter().map(|e| e.key.clone());
            while items.len() < len {
                self.check_interrupt()?;
                items.extend(keys.by_ref().take(STEPS));
            }
        } else if let Some(set) = iterable.downcast_exact::<Set>() {
            let mut keys = set.get(self).table.iter().cloned();
            while items.len() < len {
                self.check_interrupt()?;
                items.extend(keys.by_ref().take(STEPS));
            }
        } else if let Some(fast) = iterable.downcast_exact::<Range>().and_then(|r| r.fast) {
            let mut next = fast.start;
            for i in 0..len {
                items.push(self.int(next));
                next = next.wrapping_add(fast.step);
                if i.is_multiple_of(STEPS) {
                    self.poll()?;
                }
            }
        }
        Ok(Some(items))
    }

    /// A subscript that is not a slice: an index, not yet checked against the length. `what` names the sequence in
    /// "list indices must be integers or slices, not str".
    pub fn subscript_number(&mut self, key: &Value, what: &str) -> PyResult<i64> {
        if let Some(i) = key.as_small() {
            return Ok(i);
        }
        if !self.is_int(key) && self.type_of(key).get(self).slots.index.is_none() {
            let ty = self.type_name(key);
            return Err(self.type_error(format!("{what} indices must be integers or slices, not {ty}")));
        }
        let index = self.index(key)?;
        match index.as_small() {
            Some(i) => Ok(i),
            None => Err(self.index_error("cannot fit 'int' into an index-sized integer")),
        }
    }

    /// The count of a sequence repetition; OverflowError beyond i64.
    pub fn repeat_count(&mut self, n: &Value) -> PyResult<i64> {
        let index = self.index(n)?;
        match index.as_small() {
            Some(i) => Ok(i),
            None => Err(self.overflow_error("cannot fit 'int' into an index-sized integer")),
        }
    }

    /// Appends to a buffer; MemoryError if there is no room.
    pub fn append_bytes(&self, out: &mut Vec<u8>, bytes: &[u8]) -> PyResult<()> {
        if out.try_reserve(bytes.len()).is_err() {
            return Err(self.memory_error());
        }
        out.extend_from_slice(bytes);
        Ok(())
    }
}

/// Where index `i` (negative ones count from the end) lies in `len` items.
#[inline(always)]
pub fn place(i: i64, len: usize) -> Option<usize> {
    let i = if i < 0 { i + len as i64 } else { i };
    (i >= 0 && i < len as i64).then_some(i as usize)
}

/// Whether a subscript is a slice.
#[inline(always)]
pub fn is_slice(key: &Value) -> bool {
    key.downcast_exact::<Slice>().is_some()
}
