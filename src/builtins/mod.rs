//! The builtin types and functions: one file or folder a type, each with an `init` that fills its type object.

mod pending;

use crate::object::PyResult;
use crate::vm::Vm;

/// Fills all builtin types and the `builtins` module of a new interpreter.
pub fn init(_vm: &mut Vm) -> PyResult<()> {
    Ok(())
}
