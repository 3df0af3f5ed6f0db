//! `itertools`

mod chaining;
mod combinatorics;
mod filtering;
mod grouping;
mod infinite;
mod pairing;
mod slicing;
mod tee;

use crate::builtins::iter::iter_self;
use crate::gc::{Payload, Ref};
use crate::native::build::new_native_type;
use crate::native::{ModuleBuilder, TypeBuilder};
use crate::object::Type;
use crate::object::module::Module;
use crate::object::slots::{IterNextFn, NewFn, PyResult};
use crate::vm::Vm;
use std::any::TypeId;
use std::rc::Rc;

/// Types that other iterators of this module make.
pub(super) struct Helpers {
    pub grouper: Ref<Type>,
    pub tee: Ref<Type>,
    pub tee_data: Ref<Type>,
}

/// See `Helpers`; set when the module is made.
pub(super) fn helpers(vm: &Vm) -> PyResult<Rc<Helpers>> {
    let state = vm.module_state.get(&TypeId::of::<Helpers>()).and_then(|s| s.downcast_ref::<Rc<Helpers>>());
    state.cloned().ok_or_else(|| vm.runtime_error("itertools is not imported"))
}

/// Begins an iterator type of this module.
pub(super) fn iterator<'vm, T: Payload>(
    vm: &'vm mut Vm,
    name: &str,
    signature: &'static str,
    doc: &'static str,
    new: Option<NewFn>,
    next: IterNextFn,
) -> TypeBuilder<'vm> {
    let ty = new_native_type::<T>(vm, name, "itertools", None);
    let builder = TypeBuilder::new(vm, &ty).slots(|s| {
        s.new = new;
        s.iter = Some(iter_self);
        s.iternext = Some(next);
    });
    let builder = if new.is_none() { builder.flag(crate::object::ty::type_flag::NO_INSTANTIATION) } else { builder };
    let builder = if signature.is_empty() { builder } else { builder.signature(signature) };
    if doc.is_empty() { builder } else { builder.doc(doc) }
}

pub fn init(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let mut types = Vec::new();
    types.extend(infinite::types(vm));
    types.extend(chaining::types(vm));
    types.extend(filtering::types(vm));
    types.push(slicing::islice_type(vm));
    types.extend(pairing::types(vm));
    types.extend(combinatorics::types(vm));
    let (groupby, grouper) = grouping::types(vm);
    let (tee, tee_data) = tee::types(vm);
    types.extend([groupby, grouper.clone(), tee.clone(), tee_data.clone()]);
    vm.module_state.insert(TypeId::of::<Helpers>(), Box::new(Rc::new(Helpers { grouper, tee, tee_data })));
    let mut module = ModuleBuilder::new(vm, "itertools", "Functional tools for creating and using iterators.")?;
    for ty in &types {
        module = module.class(ty);
    }
    let module = module.function("tee(iterable, n=2, /)", tee::tee, "Returns a tuple of n independent iterators.");
    Ok(module.build())
}
