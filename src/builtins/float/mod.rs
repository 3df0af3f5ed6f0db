//! `float`: constructor, operators, conversions, rounding, methods.
//!
//! Exact floats are unboxed; instances of subclasses hold theirs in a payload. `digits` owns all decimal output
//! (format specifications build on it), `parse` all decimal input.

pub mod arith;
pub mod digits;
mod hex;
pub mod parse;
mod round;

pub use arith::{floor_divide, power, range_error};
pub use digits::float_text;

use crate::gc::{Ref, Value};
use crate::native::bind::arg;
use crate::native::build::TypeBuilder;
use crate::object::slots::{Args, BinaryFn, BinaryOp as B};
use crate::object::{Float, PyResult, Type};
use crate::vm::Vm;
use arith::*;
use num_bigint::BigInt;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.float.clone();
    TypeBuilder::new(vm, &ty)
        .doc("Makes a floating-point number from a number or from text.")
        .signature("(x=0, /)")
        .slots(|s| {
            s.new = Some(float_new);
            s.repr = Some(float_repr);
            s.hash = Some(|vm, v| {
                let f = receiver(vm, v)?;
                Ok(vm.hash_of_float(v, f))
            });
            s.compare = Some(float_compare);
            s.neg = Some(|vm, v| {
                let f = receiver(vm, v)?;
                Ok(vm.float(-f))
            });
            s.pos = Some(float_exact);
            s.abs = Some(|vm, v| {
                let f = receiver(vm, v)?;
                Ok(vm.float(f.abs()))
            });
            s.bool = Some(|vm, v| Ok(receiver(vm, v)? != 0.0));
            s.int = Some(|vm, v| {
                let f = receiver(vm, v)?;
                vm.float_to_int(f)
            });
            s.float = Some(float_exact);
            s.power = Some(float_power);
            for (op, f) in [
                (B::Add, float_add as BinaryFn),
                (B::Sub, float_sub),
                (B::Mul, float_mul),
                (B::TrueDiv, float_true_div),
                (B::FloorDiv, float_floor_div),
                (B::Mod, float_mod),
                (B::Pow, float_pow),
                (B::DivMod, float_divmod),
            ] {
                s.binary[op as usize] = Some(f);
            }
        })
        .method("conjugate(self, /)", exact, "Return the float itself: the complex conjugate of a real number.")
        .method("__trunc__(self, /)", float_trunc, "Return the integral nearest to the float between 0 and it.")
        .method("__floor__(self, /)", float_floor, "Return the largest int that is not larger.")
        .method("__ceil__(self, /)", float_ceil, "Return the smallest int that is not smaller.")
        .method("__round__(self, ndigits=None, /)", round::float_round, "Round to the nearest int, or to ndigits decimal places; ties go to even.")
        .method(
            "as_integer_ratio(self, /)",
            float_ratio,
            "Return the pair of ints, in lowest terms, whose ratio is exactly the float.\n\n>>> (0.25).as_integer_ratio()\n(1, 4)",
        )
        .class_method("from_number(type, number, /)", float_from_number, "Convert a real number to a float; text is refused.")
        .class_method(
            "fromhex(type, string, /)",
            hex::float_fromhex,
            "Make a float from hexadecimal text.\n\n>>> float.fromhex('0x1.8p3')\n12.0",
        )
        .method("hex(self, /)", hex::float_hex, "Return the float as hexadecimal text.\n\n>>> (12.0).hex()\n'0x1.8000000000000p+3'")
        .method("is_integer(self, /)", float_is_integer, "Return whether the float is whole.")
        .getset("real", float_exact, None, "the real part of a complex number")
        .getset("imag", |vm, _| Ok(vm.float(0.0)), None, "the imaginary part of a complex number")
        .method("__getnewargs__(self, /)", float_getnewargs, "Return what float.__new__ makes an equal float of.")
        .class_method("__getformat__(type, typestr, /)", float_getformat, "Tell how 'double' or 'float' numbers are laid out in memory.")
        .method("__format__(self, format_spec, /)", float_format, "Return the float as text, as the format specification says.")
        .ready();
    Ok(())
}

/// The number in a float or an instance of a subclass.
#[inline(always)]
pub fn value(v: &Value) -> Option<f64> {
    match v.as_float() {
        Some(f) => Some(f),
        None => v.downcast::<Float>().map(|f| f.0),
    }
}

fn receiver(vm: &Vm, v: &Value) -> PyResult<f64> {
    match value(v) {
        Some(f) => Ok(f),
        None => {
            let ty = vm.type_name(v);
            Err(vm.type_error(format!("descriptor requires a 'float' object but received a '{ty}'")))
        }
    }
}

fn this(vm: &Vm, args: &[Value]) -> PyResult<f64> {
    receiver(vm, arg(args, 0))
}

fn float_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("float() takes no keyword arguments"));
    }
    let f = match args.values {
        [] => 0.0,
        [x] if x.as_float().is_some() && class.ptr_eq(&vm.types.float) => return Ok(x.clone()),
        [x] => to_float(vm, x)?,
        more => return Err(vm.type_error(format!("float expected at most 1 argument, got {}", more.len()))),
    };
    if class.ptr_eq(&vm.types.float) {
        return Ok(vm.float(f));
    }
    Ok(vm.alloc(class, Float(f))?.into_value())
}

fn to_float(vm: &mut Vm, x: &Value) -> PyResult<f64> {
    if let Some(i) = x.as_small() {
        return Ok(i as f64);
    }
    if x.downcast_exact::<crate::object::Str>().is_none() {
        let slots = &vm.type_of(x).get(vm).slots;
        if slots.float.is_some() || slots.index.is_some() {
            return vm.to_f64(x);
        }
    }
    match vm.float_from_text(x)? {
        Some(f) => Ok(f),
        None => {
            let ty = vm.type_name(x);
            Err(vm.type_error(format!("float() argument must be a string or a real number, not '{ty}'")))
        }
    }
}

/// A float as an instance of `class`, for alternative constructors: subclasses are called.
fn of_class(vm: &mut Vm, class: &Value, f: f64) -> PyResult {
    let value = vm.float(f);
    match class.is(&vm.types.float.to_value()) {
        true => Ok(value),
        false => vm.call(class, &[value]),
    }
}

fn float_from_number(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [class, number] = args else { return Err(vm.type_error("from_number() takes exactly one argument")) };
    if number.as_float().is_some() && class.is(&vm.types.float.to_value()) {
        return Ok(number.clone());
    }
    let f = vm.to_f64(number)?;
    of_class(vm, class, f)
}

fn float_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let f = receiver(vm, v)?;
    let mut out = digits::ShortText::new();
    digits::push_repr(&mut out, f, true);
    vm.new_str_wtf8(out.as_bytes())
}

fn float_exact(vm: &mut Vm, v: &Value) -> PyResult {
    if v.as_float().is_some() {
        return Ok(v.clone());
    }
    let f = receiver(vm, v)?;
    Ok(vm.float(f))
}

fn exact(vm: &mut Vm, args: &[Value]) -> PyResult {
    float_exact(vm, arg(args, 0))
}

impl Vm {
    /// `int(f)`: the fraction is cut off.
    pub fn float_to_int(&self, f: f64) -> PyResult {
        const END: f64 = 9_223_372_036_854_775_808.0;
        if (-END..END).contains(&f) {
            return Ok(self.int(f as i64));
        }
        match num_traits::FromPrimitive::from_f64(f.trunc()) {
            Some(big) => self.new_int(big),
            None if f.is_nan() => Err(self.value_error("cannot convert float NaN to integer")),
            None => Err(self.overflow_error("cannot convert float infinity to integer")),
        }
    }
}

fn float_trunc(vm: &mut Vm, args: &[Value]) -> PyResult {
    let f = this(vm, args)?;
    vm.float_to_int(f)
}

fn float_floor(vm: &mut Vm, args: &[Value]) -> PyResult {
    let f = this(vm, args)?;
    vm.float_to_int(f.floor())
}

fn float_ceil(vm: &mut Vm, args: &[Value]) -> PyResult {
    let f = this(vm, args)?;
    vm.float_to_int(f.ceil())
}

fn float_is_integer(vm: &mut Vm, args: &[Value]) -> PyResult {
    let f = this(vm, args)?;
    Ok(Value::bool(f.is_finite() && f == f.trunc()))
}

/// The float as numerator and a power of two, in lowest terms.
pub fn ratio(f: f64) -> (BigInt, BigInt) {
    let bits = f.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let (mut mantissa, mut exponent) = match (bits >> 52 & 0x7ff) as i64 {
        0 => (fraction, -1074),
        e => (fraction | 1 << 52, e - 1075),
    };
    if mantissa == 0 {
        return (BigInt::ZERO, BigInt::from(1));
    }
    let zeros = mantissa.trailing_zeros();
    mantissa >>= zeros;
    exponent += zeros as i64;
    let mut numerator = BigInt::from(mantissa);
    let mut denominator = BigInt::from(1);
    if exponent > 0 {
        numerator <<= exponent;
    } else {
        denominator <<= -exponent;
    }
    (if f < 0.0 { -numerator } else { numerator }, denominator)
}

fn float_ratio(vm: &mut Vm, args: &[Value]) -> PyResult {
    let f = this(vm, args)?;
    if f.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer ratio"));
    }
    if f.is_infinite() {
        return Err(vm.overflow_error("cannot convert Infinity to integer ratio"));
    }
    let (numerator, denominator) = ratio(f);
    let pair = vec![vm.new_int(numerator)?, vm.new_int(denominator)?];
    vm.new_tuple(pair)
}

fn float_getnewargs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = exact(vm, args)?;
    vm.new_tuple(vec![value])
}

fn float_getformat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let kind = arg(args, 1);
    match kind.downcast::<crate::object::Str>().map(|s| s.bytes()) {
        Some(b"double" | b"float") => {
            vm.new_str(if cfg!(target_endian = "little") { "IEEE, little-endian" } else { "IEEE, big-endian" })
        }
        Some(_) => Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'")),
        None => {
            let ty = vm.arg_type_name(kind);
            Err(vm.type_error(format!("__getformat__() argument must be str, not {ty}")))
        }
    }
}

fn float_format(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args {
        [this, spec] => super::format_spec::format_float(vm, this, spec),
        _ => Err(vm.type_error("float.__format__() takes exactly one argument (0 given)")),
    }
}
