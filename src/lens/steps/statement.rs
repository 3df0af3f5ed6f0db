//! Statements: assignments, branches and loops are taken apart; all others run as they stand.

use super::super::sugar::{dedent, operator};
use super::{ROUNDS, Steps, TEMPORARY};
use crate::gc::Value;
use crate::object::PyResult;
use crate::source::Span;
use crate::syntax::ast::*;

impl Steps<'_> {
    pub(super) fn statement(&mut self, stmt: &Stmt) -> PyResult<()> {
        self.vm.poll()?;
        self.vm.check_native_depth()?;
        self.known.clear();
        match &stmt.kind {
            StmtKind::Expr { value } => {
                self.begin(value.span);
                let value = self.reduce(value)?;
                self.flush_names();
                drop(value);
                Ok(())
            }
            StmtKind::Assign { targets, value } => {
                self.begin(stmt.span);
                let v = self.reduce(value)?;
                self.flush_names();
                for target in targets {
                    let text = self.source.slice(target.span).to_owned();
                    self.bind(&text, &v)?;
                    let what = self.binding(target, &text, &v);
                    self.row("", &what);
                }
                Ok(())
            }
            StmtKind::AugAssign { target, op, value } => self.augmented(stmt, target, *op, value),
            StmtKind::If { branches, orelse } => {
                for branch in branches {
                    self.known.clear();
                    self.begin(branch.test.span);
                    let test = self.reduce(&branch.test)?;
                    self.flush_names();
                    let taken = self.vm.truthy(&test)?;
                    let why = self.truth(&test);
                    self.row("", &format!("{why}: {}", if taken { "true, its block runs" } else { "false" }));
                    if taken {
                        return self.block(&branch.body);
                    }
                }
                self.block(orelse)
            }
            StmtKind::For { target, iter, body, orelse, is_async: false } if !leaves(body) => {
                self.for_loop(target, iter, body, orelse)
            }
            StmtKind::While { test, body, orelse } if !leaves(body) => self.while_loop(stmt, test, body, orelse),
            _ => self.as_it_stands(stmt),
        }
    }

    /// Rows show this piece of source from now on.
    fn begin(&mut self, span: Span) {
        self.shown = span;
        self.looked_up.clear();
        let state = self.state();
        self.row(&state, "");
    }

    fn block(&mut self, body: &[Stmt]) -> PyResult<()> {
        self.indent += 1;
        let done = body.iter().try_for_each(|stmt| self.statement(stmt));
        self.indent -= 1;
        done
    }

    fn as_it_stands(&mut self, stmt: &Stmt) -> PyResult<()> {
        let start = match &stmt.kind {
            StmtKind::FunctionDef(def) => def.decorator_list.first().map(|d| d.span.start.saturating_sub(1)),
            StmtKind::ClassDef(def) => def.decorator_list.first().map(|d| d.span.start.saturating_sub(1)),
            _ => None,
        };
        let start = start.unwrap_or(stmt.span.start);
        let text = self.source.slice(Span::new(start, stmt.span.end)).to_owned();
        let column = self.source.position(start).column_bytes as usize;
        let text = dedent(&format!("{}{text}", " ".repeat(column)));
        let first = text.lines().next().unwrap_or("").to_owned();
        let what = match &stmt.kind {
            StmtKind::FunctionDef(_) => "a function is made and bound; its body does not run",
            StmtKind::ClassDef(_) => "the body of the class runs, then the class is made",
            _ => "runs",
        };
        self.row(&first, what);
        self.run(&text)
    }

    fn binding(&mut self, target: &Expr, text: &str, value: &Value) -> String {
        let told = self.told(value);
        match &target.kind {
            ExprKind::Name { .. } => format!("{text} now means {told}"),
            ExprKind::Attribute { .. } => format!("setattr: {text} is {told}"),
            ExprKind::Subscript { .. } => format!("__setitem__: {text} is {told}"),
            _ => format!("{text} from the items of {told}"),
        }
    }

    fn augmented(&mut self, stmt: &Stmt, target: &Expr, op: Operator, value: &Expr) -> PyResult<()> {
        self.begin(stmt.span);
        let old = self.evaluate(target.span)?;
        let v = self.reduce(value)?;
        self.flush_names();
        let (name, symbol) = operator(op);
        let in_place = self.method(&old, &format!("__i{name}__"));
        let text = self.source.slice(target.span).to_owned();
        let told = self.told(&old);
        if in_place.is_empty() {
            let what = format!("no __i{name}__: {text} = {told} {symbol} …");
            self.row("", &what);
            let (new, what) = self.binary(op, &old, &v)?;
            self.bind(&text, &new)?;
            let told = self.told(&new);
            let which = if new.is(&old) { "the same object" } else { "another object" };
            self.row("", &format!("{what}: {text} now means {told}, {which}"));
        } else {
            let op = super::dispatch::binary_op(op);
            let new = self.vm.inplace(op, &old, &v)?;
            self.bind(&text, &new)?;
            let told = self.told(&new);
            let same = if new.is(&old) { "the same object, changed" } else { "another object" };
            self.row("", &format!("{in_place}: {text} is {told}, {same}"));
        }
        Ok(())
    }

    fn for_loop(&mut self, target: &Expr, iter: &Expr, body: &[Stmt], orelse: &[Stmt]) -> PyResult<()> {
        self.begin(iter.span);
        let iterable = self.reduce(iter)?;
        self.flush_names();
        let how = self.method(&iterable, "__iter__");
        let iterator = self.vm.iter(&iterable)?;
        let told = self.told(&iterator);
        let how = if how.is_empty() { "__getitem__ from 0 on".to_owned() } else { how };
        self.row(&format!("iter({})", self.source.slice(iter.span)), &format!("{how} → {told}"));
        let name = self.source.slice(target.span).to_owned();
        let next = self.method(&iterator, "__next__");
        let mut round = 0;
        loop {
            self.vm.poll()?;
            if round == ROUNDS {
                self.row("…", "further rounds run without being told");
                let rest = format!("for {name} in {TEMPORARY}:\n{}", self.indented(body));
                self.with_temporary(&iterator, |s| s.run(&rest))?;
                break;
            }
            let Some(item) = self.vm.next(&iterator)? else { break };
            round += 1;
            let told = self.told(&item);
            self.row(&format!("next({})", self.told_of(&iterator)), &format!("{next} → {told}: {name} = {told}"));
            self.bind(&name, &item)?;
            self.block(body)?;
        }
        self.row(&format!("next({})", self.told_of(&iterator)), "StopIteration: the loop ends");
        if orelse.is_empty() { Ok(()) } else { self.block(orelse) }
    }

    /// A block as the body of a statement at the margin.
    fn indented(&self, body: &[Stmt]) -> String {
        let (Some(first), Some(last)) = (body.first(), body.last()) else { return "    pass\n".to_owned() };
        let start = match &first.kind {
            StmtKind::FunctionDef(def) => def.decorator_list.first().map(|d| d.span.start.saturating_sub(1)),
            StmtKind::ClassDef(def) => def.decorator_list.first().map(|d| d.span.start.saturating_sub(1)),
            _ => None,
        };
        let start = start.unwrap_or(first.span.start);
        let column = self.source.position(start).column_bytes as usize;
        let text = self.source.slice(Span::new(start, last.span.end));
        let text = dedent(&format!("{}{text}", " ".repeat(column)));
        text.lines().map(|l| format!("    {l}\n")).collect()
    }

    fn told_of(&self, value: &Value) -> String {
        match self.labels.find(value) {
            Some(number) => format!("#{number}"),
            None => "iterator".to_owned(),
        }
    }

    fn while_loop(&mut self, stmt: &Stmt, test: &Expr, body: &[Stmt], orelse: &[Stmt]) -> PyResult<()> {
        let mut round = 0;
        loop {
            self.vm.poll()?;
            if round == ROUNDS {
                self.row("…", "further rounds run without being told");
                return self.as_it_stands(stmt);
            }
            round += 1;
            self.known.clear();
            self.begin(test.span);
            let value = self.reduce(test)?;
            self.flush_names();
            let goes_on = self.vm.truthy(&value)?;
            if !goes_on {
                let why = self.truth(&value);
                self.row("", &format!("{why}: false, the loop ends"));
                return if orelse.is_empty() { Ok(()) } else { self.block(orelse) };
            }
            let why = self.truth(&value);
            self.row("", &format!("{why}: true, round {round}"));
            self.block(body)?;
        }
    }
}

/// Whether a block has a jump that cannot be taken apart from its loop.
fn leaves(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match &stmt.kind {
        StmtKind::Break | StmtKind::Continue | StmtKind::Return { .. } => true,
        StmtKind::If { branches, orelse } => branches.iter().any(|b| leaves(&b.body)) || leaves(orelse),
        StmtKind::With { body, .. } => leaves(body),
        StmtKind::Try(t) => {
            leaves(&t.body) || leaves(&t.orelse) || leaves(&t.finalbody) || t.handlers.iter().any(|h| leaves(&h.body))
        }
        StmtKind::Match { cases, .. } => cases.iter().any(|c| leaves(&c.body)),
        _ => false,
    })
}
