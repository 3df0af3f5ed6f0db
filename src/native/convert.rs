//! Conversions between Python values and Rust ones, for arguments of natives and for embedders.

use crate::gc::{Ref, Value};
use crate::object::slots::PyResult;
use crate::object::{BigInt, Str};
use crate::vm::Vm;

/// A Rust value that a Python object can be converted to. Errors are CPython's for the same demand.
pub trait FromPy: Sized {
    fn from_py(vm: &mut Vm, value: &Value) -> PyResult<Self>;
}

/// A Rust value that can become a Python object.
pub trait IntoPy {
    fn into_py(self, vm: &mut Vm) -> PyResult;
}

impl Vm {
    /// Converts an argument.
    pub fn extract<T: FromPy>(&mut self, value: &Value) -> PyResult<T> {
        T::from_py(self, value)
    }

    /// The handle of a value that is known to have this payload (a checked receiver): TypeError otherwise.
    #[inline]
    pub fn payload<'a, T: crate::gc::Payload>(&self, value: &'a Value) -> PyResult<&'a Ref<T>> {
        match value.downcast::<T>() {
            Some(handle) => Ok(handle),
            None => {
                let ty = self.type_name(value);
                Err(self.type_error(format!("expected a '{}' object, got '{ty}'", T::NAME)))
            }
        }
    }

    /// As `payload`, of the argument at `index`.
    #[inline]
    pub fn arg<'a, T: crate::gc::Payload>(&self, args: &'a [Value], index: usize) -> PyResult<&'a Ref<T>> {
        match args.get(index) {
            Some(value) => self.payload(value),
            None => Err(self.type_error("missing argument")),
        }
    }
}

impl FromPy for Value {
    fn from_py(_vm: &mut Vm, value: &Value) -> PyResult<Value> {
        Ok(value.clone())
    }
}

/// Through `__index__`; OverflowError "Python int too large to convert to C ssize_t" outside of i64.
impl FromPy for i64 {
    fn from_py(vm: &mut Vm, value: &Value) -> PyResult<i64> {
        if let Some(i) = value.as_small() {
            return Ok(i);
        }
        let index = vm.index(value)?;
        if let Some(i) = index.as_small() {
            return Ok(i);
        }
        match index.downcast::<BigInt>().and_then(|b| b.to_i64()) {
            Some(i) => Ok(i),
            None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }
}

impl FromPy for usize {
    fn from_py(vm: &mut Vm, value: &Value) -> PyResult<usize> {
        let i = i64::from_py(vm, value)?;
        usize::try_from(i).map_err(|_| vm.value_error("value must be non-negative"))
    }
}

/// Through `__float__` and `__index__`.
impl FromPy for f64 {
    fn from_py(vm: &mut Vm, value: &Value) -> PyResult<f64> {
        match value.as_float() {
            Some(f) => Ok(f),
            None => vm.to_f64(value),
        }
    }
}

/// Truth value.
impl FromPy for bool {
    fn from_py(vm: &mut Vm, value: &Value) -> PyResult<bool> {
        vm.truthy(value)
    }
}

/// `str` or a subclass, without lone surrogates.
impl FromPy for String {
    fn from_py(vm: &mut Vm, value: &Value) -> PyResult<String> {
        let Some(text) = value.downcast::<Str>() else {
            let name = vm.type_name(value);
            return Err(vm.type_error(format!("expected str, got {name}")));
        };
        match text.as_str() {
            Some(s) => Ok(s.to_owned()),
            None => Err(vm.value_error("surrogates not allowed")),
        }
    }
}

impl<T: FromPy> FromPy for Option<T> {
    /// None and arguments left out give `None`.
    fn from_py(vm: &mut Vm, value: &Value) -> PyResult<Option<T>> {
        if value.is_none() || value.is_unset() { Ok(None) } else { T::from_py(vm, value).map(Some) }
    }
}

/// Any iterable.
impl<T: FromPy> FromPy for Vec<T> {
    fn from_py(vm: &mut Vm, value: &Value) -> PyResult<Vec<T>> {
        let items = vm.collect(value)?;
        items.iter().map(|item| T::from_py(vm, item)).collect()
    }
}

impl FromPy for () {
    fn from_py(_vm: &mut Vm, _value: &Value) -> PyResult<()> {
        Ok(())
    }
}

impl IntoPy for Value {
    fn into_py(self, _vm: &mut Vm) -> PyResult {
        Ok(self)
    }
}

impl IntoPy for () {
    fn into_py(self, _vm: &mut Vm) -> PyResult {
        Ok(Value::NONE)
    }
}

impl IntoPy for bool {
    fn into_py(self, _vm: &mut Vm) -> PyResult {
        Ok(Value::bool(self))
    }
}

impl IntoPy for i64 {
    fn into_py(self, vm: &mut Vm) -> PyResult {
        Ok(vm.int(self))
    }
}

impl IntoPy for i32 {
    fn into_py(self, vm: &mut Vm) -> PyResult {
        Ok(vm.int(i64::from(self)))
    }
}

impl IntoPy for u32 {
    fn into_py(self, vm: &mut Vm) -> PyResult {
        Ok(vm.int(i64::from(self)))
    }
}

impl IntoPy for usize {
    fn into_py(self, vm: &mut Vm) -> PyResult {
        Ok(vm.int(self as i64))
    }
}

impl IntoPy for f64 {
    fn into_py(self, vm: &mut Vm) -> PyResult {
        Ok(vm.float(self))
    }
}

impl IntoPy for &str {
    fn into_py(self, vm: &mut Vm) -> PyResult {
        vm.new_str(self)
    }
}

impl IntoPy for String {
    fn into_py(self, vm: &mut Vm) -> PyResult {
        vm.new_str(&self)
    }
}

impl<T: crate::gc::Payload> IntoPy for Ref<T> {
    fn into_py(self, _vm: &mut Vm) -> PyResult {
        Ok(self.into_value())
    }
}

impl<T: IntoPy> IntoPy for Option<T> {
    fn into_py(self, vm: &mut Vm) -> PyResult {
        match self {
            Some(v) => v.into_py(vm),
            None => Ok(Value::NONE),
        }
    }
}

impl<T: IntoPy> IntoPy for Vec<T> {
    fn into_py(self, vm: &mut Vm) -> PyResult {
        let mut items = Vec::with_capacity(self.len());
        for item in self {
            items.push(item.into_py(vm)?);
        }
        vm.new_list(items)
    }
}
