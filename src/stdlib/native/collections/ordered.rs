//! `collections.OrderedDict`: a dict whose order can be changed and counts in comparisons. Subclasses that override
//! `__setitem__` and the like have them called.

use super::ordered_views;
use crate::builtins::type_::{builtin_dict_set, instance_dict_get};
use crate::gc::{Ref, Value};
use crate::native::build::new_native_type;
use crate::native::{TypeBuilder, arg};
use crate::object::iter::DictPart;
use crate::object::slots::{Args, BinaryOp, CompareOp, PyResult};
use crate::object::{Dict, Str, Tuple, Type};
use crate::vm::Vm;

/// The types that belong to OrderedDict.
pub struct OrderedTypes {
    pub dict: Ref<Type>,
    pub keys: Ref<Type>,
    pub values: Ref<Type>,
    pub items: Ref<Type>,
    pub iter: Ref<Type>,
}

pub fn init(vm: &mut Vm) -> OrderedTypes {
    let base = vm.types.dict.clone();
    let ty = new_native_type::<Dict>(vm, "OrderedDict", "collections", Some(&base));
    let dict = TypeBuilder::new(vm, &ty)
        .doc("Dictionary that remembers insertion order")
        .with_dict()
        .getset("__dict__", instance_dict_get, Some(builtin_dict_set), "")
        .weakrefable()
        .slots(|s| {
            s.init = Some(ordered_init);
            s.repr = Some(ordered_repr);
            s.compare = Some(ordered_compare);
            s.hash = Some(crate::protocol::hash_not_implemented);
            s.iter = Some(ordered_iter);
            s.binary[BinaryOp::Or as usize] = Some(ordered_or);
            s.inplace[BinaryOp::Or as usize] = Some(ordered_inplace_or);
        })
        .class_method("fromkeys(type, /, iterable, value=None)", ordered_fromkeys, "Create a new ordered dictionary with keys from iterable and values set to value.")
        .method("__sizeof__(self, /)", ordered_sizeof, "Return the size of the dict in memory, in bytes.")
        .method("__reduce__(self, /)", ordered_reduce, "Return state information for pickling")
        .method("setdefault(self, /, key, default=None)", ordered_setdefault, "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.")
        .method("pop(self, /, key, default=<unrepresentable>)", ordered_pop, "Remove key and return its value, or the default if the key is not found.")
        .method("popitem(self, /, last=True)", ordered_popitem, "Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO order if last is true or FIFO order if false.")
        .method("keys(self, /)", |vm, args| view(vm, args, DictPart::Keys), "")
        .method("values(self, /)", |vm, args| view(vm, args, DictPart::Values), "")
        .method("items(self, /)", |vm, args| view(vm, args, DictPart::Items), "")
        .method("update(self, /, *args, **kwargs)", ordered_update, "Add the entries of a mapping, of an iterable of pairs, and of the keyword arguments.")
        .method("clear(self, /)", ordered_clear, "Remove all items from ordered dict.")
        .method("copy(self, /)", ordered_copy, "A shallow copy of ordered dict.")
        .method("__reversed__(self, /)", ordered_reversed, "od.__reversed__() <==> reversed(od)")
        .method("move_to_end(self, /, key, last=True)", ordered_move_to_end, "Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if the element does not exist.")
        .ready();
    let (keys, values, items, iter) = ordered_views::init(vm);
    OrderedTypes { dict, keys, values, items, iter }
}

fn this(vm: &Vm, v: &Value) -> PyResult<Ref<Dict>> {
    match v.downcast::<Dict>() {
        Some(dict) => Ok(dict.clone()),
        None => Err(vm.type_error("a 'collections.OrderedDict' object is required")),
    }
}

/// Whether this is no instance of a subclass, so that nothing can be overridden.
fn is_exact(vm: &mut Vm, v: &Value) -> PyResult<bool> {
    let types = super::types(vm)?;
    Ok(vm.type_of(v).ptr_eq(&types.ordered.dict))
}

fn set(vm: &mut Vm, v: &Value, key: &Value, value: Value) -> PyResult<()> {
    if is_exact(vm, v)? {
        let dict = this(vm, v)?;
        return vm.dict_set(&dict, key, value);
    }
    vm.setitem(v, key, &value)
}

fn ordered_init(vm: &mut Vm, v: &Value, args: Args<'_>) -> PyResult<()> {
    match args.pos() {
        [] => {}
        [other] => update(vm, v, other)?,
        more => {
            return Err(vm.type_error(format!("expected at most 1 argument, got {}", more.len())));
        }
    }
    for (name, value) in args.keywords() {
        set(vm, v, name, value.clone())?;
    }
    Ok(())
}

fn ordered_update(vm: &mut Vm, args: &[Value]) -> PyResult {
    let v = arg(args, 0);
    let positional = arg(args, 1).downcast::<Tuple>().cloned();
    match positional.as_ref().map_or(&[][..], |t| t.items()) {
        [] => {}
        [other] => update(vm, v, other)?,
        more => {
            let text = format!("update() takes at most 1 positional argument ({} given)", more.len());
            return Err(vm.type_error(text));
        }
    }
    if let Some(keywords) = arg(args, 2).downcast::<Dict>().cloned() {
        let pairs: Vec<(Value, Value)> = keywords.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
        for (key, value) in pairs {
            set(vm, v, &key, value)?;
        }
    }
    Ok(Value::NONE)
}

/// Adds a mapping's entries or pairs.
fn update(vm: &mut Vm, v: &Value, other: &Value) -> PyResult<()> {
    if is_exact(vm, v)? && (other.downcast_exact::<Dict>().is_some() || is_exact(vm, other)?) {
        let dict = this(vm, v)?;
        let source = this(vm, other)?;
        return vm.dict_merge(&dict, &source);
    }
    if let Some(source) = other.downcast_exact::<Dict>().cloned() {
        let pairs: Vec<(Value, Value)> = source.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
        for (key, value) in pairs {
            set(vm, v, &key, value)?;
        }
        return Ok(());
    }
    let name = vm.names.keys.clone();
    if vm.getattr_opt(other, &name)?.is_some() {
        for key in vm.mapping_keys(other)? {
            let value = vm.getitem(other, &key)?;
            set(vm, v, &key, value)?;
        }
        return Ok(());
    }
    let iter = vm.iter(other)?;
    while let Some(pair) = vm.next(&iter)? {
        let parts = vm.collect(&pair)?;
        match <[Value; 2]>::try_from(parts) {
            Ok([key, value]) => set(vm, v, &key, value)?,
            Err(parts) if parts.len() < 2 => {
                let text = format!(
                    "need more than {} value{} to unpack",
                    parts.len(),
                    if parts.len() == 1 { "" } else { "s" }
                );
                return Err(vm.value_error(text));
            }
            Err(_) => return Err(vm.value_error("too many values to unpack (expected 2)")),
        }
        vm.poll()?;
    }
    Ok(())
}

fn ordered_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let dict = this(vm, v)?;
    let name = vm.type_of(v).get(vm).name.clone();
    if dict.get(vm).is_empty() {
        let text = [name.bytes(), b"()"].concat();
        return vm.new_str_wtf8(&text);
    }
    if !vm.repr_enter(v) {
        return vm.new_str("...");
    }
    let result = contents(vm, v, &dict).and_then(|contents| vm.repr(&contents));
    vm.repr_leave(v);
    let text = [name.bytes(), b"(", result?.bytes(), b")"].concat();
    vm.new_str_wtf8(&text)
}

/// A plain dict with the items, through `items()` of a subclass.
fn contents(vm: &mut Vm, v: &Value, dict: &Ref<Dict>) -> PyResult {
    if is_exact(vm, v)? {
        return Ok(vm.dict_copy(dict)?.into_value());
    }
    let items = vm.call_method_str(v, "items", &[])?;
    let copy = vm.new_dict();
    vm.dict_update(&copy, &items)?;
    Ok(copy.into_value())
}

/// Equality with another OrderedDict looks at the order.
fn ordered_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let Some(compare) = vm.types.dict.get(vm).slots.compare else { return Ok(Value::NOT_IMPLEMENTED) };
    let result = compare(vm, a, b, CompareOp::Eq)?;
    if result.is_not_implemented() {
        return Ok(result);
    }
    let mut equal = result.is_true();
    let types = super::types(vm)?;
    if equal && vm.is_instance_of(b, &types.ordered.dict) {
        let keys = |vm: &mut Vm, v: &Value| -> PyResult {
            let keys = this(vm, v)?.get(vm).iter().map(|e| e.key.clone()).collect();
            vm.new_list(keys)
        };
        let (x, y) = (keys(vm, a)?, keys(vm, b)?);
        equal = vm.compare_bool(&x, &y, CompareOp::Eq)?;
    }
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn ordered_iter(vm: &mut Vm, v: &Value) -> PyResult {
    let dict = this(vm, v)?;
    ordered_views::new_iter(vm, dict, DictPart::Keys, false)
}

fn ordered_reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = this(vm, arg(args, 0))?;
    ordered_views::new_iter(vm, dict, DictPart::Keys, true)
}

fn view(vm: &mut Vm, args: &[Value], part: DictPart) -> PyResult {
    let dict = this(vm, arg(args, 0))?;
    ordered_views::new_view(vm, dict, part)
}

fn ordered_or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    if a.downcast::<Dict>().is_none() || b.downcast::<Dict>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let types = super::types(vm)?;
    let mine = if vm.is_instance_of(a, &types.ordered.dict) { a } else { b };
    let class = vm.type_of(mine).to_value();
    let new = vm.call(&class, std::slice::from_ref(a))?;
    update(vm, &new, b)?;
    Ok(new)
}

fn ordered_inplace_or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    update(vm, a, b)?;
    Ok(a.clone())
}

fn ordered_fromkeys(vm: &mut Vm, args: &[Value]) -> PyResult {
    let new = vm.call(arg(args, 0), &[])?;
    let iter = vm.iter(arg(args, 1))?;
    while let Some(key) = vm.next(&iter)? {
        vm.setitem(&new, &key, arg(args, 2))?;
        vm.poll()?;
    }
    Ok(new)
}

/// As CPython counts, which keeps a list of nodes and a second table beside the dict.
fn ordered_sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = this(vm, arg(args, 0))?;
    let d = dict.get(vm);
    let size = 112 + d.storage_size() + d.len() * 32 + d.table_slots() * 8;
    Ok(vm.int(size as i64))
}

fn ordered_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let v = arg(args, 0);
    let state = vm.call_method_str(v, "__getstate__", &[])?;
    let state = match state.downcast::<Dict>() {
        Some(d) if d.get(vm).is_empty() => Value::NONE,
        _ => state,
    };
    let items = vm.call_method_str(v, "items", &[])?;
    let iter = vm.iter(&items)?;
    let class = vm.type_of(v).to_value();
    vm.new_tuple(vec![class, vm.empty_tuple.to_value(), state, Value::NONE, iter])
}

fn ordered_setdefault(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (v, key, default) = (arg(args, 0), arg(args, 1), arg(args, 2));
    if is_exact(vm, v)? {
        let dict = this(vm, v)?;
        return vm.dict_setdefault(&dict, key, default.clone());
    }
    if vm.contains(v, key)? {
        return vm.getitem(v, key);
    }
    vm.setitem(v, key, default)?;
    Ok(default.clone())
}

fn ordered_pop(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (v, key, default) = (arg(args, 0), arg(args, 1), arg(args, 2));
    let dict = this(vm, v)?;
    if let Some(value) = vm.dict_remove(&dict, key)? {
        return Ok(value);
    }
    if !default.is_unset() {
        return Ok(default.clone());
    }
    if !is_exact(vm, v)? {
        let name = vm.names.__missing__.clone();
        if let Some(value) = vm.call_special(v, &name, std::slice::from_ref(key))? {
            return Ok(value);
        }
    }
    Err(vm.key_error(key))
}

fn ordered_popitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let last = vm.truthy(arg(args, 1))?;
    let dict = this(vm, arg(args, 0))?;
    let d = dict.get_mut(vm);
    let entry = if last {
        d.pop_last()
    } else {
        match d.next_from(0).map(|(i, _)| i) {
            Some(i) => d.remove_at(i),
            None => None,
        }
    };
    match entry {
        Some(entry) => vm.new_pair(entry.key, entry.value),
        None => {
            let text = vm.str("dictionary is empty");
            Err(vm.key_error(&text))
        }
    }
}

fn ordered_clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = this(vm, arg(args, 0))?;
    let entries = dict.get_mut(vm).take_all();
    drop(entries);
    Ok(Value::NONE)
}

fn ordered_copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let v = arg(args, 0);
    let dict = this(vm, v)?;
    let class = vm.type_of(v).to_value();
    let new = vm.call(&class, &[])?;
    let keys: Vec<Value> = dict.get(vm).iter().map(|e| e.key.clone()).collect();
    let exact = is_exact(vm, v)?;
    for key in keys {
        let value = match exact {
            true => vm.dict_get(&dict, &key)?.unwrap_or_default(),
            false => vm.getitem(v, &key)?,
        };
        set(vm, &new, &key, value)?;
        vm.poll()?;
    }
    for (name, value) in vm.instance_items(v) {
        if let Some(name) = name.downcast::<Str>() {
            let name = vm.intern_str(name);
            vm.instance_set(&new, &name, value)?;
        }
    }
    Ok(new)
}

fn ordered_move_to_end(vm: &mut Vm, args: &[Value]) -> PyResult {
    let last = vm.truthy(arg(args, 2))?;
    let dict = this(vm, arg(args, 0))?;
    let (_, found) = vm.dict_locate(&dict, arg(args, 1))?;
    let Some(index) = found else { return Err(vm.key_error(arg(args, 1))) };
    let moved = if last { dict.get_mut(vm).move_to_back(index) } else { dict.get_mut(vm).move_to_front(index) };
    match moved {
        true => Ok(Value::NONE),
        false => Err(vm.memory_error()),
    }
}
