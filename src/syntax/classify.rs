//! What the pieces of a text are, for colours: a view of the lexer's tokens that does not stop at errors.

use super::lex;
use super::token::Tok;
use crate::source::{SourceFile, Span};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Keyword,
    /// None, True, False.
    Singleton,
    Name,
    /// The name behind `def` or `class`.
    Definition,
    Number,
    String,
    Comment,
    Operator,
    Open,
    Close,
    /// What the lexer could not read.
    Error,
}

/// The pieces of a text in order; what is between them is blank.
pub fn classify(text: &str) -> Vec<(Span, Class)> {
    if u32::try_from(text.len()).is_err() {
        return Vec::new();
    }
    let source = SourceFile::new("<input>", text);
    let lexed = lex::lex(&source, Tok::StartFile);
    let mut out = Vec::with_capacity(lexed.tokens.len());
    let mut at = 0;
    let mut last = Tok::Newline;
    for &(start, tok, end) in lexed.tokens.iter().skip(1) {
        // The end of a line takes the comment in front of it along.
        let is_line_end = matches!(tok, Tok::Newline | Tok::Indent | Tok::Dedent | Tok::End);
        gap(text, at, if is_line_end { end } else { start }, &mut out);
        at = at.max(end);
        let class = match tok {
            Tok::Newline
            | Tok::Indent
            | Tok::Dedent
            | Tok::End
            | Tok::StartFile
            | Tok::StartEval
            | Tok::StartSingle => {
                last = tok;
                continue;
            }
            // An unknown character; at the end of the tokens the lexer stopped.
            Tok::Error if end > start && lexed.error.is_none() => Class::Error,
            Tok::Error => {
                rest(text, start, &mut out);
                return out;
            }
            Tok::Name if matches!(last, Tok::Def | Tok::Class) => Class::Definition,
            Tok::Name => Class::Name,
            Tok::Number => Class::Number,
            Tok::String | Tok::FStart | Tok::FMiddle | Tok::FEnd => Class::String,
            Tok::None | Tok::True | Tok::False => Class::Singleton,
            tok if tok.is_open_bracket() => Class::Open,
            tok if tok.is_close_bracket() => Class::Close,
            _ if text.as_bytes().get(start as usize).is_some_and(u8::is_ascii_alphabetic) => Class::Keyword,
            _ => Class::Operator,
        };
        last = tok;
        if end > start {
            out.push((Span::new(start, end), class));
        }
    }
    gap(text, at, text.len() as u32, &mut out);
    out
}

/// Comments are the only things between tokens that are not blank.
fn gap(text: &str, from: u32, to: u32, out: &mut Vec<(Span, Class)>) {
    let Some(between) = text.get(from as usize..(to as usize).max(from as usize)) else { return };
    let mut at = from;
    for line in between.split_inclusive('\n') {
        if let Some(hash) = line.find('#') {
            let end = at + line.trim_end_matches(['\n', '\r']).len() as u32;
            out.push((Span::new(at + hash as u32, end), Class::Comment));
        }
        at += line.len() as u32;
    }
}

/// The rest of a text that could not be lexed: usually an open string.
fn rest(text: &str, start: u32, out: &mut Vec<(Span, Class)>) {
    let from = out.last().map_or(0, |(span, _)| span.end);
    let tail = text.get(from as usize..).unwrap_or("");
    let opening = tail.find(['"', '\'']).map(|at| from + at as u32);
    let (start, class) = match opening {
        Some(at) => (at, Class::String),
        None => (start.max(from), Class::Error),
    };
    if (start as usize) < text.len() {
        out.push((Span::new(start, text.len() as u32), class));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(text: &str) -> Vec<(&str, Class)> {
        classify(text).into_iter().map(|(s, c)| (text.get(s.start as usize..s.end as usize).unwrap(), c)).collect()
    }

    #[test]
    fn pieces() {
        use Class::*;
        let expected =
            [("def", Keyword), ("f", Definition), ("(", Open), (")", Close), (":", Operator), ("# c", Comment)];
        assert_eq!(classes("def f():  # c"), expected);
        assert_eq!(classes("x = 'a"), [("x", Name), ("=", Operator), ("'a", String)]);
        assert_eq!(classes("'''a\nb"), [("'''a\nb", String)]);
        assert_eq!(classes("# c\nNone"), [("# c", Comment), ("None", Singleton)]);
        let comments = |text| classes(text).into_iter().filter(|c| c.1 == Comment).map(|c| c.0).collect::<Vec<_>>();
        assert_eq!(
            comments("x  # a\nif x:  # b\n    # c\n    y = (1,  # d\n    )  # e\n# f\n"),
            ["# a", "# b", "# c", "# d", "# e", "# f"]
        );
        assert_eq!(comments("x = '#'  # a\ny"), ["# a"]);
    }
}
