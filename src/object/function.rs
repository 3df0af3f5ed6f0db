//! Payloads of Python functions, cells and bound methods.

use crate::bytecode::Code;
use crate::gc::{Kind, Ref, Trace, Value, Visitor};
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
    pub notes: Option<Box<Notes>>,
}

/// What few functions have.
#[derive(Default)]
pub struct Notes {
    pub annotations: Option<Value>,
    pub annotate: Option<Value>,
    pub type_params: Option<Value>,
}

impl Function {
    /// The notes, to be changed.
    pub fn notes_mut(&mut self) -> &mut Notes {
        self.notes.get_or_insert_default()
    }

    pub fn annotations(&self) -> Option<&Value> {
        self.notes.as_ref()?.annotations.as_ref()
    }

    pub fn annotate(&self) -> Option<&Value> {
        self.notes.as_ref()?.annotate.as_ref()
    }

    pub fn type_params(&self) -> Option<&Value> {
        self.notes.as_ref()?.type_params.as_ref()
    }
}

impl Trace for Option<Box<Notes>> {
    fn trace(&self, visit: &mut Visitor<'_>) {
        if let Some(notes) = self {
            notes.annotations.trace(visit);
            notes.annotate.trace(visit);
            notes.type_params.trace(visit);
        }
    }
    fn take(&mut self, out: &mut Vec<Value>) {
        if let Some(notes) = Option::take(self) {
            out.extend([notes.annotations, notes.annotate, notes.type_params].into_iter().flatten());
        }
    }
}

payload!(
    Function,
    Kind::Function,
    "function",
    tracked { code, globals, builtins, module, doc, defaults, kwdefaults, closure, notes }
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
