//! ASCII and Latin-1.

use super::{Decoder, Encoder};
use crate::object::slots::PyResult;
use crate::object::str::push_code_point;
use crate::vm::Vm;

pub fn decode_ascii(vm: &mut Vm, d: &mut Decoder<'_>) -> PyResult<usize> {
    let mut at = 0;
    while at < d.data.len() {
        d.at(vm, at)?;
        let rest = d.data.get(at..).unwrap_or(&[]);
        let n = rest.iter().position(|b| *b >= 0x80).unwrap_or(rest.len());
        d.out.extend_from_slice(rest.get(..n).unwrap_or(&[]));
        at += n;
        if at < d.data.len() {
            at = d.fail(vm, at, at + 1, "ordinal not in range(128)")?;
        }
    }
    Ok(d.data.len())
}

pub fn decode_latin1(vm: &Vm, d: &mut Decoder<'_>) -> PyResult<usize> {
    vm.in_pieces(d.data, |piece| piece.iter().for_each(|b| push_code_point(&mut d.out, *b as u32)))?;
    Ok(d.data.len())
}

/// Encodes characters below `limit` as one byte each.
pub fn encode_below(vm: &mut Vm, e: &mut Encoder<'_>, limit: u32, reason: &str) -> PyResult<()> {
    e.run(vm, reason, true, 1, |p, out| {
        if p < limit {
            out.push(p as u8);
        }
        p < limit
    })
}
