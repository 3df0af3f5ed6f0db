//! The `atexit` module: functions that are called when the program ends, the last registered first.

use crate::gc::{Ref, Value};
use crate::native::bind::arg;
use crate::native::build::ModuleBuilder;
use crate::object::module::Module;
use crate::object::slots::Args;
use crate::object::{Dict, List, PyResult, Str, Tuple};
use crate::vm::Vm;

/// The registered calls: a list of (function, args, kwargs).
struct Callbacks(Ref<List>);

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let list = vm.new_list(Vec::new())?;
    if let Some(list) = list.downcast::<List>() {
        vm.module_state.insert(std::any::TypeId::of::<Callbacks>(), Box::new(Callbacks(list.clone())));
    }
    Ok(ModuleBuilder::new(vm, "atexit", "Functions that are called when the program ends, the last registered first.")?
        .function(
            "register(func, /, *args, **kwargs)",
            register,
            "Register a function to be called at exit, with these arguments. Returns the function.",
        )
        .function("unregister(func, /)", unregister, "Take a function off the list, as often as it is registered.")
        .function("_run_exitfuncs()", run_exitfuncs, "Call all registered functions.")
        .function("_clear()", clear, "Take all functions off the list.")
        .function("_ncallbacks()", ncallbacks, "Return the number of registered functions.")
        .build())
}

fn callbacks(vm: &Vm) -> PyResult<Ref<List>> {
    let state = vm.module_state.get(&std::any::TypeId::of::<Callbacks>());
    match state.and_then(|s| s.downcast_ref::<Callbacks>()) {
        Some(callbacks) => Ok(callbacks.0.clone()),
        None => Err(vm.runtime_error("atexit is not initialised")),
    }
}

fn register(vm: &mut Vm, args: &[Value]) -> PyResult {
    let func = arg(args, 0);
    if vm.type_of(func).get(vm).slots.call.is_none() {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let entry = vm.new_tuple(vec![func.clone(), arg(args, 1).clone(), arg(args, 2).clone()])?;
    callbacks(vm)?.get_mut(vm).items.push(entry);
    Ok(func.clone())
}

fn unregister(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = callbacks(vm)?;
    let entries = list.get(vm).items.clone();
    for entry in entries {
        let func = entry.downcast::<Tuple>().and_then(|t| t.items().first().cloned()).unwrap_or_default();
        if func.is(arg(args, 0)) || vm.equals(&func, arg(args, 0))? {
            let items = &mut list.get_mut(vm).items;
            let at = items.iter().position(|e| e.is(&entry));
            drop(at.map(|at| items.remove(at)));
        }
    }
    Ok(Value::NONE)
}

fn run_exitfuncs(vm: &mut Vm, _args: &[Value]) -> PyResult {
    let list = callbacks(vm)?;
    // Functions registered meanwhile are called too.
    while let Some(entry) = list.get_mut(vm).items.pop() {
        let Some(tuple) = entry.downcast::<Tuple>() else { continue };
        let [func, args, kwargs] = tuple.items() else { continue };
        let mut values: Vec<Value> = args.downcast::<Tuple>().map_or(Vec::new(), |a| a.items().to_vec());
        let mut names = Vec::new();
        if let Some(kwargs) = kwargs.downcast::<Dict>() {
            for entry in kwargs.get(vm).iter() {
                if entry.key.downcast::<Str>().is_some() {
                    names.push(entry.key.clone());
                    values.push(entry.value.clone());
                }
            }
        }
        if let Err(raised) = vm.call_args(func, Args { values: &values, names: &names }) {
            vm.unraisable_while(raised, "in atexit callback", func);
        }
    }
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm, _args: &[Value]) -> PyResult {
    let list = callbacks(vm)?;
    let items = std::mem::take(&mut list.get_mut(vm).items);
    drop(items);
    Ok(Value::NONE)
}

fn ncallbacks(vm: &mut Vm, _args: &[Value]) -> PyResult {
    let n = callbacks(vm)?.get(vm).items.len();
    Ok(vm.int(n as i64))
}
