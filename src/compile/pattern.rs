//! `match` statements.
//!
//! The subject stays in a temporary (or its local) while cases are tried. Captured values wait in temporaries
//! and are bound when the whole pattern has matched. A pattern that fails jumps to `Fail::label` with exactly the
//! temporaries live that were live when its test began; what it holds above is cleared on the way.

use super::emit::{Label, Opnd, Reg};
use super::{Compiler, Const, Res, fold};
use crate::bytecode::Op;
use crate::source::Span;
use crate::syntax::ast::*;

/// State of one case's pattern.
struct Captures {
    /// Names with the registers that keep their values, in order of binding.
    names: Vec<(Symbol, Reg)>,
    fail: Label,
    /// First temporary that is dead at `fail`.
    floor: u32,
}

impl<'a> Compiler<'a> {
    pub(super) fn match_stmt(&mut self, subject: &'a Expr, cases: &'a [MatchCase]) -> Res<()> {
        let mark = self.u.asm.top;
        let s = self.expr(subject, None)?;
        // A local may be rebound by a case's captures only after the match, but guards may rebind it too.
        let subject_reg = if s.temp {
            s.reg
        } else {
            let t = self.u.asm.alloc();
            self.u.asm.mov(t, s);
            t
        };
        let end = self.u.asm.label();
        for (i, case) in cases.iter().enumerate() {
            let last = i + 1 == cases.len();
            if !last && case.guard.is_none() {
                self.check_irrefutable(&case.pattern)?;
            }
            let next = self.u.asm.label();
            let floor = self.u.asm.top;
            let mut captures = Captures { names: Vec::new(), fail: next, floor };
            self.at(case.pattern.span);
            self.pattern(&case.pattern, subject_reg, &mut captures)?;
            for (name, reg) in std::mem::take(&mut captures.names) {
                self.at(case.pattern.span);
                self.store_name(name, Opnd::temp(reg));
            }
            self.u.asm.top = floor;
            if let Some(guard) = &case.guard {
                self.cond_jump(guard, next, false)?;
            }
            self.u.asm.clear(subject_reg);
            self.block(&case.body)?;
            self.u.asm.span = super::emit::NOWHERE;
            self.u.asm.jump(end);
            self.u.asm.bind(next);
        }
        self.u.asm.clear(subject_reg);
        self.u.asm.bind(end);
        self.u.asm.top = mark;
        Ok(())
    }

    fn check_irrefutable(&mut self, p: &Pattern) -> Res<()> {
        match &p.kind {
            PatternKind::MatchAs { pattern: None, name: Some(n) } => {
                let text = self.text(n.name);
                self.error(format!("name capture '{text}' makes remaining patterns unreachable"), p.span)
            }
            PatternKind::MatchAs { pattern: None, name: None } => {
                self.error("wildcard makes remaining patterns unreachable", p.span)
            }
            PatternKind::MatchAs { pattern: Some(inner), .. } => self.check_irrefutable(inner),
            PatternKind::MatchOr { patterns } => match patterns.last() {
                Some(last) => self.check_irrefutable(last),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Jumps to the failure label if the condition in `t` is false, dropping what is live above the floor.
    fn fail_unless(&mut self, t: Opnd, c: &Captures, live: &[Reg]) {
        self.fail_branch(Op::JumpIfFalse, Op::JumpIfTrue, t, c, live);
    }

    fn fail_branch(&mut self, when: Op, unless: Op, t: Opnd, c: &Captures, live: &[Reg]) {
        if live.is_empty() && c.names.iter().all(|n| n.1.index() < c.floor) {
            self.u.asm.branch(when, t, c.fail);
            return;
        }
        let go_on = self.u.asm.label();
        self.u.asm.branch(unless, t, go_on);
        self.fail(c, live);
        self.u.asm.bind(go_on);
    }

    fn fail(&mut self, c: &Captures, live: &[Reg]) {
        for &reg in live {
            self.u.asm.clear(reg);
        }
        for &(_, reg) in c.names.iter().filter(|n| n.1.index() >= c.floor) {
            self.u.asm.clear(reg);
        }
        self.u.asm.jump(c.fail);
    }

    /// Matches `subject`, which is only looked at. Captures stay in temporaries: on return the top is above them.
    fn pattern(&mut self, p: &'a Pattern, subject: Reg, c: &mut Captures) -> Res<()> {
        self.pattern_live(p, subject, c, &[])
    }

    fn pattern_live(&mut self, p: &'a Pattern, subject: Reg, c: &mut Captures, live: &[Reg]) -> Res<()> {
        stacker::maybe_grow(64 * 1024, 2 * 1024 * 1024, || self.pattern_inner(p, subject, c, live))
    }

    /// `live` are the temporaries above the floor that have to be cleared on failure, besides the captures.
    fn pattern_inner(&mut self, p: &'a Pattern, subject: Reg, c: &mut Captures, live: &[Reg]) -> Res<()> {
        self.at(p.span);
        let mark = self.u.asm.top;
        match &p.kind {
            PatternKind::MatchValue { value } => {
                let plain = matches!(
                    value.kind,
                    ExprKind::Constant { .. }
                        | ExprKind::Attribute { .. }
                        | ExprKind::UnaryOp { .. }
                        | ExprKind::BinOp { .. }
                );
                if !plain {
                    return self.error("patterns may only match literals and attribute lookups", p.span);
                }
                let v = self.expr(value, None)?;
                let t = self.target(mark, None);
                self.at(p.span);
                self.u.asm.binary(Op::Eq, 0, t, Opnd::look(subject), v);
                self.u.asm.top = mark;
                self.fail_unless(Opnd::temp(t), c, live);
            }
            PatternKind::MatchSingleton { value } => {
                let t = self.u.asm.alloc();
                self.load_const(fold::constant(value), t);
                self.u.asm.binary(Op::Is, 0, t, Opnd::look(subject), Opnd::temp(t));
                self.u.asm.top = mark;
                self.fail_unless(Opnd::temp(t), c, live);
            }
            PatternKind::MatchAs { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.pattern_live(pattern, subject, c, live)?;
                }
                if let Some(name) = name {
                    self.capture(*name, p.span, Opnd::look(subject), c)?;
                }
            }
            PatternKind::MatchStar { .. } => {}
            PatternKind::MatchOr { patterns } => self.or_pattern(p, patterns, subject, c, live)?,
            PatternKind::MatchSequence { patterns } => self.sequence_pattern(p, patterns, subject, c, live)?,
            PatternKind::MatchMapping { keys, patterns, rest } => {
                self.mapping_pattern(p, keys, patterns, *rest, subject, c, live)?;
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.class_pattern(p, cls, patterns, kwd_attrs, kwd_patterns, subject, c, live)?;
            }
        }
        Ok(())
    }

    fn capture(&mut self, name: Ident, span: Span, value: Opnd, c: &mut Captures) -> Res<()> {
        if c.names.iter().any(|n| n.0 == name.name) {
            let message = format!("multiple assignments to name '{}' in pattern", self.text(name.name));
            return self.error(message, span);
        }
        let reg = self.u.asm.alloc();
        self.u.asm.mov(reg, value);
        c.names.push((name.name, reg));
        Ok(())
    }

    /// Matches the items of a window one after the other; each is dead once matched.
    fn sub_patterns(&mut self, list: &[(&'a Pattern, Reg)], c: &mut Captures, live: &[Reg]) -> Res<()> {
        let mut live = live.to_vec();
        let outer = live.len();
        live.extend(list.iter().map(|l| l.1));
        for &(p, reg) in list {
            self.pattern_live(p, reg, c, &live)?;
            self.u.asm.clear(reg);
            live.remove(outer);
        }
        Ok(())
    }

    fn sequence_pattern(
        &mut self,
        p: &'a Pattern,
        patterns: &'a [Pattern],
        subject: Reg,
        c: &mut Captures,
        live: &[Reg],
    ) -> Res<()> {
        let stars: Vec<usize> =
            (0..patterns.len()).filter(|&i| matches!(patterns[i].kind, PatternKind::MatchStar { .. })).collect();
        if stars.len() > 1 {
            return self.error("multiple starred names in sequence pattern", p.span);
        }
        let star = stars.first().copied();
        let t = self.u.asm.alloc();
        self.u.asm.top -= 1;
        self.u.asm.unary(Op::MatchSequence, t, Opnd::look(subject));
        self.fail_unless(Opnd::temp(t), c, live);
        let n = patterns.len() as i64;
        let wild = |p: &Pattern| {
            matches!(p.kind, PatternKind::MatchAs { pattern: None, name: None } | PatternKind::MatchStar { name: None })
        };
        if star.is_none() || n > 1 {
            let length = t;
            self.u.asm.unary(Op::GetLen, length, Opnd::look(subject));
            let wanted = self.u.asm.alloc().plus(1);
            self.u.asm.reserve(1);
            self.u.asm.top -= 1;
            let (op, count) = if star.is_none() { (Op::Eq, n) } else { (Op::Ge, n - 1) };
            self.load_const(Const::Int(count), wanted);
            self.u.asm.binary(op, 0, length, Opnd::temp(length), Opnd::temp(wanted));
            self.fail_unless(Opnd::temp(length), c, live);
        }
        if patterns.iter().all(wild) {
            return Ok(());
        }
        // `[first, *_, last]`: items by index, without copying the middle.
        if let Some(s) = star
            && wild(&patterns[s])
        {
            for (i, q) in patterns.iter().enumerate() {
                if i == s || wild(q) {
                    continue;
                }
                let item = self.u.asm.alloc();
                let index = self.u.asm.alloc();
                self.at(p.span);
                if i < s {
                    self.load_const(Const::Int(i as i64), index);
                } else {
                    self.u.asm.unary(Op::GetLen, index, Opnd::look(subject));
                    let back = (patterns.len() - i) as i64;
                    let b = self.u.asm.alloc();
                    self.load_const(Const::Int(back), b);
                    self.u.asm.binary(Op::Sub, 0, index, Opnd::temp(index), Opnd::temp(b));
                }
                self.u.asm.binary(Op::GetItem, 0, item, Opnd::look(subject), Opnd::temp(index));
                self.u.asm.top = item.index() + 1;
                self.sub_patterns(&[(q, item)], c, live)?;
            }
            return Ok(());
        }
        let w = self.u.asm.alloc_many(patterns.len() as u32);
        self.at(p.span);
        match star {
            Some(s) => self.unpack_ex(w, Opnd::look(subject), s as u32, (patterns.len() - s - 1) as u32),
            None => self.u.asm.unary_n(Op::UnpackSequence, w, Opnd::look(subject), patterns.len() as u32),
        }
        let mut live_now = live.to_vec();
        let outer = live_now.len();
        live_now.extend((0..patterns.len()).map(|i| w.plus(i as u32)));
        for (i, q) in patterns.iter().enumerate() {
            let reg = w.plus(i as u32);
            match &q.kind {
                PatternKind::MatchStar { name: Some(name) } => {
                    self.capture(*name, q.span, Opnd::look(reg), c)?;
                }
                _ => self.pattern_live(q, reg, c, &live_now)?,
            }
            self.u.asm.clear(reg);
            live_now.remove(outer);
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments)]
    fn mapping_pattern(
        &mut self,
        p: &'a Pattern,
        keys: &'a [Expr],
        patterns: &'a [Pattern],
        rest: Option<Ident>,
        subject: Reg,
        c: &mut Captures,
        live: &[Reg],
    ) -> Res<()> {
        let t = self.u.asm.alloc();
        self.u.asm.top -= 1;
        self.u.asm.unary(Op::MatchMapping, t, Opnd::look(subject));
        self.fail_unless(Opnd::temp(t), c, live);
        let n = keys.len();
        if n == 0 && rest.is_none() {
            return Ok(());
        }
        let mut seen: Vec<Vec<u8>> = Vec::new();
        for key in keys {
            if matches!(key.kind, ExprKind::JoinedStr { .. } | ExprKind::TemplateStr { .. }) {
                let message = "mapping pattern keys may only match literals and attribute lookups";
                return self.error(message, p.span);
            }
            let value = fold::fold(key, self.optimize);
            let shown = match &value {
                Some(Const::Int(i)) => Some(i.to_string()),
                _ => None,
            };
            // Keys that are equal are duplicates, whatever their types.
            if let Some(k) = value.map(as_number).and_then(|v| v.key()) {
                if seen.contains(&k) {
                    let text = shown.unwrap_or_else(|| super::unparse::unparse(key, &self.names));
                    return self.error(format!("mapping pattern checks duplicate key ({text})"), p.span);
                }
                seen.push(k);
            }
        }
        if n > 0 {
            self.u.asm.unary(Op::GetLen, t, Opnd::look(subject));
            self.u.asm.reserve(2);
            self.load_const(Const::Int(n as i64), t.plus(1));
            self.u.asm.binary(Op::Ge, 0, t, Opnd::temp(t), Opnd::temp(t.plus(1)));
            self.fail_unless(Opnd::temp(t), c, live);
        }
        let key_tuple = self.u.asm.alloc();
        let start = self.u.asm.top;
        for key in keys {
            self.expr_push(key)?;
        }
        self.u.asm.top = start;
        self.at(p.span);
        self.u.asm.raw(Op::BuildTuple, 0, key_tuple.0, Reg::temp(start).0, n as u32, 0);
        let mut live = live.to_vec();
        live.push(key_tuple);
        if n > 0 {
            let values = self.u.asm.alloc();
            self.u.asm.binary(Op::MatchKeys, 0, values, Opnd::look(subject), Opnd::look(key_tuple));
            live.push(values);
            self.fail_branch(Op::JumpIfNone, Op::JumpIfNotNone, Opnd::look(values), c, &live);
            let w = self.u.asm.alloc_many(n as u32);
            self.u.asm.unary_n(Op::UnpackSequence, w, Opnd::temp(values), n as u32);
            live.pop();
            let list: Vec<(&Pattern, Reg)> = patterns.iter().enumerate().map(|(i, q)| (q, w.plus(i as u32))).collect();
            self.sub_patterns(&list, c, &live)?;
        }
        if let Some(rest) = rest {
            let t = self.u.asm.alloc();
            self.at(p.span);
            self.u.asm.binary(Op::MatchRest, 0, t, Opnd::look(subject), Opnd::look(key_tuple));
            self.capture(rest, p.span, Opnd::temp(t), c)?;
        }
        self.u.asm.clear(key_tuple);
        Ok(())
    }

    #[allow(clippy::too_many_arguments)]
    fn class_pattern(
        &mut self,
        p: &'a Pattern,
        cls: &'a Expr,
        patterns: &'a [Pattern],
        kwd_attrs: &'a [Ident],
        kwd_patterns: &'a [Pattern],
        subject: Reg,
        c: &mut Captures,
        live: &[Reg],
    ) -> Res<()> {
        for (i, attr) in kwd_attrs.iter().enumerate() {
            if let Some(again) = kwd_attrs.iter().enumerate().skip(i + 1).find(|(_, a)| a.name == attr.name) {
                let message = format!("attribute name repeated in class pattern: {}", self.text(attr.name));
                let span = kwd_patterns.get(again.0).map_or(again.1.span, |q| q.span);
                return self.error(message, span);
            }
        }
        let values = self.u.asm.alloc();
        let w = self.expr_push(cls)?;
        let names = self.u.asm.alloc();
        let list = kwd_attrs.iter().map(|a| Const::str(self.names.resolve(a.name))).collect();
        self.load_const(Const::Tuple(list), names);
        self.at(p.span);
        self.u.asm.raw(Op::MatchClass, 0, values.0, subject.0, w.0, patterns.len() as u32);
        self.u.asm.top = values.index() + 1;
        let mut live = live.to_vec();
        live.push(values);
        self.fail_branch(Op::JumpIfNone, Op::JumpIfNotNone, Opnd::look(values), c, &live);
        live.pop();
        let n = (patterns.len() + kwd_patterns.len()) as u32;
        let w = self.u.asm.alloc_many(n);
        self.u.asm.unary_n(Op::UnpackSequence, w, Opnd::temp(values), n);
        let list: Vec<(&Pattern, Reg)> =
            patterns.iter().chain(kwd_patterns).enumerate().map(|(i, q)| (q, w.plus(i as u32))).collect();
        self.sub_patterns(&list, c, &live)
    }

    fn or_pattern(
        &mut self,
        p: &'a Pattern,
        patterns: &'a [Pattern],
        subject: Reg,
        c: &mut Captures,
        live: &[Reg],
    ) -> Res<()> {
        for q in patterns.iter().take(patterns.len().saturating_sub(1)) {
            self.check_irrefutable(q)?;
        }
        let matched = self.u.asm.label();
        // All alternatives leave their captures in the same registers, in the first one's order.
        let before = c.names.len();
        let mut order: Option<Vec<Symbol>> = None;
        let slots = self.u.asm.top;
        let mut count = 0;
        for (i, q) in patterns.iter().enumerate() {
            let last = i + 1 == patterns.len();
            let next = self.u.asm.label();
            if i > 0 {
                self.u.asm.top = slots + count;
            }
            // The number of captures is needed before the first alternative is compiled.
            if i == 0 {
                count = bound_names(q).len() as u32;
                self.u.asm.alloc_many(count);
            }
            let floor = self.u.asm.top;
            let mut inner = Captures { names: c.names.clone(), fail: next, floor };
            self.pattern_live(q, subject, &mut inner, &[])?;
            let new: Vec<(Symbol, Reg)> = inner.names.split_off(before);
            let wanted = order.get_or_insert_with(|| new.iter().map(|n| n.0).collect());
            if wanted.len() != new.len() || !new.iter().all(|n| wanted.contains(&n.0)) {
                return self.error("alternative patterns bind different names", p.span);
            }
            for (k, name) in wanted.iter().enumerate() {
                if let Some(&(_, reg)) = new.iter().find(|n| n.0 == *name) {
                    self.u.asm.mov(Reg::temp(slots + k as u32), Opnd::temp(reg));
                }
            }
            self.u.asm.jump(matched);
            self.u.asm.bind(next);
            if last {
                self.fail(c, live);
            }
        }
        self.u.asm.bind(matched);
        self.u.asm.top = slots + count;
        for (k, name) in order.unwrap_or_default().into_iter().enumerate() {
            c.names.push((name, Reg::temp(slots + k as u32)));
        }
        Ok(())
    }
}

/// The names that a pattern binds.
fn bound_names(p: &Pattern) -> Vec<Symbol> {
    let mut out = Vec::new();
    let mut work = vec![p];
    while let Some(p) = work.pop() {
        match &p.kind {
            PatternKind::MatchAs { pattern, name } => {
                out.extend(name.map(|n| n.name));
                work.extend(pattern.as_deref());
            }
            PatternKind::MatchStar { name } => out.extend(name.map(|n| n.name)),
            PatternKind::MatchSequence { patterns } => work.extend(patterns),
            // Its alternatives bind the same names.
            PatternKind::MatchOr { patterns } => work.extend(patterns.first()),
            PatternKind::MatchMapping { patterns, rest, .. } => {
                out.extend(rest.map(|n| n.name));
                work.extend(patterns);
            }
            PatternKind::MatchClass { patterns, kwd_patterns, .. } => {
                work.extend(patterns);
                work.extend(kwd_patterns);
            }
            PatternKind::MatchValue { .. } | PatternKind::MatchSingleton { .. } => {}
        }
    }
    out
}

/// A number in the form that all numbers equal to it have; other constants as they are.
fn as_number(value: Const) -> Const {
    match value {
        Const::True => Const::Int(1),
        Const::False => Const::Int(0),
        Const::Complex(re, 0.0) => as_number(Const::Float(re)),
        Const::Float(f) if f.fract() == 0.0 && f.abs() < 9.0e18 => Const::Int(f as i64),
        value => value,
    }
}
