//! unicode_escape and raw_unicode_escape.

use super::{Decoder, Encoder};
use crate::builtins::str::repr::push_hex;
use crate::object::slots::PyResult;
use crate::object::str::push_code_point;
use crate::vm::Vm;

/// Reads exactly `digits` hexadecimal digits at `at`; else the number of those that are there.
fn hex(data: &[u8], at: usize, digits: usize) -> Result<u32, usize> {
    let mut value = 0u32;
    for i in 0..digits {
        match data.get(at + i).and_then(|b| (*b as char).to_digit(16)) {
            Some(d) => value = value << 4 | d,
            None => return Err(i),
        }
    }
    Ok(value)
}

/// Decodes one `\x`, `\u` or `\U` escape whose letter is at `start + 1`.
fn numeric(vm: &mut Vm, d: &mut Decoder<'_>, start: usize, digits: usize, illegal: &str) -> PyResult<usize> {
    let at = start + 2;
    match hex(d.data, at, digits) {
        Ok(point) if point < 0x11_0000 => {
            push_code_point(&mut d.out, point);
            Ok(at + digits)
        }
        Ok(_) => d.fail(vm, start, at + digits, illegal),
        Err(found) => {
            let reason = match digits {
                2 => "truncated \\xXX escape",
                4 => "truncated \\uXXXX escape",
                _ => "truncated \\UXXXXXXXX escape",
            };
            d.fail(vm, start, at + found, reason)
        }
    }
}

pub fn decode_unicode(vm: &mut Vm, d: &mut Decoder<'_>) -> PyResult<usize> {
    let mut at = 0;
    while let Some(b) = d.data.get(at).copied() {
        d.at(vm, at)?;
        if b != b'\\' {
            push_code_point(&mut d.out, b as u32);
            at += 1;
            continue;
        }
        let Some(letter) = d.data.get(at + 1).copied() else {
            if !d.last {
                return Ok(at);
            }
            at = d.fail(vm, at, at + 1, "\\ at end of string")?;
            continue;
        };
        let simple = match letter {
            b'\n' => None,
            b'\\' | b'\'' | b'"' => Some(letter),
            b'b' => Some(8),
            b't' => Some(9),
            b'n' => Some(10),
            b'r' => Some(13),
            b'f' => Some(12),
            b'v' => Some(11),
            b'a' => Some(7),
            b'x' => {
                at = numeric(vm, d, at, 2, "")?;
                continue;
            }
            b'u' => {
                at = numeric(vm, d, at, 4, "")?;
                continue;
            }
            b'U' => {
                at = numeric(vm, d, at, 8, "illegal Unicode character")?;
                continue;
            }
            b'N' => {
                at = named(vm, d, at)?;
                continue;
            }
            b'0'..=b'7' => {
                let digits =
                    d.data.get(at + 1..).unwrap_or(&[]).iter().take(3).take_while(|b| (b'0'..=b'7').contains(b));
                let (n, value) = digits.fold((0, 0u32), |(n, v), b| (n + 1, v * 8 + (b - b'0') as u32));
                push_code_point(&mut d.out, value);
                at += 1 + n;
                continue;
            }
            _ => {
                d.out.push(b'\\');
                push_code_point(&mut d.out, letter as u32);
                at += 2;
                continue;
            }
        };
        d.out.extend(simple);
        at += 2;
    }
    Ok(at)
}

fn named(vm: &mut Vm, d: &mut Decoder<'_>, start: usize) -> PyResult<usize> {
    const MALFORMED: &str = "malformed \\N character escape";
    let rest = d.data.get(start + 2..).unwrap_or(&[]);
    if rest.first() != Some(&b'{') {
        return d.fail(vm, start, start + 2, MALFORMED);
    }
    let Some(close) = memchr::memchr(b'}', rest) else {
        return d.fail(vm, start, d.data.len(), MALFORMED);
    };
    if close == 1 {
        return d.fail(vm, start, start + 3, MALFORMED);
    }
    let end = start + 2 + close + 1;
    let name = rest.get(1..close).and_then(|n| std::str::from_utf8(n).ok()).unwrap_or("");
    match unicode_names2::character(name) {
        Some(c) => {
            push_code_point(&mut d.out, c as u32);
            Ok(end)
        }
        None => d.fail(vm, start, end, "unknown Unicode character name"),
    }
}

pub fn decode_raw_unicode(vm: &mut Vm, d: &mut Decoder<'_>) -> PyResult<usize> {
    let mut at = 0;
    while let Some(b) = d.data.get(at).copied() {
        d.at(vm, at)?;
        let digits = match (b, d.data.get(at + 1)) {
            (b'\\', Some(b'u')) => 4,
            (b'\\', Some(b'U')) => 8,
            (b'\\', Some(other)) => {
                d.out.push(b'\\');
                push_code_point(&mut d.out, *other as u32);
                at += 2;
                continue;
            }
            (b'\\', None) if !d.last => return Ok(at),
            _ => {
                push_code_point(&mut d.out, b as u32);
                at += 1;
                continue;
            }
        };
        at = numeric(vm, d, at, digits, "\\Uxxxxxxxx out of range")?;
    }
    Ok(at)
}

/// Both encoders: the raw one escapes only what Latin-1 lacks.
pub fn encode_unicode(vm: &Vm, e: &mut Encoder<'_>, raw: bool) -> PyResult<()> {
    for (i, p) in e.text.code_points().enumerate() {
        vm.check_step(i)?;
        let out = &mut e.out;
        match p {
            0..=0xff if raw => out.push(p as u8),
            9 => out.extend_from_slice(b"\\t"),
            10 => out.extend_from_slice(b"\\n"),
            13 => out.extend_from_slice(b"\\r"),
            0x5c => out.extend_from_slice(b"\\\\"),
            0x20..=0x7e => out.push(p as u8),
            0..=0xff => push_hex(out, b"\\x", p, 2),
            0x100..=0xffff => push_hex(out, b"\\u", p, 4),
            _ => push_hex(out, b"\\U", p, 8),
        }
    }
    Ok(())
}

/// Bytes as the inside of a bytes literal.
pub fn escape_bytes(vm: &Vm, bytes: &[u8]) -> PyResult<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    for (i, b) in bytes.iter().enumerate() {
        vm.check_step(i)?;
        match b {
            b'\\' | b'\'' => out.extend_from_slice(&[b'\\', *b]),
            0x20..=0x7e => out.push(*b),
            _ => crate::builtins::str::repr::push_escape(&mut out, *b as u32),
        }
    }
    Ok(out)
}

/// The bytes that the inside of a bytes literal stands for.
pub fn unescape_bytes(vm: &Vm, data: &[u8], errors: &str) -> PyResult<Vec<u8>> {
    let mut out = Vec::with_capacity(data.len());
    let (mut at, mut steps) = (0, 0);
    while let Some(b) = data.get(at).copied() {
        vm.check_step(steps)?;
        steps += 1;
        at += 1;
        if b != b'\\' {
            out.push(b);
            continue;
        }
        let Some(letter) = data.get(at).copied() else {
            return Err(vm.value_error("Trailing \\ in string"));
        };
        at += 1;
        match letter {
            b'\n' => {}
            b'\\' | b'\'' | b'"' => out.push(letter),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b't' => out.push(9),
            b'n' => out.push(10),
            b'r' => out.push(13),
            b'v' => out.push(11),
            b'a' => out.push(7),
            b'0'..=b'7' => {
                let digits = data.get(at - 1..).unwrap_or(&[]).iter().take(3).take_while(|b| (b'0'..=b'7').contains(b));
                let (n, value) = digits.fold((0, 0u32), |(n, v), b| (n + 1, v * 8 + (b - b'0') as u32));
                out.push(value as u8);
                at += n - 1;
            }
            b'x' => match (hex(data, at, 2), errors) {
                (Ok(value), _) => {
                    out.push(value as u8);
                    at += 2;
                }
                (Err(_), "strict") => {
                    return Err(vm.value_error(format!("invalid \\x escape at position {}", at - 2)));
                }
                (Err(found), "replace") => {
                    out.push(b'?');
                    at += found;
                }
                (Err(found), "ignore") => at += found,
                (Err(_), other) => {
                    return Err(vm.value_error(format!("decoding error; unknown error handling code: {other}")));
                }
            },
            other => out.extend_from_slice(&[b'\\', other]),
        }
    }
    Ok(out)
}
