//! `count`, `cycle`, `repeat`

use super::iterator;
use crate::gc::{Kind, Ref, Value};
use crate::native::arg;
use crate::object::slots::{Args, BinaryOp, PyResult};
use crate::object::{Complex, Type};
use crate::payload;
use crate::vm::Vm;

pub fn types(vm: &mut Vm) -> Vec<Ref<Type>> {
    let count = iterator::<Count>(
        vm,
        "count",
        "(start=0, step=1)",
        "Endless iterator over start, start + step, and so on.",
        Some(count_new),
        count_next,
    )
    .slots(|s| s.repr = Some(count_repr))
    .ready();
    let cycle = iterator::<Cycle>(
        vm,
        "cycle",
        "(iterable, /)",
        "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.",
        Some(cycle_new),
        cycle_next,
    )
    .ready();
    let repeat = iterator::<Repeat>(
        vm,
        "repeat",
        "",
        "repeat(object [,times]) -> iterator that returns the object times times, or endlessly",
        Some(repeat_new),
        repeat_next,
    )
    .slots(|s| s.repr = Some(repeat_repr))
    .method("__length_hint__(self, /)", repeat_hint, "Private method returning an estimate of len(list(it)).")
    .ready();
    vec![count, cycle, repeat]
}

struct Count {
    next: Value,
    step: Value,
}

payload!(Count, Kind::Other, "count", tracked { next, step });

/// Anything that can be added to, roughly: what CPython calls a number.
fn is_number(vm: &Vm, v: &Value) -> bool {
    let slots = &vm.type_of(v).get(vm).slots;
    slots.index.is_some() || slots.int.is_some() || slots.float.is_some() || v.downcast::<Complex>().is_some()
}

fn count_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("count(start=0, step=1)", args)?;
    let (start, step) = (arg(&bound, 0), arg(&bound, 1));
    if !is_number(vm, start) || !is_number(vm, step) {
        return Err(vm.type_error("a number is required"));
    }
    let next = match vm.int_value(start) {
        Some(i) if step.as_small() == Some(1) => vm.int(i),
        _ => start.clone(),
    };
    Ok(vm.alloc(class, Count { next, step: step.clone() })?.into_value())
}

fn count_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Count>(std::slice::from_ref(v))?;
    let it = this.get(vm);
    let (value, step) = (it.next.clone(), it.step.clone());
    let sum = match (value.as_small(), step.as_small()) {
        (Some(a), Some(b)) => a.checked_add(b),
        _ => None,
    };
    let next = match sum {
        Some(next) => vm.int(next),
        None => vm.binary(BinaryOp::Add, &value, &step)?,
    };
    this.get_mut(vm).next = next;
    Ok(Some(value))
}

fn count_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let it = vm.receiver::<Count>(std::slice::from_ref(v))?.get(vm);
    let (next, step) = (it.next.clone(), it.step.clone());
    let name = vm.type_of(v).get(vm).name.to_lossy().into_owned();
    let next = vm.repr(&next)?;
    let mut text = [name.as_bytes(), b"(", next.bytes()].concat();
    if step.as_small() != Some(1) {
        let step = vm.repr(&step)?;
        text.extend_from_slice(b", ");
        text.extend_from_slice(step.bytes());
    }
    text.push(b')');
    vm.new_str_wtf8(&text)
}

struct Cycle {
    iter: Option<Value>,
    saved: Vec<Value>,
    index: usize,
}

payload!(Cycle, Kind::Other, "cycle", tracked { iter, saved });

fn cycle_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("cycle(iterable, /)", args)?;
    let iter = vm.iter(arg(&bound, 0))?;
    Ok(vm.alloc(class, Cycle { iter: Some(iter), saved: Vec::new(), index: 0 })?.into_value())
}

fn cycle_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Cycle>(std::slice::from_ref(v))?.clone();
    if let Some(iter) = this.get(vm).iter.clone() {
        if let Some(item) = vm.next(&iter)? {
            let saved = &mut this.get_mut(vm).saved;
            if saved.try_reserve(1).is_err() {
                return Err(vm.memory_error());
            }
            this.get_mut(vm).saved.push(item.clone());
            return Ok(Some(item));
        }
        let released = this.get_mut(vm).iter.take();
        drop(released);
    }
    let it = this.get_mut(vm);
    let Some(item) = it.saved.get(it.index).cloned() else { return Ok(None) };
    it.index += 1;
    if it.index >= it.saved.len() {
        it.index = 0;
    }
    Ok(Some(item))
}

struct Repeat {
    object: Value,
    /// Negative for ever.
    left: i64,
}

payload!(Repeat, Kind::Other, "repeat", tracked { object });

fn repeat_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("repeat(object, times=<unrepresentable>)", args)?;
    let left = match arg(&bound, 1).is_unset() {
        true => -1,
        false => vm.extract::<i64>(arg(&bound, 1))?.max(0),
    };
    Ok(vm.alloc(class, Repeat { object: arg(&bound, 0).clone(), left })?.into_value())
}

fn repeat_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Repeat>(std::slice::from_ref(v))?;
    let it = this.get_mut(vm);
    if it.left == 0 {
        return Ok(None);
    }
    if it.left > 0 {
        it.left -= 1;
    }
    Ok(Some(it.object.clone()))
}

fn repeat_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let it = vm.receiver::<Repeat>(std::slice::from_ref(v))?.get(vm);
    let (object, left) = (it.object.clone(), it.left);
    let name = vm.type_of(v).get(vm).name.to_lossy().into_owned();
    let object = vm.repr(&object)?;
    let times = if left < 0 { String::new() } else { format!(", {left}") };
    let text = [name.as_bytes(), b"(", object.bytes(), times.as_bytes(), b")"].concat();
    vm.new_str_wtf8(&text)
}

fn repeat_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let left = vm.receiver::<Repeat>(args)?.get(vm).left;
    match left < 0 {
        true => Err(vm.type_error("len() of unsized object")),
        false => Ok(vm.int(left)),
    }
}
