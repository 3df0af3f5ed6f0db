//! replace.

use super::search::{Finder, count_bytes, find_bytes};
use super::{str_arg, this};
use crate::gc::Value;
use crate::native::{TypeBuilder, arg};
use crate::object::slots::PyResult;
use crate::object::str::wtf8_width;
use crate::vm::Vm;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("replace(self, old, new, /, count=-1)", str_replace, "Return a copy with all occurrences of substring old replaced by new.\n\n  count\n    Maximum number of occurrences to replace.\n    -1 (the default value) means replace all occurrences.\n\nIf the optional argument count is given, only the first count occurrences are\nreplaced.")
}

fn str_replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?;
    let old = str_arg(vm, args, 1, "replace")?;
    let new = str_arg(vm, args, 2, "replace")?;
    let most = match arg(args, 3) {
        v if v.is_unset() => -1,
        v => vm.extract::<i64>(v)?,
    };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    if most == 0 || old.equals(new) {
        return vm.exact_str(text);
    }
    let width = |b: u8| wtf8_width(b);
    match replace_bytes(vm, text.bytes(), old.bytes(), new.bytes(), most, width)? {
        Some(out) => vm.fresh_str(&out),
        None => vm.exact_str(text),
    }
}

/// Replaces up to `most` occurrences; `None` if there are none. An empty `old` is found before each item, whose width
/// `width` tells from its first byte, and at the end.
pub fn replace_bytes(
    vm: &Vm,
    text: &[u8],
    old: &[u8],
    new: &[u8],
    most: usize,
    width: impl Fn(u8) -> usize,
) -> PyResult<Option<Vec<u8>>> {
    if old.is_empty() {
        return insert_between(vm, text, new, most, width).map(Some);
    }
    if old.len() > text.len() || find_bytes(text, old).is_none() {
        return Ok(None);
    }
    if let ([from], [to]) = (old, new)
        && most == usize::MAX
    {
        let mut out = vm.buffer(text.len())?;
        vm.in_pieces(text, |piece| out.extend(piece.iter().map(|b| if b == from { *to } else { *b })))?;
        return Ok(Some(out));
    }
    let mut out = match new.len() > old.len() {
        true => {
            let n = count_bytes(vm, text, old)?.min(most);
            let room = (new.len() - old.len()).checked_mul(n).and_then(|n| n.checked_add(text.len()));
            let Some(room) = room.filter(|n| *n <= isize::MAX as usize) else {
                return Err(vm.overflow_error("replace string is too long"));
            };
            vm.buffer(room)?
        }
        false => vm.buffer(text.len())?,
    };
    let mut finder = Finder::new(old);
    let mut rest = text;
    for i in 0..most {
        vm.check_step(i)?;
        let Some(at) = finder.find(rest) else { break };
        let (head, tail) = rest.split_at(at);
        out.extend_from_slice(head);
        out.extend_from_slice(new);
        rest = tail.get(old.len()..).unwrap_or(&[]);
    }
    out.extend_from_slice(rest);
    Ok(Some(out))
}

fn insert_between(vm: &Vm, text: &[u8], new: &[u8], most: usize, width: impl Fn(u8) -> usize) -> PyResult<Vec<u8>> {
    let places = most.min(text.len() + 1);
    let room = places.checked_mul(new.len()).and_then(|n| n.checked_add(text.len()));
    let Some(room) = room.filter(|n| *n <= isize::MAX as usize) else {
        return Err(vm.overflow_error("replace string is too long"));
    };
    let mut out = vm.buffer(room)?;
    let mut rest = text;
    for i in 0..most {
        vm.check_step(i)?;
        out.extend_from_slice(new);
        let Some(lead) = rest.first() else { break };
        let (item, tail) = rest.split_at(width(*lead).min(rest.len()));
        out.extend_from_slice(item);
        rest = tail;
    }
    out.extend_from_slice(rest);
    Ok(out)
}
