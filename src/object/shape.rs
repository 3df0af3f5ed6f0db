//! Shapes: the hidden classes that map an instance's attribute names to its inline values.
//!
//! A shape belongs to one class; setting a new attribute moves the instance along a transition. Shape 0 means
//! "attributes in a dict". Instances made with more or less room than those before get shapes of their own, so that a shape
//! tells of room for what its transitions add. Ids are never reused, so that a cache that compares ids needs no other guard.

use crate::gc::{Header, Ref};
use crate::object::str::Str;
use crate::object::ty::{Name, NameMap};
use std::cell::Cell;

pub struct Shape {
    /// The class, not counted: the class drops its shapes' use when it dies.
    pub ty: *mut Header,
    /// Name -> index of the inline value.
    pub names: NameMap<u32>,
    /// The shape without the newest name.
    pub parent: u32,
    /// Inline values that instances of this shape have room for, at least: what caches of stores rely on.
    pub cap: u16,
    transitions: NameMap<u32>,
}

/// All shapes of an interpreter.
pub struct Shapes {
    all: Vec<Shape>,
    /// Answers of `index_of`, by shape and address of the name. A shape never changes and keeps its names alive, so an
    /// answer is good for ever: an address that meant a name the shape does not have cannot come to mean one that it has.
    known: Box<[Cell<Known>]>,
}

#[derive(Clone, Copy)]
struct Known {
    shape: u32,
    /// `ABSENT` for "no such attribute".
    index: u32,
    name: usize,
}

const KNOWN: usize = 1024;
const ABSENT: u32 = u32::MAX;

impl Default for Shapes {
    fn default() -> Self {
        Shapes::new()
    }
}

impl Shapes {
    pub fn new() -> Shapes {
        let dict_mode = Shape {
            ty: std::ptr::null_mut(),
            names: NameMap::default(),
            parent: 0,
            cap: 0,
            transitions: NameMap::default(),
        };
        let empty = Known { shape: 0, index: ABSENT, name: 0 };
        Shapes { all: vec![dict_mode], known: vec![Cell::new(empty); KNOWN].into() }
    }

    /// A new empty shape for instances of a class that are made with room for `cap` values.
    pub fn new_root(&mut self, ty: *mut Header, cap: u16) -> u32 {
        self.push(Shape { ty, names: NameMap::default(), parent: 0, cap, transitions: NameMap::default() })
    }

    fn push(&mut self, shape: Shape) -> u32 {
        self.all.push(shape);
        (self.all.len() - 1) as u32
    }

    #[inline]
    pub fn get(&self, id: u32) -> Option<&Shape> {
        self.all.get(id as usize)
    }

    /// The index of an attribute in instances of this shape.
    #[inline]
    pub fn index_of(&self, id: u32, name: &Ref<Str>) -> Option<u32> {
        let address = name.header_ptr() as usize;
        let slot = &self.known[((id as usize).wrapping_mul(0x9e37_79b1) ^ address >> 4) & (KNOWN - 1)];
        let known = slot.get();
        if known.shape == id && known.name == address {
            return (known.index != ABSENT).then_some(known.index);
        }
        let index = self.get(id)?.names.get(&Name(name.clone())).copied();
        if Str::is_interned(name) {
            slot.set(Known { shape: id, index: index.unwrap_or(ABSENT), name: address });
        }
        index
    }

    /// The shape after adding `name` to `id`.
    pub fn with(&mut self, id: u32, name: &Ref<Str>) -> u32 {
        let key = Name(name.clone());
        let Some(shape) = self.all.get(id as usize) else { return 0 };
        if let Some(next) = shape.transitions.get(&key) {
            return *next;
        }
        let mut names = shape.names.clone();
        names.insert(key.clone(), names.len() as u32);
        let next = Shape { ty: shape.ty, names, parent: id, cap: shape.cap, transitions: NameMap::default() };
        let next = self.push(next);
        if let Some(shape) = self.all.get_mut(id as usize) {
            shape.transitions.insert(key, next);
        }
        next
    }
}
