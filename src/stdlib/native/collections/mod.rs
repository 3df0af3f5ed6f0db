//! `_collections`: what the `collections` module has in Rust.

mod counting;
mod defaultdict;
mod deque;
mod ordered;
mod ordered_views;

use crate::gc::Ref;
use crate::native::ModuleBuilder;
use crate::object::Type;
use crate::object::module::Module;
use crate::object::slots::PyResult;
use crate::vm::Vm;
use std::any::TypeId;
use std::rc::Rc;

/// The types of this module, kept with the interpreter.
pub(super) struct CollectionsTypes {
    pub deque: Ref<Type>,
    pub deque_iter: Ref<Type>,
    pub deque_reverse_iter: Ref<Type>,
    pub defaultdict: Ref<Type>,
    pub ordered: ordered::OrderedTypes,
    pub tuplegetter: Ref<Type>,
}

/// The types of this module, made on first use.
pub(super) fn types(vm: &mut Vm) -> PyResult<Rc<CollectionsTypes>> {
    let id = TypeId::of::<CollectionsTypes>();
    if let Some(types) = vm.module_state.get(&id).and_then(|s| s.downcast_ref::<Rc<CollectionsTypes>>()) {
        return Ok(types.clone());
    }
    let (deque, deque_iter, deque_reverse_iter) = deque::init(vm);
    let types = Rc::new(CollectionsTypes {
        deque,
        deque_iter,
        deque_reverse_iter,
        defaultdict: defaultdict::init(vm),
        ordered: ordered::init(vm),
        tuplegetter: counting::init_tuplegetter(vm),
    });
    vm.module_state.insert(id, Box::new(types.clone()));
    Ok(types)
}

pub fn init(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let types = types(vm)?;
    let module = ModuleBuilder::new(vm, "_collections", "Container datatypes of the collections module.")?
        .class(&types.deque)
        .class(&types.deque_iter)
        .class(&types.deque_reverse_iter)
        .class(&types.defaultdict)
        .class(&types.ordered.dict)
        .class(&types.tuplegetter)
        .function(
            "_count_elements(mapping, iterable, /)",
            counting::count_elements,
            "Count elements in the iterable, updating the mapping",
        );
    Ok(module.build())
}
