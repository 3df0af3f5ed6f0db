//! `typing.Union`: `int | str`.

use crate::gc::Value;
use crate::object::slots::PyResult;
use crate::vm::Vm;

/// `|` of classes and unions.
pub fn union_or(_vm: &mut Vm, _a: &Value, _b: &Value) -> PyResult {
    Ok(Value::NOT_IMPLEMENTED)
}
