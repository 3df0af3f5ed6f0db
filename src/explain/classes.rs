//! Classes and protocols: orders of bases that do not fit, abstract classes, dataclass fields, `await`, `with`, `raise`.

use super::case::Case;
use super::operators::{a, with_origin};
use crate::diag::report::{Report, Role};
use crate::gc::Ref;
use crate::object::Type;
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, StmtKind};
use crate::vm::Vm;

pub fn explain(case: &mut Case<'_>) -> Option<Report> {
    match case.class.as_str() {
        "TypeError" => order_of_bases(case)
            .or_else(|| abstract_class(case))
            .or_else(|| not_awaitable(case))
            .or_else(|| not_a_context(case))
            .or_else(|| not_an_exception(case))
            .or_else(|| isinstance_list(case))
            .or_else(|| default_order(case)),
        "ValueError" => mutable_default(case),
        _ => None,
    }
}

/// `class C(A, B)` where B comes from A.
fn order_of_bases(case: &mut Case<'_>) -> Option<Report> {
    case.parts(["Cannot create a consistent method resolution order (MRO) for bases ", ""])?;
    let report = case.report("P0901", "the bases are in an order that contradicts their own");
    let Some(site) = case.site() else { return Some(report) };
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let StmtKind::ClassDef(def) = &stmt.kind else { return Some(report) };
    let bases: Vec<(&Expr, Ref<Type>)> =
        def.bases.iter().filter_map(|b| case.value_of(tree, b)?.downcast::<Type>().map(|t| (b, t.clone()))).collect();
    let mut report = report;
    for (i, (base, ty)) in bases.iter().enumerate() {
        for (later, other) in bases.iter().skip(i + 1) {
            if !case.vm.is_subtype(other, ty) {
                continue;
            }
            let (general, special) = (tree.text(base), tree.text(later));
            report.title = format!("`{general}` stands before `{special}`, which comes from `{general}`");
            report = report.label(base.span, Role::Fault, "the general one, first").label(
                later.span,
                Role::Operand,
                format!("its subclass: must come before `{general}`"),
            );
            report = merge(case.vm, report, &bases);
            let mut order: Vec<&str> = def.bases.iter().map(|b| tree.text(b)).collect();
            if let (Some(x), Some(y)) =
                (order.iter().position(|t| *t == general), order.iter().position(|t| *t == special))
            {
                order.swap(x, y);
            }
            return Some(report.fix(format!("class {}({}):", tree.name(def.name.name), order.join(", "))));
        }
    }
    report = merge(case.vm, report, &bases);
    Some(report.label(def.name.span, Role::Fault, "no order of its bases fits all of them"))
}

/// The orders that must be merged, as far as they contradict: `Dog: Dog > Animal > object`, `bases: Animal > Dog`.
fn merge(vm: &Vm, mut report: Report, bases: &[(&Expr, Ref<Type>)]) -> Report {
    let name = |t: &Ref<Type>| t.get(vm).name.to_lossy().into_owned();
    let mut rows: Vec<(String, Vec<String>)> =
        bases.iter().map(|(_, t)| (name(t), t.get(vm).mro.iter().map(name).collect())).collect();
    rows.push(("bases".to_owned(), bases.iter().map(|(_, t)| name(t)).collect()));
    let shown: Vec<(String, String)> = rows.iter().map(|(n, r)| (n.clone(), r.join(" > "))).collect();
    // The usual rule: a head that is in no other tail is taken, until there is none.
    while let Some(head) = rows
        .iter()
        .filter_map(|(_, r)| r.first())
        .find(|head| !rows.iter().any(|(_, r)| r.iter().skip(1).any(|n| n == *head)))
        .cloned()
    {
        rows.iter_mut().filter(|(_, r)| r.first() == Some(&head)).for_each(|(_, r)| drop(r.remove(0)));
        rows.retain(|(_, r)| !r.is_empty());
    }
    // Rows that are stuck, with the others that hold their heads back.
    let heads: Vec<String> = rows.iter().filter_map(|(_, r)| r.first().cloned()).collect();
    for (row, order) in rows.iter().filter(|(_, r)| r.iter().skip(1).any(|n| heads.contains(n))).take(3) {
        let whole = shown.iter().find(|(n, _)| n == row).map_or_else(|| order.join(" > "), |(_, text)| text.clone());
        report = report.note(format!("order of {row}: {whole}"));
    }
    report
}

fn abstract_class(case: &mut Case<'_>) -> Option<Report> {
    let found =
        case.parts(["Can't instantiate abstract class ", " without an implementation for abstract method", ""])?;
    let [class, rest] = found.as_slice() else { return None };
    let methods: Vec<String> = rest.split('\'').skip(1).step_by(2).map(str::to_owned).collect();
    let title = format!("`{class}` is abstract: {} must be defined by a subclass", listed(&methods));
    let report = case.report("P0902", title);
    let Some(site) = case.site() else { return Some(report) };
    let tree = site.tree.as_ref()?;
    let mut report = report.label(site.span, Role::Fault, "an object of it cannot be made");
    if let Some(stmt) = methods.first().and_then(|m| tree.definition(m))
        && let StmtKind::FunctionDef(def) = &stmt.kind
    {
        report = report.label(def.name.span, Role::Related, "abstract here");
    }
    let first = methods.first().cloned().unwrap_or_default();
    Some(report.fix(format!("def {first}(self, ...):    in {class}, or use a subclass that has it")))
}

fn listed(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
    names.join(", ")
}

/// `await 5`
fn not_awaitable(case: &mut Case<'_>) -> Option<Report> {
    let found = case
        .parts(["object ", " can't be used in 'await' expression"])
        .or_else(|| case.parts(["'", "' object can't be awaited"]));
    if let Some(found) = found {
        let kind = found.first()?.trim_matches('\'').to_owned();
        let report = case.report("P0906", format!("{} cannot be awaited: it is a value already", a(&kind)));
        let Some(site) = case.site() else { return Some(report) };
        let tree = site.tree.as_ref()?;
        let Some(ExprKind::Await { value }) = site.expr().map(|e| &e.kind) else { return Some(report) };
        let report = case.with_operand(report, tree, value, Role::Fault);
        return Some(report.fix(format!("{}    without `await`", tree.text(value))));
    }
    if !case.message.contains("'coroutine'") {
        return None;
    }
    let report = case.report("P0905", "an async function was called, but its result was not awaited");
    let Some(site) = case.site() else { return Some(report) };
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let candidates: Vec<&Expr> = match &site.expr()?.kind {
        ExprKind::BinOp { left, right, .. } => vec![left, right],
        ExprKind::Subscript { value, .. } => vec![value],
        ExprKind::Call { args, .. } => args.iter().collect(),
        _ => vec![site.expr()?],
    };
    for candidate in candidates {
        let text = tree.text(candidate);
        match &candidate.kind {
            ExprKind::Name { id, .. } => {
                let is_coroutine = case.value_of(tree, candidate).is_some_and(|v| case.vm.type_name(&v) == "coroutine");
                if let (true, Some(d)) = (is_coroutine, super::origin::only(tree, stmt, *id)) {
                    let report = report.label(candidate.span, Role::Fault, "coroutine: not run yet");
                    let report = report.label(d.span, Role::Origin, "`await` is missing here");
                    return Some(report.fix(format!("{text} = await ...")));
                }
            }
            ExprKind::Call { .. } => {
                return Some(
                    report.label(candidate.span, Role::Fault, "a coroutine: not run yet").fix(format!("await {text}")),
                );
            }
            _ => {}
        }
    }
    Some(report)
}

/// `with 5:`
fn not_a_context(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["'", "' object does not support the ", "context manager protocol", ""])?;
    let kind = found.first()?.clone();
    let report = case.report("P0907", format!("`with` needs an object that opens and closes; {} does not", a(&kind)));
    let Some(site) = case.site() else { return Some(report) };
    let (tree, stmt) = (site.tree.as_ref()?, site.stmt()?);
    let StmtKind::With { items, .. } = &stmt.kind else { return Some(report) };
    let Some(item) = items.first() else { return Some(report) };
    let report = case.with_operand(report, tree, &item.context_expr, Role::Fault);
    let report = with_origin(case, report, tree, &item.context_expr, stmt);
    if kind == "str" {
        return Some(report.fix(format!("with open({}) as ...:", tree.text(&item.context_expr))));
    }
    Some(report.note("such an object has the methods `__enter__` and `__exit__`"))
}

/// `raise "text"`
fn not_an_exception(case: &mut Case<'_>) -> Option<Report> {
    if case.message != "exceptions must derive from BaseException" {
        return None;
    }
    let report = case.report("P0908", "only exceptions can be raised");
    let Some(site) = case.site() else { return Some(report) };
    let tree = site.tree.as_ref()?;
    let Some(StmtKind::Raise { exc: Some(exc), .. }) = site.stmt().map(|s| &s.kind) else { return Some(report) };
    let report = case.with_operand(report, tree, exc, Role::Fault);
    let text = tree.text(exc);
    Some(match case.value_of(tree, exc).is_some_and(|v| v.downcast::<Type>().is_some()) {
        true => report.fix(format!("class {text}(Exception):    derives it from Exception")),
        false => report.fix(format!("raise ValueError({text})")),
    })
}

/// `isinstance(x, [int, str])`
fn isinstance_list(case: &mut Case<'_>) -> Option<Report> {
    if !case.message.contains("arg 2 must be a type, a tuple of types, or a union")
        && !case.message.contains("arg 2 must be a class, a tuple of classes, or a union")
    {
        return None;
    }
    let report = case.report("P0909", "the second argument must be a type, or a tuple of types");
    let Some(site) = case.site() else { return Some(report) };
    let tree = site.tree.as_ref()?;
    let Some(ExprKind::Call { func, args, .. }) = site.expr().map(|e| &e.kind) else { return Some(report) };
    let [first, second] = args.as_slice() else { return Some(report) };
    let report = case.with_operand(report, tree, second, Role::Fault);
    let types = match &second.kind {
        ExprKind::List { elts, .. } => elts.iter().map(|e| tree.text(e)).collect::<Vec<_>>().join(" | "),
        _ => "int".to_owned(),
    };
    Some(report.fix(format!("{}({}, {types})", tree.text(func), tree.text(first))))
}

/// A field of a dataclass after one with a default.
fn default_order(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["non-default argument '", "' follows default argument", ""])?;
    let name = found.first()?.clone();
    let report = case.report("P0910", format!("the field `{name}` has no default, but one before it has"));
    let field = field_span(case, &name);
    let report = report.label(field, Role::Fault, "needs a default, or a place further up");
    Some(report.fix(format!("move `{name}` before the fields that have defaults")))
}

/// `tags: list = []` in a dataclass.
fn mutable_default(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["mutable default <class '", "'> for field ", " is not allowed: use default_factory"])?;
    let [kind, name] = found.as_slice() else { return None };
    let title = format!("all objects would share the one {kind} that is the default of `{name}`");
    let report = case.report("P0904", title);
    let field = field_span(case, name);
    let report = report.label(field, Role::Fault, "made once, for all objects");
    Some(report.fix(format!("{name}: {kind} = field(default_factory={kind})")))
}

/// The place of an annotated field in the class that is being made.
fn field_span(case: &Case<'_>, name: &str) -> Span {
    let nowhere = Span::new(0, 0);
    let Some(site) = case.site() else { return nowhere };
    let Some(tree) = &site.tree else { return nowhere };
    let Some(StmtKind::ClassDef(def)) = tree.class_around(site.span).map(|s| &s.kind) else { return site.span };
    def.body
        .iter()
        .find(|s| matches!(&s.kind, StmtKind::AnnAssign { target, .. } if tree.as_name(target) == Some(name)))
        .map_or(site.span, |s| s.span)
}
