//! Calls: windows, method calls, keywords, `*` and `**`, `super()`.

use super::emit::{Opnd, Reg};
use super::{Compiler, Const, Res};
use crate::bytecode::{FLAG, FLAG2, Op};
use crate::scope::Resolution;
use crate::source::Span;
use crate::syntax::ast::*;

/// Arguments that a window may hold; more are passed as a sequence.
const MAX_ARGS: usize = 250;

impl<'a> Compiler<'a> {
    pub(super) fn call(
        &mut self,
        e: &'a Expr,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        dst: Option<Reg>,
    ) -> Res<Opnd> {
        let mark = self.u.asm.top;
        self.warn_call(func);
        let w = self.u.asm.alloc_many(4);
        let plain = plain_arguments(args, keywords);
        let mut span = e.span;
        let mut method = false;
        match &func.kind {
            ExprKind::Attribute { value, attr, .. } if plain => {
                method = true;
                if !self.super_method(value, *attr, func.span, w)? {
                    self.u.asm.top = mark;
                    let object = self.expr(value, None)?;
                    self.u.asm.top = mark + 4;
                    self.at(self.attribute_span(value.span, func.span, *attr));
                    let name = self.mangled(attr.name);
                    let n = self.name_index(name);
                    self.u.asm.unary_n(Op::LoadMethod, w, object, n);
                }
                if self.attribute_span(value.span, func.span, *attr) != func.span {
                    span = Span::new(attr.span.start, e.span.end);
                }
            }
            _ => {
                self.expr(func, Some(w))?;
            }
        }
        self.arguments(w, args, keywords, method, span)?;
        let dst = self.target(mark, dst);
        self.finish_call(w, args, keywords, method, span, dst);
        Ok(self.result(dst))
    }

    /// Evaluates arguments into the window whose callable is there. The call itself is `finish_call`.
    pub(super) fn arguments(
        &mut self,
        w: Reg,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        _method: bool,
        span: Span,
    ) -> Res<()> {
        self.check_keywords(keywords)?;
        if plain_arguments(args, keywords) {
            for a in args {
                self.expr_push(a)?;
            }
            for k in keywords {
                self.expr_push(&k.value)?;
            }
            return Ok(());
        }
        let sequence = self.u.asm.alloc();
        match args {
            // CPython checks a lone `*x` at the call, with another message.
            [Expr { kind: ExprKind::Starred { value, .. }, .. }] => {
                self.expr(value, Some(sequence))?;
            }
            [] => self.load_const(Const::Tuple(Vec::new()), sequence),
            _ => {
                self.build_sequence(span, args, true, Some(sequence))?;
            }
        }
        if keywords.is_empty() {
            return Ok(());
        }
        let dict = self.u.asm.alloc();
        self.keyword_dict(w, dict, keywords, span)
    }

    /// Builds the dict of the keywords of a call to the callable in `w`.
    pub(super) fn keyword_dict(&mut self, w: Reg, dict: Reg, keywords: &'a [Keyword], span: Span) -> Res<()> {
        self.at(span);
        self.u.asm.raw(Op::BuildMap, 0, dict.0, dict.0, 0, 0);
        for k in keywords {
            let inner = self.u.asm.top;
            match k.arg {
                Some(arg) => {
                    let key = self.u.asm.alloc();
                    let name = self.mangled_keyword(arg.name);
                    self.load_str(&name, key);
                    self.expr_push(&k.value)?;
                    self.at(span);
                    // Merged, not stored: a name given twice is an error here too.
                    self.u.asm.raw(Op::BuildMap, 0, key.0, key.0, 1, 0);
                    self.u.asm.three(Op::DictMerge, Opnd::look(dict), Opnd::temp(key), Opnd::look(w));
                }
                None => {
                    let v = self.expr(&k.value, None)?;
                    self.at(span);
                    self.u.asm.three(Op::DictMerge, Opnd::look(dict), v, Opnd::look(w));
                }
            }
            self.u.asm.top = inner;
        }
        Ok(())
    }

    fn mangled_keyword(&mut self, name: Symbol) -> String {
        let name = self.mangled(name);
        self.text(name)
    }

    fn check_keywords(&mut self, keywords: &[Keyword]) -> Res<()> {
        for (i, k) in keywords.iter().enumerate() {
            let Some(arg) = k.arg else { continue };
            let again = keywords.iter().skip(i + 1).find(|other| other.arg.is_some_and(|o| o.name == arg.name));
            if let Some(again) = again {
                let message = format!("keyword argument repeated: {}", self.text(arg.name));
                return self.error(message, again.span);
            }
        }
        Ok(())
    }

    pub(super) fn finish_call(
        &mut self,
        w: Reg,
        args: &[Expr],
        keywords: &[Keyword],
        method: bool,
        span: Span,
        dst: Reg,
    ) {
        self.finish_call_n(w, 0, args, keywords, method, span, dst);
    }

    /// As `finish_call`, with `extra` arguments in the window before those of the source.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn finish_call_n(
        &mut self,
        w: Reg,
        extra: u32,
        args: &[Expr],
        keywords: &[Keyword],
        method: bool,
        span: Span,
        dst: Reg,
    ) {
        if !plain_arguments(args, keywords) {
            self.at(span);
            let has_dict = !keywords.is_empty() as u32;
            self.u.asm.raw(Op::CallEx, FLAG, w.0, has_dict, dst.0, 0);
            return;
        }
        let n = extra + (args.len() + keywords.len()) as u32;
        if keywords.is_empty() {
            self.at(span);
            let op = if method { Op::CallMethod } else { Op::Call };
            self.u.asm.raw(op, 0, w.0, n, dst.0, 0);
            return;
        }
        let mut names = Vec::with_capacity(keywords.len());
        for k in keywords {
            if let Some(arg) = k.arg {
                names.push(Const::str(&self.mangled_keyword(arg.name)));
            }
        }
        let names = self.constant(Const::Tuple(names));
        self.at(span);
        self.u.asm.raw(Op::CallKw, if method { 0 } else { FLAG }, w.0, n, dst.0, names);
    }

    /// Whether `super` in this place is the builtin, as far as can be known.
    fn super_call(&mut self, value: &'a Expr) -> Option<&'a [Expr]> {
        let ExprKind::Call { func, args, keywords } = &value.kind else { return None };
        let ExprKind::Name { id, .. } = func.kind else { return None };
        if id != self.scopes.known.super_ || !keywords.is_empty() || !self.u.kind.is_function_like() {
            return None;
        }
        if self.place(id) != super::variable::Place::Global {
            return None;
        }
        match args.len() {
            0 => {
                let free = self.u.frees.contains_key(&self.scopes.known.class);
                let first = self.u.argcount > 0;
                (free && first).then_some(args)
            }
            2 if !args.iter().any(|a| matches!(a.kind, ExprKind::Starred { .. })) => Some(args),
            _ => None,
        }
    }

    /// Evaluates the window of `LoadSuperAttr`; gives its flags.
    fn super_window(&mut self, args: &'a [Expr], call: &'a Expr) -> Res<(Reg, u8)> {
        let w = self.u.asm.alloc();
        if let ExprKind::Call { func, .. } = &call.kind {
            self.expr(func, Some(w))?;
        }
        if args.len() == 2 {
            for a in args {
                self.expr_push(a)?;
            }
            return Ok((w, 0));
        }
        self.at(call.span);
        let class = self.u.asm.alloc();
        let class_name = self.scopes.known.class;
        let place = self.place(class_name);
        self.load_place(class_name, place, Some(class));
        let this = self.u.asm.alloc();
        let scope = &self.scopes[self.u.scope];
        if let Some(&first) = scope.params.first() {
            if scope.resolution(first) == Some(Resolution::Cell) {
                self.u.asm.unary(Op::LoadDeref, this, Opnd::look(Reg::local(0)));
            } else if self.u.asm.assigned.contains(Reg::local(0).bit()) {
                self.u.asm.mov(this, Opnd::look(Reg::local(0)));
            } else {
                self.u.asm.unary(Op::LoadFastCheck, this, Opnd::look(Reg::local(0)));
            }
        }
        Ok((w, FLAG2))
    }

    fn super_method(&mut self, value: &'a Expr, attr: Ident, span: Span, w: Reg) -> Res<bool> {
        let Some(args) = self.super_call(value) else { return Ok(false) };
        let mark = self.u.asm.top;
        let (window, flags) = self.super_window(args, value)?;
        self.at(span);
        let name = self.mangled(attr.name);
        let n = self.name_index(name);
        self.u.asm.raw(Op::LoadSuperAttr, flags | FLAG, w.0, window.0, n, 0);
        self.u.asm.top = mark;
        Ok(true)
    }

    pub(super) fn super_attr(
        &mut self,
        value: &'a Expr,
        attr: Ident,
        span: Span,
        dst: Option<Reg>,
    ) -> Res<Option<Opnd>> {
        let Some(args) = self.super_call(value) else { return Ok(None) };
        let mark = self.u.asm.top;
        let (window, flags) = self.super_window(args, value)?;
        let dst = self.target(mark, dst);
        self.at(span);
        let name = self.mangled(attr.name);
        let n = self.name_index(name);
        self.u.asm.raw(Op::LoadSuperAttr, flags, dst.0, window.0, n, 0);
        Ok(Some(self.result(dst)))
    }
}

/// Whether the arguments fit a window: no `*`, no `**`, not too many.
pub(super) fn plain_arguments(args: &[Expr], keywords: &[Keyword]) -> bool {
    args.len() + keywords.len() <= MAX_ARGS
        && keywords.iter().all(|k| k.arg.is_some())
        && !args.iter().any(|a| matches!(a.kind, ExprKind::Starred { .. }))
}
