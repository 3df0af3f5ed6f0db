//! Type parameters and `type` statements (PEP 695, PEP 696).

use super::emit::{Opnd, Reg};
use super::{Compiler, Const, Res};
use crate::bytecode::{Op, TypeParamKind as Kind};
use crate::scope::NodeRole;
use crate::source::Span;
use crate::syntax::ast::*;

impl<'a> Compiler<'a> {
    /// Makes the type parameters, binds their names, and puts their tuple into `dst`.
    pub(super) fn type_params(&mut self, params: &'a [TypeParam], dst: Reg) -> Res<()> {
        let mark = self.u.asm.top;
        let mut defaults = false;
        for p in params {
            if defaults && p.default_value.is_none() {
                let name = self.text(p.name.name);
                return self
                    .error(format!("non-default type parameter '{name}' follows default type parameter"), p.span);
            }
            defaults = p.default_value.is_some();
            let w = self.u.asm.alloc();
            self.at(p.span);
            let name = self.text(p.name.name);
            self.load_str(&name, w);
            let kind = match &p.kind {
                TypeParamKind::TypeVar { bound } => {
                    let tuple = matches!(bound.as_deref(), Some(Expr { kind: ExprKind::Tuple { .. }, .. }));
                    let (bound, constraints) = if tuple { (None, bound.as_deref()) } else { (bound.as_deref(), None) };
                    self.lazy_or_none(p, NodeRole::Bound, bound)?;
                    self.lazy_or_none(p, NodeRole::Bound, constraints)?;
                    Kind::TypeVar
                }
                TypeParamKind::ParamSpec => {
                    self.none_operand();
                    self.none_operand();
                    Kind::ParamSpec
                }
                TypeParamKind::TypeVarTuple => {
                    self.none_operand();
                    self.none_operand();
                    Kind::TypeVarTuple
                }
            };
            self.lazy_or_none(p, NodeRole::Default, p.default_value.as_deref())?;
            self.at(p.span);
            self.u.asm.raw(Op::TypeParam, 0, w.0, w.0, kind as u32, 0);
            self.u.asm.top = w.index() + 1;
            self.store_name(p.name.name, Opnd::look(w));
        }
        self.u.asm.raw(Op::BuildTuple, 0, dst.0, Reg::temp(mark).0, params.len() as u32, 0);
        self.u.asm.top = mark;
        Ok(())
    }

    fn lazy_or_none(&mut self, p: &'a TypeParam, role: NodeRole, value: Option<&'a Expr>) -> Res<()> {
        let Some(value) = value else {
            self.none_operand();
            return Ok(());
        };
        let dst = self.u.asm.alloc();
        let name = self.text(p.name.name);
        self.lazy_value(p, role, &name, value, p.span, dst)
    }

    /// A function `(format)` that gives the value of an expression.
    #[allow(clippy::too_many_arguments)]
    fn lazy_value<T>(
        &mut self,
        node: &T,
        role: NodeRole,
        name: &str,
        value: &'a Expr,
        span: Span,
        dst: Reg,
    ) -> Res<()> {
        let Some(id) = self.scopes.of(node, role) else {
            return self.error("lazy value without scope", value.span);
        };
        self.at(span);
        self.enter_lazy(id, name, span)?;
        let v = match &value.kind {
            ExprKind::Starred { value, .. } => {
                // `*Ts = *tuple[int]`: a tuple of what is unpacked has one item.
                let v = self.expr(value, None)?;
                let t = self.u.asm.alloc();
                self.u.asm.unary_n(Op::UnpackSequence, t, v, 1);
                Opnd::temp(t)
            }
            _ => self.expr(value, None)?,
        };
        self.at(value.span);
        self.u.asm.one(Op::Return, v, 0, 0);
        self.close_function(dst)?;
        // Its `format` has the default 1 (VALUE).
        let t = self.u.asm.alloc();
        self.load_const(Const::Tuple(vec![Const::Int(1)]), t);
        self.set_attr(dst, Some(t), super::function::attr::DEFAULTS);
        self.u.asm.top -= 1;
        Ok(())
    }

    pub(super) fn type_alias(
        &mut self,
        s: &'a Stmt,
        name: &'a Expr,
        params: &'a [TypeParam],
        value: &'a Expr,
    ) -> Res<()> {
        let ExprKind::Name { id, .. } = name.kind else {
            return self.error("invalid type alias", name.span);
        };
        let mark = self.u.asm.top;
        let w = self.u.asm.alloc_many(4);
        if params.is_empty() {
            self.alias_value(s.span, id, value, None)?;
            self.u.asm.mov(w, Opnd::temp(w.plus(4)));
        } else {
            self.enter_generic(name, id, s.span, 0)?;
            self.at(s.span);
            let tuple = self.u.asm.alloc();
            self.type_params(params, tuple)?;
            self.alias_value(s.span, id, value, Some(tuple))?;
            self.u.asm.one(Op::Return, Opnd::temp(tuple.plus(1)), 0, 0);
            self.close_function(w)?;
            self.u.asm.raw(Op::Call, 0, w.0, 0, w.0, 0);
        }
        self.at(s.span);
        self.store_name(id, Opnd::temp(w));
        self.u.asm.top = mark;
        Ok(())
    }

    /// The alias object into the next temporary.
    fn alias_value(&mut self, span: Span, id: Symbol, value: &'a Expr, params: Option<Reg>) -> Res<()> {
        let w = self.u.asm.alloc();
        let text = self.text(id);
        self.at(span);
        self.load_str(&text, w);
        match params {
            Some(params) => {
                let t = self.u.asm.alloc();
                self.u.asm.mov(t, Opnd::temp(params));
            }
            None => {
                self.none_operand();
            }
        }
        let f = self.u.asm.alloc();
        self.lazy_value(value, NodeRole::Alias, &text, value, span, f)?;
        self.at(span);
        self.u.asm.raw(Op::TypeParam, 0, w.0, w.0, Kind::Alias as u32, 0);
        self.u.asm.top = w.index() + 1;
        Ok(())
    }
}
