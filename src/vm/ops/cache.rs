//! Inline caches: their kinds and the guards that the loop checks.
//!
//! The first cache word of attribute operations is `guard | kind << 32`. A zero word never matches: shapes and versions
//! start at 1, and no value has tag 0.

use super::{Raw, Value, payload};
use crate::gc::{AttrHead, Kind};
use crate::object::module::Module;
use crate::object::{Dict, Type};
use std::cell::Cell;

/// Instance attribute: guard = shape, word 1 = byte offset from the object; words 2-3 the same for a second shape, or 0.
pub const SLOT: u64 = 1;
/// Class attribute seen from an instance: guard = shape, word 1 = type version, word 2 = the value's address in its
/// class's dict, where a value of the same kind may replace it without a new version.
pub const CLASS_VALUE: u64 = 2;
/// Python property: guard = shape, word 1 = type version, word 2 = the getter.
pub const PROPERTY: u64 = 3;
/// Method in the class of an instance: guard and word 1 as CLASS_VALUE, words 2-3 = the function, which goes with the
/// object as self.
pub const METHOD: u64 = 4;
/// Method of an immutable builtin type: guard = value tag, words 2-3 = the descriptor.
pub const BUILTIN_METHOD: u64 = 5;
/// Attribute of a class object: guard = low half of its version, word 1 = its address, word 2 = the value's
/// address.
pub const TYPE_VALUE: u64 = 6;
/// Module attribute: word 1 = entry index, word 2 = address of the name.
pub const MODULE: u64 = 7;
/// `__slots__` member: guard = 0, word 1 = byte offset, word 2 = type version.
pub const MEMBER: u64 = 8;

/// Version of an instance's class.
#[inline(always)]
pub unsafe fn type_version(x: Raw) -> u64 {
    // SAFETY: a live instance of a live type.
    unsafe { payload::<Type>(Raw { meta: 0, bits: (*x.header()).type_header() as u64 }).version.get() as u64 }
}

/// Descriptor with a `__get__` written in Python: guard = shape, word 1 = type version, word 2 = the descriptor, word 3 =
/// its class's `__get__`. A change of that class's descriptor methods empties all caches.
pub const DESCRIPTOR: u64 = 9;
/// `__getattr__` (for a name that is nowhere else) or `__getattribute__`: guard = shape, word 1 = type version, word 2 = the
/// function.
pub const HOOK: u64 = 10;
/// Method got from a class object: guard = low half of its version, word 1 = its address, words 2-3 = the function. With
/// `TYPE_CLASS_METHOD` the class goes with it as self, with `TYPE_STATIC` nothing.
pub const TYPE_CLASS_METHOD: u64 = 11;
pub const TYPE_STATIC: u64 = 12;
/// Static method got from an instance: as METHOD, but nothing goes with the function.
pub const STATIC: u64 = 13;
/// Class method got from an instance: as METHOD, but the class goes with the function.
pub const CLASS_METHOD: u64 = 14;
/// Attribute of an instance that keeps them in a dict: guard = 0, word 1 = type version, word 2 = entry number, word 3 =
/// address of the name.
pub const DICT: u64 = 15;
/// Method of such an instance's class: guard = 0, word 1 = type version, words 2-3 = the function. Whether the dict has the
/// name is still to be asked.
pub const DICT_METHOD: u64 = 16;
/// The whole guard of a store to such an instance: word 1 = type version, word 2 = entry number.
pub const DICT_STORE: u64 = 1 << 60;

/// The attribute dict of an instance that has left its shape.
#[inline(always)]
pub unsafe fn attribute_dict<'a>(x: Raw) -> Option<&'a mut Dict> {
    if x.tag() != Kind::Instance.tag() {
        return None;
    }
    // SAFETY: instances have their attributes behind the header; a dict is owned by its instance.
    unsafe {
        let head = x.header().add(1) as *const AttrHead;
        let dict = (*head).dict.get();
        ((*head).shape.get() == 0 && !dict.is_null()).then(|| payload::<Dict>(Raw { meta: 0, bits: dict as u64 }))
    }
}

/// In the guard of a store, beside `shape << 32`: `__set__` of the descriptor in word 2, or `__setattr__`, which is word 2;
/// word 1 = type version.
pub const SET: u64 = 1 << 62;
pub const SETATTR: u64 = 1 << 61;

/// Whether a store's guard with these bits is good for this instance.
#[inline(always)]
pub unsafe fn store_applies(x: Raw, guard: u64, pc: *const Cell<u64>) -> bool {
    if x.tag() != Kind::Instance.tag() {
        return false;
    }
    // SAFETY: instances have their attributes behind the header, and a live type.
    unsafe {
        let head = x.header().add(1) as *const AttrHead;
        (*head).shape.get() as u64 == guard >> 32 & 0x1fff_ffff && type_version(x) == (*pc.add(1)).get()
    }
}

/// Whether an instance has the cached shape and its class the cached version.
#[inline(always)]
pub unsafe fn shape_and_type(x: Raw, guard: u64, pc: *const Cell<u64>) -> bool {
    if x.tag() != Kind::Instance.tag() {
        return false;
    }
    // SAFETY: instances have their attributes behind the header.
    unsafe {
        let head = x.header().add(1) as *const AttrHead;
        let ty = payload::<Type>(Raw { meta: 0, bits: (*x.header()).type_header() as u64 });
        (*head).shape.get() == guard as u32 && ty.version.get() as u64 == (*pc.add(1)).get()
    }
}

/// Whether a cached property setter is good for this instance: guard = 1 << 63 | shape << 32, word 1 = type version.
#[inline(always)]
pub unsafe fn setter_applies(x: Raw, guard: u64, pc: *const Cell<u64>) -> bool {
    if x.tag() != Kind::Instance.tag() {
        return false;
    }
    // SAFETY: instances have their attributes behind the header, and a live type.
    unsafe {
        let head = x.header().add(1) as *const AttrHead;
        let ty = payload::<Type>(Raw { meta: 0, bits: (*x.header()).type_header() as u64 });
        (*head).shape.get() as u64 == guard >> 32 & 0x7fff_ffff && ty.version.get() as u64 == (*pc.add(1)).get()
    }
}

/// Whether a cached store to a `__slots__` member is good for this instance.
#[inline(always)]
pub unsafe fn member_store(x: Raw, pc: *const Cell<u64>) -> bool {
    // SAFETY: instances have a live type.
    unsafe {
        let ty = payload::<Type>(Raw { meta: 0, bits: (*x.header()).type_header() as u64 });
        ty.version.get() as u64 == (*pc.add(2)).get()
    }
}

/// The value of a cached attribute other than the inline kinds, if the guards hold.
#[inline]
pub unsafe fn attr<'a>(x: Raw, guard: u64, pc: *const Cell<u64>) -> Option<&'a Raw> {
    // SAFETY: each guard proves that what the words refer to is still what the attribute is.
    unsafe {
        match guard >> 32 {
            CLASS_VALUE if shape_and_type(x, guard, pc) => Some(&*((*pc.add(2)).get() as *const Raw)),
            MEMBER if x.tag() == Kind::Instance.tag() => {
                let ty = payload::<Type>(Raw { meta: 0, bits: (*x.header()).type_header() as u64 });
                if ty.version.get() as u64 != (*pc.add(2)).get() {
                    return None;
                }
                let at = (x.bits as usize + (*pc.add(1)).get() as usize) as *const Raw;
                if (*at).is_null() { None } else { Some(&*at) }
            }
            TYPE_VALUE if x.tag() == Kind::Type.tag() && x.bits == (*pc.add(1)).get() => {
                let ty = payload::<Type>(x);
                (ty.version.get() == guard as u32).then(|| &*((*pc.add(2)).get() as *const Raw))
            }
            MODULE if x.tag() == Kind::Module.tag() => {
                let dict = &*payload::<Module>(x).dict.payload_ptr();
                match dict.entry((*pc.add(1)).get() as usize) {
                    Some(e) if e.key.bits() == (*pc.add(2)).get() => Some(&*(&raw const e.value as *const Raw)),
                    _ => None,
                }
            }
            DICT => {
                let dict = attribute_dict(x)?;
                if type_version(x) != (*pc.add(1)).get() {
                    return None;
                }
                match dict.entry((*pc.add(2)).get() as usize) {
                    Some(e) if e.key.bits() == (*pc.add(3)).get() => Some(&*(&raw const e.value as *const Raw)),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// A second level behind the inline caches, for places that see several shapes in turn: what an instruction's cache
/// would hold, by shape and name.
pub struct SiteCache {
    entries: Box<[Cell<Site>]>,
    /// Counts hits: every `REFILL`th one also goes to the instruction, so that a place whose shapes have changed for
    /// good gets its own cache back, and one that alternates is not written all the time.
    hits: Cell<u32>,
}

#[derive(Clone, Copy, Default)]
struct Site {
    /// Address of the name, with the kind of instruction in its low bits.
    name: usize,
    shape: u32,
    words: [u64; 4],
}

/// Kinds of instructions with a cache of their own.
#[derive(Clone, Copy)]
pub enum Access {
    Load,
    Store,
    Method,
    /// No instruction: what `object.__getattribute__` finds in the instance.
    Own,
}

const SITES: usize = 1024;
const REFILL: u32 = 32;

impl Default for SiteCache {
    fn default() -> SiteCache {
        SiteCache { entries: vec![Cell::default(); SITES].into(), hits: Cell::new(0) }
    }
}

impl SiteCache {
    #[inline(always)]
    fn entry(&self, shape: u32, key: usize) -> &Cell<Site> {
        &self.entries[((shape as usize).wrapping_mul(0x9e37_79b1) ^ key >> 4 ^ key << 3) & (SITES - 1)]
    }

    /// What is known of `name` in instances of `shape`; the guards that the words name are still to be checked. True if
    /// the words should go to the instruction too.
    #[inline(always)]
    pub fn get(&self, shape: u32, name: usize, access: Access) -> Option<([u64; 4], bool)> {
        let key = name | access as usize;
        let site = self.entry(shape, key).get();
        if site.name != key || site.shape != shape || shape == 0 {
            return None;
        }
        self.hits.set(self.hits.get().wrapping_add(1));
        Some((site.words, self.hits.get().is_multiple_of(REFILL)))
    }

    pub fn set(&self, shape: u32, name: usize, access: Access, words: &[u64]) {
        let key = name | access as usize;
        let mut site = Site { name: key, shape, words: [0; 4] };
        for (to, from) in site.words.iter_mut().zip(words) {
            *to = *from;
        }
        self.entry(shape, key).set(site);
    }
}

const _: () = assert!(size_of::<Value>() == size_of::<Raw>());
