//! The `gc` module: the program's view of the cycle collector (`gc/collect.rs`).
//!
//! There are three generations as in CPython: young objects, survivors of young collections, and the rest. Automatic
//! collections are young or full.

use crate::gc::{Header, Raw, Ref, Value, flag};
use crate::native::bind::arg;
use crate::native::build::ModuleBuilder;
use crate::object::module::Module;
use crate::object::set::{FrozenSet, Set};
use crate::object::ty::Type;
use crate::object::{Dict, List, PyResult, Str, Tuple};
use crate::vm::Vm;

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let (callbacks, garbage) = (vm.new_list(Vec::new())?, vm.new_list(Vec::new())?);
    vm.gc_state.callbacks = callbacks.downcast::<List>().cloned();
    vm.gc_state.garbage = garbage.downcast::<List>().cloned();
    let mut builder =
        ModuleBuilder::new(vm, "gc", "This module provides access to the garbage collector for reference cycles.")?
            .function("enable()", enable, "Enable automatic garbage collection.")
            .function("disable()", disable, "Disable automatic garbage collection.")
            .function("isenabled()", isenabled, "Returns true if automatic garbage collection is enabled.")
            .function(
                "collect(generation=2)",
                collect,
                "Run the garbage collector and return the number of unreachable objects.",
            )
            .function("get_debug()", get_debug, "Get the garbage collection debugging flags.")
            .function("set_debug(flags, /)", set_debug, "Set the garbage collection debugging flags.")
            .function("get_count()", get_count, "Return a three-tuple of the current collection counts.")
            .function("get_threshold()", get_threshold, "Return the current collection thresholds.")
            .function(
                "set_threshold(*thresholds)",
                set_threshold,
                "Set the collection thresholds (the collection frequency).",
            )
            .function("get_stats()", get_stats, "Return a list of dictionaries with statistics of each generation.")
            .function("get_objects(generation=None)", get_objects, "Return a list of objects tracked by the collector.")
            .function(
                "get_referrers(*objs)",
                get_referrers,
                "Return the list of objects that directly refer to any of 'objs'.",
            )
            .function(
                "get_referents(*objs)",
                get_referents,
                "Return the list of objects that are directly referred to by 'objs'.",
            )
            .function(
                "is_tracked(obj, /)",
                is_tracked,
                "Returns true if the object is tracked by the garbage collector.",
            )
            .function(
                "is_finalized(obj, /)",
                is_finalized,
                "Returns true if the object has been already finalized by the GC.",
            )
            .function("freeze()", freeze, "Freeze all current tracked objects and ignore them for future collections.")
            .function("unfreeze()", unfreeze, "Unfreeze all objects in the permanent generation.")
            .function(
                "get_freeze_count()",
                get_freeze_count,
                "Return the number of objects in the permanent generation.",
            )
            .value("callbacks", callbacks)
            .value("garbage", garbage);
    for (name, bit) in [("STATS", 1), ("COLLECTABLE", 2), ("UNCOLLECTABLE", 4), ("SAVEALL", 32), ("LEAK", 38)] {
        let value = builder.vm().int(bit);
        builder = builder.value(&format!("DEBUG_{name}"), value);
    }
    Ok(builder.build())
}

fn enable(vm: &mut Vm, _args: &[Value]) -> PyResult {
    vm.heap.set_enabled(true);
    Ok(Value::NONE)
}

fn disable(vm: &mut Vm, _args: &[Value]) -> PyResult {
    vm.heap.set_enabled(false);
    Ok(Value::NONE)
}

fn isenabled(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(Value::bool(vm.heap.is_enabled()))
}

fn collect(vm: &mut Vm, args: &[Value]) -> PyResult {
    let generation: i64 = vm.extract(arg(args, 0))?;
    if !(0..=2).contains(&generation) {
        return Err(vm.value_error("invalid generation"));
    }
    let found = vm.collect_garbage(generation as usize)?;
    Ok(vm.int(found as i64))
}

fn get_debug(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(vm.int(vm.gc_state.debug))
}

fn set_debug(vm: &mut Vm, args: &[Value]) -> PyResult {
    let flags: i64 = vm.extract(arg(args, 0))?;
    vm.gc_state.debug = flags;
    Ok(Value::NONE)
}

fn triple(vm: &mut Vm, numbers: [i64; 3]) -> PyResult {
    let numbers = numbers.map(|n| vm.int(n)).to_vec();
    vm.new_tuple(numbers)
}

fn get_count(vm: &mut Vm, _args: &[Value]) -> PyResult {
    let (young, middle) = vm.heap.runs();
    let numbers = [vm.heap.young_count().max(0) as i64, young as i64, middle as i64];
    triple(vm, numbers)
}

fn get_threshold(vm: &mut Vm, _args: &[Value]) -> PyResult {
    let numbers = vm.gc_state.thresholds;
    triple(vm, numbers)
}

fn set_threshold(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = vm.arg::<Tuple>(args, 0)?.clone();
    let given = given.items();
    if given.is_empty() || given.len() > 3 {
        return Err(vm.type_error("gc.set_threshold requires 1 to 3 arguments"));
    }
    let mut all = vm.gc_state.thresholds;
    for (place, value) in all.iter_mut().zip(given) {
        *place = vm.extract(value)?;
    }
    let [first, ..] = all;
    vm.gc_state.thresholds = all;
    if !vm.config.gc_stress || first == 0 {
        vm.heap.set_threshold(first as isize);
    }
    Ok(Value::NONE)
}

fn get_stats(vm: &mut Vm, _args: &[Value]) -> PyResult {
    let mut list = Vec::new();
    for stats in vm.heap.stats() {
        let dict = vm.new_dict();
        for (name, n) in
            [("collections", stats.collections), ("collected", stats.collected), ("uncollectable", stats.uncollectable)]
        {
            let (name, n) = (vm.intern(name), vm.int(n as i64));
            drop(dict.get_mut(vm).set_str(&name, n));
        }
        list.push(dict.into_value());
    }
    vm.new_list(list)
}

fn value_of(header: *mut Header) -> Value {
    // SAFETY: the caller passes a live object; the new value gets its own reference.
    unsafe {
        (*header).incref();
        Raw { meta: (*header).core().instance_tag as u64, bits: header as u64 }.into_value()
    }
}

/// Every tracked object that Python may see.
fn tracked(vm: &Vm, mut wanted: impl FnMut(&Header) -> bool) -> Vec<Value> {
    let mut list = Vec::new();
    vm.heap.for_each(|header| {
        // SAFETY: the heap passes live objects.
        let h = unsafe { &*header };
        if h.has_flag(flag::TRACKED) && h.refcount() != Some(0) && wanted(h) {
            list.push(value_of(header));
        }
    });
    list
}

/// The tracked objects that are wanted.
pub fn live_objects(vm: &Vm, mut wanted: impl FnMut(&Value) -> bool) -> Vec<Value> {
    let mut all = tracked(vm, |_| true);
    all.retain(|v| wanted(v));
    all
}

/// The tracked objects that refer to one directly.
pub fn referrers(vm: &Vm, object: &Value) -> Vec<Value> {
    let Some(wanted) = object.header() else { return Vec::new() };
    tracked(vm, |h| {
        let header = h as *const Header as *mut Header;
        let mut refers = false;
        // SAFETY: a live object.
        unsafe { crate::gc::trace_object(header, &mut |child| refers |= child == wanted) };
        refers
    })
}

/// The references to an object; `None` for what is not counted.
pub fn reference_count(object: &Value) -> Option<u32> {
    // SAFETY: the value keeps its object alive.
    object.header().and_then(|h| unsafe { (*h).refcount() })
}

fn get_objects(vm: &mut Vm, args: &[Value]) -> PyResult {
    let generation = arg(args, 0);
    if !generation.is_none() && !vm.is_int(generation) && vm.type_of(generation).get(vm).slots.index.is_none() {
        let ty = vm.type_name(generation);
        return Err(vm.type_error(format!("argument should be integer or None, not '{ty}'")));
    }
    let generation: Option<i64> = vm.extract(generation)?;
    let generation = generation.filter(|g| *g != -1);
    if let Some(g) = generation {
        if g < -1 {
            return Err(vm.value_error("generation parameter cannot be negative"));
        }
        if g > 2 {
            return Err(
                vm.value_error("generation parameter must be less than the number of available generations (3)")
            );
        }
    }
    let list = tracked(vm, |h| match generation {
        None => true,
        Some(0) => h.has_flag(flag::YOUNG),
        Some(1) => h.has_flag(flag::MIDDLE),
        Some(_) => !h.has_flag(flag::YOUNG | flag::MIDDLE | flag::FROZEN),
    });
    vm.new_list(list)
}

fn get_referrers(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(objects) = arg(args, 0).downcast::<Tuple>().cloned() else {
        return vm.new_list(Vec::new());
    };
    let wanted: Vec<*mut Header> = objects.items().iter().filter_map(Value::header).collect();
    let own = objects.header_ptr();
    let list = tracked(vm, |h| {
        let header = h as *const Header as *mut Header;
        let mut refers = false;
        if header != own {
            // SAFETY: a live object.
            unsafe { crate::gc::trace_object(header, &mut |child| refers |= wanted.contains(&child)) };
        }
        refers
    });
    vm.new_list(list)
}

fn get_referents(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(objects) = arg(args, 0).downcast::<Tuple>().cloned() else {
        return vm.new_list(Vec::new());
    };
    let mut list = Vec::new();
    for object in objects.items() {
        referents(vm, object, &mut list)?;
    }
    vm.new_list(list)
}

/// What an object refers to, in CPython's order for the usual containers. Numbers are no objects of the heap, but are
/// referred to all the same.
fn referents(vm: &mut Vm, object: &Value, list: &mut Vec<Value>) -> PyResult<()> {
    if let Some(tuple) = object.downcast_exact::<Tuple>() {
        list.extend(tuple.items().iter().rev().cloned());
    } else if let Some(items) = object.downcast_exact::<List>() {
        list.extend(items.get(vm).items.iter().rev().cloned());
    } else if let Some(dict) = object.downcast_exact::<Dict>() {
        let entries = dict.get(vm);
        let names = entries.iter().all(|e| e.key.downcast_exact::<Str>().is_some());
        let key = |k: &Value| (!names).then(|| k.clone());
        list.extend(entries.iter().flat_map(|e| [Some(e.value.clone()), key(&e.key)]).flatten());
    } else if let Some(set) = object.downcast_exact::<Set>() {
        list.extend(set.get(vm).table.iter().cloned());
    } else if let Some(set) = object.downcast_exact::<FrozenSet>() {
        list.extend(set.get(vm).table.iter().cloned());
    } else if let Some(class) = object.downcast::<Type>() {
        let class = class.get(vm);
        let namespace: Vec<_> = class.dict.iter().map(|(name, value)| (name.0.clone(), value.clone())).collect();
        let tuple_of = |types: &[Ref<Type>]| types.iter().map(Ref::to_value).collect::<Vec<_>>();
        let (mro, bases, base) = (tuple_of(&class.mro), tuple_of(&class.bases), class.base.clone());
        let dict = vm.new_dict();
        for (name, value) in namespace {
            drop(dict.get_mut(vm).set_str(&name, value));
        }
        list.extend([dict.into_value(), vm.new_tuple(mro)?, vm.new_tuple(bases)?]);
        list.extend(base.map(Ref::into_value));
    } else if let Some(header) = object.header() {
        // SAFETY: a live object, which keeps its children alive.
        unsafe {
            if (*header).has_flag(flag::TRACKED) {
                let words = vm.instance_words(object).unwrap_or_default();
                list.extend(words.values.into_iter().flatten().filter(|v| !v.is_heap()));
                crate::gc::trace_object(header, &mut |child| list.push(value_of(child)));
            }
        }
    }
    Ok(())
}

fn header_flag(value: &Value, bit: u32) -> bool {
    // SAFETY: `value` keeps the object alive.
    value.header().is_some_and(|h| unsafe { (*h).has_flag(bit) })
}

/// As CPython shows it: a bare object, a builtin class and a tuple of such cannot be part of a cycle.
fn is_tracked(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut rest = vec![arg(args, 0).clone()];
    while let Some(value) = rest.pop() {
        if let Some(tuple) = value.downcast_exact::<Tuple>() {
            rest.extend(tuple.items().iter().filter(|v| v.is_heap()).cloned());
            continue;
        }
        let builtin_class = match value.downcast::<Type>() {
            Some(class) => !class.get(vm).core.is_heap_type && class.get(vm).module == "builtins",
            None => vm.type_of(&value).ptr_eq(&vm.types.object),
        };
        if header_flag(&value, flag::TRACKED) && !builtin_class {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

/// While a finaliser runs because the last reference is gone, the object does not count as finalised yet.
fn is_finalized(vm: &mut Vm, args: &[Value]) -> PyResult {
    let object = arg(args, 0);
    let running = vm.gc_state.finalizing == Some(object.id());
    Ok(Value::bool(header_flag(object, flag::FINALIZED) && !running))
}

fn set_frozen(vm: &mut Vm, on: bool) {
    vm.heap.for_each(|header| {
        // SAFETY: the heap passes live objects.
        let h = unsafe { &*header };
        if h.has_flag(flag::TRACKED) {
            // What comes back is old.
            h.set_flag(flag::YOUNG | flag::MIDDLE, false);
            h.set_flag(flag::FROZEN, on);
        }
    });
}

fn freeze(vm: &mut Vm, _args: &[Value]) -> PyResult {
    set_frozen(vm, true);
    Ok(Value::NONE)
}

fn unfreeze(vm: &mut Vm, _args: &[Value]) -> PyResult {
    set_frozen(vm, false);
    Ok(Value::NONE)
}

fn get_freeze_count(vm: &mut Vm, _args: &[Value]) -> PyResult {
    let mut count = 0;
    vm.heap.for_each(|header| {
        // SAFETY: the heap passes live objects.
        count += unsafe { (*header).has_flag(flag::FROZEN) } as i64;
    });
    Ok(vm.int(count))
}
