//! `wrapper_descriptor` (`int.__add__`) and `method-wrapper` (`(1).__add__`): type slots as methods.

use super::{check_receiver, qualified, reduce_as_getattr};
use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::hash::hash_pointer;
use crate::object::native::{MethodWrapper, SlotWrapper};
use crate::object::slots::{Args, CompareOp, PyResult};
use crate::object::{Str, Type};
use crate::protocol::slotdefs::{SLOTDEFS, SlotDef};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.wrapper_descriptor.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.repr = Some(slot_wrapper_repr);
            s.call = Some(slot_wrapper_call);
            s.descr_get = Some(slot_wrapper_get);
        })
        .method("__reduce__(self, /)", slot_wrapper_reduce, "How pickle finds the method again.")
        .getset("__doc__", |vm, w| doc(vm, def_of(vm, w)?), None, "")
        .member("__name__", |vm, w| Ok(vm.intern(def_of(vm, w)?.name).into_value()), None, "")
        .getset("__qualname__", slot_wrapper_qualname, None, "")
        .member("__objclass__", |vm, w| Ok(vm.payload::<SlotWrapper>(w)?.get(vm).owner.to_value()), None, "")
        .getset("__text_signature__", |vm, w| vm.new_str(def_of(vm, w)?.signature), None, "")
        .ready();
    let ty = vm.types.method_wrapper.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.repr = Some(method_wrapper_repr);
            s.call = Some(method_wrapper_call);
            s.compare = Some(method_wrapper_compare);
            s.hash = Some(method_wrapper_hash);
        })
        .method("__reduce__(self, /)", method_wrapper_reduce, "How pickle finds the method again.")
        .getset("__doc__", |vm, w| doc(vm, inner_def(vm, w)?), None, "")
        .getset("__name__", |vm, w| Ok(vm.intern(inner_def(vm, w)?.name).into_value()), None, "")
        .getset("__qualname__", |vm, w| slot_wrapper_qualname(vm, &inner(vm, w)?.into_value()), None, "")
        .getset("__objclass__", |vm, w| Ok(inner(vm, w)?.get(vm).owner.to_value()), None, "")
        .member("__self__", |vm, w| Ok(vm.payload::<MethodWrapper>(w)?.get(vm).this.clone()), None, "")
        .getset("__text_signature__", |vm, w| vm.new_str(inner_def(vm, w)?.signature), None, "")
        .ready();
    Ok(())
}

fn def_of(vm: &Vm, this: &Value) -> PyResult<&'static SlotDef> {
    let slot = vm.payload::<SlotWrapper>(this)?.get(vm).slot;
    SLOTDEFS.get(slot).ok_or_else(|| vm.system_error("unknown slot"))
}

fn inner(vm: &Vm, this: &Value) -> PyResult<Ref<SlotWrapper>> {
    Ok(vm.payload::<MethodWrapper>(this)?.get(vm).wrapper.clone())
}

fn inner_def(vm: &Vm, this: &Value) -> PyResult<&'static SlotDef> {
    def_of(vm, &inner(vm, this)?.into_value())
}

fn doc(vm: &Vm, def: &SlotDef) -> PyResult {
    if def.doc.is_empty() { Ok(Value::NONE) } else { vm.new_str(def.doc) }
}

fn name_and_owner(vm: &Vm, this: &Value) -> PyResult<(Ref<Str>, Ref<Type>)> {
    let name = vm.intern(def_of(vm, this)?.name);
    Ok((name, vm.payload::<SlotWrapper>(this)?.get(vm).owner.clone()))
}

fn slot_wrapper_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let (name, owner) = name_and_owner(vm, this)?;
    let text = format!("<slot wrapper '{}' of '{}' objects>", name.to_lossy(), vm.dotted_type_name(&owner));
    vm.new_str(&text)
}

fn slot_wrapper_qualname(vm: &mut Vm, this: &Value) -> PyResult {
    let (name, owner) = name_and_owner(vm, this)?;
    qualified(vm, &owner, &name)
}

fn slot_wrapper_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = args.first().cloned().unwrap_or_default();
    let (name, owner) = name_and_owner(vm, &this)?;
    reduce_as_getattr(vm, owner.into_value(), name.into_value())
}

fn slot_wrapper_call(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult {
    let wrapper = vm.payload::<SlotWrapper>(this)?;
    let Some((receiver, rest)) = args.values.split_first().filter(|_| !args.pos().is_empty()) else {
        let (name, owner) = name_and_owner(vm, this)?;
        let (name, owner) = (name.to_lossy(), vm.dotted_type_name(&owner));
        return Err(vm.type_error(match crate::protocol::wrapper::is_method_in_cpython(&owner, &name) {
            true => format!("unbound method {owner}.{name}() needs an argument"),
            false => format!("descriptor '{name}' of '{owner}' object needs an argument"),
        }));
    };
    vm.call_slot_wrapper(wrapper, receiver, Args { values: rest, names: args.names })
}

fn slot_wrapper_get(vm: &mut Vm, this: &Value, instance: Option<&Value>, _owner: &Value) -> PyResult {
    let Some(instance) = instance else { return Ok(this.clone()) };
    let wrapper = vm.payload::<SlotWrapper>(this)?.clone();
    let (name, owner) = name_and_owner(vm, this)?;
    check_receiver(vm, &name, &owner, instance)?;
    let payload = MethodWrapper { wrapper, this: instance.clone() };
    Ok(vm.alloc(&vm.types.method_wrapper, payload)?.into_value())
}

fn method_wrapper_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let name = inner_def(vm, this)?.name;
    let object = vm.payload::<MethodWrapper>(this)?.get(vm).this.clone();
    let ty = vm.type_of(&object).clone();
    let text = format!("<method-wrapper '{name}' of {} object at {:#x}>", vm.dotted_type_name(&ty), object.id());
    vm.new_str(&text)
}

fn method_wrapper_call(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult {
    let (wrapper, object) = {
        let w = vm.payload::<MethodWrapper>(this)?.get(vm);
        (w.wrapper.clone(), w.this.clone())
    };
    vm.call_slot_wrapper(&wrapper, &object, args)
}

fn method_wrapper_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<MethodWrapper>(), b.downcast::<MethodWrapper>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (x, y) = (x.get(vm), y.get(vm));
    let equal = x.wrapper.ptr_eq(&y.wrapper) && x.this.is(&y.this);
    match op {
        CompareOp::Eq => Ok(Value::bool(equal)),
        CompareOp::Ne => Ok(Value::bool(!equal)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn method_wrapper_hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let w = vm.payload::<MethodWrapper>(this)?.get(vm);
    Ok(hash_pointer(w.this.id() ^ (w.wrapper.header_ptr() as u64).rotate_left(9)))
}

fn method_wrapper_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = args.first().cloned().unwrap_or_default();
    let name = vm.intern(inner_def(vm, &this)?.name).into_value();
    let object = vm.payload::<MethodWrapper>(&this)?.get(vm).this.clone();
    reduce_as_getattr(vm, object, name)
}
