//! What happens when an exception is raised or compared with a handler: making the object of `raise X`, its cause, and
//! the test of an `except` clause. The implicit context is set by the VM (`vm/unwind.rs`).

use crate::gc::{Ref, Value};
use crate::object::{Exception, PyResult, Raised, Tuple, Type};
use crate::vm::Vm;

impl Vm {
    /// The exception that `raise value` raises: an instance as it is, a class called without arguments.
    pub fn make_exception(&mut self, value: &Value) -> PyResult<Ref<Exception>> {
        self.instance_for_raise(value, "exceptions must derive from BaseException")
    }

    fn instance_for_raise(&mut self, value: &Value, refusal: &str) -> PyResult<Ref<Exception>> {
        if let Some(exception) = value.downcast::<Exception>() {
            return Ok(exception.clone());
        }
        match value.downcast::<Type>() {
            Some(class) if self.is_exception_class(class) => {
                let made = self.call(value, &[])?;
                match made.downcast::<Exception>() {
                    Some(exception) => Ok(exception.clone()),
                    None => {
                        let class = self.repr_lossy(value)?;
                        let ty = self.type_of(&made).to_value();
                        let ty = self.repr_lossy(&ty)?;
                        let text =
                            format!("calling {class} should have returned an instance of BaseException, not {ty}");
                        Err(self.type_error(text))
                    }
                }
            }
            _ => Err(self.type_error(refusal)),
        }
    }

    /// Whether a class derives from `BaseException`.
    pub fn is_exception_class(&self, class: &Ref<Type>) -> bool {
        self.is_subtype(class, &self.types.base_exception)
    }

    /// The exception of `raise value from cause`; context is set by the caller, as for every raise.
    pub fn raise_with_cause(&mut self, value: &Value, cause: &Value) -> PyResult<Raised> {
        // The exception is made first: a failing constructor hides a bad cause.
        let exception = self.make_exception(value)?;
        let cause = if cause.is_none() {
            None
        } else {
            Some(self.instance_for_raise(cause, "exception causes must derive from BaseException")?.into_value())
        };
        self.set_cause(&exception, cause);
        Ok(Raised(exception))
    }

    /// Sets `__cause__`, which hides the context from tracebacks.
    pub fn set_cause(&mut self, exception: &Ref<Exception>, cause: Option<Value>) {
        let e = exception.get_mut(self);
        e.suppress_context = true;
        let old = std::mem::replace(&mut e.cause, cause);
        drop(old);
    }

    /// Whether an exception matches the class or tuple of classes of an `except` clause.
    pub fn exception_matches(&mut self, exc: &Value, types: &Value) -> PyResult<bool> {
        if let Some(class) = types.downcast::<Type>()
            && self.is_exception_class(class)
        {
            return Ok(self.is_instance_of(exc, class));
        }
        self.check_except_types(types)?;
        Ok(self.matches_any(exc, types))
    }

    /// TypeError unless this is an exception class or a tuple of such.
    pub(super) fn check_except_types(&mut self, types: &Value) -> PyResult<()> {
        let ok = |vm: &Vm, t: &Value| t.downcast::<Type>().is_some_and(|t| vm.is_exception_class(t));
        let fine = match types.downcast::<Tuple>() {
            Some(tuple) => tuple.items().iter().all(|t| ok(self, t)),
            None => ok(self, types),
        };
        if fine {
            return Ok(());
        }
        Err(self.type_error("catching classes that do not inherit from BaseException is not allowed"))
    }

    /// The match itself, by MRO, without hooks.
    pub(super) fn matches_any(&self, exc: &Value, types: &Value) -> bool {
        let one = |t: &Value| t.downcast::<Type>().is_some_and(|t| self.is_instance_of(exc, t));
        match types.downcast::<Tuple>() {
            Some(tuple) => tuple.items().iter().any(one),
            None => one(types),
        }
    }
}
