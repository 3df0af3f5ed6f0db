//! Functions of `math` on ints: gcd, lcm, factorial, comb, perm, isqrt. Results are exact; sizes are estimated first.

use super::gcd::{big_gcd, magnitude, word_gcd};
use crate::builtins::int::Operand;
use crate::builtins::int::long::product_of;
use crate::gc::Value;
use crate::native::bind::arg;
use crate::object::{PyResult, Tuple};
use crate::vm::Vm;
use num_bigint::{BigInt, BigUint};
use num_traits::{One, ToPrimitive};

/// The int arguments of a function of any number of them, through `__index__`.
fn integers(vm: &mut Vm, args: &[Value]) -> PyResult<Vec<Value>> {
    let Some(tuple) = arg(args, 0).downcast::<Tuple>() else { return Ok(Vec::new()) };
    let mut out = Vec::with_capacity(tuple.items().len());
    for item in tuple.items() {
        out.push(vm.index(item)?);
    }
    Ok(out)
}

/// The greatest common divisor of two operands.
fn gcd_of(a: Operand<'_>, b: Operand<'_>) -> BigInt {
    if let (Operand::Small(a), Operand::Small(b)) = (a, b) {
        return word_gcd(a.unsigned_abs().into(), b.unsigned_abs().into()).into();
    }
    big_gcd(magnitude(a.big().into_owned()), magnitude(b.big().into_owned())).into()
}

pub fn gcd(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut result = vm.int(0);
    for (place, value) in integers(vm, args)?.into_iter().enumerate() {
        if place == 0 {
            result = vm.abs(&value)?;
            continue;
        }
        result = match (Operand::of(&result), Operand::of(&value)) {
            (Some(Operand::Small(a)), Some(Operand::Small(b))) => {
                vm.wide_int(word_gcd(a.unsigned_abs().into(), b.unsigned_abs().into()) as i128)?
            }
            (Some(_), Some(b)) if b.is_zero() => result,
            (Some(a), Some(b)) => vm.new_int(gcd_of(a, b))?,
            _ => result,
        };
    }
    Ok(result)
}

pub fn lcm(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut result = vm.int(1);
    for (place, value) in integers(vm, args)?.into_iter().enumerate() {
        if place == 0 {
            result = vm.abs(&value)?;
            continue;
        }
        let (Some(a), Some(b)) = (Operand::of(&result), Operand::of(&value)) else { continue };
        if a.is_zero() || b.is_zero() {
            result = vm.int(0);
            continue;
        }
        let divisor = match (a, b) {
            (Operand::Small(a), Operand::Small(b)) => {
                let (a, b) = (a.unsigned_abs() as u128, b.unsigned_abs() as u128);
                result = vm.wide_int((a / word_gcd(a, b) * b) as i128)?;
                continue;
            }
            (a, b) => gcd_of(a, b),
        };
        vm.reserve_int(a.bits() + b.bits())?;
        let product = a.big().as_ref() / divisor * b.big().as_ref();
        result = vm.new_int(product.magnitude().clone().into())?;
    }
    Ok(result)
}

pub fn isqrt(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = vm.index(arg(args, 0))?;
    match Operand::of(&n) {
        Some(x) if x.is_negative() => Err(vm.value_error("isqrt() argument must be nonnegative")),
        Some(Operand::Small(i)) => Ok(vm.int(i.isqrt())),
        Some(x) => vm.new_int(big_isqrt(x.big().magnitude()).into()),
        None => Ok(n),
    }
}

/// The root of the upper half of the bits, found in the same way, and one step of Newton's method from there.
fn big_isqrt(n: &BigUint) -> BigUint {
    let bits = n.bits();
    if bits <= 64 {
        return n.to_u64().unwrap_or(0).isqrt().into();
    }
    let quarter = (bits - 1) / 4;
    let guess = big_isqrt(&(n >> (2 * quarter))) << quarter;
    let mut root = (&guess + n / &guess) >> 1u32;
    // The step leaves the root at most a few units off.
    while &root * &root > *n {
        root -= 1u32;
    }
    loop {
        let next = &root + 1u32;
        if &next * &next > *n {
            return root;
        }
        root = next;
    }
}

pub fn factorial(vm: &mut Vm, args: &[Value]) -> PyResult {
    factorial_of(vm, arg(args, 0))
}

fn factorial_of(vm: &mut Vm, n: &Value) -> PyResult {
    let n = vm.index(n)?;
    let n = match Operand::of(&n) {
        Some(x) if x.is_negative() => return Err(vm.value_error("factorial() not defined for negative values")),
        Some(Operand::Small(n)) => n as u64,
        _ => {
            let most = i64::MAX;
            return Err(vm.overflow_error(format!("factorial() argument should not exceed {most}")));
        }
    };
    if n <= 20 {
        return Ok(vm.int((1..=n as i64).product()));
    }
    vm.reserve_int((n as f64 * ((n as f64).log2() - 1.45)) as u64)?;
    let product = product_range(vm, 2, n)?;
    vm.new_int(product.into())
}

/// `from * (from + 1) * … * to` by halves, so that factors of like size are multiplied.
fn product_range(vm: &mut Vm, from: u64, to: u64) -> PyResult<BigUint> {
    if from > to {
        return Ok(BigUint::one());
    }
    if to - from < 16 {
        let (mut product, mut word) = (BigUint::one(), 1u64);
        for i in from..=to {
            match word.checked_mul(i) {
                Some(next) => word = next,
                None => {
                    product *= word;
                    word = i;
                }
            }
        }
        return Ok(product * word);
    }
    vm.poll()?;
    let middle = from + (to - from) / 2;
    let low = product_range(vm, from, middle)?;
    let high = product_range(vm, middle + 1, to)?;
    product_of(vm, &low, &high)
}

/// `n * (n - 1) * …`, `k` factors.
fn falling_product(vm: &mut Vm, n: &BigUint, k: u64) -> PyResult<BigUint> {
    if let Some(n) = n.to_u64() {
        return product_range(vm, n - k + 1, n);
    }
    if k <= 4 {
        return Ok((0..k).fold(BigUint::one(), |product, i| product * (n - i)));
    }
    vm.poll()?;
    let half = k / 2;
    let high = falling_product(vm, n, half)?;
    let low = falling_product(vm, &(n - half), k - half)?;
    product_of(vm, &high, &low)
}

fn not_negative(vm: &mut Vm, v: &Value, name: char) -> PyResult<BigUint> {
    match Operand::of(v) {
        Some(x) if !x.is_negative() => Ok(x.big().magnitude().clone()),
        _ => Err(vm.value_error(format!("{name} must be a non-negative integer"))),
    }
}

/// MemoryError if `n**k / divisor**k` has too many bits.
fn check_size(vm: &Vm, n: &BigUint, k: u64, divisor: f64) -> PyResult<()> {
    let bits = n.bits() as f64 - 1.0 - divisor.max(1.0).log2();
    vm.reserve_int((bits.max(0.0) * k as f64) as u64)
}

pub fn perm(vm: &mut Vm, args: &[Value]) -> PyResult {
    if arg(args, 1).is_none() {
        return factorial_of(vm, arg(args, 0));
    }
    let (n, k) = (vm.index(arg(args, 0))?, vm.index(arg(args, 1))?);
    let (n, k) = (not_negative(vm, &n, 'n')?, not_negative(vm, &k, 'k')?);
    if n < k {
        return Ok(vm.int(0));
    }
    let Some(k) = k.to_i64() else {
        return Err(vm.overflow_error(format!("k must not exceed {}", i64::MAX)));
    };
    check_size(vm, &n, k as u64, std::f64::consts::E)?;
    let product = falling_product(vm, &n, k as u64)?;
    vm.new_int(product.into())
}

pub fn comb(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (n, k) = (vm.index(arg(args, 0))?, vm.index(arg(args, 1))?);
    let (n, k) = (not_negative(vm, &n, 'n')?, not_negative(vm, &k, 'k')?);
    if n < k {
        return Ok(vm.int(0));
    }
    let k = (&n - &k).min(k);
    let Some(k) = k.to_i64() else {
        return Err(vm.overflow_error(format!("min(n - k, k) must not exceed {}", i64::MAX)));
    };
    if let Some(n) = n.to_u64()
        && let Some(result) = small_comb(n, k as u64)
    {
        return vm.wide_int(result as i128);
    }
    check_size(vm, &n, k as u64, k as f64)?;
    let product = falling_product(vm, &n, k as u64)?;
    let divisor = product_range(vm, 2, k as u64)?;
    vm.new_int((product / divisor).into())
}

/// In words, as long as the steps fit.
fn small_comb(n: u64, k: u64) -> Option<u64> {
    let mut result: u64 = 1;
    for i in 0..k {
        // Exact: each prefix is itself a binomial coefficient.
        let wide = result as u128 * (n - i) as u128 / (i + 1) as u128;
        result = u64::try_from(wide).ok()?;
    }
    Some(result)
}
