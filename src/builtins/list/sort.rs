//! `list.sort` and `sorted`: a stable merge sort.
//!
//! What is sorted is a vector of positions; the values move once, at the end, so that a comparison that raises leaves a
//! permutation. Keys that are all ints, all floats or all strings are compared without the VM. All others go through
//! timsort (`timsort.rs`).

use super::timsort::timsort;
use crate::gc::{Ref, Value};
use crate::object::slots::PyResult;
use crate::object::{List, Str};
use crate::vm::Vm;
use crate::vm::guard::STEPS;

impl Vm {
    /// Sorts a list in place. The list is empty while its items are compared; changing it meanwhile is an error.
    pub fn list_sort(&mut self, list: &Ref<List>, key: Option<&Value>, reverse: bool) -> PyResult<()> {
        let mut items = std::mem::take(&mut list.get_mut(self).items);
        let result = self.sort_values(&mut items, key, reverse);
        let meanwhile = std::mem::replace(&mut list.get_mut(self).items, items);
        let modified = meanwhile.capacity() > 0;
        drop(meanwhile);
        result?;
        match modified {
            true => Err(self.value_error("list modified during sort")),
            false => Ok(()),
        }
    }

    /// Sorts values by `<` (of the keys that `key` gives, if any). On an error they are left as some permutation.
    pub fn sort_values(&mut self, values: &mut Vec<Value>, key: Option<&Value>, reverse: bool) -> PyResult<()> {
        let keys = match key {
            None => None,
            Some(f) => {
                let mut keys = Vec::new();
                if keys.try_reserve_exact(values.len()).is_err() {
                    return Err(self.memory_error());
                }
                for value in values.iter() {
                    keys.push(self.call(f, std::slice::from_ref(value))?);
                    self.poll()?;
                }
                Some(keys)
            }
        };
        if values.len() < 2 {
            return Ok(());
        }
        let mut order: Vec<u32> = Vec::new();
        if u32::try_from(values.len()).is_err() || order.try_reserve_exact(values.len()).is_err() {
            return Err(self.memory_error());
        }
        order.extend(0..values.len() as u32);
        let sorted_by: &[Value] = keys.as_deref().unwrap_or(values);
        let result = match sort_plain(self, sorted_by, &mut order, reverse) {
            Ok(true) => Ok(()),
            Err(raised) => Err(raised),
            Ok(false) => {
                // Descending order is the reverse of an ascending sort of the reversed items: stable both ways.
                if reverse {
                    order.reverse();
                }
                let result = timsort(self, sorted_by, &mut order);
                if reverse {
                    order.reverse();
                }
                result
            }
        };
        let moved = rearrange(self, values, &order);
        drop(keys);
        result.and(moved)
    }
}

/// Items that are sorted at once.
const PART: usize = 1 << 19;

/// Moves `values[order[i]]` to place `i`. After an interrupt those that were not moved follow in the order they had.
fn rearrange(vm: &Vm, values: &mut Vec<Value>, order: &[u32]) -> PyResult<()> {
    let mut moved: Vec<Value> = Vec::new();
    if moved.try_reserve_exact(values.len()).is_err() {
        return Err(vm.memory_error());
    }
    let mut result = Ok(());
    for part in order.chunks(STEPS) {
        for i in part {
            if let Some(value) = values.get_mut(*i as usize) {
                moved.push(std::mem::replace(value, Value::UNSET));
            }
        }
        result = vm.check_interrupt();
        if result.is_err() {
            moved.extend(values.drain(..).filter(|v| !v.is_unset()));
            break;
        }
    }
    values.clear();
    values.append(&mut moved);
    result
}

/// Sorts positions by keys of one simple type; false if the keys are not of one. The order is unchanged after an interrupt.
fn sort_plain(vm: &Vm, keys: &[Value], order: &mut Vec<u32>, reverse: bool) -> PyResult<bool> {
    let Some(first) = keys.first() else { return Ok(true) };
    if first.as_small().is_some() {
        let Some(pairs) = pairs_of(vm, keys, Value::as_small)? else { return Ok(false) };
        return sort_pairs(vm, pairs, order, reverse, |a, b| a.cmp(b));
    }
    if first.as_float().is_some() {
        // NaN has no place in an order: what becomes of it depends on the comparisons made.
        let number = |v: &Value| v.as_float().filter(|f| !f.is_nan());
        let Some(pairs) = pairs_of(vm, keys, number)? else { return Ok(false) };
        let compare = |a: &f64, b: &f64| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal);
        return sort_pairs(vm, pairs, order, reverse, compare);
    }
    if first.downcast_exact::<Str>().is_some() {
        // The first bytes beside each key settle most comparisons without a look at the text.
        let key = |v| Value::downcast_exact::<Str>(v).map(|s| (prefix(s.bytes()), s.bytes()));
        let Some(pairs) = pairs_of(vm, keys, key)? else { return Ok(false) };
        return sort_pairs(vm, pairs, order, reverse, |a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)));
    }
    Ok(false)
}

/// The first eight bytes as a number that orders as they do; shorter text is filled with zeros, which order first.
fn prefix(bytes: &[u8]) -> u64 {
    match bytes.first_chunk::<8>() {
        Some(head) => u64::from_be_bytes(*head),
        None => {
            let mut head = [0; 8];
            for (to, from) in head.iter_mut().zip(bytes) {
                *to = *from;
            }
            u64::from_be_bytes(head)
        }
    }
}

/// Keys with their positions; `None` if one is not of the type.
fn pairs_of<'a, K>(
    vm: &Vm,
    keys: &'a [Value],
    get: impl Fn(&'a Value) -> Option<K>,
) -> PyResult<Option<Vec<(K, u32)>>> {
    let mut pairs = Vec::new();
    if pairs.try_reserve_exact(keys.len()).is_err() {
        return Err(vm.memory_error());
    }
    for (i, key) in keys.iter().enumerate() {
        vm.check_step(i)?;
        match get(key) {
            Some(key) => pairs.push((key, i as u32)),
            None => return Ok(None),
        }
    }
    Ok(Some(pairs))
}

/// Sorts; if there are many, in parts that are merged then, so that a Ctrl-C is answered in between.
fn sort_pairs<K: Copy>(
    vm: &Vm,
    mut pairs: Vec<(K, u32)>,
    order: &mut Vec<u32>,
    reverse: bool,
    compare: impl Fn(&K, &K) -> std::cmp::Ordering,
) -> PyResult<bool> {
    for part in pairs.chunks_mut(PART) {
        vm.check_interrupt()?;
        if reverse {
            part.sort_by(|a, b| compare(&b.0, &a.0));
        } else {
            part.sort_by(|a, b| compare(&a.0, &b.0));
        }
    }
    if pairs.len() > PART {
        match reverse {
            true => merge_parts(vm, &mut pairs, |a, b| compare(b, a).is_lt())?,
            false => merge_parts(vm, &mut pairs, |a, b| compare(a, b).is_lt())?,
        }
    }
    order.clear();
    order.extend(pairs.iter().map(|p| p.1));
    Ok(true)
}

/// Merges sorted parts of the length `PART`, the last of which may be shorter.
fn merge_parts<K: Copy>(vm: &Vm, pairs: &mut Vec<(K, u32)>, less: impl Fn(&K, &K) -> bool) -> PyResult<()> {
    let mut merged = Vec::new();
    if merged.try_reserve_exact(pairs.len()).is_err() {
        return Err(vm.memory_error());
    }
    let mut width = PART;
    while width < pairs.len() {
        merged.clear();
        for both in pairs.chunks(2 * width) {
            let (left, right) = both.split_at(width.min(both.len()));
            merge(vm, left, right, &mut merged, &less)?;
        }
        std::mem::swap(pairs, &mut merged);
        width *= 2;
    }
    Ok(())
}

/// Appends what is in two sorted parts; of equal keys those on the left come first.
fn merge<K: Copy>(
    vm: &Vm,
    mut left: &[(K, u32)],
    mut right: &[(K, u32)],
    out: &mut Vec<(K, u32)>,
    less: &impl Fn(&K, &K) -> bool,
) -> PyResult<()> {
    let in_order = match (left.last(), right.first()) {
        (Some(last), Some(first)) => !less(&first.0, &last.0),
        _ => true,
    };
    // So many steps cannot use up more than one of the two.
    while let steps @ 1.. = if in_order { 0 } else { left.len().min(right.len()).min(STEPS) } {
        vm.check_interrupt()?;
        let (mut i, mut j) = (0, 0);
        for _ in 0..steps {
            let (Some(x), Some(y)) = (left.get(i), right.get(j)) else { break };
            let from_right = less(&y.0, &x.0);
            out.push(if from_right { *y } else { *x });
            i += !from_right as usize;
            j += from_right as usize;
        }
        left = left.get(i..).unwrap_or_default();
        right = right.get(j..).unwrap_or_default();
    }
    for piece in left.chunks(PART).chain(right.chunks(PART)) {
        vm.check_interrupt()?;
        out.extend_from_slice(piece);
    }
    Ok(())
}
