//! The operators of int: a fast path on words, then big integers. Sizes of results are estimated before they are
//! computed, so that an absurd one ends as MemoryError.

use super::division::true_quotient;
use super::long;
use super::operand::Operand;
use crate::gc::Value;
use crate::object::PyResult;
use crate::object::slots::{BinaryOp, CompareOp};
use crate::vm::Vm;
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

macro_rules! operators {
    ($($name:ident $op:ident $fast:expr;)*) => { $(
        pub fn $name(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
            let (Some(x), Some(y)) = (Operand::of(a), Operand::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
            if let (Operand::Small(x), Operand::Small(y)) = (x, y) {
                let fast: fn(i64, i64) -> Option<i64> = $fast;
                if let Some(z) = fast(x, y) {
                    return Ok(vm.int(z));
                }
            }
            slow(vm, BinaryOp::$op, x, y)
        }
    )* };
}

operators! {
    int_add Add i64::checked_add;
    int_sub Sub i64::checked_sub;
    int_mul Mul i64::checked_mul;
    int_floor_div FloorDiv floor_div;
    int_mod Mod floor_mod;
    int_pow Pow power;
    int_lshift LShift shift_left;
    int_rshift RShift shift_right;
    int_and And |x, y| Some(x & y);
    int_or Or |x, y| Some(x | y);
    int_xor Xor |x, y| Some(x ^ y);
    int_divmod DivMod |_, _| None;
}

pub fn int_true_div(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    match (Operand::of(a), Operand::of(b)) {
        (Some(x), Some(y)) => slow(vm, BinaryOp::TrueDiv, x, y),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// Division that rounds down; `None` on division by zero and overflow.
#[inline(always)]
pub fn floor_div(x: i64, y: i64) -> Option<i64> {
    let q = x.checked_div(y)?;
    Some(if x % y != 0 && (x < 0) != (y < 0) { q - 1 } else { q })
}

/// Remainder with the sign of the divisor; `None` on division by zero.
#[inline(always)]
pub fn floor_mod(x: i64, y: i64) -> Option<i64> {
    if y == -1 {
        return Some(0);
    }
    let r = x.checked_rem(y)?;
    Some(if r != 0 && (r < 0) != (y < 0) { r + y } else { r })
}

fn power(x: i64, y: i64) -> Option<i64> {
    match (x, y) {
        (_, ..0) => None,
        (0 | 1, _) => Some(if y == 0 { 1 } else { x }),
        (-1, _) => Some(if y & 1 == 0 { 1 } else { -1 }),
        _ => x.checked_pow(u32::try_from(y).ok()?),
    }
}

#[inline(always)]
fn shift_left(x: i64, y: i64) -> Option<i64> {
    if x == 0 && y >= 0 {
        return Some(0);
    }
    if !(0..63).contains(&y) {
        return None;
    }
    let z = x << y;
    (z >> y == x).then_some(z)
}

#[inline(always)]
fn shift_right(x: i64, y: i64) -> Option<i64> {
    (y >= 0).then(|| x >> y.min(63))
}

impl Vm {
    /// `a op b` of two words, for the cases that the evaluation loop's own arithmetic does not cover: overflow,
    /// division by zero, and the operators without a fast path.
    #[cold]
    #[inline(never)]
    pub fn int_overflow(&mut self, op: BinaryOp, a: i64, b: i64) -> PyResult {
        let fast = match op {
            BinaryOp::Pow => power(a, b),
            BinaryOp::FloorDiv => floor_div(a, b),
            BinaryOp::Mod => floor_mod(a, b),
            BinaryOp::LShift => shift_left(a, b),
            BinaryOp::RShift => shift_right(a, b),
            _ => None,
        };
        match fast {
            Some(z) => Ok(self.int(z)),
            None => slow(self, op, Operand::Small(a), Operand::Small(b)),
        }
    }
}

/// Any operator on any two ints.
#[inline(never)]
fn slow(vm: &mut Vm, op: BinaryOp, x: Operand<'_>, y: Operand<'_>) -> PyResult {
    if let (Some(a), Some(b)) = (x.wide(), y.wide())
        && let Some(z) = wide(op, a, b)
    {
        return vm.wide_int(z);
    }
    match (x, y) {
        (Operand::Wide(_), _) | (_, Operand::Wide(_)) => mixed(vm, op, x, y),
        _ => large(vm, op, x, y),
    }
}

/// As `large`, of operands of which one is `Operand::Wide`.
#[inline(never)]
fn mixed(vm: &mut Vm, op: BinaryOp, x: Operand<'_>, y: Operand<'_>) -> PyResult {
    let stored = [x, y].map(|operand| match operand {
        Operand::Wide(i) => Some(BigInt::from(i)),
        _ => None,
    });
    let [x, y] = [(x, &stored[0]), (y, &stored[1])].map(|(operand, big)| big.as_ref().map_or(operand, Operand::Big));
    large(vm, op, x, y)
}

/// The operators on numbers of up to 128 bits; `None` where the result has more, or is no int.
#[inline]
fn wide(op: BinaryOp, x: i128, y: i128) -> Option<i128> {
    match op {
        BinaryOp::Add => x.checked_add(y),
        BinaryOp::Sub => x.checked_sub(y),
        BinaryOp::Mul => x.checked_mul(y),
        BinaryOp::And => Some(x & y),
        BinaryOp::Or => Some(x | y),
        BinaryOp::Xor => Some(x ^ y),
        BinaryOp::FloorDiv => {
            let q = x.checked_div(y)?;
            Some(if x % y != 0 && (x < 0) != (y < 0) { q - 1 } else { q })
        }
        BinaryOp::Mod => {
            let r = x.checked_rem(y)?;
            Some(if r != 0 && (r < 0) != (y < 0) { r + y } else { r })
        }
        BinaryOp::LShift if (0..127).contains(&y) => {
            let z = x << y;
            (z >> y == x).then_some(z)
        }
        BinaryOp::RShift if y >= 0 => Some(x >> y.min(127)),
        _ => None,
    }
}

/// What `wide` cannot do. No operand is `Operand::Wide`.
fn large(vm: &mut Vm, op: BinaryOp, x: Operand<'_>, y: Operand<'_>) -> PyResult {
    use Operand::{Big, Small};
    match op {
        BinaryOp::Add => match (x, y) {
            (Small(x), Small(y)) => vm.wide_int(x as i128 + y as i128),
            (Big(x), Small(y)) => vm.new_int(x + y),
            (Small(x), Big(y)) => vm.new_int(y + x),
            _ => vm.new_int(x.big().as_ref() + y.big().as_ref()),
        },
        BinaryOp::Sub => match (x, y) {
            (Small(x), Small(y)) => vm.wide_int(x as i128 - y as i128),
            (Big(x), Small(y)) => vm.new_int(x - y),
            (Small(x), Big(y)) => vm.new_int(x - y),
            _ => vm.new_int(x.big().as_ref() - y.big().as_ref()),
        },
        BinaryOp::Mul => match (x, y) {
            (Small(x), Small(y)) => vm.wide_int(x as i128 * y as i128),
            (Big(x), Small(y)) | (Small(y), Big(x)) => vm.new_int(x * y),
            _ => {
                vm.reserve_int(x.bits() + y.bits())?;
                vm.new_int(long::product(vm, x.big().as_ref(), y.big().as_ref())?)
            }
        },
        BinaryOp::FloorDiv | BinaryOp::Mod | BinaryOp::DivMod if y.is_zero() => {
            Err(vm.zero_division("division by zero"))
        }
        BinaryOp::FloorDiv => match (x, y) {
            // The one quotient of words that is not a word.
            (Small(x), Small(y)) => vm.wide_int(x as i128 / y as i128),
            (Small(x), Big(_)) => Ok(vm.int(if x != 0 && (x < 0) != y.is_negative() { -1 } else { 0 })),
            _ => {
                let q = long::div_mod_floor(vm, &x.big(), &y.big())?.0;
                vm.new_int(q)
            }
        },
        BinaryOp::Mod => match (x, y) {
            (Small(x), Big(y)) => match x != 0 && (x < 0) != (y.sign() == Sign::Minus) {
                true => vm.new_int(y + x),
                false => Ok(vm.int(x)),
            },
            _ => {
                let r = long::div_mod_floor(vm, &x.big(), &y.big())?.1;
                vm.new_int(r)
            }
        },
        BinaryOp::DivMod => {
            let (q, r) = match (x, y) {
                (Small(x), Small(y)) => match (floor_div(x, y), floor_mod(x, y)) {
                    (Some(q), Some(r)) => (vm.int(q), vm.int(r)),
                    _ => (vm.wide_int(-(x as i128))?, vm.int(0)),
                },
                _ => {
                    let (q, r) = long::div_mod_floor(vm, &x.big(), &y.big())?;
                    (vm.new_int(q)?, vm.new_int(r)?)
                }
            };
            vm.new_tuple(vec![q, r])
        }
        BinaryOp::TrueDiv => true_div(vm, x, y),
        BinaryOp::Pow => pow(vm, x, y),
        BinaryOp::LShift => lshift(vm, x, y),
        BinaryOp::RShift => rshift(vm, x, y),
        BinaryOp::And => vm.new_int(x.big().as_ref() & y.big().as_ref()),
        BinaryOp::Or => vm.new_int(x.big().as_ref() | y.big().as_ref()),
        BinaryOp::Xor => vm.new_int(x.big().as_ref() ^ y.big().as_ref()),
        BinaryOp::MatMul => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn true_div(vm: &mut Vm, x: Operand<'_>, y: Operand<'_>) -> PyResult {
    if y.is_zero() {
        return Err(vm.zero_division("division by zero"));
    }
    const EXACT: u64 = 1 << 53;
    if let (Operand::Small(x), Operand::Small(y)) = (x, y)
        && x.unsigned_abs() <= EXACT
        && y.unsigned_abs() <= EXACT
    {
        return Ok(vm.float(x as f64 / y as f64));
    }
    match true_quotient(&x.big(), &y.big()) {
        Some(f) => Ok(vm.float(f)),
        None => Err(vm.overflow_error("integer division result too large for a float")),
    }
}

fn lshift(vm: &mut Vm, x: Operand<'_>, y: Operand<'_>) -> PyResult {
    if y.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    if x.is_zero() {
        return Ok(vm.int(0));
    }
    let Operand::Small(count) = y else { return Err(vm.overflow_error("too many digits in integer")) };
    vm.reserve_int(x.bits().saturating_add(count as u64))?;
    if let Operand::Small(x) = x
        && count < 64
    {
        return vm.wide_int((x as i128) << count);
    }
    vm.new_int(x.big().as_ref() << count)
}

fn rshift(vm: &mut Vm, x: Operand<'_>, y: Operand<'_>) -> PyResult {
    if y.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    match (x, y) {
        (x @ (Operand::Wide(_) | Operand::Big(_)), Operand::Small(count)) if (count as u64) < x.bits() => {
            vm.new_int(x.big().as_ref() >> count)
        }
        _ => Ok(vm.int(if x.is_negative() { -1 } else { 0 })),
    }
}

/// `x ** y`; a negative exponent gives a float.
fn pow(vm: &mut Vm, x: Operand<'_>, y: Operand<'_>) -> PyResult {
    if y.is_negative() {
        let (x, y) = (vm.new_int(x.big().into_owned())?, vm.new_int(y.big().into_owned())?);
        let (x, y) = (vm.int_to_f64(&x)?, vm.int_to_f64(&y)?);
        return crate::builtins::float::power(vm, x, y);
    }
    let exponent = match (x, y) {
        (Operand::Small(-1..=1), Operand::Big(y)) => {
            let odd = y.bit(0);
            return Ok(match x {
                Operand::Small(-1) => vm.int(if odd { -1 } else { 1 }),
                other => vm.new_int(other.big().into_owned())?,
            });
        }
        (_, Operand::Small(y)) => y as u64,
        _ => return Err(vm.memory_error()),
    };
    if exponent == 0 {
        return Ok(vm.int(1));
    }
    vm.reserve_int((x.bits() - 1).saturating_mul(exponent))?;
    vm.reserve_int(x.bits().saturating_mul(exponent) / 2)?;
    let base = x.big();
    // Powers of two are split off: 10**n is 5**n shifted.
    let twos = base.trailing_zeros().unwrap_or(0);
    let odd = base.as_ref() >> twos;
    let result = if odd.is_one() { odd } else { odd_power(vm, &odd, exponent)? };
    vm.new_int(result << (twos * exponent))
}

/// Left-to-right binary exponentiation.
fn odd_power(vm: &mut Vm, base: &BigInt, exponent: u64) -> PyResult<BigInt> {
    let mut result = base.clone();
    for bit in (0..63 - exponent.leading_zeros()).rev() {
        vm.poll()?;
        result = long::product(vm, &result, &result)?;
        if exponent >> bit & 1 != 0 {
            result = long::product(vm, &result, base)?;
        }
    }
    Ok(result)
}

/// `pow(x, y, m)`: the result has the sign of `m`.
pub fn int_power(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    if modulus.is_none() {
        return int_pow(vm, a, b);
    }
    let (Some(x), Some(y), Some(m)) = (Operand::of(a), Operand::of(b), Operand::of(modulus)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if m.is_zero() {
        return Err(vm.value_error("pow() 3rd argument cannot be 0"));
    }
    if let (Operand::Small(x), Operand::Small(y @ 0..), Operand::Small(m)) = (x, y, m)
        && m != i64::MIN
    {
        let r = small_mod_power(x, y as u64, m.unsigned_abs());
        return Ok(vm.int(if m < 0 && r != 0 { r as i64 + m } else { r as i64 }));
    }
    let (m, mut x, mut y) = (m.big().into_owned(), x.big().into_owned(), y.big().into_owned());
    if y.is_negative() {
        match x.mod_floor(&m.abs()).modinv(&m.abs()) {
            Some(inverse) => x = inverse,
            None => return Err(vm.value_error("base is not invertible for the given modulus")),
        }
        y = -y;
    }
    let size = m.abs();
    let r = match size.is_one() {
        true => BigInt::zero(),
        false => {
            let base = long::div_mod_floor(vm, &x, &size)?.1;
            long::mod_power(vm, &base, &y, &size)?
        }
    };
    let r = if m.is_negative() && !r.is_zero() { r + m } else { r };
    vm.new_int(r)
}

fn small_mod_power(x: i64, mut y: u64, m: u64) -> u64 {
    let mut base = (x as i128).rem_euclid(m as i128) as u64;
    let mut result = 1 % m;
    if m <= u32::MAX as u64 {
        while y > 0 {
            if y & 1 != 0 {
                result = result * base % m;
            }
            base = base * base % m;
            y >>= 1;
        }
        return result;
    }
    let multiply = |a: u64, b: u64| (a as u128 * b as u128 % m as u128) as u64;
    while y > 0 {
        if y & 1 != 0 {
            result = multiply(result, base);
        }
        base = multiply(base, base);
        y >>= 1;
    }
    result
}

pub fn int_compare(_vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match (Operand::of(a), Operand::of(b)) {
        (Some(x), Some(y)) => Ok(Value::bool(op.accepts(x.compare(y)))),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The number of an int receiver.
pub(super) fn receiver<'a>(vm: &Vm, v: &'a Value) -> PyResult<Operand<'a>> {
    match Operand::of(v) {
        Some(x) => Ok(x),
        None => {
            let ty = vm.type_name(v);
            Err(vm.type_error(format!("descriptor requires a 'int' object but received a '{ty}'")))
        }
    }
}

pub fn int_neg(vm: &mut Vm, a: &Value) -> PyResult {
    match receiver(vm, a)? {
        Operand::Small(i) => vm.wide_int(-(i as i128)),
        Operand::Wide(i) if i != i128::MIN => vm.wide_int(-i),
        other => vm.new_int(-other.big().into_owned()),
    }
}

/// `+a`, `int(a)`, `a.__index__()`: the exact int.
pub fn int_exact(vm: &mut Vm, a: &Value) -> PyResult {
    if a.as_small().is_some() || a.downcast_exact::<crate::object::BigInt>().is_some() {
        return Ok(a.clone());
    }
    match receiver(vm, a)? {
        Operand::Small(i) => Ok(vm.int(i)),
        Operand::Wide(i) => vm.wide_int(i),
        Operand::Big(big) => vm.new_int(big.clone()),
    }
}

pub fn int_abs(vm: &mut Vm, a: &Value) -> PyResult {
    match receiver(vm, a)?.is_negative() {
        true => int_neg(vm, a),
        false => int_exact(vm, a),
    }
}

pub fn int_invert(vm: &mut Vm, a: &Value) -> PyResult {
    match receiver(vm, a)? {
        Operand::Small(i) => Ok(vm.int(!i)),
        Operand::Wide(i) => vm.wide_int(!i),
        Operand::Big(big) => vm.new_int(!big),
    }
}

pub fn int_bool(vm: &mut Vm, a: &Value) -> PyResult<bool> {
    Ok(!receiver(vm, a)?.is_zero())
}

pub fn int_float(vm: &mut Vm, a: &Value) -> PyResult {
    let f = match receiver(vm, a)? {
        Operand::Small(i) => i as f64,
        Operand::Wide(i) => i as f64,
        Operand::Big(big) => match big.to_f64() {
            Some(f) if f.is_finite() => f,
            _ => return Err(vm.overflow_error("int too large to convert to float")),
        },
    };
    Ok(vm.float(f))
}

pub fn int_hash(vm: &mut Vm, a: &Value) -> PyResult<i64> {
    Ok(vm.hash_of_int(a))
}

/// Rounds to a multiple of `10**places`, ties to even.
pub fn round_to_tens(vm: &mut Vm, x: Operand<'_>, places: u64) -> PyResult {
    // 10**places exceeds twice the number when it has more bits than that: the nearest multiple is 0.
    if places as f64 * std::f64::consts::LOG2_10 > x.bits() as f64 + 4.0 {
        return Ok(vm.int(0));
    }
    let unit = BigInt::from(10).pow(places as u32);
    let (mut q, r) = x.big().div_mod_floor(&unit);
    let twice: BigInt = r << 1;
    if twice > unit || twice == unit && q.bit(0) {
        q += 1;
    }
    vm.new_int(q * unit)
}
