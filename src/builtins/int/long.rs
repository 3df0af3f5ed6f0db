//! Arithmetic on very large ints in steps, between which a Ctrl-C is answered: division, powers with a modulus, and
//! conversion of long decimal texts. Numbers of usual size go straight to the library.

use crate::object::PyResult;
use crate::vm::Vm;
use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Zero};

/// Products of two 64-bit digits in one step: some 20 ms.
const STEP: u64 = 10_000_000;
/// Decimal digits that the library converts at once.
const TEXT: usize = 10_000;

fn digits(n: &BigUint) -> u64 {
    n.bits().div_ceil(64)
}

/// Quotient and remainder, rounded as Python does.
pub fn div_mod_floor(vm: &mut Vm, a: &BigInt, b: &BigInt) -> PyResult<(BigInt, BigInt)> {
    let (n, m) = (digits(a.magnitude()), digits(b.magnitude()));
    if n.saturating_sub(m).saturating_mul(m) < STEP {
        return Ok(a.div_mod_floor(b));
    }
    let (q, r) = div_rem(vm, a.magnitude(), b.magnitude())?;
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
fn div_rem(vm: &mut Vm, a: &BigUint, b: &BigUint) -> PyResult<(BigUint, BigUint)> {
    let m = digits(b).max(1);
    let take = (STEP / m).max(1) as usize;
    let dividend = a.to_u64_digits();
    let mut quotient: Vec<u32> = vec![0; dividend.len() * 2];
    let mut rest = BigUint::zero();
    let mut end = dividend.len();
    while end > 0 {
        vm.poll()?;
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
            let square = &result * &result;
            result = div_mod_floor(vm, &square, modulus)?.1;
            if part.is_one() {
                vm.poll()?;
                let product = &result * base;
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
            Some(last) => last * last,
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
    Some(convert(high, smaller)? * power + convert(low, smaller)?)
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
        for n in [TEXT - 1, TEXT, TEXT + 1, 2 * TEXT, 2 * TEXT + 1, 5 * TEXT + 7] {
            let text: String = (0..n).map(|i| char::from(b'0' + ((i * 7 + 3) % 10) as u8)).collect();
            assert_eq!(from_decimal(&text), BigInt::parse_bytes(text.as_bytes(), 10), "{n}");
        }
    }
}
