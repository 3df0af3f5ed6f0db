//! `int()`: from numbers by their special methods, and from text in any base.

use super::operand::Operand;
use crate::builtins::str::unicode;
use crate::gc::{Ref, Value};
use crate::object::slots::Args;
use crate::object::str::code_points;
use crate::object::{PyResult, Raised, Str, Type};
use crate::vm::Vm;
use crate::vm::guard::STEPS;
use num_bigint::BigInt;
use std::borrow::Cow;

/// Texts with more digits are converted in parts.
const MANY_DIGITS: usize = 20_000;

const BASE_RANGE: &str = "int() base must be >= 2 and <= 36, or 0";

/// `int(x)`, `int(text, base)`.
pub fn int_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let value = match (args.values, args.names) {
        ([], []) => vm.int(0),
        ([x], []) => vm.to_int(x)?,
        ([x, base], []) => from_text_in_base(vm, x, base)?,
        _ => with_keywords(vm, args)?,
    };
    if class.ptr_eq(&vm.types.int) {
        return Ok(value);
    }
    let big = match Operand::of(&value) {
        Some(x) => x.big().into_owned(),
        None => return Err(vm.type_error("int expected")),
    };
    vm.new_int_of(class, big)
}

#[cold]
fn with_keywords(vm: &mut Vm, args: Args<'_>) -> PyResult {
    let given = args.values.len();
    if given > 2 {
        return Err(vm.type_error(format!("int expected at most 2 arguments, got {given}")));
    }
    let mut base = None;
    for (name, value) in args.keywords() {
        match name.downcast::<Str>() {
            Some(n) if n.bytes() == b"base" => base = Some(value),
            Some(n) => {
                let name = n.to_lossy();
                let hint = match vm.closest_name(&name, vec!["base".to_owned()]) {
                    Some(near) => format!(". Did you mean '{near}'?"),
                    None => String::new(),
                };
                return Err(vm.type_error(format!("int() got an unexpected keyword argument '{name}'{hint}")));
            }
            None => {}
        }
    }
    match (args.pos(), base) {
        ([], Some(_)) => Err(vm.type_error("int() missing string argument")),
        ([x], Some(base)) => from_text_in_base(vm, x, base),
        ([x], None) => vm.to_int(x),
        _ => Ok(vm.int(0)),
    }
}

fn from_text_in_base(vm: &mut Vm, x: &Value, base: &Value) -> PyResult {
    let index = vm.index(base)?;
    let base = match index.as_small() {
        Some(0) => 0,
        Some(base @ 2..=36) => base as u32,
        _ => return Err(vm.value_error(BASE_RANGE)),
    };
    match vm.int_from_text(x, base)? {
        Some(value) => Ok(value),
        None => Err(vm.type_error("int() can't convert non-string with explicit base")),
    }
}

/// The number that a few ASCII digits spell, with a sign or without one.
fn short_decimal(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut n = 0i64;
    for b in digits {
        let digit = b.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        n = n * 10 + digit as i64;
    }
    Some(if negative { -n } else { n })
}

impl Vm {
    /// `int(x)` as an exact int: `__int__`, `__index__`, text.
    pub fn to_int(&mut self, x: &Value) -> PyResult {
        if x.as_small().is_some() || x.downcast_exact::<crate::object::BigInt>().is_some() {
            return Ok(x.clone());
        }
        if let Some(f) = x.as_float() {
            return self.float_to_int(f);
        }
        if let Some(text) = x.downcast_exact::<Str>() {
            if let Some(i) = short_decimal(text.bytes()) {
                return Ok(self.int(i));
            }
        } else {
            let slots = &self.type_of(x).get(self).slots;
            if let Some(f) = slots.int {
                let result = f(self, x)?;
                return self.check_int_result(result);
            }
            if slots.index.is_some() {
                return self.index(x);
            }
        }
        if let Some(value) = self.int_from_text(x, 10)? {
            return Ok(value);
        }
        let ty = self.type_name(x);
        Err(self
            .type_error(format!("int() argument must be a string, a bytes-like object or a real number, not '{ty}'")))
    }

    /// What `__int__` may return: an int; an instance of a subclass with a warning.
    fn check_int_result(&mut self, result: Value) -> PyResult {
        if result.as_small().is_some() || result.downcast_exact::<crate::object::BigInt>().is_some() {
            return Ok(result);
        }
        let ty = self.type_name(&result);
        if !self.is_int(&result) {
            return Err(self.type_error(format!("__int__ returned non-int (type {ty})")));
        }
        self.warn_deprecated(&format!(
            "__int__ returned non-int (type {ty}).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python."
        ))?;
        super::arith::int_exact(self, &result)
    }

    /// The int that a str or bytes-like object spells; `None` if it is neither.
    pub fn int_from_text(&mut self, x: &Value, base: u32) -> PyResult<Option<Value>> {
        let limit = self.int_max_str_digits.get();
        let parsed = if let Some(text) = x.downcast::<Str>() {
            parse_int(&ascii_form(text), base, limit)
        } else if self.has_buffer(x) {
            parse_int(&self.bytes_like(x)?, base, limit)
        } else {
            return Ok(None);
        };
        match parsed {
            Ok(Parsed::Small(i)) => Ok(Some(self.int(i))),
            Ok(Parsed::Big(big)) => Ok(Some(self.new_int(big)?)),
            Err(Failure::TooLong(digits)) => Err(self.digits_error(Some(digits))),
            Err(Failure::Invalid) => Err(self.invalid_int_literal(x, base)?),
            Err(Failure::Stopped) => {
                self.poll()?;
                // The program has handled it.
                self.int_from_text(x, base)
            }
        }
    }

    #[cold]
    fn invalid_int_literal(&mut self, x: &Value, base: u32) -> PyResult<Raised> {
        // Whatever has bytes inside is shown as bytes.
        let bytes = match x.downcast::<Str>() {
            Some(_) => x.clone(),
            None => {
                let class = self.types.bytes.to_value();
                self.call(&class, std::slice::from_ref(x))?
            }
        };
        let shown = self.repr(&bytes)?;
        let cut = shown.byte_offset(200);
        let shown = shown.bytes().get(..cut).unwrap_or(&[]);
        let mut text = format!("invalid literal for int() with base {base}: ").into_bytes();
        text.extend_from_slice(shown);
        let text = self.new_str_wtf8(&text)?;
        Ok(self.new_error_args(&self.exc.ValueError, vec![text]))
    }
}

/// Text with the decimal digits and spaces of all scripts turned into ASCII's; what is neither becomes `?`.
/// Text that is all ASCII stays as it is (so that its separators 0x1c-0x1f are not spaces, as in CPython).
pub fn ascii_form(text: &Str) -> Cow<'_, [u8]> {
    if text.is_ascii() {
        return Cow::Borrowed(text.bytes());
    }
    let points = code_points(text.bytes());
    Cow::Owned(
        points
            .map(|point| match point {
                0..=0x7f => point as u8,
                _ if unicode::is_space(point) => b' ',
                _ => unicode::decimal_value(point).map_or(b'?', |d| b'0' + d as u8),
            })
            .collect(),
    )
}

/// What C's `isspace` takes for a space.
#[inline]
pub fn is_ascii_space(b: u8) -> bool {
    matches!(b, b' ' | 9..=13)
}

pub fn trim_ascii_space(mut text: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = text
        && is_ascii_space(*first)
    {
        text = rest;
    }
    while let [rest @ .., last] = text
        && is_ascii_space(*last)
    {
        text = rest;
    }
    text
}

pub enum Parsed {
    Small(i64),
    Big(BigInt),
}

pub enum Failure {
    Invalid,
    /// More decimal digits than the limit allows.
    TooLong(usize),
    /// A signal came while a long text was converted.
    Stopped,
}

/// Parses Python's notation: spaces, sign, prefix, digits with single underscores between them. Base 0 means
/// that the prefix tells.
pub fn parse_int(text: &[u8], mut base: u32, limit: usize) -> Result<Parsed, Failure> {
    let text = trim_ascii_space(text);
    let (negative, mut digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let prefix = match digits {
        [b'0', letter, ..] => match letter | 0x20 {
            b'x' => 16,
            b'o' => 8,
            b'b' => 2,
            _ => 0,
        },
        _ => 0,
    };
    let mut only_zero = false;
    if base == 0 {
        base = if prefix == 0 { 10 } else { prefix };
        // `0123` would be octal in C and is refused; `000` is not.
        only_zero = prefix == 0 && digits.first() == Some(&b'0');
    }
    if prefix == base && base != 10 {
        digits = digits.get(2..).unwrap_or(&[]);
        if let [b'_', rest @ ..] = digits {
            digits = rest;
        }
    }
    if base == 10 && digits.len() <= 18 && !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) {
        let n = digits.iter().fold(0i64, |n, d| n * 10 + (d - b'0') as i64);
        if only_zero && n != 0 {
            return Err(Failure::Invalid);
        }
        return Ok(Parsed::Small(if negative { -n } else { n }));
    }
    let count = check_digits(digits, base)?;
    if only_zero && digits.iter().any(|d| !matches!(d, b'0' | b'_')) {
        return Err(Failure::Invalid);
    }
    if !base.is_power_of_two() && limit > 0 && count > limit {
        return Err(Failure::TooLong(count));
    }
    let mut plain: Vec<u8> = Vec::with_capacity(count);
    for part in digits.chunks(STEPS) {
        if crate::host::signal::is_pending() {
            return Err(Failure::Stopped);
        }
        plain.extend(part.iter().copied().filter(|d| *d != b'_'));
    }
    let plain = std::str::from_utf8(&plain).map_err(|_| Failure::Invalid)?;
    // The sign is applied afterwards, so that i64::MIN may take the longer way.
    if let Ok(n) = i64::from_str_radix(plain, base) {
        return Ok(Parsed::Small(if negative { -n } else { n }));
    }
    let big = match base {
        10 if plain.len() > MANY_DIGITS => super::long::from_decimal(plain).ok_or(Failure::Stopped)?,
        2 | 4 | 8 | 16 | 32 if plain.len() > STEPS => {
            super::long::from_power_of_two(plain.as_bytes(), base).ok_or(Failure::Stopped)?
        }
        _ => BigInt::parse_bytes(plain.as_bytes(), base).ok_or(Failure::Invalid)?,
    };
    Ok(Parsed::Big(if negative { -big } else { big }))
}

/// The number of digits, if all are digits of the base and underscores stand between digits only.
fn check_digits(text: &[u8], base: u32) -> Result<usize, Failure> {
    let (mut count, mut after_digit) = (0, false);
    for (i, b) in text.iter().enumerate() {
        if i.is_multiple_of(STEPS) && crate::host::signal::is_pending() {
            return Err(Failure::Stopped);
        }
        match (b, (*b as char).to_digit(base)) {
            (b'_', _) if after_digit => after_digit = false,
            (_, Some(_)) => {
                count += 1;
                after_digit = true;
            }
            _ => return Err(Failure::Invalid),
        }
    }
    if after_digit { Ok(count) } else { Err(Failure::Invalid) }
}
