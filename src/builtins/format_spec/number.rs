//! Format specifications applied to int, float and complex.

use super::{Spec, pad, parse, push_fill, spec_text, unknown_kind};
use crate::builtins::float::digits::{Layout, Notation, push_float};
use crate::builtins::int::Operand;
use crate::builtins::int::text::{SmallText, digits_in_base, radix_prefix};
use crate::gc::Value;
use crate::object::str::push_code_point;
use crate::object::{Complex, PyResult};
use crate::vm::Vm;

/// A precision beyond this is refused, as by CPython (a C int).
const MOST_PRECISION: usize = i32::MAX as usize;

/// A number in parts, before grouping and padding.
struct Parts<'a> {
    negative: bool,
    prefix: &'a str,
    /// ASCII digits before the point.
    whole: &'a [u8],
    /// Digits behind the point, the point not included; `None` if there is no point.
    fraction: Option<&'a [u8]>,
    /// What follows: exponent, percent sign; also the whole of `inf`, `nan` and of characters.
    rest: &'a [u8],
    /// Code points in `rest`.
    rest_len: usize,
}

/// Adds grouping, sign and padding. For a zero-filled number the zeros are grouped with the digits.
fn layout(vm: &Vm, spec: &Spec, parts: &Parts<'_>) -> PyResult {
    let mut out = Vec::with_capacity(spec.width.min(256) + parts.whole.len() + 8);
    push_number(vm, &mut out, spec, parts)?;
    vm.new_str_wtf8(&out)
}

fn push_number(vm: &Vm, out: &mut Vec<u8>, spec: &Spec, parts: &Parts<'_>) -> PyResult<()> {
    let sign = match (parts.negative, spec.sign) {
        (true, _) => Some(b'-'),
        (false, Some(sign @ (b'+' | b' '))) => Some(sign),
        _ => None,
    };
    let fraction_separators = match (parts.fraction, spec.fraction_grouping) {
        (Some(digits), Some(_)) => digits.len().saturating_sub(1) / 3,
        _ => 0,
    };
    let others = sign.is_some() as usize
        + parts.prefix.len()
        + parts.fraction.map_or(0, |digits| digits.len() + 1 + fraction_separators)
        + parts.rest_len;
    let zero_filled = spec.fill == b'0' as u32 && spec.align == b'=';
    let least = if zero_filled { spec.width.saturating_sub(others) } else { 0 };
    let group = if matches!(spec.letter(), b'b' | b'o' | b'x' | b'X') { 4 } else { 3 };
    let whole_len = match spec.grouping {
        _ if parts.whole.is_empty() => 0,
        None => parts.whole.len().max(least),
        Some(_) => grouped_digits(parts.whole.len(), least, group).1,
    };
    let missing = spec.width.saturating_sub(others + whole_len);
    let (left, inside) = match spec.align {
        b'<' => (0, 0),
        b'^' => (missing / 2, 0),
        b'=' => (0, missing),
        _ => (missing, 0),
    };
    push_fill(vm, out, spec.fill, left)?;
    out.extend(sign);
    out.extend_from_slice(parts.prefix.as_bytes());
    push_fill(vm, out, spec.fill, inside)?;
    if out.try_reserve(whole_len.saturating_add(parts.rest.len())).is_err() {
        return Err(vm.memory_error());
    }
    match spec.grouping {
        _ if parts.whole.is_empty() => {}
        None => {
            out.resize(out.len() + (whole_len - parts.whole.len()), b'0');
            out.extend_from_slice(parts.whole);
        }
        Some(separator) => {
            let digits = grouped_digits(parts.whole.len(), least, group).0;
            let zeros = digits - parts.whole.len();
            for i in 0..digits {
                out.push(if i < zeros { b'0' } else { parts.whole.get(i - zeros).copied().unwrap_or(b'0') });
                let left = digits - i - 1;
                if left > 0 && left.is_multiple_of(group) {
                    out.push(separator);
                }
            }
        }
    }
    if let Some(fraction) = parts.fraction {
        out.push(b'.');
        match spec.fraction_grouping {
            None => out.extend_from_slice(fraction),
            Some(separator) => {
                for (i, chunk) in fraction.chunks(3).enumerate() {
                    if i > 0 {
                        out.push(separator);
                    }
                    out.extend_from_slice(chunk);
                }
            }
        }
    }
    out.extend_from_slice(parts.rest);
    push_fill(vm, out, spec.fill, missing - left - inside)
}

/// How many digits `digits` become when zeros fill them up to a width of at least `least`, and how long they are with
/// their separators. A number never begins with a separator, so it may get one digit more than the width asks for.
fn grouped_digits(digits: usize, least: usize, group: usize) -> (usize, usize) {
    let length = |n: usize| n + n.saturating_sub(1) / group;
    if length(digits) >= least {
        return (digits, length(digits));
    }
    // `least = n + (n - 1) / group` solved for n, rounded up.
    let mut n = (least * group).div_ceil(group + 1).max(digits);
    while length(n) < least {
        n += 1;
    }
    (n, length(n))
}

fn precision_too_big(vm: &Vm, spec: &Spec) -> PyResult<()> {
    match spec.precision {
        Some(n) if n > MOST_PRECISION => Err(vm.value_error("precision too big")),
        _ => Ok(()),
    }
}

/// `int.__format__`
pub fn format_int(vm: &mut Vm, value: &Value, spec: &Value) -> PyResult {
    let spec = spec_text(vm, spec)?;
    if spec.byte_len() == 0 {
        return Ok(vm.to_str(value)?.into_value());
    }
    let spec = parse(vm, spec, value, b'd', b'>')?;
    match spec.letter() {
        b'b' | b'c' | b'd' | b'o' | b'x' | b'X' | b'n' => integer(vm, value, &spec),
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%' => {
            let index = vm.index(value)?;
            let f = vm.int_to_f64(&index)?;
            float(vm, f, &spec)
        }
        _ => Err(unknown_kind(vm, spec.kind, value)),
    }
}

fn integer(vm: &mut Vm, value: &Value, spec: &Spec) -> PyResult {
    if spec.precision.is_some() {
        return Err(vm.value_error("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(vm.value_error("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    let Some(x) = Operand::of(value) else { return Err(vm.type_error("int expected")) };
    let mut parts = Parts { negative: x.is_negative(), prefix: "", whole: &[], fraction: None, rest: &[], rest_len: 0 };
    let radix = match spec.letter() {
        b'c' => return character(vm, x, spec, parts),
        b'b' => 2,
        b'o' => 8,
        b'x' | b'X' => 16,
        _ => {
            if let Operand::Small(i) = x {
                let text = SmallText::new(i);
                parts.whole = text.as_bytes().get(parts.negative as usize..).unwrap_or(&[]);
                return layout(vm, spec, &parts);
            }
            let text = vm.big_to_decimal(&x.big())?;
            parts.whole = text.as_bytes().get(parts.negative as usize..).unwrap_or(&[]);
            return layout(vm, spec, &parts);
        }
    };
    let mut digits = digits_in_base(vm, x, radix)?;
    if spec.alternate {
        parts.prefix = radix_prefix(radix);
    }
    if spec.letter() == b'X' {
        digits.make_ascii_uppercase();
        if spec.alternate {
            parts.prefix = "0X";
        }
    }
    parts.whole = digits.as_bytes();
    layout(vm, spec, &parts)
}

fn character(vm: &mut Vm, x: Operand<'_>, spec: &Spec, parts: Parts<'_>) -> PyResult {
    if spec.sign.is_some() {
        return Err(vm.value_error("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(vm.value_error("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let Operand::Small(i) = x else {
        return Err(vm.overflow_error("Python int too large to convert to C long"));
    };
    let Some(point) = u32::try_from(i).ok().filter(|p| *p < 0x11_0000) else {
        return Err(vm.overflow_error("%c arg not in range(0x110000)"));
    };
    let mut rest = Vec::with_capacity(4);
    push_code_point(&mut rest, point);
    layout(vm, spec, &Parts { negative: false, rest: &rest, rest_len: 1, ..parts })
}

/// `float.__format__`
pub fn format_float(vm: &mut Vm, value: &Value, spec: &Value) -> PyResult {
    let spec = spec_text(vm, spec)?;
    if spec.byte_len() == 0 {
        return Ok(vm.to_str(value)?.into_value());
    }
    let spec = parse(vm, spec, value, 0, b'>')?;
    match spec.letter() {
        0 | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n' | b'%' => {
            let f = vm.to_f64(value)?;
            float(vm, f, &spec)
        }
        _ => Err(unknown_kind(vm, spec.kind, value)),
    }
}

fn float(vm: &mut Vm, f: f64, spec: &Spec) -> PyResult {
    precision_too_big(vm, spec)?;
    let f = if spec.letter() == b'%' { f * 100.0 } else { f };
    let text = float_text(vm, f, spec, spec.letter() == 0)?;
    layout(vm, spec, &text.parts())
}

/// The digits of a float's absolute value, and what follows them.
struct FloatText {
    negative: bool,
    text: Vec<u8>,
}

impl FloatText {
    fn parts(&self) -> Parts<'_> {
        let text = self.text.as_slice();
        let digits = |t: &[u8]| t.iter().take_while(|b| b.is_ascii_digit()).count();
        let (whole, after) = text.split_at(digits(text));
        let (fraction, rest) = match after {
            [b'.', after @ ..] => {
                let (fraction, rest) = after.split_at(digits(after));
                (Some(fraction), rest)
            }
            _ => (None, after),
        };
        Parts { negative: self.negative, prefix: "", whole, fraction, rest, rest_len: rest.len() }
    }
}

fn float_text(vm: &Vm, f: f64, spec: &Spec, point_zero: bool) -> PyResult<FloatText> {
    let letter = spec.letter();
    let mut result = FloatText { negative: f.is_sign_negative() && !f.is_nan(), text: Vec::new() };
    if f.is_finite() {
        let (notation, default) = match letter | 0x20 {
            b'e' => (Notation::Exponent, 6),
            b'f' | b'%' => (Notation::Fixed, 6),
            b'g' | b'n' => (Notation::General, 6),
            _ if spec.precision.is_some() => (Notation::General, 0),
            _ => (Notation::Repr, 0),
        };
        let precision = spec.precision.unwrap_or(default);
        let room = if notation == Notation::Fixed { 330 } else { 32 };
        if result.text.try_reserve(precision.saturating_add(room)).is_err() {
            return Err(vm.memory_error());
        }
        push_float(&mut result.text, f.abs(), notation, precision, Layout { alternate: spec.alternate, point_zero });
        if spec.no_negative_zero && is_zero(&result.text) {
            result.negative = false;
        }
    } else {
        result.text.extend_from_slice(if f.is_nan() { b"nan" } else { b"inf" });
    }
    if matches!(letter, b'E' | b'F' | b'G') {
        result.text.make_ascii_uppercase();
    }
    if letter == b'%' {
        result.text.push(b'%');
    }
    Ok(result)
}

/// Whether the digits before any exponent are all zeros.
fn is_zero(text: &[u8]) -> bool {
    text.iter().take_while(|b| **b != b'e').all(|b| matches!(b, b'0' | b'.'))
}

/// `complex.__format__`: both parts in the same way, the imaginary one always with its sign.
pub fn format_complex(vm: &mut Vm, value: &Value, spec: &Value) -> PyResult {
    let spec = spec_text(vm, spec)?;
    if spec.byte_len() == 0 {
        return Ok(vm.to_str(value)?.into_value());
    }
    let spec = parse(vm, spec, value, 0, b'>')?;
    if !matches!(spec.letter(), 0 | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n') {
        return Err(unknown_kind(vm, spec.kind, value));
    }
    precision_too_big(vm, &spec)?;
    if spec.fill == b'0' as u32 {
        return Err(vm.value_error("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == b'=' {
        return Err(vm.value_error("'=' alignment flag is not allowed in complex format specifier"));
    }
    let Some(c) = value.downcast::<Complex>().map(|c| **c) else { return Err(vm.type_error("complex expected")) };
    // Without a type letter the layout is that of repr.
    let like_repr = spec.letter() == 0;
    let no_real = like_repr && c.re == 0.0 && c.re.is_sign_positive();
    let part = Spec { width: 0, ..spec };
    let mut out = Vec::new();
    let parentheses = like_repr && !no_real;
    if parentheses {
        out.push(b'(');
    }
    if !no_real {
        let text = float_text(vm, c.re, &part, false)?;
        push_number(vm, &mut out, &part, &text.parts())?;
    }
    let text = float_text(vm, c.im, &part, false)?;
    let sign = if no_real { part.sign } else { Some(b'+') };
    push_number(vm, &mut out, &Spec { sign, ..part }, &text.parts())?;
    out.push(b'j');
    if parentheses {
        out.push(b')');
    }
    let len = out.len();
    pad(vm, &spec, &out, len)
}
