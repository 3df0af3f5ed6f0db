//! Payloads of Python functions, cells and bound methods.

use crate::bytecode::Code;
use crate::gc::{Kind, Ref, Value};
use crate::object::{dict::Dict, str::Str, tuple::Tuple};
use crate::payload;

/// `types.FunctionType`.
pub struct Function {
    pub code: Ref<Code>,
    pub globals: Ref<Dict>,
    /// The dict of the builtins module found in `globals` when the function was made.
    pub builtins: Ref<Dict>,
    pub name: Ref<Str>,
    pub qualname: Ref<Str>,
    pub module: Value,
    pub doc: Value,
    pub defaults: Option<Ref<Tuple>>,
    pub kwdefaults: Option<Ref<Dict>>,
    /// The cells of the free variables, in the code's order.
    pub closure: Option<Ref<Tuple>>,
    pub annotations: Option<Value>,
    pub annotate: Option<Value>,
    pub type_params: Option<Value>,
}

payload!(
    Function,
    Kind::Function,
    "function",
    tracked { code, globals, builtins, module, doc, defaults, kwdefaults, closure, annotations, annotate, type_params }
);

/// A variable shared between scopes; empty while unbound.
pub struct Cell {
    pub value: Option<Value>,
}

payload!(Cell, Kind::Cell, "cell", tracked { value });

/// `types.MethodType`: a callable with its first argument.
pub struct BoundMethod {
    pub func: Value,
    pub this: Value,
}

payload!(BoundMethod, Kind::BoundMethod, "method", tracked { func, this });
