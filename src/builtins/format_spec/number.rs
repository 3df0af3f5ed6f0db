//! Format specifications applied to int, float and complex.

use super::{Spec, pad, parse, parse_plain, push_fill, spec_text, unknown_kind};
use crate::builtins::float::digits::{FixedText, Layout, Notation, ShortText, push_float, push_repr};
use crate::builtins::int::Operand;
use crate::builtins::int::text::{SmallText, digits_in_base, radix_prefix};
use crate::gc::Value;
use crate::object::str::push_code_point;
use crate::object::{Complex, PyResult};
use crate::vm::Vm;
use crate::vm::guard::PIECE;

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

/// The layout of a number without grouping in ASCII: how many fill characters go where.
struct Plain {
    sign: Option<u8>,
    left: usize,
    inside: usize,
    right: usize,
    total: usize,
}

impl Plain {
    fn of(spec: &Spec, parts: &Parts<'_>) -> Option<Plain> {
        let simple = spec.grouping.is_none() && spec.fraction_grouping.is_none() && spec.fill < 0x80;
        if !simple || parts.rest_len != parts.rest.len() || spec.width > PIECE {
            return None;
        }
        let sign = sign(spec, parts);
        let fraction = parts.fraction.map_or(0, |digits| digits.len() + 1);
        let len = sign.is_some() as usize + parts.prefix.len() + parts.whole.len() + fraction + parts.rest.len();
        let (left, right) = spec.margins(len);
        let (left, inside) = if spec.align == b'=' { (0, left) } else { (left, 0) };
        Some(Plain { sign, left, inside, right, total: len.max(spec.width) })
    }

    /// Writes the number over `out`, which is `total` bytes long.
    fn write(&self, mut out: &mut [u8], spec: &Spec, parts: &Parts<'_>) {
        let fill = spec.fill as u8;
        let mut put = |text: &[u8]| {
            if let Some((head, tail)) = std::mem::take(&mut out).split_at_mut_checked(text.len()) {
                head.copy_from_slice(text);
                out = tail;
            }
        };
        let run = [fill; 16];
        fn repeat(run: &[u8], n: usize, put: &mut impl FnMut(&[u8])) {
            let mut left = n;
            while left > 0 {
                let now = left.min(run.len());
                put(run.get(..now).unwrap_or(&[]));
                left -= now;
            }
        }
        repeat(&run, self.left, &mut put);
        if let Some(sign) = self.sign {
            put(&[sign]);
        }
        put(parts.prefix.as_bytes());
        repeat(&run, self.inside, &mut put);
        put(parts.whole);
        if let Some(fraction) = parts.fraction {
            put(b".");
            put(fraction);
        }
        put(parts.rest);
        repeat(&run, self.right, &mut put);
    }
}

/// The sign to be shown.
fn sign(spec: &Spec, parts: &Parts<'_>) -> Option<u8> {
    match (parts.negative, spec.sign) {
        (true, _) => Some(b'-'),
        (false, Some(sign @ (b'+' | b' '))) => Some(sign),
        _ => None,
    }
}

impl<'a> Parts<'a> {
    /// An integer.
    fn whole(negative: bool, whole: &'a [u8]) -> Parts<'a> {
        Parts { negative, prefix: "", whole, fraction: None, rest: &[], rest_len: 0 }
    }

    fn fixed(negative: bool, text: &'a FixedText, rest: &'a [u8]) -> Parts<'a> {
        let fraction = Some(text.fraction()).filter(|digits| !digits.is_empty());
        Parts { negative, prefix: "", whole: text.whole(), fraction, rest, rest_len: rest.len() }
    }
}

/// Digits of a word in a base that is a power of two.
struct RadixText {
    bytes: [u8; 64],
    start: usize,
}

impl RadixText {
    fn new(n: u64, bits: u32, upper: bool) -> RadixText {
        let digits = if upper { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
        let mut text = RadixText { bytes: [b'0'; 64], start: 64 };
        let mut left = n;
        while left > 0 || text.start == 64 {
            text.start -= 1;
            let digit = digits.get(left as usize & ((1 << bits) - 1));
            if let (Some(at), Some(digit)) = (text.bytes.get_mut(text.start), digit) {
                *at = *digit;
            }
            left >>= bits;
        }
        text
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or(&[])
    }
}

/// How many bits a digit stands for, where that is a whole number.
fn bits_a_digit(letter: u8) -> Option<u32> {
    match letter {
        b'b' => Some(1),
        b'o' => Some(3),
        b'x' | b'X' => Some(4),
        _ => None,
    }
}

/// `push_exact` of numbers.
pub fn push_exact(vm: &Vm, out: &mut Vec<u8>, value: &Value, spec: &[u8]) -> PyResult<bool> {
    if let Some(i) = value.as_small() {
        let Some(spec) = parse_plain(spec, b'd', b'>') else { return Ok(false) };
        if spec.precision.is_some() {
            return Ok(false);
        }
        if let Some(bits) = bits_a_digit(spec.letter()) {
            let text = RadixText::new(i.unsigned_abs(), bits, spec.letter() == b'X');
            return push_plain(vm, out, &spec, &Parts::whole(i < 0, text.as_bytes()));
        }
        if spec.letter() == b'd' {
            let text = SmallText::new(i);
            let digits = text.as_bytes().get((i < 0) as usize..).unwrap_or(&[]);
            return push_plain(vm, out, &spec, &Parts::whole(i < 0, digits));
        }
    } else if let Some(f) = value.as_float() {
        if spec.is_empty() {
            let mut text = ShortText::new();
            push_repr(&mut text, f, true);
            out.extend_from_slice(text.as_bytes());
            return Ok(true);
        }
        let Some(spec) = parse_plain(spec, 0, b'>') else { return Ok(false) };
        if matches!(spec.letter(), b'f' | b'F')
            && let Some(text) = FixedText::of(f.abs(), spec.precision.unwrap_or(6))
        {
            return push_plain(vm, out, &spec, &Parts::fixed(f.is_sign_negative(), &text, b""));
        }
    }
    Ok(false)
}

fn push_plain(vm: &Vm, out: &mut Vec<u8>, spec: &Spec, parts: &Parts<'_>) -> PyResult<bool> {
    let Some(plain) = Plain::of(spec, parts) else { return Ok(false) };
    let start = out.len();
    if out.try_reserve(plain.total).is_err() {
        return Err(vm.memory_error());
    }
    out.resize(start + plain.total, 0);
    plain.write(out.get_mut(start..).unwrap_or_default(), spec, parts);
    Ok(true)
}

/// Adds grouping, sign and padding. For a zero-filled number the zeros are grouped with the digits.
fn layout(vm: &Vm, spec: &Spec, parts: &Parts<'_>) -> PyResult {
    if let Some(plain) = Plain::of(spec, parts)
        && plain.total <= PIECE
    {
        return vm.new_ascii(plain.total, |out| plain.write(out, spec, parts));
    }
    let mut out = Vec::with_capacity(spec.width.min(256) + parts.whole.len() + 8);
    push_number(vm, &mut out, spec, parts)?;
    vm.new_str_wtf8(&out)
}

fn push_number(vm: &Vm, out: &mut Vec<u8>, spec: &Spec, parts: &Parts<'_>) -> PyResult<()> {
    let sign = sign(spec, parts);
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
    let mut parts = Parts::whole(x.is_negative(), &[]);
    if let (Operand::Small(i), false, Some(shift)) = (x, spec.alternate, bits_a_digit(spec.letter())) {
        let text = RadixText::new(i.unsigned_abs(), shift, spec.letter() == b'X');
        return layout(vm, spec, &Parts { whole: text.as_bytes(), ..parts });
    }
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
    if matches!(spec.letter(), b'f' | b'F' | b'%')
        && !spec.alternate
        && !spec.no_negative_zero
        && let Some(text) = FixedText::of(f.abs(), spec.precision.unwrap_or(6))
    {
        let rest: &[u8] = if spec.letter() == b'%' { b"%" } else { b"" };
        return layout(vm, spec, &Parts::fixed(f.is_sign_negative(), &text, rest));
    }
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
