//! Looking from the shell: `pyrope see KIND FILE:LINE [WHAT]`. The program runs until the line is reached, then a lens looks
//! from there. Lenses on source alone run nothing.
//!
//! The stop is a statement put into the program's text before or behind the one of that line, so that running costs
//! nothing extra.

use super::doc::Doc;
use super::{Scope, code, see, sugar};
use crate::gc::Value;
use crate::object::{PyResult, Str};
use crate::source::SourceFile;
use crate::syntax::ast::{Expr, ExprKind, Stmt, StmtKind};
use crate::syntax::{self, Mode, ParseOptions};
use crate::vm::Vm;
use std::any::TypeId;

/// What a stop found, in `Vm::module_state`.
#[derive(Default)]
pub struct Stopped {
    what: String,
    doc: Option<Doc>,
}

/// What is to be done for a place.
pub enum Plan {
    /// The lens has looked already.
    Done(Doc),
    /// This text is to be run in place of the file's; then `found` has the answer.
    Run(String),
}

/// Prepares to look at a line of a program.
pub fn plan(vm: &mut Vm, kind: &str, text: &str, filename: &str, line: u32, what: &str) -> PyResult<Plan> {
    let source = SourceFile::new(filename, text);
    let module = match syntax::parse(&source, Mode::File, ParseOptions { no_warnings: true }) {
        Ok(module) => module,
        Err(diagnostic) => return Err(vm.diagnostic_error(&diagnostic, &source)),
    };
    let Some(stmt) = innermost(&module.body, &source, line) else {
        return Err(vm.value_error(format!("no statement on line {line} of {filename}")));
    };
    let first = first_line(stmt, &source);
    let last = source.line_of(stmt.span.end.saturating_sub(1).max(stmt.span.start));
    let rows: Vec<&str> = text.lines().collect();
    let own = rows.get(first as usize - 1..last as usize).unwrap_or(&[]).join("\n");
    match kind {
        "sugar" => {
            let here = vm.new_dict();
            return Ok(Plan::Done(sugar::see(vm, &Scope::module(&here), &own)?));
        }
        "code" => {
            let whole = vm.compile_source(text, filename, Mode::File, 0)?;
            vm.register_code_source(&whole, filename, text);
            return Ok(Plan::Done(code::at_line(vm, &whole, line)));
        }
        _ => {}
    }
    let names = |e: &Expr| source.slice(e.span).to_owned();
    let target = match &stmt.kind {
        StmtKind::Assign { targets, .. } => targets.first().map(names),
        StmtKind::AugAssign { target, .. } | StmtKind::AnnAssign { target, .. } => Some(names(target)),
        StmtKind::ClassDef(def) => Some(module.interner.resolve(def.name.name).to_owned()),
        StmtKind::FunctionDef(def) => Some(module.interner.resolve(def.name.name).to_owned()),
        _ => None,
    };
    let default = match kind {
        "steps" => Some(sugar::dedent(&own)),
        "graph" => Some(String::new()),
        "lookup" => first_attribute(stmt, &source),
        "mro" | "gen" | "rc" | "cells" => target,
        _ => None,
    };
    let what = match (what.trim(), default) {
        ("", Some(default)) => default,
        ("", None) => return Err(vm.value_error(format!("see {kind}: tell what to look at behind {filename}:{line}"))),
        (what, _) => what.to_owned(),
    };
    vm.module_state.insert(TypeId::of::<Stopped>(), Box::new(Stopped { what: format!("{kind} {what}"), doc: None }));
    let jumps =
        matches!(stmt.kind, StmtKind::Return { .. } | StmtKind::Raise { .. } | StmtKind::Break | StmtKind::Continue);
    let before = jumps || matches!(kind, "steps" | "lookup" | "scope");
    let header = rows.get(first as usize - 1).copied().unwrap_or("");
    let margin = header.get(..header.len() - header.trim_start().len()).unwrap_or("");
    let stop = format!("{margin}__import__('pyrope')._stop()");
    let at = if before { first as usize - 1 } else { last as usize };
    let mut new: Vec<&str> = rows;
    // A row with several statements cannot be parted: the stop comes behind all of them.
    new.insert(at.min(new.len()), &stop);
    Ok(Plan::Run(new.join("\n") + "\n"))
}

/// What the stop found, once the program has ended.
pub fn found(vm: &mut Vm) -> Option<Doc> {
    let state = vm.module_state.get_mut(&TypeId::of::<Stopped>())?;
    state.downcast_mut::<Stopped>().and_then(|s| s.doc.take())
}

/// `pyrope._stop()`: looks, and ends the program.
pub fn stop(vm: &mut Vm, _args: &[Value]) -> PyResult {
    let key = TypeId::of::<Stopped>();
    let what = vm.module_state.get(&key).and_then(|s| s.downcast_ref::<Stopped>()).map(|s| s.what.clone());
    let Some(what) = what else { return Ok(Value::NONE) };
    let scope = Scope::caller(vm)?;
    let doc = match what.strip_prefix("graph ").map(str::trim) {
        Some("") => all_names(vm, &scope)?,
        _ => see(vm, &scope, &what)?,
    };
    if let Some(stopped) = vm.module_state.get_mut(&key).and_then(|s| s.downcast_mut::<Stopped>()) {
        stopped.doc = Some(doc);
    }
    Err(vm.system_exit(Value::NONE))
}

/// The graph of all variables that are data.
fn all_names(vm: &mut Vm, scope: &Scope) -> PyResult<Doc> {
    let Some(dict) = scope.locals.downcast::<crate::object::Dict>() else { return see(vm, scope, "graph locals()") };
    let entries: Vec<(String, Value)> = dict
        .get(vm)
        .iter()
        .filter_map(|e| e.key.downcast_exact::<Str>().map(|k| (k.to_lossy().into_owned(), e.value.clone())))
        .filter(|(k, _)| !k.starts_with('_'))
        .collect();
    let mut roots = Vec::new();
    for (name, value) in entries {
        let is_code = value.downcast::<crate::object::Type>().is_some()
            || value.downcast::<crate::object::module::Module>().is_some()
            || value.downcast_exact::<crate::object::Function>().is_some()
            || value.downcast_exact::<crate::object::NativeFunction>().is_some();
        if !is_code {
            roots.push((name, value));
        }
    }
    Ok(super::graph::of_values(vm, &roots))
}

fn first_line(stmt: &Stmt, source: &SourceFile) -> u32 {
    let decorators = match &stmt.kind {
        StmtKind::FunctionDef(def) => &def.decorator_list,
        StmtKind::ClassDef(def) => &def.decorator_list,
        _ => return source.line_of(stmt.span.start),
    };
    source.line_of(decorators.first().map_or(stmt.span.start, |d| d.span.start.min(stmt.span.start)))
}

/// The smallest statement that covers a line.
fn innermost<'a>(body: &'a [Stmt], source: &SourceFile, line: u32) -> Option<&'a Stmt> {
    let covers = |s: &Stmt| {
        first_line(s, source) <= line && line <= source.line_of(s.span.end.saturating_sub(1).max(s.span.start))
    };
    let mut body = body;
    let mut found = None;
    while let Some(stmt) = body.iter().find(|s| covers(s)) {
        found = Some(stmt);
        let blocks: Vec<&[Stmt]> = match &stmt.kind {
            StmtKind::FunctionDef(def) => vec![&def.body],
            StmtKind::ClassDef(def) => vec![&def.body],
            StmtKind::For { body, orelse, .. } | StmtKind::While { body, orelse, .. } => vec![body, orelse],
            StmtKind::If { branches, orelse } => {
                branches.iter().map(|b| b.body.as_slice()).chain([orelse.as_slice()]).collect()
            }
            StmtKind::With { body, .. } => vec![body],
            StmtKind::Try(t) => {
                let handlers = t.handlers.iter().map(|h| h.body.as_slice());
                [t.body.as_slice()]
                    .into_iter()
                    .chain(handlers)
                    .chain([t.orelse.as_slice(), t.finalbody.as_slice()])
                    .collect()
            }
            StmtKind::Match { cases, .. } => cases.iter().map(|c| c.body.as_slice()).collect(),
            _ => break,
        };
        match blocks.into_iter().find(|b| b.iter().any(covers)) {
            Some(block) => body = block,
            None => break,
        }
    }
    found
}

/// The first `o.x` of a simple statement.
fn first_attribute(stmt: &Stmt, source: &SourceFile) -> Option<String> {
    let mut expressions: Vec<&Expr> = match &stmt.kind {
        StmtKind::Expr { value } => vec![value],
        StmtKind::Assign { targets, value } => {
            if let Some(target) = targets.iter().find(|t| matches!(t.kind, ExprKind::Attribute { .. })) {
                return Some(format!("{} = …", source.slice(target.span)).replace('…', "None"));
            }
            vec![value]
        }
        StmtKind::Delete { targets } => {
            let target = targets.iter().find(|t| matches!(t.kind, ExprKind::Attribute { .. }))?;
            return Some(format!("del {}", source.slice(target.span)));
        }
        StmtKind::Return { value: Some(value) } => vec![value],
        _ => Vec::new(),
    };
    while let Some(e) = expressions.pop() {
        match &e.kind {
            ExprKind::Attribute { .. } => return Some(source.slice(e.span).to_owned()),
            ExprKind::Call { func, args, .. } => {
                expressions.extend(args.iter().rev());
                expressions.push(func);
            }
            ExprKind::BinOp { left, right, .. } => expressions.extend([&**right, &**left]),
            ExprKind::Compare { left, comparators, .. } => {
                expressions.extend(comparators.iter().rev());
                expressions.push(left);
            }
            _ => {}
        }
    }
    None
}
