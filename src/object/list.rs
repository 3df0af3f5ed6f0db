//! The payload of `list`: a vector of values. Methods are in `builtins/list`.

use crate::gc::{Kind, Value};
use crate::payload;

#[derive(Default)]
pub struct List {
    pub items: Vec<Value>,
}

payload!(List, Kind::List, "list", tracked { items });

impl Drop for List {
    fn drop(&mut self) {
        drop_last_first(std::mem::take(&mut self.items));
    }
}

/// Lets go of the items of a list in CPython's order, which finalisers show.
pub fn drop_last_first(items: Vec<Value>) {
    items.into_iter().rev().for_each(drop);
}
