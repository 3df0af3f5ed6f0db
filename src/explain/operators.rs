//! Operators between types that do not go together, division by zero, `%` on text.

use super::case::Case;
use super::origin::{self, DefinitionKind};
use super::tree::Tree;
use super::value;
use crate::diag::report::{Report, Role};
use crate::object::Str;
use crate::syntax::ast::{Constant, Expr, ExprKind, Operator, Stmt, StmtKind};

pub fn explain(case: &mut Case<'_>) -> Option<Report> {
    match case.class.as_str() {
        "TypeError" => text_and_number(case)
            .or_else(|| number_and_text(case))
            .or_else(|| sequence_and_item(case))
            .or_else(|| comparison(case))
            .or_else(|| repetition(case))
            .or_else(|| formatting(case))
            .or_else(|| membership(case)),
        "ZeroDivisionError" => division(case),
        _ => None,
    }
}

/// The two sides of the failing operation.
pub fn sides(stmt: &Stmt, e: Option<&Expr>) -> Option<(Expr, Operator, Expr)> {
    if let Some(Expr { kind: ExprKind::BinOp { left, op, right }, .. }) = e {
        return Some(((**left).clone(), *op, (**right).clone()));
    }
    match &stmt.kind {
        StmtKind::AugAssign { target, op, value } => Some(((**target).clone(), *op, (**value).clone())),
        _ => None,
    }
}

/// Says where a name got its value, if that is certain.
pub fn with_origin(case: &mut Case<'_>, report: Report, tree: &Tree, e: &Expr, at: &Stmt) -> Report {
    let ExprKind::Name { id, .. } = e.kind else { return report };
    let Some(definition) = origin::only(tree, at, id) else { return report };
    let name = tree.name(id);
    if matches!(name, "self" | "cls") {
        return report;
    }
    let kind = match case.value_of(tree, e) {
        Some(v) if v.is_none() => "None".to_owned(),
        Some(v) => a(&case.vm.type_name(&v)),
        None => return report,
    };
    let text = match definition.kind {
        DefinitionKind::Value(value) if is_input(tree, value) => "`input()` always gives a str".to_owned(),
        DefinitionKind::Parameter => match origin::argument(case, tree, name) {
            Some(argument) => return report.label(argument.span, Role::Origin, format!("`{name}` is given here")),
            None => format!("`{name}` comes from the caller"),
        },
        DefinitionKind::Loop => format!("`{name}` takes each item of this"),
        DefinitionKind::Value(_) | DefinitionKind::Unpacked => format!("`{name}` became {kind} here"),
        _ => return report,
    };
    report.label(definition.span, Role::Origin, text)
}

fn is_input(tree: &Tree, e: &Expr) -> bool {
    matches!(&e.kind, ExprKind::Call { func, .. } if tree.as_name(func) == Some("input"))
}

/// Both operands labelled, and where they came from.
fn operands(case: &mut Case<'_>, mut report: Report, tree: &Tree, sides: &[&Expr], at: &Stmt) -> Report {
    for side in sides {
        report = case.with_operand(report, tree, side, Role::Operand);
    }
    for side in sides {
        report = with_origin(case, report, tree, side, at);
    }
    report
}

/// `"Age: " + 30`
fn text_and_number(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["can only concatenate str (not \"", "\") to str"])?;
    let other = found.first()?.clone();
    let title = format!("text and {} cannot be joined with `+`", a(&other));
    let Some(site) = case.site() else { return Some(case.report("P0401", title)) };
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let report = case.report("P0401", title);
    let Some((left, _, right)) = sides(stmt, site.expr()) else { return Some(report) };
    let mut report = operands(case, report, tree, &[&left, &right], stmt);
    if let Some(formatted) = f_string(tree, &left, &right) {
        report = report.fix(formatted);
    }
    let (l, r) = (tree.text(&left), tree.text(&right));
    let augmented = matches!(stmt.kind, StmtKind::AugAssign { .. });
    Some(report.fix(if augmented { format!("{l} += str({r})") } else { format!("{l} + str({r})") }))
}

/// `f"Age: {age}"` for `"Age: " + age`.
fn f_string(tree: &Tree, left: &Expr, right: &Expr) -> Option<String> {
    let ExprKind::Constant { value: Constant::Str(_), .. } = left.kind else { return None };
    let (text, inner) = (tree.text(left), tree.text(right));
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let plain = !text.contains(['{', '}', '\\', '\n']) && !inner.contains(['\n', '{']) && !text.starts_with("\"\"\"");
    let body = text.strip_prefix(quote)?.strip_suffix(quote)?;
    (plain && !body.contains(quote)).then(|| format!("f{quote}{body}{{{inner}}}{quote}"))
}

/// `1 + "30"`, and any other pair that an operator is not made for.
fn number_and_text(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["unsupported operand type(s) for ", ": '", "' and '", "'"])?;
    let [op, left_type, right_type] = found.as_slice() else { return None };
    let op = op.split_whitespace().next().unwrap_or("").to_owned();
    if left_type == "coroutine" || right_type == "coroutine" {
        return None;
    }
    let has_function = [left_type, right_type].iter().any(|t| t.contains("function") || t.contains("method"));
    if has_function {
        return super::calls::forgotten_call(case);
    }
    let with_text = left_type == "str" || right_type == "str";
    let title = format!("`{op}` does not work between {} and {}", a(left_type), a(right_type));
    let code = if with_text { "P0402" } else { "P0403" };
    let report = case.report(code, title);
    let Some(site) = case.site() else { return Some(report) };
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let Some((left, _, right)) = sides(stmt, site.expr()) else { return Some(report) };
    let mut report = operands(case, report, tree, &[&left, &right], stmt);
    let (text, number) = if left_type == "str" { (&left, &right) } else { (&right, &left) };
    if with_text && let Some(convert) = conversion(case, tree, text) {
        let (l, r) = match left_type == "str" {
            true => (convert, tree.text(number).to_owned()),
            false => (tree.text(number).to_owned(), convert),
        };
        let sign = if matches!(stmt.kind, StmtKind::AugAssign { .. }) {
            format!("{op}=").replace("==", "=")
        } else {
            op.clone()
        };
        return Some(report.fix(format!("{l} {sign} {r}")));
    }
    if with_text && op == "+" {
        let (l, r) = (tree.text(&left), tree.text(&right));
        let (l, r) =
            if left_type == "str" { (l.to_owned(), format!("str({r})")) } else { (format!("str({l})"), r.to_owned()) };
        report = report.fix(format!("{l} + {r}    joins them as text"));
    }
    if let Some(fix) = for_containers(&op, left_type, right_type, tree.text(&left), tree.text(&right)) {
        report = report.fix(fix);
    }
    Some(report)
}

/// `int(x)` or `float(x)` for an expression whose text is a number (or may be one).
fn conversion(case: &mut Case<'_>, tree: &Tree, e: &Expr) -> Option<String> {
    let text = tree.text(e);
    match case.value_of(tree, e).and_then(|v| v.downcast::<Str>().map(|s| s.to_lossy().trim().to_owned())) {
        Some(value) if value.parse::<i64>().is_ok() => Some(format!("int({text})")),
        Some(value) if value.parse::<f64>().is_ok() => Some(format!("float({text})")),
        Some(_) => None,
        None => Some(format!("int({text})")),
    }
}

/// `xs + 3`
fn sequence_and_item(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["can only concatenate ", " (not \"", "\") to ", ""])?;
    let [sequence, other, _] = found.as_slice() else { return None };
    let report = case.report("P0404", format!("`+` joins a {sequence} with a {sequence}, not with {}", a(other)));
    let Some(site) = case.site() else { return Some(report) };
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let Some((left, _, right)) = sides(stmt, site.expr()) else { return Some(report) };
    let report = operands(case, report, tree, &[&left, &right], stmt);
    let (l, r) = (tree.text(&left), tree.text(&right));
    Some(match sequence.as_str() {
        "list" => report.fix(format!("{l} + [{r}]")).fix(format!("{l}.append({r})")),
        _ => report.fix(format!("{l} + ({r},)")),
    })
}

/// `age < "18"`
fn comparison(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["'", "' not supported between instances of '", "' and '", "'"])?;
    let [op, left_type, right_type] = found.as_slice() else { return None };
    let title = format!("{} and {} have no order, so `{op}` fails", a(left_type), a(right_type));
    let report = case.report("P0405", title);
    let Some(site) = case.site() else { return Some(report) };
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let Some(ExprKind::Compare { left, comparators, .. }) = site.expr().map(|e| &e.kind) else {
        let note = "sorting compares the items with each other: all must be of kinds that have an order";
        return Some(report.note(note));
    };
    let Some(right) = comparators.first() else { return Some(report) };
    let mut report = operands(case, report, tree, &[left, right], stmt);
    let text = match (left_type.as_str(), right_type.as_str()) {
        ("str", "int" | "float") => Some((&**left, true)),
        ("int" | "float", "str") => Some((right, false)),
        _ => None,
    };
    if let Some((text, is_left)) = text
        && let Some(convert) = conversion(case, tree, text)
    {
        let (l, r) = (tree.text(left), tree.text(right));
        report = report.fix(if is_left { format!("{convert} {op} {r}") } else { format!("{l} {op} {convert}") });
    }
    Some(report)
}

/// `"ab" * 1.5`, `"3" * "4"`
fn repetition(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["can't multiply sequence by non-int of type '", "'"])?;
    let other = found.first()?.clone();
    let report = case.report("P0406", format!("text and lists are repeated by an int, not by {}", a(&other)));
    let Some(site) = case.site() else { return Some(report) };
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let Some((left, _, right)) = sides(stmt, site.expr()) else { return Some(report) };
    let mut report = operands(case, report, tree, &[&left, &right], stmt);
    let (l, r) = (tree.text(&left), tree.text(&right));
    if other == "str" {
        let (a, b) = (conversion(case, tree, &left), conversion(case, tree, &right));
        return Some(match (a, b) {
            (Some(a), Some(b)) => report.fix(format!("{a} * {b}")),
            (_, Some(b)) => report.fix(format!("{l} * {b}")),
            (Some(a), _) => report.fix(format!("{a} * {r}")),
            _ => report,
        });
    }
    let is_text = |case: &mut Case<'_>, e: &Expr| case.value_of(tree, e).is_some_and(|v| v.downcast::<Str>().is_some());
    for (side, shown) in [(&left, r), (&right, l)] {
        if is_text(case, side)
            && let Some(convert) = conversion(case, tree, side)
        {
            report = report.fix(format!("{} * {shown}", convert.replacen("int(", "float(", 1)));
            return Some(report);
        }
    }
    Some(report.fix(format!("{l} * int({r})")))
}

/// `total % 2` where `total` is text.
fn formatting(case: &mut Case<'_>) -> Option<Report> {
    if !matches!(
        case.message.as_str(),
        "not all arguments converted during string formatting" | "not enough arguments for format string"
    ) {
        return None;
    }
    let report = case.report("P0409", "`%` after text means formatting, and the values do not fit its fields");
    let Some(site) = case.site() else { return Some(report) };
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let Some((left, _, right)) = sides(stmt, site.expr()) else { return Some(report) };
    let report = operands(case, report, tree, &[&left, &right], stmt);
    if let Some(convert) = conversion(case, tree, &left).filter(|_| !matches!(left.kind, ExprKind::Constant { .. })) {
        return Some(report.fix(format!("{convert} % {}", tree.text(&right))));
    }
    let fields = tree.text(&left).replace("%%", "").matches('%').count();
    let given = match &right.kind {
        ExprKind::Tuple { elts, .. } => elts.len(),
        _ => 1,
    };
    Some(report.note(format!("the text has {fields} field(s), and {given} value(s) were given")))
}

/// `3 in "abc"`, `x in 5`
fn membership(case: &mut Case<'_>) -> Option<Report> {
    let site = case.site();
    let compared = || {
        let site = site.as_ref()?;
        match &site.expr()?.kind {
            ExprKind::Compare { left, comparators, .. } => Some(((**left).clone(), comparators.first()?.clone())),
            _ => None,
        }
    };
    if let Some(found) = case.parts(["'in <string>' requires string as left operand, not ", ""]) {
        let report = case.report("P0410", format!("only text can be searched in text, not {}", a(found.first()?)));
        let Some((left, right)) = compared() else { return Some(report) };
        let (tree, stmt) = (site.as_ref()?.tree.as_ref()?, site.as_ref()?.stmt()?);
        let report = operands(case, report, tree, &[&left, &right], stmt);
        return Some(report.fix(format!("str({}) in {}", tree.text(&left), tree.text(&right))));
    }
    let found = case.parts(["argument of type '", "' is not a container or iterable"])?;
    let kind = found.first()?;
    if kind.contains("function") || kind.contains("method") {
        return super::calls::forgotten_call(case);
    }
    let report = case.report("P0411", format!("`in` searches a container, and {} is none", a(kind)));
    let Some((left, right)) = compared() else { return Some(report) };
    let (tree, stmt) = (site.as_ref()?.tree.as_ref()?, site.as_ref()?.stmt()?);
    let report = operands(case, report, tree, &[&right], stmt);
    Some(report.fix(format!("{} == {}", tree.text(&left), tree.text(&right))))
}

fn division(case: &mut Case<'_>) -> Option<Report> {
    let report = case.report("P0407", "the number on the right is zero");
    let Some(site) = case.site() else { return Some(report) };
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let Some((_, op, right)) = sides(stmt, site.expr()) else { return Some(report) };
    let mut report = report;
    let text = tree.text(&right);
    if let ExprKind::Call { func, args, .. } = &right.kind
        && let [arg] = args.as_slice()
        && tree.as_name(func) == Some("len")
    {
        report.title = format!("`{}` is empty, so its length is zero", tree.text(arg));
        report = case.with_operand(report.label(right.span, Role::Fault, "0"), tree, arg, Role::Operand);
        report = with_origin(case, report, tree, arg, stmt);
        return Some(report.fix(format!("if {}: ...    before dividing", tree.text(arg))));
    }
    let shown = match case.value_of(tree, &right) {
        Some(v) => value::typed(case.vm, &v),
        None => "zero".to_owned(),
    };
    report = report.label(right.span, Role::Fault, shown);
    report = with_origin(case, report, tree, &right, stmt);
    let word = if op == Operator::Mod { "taking the remainder" } else { "dividing" };
    let fix = match right.kind {
        ExprKind::Constant { .. } => "divide by a number that is not zero".to_owned(),
        _ => format!("if {text} != 0: ...    before {word}"),
    };
    Some(report.fix(fix))
}

/// `an int`, `a str`, `None`
pub fn a(type_name: &str) -> String {
    match type_name {
        "NoneType" => "None".to_owned(),
        t if t.to_lowercase().starts_with(['a', 'e', 'i', 'o']) => format!("an {t}"),
        t => format!("a {t}"),
    }
}

/// What an operator between containers, or a container and a number, was probably meant to do.
fn for_containers(op: &str, left_type: &str, right_type: &str, l: &str, r: &str) -> Option<String> {
    let number = |t: &str| matches!(t, "int" | "float" | "bool");
    let row = |t: &str| matches!(t, "list" | "tuple");
    match (op, left_type, right_type) {
        ("+", "dict", "dict") => Some(format!("{l} | {r}    puts two dicts together")),
        ("+", "set", "set") => Some(format!("{l} | {r}    puts two sets together")),
        ("-", a, b) if row(a) && row(b) => Some(format!("[item for item in {l} if item not in {r}]")),
        (_, a, b) if row(a) && number(b) => Some(format!("[item {op} {r} for item in {l}]    for each item")),
        (_, a, b) if number(a) && row(b) => Some(format!("[{l} {op} item for item in {r}]    for each item")),
        (_, "dict", b) if number(b) => Some(format!("{l}[...] {op} {r}    with the key of one value")),
        (_, a, "dict") if number(a) => Some(format!("{l} {op} {r}[...]    with the key of one value")),
        _ => None,
    }
}
