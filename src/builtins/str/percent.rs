//! `%` formatting of str, bytes and bytearray: one reader of directives, one writer of padded fields.
//!
//! The template is read as bytes: directives are ASCII, everything else is copied. For str the bytes are WTF-8 and
//! lengths count characters; for bytes each byte is an item.

use super::affix::push_repeated;
use super::this;
use crate::builtins::float::digits::{FixedText, Layout, Notation, push_float};
use crate::builtins::int::text::SmallText;
use crate::gc::{Ref, Value};
use crate::object::slots::PyResult;
use crate::object::str::{code_points, count_chars, push_code_point};
use crate::object::{Raised, Str, Tuple};
use crate::vm::Vm;
use num_bigint::Sign;
use smallvec::SmallVec;

pub fn str_mod(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    if a.downcast::<Str>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let template = this(vm, std::slice::from_ref(a))?.clone();
    let mut whole = None;
    let out = percent_format(vm, template.bytes(), b, Flavour::Text, &mut whole)?;
    match whole {
        Some(text) => Ok(text.into_value()),
        None if out.len() == template.byte_len() && memchr::memchr(b'%', template.bytes()).is_none() => {
            vm.exact_str(&template)
        }
        None => vm.new_str_wtf8(&out),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    Text,
    Bytes,
}

/// Where the arguments come from.
struct Arguments {
    /// The right operand of `%`, for `%(name)s`.
    mapping: Option<Value>,
    /// The items of the tuple, or the one object.
    items: Source,
}

enum Source {
    Tuple(Ref<Tuple>, usize),
    One(Option<Value>),
}

impl Arguments {
    fn next(&mut self, vm: &Vm) -> PyResult {
        let found = match &mut self.items {
            Source::Tuple(tuple, at) => {
                *at += 1;
                tuple.items().get(*at - 1).cloned()
            }
            Source::One(value) => value.take(),
        };
        found.ok_or_else(|| vm.type_error("not enough arguments for format string"))
    }

    fn is_used_up(&self) -> bool {
        match &self.items {
            Source::Tuple(tuple, at) => *at >= tuple.items().len(),
            Source::One(value) => value.is_none(),
        }
    }
}

/// One directive, without its mapping key.
#[derive(Default)]
struct Directive {
    left: bool,
    plus: bool,
    blank: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
}

impl Directive {
    /// For text: `%05s` pads with blanks.
    fn without_zeros(&self) -> Directive {
        Directive { left: self.left, width: self.width, ..Directive::default() }
    }
}

/// Formats a template; the result is WTF-8 or bytes, as the template is. Where the result is a str that was inserted as it is,
/// that is left in `whole`.
pub fn percent_format(
    vm: &mut Vm,
    template: &[u8],
    operand: &Value,
    flavour: Flavour,
    whole: &mut Option<Ref<Str>>,
) -> PyResult<Vec<u8>> {
    let mut arguments = match operand.downcast::<Tuple>() {
        Some(tuple) => Arguments { mapping: None, items: Source::Tuple(tuple.clone(), 0) },
        None => Arguments {
            mapping: is_mapping(vm, operand, flavour).then(|| operand.clone()),
            items: Source::One(Some(operand.clone())),
        },
    };
    let mut out = vm.buffer(template.len().saturating_add(16))?;
    let mut at = 0;
    loop {
        let rest = template.get(at..).unwrap_or(&[]);
        let Some(found) = memchr::memchr(b'%', rest) else {
            out.extend_from_slice(rest);
            break;
        };
        out.extend_from_slice(rest.get(..found).unwrap_or(&[]));
        at += found + 1;
        if template.get(at) == Some(&b'%') {
            out.push(b'%');
            at += 1;
            continue;
        }
        at = directive(vm, &mut out, template, at, &mut arguments, flavour, whole)?;
    }
    if arguments.mapping.is_none() && !arguments.is_used_up() {
        let what = if flavour == Flavour::Text { "string" } else { "bytes" };
        return Err(vm.type_error(format!("not all arguments converted during {what} formatting")));
    }
    Ok(out)
}

/// Everything that can be subscripted, text apart.
fn is_mapping(vm: &Vm, v: &Value, flavour: Flavour) -> bool {
    let excluded = match flavour {
        Flavour::Text => v.downcast::<Str>().is_some(),
        Flavour::Bytes => v.downcast::<Str>().is_some() || crate::builtins::bytes::is_bytes_or_bytearray(v),
    };
    !excluded && vm.type_of(v).get(vm).slots.getitem.is_some()
}

/// Reads the directive behind a `%` at `at` and writes its field. Returns where the template goes on.
#[allow(clippy::too_many_arguments)]
fn directive(
    vm: &mut Vm,
    out: &mut Vec<u8>,
    template: &[u8],
    mut at: usize,
    arguments: &mut Arguments,
    flavour: Flavour,
    whole: &mut Option<Ref<Str>>,
) -> PyResult<usize> {
    let peek = |at: usize| template.get(at).copied();
    if peek(at) == Some(b'(') {
        at = mapping_key(vm, template, at + 1, arguments, flavour)?;
    }
    let mut d = Directive::default();
    while let Some(b) = peek(at) {
        match b {
            b'-' => d.left = true,
            b'+' => d.plus = true,
            b' ' => d.blank = true,
            b'#' => d.alternate = true,
            b'0' => d.zero = true,
            _ => break,
        }
        at += 1;
    }
    if peek(at) == Some(b'*') {
        at += 1;
        let n = star(vm, arguments, "width too big")?;
        d.left |= n < 0;
        d.width = n.unsigned_abs() as usize;
    } else {
        (d.width, at) = number(vm, template, at, isize::MAX as u64, "width too big")?;
    }
    if peek(at) == Some(b'.') {
        at += 1;
        if peek(at) == Some(b'*') {
            at += 1;
            d.precision = Some(star(vm, arguments, "precision too big")?.max(0) as usize);
        } else {
            let (n, next) = number(vm, template, at, i32::MAX as u64, "precision too big")?;
            (d.precision, at) = (Some(n), next);
        }
    }
    if matches!(peek(at), Some(b'h' | b'l' | b'L')) {
        at += 1;
    }
    let Some(code) = peek(at) else { return Err(vm.value_error("incomplete format")) };
    let value = arguments.next(vm)?;
    convert(vm, out, &d, code, &value, template, at, flavour, whole)?;
    Ok(at + 1)
}

/// `%(key)`: looks the key up and makes its value the only argument. Returns the position behind `)`.
fn mapping_key(
    vm: &mut Vm,
    template: &[u8],
    start: usize,
    arguments: &mut Arguments,
    flavour: Flavour,
) -> PyResult<usize> {
    let Some(mapping) = arguments.mapping.clone() else {
        return Err(vm.type_error("format requires a mapping"));
    };
    let mut depth = 1;
    let mut at = start;
    loop {
        match template.get(at) {
            Some(b')') => depth -= 1,
            Some(b'(') => depth += 1,
            Some(_) => {}
            None => return Err(vm.value_error("incomplete format key")),
        }
        if depth == 0 {
            break;
        }
        at += 1;
    }
    let key = template.get(start..at).unwrap_or(&[]);
    let key = match flavour {
        Flavour::Text => vm.new_str_wtf8(key)?,
        Flavour::Bytes => vm.new_bytes(key)?,
    };
    let value = vm.getitem(&mapping, &key)?;
    arguments.items = Source::One(Some(value));
    Ok(at + 1)
}

fn star(vm: &mut Vm, arguments: &mut Arguments, too_big: &str) -> PyResult<i64> {
    let v = arguments.next(vm)?;
    if !vm.is_int(&v) {
        return Err(vm.type_error("* wants int"));
    }
    match vm.int_value(&v) {
        Some(n) if too_big.starts_with('w') || n <= i32::MAX as i64 => Ok(n),
        _ => Err(vm.overflow_error(match too_big.starts_with('w') {
            true => "Python int too large to convert to C ssize_t",
            false => "Python int too large to convert to C int",
        })),
    }
}

fn number(vm: &Vm, template: &[u8], mut at: usize, most: u64, too_big: &str) -> PyResult<(usize, usize)> {
    let mut n: u64 = 0;
    while let Some(b) = template.get(at).filter(|b| b.is_ascii_digit()) {
        n = match n.checked_mul(10).and_then(|n| n.checked_add((b - b'0') as u64)) {
            Some(n) if n <= most => n,
            _ => return Err(vm.value_error(too_big)),
        };
        at += 1;
    }
    Ok((n as usize, at))
}

#[allow(clippy::too_many_arguments)]
fn convert(
    vm: &mut Vm,
    out: &mut Vec<u8>,
    d: &Directive,
    code: u8,
    value: &Value,
    template: &[u8],
    at: usize,
    flavour: Flavour,
    whole: &mut Option<Ref<Str>>,
) -> PyResult<()> {
    match code {
        b's' | b'd' | b'i' | b'u'
            if value.as_small().is_some() && d.precision.is_none() && (code != b's' || flavour == Flavour::Text) =>
        {
            let i = value.as_small().unwrap_or(0);
            let text = SmallText::new(i);
            if code == b's' {
                return write_field(vm, out, &d.without_zeros(), "", "", text.as_bytes(), flavour);
            }
            let digits = text.as_bytes().get((i < 0) as usize..).unwrap_or(&[]);
            write_field(vm, out, d, sign(d, i < 0), "", digits, flavour)
        }
        b's' | b'r' | b'a' if flavour == Flavour::Text => {
            let text = match code {
                b's' => vm.to_str(value)?,
                b'r' => vm.repr(value)?,
                _ => vm.ascii(value)?,
            };
            let shown = match d.precision {
                Some(n) if n < text.char_len() => text.bytes().get(..text.byte_offset(n)).unwrap_or(&[]),
                _ => text.bytes(),
            };
            let alone = out.is_empty() && at + 1 == template.len();
            write_field(vm, out, &d.without_zeros(), "", "", shown, flavour)?;
            // Single characters are the shared ones.
            if alone && out.len() > 1 && out.len() == text.byte_len() {
                *whole = Some(text);
            }
            Ok(())
        }
        b's' | b'b' | b'r' | b'a' if flavour == Flavour::Bytes => {
            let text = match code {
                b's' | b'b' => crate::builtins::bytes::bytes_for_percent(vm, value)?,
                _ => vm.ascii(value)?.bytes().to_vec(),
            };
            let shown = text.get(..d.precision.unwrap_or(usize::MAX).min(text.len())).unwrap_or(&[]);
            write_field(vm, out, &d.without_zeros(), "", "", shown, flavour)
        }
        b'c' => {
            let text = match flavour {
                Flavour::Text => character(vm, value)?,
                Flavour::Bytes => crate::builtins::bytes::byte_for_percent(vm, value)?,
            };
            write_field(vm, out, &d.without_zeros(), "", "", &text, flavour)
        }
        b'd' | b'i' | b'u' | b'o' | b'x' | b'X' => {
            let (negative, digits) = integer(vm, value, code)?;
            let missing = d.precision.unwrap_or(0).saturating_sub(digits.len());
            let digits = if missing > 0 {
                let mut padded = vm.buffer(missing.saturating_add(digits.len()))?;
                padded.resize(missing, b'0');
                padded.extend_from_slice(digits.as_bytes());
                padded
            } else {
                digits.into_bytes()
            };
            let prefix = match (d.alternate, code) {
                (true, b'o') => "0o",
                (true, b'x') => "0x",
                (true, b'X') => "0X",
                _ => "",
            };
            write_field(vm, out, d, sign(d, negative), prefix, &digits, flavour)
        }
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
            let f = match vm.to_f64(value) {
                Err(_) if flavour == Flavour::Bytes => {
                    let ty = vm.type_name(value);
                    return Err(vm.type_error(format!("float argument required, not {ty}")));
                }
                other => other?,
            };
            let negative = f.is_sign_negative() && !f.is_nan();
            if let (b'f' | b'F', false) = (code, d.alternate)
                && let Some(text) = FixedText::of(f.abs(), d.precision.unwrap_or(6))
            {
                let mut body: SmallVec<[u8; 64]> = SmallVec::from_slice(text.whole());
                if !text.fraction().is_empty() {
                    body.push(b'.');
                    body.extend_from_slice(text.fraction());
                }
                return write_field(vm, out, d, sign(d, negative), "", &body, flavour);
            }
            let digits = float_digits(vm, f.abs(), code, d.precision.unwrap_or(6), d.alternate)?;
            write_field(vm, out, d, sign(d, negative), "", &digits, flavour)
        }
        _ => {
            let (point, index) = match flavour {
                Flavour::Text => (
                    code_points(template.get(at..).unwrap_or(&[])).next().unwrap_or(0),
                    count_chars(template.get(..at).unwrap_or(&[])),
                ),
                Flavour::Bytes => (code as u32, at),
            };
            let shown = if (31..=126).contains(&point) { point as u8 as char } else { '?' };
            Err(vm.value_error(format!("unsupported format character '{shown}' ({point:#x}) at index {index}")))
        }
    }
}

fn sign(d: &Directive, negative: bool) -> &'static str {
    match negative {
        true => "-",
        false if d.plus => "+",
        false if d.blank => " ",
        false => "",
    }
}

/// Writes one field, padded to the width. Zeros go between sign or prefix and the digits.
fn write_field(
    vm: &Vm,
    out: &mut Vec<u8>,
    d: &Directive,
    sign: &str,
    prefix: &str,
    body: &[u8],
    flavour: Flavour,
) -> PyResult<()> {
    let len = match flavour {
        Flavour::Text => count_chars(body),
        Flavour::Bytes => body.len(),
    };
    let len = len + sign.len() + prefix.len();
    let missing = d.width.saturating_sub(len);
    let room = missing.checked_add(body.len() + sign.len() + prefix.len());
    if room.is_none_or(|n| out.try_reserve(n).is_err()) {
        return Err(vm.memory_error());
    }
    let zeros = d.zero && !d.left;
    if !d.left && !zeros {
        push_repeated(vm, out, b" ", missing)?;
    }
    out.extend_from_slice(sign.as_bytes());
    out.extend_from_slice(prefix.as_bytes());
    if zeros {
        push_repeated(vm, out, b"0", missing)?;
    }
    out.extend_from_slice(body);
    if d.left {
        push_repeated(vm, out, b" ", missing)?;
    }
    Ok(())
}

fn character(vm: &mut Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(text) = value.downcast::<Str>() {
        if text.char_len() == 1 {
            return Ok(text.bytes().to_vec());
        }
        let n = text.char_len();
        return Err(vm.type_error(format!("%c requires an int or a unicode character, not a string of length {n}")));
    }
    if !vm.is_int(value) && vm.type_of(value).get(vm).slots.index.is_none() {
        let ty = vm.type_name(value);
        return Err(vm.type_error(format!("%c requires an int or a unicode character, not {ty}")));
    }
    let index = vm.index(value)?;
    match index.as_small().and_then(|i| u32::try_from(i).ok()).filter(|p| *p < 0x11_0000) {
        Some(point) => {
            let mut bytes = Vec::with_capacity(4);
            push_code_point(&mut bytes, point);
            Ok(bytes)
        }
        None => Err(vm.overflow_error("%c arg not in range(0x110000)")),
    }
}

/// Sign and digits of an int in the base of a directive.
fn integer(vm: &mut Vm, value: &Value, code: u8) -> PyResult<(bool, String)> {
    let int = if vm.is_int(value) {
        vm.index(value)?
    } else {
        let wanted = matches!(code, b'o' | b'x' | b'X');
        let slots = &vm.type_of(value).get(vm).slots;
        let convert = if wanted { slots.index } else { slots.int.or(slots.index) };
        let converted = match convert {
            Some(_) if wanted => vm.index(value),
            Some(f) => f(vm, value).and_then(|v| vm.index(&v)),
            None => Err(wrong_type(vm, value, code)),
        };
        match converted {
            Ok(int) => int,
            Err(raised) if vm.raised_is(&raised, |e| &e.TypeError) => return Err(wrong_type(vm, value, code)),
            Err(raised) => return Err(raised),
        }
    };
    if let Some(i) = int.as_small() {
        let n = i.unsigned_abs();
        let digits = match code {
            b'o' => format!("{n:o}"),
            b'x' => format!("{n:x}"),
            b'X' => format!("{n:X}"),
            _ => n.to_string(),
        };
        return Ok((i < 0, digits));
    }
    let base = match code {
        b'o' => 8,
        b'x' | b'X' => 16,
        _ => {
            // Decimal conversion of large ints has a limit, which int's own conversion knows.
            let text = vm.to_str(&int)?.to_lossy().into_owned();
            return Ok(match text.strip_prefix('-') {
                Some(digits) => (true, digits.to_owned()),
                None => (false, text),
            });
        }
    };
    let big = vm.big_value(&int).unwrap_or_default();
    let mut digits = crate::builtins::int::long::to_power_of_two(vm, big.magnitude(), base)?;
    if code == b'X' {
        digits.make_ascii_uppercase();
    }
    Ok((big.sign() == Sign::Minus, digits))
}

fn wrong_type(vm: &Vm, value: &Value, code: u8) -> Raised {
    let wanted = match code {
        b'o' | b'x' | b'X' => "an integer",
        _ => "a real number",
    };
    let ty = vm.type_name(value);
    vm.type_error(format!("%{} format: {wanted} is required, not {ty}", code as char))
}

/// Digits of a float that is not negative, as C's printf writes them.
pub fn float_digits(vm: &Vm, f: f64, code: u8, precision: usize, alternate: bool) -> PyResult<Vec<u8>> {
    let mut text = if f.is_finite() {
        let mut text = vm.buffer(precision.saturating_add(330))?;
        let notation = match code | 0x20 {
            b'f' => Notation::Fixed,
            b'e' => Notation::Exponent,
            _ => Notation::General,
        };
        push_float(&mut text, f, notation, precision, Layout { alternate, point_zero: false });
        text
    } else {
        if f.is_nan() { b"nan".to_vec() } else { b"inf".to_vec() }
    };
    if code.is_ascii_uppercase() {
        text.make_ascii_uppercase();
    }
    Ok(text)
}
