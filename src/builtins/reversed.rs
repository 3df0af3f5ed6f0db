//! `reversed`

use super::iter::iter_self;
use super::list::list_reverse_iter;
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::iter::Reversed;
use crate::object::slots::{Args, PyResult};
use crate::object::{Dict, List, Type};
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.reversed.clone();
    TypeBuilder::new(vm, &ty)
        .doc("Return a reverse iterator over the values of the given sequence.")
        .signature("(sequence, /)")
        .slots(|s| {
            s.new = Some(reversed_new);
            s.iter = Some(iter_self);
            s.iternext = Some(reversed_next);
        })
        .method("__length_hint__(self, /)", reversed_hint, "Private method returning an estimate of len(list(it)).")
        .method("__reduce__(self, /)", reversed_reduce, "Return state information for pickling.")
        .method("__setstate__(self, object, /)", reversed_setstate, "Set state information for unpickling.")
        .ready();
    Ok(())
}

/// `__reversed__` of the argument, else an iterator by index.
fn reversed_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound;
    let seq = match args {
        Args { values: [seq], names: [] } => seq,
        _ => {
            bound = vm.bind_args("reversed(object, /)", args)?;
            arg(&bound, 0)
        }
    };
    if let Some(list) = seq.downcast_exact::<List>() {
        return list_reverse_iter(vm, list);
    }
    let name = vm.names.__reversed__.clone();
    let ty = vm.type_of(seq).clone();
    let found = vm.lookup(&ty, &name);
    let refused = found.as_ref().is_some_and(Value::is_none);
    if found.is_some()
        && !refused
        && let Some(result) = vm.call_special(seq, &name, &[])?
    {
        return Ok(result);
    }
    let is_sequence = ty.get(vm).slots.getitem.is_some() && seq.downcast::<Dict>().is_none();
    if refused || !is_sequence {
        let ty = vm.type_name(seq);
        return Err(vm.type_error(format!("'{ty}' object is not reversible")));
    }
    let len = vm.len(seq)?;
    Ok(vm.alloc(class, Reversed { seq: Some(seq.clone()), index: len as i64 - 1 })?.into_value())
}

fn reversed_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Reversed>(std::slice::from_ref(v))?;
    let it = this.get(vm);
    let (Some(seq), index) = (it.seq.clone(), it.index) else { return Ok(None) };
    if index >= 0 {
        let key = vm.int(index);
        match vm.getitem(&seq, &key) {
            Ok(item) => {
                this.get_mut(vm).index = index - 1;
                return Ok(Some(item));
            }
            Err(raised) => {
                let at_end = vm.raised_is(&raised, |e| &e.IndexError) || vm.raised_is(&raised, |e| &e.StopIteration);
                if !at_end {
                    return Err(raised);
                }
            }
        }
    }
    let it = this.get_mut(vm);
    it.index = -1;
    let released = it.seq.take();
    drop(released);
    Ok(None)
}

fn reversed_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<Reversed>(args)?.get(vm);
    let (Some(seq), index) = (it.seq.clone(), it.index) else { return Ok(Value::small_int(0)) };
    let len = vm.len(&seq)? as i64;
    Ok(vm.int(if index + 1 > len { 0 } else { index + 1 }))
}

fn reversed_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = vm.receiver::<Reversed>(args)?.get(vm);
    let (seq, index) = (it.seq.clone(), it.index);
    let class = vm.type_of(arg(args, 0)).to_value();
    match seq {
        Some(seq) => {
            let arguments = vm.new_tuple(vec![seq])?;
            let index = vm.int(index);
            vm.new_tuple(vec![class, arguments, index])
        }
        None => {
            let arguments = vm.new_tuple(vec![vm.empty_tuple.to_value()])?;
            vm.new_tuple(vec![class, arguments])
        }
    }
}

fn reversed_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.extract::<i64>(arg(args, 1))?;
    let this = vm.receiver::<Reversed>(args)?;
    let Some(seq) = this.get(vm).seq.clone() else { return Ok(Value::NONE) };
    let len = vm.len(&seq)? as i64;
    this.get_mut(vm).index = index.clamp(-1, len - 1);
    Ok(Value::NONE)
}
