//! `zip`, and the check for iterables of equal length that it shares with `map`.

use super::iter::iter_self;
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::iter::Zip;
use crate::object::slots::{Args, PyResult};
use crate::object::{Raised, Type};
use crate::vm::Vm;

const DOC: &str = "Iterator over tuples of one item of each iterable, until the shortest ends.

With strict, iterables of different lengths are a ValueError.";

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.zip.clone();
    TypeBuilder::new(vm, &ty)
        .doc(DOC)
        .signature("(*iterables, strict=False)")
        .slots(|s| {
            s.new = Some(zip_new);
            s.iter = Some(iter_self);
            s.iternext = Some(zip_next);
        })
        .method("__reduce__(self, /)", zip_reduce, "Return state information for pickling.")
        .method("__setstate__(self, object, /)", zip_setstate, "Set state information for unpickling.")
        .ready();
    Ok(())
}

/// The `strict` keyword of `zip` and `map`; no other is allowed.
pub fn strict_keyword(vm: &mut Vm, args: Args<'_>, name: &str) -> PyResult<bool> {
    let mut strict = false;
    if args.names.len() > 1 {
        let n = args.names.len();
        return Err(vm.type_error(format!("{name}() takes at most 1 keyword argument ({n} given)")));
    }
    for (key, value) in args.keywords() {
        let text = key.downcast::<crate::object::Str>().map(|s| s.to_lossy().into_owned()).unwrap_or_default();
        if text != "strict" {
            return Err(vm.type_error(format!("{name}() got an unexpected keyword argument '{text}'")));
        }
        strict = vm.truthy(value)?;
    }
    Ok(strict)
}

/// An iterator of each argument.
pub fn iterators_of(vm: &mut Vm, iterables: &[Value]) -> PyResult<Vec<Value>> {
    let mut iters = Vec::with_capacity(iterables.len());
    for iterable in iterables {
        iters.push(vm.iter(iterable)?);
    }
    Ok(iters)
}

/// The next item of each iterator into `items`; false at the end of the shortest. With `strict`, the others must
/// end there too.
pub fn next_of_all(vm: &mut Vm, iters: &[Value], strict: bool, name: &str, items: &mut Vec<Value>) -> PyResult<bool> {
    for (i, iter) in iters.iter().enumerate() {
        if let Some(item) = vm.next(iter)? {
            items.push(item);
            continue;
        }
        if !strict {
            return Ok(false);
        }
        if i > 0 {
            return Err(length_error(vm, name, i, "shorter"));
        }
        for (j, other) in iters.iter().enumerate().skip(1) {
            if vm.next(other)?.is_some() {
                return Err(length_error(vm, name, j, "longer"));
            }
        }
        return Ok(false);
    }
    Ok(true)
}

fn length_error(vm: &Vm, name: &str, i: usize, how: &str) -> Raised {
    let others = if i == 1 { "argument 1".to_owned() } else { format!("arguments 1-{i}") };
    vm.value_error(format!("{name}() argument {} is {how} than {others}", i + 1))
}

fn zip_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let strict = strict_keyword(vm, args, "zip")?;
    let iters = iterators_of(vm, args.pos())?;
    Ok(vm.alloc(class, Zip { iters, strict })?.into_value())
}

fn zip_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Zip>(std::slice::from_ref(v))?;
    let z = this.get(vm);
    let strict = z.strict;
    // The commonest case needs no copy of the iterators.
    if let [a, b] = z.iters.as_slice()
        && !strict
    {
        let (a, b) = (a.clone(), b.clone());
        let Some(x) = vm.next(&a)? else { return Ok(None) };
        let Some(y) = vm.next(&b)? else { return Ok(None) };
        return vm.new_pair(x, y).map(Some);
    }
    if z.iters.is_empty() {
        return Ok(None);
    }
    let iters = z.iters.clone();
    let mut items = Vec::with_capacity(iters.len());
    match next_of_all(vm, &iters, strict, "zip", &mut items)? {
        true => vm.new_tuple(items).map(Some),
        false => Ok(None),
    }
}

fn zip_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = vm.receiver::<Zip>(args)?.get(vm);
    let (iters, strict) = (this.iters.clone(), this.strict);
    reduce(vm, arg(args, 0), iters, strict)
}

/// `(class, arguments)`, and True with `strict`.
pub fn reduce(vm: &mut Vm, this: &Value, arguments: Vec<Value>, strict: bool) -> PyResult {
    let class = vm.type_of(this).to_value();
    let arguments = vm.new_tuple(arguments)?;
    let mut parts = vec![class, arguments];
    if strict {
        parts.push(Value::TRUE);
    }
    vm.new_tuple(parts)
}

fn zip_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let strict = vm.truthy(arg(args, 1))?;
    let this = vm.receiver::<Zip>(args)?;
    this.get_mut(vm).strict = strict;
    Ok(Value::NONE)
}
