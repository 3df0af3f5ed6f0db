//! `see lookup o.x`: each step of an attribute access, with what is found and what is used. `o.x = v` and `del o.x` show the
//! steps of setting and deleting; only `o` is evaluated, nothing is set, and no property runs.

use super::Scope;
use super::doc::*;
use super::value::{brief, class_name};
use crate::gc::{Ref, Value};
use crate::object::descriptor::Property;
use crate::object::{PyResult, Str, Type};
use crate::source::SourceFile;
use crate::syntax::ast::{ExprKind, StmtKind};
use crate::syntax::{self, Mode, ParseOptions};
use crate::vm::Vm;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Get,
    Set,
    Delete,
}

pub fn see(vm: &mut Vm, scope: &Scope, text: &str) -> PyResult<Doc> {
    let Some((object, name, access)) = parse(text) else {
        return Err(vm.value_error("see lookup o.x, o.x = value, or del o.x"));
    };
    let value = scope.evaluate(vm, &object)?;
    let key = vm.intern(&name);
    let mut doc = Doc::new("lookup", text.trim());
    let rows = match (access, value.downcast::<Type>()) {
        (Access::Get, Some(class)) => get_of_class(vm, &object, &value, &class.clone(), &key),
        (Access::Get, None) => get(vm, &object, &value, &key),
        _ => change(vm, &object, &value, &key, access),
    };
    doc.table(rows);
    Ok(doc)
}

/// Object expression, attribute, kind of access.
fn parse(text: &str) -> Option<(String, String, Access)> {
    let source = SourceFile::new("<see>", format!("{}\n", text.trim()));
    let module = syntax::parse(&source, Mode::File, ParseOptions { no_warnings: true }).ok()?;
    let (target, access) = match module.body.as_slice() {
        [stmt] => match &stmt.kind {
            StmtKind::Expr { value } => (&**value, Access::Get),
            StmtKind::Assign { targets, .. } => (targets.first()?, Access::Set),
            StmtKind::Delete { targets } => (targets.first()?, Access::Delete),
            _ => return None,
        },
        _ => return None,
    };
    match &target.kind {
        ExprKind::Attribute { value, attr, .. } => {
            Some((source.slice(value.span).to_owned(), module.interner.resolve(attr.name).to_owned(), access))
        }
        _ => None,
    }
}

/// Builds rows, numbered; after the one that is used the others are not reached.
#[derive(Default)]
struct Steps {
    rows: Vec<Row>,
    done: bool,
}

impl Steps {
    fn add(&mut self, used: bool, place: &str, text: &str) {
        let mark = match (self.done, used) {
            (true, _) => Mark::Unreached,
            (false, true) => Mark::Used,
            (false, false) => Mark::Passed,
        };
        self.done |= used;
        let text =
            if mark == Mark::Unreached && !text.is_empty() { format!("{text} (not reached)") } else { text.to_owned() };
        let number = (self.rows.len() + 1).to_string();
        self.rows.push(row(mark, [&number, place, &text]));
    }
}

/// Whether a class attribute has `__get__`, and `__set__` or `__delete__`.
fn descriptor(vm: &Vm, found: &Value) -> (bool, bool) {
    let slots = &vm.type_of(found).get(vm).slots;
    (slots.descr_get.is_some(), slots.descr_set.is_some())
}

fn own_hook(vm: &mut Vm, class: &Ref<Type>, name: &str) -> Option<String> {
    let key = vm.intern(name);
    let (owner, _) = vm.lookup_where(class, &key)?;
    (owner.get(vm).core.is_heap_type).then(|| owner.get(vm).name.to_lossy().into_owned())
}

fn get(vm: &mut Vm, object: &str, value: &Value, name: &Ref<Str>) -> Vec<Row> {
    let class = vm.type_of(value).clone();
    let attr = name.to_lossy().into_owned();
    let mut steps = Steps::default();
    if let Some(owner) = own_hook(vm, &class, "__getattribute__") {
        steps.add(true, &format!("{owner}.__getattribute__"), "is asked instead of the usual steps");
        let rest = "only if it calls super().__getattribute__";
        steps.add(false, "the usual steps", rest);
        return steps.rows;
    }
    let found = vm.lookup_where(&class, name);
    let place = format!("type({object}).__mro__");
    match &found {
        Some((owner, attribute)) => {
            let (reads, writes) = descriptor(vm, attribute);
            let where_ = format!("{}.__dict__['{attr}']", owner.get(vm).name.to_lossy());
            let what = brief(vm, attribute);
            let kind = class_name(vm, attribute);
            match (reads, writes) {
                (true, true) => {
                    let text = format!("{where_} is a data descriptor ({what}): {kind}.__get__ gives the value");
                    steps.add(true, &place, &text);
                }
                (true, false) => {
                    steps.add(false, &place, &format!("{where_} = {what}: no data descriptor, it waits"));
                }
                (false, _) => steps.add(false, &place, &format!("{where_} = {what}: no descriptor, it waits")),
            }
        }
        None => steps.add(false, &place, &format!("no class has '{attr}'")),
    }
    let instance = vm.instance_get(value, name);
    let place = format!("{object}.__dict__");
    match &instance {
        Some(v) => {
            let text = format!("['{attr}'] = {}", brief(vm, v));
            let text = if steps.done { format!("{text}, shadowed") } else { text };
            steps.add(true, &place, &text);
        }
        None if class.get(vm).core.has_dict.get() => steps.add(false, &place, &format!("has no '{attr}'")),
        None => steps.add(false, &place, "there is none"),
    }
    match &found {
        Some((owner, attribute)) => {
            let (reads, writes) = descriptor(vm, attribute);
            let where_ = format!("{}.__dict__['{attr}']", owner.get(vm).name.to_lossy());
            let text = match (reads, writes) {
                (true, true) => "see 1".to_owned(),
                (true, false) => format!("{where_}: {}.__get__ binds it", class_name(vm, attribute)),
                (false, _) => format!("{where_} as it is"),
            };
            steps.add(!(reads && writes), "class attribute", &text);
        }
        None => steps.add(false, "class attribute", "none"),
    }
    getattr_row(vm, &class, &mut steps, &attr);
    steps.rows
}

fn getattr_row(vm: &mut Vm, class: &Ref<Type>, steps: &mut Steps, attr: &str) {
    match own_hook(vm, class, "__getattr__") {
        Some(owner) => steps.add(true, "__getattr__", &format!("{owner}.__getattr__('{attr}') is called")),
        None => {
            steps.add(false, "__getattr__", "not defined");
            if !steps.done {
                steps.add(true, "AttributeError", &format!("no '{attr}' anywhere"));
            }
        }
    }
}

/// `C.x`: the metaclass takes the part of the class, and the class's own MRO that of the instance dict.
fn get_of_class(vm: &mut Vm, object: &str, value: &Value, class: &Ref<Type>, name: &Ref<Str>) -> Vec<Row> {
    let meta = vm.type_of(value).clone();
    let attr = name.to_lossy().into_owned();
    let mut steps = Steps::default();
    if let Some(owner) = own_hook(vm, &meta, "__getattribute__") {
        steps.add(true, &format!("{owner}.__getattribute__"), "of the metaclass is asked instead of the usual steps");
        steps.add(false, "the usual steps", "only if it calls super().__getattribute__");
        return steps.rows;
    }
    let found = vm.lookup_where(&meta, name);
    let meta_name = meta.get(vm).name.to_lossy().into_owned();
    let place = format!("metaclass {meta_name}");
    let mut meta_waits = false;
    match &found {
        Some((_, attribute)) => {
            let (reads, writes) = descriptor(vm, attribute);
            let what = brief(vm, attribute);
            let data = reads && writes;
            meta_waits = !data;
            let text =
                if data { format!("data descriptor {what} gives the value") } else { format!("{what}: it waits") };
            steps.add(data, &place, &text);
        }
        None => steps.add(false, &place, &format!("has no '{attr}'")),
    }
    for base in class.get(vm).mro.clone() {
        let base_name = base.get(vm).name.to_lossy().into_owned();
        let Some(attribute) = base.get(vm).own(name).cloned() else {
            if !steps.done {
                steps.add(false, &format!("{base_name}.__dict__"), "no");
            }
            continue;
        };
        let (reads, _) = descriptor(vm, &attribute);
        let what = brief(vm, &attribute);
        let text = if reads {
            format!("{what}: {}.__get__(None, {object})", class_name(vm, &attribute))
        } else {
            format!("{what} as it is")
        };
        steps.add(true, &format!("{base_name}.__dict__"), &text);
    }
    if meta_waits {
        steps.add(true, "class attribute", &format!("of the metaclass {meta_name}"));
    }
    getattr_row(vm, &meta, &mut steps, &attr);
    steps.rows
}

fn change(vm: &mut Vm, object: &str, value: &Value, name: &Ref<Str>, access: Access) -> Vec<Row> {
    let class = vm.type_of(value).clone();
    let attr = name.to_lossy().into_owned();
    let mut steps = Steps::default();
    let (hook, method, verb) = match access {
        Access::Delete => ("__delattr__", "__delete__", "deletes"),
        _ => ("__setattr__", "__set__", "stores"),
    };
    if let Some(owner) = own_hook(vm, &class, hook) {
        steps.add(true, &format!("{owner}.{hook}"), "is asked instead of the usual steps");
        steps.add(false, "the usual steps", &format!("only if it calls super().{hook}"));
        return steps.rows;
    }
    let place = format!("type({object}).__mro__");
    match vm.lookup_where(&class, name) {
        Some((owner, attribute)) => {
            let (_, writes) = descriptor(vm, &attribute);
            let where_ = format!("{}.__dict__['{attr}']", owner.get(vm).name.to_lossy());
            let what = brief(vm, &attribute);
            let half = attribute.downcast_exact::<Property>().is_some_and(|p| match access {
                Access::Delete => p.get(vm).deleter.is_none(),
                _ => p.get(vm).setter.is_none(),
            });
            if writes && half {
                let what = if access == Access::Delete { "deleter" } else { "setter" };
                steps.add(true, &place, &format!("{where_} is a property without {what}: AttributeError"));
            } else if writes {
                let kind = class_name(vm, &attribute);
                steps.add(true, &place, &format!("{where_} is a data descriptor ({what}): {kind}.{method} is called"));
            } else {
                steps.add(false, &place, &format!("{where_} = {what}: no data descriptor, it is not changed"));
            }
        }
        None => steps.add(false, &place, &format!("no class has '{attr}'")),
    }
    let place = format!("{object}.__dict__");
    let present = vm.instance_get(value, name);
    let has_dict = class.get(vm).core.has_dict.get() || value.downcast::<Type>().is_some();
    match (has_dict, access, present) {
        (false, ..) => {
            steps.add(false, &place, "there is none");
            steps.add(true, "AttributeError", &format!("'{attr}' cannot be changed"));
        }
        (true, Access::Delete, None) => {
            steps.add(false, &place, &format!("has no '{attr}'"));
            steps.add(true, "AttributeError", &format!("no '{attr}' to delete"));
        }
        (true, _, Some(old)) => {
            let text = format!("{verb} ['{attr}'], now {}", brief(vm, &old));
            steps.add(true, &place, &text);
        }
        (true, _, None) => steps.add(true, &place, &format!("{verb} ['{attr}'], new")),
    }
    steps.rows
}
