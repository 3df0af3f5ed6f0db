//! Timsort over positions: natural runs, extended by binary insertion, merged in powersort's order with galloping.
//!
//! The sequence of comparisons is that of CPython 3.14, because programs can see it: by counting in `__lt__`, by what a
//! comparison that raises leaves behind, and where `<` is no order (NaN).

use crate::builtins::sequence::quick_equals;
use crate::gc::Value;
use crate::object::slots::{CompareOp, PyResult};
use crate::object::{Str, Tuple};
use crate::vm::Vm;

/// Runs shorter than some length up to this are extended by insertion.
const MAX_MINRUN: usize = 64;
/// So many wins in a row make a merge look for whole stretches.
const MIN_GALLOP: usize = 7;

/// A sorted stretch, with its level in the merge tree.
struct Run {
    start: usize,
    len: usize,
    power: u32,
}

struct Sorter<'a> {
    vm: &'a mut Vm,
    keys: &'a [Value],
    runs: Vec<Run>,
    /// The shorter half of a merge.
    scratch: Vec<u32>,
    min_gallop: usize,
}

/// Sorts `order`, which holds positions in `keys`, by `<`. On an error it is left as a permutation.
pub fn timsort(vm: &mut Vm, keys: &[Value], order: &mut [u32]) -> PyResult<()> {
    let mut sorter = Sorter { vm, keys, runs: Vec::new(), scratch: Vec::new(), min_gallop: MIN_GALLOP };
    let n = order.len();
    let least = minimal_run(n);
    let mut start = 0;
    while start < n {
        let rest = order.get_mut(start..).unwrap_or_default();
        let mut len = sorter.count_run(rest)?;
        if len < least {
            let forced = least.min(n - start);
            sorter.binary_insertion(rest.get_mut(..forced).unwrap_or_default(), len)?;
            len = forced;
        }
        sorter.found_run(order, start, len)?;
        start += len;
    }
    while let [.., before, _, after] = sorter.runs.as_slice() {
        let last = sorter.runs.len() - 2;
        let at = if before.len < after.len { last - 1 } else { last };
        sorter.merge_at(order, at)?;
    }
    if sorter.runs.len() == 2 {
        sorter.merge_at(order, 0)?;
    }
    Ok(())
}

/// `a < b` where it can be told without running anything: numbers, strings, and tuples that differ first in these.
fn quick_less(a: &Value, b: &Value) -> Option<bool> {
    if let (Some(x), Some(y)) = (a.downcast_exact::<Tuple>(), b.downcast_exact::<Tuple>()) {
        for (p, q) in x.items().iter().zip(y.items()) {
            if !quick_equals(p, q)? {
                return quick_less_plain(p, q);
            }
        }
        return Some(x.len() < y.len());
    }
    quick_less_plain(a, b)
}

fn quick_less_plain(a: &Value, b: &Value) -> Option<bool> {
    if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
        return Some(x < y);
    }
    if let (Some(x), Some(y)) = (a.as_float(), b.as_float()) {
        return Some(x < y);
    }
    match (a.downcast_exact::<Str>(), b.downcast_exact::<Str>()) {
        (Some(x), Some(y)) => Some(x.bytes() < y.bytes()),
        _ => None,
    }
}

/// A length up to `MAX_MINRUN` that divides `n` into a power of two of runs, or a little less.
fn minimal_run(mut n: usize) -> usize {
    let mut rest = 0;
    while n >= MAX_MINRUN {
        rest |= n & 1;
        n >>= 1;
    }
    n + rest
}

#[inline(always)]
fn at(order: &[u32], i: usize) -> u32 {
    order.get(i).copied().unwrap_or(0)
}

#[inline(always)]
fn put(order: &mut [u32], i: usize, position: u32) {
    if let Some(slot) = order.get_mut(i) {
        *slot = position;
    }
}

fn reverse(order: &mut [u32], range: std::ops::Range<usize>) {
    if let Some(part) = order.get_mut(range) {
        part.reverse();
    }
}

impl Sorter<'_> {
    /// `keys[a] < keys[b]`
    fn less(&mut self, a: u32, b: u32) -> PyResult<bool> {
        let none = Value::NONE;
        let x = self.keys.get(a as usize).unwrap_or(&none);
        let y = self.keys.get(b as usize).unwrap_or(&none);
        self.vm.poll()?;
        match quick_less(x, y) {
            Some(less) => Ok(less),
            None => self.vm.compare_bool(x, y, CompareOp::Lt),
        }
    }

    /// The length of the run at the beginning of `order`. A descending run is turned round, stretches of equal keys
    /// keeping their order, and then goes on ascending as far as it can.
    fn count_run(&mut self, order: &mut [u32]) -> PyResult<usize> {
        let end = order.len();
        let mut n = 1;
        while n < end && !self.less(at(order, n), at(order, n - 1))? {
            n += 1;
        }
        if n >= end {
            return Ok(end);
        }
        // order[n] is smaller than the one before. More than one key so far are a run if they are not all equal.
        if n > 1 && self.less(at(order, 0), at(order, n - 1))? {
            return Ok(n);
        }
        let mut equal = n - 1;
        if equal > 0 {
            reverse(order, 0..n);
            equal = 0;
        }
        n += 1;
        while n < end {
            if self.less(at(order, n), at(order, n - 1))? {
                if equal > 0 {
                    reverse(order, n - 1 - equal..n);
                    equal = 0;
                }
            } else if self.less(at(order, n - 1), at(order, n))? {
                break;
            } else {
                equal += 1;
            }
            n += 1;
        }
        if equal > 0 {
            reverse(order, n - 1 - equal..n);
        }
        reverse(order, 0..n);
        while n < end && !self.less(at(order, n), at(order, n - 1))? {
            n += 1;
        }
        Ok(n)
    }

    /// Sorts `order`, whose first `done` items are sorted.
    fn binary_insertion(&mut self, order: &mut [u32], done: usize) -> PyResult<()> {
        for i in done.max(1)..order.len() {
            let pivot = at(order, i);
            let (mut low, mut high) = (0, i);
            while low < high {
                let middle = (low + high) / 2;
                if self.less(pivot, at(order, middle))? {
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

    /// Notes a run, first merging earlier ones that lie deeper in the nearly balanced tree of merges.
    fn found_run(&mut self, order: &mut [u32], start: usize, len: usize) -> PyResult<()> {
        if let Some(last) = self.runs.last() {
            let power = level(last.start, last.len, len, order.len());
            while let [.., before, _] = self.runs.as_slice()
                && before.power > power
            {
                self.merge_at(order, self.runs.len() - 2)?;
            }
            if let Some(last) = self.runs.last_mut() {
                last.power = power;
            }
        }
        self.runs.push(Run { start, len, power: 0 });
        Ok(())
    }

    /// Merges the runs `i` and `i + 1`.
    fn merge_at(&mut self, order: &mut [u32], i: usize) -> PyResult<()> {
        let [_, _, ..] = self.runs.get(i..).unwrap_or(&[]) else { return Ok(()) };
        let right = self.runs.remove(i + 1);
        let Some(left) = self.runs.get_mut(i) else { return Ok(()) };
        let (a, na, nb) = (left.start, left.len, right.len);
        left.len = na + nb;
        let Some(both) = order.get_mut(a..a + na + nb) else { return Ok(()) };
        // What is in place already at either end need not move.
        let (x, y) = both.split_at(na);
        let skip = self.gallop_right(at(y, 0), x, 0)?;
        if skip == na {
            return Ok(());
        }
        let keep = self.gallop_left(at(x, na - 1), y, nb - 1)?;
        if keep == 0 {
            return Ok(());
        }
        let Some(middle) = both.get_mut(skip..na + keep) else { return Ok(()) };
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        let (na, nb) = (na - skip, keep);
        let result = if na <= nb {
            scratch.extend(middle.iter().take(na));
            self.merge_low(middle, &scratch, na, nb)
        } else {
            scratch.extend(middle.iter().skip(na));
            self.merge_high(middle, &scratch, na, nb)
        };
        self.scratch = scratch;
        result
    }

    /// How many of `run` are less than `key`, searching from `hint` in growing steps.
    fn gallop_left(&mut self, key: u32, run: &[u32], hint: usize) -> PyResult<usize> {
        let (mut last, mut next) = (0, 1);
        let (mut low, mut high);
        if self.less(at(run, hint), key)? {
            let most = run.len() - hint;
            while next < most && self.less(at(run, hint + next), key)? {
                last = next;
                next = next * 2 + 1;
            }
            (low, high) = (hint + last + 1, hint + next.min(most));
        } else {
            let most = hint + 1;
            while next < most && !self.less(at(run, hint - next), key)? {
                last = next;
                next = next * 2 + 1;
            }
            (low, high) = (hint + 1 - next.min(most), hint - last);
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if self.less(at(run, middle), key)? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(high)
    }

    /// How many of `run` are not greater than `key`, searching from `hint` in growing steps.
    fn gallop_right(&mut self, key: u32, run: &[u32], hint: usize) -> PyResult<usize> {
        let (mut last, mut next) = (0, 1);
        let (mut low, mut high);
        if self.less(key, at(run, hint))? {
            let most = hint + 1;
            while next < most && self.less(key, at(run, hint - next))? {
                last = next;
                next = next * 2 + 1;
            }
            (low, high) = (hint + 1 - next.min(most), hint - last);
        } else {
            let most = run.len() - hint;
            while next < most && !self.less(key, at(run, hint + next))? {
                last = next;
                next = next * 2 + 1;
            }
            (low, high) = (hint + last + 1, hint + next.min(most));
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if self.less(key, at(run, middle))? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(high)
    }

    /// Merges from the left: `left` is a copy of the first `na` items. What a raising comparison leaves undone is
    /// filled up from it.
    fn merge_low(&mut self, both: &mut [u32], left: &[u32], na: usize, nb: usize) -> PyResult<()> {
        let mut state = Merge { a: 0, b: na, out: 0, na, nb };
        let result = self.merge_low_steps(both, left, &mut state);
        if state.na > 0 {
            // Either the right half is used up, or a single item of the left one is to come last.
            if result.is_ok() && state.nb > 0 {
                both.copy_within(state.b..state.b + state.nb, state.out);
                state.out += state.nb;
            }
            for (i, position) in left.iter().skip(state.a).enumerate() {
                put(both, state.out + i, *position);
            }
        }
        result
    }

    fn merge_low_steps(&mut self, both: &mut [u32], left: &[u32], s: &mut Merge) -> PyResult<()> {
        s.take_right(both);
        if s.nb == 0 || s.na == 1 {
            return Ok(());
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut a_wins, mut b_wins) = (0, 0);
            loop {
                if self.less(at(both, s.b), at(left, s.a))? {
                    s.take_right(both);
                    (a_wins, b_wins) = (0, b_wins + 1);
                    if s.nb == 0 {
                        return Ok(());
                    }
                    if b_wins >= min_gallop {
                        break;
                    }
                } else {
                    s.take_left(both, left, 1);
                    (a_wins, b_wins) = (a_wins + 1, 0);
                    if s.na == 1 {
                        return Ok(());
                    }
                    if a_wins >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= (min_gallop > 1) as usize;
                self.min_gallop = min_gallop;
                let k = self.gallop_right(at(both, s.b), left.get(s.a..).unwrap_or(&[]), 0)?;
                a_wins = k;
                if k > 0 {
                    s.take_left(both, left, k);
                    if s.na <= 1 {
                        return Ok(());
                    }
                }
                s.take_right(both);
                if s.nb == 0 {
                    return Ok(());
                }
                let k = self.gallop_left(at(left, s.a), both.get(s.b..).unwrap_or(&[]), 0)?;
                b_wins = k;
                if k > 0 {
                    both.copy_within(s.b..s.b + k, s.out);
                    s.out += k;
                    s.b += k;
                    s.nb -= k;
                    if s.nb == 0 {
                        return Ok(());
                    }
                }
                s.take_left(both, left, 1);
                if s.na == 1 {
                    return Ok(());
                }
                if a_wins < MIN_GALLOP && b_wins < MIN_GALLOP {
                    break;
                }
            }
            // Leaving this mode makes it harder to come back.
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }

    /// Merges from the right: `right` is a copy of the last `nb` items. As for `merge_low`, nothing is lost.
    fn merge_high(&mut self, both: &mut [u32], right: &[u32], na: usize, nb: usize) -> PyResult<()> {
        let mut state = Merge { a: na, b: nb, out: na + nb, na, nb };
        let result = self.merge_high_steps(both, right, &mut state);
        if state.nb > 0 {
            if result.is_ok() && state.na > 0 {
                state.out -= state.na;
                both.copy_within(state.a - state.na..state.a, state.out);
            }
            for (i, position) in right.iter().take(state.nb).enumerate() {
                put(both, state.out - state.nb + i, *position);
            }
        }
        result
    }

    fn merge_high_steps(&mut self, both: &mut [u32], right: &[u32], s: &mut Merge) -> PyResult<()> {
        s.take_left_end(both, 1);
        if s.na == 0 || s.nb == 1 {
            return Ok(());
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut a_wins, mut b_wins) = (0, 0);
            loop {
                if self.less(at(right, s.b - 1), at(both, s.a - 1))? {
                    s.take_left_end(both, 1);
                    (a_wins, b_wins) = (a_wins + 1, 0);
                    if s.na == 0 {
                        return Ok(());
                    }
                    if a_wins >= min_gallop {
                        break;
                    }
                } else {
                    s.take_right_end(both, right, 1);
                    (a_wins, b_wins) = (0, b_wins + 1);
                    if s.nb == 1 {
                        return Ok(());
                    }
                    if b_wins >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= (min_gallop > 1) as usize;
                self.min_gallop = min_gallop;
                let k = self.gallop_right(at(right, s.b - 1), both.get(..s.na).unwrap_or(&[]), s.na - 1)?;
                a_wins = s.na - k;
                if a_wins > 0 {
                    s.take_left_end(both, a_wins);
                    if s.na == 0 {
                        return Ok(());
                    }
                }
                s.take_right_end(both, right, 1);
                if s.nb == 1 {
                    return Ok(());
                }
                let k = self.gallop_left(at(both, s.a - 1), right.get(..s.nb).unwrap_or(&[]), s.nb - 1)?;
                b_wins = s.nb - k;
                if b_wins > 0 {
                    s.take_right_end(both, right, b_wins);
                    if s.nb <= 1 {
                        return Ok(());
                    }
                }
                s.take_left_end(both, 1);
                if s.na == 0 {
                    return Ok(());
                }
                if a_wins < MIN_GALLOP && b_wins < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }
}

/// How far a merge has come: the next item of either half (from the right: the one behind it), where the next one
/// goes, and how many are left.
struct Merge {
    a: usize,
    b: usize,
    out: usize,
    na: usize,
    nb: usize,
}

impl Merge {
    fn take_right(&mut self, both: &mut [u32]) {
        let position = at(both, self.b);
        put(both, self.out, position);
        self.b += 1;
        self.out += 1;
        self.nb -= 1;
    }

    fn take_left(&mut self, both: &mut [u32], left: &[u32], k: usize) {
        for i in 0..k {
            put(both, self.out + i, at(left, self.a + i));
        }
        self.a += k;
        self.out += k;
        self.na -= k;
    }

    fn take_left_end(&mut self, both: &mut [u32], k: usize) {
        self.out -= k;
        both.copy_within(self.a - k..self.a, self.out);
        self.a -= k;
        self.na -= k;
    }

    fn take_right_end(&mut self, both: &mut [u32], right: &[u32], k: usize) {
        self.out -= k;
        self.b -= k;
        for i in 0..k {
            put(both, self.out + i, at(right, self.b + i));
        }
        self.nb -= k;
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
