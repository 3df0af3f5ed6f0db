//! Mistakes in the text: what the parser's message means, and what was meant on that line.
//!
//! The message decides (`messages`); for a plain "invalid syntax" the line itself is looked at (`words`), with strings and
//! comments masked.

mod layout;
mod messages;
mod words;

use super::case::{Case, too_large};
use crate::builtins::traceback::{Lines, SyntaxShown, syntax_shown};
use crate::diag::report::{Report, Role};
use crate::source::{SourceFile, Span};

/// Texts of one line are padded to their line number up to this one.
const MOST_LINES: u32 = 100_000;

/// Of longer lines only the part around the error is looked at.
const LONGEST: usize = 4000;
/// Bytes of it before and after the error.
const BEFORE: usize = 1000;
const AFTER: usize = 2000;

/// A SyntaxError with its line.
pub struct Line {
    pub message: String,
    pub source: SourceFile,
    pub number: u32,
    /// The line, and the same with the contents of strings and comments masked.
    pub text: String,
    pub masked: String,
    /// Where that text begins in the line: behind its start if the line is very long.
    base: usize,
    whole: bool,
    /// What the error covers.
    pub span: Span,
    /// Its bytes within the line.
    pub from: usize,
    pub to: usize,
}

pub fn explain(case: &mut Case<'_>) -> Option<Report> {
    if !case.is(|e| &e.SyntaxError) {
        return None;
    }
    let shown = syntax_shown(case.vm, &case.error);
    let line = Line::of(&shown)?;
    let words = |rule: fn(&Line) -> Option<Report>| if line.whole { rule(&line) } else { None };
    layout::explain(&line).or_else(|| words(words::before_messages)).or_else(|| messages::explain(&line)).or_else(
        || {
            let plain = line.message == "invalid syntax" || line.message.starts_with("invalid syntax.");
            plain.then(|| words(words::explain)).flatten()
        },
    )
}

impl Line {
    fn of(shown: &SyntaxShown) -> Option<Line> {
        let message = shown.message.clone()?;
        let number: u32 = shown.line.as_deref()?.parse().ok().filter(|n| *n > 0)?;
        let name = shown.filename.clone().unwrap_or_else(|| "<string>".to_owned());
        let given = shown.text.as_deref().map(|t| t.trim_end_matches(['\n', '\r']));
        let file = if name.starts_with('<') || too_large(&name) { None } else { Lines::default().file(&name) };
        let source = match file {
            Some(file) if given.is_none_or(|t| file.line_text(number).trim_end() == t.trim_end()) => (*file).clone(),
            _ => {
                let padding = "\n".repeat(number.min(MOST_LINES) as usize - 1);
                SourceFile::new(name, format!("{padding}{}\n", given?.trim_start_matches('\n')))
            }
        };
        let text = source.line_text(number);
        let start = source.line_start(number);
        let in_bytes = told_in_bytes(&message);
        let byte = |offset: i64| {
            let chars = usize::try_from(offset - 1).unwrap_or(0);
            if in_bytes {
                return text.floor_char_boundary(chars);
            }
            text.char_indices().nth(chars).map_or(text.len(), |(i, _)| i)
        };
        let from = byte(shown.offset.unwrap_or(1));
        let to = match (shown.end_offset, shown.end_line == shown.line) {
            (Some(end), true) if end > 0 => byte(end).max(from),
            (_, false) => text.len(),
            _ => from,
        };
        let to = to.max((from + 1).min(text.len()));
        let span = Span::new(start + from as u32, start + to.max(from) as u32);
        let (base, end) = match text.len() > LONGEST {
            true => (text.floor_char_boundary(from.saturating_sub(BEFORE)), text.floor_char_boundary(from + AFTER)),
            false => (0, text.len()),
        };
        let whole = end - base == text.len();
        let text = text.get(base..end)?.to_owned();
        let (from, to) = (from - base, to.min(end).max(from) - base);
        let masked = masked(&text);
        Some(Line { message, source, number, masked, base, whole, span, from, to, text })
    }

    pub fn report(&self, code: &'static str, title: impl Into<String>) -> Report {
        let mut report = Report::new(code, title);
        report.source = Some(self.source.clone());
        report.place = self.span;
        report
    }

    /// A report whose fault is the error's own place.
    pub fn fault(&self, code: &'static str, title: impl Into<String>, label: &str) -> Report {
        self.report(code, title).label(self.visible(), Role::Fault, label)
    }

    /// The error's place, or the last character before it where the line has ended.
    pub fn visible(&self) -> Span {
        let start = self.source.line_start(self.number) + self.base as u32;
        let end = self.text.trim_end().len();
        if self.from < end {
            return Span::new(start + self.from as u32, start + self.to.min(end).max(self.from + 1) as u32);
        }
        let last = self.text.get(..end).and_then(|t| t.char_indices().next_back()).map_or(0, |(i, _)| i);
        Span::new(start + last as u32, start + end as u32)
    }

    /// A range of bytes of the line as a place in the source.
    pub fn place(&self, from: usize, to: usize) -> Span {
        let start = self.source.line_start(self.number) + self.base as u32;
        Span::new(start + from as u32, start + to as u32)
    }

    /// The code of the line, without indentation and comment.
    pub fn code(&self) -> &str {
        let end = comment_start(&self.text).unwrap_or(self.text.len());
        self.text.get(..end).unwrap_or("").trim()
    }

    /// The line's code with one range replaced.
    pub fn replaced(&self, from: usize, to: usize, with: &str) -> String {
        let end = comment_start(&self.text).unwrap_or(self.text.len()).max(to);
        let head = self.text.get(..from).unwrap_or("");
        let tail = self.text.get(to..end).unwrap_or("");
        format!("{head}{with}{tail}").trim().to_owned()
    }
}

/// Whether an error is one of the compiler's, which counts columns in bytes; the parser counts characters.
fn told_in_bytes(message: &str) -> bool {
    const PARTS: &[&str] = &[
        " outside ",
        " not properly in loop",
        " is parameter and ",
        " prior to ",
        " before global ",
        " before nonlocal ",
        "nonlocal",
        "duplicate argument ",
        "async generator",
        "asynchronous comprehension",
        "starred",
        "import * only",
        "__debug__",
        "except* block",
    ];
    PARTS.iter().any(|part| message.contains(part))
}

/// A line with the contents of strings, and comments, as spaces; of the same length in bytes.
pub fn masked(line: &str) -> String {
    let mut out: Vec<u8> = line.bytes().collect();
    let mut quote: Option<u8> = None;
    let mut i = 0;
    let bytes = line.as_bytes();
    while let Some(&b) = bytes.get(i) {
        let mut clear = |i: usize| {
            if let Some(slot) = out.get_mut(i) {
                *slot = b' ';
            }
        };
        match quote {
            Some(_) if b == b'\\' => {
                clear(i);
                clear(i + 1);
                i += 1;
            }
            Some(q) if b == q => quote = None,
            Some(_) => clear(i),
            None if matches!(b, b'"' | b'\'') => quote = Some(b),
            None if b == b'#' => {
                (i..bytes.len()).for_each(&mut clear);
                break;
            }
            None => {}
        }
        i += 1;
    }
    String::from_utf8(out).unwrap_or_else(|_| line.chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect())
}

fn comment_start(line: &str) -> Option<usize> {
    let shown = masked(line);
    let end = shown.trim_end().len();
    line.get(end..).and_then(|rest| rest.find('#')).map(|at| end + at)
}

/// Whether a line begins with a word.
pub fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_comments_are_masked() {
        assert_eq!(masked("a = 'x=\\'y' + \"#\" # b"), "a = '     ' + \" \"    ");
        assert_eq!(comment_start("a = '#' # b"), Some(8));
        assert_eq!(comment_start("a = '#'"), None);
    }

    #[test]
    fn words_end() {
        assert!(starts_with_word("else if", "else"));
        assert!(!starts_with_word("elsewhere", "else"));
    }
}
