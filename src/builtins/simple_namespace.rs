//! `types.SimpleNamespace`: an object with the attributes it is given.

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::slots::{Args, CompareOp, PyResult};
use crate::object::{Dict, Str, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.simple_namespace.clone();
    TypeBuilder::new(vm, &ty)
        .doc("A simple attribute-based namespace.")
        .signature("(mapping_or_iterable=(), /, **kwargs)")
        .with_dict()
        .slots(|s| {
            s.new = Some(namespace_new);
            s.init = Some(namespace_init);
            s.repr = Some(namespace_repr);
            s.compare = Some(namespace_compare);
            s.hash = Some(crate::protocol::hash_not_implemented);
        })
        .method("__reduce__(self, /)", namespace_reduce, "Return state information for pickling")
        .method("__replace__(self, /, **changes)", namespace_replace, "A copy with some attributes replaced.")
        .member("__dict__", super::type_::instance_dict_get, None, "")
        .ready();
    Ok(())
}

fn namespace_new(vm: &mut Vm, class: &Ref<Type>, _args: Args<'_>) -> PyResult {
    vm.new_instance(class)
}

fn namespace_init(vm: &mut Vm, this: &Value, args: Args<'_>) -> PyResult<()> {
    let source = match args.pos() {
        [] => None,
        [source] => Some(source.clone()),
        other => {
            let (name, n) = (vm.type_of(this).get(vm).name.to_lossy().into_owned(), other.len());
            return Err(vm.type_error(format!("{name} expected at most 1 argument, got {n}")));
        }
    };
    let dict = vm.instance_dict(this)?;
    if let Some(source) = source {
        let given = match source.downcast_exact::<Dict>() {
            Some(dict) => dict.clone(),
            None => {
                let class = vm.types.dict.to_value();
                vm.call(&class, &[source])?.into_ref::<Dict>().map_err(|_| vm.type_error("dict expected"))?
            }
        };
        let entries: Vec<(Value, Value)> = given.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
        for (key, value) in entries {
            let Some(name) = key.downcast::<Str>() else { return Err(vm.type_error("keywords must be strings")) };
            let name = vm.intern_str(name);
            drop(dict.get_mut(vm).set_str(&name, value));
        }
    }
    for (key, value) in args.keywords() {
        if let Some(name) = key.downcast::<Str>() {
            let name = vm.intern_str(name);
            drop(dict.get_mut(vm).set_str(&name, value.clone()));
        }
    }
    Ok(())
}

fn namespace_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let exact = vm.type_of(this).ptr_eq(&vm.types.simple_namespace);
    let name = if exact { "namespace".to_owned() } else { vm.type_of(this).get(vm).name.to_lossy().into_owned() };
    if !vm.repr_enter(this) {
        return vm.new_str(&format!("{name}(...)"));
    }
    let result = namespace_repr_inner(vm, this, &name);
    vm.repr_leave(this);
    result
}

fn namespace_repr_inner(vm: &mut Vm, this: &Value, name: &str) -> PyResult {
    let mut text = format!("{name}(").into_bytes();
    let mut first = true;
    for (key, value) in vm.instance_items(this) {
        let Some(key) = key.downcast::<Str>().filter(|k| k.byte_len() > 0) else { continue };
        if !first {
            text.extend_from_slice(b", ");
        }
        first = false;
        text.extend_from_slice(key.bytes());
        text.push(b'=');
        text.extend_from_slice(vm.repr(&value)?.bytes());
    }
    text.push(b')');
    vm.new_str_wtf8(&text)
}

fn namespace_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let ty = vm.types.simple_namespace.clone();
    if !vm.is_instance_of(a, &ty) || !vm.is_instance_of(b, &ty) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (vm.instance_dict(a)?.into_value(), vm.instance_dict(b)?.into_value());
    vm.compare(&a, &b, op)
}

fn namespace_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = args.first().cloned().unwrap_or_default();
    let class = vm.type_of(&this).to_value();
    let dict = vm.instance_dict(&this)?.into_value();
    let empty = vm.empty_tuple.to_value();
    vm.new_tuple(vec![class, empty, dict])
}

fn namespace_replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [this, changes] = args else { return Err(vm.type_error("__replace__() takes no positional arguments")) };
    let class = vm.type_of(this).to_value();
    let copy = vm.call(&class, &[])?;
    let target = vm.instance_dict(&copy)?;
    for source in [vm.instance_dict(this)?.into_value(), changes.clone()] {
        if let Some(source) = source.downcast::<Dict>() {
            let entries: Vec<(Value, Value)> =
                source.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
            for (key, value) in entries {
                if let Some(name) = key.downcast::<Str>() {
                    let name = vm.intern_str(name);
                    drop(target.get_mut(vm).set_str(&name, value));
                }
            }
        }
    }
    Ok(copy)
}
