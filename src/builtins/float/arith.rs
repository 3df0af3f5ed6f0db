//! The operators of float. Ints (of any size) are converted first; comparison with ints is exact.

use super::value;
use crate::builtins::int::Operand;
use crate::gc::Value;
use crate::object::PyResult;
use crate::object::slots::CompareOp;
use crate::vm::Vm;
use std::cmp::Ordering;

/// A float operand: a float, or an int that fits. `None` if it is no real number.
#[inline]
fn operand(vm: &Vm, v: &Value) -> PyResult<Option<f64>> {
    if let Some(f) = v.as_float() {
        return Ok(Some(f));
    }
    if let Some(i) = v.as_small() {
        return Ok(Some(i as f64));
    }
    if let Some(f) = value(v) {
        return Ok(Some(f));
    }
    match Operand::of(v) {
        Some(Operand::Small(i)) => Ok(Some(i as f64)),
        Some(_) => vm.int_to_f64(v).map(Some),
        None => Ok(None),
    }
}

macro_rules! operators {
    ($($name:ident $result:expr;)*) => { $(
        pub fn $name(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
            let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else { return Ok(Value::NOT_IMPLEMENTED) };
            let result: fn(&mut Vm, f64, f64) -> PyResult = $result;
            result(vm, x, y)
        }
    )* };
}

operators! {
    float_add |vm, x, y| Ok(vm.float(x + y));
    float_sub |vm, x, y| Ok(vm.float(x - y));
    float_mul |vm, x, y| Ok(vm.float(x * y));
    float_true_div |vm, x, y| {
        if y == 0.0 {
            return Err(vm.zero_division("division by zero"));
        }
        Ok(vm.float(x / y))
    };
    float_floor_div |vm, x, y| {
        let (q, _) = divide(vm, x, y)?;
        Ok(vm.float(q))
    };
    float_mod |vm, x, y| {
        if y == 0.0 {
            return Err(vm.zero_division("division by zero"));
        }
        Ok(vm.float(remainder(x, y)))
    };
    float_divmod |vm, x, y| {
        let (q, r) = divide(vm, x, y)?;
        let (q, r) = (vm.float(q), vm.float(r));
        vm.new_tuple(vec![q, r])
    };
    float_pow power;
}

/// The remainder with the sign of the divisor, which a zero has too.
#[inline]
pub fn remainder(x: f64, y: f64) -> f64 {
    let r = x % y;
    if r == 0.0 {
        return 0f64.copysign(y);
    }
    if (r < 0.0) != (y < 0.0) { r + y } else { r }
}

/// Quotient rounded down, and remainder.
fn divide(vm: &Vm, x: f64, y: f64) -> PyResult<(f64, f64)> {
    if y == 0.0 {
        return Err(vm.zero_division("division by zero"));
    }
    Ok(floor_divide(x, y))
}

/// As `divide`, for `y != 0`.
pub fn floor_divide(x: f64, y: f64) -> (f64, f64) {
    let r = x % y;
    // The exact quotient of x - r and y is whole; the computed one may be off by a rounding.
    let mut q = (x - r) / y;
    let remainder = remainder(x, y);
    if r != 0.0 && (r < 0.0) != (y < 0.0) {
        q -= 1.0;
    }
    if q == 0.0 {
        return (0f64.copysign(x / y), remainder);
    }
    let floor = q.floor();
    (if q - floor > 0.5 { floor + 1.0 } else { floor }, remainder)
}

/// `x ** y`: complex for a negative base with a fractional exponent.
pub fn power(vm: &mut Vm, x: f64, y: f64) -> PyResult {
    if x == 0.0 && y < 0.0 {
        return Err(vm.zero_division("zero to a negative power"));
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y != y.floor() {
        return crate::builtins::complex::power_of_reals(vm, x, y);
    }
    let result = x.powf(y);
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(range_error(vm));
    }
    Ok(vm.float(result))
}

/// OverflowError as the C library's ERANGE.
#[cold]
pub fn range_error(vm: &Vm) -> crate::object::Raised {
    let (errno, text) = (vm.int(libc::ERANGE as i64), vm.str("Numerical result out of range"));
    vm.new_error_args(&vm.exc.OverflowError, vec![errno, text])
}

/// `pow(x, y, m)` is for ints only.
pub fn float_power(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    if modulus.is_none() {
        return float_pow(vm, a, b);
    }
    Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"))
}

pub fn float_compare(_vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let Some(x) = value(a) else { return Ok(Value::NOT_IMPLEMENTED) };
    let ordering = match value(b) {
        Some(y) => x.partial_cmp(&y),
        None => match Operand::of(b) {
            Some(y) => y.compare_float(x).map(Ordering::reverse),
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
    };
    Ok(Value::bool(match ordering {
        Some(ordering) => op.accepts(ordering),
        // NaN is unequal to everything.
        None => op == CompareOp::Ne,
    }))
}
