//! `FrameLocalsProxy`, what `f_locals` of a function's frame is: a mapping that reads and writes the variables
//! themselves (PEP 667). Names that the code does not know are kept beside them in the frame object.

use crate::gc::{Ref, Value};
use crate::native::build::TypeBuilder;
use crate::object::slots::{Args, BinaryOp, CompareOp};
use crate::object::traceback::{Frame, FrameLocals};
use crate::object::{Dict, PyResult, Str, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) {
    let ty = vm.types.frame_locals.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.new = Some(proxy_new);
            s.repr = Some(proxy_repr);
            s.len = Some(proxy_len);
            s.iter = Some(proxy_iter);
            s.contains = Some(proxy_contains);
            s.getitem = Some(proxy_getitem);
            s.setitem = Some(proxy_setitem);
            s.compare = Some(proxy_compare);
            s.hash = Some(crate::protocol::hash_not_implemented);
            s.binary[BinaryOp::Or as usize] = Some(proxy_or);
            s.inplace[BinaryOp::Or as usize] = Some(proxy_ior);
        })
        .method("__reversed__(self, /)", proxy_reversed, "")
        .method("copy(self, /)", proxy_copy, "")
        .method("get(self, key, default=None, /)", proxy_get, "")
        .method("items(self, /)", proxy_items, "")
        .method("keys(self, /)", proxy_keys, "")
        .method("pop(self, key, default=<unrepresentable>, /)", proxy_pop, "")
        .method("setdefault(self, key, default=None, /)", proxy_setdefault, "")
        .method("update(self, other, /)", proxy_update, "")
        .method("values(self, /)", proxy_values, "")
        .ready();
}

fn frame_of(vm: &Vm, value: &Value) -> PyResult<Ref<Frame>> {
    match value.downcast::<FrameLocals>() {
        Some(proxy) => Ok(proxy.get(vm).frame.clone()),
        None => Err(vm.type_error("FrameLocalsProxy object required")),
    }
}

/// A dict of the variables as they are now.
fn snapshot(vm: &mut Vm, value: &Value) -> PyResult {
    let frame = frame_of(vm, value)?;
    vm.frame_locals(&frame)
}

fn arg(args: &[Value], index: usize) -> &Value {
    static NONE: Value = Value::NONE;
    args.get(index).unwrap_or(&NONE)
}

fn proxy_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let [frame] = args.pos() else {
        let given = args.pos().len();
        return Err(vm.type_error(format!("FrameLocalsProxy expected 1 argument, got {given}")));
    };
    match frame.downcast::<Frame>() {
        Some(frame) => Ok(vm.alloc(class, FrameLocals { frame: frame.clone() })?.into_value()),
        None => {
            let ty = vm.type_name(frame);
            Err(vm.type_error(format!("expect frame, not {ty}")))
        }
    }
}

fn proxy_repr(vm: &mut Vm, this: &Value) -> PyResult {
    if !vm.repr_enter(this) {
        return vm.new_str("{...}");
    }
    let text = snapshot(vm, this).and_then(|dict| vm.repr(&dict));
    vm.repr_leave(this);
    Ok(text?.into_value())
}

fn proxy_len(vm: &mut Vm, this: &Value) -> PyResult<usize> {
    let dict = snapshot(vm, this)?;
    vm.len(&dict)
}

fn proxy_keys(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = snapshot(vm, arg(args, 0))?;
    let keys = vm.collect(&dict)?;
    vm.new_list(keys)
}

fn proxy_iter(vm: &mut Vm, this: &Value) -> PyResult {
    let keys = proxy_keys(vm, std::slice::from_ref(this))?;
    vm.iter(&keys)
}

fn proxy_contains(vm: &mut Vm, this: &Value, key: &Value) -> PyResult<bool> {
    let dict = snapshot(vm, this)?;
    vm.contains(&dict, key)
}

fn proxy_getitem(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let dict = snapshot(vm, this)?;
    if vm.contains(&dict, key)? {
        return vm.getitem(&dict, key);
    }
    let shown = vm.repr_lossy(key)?;
    let text = vm.new_str(&format!("local variable '{shown}' is not defined"))?;
    Err(vm.key_error(&text))
}

fn proxy_setitem(vm: &mut Vm, this: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let frame = frame_of(vm, this)?;
    let name = key.downcast::<Str>().map(|name| vm.intern_str(name));
    let Some(value) = value else {
        if let Some(name) = &name
            && vm.frame_knows(&frame, name)
        {
            return Err(vm.value_error("cannot remove local variables from FrameLocalsProxy"));
        }
        return match frame.get(vm).extra.clone() {
            Some(extra) => vm.delitem(&extra.to_value(), key),
            None => Err(vm.key_error(key)),
        };
    };
    if let Some(name) = &name
        && vm.set_frame_local(&frame, name, value.clone())
    {
        return Ok(());
    }
    let extra = match frame.get(vm).extra.clone() {
        Some(extra) => extra,
        None => {
            let fresh = vm.new_dict();
            frame.get_mut(vm).extra = Some(fresh.clone());
            fresh
        }
    };
    vm.setitem(&extra.to_value(), key, value)
}

fn proxy_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let own = frame_of(vm, a)?;
    if let Some(other) = b.downcast::<FrameLocals>() {
        let same = other.get(vm).frame.ptr_eq(&own);
        return Ok(Value::bool(same == (op == CompareOp::Eq)));
    }
    if b.downcast::<Dict>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let dict = snapshot(vm, a)?;
    vm.compare(&dict, b, op)
}

fn as_mapping(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    if value.downcast::<FrameLocals>().is_some() {
        return snapshot(vm, value).map(Some);
    }
    Ok(value.downcast::<Dict>().map(|d| d.to_value()))
}

fn proxy_or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(left), Some(right)) = (as_mapping(vm, a)?, as_mapping(vm, b)?) else { return Ok(Value::NOT_IMPLEMENTED) };
    vm.binary(BinaryOp::Or, &left, &right)
}

fn proxy_ior(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    if as_mapping(vm, b)?.is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    update(vm, a, b)?;
    Ok(a.clone())
}

fn update(vm: &mut Vm, this: &Value, other: &Value) -> PyResult<()> {
    let Some(other) = as_mapping(vm, other)? else {
        return Err(vm.type_error("update() argument must be dict or another FrameLocalsProxy"));
    };
    let items: Vec<(Value, Value)> = match other.downcast::<Dict>() {
        Some(dict) => dict.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect(),
        None => Vec::new(),
    };
    for (key, value) in items {
        proxy_setitem(vm, this, &key, Some(&value))?;
    }
    Ok(())
}

fn proxy_update(vm: &mut Vm, args: &[Value]) -> PyResult {
    update(vm, arg(args, 0), arg(args, 1))?;
    Ok(Value::NONE)
}

fn proxy_reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = snapshot(vm, arg(args, 0))?;
    let mut keys = vm.collect(&dict)?;
    keys.reverse();
    let keys = vm.new_list(keys)?;
    vm.iter(&keys)
}

fn proxy_copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    snapshot(vm, arg(args, 0))
}

fn proxy_get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = snapshot(vm, arg(args, 0))?;
    if vm.contains(&dict, arg(args, 1))? { vm.getitem(&dict, arg(args, 1)) } else { Ok(arg(args, 2).clone()) }
}

fn proxy_items(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = snapshot(vm, arg(args, 0))?;
    let items = vm.call_method_str(&dict, "items", &[])?;
    let items = vm.collect(&items)?;
    vm.new_list(items)
}

fn proxy_values(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = snapshot(vm, arg(args, 0))?;
    let values = vm.call_method_str(&dict, "values", &[])?;
    let values = vm.collect(&values)?;
    vm.new_list(values)
}

fn proxy_pop(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (this, key, default) = (arg(args, 0), arg(args, 1), arg(args, 2));
    let frame = frame_of(vm, this)?;
    if let Some(name) = key.downcast::<Str>()
        && vm.frame_knows(&frame, name)
    {
        return Err(vm.value_error("cannot remove local variables from FrameLocalsProxy"));
    }
    if let Some(extra) = frame.get(vm).extra.clone().map(Ref::into_value)
        && vm.contains(&extra, key)?
    {
        let value = vm.getitem(&extra, key)?;
        vm.delitem(&extra, key)?;
        return Ok(value);
    }
    if default.is_unset() { Err(vm.key_error(key)) } else { Ok(default.clone()) }
}

fn proxy_setdefault(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (this, key, default) = (arg(args, 0), arg(args, 1), arg(args, 2));
    let dict = snapshot(vm, this)?;
    if vm.contains(&dict, key)? {
        return vm.getitem(&dict, key);
    }
    proxy_setitem(vm, this, key, Some(default))?;
    Ok(default.clone())
}
