//! `Trace`: the one declaration a payload type makes of the references it holds.
//!
//! From it come both the collector's traversal and the breaking of cycles, so the two cannot disagree.

use super::header::Header;
use super::object::{Payload, Ref};
use super::value::Value;
use indexmap::IndexMap;

/// Called with the header of each heap object that is referred to.
pub type Visitor<'a> = dyn FnMut(*mut Header) + 'a;

/// Something that may hold references.
pub trait Trace {
    /// Visits each reference once.
    fn trace(&self, visit: &mut Visitor<'_>);
    /// Moves every reference that may close a cycle into `out`, leaving a valid, empty state.
    fn take(&mut self, out: &mut Vec<Value>);
}

impl Trace for Value {
    fn trace(&self, visit: &mut Visitor<'_>) {
        if let Some(header) = self.header() {
            visit(header);
        }
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        out.push(std::mem::take(self));
    }
}

impl<T: Payload> Trace for Ref<T> {
    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(self.header_ptr());
    }
    /// A bare `Ref` cannot be emptied; a type that may close a cycle only through one holds an `Option`.
    fn take(&mut self, _out: &mut Vec<Value>) {}
}

impl<T: Payload> Trace for Option<Ref<T>> {
    fn trace(&self, visit: &mut Visitor<'_>) {
        if let Some(r) = self {
            r.trace(visit);
        }
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        out.extend(Option::take(self).map(Ref::into_value));
    }
}

impl Trace for Option<Value> {
    fn trace(&self, visit: &mut Visitor<'_>) {
        if let Some(v) = self {
            v.trace(visit);
        }
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        out.extend(Option::take(self));
    }
}

impl<T: Trace> Trace for Vec<T> {
    fn trace(&self, visit: &mut Visitor<'_>) {
        for item in self {
            item.trace(visit);
        }
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        for item in self.iter_mut() {
            item.take(out);
        }
        self.clear();
    }
}

impl<T: Trace> Trace for std::collections::VecDeque<T> {
    fn trace(&self, visit: &mut Visitor<'_>) {
        for item in self {
            item.trace(visit);
        }
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        for item in self.iter_mut() {
            item.take(out);
        }
        self.clear();
    }
}

impl Trace for Option<Vec<Value>> {
    fn trace(&self, visit: &mut Visitor<'_>) {
        for item in self.iter().flatten() {
            item.trace(visit);
        }
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        out.extend(Option::take(self).into_iter().flatten());
    }
}

impl<T: Trace> Trace for Box<[T]> {
    fn trace(&self, visit: &mut Visitor<'_>) {
        for item in self.iter() {
            item.trace(visit);
        }
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        for item in self.iter_mut() {
            item.take(out);
        }
    }
}

impl<T: Trace, U: Trace> Trace for (T, U) {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.0.trace(visit);
        self.1.trace(visit);
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        self.0.take(out);
        self.1.take(out);
    }
}

impl<K: Trace + std::hash::Hash + Eq, V: Trace, S> Trace for IndexMap<K, V, S> {
    fn trace(&self, visit: &mut Visitor<'_>) {
        for (k, v) in self {
            k.trace(visit);
            v.trace(visit);
        }
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        for v in self.values_mut() {
            v.take(out);
        }
    }
}

macro_rules! no_references {
    ($($t:ty),*) => {$(
        impl Trace for $t {
            fn trace(&self, _visit: &mut Visitor<'_>) {}
            fn take(&mut self, _out: &mut Vec<Value>) {}
        }
    )*};
}
no_references!((), bool, u8, u32, i64, u64, usize, f64, String, Box<str>);

/// Declares a payload type: its kind and the fields that hold references. Types without any, or
/// only to things that can never lead back (strings), are `untracked`.
///
/// ```ignore
/// payload!(Property, Kind::Property, "property", tracked { getter, setter, deleter, doc });
/// payload!(Range, Kind::Range, "range", untracked);
/// ```
#[macro_export]
macro_rules! payload {
    ($t:ty, $kind:expr, $name:literal, tracked { $($field:ident),* $(,)? }) => {
        impl $crate::gc::Trace for $t {
            #[allow(unused_variables)]
            fn trace(&self, visit: &mut $crate::gc::Visitor<'_>) { $($crate::gc::Trace::trace(&self.$field, visit);)* }
            #[allow(unused_variables)]
            fn take(&mut self, out: &mut Vec<$crate::gc::Value>) { $($crate::gc::Trace::take(&mut self.$field, out);)* }
        }
        impl $crate::gc::Payload for $t {
            const KIND: $crate::gc::Kind = $kind;
            const NAME: &'static str = $name;
            const TRACKED: bool = true;
        }
    };
    ($t:ty, $kind:expr, $name:literal, untracked) => {
        impl $crate::gc::Trace for $t {
            fn trace(&self, _visit: &mut $crate::gc::Visitor<'_>) {}
            fn take(&mut self, _out: &mut Vec<$crate::gc::Value>) {}
        }
        impl $crate::gc::Payload for $t {
            const KIND: $crate::gc::Kind = $kind;
            const NAME: &'static str = $name;
            const TRACKED: bool = false;
        }
    };
}
