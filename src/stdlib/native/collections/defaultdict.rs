//! `collections.defaultdict`: a dict with one slot, the factory.

use crate::gc::{Ref, Value};
use crate::native::build::new_native_type;
use crate::native::{TypeBuilder, arg};
use crate::object::slots::{Args, BinaryOp, PyResult};
use crate::object::{Dict, Type};
use crate::vm::Vm;

const DOC: &str = "defaultdict(default_factory=None, /, [...]) --> dict with default factory

The factory is called without arguments for the value of a key that is not
present, by __getitem__ only. The remaining arguments are those of dict.";

pub fn init(vm: &mut Vm) -> Ref<Type> {
    let dict = vm.types.dict.clone();
    let ty = new_native_type::<Dict>(vm, "defaultdict", "collections", Some(&dict));
    TypeBuilder::new(vm, &ty)
        .doc(DOC)
        .members(&["default_factory"])
        .slots(|s| {
            s.init = Some(defaultdict_init);
            s.repr = Some(defaultdict_repr);
            s.binary[BinaryOp::Or as usize] = Some(defaultdict_or);
        })
        .method("__missing__(self, key, /)", defaultdict_missing, MISSING_DOC)
        .method("copy(self, /)", defaultdict_copy, "D.copy() -> a shallow copy of D.")
        .method("__copy__(self, /)", defaultdict_copy, "D.copy() -> a shallow copy of D.")
        .method("__reduce__(self, /)", defaultdict_reduce, "Return state information for pickling.")
        .class_method(
            "__class_getitem__(type, object, /)",
            |vm, args| vm.generic_alias(arg(args, 0), arg(args, 1)),
            "See PEP 585",
        )
        .ready()
}

const MISSING_DOC: &str =
    "Called by __getitem__ for a missing key: sets it to what the factory gives, or raises KeyError
without a factory.";

fn this(vm: &Vm, v: &Value) -> PyResult<Ref<Dict>> {
    match v.downcast::<Dict>() {
        Some(dict) => Ok(dict.clone()),
        None => Err(vm.type_error("a 'collections.defaultdict' object is required")),
    }
}

/// The factory; None before `__init__`.
fn factory(vm: &mut Vm, v: &Value) -> Value {
    let offset = vm.first_member_offset(v);
    vm.slot_value(v, offset).unwrap_or_default()
}

fn defaultdict_init(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult<()> {
    let mut rest = args;
    let mut factory = Value::NONE;
    if let Some((first, others)) = args.values.split_first()
        && !args.pos().is_empty()
    {
        if !first.is_none() && vm.type_of(first).get(vm).slots.call.is_none() {
            return Err(vm.type_error("first argument must be callable or None"));
        }
        factory = first.clone();
        rest = Args { values: others, names: args.names };
    }
    let offset = vm.first_member_offset(v);
    let old = vm.set_slot_value(v, offset, Some(factory));
    drop(old);
    match vm.types.dict.get(vm).slots.init {
        Some(init) => init(vm, v, rest),
        None => Ok(()),
    }
}

fn defaultdict_missing(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (v, key) = (arg(args, 0), arg(args, 1));
    let factory = factory(vm, v);
    if factory.is_none() {
        return Err(vm.key_error(key));
    }
    let value = vm.call(&factory, &[])?;
    vm.setitem(v, key, &value)?;
    Ok(value)
}

fn defaultdict_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let dict = this(vm, v)?;
    let contents = match vm.types.dict.get(vm).slots.repr {
        Some(repr) => repr(vm, &dict.to_value())?,
        None => vm.new_str("{}")?,
    };
    let factory = factory(vm, v);
    // A factory that is a method of the dict itself would show the dict again.
    let shown = if vm.repr_enter(&factory) {
        let result = vm.repr(&factory);
        vm.repr_leave(&factory);
        result?.bytes().to_vec()
    } else {
        b"...".to_vec()
    };
    let name = vm.type_of(v).get(vm).name.clone();
    let contents = vm.to_str(&contents)?;
    let text = [name.bytes(), b"(", &shown, b", ", contents.bytes(), b")"].concat();
    vm.new_str_wtf8(&text)
}

/// A defaultdict of the class of `like`, with its factory and the entries of `from`.
fn new_like(vm: &mut Vm, like: &Value, from: &Value) -> PyResult {
    let class = vm.type_of(like).to_value();
    let factory = factory(vm, like);
    vm.call(&class, &[factory, from.clone()])
}

fn defaultdict_copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    new_like(vm, arg(args, 0), arg(args, 0))
}

fn defaultdict_or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let types = super::types(vm)?;
    let left = vm.is_instance_of(a, &types.defaultdict);
    let (mine, other) = if left { (a, b) } else { (b, a) };
    if other.downcast::<Dict>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let new = new_like(vm, mine, a)?;
    if let Some(dict) = new.downcast::<Dict>() {
        vm.dict_update(dict, b)?;
    }
    Ok(new)
}

fn defaultdict_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let v = arg(args, 0);
    let factory = factory(vm, v);
    let arguments = match factory.is_none() {
        true => vm.empty_tuple.to_value(),
        false => vm.new_tuple(vec![factory])?,
    };
    let items = vm.call_method_str(v, "items", &[])?;
    let iter = vm.iter(&items)?;
    let class = vm.type_of(v).to_value();
    vm.new_tuple(vec![class, arguments, Value::NONE, Value::NONE, iter])
}
