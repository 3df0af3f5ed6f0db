//! `memoryview` (in progress).

use crate::object::slots::PyResult;
use crate::vm::Vm;

pub fn init(_vm: &mut Vm) -> PyResult<()> {
    Ok(())
}
