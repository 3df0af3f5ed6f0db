//! `cmp_to_key`: keys that compare through a function of the old kind.

use crate::gc::{Kind, Ref, Value};
use crate::native::build::new_native_type;
use crate::native::{TypeBuilder, arg};
use crate::object::Type;
use crate::object::slots::{Args, CompareOp, PyResult};
use crate::object::ty::type_flag;
use crate::payload;
use crate::vm::Vm;

/// The function, and the object it is to compare; without one, a maker of keys.
struct KeyWrapper {
    compare: Value,
    obj: Option<Value>,
}

payload!(KeyWrapper, Kind::Other, "KeyWrapper", tracked { compare, obj });

pub fn init(vm: &mut Vm) -> Ref<Type> {
    let ty = new_native_type::<KeyWrapper>(vm, "KeyWrapper", "functools", None);
    ty.get(vm).set_flag(type_flag::BASETYPE, false);
    TypeBuilder::new(vm, &ty)
        .flag(type_flag::NO_INSTANTIATION)
        .slots(|s| {
            s.call = Some(key_call);
            s.compare = Some(key_compare);
            s.hash = Some(crate::protocol::hash_not_implemented);
        })
        .member("obj", key_obj, Some(key_set_obj), "Value wrapped by a key function.")
        .ready()
}

pub fn cmp_to_key(vm: &mut Vm, args: &[Value]) -> PyResult {
    let ty = super::state(vm)?.key_wrapper.clone();
    Ok(vm.alloc(&ty, KeyWrapper { compare: arg(args, 0).clone(), obj: None })?.into_value())
}

fn key_call(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult {
    let obj = match (args.values, args.names) {
        ([obj], []) => obj.clone(),
        _ => arg(&vm.bind_args("K(obj)", args)?, 0).clone(),
    };
    let compare = vm.receiver::<KeyWrapper>(std::slice::from_ref(v))?.get(vm).compare.clone();
    let ty = vm.type_of(v).clone();
    Ok(vm.alloc(&ty, KeyWrapper { compare, obj: Some(obj) })?.into_value())
}

fn key_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<KeyWrapper>(), b.downcast::<KeyWrapper>()) else {
        return Err(vm.type_error("other argument must be K instance"));
    };
    let (Some(p), Some(q)) = (x.get(vm).obj.clone(), y.get(vm).obj.clone()) else {
        return Err(vm.attribute_error("object"));
    };
    let compare = x.get(vm).compare.clone();
    let result = vm.call(&compare, &[p, q])?;
    vm.compare(&result, &Value::small_int(0), op)
}

fn key_obj(vm: &mut Vm, v: &Value) -> PyResult {
    let obj = vm.receiver::<KeyWrapper>(std::slice::from_ref(v))?.get(vm).obj.clone();
    Ok(obj.unwrap_or_default())
}

fn key_set_obj(vm: &mut Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    let this = vm.receiver::<KeyWrapper>(std::slice::from_ref(v))?;
    let old = std::mem::replace(&mut this.get_mut(vm).obj, value.cloned());
    drop(old);
    Ok(())
}
