//! Whether what was typed can run: complete, to be continued, or wrong; what is no Python is recognised here.

use super::buffer::without_final_indentation;
use crate::diag::{Diagnostic, Extent};
use crate::source::SourceFile;
use crate::syntax::{self, Completeness, Mode, ParseOptions};

/// What Enter makes of a text.
#[derive(Debug, PartialEq, Eq)]
pub enum Check {
    Complete,
    Incomplete,
    /// No further row can mend it; the text says why.
    Wrong(String),
}

/// What a text is. None of the forms that are not Python could begin a statement or end one.
#[derive(Debug, PartialEq, Eq)]
pub enum Form<'t> {
    Python,
    /// `%name arguments`
    Magic(&'t str, &'t str),
    /// `%%name arguments`, and rows of Python.
    Cell(&'t str, &'t str, &'t str),
    /// `name?` and `?name`, or with two question marks.
    Help(&'t str, bool),
    /// `:s/pattern/replacement/`
    Substitute(&'t str),
}

pub fn form(text: &str) -> Form<'_> {
    let trimmed = text.trim();
    if let Some(rest) = trimmed.strip_prefix("%%") {
        let (head, body) = rest.split_once('\n').unwrap_or((rest, ""));
        let (name, arguments) = word(head);
        return Form::Cell(name, arguments, body);
    }
    if trimmed.contains('\n') {
        return Form::Python;
    }
    if let Some(rest) = trimmed.strip_prefix('%') {
        let (name, arguments) = word(rest);
        return Form::Magic(name, arguments);
    }
    if trimmed.starts_with(':') {
        return Form::Substitute(trimmed.strip_prefix(':').unwrap_or(trimmed).trim());
    }
    let question =
        |t: &str| t.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '%' | '[' | ']' | '\'' | '"'));
    for (marks, more) in [("??", true), ("?", false)] {
        if let Some(name) = trimmed.strip_suffix(marks).or_else(|| trimmed.strip_prefix(marks)).map(str::trim)
            && question(name)
        {
            return Form::Help(name, more);
        }
    }
    Form::Python
}

/// The first word and the rest.
pub fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    match text.split_once(char::is_whitespace) {
        Some((first, rest)) => (first, rest.trim()),
        None => (text, ""),
    }
}

pub fn check(text: &str) -> Check {
    match form(text) {
        Form::Python => {}
        Form::Cell(..) if text.contains('\n') && !text.ends_with('\n') => return Check::Incomplete,
        Form::Cell(_, _, body) if body.is_empty() && !text.ends_with('\n') => return Check::Incomplete,
        _ => return Check::Complete,
    }
    let text = without_final_indentation(text);
    match completeness(text) {
        Completeness::Complete => Check::Complete,
        Completeness::Incomplete => Check::Incomplete,
        Completeness::Invalid => match diagnose(text) {
            Some((source, diagnostic)) => Check::Wrong(message(&source, &diagnostic)),
            None => Check::Complete,
        },
    }
}

/// As `codeop` decides: the rows so far, without a line feed after the last.
pub fn completeness(text: &str) -> Completeness {
    if text.lines().all(|l| l.trim().is_empty() || l.trim().starts_with('#')) {
        return Completeness::Complete;
    }
    // Nothing but joined rows.
    if text.contains('\\') && text.trim_matches(['\\', '\n', ' ']).is_empty() {
        return Completeness::Incomplete;
    }
    syntax::is_incomplete(&format!("{text}\n"))
}

fn diagnose(text: &str) -> Option<(SourceFile, Diagnostic)> {
    let source = SourceFile::new("<input>", format!("{text}\n"));
    let found = syntax::parse(&source, Mode::File, ParseOptions { no_warnings: true }).err()?;
    Some((source, found))
}

/// The error as it is shown under the line: carets if it is in the last row, else the row's number.
fn message(source: &SourceFile, diagnostic: &Diagnostic) -> String {
    const PROMPT: usize = 4;
    let at = diagnostic.location(source);
    let rows = source.text().trim_end_matches('\n').matches('\n').count() as u32 + 1;
    let text = format!("{}: {}", diagnostic.kind.name(), diagnostic.message);
    if at.lineno != rows || diagnostic.extent == Extent::Eof {
        return format!("\n{}row {}: {text}", " ".repeat(PROMPT), at.lineno);
    }
    let column = (at.offset.max(1) - 1) as usize;
    let line = source.line_text(at.lineno);
    let before: String = line.chars().take(column).collect();
    let length = line.chars().count();
    let end = if at.end_lineno == at.lineno && at.end_offset > 0 { at.end_offset as usize - 1 } else { column + 1 };
    let width = end.min(length.max(column + 1)).saturating_sub(column).max(1);
    let indent = " ".repeat(PROMPT + unicode_width::UnicodeWidthStr::width(before.as_str()));
    format!("\n{indent}{}\n{}{text}", "^".repeat(width), " ".repeat(PROMPT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        assert_eq!(form("%time f(1)"), Form::Magic("time", "f(1)"));
        assert_eq!(form("%%time\nx"), Form::Cell("time", "", "x"));
        assert_eq!(form("x.y?"), Form::Help("x.y", false));
        assert_eq!(form("?? x"), Form::Help("x", true));
        assert_eq!(form(":%s/a/b/g"), Form::Substitute("%s/a/b/g"));
        assert_eq!(form("# really?"), Form::Python);
        assert_eq!(form("x = 'y?'"), Form::Python);
    }

    #[test]
    fn errors_are_certain() {
        assert_eq!(check("if x:\n    y\n    "), Check::Complete);
        assert_eq!(check("if x:\n    y"), Check::Incomplete);
        assert_eq!(check("a = (1,\n"), Check::Incomplete);
        assert_eq!(check("a b"), Check::Wrong("\n      ^\n    SyntaxError: invalid syntax".to_owned()));
    }

    /// What CPython's `codeop` says about these texts. (It compiles, so that some are wrong for it that do parse.)
    #[test]
    fn as_codeop_decides() {
        let mut problems = Vec::new();
        for line in include_str!("../../tests/golden/codeop.txt").lines() {
            let (verdict, text) = line.split_once('\t').unwrap();
            let unescape = |(i, part): (usize, &str)| match (i, part.chars().next()) {
                (0, _) => part.to_owned(),
                (_, Some('n')) => format!("\n{}", &part[1..]),
                (_, Some('t')) => format!("\t{}", &part[1..]),
                (_, Some('f')) => format!("\x0c{}", &part[1..]),
                _ => part.to_owned(),
            };
            let text = text.replace("\\\\", "\u{1}");
            let text: String = text.split('\\').enumerate().map(unescape).collect();
            let text = text.replace('\u{1}', "\\");
            let found = completeness(&text);
            let good = match verdict {
                "complete" => found == Completeness::Complete,
                "incomplete" => found == Completeness::Incomplete,
                _ => found != Completeness::Incomplete,
            };
            if !good {
                problems.push(format!("{text:?}: {verdict}, but {found:?}"));
            }
        }
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }
}
