//! The payload of type objects, and the ordered name tables of classes.
//!
//! Owns the data; attribute lookup along the MRO is in `protocol/attr.rs`, class creation in `builtins/type_`.

use crate::gc::{Header, Kind, Payload, Ref, Trace, TypeCore, Value, Visitor};
use crate::object::slots::Slots;
use crate::object::str::Str;
use indexmap::IndexMap;
use std::cell::Cell;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// An interned str as a table key: compared and hashed by address.
#[derive(Clone)]
pub struct Name(pub Ref<Str>);

impl PartialEq for Name {
    fn eq(&self, other: &Name) -> bool {
        self.0.ptr_eq(&other.0)
    }
}

impl Eq for Name {}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.0.header_ptr() as usize);
    }
}

impl Trace for Name {
    fn trace(&self, _visit: &mut Visitor<'_>) {}
    fn take(&mut self, _out: &mut Vec<Value>) {}
}

/// A multiplicative hash of one address.
#[derive(Default)]
pub struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.write_usize(*b as usize);
        }
    }
    fn write_usize(&mut self, n: usize) {
        let x = (self.0 ^ (n as u64 >> 4)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = x ^ x >> 29;
    }
}

/// An insertion-ordered table from interned names.
pub type NameMap<V> = IndexMap<Name, V, BuildHasherDefault<AddressHasher>>;

/// Facts about a type beside its slots.
pub mod type_flag {
    /// Can be a base class.
    pub const BASETYPE: u32 = 1;
    /// Attributes cannot be set (builtin types).
    pub const IMMUTABLE: u32 = 2;
    /// `T()` is refused.
    pub const NO_INSTANTIATION: u32 = 4;
    /// Has unimplemented abstract methods.
    pub const ABSTRACT: u32 = 8;
    /// Matches sequence patterns.
    pub const SEQUENCE: u32 = 16;
    /// Matches mapping patterns.
    pub const MAPPING: u32 = 32;
    /// Class patterns with one positional sub-pattern match the subject itself.
    pub const MATCH_SELF: u32 = 64;
    /// Calling like a method is the same as binding and calling (functions, method descriptors).
    pub const METHOD_DESCRIPTOR: u32 = 128;
    /// `__getattribute__`, `__getattr__`, `__setattr__` and `__delattr__` are object's own, so that attribute
    /// caches apply.
    pub const PLAIN_GETATTR: u32 = 256;
    pub const PLAIN_SETATTR: u32 = 512;
    /// Instances carry fields that those of the base have not, though the payload is the same (exceptions).
    pub const OWN_FIELDS: u32 = 1 << 20;
    /// Ready: MRO and slots are complete.
    pub const READY: u32 = 1024;
    /// `obj.__class__` can only be the object's type: attribute access and `__class__` are object's own.
    pub const HONEST_CLASS: u32 = 2048;
    /// A class written in Python that is built in elsewhere: messages show it with its module.
    pub const DOTTED: u32 = 1 << 21;
}

#[repr(C)]
pub struct Type {
    pub core: TypeCore,
    pub slots: Slots,
    /// Changes with every change to this type or a base that may alter a lookup; the VM's caches compare it.
    pub version: Cell<u32>,
    pub flags: Cell<u32>,
    /// See `Vm::plain_init`: the version it was found in, and the function's address.
    pub plain_init: Cell<(u32, usize)>,
    /// Shape of an instance without attributes.
    pub root_shape: Cell<u32>,
    pub name: Ref<Str>,
    pub qualname: Ref<Str>,
    /// `__module__` of builtin types; heap types keep theirs in `dict`.
    pub module: &'static str,
    pub doc: Option<&'static str>,
    /// The text signature behind `__text_signature__` and `inspect.signature`, for builtin types.
    pub signature: Option<&'static str>,
    pub base: Option<Ref<Type>>,
    pub bases: Vec<Ref<Type>>,
    /// This type first.
    pub mro: Vec<Ref<Type>>,
    pub dict: NameMap<Value>,
    /// Not counted; a dying type removes itself.
    pub subclasses: Vec<*mut Header>,
    /// Names of `__slots__` members in order, for layout comparison.
    pub slot_names: Vec<Name>,
}

impl Trace for Type {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.base.trace(visit);
        self.bases.trace(visit);
        self.mro.trace(visit);
        self.dict.trace(visit);
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        // `base` stays: objects of this type may still be freed through it.
        self.dict.take(out);
        out.extend(self.mro.drain(..).map(Ref::into_value));
    }
}

impl Payload for Type {
    const KIND: Kind = Kind::Type;
    const NAME: &'static str = "type";
    const TRACKED: bool = true;
}

impl Type {
    #[inline(always)]
    pub fn has_flag(&self, f: u32) -> bool {
        self.flags.get() & f != 0
    }

    pub fn set_flag(&self, f: u32, on: bool) {
        let old = self.flags.get();
        self.flags.set(if on { old | f } else { old & !f });
    }

    /// Looks a name up in this type's own dict.
    #[inline]
    pub fn own(&self, name: &Ref<Str>) -> Option<&Value> {
        self.dict.get(&Name(name.clone()))
    }
}

impl Drop for Type {
    fn drop(&mut self) {
        // SAFETY: the payload of a type object follows its header; bases are alive while `self.bases` holds them.
        let me = unsafe { (self as *mut Type as *mut Header).sub(1) };
        for base in &self.bases {
            // SAFETY: a dying type has no other users, and subclass lists are only touched with no borrow held.
            unsafe { (*base.payload_ptr()).subclasses.retain(|s| *s != me) };
        }
    }
}

impl Value {
    /// The type of this object as a type object; needs the VM for unboxed values, see `Vm::type_of`.
    #[inline(always)]
    pub fn heap_type(&self) -> Option<&Ref<Type>> {
        // SAFETY: the header's type word is a live type object, laid out like `Ref<Type>`.
        self.header().map(|h| unsafe { &*((h as *const u64).add(1) as *const Ref<Type>) })
    }
}

impl Ref<Type> {
    /// The direct subclasses that are alive, oldest first.
    pub fn subclass_refs(&self, vm: &crate::vm::Vm) -> Vec<Ref<Type>> {
        let subclasses = &self.get(vm).subclasses;
        // SAFETY: a dying class removes itself before its memory is reused, and no class is dying while code runs.
        subclasses
            .iter()
            .map(|s| unsafe {
                (**s).incref();
                Ref::from_owned(*s)
            })
            .collect()
    }
}
