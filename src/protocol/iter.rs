//! Iteration.

use crate::gc::Value;
use crate::object::Raised;
use crate::object::generator::Generator;
use crate::object::iter::{ListIter, RangeIter, SeqIter, TupleIter};
use crate::object::slots::PyResult;
use crate::vm::Vm;
use crate::vm::guard::STEPS;

impl Vm {
    /// `iter(obj)`: `__iter__`, else `__getitem__` from 0 on.
    pub fn iter(&mut self, obj: &Value) -> PyResult {
        let slots = &self.type_of(obj).get(self).slots;
        if let Some(f) = slots.iter {
            let iter = f(self, obj)?;
            if self.type_of(&iter).get(self).slots.iternext.is_none() {
                let ty = self.type_name(&iter);
                return Err(self.type_error(format!("iter() returned non-iterator of type '{ty}'")));
            }
            return Ok(iter);
        }
        // Mappings of ours always have `iter`; any other `__getitem__` is taken for a sequence's.
        if slots.getitem.is_some() {
            let payload = SeqIter { seq: Some(obj.clone()), index: 0 };
            return Ok(self.alloc(&self.types.iterator, payload)?.into_value());
        }
        let ty = self.type_name(obj);
        Err(self.type_error(format!("'{ty}' object is not iterable")))
    }

    /// `next(iter)`, with `None` at the end. The slot itself may also end with StopIteration, which carries a value.
    #[inline]
    pub fn next(&mut self, iter: &Value) -> PyResult<Option<Value>> {
        if let Some(it) = iter.downcast_exact::<ListIter>() {
            let state = it.get(self);
            if let Some(list) = &state.list
                && let Some(item) = list.get(self).items.get(state.index).cloned()
            {
                it.get_mut(self).index += 1;
                return Ok(Some(item));
            }
        } else if let Some(it) = iter.downcast_exact::<RangeIter>()
            && it.get(self).left > 0
        {
            let range = it.get_mut(self);
            let i = range.next;
            range.left -= 1;
            range.next = i.wrapping_add(range.step);
            return Ok(Some(self.int(i)));
        } else if let Some(it) = iter.downcast_exact::<TupleIter>() {
            let state = it.get(self);
            if let Some(tuple) = &state.tuple
                && let Some(item) = tuple.items().get(state.index).cloned()
            {
                it.get_mut(self).index += 1;
                return Ok(Some(item));
            }
        } else if let Some(generator) = iter.downcast_exact::<Generator>() {
            return match self.step_generator(generator) {
                Err(raised) => self.stop_iteration_to_none(raised),
                stepped => stepped,
            };
        }
        self.next_by_slot(iter)
    }

    fn next_by_slot(&mut self, iter: &Value) -> PyResult<Option<Value>> {
        match self.type_of(iter).get(self).slots.iternext {
            Some(f) => {
                self.check_native_depth()?;
                match f(self, iter) {
                    Ok(Some(item)) => Ok(Some(item.settled())),
                    Ok(None) => Ok(None),
                    Err(raised) => self.stop_iteration_to_none(raised),
                }
            }
            None => {
                let ty = self.type_name(iter);
                Err(self.type_error(format!("'{ty}' object is not an iterator")))
            }
        }
    }

    /// StopIteration becomes the end; other exceptions pass.
    pub fn stop_iteration_to_none(&mut self, raised: Raised) -> PyResult<Option<Value>> {
        if self.raised_is(&raised, |e| &e.StopIteration) { Ok(None) } else { Err(raised) }
    }

    /// Calls `f` with each item; polls for interrupts.
    pub fn for_each(&mut self, iterable: &Value, mut f: impl FnMut(&mut Vm, Value) -> PyResult<()>) -> PyResult<()> {
        let iter = self.iter(iterable)?;
        while let Some(item) = self.next(&iter)? {
            f(self, item)?;
            self.poll()?;
        }
        Ok(())
    }

    /// All items of an iterable.
    pub fn collect(&mut self, iterable: &Value) -> PyResult<Vec<Value>> {
        if let Some(items) = self.plain_items(iterable)? {
            return Ok(items);
        }
        let mut items = Vec::new();
        let iter = self.iter(iterable)?;
        let hint = self.length_hint(iterable, 0)?;
        self.refuse_impossible(hint)?;
        // A hint caps nothing and promises nothing: reserve a little, grow as items come.
        if items.try_reserve(hint.min(1 << 16)).is_err() {
            return Err(self.memory_error());
        }
        while let Some(item) = self.next(&iter)? {
            if items.len() == items.capacity() && items.try_reserve(items.len().max(8)).is_err() {
                return Err(self.memory_error());
            }
            items.push(item);
            self.poll()?;
        }
        Ok(items)
    }

    /// MemoryError for a number of items that fits in no address space: CPython's reservation fails at once, too.
    pub fn refuse_impossible(&self, hint: usize) -> PyResult<()> {
        if hint > (1 << 47) / size_of::<Value>() { Err(self.memory_error()) } else { Ok(()) }
    }

    /// Clones values into a new vector; MemoryError if there is no room.
    pub fn copy_items(&self, items: &[Value]) -> PyResult<Vec<Value>> {
        let mut copy = Vec::new();
        if copy.try_reserve_exact(items.len()).is_err() {
            return Err(self.memory_error());
        }
        self.append_copies(&mut copy, items)?;
        Ok(copy)
    }

    /// Appends clones of values, looking for a Ctrl-C now and then. The caller made room for them.
    #[inline]
    pub fn append_copies(&self, to: &mut Vec<Value>, items: &[Value]) -> PyResult<()> {
        for piece in items.chunks(STEPS) {
            self.check_interrupt()?;
            to.extend_from_slice(piece);
        }
        Ok(())
    }
}
