//! The evaluation loop.

use super::Vm;
use crate::gc::Ref;
use crate::object::slots::{Args, PyResult};
use crate::object::Function;

impl Vm {
    /// Calls a Python function from native code.
    pub fn call_function(&mut self, _function: &Ref<Function>, _args: Args<'_>) -> PyResult {
        Err(self.not_implemented_error("calls"))
    }
}
