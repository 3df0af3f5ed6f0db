//! Operator chains: precedence and associativity.
//!
//! The grammar collects `a + b * -c` and `a < b and not c` as flat lists; here they become
//! trees, without recursion. Items carry the source range of each operand, because an operand's
//! own span does not include its parentheses.

use super::Builder;
use crate::syntax::ast::*;

pub enum ArithItem {
    Prefix(UnaryOp, u32),
    Operand(Box<Expr>, u32, u32),
    Binary(Operator),
}

pub enum BoolItem {
    Not(u32),
    Operand(Box<Expr>, u32, u32),
    Cmp(CmpOp),
    And,
    Or,
}

type Operand = (Box<Expr>, u32, u32);

enum Pending {
    Unary(UnaryOp, u32),
    Binary(Operator),
}

/// Binding strength; `-x` lies between `*` and `**`.
fn precedence(op: Operator) -> u8 {
    match op {
        Operator::BitOr => 1,
        Operator::BitXor => 2,
        Operator::BitAnd => 3,
        Operator::LShift | Operator::RShift => 4,
        Operator::Add | Operator::Sub => 5,
        Operator::Mult | Operator::Div | Operator::FloorDiv | Operator::Mod | Operator::MatMult => 6,
        Operator::Pow => 8,
    }
}

const UNARY: u8 = 7;

impl Builder<'_> {
    pub fn arith_start(&mut self, l: u32, r: u32, e: Box<Expr>, op: Operator) -> Vec<ArithItem> {
        let mut chain = Vec::with_capacity(3);
        chain.push(ArithItem::Operand(e, l, r));
        chain.push(ArithItem::Binary(op));
        chain
    }

    pub fn arith_prefix(&mut self, mut chain: Vec<ArithItem>, l: u32, op: UnaryOp) -> Vec<ArithItem> {
        chain.push(ArithItem::Prefix(op, l));
        chain
    }

    pub fn arith_operand(&mut self, mut chain: Vec<ArithItem>, l: u32, r: u32, e: Box<Expr>) -> Vec<ArithItem> {
        chain.push(ArithItem::Operand(e, l, r));
        chain
    }

    pub fn arith_op(&mut self, mut chain: Vec<ArithItem>, op: Operator) -> Vec<ArithItem> {
        chain.push(ArithItem::Binary(op));
        chain
    }

    pub fn arith_chain(&mut self, chain: Vec<ArithItem>) -> Box<Expr> {
        let mut operands: Vec<Operand> = Vec::new();
        let mut pending: Vec<Pending> = Vec::new();
        for item in chain {
            match item {
                ArithItem::Operand(e, l, r) => operands.push((e, l, r)),
                ArithItem::Prefix(op, l) => pending.push(Pending::Unary(op, l)),
                ArithItem::Binary(op) => {
                    let strength = precedence(op);
                    while let Some(top) = pending.last() {
                        let stronger = match top {
                            Pending::Unary(..) => UNARY > strength,
                            Pending::Binary(o) if op == Operator::Pow => precedence(*o) > strength,
                            Pending::Binary(o) => precedence(*o) >= strength,
                        };
                        if !stronger {
                            break;
                        }
                        self.reduce(&mut operands, &mut pending);
                    }
                    pending.push(Pending::Binary(op));
                }
            }
            if self.stop.get() {
                break;
            }
        }
        while !pending.is_empty() && !self.stop.get() {
            self.reduce(&mut operands, &mut pending);
        }
        match operands.pop() {
            Some((e, _, _)) => e,
            None => self.leaf(0, 0, ExprKind::Constant { value: Constant::None, kind_u: false }),
        }
    }

    fn reduce(&mut self, operands: &mut Vec<Operand>, pending: &mut Vec<Pending>) {
        let (Some(op), Some((right, rl, rr))) = (pending.pop(), operands.pop()) else { return };
        match op {
            Pending::Unary(op, l) => {
                let node = self.node(l, rr, right.depth, ExprKind::UnaryOp { op, operand: right });
                operands.push((node, l, rr));
            }
            Pending::Binary(op) => {
                let Some((left, l, _)) = operands.pop() else {
                    return operands.push((right, rl, rr));
                };
                let depth = left.depth.max(right.depth);
                let node = self.node(l, rr, depth, ExprKind::BinOp { left, op, right });
                operands.push((node, l, rr));
            }
        }
    }

    pub fn bool_start(&mut self, l: u32, r: u32, e: Box<Expr>, op: BoolItem) -> Vec<BoolItem> {
        let mut chain = Vec::with_capacity(3);
        chain.push(BoolItem::Operand(e, l, r));
        chain.push(op);
        chain
    }

    pub fn bool_not(&mut self, mut chain: Vec<BoolItem>, l: u32) -> Vec<BoolItem> {
        chain.push(BoolItem::Not(l));
        chain
    }

    pub fn bool_operand(&mut self, mut chain: Vec<BoolItem>, l: u32, r: u32, e: Box<Expr>) -> Vec<BoolItem> {
        chain.push(BoolItem::Operand(e, l, r));
        chain
    }

    pub fn bool_op(&mut self, mut chain: Vec<BoolItem>, op: BoolItem) -> Vec<BoolItem> {
        chain.push(op);
        chain
    }

    pub fn bool_chain(&mut self, chain: Vec<BoolItem>) -> Box<Expr> {
        let mut state = BoolState::default();
        for item in chain {
            match item {
                BoolItem::Not(l) => state.nots.push(l),
                BoolItem::Operand(e, l, r) => {
                    if state.left.is_none() {
                        state.left = Some((e, l, r));
                    } else {
                        state.right_end = r;
                        state.comparators.push(*e);
                    }
                }
                BoolItem::Cmp(op) => state.ops.push(op),
                BoolItem::And => self.finish_inversion(&mut state),
                BoolItem::Or => self.finish_conjunction(&mut state),
            }
        }
        self.finish_conjunction(&mut state);
        match self.join(BoolOp::Or, state.ors) {
            Some((e, _, _)) => e,
            None => self.leaf(0, 0, ExprKind::Constant { value: Constant::None, kind_u: false }),
        }
    }

    /// Ends `not* comparison`, an operand of `and`.
    fn finish_inversion(&mut self, state: &mut BoolState) {
        let Some((mut e, mut l, mut r)) = state.left.take() else { return };
        if !state.ops.is_empty() {
            r = state.right_end;
            let ops = std::mem::take(&mut state.ops);
            let comparators = std::mem::take(&mut state.comparators);
            let depth = e.depth.max(super::tallest(&comparators));
            e = self.node(l, r, depth, ExprKind::Compare { left: e, ops, comparators });
        }
        while let Some(start) = state.nots.pop() {
            l = start;
            if self.stop.get() {
                continue;
            }
            e = self.node(l, r, e.depth, ExprKind::UnaryOp { op: UnaryOp::Not, operand: e });
        }
        state.ands.push((e, l, r));
    }

    fn finish_conjunction(&mut self, state: &mut BoolState) {
        self.finish_inversion(state);
        let ands = std::mem::take(&mut state.ands);
        if let Some(operand) = self.join(BoolOp::And, ands) {
            state.ors.push(operand);
        }
    }

    fn join(&mut self, op: BoolOp, mut operands: Vec<Operand>) -> Option<Operand> {
        if operands.len() < 2 {
            return operands.pop();
        }
        let l = operands.first()?.1;
        let r = operands.last()?.2;
        let values: Vec<Expr> = operands.into_iter().map(|(e, _, _)| *e).collect();
        let depth = super::tallest(&values);
        Some((self.node(l, r, depth, ExprKind::BoolOp { op, values }), l, r))
    }
}

#[derive(Default)]
struct BoolState {
    nots: Vec<u32>,
    left: Option<Operand>,
    ops: Vec<CmpOp>,
    comparators: Vec<Expr>,
    right_end: u32,
    ands: Vec<Operand>,
    ors: Vec<Operand>,
}
