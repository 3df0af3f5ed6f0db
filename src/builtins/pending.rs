//! Functions whose home is still being built.

use crate::gc::Value;
use crate::object::PyResult;
use crate::vm::Vm;

impl Vm {
    pub fn set_module_spec(&mut self, _name: &str, _module: &Value) -> PyResult<()> {
        Ok(())
    }
}
