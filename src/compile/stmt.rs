//! Statements, and leaving blocks early: `return`, `break`, `continue`.

use super::emit::{Opnd, Reg};
use super::fold;
use super::{Block, Compiler, Const, Exit, Mode, Res};
use crate::bytecode::code_flag;
use crate::bytecode::{FLAG, Op};
use crate::diag::{Diagnostic, DiagnosticKind};
use crate::scope::ScopeKind;
use crate::source::Span;
use crate::syntax::ast::*;

/// Blocks inside one another that CPython allows in one code block.
const MAX_BLOCKS: u32 = 21;

/// Reads `from __future__ import …` at the start of a module: whether annotations are strings.
pub(super) fn future_annotations(module: &Module, inherited: bool) -> Res<bool> {
    let mut result = inherited;
    let mut early = true;
    for (i, s) in module.body.iter().enumerate() {
        match &s.kind {
            StmtKind::ImportFrom { module: Some(name), names, level: 0 }
                if module.interner.resolve(*name) == "__future__" =>
            {
                if !early {
                    let message = "from __future__ imports must occur at the beginning of the file";
                    return Err(Diagnostic::syntax_error(message, s.span));
                }
                for alias in names {
                    match module.interner.resolve(alias.name) {
                        "annotations" => result = true,
                        "nested_scopes" | "generators" | "division" | "absolute_import" | "with_statement"
                        | "print_function" | "unicode_literals" | "barry_as_FLUFL" | "generator_stop" => {}
                        "braces" => return Err(Diagnostic::syntax_error("not a chance", alias.span)),
                        other => {
                            let message = format!("future feature {other} is not defined");
                            return Err(Diagnostic::syntax_error(message, alias.span));
                        }
                    }
                }
            }
            StmtKind::Expr { value } if i == 0 => {
                early = matches!(value.kind, ExprKind::Constant { value: Constant::Str(_), .. });
            }
            _ => early = false,
        }
    }
    Ok(result)
}

impl<'a> Compiler<'a> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) -> Res<()> {
        for s in body {
            Diagnostic::unless_interrupted()?;
            self.stmt(s)?;
        }
        Ok(())
    }

    /// Counts a block against CPython's limit.
    pub(super) fn push_nesting(&mut self, span: Span) -> Res<()> {
        if self.u.nesting >= MAX_BLOCKS {
            return self.error("too many statically nested blocks", span);
        }
        self.u.nesting += 1;
        Ok(())
    }

    pub(super) fn pop_nesting(&mut self) {
        self.u.nesting -= 1;
    }

    /// A body that may not be executed.
    pub(super) fn block(&mut self, body: &'a [Stmt]) -> Res<()> {
        self.u.in_conditional += 1;
        self.body(body)?;
        self.u.in_conditional -= 1;
        Ok(())
    }

    pub(super) fn stmt(&mut self, s: &'a Stmt) -> Res<()> {
        stacker::maybe_grow(64 * 1024, 2 * 1024 * 1024, || self.stmt_inner(s))
    }

    fn stmt_inner(&mut self, s: &'a Stmt) -> Res<()> {
        let mark = self.u.asm.top;
        self.at(s.span);
        match &s.kind {
            StmtKind::FunctionDef(def) => self.function_def(def)?,
            StmtKind::ClassDef(def) => self.class_def(s, def)?,
            StmtKind::Return { value } => self.return_stmt(s, value.as_deref())?,
            StmtKind::Delete { targets } => {
                for t in targets {
                    self.delete(t)?;
                }
            }
            StmtKind::Assign { targets, value } => self.assign_stmt(targets, value)?,
            StmtKind::TypeAlias { name, type_params, value } => self.type_alias(s, name, type_params, value)?,
            StmtKind::AugAssign { target, op, value } => self.aug_assign(s.span, target, *op, value)?,
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(s, target, annotation, value.as_deref(), *simple)?;
            }
            StmtKind::For { target, iter, body, orelse, is_async } => {
                if *is_async {
                    self.async_for(s, target, iter, body, orelse)?;
                } else {
                    self.for_stmt(s.span, target, iter, body, orelse)?;
                }
            }
            StmtKind::While { test, body, orelse } => self.while_stmt(s.span, test, body, orelse)?,
            StmtKind::If { branches, orelse } => self.if_stmt(branches, orelse)?,
            StmtKind::With { items, body, is_async } => self.with_stmt(s, items, body, *is_async)?,
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases)?,
            StmtKind::Raise { exc, cause } => match exc {
                None => self.u.asm.raw(Op::RaiseCurrent, 0, 0, 0, 0, 0),
                Some(exc) => {
                    let e = match cause {
                        Some(cause) => self.operand_before(exc, &[cause])?,
                        None => self.expr(exc, None)?,
                    };
                    let c = match cause {
                        Some(cause) => Some(self.expr(cause, None)?),
                        None => None,
                    };
                    self.at(s.span);
                    let a = if e.temp { crate::bytecode::A_TEMP } else { 0 };
                    match c {
                        None => self.u.asm.raw(Op::Raise, a, e.reg.0, e.reg.0, 0, 0),
                        Some(c) => {
                            let b = if c.temp { crate::bytecode::B_TEMP } else { 0 };
                            self.u.asm.raw(Op::Raise, FLAG | a | b, e.reg.0, c.reg.0, 0, 0);
                        }
                    }
                }
            },
            StmtKind::Try(t) => self.try_stmt(s.span, t)?,
            StmtKind::Assert { test, msg } => self.assert_stmt(s, test, msg.as_deref())?,
            StmtKind::Import { names } => {
                for alias in names {
                    self.import(s, alias)?;
                }
            }
            StmtKind::ImportFrom { module, names, level } => self.import_from(s, *module, names, *level)?,
            StmtKind::Global { .. } | StmtKind::Nonlocal { .. } => {}
            StmtKind::Pass => {
                // A line to stop at for debuggers; in loops speed counts more.
                if self.u.loop_depth == 0 {
                    self.u.asm.raw(Op::Nop, 0, 0, 0, 0, 0);
                }
            }
            StmtKind::Expr { value } => self.expr_stmt(value)?,
            StmtKind::Break => self.leave_loop(s, true)?,
            StmtKind::Continue => self.leave_loop(s, false)?,
        }
        self.u.asm.top = mark;
        Ok(())
    }

    fn expr_stmt(&mut self, value: &'a Expr) -> Res<()> {
        if self.mode == Mode::Single && self.stack.is_empty() {
            let v = self.expr(value, None)?;
            self.u.asm.one(Op::PrintExpr, v, 0, 0);
            return Ok(());
        }
        if fold::fold(value, self.optimize).is_some() {
            return Ok(());
        }
        let v = self.expr(value, None)?;
        if v.temp {
            self.u.asm.clear(v.reg);
        }
        Ok(())
    }

    fn if_stmt(&mut self, branches: &'a [IfBranch], orelse: &'a [Stmt]) -> Res<()> {
        let end = self.u.asm.label();
        for (i, branch) in branches.iter().enumerate() {
            let next = self.u.asm.label();
            self.at(branch.span);
            if i + 1 == branches.len()
                && orelse.is_empty()
                && let Some(target) = self.plain_exit(&branch.body)
            {
                self.cond_jump(&branch.test, target, true)?;
                continue;
            }
            self.cond_jump(&branch.test, next, false)?;
            self.block(&branch.body)?;
            if i + 1 < branches.len() || !orelse.is_empty() {
                self.u.asm.span = super::emit::NOWHERE;
                self.u.asm.jump(end);
            }
            self.u.asm.bind(next);
        }
        self.block(orelse)?;
        self.u.asm.bind(end);
        Ok(())
    }

    /// Where a body goes that is nothing but `continue`, or `break` out of a `while`, with nothing to undo.
    fn plain_exit(&self, body: &[Stmt]) -> Option<super::emit::Label> {
        let [only] = body else { return None };
        match (&only.kind, self.u.blocks.last()?) {
            (StmtKind::Continue, Block::Loop { next, .. }) => Some(*next),
            (StmtKind::Break, Block::Loop { exit, iterator: None, .. }) => Some(*exit),
            _ => None,
        }
    }

    fn while_stmt(&mut self, span: Span, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt]) -> Res<()> {
        let (again, next, done, exit) =
            (self.u.asm.label(), self.u.asm.label(), self.u.asm.label(), self.u.asm.label());
        self.u.loop_depth += 1;
        // The test is there twice: as entry guard and at the bottom.
        self.cond_jump(test, done, false)?;
        let mut state = self.u.asm.assigned.clone();
        self.forget_deleted(&mut state);
        let reachable = self.u.asm.reachable;
        self.u.asm.bind_loop(again, &state, reachable);
        let handler = self.u.asm.handler;
        self.push_nesting(span)?;
        self.u.blocks.push(Block::Loop { exit, next, iterator: None, handler });
        self.block(body)?;
        self.u.blocks.pop();
        self.pop_nesting();
        self.u.asm.bind(next);
        let warnings = self.warnings.len();
        self.cond_jump(test, again, true)?;
        self.warnings.truncate(warnings);
        self.u.loop_depth -= 1;
        self.u.asm.bind(done);
        self.block(orelse)?;
        self.u.asm.bind(exit);
        Ok(())
    }

    /// Starts the loop over the iterator `it`: binds the body's label and stores the item in `target`.
    fn for_stmt(
        &mut self,
        span: Span,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) -> Res<()> {
        let mark = self.u.asm.top;
        let v = self.expr(iter, None)?;
        self.u.asm.top = mark;
        let it = self.u.asm.alloc();
        self.at(iter.span);
        self.u.asm.unary(Op::GetIter, it, v);
        let (again, next, exit) = (self.u.asm.label(), self.u.asm.label(), self.u.asm.label());
        let handler = self.u.asm.handler;
        self.u.loop_depth += 1;
        let (mut state, reachable) = (self.u.asm.assigned.clone(), self.u.asm.reachable);
        self.u.asm.jump(next);
        self.forget_deleted(&mut state);
        let item = self.loop_item(target);
        state.insert(item.bit());
        self.u.asm.bind_loop(again, &state, reachable);
        self.store_item(target, item)?;
        self.push_nesting(span)?;
        self.u.blocks.push(Block::Loop { exit, next, iterator: Some(it), handler });
        self.block(body)?;
        self.u.blocks.pop();
        self.pop_nesting();
        self.u.asm.bind(next);
        self.at(iter.span);
        let before = self.u.asm.assigned.clone();
        self.u.asm.raw(Op::ForLoop, 0, it.0, item.0, again.0, 0);
        self.u.asm.assigned = before;
        self.u.loop_depth -= 1;
        self.u.asm.top = mark;
        self.block(orelse)?;
        self.u.asm.bind(exit);
        Ok(())
    }

    /// The register that receives the items of a loop: the target itself if it is a plain local.
    pub(super) fn loop_item(&mut self, target: &'a Expr) -> Reg {
        if let ExprKind::Name { id, .. } = target.kind
            && let Some(reg) = self.fast_register(id)
        {
            return reg;
        }
        let item = Reg::temp(self.u.asm.top);
        self.u.asm.reserve(1);
        item
    }

    pub(super) fn store_item(&mut self, target: &'a Expr, item: Reg) -> Res<()> {
        if let ExprKind::Name { id, .. } = target.kind
            && self.fast_register(id) == Some(item)
        {
            return Ok(());
        }
        let mark = self.u.asm.top;
        self.u.asm.top = item.index() + 1;
        self.assign(target, Opnd::temp(item))?;
        self.u.asm.top = mark;
        Ok(())
    }

    fn assert_stmt(&mut self, s: &'a Stmt, test: &'a Expr, msg: Option<&'a Expr>) -> Res<()> {
        if let ExprKind::Tuple { elts, .. } = &test.kind
            && !elts.is_empty()
        {
            self.warn("assertion is always true, perhaps remove parentheses?", s.span);
        }
        if self.optimize > 0 {
            return Ok(());
        }
        let ok = self.u.asm.label();
        self.cond_jump(test, ok, true)?;
        let mark = self.u.asm.top;
        self.at(test.span);
        let error = match msg {
            Some(msg) => {
                let w = self.u.asm.alloc_many(4);
                self.u.asm.raw(Op::LoadAssertionError, 0, w.0, 0, 0, 0);
                self.expr_push(msg)?;
                self.at(s.span);
                let dst = self.target(mark, None);
                self.u.asm.raw(Op::Call, 0, w.0, 1, dst.0, 0);
                self.at(test.span);
                dst
            }
            None => {
                let dst = self.u.asm.alloc();
                self.u.asm.raw(Op::LoadAssertionError, 0, dst.0, 0, 0, 0);
                dst
            }
        };
        self.u.asm.raw(Op::Raise, crate::bytecode::A_TEMP, error.0, error.0, 0, 0);
        self.u.asm.top = mark;
        self.u.asm.bind(ok);
        Ok(())
    }

    fn import_name(&mut self, module: &str, level: u32, names: Const) -> Reg {
        let w = self.u.asm.alloc();
        let list = self.u.asm.alloc();
        self.load_const(Const::Int(level as i64), w);
        self.load_const(names, list);
        let symbol = self.intern(module);
        let n = self.name_index(symbol);
        self.u.asm.raw(Op::ImportName, 0, w.0, n, w.0, 0);
        self.u.asm.top = w.index() + 1;
        w
    }

    fn import(&mut self, s: &Stmt, alias: &Alias) -> Res<()> {
        let mark = self.u.asm.top;
        let text = self.text(alias.name);
        self.at(s.span);
        let mut module = self.import_name(&text, 0, Const::None);
        match alias.asname {
            None => {
                let first = text.split('.').next().unwrap_or("").to_string();
                let name = self.intern(&first);
                self.store_name(name, Opnd::temp(module));
            }
            Some(name) => {
                for part in text.split('.').skip(1) {
                    let symbol = self.intern(part);
                    let n = self.name_index(symbol);
                    let sub = self.u.asm.alloc();
                    self.u.asm.raw(Op::ImportFrom, 0, sub.0, module.0, n, 0);
                    self.u.asm.mov(module, Opnd::temp(sub));
                    self.u.asm.top = mark + 1;
                    module = Reg::temp(mark);
                }
                self.store_name(name, Opnd::temp(module));
            }
        }
        self.u.asm.top = mark;
        Ok(())
    }

    fn import_from(&mut self, s: &Stmt, module: Option<Symbol>, names: &[Alias], level: u32) -> Res<()> {
        let text = module.map_or(String::new(), |m| self.text(m));
        if text == "__future__" && level == 0 && !self.stack.is_empty() {
            return self.error("from __future__ imports must occur at the beginning of the file", s.span);
        }
        let list = names.iter().map(|a| Const::str(&self.text(a.name))).collect();
        self.at(s.span);
        let module = self.import_name(&text, level, Const::Tuple(list));
        for alias in names {
            if self.names.resolve(alias.name) == "*" {
                self.u.asm.one(Op::ImportStar, Opnd::temp(module), 0, 0);
                return Ok(());
            }
            let mark = self.u.asm.top;
            let n = self.name_index(alias.name);
            let t = self.u.asm.alloc();
            self.at(s.span);
            self.u.asm.raw(Op::ImportFrom, 0, t.0, module.0, n, 0);
            self.store_name(alias.asname.unwrap_or(alias.name), Opnd::temp(t));
            self.u.asm.top = mark;
        }
        self.u.asm.clear(module);
        Ok(())
    }

    pub(super) fn warn(&mut self, message: &str, span: Span) {
        let warning = Diagnostic::new(DiagnosticKind::SyntaxWarning, message, span);
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    fn return_stmt(&mut self, s: &'a Stmt, value: Option<&'a Expr>) -> Res<()> {
        if !self.u.kind.is_function_like() || self.u.kind == ScopeKind::GeneratorExp {
            return self.error("'return' outside function", s.span);
        }
        if value.is_some() && self.u.flags & code_flag::ASYNC_GENERATOR != 0 {
            return self.error("'return' with value in async generator", s.span);
        }
        // CPython names the place of a constant, and otherwise that of the statement.
        let place = value.filter(|v| matches!(v.kind, ExprKind::Constant { .. })).map_or(s.span, |v| v.span);
        self.check_leaving(Exit::Return, 0, "return", place)?;
        let constant = match value {
            None => Some(Const::None),
            Some(e) => fold::fold(e, self.optimize),
        };
        let finally = self.u.blocks.iter().any(|b| matches!(b, Block::Finally { .. }));
        let expression = value.as_ref();
        if let Some(value) = constant
            && !finally
        {
            if let Some(e) = expression {
                self.first_constant(e);
            }
            self.leave_blocks(Exit::Return, None, s.span);
            self.at(s.span);
            if self.u.asm.reachable {
                let index = self.constant(value);
                self.u.asm.raw(Op::ReturnConst, 0, 0, index, 0, 0);
            }
            return Ok(());
        }
        let mut v = match value {
            Some(e) => self.expr(e, None)?,
            None => self.none_operand(),
        };
        // Code that runs on the way out may rebind or unbind the variable.
        let safe = self.u.blocks.iter().all(|b| matches!(b, Block::Loop { .. }));
        if !v.temp && v.reg.is_local() && !safe {
            let copy = self.u.asm.alloc();
            self.u.asm.mov(copy, v);
            v = Opnd::temp(copy);
        }
        self.at(s.span);
        if !self.leave_blocks(Exit::Return, Some(v), s.span) {
            self.at(s.span);
            self.u.asm.one(Op::Return, v, 0, 0);
        }
        Ok(())
    }

    fn leave_loop(&mut self, s: &Stmt, is_break: bool) -> Res<()> {
        let Some(i) = self.u.blocks.iter().rposition(|b| matches!(b, Block::Loop { .. })) else {
            let star = self.u.blocks.iter().any(|b| matches!(b, Block::Except { star: true, .. }));
            let message = if star {
                "'break', 'continue' and 'return' cannot appear in an except* block"
            } else if is_break {
                "'break' outside loop"
            } else {
                "'continue' not properly in loop"
            };
            return self.error(message, s.span);
        };
        let (exit, word) = if is_break { (Exit::Break(i), "break") } else { (Exit::Continue(i), "continue") };
        self.check_leaving(exit, i + 1, word, s.span)?;
        self.exit_through(exit, None, s.span);
        Ok(())
    }

    fn check_leaving(&mut self, _exit: Exit, floor: usize, word: &str, span: Span) -> Res<()> {
        let path = self.u.blocks.get(floor..).unwrap_or(&[]);
        if path.iter().any(|b| matches!(b, Block::Except { star: true, .. })) {
            return self.error("'break', 'continue' and 'return' cannot appear in an except* block", span);
        }
        if path.iter().any(|b| matches!(b, Block::InFinally { .. })) {
            self.warn(&format!("'{word}' in a 'finally' block"), span);
        }
        Ok(())
    }

    /// Leaves the blocks and does what `exit` says; control does not come back.
    pub(super) fn exit_through(&mut self, exit: Exit, value: Option<Opnd>, span: Span) {
        if self.leave_blocks(exit, value, span) {
            return;
        }
        self.at(span);
        match exit {
            Exit::Return => {
                if let Some(value) = value {
                    self.u.asm.one(Op::Return, value, 0, 0);
                }
            }
            Exit::Break(i) | Exit::Continue(i) => {
                let Some(Block::Loop { exit: out, next, iterator, .. }) = self.u.blocks.get(i).cloned() else { return };
                if matches!(exit, Exit::Continue(_)) {
                    self.u.asm.jump(next);
                } else {
                    if let Some(it) = iterator {
                        self.u.asm.clear(it);
                    }
                    self.u.asm.jump(out);
                }
            }
        }
    }

    /// Emits what leaving the blocks above the exit's goal takes. True if a `finally` takes over from here.
    fn leave_blocks(&mut self, exit: Exit, value: Option<Opnd>, span: Span) -> bool {
        let floor = match exit {
            Exit::Return => 0,
            Exit::Break(i) | Exit::Continue(i) => i + 1,
        };
        let saved_handler = self.u.asm.handler;
        let saved_blocks = self.u.blocks.len();
        let mut diverted = false;
        for i in (floor..saved_blocks).rev() {
            let block = self.u.blocks[i].clone();
            match block {
                Block::Loop { iterator, handler, .. } => {
                    self.u.asm.handler = handler;
                    if let Some(it) = iterator {
                        self.u.asm.clear(it);
                    }
                }
                Block::With { window, is_async, span: at, handler } => {
                    self.u.asm.handler = handler;
                    self.at(at);
                    let occupied = value.is_some_and(|v| v.temp && v.reg.index() >= window.index());
                    self.with_exit_normal(window, is_async, occupied);
                    self.at(span);
                }
                Block::Except { exc, prev, name, handler, .. } => {
                    self.u.asm.handler = handler;
                    if let Some(name) = name {
                        self.unbind_name(name);
                    }
                    self.u.asm.one(Op::PopExc, Opnd::temp(prev), 0, 0);
                    self.u.asm.clear(exc);
                }
                Block::InFinally { state, value: saved, prev, raises, handler } => {
                    self.u.asm.handler = handler;
                    if raises {
                        let skip = self.u.asm.label();
                        self.u.asm.one(Op::JumpNotEqI, Opnd::look(state), 1, skip.0);
                        self.u.asm.one(Op::PopExc, Opnd::temp(prev), 0, 0);
                        self.u.asm.bind(skip);
                    }
                    self.u.asm.clear(saved);
                    self.u.asm.clear(state);
                }
                Block::Finally { state, value: to, body, mut exits, handler } => {
                    self.u.asm.handler = handler;
                    let n = match exits.iter().position(|&e| e == exit) {
                        Some(n) => n,
                        None => {
                            exits.push(exit);
                            exits.len() - 1
                        }
                    };
                    if let Some(v) = value {
                        self.u.asm.mov(to, v);
                    }
                    self.load_const(Const::Int(2 + n as i64), state);
                    self.u.asm.jump(body);
                    if let Some(Block::Finally { exits: kept, .. }) = self.u.blocks.get_mut(i) {
                        *kept = exits;
                    }
                    diverted = true;
                }
            }
            if diverted {
                break;
            }
        }
        self.u.asm.handler = saved_handler;
        diverted
    }
}
