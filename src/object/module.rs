//! The payload of modules.

use crate::gc::{Kind, Ref};
use crate::object::dict::Dict;
use crate::payload;

pub struct Module {
    pub dict: Ref<Dict>,
}

payload!(Module, Kind::Module, "module", tracked { dict });
