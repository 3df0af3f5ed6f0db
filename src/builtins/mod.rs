//! The builtin types and functions: one file or folder a type, each with an `init` that fills its type object.

mod pending;

pub mod dict;
pub mod iter;
pub mod list;
pub mod sequence;
pub mod set;
pub mod slice;
pub mod tuple;

use crate::object::PyResult;
use crate::vm::Vm;

/// Fills all builtin types and the `builtins` module of a new interpreter.
pub fn init(vm: &mut Vm) -> PyResult<()> {
    slice::init(vm)?;
    iter::init(vm)?;
    list::init(vm)?;
    tuple::init(vm)?;
    dict::init(vm)?;
    set::init(vm)?;
    Ok(())
}
