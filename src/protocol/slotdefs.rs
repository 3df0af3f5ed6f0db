//! The table that ties type slots to `__dunder__` methods, both ways.
//!
//! For a builtin type, each filled slot appears in the type's dict as a slot wrapper (`int.__add__`). For a Python
//! class, each slot whose dunder is found along the MRO is filled: with the builtin's own function where the
//! method found is its wrapper, else with a generic function that calls the method (`protocol/generic.rs`).

use super::generic;
use crate::gc::{Ref, Value};
use crate::object::native::SlotWrapper;
use crate::object::slots::*;
use crate::object::ty::{Type, type_flag};
use crate::vm::Vm;

/// What a dunder does, and so how a wrapper calls its slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dunder {
    Repr,
    Str,
    Hash,
    Call,
    GetAttribute,
    GetAttr,
    SetAttr,
    DelAttr,
    Compare(CompareOp),
    Iter,
    Next,
    Get,
    Set,
    Delete,
    Init,
    Del,
    Len,
    GetItem,
    SetItem,
    DelItem,
    Contains,
    Binary(BinaryOp),
    Reflected(BinaryOp),
    InPlace(BinaryOp),
    Neg,
    Pos,
    Abs,
    Invert,
    Bool,
    Int,
    Float,
    Index,
    Await,
    Aiter,
    Anext,
}

pub struct SlotDef {
    pub name: &'static str,
    pub dunder: Dunder,
    pub signature: &'static str,
    pub doc: &'static str,
}

macro_rules! slotdefs {
    ($($name:literal $dunder:expr, $signature:literal, $doc:literal;)*) => {
        pub const SLOTDEFS: &[SlotDef] = &[$(SlotDef { name: $name, dunder: $dunder, signature: $signature, doc: $doc },)*];
    };
}

use BinaryOp as B;
use Dunder as D;

slotdefs! {
    "__repr__" D::Repr, "($self, /)", "Return repr(self).";
    "__str__" D::Str, "($self, /)", "Return str(self).";
    "__hash__" D::Hash, "($self, /)", "Return hash(self).";
    "__call__" D::Call, "($self, /, *args, **kwargs)", "Call self as a function.";
    "__getattribute__" D::GetAttribute, "($self, name, /)", "Return getattr(self, name).";
    "__getattr__" D::GetAttr, "($self, name, /)", "";
    "__setattr__" D::SetAttr, "($self, name, value, /)", "Implement setattr(self, name, value).";
    "__delattr__" D::DelAttr, "($self, name, /)", "Implement delattr(self, name).";
    "__lt__" D::Compare(CompareOp::Lt), "($self, value, /)", "Return self<value.";
    "__le__" D::Compare(CompareOp::Le), "($self, value, /)", "Return self<=value.";
    "__eq__" D::Compare(CompareOp::Eq), "($self, value, /)", "Return self==value.";
    "__ne__" D::Compare(CompareOp::Ne), "($self, value, /)", "Return self!=value.";
    "__gt__" D::Compare(CompareOp::Gt), "($self, value, /)", "Return self>value.";
    "__ge__" D::Compare(CompareOp::Ge), "($self, value, /)", "Return self>=value.";
    "__iter__" D::Iter, "($self, /)", "Implement iter(self).";
    "__next__" D::Next, "($self, /)", "Implement next(self).";
    "__get__" D::Get, "($self, instance, owner=None, /)", "Return an attribute of instance, which is of type owner.";
    "__set__" D::Set, "($self, instance, value, /)", "Set an attribute of instance to value.";
    "__delete__" D::Delete, "($self, instance, /)", "Delete an attribute of instance.";
    "__init__" D::Init, "($self, /, *args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.";
    "__del__" D::Del, "($self, /)", "Called when the instance is about to be destroyed.";
    "__len__" D::Len, "($self, /)", "Return len(self).";
    "__getitem__" D::GetItem, "($self, key, /)", "Return self[key].";
    "__setitem__" D::SetItem, "($self, key, value, /)", "Set self[key] to value.";
    "__delitem__" D::DelItem, "($self, key, /)", "Delete self[key].";
    "__contains__" D::Contains, "($self, key, /)", "Return bool(key in self).";
    "__add__" D::Binary(B::Add), "($self, value, /)", "Return self+value.";
    "__radd__" D::Reflected(B::Add), "($self, value, /)", "Return value+self.";
    "__iadd__" D::InPlace(B::Add), "($self, value, /)", "Return self+=value.";
    "__sub__" D::Binary(B::Sub), "($self, value, /)", "Return self-value.";
    "__rsub__" D::Reflected(B::Sub), "($self, value, /)", "Return value-self.";
    "__isub__" D::InPlace(B::Sub), "($self, value, /)", "Return self-=value.";
    "__mul__" D::Binary(B::Mul), "($self, value, /)", "Return self*value.";
    "__rmul__" D::Reflected(B::Mul), "($self, value, /)", "Return value*self.";
    "__imul__" D::InPlace(B::Mul), "($self, value, /)", "Return self*=value.";
    "__matmul__" D::Binary(B::MatMul), "($self, value, /)", "Return self@value.";
    "__rmatmul__" D::Reflected(B::MatMul), "($self, value, /)", "Return value@self.";
    "__imatmul__" D::InPlace(B::MatMul), "($self, value, /)", "Return self@=value.";
    "__truediv__" D::Binary(B::TrueDiv), "($self, value, /)", "Return self/value.";
    "__rtruediv__" D::Reflected(B::TrueDiv), "($self, value, /)", "Return value/self.";
    "__itruediv__" D::InPlace(B::TrueDiv), "($self, value, /)", "Return self/=value.";
    "__floordiv__" D::Binary(B::FloorDiv), "($self, value, /)", "Return self//value.";
    "__rfloordiv__" D::Reflected(B::FloorDiv), "($self, value, /)", "Return value//self.";
    "__ifloordiv__" D::InPlace(B::FloorDiv), "($self, value, /)", "Return self//=value.";
    "__mod__" D::Binary(B::Mod), "($self, value, /)", "Return self%value.";
    "__rmod__" D::Reflected(B::Mod), "($self, value, /)", "Return value%self.";
    "__imod__" D::InPlace(B::Mod), "($self, value, /)", "Return self%=value.";
    "__divmod__" D::Binary(B::DivMod), "($self, value, /)", "Return divmod(self, value).";
    "__rdivmod__" D::Reflected(B::DivMod), "($self, value, /)", "Return divmod(value, self).";
    "__pow__" D::Binary(B::Pow), "($self, value, mod=None, /)", "Return pow(self, value, mod).";
    "__rpow__" D::Reflected(B::Pow), "($self, value, mod=None, /)", "Return pow(value, self, mod).";
    "__ipow__" D::InPlace(B::Pow), "($self, value, /)", "Return self**=value.";
    "__lshift__" D::Binary(B::LShift), "($self, value, /)", "Return self<<value.";
    "__rlshift__" D::Reflected(B::LShift), "($self, value, /)", "Return value<<self.";
    "__ilshift__" D::InPlace(B::LShift), "($self, value, /)", "Return self<<=value.";
    "__rshift__" D::Binary(B::RShift), "($self, value, /)", "Return self>>value.";
    "__rrshift__" D::Reflected(B::RShift), "($self, value, /)", "Return value>>self.";
    "__irshift__" D::InPlace(B::RShift), "($self, value, /)", "Return self>>=value.";
    "__and__" D::Binary(B::And), "($self, value, /)", "Return self&value.";
    "__rand__" D::Reflected(B::And), "($self, value, /)", "Return value&self.";
    "__iand__" D::InPlace(B::And), "($self, value, /)", "Return self&=value.";
    "__or__" D::Binary(B::Or), "($self, value, /)", "Return self|value.";
    "__ror__" D::Reflected(B::Or), "($self, value, /)", "Return value|self.";
    "__ior__" D::InPlace(B::Or), "($self, value, /)", "Return self|=value.";
    "__xor__" D::Binary(B::Xor), "($self, value, /)", "Return self^value.";
    "__rxor__" D::Reflected(B::Xor), "($self, value, /)", "Return value^self.";
    "__ixor__" D::InPlace(B::Xor), "($self, value, /)", "Return self^=value.";
    "__neg__" D::Neg, "($self, /)", "-self";
    "__pos__" D::Pos, "($self, /)", "+self";
    "__abs__" D::Abs, "($self, /)", "abs(self)";
    "__invert__" D::Invert, "($self, /)", "~self";
    "__bool__" D::Bool, "($self, /)", "True if self else False";
    "__int__" D::Int, "($self, /)", "int(self)";
    "__float__" D::Float, "($self, /)", "float(self)";
    "__index__" D::Index, "($self, /)", "Return self converted to an integer, if self is suitable for use as an index into a list.";
    "__await__" D::Await, "($self, /)", "Return an iterator to be used in await expression.";
    "__aiter__" D::Aiter, "($self, /)", "Return an awaitable, that resolves in asynchronous iterator.";
    "__anext__" D::Anext, "($self, /)", "Return a value or raise StopAsyncIteration.";
}

/// Whether a builtin type's own slots answer to this dunder (so that it gets a wrapper).
pub fn fills(slots: &Slots, dunder: Dunder) -> bool {
    match dunder {
        D::Repr => slots.repr.is_some(),
        D::Str => slots.str.is_some(),
        D::Hash => slots.hash.is_some(),
        D::Call => slots.call.is_some(),
        D::GetAttribute => slots.getattro.is_some(),
        D::GetAttr | D::Del => false,
        D::SetAttr | D::DelAttr => slots.setattro.is_some(),
        D::Compare(_) => slots.compare.is_some(),
        D::Iter => slots.iter.is_some(),
        D::Next => slots.iternext.is_some(),
        D::Get => slots.descr_get.is_some(),
        D::Set | D::Delete => slots.descr_set.is_some(),
        D::Init => slots.init.is_some(),
        D::Len => slots.len.is_some(),
        D::GetItem => slots.getitem.is_some(),
        D::SetItem | D::DelItem => slots.setitem.is_some(),
        D::Contains => slots.contains.is_some(),
        D::Binary(B::Add) => slots.binary[B::Add as usize].is_some() || slots.concat.is_some(),
        D::Binary(B::Mul) => slots.binary[B::Mul as usize].is_some() || slots.repeat.is_some(),
        D::Reflected(B::Mul) => slots.binary[B::Mul as usize].is_some() || slots.repeat.is_some(),
        D::Binary(op) | D::Reflected(op) => slots.binary[op as usize].is_some(),
        D::InPlace(B::Add) => slots.inplace[B::Add as usize].is_some() || slots.inplace_concat.is_some(),
        D::InPlace(B::Mul) => slots.inplace[B::Mul as usize].is_some() || slots.inplace_repeat.is_some(),
        D::InPlace(op) => slots.inplace[op as usize].is_some(),
        D::Neg => slots.neg.is_some(),
        D::Pos => slots.pos.is_some(),
        D::Abs => slots.abs.is_some(),
        D::Invert => slots.invert.is_some(),
        D::Bool => slots.bool.is_some(),
        D::Int => slots.int.is_some(),
        D::Float => slots.float.is_some(),
        D::Index => slots.index.is_some(),
        D::Await => slots.await_.is_some(),
        D::Aiter => slots.aiter.is_some(),
        D::Anext => slots.anext.is_some(),
    }
}

/// Takes over from a base every slot that `slots` leaves open.
pub fn inherit(slots: &mut Slots, base: &Slots) {
    macro_rules! take {
        ($($field:ident)*) => { $(slots.$field = slots.$field.or(base.$field);)* };
    }
    // Equality and hash belong together: a type that defines only one does not inherit the other.
    if slots.compare.is_none() && slots.hash.is_none() {
        slots.compare = base.compare;
        slots.hash = base.hash;
    }
    take!(repr str call getattro setattro iter iternext descr_get descr_set new init finalize len getitem setitem contains
        power neg pos abs invert bool int float index await_ aiter anext concat inplace_concat repeat inplace_repeat buffer);
    for (mine, theirs) in slots.binary.iter_mut().zip(&base.binary) {
        *mine = mine.or(*theirs);
    }
    for (mine, theirs) in slots.inplace.iter_mut().zip(&base.inplace) {
        *mine = mine.or(*theirs);
    }
}

impl Vm {
    /// Computes all slots of a Python class from the dunders along its MRO. Called when the class is made and when
    /// a dunder of it or of a base changes.
    pub fn update_slots(&mut self, ty: &Ref<Type>) {
        let mut slots = Slots::default();
        let mut has_del = false;
        if let Some(inherited) = self.single_inheritance_slots(ty) {
            self.finish_slots(ty, inherited.0, inherited.1);
            return;
        }
        // Native functions found for one slot must agree, or the generic function is needed.
        let mut filled: Vec<(Dunder, Option<Ref<Type>>)> = Vec::new();
        for (index, def) in SLOTDEFS.iter().enumerate() {
            let name = self.slot_names[index].clone();
            let Some(found) = self.lookup(ty, &name) else { continue };
            let native = match found.downcast_exact::<SlotWrapper>() {
                Some(w) if w.get(self).slot == index => Some(w.get(self).owner.clone()),
                _ => None,
            };
            if found.is_none() && def.dunder != D::Hash {
                // `__iter__ = None` and the like: the generic function raises the right TypeError.
            }
            has_del |= def.dunder == D::Del;
            filled.push((def.dunder, native));
        }
        for (dunder, native) in &filled {
            match native {
                Some(owner) => {
                    let theirs = owner.get(self).slots.clone();
                    generic::take_native(&mut slots, &theirs, *dunder);
                }
                None => generic::fill(&mut slots, *dunder),
            }
        }
        // A dunder written in Python anywhere in a shared slot wins over a native sibling.
        for (dunder, native) in &filled {
            if native.is_none() {
                generic::fill(&mut slots, *dunder);
            }
        }
        self.finish_slots(ty, slots, has_del);
    }

    /// The slots of a class with one base: the base's, with generic functions for the dunders that the class itself
    /// defines in Python. `None` where that is not the whole story.
    fn single_inheritance_slots(&self, ty: &Ref<Type>) -> Option<(Slots, bool)> {
        let t = ty.get(self);
        let [base] = t.bases.as_slice() else { return None };
        let b = base.get(self);
        if !b.has_flag(type_flag::READY) || t.mro.get(1).is_none_or(|second| !second.ptr_eq(base)) {
            return None;
        }
        let mut slots = b.slots.clone();
        let mut has_del = b.core.has_del.get();
        for (name, value) in &t.dict {
            let Some(index) = self.slot_indices.get(name) else { continue };
            if value.downcast_exact::<SlotWrapper>().is_some() {
                return None;
            }
            let dunder = SLOTDEFS[*index].dunder;
            has_del |= dunder == D::Del;
            generic::fill(&mut slots, dunder);
        }
        Some((slots, has_del))
    }

    /// What follows from all slots together.
    fn finish_slots(&mut self, ty: &Ref<Type>, mut slots: Slots, has_del: bool) {
        let hash_is_none = self.lookup(ty, &self.names.__hash__.clone()).is_some_and(|h| h.is_none());
        if hash_is_none {
            slots.hash = Some(super::hash_not_implemented);
        }
        let base = ty.get(self).base.clone();
        slots.buffer = base.as_ref().and_then(|b| b.get(self).slots.buffer);
        slots.new = self.new_slot(ty, base.as_ref());
        if generic::is_generic_binary(slots.binary[B::Pow as usize], B::Pow) {
            slots.power = Some(generic::slot_power);
        } else if slots.power.is_none() && slots.binary[B::Pow as usize].is_some() {
            slots.power = base.as_ref().and_then(|b| b.get(self).slots.power);
        }
        // `__getattr__` is asked only for what is not found: the caches of what is found stay valid with it.
        let getattribute = self.lookup_ref(ty, &self.names.__getattribute__);
        let plain_get = getattribute.and_then(|f| f.downcast_exact::<SlotWrapper>()).is_some_and(|w| {
            let f = w.get(self).owner.get(self).slots.getattro;
            f.is_some_and(|f| std::ptr::fn_addr_eq(f, super::attr::generic_getattr as GetAttrFn))
        });
        let plain_set =
            slots.setattro.is_some_and(|f| std::ptr::fn_addr_eq(f, super::attr::generic_setattr as SetAttrFn));
        let honest = plain_get && {
            let name = &self.names.__class__;
            match (self.lookup_ref(ty, name), self.types.object.get(self).own(name)) {
                (Some(mine), Some(default)) => mine.is(default),
                _ => false,
            }
        };
        let t = ty.get_mut(self);
        t.set_flag(type_flag::HONEST_CLASS, honest);
        t.slots = slots;
        t.core.has_del.set(has_del);
        t.set_flag(type_flag::PLAIN_GETATTR, plain_get);
        t.set_flag(type_flag::PLAIN_SETATTR, plain_set);
    }

    /// `tp_new`: Python's `__new__` where a class defines one, else the nearest builtin base's.
    fn new_slot(&mut self, ty: &Ref<Type>, base: Option<&Ref<Type>>) -> Option<NewFn> {
        let name = self.names.__new__.clone();
        let found = self.lookup(ty, &name)?;
        // Builtin `__new__` entries are natives bound to their type (see `builtins/type_`).
        if let Some(owner) = self.native_new_owner(&found) {
            return owner.get(self).slots.new;
        }
        let _ = base;
        Some(generic::slot_new)
    }

    /// Fills the dict of a builtin type with wrappers for its own slots.
    pub fn add_slot_wrappers(&mut self, ty: &Ref<Type>) {
        for (index, def) in SLOTDEFS.iter().enumerate() {
            if !fills(&ty.get(self).slots, def.dunder) {
                continue;
            }
            let name = crate::object::ty::Name(self.slot_names[index].clone());
            if ty.get(self).dict.contains_key(&name) {
                continue;
            }
            let unhashable = def.dunder == D::Hash
                && ty
                    .get(self)
                    .slots
                    .hash
                    .is_some_and(|f| std::ptr::fn_addr_eq(f, super::hash_not_implemented as HashFn));
            let value = if unhashable {
                Value::NONE
            } else {
                let payload = SlotWrapper { slot: index, owner: ty.clone() };
                self.alloc_startup(&self.types.wrapper_descriptor, payload)
            };
            ty.get_mut(self).dict.insert(name, value);
        }
    }
}
