//! Shapes: the hidden classes that map an instance's attribute names to its inline values.
//!
//! A shape belongs to one class; setting a new attribute moves the instance along a transition. Shape 0 means
//! "attributes in a dict". Ids are never reused, so that a cache that compares ids needs no other guard.

use crate::gc::{Header, Ref};
use crate::object::str::Str;
use crate::object::ty::{Name, NameMap};

pub struct Shape {
    /// The class, not counted: the class drops its shapes' use when it dies.
    pub ty: *mut Header,
    /// Name -> index of the inline value.
    pub names: NameMap<u32>,
    /// The shape without the newest name.
    pub parent: u32,
    transitions: NameMap<u32>,
}

/// All shapes of an interpreter.
pub struct Shapes {
    all: Vec<Shape>,
}

impl Default for Shapes {
    fn default() -> Self {
        Shapes::new()
    }
}

impl Shapes {
    pub fn new() -> Shapes {
        let dict_mode =
            Shape { ty: std::ptr::null_mut(), names: NameMap::default(), parent: 0, transitions: NameMap::default() };
        Shapes { all: vec![dict_mode] }
    }

    /// A new empty shape for a class.
    pub fn new_root(&mut self, ty: *mut Header) -> u32 {
        self.push(Shape { ty, names: NameMap::default(), parent: 0, transitions: NameMap::default() })
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
        self.get(id)?.names.get(&Name(name.clone())).copied()
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
        let next = Shape { ty: shape.ty, names, parent: id, transitions: NameMap::default() };
        let next = self.push(next);
        if let Some(shape) = self.all.get_mut(id as usize) {
            shape.transitions.insert(key, next);
        }
        next
    }
}
