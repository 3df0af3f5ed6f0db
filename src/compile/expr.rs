//! Expressions.
//!
//! `expr(e, None)` gives the value wherever it is cheapest: a bound local or preloaded constant in place, else a new
//! temporary, which is then the topmost one. `expr(e, Some(dst))` puts it into `dst`.

use super::emit::{Opnd, Reg};
use super::fold;
use super::{Compiler, Const, Res};
use crate::bytecode::{FLAG, Op};
use crate::source::Span;
use crate::syntax::ast::*;

/// Elements that a display builds in a window; longer ones are appended one by one.
const WINDOW: usize = 64;

impl<'a> Compiler<'a> {
    /// The location of the instructions that follow.
    pub(super) fn at(&mut self, span: Span) {
        self.u.asm.span = span;
    }

    pub(super) fn expr(&mut self, e: &'a Expr, dst: Option<Reg>) -> Res<Opnd> {
        crate::diag::Diagnostic::unless_interrupted()?;
        stacker::maybe_grow(64 * 1024, 2 * 1024 * 1024, || self.expr_inner(e, dst))
    }

    /// Evaluates into the next temporary.
    pub(super) fn expr_push(&mut self, e: &'a Expr) -> Res<Reg> {
        let dst = self.u.asm.alloc();
        self.expr(e, Some(dst))?;
        Ok(dst)
    }

    /// An operand that stays what it is while `later` is evaluated: `x + (x := 5)`.
    pub(super) fn operand_before(&mut self, e: &'a Expr, later: &[&Expr]) -> Res<Opnd> {
        let value = self.expr(e, None)?;
        if !value.temp
            && value.reg.is_local()
            && !self.scopes[self.u.scope].walrus.is_empty()
            && later.iter().any(|e| has_walrus(e, 40))
        {
            let copy = self.u.asm.alloc();
            self.u.asm.mov(copy, value);
            return Ok(Opnd::temp(copy));
        }
        Ok(value)
    }

    pub(super) fn none_operand(&mut self) -> Opnd {
        let dst = self.u.asm.alloc();
        self.load_const(Const::None, dst);
        Opnd::temp(dst)
    }

    fn expr_inner(&mut self, e: &'a Expr, dst: Option<Reg>) -> Res<Opnd> {
        let mark = self.u.asm.top;
        self.at(e.span);
        if let Some(value) = fold::fold(e, self.optimize) {
            self.first_constant(e);
            return Ok(self.const_operand(value, dst));
        }
        match &e.kind {
            ExprKind::Constant { .. } => Ok(self.const_operand(Const::None, dst)),
            ExprKind::Name { id, .. } => Ok(self.load_name(*id, dst)),
            ExprKind::BoolOp { op, values } => self.bool_op(*op, values, dst),
            ExprKind::NamedExpr { target, value } => self.named_expr(target, value, dst),
            ExprKind::BinOp { left, op, right } => {
                if *op == Operator::Mod
                    && let Some(done) = self.percent_format(e, left, right, dst)?
                {
                    return Ok(done);
                }
                let l = self.operand_before(left, &[right])?;
                self.binary_rest(e.span, mark, l, *op, right, 0, dst)
            }
            ExprKind::UnaryOp { op, operand } => {
                let v = self.expr(operand, None)?;
                let dst = self.target(mark, dst);
                self.at(e.span);
                let op = match op {
                    UnaryOp::Invert => Op::Invert,
                    UnaryOp::Not => Op::Not,
                    UnaryOp::UAdd => Op::Pos,
                    UnaryOp::USub => Op::Neg,
                };
                self.u.asm.unary(op, dst, v);
                Ok(self.result(dst))
            }
            ExprKind::Lambda(lambda) => self.lambda(e, lambda, dst),
            ExprKind::IfExp { test, body, orelse } => {
                let dst = match dst {
                    Some(dst) => dst,
                    None => self.u.asm.alloc(),
                };
                let (other, end) = (self.u.asm.label(), self.u.asm.label());
                self.cond_jump(test, other, false)?;
                self.expr(body, Some(dst))?;
                self.at(e.span);
                self.u.asm.jump(end);
                self.u.asm.bind(other);
                self.expr(orelse, Some(dst))?;
                self.u.asm.bind(end);
                Ok(self.result(dst))
            }
            ExprKind::Dict { keys, values } => self.dict(e, keys, values, dst),
            ExprKind::Set { elts } => self.list_or_set(e, elts, false, dst),
            ExprKind::List { elts, .. } => self.list_or_set(e, elts, true, dst),
            ExprKind::Tuple { elts, .. } => self.tuple(e.span, elts, dst),
            ExprKind::ListComp { elt, generators } => self.comprehension(e, elt, None, generators, dst),
            ExprKind::SetComp { elt, generators } => self.comprehension(e, elt, None, generators, dst),
            ExprKind::DictComp { key, value, generators } => self.comprehension(e, key, Some(value), generators, dst),
            ExprKind::GeneratorExp { elt, generators } => self.comprehension(e, elt, None, generators, dst),
            ExprKind::Await { value } => {
                self.check_await(e.span)?;
                let v = self.expr(value, None)?;
                self.u.asm.top = mark;
                self.at(e.span);
                self.await_value(v, 0, dst)
            }
            ExprKind::Yield { value } => {
                self.check_yield(e.span, false)?;
                let v = match value {
                    Some(value) => self.expr(value, None)?,
                    None => self.none_operand(),
                };
                let dst = self.target(mark, dst);
                self.at(e.span);
                self.u.asm.three(Op::Yield, Opnd::look(dst), v, Opnd::look(dst));
                Ok(self.result(dst))
            }
            ExprKind::YieldFrom { value } => {
                self.check_yield(e.span, true)?;
                let v = self.expr(value, None)?;
                self.u.asm.top = mark;
                let iterator = self.u.asm.alloc();
                self.at(e.span);
                self.u.asm.unary(Op::GetYieldFromIter, iterator, v);
                Ok(self.delegate(iterator, dst))
            }
            ExprKind::Compare { left, ops, comparators } => self.compare(e, left, ops, comparators, dst),
            ExprKind::Call { func, args, keywords } => self.call(e, func, args, keywords, dst),
            ExprKind::FormattedValue { .. } | ExprKind::JoinedStr { .. } => self.joined_str(e, dst),
            ExprKind::TemplateStr { values } => self.template_str(e, values, dst),
            ExprKind::Interpolation { .. } => self.template_str(e, std::slice::from_ref(e), dst),
            ExprKind::Attribute { value, attr, .. } => {
                if let Some(done) = self.super_attr(value, *attr, e.span, dst)? {
                    return Ok(done);
                }
                let v = self.expr(value, None)?;
                let dst = self.target(mark, dst);
                self.at(self.attribute_span(value.span, e.span, *attr));
                let name = self.mangled(attr.name);
                let n = self.name_index(name);
                self.u.asm.unary_n(Op::LoadAttr, dst, v, n);
                Ok(self.result(dst))
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.warn_subscript(value, slice);
                let v = self.operand_before(value, &[slice])?;
                let i = self.expr(slice, None)?;
                let dst = self.target(mark, dst);
                self.at(e.span);
                self.u.asm.binary(Op::GetItem, 0, dst, v, i);
                Ok(self.result(dst))
            }
            ExprKind::Starred { .. } => self.error("can't use starred expression here", e.span),
            ExprKind::Slice { lower, upper, step } => {
                let w = self.u.asm.top;
                for part in [Some(lower), Some(upper), step.is_some().then_some(step)].into_iter().flatten() {
                    match part {
                        Some(part) => {
                            self.expr_push(part)?;
                        }
                        None => {
                            self.at(e.span);
                            self.none_operand();
                        }
                    }
                }
                let n = self.u.asm.top - w;
                let dst = self.target(mark, dst);
                self.at(e.span);
                self.u.asm.raw(Op::BuildSlice, 0, dst.0, Reg::temp(w).0, n, 0);
                Ok(self.result(dst))
            }
        }
    }

    /// CPython moves the position of an attribute that is on a later line than its object's start.
    pub(super) fn attribute_span(&self, object: Span, whole: Span, attr: Ident) -> Span {
        let lines = (self.source.line_of(object.start), self.source.line_of(attr.span.start));
        if lines.0 == lines.1 { whole } else { attr.span }
    }

    /// The right operand and the operation of a binary operator whose left operand is there.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn binary_rest(
        &mut self,
        span: Span,
        mark: u32,
        l: Opnd,
        op: Operator,
        right: &'a Expr,
        flags: u8,
        dst: Option<Reg>,
    ) -> Res<Opnd> {
        if matches!(op, Operator::Add | Operator::Sub)
            && let Some(i) = fold::small_int(right)
        {
            self.first_constant(right);
            let dst = self.target(mark, dst);
            self.at(span);
            let op = if op == Operator::Add { Op::AddI } else { Op::SubI };
            self.u.asm.binary(op, flags, dst, l, Opnd::look(Reg(i as u16 as u32)));
            return Ok(self.result(dst));
        }
        let r = self.expr(right, None)?;
        let dst = self.target(mark, dst);
        self.at(span);
        self.u.asm.binary(binary_op(op), flags, dst, l, r);
        Ok(self.result(dst))
    }

    fn bool_op(&mut self, op: BoolOp, values: &'a [Expr], dst: Option<Reg>) -> Res<Opnd> {
        let mark = self.u.asm.top;
        // A local must not be seen half computed, so only a temporary is used directly.
        let t = match dst {
            Some(dst) if dst.is_temp() => dst,
            _ => self.u.asm.alloc(),
        };
        let end = self.u.asm.label();
        let Some((last, first)) = values.split_last() else { return Ok(Opnd::temp(t)) };
        let jump = if op == BoolOp::And { Op::JumpIfFalseOrDrop } else { Op::JumpIfTrueOrDrop };
        for value in first {
            self.expr(value, Some(t))?;
            self.at(value.span);
            self.u.asm.branch(jump, Opnd::look(t), end);
        }
        self.expr(last, Some(t))?;
        self.u.asm.bind(end);
        match dst {
            Some(dst) if dst != t => {
                self.u.asm.mov(dst, Opnd::temp(t));
                self.u.asm.top = mark;
                Ok(self.result(dst))
            }
            _ => Ok(Opnd::temp(t)),
        }
    }

    fn named_expr(&mut self, target: &'a Expr, value: &'a Expr, dst: Option<Reg>) -> Res<Opnd> {
        let ExprKind::Name { id, .. } = target.kind else { return self.expr(value, dst) };
        if let Some(reg) = self.fast_register(id) {
            self.expr(value, Some(reg))?;
            self.at(target.span);
            return Ok(match dst {
                Some(dst) => {
                    self.u.asm.mov(dst, Opnd::look(reg));
                    self.result(dst)
                }
                None => Opnd::look(reg),
            });
        }
        let v = self.expr(value, dst)?;
        self.at(target.span);
        self.store_name(id, Opnd::look(v.reg));
        Ok(v)
    }

    fn compare(
        &mut self,
        e: &'a Expr,
        left: &'a Expr,
        ops: &[CmpOp],
        comparators: &'a [Expr],
        dst: Option<Reg>,
    ) -> Res<Opnd> {
        self.warn_compare(e, left, ops, comparators);
        let mark = self.u.asm.top;
        let (Some(op), Some(right)) = (ops.first(), comparators.first()) else { return self.expr(left, dst) };
        if comparators.len() == 1 {
            let l = self.operand_before(left, &[right])?;
            let r = self.container_operand(*op, right)?;
            let dst = self.target(mark, dst);
            self.at(e.span);
            self.u.asm.binary(compare_op(*op), 0, dst, l, r);
            return Ok(self.result(dst));
        }
        let t = match dst {
            Some(dst) if dst.is_temp() => dst,
            _ => self.u.asm.alloc(),
        };
        let end = self.u.asm.label();
        let mut cleanups = Vec::new();
        let later: Vec<&Expr> = comparators.iter().collect();
        let mut l = self.operand_before(left, &later)?;
        for (i, (op, right)) in ops.iter().zip(comparators).enumerate() {
            let r = self.operand_before(right, later.get(i + 1..).unwrap_or(&[]))?;
            let last = i + 1 == ops.len();
            self.at(e.span);
            let keep = if last { r } else { Opnd::look(r.reg) };
            self.u.asm.binary(compare_op(*op), 0, t, l, keep);
            if !last {
                if r.temp {
                    let label = self.u.asm.label();
                    self.u.asm.branch(Op::JumpIfFalseOrDrop, Opnd::look(t), label);
                    cleanups.push((label, r.reg));
                } else {
                    self.u.asm.branch(Op::JumpIfFalseOrDrop, Opnd::look(t), end);
                }
            }
            l = r;
        }
        if !cleanups.is_empty() {
            self.u.asm.jump(end);
        }
        let n = cleanups.len();
        for (i, (label, reg)) in cleanups.into_iter().enumerate() {
            self.u.asm.bind(label);
            self.u.asm.clear(reg);
            if i + 1 < n {
                self.u.asm.jump(end);
            }
        }
        self.u.asm.bind(end);
        match dst {
            Some(dst) if dst != t => {
                self.u.asm.mov(dst, Opnd::temp(t));
                self.u.asm.top = mark;
                Ok(self.result(dst))
            }
            _ => {
                self.u.asm.top = mark + (dst.is_none()) as u32;
                Ok(self.result(t))
            }
        }
    }

    /// The right operand of a comparison; a constant display after `in` is a constant.
    pub(super) fn container_operand(&mut self, op: CmpOp, right: &'a Expr) -> Res<Opnd> {
        if matches!(op, CmpOp::In | CmpOp::NotIn) {
            let folded = match &right.kind {
                ExprKind::List { elts, .. } => fold::fold_all(elts, self.optimize).map(Const::Tuple),
                ExprKind::Set { elts } => fold::fold_all(elts, self.optimize).map(Const::FrozenSet),
                _ => None,
            };
            if let Some(value) = folded {
                self.first_constant(right);
                self.at(right.span);
                return Ok(self.const_operand(value, None));
            }
        }
        self.expr(right, None)
    }

    pub(super) fn tuple(&mut self, span: Span, elts: &'a [Expr], dst: Option<Reg>) -> Res<Opnd> {
        let mark = self.u.asm.top;
        let starred = elts.iter().any(|e| matches!(e.kind, ExprKind::Starred { .. }));
        if starred || elts.len() > WINDOW {
            let list = self.build_sequence(span, elts, true, None)?;
            let dst = self.target(mark, dst);
            self.at(span);
            self.u.asm.unary(Op::ListToTuple, dst, list);
            return Ok(self.result(dst));
        }
        for e in elts {
            self.expr_push(e)?;
        }
        let dst = self.target(mark, dst);
        self.at(span);
        self.u.asm.raw(Op::BuildTuple, 0, dst.0, Reg::temp(mark).0, elts.len() as u32, 0);
        Ok(self.result(dst))
    }

    fn list_or_set(&mut self, e: &'a Expr, elts: &'a [Expr], list: bool, dst: Option<Reg>) -> Res<Opnd> {
        let mark = self.u.asm.top;
        if elts.len() > 2
            && let Some(items) = fold::fold_all(elts, self.optimize)
        {
            self.first_constant(e);
            let t = self.u.asm.alloc();
            let source = self.u.asm.alloc();
            let (build, extend) = if list { (Op::BuildList, Op::ListExtend) } else { (Op::BuildSet, Op::SetUpdate) };
            self.u.asm.raw(build, 0, t.0, t.0, 0, 0);
            self.load_const(if list { Const::Tuple(items) } else { Const::FrozenSet(items) }, source);
            self.u.asm.two(extend, Opnd::look(t), Opnd::temp(source), 0);
            return Ok(self.move_result(mark, t, dst));
        }
        let v = self.build_sequence(e.span, elts, list, dst)?;
        Ok(v)
    }

    /// Moves a finished temporary to where it is wanted.
    pub(super) fn move_result(&mut self, mark: u32, t: Reg, dst: Option<Reg>) -> Opnd {
        let dst = match dst {
            Some(dst) => {
                self.u.asm.top = mark;
                dst
            }
            None => {
                self.u.asm.top = mark + 1;
                Reg::temp(mark)
            }
        };
        self.u.asm.mov(dst, Opnd::temp(t));
        self.result(dst)
    }

    /// A list or set of elements that may be starred.
    pub(super) fn build_sequence(&mut self, span: Span, elts: &'a [Expr], list: bool, dst: Option<Reg>) -> Res<Opnd> {
        let mark = self.u.asm.top;
        let (build, append, extend) = if list {
            (Op::BuildList, Op::ListAppend, Op::ListExtend)
        } else {
            (Op::BuildSet, Op::SetAdd, Op::SetUpdate)
        };
        let starred = elts.iter().position(|e| matches!(e.kind, ExprKind::Starred { .. }));
        let first = starred.unwrap_or(elts.len()).min(WINDOW);
        for e in &elts[..first] {
            self.expr_push(e)?;
        }
        if first == elts.len() {
            let dst = self.target(mark, dst);
            self.at(span);
            self.u.asm.raw(build, 0, dst.0, Reg::temp(mark).0, first as u32, 0);
            return Ok(self.result(dst));
        }
        let t = self.target(mark, None);
        self.at(span);
        self.u.asm.raw(build, 0, t.0, Reg::temp(mark).0, first as u32, 0);
        for e in &elts[first..] {
            let inner = self.u.asm.top;
            let (op, value) = match &e.kind {
                ExprKind::Starred { value, .. } => (extend, &**value),
                _ => (append, e),
            };
            let v = self.expr(value, None)?;
            self.at(span);
            self.u.asm.two(op, Opnd::look(t), v, 0);
            self.u.asm.top = inner;
        }
        Ok(self.move_result(mark, t, dst))
    }

    fn dict(&mut self, e: &'a Expr, keys: &'a [Option<Expr>], values: &'a [Expr], dst: Option<Reg>) -> Res<Opnd> {
        let mark = self.u.asm.top;
        let first = keys.iter().position(Option::is_none).unwrap_or(keys.len()).min(WINDOW / 2);
        for (key, value) in keys.iter().zip(values).take(first) {
            if let Some(key) = key {
                self.expr_push(key)?;
            }
            self.expr_push(value)?;
        }
        if first == keys.len() {
            let dst = self.target(mark, dst);
            self.at(e.span);
            self.u.asm.raw(Op::BuildMap, 0, dst.0, Reg::temp(mark).0, first as u32, 0);
            return Ok(self.result(dst));
        }
        let t = self.target(mark, None);
        self.at(e.span);
        self.u.asm.raw(Op::BuildMap, 0, t.0, Reg::temp(mark).0, first as u32, 0);
        for (key, value) in keys.iter().zip(values).skip(first) {
            let inner = self.u.asm.top;
            match key {
                Some(key) => {
                    let k = self.operand_before(key, &[value])?;
                    let v = self.expr(value, None)?;
                    self.at(e.span);
                    self.u.asm.three(Op::MapAdd, Opnd::look(t), k, v);
                }
                None => {
                    let v = self.expr(value, None)?;
                    self.at(e.span);
                    self.u.asm.two(Op::DictUpdate, Opnd::look(t), v, 0);
                }
            }
            self.u.asm.top = inner;
        }
        Ok(self.move_result(mark, t, dst))
    }

    /// Awaits an operand (already above no live temporary); `kind` is `GetAwaitable`'s number.
    pub(super) fn await_value(&mut self, v: Opnd, kind: u32, dst: Option<Reg>) -> Res<Opnd> {
        let iterator = self.u.asm.alloc();
        self.u.asm.unary_n(Op::GetAwaitable, iterator, v, kind);
        Ok(self.delegate(iterator, dst))
    }

    /// The loop of `await` and `yield from` over the iterator on top of the temporaries, which it consumes.
    pub(super) fn delegate(&mut self, iterator: Reg, dst: Option<Reg>) -> Opnd {
        let sent = self.u.asm.alloc();
        let value = self.u.asm.alloc();
        self.load_const(Const::None, sent);
        let (again, done) = (self.u.asm.label(), self.u.asm.label());
        let state = self.u.asm.assigned.clone();
        let reachable = self.u.asm.reachable;
        self.u.asm.bind_loop(again, &state, reachable);
        let c_temp = crate::bytecode::C_TEMP;
        self.u.asm.raw(Op::Send, c_temp, value.0, iterator.0, sent.0, done.0);
        let b_temp = crate::bytecode::B_TEMP;
        self.u.asm.raw(Op::Yield, FLAG | b_temp, sent.0, value.0, iterator.0, 0);
        self.u.asm.jump(again);
        self.u.asm.bind(done);
        self.u.asm.clear(iterator);
        self.move_result(iterator.index(), value, dst)
    }
}

pub(super) fn binary_op(op: Operator) -> Op {
    match op {
        Operator::Add => Op::Add,
        Operator::Sub => Op::Sub,
        Operator::Mult => Op::Mul,
        Operator::MatMult => Op::MatMul,
        Operator::Div => Op::TrueDiv,
        Operator::Mod => Op::Mod,
        Operator::Pow => Op::Pow,
        Operator::LShift => Op::LShift,
        Operator::RShift => Op::RShift,
        Operator::BitOr => Op::Or,
        Operator::BitXor => Op::Xor,
        Operator::BitAnd => Op::And,
        Operator::FloorDiv => Op::FloorDiv,
    }
}

pub(super) fn compare_op(op: CmpOp) -> Op {
    match op {
        CmpOp::Eq => Op::Eq,
        CmpOp::NotEq => Op::Ne,
        CmpOp::Lt => Op::Lt,
        CmpOp::LtE => Op::Le,
        CmpOp::Gt => Op::Gt,
        CmpOp::GtE => Op::Ge,
        CmpOp::Is => Op::Is,
        CmpOp::IsNot => Op::IsNot,
        CmpOp::In => Op::In,
        CmpOp::NotIn => Op::NotIn,
    }
}

/// Whether a `:=` may occur in an expression; deep ones are assumed to have one.
fn has_walrus(e: &Expr, budget: u16) -> bool {
    if e.depth > budget {
        return true;
    }
    let any = |list: &[Expr]| list.iter().any(|e| has_walrus(e, budget));
    let opt = |e: &Option<Box<Expr>>| e.as_ref().is_some_and(|e| has_walrus(e, budget));
    let generators = |list: &[Comprehension]| {
        list.iter().any(|g| has_walrus(&g.target, budget) || has_walrus(&g.iter, budget) || any(&g.ifs))
    };
    match &e.kind {
        ExprKind::NamedExpr { .. } => true,
        ExprKind::BoolOp { values, .. } => any(values),
        ExprKind::BinOp { left, right, .. } => has_walrus(left, budget) || has_walrus(right, budget),
        ExprKind::UnaryOp { operand: e, .. }
        | ExprKind::Await { value: e }
        | ExprKind::YieldFrom { value: e }
        | ExprKind::Attribute { value: e, .. }
        | ExprKind::Starred { value: e, .. } => has_walrus(e, budget),
        ExprKind::Lambda(lambda) => {
            any(&lambda.args.defaults) || lambda.args.kw_defaults.iter().flatten().any(|e| has_walrus(e, budget))
        }
        ExprKind::IfExp { test, body, orelse } => {
            has_walrus(test, budget) || has_walrus(body, budget) || has_walrus(orelse, budget)
        }
        ExprKind::Dict { keys, values } => any(values) || keys.iter().flatten().any(|e| has_walrus(e, budget)),
        ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => any(elts),
        ExprKind::ListComp { elt, generators: g }
        | ExprKind::SetComp { elt, generators: g }
        | ExprKind::GeneratorExp { elt, generators: g } => has_walrus(elt, budget) || generators(g),
        ExprKind::DictComp { key, value, generators: g } => {
            has_walrus(key, budget) || has_walrus(value, budget) || generators(g)
        }
        ExprKind::Yield { value } => opt(value),
        ExprKind::Compare { left, comparators, .. } => has_walrus(left, budget) || any(comparators),
        ExprKind::Call { func, args, keywords } => {
            has_walrus(func, budget) || any(args) || keywords.iter().any(|k| has_walrus(&k.value, budget))
        }
        ExprKind::FormattedValue { value, format_spec, .. } | ExprKind::Interpolation { value, format_spec, .. } => {
            has_walrus(value, budget) || opt(format_spec)
        }
        ExprKind::JoinedStr { values } | ExprKind::TemplateStr { values } => any(values),
        ExprKind::Constant { .. } | ExprKind::Name { .. } => false,
        ExprKind::Subscript { value, slice, .. } => has_walrus(value, budget) || has_walrus(slice, budget),
        ExprKind::Slice { lower, upper, step } => opt(lower) || opt(upper) || opt(step),
    }
}
