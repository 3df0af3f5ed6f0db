//! `see scope NAME [in f]`: where a name is found, place by place: local, enclosing, global, builtin.

use super::cells::function_of;
use super::doc::*;
use super::graph::closure_cells;
use super::value::brief;
use super::{Scope, expressions};
use crate::bytecode::{Code, code_flag};
use crate::gc::{Ref, Value};
use crate::object::{Cell, Dict, Function, PyResult, Str};
use crate::vm::Vm;

pub fn see(vm: &mut Vm, scope: &Scope, text: &str) -> PyResult<Doc> {
    let pieces = expressions(text);
    let (name, place) = match &pieces[..] {
        [name] => (name.clone(), None),
        [name, word, place] if word == "in" => (name.clone(), Some(place.clone())),
        _ => return Err(vm.value_error("see scope NAME, or see scope NAME in FUNCTION")),
    };
    if !name.chars().all(|c| c.is_alphanumeric() || c == '_') || name.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(vm.value_error(format!("see scope: {name:?} is no name")));
    }
    let place = match place {
        Some(text) => {
            let value = scope.evaluate(vm, &text)?;
            match function_of(vm, &value) {
                Some(f) => Place::Function(text, f),
                None => return Err(vm.type_error(format!("see scope: '{text}' is no Python function"))),
            }
        }
        None => Place::Here,
    };
    Ok(walk(vm, scope, &name, &place))
}

enum Place {
    Here,
    Function(String, Ref<Function>),
}

fn walk(vm: &mut Vm, scope: &Scope, name: &str, place: &Place) -> Doc {
    let (code, globals, locals, cells, title) = match place {
        Place::Function(text, f) => {
            let (code, globals) = (f.get(vm).code.clone(), f.get(vm).globals.clone());
            (Some(code), globals, None, closure_cells(vm, f), format!("{name}, in {text}()"))
        }
        Place::Here => match &scope.frame {
            Some(frame) => {
                let code = frame.get(vm).code.clone();
                let title = format!("{name}, in {}()", code.qualname.to_lossy());
                let cells = cells_of_frame(vm, scope);
                (Some(code), scope.globals.clone(), Some(scope.locals.clone()), cells, title)
            }
            None => (None, scope.globals.clone(), None, Vec::new(), format!("{name}, at module level")),
        },
    };
    let key = vm.intern(name);
    let mut rows = Vec::new();
    let mut found = false;
    let declared = code.as_ref().map(|c| declared_in(c, name));
    // L
    match (&code, declared) {
        (Some(code), Some(Declared::Local)) => {
            let value = locals.as_ref().and_then(|l| value_in(vm, l, &key));
            let text = match (value, &locals) {
                (Some(v), _) => format!("local variable = {}", brief(vm, &v)),
                (None, Some(_)) => "local variable, unbound: reading it raises UnboundLocalError".to_owned(),
                (None, None) if is_parameter(code, name) => "parameter: bound by each call".to_owned(),
                (None, None) => "local variable: it is assigned in the function".to_owned(),
            };
            rows.push(row(Mark::Used, ["L local", &text]));
            found = true;
        }
        (Some(_), _) => rows.push(row(Mark::Passed, ["L local", "no: the function never assigns it"])),
        (None, _) => rows.push(row(Mark::Passed, ["L local", "at module level the locals are the globals"])),
    }
    // E
    let cell = cells.iter().find(|(n, _)| n == name).map(|(_, c)| c.clone());
    if code.is_some() {
        match cell {
            Some(cell) => {
                let value = cell.downcast_exact::<Cell>().and_then(|c| c.get(vm).value.clone());
                let text = match value {
                    Some(v) => format!("cell of an enclosing function = {}", brief(vm, &v)),
                    None => "cell of an enclosing function, unbound".to_owned(),
                };
                let mark = if found { Mark::Unreached } else { Mark::Used };
                rows.push(row(mark, ["E enclosing", &text]));
                found = true;
            }
            None => {
                let mark = if found { Mark::Unreached } else { Mark::Passed };
                rows.push(row(mark, ["E enclosing", "no variable of an enclosing function"]));
            }
        }
    }
    // G and B
    let builtins = vm.builtins_of(&globals).unwrap_or_else(|_| vm.builtins.clone());
    for (label, dict) in [("G global", globals), ("B builtin", builtins)] {
        let value = dict.get(vm).get_str(&key).cloned();
        let mark = match (found, &value) {
            (true, _) => Mark::Unreached,
            (false, Some(_)) => Mark::Used,
            (false, None) => Mark::Passed,
        };
        let text = match (&value, found) {
            (Some(v), true) => format!("{name} = {} (hidden)", brief(vm, v)),
            (Some(v), false) => format!("{name} = {}", brief(vm, v)),
            (None, _) => "no".to_owned(),
        };
        found |= value.is_some();
        rows.push(row(mark, [label, &text]));
    }
    let mut doc = Doc::new("scope", title);
    doc.table(rows);
    if !found {
        doc.note("Found nowhere: NameError.");
    }
    match declared {
        Some(Declared::Local) => doc.note(format!(
            "An assignment anywhere in a function makes a name local in all of it (unless `global {name}` or \
             `nonlocal {name}` says otherwise)."
        )),
        Some(Declared::Free) => doc.note(format!("To assign it there, the function needs `nonlocal {name}`.")),
        _ => {}
    }
    doc
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Declared {
    Local,
    Free,
    Global,
}

fn declared_in(code: &Code, name: &str) -> Declared {
    let is = |n: &Ref<Str>| n.bytes() == name.as_bytes();
    if code.varnames.iter().any(is) || code.cellvars.iter().any(|(n, _)| is(n)) {
        return Declared::Local;
    }
    if code.freevars.iter().any(is) { Declared::Free } else { Declared::Global }
}

fn is_parameter(code: &Code, name: &str) -> bool {
    debug_assert!(code.flags & code_flag::OPTIMIZED != 0 || code.nparams == 0);
    code.varnames.iter().take(code.nparams as usize).any(|n| n.bytes() == name.as_bytes())
}

fn value_in(vm: &mut Vm, mapping: &Value, key: &Ref<Str>) -> Option<Value> {
    mapping.downcast::<Dict>().and_then(|d| d.get(vm).get_str(key).cloned())
}

/// The closure's cells of the frame that looks.
fn cells_of_frame(vm: &mut Vm, scope: &Scope) -> Vec<(String, Value)> {
    let Some(frame) = &scope.frame else { return Vec::new() };
    let (code, closure) = (frame.get(vm).code.clone(), frame.get(vm).closure.clone());
    let cells = closure.as_ref().and_then(|c| c.downcast::<crate::object::Tuple>()).map(|t| t.items().to_vec());
    code.freevars.iter().map(|n| n.to_lossy().into_owned()).zip(cells.unwrap_or_default()).collect()
}
