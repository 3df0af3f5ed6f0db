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
    pub fn run_code_with_closure(&mut self, _code: &Ref<Code>, _globals: &Ref<Dict>, _locals: &Value, _closure: &Value) -> PyResult {
        Err(self.not_implemented_error("run"))
    }
    /// The awaitable of `anext(iter, default)`.
    pub fn anext_with_default(&mut self, awaitable: Value, _default: Value) -> PyResult {
        Ok(awaitable)
    }
    /// A traceback of the running frame alone.
    pub fn traceback_here(&mut self) -> Option<Ref<Traceback>> {
        None
    }

    pub fn closest_name(&self, _name: &str, _candidates: Vec<String>) -> Option<String> {
        None
    }
    pub fn dict_get(&mut self, dict: &Ref<Dict>, key: &Value) -> PyResult<Option<Value>> {
        let h = self.hash(key)?;
        let d = dict.get(self);
        let i = d.find(h, |_, e| match (e.key.downcast_exact::<Str>(), key.downcast_exact::<Str>()) {
            (Some(a), Some(b)) => a.equals(b),
            _ => e.key.is(key) || e.key.as_small().is_some() && e.key.as_small() == key.as_small(),
        });
        Ok(i.and_then(|i| d.entry(i)).map(|e| e.value.clone()))
    }
    pub fn dict_set(&mut self, dict: &Ref<Dict>, key: &Value, value: Value) -> PyResult<()> {
        let h = self.hash(key)?;
        let d = dict.get_mut(self);
        let i = d.find(h, |_, e| match (e.key.downcast_exact::<Str>(), key.downcast_exact::<Str>()) {
            (Some(a), Some(b)) => a.equals(b),
            _ => e.key.is(key) || e.key.as_small().is_some() && e.key.as_small() == key.as_small(),
        });
        match i.and_then(|i| d.entry_mut(i)) {
            Some(e) => drop(std::mem::replace(&mut e.value, value)),
            None => {
                d.insert_new(h, key.clone(), value);
            }
        }
        Ok(())
    }
    pub fn dict_merge_unique(&mut self, _dict: &Ref<Dict>, _m: &Value) -> PyResult<Option<Value>> {
        Err(self.not_implemented_error("merge"))
    }
    pub fn dict_update(&mut self, _dict: &Ref<Dict>, _m: &Value) -> PyResult<()> {
        Err(self.not_implemented_error("update"))
    }
    pub fn display(&mut self, _v: &Value) -> PyResult<()> {
        Ok(())
    }
    pub fn has_plain_new(&self, _ty: &Ref<Type>) -> bool {
        false
    }
    pub fn is_builtin_super(&self, _v: &Value) -> bool {
        true
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
    pub fn property_getter(&self, _v: &Value) -> Option<Value> {
        None
    }
    pub fn register_source(&mut self, _filename: &str, _text: &str) {}
    pub fn set_add(&mut self, _set: &Ref<crate::object::Set>, _value: Value) -> PyResult<()> {
        Err(self.not_implemented_error("set"))
    }
    pub fn set_module_spec(&mut self, _name: &str, _module: &Value) -> PyResult<()> {
        Ok(())
    }
    pub fn super_getattr(&mut self, _class: &Ref<Type>, _obj: &Value, _name: &Ref<Str>) -> PyResult {
        Err(self.not_implemented_error("super"))
    }
    pub fn warn_explicit(&mut self, _category: &Ref<Type>, _message: &str, _file: &str, _line: u32) -> PyResult<()> {
        Ok(())
    }
}
