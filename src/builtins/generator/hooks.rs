//! The functions of `sys` about asynchronous generators and coroutines.

use crate::gc::{Ref, Value};
use crate::native::build::ModuleBuilder;
use crate::native::structseq::StructSeq;
use crate::object::{PyResult, Type};
use crate::vm::Vm;

/// Adds them to the `sys` module.
pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder
        .function(
            "set_asyncgen_hooks(firstiter=<unrepresentable>, finalizer=<unrepresentable>)",
            set_asyncgen_hooks,
            "Set what is called with asynchronous generators that are iterated first, and with those to be finalised.",
        )
        .function("get_asyncgen_hooks()", get_asyncgen_hooks, "Return the installed hooks (firstiter, finalizer).")
        .function(
            "set_coroutine_origin_tracking_depth(depth)",
            set_origin_depth,
            "Set how many frames new coroutines note as their origin; 0 turns tracking off.",
        )
        .function(
            "get_coroutine_origin_tracking_depth()",
            get_origin_depth,
            "Return how many frames new coroutines note as their origin.",
        )
}

fn set_asyncgen_hooks(vm: &mut Vm, args: &[Value]) -> PyResult {
    let names = ["firstiter", "finalizer"];
    // Both are checked before either is set.
    for (name, hook) in names.iter().zip(args) {
        if !hook.is_unset() && !hook.is_none() && vm.type_of(hook).get(vm).slots.call.is_none() {
            let ty = vm.type_name(hook);
            return Err(vm.type_error(format!("callable {name} expected, got {ty}")));
        }
    }
    for (i, hook) in args.iter().enumerate() {
        if !hook.is_unset()
            && let Some(place) = vm.thread.async_hooks.get_mut(i)
        {
            let old = std::mem::replace(place, (!hook.is_none()).then(|| hook.clone()));
            drop(old);
        }
    }
    Ok(Value::NONE)
}

fn get_asyncgen_hooks(vm: &mut Vm, _args: &[Value]) -> PyResult {
    let hooks = vm.thread.async_hooks.clone().map(Option::unwrap_or_default);
    let class = hooks_class(vm);
    vm.new_struct_seq(&class, hooks.to_vec())
}

const ASYNCGEN_HOOKS: StructSeq = StructSeq {
    name: "asyncgen_hooks",
    module: "builtins",
    doc: "The hooks for asynchronous generators.",
    fields: &[
        ("firstiter", "Called with an asynchronous generator that is iterated for the first time"),
        ("finalizer", "Called with an asynchronous generator that is about to be finalised"),
    ],
    visible: 2,
    constructible: false,
};

/// The struct sequence `sys.asyncgen_hooks`, made on first use.
struct HooksClass(Ref<Type>);

fn hooks_class(vm: &mut Vm) -> Ref<Type> {
    let key = std::any::TypeId::of::<HooksClass>();
    if let Some(known) = vm.module_state.get(&key).and_then(|s| s.downcast_ref::<HooksClass>()) {
        return known.0.clone();
    }
    let class = ASYNCGEN_HOOKS.make(vm);
    vm.module_state.insert(key, Box::new(HooksClass(class.clone())));
    class
}

fn set_origin_depth(vm: &mut Vm, args: &[Value]) -> PyResult {
    let depth: i64 = vm.extract(args.first().unwrap_or(&Value::NONE))?;
    match usize::try_from(depth) {
        Ok(depth) => {
            vm.thread.origin_depth = depth;
            Ok(Value::NONE)
        }
        Err(_) => Err(vm.value_error("depth must be >= 0")),
    }
}

fn get_origin_depth(vm: &mut Vm, _args: &[Value]) -> PyResult {
    Ok(vm.int(vm.thread.origin_depth as i64))
}
