//! Annotations (PEP 649, PEP 749): functions that evaluate them when asked for.

use super::emit::{Opnd, Reg};
use super::variable::Place;
use super::{Compiler, Const, Res, unparse};
use crate::bytecode::Op;
use crate::scope::{NodeRole, ScopeId, ScopeKind};
use crate::source::Span;
use crate::syntax::ast::*;

/// An annotation of a module or class, to be compiled into its `__annotate__` at the end of the body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deferred<'a> {
    name: Symbol,
    annotation: &'a Expr,
    /// Its number in `__conditional_annotations__`.
    condition: Option<u32>,
}

impl<'a> Compiler<'a> {
    /// What module code does before its first statement.
    pub(super) fn module_annotations_start(&mut self) -> Res<()> {
        let scope = &self.scopes[self.u.scope];
        if self.future_annotations {
            if scope.has_annotations {
                self.u.asm.raw(Op::SetupAnnotations, 0, 0, 0, 0, 0);
            }
            return Ok(());
        }
        if scope.conditional_annotations {
            let name = self.scopes.known.conditional_annotations;
            let t = self.u.asm.alloc();
            self.u.asm.raw(Op::BuildSet, 0, t.0, t.0, 0, 0);
            self.store_name(name, Opnd::temp(t));
            self.u.asm.top -= 1;
        }
        Ok(())
    }

    /// Compiles the deferred annotations into a function stored as `name`.
    pub(super) fn annotations_function(&mut self, name: &str) -> Res<()> {
        let deferred = std::mem::take(&mut self.u.annotations);
        if deferred.is_empty() {
            return Ok(());
        }
        let id = match self.u.kind {
            ScopeKind::Module => self.scopes.module_annotations(),
            _ => self.scopes.class_annotations(self.u.scope),
        };
        let Some(id) = id else { return Ok(()) };
        let span = self.u.asm.span;
        let mark = self.u.asm.top;
        let f = self.u.asm.alloc();
        self.enter_lazy(id, "__annotate__", span)?;
        let map = self.u.asm.alloc();
        self.u.asm.raw(Op::BuildMap, 0, map.0, map.0, 0, 0);
        for d in deferred {
            let skip = self.u.asm.label();
            let mark = self.u.asm.top;
            if let Some(number) = d.condition {
                let n = self.u.asm.alloc();
                self.load_const(Const::Int(number as i64), n);
                let conditional = self.scopes.known.conditional_annotations;
                let place = self.place(conditional);
                let place = if place == Place::ClassThenGlobal { Place::Global } else { place };
                let set = self.load_place(conditional, place, None);
                self.u.asm.top = mark;
                let t = self.u.asm.alloc();
                self.u.asm.binary(Op::In, 0, t, Opnd::temp(n), set);
                self.u.asm.branch(Op::JumpIfFalse, Opnd::temp(t), skip);
                self.u.asm.top = mark;
            }
            let key = self.u.asm.alloc();
            let name = self.text(d.name);
            self.load_str(&name, key);
            let v = self.expr(d.annotation, None)?;
            self.at(span);
            self.u.asm.three(Op::MapAdd, Opnd::look(map), Opnd::temp(key), v);
            self.u.asm.top = mark;
            self.u.asm.bind(skip);
        }
        self.u.asm.one(Op::Return, Opnd::temp(map), 0, 0);
        self.close_function(f)?;
        let symbol = self.intern(name);
        self.store_name(symbol, Opnd::temp(f));
        self.u.asm.top = mark;
        Ok(())
    }

    /// Starts a function with the parameter `format`, which refuses formats it does not know.
    pub(super) fn enter_lazy(&mut self, id: ScopeId, name: &str, span: Span) -> Res<()> {
        let symbol = self.intern(name);
        let qualname = self.qualname(symbol);
        self.enter(id, name, qualname, span);
        self.u.argcount = 1;
        self.u.posonlyargcount = 1;
        let ok = self.u.asm.label();
        self.u.asm.one(Op::JumpNotGtI, Opnd::look(Reg::local(0)), 2, ok.0);
        let t = self.u.asm.alloc();
        self.u.asm.raw(Op::LoadNotImplementedError, 0, t.0, 0, 0, 0);
        self.u.asm.raw(Op::Raise, crate::bytecode::A_TEMP, t.0, t.0, 0, 0);
        self.u.asm.bind(ok);
        self.u.asm.top -= 1;
        Ok(())
    }

    /// The `__annotate__` function of a `def`, in a new temporary, if it has annotations.
    pub(super) fn function_annotate(&mut self, def: &'a FunctionDef, span: Span) -> Res<Option<Reg>> {
        let args = &def.args;
        let all = args.posonlyargs.iter().chain(&args.args).chain(args.vararg.as_deref());
        let all = all.chain(&args.kwonlyargs).chain(args.kwarg.as_deref());
        let mut list: Vec<(Symbol, &'a Expr)> =
            all.filter_map(|a| a.annotation.as_deref().map(|e| (a.arg, e))).collect();
        if let Some(returns) = def.returns.as_deref() {
            let name = self.intern("return");
            list.push((name, returns));
        }
        if list.is_empty() {
            return Ok(None);
        }
        let Some(id) = self.scopes.of(def, NodeRole::Annotation) else { return Ok(None) };
        let f = self.u.asm.alloc();
        self.enter_lazy(id, "__annotate__", span)?;
        let owner = self.qualname_outside(def.name.name);
        self.u.qualname = format!("{owner}.__annotate__").into();
        let map = self.u.asm.alloc();
        self.u.asm.raw(Op::BuildMap, 0, map.0, map.0, 0, 0);
        for (name, annotation) in list {
            let mark = self.u.asm.top;
            let key = self.u.asm.alloc();
            let name = self.mangled(name);
            let name = self.text(name);
            self.at(span);
            self.load_str(&name, key);
            let v = self.annotation_value(annotation)?;
            self.at(span);
            self.u.asm.three(Op::MapAdd, Opnd::look(map), Opnd::temp(key), v);
            self.u.asm.top = mark;
        }
        self.u.asm.one(Op::Return, Opnd::temp(map), 0, 0);
        self.close_function(f)?;
        Ok(Some(f))
    }

    fn annotation_value(&mut self, annotation: &'a Expr) -> Res<Opnd> {
        if self.future_annotations {
            let text = unparse::unparse(annotation, &self.names);
            self.at(annotation.span);
            return Ok(self.const_operand(Const::str(&text), None));
        }
        if let ExprKind::Starred { value, .. } = &annotation.kind {
            // `*args: *Ts`: the only item of the unpacked value.
            let v = self.expr(value, None)?;
            let t = self.u.asm.alloc();
            self.at(annotation.span);
            self.u.asm.unary_n(Op::UnpackSequence, t, v, 1);
            return Ok(Opnd::temp(t));
        }
        self.expr(annotation, None)
    }

    pub(super) fn ann_assign(
        &mut self,
        s: &'a Stmt,
        target: &'a Expr,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        simple: bool,
    ) -> Res<()> {
        if let Some(value) = value {
            self.assign_expr(target, value)?;
        }
        let at_top = matches!(self.u.kind, ScopeKind::Module | ScopeKind::Class);
        let mark = self.u.asm.top;
        // The annotation of a target that is no plain name is not evaluated.
        match &target.kind {
            ExprKind::Name { id, .. } if simple => {
                if !at_top {
                    return Ok(());
                }
                let name = self.mangled(*id);
                if self.future_annotations {
                    let v = self.annotation_value(annotation)?;
                    self.at(s.span);
                    let symbol = self.intern("__annotations__");
                    // The class's own dict, as the name is not bound by a statement of the body.
                    let map = self.u.asm.alloc();
                    let index = self.name_index(symbol);
                    self.u.asm.raw(Op::LoadName, 0, map.0, index, 0, 0);
                    let map = Opnd::temp(map);
                    let key = self.u.asm.alloc();
                    let text = self.text(name);
                    self.load_str(&text, key);
                    self.u.asm.three(Op::SetItem, map, Opnd::temp(key), v);
                } else {
                    let conditional = self.u.kind == ScopeKind::Module || self.u.in_conditional > 0;
                    self.defer_annotation(name, annotation, conditional);
                }
            }
            ExprKind::Attribute { value: object, .. } => {
                if value.is_none() {
                    let v = self.expr(object, None)?;
                    self.drop_value(v);
                }
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                if value.is_none() {
                    let v = self.expr(object, None)?;
                    self.drop_value(v);
                    self.u.asm.top = mark;
                    let v = self.expr(slice, None)?;
                    self.drop_value(v);
                }
            }
            _ => {}
        }
        self.u.asm.top = mark;
        Ok(())
    }

    fn drop_value(&mut self, v: Opnd) {
        if v.temp {
            self.u.asm.clear(v.reg);
        }
    }

    fn defer_annotation(&mut self, name: Symbol, annotation: &'a Expr, conditional: bool) {
        let mut condition = None;
        if conditional {
            let number = self.u.annotations.iter().filter(|d| d.condition.is_some()).count() as u32;
            condition = Some(number);
            let known = self.scopes.known.conditional_annotations;
            let place = self.place(known);
            let mark = self.u.asm.top;
            let set = self.load_place(known, place, None);
            let n = self.u.asm.alloc();
            self.load_const(Const::Int(number as i64), n);
            self.u.asm.two(Op::SetAdd, Opnd::look(set.reg), Opnd::temp(n), 0);
            if set.temp {
                self.u.asm.clear(set.reg);
            }
            self.u.asm.top = mark;
        }
        self.u.annotations.push(Deferred { name, annotation, condition });
    }
}
