//! f-strings, t-strings, and `'…' % (…)` where it can be done as an f-string.

use super::emit::{Opnd, Reg};
use super::{Compiler, Const, Res};
use crate::bytecode::Op;
use crate::syntax::ast::*;

const MAX_PARTS: usize = 200;

impl<'a> Compiler<'a> {
    /// A formatted string or one field of it.
    pub(super) fn joined_str(&mut self, e: &'a Expr, dst: Option<Reg>) -> Res<Opnd> {
        let mark = self.u.asm.top;
        match &e.kind {
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                let mut v = self.expr(value, None)?;
                if let Some(c) = conversion {
                    let t = self.target(mark, None);
                    self.at(e.span);
                    self.u.asm.unary_n(Op::Convert, t, v, conversion_number(*c));
                    v = Opnd::temp(t);
                }
                match format_spec {
                    None => {
                        let dst = self.target(mark, dst);
                        self.at(e.span);
                        self.u.asm.unary(Op::FormatSimple, dst, v);
                        Ok(self.result(dst))
                    }
                    Some(spec) => {
                        let s = self.expr(spec, None)?;
                        let dst = self.target(mark, dst);
                        self.at(e.span);
                        self.u.asm.binary(Op::FormatSpec, 0, dst, v, s);
                        Ok(self.result(dst))
                    }
                }
            }
            ExprKind::JoinedStr { values } => match values.as_slice() {
                [] => {
                    self.at(e.span);
                    Ok(self.const_operand(Const::Str(Box::default()), dst))
                }
                [one] => self.expr(one, dst),
                many => {
                    let mut joined: Option<Reg> = None;
                    for (n, chunk) in many.chunks(MAX_PARTS).enumerate() {
                        let w = match joined {
                            Some(reg) => reg,
                            None => Reg::temp(mark),
                        };
                        for part in chunk {
                            self.expr_push(part)?;
                        }
                        let count = self.u.asm.top - w.index();
                        let last = (n + 1) * MAX_PARTS >= many.len();
                        let to = self.target(mark, if last { dst } else { None });
                        self.at(e.span);
                        self.u.asm.raw(Op::BuildString, 0, to.0, w.0, count, 0);
                        joined = Some(to);
                    }
                    Ok(self.result(joined.unwrap_or(Reg::temp(mark))))
                }
            },
            _ => self.expr(e, dst),
        }
    }

    pub(super) fn template_str(&mut self, e: &'a Expr, values: &'a [Expr], dst: Option<Reg>) -> Res<Opnd> {
        let mark = self.u.asm.top;
        // Strings and interpolations alternate, strings first and last.
        let mut strings: Vec<Const> = Vec::new();
        let mut text: Vec<u8> = Vec::new();
        let mut fields = Vec::new();
        for v in values {
            match &v.kind {
                ExprKind::Constant { value: Constant::Str(s), .. } => text.extend(s.iter()),
                _ => {
                    strings.push(Const::Str(std::mem::take(&mut text).into()));
                    fields.push(v);
                }
            }
        }
        strings.push(Const::Str(text.into()));
        let s = self.u.asm.alloc();
        self.load_const(Const::Tuple(strings), s);
        let list = self.u.asm.alloc();
        self.at(e.span);
        self.u.asm.raw(Op::BuildList, 0, list.0, list.0, 0, 0);
        for field in fields {
            let ExprKind::Interpolation { value, text, conversion, format_spec } = &field.kind else { continue };
            let inner = self.u.asm.top;
            let w = self.expr_push(value)?;
            let t = self.u.asm.alloc();
            self.load_str(text, t);
            let c = self.u.asm.alloc();
            self.load_const(conversion.map_or(Const::None, |c| Const::str(c.encode_utf8(&mut [0; 4]))), c);
            match format_spec {
                Some(spec) => {
                    self.expr_push(spec)?;
                }
                None => {
                    let t = self.u.asm.alloc();
                    self.load_str("", t);
                }
            }
            self.at(field.span);
            self.u.asm.raw(Op::BuildInterpolation, 0, w.0, w.0, 0, 0);
            self.u.asm.two(Op::ListAppend, Opnd::look(list), Opnd::temp(w), 0);
            self.u.asm.top = inner;
        }
        self.at(e.span);
        self.u.asm.unary(Op::ListToTuple, list, Opnd::temp(list));
        let dst = self.target(mark, dst);
        self.u.asm.binary(Op::BuildTemplate, 0, dst, Opnd::temp(s), Opnd::temp(list));
        Ok(self.result(dst))
    }

    /// `'a %s b' % (x, y)` with only `%s`, `%r`, `%a`: formatted like an f-string, as CPython does.
    pub(super) fn percent_format(
        &mut self,
        e: &'a Expr,
        left: &'a Expr,
        right: &'a Expr,
        dst: Option<Reg>,
    ) -> Res<Option<Opnd>> {
        let (ExprKind::Constant { value: Constant::Str(format), .. }, ExprKind::Tuple { elts, .. }) =
            (&left.kind, &right.kind)
        else {
            return Ok(None);
        };
        let starred = elts.iter().any(|e| matches!(e.kind, ExprKind::Starred { .. }));
        let Some(parts) =
            split_format(format).filter(|p| !starred && elts.len() <= MAX_PARTS / 2 && fields(p) == elts.len())
        else {
            return Ok(None);
        };
        let mark = self.u.asm.top;
        let mut values = elts.iter();
        for part in parts {
            match part {
                Part::Text(text) => {
                    let t = self.u.asm.alloc();
                    self.at(left.span);
                    self.load_const(Const::Str(text.into()), t);
                }
                Part::Field(c) => {
                    let Some(value) = values.next() else { continue };
                    let t = self.u.asm.alloc();
                    let v = self.expr(value, None)?;
                    self.at(value.span);
                    self.u.asm.unary_n(Op::Convert, t, v, conversion_number(c));
                    self.u.asm.top = t.index() + 1;
                    self.u.asm.unary(Op::FormatSimple, t, Opnd::temp(t));
                }
            }
        }
        let n = self.u.asm.top - mark;
        let dst = self.target(mark, dst);
        self.at(e.span);
        self.u.asm.raw(Op::BuildString, 0, dst.0, Reg::temp(mark).0, n, 0);
        Ok(Some(self.result(dst)))
    }
}

enum Part {
    Text(Vec<u8>),
    Field(char),
}

fn fields(parts: &[Part]) -> usize {
    parts.iter().filter(|p| matches!(p, Part::Field(_))).count()
}

fn split_format(format: &[u8]) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut text = Vec::new();
    let mut bytes = format.iter();
    while let Some(&b) = bytes.next() {
        if b != b'%' {
            text.push(b);
            continue;
        }
        match bytes.next()? {
            b'%' => text.push(b'%'),
            c @ (b's' | b'r' | b'a') => {
                if !text.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut text)));
                }
                parts.push(Part::Field(*c as char));
            }
            _ => return None,
        }
    }
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
    Some(parts)
}

fn conversion_number(c: char) -> u32 {
    match c {
        's' => 1,
        'r' => 2,
        _ => 3,
    }
}
