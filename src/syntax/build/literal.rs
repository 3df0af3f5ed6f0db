//! Numbers: from their spelling to constants.

use super::Builder;
use crate::syntax::ast::*;

/// Decimal integers longer than this are refused, as `int()` does (denial of service).
const MAX_DECIMAL_DIGITS: usize = 4300;

impl Builder<'_> {
    pub fn number(&mut self, l: u32, r: u32) -> Box<Expr> {
        let text = self.slice(l, r);
        let value = match text.as_bytes() {
            [digit] => Constant::Int(i64::from(digit.wrapping_sub(b'0'))),
            _ => self.number_value(l, r, text),
        };
        self.leaf(l, r, ExprKind::Constant { value, kind_u: false })
    }

    fn number_value(&mut self, l: u32, r: u32, text: &str) -> Constant {
        let plain: std::borrow::Cow<'_, str> =
            if text.contains('_') { text.replace('_', "").into() } else { text.into() };
        let bytes = plain.as_bytes();
        if let [b'0', letter, ..] = bytes {
            let radix = match letter | 0x20 {
                b'x' => 16,
                b'o' => 8,
                b'b' => 2,
                _ => 10,
            };
            if radix != 10 {
                return self.integer(l, r, plain.get(2..).unwrap_or(""), radix);
            }
        }
        if let Some(real) = plain.strip_suffix(['j', 'J']) {
            return Constant::Imaginary(real.parse().unwrap_or(f64::INFINITY));
        }
        if bytes.iter().any(|b| matches!(b, b'.' | b'e' | b'E')) {
            return Constant::Float(plain.parse().unwrap_or(f64::INFINITY));
        }
        self.integer(l, r, &plain, 10)
    }

    fn integer(&mut self, l: u32, r: u32, digits: &str, radix: u32) -> Constant {
        if let Ok(value) = i64::from_str_radix(digits, radix) {
            return Constant::Int(value);
        }
        if radix == 10 && digits.len() > MAX_DECIMAL_DIGITS {
            let message = format!(
                "Exceeds the limit ({MAX_DECIMAL_DIGITS} digits) for integer string conversion: \
                 value has {} digits; use sys.set_int_max_str_digits() to increase the limit - \
                 Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
                digits.len()
            );
            self.fail(Span::new(l, r), message);
        }
        Constant::BigInt { digits: digits.into(), radix }
    }
}
