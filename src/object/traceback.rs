//! Payloads of tracebacks and frame objects.

use crate::bytecode::Code;
use crate::gc::{Kind, Raw, Ref, Trace, Value, Visitor};
use crate::object::dict::Dict;
use crate::payload;

/// One level of a traceback: where an exception passed through.
pub struct Traceback {
    /// Comes first, because the innermost frame dies first.
    pub next: Option<Ref<Traceback>>,
    pub frame: Ref<Frame>,
    /// Instruction index, for the line and the columns.
    pub instruction: u32,
    pub line: u32,
}

payload!(Traceback, Kind::Traceback, "traceback", tracked { frame, next });

/// A frame object: made only when Python code asks for it or an exception passes. While the frame runs, its
/// locals are in the VM's registers; when it ends they move here.
pub struct Frame {
    pub code: Ref<Code>,
    pub globals: Ref<Dict>,
    pub builtins: Ref<Dict>,
    /// The mapping of module and class bodies, `exec`.
    pub namespace: Option<Value>,
    /// Registers of the running frame, null once it has ended.
    pub live: *mut Raw,
    /// The local variables (the code's local registers) after the end.
    pub locals: Vec<Option<Value>>,
    pub closure: Option<Value>,
    pub back: Option<Ref<Frame>>,
    /// The last instruction executed.
    pub instruction: u32,
    /// Extra names from `f_locals` assignments and `f_trace`, made on demand.
    pub extra: Option<Ref<Dict>>,
}

payload!(Frame, Kind::Frame, "frame", tracked { code, globals, builtins, namespace, locals, closure, back, extra });

/// `FrameLocalsProxy`: the variables of a function's frame as a mapping.
pub struct FrameLocals {
    pub frame: Ref<Frame>,
}

payload!(FrameLocals, Kind::Other, "FrameLocalsProxy", tracked { frame });

const _: fn() = || {
    fn needs_trace<T: Trace>() {}
    needs_trace::<Option<Value>>();
    let _: fn(&Frame, &mut Visitor<'_>) = Frame::trace;
};
