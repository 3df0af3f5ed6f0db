//! The `coroutine` type, and the iterator that its `__await__` gives.

use super::sync::{generator_close, generator_send, generator_throw};
use super::*;
use crate::native::build::TypeBuilder;
use crate::object::Tuple;
use crate::object::generator::CoroutineWrapper;

pub fn init(vm: &mut Vm) {
    TypeBuilder::new(vm, &vm.types.coroutine.clone())
        .slots(|s| {
            s.repr = Some(generator_repr);
            s.await_ = Some(coroutine_await);
            s.finalize = Some(generator_finalize);
        })
        .weakrefable()
        .method(
            "send(self, value, /)",
            generator_send,
            "Resume the coroutine with a value and return what it awaits next.",
        )
        .method(
            "throw(self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)",
            generator_throw,
            "Raise an exception where the coroutine is suspended and return what it awaits next.",
        )
        .method("close(self, /)", generator_close, "Raise GeneratorExit where the coroutine is suspended.")
        .method("__del__(self, /)", del, "Called when the instance is about to be destroyed.")
        .method("__sizeof__(self, /)", sizeof, "Return the size of the coroutine in memory.")
        .class_method("__class_getitem__(type, item, /)", class_getitem, "See PEP 585.")
        .getset("__name__", get_name, Some(set_name), "name of the coroutine")
        .getset("__qualname__", get_qualname, Some(set_qualname), "qualified name of the coroutine")
        .getset("cr_await", get_delegate, None, "The awaitable that is being awaited, or None.")
        .getset("cr_running", get_running, None, "")
        .getset("cr_frame", get_frame, None, "")
        .getset("cr_code", get_code, None, "")
        .getset("cr_origin", get_origin, None, "")
        .getset("cr_suspended", get_suspended, None, "")
        .ready();
    TypeBuilder::new(vm, &vm.types.coroutine_wrapper.clone())
        .slots(|s| {
            s.iter = Some(|_, this| Ok(this.clone()));
            s.iternext = Some(wrapper_next);
        })
        .method(
            "send(self, value, /)",
            wrapper_send,
            "Resume the coroutine with a value and return what it awaits next.",
        )
        .method(
            "throw(self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)",
            wrapper_throw,
            "Raise an exception where the coroutine is suspended and return what it awaits next.",
        )
        .method("close(self, /)", wrapper_close, "Raise GeneratorExit where the coroutine is suspended.")
        .ready();
}

fn coroutine_await(vm: &mut Vm, this: &Value) -> PyResult {
    let coroutine = vm.payload::<Generator>(this)?.clone();
    Ok(vm.alloc(&vm.types.coroutine_wrapper, CoroutineWrapper { coroutine })?.into_value())
}

fn get_origin(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.payload::<Generator>(this)?.get(vm).origin.clone().unwrap_or_default())
}

fn wrapper_next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let coroutine = vm.payload::<CoroutineWrapper>(this)?.get(vm).coroutine.clone();
    let outcome = vm.resume_generator(&coroutine, Ok(Value::NONE));
    value_or_end(vm, outcome)
}

/// The arguments with the coroutine in the place of its wrapper.
fn unwrapped(vm: &mut Vm, args: &[Value]) -> PyResult<Vec<Value>> {
    let coroutine = vm.receiver::<CoroutineWrapper>(args)?.get(vm).coroutine.to_value();
    let mut args = args.to_vec();
    if let Some(first) = args.first_mut() {
        *first = coroutine;
    }
    Ok(args)
}

fn wrapper_send(vm: &mut Vm, args: &[Value]) -> PyResult {
    let args = unwrapped(vm, args)?;
    generator_send(vm, &args)
}

fn wrapper_throw(vm: &mut Vm, args: &[Value]) -> PyResult {
    let args = unwrapped(vm, args)?;
    generator_throw(vm, &args)
}

fn wrapper_close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let args = unwrapped(vm, args)?;
    generator_close(vm, &args)
}

/// The text of the warning about a coroutine that was never awaited, with its origin if that was tracked.
pub(super) fn never_awaited(vm: &mut Vm, g: &Ref<Generator>) -> PyResult<String> {
    let p = g.get(vm);
    let mut text = format!("coroutine '{}' was never awaited", p.qualname.to_lossy());
    let Some(origin) = p.origin.as_ref().and_then(|o| o.downcast::<Tuple>()).cloned() else { return Ok(text) };
    text.push_str("\nCoroutine created at (most recent call last)");
    for entry in origin.items().iter().rev() {
        let Some(entry) = entry.downcast::<Tuple>() else { continue };
        if let [filename, line, name] = entry.items() {
            let (filename, name) = (vm.to_str(filename)?, vm.to_str(name)?);
            let line = line.as_small().unwrap_or(0);
            text.push_str(&format!("\n  File \"{}\", line {line}, in {}", filename.to_lossy(), name.to_lossy()));
        }
    }
    Ok(text)
}
