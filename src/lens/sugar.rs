//! `see sugar SOURCE`: what syntax stands for, written as plainer code. Works on the syntax tree; pieces that stay are
//! copied from the source. Of a function or class its source is taken.
//!
//! One level is unfolded at a time: the bodies stay as they were written, and names that begin with `_` stand for values that
//! have no name in Python.

use super::Scope;
use super::cells::function_of;
use super::doc::*;
use crate::object::PyResult;
use crate::source::{SourceFile, Span};
use crate::syntax::ast::*;
use crate::syntax::{self, Mode, ParseOptions};
use crate::vm::Vm;

pub fn see(vm: &mut Vm, scope: &Scope, text: &str) -> PyResult<Doc> {
    let mut text = text.replace("\\n", "\n");
    if text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
        && let Ok(value) = scope.evaluate(vm, &text)
        && let Some(source) = source_of(vm, &value)
    {
        text = source;
    }
    let text = dedent(&text);
    let source = SourceFile::new("<see>", format!("{}\n", text.trim_end()));
    let module = match syntax::parse(&source, Mode::File, ParseOptions { no_warnings: true }) {
        Ok(module) => module,
        Err(diagnostic) => return Err(vm.diagnostic_error(&diagnostic, &source)),
    };
    let mut unfold = Unfold { source: &source, names: &module.interner, out: Vec::new(), notes: Vec::new() };
    for stmt in &module.body {
        unfold.stmt(stmt, 0);
    }
    let Unfold { out, notes, .. } = unfold;
    let mut doc = Doc::new("sugar", "");
    if out.join("\n").trim() == text.trim() {
        doc.note("This is plain code already.");
    }
    doc.listing(out.into_iter().map(|row| (String::new(), row)).collect());
    for note in notes {
        doc.note(note);
    }
    Ok(doc)
}

/// The source of a function or class.
pub fn source_of(vm: &mut Vm, value: &crate::gc::Value) -> Option<String> {
    if let Some(f) = function_of(vm, value) {
        let code = f.get(vm).code.clone();
        let source = vm.code_source(&code)?;
        return block_at(&source, code.first_line);
    }
    let class = value.downcast::<crate::object::Type>()?.clone();
    let line_key = vm.names.__firstlineno__.clone();
    let line = class.get(vm).own(&line_key).and_then(|v| v.as_small())?;
    let method = class.get(vm).dict.values().find_map(|v| function_of(vm, v));
    let source = match method {
        Some(method) => {
            let code = method.get(vm).code.clone();
            vm.code_source(&code)?
        }
        None => return None,
    };
    block_at(&source, line as u32)
}

/// The statement that begins on a line, decorators included, found by its indentation.
pub fn block_at(source: &SourceFile, line: u32) -> Option<String> {
    let first = source.line_text(line);
    let margin = first.len() - first.trim_start().len();
    let mut rows = vec![first.to_owned()];
    let mut header = !first.trim_start().starts_with('@') && is_header_done(&rows);
    for n in line + 1..=source.line_count() {
        let row = source.line_text(n);
        let blank = row.trim().is_empty();
        let own = row.len() - row.trim_start().len();
        if !blank && own <= margin && header {
            break;
        }
        rows.push(row.to_owned());
        if !header {
            let code: Vec<String> = rows.iter().filter(|r| !r.trim_start().starts_with('@')).cloned().collect();
            header = !code.is_empty() && is_header_done(&code);
        }
    }
    while rows.last().is_some_and(|r| r.trim().is_empty()) {
        rows.pop();
    }
    (!rows.is_empty()).then(|| rows.join("\n"))
}

/// Whether the rows so far close all brackets.
fn is_header_done(rows: &[String]) -> bool {
    let text = rows.join("\n");
    let count = |set: &[char]| text.chars().filter(|c| set.contains(c)).count();
    count(&['(', '[', '{']) <= count(&[')', ']', '}'])
}

/// Without the margin that all rows have in common.
pub fn dedent(text: &str) -> String {
    let margin =
        text.lines().filter(|l| !l.trim().is_empty()).map(|l| l.len() - l.trim_start().len()).min().unwrap_or(0);
    let rows: Vec<&str> =
        text.lines().map(|l| l.get(margin.min(l.len() - l.trim_start().len())..).unwrap_or("")).collect();
    rows.join("\n")
}

struct Unfold<'a> {
    source: &'a SourceFile,
    names: &'a Interner,
    out: Vec<String>,
    notes: Vec<String>,
}

impl Unfold<'_> {
    fn text(&self, span: Span) -> &str {
        self.source.slice(span)
    }

    fn row(&mut self, level: usize, text: impl AsRef<str>) {
        self.out.push(format!("{}{}", "    ".repeat(level), text.as_ref()));
    }

    fn note(&mut self, text: &str) {
        if !self.notes.iter().any(|n| n == text) {
            self.notes.push(text.to_owned());
        }
    }

    /// A statement copied from the source, at this level.
    fn copy(&mut self, span: Span, level: usize) {
        let start = self.source.position(span.start).column_bytes as usize;
        let text = self.text(span).to_owned();
        for (i, line) in text.lines().enumerate() {
            let line =
                if i == 0 { line } else { line.get(start.min(line.len() - line.trim_start().len())..).unwrap_or(line) };
            if line.trim().is_empty() {
                self.out.push(String::new());
            } else {
                self.row(level, line);
            }
        }
    }

    fn body(&mut self, body: &[Stmt], level: usize) {
        for stmt in body {
            let decorators = match &stmt.kind {
                StmtKind::FunctionDef(def) => def.decorator_list.first(),
                StmtKind::ClassDef(def) => def.decorator_list.first(),
                _ => None,
            };
            let span = match decorators {
                // The `@` stands before the expression.
                Some(d) => Span::new(d.span.start.saturating_sub(1), stmt.span.end),
                None => stmt.span,
            };
            self.copy(span, level);
        }
    }

    fn name(&self, name: Symbol) -> String {
        self.names.resolve(name).to_owned()
    }

    fn stmt(&mut self, stmt: &Stmt, level: usize) {
        match &stmt.kind {
            StmtKind::FunctionDef(def) if !def.decorator_list.is_empty() => {
                self.copy(stmt.span, level);
                self.decorated(&def.name, &def.decorator_list, level);
            }
            StmtKind::ClassDef(def) => {
                self.class(def, level);
                self.decorated(&def.name, &def.decorator_list, level);
            }
            StmtKind::For { target, iter, body, orelse, is_async } => {
                self.for_loop(target, iter, body, orelse, *is_async, level);
            }
            StmtKind::With { items, body, is_async } => self.with(items, body, *is_async, level),
            StmtKind::Assert { test, msg } => {
                self.row(level, "if __debug__:");
                self.row(level + 1, format!("if not ({}):", self.text(test.span)));
                let message = msg.as_ref().map(|m| format!("({})", self.text(m.span))).unwrap_or_default();
                self.row(level + 2, format!("raise AssertionError{message}"));
            }
            StmtKind::AugAssign { target, op, value } => self.augmented(target, *op, value, level),
            StmtKind::Import { names } => {
                for alias in names {
                    let full = self.name(alias.name);
                    let top = full.split('.').next().unwrap_or("").to_owned();
                    match alias.asname {
                        Some(name) => {
                            let name = self.name(name);
                            let rest = full.strip_prefix(&top).unwrap_or("");
                            self.row(level, format!("{name} = __import__('{full}'){rest}"));
                        }
                        None => self.row(level, format!("{top} = __import__('{full}')")),
                    }
                }
            }
            StmtKind::ImportFrom { module, names, level: dots } => {
                let module = module.map(|m| self.name(m)).unwrap_or_default();
                let list: Vec<String> = names.iter().map(|a| format!("'{}'", self.name(a.name))).collect();
                let list =
                    if list.len() == 1 { format!("({},)", list.join("")) } else { format!("({})", list.join(", ")) };
                self.row(level, format!("_module = __import__('{module}', globals(), None, {list}, {dots})"));
                for alias in names {
                    let name = self.name(alias.name);
                    let bound = alias.asname.map(|n| self.name(n)).unwrap_or_else(|| name.clone());
                    self.row(level, format!("{bound} = _module.{name}"));
                }
            }
            StmtKind::Assign { targets, value } => self.assign(targets, value, level),
            StmtKind::Delete { targets } => {
                for target in targets {
                    self.delete(target, level);
                }
            }
            StmtKind::Expr { value } => {
                let value = self.expr(value, level);
                self.row(level, value);
            }
            StmtKind::Return { value: Some(value) } => {
                let value = self.expr(value, level);
                self.row(level, format!("return {value}"));
            }
            _ => self.copy(stmt.span, level),
        }
    }

    fn decorated(&mut self, name: &Ident, decorators: &[Expr], level: usize) {
        let name = self.name(name.name);
        // The one nearest to the definition is applied first.
        for decorator in decorators.iter().rev() {
            let text = self.text(decorator.span).to_owned();
            self.row(level, format!("{name} = {text}({name})"));
        }
        if decorators.len() > 1 {
            self.note("The decorator nearest to the definition is applied first. (Their expressions are evaluated from top to bottom, before.)");
        }
    }

    fn class(&mut self, def: &ClassDef, level: usize) {
        let name = self.name(def.name.name);
        let bases: Vec<String> = def.bases.iter().map(|b| self.text(b.span).to_owned()).collect();
        let mut metaclass = None;
        let mut keywords = String::new();
        for keyword in &def.keywords {
            let value = self.text(keyword.value.span).to_owned();
            match keyword.arg.map(|a| self.name(a.name)) {
                Some(arg) if arg == "metaclass" => metaclass = Some(value),
                Some(arg) => keywords.push_str(&format!(", {arg}={value}")),
                None => keywords.push_str(&format!(", **{value}")),
            }
        }
        let meta = metaclass.unwrap_or_else(|| match bases.first() {
            Some(base) => format!("type({base})"),
            None => "type".to_owned(),
        });
        let tuple = match bases.len() {
            0 => "()".to_owned(),
            1 => format!("({},)", bases.join("")),
            _ => format!("({})", bases.join(", ")),
        };
        self.row(level, "def _body(_namespace):  # its variables are the items of _namespace");
        self.row(level + 1, "__module__ = __name__");
        self.row(level + 1, format!("__qualname__ = '{name}'"));
        self.body(&def.body, level + 1);
        self.row(level, format!("_namespace = {meta}.__prepare__('{name}', {tuple}{keywords})"));
        self.row(level, "_body(_namespace)");
        self.row(level, format!("{name} = {meta}('{name}', {tuple}, _namespace{keywords})"));
        self.note("type() calls __set_name__ of the attributes and __init_subclass__ of the bases.");
    }

    fn for_loop(&mut self, target: &Expr, iter: &Expr, body: &[Stmt], orelse: &[Stmt], is_async: bool, level: usize) {
        let (iterable, target) = (self.text(iter.span).to_owned(), self.text(target.span).to_owned());
        let (begin, next, stop) = match is_async {
            true => (format!("({iterable}).__aiter__()"), "await _iterator.__anext__()", "StopAsyncIteration"),
            false => (format!("iter({iterable})"), "next(_iterator)", "StopIteration"),
        };
        self.row(level, format!("_iterator = {begin}"));
        self.row(level, "while True:");
        self.row(level + 1, "try:");
        self.row(level + 2, format!("{target} = {next}"));
        self.row(level + 1, format!("except {stop}:"));
        if orelse.is_empty() {
            self.row(level + 2, "break");
        } else {
            self.body(orelse, level + 2);
            self.row(level + 2, "break");
            self.note("The else block runs when the iterator ends; a break in the body jumps over it.");
        }
        self.body(body, level + 1);
    }

    fn with(&mut self, items: &[WithItem], body: &[Stmt], is_async: bool, level: usize) {
        let Some((item, rest)) = items.split_first() else { return };
        let (prefix, enter, exit) =
            if is_async { ("await ", "__aenter__", "__aexit__") } else { ("", "__enter__", "__exit__") };
        let manager = self.text(item.context_expr.span).to_owned();
        self.row(level, format!("_manager = {manager}"));
        self.row(level, format!("_value = {prefix}type(_manager).{enter}(_manager)"));
        self.row(level, "_failed = False");
        self.row(level, "try:");
        if let Some(target) = &item.optional_vars {
            let target = self.text(target.span).to_owned();
            self.row(level + 1, format!("{target} = _value"));
        }
        if rest.is_empty() {
            self.body(body, level + 1);
        } else {
            let inner: Vec<String> = rest.iter().map(|i| self.item(i)).collect();
            self.row(level + 1, format!("with {}:", inner.join(", ")));
            self.body(body, level + 2);
        }
        self.row(level, "except BaseException as _error:");
        self.row(level + 1, "_failed = True");
        self.row(
            level + 1,
            format!("if not {prefix}type(_manager).{exit}(_manager, type(_error), _error, _error.__traceback__):"),
        );
        self.row(level + 2, "raise");
        self.row(level, "finally:");
        self.row(level + 1, "if not _failed:");
        self.row(level + 2, format!("{prefix}type(_manager).{exit}(_manager, None, None, None)"));
        self.note(&format!("A true result of {exit} swallows the exception."));
    }

    fn item(&self, item: &WithItem) -> String {
        let manager = self.text(item.context_expr.span);
        match &item.optional_vars {
            Some(target) => format!("{manager} as {}", self.text(target.span)),
            None => manager.to_owned(),
        }
    }

    fn augmented(&mut self, target: &Expr, op: Operator, value: &Expr, level: usize) {
        let (name, symbol) = operator(op);
        let value = self.text(value.span).to_owned();
        let target_text = self.text(target.span).to_owned();
        let call = |old: &str| format!("operator.i{name}({old}, {value})");
        match &target.kind {
            ExprKind::Attribute { value: object, attr, .. } => {
                let attr = self.name(attr.name);
                let object = self.text(object.span).to_owned();
                self.row(level, format!("_object = {object}"));
                self.row(level, format!("_object.{attr} = {}", call(&format!("_object.{attr}"))));
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                let (object, slice) = (self.text(object.span).to_owned(), self.text(slice.span).to_owned());
                self.row(level, format!("_object, _index = {object}, {slice}"));
                self.row(level, format!("_object[_index] = {}", call("_object[_index]")));
            }
            _ => self.row(level, format!("{target_text} = {}", call(&target_text))),
        }
        self.note(&format!(
            "operator.i{name}(a, b) is type(a).__i{name}__(a, b) if there is one, which may change a in place; else a {symbol} b."
        ));
    }

    fn assign(&mut self, targets: &[Expr], value: &Expr, level: usize) {
        let unpacks = |e: &Expr| matches!(e.kind, ExprKind::Tuple { .. } | ExprKind::List { .. });
        if targets.len() == 1 && !targets.iter().any(unpacks) {
            let value = self.expr(value, level);
            for target in targets {
                self.store(target, &value, level);
            }
            return;
        }
        let value = self.expr(value, level);
        self.row(level, format!("_value = {value}"));
        // Targets are served from left to right.
        for target in targets {
            self.store(target, "_value", level);
        }
    }

    /// `target = value` for each kind of target.
    fn store(&mut self, target: &Expr, value: &str, level: usize) {
        match &target.kind {
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
                let star = elts.iter().position(|e| matches!(e.kind, ExprKind::Starred { .. }));
                self.row(level, format!("_items = iter({value})"));
                for (i, elt) in elts.iter().enumerate() {
                    match (&elt.kind, star) {
                        (ExprKind::Starred { value: inner, .. }, _) => {
                            let after = elts.len() - i - 1;
                            let text = self.text(inner.span).to_owned();
                            self.row(level, format!("{text} = list(_items)"));
                            for k in (0..after).rev() {
                                if let Some(last) = elts.get(i + 1 + k) {
                                    let last = self.text(last.span).to_owned();
                                    self.row(level, format!("{last} = {text}.pop()"));
                                }
                            }
                            return;
                        }
                        _ => {
                            let text = self.text(elt.span).to_owned();
                            self.row(level, format!("{text} = next(_items)  # ValueError if there is none"));
                        }
                    }
                }
                self.row(level, "# ValueError if _items has more");
            }
            ExprKind::Attribute { value: object, attr, .. } => {
                let object = self.text(object.span).to_owned();
                let attr = self.name(attr.name);
                self.row(level, format!("setattr({object}, '{attr}', {value})"));
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                let object = self.text(object.span).to_owned();
                let index = self.index(slice);
                self.row(level, format!("type({object}).__setitem__({object}, {index}, {value})"));
            }
            _ => {
                let text = self.text(target.span).to_owned();
                self.row(level, format!("{text} = {value}"));
            }
        }
    }

    fn delete(&mut self, target: &Expr, level: usize) {
        match &target.kind {
            ExprKind::Attribute { value: object, attr, .. } => {
                let object = self.text(object.span).to_owned();
                let attr = self.name(attr.name);
                self.row(level, format!("delattr({object}, '{attr}')"));
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                let object = self.text(object.span).to_owned();
                let index = self.index(slice);
                self.row(level, format!("type({object}).__delitem__({object}, {index})"));
            }
            _ => {
                let text = self.text(target.span).to_owned();
                self.row(level, format!("del {text}"));
            }
        }
    }

    fn index(&self, slice: &Expr) -> String {
        match &slice.kind {
            ExprKind::Slice { lower, upper, step } => {
                let part =
                    |e: &Option<Box<Expr>>| e.as_ref().map_or("None".to_owned(), |e| self.text(e.span).to_owned());
                match step {
                    Some(_) => format!("slice({}, {}, {})", part(lower), part(upper), part(step)),
                    None => format!("slice({}, {})", part(lower), part(upper)),
                }
            }
            _ => self.text(slice.span).to_owned(),
        }
    }

    /// The text of an expression whose outermost form is unfolded; rows it needs before are written.
    fn expr(&mut self, e: &Expr, level: usize) -> String {
        let text = |u: &Self, e: &Expr| u.text(e.span).to_owned();
        match &e.kind {
            ExprKind::ListComp { elt, generators } => {
                let elt = text(self, elt);
                self.comprehension("_result = []", &format!("_result.append({elt})"), generators, level)
            }
            ExprKind::SetComp { elt, generators } => {
                let elt = text(self, elt);
                self.comprehension("_result = set()", &format!("_result.add({elt})"), generators, level)
            }
            ExprKind::DictComp { key, value, generators } => {
                let (key, value) = (text(self, key), text(self, value));
                self.comprehension("_result = {}", &format!("_result[{key}] = {value}"), generators, level)
            }
            ExprKind::GeneratorExp { elt, generators } => {
                let elt = text(self, elt);
                let first = generators.first().map(|g| text(self, &g.iter)).unwrap_or_default();
                self.row(level, "def _generator(_iterator):");
                self.loops(&format!("yield {elt}"), generators, level + 1);
                self.note("Only the first iterable is evaluated at once; everything else waits for next().");
                format!("_generator(iter({first}))")
            }
            ExprKind::Lambda(lambda) => {
                let whole = text(self, e);
                let body = text(self, &lambda.body);
                let args = whole.strip_suffix(&body).unwrap_or("");
                let args = args.trim_start_matches("lambda").trim().trim_end_matches(':').trim().to_owned();
                self.row(level, format!("def _function({args}):"));
                self.row(level + 1, format!("return {body}"));
                self.note("Its __name__ is '<lambda>'.");
                "_function".to_owned()
            }
            ExprKind::Compare { left, ops, comparators } if ops.len() > 1 => {
                let mut parts = Vec::new();
                let mut before = text(self, left);
                for (op, right) in ops.iter().zip(comparators) {
                    let right = text(self, right);
                    parts.push(format!("{before} {} {right}", comparison(*op)));
                    before = right;
                }
                self.note("Each operand is evaluated once; the first false comparison ends the chain.");
                parts.join(" and ")
            }
            ExprKind::BinOp { left, op, right } => {
                let (name, symbol) = operator(*op);
                let (a, b) = (text(self, left), text(self, right));
                self.note(&format!(
                    "a {symbol} b asks type(a).__{name}__(a, b); if that gives NotImplemented, type(b).__r{name}__(b, a). \
                     A subclass on the right is asked first."
                ));
                let function = if matches!(name, "or" | "and") { format!("{name}_") } else { name.to_owned() };
                format!("operator.{function}({a}, {b})")
            }
            ExprKind::Subscript { value, slice, .. } => {
                let object = text(self, value);
                let index = self.index(slice);
                format!("type({object}).__getitem__({object}, {index})")
            }
            ExprKind::IfExp { test, body, orelse } => {
                let (test, body, orelse) = (text(self, test), text(self, body), text(self, orelse));
                self.row(level, format!("if {test}:"));
                self.row(level + 1, format!("_value = {body}"));
                self.row(level, "else:");
                self.row(level + 1, format!("_value = {orelse}"));
                "_value".to_owned()
            }
            ExprKind::JoinedStr { values } => {
                let parts: Vec<String> = values.iter().map(|v| self.formatted(v)).collect();
                format!("''.join([{}])", parts.join(", "))
            }
            ExprKind::YieldFrom { value } => {
                let iterable = text(self, value);
                self.row(level, format!("_iterator = iter({iterable})"));
                self.row(level, "while True:");
                self.row(level + 1, "try:");
                self.row(level + 2, "_item = next(_iterator)");
                self.row(level + 1, "except StopIteration as _stop:");
                self.row(level + 2, "_value = _stop.value");
                self.row(level + 2, "break");
                self.row(level + 1, "yield _item");
                self.note("send(), throw() and close() go through to the inner iterator, which this does not show.");
                "_value".to_owned()
            }
            _ => text(self, e),
        }
    }

    fn formatted(&self, part: &Expr) -> String {
        match &part.kind {
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                let value = self.text(value.span);
                let value = match conversion {
                    Some('r') => format!("repr({value})"),
                    Some('s') => format!("str({value})"),
                    Some('a') => format!("ascii({value})"),
                    _ => value.to_owned(),
                };
                let spec = match format_spec.as_ref().map(|s| &s.kind) {
                    Some(ExprKind::JoinedStr { values }) => {
                        let parts: Vec<String> = values.iter().map(|v| self.formatted(v)).collect();
                        if parts.len() == 1 { parts.join("") } else { format!("''.join([{}])", parts.join(", ")) }
                    }
                    _ => "''".to_owned(),
                };
                format!("format({value}, {spec})")
            }
            ExprKind::Constant { value: Constant::Str(bytes), .. } => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n"))
            }
            _ => self.text(part.span).to_owned(),
        }
    }

    fn comprehension(&mut self, start: &str, add: &str, generators: &[Comprehension], level: usize) -> String {
        let first = generators.first().map(|g| self.text(g.iter.span).to_owned()).unwrap_or_default();
        self.row(level, "def _comprehension(_iterator):");
        self.row(level + 1, start);
        self.loops(add, generators, level + 1);
        self.row(level + 1, "return _result");
        self.note("The loop variables are local to the comprehension: they are not seen after it.");
        format!("_comprehension(iter({first}))")
    }

    fn loops(&mut self, add: &str, generators: &[Comprehension], mut level: usize) {
        for (i, generator) in generators.iter().enumerate() {
            let target = self.text(generator.target.span).to_owned();
            let iterable = if i == 0 { "_iterator".to_owned() } else { self.text(generator.iter.span).to_owned() };
            let word = if generator.is_async { "async for" } else { "for" };
            self.row(level, format!("{word} {target} in {iterable}:"));
            level += 1;
            for condition in &generator.ifs {
                let condition = self.text(condition.span).to_owned();
                self.row(level, format!("if {condition}:"));
                level += 1;
            }
        }
        self.row(level, add);
    }
}

/// The name of an operator's method without underscores, and its sign.
pub fn operator(op: Operator) -> (&'static str, &'static str) {
    match op {
        Operator::Add => ("add", "+"),
        Operator::Sub => ("sub", "-"),
        Operator::Mult => ("mul", "*"),
        Operator::MatMult => ("matmul", "@"),
        Operator::Div => ("truediv", "/"),
        Operator::Mod => ("mod", "%"),
        Operator::Pow => ("pow", "**"),
        Operator::LShift => ("lshift", "<<"),
        Operator::RShift => ("rshift", ">>"),
        Operator::BitOr => ("or", "|"),
        Operator::BitXor => ("xor", "^"),
        Operator::BitAnd => ("and", "&"),
        Operator::FloorDiv => ("floordiv", "//"),
    }
}

pub fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => "==",
        CmpOp::NotEq => "!=",
        CmpOp::Lt => "<",
        CmpOp::LtE => "<=",
        CmpOp::Gt => ">",
        CmpOp::GtE => ">=",
        CmpOp::Is => "is",
        CmpOp::IsNot => "is not",
        CmpOp::In => "in",
        CmpOp::NotIn => "not in",
    }
}
