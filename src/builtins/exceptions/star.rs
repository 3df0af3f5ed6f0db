//! The two helpers of `except*`: splitting by a clause's type, and what is raised after all clauses.

use super::fields::this;
use super::group::{Matcher, exceptions_of, is_group, split};
use crate::gc::{Ref, Value};
use crate::object::{Exception, PyResult, Tuple, Type};
use crate::vm::Vm;

impl Vm {
    /// Splits what is left of an exception by the types of an `except*` clause: the part that matches (a naked
    /// exception is wrapped in a group) and the rest; None where there is nothing.
    pub fn exception_group_match(&mut self, exc: &Value, types: &Value) -> PyResult<(Value, Value)> {
        self.check_except_star_types(types)?;
        if exc.is_none() {
            return Ok((Value::NONE, Value::NONE));
        }
        if self.matches_any(exc, types) {
            if is_group(self, exc) {
                return Ok((exc.clone(), Value::NONE));
            }
            let wrapped = {
                let exceptions = self.new_tuple(vec![exc.clone()])?;
                self.new_exception_group("", exceptions)?
            };
            // The group appears where the exception was caught.
            let traceback = self.traceback_here();
            if let Some(group) = wrapped.downcast::<Exception>() {
                group.get_mut(self).traceback = traceback;
            }
            return Ok((wrapped, Value::NONE));
        }
        if !is_group(self, exc) {
            return Ok((Value::NONE, exc.clone()));
        }
        let pair = self.call_method_str(exc, "split", std::slice::from_ref(types))?;
        let Some(parts) = pair.downcast::<Tuple>() else {
            let (ty, result) = (self.type_name(exc), self.type_name(&pair));
            return Err(self.type_error(format!("{ty}.split must return a tuple, not {result}")));
        };
        match parts.items() {
            [yes, no, ..] => Ok((yes.clone(), no.clone())),
            short => {
                let (ty, size) = (self.type_name(exc), short.len());
                Err(self.type_error(format!("{ty}.split must return a 2-tuple, got tuple of size {size}")))
            }
        }
    }

    fn check_except_star_types(&mut self, types: &Value) -> PyResult<()> {
        self.check_except_types(types)?;
        let is_group_class =
            |vm: &Vm, t: &Value| t.downcast::<Type>().is_some_and(|t| vm.is_subtype(t, &vm.exc.BaseExceptionGroup));
        let refused = match types.downcast::<Tuple>() {
            Some(tuple) => tuple.items().iter().any(|t| is_group_class(self, t)),
            None => is_group_class(self, types),
        };
        if refused {
            return Err(self.type_error("catching ExceptionGroup with except* is not allowed. Use except instead."));
        }
        Ok(())
    }

    /// What is raised after the clauses of a `try`/`except*`: `results` holds, for each clause that ran, the exception
    /// it raised (or None), and at the end the rest that no clause matched (or None). None: nothing.
    pub fn prep_reraise_star(&mut self, orig: &Value, results: &Value) -> PyResult {
        let results = self.collect(results)?;
        if !is_group(self, orig) {
            // One clause at most can have run.
            return Ok(results.iter().find(|r| !r.is_none()).cloned().unwrap_or_default());
        }
        let orig_exception = this(self, orig)?.clone();
        let (mut raised, mut reraised) = (Vec::new(), Vec::new());
        for result in results.iter().filter(|r| !r.is_none()) {
            let same = match result.downcast::<Exception>() {
                Some(e) => self.same_metadata(e, &orig_exception),
                None => false,
            };
            if same { reraised.push(result.clone()) } else { raised.push(result.clone()) }
        }
        let rest = self.project(orig, &reraised)?;
        if raised.is_empty() {
            return Ok(rest.unwrap_or_default());
        }
        raised.extend(rest);
        match raised.as_slice() {
            [only] => Ok(only.clone()),
            _ => {
                let raised = self.new_list(raised)?;
                self.new_exception_group("", raised)
            }
        }
    }

    /// Whether an exception is a part of the original that was raised again unchanged.
    fn same_metadata(&mut self, a: &Ref<Exception>, b: &Ref<Exception>) -> bool {
        let name = self.names.__notes__.clone();
        let same = |x: &Option<Value>, y: &Option<Value>| match (x, y) {
            (None, None) => true,
            (Some(x), Some(y)) => x.is(y),
            _ => false,
        };
        let notes = (self.instance_get(&a.to_value(), &name), self.instance_get(&b.to_value(), &name));
        let (a, b) = (a.get(self), b.get(self));
        let traceback = match (&a.traceback, &b.traceback) {
            (None, None) => true,
            (Some(x), Some(y)) => x.ptr_eq(y),
            _ => false,
        };
        traceback && same(&notes.0, &notes.1) && same(&a.cause, &b.cause) && same(&a.context, &b.context)
    }

    /// The part of the group `orig` made of the leaves of the groups in `keep`, in the original's structure.
    fn project(&mut self, orig: &Value, keep: &[Value]) -> PyResult<Option<Value>> {
        if keep.is_empty() {
            return Ok(None);
        }
        let mut ids = Vec::new();
        let mut pending = keep.to_vec();
        while let Some(exc) = pending.pop() {
            match exc.downcast::<Exception>() {
                Some(group) if is_group(self, &exc) => pending.extend(exceptions_of(self, group)),
                _ => ids.push(exc.id()),
            }
        }
        Ok(split(self, orig, &Matcher::Instances(ids), false)?.0)
    }
}
