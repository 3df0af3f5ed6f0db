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

    /// Joins texts with one allocation. `go_on` is asked now and then in large ones, as in `repeat`.
    ///
    /// # Safety
    /// `ty` is `str` or a subclass.
    pub unsafe fn concat<'a>(
        heap: &Heap,
        ty: *mut Header,
        parts: impl Iterator<Item = &'a Str> + Clone,
        piece: usize,
        mut go_on: impl FnMut() -> bool,
    ) -> Result<Ref<Str>, OutOfMemory> {
        let (mut len, mut chars, mut ascii, mut surrogates) = (0usize, 0usize, true, false);
        for part in parts.clone() {
            len = len.checked_add(part.len).filter(|n| *n <= isize::MAX as usize).ok_or(OutOfMemory)?;
            chars += part.char_len();
            ascii &= part.is_ascii();
            surrogates |= part.wide.as_ref().is_some_and(|w| w.surrogates);
        }
        let wide = (!ascii).then(|| Box::new(Wide { chars, surrogates, index: OnceCell::new() }));
        let payload = Str { hash: Cell::new(-1), len, wide };
        // SAFETY: the closure writes the bytes of all parts, `len` together, unless it is told to stop, when nobody will
        // read them; whole WTF-8 texts in a row are WTF-8.
        unsafe {
            heap.alloc_var(ty, payload, len, |at| {
                let mut to = at;
                let mut copied = 0;
                for part in parts {
                    let mut done = 0;
                    // Large texts in pieces.
                    while part.len - done > piece {
                        if !go_on() {
                            return;
                        }
                        std::ptr::copy_nonoverlapping(part.bytes().as_ptr().add(done), to.add(done), piece);
                        done += piece;
                    }
                    std::ptr::copy_nonoverlapping(part.bytes().as_ptr().add(done), to.add(done), part.len - done);
                    to = to.add(part.len);
                    copied += part.len;
                    if copied > piece {
                        copied = 0;
                        if !go_on() {
                            return;
                        }
                    }
                }
            })
        }
    }

    /// Repeats a text with one allocation. `go_on` is asked before each `piece` bytes, about; when it says no, the text must
    /// not be looked at.
    ///
    /// # Safety
    /// `ty` is `str` or a subclass.
    pub unsafe fn repeat(
        heap: &Heap,
        ty: *mut Header,
        text: &Str,
        n: usize,
        piece: usize,
        mut go_on: impl FnMut() -> bool,
    ) -> Result<Ref<Str>, OutOfMemory> {
        let len = text.len.checked_mul(n).filter(|n| *n <= isize::MAX as usize).ok_or(OutOfMemory)?;
        let wide = text
            .wide
            .as_ref()
            .map(|w| Box::new(Wide { chars: w.chars * n, surrogates: w.surrogates, index: OnceCell::new() }));
        let payload = Str { hash: Cell::new(-1), len, wide };
        // SAFETY: the closure fills `len` bytes: the text once, then by doubling what is there; unless it is told to stop,
        // when nobody will read them.
        unsafe {
            heap.alloc_var(ty, payload, len, |at| {
                if text.len == 1 {
                    let byte = text.bytes().first().copied().unwrap_or(0);
                    let mut done = 0;
                    while done < len && (done == 0 || go_on()) {
                        let more = piece.min(len - done);
                        std::ptr::write_bytes(at.add(done), byte, more);
                        done += more;
                    }
                    return;
                }
                let mut done = text.len.min(len);
                std::ptr::copy_nonoverlapping(text.bytes().as_ptr(), at, done);
                // Whole repetitions.
                let piece = (piece / text.len.max(1)).max(1) * text.len;
                while done > 0 && done < len && go_on() {
                    let more = done.min(len - done).min(piece);
                    std::ptr::copy_nonoverlapping(at, at.add(done), more);
                    done += more;
                }
            })
        }
    }

    /// Appends `tail` to a text that nobody else refers to, in place where there is room behind it; others are copied.
    /// A text that outgrows the pages gets a quarter of its size as reserve, so that many additions take linear time.
    /// Without memory the text comes back as it was.
    pub fn append(heap: &Heap, text: Ref<Str>, tail: &Str) -> Result<Ref<Str>, Ref<Str>> {
        let header = text.header_ptr();
        let Some(len) = text.len.checked_add(tail.len).filter(|n| *n <= isize::MAX as usize / 2) else {
            return Err(text);
        };
        let alone = text.header().refcount() == Some(1)
            && !text.header().has_flag(flag::OUT_OF_LINE)
            && !Str::is_interned(&text);
        // SAFETY: the object is a live str; `room` and `grow_large` are asked about inline contents only, and only
        // when this function holds the one reference.
        unsafe {
            let ty = text.header().type_header();
            let text = if alone && heap.room::<Str>(header) >= len {
                text
            } else if !alone || Heap::is_small::<Str>(len) {
                return Str::concat(heap, ty, [&*text, tail].into_iter(), usize::MAX, || true).map_err(|_| text);
            } else if let Some(grown) = heap.grow_large::<Str>(header, len + len / 4) {
                let Ok(moved) = grown else { return Err(text) };
                // The object moved together with its only reference, which `text` held.
                std::mem::forget(text);
                Ref::from_owned(moved)
            } else {
                let old = &*text;
                let wide = old
                    .wide
                    .as_ref()
                    .map(|w| Box::new(Wide { chars: w.chars, surrogates: w.surrogates, index: OnceCell::new() }));
                let payload = Str { hash: Cell::new(-1), len: old.len, wide };
                let made = heap.alloc_var(ty, payload, len + len / 4, |at| {
                    std::ptr::copy_nonoverlapping(old.bytes().as_ptr(), at, old.len);
                });
                match made {
                    Ok(new) => new,
                    Err(_) => return Err(text),
                }
            };
            // Only this function sees the object: changing it cannot be noticed.
            let payload = &mut *text.payload_ptr();
            std::ptr::copy_nonoverlapping(tail.bytes().as_ptr(), contents(payload).add(payload.len), tail.len);
            if payload.wide.is_some() || tail.wide.is_some() {
                let surrogates = payload.wide.as_ref().is_some_and(|w| w.surrogates)
                    || tail.wide.as_ref().is_some_and(|w| w.surrogates);
                let chars = payload.char_len() + tail.char_len();
                let wide = Wide { chars, surrogates, index: OnceCell::new() };
                match &mut payload.wide {
                    Some(old) => **old = wide,
                    none => *none = Some(Box::new(wide)),
                }
            }
            payload.len = len;
            payload.hash.set(-1);
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
        let index = self.index_of(wide);
        let mut at = index.get(n / STRIDE).copied().unwrap_or(0);
        for _ in 0..n % STRIDE {
            at += wtf8_width(self.bytes().get(at).copied().unwrap_or(0));
        }
        at
    }

    /// The sparse index, made when it is first needed.
    fn index_of<'a>(&'a self, wide: &'a Wide) -> &'a [usize] {
        wide.index.get_or_init(|| {
            let starts = char_starts(self.bytes());
            starts.step_by(STRIDE).collect::<Vec<_>>().into_boxed_slice()
        })
    }

    /// Number of code points before byte offset `at`.
    pub fn char_index(&self, at: usize) -> usize {
        let Some(wide) = &self.wide else { return at };
        let bytes = self.bytes();
        let (block, from) = if at < 4 * STRIDE {
            (0, 0)
        } else {
            let index = self.index_of(wide);
            let block = index.partition_point(|start| *start <= at).saturating_sub(1);
            (block, index.get(block).copied().unwrap_or(0))
        };
        block * STRIDE + count_chars(bytes.get(from..at).or(bytes.get(from..)).unwrap_or(&[]))
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
        let chars = count_chars(bytes);
        let surrogates = std::str::from_utf8(bytes).is_err();
        Wide { chars, surrogates, index: OnceCell::new() }
    }
}

/// Number of code points in WTF-8 bytes.
#[inline]
pub fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b as i8) >= -0x40).count()
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

impl<'a> CodePoints<'a> {
    /// The bytes not yet stepped over.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes
    }
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
        [a, b, c, d] => (a as u32 & 0x07) << 18 | (b as u32 & 0x3f) << 12 | (c as u32 & 0x3f) << 6 | (d as u32 & 0x3f),
        _ => 0xfffd,
    }
}

/// Appends a code point (surrogates allowed) in WTF-8.
pub fn push_code_point(out: &mut Vec<u8>, point: u32) {
    match point {
        0..=0x7f => out.push(point as u8),
        0x80..=0x7ff => out.extend([0xc0 | (point >> 6) as u8, 0x80 | (point & 0x3f) as u8]),
        0x800..=0xffff => {
            out.extend([0xe0 | (point >> 12) as u8, 0x80 | (point >> 6 & 0x3f) as u8, 0x80 | (point & 0x3f) as u8])
        }
        _ => out.extend([
            0xf0 | (point >> 18 & 0x07) as u8,
            0x80 | (point >> 12 & 0x3f) as u8,
            0x80 | (point >> 6 & 0x3f) as u8,
            0x80 | (point & 0x3f) as u8,
        ]),
    }
}
