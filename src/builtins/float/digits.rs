//! Decimal digits of floats and their layout: the shortest that read back the same (`repr`), or as many as asked for.
//!
//! Digits come from `ryu` and from Rust's exact formatting; what is ours is Python's layout of them: when an exponent
//! is written, how many zeros are kept, what `#` adds.

use crate::builtins::int::text::SmallText;

/// No float has more digits behind its point, and none more significant ones: further places are zeros.
const MOST_FRACTION: usize = 1074;
const MOST_SIGNIFICANT: usize = 767;

/// How a float is turned into digits (the type letter of format specifications, in lower case).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Notation {
    /// Shortest digits; an exponent from 1e16 on.
    Repr,
    /// `e`: a digit, the point, `precision` digits, the exponent.
    Exponent,
    /// `f`: `precision` digits behind the point.
    Fixed,
    /// `g`: `precision` significant digits; an exponent where it is shorter.
    General,
}

/// Options of layout.
#[derive(Clone, Copy, Default)]
pub struct Layout {
    /// `#`: the point is always written, and `g` keeps its zeros.
    pub alternate: bool,
    /// A result without exponent and point gets `.0`, as in `repr`.
    pub point_zero: bool,
}

/// Where text is written: a vector, or a buffer on the stack for `repr`.
pub trait Sink {
    fn extend(&mut self, text: &[u8]);
    fn zeros(&mut self, n: usize);
}

impl Sink for Vec<u8> {
    fn extend(&mut self, text: &[u8]) {
        self.extend_from_slice(text);
    }

    fn zeros(&mut self, n: usize) {
        self.resize(self.len() + n, b'0');
    }
}

/// Room for the `repr` of any float (24 characters at most) or of a complex number's parts; what does not fit is cut off.
pub struct ShortText {
    bytes: [u8; 32],
    len: usize,
}

impl Default for ShortText {
    fn default() -> ShortText {
        ShortText::new()
    }
}

impl ShortText {
    pub fn new() -> ShortText {
        ShortText { bytes: [b'0'; 32], len: 0 }
    }

    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or(&[])
    }
}

impl Sink for ShortText {
    #[inline]
    fn extend(&mut self, text: &[u8]) {
        if let Some(room) = self.bytes.get_mut(self.len..self.len + text.len()) {
            room.copy_from_slice(text);
            self.len += text.len();
        }
    }

    #[inline]
    fn zeros(&mut self, n: usize) {
        // The buffer holds zeros to begin with.
        self.len = (self.len + n).min(self.bytes.len());
    }
}

/// The shortest digits of a finite, non-negative float: value = 0.d₁d₂… × 10**point.
pub struct Shortest {
    digits: [u8; 20],
    len: usize,
    point: i32,
}

impl Shortest {
    pub fn of(f: f64) -> Shortest {
        let mut result = Shortest { digits: [b'0'; 20], len: 0, point: 1 };
        if f == 0.0 {
            result.len = 1;
            return result;
        }
        let mut buffer = ryu::Buffer::new();
        let (mut point, mut seen_point, mut leading) = (0, false, true);
        let mut bytes = buffer.format_finite(f).bytes();
        let mut exponent = 0;
        while let Some(b) = bytes.next() {
            match b {
                b'0' if leading => point -= seen_point as i32,
                b'0'..=b'9' => {
                    leading = false;
                    if let Some(at) = result.digits.get_mut(result.len) {
                        *at = b;
                        result.len += 1;
                    }
                    point += !seen_point as i32;
                }
                b'.' => seen_point = true,
                _ => {
                    let (mut n, mut negative) = (0, false);
                    for b in bytes.by_ref() {
                        match b {
                            b'-' => negative = true,
                            b => n = n * 10 + (b - b'0') as i32,
                        }
                    }
                    exponent = if negative { -n } else { n };
                }
            }
        }
        while result.len > 1 && result.digits.get(result.len - 1) == Some(&b'0') {
            result.len -= 1;
        }
        result.point = point + exponent;
        result
    }

    fn digits(&self) -> &[u8] {
        self.digits.get(..self.len).unwrap_or(&[])
    }
}

/// Appends a finite, non-negative float.
pub fn push_float(out: &mut Vec<u8>, f: f64, notation: Notation, precision: usize, layout: Layout) {
    match notation {
        Notation::Repr => push_shortest(out, f, layout),
        Notation::Fixed => {
            let shown = precision.min(MOST_FRACTION);
            if push_fixed(out, f, precision) {
                if layout.alternate && precision == 0 {
                    out.push(b'.');
                }
                return;
            }
            push_formatted(out, format_args!("{f:.shown$}"));
            out.resize(out.len() + (precision - shown), b'0');
            if layout.alternate && precision == 0 {
                out.push(b'.');
            }
        }
        Notation::Exponent => {
            let (digits, point) = significant(f, precision.saturating_add(1));
            let zeros = (precision + 1).saturating_sub(digits.len());
            push_layout(out, &digits, zeros, point, true, layout);
        }
        Notation::General => {
            let precision = precision.max(1);
            let (mut digits, point) = significant(f, precision);
            // With `.0` to come, a number that fills all its digits is already too wide.
            let widest = precision as i64 - layout.point_zero as i64;
            let exponent = point <= -4 || point as i64 > widest;
            let mut zeros = precision.saturating_sub(digits.len());
            if !layout.alternate {
                zeros = 0;
                while digits.len() > 1 && digits.last() == Some(&b'0') {
                    digits.pop();
                }
            }
            push_layout(out, &digits, zeros, point, exponent, layout);
        }
    }
}

/// A float of moderate size with a fixed number of decimals.
pub struct FixedText {
    whole: SmallText,
    /// Digits behind the point, zeros in front.
    fraction: [u8; 18],
    decimals: usize,
}

impl FixedText {
    /// Takes normal numbers below 2**53 and up to 18 decimals: `f` is an integer over a power of two, so the rounded quotient
    /// can be computed exactly. `None` for all others.
    #[inline]
    pub fn of(f: f64, precision: usize) -> Option<FixedText> {
        const MANTISSA: u32 = f64::MANTISSA_DIGITS - 1;
        let bits = f.to_bits();
        let exponent = (bits >> MANTISSA) as i32;
        // The quotient's divisor is a power of two from 1 to 2**120.
        if precision > 18 || !(1023 - 68..1023 + 53).contains(&exponent) {
            return None;
        }
        let mantissa = (bits & ((1 << MANTISSA) - 1) | 1 << MANTISSA) as u128;
        let shift = 1023 + MANTISSA as i32 - exponent;
        let scale = 10u64.pow(precision as u32);
        let scaled = mantissa * scale as u128;
        let (mut quotient, rest) = (scaled >> shift, scaled & ((1 << shift) - 1));
        let half = 1u128 << shift >> 1;
        if shift > 0 && (rest > half || rest == half && quotient & 1 == 1) {
            quotient += 1;
        }
        // A division of two words takes several times as long as one of one.
        let (whole, mut left) = match u64::try_from(quotient) {
            Ok(small) => (small / scale, small % scale),
            Err(_) => ((quotient / scale as u128) as u64, (quotient % scale as u128) as u64),
        };
        let mut fraction = [b'0'; 18];
        for digit in fraction.get_mut(..precision).unwrap_or_default().iter_mut().rev() {
            *digit = b'0' + (left % 10) as u8;
            left /= 10;
        }
        Some(FixedText { whole: SmallText::new(whole as i64), fraction, decimals: precision })
    }

    pub fn whole(&self) -> &[u8] {
        self.whole.as_bytes()
    }

    pub fn fraction(&self) -> &[u8] {
        self.fraction.get(..self.decimals).unwrap_or(&[])
    }
}

/// Appends a float that `FixedText` can tell; false for all others.
fn push_fixed(out: &mut Vec<u8>, f: f64, precision: usize) -> bool {
    let Some(text) = FixedText::of(f, precision) else { return false };
    out.extend_from_slice(text.whole());
    if precision > 0 {
        out.push(b'.');
        out.extend_from_slice(text.fraction());
    }
    true
}

/// As many significant digits as asked for (fewer if the rest are zeros anyway), rounded half to even, and the
/// place of the point.
fn significant(f: f64, count: usize) -> (Vec<u8>, i32) {
    if f == 0.0 {
        return (vec![b'0'; count.min(1)], 1);
    }
    let shown = count.clamp(1, MOST_SIGNIFICANT) - 1;
    let mut text = Vec::with_capacity(shown + 8);
    push_formatted(&mut text, format_args!("{f:.shown$e}"));
    let at = text.iter().rposition(|b| *b == b'e').unwrap_or(text.len());
    let exponent =
        text.get(at + 1..).and_then(|t| std::str::from_utf8(t).ok()).and_then(|t| t.parse().ok()).unwrap_or(0i32);
    text.truncate(at);
    if text.len() > 1 {
        text.remove(1);
    }
    (text, exponent + 1)
}

fn push_formatted(out: &mut Vec<u8>, arguments: std::fmt::Arguments<'_>) {
    use std::io::Write;
    // Writing to a vector does not fail.
    let _ = out.write_fmt(arguments);
}

/// Appends digits, and as many zeros behind them, with their point or exponent.
fn push_layout(out: &mut impl Sink, digits: &[u8], zeros: usize, point: i32, exponent: bool, layout: Layout) {
    if exponent {
        let (first, rest) = digits.split_at(digits.len().min(1));
        out.extend(first);
        if !rest.is_empty() || zeros > 0 || layout.alternate {
            out.extend(b".");
            out.extend(rest);
            out.zeros(zeros);
        }
        push_exponent(out, point - 1);
        return;
    }
    let before_point = point.max(0) as usize;
    let whole = digits.get(..before_point.min(digits.len())).unwrap_or(&[]);
    let fraction = digits.get(whole.len()..).unwrap_or(&[]);
    let whole_zeros = before_point - whole.len();
    let zeros = zeros.saturating_sub(whole_zeros);
    if before_point == 0 {
        out.extend(b"0");
    }
    out.extend(whole);
    out.zeros(whole_zeros);
    if !fraction.is_empty() || zeros > 0 {
        out.extend(b".");
        out.zeros((-point).max(0) as usize);
        out.extend(fraction);
        out.zeros(zeros);
    } else if layout.point_zero {
        out.extend(b".0");
    } else if layout.alternate {
        out.extend(b".");
    }
}

/// `e`, the sign, at least two digits.
fn push_exponent(out: &mut impl Sink, exponent: i32) {
    out.extend(if exponent < 0 { b"e-" } else { b"e+" });
    let n = exponent.unsigned_abs();
    if n < 10 {
        out.zeros(1);
    }
    out.extend(SmallText::new(n as i64).as_bytes());
}

/// Appends `repr` of a float, with its sign; `point_zero` as in `Layout`.
pub fn push_repr(out: &mut impl Sink, f: f64, point_zero: bool) {
    if f.is_nan() {
        out.extend(b"nan");
        return;
    }
    if f.is_sign_negative() {
        out.extend(b"-");
    }
    if f.is_infinite() {
        out.extend(b"inf");
        return;
    }
    push_shortest(out, f.abs(), Layout { alternate: false, point_zero });
}

fn push_shortest(out: &mut impl Sink, f: f64, layout: Layout) {
    let short = Shortest::of(f);
    push_layout(out, short.digits(), 0, short.point, short.point <= -4 || short.point > 16, layout);
}

/// `repr` of a float as Rust text, for messages and other formats.
pub fn float_text(f: f64) -> String {
    let mut out = ShortText::new();
    push_repr(&mut out, f, true);
    String::from_utf8_lossy(out.as_bytes()).into_owned()
}
