//! Structure checks of an instruction stream: operands within their ranges, jumps to starts of instructions.
//!
//! Run in debug builds and tests on what the compiler makes, and on any code from outside. It checks the stream before
//! linking, when constant operands are still indices.

use super::{Handler, OPS, Op, Operand};

/// What the stream's operands may refer to.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub registers: usize,
    pub names: usize,
    pub frees: usize,
    pub constants: usize,
}

/// Checks a stream; the error names the word and what is wrong with it.
pub fn verify(words: &[u64], handlers: &[Handler], limits: Limits) -> Result<(), String> {
    let starts = starts(words)?;
    let is_start = |at: i64| usize::try_from(at).ok().and_then(|at| starts.get(at)).copied().unwrap_or(false);
    let mut at = 0;
    let mut last = Op::Nop;
    while let Some(&word) = words.get(at) {
        let Some(info) = OPS.get(word as u8 as usize) else { return Err(format!("word {at}: no such operation")) };
        last = info.op;
        let next = at + 1 + info.extra as usize;
        let fields = [(word >> 16) as u16, (word >> 32) as u16, (word >> 48) as u16];
        let long = (word >> 32) as u32;
        let fail = |what: &str| Err(format!("word {at}: {}: {what}", info.name));
        for (slot, (kind, value)) in info.operands.iter().zip(fields).enumerate() {
            let value = value as usize;
            match kind {
                Operand::Dest | Operand::Source | Operand::Look | Operand::Modify => {
                    if value >= limits.registers {
                        return fail("register out of range");
                    }
                }
                Operand::Window | Operand::OutWindow => {
                    let size = window(info.op, fields, slot, words.get(at + 1).copied());
                    if value + size > limits.registers.max(value) && size > 0 {
                        return fail("window out of range");
                    }
                }
                Operand::Name if value >= limits.names => return fail("name out of range"),
                Operand::Free if value >= limits.frees => return fail("free variable out of range"),
                Operand::Const if long as usize >= limits.constants => return fail("constant out of range"),
                Operand::Jump if !is_start(next as i64 + value as u16 as i16 as i64) => {
                    return fail("jump into the middle of an instruction");
                }
                Operand::LongJump if !is_start(next as i64 + long as i32 as i64) => {
                    return fail("jump into the middle of an instruction");
                }
                _ => {}
            }
        }
        match info.op {
            Op::Send => {
                let distance = words.get(at + 1).map_or(0, |&w| w as i64);
                if !is_start(next as i64 + distance) {
                    return fail("exit into the middle of an instruction");
                }
            }
            Op::CallKw if words.get(at + 1).is_none_or(|&w| w as usize >= limits.constants) => {
                return fail("keyword names out of range");
            }
            _ => {}
        }
        at = next;
    }
    if !matches!(last, Op::Return | Op::ReturnConst | Op::Jump | Op::Raise | Op::RaiseCurrent | Op::Reraise | Op::Nop) {
        return Err(format!("control runs off the end after {last:?}"));
    }
    for h in handlers {
        if !is_start(h.target as i64) || !is_start(h.start as i64) || h.exc as usize >= limits.registers {
            return Err(format!("bad handler {h:?}"));
        }
        if h.end <= h.start || (h.end as usize) > words.len() {
            return Err(format!("bad handler range {h:?}"));
        }
    }
    Ok(())
}

/// Which words start an instruction.
fn starts(words: &[u64]) -> Result<Vec<bool>, String> {
    let mut starts = vec![false; words.len()];
    let mut at = 0;
    while let Some(&word) = words.get(at) {
        starts[at] = true;
        let Some(info) = OPS.get(word as u8 as usize) else { return Err(format!("word {at}: no such operation")) };
        at += 1 + info.extra as usize;
    }
    if at != words.len() {
        return Err("the last instruction is cut off".into());
    }
    Ok(starts)
}

/// How many registers a window has.
fn window(op: Op, [_, b, c]: [u16; 3], _slot: usize, extra: Option<u64>) -> usize {
    match op {
        Op::LoadMethod | Op::LoadSpecial => 4,
        Op::LoadSuperAttr => 3,
        Op::Call | Op::CallMethod | Op::CallKw => 4 + b as usize,
        Op::CallEx => 5 + (b == 1) as usize,
        Op::UnpackSequence => c as usize,
        Op::UnpackEx => c as usize + 1 + extra.unwrap_or(0) as usize,
        Op::BuildMap => 2 * c as usize,
        Op::BuildTuple | Op::BuildList | Op::BuildSet | Op::BuildString | Op::BuildSlice => c as usize,
        Op::BuildInterpolation => 4,
        Op::ImportName | Op::ExcGroupMatch | Op::MatchClass => 2,
        Op::ExcInfo => 3,
        _ => 1,
    }
}
