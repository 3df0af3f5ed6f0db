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
    /// A subclass overrides `__getitem__`, which gives the values.
    overridden: bool,
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
    let own = vm.type_of(&dict.to_value()).get(vm).slots.getitem;
    let overridden = match (own, vm.types.dict.get(vm).slots.getitem) {
        (Some(a), Some(b)) => !std::ptr::fn_addr_eq(a, b),
        _ => false,
    };
    let payload = OrderedIter { dict: Some(dict), part, reverse, index, mutations, overridden };
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
    let this = vm.receiver::<OrderedIter>(std::slice::from_ref(v))?.clone();
    let it = this.get(vm);
    let Some(dict) = &it.dict else { return Ok(None) };
    let d = dict.get(vm);
    let found = if it.reverse { d.prev_before(it.index) } else { d.next_from(it.index) };
    let changed = d.mutations != it.mutations;
    let entry = match found {
        Some((index, entry)) if !changed => Some((index, entry.key.clone(), entry.value.clone())),
        _ => None,
    };
    let (part, reverse, overridden, dict) = (it.part, it.reverse, it.overridden, dict.clone());
    let it = this.get_mut(vm);
    let Some((index, key, value)) = entry else {
        let released = it.dict.take();
        drop(released);
        return match changed {
            true => Err(vm.runtime_error("OrderedDict mutated during iteration")),
            false => Ok(None),
        };
    };
    it.index = if reverse { index } else { index + 1 };
    let value = match overridden && part != DictPart::Keys {
        true => vm.getitem(&dict.to_value(), &key)?,
        false => value,
    };
    Ok(Some(match part {
        DictPart::Keys => key,
        DictPart::Values => value,
        DictPart::Items => vm.new_pair(key, value)?,
    }))
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
        overridden: it.overridden,
    };
    let class = vm.type_of(arg(args, 0)).clone();
    let copy = vm.alloc(&class, copy)?.into_value();
    let rest = vm.collect(&copy)?;
    let rest = vm.new_list(rest)?;
    let iter = vm.builtin("iter")?;
    let arguments = vm.new_tuple(vec![rest])?;
    vm.new_pair(iter, arguments)
}
