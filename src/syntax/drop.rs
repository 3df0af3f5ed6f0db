//! Freeing tall expression trees without recursion.
//!
//! A chain such as `a.b.c…` may be thousands of nodes tall, too tall for the derived destructor
//! on a thread with a small stack. Nodes know their height: tall ones are taken apart through a
//! list, the rest is left to the compiler's glue.

use super::ast::{Constant, Expr, ExprKind};

/// Trees up to this height are freed recursively.
const SHALLOW: u16 = 200;

impl Drop for Expr {
    #[inline]
    fn drop(&mut self) {
        if self.depth > SHALLOW {
            dismantle(self);
        }
    }
}

/// Leaves a constant in place of a node and returns what it was.
pub(super) fn take_kind(e: &mut Expr) -> ExprKind {
    e.depth = 1;
    std::mem::replace(&mut e.kind, ExprKind::Constant { value: Constant::None, kind_u: false })
}

#[cold]
fn dismantle(root: &mut Expr) {
    let mut list = vec![take_kind(root)];
    while let Some(mut kind) = list.pop() {
        each_child(&mut kind, &mut |child| {
            if child.depth > SHALLOW {
                list.push(take_kind(child));
            }
        });
        // Only shallow children are left for the glue.
        drop(kind);
    }
}

fn each_child(kind: &mut ExprKind, visit: &mut dyn FnMut(&mut Expr)) {
    let comprehensions = |generators: &mut Vec<super::ast::Comprehension>, visit: &mut dyn FnMut(&mut Expr)| {
        for generator in generators {
            visit(&mut generator.target);
            visit(&mut generator.iter);
            generator.ifs.iter_mut().for_each(&mut *visit);
        }
    };
    match kind {
        ExprKind::BoolOp { values, .. }
        | ExprKind::JoinedStr { values }
        | ExprKind::TemplateStr { values }
        | ExprKind::Set { elts: values }
        | ExprKind::List { elts: values, .. }
        | ExprKind::Tuple { elts: values, .. } => values.iter_mut().for_each(visit),
        ExprKind::NamedExpr { target: a, value: b }
        | ExprKind::BinOp { left: a, right: b, .. }
        | ExprKind::Subscript { value: a, slice: b, .. } => {
            visit(a);
            visit(b);
        }
        ExprKind::UnaryOp { operand: e, .. }
        | ExprKind::Await { value: e }
        | ExprKind::YieldFrom { value: e }
        | ExprKind::Attribute { value: e, .. }
        | ExprKind::Starred { value: e, .. } => visit(e),
        ExprKind::Lambda(lambda) => {
            visit(&mut lambda.body);
            lambda.args.defaults.iter_mut().for_each(&mut *visit);
            lambda.args.kw_defaults.iter_mut().flatten().for_each(visit);
        }
        ExprKind::IfExp { test, body, orelse } => {
            visit(test);
            visit(body);
            visit(orelse);
        }
        ExprKind::Dict { keys, values } => {
            keys.iter_mut().flatten().for_each(&mut *visit);
            values.iter_mut().for_each(visit);
        }
        ExprKind::ListComp { elt, generators }
        | ExprKind::SetComp { elt, generators }
        | ExprKind::GeneratorExp { elt, generators } => {
            visit(elt);
            comprehensions(generators, visit);
        }
        ExprKind::DictComp { key, value, generators } => {
            visit(key);
            visit(value);
            comprehensions(generators, visit);
        }
        ExprKind::Yield { value } => {
            if let Some(e) = value {
                visit(e);
            }
        }
        ExprKind::Compare { left, comparators, .. } => {
            visit(left);
            comparators.iter_mut().for_each(visit);
        }
        ExprKind::Call { func, args, keywords } => {
            visit(func);
            args.iter_mut().for_each(&mut *visit);
            keywords.iter_mut().for_each(|keyword| visit(&mut keyword.value));
        }
        ExprKind::FormattedValue { value, format_spec, .. } | ExprKind::Interpolation { value, format_spec, .. } => {
            visit(value);
            if let Some(e) = format_spec {
                visit(e);
            }
        }
        ExprKind::Slice { lower, upper, step } => {
            [lower, upper, step].into_iter().flatten().for_each(|e| visit(e));
        }
        ExprKind::Constant { .. } | ExprKind::Name { .. } => {}
    }
}
