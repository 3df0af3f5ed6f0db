//! The payload of weak references and proxies.
//!
//! `unsafe`: a weak reference knows its referent by address, without owning it. The heap calls `weakref_cleared` before
//! the referent's memory is reused, and a dying weak reference takes itself off the heap's list.

use crate::gc::{Header, Heap, Kind, Payload, Raw, Trace, Value, Visitor};
use std::cell::Cell;

/// `weakref.ReferenceType`, `weakref.ProxyType`, `weakref.CallableProxyType`.
pub struct Weakref {
    referent: *mut Header,
    pub callback: Option<Value>,
    /// The referent's hash, once asked for; it outlives the referent.
    pub hash: Cell<Option<i64>>,
}

impl Weakref {
    /// A weak reference to a heap object, still to be registered with the heap; `None` for unboxed values.
    pub fn new(referent: &Value, callback: Option<Value>) -> Option<Weakref> {
        Some(Weakref { referent: referent.header()?, callback, hash: Cell::new(None) })
    }

    /// The object referred to, if it is alive.
    pub fn target(&self) -> Option<Value> {
        if self.referent.is_null() {
            return None;
        }
        // SAFETY: not cleared, so the referent is alive; the new value gets its own reference.
        unsafe {
            let header = &*self.referent;
            header.incref();
            Some(Raw { meta: header.core().instance_tag as u64, bits: self.referent as u64 }.into_value())
        }
    }

    /// Whether the object referred to is gone.
    pub fn is_dead(&self) -> bool {
        self.referent.is_null()
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
        if !self.referent.is_null() {
            // SAFETY: the payload follows its object's header; the referent is alive, since it did not clear this.
            unsafe {
                let me = (self as *mut Weakref as *mut Header).sub(1);
                Heap::of(me).remove_weakref(&*self.referent, me);
            }
        }
    }
}

/// Empties a weak reference whose referent dies. Tells whether there is a callback to call.
#[allow(clippy::not_unsafe_ptr_arg_deref)] // Called by the heap only, which registers it as a plain function.
pub fn weakref_cleared(weak: *mut Header) -> bool {
    // SAFETY: the heap passes weak references that were registered with it and have not been dropped.
    unsafe {
        let payload = &mut *(weak.add(1) as *mut Weakref);
        payload.referent = std::ptr::null_mut();
        payload.callback.is_some()
    }
}
