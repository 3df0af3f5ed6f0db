//! `_copy`: `copy.copy` and `copy.deepcopy` for the objects that programs are made of: builtin containers and plain instances.
//! What else there is, and what has hooks of its own, goes to the functions of `copy.py`.

mod deep;

use crate::gc::{Kind, Ref, Value};
use crate::native::{ModuleBuilder, arg};
use crate::object::module::Module;
use crate::object::set::Set;
use crate::object::slots::PyResult;
use crate::object::ty::{Type, type_flag};
use crate::object::{Dict, List, Str};
use crate::vm::Vm;

const COPY_DOC: &str = "Shallow copy: a new object with the same parts.";
const DEEPCOPY_DOC: &str =
    "Deep copy: a new object, with copies of all that it refers to. Shared parts stay shared, cycles too.

memo maps id() of what was copied already to the copy; pass it on when calling deepcopy from __deepcopy__.";

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    // The functions belong to the public module.
    let module = ModuleBuilder::new(vm, "copy", "The native part of copy.")?
        .function("copy(x)", copy, COPY_DOC)
        .function("deepcopy(x, memo=None)", deep::deepcopy, DEEPCOPY_DOC)
        .build();
    Ok(module)
}

/// Whether an object is its own copy, as can be seen from its tag.
#[inline(always)]
fn is_atomic(value: &Value) -> bool {
    const fn bit(kind: Kind) -> u64 {
        1 << kind as u8
    }
    const ATOMIC: u64 = bit(Kind::Str)
        | bit(Kind::BigInt)
        | bit(Kind::Function)
        | bit(Kind::Type)
        | bit(Kind::NativeFunction)
        | bit(Kind::Range)
        | bit(Kind::Bytes)
        | bit(Kind::Complex)
        | bit(Kind::Property)
        | bit(Kind::Code);
    const { assert!((Kind::Other as u8) < 64) };
    !value.is_heap() || ATOMIC >> (value.tag() & 0x3f) & 1 != 0
}

/// Whether instances of a class are copied attribute by attribute: nothing about making, reading or restoring them is
/// the class's own.
fn is_plain_class(vm: &mut Vm, class: &Ref<Type>) -> bool {
    let ty = class.get(vm);
    if ty.core.instance_tag != Kind::Instance.tag()
        || !ty.core.is_heap_type
        || !ty.has_flag(type_flag::PLAIN_GETATTR)
        || !ty.has_flag(type_flag::PLAIN_SETATTR)
        || ty.has_flag(type_flag::ABSTRACT)
    {
        return false;
    }
    let names = &vm.names;
    let own =
        [&names.__deepcopy__, &names.__copy__, &names.__setstate__, &names.__getnewargs__, &names.__getnewargs_ex__];
    if own.iter().any(|name| vm.lookup_ref(class, name).is_some()) {
        return false;
    }
    let object = vm.types.object.clone();
    let inherited = [&names.__reduce_ex__, &names.__reduce__, &names.__getstate__, &names.__new__];
    if !inherited.iter().all(|name| match (vm.lookup_ref(class, name), vm.lookup_ref(&object, name)) {
        (Some(a), Some(b)) => a.is(b),
        _ => false,
    }) {
        return false;
    }
    match vm.lookup_ref(class, &names.__dict__) {
        Some(found) => found.downcast::<crate::object::native::GetSet>().is_some(),
        None => !ty.core.has_dict.get(),
    }
}

/// Whether an instance itself has no attribute that would take part in copying.
fn is_plain_instance(vm: &Vm, obj: &Value) -> bool {
    let names = &vm.names;
    [&names.__deepcopy__, &names.__reduce_ex__, &names.__reduce__, &names.__getstate__]
        .iter()
        .all(|name| vm.instance_get(obj, name).is_none())
}

/// Whether `copyreg.dispatch_table` or `copy._deepcopy_dispatch` knows how to copy instances of the class.
fn is_registered(vm: &mut Vm, class: &Ref<Type>) -> PyResult<bool> {
    let name = vm.intern("copy");
    let Some(module) = vm.modules.get(vm).get_str(&name).and_then(|m| m.downcast::<Module>()).cloned() else {
        return Ok(true);
    };
    let class = class.to_value();
    for table in ["dispatch_table", "_deepcopy_dispatch"] {
        let name = vm.intern(table);
        let Some(table) =
            module.get(vm).dict.clone().get(vm).get_str(&name).and_then(|t| t.downcast::<Dict>()).cloned()
        else {
            return Ok(true);
        };
        // A few entries are looked through faster than the class is hashed.
        let entries = table.get(vm);
        if entries.len() > 16 || entries.iter().any(|e| e.key.is(&class)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A function of `copy.py`.
fn helper(vm: &mut Vm, name: &str) -> PyResult {
    let module = vm.import_module("copy")?;
    vm.getattr_str(&module, name)
}

fn copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = arg(args, 0);
    if is_atomic(x) {
        return Ok(x.clone());
    }
    if let Some(list) = x.downcast_exact::<List>() {
        let items = vm.copy_items(&list.get(vm).items)?;
        return vm.new_list(items);
    }
    if let Some(dict) = x.downcast_exact::<Dict>() {
        return Ok(vm.dict_copy(dict)?.into_value());
    }
    if x.downcast_exact::<Set>().is_some() {
        return vm.call_method_str(x, "copy", &[]);
    }
    if x.tag() == Kind::Instance.tag() {
        let class = vm.type_of(x).clone();
        if is_plain_class(vm, &class) && is_plain_instance(vm, x) && !is_registered(vm, &class)? {
            return copy_instance(vm, x, &class);
        }
    }
    let general = helper(vm, "_copy_other")?;
    vm.call(&general, std::slice::from_ref(x))
}

fn copy_instance(vm: &mut Vm, x: &Value, class: &Ref<Type>) -> PyResult {
    let copy = vm.new_instance(class)?;
    let Some(mut words) = vm.instance_words(x) else { return Ok(copy) };
    if let Some(dict) = vm.existing_instance_dict(x) {
        let dict = vm.dict_copy(&dict)?;
        if !dict.get(vm).is_empty() {
            vm.set_instance_dict(&copy, dict)?;
        }
        set_slots(vm, &copy, class, &mut words)?;
    } else if !vm.fill_instance(&copy, class, &mut words) {
        words.values.truncate(vm.slot_count(x));
        set_slots(vm, &copy, class, &mut words)?;
        refill(vm, x, &copy)?;
    }
    Ok(copy)
}

/// Sets the attributes one by one, where the room of the new instance differs.
fn refill(vm: &mut Vm, from: &Value, to: &Value) -> PyResult<()> {
    for (name, value) in vm.instance_items(from) {
        if let Some(name) = name.downcast_exact::<Str>() {
            vm.instance_set(to, name, value)?;
        }
    }
    Ok(())
}

/// Sets the values of `__slots__` in an instance that has its other attributes in a dict already.
fn set_slots(
    vm: &mut Vm,
    copy: &Value,
    class: &Ref<Type>,
    words: &mut crate::protocol::instance_words::InstanceWords,
) -> PyResult<()> {
    let first = class.get(vm).core.attrs_offset.get() as usize + size_of::<crate::gc::AttrHead>();
    for (i, value) in words.values.iter_mut().enumerate() {
        if let Some(value) = value.take() {
            drop(vm.set_slot_value(copy, (first + i * size_of::<Value>()) as u32, Some(value)));
        }
    }
    Ok(())
}
