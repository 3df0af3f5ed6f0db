//! Looking at running frames: `locals()`, `globals()`, `sys._getframe`, frame attributes.

use super::Vm;
use super::frame::{FrameHead, frame_flag};
use super::ops::{code_of, function_payload};
use crate::bytecode::{Code, code_flag};
use crate::gc::{Raw, Ref, Value};
use crate::object::function::Notes;
use crate::object::generator::Generator;
use crate::object::slots::PyResult;
use crate::object::traceback::Frame;
use crate::object::{Cell as PyCell, Dict, Function, Str};
use std::cell::Cell;

/// A running frame: its registers and the address behind the instruction word being executed.
#[derive(Clone, Copy)]
pub struct Running {
    pub(super) base: *mut Raw,
    pub(super) pc: *const Cell<u64>,
}

impl Running {
    /// Whether this frame object stands for the frame.
    pub fn is_frame(&self, frame: &Ref<Frame>, vm: &Vm) -> bool {
        frame.get(vm).live == self.base
    }
}

impl Vm {
    /// The running frames, innermost first.
    pub fn running_frames(&self) -> impl Iterator<Item = Running> + '_ {
        let mut at = Running { base: self.thread.base, pc: self.thread.pc };
        std::iter::from_fn(move || {
            if at.base.is_null() {
                return None;
            }
            let now = at;
            // SAFETY: each frame's header leads to its caller, through native code too.
            unsafe {
                let head = *FrameHead::of(now.base);
                at = Running { base: head.caller_base(), pc: head.return_pc };
            }
            Some(now)
        })
    }

    /// The function running in a frame.
    pub fn function_running_in(&self, frame: Running) -> Ref<Function> {
        // SAFETY: a running frame.
        unsafe { super::ops::function_of(frame.base).clone() }
    }

    /// The word index of the instruction that a frame is executing.
    pub fn running_instruction(&self, frame: Running) -> usize {
        // SAFETY: a running frame.
        let code = unsafe { code_of(frame.base) };
        if frame.pc.is_null() {
            return 0;
        }
        // SAFETY: `pc` is in the code's stream.
        (unsafe { frame.pc.offset_from(code.stream.as_ptr()) } as usize).saturating_sub(1)
    }

    /// File name and line of the innermost running frame, `skip` frames up.
    pub fn current_location(&self, skip: usize) -> Option<(Ref<Str>, u32)> {
        let frame = self.running_frames().nth(skip)?;
        let function = self.function_running_in(frame);
        let code = &function.get(self).code;
        Some((code.filename.clone(), code.location_at(self.running_instruction(frame)).line))
    }

    /// A traceback of the innermost running frame alone.
    pub fn traceback_here(&mut self) -> Option<Ref<crate::object::traceback::Traceback>> {
        let running = self.running_frames().next()?;
        let instruction = self.running_instruction(running);
        // SAFETY: a running frame.
        let frame = unsafe { self.frame_for(running.base).ok()? };
        let line = frame.get(self).code.location_at(instruction).line;
        let payload = crate::object::traceback::Traceback { frame, instruction: instruction as u32, line, next: None };
        self.alloc(&self.types.traceback, payload).ok()
    }

    /// The frame object of the running frame `depth` levels up.
    pub fn frame_at(&mut self, depth: usize) -> PyResult<Option<Ref<Frame>>> {
        let Some(running) = self.running_frames().nth(depth) else { return Ok(None) };
        // SAFETY: a running frame.
        unsafe { self.frame_for(running.base).map(Some) }
    }

    /// `f_back`.
    pub fn frame_back(&mut self, frame: &Ref<Frame>) -> PyResult<Option<Ref<Frame>>> {
        let live = frame.get(self).live;
        if live.is_null() {
            return Ok(frame.get(self).back.clone());
        }
        let mut frames = self.running_frames().skip_while(|r| r.base != live);
        frames.next();
        let Some(next) = frames.next() else { return Ok(None) };
        drop(frames);
        // SAFETY: a running frame.
        unsafe { self.frame_for(next.base).map(Some) }
    }

    /// The instruction a frame object stands at: where it runs, or where it ended or was suspended.
    pub fn frame_instruction(&self, frame: &Ref<Frame>) -> usize {
        let live = frame.get(self).live;
        match self.running_frames().find(|r| !live.is_null() && r.base == live) {
            Some(running) => self.running_instruction(running),
            None => frame.get(self).instruction as usize,
        }
    }

    /// Before the code of a function changes: its frames, running and suspended, go on with a twin of the function
    /// that keeps the present code.
    pub fn detach_frames(&mut self, function: &Ref<Function>) -> PyResult<()> {
        let bases: Vec<*mut Raw> = self.running_frames().map(|r| r.base).collect();
        // SAFETY: running frames.
        let mine = |base: &*mut Raw| unsafe { (*FrameHead::of(*base)).function == function.header_ptr() };
        let is_generator = function.get(self).code.flags & code_flag::ANY_GENERATOR != 0;
        if !is_generator && !bases.iter().any(mine) {
            return Ok(());
        }
        let twin = {
            let f = function.get(self);
            let payload = Function {
                code: f.code.clone(),
                globals: f.globals.clone(),
                builtins: f.builtins.clone(),
                name: f.name.clone(),
                qualname: f.qualname.clone(),
                module: f.module.clone(),
                doc: f.doc.clone(),
                defaults: f.defaults.clone(),
                kwdefaults: f.kwdefaults.clone(),
                closure: f.closure.clone(),
                notes: f
                    .type_params()
                    .map(|params| Box::new(Notes { type_params: Some(params.clone()), ..Notes::default() })),
            };
            self.alloc(&self.types.function, payload)?
        };
        for base in bases.into_iter().filter(mine) {
            // SAFETY: a running frame; its reference to the function is exchanged for one to the twin.
            unsafe {
                (*FrameHead::of(base)).function = twin.clone().into_value().into_raw().header();
                drop(Ref::<Function>::from_owned(function.header_ptr()));
            }
        }
        if is_generator {
            let mut generators = Vec::new();
            self.heap.for_each(|header| {
                // SAFETY: the heap's objects are alive; the layout tells the payload.
                unsafe {
                    if (*header).core().layout.type_id == std::any::TypeId::of::<Generator>()
                        && (*(header.add(1) as *const Generator)).function.as_ref().is_some_and(|f| f.ptr_eq(function))
                    {
                        generators.push(header.add(1) as *mut Generator);
                    }
                }
            });
            for generator in generators {
                // SAFETY: alive, since nothing was freed meanwhile; the old reference is dropped.
                unsafe { drop((*generator).function.replace(twin.clone())) };
            }
        }
        Ok(())
    }

    /// Globals of the innermost Python frame.
    pub fn current_frame_globals(&self) -> Option<Ref<Dict>> {
        let running = self.running_frames().next()?;
        // SAFETY: a running frame.
        Some(unsafe { function_payload(running.base).globals.clone() })
    }

    /// `locals()` of the innermost Python frame: the namespace of module and class code, else a new dict.
    pub fn current_locals(&mut self) -> PyResult<Value> {
        let running = self.running_frames().next();
        match running {
            Some(running) => {
                // SAFETY: a running frame.
                let code = unsafe { code_of(running.base) };
                if code.flags & code_flag::OPTIMIZED == 0 {
                    // SAFETY: R[0] is the namespace.
                    return Ok(unsafe { Raw::as_value(running.base).clone() });
                }
                Ok(self.locals_of(running)?.into_value())
            }
            None => Err(self.system_error("frame does not exist")),
        }
    }

    /// How many references to an object in arguments of running calls were lent by variables of the callers: CPython does not
    /// count those. The running native call's argument is one of them.
    pub fn lent_references(&self, object: &Value) -> usize {
        let Some(header) = object.header() else { return 0 };
        let holds = |frame: Running, registers: std::ops::Range<usize>| {
            // SAFETY: registers of a running frame.
            let held = registers.into_iter().filter(|i| unsafe {
                let raw = *frame.base.add(*i);
                raw.is_heap() && raw.header() == header
            });
            held.count()
        };
        // CPython does not look for variables to lend behind an `except` that control cannot get around.
        let only_handles = |code: &Code, frame: Running| {
            let words: Vec<u64> = code.stream.iter().take(code.length).map(Cell::get).collect();
            let at = self.running_instruction(frame);
            !code.handlers.is_empty()
                && !crate::bytecode::liveness::is_reached(&words, at, code.nlocals as usize, code.nregs as usize)
        };
        // `end`: registers from here on belong to the callee; `arguments`: how many registers an argument takes itself.
        let has_variable = |frame: Running, end: usize, arguments: usize| {
            // SAFETY: a running frame.
            let code = unsafe { code_of(frame.base) };
            // Variables of comprehensions are among the temporaries.
            let temporaries = code.nlocals as usize..end.min(code.nregs as usize);
            let named = code.flags & code_flag::OPTIMIZED != 0 && holds(frame, 0..code.varnames.len()) > 0;
            (named || holds(frame, temporaries) > arguments) && !only_handles(code, frame)
        };
        let mut frames = self.running_frames();
        let Some(mut callee) = frames.next() else { return 0 };
        let mut lent = usize::from(has_variable(callee, usize::MAX, 1));
        for caller in frames {
            // SAFETY: a running frame.
            let (code, flags) = unsafe { (code_of(callee.base), (*FrameHead::of(callee.base)).flags()) };
            let direct = flags & (frame_flag::ENTRY | frame_flag::GENERATOR) == 0;
            let parameters = (code.argcount + code.kwonlyargcount) as usize;
            if direct {
                // A frame called directly lies above its caller's registers, its header between them, unless the caller is
                // a generator's frame, which lies elsewhere.
                let distance = (callee.base as usize).wrapping_sub(caller.base as usize) / size_of::<Raw>();
                let end = distance.saturating_sub(2);
                if flags & frame_flag::OPERATOR != 0 {
                    // A special method's frame keeps operands in front of its header; its arguments are its own.
                    // SAFETY: registers of the caller that belong to no other frame.
                    let operands = Running { base: unsafe { callee.base.sub(4) }, pc: callee.pc };
                    lent += holds(operands, 0..2);
                } else if has_variable(caller, end, 0) {
                    lent += holds(callee, 0..parameters);
                }
            }
            callee = caller;
        }
        lent
    }

    /// A snapshot of a function frame's variables.
    fn locals_of(&mut self, running: Running) -> PyResult<Ref<Dict>> {
        let function = self.function_running_in(running);
        let code = function.get(self).code.clone();
        let closure = function.get(self).closure.clone();
        let n = code.nlocals as usize;
        let mut registers = Vec::with_capacity(n);
        for i in 0..n {
            // SAFETY: registers of a running frame.
            registers.push(unsafe {
                let at = running.base.add(i);
                if (*at).is_null() { None } else { Some(Raw::as_value(at).clone()) }
            });
        }
        let free: Vec<Value> = closure.map_or(Vec::new(), |c| c.items().to_vec());
        let dict = self.collect_locals(&code, &registers, &free)?;
        if let Some(frame) = self.frame_object(running.base).cloned() {
            self.add_extra_locals(&frame, &dict)?;
        }
        Ok(dict)
    }

    /// The variables in a frame's registers and closure cells, by name.
    pub fn collect_locals(
        &mut self,
        code: &crate::bytecode::Code,
        registers: &[Option<Value>],
        free: &[Value],
    ) -> PyResult<Ref<Dict>> {
        let dict = self.new_dict();
        let is_cell = |i: usize| code.cellvars.iter().any(|(_, r)| *r as usize == i);
        for (i, name) in code.varnames.iter().enumerate() {
            let Some(Some(v)) = registers.get(i) else { continue };
            let value = match v.downcast_exact::<PyCell>() {
                Some(cell) if is_cell(i) => cell.get(self).value.clone(),
                _ => Some(v.clone()),
            };
            if let Some(value) = value {
                dict.get_mut(self).set_str(name, value);
            }
        }
        for (name, register) in code.cellvars.iter() {
            let Some(Some(v)) = registers.get(*register as usize) else { continue };
            if let Some(cell) = v.downcast_exact::<PyCell>()
                && let Some(value) = cell.get(self).value.clone()
            {
                dict.get_mut(self).set_str(name, value);
            }
        }
        for (name, cell) in code.freevars.iter().zip(free) {
            if let Some(cell) = cell.downcast_exact::<PyCell>()
                && let Some(value) = cell.get(self).value.clone()
            {
                dict.get_mut(self).set_str(name, value);
            }
        }
        Ok(dict)
    }

    /// `f_locals`.
    pub fn frame_locals(&mut self, frame: &Ref<Frame>) -> PyResult<Value> {
        let (namespace, live, code, closure) = {
            let f = frame.get(self);
            (f.namespace.clone(), f.live, f.code.clone(), f.closure.clone())
        };
        if let Some(namespace) = namespace {
            return Ok(namespace);
        }
        let free: Vec<Value> = match closure.as_ref().and_then(|c| c.downcast::<crate::object::Tuple>()) {
            Some(t) => t.items().to_vec(),
            None => Vec::new(),
        };
        let registers: Vec<Option<Value>> = if live.is_null() {
            frame.get(self).locals.clone()
        } else {
            (0..code.nlocals as usize)
                // SAFETY: `live` are the registers of a frame that has not ended.
                .map(|i| unsafe {
                    let at = live.add(i);
                    if (*at).is_null() { None } else { Some(Raw::as_value(at).clone()) }
                })
                .collect()
        };
        let dict = self.collect_locals(&code, &registers, &free)?;
        self.add_extra_locals(frame, &dict)?;
        Ok(dict.into_value())
    }

    /// Whether a name is a variable of the frame's code.
    pub fn frame_knows(&self, frame: &Ref<Frame>, name: &Str) -> bool {
        let code = &frame.get(self).code;
        let is = |n: &Ref<Str>| n.equals(name);
        code.varnames.iter().any(is) || code.cellvars.iter().any(|(n, _)| is(n)) || code.freevars.iter().any(is)
    }

    /// Sets a variable of a frame, running or not; false if its code has none of this name.
    pub fn set_frame_local(&mut self, frame: &Ref<Frame>, name: &Ref<Str>, value: Value) -> bool {
        let (code, live, closure) = {
            let f = frame.get(self);
            (f.code.clone(), f.live, f.closure.clone())
        };
        if let Some(i) = code.freevars.iter().position(|n| n.equals(name)) {
            let cell =
                closure.as_ref().and_then(|c| c.downcast::<crate::object::Tuple>()).and_then(|t| t.items().get(i));
            if let Some(cell) = cell.and_then(|c| c.downcast_exact::<PyCell>()) {
                let old = cell.get_mut(self).value.replace(value);
                drop(old);
            }
            return true;
        }
        let cell = code.cellvars.iter().find(|(n, _)| n.equals(name)).map(|(_, r)| *r as usize);
        let Some(i) = cell.or_else(|| code.varnames.iter().position(|n| n.equals(name))) else { return false };
        let present = if live.is_null() {
            frame.get(self).locals.get(i).cloned().flatten()
        } else {
            // SAFETY: a register of a frame that has not ended.
            unsafe {
                let at = live.add(i);
                if (*at).is_null() { None } else { Some(Raw::as_value(at).clone()) }
            }
        };
        if cell.is_some() {
            if let Some(cell) = present.as_ref().and_then(|p| p.downcast_exact::<PyCell>()) {
                let old = cell.get_mut(self).value.replace(value);
                drop(old);
            }
            return true;
        }
        if live.is_null() {
            let locals = &mut frame.get_mut(self).locals;
            if let Some(slot) = locals.get_mut(i) {
                let old = slot.replace(value);
                drop(old);
            }
        } else {
            // SAFETY: as above; the old value is dropped after the new one is in place.
            unsafe {
                let old = std::mem::replace(&mut *live.add(i), value.into_raw());
                if !old.is_null() {
                    drop(old.into_value());
                }
            }
        }
        true
    }

    /// Adds the names that were set through `f_locals` but are no variables.
    fn add_extra_locals(&mut self, frame: &Ref<Frame>, dict: &Ref<Dict>) -> PyResult<()> {
        let Some(extra) = frame.get(self).extra.clone() else { return Ok(()) };
        let items: Vec<_> = extra.get(self).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
        let dict = dict.to_value();
        for (key, value) in items {
            self.setitem(&dict, &key, &value)?;
        }
        Ok(())
    }

    /// For `super()` without arguments: the class in the `__class__` cell and the first argument of the innermost frame.
    pub fn super_arguments(&mut self) -> PyResult<(Value, Value)> {
        let Some(running) = self.running_frames().next() else {
            return Err(self.runtime_error("super(): no current frame"));
        };
        let function = self.function_running_in(running);
        let code = function.get(self).code.clone();
        if code.argcount == 0 {
            return Err(self.runtime_error("super(): no arguments"));
        }
        // SAFETY: a running frame with at least one argument.
        let first = unsafe { if (*running.base).is_null() { None } else { Some(Raw::as_value(running.base).clone()) } };
        let first = match first {
            Some(v) if code.cellvars.iter().any(|(_, r)| *r == 0) => {
                v.downcast_exact::<PyCell>().and_then(|c| c.get(self).value.clone())
            }
            other => other,
        };
        let Some(first) = first else { return Err(self.runtime_error("super(): arg[0] deleted")) };
        let Some(i) = code.freevars.iter().position(|n| n.bytes() == b"__class__") else {
            return Err(self.runtime_error("super(): __class__ cell not found"));
        };
        let cell = function.get(self).closure.as_ref().and_then(|c| c.items().get(i).cloned());
        match cell.as_ref().and_then(|c| c.downcast_exact::<PyCell>()).and_then(|c| c.get(self).value.clone()) {
            Some(class) => Ok((class, first)),
            None => Err(self.runtime_error("super(): empty __class__ cell")),
        }
    }
}
