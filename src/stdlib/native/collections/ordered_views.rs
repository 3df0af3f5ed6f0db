//! The views of `OrderedDict`, derived from dict's, and their iterator, which any change of the dict breaks.

use crate::builtins::iter::iter_self;
use crate::gc::{Kind, Ref, Value};
use crate::native::build::new_native_type;
use crate::native::{TypeBuilder, arg};
use crate::object::iter::{DictItems, DictKeys, DictPart, DictValues};
use crate::object::slots::PyResult;
use crate::object::ty::type_flag;
use crate::object::{Dict, Type};
use crate::payload;
use crate::vm::Vm;

/// `odict_iterator`: going forwards `index` is the entry to look at next, going backwards the one behind it.
struct OrderedIter {
    dict: Option<Ref<Dict>>,
    part: DictPart,
    reverse: bool,
    index: usize,
    mutations: u32,
}

payload!(OrderedIter, Kind::Other, "odict_iterator", tracked { dict });

pub fn init(vm: &mut Vm) -> (Ref<Type>, Ref<Type>, Ref<Type>, Ref<Type>) {
    let (k, v, i) = (vm.types.dict_keys.clone(), vm.types.dict_values.clone(), vm.types.dict_items.clone());
    let keys = new_native_type::<DictKeys>(vm, "odict_keys", "builtins", Some(&k));
    let values = new_native_type::<DictValues>(vm, "odict_values", "builtins", Some(&v));
    let items = new_native_type::<DictItems>(vm, "odict_items", "builtins", Some(&i));
    for ty in [&keys, &values, &items] {
        TypeBuilder::new(vm, ty)
            .flag(type_flag::NO_INSTANTIATION)
            .slots(|s| s.iter = Some(view_iter))
            .method("__reversed__(self, /)", view_reversed, "Return a reverse iterator over the view.")
            .ready();
    }
    let iter = new_native_type::<OrderedIter>(vm, "odict_iterator", "builtins", None);
    TypeBuilder::new(vm, &iter)
        .flag(type_flag::NO_INSTANTIATION)
        .slots(|s| {
            s.iter = Some(iter_self);
            s.iternext = Some(iter_next);
        })
        .method("__reduce__(self, /)", iter_reduce, "Return state information for pickling")
        .ready();
    (keys, values, items, iter)
}

pub fn new_view(vm: &mut Vm, dict: Ref<Dict>, part: DictPart) -> PyResult {
    let types = super::types(vm)?;
    Ok(match part {
        DictPart::Keys => vm.alloc(&types.ordered.keys, DictKeys { dict })?.into_value(),
        DictPart::Values => vm.alloc(&types.ordered.values, DictValues { dict })?.into_value(),
        DictPart::Items => vm.alloc(&types.ordered.items, DictItems { dict })?.into_value(),
    })
}

pub fn new_iter(vm: &mut Vm, dict: Ref<Dict>, part: DictPart, reverse: bool) -> PyResult {
    let types = super::types(vm)?;
    let d = dict.get(vm);
    let (index, mutations) = (if reverse { d.slots() } else { 0 }, d.mutations);
    let payload = OrderedIter { dict: Some(dict), part, reverse, index, mutations };
    Ok(vm.alloc(&types.ordered.iter, payload)?.into_value())
}

fn view_iter(vm: &mut Vm, v: &Value) -> PyResult {
    let (dict, part) = crate::builtins::dict::view_required(vm, v)?;
    new_iter(vm, dict, part, false)
}

fn view_reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (dict, part) = crate::builtins::dict::view_required(vm, arg(args, 0))?;
    new_iter(vm, dict, part, true)
}

fn iter_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<OrderedIter>(std::slice::from_ref(v))?;
    let it = this.get(vm);
    let Some(dict) = &it.dict else { return Ok(None) };
    let d = dict.get(vm);
    let found = if it.reverse { d.prev_before(it.index) } else { d.next_from(it.index) };
    let changed = d.mutations != it.mutations;
    let item = match (found, changed) {
        (Some((index, entry)), false) => Some((
            index,
            match it.part {
                DictPart::Keys => entry.key.clone(),
                DictPart::Values => entry.value.clone(),
                DictPart::Items => vm.new_tuple(vec![entry.key.clone(), entry.value.clone()])?,
            },
        )),
        _ => None,
    };
    let it = this.get_mut(vm);
    if let Some((index, item)) = item {
        it.index = if it.reverse { index } else { index + 1 };
        return Ok(Some(item));
    }
    let released = it.dict.take();
    drop(released);
    match changed {
        true => Err(vm.runtime_error("OrderedDict mutated during iteration")),
        false => Ok(None),
    }
}

/// `(iter, (list of what is left,))`, without moving the iterator on.
fn iter_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = vm.receiver::<OrderedIter>(args)?.clone();
    let it = this.get(vm);
    let copy = OrderedIter {
        dict: it.dict.clone(),
        part: it.part,
        reverse: it.reverse,
        index: it.index,
        mutations: it.mutations,
    };
    let class = vm.type_of(arg(args, 0)).clone();
    let copy = vm.alloc(&class, copy)?.into_value();
    let rest = vm.collect(&copy)?;
    let rest = vm.new_list(rest)?;
    let iter = vm.builtin("iter")?;
    let arguments = vm.new_tuple(vec![rest])?;
    vm.new_tuple(vec![iter, arguments])
}
