//! Changes of case: upper, lower, title, capitalize, swapcase, casefold.

use super::{this, unicode};
use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::Str;
use crate::object::slots::PyResult;
use crate::object::str::push_code_point;
use crate::vm::Vm;
use crate::vm::guard::PIECE;
use smallvec::SmallVec;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("upper(self, /)", str_upper, "Return a copy of the string converted to uppercase.")
        .method("lower(self, /)", str_lower, "Return a copy of the string converted to lowercase.")
        .method("title(self, /)", str_title, "Return a version of the string where each word is titlecased.\n\nMore specifically, words start with uppercased characters and all remaining\ncased characters have lower case.")
        .method("capitalize(self, /)", str_capitalize, "Return a capitalized version of the string.\n\nMore specifically, make the first character have upper case and the rest lower\ncase.")
        .method("swapcase(self, /)", str_swapcase, "Convert uppercase characters to lowercase and lowercase characters to uppercase.")
        .method("casefold(self, /)", str_casefold, "Return a version of the string suitable for caseless comparisons.")
}

/// Maps ASCII text by one function of bytes.
#[inline(always)]
fn ascii_map(vm: &Vm, text: &Str, mut map: impl FnMut(&u8) -> u8) -> PyResult {
    if text.byte_len() < 3 {
        let out: SmallVec<[u8; 4]> = text.bytes().iter().map(map).collect();
        return vm.fresh_str(&out);
    }
    if text.byte_len() > PIECE {
        let mut out = vm.buffer(text.byte_len())?;
        vm.in_pieces(text.bytes(), |piece| out.extend(piece.iter().map(&mut map)))?;
        return vm.fresh_str(&out);
    }
    vm.new_ascii(text.byte_len(), |out| {
        for (to, from) in out.iter_mut().zip(text.bytes()) {
            *to = map(from);
        }
    })
}

fn push_all(out: &mut Vec<u8>, mapped: unicode::Mapped) {
    for p in mapped.points() {
        push_code_point(out, *p);
    }
}

/// Capital sigma in lower case: final where a letter precedes and none follows.
fn push_lower(out: &mut Vec<u8>, points: &[u32], i: usize) {
    let Some(p) = points.get(i) else { return };
    if *p != 0x3a3 {
        return push_all(out, unicode::to_lower(*p));
    }
    let decides = |p: &&u32| !unicode::is_case_ignorable(**p);
    let before = points.get(..i).and_then(|s| s.iter().rev().find(decides));
    let after = points.get(i + 1..).and_then(|s| s.iter().find(decides));
    let cased = |p: Option<&u32>| p.is_some_and(|p| unicode::is_cased(*p));
    push_code_point(out, if cased(before) && !cased(after) { 0x3c2 } else { 0x3c3 });
}

/// Hands out the characters, looking for a Ctrl-C now and then.
fn each_point(vm: &Vm, text: &Str, mut each: impl FnMut(u32)) -> PyResult<()> {
    for (i, p) in text.code_points().enumerate() {
        vm.check_step(i)?;
        each(p);
    }
    Ok(())
}

fn points(text: &Ref<Str>) -> Vec<u32> {
    text.code_points().collect()
}

fn str_upper(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?;
    if text.is_ascii() {
        return ascii_map(vm, text, u8::to_ascii_uppercase);
    }
    let mut out = Vec::with_capacity(text.byte_len() + 8);
    each_point(vm, text, |p| push_all(&mut out, unicode::to_upper(p)))?;
    vm.fresh_str(&out)
}

fn str_lower(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?;
    if text.is_ascii() {
        return ascii_map(vm, text, u8::to_ascii_lowercase);
    }
    let points = points(text);
    let mut out = Vec::with_capacity(text.byte_len() + 8);
    for i in 0..points.len() {
        vm.check_step(i)?;
        push_lower(&mut out, &points, i);
    }
    vm.fresh_str(&out)
}

fn str_casefold(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?;
    if text.is_ascii() {
        return ascii_map(vm, text, u8::to_ascii_lowercase);
    }
    let mut out = Vec::with_capacity(text.byte_len() + 8);
    each_point(vm, text, |p| unicode::fold(p, |q| push_code_point(&mut out, q)))?;
    vm.fresh_str(&out)
}

fn str_capitalize(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?;
    if text.is_ascii() {
        let mut first = true;
        return ascii_map(vm, text, |b| match std::mem::take(&mut first) {
            true => b.to_ascii_uppercase(),
            false => b.to_ascii_lowercase(),
        });
    }
    let points = points(text);
    let mut out = Vec::with_capacity(text.byte_len() + 8);
    for (i, p) in points.iter().enumerate() {
        match i {
            0 => push_all(&mut out, unicode::to_title(*p)),
            _ => push_lower(&mut out, &points, i),
        }
    }
    vm.fresh_str(&out)
}

fn str_title(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?;
    let mut in_word = false;
    if text.is_ascii() {
        return ascii_map(vm, text, |b| {
            let mapped = if in_word { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() };
            in_word = b.is_ascii_alphabetic();
            mapped
        });
    }
    let points = points(text);
    let mut out = Vec::with_capacity(text.byte_len() + 8);
    for (i, p) in points.iter().enumerate() {
        match in_word {
            true => push_lower(&mut out, &points, i),
            false => push_all(&mut out, unicode::to_title(*p)),
        }
        in_word = unicode::is_cased(*p);
    }
    vm.fresh_str(&out)
}

fn str_swapcase(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?;
    if text.is_ascii() {
        return ascii_map(vm, text, |b| if b.is_ascii_alphabetic() { b ^ 0x20 } else { *b });
    }
    let points = points(text);
    let mut out = Vec::with_capacity(text.byte_len() + 8);
    for (i, p) in points.iter().enumerate() {
        if unicode::is_upper(*p) {
            push_lower(&mut out, &points, i);
        } else if unicode::is_lower(*p) {
            push_all(&mut out, unicode::to_upper(*p));
        } else {
            push_code_point(&mut out, *p);
        }
    }
    vm.fresh_str(&out)
}
