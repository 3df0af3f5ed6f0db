//! `weakref.ProxyType` and `weakref.CallableProxyType`: every operation goes to the object referred to.

use crate::gc::{Ref, Value};
use crate::native::build::TypeBuilder;
use crate::object::slots::{BINARY_OPS, BinaryFn, Slots};
use crate::object::weak::Weakref;
use crate::object::{Args, BinaryOp, CompareOp, PyResult, Str, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) {
    for (class, callable) in [(vm.types.weak_proxy.clone(), false), (vm.types.weak_callable_proxy.clone(), true)] {
        let mut builder = TypeBuilder::new(vm, &class).slots(|s| {
            fill(s);
            if callable {
                s.call = Some(proxy_call);
            }
        });
        if !callable {
            // As in CPython, only the proxies of what cannot be called have these.
            builder = builder
                .method("__bytes__(self, /)", |vm, args| forward_method(vm, args, "__bytes__"), "")
                .method("__reversed__(self, /)", |vm, args| forward_method(vm, args, "__reversed__"), "");
        }
        builder.ready();
    }
}

pub(super) fn is_proxy(vm: &Vm, v: &Value) -> bool {
    let ty: &Ref<Type> = vm.type_of(v);
    ty.ptr_eq(&vm.types.weak_proxy) || ty.ptr_eq(&vm.types.weak_callable_proxy)
}

/// The object behind a proxy; anything else stands for itself.
fn target(vm: &Vm, v: &Value) -> PyResult {
    match v.downcast::<Weakref>() {
        Some(weak) if is_proxy(vm, v) => match weak.get(vm).target() {
            Some(target) => Ok(target),
            None => Err(vm.new_error(&vm.exc.ReferenceError, "weakly-referenced object no longer exists")),
        },
        _ => Ok(v.clone()),
    }
}

fn binary<const OP: usize>(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (a, b) = (target(vm, a)?, target(vm, b)?);
    vm.binary(BinaryOp::ALL[OP], &a, &b)
}

fn inplace<const OP: usize>(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (a, b) = (target(vm, a)?, target(vm, b)?);
    vm.inplace(BinaryOp::ALL[OP], &a, &b)
}

macro_rules! by_operator {
    ($f:ident) => {
        [
            $f::<0>, $f::<1>, $f::<2>, $f::<3>, $f::<4>, $f::<5>, $f::<6>, $f::<7>, $f::<8>, $f::<9>, $f::<10>,
            $f::<11>, $f::<12>, $f::<13>,
        ]
    };
}

const BINARY: [BinaryFn; BINARY_OPS] = by_operator!(binary);
const INPLACE: [BinaryFn; BINARY_OPS] = by_operator!(inplace);

fn fill(s: &mut Slots) {
    for (op, (slot, in_place)) in s.binary.iter_mut().zip(s.inplace.iter_mut()).enumerate() {
        *slot = BINARY.get(op).copied();
        if op != BinaryOp::DivMod as usize {
            *in_place = INPLACE.get(op).copied();
        }
    }
    s.power = Some(|vm, a, b, c| {
        let (a, b, c) = (target(vm, a)?, target(vm, b)?, target(vm, c)?);
        vm.power(&a, &b, &c)
    });
    s.neg = Some(|vm, v| target(vm, v).and_then(|t| vm.neg(&t)));
    s.pos = Some(|vm, v| target(vm, v).and_then(|t| vm.pos(&t)));
    s.abs = Some(|vm, v| target(vm, v).and_then(|t| vm.abs(&t)));
    s.invert = Some(|vm, v| target(vm, v).and_then(|t| vm.invert(&t)));
    s.index = Some(|vm, v| target(vm, v).and_then(|t| vm.index(&t)));
    s.int = Some(|vm, v| target(vm, v).and_then(|t| vm.call(&vm.types.int.to_value(), &[t])));
    s.float = Some(|vm, v| target(vm, v).and_then(|t| vm.call(&vm.types.float.to_value(), &[t])));
    s.bool = Some(|vm, v| target(vm, v).and_then(|t| vm.truthy(&t)));
    s.len = Some(|vm, v| target(vm, v).and_then(|t| vm.len(&t)));
    s.contains = Some(|vm, v, item| target(vm, v).and_then(|t| vm.contains(&t, item)));
    s.getitem = Some(|vm, v, key| target(vm, v).and_then(|t| vm.getitem(&t, key)));
    s.setitem = Some(|vm, v, key, value| {
        let t = target(vm, v)?;
        match value {
            Some(value) => vm.setitem(&t, key, value),
            None => vm.delitem(&t, key),
        }
    });
    s.iter = Some(|vm, v| target(vm, v).and_then(|t| vm.iter(&t)));
    s.iternext = Some(proxy_next);
    s.repr = Some(proxy_repr);
    s.str = Some(|vm, v| Ok(target(vm, v).and_then(|t| vm.to_str(&t))?.into_value()));
    s.hash = Some(crate::protocol::hash_not_implemented);
    s.compare = Some(proxy_compare);
    s.getattro = Some(proxy_getattr);
    s.setattro = Some(proxy_setattr);
}

fn proxy_call(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult {
    let target = target(vm, this)?;
    vm.call_args(&target, args)
}

fn proxy_next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let target = target(vm, this)?;
    match vm.type_of(&target).get(vm).slots.iternext {
        Some(f) => f(vm, &target),
        None => {
            let ty = vm.type_name(&target);
            Err(vm.type_error(format!("Weakref proxy referenced a non-iterator '{ty}' object")))
        }
    }
}

fn proxy_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let text = match vm.payload::<Weakref>(this)?.get(vm).target() {
        None => format!("<weakproxy at {:#x}; dead>", this.id()),
        Some(target) => {
            let ty = vm.type_of(&target).clone();
            let ty = vm.full_type_name(&ty);
            let ty = ty.trim_start_matches("__main__.");
            format!("<weakproxy at {:#x}; to '{ty}' at {:#x}>", this.id(), target.id())
        }
    };
    vm.new_str(&text)
}

fn proxy_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (a, b) = (target(vm, a)?, target(vm, b)?);
    vm.compare(&a, &b, op)
}

fn proxy_getattr(vm: &mut Vm, this: &Value, name: &Ref<Str>) -> PyResult {
    let target = target(vm, this)?;
    vm.getattr(&target, name)
}

fn proxy_setattr(vm: &mut Vm, this: &Value, name: &Ref<Str>, value: Option<&Value>) -> PyResult<()> {
    let target = target(vm, this)?;
    vm.setattr(&target, name, value)
}

fn forward_method(vm: &mut Vm, args: &[Value], name: &str) -> PyResult {
    let target = target(vm, args.first().unwrap_or(&Value::NONE))?;
    vm.call_method_str(&target, name, &[])
}
