//! strip, lstrip, rstrip.

use super::{this, unicode};
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::Str;
use crate::object::slots::PyResult;
use crate::object::str::{code_points, wtf8_width};
use crate::vm::Vm;
use crate::vm::guard::STEPS;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("strip(self, chars=None, /)", str_strip, "Return a copy of the string with leading and trailing whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead.")
        .method("lstrip(self, chars=None, /)", str_lstrip, "Return a copy of the string with leading whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead.")
        .method("rstrip(self, chars=None, /)", str_rstrip, "Return a copy of the string with trailing whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead.")
}

/// `text` without the characters at its left end that `drop` accepts.
pub fn trim_start(mut text: &[u8], mut drop: impl FnMut(u32) -> bool) -> &[u8] {
    while let Some(lead) = text.first() {
        if !code_points(text).next().is_some_and(&mut drop) {
            break;
        }
        text = text.get(wtf8_width(*lead)..).unwrap_or(&[]);
    }
    text
}

/// `text` without the characters at its right end that `drop` accepts.
pub fn trim_end(mut text: &[u8], mut drop: impl FnMut(u32) -> bool) -> &[u8] {
    loop {
        let mut points = code_points(text);
        match points.next_back() {
            Some(p) if drop(p) => text = points.rest(),
            _ => return text,
        }
    }
}

/// The ASCII characters among those to be stripped, as bits; white space for None.
fn ascii_set(chars: &Value) -> Option<u128> {
    if chars.is_none() || chars.is_unset() {
        return Some(0x1f << 9 | 0x1f << 0x1c);
    }
    let chars = chars.downcast::<Str>().filter(|chars| chars.byte_len() <= 64)?;
    Some(chars.bytes().iter().filter(|b| b.is_ascii()).fold(0, |set, b| set | 1 << *b))
}

fn strip(vm: &mut Vm, args: &[Value], name: &str, left: bool, right: bool) -> PyResult {
    let text = this(vm, args)?;
    let chars = arg(args, 1);
    if text.is_ascii()
        && text.byte_len() <= STEPS
        && let Some(set) = ascii_set(chars)
    {
        let mut rest = text.bytes();
        let within = |b: &u8| set >> *b & 1 != 0;
        while left
            && let [first, tail @ ..] = rest
            && within(first)
        {
            rest = tail;
        }
        while right
            && let [head @ .., last] = rest
            && within(last)
        {
            rest = head;
        }
        return if rest.len() == text.byte_len() { vm.exact_str(text) } else { vm.new_str_ascii(rest) };
    }
    let rest = if chars.is_none() || chars.is_unset() {
        strip_with(vm, text, left, right, unicode::is_space)?
    } else if let Some(chars) = chars.downcast::<Str>() {
        match chars.bytes() {
            [b] => strip_with(vm, text, left, right, |p| p == *b as u32)?,
            _ => strip_with(vm, text, left, right, |p| chars.code_points().any(|c| c == p))?,
        }
    } else {
        return Err(vm.type_error(format!("{name} arg must be None or str")));
    };
    if rest.len() == text.byte_len() { vm.exact_str(text) } else { vm.new_str_wtf8(rest) }
}

fn strip_with<'a>(
    vm: &Vm,
    text: &'a Ref<Str>,
    left: bool,
    right: bool,
    drop: impl Fn(u32) -> bool,
) -> PyResult<&'a [u8]> {
    let mut rest = text.bytes();
    let mut steps = 0usize;
    let mut stopped = Ok(());
    let mut drop = |p| {
        steps += 1;
        if steps.is_multiple_of(STEPS) {
            stopped = vm.check_interrupt();
        }
        stopped.is_ok() && drop(p)
    };
    if left {
        rest = trim_start(rest, &mut drop);
    }
    if right {
        rest = trim_end(rest, &mut drop);
    }
    stopped.map(|()| rest)
}

fn str_strip(vm: &mut Vm, args: &[Value]) -> PyResult {
    strip(vm, args, "strip", true, true)
}

fn str_lstrip(vm: &mut Vm, args: &[Value]) -> PyResult {
    strip(vm, args, "lstrip", true, false)
}

fn str_rstrip(vm: &mut Vm, args: &[Value]) -> PyResult {
    strip(vm, args, "rstrip", false, true)
}
