//! The cycle collector: trial deletion over tracked objects (CPython's algorithm), young or all.
//!
//! Runs at instruction boundaries only, never inside of an allocation. It finds garbage and hands it to the VM,
//! which runs finalisers and asks again (PEP 442) before the cycles are broken.

use super::header::{AttrHead, Header, flag};
use super::heap::{Heap, for_each_on_page};
use super::trace::Visitor;
use super::value::{Raw, Value};

/// Counters of one generation, as `gc.get_stats()` shows them.
#[derive(Clone, Copy, Default)]
pub struct CollectStats {
    pub collections: usize,
    pub collected: usize,
    pub uncollectable: usize,
}

/// Unreachable objects, kept alive by this list until their cycles are broken.
pub struct Garbage {
    pub objects: Vec<Value>,
}

impl Heap {
    /// Finds unreachable tracked objects: among the young ones, or among all if `full`. Survivors become old.
    pub fn find_garbage(&self, full: bool) -> Garbage {
        let mut candidates: Vec<*mut Header> = Vec::new();
        let mut consider = |header: *mut Header| {
            // SAFETY: live objects of this heap.
            let header_ref = unsafe { &*header };
            let wanted = if full { flag::TRACKED } else { flag::TRACKED | flag::YOUNG };
            let flags = header_ref.flags.get();
            if flags & wanted == wanted && flags & flag::FROZEN == 0 {
                candidates.push(header);
            }
        };
        if full {
            self.for_each(&mut consider);
        } else {
            for page in self.young_pages.borrow().iter() {
                // SAFETY: pages live as long as the heap.
                unsafe { for_each_on_page(*page, &mut consider) };
            }
            for header in self.large.borrow().iter().skip(self.large_old.get()) {
                consider(*header);
            }
        }
        // SAFETY: as above; outside of a collection the scratch count says when a young object was made.
        let ages: Vec<u32> = candidates.iter().map(|h| unsafe { (**h).gc_refs() }).collect();
        let mut garbage = unreachable(&candidates);
        sort_finalizable(&mut garbage, &candidates, &ages);
        for header in &candidates {
            // SAFETY: still alive; nothing ran since they were listed.
            unsafe { (**header).set_flag(flag::YOUNG, false) };
        }
        for page in self.young_pages.borrow_mut().drain(..) {
            // SAFETY: pages live as long as the heap.
            unsafe { (*page).has_young.set(false) };
        }
        self.large_old.set(self.large.borrow().len());
        self.young_count.set(0);
        self.sequence.set(0);
        if !full {
            self.young_runs.set(self.young_runs.get() + 1);
            self.old_pending.set(self.old_pending.get() + candidates.len() - garbage.len());
        } else {
            self.young_runs.set(0);
            self.old_pending.set(0);
            self.old_total.set(candidates.len() - garbage.len());
        }
        Garbage { objects: garbage.into_iter().map(to_value).collect() }
    }

    /// Whether enough young collections have passed, and enough objects grown old, for a full one to pay.
    pub fn full_collection_due(&self) -> bool {
        self.young_runs.get() > 10 && self.old_pending.get() > self.old_total.get() / 4
    }

    /// Clears the weak references to garbage, before any finaliser could bring it back through them. Those that are garbage
    /// themselves are not called back.
    pub fn clear_garbage_weakrefs(&self, garbage: &Garbage) {
        let headers = || garbage.objects.iter().filter_map(Value::header);
        // SAFETY (all blocks): `garbage` keeps its objects alive.
        headers().for_each(|h| unsafe { (*h).set_flag(flag::CANDIDATE, true) });
        for header in headers() {
            unsafe {
                if (*header).has_flag(flag::WEAKREFS) {
                    self.clear_weakrefs(header);
                }
            }
        }
        headers().for_each(|h| unsafe { (*h).set_flag(flag::CANDIDATE, false) });
    }

    /// After finalisers ran: those of `garbage` that are still unreachable from outside of it.
    pub fn still_garbage(&self, garbage: Garbage) -> Garbage {
        let headers: Vec<_> = garbage.objects.iter().filter_map(Value::header).collect();
        // The list itself holds one reference to each.
        let dead = unreachable_less(&headers, 1);
        Garbage { objects: dead.into_iter().map(to_value).collect() }
    }

    /// Breaks the cycles: takes every reference out of the unreachable objects, then lets go.
    pub fn clear_garbage(&self, garbage: Garbage) {
        let mut references = Vec::new();
        for value in &garbage.objects {
            if let Some(header) = value.header() {
                // SAFETY: unreachable, so nobody holds a borrow of its interior.
                unsafe {
                    let layout = (*header).core().layout;
                    (layout.take)(header, &mut references);
                    if let Some(attrs) = (*header).attrs() {
                        take_attrs(attrs, &mut references);
                    }
                }
            }
        }
        drop(references);
        drop(garbage);
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

    /// Young collections since the last full one.
    pub fn young_runs(&self) -> u32 {
        self.young_runs.get()
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

/// Puts garbage in the order of its creation, if there is any whose death can be noticed. `garbage` is a part of
/// `candidates` in the same order.
fn sort_finalizable(garbage: &mut Vec<*mut Header>, candidates: &[*mut Header], ages: &[u32]) {
    // SAFETY: live objects.
    let noticed = |h: &*mut Header| unsafe {
        let core = (**h).core();
        core.has_del.get() || core.layout.needs_finalizer.is_some() || (**h).has_flag(flag::WEAKREFS)
    };
    if !garbage.iter().any(noticed) {
        return;
    }
    let mut rest = candidates.iter().zip(ages);
    let age = |h: &*mut Header| rest.find(|(c, _)| *c == h).map_or(0, |(_, age)| *age);
    let mut aged: Vec<(u32, *mut Header)> = Vec::with_capacity(garbage.len());
    let ages: Vec<u32> = garbage.iter().map(age).collect();
    aged.extend(ages.into_iter().zip(garbage.drain(..)));
    aged.sort_by_key(|(age, _)| *age);
    garbage.extend(aged.into_iter().map(|(_, h)| h));
}

fn unreachable(candidates: &[*mut Header]) -> Vec<*mut Header> {
    unreachable_less(candidates, 0)
}

/// The members of `candidates` that are referred to only from unreachable members; `held` references to each
/// are the caller's own and do not count.
fn unreachable_less(candidates: &[*mut Header], held: u32) -> Vec<*mut Header> {
    // SAFETY (all blocks): the candidates are alive and nothing runs or is freed meanwhile.
    for &header in candidates {
        let h = unsafe { &*header };
        h.set_flag(flag::CANDIDATE, true);
        h.set_gc_refs(h.rc.get() - held.min(h.rc.get()));
    }
    for &header in candidates {
        unsafe {
            trace_object(header, &mut |child| {
                let c = &*child;
                let refs = c.gc_refs();
                // A saturated count is too large to be decided, so the object stays.
                if c.has_flag(flag::CANDIDATE) && refs > 0 && refs < flag::REFS_MAX {
                    c.set_gc_refs(refs - 1);
                }
            });
        }
    }
    let mut reached: Vec<*mut Header> = Vec::new();
    for &header in candidates {
        let h = unsafe { &*header };
        if h.gc_refs() > 0 && h.has_flag(flag::CANDIDATE) {
            h.set_flag(flag::CANDIDATE, false);
            reached.push(header);
            while let Some(next) = reached.pop() {
                unsafe {
                    trace_object(next, &mut |child| {
                        if (*child).has_flag(flag::CANDIDATE) {
                            (*child).set_flag(flag::CANDIDATE, false);
                            reached.push(child);
                        }
                    });
                }
            }
        }
    }
    let mut garbage = Vec::new();
    for &header in candidates {
        let h = unsafe { &*header };
        if h.has_flag(flag::CANDIDATE) {
            garbage.push(header);
        }
        h.set_flag(flag::CANDIDATE, false);
        h.set_gc_refs(0);
    }
    garbage
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
