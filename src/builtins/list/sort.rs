//! `list.sort` and `sorted`: a stable merge sort.
//!
//! What is sorted is a vector of positions; the values move once, at the end, so that a comparison that raises leaves a
//! permutation. Keys that are all ints, all floats or all strings are compared without the VM. Otherwise natural runs
//! are extended by binary insertion and merged as timsort merges them, so that sorted input costs n - 1 comparisons.

use crate::gc::{Ref, Value};
use crate::object::slots::{CompareOp, PyResult};
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
        let result = if sort_plain(sorted_by, &mut order, reverse) {
            Ok(())
        } else {
            // Descending order is the reverse of an ascending sort of the reversed items: stable both ways.
            if reverse {
                order.reverse();
            }
            let result = merge_sort(self, sorted_by, &mut order);
            if reverse {
                order.reverse();
            }
            result
        };
        rearrange(values, &order);
        drop(keys);
        result
    }
}

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

/// Sorts positions by keys of one simple type; false if the keys are not of one.
fn sort_plain(keys: &[Value], order: &mut Vec<u32>, reverse: bool) -> bool {
    let Some(first) = keys.first() else { return true };
    if first.as_small().is_some() {
        let Some(mut pairs) = pairs_of(keys, Value::as_small) else { return false };
        sort_pairs(&mut pairs, order, reverse, |a, b| a.cmp(b));
        return true;
    }
    if first.as_float().is_some() {
        // NaN has no place in an order: what becomes of it depends on the comparisons made.
        let Some(mut pairs) = pairs_of(keys, |v| v.as_float().filter(|f| !f.is_nan())) else { return false };
        sort_pairs(&mut pairs, order, reverse, |a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
        return true;
    }
    if first.downcast_exact::<Str>().is_some() {
        let Some(mut pairs) = pairs_of(keys, |v| v.downcast_exact::<Str>().map(|s| s.bytes())) else { return false };
        sort_pairs(&mut pairs, order, reverse, |a, b| a.cmp(b));
        return true;
    }
    false
}

fn pairs_of<'a, K>(keys: &'a [Value], get: impl Fn(&'a Value) -> Option<K>) -> Option<Vec<(K, u32)>> {
    let mut pairs = Vec::with_capacity(keys.len());
    for (i, key) in keys.iter().enumerate() {
        pairs.push((get(key)?, i as u32));
    }
    Some(pairs)
}

fn sort_pairs<K>(
    pairs: &mut [(K, u32)],
    order: &mut Vec<u32>,
    reverse: bool,
    compare: impl Fn(&K, &K) -> std::cmp::Ordering,
) {
    if reverse {
        pairs.sort_by(|a, b| compare(&b.0, &a.0));
    } else {
        pairs.sort_by(|a, b| compare(&a.0, &b.0));
    }
    order.clear();
    order.extend(pairs.iter().map(|p| p.1));
}

/// A sorted stretch of `order`, with its level in the merge tree.
struct Run {
    start: usize,
    len: usize,
    power: u32,
}

struct Sorter<'a> {
    vm: &'a mut Vm,
    keys: &'a [Value],
    runs: Vec<Run>,
    scratch: Vec<u32>,
}

fn merge_sort(vm: &mut Vm, keys: &[Value], order: &mut [u32]) -> PyResult<()> {
    let mut sorter = Sorter { vm, keys, runs: Vec::new(), scratch: Vec::new() };
    let n = order.len();
    let least = minimal_run(n);
    let mut start = 0;
    while start < n {
        let mut len = sorter.natural_run(order, start)?;
        if len < least {
            let forced = least.min(n - start);
            sorter.insert_rest(order, start, len, forced)?;
            len = forced;
        }
        sorter.found_run(order, start, len)?;
        start += len;
    }
    while sorter.runs.len() > 1 {
        sorter.merge_top(order)?;
    }
    Ok(())
}

/// A length between 32 and 64 that divides `n` into a power of two of runs, or a little less.
fn minimal_run(mut n: usize) -> usize {
    let mut rest = 0;
    while n >= 64 {
        rest |= n & 1;
        n >>= 1;
    }
    n + rest
}

impl Sorter<'_> {
    /// `keys[a] < keys[b]`
    fn less(&mut self, a: u32, b: u32) -> PyResult<bool> {
        let none = Value::NONE;
        let x = self.keys.get(a as usize).unwrap_or(&none);
        let y = self.keys.get(b as usize).unwrap_or(&none);
        self.vm.poll()?;
        self.vm.compare_bool(x, y, CompareOp::Lt)
    }

    fn less_at(&mut self, order: &[u32], i: usize, j: usize) -> PyResult<bool> {
        match (order.get(i), order.get(j)) {
            (Some(a), Some(b)) => self.less(*a, *b),
            _ => Ok(false),
        }
    }

    /// The length of the run at `start`; a strictly descending one is turned round.
    fn natural_run(&mut self, order: &mut [u32], start: usize) -> PyResult<usize> {
        let n = order.len();
        if start + 1 >= n {
            return Ok(n - start);
        }
        let descending = self.less_at(order, start + 1, start)?;
        let mut end = start + 2;
        while end < n && self.less_at(order, end, end - 1)? == descending {
            end += 1;
        }
        if descending && let Some(run) = order.get_mut(start..end) {
            run.reverse();
        }
        Ok(end - start)
    }

    /// Extends the sorted `done` items at `start` to `len`, by binary insertion.
    fn insert_rest(&mut self, order: &mut [u32], start: usize, done: usize, len: usize) -> PyResult<()> {
        for i in start + done..start + len {
            let Some(pivot) = order.get(i).copied() else { break };
            let (mut low, mut high) = (start, i);
            while low < high {
                let middle = low + (high - low) / 2;
                let Some(at) = order.get(middle).copied() else { break };
                if self.less(pivot, at)? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            if let Some(moved) = order.get_mut(low..=i) {
                moved.rotate_right(1);
            }
        }
        Ok(())
    }

    /// Notes a run, merging earlier ones that lie deeper in the (nearly balanced) tree of merges: powersort's rule.
    fn found_run(&mut self, order: &mut [u32], start: usize, len: usize) -> PyResult<()> {
        if let Some(last) = self.runs.last() {
            let power = level(last.start, last.len, len, order.len());
            while self.runs.len() > 1 && self.runs.iter().rev().nth(1).is_some_and(|r| r.power > power) {
                self.merge_top(order)?;
            }
            if let Some(last) = self.runs.last_mut() {
                last.power = power;
            }
        }
        self.runs.push(Run { start, len, power: 0 });
        Ok(())
    }

    /// Merges the last two runs.
    fn merge_top(&mut self, order: &mut [u32]) -> PyResult<()> {
        let (Some(right), Some(left)) = (self.runs.pop(), self.runs.pop()) else { return Ok(()) };
        let (a, b, end) = (left.start, right.start, right.start + right.len);
        self.runs.push(Run { start: a, len: left.len + right.len, power: right.power });
        let Some(both) = order.get_mut(a..end) else { return Ok(()) };
        let split = b - a;
        // What is in place already at either end need not move.
        let (Some(first_right), Some(last_left)) = (both.get(split).copied(), both.get(split.wrapping_sub(1)).copied())
        else {
            return Ok(());
        };
        let skip = self.upper_bound(both.get(..split).unwrap_or(&[]), first_right)?;
        if skip == split {
            return Ok(());
        }
        let keep = self.lower_bound(both.get(split..).unwrap_or(&[]), last_left)?;
        match both.get_mut(skip..split + keep) {
            Some(middle) => self.merge(middle, split - skip),
            None => Ok(()),
        }
    }

    /// How many of `run` are not greater than `x`, looking from the left in growing steps.
    fn upper_bound(&mut self, run: &[u32], x: u32) -> PyResult<usize> {
        let (mut low, mut step) = (0, 1);
        let mut high = run.len();
        while let Some(at) = run.get(low + step - 1).copied() {
            if self.less(x, at)? {
                high = low + step - 1;
                break;
            }
            low += step;
            step *= 2;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            let Some(at) = run.get(middle).copied() else { break };
            if self.less(x, at)? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(low)
    }

    /// How many of `run` are less than `x`, looking from the right in growing steps.
    fn lower_bound(&mut self, run: &[u32], x: u32) -> PyResult<usize> {
        let (mut high, mut step) = (run.len(), 1);
        let mut low = 0;
        while let Some(at) = high.checked_sub(step) {
            let Some(item) = run.get(at).copied() else { break };
            if self.less(item, x)? {
                low = at + 1;
                break;
            }
            high = at;
            step *= 2;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            let Some(at) = run.get(middle).copied() else { break };
            if self.less(at, x)? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// Merges the sorted halves `[..split]` and `[split..]`. On an error all items are still there.
    fn merge(&mut self, both: &mut [u32], split: usize) -> PyResult<()> {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        let result = if split <= both.len() - split {
            self.merge_forwards(both, split, &mut scratch)
        } else {
            self.merge_backwards(both, split, &mut scratch)
        };
        self.scratch = scratch;
        result
    }

    fn merge_forwards(&mut self, both: &mut [u32], split: usize, left: &mut Vec<u32>) -> PyResult<()> {
        left.extend(both.iter().take(split));
        let (mut i, mut j, mut out) = (0, split, 0);
        let mut result = Ok(());
        while let (Some(x), Some(y)) = (left.get(i).copied(), both.get(j).copied()) {
            let right_first = match self.less(y, x) {
                Ok(less) => less,
                Err(raised) => {
                    result = Err(raised);
                    break;
                }
            };
            let next = if right_first {
                j += 1;
                y
            } else {
                i += 1;
                x
            };
            if let Some(slot) = both.get_mut(out) {
                *slot = next;
            }
            out += 1;
        }
        // The rest of the left half goes before what is left of the right one.
        for (slot, x) in both.iter_mut().skip(out).zip(left.iter().skip(i)) {
            *slot = *x;
        }
        result
    }

    fn merge_backwards(&mut self, both: &mut [u32], split: usize, right: &mut Vec<u32>) -> PyResult<()> {
        right.extend(both.iter().skip(split));
        let (mut i, mut j, mut out) = (split, right.len(), both.len());
        let mut result = Ok(());
        while i > 0 && j > 0 {
            let (Some(x), Some(y)) = (both.get(i - 1).copied(), right.get(j - 1).copied()) else { break };
            let left_last = match self.less(y, x) {
                Ok(less) => less,
                Err(raised) => {
                    result = Err(raised);
                    break;
                }
            };
            let next = if left_last {
                i -= 1;
                x
            } else {
                j -= 1;
                y
            };
            out -= 1;
            if let Some(slot) = both.get_mut(out) {
                *slot = next;
            }
        }
        for (slot, y) in both.iter_mut().skip(i).zip(right.iter().take(j)) {
            *slot = *y;
        }
        result
    }
}

/// The level in the merge tree of the border between two neighbouring runs: the first binary digit in which the
/// middles of the runs, as fractions of the whole, differ.
fn level(start: usize, left: usize, right: usize, n: usize) -> u32 {
    let n = n as u128;
    let mut a = 2 * start as u128 + left as u128;
    let mut b = a + left as u128 + right as u128;
    let mut power = 0;
    loop {
        power += 1;
        if a >= n {
            a -= n;
            b -= n;
        } else if b >= n {
            return power;
        }
        a *= 2;
        b *= 2;
    }
}
