//! `generator`, `coroutine` and `async_generator`: what Python sees of the machinery in `vm/ops/generator.rs` and
//! `vm/ops/delegate.rs`, which resumes frames and throws into them.
//!
//! The three share one payload. Here are the attributes they have in common and the finaliser; their methods are in
//! `sync.rs`, `coroutine.rs` and `asynchronous.rs`, the awaitables of asynchronous generators in `awaitable.rs`.

mod asynchronous;
mod awaitable;
mod coroutine;
pub mod hooks;
mod sync;

use crate::gc::{Ref, Value};
use crate::object::generator::{GenState, Generator};
use crate::object::{PyResult, Str};
use crate::vm::{Resumed, Vm};

pub fn init(vm: &mut Vm) -> PyResult<()> {
    sync::init(vm);
    coroutine::init(vm);
    asynchronous::init(vm);
    awaitable::init(vm);
    Ok(())
}

/// A resumption's outcome for callers that get yielded values; the end is StopIteration with the returned value.
fn value_or_stop(vm: &mut Vm, outcome: PyResult<Resumed>) -> PyResult {
    match outcome? {
        Resumed::Yielded(value) => Ok(value),
        Resumed::Returned(value) => Err(vm.stop_iteration(Some(value))),
    }
}

/// The same for the `iternext` slot, where the end without a value is no exception.
fn value_or_end(vm: &mut Vm, outcome: PyResult<Resumed>) -> PyResult<Option<Value>> {
    match outcome? {
        Resumed::Yielded(value) => Ok(Some(value)),
        Resumed::Returned(value) if value.is_none() => Ok(None),
        Resumed::Returned(value) => Err(vm.stop_iteration(Some(value))),
    }
}

/// The arguments that were given to `throw(self, type, value=..., traceback=...)`.
fn thrown(args: &[Value]) -> Vec<Value> {
    args.iter().skip(1).filter(|v| !v.is_unset()).cloned().collect()
}

/// As `thrown`, with the warning that more than one argument brings.
fn thrown_warned(vm: &mut Vm, method: &str, args: &[Value]) -> PyResult<Vec<Value>> {
    let given = thrown(args);
    if given.len() > 1 {
        vm.warn_deprecated(&format!(
            "the (type, exc, tb) signature of {method}() is deprecated, use the single-arg signature instead."
        ))?;
    }
    Ok(given)
}

fn generator_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let g = vm.payload::<Generator>(this)?;
    let ty = vm.type_name(this);
    let text = format!("<{ty} object {} at {:#x}>", g.get(vm).qualname.to_lossy(), this.id());
    vm.new_str(&text)
}

fn get_name(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.payload::<Generator>(this)?.get(vm).name.to_value())
}

fn set_name(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let g = vm.payload::<Generator>(this)?.clone();
    let name = string_value(vm, "__name__", value)?;
    let old = std::mem::replace(&mut g.get_mut(vm).name, name);
    drop(old);
    Ok(())
}

fn get_qualname(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.payload::<Generator>(this)?.get(vm).qualname.to_value())
}

fn set_qualname(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let g = vm.payload::<Generator>(this)?.clone();
    let name = string_value(vm, "__qualname__", value)?;
    let old = std::mem::replace(&mut g.get_mut(vm).qualname, name);
    drop(old);
    Ok(())
}

fn string_value(vm: &mut Vm, attribute: &str, value: Option<&Value>) -> PyResult<Ref<Str>> {
    match value.and_then(|v| v.downcast::<Str>()) {
        Some(text) => Ok(text.clone()),
        None => Err(vm.type_error(format!("{attribute} must be set to a string object"))),
    }
}

fn get_frame(vm: &mut Vm, this: &Value) -> PyResult {
    let g = vm.payload::<Generator>(this)?.clone();
    Ok(vm.generator_frame(&g)?.map_or(Value::NONE, Ref::into_value))
}

fn get_code(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.payload::<Generator>(this)?.get(vm).code.to_value())
}

fn get_running(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(Value::bool(vm.payload::<Generator>(this)?.get(vm).state == GenState::Running))
}

fn get_suspended(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(Value::bool(vm.payload::<Generator>(this)?.get(vm).state == GenState::Suspended))
}

fn get_delegate(vm: &mut Vm, this: &Value) -> PyResult {
    let g = vm.payload::<Generator>(this)?;
    Ok(vm.delegate_of(g).unwrap_or_default())
}

fn class_getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (class, item) = (args.first().cloned().unwrap_or_default(), args.get(1).cloned().unwrap_or_default());
    vm.generic_alias(&class, &item)
}

fn sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let g = vm.receiver::<Generator>(args)?;
    let registers = g.get(vm).block.len() * size_of::<crate::gc::Raw>();
    let size = size_of::<crate::gc::Header>() + size_of::<Generator>() + registers;
    Ok(vm.int(size as i64))
}

fn del(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args.first() {
        Some(this) => generator_finalize(vm, this),
        None => Ok(Value::NONE),
    }
}

/// The last rites of a generator that has not ended: a coroutine that never ran warns, an event loop's hook takes over
/// an asynchronous generator, all others are closed.
fn generator_finalize(vm: &mut Vm, this: &Value) -> PyResult {
    let g = vm.payload::<Generator>(this)?.clone();
    let state = g.get(vm).state;
    if matches!(state, GenState::Closed | GenState::Running) {
        return Ok(Value::NONE);
    }
    if vm.is_async_generator(&g) {
        let p = g.get(vm);
        if let Some(finalizer) = p.origin.clone()
            && !p.async_state.closed
        {
            if let Err(raised) = vm.call(&finalizer, std::slice::from_ref(this)) {
                vm.unraisable_while(raised, "while finalizing generator", this);
            }
            return Ok(Value::NONE);
        }
    } else if state == GenState::Created && vm.generator_kind(&g) == "coroutine" {
        let text = coroutine::never_awaited(vm, &g)?;
        let category = vm.exc.RuntimeWarning.clone();
        return vm.warn_about(&category, &text, this).map(|()| Value::NONE);
    }
    if let Err(raised) = vm.close_generator(&g) {
        vm.unraisable_while(raised, "while closing generator", this);
    }
    Ok(Value::NONE)
}
