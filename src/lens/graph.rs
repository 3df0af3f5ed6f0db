//! `see graph a b …`: which objects names lead to, and which of them are shared. Two names are compared: one object,
//! a shallow copy, or nothing in common.

use super::doc::*;
use super::value::{brief, class_name, is_atom};
use super::{Scope, expressions};
use crate::gc::{Kind, Ref, Value};
use crate::object::function::BoundMethod;
use crate::object::generator::Generator;
use crate::object::set::FrozenSet;
use crate::object::{Cell, Dict, Function, List, PyResult, Set, Tuple};
use crate::vm::Vm;

/// Objects and fields that are told.
const MOST_OBJECTS: usize = 60;
const MOST_FIELDS: usize = 16;

pub fn see(vm: &mut Vm, scope: &Scope, text: &str) -> PyResult<Doc> {
    let mut roots = Vec::new();
    for expression in expressions(text) {
        let value = scope.evaluate(vm, &expression)?;
        roots.push((expression, value));
    }
    Ok(of_values(vm, &roots))
}

/// The graph of named values.
pub fn of_values(vm: &mut Vm, roots: &[(String, Value)]) -> Doc {
    let mut walk = Walk::default();
    let mut graph = Graph::default();
    for (name, value) in roots {
        let target = walk.target(vm, value, None);
        graph.names.push((name.clone(), target));
    }
    walk.run(vm);
    graph.objects = walk.objects;
    let mut doc = Doc::new("graph", "");
    doc.parts.push(Part::Graph(graph));
    for pair in roots.windows(2) {
        if let [a, b] = pair
            && let Some(verdict) = compare(vm, a, b)
        {
            doc.note(verdict);
        }
    }
    if let Some(text) = cycles(&doc) {
        doc.note(text);
    }
    if walk.dropped > 0 {
        doc.note(format!("… {} more objects", walk.dropped));
    }
    doc
}

#[derive(Default)]
struct Walk {
    found: Vec<Value>,
    objects: Vec<Object>,
    dropped: usize,
}

impl Walk {
    /// What a reference is told as; a new object gets the next number.
    fn target(&mut self, vm: &mut Vm, value: &Value, from: Option<String>) -> Target {
        if is_atom(vm, value) {
            return Target::Inline(brief(vm, value));
        }
        let at = match self.found.iter().position(|v| v.is(value)) {
            Some(at) => at,
            None if self.found.len() >= MOST_OBJECTS => {
                self.dropped += 1;
                return Target::Inline(brief(vm, value));
            }
            None => {
                self.found.push(value.clone());
                let kind = class_name(vm, value);
                let number = self.found.len();
                self.objects.push(Object { number, kind, fields: Vec::new(), more: 0, from: Vec::new() });
                number - 1
            }
        };
        if let (Some(from), Some(object)) = (from, self.objects.get_mut(at)) {
            object.from.push(from);
        }
        Target::Object(at + 1)
    }

    /// Follows references in breadth, so that numbers follow the distance from the names.
    fn run(&mut self, vm: &mut Vm) {
        let mut at = 0;
        while let Some(value) = self.found.get(at).cloned() {
            let (fields, more) = fields(vm, &value);
            let mut told = Vec::new();
            for (label, value) in fields {
                let from = format!("#{}{label}", at + 1);
                let target = self.target(vm, &value, Some(from));
                told.push((label, target));
            }
            if let Some(object) = self.objects.get_mut(at) {
                object.fields = told;
                object.more = more;
            }
            at += 1;
        }
    }
}

/// The references of an object with their labels, and how many are not told.
pub fn fields(vm: &mut Vm, value: &Value) -> (Vec<(String, Value)>, usize) {
    let mut out: Vec<(String, Value)> = Vec::new();
    let mut total = 0;
    let index = |i: usize, v: &Value| (format!("[{i}]"), v.clone());
    if let Some(list) = value.downcast::<List>() {
        let items = &list.get(vm).items;
        total += items.len();
        out.extend(items.iter().take(MOST_FIELDS).enumerate().map(|(i, v)| index(i, v)));
    } else if let Some(tuple) = value.downcast::<Tuple>() {
        total += tuple.len();
        out.extend(tuple.items().iter().take(MOST_FIELDS).enumerate().map(|(i, v)| index(i, v)));
    } else if let Some(dict) = value.downcast::<Dict>() {
        let entries: Vec<(Value, Value)> =
            dict.get(vm).iter().take(MOST_FIELDS).map(|e| (e.key.clone(), e.value.clone())).collect();
        total += dict.get(vm).len();
        for (key, v) in entries {
            out.push((format!("[{}]", brief(vm, &key)), v));
        }
    } else if let Some(items) = set_items(vm, value) {
        total += items.len();
        out.extend(items.into_iter().take(MOST_FIELDS).map(|v| ("[·]".to_owned(), v)));
    } else if let Some(method) = value.downcast_exact::<BoundMethod>() {
        let m = method.get(vm);
        out.push((".__self__".into(), m.this.clone()));
        out.push((".__func__".into(), m.func.clone()));
        total += 2;
    } else if let Some(cell) = value.downcast_exact::<Cell>() {
        out.extend(cell.get(vm).value.clone().map(|v| (".cell_contents".to_owned(), v)));
        total += out.len();
    } else if let Some(function) = value.downcast_exact::<Function>() {
        out.extend(closure_cells(vm, function).into_iter().map(|(name, cell)| (format!(" cell {name}"), cell)));
        total += out.len();
    } else if value.downcast::<Generator>().is_some()
        && let Ok(frame) = vm.getattr_str(value, "gi_frame")
        && let Some(frame) = frame.downcast::<crate::object::traceback::Frame>().cloned()
        && let Ok(locals) = vm.frame_locals(&frame)
        && let Some(dict) = locals.downcast::<Dict>()
    {
        let entries: Vec<(Value, Value)> = dict.get(vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
        total += entries.len();
        for (key, v) in entries {
            let name = vm.to_str(&key).map(|n| n.to_lossy().into_owned()).unwrap_or_default();
            out.push((format!(" {name}"), v));
        }
    }
    if matches!(value.tag(), t if t == Kind::Module.tag()) {
        return (Vec::new(), 0);
    }
    for (name, v) in attributes(vm, value) {
        total += 1;
        if out.len() < MOST_FIELDS {
            out.push((format!(".{name}"), v));
        }
    }
    let more = total.saturating_sub(out.len());
    (out, more)
}

fn set_items(vm: &Vm, value: &Value) -> Option<Vec<Value>> {
    if let Some(set) = value.downcast::<Set>() {
        return Some(set.get(vm).table.iter().cloned().collect());
    }
    value.downcast::<FrozenSet>().map(|s| s.get(vm).table.iter().cloned().collect())
}

/// Instance attributes and `__slots__`, by name.
pub fn attributes(vm: &mut Vm, value: &Value) -> Vec<(String, Value)> {
    if value.downcast::<crate::object::Type>().is_some() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (name, v) in vm.instance_items(value) {
        let name = vm.to_str(&name).map(|n| n.to_lossy().into_owned()).unwrap_or_default();
        out.push((name, v));
    }
    let mro = vm.type_of(value).get(vm).mro.clone();
    for class in mro.iter().rev() {
        if !class.get(vm).core.is_heap_type {
            continue;
        }
        let members: Vec<_> = class
            .get(vm)
            .dict
            .iter()
            .filter_map(|(n, m)| {
                m.downcast_exact::<crate::object::native::Member>().map(|m| (n.0.clone(), m.get(vm).offset))
            })
            .collect();
        for (name, offset) in members {
            if offset > 0
                && let Some(v) = vm.slot_value(value, offset)
            {
                out.push((name.to_lossy().into_owned(), v));
            }
        }
    }
    out
}

/// The cells of a function's closure with their names.
pub fn closure_cells(vm: &Vm, function: &Ref<Function>) -> Vec<(String, Value)> {
    let f = function.get(vm);
    let Some(closure) = &f.closure else { return Vec::new() };
    f.code.freevars.iter().zip(closure.items()).map(|(n, c)| (n.to_lossy().into_owned(), c.clone())).collect()
}

/// The mutable objects that can be reached from a value, itself included.
fn reachable(vm: &mut Vm, value: &Value) -> Vec<Value> {
    let mut found: Vec<Value> = vec![value.clone()];
    let mut at = 0;
    while let Some(v) = found.get(at).cloned() {
        at += 1;
        if found.len() > MOST_OBJECTS * 4 {
            break;
        }
        for (_, child) in fields(vm, &v).0 {
            if !is_atom(vm, &child) && !found.iter().any(|f| f.is(&child)) {
                found.push(child);
            }
        }
    }
    found
}

/// A sentence about two names.
fn compare(vm: &mut Vm, a: &(String, Value), b: &(String, Value)) -> Option<String> {
    let ((a, x), (b, y)) = (a, b);
    if is_atom(vm, x) || is_atom(vm, y) {
        return None;
    }
    if x.is(y) {
        return Some(format!("{a} and {b} are one object."));
    }
    let theirs = reachable(vm, y);
    let shared = reachable(vm, x).into_iter().filter(|v| theirs.iter().any(|t| t.is(v))).count();
    Some(match shared {
        0 => format!("{a} and {b} share nothing: a change of one is never seen in the other."),
        _ if theirs.iter().any(|t| t.is(x)) => format!("{b} refers to {a}."),
        n if !vm.type_of(x).ptr_eq(vm.type_of(y)) => {
            let plural = if n == 1 { "" } else { "s" };
            format!("{a} and {b} have {n} object{plural} in common.")
        }
        1 => format!("{a} and {b} are two objects that share one (a shallow copy shares what it contains)."),
        n => format!("{a} and {b} are two objects that share {n} (a shallow copy shares what it contains)."),
    })
}

/// Names the first cycle, if there is one.
fn cycles(doc: &Doc) -> Option<String> {
    let graph = doc.parts.iter().find_map(|p| if let Part::Graph(g) = p { Some(g) } else { None })?;
    let next = |n: usize| -> Vec<(usize, &str)> {
        let object = n.checked_sub(1).and_then(|i| graph.objects.get(i));
        let fields = object.map(|o| o.fields.as_slice()).unwrap_or(&[]);
        fields
            .iter()
            .filter_map(|(l, t)| if let Target::Object(n) = t { Some((*n, l.as_str())) } else { None })
            .collect()
    };
    for start in 1..=graph.objects.len() {
        // Breadth first from each object back to itself: the shortest cycle through it.
        let mut ways: Vec<(usize, String)> = vec![(start, format!("#{start}"))];
        let mut seen = vec![start];
        let mut at = 0;
        while let Some((n, way)) = ways.get(at).cloned() {
            at += 1;
            for (to, label) in next(n) {
                if to == start {
                    return Some(format!("Cycle: {way}{label} → #{start}"));
                }
                if !seen.contains(&to) {
                    seen.push(to);
                    ways.push((to, format!("{way}{label} → #{to}")));
                }
            }
        }
    }
    None
}
