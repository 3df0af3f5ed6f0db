//! Frames and threads: the register stack, the frame header, the state that belongs to one thread of Python.
//!
//! A frame is a run of registers; the two registers before it are its header (`FrameHead`). Frames of ordinary calls follow
//! each other on the thread's register stack; a generator's frame lives in the generator.

use crate::gc::{Header, Raw, Ref, Value};
use crate::object::traceback::Frame;
use crate::object::{Exception, Function};
use std::cell::Cell;

/// In front of a frame's registers.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FrameHead {
    /// Instruction of the caller to go on with.
    pub return_pc: *const Cell<u64>,
    /// The caller's registers, with `frame_flag` bits above the address.
    pub caller: usize,
    /// The function that runs here. Owned.
    pub function: *mut Header,
    /// Where the registers end and the next frame may begin.
    pub top: *mut Raw,
}

const _: () = assert!(size_of::<FrameHead>() == 2 * size_of::<Raw>());

/// Bits in `FrameHead::caller`, tested together when a frame returns.
pub mod frame_flag {
    /// Called from native code: returning leaves the evaluation loop.
    pub const ENTRY: usize = 1 << 60;
    /// `__init__` of an instance being made: the result must be None and the instance is the value.
    pub const INIT: usize = 1 << 61;
    /// The frame lives in a generator.
    pub const GENERATOR: usize = 1 << 62;
    /// A frame object exists and must be told when the frame ends.
    pub const OBSERVED: usize = 1 << 63;
    /// What the frame returns is of no interest (a property's setter).
    pub const DISCARD: usize = 1 << 59;
    /// A special method that the loop entered for an operator, see `ops/special.rs`.
    pub const OPERATOR: usize = 1 << 58;
    pub const MASK: usize = 63 << 58;
}

impl FrameHead {
    /// The header of the frame whose registers begin at `base`.
    ///
    /// # Safety
    /// `base` is the first register of a frame.
    #[inline(always)]
    pub unsafe fn of(base: *mut Raw) -> *mut FrameHead {
        // SAFETY: the header is in the two registers before.
        unsafe { base.sub(2) as *mut FrameHead }
    }

    /// Makes the header's registers look empty again: they may be temporaries of another frame next.
    ///
    /// # Safety
    /// `base` is the first register of a frame that has ended; its header was copied.
    #[inline(always)]
    pub unsafe fn erase(base: *mut Raw) {
        // SAFETY: the header is in the two registers before; a register without tag is empty.
        unsafe {
            (*base.sub(2)).meta = 0;
            (*base.sub(1)).meta = 0;
        }
    }

    #[inline(always)]
    pub fn caller_base(&self) -> *mut Raw {
        (self.caller & !frame_flag::MASK) as *mut Raw
    }

    #[inline(always)]
    pub fn flags(&self) -> usize {
        self.caller & frame_flag::MASK
    }

    #[inline(always)]
    pub fn function(&self) -> &Ref<Function> {
        // SAFETY: the word is an owned reference to a function, laid out like `Ref<Function>`.
        unsafe { &*(&raw const self.function as *const Ref<Function>) }
    }
}

/// Registers that a thread's stack reserves: address space, touched only as deep as calls go.
pub const STACK_REGISTERS: usize = 64 << 20;

/// The state of one thread of Python.
pub struct Thread {
    /// The register stack.
    pub stack: Box<[std::mem::MaybeUninit<Raw>]>,
    /// Registers of the running frame; null when none runs.
    pub base: *mut Raw,
    /// The instruction being executed by the frame at `base`, while native code runs.
    pub pc: *const Cell<u64>,
    /// Where a frame called from native code begins.
    pub top: *mut Raw,
    /// The exceptions being handled: one entry for the thread, one for each running generator that
    /// handles or has handled an exception.
    pub handled: Vec<Option<Value>>,
    /// Python calls in progress, and the limit.
    pub depth: usize,
    pub recursion_limit: usize,
    /// Lowest stack address that native code may reach before RecursionError.
    pub native_limit: usize,
    /// Frame objects of running frames, outermost first, with the frame's registers.
    pub frames: Vec<(*mut Raw, Ref<Frame>)>,
    /// What the frame that returned to native code returned or yielded; owned by whoever reads it.
    pub result: Raw,
    /// Whether the last yield to native code was a plain one, not on behalf of a delegate.
    pub plain_yield: bool,
    /// `sys.set_asyncgen_hooks`: called with each asynchronous generator iterated first, and with those to be finalised.
    pub async_hooks: [Option<Value>; 2],
    /// `sys.set_coroutine_origin_tracking_depth`
    pub origin_depth: usize,
    /// Modules whose body is running.
    pub importing: Vec<Value>,
    /// Objects whose repr is being made, by id: a container that holds itself shows `[...]`.
    pub repr_active: rustc_hash::FxHashSet<u64>,
    /// Raised when there is not even memory for an exception.
    pub last_memory_error: Ref<Exception>,
}

/// Native stack that slow paths may use below the limit.
pub const NATIVE_RESERVE: usize = 192 * 1024;

impl Thread {
    /// A thread's state; `native_limit` is taken from the stack of the calling thread.
    pub fn new(last_memory_error: Ref<Exception>) -> Thread {
        // Zeroed pages are mapped on first touch: the reservation costs no memory.
        let mut stack = Box::new_uninit_slice(STACK_REGISTERS);
        let first = stack.as_mut_ptr() as *mut Raw;
        let mut thread = Thread {
            stack,
            base: std::ptr::null_mut(),
            pc: std::ptr::null(),
            top: first,
            handled: vec![None],
            depth: 0,
            recursion_limit: 1000,
            native_limit: 0,
            frames: Vec::new(),
            result: Raw::NULL,
            plain_yield: true,
            async_hooks: [None, None],
            origin_depth: 0,
            importing: Vec::new(),
            repr_active: Default::default(),
            last_memory_error,
        };
        thread.measure_native_stack();
        thread
    }

    /// Takes the limit of native recursion from the stack of the calling thread.
    pub fn measure_native_stack(&mut self) {
        let here = &raw const *self as usize;
        let here = stacker::remaining_stack().map_or(here, |left| {
            let marker = 0u8;
            (&raw const marker as usize).saturating_sub(left)
        });
        self.native_limit = here + NATIVE_RESERVE;
    }

    /// Whether a register is not part of the register stack.
    #[inline(always)]
    pub fn outside(&self, register: *const Raw) -> bool {
        (register as usize).wrapping_sub(self.stack.as_ptr() as usize) >= STACK_REGISTERS * size_of::<Raw>()
    }
}
