//! `types.CellType`: the box of a variable shared between scopes.

use crate::gc::{Ref, Value};
use crate::native::TypeBuilder;
use crate::object::slots::{Args, CompareOp, PyResult};
use crate::object::{Cell, Type};
use crate::protocol::hash_not_implemented;
use crate::vm::Vm;

pub fn init(vm: &mut Vm) -> PyResult<()> {
    let ty = vm.types.cell.clone();
    TypeBuilder::new(vm, &ty)
        .doc("A variable shared between scopes.")
        .signature("(contents=<unrepresentable>, /)")
        .slots(|s| {
            s.new = Some(cell_new);
            s.repr = Some(cell_repr);
            s.compare = Some(cell_compare);
            s.hash = Some(hash_not_implemented);
        })
        .getset("cell_contents", cell_contents, Some(cell_set_contents), "")
        .ready();
    Ok(())
}

fn cell_new(vm: &mut Vm, _class: &Ref<Type>, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("cell() takes no keyword arguments"));
    }
    match args.pos() {
        [] => Ok(vm.new_cell(None)?.into_value()),
        [value] => Ok(vm.new_cell(Some(value.clone()))?.into_value()),
        other => Err(vm.type_error(format!("cell expected at most 1 argument, got {}", other.len()))),
    }
}

fn cell_repr(vm: &mut Vm, this: &Value) -> PyResult {
    let id = this.id();
    let text = match &vm.payload::<Cell>(this)?.get(vm).value {
        None => format!("<cell at {id:#x}: empty>"),
        Some(value) => {
            let ty = vm.type_of(value).clone();
            format!("<cell at {id:#x}: {} object at {:#x}>", vm.dotted_type_name(&ty), value.id())
        }
    };
    vm.new_str(&text)
}

/// By contents; an empty cell is less than any other.
fn cell_compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (a.downcast::<Cell>(), b.downcast::<Cell>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    match (a.get(vm).value.clone(), b.get(vm).value.clone()) {
        (Some(a), Some(b)) => vm.compare(&a, &b, op),
        (a, b) => Ok(Value::bool(op.accepts(a.is_some().cmp(&b.is_some())))),
    }
}

fn cell_contents(vm: &mut Vm, this: &Value) -> PyResult {
    match vm.payload::<Cell>(this)?.get(vm).value.clone() {
        Some(value) => Ok(value),
        None => Err(vm.value_error("Cell is empty")),
    }
}

fn cell_set_contents(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let cell = vm.payload::<Cell>(this)?;
    let old = std::mem::replace(&mut cell.get_mut(vm).value, value.cloned());
    drop(old);
    Ok(())
}
