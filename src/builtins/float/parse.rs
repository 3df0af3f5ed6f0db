//! `float()` from text, and the checks that Rust's parser does not do: underscores, spaces, digits of other scripts.

use crate::builtins::int::parse::{ascii_form, is_ascii_space, trim_ascii_space};
use crate::gc::Value;
use crate::object::{PyResult, Raised, Str};
use crate::vm::Vm;
use std::borrow::Cow;

/// Parses text with spaces around it and single underscores between digits.
pub fn parse_float(text: &[u8]) -> Option<f64> {
    parse_number(&without_underscores(trim_ascii_space(text))?)
}

/// Parses a number and nothing else: `1.5`, `.5e-3`, `inf`, `-nan`.
pub fn parse_number(text: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(text).ok()?;
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let plain = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-');
    let is_word = ["inf", "infinity", "nan"].iter().any(|word| unsigned.eq_ignore_ascii_case(word));
    if !is_word && !unsigned.bytes().all(plain) {
        return None;
    }
    text.parse().ok()
}

/// Drops underscores that stand between two digits; any other makes the text no number.
pub fn without_underscores(text: &[u8]) -> Option<Cow<'_, [u8]>> {
    if !text.contains(&b'_') {
        return Some(Cow::Borrowed(text));
    }
    let mut out = Vec::with_capacity(text.len());
    let mut previous = b'_';
    for &b in text {
        let fits = match (previous, b) {
            (p, b'_') => p.is_ascii_digit(),
            (b'_', b) => out.is_empty() || b.is_ascii_digit(),
            _ => true,
        };
        if !fits {
            return None;
        }
        if b != b'_' {
            out.push(b);
        }
        previous = b;
    }
    (previous != b'_').then_some(Cow::Owned(out))
}

/// The longest decimal number at the start of `text` (no sign, no words): digits, point, exponent. Returns its length.
pub fn number_prefix(text: &[u8]) -> usize {
    let digits = |from: usize| text.get(from..).unwrap_or(&[]).iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = digits(0);
    let mut at = whole;
    let mut fraction = 0;
    if text.get(at) == Some(&b'.') {
        fraction = digits(at + 1);
        at += 1 + fraction;
    }
    if whole + fraction == 0 {
        return 0;
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        let sign = matches!(text.get(at + 1), Some(b'+' | b'-')) as usize;
        let exponent = digits(at + 1 + sign);
        if exponent > 0 {
            at += 1 + sign + exponent;
        }
    }
    at
}

/// Whether only spaces are left.
pub fn is_blank(text: &[u8]) -> bool {
    text.iter().all(|b| is_ascii_space(*b))
}

impl Vm {
    /// The float that a str or bytes-like object spells; `None` if it is neither.
    pub fn float_from_text(&mut self, x: &Value) -> PyResult<Option<f64>> {
        let parsed = if let Some(text) = x.downcast::<Str>() {
            parse_float(&ascii_form(text))
        } else if self.has_buffer(x) {
            parse_float(&self.bytes_like(x)?)
        } else {
            return Ok(None);
        };
        match parsed {
            Some(f) => Ok(Some(f)),
            None => Err(self.not_a_float(x)?),
        }
    }

    #[cold]
    fn not_a_float(&mut self, x: &Value) -> PyResult<Raised> {
        let shown = self.repr(x)?;
        let mut text = b"could not convert string to float: ".to_vec();
        text.extend_from_slice(shown.bytes());
        let text = self.new_str_wtf8(&text)?;
        Ok(self.new_error_args(&self.exc.ValueError, vec![text]))
    }
}
