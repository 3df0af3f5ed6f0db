//! `_abc`: what `abc.ABCMeta` does on class creation, and its `isinstance` and `issubclass` tests with their caches.
//!
//! An abstract base class holds its data in `_abc_impl`. Classes are remembered by weak references under their address:
//! a dead reference tells that the address belongs to a newer object. Registering a class anywhere outdates all
//! negative answers, which the counter in `AbcState` records.

use crate::gc::{Kind, Ref, Value};
use crate::native::build::new_native_type;
use crate::native::{ModuleBuilder, TypeBuilder, arg};
use crate::object::module::Module;
use crate::object::set::SetTable;
use crate::object::ty::type_flag;
use crate::object::weak::Weakref;
use crate::object::{PyResult, Str, Type};
use crate::payload;
use crate::vm::Vm;
use indexmap::IndexMap;
use std::any::TypeId;

/// Weak references to classes by the address of the class.
#[derive(Default)]
struct ClassTable(IndexMap<u64, Value>);

impl ClassTable {
    fn contains(&self, vm: &Vm, class: &Value) -> bool {
        self.0.get(&class.id()).is_some_and(|w| alive(vm, w).is_some())
    }

    fn classes(&self, vm: &Vm) -> Vec<Value> {
        self.0.values().filter_map(|w| alive(vm, w)).collect()
    }
}

impl crate::gc::Trace for ClassTable {
    fn trace(&self, visit: &mut crate::gc::Visitor<'_>) {
        self.0.values().for_each(|w| w.trace(visit));
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        out.extend(self.0.drain(..).map(|(_, w)| w));
    }
}

fn alive(vm: &Vm, weak: &Value) -> Option<Value> {
    weak.downcast::<Weakref>().and_then(|w| w.get(vm).target())
}

/// The value of `_abc_impl`.
#[derive(Default)]
struct AbcData {
    registry: ClassTable,
    cache: ClassTable,
    negative: ClassTable,
    /// The counter at the time the negative cache was begun.
    negative_version: u64,
}

payload!(AbcData, Kind::Other, "_abc_data", tracked { registry, cache, negative });

struct AbcState {
    data: Ref<Type>,
    /// Grows with each registration.
    counter: u64,
}

/// Sets this module's state up, once.
fn prepare(vm: &mut Vm) {
    if !vm.module_state.contains_key(&TypeId::of::<AbcState>()) {
        let data = new_native_type::<AbcData>(vm, "_abc_data", "_abc", None);
        let data =
            TypeBuilder::new(vm, &data).doc("Internal state of abc.ABCMeta.").flag(type_flag::NO_INSTANTIATION).ready();
        vm.module_state.insert(TypeId::of::<AbcState>(), Box::new(AbcState { data, counter: 0 }));
    }
}

fn state(vm: &Vm) -> Option<&AbcState> {
    vm.module_state.get(&TypeId::of::<AbcState>()).and_then(|s| s.downcast_ref())
}

fn counter(vm: &Vm) -> u64 {
    state(vm).map_or(0, |s| s.counter)
}

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    prepare(vm);
    Ok(ModuleBuilder::new(vm, "_abc", "What abc.ABCMeta is made of.")?
        .function(
            "get_cache_token()",
            get_cache_token,
            "Returns a number that changes whenever a class is registered with an abstract base class.",
        )
        .function("_abc_init(self, /)", abc_init, "Prepares a new abstract base class.")
        .function("_abc_register(self, subclass, /)", abc_register, "Registers a virtual subclass.")
        .function("_abc_instancecheck(self, instance, /)", abc_instancecheck, "The test behind isinstance().")
        .function("_abc_subclasscheck(self, subclass, /)", abc_subclasscheck, "The test behind issubclass().")
        .function("_get_dump(self, /)", get_dump, "The registry, both caches and the version of the negative one.")
        .function("_reset_registry(self, /)", reset_registry, "Forgets the registered subclasses.")
        .function("_reset_caches(self, /)", reset_caches, "Forgets cached answers.")
        .build())
}

fn get_cache_token(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(vm.int(counter(vm) as i64))
}

/// The data of an abstract base class, which is in its own namespace or inherited.
fn data_of(vm: &mut Vm, class: &Value) -> PyResult<Ref<AbcData>> {
    let found = vm.getattr_str(class, "_abc_impl")?;
    match found.downcast::<AbcData>() {
        Some(data) => Ok(data.clone()),
        None => Err(vm.type_error("_abc_impl is set to a wrong type")),
    }
}

fn abc_init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = arg(args, 0);
    collect_abstract(vm, class)?;
    let Some(data_type) = state(vm).map(|s| s.data.clone()) else { return Err(vm.system_error("_abc is not there")) };
    let data = AbcData { negative_version: counter(vm), ..AbcData::default() };
    let data = vm.alloc(&data_type, data)?.into_value();
    let key = vm.intern("_abc_impl");
    vm.setattr(class, &key, Some(&data))?;
    mark_collection(vm, class);
    Ok(Value::NONE)
}

/// `__abc_tpflags__` of `Sequence` and `Mapping` says that instances of their subclasses match such patterns. The
/// attribute is used up, so that subclasses inherit the flag, not the attribute.
fn mark_collection(vm: &mut Vm, class: &Value) {
    const SEQUENCE: i64 = 1 << 5;
    const MAPPING: i64 = 1 << 6;
    let key = crate::object::ty::Name(vm.intern("__abc_tpflags__"));
    let Some(ty) = class.downcast::<Type>().cloned() else { return };
    let flags = ty.get(vm).dict.get(&key).and_then(Value::as_small);
    if let Some(flags) = flags {
        let ours = match flags & (SEQUENCE | MAPPING) {
            SEQUENCE => type_flag::SEQUENCE,
            MAPPING => type_flag::MAPPING,
            _ => 0,
        };
        ty.get(vm).set_flag(ours, true);
        let used = ty.get_mut(vm).dict.shift_remove(&key);
        drop(used);
    }
}

/// Sets `__abstractmethods__`: abstract names of the class itself, and those of the bases that it does not override.
fn collect_abstract(vm: &mut Vm, class: &Value) -> PyResult<()> {
    let set = vm.new_set(SetTable::default())?;
    let abstract_key = vm.intern("__isabstractmethod__");
    let Some(ty) = class.downcast::<Type>().cloned() else { return Err(vm.type_error("_abc_init() needs a class")) };
    let own: Vec<(Value, Value)> = ty.get(vm).dict.iter().map(|(k, v)| (k.0.to_value(), v.clone())).collect();
    for (name, value) in own {
        if is_abstract(vm, &value, &abstract_key)? {
            vm.set_add(&set, &name)?;
        }
    }
    let abstract_methods = vm.names.__abstractmethods__.clone();
    for base in ty.get(vm).bases.clone() {
        let Some(inherited) = vm.getattr_opt(&base.to_value(), &abstract_methods)? else { continue };
        for name in vm.collect(&inherited)? {
            let key = vm.attr_name(&name)?;
            if let Some(value) = vm.getattr_opt(class, &key)?
                && is_abstract(vm, &value, &abstract_key)?
            {
                vm.set_add(&set, &name)?;
            }
        }
    }
    let frozen = vm.types.frozenset.to_value();
    let names = vm.call(&frozen, &[set.into_value()])?;
    vm.setattr(class, &abstract_methods, Some(&names))
}

fn is_abstract(vm: &mut Vm, value: &Value, key: &Ref<Str>) -> PyResult<bool> {
    // Functions and plain data are the most of a class; they hold the mark in their own attributes, if at all.
    match vm.getattr_opt(value, key)? {
        Some(mark) => vm.truthy(&mark),
        None => Ok(false),
    }
}

fn abc_register(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (this, subclass) = (arg(args, 0), arg(args, 1));
    if subclass.downcast::<Type>().is_none() {
        return Err(vm.type_error("Can only register classes"));
    }
    if vm.issubclass(subclass, this)? {
        return Ok(subclass.clone());
    }
    if vm.issubclass(this, subclass)? {
        return Err(vm.runtime_error("Refusing to create an inheritance cycle"));
    }
    let data = data_of(vm, this)?;
    remember(vm, &data, subclass, |d| &mut d.registry)?;
    if let Some(state) = vm.module_state.get_mut(&TypeId::of::<AbcState>()).and_then(|s| s.downcast_mut::<AbcState>()) {
        state.counter += 1;
    }
    // A class registered with `Sequence` or `Mapping` matches their patterns from now on, its subclasses too.
    if let (Some(this), Some(subclass)) = (this.downcast::<Type>(), subclass.downcast::<Type>()) {
        for flag in [type_flag::SEQUENCE, type_flag::MAPPING] {
            if this.get(vm).has_flag(flag) {
                set_flag_below(vm, subclass, flag);
            }
        }
    }
    Ok(subclass.clone())
}

fn set_flag_below(vm: &Vm, class: &Ref<Type>, flag: u32) {
    let mut pending = vec![class.clone()];
    while let Some(class) = pending.pop() {
        let t = class.get(vm);
        if !t.has_flag(type_flag::IMMUTABLE) && !t.has_flag(flag) {
            t.set_flag(type_flag::SEQUENCE | type_flag::MAPPING, false);
            t.set_flag(flag, true);
            pending.extend(class.subclass_refs(vm));
        }
    }
}

/// Adds a class to one of the tables.
fn remember(
    vm: &mut Vm,
    data: &Ref<AbcData>,
    class: &Value,
    table: fn(&mut AbcData) -> &mut ClassTable,
) -> PyResult<()> {
    let weak = crate::stdlib::native::weakref::new_reference(vm, class)?;
    if table(data.get_mut(vm)).0.len() % 64 == 63 {
        // Dead classes leave now and then.
        let all = std::mem::take(&mut table(data.get_mut(vm)).0);
        let living = all.into_iter().filter(|(_, w)| alive(vm, w).is_some()).collect();
        table(data.get_mut(vm)).0 = living;
    }
    let old = table(data.get_mut(vm)).0.insert(class.id(), weak);
    drop(old);
    Ok(())
}

fn abc_instancecheck(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (this, instance) = (arg(args, 0), arg(args, 1));
    let data = data_of(vm, this)?;
    let key = vm.names.__class__.clone();
    let class = vm.getattr(instance, &key)?;
    if data.get(vm).cache.contains(vm, &class) {
        return Ok(Value::TRUE);
    }
    let ty = vm.type_of(instance).to_value();
    if ty.is(&class) {
        let d = data.get(vm);
        if d.negative_version == counter(vm) && d.negative.contains(vm, &class) {
            return Ok(Value::FALSE);
        }
        return call_subclasscheck(vm, this, &class).map(Value::bool);
    }
    let found = call_subclasscheck(vm, this, &class)? || call_subclasscheck(vm, this, &ty)?;
    Ok(Value::bool(found))
}

/// `cls.__subclasscheck__(subclass)`, which a metaclass may override.
fn call_subclasscheck(vm: &mut Vm, this: &Value, subclass: &Value) -> PyResult<bool> {
    let result = vm.call_method_str(this, "__subclasscheck__", std::slice::from_ref(subclass))?;
    vm.truthy(&result)
}

fn abc_subclasscheck(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.with_native_depth(|vm| subclasscheck(vm, arg(args, 0), arg(args, 1))).map(Value::bool)
}

fn subclasscheck(vm: &mut Vm, this: &Value, subclass: &Value) -> PyResult<bool> {
    let Some(ty) = subclass.downcast::<Type>().cloned() else {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    };
    let data = data_of(vm, this)?;
    if data.get(vm).cache.contains(vm, subclass) {
        return Ok(true);
    }
    let counter = counter(vm);
    if data.get(vm).negative_version < counter {
        let d = data.get_mut(vm);
        d.negative_version = counter;
        let old = std::mem::take(&mut d.negative);
        drop(old);
    } else if data.get(vm).negative.contains(vm, subclass) {
        return Ok(false);
    }
    let answer = vm.call_method_str(this, "__subclasshook__", std::slice::from_ref(subclass))?;
    if !answer.is_not_implemented() {
        let Some(answer) = answer.as_bool() else {
            return Err(vm.new_error(
                &vm.exc.AssertionError,
                "__subclasshook__ must return either False, True, or NotImplemented",
            ));
        };
        remember(vm, &data, subclass, if answer { |d| &mut d.cache } else { |d| &mut d.negative })?;
        return Ok(answer);
    }
    if ty.get(vm).mro.iter().any(|t| t.to_value().is(this)) {
        remember(vm, &data, subclass, |d| &mut d.cache)?;
        return Ok(true);
    }
    for registered in data.get(vm).registry.classes(vm) {
        if vm.issubclass(subclass, &registered)? {
            remember(vm, &data, subclass, |d| &mut d.cache)?;
            return Ok(true);
        }
    }
    let below = vm.call_method_str(this, "__subclasses__", &[])?;
    for class in vm.collect(&below)? {
        if vm.issubclass(subclass, &class)? {
            remember(vm, &data, subclass, |d| &mut d.cache)?;
            return Ok(true);
        }
    }
    remember(vm, &data, subclass, |d| &mut d.negative)?;
    Ok(false)
}

fn get_dump(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = data_of(vm, arg(args, 0))?;
    let mut parts = Vec::new();
    for at in 0..3 {
        let d = data.get(vm);
        let table = [&d.registry, &d.cache, &d.negative].get(at).copied().unwrap_or(&d.registry);
        let weak: Vec<Value> = table.0.values().cloned().collect();
        let set = vm.new_set(SetTable::default())?;
        for reference in weak {
            vm.set_add(&set, &reference)?;
        }
        parts.push(set.into_value());
    }
    parts.push(vm.int(data.get(vm).negative_version as i64));
    vm.new_tuple(parts)
}

fn reset_registry(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = data_of(vm, arg(args, 0))?;
    let old = std::mem::take(&mut data.get_mut(vm).registry);
    drop(old);
    Ok(Value::NONE)
}

fn reset_caches(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = data_of(vm, arg(args, 0))?;
    let d = data.get_mut(vm);
    let old = (std::mem::take(&mut d.cache), std::mem::take(&mut d.negative));
    drop(old);
    Ok(Value::NONE)
}
