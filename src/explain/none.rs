//! None where something else was meant: results of methods that change their object, functions without `return`.

use super::case::Case;
use super::origin::{self, DefinitionKind};
use super::tree::{Tree, blocks};
use crate::diag::report::{Report, Role};
use crate::syntax::ast::{Expr, ExprKind, Stmt, StmtKind};

/// Methods that change their object and return None, with what to use for a result.
const IN_PLACE: &[(&str, &str)] = &[
    ("sort", "sorted"),
    ("reverse", "reversed"),
    ("append", ""),
    ("extend", ""),
    ("insert", ""),
    ("remove", ""),
    ("clear", ""),
    ("update", ""),
    ("add", ""),
    ("discard", ""),
    ("shuffle", ""),
];

/// Messages that say that None cannot do this.
const MESSAGES: &[&str] = &[
    "'NoneType' object is not subscriptable",
    "'NoneType' object is not iterable",
    "'NoneType' object is not callable",
    "'NoneType' object is not an iterator",
    "'NoneType' object does not support item assignment",
    "'NoneType' object does not support item deletion",
    "argument of type 'NoneType' is not a container or iterable",
    "cannot unpack non-iterable NoneType object",
    "object of type 'NoneType' has no len()",
];

pub fn explain(case: &mut Case<'_>) -> Option<Report> {
    let attribute = case.class == "AttributeError" && case.message.starts_with("'NoneType' object has no attribute ");
    let typed = case.class == "TypeError"
        && (MESSAGES.contains(&case.message.as_str())
            || case.message.starts_with("unsupported operand type(s) for ") && case.message.contains("'NoneType'")
            || case.message.contains(" not supported between instances of ") && case.message.contains("'NoneType'"));
    if !attribute && !typed {
        return None;
    }
    let Some(site) = case.site() else {
        return Some(case.report("P0303", "the value here is None"));
    };
    let tree = site.tree.as_ref()?;
    let culprit = culprit(case, tree, site.expr()?)?;
    let mut report = source_of_none(case, tree, culprit, site.stmt()?)?;
    report = report.label(culprit.span, Role::Fault, "None");
    Some(report)
}

/// The part of the failing expression that is None.
fn culprit<'t>(case: &mut Case<'_>, tree: &'t Tree, e: &'t Expr) -> Option<&'t Expr> {
    let mut is_none = |e: &Expr| case.value_of(tree, e).is_some_and(|v| v.is_none());
    match &e.kind {
        ExprKind::Attribute { value, .. } | ExprKind::Subscript { value, .. } => Some(value),
        ExprKind::Call { func, args, .. } => match args.as_slice() {
            [arg] if !is_none(func) => Some(arg),
            _ => match &func.kind {
                // A method call fails at its attribute.
                ExprKind::Attribute { value, .. } if is_none(value) => Some(value),
                _ => Some(func),
            },
        },
        ExprKind::BinOp { left, right, .. } => {
            if is_none(left) || gives_none(tree, left) {
                return Some(left);
            }
            (is_none(right) || gives_none(tree, right) || case.message.contains(" and 'NoneType'")).then_some(right)
        }
        ExprKind::Compare { left, comparators, .. } => {
            std::iter::once(&**left).chain(comparators).find(|e| is_none(e) || gives_none(tree, e))
        }
        _ => Some(e),
    }
}

/// Whether an expression is a call that returns None as far as the text tells.
fn gives_none(tree: &Tree, e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Call { func, .. } => match &func.kind {
            ExprKind::Attribute { attr, .. } => IN_PLACE.iter().any(|(n, _)| *n == tree.name(attr.name)),
            ExprKind::Name { .. } => tree
                .as_name(func)
                .is_some_and(|n| n == "print" || tree.definition(n).is_some_and(|d| returns(d) != Returns::Always)),
            _ => false,
        },
        _ => super::value::static_type(tree, e) == Some("None"),
    }
}

fn source_of_none(case: &mut Case<'_>, tree: &Tree, e: &Expr, at: &Stmt) -> Option<Report> {
    if let ExprKind::Call { func, .. } = &e.kind {
        return Some(call_gives_none(case, tree, e, func, None));
    }
    if let ExprKind::Constant { .. } = &e.kind {
        return Some(case.report("P0303", "None stands where a value is needed"));
    }
    let ExprKind::Name { id, .. } = &e.kind else {
        let text = tree.text(e);
        return Some(case.report("P0303", format!("`{}` is None here", text.lines().next().unwrap_or(""))));
    };
    let name = tree.name(*id);
    let definitions = origin::reaching(tree, at, *id);
    for definition in &definitions {
        let value = match definition.kind {
            DefinitionKind::Value(value) => value,
            DefinitionKind::Parameter => {
                let report = case.report("P0303", format!("`{name}` is None: the caller gave no other value"));
                let report = match origin::argument(case, tree, name) {
                    Some(given) => match gives_none(tree, given) && matches!(given.kind, ExprKind::Call { .. }) {
                        true => {
                            let report = source_of_none(case, tree, given, at)?;
                            return Some(report.label(given.span, Role::Origin, format!("`{name}` is given here")));
                        }
                        false => report.label(given.span, Role::Origin, format!("`{name}` is given here")),
                    },
                    None => report.label(definition.span, Role::Origin, format!("`{name}` comes from the caller")),
                };
                return Some(report.fix(format!("if {name} is not None: ...")));
            }
            _ => continue,
        };
        match &value.kind {
            ExprKind::Call { func, .. } if gives_none(tree, value) || definitions.len() == 1 => {
                let mut report = call_gives_none(case, tree, value, func, Some(name));
                report = report.label(definition.span, Role::Origin, format!("`{name}` became None here"));
                return Some(report);
            }
            _ if super::value::static_type(tree, value) == Some("None") => {
                let report = case.report("P0303", format!("`{name}` is still None here"));
                let report = report.label(definition.span, Role::Origin, format!("`{name}` became None here"));
                return Some(report.fix(format!("if {name} is not None: ...")));
            }
            _ => {}
        }
    }
    Some(case.report("P0303", format!("`{name}` is None here")))
}

/// A call whose result is None; `name` is the variable that keeps it.
fn call_gives_none(case: &mut Case<'_>, tree: &Tree, call: &Expr, func: &Expr, name: Option<&str>) -> Report {
    match &func.kind {
        ExprKind::Attribute { value, attr, .. } => {
            let method = tree.name(attr.name);
            let object = tree.text(value);
            if let Some((_, instead)) = IN_PLACE.iter().find(|(n, _)| *n == method) {
                let report = case.report("P0301", format!("`{method}()` changes its object and returns None"));
                let arguments = super::calls::arguments_text(tree, call);
                return match (name, *instead) {
                    (Some(name), "") => report.fix(format!("{object}.{method}({arguments})    without `{name} =`")),
                    (None, "") => report.fix(format!("{object}.{method}({arguments})    on a line of its own")),
                    (Some(name), "reversed") => report.fix(format!("{name} = list(reversed({object}))")),
                    (Some(name), other) => report.fix(format!("{name} = {other}({object})")),
                    (None, other) => report.fix(format!("{other}({object})")),
                };
            }
            if matches!(method, "match" | "search" | "fullmatch" | "get") {
                let report = case.report("P0304", format!("`{method}()` found nothing and returned None"));
                let name = name.unwrap_or("result");
                return report.fix(format!("if {name} is not None: ..."));
            }
            case.report("P0303", format!("`{method}()` returned None"))
        }
        ExprKind::Name { .. } => {
            let function = tree.as_name(func).unwrap_or("");
            if function == "print" {
                let report = case.report("P0301", "`print()` shows its arguments and returns None");
                return report.fix("print the value, and keep the value itself in the variable");
            }
            match tree.definition(function) {
                Some(definition) => no_return(case, tree, definition, function),
                None => case.report("P0303", format!("`{function}()` returned None")),
            }
        }
        _ => case.report("P0303", "the call returned None"),
    }
}

fn no_return(case: &Case<'_>, tree: &Tree, definition: &Stmt, function: &str) -> Report {
    let StmtKind::FunctionDef(def) = &definition.kind else {
        return case.report("P0303", format!("`{function}()` returned None"));
    };
    let head = crate::source::Span::new(definition.span.start, def.name.span.end);
    match returns(definition) {
        Returns::Never => {
            let mut report = case
                .report("P0302", format!("`{function}` has no `return`, so calling it gives None"))
                .label(head, Role::Related, "ends without `return`");
            // The last value that it computes is most likely meant.
            let last = def.body.last();
            report = match last.map(|s| &s.kind) {
                Some(StmtKind::Expr { value }) => match &value.kind {
                    ExprKind::Call { func, args, .. } if tree.as_name(func) == Some("print") => match args.as_slice() {
                        [arg] => report.fix(format!("return {}    instead of printing it", tree.text(arg))),
                        _ => report.fix("return the value instead of printing it"),
                    },
                    _ => report.fix(format!("return {}", tree.text(value))),
                },
                Some(StmtKind::Assign { targets, .. }) => match targets.as_slice() {
                    [target] => report.fix(format!("return {}    as the last line of `{function}`", tree.text(target))),
                    _ => report.fix(format!("add a `return` to `{function}`")),
                },
                _ => report.fix(format!("add a `return` to `{function}`")),
            };
            report
        }
        Returns::Sometimes => case
            .report("P0302", format!("`{function}` can end without `return`, and gives None then"))
            .label(head, Role::Related, "not every way through it returns a value")
            .fix(format!("add a `return` for the remaining case at the end of `{function}`")),
        Returns::Always => case.report("P0303", format!("`{function}()` returned None")),
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Returns {
    Never,
    Sometimes,
    Always,
}

/// Whether a function returns values.
pub fn returns(definition: &Stmt) -> Returns {
    let StmtKind::FunctionDef(def) = &definition.kind else { return Returns::Always };
    let mut any = false;
    let mut pending: Vec<&Stmt> = def.body.iter().collect();
    while let Some(stmt) = pending.pop() {
        match &stmt.kind {
            StmtKind::Return { value: Some(_) } => any = true,
            StmtKind::FunctionDef(_) | StmtKind::ClassDef(_) => continue,
            StmtKind::Expr { value } if matches!(value.kind, ExprKind::Yield { .. } | ExprKind::YieldFrom { .. }) => {
                return Returns::Always;
            }
            _ => {}
        }
        pending.extend(blocks(stmt).into_iter().flatten());
    }
    match (any, ends(&def.body)) {
        (false, _) => Returns::Never,
        (true, true) => Returns::Always,
        (true, false) => Returns::Sometimes,
    }
}

/// Whether control cannot come to the end of a block.
fn ends(body: &[Stmt]) -> bool {
    body.last().is_some_and(|s| match &s.kind {
        StmtKind::Return { value: Some(_) } | StmtKind::Raise { .. } => true,
        StmtKind::If { branches, orelse } => {
            !orelse.is_empty() && ends(orelse) && branches.iter().all(|b| ends(&b.body))
        }
        StmtKind::With { body, .. } => ends(body),
        StmtKind::While { test, .. } => {
            matches!(test.kind, ExprKind::Constant { value: crate::syntax::ast::Constant::True, .. })
        }
        StmtKind::Try(t) => {
            ends(&t.finalbody) || (ends(&t.body) || ends(&t.orelse)) && t.handlers.iter().all(|h| ends(&h.body))
        }
        StmtKind::Match { cases, .. } => cases.iter().all(|c| ends(&c.body)),
        _ => false,
    })
}
