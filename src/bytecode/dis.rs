//! Disassembly of an unlinked stream: one line an instruction.
//!
//! Lines and jump targets count instructions, not words, so that a listing does not depend on the sizes of caches.

use super::{A_TEMP, B_TEMP, C_TEMP, FLAG, FLAG2, Handler, OPS, Op, Operand};
use std::fmt::Write;

/// Texts for the operands of a stream.
pub trait Pools {
    fn constant(&self, index: usize) -> String;
    fn name(&self, index: usize) -> String;
    fn free(&self, index: usize) -> String;
    /// The name of a register, if it is a variable's.
    fn register(&self, index: usize) -> Option<String>;
}

/// The listing of a stream.
pub fn disassemble(words: &[u64], handlers: &[Handler], pools: &dyn Pools) -> String {
    let mut out = String::new();
    let mut number = vec![0; words.len() + 1];
    let (mut at, mut count) = (0, 0);
    while let Some(&word) = words.get(at) {
        number[at] = count;
        at += 1 + OPS.get(word as u8 as usize).map_or(0, |info| info.extra as usize);
        count += 1;
    }
    number[words.len()] = count;
    let line = |word: i64| usize::try_from(word).ok().and_then(|word| number.get(word)).copied().unwrap_or(usize::MAX);
    let mut at = 0;
    while let Some(&word) = words.get(at) {
        let Some(info) = OPS.get(word as u8 as usize) else {
            let _ = writeln!(out, "{:5} ?{word:#x}", line(at as i64));
            break;
        };
        let next = at + 1 + info.extra as usize;
        let flags = (word >> 8) as u8;
        let _ = write!(out, "{:5} {:<22}", line(at as i64), info.name);
        let fields = [(word >> 16) as u16, (word >> 32) as u16, (word >> 48) as u16];
        let long = (word >> 32) as u32;
        for (slot, kind) in info.operands.iter().enumerate() {
            let value = fields[slot] as usize;
            let text = match kind {
                Operand::None => continue,
                Operand::Dest | Operand::Source | Operand::Look | Operand::Modify => {
                    let consumed = *kind == Operand::Source && flags & [A_TEMP, B_TEMP, C_TEMP][slot] != 0;
                    let name = pools.register(value).unwrap_or_else(|| format!("r{value}"));
                    if consumed { format!("{name}*") } else { name }
                }
                Operand::Window | Operand::OutWindow => format!("[r{value}..]"),
                Operand::Name => pools.name(value),
                Operand::Free => format!("free {}", pools.free(value)),
                Operand::Immediate => format!("#{}", value as u16 as i16),
                Operand::Number => format!("{value}"),
                Operand::Jump => format!("-> {}", line(next as i64 + value as u16 as i16 as i64)),
                Operand::LongJump => format!("-> {}", line(next as i64 + long as i32 as i64)),
                Operand::Const => pools.constant(long as usize),
            };
            let _ = write!(out, " {text}");
        }
        if flags & FLAG != 0 {
            out.push_str(" !");
        }
        if flags & FLAG2 != 0 {
            out.push_str(" !!");
        }
        if let Some(&extra) = words.get(at + 1)
            && info.extra > 0
        {
            match info.op {
                Op::Send => {
                    let _ = write!(out, " done -> {}", line(next as i64 + extra as i64));
                }
                Op::CallKw => {
                    let _ = write!(out, " {}", pools.constant(extra as usize));
                }
                Op::UnpackEx | Op::MatchClass => {
                    let _ = write!(out, " {extra}");
                }
                _ => {}
            }
        }
        out.push('\n');
        at = next;
    }
    for h in handlers {
        let [start, end, target] = [h.start, h.end, h.target].map(|word| line(word as i64));
        let _ = writeln!(out, "      {start}..{end} -> {target} r{}", h.exc);
    }
    out
}
