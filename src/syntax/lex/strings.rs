//! String literals: extent only; escapes are decoded by the builder.
//!
//! f-strings and t-strings (PEP 701, 750) become FStart, FMiddle, FEnd around the ordinary
//! tokens of their fields; a stack of open strings, each with a stack of open fields, says
//! whether text or an expression comes next.

use super::{FString, Field, Lexer, MAX_FSTRINGS, Stop};
use crate::diag::Diagnostic;
use crate::source::Span;
use crate::syntax::token::Tok;

impl Lexer<'_> {
    /// Finishes a plain string or bytes literal; `after_quote` is the offset behind the opening
    /// quote. Returns the end.
    pub(super) fn string(&mut self, start: u32, after_quote: u32) -> Result<u32, Stop> {
        let quote = self.byte(after_quote as usize - 1);
        let triple = self.is_triple(start, after_quote);
        let mut at = after_quote as usize;
        let end = loop {
            match self.byte(at) {
                b'\\' => {
                    // The escaped character may be multi-byte: its tail cannot be special.
                    at += 2;
                    if self.byte(at - 1) == b'\r' && self.byte(at) == b'\n' {
                        at += 1;
                    }
                }
                b if b == quote => {
                    if !triple {
                        break at + 1;
                    }
                    if self.byte(at + 1) == quote && self.byte(at + 2) == quote {
                        break at + 3;
                    }
                    at += 1;
                }
                b'\n' | b'\r' if !triple => {
                    return self.unterminated_string(start, quote, triple, at);
                }
                0 if at >= self.bytes.len() => {
                    return self.unterminated_string(start, quote, triple, self.bytes.len());
                }
                _ => at += 1,
            }
        };
        self.advance_to(end as u32);
        Ok(end as u32)
    }

    fn is_triple(&self, start: u32, after_quote: u32) -> bool {
        let quote = self.byte(after_quote as usize - 1);
        after_quote - start >= 3
            && self.byte(after_quote as usize - 2) == quote
            && self.byte(after_quote as usize - 3) == quote
    }

    fn unterminated_string<T>(&mut self, start: u32, quote: u8, triple: bool, at: usize) -> Result<T, Stop> {
        let span = Span::new(start, start);
        // The quote of the surrounding f-string was meant to end it: the field lacks its brace.
        if let Some(string) = self.fstrings.last()
            && string.quote == quote
            && string.triple == triple
        {
            let message = format!("{}-string: expecting '}}'", string.letter());
            let mut diagnostic = Diagnostic::syntax_error(message, span);
            diagnostic.from_lexer = true;
            return self.stop(diagnostic, false, false);
        }
        let line = self.last_line(at);
        if triple {
            let message = format!("unterminated triple-quoted string literal (detected at line {line})");
            let mut diagnostic = Diagnostic::syntax_error(message, span);
            diagnostic.from_lexer = true;
            return self.stop(diagnostic, true, true);
        }
        let mut message = format!("unterminated string literal (detected at line {line})");
        let begin = start as usize;
        let body = self.bytes.get(begin..at.min(self.bytes.len())).unwrap_or(&[]);
        if body.windows(2).any(|pair| pair == [b'\\', quote]) {
            message.push_str("; perhaps you escaped the end quote?");
        }
        // The text ends with a joined row: what joins it has not come.
        let joined = at >= self.bytes.len() && self.bytes.ends_with(b"\\\n");
        self.stop(Diagnostic::syntax_error(message, span), true, joined)
    }

    /// The line at which the end of a text is detected.
    fn last_line(&self, at: usize) -> u32 {
        let at = at.min(self.bytes.len());
        // A final line break does not start another line.
        if at >= self.bytes.len() && matches!(self.bytes.last(), Some(b'\n' | b'\r')) {
            return self.source.line_of(at as u32 - 1);
        }
        self.source.line_of(at as u32)
    }

    /// A name directly before a quote: either an impossible mixture of prefixes, or no prefix.
    pub(super) fn check_prefix(&mut self, start: u32, end: u32) -> Result<(), Stop> {
        let source = self.source;
        let name = source.slice(Span::new(start, end)).to_ascii_lowercase();
        let has = |c: char| name.contains(c);
        let mut seen = 0u8;
        for c in name.bytes() {
            let Some(bit) = b"burft".iter().position(|&p| p == c) else { return Ok(()) };
            if seen & (1 << bit) != 0 {
                return Ok(());
            }
            seen |= 1 << bit;
        }
        for (a, b) in [('u', 'b'), ('u', 'r'), ('u', 'f'), ('u', 't'), ('b', 'f'), ('b', 't'), ('f', 't')] {
            if has(a) && has(b) {
                let message = format!("'{a}' and '{b}' prefixes are incompatible");
                return self.fail(message, Span::new(start, end));
            }
        }
        Ok(())
    }

    pub(super) fn open_fstring(&mut self, start: u32, after_quote: u32) -> Result<(), Stop> {
        if self.fstrings.len() >= MAX_FSTRINGS {
            let span = self.point_before(after_quote);
            return self.fail("too many nested f-strings or t-strings", span);
        }
        let triple = self.is_triple(start, after_quote);
        let quote = self.byte(after_quote as usize - 1);
        let prefix = self.bytes.get(start as usize..after_quote as usize).unwrap_or(&[]);
        let has = |c: u8| prefix.iter().any(|b| b | 0x20 == c);
        let string = FString { start, quote, triple, raw: has(b'r'), template: has(b't'), fields: Vec::new() };
        self.push(start, Tok::FStart, after_quote);
        self.fstrings.push(string);
        Ok(())
    }

    pub(super) fn enter_spec(&mut self, at: u32) -> Result<(), Stop> {
        if let Some(field) = self.fstrings.last_mut().and_then(|string| string.fields.last_mut()) {
            field.in_spec = true;
        }
        self.advance_to(at);
        // `:=` was one token for logos: read from behind the colon again.
        if self.logos.span().end > at as usize {
            self.rewind(at);
        }
        self.fstring_middle(at)
    }

    fn rewind(&mut self, at: u32) {
        let mut lexer = <Tok as logos::Logos>::lexer(self.source.text());
        lexer.bump(at as usize);
        self.logos = lexer;
    }

    /// Reads literal text from `from` to the next field, the end of the specification or the end
    /// of the string, and the token that follows it.
    pub(super) fn fstring_middle(&mut self, from: u32) -> Result<(), Stop> {
        let Some(string) = self.fstrings.last() else { return Ok(()) };
        let (quote, triple, raw, letter, start) =
            (string.quote, string.triple, string.raw, string.letter(), string.start);
        let in_spec = match string.fields.last() {
            Some(field) if !field.in_spec => return Ok(()),
            field => field.is_some(),
        };
        let mut at = from as usize;
        loop {
            match self.byte(at) {
                0 if at >= self.bytes.len() => {
                    return self.unterminated_fstring(start, letter, triple, at);
                }
                b'\n' | b'\r' if !triple => {
                    if in_spec {
                        let message = format!(
                            "{letter}-string: newlines are not allowed in format specifiers for single quoted {letter}-strings"
                        );
                        return self.fail(message, Span::new(at as u32, at as u32));
                    }
                    return self.unterminated_fstring(start, letter, triple, at);
                }
                b if b == quote => {
                    if !triple || (self.byte(at + 1) == quote && self.byte(at + 2) == quote) {
                        let end = at + if triple { 3 } else { 1 };
                        self.push_middle(from, at);
                        self.fstrings.pop();
                        self.push(at as u32, Tok::FEnd, end as u32);
                        self.advance_to(end as u32);
                        return Ok(());
                    }
                    at += 1;
                }
                b'\\' => {
                    if !raw && self.byte(at + 1) == b'N' && self.byte(at + 2) == b'{' {
                        // A named character is no field.
                        at += 3;
                        while at < self.bytes.len() && !matches!(self.byte(at), b'}' | b'\n') && self.byte(at) != quote
                        {
                            at += 1;
                        }
                        if self.byte(at) == b'}' {
                            at += 1;
                        }
                    } else if matches!(self.byte(at + 1), b'{' | b'}') {
                        at += 1;
                    } else {
                        at += 2;
                        if self.byte(at - 1) == b'\r' && self.byte(at) == b'\n' {
                            at += 1;
                        }
                    }
                }
                b'{' if self.byte(at + 1) == b'{' && !in_spec => at += 2,
                b'{' => {
                    self.push_middle(from, at);
                    self.advance_to(at as u32 + 1);
                    if self.fstrings.last().is_some_and(|s| s.fields.len() >= 3) {
                        let message = format!("{letter}-string: expressions nested too deeply");
                        let span = self.point_before(at as u32);
                        return self.fail(message, span);
                    }
                    self.open_bracket(at as u32, Tok::LBrace)?;
                    let depth = self.brackets.len();
                    if let Some(string) = self.fstrings.last_mut() {
                        string.fields.push(Field { depth, in_spec: false });
                    }
                    return Ok(());
                }
                b'}' if in_spec => {
                    self.push_middle(from, at);
                    self.advance_to(at as u32 + 1);
                    return self.close_bracket(at as u32, Tok::RBrace);
                }
                b'}' if self.byte(at + 1) == b'}' => at += 2,
                b'}' => {
                    let message = format!("{letter}-string: single '}}' is not allowed");
                    return self.fail(message, Span::new(at as u32, at as u32));
                }
                _ => at += 1,
            }
        }
    }

    fn push_middle(&mut self, from: u32, to: usize) {
        if to as u32 > from {
            self.push(from, Tok::FMiddle, to as u32);
        }
    }

    fn unterminated_fstring(&mut self, start: u32, letter: char, triple: bool, at: usize) -> Result<(), Stop> {
        let line = self.last_line(at);
        let kind = if triple { "triple-quoted " } else { "" };
        let message = format!("unterminated {kind}{letter}-string literal (detected at line {line})");
        let mut diagnostic = Diagnostic::syntax_error(message, Span::new(start, start));
        diagnostic.from_lexer = true;
        self.stop(diagnostic, true, triple)
    }
}
