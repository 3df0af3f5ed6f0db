//! The cycle collector: trial deletion over tracked objects (CPython's algorithm), young or all.
//!
//! Runs at instruction boundaries only, never inside of an allocation. It finds garbage and hands it to the VM,
//! which runs finalisers and asks again (PEP 442) before the cycles are broken.

use super::header::{AttrHead, Header, Kind, TypeCore, flag};
use super::heap::{Heap, for_each_on_page};
use super::trace::Visitor;
use super::value::{Raw, Value};
use std::collections::{HashMap, HashSet, VecDeque};

/// How often what a finaliser freed is looked for among garbage: what hangs behind it is found one link a round.
const RELEASE_ROUNDS: usize = 8;

/// Reached objects that wait on a list to be looked through; what is beyond that waits with a flag.
const REACHED_MAX: usize = 1 << 15;

/// Survivors whose order is remembered; among more of them it is that of memory.
const RANKED_MAX: usize = 1 << 16;

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
        let mut watched: Vec<*mut Header> = Vec::new();
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
                    if core.guessed.get() {
                        check_guess(header, core);
                    }
                    noticed |=
                        core.has_del.get() || core.layout.needs_finalizer.is_some() || flags & flag::WEAKREFS != 0;
                    candidates.push(header);
                    if is_watched(header) && watched.len() <= RANKED_MAX {
                        watched.push(header);
                    }
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
        // SAFETY: live objects.
        let (young_watched, old_watched) = watched.into_iter().partition(|h| unsafe { (**h).has_flag(flag::YOUNG) });
        let mut garbage = unreachable_less(candidates, 0, clear, set, |_| ());
        sort_finalizable(&mut garbage, &ages, &self.ranks.borrow());
        self.rank_survivors(old_watched, young_watched, ages, &garbage, generation);
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

    /// Remembers the order of survivors whose finalisers or callbacks will tell it: those that are ranked already, then the
    /// young ones.
    fn rank_survivors(
        &self,
        old: Vec<*mut Header>,
        young: Vec<*mut Header>,
        ages: Vec<(*mut Header, u32)>,
        garbage: &[*mut Header],
        generation: Generation,
    ) {
        let mut ranks = self.ranks.borrow_mut();
        if young.is_empty() && (generation != Generation::All || ranks.is_empty()) {
            return;
        }
        let dead: HashSet<*mut Header> = garbage.iter().copied().collect();
        let mut order: Vec<*mut Header> = Vec::new();
        if generation == Generation::All {
            // Entries of objects that died in the meantime are dropped.
            let place = |h: &*mut Header| ranks.get(&(*h as usize)).copied().unwrap_or(u32::MAX);
            order.extend(old.into_iter().filter(|h| !dead.contains(h)));
            order.sort_by_key(place);
            ranks.clear();
            self.next_rank.set(0);
        }
        if young.iter().any(|h| !dead.contains(h)) {
            let watched: HashSet<*mut Header> = young.into_iter().collect();
            order.extend(order_of_survivors(ages).into_iter().filter(|h| watched.contains(h) && !dead.contains(h)));
        }
        if order.len() + ranks.len() > RANKED_MAX {
            return;
        }
        for header in order {
            let next = self.next_rank.get();
            self.next_rank.set(next.wrapping_add(1));
            ranks.insert(header as usize, next);
        }
    }

    /// Whether there are objects whose finalisers or callbacks will tell the order in which they die together.
    pub fn has_watched(&self) -> bool {
        let mut found = false;
        // SAFETY: live objects.
        self.for_each(|header| found = found || unsafe { is_watched(header) });
        found
    }

    pub fn has_ranked(&self) -> bool {
        !self.ranks.borrow().is_empty()
    }

    /// Ranks the survivors of a full collection as CPython does, which finds what is reachable breadth first from the
    /// modules and moves it to the end of its list.
    ///
    /// # Safety
    /// `root` is a live object.
    pub unsafe fn rank_by_reach(&self, root: *mut Header) {
        let mut ranks = self.ranks.borrow_mut();
        let mut reached: Vec<*mut Header> = Vec::new();
        // Children of a class hang on its dict, an object of its own in CPython, and come a level later.
        let mut waiting: VecDeque<(*mut Header, bool)> = VecDeque::from([(root, false)]);
        let mut watched: Vec<usize> = Vec::new();
        // SAFETY (all blocks): live objects; nothing runs or is freed meanwhile.
        while let Some((header, late)) = waiting.pop_front() {
            unsafe {
                let core = (*header).core();
                let kind = core.layout.kind;
                if !late && is_watched(header) {
                    watched.push(header as usize);
                }
                if kind == Kind::Type && !late {
                    waiting.push_back((header, true));
                    continue;
                }
                let start = waiting.len();
                trace_parts(header, &mut |child| {
                    if (*child).flags.get() & (flag::TRACKED | flag::PENDING) == flag::TRACKED {
                        (*child).set_flag(flag::PENDING, true);
                        reached.push(child);
                        waiting.push_back((child, false));
                    }
                });
                if matches!(kind, Kind::List | Kind::Tuple) {
                    waiting.make_contiguous()[start..].reverse();
                }
            }
        }
        for header in reached {
            unsafe { (*header).set_flag(flag::PENDING, false) };
        }
        // What only frames refer to is where it was, in front of all that.
        let set: HashSet<usize> = watched.iter().copied().collect();
        let mut first: Vec<(u32, usize)> =
            ranks.iter().filter(|(h, _)| !set.contains(*h)).map(|(h, rank)| (*rank, *h)).collect();
        first.sort_unstable();
        if first.len() + watched.len() > RANKED_MAX {
            ranks.clear();
            return;
        }
        let order = first.into_iter().map(|(_, h)| h).chain(watched);
        *ranks = order.zip(0..).collect();
        self.next_rank.set(ranks.len() as u32);
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

/// Whether the object's death can be noticed by a program, and with it the order of deaths.
///
/// # Safety
/// `header` is a live object.
unsafe fn is_watched(header: *mut Header) -> bool {
    // SAFETY: by contract; the layout's hook is for objects of this layout.
    unsafe {
        let core = (*header).core();
        core.is_heap_type
            && (core.has_del.get() || core.layout.kind == Kind::Instance && (*header).has_flag(flag::WEAKREFS))
            || core.layout.kind == Kind::Generator && core.layout.needs_finalizer.is_some_and(|needs| needs(header))
    }
}

/// The order of CPython's list after a collection of these young objects: what is found to be reachable only after the
/// scan has passed it moves to the end. Garbage may be among them; it is left out.
fn order_of_survivors(mut ages: Vec<(*mut Header, u32)>) -> Vec<*mut Header> {
    ages.sort_unstable_by_key(|(_, age)| *age);
    let mut list: Vec<*mut Header> = ages.into_iter().map(|(h, _)| h).collect();
    let young = list.len();
    // SAFETY (all blocks): live objects; nothing runs or is freed meanwhile.
    for &header in &list {
        unsafe { (*header).begin_examination((*header).rc.get()) };
    }
    for &header in &list {
        unsafe { subtract_references(header) };
    }
    let mut order = Vec::with_capacity(young);
    let mut at = 0;
    while let Some(&header) = list.get(at) {
        at += 1;
        let flags = unsafe { (*header).flags.get() };
        if flags & flag::CANDIDATE != 0 && flags <= flag::LOW_MASK {
            // Nothing that refers to it was seen so far.
            unsafe { (*header).set_flag(flag::PENDING, true) };
            continue;
        }
        order.push(header);
        let behind = list.len();
        unsafe {
            (*header).set_flag(flag::CANDIDATE, false);
            trace_parts(header, &mut |child| {
                let flags = (*child).flags.get();
                (*child).flags.set(flags & !(flag::CANDIDATE | flag::PENDING));
                if flags & (flag::CANDIDATE | flag::PENDING) == flag::CANDIDATE | flag::PENDING {
                    list.push(child);
                }
            });
            if matches!((*header).core().layout.kind, Kind::List | Kind::Tuple)
                && let Some(children) = list.get_mut(behind..)
            {
                children.reverse();
            }
        }
    }
    for header in list.into_iter().take(young) {
        unsafe { (*header).flags.set((*header).flags.get() & flag::LOW_MASK & !(flag::CANDIDATE | flag::PENDING)) };
    }
    order
}

/// As `trace_object`; what is in the dict of a plain instance is visited as if it were in the instance.
///
/// # Safety
/// `header` is a live object.
unsafe fn trace_parts(header: *mut Header, visit: &mut Visitor<'_>) {
    // SAFETY: by contract.
    unsafe {
        trace_object(header, visit);
        let dict = (*header).attrs().map_or(std::ptr::null_mut(), |attrs| (*attrs).dict.get());
        let core = (*header).core();
        if !dict.is_null() && core.is_heap_type && core.layout.kind == Kind::Instance {
            trace_object(dict, visit);
        }
    }
}

/// Takes the references that an examined object holds off the scratch counts of those they lead to.
///
/// # Safety
/// `header` is a live object.
unsafe fn subtract_references(header: *mut Header) {
    // SAFETY: by contract.
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

/// Puts garbage in the order of its death, if there is any whose death can be noticed: survivors of earlier collections by
/// rank, then the young as they were made. `ages` has the young ones of it, among others, in the same order.
fn sort_finalizable(garbage: &mut Vec<*mut Header>, ages: &[(*mut Header, u32)], ranks: &HashMap<usize, u32>) {
    // SAFETY: live objects.
    let noticed = |h: &*mut Header| unsafe {
        let core = (**h).core();
        core.has_del.get() || core.layout.needs_finalizer.is_some() || (**h).has_flag(flag::WEAKREFS)
    };
    if ages.is_empty() && ranks.is_empty() || !garbage.iter().any(noticed) {
        return;
    }
    let ages: HashMap<*mut Header, u32> = ages.iter().copied().collect();
    // The old ones come first.
    let mut young: Vec<(u32, *mut Header)> = Vec::new();
    garbage.retain(|header| match ages.get(header) {
        Some(age) => {
            young.push((*age, *header));
            false
        }
        None => true,
    });
    young.sort_by_key(|(age, _)| *age);
    if !ranks.is_empty() {
        let place = |h: &*mut Header| ranks.get(&(*h as usize)).copied().unwrap_or(u32::MAX);
        garbage.sort_by_key(place);
    }
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
        unsafe { subtract_references(header) };
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

/// Instances without attributes need no room for them: later ones of the class get none, until one needs it.
///
/// # Safety
/// A live object and its type's core.
#[cold]
unsafe fn check_guess(header: *mut Header, core: &TypeCore) {
    // SAFETY: by contract; the head lies in the object.
    unsafe {
        if let Some(head) = (*header).attrs()
            && (*head).cap > 0
            && (*head).dict.get().is_null()
            && (*AttrHead::values(head).add((*head).nslots as usize)).is_null()
        {
            core.inline_cap.set(0);
        }
    }
}
