//! hex and fromhex.

use super::this;
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::slots::PyResult;
use crate::object::{Str, Type};
use crate::vm::Vm;

pub const HEX_SIGNATURE: &str = "hex(self, /, sep=<unrepresentable>, bytes_per_sep=1)";

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method(HEX_SIGNATURE, bytes_hex, "Create a string of hexadecimal numbers from a bytes object.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from the\n    right, negative values count from the left.\n\nExample:\n>>> value = b'\\xb9\\x01\\xef'\n>>> value.hex()\n'b901ef'\n>>> value.hex(':')\n'b9:01:ef'\n>>> value.hex(':', 2)\n'b9:01ef'\n>>> value.hex(':', -2)\n'b901:ef'")
        .class_method("fromhex(type, string, /)", bytes_fromhex, "Create a bytes object from a string of hexadecimal numbers.\n\nSpaces between two numbers are accepted.\nExample: bytes.fromhex('B9 01EF') -> b'\\\\xb9\\\\x01\\\\xef'.")
}

fn bytes_hex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (sep, group) = hex_arguments(vm, args)?;
    let text = to_hex(vm, this(vm, args)?, sep, group)?;
    vm.new_str_wtf8(&text)
}

/// The separator, if any, and the group size of `hex(sep, bytes_per_sep)`.
pub fn hex_arguments(vm: &mut Vm, args: &[Value]) -> PyResult<(Option<u8>, i64)> {
    let sep = arg(args, 1);
    let group = match arg(args, 2) {
        v if v.is_unset() => 1,
        v => vm.c_int(v)? as i64,
    };
    if sep.is_unset() {
        return Ok((None, group));
    }
    if vm.len(sep)? != 1 {
        return Err(vm.value_error("sep must be length 1."));
    }
    let bytes = match sep.downcast::<Str>() {
        Some(text) => text.bytes(),
        None if super::is_bytes_or_bytearray(sep) => super::data(vm, sep)?,
        None => return Err(vm.type_error("sep must be str or bytes.")),
    };
    match bytes {
        [b] if *b < 0x80 => Ok((Some(*b), group)),
        _ => Err(vm.value_error("sep must be ASCII.")),
    }
}

/// Hexadecimal digits, with a separator between groups counted from the right, or from the left if negative.
pub fn to_hex(vm: &Vm, bytes: &[u8], sep: Option<u8>, group: i64) -> PyResult<Vec<u8>> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let size = group.unsigned_abs() as usize;
    let sep = sep.filter(|_| size > 0);
    let separators = match sep {
        Some(_) => bytes.len().saturating_sub(1) / size.max(1),
        None => 0,
    };
    let mut out = vm.buffer(bytes.len().saturating_mul(2).saturating_add(separators))?;
    for (i, b) in bytes.iter().enumerate() {
        vm.check_step(i)?;
        if let Some(sep) = sep
            && i > 0
        {
            let counted = if group > 0 { bytes.len() - i } else { i };
            if counted % size == 0 {
                out.push(sep);
            }
        }
        out.extend([DIGITS[(b >> 4) as usize], DIGITS[(b & 15) as usize]]);
    }
    Ok(out)
}

fn bytes_fromhex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = arg(args, 0);
    let source = arg(args, 1);
    let parsed = match source.downcast::<Str>() {
        Some(text) => {
            let text = text.clone();
            from_hex(vm, text.bytes(), |at| text.char_index(at))?
        }
        None => match vm.bytes_of(source) {
            Some(bytes) => from_hex(vm, &bytes, |at| at)?,
            None => {
                let ty = vm.type_name(source);
                return Err(vm.type_error(format!("fromhex() argument must be str or bytes-like, not {ty}")));
            }
        },
    };
    let Some(class) = class.downcast::<Type>().cloned() else { return vm.new_bytes(parsed) };
    if class.ptr_eq(&vm.types.bytes) {
        return vm.new_bytes(parsed);
    }
    if class.ptr_eq(&vm.types.bytearray) {
        return vm.new_bytearray(parsed);
    }
    subclass_of(vm, &class, parsed)
}

/// A subclass makes its instance from the bytes.
fn subclass_of(vm: &mut Vm, class: &Ref<Type>, parsed: Vec<u8>) -> PyResult {
    let bytes = match vm.is_subtype(class, &vm.types.bytearray) {
        true => vm.new_bytearray(parsed)?,
        false => vm.new_bytes(parsed)?,
    };
    vm.call(&class.to_value(), &[bytes])
}

fn from_hex(vm: &Vm, text: &[u8], position: impl Fn(usize) -> usize) -> PyResult<Vec<u8>> {
    let mut out = vm.buffer(text.len() / 2)?;
    let digit = |at: usize| text.get(at).and_then(|b| (*b as char).to_digit(16));
    let mut at = 0;
    while let Some(b) = text.get(at) {
        vm.check_step(out.len())?;
        if matches!(b, b' ' | 9..=13) {
            at += 1;
            continue;
        }
        let Some(high) = digit(at) else { return Err(bad_digit(vm, position(at))) };
        let Some(low) = digit(at + 1) else {
            if at + 1 >= text.len() {
                return Err(vm.value_error("fromhex() arg must contain an even number of hexadecimal digits"));
            }
            return Err(bad_digit(vm, position(at + 1)));
        };
        out.push((high << 4 | low) as u8);
        at += 2;
    }
    Ok(out)
}

fn bad_digit(vm: &Vm, at: usize) -> crate::object::Raised {
    vm.value_error(format!("non-hexadecimal number found in fromhex() arg at position {at}"))
}
