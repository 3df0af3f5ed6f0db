//! The text of containers. Nested builtin containers, numbers and strings are written into one buffer, so that the repr of
//! a deep structure takes no time proportional to depth times size; all else goes through `Vm::repr`.

use super::sequence::Items;
use super::set::AnySet;
use crate::gc::{Ref, Value, tag};
use crate::object::set::FrozenSet;
use crate::object::slots::PyResult;
use crate::object::{Dict, List, Set, Str, Tuple};
use crate::vm::Vm;

impl Vm {
    /// Appends `repr(v)`.
    pub fn repr_into(&mut self, v: &Value, out: &mut Vec<u8>) -> PyResult<()> {
        match v.tag() {
            tag::INT => return self.append_bytes(out, super::int::text::SmallText::new(v.bits() as i64).as_bytes()),
            tag::FLOAT => {
                super::float::digits::push_repr(out, f64::from_bits(v.bits()), true);
                return Ok(());
            }
            tag::NONE => return self.append_bytes(out, b"None"),
            tag::BOOL => return self.append_bytes(out, if v.is_true() { b"True" } else { b"False" }),
            _ => {}
        }
        if let Some(text) = v.downcast_exact::<Str>() {
            if out.try_reserve(text.byte_len().saturating_add(2)).is_err() {
                return Err(self.memory_error());
            }
            super::str::repr::quote(out, text.bytes());
            return Ok(());
        }
        if let Some(list) = v.downcast_exact::<List>() {
            let list = list.clone();
            return self.nested(out, |vm, out| vm.list_repr_into(&list, out));
        }
        if let Some(tuple) = v.downcast_exact::<Tuple>() {
            let tuple = tuple.clone();
            return self.nested(out, |vm, out| vm.tuple_repr_into(&tuple, out));
        }
        if let Some(dict) = v.downcast_exact::<Dict>() {
            let dict = dict.clone();
            return self.nested(out, |vm, out| vm.dict_repr_into(&dict, out));
        }
        if v.downcast_exact::<Set>().is_some() || v.downcast_exact::<FrozenSet>().is_some() {
            return self.nested(out, |vm, out| vm.set_repr_into(v, out));
        }
        let text = self.repr(v)?;
        self.append_bytes(out, text.bytes())
    }

    fn nested(&mut self, out: &mut Vec<u8>, write: impl FnOnce(&mut Vm, &mut Vec<u8>) -> PyResult<()>) -> PyResult<()> {
        self.with_native_depth(|vm| write(vm, out))
    }

    /// The text that `write` makes, as a str object.
    pub fn repr_with(&mut self, write: impl FnOnce(&mut Vm, &mut Vec<u8>) -> PyResult<()>) -> PyResult {
        let mut out = Vec::with_capacity(64);
        write(self, &mut out)?;
        self.new_str_wtf8(&out)
    }

    /// Appends the repr of a list, subclass instances included.
    pub fn list_repr_into(&mut self, list: &Ref<List>, out: &mut Vec<u8>) -> PyResult<()> {
        let v = list.to_value();
        if list.get(self).items.is_empty() {
            return self.append_bytes(out, b"[]");
        }
        if !self.repr_enter(&v) {
            return self.append_bytes(out, b"[...]");
        }
        out.push(b'[');
        let result = self.items_repr_into(list, out);
        self.repr_leave(&v);
        result?;
        self.append_bytes(out, b"]")
    }

    /// Appends the repr of a tuple, subclass instances included.
    pub fn tuple_repr_into(&mut self, tuple: &Ref<Tuple>, out: &mut Vec<u8>) -> PyResult<()> {
        let v = tuple.to_value();
        if tuple.is_empty() {
            return self.append_bytes(out, b"()");
        }
        if !self.repr_enter(&v) {
            return self.append_bytes(out, b"(...)");
        }
        out.push(b'(');
        let result = self.items_repr_into(tuple, out);
        self.repr_leave(&v);
        result?;
        self.append_bytes(out, if tuple.len() == 1 { b",)" } else { b")" })
    }

    /// The items, separated; they are read anew at each step.
    fn items_repr_into(&mut self, sequence: &impl Items, out: &mut Vec<u8>) -> PyResult<()> {
        let mut i = 0;
        while let Some(item) = sequence.items(self).get(i).cloned() {
            if i > 0 {
                self.append_bytes(out, b", ")?;
            }
            self.repr_into(&item, out)?;
            i += 1;
            self.poll()?;
        }
        Ok(())
    }

    /// Appends the repr of a dict, subclass instances included.
    pub fn dict_repr_into(&mut self, dict: &Ref<Dict>, out: &mut Vec<u8>) -> PyResult<()> {
        let v = dict.to_value();
        if dict.get(self).is_empty() {
            return self.append_bytes(out, b"{}");
        }
        if !self.repr_enter(&v) {
            return self.append_bytes(out, b"{...}");
        }
        let result = self.entries_repr_into(dict, out);
        self.repr_leave(&v);
        result
    }

    fn entries_repr_into(&mut self, dict: &Ref<Dict>, out: &mut Vec<u8>) -> PyResult<()> {
        out.push(b'{');
        let (mut at, mut first) = (0, true);
        while let Some((index, key, value)) =
            dict.get(self).next_from(at).map(|(i, e)| (i, e.key.clone(), e.value.clone()))
        {
            at = index + 1;
            if !first {
                self.append_bytes(out, b", ")?;
            }
            first = false;
            self.repr_into(&key, out)?;
            self.append_bytes(out, b": ")?;
            self.repr_into(&value, out)?;
            self.poll()?;
        }
        self.append_bytes(out, b"}")
    }

    /// Appends the repr of a set or frozenset, subclass instances included: `{1, 2}` only for exact sets.
    pub fn set_repr_into(&mut self, v: &Value, out: &mut Vec<u8>) -> PyResult<()> {
        let set = AnySet::required(self, v)?;
        let name = self.type_of(v).get(self).name.clone();
        if set.len(self) == 0 {
            self.append_bytes(out, name.bytes())?;
            return self.append_bytes(out, b"()");
        }
        if !self.repr_enter(v) {
            self.append_bytes(out, name.bytes())?;
            return self.append_bytes(out, b"(...)");
        }
        let result = if v.downcast_exact::<Set>().is_some() {
            self.keys_repr_into(&set, out)
        } else {
            out.extend_from_slice(name.bytes());
            out.push(b'(');
            self.keys_repr_into(&set, out)
        };
        self.repr_leave(v);
        result?;
        self.append_bytes(out, if v.downcast_exact::<Set>().is_some() { b"" } else { b")" })
    }

    fn keys_repr_into(&mut self, set: &AnySet, out: &mut Vec<u8>) -> PyResult<()> {
        out.push(b'{');
        for (i, key) in self.copy_keys(set)?.into_iter().enumerate() {
            if i > 0 {
                self.append_bytes(out, b", ")?;
            }
            self.repr_into(&key, out)?;
            self.poll()?;
        }
        self.append_bytes(out, b"}")
    }
}
