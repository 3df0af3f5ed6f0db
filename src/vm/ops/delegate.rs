//! `throw` and `close` of generators, which go through the iterator of a `yield from` or `await` first.

use super::generator::observe;
use crate::bytecode::{FLAG, Op};
use crate::gc::{Raw, Ref, Value};
use crate::object::generator::{FRAME_HEADER, GenState, Generator};
use crate::object::slots::PyResult;
use crate::object::traceback::{Frame, Traceback};
use crate::object::{Exception, Raised, Tuple, Type};
use crate::vm::Vm;
use crate::vm::frame::frame_flag;
use crate::vm::ops::generator::Resumed;
use crate::vm::run::{eval, field_a, field_c, flags};
use std::cell::Cell;

impl Vm {
    /// The iterator that a suspended generator delegates to.
    pub fn delegate_of(&self, g: &Ref<Generator>) -> Option<Value> {
        let p = g.get(self);
        if p.state != GenState::Suspended {
            return None;
        }
        let word = p.code.stream.get(p.pc.wrapping_sub(1))?.get();
        if word as u8 != Op::Yield as u8 || flags(word) & FLAG == 0 {
            return None;
        }
        let raw = p.block.get(FRAME_HEADER + field_c(word))?;
        // SAFETY: the register of a suspended frame owns its value.
        (!raw.is_null()).then(|| unsafe { Raw::as_value(raw).clone() })
    }

    /// `generator.throw(type[, value[, traceback]])`: delegated to the iterator of a `yield from`, else raised at the
    /// `yield`. GeneratorExit closes the iterator instead, if `close_on_exit`.
    pub fn throw_into_generator(
        &mut self,
        g: &Ref<Generator>,
        args: &[Value],
        close_on_exit: bool,
    ) -> PyResult<Resumed> {
        let Some(delegate) = self.delegate_of(g) else {
            let raised = self.thrown_exception(args)?;
            return self.resume_generator(g, Err(raised));
        };
        self.with_native_depth(|vm| {
            if close_on_exit && args.first().is_some_and(|a| vm.is_generator_exit(a)) {
                return match vm.close_delegate(g, &delegate) {
                    Ok(()) => vm.throw_here(g, args),
                    Err(raised) => vm.throw_at_delegation(g, raised),
                };
            }
            let outcome = if let Some(inner) = delegate.downcast::<Generator>().filter(|i| !vm.is_async_generator(i)) {
                g.get_mut(vm).state = GenState::Running;
                vm.throw_into_generator(&inner.clone(), args, close_on_exit)
            } else {
                let name = vm.names.throw.clone();
                let Some(method) = vm.getattr_opt(&delegate, &name)? else { return vm.throw_here(g, args) };
                g.get_mut(vm).state = GenState::Running;
                match vm.call(&method, args) {
                    Ok(v) => Ok(Resumed::Yielded(v)),
                    Err(raised) if vm.raised_is(&raised, |e| &e.StopIteration) => {
                        Ok(Resumed::Returned(vm.stop_value(&raised)))
                    }
                    Err(raised) => Err(raised),
                }
            };
            g.get_mut(vm).state = GenState::Suspended;
            match outcome {
                Ok(Resumed::Yielded(v)) => {
                    vm.thread.plain_yield = false;
                    Ok(Resumed::Yielded(v))
                }
                Ok(Resumed::Returned(v)) => {
                    vm.finish_delegation(g, v);
                    vm.resume_at(g)
                }
                Err(raised) => vm.throw_at_delegation(g, raised),
            }
        })
    }

    fn throw_here(&mut self, g: &Ref<Generator>, args: &[Value]) -> PyResult<Resumed> {
        let raised = self.thrown_exception(args)?;
        self.throw_at_delegation(g, raised)
    }

    /// Raises an exception where a generator delegates. StopIteration means there what it means for iterators.
    fn throw_at_delegation(&mut self, g: &Ref<Generator>, raised: Raised) -> PyResult<Resumed> {
        if self.raised_is(&raised, |e| &e.StopIteration) && self.delegate_of(g).is_some() {
            let value = self.stop_value(&raised);
            drop(raised);
            self.finish_delegation(g, value);
            return self.resume_at(g);
        }
        self.resume_generator(g, Err(raised))
    }

    fn is_generator_exit(&self, thrown: &Value) -> bool {
        match thrown.downcast::<Type>() {
            Some(class) => self.is_subtype(class, &self.exc.GeneratorExit),
            None => self.is_instance_of(thrown, &self.exc.GeneratorExit),
        }
    }

    /// The exception that the arguments of `throw` describe. An error in making it is thrown in its stead; arguments
    /// of the wrong kind are an error of the call.
    fn thrown_exception(&mut self, args: &[Value]) -> PyResult<Raised> {
        let none = Value::NONE;
        let (kind, value) = (args.first().unwrap_or(&none), args.get(1).unwrap_or(&none));
        let traceback = match args.get(2) {
            None => None,
            Some(v) if v.is_none() => None,
            Some(v) => match v.downcast::<Traceback>() {
                Some(traceback) => Some(traceback.clone()),
                None => return Err(self.type_error("throw() third argument must be a traceback object")),
            },
        };
        let exception = match kind.downcast::<Type>() {
            Some(class) if self.is_exception_class(class) => match self.instance_thrown(&class.clone(), value) {
                Ok(exception) => exception,
                Err(raised) => return Ok(raised),
            },
            _ => match kind.downcast::<Exception>() {
                Some(_) if !value.is_none() => {
                    return Err(self.type_error("instance exception may not have a separate value"));
                }
                Some(exception) => exception.clone(),
                None => {
                    let ty = self.type_name(kind);
                    let text = format!("exceptions must be classes or instances deriving from BaseException, not {ty}");
                    return Err(self.type_error(text));
                }
            },
        };
        if traceback.is_some() {
            let old = std::mem::replace(&mut exception.get_mut(self).traceback, traceback);
            drop(old);
        }
        Ok(Raised(exception))
    }

    /// The instance for `throw(class, value)`: the value itself if it is one, else a new one made of it.
    fn instance_thrown(&mut self, class: &Ref<Type>, value: &Value) -> PyResult<Ref<Exception>> {
        if let Some(exception) = value.downcast::<Exception>()
            && self.is_instance_of(value, class)
        {
            return Ok(exception.clone());
        }
        let made = match value.downcast::<Tuple>() {
            _ if value.is_none() => self.call(&class.to_value(), &[])?,
            Some(tuple) => self.call(&class.to_value(), tuple.items())?,
            None => self.call(&class.to_value(), std::slice::from_ref(value))?,
        };
        match made.downcast::<Exception>() {
            Some(exception) => Ok(exception.clone()),
            None => {
                let class = self.repr_lossy(&class.to_value())?;
                let ty = self.type_name(&made);
                Err(self
                    .type_error(format!("calling {class} should have returned an instance of BaseException, not {ty}")))
            }
        }
    }

    /// The iterator of a `yield from` has returned `value` outside of the loop: goes on behind its Send.
    fn finish_delegation(&mut self, g: &Ref<Generator>, value: Value) {
        let p = g.get_mut(self);
        let code = p.code.clone();
        let word = |i: usize| code.stream.get(i).map_or(0, Cell::get);
        // Behind the Yield stands the jump back to the Send.
        let jump = word(p.pc);
        let send = (p.pc as i64 + 1 + ((jump >> 32) as i32) as i64) as usize;
        let dst = FRAME_HEADER + field_a(word(send));
        p.pc = (send as i64 + 2 + word(send + 1) as i64) as usize;
        let old = p.block.get_mut(dst).map(|slot| std::mem::replace(slot, value.into_raw()));
        if let Some(old) = old {
            // SAFETY: the register owned it.
            unsafe { super::drop_raw(old) };
        }
    }

    /// Resumes a suspended generator whose `pc` was set to where no value is expected.
    fn resume_at(&mut self, g: &Ref<Generator>) -> PyResult<Resumed> {
        // SAFETY: as in `resume_generator`; the generator is suspended.
        unsafe {
            let saved = (self.thread.base, self.thread.pc);
            let payload = &mut *g.payload_ptr();
            let nb = payload.block.as_mut_ptr().add(FRAME_HEADER);
            let caller = saved.0 as usize | frame_flag::ENTRY | frame_flag::GENERATOR;
            let top = self.stack_top();
            let pc = self.enter_generator(payload, nb, saved.1, caller, top);
            if payload.frame.is_some() {
                observe(self, g.header_ptr(), nb);
            }
            let result = eval(self, nb, pc);
            self.thread.base = saved.0;
            self.thread.pc = saved.1;
            let value = result?;
            match g.get(self).state {
                GenState::Closed => Ok(Resumed::Returned(value)),
                _ => Ok(Resumed::Yielded(value)),
            }
        }
    }

    pub(crate) fn is_async_generator(&self, g: &Ref<Generator>) -> bool {
        g.get(self).code.flags & crate::bytecode::code_flag::ASYNC_GENERATOR != 0
    }

    fn close_delegate(&mut self, g: &Ref<Generator>, delegate: &Value) -> PyResult<()> {
        g.get_mut(self).state = GenState::Running;
        let result = self.close_iterator(delegate);
        g.get_mut(self).state = GenState::Suspended;
        result
    }

    /// Closes an iterator that may be a generator.
    pub fn close_iterator(&mut self, iter: &Value) -> PyResult<()> {
        if let Some(g) = iter.downcast::<Generator>()
            && !self.is_async_generator(g)
        {
            return self.close_generator(&g.clone()).map(drop);
        }
        let name = self.names.close.clone();
        match self.getattr_opt(iter, &name) {
            Ok(Some(method)) => self.call(&method, &[]).map(drop),
            Ok(None) => Ok(()),
            Err(raised) => {
                self.unraisable(raised, iter);
                Ok(())
            }
        }
    }

    /// `generator.close()`: its return value, or None.
    pub fn close_generator(&mut self, g: &Ref<Generator>) -> PyResult {
        let simple = match g.get(self).state {
            GenState::Closed => return Ok(Value::NONE),
            GenState::Created => true,
            GenState::Suspended => !g.get(self).needs_unwinding(),
            GenState::Running => false,
        };
        if simple {
            // Nothing would run: the variables are dropped, and that is all.
            let mut registers = Vec::new();
            let p = g.get_mut(self);
            p.state = GenState::Closed;
            let frame = p.release_frame(true);
            let handled = p.handled.take();
            p.take_registers(&mut registers);
            let function = p.function.take();
            drop((registers, frame, handled, function));
            return Ok(Value::NONE);
        }
        let result = self.with_native_depth(|vm| {
            if let Some(delegate) = vm.delegate_of(g)
                && let Err(raised) = vm.close_delegate(g, &delegate)
            {
                return vm.throw_at_delegation(g, raised);
            }
            let exit = vm.new_error_args(&vm.exc.GeneratorExit, Vec::new());
            vm.resume_generator(g, Err(exit))
        });
        match result {
            Ok(Resumed::Yielded(_)) => {
                let kind = self.generator_kind(g);
                Err(self.runtime_error(format!("{kind} ignored GeneratorExit")))
            }
            Ok(Resumed::Returned(v)) => Ok(v),
            Err(raised) if self.raised_is(&raised, |e| &e.GeneratorExit) => Ok(Value::NONE),
            Err(raised) => Err(raised),
        }
    }

    /// `gi_frame`: the frame object of a generator that has not ended.
    pub fn generator_frame(&mut self, g: &Ref<Generator>) -> PyResult<Option<Ref<Frame>>> {
        let p = g.get_mut(self);
        let live = match p.block.get_mut(FRAME_HEADER..) {
            Some(registers) => registers.as_mut_ptr(),
            None => return Ok(None),
        };
        match p.state {
            GenState::Closed => return Ok(None),
            // SAFETY: the registers of a running frame.
            GenState::Running => return unsafe { self.frame_for(live).map(Some) },
            _ => {}
        }
        let p = g.get(self);
        if let Some(frame) = &p.frame {
            return Ok(Some(frame.clone()));
        }
        let Some(function) = p.function.as_ref() else { return Ok(None) };
        let function = function.get(self);
        let payload = Frame {
            code: p.code.clone(),
            globals: function.globals.clone(),
            builtins: function.builtins.clone(),
            namespace: None,
            live,
            locals: Vec::new(),
            closure: function.closure.as_ref().map(|c| c.to_value()),
            back: None,
            instruction: p.pc.saturating_sub(1) as u32,
            extra: None,
        };
        let frame = self.alloc(&self.types.frame, payload)?;
        g.get_mut(self).frame = Some(frame.clone());
        Ok(Some(frame))
    }

    /// `cr_origin`: where a coroutine is being made, as (file name, line, function) of the innermost frames.
    pub(super) fn coroutine_origin(&mut self, depth: usize) -> PyResult {
        let mut origin = Vec::new();
        for i in 0..depth {
            let Some((filename, line)) = self.current_location(i) else { break };
            let Some(frame) = self.running_frames().nth(i) else { break };
            let function = self.function_running_in(frame);
            let name = function.get(self).code.name.to_value();
            origin.push(self.new_tuple(vec![filename.into_value(), self.int(line as i64), name])?);
        }
        self.new_tuple(origin)
    }
}
