//! Conditions as control flow: fused compare-and-jump, `and`, `or`, `not`.

use super::emit::{Label, Opnd};
use super::expr::compare_op;
use super::fold;
use super::{Compiler, Res};
use crate::bytecode::Op;
use crate::syntax::ast::*;

impl<'a> Compiler<'a> {
    /// Jumps to `target` if the truth of `e` is `when`, else goes on.
    pub(super) fn cond_jump(&mut self, e: &'a Expr, target: Label, when: bool) -> Res<()> {
        stacker::maybe_grow(64 * 1024, 2 * 1024 * 1024, || self.cond_jump_inner(e, target, when))
    }

    fn cond_jump_inner(&mut self, e: &'a Expr, target: Label, when: bool) -> Res<()> {
        if let Some(value) = fold::fold(e, self.optimize) {
            self.first_constant(e);
            self.at(e.span);
            if value.truth() == when {
                self.u.asm.jump(target);
            }
            return Ok(());
        }
        match &e.kind {
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => self.cond_jump(operand, target, !when),
            ExprKind::BoolOp { op, values } => {
                let Some((last, first)) = values.split_last() else { return Ok(()) };
                // `a or b` jumping when true, `a and b` jumping when false: every part may jump there.
                if (*op == BoolOp::Or) == when {
                    for v in values {
                        self.cond_jump(v, target, when)?;
                    }
                    return Ok(());
                }
                let end = self.u.asm.label();
                for v in first {
                    self.cond_jump(v, end, !when)?;
                }
                self.cond_jump(last, target, when)?;
                self.u.asm.bind(end);
                Ok(())
            }
            ExprKind::IfExp { test, body, orelse } => {
                let (other, end) = (self.u.asm.label(), self.u.asm.label());
                self.cond_jump(test, other, false)?;
                self.cond_jump(body, target, when)?;
                self.u.asm.jump(end);
                self.u.asm.bind(other);
                self.cond_jump(orelse, target, when)?;
                self.u.asm.bind(end);
                Ok(())
            }
            ExprKind::Compare { left, ops, comparators } => self.compare_jump(e, left, ops, comparators, target, when),
            _ => {
                let mark = self.u.asm.top;
                let v = self.expr(e, None)?;
                self.u.asm.top = mark;
                self.at(e.span);
                let op = if when { Op::JumpIfTrue } else { Op::JumpIfFalse };
                self.u.asm.branch(op, v, target);
                Ok(())
            }
        }
    }

    fn compare_jump(
        &mut self,
        e: &'a Expr,
        left: &'a Expr,
        ops: &[CmpOp],
        comparators: &'a [Expr],
        target: Label,
        when: bool,
    ) -> Res<()> {
        self.warn_compare(e, left, ops, comparators);
        let mark = self.u.asm.top;
        let later: Vec<&Expr> = comparators.iter().collect();
        let mut l = self.operand_before(left, &later)?;
        let fall = self.u.asm.label();
        let mut cleanups = Vec::new();
        for (i, (op, right)) in ops.iter().zip(comparators).enumerate() {
            if i + 1 == ops.len() {
                self.last_compare(e, l, *op, right, mark, target, when)?;
                break;
            }
            let r = self.operand_before(right, later.get(i + 1..).unwrap_or(&[]))?;
            self.at(e.span);
            let failed = if when { fall } else { target };
            let label = if r.temp { self.u.asm.label() } else { failed };
            self.jump_compare(*op, l, Opnd::look(r.reg), label, false);
            if r.temp {
                cleanups.push((label, r.reg, failed));
            }
            l = r;
        }
        self.u.asm.top = mark;
        if !cleanups.is_empty() {
            self.u.asm.jump(fall);
            for (label, reg, failed) in cleanups {
                self.u.asm.bind(label);
                self.u.asm.clear(reg);
                self.u.asm.jump(failed);
            }
        }
        self.u.asm.bind(fall);
        Ok(())
    }

    #[allow(clippy::too_many_arguments)]
    fn last_compare(
        &mut self,
        e: &'a Expr,
        l: Opnd,
        op: CmpOp,
        right: &'a Expr,
        mark: u32,
        target: Label,
        when: bool,
    ) -> Res<()> {
        let is_none = matches!(right.kind, ExprKind::Constant { value: Constant::None, .. });
        if is_none && matches!(op, CmpOp::Is | CmpOp::IsNot) {
            self.first_constant(right);
            self.at(e.span);
            self.u.asm.top = mark;
            let op = if (op == CmpOp::Is) == when { Op::JumpIfNone } else { Op::JumpIfNotNone };
            self.u.asm.branch(op, l, target);
            return Ok(());
        }
        if let Some(i) = fold::small_int(right)
            && let Some(op) = immediate_jump(op, when)
        {
            self.first_constant(right);
            self.at(e.span);
            self.u.asm.top = mark;
            self.u.asm.one(op, l, i as u16 as u32, target.0);
            return Ok(());
        }
        let r = self.container_operand(op, right)?;
        self.at(e.span);
        self.u.asm.top = mark;
        self.jump_compare(op, l, r, target, when);
        Ok(())
    }

    fn jump_compare(&mut self, op: CmpOp, l: Opnd, r: Opnd, target: Label, when: bool) {
        if let Some(jump) = compare_jump_op(op, when) {
            self.u.asm.two(jump, l, r, target.0);
            return;
        }
        let before = self.u.asm.top;
        // Above both operands, which may be live.
        let used = [l, r].iter().filter(|o| o.reg.is_temp()).map(|o| o.reg.index() + 1).max().unwrap_or(0);
        self.u.asm.top = before.max(used);
        let t = self.u.asm.alloc();
        self.u.asm.binary(compare_op(op), 0, t, l, r);
        let jump = if when { Op::JumpIfTrue } else { Op::JumpIfFalse };
        self.u.asm.branch(jump, Opnd::temp(t), target);
        self.u.asm.top = before;
    }
}

fn compare_jump_op(op: CmpOp, when: bool) -> Option<Op> {
    Some(match (op, when) {
        (CmpOp::Lt, true) => Op::JumpLt,
        (CmpOp::LtE, true) => Op::JumpLe,
        (CmpOp::Eq, true) => Op::JumpEq,
        (CmpOp::NotEq, true) => Op::JumpNe,
        (CmpOp::Gt, true) => Op::JumpGt,
        (CmpOp::GtE, true) => Op::JumpGe,
        (CmpOp::Lt, false) => Op::JumpNotLt,
        (CmpOp::LtE, false) => Op::JumpNotLe,
        (CmpOp::Eq, false) => Op::JumpNotEq,
        (CmpOp::NotEq, false) => Op::JumpNotNe,
        (CmpOp::Gt, false) => Op::JumpNotGt,
        (CmpOp::GtE, false) => Op::JumpNotGe,
        (CmpOp::Is, true) | (CmpOp::IsNot, false) => Op::JumpIs,
        (CmpOp::IsNot, true) | (CmpOp::Is, false) => Op::JumpIsNot,
        (CmpOp::In | CmpOp::NotIn, _) => return None,
    })
}

fn immediate_jump(op: CmpOp, when: bool) -> Option<Op> {
    Some(match (op, when) {
        (CmpOp::Lt, true) => Op::JumpLtI,
        (CmpOp::LtE, true) => Op::JumpLeI,
        (CmpOp::Eq, true) => Op::JumpEqI,
        (CmpOp::NotEq, true) => Op::JumpNeI,
        (CmpOp::Gt, true) => Op::JumpGtI,
        (CmpOp::GtE, true) => Op::JumpGeI,
        (CmpOp::Lt, false) => Op::JumpNotLtI,
        (CmpOp::LtE, false) => Op::JumpNotLeI,
        (CmpOp::Eq, false) => Op::JumpNotEqI,
        (CmpOp::NotEq, false) => Op::JumpNotNeI,
        (CmpOp::Gt, false) => Op::JumpNotGtI,
        (CmpOp::GtE, false) => Op::JumpNotGeI,
        _ => return None,
    })
}
