//! All attributes of a plain instance at once, for copying: its shape and the values of its slots and inline attributes.
//!
//! `unsafe`: reads and fills the words behind an instance's attribute head, whose number the head tells.

use crate::gc::{AttrHead, Raw, Ref, Value};
use crate::object::ty::Type;
use crate::object::{Dict, Str};
use crate::vm::Vm;

/// The attributes of one instance. `None` stands for one that is not set.
#[derive(Default)]
pub struct InstanceWords {
    /// Zero when the attributes are in a dict.
    shape: u32,
    pub values: Vec<Option<Value>>,
}

impl Vm {
    /// The attributes of a plain instance, its `__dict__` object excluded. `None` for objects without any room for them.
    pub fn instance_words(&self, obj: &Value) -> Option<InstanceWords> {
        let head = self.attr_head(obj)?;
        // SAFETY: the head belongs to a live object and tells how many words follow; each is null or a live value.
        unsafe {
            let shape = (*head).shape.get();
            let slots = (*head).nslots as usize;
            let used = self.shapes.get(shape).map_or(0, |s| s.names.len());
            let at = AttrHead::values(head);
            let value = |i: usize| (!(*at.add(i)).is_null()).then(|| Raw::as_value(at.add(i)).clone());
            Some(InstanceWords { shape, values: (0..slots + used).map(value).collect() })
        }
    }

    /// The `__dict__` of an instance, if it exists as an object.
    pub fn existing_instance_dict(&self, obj: &Value) -> Option<Ref<Dict>> {
        let head = self.attr_head(obj)?;
        // SAFETY: a non-null dict word is an owned reference to a dict; the new handle gets its own.
        unsafe {
            let dict = (*head).dict.get();
            if dict.is_null() {
                return None;
            }
            (*dict).incref();
            Some(Ref::from_owned(dict))
        }
    }

    /// Gives a new instance the attributes of another one of the same class. False, and nothing done, if the instance is
    /// not new any more or was made with less room.
    pub fn fill_instance(&mut self, obj: &Value, class: &Ref<Type>, words: &mut InstanceWords) -> bool {
        let Some(head) = self.attr_head(obj) else { return words.values.is_empty() };
        let root = class.get(self).root_shape.get();
        // SAFETY: the head belongs to a live object; the words written are null and inside of its room.
        unsafe {
            let room = (*head).nslots as usize + (*head).cap as usize;
            let at = AttrHead::values(head);
            let fresh = (*head).dict.get().is_null()
                && ((*head).shape.get() == 0 || (*head).shape.get() == root)
                && (0..room).all(|i| (*at.add(i)).is_null());
            let wanted = self.shapes.get(words.shape).map_or(0, |s| s.cap);
            if !fresh || words.values.len() > room || (*head).cap < wanted {
                return false;
            }
            for (i, value) in words.values.iter_mut().enumerate() {
                if let Some(value) = value.take() {
                    *at.add(i) = value.into_raw();
                }
            }
            if words.shape != 0 {
                (*head).shape.set(words.shape);
            }
        }
        true
    }

    /// The names of the inline attributes among `words`, which follow those of the slots.
    pub fn shape_names(&self, words: &InstanceWords) -> Vec<Ref<Str>> {
        self.shapes.get(words.shape).map_or(Vec::new(), |s| s.names.keys().map(|n| n.0.clone()).collect())
    }

    /// How many values of `__slots__` an instance has.
    pub fn slot_count(&self, obj: &Value) -> usize {
        // SAFETY: the head belongs to a live object.
        self.attr_head(obj).map_or(0, |head| unsafe { (*head).nslots as usize })
    }

    /// The number of references to a heap object, immortal ones apart.
    pub fn reference_count(&self, value: &Value) -> Option<u32> {
        // SAFETY: `value` keeps the object alive.
        value.header().and_then(|h| unsafe { (*h).refcount() })
    }
}
