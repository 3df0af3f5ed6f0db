//! repr and ascii of text.

use super::{this, unicode};
use crate::gc::{Ref, Value};
use crate::object::Str;
use crate::object::slots::PyResult;
use crate::object::str::{code_points, push_code_point};
use crate::vm::Vm;
use crate::vm::guard::{PIECE, STEPS};

pub fn str_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let text = this(vm, std::slice::from_ref(v))?;
    let plain = |bytes: &[u8]| bytes.iter().all(|b| matches!(b, 0x20..=0x7e) && !matches!(b, b'\\' | b'\''));
    if text.byte_len() <= STEPS && plain(text.bytes()) {
        return vm.new_ascii(text.byte_len() + 2, |out| {
            if let [first, middle @ .., last] = out {
                (*first, *last) = (b'\'', b'\'');
                middle.copy_from_slice(text.bytes());
            }
        });
    }
    let mut out = vm.buffer(text.byte_len().saturating_add(2))?;
    let (mut rest, mark) = (text.bytes(), quote_mark(text.bytes()));
    out.push(mark);
    while !rest.is_empty() {
        vm.check_interrupt()?;
        // A piece ends between characters.
        let mut end = rest.len().min(PIECE);
        while rest.get(end).is_some_and(|b| b & 0xc0 == 0x80) {
            end += 1;
        }
        let (piece, behind) = rest.split_at(end);
        push_body(&mut out, piece, mark);
        rest = behind;
    }
    out.push(mark);
    vm.new_str_wtf8(&out)
}

/// Appends text in quotes, with what is not printable escaped. Double quotes serve where only single ones occur.
pub fn quote(out: &mut Vec<u8>, text: &[u8]) {
    let mark = quote_mark(text);
    out.push(mark);
    push_body(out, text, mark);
    out.push(mark);
}

/// Double quotes serve where only single ones occur.
pub fn quote_mark(text: &[u8]) -> u8 {
    match (memchr::memchr(b'\'', text), memchr::memchr(b'"', text)) {
        (Some(_), None) => b'"',
        _ => b'\'',
    }
}

/// What stands between the quotes.
fn push_body(out: &mut Vec<u8>, text: &[u8], quote: u8) {
    if text.is_ascii() {
        for b in text {
            match b {
                b'\\' => out.extend_from_slice(b"\\\\"),
                b if *b == quote => out.extend_from_slice(&[b'\\', quote]),
                0x20..=0x7e => out.push(*b),
                b => push_escape(out, *b as u32),
            }
        }
    } else {
        for p in code_points(text) {
            match p {
                0x5c => out.extend_from_slice(b"\\\\"),
                p if p == quote as u32 => out.extend_from_slice(&[b'\\', quote]),
                p if unicode::is_printable(p) => push_code_point(out, p),
                p => push_escape(out, p),
            }
        }
    }
}

/// Appends `\n`, `\x1b`, `\u20ac` or `\U0001f40d`, whichever is shortest.
pub fn push_escape(out: &mut Vec<u8>, point: u32) {
    match point {
        9 => out.extend_from_slice(b"\\t"),
        10 => out.extend_from_slice(b"\\n"),
        13 => out.extend_from_slice(b"\\r"),
        0..=0xff => push_hex(out, b"\\x", point, 2),
        0x100..=0xffff => push_hex(out, b"\\u", point, 4),
        _ => push_hex(out, b"\\U", point, 8),
    }
}

/// Appends a prefix and `digits` hexadecimal digits.
pub fn push_hex(out: &mut Vec<u8>, prefix: &[u8], n: u32, digits: u32) {
    out.extend_from_slice(prefix);
    for i in (0..digits).rev() {
        let digit = (n >> (4 * i) & 15) as u8;
        out.push(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 });
    }
}

impl Vm {
    /// `ascii(v)`: repr with everything outside of ASCII escaped.
    pub fn ascii(&mut self, v: &Value) -> PyResult<Ref<Str>> {
        let text = self.repr(v)?;
        if text.is_ascii() {
            return Ok(text);
        }
        let mut out = self.buffer(text.byte_len())?;
        for (i, p) in text.code_points().enumerate() {
            self.check_step(i)?;
            match p {
                0..=0x7f => out.push(p as u8),
                p => push_escape(&mut out, p),
            }
        }
        match self.new_str_wtf8(&out)?.into_ref::<Str>() {
            Ok(text) => Ok(text),
            Err(_) => Ok(self.empty_str.clone()),
        }
    }
}
