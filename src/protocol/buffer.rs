//! The buffer protocol: the bytes behind an object, borrowed through the VM token.

use crate::gc::Value;
use crate::object::memory::MemoryView;
use crate::object::slots::{BufferSlots, Export, PyResult};
use crate::vm::Vm;
use std::borrow::Cow;

impl Vm {
    fn buffer_slots(&self, v: &Value) -> Option<&'static BufferSlots> {
        self.type_of(v).get(self).slots.buffer
    }

    /// Whether an object has bytes behind it ("bytes-like").
    pub fn has_buffer(&self, v: &Value) -> bool {
        self.buffer_slots(v).is_some()
    }

    /// The bytes of a bytes-like object, in order; borrowed where they lie in one piece.
    pub fn bytes_of<'a>(&'a self, v: &'a Value) -> Option<Cow<'a, [u8]>> {
        if let Some(view) = v.downcast::<MemoryView>() {
            return Some(view.get(self).contents(self));
        }
        self.buffer_slots(v).map(|slots| Cow::Borrowed((slots.bytes)(self, v)))
    }

    /// As `bytes_of`; TypeError if there are none.
    pub fn bytes_like<'a>(&'a self, v: &'a Value) -> PyResult<Cow<'a, [u8]>> {
        self.check_view(v)?;
        match self.bytes_of(v) {
            Some(bytes) => Ok(bytes),
            None => {
                let ty = self.type_name(v);
                Err(self.type_error(format!("a bytes-like object is required, not '{ty}'")))
            }
        }
    }

    /// ValueError if `v` is a memoryview that was released.
    pub fn check_view(&self, v: &Value) -> PyResult<()> {
        match v.downcast::<MemoryView>() {
            Some(view) if view.get(self).owner.is_none() => {
                Err(self.value_error("operation forbidden on released memoryview object"))
            }
            _ => Ok(()),
        }
    }

    /// Changes the bytes of a writable object that lie in one piece (`readinto`, `struct.pack_into`); `None` if it has
    /// none such.
    pub fn with_bytes_mut<T>(&mut self, v: &Value, f: impl FnOnce(&mut [u8]) -> T) -> Option<T> {
        let (owner, range) = match v.downcast::<MemoryView>() {
            Some(view) => {
                let view = view.get(self);
                if view.readonly || !view.is_c_contiguous() {
                    return None;
                }
                (view.owner.clone()?, view.offset..view.offset + view.items() * view.itemsize)
            }
            None => (v.clone(), 0..usize::MAX),
        };
        let write = self.buffer_slots(&owner)?.bytes_mut?;
        let bytes = write(self, &owner);
        let end = range.end.min(bytes.len());
        bytes.get_mut(range.start..end).map(f)
    }

    /// Keeps a buffer at its place and size while the result lives.
    pub fn export_buffer(&mut self, v: &Value) -> Export {
        match self.buffer_slots(v) {
            Some(slots) => (slots.export)(self, v),
            None => Export::default(),
        }
    }
}
