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
        rearrange(values, &order);
        drop(keys);
        result
    }
}

/// Items that are sorted at once.
const PART: usize = 1 << 19;

/// Moves `values[order[i]]` to place `i`.
fn rearrange(values: &mut Vec<Value>, order: &[u32]) {
    let mut moved: Vec<Value> = Vec::with_capacity(values.len());
    for i in order {
        if let Some(value) = values.get_mut(*i as usize) {
            moved.push(std::mem::take(value));
        }
    }
    values.clear();
    values.append(&mut moved);
}

/// Sorts positions by keys of one simple type; false if the keys are not of one. The order is unchanged after an interrupt.
fn sort_plain(vm: &Vm, keys: &[Value], order: &mut Vec<u32>, reverse: bool) -> PyResult<bool> {
    let Some(first) = keys.first() else { return Ok(true) };
    if first.as_small().is_some() {
        let Some(mut pairs) = pairs_of(keys, Value::as_small) else { return Ok(false) };
        return sort_pairs(vm, &mut pairs, order, reverse, |a, b| a.cmp(b));
    }
    if first.as_float().is_some() {
        // NaN has no place in an order: what becomes of it depends on the comparisons made.
        let Some(mut pairs) = pairs_of(keys, |v| v.as_float().filter(|f| !f.is_nan())) else { return Ok(false) };
        let compare = |a: &f64, b: &f64| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal);
        return sort_pairs(vm, &mut pairs, order, reverse, compare);
    }
    if first.downcast_exact::<Str>().is_some() {
        // The first bytes beside each key settle most comparisons without a look at the text.
        let key = |v| Value::downcast_exact::<Str>(v).map(|s| (prefix(s.bytes()), s.bytes()));
        let Some(mut pairs) = pairs_of(keys, key) else { return Ok(false) };
        return sort_pairs(vm, &mut pairs, order, reverse, |a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)));
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

fn pairs_of<'a, K>(keys: &'a [Value], get: impl Fn(&'a Value) -> Option<K>) -> Option<Vec<(K, u32)>> {
    let mut pairs = Vec::with_capacity(keys.len());
    for (i, key) in keys.iter().enumerate() {
        pairs.push((get(key)?, i as u32));
    }
    Some(pairs)
}

/// Sorts; in parts if there are many, between which a Ctrl-C is answered. (Of two sorted parts the library only makes one.)
fn sort_pairs<K>(
    vm: &Vm,
    pairs: &mut [(K, u32)],
    order: &mut Vec<u32>,
    reverse: bool,
    compare: impl Fn(&K, &K) -> std::cmp::Ordering,
) -> PyResult<bool> {
    let mut width = PART;
    loop {
        for part in pairs.chunks_mut(width) {
            if reverse {
                part.sort_by(|a, b| compare(&b.0, &a.0));
            } else {
                part.sort_by(|a, b| compare(&a.0, &b.0));
            }
            vm.check_interrupt()?;
        }
        if width >= pairs.len() {
            break;
        }
        width *= 2;
    }
    order.clear();
    order.extend(pairs.iter().map(|p| p.1));
    Ok(true)
}
