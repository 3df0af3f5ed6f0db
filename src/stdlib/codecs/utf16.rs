//! UTF-16 and UTF-32, with and without byte order mark.

use super::alias::Order;
use super::{Decoder, Encoder};
use crate::object::slots::PyResult;
use crate::object::str::push_code_point;
use crate::vm::Vm;

/// Byte order and start of the text proper. The host's order is little-endian throughout.
fn order(
    d: &mut Decoder<'_>,
    order: Order,
    little_mark: &[u8],
    big_mark: &[u8],
    names: [&'static str; 2],
) -> (bool, usize) {
    let (big, start) = match order {
        Order::Little => (false, 0),
        Order::Big => (true, 0),
        Order::Mark if d.data.starts_with(little_mark) => (false, little_mark.len()),
        Order::Mark if d.data.starts_with(big_mark) => (true, big_mark.len()),
        Order::Mark => (false, 0),
    };
    d.name = names[big as usize];
    (big, start)
}

pub fn decode16(vm: &mut Vm, d: &mut Decoder<'_>, given: Order) -> PyResult<usize> {
    let (big, mut at) = order(d, given, b"\xff\xfe", b"\xfe\xff", ["utf-16-le", "utf-16-be"]);
    let unit = |d: &Decoder<'_>, at: usize| match d.data.get(at..at + 2) {
        Some([a, b]) if big => Some((*a as u32) << 8 | *b as u32),
        Some([a, b]) => Some((*b as u32) << 8 | *a as u32),
        _ => None,
    };
    while at < d.data.len() {
        d.at(vm, at)?;
        let Some(p) = unit(d, at) else {
            if !d.last {
                return Ok(at);
            }
            at = d.fail(vm, at, d.data.len(), "truncated data")?;
            continue;
        };
        match p {
            0xd800..=0xdbff => match unit(d, at + 2) {
                Some(q @ 0xdc00..=0xdfff) => {
                    push_code_point(&mut d.out, 0x10000 + ((p & 0x3ff) << 10 | q & 0x3ff));
                    at += 4;
                }
                Some(_) => at = d.fail(vm, at, at + 2, "illegal UTF-16 surrogate")?,
                None if !d.last => return Ok(at),
                None => at = d.fail(vm, at, d.data.len(), "unexpected end of data")?,
            },
            0xdc00..=0xdfff => at = d.fail(vm, at, at + 2, "illegal encoding")?,
            _ => {
                push_code_point(&mut d.out, p);
                at += 2;
            }
        }
    }
    Ok(at)
}

pub fn decode32(vm: &mut Vm, d: &mut Decoder<'_>, given: Order) -> PyResult<usize> {
    let (big, mut at) = order(d, given, b"\xff\xfe\0\0", b"\0\0\xfe\xff", ["utf-32-le", "utf-32-be"]);
    while at < d.data.len() {
        d.at(vm, at)?;
        let p = match d.data.get(at..at + 4) {
            Some([a, b, c, e]) if big => u32::from_be_bytes([*a, *b, *c, *e]),
            Some([a, b, c, e]) => u32::from_le_bytes([*a, *b, *c, *e]),
            _ if !d.last => return Ok(at),
            _ => {
                at = d.fail(vm, at, d.data.len(), "truncated data")?;
                continue;
            }
        };
        match p {
            0xd800..=0xdfff => {
                at = d.fail(vm, at, at + 4, "code point in surrogate code point range(0xd800, 0xe000)")?;
            }
            0x11_0000.. => at = d.fail(vm, at, at + 4, "code point not in range(0x110000)")?,
            _ => {
                push_code_point(&mut d.out, p);
                at += 4;
            }
        }
    }
    Ok(at)
}

pub fn encode16(vm: &mut Vm, e: &mut Encoder<'_>, given: Order) -> PyResult<()> {
    if given == Order::Mark {
        e.out.extend_from_slice(b"\xff\xfe");
    }
    let push = move |out: &mut Vec<u8>, unit: u32| match given {
        Order::Big => out.extend_from_slice(&(unit as u16).to_be_bytes()),
        _ => out.extend_from_slice(&(unit as u16).to_le_bytes()),
    };
    e.run(vm, "surrogates not allowed", true, 2, |p, out| {
        match p {
            0xd800..=0xdfff => return false,
            0..=0xffff => push(out, p),
            _ => {
                push(out, 0xd800 + ((p - 0x10000) >> 10));
                push(out, 0xdc00 + (p & 0x3ff));
            }
        }
        true
    })
}

pub fn encode32(vm: &mut Vm, e: &mut Encoder<'_>, given: Order) -> PyResult<()> {
    if given == Order::Mark {
        e.out.extend_from_slice(b"\xff\xfe\0\0");
    }
    e.run(vm, "surrogates not allowed", true, 4, |p, out| {
        if (0xd800..=0xdfff).contains(&p) {
            return false;
        }
        match given {
            Order::Big => out.extend_from_slice(&p.to_be_bytes()),
            _ => out.extend_from_slice(&p.to_le_bytes()),
        }
        true
    })
}
