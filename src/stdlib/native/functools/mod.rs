//! `_functools`: what the `functools` module has in Rust: partial, reduce, cmp_to_key, the wrapper behind lru_cache.

mod key;
mod lru_cache;
mod partial;

use crate::gc::{Ref, Value};
use crate::native::{ModuleBuilder, arg};
use crate::object::Type;
use crate::object::module::Module;
use crate::object::slots::PyResult;
use crate::vm::Vm;
use std::any::TypeId;
use std::rc::Rc;

/// Types and objects that natives of this module make or compare with.
pub(super) struct State {
    pub placeholder: Value,
    pub key_wrapper: Ref<Type>,
}

/// See `State`; set when the module is made.
pub(super) fn state(vm: &Vm) -> PyResult<Rc<State>> {
    let state = vm.module_state.get(&TypeId::of::<State>()).and_then(|s| s.downcast_ref::<Rc<State>>());
    state.cloned().ok_or_else(|| vm.runtime_error("_functools is not imported"))
}

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let (placeholder_type, placeholder) = partial::placeholder(vm)?;
    let partial = partial::init(vm);
    let key_wrapper = key::init(vm);
    let wrapper = lru_cache::init(vm);
    let state = State { placeholder: placeholder.clone(), key_wrapper };
    vm.module_state.insert(TypeId::of::<State>(), Box::new(Rc::new(state)));
    let module = ModuleBuilder::new(vm, "_functools", "Tools that operate on functions.")?
        .class(&partial)
        .class(&placeholder_type)
        .value("Placeholder", placeholder)
        .class(&wrapper)
        .function("cmp_to_key(mycmp)", key::cmp_to_key, "Convert a cmp= function into a key= function.")
        .function("reduce(function, iterable, /, initial=<unrepresentable>)", reduce, REDUCE_DOC);
    Ok(module.build())
}

const REDUCE_DOC: &str =
    "Apply a function of two arguments cumulatively to the items of an iterable, from left to right.

This effectively reduces the iterable to a single value: reduce(f, [1, 2, 3])
is f(f(1, 2), 3). The initial value, if given, comes before the items and is
the result of an empty iterable.";

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (function, iterable) = (arg(args, 0), arg(args, 1));
    let slots = &vm.type_of(iterable).get(vm).slots;
    if slots.iter.is_none() && slots.getitem.is_none() {
        return Err(vm.type_error("reduce() arg 2 must support iteration"));
    }
    let iter = vm.iter(iterable)?;
    let mut result = match arg(args, 2).is_unset() {
        false => arg(args, 2).clone(),
        true => match vm.next(&iter)? {
            Some(first) => first,
            None => return Err(vm.type_error("reduce() of empty iterable with no initial value")),
        },
    };
    while let Some(item) = vm.next(&iter)? {
        result = vm.call(function, &[result, item])?;
        vm.poll()?;
    }
    Ok(result)
}
