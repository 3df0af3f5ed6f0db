//! `Value`: the 16-byte tagged word that every Python object is reached by, and `Raw`, its `Copy` twin.
//!
//! Owns the tag numbering, the identity stamps and the reference count that `Clone` and `Drop` keep.
//! It must not know what any heap object contains: that is the business of `object/`.
//! `Raw` is for the register file and the collector only; everybody else handles `Value`.

use super::header::{Header, release};
use std::num::NonZeroU64;

/// The low byte of a value's first word. Heap tags have bit 7 set, so that one sign test tells whether
/// a word carries a reference count.
pub type Tag = u8;

/// Tags of unboxed values. Zero is reserved for an empty register.
pub mod tag {
    use super::Tag;
    pub const NONE: Tag = 1;
    pub const BOOL: Tag = 2;
    pub const INT: Tag = 3;
    pub const FLOAT: Tag = 4;
    pub const ELLIPSIS: Tag = 5;
    pub const NOT_IMPLEMENTED: Tag = 6;
    /// An optional parameter that the caller left out; never visible to Python.
    pub const UNSET: Tag = 7;
    /// Set in every heap tag.
    pub const HEAP: Tag = 0x80;
}

/// Stamps are counted in units of this, so that a stamp can be or-ed with a tag without a shift.
pub const STAMP_UNIT: u64 = 0x100;

/// A bitwise copy of a value that owns nothing. `meta == 0` means "no value".
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Raw {
    pub meta: u64,
    pub bits: u64,
}

impl Raw {
    pub const NULL: Raw = Raw { meta: 0, bits: 0 };
    pub const NONE: Raw = Raw { meta: tag::NONE as u64, bits: 0 };
    pub const TRUE: Raw = Raw { meta: tag::BOOL as u64, bits: 1 };
    pub const FALSE: Raw = Raw { meta: tag::BOOL as u64, bits: 0 };

    #[inline(always)]
    pub fn tag(self) -> Tag {
        self.meta as u8
    }

    #[inline(always)]
    pub fn is_null(self) -> bool {
        self.meta == 0
    }

    #[inline(always)]
    pub fn is_heap(self) -> bool {
        (self.meta as i8) < 0
    }

    #[inline(always)]
    pub fn header(self) -> *mut Header {
        self.bits as *mut Header
    }

    #[inline(always)]
    pub fn bool(b: bool) -> Raw {
        Raw { meta: tag::BOOL as u64, bits: b as u64 }
    }

    /// Takes the reference that this copy stands for.
    ///
    /// # Safety
    /// `self` is not null, and the caller gives up exactly one reference it owns.
    #[inline(always)]
    pub unsafe fn into_value(self) -> Value {
        debug_assert!(!self.is_null());
        // SAFETY: not null by contract; Value and Raw have the same layout.
        unsafe { std::mem::transmute::<Raw, Value>(self) }
    }

    /// Views a register as a borrowed value.
    ///
    /// # Safety
    /// `self` is not null and stays valid and unchanged for the chosen lifetime.
    #[inline(always)]
    pub unsafe fn as_value<'a>(this: *const Raw) -> &'a Value {
        // SAFETY: same layout; validity by contract.
        unsafe { &*(this as *const Value) }
    }

    /// Adds one reference.
    ///
    /// # Safety
    /// If this is a heap word its object is alive.
    #[inline(always)]
    pub unsafe fn incref(self) {
        if self.is_heap() {
            // SAFETY: alive by contract.
            unsafe { (*self.header()).incref() }
        }
    }
}

/// An owned reference to a Python object.
#[repr(C)]
pub struct Value {
    meta: NonZeroU64,
    bits: u64,
}

const fn meta(tag: Tag) -> NonZeroU64 {
    match NonZeroU64::new(tag as u64) {
        Some(m) => m,
        None => panic!("tag zero is the empty register"),
    }
}

impl Value {
    pub const NONE: Value = Value { meta: meta(tag::NONE), bits: 0 };
    pub const TRUE: Value = Value { meta: meta(tag::BOOL), bits: 1 };
    pub const FALSE: Value = Value { meta: meta(tag::BOOL), bits: 0 };
    pub const ELLIPSIS: Value = Value { meta: meta(tag::ELLIPSIS), bits: 0 };
    pub const NOT_IMPLEMENTED: Value = Value { meta: meta(tag::NOT_IMPLEMENTED), bits: 0 };
    /// "Argument not given", for optional parameters without a default.
    pub const UNSET: Value = Value { meta: meta(tag::UNSET), bits: 0 };

    #[inline(always)]
    pub const fn bool(b: bool) -> Value {
        Value { meta: meta(tag::BOOL), bits: b as u64 }
    }

    /// An int with an explicit identity stamp (a multiple of `STAMP_UNIT`); use `Vm::int` elsewhere.
    #[inline(always)]
    pub const fn int_stamped(i: i64, stamp: u64) -> Value {
        match NonZeroU64::new(stamp | tag::INT as u64) {
            Some(m) => Value { meta: m, bits: i as u64 },
            None => Value::NONE,
        }
    }

    /// An int of the shared pool -5..=256, which needs no stamp.
    #[inline(always)]
    pub const fn small_int(i: i64) -> Value {
        debug_assert!(i >= -5 && i <= 256);
        Value { meta: meta(tag::INT), bits: i as u64 }
    }

    /// A float with an explicit identity stamp; use `Vm::float` elsewhere.
    #[inline(always)]
    pub const fn float_stamped(f: f64, stamp: u64) -> Value {
        match NonZeroU64::new(stamp | tag::FLOAT as u64) {
            Some(m) => Value { meta: m, bits: f.to_bits() },
            None => Value::NONE,
        }
    }

    #[inline(always)]
    pub fn tag(&self) -> Tag {
        self.meta.get() as u8
    }

    /// The whole first word: tag and stamp.
    #[inline(always)]
    pub fn meta(&self) -> u64 {
        self.meta.get()
    }

    #[inline(always)]
    pub fn bits(&self) -> u64 {
        self.bits
    }

    #[inline(always)]
    pub fn is_heap(&self) -> bool {
        (self.meta.get() as i8) < 0
    }

    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.tag() == tag::NONE
    }

    #[inline(always)]
    pub fn is_unset(&self) -> bool {
        self.tag() == tag::UNSET
    }

    #[inline(always)]
    pub fn is_not_implemented(&self) -> bool {
        self.tag() == tag::NOT_IMPLEMENTED
    }

    #[inline(always)]
    pub fn is_true(&self) -> bool {
        self.tag() == tag::BOOL && self.bits != 0
    }

    /// The value of an exact, unboxed int (bool excluded).
    #[inline(always)]
    pub fn as_small(&self) -> Option<i64> {
        (self.tag() == tag::INT).then_some(self.bits as i64)
    }

    /// The value of an exact float.
    #[inline(always)]
    pub fn as_float(&self) -> Option<f64> {
        (self.tag() == tag::FLOAT).then_some(f64::from_bits(self.bits))
    }

    #[inline(always)]
    pub fn as_bool(&self) -> Option<bool> {
        (self.tag() == tag::BOOL).then_some(self.bits != 0)
    }

    /// The object behind a heap value.
    #[inline(always)]
    pub fn header(&self) -> Option<*mut Header> {
        self.is_heap().then_some(self.bits as *mut Header)
    }

    /// Python's `is`. Numbers outside of the shared pool are the same object only with the same stamp.
    #[inline]
    pub fn is(&self, other: &Value) -> bool {
        if self.bits != other.bits {
            return false;
        }
        // A heap object may have got another tag since this reference was made (`__class__` assignment).
        if self.is_heap() || self.tag() != other.tag() {
            return self.is_heap() && other.is_heap();
        }
        match self.tag() {
            tag::INT => self.meta == other.meta || (-5..=256).contains(&(self.bits as i64)),
            tag::FLOAT => self.meta == other.meta,
            _ => true,
        }
    }

    /// Python's `id()`: never the same for two live objects. Heap objects give their address;
    /// unboxed ones a number with bit 62 set, where no address of user space lies.
    pub fn id(&self) -> u64 {
        const UNBOXED: u64 = 1 << 62;
        match self.tag() {
            tag::INT => {
                let i = self.bits as i64;
                if (-5..=256).contains(&i) {
                    UNBOXED | ((i + 5 + 64) as u64 * 32)
                } else {
                    UNBOXED | ((self.meta.get() >> 8) + 4096) << 4
                }
            }
            tag::FLOAT => UNBOXED | ((self.meta.get() >> 8) + 4096) << 4,
            tag::BOOL => UNBOXED | (8 + self.bits) << 5,
            t if t & tag::HEAP != 0 => self.bits,
            t => UNBOXED | (t as u64) << 5,
        }
    }

    #[inline(always)]
    pub fn raw(&self) -> Raw {
        Raw { meta: self.meta.get(), bits: self.bits }
    }

    /// The same value, read word by word. A value that was just written as two words must not be copied as
    /// one 16-byte unit: the processor cannot forward the two stores to one load and waits for the cache (measured:
    /// half of the time of iterator steps).
    #[inline(always)]
    pub fn settled(self) -> Value {
        // SAFETY: both words are initialised; ownership moves to the copy.
        unsafe {
            let meta = std::ptr::read_volatile(&raw const self.meta);
            let bits = std::ptr::read_volatile(&raw const self.bits);
            std::mem::forget(self);
            Value { meta, bits }
        }
    }

    /// Gives up ownership; the reference now belongs to the returned word.
    #[inline(always)]
    pub fn into_raw(self) -> Raw {
        let raw = self.raw();
        std::mem::forget(self);
        raw
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        if self.is_heap() {
            // SAFETY: `self` owns a reference, so the object is alive.
            unsafe { (*(self.bits as *mut Header)).incref() }
        }
        Value { meta: self.meta, bits: self.bits }
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        if self.is_heap() {
            // SAFETY: `self` owns exactly one reference and is never used again.
            unsafe { release(self.bits as *mut Header) }
        }
    }
}

impl Default for Value {
    fn default() -> Value {
        Value::NONE
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.tag() {
            tag::NONE => f.write_str("None"),
            tag::BOOL => write!(f, "{}", self.bits != 0),
            tag::INT => write!(f, "{}", self.bits as i64),
            tag::FLOAT => write!(f, "{:?}", f64::from_bits(self.bits)),
            t => write!(f, "<tag {t:#x} at {:#x}>", self.bits),
        }
    }
}

const _: () = assert!(size_of::<Value>() == 16 && size_of::<Option<Value>>() == 16);
