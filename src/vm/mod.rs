//! The virtual machine: the state of one interpreter, its frames and its evaluation loop.
//!
//! `Vm` is also the token that guards every object's interior (see `gc::Ref`) and stands for the GIL.

pub mod errors;
pub mod frame;

mod bind;
mod enter;
pub mod guard;
mod import;
mod introspect;
pub mod load;
mod make;
mod ops;
mod run;
mod start;
mod unwind;

pub use errors::ExcTypes;
pub use introspect::Running;
pub use ops::generator::Resumed;

use crate::gc::{OwnedHeap, Ref, Value};
use crate::object::registry::{Names, Types};
use crate::object::shape::Shapes;
use crate::object::{Dict, Str, Tuple};
use hashbrown::HashTable;
use std::cell::{Cell, RefCell};

/// One interpreter.
pub struct Vm {
    pub types: Types,
    pub exc: ExcTypes,
    pub names: Names,
    pub shapes: Shapes,
    /// Interned names of `SLOTDEFS`, by index.
    pub slot_names: Vec<Ref<Str>>,
    interned: RefCell<HashTable<Ref<Str>>>,
    /// One-character strings of Latin-1.
    latin1: Vec<Ref<Str>>,
    pub empty_str: Ref<Str>,
    pub empty_tuple: Ref<Tuple>,
    pub empty_bytes: Value,
    /// The bytes objects of one byte.
    pub single_bytes: Vec<Value>,
    pub empty_frozenset: Value,
    pub(crate) method_cache: crate::protocol::attr::MethodCache,
    pub(crate) sites: ops::cache::SiteCache,
    pub(crate) super_cache: crate::protocol::attr::SuperCache,
    /// Index in `SLOTDEFS` by name.
    pub(crate) slot_indices: crate::object::ty::NameMap<usize>,
    /// The identity stamp given out last (a multiple of `STAMP_UNIT`).
    stamp: Cell<u64>,
    next_type_version: Cell<u32>,
    /// `sys.modules`
    pub modules: Ref<Dict>,
    /// The dict of the `builtins` module.
    pub builtins: Ref<Dict>,
    /// How many names `builtins` had before a program ran.
    pub builtin_count: usize,
    /// The dict of the `sys` module.
    pub sys: Ref<Dict>,
    pub thread: frame::Thread,
    /// What the program was started with.
    pub config: Config,
    /// `sys.get_int_max_str_digits()`; 0 means no limit.
    pub int_max_str_digits: Cell<usize>,
    pub gc_state: guard::GcState,
    /// State that one stdlib module keeps, by the type of the state.
    pub module_state: std::collections::HashMap<std::any::TypeId, Box<dyn std::any::Any>>,
    /// Last, because the fields above give their references back to it when an interpreter ends.
    pub heap: OwnedHeap,
}

/// How an interpreter was started (`sys.argv`, flags).
#[derive(Clone, Default)]
pub struct Config {
    pub argv: Vec<std::ffi::OsString>,
    /// The whole command line (`sys.orig_argv`).
    pub orig_argv: Vec<std::ffi::OsString>,
    /// `sys.path` entries.
    pub path: Vec<String>,
    pub executable: String,
    /// `-O` level.
    pub optimize: u8,
    /// Statements come from a prompt.
    pub interactive: bool,
    /// `-i`
    pub inspect: bool,
    pub dont_write_bytecode: bool,
    pub quiet: bool,
    pub unbuffered: bool,
    pub ignore_environment: bool,
    pub isolated: bool,
    pub no_site: bool,
    pub no_user_site: bool,
    pub safe_path: bool,
    pub dev_mode: bool,
    pub verbose: u8,
    pub bytes_warning: u8,
    /// `-W` options and PYTHONWARNINGS, weakest first.
    pub warn_options: Vec<String>,
    /// `-X` options.
    pub x_options: Vec<(String, Option<String>)>,
    /// Collect and check at every opportunity (tests).
    pub gc_stress: bool,
    /// `--hints`
    pub hints: Hints,
    /// `--error-format`
    pub error_format: ErrorFormat,
    /// `--ascii`: explanations are drawn in ASCII.
    pub ascii: bool,
}

/// When explanations of uncaught exceptions are printed below their tracebacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hints {
    /// If standard error is a terminal.
    #[default]
    Auto,
    Always,
    /// Always, of any length.
    Full,
    Never,
}

/// What is printed for an uncaught exception.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ErrorFormat {
    #[default]
    Text,
    /// One object on one line.
    Json,
}
