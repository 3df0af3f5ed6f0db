//! Comprehensions, inlined into the enclosing block (PEP 709), and generator expressions.

use super::emit::{Opnd, Reg};
use super::variable::Place;
use super::{Compiler, Res};
use crate::bytecode::Op;
use crate::bytecode::code_flag;
use crate::scope::{NodeRole, Resolution, ScopeId, ScopeKind, flag};
use crate::source::Span;
use crate::syntax::ast::*;
use std::collections::HashMap;

/// A comprehension whose code is being emitted in this block.
pub(super) struct Inlined {
    pub scope: ScopeId,
    pub places: HashMap<Symbol, Place>,
}

/// What each round produces.
#[derive(Clone, Copy)]
struct Element<'a> {
    elt: &'a Expr,
    value: Option<&'a Expr>,
    kind: ScopeKind,
    /// The container; unused in a generator expression.
    into: Reg,
}

impl<'a> Compiler<'a> {
    pub(super) fn comprehension(
        &mut self,
        e: &'a Expr,
        elt: &'a Expr,
        value: Option<&'a Expr>,
        generators: &'a [Comprehension],
        dst: Option<Reg>,
    ) -> Res<Opnd> {
        let (Some(id), Some((first, _))) = (self.scopes.of(e, NodeRole::Comprehension), generators.split_first())
        else {
            return self.error("comprehension without scope", e.span);
        };
        let scope = &self.scopes[id];
        let kind = scope.kind;
        if scope.has_await && kind != ScopeKind::GeneratorExp {
            let async_host = self.u.flags & (code_flag::COROUTINE | code_flag::ASYNC_GENERATOR) != 0;
            let in_comprehension = self.u.kind.is_comprehension();
            if !async_host && !in_comprehension {
                return self.error("asynchronous comprehension outside of an asynchronous function", e.span);
            }
        }
        if !scope.inlined {
            return self.nested_comprehension(e, id, elt, value, generators, dst);
        }
        let mark = self.u.asm.top;
        let into = self.u.asm.alloc();
        let v = self.expr(&first.iter, None)?;
        self.u.asm.top = mark + 1;
        let it = self.u.asm.alloc();
        self.at(first.iter.span);
        self.u.asm.unary(if first.is_async { Op::GetAiter } else { Op::GetIter }, it, v);
        self.at(e.span);
        self.u.asm.raw(build_op(kind), 0, into.0, into.0, 0, 0);
        let (places, clear) = self.comprehension_places(id);
        let outer = self.u.asm.handler;
        let mut cover = None;
        if outer.is_some() && !clear.is_empty() {
            let label = self.u.asm.label();
            let handler = self.u.asm.new_handler(label, into);
            cover = Some((handler, self.u.asm.assigned.clone()));
            self.u.asm.handler = Some(handler);
        }
        self.u.inlined.push(Inlined { scope: id, places });
        let element = Element { elt, value, kind, into };
        self.u.loop_depth += 1;
        self.generator(e.span, generators, 0, it, element)?;
        self.u.loop_depth -= 1;
        self.u.inlined.pop();
        self.u.asm.handler = outer;
        self.u.asm.span = e.span;
        for &reg in &clear {
            self.u.asm.clear(reg);
            self.u.asm.assigned.remove(reg.bit());
        }
        if let Some((handler, mut state)) = cover {
            let end = self.u.asm.label();
            self.u.asm.jump(end);
            self.forget_deleted(&mut state);
            self.u.asm.bind_handler(handler, &state);
            for &reg in &clear {
                self.u.asm.clear(reg);
            }
            self.u.asm.one(Op::Reraise, Opnd::temp(into), 0, 0);
            self.u.asm.bind(end);
        }
        Ok(self.move_result(mark, into, dst))
    }

    /// Registers for the variables of an inlined comprehension, and those that must be emptied afterwards.
    fn comprehension_places(&mut self, id: ScopeId) -> (HashMap<Symbol, Place>, Vec<Reg>) {
        let mut places = HashMap::new();
        let mut clear = Vec::new();
        let scopes = self.scopes;
        for (&name, entry) in &scopes[id].symbols {
            if entry.flags & flag::BOUND == 0 {
                continue;
            }
            match entry.resolution {
                Resolution::Cell => {
                    // Each run has cells of its own, in a register of its own.
                    let reg = Reg::cell(self.u.cells.len() as u32);
                    self.u.cells.push(name);
                    self.u.asm.clear(reg);
                    self.u.asm.raw(Op::MakeCell, 0, reg.0, 0, 0, 0);
                    clear.push(reg);
                    places.insert(name, Place::Cell(reg));
                }
                Resolution::Local => {
                    let active = self.u.inlined.iter().any(|i| i.places.contains_key(&name));
                    let own = scopes[self.u.scope].symbols.get(&name).is_some_and(|e| e.flags & flag::BOUND != 0);
                    let reg = if self.u.kind.is_function_like() && !active && !own {
                        Reg::local(self.u.varnames.insert_full(name, ()).0 as u32)
                    } else {
                        self.u.asm.alloc()
                    };
                    self.u.asm.assigned.remove(reg.bit());
                    clear.push(reg);
                    places.insert(name, Place::Fast(reg));
                }
                _ => {}
            }
        }
        (places, clear)
    }

    /// One `for` clause over the iterator in `it`, which is above what must be kept.
    fn generator(
        &mut self,
        span: Span,
        generators: &'a [Comprehension],
        i: usize,
        it: Reg,
        element: Element<'a>,
    ) -> Res<()> {
        stacker::maybe_grow(64 * 1024, 2 * 1024 * 1024, || self.generator_inner(span, generators, i, it, element))
    }

    fn generator_inner(
        &mut self,
        span: Span,
        generators: &'a [Comprehension],
        i: usize,
        it: Reg,
        element: Element<'a>,
    ) -> Res<()> {
        let Some(g) = generators.get(i) else { return Ok(()) };
        let next = self.u.asm.label();
        if g.is_async {
            let finish = self.async_next(it, next, &g.target, span)?;
            self.round(span, generators, i, g, next, element)?;
            self.u.asm.jump(next);
            self.async_end(it, finish, span);
            return Ok(());
        }
        let again = self.u.asm.label();
        let (mut state, reachable) = (self.u.asm.assigned.clone(), self.u.asm.reachable);
        self.at(g.iter.span);
        self.u.asm.jump(next);
        for name in &self.scopes[self.u.scope].deleted {
            if let Some(i) = self.u.varnames.get_index_of(name) {
                state.remove(Reg::local(i as u32).bit());
            }
        }
        let item = self.loop_item(&g.target);
        state.insert(item.bit());
        self.u.asm.bind_loop(again, &state, reachable);
        self.store_item(&g.target, item)?;
        self.round(span, generators, i, g, next, element)?;
        self.u.asm.bind(next);
        self.at(g.iter.span);
        let before = self.u.asm.assigned.clone();
        self.u.asm.raw(Op::ForLoop, 0, it.0, item.0, again.0, 0);
        self.u.asm.assigned = before;
        Ok(())
    }

    fn round(
        &mut self,
        span: Span,
        generators: &'a [Comprehension],
        i: usize,
        g: &'a Comprehension,
        next: super::emit::Label,
        element: Element<'a>,
    ) -> Res<()> {
        for test in &g.ifs {
            self.cond_jump(test, next, false)?;
        }
        let mark = self.u.asm.top;
        if let Some(inner) = generators.get(i + 1) {
            let v = self.expr(&inner.iter, None)?;
            self.u.asm.top = mark;
            let it = self.u.asm.alloc();
            self.at(inner.iter.span);
            self.u.asm.unary(if inner.is_async { Op::GetAiter } else { Op::GetIter }, it, v);
            self.generator(span, generators, i + 1, it, element)?;
            self.u.asm.top = mark;
            return Ok(());
        }
        let Element { elt, value, kind, into } = element;
        match (kind, value) {
            (ScopeKind::DictComp, Some(value)) => {
                let k = self.operand_before(elt, &[value])?;
                let v = self.expr(value, None)?;
                self.at(elt.span.to(value.span));
                self.u.asm.three(Op::MapAdd, Opnd::look(into), k, v);
            }
            (ScopeKind::GeneratorExp, _) => {
                let v = self.expr(elt, None)?;
                self.u.asm.top = mark;
                let sent = self.u.asm.alloc();
                self.at(elt.span);
                self.u.asm.three(Op::Yield, Opnd::look(sent), v, Opnd::look(sent));
                self.u.asm.clear(sent);
            }
            _ => {
                let v = self.expr(elt, None)?;
                self.at(elt.span);
                let op = if kind == ScopeKind::SetComp { Op::SetAdd } else { Op::ListAppend };
                self.u.asm.two(op, Opnd::look(into), v, 0);
            }
        }
        self.u.asm.top = mark;
        Ok(())
    }

    /// A generator expression, or a comprehension that cannot be inlined: a function called at once.
    fn nested_comprehension(
        &mut self,
        e: &'a Expr,
        id: ScopeId,
        elt: &'a Expr,
        value: Option<&'a Expr>,
        generators: &'a [Comprehension],
        dst: Option<Reg>,
    ) -> Res<Opnd> {
        let Some(first) = generators.first() else { return Ok(self.none_operand()) };
        let mark = self.u.asm.top;
        let w = self.u.asm.alloc_many(4);
        let kind = self.scopes[id].kind;
        let has_await = self.scopes[id].has_await;
        let name = self.scopes[id].name;
        let qualname = self.qualname(name);
        let text = self.text(name);
        self.enter(id, &text, qualname, e.span);
        self.u.argcount = 1;
        if kind == ScopeKind::GeneratorExp {
            self.u.flags |= if has_await { code_flag::ASYNC_GENERATOR } else { code_flag::GENERATOR };
        } else if has_await {
            self.u.flags |= code_flag::COROUTINE;
        }
        let into = self.u.asm.alloc();
        if kind != ScopeKind::GeneratorExp {
            self.u.asm.raw(build_op(kind), 0, into.0, into.0, 0, 0);
        }
        let it = self.u.asm.alloc();
        self.at(first.iter.span);
        let dot_zero = Opnd::look(Reg::local(0));
        if first.is_async {
            self.u.asm.mov(it, dot_zero);
        } else {
            // The argument is an iterator already; `iter` of it is itself.
            self.u.asm.unary(Op::GetIter, it, dot_zero);
        }
        self.u.loop_depth += 1;
        self.generator(e.span, generators, 0, it, Element { elt, value, kind, into })?;
        self.u.loop_depth -= 1;
        self.at(e.span);
        if kind == ScopeKind::GeneratorExp {
            self.return_none();
        } else {
            self.u.asm.one(Op::Return, Opnd::temp(into), 0, 0);
        }
        self.close_function(w)?;
        let v = self.expr(&first.iter, None)?;
        self.u.asm.top = mark + 4;
        let argument = self.u.asm.alloc();
        self.at(first.iter.span);
        self.u.asm.unary(if first.is_async { Op::GetAiter } else { Op::GetIter }, argument, v);
        self.at(e.span);
        if kind != ScopeKind::GeneratorExp && has_await {
            let result = self.target(mark, None);
            self.u.asm.raw(Op::Call, 0, w.0, 1, result.0, 0);
            self.u.asm.top = mark;
            return self.await_value(Opnd::temp(result), 0, dst);
        }
        let dst = self.target(mark, dst);
        self.u.asm.raw(Op::Call, 0, w.0, 1, dst.0, 0);
        Ok(self.result(dst))
    }
}

fn build_op(kind: ScopeKind) -> Op {
    match kind {
        ScopeKind::SetComp => Op::BuildSet,
        ScopeKind::DictComp => Op::BuildMap,
        _ => Op::BuildList,
    }
}
