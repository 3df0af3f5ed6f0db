//! Colours of the text being typed: syntax classes, builtin names, the bracket that belongs to the one at the cursor, and
//! the gutters of continuation rows.
//!
//! Colours change nothing about the width: the editor computes positions from the text without them.

use super::buffer::gutter_len;
use crate::source::Span;
use crate::syntax::classify::{Class, classify};
use std::fmt::Write;

/// Texts longer than this are not coloured while they are typed.
const MOST: usize = 200_000;

pub const RESET: &str = "\x1b[0m";
pub const DIM: &str = "\x1b[2m";
pub const PROMPT: &str = "\x1b[1;35m";
pub const RED: &str = "\x1b[31m";

fn colour(class: Class, text: &str) -> &'static str {
    match class {
        Class::Keyword => "\x1b[1;34m",
        Class::Singleton => "\x1b[36m",
        Class::Number => "\x1b[33m",
        Class::String => "\x1b[32m",
        Class::Comment => "\x1b[31m",
        Class::Definition => "\x1b[1m",
        Class::Error => RED,
        Class::Name if is_builtin(text) => "\x1b[36m",
        _ => "",
    }
}

fn is_builtin(name: &str) -> bool {
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "__import__", "abs", "aiter", "all", "anext", "any", "ascii", "bin", "bool", "breakpoint", "bytearray", "bytes",
        "callable", "chr", "classmethod", "compile", "complex", "delattr", "dict", "dir", "divmod", "enumerate", "eval",
        "exec", "filter", "float", "format", "frozenset", "getattr", "globals", "hasattr", "hash", "help", "hex", "id",
        "input", "int", "isinstance", "issubclass", "iter", "len", "list", "locals", "map", "max", "memoryview", "min",
        "next", "object", "oct", "open", "ord", "pow", "print", "property", "range", "repr", "reversed", "round", "set",
        "setattr", "slice", "sorted", "staticmethod", "str", "sum", "super", "tuple", "type", "vars", "zip",
    ];
    NAMES.binary_search(&name).is_ok()
}

/// A dressed text with colours (if wanted) and with `continuation` in place of the gutters. `pos` is the cursor, `above`
/// what comes before the text without being shown.
pub fn paint(above: &str, dressed: &str, pos: usize, gutter: usize, continuation: &str, colours: bool) -> String {
    let few = above.len() + dressed.len() <= MOST;
    let pieces = if colours && few { pieces(above, dressed, gutter) } else { Vec::new() };
    let partner = if colours { partner(dressed, pos, &pieces) } else { None };
    let mut out = String::with_capacity(dressed.len() * 2);
    let mut pieces = pieces.into_iter().peekable();
    let mut at = 0;
    for (i, row) in dressed.split_inclusive('\n').enumerate() {
        let end = at + row.len();
        if i > 0 {
            let skip = gutter_len(row, gutter);
            if skip > 0 {
                if colours {
                    let _ = write!(out, "{PROMPT}{continuation}{RESET}");
                } else {
                    out.push_str(continuation);
                }
                at += skip;
            }
        }
        while let Some((span, class)) = pieces.peek() {
            let (start, stop) = (span.start as usize, span.end as usize);
            if start >= end {
                break;
            }
            out.push_str(dressed.get(at..start.max(at)).unwrap_or(""));
            let from = start.max(at);
            let to = stop.min(end);
            let text = dressed.get(from..to).unwrap_or("");
            let mut style = colour(*class, text);
            if partner == Some(start) {
                style = "\x1b[1;7m";
            }
            match (style, text.strip_suffix('\n')) {
                ("", _) => out.push_str(text),
                (_, Some(body)) => {
                    let _ = writeln!(out, "{style}{body}{RESET}");
                }
                (_, None) => {
                    let _ = write!(out, "{style}{text}{RESET}");
                }
            }
            at = to.max(at);
            if stop > end {
                break;
            }
            pieces.next();
        }
        out.push_str(dressed.get(at..end).unwrap_or(""));
        at = end;
    }
    out
}

/// The classes of a dressed text: gutters are blanks to the lexer.
fn pieces(above: &str, dressed: &str, gutter: usize) -> Vec<(Span, Class)> {
    let mut text = String::with_capacity(above.len() + 1 + dressed.len());
    if !above.is_empty() {
        text.push_str(above);
        text.push('\n');
    }
    let hidden = text.len() as u32;
    for (i, row) in dressed.split_inclusive('\n').enumerate() {
        let skip = if i > 0 { gutter_len(row, gutter) } else { 0 };
        // Form feeds reset the column: the row is indented as if it had no gutter.
        text.extend(std::iter::repeat_n('\x0c', skip));
        text.push_str(row.get(skip..).unwrap_or(row));
    }
    if text.starts_with(['%', ':', '?', '!']) {
        return Vec::new();
    }
    let mut found = classify(&text);
    if hidden > 0 {
        found.retain(|(span, _)| span.end > hidden);
        for (span, _) in &mut found {
            *span = Span::new(span.start.saturating_sub(hidden), span.end - hidden);
        }
    }
    found
}

/// The bracket that closes or opens the one at the cursor, or just before it.
fn partner(text: &str, pos: usize, pieces: &[(Span, Class)]) -> Option<usize> {
    let is_bracket = |c: Class| matches!(c, Class::Open | Class::Close);
    let brackets: Vec<(usize, Class)> =
        pieces.iter().filter(|(_, c)| is_bracket(*c)).map(|(s, c)| (s.start as usize, *c)).collect();
    let find = |at: usize| brackets.iter().position(|(start, _)| *start == at);
    let here = find(pos).or_else(|| pos.checked_sub(1).and_then(find))?;
    let (_, class) = brackets.get(here)?;
    let mut depth = 0i32;
    let step = |depth: &mut i32, c: Class| {
        *depth += if c == *class { 1 } else { -1 };
        *depth == 0
    };
    let found = match class {
        Class::Open => brackets.get(here..)?.iter().find(|(_, c)| step(&mut depth, *c)),
        _ => brackets.get(..=here)?.iter().rev().find(|(_, c)| step(&mut depth, *c)),
    };
    let at = found?.0;
    // Only a real pair is shown.
    let (open, close) = if *class == Class::Open { (brackets.get(here)?.0, at) } else { (at, brackets.get(here)?.0) };
    let pair = (text.as_bytes().get(open)?, text.as_bytes().get(close)?);
    matches!(pair, (b'(', b')') | (b'[', b']') | (b'{', b'}')).then_some(at)
}

/// Python source with colours, for listings.
pub fn paint_source(text: &str, colours: bool) -> String {
    if colours { paint("", text, usize::MAX, 0, "", true) } else { text.to_owned() }
}

/// Without escape sequences.
#[cfg(test)]
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\x1b' {
            for c in chars.by_ref() {
                if c.is_ascii_alphabetic() {
                    break;
                }
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::buffer::dress;
    use super::*;

    #[test]
    fn colours_change_no_text() {
        for text in
            ["def f(x):\n    return '''a\nb''' + (x)", "x = 'é\n", "if 1: # c\n\n  pass", "€ $ (", "f'{x:>{w}}'"]
        {
            let dressed = dress(text, 4);
            for pos in [0, 5, dressed.len()] {
                let painted = plain(&paint("", &dressed, pos, 4, "... ", true));
                assert_eq!(painted, text.replace('\n', "\n... "), "{text}");
                assert_eq!(paint("", &dressed, pos, 4, "... ", false), painted);
            }
        }
    }

    #[test]
    fn brackets_are_paired() {
        let at = |text: &str, pos| partner(text, pos, &pieces("", text, 4));
        assert_eq!(at("f((1))", 1), Some(5));
        assert_eq!(at("f((1))", 6), Some(1));
        assert_eq!(at("f((1)]", 6), None);
        assert_eq!(at("f(')')", 1), Some(5));
    }

    #[test]
    fn builtin_names_are_sorted() {
        assert!(is_builtin("__import__") && is_builtin("zip") && is_builtin("print") && !is_builtin("foo"));
    }
}
