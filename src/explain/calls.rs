//! Calls: missing and surplus arguments, `self`, things that cannot be called, forgotten `()`.

use super::case::{Case, parts};
use super::operators::{a, with_origin};
use super::tree::Tree;
use super::value;
use crate::diag::report::{Report, Role};
use crate::gc::Ref;
use crate::object::module::Module;
use crate::object::{BoundMethod, Function, Type};
use crate::source::Span;
use crate::syntax::ast::{Constant, Expr, ExprKind, Keyword, Stmt, StmtKind};

pub fn explain(case: &mut Case<'_>) -> Option<Report> {
    if case.class != "TypeError" {
        return None;
    }
    missing(case)
        .or_else(|| surplus(case))
        .or_else(|| unknown_keyword(case))
        .or_else(|| twice(case))
        .or_else(|| takes_no_arguments(case))
        .or_else(|| not_callable(case))
        .or_else(|| without_call(case))
        .or_else(|| no_length(case))
        .or_else(|| index_needed(case))
        .or_else(|| joining(case))
        .or_else(|| builtin_arguments(case))
}

/// The parts of a call expression.
struct Call<'t> {
    tree: &'t Tree,
    expr: &'t Expr,
    func: &'t Expr,
    args: &'t [Expr],
    keywords: &'t [Keyword],
    stmt: &'t Stmt,
}

fn call_at<'t>(site: &'t super::case::Site) -> Option<Call<'t>> {
    let (tree, stmt, expr) = (site.tree.as_ref()?, site.stmt()?, site.expr()?);
    match &expr.kind {
        ExprKind::Call { func, args, keywords } => Some(Call { tree, expr, func, args, keywords, stmt }),
        _ => None,
    }
}

/// The arguments of a call as text.
pub fn arguments_text<'t>(tree: &'t Tree, call: &Expr) -> &'t str {
    let ExprKind::Call { func, .. } = &call.kind else { return "" };
    let inside = Span::new(func.span.end, call.span.end);
    let text = tree.source.slice(inside).trim();
    text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or("").trim()
}

/// A Python function, with whether its first parameter is filled by the object it is called on.
struct Callee {
    function: Ref<Function>,
    bound: bool,
}

impl Case<'_> {
    /// The Python function that a call runs (the `__init__` of a class).
    fn callee(&mut self, tree: &Tree, func: &Expr) -> Option<Callee> {
        let value = match self.value_of(tree, func) {
            Some(value) => value,
            None => {
                // A method of an instance.
                let ExprKind::Attribute { value, attr, .. } = &func.kind else { return None };
                let ty = self.class_of(tree, value)?;
                let name = self.vm.intern(tree.name(attr.name));
                let found = self.vm.lookup(&ty, &name)?;
                let function = found.downcast_exact::<Function>()?.clone();
                return Some(Callee { function, bound: true });
            }
        };
        if let Some(class) = value.downcast::<Type>() {
            let name = self.vm.names.__init__.clone();
            let found = self.vm.lookup(class, &name)?;
            return Some(Callee { function: found.downcast_exact::<Function>()?.clone(), bound: true });
        }
        if let Some(method) = value.downcast_exact::<BoundMethod>() {
            let function = method.get(self.vm).func.downcast_exact::<Function>()?.clone();
            return Some(Callee { function, bound: true });
        }
        Some(Callee { function: value.downcast_exact::<Function>()?.clone(), bound: false })
    }

    /// The class of an expression's value; that of `C(...)` is C.
    pub fn class_of(&mut self, tree: &Tree, e: &Expr) -> Option<Ref<Type>> {
        if let Some(value) = self.value_of(tree, e) {
            return Some(self.vm.type_of(&value).clone());
        }
        let ExprKind::Call { func, .. } = &e.kind else { return None };
        self.value_of(tree, func)?.downcast::<Type>().cloned()
    }

    /// `area(w=3, h=?)`: the parameters of a function with what a call gives them.
    fn filled(&mut self, callee: &Callee, call: &Call<'_>) -> String {
        let code = callee.function.get(self.vm).code.clone();
        let count = code.argcount as usize;
        let defaults = callee.function.get(self.vm).defaults.as_ref().map_or(0, |d| d.len());
        let names: Vec<String> =
            code.varnames.iter().take(count).map(|n| n.to_lossy().into_owned()).skip(callee.bound as usize).collect();
        let mut shown = Vec::new();
        for (i, name) in names.iter().enumerate() {
            let keyword = call.keywords.iter().find(|k| k.arg.is_some_and(|a| call.tree.name(a.name) == name));
            let given = call.args.get(i).or(keyword.map(|k| &k.value));
            match given {
                Some(e) => shown.push(format!("{name}={}", one_line(call.tree.text(e)))),
                None if i + defaults >= names.len() => {}
                None => shown.push(format!("{name}=?")),
            }
        }
        let keyword_only = code.varnames.iter().skip(count).take(code.kwonlyargcount as usize);
        for name in keyword_only.map(|n| n.to_lossy()) {
            match call.keywords.iter().find(|k| k.arg.is_some_and(|a| call.tree.name(a.name) == name)) {
                Some(k) => shown.push(format!("{name}={}", one_line(call.tree.text(&k.value)))),
                None => shown.push(format!("{name}=?")),
            }
        }
        let function = call.tree.text(call.func);
        format!("{}({})", one_line(function), shown.join(", "))
    }

    /// Labels the head of a function that is defined in the same file.
    fn with_definition(&mut self, report: Report, tree: &Tree, callee: &Callee, text: &str) -> Report {
        let code = callee.function.get(self.vm).code.clone();
        if *code.filename.to_lossy() != *tree.source.name() {
            return report;
        }
        match tree.function_on(code.first_line) {
            Some(stmt) => report.label(head(tree, stmt), Role::Related, text),
            None => report,
        }
    }
}

/// The head of a definition, without the colon.
fn head(tree: &Tree, stmt: &Stmt) -> Span {
    let line = tree.source.line_of(stmt.span.start);
    let text = tree.source.line_text(line);
    let from = (stmt.span.start - tree.source.line_start(line)) as usize;
    // The body may be on the same line.
    let body = match &stmt.kind {
        StmtKind::FunctionDef(def) => def.body.first(),
        StmtKind::ClassDef(def) => def.body.first(),
        _ => None,
    };
    let end = match body {
        Some(first) if tree.source.line_of(first.span.start) == line => first.span.start,
        _ => stmt.span.start + text.get(from..).map_or(0, |t| t.trim_end().len()) as u32,
    };
    let shown = tree.source.slice(Span::new(stmt.span.start, end)).trim_end().trim_end_matches(':').trim_end();
    Span::new(stmt.span.start, stmt.span.start + shown.len() as u32)
}

fn one_line(text: &str) -> String {
    match text.split_once('\n') {
        Some((first, _)) => format!("{}…", first.trim_end()),
        None => text.to_owned(),
    }
}

/// `area(3)` where `area` needs two.
fn missing(case: &mut Case<'_>) -> Option<Report> {
    let (function, rest) = case.message.split_once("() missing ")?;
    let (kinds, names) = rest.split_once(": ")?;
    let (function, names) = (function.to_owned(), names.to_owned());
    if !kinds.contains("required") {
        return None;
    }
    let short = function.rsplit('.').next().unwrap_or("").to_owned();
    let shown = match short.as_str() {
        "__init__" => function.rsplit('.').nth(1).unwrap_or("").to_owned(),
        _ => function.clone(),
    };
    if names == "'self'" || names.starts_with("'self' ") || names.starts_with("'self',") {
        return without_object(case, &function, &short);
    }
    let title = format!("`{shown}()` was called without {}", names.replace('\'', "`"));
    let report = case.report("P0501", title);
    let Some(site) = case.site() else { return Some(report) };
    let Some(call) = call_at(&site) else { return Some(report) };
    let mut report = report.label(closing(&call), Role::Fault, "nothing is given for it here");
    if let Some(callee) = case.callee(call.tree, call.func) {
        report = case.with_definition(report, call.tree, &callee, "asks for it");
        let filled = case.filled(&callee, &call);
        report = report.fix(filled);
    }
    Some(report)
}

/// The parentheses of a call.
fn closing(call: &Call<'_>) -> Span {
    let text = call.tree.source.slice(Span::new(call.func.span.end, call.expr.span.end));
    let skip = text.len() - text.trim_start().len();
    Span::new(call.func.span.end + skip as u32, call.expr.span.end)
}

/// A method called on its class.
fn without_object(case: &mut Case<'_>, function: &str, method: &str) -> Option<Report> {
    let class = function.rsplit('.').nth(1).unwrap_or("C").to_owned();
    let report = case.report("P0512", format!("`{method}` was called on the class `{class}`, not on an object"));
    let Some(site) = case.site() else { return Some(report) };
    let Some(call) = call_at(&site) else { return Some(report) };
    let arguments = arguments_text(call.tree, call.expr);
    let report = report.label(call.func.span, Role::Fault, "no object before the dot");
    Some(report.fix(format!("{class}(...).{method}({arguments})")))
}

/// More positional arguments than parameters.
fn surplus(case: &mut Case<'_>) -> Option<Report> {
    let (function, rest) = case.message.split_once("() takes ")?;
    let (function, rest) = (function.to_owned(), rest.to_owned());
    if !rest.contains(" but ") || !rest.contains("given") || rest.contains("no keyword") {
        return None;
    }
    let short = function.rsplit('.').next().unwrap_or("").to_owned();
    let given: usize = rest.split(" but ").nth(1)?.split(' ').next()?.parse().ok()?;
    let site = case.site();
    let call = site.as_ref().and_then(|s| call_at(s));
    // One more than the call shows, and the function has no `self`.
    if let Some(call) = &call
        && given == call.args.len() + 1
        && function.contains('.')
        && let Some(callee) = case.callee(call.tree, call.func)
    {
        let code = callee.function.get(case.vm).code.clone();
        let first = code.varnames.first().filter(|_| code.argcount > 0).map(|n| n.to_lossy().into_owned());
        if first.as_deref().is_none_or(|n| !matches!(n, "self" | "cls" | "this")) {
            let class = function.rsplit('.').nth(1).unwrap_or("").to_owned();
            let title = format!("`{short}` has no parameter for the object that it is called on");
            let mut report = case.report("P0503", title);
            report = report.label(call.func.span, Role::Fault, "the object before the dot is passed first");
            report = case.with_definition(report, call.tree, &callee, "no `self`");
            let others = first.map(|n| format!(", {n}, ...")).unwrap_or_default();
            let _ = class;
            return Some(report.fix(format!("def {short}(self{others}):")));
        }
    }
    let shown = if short == "__init__" { function.rsplit('.').nth(1).unwrap_or("").to_owned() } else { function };
    let report = case.report("P0502", format!("`{shown}()` was called with more values than it takes"));
    let Some(call) = call else { return Some(report) };
    let Some(callee) = case.callee(call.tree, call.func) else { return Some(report) };
    let code = callee.function.get(case.vm).code.clone();
    let room = (code.argcount as usize).saturating_sub(callee.bound as usize);
    let mut report = report;
    if let (Some(first), Some(last)) = (call.args.get(room), call.args.last()) {
        let many = call.args.len() - room > 1;
        let text = if many { "there are no parameters for these" } else { "there is no parameter for this" };
        report = report.label(first.span.to(last.span), Role::Fault, text);
    }
    report = case.with_definition(report, call.tree, &callee, "takes only these");
    let filled = case.filled(&callee, &call);
    Some(report.fix(filled))
}

fn unknown_keyword(case: &mut Case<'_>) -> Option<Report> {
    let (function, rest) = case.message.split_once(" got an unexpected keyword argument '")?;
    let function = function.trim_end_matches("()").to_owned();
    let keyword = rest.split('\'').next()?.to_owned();
    let suggested = parts(rest, &["", "'. Did you mean '", "'?"]).and_then(|p| p.get(1).cloned());
    let report = case.report("P0504", format!("`{function}()` has no parameter named `{keyword}`"));
    let Some(site) = case.site() else { return Some(report) };
    let Some(call) = call_at(&site) else { return Some(report) };
    let mut report = report;
    let given = call.keywords.iter().find(|k| k.arg.is_some_and(|a| call.tree.name(a.name) == keyword));
    if let Some(given) = given {
        report = report.label(given.span, Role::Fault, "unknown name");
    }
    let mut suggestion = suggested;
    if let Some(callee) = case.callee(call.tree, call.func) {
        report = case.with_definition(report, call.tree, &callee, "the parameters");
        let code = callee.function.get(case.vm).code.clone();
        let count = (code.argcount + code.kwonlyargcount) as usize;
        let names: Vec<String> = code.varnames.iter().take(count).map(|n| n.to_lossy().into_owned()).collect();
        suggestion = suggestion.or_else(|| case.vm.closest_name(&keyword, names));
    }
    if let (Some(name), Some(given)) = (suggestion, given) {
        report = report.fix(format!("{name}={}", one_line(call.tree.text(&given.value))));
    }
    Some(report)
}

fn twice(case: &mut Case<'_>) -> Option<Report> {
    let (function, rest) = case.message.split_once(" got multiple values for argument '")?;
    let name = rest.trim_end_matches('\'').to_owned();
    let function = function.trim_end_matches("()").to_owned();
    let report = case.report("P0510", format!("`{function}()` is given `{name}` twice: by position and by name"));
    let Some(site) = case.site() else { return Some(report) };
    let Some(call) = call_at(&site) else { return Some(report) };
    let mut report = report;
    if let Some(callee) = case.callee(call.tree, call.func) {
        let code = callee.function.get(case.vm).code.clone();
        let index = code.varnames.iter().position(|n| *n.to_lossy() == *name)?;
        if let Some(arg) = index.checked_sub(callee.bound as usize).and_then(|i| call.args.get(i)) {
            report = report.label(arg.span, Role::Operand, format!("`{name}` by position"));
        }
    }
    let keyword = call.keywords.iter().find(|k| k.arg.is_some_and(|a| call.tree.name(a.name) == name))?;
    let report = report.label(keyword.span, Role::Fault, format!("`{name}` by name"));
    Some(report.fix("leave out one of the two"))
}

/// `C(1)` where C has no `__init__`, perhaps because it is misspelt.
fn takes_no_arguments(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["", "() takes no arguments"])?;
    let class = found.first()?.clone();
    let report = case.report("P0507", format!("`{class}` has no `__init__`, so it takes no arguments"));
    let Some(site) = case.site() else { return Some(report) };
    let tree = site.tree.as_ref()?;
    let mut report = report;
    if let Some(call) = call_at(&site) {
        report = report.label(closing(&call), Role::Fault, "nothing receives these");
    }
    let Some(Stmt { kind: StmtKind::ClassDef(def), .. }) = tree.definition(&class) else { return Some(report) };
    let near = ["_init_", "__int__", "__init_", "_init__", "init", "__innit__", "__Init__", "__inti__", "__init"];
    for stmt in &def.body {
        if let StmtKind::FunctionDef(method) = &stmt.kind
            && near.contains(&tree.name(method.name.name))
        {
            let name = tree.name(method.name.name);
            report = report.label(method.name.span, Role::Related, "a misspelt `__init__`?");
            report.title = format!("`{class}` has no `__init__`: its method is named `{name}`");
            return Some(report.fix("def __init__(self, ...):    with two underscores on each side"));
        }
    }
    Some(report.label(def.name.span, Role::Related, "no `__init__` in here").fix("def __init__(self, ...):"))
}

fn not_callable(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["'", "' object is not callable", ""])?;
    let kind = found.first()?.clone();
    let report = case.report("P0505", format!("{} cannot be called", a(&kind)));
    let Some(site) = case.site() else { return Some(report) };
    let Some(call) = call_at(&site) else { return Some(report) };
    let (tree, func) = (call.tree, call.func);
    let value = case.value_of(tree, func);
    let shown = value.as_ref().map(|v| value::typed(case.vm, v)).unwrap_or_else(|| kind.clone());
    let arguments = arguments_text(tree, call.expr).to_owned();
    if kind == "module" {
        let name = tree.text(func);
        let mut report = case.report("P0506", format!("`{name}` is a module; what can be called is inside of it"));
        report = report.label(func.span, Role::Fault, shown);
        let module = value.and_then(|v| v.downcast::<Module>().cloned());
        let own = module.is_some_and(|m| {
            let key = case.vm.intern(name);
            m.get(case.vm).dict.get(case.vm).get_str(&key).is_some()
        });
        return Some(match own {
            true => report.fix(format!("{name}.{name}({arguments})")),
            false => report.fix(format!("{name}.NAME({arguments})")),
        });
    }
    let mut report = report.label(func.span, Role::Fault, shown);
    match &func.kind {
        ExprKind::Constant { value: Constant::Int(_) | Constant::Float(_), .. } => {
            report.title = "a number before parentheses is not multiplied by them".to_owned();
            return Some(report.fix(format!("{} * ({arguments})", tree.text(func))));
        }
        ExprKind::Name { .. } => {
            let name = tree.as_name(func)?;
            let key = case.vm.intern(name);
            if case.vm.builtins.get(case.vm).get_str(&key).is_some() {
                report.title = format!("`{name}` is {} here: the variable hides the builtin", a(&kind));
                let symbol = tree.symbol(name)?;
                if let Some(first) = super::origin::reaching(tree, call.stmt, symbol).first() {
                    report = report.label(first.span, Role::Origin, format!("`{name}` was made a variable here"));
                }
                return Some(report.fix(format!("give the variable another name, such as `my_{name}`")));
            }
            report = with_origin(case, report, tree, func, call.stmt);
        }
        _ => {}
    }
    Some(match kind.as_str() {
        "list" | "dict" | "tuple" | "str" => {
            report.fix(format!("{}[{arguments}]    if an item was meant", tree.text(func)))
        }
        "int" | "float" => report.fix(format!("{} * ({arguments})    if a product was meant", tree.text(func))),
        _ => report,
    })
}

/// A function used as if it were its result.
fn without_call(case: &mut Case<'_>) -> Option<Report> {
    let found = case
        .parts(["object of type '", "' has no len()"])
        .or_else(|| case.parts(["'", "' object is not subscriptable"]))
        .or_else(|| case.parts(["'", "' object is not iterable"]))
        .or_else(|| case.parts(["'", "' object does not support item assignment"]))?;
    let kind = found.first()?;
    is_function_type(kind).then(|| forgotten_call(case)).flatten()
}

fn is_function_type(kind: &str) -> bool {
    matches!(kind, "function" | "method" | "builtin_function_or_method" | "method_descriptor" | "type")
}

/// The report for a function where its result was meant: `len(s.upper)`, `f[0]`, `total + price`.
pub fn forgotten_call(case: &mut Case<'_>) -> Option<Report> {
    let report = case.report("P0508", "a function is used here, not what it returns");
    let Some(site) = case.site() else { return Some(report) };
    let tree = site.tree.as_ref()?;
    let e = site.expr()?;
    let candidates: Vec<&Expr> = match &e.kind {
        ExprKind::Call { args, .. } => args.iter().collect(),
        ExprKind::Subscript { value, .. } => vec![value],
        ExprKind::BinOp { left, right, .. } => vec![left, right],
        ExprKind::Compare { left, comparators, .. } => std::iter::once(&**left).chain(comparators).collect(),
        _ => vec![e],
    };
    for candidate in candidates {
        let name = match &candidate.kind {
            ExprKind::Attribute { value, attr, .. } => {
                let object = case.value_of(tree, value);
                let key = case.vm.intern(tree.name(attr.name));
                // A method: found on the type, not in the instance.
                let is_method = object.is_none_or(|o| {
                    let ty = case.vm.type_of(&o).clone();
                    case.vm.instance_get(&o, &key).is_none() && case.vm.lookup(&ty, &key).is_some()
                });
                is_method.then(|| tree.name(attr.name).to_owned())
            }
            ExprKind::Name { .. } => {
                let value = case.value_of(tree, candidate);
                let callable =
                    value.filter(|v| value::function_name(case.vm, v).is_some() || v.downcast::<Type>().is_some());
                callable.and(tree.as_name(candidate).map(str::to_owned))
            }
            _ => None,
        };
        if let Some(name) = name {
            let mut report = report;
            report.title = format!("`{name}` is a function: without `()` it is not called");
            report = report.label(candidate.span, Role::Fault, "the function itself");
            return Some(match &e.kind {
                ExprKind::Subscript { slice, .. } if !matches!(candidate.kind, ExprKind::Attribute { .. }) => {
                    report.fix(format!("{}({})", tree.text(candidate), tree.text(slice)))
                }
                _ => report.fix(format!("{}()", tree.text(candidate))),
            });
        }
    }
    Some(report)
}

/// `len(5)`
fn no_length(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["object of type '", "' has no len()"])?;
    let kind = found.first()?.clone();
    let report = case.report("P0513", format!("{} has no length", a(&kind)));
    let Some(site) = case.site() else { return Some(report) };
    let Some(call) = call_at(&site) else { return Some(report) };
    let [arg] = call.args else { return Some(report) };
    let report = case.with_operand(report, call.tree, arg, Role::Fault);
    let report = with_origin(case, report, call.tree, arg, call.stmt);
    let text = call.tree.text(arg);
    Some(match kind.as_str() {
        "int" | "float" => report.fix(format!("len(str({text}))    for the number of digits")),
        "generator" | "map" | "filter" | "zip" => report.fix(format!("len(list({text}))")),
        _ => report,
    })
}

/// `range("5")`, `range(len(xs) / 2)`
fn index_needed(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["'", "' object cannot be interpreted as an integer"])?;
    let kind = found.first()?.clone();
    let report = case.report("P0516", format!("a whole number is needed here, not {}", a(&kind)));
    let Some(site) = case.site() else { return Some(report) };
    let Some(call) = call_at(&site) else { return Some(report) };
    let tree = call.tree;
    for arg in call.args {
        let shown = case.operand(tree, arg).filter(|t| t.starts_with(&kind));
        let Some(shown) = shown else { continue };
        let text = tree.text(arg);
        let report = report.label(arg.span, Role::Fault, shown);
        let report = with_origin(case, report, tree, arg, call.stmt);
        if let ExprKind::BinOp { left, op: crate::syntax::ast::Operator::Div, right } = &arg.kind {
            let report = report.note("`/` always makes a float; `//` divides to a whole number");
            return Some(report.fix(format!("{} // {}", tree.text(left), tree.text(right))));
        }
        return Some(report.fix(match kind.as_str() {
            "list" | "dict" | "tuple" => format!("len({text})"),
            _ => format!("int({text})"),
        }));
    }
    Some(report)
}

/// `", ".join([1, 2])`
fn joining(case: &mut Case<'_>) -> Option<Report> {
    let found = case.parts(["sequence item ", ": expected str instance, ", " found"])?;
    let [index, kind] = found.as_slice() else { return None };
    let report = case.report("P0515", format!("`join` takes text only; item {index} is {}", a(kind)));
    let Some(site) = case.site() else { return Some(report) };
    let Some(call) = call_at(&site) else { return Some(report) };
    let [arg] = call.args else { return Some(report) };
    let report = case.with_operand(report, call.tree, arg, Role::Fault);
    Some(report.fix(format!("{}(map(str, {}))", call.tree.text(call.func), call.tree.text(arg))))
}

/// `input("a", x)`, `abs()`: calls of builtin functions.
fn builtin_arguments(case: &mut Case<'_>) -> Option<Report> {
    let m = case.message.clone();
    let counted =
        (m.contains(" expected at most ") || m.contains(" expected at least ") || m.contains(" takes exactly "))
            && (m.contains("argument") && (m.contains("got ") || m.contains("given")));
    if !counted {
        return None;
    }
    let site = case.site();
    let call = site.as_ref().and_then(|s| call_at(s));
    let report = case.report("P0514", "the number of arguments does not fit this function");
    let Some(call) = call else { return Some(report) };
    let name = one_line(call.tree.text(call.func));
    let mut report = report;
    report.title = format!("`{name}()` was called with {} argument(s)", call.args.len() + call.keywords.len());
    report = report.label(closing(&call), Role::Fault, m.replace('_', " "));
    if name == "input" && call.args.len() > 1 {
        report = report.fix("input(f\"... {value} ...\")    one text with the values in it");
    } else if name.ends_with(".append") && call.args.len() > 1 {
        let list = name.trim_end_matches(".append");
        report = report.fix(format!("{list}.extend([{}])", arguments_text(call.tree, call.expr)));
    }
    Some(report)
}
