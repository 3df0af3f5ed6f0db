//! `see mro C`: the order in which classes are searched, the inheritance graph, and each step of the C3 merge. Several
//! classes are tried as the bases of a new one, with the reason if there is no order.

use super::doc::*;
use super::{Scope, expressions};
use crate::gc::Ref;
use crate::object::{PyResult, Type};
use crate::vm::Vm;

pub fn see(vm: &mut Vm, scope: &Scope, text: &str) -> PyResult<Doc> {
    let mut classes = Vec::new();
    for expression in expressions(text) {
        let value = scope.evaluate(vm, &expression)?;
        match value.downcast::<Type>() {
            Some(class) => classes.push(class.clone()),
            None => classes.push(vm.type_of(&value).clone()),
        }
    }
    Ok(match &classes[..] {
        [class] => of_class(vm, class),
        bases => of_bases(vm, bases),
    })
}

fn name(vm: &Vm, class: &Ref<Type>) -> String {
    class.get(vm).name.to_lossy().into_owned()
}

fn of_class(vm: &mut Vm, class: &Ref<Type>) -> Doc {
    let mro = class.get(vm).mro.clone();
    let order: Vec<String> = mro.iter().map(|c| name(vm, c)).collect();
    let mut doc = Doc::new("mro", order.join(" → "));
    doc.parts.push(Part::Layers(layers(vm, &mro)));
    let bases = class.get(vm).bases.clone();
    if bases.len() > 1 {
        let title = name(vm, class);
        merge(vm, &title, &bases, &mut doc);
    } else {
        doc.note("One base at a time: the order is the class, then its base's order.");
    }
    doc
}

fn of_bases(vm: &mut Vm, bases: &[Ref<Type>]) -> Doc {
    let names: Vec<String> = bases.iter().map(|b| name(vm, b)).collect();
    let mut doc = Doc::new("mro", format!("class New({})", names.join(", ")));
    merge(vm, "New", bases, &mut doc);
    doc
}

/// The steps of the merge of the bases' orders and the list of bases.
fn merge(vm: &mut Vm, title: &str, bases: &[Ref<Type>], doc: &mut Doc) {
    let mut lists: Vec<Vec<Ref<Type>>> = bases.iter().map(|b| b.get(vm).mro.clone()).collect();
    lists.push(bases.to_vec());
    let names = |vm: &Vm, list: &[Ref<Type>]| list.iter().map(|c| name(vm, c)).collect::<Vec<_>>().join(" ");
    let start: Vec<String> = lists.iter().map(|l| format!("[{}]", names(vm, l))).collect();
    doc.heading(format!("{title} + merge({})", start.join(", ")));
    let mut order = vec![title.to_owned()];
    let mut rows = Vec::new();
    loop {
        lists.retain(|l| !l.is_empty());
        if lists.is_empty() {
            break;
        }
        let mut waiting = Vec::new();
        let mut taken = None;
        for list in &lists {
            let Some(head) = list.first() else { continue };
            let blocker = lists.iter().find(|l| l.iter().skip(1).any(|c| c.ptr_eq(head)));
            match blocker {
                None => {
                    taken = Some(head.clone());
                    break;
                }
                Some(by) => {
                    let text = format!("{} waits: it is in the tail of [{}]", name(vm, head), names(vm, by));
                    if !waiting.contains(&text) {
                        waiting.push(text);
                    }
                }
            }
        }
        for text in &waiting {
            rows.push(row(Mark::Passed, ["", text]));
        }
        let Some(next) = taken else {
            rows.push(row(Mark::Unreached, ["stuck", "every head waits for another: there is no order (TypeError)"]));
            doc.table(rows);
            doc.note("Swap the bases, so that no class stands before one of its own subclasses.");
            return;
        };
        for list in &mut lists {
            if list.first().is_some_and(|h| h.ptr_eq(&next)) {
                list.remove(0);
            }
        }
        let left: Vec<String> = lists.iter().filter(|l| !l.is_empty()).map(|l| format!("[{}]", names(vm, l))).collect();
        let taken = name(vm, &next);
        rows.push(row(Mark::Used, [&format!("take {taken}"), &left.join(" ")]));
        order.push(taken);
    }
    doc.table(rows);
    doc.note(format!("{title}.__mro__: {}", order.join(" → ")));
}

/// Classes by the longest way from the top; `object` only where it is a diamond's foot or alone below.
fn layers(vm: &Vm, mro: &[Ref<Type>]) -> Vec<Vec<ClassBox>> {
    let mut level = vec![0usize; mro.len()];
    for (i, class) in mro.iter().enumerate() {
        let mine = level.get(i).copied().unwrap_or(0);
        for base in &class.get(vm).bases {
            if let Some(k) = mro.iter().position(|c| c.ptr_eq(base))
                && let Some(slot) = level.get_mut(k)
            {
                *slot = (*slot).max(mine + 1);
            }
        }
    }
    let deepest = level.iter().copied().max().unwrap_or(0);
    (0..=deepest)
        .map(|l| {
            let here = mro.iter().zip(&level).filter(|(_, at)| **at == l);
            here.map(|(c, _)| ClassBox {
                name: name(vm, c),
                bases: c.get(vm).bases.iter().map(|b| name(vm, b)).collect(),
            })
            .collect()
        })
        .collect()
}
