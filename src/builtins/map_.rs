//! `map`

use super::iter::iter_self;
use super::zip::{iterators_of, next_of_all, reduce, strict_keyword};
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::Type;
use crate::object::iter::Map;
use crate::object::slots::{Args, PyResult};
use crate::vm::Vm;

const DOC: &str = "Iterator over the results of a function, called with one item of each iterable, until the
shortest ends.

With strict, iterables of different lengths are a ValueError.";

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.map.clone();
    TypeBuilder::new(vm, &ty)
        .doc(DOC)
        .signature("(function, iterable, /, *iterables, strict=False)")
        .slots(|s| {
            s.new = Some(map_new);
            s.iter = Some(iter_self);
            s.iternext = Some(map_next);
        })
        .method("__reduce__(self, /)", map_reduce, "Return state information for pickling.")
        .method("__setstate__(self, object, /)", map_setstate, "Set state information for unpickling.")
        .ready();
    Ok(())
}

fn map_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let strict = strict_keyword(vm, args, "map")?;
    let Some((function, iterables)) = args.pos().split_first().filter(|(_, rest)| !rest.is_empty()) else {
        return Err(vm.type_error("map() must have at least two arguments."));
    };
    let iters = iterators_of(vm, iterables)?;
    Ok(vm.alloc(class, Map { function: function.clone(), iters, strict })?.into_value())
}

fn map_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Map>(std::slice::from_ref(v))?;
    let m = this.get(vm);
    if let [iter] = m.iters.as_slice() {
        let iter = iter.clone();
        let Some(item) = vm.next(&iter)? else { return Ok(None) };
        let function = this.get(vm).function.clone();
        return vm.call(&function, &[item]).map(Some);
    }
    let function = m.function.clone();
    let (iters, strict) = (m.iters.clone(), m.strict);
    let mut items = Vec::with_capacity(iters.len());
    match next_of_all(vm, &iters, strict, "map", &mut items)? {
        true => vm.call(&function, &items).map(Some),
        false => Ok(None),
    }
}

fn map_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = vm.receiver::<Map>(args)?.get(vm);
    let mut parts = vec![this.function.clone()];
    parts.extend_from_slice(&this.iters);
    let strict = this.strict;
    reduce(vm, arg(args, 0), parts, strict)
}

fn map_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let strict = vm.truthy(arg(args, 1))?;
    let this = vm.receiver::<Map>(args)?;
    this.get_mut(vm).strict = strict;
    Ok(Value::NONE)
}
