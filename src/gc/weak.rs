//! Weak references as the heap sees them: the references to one object are linked through their payloads, and a table of
//! one word each finds the first by the address of the object.
//!
//! In front are the plain reference and the plain proxy, which are shared, then the others, newest first: the order
//! in which callbacks are called.

use super::header::{Header, flag};
use super::heap::{Heap, breaker};
use super::value::Raw;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::cell::Cell;
use std::ptr::null_mut;

/// The beginning of a weak reference's payload; it refers to nothing until it is registered.
#[repr(C)]
pub struct WeakLink {
    /// The object referred to, without a count; null when it is gone.
    referent: Cell<*mut Header>,
    next: Cell<*mut Header>,
    previous: Cell<*mut Header>,
}

impl Default for WeakLink {
    fn default() -> WeakLink {
        WeakLink { referent: Cell::new(null_mut()), next: Cell::new(null_mut()), previous: Cell::new(null_mut()) }
    }
}

impl WeakLink {
    /// The object referred to, or null.
    #[inline(always)]
    pub fn referent(&self) -> *mut Header {
        self.referent.get()
    }
}

/// The first weak reference to each object that has any.
#[derive(Default)]
pub(super) struct WeakTable(HashTable<*mut Header>);

/// # Safety
/// `weak` is a weak reference that is registered with the heap, or about to be.
#[inline(always)]
unsafe fn link<'a>(weak: *mut Header) -> &'a WeakLink {
    // SAFETY: by contract; the payload follows the header and begins with the link.
    unsafe { &*(weak.add(1) as *const WeakLink) }
}

fn hash_of(referent: *const Header) -> u64 {
    (referent as u64 >> 3).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn hash_of_first(weak: &*mut Header) -> u64 {
    // SAFETY: what is in the table is registered.
    hash_of(unsafe { link(*weak) }.referent.get())
}

impl Heap {
    /// Detaches all weak references from `header`, queueing those with a callback. Those that the collector is examining
    /// are garbage themselves, and not called.
    ///
    /// # Safety
    /// `header` is a live or dying object of this heap.
    pub unsafe fn clear_weakrefs(&self, header: *mut Header) {
        let mut next = self.take_first(header);
        // SAFETY: registered weak references are alive: they unregister when they die.
        unsafe {
            (*header).set_flag(flag::WEAKREFS, false);
            while !next.is_null() {
                let weak = next;
                let link = link(weak);
                next = link.next.replace(null_mut());
                link.previous.set(null_mut());
                link.referent.set(null_mut());
                let has_callback = self.has_weak_callback(weak);
                if has_callback && (*weak).refcount() != Some(0) && !(*weak).has_flag(flag::CANDIDATE) {
                    (*weak).incref();
                    let tag = (*weak).core().instance_tag;
                    let value = Raw { meta: tag as u64, bits: weak as u64 }.into_value();
                    self.queue_weakref(value);
                    self.request(breaker::FINALIZERS);
                }
            }
        }
    }

    /// Takes the first weak reference to an object off the table; null if there is none.
    fn take_first(&self, header: *mut Header) -> *mut Header {
        // SAFETY: what is in the table is registered.
        let same = |weak: &*mut Header| unsafe { link(*weak) }.referent.get() == header;
        match self.weakrefs.borrow_mut().0.find_entry(hash_of(header), same) {
            Ok(entry) => entry.remove().0,
            Err(_) => null_mut(),
        }
    }

    /// Registers `weak` as a weak reference to `referent`, behind as many others as `place` says.
    ///
    /// # Safety
    /// `weak` is a live object of this heap whose payload begins with a fresh link; it calls
    /// `remove_weakref` before it is freed.
    pub unsafe fn add_weakref(&self, referent: &Header, weak: *mut Header, place: usize) {
        let target = referent as *const Header as *mut Header;
        let mut table = self.weakrefs.borrow_mut();
        // SAFETY: by contract, and what is in the table is registered.
        unsafe {
            link(weak).referent.set(target);
            let same = |weak: &*mut Header| link(*weak).referent.get() == target;
            match table.0.entry(hash_of(target), same, hash_of_first) {
                Entry::Vacant(entry) => {
                    entry.insert(weak);
                }
                Entry::Occupied(mut entry) => {
                    let (mut before, mut after) = (null_mut(), *entry.get());
                    for _ in 0..place {
                        if after.is_null() {
                            break;
                        }
                        before = after;
                        after = link(after).next.get();
                    }
                    link(weak).previous.set(before);
                    link(weak).next.set(after);
                    if !after.is_null() {
                        link(after).previous.set(weak);
                    }
                    match before.is_null() {
                        true => *entry.get_mut() = weak,
                        false => link(before).next.set(weak),
                    }
                }
            }
        }
        referent.set_flag(flag::WEAKREFS, true);
    }

    /// Removes a dying weak reference object from its referent's list.
    ///
    /// # Safety
    /// `weak` was registered and its referent is alive.
    pub unsafe fn remove_weakref(&self, weak: *mut Header) {
        // SAFETY: by contract; the neighbours are registered.
        unsafe {
            let here = link(weak);
            let (before, after) = (here.previous.get(), here.next.get());
            if !after.is_null() {
                link(after).previous.set(before);
            }
            if !before.is_null() {
                link(before).next.set(after);
                return;
            }
            let target = here.referent.get();
            let mut table = self.weakrefs.borrow_mut();
            if let Ok(mut entry) = table.0.find_entry(hash_of(target), |first| *first == weak) {
                if after.is_null() {
                    entry.remove();
                    (*target).set_flag(flag::WEAKREFS, false);
                } else {
                    *entry.get_mut() = after;
                }
            }
        }
    }

    /// The weak reference objects that point to `referent`, at most `limit`: the shared ones, then the newest first.
    pub fn weakrefs_to(&self, referent: &Header, limit: usize) -> Vec<*mut Header> {
        let mut list = Vec::new();
        if !referent.has_flag(flag::WEAKREFS) {
            return list;
        }
        let target = referent as *const Header as *mut Header;
        // SAFETY: what is in the table and in the lists is registered.
        unsafe {
            let same = |weak: &*mut Header| link(*weak).referent.get() == target;
            let mut next = self.weakrefs.borrow().0.find(hash_of(target), same).copied().unwrap_or(null_mut());
            while !next.is_null() && list.len() < limit {
                list.push(next);
                next = link(next).next.get();
            }
        }
        list
    }
}
