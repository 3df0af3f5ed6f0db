//! join, concatenation, and the joining of f-string parts.

use super::this;
use crate::gc::{Ref, Value};
use crate::native::{TypeBuilder, arg};
use crate::object::slots::PyResult;
use crate::object::str::Totals;
use crate::object::{List, Raised, Str, Tuple};
use crate::vm::Vm;

pub fn methods(b: TypeBuilder<'_>) -> TypeBuilder<'_> {
    b.method("join(self, iterable, /)", str_join, "Concatenate any number of strings.\n\nThe string whose method is called is inserted in between each given string.\nThe result is returned as a new string.\n\nExample: '.'.join(['ab', 'pq', 'rs']) -> 'ab.pq.rs'")
}

fn str_join(vm: &mut Vm, args: &[Value]) -> PyResult {
    let sep = this(vm, args)?;
    let iterable = arg(args, 1);
    if let Some(list) = iterable.downcast_exact::<List>() {
        return vm.join_values(sep, &list.get(vm).items);
    }
    if let Some(tuple) = iterable.downcast_exact::<Tuple>() {
        return vm.join_values(sep, tuple.items());
    }
    let items = vm.collect_or(iterable, "can only join an iterable")?;
    vm.join_values(sep, &items)
}

/// Texts with a separator between them.
struct Joined<'a> {
    items: std::slice::Iter<'a, Value>,
    sep: &'a Str,
    /// The text that follows the separator just given.
    held: Option<&'a Str>,
    begun: bool,
}

impl<'a> Iterator for Joined<'a> {
    type Item = &'a Str;

    #[inline]
    fn next(&mut self) -> Option<&'a Str> {
        if let Some(text) = self.held.take() {
            return Some(text);
        }
        let text: &'a Str = self.items.next()?.downcast::<Str>()?;
        if !std::mem::replace(&mut self.begun, true) {
            return Some(text);
        }
        self.held = Some(text);
        Some(self.sep)
    }
}

impl Vm {
    /// All items of an iterable; TypeError with this text if it is none.
    pub fn collect_or(&mut self, iterable: &Value, message: &str) -> PyResult<Vec<Value>> {
        let slots = &self.type_of(iterable).get(self).slots;
        if slots.iter.is_none() && slots.getitem.is_none() {
            return Err(self.type_error(message));
        }
        self.collect(iterable)
    }

    /// `sep.join(items)`; TypeError if one is not text.
    pub fn join_values(&self, sep: &Ref<Str>, items: &[Value]) -> PyResult {
        if let [only] = items
            && only.downcast_exact::<Str>().is_some()
        {
            return Ok(only.clone());
        }
        let mut totals = Totals::default();
        for (i, item) in items.iter().enumerate() {
            self.check_step(i)?;
            let Some(text) = item.downcast::<Str>() else {
                let ty = self.type_name(item);
                return Err(self.type_error(format!("sequence item {i}: expected str instance, {ty} found")));
            };
            if i > 0 {
                totals.add(sep);
            }
            totals.add(text);
        }
        if sep.byte_len() == 0 {
            return self.new_str_joined(&totals, items.iter().filter_map(|v| v.downcast::<Str>()).map(|t| &**t));
        }
        self.new_str_joined(&totals, Joined { items: items.iter(), sep, held: None, begun: false })
    }

    /// Joins the parts of an f-string (exact str objects) with one allocation.
    pub fn build_string(&self, parts: &[Value]) -> PyResult {
        if let [only] = parts {
            return Ok(only.clone());
        }
        self.new_str_concat(parts.iter().filter_map(|v| v.downcast::<Str>()).map(|t| &**t))
    }

    /// `a + b` for a str `a`.
    pub fn str_concat(&self, a: &Value, b: &Value) -> PyResult {
        let Some(x) = a.downcast::<Str>() else { return Ok(Value::NOT_IMPLEMENTED) };
        let Some(y) = b.downcast::<Str>() else {
            let ty = self.type_name(b);
            return Err(self.type_error(format!("can only concatenate str (not \"{ty}\") to str")));
        };
        // Only the shared empty text is skipped; that of a subclass makes a copy.
        if x.ptr_eq(&self.empty_str) {
            return self.exact_str(y);
        }
        if y.ptr_eq(&self.empty_str) {
            return self.exact_str(x);
        }
        self.new_str_concat([&**x, &**y].into_iter())
    }

    /// `a += b` for exact strs, where the caller gives up its reference to `a`: when that was the only one, the text is
    /// extended in place, with room for more, so that a loop of additions takes linear time. Without memory `a` comes
    /// back with the exception.
    pub fn str_append_in_place(&self, a: Ref<Str>, b: &Ref<Str>) -> Result<Value, (Value, Raised)> {
        if a.byte_len() == 0 {
            return Ok(b.to_value());
        }
        if b.byte_len() == 0 {
            return Ok(a.into_value());
        }
        match Str::append(&self.heap, a, b) {
            Ok(text) => Ok(text.into_value()),
            Err(a) => Err((a.into_value(), self.memory_error())),
        }
    }
}
