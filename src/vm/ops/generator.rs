//! Generators, coroutines, asynchronous generators: resuming, yielding, delegating.

use super::{Returned, generator_of, look, take};
use crate::bytecode::{A_TEMP, B_TEMP, C_TEMP, Code, FLAG, Op, code_flag};
use crate::gc::{Header, Raw, Ref, Value};
use crate::object::generator::{AsyncState, FRAME_HEADER, GenState, Generator};
use crate::object::slots::PyResult;
use crate::object::{Exception, Function, Raised};
use crate::vm::Vm;
use crate::vm::frame::{FrameHead, frame_flag};
use crate::vm::run::{eval, field_a, field_b, field_c, flags, payload};
use crate::vm::unwind::Unwound;
use std::cell::Cell;

/// What resuming a generator led to.
pub enum Resumed {
    Yielded(Value),
    Returned(Value),
}

/// The object of which this is the payload.
#[inline(always)]
pub fn header_of(g: &Generator) -> *mut Header {
    (g as *const Generator as *mut Header).wrapping_sub(1)
}

/// `yield`: gives `value` to whoever resumed the generator.
#[cold]
#[inline(never)]
pub unsafe fn do_yield(vm: &mut Vm, base: *mut Raw, pc: *const Cell<u64>, value: Raw) -> PyResult<Returned> {
    // SAFETY: `base` is a generator's frame, `pc` behind its Yield.
    unsafe {
        let generator = generator_of(base);
        let code: &Code = &*generator.code.payload_ptr();
        generator.pc = pc.offset_from(code.stream.as_ptr()) as usize;
        generator.state = GenState::Suspended;
        generator.delegate = std::ptr::null_mut();
        if std::mem::replace(&mut generator.separate, false) {
            generator.handled = vm.thread.handled.pop().flatten();
        }
        vm.thread.depth -= 1;
        let head = *FrameHead::of(base);
        if head.flags() & frame_flag::OBSERVED != 0 {
            unobserve(vm, base);
        }
        let caller = head.caller_base();
        vm.thread.base = caller;
        if head.flags() & frame_flag::ENTRY != 0 {
            vm.thread.plain_yield = flags((*pc.sub(1)).get()) & FLAG == 0;
            vm.thread.result = value;
            return Ok(Returned::Native);
        }
        let return_pc = head.return_pc;
        let word = (*return_pc.sub(1)).get();
        let (dst, next) = match Op::decode(word as u8) {
            Some(Op::ForIter) => (field_b(word), return_pc),
            Some(Op::ForLoop) => (field_b(word), return_pc.offset(field_c(word) as i16 as isize)),
            // Send: go on with the instruction behind its extra word.
            _ => (field_a(word), return_pc.add(1)),
        };
        let old = std::mem::replace(&mut *caller.add(dst), value);
        vm.thread.pc = next;
        super::drop_raw(old);
        Ok(Returned::Caller)
    }
}

/// A generator's frame has returned.
#[cold]
#[inline(never)]
pub unsafe fn finished(vm: &mut Vm, base: *mut Raw, head: FrameHead, value: Value) -> PyResult<Returned> {
    // SAFETY: `base` is the generator's frame, whose locals are dropped.
    unsafe {
        let generator = generator_of(base);
        generator.state = GenState::Closed;
        drop((generator.frame.take(), generator.function.take()));
        if std::mem::replace(&mut generator.separate, false) {
            drop(vm.thread.handled.pop());
        }
        let caller = head.caller_base();
        vm.thread.base = caller;
        if head.flags() & frame_flag::ENTRY != 0 {
            vm.thread.result = value.into_raw();
            return Ok(Returned::Native);
        }
        let return_pc = head.return_pc;
        let word = (*return_pc.sub(1)).get();
        match Op::decode(word as u8) {
            Some(op @ (Op::ForIter | Op::ForLoop)) => {
                drop(value);
                let iter = std::mem::replace(&mut *caller.add(field_a(word)), Raw::NULL);
                super::drop_raw(iter);
                let skip = if op == Op::ForIter { field_c(word) as i16 as isize } else { 0 };
                vm.thread.pc = return_pc.offset(skip);
                Ok(Returned::Caller)
            }
            _ => {
                let distance = (*return_pc).get() as i64 as isize;
                let old = std::mem::replace(&mut *caller.add(field_a(word)), value.into_raw());
                super::drop_raw(old);
                vm.thread.pc = return_pc.add(1).offset(distance);
                Ok(Returned::Caller)
            }
        }
    }
}

/// A generator with a frame object is being resumed.
#[cold]
#[inline(never)]
pub unsafe fn observe(vm: &mut Vm, generator: *mut Header, base: *mut Raw) {
    // SAFETY: a live generator.
    unsafe {
        let g = payload::<Generator>(Raw { meta: 0, bits: generator as u64 });
        if let Some(frame) = &g.frame {
            (*frame.payload_ptr()).live = base;
            (*FrameHead::of(base)).caller |= frame_flag::OBSERVED;
            vm.thread.frames.push((base, frame.clone()));
        }
    }
}

/// A generator with a frame object is being suspended: the frame object goes on referring to its registers.
unsafe fn unobserve(vm: &mut Vm, base: *mut Raw) {
    vm.thread.frames.retain(|(b, _)| *b != base);
    // SAFETY: `base` is the generator's frame.
    unsafe {
        (*FrameHead::of(base)).caller &= !frame_flag::OBSERVED;
        let generator = generator_of(base);
        if let Some(frame) = &generator.frame {
            (*frame.payload_ptr()).instruction = generator.pc.saturating_sub(1) as u32;
        }
    };
}

/// A running generator is about to handle an exception: from now on it has its own entry of those being handled, which it
/// takes along when it yields.
#[cold]
#[inline(never)]
pub unsafe fn separate(vm: &mut Vm, base: *mut Raw) {
    // SAFETY: `base` is a running generator's frame.
    let generator = unsafe { generator_of(base) };
    if !std::mem::replace(&mut generator.separate, true) {
        vm.thread.handled.push(None);
    }
}

/// Sends `R[c]` into `R[b]`; the loop goes on at `vm.thread.base` and `pc`.
#[cold]
#[inline(never)]
pub unsafe fn send(vm: &mut Vm, word: u64, base: *mut Raw, pc: *const Cell<u64>) -> PyResult<()> {
    // SAFETY: operands of the instruction.
    unsafe {
        let value = take(word, C_TEMP, base, field_c(word));
        let receiver = look(base, field_b(word));
        if let Some(generator) = receiver.downcast::<Generator>() {
            let g = &mut *generator.payload_ptr();
            let ready = match g.state {
                GenState::Suspended => true,
                GenState::Created => value.is_none(),
                _ => false,
            };
            if ready && g.code.flags & code_flag::ASYNC_GENERATOR == 0 && vm.thread.depth < vm.thread.recursion_limit {
                let nb = g.block.as_mut_ptr().add(FRAME_HEADER);
                let top = (*FrameHead::of(base)).top;
                let start = vm.enter_generator(g, nb, pc, base as usize | frame_flag::GENERATOR, top);
                if g.frame.is_some() {
                    observe(vm, generator.header_ptr(), nb);
                }
                if g.pc > 0 {
                    *nb.add(field_a((*start.sub(1)).get())) = value.into_raw();
                }
                vm.thread.base = nb;
                vm.thread.pc = start;
                return Ok(());
            }
        }
        // The iterator is dropped by the code behind the loop.
        let (value, next) = match vm.send_into(&receiver, value)? {
            Resumed::Yielded(v) => (v, pc.add(1)),
            Resumed::Returned(v) => (v, pc.add(1).offset((*pc).get() as i64 as isize)),
        };
        let old = std::mem::replace(&mut *base.add(field_a(word)), value.into_raw());
        vm.thread.base = base;
        vm.thread.pc = next;
        super::drop_raw(old);
        Ok(())
    }
}

#[cold]
#[inline(never)]
pub unsafe fn yield_from_iter(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operand of the instruction.
    unsafe {
        let obj = take(word, B_TEMP, base, field_b(word));
        if let Some(g) = obj.downcast::<Generator>() {
            let f = g.get(vm).code.flags;
            if f & code_flag::COROUTINE != 0 {
                let mine = super::code_of(base).flags;
                if mine & (code_flag::COROUTINE | code_flag::ITERABLE_COROUTINE) == 0 {
                    return Err(vm.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator"));
                }
                return Ok(obj.into_raw());
            }
            if f & code_flag::GENERATOR != 0 {
                return Ok(obj.into_raw());
            }
        }
        Ok(vm.iter(&obj)?.into_raw())
    }
}

#[cold]
#[inline(never)]
pub unsafe fn awaitable(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operand of the instruction.
    unsafe {
        let obj = take(word, B_TEMP, base, field_b(word));
        let when = match field_c(word) {
            1 => Some("__aenter__"),
            2 => Some("__aexit__"),
            _ => None,
        };
        if vm.type_of(&obj).get(vm).slots.await_.is_none()
            && obj.downcast::<Generator>().is_none()
            && let Some(method) = when
        {
            let ty = vm.type_name(&obj);
            return Err(vm.type_error(format!(
                "'async with' received an object from {method} that does not implement __await__: {ty}"
            )));
        }
        let iter = vm.get_awaitable(&obj)?;
        if let Some(g) = iter.downcast::<Generator>()
            && iter.is(&obj)
            && g.get(vm).code.flags & code_flag::COROUTINE != 0
            && vm.is_being_awaited(g)
        {
            return Err(vm.runtime_error("coroutine is being awaited already"));
        }
        Ok(iter.into_raw())
    }
}

#[cold]
#[inline(never)]
pub unsafe fn aiter(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operand of the instruction.
    unsafe {
        let obj = take(word, B_TEMP, base, field_b(word));
        let ty = vm.type_name(&obj);
        let Some(f) = vm.type_of(&obj).get(vm).slots.aiter else {
            return Err(vm.type_error(format!("'async for' requires an object with __aiter__ method, got {ty}")));
        };
        let iter = f(vm, &obj)?;
        if vm.type_of(&iter).get(vm).slots.anext.is_none() {
            let ty = vm.type_name(&iter);
            return Err(vm.type_error(format!(
                "'async for' received an object from __aiter__ that does not implement __anext__: {ty}"
            )));
        }
        Ok(iter.into_raw())
    }
}

#[cold]
#[inline(never)]
pub unsafe fn anext(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<Raw> {
    // SAFETY: operand of the instruction.
    unsafe {
        let obj = look(base, field_b(word));
        let Some(f) = vm.type_of(&obj).get(vm).slots.anext else {
            let ty = vm.type_name(&obj);
            return Err(vm.type_error(format!("'async for' requires an iterator with __anext__ method, got {ty}")));
        };
        let next = f(vm, &obj)?;
        match vm.get_awaitable(&next) {
            Ok(iter) => Ok(iter.into_raw()),
            Err(raised) => {
                let ty = vm.type_name(&next);
                let text = format!("'async for' received an invalid object from __anext__: {ty}");
                let error = vm.type_error(text);
                let cause = raised.0.into_value();
                let e = error.0.get_mut(vm);
                e.cause = Some(cause);
                e.suppress_context = true;
                Err(error)
            }
        }
    }
}

#[cold]
#[inline(never)]
pub unsafe fn end_async_for(vm: &mut Vm, word: u64, base: *mut Raw) -> PyResult<()> {
    // SAFETY: operand of the instruction.
    let exc = unsafe { take(word, A_TEMP, base, field_a(word)) };
    match exc.into_ref::<Exception>() {
        Ok(exc) => {
            let raised = Raised(exc);
            if vm.raised_is(&raised, |e| &e.StopAsyncIteration) { Ok(()) } else { Err(raised) }
        }
        Err(_) => Ok(()),
    }
}

impl Vm {
    /// Writes a generator's frame header and marks it running. Returns where it goes on.
    pub(super) unsafe fn enter_generator(
        &mut self,
        g: &mut Generator,
        nb: *mut Raw,
        return_pc: *const Cell<u64>,
        caller: usize,
        top: *mut Raw,
    ) -> *const Cell<u64> {
        // SAFETY: `nb` are the generator's registers.
        unsafe {
            *FrameHead::of(nb) = FrameHead { return_pc, caller, function: g.function_ptr(), top };
            if g.handled.is_some() {
                self.thread.handled.push(g.handled.take());
                g.separate = true;
            }
            self.thread.depth += 1;
            g.state = GenState::Running;
            g.code.stream.as_ptr().add(g.pc)
        }
    }

    /// Calls a generator, coroutine or async generator function: binds the arguments and makes the object.
    pub(crate) fn call_generator_function(
        &mut self,
        function: &Ref<Function>,
        values: Vec<Value>,
        names: &[Value],
    ) -> PyResult {
        let bound = self.bind_values(function, values, names)?;
        self.new_generator(function, bound.into_iter().map(|v| v.map_or(Raw::NULL, Value::into_raw)))
    }

    /// The object for a call of a generator function whose parameters are bound.
    pub(super) fn new_generator(&mut self, function: &Ref<Function>, params: impl Iterator<Item = Raw>) -> PyResult {
        let (code, name, qualname) = {
            let f = function.get(self);
            (f.code.clone(), f.name.clone(), f.qualname.clone())
        };
        let size = FRAME_HEADER + code.nregs as usize;
        let mut block = vec![Raw::NULL; size].into_boxed_slice();
        for (slot, value) in block.iter_mut().skip(FRAME_HEADER).zip(params) {
            *slot = value;
        }
        let flags = code.flags;
        let origin = match self.thread.origin_depth {
            depth if depth > 0 && flags & code_flag::COROUTINE != 0 => Some(self.coroutine_origin(depth)?),
            _ => None,
        };
        let payload = Generator {
            function: Some(function.clone()),
            code,
            name,
            qualname,
            state: GenState::Created,
            pc: 0,
            delegate: std::ptr::null_mut(),
            block,
            handled: None,
            separate: false,
            frame: None,
            async_state: AsyncState::default(),
            origin,
        };
        let ty = if flags & code_flag::COROUTINE != 0 {
            &self.types.coroutine
        } else if flags & code_flag::ASYNC_GENERATOR != 0 {
            &self.types.async_generator
        } else {
            &self.types.generator
        };
        let generator = self.alloc(ty, payload)?;
        let header = generator.header_ptr();
        if let Some(first) = generator.get_mut(self).block.first_mut() {
            *first = Raw { meta: 0, bits: header as u64 };
        }
        Ok(generator.into_value())
    }

    /// The kind of a generator-like object, for messages.
    pub(crate) fn generator_kind(&self, g: &Ref<Generator>) -> &'static str {
        let flags = g.get(self).code.flags;
        if flags & code_flag::COROUTINE != 0 {
            "coroutine"
        } else if flags & code_flag::ASYNC_GENERATOR != 0 {
            "async generator"
        } else {
            "generator"
        }
    }

    /// Resumes a generator from native code: sends a value, or throws.
    pub fn resume_generator(&mut self, g: &Ref<Generator>, input: Result<Value, Raised>) -> PyResult<Resumed> {
        if g.get(self).state == GenState::Suspended && self.thread.depth < self.thread.recursion_limit {
            return self.run_generator(g, input);
        }
        let kind = self.generator_kind(g);
        match (g.get(self).state, &input) {
            (GenState::Running, _) => return Err(self.value_error(format!("{kind} already executing"))),
            (GenState::Closed, Ok(_)) => {
                if kind == "coroutine" {
                    return Err(self.runtime_error("cannot reuse already awaited coroutine"));
                }
                return Ok(Resumed::Returned(Value::NONE));
            }
            (GenState::Closed, Err(_)) if kind == "coroutine" => {
                return Err(self.runtime_error("cannot reuse already awaited coroutine"));
            }
            (GenState::Created, Ok(v)) if !v.is_none() => {
                return Err(self.type_error(format!("can't send non-None value to a just-started {kind}")));
            }
            _ => {}
        }
        let input = match (g.get(self).state, input) {
            (GenState::Closed, Err(raised)) => return Err(raised),
            (_, input) => input,
        };
        if self.thread.depth >= self.thread.recursion_limit {
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        self.run_generator(g, input)
    }

    /// Resumes a generator that is not running or closed.
    fn run_generator(&mut self, g: &Ref<Generator>, input: Result<Value, Raised>) -> PyResult<Resumed> {
        let g = g.clone();
        self.with_native_depth(|vm| {
            // SAFETY: the generator is suspended; `g` keeps it alive while its frame runs.
            unsafe {
                let saved = (vm.thread.base, vm.thread.pc);
                let payload = &mut *g.payload_ptr();
                let nb = payload.block.as_mut_ptr().add(FRAME_HEADER);
                let caller = saved.0 as usize | frame_flag::ENTRY | frame_flag::GENERATOR;
                let top = vm.stack_top();
                let started = payload.state == GenState::Suspended;
                let mut pc = vm.enter_generator(payload, nb, saved.1, caller, top);
                if payload.frame.is_some() {
                    observe(vm, g.header_ptr(), nb);
                }
                let mut base = nb;
                let mut result = None;
                match input {
                    Ok(value) => {
                        if started {
                            *nb.add(field_a((*pc.sub(1)).get())) = value.into_raw();
                        }
                    }
                    Err(raised) => {
                        // Only what the generator itself is handling becomes the context.
                        if payload.separate {
                            vm.set_context(&raised);
                        }
                        match vm.unwind_thrown(raised, nb, if started { pc } else { std::ptr::null() }) {
                            Unwound::Handler { base: b, pc: p } => {
                                base = b;
                                pc = p;
                            }
                            Unwound::Native(raised) => result = Some(Err(raised)),
                        }
                    }
                }
                let result = match result {
                    Some(result) => result,
                    None => eval(vm, base, pc),
                };
                vm.thread.base = saved.0;
                vm.thread.pc = saved.1;
                let value = result?;
                match g.get(vm).state {
                    GenState::Closed => Ok(Resumed::Returned(value)),
                    _ => Ok(Resumed::Yielded(value)),
                }
            }
        })
    }

    /// The next value of a generator, for native loops. A value that it returns is raised in a StopIteration.
    #[inline]
    pub fn step_generator(&mut self, g: &Ref<Generator>) -> PyResult<Option<Value>> {
        let payload = g.payload_ptr();
        // SAFETY: the payload is only looked at here and in `enter_generator`; the caller keeps the generator alive.
        unsafe {
            if (*payload).state != GenState::Suspended
                || (*payload).frame.is_some()
                || self.thread.depth >= self.thread.recursion_limit
            {
                return self.step_generator_slowly(g);
            }
            self.check_native_depth()?;
            let saved = (self.thread.base, self.thread.pc);
            let nb = (*payload).block.as_mut_ptr().add(FRAME_HEADER);
            let caller = saved.0 as usize | frame_flag::ENTRY | frame_flag::GENERATOR;
            let top = self.stack_top();
            let pc = self.enter_generator(&mut *payload, nb, saved.1, caller, top);
            *nb.add(field_a((*pc.sub(1)).get())) = Raw::NONE;
            let result = eval(self, nb, pc);
            self.thread.base = saved.0;
            self.thread.pc = saved.1;
            let value = result?;
            match (*payload).state {
                GenState::Closed if value.is_none() => Ok(None),
                GenState::Closed => Err(self.stop_iteration(Some(value))),
                _ => Ok(Some(value)),
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn step_generator_slowly(&mut self, g: &Ref<Generator>) -> PyResult<Option<Value>> {
        match self.resume_generator(g, Ok(Value::NONE))? {
            Resumed::Yielded(value) => Ok(Some(value)),
            Resumed::Returned(value) if value.is_none() => Ok(None),
            Resumed::Returned(value) => Err(self.stop_iteration(Some(value))),
        }
    }

    /// Sends a value into any iterator: `next` for None, its `send` method otherwise.
    pub fn send_into(&mut self, iter: &Value, value: Value) -> PyResult<Resumed> {
        if let Some(g) = iter.downcast::<Generator>()
            && !self.is_async_generator(g)
        {
            return self.resume_generator(&g.clone(), Ok(value));
        }
        if let Some(result) = self.send_into_awaitable(iter, &value) {
            return result;
        }
        let result = if value.is_none() {
            match self.type_of(iter).get(self).slots.iternext {
                Some(f) => self.with_native_depth(|vm| f(vm, iter)),
                None => self.next(iter),
            }
        } else {
            let name = self.names.send.clone();
            self.call_method(iter, &name, &[value]).map(Some)
        };
        match result {
            Ok(Some(v)) => Ok(Resumed::Yielded(v)),
            Ok(None) => Ok(Resumed::Returned(Value::NONE)),
            Err(raised) if self.raised_is(&raised, |e| &e.StopIteration) => {
                Ok(Resumed::Returned(self.stop_value(&raised)))
            }
            Err(raised) => Err(raised),
        }
    }

    /// Whether a coroutine is suspended in an `await` of another one.
    fn is_being_awaited(&self, g: &Ref<Generator>) -> bool {
        self.delegate_of(g).is_some()
    }

    /// The iterator that drives an awaitable.
    pub fn get_awaitable(&mut self, obj: &Value) -> PyResult {
        if let Some(g) = obj.downcast::<Generator>() {
            let f = g.get(self).code.flags;
            if f & (code_flag::COROUTINE | code_flag::ITERABLE_COROUTINE) != 0 {
                return Ok(obj.clone());
            }
        }
        let Some(f) = self.type_of(obj).get(self).slots.await_ else {
            let ty = self.type_name(obj);
            return Err(self.type_error(format!("'{ty}' object can't be awaited")));
        };
        let iter = f(self, obj)?;
        if iter.downcast::<Generator>().is_some_and(|g| g.get(self).code.flags & code_flag::COROUTINE != 0) {
            return Err(self.type_error("__await__() returned a coroutine"));
        }
        if self.type_of(&iter).get(self).slots.iternext.is_none() {
            let ty = self.type_name(&iter);
            return Err(self.type_error(format!("__await__() returned non-iterator of type '{ty}'")));
        }
        Ok(iter)
    }
}
