//! The builtin types and functions: one file or folder a type, each with an `init` that fills its type object.

pub mod exceptions;
pub mod functions;
mod pending;
pub mod traceback;

pub mod bytes;

pub mod iter;
pub mod list;
pub mod sequence;
pub mod slice;
pub mod str;
pub mod tuple;

use crate::object::PyResult;
use crate::vm::Vm;

/// Fills all builtin types and the `builtins` module of a new interpreter.
pub fn init(vm: &mut Vm) -> PyResult<()> {
    str::init(vm)?;
    bytes::init(vm)?;
    slice::init(vm)?;
    iter::init(vm)?;
    list::init(vm)?;
    tuple::init(vm)?;
    exceptions::init(vm)?;
    traceback::init(vm)?;
    functions::init(vm)?;
    Ok(())
}
