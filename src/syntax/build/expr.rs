//! Expressions other than operators and literals.

use super::check::{TargetKind, kind_name};
use super::params::Param;
use super::{Builder, height, tallest};
use crate::diag::Diagnostic;
use crate::syntax::ast::*;
use lalrpop_util::ParseError;

pub enum ArgItem {
    /// A plain or starred argument.
    Positional(Box<Expr>),
    /// `x for x in y` without parentheses of its own; the offset where its `for` starts.
    Generator(Box<Expr>, u32),
    Keyword(Box<Keyword>),
}

/// `key: value`, or `**value`.
pub struct DictItem {
    pub key: Option<Box<Expr>>,
    pub value: Box<Expr>,
}

fn generators_height(generators: &[Comprehension]) -> u16 {
    generators.iter().map(|g| g.target.depth.max(g.iter.depth).max(tallest(&g.ifs))).max().unwrap_or(0)
}

impl Builder<'_> {
    pub fn name(&mut self, l: u32, r: u32) -> Box<Expr> {
        let id = self.interner.intern(self.slice(l, r));
        self.leaf(l, r, ExprKind::Name { id, ctx: ExprContext::Load })
    }

    pub fn constant(&mut self, l: u32, r: u32, value: Constant) -> Box<Expr> {
        self.leaf(l, r, ExprKind::Constant { value, kind_u: false })
    }

    pub fn tuple(&mut self, l: u32, r: u32, elts: Vec<Expr>) -> Box<Expr> {
        let depth = tallest(&elts);
        self.node(l, r, depth, ExprKind::Tuple { elts, ctx: ExprContext::Load })
    }

    pub fn list(&mut self, l: u32, r: u32, elts: Vec<Expr>) -> Box<Expr> {
        let depth = tallest(&elts);
        self.node(l, r, depth, ExprKind::List { elts, ctx: ExprContext::Load })
    }

    pub fn set(&mut self, l: u32, r: u32, elts: Vec<Expr>) -> Box<Expr> {
        let depth = tallest(&elts);
        self.node(l, r, depth, ExprKind::Set { elts })
    }

    pub fn dict(&mut self, l: u32, r: u32, items: Vec<DictItem>) -> Box<Expr> {
        let mut depth = 0;
        let mut keys = Vec::with_capacity(items.len());
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            depth = depth.max(item.value.depth).max(height(&item.key));
            keys.push(item.key.map(|key| *key));
            values.push(*item.value);
        }
        self.node(l, r, depth, ExprKind::Dict { keys, values })
    }

    /// The value of `**value` in a dict; the hook where its star could be remembered.
    pub fn double_star(&mut self, _star: u32, value: Box<Expr>) -> Box<Expr> {
        value
    }

    /// An expression in parentheses.
    pub fn group(&mut self, e: Box<Expr>) -> Box<Expr> {
        if let ExprKind::Starred { .. } = e.kind {
            self.fail(e.span, "cannot use starred expression here");
        }
        e
    }

    pub fn starred(&mut self, l: u32, r: u32, value: Box<Expr>) -> Box<Expr> {
        let depth = value.depth;
        self.node(l, r, depth, ExprKind::Starred { value, ctx: ExprContext::Load })
    }

    pub fn named(&mut self, l: u32, tr: u32, r: u32, mut target: Box<Expr>, value: Box<Expr>) -> Box<Expr> {
        if matches!(target.kind, ExprKind::Name { .. }) && target.span == Span::new(l, tr) {
            self.target(&mut target, TargetKind::Assign);
        } else {
            let message = format!("cannot use assignment expressions with {}", kind_name(&target));
            self.fail(target.span, message);
        }
        let depth = value.depth.max(target.depth);
        self.node(l, r, depth, ExprKind::NamedExpr { target, value })
    }

    /// `:=` in an argument, where CPython takes a name only.
    pub fn named_argument(&mut self, l: u32, tr: u32, r: u32, target: Box<Expr>, value: Box<Expr>) -> Box<Expr> {
        if target.span != Span::new(l, tr) || !matches!(target.kind, ExprKind::Name { .. }) {
            let at = tr + self.text.get(tr as usize..).and_then(|rest| rest.find(":=")).unwrap_or(0) as u32;
            self.fail(Span::new(at, at + 2), GENERIC);
        }
        self.named(l, tr, r, target, value)
    }

    /// `=` where only an expression may stand: always an error.
    #[allow(clippy::too_many_arguments)]
    pub fn equal_in_expression<T, L>(
        &mut self,
        l: u32,
        r: u32,
        left: Box<Expr>,
        _rl: u32,
        rr: u32,
        _right: Box<Expr>,
    ) -> Result<T, ParseError<u32, L, Box<Diagnostic>>> {
        match &left.kind {
            ExprKind::Name { .. } if left.span == Span::new(l, r) => {
                let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                self.refuse(Span::new(l, rr), message)
            }
            _ if takes_hint(&left, left.span != Span::new(l, r)) => {
                let message =
                    format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", kind_name(&left));
                self.refuse(left.span, &message)
            }
            _ => {
                let gap = self.text.get(r as usize..).and_then(|rest| rest.find('=')).unwrap_or(0) as u32;
                self.refuse(Span::new(r + gap, r + gap + 1), GENERIC)
            }
        }
    }

    pub fn if_exp(&mut self, l: u32, r: u32, body: Box<Expr>, test: Box<Expr>, orelse: Box<Expr>) -> Box<Expr> {
        let depth = body.depth.max(test.depth).max(orelse.depth);
        self.node(l, r, depth, ExprKind::IfExp { test, body, orelse })
    }

    pub fn lambda(&mut self, l: u32, r: u32, params: Option<Vec<Param>>, body: Box<Expr>) -> Box<Expr> {
        let args = self.arguments(params.unwrap_or_default(), true);
        let defaults = args.kw_defaults.iter().flatten().map(|e| e.depth).max().unwrap_or(0);
        let depth = body.depth.max(tallest(&args.defaults)).max(defaults);
        self.node(l, r, depth, ExprKind::Lambda(Box::new(Lambda { args, body: *body })))
    }

    pub fn yield_(&mut self, l: u32, r: u32, value: Option<Box<Expr>>) -> Box<Expr> {
        let depth = height(&value);
        self.node(l, r, depth, ExprKind::Yield { value })
    }

    pub fn yield_from(&mut self, l: u32, r: u32, value: Box<Expr>) -> Box<Expr> {
        let depth = value.depth;
        self.node(l, r, depth, ExprKind::YieldFrom { value })
    }

    pub fn await_(&mut self, l: u32, r: u32, value: Box<Expr>) -> Box<Expr> {
        let depth = value.depth;
        self.node(l, r, depth, ExprKind::Await { value })
    }

    pub fn attribute(&mut self, l: u32, r: u32, value: Box<Expr>, nl: u32) -> Box<Expr> {
        let attr = self.ident(nl, r);
        let depth = value.depth;
        self.node(l, r, depth, ExprKind::Attribute { value, attr, ctx: ExprContext::Load })
    }

    pub fn subscript(&mut self, l: u32, r: u32, value: Box<Expr>, slice: Box<Expr>) -> Box<Expr> {
        let depth = value.depth.max(slice.depth);
        self.node(l, r, depth, ExprKind::Subscript { value, slice, ctx: ExprContext::Load })
    }

    pub fn slice_expr(&mut self, l: u32, r: u32, parts: [Option<Box<Expr>>; 3]) -> Box<Expr> {
        let depth = parts.iter().map(height).max().unwrap_or(0);
        let [lower, upper, step] = parts;
        self.node(l, r, depth, ExprKind::Slice { lower, upper, step })
    }

    pub fn call(&mut self, l: u32, r: u32, func: Box<Expr>, al: u32, items: Option<Vec<ArgItem>>) -> Box<Expr> {
        let (args, keywords) = match items {
            Some(items) => self.arguments_of_call(items, Span::new(al, r), false),
            None => (Vec::new(), Vec::new()),
        };
        let depth = keywords.iter().map(|k| k.value.depth).max().unwrap_or(0);
        let depth = depth.max(func.depth).max(tallest(&args));
        self.node(l, r, depth, ExprKind::Call { func, args, keywords })
    }

    /// Checks the order of arguments. `parens` is the range of the parentheses, which is also the
    /// span of a sole generator.
    pub(super) fn arguments_of_call(
        &mut self,
        items: Vec<ArgItem>,
        parens: Span,
        in_class: bool,
    ) -> (Vec<Expr>, Vec<Keyword>) {
        let mut args = Vec::new();
        let mut keywords: Vec<Keyword> = Vec::new();
        let count = items.len();
        let mut unpacked = false;
        // CPython points at the last token of the arguments that it read: the closing bracket.
        let close = Span::new(parens.end.saturating_sub(1), parens.end);
        for item in items {
            match item {
                ArgItem::Positional(e) => {
                    let starred = matches!(e.kind, ExprKind::Starred { .. });
                    if starred && unpacked {
                        let before = self.slice(parens.start, e.span.start);
                        let comma = before.rfind(',').map_or(e.span.start, |i| parens.start + i as u32);
                        self.fail(
                            Span::new(comma, e.span.end),
                            "iterable argument unpacking follows keyword argument unpacking",
                        );
                    } else if !starred && !keywords.is_empty() {
                        let message = if unpacked {
                            "positional argument follows keyword argument unpacking"
                        } else {
                            "positional argument follows keyword argument"
                        };
                        self.fail(close, message);
                    }
                    args.push(*e);
                }
                ArgItem::Generator(mut e, for_start) => {
                    let trailing = self.has_trailing_comma(parens.end);
                    if count > 1 || in_class || trailing {
                        if in_class && count == 1 && !trailing {
                            self.fail(Span::new(for_start, for_start + 3), GENERIC);
                        }
                        self.fail(e.span, "Generator expression must be parenthesized");
                    }
                    e.span = parens;
                    args.push(*e);
                }
                ArgItem::Keyword(keyword) => {
                    unpacked |= keyword.arg.is_none();
                    keywords.push(*keyword);
                }
            }
        }
        (args, keywords)
    }

    /// A comma directly before the bracket that ends at `end`.
    fn has_trailing_comma(&self, end: u32) -> bool {
        let before = self.text.as_bytes().get(..(end as usize).saturating_sub(1)).unwrap_or(&[]);
        before.iter().rev().find(|b| !b.is_ascii_whitespace()) == Some(&b',')
    }

    pub fn argument_generator(
        &mut self,
        l: u32,
        r: u32,
        e: Box<Expr>,
        for_start: u32,
        generators: Vec<Comprehension>,
    ) -> ArgItem {
        ArgItem::Generator(self.generator(l, r, e, generators), for_start)
    }

    pub fn argument_unpacking(&mut self, l: u32, r: u32, value: Box<Expr>) -> ArgItem {
        ArgItem::Keyword(Box::new(Keyword { span: Span::new(l, r), arg: None, value: *value }))
    }

    pub fn argument_keyword(&mut self, l: u32, er: u32, r: u32, name: Box<Expr>, value: Box<Expr>) -> ArgItem {
        let arg = match &name.kind {
            ExprKind::Name { id, .. } if name.span == Span::new(l, er) => Some(Ident { name: *id, span: name.span }),
            ExprKind::Constant { value: Constant::None | Constant::True | Constant::False, .. } => {
                let message = format!("cannot assign to {}", kind_name(&name));
                self.fail(Span::new(l, self.equal_sign_end(er)), message);
                None
            }
            _ => {
                let span = Span::new(name.span.start, self.equal_sign_end(er));
                self.fail(span, "expression cannot contain assignment, perhaps you meant \"==\"?");
                None
            }
        };
        ArgItem::Keyword(Box::new(Keyword { span: Span::new(l, r), arg, value: *value }))
    }

    /// The end of the `=` that comes after `at`.
    fn equal_sign_end(&self, at: u32) -> u32 {
        let rest = self.text.get(at as usize..).unwrap_or("");
        at + rest.find('=').map_or(0, |i| i as u32 + 1)
    }

    pub fn comprehension(&mut self, is_async: bool, mut target: Box<Expr>, iter: Box<Expr>) -> Box<Comprehension> {
        self.target(&mut target, TargetKind::For);
        Box::new(Comprehension { target: *target, iter: *iter, ifs: Vec::new(), is_async })
    }

    pub fn comprehension_if(&mut self, mut comprehension: Box<Comprehension>, test: Box<Expr>) -> Box<Comprehension> {
        comprehension.ifs.push(*test);
        comprehension
    }

    /// The element of a comprehension cannot be starred.
    fn check_element(&mut self, e: &Expr) {
        if let ExprKind::Starred { .. } = e.kind {
            self.fail(e.span, "iterable unpacking cannot be used in comprehension");
        }
    }

    pub fn generator(&mut self, l: u32, r: u32, elt: Box<Expr>, generators: Vec<Comprehension>) -> Box<Expr> {
        self.check_element(&elt);
        let depth = elt.depth.max(generators_height(&generators));
        self.node(l, r, depth, ExprKind::GeneratorExp { elt, generators })
    }

    pub fn list_comp(&mut self, l: u32, r: u32, elt: Box<Expr>, generators: Vec<Comprehension>) -> Box<Expr> {
        self.check_element(&elt);
        let depth = elt.depth.max(generators_height(&generators));
        self.node(l, r, depth, ExprKind::ListComp { elt, generators })
    }

    pub fn set_comp(&mut self, l: u32, r: u32, elt: Box<Expr>, generators: Vec<Comprehension>) -> Box<Expr> {
        self.check_element(&elt);
        let depth = elt.depth.max(generators_height(&generators));
        self.node(l, r, depth, ExprKind::SetComp { elt, generators })
    }

    pub fn dict_comp(&mut self, l: u32, r: u32, item: DictItem, generators: Vec<Comprehension>) -> Box<Expr> {
        let Some(key) = item.key else {
            let end = item.value.span.start;
            // The two stars stand before the value, with blanks perhaps.
            let before = self.slice(l, end);
            let at = before.rfind("**").map_or(l, |i| l + i as u32);
            self.fail(Span::new(at, at + 2), "dict unpacking cannot be used in dict comprehension");
            return item.value;
        };
        let depth = key.depth.max(item.value.depth).max(generators_height(&generators));
        self.node(l, r, depth, ExprKind::DictComp { key, value: item.value, generators })
    }
}

/// The message that later analysis replaces when it finds something better.
pub(in crate::syntax) const GENERIC: &str = "invalid syntax";

/// CPython suggests `==` for left sides that its rule `bitwise_or` matches, except displays and
/// the constants that look like names. Anything in parentheses matches.
pub(in crate::syntax) fn takes_hint(e: &Expr, parenthesized: bool) -> bool {
    match e.kind {
        ExprKind::List { .. } | ExprKind::Tuple { .. } | ExprKind::GeneratorExp { .. } => false,
        _ if parenthesized => true,
        ExprKind::BoolOp { .. }
        | ExprKind::UnaryOp { op: UnaryOp::Not, .. }
        | ExprKind::Compare { .. }
        | ExprKind::IfExp { .. }
        | ExprKind::Lambda(_)
        | ExprKind::Starred { .. }
        | ExprKind::Yield { .. }
        | ExprKind::YieldFrom { .. }
        | ExprKind::Constant { value: Constant::None | Constant::True | Constant::False, .. } => false,
        _ => true,
    }
}
