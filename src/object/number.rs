//! Payloads of numbers that are not unboxed.
//!
//! `unsafe`: the contents of an int lie behind its payload, as those of str and tuple do. A number of up to 128 bits is
//! kept there itself, so that its object is all the memory it needs; a greater one as a big integer.

use crate::gc::{Frozen, Header, Heap, Kind, OutOfMemory, Ref, contents, free_contents};
use crate::payload;
use num_bigint::BigInt as Number;
use num_traits::ToPrimitive;
use std::borrow::Cow;

/// An int outside of i64, or any instance of an int subclass (`bool` excepted). An exact int in the range of
/// i64 is always unboxed, so that equal values have equal representations.
#[repr(align(8))]
pub struct BigInt {
    wide: bool,
}

/// What an int object contains.
#[derive(Clone, Copy)]
pub enum IntView<'a> {
    /// In the range of i128.
    Wide(i128),
    /// Outside of it.
    Big(&'a Number),
}

payload!(BigInt, Kind::BigInt, "int", untracked);
impl Frozen for BigInt {}

impl BigInt {
    /// Makes an int object of the given type.
    ///
    /// # Safety
    /// `ty` is `int` or a subclass.
    pub unsafe fn alloc(heap: &Heap, ty: *mut Header, number: Number) -> Result<Ref<BigInt>, OutOfMemory> {
        // SAFETY: by contract; the contents are initialised before anybody sees the object.
        unsafe {
            let wide = if number.bits() <= 128 { number.to_i128() } else { None };
            match wide {
                Some(number) => BigInt::alloc_wide(heap, ty, number),
                None => heap.alloc_var(ty, BigInt { wide: false }, size_of::<Number>(), |at| {
                    std::ptr::write(at as *mut Number, number);
                }),
            }
        }
    }

    /// As `alloc`, of a number of up to 128 bits.
    ///
    /// # Safety
    /// As `alloc`.
    #[inline]
    pub unsafe fn alloc_wide(heap: &Heap, ty: *mut Header, number: i128) -> Result<Ref<BigInt>, OutOfMemory> {
        // SAFETY: by contract; the place need not be aligned for an i128.
        unsafe {
            heap.alloc_var(ty, BigInt { wide: true }, size_of::<i128>(), |at| {
                std::ptr::write_unaligned(at as *mut i128, number);
            })
        }
    }

    #[inline(always)]
    pub fn view(&self) -> IntView<'_> {
        // SAFETY: initialised at allocation; the contents of `wide` objects are an i128, those of others a `Number`, for
        // which the place behind the payload is aligned.
        unsafe {
            let at = contents(self);
            match self.wide {
                true => IntView::Wide(std::ptr::read_unaligned(at as *const i128)),
                false => IntView::Big(&*(at as *const Number)),
            }
        }
    }

    /// The number as a big integer.
    pub fn number(&self) -> Cow<'_, Number> {
        match self.view() {
            IntView::Wide(i) => Cow::Owned(Number::from(i)),
            IntView::Big(big) => Cow::Borrowed(big),
        }
    }

    /// The number, if it is in the range.
    #[inline]
    pub fn to_i64(&self) -> Option<i64> {
        match self.view() {
            IntView::Wide(i) => i64::try_from(i).ok(),
            IntView::Big(_) => None,
        }
    }

    pub fn is_negative(&self) -> bool {
        match self.view() {
            IntView::Wide(i) => i < 0,
            IntView::Big(big) => big.sign() == num_bigint::Sign::Minus,
        }
    }
}

impl Drop for BigInt {
    fn drop(&mut self) {
        // SAFETY: what `alloc` made is returned once.
        unsafe {
            if self.wide {
                free_contents(self, size_of::<i128>());
            } else {
                std::ptr::drop_in_place(contents(self) as *mut Number);
                free_contents(self, size_of::<Number>());
            }
        }
    }
}

const _: () = assert!(size_of::<BigInt>() == 8 && align_of::<Number>() <= 8);

/// An instance of a float subclass.
pub struct Float(pub f64);

payload!(Float, Kind::Other, "float", untracked);
impl Frozen for Float {}

#[derive(Clone, Copy, PartialEq)]
pub struct Complex {
    pub re: f64,
    pub im: f64,
}

payload!(Complex, Kind::Complex, "complex", untracked);
impl Frozen for Complex {}
