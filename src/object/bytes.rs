//! The payload of `bytes`: a length, a cached hash, and the bytes behind them. Long contents are a block of their own, so that
//! what was read into a buffer is not copied once more.
//!
//! `unsafe`: contents of variable size lie behind the payload, as those of str and tuple do.

use crate::gc::{Frozen, Header, Heap, Kind, OutOfMemory, Ref, contents, free_contents};
use crate::payload;
use std::cell::Cell;

/// Bytes up to this many are part of the object.
const INLINE: usize = 1024;

pub struct Bytes {
    /// -1 until computed.
    pub hash: Cell<i64>,
    len: usize,
}

payload!(Bytes, Kind::Bytes, "bytes", untracked);
impl Frozen for Bytes {}

impl Bytes {
    /// Makes a bytes object of the given type.
    ///
    /// # Safety
    /// `ty` is `bytes` or a subclass.
    pub unsafe fn alloc(heap: &Heap, ty: *mut Header, data: Vec<u8>) -> Result<Ref<Bytes>, OutOfMemory> {
        let payload = Bytes { hash: Cell::new(-1), len: data.len() };
        // SAFETY: by contract; the contents are initialised before anybody sees the object.
        unsafe {
            if data.len() <= INLINE {
                return heap.alloc_var(ty, payload, data.len(), |at| {
                    std::ptr::copy_nonoverlapping(data.as_ptr(), at, data.len());
                });
            }
            let data = data.into_boxed_slice();
            heap.alloc_var(ty, payload, size_of::<*mut u8>(), |at| {
                std::ptr::write_unaligned(at as *mut *mut u8, Box::into_raw(data) as *mut u8);
            })
        }
    }

    /// The bytes.
    #[inline(always)]
    pub fn data(&self) -> &[u8] {
        // SAFETY: initialised at allocation.
        unsafe { std::slice::from_raw_parts(self.start(), self.len) }
    }

    #[inline(always)]
    fn start(&self) -> *mut u8 {
        // SAFETY: the payload was made by `alloc_var`; long contents begin with the address of their block.
        unsafe {
            let at = contents(self);
            if self.len <= INLINE { at } else { std::ptr::read_unaligned(at as *const *mut u8) }
        }
    }
}

impl Drop for Bytes {
    fn drop(&mut self) {
        // SAFETY: what `alloc` made is returned once.
        unsafe {
            let inline = self.len <= INLINE;
            if !inline {
                drop(Box::from_raw(std::ptr::slice_from_raw_parts_mut(self.start(), self.len)));
            }
            free_contents(self, if inline { self.len } else { size_of::<*mut u8>() });
        }
    }
}
