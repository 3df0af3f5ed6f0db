//! The cycle collector: trial deletion over tracked objects (CPython's algorithm), young or all.
//!
//! Runs at instruction boundaries only, never inside of an allocation. It finds garbage and hands it to the VM,
//! which runs finalisers and asks again (PEP 442) before the cycles are broken.

use super::header::{AttrHead, Header, flag};
use super::heap::{Heap, for_each_on_page};
use super::trace::Visitor;
use super::value::{Raw, Value};
use std::collections::HashMap;

/// How often what a finaliser freed is looked for among garbage: what hangs behind it is found one link a round.
const RELEASE_ROUNDS: usize = 8;

/// Reached objects that wait on a list to be looked through; what is beyond that waits with a flag.
const REACHED_MAX: usize = 1 << 15;

/// Counters of one generation, as `gc.get_stats()` shows them.
#[derive(Clone, Copy, Default)]
pub struct CollectStats {
    pub collections: usize,
    pub collected: usize,
    pub uncollectable: usize,
}

/// Unreachable objects, kept alive by this list until their cycles are broken: it owns one reference to each.
pub struct Garbage {
    objects: Vec<*mut Header>,
}

impl Garbage {
    pub fn len(&self) -> usize {
        self.objects.len()
    }

    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// The objects in order.
    pub fn headers(&self) -> impl Iterator<Item = *mut Header> + '_ {
        self.objects.iter().copied()
    }

    pub fn header(&self, index: usize) -> Option<*mut Header> {
        self.objects.get(index).copied()
    }

    /// The object at an index, with a reference of its own.
    pub fn get(&self, index: usize) -> Option<Value> {
        self.objects.get(index).map(|h| to_value(*h))
    }
}

impl Drop for Garbage {
    fn drop(&mut self) {
        for header in self.objects.drain(..) {
            // SAFETY: the list owned one reference to each.
            unsafe { super::header::release(header) };
        }
    }
}

/// What a collection looks at: a generation and all younger ones.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Generation {
    /// Made since the last collection.
    Young,
    /// The survivors of young collections too.
    Middle,
    All,
}

impl Heap {
    /// Finds unreachable tracked objects of a generation and all younger ones. Survivors grow one generation older.
    pub fn find_garbage(&self, generation: Generation) -> Garbage {
        let young = self.young_count.get().max(0) as usize;
        let expected = match generation {
            Generation::Young => young,
            _ => young + self.old_pending.get() + self.old_total.get(),
        };
        let mut candidates: Vec<*mut Header> = Vec::with_capacity(expected);
        let mut noticed = false;
        let young_only = generation == Generation::Young;
        let wanted = match generation {
            Generation::Young => flag::YOUNG,
            Generation::Middle => flag::YOUNG | flag::MIDDLE,
            Generation::All => flag::TRACKED,
        };
        let mut consider = |header: *mut Header| {
            // SAFETY: live objects of this heap.
            unsafe {
                let flags = (*header).flags.get();
                if flags & wanted != 0 && flags & (flag::TRACKED | flag::FROZEN) == flag::TRACKED {
                    let core = (*header).core();
                    noticed |=
                        core.has_del.get() || core.layout.needs_finalizer.is_some() || flags & flag::WEAKREFS != 0;
                    candidates.push(header);
                }
            }
        };
        if young_only {
            for page in self.young_pages.borrow().iter() {
                // SAFETY: pages live as long as the heap.
                unsafe { for_each_on_page(*page, &mut consider) };
            }
            for header in self.large.borrow().iter().skip(self.large_old.get()) {
                consider(*header);
            }
        } else {
            for page in self.pages.borrow().iter() {
                // SAFETY: pages live as long as the heap. What was once a large heap is not walked each time.
                unsafe {
                    if !(**page).idle.get() {
                        let mut tracked = false;
                        for_each_on_page(*page, &mut |header| {
                            tracked |= (*header).has_flag(flag::TRACKED);
                            consider(header);
                        });
                        (**page).idle.set(!tracked);
                    }
                }
            }
            for header in self.large.borrow().iter() {
                consider(*header);
            }
        }
        let clear = flag::YOUNG | flag::MIDDLE;
        let set = if young_only { flag::MIDDLE } else { 0 };
        let looked_at = candidates.len();
        let ages = if noticed { young_ages(&candidates) } else { Vec::new() };
        let mut garbage = unreachable_less(candidates, 0, clear, set, |_| ());
        sort_finalizable(&mut garbage, &ages);
        garbage.shrink_to_fit();
        for page in self.young_pages.borrow_mut().drain(..) {
            // SAFETY: pages live as long as the heap.
            unsafe { (*page).has_young.set(false) };
        }
        self.large_old.set(self.large.borrow().len());
        self.young_count.set(0);
        self.sequence.set(0);
        let survivors = looked_at - garbage.len();
        match generation {
            Generation::Young => {
                self.young_runs.set(self.young_runs.get() + 1);
                self.old_pending.set(self.old_pending.get() + survivors);
            }
            // Those that a middle collection looked at are pending still; the young ones among them join them.
            Generation::Middle => {
                self.young_runs.set(0);
                self.middle_runs.set(self.middle_runs.get() + 1);
                self.old_pending.set(survivors.max(self.old_pending.get()));
            }
            Generation::All => {
                self.young_runs.set(0);
                self.middle_runs.set(0);
                self.old_pending.set(0);
                self.old_total.set(survivors);
            }
        }
        for header in &garbage {
            // SAFETY: alive; the list gets a reference of its own.
            unsafe { (**header).incref() };
        }
        Garbage { objects: garbage }
    }

    /// Whether enough young collections have passed, and enough objects grown old, for a full one to pay.
    pub fn full_collection_due(&self) -> bool {
        self.young_runs.get() > 10 && self.old_pending.get() > self.old_total.get() / 4
    }

    /// Clears the weak references to garbage, before any finaliser could bring it back through them. Those that are garbage
    /// themselves are not called back.
    pub fn clear_garbage_weakrefs(&self, garbage: &Garbage) {
        // SAFETY (all blocks): `garbage` keeps its objects alive.
        if !garbage.headers().any(|h| unsafe { (*h).has_flag(flag::WEAKREFS) }) {
            return;
        }
        garbage.headers().for_each(|h| unsafe { (*h).set_flag(flag::CANDIDATE, true) });
        for header in garbage.headers() {
            unsafe {
                if (*header).has_flag(flag::WEAKREFS) {
                    self.clear_weakrefs(header);
                }
            }
        }
        garbage.headers().for_each(|h| unsafe { (*h).set_flag(flag::CANDIDATE, false) });
    }

    /// After finalisers ran: those of `garbage` that are still unreachable from outside of it. What only the list keeps alive
    /// by now is let go.
    pub fn still_garbage(&self, mut garbage: Garbage) -> Garbage {
        for _ in 0..RELEASE_ROUNDS {
            let before = garbage.objects.len();
            garbage.objects.retain(|header| {
                // SAFETY: the list holds one reference to each, which is given up with the place in the list.
                unsafe {
                    let only_ours = (**header).refcount() == Some(1);
                    if only_ours {
                        super::header::release(*header);
                    }
                    !only_ours
                }
            });
            if garbage.objects.len() == before {
                break;
            }
        }
        let headers = std::mem::take(&mut garbage.objects);
        let mut resurrected = Vec::new();
        // The list itself holds one reference to each.
        let dead = unreachable_less(headers, 1, 0, 0, |header| resurrected.push(header));
        for header in resurrected {
            // SAFETY: the list's reference to it is given up.
            unsafe { super::header::release(header) };
        }
        Garbage { objects: dead }
    }

    /// Breaks the cycles: takes every reference out of the unreachable objects, then lets go.
    pub fn clear_garbage(&self, mut garbage: Garbage) {
        let mut references = Vec::new();
        for header in garbage.objects.drain(..) {
            // SAFETY: unreachable, so nobody holds a borrow of its interior; the list's reference to it is given up last.
            unsafe {
                let layout = (*header).core().layout;
                (layout.take)(header, &mut references);
                if let Some(attrs) = (*header).attrs() {
                    take_attrs(attrs, &mut references);
                }
                references.drain(..).for_each(drop);
                super::header::release(header);
            }
        }
    }

    pub fn record_collection(&self, generation: usize, collected: usize) {
        let mut all = self.collections.get();
        if let Some(stats) = all.get_mut(generation) {
            stats.collections += 1;
            stats.collected += collected;
        }
        self.collections.set(all);
    }

    pub fn stats(&self) -> [CollectStats; 3] {
        self.collections.get()
    }

    pub fn set_enabled(&self, on: bool) {
        self.enabled.set(on);
    }

    pub fn is_enabled(&self) -> bool {
        self.enabled.get()
    }

    pub fn threshold(&self) -> isize {
        self.threshold.get()
    }

    pub fn set_threshold(&self, n: isize) {
        self.threshold.set(n);
    }

    /// Young collections since the last older one, and middle ones since the last full one.
    pub fn runs(&self) -> (u32, u32) {
        (self.young_runs.get(), self.middle_runs.get())
    }

    pub fn young_count(&self) -> isize {
        self.young_count.get()
    }
}

/// Calls `visit` for every reference that `header` holds, attributes and type included.
///
/// # Safety
/// `header` is a live object.
pub unsafe fn trace_object(header: *mut Header, visit: &mut Visitor<'_>) {
    // SAFETY: by contract.
    unsafe {
        let core = (*header).core();
        (core.layout.trace)(header, visit);
        if let Some(attrs) = (*header).attrs() {
            let n = (*attrs).nslots as usize + (*attrs).cap as usize;
            let at = AttrHead::values(attrs);
            for i in 0..n {
                let raw = *at.add(i);
                if raw.is_heap() {
                    visit(raw.header());
                }
            }
            if !(*attrs).dict.get().is_null() {
                visit((*attrs).dict.get());
            }
        }
        if core.is_heap_type {
            visit((*header).type_header());
        }
    }
}

unsafe fn take_attrs(attrs: *const AttrHead, out: &mut Vec<Value>) {
    // SAFETY: each non-null word owns one reference, which moves to `out`. The shape stays: a reader finds
    // the attributes unset.
    unsafe {
        let n = (*attrs).nslots as usize + (*attrs).cap as usize;
        let at = AttrHead::values(attrs);
        for i in 0..n {
            let raw = std::mem::replace(&mut *at.add(i), Raw::NULL);
            if !raw.is_null() {
                out.push(raw.into_value());
            }
        }
        let dict = (*attrs).dict.replace(std::ptr::null_mut());
        if !dict.is_null() {
            out.push(to_owned(dict));
        }
    }
}

/// When the young ones among the candidates were made. Outside of a collection the scratch count tells.
fn young_ages(candidates: &[*mut Header]) -> Vec<(*mut Header, u32)> {
    // SAFETY: live objects.
    let young = candidates.iter().filter(|h| unsafe { (***h).has_flag(flag::YOUNG) });
    young.map(|h| (*h, unsafe { (**h).gc_refs() })).collect()
}

/// Puts garbage in the order of its creation, if there is any whose death can be noticed. `ages` has the young ones of it,
/// among others, in the same order.
fn sort_finalizable(garbage: &mut Vec<*mut Header>, ages: &[(*mut Header, u32)]) {
    // SAFETY: live objects.
    let noticed = |h: &*mut Header| unsafe {
        let core = (**h).core();
        core.has_del.get() || core.layout.needs_finalizer.is_some() || (**h).has_flag(flag::WEAKREFS)
    };
    if ages.is_empty() || !garbage.iter().any(noticed) {
        return;
    }
    let ages: HashMap<*mut Header, u32> = ages.iter().copied().collect();
    // The old ones come first; how old they are is not known any more.
    let mut young: Vec<(u32, *mut Header)> = Vec::new();
    garbage.retain(|header| match ages.get(header) {
        Some(age) => {
            young.push((*age, *header));
            false
        }
        None => true,
    });
    young.sort_by_key(|(age, _)| *age);
    garbage.extend(young.into_iter().map(|(_, h)| h));
}

/// The members of `candidates` that are referred to only from unreachable members, in order; `held` references to each
/// are the caller's own and do not count. The flags `clear` are taken from all members, then `set` is given to them.
/// `reachable` is told about the other members.
fn unreachable_less(
    mut candidates: Vec<*mut Header>,
    held: u32,
    clear: u32,
    set: u32,
    mut reachable: impl FnMut(*mut Header),
) -> Vec<*mut Header> {
    // SAFETY (all blocks): the candidates are alive and nothing runs or is freed meanwhile.
    for &header in &candidates {
        let h = unsafe { &*header };
        let refs = h.rc.get();
        h.begin_examination(refs - held.min(refs));
    }
    for &header in &candidates {
        unsafe {
            trace_object(header, &mut |child| {
                let flags = (*child).flags.get();
                // A saturated count is too large to be decided, so the object stays.
                if flags & flag::CANDIDATE != 0 && flags > flag::LOW_MASK && flags < flag::SATURATED {
                    (*child).flags.set(flags - (1 << flag::REFS_SHIFT));
                }
            });
        }
    }
    let mut reached: Vec<*mut Header> = Vec::new();
    let mut overflow = false;
    let trace_reached = |reached: &mut Vec<*mut Header>, overflow: &mut bool| {
        while let Some(next) = reached.pop() {
            unsafe {
                trace_object(next, &mut |child| {
                    let flags = (*child).flags.get();
                    if flags & flag::CANDIDATE != 0 {
                        (*child).flags.set(flags & !flag::CANDIDATE);
                        if reached.len() < REACHED_MAX {
                            reached.push(child);
                        } else {
                            (*child).set_flag(flag::PENDING, true);
                            *overflow = true;
                        }
                    }
                });
            }
        }
    };
    for &header in &candidates {
        let flags = unsafe { (*header).flags.get() };
        if flags > flag::LOW_MASK && flags & flag::CANDIDATE != 0 {
            unsafe { (*header).set_flag(flag::CANDIDATE, false) };
            reached.push(header);
            trace_reached(&mut reached, &mut overflow);
        }
    }
    while std::mem::take(&mut overflow) {
        for &header in &candidates {
            if unsafe { (*header).has_flag(flag::PENDING) } {
                unsafe { (*header).set_flag(flag::PENDING, false) };
                reached.push(header);
                trace_reached(&mut reached, &mut overflow);
            }
        }
    }
    candidates.retain(|header| {
        let h = unsafe { &**header };
        let flags = h.flags.get();
        h.flags.set(flags & flag::LOW_MASK & !(flag::CANDIDATE | clear) | set);
        let garbage = flags & flag::CANDIDATE != 0;
        if !garbage {
            reachable(*header);
        }
        garbage
    });
    candidates
}

fn to_value(header: *mut Header) -> Value {
    // SAFETY: the object is alive; the new value gets its own reference.
    unsafe {
        (*header).incref();
        to_owned(header)
    }
}

unsafe fn to_owned(header: *mut Header) -> Value {
    // SAFETY: the caller passes on one reference to a live object.
    unsafe {
        let tag = (*header).core().instance_tag;
        Raw { meta: tag as u64, bits: header as u64 }.into_value()
    }
}
