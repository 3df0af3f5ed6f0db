//! ascii, chr, format, ord, repr.

use super::arg;
use crate::gc::Value;
use crate::native::build::ModuleBuilder;
use crate::object::str::push_code_point;
use crate::object::{Bytes, PyResult, Str};
use crate::vm::Vm;

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder
        .function("ascii(obj, /)", builtin_ascii, "Return an ASCII-only representation of an object.")
        .function(
            "chr(i, /)",
            builtin_chr,
            "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.",
        )
        .function(
            "format(value, format_spec='', /)",
            builtin_format,
            "Return type(value).__format__(value, format_spec)",
        )
        .function("ord(character, /)", builtin_ord, "Return the ordinal value of a character.")
        .function("repr(obj, /)", builtin_repr, "Return the canonical string representation of the object.")
}

fn builtin_ascii(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = vm.repr(arg(args, 0))?;
    if text.is_ascii() {
        return Ok(text.into_value());
    }
    let mut out = String::with_capacity(text.byte_len() * 2);
    for point in text.code_points() {
        match point {
            0..=0x7f => out.push(point as u8 as char),
            0x80..=0xff => out.push_str(&format!("\\x{point:02x}")),
            0x100..=0xffff => out.push_str(&format!("\\u{point:04x}")),
            _ => out.push_str(&format!("\\U{point:08x}")),
        }
    }
    vm.new_str(&out)
}

fn builtin_chr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = vm.index(arg(args, 0))?;
    match number.as_small() {
        Some(point @ 0..=0x10_ffff) => {
            let mut bytes = Vec::with_capacity(4);
            push_code_point(&mut bytes, point as u32);
            vm.new_str_wtf8(&bytes)
        }
        _ => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

fn builtin_format(vm: &mut Vm, args: &[Value]) -> PyResult {
    let spec = arg(args, 1);
    match spec.downcast::<Str>() {
        Some(spec) => Ok(vm.format(arg(args, 0), spec)?.into_value()),
        None => {
            let ty = vm.arg_type_name(spec);
            Err(vm.type_error(format!("format() argument 2 must be str, not {ty}")))
        }
    }
}

fn builtin_ord(vm: &mut Vm, args: &[Value]) -> PyResult {
    let character = arg(args, 0);
    if let Some(text) = character.downcast::<Str>() {
        let mut points = text.code_points();
        if let (Some(point), None) = (points.next(), points.next()) {
            return Ok(vm.int(point as i64));
        }
        let length = text.char_len();
        return Err(vm.type_error(format!("ord() expected a character, but string of length {length} found")));
    }
    if let Some(bytes) = character.downcast::<Bytes>() {
        if let [byte] = *bytes.data() {
            return Ok(vm.int(byte as i64));
        }
        let length = bytes.data().len();
        return Err(vm.type_error(format!("ord() expected a character, but string of length {length} found")));
    }
    let ty = vm.type_name(character);
    if ty == "bytearray" {
        let length = vm.len(character)?;
        if length == 1 {
            return vm.getitem(character, &Value::small_int(0));
        }
        return Err(vm.type_error(format!("ord() expected a character, but string of length {length} found")));
    }
    Err(vm.type_error(format!("ord() expected string of length 1, but {ty} found")))
}

fn builtin_repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(vm.repr(arg(args, 0))?.into_value())
}
