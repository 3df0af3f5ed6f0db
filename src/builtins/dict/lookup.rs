//! Dict lookups by any key, and the operations built on them.
//!
//! Keys that can be compared at a glance take no call. Otherwise the candidates are compared one by one outside of any
//! borrow; afterwards the entry must still be there, or the lookup starts again.

use crate::builtins::sequence::quick_equals;
use crate::gc::{Ref, Value};
use crate::object::dict::Step;
use crate::object::hash::hash_int;
use crate::object::slots::PyResult;
use crate::object::{Dict, Raised, Str};
use crate::vm::Vm;

impl Vm {
    /// The hash of a key; an unhashable one raises "cannot use 'list' as a dict key (…)".
    #[inline]
    pub fn hash_key(&mut self, key: &Value) -> PyResult<i64> {
        match self.hash(key) {
            Ok(h) => Ok(h),
            Err(raised) => Err(self.unhashable(key, raised, "a dict key")),
        }
    }

    /// Says what an unhashable object was wanted for.
    #[cold]
    pub fn unhashable(&mut self, key: &Value, raised: Raised, wanted: &str) -> Raised {
        let error = Value::from_ref(&raised.0);
        if !self.type_of(&error).ptr_eq(&self.exc.TypeError) {
            return raised;
        }
        let reason = match self.to_str(&error) {
            Ok(text) => text.to_lossy().into_owned(),
            Err(other) => return other,
        };
        let ty = self.message_type_name(key);
        self.type_error(format!("cannot use '{ty}' as {wanted} ({reason})"))
    }

    /// The entry of a key whose hash is known.
    pub fn dict_find(&mut self, dict: &Ref<Dict>, key: &Value, hash: i64) -> PyResult<Option<usize>> {
        if let Some(text) = key.downcast_exact::<Str>() {
            if let Ok(found) = dict.get(self).find_str(text) {
                return Ok(found);
            }
        } else if let Some(i) = key.as_small()
            && let Ok(found) = dict.get(self).find_int(i, hash)
        {
            return Ok(found);
        }
        self.dict_find_slow(dict, key, hash)
    }

    fn dict_find_slow(&mut self, dict: &Ref<Dict>, key: &Value, hash: i64) -> PyResult<Option<usize>> {
        'restart: loop {
            let generation = dict.get(self).generation();
            let mut probe = dict.get(self).probe(hash);
            loop {
                let index = match dict.get(self).step(&mut probe, hash, |k| quick_equals(k, key)) {
                    Step::Absent => return Ok(None),
                    Step::Found(index) => return Ok(Some(index)),
                    Step::Undecided(index) => index,
                };
                let Some(candidate) = dict.get(self).entry(index).map(|e| e.key.clone()) else { continue };
                let equal = self.equals(&candidate, key)?;
                self.poll()?;
                let d = dict.get(self);
                if d.generation() != generation || !d.entry(index).is_some_and(|e| e.key.is(&candidate)) {
                    continue 'restart;
                }
                if equal {
                    return Ok(Some(index));
                }
            }
        }
    }

    /// Hash and entry of a key of the commonest types, if that can be told without running Python code.
    #[inline]
    pub fn dict_place(&self, dict: &Ref<Dict>, key: &Value) -> Option<(i64, Option<usize>)> {
        if let Some(text) = key.downcast_exact::<Str>() {
            return dict.get(self).find_str(text).ok().map(|found| (text.hash(), found));
        }
        let i = key.as_small()?;
        let hash = hash_int(i);
        dict.get(self).find_int(i, hash).ok().map(|found| (hash, found))
    }

    /// Hash and entry of a key.
    #[inline]
    pub fn dict_locate(&mut self, dict: &Ref<Dict>, key: &Value) -> PyResult<(i64, Option<usize>)> {
        if let Some(place) = self.dict_place(dict, key) {
            return Ok(place);
        }
        let hash = self.hash_key(key)?;
        Ok((hash, self.dict_find_slow(dict, key, hash)?))
    }

    /// The value under a key.
    #[inline]
    pub fn dict_get(&mut self, dict: &Ref<Dict>, key: &Value) -> PyResult<Option<Value>> {
        let (_, found) = self.dict_locate(dict, key)?;
        Ok(found.and_then(|i| dict.get(self).entry(i)).map(|e| e.value.clone()))
    }

    /// `dict[key] = value`
    #[inline]
    pub fn dict_set(&mut self, dict: &Ref<Dict>, key: &Value, value: Value) -> PyResult<()> {
        let (hash, found) = self.dict_locate(dict, key)?;
        self.dict_store(dict, key, hash, found, value)
    }

    /// Sets a key whose hash is known.
    pub fn dict_set_hashed(&mut self, dict: &Ref<Dict>, key: &Value, hash: i64, value: Value) -> PyResult<()> {
        let found = self.dict_find(dict, key, hash)?;
        self.dict_store(dict, key, hash, found, value)
    }

    /// Stores a value where a lookup that has just ended found its place.
    #[inline]
    pub fn dict_store(
        &mut self,
        dict: &Ref<Dict>,
        key: &Value,
        hash: i64,
        found: Option<usize>,
        value: Value,
    ) -> PyResult<()> {
        let d = dict.get_mut(self);
        match found.and_then(|i| d.entry_mut(i)) {
            Some(entry) => {
                let old = std::mem::replace(&mut entry.value, value);
                drop(old);
            }
            None => {
                if !d.make_room(key) {
                    return Err(self.memory_error());
                }
                dict.get_mut(self).insert_new(hash, key.clone(), value);
            }
        }
        Ok(())
    }

    /// Removes a key; its value, if it was there.
    pub fn dict_remove(&mut self, dict: &Ref<Dict>, key: &Value) -> PyResult<Option<Value>> {
        let (_, found) = self.dict_locate(dict, key)?;
        let entry = found.and_then(|i| dict.get_mut(self).remove_at(i));
        Ok(entry.map(|e| e.value))
    }

    /// Removes a key; false if it was not there.
    pub fn dict_delete(&mut self, dict: &Ref<Dict>, key: &Value) -> PyResult<bool> {
        Ok(self.dict_remove(dict, key)?.is_some())
    }

    /// `key in dict`
    #[inline]
    pub fn dict_contains(&mut self, dict: &Ref<Dict>, key: &Value) -> PyResult<bool> {
        Ok(self.dict_locate(dict, key)?.1.is_some())
    }

    /// The value under a key, after setting it to `default` if there was none.
    pub fn dict_setdefault(&mut self, dict: &Ref<Dict>, key: &Value, default: Value) -> PyResult {
        let (hash, found) = self.dict_locate(dict, key)?;
        if let Some(entry) = found.and_then(|i| dict.get(self).entry(i)) {
            return Ok(entry.value.clone());
        }
        self.dict_store(dict, key, hash, None, default.clone())?;
        Ok(default)
    }

    /// A copy of a dict or of an instance of a subclass, as a plain dict. A subclass with an iteration of its own is asked
    /// through its `keys()`.
    pub fn dict_copy_of(&mut self, v: &Value) -> PyResult<Ref<Dict>> {
        match self.plain_dict(v) {
            Some(dict) => self.dict_copy(&dict),
            None => {
                let copy = self.new_dict();
                self.dict_update(&copy, v)?;
                Ok(copy)
            }
        }
    }

    /// A copy of a dict's entries, as a plain dict.
    pub fn dict_copy(&mut self, dict: &Ref<Dict>) -> PyResult<Ref<Dict>> {
        let copy = self.duplicate_dict(dict)?;
        self.alloc(&self.types.dict, copy)
    }

    /// A copy of a dict's contents.
    pub fn duplicate_dict(&self, dict: &Ref<Dict>) -> PyResult<Dict> {
        let mut result = Ok(());
        let copy = dict.get(self).duplicate_while(|| {
            result = self.check_interrupt();
            result.is_ok()
        });
        result?;
        copy.ok_or_else(|| self.memory_error())
    }
}
