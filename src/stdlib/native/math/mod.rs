//! The module `math`: functions on floats here; ints in `integer`, sums in `sums`, gamma in `gamma`.
//!
//! Results come from the C library through Rust's; what is ours is which of them are errors, and with which text.

mod gamma;
mod gcd;
mod integer;
mod libm;
mod sums;

use crate::builtins::float::float_text;
use crate::builtins::int::Operand;
use crate::gc::{Ref, Value};
use crate::native::bind::arg;
use crate::native::build::ModuleBuilder;
use crate::object::module::Module;
use crate::object::{PyResult, Raised};
use crate::vm::Vm;
use std::f64::consts;

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let number = |vm: &mut Vm, f: f64| vm.float(f);
    let mut b = ModuleBuilder::new(vm, "math", "Mathematical functions of real numbers.")?;
    for (name, f) in
        [("pi", consts::PI), ("e", consts::E), ("tau", consts::TAU), ("inf", f64::INFINITY), ("nan", f64::NAN)]
    {
        let value = number(b.vm(), f);
        b = b.value(name, value);
    }
    let module = b
        .function("acos(x, /)", acos, "Return the arc cosine of x, in radians, between 0 and pi.")
        .function("acosh(x, /)", acosh, "Return the inverse hyperbolic cosine of x.")
        .function("asin(x, /)", asin, "Return the arc sine of x, in radians, between -pi/2 and pi/2.")
        .function("asinh(x, /)", asinh, "Return the inverse hyperbolic sine of x.")
        .function("atan(x, /)", atan, "Return the arc tangent of x, in radians, between -pi/2 and pi/2.")
        .function("atan2(y, x, /)", atan2, "Return the angle of the point (x, y), in radians, between -pi and pi.")
        .function("atanh(x, /)", atanh, "Return the inverse hyperbolic tangent of x.")
        .function("cbrt(x, /)", cbrt, "Return the cube root of x.")
        .function("ceil(x, /)", ceil, "Return the smallest int that is not less than x.")
        .function("comb(n, k, /)", integer::comb, "Number of ways to choose k items from n, without repetition and order.")
        .function("copysign(x, y, /)", copysign, "Return a float of the size of x with the sign of y.")
        .function("cos(x, /)", cos, "Return the cosine of x radians.")
        .function("cosh(x, /)", cosh, "Return the hyperbolic cosine of x.")
        .function("degrees(x, /)", degrees, "Convert radians to degrees.")
        .function("dist(p, q, /)", sums::dist, "Return the Euclidean distance between the points p and q.")
        .function("erf(x, /)", erf, "Return the error function at x.")
        .function("erfc(x, /)", erfc, "Return one minus the error function at x.")
        .function("exp(x, /)", exp, "Return e to the power of x.")
        .function("exp2(x, /)", exp2, "Return 2 to the power of x.")
        .function("expm1(x, /)", expm1, "Return exp(x) - 1, precise for small x too.")
        .function("fabs(x, /)", fabs, "Return the absolute value of x as a float.")
        .function("factorial(n, /)", integer::factorial, "Return n!, the product of 1 to n.")
        .function("floor(x, /)", floor, "Return the largest int that is not larger than x.")
        .function("fma(x, y, z, /)", fma, "Return x * y + z, rounded once.")
        .function("fmod(x, y, /)", fmod, "Return the remainder of x / y with the sign of x.")
        .function("frexp(x, /)", frexp_pair, "Return (m, e) such that x == m * 2.0**e and m lies between 0.5 and 1.")
        .function("fsum(seq, /)", sums::fsum, "Return the sum of the items, exact until its one rounding.")
        .function("gamma(x, /)", gamma_function, "Return the gamma function at x.")
        .function("gcd(*integers)", integer::gcd, "Return the greatest common divisor.")
        .function("hypot(*coordinates)", sums::hypot, "Return the length of the vector with these coordinates.")
        .function("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", isclose, "Tell whether a and b are close to each other.\n\nrel_tol\n  the largest difference, as a fraction of the larger number\nabs_tol\n  the largest difference near zero")
        .function("isfinite(x, /)", isfinite, "Tell whether x is neither infinite nor NaN.")
        .function("isinf(x, /)", isinf, "Tell whether x is infinite.")
        .function("isnan(x, /)", isnan, "Tell whether x is NaN (not a number).")
        .function("isqrt(n, /)", integer::isqrt, "Return the square root of n, rounded down to an int.")
        .function("lcm(*integers)", integer::lcm, "Return the least common multiple.")
        .function("ldexp(x, i, /)", ldexp, "Return x * 2.0**i.")
        .function("lgamma(x, /)", lgamma_function, "Return the natural logarithm of the absolute value of gamma(x).")
        .function("log(x, base=<unrepresentable>, /)", log, "log(x) gives the natural logarithm of x, log(x, base) the one to a given base.")
        .function("log10(x, /)", log10, "Return the logarithm of x to base 10.")
        .function("log1p(x, /)", log1p, "Return the natural logarithm of 1 + x, precise for small x too.")
        .function("log2(x, /)", log2, "Return the logarithm of x to base 2.")
        .function("modf(x, /)", modf, "Return the fraction and the whole part of x, as floats with its sign.")
        .function("nextafter(x, y, /, *, steps=None)", nextafter, "Return the float that is the given number of steps from x towards y.")
        .function("perm(n, k=None, /)", integer::perm, "Number of ways to choose k items from n, without repetition, in order; n! without k.")
        .function("pow(x, y, /)", pow, "Return x to the power of y, as a float.")
        .function("prod(iterable, /, *, start=1)", sums::prod, "Return the product of the items and start (1 if not given).")
        .function("radians(x, /)", radians, "Convert degrees to radians.")
        .function("remainder(x, y, /)", remainder, "Return x - n * y for the int n that is nearest to x / y.")
        .function("sin(x, /)", sin, "Return the sine of x radians.")
        .function("sinh(x, /)", sinh, "Return the hyperbolic sine of x.")
        .function("sqrt(x, /)", sqrt, "Return the square root of x.")
        .function("sumprod(p, q, /)", sums::sumprod, "Return the sum of the products of the items of p and q.")
        .function("tan(x, /)", tan, "Return the tangent of x radians.")
        .function("tanh(x, /)", tanh, "Return the hyperbolic tangent of x.")
        .function("trunc(x, /)", trunc, "Cut off the fraction: return x.__trunc__().")
        .function("ulp(x, /)", ulp, "Return the value of the last digit of x as a float.")
        .build();
    Ok(module)
}

fn real(vm: &mut Vm, args: &[Value], i: usize) -> PyResult<f64> {
    let v = arg(args, i);
    match v.as_float() {
        Some(f) => Ok(f),
        None => vm.to_f64(v),
    }
}

#[cold]
fn domain_error(vm: &Vm, expected: &str, x: f64) -> Raised {
    match expected {
        "" => vm.value_error("math domain error"),
        _ => vm.value_error(format!("expected {expected}, got {}", float_text(x))),
    }
}

#[cold]
fn range_error(vm: &Vm) -> Raised {
    vm.overflow_error("math range error")
}

/// Functions of one float: name, function, what it expects (in the words of the error), and whether it can overflow.
macro_rules! functions {
    ($($name:ident $f:expr, $expected:literal, $overflows:literal;)*) => { $(
        fn $name(vm: &mut Vm, args: &[Value]) -> PyResult {
            let x = real(vm, args, 0)?;
            let f: fn(f64) -> f64 = $f;
            let r = f(x);
            if !r.is_finite() {
                if r.is_nan() && !x.is_nan() {
                    return Err(domain_error(vm, $expected, x));
                }
                if r.is_infinite() && x.is_finite() {
                    return Err(if $overflows { range_error(vm) } else { domain_error(vm, $expected, x) });
                }
            }
            Ok(vm.float(r))
        }
    )* };
}

functions! {
    acos f64::acos, "a number in range from -1 up to 1", false;
    acosh |x| libm::acosh(x), "argument value not less than 1", false;
    asin f64::asin, "a number in range from -1 up to 1", false;
    asinh |x| libm::asinh(x), "", false;
    atan f64::atan, "", false;
    atanh |x| libm::atanh(x), "a number between -1 and 1", false;
    cbrt libm::cbrt, "", false;
    cos f64::cos, "a finite input", false;
    cosh f64::cosh, "", true;
    erf |x| libm::erf(x), "", false;
    erfc |x| libm::erfc(x), "", false;
    exp f64::exp, "", true;
    exp2 f64::exp2, "", true;
    expm1 f64::exp_m1, "", true;
    fabs f64::abs, "", false;
    log1p f64::ln_1p, "argument value > -1", false;
    sin f64::sin, "a finite input", false;
    sinh f64::sinh, "", true;
    sqrt f64::sqrt, "a nonnegative input", false;
    tan f64::tan, "a finite input", false;
    tanh f64::tanh, "", false;
}

fn atan2(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (y, x) = (real(vm, args, 0)?, real(vm, args, 1)?);
    Ok(vm.float(y.atan2(x)))
}

fn copysign(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (x, y) = (real(vm, args, 0)?, real(vm, args, 1)?);
    Ok(vm.float(x.copysign(y)))
}

fn degrees(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = real(vm, args, 0)?;
    Ok(vm.float(x * (180.0 / consts::PI)))
}

fn radians(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = real(vm, args, 0)?;
    Ok(vm.float(x * (consts::PI / 180.0)))
}

fn gamma_function(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = real(vm, args, 0)?;
    gamma_result(vm, x, gamma::gamma(x))
}

fn lgamma_function(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = real(vm, args, 0)?;
    gamma_result(vm, x, gamma::lgamma(x))
}

fn gamma_result(vm: &mut Vm, x: f64, result: Result<f64, gamma::Trouble>) -> PyResult {
    match result {
        Ok(r) => Ok(vm.float(r)),
        Err(gamma::Trouble::Domain) => Err(domain_error(vm, "a noninteger or positive integer", x)),
        Err(gamma::Trouble::Overflow) => Err(range_error(vm)),
    }
}

/// The result of a method such as `__floor__`, if the type has it (floats and ints need not ask).
fn by_method(vm: &mut Vm, v: &Value, name: &str) -> PyResult<Option<Value>> {
    let name = vm.intern(name);
    vm.call_special(v, &name, &[])
}

fn floor(vm: &mut Vm, args: &[Value]) -> PyResult {
    let v = arg(args, 0);
    if let Some(f) = v.as_float() {
        return vm.float_to_int(f.floor());
    }
    if let Some(result) = by_method(vm, v, "__floor__")? {
        return Ok(result);
    }
    let f = vm.to_f64(v)?;
    vm.float_to_int(f.floor())
}

fn ceil(vm: &mut Vm, args: &[Value]) -> PyResult {
    let v = arg(args, 0);
    if let Some(f) = v.as_float() {
        return vm.float_to_int(f.ceil());
    }
    if let Some(result) = by_method(vm, v, "__ceil__")? {
        return Ok(result);
    }
    let f = vm.to_f64(v)?;
    vm.float_to_int(f.ceil())
}

fn trunc(vm: &mut Vm, args: &[Value]) -> PyResult {
    let v = arg(args, 0);
    if let Some(f) = v.as_float() {
        return vm.float_to_int(f);
    }
    match by_method(vm, v, "__trunc__")? {
        Some(result) => Ok(result),
        None => {
            let ty = vm.type_name(v);
            Err(vm.type_error(format!("type {ty} doesn't define __trunc__ method")))
        }
    }
}

fn isfinite(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(real(vm, args, 0)?.is_finite()))
}

fn isinf(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(real(vm, args, 0)?.is_infinite()))
}

fn isnan(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(real(vm, args, 0)?.is_nan()))
}

fn isclose(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (a, b) = (real(vm, args, 0)?, real(vm, args, 1)?);
    let (rel_tol, abs_tol) = (real(vm, args, 2)?, real(vm, args, 3)?);
    if rel_tol < 0.0 || abs_tol < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    let difference = (a - b).abs();
    let close = a == b
        || a.is_finite()
            && b.is_finite()
            && (difference <= (rel_tol * b).abs() || difference <= (rel_tol * a).abs() || difference <= abs_tol);
    Ok(Value::bool(close))
}

/// Mantissa between 0.5 and 1 with the sign of x, and exponent; zero and what is not finite give exponent 0.
pub(crate) fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    // Subnormals are brought into the normal range first.
    let (x, shift) = if x.abs() < f64::MIN_POSITIVE { (x * 18_014_398_509_481_984.0, 54) } else { (x, 0) };
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32 - 1022;
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent - shift)
}

fn frexp_pair(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (m, e) = frexp(real(vm, args, 0)?);
    let pair = vec![vm.float(m), vm.int(e as i64)];
    vm.new_tuple(pair)
}

fn ldexp(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = real(vm, args, 0)?;
    let exponent = match Operand::of(arg(args, 1)) {
        Some(Operand::Small(e)) => e.clamp(i32::MIN as i64, i32::MAX as i64) as i32,
        Some(e) if e.is_negative() => i32::MIN,
        Some(_) => i32::MAX,
        None => return Err(vm.type_error("Expected an int as second argument to ldexp.")),
    };
    let r = libm::ldexp(x, exponent);
    if r.is_infinite() && x.is_finite() {
        return Err(range_error(vm));
    }
    Ok(vm.float(r))
}

fn modf(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = real(vm, args, 0)?;
    let (fraction, whole) = match x {
        _ if x.is_infinite() => (0f64.copysign(x), x),
        _ if x.is_nan() => (x, x),
        _ => ((x - x.trunc()).copysign(x), x.trunc()),
    };
    let pair = vec![vm.float(fraction), vm.float(whole)];
    vm.new_tuple(pair)
}

fn fmod(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (x, y) = (real(vm, args, 0)?, real(vm, args, 1)?);
    let r = x % y;
    if r.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(vm, "", x));
    }
    Ok(vm.float(r))
}

fn remainder(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (x, y) = (real(vm, args, 0)?, real(vm, args, 1)?);
    let r = libm::remainder(x, y);
    if r.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(vm, "", x));
    }
    Ok(vm.float(r))
}

fn pow(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (x, y) = (real(vm, args, 0)?, real(vm, args, 1)?);
    let r = x.powf(y);
    if !r.is_finite() && x.is_finite() && y.is_finite() {
        if r.is_nan() || x == 0.0 {
            return Err(domain_error(vm, "", x));
        }
        return Err(range_error(vm));
    }
    Ok(vm.float(r))
}

fn fma(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (x, y, z) = (real(vm, args, 0)?, real(vm, args, 1)?, real(vm, args, 2)?);
    let r = x.mul_add(y, z);
    if r.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(vm.value_error("invalid operation in fma"));
    }
    if r.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.overflow_error("overflow in fma"));
    }
    Ok(vm.float(r))
}

/// A logarithm of any real number: `f` of the float; ints beyond the range of floats are scaled down first.
fn logarithm(vm: &mut Vm, v: &Value, f: fn(f64) -> f64) -> PyResult<f64> {
    if v.as_float().is_none()
        && let Some(x) = Operand::of(v)
    {
        if x.is_negative() || x.is_zero() {
            return Err(vm.value_error("expected a positive input"));
        }
        let index = vm.index(v)?;
        if let Ok(x) = vm.int_to_f64(&index) {
            return Ok(f(x));
        }
        // x = m * 2**e, with m rounded to a float.
        let e = x.bits() as i64;
        let top = vm.new_int(x.big().as_ref() >> (e - 64))?;
        let sticky = if x.big().trailing_zeros().is_some_and(|z| z < e as u64 - 64) { 1 } else { 0 };
        let m = match vm.big_value(&top) {
            Some(top) => libm::ldexp(vm_to_f64(&(top << 2u32 | num_bigint::BigInt::from(sticky))), -66),
            None => 0.5,
        };
        return Ok(f(m) + f(2.0) * e as f64);
    }
    let x = vm.to_f64(v)?;
    if x <= 0.0 {
        return Err(domain_error(vm, "a positive input", x));
    }
    Ok(f(x))
}

fn vm_to_f64(big: &num_bigint::BigInt) -> f64 {
    num_traits::ToPrimitive::to_f64(big).unwrap_or(0.5)
}

fn log(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = logarithm(vm, arg(args, 0), f64::ln)?;
    let base = arg(args, 1);
    if base.is_unset() {
        return Ok(vm.float(x));
    }
    let base = logarithm(vm, base, f64::ln)?;
    if base == 0.0 {
        return Err(vm.zero_division("division by zero"));
    }
    Ok(vm.float(x / base))
}

fn log2(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = logarithm(vm, arg(args, 0), f64::log2)?;
    Ok(vm.float(x))
}

fn log10(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = logarithm(vm, arg(args, 0), f64::log10)?;
    Ok(vm.float(x))
}

/// Floats in order as integers: neighbours differ by one, and both zeros are 0.
fn ordinal(x: f64) -> i64 {
    let bits = x.to_bits() as i64;
    if bits < 0 { i64::MIN.wrapping_sub(bits) } else { bits }
}

fn from_ordinal(n: i64, zero_like: f64) -> f64 {
    match n {
        0 => 0f64.copysign(zero_like),
        1.. => f64::from_bits(n as u64),
        _ => f64::from_bits(i64::MIN.wrapping_sub(n) as u64),
    }
}

fn nextafter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (x, y) = (real(vm, args, 0)?, real(vm, args, 1)?);
    if arg(args, 2).is_none() {
        return Ok(vm.float(libm::nextafter(x, y)));
    }
    let steps = vm.index(arg(args, 2))?;
    if vm.is_negative_int(&steps) {
        return Err(vm.value_error("steps must be a non-negative integer"));
    }
    let steps = steps.as_small().unwrap_or(i64::MAX) as u64 as i128;
    let steps = if vm.big_value(arg(args, 2)).is_some_and(|b| b.bits() > 63) { i128::MAX >> 1 } else { steps };
    if steps == 0 || x.is_nan() {
        return Ok(vm.float(x));
    }
    if y.is_nan() {
        return Ok(vm.float(y));
    }
    let (from, to) = (ordinal(x) as i128, ordinal(y) as i128);
    let r = if (to - from).abs() <= steps {
        y
    } else {
        let n = if to > from { from + steps } else { from - steps };
        from_ordinal(n as i64, x)
    };
    Ok(vm.float(r))
}

fn ulp(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = real(vm, args, 0)?.abs();
    let r = match x {
        _ if !x.is_finite() => x,
        f64::MAX => x - libm::nextafter(x, 0.0),
        _ => libm::nextafter(x, f64::INFINITY) - x,
    };
    Ok(vm.float(r))
}
