//! `groupby` and the groups it gives, which share its iterator.

use super::iterator;
use crate::gc::{Kind, Ref, Value};
use crate::native::arg;
use crate::object::Type;
use crate::object::slots::{Args, PyResult};
use crate::payload;
use crate::vm::Vm;

struct Groupby {
    iter: Value,
    function: Value,
    /// Key of the group given out last.
    target: Option<Value>,
    /// Key and value of the item at hand.
    key: Option<Value>,
    value: Option<Value>,
    /// Number of the group given out last; earlier ones are exhausted.
    group: u64,
}

payload!(Groupby, Kind::Other, "groupby", tracked { iter, function, target, key, value });

struct Grouper {
    parent: Ref<Groupby>,
    target: Value,
    group: u64,
}

payload!(Grouper, Kind::Other, "_grouper", tracked { parent, target });

const DOC: &str = "make an iterator that returns consecutive keys and groups from the iterable

The key function computes the key of an item; without one the item is its
own key. A group ends where the next one is asked for.";

pub fn types(vm: &mut Vm) -> (Ref<Type>, Ref<Type>) {
    let groupby =
        iterator::<Groupby>(vm, "groupby", "(iterable, key=None)", DOC, Some(groupby_new), groupby_next).ready();
    let grouper = iterator::<Grouper>(vm, "_grouper", "", "", None, grouper_next).ready();
    (groupby, grouper)
}

fn groupby_new(vm: &mut Vm, class: &Ref<Type>, args: Args<'_>) -> PyResult {
    let bound = vm.bind_args("groupby(iterable, key=None)", args)?;
    let iter = vm.iter(arg(&bound, 0))?;
    let function = arg(&bound, 1).clone();
    let payload = Groupby { iter, function, target: None, key: None, value: None, group: 0 };
    Ok(vm.alloc(class, payload)?.into_value())
}

/// Takes the next item and computes its key; false at the end.
fn step(vm: &mut Vm, this: &Ref<Groupby>) -> PyResult<bool> {
    let (iter, function) = (this.get(vm).iter.clone(), this.get(vm).function.clone());
    let Some(value) = vm.next(&iter)? else { return Ok(false) };
    let key = match function.is_none() {
        true => value.clone(),
        false => vm.call(&function, std::slice::from_ref(&value))?,
    };
    let g = this.get_mut(vm);
    let old = (g.value.replace(value), g.key.replace(key));
    drop(old);
    Ok(true)
}

fn groupby_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let this = vm.receiver::<Groupby>(std::slice::from_ref(v))?.clone();
    this.get_mut(vm).group += 1;
    // Skip the rest of the last group.
    loop {
        let g = this.get(vm);
        if let Some(key) = g.key.clone() {
            let Some(target) = g.target.clone() else { break };
            if !vm.equals(&target, &key)? {
                break;
            }
        }
        if !step(vm, &this)? {
            return Ok(None);
        }
        vm.poll()?;
    }
    let g = this.get_mut(vm);
    let Some(key) = g.key.clone() else { return Ok(None) };
    let old = g.target.replace(key.clone());
    drop(old);
    let group = this.get(vm).group;
    let ty = super::helpers(vm)?.grouper.clone();
    let grouper = vm.alloc(&ty, Grouper { parent: this, target: key.clone(), group })?.into_value();
    vm.new_pair(key, grouper).map(Some)
}

fn grouper_next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = vm.receiver::<Grouper>(std::slice::from_ref(v))?.get(vm);
    let (parent, target, group) = (it.parent.clone(), it.target.clone(), it.group);
    if parent.get(vm).group != group {
        return Ok(None);
    }
    if parent.get(vm).value.is_none() && !step(vm, &parent)? {
        return Ok(None);
    }
    let Some(key) = parent.get(vm).key.clone() else { return Ok(None) };
    if !vm.equals(&target, &key)? {
        return Ok(None);
    }
    let g = parent.get_mut(vm);
    let (value, key) = (g.value.take(), g.key.take());
    drop(key);
    Ok(value)
}
