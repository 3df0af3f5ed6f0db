//! How values are told in a few words, without running any code of the program: builtin values as their repr, everything
//! else by its type.

use super::text::cut;
use crate::gc::Value;
use crate::object::descriptor::{ClassMethod, Property, StaticMethod};
use crate::object::function::BoundMethod;
use crate::object::generator::Generator;
use crate::object::module::Module;
use crate::object::native::{GetSet, Member, MethodDescriptor, SlotWrapper};
use crate::object::{Bytes, Cell, Dict, Function, List, NativeFunction, Str, Tuple, Type};
use crate::vm::Vm;

/// Columns of one value.
const ROOM: usize = 32;

/// Whether a value is told where it stands instead of getting a number: it cannot change, or nobody wonders about it.
pub fn is_atom(vm: &Vm, v: &Value) -> bool {
    if !v.is_heap() {
        return true;
    }
    let t = &vm.types;
    let ty = vm.type_of(v);
    let plain = [&t.str, &t.bytes, &t.int, &t.complex, &t.type_, &t.module, &t.range, &t.slice];
    plain.iter().any(|p| ty.ptr_eq(p))
        || v.downcast::<Type>().is_some()
        || v.downcast_exact::<NativeFunction>().is_some()
        || v.downcast_exact::<Function>().is_some_and(|f| f.get(vm).closure.is_none())
}

/// The name of a value's class.
pub fn class_name(vm: &Vm, v: &Value) -> String {
    vm.type_of(v).get(vm).name.to_lossy().into_owned()
}

/// A value in a few words.
pub fn brief(vm: &mut Vm, v: &Value) -> String {
    brief_in(vm, v, ROOM)
}

pub fn brief_in(vm: &mut Vm, v: &Value, room: usize) -> String {
    if let Some(class) = v.downcast::<Type>() {
        return format!("class {}", class.get(vm).name.to_lossy());
    }
    if let Some(f) = v.downcast_exact::<Function>() {
        return format!("function {}", f.get(vm).qualname.to_lossy());
    }
    if let Some(f) = v.downcast_exact::<NativeFunction>() {
        return format!("builtin {}", f.get(vm).name.0.to_lossy());
    }
    if let Some(module) = v.downcast::<Module>() {
        let key = vm.names.__name__.clone();
        let name = module.get(vm).dict.get(vm).get_str(&key).and_then(|n| n.downcast::<Str>().cloned());
        return format!("module {}", name.map_or("?".to_owned(), |n| n.to_lossy().into_owned()));
    }
    if is_builtin_value(vm, v) {
        return match vm.repr_lossy(v) {
            Ok(text) => cut(&text.replace('\n', "\\n"), room),
            Err(_) => class_name(vm, v),
        };
    }
    if let Some(m) = v.downcast_exact::<BoundMethod>() {
        let (func, this) = (m.get(vm).func.clone(), m.get(vm).this.clone());
        let name = func.downcast_exact::<Function>().map(|f| f.get(vm).qualname.to_lossy().into_owned());
        return format!("method {} of {}", name.unwrap_or_else(|| "?".into()), class_name(vm, &this));
    }
    if let Some(g) = v.downcast::<Generator>() {
        return format!("{} {}", class_name(vm, v), g.get(vm).qualname.to_lossy());
    }
    if let Some(m) = v.downcast_exact::<MethodDescriptor>() {
        return format!("method {}.{}", m.get(vm).owner.get(vm).name.to_lossy(), m.get(vm).name.0.to_lossy());
    }
    if let Some(s) = v.downcast_exact::<SlotWrapper>() {
        let (slot, owner) = (s.get(vm).slot, s.get(vm).owner.clone());
        let name = vm.slot_name(slot).map(|n| n.to_lossy().into_owned()).unwrap_or_default();
        return format!("slot {}.{name}", owner.get(vm).name.to_lossy());
    }
    if let Some(m) = v.downcast_exact::<Member>() {
        return format!("slot member {}", m.get(vm).name.0.to_lossy());
    }
    if let Some(m) = v.downcast_exact::<GetSet>() {
        return format!("computed attribute {}", m.get(vm).name.0.to_lossy());
    }
    if v.downcast_exact::<Property>().is_some() {
        return "property".to_owned();
    }
    if let Some(m) = v.downcast_exact::<StaticMethod>() {
        let inner = m.get(vm).callable.clone();
        return format!("staticmethod {}", brief_in(vm, &inner, room));
    }
    if let Some(m) = v.downcast_exact::<ClassMethod>() {
        let inner = m.get(vm).callable.clone();
        return format!("classmethod {}", brief_in(vm, &inner, room));
    }
    if v.downcast_exact::<Cell>().is_some() {
        return "cell".to_owned();
    }
    format!("{} object", class_name(vm, v))
}

/// Exact builtin values whose repr runs no code of the program: scalars, and short containers of nothing else.
pub fn is_builtin_value(vm: &Vm, v: &Value) -> bool {
    fn scalar(vm: &Vm, v: &Value) -> bool {
        let t = &vm.types;
        let ty = vm.type_of(v);
        !v.is_heap() || [&t.str, &t.bytes, &t.int, &t.complex, &t.bytearray, &t.range].iter().any(|p| ty.ptr_eq(p))
    }
    if scalar(vm, v) {
        return v.downcast_exact::<Str>().is_none_or(|s| s.byte_len() < 100_000)
            && v.downcast_exact::<Bytes>().is_none_or(|b| b.data().len() < 100_000);
    }
    const FEW: usize = 30;
    if let Some(list) = v.downcast_exact::<List>() {
        let items = &list.get(vm).items;
        return items.len() < FEW && items.iter().all(|i| scalar(vm, i));
    }
    if let Some(tuple) = v.downcast_exact::<Tuple>() {
        return tuple.len() < FEW && tuple.items().iter().all(|i| scalar(vm, i));
    }
    if let Some(dict) = v.downcast_exact::<Dict>() {
        let dict = dict.get(vm);
        return dict.len() < FEW && dict.iter().all(|e| scalar(vm, &e.key) && scalar(vm, &e.value));
    }
    false
}

/// Numbers for objects, in the order in which they are met.
#[derive(Default)]
pub struct Labels {
    known: Vec<Value>,
}

impl Labels {
    /// The number of an object, from 1 on; a new one the first time.
    pub fn number(&mut self, v: &Value) -> usize {
        match self.find(v) {
            Some(n) => n,
            None => {
                self.known.push(v.clone());
                self.known.len()
            }
        }
    }

    pub fn find(&self, v: &Value) -> Option<usize> {
        self.known.iter().position(|k| k.is(v)).map(|i| i + 1)
    }

    pub fn label(&mut self, v: &Value) -> String {
        format!("#{}", self.number(v))
    }
}
