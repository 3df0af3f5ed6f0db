//! Padding and parts: center, ljust, rjust, zfill, partition, removeprefix and their relatives.

use super::search::{find_bytes, rfind_bytes};
use super::{must_be_str, only_str_arg, this};
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::Str;
use crate::object::slots::PyResult;
use crate::vm::Vm;
use crate::vm::guard::PIECE;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("center(self, width, fillchar=' ', /)", str_center, "Return a centered string of length width.\n\nPadding is done using the specified fill character (default is a space).")
        .method("ljust(self, width, fillchar=' ', /)", str_ljust, "Return a left-justified string of length width.\n\nPadding is done using the specified fill character (default is a space).")
        .method("rjust(self, width, fillchar=' ', /)", str_rjust, "Return a right-justified string of length width.\n\nPadding is done using the specified fill character (default is a space).")
        .method("zfill(self, width, /)", str_zfill, "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\nThe string is never truncated.")
        .method("partition(self, sep, /)", str_partition, "Partition the string into three parts using the given separator.\n\nThis will search for the separator in the string.  If the separator is found,\nreturns a 3-tuple containing the part before the separator, the separator\nitself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing the original string\nand two empty strings.")
        .method("rpartition(self, sep, /)", str_rpartition, "Partition the string into three parts using the given separator.\n\nThis will search for the separator in the string, starting at the end. If\nthe separator is found, returns a 3-tuple containing the part before the\nseparator, the separator itself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing two empty strings\nand the original string.")
        .method("removeprefix(self, prefix, /)", str_removeprefix, "Return a str with the given prefix string removed if present.\n\nIf the string starts with the prefix string, return string[len(prefix):].\nOtherwise, return a copy of the original string.")
        .method("removesuffix(self, suffix, /)", str_removesuffix, "Return a str with the given suffix string removed if present.\n\nIf the string ends with the suffix string and that suffix is not empty,\nreturn string[:-len(suffix)]. Otherwise, return a copy of the original\nstring.")
}

/// The width as a number of characters to add on both sides together, and the fill character.
fn padding<'a>(vm: &mut Vm, args: &'a [Value]) -> PyResult<(&'a Ref<Str>, usize, &'a [u8])> {
    let text = this(vm, args)?;
    let width = vm.extract::<i64>(arg(args, 1))?;
    let fill = match arg(args, 2) {
        v if v.is_unset() => b" ".as_slice(),
        v => match v.downcast::<Str>() {
            Some(fill) if fill.char_len() == 1 => fill.bytes(),
            Some(_) => return Err(vm.type_error("The fill character must be exactly one character long")),
            None => {
                let ty = vm.type_name(v);
                return Err(vm.type_error(format!("The fill character must be a unicode character, not {ty}")));
            }
        },
    };
    let missing = width.max(0) as usize;
    Ok((text, missing.saturating_sub(text.char_len()), fill))
}

/// `text` with `left` and `right` fill characters around it.
pub fn pad(vm: &Vm, text: &Ref<Str>, left: usize, right: usize, fill: &[u8]) -> PyResult {
    if left == 0 && right == 0 {
        return vm.exact_str(text);
    }
    let total =
        left.checked_add(right).and_then(|n| n.checked_mul(fill.len())).and_then(|n| n.checked_add(text.byte_len()));
    // Longer ones are made in pieces, between which a Ctrl-C is answered.
    let short = total.filter(|n| *n <= PIECE);
    if let ([fill @ 0..0x80], true, Some(total)) = (fill, text.is_ascii(), short) {
        return vm.new_ascii(total, |out| {
            out.fill(*fill);
            if let Some(middle) = out.get_mut(left..left + text.byte_len()) {
                middle.copy_from_slice(text.bytes());
            }
        });
    }
    let mut out = vm.buffer(total.unwrap_or(usize::MAX))?;
    push_repeated(vm, &mut out, fill, left)?;
    out.extend_from_slice(text.bytes());
    push_repeated(vm, &mut out, fill, right)?;
    vm.new_str_wtf8(&out)
}

/// Appends `n` copies of `fill`.
pub fn push_repeated(vm: &Vm, out: &mut Vec<u8>, fill: &[u8], n: usize) -> PyResult<()> {
    let step = (PIECE / fill.len().max(1)).max(1);
    let mut left = n;
    while left > 0 {
        vm.check_interrupt()?;
        let now = left.min(step);
        match fill {
            [b] => out.resize(out.len() + now, *b),
            _ => (0..now).for_each(|_| out.extend_from_slice(fill)),
        }
        left -= now;
    }
    Ok(())
}

fn str_center(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (text, missing, fill) = padding(vm, args)?;
    // CPython's rounding: the odd one goes left if the width is odd.
    let width = missing + text.char_len();
    let left = missing / 2 + (missing & width & 1);
    pad(vm, text, left, missing - left, fill)
}

fn str_ljust(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (text, missing, fill) = padding(vm, args)?;
    pad(vm, text, 0, missing, fill)
}

fn str_rjust(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (text, missing, fill) = padding(vm, args)?;
    pad(vm, text, missing, 0, fill)
}

fn str_zfill(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?;
    let width = vm.extract::<i64>(arg(args, 1))?.max(0) as usize;
    let missing = width.saturating_sub(text.char_len());
    if missing == 0 {
        return vm.exact_str(text);
    }
    let sign = text.bytes().first().is_some_and(|b| matches!(b, b'+' | b'-')) as usize;
    let (head, tail) = text.bytes().split_at(sign);
    let total = missing.saturating_add(text.byte_len());
    if text.is_ascii() && total <= PIECE {
        return vm.new_ascii(total, |out| {
            out.fill(b'0');
            let parts = out.split_at_mut(sign);
            parts.0.copy_from_slice(head);
            if let Some(end) = parts.1.get_mut(missing..) {
                end.copy_from_slice(tail);
            }
        });
    }
    let mut out = vm.buffer(total)?;
    out.extend_from_slice(head);
    push_repeated(vm, &mut out, b"0", missing)?;
    out.extend_from_slice(tail);
    vm.new_str_wtf8(&out)
}

fn parts(vm: &Vm, text: &Ref<Str>, sep: &Ref<Str>, at: usize) -> PyResult {
    let (head, rest) = text.bytes().split_at(at.min(text.byte_len()));
    let tail = rest.get(sep.byte_len()..).unwrap_or(&[]);
    let ascii = text.is_ascii();
    let piece = |bytes: &[u8]| if ascii { vm.new_str_ascii(bytes) } else { vm.new_str_wtf8(bytes) };
    let head = piece(head)?;
    let tail = piece(tail)?;
    vm.tuple_of(&[head, sep.to_value(), tail])
}

fn str_partition(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?;
    let sep = must_be_str(vm, arg(args, 1))?;
    if sep.byte_len() == 0 {
        return Err(vm.value_error("empty separator"));
    }
    match find_bytes(text.bytes(), sep.bytes()) {
        Some(at) => parts(vm, text, sep, at),
        None => {
            let empty = vm.empty_str.to_value();
            vm.tuple_of(&[vm.exact_str(text)?, empty.clone(), empty])
        }
    }
}

fn str_rpartition(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?;
    let sep = must_be_str(vm, arg(args, 1))?;
    if sep.byte_len() == 0 {
        return Err(vm.value_error("empty separator"));
    }
    match rfind_bytes(text.bytes(), sep.bytes()) {
        Some(at) => parts(vm, text, sep, at),
        None => {
            let empty = vm.empty_str.to_value();
            vm.tuple_of(&[empty.clone(), empty, vm.exact_str(text)?])
        }
    }
}

fn str_removeprefix(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?;
    let prefix = only_str_arg(vm, args, "removeprefix")?;
    match text.bytes().strip_prefix(prefix.bytes()) {
        Some(rest) if prefix.byte_len() > 0 => vm.new_str_wtf8(rest),
        _ => vm.exact_str(text),
    }
}

fn str_removesuffix(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = this(vm, args)?;
    let suffix = only_str_arg(vm, args, "removesuffix")?;
    match text.bytes().strip_suffix(suffix.bytes()) {
        Some(rest) if suffix.byte_len() > 0 => vm.new_str_wtf8(rest),
        _ => vm.exact_str(text),
    }
}
