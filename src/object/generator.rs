//! The payload shared by generators, coroutines and asynchronous generators: a frame that lives on the heap.
//!
//! The registers run in place; the frame header in front of them is written when the generator is resumed. Which of
//! the three it is, the code's flags tell.

use crate::bytecode::{Code, FLAG, Op, code_flag};
use crate::gc::{Header, Kind, Payload, Raw, Ref, Trace, Value, Visitor};
use crate::object::function::Function;
use crate::object::str::Str;
use crate::object::traceback::Frame;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GenState {
    /// Not started.
    Created,
    Suspended,
    Running,
    Closed,
}

pub struct Generator {
    /// Given up when the generator has ended, with all else that its frame held.
    pub function: Option<Ref<Function>>,
    pub code: Ref<Code>,
    pub name: Ref<Str>,
    pub qualname: Ref<Str>,
    pub state: GenState,
    /// Word index of the instruction to go on with.
    pub pc: usize,
    /// While it is suspended: the generator that its `yield from` or `await` waits for, which its registers own. Null if it
    /// waits for another iterator, for none, or if that was not noted.
    pub delegate: *mut Header,
    /// Frame header and registers.
    pub block: Box<[Raw]>,
    /// The exception being handled inside of the generator.
    pub handled: Option<Value>,
    /// While it runs: it has an entry of its own in the stack of exceptions being handled.
    pub separate: bool,
    /// The frame object, once asked for.
    pub frame: Option<Ref<Frame>>,
    /// Asynchronous generators: `aclose` or `athrow` runs, or the hooks were called.
    pub async_state: AsyncState,
    /// Coroutines: `cr_origin`. Asynchronous generators: the finaliser hook.
    pub origin: Option<Value>,
}

#[derive(Clone, Copy, Default)]
pub struct AsyncState {
    pub running: bool,
    pub closed: bool,
    pub hooks_called: bool,
    /// Coroutines: awaited at least once.
    pub awaited: bool,
}

/// In front of the registers, in registers: the generator's own address, then the frame header.
pub const FRAME_HEADER: usize = 3;

impl Trace for Generator {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.function.trace(visit);
        self.handled.trace(visit);
        self.frame.trace(visit);
        self.origin.trace(visit);
        for raw in self.block.iter().skip(FRAME_HEADER) {
            if raw.is_heap() {
                visit(raw.header());
            }
        }
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        Trace::take(&mut self.handled, out);
        Trace::take(&mut self.origin, out);
        out.extend(self.release_frame(false).map(Ref::into_value));
        self.take_registers(out);
        Trace::take(&mut self.function, out);
        self.state = GenState::Closed;
    }
}

impl Generator {
    /// The function; null when the generator has ended.
    #[inline(always)]
    pub fn function_ptr(&self) -> *mut Header {
        self.function.as_ref().map_or(std::ptr::null_mut(), Ref::header_ptr)
    }

    /// Whether closing a suspended generator may run code of it, or of the iterator it delegates to.
    pub fn needs_unwinding(&self) -> bool {
        let at = self.pc.wrapping_sub(1);
        let delegates = self.code.stream.get(at).is_some_and(|word| {
            let word = word.get();
            word as u8 == Op::Yield as u8 && (word >> 8) as u8 & FLAG != 0
        });
        delegates || self.code.handler_at(at).is_some()
    }

    /// Parts with the frame object of a generator that will not run again, which can no longer refer to the registers.
    /// If it is to live on for others, it gets the local variables.
    pub fn release_frame(&mut self, keep: bool) -> Option<Ref<Frame>> {
        let frame = self.frame.take()?;
        // SAFETY: nothing else looks at the frame object while its generator ends.
        let f = unsafe { &mut *frame.payload_ptr() };
        f.live = std::ptr::null_mut();
        if keep && frame.header().refcount().is_none_or(|n| n > 1) {
            let registers = self.block.iter().skip(FRAME_HEADER).take(self.code.nlocals as usize);
            // SAFETY: a register that is not null owns its value.
            let copy = |raw: &Raw| (!raw.is_null()).then(|| unsafe { Raw::as_value(raw).clone() });
            f.locals = registers.map(copy).collect();
        }
        Some(frame)
    }

    /// Moves all registers out, the last one first; the generator must not be running.
    pub fn take_registers(&mut self, out: &mut Vec<Value>) {
        for raw in self.block.iter_mut().skip(FRAME_HEADER).rev() {
            let old = std::mem::replace(raw, Raw::NULL);
            if !old.is_null() {
                // SAFETY: each non-null register owns one reference, moved here.
                out.push(unsafe { old.into_value() });
            }
        }
    }
}

impl Drop for Generator {
    fn drop(&mut self) {
        drop(self.release_frame(true));
        for raw in self.block.iter_mut().skip(FRAME_HEADER).rev() {
            let old = std::mem::replace(raw, Raw::NULL);
            if old.is_heap() {
                // SAFETY: each register owns one reference, given up here. Nobody refers to the generator any more.
                drop(unsafe { old.into_value() });
            }
        }
    }
}

/// A suspended frame with a handler around its resumption point must be closed before it is freed.
unsafe fn needs_close(header: *mut Header) -> bool {
    // SAFETY: called by the heap with an object of this layout.
    let generator = unsafe { &*(header.add(1) as *const Generator) };
    let flags = generator.code.flags;
    // The hook of an event loop wants to close its asynchronous generators itself.
    let hooked = flags & code_flag::ASYNC_GENERATOR != 0 && generator.origin.is_some() && !generator.async_state.closed;
    match generator.state {
        GenState::Suspended => hooked || generator.needs_unwinding(),
        // A coroutine that was never awaited warns.
        GenState::Created => hooked || flags & code_flag::COROUTINE != 0,
        _ => false,
    }
}

impl Payload for Generator {
    const KIND: Kind = Kind::Generator;
    const NAME: &'static str = "generator";
    const TRACKED: bool = true;
    const NEEDS_FINALIZER: Option<unsafe fn(*mut Header) -> bool> = Some(needs_close);
}

/// How far `asend`, `athrow` or `aclose` of an asynchronous generator has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AwaitState {
    /// Not awaited yet.
    Created,
    Running,
    Closed,
}

/// `async_generator_asend`: what `__anext__` and `asend` return.
pub struct AsyncSend {
    pub generator: Ref<Generator>,
    pub value: Option<Value>,
    pub state: AwaitState,
}

/// `async_generator_athrow`: what `athrow` (with its arguments) and `aclose` (without) return.
pub struct AsyncThrow {
    pub generator: Ref<Generator>,
    pub thrown: Vec<Value>,
    pub state: AwaitState,
}

macro_rules! awaitable_payload {
    ($t:ident, $name:literal, $values:ident) => {
        impl Trace for $t {
            fn trace(&self, visit: &mut Visitor<'_>) {
                self.generator.trace(visit);
                self.$values.trace(visit);
            }
            fn take(&mut self, out: &mut Vec<Value>) {
                self.state = AwaitState::Closed;
                Trace::take(&mut self.$values, out);
            }
        }

        impl Payload for $t {
            const KIND: Kind = Kind::Other;
            const NAME: &'static str = $name;
            const TRACKED: bool = true;
            // One that was never awaited warns.
            const NEEDS_FINALIZER: Option<unsafe fn(*mut Header) -> bool> = Some(|header| {
                // SAFETY: called by the heap with an object of this layout.
                unsafe { (*(header.add(1) as *const $t)).state == AwaitState::Created }
            });
        }
    };
}

awaitable_payload!(AsyncSend, "async_generator_asend", value);
awaitable_payload!(AsyncThrow, "async_generator_athrow", thrown);

/// `coroutine_wrapper`: the iterator that `coroutine.__await__()` gives.
pub struct CoroutineWrapper {
    pub coroutine: Ref<Generator>,
}

crate::payload!(CoroutineWrapper, Kind::Other, "coroutine_wrapper", tracked { coroutine });

/// `anext_awaitable`: `anext(iterator, default)`.
pub struct AnextAwaitable {
    pub awaitable: Value,
    pub default: Value,
}

crate::payload!(AnextAwaitable, Kind::Other, "anext_awaitable", tracked { awaitable, default });
