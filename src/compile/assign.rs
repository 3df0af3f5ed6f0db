//! Assignment targets, augmented assignment, `del`.

use super::emit::{Opnd, Reg};
use super::fold;
use super::{Compiler, Res};
use crate::bytecode::{FLAG, Op};
use crate::source::Span;
use crate::syntax::ast::*;

/// Elements that are assigned one by one without making a tuple.
const PARALLEL: usize = 16;

impl<'a> Compiler<'a> {
    pub(super) fn assign_stmt(&mut self, targets: &'a [Expr], value: &'a Expr) -> Res<()> {
        let mark = self.u.asm.top;
        if let [target] = targets {
            self.assign_expr(target, value)?;
            self.u.asm.top = mark;
            return Ok(());
        }
        let mut v = self.expr(value, None)?;
        if !v.temp && v.reg.is_local() {
            let copy = self.u.asm.alloc();
            self.u.asm.mov(copy, v);
            v = Opnd::temp(copy);
        }
        let n = targets.len();
        for (i, target) in targets.iter().enumerate() {
            self.assign(target, if i + 1 == n { v } else { Opnd::look(v.reg) })?;
        }
        self.u.asm.top = mark;
        Ok(())
    }

    /// `target = value`, straight into the variable's register where possible.
    pub(super) fn assign_expr(&mut self, target: &'a Expr, value: &'a Expr) -> Res<()> {
        match &target.kind {
            ExprKind::Name { id, .. } => {
                if let Some(reg) = self.fast_register(*id) {
                    self.expr(value, Some(reg))?;
                    return Ok(());
                }
            }
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
                if let ExprKind::Tuple { elts: values, .. } = &value.kind
                    && self.assign_parallel(elts, values)?
                {
                    return Ok(());
                }
            }
            _ => {}
        }
        let v = self.expr(value, None)?;
        self.assign(target, v)
    }

    /// `a, b = b, a` without a tuple.
    fn assign_parallel(&mut self, targets: &'a [Expr], values: &'a [Expr]) -> Res<bool> {
        let starred = |e: &Expr| matches!(e.kind, ExprKind::Starred { .. });
        if targets.len() != values.len() || targets.len() > PARALLEL || targets.is_empty() {
            return Ok(false);
        }
        if targets.iter().any(starred) || values.iter().any(starred) {
            return Ok(false);
        }
        let mut ready = Vec::with_capacity(values.len());
        for value in values {
            self.first_constant(value);
            let constant = matches!(value.kind, ExprKind::Constant { .. }) || fold::small_int(value).is_some();
            ready.push(if constant { None } else { Some(self.expr_push(value)?) });
        }
        for ((target, value), reg) in targets.iter().zip(values).zip(ready) {
            match reg {
                Some(reg) => self.assign(target, Opnd::temp(reg))?,
                None => self.assign_expr(target, value)?,
            }
        }
        Ok(true)
    }

    /// Stores a value in a target.
    pub(super) fn assign(&mut self, target: &'a Expr, value: Opnd) -> Res<()> {
        let mark = self.u.asm.top;
        match &target.kind {
            ExprKind::Name { id, .. } => {
                self.at(target.span);
                self.store_name(*id, value);
            }
            ExprKind::Attribute { value: object, attr, .. } => {
                let o = self.expr(object, None)?;
                self.at(self.attribute_span(object.span, target.span, *attr));
                self.store_attr(o, attr.name, value);
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                let o = self.operand_before(object, &[slice])?;
                let i = self.expr(slice, None)?;
                self.at(target.span);
                self.u.asm.three(Op::SetItem, o, i, value);
            }
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => self.unpack(target.span, elts, value)?,
            ExprKind::Starred { .. } => {
                return self.error("starred assignment target must be in a list or tuple", target.span);
            }
            _ => return self.error("cannot assign to expression", target.span),
        }
        self.u.asm.top = mark;
        Ok(())
    }

    fn store_attr(&mut self, object: Opnd, name: Symbol, value: Opnd) {
        let name = self.mangled(name);
        let n = self.name_index(name);
        let index = Opnd::look(Reg(n));
        self.u.asm.three(Op::StoreAttr, object, index, value);
    }

    fn unpack(&mut self, span: Span, elts: &'a [Expr], value: Opnd) -> Res<()> {
        let starred: Vec<usize> =
            (0..elts.len()).filter(|&i| matches!(elts[i].kind, ExprKind::Starred { .. })).collect();
        if starred.len() > 1 {
            return self.error("multiple starred expressions in assignment", span);
        }
        let n = elts.len() as u32;
        self.at(span);
        if let [star] = starred[..] {
            let after = elts.len() - star - 1;
            if star > 255 || after >= 1 << 23 {
                return self.error("too many expressions in star-unpacking assignment", span);
            }
            let w = self.u.asm.alloc_many(n);
            self.unpack_ex(w, value, star as u32, after as u32);
            return self.assign_window(elts, w);
        }
        if let Some(first) = self.consecutive_locals(elts) {
            self.u.asm.unary_n(Op::UnpackSequence, first, value, n);
            for i in 0..n {
                self.u.asm.assigned.insert(first.plus(i).bit());
            }
            return Ok(());
        }
        let w = self.u.asm.alloc_many(n);
        self.u.asm.unary_n(Op::UnpackSequence, w, value, n);
        self.assign_window(elts, w)
    }

    pub(super) fn unpack_ex(&mut self, w: Reg, value: Opnd, before: u32, after: u32) {
        let flags = if value.temp { crate::bytecode::B_TEMP } else { 0 };
        self.u.asm.raw(Op::UnpackEx, flags, w.0, value.reg.0, before, after);
    }

    fn assign_window(&mut self, elts: &'a [Expr], w: Reg) -> Res<()> {
        for (i, e) in elts.iter().enumerate() {
            let target = match &e.kind {
                ExprKind::Starred { value, .. } => value,
                _ => e,
            };
            self.assign(target, Opnd::temp(w.plus(i as u32)))?;
        }
        Ok(())
    }

    /// The first register, if all targets are different locals side by side.
    fn consecutive_locals(&mut self, elts: &[Expr]) -> Option<Reg> {
        let mut first: Option<Reg> = None;
        for (i, e) in elts.iter().enumerate() {
            let ExprKind::Name { id, .. } = e.kind else { return None };
            let reg = self.fast_register(id).filter(|r| r.is_local())?;
            match first {
                None => first = Some(reg),
                Some(f) if f.plus(i as u32) == reg => {}
                _ => return None,
            }
        }
        first
    }

    pub(super) fn aug_assign(&mut self, span: Span, target: &'a Expr, op: Operator, value: &'a Expr) -> Res<()> {
        let mark = self.u.asm.top;
        match &target.kind {
            ExprKind::Name { id, .. } => {
                let reg = self.fast_register(*id);
                let l = self.operand_before_name(target, *id, value)?;
                let v = self.binary_rest(span, mark, l, op, value, FLAG, reg)?;
                if reg.is_none() {
                    self.at(target.span);
                    self.store_name(*id, v);
                }
            }
            ExprKind::Attribute { value: object, attr, .. } => {
                let o = self.operand_before(object, &[value])?;
                let at = self.attribute_span(object.span, target.span, *attr);
                self.at(at);
                let name = self.mangled(attr.name);
                let n = self.name_index(name);
                let inner = self.u.asm.top;
                let t = self.u.asm.alloc();
                self.u.asm.unary_n(Op::LoadAttr, t, Opnd::look(o.reg), n);
                let v = self.binary_rest(span, inner, Opnd::temp(t), op, value, FLAG, None)?;
                self.at(at);
                self.store_attr(o, attr.name, v);
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                let o = self.operand_before(object, &[slice, value])?;
                let i = self.operand_before(slice, &[value])?;
                self.at(target.span);
                let inner = self.u.asm.top;
                let t = self.u.asm.alloc();
                self.u.asm.binary(Op::GetItem, 0, t, Opnd::look(o.reg), Opnd::look(i.reg));
                let v = self.binary_rest(span, inner, Opnd::temp(t), op, value, FLAG, None)?;
                self.at(target.span);
                self.u.asm.three(Op::SetItem, o, i, v);
            }
            _ => return self.error("illegal expression for augmented assignment", target.span),
        }
        self.u.asm.top = mark;
        Ok(())
    }

    fn operand_before_name(&mut self, target: &'a Expr, id: Symbol, later: &'a Expr) -> Res<Opnd> {
        let _ = id;
        self.operand_before(target, &[later])
    }

    pub(super) fn delete(&mut self, target: &'a Expr) -> Res<()> {
        let mark = self.u.asm.top;
        match &target.kind {
            ExprKind::Name { id, .. } => {
                self.at(target.span);
                self.delete_name(*id);
            }
            ExprKind::Attribute { value, attr, .. } => {
                let o = self.expr(value, None)?;
                self.at(self.attribute_span(value.span, target.span, *attr));
                let name = self.mangled(attr.name);
                let n = self.name_index(name);
                self.u.asm.one(Op::DeleteAttr, o, n, 0);
            }
            ExprKind::Subscript { value, slice, .. } => {
                let o = self.operand_before(value, &[slice])?;
                let i = self.expr(slice, None)?;
                self.at(target.span);
                self.u.asm.two(Op::DelItem, o, i, 0);
            }
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
                for e in elts {
                    self.delete(e)?;
                }
            }
            _ => return self.error("cannot delete expression", target.span),
        }
        self.u.asm.top = mark;
        Ok(())
    }
}
