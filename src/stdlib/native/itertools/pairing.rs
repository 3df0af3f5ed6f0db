//! `pairwise`, `batched`

use super::iterator;
use crate::gc::{Kind, Ref, Value};
use crate::native::arg;
use crate::object::Type;
use crate::object::slots::{Args, PyResult};
use crate::payload;
use crate::vm::Vm;

pub fn types(vm: &mut Vm) -> Vec<Ref<Type>> {
    let pairwise = iterator::<Pairwise>(
        vm,
        "pairwise",
        "(iterable, /)",
        "Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ...",
        Some(pairwise_new),
        pairwise_next,
    )
    .ready();
    let batched = iterator::<Batched>(
        vm,
        "batched",
        "(iterable, n, *, strict=False)",
        "Batch data into tuples of length n. The last batch may be shorter than n.\n\nWith strict, a shorter last batch is a ValueError.",
        Some(batched_new),
        batched_next,
    )
    .ready();
    vec![pairwise, batched]
}

struct Pairwise {
    iter: Option<Value>,
    last: Option<Value>,
}

payload!(Pairwise, Kind::Other, "pairwise", tracked { iter, last });

fn pairwise_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("pairwise(iterable, /)", args)?;
    let iter = vm.iter(arg(&bound, 0))?;
    Ok(vm.alloc(class, Pairwise { iter: Some(iter), last: None })?.into_value())
}

fn pairwise_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Pairwise>(std::slice::from_ref(v))?.clone();
    let Some(iter) = this.get(vm).iter.clone() else { return Ok(None) };
    let mut last = this.get(vm).last.clone();
    if last.is_none() {
        last = vm.next(&iter)?;
        this.get_mut(vm).last = last.clone();
    }
    // Stepping the iterator may have exhausted this one.
    if this.get(vm).iter.is_none() {
        return Ok(None);
    }
    let new = match &last {
        Some(_) => vm.next(&iter)?,
        None => None,
    };
    match (last, new) {
        (Some(last), Some(new)) => {
            let old = this.get_mut(vm).last.replace(new.clone());
            drop(old);
            vm.new_pair(last, new).map(Some)
        }
        _ => {
            let it = this.get_mut(vm);
            let released = (it.iter.take(), it.last.take());
            drop(released);
            Ok(None)
        }
    }
}

struct Batched {
    iter: Option<Value>,
    n: usize,
    strict: bool,
}

payload!(Batched, Kind::Other, "batched", tracked { iter });

fn batched_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("batched(iterable, n, *, strict=False)", args)?;
    let n = vm.extract::<i64>(arg(&bound, 1))?;
    let strict = vm.truthy(arg(&bound, 2))?;
    if n < 1 {
        return Err(vm.value_error("n must be at least one"));
    }
    let iter = vm.iter(arg(&bound, 0))?;
    Ok(vm.alloc(class, Batched { iter: Some(iter), n: n as usize, strict })?.into_value())
}

fn batched_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Batched>(std::slice::from_ref(v))?.clone();
    let Some(iter) = this.get(vm).iter.clone() else { return Ok(None) };
    let (n, strict) = (this.get(vm).n, this.get(vm).strict);
    let mut items = Vec::new();
    while items.len() < n {
        let Some(item) = vm.next(&iter)? else { break };
        if items.try_reserve(1).is_err() {
            return Err(vm.memory_error());
        }
        items.push(item);
        vm.poll()?;
    }
    if items.len() < n {
        let released = this.get_mut(vm).iter.take();
        drop(released);
        if items.is_empty() {
            return Ok(None);
        }
        if strict {
            return Err(vm.value_error("batched(): incomplete batch"));
        }
    }
    vm.new_tuple(items).map(Some)
}
