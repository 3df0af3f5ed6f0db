//! Payloads of the iterators that the VM steps without a call.

use crate::gc::{Kind, Ref, Value};
use crate::object::{list::List, str::Str, tuple::Tuple};
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

payload!(StrIter, Kind::StrIter, "str_iterator", untracked);

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
