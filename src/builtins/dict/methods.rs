//! The methods of `dict`.

use super::iterators::new_iter;
use super::this;
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::iter::{DictItems, DictKeys, DictPart, DictValues};
use crate::object::slots::{Args, PyResult};
use crate::object::{Dict, Set, Type};
use crate::vm::Vm;

pub fn add(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    builder
        .method("__sizeof__(self, /)", dict_sizeof, "Return the size of the dict in memory, in bytes.")
        .method(
            "get(self, key, default=None, /)",
            dict_get,
            "Return the value for key if key is in the dictionary, else default.",
        )
        .method("setdefault(self, key, default=None, /)", dict_setdefault, SETDEFAULT_DOC)
        .method("pop(self, key, default=<unrepresentable>, /)", dict_pop, POP_DOC)
        .method("popitem(self, /)", dict_popitem, POPITEM_DOC)
        .method("keys(self, /)", dict_keys, "Return a set-like object providing a view on the dict's keys.")
        .method("items(self, /)", dict_items, "Return a set-like object providing a view on the dict's items.")
        .method("values(self, /)", dict_values, "Return an object providing a view on the dict's values.")
        .method("update(self, *args, **kwargs)", dict_update, UPDATE_DOC)
        .class_method(
            "fromkeys(type, iterable, value=None, /)",
            dict_fromkeys,
            "Create a new dictionary with keys from iterable and values set to value.",
        )
        .method("clear(self, /)", dict_clear, "Remove all items from the dict.")
        .method("copy(self, /)", dict_copy, "Return a shallow copy of the dict.")
        .method("__reversed__(self, /)", dict_reversed, "Return a reverse iterator over the dict keys.")
        .class_method(
            "__class_getitem__(type, object, /)",
            |vm, args| vm.generic_alias(arg(args, 0), arg(args, 1)),
            "See PEP 585",
        )
}

const SETDEFAULT_DOC: &str = "Insert key with a value of default if key is not in the dictionary.

Return the value for key if key is in the dictionary, else default.";
const POP_DOC: &str = "Remove key and return its value.

If the key is not found, return the default if given; otherwise raise a
KeyError.";
const POPITEM_DOC: &str = "Remove and return the pair that was inserted last.

Raises KeyError if the dict is empty.";
const UPDATE_DOC: &str = "Add the entries of a mapping, of an iterable of pairs, and of the keyword arguments.";

/// As CPython counts.
fn dict_sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = this(vm, arg(args, 0))?;
    let basic = vm.type_of(arg(args, 0)).get(vm).basic_size(vm);
    let size = basic + dict.get(vm).storage_size();
    Ok(vm.int(size as i64))
}

fn dict_get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = vm.receiver::<Dict>(args)?;
    Ok(match vm.dict_get(dict, arg(args, 1))? {
        Some(value) => value,
        None => arg(args, 2).clone(),
    })
}

fn dict_setdefault(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = vm.receiver::<Dict>(args)?;
    vm.dict_setdefault(dict, arg(args, 1), arg(args, 2).clone())
}

fn dict_pop(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = vm.receiver::<Dict>(args)?;
    let (key, default) = (arg(args, 1), arg(args, 2));
    // An empty dict does not even ask for the hash.
    if !dict.get(vm).is_empty()
        && let Some(value) = vm.dict_remove(dict, key)?
    {
        return Ok(value);
    }
    match default.is_unset() {
        true => Err(vm.key_error(key)),
        false => Ok(default.clone()),
    }
}

fn dict_popitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = vm.receiver::<Dict>(args)?;
    match dict.get_mut(vm).pop_last() {
        Some(entry) => vm.new_pair(entry.key, entry.value),
        None => {
            let text = vm.str("popitem(): dictionary is empty");
            Err(vm.key_error(&text))
        }
    }
}

fn dict_keys(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = this(vm, arg(args, 0))?;
    Ok(vm.alloc(&vm.types.dict_keys, DictKeys { dict })?.into_value())
}

fn dict_values(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = this(vm, arg(args, 0))?;
    Ok(vm.alloc(&vm.types.dict_values, DictValues { dict })?.into_value())
}

fn dict_items(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = this(vm, arg(args, 0))?;
    Ok(vm.alloc(&vm.types.dict_items, DictItems { dict })?.into_value())
}

fn dict_update(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = this(vm, arg(args, 0))?;
    let positional = arg(args, 1).downcast::<crate::object::Tuple>().cloned();
    let items = positional.as_ref().map_or(&[][..], |t| t.items());
    super::dict_fill(vm, &dict, Args::positional(items), "update")?;
    if let Some(keywords) = arg(args, 2).downcast::<Dict>().cloned() {
        vm.dict_merge(&dict, &keywords)?
    }
    Ok(Value::NONE)
}

fn dict_fromkeys(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (class, iterable, value) = (arg(args, 0), arg(args, 1), arg(args, 2));
    let new = match class.downcast::<Type>() {
        Some(ty) if ty.ptr_eq(&vm.types.dict) => vm.new_dict().into_value(),
        _ => vm.call(class, &[])?,
    };
    let plain: Option<Ref<Dict>> = new.downcast_exact::<Dict>().cloned();
    let known = match iterable.downcast_exact::<Dict>() {
        Some(keys) => keys.get(vm).len(),
        None => iterable.downcast_exact::<Set>().map_or(0, |keys| keys.get(vm).table.len()),
    };
    if known > 0
        && let Some(dict) = &plain
        && dict.get(vm).is_empty()
        && !dict.get_mut(vm).make_room_for(known)
    {
        return Err(vm.memory_error());
    }
    let iter = vm.iter(iterable)?;
    while let Some(key) = vm.next(&iter)? {
        match &plain {
            Some(dict) => vm.dict_set(dict, &key, value.clone())?,
            None => vm.setitem(&new, &key, value)?,
        }
        vm.poll()?;
    }
    Ok(new)
}

fn dict_clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = vm.receiver::<Dict>(args)?;
    let entries = dict.get_mut(vm).take_all();
    drop(entries);
    Ok(Value::NONE)
}

fn dict_copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(vm.dict_copy_of(arg(args, 0))?.into_value())
}

fn dict_reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = this(vm, arg(args, 0))?;
    new_iter(vm, dict, DictPart::Keys, true)
}
