//! Indices and keys: out of range, of the wrong type, missing; items of what has none or does not change.

use super::case::Case;
use super::near::near;
use super::operators::{a, with_origin};
use super::tree::Tree;
use super::value;
use crate::diag::report::{Report, Role};
use crate::gc::Value;
use crate::object::{Dict, List, Str};
use crate::syntax::ast::{Expr, ExprKind, Operator, Stmt};

pub fn explain(case: &mut Case<'_>) -> Option<Report> {
    match case.class.as_str() {
        "IndexError" => out_of_range(case),
        "KeyError" => missing_key(case),
        "TypeError" => {
            wrong_index(case).or_else(|| no_items(case)).or_else(|| cannot_change(case)).or_else(|| unhashable(case))
        }
        _ => None,
    }
}

/// The parts of a failing subscript.
fn subscript(site: &super::case::Site) -> Option<(&Tree, &Stmt, &Expr, &Expr)> {
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let of = |e: &Expr| matches!(e.kind, ExprKind::Subscript { .. });
    let e = site.expr().filter(|e| of(e)).or_else(|| {
        // Assignments fail as a whole.
        super::tree::all_exprs(stmt).into_iter().find(|e| of(e) && super::tree::covers(site.span, e.span))
    })?;
    match &e.kind {
        ExprKind::Subscript { value, slice, .. } => Some((tree, stmt, value, slice)),
        _ => None,
    }
}

/// `[3, 1, 2]` has 3 items: valid are 0..2 and -3..-1.
fn valid(n: usize) -> String {
    match n {
        0 => "it is empty".to_owned(),
        1 => "it has 1 item, valid are 0 and -1".to_owned(),
        n => format!("it has {n} items, valid are -{n} to {}", n - 1),
    }
}

fn out_of_range(case: &mut Case<'_>) -> Option<Report> {
    if case.message == "pop from empty list" || case.message.starts_with("pop from an empty") {
        return pop_from_empty(case);
    }
    if !case.message.contains("index out of range") {
        return None;
    }
    let kind = case.message.split(' ').next().unwrap_or("sequence").to_owned();
    let kind = if kind == "string" { "text".to_owned() } else { kind };
    let assigns = case.message.contains("assignment");
    let report = case.report("P0601", format!("the {kind} has no item at this index"));
    let Some(site) = case.site() else { return Some(report) };
    let Some((tree, stmt, container, index)) = subscript(&site) else { return Some(report) };
    let value = case.value_of(tree, container);
    let n = value.as_ref().and_then(|v| value::length(case.vm, v));
    let number = case.value_of(tree, index).and_then(|v| v.as_small());
    let mut report = report;
    if let Some(n) = n {
        report.title = match number {
            Some(i) => format!("the {kind} has no item {i}: {}", valid(n)),
            None => format!("the {kind} has no item at this index: {}", valid(n)),
        };
    }
    if let Some(i) = number {
        report = report.label(index.span, Role::Fault, format!("int  {i}"));
    }
    report = case.with_operand(report, tree, container, Role::Operand);
    report = with_origin(case, report, tree, index, stmt);
    let (list, i) = (tree.text(container), tree.text(index));
    if list == "sys.argv" {
        report = report.note("sys.argv holds the words after the program's name on the command line");
    }
    if assigns && number.zip(n).is_some_and(|(i, n)| i == n as i64) || assigns && n == Some(0) {
        return Some(report.fix(format!("{list}.append(...)    adds an item at the end")));
    }
    let last = number.zip(n).is_some_and(|(i, n)| n > 0 && i == n as i64);
    Some(match (n, last) {
        (Some(0), _) => report.fix(format!("if {list}: ...    before taking an item")),
        (Some(_), false) if matches!(index.kind, ExprKind::Constant { .. }) => {
            report.fix(format!("{list}[-1]    for the last item"))
        }
        (_, true) if matches!(index.kind, ExprKind::Call { .. } | ExprKind::Constant { .. }) => {
            report.fix(format!("{list}[-1]    for the last item"))
        }
        (_, true) => report.note("counting starts at 0, so the last index is one less than the length"),
        _ => report.fix(format!("if {i} < len({list}): ...")),
    })
}

fn pop_from_empty(case: &mut Case<'_>) -> Option<Report> {
    let report = case.report("P0608", "there is nothing to take: the container is empty");
    let Some(site) = case.site() else { return Some(report) };
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let Some(ExprKind::Call { func, .. }) = site.expr().map(|e| &e.kind) else { return Some(report) };
    let ExprKind::Attribute { value, .. } = &func.kind else { return Some(report) };
    let report = case.with_operand(report, tree, value, Role::Fault);
    let report = with_origin(case, report, tree, value, stmt);
    Some(report.fix(format!("if {}: ...    before taking an item", tree.text(value))))
}

fn missing_key(case: &mut Case<'_>) -> Option<Report> {
    if case.message.contains("pop from an empty") || case.message.contains("dictionary is empty") {
        return pop_from_empty(case);
    }
    let key = case.argument()?;
    let shown = value::short(case.vm, &key);
    let report = case.report("P0604", format!("there is no key {shown}"));
    let Some(site) = case.site() else { return Some(report) };
    let Some((tree, stmt, container, index)) = subscript(&site) else {
        return removed(case, report, &shown);
    };
    let mut report = report.label(index.span, Role::Fault, format!("no such key: {shown}"));
    let found = case.value_of(tree, container);
    report = with_origin(case, report, tree, index, stmt);
    let text = tree.text(container);
    let Some(dict) = found.and_then(|d| d.downcast::<Dict>().cloned()) else {
        return Some(report.fix(format!("{text}.get({})    gives None instead", tree.text(index))));
    };
    let keys: Vec<Value> = dict.get(case.vm).iter().take(700).map(|e| e.key.clone()).collect();
    report = report.label(container.span, Role::Operand, keys_text(case, &keys));
    if let Some(wanted) = key.downcast::<Str>().and_then(|s| s.as_str().map(str::to_owned)) {
        let names: Vec<String> =
            keys.iter().filter_map(|k| k.downcast::<Str>().map(|s| s.to_lossy().into_owned())).collect();
        if let Some(found) = near(&wanted, &names) {
            report.title = format!("there is no key {shown}, but there is '{found}'");
            return Some(report.fix(format!("{text}['{found}']")));
        }
        if let Ok(number) = wanted.parse::<i64>()
            && keys.iter().any(|k| k.as_small() == Some(number))
        {
            report.title = format!("the key {shown} is text; the keys of this dict are numbers");
            return Some(report.fix(format!("{text}[int({})]", tree.text(index))));
        }
    }
    if let Some(number) = key.as_small()
        && keys.iter().any(|k| k.downcast::<Str>().is_some_and(|s| *s.to_lossy() == *number.to_string()))
    {
        report.title = format!("the key {shown} is a number; the keys of this dict are text");
        return Some(report.fix(format!("{text}[str({})]", tree.text(index))));
    }
    Some(report.fix(format!("{text}.get({}, ...)    with a value for missing keys", tree.text(index))))
}

fn keys_text(case: &Case<'_>, keys: &[Value]) -> String {
    if keys.is_empty() {
        return "dict  without keys".to_owned();
    }
    let mut shown: Vec<String> = keys.iter().take(4).map(|k| value::short(case.vm, k)).collect();
    if keys.len() > 4 {
        shown.push("…".to_owned());
    }
    format!("keys: {}", shown.join(", "))
}

/// `set.remove(x)`, `dict.pop(x)`.
fn removed(case: &mut Case<'_>, report: Report, shown: &str) -> Option<Report> {
    let site = case.site()?;
    let tree = site.tree.as_ref()?;
    let Some(ExprKind::Call { func, args, .. }) = site.expr().map(|e| &e.kind) else { return Some(report) };
    let ExprKind::Attribute { value, attr, .. } = &func.kind else { return Some(report) };
    let mut report = case.with_operand(report, tree, value, Role::Operand);
    let arg = args.first().map(|e| tree.text(e)).unwrap_or("").to_owned();
    let object = tree.text(value);
    if let Some(first) = args.first() {
        report = report.label(first.span, Role::Fault, format!("not in it: {shown}"));
    }
    match tree.name(attr.name) {
        "remove" => {
            report.title = format!("the set does not hold {shown}");
            Some(report.fix(format!("{object}.discard({arg})")))
        }
        "pop" => Some(report.fix(format!("{object}.pop({arg}, None)"))),
        _ => Some(report),
    }
}

/// `xs[1.0]`, `xs["a"]`, `"abc"["x"]`
fn wrong_index(case: &mut Case<'_>) -> Option<Report> {
    let found = case
        .parts(["", " indices must be integers or slices, not ", ""])
        .or_else(|| case.parts(["", " indices must be integers, not '", "'"]))?;
    let [kind, index_type] = found.as_slice() else { return None };
    let container = if kind == "string" { "str" } else { kind.as_str() };
    let report = case.report("P0602", format!("items of a {container} are counted: the index must be an int"));
    let Some(site) = case.site() else { return Some(report) };
    let Some((tree, stmt, value, index)) = subscript(&site) else { return Some(report) };
    let mut report = case.with_operand(report, tree, index, Role::Fault);
    report = case.with_operand(report, tree, value, Role::Operand);
    report = with_origin(case, report, tree, index, stmt);
    let (list, i) = (tree.text(value), tree.text(index));
    match index_type.as_str() {
        "float" => {
            report.title = format!("the index is a float, and items of a {container} are counted by an int");
            if let ExprKind::BinOp { left, op: Operator::Div, right } = &index.kind {
                report = report.note("`/` always makes a float; `//` divides to a whole number");
                return Some(report.fix(format!("{list}[{} // {}]", tree.text(left), tree.text(right))));
            }
            Some(report.fix(format!("{list}[int({i})]")))
        }
        "str" => {
            report.code = "P0603";
            let items = case.value_of(tree, value).and_then(|v| v.downcast::<List>().cloned());
            let first = items.and_then(|l| l.get(case.vm).items.first().cloned());
            if first.as_ref().is_some_and(|f| f.downcast::<Dict>().is_some()) {
                report.title = "this is a list of dicts: choose an item before its key".to_owned();
                return Some(report.fix(format!("{list}[0][{i}]")).fix(format!("for item in {list}: item[{i}]")));
            }
            report.title = format!("the index of a {container} is a number; keys are for dicts");
            let digits =
                case.value_of(tree, index).and_then(|v| v.downcast::<Str>().map(|s| s.to_lossy().into_owned()));
            Some(match digits.is_some_and(|d| d.trim().parse::<i64>().is_ok()) {
                true => report.fix(format!("{list}[int({i})]")),
                false => report.note("a loop over a dict gives its keys, which are text"),
            })
        }
        "tuple" => {
            report.title = "two numbers in one pair of brackets are a tuple, not two indices".to_owned();
            if let ExprKind::Tuple { elts, .. } = &index.kind
                && let [first, second] = elts.as_slice()
            {
                return Some(report.fix(format!("{list}[{}][{}]", tree.text(first), tree.text(second))));
            }
            Some(report)
        }
        _ => Some(report),
    }
}

/// `5[0]`, `{1, 2}[0]`
fn no_items(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["'", "' object is not subscriptable"])?;
    let kind = found.first()?.clone();
    let report = case.report("P0605", format!("{} has no items to take with `[]`", a(&kind)));
    let Some(site) = case.site() else { return Some(report) };
    let Some((tree, stmt, value, _)) = subscript(&site) else { return Some(report) };
    let report = case.with_operand(report, tree, value, Role::Fault);
    let report = with_origin(case, report, tree, value, stmt);
    let text = tree.text(value);
    Some(match kind.as_str() {
        "set" | "frozenset" => {
            report.note("a set has no order, so its items have no numbers").fix(format!("sorted({text})[...]"))
        }
        "int" | "float" => report.fix(format!("str({text})[...]    for a digit")),
        "generator" | "map" | "filter" | "zip" | "dict_keys" | "dict_values" | "dict_items" | "enumerate"
        | "reversed" => report.fix(format!("list({text})[...]")),
        _ => report,
    })
}

/// `s[0] = "X"`
fn cannot_change(case: &mut Case<'_>) -> Option<Report> {
    let found = case
        .parts(["'", "' object does not support item assignment"])
        .or_else(|| case.parts(["'", "' object doesn't support item deletion"]))?;
    let kind = found.first()?.clone();
    let word = if kind == "str" { "text".to_owned() } else { a(&kind) };
    let report = case.report("P0606", format!("{word} never changes: its items cannot be assigned"));
    let Some(site) = case.site() else { return Some(report) };
    let Some((tree, _, value, index)) = subscript(&site) else { return Some(report) };
    let report = case.with_operand(report, tree, value, Role::Fault);
    let (text, i) = (tree.text(value), tree.text(index));
    Some(match kind.as_str() {
        "str" => {
            let new = match site.stmt().map(|s| &s.kind) {
                Some(crate::syntax::ast::StmtKind::Assign { value, .. }) => tree.text(value),
                _ => "\"\"",
            };
            match i {
                "0" => report.fix(format!("{text} = {new} + {text}[1:]    builds a new one")),
                "-1" => report.fix(format!("{text} = {text}[:-1] + {new}    builds a new one")),
                _ => report.fix(format!("{text} = {text}[:{i}] + {new} + {text}[{i} + 1:]    builds a new one")),
            }
        }
        "tuple" => report.fix(format!("{text} = list({text})    before, if it must change")),
        "set" => report.note("a set has no order: use add() and discard()"),
        "range" => report.fix(format!("{text} = list({text})    before")),
        _ => report,
    })
}

/// `{[1]: 2}`, `{[1]}`
fn unhashable(case: &mut Case<'_>) -> Option<Report> {
    let kind = match case.parts(["cannot use '", "' as a dict key (unhashable type: '", "')"]) {
        Some(found) => (found.first()?.clone(), "key of a dict"),
        None => match case.parts(["cannot use '", "' as a set element (unhashable type: '", "')"]) {
            Some(found) => (found.first()?.clone(), "item of a set"),
            None => (case.parts(["unhashable type: '", "'"])?.first()?.clone(), "key"),
        },
    };
    let (kind, role) = kind;
    let report = case.report("P0607", format!("{} can change, so it cannot be a {role}", a(&kind)));
    let Some(site) = case.site() else { return Some(report) };
    let tree = site.tree.as_ref()?;
    let e = site.expr()?;
    let candidates: Vec<&Expr> = match &e.kind {
        ExprKind::Dict { keys, .. } => keys.iter().flatten().collect(),
        ExprKind::Set { elts } => elts.iter().collect(),
        ExprKind::Subscript { slice, .. } => vec![slice],
        ExprKind::Call { args, .. } => args.iter().collect(),
        _ => vec![e],
    };
    for candidate in candidates {
        let shown = case.operand(tree, candidate).filter(|t| t.starts_with(&kind));
        let Some(shown) = shown else { continue };
        let report = report.label(candidate.span, Role::Fault, shown);
        let text = tree.text(candidate);
        return Some(match kind.as_str() {
            "list" => match &candidate.kind {
                ExprKind::List { .. } => {
                    let inner = text.trim_start_matches('[').trim_end_matches(']');
                    let comma = if inner.contains(',') { "" } else { "," };
                    report.fix(format!("({inner}{comma})    a tuple"))
                }
                _ => report.fix(format!("tuple({text})")),
            },
            "set" => report.fix(format!("frozenset({text})")),
            "dict" => report.fix(format!("tuple({text}.items())")),
            _ => report,
        });
    }
    Some(report)
}
