//! `complex`: constructor, arithmetic with the mixed rules of C99 (a real operand has no imaginary part, not a zero
//! one), text, methods.

use crate::builtins::float::digits::push_repr;
use crate::builtins::float::parse::{is_blank, number_prefix, parse_number, without_underscores};
use crate::builtins::int::Operand;
use crate::builtins::int::parse::{ascii_form, trim_ascii_space};
use crate::gc::{Ref, Value};
use crate::native::bind::arg;
use crate::native::build::TypeBuilder;
use crate::object::hash::hash_float;
use crate::object::slots::{Args, BinaryFn, BinaryOp as B, CompareOp};
use crate::object::{Complex, PyResult, Str, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.complex.clone();
    TypeBuilder::new(vm, &ty)
        .doc("Makes a complex number from text, from a number, or from a real and an imaginary part.\n\n>>> complex(1, 2)\n(1+2j)")
        .signature("(real=0, imag=0)")
        .slots(|s| {
            s.new = Some(complex_new);
            s.repr = Some(complex_repr);
            s.hash = Some(complex_hash);
            s.compare = Some(complex_compare);
            s.neg = Some(|vm, v| {
                let c = receiver(vm, v)?;
                vm.new_complex(-c.re, -c.im)
            });
            s.pos = Some(complex_exact);
            s.abs = Some(complex_abs);
            s.bool = Some(|vm, v| {
                let c = receiver(vm, v)?;
                Ok(c.re != 0.0 || c.im != 0.0)
            });
            s.power = Some(complex_power);
            for (op, f) in [
                (B::Add, complex_add as BinaryFn),
                (B::Sub, complex_sub),
                (B::Mul, complex_mul),
                (B::TrueDiv, complex_div),
                (B::Pow, complex_pow),
            ] {
                s.binary[op as usize] = Some(f);
            }
        })
        .method("conjugate(self, /)", complex_conjugate, "Return the number with the sign of its imaginary part changed.")
        .method("__complex__(self, /)", |vm, args| complex_exact(vm, arg(args, 0)), "Convert to exact type complex.")
        .method("__getnewargs__(self, /)", complex_getnewargs, "Return what complex.__new__ makes an equal number of.")
        .method("__format__(self, format_spec, /)", complex_format, "Return the number as text, as the format specification says.")
        .class_method("from_number(type, number, /)", complex_from_number, "Convert a number to a complex one; text is refused.")
        .member("real", |vm, v| receiver(vm, v).map(|c| vm.float(c.re)), None, "the real part of a complex number")
        .member("imag", |vm, v| receiver(vm, v).map(|c| vm.float(c.im)), None, "the imaginary part of a complex number")
        .ready();
    Ok(())
}

fn receiver(vm: &Vm, v: &Value) -> PyResult<Complex> {
    match v.downcast::<Complex>() {
        Some(c) => Ok(**c),
        None => {
            let ty = vm.type_name(v);
            Err(vm.type_error(format!("descriptor requires a 'complex' object but received a '{ty}'")))
        }
    }
}

// --- construction ---

fn complex_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let c = match (args.values, args.names) {
        ([x], []) => {
            if x.downcast_exact::<Complex>().is_some() && class.ptr_eq(&vm.types.complex) {
                return Ok(x.clone());
            }
            from_one(vm, x)?
        }
        _ => {
            let bound = vm.bind_args("complex(real=<unrepresentable>, imag=<unrepresentable>)", args)?;
            match bound.as_slice() {
                [real, imag] => from_parts(vm, real, imag)?,
                _ => Complex { re: 0.0, im: 0.0 },
            }
        }
    };
    if class.ptr_eq(&vm.types.complex) {
        return vm.new_complex(c.re, c.im);
    }
    Ok(vm.alloc(class, c)?.into_value())
}

fn from_one(vm: &mut Vm, x: &Value) -> PyResult<Complex> {
    if x.downcast::<Str>().is_some() {
        return from_text(vm, x);
    }
    match from_number(vm, x)? {
        Some(c) => Ok(c),
        None => {
            let ty = vm.message_type_name(x);
            Err(vm.type_error(format!("complex() argument must be a string or a number, not {ty}")))
        }
    }
}

/// A number of any kind: `__complex__`, a complex, `__float__`, `__index__`.
fn from_number(vm: &mut Vm, x: &Value) -> PyResult<Option<Complex>> {
    if let Some(c) = special(vm, x)? {
        return Ok(Some(c));
    }
    if let Some(c) = x.downcast::<Complex>() {
        return Ok(Some(**c));
    }
    let slots = &vm.type_of(x).get(vm).slots;
    if slots.float.is_some() || slots.index.is_some() {
        return Ok(Some(Complex { re: vm.to_f64(x)?, im: 0.0 }));
    }
    Ok(None)
}

/// The result of `__complex__`, which must be complex (a subclass is deprecated).
fn special(vm: &mut Vm, x: &Value) -> PyResult<Option<Complex>> {
    if x.downcast_exact::<Complex>().is_some() || x.as_float().is_some() || x.as_small().is_some() {
        return Ok(None);
    }
    let name = vm.names.__complex__.clone();
    let Some(result) = vm.call_special(x, &name, &[])? else { return Ok(None) };
    let Some(c) = result.downcast::<Complex>().map(|c| **c) else {
        let ty = vm.type_name(&result);
        return Err(vm.type_error(format!("__complex__ returned non-complex (type {ty})")));
    };
    if result.downcast_exact::<Complex>().is_none() {
        let ty = vm.type_name(&result);
        vm.warn_deprecated(&format!(
            "__complex__ returned non-complex (type {ty}).  The ability to return an instance of a strict subclass of complex is deprecated, and may be removed in a future version of Python."
        ))?;
    }
    Ok(Some(c))
}

fn from_parts(vm: &mut Vm, real: &Value, imag: &Value) -> PyResult<Complex> {
    if imag.downcast::<Str>().is_some() && real.downcast::<Str>().is_none() {
        part(vm, imag, "imag", false)?;
    }
    let first = if real.is_unset() { Part::Real(0.0) } else { part(vm, real, "real", true)? };
    let second = if imag.is_unset() { None } else { Some(part(vm, imag, "imag", false)?) };
    // Parts that are complex themselves: real + imag * 1j.
    let (mut re, im) = match first {
        Part::Real(f) => (f, None),
        Part::Complex(c) => (c.re, Some(c.im)),
    };
    let im = match second {
        None => im.unwrap_or(0.0),
        Some(part) => {
            let f = match part {
                Part::Real(f) => f,
                Part::Complex(c) => {
                    re -= c.im;
                    c.re
                }
            };
            im.map_or(f, |im| f + im)
        }
    };
    Ok(Complex { re, im })
}

enum Part {
    Real(f64),
    Complex(Complex),
}

fn part(vm: &mut Vm, v: &Value, name: &str, with_special: bool) -> PyResult<Part> {
    let ty = vm.type_name(v);
    let text = format!("complex() argument '{name}' must be a real number, not {ty}");
    if v.downcast::<Str>().is_some() {
        return Err(vm.type_error(text));
    }
    let complex = match with_special {
        true => special(vm, v)?,
        false => None,
    };
    if let Some(c) = complex.or_else(|| v.downcast::<Complex>().map(|c| **c)) {
        vm.warn_deprecated(&text)?;
        return Ok(Part::Complex(c));
    }
    let slots = &vm.type_of(v).get(vm).slots;
    if slots.float.is_some() || slots.index.is_some() {
        return Ok(Part::Real(vm.to_f64(v)?));
    }
    Err(vm.type_error(text))
}

fn complex_from_number(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [class, number] = args else { return Err(vm.type_error("from_number() takes exactly one argument")) };
    let is_exact = class.is(&vm.types.complex.to_value());
    if number.downcast_exact::<Complex>().is_some() && is_exact {
        return Ok(number.clone());
    }
    let c = match from_number(vm, number)? {
        Some(c) => c,
        None => Complex { re: vm.to_f64(number)?, im: 0.0 },
    };
    let value = vm.new_complex(c.re, c.im)?;
    if is_exact { Ok(value) } else { vm.call(class, &[value]) }
}

fn from_text(vm: &mut Vm, x: &Value) -> PyResult<Complex> {
    let Some(text) = x.downcast::<Str>() else { return Err(vm.type_error("complex() argument must be a string")) };
    let ascii = ascii_form(text);
    let Some(plain) = without_underscores(trim_ascii_space(&ascii)) else {
        let shown = vm.repr(x)?;
        let mut message = b"could not convert string to complex: ".to_vec();
        message.extend_from_slice(shown.bytes());
        let message = vm.new_str_wtf8(&message)?;
        return Err(vm.new_error_args(&vm.exc.ValueError, vec![message]));
    };
    match parse_complex(&plain) {
        Some(c) => Ok(c),
        None => Err(vm.value_error("complex() arg is a malformed string")),
    }
}

/// `1+2j`, `(1+2j)`, `-j`, `inf`, `nanj`.
fn parse_complex(text: &[u8]) -> Option<Complex> {
    let (mut s, parenthesised) = match text {
        [b'(', inner @ ..] => (trim_ascii_space(inner), true),
        _ => (text, false),
    };
    let (mut re, mut im) = (0.0, 0.0);
    let is_j = |s: &[u8]| matches!(s.first(), Some(b'j' | b'J'));
    let unit = |s: &[u8]| if s.first() == Some(&b'-') { -1.0 } else { 1.0 };
    match take_float(s) {
        Some((first, rest)) => {
            s = rest;
            if matches!(s.first(), Some(b'+' | b'-')) {
                re = first;
                (im, s) = match take_float(s) {
                    Some(found) => found,
                    None => (unit(s), s.get(1..)?),
                };
                s = if is_j(s) { s.get(1..)? } else { return None };
            } else if is_j(s) {
                (im, s) = (first, s.get(1..)?);
            } else {
                re = first;
            }
        }
        None => {
            im = unit(s);
            if matches!(s.first(), Some(b'+' | b'-')) {
                s = s.get(1..)?;
            }
            s = if is_j(s) { s.get(1..)? } else { return None };
        }
    }
    let mut rest = s;
    if parenthesised {
        rest = match trim_ascii_space(rest) {
            [b')', rest @ ..] => rest,
            _ => return None,
        };
    }
    is_blank(rest).then_some(Complex { re, im })
}

/// A float at the start of the text, and the rest.
fn take_float(text: &[u8]) -> Option<(f64, &[u8])> {
    let sign = matches!(text.first(), Some(b'+' | b'-')) as usize;
    let unsigned = text.get(sign..)?;
    const WORDS: [&[u8]; 3] = [b"infinity", b"inf", b"nan"];
    let word = WORDS.iter().find(|word| unsigned.get(..word.len()).is_some_and(|t| t.eq_ignore_ascii_case(word)));
    let len = match word {
        Some(word) => word.len(),
        None => number_prefix(unsigned),
    };
    if len == 0 {
        return None;
    }
    let (number, rest) = text.split_at_checked(sign + len)?;
    Some((parse_number(number)?, rest))
}

// --- arithmetic ---

#[derive(Clone, Copy)]
enum Number {
    Real(f64),
    Complex(Complex),
}

impl Number {
    fn complex(self) -> Complex {
        match self {
            Number::Real(re) => Complex { re, im: 0.0 },
            Number::Complex(c) => c,
        }
    }
}

fn number(vm: &Vm, v: &Value) -> PyResult<Option<Number>> {
    if let Some(c) = v.downcast::<Complex>() {
        return Ok(Some(Number::Complex(**c)));
    }
    if let Some(f) = crate::builtins::float::value(v) {
        return Ok(Some(Number::Real(f)));
    }
    match Operand::of(v) {
        Some(Operand::Small(i)) => Ok(Some(Number::Real(i as f64))),
        Some(_) => Ok(Some(Number::Real(vm.int_to_f64(v)?))),
        None => Ok(None),
    }
}

macro_rules! operators {
    ($($name:ident $result:expr;)*) => { $(
        fn $name(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
            let (Some(x), Some(y)) = (number(vm, a)?, number(vm, b)?) else { return Ok(Value::NOT_IMPLEMENTED) };
            let result: fn(&mut Vm, Number, Number) -> PyResult<Complex> = $result;
            let c = result(vm, x, y)?;
            vm.new_complex(c.re, c.im)
        }
    )* };
}

use Number::{Complex as C, Real as R};

operators! {
    complex_add |_, x, y| Ok(match (x, y) {
        (C(c), R(f)) | (R(f), C(c)) => Complex { re: c.re + f, im: c.im },
        (x, y) => { let (x, y) = (x.complex(), y.complex()); Complex { re: x.re + y.re, im: x.im + y.im } }
    });
    complex_sub |_, x, y| Ok(match (x, y) {
        (C(c), R(f)) => Complex { re: c.re - f, im: c.im },
        (R(f), C(c)) => Complex { re: f - c.re, im: -c.im },
        (x, y) => { let (x, y) = (x.complex(), y.complex()); Complex { re: x.re - y.re, im: x.im - y.im } }
    });
    complex_mul |_, x, y| Ok(match (x, y) {
        (C(c), R(f)) | (R(f), C(c)) => Complex { re: c.re * f, im: c.im * f },
        (x, y) => product(x.complex(), y.complex()),
    });
    complex_div |vm, x, y| {
        let quotient = match (x, y) {
            (_, R(0.0)) => None,
            (C(c), R(f)) => Some(Complex { re: c.re / f, im: c.im / f }),
            (R(f), y) => real_quotient(f, y.complex()),
            (x, y) => quotient(x.complex(), y.complex()),
        };
        quotient.ok_or_else(|| vm.zero_division("division by zero"))
    };
    complex_pow |vm, x, y| complex_power_of(vm, x.complex(), y.complex());
}

/// 1 with the sign of `f` for an infinity, else 0 with it: what an infinite operand counts as.
fn boxed(f: f64) -> f64 {
    (if f.is_infinite() { 1f64 } else { 0.0 }).copysign(f)
}

fn zero_if_nan(f: f64) -> f64 {
    if f.is_nan() { 0f64.copysign(f) } else { f }
}

fn product(x: Complex, y: Complex) -> Complex {
    let (ac, bd, ad, bc) = (x.re * y.re, x.im * y.im, x.re * y.im, x.im * y.re);
    let plain = Complex { re: ac - bd, im: ad + bc };
    if !(plain.re.is_nan() && plain.im.is_nan()) {
        return plain;
    }
    // An infinite result must not come out as NaN (C99, annex G.5.1).
    let (mut x, mut y, mut recompute) = (x, y, false);
    if x.re.is_infinite() || x.im.is_infinite() {
        x = Complex { re: boxed(x.re), im: boxed(x.im) };
        y = Complex { re: zero_if_nan(y.re), im: zero_if_nan(y.im) };
        recompute = true;
    }
    if y.re.is_infinite() || y.im.is_infinite() {
        y = Complex { re: boxed(y.re), im: boxed(y.im) };
        x = Complex { re: zero_if_nan(x.re), im: zero_if_nan(x.im) };
        recompute = true;
    }
    if !recompute && [ac, bd, ad, bc].iter().any(|f| f.is_infinite()) {
        x = Complex { re: zero_if_nan(x.re), im: zero_if_nan(x.im) };
        y = Complex { re: zero_if_nan(y.re), im: zero_if_nan(y.im) };
        recompute = true;
    }
    if !recompute {
        return plain;
    }
    Complex { re: f64::INFINITY * (x.re * y.re - x.im * y.im), im: f64::INFINITY * (x.re * y.im + x.im * y.re) }
}

/// Smith's method: the larger part of the divisor is divided out first. `None` for a zero divisor.
fn quotient(x: Complex, y: Complex) -> Option<Complex> {
    let (big, small) = (y.re.abs(), y.im.abs());
    let mut q = if big >= small {
        if big == 0.0 {
            return None;
        }
        let ratio = y.im / y.re;
        let denominator = y.re + y.im * ratio;
        Complex { re: (x.re + x.im * ratio) / denominator, im: (x.im - x.re * ratio) / denominator }
    } else if small >= big {
        let ratio = y.re / y.im;
        let denominator = y.re * ratio + y.im;
        Complex { re: (x.re * ratio + x.im) / denominator, im: (x.im * ratio - x.re) / denominator }
    } else {
        Complex { re: f64::NAN, im: f64::NAN }
    };
    if q.re.is_nan() && q.im.is_nan() {
        if (x.re.is_infinite() || x.im.is_infinite()) && y.re.is_finite() && y.im.is_finite() {
            let (a, b) = (boxed(x.re), boxed(x.im));
            q = Complex { re: f64::INFINITY * (a * y.re + b * y.im), im: f64::INFINITY * (b * y.re - a * y.im) };
        } else if (y.re.is_infinite() || y.im.is_infinite()) && x.re.is_finite() && x.im.is_finite() {
            let (c, d) = (boxed(y.re), boxed(y.im));
            q = Complex { re: 0.0 * (x.re * c + x.im * d), im: 0.0 * (x.im * c - x.re * d) };
        }
    }
    Some(q)
}

/// A real number divided by a complex one.
fn real_quotient(x: f64, y: Complex) -> Option<Complex> {
    let (big, small) = (y.re.abs(), y.im.abs());
    let mut q = if big >= small {
        if big == 0.0 {
            return None;
        }
        let ratio = y.im / y.re;
        let denominator = y.re + y.im * ratio;
        Complex { re: x / denominator, im: (-x * ratio) / denominator }
    } else if small >= big {
        let ratio = y.re / y.im;
        let denominator = y.re * ratio + y.im;
        Complex { re: (x * ratio) / denominator, im: -x / denominator }
    } else {
        Complex { re: f64::NAN, im: f64::NAN }
    };
    if q.re.is_nan() && q.im.is_nan() && (y.re.is_infinite() || y.im.is_infinite()) && x.is_finite() {
        let (c, d) = (boxed(y.re), boxed(y.im));
        q = Complex { re: 0.0 * (x * c), im: 0.0 * (-x * d) };
    }
    Some(q)
}

/// `x ** y` of two floats where the result is not real.
pub fn power_of_reals(vm: &mut Vm, x: f64, y: f64) -> PyResult {
    let c = complex_power_of(vm, Complex { re: x, im: 0.0 }, Complex { re: y, im: 0.0 })?;
    vm.new_complex(c.re, c.im)
}

fn complex_power_of(vm: &mut Vm, x: Complex, y: Complex) -> PyResult<Complex> {
    /// Whole exponents up to this are computed by multiplication.
    const MOST_WHOLE: f64 = 100.0;
    let undefined = |vm: &mut Vm| Err(vm.zero_division("zero to a negative or complex power"));
    let result = if y.im == 0.0 && y.re == y.re.floor() && y.re.abs() <= MOST_WHOLE {
        match whole_power(x, y.re as i32) {
            Some(c) => c,
            None => return undefined(vm),
        }
    } else if x.re == 0.0 && x.im == 0.0 {
        if y.im != 0.0 || y.re < 0.0 {
            return undefined(vm);
        }
        Complex { re: 0.0, im: 0.0 }
    } else {
        let size = x.re.hypot(x.im);
        let angle = x.im.atan2(x.re);
        let mut length = size.powf(y.re);
        let mut phase = angle * y.re;
        if y.im != 0.0 {
            length *= (-angle * y.im).exp();
            phase += y.im * size.ln();
        }
        if phase.is_infinite() {
            // The C library's domain error of cos(inf), which CPython reports like this.
            return undefined(vm);
        }
        Complex { re: length * phase.cos(), im: length * phase.sin() }
    };
    if result.re.is_infinite() || result.im.is_infinite() {
        return Err(vm.overflow_error("complex exponentiation"));
    }
    Ok(result)
}

fn whole_power(x: Complex, n: i32) -> Option<Complex> {
    let mut result = Complex { re: 1.0, im: 0.0 };
    let mut square = x;
    let mut rest = n.unsigned_abs();
    while rest > 0 {
        if rest & 1 != 0 {
            result = product(result, square);
        }
        rest >>= 1;
        square = product(square, square);
    }
    if n >= 0 { Some(result) } else { quotient(Complex { re: 1.0, im: 0.0 }, result) }
}

fn complex_power(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    if modulus.is_none() {
        return complex_pow(vm, a, b);
    }
    match (number(vm, a)?, number(vm, b)?) {
        (Some(_), Some(_)) => Err(vm.value_error("complex modulo")),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

// --- the rest ---

fn complex_compare(_vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let Some(x) = a.downcast::<Complex>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let equal = if let Some(y) = b.downcast::<Complex>() {
        x.re == y.re && x.im == y.im
    } else if let Some(y) = crate::builtins::float::value(b) {
        x.re == y && x.im == 0.0
    } else if let Some(y) = Operand::of(b) {
        x.im == 0.0 && y.compare_float(x.re) == Some(std::cmp::Ordering::Equal)
    } else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn complex_hash(vm: &mut Vm, v: &Value) -> PyResult<i64> {
    let c = receiver(vm, v)?;
    // A part that is NaN hashes by the identity of the number.
    let part = |f: f64| if f.is_nan() { vm.hash_of_float(v, f) } else { hash_float(f) };
    let h = part(c.re).wrapping_add(part(c.im).wrapping_mul(1_000_003));
    Ok(if h == -1 { -2 } else { h })
}

fn complex_abs(vm: &mut Vm, v: &Value) -> PyResult {
    let c = receiver(vm, v)?;
    let size = c.re.hypot(c.im);
    if size.is_infinite() && c.re.is_finite() && c.im.is_finite() {
        return Err(vm.overflow_error("absolute value too large"));
    }
    Ok(vm.float(size))
}

fn complex_exact(vm: &mut Vm, v: &Value) -> PyResult {
    if v.downcast_exact::<Complex>().is_some() {
        return Ok(v.clone());
    }
    let c = receiver(vm, v)?;
    vm.new_complex(c.re, c.im)
}

fn complex_conjugate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let c = receiver(vm, arg(args, 0))?;
    vm.new_complex(c.re, -c.im)
}

fn complex_getnewargs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let c = receiver(vm, arg(args, 0))?;
    let parts = vec![vm.float(c.re), vm.float(c.im)];
    vm.new_tuple(parts)
}

fn complex_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let c = receiver(vm, v)?;
    let text = complex_text(c);
    vm.new_str(&text)
}

/// `repr`: only the imaginary part if the real one is a positive zero.
fn complex_text(c: Complex) -> String {
    let mut out = Vec::with_capacity(48);
    if c.re == 0.0 && c.re.is_sign_positive() {
        push_repr(&mut out, c.im, false);
        out.push(b'j');
    } else {
        out.push(b'(');
        push_repr(&mut out, c.re, false);
        if c.im.is_nan() || c.im.is_sign_positive() {
            out.push(b'+');
        }
        push_repr(&mut out, c.im, false);
        out.extend_from_slice(b"j)");
    }
    String::from_utf8(out).unwrap_or_default()
}

fn complex_format(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args {
        [this, spec] => super::format_spec::format_complex(vm, this, spec),
        _ => Err(vm.type_error("complex.__format__() takes exactly one argument (0 given)")),
    }
}
