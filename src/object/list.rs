//! The payload of `list`: a vector of values. Methods are in `builtins/list`.

use crate::gc::{Kind, Value};
use crate::payload;

#[derive(Default)]
pub struct List {
    pub items: Vec<Value>,
}

payload!(List, Kind::List, "list", tracked { items });
