//! Replacement templates: text with references to groups.

use super::escape::control;
use super::parse::with_token;
use super::pattern::Pattern;
use super::syntax::Failure;
use super::tokens::{Token, Tokens, group_number, quoted, shown_number, wtf8};
use crate::gc::{Ref, Value};
use crate::object::Str;
use crate::object::slots::PyResult;
use crate::object::str::push_code_point;
use crate::vm::Vm;
use std::rc::Rc;

pub struct Template {
    pub is_text: bool,
    /// Text and the number of the group behind it.
    parts: Vec<(Box<[u8]>, usize)>,
    tail: Box<[u8]>,
}

impl Template {
    /// Appends the template with its groups filled in; `bounds` tells where they are in `subject`.
    pub fn expand(&self, subject: &[u8], bounds: impl Fn(usize) -> Option<(usize, usize)>, out: &mut Vec<u8>) {
        for (text, group) in &self.parts {
            out.extend_from_slice(text);
            if let Some((start, end)) = bounds(*group) {
                out.extend_from_slice(subject.get(start..end).unwrap_or(&[]));
            }
        }
        out.extend_from_slice(&self.tail);
    }
}

/// The template for a replacement, made anew unless it is the one that the pattern used last.
pub fn template_of(vm: &mut Vm, pattern: &Ref<Pattern>, source: &Value) -> PyResult<Rc<Template>> {
    if let Some((known, template)) = &*pattern.template.borrow()
        && known.is(source)
    {
        return Ok(template.clone());
    }
    let (points, is_text) = super::code_points_of(vm, source)?;
    let template = match parse(vm, &points, is_text, pattern) {
        Ok(template) => Rc::new(template),
        Err(failure) => return Err(super::raise(vm, failure, source)),
    };
    // Only what cannot change or lead back to the pattern is kept.
    if source.downcast_exact::<Str>().is_some() || source.downcast_exact::<crate::object::Bytes>().is_some() {
        let old = pattern.template.replace(Some((source.clone(), template.clone())));
        drop(old);
    }
    Ok(template)
}

fn parse(vm: &mut Vm, points: &[u32], is_text: bool, pattern: &Ref<Pattern>) -> Result<Template, Failure> {
    let mut source = Tokens::new(points, is_text)?;
    let mut parts: Vec<(Box<[u8]>, usize)> = Vec::new();
    let mut literal: Vec<u8> = Vec::new();
    let push = |literal: &mut Vec<u8>, point: u32| match is_text {
        true => push_code_point(literal, point),
        false => literal.push(point as u8),
    };
    while let Some(this) = source.get()? {
        if !this.escaped {
            push(&mut literal, this.point);
            continue;
        }
        let letter = char::from_u32(this.point).filter(char::is_ascii);
        let (group, offset) = match letter {
            Some('g') => {
                if !source.eat('<')? {
                    return Err(source.error("missing <", 0));
                }
                let name = source.until('>', "group name")?;
                let group = match group_number(&name) {
                    Some(group) if group >= super::parse::MAX_GROUPS => {
                        let message = format!("invalid group reference {}", shown_number(&name));
                        return Err(source.error(message, name.len() + 1));
                    }
                    Some(group) => group as usize,
                    None => {
                        source.check_group_name(&name, 1)?;
                        named_group(vm, pattern, &name)?
                    }
                };
                (group, name.len() + 1)
            }
            Some('0') => {
                let digits = source.take_while(2, |c| c.is_digit(8))?;
                push(&mut literal, u32::from_str_radix(&digits, 8).unwrap_or(0) & 0xff);
                continue;
            }
            Some(first @ '1'..='9') => {
                let mut digits = first.to_string();
                digits += &source.take_while(1, |c| c.is_ascii_digit())?;
                if digits.len() == 2 && digits.chars().all(|c| c.is_digit(8)) {
                    let third = source.take_while(1, |c| c.is_digit(8))?;
                    if !third.is_empty() {
                        digits += &third;
                        let value = u32::from_str_radix(&digits, 8).unwrap_or(0);
                        if value > 0o377 {
                            let message = format!("octal escape value \\{digits} outside of range 0-0o377");
                            return Err(source.error(message, digits.len() + 1));
                        }
                        push(&mut literal, value);
                        continue;
                    }
                }
                (digits.parse().unwrap_or(0), digits.len())
            }
            _ => {
                match letter.and_then(control) {
                    Some(point) => push(&mut literal, point),
                    None if letter.is_some_and(|c| c.is_ascii_alphabetic()) => {
                        let message = with_token("bad escape ", Token { escaped: true, point: this.point });
                        return Err(source.error(message, 2));
                    }
                    None => {
                        push(&mut literal, '\\' as u32);
                        push(&mut literal, this.point);
                    }
                }
                continue;
            }
        };
        if group > pattern.program.groups as usize {
            return Err(source.error(format!("invalid group reference {group}"), offset));
        }
        parts.push((std::mem::take(&mut literal).into(), group));
    }
    Ok(Template { is_text, parts, tail: literal.into() })
}

fn named_group(vm: &mut Vm, pattern: &Ref<Pattern>, name: &[u32]) -> Result<usize, Failure> {
    let text = wtf8(name);
    let found = pattern.names.iter().find(|(known, _)| known.downcast::<Str>().is_some_and(|k| k.bytes() == text));
    match found {
        Some((_, group)) => Ok(*group),
        None => {
            let message = [b"unknown group name ".as_slice(), &quoted(name)].concat();
            let message = vm.new_str_wtf8(&message)?;
            Err(Failure::Raised(vm.new_error_args(&vm.exc.IndexError, vec![message])))
        }
    }
}
