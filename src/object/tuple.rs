//! The payload of `tuple`: a fixed number of values behind a cached hash.

use crate::gc::{
    Frozen, Header, Heap, Kind, OutOfMemory, Payload, Raw, Ref, Trace, Value, Visitor, contents, free_contents,
};
use std::cell::Cell;

pub struct Tuple {
    /// -1 until computed.
    pub hash: Cell<i64>,
    len: usize,
}

impl Payload for Tuple {
    const KIND: Kind = Kind::Tuple;
    const NAME: &'static str = "tuple";
    const TRACKED: bool = true;
}

impl Frozen for Tuple {}

impl Trace for Tuple {
    fn trace(&self, visit: &mut Visitor<'_>) {
        for item in self.items() {
            item.trace(visit);
        }
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        // SAFETY: the collector has exclusive access; the items stay initialised.
        let items = unsafe { std::slice::from_raw_parts_mut(contents(self) as *mut Value, self.len) };
        for item in items {
            item.take(out);
        }
    }
}

impl Tuple {
    /// Makes a tuple of the given type.
    ///
    /// # Safety
    /// `ty` is `tuple` or a subclass.
    pub unsafe fn alloc(heap: &Heap, ty: *mut Header, items: Vec<Value>) -> Result<Ref<Tuple>, OutOfMemory> {
        let len = items.len();
        let size = len.checked_mul(size_of::<Value>()).ok_or(OutOfMemory)?;
        // SAFETY: by contract; the items are moved into place.
        unsafe {
            heap.alloc_var(ty, Tuple { hash: Cell::new(-1), len }, size, |at| {
                std::ptr::copy_nonoverlapping(items.as_ptr(), at as *mut Value, len);
                let mut items = items;
                items.set_len(0);
            })
        }
    }

    /// Makes a tuple of copies.
    ///
    /// # Safety
    /// As `alloc`.
    pub unsafe fn alloc_copy(heap: &Heap, ty: *mut Header, items: &[Value]) -> Result<Ref<Tuple>, OutOfMemory> {
        let len = items.len();
        // SAFETY: by contract; each item is written once.
        unsafe {
            heap.alloc_var(ty, Tuple { hash: Cell::new(-1), len }, size_of_val(items), |at| {
                for (i, item) in items.iter().enumerate() {
                    std::ptr::write((at as *mut Value).add(i), item.clone());
                }
            })
        }
    }

    /// Makes a tuple of values that are moved out of registers.
    ///
    /// # Safety
    /// As `alloc`; the `len` words at `from` are not null, and their references pass to the tuple.
    pub unsafe fn alloc_from_raw(
        heap: &Heap,
        ty: *mut Header,
        from: *const Raw,
        len: usize,
    ) -> Result<Ref<Tuple>, OutOfMemory> {
        // SAFETY: by contract.
        unsafe {
            heap.alloc_var(ty, Tuple { hash: Cell::new(-1), len }, len * size_of::<Raw>(), |at| {
                let at = at as *mut Raw;
                // Most tuples are short: no call.
                if len <= 8 {
                    for i in 0..len {
                        *at.add(i) = *from.add(i);
                    }
                } else {
                    std::ptr::copy_nonoverlapping(from, at, len);
                }
            })
        }
    }

    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        // SAFETY: initialised at allocation.
        unsafe { std::slice::from_raw_parts(contents(self) as *const Value, self.len) }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        // SAFETY: the items are dropped once, the last one first as CPython does, then their storage is returned.
        unsafe {
            let items = contents(self) as *mut Value;
            for i in (0..self.len).rev() {
                std::ptr::drop_in_place(items.add(i));
            }
            free_contents(self, self.len * size_of::<Value>());
        }
    }
}
