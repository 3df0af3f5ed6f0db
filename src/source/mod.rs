//! Source text and positions in it.
//!
//! Owns the decoded text of one file with its line index, and `Span`, the byte range that
//! every token, AST node and diagnostic carries. Knows nothing about tokens or Python: it only
//! turns byte offsets into lines and columns, in both units that CPython uses (UTF-8 bytes in
//! the AST and in tracebacks, characters in `SyntaxError.offset`).

use std::sync::Arc;

/// A half-open range of byte offsets into a source text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The range `start..end`.
    #[inline]
    pub const fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// The smallest range that holds both.
    #[inline]
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A place in a text. Lines count from 1; columns from 0, as in CPython's AST.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: u32,
    /// Offset in the line in UTF-8 bytes (`ast` col_offset, `co_positions`).
    pub column_bytes: u32,
    /// Offset in the line in characters (`SyntaxError.offset` is this plus one).
    pub column_chars: u32,
}

/// One decoded source text: a file, a REPL entry, a string given to `exec`.
#[derive(Clone, Debug)]
pub struct SourceFile {
    name: Arc<str>,
    text: Arc<str>,
    /// Byte offset at which each line starts; the first is always 0.
    line_starts: Arc<[u32]>,
}

impl SourceFile {
    /// Texts are limited to 4 GiB, so that offsets fit `u32`; the parser refuses longer ones.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> SourceFile {
        let text: Arc<str> = text.into();
        let bytes = text.as_bytes();
        let mut line_starts = vec![0u32];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            // "\r\n" ends one line, a lone "\r" too: Python reads text with universal newlines.
            if bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n') {
                line_starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            }
        }
        SourceFile { name: name.into(), text, line_starts: line_starts.into() }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn shared_name(&self) -> Arc<str> {
        self.name.clone()
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn line_count(&self) -> u32 {
        self.line_starts.len() as u32
    }

    /// The text of a span; empty when the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// The 1-based line of a byte offset, by binary search.
    pub fn line_of(&self, offset: u32) -> u32 {
        self.line_starts.partition_point(|&start| start <= offset).max(1) as u32
    }

    /// Byte offset at which a 1-based line starts.
    pub fn line_start(&self, line: u32) -> u32 {
        let index = (line.max(1) - 1) as usize;
        self.line_starts.get(index).copied().unwrap_or(self.text.len() as u32)
    }

    /// Line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_of(offset);
        let start = self.line_start(line);
        let before = self.text.as_bytes().get(start as usize..offset as usize).unwrap_or(&[]);
        // Continuation bytes (0b10xxxxxx) are not characters of their own.
        let chars = before.iter().filter(|&&b| b & 0xC0 != 0x80).count();
        Position { line, column_bytes: before.len() as u32, column_chars: chars as u32 }
    }

    /// The text of a 1-based line without its line ending, as shown in tracebacks.
    pub fn line_text(&self, line: u32) -> &str {
        if line == 0 || line > self.line_count() {
            return "";
        }
        let start = self.line_start(line) as usize;
        let end = self.line_start(line + 1) as usize;
        self.text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }
}
