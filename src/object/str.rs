//! The payload of `str`: immutable WTF-8 text behind a cached hash.
//!
//! Owns storage, length in characters and character indexing; methods are in `builtins/str`. ASCII text needs
//! no index; other text gets a sparse one the first time a position is asked for. Lone surrogates are legal.

use crate::gc::{Frozen, Header, Heap, Kind, OutOfMemory, Ref, contents, flag, free_contents};
use crate::object::hash::hash_bytes;
use crate::payload;
use std::cell::{Cell, OnceCell};

/// One index entry for this many characters.
const STRIDE: usize = 64;

pub struct Str {
    /// -1 until computed (a hash is never -1).
    hash: Cell<i64>,
    len: usize,
    /// Present iff the text is not ASCII.
    wide: Option<Box<Wide>>,
}

struct Wide {
    chars: usize,
    surrogates: bool,
    /// Byte offset of every `STRIDE`-th character.
    index: OnceCell<Box<[usize]>>,
}

payload!(Str, Kind::Str, "str", untracked);
impl Frozen for Str {}

impl Str {
    /// Makes a str object of the given type from WTF-8 bytes.
    ///
    /// # Safety
    /// `ty` is `str` or a subclass; `bytes` is well-formed WTF-8.
    pub unsafe fn alloc(heap: &Heap, ty: *mut Header, bytes: &[u8]) -> Result<Ref<Str>, OutOfMemory> {
        // SAFETY: by contract; `fill` gets room for the bytes.
        unsafe {
            Str::alloc_with(heap, ty, bytes.len(), bytes.is_ascii(), |at| {
                std::ptr::copy_nonoverlapping(bytes.as_ptr(), at, bytes.len());
            })
        }
    }

    /// Like `alloc`, with the bytes written by `fill`; `ascii` tells whether they are all ASCII.
    ///
    /// # Safety
    /// `fill` writes exactly `len` bytes of WTF-8.
    pub unsafe fn alloc_with(
        heap: &Heap,
        ty: *mut Header,
        len: usize,
        ascii: bool,
        fill: impl FnOnce(*mut u8),
    ) -> Result<Ref<Str>, OutOfMemory> {
        // SAFETY: by contract.
        unsafe {
            let mut wide = None;
            let payload = Str { hash: Cell::new(-1), len, wide: None };
            let text = heap.alloc_var(ty, payload, len, |at| {
                fill(at);
                if !ascii {
                    let bytes = std::slice::from_raw_parts(at, len);
                    wide = Some(Box::new(Wide::of(bytes)));
                }
            })?;
            (*text.payload_ptr()).wide = wide;
            Ok(text)
        }
    }

    /// The WTF-8 bytes.
    #[inline(always)]
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: written by `alloc_with`, never changed.
        unsafe { std::slice::from_raw_parts(contents(self), self.len) }
    }

    /// The text as Rust's, unless it holds a lone surrogate.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        match &self.wide {
            Some(wide) if wide.surrogates => None,
            // SAFETY: WTF-8 without surrogates is UTF-8.
            _ => Some(unsafe { std::str::from_utf8_unchecked(self.bytes()) }),
        }
    }

    /// The text for messages: surrogates become U+FFFD.
    pub fn to_lossy(&self) -> std::borrow::Cow<'_, str> {
        match self.as_str() {
            Some(s) => s.into(),
            None => String::from_utf8_lossy(self.bytes()),
        }
    }

    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.wide.is_none()
    }

    #[inline(always)]
    pub fn byte_len(&self) -> usize {
        self.len
    }

    /// Length in code points: Python's `len()`.
    #[inline(always)]
    pub fn char_len(&self) -> usize {
        match &self.wide {
            None => self.len,
            Some(wide) => wide.chars,
        }
    }

    /// Byte offset of the `n`-th code point; the byte length when `n` is the number of code points or more.
    pub fn byte_offset(&self, n: usize) -> usize {
        let Some(wide) = &self.wide else { return n.min(self.len) };
        if n >= wide.chars {
            return self.len;
        }
        let index = wide.index.get_or_init(|| {
            let starts = char_starts(self.bytes());
            starts.step_by(STRIDE).collect::<Vec<_>>().into_boxed_slice()
        });
        let mut at = index.get(n / STRIDE).copied().unwrap_or(0);
        for _ in 0..n % STRIDE {
            at += wtf8_width(self.bytes().get(at).copied().unwrap_or(0));
        }
        at
    }

    /// Number of code points before byte offset `at`.
    pub fn char_index(&self, at: usize) -> usize {
        match &self.wide {
            None => at,
            Some(_) => char_starts(self.bytes().get(..at).unwrap_or(self.bytes())).count(),
        }
    }

    /// Python's hash: SipHash-1-3 under the process's key; equal text, equal hash.
    #[inline]
    pub fn hash(&self) -> i64 {
        let h = self.hash.get();
        if h != -1 {
            return h;
        }
        let h = hash_bytes(self.hashed_form().as_ref());
        self.hash.set(h);
        h
    }

    /// The bytes that CPython would hash: its internal representation (1, 2 or 4 bytes a character).
    fn hashed_form(&self) -> std::borrow::Cow<'_, [u8]> {
        if self.is_ascii() {
            return self.bytes().into();
        }
        let points: Vec<u32> = self.code_points().collect();
        let max = points.iter().copied().max().unwrap_or(0);
        let mut out = Vec::with_capacity(points.len() * 4);
        for p in points {
            match max {
                0..=0xff => out.push(p as u8),
                0x100..=0xffff => out.extend((p as u16).to_ne_bytes()),
                _ => out.extend(p.to_ne_bytes()),
            }
        }
        out.into()
    }

    /// The code points, surrogates included.
    pub fn code_points(&self) -> impl DoubleEndedIterator<Item = u32> + '_ {
        code_points(self.bytes())
    }

    pub fn is_interned(this: &Ref<Str>) -> bool {
        this.header().has_flag(flag::INTERNED)
    }

    #[inline(always)]
    pub fn equals(&self, other: &Str) -> bool {
        std::ptr::eq(self, other) || self.len == other.len && self.bytes() == other.bytes()
    }
}

impl Drop for Str {
    fn drop(&mut self) {
        // SAFETY: `len` is the size given at allocation.
        unsafe { free_contents(self, self.len) }
    }
}

impl Wide {
    fn of(bytes: &[u8]) -> Wide {
        let chars = char_starts(bytes).count();
        let surrogates = std::str::from_utf8(bytes).is_err();
        Wide { chars, surrogates, index: OnceCell::new() }
    }
}

fn char_starts(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    bytes.iter().enumerate().filter(|(_, b)| **b & 0xc0 != 0x80).map(|(i, _)| i)
}

/// Bytes of the character that begins with `lead`.
#[inline(always)]
pub fn wtf8_width(lead: u8) -> usize {
    match lead {
        0..=0xbf => 1,
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    }
}

/// The code points of WTF-8 bytes, forwards and backwards.
pub fn code_points(bytes: &[u8]) -> CodePoints<'_> {
    CodePoints { bytes }
}

/// See `code_points`.
pub struct CodePoints<'a> {
    bytes: &'a [u8],
}

impl Iterator for CodePoints<'_> {
    type Item = u32;
    #[inline]
    fn next(&mut self) -> Option<u32> {
        let lead = *self.bytes.first()?;
        let width = wtf8_width(lead).min(self.bytes.len());
        let (head, rest) = self.bytes.split_at(width);
        self.bytes = rest;
        Some(decode(head))
    }
}

impl DoubleEndedIterator for CodePoints<'_> {
    fn next_back(&mut self) -> Option<u32> {
        if self.bytes.is_empty() {
            return None;
        }
        let mut start = self.bytes.len() - 1;
        while start > 0 && self.bytes.get(start).is_some_and(|b| b & 0xc0 == 0x80) {
            start -= 1;
        }
        let (rest, tail) = self.bytes.split_at(start);
        self.bytes = rest;
        Some(decode(tail))
    }
}

fn decode(char: &[u8]) -> u32 {
    match *char {
        [a] => a as u32,
        [a, b] => (a as u32 & 0x1f) << 6 | (b as u32 & 0x3f),
        [a, b, c] => (a as u32 & 0x0f) << 12 | (b as u32 & 0x3f) << 6 | (c as u32 & 0x3f),
        [a, b, c, d] => {
            (a as u32 & 0x07) << 18 | (b as u32 & 0x3f) << 12 | (c as u32 & 0x3f) << 6 | (d as u32 & 0x3f)
        }
        _ => 0xfffd,
    }
}

/// Appends a code point (surrogates allowed) in WTF-8.
pub fn push_code_point(out: &mut Vec<u8>, point: u32) {
    match point {
        0..=0x7f => out.push(point as u8),
        0x80..=0x7ff => out.extend([0xc0 | (point >> 6) as u8, 0x80 | (point & 0x3f) as u8]),
        0x800..=0xffff => out.extend([
            0xe0 | (point >> 12) as u8,
            0x80 | (point >> 6 & 0x3f) as u8,
            0x80 | (point & 0x3f) as u8,
        ]),
        _ => out.extend([
            0xf0 | (point >> 18 & 0x07) as u8,
            0x80 | (point >> 12 & 0x3f) as u8,
            0x80 | (point >> 6 & 0x3f) as u8,
            0x80 | (point & 0x3f) as u8,
        ]),
    }
}
