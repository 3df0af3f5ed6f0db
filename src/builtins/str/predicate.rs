//! Questions about all characters: isalpha, isdigit, isupper and their relatives.

use super::{this, unicode};
use crate::gc::Value;
use crate::native::TypeBuilder;
use crate::object::Str;
use crate::object::slots::PyResult;
use crate::vm::Vm;
use crate::vm::guard::PIECE;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("isalnum(self, /)", str_isalnum, "Return True if the string is an alpha-numeric string, False otherwise.\n\nA string is alpha-numeric if all characters in the string are alpha-numeric and\nthere is at least one character in the string.")
        .method("isalpha(self, /)", str_isalpha, "Return True if the string is an alphabetic string, False otherwise.\n\nA string is alphabetic if all characters in the string are alphabetic and there\nis at least one character in the string.")
        .method("isascii(self, /)", str_isascii, "Return True if all characters in the string are ASCII, False otherwise.\n\nASCII characters have code points in the range U+0000-U+007F.\nEmpty string is ASCII too.")
        .method("isdecimal(self, /)", str_isdecimal, "Return True if the string is a decimal string, False otherwise.\n\nA string is a decimal string if all characters in the string are decimal and\nthere is at least one character in the string.")
        .method("isdigit(self, /)", str_isdigit, "Return True if the string is a digit string, False otherwise.\n\nA string is a digit string if all characters in the string are digits and there\nis at least one character in the string.")
        .method("isidentifier(self, /)", str_isidentifier, "Return True if the string is a valid Python identifier, False otherwise.\n\nCall keyword.iskeyword(s) to test whether string s is a reserved identifier,\nsuch as \"def\" or \"class\".")
        .method("islower(self, /)", str_islower, "Return True if the string is a lowercase string, False otherwise.\n\nA string is lowercase if all cased characters in the string are lowercase and\nthere is at least one cased character in the string.")
        .method("isnumeric(self, /)", str_isnumeric, "Return True if the string is a numeric string, False otherwise.\n\nA string is numeric if all characters in the string are numeric and there is at\nleast one character in the string.")
        .method("isprintable(self, /)", str_isprintable, "Return True if all characters in the string are printable, False otherwise.\n\nA character is printable if repr() may use it in its output.")
        .method("isspace(self, /)", str_isspace, "Return True if the string is a whitespace string, False otherwise.\n\nA string is whitespace if all characters in the string are whitespace and there\nis at least one character in the string.")
        .method("istitle(self, /)", str_istitle, "Return True if the string is a title-cased string, False otherwise.\n\nIn a title-cased string, upper- and title-case characters may only\nfollow uncased characters and lowercase characters only cased ones.")
        .method("isupper(self, /)", str_isupper, "Return True if the string is an uppercase string, False otherwise.\n\nA string is uppercase if all cased characters in the string are uppercase and\nthere is at least one cased character in the string.")
}

/// Whether there are characters and all satisfy `test`.
/// `ascii` is the same test for ASCII text.
#[inline(always)]
fn all(vm: &Vm, args: &[Value], ascii: impl Fn(u8) -> bool, test: fn(u32) -> bool) -> PyResult {
    let text = this(vm, args)?;
    if text.is_ascii() {
        for piece in text.bytes().chunks(PIECE) {
            vm.check_interrupt()?;
            if !piece.iter().all(|b| ascii(*b)) {
                return Ok(Value::FALSE);
            }
        }
        return Ok(Value::bool(text.byte_len() > 0));
    }
    for (i, p) in text.code_points().enumerate() {
        vm.check_step(i)?;
        if !test(p) {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::bool(text.byte_len() > 0))
}

fn str_isalnum(vm: &mut Vm, args: &[Value]) -> PyResult {
    all(
        vm,
        args,
        |b| b.is_ascii_alphanumeric(),
        |p| unicode::is_alpha(p) || unicode::is_digit(p) || unicode::is_numeric(p),
    )
}

fn str_isalpha(vm: &mut Vm, args: &[Value]) -> PyResult {
    all(vm, args, |b| b.is_ascii_alphabetic(), unicode::is_alpha)
}

fn str_isascii(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(this(vm, args)?.is_ascii()))
}

fn str_isdecimal(vm: &mut Vm, args: &[Value]) -> PyResult {
    all(vm, args, |b| b.is_ascii_digit(), unicode::is_decimal)
}

fn str_isdigit(vm: &mut Vm, args: &[Value]) -> PyResult {
    all(vm, args, |b| b.is_ascii_digit(), unicode::is_digit)
}

fn str_isnumeric(vm: &mut Vm, args: &[Value]) -> PyResult {
    all(vm, args, |b| b.is_ascii_digit(), unicode::is_numeric)
}

fn str_isspace(vm: &mut Vm, args: &[Value]) -> PyResult {
    all(vm, args, super::split::is_ascii_space, unicode::is_space)
}

fn str_isprintable(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(this(vm, args)?.code_points().all(unicode::is_printable)))
}

fn str_isidentifier(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(is_identifier(this(vm, args)?)))
}

pub fn is_identifier(text: &Str) -> bool {
    let mut points = text.code_points();
    points.next().is_some_and(unicode::is_identifier_start) && points.all(unicode::is_identifier_part)
}

fn str_islower(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut cased = false;
    for (i, p) in this(vm, args)?.code_points().enumerate() {
        vm.check_step(i)?;
        if unicode::is_upper(p) || unicode::is_title(p) {
            return Ok(Value::FALSE);
        }
        cased |= unicode::is_lower(p);
    }
    Ok(Value::bool(cased))
}

fn str_isupper(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut cased = false;
    for (i, p) in this(vm, args)?.code_points().enumerate() {
        vm.check_step(i)?;
        if unicode::is_lower(p) || unicode::is_title(p) {
            return Ok(Value::FALSE);
        }
        cased |= unicode::is_upper(p);
    }
    Ok(Value::bool(cased))
}

fn str_istitle(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (mut cased, mut after_cased) = (false, false);
    for (i, p) in this(vm, args)?.code_points().enumerate() {
        vm.check_step(i)?;
        if unicode::is_upper(p) || unicode::is_title(p) {
            if after_cased {
                return Ok(Value::FALSE);
            }
            (cased, after_cased) = (true, true);
        } else if unicode::is_lower(p) {
            if !after_cased {
                return Ok(Value::FALSE);
            }
            (cased, after_cased) = (true, true);
        } else {
            after_cased = false;
        }
    }
    Ok(Value::bool(cased))
}
