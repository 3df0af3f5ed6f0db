//! Displays, unpacking, formatted text, type parameters.

use super::{Outcome, look, take, take_window};
use crate::bytecode::{B_TEMP, C_TEMP, Op};
use crate::gc::{Raw, Value};
use crate::object::slots::PyResult;
use crate::object::{Dict, List, Set, Str, Tuple};
use crate::vm::Vm;
use crate::vm::run::{field_a, field_b, field_c};

#[cold]
#[inline(never)]
pub unsafe fn tuple(vm: &mut Vm, from: *mut Raw, n: usize) -> Outcome {
    // SAFETY: as the caller promises.
    unsafe { tuple_result(vm, from, n) }.into()
}

#[inline(always)]
unsafe fn tuple_result(vm: &mut Vm, from: *mut Raw, n: usize) -> PyResult<Raw> {
    if n == 0 {
        return Ok(vm.empty_tuple.to_value().into_raw());
    }
    // SAFETY: the window holds `n` values, which move into the tuple.
    unsafe {
        match Tuple::alloc_from_raw(&vm.heap, vm.types.tuple.header_ptr(), from, n) {
            Ok(tuple) => {
                for i in 0..n {
                    (*from.add(i)).meta = 0;
                }
                Ok(tuple.into_value().into_raw())
            }
            Err(_) => Err(vm.memory_error()),
        }
    }
}

#[cold]
#[inline(never)]
pub unsafe fn list(vm: &mut Vm, from: *mut Raw, n: usize) -> Outcome {
    // SAFETY: as the caller promises.
    unsafe { list_result(vm, from, n) }.into()
}

#[inline(always)]
unsafe fn list_result(vm: &mut Vm, from: *mut Raw, n: usize) -> PyResult<Raw> {
    // SAFETY: the window holds `n` values.
    let items = unsafe { take_window(from, n) };
    Ok(vm.new_list(items)?.into_raw())
}

#[cold]
#[inline(never)]
pub unsafe fn set(vm: &mut Vm, from: *mut Raw, n: usize) -> PyResult<Raw> {
    let set = vm.new_set(Default::default())?;
    for i in 0..n {
        // SAFETY: the window holds `n` values; those not moved out when an error occurs are the frame's to drop.
        let item = unsafe { std::mem::replace(&mut *from.add(i), Raw::NULL).into_value() };
        vm.set_add(&set, &item)?;
    }
    Ok(set.into_value().into_raw())
}

#[cold]
#[inline(never)]
pub unsafe fn map(vm: &mut Vm, from: *mut Raw, pairs: usize) -> Outcome {
    // SAFETY: as the caller promises.
    unsafe { map_result(vm, from, pairs) }.into()
}

#[inline(always)]
unsafe fn map_result(vm: &mut Vm, from: *mut Raw, pairs: usize) -> PyResult<Raw> {
    let dict = vm.new_dict_for(pairs);
    for i in 0..pairs {
        // SAFETY: the window holds `2 * pairs` values; those not moved out when an error occurs are the frame's to drop.
        let [key, value] =
            [0, 1].map(|k| unsafe { std::mem::replace(&mut *from.add(2 * i + k), Raw::NULL).into_value() });
        vm.dict_set(&dict, &key, value)?;
    }
    Ok(dict.into_value().into_raw())
}

#[cold]
#[inline(never)]
pub unsafe fn string(vm: &mut Vm, from: *mut Raw, n: usize) -> Outcome {
    // SAFETY: as the caller promises.
    unsafe { string_result(vm, from, n) }.into()
}

#[inline(always)]
unsafe fn string_result(vm: &mut Vm, from: *mut Raw, n: usize) -> PyResult<Raw> {
    // SAFETY: the window holds `n` str objects.
    unsafe {
        let result = vm.build_string(std::slice::from_raw_parts(from as *const Value, n))?;
        super::clear(from, 0..n);
        Ok(result.into_raw())
    }
}

#[cold]
#[inline(never)]
pub unsafe fn slice(vm: &mut Vm, from: *mut Raw, n: usize) -> Outcome {
    // SAFETY: as the caller promises.
    unsafe { slice_result(vm, from, n) }.into()
}

#[inline(always)]
unsafe fn slice_result(vm: &mut Vm, from: *mut Raw, n: usize) -> PyResult<Raw> {
    // SAFETY: the window holds `n` values.
    let mut parts = unsafe { take_window(from, n) }.into_iter();
    let mut part = || parts.next().unwrap_or_default();
    let (start, stop, step) = (part(), part(), part());
    Ok(vm.new_slice(start, stop, step)?.into_raw())
}

#[cold]
#[inline(never)]
pub unsafe fn set_add(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: R[a] is a set being built.
    unsafe {
        let value = take(word, B_TEMP, base, field_b(word));
        let set = look(base, field_a(word));
        match set.downcast::<Set>() {
            Some(set) => vm.set_add(set, &value),
            None => Ok(()),
        }
    }
}

#[cold]
#[inline(never)]
pub unsafe fn map_add(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: R[a] is a dict being built.
    unsafe {
        let key = take(word, B_TEMP, base, field_b(word));
        let value = take(word, C_TEMP, base, field_c(word));
        let dict = look(base, field_a(word));
        match dict.downcast::<Dict>() {
            Some(dict) => vm.dict_set(dict, &key, value),
            None => Ok(()),
        }
    }
}

#[cold]
#[inline(never)]
pub unsafe fn list_extend(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: R[a] is a list being built.
    unsafe {
        let source = look(base, field_b(word));
        let slots = &vm.type_of(&source).get(vm).slots;
        if slots.iter.is_none() && slots.getitem.is_none() {
            let ty = vm.type_name(&source);
            return Err(vm.type_error(format!("Value after * must be an iterable, not {ty}")));
        }
        let target = look(base, field_a(word));
        if let Some(list) = target.downcast::<List>() {
            vm.list_extend(list, &source)?;
        }
        drop(source);
        drop(take(word, B_TEMP, base, field_b(word)));
        Ok(())
    }
}

#[cold]
#[inline(never)]
pub unsafe fn set_update(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: R[a] is a set being built.
    unsafe {
        let source = take(word, B_TEMP, base, field_b(word));
        let target = look(base, field_a(word));
        match target.downcast::<Set>() {
            Some(set) => vm.set_update(set, &source),
            None => Ok(()),
        }
    }
}

#[cold]
#[inline(never)]
pub unsafe fn dict_update(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: R[a] is a dict being built.
    unsafe {
        let source = take(word, B_TEMP, base, field_b(word));
        let target = look(base, field_a(word));
        if !vm.is_mapping_like(&source)? {
            let ty = vm.type_name(&source);
            return Err(vm.type_error(format!("'{ty}' object is not a mapping")));
        }
        match target.downcast::<Dict>() {
            Some(dict) => vm.dict_update(&dict.clone(), &source),
            None => Ok(()),
        }
    }
}

#[cold]
#[inline(never)]
pub unsafe fn dict_merge(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: R[a] is a dict of keyword arguments being built, R[c] the callable.
    unsafe {
        let source = take(word, B_TEMP, base, field_b(word));
        let target = look(base, field_a(word));
        let callable = look(base, field_c(word));
        if !vm.is_mapping_like(&source)? {
            let (name, ty) = (vm.callable_text(&callable)?, vm.type_name(&source));
            return Err(vm.type_error(format!("{name} argument after ** must be a mapping, not {ty}")));
        }
        let Some(dict) = target.downcast::<Dict>() else { return Ok(()) };
        if let Some(duplicate) = vm.dict_merge_unique(&dict.clone(), &source)? {
            let name = vm.callable_text(&callable)?;
            let key = match duplicate.downcast::<Str>() {
                Some(s) => s.to_lossy().into_owned(),
                None => return Err(vm.type_error(format!("{name} keywords must be strings"))),
            };
            return Err(vm.type_error(format!("{name} got multiple values for keyword argument '{key}'")));
        }
        Ok(())
    }
}

impl Vm {
    /// Whether `**` accepts the object: a dict or anything with `keys`.
    fn is_mapping_like(&mut self, obj: &Value) -> PyResult<bool> {
        if obj.downcast::<Dict>().is_some() {
            return Ok(true);
        }
        let name = self.names.keys.clone();
        Ok(self.getattr_opt(obj, &name)?.is_some())
    }
}

#[cold]
#[inline(never)]
pub unsafe fn list_to_tuple(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operand of the instruction.
    unsafe {
        let source = take(word, B_TEMP, base, field_b(word));
        let items = vm.collect(&source)?;
        Ok(vm.new_tuple(items)?.into_raw())
    }
}

/// Unpacks `R[b]` into registers from `R[a]` on; with `after`, what lies between goes into a list.
#[cold]
#[inline(never)]
pub unsafe fn unpack(vm: &mut Vm, word: u64, base: *mut Raw, after: Option<usize>) -> PyResult<()> {
    // SAFETY: operands of the instruction.
    unsafe {
        let source = look(base, field_b(word));
        let before = field_c(word);
        let items = unpack_items(vm, &source, before, after)?;
        drop(source);
        drop(take(word, B_TEMP, base, field_b(word)));
        for (i, item) in items.into_iter().enumerate() {
            let at = base.add(field_a(word) + i);
            let old = std::mem::replace(&mut *at, item.into_raw());
            super::drop_raw(old);
        }
        Ok(())
    }
}

fn unpack_items(vm: &mut Vm, source: &Value, before: usize, after: Option<usize>) -> PyResult<Vec<Value>> {
    let slots = &vm.type_of(source).get(vm).slots;
    if slots.iter.is_none() && slots.getitem.is_none() {
        let ty = vm.type_name(source);
        return Err(vm.type_error(format!("cannot unpack non-iterable {ty} object")));
    }
    let Some(after) = after else {
        // One item more than wanted is asked for, as the error may not consume an endless iterator.
        let known = match (
            source.downcast_exact::<List>(),
            source.downcast_exact::<Tuple>(),
            source.downcast_exact::<Dict>(),
        ) {
            (Some(l), ..) => Some(l.get(vm).items.len()),
            (_, Some(t), _) => Some(t.len()),
            (.., Some(d)) => Some(d.get(vm).len()),
            _ => None,
        };
        let iter = vm.iter(source)?;
        let mut items = Vec::new();
        while items.len() <= before {
            match vm.next(&iter)? {
                Some(item) => items.push(item),
                None => break,
            }
        }
        if items.len() < before {
            let got = items.len();
            return Err(vm.value_error(format!("not enough values to unpack (expected {before}, got {got})")));
        }
        if items.len() > before {
            let got = known.map_or(String::new(), |n| format!(", got {n}"));
            return Err(vm.value_error(format!("too many values to unpack (expected {before}{got})")));
        }
        return Ok(items);
    };
    let mut items = vm.collect(source)?;
    if items.len() < before + after {
        let (want, got) = (before + after, items.len());
        return Err(vm.value_error(format!("not enough values to unpack (expected at least {want}, got {got})")));
    }
    let tail = items.split_off(items.len() - after);
    let middle = items.split_off(before);
    items.push(vm.new_list(middle)?);
    items.extend(tail);
    Ok(items)
}

#[cold]
#[inline(never)]
pub unsafe fn format(vm: &mut Vm, op: Op, word: u64, base: *mut Raw) -> Outcome {
    // SAFETY: as the caller promises.
    unsafe { format_result(vm, op, word, base) }.into()
}

#[inline(always)]
unsafe fn format_result(vm: &mut Vm, op: Op, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operands of the instruction.
    unsafe {
        let value = look(base, field_b(word));
        let result = match op {
            Op::FormatSimple => {
                let spec = vm.empty_str.clone();
                vm.format(&value, &spec)?.into_value()
            }
            Op::FormatSpec => {
                let spec = take(word, C_TEMP, base, field_c(word));
                match spec.downcast::<Str>() {
                    Some(spec) => vm.format(&value, &spec.clone())?.into_value(),
                    None => return Err(vm.type_error("format spec must be a string")),
                }
            }
            _ => match field_c(word) {
                1 => vm.to_str(&value)?.into_value(),
                2 => vm.repr(&value)?.into_value(),
                _ => vm.ascii(&value)?.into_value(),
            },
        };
        drop(value);
        drop(take(word, B_TEMP, base, field_b(word)));
        Ok(result.into_raw())
    }
}

/// Interpolations and templates (PEP 750).
#[cold]
#[inline(never)]
pub unsafe fn template(vm: &mut Vm, op: Op, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operands of the instruction.
    unsafe {
        let result = if op == Op::BuildInterpolation {
            let parts = take_window(base.add(field_b(word)), 4);
            vm.new_interpolation(parts)?
        } else {
            let strings = take(word, B_TEMP, base, field_b(word));
            let interpolations = take(word, C_TEMP, base, field_c(word));
            vm.new_template(strings, interpolations)?
        };
        Ok(result.into_raw())
    }
}

/// Type parameters and aliases (PEP 695): see `bytecode::TypeParamKind`.
#[cold]
#[inline(never)]
pub unsafe fn type_param(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<Raw> {
    let kind = field_c(word);
    let n = match kind {
        0..=2 => 4,
        3 => 3,
        _ => 1,
    };
    // SAFETY: a window of `n` values.
    let parts = unsafe { take_window(base.add(field_b(word)), n) };
    Ok(vm.new_type_param(kind, parts)?.into_raw())
}
