//! Functions whose home is still being built.

use crate::gc::{Ref, Value};
use crate::object::{PyResult, Raised, Type};
use crate::vm::Vm;

impl Vm {
    pub fn new_static_method(&self, function: Value) -> Value {
        function
    }
    pub fn mapping_proxy(&mut self, mapping: Value) -> PyResult {
        Ok(mapping)
    }
    pub fn generic_alias(&mut self, _obj: &Value, _key: &Value) -> PyResult {
        Err(self.not_implemented_error("generic alias"))
    }
    pub fn native_new_owner(&self, _found: &Value) -> Option<Ref<Type>> {
        None
    }
    pub fn warn(&mut self, _category: &Ref<Type>, _message: &str) -> PyResult<()> {
        Ok(())
    }
    pub fn add_new_entry(&mut self, _ty: &Ref<Type>) {}
    pub fn run_signal_handlers(&mut self) -> PyResult<()> {
        Ok(())
    }
    pub fn weakref_died(&mut self, _weak: &Value) {}
    pub fn unraisable(&mut self, _raised: Raised, _object: &Value) {}
}
