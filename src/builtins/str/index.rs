//! Subscription of str by int and slice.

use super::this;
use crate::gc::{Ref, Value};
use crate::object::slots::PyResult;
use crate::object::str::wtf8_width;
use crate::object::{Slice, Str};
use crate::vm::Vm;
use crate::vm::guard::PIECE;

pub fn str_getitem(vm: &mut Vm, v: &Value, key: &Value) -> PyResult {
    let text = this(vm, std::slice::from_ref(v))?;
    if let Some(i) = key.as_small() {
        let len = text.char_len() as i64;
        let i = if i < 0 { i + len } else { i };
        return if (0..len).contains(&i) {
            char_at(vm, text, i as usize)
        } else {
            Err(vm.index_error("string index out of range"))
        };
    }
    if key.downcast_exact::<Slice>().is_some() {
        return str_slice(vm, text, key);
    }
    if !vm.is_int(key) && vm.type_of(key).get(vm).slots.index.is_none() {
        let ty = vm.type_name(key);
        return Err(vm.type_error(format!("string indices must be integers, not '{ty}'")));
    }
    match vm.sequence_index(key, text.char_len())? {
        Some(i) => char_at(vm, text, i),
        None => Err(vm.index_error("string index out of range")),
    }
}

/// The `i`-th character as a str.
pub fn char_at(vm: &Vm, text: &Ref<Str>, i: usize) -> PyResult {
    let at = text.byte_offset(i);
    let lead = text.bytes().get(at).copied().unwrap_or(0);
    vm.new_str_wtf8(text.bytes().get(at..at + wtf8_width(lead)).unwrap_or(&[]))
}

fn str_slice(vm: &mut Vm, text: &Ref<Str>, key: &Value) -> PyResult {
    let (start, stop, step, count) = vm.slice_indices(key, text.char_len())?;
    if count == 0 {
        return Ok(vm.empty_str.to_value());
    }
    if step == 1 {
        if count == text.char_len() {
            return vm.exact_str(text);
        }
        return vm.substr(text, start as usize, stop as usize);
    }
    if text.is_ascii() && count <= PIECE {
        return vm.new_ascii(count, |out| {
            if step == -1 {
                let end = (start + 1) as usize;
                let from = text.bytes().get(end - count..end).unwrap_or(&[]).iter().rev();
                out.iter_mut().zip(from).for_each(|(to, b)| *to = *b);
                return;
            }
            let mut i = start;
            for to in out {
                *to = text.bytes().get(i as usize).copied().unwrap_or(0);
                i = i.saturating_add(step);
            }
        });
    }
    let mut out = vm.buffer(if text.is_ascii() { count } else { count.saturating_mul(4) })?;
    let mut i = start;
    for n in 0..count {
        vm.check_step(n)?;
        let at = text.byte_offset(i as usize);
        let width = text.bytes().get(at).map_or(0, |lead| wtf8_width(*lead));
        out.extend_from_slice(text.bytes().get(at..at + width).unwrap_or(&[]));
        i = i.saturating_add(step);
    }
    vm.new_str_wtf8(&out)
}

impl Vm {
    /// The characters from `start` to `end` (clipped to the text) as a str.
    pub fn substr(&self, text: &Str, start: usize, end: usize) -> PyResult {
        let (from, to) = (text.byte_offset(start), text.byte_offset(end));
        self.new_str_wtf8(text.bytes().get(from..to).unwrap_or(&[]))
    }
}
