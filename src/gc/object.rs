//! `Ref<T>`: an owned, typed handle to a heap object.
//!
//! The interior is reached through the VM token: reading needs `&Vm`, writing `&mut Vm`, and all that can run
//! Python takes `&mut Vm`; so a borrow held across user code does not compile. Payloads that never change after
//! they were made (`Frozen`) are read without the token.

use super::header::{HEADER_SIZE, Header, Kind, Layout, release};
use super::trace::{Trace, Visitor};
use super::value::{Raw, Value};
use crate::vm::Vm;
use std::any::TypeId;
use std::marker::PhantomData;
use std::ops::Deref;
use std::ptr::NonNull;

/// A Rust type that can be the contents of a heap object. Declared with `payload!`.
pub trait Payload: Trace + Sized + 'static {
    const KIND: Kind;
    const NAME: &'static str;
    const TRACKED: bool;
    /// See `Layout::needs_finalizer`.
    const NEEDS_FINALIZER: Option<unsafe fn(*mut Header) -> bool> = None;

    const LAYOUT: &'static Layout = &Layout {
        kind: Self::KIND,
        type_id: TypeId::of::<Self>(),
        name: Self::NAME,
        size: size_of::<Self>(),
        tracked: Self::TRACKED,
        drop: drop_payload::<Self>,
        trace: trace_payload::<Self>,
        take: take_payload::<Self>,
        needs_finalizer: Self::NEEDS_FINALIZER,
    };
}

/// Marks payloads that are immutable once the object is visible.
pub trait Frozen: Payload {}

unsafe fn drop_payload<T: Payload>(header: *mut Header) {
    // SAFETY: called once by the heap for an object of this layout.
    unsafe { std::ptr::drop_in_place(header.add(1) as *mut T) }
}

unsafe fn trace_payload<T: Payload>(header: *mut Header, visit: &mut Visitor<'_>) {
    // SAFETY: the heap calls this with an object of this layout.
    unsafe { (*(header.add(1) as *const T)).trace(visit) }
}

unsafe fn take_payload<T: Payload>(header: *mut Header, out: &mut Vec<Value>) {
    // SAFETY: as above; the collector runs with exclusive access to the heap.
    unsafe { (*(header.add(1) as *mut T)).take(out) }
}

/// An owned reference to an object whose payload is `T`.
#[repr(transparent)]
pub struct Ref<T: Payload> {
    ptr: NonNull<Header>,
    marker: PhantomData<T>,
}

impl<T: Payload> Ref<T> {
    /// # Safety
    /// `header` is a live object with payload `T`, and the caller owns the reference passed on.
    #[inline(always)]
    pub unsafe fn from_owned(header: *mut Header) -> Ref<T> {
        debug_assert!(!header.is_null());
        // SAFETY: not null by contract.
        Ref { ptr: unsafe { NonNull::new_unchecked(header) }, marker: PhantomData }
    }

    #[inline(always)]
    pub fn header(&self) -> &Header {
        // SAFETY: `self` owns a reference.
        unsafe { self.ptr.as_ref() }
    }

    #[inline(always)]
    pub fn header_ptr(&self) -> *mut Header {
        self.ptr.as_ptr()
    }

    /// The payload's address, for the VM's inner loop.
    #[inline(always)]
    pub fn payload_ptr(&self) -> *mut T {
        const { assert!(align_of::<T>() <= HEADER_SIZE) };
        // SAFETY: the payload follows the header.
        unsafe { self.ptr.as_ptr().add(1) as *mut T }
    }

    /// Reads the payload.
    #[inline(always)]
    pub fn get<'a>(&'a self, _vm: &'a Vm) -> &'a T {
        // SAFETY: `&Vm` excludes every `get_mut`, which needs `&mut Vm`.
        unsafe { &*self.payload_ptr() }
    }

    /// Changes the payload. Nothing that runs Python can be called while the borrow lives.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub fn get_mut<'a>(&'a self, _vm: &'a mut Vm) -> &'a mut T {
        // SAFETY: `&mut Vm` is exclusive, and every other access needs the token too.
        unsafe { &mut *self.payload_ptr() }
    }

    #[inline(always)]
    pub fn into_value(self) -> Value {
        let header = self.ptr;
        std::mem::forget(self);
        // SAFETY: alive; the reference is handed over.
        unsafe {
            let tag = header.as_ref().core().instance_tag;
            Raw { meta: tag as u64, bits: header.as_ptr() as u64 }.into_value()
        }
    }

    /// A new reference as an untyped value.
    #[inline(always)]
    pub fn to_value(&self) -> Value {
        self.clone().into_value()
    }

    #[inline(always)]
    pub fn ptr_eq(&self, other: &Ref<T>) -> bool {
        self.ptr == other.ptr
    }
}

impl<T: Payload> Clone for Ref<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        self.header().incref();
        Ref { ptr: self.ptr, marker: PhantomData }
    }
}

impl<T: Payload> Drop for Ref<T> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: `self` owns one reference and is not used again.
        unsafe { release(self.ptr.as_ptr()) }
    }
}

impl<T: Frozen> Deref for Ref<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: frozen payloads are never borrowed mutably once visible.
        unsafe { &*self.payload_ptr() }
    }
}

impl<T: Payload> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{} at {:p}>", T::NAME, self.ptr)
    }
}

impl Value {
    /// The handle of an object whose payload is `T`, subclasses included.
    #[inline(always)]
    pub fn downcast<T: Payload>(&self) -> Option<&Ref<T>> {
        if !self.is_heap() {
            return None;
        }
        let exact = !matches!(T::KIND, Kind::Other | Kind::Instance) && self.tag() == T::KIND.tag();
        if exact || self.has_layout::<T>() {
            // SAFETY: `bits` is a pointer to a live object with payload `T`, laid out like `Ref<T>`.
            Some(unsafe { &*(self.bits_ptr() as *const Ref<T>) })
        } else {
            None
        }
    }

    /// Like `downcast`, but only for exact instances of the builtin type (a tag comparison).
    #[inline(always)]
    pub fn downcast_exact<T: Payload>(&self) -> Option<&Ref<T>> {
        const { assert!(!matches!(T::KIND, Kind::Other | Kind::Instance)) };
        // SAFETY: as in `downcast`.
        (self.tag() == T::KIND.tag()).then(|| unsafe { &*(self.bits_ptr() as *const Ref<T>) })
    }

    /// Takes the value over as a typed handle.
    #[inline]
    pub fn into_ref<T: Payload>(self) -> Result<Ref<T>, Value> {
        if self.downcast::<T>().is_some() {
            // SAFETY: checked; the reference is handed over.
            Ok(unsafe { Ref::from_owned(self.into_raw().header()) })
        } else {
            Err(self)
        }
    }

    #[inline]
    fn has_layout<T: Payload>(&self) -> bool {
        match self.header() {
            // SAFETY: `self` keeps the object alive.
            Some(h) => unsafe { (*h).core().layout.type_id == TypeId::of::<T>() },
            None => false,
        }
    }

    #[inline(always)]
    fn bits_ptr(&self) -> *const u64 {
        // SAFETY: the second word of a `#[repr(C)]` pair.
        unsafe { (self as *const Value as *const u64).add(1) }
    }
}
