//! Targets: which expressions may be assigned to or deleted, and how CPython names the others.

use super::Builder;
use crate::syntax::ast::*;

/// Where a target stands; decides wording and context.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TargetKind {
    Assign,
    For,
    With,
    Del,
}

/// CPython's name for a kind of expression in messages (`_PyPegen_get_expr_name`).
pub fn kind_name(e: &Expr) -> &'static str {
    match &e.kind {
        ExprKind::Attribute { .. } => "attribute",
        ExprKind::Subscript { .. } => "subscript",
        ExprKind::Starred { .. } => "starred",
        ExprKind::Name { .. } => "name",
        ExprKind::List { .. } => "list",
        ExprKind::Tuple { .. } => "tuple",
        ExprKind::Lambda(_) => "lambda",
        ExprKind::Call { .. } => "function call",
        ExprKind::BoolOp { .. } | ExprKind::BinOp { .. } | ExprKind::UnaryOp { .. } => "expression",
        ExprKind::GeneratorExp { .. } => "generator expression",
        ExprKind::Yield { .. } | ExprKind::YieldFrom { .. } => "yield expression",
        ExprKind::Await { .. } => "await expression",
        ExprKind::ListComp { .. } => "list comprehension",
        ExprKind::SetComp { .. } => "set comprehension",
        ExprKind::DictComp { .. } => "dict comprehension",
        ExprKind::Dict { .. } => "dict literal",
        ExprKind::Set { .. } => "set display",
        ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => "f-string expression",
        ExprKind::TemplateStr { .. } | ExprKind::Interpolation { .. } => "t-string expression",
        ExprKind::Constant { value, .. } => match value {
            Constant::None => "None",
            Constant::True => "True",
            Constant::False => "False",
            Constant::Ellipsis => "ellipsis",
            _ => "literal",
        },
        ExprKind::Compare { .. } => "comparison",
        ExprKind::IfExp { .. } => "conditional expression",
        ExprKind::NamedExpr { .. } => "named expression",
        ExprKind::Slice { .. } => "slice",
    }
}

/// The first part of a target that cannot be one, as CPython's `_PyPegen_get_invalid_target`.
/// Recursion is bounded by the nesting of brackets.
pub(in crate::syntax) fn invalid_target(e: &Expr, kind: TargetKind) -> Option<&Expr> {
    match &e.kind {
        ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => None,
        ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => elts.iter().find_map(|e| invalid_target(e, kind)),
        ExprKind::Starred { value, .. } => {
            if kind == TargetKind::Del {
                Some(e)
            } else {
                invalid_target(value, kind)
            }
        }
        ExprKind::Compare { left, ops, .. } if kind == TargetKind::For => {
            if ops.first() == Some(&CmpOp::In) {
                invalid_target(left, kind)
            } else {
                Some(e)
            }
        }
        _ => Some(e),
    }
}

/// Sets the context of a valid target and its parts.
pub(super) fn set_context(e: &mut Expr, context: ExprContext) {
    match &mut e.kind {
        ExprKind::Name { ctx, .. } | ExprKind::Attribute { ctx, .. } | ExprKind::Subscript { ctx, .. } => {
            *ctx = context
        }
        ExprKind::List { elts, ctx } | ExprKind::Tuple { elts, ctx } => {
            *ctx = context;
            for e in elts {
                set_context(e, context);
            }
        }
        ExprKind::Starred { value, ctx } => {
            *ctx = context;
            set_context(value, context);
        }
        _ => {}
    }
}

impl Builder<'_> {
    /// Makes an expression a target, or refuses it.
    pub(super) fn target(&mut self, e: &mut Expr, kind: TargetKind) {
        if let Some(bad) = invalid_target(e, kind) {
            let verb = if kind == TargetKind::Del { "delete" } else { "assign to" };
            let (span, message) = (bad.span, format!("cannot {verb} {}", kind_name(bad)));
            return self.fail(span, message);
        }
        let context = if kind == TargetKind::Del { ExprContext::Del } else { ExprContext::Store };
        set_context(e, context);
    }
}
