//! Slot functions of Python classes: each calls the dunder method found on the object's type.

use super::slotdefs::Dunder;
use crate::gc::{Ref, Value};
use crate::object::native::SlotWrapper;
use crate::object::slots::*;
use crate::object::{Str, Type};
use crate::vm::Vm;

use BinaryOp as B;

/// Puts the generic function for a dunder into `slots`.
pub fn fill(slots: &mut Slots, dunder: Dunder) {
    match dunder {
        Dunder::Repr => slots.repr = Some(slot_repr),
        Dunder::Str => slots.str = Some(slot_str),
        Dunder::Hash => slots.hash = Some(slot_hash),
        Dunder::Call => slots.call = Some(slot_call),
        Dunder::GetAttribute | Dunder::GetAttr => slots.getattro = Some(slot_getattro),
        Dunder::SetAttr | Dunder::DelAttr => slots.setattro = Some(slot_setattro),
        Dunder::Compare(_) => slots.compare = Some(slot_compare),
        Dunder::Iter => slots.iter = Some(slot_iter),
        Dunder::Next => slots.iternext = Some(slot_next),
        Dunder::Get => slots.descr_get = Some(slot_get),
        Dunder::Set | Dunder::Delete => slots.descr_set = Some(slot_set),
        Dunder::Init => slots.init = Some(slot_init),
        Dunder::Del => slots.finalize = Some(slot_del),
        Dunder::Len => slots.len = Some(slot_len),
        Dunder::GetItem => slots.getitem = Some(slot_getitem),
        Dunder::SetItem | Dunder::DelItem => slots.setitem = Some(slot_setitem),
        Dunder::Contains => slots.contains = Some(slot_contains),
        Dunder::Binary(op) | Dunder::Reflected(op) => slots.binary[op as usize] = Some(GENERIC_BINARY[op as usize]),
        Dunder::InPlace(op) => slots.inplace[op as usize] = Some(GENERIC_INPLACE[op as usize]),
        Dunder::Neg => slots.neg = Some(slot_neg),
        Dunder::Pos => slots.pos = Some(slot_pos),
        Dunder::Abs => slots.abs = Some(slot_abs),
        Dunder::Invert => slots.invert = Some(slot_invert),
        Dunder::Bool => slots.bool = Some(slot_bool),
        Dunder::Int => slots.int = Some(slot_int),
        Dunder::Float => slots.float = Some(slot_float),
        Dunder::Index => slots.index = Some(slot_index),
        Dunder::Await => slots.await_ = Some(slot_await),
        Dunder::Aiter => slots.aiter = Some(slot_aiter),
        Dunder::Anext => slots.anext = Some(slot_anext),
    }
}

/// Puts a builtin's own function for a dunder into `slots`.
pub fn take_native(slots: &mut Slots, theirs: &Slots, dunder: Dunder) {
    match dunder {
        Dunder::Repr => slots.repr = theirs.repr,
        Dunder::Str => slots.str = theirs.str,
        Dunder::Hash => slots.hash = theirs.hash,
        Dunder::Call => slots.call = theirs.call,
        Dunder::GetAttribute | Dunder::GetAttr => slots.getattro = theirs.getattro,
        Dunder::SetAttr | Dunder::DelAttr => slots.setattro = theirs.setattro,
        Dunder::Compare(_) => slots.compare = theirs.compare,
        Dunder::Iter => slots.iter = theirs.iter,
        Dunder::Next => slots.iternext = theirs.iternext,
        Dunder::Get => slots.descr_get = theirs.descr_get,
        Dunder::Set | Dunder::Delete => slots.descr_set = theirs.descr_set,
        Dunder::Init => slots.init = theirs.init,
        Dunder::Del => slots.finalize = theirs.finalize,
        Dunder::Len => slots.len = theirs.len,
        Dunder::GetItem => slots.getitem = theirs.getitem,
        Dunder::SetItem | Dunder::DelItem => slots.setitem = theirs.setitem,
        Dunder::Contains => slots.contains = theirs.contains,
        Dunder::Binary(op) | Dunder::Reflected(op) => {
            slots.binary[op as usize] = theirs.binary[op as usize];
            match op {
                B::Add => slots.concat = theirs.concat,
                B::Mul => slots.repeat = theirs.repeat,
                _ => {}
            }
        }
        Dunder::InPlace(op) => {
            slots.inplace[op as usize] = theirs.inplace[op as usize];
            match op {
                B::Add => slots.inplace_concat = theirs.inplace_concat,
                B::Mul => slots.inplace_repeat = theirs.inplace_repeat,
                _ => {}
            }
        }
        Dunder::Neg => slots.neg = theirs.neg,
        Dunder::Pos => slots.pos = theirs.pos,
        Dunder::Abs => slots.abs = theirs.abs,
        Dunder::Invert => slots.invert = theirs.invert,
        Dunder::Bool => slots.bool = theirs.bool,
        Dunder::Int => slots.int = theirs.int,
        Dunder::Float => slots.float = theirs.float,
        Dunder::Index => slots.index = theirs.index,
        Dunder::Await => slots.await_ = theirs.await_,
        Dunder::Aiter => slots.aiter = theirs.aiter,
        Dunder::Anext => slots.anext = theirs.anext,
    }
}

/// Calls a dunder that the type is known to have had when its slots were filled.
fn call(vm: &mut Vm, this: &Value, name: impl FnOnce(&Vm) -> &Ref<Str>, args: &[Value]) -> PyResult {
    let name = name(vm).clone();
    match vm.call_special(this, &name, args)? {
        Some(result) => Ok(result),
        None => Err(vm.attribute_error_for(this, &name, name.to_lossy())),
    }
}

fn slot_repr(vm: &mut Vm, this: &Value) -> PyResult {
    call(vm, this, |vm| &vm.names.__repr__, &[])
}

fn slot_str(vm: &mut Vm, this: &Value) -> PyResult {
    call(vm, this, |vm| &vm.names.__str__, &[])
}

fn slot_hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let result = call(vm, this, |vm| &vm.names.__hash__, &[])?;
    if let Some(i) = result.as_small() {
        return Ok(if i == -1 { -2 } else { i });
    }
    if !vm.is_int(&result) {
        return Err(vm.type_error("__hash__ method should return an integer"));
    }
    let h = vm.hash_of_int(&result);
    Ok(if h == -1 { -2 } else { h })
}

fn slot_call(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult {
    let name = vm.names.__call__.clone();
    vm.call_special_args(this, &name, args)
}

fn slot_getattro(vm: &mut Vm, this: &Value, name: &Ref<Str>) -> PyResult {
    let ty = vm.type_of(this).clone();
    let getattribute = vm.names.__getattribute__.clone();
    let getattr = vm.names.__getattr__.clone();
    if ty.get(vm).has_flag(crate::object::ty::type_flag::PLAIN_GETATTR) {
        // The usual case: no exception is made just to be caught here.
        match super::attr::find_attr(vm, this, name) {
            Ok(Some(value)) => return Ok(value),
            Ok(None) => {}
            Err(raised) if vm.raised_is(&raised, |e| &e.AttributeError) => drop(raised),
            Err(raised) => return Err(raised),
        }
        return match vm.lookup(&ty, &getattr) {
            Some(_) => call(vm, this, |vm| &vm.names.__getattr__, &[name.to_value()]),
            None => Err(vm.no_attribute(this, name)),
        };
    }
    let first = match vm.lookup(&ty, &getattribute) {
        Some(found) if found.downcast_exact::<SlotWrapper>().is_none() => {
            vm.call_special(this, &getattribute, &[name.to_value()]).map(Option::unwrap_or_default)
        }
        Some(found) => match found.downcast_exact::<SlotWrapper>().map(|w| w.get(vm).owner.clone()) {
            Some(owner) => match owner.get(vm).slots.getattro {
                Some(f) => f(vm, this, name),
                None => super::attr::generic_getattr(vm, this, name),
            },
            None => super::attr::generic_getattr(vm, this, name),
        },
        None => super::attr::generic_getattr(vm, this, name),
    };
    match first {
        Err(raised) if vm.lookup(&ty, &getattr).is_some() && vm.raised_is(&raised, |e| &e.AttributeError) => {
            drop(raised);
            call(vm, this, |vm| &vm.names.__getattr__, &[name.to_value()])
        }
        other => other,
    }
}

fn slot_setattro(vm: &mut Vm, this: &Value, name: &Ref<Str>, value: Option<&Value>) -> PyResult<()> {
    let key = name.to_value();
    match value {
        Some(value) => call(vm, this, |vm| &vm.names.__setattr__, &[key, value.clone()]),
        None => call(vm, this, |vm| &vm.names.__delattr__, &[key]),
    }
    .map(drop)
}

fn slot_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let name = match op {
        CompareOp::Lt => &vm.names.__lt__,
        CompareOp::Le => &vm.names.__le__,
        CompareOp::Eq => &vm.names.__eq__,
        CompareOp::Ne => &vm.names.__ne__,
        CompareOp::Gt => &vm.names.__gt__,
        CompareOp::Ge => &vm.names.__ge__,
    }
    .clone();
    Ok(vm.call_special(a, &name, std::slice::from_ref(b))?.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn slot_iter(vm: &mut Vm, this: &Value) -> PyResult {
    let name = vm.names.__iter__.clone();
    let ty = vm.type_of(this).clone();
    if vm.lookup(&ty, &name).is_some_and(|f| f.is_none()) {
        let ty = vm.type_name(this);
        return Err(vm.type_error(format!("'{ty}' object is not iterable")));
    }
    call(vm, this, |vm| &vm.names.__iter__, &[])
}

fn slot_next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    call(vm, this, |vm| &vm.names.__next__, &[]).map(Some)
}

fn slot_get(vm: &mut Vm, this: &Value, instance: Option<&Value>, owner: &Value) -> PyResult {
    let instance = instance.cloned().unwrap_or_default();
    match vm.call_special(this, &vm.names.__get__.clone(), &[instance, owner.clone()])? {
        Some(value) => Ok(value),
        None => Ok(this.clone()),
    }
}

fn slot_set(vm: &mut Vm, this: &Value, instance: &Value, value: Option<&Value>) -> PyResult<()> {
    match value {
        Some(value) => call(vm, this, |vm| &vm.names.__set__, &[instance.clone(), value.clone()]),
        None => call(vm, this, |vm| &vm.names.__delete__, std::slice::from_ref(instance)),
    }
    .map(drop)
}

fn slot_init(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult<()> {
    let name = vm.names.__init__.clone();
    let result = vm.call_special_args(this, &name, args)?;
    if !result.is_none() {
        let ty = vm.type_name(&result);
        return Err(vm.type_error(format!("__init__() should return None, not '{ty}'")));
    }
    Ok(())
}

fn slot_del(vm: &mut Vm, this: &Value) -> PyResult {
    call(vm, this, |vm| &vm.names.__del__, &[])
}

fn slot_len(vm: &mut Vm, this: &Value) -> PyResult<usize> {
    let result = call(vm, this, |vm| &vm.names.__len__, &[])?;
    let index = vm.index(&result)?;
    match index.as_small() {
        Some(n) if n >= 0 => Ok(n as usize),
        Some(_) => Err(vm.value_error("__len__() should return >= 0")),
        None if vm.is_negative_int(&index) => Err(vm.value_error("__len__() should return >= 0")),
        None => Err(vm.overflow_error("cannot fit 'int' into an index-sized integer")),
    }
}

fn slot_getitem(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    call(vm, this, |vm| &vm.names.__getitem__, std::slice::from_ref(key))
}

fn slot_setitem(vm: &mut Vm, this: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    match value {
        Some(value) => call(vm, this, |vm| &vm.names.__setitem__, &[key.clone(), value.clone()]),
        None => call(vm, this, |vm| &vm.names.__delitem__, std::slice::from_ref(key)),
    }
    .map(drop)
}

fn slot_contains(vm: &mut Vm, this: &Value, item: &Value) -> PyResult<bool> {
    let name = vm.names.__contains__.clone();
    let ty = vm.type_of(this).clone();
    match vm.lookup(&ty, &name) {
        Some(found) if found.is_none() => {
            let ty = vm.type_name(this);
            Err(vm.type_error(format!("'{ty}' object is not a container")))
        }
        Some(_) => {
            let result = call(vm, this, |vm| &vm.names.__contains__, std::slice::from_ref(item))?;
            vm.truthy(&result)
        }
        None => vm.contains_by_iteration(this, item),
    }
}

/// `a op b` where at least one operand is of a Python class: its method, or the other's reflected one, which
/// goes first if the right operand's type is a subclass that overrides it.
fn slot_binary<const OP: usize>(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let op = B::ALL[OP];
    let (ta, tb) = (vm.type_of(a).clone(), vm.type_of(b).clone());
    let is_mine = |vm: &Vm, t: &Ref<Type>| is_generic_binary(t.get(vm).slots.binary[OP], op);
    let name = vm.binary_name(op).clone();
    let reflected = vm.reflected_name(op).clone();
    let mut try_right = !ta.ptr_eq(&tb) && is_mine(vm, &tb);
    if is_mine(vm, &ta) {
        if try_right && vm.is_subtype(&tb, &ta) {
            let mine = vm.lookup(&ta, &reflected);
            let theirs = vm.lookup(&tb, &reflected);
            let overrides = match (&mine, &theirs) {
                (Some(m), Some(t)) => !m.is(t),
                (None, Some(_)) => true,
                _ => false,
            };
            if overrides {
                if let Some(result) = vm.call_special(b, &reflected, std::slice::from_ref(a))?
                    && !result.is_not_implemented()
                {
                    return Ok(result);
                }
                try_right = false;
            }
        }
        if let Some(result) = vm.call_special(a, &name, std::slice::from_ref(b))?
            && (!result.is_not_implemented() || ta.ptr_eq(&tb))
        {
            return Ok(result);
        }
    }
    if try_right && let Some(result) = vm.call_special(b, &reflected, std::slice::from_ref(a))? {
        return Ok(result);
    }
    Ok(Value::NOT_IMPLEMENTED)
}

const GENERIC_BINARY: [BinaryFn; BINARY_OPS] = [
    slot_binary::<0>,
    slot_binary::<1>,
    slot_binary::<2>,
    slot_binary::<3>,
    slot_binary::<4>,
    slot_binary::<5>,
    slot_binary::<6>,
    slot_binary::<7>,
    slot_binary::<8>,
    slot_binary::<9>,
    slot_binary::<10>,
    slot_binary::<11>,
    slot_binary::<12>,
    slot_binary::<13>,
];

pub fn is_generic_binary(f: Option<BinaryFn>, op: BinaryOp) -> bool {
    f.is_some_and(|f| std::ptr::fn_addr_eq(f, GENERIC_BINARY[op as usize]))
}

/// Three-argument `pow` where at least one operand is of a Python class: `__pow__` of the first, `__rpow__` of the
/// second, which goes first if its class is a subclass that overrides it. The third has no say.
pub fn slot_power(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    if modulus.is_none() {
        return slot_binary::<{ B::Pow as usize }>(vm, a, b);
    }
    let (ta, tb) = (vm.type_of(a).clone(), vm.type_of(b).clone());
    let is_mine = |vm: &Vm, t: &Ref<Type>| {
        t.get(vm).slots.power.is_some_and(|f| std::ptr::fn_addr_eq(f, slot_power as TernaryFn))
    };
    let (name, reflected) = (vm.names.__pow__.clone(), vm.names.__rpow__.clone());
    let mut try_right = !ta.ptr_eq(&tb) && is_mine(vm, &tb);
    if is_mine(vm, &ta) {
        if try_right && vm.is_subtype(&tb, &ta) {
            let overrides = match (vm.lookup(&ta, &reflected), vm.lookup(&tb, &reflected)) {
                (Some(m), Some(t)) => !m.is(&t),
                (None, Some(_)) => true,
                _ => false,
            };
            if overrides {
                if let Some(result) = vm.call_special(b, &reflected, &[a.clone(), modulus.clone()])?
                    && !result.is_not_implemented()
                {
                    return Ok(result);
                }
                try_right = false;
            }
        }
        if let Some(result) = vm.call_special(a, &name, &[b.clone(), modulus.clone()])?
            && !result.is_not_implemented()
        {
            return Ok(result);
        }
    }
    if try_right && let Some(result) = vm.call_special(b, &reflected, &[a.clone(), modulus.clone()])? {
        return Ok(result);
    }
    Ok(Value::NOT_IMPLEMENTED)
}

fn slot_inplace<const OP: usize>(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let name = vm.inplace_name(B::ALL[OP]).clone();
    Ok(vm.call_special(a, &name, std::slice::from_ref(b))?.unwrap_or(Value::NOT_IMPLEMENTED))
}

const GENERIC_INPLACE: [BinaryFn; BINARY_OPS] = [
    slot_inplace::<0>,
    slot_inplace::<1>,
    slot_inplace::<2>,
    slot_inplace::<3>,
    slot_inplace::<4>,
    slot_inplace::<5>,
    slot_inplace::<6>,
    slot_inplace::<7>,
    slot_inplace::<8>,
    slot_inplace::<9>,
    slot_inplace::<10>,
    slot_inplace::<11>,
    slot_inplace::<12>,
    slot_inplace::<13>,
];

fn slot_neg(vm: &mut Vm, this: &Value) -> PyResult {
    call(vm, this, |vm| &vm.names.__neg__, &[])
}

fn slot_pos(vm: &mut Vm, this: &Value) -> PyResult {
    call(vm, this, |vm| &vm.names.__pos__, &[])
}

fn slot_abs(vm: &mut Vm, this: &Value) -> PyResult {
    call(vm, this, |vm| &vm.names.__abs__, &[])
}

fn slot_invert(vm: &mut Vm, this: &Value) -> PyResult {
    call(vm, this, |vm| &vm.names.__invert__, &[])
}

fn slot_bool(vm: &mut Vm, this: &Value) -> PyResult<bool> {
    let name = vm.names.__bool__.clone();
    if vm.lookup_ref(&vm.type_of(this).clone(), &name).is_some_and(Value::is_none) {
        let ty = vm.type_name(this);
        return Err(vm.type_error(format!("'{ty}' cannot be interpreted as a boolean")));
    }
    let result = call(vm, this, |vm| &vm.names.__bool__, &[])?;
    match result.as_bool() {
        Some(b) => Ok(b),
        None => {
            let ty = vm.type_name(&result);
            Err(vm.type_error(format!("__bool__ should return bool, returned {ty}")))
        }
    }
}

fn slot_int(vm: &mut Vm, this: &Value) -> PyResult {
    call(vm, this, |vm| &vm.names.__int__, &[])
}

fn slot_float(vm: &mut Vm, this: &Value) -> PyResult {
    call(vm, this, |vm| &vm.names.__float__, &[])
}

fn slot_index(vm: &mut Vm, this: &Value) -> PyResult {
    call(vm, this, |vm| &vm.names.__index__, &[])
}

fn slot_await(vm: &mut Vm, this: &Value) -> PyResult {
    call(vm, this, |vm| &vm.names.__await__, &[])
}

fn slot_aiter(vm: &mut Vm, this: &Value) -> PyResult {
    call(vm, this, |vm| &vm.names.__aiter__, &[])
}

fn slot_anext(vm: &mut Vm, this: &Value) -> PyResult {
    call(vm, this, |vm| &vm.names.__anext__, &[])
}

/// `__new__` written in Python: a static method, called with the class.
pub fn slot_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let name = vm.names.__new__.clone();
    let class_value = class.to_value();
    let function = vm.getattr(&class_value, &name)?;
    vm.call_prepend(&function, &class_value, args)
}
