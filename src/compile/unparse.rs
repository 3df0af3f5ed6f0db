//! Source text for an expression: what annotations become under `from __future__ import annotations`.
//!
//! The form is that of CPython's own unparser: minimal parentheses, single quotes, one space around operators.

use crate::syntax::ast::*;
use std::fmt::Write;

// Binding strengths, from loosest to tightest.
const TUPLE: u8 = 0;
const TEST: u8 = 1;
const OR: u8 = 2;
const AND: u8 = 3;
const NOT: u8 = 4;
const CMP: u8 = 5;
const BOR: u8 = 6;
const BXOR: u8 = 7;
const BAND: u8 = 8;
const SHIFT: u8 = 9;
const ARITH: u8 = 10;
const TERM: u8 = 11;
const FACTOR: u8 = 12;
const POWER: u8 = 13;
const AWAIT: u8 = 14;
const ATOM: u8 = 15;

/// The text of an expression.
pub fn unparse(e: &Expr, names: &Interner) -> String {
    let mut w = Writer { out: String::new(), names };
    w.expr(e, TEST);
    w.out
}

struct Writer<'a> {
    out: String,
    names: &'a Interner,
}

impl Writer<'_> {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn name(&mut self, name: Symbol) {
        let text = self.names.resolve(name);
        self.out.push_str(text);
    }

    fn wrapped(&mut self, level: u8, own: u8, f: impl FnOnce(&mut Self)) {
        if level > own {
            self.push("(");
            f(self);
            self.push(")");
        } else {
            f(self);
        }
    }

    fn list(&mut self, elts: &[Expr]) {
        for (i, e) in elts.iter().enumerate() {
            if i > 0 {
                self.push(", ");
            }
            self.expr(e, TEST);
        }
    }

    fn expr(&mut self, e: &Expr, level: u8) {
        stacker::maybe_grow(64 * 1024, 2 * 1024 * 1024, || self.expr_inner(e, level));
    }

    fn expr_inner(&mut self, e: &Expr, level: u8) {
        match &e.kind {
            ExprKind::Name { id, .. } => self.name(*id),
            ExprKind::Constant { value, kind_u } => {
                if *kind_u {
                    self.push("u");
                }
                self.constant(value);
            }
            ExprKind::BoolOp { op, values } => {
                let (own, word) = if *op == BoolOp::And { (AND, " and ") } else { (OR, " or ") };
                self.wrapped(level, own, |w| {
                    for (i, v) in values.iter().enumerate() {
                        if i > 0 {
                            w.push(word);
                        }
                        w.expr(v, own + 1);
                    }
                });
            }
            ExprKind::NamedExpr { target, value } => self.wrapped(level, TUPLE, |w| {
                w.expr(target, ATOM);
                w.push(" := ");
                w.expr(value, ATOM);
            }),
            ExprKind::BinOp { left, op, right } => {
                let (own, text) = operator(*op);
                let right_first = *op == Operator::Pow;
                self.wrapped(level, own, |w| {
                    w.expr(left, own + right_first as u8);
                    w.push(text);
                    w.expr(right, own + !right_first as u8);
                });
            }
            ExprKind::UnaryOp { op, operand } => {
                let (own, text) = match op {
                    UnaryOp::Not => (NOT, "not "),
                    UnaryOp::Invert => (FACTOR, "~"),
                    UnaryOp::UAdd => (FACTOR, "+"),
                    UnaryOp::USub => (FACTOR, "-"),
                };
                self.wrapped(level, own, |w| {
                    w.push(text);
                    w.expr(operand, own);
                });
            }
            ExprKind::Lambda(lambda) => self.wrapped(level, TEST, |w| {
                w.push("lambda");
                let before = w.out.len();
                w.push(" ");
                w.arguments(&lambda.args);
                if w.out.len() == before + 1 {
                    w.out.truncate(before);
                }
                w.push(": ");
                w.expr(&lambda.body, TEST);
            }),
            ExprKind::IfExp { test, body, orelse } => self.wrapped(level, TEST, |w| {
                w.expr(body, TEST + 1);
                w.push(" if ");
                w.expr(test, TEST + 1);
                w.push(" else ");
                w.expr(orelse, TEST);
            }),
            ExprKind::Dict { keys, values } => {
                self.push("{");
                for (i, (k, v)) in keys.iter().zip(values).enumerate() {
                    if i > 0 {
                        self.push(", ");
                    }
                    match k {
                        Some(k) => {
                            self.expr(k, TEST);
                            self.push(": ");
                            self.expr(v, TEST);
                        }
                        None => {
                            self.push("**");
                            self.expr(v, BOR);
                        }
                    }
                }
                self.push("}");
            }
            ExprKind::Set { elts } => {
                self.push("{");
                self.list(elts);
                self.push("}");
            }
            ExprKind::List { elts, .. } => {
                self.push("[");
                self.list(elts);
                self.push("]");
            }
            ExprKind::Tuple { elts, .. } => {
                if elts.is_empty() {
                    self.push("()");
                    return;
                }
                self.wrapped(level, TUPLE, |w| {
                    w.list(elts);
                    if elts.len() == 1 {
                        w.push(",");
                    }
                });
            }
            ExprKind::ListComp { elt, generators } => self.comp("[", elt, None, generators, "]"),
            ExprKind::SetComp { elt, generators } => self.comp("{", elt, None, generators, "}"),
            ExprKind::DictComp { key, value, generators } => self.comp("{", key, Some(value), generators, "}"),
            ExprKind::GeneratorExp { elt, generators } => self.comp("(", elt, None, generators, ")"),
            ExprKind::Await { value } => self.wrapped(level, AWAIT, |w| {
                w.push("await ");
                w.expr(value, ATOM);
            }),
            ExprKind::Yield { value } => {
                self.push("(yield");
                if let Some(value) = value {
                    self.push(" ");
                    self.expr(value, TUPLE);
                }
                self.push(")");
            }
            ExprKind::YieldFrom { value } => {
                self.push("(yield from ");
                self.expr(value, TEST);
                self.push(")");
            }
            ExprKind::Compare { left, ops, comparators } => self.wrapped(level, CMP, |w| {
                w.expr(left, CMP + 1);
                for (op, c) in ops.iter().zip(comparators) {
                    w.push(match op {
                        CmpOp::Eq => " == ",
                        CmpOp::NotEq => " != ",
                        CmpOp::Lt => " < ",
                        CmpOp::LtE => " <= ",
                        CmpOp::Gt => " > ",
                        CmpOp::GtE => " >= ",
                        CmpOp::Is => " is ",
                        CmpOp::IsNot => " is not ",
                        CmpOp::In => " in ",
                        CmpOp::NotIn => " not in ",
                    });
                    w.expr(c, CMP + 1);
                }
            }),
            ExprKind::Call { func, args, keywords } => {
                self.expr(func, ATOM);
                if let ([Expr { kind: ExprKind::GeneratorExp { .. }, .. }], []) = (&args[..], &keywords[..]) {
                    self.expr(&args[0], ATOM);
                    return;
                }
                self.push("(");
                self.list(args);
                for (i, k) in keywords.iter().enumerate() {
                    if i > 0 || !args.is_empty() {
                        self.push(", ");
                    }
                    match k.arg {
                        Some(arg) => {
                            self.name(arg.name);
                            self.push("=");
                        }
                        None => self.push("**"),
                    }
                    self.expr(&k.value, TEST);
                }
                self.push(")");
            }
            ExprKind::FormattedValue { .. } | ExprKind::JoinedStr { .. } => {
                let mut body = String::new();
                std::mem::swap(&mut body, &mut self.out);
                self.fstring(e, false);
                std::mem::swap(&mut body, &mut self.out);
                self.push("f");
                let quoted = quote(body.as_bytes());
                self.push(&quoted);
            }
            ExprKind::TemplateStr { .. } | ExprKind::Interpolation { .. } => {
                let mut body = String::new();
                std::mem::swap(&mut body, &mut self.out);
                self.fstring(e, false);
                std::mem::swap(&mut body, &mut self.out);
                self.push("t");
                let quoted = quote(body.as_bytes());
                self.push(&quoted);
            }
            ExprKind::Attribute { value, attr, .. } => {
                self.expr(value, ATOM);
                if matches!(value.kind, ExprKind::Constant { value: Constant::Int(_) | Constant::BigInt { .. }, .. }) {
                    self.push(" ");
                }
                self.push(".");
                self.name(attr.name);
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value, ATOM);
                self.push("[");
                self.expr(slice, TUPLE);
                self.push("]");
            }
            ExprKind::Starred { value, .. } => {
                self.push("*");
                self.expr(value, BOR);
            }
            ExprKind::Slice { lower, upper, step } => {
                if let Some(lower) = lower {
                    self.expr(lower, TEST);
                }
                self.push(":");
                if let Some(upper) = upper {
                    self.expr(upper, TEST);
                }
                if let Some(step) = step {
                    self.push(":");
                    self.expr(step, TEST);
                }
            }
        }
    }

    fn fstring(&mut self, e: &Expr, _spec: bool) {
        match &e.kind {
            ExprKind::JoinedStr { values } | ExprKind::TemplateStr { values } => {
                values.iter().for_each(|v| self.fstring(v, false));
            }
            ExprKind::Constant { value: Constant::Str(s), .. } => {
                let text = String::from_utf8_lossy(s).replace('{', "{{").replace('}', "}}");
                self.push(&text);
            }
            ExprKind::FormattedValue { value, conversion, format_spec }
            | ExprKind::Interpolation { value, conversion, format_spec, .. } => {
                let mut inner = Writer { out: String::new(), names: self.names };
                inner.expr(value, TEST + 1);
                self.push(if inner.out.starts_with('{') { "{ " } else { "{" });
                self.push(&inner.out);
                if let Some(c) = conversion {
                    self.push("!");
                    self.out.push(*c);
                }
                if let Some(spec) = format_spec {
                    self.push(":");
                    self.fstring(spec, true);
                }
                self.push("}");
            }
            _ => self.expr(e, TEST),
        }
    }

    fn comp(&mut self, open: &str, elt: &Expr, value: Option<&Expr>, generators: &[Comprehension], close: &str) {
        self.push(open);
        self.expr(elt, TEST);
        if let Some(value) = value {
            self.push(": ");
            self.expr(value, TEST);
        }
        for g in generators {
            self.push(if g.is_async { " async for " } else { " for " });
            self.expr(&g.target, TUPLE);
            self.push(" in ");
            self.expr(&g.iter, TEST + 1);
            for test in &g.ifs {
                self.push(" if ");
                self.expr(test, TEST + 1);
            }
        }
        self.push(close);
    }

    fn arguments(&mut self, args: &Arguments) {
        let mut first = true;
        let mut comma = |w: &mut Self| {
            if !std::mem::replace(&mut first, false) {
                w.push(", ");
            }
        };
        let positional = args.posonlyargs.len() + args.args.len();
        let no_default = positional.saturating_sub(args.defaults.len());
        for (i, a) in args.posonlyargs.iter().chain(&args.args).enumerate() {
            comma(self);
            self.name(a.arg);
            if let Some(default) = i.checked_sub(no_default).and_then(|k| args.defaults.get(k)) {
                self.push("=");
                self.expr(default, TEST);
            }
            if i + 1 == args.posonlyargs.len() {
                self.push(", /");
            }
        }
        if args.vararg.is_some() || !args.kwonlyargs.is_empty() {
            comma(self);
            self.push("*");
            if let Some(a) = &args.vararg {
                self.name(a.arg);
            }
        }
        for (a, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            comma(self);
            self.name(a.arg);
            if let Some(default) = default {
                self.push("=");
                self.expr(default, TEST);
            }
        }
        if let Some(a) = &args.kwarg {
            comma(self);
            self.push("**");
            self.name(a.arg);
        }
    }

    fn constant(&mut self, value: &Constant) {
        match value {
            Constant::None => self.push("None"),
            Constant::True => self.push("True"),
            Constant::False => self.push("False"),
            Constant::Ellipsis => self.push("..."),
            Constant::Int(i) => {
                let _ = write!(self.out, "{i}");
            }
            Constant::BigInt { digits, radix } => {
                let n = num_bigint::BigInt::parse_bytes(digits.as_bytes(), *radix).unwrap_or_default();
                let _ = write!(self.out, "{n}");
            }
            Constant::Float(f) => self.float(*f),
            Constant::Imaginary(f) => {
                let before = self.out.len();
                self.float(*f);
                if self.out.ends_with(".0") {
                    self.out.truncate(self.out.len() - 2);
                }
                let _ = before;
                self.push("j");
            }
            Constant::Str(s) => {
                let quoted = quote(s);
                self.push(&quoted);
            }
            Constant::Bytes(s) => {
                self.push("b");
                let quoted = quote_bytes(s);
                self.push(&quoted);
            }
        }
    }

    fn float(&mut self, f: f64) {
        if f.is_infinite() {
            self.push("1e309");
            return;
        }
        let mut buffer = ryu::Buffer::new();
        let text = buffer.format(f);
        // Python switches to an exponent at 1e16 and below 1e-4, and writes it with a sign and two digits.
        let magnitude = f.abs();
        if magnitude != 0.0 && !(1e-4..1e16).contains(&magnitude) {
            let text = format!("{f:e}");
            let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            let exponent: i32 = exponent.parse().unwrap_or(0);
            let sign = if exponent < 0 { '-' } else { '+' };
            let _ = write!(self.out, "{mantissa}e{sign}{:02}", exponent.abs());
        } else if text.contains('e') {
            let _ = write!(self.out, "{f:?}");
        } else {
            self.push(text);
        }
    }
}

fn operator(op: Operator) -> (u8, &'static str) {
    match op {
        Operator::Add => (ARITH, " + "),
        Operator::Sub => (ARITH, " - "),
        Operator::Mult => (TERM, " * "),
        Operator::MatMult => (TERM, " @ "),
        Operator::Div => (TERM, " / "),
        Operator::Mod => (TERM, " % "),
        Operator::FloorDiv => (TERM, " // "),
        Operator::Pow => (POWER, " ** "),
        Operator::LShift => (SHIFT, " << "),
        Operator::RShift => (SHIFT, " >> "),
        Operator::BitOr => (BOR, " | "),
        Operator::BitXor => (BXOR, " ^ "),
        Operator::BitAnd => (BAND, " & "),
    }
}

/// `repr` of a string, near enough for source text: printable characters as they are.
fn quote(s: &[u8]) -> String {
    let text = String::from_utf8_lossy(s);
    let q = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::from(q);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == q => {
                out.push('\\');
                out.push(c);
            }
            c if (c as u32) < 0x20 || c as u32 == 0x7f => {
                let _ = write!(out, "\\x{:02x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push(q);
    out
}

fn quote_bytes(s: &[u8]) -> String {
    let q = if s.contains(&b'\'') && !s.contains(&b'"') { '"' } else { '\'' };
    let mut out = String::from(q);
    for &b in s {
        match b {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b if b as char == q => {
                out.push('\\');
                out.push(q);
            }
            0x20..=0x7e => out.push(b as char),
            _ => {
                let _ = write!(out, "\\x{b:02x}");
            }
        }
    }
    out.push(q);
    out
}
