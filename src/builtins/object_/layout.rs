//! Which classes lay out their instances alike: the rules of `__class__` and `__bases__` assignment, and the choice
//! of the base class that determines a new class's layout.

use crate::gc::{Kind, Ref, Value};
use crate::object::slots::PyResult;
use crate::object::ty::{Name, Type, type_flag};
use crate::vm::Vm;

/// Whether instances would be under CPython's cycle collector: a part of its layout rules that messages show.
fn is_collected(vm: &Vm, ty: &Ref<Type>) -> bool {
    let t = ty.get(vm);
    if !t.core.is_heap_type {
        return t.core.layout.tracked && !matches!(t.core.layout.kind, Kind::Instance);
    }
    t.core.has_dict.get() || t.core.nslots > 0 || t.base.as_ref().is_some_and(|b| is_collected(vm, b))
}

/// All `__slots__` names of a class, bases first.
fn all_slots(vm: &Vm, ty: &Ref<Type>) -> Vec<Name> {
    let mut chain = vec![ty.clone()];
    while let Some(base) = chain.last().and_then(|t| t.get(vm).base.clone()) {
        chain.push(base);
    }
    chain.iter().rev().flat_map(|t| t.get(vm).slot_names.clone()).collect()
}

/// TypeError unless objects of class `old` can become objects of class `new`.
pub fn check_assignable(vm: &mut Vm, new: &Ref<Type>, old: &Ref<Type>, attribute: &str) -> PyResult<()> {
    let differs = if is_collected(vm, new) != is_collected(vm, old) {
        "deallocator"
    } else if !same_layout(vm, new, old) {
        "object layout"
    } else {
        return Ok(());
    };
    let (n, o) = (new.get(vm).name.to_lossy().into_owned(), old.get(vm).name.to_lossy().into_owned());
    Err(vm.type_error(format!("{attribute} assignment: '{n}' {differs} differs from '{o}'")))
}

fn same_layout(vm: &Vm, a: &Ref<Type>, b: &Ref<Type>) -> bool {
    let (x, y) = (&a.get(vm).core, &b.get(vm).core);
    x.layout.type_id == y.layout.type_id
        && x.attrs_offset == y.attrs_offset
        && x.nslots == y.nslots
        && x.has_dict == y.has_dict
        && x.weakrefable == y.weakrefable
        && all_slots(vm, a) == all_slots(vm, b)
        && fields_owner(vm, a) == fields_owner(vm, b)
}

/// The nearest base whose instances carry fields of their own.
fn fields_owner(vm: &Vm, ty: &Ref<Type>) -> Option<usize> {
    let mut at = Some(ty.clone());
    while let Some(ty) = at {
        if ty.get(vm).has_flag(type_flag::OWN_FIELDS) {
            return Some(ty.header_ptr() as usize);
        }
        at = ty.get(vm).base.clone();
    }
    None
}

/// The nearest class in the chain of bases whose instances are bigger than its base's.
pub fn solid_base(vm: &Vm, ty: &Ref<Type>) -> Ref<Type> {
    let mut at = ty.clone();
    loop {
        let Some(base) = at.get(vm).base.clone() else { return at };
        let (mine, theirs) = (&at.get(vm).core, &base.get(vm).core);
        let own_fields = at.get(vm).has_flag(type_flag::OWN_FIELDS);
        if own_fields || mine.layout.type_id != theirs.layout.type_id || mine.nslots != theirs.nslots {
            return at;
        }
        at = base;
    }
}

/// The base that a class with these bases takes its layout from.
pub fn best_base(vm: &mut Vm, bases: &[Value]) -> PyResult<Ref<Type>> {
    let mut winner: Option<(Ref<Type>, Ref<Type>)> = None;
    for base in bases {
        let Some(base) = base.downcast::<Type>() else { return Err(vm.type_error("bases must be types")) };
        if !base.get(vm).has_flag(type_flag::BASETYPE) {
            let name = vm.dotted_type_name(base);
            return Err(vm.type_error(format!("type '{name}' is not an acceptable base type")));
        }
        let candidate = solid_base(vm, base);
        match &winner {
            Some((_, solid)) if vm.is_subtype(solid, &candidate) => {}
            Some((_, solid)) if !vm.is_subtype(&candidate, solid) => {
                return Err(vm.type_error("multiple bases have instance lay-out conflict"));
            }
            _ => winner = Some((base.clone(), candidate)),
        }
    }
    match winner {
        Some((base, _)) => Ok(base),
        None => Ok(vm.types.object.clone()),
    }
}

impl Type {
    /// `__itemsize__`: bytes of an item for types whose instances vary in size.
    pub fn item_size(&self) -> usize {
        match self.core.layout.kind {
            Kind::BigInt => 4,
            Kind::Bytes => 1,
            Kind::Tuple | Kind::MemoryView => 8,
            Kind::Type => 40,
            _ => 0,
        }
    }
}
