//! Class definitions.

use super::emit::{Opnd, Reg};
use super::function::attr;
use super::{Compiler, Const, Res};
use crate::bytecode::{FLAG, Op};
use crate::scope::NodeRole;
use crate::source::Span;
use crate::syntax::ast::*;

impl<'a> Compiler<'a> {
    pub(super) fn class_def(&mut self, s: &'a Stmt, def: &'a ClassDef) -> Res<()> {
        let mark = self.u.asm.top;
        let windows = self.decorators(&def.decorator_list)?;
        let first = Self::first_span(&def.decorator_list, s.span);
        self.at(s.span);
        let class = if def.type_params.is_empty() {
            let w = self.u.asm.top;
            self.build_class(s.span, def, first, None)?;
            Reg::temp(w)
        } else {
            self.generic_class(s.span, def, first)?
        };
        let value = self.decorate(windows, class);
        self.at(s.span);
        self.store_name(def.name.name, Opnd::temp(value));
        self.u.asm.top = mark;
        Ok(())
    }

    /// `__build_class__(body, name, *bases, **keywords)` into the next temporary.
    fn build_class(&mut self, span: Span, def: &'a ClassDef, first: Span, generic: Option<Reg>) -> Res<()> {
        let w = self.u.asm.alloc_many(4);
        self.u.asm.raw(Op::LoadBuildClass, 0, w.0, 0, 0, 0);
        let name = self.text(def.name.name);
        let plain = super::call::plain_arguments(&def.bases, &def.keywords);
        if plain {
            let body = self.u.asm.alloc();
            self.class_body(def, first, body)?;
            self.at(span);
            let t = self.u.asm.alloc();
            self.load_str(&name, t);
            for b in &def.bases {
                self.expr_push(b)?;
            }
            if let Some(base) = generic {
                let t = self.u.asm.alloc();
                self.u.asm.mov(t, Opnd::temp(base));
            }
            for k in &def.keywords {
                self.expr_push(&k.value)?;
            }
            let extra = 2 + generic.is_some() as u32;
            self.u.asm.top = w.index() + 1;
            self.finish_call_n(w, extra, &def.bases, &def.keywords, false, span, w);
            return Ok(());
        }
        let list = self.u.asm.alloc();
        let start = self.u.asm.top;
        let body = self.u.asm.alloc();
        self.class_body(def, first, body)?;
        self.at(span);
        let t = self.u.asm.alloc();
        self.load_str(&name, t);
        self.u.asm.raw(Op::BuildList, 0, list.0, body.0, 2, 0);
        self.u.asm.top = start;
        for b in &def.bases {
            let (op, value) = match &b.kind {
                ExprKind::Starred { value, .. } => (Op::ListExtend, &**value),
                _ => (Op::ListAppend, b),
            };
            let v = self.expr(value, None)?;
            self.at(span);
            self.u.asm.two(op, Opnd::look(list), v, 0);
            self.u.asm.top = start;
        }
        if let Some(base) = generic {
            self.u.asm.two(Op::ListAppend, Opnd::look(list), Opnd::temp(base), 0);
        }
        if def.keywords.is_empty() {
            self.u.asm.raw(Op::CallEx, FLAG, w.0, 0, w.0, 0);
        } else {
            // The keywords only: `arguments` would make the list anew.
            let dict = self.u.asm.alloc();
            self.keyword_dict(w, dict, &def.keywords, span)?;
            self.at(span);
            self.u.asm.raw(Op::CallEx, FLAG, w.0, 1, w.0, 0);
        }
        self.u.asm.top = w.index() + 1;
        Ok(())
    }

    fn generic_class(&mut self, span: Span, def: &'a ClassDef, first: Span) -> Res<Reg> {
        let w = self.u.asm.alloc_many(4);
        let known = self.scopes.known;
        self.enter_generic(def, def.name.name, first, 0)?;
        self.at(span);
        let params = self.u.asm.alloc();
        self.type_params(&def.type_params, params)?;
        self.store_name(known.type_params, Opnd::look(params));
        let base = self.u.asm.alloc();
        self.u.asm.mov(base, Opnd::temp(params));
        self.u.asm.raw(Op::TypeParam, 0, base.0, base.0, crate::bytecode::TypeParamKind::Generic as u32, 0);
        let at = self.u.asm.top;
        self.build_class(span, def, first, Some(base))?;
        self.at(span);
        self.u.asm.one(Op::Return, Opnd::temp(Reg::temp(at)), 0, 0);
        self.close_function(w)?;
        self.u.asm.raw(Op::Call, 0, w.0, 0, w.0, 0);
        self.u.asm.top = w.index() + 1;
        Ok(w)
    }

    /// Makes the function of a class body in `dst`.
    fn class_body(&mut self, def: &'a ClassDef, first: Span, dst: Reg) -> Res<()> {
        let Some(id) = self.scopes.of(def, NodeRole::Class) else {
            return self.error("class without scope", first);
        };
        let span = self.u.asm.span;
        let known = self.scopes.known;
        let qualname = self.qualname(def.name.name);
        let name = self.text(def.name.name);
        self.enter(id, &name, qualname.clone(), first);
        // What the class statement itself does is located at the start of its line, without extent.
        let line = self.source.line_start(self.u.first_line);
        let start = Span::new(line, line);
        self.at(start);
        let scopes = self.scopes;
        let scope = &scopes[id];
        let module = self.intern("__name__");
        let t = self.u.asm.alloc();
        let n = self.name_index(module);
        self.u.asm.raw(Op::LoadName, 0, t.0, n, 0, 0);
        self.store_named("__module__", Opnd::temp(t));
        self.load_str(&qualname, t);
        self.store_named("__qualname__", Opnd::temp(t));
        self.load_const(Const::Int(self.u.first_line as i64), t);
        self.store_named("__firstlineno__", Opnd::temp(t));
        if !def.type_params.is_empty() {
            let place = self.place(known.type_params);
            self.load_place(known.type_params, place, Some(t));
            self.store_named("__type_params__", Opnd::temp(t));
        }
        let namespace = Opnd::look(Reg::local(0));
        if scope.needs_classdict
            && let Some(&cell) = self.u.cell_of.get(&known.classdict)
        {
            self.u.asm.two(Op::StoreDeref, namespace, Opnd::look(cell), 0);
        }
        if self.future_annotations {
            if scope.has_annotations {
                self.u.asm.raw(Op::SetupAnnotations, 0, 0, 0, 0, 0);
            }
        } else if scope.conditional_annotations {
            self.u.asm.raw(Op::BuildSet, 0, t.0, t.0, 0, 0);
            self.store_name(known.conditional_annotations, Opnd::temp(t));
        }
        self.u.asm.top -= 1;
        let body = self.docstring(&def.body, true)?;
        self.body(body)?;
        self.at(start);
        self.annotations_function("__annotate_func__")?;
        let t = self.u.asm.alloc();
        let attributes = scope.static_attributes.iter().map(|a| Const::str(a)).collect();
        self.load_const(Const::Tuple(attributes), t);
        self.store_named("__static_attributes__", Opnd::temp(t));
        if scope.needs_classdict
            && let Some(&cell) = self.u.cell_of.get(&known.classdict)
        {
            self.u.asm.mov(t, Opnd::look(cell));
            self.store_named("__classdictcell__", Opnd::temp(t));
        }
        if scope.needs_class_cell
            && let Some(&cell) = self.u.cell_of.get(&known.class)
        {
            self.u.asm.mov(t, Opnd::look(cell));
            self.store_named("__classcell__", Opnd::look(t));
            self.u.asm.one(Op::Return, Opnd::temp(t), 0, 0);
        }
        self.u.asm.top -= 1;
        self.return_none();
        self.close_function(dst)?;
        self.at(span);
        let _ = attr::CLOSURE;
        Ok(())
    }

    /// Stores in the class's namespace, whatever the name means elsewhere.
    fn store_named(&mut self, name: &str, value: Opnd) {
        let symbol = self.intern(name);
        let n = self.name_index(symbol);
        self.u.asm.one(Op::StoreName, value, n, 0);
    }
}
