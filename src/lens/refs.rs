//! `see rc x`: how many references an object has, who holds them, and the cycle it is part of.

use super::doc::*;
use super::graph::{attributes, fields};
use super::value::{Labels, brief, class_name, is_atom};
use super::{Scope, expressions};
use crate::gc::{Ref, Value};
use crate::object::module::Module;
use crate::object::{Cell, Dict, Function, PyResult, Str};
use crate::stdlib::native::gc;
use crate::vm::Vm;

/// Tracked objects of the heap that are wanted.
pub fn live(vm: &Vm, wanted: impl FnMut(&Value) -> bool) -> Vec<Value> {
    gc::live_objects(vm, wanted)
}

pub fn see(vm: &mut Vm, scope: &Scope, text: &str) -> PyResult<Doc> {
    let mut doc = Doc::new("rc", "");
    for expression in expressions(text) {
        let value = scope.evaluate(vm, &expression)?;
        one(vm, scope, &expression, &value, &mut doc);
    }
    Ok(doc)
}

fn one(vm: &mut Vm, scope: &Scope, name: &str, value: &Value, doc: &mut Doc) {
    // Before the label, which holds a reference, too.
    let count = gc::reference_count(value);
    let mut labels = Labels::default();
    let title = format!("{name} = {} {}", labels.label(value), brief(vm, value));
    let Some(count) = count else {
        doc.heading(title);
        doc.note(match value.is_heap() {
            true => "immortal: it is never counted and never freed",
            false => "a value without a count: it lives in the reference itself",
        });
        return;
    };
    // The lens itself holds one, and so does a snapshot of a function's variables.
    let snapshot = scope.frame.is_some().then(|| scope.locals.clone());
    let mut own = 1;
    let mut known: Vec<String> = Vec::new();
    // The heap's order says nothing: labels shall be the same in every run.
    let mut referrers: Vec<(String, Value)> = Vec::new();
    for holder in gc::referrers(vm, value) {
        let places = fields(vm, &holder).0.into_iter().filter(|(_, v)| v.is(value)).map(|(l, _)| l);
        let key = format!("{} {}", class_name(vm, &holder), places.collect::<Vec<_>>().join(" "));
        referrers.push((key, holder));
    }
    referrers.sort_by(|a, b| a.0.cmp(&b.0));
    for (_, holder) in referrers {
        if snapshot.as_ref().is_some_and(|s| s.is(&holder)) {
            own += entries_of(vm, &holder, value).len() as u32;
            continue;
        }
        known.extend(holders(vm, scope, &holder, value, &mut labels));
    }
    known.extend(locals(vm, value));
    let count = count.saturating_sub(own);
    let plural = if count == 1 { "" } else { "s" };
    doc.heading(format!("{title}   {count} reference{plural}"));
    known.sort_by_key(|k| !k.starts_with("global"));
    let told = known.len() as u32;
    let mut rows: Vec<Row> = known.iter().map(|k| row(Mark::None, ["◀", k])).collect();
    if count > told {
        let rest = count - told;
        let text = format!("{rest} more: temporary values, or variables of running code");
        rows.push(row(Mark::None, ["◀", &text]));
    }
    doc.table(rows);
    if value.header().is_some()
        && vm.type_of(value).get(vm).core.weakrefable.get()
        && let Some(n) = weak_references(vm, value)
        && n > 0
    {
        doc.note(format!("{n} weak reference{} (not counted)", if n == 1 { "" } else { "s" }));
    }
    match cycle(vm, value, &mut labels) {
        Some(way) => doc.note(format!("cycle: {way}: counting alone never frees it, the collector does")),
        None if count == 1 => doc.note("no cycle: it is freed as soon as its last reference goes"),
        None => doc.note("no cycle through it"),
    }
}

fn weak_references(vm: &mut Vm, value: &Value) -> Option<i64> {
    let module = vm.import_module("weakref").ok()?;
    let count = vm.call_method_str(&module, "getweakrefcount", std::slice::from_ref(value)).ok()?;
    vm.int_value(&count)
}

/// The keys under which a dict holds a value.
fn entries_of(vm: &mut Vm, dict: &Value, value: &Value) -> Vec<String> {
    let Some(dict) = dict.downcast::<Dict>() else { return Vec::new() };
    let keys: Vec<Value> = dict.get(vm).iter().filter(|e| e.value.is(value)).map(|e| e.key.clone()).collect();
    keys.iter()
        .map(|k| match k.downcast_exact::<Str>() {
            Some(s) => s.to_lossy().into_owned(),
            None => brief(vm, k),
        })
        .collect()
}

/// How one object holds a value, in words; more than one text if it does so several times.
fn holders(vm: &mut Vm, scope: &Scope, holder: &Value, value: &Value, labels: &mut Labels) -> Vec<String> {
    if let Some(dict) = holder.downcast::<Dict>() {
        let keys = entries_of(vm, holder, value);
        if dict.ptr_eq(&scope.globals) {
            return keys.iter().map(|k| format!("global `{k}`")).collect();
        }
        if dict.ptr_eq(&vm.builtins) {
            return keys.iter().map(|k| format!("builtins.{k}")).collect();
        }
        if let Some(module) = module_of(vm, dict) {
            return keys.iter().map(|k| format!("{module}.{k}")).collect();
        }
    }
    if holder.downcast_exact::<Cell>().is_some() {
        return vec![format!("a variable of a closure (cell {})", labels.label(holder))];
    }
    if holder.downcast_exact::<Function>().is_some() {
        return vec![format!("{} (a default value or an attribute)", brief(vm, holder))];
    }
    let label = format!("{} {}", labels.label(holder), class_name(vm, holder));
    let (mut children, _) = fields(vm, holder);
    if children.len() >= 16 {
        children.extend(attributes(vm, holder).into_iter().map(|(n, v)| (format!(".{n}"), v)));
    }
    let mut out: Vec<String> =
        children.iter().filter(|(_, v)| v.is(value)).map(|(field, _)| format!("{label} at {}", field.trim())).collect();
    out.dedup();
    if out.is_empty() {
        out.push(label);
    }
    out
}

/// The module whose namespace a dict is.
fn module_of(vm: &mut Vm, dict: &Ref<Dict>) -> Option<String> {
    let modules: Vec<(Value, Value)> = vm.modules.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
    for (name, module) in modules {
        if module.downcast::<Module>().is_some_and(|m| m.get(vm).dict.ptr_eq(dict)) {
            return name.downcast_exact::<Str>().map(|n| n.to_lossy().into_owned());
        }
    }
    None
}

/// Variables of running functions that hold a value.
fn locals(vm: &mut Vm, value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    for depth in 0..100 {
        let Ok(Some(frame)) = vm.frame_at(depth) else { break };
        if frame.get(vm).namespace.is_some() {
            continue;
        }
        let name = frame.get(vm).code.qualname.to_lossy().into_owned();
        if let Ok(locals) = vm.frame_locals(&frame) {
            out.extend(entries_of(vm, &locals, value).into_iter().map(|k| format!("local `{k}` of {name}()")));
        }
    }
    out
}

/// The shortest way from an object back to itself.
fn cycle(vm: &mut Vm, value: &Value, labels: &mut Labels) -> Option<String> {
    const MOST: usize = 2000;
    let start = labels.label(value);
    let mut ways: Vec<(Value, String)> = vec![(value.clone(), start.clone())];
    let mut at = 0;
    while let Some((object, way)) = ways.get(at).cloned() {
        at += 1;
        for (label, child) in fields(vm, &object).0 {
            if child.is(value) {
                return Some(format!("{way}{label} → {start}"));
            }
            if ways.len() < MOST && !is_atom(vm, &child) && !ways.iter().any(|(v, _)| v.is(&child)) {
                let next = format!("{way}{label} → {}", labels.label(&child));
                ways.push((child, next));
            }
        }
    }
    None
}
