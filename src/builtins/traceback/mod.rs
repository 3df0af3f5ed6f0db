//! Tracebacks: the text of an uncaught exception, the attributes of traceback and frame objects, suggestions.

mod suggest;

pub use suggest::closest;

use crate::object::PyResult;
use crate::vm::Vm;

pub fn init(_vm: &mut Vm) -> PyResult<()> {
    Ok(())
}
