//! The format mini-language of `format()`, f-strings and `str.format`: parsed here, applied to str here and to numbers
//! in `number.rs`.
//!
//! ```text
//! [[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]
//! ```
//!
//! The order of the checks is CPython's, since it decides which of several errors is reported.

mod number;

pub use number::{format_complex, format_float, format_int};

use crate::builtins::str::unicode;
use crate::gc::{Ref, Value};
use crate::object::str::push_code_point;
use crate::object::{PyResult, Raised, Str};
use crate::vm::Vm;

/// A parsed specification.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// A code point.
    pub fill: u32,
    /// `<`, `>`, `^` or `=`.
    pub align: u8,
    /// `+`, `-` or space, if given.
    pub sign: Option<u8>,
    /// `z`: a negative zero loses its sign.
    pub no_negative_zero: bool,
    pub alternate: bool,
    pub width: usize,
    pub grouping: Option<u8>,
    pub precision: Option<usize>,
    /// Separator of the digits behind the point.
    pub fraction_grouping: Option<u8>,
    /// The type letter, or the default that the caller gave.
    pub kind: u32,
}

impl Spec {
    /// What an empty specification means.
    fn of(default_kind: u8, default_align: u8) -> Spec {
        Spec {
            fill: b' ' as u32,
            align: default_align,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            fraction_grouping: None,
            kind: default_kind as u32,
        }
    }

    /// The fill characters before and behind text of `len` characters (`=` counts as `>`).
    fn margins(&self, len: usize) -> (usize, usize) {
        let missing = self.width.saturating_sub(len);
        let left = match self.align {
            b'<' => 0,
            b'^' => missing / 2,
            _ => missing,
        };
        (left, missing - left)
    }

    /// The type letter as a byte (0 if it is not ASCII, or left out and without a default).
    pub fn letter(&self) -> u8 {
        u8::try_from(self.kind).unwrap_or(0xff)
    }
}

/// A specification argument as text.
fn spec_text<'a>(vm: &Vm, spec: &'a Value) -> PyResult<&'a Ref<Str>> {
    match spec.downcast::<Str>() {
        Some(text) => Ok(text),
        None => {
            let ty = vm.type_name(spec);
            Err(vm.type_error(format!("__format__() argument must be str, not {ty}")))
        }
    }
}

fn is_align(point: u32) -> Option<u8> {
    u8::try_from(point).ok().filter(|b| matches!(b, b'<' | b'>' | b'^' | b'='))
}

/// Reads code points from the front.
struct Reader<'a> {
    points: &'a [u32],
}

impl Reader<'_> {
    fn peek(&self, at: usize) -> Option<u32> {
        self.points.get(at).copied()
    }

    fn skip(&mut self, n: usize) {
        self.points = self.points.get(n..).unwrap_or(&[]);
    }

    /// Takes the next one if it is `b`.
    fn take(&mut self, b: u8) -> bool {
        let found = self.peek(0) == Some(b as u32);
        if found {
            self.skip(1);
        }
        found
    }

    /// A decimal number (digits of any script), if there is one.
    fn number(&mut self, vm: &Vm) -> PyResult<Option<usize>> {
        let mut n: Option<usize> = None;
        while let Some(digit) = self.peek(0).and_then(unicode::decimal_value) {
            let next = n.unwrap_or(0).checked_mul(10).and_then(|n| n.checked_add(digit as usize));
            n = match next {
                Some(n) if n <= isize::MAX as usize => Some(n),
                _ => return Err(vm.value_error("Too many decimal digits in format string")),
            };
            self.skip(1);
        }
        Ok(n)
    }

    /// `,` or `_`, but not both.
    fn grouping(&mut self, vm: &Vm) -> PyResult<Option<u8>> {
        let mut found = self.take(b',').then_some(b',');
        if self.take(b'_') {
            if found.is_some() {
                return Err(both_separators(vm));
            }
            found = Some(b'_');
        }
        if found == Some(b'_') && self.take(b',') {
            return Err(both_separators(vm));
        }
        Ok(found)
    }
}

#[cold]
fn both_separators(vm: &Vm) -> Raised {
    vm.value_error("Cannot specify both ',' and '_'.")
}

/// Reads the common forms `[[fill]align][sign][0][width][.precision][type]` of few ASCII characters. `None` for all
/// others, wrong ones among them: `parse` goes the long way then.
fn parse_plain(spec: &[u8], default_kind: u8, default_align: u8) -> Option<Spec> {
    let mut result = Spec::of(default_kind, default_align);
    let (mut has_fill, mut has_align) = (false, false);
    let mut rest = spec;
    match rest {
        [fill @ 0..0x80, align @ (b'<' | b'>' | b'^' | b'='), tail @ ..] => {
            (result.fill, result.align, has_fill, has_align) = (*fill as u32, *align, true, true);
            rest = tail;
        }
        [align @ (b'<' | b'>' | b'^' | b'='), tail @ ..] => {
            (result.align, has_align) = (*align, true);
            rest = tail;
        }
        _ => {}
    }
    if let [sign @ (b'+' | b'-' | b' '), tail @ ..] = rest {
        result.sign = Some(*sign);
        rest = tail;
    }
    if let [b'0', tail @ ..] = rest
        && !has_fill
    {
        result.fill = b'0' as u32;
        if !has_align && default_align == b'>' {
            result.align = b'=';
        }
        rest = tail;
    }
    let digits = |rest: &mut &[u8]| {
        let mut n = 0usize;
        let mut count = 0;
        while let [digit @ b'0'..=b'9', tail @ ..] = *rest {
            n = n * 10 + (digit - b'0') as usize;
            count += 1;
            *rest = tail;
            if count > 4 {
                return None;
            }
        }
        Some((n, count))
    };
    result.width = digits(&mut rest)?.0;
    if let [b'.', tail @ ..] = rest {
        rest = tail;
        match digits(&mut rest)? {
            (_, 0) => return None,
            (n, _) => result.precision = Some(n),
        }
    }
    match rest {
        [] => {}
        // `z` alone is no type.
        [kind] if kind.is_ascii_alphabetic() && *kind != b'z' || *kind == b'%' => result.kind = *kind as u32,
        _ => return None,
    }
    Some(result)
}

/// Parses a specification for an object of the type named `ty`.
pub fn parse(vm: &Vm, spec: &Str, value: &Value, default_kind: u8, default_align: u8) -> PyResult<Spec> {
    match parse_plain(spec.bytes(), default_kind, default_align) {
        Some(plain) => Ok(plain),
        None => parse_any(vm, spec, value, default_kind, default_align),
    }
}

fn parse_any(vm: &Vm, spec: &Str, value: &Value, default_kind: u8, default_align: u8) -> PyResult<Spec> {
    let mut stack = [0u32; 24];
    let heap: Vec<u32>;
    let n = spec.char_len();
    let points = match stack.get_mut(..n) {
        Some(room) => {
            for (at, point) in room.iter_mut().zip(spec.code_points()) {
                *at = point;
            }
            &*room
        }
        None => {
            heap = spec.code_points().collect();
            &heap
        }
    };
    let mut r = Reader { points };
    let mut result = Spec::of(default_kind, default_align);
    let (mut has_fill, mut has_align) = (false, false);
    if let (Some(fill), Some(align)) = (r.peek(0), r.peek(1).and_then(is_align)) {
        (result.fill, result.align, has_fill, has_align) = (fill, align, true, true);
        r.skip(2);
    } else if let Some(align) = r.peek(0).and_then(is_align) {
        (result.align, has_align) = (align, true);
        r.skip(1);
    }
    if let Some(sign) = r.peek(0).and_then(|p| u8::try_from(p).ok()).filter(|b| matches!(b, b'+' | b'-' | b' ')) {
        result.sign = Some(sign);
        r.skip(1);
    }
    result.no_negative_zero = r.take(b'z');
    result.alternate = r.take(b'#');
    if !has_fill && r.take(b'0') {
        result.fill = b'0' as u32;
        if !has_align && default_align == b'>' {
            result.align = b'=';
        }
    }
    result.width = r.number(vm)?.unwrap_or(0);
    result.grouping = r.grouping(vm)?;
    if r.take(b'.') {
        result.precision = r.number(vm)?;
        result.fraction_grouping = r.grouping(vm)?;
        if result.precision.is_none() && result.fraction_grouping.is_none() {
            return Err(vm.value_error("Format specifier missing precision"));
        }
    }
    match r.points {
        [] => {}
        [kind] => result.kind = *kind,
        _ => return Err(invalid_spec(vm, spec, value)?),
    }
    if let Some(separator) = result.grouping {
        let fits = match result.letter() {
            b'd' | b'e' | b'f' | b'g' | b'E' | b'G' | b'%' | b'F' | 0 => true,
            b'b' | b'o' | b'x' | b'X' => separator == b'_',
            _ => false,
        };
        if !fits {
            return Err(wrong_separator(vm, separator, result.kind));
        }
    }
    if let Some(separator) = result.fraction_grouping
        && result.kind == b'n' as u32
    {
        return Err(wrong_separator(vm, separator, result.kind));
    }
    Ok(result)
}

/// How a type letter is shown in messages.
fn shown_kind(kind: u32) -> String {
    match kind {
        33..=127 => (kind as u8 as char).to_string(),
        _ => format!("\\x{kind:x}"),
    }
}

#[cold]
fn wrong_separator(vm: &Vm, separator: u8, kind: u32) -> Raised {
    vm.value_error(format!("Cannot specify '{}' with '{}'.", separator as char, shown_kind(kind)))
}

#[cold]
fn invalid_spec(vm: &Vm, spec: &Str, value: &Value) -> PyResult<Raised> {
    let mut text = b"Invalid format specifier '".to_vec();
    text.extend_from_slice(spec.bytes());
    text.extend_from_slice(format!("' for object of type '{}'", vm.type_name(value)).as_bytes());
    let text = vm.new_str_wtf8(&text)?;
    Ok(vm.new_error_args(&vm.exc.ValueError, vec![text]))
}

/// "Unknown format code".
#[cold]
pub fn unknown_kind(vm: &Vm, kind: u32, value: &Value) -> Raised {
    let ty = vm.type_name(value);
    vm.value_error(format!("Unknown format code '{}' for object of type '{ty}'", shown_kind(kind)))
}

/// Appends `n` copies of a code point; MemoryError if they do not fit.
fn push_fill(vm: &Vm, out: &mut Vec<u8>, point: u32, n: usize) -> PyResult<()> {
    if n == 0 {
        return Ok(());
    }
    let mut unit = Vec::with_capacity(4);
    push_code_point(&mut unit, point);
    if unit.len().checked_mul(n).is_none_or(|room| out.try_reserve(room).is_err()) {
        return Err(vm.memory_error());
    }
    crate::builtins::str::push_repeated(vm, out, &unit, n)
}

/// Surrounds text of `len` code points with fill as the alignment says (`=` counts as `>`).
fn pad(vm: &Vm, spec: &Spec, body: &[u8], len: usize) -> PyResult {
    let (left, right) = spec.margins(len);
    if left + right == 0 {
        return vm.new_str_wtf8(body);
    }
    let mut out = Vec::new();
    push_fill(vm, &mut out, spec.fill, left)?;
    out.extend_from_slice(body);
    push_fill(vm, &mut out, spec.fill, right)?;
    vm.new_str_wtf8(&out)
}

/// `str.__format__`: `value` is a str or an instance of a subclass.
pub fn format_str(vm: &mut Vm, value: &Value, spec: &Value) -> PyResult {
    let spec_text = spec_text(vm, spec)?;
    let Some(text) = value.downcast::<Str>() else { return Err(vm.type_error("str expected")) };
    if spec_text.byte_len() == 0 {
        return Ok(vm.to_str(value)?.into_value());
    }
    let spec = parse(vm, spec_text, value, b's', b'<')?;
    if spec.kind != b's' as u32 {
        return Err(unknown_kind(vm, spec.kind, value));
    }
    let refused = match (spec.sign, spec.align) {
        (Some(b' '), _) => Some("Space not allowed in string format specifier"),
        (Some(_), _) => Some("Sign not allowed in string format specifier"),
        _ if spec.no_negative_zero => Some("Negative zero coercion (z) not allowed in string format specifier"),
        _ if spec.alternate => Some("Alternate form (#) not allowed in string format specifier"),
        (_, b'=') => Some("'=' alignment not allowed in string format specifier"),
        _ => None,
    };
    if let Some(message) = refused {
        return Err(vm.value_error(message));
    }
    let len = text.char_len();
    let (body, len) = match spec.precision {
        Some(n) if n < len => (text.bytes().get(..text.byte_offset(n)).unwrap_or(&[]), n),
        _ => (text.bytes(), len),
    };
    if len >= spec.width && body.len() == text.byte_len() && value.downcast_exact::<Str>().is_some() {
        return Ok(value.clone());
    }
    if body.len() == text.byte_len()
        && let Ok(fill @ 0..0x80) = u8::try_from(spec.fill)
    {
        let (left, right) = spec.margins(len);
        return crate::builtins::str::pad(vm, text, left, right, &[fill]);
    }
    pad(vm, &spec, body, len)
}

/// Appends exact numbers and text in the formats that are common, without an object for the specification or the result.
/// False for all others, and where there is something to complain about: nothing was appended then.
pub fn push_exact(vm: &Vm, out: &mut Vec<u8>, value: &Value, spec: &[u8]) -> PyResult<bool> {
    if let Some(text) = value.downcast_exact::<Str>() {
        let Some(spec) = parse_plain(spec, b's', b'<') else { return Ok(false) };
        if spec.kind != b's' as u32 || spec.sign.is_some() || spec.align == b'=' || spec.precision.is_some() {
            return Ok(false);
        }
        let (left, right) = spec.margins(text.char_len());
        if out.try_reserve((left + right).saturating_add(text.byte_len())).is_err() {
            return Err(vm.memory_error());
        }
        push_fill(vm, out, spec.fill, left)?;
        out.extend_from_slice(text.bytes());
        push_fill(vm, out, spec.fill, right)?;
        return Ok(true);
    }
    number::push_exact(vm, out, value, spec)
}
