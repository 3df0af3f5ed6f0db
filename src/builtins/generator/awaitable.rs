//! The awaitables of asynchronous generators: `async_generator_asend` (of `__anext__` and `asend`),
//! `async_generator_athrow` (of `athrow` and `aclose`), and `anext_awaitable` of `anext(iterator, default)`.
//!
//! While such an awaitable runs, a plain `yield` of the generator ends it with the yielded value, and whatever the
//! generator awaits passes through. The states and the texts follow PEP 525 as CPython implements it.

use super::*;
use crate::native::build::TypeBuilder;
use crate::object::generator::{AnextAwaitable, AsyncSend, AsyncThrow, AwaitState};
use crate::object::{Args, Raised};

pub fn init(vm: &mut Vm) {
    const SEND: &str = "send(self, value, /)";
    const THROW: &str = "throw(self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)";
    const CLOSE: &str = "close(self, /)";
    const SEND_DOC: &str = "Resume the asynchronous generator with a value.";
    const THROW_DOC: &str = "Raise an exception where the asynchronous generator is suspended.";
    const CLOSE_DOC: &str = "Raise GeneratorExit where the asynchronous generator is suspended.";
    TypeBuilder::new(vm, &vm.types.async_generator_asend.clone())
        .slots(|s| {
            s.iter = Some(|_, this| Ok(this.clone()));
            s.await_ = Some(|_, this| Ok(this.clone()));
            s.iternext = Some(asend_next);
            s.finalize = Some(asend_finalize);
        })
        .method(SEND, asend_send, SEND_DOC)
        .method(THROW, asend_throw, THROW_DOC)
        .method(CLOSE, asend_close, CLOSE_DOC)
        .method(
            "__del__(self, /)",
            |vm, args| asend_finalize(vm, args.first().unwrap_or(&Value::NONE)),
            "Called when the instance is about to be destroyed.",
        )
        .ready();
    TypeBuilder::new(vm, &vm.types.async_generator_athrow.clone())
        .slots(|s| {
            s.iter = Some(|_, this| Ok(this.clone()));
            s.await_ = Some(|_, this| Ok(this.clone()));
            s.iternext = Some(athrow_next);
            s.finalize = Some(athrow_finalize);
        })
        .method(SEND, athrow_send, SEND_DOC)
        .method(THROW, athrow_throw, THROW_DOC)
        .method(CLOSE, athrow_close, CLOSE_DOC)
        .method(
            "__del__(self, /)",
            |vm, args| athrow_finalize(vm, args.first().unwrap_or(&Value::NONE)),
            "Called when the instance is about to be destroyed.",
        )
        .ready();
    TypeBuilder::new(vm, &vm.types.anext_awaitable.clone())
        .slots(|s| {
            s.iter = Some(|_, this| Ok(this.clone()));
            s.await_ = Some(|_, this| Ok(this.clone()));
            s.iternext = Some(anext_next);
        })
        .method(SEND, anext_send, SEND_DOC)
        .method(THROW, anext_throw, THROW_DOC)
        .method(CLOSE, anext_close, CLOSE_DOC)
        .ready();
}

const REUSED_SEND: &str = "cannot reuse already awaited __anext__()/asend()";
const REUSED_THROW: &str = "cannot reuse already awaited aclose()/athrow()";

impl Vm {
    /// Sends into an awaitable of an asynchronous generator without the detour through StopIteration. `None` if `iter`
    /// is something else.
    pub(crate) fn send_into_awaitable(&mut self, iter: &Value, value: &Value) -> Option<PyResult<Resumed>> {
        if let Some(this) = iter.downcast::<AsyncSend>() {
            return Some(step_send(self, &this.clone(), value));
        }
        if let Some(this) = iter.downcast::<AsyncThrow>() {
            return Some(step_throw(self, &this.clone(), value));
        }
        None
    }

    /// The awaitable of `anext(iter, default)`.
    pub fn anext_with_default(&mut self, awaitable: Value, default: Value) -> PyResult {
        Ok(self.alloc(&self.types.anext_awaitable, AnextAwaitable { awaitable, default })?.into_value())
    }
}

/// What a step of the generator means for the awaitable: a plain `yield` is its result.
fn unwrap_step(vm: &mut Vm, g: &Ref<Generator>, outcome: PyResult<Resumed>) -> PyResult<Resumed> {
    match outcome {
        Ok(Resumed::Yielded(value)) if vm.thread.plain_yield => {
            g.get_mut(vm).async_state.running = false;
            Ok(Resumed::Returned(value))
        }
        Ok(Resumed::Yielded(value)) => Ok(Resumed::Yielded(value)),
        Ok(Resumed::Returned(_)) => {
            let state = &mut g.get_mut(vm).async_state;
            state.closed = true;
            state.running = false;
            Err(vm.new_error_args(&vm.exc.StopAsyncIteration, Vec::new()))
        }
        Err(raised) => {
            let ends = ends_iteration(vm, &raised);
            let state = &mut g.get_mut(vm).async_state;
            state.closed |= ends;
            state.running = false;
            Err(raised)
        }
    }
}

fn ends_iteration(vm: &Vm, raised: &Raised) -> bool {
    vm.raised_is(raised, |e| &e.StopAsyncIteration) || vm.raised_is(raised, |e| &e.GeneratorExit)
}

fn is_over(outcome: &PyResult<Resumed>) -> bool {
    !matches!(outcome, Ok(Resumed::Yielded(_)))
}

fn step_send(vm: &mut Vm, this: &Ref<AsyncSend>, value: &Value) -> PyResult<Resumed> {
    let (g, state) = {
        let p = this.get(vm);
        (p.generator.clone(), p.state)
    };
    let mut value = value.clone();
    match state {
        AwaitState::Closed => return Err(vm.runtime_error(REUSED_SEND)),
        AwaitState::Created => {
            start_send(vm, this, &g)?;
            if value.is_none() {
                value = this.get_mut(vm).value.take().unwrap_or_default();
            }
        }
        AwaitState::Running => {}
    }
    g.get_mut(vm).async_state.running = true;
    let outcome = vm.resume_generator(&g, Ok(value));
    end_send(vm, this, &g, outcome)
}

fn start_send(vm: &mut Vm, this: &Ref<AsyncSend>, g: &Ref<Generator>) -> PyResult<()> {
    if g.get(vm).async_state.running {
        this.get_mut(vm).state = AwaitState::Closed;
        return Err(vm.runtime_error("anext(): asynchronous generator is already running"));
    }
    this.get_mut(vm).state = AwaitState::Running;
    Ok(())
}

fn end_send(vm: &mut Vm, this: &Ref<AsyncSend>, g: &Ref<Generator>, outcome: PyResult<Resumed>) -> PyResult<Resumed> {
    let outcome = unwrap_step(vm, g, outcome);
    if is_over(&outcome) {
        this.get_mut(vm).state = AwaitState::Closed;
    }
    outcome
}

fn asend_next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let this = vm.payload::<AsyncSend>(this)?.clone();
    let outcome = step_send(vm, &this, &Value::NONE);
    value_or_end(vm, outcome)
}

fn asend_send(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = vm.receiver::<AsyncSend>(args)?.clone();
    let outcome = step_send(vm, &this, args.get(1).unwrap_or(&Value::NONE));
    value_or_stop(vm, outcome)
}

fn asend_throw(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = vm.receiver::<AsyncSend>(args)?.clone();
    let outcome = throw_send(vm, &this, args);
    value_or_stop(vm, outcome)
}

fn throw_send(vm: &mut Vm, this: &Ref<AsyncSend>, args: &[Value]) -> PyResult<Resumed> {
    let (g, state) = {
        let p = this.get(vm);
        (p.generator.clone(), p.state)
    };
    match state {
        AwaitState::Closed => return Err(vm.runtime_error(REUSED_SEND)),
        AwaitState::Created => {
            start_send(vm, this, &g)?;
            g.get_mut(vm).async_state.running = true;
        }
        AwaitState::Running => {}
    }
    let outcome = match thrown_warned(vm, "throw", args) {
        Ok(given) => vm.throw_into_generator(&g, &given, true),
        Err(raised) => Err(raised),
    };
    end_send(vm, this, &g, outcome)
}

fn asend_close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = vm.receiver::<AsyncSend>(args)?.clone();
    if this.get(vm).state == AwaitState::Closed {
        return Ok(Value::NONE);
    }
    let exit = vm.exc.GeneratorExit.to_value();
    let outcome = throw_send(vm, &this, &[this.to_value(), exit]);
    closed(vm, outcome)
}

/// The result of `close` of these awaitables, given that of throwing GeneratorExit.
fn closed(vm: &mut Vm, outcome: PyResult<Resumed>) -> PyResult {
    match outcome {
        Ok(Resumed::Returned(_)) => Ok(Value::NONE),
        Ok(Resumed::Yielded(_)) => Err(vm.runtime_error("coroutine ignored GeneratorExit")),
        Err(raised) if ends_iteration(vm, &raised) || vm.raised_is(&raised, |e| &e.StopIteration) => Ok(Value::NONE),
        Err(raised) => Err(raised),
    }
}

fn step_throw(vm: &mut Vm, this: &Ref<AsyncThrow>, value: &Value) -> PyResult<Resumed> {
    let (g, state, thrown) = {
        let p = this.get(vm);
        (p.generator.clone(), p.state, p.thrown.clone())
    };
    if state == AwaitState::Closed {
        return Err(vm.runtime_error(REUSED_THROW));
    }
    if g.get(vm).state == GenState::Closed {
        this.get_mut(vm).state = AwaitState::Closed;
        return Ok(Resumed::Returned(Value::NONE));
    }
    let close = thrown.is_empty();
    if state == AwaitState::Created {
        refuse_running(vm, this, &g, close)?;
        if g.get(vm).async_state.closed {
            this.get_mut(vm).state = AwaitState::Closed;
            return Err(vm.new_error_args(&vm.exc.StopAsyncIteration, Vec::new()));
        }
        if !value.is_none() {
            return Err(vm.runtime_error("can't send non-None value to a just-started coroutine"));
        }
        this.get_mut(vm).state = AwaitState::Running;
        let state = &mut g.get_mut(vm).async_state;
        state.running = true;
        state.closed |= close;
        // What the generator awaits is not closed but gets the exception, so that it can await on its way out.
        let outcome = if close {
            let exit = vm.exc.GeneratorExit.to_value();
            vm.throw_into_generator(&g, &[exit], false)
        } else {
            vm.throw_into_generator(&g, &thrown, false)
        };
        return end_throw(vm, this, &g, close, outcome);
    }
    let outcome = vm.resume_generator(&g, Ok(value.clone()));
    end_throw(vm, this, &g, close, outcome)
}

fn refuse_running(vm: &mut Vm, this: &Ref<AsyncThrow>, g: &Ref<Generator>, close: bool) -> PyResult<()> {
    if !g.get(vm).async_state.running {
        return Ok(());
    }
    this.get_mut(vm).state = AwaitState::Closed;
    let method = if close { "aclose" } else { "athrow" };
    Err(vm.runtime_error(format!("{method}(): asynchronous generator is already running")))
}

fn end_throw(
    vm: &mut Vm,
    this: &Ref<AsyncThrow>,
    g: &Ref<Generator>,
    close: bool,
    outcome: PyResult<Resumed>,
) -> PyResult<Resumed> {
    let outcome = if close { closed_step(vm, g, outcome) } else { unwrap_step(vm, g, outcome) };
    if is_over(&outcome) {
        this.get_mut(vm).state = AwaitState::Closed;
    }
    outcome
}

/// A step of the generator on behalf of `aclose`: it may await, but must not yield.
fn closed_step(vm: &mut Vm, g: &Ref<Generator>, outcome: PyResult<Resumed>) -> PyResult<Resumed> {
    let plain = vm.thread.plain_yield;
    if is_over(&outcome) || plain {
        g.get_mut(vm).async_state.running = false;
    }
    match outcome {
        Ok(Resumed::Yielded(_)) if plain => Err(vm.runtime_error("async generator ignored GeneratorExit")),
        Ok(Resumed::Yielded(value)) => Ok(Resumed::Yielded(value)),
        Ok(Resumed::Returned(_)) => Ok(Resumed::Returned(Value::NONE)),
        Err(raised) if ends_iteration(vm, &raised) => Ok(Resumed::Returned(Value::NONE)),
        Err(raised) => Err(raised),
    }
}

fn athrow_next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let this = vm.payload::<AsyncThrow>(this)?.clone();
    let outcome = step_throw(vm, &this, &Value::NONE);
    value_or_end(vm, outcome)
}

fn athrow_send(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = vm.receiver::<AsyncThrow>(args)?.clone();
    let outcome = step_throw(vm, &this, args.get(1).unwrap_or(&Value::NONE));
    value_or_stop(vm, outcome)
}

fn athrow_throw(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = vm.receiver::<AsyncThrow>(args)?.clone();
    let outcome = throw_throw(vm, &this, args);
    value_or_stop(vm, outcome)
}

fn throw_throw(vm: &mut Vm, this: &Ref<AsyncThrow>, args: &[Value]) -> PyResult<Resumed> {
    let (g, state, close) = {
        let p = this.get(vm);
        (p.generator.clone(), p.state, p.thrown.is_empty())
    };
    match state {
        AwaitState::Closed => return Err(vm.runtime_error(REUSED_THROW)),
        AwaitState::Created => {
            refuse_running(vm, this, &g, close)?;
            this.get_mut(vm).state = AwaitState::Running;
            g.get_mut(vm).async_state.running = true;
        }
        AwaitState::Running => {}
    }
    let outcome = match thrown_warned(vm, "throw", args) {
        Ok(given) => vm.throw_into_generator(&g, &given, true),
        Err(raised) => Err(raised),
    };
    end_throw(vm, this, &g, close, outcome)
}

fn athrow_close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = vm.receiver::<AsyncThrow>(args)?.clone();
    if this.get(vm).state == AwaitState::Closed {
        return Ok(Value::NONE);
    }
    let exit = vm.exc.GeneratorExit.to_value();
    let outcome = throw_throw(vm, &this, &[this.to_value(), exit]);
    closed(vm, outcome)
}

fn asend_finalize(vm: &mut Vm, this: &Value) -> PyResult {
    let p = vm.payload::<AsyncSend>(this)?.get(vm);
    let (state, g) = (p.state, p.generator.clone());
    warn_never_awaited(vm, this, state, &g, "asend")
}

fn athrow_finalize(vm: &mut Vm, this: &Value) -> PyResult {
    let p = vm.payload::<AsyncThrow>(this)?.get(vm);
    let (state, g, close) = (p.state, p.generator.clone(), p.thrown.is_empty());
    warn_never_awaited(vm, this, state, &g, if close { "aclose" } else { "athrow" })
}

fn warn_never_awaited(vm: &mut Vm, this: &Value, state: AwaitState, g: &Ref<Generator>, method: &str) -> PyResult {
    if state != AwaitState::Created {
        return Ok(Value::NONE);
    }
    let text = format!("coroutine method '{method}' of '{}' was never awaited", g.get(vm).qualname.to_lossy());
    let category = vm.exc.RuntimeWarning.clone();
    vm.warn_about(&category, &text, this).map(|()| Value::NONE)
}

/// The iterator behind `anext(iterator, default)`; a coroutine is wrapped, since it has no `__next__`.
fn anext_iterator(vm: &mut Vm, this: &Ref<AnextAwaitable>) -> PyResult {
    let awaitable = this.get(vm).awaitable.clone();
    let iter = vm.get_awaitable(&awaitable)?;
    let slots = &vm.type_of(&iter).get(vm).slots;
    match slots.await_ {
        Some(f) if slots.iternext.is_none() => f(vm, &iter),
        _ => Ok(iter),
    }
}

/// StopAsyncIteration ends the wait with the default.
fn or_default<T>(vm: &mut Vm, this: &Ref<AnextAwaitable>, result: PyResult<T>) -> PyResult<T> {
    match result {
        Err(raised) if vm.raised_is(&raised, |e| &e.StopAsyncIteration) => {
            let default = this.get(vm).default.clone();
            Err(vm.stop_iteration(Some(default)))
        }
        other => other,
    }
}

fn anext_next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let this = vm.payload::<AnextAwaitable>(this)?.clone();
    let iter = anext_iterator(vm, &this)?;
    let result = match vm.type_of(&iter).get(vm).slots.iternext {
        Some(f) => f(vm, &iter),
        None => vm.next(&iter),
    };
    or_default(vm, &this, result)
}

fn anext_call(vm: &mut Vm, args: &[Value], method: &str) -> PyResult {
    let this = vm.receiver::<AnextAwaitable>(args)?.clone();
    let iter = anext_iterator(vm, &this)?;
    let method = vm.getattr_str(&iter, method)?;
    let given = thrown(args);
    let result = vm.call_args(&method, Args::positional(&given));
    or_default(vm, &this, result)
}

fn anext_send(vm: &mut Vm, args: &[Value]) -> PyResult {
    anext_call(vm, args, "send")
}

fn anext_throw(vm: &mut Vm, args: &[Value]) -> PyResult {
    anext_call(vm, args, "throw")
}

fn anext_close(vm: &mut Vm, args: &[Value]) -> PyResult {
    anext_call(vm, args, "close")
}
