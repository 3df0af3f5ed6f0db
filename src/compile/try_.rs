//! `try`: `except`, `except*`, `finally`.
//!
//! A `finally` body is emitted once. A state register says how control came there: 0 fell through, 1 an exception is in the value
//! register, 2 and up the ways out that were found in the body (`Block::Finally::exits`).

use super::emit::{Opnd, Reg};
use super::{Block, Compiler, Const, Res};
use crate::bytecode::Op;
use crate::source::Span;
use crate::syntax::ast::*;

impl<'a> Compiler<'a> {
    pub(super) fn try_stmt(&mut self, span: Span, t: &'a Try) -> Res<()> {
        if let Some((_, first)) = t.handlers.split_last()
            && let Some(bare) = first.iter().find(|h| h.typ.is_none())
        {
            return self.error("default 'except:' must be last", bare.span);
        }
        if t.finalbody.is_empty() { self.try_except(span, t) } else { self.try_finally(span, t) }
    }

    fn try_body(&mut self, span: Span, t: &'a Try) -> Res<()> {
        if t.handlers.is_empty() {
            self.block(&t.body)?;
            return self.block(&t.orelse);
        }
        self.try_except(span, t)
    }

    fn nowhere(&mut self) {
        self.u.asm.span = super::emit::NOWHERE;
    }

    fn try_finally(&mut self, span: Span, t: &'a Try) -> Res<()> {
        let mark = self.u.asm.top;
        let (state, value, prev) = (self.u.asm.alloc(), self.u.asm.alloc(), self.u.asm.alloc());
        let (body, on_error, end) = (self.u.asm.label(), self.u.asm.label(), self.u.asm.label());
        let outer = self.u.asm.handler;
        let handler = self.u.asm.new_handler(on_error, value);
        let mut entry = self.u.asm.assigned.clone();
        self.forget_deleted(&mut entry);
        self.u.blocks.push(Block::Finally { state, value, body, exits: Vec::new(), handler: outer });
        self.u.asm.handler = Some(handler);
        self.push_nesting(span)?;
        self.try_body(span, t)?;
        self.pop_nesting();
        self.u.asm.handler = outer;
        let exits = match self.u.blocks.pop() {
            Some(Block::Finally { exits, .. }) => exits,
            _ => Vec::new(),
        };
        self.nowhere();
        let falls = self.u.asm.reachable;
        self.load_const(Const::Int(0), state);
        self.u.asm.jump(body);
        self.u.asm.bind_handler(handler, &entry);
        let raises = self.u.asm.reachable;
        self.load_const(Const::Int(1), state);
        self.u.asm.two(Op::PushExc, Opnd::look(value), Opnd::look(prev), 0);
        self.u.asm.bind(body);
        let failed = self.u.asm.label();
        let cover = self.u.asm.new_handler(failed, Reg::temp(self.u.asm.top));
        let mut entry = self.u.asm.assigned.clone();
        self.forget_deleted(&mut entry);
        self.u.blocks.push(Block::InFinally { state, value, prev, raises, handler: outer });
        self.u.asm.handler = Some(cover);
        self.push_nesting(span)?;
        self.block(&t.finalbody)?;
        self.pop_nesting();
        self.u.asm.handler = outer;
        self.u.blocks.pop();
        self.nowhere();
        // Dispatch on how we came here, among the ways that are possible.
        if falls {
            self.u.asm.one(Op::JumpEqI, Opnd::look(state), 0, end.0);
        }
        let mut next = self.u.asm.label();
        if raises {
            if !exits.is_empty() {
                self.u.asm.one(Op::JumpNotEqI, Opnd::look(state), 1, next.0);
            }
            self.u.asm.one(Op::PopExc, Opnd::temp(prev), 0, 0);
            self.u.asm.clear(state);
            self.u.asm.one(Op::Reraise, Opnd::temp(value), 0, 0);
        } else if exits.is_empty() {
            self.u.asm.jump(end);
        }
        for (k, &exit) in exits.iter().enumerate() {
            self.u.asm.bind(next);
            next = self.u.asm.label();
            if k + 1 < exits.len() {
                self.u.asm.one(Op::JumpNotEqI, Opnd::look(state), 2 + k as u32, next.0);
            }
            self.u.asm.clear(state);
            self.exit_through(exit, Some(Opnd::temp(value)), super::emit::NOWHERE);
        }
        self.u.asm.bind_handler(cover, &entry);
        let raised = Reg::temp(self.u.asm.top);
        self.u.asm.reserve(1);
        if raises {
            let skip = self.u.asm.label();
            self.u.asm.one(Op::JumpNotEqI, Opnd::look(state), 1, skip.0);
            self.u.asm.one(Op::PopExc, Opnd::temp(prev), 0, 0);
            self.u.asm.bind(skip);
        }
        self.u.asm.clear(value);
        self.u.asm.clear(state);
        self.u.asm.one(Op::Reraise, Opnd::temp(raised), 0, 0);
        self.u.asm.bind(end);
        self.u.asm.clear(state);
        self.u.asm.top = mark;
        Ok(())
    }

    fn try_except(&mut self, span: Span, t: &'a Try) -> Res<()> {
        let mark = self.u.asm.top;
        let (on_error, end) = (self.u.asm.label(), self.u.asm.label());
        let outer = self.u.asm.handler;
        let exc = Reg::temp(mark);
        let handler = self.u.asm.new_handler(on_error, exc);
        let mut entry = self.u.asm.assigned.clone();
        self.forget_deleted(&mut entry);
        self.u.asm.handler = Some(handler);
        self.push_nesting(span)?;
        self.block(&t.body)?;
        self.pop_nesting();
        self.u.asm.handler = outer;
        self.block(&t.orelse)?;
        self.nowhere();
        self.u.asm.jump(end);
        self.u.asm.alloc();
        let prev = self.u.asm.alloc();
        self.u.asm.bind_handler(handler, &entry);
        self.u.asm.two(Op::PushExc, Opnd::look(exc), Opnd::look(prev), 0);
        let failed = self.u.asm.label();
        let raised = Reg::temp(self.u.asm.top);
        self.u.asm.reserve(1);
        let cover = self.u.asm.new_handler(failed, raised);
        self.u.asm.handler = Some(cover);
        self.push_nesting(span)?;
        if t.is_star {
            self.star_handlers(&t.handlers, exc)?;
        } else {
            for h in &t.handlers {
                self.except_clause(h, exc, prev, outer, cover, end)?;
            }
        }
        self.pop_nesting();
        self.nowhere();
        self.u.asm.handler = outer;
        if t.is_star {
            let result = raised;
            let rethrow = self.u.asm.label();
            self.u.asm.branch(Op::JumpIfNotNone, Opnd::look(result), rethrow);
            self.u.asm.one(Op::PopExc, Opnd::temp(prev), 0, 0);
            self.u.asm.clear(exc);
            self.u.asm.clear(result);
            self.u.asm.jump(end);
            self.u.asm.bind(rethrow);
            self.u.asm.one(Op::PopExc, Opnd::temp(prev), 0, 0);
            self.u.asm.clear(exc);
            self.u.asm.one(Op::Reraise, Opnd::temp(result), 0, 0);
        } else {
            self.u.asm.one(Op::PopExc, Opnd::temp(prev), 0, 0);
            self.u.asm.one(Op::Reraise, Opnd::temp(exc), 0, 0);
        }
        self.u.asm.bind_handler(cover, &entry);
        self.u.asm.one(Op::PopExc, Opnd::temp(prev), 0, 0);
        self.u.asm.clear(exc);
        self.u.asm.one(Op::Reraise, Opnd::temp(raised), 0, 0);
        self.u.asm.bind(end);
        self.u.asm.top = mark;
        Ok(())
    }

    fn except_clause(
        &mut self,
        h: &'a ExceptHandler,
        exc: Reg,
        prev: Reg,
        outer: Option<super::emit::HandlerId>,
        cover: super::emit::HandlerId,
        end: super::emit::Label,
    ) -> Res<()> {
        let next = self.u.asm.label();
        let mark = self.u.asm.top;
        self.at(h.span);
        if let Some(typ) = &h.typ {
            let v = self.expr(typ, None)?;
            let t = self.target(mark, None);
            self.at(h.span);
            self.u.asm.binary(Op::ExcMatch, 0, t, Opnd::look(exc), v);
            self.u.asm.top = mark;
            self.u.asm.branch(Op::JumpIfFalse, Opnd::temp(t), next);
        }
        let name = h.name.map(|n| n.name);
        let mut named = None;
        if let Some(name) = name {
            self.at(h.span);
            self.store_name(name, Opnd::look(exc));
            let label = self.u.asm.label();
            let handler = self.u.asm.new_handler(label, Reg::temp(self.u.asm.top));
            self.u.asm.handler = Some(handler);
            let mut state = self.u.asm.assigned.clone();
            self.forget_deleted(&mut state);
            named = Some((handler, state));
        }
        self.u.blocks.push(Block::Except { exc, prev, name, handler: outer, star: false });
        self.push_nesting(h.span)?;
        self.block(&h.body)?;
        self.pop_nesting();
        self.u.blocks.pop();
        self.u.asm.handler = outer;
        self.nowhere();
        if let Some(name) = name {
            self.unbind_name(name);
        }
        self.u.asm.one(Op::PopExc, Opnd::temp(prev), 0, 0);
        self.u.asm.clear(exc);
        self.u.asm.jump(end);
        if let (Some(name), Some((handler, state))) = (name, named) {
            self.u.asm.bind_handler(handler, &state);
            let raised = Reg::temp(self.u.asm.top);
            self.u.asm.top += 1;
            self.u.asm.reserve(0);
            self.unbind_name(name);
            self.u.asm.top -= 1;
            self.u.asm.one(Op::PopExc, Opnd::temp(prev), 0, 0);
            self.u.asm.clear(exc);
            self.u.asm.one(Op::Reraise, Opnd::temp(raised), 0, 0);
        }
        self.u.asm.bind(next);
        self.u.asm.handler = Some(cover);
        Ok(())
    }

    /// `except*` clauses. Leaves what is to be raised (or None) in the first temporary above `exc` and `prev`.
    fn star_handlers(&mut self, handlers: &'a [ExceptHandler], exc: Reg) -> Res<()> {
        let mark = self.u.asm.top;
        let cover = self.u.asm.handler;
        let list = self.u.asm.alloc();
        let rest = self.u.asm.alloc();
        let window = self.u.asm.alloc_many(2);
        let matched = window;
        let prev = self.u.asm.alloc();
        self.nowhere();
        self.u.asm.raw(Op::BuildList, 0, list.0, list.0, 0, 0);
        self.u.asm.mov(rest, Opnd::look(exc));
        for h in handlers {
            let next = self.u.asm.label();
            let inner = self.u.asm.top;
            let Some(typ) = &h.typ else { return self.error("expected one or more exception types", h.span) };
            let v = self.expr(typ, None)?;
            self.u.asm.top = inner;
            self.at(h.span);
            self.u.asm.binary(Op::ExcGroupMatch, 0, window, Opnd::look(rest), v);
            self.u.asm.mov(rest, Opnd::temp(window.plus(1)));
            let skip = self.u.asm.label();
            self.u.asm.branch(Op::JumpIfNone, Opnd::look(matched), skip);
            self.u.asm.two(Op::PushExc, Opnd::look(matched), Opnd::look(prev), 0);
            let name = h.name.map(|n| n.name);
            let label = self.u.asm.label();
            let raised = Reg::temp(self.u.asm.top);
            self.u.asm.reserve(1);
            let handler = self.u.asm.new_handler(label, raised);
            self.u.asm.handler = Some(handler);
            if let Some(name) = name {
                self.at(h.span);
                self.store_name(name, Opnd::look(matched));
            }
            let mut state = self.u.asm.assigned.clone();
            self.forget_deleted(&mut state);
            self.u.blocks.push(Block::Except { exc: matched, prev, name, handler: cover, star: true });
            self.push_nesting(h.span)?;
            self.block(&h.body)?;
            self.pop_nesting();
            self.u.blocks.pop();
            self.u.asm.handler = cover;
            self.nowhere();
            if let Some(name) = name {
                self.unbind_name(name);
            }
            self.u.asm.one(Op::PopExc, Opnd::temp(prev), 0, 0);
            self.u.asm.clear(matched);
            self.u.asm.jump(next);
            self.u.asm.bind_handler(handler, &state);
            if let Some(name) = name {
                self.u.asm.top += 1;
                self.unbind_name(name);
                self.u.asm.top -= 1;
            }
            self.u.asm.two(Op::ListAppend, Opnd::look(list), Opnd::temp(raised), 0);
            self.u.asm.one(Op::PopExc, Opnd::temp(prev), 0, 0);
            self.u.asm.clear(matched);
            self.u.asm.jump(next);
            self.u.asm.bind(skip);
            self.u.asm.clear(matched);
            self.u.asm.bind(next);
        }
        self.nowhere();
        let none = self.u.asm.label();
        self.u.asm.branch(Op::JumpIfNone, Opnd::look(rest), none);
        self.u.asm.two(Op::ListAppend, Opnd::look(list), Opnd::look(rest), 0);
        self.u.asm.bind(none);
        self.u.asm.clear(rest);
        let result = list;
        self.u.asm.binary(Op::PrepReraiseStar, 0, result, Opnd::look(exc), Opnd::temp(list));
        self.u.asm.top = mark;
        Ok(())
    }
}
