//! Sums and products of many numbers, with more precision inside than a float has: fsum, sumprod, prod, hypot, dist.

use crate::gc::Value;
use crate::native::bind::arg;
use crate::object::slots::BinaryOp;
use crate::object::{PyResult, Tuple};
use crate::vm::Vm;

/// `a + b` as a rounded sum and its error.
#[inline(always)]
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let b_part = sum - a;
    (sum, (a - (sum - b_part)) + (b - b_part))
}

/// `a * b` as a rounded product and its error.
#[inline(always)]
fn two_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    (product, a.mul_add(b, -product))
}

/// `fsum(seq)`: the exact sum, rounded once. It is kept as floats of falling size that do not overlap.
pub fn fsum(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinities) = (0.0, 0.0);
    vm.for_each(arg(args, 0), |vm, item| {
        let x = vm.to_f64(&item)?;
        let mut sum = x;
        let mut kept = 0;
        for i in 0..partials.len() {
            let (high, low) = two_sum(sum, partials.get(i).copied().unwrap_or(0.0));
            if low != 0.0 {
                if let Some(at) = partials.get_mut(kept) {
                    *at = low;
                }
                kept += 1;
            }
            sum = high;
        }
        partials.truncate(kept);
        if sum.is_finite() {
            if sum != 0.0 {
                partials.push(sum);
            }
        } else if x.is_finite() {
            return Err(vm.overflow_error("intermediate overflow in fsum"));
        } else {
            if x.is_infinite() {
                infinities += x;
            }
            special += x;
            partials.clear();
        }
        Ok(())
    })?;
    if special != 0.0 {
        if f64::is_nan(infinities) {
            return Err(vm.value_error("-inf + inf in fsum"));
        }
        return Ok(vm.float(special));
    }
    Ok(vm.float(round_partials(&partials)))
}

/// The sum of non-overlapping floats in rising order of size, correctly rounded.
fn round_partials(partials: &[f64]) -> f64 {
    let mut rest = partials.iter().rev();
    let Some(mut sum) = rest.next().copied() else { return 0.0 };
    let mut low = 0.0;
    for &x in rest.by_ref() {
        let before = sum;
        sum = before + x;
        low = x - (sum - before);
        if low != 0.0 {
            break;
        }
    }
    // Exactly half a unit is left: what comes below it decides the direction.
    if let Some(&next) = rest.next()
        && (low < 0.0 && next < 0.0 || low > 0.0 && next > 0.0)
    {
        let twice = low * 2.0;
        let up = sum + twice;
        if up - sum == twice {
            sum = up;
        }
    }
    sum
}

/// A sum of products in three floats.
#[derive(Clone, Copy, Default)]
struct Triple {
    high: f64,
    low: f64,
    tiny: f64,
}

impl Triple {
    fn add_product(self, x: f64, y: f64) -> Triple {
        let (product, product_error) = two_product(x, y);
        let (high, a) = two_sum(self.high, product);
        let (low, b) = two_sum(self.low, product_error);
        let (low, c) = two_sum(low, a);
        Triple { high, low, tiny: self.tiny + b + c }
    }

    fn value(self) -> f64 {
        self.high + (self.low + self.tiny)
    }
}

/// Both iterables in step; ValueError if one ends first.
pub fn sumprod(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (p, q) = (vm.iter(arg(args, 0))?, vm.iter(arg(args, 1))?);
    let mut total = vm.int(0);
    // Sums of words and of floats are kept apart while all terms are of that kind.
    let mut ints: Option<i64> = Some(0);
    let (mut floats, mut float_terms) = (Some(Triple::default()), 0u64);
    loop {
        vm.poll()?;
        let (a, b) = (vm.next(&p)?, vm.next(&q)?);
        let (a, b) = match (a, b) {
            (Some(a), Some(b)) => (a, b),
            (None, None) => break,
            _ => return Err(vm.value_error("Inputs are not the same length")),
        };
        if let Some(sum) = ints {
            let next = match (a.as_small(), b.as_small()) {
                (Some(x), Some(y)) => x.checked_mul(y).and_then(|product| sum.checked_add(product)),
                _ => None,
            };
            match next {
                Some(next) => {
                    ints = Some(next);
                    continue;
                }
                None => {
                    ints = None;
                    let sum = vm.int(sum);
                    total = vm.binary(BinaryOp::Add, &total, &sum)?;
                }
            }
        }
        if let Some(sum) = floats {
            if let Some((x, y)) = float_pair(vm, &a, &b) {
                let next = sum.add_product(x, y);
                if next.high.is_finite() {
                    floats = Some(next);
                    float_terms += 1;
                    continue;
                }
            }
            floats = None;
            total = add_float(vm, total, sum, float_terms)?;
        }
        let product = vm.binary(BinaryOp::Mul, &a, &b)?;
        total = vm.binary(BinaryOp::Add, &total, &product)?;
    }
    if let Some(sum) = ints {
        return Ok(vm.int(sum));
    }
    match floats {
        Some(sum) => add_float(vm, total, sum, float_terms),
        None => Ok(total),
    }
}

/// Adds the floats' sum, unless there were none (an int total stays an int).
fn add_float(vm: &mut Vm, total: Value, sum: Triple, terms: u64) -> PyResult {
    if terms == 0 {
        return Ok(total);
    }
    let sum = vm.float(sum.value());
    vm.binary(BinaryOp::Add, &total, &sum)
}

/// Two factors of which at least one is a float, the other one an int that fits.
fn float_pair(vm: &Vm, a: &Value, b: &Value) -> Option<(f64, f64)> {
    let int = |v: &Value| match v.as_bool() {
        Some(b) => Some(b as u8 as f64),
        None if v.as_small().is_some() || v.downcast_exact::<crate::object::BigInt>().is_some() => {
            vm.int_to_f64(v).ok()
        }
        None => None,
    };
    match (a.as_float(), b.as_float()) {
        (Some(x), Some(y)) => Some((x, y)),
        (Some(x), None) => Some((x, int(b)?)),
        (None, Some(y)) => Some((int(a)?, y)),
        (None, None) => None,
    }
}

/// `prod(iterable, *, start=1)`
pub fn prod(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iter = vm.iter(arg(args, 0))?;
    let mut result = match arg(args, 1) {
        start if start.is_unset() => vm.int(1),
        start => start.clone(),
    };
    while let Some(item) = vm.next(&iter)? {
        vm.poll()?;
        if let (Some(x), Some(y)) = (result.as_small(), item.as_small())
            && let Some(product) = x.checked_mul(y)
        {
            result = vm.int(product);
            continue;
        }
        if let (Some(x), Some(y)) = (result.as_float(), item.as_float()) {
            result = vm.float(x * y);
            continue;
        }
        result = vm.binary(BinaryOp::Mul, &result, &item)?;
    }
    Ok(result)
}

/// Euclidean length of a vector whose components are not negative.
fn norm(vector: &[f64]) -> f64 {
    let largest = vector.iter().fold(0.0, |largest: f64, x| if *x > largest { *x } else { largest });
    if largest.is_infinite() {
        return f64::INFINITY;
    }
    if vector.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 || vector.len() <= 1 {
        return largest;
    }
    if largest < f64::MIN_POSITIVE {
        let scaled: Vec<f64> = vector.iter().map(|x| x / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * norm(&scaled);
    }
    // A power of two brings the largest component near 1, so that no square overflows or loses digits.
    let (_, exponent) = super::frexp(largest);
    let scale = |x: f64, e: i32| super::libm::ldexp(x, e);
    let (mut high, mut low) = (0.0, 0.0);
    for x in vector {
        let x = scale(*x, -exponent);
        let (square, square_error) = two_product(x, x);
        let (sum, sum_error) = two_sum(high, square);
        high = sum;
        low += square_error + sum_error;
    }
    // One step of Newton's method on the root of the sum, with the residue computed exactly.
    let root = (high + low).sqrt();
    let (square, square_error) = two_product(root, root);
    let residue = (high - square) + (low - square_error);
    scale(root + residue / (2.0 * root), exponent)
}

pub fn hypot(vm: &mut Vm, args: &[Value]) -> PyResult {
    let coordinates = match arg(args, 0).downcast::<Tuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None => Vec::new(),
    };
    let mut vector = Vec::with_capacity(coordinates.len());
    for x in &coordinates {
        vector.push(vm.to_f64(x)?.abs());
    }
    Ok(vm.float(norm(&vector)))
}

pub fn dist(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (p, q) = (vm.collect(arg(args, 0))?, vm.collect(arg(args, 1))?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let mut vector = Vec::with_capacity(p.len());
    for (x, y) in p.iter().zip(&q) {
        let (x, y) = (vm.to_f64(x)?, vm.to_f64(y)?);
        vector.push((x - y).abs());
    }
    Ok(vm.float(norm(&vector)))
}
