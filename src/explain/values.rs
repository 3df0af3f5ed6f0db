//! Values of the right type that are wrong: numbers that are no numbers, unpacking, ends of iterators, recursion without
//! end, failed assertions.

use super::case::Case;
use super::operators::{a, with_origin};
use super::origin;
use super::tree::Tree;
use super::value;
use crate::diag::report::{Report, Role};
use crate::gc::Value;
use crate::object::traceback::Traceback;
use crate::object::{Exception, List, Str};
use crate::source::Span;
use crate::syntax::ast::{CmpOp, Expr, ExprKind, Stmt, StmtKind};

pub fn explain(case: &mut Case<'_>) -> Option<Report> {
    match case.class.as_str() {
        "ValueError" => {
            number_text(case).or_else(|| unpacking(case)).or_else(|| not_in_list(case)).or_else(|| domain(case))
        }
        "TypeError" => not_iterable(case).or_else(|| unpack_single(case)),
        "StopIteration" => exhausted(case),
        "RuntimeError" => changed_size(case),
        "RecursionError" => recursion(case),
        "AssertionError" => assertion(case),
        "EOFError" => end_of_input(case),
        "UnicodeDecodeError" | "UnicodeEncodeError" => encoding(case),
        _ => None,
    }
}

/// The arguments of the failing call.
fn call_arguments(site: &super::case::Site) -> Option<(&Tree, &Stmt, &Expr, &[Expr])> {
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    match &site.expr()?.kind {
        ExprKind::Call { func, args, .. } => Some((tree, stmt, func, args)),
        _ => None,
    }
}

/// `int("3.5")`, `float("abc")`
fn number_text(case: &mut Case<'_>) -> Option<Report> {
    let (is_float, shown) = match case.parts(["could not convert string to float: ", ""]) {
        Some(found) => (true, found.first()?.clone()),
        None => (false, case.parts(["invalid literal for int() with base ", ": ", ""])?.get(1)?.clone()),
    };
    let site = case.site();
    let call = site.as_ref().and_then(|s| call_arguments(s));
    let text = call
        .and_then(|(tree, _, _, args)| case.value_of(tree, args.first()?))
        .and_then(|v| v.downcast::<Str>().map(|s| s.to_lossy().into_owned()))
        .unwrap_or_else(|| shown.trim_matches('\'').to_owned());
    let trimmed = text.trim();
    let plain = trimmed.replace(['_', ' '], "");
    let target = if is_float { "a number" } else { "a whole number" };
    let (code, title) = match () {
        () if trimmed.is_empty() => ("P0703", format!("the text is empty, so it is not {target}")),
        () if trimmed.split_whitespace().count() > 1
            && trimmed.split_whitespace().all(|part| part.parse::<f64>().is_ok()) =>
        {
            ("P0705", format!("{shown} holds several numbers; they must be separated first"))
        }
        () if !is_float && plain.parse::<f64>().is_ok() => {
            ("P0701", format!("{trimmed} is not a whole number, and `int()` reads only those from text"))
        }
        () if plain.replace(',', ".").parse::<f64>().is_ok() || plain.replace(',', "").parse::<f64>().is_ok() => {
            ("P0704", format!("{shown} has a comma or blank; numbers in Python have a point and no blanks"))
        }
        () if trimmed.split([' ', ',']).all(|part| part.parse::<f64>().is_ok()) => {
            ("P0705", format!("{shown} holds several numbers; they must be separated first"))
        }
        () => ("P0702", format!("{shown} cannot be read as {target}")),
    };
    let report = case.report(code, title);
    let Some((tree, stmt, _, args)) = call else { return Some(report) };
    let Some(arg) = args.first() else { return Some(report) };
    let report = case.with_operand(report, tree, arg, Role::Fault);
    let report = with_origin(case, report, tree, arg, stmt);
    let e = tree.text(arg);
    let word = if is_float { "float" } else { "int" };
    Some(match code {
        "P0701" => report.fix(format!("int(float({e}))")).fix(format!("float({e})    if the fraction matters")),
        "P0704" if trimmed.contains(',') => report.fix(format!("{word}({e}.replace(\",\", \".\"))")),
        "P0704" => report.fix(format!("{word}({e}.replace(\" \", \"\"))")),
        "P0705" => report.fix(format!("[{word}(part) for part in {e}.split()]")),
        "P0703" => report.fix(format!("if {e}.strip(): ...    before converting")),
        _ => report.fix(format!("try: {word}({e})    except ValueError: ask again")),
    })
}

/// `a, b = 1, 2, 3`
fn unpacking(case: &mut Case<'_>) -> Option<Report> {
    let many = case.message.starts_with("too many values to unpack");
    if !many && !case.message.starts_with("not enough values to unpack") {
        return None;
    }
    let code = if many { "P0706" } else { "P0707" };
    let report =
        case.report(code, if many { "there are more values than names" } else { "there are fewer values than names" });
    let Some(site) = case.site() else { return Some(report) };
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let (target, source, in_loop) = match &stmt.kind {
        StmtKind::Assign { targets, value } => (targets.last()?, &**value, false),
        StmtKind::For { target, iter, .. } => (&**target, &**iter, true),
        _ => return Some(report),
    };
    let names = match &target.kind {
        ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => elts.as_slice(),
        _ => return Some(report),
    };
    let value = case.value_of(tree, source);
    let count = value.as_ref().and_then(|v| value::length(case.vm, v)).filter(|_| !in_loop).or(match &source.kind {
        ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } if !in_loop => Some(elts.len()),
        _ => None,
    });
    let plural = |n: usize, word: &str| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") };
    let mut report = report.label(target.span, Role::Operand, plural(names.len(), "name"));
    let shown = match (count, value.as_ref()) {
        (Some(n), Some(v)) => format!("{}: {}", plural(n, "value"), value::short(case.vm, v)),
        (Some(n), None) => plural(n, "value"),
        (None, _) => case.operand(tree, source).unwrap_or_else(|| "the values".to_owned()),
    };
    report = report.label(source.span, Role::Fault, shown);
    if !in_loop {
        report = with_origin(case, report, tree, source, stmt);
    }
    let texts: Vec<&str> = names.iter().map(|n| tree.text(n)).collect();
    let is_dict = value.as_ref().is_some_and(|v| v.downcast::<crate::object::Dict>().is_some());
    if in_loop && is_dict {
        report.title = "a loop over a dict gives only its keys".to_owned();
        return Some(report.fix(format!("for {} in {}.items():", texts.join(", "), tree.text(source))));
    }
    if in_loop
        && let Some((index, item)) = odd_item(case, value.as_ref(), names.len())
        && (names.len() != 2 || item.downcast::<Str>().is_none())
    {
        let count = value::length(case.vm, &item).unwrap_or(0);
        let shown = value::short(case.vm, &item);
        return Some(report.note(format!("item {index} has {}: {shown}", plural(count, "value"))));
    }
    if in_loop && names.len() == 2 && many {
        return Some(report.fix(format!(
            "for {} in enumerate({}):    to count the items",
            texts.join(", "),
            tree.text(source)
        )));
    }
    if many {
        let (last, first) = texts.split_last()?;
        return Some(match count {
            Some(n) if n < 6 => {
                let more: Vec<String> = (names.len()..n).map(|i| format!("name{}", i + 1)).collect();
                let all = format!("{}, {}", texts.join(", "), more.join(", "));
                report.fix(format!("{all} = {}", tree.text(source))).fix(format!(
                    "{}{}*{last} = {}    the rest becomes a list",
                    first.join(", "),
                    if first.is_empty() { "" } else { ", " },
                    tree.text(source)
                ))
            }
            _ => report.fix(format!("{}, *{last} = ...    the rest becomes a list", first.join(", "))),
        });
    }
    Some(match count {
        Some(n) if n > 0 && n < names.len() => {
            let kept: Vec<&str> = texts.iter().take(n).copied().collect();
            let comma = if n == 1 { "," } else { "" };
            report.fix(format!("{}{comma} = {}", kept.join(", "), tree.text(source)))
        }
        _ => match texts.split_first() {
            Some((first, _)) => report.fix(format!("{first}, *others = {}    others may be empty", tree.text(source))),
            None => report,
        },
    })
}

/// The first item of a list that has not as many values as there are names.
fn odd_item(case: &Case<'_>, list: Option<&Value>, names: usize) -> Option<(usize, Value)> {
    let list = list?.downcast::<List>()?;
    let items = &list.get(case.vm).items;
    let odd = |item: &Value| value::length(case.vm, item).is_some_and(|n| n != names);
    let index = items.iter().take(1000).position(odd)?;
    Some((index, items.get(index)?.clone()))
}

/// `a, b = 5`
fn unpack_single(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["cannot unpack non-iterable ", " object"])?;
    let kind = found.first()?.clone();
    let report = case.report("P0708", format!("{} is one value; it cannot be spread over several names", a(&kind)));
    let Some(site) = case.site() else { return Some(report) };
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let (target, source) = match &stmt.kind {
        StmtKind::Assign { targets, value } => (targets.last()?, &**value),
        StmtKind::For { target, iter, .. } => (&**target, &**iter),
        _ => return Some(report),
    };
    let report = report.label(target.span, Role::Operand, "several names");
    let report = case.with_operand(report, tree, source, Role::Fault);
    if let StmtKind::For { .. } = &stmt.kind {
        return Some(report.fix(format!("for {} in enumerate({}):", tree.text(target), tree.text(source))));
    }
    let names: Vec<&str> = match &target.kind {
        ExprKind::Tuple { elts, .. } => elts.iter().map(|e| tree.text(e)).collect(),
        _ => Vec::new(),
    };
    Some(report.fix(format!("{} = {}    gives all of them the same value", names.join(" = "), tree.text(source))))
}

/// `for i in 5`
fn not_iterable(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["'", "' object is not iterable"])?;
    let kind = found.first()?.clone();
    let report = case.report("P0709", format!("{} is a single value: there is nothing to go through", a(&kind)));
    let Some(site) = case.site() else { return Some(report) };
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let e = match &stmt.kind {
        StmtKind::For { iter, .. } if super::tree::covers(iter.span, site.span) => &**iter,
        _ => site.expr()?,
    };
    let (culprit, in_loop) = match &e.kind {
        ExprKind::Call { args, .. } if e.span == site.span && !matches!(stmt.kind, StmtKind::For { .. }) => {
            let wrong = args.iter().find(|arg| case.operand(tree, arg).is_some_and(|t| t.starts_with(&kind)));
            (wrong.unwrap_or(e), false)
        }
        _ => (e, true),
    };
    let report = case.with_operand(report, tree, culprit, Role::Fault);
    let report = with_origin(case, report, tree, culprit, stmt);
    let text = tree.text(culprit);
    let named = matches!(culprit.kind, ExprKind::Name { .. } | ExprKind::Constant { .. } | ExprKind::Call { .. });
    Some(match kind.as_str() {
        "int" if in_loop && named => report.fix(format!("range({text})")),
        "int" | "float" if !in_loop => report.fix(format!("[{text}]    a list with one item")),
        "float" => report.fix(format!("range(int({text}))")),
        "bool" => report.fix(format!("[{text}]    a list with one item")),
        "function" | "method" | "type" | "builtin_function_or_method" => report.fix(format!("{text}()")),
        _ => report.note(format!("a class is iterable if it has `__iter__`; {kind} has none")),
    })
}

/// `next(g)` at the end.
fn exhausted(case: &mut Case<'_>) -> Option<Report> {
    let report = case.report("P0710", "the iterator has no more items");
    let Some(site) = case.site() else { return Some(report) };
    let Some((tree, stmt, func, args)) = call_arguments(&site) else { return Some(report) };
    if tree.as_name(func) != Some("next") {
        return Some(report);
    }
    let Some(arg) = args.first() else { return Some(report) };
    let report = match case.value_of(tree, arg) {
        Some(v) => report.label(arg.span, Role::Fault, format!("{}: at its end", case.vm.type_name(&v))),
        None => report.label(arg.span, Role::Fault, "at its end"),
    };
    let report = match &arg.kind {
        ExprKind::Name { id, .. } => match origin::only(tree, stmt, *id) {
            Some(definition) => report.label(definition.span, Role::Origin, "made here; it gives each item once"),
            None => report,
        },
        _ => report,
    };
    let text = tree.text(arg);
    Some(report.fix(format!("next({text}, None)    gives None at the end")).fix(format!("for item in {text}: ...")))
}

/// `xs.remove(9)`, `xs.index(9)`, `"abc".index("z")`
fn not_in_list(case: &mut Case<'_>) -> Option<Report> {
    let known = matches!(
        case.message.as_str(),
        "list.remove(x): x not in list"
            | "substring not found"
            | "tuple.index(x): x not in tuple"
            | "subsection not found"
    ) || case.message == "list.index(x): x not in list"
        || case.message.ends_with(" is not in list");
    if !known {
        return None;
    }
    let report = case.report("P0711", "what is searched is not there");
    let Some(site) = case.site() else { return Some(report) };
    let Some((tree, stmt, func, args)) = call_arguments(&site) else { return Some(report) };
    let (ExprKind::Attribute { value, attr, .. }, Some(arg)) = (&func.kind, args.first()) else { return Some(report) };
    let mut report = case.with_operand(report, tree, arg, Role::Fault);
    report = case.with_operand(report, tree, value, Role::Operand);
    report = with_origin(case, report, tree, arg, stmt);
    let (object, searched, method) = (tree.text(value), tree.text(arg), tree.name(attr.name));
    let container = case.value_of(tree, value);
    // A number in text, or the other way round.
    if let (Some(list), Some(v)) = (container.and_then(|c| c.downcast::<List>().cloned()), case.value_of(tree, arg)) {
        let first = list.get(case.vm).items.first().cloned();
        if let (Some(first), true) = (first, v.downcast::<Str>().is_some())
            && first.as_small().is_some()
        {
            report.title = "the list holds numbers, and text is searched".to_owned();
            return Some(report.fix(format!("{object}.{method}(int({searched}))")));
        }
    }
    if method == "index" && case.message == "substring not found" {
        return Some(report.fix(format!("{object}.find({searched})    gives -1 if it is not there")));
    }
    Some(report.fix(format!("if {searched} in {object}: {object}.{method}({searched})")))
}

/// `math.sqrt(-1)`
fn domain(case: &mut Case<'_>) -> Option<Report> {
    let known = case.message == "math domain error"
        || case.message.starts_with("expected a nonnegative input")
        || case.message.starts_with("expected a positive input")
        || case.message.starts_with("expected a number in range");
    if !known {
        return None;
    }
    let report = case.report("P0714", "the function has no value for this number");
    let Some(site) = case.site() else { return Some(report) };
    let Some((tree, stmt, func, args)) = call_arguments(&site) else { return Some(report) };
    let Some(arg) = args.first() else { return Some(report) };
    let report = case.with_operand(report, tree, arg, Role::Fault);
    let report = with_origin(case, report, tree, arg, stmt);
    let (function, text) = (tree.text(func), tree.text(arg));
    Some(match function.ends_with("sqrt") {
        true => report.fix(format!("if {text} >= 0: ...")).fix(format!("cmath.sqrt({text})    for complex results")),
        false => report.fix(format!("check that {text} is in the range of `{function}` before")),
    })
}

/// A dict or set that changes while a loop goes through it.
fn changed_size(case: &mut Case<'_>) -> Option<Report> {
    let found = case
        .parts(["", " changed size during iteration"])
        .or_else(|| case.parts(["", " keys changed during iteration"]))
        .or_else(|| case.parts(["", " mutated during iteration"]))?;
    let kind = found.first()?.to_lowercase();
    let report = case.report("P0712", format!("the {kind} changes while a loop goes through it"));
    let Some(site) = case.site() else { return Some(report) };
    let tree = site.tree.as_ref()?;
    let Some(StmtKind::For { iter, body, .. }) = site.stmt().map(|s| &s.kind) else { return Some(report) };
    let mut report = report.label(iter.span, Role::Fault, "the loop goes through this");
    // The object itself, without `.items()`.
    let object = match &iter.kind {
        ExprKind::Call { func, .. } => match &func.kind {
            ExprKind::Attribute { value, .. } => tree.text(value),
            _ => tree.text(iter),
        },
        _ => tree.text(iter),
    };
    let mut pending: Vec<&Stmt> = body.iter().rev().collect();
    while let Some(stmt) = pending.pop() {
        if let Some(span) = changes(tree, stmt, object) {
            report = report.label(span, Role::Related, "this changes it");
            break;
        }
        pending.extend(super::tree::blocks(stmt).into_iter().flatten());
    }
    Some(report.fix(format!("for ... in list({}):    goes through a copy", tree.text(iter))))
}

/// Whether a statement changes the size of a container.
fn changes(tree: &Tree, stmt: &Stmt, object: &str) -> Option<Span> {
    let item_of = |e: &Expr| matches!(&e.kind, ExprKind::Subscript { value, .. } if tree.text(value) == object);
    match &stmt.kind {
        StmtKind::Delete { targets } if targets.iter().any(item_of) => return Some(stmt.span),
        StmtKind::Assign { targets, .. } if targets.iter().any(item_of) => return Some(stmt.span),
        _ => {}
    }
    super::tree::all_exprs(stmt).into_iter().find_map(|e| match &e.kind {
        ExprKind::Call { func, .. } => match &func.kind {
            ExprKind::Attribute { value, attr, .. }
                if tree.text(value) == object
                    && matches!(
                        tree.name(attr.name),
                        "pop" | "popitem" | "clear" | "update" | "setdefault" | "add" | "remove" | "discard"
                    ) =>
            {
                Some(e.span)
            }
            _ => None,
        },
        _ => None,
    })
}

/// A function that calls itself without end.
fn recursion(case: &mut Case<'_>) -> Option<Report> {
    let frame = case.frame.clone()?;
    let name = frame.get(case.vm).code.name.to_lossy().into_owned();
    let report = case.report("P0713", format!("`{name}` calls itself again and again, and never stops"));
    let Some(site) = case.site() else { return Some(report) };
    let tree = site.tree.as_ref()?;
    let (_, function) = tree.scope(site.span);
    let mut report = report;
    let depth = depth(case);
    if let Some(Stmt { kind: StmtKind::FunctionDef(def), .. }) = function {
        let mut pending: Vec<&Stmt> = def.body.iter().rev().collect();
        let mut stops = false;
        while let Some(stmt) = pending.pop() {
            let call = super::tree::all_exprs(stmt).into_iter().find(|e| match &e.kind {
                ExprKind::Call { func, .. } => match &func.kind {
                    ExprKind::Name { .. } => tree.as_name(func) == Some(&name),
                    ExprKind::Attribute { attr, .. } => tree.name(attr.name) == name,
                    _ => false,
                },
                _ => false,
            });
            match call {
                Some(call) => report = report.label(call.span, Role::Fault, format!("called again, {depth} deep")),
                None if matches!(stmt.kind, StmtKind::Return { .. }) => stops = true,
                None => {}
            }
            pending.extend(super::tree::blocks(stmt).into_iter().flatten());
        }
        report = report.note(match stops {
            true => "there is a way out, but the calls never come to it: the arguments must get nearer to it",
            false => "there is no way through it without another call",
        });
        let parameter = def.args.args.iter().map(|p| tree.name(p.arg)).find(|n| *n != "self");
        return Some(match parameter {
            Some(p) => report.fix(format!("if {p} ...: return ...    before it calls itself")),
            None => report.fix("if ...: return ...    before it calls itself"),
        });
    }
    Some(report)
}

/// Levels of the traceback.
fn depth(case: &Case<'_>) -> usize {
    let mut count = 0;
    let mut next: Option<crate::gc::Ref<Traceback>> =
        case.error.downcast::<Exception>().and_then(|e| e.get(case.vm).traceback.clone());
    while let Some(level) = next {
        count += 1;
        next = level.get(case.vm).next.clone();
    }
    count
}

/// `assert a == b`
fn assertion(case: &mut Case<'_>) -> Option<Report> {
    let site = case.site()?;
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let StmtKind::Assert { test, .. } = &stmt.kind else { return None };
    let report = case.report("P0715", "what is asserted does not hold");
    let sides: Vec<&Expr> = match &test.kind {
        ExprKind::Compare { left, comparators, ops } => {
            if ops.first().is_some_and(|op| matches!(op, CmpOp::Eq)) && comparators.len() == 1 {
                let values = (case.value_of(tree, left), comparators.first().and_then(|c| case.value_of(tree, c)));
                if let (Some(l), Some(r)) = values {
                    let (lt, rt) = (case.vm.type_name(&l), case.vm.type_name(&r));
                    let numbers = ["int", "float", "bool"];
                    if lt != rt && !(numbers.contains(&lt.as_str()) && numbers.contains(&rt.as_str())) {
                        return finish(case, report, tree, &[&**left, comparators.first()?], stmt)
                            .map(|r| r.note(format!("values of types {lt} and {rt} are never equal")));
                    }
                }
            }
            parts_of(test)
        }
        _ => parts_of(test),
    };
    finish(case, report, tree, &sides, stmt)
}

/// What a condition is about: the sides of its comparisons, the arguments of its call.
fn parts_of(test: &Expr) -> Vec<&Expr> {
    let mut parts = Vec::new();
    let mut pending = vec![test];
    while let Some(e) = pending.pop() {
        match &e.kind {
            ExprKind::BoolOp { values, .. } => pending.extend(values.iter().rev()),
            ExprKind::UnaryOp { operand, .. } => pending.push(operand),
            ExprKind::Compare { left, comparators, .. } => parts.extend(std::iter::once(&**left).chain(comparators)),
            ExprKind::Call { args, .. } => parts.extend(args),
            _ => parts.push(e),
        }
    }
    parts
}

fn finish(case: &mut Case<'_>, mut report: Report, tree: &Tree, sides: &[&Expr], stmt: &Stmt) -> Option<Report> {
    for side in sides {
        // A literal says its value itself.
        if !matches!(side.kind, ExprKind::Constant { .. }) && case.value_of(tree, side).is_some() {
            report = case.with_operand(report, tree, side, Role::Operand);
        }
    }
    for side in sides {
        report = with_origin(case, report, tree, side, stmt);
    }
    (!report.labels.is_empty()).then_some(report)
}

/// `input()` at the end of standard input.
fn end_of_input(case: &mut Case<'_>) -> Option<Report> {
    if case.message != "EOF when reading a line" {
        return None;
    }
    let report = case.report("P0716", "`input()` waits for a line, but the input has ended");
    let span = case.site.as_ref().map_or(Span::new(0, 0), |s| s.span);
    let report = report.label(span, Role::Fault, "nothing left to read");
    Some(report.fix("try: ...    except EOFError: break"))
}

fn encoding(case: &mut Case<'_>) -> Option<Report> {
    let codec = case.parts(["'", "' codec can't ", ""])?.first()?.clone();
    let decode = case.class == "UnicodeDecodeError";
    let title = match decode {
        true => format!("the bytes are not text in the encoding {codec}"),
        false => format!("the encoding {codec} has no bytes for this character"),
    };
    let report = case.report("P0717", title);
    let span = case.site.as_ref().map_or(Span::new(0, 0), |s| s.span);
    let report = report.label(span, Role::Fault, if decode { "decoded here" } else { "encoded here" });
    let text = case.site.as_ref().map(|s| s.source.slice(s.span).to_owned()).unwrap_or_default();
    let object = text.split_once(".decode").or(text.split_once(".encode")).map_or("data", |(object, _)| object);
    Some(match (decode, text.contains("open(") || text.contains("read")) {
        (true, true) => report.fix("open(..., encoding=\"latin-1\")    or the encoding that the file has"),
        (true, false) => report.fix(format!("{object}.decode(\"latin-1\")    or the encoding that the bytes have")),
        (false, _) => report.fix(format!("{object}.encode(\"utf-8\")    which has all characters")),
    })
}
