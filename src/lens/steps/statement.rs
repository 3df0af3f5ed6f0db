//! Statements: assignments, branches and loops are taken apart; all others run as they stand.

use super::super::sugar::{dedent, operator};
use super::enter::Flow;
use super::{ROUNDS, Steps, TEMPORARY};
use crate::gc::Value;
use crate::object::PyResult;
use crate::source::Span;
use crate::syntax::ast::*;

impl Steps<'_> {
    pub(super) fn statement(&mut self, stmt: &Stmt) -> PyResult<Flow> {
        self.vm.poll()?;
        self.vm.check_native_depth()?;
        self.known.clear();
        match &stmt.kind {
            StmtKind::Expr { value } => {
                self.begin(value.span);
                let value = self.reduce(value)?;
                self.flush_names();
                drop(value);
            }
            StmtKind::Assign { targets, value } => self.assignment(stmt, targets, value)?,
            StmtKind::AnnAssign { target, value: Some(value), .. } if self.entered.is_some() => {
                self.assignment(stmt, std::slice::from_ref(&**target), value)?;
            }
            StmtKind::AugAssign { target, op, value } => self.augmented(stmt, target, *op, value)?,
            StmtKind::If { branches, orelse } => return self.branches(branches, orelse),
            StmtKind::For { target, iter, body, orelse, is_async: false } if self.takes_jumps(body) => {
                return self.for_loop(target, iter, body, orelse);
            }
            StmtKind::While { test, body, orelse } if self.takes_jumps(body) => {
                return self.while_loop(stmt, test, body, orelse);
            }
            StmtKind::Break => {
                self.row("break", "the loop ends");
                return Ok(Flow::Break);
            }
            StmtKind::Continue => {
                self.row("continue", "the next round");
                return Ok(Flow::Continue);
            }
            StmtKind::Return { value } if self.entered.is_some() => {
                self.begin(stmt.span);
                let Some(value) = value else { return Ok(Flow::Return(Value::NONE)) };
                let value = self.reduce(value)?;
                self.flush_names();
                return Ok(Flow::Return(value));
            }
            StmtKind::Global { names } if self.entered.is_some() => self.declare(names),
            StmtKind::Nonlocal { .. } if self.entered.is_some() => {}
            StmtKind::Pass => self.row("pass", ""),
            _ => self.as_it_stands(stmt)?,
        }
        Ok(Flow::Next)
    }

    fn assignment(&mut self, stmt: &Stmt, targets: &[Expr], value: &Expr) -> PyResult<()> {
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

    fn branches(&mut self, branches: &[IfBranch], orelse: &[Stmt]) -> PyResult<Flow> {
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

    /// Whether all jumps of a loop's body can be followed: not those out of `try`, `with` and `match`.
    fn takes_jumps(&self, body: &[Stmt]) -> bool {
        body.iter().all(|stmt| match &stmt.kind {
            StmtKind::If { branches, orelse } => {
                branches.iter().all(|b| self.takes_jumps(&b.body)) && self.takes_jumps(orelse)
            }
            StmtKind::For { body, orelse, .. } | StmtKind::While { body, orelse, .. } => {
                self.takes_jumps(body) && self.takes_jumps(orelse)
            }
            StmtKind::With { .. } | StmtKind::Try(_) | StmtKind::Match { .. } => !leaves(std::slice::from_ref(stmt)),
            _ => true,
        })
    }

    /// Rows show this piece of source from now on.
    fn begin(&mut self, span: Span) {
        self.shown = span;
        self.looked_up.clear();
        let state = self.state();
        self.row(&state, "");
    }

    fn block(&mut self, body: &[Stmt]) -> PyResult<Flow> {
        self.indent += 1;
        let mut outcome = Ok(Flow::Next);
        for stmt in body {
            outcome = self.statement(stmt);
            if !matches!(outcome, Ok(Flow::Next)) {
                break;
            }
        }
        self.indent -= 1;
        outcome
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

    fn for_loop(&mut self, target: &Expr, iter: &Expr, body: &[Stmt], orelse: &[Stmt]) -> PyResult<Flow> {
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
        let was_silent = self.silent;
        loop {
            self.vm.poll()?;
            if round == ROUNDS {
                self.row("…", "further rounds run without being told");
                if !leaves(body) {
                    let rest = format!("for {name} in {TEMPORARY}:\n{}", self.indented(body));
                    self.with_temporary(&iterator, |s| s.run(&rest))?;
                    break;
                }
                self.silent = true;
            }
            let item = match self.vm.next(&iterator) {
                Ok(Some(item)) => item,
                Ok(None) => break,
                Err(raised) => {
                    self.silent = was_silent;
                    return Err(raised);
                }
            };
            round += 1;
            let told = self.told(&item);
            self.row(&format!("next({})", self.told_of(&iterator)), &format!("{next} → {told}: {name} = {told}"));
            let outcome = self.bind(&name, &item).and_then(|()| self.block(body));
            match outcome {
                Ok(Flow::Next | Flow::Continue) => {}
                Ok(Flow::Break) => {
                    self.silent = was_silent;
                    return Ok(Flow::Next);
                }
                other => {
                    self.silent = was_silent;
                    return other;
                }
            }
        }
        self.silent = was_silent;
        self.row(&format!("next({})", self.told_of(&iterator)), "StopIteration: the loop ends");
        self.block(orelse)
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

    fn while_loop(&mut self, stmt: &Stmt, test: &Expr, body: &[Stmt], orelse: &[Stmt]) -> PyResult<Flow> {
        let was_silent = self.silent;
        let mut round = 0;
        let outcome = loop {
            self.vm.poll()?;
            if round == ROUNDS {
                self.row("…", "further rounds run without being told");
                if !leaves(body) {
                    self.silent = true;
                    let done = self.as_it_stands(stmt);
                    break done.map(|()| Flow::Next);
                }
                self.silent = true;
            }
            round += 1;
            match self.round(test, body, round) {
                Ok(Some(Flow::Next | Flow::Continue)) => {}
                Ok(Some(Flow::Break)) => break Ok(Flow::Next),
                Ok(Some(flow)) => break Ok(flow),
                Ok(None) => {
                    self.silent = was_silent;
                    return self.block(orelse);
                }
                Err(raised) => break Err(raised),
            }
        };
        self.silent = was_silent;
        outcome
    }

    /// One round of a `while` loop; `None` at its end.
    fn round(&mut self, test: &Expr, body: &[Stmt], number: usize) -> PyResult<Option<Flow>> {
        self.known.clear();
        self.begin(test.span);
        let value = self.reduce(test)?;
        self.flush_names();
        let goes_on = self.vm.truthy(&value)?;
        let why = self.truth(&value);
        if !goes_on {
            self.row("", &format!("{why}: false, the loop ends"));
            return Ok(None);
        }
        self.row("", &format!("{why}: true, round {number}"));
        self.block(body).map(Some)
    }
}

/// Whether a block has a jump that cannot be taken apart from its loop.
pub(super) fn leaves(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match &stmt.kind {
        StmtKind::Break | StmtKind::Continue | StmtKind::Return { .. } => true,
        StmtKind::If { branches, orelse } => branches.iter().any(|b| leaves(&b.body)) || leaves(orelse),
        StmtKind::With { body, .. } => leaves(body),
        // Their own `break` stays inside; a `return` does not.
        StmtKind::For { body, orelse, .. } | StmtKind::While { body, orelse, .. } => returns(body) || leaves(orelse),
        StmtKind::Try(t) => {
            leaves(&t.body) || leaves(&t.orelse) || leaves(&t.finalbody) || t.handlers.iter().any(|h| leaves(&h.body))
        }
        StmtKind::Match { cases, .. } => cases.iter().any(|c| leaves(&c.body)),
        _ => false,
    })
}

/// Whether a block has a `return`.
fn returns(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match &stmt.kind {
        StmtKind::Return { .. } => true,
        StmtKind::If { branches, orelse } => branches.iter().any(|b| returns(&b.body)) || returns(orelse),
        StmtKind::For { body, orelse, .. } | StmtKind::While { body, orelse, .. } => returns(body) || returns(orelse),
        StmtKind::With { body, .. } => returns(body),
        StmtKind::Try(t) => {
            returns(&t.body)
                || returns(&t.orelse)
                || returns(&t.finalbody)
                || t.handlers.iter().any(|h| returns(&h.body))
        }
        StmtKind::Match { cases, .. } => cases.iter().any(|c| returns(&c.body)),
        _ => false,
    })
}
