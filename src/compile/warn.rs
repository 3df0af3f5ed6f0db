//! `SyntaxWarning`s about code that cannot mean what it says.

use super::{Compiler, fold};
use crate::syntax::ast::*;

/// The type of an expression that is known from its form alone.
fn literal_type(e: &Expr) -> Option<&'static str> {
    Some(match &e.kind {
        ExprKind::Constant { value, .. } => match fold::constant(value) {
            super::Const::None => "NoneType",
            other => other.type_name(),
        },
        ExprKind::Tuple { .. } => "tuple",
        ExprKind::List { .. } | ExprKind::ListComp { .. } => "list",
        ExprKind::Dict { .. } | ExprKind::DictComp { .. } => "dict",
        ExprKind::Set { .. } | ExprKind::SetComp { .. } => "set",
        ExprKind::GeneratorExp { .. } => "generator",
        ExprKind::Lambda(_) => "function",
        ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => "str",
        ExprKind::TemplateStr { .. } | ExprKind::Interpolation { .. } => "string.templatelib.Template",
        _ => return None,
    })
}

impl<'a> Compiler<'a> {
    pub(super) fn warn_call(&mut self, func: &'a Expr) {
        if matches!(func.kind, ExprKind::Lambda(_)) {
            return;
        }
        if let Some(name) = literal_type(func) {
            self.warn(&format!("'{name}' object is not callable; perhaps you missed a comma?"), func.span);
        }
    }

    pub(super) fn warn_subscript(&mut self, value: &'a Expr, slice: &'a Expr) {
        let Some(name) = literal_type(value) else { return };
        let sequence = match &value.kind {
            ExprKind::Constant { value: Constant::Str(_) | Constant::Bytes(_), .. } => true,
            ExprKind::Tuple { .. }
            | ExprKind::List { .. }
            | ExprKind::ListComp { .. }
            | ExprKind::JoinedStr { .. }
            | ExprKind::FormattedValue { .. } => true,
            ExprKind::Dict { .. } | ExprKind::DictComp { .. } => return,
            ExprKind::Lambda(_) | ExprKind::Set { .. } | ExprKind::SetComp { .. } | ExprKind::GeneratorExp { .. } => {
                false
            }
            ExprKind::Constant { .. } | ExprKind::TemplateStr { .. } | ExprKind::Interpolation { .. } => false,
            _ => return,
        };
        if !sequence {
            self.warn(&format!("'{name}' object is not subscriptable; perhaps you missed a comma?"), value.span);
            return;
        }
        let Some(index) = literal_type(slice) else { return };
        if matches!(index, "int" | "bool") {
            return;
        }
        let message = format!("{name} indices must be integers or slices, not {index}; perhaps you missed a comma?");
        self.warn(&message, value.span);
    }

    pub(super) fn warn_compare(&mut self, e: &'a Expr, left: &'a Expr, ops: &[CmpOp], comparators: &'a [Expr]) {
        let is_literal = |e: &Expr| match &e.kind {
            ExprKind::Constant { value, .. } => {
                !matches!(value, Constant::None | Constant::True | Constant::False | Constant::Ellipsis)
            }
            ExprKind::Tuple { .. } => fold::fold(e, 0).is_some(),
            _ => false,
        };
        let mut l = left;
        for (op, r) in ops.iter().zip(comparators) {
            let found = if is_literal(r) { Some(r) } else { Some(l).filter(|l| is_literal(l)) };
            if let Some(found) = found
                && let Some(name) = literal_type(found)
            {
                match op {
                    CmpOp::Is => self.warn(&format!("\"is\" with '{name}' literal. Did you mean \"==\"?"), e.span),
                    CmpOp::IsNot => {
                        self.warn(&format!("\"is not\" with '{name}' literal. Did you mean \"!=\"?"), e.span);
                    }
                    _ => {}
                }
            }
            l = r;
        }
    }
}
