//! The payload shared by generators, coroutines and asynchronous generators: a frame that lives on the heap.
//!
//! The registers run in place; the frame header in front of them is written when the generator is resumed. Which of
//! the three it is, the code's flags tell.

use crate::bytecode::Code;
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
    pub function: Ref<Function>,
    pub code: Ref<Code>,
    pub name: Ref<Str>,
    pub qualname: Ref<Str>,
    pub state: GenState,
    /// Word index of the instruction to go on with.
    pub pc: usize,
    /// Frame header and registers.
    pub block: Box<[Raw]>,
    /// The exception being handled inside of the generator.
    pub handled: Option<Value>,
    /// The frame object, once asked for.
    pub frame: Option<Ref<Frame>>,
    /// Asynchronous generators: `aclose` or `athrow` runs, or the hooks were called.
    pub async_state: AsyncState,
    /// `cr_origin`.
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
        Trace::take(&mut self.frame, out);
        self.take_registers(out);
        self.state = GenState::Closed;
    }
}

impl Generator {
    /// Moves all registers out; the generator must not be running.
    pub fn take_registers(&mut self, out: &mut Vec<Value>) {
        for raw in self.block.iter_mut().skip(FRAME_HEADER) {
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
        self.take_registers(&mut Vec::new());
    }
}

/// A suspended frame with a handler around its resumption point must be closed before it is freed.
unsafe fn needs_close(header: *mut Header) -> bool {
    // SAFETY: called by the heap with an object of this layout.
    let generator = unsafe { &*(header.add(1) as *const Generator) };
    match generator.state {
        GenState::Suspended => generator.code.handler_at(generator.pc.saturating_sub(1)).is_some(),
        // A coroutine that was never awaited warns.
        GenState::Created => generator.code.flags & crate::bytecode::code_flag::COROUTINE != 0,
        _ => false,
    }
}

impl Payload for Generator {
    const KIND: Kind = Kind::Generator;
    const NAME: &'static str = "generator";
    const TRACKED: bool = true;
    const NEEDS_FINALIZER: Option<unsafe fn(*mut Header) -> bool> = Some(needs_close);
}
