//! Arithmetic on very large ints in steps, between which a Ctrl-C is answered: products, division, powers with a modulus,
//! and conversion to and from long texts. Numbers of usual size go straight to the library.

use crate::object::PyResult;
use crate::vm::Vm;
use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Zero};

/// Products of two 64-bit digits in one step: some 20 ms.
const STEP: u64 = 10_000_000;
/// Factors of fewer bits than twice this are multiplied by the library at once.
const FACTOR: u64 = 1 << 18;
/// Decimal digits that the library converts at once.
const TEXT: usize = 10_000;

fn digits(n: &BigUint) -> u64 {
    n.bits().div_ceil(64)
}

/// `a * b`
pub fn product(vm: &Vm, a: &BigInt, b: &BigInt) -> PyResult<BigInt> {
    if a.bits().max(b.bits()) < 2 * FACTOR {
        return Ok(a * b);
    }
    let mut result = Ok(());
    let product = multiply(a, b, FACTOR, &mut || {
        result = vm.check_interrupt();
        result.is_ok()
    });
    result?;
    product.ok_or_else(|| vm.memory_error())
}

/// As `product`, for numbers without sign.
pub fn product_of(vm: &Vm, a: &BigUint, b: &BigUint) -> PyResult<BigUint> {
    if a.bits().max(b.bits()) < 2 * FACTOR {
        return Ok(a * b);
    }
    Ok(product(vm, &a.clone().into(), &b.clone().into())?.into_parts().1)
}

/// The product, unless `go_on` says no. Factors of like size are cut in three (Toom and Cook's method, the points being
/// 0, 1, -1, -2 and infinity, interpolated as Bodrato does it); of others the larger one is cut in two.
fn multiply(a: &BigInt, b: &BigInt, size: u64, go_on: &mut dyn FnMut() -> bool) -> Option<BigInt> {
    let (a, b) = if a.bits() < b.bits() { (b, a) } else { (a, b) };
    if a.bits() < 2 * size {
        return Some(a * b);
    }
    if !go_on() {
        return None;
    }
    if a.bits() / 2 > b.bits() {
        let words = a.bits().div_ceil(64) as usize;
        let [low, high, _] = parts(a, words);
        let high = multiply(&high, b, size, go_on)? << (32 * words);
        return Some(high + multiply(&low, b, size, go_on)?);
    }
    let words = a.bits().div_ceil(96) as usize;
    let ([a0, a1, a2], [b0, b1, b2]) = (parts(a, words), parts(b, words));
    let (a02, b02) = (&a0 + &a2, &b0 + &b2);
    let (a_minus, b_minus) = (&a02 - &a1, &b02 - &b1);
    let at_0 = multiply(&a0, &b0, size, go_on)?;
    let at_1 = multiply(&(a02 + a1), &(b02 + b1), size, go_on)?;
    let at_minus_1 = multiply(&a_minus, &b_minus, size, go_on)?;
    let (a_minus, b_minus) = (((a_minus + &a2) << 1) - a0, ((b_minus + &b2) << 1) - b0);
    let at_minus_2 = multiply(&a_minus, &b_minus, size, go_on)?;
    let at_infinity = multiply(&a2, &b2, size, go_on)?;
    let third: BigInt = (at_minus_2 - &at_1) / 3;
    let first: BigInt = (at_1 - &at_minus_1) >> 1;
    let second: BigInt = at_minus_1 - &at_0;
    let third: BigInt = ((&second - third) >> 1) + (&at_infinity << 1);
    let second = second + &first - &at_infinity;
    let first = first - &third;
    let shift = 32 * words;
    let upper = (((at_infinity << shift) + third) << shift) + second;
    Some((((upper << shift) + first) << shift) + at_0)
}

/// A number cut into up to three parts of so many 32-bit digits, the lowest first; each has the number's sign.
fn parts(n: &BigInt, words: usize) -> [BigInt; 3] {
    let digits = n.magnitude().to_u32_digits();
    let mut chunks = digits.chunks(words.max(1)).map(|c| BigInt::from_biguint(n.sign(), BigUint::from_slice(c)));
    std::array::from_fn(|_| chunks.next().unwrap_or_default())
}

/// Quotient and remainder, rounded as Python does.
pub fn div_mod_floor(vm: &mut Vm, a: &BigInt, b: &BigInt) -> PyResult<(BigInt, BigInt)> {
    let (n, m) = (digits(a.magnitude()), digits(b.magnitude()));
    if n.saturating_sub(m).saturating_mul(m) < STEP {
        return Ok(a.div_mod_floor(b));
    }
    let (q, r) = div_rem(a.magnitude(), b.magnitude(), &mut || vm.poll())?;
    let negative = a.sign() != b.sign();
    let mut q = BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, q);
    let mut r = BigInt::from_biguint(a.sign(), r);
    if negative && !r.is_zero() {
        q -= 1;
        r += b;
    }
    Ok((q, r))
}

/// Long division, some digits of the quotient in each step.
fn div_rem(a: &BigUint, b: &BigUint, look: &mut dyn FnMut() -> PyResult<()>) -> PyResult<(BigUint, BigUint)> {
    let m = digits(b).max(1);
    let take = (STEP / m).max(1) as usize;
    let dividend = a.to_u64_digits();
    let mut quotient: Vec<u32> = vec![0; dividend.len() * 2];
    let mut rest = BigUint::zero();
    let mut end = dividend.len();
    while end > 0 {
        look()?;
        let start = end.saturating_sub(take);
        let block = dividend.get(start..end).unwrap_or(&[]);
        let halves = block.iter().flat_map(|d| [*d as u32, (*d >> 32) as u32]).collect();
        let (q, r) = ((rest << (64 * block.len())) | BigUint::new(halves)).div_rem(b);
        for (slot, digit) in quotient.iter_mut().skip(2 * start).zip(q.to_u32_digits()) {
            *slot = digit;
        }
        rest = r;
        end = start;
    }
    Ok((BigUint::new(quotient), rest))
}

/// `base ** exponent % modulus` for numbers that are not negative.
pub fn mod_power(vm: &mut Vm, base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> PyResult<BigInt> {
    let m = digits(modulus.magnitude()).max(1);
    let once = m.saturating_mul(m).saturating_mul(2);
    if once.saturating_mul(exponent.bits()) < STEP {
        return Ok(base.modpow(exponent, modulus));
    }
    // So many bits of the exponent in one step: squarings, and as many again for the factor.
    let bits = (STEP / once / 2).clamp(1, 4096);
    let shift = BigInt::one() << bits;
    let mut result = BigInt::one();
    let steps = exponent.bits().div_ceil(bits);
    for step in (0..steps).rev() {
        vm.poll()?;
        let part = (exponent >> (step * bits)) & (&shift - 1u32);
        if bits == 1 {
            let square = product(vm, &result, &result)?;
            result = div_mod_floor(vm, &square, modulus)?.1;
            if part.is_one() {
                vm.poll()?;
                let product = product(vm, &result, base)?;
                result = div_mod_floor(vm, &product, modulus)?.1;
            }
        } else {
            result = result.modpow(&shift, modulus);
            vm.poll()?;
            result = &result * base.modpow(&part, modulus) % modulus;
        }
    }
    Ok(result)
}

/// The number that decimal digits spell; `None` if a signal came. Halves are converted by themselves and put together.
pub fn from_decimal(text: &str) -> Option<BigInt> {
    // The powers of ten by which halves are multiplied: 10 ** (TEXT << i).
    let mut powers: Vec<BigInt> = Vec::new();
    let mut size = TEXT;
    while size < text.len() {
        if crate::host::signal::is_pending() {
            return None;
        }
        let next = match powers.last() {
            None => num_traits::pow(BigInt::from(10), TEXT),
            Some(last) => multiply(last, last, FACTOR, &mut || !crate::host::signal::is_pending())?,
        };
        powers.push(next);
        size *= 2;
    }
    convert(text, &powers)
}

fn convert(text: &str, powers: &[BigInt]) -> Option<BigInt> {
    if crate::host::signal::is_pending() {
        return None;
    }
    // The depth is the logarithm of the length.
    let Some((power, smaller)) = powers.split_last() else { return BigInt::parse_bytes(text.as_bytes(), 10) };
    let low = TEXT << smaller.len();
    if text.len() <= low {
        return convert(text, smaller);
    }
    let (high, low) = text.split_at(text.len() - low);
    let high = multiply(&convert(high, smaller)?, power, FACTOR, &mut || !crate::host::signal::is_pending())?;
    Some(high + convert(low, smaller)?)
}

/// The decimal digits of a number. Large ones are divided by powers of ten, so that each half is converted by itself.
pub fn to_decimal(vm: &Vm, n: &BigUint) -> PyResult<String> {
    let mut powers: Vec<BigInt> = Vec::new();
    let mut size = TEXT;
    // Up to a power that is more than the root.
    while powers.last().map_or(n.bits() > 4 * 2 * TEXT as u64, |last| 2 * last.bits() < n.bits()) {
        let next = match powers.last() {
            None => num_traits::pow(BigInt::from(10), TEXT),
            Some(last) => product(vm, last, last)?,
        };
        powers.push(next);
        size *= 2;
    }
    let mut out = String::new();
    if out.try_reserve(size).is_err() {
        return Err(vm.memory_error());
    }
    write_decimal(vm, n, &powers, 0, &mut out)?;
    Ok(out)
}

/// Appends digits, with zeros before them up to the given width.
fn write_decimal(vm: &Vm, n: &BigUint, powers: &[BigInt], width: usize, out: &mut String) -> PyResult<()> {
    vm.check_interrupt()?;
    let Some((power, smaller)) = powers.split_last() else {
        let text = n.to_string();
        let digits = if n.is_zero() { "" } else { &text };
        out.extend(std::iter::repeat_n('0', width.saturating_sub(digits.len())));
        out.push_str(digits);
        return Ok(());
    };
    let low = TEXT << smaller.len();
    if n < power.magnitude() {
        if width > low {
            out.extend(std::iter::repeat_n('0', width - low));
        }
        return write_decimal(vm, n, smaller, width.min(low), out);
    }
    let (high, rest) = div_rem(n, power.magnitude(), &mut || vm.check_interrupt())?;
    write_decimal(vm, &high, smaller, width.saturating_sub(low), out)?;
    write_decimal(vm, &rest, smaller, low, out)
}

/// The digits of a number in base 2, 8 or 16.
pub fn to_power_of_two(vm: &Vm, n: &BigUint, radix: u32) -> PyResult<String> {
    let width = radix.trailing_zeros() as u64;
    let words = n.to_u64_digits();
    let word = |i: u64| words.get(i as usize).copied().unwrap_or(0) as u128;
    let count = n.bits().div_ceil(width).max(1);
    let mut out = String::new();
    if out.try_reserve(count as usize).is_err() {
        return Err(vm.memory_error());
    }
    for i in (0..count).rev() {
        vm.check_step(i as usize)?;
        let at = i * width;
        // A digit may lie across two words.
        let bits = (word(at / 64) | word(at / 64 + 1) << 64) >> (at % 64);
        out.push(char::from_digit(bits as u32 & (radix - 1), radix).unwrap_or('0'));
    }
    Ok(out)
}

/// The number that digits in base 2, 4, 8, 16 or 32 spell, without a sign; `None` if a signal came or one is no digit.
pub fn from_power_of_two(text: &[u8], radix: u32) -> Option<BigInt> {
    // So many digits fill whole words.
    const PART: usize = 1 << 15;
    let words = PART * radix.trailing_zeros() as usize / 32;
    let mut digits: Vec<u32> = Vec::new();
    for (i, part) in text.rchunks(PART).enumerate() {
        if crate::host::signal::is_pending() {
            return None;
        }
        digits.resize(i * words, 0);
        digits.extend(BigUint::parse_bytes(part, radix)?.to_u32_digits());
    }
    Some(BigInt::from_biguint(Sign::Plus, BigUint::new(digits)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Config;

    /// Numbers without a pattern, with all bits in use.
    fn number(bits: u64, seed: u64) -> BigInt {
        let mut state = seed;
        let digits = (0..bits.div_ceil(32)).map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 32) as u32
        });
        BigInt::from_biguint(Sign::Plus, BigUint::new(digits.collect()))
    }

    #[test]
    fn parts_give_the_product() {
        for (n, m) in
            [(5000, 5000), (9000, 4600), (9000, 4400), (9000, 100), (2047, 2048), (30_000, 29_000), (40_000, 64)]
        {
            let (a, b) = (number(n, 1), number(m, 2));
            for (a, b) in
                [(a.clone(), b.clone()), (-&a, b.clone()), (b.clone(), -&a), (-&a, -&b), (BigInt::one() << n, b)]
            {
                assert_eq!(multiply(&a, &b, 1024, &mut || true).unwrap(), &a * &b, "{n} {m}");
            }
        }
        assert_eq!(multiply(&number(9000, 1), &number(9000, 2), 1024, &mut || false), None);
        let vm = Vm::new(Config::default()).ok().unwrap();
        let (a, b) = (number(1_200_000, 3), number(1_100_000, 4));
        assert_eq!(product(&vm, &a, &b).ok().unwrap(), &a * &b);
        assert_eq!(product_of(&vm, a.magnitude(), b.magnitude()).ok().unwrap(), (&a * &b).into_parts().1);
    }

    #[test]
    fn steps_give_what_the_library_gives() {
        let mut vm = Vm::new(Config::default()).ok().unwrap();
        let (a, b) = (number(700_000, 1), number(300_000, 2));
        for (x, y) in [(a.clone(), b.clone()), (-&a, b.clone()), (a.clone(), -&b), (-&a, -&b), (&b * &a, b.clone())] {
            assert!(digits(x.magnitude()) * digits(y.magnitude()) > STEP);
            assert_eq!(div_mod_floor(&mut vm, &x, &y).ok().unwrap(), x.div_mod_floor(&y));
        }
        let modulus = number(20_000, 4);
        for exponent in [number(300, 5), BigInt::one() << 200, BigInt::one()] {
            let base = number(20_000, 6);
            let found = mod_power(&mut vm, &base, &exponent, &modulus).ok().unwrap();
            assert_eq!(found, base.modpow(&exponent, &modulus));
        }
        let large = number(200_000, 7);
        let found = mod_power(&mut vm, &number(200_000, 8), &BigInt::from(11), &large).ok().unwrap();
        assert_eq!(found, number(200_000, 8).modpow(&BigInt::from(11), &large));
        for n in [1, 33_000, 270_000, 300_000, 700_000] {
            let n = number(n, 9).into_parts().1;
            assert_eq!(to_decimal(&vm, &n).ok().unwrap(), n.to_string());
            for radix in [2, 8, 16] {
                let text = to_power_of_two(&vm, &n, radix).ok().unwrap();
                assert_eq!(text, n.to_str_radix(radix));
                assert_eq!(from_power_of_two(text.as_bytes(), radix).unwrap().magnitude(), &n);
            }
            assert_eq!(from_power_of_two(n.to_str_radix(32).as_bytes(), 32).unwrap().magnitude(), &n);
        }
        for n in [4 * TEXT, 8 * TEXT, 20 * TEXT, 20 * TEXT + 3] {
            for n in [num_traits::pow(BigUint::from(10u32), n), num_traits::pow(BigUint::from(10u32), n) - 1u32] {
                assert_eq!(to_decimal(&vm, &n).ok().unwrap(), n.to_string());
            }
        }
        for n in [TEXT - 1, TEXT, TEXT + 1, 2 * TEXT, 2 * TEXT + 1, 5 * TEXT + 7] {
            let text: String = (0..n).map(|i| char::from(b'0' + ((i * 7 + 3) % 10) as u8)).collect();
            assert_eq!(from_decimal(&text), BigInt::parse_bytes(text.as_bytes(), 10), "{n}");
        }
    }
}
