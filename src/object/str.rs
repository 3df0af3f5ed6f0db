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
    /// Number of bytes; `WIDE` is set iff they are not all ASCII. Then a `Wide` follows them, at the next multiple of 8.
    size: usize,
}

/// See `Str::size`.
const WIDE: usize = 1 << (usize::BITS - 1);

/// What is known of text that is not ASCII.
struct Wide {
    /// Code points; `WIDE` is set if some of them are lone surrogates.
    count: usize,
    /// Byte offset of every `STRIDE`-th character. Two boxes: one word here, since few texts are ever indexed.
    index: OnceCell<Box<Box<[usize]>>>,
}

payload!(Str, Kind::Str, "str", untracked);
impl Frozen for Str {}

/// Bytes that a text of `len` bytes takes behind the payload.
#[inline(always)]
fn extent(len: usize, wide: bool) -> Result<usize, OutOfMemory> {
    if !wide {
        return Ok(len);
    }
    let aligned = len.checked_next_multiple_of(size_of::<usize>());
    aligned.and_then(|n| n.checked_add(size_of::<Wide>())).ok_or(OutOfMemory)
}

/// The place of the `Wide` behind `len` bytes at `at`.
///
/// # Safety
/// `extent(len, true)` bytes follow `at`, which is aligned for a word.
unsafe fn wide_behind(at: *mut u8, len: usize) -> *mut Wide {
    // SAFETY: by contract.
    unsafe { at.add(len.next_multiple_of(size_of::<usize>())) as *mut Wide }
}

/// Copies few bytes faster than a call would.
///
/// # Safety
/// As `copy_nonoverlapping`.
#[inline(always)]
unsafe fn copy(from: *const u8, to: *mut u8, len: usize) {
    // SAFETY: by contract; both halves lie within `len` bytes.
    unsafe {
        match len {
            8..=16 => {
                let (head, tail) =
                    ((from as *const u64).read_unaligned(), (from.add(len - 8) as *const u64).read_unaligned());
                (to as *mut u64).write_unaligned(head);
                (to.add(len - 8) as *mut u64).write_unaligned(tail);
            }
            4..8 => {
                let (head, tail) =
                    ((from as *const u32).read_unaligned(), (from.add(len - 4) as *const u32).read_unaligned());
                (to as *mut u32).write_unaligned(head);
                (to.add(len - 4) as *mut u32).write_unaligned(tail);
            }
            _ => std::ptr::copy_nonoverlapping(from, to, len),
        }
    }
}

impl Str {
    /// Makes a str object of the given type from WTF-8 bytes.
    ///
    /// # Safety
    /// `ty` is `str` or a subclass; `bytes` is well-formed WTF-8.
    #[inline]
    pub unsafe fn alloc(heap: &Heap, ty: *mut Header, bytes: &[u8]) -> Result<Ref<Str>, OutOfMemory> {
        // SAFETY: by contract; `fill` gets room for the bytes.
        unsafe { Str::alloc_with(heap, ty, bytes.len(), bytes.is_ascii(), |at| copy(bytes.as_ptr(), at, bytes.len())) }
    }

    /// As `alloc` for large texts: `go_on` is asked before each `piece` bytes. When it says no, the text must not be used.
    ///
    /// # Safety
    /// As `alloc`.
    #[cold]
    pub unsafe fn alloc_in_pieces(
        heap: &Heap,
        ty: *mut Header,
        bytes: &[u8],
        piece: usize,
        mut go_on: impl FnMut() -> bool,
    ) -> Result<Ref<Str>, OutOfMemory> {
        let mut chars = 0;
        for part in bytes.chunks(piece) {
            if !go_on() {
                return Err(OutOfMemory);
            }
            chars += if part.is_ascii() { part.len() } else { count_chars(part) };
        }
        let wide = (chars < bytes.len()).then(|| Wide::counted(chars, std::str::from_utf8(bytes).is_err()));
        // SAFETY: by contract; the parts have their places in room for all of them, unless it is told to stop, when nobody
        // will read them.
        unsafe {
            Str::alloc_counted(heap, ty, bytes.len(), wide, |at| {
                for (i, part) in bytes.chunks(piece).enumerate() {
                    if !go_on() {
                        return;
                    }
                    std::ptr::copy_nonoverlapping(part.as_ptr(), at.add(i * piece), part.len());
                }
            })
        }
    }

    /// As `alloc`, of bytes known to be ASCII.
    ///
    /// # Safety
    /// As `alloc`, and the bytes are ASCII.
    #[inline]
    pub unsafe fn alloc_ascii(heap: &Heap, ty: *mut Header, bytes: &[u8]) -> Result<Ref<Str>, OutOfMemory> {
        // SAFETY: by contract; `fill` gets room for the bytes.
        unsafe { Str::alloc_with(heap, ty, bytes.len(), true, |at| copy(bytes.as_ptr(), at, bytes.len())) }
    }

    /// Like `alloc`, with the bytes written by `fill`; `ascii` tells whether they are all ASCII.
    ///
    /// # Safety
    /// `fill` writes exactly `len` bytes of WTF-8.
    #[inline]
    pub unsafe fn alloc_with(
        heap: &Heap,
        ty: *mut Header,
        len: usize,
        ascii: bool,
        fill: impl FnOnce(*mut u8),
    ) -> Result<Ref<Str>, OutOfMemory> {
        // SAFETY: by contract.
        unsafe {
            if ascii {
                return heap.alloc_var(ty, Str { hash: Cell::new(-1), size: len }, len, fill);
            }
            let payload = Str { hash: Cell::new(-1), size: len | WIDE };
            heap.alloc_var(ty, payload, extent(len, true)?, |at| {
                fill(at);
                wide_behind(at, len).write(Wide::of(std::slice::from_raw_parts(at, len)));
            })
        }
    }

    /// Like `alloc_with` for text that is not ASCII and whose code points are counted.
    unsafe fn alloc_counted(
        heap: &Heap,
        ty: *mut Header,
        len: usize,
        wide: Option<Wide>,
        fill: impl FnOnce(*mut u8),
    ) -> Result<Ref<Str>, OutOfMemory> {
        // SAFETY: as in `alloc_with`.
        unsafe {
            let size = if wide.is_some() { len | WIDE } else { len };
            let extent = extent(len, wide.is_some())?;
            heap.alloc_var(ty, Str { hash: Cell::new(-1), size }, extent, |at| {
                fill(at);
                if let Some(wide) = wide {
                    wide_behind(at, len).write(wide);
                }
            })
        }
    }

    /// Joins texts, whose totals are known, with one allocation.
    ///
    /// # Safety
    /// `ty` is `str` or a subclass, and `totals` are those of `parts`.
    #[inline]
    pub unsafe fn concat<'a>(
        heap: &Heap,
        ty: *mut Header,
        totals: &Totals,
        parts: impl Iterator<Item = &'a Str>,
    ) -> Result<Ref<Str>, OutOfMemory> {
        // SAFETY: the closure writes the bytes of all parts, `len` together; whole WTF-8 texts in a row are WTF-8.
        unsafe {
            Str::alloc_counted(heap, ty, totals.len()?, totals.wide(), |at| {
                let mut to = at;
                for part in parts {
                    copy(part.bytes().as_ptr(), to, part.byte_len());
                    to = to.add(part.byte_len());
                }
            })
        }
    }

    /// As `concat` for large texts: `go_on` is asked before each `piece` bytes, about. When it says no, the text must not be
    /// looked at.
    ///
    /// # Safety
    /// As `concat`.
    #[cold]
    pub unsafe fn concat_in_pieces<'a>(
        heap: &Heap,
        ty: *mut Header,
        totals: &Totals,
        parts: impl Iterator<Item = &'a Str>,
        piece: usize,
        mut go_on: impl FnMut() -> bool,
    ) -> Result<Ref<Str>, OutOfMemory> {
        // SAFETY: as in `concat`, unless it is told to stop, when nobody will read the bytes.
        unsafe {
            Str::alloc_counted(heap, ty, totals.len()?, totals.wide(), |at| {
                let mut to = at;
                let mut copied = 0;
                for part in parts {
                    for bytes in part.bytes().chunks(piece) {
                        copied += bytes.len();
                        if copied > piece {
                            copied = 0;
                            if !go_on() {
                                return;
                            }
                        }
                        std::ptr::copy_nonoverlapping(bytes.as_ptr(), to, bytes.len());
                        to = to.add(bytes.len());
                    }
                }
            })
        }
    }

    /// Repeats a text with one allocation. `go_on` and `piece` are as in `concat_in_pieces`.
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
        let unit = text.byte_len();
        let len = unit.checked_mul(n).filter(|n| *n <= isize::MAX as usize).ok_or(OutOfMemory)?;
        let wide = text.wide().map(|w| Wide::counted(w.chars() * n, w.surrogates()));
        // SAFETY: the closure fills `len` bytes: the text once, then by doubling what is there; unless it is told to stop,
        // when nobody will read them.
        unsafe {
            Str::alloc_counted(heap, ty, len, wide, |at| {
                if unit == 1 {
                    let byte = text.bytes().first().copied().unwrap_or(0);
                    let mut done = 0;
                    while done < len && (done == 0 || go_on()) {
                        let more = piece.min(len - done);
                        std::ptr::write_bytes(at.add(done), byte, more);
                        done += more;
                    }
                    return;
                }
                let mut done = unit.min(len);
                std::ptr::copy_nonoverlapping(text.bytes().as_ptr(), at, done);
                // Whole repetitions.
                let piece = (piece / unit.max(1)).max(1) * unit;
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
        let (old_len, more) = (text.byte_len(), tail.byte_len());
        let wide = !text.is_ascii() || !tail.is_ascii();
        let Some(len) = old_len.checked_add(more).filter(|n| *n <= isize::MAX as usize / 2) else {
            return Err(text);
        };
        let Ok(need) = extent(len, wide) else { return Err(text) };
        let alone = text.header().refcount() == Some(1)
            && !text.header().has_flag(flag::OUT_OF_LINE)
            && !Str::is_interned(&text);
        // SAFETY: the object is a live str; `room` and `grow_large` are asked about inline contents only, and only
        // when this function holds the one reference.
        unsafe {
            let ty = text.header().type_header();
            let text = if alone && heap.room::<Str>(header) >= need {
                text
            } else if !alone || Heap::is_small::<Str>(need) {
                let mut totals = Totals::default();
                totals.add(&text);
                totals.add(tail);
                return Str::concat(heap, ty, &totals, [&*text, tail].into_iter()).map_err(|_| text);
            } else if let Some(grown) = heap.grow_large::<Str>(header, need + need / 4) {
                let Ok(moved) = grown else { return Err(text) };
                // The object moved together with its only reference, which `text` held.
                std::mem::forget(text);
                Ref::from_owned(moved)
            } else {
                let old = &*text;
                let payload = Str { hash: Cell::new(-1), size: old.size };
                let made = heap.alloc_var(ty, payload, need + need / 4, |at| {
                    std::ptr::copy_nonoverlapping(old.bytes().as_ptr(), at, old_len);
                    if let Some(w) = old.wide() {
                        wide_behind(at, old_len).write(Wide::counted(w.chars(), w.surrogates()));
                    }
                });
                match made {
                    Ok(new) => new,
                    Err(_) => return Err(text),
                }
            };
            // Only this function sees the object: changing it cannot be noticed.
            let payload = &mut *text.payload_ptr();
            let chars = payload.char_len() + tail.char_len();
            let surrogates = payload.has_surrogates() || tail.has_surrogates();
            let at = contents(payload);
            if !payload.is_ascii() {
                std::ptr::drop_in_place(wide_behind(at, old_len));
            }
            copy(tail.bytes().as_ptr(), at.add(old_len), more);
            payload.size = len;
            if wide {
                wide_behind(at, len).write(Wide::counted(chars, surrogates));
                payload.size |= WIDE;
            }
            payload.hash.set(-1);
            Ok(text)
        }
    }

    #[inline(always)]
    fn wide(&self) -> Option<&Wide> {
        // SAFETY: the flag says that a `Wide` lies behind the bytes.
        (self.size & WIDE != 0).then(|| unsafe { &*wide_behind(contents(self), self.byte_len()) })
    }

    fn has_surrogates(&self) -> bool {
        self.wide().is_some_and(Wide::surrogates)
    }

    /// The WTF-8 bytes.
    #[inline(always)]
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: written by `alloc_with`, never changed.
        unsafe { std::slice::from_raw_parts(contents(self), self.byte_len()) }
    }

    /// The text as Rust's, unless it holds a lone surrogate.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        // SAFETY: WTF-8 without surrogates is UTF-8.
        (!self.has_surrogates()).then(|| unsafe { std::str::from_utf8_unchecked(self.bytes()) })
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
        self.size & WIDE == 0
    }

    #[inline(always)]
    pub fn byte_len(&self) -> usize {
        self.size & !WIDE
    }

    /// Length in code points: Python's `len()`.
    #[inline(always)]
    pub fn char_len(&self) -> usize {
        match self.wide() {
            None => self.size,
            Some(wide) => wide.chars(),
        }
    }

    /// Byte offset of the `n`-th code point; the byte length when `n` is the number of code points or more.
    pub fn byte_offset(&self, n: usize) -> usize {
        let Some(wide) = self.wide() else { return n.min(self.size) };
        if n >= wide.chars() {
            return self.byte_len();
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
            Box::new(starts.step_by(STRIDE).collect::<Vec<_>>().into_boxed_slice())
        })
    }

    /// Number of code points before byte offset `at`.
    pub fn char_index(&self, at: usize) -> usize {
        let Some(wide) = self.wide() else { return at };
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
    pub fn code_points(&self) -> CodePoints<'_> {
        code_points(self.bytes())
    }

    pub fn is_interned(this: &Ref<Str>) -> bool {
        this.header().has_flag(flag::INTERNED)
    }

    #[inline(always)]
    pub fn equals(&self, other: &Str) -> bool {
        std::ptr::eq(self, other) || self.size == other.size && self.bytes() == other.bytes()
    }
}

/// What texts will be together.
pub struct Totals {
    /// Bytes; `None` after an overflow.
    pub len: Option<usize>,
    chars: usize,
    wide: bool,
    surrogates: bool,
}

impl Default for Totals {
    fn default() -> Totals {
        Totals { len: Some(0), chars: 0, wide: false, surrogates: false }
    }
}

impl Totals {
    fn len(&self) -> Result<usize, OutOfMemory> {
        self.len.filter(|n| *n <= isize::MAX as usize).ok_or(OutOfMemory)
    }

    fn wide(&self) -> Option<Wide> {
        self.wide.then(|| Wide::counted(self.chars, self.surrogates))
    }

    #[inline(always)]
    pub fn add(&mut self, part: &Str) {
        self.len = self.len.and_then(|n| n.checked_add(part.byte_len()));
        self.chars = self.chars.wrapping_add(part.char_len());
        self.wide |= !part.is_ascii();
        self.surrogates |= part.has_surrogates();
    }
}

impl Drop for Str {
    fn drop(&mut self) {
        let (len, wide) = (self.byte_len(), !self.is_ascii());
        // SAFETY: the place and size are those of the allocation.
        unsafe {
            if wide {
                std::ptr::drop_in_place(wide_behind(contents(self), len));
            }
            free_contents(self, extent(len, wide).unwrap_or(len));
        }
    }
}

impl Wide {
    fn of(bytes: &[u8]) -> Wide {
        Wide::counted(count_chars(bytes), std::str::from_utf8(bytes).is_err())
    }

    fn counted(chars: usize, surrogates: bool) -> Wide {
        Wide { count: if surrogates { chars | WIDE } else { chars }, index: OnceCell::new() }
    }

    fn chars(&self) -> usize {
        self.count & !WIDE
    }

    fn surrogates(&self) -> bool {
        self.count & WIDE != 0
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
