//! Patterns of the match statement.

use super::Builder;
use super::check::kind_name;
use crate::syntax::ast::*;

pub enum MappingItem {
    Pair(Box<Expr>, Box<Pattern>),
    Rest(Ident),
}

pub struct ClassArg {
    pub name: Option<Ident>,
    pub pattern: Box<Pattern>,
}

impl Builder<'_> {
    pub fn open_match(&mut self, subject: Box<Expr>) {
        self.matches.push((subject, Vec::new()));
    }

    pub fn case(&mut self, pattern: Box<Pattern>, guard: Option<Box<Expr>>, body: Vec<Stmt>) {
        if let Some((_, cases)) = self.matches.last_mut() {
            cases.push(MatchCase { pattern: *pattern, guard, body });
        }
    }

    pub fn match_(&mut self, l: u32) {
        if let Some((subject, cases)) = self.matches.pop() {
            let end = self.last_end;
            self.push(l, end, StmtKind::Match { subject, cases });
        }
    }

    pub fn pattern(&mut self, l: u32, r: u32, kind: PatternKind) -> Box<Pattern> {
        Box::new(Pattern { span: Span::new(l, r), kind })
    }

    fn is_wildcard(&self, name: Ident) -> bool {
        self.interner.resolve(name.name) == "_"
    }

    pub fn star_pattern(&mut self, l: u32, r: u32, name: Ident) -> Box<Pattern> {
        let name = (!self.is_wildcard(name)).then_some(name);
        self.pattern(l, r, PatternKind::MatchStar { name })
    }

    pub fn as_pattern(&mut self, l: u32, r: u32, pattern: Box<Pattern>, target: Box<Expr>) -> Box<Pattern> {
        let name = match &target.kind {
            // Not in brackets.
            ExprKind::Name { id, .. } if target.span.end == r => Ident { name: *id, span: target.span },
            _ => {
                let message = format!("cannot use {} as pattern target", kind_name(&target));
                self.fail(target.span, message);
                return pattern;
            }
        };
        if self.is_wildcard(name) {
            self.fail(name.span, "cannot use '_' as a target");
        }
        self.pattern(l, r, PatternKind::MatchAs { pattern: Some(pattern), name: Some(name) })
    }

    pub fn capture(&mut self, l: u32, r: u32) -> Box<Pattern> {
        let name = self.ident(l, r);
        let name = (!self.is_wildcard(name)).then_some(name);
        self.pattern(l, r, PatternKind::MatchAs { pattern: None, name })
    }

    pub fn value_pattern(&mut self, l: u32, r: u32, value: Box<Expr>) -> Box<Pattern> {
        let singleton = match &value.kind {
            ExprKind::Constant { value: Constant::None, .. } => Some(Constant::None),
            ExprKind::Constant { value: Constant::True, .. } => Some(Constant::True),
            ExprKind::Constant { value: Constant::False, .. } => Some(Constant::False),
            _ => None,
        };
        let kind = match singleton {
            Some(value) => PatternKind::MatchSingleton { value },
            None => PatternKind::MatchValue { value },
        };
        self.pattern(l, r, kind)
    }

    pub fn negative_number(&mut self, l: u32, nl: u32, r: u32) -> Box<Expr> {
        let operand = self.number(nl, r);
        self.node(l, r, 1, ExprKind::UnaryOp { op: UnaryOp::USub, operand })
    }

    pub fn complex_literal(&mut self, l: u32, r: u32, left: Box<Expr>, op: Operator, nl: u32) -> Box<Expr> {
        let right = self.number(nl, r);
        let is_imaginary = |e: &Expr| {
            let e = match &e.kind {
                ExprKind::UnaryOp { operand, .. } => operand,
                _ => e,
            };
            matches!(e.kind, ExprKind::Constant { value: Constant::Imaginary(_), .. })
        };
        if is_imaginary(&left) {
            let span = match &left.kind {
                ExprKind::UnaryOp { operand, .. } => operand.span,
                _ => left.span,
            };
            self.fail(span, "real number required in complex literal");
        } else if !is_imaginary(&right) {
            self.fail(right.span, "imaginary number required in complex literal");
        }
        self.node(l, r, 2, ExprKind::BinOp { left, op, right })
    }

    /// `**name`, which must come last; the grammar of CPython has no `**_`.
    pub fn mapping_rest(&mut self, name: Ident) -> MappingItem {
        if self.is_wildcard(name) {
            self.fail(name.span, "invalid syntax");
        }
        MappingItem::Rest(name)
    }

    pub fn mapping(&mut self, l: u32, r: u32, items: Vec<MappingItem>) -> Box<Pattern> {
        let (mut keys, mut patterns, mut rest) = (Vec::new(), Vec::new(), None);
        let count = items.len();
        for (index, item) in items.into_iter().enumerate() {
            match item {
                MappingItem::Pair(key, pattern) => {
                    keys.push(*key);
                    patterns.push(*pattern);
                }
                MappingItem::Rest(name) => {
                    if index + 1 != count {
                        let end = self.after_rest(name.span.end);
                        self.fail(end, super::expr::GENERIC);
                    }
                    rest = Some(name);
                }
            }
        }
        self.pattern(l, r, PatternKind::MatchMapping { keys, patterns, rest })
    }

    /// What follows `**rest,`: the place of the error when that is not the closing brace.
    fn after_rest(&self, end: u32) -> Span {
        let rest = self.text.as_bytes().get(end as usize..).unwrap_or(&[]);
        let skip = rest.iter().take_while(|&&b| b == b',' || b.is_ascii_whitespace()).count();
        let word = rest.get(skip..).unwrap_or(&[]);
        let length = match word.first() {
            Some(&quote @ (b'"' | b'\'')) => word.iter().skip(1).position(|&b| b == quote).map_or(1, |i| i + 2),
            Some(_) => word.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count().max(1),
            None => 0,
        };
        Span::new(end + skip as u32, end + (skip + length) as u32)
    }

    pub fn class_pattern(&mut self, l: u32, r: u32, cls: Box<Expr>, args: Vec<ClassArg>) -> Box<Pattern> {
        let (mut patterns, mut kwd_attrs, mut kwd_patterns) = (Vec::new(), Vec::new(), Vec::new());
        for arg in args {
            match arg.name {
                Some(name) => {
                    kwd_attrs.push(name);
                    kwd_patterns.push(*arg.pattern);
                }
                None => {
                    if !kwd_attrs.is_empty() {
                        self.fail(arg.pattern.span, "positional patterns follow keyword patterns");
                    }
                    patterns.push(*arg.pattern);
                }
            }
        }
        self.pattern(l, r, PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns })
    }
}
