//! Escape sequences of string and bytes literals, with CPython's errors and warnings.

use super::Builder;
use crate::diag::{Diagnostic, DiagnosticKind};
use crate::syntax::ast::*;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavor {
    Text,
    Bytes,
    /// Text of an f-string: doubled braces stand for one.
    Middle,
}

/// Where a body stands, for messages.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub literal: Span,
    pub body_start: u32,
}

impl Builder<'_> {
    /// Appends the value of a literal's body to `out`.
    pub(super) fn decode(&mut self, body: &str, raw: bool, flavor: Flavor, place: Place, out: &mut Vec<u8>) {
        let bytes = body.as_bytes();
        if flavor == Flavor::Bytes && !body.is_ascii() {
            self.fail(place.literal, "bytes can only contain ASCII literal characters");
            return;
        }
        let special = |b: u8| match b {
            b'\\' => !raw,
            b'\r' => true,
            b'{' | b'}' => flavor == Flavor::Middle,
            _ => false,
        };
        let mut at = 0;
        while at < bytes.len() {
            let rest = bytes.get(at..).unwrap_or(&[]);
            let run = rest.iter().position(|&b| special(b)).unwrap_or(rest.len());
            out.extend_from_slice(rest.get(..run).unwrap_or(rest));
            at += run;
            let next = bytes.get(at + 1).copied();
            match bytes.get(at) {
                None => break,
                Some(b'\r') => {
                    out.push(b'\n');
                    at += if next == Some(b'\n') { 2 } else { 1 };
                }
                Some(b'\\') => at = self.escape(body, at, flavor, place, out),
                Some(&brace) => {
                    out.push(brace);
                    at += if next == Some(brace) { 2 } else { 1 };
                }
            }
            if self.stop.get() {
                return;
            }
        }
    }

    /// Decodes the escape at `at` and returns the offset behind it.
    fn escape(&mut self, body: &str, at: usize, flavor: Flavor, place: Place, out: &mut Vec<u8>) -> usize {
        let bytes = body.as_bytes();
        let Some(&c) = bytes.get(at + 1) else {
            // Only before a field of an f-string: `\{`.
            out.push(b'\\');
            self.warn_escape(place, at, "{");
            return at + 1;
        };
        let simple = match c {
            b'\n' => return at + 2,
            b'\r' => return at + if bytes.get(at + 2) == Some(&b'\n') { 3 } else { 2 },
            b'\\' | b'\'' | b'"' => c,
            b'a' => 7,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'v' => 11,
            b'0'..=b'7' => return self.octal(body, at, flavor, place, out),
            b'x' => return self.hex(body, at, 2, flavor, place, out),
            b'u' if flavor != Flavor::Bytes => return self.hex(body, at, 4, flavor, place, out),
            b'U' if flavor != Flavor::Bytes => return self.hex(body, at, 8, flavor, place, out),
            b'N' if flavor != Flavor::Bytes => return self.named_character(body, at, place, out),
            _ => {
                out.push(b'\\');
                let c = body.get(at + 1..).and_then(|rest| rest.chars().next()).unwrap_or('?');
                self.warn_escape(place, at, c.encode_utf8(&mut [0; 4]));
                return at + 1;
            }
        };
        out.push(simple);
        at + 2
    }

    fn octal(&mut self, body: &str, at: usize, flavor: Flavor, place: Place, out: &mut Vec<u8>) -> usize {
        let digits = body.as_bytes().get(at + 1..).unwrap_or(&[]);
        let length = digits.iter().take(3).take_while(|b| matches!(b, b'0'..=b'7')).count();
        let text = body.get(at + 1..at + 1 + length).unwrap_or("0");
        let value = u32::from_str_radix(text, 8).unwrap_or(0);
        if value > 0o377 {
            self.warn(
                place,
                at,
                format!(
                    "\"\\{text}\" is an invalid octal escape sequence. Such sequences will not work in the future. \
                 Did you mean \"\\\\{text}\"? A raw string is also an option."
                ),
            );
        }
        push_value(out, if flavor == Flavor::Bytes { value & 0xFF } else { value }, flavor);
        at + 1 + length
    }

    fn hex(&mut self, body: &str, at: usize, wanted: usize, flavor: Flavor, place: Place, out: &mut Vec<u8>) -> usize {
        let digits = body.as_bytes().get(at + 2..).unwrap_or(&[]);
        let length = digits.iter().take(wanted).take_while(|b| b.is_ascii_hexdigit()).count();
        let value = body.get(at + 2..at + 2 + length).and_then(|text| u32::from_str_radix(text, 16).ok());
        if length < wanted {
            if flavor == Flavor::Bytes {
                self.fail(place.literal, format!("(value error) invalid \\x escape at position {at}"));
            } else {
                let shape = match wanted {
                    2 => "\\xXX",
                    4 => "\\uXXXX",
                    _ => "\\UXXXXXXXX",
                };
                self.unicode_error(body, at, at + 2 + length, &format!("truncated {shape} escape"), place);
            }
            return at + 2 + length;
        }
        match value {
            Some(value) if value <= 0x10FFFF => push_value(out, value, flavor),
            _ => self.unicode_error(body, at, at + 2 + length, "illegal Unicode character", place),
        }
        at + 2 + length
    }

    fn named_character(&mut self, body: &str, at: usize, place: Place, out: &mut Vec<u8>) -> usize {
        let rest = body.get(at + 2..).unwrap_or("");
        let inside = rest.strip_prefix('{').and_then(|inside| inside.split_once('}'));
        match inside {
            Some((name, _)) if !name.is_empty() => {
                let end = at + 2 + name.len() + 2;
                match unicode_names2::character(name) {
                    Some(c) => push_value(out, c as u32, Flavor::Text),
                    None => self.unicode_error(body, at, end, "unknown Unicode character name", place),
                }
                end
            }
            _ => {
                let end = if rest.starts_with("{}") {
                    at + 4
                } else if rest.starts_with('{') {
                    body.len()
                } else {
                    at + 2
                };
                self.unicode_error(body, at, end, "malformed \\N character escape", place);
                end
            }
        }
    }

    /// CPython decodes text in which characters beyond ASCII have become ten-character escapes,
    /// and counts positions there.
    fn unicode_error(&mut self, body: &str, from: usize, to: usize, what: &str, place: Place) {
        let position = |at: usize| -> usize {
            let before = body.get(..at.min(body.len())).unwrap_or(body);
            before.chars().map(|c| if c.is_ascii() { 1 } else { 10 }).sum()
        };
        let (first, last) = (position(from), position(to).saturating_sub(1));
        let message = if first == last {
            format!("(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position {first}: {what}")
        } else {
            format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {first}-{last}: {what}")
        };
        self.fail(place.literal, message);
    }

    fn warn_escape(&mut self, place: Place, at: usize, c: &str) {
        self.warn(
            place,
            at,
            format!(
                "\"\\{c}\" is an invalid escape sequence. Such sequences will not work in the future. \
             Did you mean \"\\\\{c}\"? A raw string is also an option."
            ),
        );
    }

    fn warn(&mut self, place: Place, at: usize, message: String) {
        let start = place.body_start + at as u32;
        let span = Span::new(start, start + 2);
        self.warnings.push(Diagnostic::new(DiagnosticKind::SyntaxWarning, message, span));
    }
}

/// Appends a code point in WTF-8 (surrogates are legal), or a byte.
fn push_value(out: &mut Vec<u8>, value: u32, flavor: Flavor) {
    if flavor == Flavor::Bytes {
        out.push(value as u8);
    } else if let Some(c) = char::from_u32(value) {
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    } else {
        // A surrogate: three bytes, as WTF-8 wants. CPython keeps halves of a pair apart too.
        out.extend_from_slice(&[
            0xE0 | (value >> 12) as u8,
            0x80 | ((value >> 6) & 0x3F) as u8,
            0x80 | (value & 0x3F) as u8,
        ]);
    }
}
