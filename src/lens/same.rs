//! `see same a b`: one object or two, equal or not, and why.

use super::doc::*;
use super::value::{brief, class_name};
use super::{Scope, expressions};
use crate::gc::{Value, flag};
use crate::object::slots::CompareOp;
use crate::object::{PyResult, Str, Tuple};
use crate::vm::Vm;

pub fn see(vm: &mut Vm, scope: &Scope, text: &str) -> PyResult<Doc> {
    let pieces = expressions(text);
    let [a, b] = &pieces[..] else {
        return Err(vm.value_error("see same a b: two expressions are wanted"));
    };
    let (x, y) = (scope.evaluate(vm, a)?, scope.evaluate(vm, b)?);
    let one = x.is(&y);
    // As the operator does: even of an object and itself the method is asked.
    let equal = vm.compare(&x, &y, CompareOp::Eq).and_then(|v| vm.truthy(&v));
    let second = if one { "#1" } else { "#2" };
    let mut doc = Doc::new("same", "");
    let shown = |vm: &mut Vm, v: &Value| match vm.repr_lossy(v) {
        Ok(text) => super::text::cut(&text, 40),
        Err(_) => brief(vm, v),
    };
    let (left, right) = (shown(vm, &x), shown(vm, &y));
    let (left_kind, right_kind) = (class_name(vm, &x), class_name(vm, &y));
    doc.table(vec![
        row(Mark::None, [a, &format!("#1 {left_kind}"), &left]),
        row(Mark::None, [b, &format!("{second} {right_kind}"), &right]),
    ]);
    let truth = |b: bool| if b { "True" } else { "False" };
    let equality = match &equal {
        Ok(equal) => truth(*equal).to_owned(),
        Err(raised) => format!("raises {}", class_name(vm, &raised.0.to_value())),
    };
    let how = comparison(vm, &x, &y);
    doc.table(vec![
        row(Mark::None, [&format!("{a} is {b}"), truth(one), if one { "one object" } else { "two objects" }]),
        row(Mark::None, [&format!("{a} == {b}"), &equality, &how]),
    ]);
    let reason = why(vm, &x, &y, one);
    doc.note(reason);
    Ok(doc)
}

/// Whose `__eq__` is asked.
fn comparison(vm: &mut Vm, x: &Value, y: &Value) -> String {
    let name = vm.names.__eq__.clone();
    let (tx, ty) = (vm.type_of(x).clone(), vm.type_of(y).clone());
    let first = if !tx.ptr_eq(&ty) && vm.is_subtype(&ty, &tx) { &ty } else { &tx };
    match vm.lookup_where(first, &name) {
        Some((owner, _)) if owner.ptr_eq(&vm.types.object) => "object.__eq__ compares identity".to_owned(),
        Some((owner, _)) => format!("{}.__eq__ is asked", owner.get(vm).name.to_lossy()),
        None => String::new(),
    }
}

fn why(vm: &mut Vm, x: &Value, y: &Value, one: bool) -> String {
    if x.as_small().is_some() && y.as_small().is_some() {
        let pooled = |v: &Value| v.as_small().is_some_and(|i| (-5..=256).contains(&i));
        return match (pooled(x), one) {
            (true, true) => "Ints from -5 to 256 exist once: the pool of small ints.".to_owned(),
            (_, true) => "One int object: a name was bound to the other's object, or both are one constant of a \
                          compilation."
                .to_owned(),
            (_, false) if x.as_small() == y.as_small() => {
                "Two int objects with one value: beyond 256 each calculation and each compilation makes its own."
                    .to_owned()
            }
            _ => "Two numbers.".to_owned(),
        };
    }
    if let (Some(s), Some(t)) = (x.downcast_exact::<Str>(), y.downcast_exact::<Str>()) {
        let interned = |v: &crate::gc::Ref<Str>| v.header().has_flag(flag::INTERNED);
        return match (one, interned(s), interned(t)) {
            (true, true, _) if s.char_len() <= 1 => "Strings of at most one Latin-1 character exist once.".to_owned(),
            (true, true, _) => {
                "The string is interned: equal names and identifier-like constants are one object.".to_owned()
            }
            (true, ..) => "One string object: bound twice, or one constant of a compilation.".to_owned(),
            (false, ..) if s.bytes() == t.bytes() => {
                "Two string objects with one text: a string made at run time is not interned (sys.intern() would)."
                    .to_owned()
            }
            _ => "Two texts.".to_owned(),
        };
    }
    if !x.is_heap() && one {
        return match x.as_float() {
            Some(_) => "One float object: bound twice, or one constant of a compilation.".to_owned(),
            None => format!("{} exists once.", brief(vm, x)),
        };
    }
    if one && x.downcast_exact::<Tuple>().is_some_and(|t| t.is_empty()) {
        return "The empty tuple exists once.".to_owned();
    }
    if one {
        return "Two ways to one object: a change through one is seen through the other.".to_owned();
    }
    if x.as_float().is_some() && y.as_float().is_some() {
        return "Two float objects: only constants of one compilation are shared.".to_owned();
    }
    "Two objects: a change of one is not seen in the other, except through what both contain (see graph).".to_owned()
}
