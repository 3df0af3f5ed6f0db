//! The `async_generator` type. Its methods make awaitables (`awaitable.rs`), which do the work when they are awaited.

use super::*;
use crate::native::build::TypeBuilder;
use crate::object::generator::{AsyncSend, AsyncThrow, AwaitState};

pub fn init(vm: &mut Vm) {
    TypeBuilder::new(vm, &vm.types.async_generator.clone())
        .slots(|s| {
            s.repr = Some(generator_repr);
            s.aiter = Some(|_, this| Ok(this.clone()));
            s.anext = Some(async_generator_anext);
            s.finalize = Some(generator_finalize);
        })
        .weakrefable()
        .method(
            "asend(self, value, /)",
            async_generator_asend,
            "Return an awaitable that resumes the generator with a value.",
        )
        .method(
            "athrow(self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)",
            async_generator_athrow,
            "Return an awaitable that raises an exception where the generator is suspended.",
        )
        .method(
            "aclose(self, /)",
            async_generator_aclose,
            "Return an awaitable that raises GeneratorExit where the generator is suspended.",
        )
        .method("__del__(self, /)", del, "Called when the instance is about to be destroyed.")
        .method("__sizeof__(self, /)", sizeof, "Return the size of the generator in memory.")
        .class_method("__class_getitem__(type, item, /)", class_getitem, "See PEP 585.")
        .getset("__name__", get_name, Some(set_name), "name of the async generator")
        .getset("__qualname__", get_qualname, Some(set_qualname), "qualified name of the async generator")
        .getset("ag_await", get_delegate, None, "The awaitable that is being awaited, or None.")
        .getset("ag_frame", get_frame, None, "")
        .getset("ag_running", get_async_running, None, "")
        .getset("ag_code", get_code, None, "")
        .getset("ag_suspended", get_suspended, None, "")
        .ready();
}

fn get_async_running(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(Value::bool(vm.payload::<Generator>(this)?.get(vm).async_state.running))
}

/// Before the first step of an asynchronous generator: the event loop's hooks are noted and told.
fn call_hooks(vm: &mut Vm, g: &Ref<Generator>) -> PyResult<()> {
    if std::mem::replace(&mut g.get_mut(vm).async_state.hooks_called, true) {
        return Ok(());
    }
    let [first, finalizer] = vm.thread.async_hooks.clone();
    if finalizer.is_some() {
        g.get_mut(vm).origin = finalizer;
    }
    match first {
        Some(first) => vm.call(&first, &[g.to_value()]).map(drop),
        None => Ok(()),
    }
}

fn new_send(vm: &mut Vm, this: &Value, value: Option<Value>) -> PyResult {
    let generator = vm.payload::<Generator>(this)?.clone();
    call_hooks(vm, &generator)?;
    let payload = AsyncSend { generator, value, state: AwaitState::Created };
    Ok(vm.alloc(&vm.types.async_generator_asend, payload)?.into_value())
}

fn new_throw(vm: &mut Vm, this: &Value, thrown: Vec<Value>) -> PyResult {
    let generator = vm.payload::<Generator>(this)?.clone();
    call_hooks(vm, &generator)?;
    let payload = AsyncThrow { generator, thrown, state: AwaitState::Created };
    Ok(vm.alloc(&vm.types.async_generator_athrow, payload)?.into_value())
}

fn async_generator_anext(vm: &mut Vm, this: &Value) -> PyResult {
    new_send(vm, this, None)
}

fn async_generator_asend(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [this, value] = args else { return Err(vm.type_error("asend() takes exactly one argument")) };
    new_send(vm, this, Some(value.clone()))
}

fn async_generator_athrow(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = thrown_warned(vm, "athrow", args)?;
    let Some(this) = args.first() else { return Err(vm.type_error("athrow() needs a generator")) };
    new_throw(vm, this, given)
}

fn async_generator_aclose(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(this) = args.first() else { return Err(vm.type_error("aclose() needs a generator")) };
    new_throw(vm, this, Vec::new())
}
