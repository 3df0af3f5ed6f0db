//! `chain`, `zip_longest`, `starmap`, `accumulate`

use super::iterator;
use crate::gc::{Kind, Ref, Value};
use crate::native::arg;
use crate::object::slots::{Args, BinaryOp, PyResult};
use crate::object::{Str, Tuple, Type};
use crate::payload;
use crate::vm::Vm;

pub fn types(vm: &mut Vm) -> Vec<Ref<Type>> {
    let chain = iterator::<Chain>(
        vm,
        "chain",
        "(*iterables)",
        "Iterator over the elements of each iterable in turn.",
        Some(chain_new),
        chain_next,
    )
    .class_method(
        "from_iterable(type, iterable, /)",
        chain_from_iterable,
        "Alternative chain() constructor taking a single iterable argument that evaluates lazily.",
    )
    .class_method(
        "__class_getitem__(type, object, /)",
        |vm, args| vm.generic_alias(arg(args, 0), arg(args, 1)),
        "See PEP 585",
    )
    .ready();
    let zip_longest = iterator::<ZipLongest>(
        vm,
        "zip_longest",
        "(*iterables, fillvalue=None)",
        "Iterator over tuples of one element of each iterable, until the longest ends; the fill value stands for what is missing.",
        Some(zip_longest_new),
        zip_longest_next,
    )
    .ready();
    let starmap = iterator::<Starmap>(
        vm,
        "starmap",
        "(function, iterable, /)",
        "Iterator over the results of a function, called with the argument tuples that the iterable gives.",
        Some(starmap_new),
        starmap_next,
    )
    .ready();
    let accumulate = iterator::<Accumulate>(
        vm,
        "accumulate",
        "(iterable, func=None, *, initial=None)",
        "Return series of accumulated sums (or other binary function results).",
        Some(accumulate_new),
        accumulate_next,
    )
    .ready();
    vec![chain, zip_longest, starmap, accumulate]
}

struct Chain {
    /// Gives the iterables; let go at the end.
    source: Option<Value>,
    active: Option<Value>,
}

payload!(Chain, Kind::Other, "chain", tracked { source, active });

fn chain_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("chain() takes no keyword arguments"));
    }
    let iterables = vm.new_tuple(args.values.to_vec())?;
    let source = vm.iter(&iterables)?;
    Ok(vm.alloc(class, Chain { source: Some(source), active: None })?.into_value())
}

fn chain_from_iterable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let source = vm.iter(arg(args, 1))?;
    let Some(class) = arg(args, 0).downcast::<Type>() else { return Err(vm.type_error("a class is required")) };
    Ok(vm.alloc(class, Chain { source: Some(source), active: None })?.into_value())
}

fn chain_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Chain>(std::slice::from_ref(v))?.clone();
    loop {
        if let Some(active) = this.get(vm).active.clone() {
            if let Some(item) = vm.next(&active)? {
                return Ok(Some(item));
            }
            let released = this.get_mut(vm).active.take();
            drop(released);
        }
        let Some(source) = this.get(vm).source.clone() else { return Ok(None) };
        let next = match vm.next(&source) {
            Ok(Some(iterable)) => vm.iter(&iterable).map(Some),
            other => other,
        };
        match next {
            Ok(Some(active)) => this.get_mut(vm).active = Some(active),
            ended => {
                let released = this.get_mut(vm).source.take();
                drop(released);
                return ended;
            }
        }
        vm.poll()?;
    }
}

struct ZipLongest {
    /// `None` where an iterator has ended.
    iters: Vec<Option<Value>>,
    running: usize,
    fill: Value,
}

payload!(ZipLongest, Kind::Other, "zip_longest", tracked { iters, fill });

fn zip_longest_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let mut fill = Value::NONE;
    for (name, value) in args.keywords() {
        if args.names.len() > 1 || name.downcast::<Str>().is_none_or(|s| s.bytes() != b"fillvalue") {
            return Err(vm.type_error("zip_longest() got an unexpected keyword argument"));
        }
        fill = value.clone();
    }
    let iters: Vec<Option<Value>> = crate::builtins::zip::iterators_of(vm, args.pos())?.into_iter().map(Some).collect();
    let running = iters.len();
    Ok(vm.alloc(class, ZipLongest { iters, running, fill })?.into_value())
}

fn zip_longest_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<ZipLongest>(std::slice::from_ref(v))?.clone();
    let it = this.get(vm);
    let (n, fill) = (it.iters.len(), it.fill.clone());
    if it.running == 0 {
        return Ok(None);
    }
    let mut items = Vec::with_capacity(n);
    for i in 0..n {
        let Some(iter) = this.get(vm).iters.get(i).cloned().flatten() else {
            items.push(fill.clone());
            continue;
        };
        match vm.next(&iter) {
            Ok(Some(item)) => items.push(item),
            Ok(None) => {
                let it = this.get_mut(vm);
                it.running = it.running.saturating_sub(1);
                if it.running == 0 {
                    return Ok(None);
                }
                let released = it.iters.get_mut(i).and_then(Option::take);
                drop(released);
                items.push(fill.clone());
            }
            Err(raised) => {
                this.get_mut(vm).running = 0;
                return Err(raised);
            }
        }
    }
    vm.new_tuple(items).map(Some)
}

struct Starmap {
    function: Value,
    iter: Value,
}

payload!(Starmap, Kind::Other, "starmap", tracked { function, iter });

fn starmap_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("starmap(function, iterable, /)", args)?;
    let iter = vm.iter(arg(&bound, 1))?;
    Ok(vm.alloc(class, Starmap { function: arg(&bound, 0).clone(), iter })?.into_value())
}

fn starmap_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = vm.receiver::<Starmap>(std::slice::from_ref(v))?.get(vm);
    let (function, iter) = (it.function.clone(), it.iter.clone());
    let Some(arguments) = vm.next(&iter)? else { return Ok(None) };
    if let Some(tuple) = arguments.downcast_exact::<Tuple>() {
        return vm.call(&function, tuple.items()).map(Some);
    }
    let arguments = vm.collect(&arguments)?;
    vm.call(&function, &arguments).map(Some)
}

struct Accumulate {
    iter: Value,
    total: Option<Value>,
    function: Value,
    /// The first result, until it is given out.
    initial: Option<Value>,
}

payload!(Accumulate, Kind::Other, "accumulate", tracked { iter, total, function, initial });

fn accumulate_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("accumulate(iterable, func=None, *, initial=None)", args)?;
    let iter = vm.iter(arg(&bound, 0))?;
    let initial = (!arg(&bound, 2).is_none()).then(|| arg(&bound, 2).clone());
    let payload = Accumulate { iter, total: None, function: arg(&bound, 1).clone(), initial };
    Ok(vm.alloc(class, payload)?.into_value())
}

fn accumulate_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Accumulate>(std::slice::from_ref(v))?.clone();
    if let Some(initial) = this.get_mut(vm).initial.take() {
        this.get_mut(vm).total = Some(initial.clone());
        return Ok(Some(initial));
    }
    let (iter, function) = (this.get(vm).iter.clone(), this.get(vm).function.clone());
    let Some(item) = vm.next(&iter)? else { return Ok(None) };
    let total = match this.get(vm).total.clone() {
        None => item,
        Some(total) if function.is_none() => vm.binary(BinaryOp::Add, &total, &item)?,
        Some(total) => vm.call(&function, &[total, item])?,
    };
    let old = this.get_mut(vm).total.replace(total.clone());
    drop(old);
    Ok(Some(total))
}
