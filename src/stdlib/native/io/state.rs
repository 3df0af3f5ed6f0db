//! What `copy` and pickling keep of streams in memory: `__getstate__` and `__setstate__` of `BytesIO` and `StringIO`.

use super::arg;
use crate::gc::Value;
use crate::object::{Dict, PyResult, Tuple};
use crate::vm::Vm;

/// The attributes of an instance in a new dict; None without any.
pub fn attributes(vm: &mut Vm, value: &Value) -> PyResult {
    let items = vm.instance_items(value);
    if items.is_empty() {
        return Ok(Value::NONE);
    }
    let dict = vm.new_dict().into_value();
    for (key, item) in items {
        vm.setitem(&dict, &key, &item)?;
    }
    Ok(dict)
}

/// The items of a state, which must be a tuple of so many.
pub fn items_of(vm: &mut Vm, args: &[Value], kind: &str, count: usize) -> PyResult<Vec<Value>> {
    let state = arg(args, 1);
    match state.downcast::<Tuple>() {
        Some(tuple) if tuple.items().len() >= count => Ok(tuple.items().to_vec()),
        _ => {
            let given = vm.type_name(state);
            Err(vm.type_error(format!("_io.{kind}.__setstate__ argument should be {count}-tuple, got {given}")))
        }
    }
}

pub fn position(vm: &mut Vm, value: &Value, wrong: &str) -> PyResult<usize> {
    if !vm.is_int(value) {
        let given = vm.type_name(value);
        return Err(vm.type_error(format!("{wrong}{given}")));
    }
    let at: i64 = vm.extract(value)?;
    usize::try_from(at).map_err(|_| vm.value_error("position value cannot be negative"))
}

/// Puts the attributes back.
pub fn restore(vm: &mut Vm, stream: &Value, attributes: &Value, which: &str) -> PyResult<()> {
    if attributes.is_none() {
        return Ok(());
    }
    let Some(dict) = attributes.downcast::<Dict>() else {
        let given = vm.type_name(attributes);
        return Err(vm.type_error(format!("{which} item of state should be a dict, got a {given}")));
    };
    let entries: Vec<(Value, Value)> = dict.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
    for (key, value) in entries {
        let name = vm.attr_name(&key)?;
        vm.instance_set(stream, &name, value)?;
    }
    Ok(())
}
