//! Object payloads: what each builtin kind of object contains, as plain data. Nothing here runs Python code;
//! behaviour is in `protocol/` (through slots) and `builtins/` (one file a type).

pub mod descriptor;
pub mod dict;
pub mod exception;
pub mod function;
pub mod generator;
pub mod hash;
pub mod iter;
pub mod list;
pub mod memory;
pub mod module;
pub mod native;
pub mod number;
pub mod registry;
pub mod sequence;
pub mod set;
pub mod shape;
pub mod slots;
pub mod str;
pub mod traceback;
pub mod tuple;
pub mod ty;

pub use crate::gc::{Kind, Raw, Ref, Value};
pub use dict::Dict;
pub use exception::{Exception, Raised};
pub use function::{BoundMethod, Cell, Function};
pub use list::List;
pub use memory::{ByteArray, MemoryView};
pub use native::{NativeDef, NativeFn, NativeFunction};
pub use number::{BigInt, Complex, Float};
pub use sequence::{Bytes, Range, Slice};
pub use set::Set;
pub use slots::{Args, BinaryOp, CompareOp, PyResult};
pub use str::Str;
pub use tuple::Tuple;
pub use ty::{Name, Type};
