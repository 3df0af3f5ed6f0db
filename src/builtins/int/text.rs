//! int as text: decimal (`repr`), other bases, and the limit on digits that guards against quadratic conversions.

use super::long::{to_decimal, to_power_of_two};
use super::operand::Operand;
use crate::gc::Value;
use crate::object::{PyResult, Raised};
use crate::vm::Vm;
use num_bigint::{BigInt, Sign};

/// The default of `sys.get_int_max_str_digits()`.
pub const DEFAULT_MAX_STR_DIGITS: usize = 4300;
/// The smallest limit that `sys.set_int_max_str_digits()` takes, except for 0 (none).
pub const MIN_MAX_STR_DIGITS: usize = 640;

/// Numbers of more bits are converted in steps.
const MANY_BITS: u64 = 300_000;

/// The longest decimal i64 has 20 characters.
pub struct SmallText {
    bytes: [u8; 20],
    start: usize,
}

impl SmallText {
    /// Decimal text of a word, written from the end, two digits at a time.
    #[inline]
    pub fn new(i: i64) -> SmallText {
        let mut text = SmallText { bytes: [b'0'; 20], start: 20 };
        let mut n = i.unsigned_abs();
        while n >= 100 {
            let pair = (n % 100) as u8;
            n /= 100;
            text.push(b'0' + pair % 10);
            text.push(b'0' + pair / 10);
        }
        text.push(b'0' + (n % 10) as u8);
        if n >= 10 {
            text.push(b'0' + (n / 10) as u8);
        }
        if i < 0 {
            text.push(b'-');
        }
        text
    }

    #[inline(always)]
    fn push(&mut self, byte: u8) {
        self.start = self.start.saturating_sub(1);
        if let Some(at) = self.bytes.get_mut(self.start) {
            *at = byte;
        }
    }

    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or(&[])
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or("0")
    }
}

/// `repr` and `str`.
pub fn int_repr(vm: &mut Vm, v: &Value) -> PyResult {
    match super::arith::receiver(vm, v)? {
        Operand::Small(i) => vm.fresh_str(SmallText::new(i).as_bytes()),
        Operand::Wide(i) => vm.fresh_str(i.to_string().as_bytes()),
        Operand::Big(big) => {
            let text = vm.big_to_decimal(big)?;
            vm.new_str(&text)
        }
    }
}

/// `0x`, `0o` or `0b`, with the sign before it, then the digits: what `hex()`, `oct()` and `bin()` return.
pub fn int_in_base(vm: &mut Vm, v: &Value, radix: u32) -> PyResult {
    let index = vm.index(v)?;
    let Some(x) = Operand::of(&index) else { return Ok(Value::NOT_IMPLEMENTED) };
    let prefix = radix_prefix(radix);
    let sign = if x.is_negative() { "-" } else { "" };
    vm.new_str(&format!("{sign}{prefix}{}", digits_in_base(vm, x, radix)?))
}

pub fn radix_prefix(radix: u32) -> &'static str {
    match radix {
        2 => "0b",
        8 => "0o",
        16 => "0x",
        _ => "",
    }
}

/// Digits of the absolute value, in lower case.
pub fn digits_in_base(vm: &Vm, x: Operand<'_>, radix: u32) -> PyResult<String> {
    Ok(match (x, radix) {
        (Operand::Small(i), 2) => format!("{:b}", i.unsigned_abs()),
        (Operand::Small(i), 8) => format!("{:o}", i.unsigned_abs()),
        (Operand::Small(i), 16) => format!("{:x}", i.unsigned_abs()),
        (x, radix) => to_power_of_two(vm, x.big().magnitude(), radix)?,
    })
}

impl Vm {
    /// Decimal text of any int, bool or subclass instance; ValueError beyond the limit of digits.
    pub fn int_to_text(&self, v: &Value) -> PyResult<String> {
        match Operand::of(v) {
            Some(Operand::Small(i)) => Ok(SmallText::new(i).as_str().to_owned()),
            Some(x) => self.big_to_decimal(&x.big()),
            None => Err(self.type_error(format!("expected int, got {}", self.type_name(v)))),
        }
    }

    /// As `int_to_text`, for a big integer.
    pub fn big_to_decimal(&self, big: &BigInt) -> PyResult<String> {
        let limit = self.int_max_str_digits.get();
        // The estimate keeps a hopeless conversion from being begun.
        if limit > 0 && big.bits() as f64 * std::f64::consts::LOG10_2 > limit as f64 + 2.0 {
            return Err(self.digits_error(None));
        }
        let text = match big.bits() < MANY_BITS {
            true => big.to_string(),
            false => {
                let digits = to_decimal(self, big.magnitude())?;
                if big.sign() == Sign::Minus { format!("-{digits}") } else { digits }
            }
        };
        if limit > 0 && text.len() - (big.sign() == Sign::Minus) as usize > limit {
            return Err(self.digits_error(None));
        }
        Ok(text)
    }

    /// "Exceeds the limit …", with the number of digits if it is known.
    #[cold]
    pub fn digits_error(&self, digits: Option<usize>) -> Raised {
        let limit = self.int_max_str_digits.get();
        let value = match digits {
            Some(n) => format!(": value has {n} digits"),
            None => String::new(),
        };
        self.value_error(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion{value}; use sys.set_int_max_str_digits() to increase the limit"
        ))
    }
}
