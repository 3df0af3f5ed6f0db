//! `compress`, `dropwhile`, `takewhile`, `filterfalse`

use super::iterator;
use crate::gc::{Kind, Ref, Value};
use crate::native::arg;
use crate::object::Type;
use crate::object::slots::{Args, PyResult};
use crate::payload;
use crate::vm::Vm;

pub fn types(vm: &mut Vm) -> Vec<Ref<Type>> {
    let compress = iterator::<Compress>(
        vm,
        "compress",
        "(data, selectors)",
        "Iterator over the data elements whose selector is true.",
        Some(compress_new),
        compress_next,
    )
    .ready();
    let dropwhile = iterator::<While>(
        vm,
        "dropwhile",
        "(predicate, iterable, /)",
        "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the iterable is exhausted.",
        Some(dropwhile_new),
        dropwhile_next,
    )
    .ready();
    let takewhile = iterator::<While>(
        vm,
        "takewhile",
        "(predicate, iterable, /)",
        "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.",
        Some(takewhile_new),
        takewhile_next,
    )
    .ready();
    let filterfalse = iterator::<While>(
        vm,
        "filterfalse",
        "(function, iterable, /)",
        "Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items that are false.",
        Some(filterfalse_new),
        filterfalse_next,
    )
    .ready();
    vec![compress, dropwhile, takewhile, filterfalse]
}

struct Compress {
    data: Value,
    selectors: Value,
}

payload!(Compress, Kind::Other, "compress", tracked { data, selectors });

fn compress_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("compress(data, selectors)", args)?;
    let data = vm.iter(arg(&bound, 0))?;
    let selectors = vm.iter(arg(&bound, 1))?;
    Ok(vm.alloc(class, Compress { data, selectors })?.into_value())
}

fn compress_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = vm.receiver::<Compress>(std::slice::from_ref(v))?.get(vm);
    let (data, selectors) = (it.data.clone(), it.selectors.clone());
    loop {
        let Some(item) = vm.next(&data)? else { return Ok(None) };
        let Some(selector) = vm.next(&selectors)? else { return Ok(None) };
        if vm.truthy(&selector)? {
            return Ok(Some(item));
        }
        vm.poll()?;
    }
}

/// An iterator with a predicate, and whether the predicate has decided for good.
struct While {
    function: Value,
    iter: Value,
    decided: bool,
}

payload!(While, Kind::Other, "takewhile", tracked { function, iter });

fn new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>, signature: &'static str) -> PyResult {
    let bound = vm.bind_args(signature, args)?;
    let iter = vm.iter(arg(&bound, 1))?;
    Ok(vm.alloc(class, While { function: arg(&bound, 0).clone(), iter, decided: false })?.into_value())
}

fn dropwhile_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    new(vm, class, args, "dropwhile(predicate, iterable, /)")
}

fn takewhile_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    new(vm, class, args, "takewhile(predicate, iterable, /)")
}

fn filterfalse_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    new(vm, class, args, "filterfalse(function, iterable, /)")
}

fn holds(vm: &mut Vm, function: &Value, item: &Value) -> PyResult<bool> {
    let result = vm.call(function, std::slice::from_ref(item))?;
    vm.truthy(&result)
}

fn dropwhile_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<While>(std::slice::from_ref(v))?.clone();
    let (function, iter) = (this.get(vm).function.clone(), this.get(vm).iter.clone());
    while let Some(item) = vm.next(&iter)? {
        if this.get(vm).decided {
            return Ok(Some(item));
        }
        if !holds(vm, &function, &item)? {
            this.get_mut(vm).decided = true;
            return Ok(Some(item));
        }
        vm.poll()?;
    }
    Ok(None)
}

fn takewhile_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<While>(std::slice::from_ref(v))?.clone();
    if this.get(vm).decided {
        return Ok(None);
    }
    let (function, iter) = (this.get(vm).function.clone(), this.get(vm).iter.clone());
    let Some(item) = vm.next(&iter)? else { return Ok(None) };
    if holds(vm, &function, &item)? {
        return Ok(Some(item));
    }
    this.get_mut(vm).decided = true;
    Ok(None)
}

fn filterfalse_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<While>(std::slice::from_ref(v))?;
    let (function, iter) = (this.get(vm).function.clone(), this.get(vm).iter.clone());
    let truth_only = function.is_none() || function.downcast::<Type>().is_some_and(|t| t.ptr_eq(&vm.types.bool));
    while let Some(item) = vm.next(&iter)? {
        let keep = if truth_only { vm.truthy(&item)? } else { holds(vm, &function, &item)? };
        if !keep {
            return Ok(Some(item));
        }
        vm.poll()?;
    }
    Ok(None)
}
