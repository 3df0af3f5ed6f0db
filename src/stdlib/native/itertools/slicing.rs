//! `islice`

use super::iterator;
use crate::gc::{Kind, Ref, Value};
use crate::object::Type;
use crate::object::slots::{Args, PyResult};
use crate::payload;
use crate::vm::Vm;

/// Positions count the items taken from the iterator.
struct Islice {
    iter: Option<Value>,
    /// The next item's.
    next: u64,
    stop: Option<u64>,
    step: u64,
    taken: u64,
}

payload!(Islice, Kind::Other, "islice", tracked { iter });

const DOC: &str = "islice(iterable, stop) --> islice object
islice(iterable, start, stop[, step]) --> islice object

Iterator over the elements that a slice of a list would have, without negative positions.";

pub fn islice_type(vm: &mut Vm) -> Ref<Type> {
    iterator::<Islice>(vm, "islice", "", DOC, Some(islice_new), islice_next).ready()
}

fn islice_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("islice() takes no keyword arguments"));
    }
    let n = args.values.len();
    let none = Value::NONE;
    let (iterable, start, stop, step) = match args.values {
        [iterable, stop] => (iterable, &none, stop, &none),
        [iterable, start, stop] => (iterable, start, stop, &none),
        [iterable, start, stop, step] => (iterable, start, stop, step),
        values if values.len() < 2 => {
            return Err(vm.type_error(format!("islice expected at least 2 arguments, got {n}")));
        }
        _ => return Err(vm.type_error(format!("islice expected at most 4 arguments, got {n}"))),
    };
    let stop = match position(vm, stop)? {
        Some(stop) => stop,
        None => {
            return Err(vm.value_error("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."));
        }
    };
    let next = match position(vm, start)? {
        Some(start) => start.unwrap_or(0),
        None => return Err(vm.value_error("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")),
    };
    let step = match position(vm, step)? {
        Some(None) => 1,
        Some(Some(step)) if step > 0 => step,
        _ => return Err(vm.value_error("Step for islice() must be a positive integer or None.")),
    };
    let iter = vm.iter(iterable)?;
    Ok(vm.alloc(class, Islice { iter: Some(iter), next, stop, step, taken: 0 })?.into_value())
}

/// A position: `Some(None)` for None, `None` if it is neither that nor a valid number.
fn position(vm: &mut Vm, v: &Value) -> PyResult<Option<Option<u64>>> {
    if v.is_none() {
        return Ok(Some(None));
    }
    if !vm.is_int(v) && vm.type_of(v).get(vm).slots.index.is_none() {
        return Ok(None);
    }
    let index = vm.index(v)?;
    Ok(index.as_small().and_then(|i| u64::try_from(i).ok()).map(Some))
}

fn islice_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Islice>(std::slice::from_ref(v))?.clone();
    let Some(iter) = this.get(vm).iter.clone() else { return Ok(None) };
    loop {
        let it = this.get(vm);
        let (at_item, at_end) = (it.taken >= it.next, it.stop.is_some_and(|stop| it.taken >= stop));
        if at_item && at_end {
            break;
        }
        let Some(item) = vm.next(&iter)? else { break };
        let it = this.get_mut(vm);
        it.taken += 1;
        if at_item {
            let next = it.next.saturating_add(it.step);
            it.next = it.stop.map_or(next, |stop| next.min(stop));
            return Ok(Some(item));
        }
        vm.poll()?;
    }
    let released = this.get_mut(vm).iter.take();
    drop(released);
    Ok(None)
}
