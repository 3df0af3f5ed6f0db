//! What goes through all matches in a subject: `sub`, `split`, `findall`.

use super::matcher::Kind;
use super::pattern::Pattern;
use super::subject::{Matches, keep_matcher, subject_bytes};
use super::template::{Template, template_of};
use crate::gc::{Ref, Value};
use crate::object::slots::PyResult;
use crate::object::{Raised, Str};
use crate::vm::Vm;
use std::rc::Rc;

/// By what matches are replaced.
enum Replacement {
    Call(Value),
    Literal(Vec<u8>),
    Template(Rc<Template>),
    /// Text for bytes or bytes for text: an error once it is used.
    Wrong(Value),
}

/// The error of an item that cannot be joined with the others.
pub fn wrong_item(vm: &Vm, is_text: bool, index: usize, item: &Value) -> Raised {
    let ty = vm.type_name(item);
    let wanted = if is_text { "str instance" } else { "a bytes-like object" };
    vm.type_error(format!("sequence item {index}: expected {wanted}, {ty} found"))
}

fn replacement(vm: &mut Vm, pattern: &Ref<Pattern>, repl: &Value, is_text: bool) -> PyResult<Replacement> {
    if vm.type_of(repl).get(vm).slots.call.is_some() {
        return Ok(Replacement::Call(repl.clone()));
    }
    let known = repl.downcast::<Str>().is_some() || vm.has_buffer(repl);
    if known {
        let fits = repl.downcast::<Str>().is_some() == is_text;
        let bytes = subject_bytes(vm, repl);
        if memchr::memchr(b'\\', &bytes).is_none() {
            return Ok(if fits { Replacement::Literal(bytes.into_owned()) } else { Replacement::Wrong(repl.clone()) });
        }
    }
    let template = template_of(vm, pattern, repl)?;
    Ok(if template.is_text == is_text { Replacement::Template(template) } else { Replacement::Wrong(repl.clone()) })
}

/// `Pattern.sub`, and `subn` if the number of replacements is asked for.
pub fn sub(vm: &mut Vm, pattern: &Ref<Pattern>, repl: &Value, string: &Value, count: i64, counted: bool) -> PyResult {
    let mut matches = Matches::new(vm, pattern, string, 0, i64::MAX)?;
    let result = substitute(vm, &mut matches, repl, count);
    keep_matcher(pattern, std::mem::take(&mut matches.matcher));
    let (value, n) = result?;
    if counted { vm.new_pair(value, vm.int(n)) } else { Ok(value) }
}

fn substitute(vm: &mut Vm, matches: &mut Matches, repl: &Value, count: i64) -> PyResult<(Value, i64)> {
    let is_text = matches.subject.is_text;
    let pattern = matches.pattern.clone();
    let replacement = replacement(vm, &pattern, repl, is_text)?;
    let mut out: Vec<u8> = Vec::new();
    let (mut done, mut n, mut items) = (0, 0i64, 0usize);
    let mut wrong: Option<Raised> = None;
    while count == 0 || n < count {
        let Some((start, end)) = matches.next(vm, Kind::Search)? else { break };
        if done < start {
            let bytes = subject_bytes(vm, &matches.subject.value);
            vm.append_bytes(&mut out, bytes.get(done..start).unwrap_or(&[]))?;
            items += 1;
        }
        match &replacement {
            Replacement::Literal(literal) => vm.append_bytes(&mut out, literal)?,
            Replacement::Template(template) => {
                let bytes = subject_bytes(vm, &matches.subject.value);
                let bounds = |group: usize| match group {
                    0 => Some((start, end)),
                    _ => matches.group(group),
                };
                template.expand(&bytes, bounds, &mut out);
            }
            Replacement::Wrong(value) => wrong = wrong.or_else(|| Some(wrong_item(vm, is_text, items, value))),
            Replacement::Call(function) => {
                let object = matches.object(vm, start, end)?;
                let value = vm.call(function, &[object])?;
                if value.is_none() {
                    // Nothing.
                } else if let Some(text) = value.downcast::<Str>().filter(|_| is_text) {
                    vm.append_bytes(&mut out, text.bytes())?;
                } else if let Some(bytes) = vm.bytes_of(&value).filter(|_| !is_text) {
                    vm.append_bytes(&mut out, &bytes)?;
                } else {
                    wrong = wrong.or_else(|| Some(wrong_item(vm, is_text, items, &value)));
                }
                items += !value.is_none() as usize;
            }
        }
        if !matches!(replacement, Replacement::Call(_)) {
            items += 1;
        }
        done = end;
        n += 1;
        matches.advance(end);
        vm.poll()?;
    }
    if let Some(wrong) = wrong {
        return Err(wrong);
    }
    if n == 0 {
        return Ok((matches.subject.piece(vm, 0, matches.subject.end)?, 0));
    }
    {
        let bytes = subject_bytes(vm, &matches.subject.value);
        vm.append_bytes(&mut out, bytes.get(done..matches.subject.end).unwrap_or(&[]))?;
    }
    let value = if is_text { vm.new_str_wtf8(&out)? } else { vm.new_bytes(out)? };
    Ok((value, n))
}

pub fn split(vm: &mut Vm, pattern: &Ref<Pattern>, string: &Value, maxsplit: i64) -> PyResult {
    let mut matches = Matches::new(vm, pattern, string, 0, i64::MAX)?;
    let result = split_pieces(vm, &mut matches, maxsplit);
    keep_matcher(pattern, std::mem::take(&mut matches.matcher));
    vm.new_list(result?)
}

fn split_pieces(vm: &mut Vm, matches: &mut Matches, maxsplit: i64) -> PyResult<Vec<Value>> {
    let groups = matches.pattern.program.groups as usize;
    let mut items = Vec::new();
    let (mut done, mut n) = (0, 0i64);
    while maxsplit == 0 || n < maxsplit {
        let Some((start, end)) = matches.next(vm, Kind::Search)? else { break };
        reserve(vm, &mut items, groups + 1)?;
        items.push(matches.subject.piece(vm, done, start)?);
        for group in 1..=groups {
            items.push(group_piece(vm, matches, group, &Value::NONE)?);
        }
        done = end;
        n += 1;
        matches.advance(end);
        vm.poll()?;
    }
    items.push(matches.subject.piece(vm, done, matches.subject.end)?);
    Ok(items)
}

fn reserve(vm: &Vm, items: &mut Vec<Value>, more: usize) -> PyResult<()> {
    items.try_reserve(more).map_err(|_| vm.memory_error())
}

fn group_piece(vm: &Vm, matches: &Matches, group: usize, default: &Value) -> PyResult {
    match matches.group(group) {
        Some((start, end)) => matches.subject.piece(vm, start, end),
        None => Ok(default.clone()),
    }
}

pub fn findall(vm: &mut Vm, pattern: &Ref<Pattern>, string: &Value, pos: i64, endpos: i64) -> PyResult {
    let mut matches = Matches::new(vm, pattern, string, pos, endpos)?;
    let result = all_pieces(vm, &mut matches);
    keep_matcher(pattern, std::mem::take(&mut matches.matcher));
    vm.new_list(result?)
}

fn all_pieces(vm: &mut Vm, matches: &mut Matches) -> PyResult<Vec<Value>> {
    let groups = matches.pattern.program.groups as usize;
    let empty = if matches.subject.is_text { vm.new_str("")? } else { vm.new_bytes(Vec::new())? };
    let mut items = Vec::new();
    while let Some((start, end)) = matches.next(vm, Kind::Search)? {
        let item = match groups {
            0 => matches.subject.piece(vm, start, end)?,
            1 => group_piece(vm, matches, 1, &empty)?,
            _ => {
                let mut parts = Vec::with_capacity(groups);
                for group in 1..=groups {
                    parts.push(group_piece(vm, matches, group, &empty)?);
                }
                vm.new_tuple(parts)?
            }
        };
        reserve(vm, &mut items, 1)?;
        items.push(item);
        matches.advance(end);
        vm.poll()?;
    }
    Ok(items)
}
