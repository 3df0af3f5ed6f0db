//! Code objects: what the compiler hands to the VM.
//!
//! The instruction stream is followed by the constants, so that `LoadConst` reaches them relative to its own
//! address; `link` turns constant indices into distances. Caches live in the stream, which is therefore made of cells.

use super::op::{OPS, Op, Operand, encode_wide};
use crate::gc::{Kind, Raw, Ref, Trace, Value, Visitor};
use crate::object::dict::Dict;
use crate::object::str::Str;
use std::cell::Cell;

/// `co_flags`, with CPython's values.
pub mod code_flag {
    pub const OPTIMIZED: u32 = 0x1;
    pub const NEWLOCALS: u32 = 0x2;
    pub const VARARGS: u32 = 0x4;
    pub const VARKEYWORDS: u32 = 0x8;
    pub const NESTED: u32 = 0x10;
    pub const GENERATOR: u32 = 0x20;
    pub const COROUTINE: u32 = 0x80;
    pub const ITERABLE_COROUTINE: u32 = 0x100;
    pub const ASYNC_GENERATOR: u32 = 0x200;
    pub const FUTURE_ANNOTATIONS: u32 = 0x100_0000;
    pub const HAS_DOCSTRING: u32 = 0x400_0000;
    pub const METHOD: u32 = 0x800_0000;
    pub const ANY_GENERATOR: u32 = GENERATOR | COROUTINE | ASYNC_GENERATOR;
}

/// Where control goes when an instruction in `start..end` raises. Later entries are outer ones: the first
/// that covers the instruction wins.
#[derive(Clone, Copy, Debug)]
pub struct Handler {
    /// In words.
    pub start: u32,
    pub end: u32,
    pub target: u32,
    /// Register that receives the exception. All temporaries from here on are dropped first.
    pub exc: u16,
}

/// The source range of the instructions from `start` on. Lines are 1-based; columns are UTF-8 byte offsets,
/// 0-based. Line 0 means "no location".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Location {
    pub start: u32,
    pub line: u32,
    pub end_line: u32,
    pub col: u32,
    pub end_col: u32,
}

/// Everything the compiler knows about one code block; `Code::link` makes a code object of it.
pub struct CodeParts {
    pub name: Ref<Str>,
    pub qualname: Ref<Str>,
    pub filename: Ref<Str>,
    pub flags: u32,
    /// Positional parameters, positional-only ones included.
    pub argcount: u32,
    pub posonlyargcount: u32,
    pub kwonlyargcount: u32,
    pub first_line: u32,
    /// Registers of local variables, cells and preloaded constants.
    pub nlocals: u32,
    /// All registers.
    pub nregs: u32,
    /// Local variables in register order: parameters (positional, keyword-only, `*args`, `**kwargs`), then the others.
    pub varnames: Vec<Ref<Str>>,
    /// Cell variables with their registers; a parameter's cell lives in the parameter's register.
    pub cellvars: Vec<(Ref<Str>, u16)>,
    pub freevars: Vec<Ref<Str>>,
    pub names: Vec<Ref<Str>>,
    pub constants: Vec<Value>,
    pub words: Vec<u64>,
    pub handlers: Vec<Handler>,
    pub locations: Vec<Location>,
    /// The docstring, which is also `constants[0]` of the visible `co_consts`.
    pub docstring: Option<Value>,
    /// Without a docstring, what `co_consts` begins with.
    pub first_constant: Option<Value>,
    /// Names assigned through `self.` in the methods of a class body (`__static_attributes__`).
    pub static_attributes: Vec<Ref<Str>>,
}

/// `types.CodeType`.
pub struct Code {
    pub name: Ref<Str>,
    pub qualname: Ref<Str>,
    pub filename: Ref<Str>,
    pub flags: u32,
    pub argcount: u32,
    pub posonlyargcount: u32,
    pub kwonlyargcount: u32,
    pub first_line: u32,
    pub nlocals: u32,
    pub nregs: u32,
    /// Parameters in all: the registers filled by a call.
    pub nparams: u32,
    /// A call with exactly `argcount` positional arguments and nothing else needs no argument binding.
    pub simple: bool,
    pub varnames: Box<[Ref<Str>]>,
    pub cellvars: Box<[(Ref<Str>, u16)]>,
    pub freevars: Box<[Ref<Str>]>,
    pub names: Box<[Ref<Str>]>,
    pub constants: Box<[Value]>,
    /// Instructions and caches, then the constants' words (not counted; `constants` owns them).
    pub stream: Box<[Cell<u64>]>,
    /// Words of the stream that are instructions and caches.
    pub length: usize,
    pub handlers: Box<[Handler]>,
    pub locations: Box<[Location]>,
    pub docstring: Option<Value>,
    pub first_constant: Option<Value>,
    pub static_attributes: Box<[Ref<Str>]>,
    /// The globals that the caches of global names are about: 0 until a function was made, 1 if there were several.
    pub(crate) cached_globals: Cell<usize>,
}

impl Trace for Code {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.constants.trace(visit);
        self.docstring.trace(visit);
        self.first_constant.trace(visit);
    }
    fn take(&mut self, _out: &mut Vec<Value>) {
        // The stream repeats the constants; code objects are no part of cycles that have to be broken here.
    }
}

impl crate::gc::Payload for Code {
    const KIND: Kind = Kind::Code;
    const NAME: &'static str = "code";
    const TRACKED: bool = false;
}

impl crate::gc::Frozen for Code {}

impl Code {
    /// Empties the caches of attribute instructions.
    pub fn forget_attributes(&self) {
        let mut at = 0;
        while at < self.length {
            let Some(word) = self.stream.get(at) else { break };
            let Some(info) = OPS.get(word.get() as u8 as usize) else { break };
            let extra = info.extra as usize;
            if matches!(info.op, Op::LoadAttr | Op::StoreAttr | Op::LoadMethod) {
                for cache in self.stream.get(at + 1..=at + extra).into_iter().flatten() {
                    cache.set(0);
                }
            }
            at += 1 + extra;
        }
    }

    /// Appends the constants to the stream and makes `LoadConst` and its kin relative.
    pub fn link(parts: CodeParts) -> Code {
        let mut words = parts.words;
        let length = words.len();
        let mut at = 0;
        while let Some(word) = words.get_mut(at) {
            let Some(info) = OPS.get(*word as u8 as usize) else { break };
            if info.operands[1] == Operand::Const && info.op != Op::MakeFunction {
                let index = (*word >> 32) as usize;
                let distance = length + 2 * index - at;
                *word = encode_wide(info.op, (*word >> 8) as u8, (*word >> 16) as u16, distance as u32);
            }
            match info.op {
                Op::Return => *word = *word & !(0xffff << 32) | (parts.nlocals as u64) << 32,
                Op::ReturnConst => *word = *word & !(0xffff << 16) | (parts.nlocals as u64) << 16,
                _ => {}
            }
            at += 1 + info.extra as usize;
        }
        for constant in &parts.constants {
            let Raw { meta, bits } = constant.raw();
            words.extend([meta, bits]);
        }
        let mut nparams = parts.argcount + parts.kwonlyargcount;
        nparams += (parts.flags & code_flag::VARARGS != 0) as u32;
        nparams += (parts.flags & code_flag::VARKEYWORDS != 0) as u32;
        Code {
            name: parts.name,
            qualname: parts.qualname,
            filename: parts.filename,
            flags: parts.flags,
            argcount: parts.argcount,
            posonlyargcount: parts.posonlyargcount,
            kwonlyargcount: parts.kwonlyargcount,
            first_line: parts.first_line,
            nlocals: parts.nlocals,
            nregs: parts.nregs,
            nparams,
            simple: nparams == parts.argcount && parts.flags & code_flag::ANY_GENERATOR == 0,
            varnames: parts.varnames.into(),
            cellvars: parts.cellvars.into(),
            freevars: parts.freevars.into(),
            names: parts.names.into(),
            constants: parts.constants.into(),
            stream: words.into_iter().map(Cell::new).collect(),
            length,
            handlers: parts.handlers.into(),
            locations: parts.locations.into(),
            docstring: parts.docstring,
            first_constant: parts.first_constant,
            static_attributes: parts.static_attributes.into(),
            cached_globals: Cell::new(0),
        }
    }

    /// A function of this code is made. The same code with other globals (`exec` of one code object in several
    /// namespaces) ends the caching of global names.
    pub fn used_with(&self, globals: &Ref<Dict>, usual_builtins: bool) {
        let address = globals.header_ptr() as usize;
        match self.cached_globals.get() {
            0 if usual_builtins => self.cached_globals.set(address),
            known if known == address && usual_builtins => {}
            1 => {}
            _ => {
                self.cached_globals.set(1);
                crate::object::dict::new_namespace_epoch();
            }
        }
    }

    /// Whether a lookup in these globals may be cached.
    pub fn caches_globals(&self, globals: &Ref<Dict>) -> bool {
        self.cached_globals.get() == globals.header_ptr() as usize
    }

    /// The handler of an exception raised by the instruction at word `at`.
    pub fn handler_at(&self, at: usize) -> Option<&Handler> {
        let at = at as u32;
        self.handlers.iter().find(|h| h.start <= at && at < h.end)
    }

    /// The source range of the instruction at word `at`.
    pub fn location_at(&self, at: usize) -> Location {
        let i = self.locations.partition_point(|l| l.start as usize <= at);
        self.locations.get(i.wrapping_sub(1)).copied().unwrap_or_default()
    }
}
