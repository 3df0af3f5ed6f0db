//! Numeric literals: extent and spelling. Values are computed by the builder.
//!
//! The checks come in the order of CPython's tokenizer, since their order decides the message.

use super::{Lexer, Stop};
use crate::diag::{Diagnostic, DiagnosticKind};
use crate::source::Span;

impl Lexer<'_> {
    /// Finishes the number that starts at `start` and returns its end.
    pub(super) fn number(&mut self, start: u32) -> Result<u32, Stop> {
        let mut at = start as usize;
        let first = self.byte(at);
        let end = if first == b'0' {
            match self.byte(at + 1) | 0x20 {
                b'x' => self.radix(at + 2, "hexadecimal", |b| b.is_ascii_hexdigit())?,
                b'o' => self.radix(at + 2, "octal", |b| matches!(b, b'0'..=b'7'))?,
                b'b' => self.radix(at + 2, "binary", |b| matches!(b, b'0' | b'1'))?,
                _ => self.zero(at)?,
            }
        } else if first == b'.' {
            self.fraction(at)?
        } else {
            at = self.decimals(at)?;
            self.after_integer(at)?
        };
        self.advance_to(end as u32);
        Ok(end as u32)
    }

    /// `digits ("_" digits)*`; returns the end.
    fn decimals(&mut self, mut at: usize) -> Result<usize, Stop> {
        loop {
            while self.byte(at).is_ascii_digit() {
                at += 1;
            }
            if self.byte(at) != b'_' {
                return Ok(at);
            }
            at += 1;
            if !self.byte(at).is_ascii_digit() {
                return self.invalid("decimal", at);
            }
        }
    }

    fn radix(&mut self, mut at: usize, kind: &str, is_digit: fn(u8) -> bool) -> Result<usize, Stop> {
        loop {
            if self.byte(at) == b'_' {
                at += 1;
            }
            let c = self.byte(at);
            if !is_digit(c) {
                if c.is_ascii_digit() {
                    let message = format!("invalid digit '{}' in {kind} literal", c as char);
                    return self.fail(message, Span::new(at as u32, at as u32));
                }
                return self.invalid(kind, at);
            }
            while is_digit(self.byte(at)) {
                at += 1;
            }
            if self.byte(at) != b'_' {
                break;
            }
        }
        let c = self.byte(at);
        if c.is_ascii_digit() {
            let message = format!("invalid digit '{}' in {kind} literal", c as char);
            return self.fail(message, Span::new(at as u32, at as u32));
        }
        self.end_of_number(at, kind)
    }

    /// A literal that starts with 0: only zeros, unless it goes on as a float.
    fn zero(&mut self, start: usize) -> Result<usize, Stop> {
        let mut at = start + 1;
        loop {
            if self.byte(at) == b'_' {
                at += 1;
                if !self.byte(at).is_ascii_digit() {
                    return self.invalid("decimal", at);
                }
            }
            if self.byte(at) != b'0' {
                break;
            }
            at += 1;
        }
        let zeros_end = at;
        if self.byte(at).is_ascii_digit() {
            at = self.decimals(at)?;
            if !matches!(self.byte(at), b'.' | b'e' | b'E' | b'j' | b'J') {
                let message = "leading zeros in decimal integer literals are not permitted; \
                               use an 0o prefix for octal integers";
                return self.fail(message, Span::new(start as u32, zeros_end as u32));
            }
        }
        self.after_integer(at)
    }

    fn after_integer(&mut self, at: usize) -> Result<usize, Stop> {
        match self.byte(at) {
            b'.' => self.fraction(at),
            b'e' | b'E' => self.exponent(at, "decimal"),
            b'j' | b'J' => self.end_of_number(at + 1, "imaginary"),
            _ => self.end_of_number(at, "decimal"),
        }
    }

    /// From the point on.
    fn fraction(&mut self, at: usize) -> Result<usize, Stop> {
        let mut at = at + 1;
        if self.byte(at).is_ascii_digit() {
            at = self.decimals(at)?;
        }
        match self.byte(at) {
            b'e' | b'E' => self.exponent(at, "decimal"),
            b'j' | b'J' => self.end_of_number(at + 1, "imaginary"),
            _ => self.end_of_number(at, "decimal"),
        }
    }

    /// From the letter `e` on, which may also be the start of a keyword: `1else`.
    fn exponent(&mut self, e: usize, kind: &str) -> Result<usize, Stop> {
        let mut at = e + 1;
        if matches!(self.byte(at), b'+' | b'-') {
            at += 1;
            if !self.byte(at).is_ascii_digit() {
                return self.invalid("decimal", at);
            }
        } else if !self.byte(at).is_ascii_digit() {
            return self.end_of_number(e, kind);
        }
        at = self.decimals(at)?;
        if matches!(self.byte(at), b'j' | b'J') {
            return self.end_of_number(at + 1, "imaginary");
        }
        self.end_of_number(at, "decimal")
    }

    /// A number must not run into a name; before some keywords that is only deprecated.
    fn end_of_number(&mut self, at: usize, kind: &str) -> Result<usize, Stop> {
        let c = self.byte(at);
        if !(c.is_ascii_alphabetic() || c == b'_' || c >= 0x80) {
            return Ok(at);
        }
        let rest = self.bytes.get(at..).unwrap_or(&[]);
        let keywords: &[&[u8]] = &[b"and", b"else", b"for", b"if", b"in", b"is", b"or", b"not"];
        if keywords.iter().any(|keyword| rest.starts_with(keyword)) {
            let span = Span::new(at as u32, at as u32);
            self.warnings.push(Diagnostic::new(DiagnosticKind::SyntaxWarning, format!("invalid {kind} literal"), span));
            return Ok(at);
        }
        if c >= 0x80 {
            // A character that could not start a name is reported for itself.
            let text = self.source.text().get(at..).unwrap_or("");
            let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c.is_ascii());
            self.check_name(at as u32, (at + end.unwrap_or(text.len())) as u32)?;
            return Ok(at);
        }
        self.invalid(kind, at)
    }

    /// CPython points at the last character before the one that does not fit.
    fn invalid<T>(&mut self, kind: &str, at: usize) -> Result<T, Stop> {
        let span = self.point_before(at as u32);
        self.fail(format!("invalid {kind} literal"), span)
    }
}
