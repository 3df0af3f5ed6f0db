//! `with` and `async with`, `async for`.
//!
//! The window of `__exit__` is filled before `__enter__` is called and stays live during the body. Where something is
//! live above it when the body is left, it moves up: a callee's registers follow its arguments.

use super::emit::{Opnd, Reg};
use super::{Block, Compiler, Const, Res};
use crate::bytecode::Op;
use crate::bytecode::code_flag;
use crate::source::Span;
use crate::syntax::ast::*;

impl<'a> Compiler<'a> {
    fn in_async_function(&self) -> bool {
        self.u.flags & (code_flag::COROUTINE | code_flag::ASYNC_GENERATOR) != 0
    }

    pub(super) fn with_stmt(
        &mut self,
        s: &'a Stmt,
        items: &'a [WithItem],
        body: &'a [Stmt],
        is_async: bool,
    ) -> Res<()> {
        if is_async && !self.in_async_function() {
            return self.error("'async with' outside async function", s.span);
        }
        let Some((item, rest)) = items.split_first() else { return self.block(body) };
        let mark = self.u.asm.top;
        let at = item.context_expr.span;
        let window = self.u.asm.alloc_many(4);
        let inner = self.u.asm.top;
        let manager = self.expr(&item.context_expr, None)?;
        self.at(at);
        let (enter, exit): (u32, u32) = if is_async { (2, 3) } else { (0, 1) };
        self.u.asm.unary_n(Op::LoadSpecial, window, Opnd::look(manager.reg), exit);
        let w = self.u.asm.alloc_many(4);
        self.u.asm.unary_n(Op::LoadSpecial, w, Opnd::look(manager.reg), enter);
        if manager.temp {
            self.u.asm.clear(manager.reg);
        }
        let fast = match item.optional_vars.as_deref() {
            Some(Expr { kind: ExprKind::Name { id, .. }, .. }) => self.fast_register(*id),
            _ => None,
        };
        let dst = self.target(inner, if is_async { None } else { fast });
        self.u.asm.raw(Op::CallMethod, 0, w.0, 0, dst.0, 0);
        let value = if is_async {
            self.u.asm.top = inner;
            self.await_value(Opnd::temp(dst), 1, None)?
        } else {
            self.result(dst)
        };
        let outer = self.u.asm.handler;
        let on_error = self.u.asm.label();
        let end = self.u.asm.label();
        let raised = Reg::temp(inner);
        let handler = self.u.asm.new_handler(on_error, raised);
        let mut entry = self.u.asm.assigned.clone();
        self.forget_deleted(&mut entry);
        self.u.asm.handler = Some(handler);
        match &item.optional_vars {
            Some(target) if value.temp => self.assign(target, value)?,
            Some(_) => {}
            None => self.u.asm.clear(value.reg),
        }
        self.u.asm.top = inner;
        self.push_nesting(at)?;
        self.u.blocks.push(Block::With { window, is_async, span: at, handler: outer });
        if rest.is_empty() {
            self.block(body)?;
        } else {
            self.with_stmt(s, rest, body, is_async)?;
        }
        self.u.blocks.pop();
        self.pop_nesting();
        self.u.asm.handler = outer;
        self.at(at);
        self.with_exit_normal(window, is_async, false);
        self.u.asm.jump(end);
        self.with_exit_raised(window, is_async, raised, handler, &entry, at)?;
        self.u.asm.bind(end);
        self.u.asm.top = mark;
        Ok(())
    }

    /// The window of `__exit__` on top of the temporaries.
    fn move_window(&mut self, window: Reg) -> Reg {
        let w = self.u.asm.alloc_many(4);
        self.u.asm.mov(w, Opnd::temp(window));
        self.u.asm.mov(w.plus(3), Opnd::temp(window.plus(3)));
        w
    }

    /// `exit(None, None, None)`, its result dropped. `occupied`: temporaries above the window are live.
    pub(super) fn with_exit_normal(&mut self, window: Reg, is_async: bool, occupied: bool) {
        let top = self.u.asm.top;
        let window = if occupied { self.move_window(window) } else { window };
        self.u.asm.top = window.index() + 4;
        self.u.asm.reserve(3);
        for i in 4..7 {
            self.load_const(Const::None, window.plus(i));
        }
        self.u.asm.raw(Op::CallMethod, 0, window.0, 3, window.0, 0);
        if is_async {
            let v = self.await_value(Opnd::temp(window), 2, None);
            if let Ok(v) = v {
                self.u.asm.clear(v.reg);
            }
        } else {
            self.u.asm.clear(window);
        }
        self.u.asm.top = top;
    }

    fn with_exit_raised(
        &mut self,
        window: Reg,
        is_async: bool,
        raised: Reg,
        handler: super::emit::HandlerId,
        entry: &super::flow::Bits,
        at: Span,
    ) -> Res<()> {
        let outer = self.u.asm.handler;
        self.u.asm.bind_handler(handler, entry);
        self.at(at);
        self.u.asm.alloc();
        let prev = self.u.asm.alloc();
        self.u.asm.two(Op::PushExc, Opnd::look(raised), Opnd::look(prev), 0);
        let failed = self.u.asm.label();
        let again = Reg::temp(self.u.asm.top);
        self.u.asm.reserve(1);
        let cover = self.u.asm.new_handler(failed, again);
        self.u.asm.handler = Some(cover);
        let mark = self.u.asm.top;
        let window = self.move_window(window);
        self.u.asm.reserve(3);
        self.u.asm.unary(Op::ExcInfo, window.plus(4), Opnd::look(raised));
        self.u.asm.raw(Op::CallMethod, 0, window.0, 3, window.0, 0);
        let mut result = Opnd::temp(window);
        if is_async {
            result = self.await_value(result, 2, None)?;
        }
        let suppress = self.u.asm.label();
        self.u.asm.branch(Op::JumpIfTrue, result, suppress);
        self.u.asm.top = mark;
        self.u.asm.handler = outer;
        self.u.asm.one(Op::PopExc, Opnd::temp(prev), 0, 0);
        self.u.asm.one(Op::Reraise, Opnd::temp(raised), 0, 0);
        self.u.asm.bind_handler(cover, entry);
        self.u.asm.one(Op::PopExc, Opnd::temp(prev), 0, 0);
        self.u.asm.clear(raised);
        self.u.asm.one(Op::Reraise, Opnd::temp(again), 0, 0);
        self.u.asm.bind(suppress);
        self.u.asm.one(Op::PopExc, Opnd::temp(prev), 0, 0);
        self.u.asm.clear(raised);
        Ok(())
    }

    pub(super) fn async_for(
        &mut self,
        s: &'a Stmt,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) -> Res<()> {
        if !self.in_async_function() {
            return self.error("'async for' outside async function", s.span);
        }
        let mark = self.u.asm.top;
        let v = self.expr(iter, None)?;
        self.u.asm.top = mark;
        let it = self.u.asm.alloc();
        self.at(iter.span);
        self.u.asm.unary(Op::GetAiter, it, v);
        let exit = self.u.asm.label();
        let next = self.u.asm.label();
        let outer = self.u.asm.handler;
        self.u.loop_depth += 1;
        let finish = self.async_next(it, next, target, s.span)?;
        self.push_nesting(s.span)?;
        self.u.blocks.push(Block::Loop { exit, next, iterator: Some(it), handler: outer });
        self.block(body)?;
        self.u.blocks.pop();
        self.pop_nesting();
        self.u.asm.jump(next);
        self.u.loop_depth -= 1;
        self.async_end(it, finish, s.span);
        self.u.asm.top = mark;
        self.block(orelse)?;
        self.u.asm.bind(exit);
        Ok(())
    }

    /// The head of an asynchronous loop: binds `next`, gets an item and stores it in `target`.
    pub(super) fn async_next(
        &mut self,
        it: Reg,
        next: super::emit::Label,
        target: &'a Expr,
        at: Span,
    ) -> Res<(super::emit::HandlerId, super::flow::Bits)> {
        let mut state = self.u.asm.assigned.clone();
        self.forget_deleted(&mut state);
        let reachable = self.u.asm.reachable;
        self.u.asm.bind_loop(next, &state, reachable);
        let stop = self.u.asm.label();
        let handler = self.u.asm.new_handler(stop, it.plus(1));
        let outer = self.u.asm.handler.replace(handler);
        let mark = self.u.asm.top;
        let awaitable = self.u.asm.alloc();
        self.at(at);
        self.u.asm.unary(Op::GetAnext, awaitable, Opnd::look(it));
        let item = self.delegate(awaitable, None);
        self.u.asm.handler = outer;
        self.assign(target, item)?;
        self.u.asm.top = mark;
        Ok((handler, state))
    }

    /// Where an asynchronous loop ends: the handler of `StopAsyncIteration`.
    pub(super) fn async_end(&mut self, it: Reg, finish: (super::emit::HandlerId, super::flow::Bits), at: Span) {
        self.at(at);
        self.u.asm.bind_handler(finish.0, &finish.1);
        self.u.asm.reserve(1);
        self.u.asm.one(Op::EndAsyncFor, Opnd::temp(it.plus(1)), 0, 0);
        self.u.asm.clear(it);
    }
}
