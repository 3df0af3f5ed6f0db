//! `_operator`: the operators of the language as functions, and the callables that fetch items and attributes.

mod getters;

use crate::gc::{Ref, Value};
use crate::native::{ModuleBuilder, arg};
use crate::object::module::Module;
use crate::object::slots::{Args, BinaryOp, CompareOp, PyResult};
use crate::object::{Bytes, Dict, Str, Tuple};
use crate::vm::Vm;

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let getters = getters::types(vm);
    let mut m = ModuleBuilder::new(vm, "_operator", "Operator interface.")?;
    for ty in &getters {
        m = m.class(ty);
    }
    let m = m
        .function("truth(a, /)", |vm, a| vm.truthy(arg(a, 0)).map(Value::bool), "Return True if a is true, False otherwise.")
        .function("not_(a, /)", |vm, a| vm.truthy(arg(a, 0)).map(|b| Value::bool(!b)), "Same as not a.")
        .function("is_(a, b, /)", |_, a| Ok(Value::bool(arg(a, 0).is(arg(a, 1)))), "Same as a is b.")
        .function("is_not(a, b, /)", |_, a| Ok(Value::bool(!arg(a, 0).is(arg(a, 1)))), "Same as a is not b.")
        .function("is_none(a, /)", |_, a| Ok(Value::bool(arg(a, 0).is_none())), "Same as a is None.")
        .function("is_not_none(a, /)", |_, a| Ok(Value::bool(!arg(a, 0).is_none())), "Same as a is not None.")
        .function("add(a, b, /)", binary::<{ BinaryOp::Add as usize }>, "Same as a + b.")
        .function("sub(a, b, /)", binary::<{ BinaryOp::Sub as usize }>, "Same as a - b.")
        .function("mul(a, b, /)", binary::<{ BinaryOp::Mul as usize }>, "Same as a * b.")
        .function("matmul(a, b, /)", binary::<{ BinaryOp::MatMul as usize }>, "Same as a @ b.")
        .function("truediv(a, b, /)", binary::<{ BinaryOp::TrueDiv as usize }>, "Same as a / b.")
        .function("floordiv(a, b, /)", binary::<{ BinaryOp::FloorDiv as usize }>, "Same as a // b.")
        .function("mod(a, b, /)", binary::<{ BinaryOp::Mod as usize }>, "Same as a % b.")
        .function("pow(a, b, /)", binary::<{ BinaryOp::Pow as usize }>, "Same as a ** b.")
        .function("lshift(a, b, /)", binary::<{ BinaryOp::LShift as usize }>, "Same as a << b.")
        .function("rshift(a, b, /)", binary::<{ BinaryOp::RShift as usize }>, "Same as a >> b.")
        .function("and_(a, b, /)", binary::<{ BinaryOp::And as usize }>, "Same as a & b.")
        .function("or_(a, b, /)", binary::<{ BinaryOp::Or as usize }>, "Same as a | b.")
        .function("xor(a, b, /)", binary::<{ BinaryOp::Xor as usize }>, "Same as a ^ b.")
        .function("iadd(a, b, /)", in_place::<{ BinaryOp::Add as usize }>, "Same as a += b.")
        .function("isub(a, b, /)", in_place::<{ BinaryOp::Sub as usize }>, "Same as a -= b.")
        .function("imul(a, b, /)", in_place::<{ BinaryOp::Mul as usize }>, "Same as a *= b.")
        .function("imatmul(a, b, /)", in_place::<{ BinaryOp::MatMul as usize }>, "Same as a @= b.")
        .function("itruediv(a, b, /)", in_place::<{ BinaryOp::TrueDiv as usize }>, "Same as a /= b.")
        .function("ifloordiv(a, b, /)", in_place::<{ BinaryOp::FloorDiv as usize }>, "Same as a //= b.")
        .function("imod(a, b, /)", in_place::<{ BinaryOp::Mod as usize }>, "Same as a %= b.")
        .function("ipow(a, b, /)", in_place::<{ BinaryOp::Pow as usize }>, "Same as a **= b.")
        .function("ilshift(a, b, /)", in_place::<{ BinaryOp::LShift as usize }>, "Same as a <<= b.")
        .function("irshift(a, b, /)", in_place::<{ BinaryOp::RShift as usize }>, "Same as a >>= b.")
        .function("iand(a, b, /)", in_place::<{ BinaryOp::And as usize }>, "Same as a &= b.")
        .function("ior(a, b, /)", in_place::<{ BinaryOp::Or as usize }>, "Same as a |= b.")
        .function("ixor(a, b, /)", in_place::<{ BinaryOp::Xor as usize }>, "Same as a ^= b.")
        .function("neg(a, /)", |vm, a| vm.neg(arg(a, 0)), "Same as -a.")
        .function("pos(a, /)", |vm, a| vm.pos(arg(a, 0)), "Same as +a.")
        .function("abs(a, /)", |vm, a| vm.abs(arg(a, 0)), "Same as abs(a).")
        .function("inv(a, /)", |vm, a| vm.invert(arg(a, 0)), "Same as ~a.")
        .function("invert(a, /)", |vm, a| vm.invert(arg(a, 0)), "Same as ~a.")
        .function("index(a, /)", |vm, a| vm.index(arg(a, 0)), "Same as a.__index__()")
        .function("lt(a, b, /)", |vm, a| vm.compare(arg(a, 0), arg(a, 1), CompareOp::Lt), "Same as a < b.")
        .function("le(a, b, /)", |vm, a| vm.compare(arg(a, 0), arg(a, 1), CompareOp::Le), "Same as a <= b.")
        .function("eq(a, b, /)", |vm, a| vm.compare(arg(a, 0), arg(a, 1), CompareOp::Eq), "Same as a == b.")
        .function("ne(a, b, /)", |vm, a| vm.compare(arg(a, 0), arg(a, 1), CompareOp::Ne), "Same as a != b.")
        .function("gt(a, b, /)", |vm, a| vm.compare(arg(a, 0), arg(a, 1), CompareOp::Gt), "Same as a > b.")
        .function("ge(a, b, /)", |vm, a| vm.compare(arg(a, 0), arg(a, 1), CompareOp::Ge), "Same as a >= b.")
        .function("concat(a, b, /)", concat, "Same as a + b, for a and b sequences.")
        .function("iconcat(a, b, /)", iconcat, "Same as a += b, for a and b sequences.")
        .function("contains(a, b, /)", |vm, a| vm.contains(arg(a, 0), arg(a, 1)).map(Value::bool), "Same as b in a (note reversed operands).")
        .function("countOf(a, b, /)", count_of, "Return the number of items in a which are, or which equal, b.")
        .function("indexOf(a, b, /)", index_of, "Return the first index of b in a.")
        .function("getitem(a, b, /)", |vm, a| vm.getitem(arg(a, 0), arg(a, 1)), "Same as a[b].")
        .function("setitem(a, b, c, /)", setitem, "Same as a[b] = c.")
        .function("delitem(a, b, /)", delitem, "Same as del a[b].")
        .function("length_hint(obj, default=0, /)", length_hint, "Return an estimate of the number of items in obj: its length, else what __length_hint__ says, else the default.")
        .function("call(obj, /, *args, **kwargs)", call, "Same as obj(*args, **kwargs).")
        .function("_compare_digest(a, b, /)", compare_digest, "Compare two texts or bytes in a time that does not depend on what they hold.");
    Ok(m.build())
}

fn binary<const OP: usize>(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.binary(BinaryOp::ALL[OP], arg(args, 0), arg(args, 1))
}

fn in_place<const OP: usize>(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.inplace(BinaryOp::ALL[OP], arg(args, 0), arg(args, 1))
}

/// Whether an operand is a sequence, for the functions that ask for one.
fn is_sequence(vm: &Vm, v: &Value) -> bool {
    vm.type_of(v).get(vm).slots.getitem.is_some() && v.downcast::<Dict>().is_none()
}

fn concat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (a, b) = (arg(args, 0), arg(args, 1));
    if let Some(f) = vm.type_of(a).get(vm).slots.concat {
        return f(vm, a, b);
    }
    if !is_sequence(vm, a) || !is_sequence(vm, b) {
        let ty = vm.type_name(a);
        return Err(vm.type_error(format!("'{ty}' object can't be concatenated")));
    }
    vm.binary(BinaryOp::Add, a, b)
}

fn iconcat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (a, b) = (arg(args, 0), arg(args, 1));
    let slots = &vm.type_of(a).get(vm).slots;
    if let Some(f) = slots.inplace_concat.or(slots.concat) {
        return f(vm, a, b);
    }
    if !is_sequence(vm, a) || !is_sequence(vm, b) {
        let ty = vm.type_name(a);
        return Err(vm.type_error(format!("'{ty}' object can't be concatenated")));
    }
    vm.inplace(BinaryOp::Add, a, b)
}

/// An iterator over a container; "argument of type 'int' is not iterable".
fn container_iter(vm: &mut Vm, v: &Value) -> PyResult {
    let slots = &vm.type_of(v).get(vm).slots;
    if slots.iter.is_none() && slots.getitem.is_none() {
        let ty = vm.type_name(v);
        return Err(vm.type_error(format!("argument of type '{ty}' is not iterable")));
    }
    vm.iter(v)
}

fn count_of(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iter = container_iter(vm, arg(args, 0))?;
    let mut count = 0;
    while let Some(item) = vm.next(&iter)? {
        count += vm.equals(&item, arg(args, 1))? as i64;
        vm.poll()?;
    }
    Ok(vm.int(count))
}

fn index_of(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iter = container_iter(vm, arg(args, 0))?;
    let mut at = 0;
    while let Some(item) = vm.next(&iter)? {
        if vm.equals(&item, arg(args, 1))? {
            return Ok(vm.int(at));
        }
        at += 1;
        vm.poll()?;
    }
    Err(vm.value_error("sequence.index(x): x not in sequence"))
}

fn setitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.setitem(arg(args, 0), arg(args, 1), arg(args, 2))?;
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.delitem(arg(args, 0), arg(args, 1))?;
    Ok(Value::NONE)
}

fn length_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let default = vm.extract::<i64>(arg(args, 1))?;
    // A negative default must come back as it is.
    let hint = vm.length_hint(arg(args, 0), usize::MAX)?;
    Ok(vm.int(if hint == usize::MAX { default } else { hint as i64 }))
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let positional = arg(args, 1).downcast::<Tuple>().cloned();
    let mut values = positional.as_ref().map_or_else(Vec::new, |t| t.items().to_vec());
    let mut names = Vec::new();
    if let Some(keywords) = arg(args, 2).downcast::<Dict>() {
        for e in keywords.get(vm).iter() {
            names.push(e.key.clone());
            values.push(e.value.clone());
        }
    }
    vm.call_args(arg(args, 0), Args { values: &values, names: &names })
}

fn compare_digest(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (a, b) = (arg(args, 0), arg(args, 1));
    let (x, y) = if let (Some(x), Some(y)) = (a.downcast::<Str>(), b.downcast::<Str>()) {
        if !x.is_ascii() || !y.is_ascii() {
            return Err(vm.type_error("comparing strings with non-ASCII characters is not supported"));
        }
        (x.bytes(), y.bytes())
    } else if let (Some(x), Some(y)) = (a.downcast::<Bytes>(), b.downcast::<Bytes>()) {
        (x.data(), y.data())
    } else {
        let (s, t) = (vm.type_name(a), vm.type_name(b));
        return Err(vm.type_error(format!("unsupported operand types(s) or combination of types: '{s}' and '{t}'")));
    };
    let mut difference = (x.len() ^ y.len()) as u64;
    for (i, byte) in y.iter().enumerate() {
        difference |= (byte ^ x.get(i).unwrap_or(&0)) as u64;
    }
    Ok(Value::bool(difference == 0))
}
