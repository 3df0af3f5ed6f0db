//! The 16-byte header in front of every heap object, the `Layout` that describes a payload type, and the
//! part of a type object that freeing and collecting need.
//!
//! Reference counts are plain 32-bit words. Immortal objects start at `IMMORTAL`, from where no real number of
//! references can bring them to zero, so neither direction needs a test.

use super::heap::Heap;
use super::trace::Visitor;
use super::value::{Raw, Value};
use std::any::TypeId;
use std::cell::Cell;

/// The count of objects that are never freed, as CPython 3.14 reports it.
pub const IMMORTAL: u32 = 3_221_225_472;

/// Bits of `Header::flags` below the collector's scratch count.
pub mod flag {
    /// Takes part in cycle collection.
    pub const TRACKED: u32 = 1;
    /// Allocated since the last collection of the young generation.
    pub const YOUNG: u32 = 2;
    /// `__del__` has run (it runs once, PEP 442).
    pub const FINALIZED: u32 = 4;
    /// Weak references point here: the heap's table has an entry.
    pub const WEAKREFS: u32 = 8;
    /// Allocated outside of the pages.
    pub const LARGE: u32 = 16;
    /// In the set under examination by the collector.
    pub const CANDIDATE: u32 = 32;
    /// Put aside by `gc.freeze()`.
    pub const FROZEN: u32 = 64;
    /// The contents of a str, bytes or tuple subclass, kept outside of the object.
    pub const OUT_OF_LINE: u32 = 256;
    /// The dict of an instance that the program has not asked for (the bit above says nothing of dicts).
    pub const UNSEEN: u32 = OUT_OF_LINE;
    /// Interned string.
    pub const INTERNED: u32 = 128;
    /// Survived young collections only.
    pub const MIDDLE: u32 = 512;
    /// Reached by the collector, and still to be looked through.
    pub const PENDING: u32 = 1024;
    /// The first bit of the collector's scratch count.
    pub const REFS_SHIFT: u32 = 12;
    pub const LOW_MASK: u32 = (1 << REFS_SHIFT) - 1;
    pub const REFS_MAX: u32 = u32::MAX >> REFS_SHIFT;
    /// Flags from here on have the largest scratch count.
    pub const SATURATED: u32 = REFS_MAX << REFS_SHIFT;
}

/// One line for every payload type with a value tag of its own; the tag of an exact instance is
/// `0x80 | kind`. `Instance` is an instance of a Python class that contains nothing but attributes, which follow its
/// header at once; `Other` is everything else, subclasses of builtins included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    Instance = 0,
    Str,
    BigInt,
    List,
    Tuple,
    Dict,
    Set,
    FrozenSet,
    Function,
    Type,
    BoundMethod,
    NativeFunction,
    Cell,
    Generator,
    Coroutine,
    AsyncGenerator,
    Range,
    Bytes,
    ByteArray,
    Complex,
    Slice,
    Module,
    ListIter,
    RangeIter,
    TupleIter,
    StrIter,
    DictIter,
    SetIter,
    Code,
    Frame,
    Traceback,
    Exception,
    MethodDescriptor,
    Property,
    ClassMethod,
    StaticMethod,
    Super,
    GetSet,
    Member,
    SlotWrapper,
    MethodWrapper,
    DictKeys,
    DictValues,
    DictItems,
    MappingProxy,
    MemoryView,
    /// Boxed contents of `int` and `float` subclasses and all types without a line here.
    Other,
}

impl Kind {
    pub const fn tag(self) -> u8 {
        0x80 | self as u8
    }
}

/// How the heap handles one payload type.
pub struct Layout {
    pub kind: Kind,
    pub type_id: TypeId,
    pub name: &'static str,
    /// Size of the payload, the header excluded.
    pub size: usize,
    /// Whether instances can be part of a cycle.
    pub tracked: bool,
    /// Drops the payload in place.
    pub drop: unsafe fn(*mut Header),
    pub trace: unsafe fn(*mut Header, &mut Visitor<'_>),
    /// Moves the references that can close a cycle out of the payload.
    pub take: unsafe fn(*mut Header, &mut Vec<Value>),
    /// Whether an object about to be freed must first be finalised by the VM, for types whose need
    /// depends on state (generators suspended in a `try`).
    pub needs_finalizer: Option<unsafe fn(*mut Header) -> bool>,
}

/// The first field of a type object's payload: what must be known of a type without looking inside.
#[repr(C)]
pub struct TypeCore {
    pub layout: &'static Layout,
    /// Offset of the `AttrHead` from the header, zero where instances have no attributes of their own.
    pub attrs_offset: Cell<u32>,
    /// Number of `__slots__` values behind the `AttrHead`.
    pub nslots: u32,
    /// Inline attribute capacity of instances made from now on.
    pub inline_cap: Cell<u16>,
    /// What `inline_cap` was when the shape of new instances was made.
    pub root_cap: Cell<u16>,
    /// `inline_cap` is a guess: the class does not say which attributes its instances get.
    pub guessed: Cell<bool>,
    pub instance_tag: u8,
    /// A class made at run time: its instances hold a reference to it.
    pub is_heap_type: bool,
    /// Whether instances have a `__dict__`.
    pub has_dict: Cell<bool>,
    /// Whether instances can be weakly referenced.
    pub weakrefable: Cell<bool>,
    /// Whether `__del__` is defined along the MRO.
    pub has_del: Cell<bool>,
    /// Whether instances take part in cycle collection.
    pub tracked: bool,
}

/// Attributes of an instance: followed by `nslots` and then `cap` values (null where unset).
#[repr(C)]
pub struct AttrHead {
    /// Index of the shape; 0 when the attributes live in `dict`.
    pub shape: Cell<u32>,
    pub cap: u16,
    pub nslots: u16,
    /// The materialised `__dict__`, or null. Owned.
    pub dict: Cell<*mut Header>,
}

impl AttrHead {
    /// The slot values and inline attributes.
    ///
    /// # Safety
    /// `this` is the attribute head of a live object.
    #[inline(always)]
    pub unsafe fn values(this: *const AttrHead) -> *mut Raw {
        // SAFETY: the values follow the head by construction in `Heap::alloc`.
        unsafe { this.add(1) as *mut Raw }
    }
}

/// In front of every heap object.
#[repr(C)]
pub struct Header {
    pub(super) rc: Cell<u32>,
    pub(super) flags: Cell<u32>,
    pub(super) ty: Cell<*mut Header>,
}

pub(super) const HEADER_SIZE: usize = size_of::<Header>();
const _: () = assert!(HEADER_SIZE == 16 && size_of::<AttrHead>() == 16);

impl Header {
    #[inline(always)]
    pub fn incref(&self) {
        self.rc.set(self.rc.get().wrapping_add(1));
    }

    /// The reference count; `None` for immortal objects.
    pub fn refcount(&self) -> Option<u32> {
        let rc = self.rc.get();
        (rc < IMMORTAL / 2).then_some(rc)
    }

    /// Makes the object live as long as the process.
    pub fn immortalize(&self) {
        self.rc.set(IMMORTAL);
    }

    pub fn has_flag(&self, f: u32) -> bool {
        self.flags.get() & f != 0
    }

    pub fn set_flag(&self, f: u32, on: bool) {
        let old = self.flags.get();
        self.flags.set(if on { old | f } else { old & !f });
    }

    /// The type object's header.
    #[inline(always)]
    pub fn type_header(&self) -> *mut Header {
        self.ty.get()
    }

    /// Replaces the type (`__class__` assignment, and the first types of a new interpreter, which refer to
    /// each other). The caller moves the references.
    pub fn set_type_header(&self, ty: *mut Header) {
        self.ty.set(ty);
    }

    #[inline(always)]
    pub fn core(&self) -> &TypeCore {
        // SAFETY: an object's type outlives it, and a type's payload begins with its `TypeCore`.
        unsafe { &*(self.ty.get().add(1) as *const TypeCore) }
    }

    /// The instance attributes, if this type of object has them.
    #[inline(always)]
    pub fn attrs(&self) -> Option<*const AttrHead> {
        let offset = self.core().attrs_offset.get() as usize;
        // SAFETY: the offset lies inside of the allocation by construction.
        (offset != 0).then(|| unsafe { (self as *const Header as *const u8).add(offset) as *const AttrHead })
    }

    pub(super) fn gc_refs(&self) -> u32 {
        self.flags.get() >> flag::REFS_SHIFT
    }

    /// Makes the object one that the collector examines, with this scratch count.
    pub(super) fn begin_examination(&self, refs: u32) {
        let refs = refs.min(flag::REFS_MAX) << flag::REFS_SHIFT;
        self.flags.set(self.flags.get() & flag::LOW_MASK | flag::CANDIDATE | refs);
    }
}

/// Drops one reference; frees the object when it was the last.
///
/// # Safety
/// The caller owns one reference to a live object and gives it up.
#[inline(always)]
pub unsafe fn release(header: *mut Header) {
    // SAFETY: alive by contract.
    unsafe {
        let rc = (*header).rc.get().wrapping_sub(1);
        (*header).rc.set(rc);
        if rc == 0 {
            Heap::dead(header);
        }
    }
}
