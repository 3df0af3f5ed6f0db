//! Function definitions and lambdas: code, defaults, closures.

use super::emit::{Opnd, Reg};
use super::{Compiler, Const, Res};
use crate::bytecode::Op;
use crate::bytecode::code_flag;
use crate::scope::{NodeRole, ScopeId, ScopeKind};
use crate::source::Span;
use crate::syntax::ast::*;

/// `SetFunctionAttr`'s numbers.
pub(super) mod attr {
    pub const DEFAULTS: u32 = 1;
    pub const KWDEFAULTS: u32 = 2;
    pub const ANNOTATE: u32 = 3;
    pub const CLOSURE: u32 = 4;
    pub const TYPE_PARAMS: u32 = 5;
}

impl<'a> Compiler<'a> {
    /// Ends the nested block and makes its function in `dst`, with closure.
    pub(super) fn close_function(&mut self, dst: Reg) -> Res<()> {
        let span = self.u.asm.span;
        let frees: Vec<Symbol> = self.u.frees.keys().copied().collect();
        let code = self.leave()?;
        self.at(span);
        let index = self.constant(Const::Code(Box::new(code)));
        self.u.asm.raw(Op::MakeFunction, 0, dst.0, index, 0, 0);
        if frees.is_empty() {
            return Ok(());
        }
        let w = self.u.asm.alloc_many(frees.len() as u32);
        for (i, name) in frees.iter().enumerate() {
            self.load_cell(*name, w.plus(i as u32))?;
        }
        self.u.asm.raw(Op::BuildTuple, 0, w.0, w.0, frees.len() as u32, 0);
        self.u.asm.two(Op::SetFunctionAttr, Opnd::look(dst), Opnd::temp(w), attr::CLOSURE);
        self.u.asm.top = w.index();
        Ok(())
    }

    pub(super) fn set_attr(&mut self, function: Reg, value: Option<Reg>, number: u32) {
        if let Some(value) = value {
            self.u.asm.two(Op::SetFunctionAttr, Opnd::look(function), Opnd::temp(value), number);
        }
    }

    /// Default values into new temporaries: a tuple, and a dict of those of keyword-only parameters.
    fn defaults(&mut self, args: &'a Arguments, span: Span) -> Res<(Option<Reg>, Option<Reg>)> {
        let mut positional = None;
        if let [first, ..] = &args.defaults[..] {
            self.first_constant(first);
            let dst = self.u.asm.alloc();
            match super::fold::fold_all(&args.defaults, self.optimize) {
                Some(items) => self.load_const(Const::Tuple(items), dst),
                None => {
                    self.tuple(span, &args.defaults, Some(dst))?;
                }
            }
            positional = Some(dst);
        }
        let mut keyword = None;
        if args.kw_defaults.iter().any(Option::is_some) {
            let w = self.u.asm.top;
            let mut n = 0;
            for (a, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
                if let Some(default) = default {
                    let key = self.u.asm.alloc();
                    let name = self.mangled(a.arg);
                    let name = self.text(name);
                    self.load_str(&name, key);
                    self.expr_push(default)?;
                    n += 1;
                }
            }
            self.u.asm.top = w;
            let dst = self.u.asm.alloc();
            self.at(span);
            self.u.asm.raw(Op::BuildMap, 0, dst.0, dst.0, n, 0);
            keyword = Some(dst);
        }
        Ok((positional, keyword))
    }

    fn set_parameters(&mut self, args: &Arguments) {
        self.u.argcount = (args.posonlyargs.len() + args.args.len()) as u32;
        self.u.posonlyargcount = args.posonlyargs.len() as u32;
        self.u.kwonlyargcount = args.kwonlyargs.len() as u32;
        if args.vararg.is_some() {
            self.u.flags |= code_flag::VARARGS;
        }
        if args.kwarg.is_some() {
            self.u.flags |= code_flag::VARKEYWORDS;
        }
    }

    /// Where a decorated definition starts, for `co_firstlineno`.
    pub(super) fn first_span(decorators: &[Expr], span: Span) -> Span {
        decorators.first().map_or(span, |d| d.span)
    }

    /// Evaluates decorators into windows; the decorated object then goes to the returned window's first argument.
    pub(super) fn decorators(&mut self, list: &'a [Expr]) -> Res<Vec<(Reg, Span)>> {
        let mut windows = Vec::with_capacity(list.len());
        for d in list {
            let w = self.u.asm.alloc_many(4);
            self.expr(d, Some(w))?;
            windows.push((w, d.span));
        }
        Ok(windows)
    }

    /// Applies decorators to the object in `value`, the temporary above the last window.
    pub(super) fn decorate(&mut self, windows: Vec<(Reg, Span)>, value: Reg) -> Reg {
        let mut value = value;
        for (i, &(w, span)) in windows.iter().enumerate().rev() {
            self.u.asm.mov(w.plus(4), Opnd::temp(value));
            let to = if i > 0 { windows[i - 1].0.plus(4) } else { w };
            self.at(span);
            self.u.asm.raw(Op::Call, 0, w.0, 1, to.0, 0);
            value = to;
        }
        value
    }

    pub(super) fn function_def(&mut self, def: &'a FunctionDef) -> Res<()> {
        let span = self.u.asm.span;
        let mark = self.u.asm.top;
        let windows = self.decorators(&def.decorator_list)?;
        let first = Self::first_span(&def.decorator_list, span);
        self.at(span);
        let f = if def.type_params.is_empty() {
            self.make_def(def, span, first)?
        } else {
            self.generic_def(def, span, first)?
        };
        let value = self.decorate(windows, f);
        self.at(span);
        self.store_name(def.name.name, Opnd::temp(value));
        self.u.asm.top = mark;
        Ok(())
    }

    /// Makes the function of a `def` in the next temporary.
    fn make_def(&mut self, def: &'a FunctionDef, span: Span, first: Span) -> Res<Reg> {
        let mark = self.u.asm.top;
        let (defaults, kwdefaults) = self.defaults(&def.args, span)?;
        let f = self.make_def_with(def, span, first, defaults, kwdefaults)?;
        Ok(self.move_result(mark, f, None).reg)
    }

    /// As `make_def`, the defaults being there.
    fn make_def_with(
        &mut self,
        def: &'a FunctionDef,
        span: Span,
        first: Span,
        defaults: Option<Reg>,
        kwdefaults: Option<Reg>,
    ) -> Res<Reg> {
        let annotate = self.function_annotate(def, span)?;
        let f = self.u.asm.alloc();
        let Some(id) = self.scopes.of(def, NodeRole::Function) else {
            return self.error("function without scope", span);
        };
        let qualname = self.qualname(def.name.name);
        let name = self.text(def.name.name);
        self.enter(id, &name, qualname, first);
        self.at(span);
        self.set_parameters(&def.args);
        self.function_flags(id, def.is_async);
        let body = self.docstring(&def.body, false)?;
        self.body(body)?;
        self.u.asm.span = def.body.last().map_or(span, |s| s.span);
        self.return_none();
        self.u.asm.span = span;
        self.close_function(f)?;
        self.set_attr(f, annotate, attr::ANNOTATE);
        self.set_attr(f, kwdefaults, attr::KWDEFAULTS);
        self.set_attr(f, defaults, attr::DEFAULTS);
        Ok(f)
    }

    fn function_flags(&mut self, id: ScopeId, is_async: bool) {
        let generator = self.scopes[id].has_yield;
        self.u.flags |= match (is_async, generator) {
            (true, true) => code_flag::ASYNC_GENERATOR,
            (true, false) => code_flag::COROUTINE,
            (false, true) => code_flag::GENERATOR,
            (false, false) => 0,
        };
    }

    /// `def f[T](…)`: a function of the type parameters' scope, called with the defaults.
    fn generic_def(&mut self, def: &'a FunctionDef, span: Span, first: Span) -> Res<Reg> {
        let w = self.u.asm.alloc_many(4);
        let (defaults, kwdefaults) = self.defaults(&def.args, span)?;
        let known = self.scopes.known;
        let n = defaults.is_some() as u32 + kwdefaults.is_some() as u32;
        self.enter_generic(def, def.name.name, first, n)?;
        self.at(span);
        let params = self.u.asm.alloc();
        self.type_params(&def.type_params, params)?;
        let load = |c: &mut Self, there: bool, name: Symbol| {
            there.then(|| {
                let t = c.u.asm.alloc();
                c.at(span);
                let place = c.place(name);
                c.load_place(name, place, Some(t));
                t
            })
        };
        let d = load(self, defaults.is_some(), known.defaults);
        let k = load(self, kwdefaults.is_some(), known.kwdefaults);
        let f = self.make_def_with(def, span, first, d, k)?;
        self.set_attr(f, Some(params), attr::TYPE_PARAMS);
        self.u.asm.one(Op::Return, Opnd::temp(f), 0, 0);
        self.close_function(w)?;
        self.u.asm.raw(Op::Call, 0, w.0, n, w.0, 0);
        self.u.asm.top = w.index() + 1;
        Ok(w)
    }

    /// Starts the code block of type parameters.
    pub(super) fn enter_generic<T>(&mut self, node: &T, name: Symbol, span: Span, argcount: u32) -> Res<()> {
        let Some(id) = self.scopes.of(node, NodeRole::TypeParams) else {
            return self.error("type parameters without scope", span);
        };
        let text = format!("<generic parameters of {}>", self.text(name));
        let symbol = self.intern(&text);
        let qualname = self.qualname(symbol);
        self.enter(id, &text, qualname, span);
        self.u.argcount = argcount;
        Ok(())
    }

    pub(super) fn lambda(&mut self, e: &'a Expr, lambda: &'a Lambda, dst: Option<Reg>) -> Res<Opnd> {
        let mark = self.u.asm.top;
        let (defaults, kwdefaults) = self.defaults(&lambda.args, e.span)?;
        let f = match dst {
            Some(dst) if defaults.is_none() && kwdefaults.is_none() => dst,
            _ => self.u.asm.alloc(),
        };
        let Some(id) = self.scopes.of(lambda, NodeRole::Lambda) else {
            return self.error("lambda without scope", e.span);
        };
        let name = self.scopes.known.lambda;
        let qualname = self.qualname(name);
        self.enter(id, "<lambda>", qualname, e.span);
        self.set_parameters(&lambda.args);
        self.function_flags(id, false);
        let v = self.expr(&lambda.body, None)?;
        self.at(lambda.body.span);
        if self.u.flags & code_flag::GENERATOR != 0 {
            // The value of a generator's lambda body is what it returns.
            self.u.asm.one(Op::Return, v, 0, 0);
        } else {
            self.u.asm.one(Op::Return, v, 0, 0);
        }
        self.at(e.span);
        self.close_function(f)?;
        self.set_attr(f, kwdefaults, attr::KWDEFAULTS);
        self.set_attr(f, defaults, attr::DEFAULTS);
        if dst == Some(f) {
            self.u.asm.top = mark;
            return Ok(self.result(f));
        }
        Ok(self.move_result(mark, f, dst))
    }

    /// Takes the docstring off a body. In module and class code it is stored as `__doc__`.
    pub(super) fn docstring(&mut self, body: &'a [Stmt], store: bool) -> Res<&'a [Stmt]> {
        let Some((first, rest)) = body.split_first() else { return Ok(body) };
        let StmtKind::Expr { value } = &first.kind else { return Ok(body) };
        let ExprKind::Constant { value: Constant::Str(text), .. } = &value.kind else { return Ok(body) };
        if store && self.mode == super::Mode::Single && self.stack.is_empty() {
            return Ok(body);
        }
        if self.optimize >= 2 {
            return Ok(rest);
        }
        let text: Box<[u8]> = clean_doc(text).into();
        if store {
            let t = self.u.asm.alloc();
            self.at(value.span);
            self.load_const(Const::Str(text), t);
            let name = self.intern("__doc__");
            self.store_name(name, Opnd::temp(t));
            self.u.asm.top -= 1;
        } else {
            self.u.docstring = Some(text);
            self.u.flags |= code_flag::HAS_DOCSTRING;
        }
        Ok(rest)
    }

    pub(super) fn check_yield(&mut self, span: Span, from: bool) -> Res<()> {
        if !self.u.kind.is_function_like() {
            let message = if from { "'yield from' outside function" } else { "'yield' outside function" };
            return self.error(message, span);
        }
        if from && self.u.flags & (code_flag::COROUTINE | code_flag::ASYNC_GENERATOR) != 0 {
            return self.error("'yield from' inside async function", span);
        }
        Ok(())
    }

    pub(super) fn check_await(&mut self, span: Span) -> Res<()> {
        if self.u.kind == ScopeKind::Module && self.u.flags & code_flag::COROUTINE != 0 {
            return Ok(());
        }
        if !self.u.kind.is_function_like() {
            return self.error("'await' outside function", span);
        }
        let is_async = self.u.flags & (code_flag::COROUTINE | code_flag::ASYNC_GENERATOR) != 0;
        if !is_async && !self.u.kind.is_comprehension() {
            return self.error("'await' outside async function", span);
        }
        Ok(())
    }
}

/// Removes the common indentation of a docstring's lines after the first, and trailing blank ones' margins,
/// as CPython's compiler does since 3.13.
fn clean_doc(text: &[u8]) -> Vec<u8> {
    let first_text = text.iter().position(|&b| b != b' ' && b != b'\t').unwrap_or(text.len());
    if first_text == 0 && !text.contains(&b'\n') {
        return text.to_vec();
    }
    let expanded = expand_tabs(text);
    let mut lines = expanded.split(|&b| b == b'\n');
    let first = lines.next().unwrap_or(&[]);
    let rest: Vec<&[u8]> = lines.collect();
    let indent = |line: &[u8]| line.iter().take_while(|&&b| b == b' ').count();
    let margin = rest.iter().filter(|l| indent(l) < l.len()).map(|l| indent(l)).min().unwrap_or(usize::MAX);
    let mut out = first[indent(first)..].to_vec();
    for line in rest {
        out.push(b'\n');
        if margin == usize::MAX {
            // Only blank lines follow: their spaces go.
            out.extend(&line[indent(line)..]);
        } else {
            out.extend(&line[margin.min(indent(line))..]);
        }
    }
    out
}

/// Tabs become spaces up to the next multiple of eight.
fn expand_tabs(text: &[u8]) -> Vec<u8> {
    if !text.contains(&b'\t') {
        return text.to_vec();
    }
    let mut out = Vec::with_capacity(text.len());
    let mut column = 0;
    for &b in text {
        match b {
            b'\t' => {
                let n = 8 - column % 8;
                out.extend(std::iter::repeat_n(b' ', n));
                column += n;
            }
            b'\n' | b'\r' => {
                out.push(b);
                column = 0;
            }
            _ => {
                out.push(b);
                // Continuation bytes take no column.
                column += (b & 0xC0 != 0x80) as usize;
            }
        }
    }
    out
}
