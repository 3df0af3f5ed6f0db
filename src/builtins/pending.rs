//! Functions whose home is still being built.

use crate::bytecode::Code;
use crate::gc::{Ref, Value};
use crate::object::{Dict, PyResult};
use crate::vm::Vm;

impl Vm {
    pub fn run_code_with_closure(&mut self, _code: &Ref<Code>, _globals: &Ref<Dict>, _locals: &Value, _closure: &Value) -> PyResult {
        Err(self.not_implemented_error("run"))
    }

    pub fn new_interpolation(&mut self, _parts: Vec<Value>) -> PyResult {
        Err(self.not_implemented_error("t-strings"))
    }
    pub fn new_template(&mut self, _strings: Value, _interpolations: Value) -> PyResult {
        Err(self.not_implemented_error("t-strings"))
    }
    pub fn new_type_param(&mut self, _kind: usize, _parts: Vec<Value>) -> PyResult {
        Err(self.not_implemented_error("type parameters"))
    }
    pub fn set_module_spec(&mut self, _name: &str, _module: &Value) -> PyResult<()> {
        Ok(())
    }
}
