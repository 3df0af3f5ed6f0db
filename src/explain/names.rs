//! Names that are not there: misspelt, not imported, local by a later assignment, words of other languages.

use super::case::Case;
use super::origin::{DefinitionKind, definitions_in};
use super::tree::{Tree, blocks};
use super::value;
use crate::diag::report::{Report, Role};
use crate::source::Span;
use crate::stdlib::native::sys::STDLIB_NAMES;
use crate::syntax::ast::{Expr, ExprKind, Stmt, StmtKind, Symbol};
use crate::vm::errors::field;

/// Words of other languages, and what Python has.
const FOREIGN: &[(&str, &str)] = &[
    ("null", "None"),
    ("nil", "None"),
    ("NULL", "None"),
    ("undefined", "None"),
    ("none", "None"),
    ("true", "True"),
    ("TRUE", "True"),
    ("false", "False"),
    ("FALSE", "False"),
    ("this", "self"),
    ("xrange", "range"),
    ("raw_input", "input"),
    ("unicode", "str"),
    ("long", "int"),
    ("println", "print"),
    ("printf", "print"),
    ("echo", "print"),
    ("puts", "print"),
    ("elseif", "elif"),
    ("parseInt", "int"),
    ("string", "str"),
    ("integer", "int"),
    ("boolean", "bool"),
    ("array", "list"),
    ("strlen", "len"),
    ("sizeof", "len"),
    ("lenght", "len"),
    ("char", "str"),
];

/// Well-known names of modules that are used without import.
const IMPORTS: &[(&str, &str)] = &[
    ("sqrt", "from math import sqrt"),
    ("pi", "from math import pi"),
    ("sin", "from math import sin"),
    ("cos", "from math import cos"),
    ("floor", "from math import floor"),
    ("ceil", "from math import ceil"),
    ("randint", "from random import randint"),
    ("choice", "from random import choice"),
    ("shuffle", "from random import shuffle"),
    ("sleep", "from time import sleep"),
    ("defaultdict", "from collections import defaultdict"),
    ("Counter", "from collections import Counter"),
    ("deque", "from collections import deque"),
    ("namedtuple", "from collections import namedtuple"),
    ("dataclass", "from dataclasses import dataclass"),
    ("Enum", "from enum import Enum"),
    ("partial", "from functools import partial"),
    ("reduce", "from functools import reduce"),
    ("lru_cache", "from functools import lru_cache"),
    ("permutations", "from itertools import permutations"),
    ("combinations", "from itertools import combinations"),
    ("product", "from itertools import product"),
    ("chain", "from itertools import chain"),
    ("Path", "from pathlib import Path"),
    ("deepcopy", "from copy import deepcopy"),
    ("Decimal", "from decimal import Decimal"),
    ("Fraction", "from fractions import Fraction"),
    ("Optional", "from typing import Optional"),
    ("List", "from typing import List"),
    ("Dict", "from typing import Dict"),
    ("Any", "from typing import Any"),
    ("np", "import numpy as np"),
    ("pd", "import pandas as pd"),
    ("plt", "import matplotlib.pyplot as plt"),
    ("date", "from datetime import date"),
    ("timedelta", "from datetime import timedelta"),
    ("abstractmethod", "from abc import abstractmethod"),
    ("ABC", "from abc import ABC"),
];

pub fn explain(case: &mut Case<'_>) -> Option<Report> {
    if !case.is(|e| &e.NameError) {
        return None;
    }
    let quoted = |m: &str| m.split('\'').nth(1).map(str::to_owned);
    if case.class == "UnboundLocalError" || case.message.starts_with("cannot access free variable") {
        let name = quoted(&case.message)?;
        return unbound(case, &name);
    }
    let name = case.text_field(field::NAME)?;
    let fault = |case: &Case<'_>, report: Report| {
        let span = case.site.as_ref().map_or(Span::new(0, 0), |s| s.span);
        report.label(span, Role::Fault, "no such name here")
    };
    if let Some((_, ours)) = FOREIGN.iter().find(|(n, _)| *n == name) {
        let report = case.report("P0205", format!("Python has no `{name}`; its word is `{ours}`"));
        return Some(fault(case, report).fix(*ours));
    }
    if STDLIB_NAMES.binary_search(&name.as_str()).is_ok() {
        let report = case.report("P0202", format!("the module `{name}` is used, but not imported"));
        let report = fault(case, report);
        return Some(report.fix(format!("import {name}    at the top of the file")));
    }
    if let Some(found) = of_object(case, &name) {
        return Some(found);
    }
    let later = defined_elsewhere(case, &name);
    let near = near_name(case, &name);
    if let Some(report) = later {
        return Some(report);
    }
    if let Some(near) = near {
        return Some(misspelt(case, &name, &near));
    }
    if let Some((_, import)) = IMPORTS.iter().find(|(n, _)| *n == name) {
        let report = case.report("P0202", format!("`{name}` is used, but not imported"));
        return Some(fault(case, report).fix(format!("{import}    at the top of the file")));
    }
    let report = case.report("P0209", format!("nothing was named `{name}` before this line"));
    let report = fault(case, report);
    // A lone word as an argument is often meant as text.
    let site = case.site()?;
    let tree = site.tree.as_ref()?;
    let as_text = site.stmt().is_some_and(|stmt| is_argument(tree, stmt, site.span));
    Some(match as_text {
        true => report
            .fix(format!("\"{name}\"    if it is text"))
            .fix(format!("{name} = ...    before, if it is a variable")),
        false => report.fix(format!("{name} = ...    before this line")),
    })
}

/// Whether the name is a direct argument of a call or a key in brackets.
fn is_argument(_tree: &Tree, stmt: &Stmt, span: Span) -> bool {
    super::tree::all_exprs(stmt).into_iter().any(|e| match &e.kind {
        ExprKind::Call { args, .. } => args.iter().any(|a| a.span == span),
        ExprKind::Subscript { slice, .. } => slice.span == span,
        ExprKind::Compare { comparators, .. } => comparators.iter().any(|c| c.span == span),
        _ => false,
    })
}

/// Every name that is visible at the failing place.
fn visible(case: &mut Case<'_>) -> Vec<String> {
    /// Names of a namespace that are compared, at most; CPython compares with none if there are more than 750.
    const MOST: usize = 800;
    let Some(frame) = case.frame.clone() else { return Vec::new() };
    let mut names = Vec::new();
    let text = |v: &crate::gc::Value| v.downcast::<crate::object::Str>().map(|s| s.to_lossy().into_owned());
    // Those of a module are its globals.
    let module = {
        let f = frame.get(case.vm);
        f.namespace.as_ref().is_some_and(|n| n.is(&f.globals.to_value()))
    };
    if !module
        && let Ok(locals) = case.vm.frame_locals(&frame)
        && let Some(dict) = locals.downcast_exact::<crate::object::Dict>()
    {
        names.extend(dict.get(case.vm).iter().take(MOST).filter_map(|e| text(&e.key)));
    }
    let (globals, builtins) = {
        let f = frame.get(case.vm);
        (f.globals.clone(), f.builtins.clone())
    };
    for dict in [globals, builtins] {
        names.extend(dict.get(case.vm).iter().take(MOST).filter_map(|e| text(&e.key)));
    }
    names
}

fn near_name(case: &mut Case<'_>, name: &str) -> Option<String> {
    let names = visible(case);
    case.vm.closest_name(name, names)
}

fn misspelt(case: &mut Case<'_>, name: &str, near: &str) -> Report {
    let mut report = case.report("P0201", format!("there is no `{name}`, but there is `{near}`"));
    let Some(site) = case.site() else { return report.fix(near) };
    report = report.label(site.span, Role::Fault, "no such name");
    if let (Some(tree), Some(_)) = (&site.tree, site.stmt()) {
        let (body, function) = tree.scope(site.span);
        let symbol = tree.symbol(near);
        let found = symbol.and_then(|s| {
            definitions_in(body, s).first().copied().or_else(|| definitions_in(&tree.module.body, s).first().copied())
        });
        let parameter = match (&function.map(|f| &f.kind), symbol) {
            (Some(StmtKind::FunctionDef(def)), Some(s)) => def.args.args.iter().find(|a| a.arg == s).map(|a| a.span),
            _ => None,
        };
        if let Some(span) = parameter.or(found.map(|d| d.span)) {
            report = report.label(span, Role::Related, format!("`{near}` is made here"));
        }
    }
    report.fix(near)
}

/// `name` for `self.name`.
fn of_object(case: &mut Case<'_>, name: &str) -> Option<Report> {
    let frame = case.frame.clone()?;
    let this = value::local(case.vm, &frame, "self")?;
    let key = case.vm.intern(name);
    let ty = case.vm.type_of(&this).clone();
    if case.vm.instance_get(&this, &key).is_none() && case.vm.lookup(&ty, &key).is_none() {
        return None;
    }
    let report = case.report("P0207", format!("`{name}` belongs to the object, so it needs `self.` before it"));
    let span = case.site.as_ref().map_or(Span::new(0, 0), |s| s.span);
    Some(report.label(span, Role::Fault, "looked for among the variables only").fix(format!("self.{name}")))
}

/// Defined further below, or inside of another function.
fn defined_elsewhere(case: &mut Case<'_>, name: &str) -> Option<Report> {
    let site = case.site()?;
    let tree = site.tree.as_ref()?;
    let symbol = tree.symbol(name)?;
    let line = |span: Span| tree.source.line_of(span.start);
    let at_module = case.frame.as_ref().is_some_and(|f| f.get(case.vm).namespace.is_some());
    let first = definitions_in(&tree.module.body, symbol).first().copied();
    if let Some(first) = first {
        // In a module, or in a function that is called too early.
        if first.span.start <= site.span.start && at_module {
            return None;
        }
        let kind = match first.kind {
            DefinitionKind::Function => "function",
            DefinitionKind::Class => "class",
            _ => "name",
        };
        let title = format!("the {kind} `{name}` is used before line {} makes it", line(first.span));
        let report = case.report("P0206", title).label(site.span, Role::Fault, "not there yet");
        let report = report.label(first.span, Role::Related, "made only here");
        return Some(report.fix(format!("move this use below line {}", line(first.span))));
    }
    // A local variable of some function.
    for stmt in tree.statements() {
        let StmtKind::FunctionDef(def) = &stmt.kind else { continue };
        if stmt.span.start <= site.span.start && site.span.end <= stmt.span.end {
            continue;
        }
        let parameter = def.args.args.iter().find(|a| a.arg == symbol).map(|a| a.span);
        if let Some(span) = parameter.or_else(|| definitions_in(&def.body, symbol).first().map(|d| d.span)) {
            let function = tree.name(def.name.name);
            let title = format!("`{name}` exists only inside of the function `{function}`");
            let report = case.report("P0208", title).label(site.span, Role::Fault, "not visible here");
            let report = report.label(span, Role::Related, format!("local to `{function}`"));
            return Some(match parameter {
                Some(_) => report.fix(format!("give `{name}` a value here, too")),
                None => report.fix(format!("return {name}    in `{function}`, and keep the result of the call")),
            });
        }
    }
    None
}

/// A local variable without value.
fn unbound(case: &mut Case<'_>, name: &str) -> Option<Report> {
    let report = case.report("P0204", format!("`{name}` has no value yet at this point"));
    let Some(site) = case.site() else { return Some(report) };
    let tree = site.tree.as_ref()?;
    let (body, function) = tree.scope(site.span);
    let symbol = tree.symbol(name)?;
    let definitions = definitions_in(body, symbol);
    let key = case.vm.intern(name);
    let is_global = case.frame.as_ref().is_some_and(|f| {
        let f = f.get(case.vm);
        f.globals.get(case.vm).get_str(&key).is_some()
    });
    let function = match function.map(|f| &f.kind) {
        Some(StmtKind::FunctionDef(def)) => tree.name(def.name.name).to_owned(),
        _ => "this block".to_owned(),
    };
    let stmt = site.stmt()?;
    let own = definitions.iter().find(|d| super::tree::covers(stmt.span, d.span));
    let after = definitions.iter().find(|d| d.span.start > site.span.start);
    if is_global && let Some(local) = own.or(after) {
        let title = format!("`{name}` is local to `{function}`, because `{function}` assigns it");
        let report = case.report("P0203", title);
        let report = match own {
            Some(own) => report.label(own.span, Role::Fault, format!("reads `{name}` before it has a value")),
            None => report.label(site.span, Role::Fault, "has no value yet").label(
                local.span,
                Role::Related,
                format!("this makes `{name}` local"),
            ),
        };
        let report = with_global(report, tree, symbol);
        return Some(report.fix(format!("global {name}    as the first line of `{function}`")));
    }
    let report = report.label(site.span, Role::Fault, "no value yet");
    if let Some(except) = except_name(body, symbol).filter(|span| span.start < site.span.start) {
        let mut report = report.label(except, Role::Related, "deleted when this block ends");
        report.title = format!("`{name}` is deleted at the end of its `except` block");
        return Some(report.fix("keep it under another name inside of the block"));
    }
    if let Some(del) = deleted(tree, body, name).filter(|span| span.start < site.span.start) {
        return Some(report.label(del, Role::Related, format!("`{name}` was deleted here")));
    }
    let Some(definition) = definitions.first() else { return Some(report) };
    if definition.span.start > site.span.start {
        let report = report.label(definition.span, Role::Related, "gets its first value only here");
        return Some(report.fix(format!("{name} = ...    before this line")));
    }
    let inner = enclosing(body, definition.span);
    let text = match inner.map(|s| &s.kind) {
        Some(StmtKind::If { .. }) => "assigned only if this branch runs",
        Some(StmtKind::For { .. } | StmtKind::While { .. }) => "assigned only if the loop runs",
        Some(StmtKind::Try(_)) => "not assigned if the block fails before",
        Some(StmtKind::Match { .. }) => "assigned only if this case matches",
        _ => "assigned here",
    };
    let before = inner.map_or(definition.span, |s| s.span);
    let line = tree.source.line_of(before.start);
    let report = report.label(definition.span, Role::Related, text);
    Some(report.fix(format!("{name} = ...    before line {line}")))
}

fn with_global(report: Report, tree: &Tree, symbol: Symbol) -> Report {
    match definitions_in(&tree.module.body, symbol).first() {
        Some(global) => report.label(global.span, Role::Origin, "the global of the same name"),
        None => report,
    }
}

/// The outermost statement of a body that holds a place in one of its blocks.
fn enclosing(body: &[Stmt], span: Span) -> Option<&Stmt> {
    body.iter().find(|s| super::tree::covers(s.span, span) && blocks(s).iter().any(|b| !b.is_empty()))
}

/// The name of `except E as name`.
fn except_name(body: &[Stmt], symbol: Symbol) -> Option<Span> {
    let mut pending: Vec<&Stmt> = body.iter().collect();
    while let Some(stmt) = pending.pop() {
        if let StmtKind::Try(t) = &stmt.kind
            && let Some(named) = t.handlers.iter().filter_map(|h| h.name).find(|n| n.name == symbol)
        {
            return Some(named.span);
        }
        pending.extend(blocks(stmt).into_iter().flatten());
    }
    None
}

/// A `del` of the name.
fn deleted(tree: &Tree, body: &[Stmt], name: &str) -> Option<Span> {
    let mut pending: Vec<&Stmt> = body.iter().collect();
    while let Some(stmt) = pending.pop() {
        if let StmtKind::Delete { targets } = &stmt.kind {
            let is = |e: &&Expr| tree.as_name(e) == Some(name);
            if targets.iter().find(is).is_some() {
                return Some(stmt.span);
            }
        }
        pending.extend(blocks(stmt).into_iter().flatten());
    }
    None
}
