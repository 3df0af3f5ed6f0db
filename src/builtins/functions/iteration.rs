//! all, any, len, iter, next, aiter, anext.

use super::arg;
use crate::gc::Value;
use crate::native::build::ModuleBuilder;
use crate::object::PyResult;
use crate::object::iter::CallIter;
use crate::vm::Vm;

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder
        .function("aiter(async_iterable, /)", builtin_aiter, "Return an AsyncIterator for an AsyncIterable object.")
        .function(
            "all(iterable, /)",
            builtin_all,
            "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True.",
        )
        .function(
            "anext(aiterator, default=<unrepresentable>, /)",
            builtin_anext,
            "Return the next item from the async iterator.\n\nIf default is given and the async iterator is exhausted,\nit is returned instead of raising StopAsyncIteration.",
        )
        .function(
            "any(iterable, /)",
            builtin_any,
            "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False.",
        )
        .function(
            "iter(object, sentinel=<unrepresentable>, /)",
            builtin_iter,
            "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nGet an iterator from an object.",
        )
        .function("len(obj, /)", builtin_len, "Return the number of items in a container.")
        .function(
            "next(iterator, default=<unrepresentable>, /)",
            builtin_next,
            "next(iterator[, default])\n\nReturn the next item from the iterator; if it is exhausted, the default, if one is given.",
        )
}

fn builtin_len(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = vm.len(arg(args, 0))?;
    Ok(vm.int(n as i64))
}

fn builtin_all(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iter = vm.iter(arg(args, 0))?;
    while let Some(item) = vm.next(&iter)? {
        if !vm.truthy(&item)? {
            return Ok(Value::FALSE);
        }
        vm.poll()?;
    }
    Ok(Value::TRUE)
}

fn builtin_any(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iter = vm.iter(arg(args, 0))?;
    while let Some(item) = vm.next(&iter)? {
        if vm.truthy(&item)? {
            return Ok(Value::TRUE);
        }
        vm.poll()?;
    }
    Ok(Value::FALSE)
}

fn builtin_iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (object, sentinel) = (arg(args, 0), arg(args, 1));
    if sentinel.is_unset() {
        return vm.iter(object);
    }
    if vm.type_of(object).get(vm).slots.call.is_none() {
        return Err(vm.type_error("iter(v, w): v must be callable"));
    }
    let payload = CallIter { callable: Some(object.clone()), sentinel: sentinel.clone() };
    Ok(vm.alloc(&vm.types.callable_iterator, payload)?.into_value())
}

fn builtin_next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (iter, default) = (arg(args, 0), arg(args, 1));
    if !default.is_unset() {
        return Ok(vm.next(iter)?.unwrap_or_else(|| default.clone()));
    }
    let Some(f) = vm.type_of(iter).get(vm).slots.iternext else {
        let ty = vm.type_name(iter);
        return Err(vm.type_error(format!("'{ty}' object is not an iterator")));
    };
    // Through the slot itself: the StopIteration may carry a value.
    match vm.with_native_depth(|vm| f(vm, iter))? {
        Some(item) => Ok(item),
        None => Err(vm.stop_iteration(None)),
    }
}

fn builtin_aiter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let object = arg(args, 0);
    let Some(f) = vm.type_of(object).get(vm).slots.aiter else {
        let ty = vm.type_name(object);
        return Err(vm.type_error(format!("'{ty}' object is not an async iterable")));
    };
    let iter = f(vm, object)?;
    if vm.type_of(&iter).get(vm).slots.anext.is_none() {
        let ty = vm.type_name(&iter);
        return Err(vm.type_error(format!("aiter() returned not an async iterator of type '{ty}'")));
    }
    Ok(iter)
}

fn builtin_anext(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (iter, default) = (arg(args, 0), arg(args, 1));
    let Some(f) = vm.type_of(iter).get(vm).slots.anext else {
        let ty = vm.type_name(iter);
        return Err(vm.type_error(format!("'{ty}' object is not an async iterator")));
    };
    let awaitable = f(vm, iter)?;
    if default.is_unset() {
        return Ok(awaitable);
    }
    vm.anext_with_default(awaitable, default.clone())
}
