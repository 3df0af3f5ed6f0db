//! Filling dicts from mappings, from iterables of pairs and from keyword arguments.

use crate::gc::{Ref, Value};
use crate::object::slots::{Args, PyResult};
use crate::object::{Dict, List, Raised, Tuple};
use crate::vm::Vm;

impl Vm {
    /// `dict.update(other)`: a dict, a mapping with `keys()`, or an iterable of pairs.
    pub fn dict_update(&mut self, dict: &Ref<Dict>, other: &Value) -> PyResult<()> {
        if let Some(source) = self.plain_dict(other) {
            return self.dict_merge(dict, &source);
        }
        let keys = self.names.keys.clone();
        match self.getattr_opt(other, &keys)? {
            Some(_) => self.dict_merge_mapping(dict, other),
            None => self.dict_update_pairs(dict, other),
        }
    }

    /// The dict behind an object whose iteration is dict's own.
    pub fn plain_dict(&self, v: &Value) -> Option<Ref<Dict>> {
        let dict = v.downcast::<Dict>()?;
        let iter = self.type_of(v).get(self).slots.iter;
        let own = v.downcast_exact::<Dict>().is_some()
            || iter.is_some_and(|f| std::ptr::fn_addr_eq(f, super::dict_iter as crate::object::slots::UnaryFn));
        own.then(|| dict.clone())
    }

    /// Adds all entries of another dict.
    pub fn dict_merge(&mut self, dict: &Ref<Dict>, source: &Ref<Dict>) -> PyResult<()> {
        if dict.ptr_eq(source) || source.get(self).is_empty() {
            return Ok(());
        }
        if dict.get(self).is_empty() && source.get(self).is_dense() {
            let copy = self.duplicate_dict(source)?;
            let old = dict.get_mut(self).replace_contents(copy);
            drop(old);
            return Ok(());
        }
        let more = source.get(self).len();
        if !dict.get_mut(self).make_room_for(more) {
            return Err(self.memory_error());
        }
        let mut at = 0;
        let generation = source.get(self).generation();
        let len = source.get(self).len();
        while let Some((index, key, hash, value)) =
            source.get(self).next_from(at).map(|(i, e)| (i, e.key.clone(), e.hash, e.value.clone()))
        {
            at = index + 1;
            self.dict_set_hashed(dict, &key, hash, value)?;
            let s = source.get(self);
            if s.generation() != generation || s.len() != len {
                return Err(self.runtime_error("dict mutated during update"));
            }
            self.poll()?;
        }
        Ok(())
    }

    /// Adds `other[key]` for each key of `other.keys()`.
    fn dict_merge_mapping(&mut self, dict: &Ref<Dict>, other: &Value) -> PyResult<()> {
        let keys = self.mapping_keys(other)?;
        for key in keys {
            let value = self.getitem(other, &key)?;
            self.dict_set(dict, &key, value)?;
        }
        Ok(())
    }

    /// The keys of a mapping, through its `keys()`.
    pub fn mapping_keys(&mut self, mapping: &Value) -> PyResult<Vec<Value>> {
        let name = self.names.keys.clone();
        let keys = self.call_method(mapping, &name, &[])?;
        let slots = &self.type_of(&keys).get(self).slots;
        if slots.iter.is_none() && slots.getitem.is_none() {
            let (t, k) = (self.type_name(mapping), self.type_name(&keys));
            return Err(self.type_error(format!("{t}.keys() returned a non-iterable (type {k})")));
        }
        self.collect(&keys)
    }

    fn dict_update_pairs(&mut self, dict: &Ref<Dict>, pairs: &Value) -> PyResult<()> {
        let iter = self.iter(pairs)?;
        let mut n = 0;
        while let Some(pair) = self.next(&iter)? {
            let (key, value) = self.pair_of(&pair, n)?;
            self.dict_set(dict, &key, value)?;
            n += 1;
            self.poll()?;
        }
        Ok(())
    }

    fn pair_of(&mut self, pair: &Value, n: usize) -> PyResult<(Value, Value)> {
        let items = match (pair.downcast_exact::<Tuple>(), pair.downcast_exact::<List>()) {
            (Some(tuple), _) => tuple.items(),
            (None, Some(list)) => list.get(self).items.as_slice(),
            (None, None) => {
                let items = self.collect(pair).map_err(|raised| self.pair_error(pair, raised, n))?;
                let len = items.len();
                return match <[Value; 2]>::try_from(items) {
                    Ok([key, value]) => Ok((key, value)),
                    Err(_) => Err(self.pair_length_error(n, len)),
                };
            }
        };
        match items {
            [key, value] => Ok((key.clone(), value.clone())),
            other => Err(self.pair_length_error(n, other.len())),
        }
    }

    fn pair_length_error(&self, n: usize, len: usize) -> Raised {
        self.value_error(format!("dictionary update sequence element #{n} has length {len}; 2 is required"))
    }

    /// An element that is no sequence: the error says which by a note.
    fn pair_error(&mut self, pair: &Value, raised: Raised, n: usize) -> Raised {
        if !self.raised_is(&raised, |e| &e.TypeError) {
            return raised;
        }
        let slots = &self.type_of(pair).get(self).slots;
        let raised = if slots.iter.is_none() && slots.getitem.is_none() {
            self.type_error("object is not iterable")
        } else {
            raised
        };
        let note = self.str(&format!("Cannot convert dictionary update sequence element #{n} to a sequence"));
        let error = Value::from_ref(&raised.0);
        match self.call_method_str(&error, "add_note", &[note]) {
            Ok(_) => raised,
            Err(other) => other,
        }
    }

    /// Adds keyword arguments.
    pub fn dict_update_keywords(&mut self, dict: &Ref<Dict>, args: Args<'_>) -> PyResult<()> {
        for (name, value) in args.keywords() {
            self.dict_set(dict, name, value.clone())?;
        }
        Ok(())
    }

    /// Adds a mapping's entries for a call's `**mapping`. Gives the first key that was there already, if any; then
    /// the dict is as far as it got.
    pub fn dict_merge_unique(&mut self, dict: &Ref<Dict>, mapping: &Value) -> PyResult<Option<Value>> {
        if let Some(source) = self.plain_dict(mapping) {
            if dict.get(self).slots() == 0 {
                self.dict_merge(dict, &source)?;
                return Ok(None);
            }
            let mut at = 0;
            while let Some((index, key, hash, value)) =
                source.get(self).next_from(at).map(|(i, e)| (i, e.key.clone(), e.hash, e.value.clone()))
            {
                at = index + 1;
                let found = self.dict_find(dict, &key, hash)?;
                if found.is_some() {
                    return Ok(Some(key));
                }
                self.dict_store(dict, &key, hash, None, value)?;
            }
            return Ok(None);
        }
        for key in self.mapping_keys(mapping)? {
            if self.dict_contains(dict, &key)? {
                return Ok(Some(key));
            }
            let value = self.getitem(mapping, &key)?;
            self.dict_set(dict, &key, value)?;
        }
        Ok(None)
    }
}
