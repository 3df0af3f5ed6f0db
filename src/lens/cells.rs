//! `see cells f g …`: the cells that closures have, which of them are shared, and with whom.

use super::doc::*;
use super::graph::closure_cells;
use super::value::{Labels, brief};
use super::{Scope, expressions};
use crate::gc::{Ref, Value};
use crate::object::function::BoundMethod;
use crate::object::{Cell, Function, PyResult};
use crate::vm::Vm;

pub fn see(vm: &mut Vm, scope: &Scope, text: &str) -> PyResult<Doc> {
    let mut functions = Vec::new();
    for expression in expressions(text) {
        let value = scope.evaluate(vm, &expression)?;
        match function_of(vm, &value) {
            Some(f) => functions.push((expression, f)),
            None => {
                let ty = vm.type_name(&value);
                return Err(vm.type_error(format!("see cells: '{expression}' is no Python function but '{ty}'")));
            }
        }
    }
    let mut labels = Labels::default();
    // Who has a cell, by its number.
    let mut owners: Vec<Vec<String>> = Vec::new();
    for (name, f) in &functions {
        for (variable, cell) in closure_cells(vm, f) {
            let number = labels.number(&cell);
            if owners.len() < number {
                owners.push(Vec::new());
            }
            if let Some(list) = owners.get_mut(number - 1) {
                list.push(format!("{name}.{variable}"));
            }
        }
    }
    let mut doc = Doc::new("cells", "");
    let mut rows = Vec::new();
    for (name, f) in &functions {
        let qualname = f.get(vm).qualname.to_lossy().into_owned();
        let title = format!("{name} = {qualname}");
        let cells = closure_cells(vm, f);
        if cells.is_empty() {
            rows.push(row(Mark::None, [&title, "", "no cells: no variables of enclosing functions are used"]));
        }
        for (i, (variable, cell)) in cells.iter().enumerate() {
            let number = labels.number(cell);
            let contents = cell.downcast_exact::<Cell>().and_then(|c| c.get(vm).value.clone());
            let contents = match contents {
                Some(v) => brief(vm, &v),
                None => "empty (unbound)".to_owned(),
            };
            let others: Vec<String> = owners
                .get(number - 1)
                .map(|o| o.iter().filter(|w| **w != format!("{name}.{variable}")).cloned().collect())
                .unwrap_or_default();
            let shared =
                if others.is_empty() { "private".to_owned() } else { format!("shared with {}", others.join(", ")) };
            let left = if i == 0 { title.as_str() } else { "" };
            rows.push(row(Mark::None, [left, &format!("{variable} → cell #{number} → {contents}"), &shared]));
        }
    }
    doc.table(rows);
    let shared = owners.iter().any(|o| o.len() > 1);
    if shared {
        doc.note("A shared cell is one variable: what one function assigns, the others see.");
    }
    for (name, f) in &functions {
        if let Some(text) = bystanders(vm, name, f, &functions) {
            doc.note(text);
        }
    }
    Ok(doc)
}

/// The function behind a callable.
pub fn function_of(vm: &Vm, value: &Value) -> Option<Ref<Function>> {
    if let Some(method) = value.downcast_exact::<BoundMethod>() {
        return method.get(vm).func.downcast_exact::<Function>().cloned();
    }
    value.downcast_exact::<Function>().cloned()
}

/// Functions that were not asked about but have one of these cells.
fn bystanders(vm: &mut Vm, name: &str, f: &Ref<Function>, known: &[(String, Ref<Function>)]) -> Option<String> {
    let cells = closure_cells(vm, f);
    if cells.is_empty() {
        return None;
    }
    let mut others = 0;
    for object in live_functions(vm) {
        if known.iter().any(|(_, k)| k.ptr_eq(&object)) {
            continue;
        }
        let theirs = closure_cells(vm, &object);
        if theirs.iter().any(|(_, c)| cells.iter().any(|(_, mine)| mine.is(c))) {
            others += 1;
        }
    }
    match others {
        0 => None,
        1 => Some(format!("One more function uses cells of {name}.")),
        n => Some(format!("{n} more functions use cells of {name}.")),
    }
}

fn live_functions(vm: &mut Vm) -> Vec<Ref<Function>> {
    super::refs::live(vm, |v| v.downcast_exact::<Function>().is_some())
        .into_iter()
        .filter_map(|v| v.into_ref::<Function>().ok())
        .collect()
}
