//! The payload of exceptions, and `Raised`, the error half of every result.

use crate::gc::{Kind, Ref, Value};
use crate::object::traceback::Traceback;
use crate::payload;

/// Any instance of `BaseException`.
pub struct Exception {
    pub args: Value,
    pub traceback: Option<Ref<Traceback>>,
    pub cause: Option<Value>,
    pub context: Option<Value>,
    pub suppress_context: bool,
    /// What particular exceptions keep beside their arguments (`StopIteration.value`, `OSError.errno` ...), by an
    /// index that `builtins/exceptions` assigns; `None` is an unset attribute.
    pub fields: Vec<Option<Value>>,
}

payload!(Exception, Kind::Exception, "BaseException", tracked { args, traceback, cause, context, fields });

/// A Python exception on its way to a handler.
#[derive(Debug)]
#[must_use]
pub struct Raised(pub Ref<Exception>);

const _: () = assert!(size_of::<Result<Value, Raised>>() == 16);
