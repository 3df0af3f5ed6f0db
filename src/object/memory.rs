//! Payloads of `bytearray`, `memoryview` and the iterators of bytes.

use crate::gc::{Kind, Ref, Trace, Value, Visitor};
use crate::object::Bytes;
use crate::object::slots::Export;
use crate::payload;
use crate::vm::Vm;
use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

#[derive(Default)]
pub struct ByteArray {
    pub data: Vec<u8>,
    /// Number of memoryviews and other exports: while there are any, the size is fixed.
    pub exports: Option<Rc<Cell<usize>>>,
}

payload!(ByteArray, Kind::ByteArray, "bytearray", untracked);

impl ByteArray {
    pub fn is_exported(&self) -> bool {
        self.exports.as_ref().is_some_and(|n| n.get() > 0)
    }
}

/// A view of some object's bytes: item `[i, j, …]` begins `offset + i * strides[0] + j * strides[1] + …` bytes into them.
pub struct MemoryView {
    /// The object whose bytes these are, never a memoryview; `None` once released.
    pub owner: Option<Value>,
    pub offset: usize,
    pub shape: Vec<usize>,
    pub strides: Vec<isize>,
    /// The format character, and the prefix `@` if it was given.
    pub format: u8,
    pub prefixed: bool,
    pub itemsize: usize,
    pub readonly: bool,
    /// Keeps the owner's size; dropped on release.
    pub export: Export,
    /// -1 until computed.
    pub hash: i64,
}

impl Trace for Export {
    fn trace(&self, _visit: &mut Visitor<'_>) {}
    fn take(&mut self, _out: &mut Vec<Value>) {}
}

payload!(MemoryView, Kind::MemoryView, "memoryview", tracked { owner });

impl MemoryView {
    pub fn items(&self) -> usize {
        self.shape.iter().product()
    }

    pub fn is_c_contiguous(&self) -> bool {
        let mut expected = self.itemsize as isize;
        for (n, stride) in self.shape.iter().zip(&self.strides).rev() {
            if *n > 1 && *stride != expected {
                return false;
            }
            expected *= *n as isize;
        }
        true
    }

    /// The owner's bytes; empty once released.
    pub fn owner_bytes<'a>(&'a self, vm: &'a Vm) -> &'a [u8] {
        let Some(owner) = &self.owner else { return &[] };
        match vm.type_of(owner).get(vm).slots.buffer {
            Some(slots) => (slots.bytes)(vm, owner),
            None => &[],
        }
    }

    /// All items in order, as bytes.
    pub fn contents<'a>(&'a self, vm: &'a Vm) -> Cow<'a, [u8]> {
        let bytes = self.owner_bytes(vm);
        if self.is_c_contiguous() {
            let len = self.items() * self.itemsize;
            return Cow::Borrowed(bytes.get(self.offset..self.offset + len).unwrap_or(&[]));
        }
        let mut out = Vec::new();
        for at in self.positions() {
            out.extend_from_slice(bytes.get(at..at + self.itemsize).unwrap_or(&[]));
        }
        Cow::Owned(out)
    }

    /// Byte positions of all items in the owner's bytes, last index fastest.
    pub fn positions(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.items()).map(|i| self.place(i))
    }

    /// Byte position of item `i` of all.
    fn place(&self, mut i: usize) -> usize {
        let mut at = self.offset as isize;
        for (n, stride) in self.shape.iter().zip(&self.strides).rev() {
            let n = (*n).max(1);
            at += (i % n) as isize * stride;
            i /= n;
        }
        at.max(0) as usize
    }
}

/// `memory_iterator`
pub struct MemoryIter {
    pub view: Option<Ref<MemoryView>>,
    pub index: usize,
}

payload!(MemoryIter, Kind::Other, "memory_iterator", tracked { view });

/// `bytes_iterator`
pub struct BytesIter {
    pub bytes: Option<Ref<Bytes>>,
    pub index: usize,
}

payload!(BytesIter, Kind::Other, "bytes_iterator", tracked { bytes });

/// `bytearray_iterator`
pub struct ByteArrayIter {
    pub array: Option<Ref<ByteArray>>,
    pub index: usize,
}

payload!(ByteArrayIter, Kind::Other, "bytearray_iterator", tracked { array });
