//! Whether what was typed can run: complete, to be continued, or wrong; what is no Python is recognised here.

use super::buffer::without_final_indentation;
use crate::compile;
use crate::diag::{Diagnostic, Extent};
use crate::source::SourceFile;
use crate::syntax::{self, Completeness, Mode, ParseOptions};

/// Stack for the compiler.
const STACK: usize = 1 << 20;

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
        Completeness::Invalid => match diagnose(text).or_else(|| compile_error(text)) {
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
    let verdict = syntax::is_incomplete(&format!("{text}\n"));
    match verdict {
        // A statement that is whole but does not compile is not continued.
        Completeness::Incomplete if compile_error(text).is_some() => Completeness::Invalid,
        // A row is to be joined, and has not come.
        Completeness::Complete
            if text.strip_suffix('\n').is_some_and(|t| {
                t.ends_with('\\') && syntax::is_incomplete(&format!("{t} \n")) == Completeness::Invalid
            }) =>
        {
            Completeness::Incomplete
        }
        _ => verdict,
    }
}

/// Why a text that parses does not compile.
fn compile_error(text: &str) -> Option<(SourceFile, Diagnostic)> {
    let source = SourceFile::new("<input>", format!("{text}\n"));
    let module = syntax::parse(&source, Mode::File, ParseOptions { no_warnings: true }).ok()?;
    let options = compile::CompileOptions {
        mode: compile::Mode::Exec,
        optimize: 0,
        future_annotations: false,
        filename: String::new(),
        top_level_await: false,
    };
    let found = stacker::maybe_grow(STACK / 2, STACK, || compile::compile(&module, &source, options)).err()?;
    Some((source, found))
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

    /// A text of a golden file, its escapes undone.
    fn unescape(text: &str) -> String {
        let mut out = String::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match (c, if c == '\\' { chars.next() } else { None }) {
                ('\\', Some('n')) => out.push('\n'),
                ('\\', Some('t')) => out.push('\t'),
                ('\\', Some('f')) => out.push('\x0c'),
                ('\\', Some(other)) => out.push(other),
                _ => out.push(c),
            }
        }
        out
    }

    /// Whether a text is judged as CPython's `codeop` does: complete, incomplete, or wrong. It compiles, so that some
    /// texts are wrong for it that do parse; and of several statements it says so, where a session runs them.
    fn agrees(verdict: char, text: &str) -> bool {
        match verdict {
            'c' => completeness(text) == Completeness::Complete,
            'i' => completeness(text) == Completeness::Incomplete,
            'x' => completeness(text) != Completeness::Incomplete,
            _ => true,
        }
    }

    /// What CPython's `codeop` says about these texts.
    #[test]
    fn as_codeop_decides() {
        let mut problems = Vec::new();
        for line in include_str!("../../tests/golden/codeop.txt").lines() {
            let (verdict, text) = line.split_once('\t').unwrap();
            let text = unescape(text);
            let letter = match verdict {
                "complete" => 'c',
                "incomplete" => 'i',
                _ => 'x',
            };
            if !agrees(letter, &text) {
                problems.push(format!("{text:?}: {verdict}, but {:?}", completeness(&text)));
            }
        }
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    /// The same for programs and wrong programs cut off behind each character, without and with a line feed behind.
    /// (`c3i2` in the file: three complete, then two incomplete.)
    #[test]
    fn as_codeop_decides_at_each_character() {
        let mut problems = Vec::new();
        let mut count = 0;
        let file = std::env::var("PYROPE_CODEOP").ok().and_then(|p| std::fs::read_to_string(p).ok());
        let file = file.unwrap_or_else(|| include_str!("../../tests/golden/codeop_cuts.txt").to_owned());
        for line in file.lines() {
            let mut fields = line.splitn(3, '\t');
            let (plain, broken) = (fields.next().unwrap(), fields.next().unwrap());
            let text = unescape(fields.next().unwrap());
            for (verdicts, behind) in [(plain, ""), (broken, "\n")] {
                let mut ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
                let mut letters = verdicts.chars().peekable();
                while let Some(letter) = letters.next() {
                    let mut digits = String::new();
                    while let Some(digit) = letters.next_if(char::is_ascii_digit) {
                        digits.push(digit);
                    }
                    for end in ends.by_ref().take(digits.parse().unwrap_or(1)) {
                        let cut = format!("{}{behind}", &text[..end]);
                        count += 1;
                        if !agrees(letter, &cut) {
                            problems.push(format!("{cut:?}: {letter}, but {:?}", completeness(&cut)));
                        }
                    }
                }
                assert_eq!(ends.next(), None, "a verdict is missing: {line}");
            }
        }
        assert!(problems.is_empty(), "{} of {count} differ:\n{}", problems.len(), problems.join("\n"));
        assert!(count > 10_000);
    }
}
