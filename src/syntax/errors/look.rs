//! A view of the tokens around a failure: lines, brackets, and how far expressions go.

use crate::source::{SourceFile, Span};
use crate::syntax::ast::{Expr, ExprKind, StmtKind};
use crate::syntax::build::Builder;
use crate::syntax::parser;
use crate::syntax::token::{Tok, Token};
use std::cell::Cell;

/// Longest run of tokens that is parsed again: diagnosis stays fast on huge displays.
const WINDOW: usize = 4000;

/// An open construct around the failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Open {
    /// A bracket: the index of its token.
    Bracket(usize),
    /// A replacement field of an f-string: the index of its brace.
    Field(usize),
    /// An f-string: the index of its start.
    FString(usize),
}

impl Open {
    pub(super) fn index(self) -> usize {
        match self {
            Open::Bracket(index) | Open::Field(index) | Open::FString(index) => index,
        }
    }
}

pub(super) struct Look<'a> {
    pub(super) source: &'a SourceFile,
    pub(super) tokens: &'a [Token],
    /// Index of the token that fits no rule.
    pub(super) at: usize,
    expected: &'a [String],
    /// Index of the first token of its logical line.
    pub(super) line: usize,
    /// What is open before it, outermost first.
    pub(super) open: Vec<Open>,
    /// Index of the last token that CPython has read when it raises the error that was found, if
    /// that is not the failing one: errors of the lexer up to there come first.
    pub(super) read: Cell<Option<usize>>,
}

impl<'a> Look<'a> {
    pub(super) fn new(source: &'a SourceFile, tokens: &'a [Token], at: usize, expected: &'a [String]) -> Look<'a> {
        let mut look = Look { source, tokens, at, expected, line: 0, open: Vec::new(), read: Cell::new(None) };
        look.line = look.line_start(at);
        look.open = look.open_before(at);
        look
    }

    /// Whether a single expression is read, without statements.
    pub(super) fn is_eval(&self) -> bool {
        self.kind(0) == Tok::StartEval
    }

    pub(super) fn token(&self, index: usize) -> Token {
        let end = self.source.text().len() as u32;
        self.tokens.get(index).copied().unwrap_or((end, Tok::End, end))
    }

    pub(super) fn kind(&self, index: usize) -> Tok {
        self.token(index).1
    }

    pub(super) fn text(&self, index: usize) -> &'a str {
        let (start, _, end) = self.token(index);
        let text: &'a str = self.source.text();
        text.get(start as usize..end as usize).unwrap_or("")
    }

    /// The range from one token to the one before another.
    pub(super) fn range(&self, from: usize, to: usize) -> Span {
        let (start, tok, end) = self.token(to.saturating_sub(1));
        // Outside of comparisons CPython tells of the first character of `<>` only.
        let end = if tok == Tok::LessGreater { start + 1 } else { end };
        Span::new(self.token(from).0, end)
    }

    pub(super) fn expects(&self, terminal: &str) -> bool {
        self.expected.iter().any(|e| e.trim_matches('"') == terminal)
    }

    /// Index of the first token of the logical line that holds a token.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let mut index = at.min(self.tokens.len());
        while index > 0 {
            match self.kind(index - 1) {
                Tok::Newline | Tok::Indent | Tok::Dedent | Tok::StartFile | Tok::StartEval | Tok::StartSingle => break,
                _ => index -= 1,
            }
        }
        index
    }

    /// Index of the first token of the simple statement around the failure: behind the colon of a
    /// compound statement on the same line, and behind semicolons.
    pub(super) fn statement_start(&self) -> usize {
        let mut start = self.line;
        let mut head = if self.kind(start) == Tok::Async { start + 1 } else { start };
        if self.kind(head) == Tok::Type {
            head = start;
        }
        let compound = matches!(
            self.kind(head),
            Tok::If
                | Tok::Elif
                | Tok::Else
                | Tok::While
                | Tok::For
                | Tok::Try
                | Tok::Except
                | Tok::Finally
                | Tok::With
                | Tok::Def
                | Tok::Class
                | Tok::Case
        );
        let end = self.open.first().map_or(self.at, |open| open.index());
        if compound && let Some(colon) = self.find_at_depth(head, end, &[Tok::Colon]) {
            start = colon + 1;
        }
        self.rfind_at_depth(start, end, &[Tok::Semicolon]).map_or(start, |semicolon| semicolon + 1)
    }

    /// Index of the first token of the element (between commas) that holds an open bracket.
    pub(super) fn element_around(&self, level: usize) -> (usize, usize) {
        let from = match level.checked_sub(1).and_then(|outer| self.open.get(outer)) {
            Some(outer) => outer.index() + 1,
            None => self.line,
        };
        let to = self.open.get(level).map_or(self.at, |open| open.index());
        let comma = self.rfind_at_depth(from, to, &[Tok::Comma, Tok::Semicolon]);
        (comma.map_or(from, |comma| comma + 1), to)
    }

    /// Brackets, f-strings and fields that are open before a token of this line.
    fn open_before(&self, at: usize) -> Vec<Open> {
        let mut open = Vec::new();
        for index in self.line..at {
            match self.kind(index) {
                Tok::FStart => open.push(Open::FString(index)),
                Tok::FEnd => {
                    while let Some(top) = open.pop() {
                        if matches!(top, Open::FString(_)) {
                            break;
                        }
                    }
                }
                Tok::LBrace => {
                    // Directly in a string, or in a format specification.
                    let field = match open.last() {
                        Some(Open::FString(_)) => true,
                        Some(&Open::Field(brace)) => self.in_spec(brace, index),
                        _ => false,
                    };
                    open.push(if field { Open::Field(index) } else { Open::Bracket(index) });
                }
                tok if tok.is_open_bracket() => open.push(Open::Bracket(index)),
                tok if tok.is_close_bracket() => {
                    open.pop();
                }
                _ => {}
            }
        }
        open
    }

    /// Whether the colon of a field was passed before `at`: then text or a field must precede.
    pub(super) fn in_spec(&self, brace: usize, at: usize) -> bool {
        self.find_at_depth(brace + 1, at, &[Tok::Colon]).is_some()
            && matches!(self.kind(at.saturating_sub(1)), Tok::Colon | Tok::FMiddle | Tok::RBrace)
    }

    /// Whether the innermost open construct is a bracket of this kind; its index.
    pub(super) fn innermost(&self) -> Option<usize> {
        match self.open.last() {
            Some(Open::Bracket(index)) => Some(*index),
            _ => None,
        }
    }

    /// Index of the bracket that closes the one at `open`, or of the last token.
    pub(super) fn closing(&self, open: usize) -> usize {
        let mut depth = 0usize;
        for index in open..self.tokens.len() {
            match self.kind(index) {
                tok if tok.is_open_bracket() => depth += 1,
                tok if tok.is_close_bracket() => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return index;
                    }
                }
                _ => {}
            }
        }
        self.tokens.len().saturating_sub(1)
    }

    /// The first token of one of these kinds in `from..to`, outside of brackets and f-strings.
    pub(super) fn find_at_depth(&self, from: usize, to: usize, kinds: &[Tok]) -> Option<usize> {
        let mut depth = 0usize;
        for index in from..to.min(self.tokens.len()) {
            let tok = self.kind(index);
            if depth == 0 && kinds.contains(&tok) {
                return Some(index);
            }
            if tok.is_open_bracket() || tok == Tok::FStart {
                depth += 1;
            } else if tok.is_close_bracket() || tok == Tok::FEnd {
                if depth == 0 {
                    return None;
                }
                depth -= 1;
            }
        }
        None
    }

    /// The last token of one of these kinds in `from..to`, outside of brackets and f-strings.
    pub(super) fn rfind_at_depth(&self, from: usize, to: usize, kinds: &[Tok]) -> Option<usize> {
        let mut found = None;
        let mut start = from;
        while let Some(index) = self.find_at_depth(start, to, kinds) {
            found = Some(index);
            start = index + 1;
        }
        found
    }

    /// Index of the first token of the element (between commas) before the failure.
    pub(super) fn element_start(&self) -> usize {
        let from = self.open.last().map_or(self.line, |open| open.index() + 1);
        self.rfind_at_depth(from, self.at, &[Tok::Comma, Tok::Semicolon]).map_or(from, |comma| comma + 1)
    }

    /// The tokens of a range as one expression, if they are one. `None` for what is none.
    pub(super) fn expression(&self, from: usize, to: usize) -> Option<Box<Expr>> {
        if from >= to || to - from > WINDOW {
            return None;
        }
        let tokens = self.tokens.get(from..to)?;
        let stop = Cell::new(false);
        let mut builder = Builder::new(self.source, &stop);
        if !parser::try_expression(tokens, &mut builder, &stop).1 {
            return None;
        }
        match builder.stmts.pop()?.kind {
            StmtKind::Expr { value } => Some(value),
            _ => None,
        }
    }

    /// Whether the tokens are CPython's `disjunction`: no conditional, lambda or plain tuple.
    pub(super) fn is_disjunction(&self, from: usize, to: usize) -> bool {
        self.expression(from, to).is_some_and(|e| match e.kind {
            ExprKind::IfExp { .. } | ExprKind::Lambda(_) => e.span.start != self.token(from).0,
            ExprKind::Tuple { .. } => matches!(self.kind(from), Tok::LParen),
            _ => true,
        })
    }

    /// Where the longest expression that starts at `from` ends (exclusive), within one bracket
    /// and one element.
    pub(super) fn expression_end(&self, from: usize, commas: bool) -> Option<usize> {
        let mut limit = from;
        let mut depth = 0usize;
        while limit < self.tokens.len() && limit - from < WINDOW {
            let tok = self.kind(limit);
            if tok.is_open_bracket() || tok == Tok::FStart {
                depth += 1;
            } else if tok.is_close_bracket() || tok == Tok::FEnd {
                if depth == 0 {
                    break;
                }
                depth -= 1;
            } else if matches!(tok, Tok::Newline | Tok::End | Tok::Error)
                || (depth == 0 && (tok == Tok::Semicolon || (tok == Tok::Comma && !commas)))
            {
                break;
            }
            limit += 1;
        }
        let tokens = self.tokens.get(from..limit)?;
        let stop = Cell::new(false);
        let mut builder = Builder::new(self.source, &stop);
        let (accepted, complete) = parser::try_expression(tokens, &mut builder, &stop);
        if complete {
            return (limit > from).then_some(limit);
        }
        // The longest prefix that is whole; the failing token bounds it.
        let mut end = from + accepted;
        let mut tries = 0;
        while end > from && tries < 64 {
            if self.expression(from, end).is_some() {
                return Some(end);
            }
            end -= 1;
            tries += 1;
        }
        None
    }

    /// Whether an expression starts at a token (and is whole).
    pub(super) fn starts_expression(&self, at: usize) -> bool {
        self.expression_end(at, false).is_some()
    }
}
