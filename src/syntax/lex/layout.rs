//! Lines and blocks: NEWLINE, INDENT, DEDENT, line continuation, and the soft keyword `match`,
//! which is settled when its logical line ends.

use super::{Lexer, Stop};
use crate::diag::{Diagnostic, DiagnosticKind, Extent};
use crate::source::Span;
use crate::syntax::token::Tok;

/// Nesting of blocks that CPython's tokenizer accepts.
const MAX_INDENTS: usize = 100;

#[derive(Clone, Copy, Default)]
pub(in crate::syntax) struct Indent {
    /// Column with tabs to multiples of 8.
    column: u32,
    /// Column with tabs of width 1: both must agree on what is deeper.
    alternative: u32,
    pub(super) is_match: bool,
}

impl Lexer<'_> {
    /// Measures the indentation of the next line that is not blank and opens or closes blocks.
    pub(super) fn start_of_line(&mut self) -> Result<(), Stop> {
        let mut at = self.logos.span().end;
        let (column, alternative) = loop {
            let (mut column, mut alternative) = (0u32, 0u32);
            let mut continued = None;
            loop {
                match self.byte(at) {
                    b' ' => {
                        column = column.saturating_add(1);
                        alternative = alternative.saturating_add(1);
                    }
                    b'\t' => {
                        column = (column / 8 + 1).saturating_mul(8);
                        alternative = alternative.saturating_add(1);
                    }
                    0x0c => (column, alternative) = (0, 0),
                    b'\\' if matches!(self.byte(at + 1), b'\n' | b'\r') => {
                        // A line of blanks and a backslash: its own columns count.
                        continued.get_or_insert((column, alternative));
                        if self.byte(at + 1) == b'\r' && self.byte(at + 2) == b'\n' {
                            at += 1;
                        }
                        at += 1;
                    }
                    _ => break,
                }
                at += 1;
            }
            let columns = continued.filter(|c| c.0 > 0).unwrap_or((column, alternative));
            match self.byte(at) {
                b'#' => {
                    let rest = self.bytes.get(at..).unwrap_or(&[]);
                    at += rest.iter().position(|&b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
                    if at >= self.bytes.len() {
                        self.advance_to(at as u32);
                        return Ok(());
                    }
                    at += 1;
                }
                b'\n' | b'\r' => at += 1,
                _ if at >= self.bytes.len() => {
                    self.advance_to(at as u32);
                    if continued.is_some() {
                        let text = self.source.text().trim_end_matches(['\r', '\n']);
                        return self.unexpected_eof((text.len() as u32).saturating_sub(1));
                    }
                    return Ok(());
                }
                _ => break columns,
            }
        };
        self.advance_to(at as u32);
        self.indent_to(column, alternative, at as u32)?;
        self.line_first = self.tokens.len();
        Ok(())
    }

    fn indent_to(&mut self, column: u32, alternative: u32, at: u32) -> Result<(), Stop> {
        let mut top = self.indents.last().copied().unwrap_or_default();
        let is_match = std::mem::take(&mut self.opens_match);
        if column == top.column {
            if alternative != top.alternative {
                return self.tab_error(at);
            }
            return Ok(());
        }
        if column > top.column {
            if self.indents.len() + 1 >= MAX_INDENTS {
                let span = self.whole_line(at);
                let kind = DiagnosticKind::IndentationError;
                return self.fail_layout(kind, "too many levels of indentation", span);
            }
            if alternative <= top.alternative {
                return self.tab_error(at);
            }
            self.indents.push(Indent { column, alternative, is_match });
            self.tokens.push((at, Tok::Indent, at));
            return Ok(());
        }
        // The error comes in the place of the tokens that close blocks.
        let first_tokens = self.tokens.len();
        while column < top.column {
            self.indents.pop();
            self.tokens.push((at, Tok::Dedent, at));
            top = self.indents.last().copied().unwrap_or_default();
        }
        if column != top.column {
            self.tokens.truncate(first_tokens);
            let span = self.whole_line(at);
            let message = "unindent does not match any outer indentation level";
            return self.fail_layout(DiagnosticKind::IndentationError, message, span);
        }
        if alternative != top.alternative {
            self.tokens.truncate(first_tokens);
            return self.tab_error(at);
        }
        Ok(())
    }

    fn tab_error(&mut self, at: u32) -> Result<(), Stop> {
        let start = self.source.line_start(self.source.line_of(at));
        let message = "inconsistent use of tabs and spaces in indentation";
        let kind = DiagnosticKind::TabError;
        let diagnostic = Diagnostic::new(kind, message, Span::new(start, start));
        self.stop(diagnostic.with_extent(Extent::Start), false, false)
    }

    /// CPython reports these errors when it has consumed the line: the caret is at its end.
    fn whole_line(&self, at: u32) -> Span {
        let line = self.source.line_of(at);
        let end = self.source.line_start(line) + self.source.line_text(line).len() as u32;
        Span::new(end, end)
    }

    /// Ends a logical line: settles `match` and appends NEWLINE.
    pub(super) fn end_of_line(&mut self, start: u32, end: u32) {
        if self.tokens.len() == self.line_first {
            return;
        }
        if let Some(index) = self.closed_with.take()
            && let Some(open) = self.tokens.get_mut(index as usize)
        {
            // Only the colon is missing.
            open.1 = Tok::WithLParen;
        }
        let ends_in_colon = self.last() == Tok::Colon;
        if let Some(first) = self.tokens.get_mut(self.line_first)
            && first.1 == Tok::Match
        {
            self.opens_match = ends_in_colon;
            if !ends_in_colon {
                first.1 = Tok::Name;
            }
        }
        self.push(start, Tok::Newline, end);
        self.line_first = self.tokens.len();
    }

    /// A backslash: must be followed by the end of the line.
    pub(super) fn continuation(&mut self, start: u32) -> Result<(), Stop> {
        let at = start as usize + 1;
        let length = match (self.byte(at), self.byte(at + 1)) {
            (b'\r', b'\n') => 2,
            (b'\n' | b'\r', _) => 1,
            _ if at >= self.bytes.len() => return self.unexpected_eof(start),
            _ => {
                let message = "unexpected character after line continuation character";
                // The character after the backslash.
                let diagnostic = Diagnostic::syntax_error(message, Span::new(start + 1, start + 1));
                // CPython notices it only when its parser comes here.
                return self.stop(diagnostic.with_extent(Extent::Start), false, false);
            }
        };
        if at + length >= self.bytes.len() {
            return self.unexpected_eof(start);
        }
        self.advance_to((at + length) as u32);
        Ok(())
    }

    fn unexpected_eof(&mut self, start: u32) -> Result<(), Stop> {
        let span = Span::new(start + 1, start + 1);
        let diagnostic = Diagnostic::syntax_error("unexpected EOF while parsing", span);
        self.stop(diagnostic.with_extent(Extent::Open), true, true)
    }

    pub(super) fn end_of_file(&mut self) -> Result<(), Stop> {
        let end = self.bytes.len() as u32;
        if self.brackets.is_empty() {
            self.end_of_line(end, end);
            for _ in 0..self.indents.len() {
                self.tokens.push((end, Tok::Dedent, end));
            }
        }
        self.push(end, Tok::End, end);
        Ok(())
    }
}
