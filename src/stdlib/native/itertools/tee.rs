//! `tee`: iterators that share what they have read, in a linked list of blocks.

use super::{Helpers, helpers, iterator};
use crate::gc::{Kind, Ref, Value};
use crate::native::arg;
use crate::object::Type;
use crate::object::slots::{Args, PyResult};
use crate::payload;
use crate::vm::Vm;

/// Values in a block.
const BLOCK: usize = 57;

struct TeeData {
    iter: Value,
    values: Vec<Value>,
    next: Option<Ref<TeeData>>,
    /// The iterator is being stepped.
    running: bool,
}

payload!(TeeData, Kind::Other, "_tee_dataobject", tracked { iter, values, next });

struct Tee {
    /// Replaced as the iterator moves on.
    data: Option<Ref<TeeData>>,
    index: usize,
}

payload!(Tee, Kind::Other, "_tee", tracked { data });

pub fn types(vm: &mut Vm) -> (Ref<Type>, Ref<Type>) {
    let tee =
        iterator::<Tee>(vm, "_tee", "(iterable, /)", "Iterator wrapped to make it copyable.", Some(tee_new), tee_next)
            .weakrefable()
            .method("__copy__(self, /)", tee_copy, "Returns an independent iterator.")
            .ready();
    let data = crate::native::build::new_native_type::<TeeData>(vm, "_tee_dataobject", "itertools", None);
    let data = crate::native::TypeBuilder::new(vm, &data)
        .flag(crate::object::ty::type_flag::NO_INSTANTIATION)
        .doc("Data container common to multiple tee objects.")
        .ready();
    (tee, data)
}

/// A tee iterator over any iterable; of another tee iterator it is a copy.
fn from_iterable(vm: &mut Vm, iterable: &Value) -> PyResult {
    let iter = vm.iter(iterable)?;
    let Helpers { tee, tee_data, .. } = &*helpers(vm)?;
    if let Some(other) = iter.downcast::<Tee>() {
        let (data, index) = (other.get(vm).data.clone(), other.get(vm).index);
        return Ok(vm.alloc(tee, Tee { data, index })?.into_value());
    }
    let data = TeeData { iter, values: Vec::new(), next: None, running: false };
    let data = vm.alloc(tee_data, data)?;
    Ok(vm.alloc(tee, Tee { data: Some(data), index: 0 })?.into_value())
}

fn tee_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("_tee(iterable, /)", args)?;
    from_iterable(vm, arg(&bound, 0))
}

fn tee_copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    from_iterable(vm, arg(args, 0))
}

/// `tee(iterable, n=2)`
pub fn tee(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = vm.extract::<i64>(arg(args, 1))?;
    if n < 0 {
        return Err(vm.value_error("n must be >= 0"));
    }
    let mut iters = Vec::new();
    if iters.try_reserve_exact(n as usize).is_err() {
        return Err(vm.memory_error());
    }
    if n > 0 {
        let first = from_iterable(vm, arg(args, 0))?;
        for _ in 1..n {
            iters.push(from_iterable(vm, &first)?);
        }
        iters.insert(0, first);
    }
    vm.new_tuple(iters)
}

fn tee_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Tee>(std::slice::from_ref(v))?.clone();
    let Some(mut data) = this.get(vm).data.clone() else { return Ok(None) };
    if this.get(vm).index >= BLOCK {
        data = next_block(vm, &data)?;
        let t = this.get_mut(vm);
        t.index = 0;
        let old = t.data.replace(data.clone());
        drop(old);
    }
    let index = this.get(vm).index;
    let item = match data.get(vm).values.get(index).cloned() {
        Some(item) => item,
        None => {
            let d = data.get_mut(vm);
            if d.running {
                return Err(vm.runtime_error("cannot re-enter the tee iterator"));
            }
            d.running = true;
            let iter = d.iter.clone();
            let result = vm.next(&iter);
            let d = data.get_mut(vm);
            d.running = false;
            let Some(item) = result? else { return Ok(None) };
            d.values.push(item.clone());
            item
        }
    };
    this.get_mut(vm).index = index + 1;
    Ok(Some(item))
}

fn next_block(vm: &mut Vm, data: &Ref<TeeData>) -> PyResult<Ref<TeeData>> {
    if let Some(next) = &data.get(vm).next {
        return Ok(next.clone());
    }
    let new = TeeData { iter: data.get(vm).iter.clone(), values: Vec::new(), next: None, running: false };
    let new = vm.alloc(&helpers(vm)?.tee_data, new)?;
    data.get_mut(vm).next = Some(new.clone());
    Ok(new)
}
