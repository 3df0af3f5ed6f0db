//! `see gen g`: where a generator stands, its variables, and whom it delegates to.

use super::doc::*;
use super::value::{brief, brief_in};
use super::{Scope, expressions};
use crate::gc::{Ref, Value};
use crate::object::generator::{GenState, Generator};
use crate::object::{Dict, PyResult};
use crate::vm::Vm;

pub fn see(vm: &mut Vm, scope: &Scope, text: &str) -> PyResult<Doc> {
    let mut doc = Doc::new("gen", "");
    for expression in expressions(text) {
        let value = scope.evaluate(vm, &expression)?;
        let Some(g) = value.downcast::<Generator>().cloned() else {
            let ty = vm.type_name(&value);
            return Err(vm.type_error(format!("see gen: '{expression}' is no generator but '{ty}'")));
        };
        one(vm, &expression, &g, &mut doc)?;
    }
    Ok(doc)
}

fn one(vm: &mut Vm, title: &str, g: &Ref<Generator>, doc: &mut Doc) -> PyResult<()> {
    let mut label = title.to_owned();
    let mut next = Some(g.clone());
    let mut depth = 0;
    while let Some(g) = next.take() {
        depth += 1;
        let (state, code) = (g.get(vm).state, g.get(vm).code.clone());
        let name = g.get(vm).qualname.to_lossy().into_owned();
        let at = code.location_at(g.get(vm).pc.saturating_sub(1));
        let line = if state == GenState::Created { code.first_line } else { at.line };
        let source = vm.code_source(&code).map(|s| s.line_text(line).to_owned()).unwrap_or_default();
        let head = format!("{label} = {} {name}", super::value::class_name(vm, &g.to_value()));
        doc.heading(head);
        let word = match state {
            GenState::Created => "CREATED",
            GenState::Suspended => "SUSPENDED",
            GenState::Running => "RUNNING",
            GenState::Closed => "CLOSED",
        };
        let mut rows = Vec::new();
        let place = match state {
            GenState::Created => format!("before its first line ({})", code.first_line),
            GenState::Closed => "it will not run again: next() raises StopIteration".to_owned(),
            _ => format!("line {line}: {}", source.trim()),
        };
        rows.push(row(Mark::None, [word, &place]));
        if state != GenState::Closed {
            let locals = locals(vm, &g)?;
            if !locals.is_empty() {
                rows.push(row(Mark::None, ["variables", &locals.join("  ")]));
            }
        }
        let delegate = vm.delegate_of(&g);
        match (&delegate, state) {
            (Some(other), _) => {
                let text = format!("yield from {}", brief(vm, other));
                rows.push(row(Mark::None, ["delegates", &text]));
            }
            (None, GenState::Suspended) => {
                rows.push(row(Mark::None, ["next()", &format!("goes on behind the yield of line {line}")]));
            }
            (None, GenState::Created) => rows.push(row(Mark::None, ["next()", "starts it; send() needs None first"])),
            _ => {}
        }
        doc.table(rows);
        if depth < 20
            && let Some(inner) = delegate.and_then(|d| d.into_ref::<Generator>().ok())
        {
            label = format!("{label}'s delegate");
            next = Some(inner);
        }
    }
    Ok(())
}

fn locals(vm: &mut Vm, g: &Ref<Generator>) -> PyResult<Vec<String>> {
    let Some(frame) = vm.generator_frame(g)? else { return Ok(Vec::new()) };
    let locals = vm.frame_locals(&frame)?;
    let Some(dict) = locals.downcast::<Dict>() else { return Ok(Vec::new()) };
    let entries: Vec<(Value, Value)> = dict.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
    let mut out = Vec::new();
    for (name, value) in entries {
        let name = vm.to_str(&name)?.to_lossy().into_owned();
        out.push(format!("{name}={}", brief_in(vm, &value, 24)));
    }
    Ok(out)
}
