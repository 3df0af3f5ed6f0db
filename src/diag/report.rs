//! Explanations as data: what an error means for the code and values at hand, and one way to repair it.
//!
//! Made by `explain` from an exception (or by anyone else); drawn by `render::draw`, listed as JSON by `json`.

use crate::source::{SourceFile, Span};

/// One explanation. Everything but code and title may be missing.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The stable code, such as `P0401`.
    pub code: &'static str,
    /// What is wrong, in one line without a full stop.
    pub title: String,
    /// The text that the labels point into.
    pub source: Option<SourceFile>,
    /// The place that is to be named, usually that of the failing expression.
    pub place: Span,
    pub labels: Vec<Label>,
    /// Facts beside the code, one line each.
    pub notes: Vec<String>,
    /// What to write instead: the code itself, alternatives as further items.
    pub fixes: Vec<String>,
}

/// A marked range of the source with a short text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    pub text: String,
    pub role: Role,
}

/// What a label is about. The order is that of importance: the last ones are left out first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The place that failed.
    Fault,
    /// A part of the failing expression with its value.
    Operand,
    /// Where a value came from.
    Origin,
    /// Other code that matters.
    Related,
}

impl Report {
    pub fn new(code: &'static str, title: impl Into<String>) -> Report {
        Report { code, title: title.into(), ..Report::default() }
    }

    pub fn label(mut self, span: Span, role: Role, text: impl Into<String>) -> Report {
        let text = text.into();
        if !span.is_empty() && !self.labels.iter().any(|l| l.span == span) {
            self.labels.push(Label { span, text, role });
        }
        self
    }

    pub fn note(mut self, text: impl Into<String>) -> Report {
        self.notes.push(one_line(&text.into()));
        self
    }

    pub fn fix(mut self, text: impl Into<String>) -> Report {
        self.fixes.push(one_line(&text.into()));
        self
    }
}

/// Code over several lines as one; blanks within a line stay.
fn one_line(text: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or("").to_owned();
    lines.fold(first, |all, line| all.trim_end().to_owned() + " " + line.trim_start())
}

/// How a report is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub color: bool,
    /// Nothing but ASCII, escapes for the rest.
    pub ascii: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Lines in all.
    pub lines: usize,
}

impl Default for Style {
    fn default() -> Style {
        Style { color: false, ascii: false, width: 80, lines: 12 }
    }
}
