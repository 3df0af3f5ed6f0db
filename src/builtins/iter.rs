//! `iterator` (over `__getitem__`) and `callable_iterator`, and what all iterators share.

use crate::gc::Value;
use crate::native::{TypeBuilder, arg};
use crate::object::iter::{CallIter, SeqIter};
use crate::object::slots::PyResult;
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.iterator.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.iter = Some(iter_self);
            s.iternext = Some(seq_iter_next);
        })
        .method("__length_hint__(self, /)", seq_iter_hint, "Private method returning an estimate of len(list(it)).")
        .method("__reduce__(self, /)", seq_iter_reduce, "Return state information for pickling.")
        .method("__setstate__(self, object, /)", seq_iter_setstate, "Set state information for unpickling.")
        .ready();
    let ty = vm.types.callable_iterator.clone();
    TypeBuilder::new(vm, &ty)
        .slots(|s| {
            s.iter = Some(iter_self);
            s.iternext = Some(call_iter_next);
        })
        .method("__reduce__(self, /)", call_iter_reduce, "Return state information for pickling.")
        .ready();
    Ok(())
}

/// `__iter__` of iterators.
pub fn iter_self(_vm: &mut Vm, v: &Value) -> PyResult {
    Ok(v.clone())
}

impl Vm {
    /// `iter(callable, sentinel)`.
    pub fn new_call_iter(&mut self, callable: &Value, sentinel: &Value) -> PyResult {
        let payload = CallIter { callable: Some(callable.clone()), sentinel: sentinel.clone() };
        Ok(self.alloc(&self.types.callable_iterator, payload)?.into_value())
    }

    /// A builtin function or type by name, as `__reduce__` methods hand out.
    pub fn builtin(&mut self, name: &str) -> PyResult {
        let key = self.intern(name);
        match self.builtins.get(self).get_str(&key) {
            Some(found) => Ok(found.clone()),
            None => Err(self.name_error(&key)),
        }
    }

    /// What `__reduce__` of an iterator gives: `(iter, (seq,), state)`, or `(iter, ([],))` at its end.
    pub fn reduce_iterator(
        &mut self,
        function: &str,
        seq: Option<Value>,
        state: impl FnOnce(&Vm) -> Value,
    ) -> PyResult {
        let function = self.builtin(function)?;
        match seq {
            Some(seq) => {
                let state = state(self);
                let arguments = self.new_tuple(vec![seq])?;
                self.new_tuple(vec![function, arguments, state])
            }
            None => {
                let empty = self.new_list(Vec::new())?;
                let arguments = self.new_tuple(vec![empty])?;
                self.new_tuple(vec![function, arguments])
            }
        }
    }
}

fn seq_iter_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<SeqIter>(std::slice::from_ref(v))?.clone();
    let Some(seq) = this.get(vm).seq.clone() else { return Ok(None) };
    let index = this.get(vm).index;
    if index == i64::MAX {
        return Err(vm.overflow_error("iter index too large"));
    }
    let key = vm.int(index);
    match vm.getitem(&seq, &key) {
        Ok(item) => {
            this.get_mut(vm).index = index + 1;
            Ok(Some(item))
        }
        Err(raised) if vm.raised_is(&raised, |e| &e.IndexError) || vm.raised_is(&raised, |e| &e.StopIteration) => {
            drop(raised);
            let released = this.get_mut(vm).seq.take();
            drop(released);
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

fn seq_iter_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = vm.receiver::<SeqIter>(args)?.clone();
    let Some(seq) = this.get(vm).seq.clone() else { return Ok(Value::small_int(0)) };
    if vm.type_of(&seq).get(vm).slots.len.is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let len = vm.len(&seq)? as i64;
    let left = (len - this.get(vm).index).max(0);
    Ok(vm.int(left))
}

fn seq_iter_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<SeqIter>(args)?.get(vm);
    let (seq, index) = (it.seq.clone(), it.index);
    match seq {
        Some(_) => vm.reduce_iterator("iter", seq, |vm| vm.int(index)),
        None => reduce_exhausted(vm),
    }
}

/// `(iter, ((),))`
pub fn reduce_exhausted(vm: &mut Vm) -> PyResult {
    let iter = vm.builtin("iter")?;
    let arguments = vm.new_tuple(vec![vm.empty_tuple.to_value()])?;
    vm.new_tuple(vec![iter, arguments])
}

fn seq_iter_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.extract::<i64>(arg(args, 1))?;
    let this = vm.receiver::<SeqIter>(args)?;
    let it = this.get_mut(vm);
    if it.seq.is_some() {
        it.index = index.max(0);
    }
    Ok(Value::NONE)
}

fn call_iter_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<CallIter>(std::slice::from_ref(v))?.clone();
    let Some(callable) = this.get(vm).callable.clone() else { return Ok(None) };
    let item = match vm.call(&callable, &[]) {
        Ok(item) => item,
        Err(raised) if vm.raised_is(&raised, |e| &e.StopIteration) => {
            drop(raised);
            call_iter_end(vm, v);
            return Ok(None);
        }
        Err(raised) => return Err(raised),
    };
    // The call may have exhausted the iterator itself.
    if this.get(vm).callable.is_none() {
        return Ok(None);
    }
    let sentinel = this.get(vm).sentinel.clone();
    if vm.equals(&sentinel, &item)? {
        call_iter_end(vm, v);
        return Ok(None);
    }
    Ok(Some(item))
}

fn call_iter_end(vm: &mut Vm, v: &Value) {
    if let Some(this) = v.downcast::<CallIter>() {
        let it = this.get_mut(vm);
        let released = (it.callable.take(), std::mem::take(&mut it.sentinel));
        drop(released);
    }
}

fn call_iter_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<CallIter>(args)?.get(vm);
    let (callable, sentinel) = (it.callable.clone(), it.sentinel.clone());
    match callable {
        Some(callable) => {
            let iter = vm.builtin("iter")?;
            let arguments = vm.new_tuple(vec![callable, sentinel])?;
            vm.new_tuple(vec![iter, arguments])
        }
        None => reduce_exhausted(vm),
    }
}
