//! The payload of weak references and proxies.
//!
//! `unsafe`: a weak reference knows its referent by address, without owning it. The heap empties it before the referent's
//! memory is reused, and a dying weak reference takes itself off the heap's list.

use crate::gc::{Header, Heap, Kind, Payload, Raw, Trace, Value, Visitor, WeakLink};
use std::cell::Cell;

/// `weakref.ReferenceType`, `weakref.ProxyType`, `weakref.CallableProxyType`.
#[repr(C)]
pub struct Weakref {
    link: WeakLink,
    pub callback: Option<Value>,
    hash: Cell<i64>,
}

/// What no hash of an object is.
const NO_HASH: i64 = -1;

impl Weakref {
    /// A weak reference that is still to be registered with the heap.
    pub fn new(callback: Option<Value>) -> Weakref {
        Weakref { link: WeakLink::default(), callback, hash: Cell::new(NO_HASH) }
    }

    /// The object referred to, if it is alive.
    pub fn target(&self) -> Option<Value> {
        let referent = self.link.referent();
        if referent.is_null() {
            return None;
        }
        // SAFETY: not cleared, so the referent is alive; the new value gets its own reference.
        unsafe {
            let header = &*referent;
            header.incref();
            Some(Raw { meta: header.core().instance_tag as u64, bits: referent as u64 }.into_value())
        }
    }

    /// Whether the object referred to is gone.
    pub fn is_dead(&self) -> bool {
        self.link.referent().is_null()
    }

    /// The referent's hash, once asked for; it outlives the referent.
    pub fn known_hash(&self) -> Option<i64> {
        Some(self.hash.get()).filter(|hash| *hash != NO_HASH)
    }

    /// Remembers the referent's hash.
    pub fn set_hash(&self, hash: i64) {
        self.hash.set(hash);
    }
}

impl Trace for Weakref {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.callback.trace(visit);
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        Trace::take(&mut self.callback, out);
    }
}

impl Payload for Weakref {
    const KIND: Kind = Kind::Other;
    const NAME: &'static str = "weakref.ReferenceType";
    const TRACKED: bool = true;
}

impl Drop for Weakref {
    fn drop(&mut self) {
        if !self.is_dead() {
            // SAFETY: the payload follows its object's header; the referent is alive, since it did not clear this.
            unsafe {
                let me = (self as *mut Weakref as *mut Header).sub(1);
                Heap::of(me).remove_weakref(me);
            }
        }
    }
}

/// Whether a weak reference object has a callback to call.
#[allow(clippy::not_unsafe_ptr_arg_deref)] // Called by the heap only, which registers it as a plain function.
pub fn has_callback(weak: *mut Header) -> bool {
    // SAFETY: the heap passes weak references that were registered with it and have not been dropped.
    unsafe { (*(weak.add(1) as *const Weakref)).callback.is_some() }
}
