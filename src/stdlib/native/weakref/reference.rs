//! `weakref.ReferenceType`, which programs know as `weakref.ref`.

use super::make;
use crate::gc::{Ref, Value};
use crate::native::build::TypeBuilder;
use crate::object::weak::Weakref;
use crate::object::{Args, CompareOp, PyResult, Str, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) {
    TypeBuilder::new(vm, &vm.types.weakref.clone())
        .slots(|s| {
            s.new = Some(weakref_new);
            s.init = Some(weakref_init);
            s.call = Some(weakref_call);
            s.repr = Some(weakref_repr);
            s.hash = Some(weakref_hash);
            s.compare = Some(weakref_compare);
        })
        .getset("__callback__", get_callback, None, "")
        .class_method("__class_getitem__(type, item, /)", class_getitem, "See PEP 585.")
        .ready();
}

/// One or two positional arguments; their number is all that is looked at here.
fn check_count(vm: &mut Vm, method: &str, given: usize) -> PyResult<()> {
    let text = match given {
        1 | 2 => return Ok(()),
        0 => format!("{method} expected at least 1 argument, got 0"),
        n => format!("{method} expected at most 2 arguments, got {n}"),
    };
    Err(vm.type_error(text))
}

fn weakref_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let given = args.pos();
    check_count(vm, "__new__", given.len())?;
    let none = Value::NONE;
    make(vm, class, given.first().unwrap_or(&none), given.get(1).unwrap_or(&none))
}

fn weakref_init(vm: &mut Vm, _this: &Value, args: Args<'_>) -> PyResult<()> {
    if !args.names.is_empty() {
        return Err(vm.type_error("ref() takes no keyword arguments"));
    }
    check_count(vm, "__init__", args.pos().len())
}

fn weakref_call(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("weakref() takes no keyword arguments"));
    }
    let given = args.values.len();
    if given > 0 {
        return Err(vm.type_error(format!("weakref expected 0 arguments, got {given}")));
    }
    Ok(vm.payload::<Weakref>(this)?.get(vm).target().unwrap_or_default())
}

fn weakref_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let text = match vm.payload::<Weakref>(this)?.get(vm).target() {
        None => format!("<weakref at {:#x}; dead>", this.id()),
        Some(target) => {
            let ty = vm.type_of(&target).clone();
            let ty = vm.full_type_name(&ty);
            let ty = ty.trim_start_matches("__main__.");
            let key = vm.names.__name__.clone();
            // An object that does not tell is shown without its name.
            let name = vm.getattr_opt(&target, &key).unwrap_or_default();
            let name = match name.as_ref().and_then(|n| n.downcast::<Str>()) {
                Some(name) => format!(" ({})", name.to_lossy()),
                None => String::new(),
            };
            format!("<weakref at {:#x}; to '{ty}' at {:#x}{name}>", this.id(), target.id())
        }
    };
    vm.new_str(&text)
}

fn weakref_hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let weak = vm.payload::<Weakref>(this)?.clone();
    if let Some(hash) = weak.get(vm).known_hash() {
        return Ok(hash);
    }
    let Some(target) = weak.get(vm).target() else { return Err(vm.type_error("weak object has gone away")) };
    let hash = vm.hash(&target)?;
    weak.get(vm).set_hash(hash);
    Ok(hash)
}

/// Live references compare as their referents do; once one is dead, by identity.
fn weakref_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Weakref>(), b.downcast::<Weakref>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match (x.get(vm).target(), y.get(vm).target()) {
        (Some(x), Some(y)) => vm.compare(&x, &y, op),
        _ => Ok(Value::bool(a.is(b) == (op == CompareOp::Eq))),
    }
}

fn get_callback(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.payload::<Weakref>(this)?.get(vm).callback.clone().unwrap_or_default())
}

fn class_getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (class, item) = (args.first().cloned().unwrap_or_default(), args.get(1).cloned().unwrap_or_default());
    vm.generic_alias(&class, &item)
}
