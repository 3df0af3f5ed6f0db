//! Subscription, length, containment.

use crate::gc::Value;
use crate::object::Type;
use crate::object::slots::PyResult;
use crate::vm::Vm;

impl Vm {
    /// `obj[key]`.
    pub fn getitem(&mut self, obj: &Value, key: &Value) -> PyResult {
        if let Some(f) = self.type_of(obj).get(self).slots.getitem {
            return f(self, obj, key);
        }
        // A class is subscripted through `__class_getitem__`.
        if let Some(ty) = obj.downcast::<Type>() {
            if ty.ptr_eq(&self.types.type_) {
                return self.generic_alias(obj, key);
            }
            let name = self.names.__class_getitem__.clone();
            return match self.getattr_opt(obj, &name)? {
                Some(method) if !method.is_none() => self.call(&method, std::slice::from_ref(key)),
                _ => {
                    let name = ty.get(self).name.to_lossy().into_owned();
                    Err(self.type_error(format!("type '{name}' is not subscriptable")))
                }
            };
        }
        let ty = self.type_name(obj);
        Err(self.type_error(format!("'{ty}' object is not subscriptable")))
    }

    /// `obj[key] = value`.
    pub fn setitem(&mut self, obj: &Value, key: &Value, value: &Value) -> PyResult<()> {
        match self.type_of(obj).get(self).slots.setitem {
            Some(f) => f(self, obj, key, Some(value)),
            None => {
                let ty = self.type_name(obj);
                Err(self.type_error(format!("'{ty}' object does not support item assignment")))
            }
        }
    }

    /// `del obj[key]`.
    pub fn delitem(&mut self, obj: &Value, key: &Value) -> PyResult<()> {
        match self.type_of(obj).get(self).slots.setitem {
            Some(f) => f(self, obj, key, None),
            None => {
                // CPython's wording depends on whether the type has a table of sequence methods.
                let t = self.type_of(obj).get(self);
                let sequence = t.core.is_heap_type || t.slots.len.is_some() || t.slots.contains.is_some();
                let indexed = self.type_of(key).get(self).slots.index.is_some();
                let (ty, word) = (self.type_name(obj), if sequence && indexed { "doesn't" } else { "does not" });
                Err(self.type_error(format!("'{ty}' object {word} support item deletion")))
            }
        }
    }

    /// `len(obj)`.
    pub fn len(&mut self, obj: &Value) -> PyResult<usize> {
        match self.type_of(obj).get(self).slots.len {
            Some(f) => f(self, obj),
            None => {
                let ty = self.type_name(obj);
                Err(self.type_error(format!("object of type '{ty}' has no len()")))
            }
        }
    }

    /// `item in obj`.
    pub fn contains(&mut self, obj: &Value, item: &Value) -> PyResult<bool> {
        match self.type_of(obj).get(self).slots.contains {
            Some(f) => f(self, obj, item),
            None => self.contains_by_iteration(obj, item),
        }
    }

    /// `in` by stepping an iterator.
    pub fn contains_by_iteration(&mut self, obj: &Value, item: &Value) -> PyResult<bool> {
        let slots = &self.type_of(obj).get(self).slots;
        if slots.iter.is_none() && slots.getitem.is_none() {
            let ty = self.type_name(obj);
            return Err(self.type_error(format!("argument of type '{ty}' is not a container or iterable")));
        }
        let iter = match self.iter(obj) {
            Err(raised) if self.raised_is(&raised, |e| &e.TypeError) => {
                let ty = self.type_name(obj);
                return Err(self.type_error(format!("argument of type '{ty}' is not a container or iterable")));
            }
            other => other?,
        };
        while let Some(x) = self.next(&iter)? {
            if self.equals(&x, item)? {
                return Ok(true);
            }
            self.poll()?;
        }
        Ok(false)
    }

    /// The number of items to expect from an iterable (`operator.length_hint`): a hint, never trusted for sizes.
    pub fn length_hint(&mut self, obj: &Value, default: usize) -> PyResult<usize> {
        if self.type_of(obj).get(self).slots.len.is_some() {
            match self.len(obj) {
                Ok(n) => return Ok(n),
                Err(raised) if self.raised_is(&raised, |e| &e.TypeError) => {}
                Err(raised) => return Err(raised),
            }
        }
        let name = self.names.__length_hint__.clone();
        let hint = match self.call_special(obj, &name, &[]) {
            Ok(Some(hint)) => hint,
            Ok(None) => return Ok(default),
            Err(raised) if self.raised_is(&raised, |e| &e.TypeError) => return Ok(default),
            Err(raised) => return Err(raised),
        };
        if hint.is_not_implemented() {
            return Ok(default);
        }
        match self.int_value(&hint) {
            Some(n) if n >= 0 => Ok(n as usize),
            Some(_) => Err(self.value_error("__length_hint__() should return >= 0")),
            None => {
                let ty = self.type_name(&hint);
                Err(self.type_error(format!("__length_hint__ must be an integer, not {ty}")))
            }
        }
    }
}
