//! Functions whose home is still being built.

use crate::bytecode::Code;
use crate::gc::{Ref, Value};
use crate::object::traceback::Traceback;
use crate::object::{Dict, PyResult, Raised, Str, Type};
use crate::syntax::Mode;
use crate::vm::Vm;

impl Vm {
    pub fn new_static_method(&self, function: Value) -> Value {
        function
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
    pub fn isinstance(&mut self, object: &Value, class: &Value) -> PyResult<bool> {
        match class.downcast::<Type>() {
            Some(class) => Ok(self.is_instance_of(object, class)),
            None => Err(self.not_implemented_error("isinstance")),
        }
    }
    pub fn issubclass(&mut self, class: &Value, base: &Value) -> PyResult<bool> {
        match (class.downcast::<Type>(), base.downcast::<Type>()) {
            (Some(class), Some(base)) => Ok(self.is_subtype(class, base)),
            _ => Err(self.not_implemented_error("issubclass")),
        }
    }
    pub fn current_frame_globals(&self) -> Option<Ref<Dict>> {
        None
    }
    pub fn current_locals(&mut self) -> PyResult {
        Err(self.not_implemented_error("locals"))
    }
    pub fn compile_source(&mut self, _text: &str, _filename: &str, _mode: Mode, _flags: u32) -> PyResult<Ref<Code>> {
        Err(self.not_implemented_error("compile"))
    }
    pub fn run_code(&mut self, _code: &Ref<Code>, _globals: &Ref<Dict>, _locals: &Value) -> PyResult {
        Err(self.not_implemented_error("run"))
    }
    pub fn run_code_with_closure(&mut self, _code: &Ref<Code>, _globals: &Ref<Dict>, _locals: &Value, _closure: &Value) -> PyResult {
        Err(self.not_implemented_error("run"))
    }
    pub fn call_class_body(&mut self, _body: &Value, _namespace: &Value) -> PyResult {
        Err(self.not_implemented_error("class"))
    }
    pub fn import(&mut self, _name: &Ref<Str>, _globals: Option<&Ref<Dict>>, _fromlist: &Value, _level: usize) -> PyResult {
        Err(self.not_implemented_error("import"))
    }
    pub fn handled_exception(&self) -> Option<Value> {
        self.thread.handled.iter().rev().find_map(Clone::clone)
    }
    /// The awaitable of `anext(iter, default)`.
    pub fn anext_with_default(&mut self, awaitable: Value, _default: Value) -> PyResult {
        Ok(awaitable)
    }
    /// A traceback of the running frame alone.
    pub fn traceback_here(&mut self) -> Option<Ref<Traceback>> {
        None
    }
}
