//! Format specifications of text: `[[fill]align][0][width][.precision][s]`.

use super::affix::push_repeated;
use super::unicode;
use crate::gc::Ref;
use crate::object::Str;
use crate::object::slots::PyResult;
use crate::object::str::push_code_point;
use crate::vm::Vm;

/// `format(text, spec)`.
pub fn format_str(vm: &Vm, text: &Ref<Str>, spec: &Ref<Str>) -> PyResult {
    let points: Vec<u32> = spec.code_points().collect();
    let is = |i: usize, c: char| points.get(i) == Some(&(c as u32));
    let align_at = |i: usize| points.get(i).copied().and_then(char::from_u32).filter(|c| matches!(c, '<' | '>' | '^' | '='));
    let (mut fill, mut align, mut at) = (' ' as u32, None, 0);
    if let Some(c) = align_at(1) {
        (fill, align, at) = (points.first().copied().unwrap_or(fill), Some(c), 2);
    } else if let Some(c) = align_at(0) {
        (align, at) = (Some(c), 1);
    }
    if is(at, '+') || is(at, '-') {
        return Err(vm.value_error("Sign not allowed in string format specifier"));
    }
    if is(at, ' ') {
        return Err(vm.value_error("Space not allowed in string format specifier"));
    }
    if is(at, 'z') {
        return Err(vm.value_error("Negative zero coercion (z) not allowed in string format specifier"));
    }
    if is(at, '#') {
        return Err(vm.value_error("Alternate form (#) not allowed in string format specifier"));
    }
    if is(at, '0') && align.is_none() {
        (fill, align) = ('0' as u32, Some('<'));
    }
    let width = number(vm, &points, &mut at)?;
    if is(at, ',') || is(at, '_') {
        let c = if is(at, ',') { ',' } else { '_' };
        return Err(vm.value_error(format!("Cannot specify '{c}' with 's'.")));
    }
    let mut precision = None;
    if is(at, '.') {
        at += 1;
        precision = number(vm, &points, &mut at)?;
        if precision.is_none() {
            return Err(vm.value_error("Format specifier missing precision"));
        }
    }
    match points.get(at..).unwrap_or(&[]) {
        [] => {}
        [c] if *c == 's' as u32 => {}
        [c] => {
            let shown = match *c {
                0x21..=0x7e => (*c as u8 as char).to_string(),
                c => format!("\\x{c:x}"),
            };
            return Err(vm.value_error(format!("Unknown format code '{shown}' for object of type 'str'")));
        }
        _ => {
            let text = spec.to_lossy();
            return Err(vm.value_error(format!("Invalid format specifier '{text}' for object of type 'str'")));
        }
    }
    if align == Some('=') {
        return Err(vm.value_error("'=' alignment not allowed in string format specifier"));
    }
    let shown = match precision {
        Some(n) if n < text.char_len() => text.bytes().get(..text.byte_offset(n)).unwrap_or(&[]),
        _ => text.bytes(),
    };
    let len = precision.unwrap_or(usize::MAX).min(text.char_len());
    let missing = width.unwrap_or(0).saturating_sub(len);
    if missing == 0 {
        return if shown.len() == text.byte_len() { vm.exact_str(text) } else { vm.new_str_wtf8(shown) };
    }
    let left = match align {
        Some('>') => missing,
        Some('^') => missing / 2,
        _ => 0,
    };
    let mut unit = Vec::with_capacity(4);
    push_code_point(&mut unit, fill);
    let room = missing.checked_mul(unit.len()).and_then(|n| n.checked_add(shown.len())).unwrap_or(usize::MAX);
    let mut out = vm.buffer(room)?;
    push_repeated(&mut out, &unit, left);
    out.extend_from_slice(shown);
    push_repeated(&mut out, &unit, missing - left);
    vm.new_str_wtf8(&out)
}

fn number(vm: &Vm, points: &[u32], at: &mut usize) -> PyResult<Option<usize>> {
    let mut n: Option<usize> = None;
    while let Some(digit) = points.get(*at).copied().and_then(unicode::decimal_value) {
        n = match n.unwrap_or(0).checked_mul(10).and_then(|n| n.checked_add(digit as usize)) {
            Some(n) if n <= isize::MAX as usize => Some(n),
            _ => return Err(vm.value_error("Too many decimal digits in format string")),
        };
        *at += 1;
    }
    Ok(n)
}
