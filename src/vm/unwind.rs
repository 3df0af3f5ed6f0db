//! What happens to a raised exception: tracebacks, handlers, the end of frames. Tracebacks are attached here only.

use super::Vm;
use super::frame::{FrameHead, frame_flag};
use super::ops::{clear, code_of, function_of, function_payload, generator_of, special};
use crate::bytecode::{Op, code_flag};
use crate::gc::{Raw, Ref, Value};
use crate::object::generator::GenState;
use crate::object::traceback::{Frame, Traceback};
use crate::object::{Function, Raised};
use std::cell::Cell;

pub(super) enum Unwound {
    Handler { base: *mut Raw, pc: *const Cell<u64> },
    Native(Raised),
}

impl Vm {
    /// Finds the handler of `raised`, ending frames on the way up to the next native caller.
    #[cold]
    #[inline(never)]
    pub(super) unsafe fn unwind(&mut self, raised: Raised, base: *mut Raw, pc: *const Cell<u64>) -> Unwound {
        // SAFETY: `base` is the running frame, `pc` inside or just behind the raising instruction.
        unsafe {
            if raised.0.get(self).traceback.is_none() {
                self.set_context(&raised);
            }
            self.unwind_thrown(raised, base, pc)
        }
    }

    /// As `unwind`, of an exception whose context is settled. Without `pc` it comes before the first instruction, where
    /// no handler is.
    pub(super) unsafe fn unwind_thrown(
        &mut self,
        mut raised: Raised,
        mut base: *mut Raw,
        mut pc: *const Cell<u64>,
    ) -> Unwound {
        // SAFETY: as above.
        unsafe {
            loop {
                let code = code_of(base);
                let before = pc.is_null();
                let at = if before { 0 } else { (pc.offset_from(code.stream.as_ptr()) as usize).saturating_sub(1) };
                let handler = code.handler_at(at).filter(|_| !before);
                if handler.is_some() || !self.ends_loop(&raised, base) {
                    self.add_traceback(&raised, base, at);
                }
                if let Some(handler) = handler {
                    let (target, exc) = (handler.target as usize, handler.exc as usize);
                    let (nregs, stream) = (code.nregs as usize, code.stream.as_ptr());
                    clear(base, exc..nregs);
                    *base.add(exc) = raised.0.into_value().into_raw();
                    self.thread.base = base;
                    let pc = stream.add(target);
                    self.thread.pc = pc;
                    if self.heap.breaker.get() & crate::gc::breaker::FINALIZERS != 0 {
                        let _ = self.service();
                    }
                    return Unwound::Handler { base, pc };
                }
                // No handler: the frame ends.
                let head = *FrameHead::of(base);
                if head.flags() & frame_flag::OBSERVED != 0 || self.frame_object(base).is_some() {
                    self.detach_frame(base, false);
                }
                clear(base, 0..code.nregs as usize);
                self.thread.depth -= 1;
                let caller = head.caller_base();
                if head.flags() & frame_flag::GENERATOR != 0 {
                    raised = self.generator_failed(raised, base, before);
                } else {
                    FrameHead::erase(base);
                    if head.flags() & frame_flag::INIT != 0 {
                        clear(base.sub(3), 0..1);
                    }
                    drop(Ref::<Function>::from_owned(head.function));
                }
                if head.flags() & frame_flag::OPERATOR != 0
                    && let Some(pc) = special::failed(self, base, caller, head.return_pc, &raised)
                {
                    self.thread.base = caller;
                    self.thread.pc = pc;
                    return Unwound::Handler { base: caller, pc };
                }
                self.thread.base = caller;
                if head.flags() & frame_flag::ENTRY != 0 {
                    return Unwound::Native(raised);
                }
                base = caller;
                pc = head.return_pc;
            }
        }
    }

    /// Whether the exception is the StopIteration with which a `__next__` entered by the loop ends a `for`, and nobody else
    /// has it: then nobody will see its traceback.
    unsafe fn ends_loop(&self, raised: &Raised, base: *mut Raw) -> bool {
        // SAFETY: `base` is the running frame.
        unsafe {
            let head = FrameHead::of(base);
            if (*head).flags() != frame_flag::OPERATOR || raised.0.header().refcount() != Some(1) {
                return false;
            }
            let op = (*(*head).return_pc.sub(1)).get() as u8;
            (op == Op::ForIter as u8 || op == Op::ForLoop as u8)
                && raised.0.to_value().heap_type().is_some_and(|ty| ty.ptr_eq(&self.exc.StopIteration))
        }
    }

    /// A generator's frame ends with an exception: StopIteration must not leave it (PEP 479).
    unsafe fn generator_failed(&mut self, raised: Raised, base: *mut Raw, not_started: bool) -> Raised {
        // SAFETY: `base` is a generator's frame.
        let generator = unsafe { generator_of(base) };
        generator.state = GenState::Closed;
        drop((generator.frame.take(), generator.function.take()));
        if std::mem::replace(&mut generator.separate, false) {
            drop(self.thread.handled.pop());
        }
        if not_started {
            return raised;
        }
        let flags = generator.code.flags;
        let kind = if flags & code_flag::ASYNC_GENERATOR != 0 {
            "async generator"
        } else if flags & code_flag::COROUTINE != 0 {
            "coroutine"
        } else {
            "generator"
        };
        let text = if self.raised_is(&raised, |e| &e.StopIteration) {
            format!("{kind} raised StopIteration")
        } else if flags & code_flag::ASYNC_GENERATOR != 0 && self.raised_is(&raised, |e| &e.StopAsyncIteration) {
            format!("{kind} raised StopAsyncIteration")
        } else {
            return raised;
        };
        let error = self.runtime_error(text);
        let cause = raised.0.into_value();
        let e = error.0.get_mut(self);
        e.cause = Some(cause.clone());
        e.context = Some(cause);
        e.suppress_context = true;
        error
    }

    /// Adds this frame to the front of the exception's traceback.
    unsafe fn add_traceback(&mut self, raised: &Raised, base: *mut Raw, at: usize) {
        // SAFETY: `base` is the running frame.
        let code = unsafe { code_of(base) };
        let line = code.location_at(at).line;
        // What is left of a group after `except*` is raised by no line.
        // SAFETY: as above.
        if line == 0 && unsafe { self.is_op(base, at, &[Op::Reraise]) } {
            return;
        }
        // The implicit reraise at the end of `except` and `finally` blocks repeats no entry; a bare `raise` adds none
        // for its own frame.
        if let Some(top) = &raised.0.get(self).traceback {
            let t = top.get(self);
            // SAFETY: as above.
            let is = |ops: &[Op]| unsafe { self.is_op(base, at, ops) };
            if t.frame.get(self).live == base && is(&[Op::Reraise, Op::EndAsyncFor]) || is(&[Op::RaiseCurrent]) {
                return;
            }
        }
        // SAFETY: as above.
        let frame = match unsafe { self.frame_for(base) } {
            Ok(frame) => frame,
            Err(_) => return,
        };
        frame.get_mut(self).instruction = at as u32;
        let next = raised.0.get(self).traceback.clone();
        let payload = Traceback { frame, instruction: at as u32, line, next };
        if let Ok(traceback) = self.alloc(&self.types.traceback, payload) {
            raised.0.get_mut(self).traceback = Some(traceback);
        }
    }

    /// Whether the instruction at word `at` of the frame's code is one of these.
    unsafe fn is_op(&self, base: *mut Raw, at: usize, ops: &[Op]) -> bool {
        // SAFETY: `base` is a frame.
        let code = unsafe { code_of(base) };
        code.stream.get(at).is_some_and(|w| ops.iter().any(|op| w.get() as u8 == *op as u8))
    }

    /// The frame object of a running frame, if there is one.
    pub(super) fn frame_object(&self, base: *mut Raw) -> Option<&Ref<Frame>> {
        self.thread.frames.iter().rev().find(|(b, _)| *b == base).map(|(_, f)| f)
    }

    /// The frame object of a running frame, made if need be.
    pub(super) unsafe fn frame_for(&mut self, base: *mut Raw) -> crate::object::PyResult<Ref<Frame>> {
        if let Some(frame) = self.frame_object(base) {
            return Ok(frame.clone());
        }
        // SAFETY: `base` is a running frame.
        unsafe {
            let head = FrameHead::of(base);
            let function = function_payload(base);
            let code = function.code.clone();
            let is_generator = (*head).flags() & frame_flag::GENERATOR != 0;
            if is_generator && let Some(frame) = generator_of(base).frame.clone() {
                self.thread.frames.push((base, frame.clone()));
                frame.get_mut(self).live = base;
                (*head).caller |= frame_flag::OBSERVED;
                return Ok(frame);
            }
            let namespace =
                (code.flags & code_flag::OPTIMIZED == 0 && !(*base).is_null()).then(|| Raw::as_value(base).clone());
            let payload = Frame {
                globals: function.globals.clone(),
                builtins: function.builtins.clone(),
                namespace,
                live: base,
                locals: Vec::new(),
                closure: function.closure.as_ref().map(|c| c.to_value()),
                back: None,
                instruction: 0,
                extra: None,
                code,
            };
            let frame = self.alloc(&self.types.frame, payload)?;
            (*head).caller |= frame_flag::OBSERVED;
            if is_generator {
                generator_of(base).frame = Some(frame.clone());
            }
            self.thread.frames.push((base, frame.clone()));
            Ok(frame)
        }
    }

    /// The frame at `base` ends: its frame object takes over what it may still be asked for.
    pub(super) unsafe fn detach_frame(&mut self, base: *mut Raw, returning: bool) {
        let Some(i) = self.thread.frames.iter().rposition(|(b, _)| *b == base) else { return };
        let (_, frame) = self.thread.frames.remove(i);
        // SAFETY: `base` is the ending frame; its registers are still in place.
        unsafe {
            let head = FrameHead::of(base);
            (*head).caller &= !frame_flag::OBSERVED;
            let shared = frame.header().refcount().is_none_or(|rc| rc > 1);
            let mut locals = Vec::new();
            if shared {
                let n = code_of(base).nlocals as usize;
                for i in 0..n {
                    let raw = *base.add(i);
                    locals.push((!raw.is_null()).then(|| Raw::as_value(base.add(i)).clone()));
                }
            }
            let f = frame.get_mut(self);
            f.live = std::ptr::null_mut();
            f.locals = locals;
            let _ = (returning, function_of(base));
        }
    }

    /// Sets the implicit context of a newly raised exception: what is being handled.
    pub fn set_context(&mut self, raised: &Raised) {
        let Some(handled) = self.handled_exception() else { return };
        let own = raised.0.to_value();
        if handled.is(&own) {
            return;
        }
        // The chain must not lead back to the exception itself.
        let mut link = handled.clone();
        for _ in 0..10_000 {
            let next = match link.downcast::<crate::object::Exception>() {
                Some(e) => e.get(self).context.clone(),
                None => None,
            };
            let Some(next) = next else { break };
            if next.is(&own) {
                if let Some(e) = link.downcast::<crate::object::Exception>() {
                    let old = e.get_mut(self).context.take();
                    drop(old);
                }
                break;
            }
            link = next;
        }
        let old = raised.0.get_mut(self).context.replace(handled);
        drop(old);
    }
}

const _: fn(Value) = drop;
