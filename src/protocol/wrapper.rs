//! Calls a slot through its wrapper: `int.__add__(1, 2)`, `(1).__add__(2)`.

use super::slotdefs::{Dunder, SLOTDEFS};
use crate::gc::{Ref, Value};
use crate::object::native::SlotWrapper;
use crate::object::slots::*;
use crate::object::{Raised, Str, Type};
use crate::vm::Vm;

impl Vm {
    /// Calls the slot that `wrapper` stands for with `this` and the remaining arguments.
    pub fn call_slot_wrapper(&mut self, wrapper: &Ref<SlotWrapper>, this: &Value, args: Args<'_>) -> PyResult {
        let def = &SLOTDEFS[wrapper.get(self).slot];
        let owner = wrapper.get(self).owner.clone();
        if !self.is_instance_of(this, &owner) {
            let (o, t) = (owner.get(self).name.to_lossy().into_owned(), self.type_name(this));
            return Err(
                self.type_error(format!("descriptor '{}' requires a '{o}' object but received a '{t}'", def.name))
            );
        }
        if !args.names.is_empty() && !matches!(def.dunder, Dunder::Call | Dunder::Init) {
            return Err(self.type_error(format!("wrapper {}() takes no keyword arguments", def.name)));
        }
        self.call_slot(def.name, def.dunder, &owner, this, args)
    }

    fn call_slot(&mut self, name: &str, dunder: Dunder, owner: &Ref<Type>, this: &Value, args: Args<'_>) -> PyResult {
        use Dunder as D;
        let values = args.values;
        let expected = match dunder {
            D::Call | D::Init => None,
            D::Get | D::Binary(BinaryOp::Pow) | D::Reflected(BinaryOp::Pow) => Some((1, 2)),
            D::Compare(_)
            | D::GetAttribute
            | D::GetAttr
            | D::DelAttr
            | D::Delete
            | D::GetItem
            | D::DelItem
            | D::Contains
            | D::Binary(_)
            | D::Reflected(_)
            | D::InPlace(_) => Some((1, 1)),
            D::SetAttr | D::Set | D::SetItem => Some((2, 2)),
            _ => Some((0, 0)),
        };
        if let Some((least, most)) = expected
            && !(least..=most).contains(&values.len())
        {
            return Err(self.wrapper_count_error(owner, name, least, most, values.len()));
        }
        let none = Value::NONE;
        let first = values.first().unwrap_or(&none);
        let second = values.get(1).unwrap_or(&none);
        let missing = |vm: &mut Vm| Err(vm.type_error(format!("slot {name} is not filled")));
        macro_rules! slot {
            (slots.$($field:tt)+) => {
                match owner.get(self).slots.$($field)+ {
                    Some(f) => f,
                    None => return missing(self),
                }
            };
        }
        match dunder {
            D::Repr => slot!(slots.repr)(self, this),
            D::Str => slot!(slots.str)(self, this),
            D::Hash => {
                let h = slot!(slots.hash)(self, this)?;
                Ok(self.int(h))
            }
            D::Call => slot!(slots.call)(self, this, args),
            D::GetAttribute | D::GetAttr => {
                let name = self.attr_name(first)?;
                slot!(slots.getattro)(self, this, &name)
            }
            D::SetAttr => {
                self.check_setattr(name, owner, this)?;
                let name = self.attr_name(first)?;
                slot!(slots.setattro)(self, this, &name, Some(second)).map(|()| Value::NONE)
            }
            D::DelAttr => {
                self.check_setattr(name, owner, this)?;
                let name = self.attr_name(first)?;
                slot!(slots.setattro)(self, this, &name, None).map(|()| Value::NONE)
            }
            D::Compare(op) => slot!(slots.compare)(self, this, first, op),
            D::Iter => slot!(slots.iter)(self, this),
            D::Next => match slot!(slots.iternext)(self, this)? {
                Some(value) => Ok(value),
                None => Err(self.stop_iteration(None)),
            },
            D::Get => {
                if first.is_none() && second.is_none() {
                    return Err(self.type_error("__get__(None, None) is invalid"));
                }
                let instance = (!first.is_none()).then_some(first);
                slot!(slots.descr_get)(self, this, instance, second)
            }
            D::Set => slot!(slots.descr_set)(self, this, first, Some(second)).map(|()| Value::NONE),
            D::Delete => slot!(slots.descr_set)(self, this, first, None).map(|()| Value::NONE),
            D::Init => slot!(slots.init)(self, this, args).map(|()| Value::NONE),
            D::Del => slot!(slots.finalize)(self, this),
            D::Len => {
                let n = slot!(slots.len)(self, this)?;
                Ok(self.int(n as i64))
            }
            D::GetItem => slot!(slots.getitem)(self, this, first),
            D::SetItem => slot!(slots.setitem)(self, this, first, Some(second)).map(|()| Value::NONE),
            D::DelItem => slot!(slots.setitem)(self, this, first, None).map(|()| Value::NONE),
            D::Contains => slot!(slots.contains)(self, this, first).map(Value::bool),
            D::Binary(BinaryOp::Pow) if !second.is_none() => slot!(slots.power)(self, this, first, second),
            D::Reflected(BinaryOp::Pow) if !second.is_none() => slot!(slots.power)(self, first, this, second),
            D::Binary(op) => match (owner.get(self).slots.binary[op as usize], op) {
                (Some(f), _) => f(self, this, first),
                (None, BinaryOp::Add) => slot!(slots.concat)(self, this, first),
                (None, _) => slot!(slots.repeat)(self, this, first),
            },
            D::Reflected(op) => match owner.get(self).slots.binary[op as usize] {
                Some(f) => f(self, first, this),
                None => slot!(slots.repeat)(self, this, first),
            },
            D::InPlace(op) => match (owner.get(self).slots.inplace[op as usize], op) {
                (Some(f), _) => f(self, this, first),
                (None, BinaryOp::Add) => slot!(slots.inplace_concat)(self, this, first),
                (None, _) => slot!(slots.inplace_repeat)(self, this, first),
            },
            D::Neg => slot!(slots.neg)(self, this),
            D::Pos => slot!(slots.pos)(self, this),
            D::Abs => slot!(slots.abs)(self, this),
            D::Invert => slot!(slots.invert)(self, this),
            D::Bool => slot!(slots.bool)(self, this).map(Value::bool),
            D::Int => slot!(slots.int)(self, this),
            D::Float => slot!(slots.float)(self, this),
            D::Index => slot!(slots.index)(self, this),
            D::Await => slot!(slots.await_)(self, this),
            D::Aiter => slot!(slots.aiter)(self, this),
            D::Anext => slot!(slots.anext)(self, this),
        }
    }

    #[cold]
    fn wrapper_count_error(
        &mut self,
        owner: &Ref<Type>,
        name: &str,
        least: usize,
        most: usize,
        given: usize,
    ) -> Raised {
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        let owner = self.dotted_type_name(owner);
        let is_method = is_method_in_cpython(&owner, name);
        let text = match (least, most, name) {
            _ if is_method => format!("{owner}.{name}() takes exactly one argument ({given} given)"),
            (2, 2, _) => format!("{name} expected 2 arguments, got {given}"),
            (1, 2, "__get__") if given < least => format!("{name} expected at least 1 argument, got {given}"),
            (1, 2, "__get__") => format!("{name} expected at most 2 arguments, got {given}"),
            (1, 2, _) => format!("expected 1 or 2 arguments, got {given}"),
            _ => format!("expected {least} argument{}, got {given}", plural(least)),
        };
        self.type_error(text)
    }

    /// `object.__setattr__(cls, ...)` and the like must not get around a builtin class's own way of setting
    /// attributes.
    fn check_setattr(&mut self, name: &str, owner: &Ref<Type>, this: &Value) -> PyResult<()> {
        let is = |a: Option<SetAttrFn>, b: Option<SetAttrFn>| match (a, b) {
            (Some(a), Some(b)) => std::ptr::fn_addr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        let wanted = owner.get(self).slots.setattro;
        let mut at = Some(self.type_of(this).clone());
        while let Some(ty) = at {
            let t = ty.get(self);
            if is(t.slots.setattro, wanted) {
                return Ok(());
            }
            if !t.core.is_heap_type {
                let ty = self.type_name(this);
                return Err(self.type_error(format!("can't apply this {name} to {ty} object")));
            }
            at = t.base.clone();
        }
        Ok(())
    }

    /// The interned name of a slot definition, for callers outside of the table.
    pub fn slot_name(&self, index: usize) -> Option<&Ref<Str>> {
        self.slot_names.get(index)
    }
}

/// Slots that are methods of their own in CPython, too, which shows in messages.
pub fn is_method_in_cpython(owner: &str, name: &str) -> bool {
    matches!((owner, name), ("list" | "dict", "__getitem__") | ("dict" | "set" | "frozenset", "__contains__"))
}
