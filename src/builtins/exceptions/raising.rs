//! What happens when an exception is raised or compared with a handler: making the object of `raise X`, its cause and
//! context, and the test of an `except` clause.

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
    pub fn raise_with_cause(&mut self, value: &Value, cause: &Value) -> PyResult<Ref<Exception>> {
        // The exception is made first: a failing constructor hides a bad cause.
        let exception = self.make_exception(value)?;
        let cause = if cause.is_none() {
            None
        } else {
            Some(self.instance_for_raise(cause, "exception causes must derive from BaseException")?.into_value())
        };
        self.set_cause(&exception, cause);
        Ok(exception)
    }

    /// Sets `__cause__`, which hides the context from tracebacks.
    pub fn set_cause(&mut self, exception: &Ref<Exception>, cause: Option<Value>) {
        let e = exception.get_mut(self);
        e.suppress_context = true;
        let old = std::mem::replace(&mut e.cause, cause);
        drop(old);
    }

    /// The exception being handled: that of the innermost handler of this thread.
    pub fn handled_exception(&self) -> Option<&Value> {
        self.thread.handled.iter().rev().find_map(|h| h.as_ref().filter(|v| !v.is_none()))
    }

    /// To be called once for each exception that is raised: the exception being handled becomes its context.
    pub fn set_context(&mut self, raised: &Raised) {
        let Some(handled) = self.handled_exception().cloned() else { return };
        let exception = &raised.0;
        let Some(first) = handled.downcast::<Exception>() else { return };
        if first.ptr_eq(exception) {
            return;
        }
        self.break_context_cycle(first, exception);
        let old = exception.get_mut(self).context.replace(handled);
        drop(old);
    }

    /// Cuts the link to `exception` in the chain of contexts that begins at `first`. Chains that already are cycles end
    /// the walk: a second pointer follows at half the speed.
    fn break_context_cycle(&mut self, first: &Ref<Exception>, exception: &Ref<Exception>) {
        let next = |vm: &Vm, e: &Ref<Exception>| e.get(vm).context.as_ref().and_then(|c| c.downcast::<Exception>().cloned());
        let mut here = first.clone();
        let mut slow = first.clone();
        let mut move_slow = false;
        while let Some(context) = next(self, &here) {
            if context.ptr_eq(exception) {
                let old = here.get_mut(self).context.take();
                drop(old);
                return;
            }
            here = context;
            if here.ptr_eq(&slow) {
                return;
            }
            if move_slow && let Some(after) = next(self, &slow) {
                slow = after;
            }
            move_slow = !move_slow;
        }
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
