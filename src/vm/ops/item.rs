//! Subscription of anything but the loop's inline cases.

use super::{Outcome, consume, look, special, take};
use crate::bytecode::C_TEMP;
use crate::gc::{Kind, Raw, tag};
use crate::object::slots::PyResult;
use crate::object::{Dict, List, Str, Tuple};
use crate::vm::Vm;
use crate::vm::guard::STEPS;
use crate::vm::run::{field_a, field_b, field_c};

/// `R[b][R[c]]`. Null if a frame was entered that will give the result.
#[cold]
#[inline(never)]
pub unsafe fn get(vm: &mut Vm, word: u64, base: *mut Raw) -> Outcome {
    // SAFETY: as the caller promises.
    unsafe { get_result(vm, word, base) }.into()
}

#[inline(always)]
unsafe fn get_result(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operands of the instruction.
    unsafe {
        let x = Raw::as_value(base.add(field_b(word)));
        if let Some(dict) = x.downcast_exact::<Dict>()
            && let Some((_, Some(at))) = vm.dict_place(dict, Raw::as_value(base.add(field_c(word))))
            && let Some(entry) = dict.get(vm).entry(at)
        {
            let result = entry.value.clone();
            consume(word, base);
            return Ok(result.into_raw());
        }
        if x.tag() == Kind::Instance.tag() && special::get_item(vm, word, base)? {
            return Ok(Raw::NULL);
        }
        let (x, y) = (look(base, field_b(word)), look(base, field_c(word)));
        let result = match x.downcast_exact::<Dict>() {
            Some(dict) => match vm.dict_get(dict, &y)? {
                Some(v) => v,
                None => return Err(vm.key_error(&y)),
            },
            None => vm.getitem(&x, &y)?,
        };
        drop((x, y));
        consume(word, base);
        Ok(result.into_raw())
    }
}

/// `R[b][R[i]:R[i+1]]`, given the words of `BuildSlice` and of the `GetItem` behind it, for builtin sequences and bounds that
/// are ints or None. The bounds are used up, unless it says None: long parts are left to the ordinary way, where a Ctrl-C
/// can come between.
#[cold]
#[inline(never)]
pub unsafe fn get_slice(vm: &mut Vm, slice: u64, item: u64, base: *mut Raw) -> Option<Raw> {
    // SAFETY: operands of the two instructions; the slice's are temporaries.
    unsafe {
        if field_c(slice) != 2 {
            return None;
        }
        let at = base.add(field_b(slice));
        let bound = |raw: Raw, default: i64| match raw.tag() {
            tag::INT => Some(raw.bits as i64),
            tag::NONE => Some(default),
            _ => None,
        };
        let (start, stop) = (bound(*at, 0)?, bound(*at.add(1), i64::MAX)?);
        let x = Raw::as_value(base.add(field_b(item)));
        let clip = |i: i64, len: usize| {
            let len = len as i64;
            (if i < 0 { i.saturating_add(len).max(0) } else { i.min(len) }) as usize
        };
        let result = if let Some(text) = x.downcast_exact::<Str>() {
            let len = text.char_len();
            let (start, stop) = (clip(start, len), clip(stop, len));
            match stop.saturating_sub(start) {
                0 => Ok(vm.empty_str.to_value()),
                n if n == len => Ok(x.clone()),
                n if n > STEPS => return None,
                _ => vm.substr(text, start, stop),
            }
        } else if let Some(list) = x.downcast_exact::<List>() {
            let items = &list.get(vm).items;
            let (start, stop) = (clip(start, items.len()), clip(stop, items.len()));
            let items = items.get(start..stop.max(start)).unwrap_or(&[]);
            if items.len() > STEPS {
                return None;
            }
            let items = vm.copy_items(items);
            items.and_then(|items| vm.new_list(items))
        } else if let Some(tuple) = x.downcast_exact::<Tuple>() {
            let items = tuple.items();
            let (start, stop) = (clip(start, items.len()), clip(stop, items.len()));
            if stop.saturating_sub(start) == items.len() {
                Ok(x.clone())
            } else {
                let items = items.get(start..stop.max(start)).unwrap_or(&[]);
                if items.len() > STEPS {
                    return None;
                }
                vm.tuple_of(items)
            }
        } else {
            return None;
        };
        // Without memory the ordinary way tries again, and raises.
        let result = result.ok()?;
        // Bounds that are ints or None own nothing.
        *at = Raw::NULL;
        *at.add(1) = Raw::NULL;
        Some(result.into_raw())
    }
}

/// `R[a][R[b]] = R[c]`. The loop goes on at `vm.thread.base` and `pc`.
#[cold]
#[inline(never)]
pub unsafe fn set(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: as above.
    unsafe {
        if let Some(dict) = Raw::as_value(base.add(field_a(word))).downcast_exact::<Dict>()
            && let key = Raw::as_value(base.add(field_b(word)))
            && let Some((hash, found)) = vm.dict_place(dict, key)
        {
            let value = take(word, C_TEMP, base, field_c(word));
            vm.dict_store(dict, key, hash, found, value)?;
            consume(word, base);
            return Ok(());
        }
        if special::set_item(vm, word, base)? {
            return Ok(());
        }
        let (x, y, z) = (look(base, field_a(word)), look(base, field_b(word)), look(base, field_c(word)));
        match x.downcast_exact::<Dict>() {
            Some(dict) => vm.dict_set(dict, &y, z)?,
            None => vm.setitem(&x, &y, &z)?,
        }
        drop((x, y));
        consume(word, base);
        Ok(())
    }
}

#[cold]
#[inline(never)]
pub unsafe fn delete(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: as above.
    unsafe {
        let (x, y) = (look(base, field_a(word)), look(base, field_b(word)));
        vm.delitem(&x, &y)?;
        drop((x, y));
        consume(word, base);
        Ok(())
    }
}
