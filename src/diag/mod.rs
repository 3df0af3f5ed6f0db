//! Diagnostics as data: what is wrong in a source text, and where.
//!
//! Made by the syntax layer, scope analysis and the compiler; turned into a Python exception by
//! the VM or shown by `render`. Messages are CPython 3.14's own wording.

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
            DiagnosticKind::SyntaxWarning => "SyntaxWarning",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub kind: DiagnosticKind,
    pub message: String,
    pub span: Span,
    /// CPython leaves `end_lineno`/`end_offset` unset (0) for some errors of its tokenizer; then
    /// the traceback shows a single caret.
    pub no_end: bool,
}

/// The place of a diagnostic in the units of Python's `SyntaxError` attributes: everything
/// counts from 1, offsets in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorLocation {
    pub lineno: u32,
    pub offset: u32,
    pub end_lineno: u32,
    pub end_offset: u32,
}

impl Diagnostic {
    pub fn new(kind: DiagnosticKind, message: impl Into<String>, span: Span) -> Diagnostic {
        Diagnostic { kind, message: message.into(), span, no_end: false }
    }

    pub fn syntax_error(message: impl Into<String>, span: Span) -> Diagnostic {
        Diagnostic::new(DiagnosticKind::SyntaxError, message, span)
    }

    /// `lineno`, `offset`, `end_lineno` and `end_offset` of the exception.
    pub fn location(&self, source: &SourceFile) -> ErrorLocation {
        let start = source.position(self.span.start);
        let end = source.position(self.span.end);
        ErrorLocation {
            lineno: start.line,
            offset: start.column_chars + 1,
            end_lineno: end.line,
            end_offset: end.column_chars + 1,
        }
    }
}
