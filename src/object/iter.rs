//! Payloads of the builtin iterators and of the dict views they come from. The first few are stepped by the VM without
//! a call.

use crate::gc::{Kind, Ref, Value};
use crate::object::{dict::Dict, list::List, str::Str, tuple::Tuple};
use crate::payload;

/// `list_iterator`; the list is let go at the end.
pub struct ListIter {
    pub list: Option<Ref<List>>,
    pub index: usize,
}

payload!(ListIter, Kind::ListIter, "list_iterator", tracked { list });

/// `tuple_iterator`
pub struct TupleIter {
    pub tuple: Option<Ref<Tuple>>,
    pub index: usize,
}

payload!(TupleIter, Kind::TupleIter, "tuple_iterator", tracked { tuple });

/// `range_iterator` over i64 values: `left` items from `next` on.
pub struct RangeIter {
    pub next: i64,
    pub step: i64,
    pub left: i64,
}

payload!(RangeIter, Kind::RangeIter, "range_iterator", untracked);

/// `str_iterator`: `at` is a byte offset.
pub struct StrIter {
    pub text: Option<Ref<Str>>,
    pub at: usize,
}

payload!(StrIter, Kind::StrIter, "str_iterator", tracked { text });

/// `iterator`: steps `__getitem__` from 0 until IndexError.
pub struct SeqIter {
    pub seq: Option<Value>,
    pub index: i64,
}

payload!(SeqIter, Kind::Other, "iterator", tracked { seq });

/// `callable_iterator`: `iter(callable, sentinel)`.
pub struct CallIter {
    pub callable: Option<Value>,
    pub sentinel: Value,
}

payload!(CallIter, Kind::Other, "callable_iterator", tracked { callable, sentinel });

/// `list_reverseiterator`: `index` is the next item's; the list is let go at the end.
pub struct ListReverseIter {
    pub list: Option<Ref<List>>,
    pub index: usize,
}

payload!(ListReverseIter, Kind::Other, "list_reverseiterator", tracked { list });

/// `longrange_iterator`: the bounds are ints of any size; `index` items of `length` are done.
pub struct LongRangeIter {
    pub start: num_bigint::BigInt,
    pub step: num_bigint::BigInt,
    pub length: num_bigint::BigInt,
    pub index: num_bigint::BigInt,
}

payload!(LongRangeIter, Kind::Other, "longrange_iterator", untracked);

/// What a dict iterator yields.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DictPart {
    Keys,
    Values,
    Items,
}

/// All six dict iterators. Going forwards `index` is the entry to look at next, going backwards the one behind it.
pub struct DictIter {
    pub dict: Option<Ref<Dict>>,
    pub part: DictPart,
    pub reverse: bool,
    pub index: usize,
    /// Length of the dict when the iterator was made; `usize::MAX` after "changed size" was raised.
    pub used: usize,
    /// Items not yet yielded.
    pub left: usize,
}

payload!(DictIter, Kind::DictIter, "dict_keyiterator", tracked { dict });

/// The view that `dict.keys()` gives.
pub struct DictKeys {
    pub dict: Ref<Dict>,
}

payload!(DictKeys, Kind::DictKeys, "dict_keys", tracked { dict });

/// The view that `dict.values()` gives.
pub struct DictValues {
    pub dict: Ref<Dict>,
}

payload!(DictValues, Kind::DictValues, "dict_values", tracked { dict });

/// The view that `dict.items()` gives.
pub struct DictItems {
    pub dict: Ref<Dict>,
}

payload!(DictItems, Kind::DictItems, "dict_items", tracked { dict });

/// `set_iterator`, of a set or frozenset: `index` is the slot to look at next.
pub struct SetIter {
    pub set: Option<Value>,
    pub index: usize,
    /// Size of the set when the iterator was made; `usize::MAX` after "changed size" was raised.
    pub used: usize,
    pub left: usize,
}

payload!(SetIter, Kind::SetIter, "set_iterator", tracked { set });

/// `enumerate`: the next number is an int, small as long as it fits.
pub struct Enumerate {
    pub iter: Value,
    pub count: Value,
}

payload!(Enumerate, Kind::Other, "enumerate", tracked { iter, count });

/// `zip`; no iterators are left once it is exhausted.
pub struct Zip {
    pub iters: Vec<Value>,
    pub strict: bool,
}

payload!(Zip, Kind::Other, "zip", tracked { iters });

/// `map`
pub struct Map {
    pub function: Value,
    pub iters: Vec<Value>,
    pub strict: bool,
}

payload!(Map, Kind::Other, "map", tracked { function, iters });

/// `filter`; the function is None for truth.
pub struct Filter {
    pub function: Value,
    pub iter: Value,
}

payload!(Filter, Kind::Other, "filter", tracked { function, iter });

/// `reversed` of a sequence without `__reversed__`: `index` is the next item's, negative at the end.
pub struct Reversed {
    pub seq: Option<Value>,
    pub index: i64,
}

payload!(Reversed, Kind::Other, "reversed", tracked { seq });
