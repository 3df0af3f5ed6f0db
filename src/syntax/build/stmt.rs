//! Statements. Finished statements are pushed on the builder's stack; blocks pop them.

use super::Builder;
use super::check::{TargetKind, invalid_target, kind_name};
use super::expr::{ArgItem, takes_hint};
use super::params::Param;
use crate::diag::Diagnostic;
use crate::syntax::ast::*;
use lalrpop_util::ParseError;

/// One part of `a = b = c` with its range, parentheses included.
pub type Part = (Box<Expr>, Span);

pub struct HandlerData {
    handler: ExceptHandler,
    is_star: bool,
}

pub type Handler = Box<HandlerData>;

/// End of the first arithmetic operand of a comparison or the like.
fn leading_operand(e: &Expr) -> Option<u32> {
    match &e.kind {
        ExprKind::Compare { left, .. } => Some(left.span.end),
        ExprKind::BoolOp { values, .. } => values.first().map(|e| leading_operand(e).unwrap_or(e.span.end)),
        ExprKind::IfExp { body, .. } => Some(leading_operand(body).unwrap_or(body.span.end)),
        _ => None,
    }
}

fn name_at(targets: &[Expr]) -> Option<u32> {
    match targets {
        [Expr { kind: ExprKind::Name { .. }, span, .. }] => Some(span.start),
        _ => None,
    }
}

impl Builder<'_> {
    pub fn push(&mut self, l: u32, r: u32, kind: StmtKind) {
        self.stmts.push(Stmt { span: Span::new(l, r), kind });
    }

    pub fn end_line(&mut self, r: u32) {
        self.last_end = r;
    }

    pub fn open_block(&mut self) {
        self.marks.push(self.stmts.len());
    }

    pub fn close_block(&mut self) -> Vec<Stmt> {
        let mark = self.marks.pop().unwrap_or(0).min(self.stmts.len());
        self.stmts.split_off(mark)
    }

    /// A compound statement: it ends where its last line ends.
    fn push_compound(&mut self, l: u32, kind: StmtKind) {
        let end = self.last_end;
        self.push(l, end, kind);
    }

    pub fn expr_stmt(&mut self, l: u32, r: u32, value: Box<Expr>) {
        self.push(l, r, StmtKind::Expr { value });
    }

    pub fn first_target(&mut self, ts: Span, target: Box<Expr>, vs: Span, value: Box<Expr>) -> Vec<Part> {
        vec![(target, ts), (value, vs)]
    }

    pub fn assign(&mut self, l: u32, r: u32, parts: Vec<Part>) {
        let mut parts = parts;
        let Some((value, value_span)) = parts.pop() else { return };
        let mut targets = Vec::with_capacity(parts.len());
        let count = parts.len();
        for (index, (mut target, span)) in parts.into_iter().enumerate() {
            if matches!(target.kind, ExprKind::Yield { .. } | ExprKind::YieldFrom { .. }) && target.span == span {
                self.fail(target.span, "assignment to yield expression not possible");
            }
            if let Some(bad) = invalid_target(&target, TargetKind::Assign) {
                // The hint is for the expression right before the last `=`.
                let last = match &target.kind {
                    ExprKind::Tuple { elts, .. }
                        if target.span.start != span.start || self.byte(span.start) != b'(' =>
                    {
                        elts.last()
                    }
                    _ => Some(&*target),
                };
                // `x = 1, y = 2`: `x = 1` is an expression gone wrong, to CPython.
                if index == 1
                    && let ExprKind::Tuple { elts, .. } = &target.kind
                    && elts.first().is_some_and(|e| e.span.start == span.start)
                    && let Some(element) = elts.first()
                    && let Some(first) = name_at(&targets)
                {
                    let end = leading_operand(element).unwrap_or(element.span.end);
                    let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                    self.fail(Span::new(first, end), message);
                }
                // `x = y == z = w`: CPython sees `x = y` first.
                if index == 1
                    && std::ptr::eq(bad, &*target)
                    && let Some(end) = leading_operand(bad)
                    && let Some(first) = name_at(&targets)
                {
                    let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                    self.fail(Span::new(first, end), message);
                }
                // CPython reads an operand of comparisons behind the `=`.
                let operand = !matches!(
                    value.kind,
                    ExprKind::Lambda(_)
                        | ExprKind::Yield { .. }
                        | ExprKind::YieldFrom { .. }
                        | ExprKind::Starred { .. }
                        | ExprKind::UnaryOp { op: UnaryOp::Not, .. }
                ) || value.span != value_span;
                let hint = index + 1 == count
                    && index == 0
                    && operand
                    && takes_hint(bad, std::ptr::eq(bad, &*target) && bad.span != span)
                    && last
                        .is_some_and(|last| std::ptr::eq(last, bad) && !matches!(last.kind, ExprKind::Starred { .. }));
                let name = kind_name(bad);
                let message = if hint {
                    format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?")
                } else {
                    format!("cannot assign to {name}")
                };
                let at = bad.span;
                self.fail(at, message);
            }
            self.target(&mut target, TargetKind::Assign);
            targets.push(*target);
        }
        self.push(l, r, StmtKind::Assign { targets, value });
    }

    #[allow(clippy::too_many_arguments)]
    pub fn aug_assign(&mut self, l: u32, tr: u32, r: u32, mut target: Box<Expr>, op: Operator, value: Box<Expr>) {
        let single =
            matches!(target.kind, ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. });
        if !single {
            let message = format!("'{}' is an illegal expression for augmented assignment", kind_name(&target));
            let span = if matches!(target.kind, ExprKind::Tuple { .. }) { Span::new(l, tr) } else { target.span };
            self.fail(span, message);
        }
        self.target(&mut target, TargetKind::Assign);
        self.push(l, r, StmtKind::AugAssign { target, op, value });
    }

    #[allow(clippy::too_many_arguments)]
    pub fn ann_assign(
        &mut self,
        l: u32,
        tr: u32,
        r: u32,
        mut target: Box<Expr>,
        annotation: Box<Expr>,
        value: Option<Box<Expr>>,
    ) {
        let simple = match &target.kind {
            ExprKind::Name { .. } => target.span == Span::new(l, tr),
            ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => false,
            ExprKind::List { .. } | ExprKind::Tuple { .. } => {
                let message = format!("only single target (not {}) can be annotated", kind_name(&target));
                // Without parentheses CPython marks the first element only.
                let span = match &target.kind {
                    ExprKind::Tuple { elts, .. }
                        if self.byte(target.span.start) != b'('
                            || elts.first().is_some_and(|e| e.span.start == target.span.start) =>
                    {
                        elts.first().map_or(target.span, |e| e.span)
                    }
                    _ => target.span,
                };
                self.fail(span, message);
                false
            }
            _ => {
                self.fail(target.span, "illegal target for annotation");
                false
            }
        };
        self.target(&mut target, TargetKind::Assign);
        self.push(l, r, StmtKind::AnnAssign { target, annotation, value, simple });
    }

    pub fn delete(&mut self, l: u32, r: u32, mut targets: Vec<Expr>) {
        for target in &mut targets {
            self.target(target, TargetKind::Del);
        }
        self.push(l, r, StmtKind::Delete { targets });
    }

    pub fn type_alias(&mut self, l: u32, r: u32, name: Ident, type_params: Vec<TypeParam>, value: Box<Expr>) {
        let kind = ExprKind::Name { id: name.name, ctx: ExprContext::Store };
        let name = self.leaf(name.span.start, name.span.end, kind);
        self.push(l, r, StmtKind::TypeAlias { name, type_params, value });
    }

    /// The symbol of a dotted name; blanks and line continuations between its parts are dropped.
    pub fn dotted(&mut self, l: u32, r: u32) -> Symbol {
        let text = self.slice(l, r);
        if text.bytes().all(|b| b > b' ' && b != b'\\') {
            return self.interner.intern(text);
        }
        let compact: String = text.chars().filter(|c| !c.is_ascii_whitespace() && *c != '\\').collect();
        self.interner.intern(&compact)
    }

    pub fn import_as(&mut self, l: u32, r: u32, e: Box<Expr>) -> Symbol {
        match &e.kind {
            ExprKind::Name { id, .. } if e.span == Span::new(l, r) => *id,
            _ => {
                let message = format!("cannot use {} as import target", kind_name(&e));
                self.fail(e.span, message);
                self.interner.intern("")
            }
        }
    }

    /// `from m import a,`: CPython points at the token after the comma.
    #[cold]
    pub fn trailing_comma<T, L>(&mut self, comma: u32) -> Result<T, ParseError<u32, L, Box<Diagnostic>>> {
        let span = self.after(comma + 1);
        self.refuse(span, "trailing comma not allowed without surrounding parentheses")
    }

    pub fn import_star(&mut self, l: u32, r: u32) -> Vec<Alias> {
        let name = self.interner.intern("*");
        vec![Alias { span: Span::new(l, r), name, asname: None }]
    }

    pub fn import_from(&mut self, l: u32, r: u32, level: u32, module: Option<Symbol>, names: Vec<Alias>) {
        self.push(l, r, StmtKind::ImportFrom { module, names, level });
    }

    pub fn branch(&mut self, mut branches: Vec<IfBranch>, l: u32, test: Box<Expr>, body: Vec<Stmt>) -> Vec<IfBranch> {
        branches.push(IfBranch { span: Span::new(l, self.last_end), test: *test, body });
        branches
    }

    pub fn if_(&mut self, l: u32, mut branches: Vec<IfBranch>, orelse: Vec<Stmt>) {
        for branch in &mut branches {
            branch.span.end = self.last_end;
        }
        self.push_compound(l, StmtKind::If { branches, orelse });
    }

    pub fn while_(&mut self, l: u32, test: Box<Expr>, body: Vec<Stmt>, orelse: Option<Vec<Stmt>>) {
        self.push_compound(l, StmtKind::While { test, body, orelse: orelse.unwrap_or_default() });
    }

    #[allow(clippy::too_many_arguments)]
    pub fn for_(
        &mut self,
        l: u32,
        is_async: bool,
        mut target: Box<Expr>,
        iter: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Option<Vec<Stmt>>,
    ) {
        self.target(&mut target, TargetKind::For);
        let orelse = orelse.unwrap_or_default();
        self.push_compound(l, StmtKind::For { target, iter, body, orelse, is_async });
    }

    pub fn with(&mut self, l: u32, is_async: bool, items: Vec<WithItem>, body: Vec<Stmt>) {
        self.push_compound(l, StmtKind::With { items, body, is_async });
    }

    pub fn with_item(&mut self, e: Box<Expr>, vars: Option<Box<Expr>>) -> WithItem {
        let mut vars = vars;
        if let Some(vars) = &mut vars {
            self.target(vars, TargetKind::With);
        }
        WithItem { context_expr: *e, optional_vars: vars }
    }

    pub fn with_tuple(&mut self, l: u32, r: u32, elts: Vec<Expr>) -> Vec<WithItem> {
        let e = self.tuple(l, r, elts);
        vec![self.with_item(e, None)]
    }

    /// An element between the parentheses of `with (…):`. A star or `:=` that has no parentheses
    /// of its own makes the whole an expression.
    pub fn paren_item(&mut self, l: u32, r: u32, e: Box<Expr>) -> Box<WithItem> {
        if matches!(e.kind, ExprKind::Starred { .. } | ExprKind::NamedExpr { .. }) && e.span == Span::new(l, r) {
            self.with_expression = Some(e.span);
        }
        Box::new(self.with_item(e, None))
    }

    /// `with (…):` is a list of items if it can be one, else an expression in parentheses.
    pub fn with_paren(&mut self, l: u32, r: u32, items: Vec<WithItem>, comma: bool) -> Vec<WithItem> {
        let Some(odd) = self.with_expression.take() else { return items };
        if items.iter().any(|item| item.optional_vars.is_some()) {
            self.fail(odd, super::expr::GENERIC);
            return items;
        }
        let mut elts: Vec<Expr> = items.into_iter().map(|item| item.context_expr).collect();
        if elts.len() == 1 && !comma {
            let e = self.group(Box::new(elts.remove(0)));
            return vec![self.with_item(e, None)];
        }
        self.with_tuple(l, r, elts)
    }

    pub fn handler(
        &mut self,
        l: u32,
        is_star: bool,
        typ: Option<Box<Expr>>,
        name: Option<Box<Expr>>,
        body: Vec<Stmt>,
    ) -> Handler {
        let is_tuple = typ.as_ref().is_some_and(|typ| {
            // A tuple without parentheses starts where its first element does.
            matches!(&typ.kind, ExprKind::Tuple { elts, .. }
                if elts.first().is_some_and(|e| typ.span.start == e.span.start || self.byte(typ.span.start) != b'('))
        });
        if is_tuple && name.is_some() {
            let span = typ.as_ref().map_or(Span::new(l, l), |typ| typ.span);
            let span = name.as_ref().map_or(span, |name| span.to(name.span));
            self.fail(span, "multiple exception types must be parenthesized when using 'as'");
        }
        let name = name.and_then(|e| match &e.kind {
            ExprKind::Name { id, .. } => Some(Ident { name: *id, span: e.span }),
            _ => {
                let statement = if is_star { "except*" } else { "except" };
                let message = format!("cannot use {statement} statement with {}", kind_name(&e));
                self.fail(e.span, message);
                None
            }
        });
        let span = Span::new(l, self.last_end);
        Box::new(HandlerData { handler: ExceptHandler { span, typ, name, body }, is_star })
    }

    pub fn try_(
        &mut self,
        l: u32,
        body: Vec<Stmt>,
        handlers: Vec<Handler>,
        orelse: Option<Vec<Stmt>>,
        finalbody: Option<Vec<Stmt>>,
    ) {
        let is_star = handlers.first().is_some_and(|h| h.is_star);
        if let Some(odd) = handlers.iter().find(|h| h.is_star != is_star) {
            let at = odd.handler.span.start;
            let star = self.slice(at + 6, odd.handler.span.end).find('*');
            let end = at + 6 + star.filter(|_| odd.is_star).map_or(0, |i| i as u32 + 1);
            let span = Span::new(at, end);
            self.fail(span, "cannot have both 'except' and 'except*' on the same 'try'");
        }
        let handlers = handlers.into_iter().map(|h| h.handler).collect();
        let orelse = orelse.unwrap_or_default();
        let finalbody = finalbody.unwrap_or_default();
        self.push_compound(l, StmtKind::Try(Box::new(Try { body, handlers, orelse, finalbody, is_star })));
    }

    #[allow(clippy::too_many_arguments)]
    pub fn function(
        &mut self,
        l: u32,
        is_async: bool,
        name: Ident,
        type_params: Vec<TypeParam>,
        params: Option<Vec<Param>>,
        returns: Option<Box<Expr>>,
        body: Vec<Stmt>,
    ) {
        let args = self.arguments(params.unwrap_or_default(), false);
        let decorator_list = Vec::new();
        let def = FunctionDef { name, type_params, args, body, decorator_list, returns, is_async };
        self.push_compound(l, StmtKind::FunctionDef(Box::new(def)));
    }

    pub fn class(
        &mut self,
        l: u32,
        name: Ident,
        type_params: Vec<TypeParam>,
        args: Option<(u32, u32, Option<Vec<ArgItem>>)>,
        body: Vec<Stmt>,
    ) {
        let (bases, keywords) = match args {
            Some((al, ar, Some(items))) => self.arguments_of_call(items, Span::new(al, ar), true),
            _ => (Vec::new(), Vec::new()),
        };
        let class = ClassDef { name, type_params, bases, keywords, body, decorator_list: Vec::new() };
        self.push_compound(l, StmtKind::ClassDef(Box::new(class)));
    }

    pub fn decorate(&mut self, decorators: Vec<Expr>) {
        match self.stmts.last_mut().map(|stmt| &mut stmt.kind) {
            Some(StmtKind::FunctionDef(def)) => def.decorator_list = decorators,
            Some(StmtKind::ClassDef(class)) => class.decorator_list = decorators,
            _ => {}
        }
    }

    /// `stars` counts the stars before the name.
    pub fn type_param(
        &mut self,
        l: u32,
        name: Ident,
        bound: Option<(Box<Expr>, u32)>,
        default: Option<(Box<Expr>, u32)>,
        stars: u8,
    ) -> Box<TypeParam> {
        let end = match (&default, &bound) {
            (Some((_, end)), _) | (None, Some((_, end))) => *end,
            (None, None) => name.span.end,
        };
        if let Some((e, _)) = &default
            && stars != 1
            && let ExprKind::Starred { .. } = e.kind
        {
            self.fail(Span::new(e.span.start, e.span.start + 1), super::expr::GENERIC);
        }
        let kind = match stars {
            0 => TypeParamKind::TypeVar { bound: bound.map(|(e, _)| e) },
            1 => TypeParamKind::TypeVarTuple,
            _ => TypeParamKind::ParamSpec,
        };
        Box::new(TypeParam { span: Span::new(l, end), name, default_value: default.map(|(e, _)| e), kind })
    }

    pub fn type_constraint<T, L>(
        &mut self,
        colon: u32,
        e: Box<Expr>,
        what: &str,
    ) -> Result<T, ParseError<u32, L, Box<Diagnostic>>> {
        let word = if matches!(e.kind, ExprKind::Tuple { .. }) { "constraints" } else { "bound" };
        self.refuse(Span::new(colon, e.span.end), &format!("cannot use {word} with {what}"))
    }
}
