//! UTF-7: runs of base-64 coded UTF-16 between `+` and `-`.

use super::{Decoder, Encoder};
use crate::object::slots::PyResult;
use crate::object::str::push_code_point;
use crate::vm::Vm;

fn digit(b: u8) -> Option<u32> {
    Some(match b {
        b'A'..=b'Z' => (b - b'A') as u32,
        b'a'..=b'z' => (b - b'a') as u32 + 26,
        b'0'..=b'9' => (b - b'0') as u32 + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// State of a base-64 run.
#[derive(Default)]
struct Run {
    start: usize,
    bits: u32,
    count: u32,
    high: Option<u32>,
}

impl Run {
    /// A 16-bit unit is complete.
    fn unit(&mut self, unit: u32, out: &mut Vec<u8>) {
        if let Some(high) = self.high.take() {
            if (0xdc00..=0xdfff).contains(&unit) {
                return push_code_point(out, 0x10000 + ((high & 0x3ff) << 10 | unit & 0x3ff));
            }
            push_code_point(out, high);
        }
        match unit {
            0xd800..=0xdbff => self.high = Some(unit),
            _ => push_code_point(out, unit),
        }
    }
}

pub fn decode(vm: &mut Vm, d: &mut Decoder<'_>) -> PyResult<usize> {
    let mut run: Option<Run> = None;
    let mut at = 0;
    while let Some(b) = d.data.get(at).copied() {
        d.at(vm, at)?;
        if let Some(state) = &mut run {
            if let Some(value) = digit(b) {
                state.bits = state.bits << 6 | value;
                state.count += 6;
                at += 1;
                if state.count >= 16 {
                    state.count -= 16;
                    let unit = state.bits >> state.count & 0xffff;
                    state.bits &= (1 << state.count) - 1;
                    state.unit(unit, &mut d.out);
                }
                continue;
            }
            let (start, count, bits) = (state.start, state.count, state.bits);
            if let Some(high) = state.high.take() {
                push_code_point(&mut d.out, high);
            }
            run = None;
            if count >= 6 {
                at = d.fail(vm, start, at + 1, "partial character in base64 sequence")?;
                continue;
            }
            if bits != 0 {
                at = d.fail(vm, start, at + 1, "non-zero padding bits in base64 sequence")?;
                continue;
            }
            if b == b'-' {
                at += 1;
                continue;
            }
            if b >= 0x80 {
                at = d.fail(vm, start, at + 1, "unexpected special character")?;
                continue;
            }
            d.out.push(b);
            at += 1;
            continue;
        }
        match (b, d.data.get(at + 1).copied()) {
            (b'+', Some(b'-')) => {
                d.out.push(b'+');
                at += 2;
            }
            (b'+', Some(next)) if digit(next).is_none() => {
                at = d.fail(vm, at, at + 2, "ill-formed sequence")?;
            }
            (b'+', _) => {
                run = Some(Run { start: at, ..Run::default() });
                at += 1;
            }
            (0x80.., _) => at = d.fail(vm, at, at + 1, "unexpected special character")?,
            _ => {
                d.out.push(b);
                at += 1;
            }
        }
    }
    if let Some(state) = run {
        if !d.last {
            return Ok(state.start);
        }
        if state.high.is_some() || state.count >= 6 || state.bits != 0 || state.start + 1 == d.data.len() {
            d.fail(vm, state.start, d.data.len(), "unterminated shift sequence")?;
        }
    }
    Ok(d.data.len())
}

/// Characters that stand for themselves; the optional ones of the standard among them.
fn is_direct(p: u32) -> bool {
    matches!(p, 9 | 10 | 13 | 0x20..=0x7d) && !matches!(p as u8, b'+' | b'\\')
}

pub fn encode(vm: &Vm, e: &mut Encoder<'_>) -> PyResult<()> {
    let (mut bits, mut count, mut shifted) = (0u32, 0u32, false);
    for (i, p) in e.text.code_points().enumerate() {
        vm.check_step(i)?;
        if shifted && is_direct(p) {
            if count > 0 {
                push_digit(&mut e.out, bits << (6 - count));
            }
            (bits, count, shifted) = (0, 0, false);
            // Only what could be taken for a digit needs the run's end marked.
            if digit(p as u8).is_some() || p == b'-' as u32 {
                e.out.push(b'-');
            }
        }
        if !shifted {
            if is_direct(p) {
                e.out.push(p as u8);
                continue;
            }
            if p == b'+' as u32 {
                e.out.extend_from_slice(b"+-");
                continue;
            }
            e.out.push(b'+');
            shifted = true;
        }
        let mut units = [p, 0];
        let n = if p >= 0x10000 {
            units = [0xd800 + ((p - 0x10000) >> 10), 0xdc00 + (p & 0x3ff)];
            2
        } else {
            1
        };
        for unit in units.iter().take(n) {
            bits = bits << 16 | unit;
            count += 16;
            while count >= 6 {
                count -= 6;
                push_digit(&mut e.out, bits >> count);
                bits &= (1 << count) - 1;
            }
        }
    }
    if shifted {
        if count > 0 {
            push_digit(&mut e.out, bits << (6 - count));
        }
        e.out.push(b'-');
    }
    Ok(())
}

fn push_digit(out: &mut Vec<u8>, value: u32) {
    out.extend(DIGITS.get(value as usize & 63));
}
