//! Conversion to text: repr, str, ascii, format.

use crate::gc::{Ref, Value};
use crate::object::Str;
use crate::object::slots::PyResult;
use crate::vm::Vm;

impl Vm {
    /// Notes that the repr of a container begins. False if it is in progress already, further out.
    pub fn repr_enter(&mut self, v: &Value) -> bool {
        self.thread.repr_active.insert(v.id())
    }

    /// The repr that `repr_enter` began is finished.
    pub fn repr_leave(&mut self, v: &Value) {
        self.thread.repr_active.remove(&v.id());
    }

    /// `repr(v)`.
    pub fn repr(&mut self, v: &Value) -> PyResult<Ref<Str>> {
        let result = match self.type_of(v).get(self).slots.repr {
            Some(f) => self.with_native_depth(|vm| f(vm, v))?,
            None => {
                let text = format!("<{} object at {:#x}>", self.type_name(v), v.id());
                self.new_str(&text)?
            }
        };
        match result.into_ref::<Str>() {
            Ok(text) => Ok(text),
            Err(other) => {
                let ty = self.type_name(&other);
                Err(self.type_error(format!("__repr__ returned non-string (type {ty})")))
            }
        }
    }

    /// `str(v)`.
    pub fn to_str(&mut self, v: &Value) -> PyResult<Ref<Str>> {
        if let Some(text) = v.downcast_exact::<Str>() {
            return Ok(text.clone());
        }
        let Some(f) = self.type_of(v).get(self).slots.str else { return self.repr(v) };
        let result = self.with_native_depth(|vm| f(vm, v))?;
        match result.into_ref::<Str>() {
            Ok(text) => Ok(text),
            Err(other) => {
                let ty = self.type_name(&other);
                Err(self.type_error(format!("__str__ returned non-string (type {ty})")))
            }
        }
    }

    /// `repr(v)` as Rust text, lone surrogates replaced: for messages.
    pub fn repr_lossy(&mut self, v: &Value) -> PyResult<String> {
        Ok(self.repr(v)?.to_lossy().into_owned())
    }

    /// `format(v, spec)`.
    pub fn format(&mut self, v: &Value, spec: &Ref<Str>) -> PyResult<Ref<Str>> {
        if spec.byte_len() == 0 {
            if let Some(text) = v.downcast_exact::<Str>() {
                return Ok(text.clone());
            }
            if v.as_small().is_some() {
                return self.to_str(v);
            }
        }
        let made = match self.format_exact(v, spec) {
            Some(direct) => Some(direct?),
            None => {
                let name = self.names.__format__.clone();
                self.call_special(v, &name, &[spec.to_value()])?
            }
        };
        let result = match made {
            Some(result) => result,
            None => {
                let ty = self.type_name(v);
                return Err(self.type_error(format!("Type {ty} doesn't define __format__")));
            }
        };
        match result.into_ref::<Str>() {
            Ok(text) => Ok(text),
            Err(other) => {
                let ty = self.type_name(&other);
                Err(self.type_error(format!("__format__ must return a str, not {ty}")))
            }
        }
    }
}
