//! Stand-in.
use crate::gc::Value;
use crate::object::{PyResult, Bytes};
use crate::vm::Vm;
pub fn init(_vm: &mut Vm) -> PyResult<()> { Ok(()) }
pub fn buffer_copy(_vm: &mut Vm, v: &Value) -> Option<Vec<u8>> { v.downcast::<Bytes>().map(|b| b.data.to_vec()) }
pub fn is_bytes_or_bytearray(v: &Value) -> bool { v.downcast::<Bytes>().is_some() }
pub fn bytes_for_percent(vm: &mut Vm, _v: &Value) -> PyResult<Vec<u8>> { Err(vm.not_implemented_error("bytes")) }
pub fn byte_for_percent(vm: &mut Vm, _v: &Value) -> PyResult<Vec<u8>> { Err(vm.not_implemented_error("bytes")) }
