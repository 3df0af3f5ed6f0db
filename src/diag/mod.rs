//! Diagnostics as data: what is wrong in a source text, and where.
//!
//! Made by the syntax layer, scope analysis and the compiler; turned into a Python exception by
//! the VM or shown by `render`. Messages are CPython 3.14's own wording.

pub mod json;
pub mod render;
pub mod report;
mod snippet;

use crate::source::{SourceFile, Span};

/// Which Python exception (or warning) the diagnostic becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiagnosticKind {
    SyntaxError,
    IndentationError,
    TabError,
    /// CPython's answer to a source that is too complex for its parser.
    MemoryError,
    /// Nesting that is too deep for the later passes.
    RecursionError,
    /// `compile()` of text that cannot be encoded, or holds null bytes.
    ValueError,
    /// The text is cut short, for who asked to be told.
    IncompleteInput,
    SyntaxWarning,
}

impl DiagnosticKind {
    pub fn name(self) -> &'static str {
        match self {
            DiagnosticKind::SyntaxError => "SyntaxError",
            DiagnosticKind::IndentationError => "IndentationError",
            DiagnosticKind::TabError => "TabError",
            DiagnosticKind::MemoryError => "MemoryError",
            DiagnosticKind::RecursionError => "RecursionError",
            DiagnosticKind::ValueError => "ValueError",
            DiagnosticKind::IncompleteInput => "_IncompleteInputError",
            DiagnosticKind::SyntaxWarning => "SyntaxWarning",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub kind: DiagnosticKind,
    pub message: String,
    pub span: Span,
    pub extent: Extent,
    /// Found by the lexer, which knows the line without its end.
    pub from_lexer: bool,
}

/// How much of its place CPython tells about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Start and end: the whole range is underlined.
    Range,
    /// The same with offsets in bytes, as CPython's compiler tells them after parsing.
    Bytes,
    /// A point, even at the end of the text.
    Empty,
    /// Only the start (`end_offset` is 0): a single caret.
    Start,
    /// `end_offset` is -1, as for errors in the indentation.
    Open,
    /// The same, at the first character of a line: `offset` counts the indentation only.
    Indentation,
    /// At the end of the text: both offsets are 0.
    Eof,
}

/// The place of a diagnostic in the units of Python's `SyntaxError` attributes: everything
/// counts from 1, offsets in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorLocation {
    pub lineno: u32,
    pub offset: u32,
    pub end_lineno: u32,
    /// -1 or 0 where CPython does not know the end.
    pub end_offset: i64,
}

impl Diagnostic {
    pub fn new(kind: DiagnosticKind, message: impl Into<String>, span: Span) -> Diagnostic {
        Diagnostic { kind, message: message.into(), span, extent: Extent::Range, from_lexer: false }
    }

    /// The same diagnostic with less told about its place.
    pub fn with_extent(mut self, extent: Extent) -> Diagnostic {
        self.extent = extent;
        self
    }

    pub fn syntax_error(message: impl Into<String>, span: Span) -> Diagnostic {
        Diagnostic::new(DiagnosticKind::SyntaxError, message, span)
    }

    /// `lineno`, `offset`, `end_lineno` and `end_offset` of the exception.
    /// The error if a Ctrl-C waits: whoever asked for the work answers it, and begins again if the program goes on.
    #[inline]
    pub fn unless_interrupted() -> Result<(), Diagnostic> {
        if crate::host::signal::is_interrupted() { Err(Diagnostic::interrupted()) } else { Ok(()) }
    }

    #[cold]
    pub fn interrupted() -> Diagnostic {
        Diagnostic::syntax_error("interrupted", Span::new(0, 0))
    }

    pub fn location(&self, source: &SourceFile) -> ErrorLocation {
        let start = source.position(self.span.start);
        let mut end = source.position(self.span.end);
        // A line break is one column of its own line.
        let covered = source.slice(self.span);
        let breaks = covered.len() - covered.trim_end_matches(['\n', '\r']).len();
        if breaks > 0 && end.column_bytes == 0 {
            end = source.position(self.span.end - breaks as u32);
            end.column_chars += 1;
        }
        // CPython adds the missing line break to a text, and it is one column wide.
        let length = source.text().len() as u32;
        if self.span.start >= length && !source.text().ends_with('\n') && self.extent == Extent::Range {
            end = start;
            end.column_chars += 1;
        }
        let (offset, end_lineno, end_offset) = match self.extent {
            Extent::Range if end.line > start.line => {
                // CPython converts the last column with the first line's text, and so cuts it there.
                let first = source.line_text(start.line);
                let bytes = (end.column_bytes as usize + 1).min(first.len() + 1);
                let beyond = bytes.saturating_sub(first.len());
                let chars = String::from_utf8_lossy(first.as_bytes().get(..bytes.min(first.len())).unwrap_or(&[]));
                (start.column_chars + 1, end.line, (chars.chars().count() + beyond) as i64)
            }
            Extent::Range | Extent::Empty => (start.column_chars + 1, end.line, i64::from(end.column_chars) + 1),
            Extent::Bytes => (start.column_bytes + 1, end.line, i64::from(end.column_bytes) + 1),
            Extent::Start => (start.column_chars + 1, start.line, 0),
            Extent::Open => (start.column_chars + 1, start.line, -1),
            Extent::Indentation => (start.column_chars, start.line, -1),
            Extent::Eof => (0, start.line, 0),
        };
        ErrorLocation { lineno: start.line, offset, end_lineno, end_offset }
    }
}
