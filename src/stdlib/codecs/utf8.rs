//! UTF-8.

use super::{Decoder, Encoder};
use crate::object::slots::PyResult;
use crate::object::str::push_code_point;
use crate::vm::Vm;

/// Decodes from `at` on. Returns how much was decoded.
pub fn decode(vm: &mut Vm, d: &mut Decoder<'_>, mut at: usize) -> PyResult<usize> {
    loop {
        d.at(vm, at)?;
        let rest = d.data.get(at..).unwrap_or(&[]);
        let error = match std::str::from_utf8(rest) {
            Ok(text) => {
                d.out.extend_from_slice(text.as_bytes());
                return Ok(d.data.len());
            }
            Err(error) => error,
        };
        let valid = error.valid_up_to();
        d.out.extend_from_slice(rest.get(..valid).unwrap_or(&[]));
        at += valid;
        let (end, reason) = match error.error_len() {
            None if !d.last => return Ok(at),
            None => (d.data.len(), "unexpected end of data"),
            Some(n) => {
                let lead = d.data.get(at).copied().unwrap_or(0);
                let reason =
                    if matches!(lead, 0xc2..=0xf4) { "invalid continuation byte" } else { "invalid start byte" };
                (at + n, reason)
            }
        };
        at = d.fail(vm, at, end, reason)?;
    }
}

pub fn encode(vm: &mut Vm, e: &mut Encoder<'_>) -> PyResult<()> {
    e.run(vm, "surrogates not allowed", true, 1, |p, out| {
        let ok = !(0xd800..=0xdfff).contains(&p);
        if ok {
            push_code_point(out, p);
        }
        ok
    })
}
