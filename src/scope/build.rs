//! The walk over the tree that records definitions and uses of names.

use super::{Entry, Known, NodeRole, Resolution, Scope, ScopeId, ScopeKind, ScopeTable, flag, mangle};
use crate::diag::Diagnostic;
use crate::syntax::ast::*;
use indexmap::{IndexMap, IndexSet};
use std::collections::{BTreeSet, HashMap, HashSet};

type Done = Result<(), Diagnostic>;

struct Builder {
    table: ScopeTable,
    current: ScopeId,
    future_annotations: bool,
    top_level_await: bool,
    self_name: Symbol,
    /// What annotation-like expressions may not contain `yield`, `await` or `:=` in.
    restricted: Option<&'static str>,
}

pub(super) fn build(
    module: &Module,
    future_annotations: bool,
    top_level_await: bool,
) -> Result<ScopeTable, Diagnostic> {
    let mut names = module.interner.clone();
    let mut known = |text: &str| names.intern_normalized(text);
    let known = Known {
        class: known("__class__"),
        classdict: known("__classdict__"),
        conditional_annotations: known("__conditional_annotations__"),
        dot_zero: known(".0"),
        dot_format: known(".format"),
        type_params: known(".type_params"),
        generic_base: known(".generic_base"),
        defaults: known(".defaults"),
        kwdefaults: known(".kwdefaults"),
        super_: known("super"),
        debug: known("__debug__"),
        top: known("<module>"),
        lambda: known("<lambda>"),
        annotate: known("__annotate__"),
    };
    let self_name = names.intern_normalized("self");
    let table = ScopeTable { scopes: Vec::new(), index: HashMap::new(), names, known };
    let current = ScopeId(0);
    let mut b = Builder { table, current, future_annotations, top_level_await, self_name, restricted: None };
    b.enter(0, NodeRole::Function, ScopeKind::Module, known.top);
    b.table.scopes[0].parent = None;
    b.body(&module.body)?;
    Ok(b.table)
}

fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node) as usize
}

impl Builder {
    fn cur(&mut self) -> &mut Scope {
        &mut self.table.scopes[self.current.0 as usize]
    }

    fn scope(&self) -> &Scope {
        &self.table.scopes[self.current.0 as usize]
    }

    /// Starts a scope in the current one and makes it current; returns the one before.
    fn enter(&mut self, node: usize, role: NodeRole, kind: ScopeKind, name: Symbol) -> ScopeId {
        let id = ScopeId(self.table.scopes.len() as u32);
        let before = self.current;
        let outer = self.table.scopes.get(before.0 as usize);
        let nested = outer.is_some_and(|s| s.nested || s.kind.is_function_like());
        let scope = Scope {
            kind,
            name,
            parent: Some(before),
            symbols: IndexMap::new(),
            params: Vec::new(),
            frees: IndexSet::new(),
            walrus: HashSet::new(),
            deleted: HashSet::new(),
            private: outer.and_then(|s| s.private),
            nested,
            method: outer.is_some_and(|s| s.kind == ScopeKind::Class),
            has_yield: false,
            has_await: false,
            is_async: false,
            returns_value: None,
            inlined: false,
            sees_class: false,
            needs_class_cell: false,
            needs_classdict: false,
            conditional_annotations: false,
            has_annotations: false,
            static_attributes: BTreeSet::new(),
            directives: Vec::new(),
            in_iter_expression: outer.is_some_and(|s| s.in_iter_expression),
            unfinished_targets: false,
            in_conditional: 0,
        };
        self.table.scopes.push(scope);
        self.table.index.insert((node, role), id);
        self.current = id;
        before
    }

    fn see_class(&mut self) {
        self.cur().sees_class = true;
        let classdict = self.table.known.classdict;
        self.record(classdict, flag::USE);
    }

    /// Whether a block made now in the current one sees a class's names.
    fn in_class_view(&self) -> bool {
        self.scope().kind == ScopeKind::Class || self.scope().sees_class
    }

    fn text(&self, name: Symbol) -> String {
        self.table.names.resolve(name).to_string()
    }

    fn record(&mut self, name: Symbol, flags: u16) {
        let entry = Entry { flags: 0, resolution: Resolution::Local };
        self.cur().symbols.entry(name).or_insert(entry).flags |= flags;
    }

    fn mangled(&mut self, name: Symbol) -> Symbol {
        let private = self.scope().private;
        mangle(&mut self.table.names, private, name)
    }

    fn usage(&mut self, name: Symbol) {
        let name = self.mangled(name);
        self.record(name, flag::USE);
        if name == self.table.known.super_ && self.scope().kind.is_function_like() {
            let class = self.table.known.class;
            self.record(class, flag::USE);
        }
    }

    fn define(&mut self, name: Symbol, flags: u16, span: Span) -> Done {
        if name == self.table.known.debug {
            return Err(Diagnostic::syntax_error("cannot assign to __debug__", span));
        }
        let mut flags = flags;
        let name = self.mangled(name);
        let before = self.scope().symbols.get(&name).map_or(0, |e| e.flags);
        if flags & flag::PARAM != 0 && before & flag::PARAM != 0 {
            let message = format!("duplicate argument '{}' in function definition", self.text(name));
            return Err(Diagnostic::syntax_error(message, span));
        }
        if flags & flag::TYPE_PARAM != 0 && before & flag::TYPE_PARAM != 0 {
            let message = format!("duplicate type parameter '{}'", self.text(name));
            return Err(Diagnostic::syntax_error(message, span));
        }
        if self.scope().unfinished_targets {
            if before & (flag::GLOBAL | flag::NONLOCAL) != 0 {
                let message = format!(
                    "comprehension inner loop cannot rebind assignment expression target '{}'",
                    self.text(name)
                );
                return Err(Diagnostic::syntax_error(message, span));
            }
            flags |= flag::COMP_ITER;
        }
        self.record(name, flags);
        if flags & flag::PARAM != 0 {
            self.cur().params.push(name);
        }
        Ok(())
    }

    fn body(&mut self, body: &[Stmt]) -> Done {
        body.iter().try_for_each(|s| {
            Diagnostic::unless_interrupted()?;
            self.stmt(s)
        })
    }

    fn block(&mut self, body: &[Stmt]) -> Done {
        self.cur().in_conditional += 1;
        // After an error the current scope may be an inner one, and the count is of no use any more.
        self.body(body)?;
        self.cur().in_conditional -= 1;
        Ok(())
    }

    fn exprs(&mut self, exprs: &[Expr]) -> Done {
        exprs.iter().try_for_each(|e| {
            Diagnostic::unless_interrupted()?;
            self.expr(e)
        })
    }

    fn opt(&mut self, e: &Option<Box<Expr>>) -> Done {
        e.as_ref().map_or(Ok(()), |e| self.expr(e))
    }

    fn stmt(&mut self, s: &Stmt) -> Done {
        stacker::maybe_grow(64 * 1024, 2 * 1024 * 1024, || self.stmt_inner(s))
    }

    fn stmt_inner(&mut self, s: &Stmt) -> Done {
        match &s.kind {
            StmtKind::FunctionDef(def) => self.function_def(def),
            StmtKind::ClassDef(def) => self.class_def(def),
            StmtKind::Return { value } => {
                if let Some(value) = value {
                    self.expr(value)?;
                    self.cur().returns_value.get_or_insert(s.span);
                }
                Ok(())
            }
            StmtKind::Delete { targets } => {
                for t in targets {
                    self.note_deleted(t);
                    self.expr(t)?;
                }
                Ok(())
            }
            StmtKind::Assign { targets, value } => {
                self.exprs(targets)?;
                self.expr(value)
            }
            StmtKind::TypeAlias { name, type_params, value } => self.type_alias(name, type_params, value),
            StmtKind::AugAssign { target, value, .. } => {
                self.unnoted(target)?;
                if let ExprKind::Name { id, .. } = target.kind {
                    self.usage(id);
                }
                self.expr(value)
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(s, target, annotation, value, *simple)
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.expr(target)?;
                self.expr(iter)?;
                self.block(body)?;
                self.block(orelse)
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test)?;
                self.block(body)?;
                self.block(orelse)
            }
            StmtKind::If { branches, orelse } => {
                for branch in branches {
                    self.expr(&branch.test)?;
                    self.block(&branch.body)?;
                }
                self.block(orelse)
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr(&item.context_expr)?;
                    if let Some(vars) = &item.optional_vars {
                        self.expr(vars)?;
                    }
                }
                self.block(body)
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                for case in cases {
                    self.pattern(&case.pattern)?;
                    self.opt(&case.guard)?;
                    self.block(&case.body)?;
                }
                Ok(())
            }
            StmtKind::Raise { exc, cause } => {
                self.opt(exc)?;
                self.opt(cause)
            }
            StmtKind::Try(t) => {
                self.block(&t.body)?;
                for handler in &t.handlers {
                    self.opt(&handler.typ)?;
                    if let Some(name) = handler.name {
                        self.define(name.name, flag::LOCAL, handler.span)?;
                        let name = self.mangled(name.name);
                        self.cur().deleted.insert(name);
                    }
                    self.block(&handler.body)?;
                }
                self.block(&t.orelse)?;
                self.block(&t.finalbody)
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.opt(msg)
            }
            StmtKind::Import { names } => names.iter().try_for_each(|a| self.alias(a)),
            StmtKind::ImportFrom { names, .. } => names.iter().try_for_each(|a| self.alias(a)),
            StmtKind::Global { names } => {
                names.iter().try_for_each(|n| self.directive(n.name, s.span, "global", flag::GLOBAL))
            }
            StmtKind::Nonlocal { names } => {
                names.iter().try_for_each(|n| self.directive(n.name, s.span, "nonlocal", flag::NONLOCAL))
            }
            StmtKind::Expr { value } => self.expr(value),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
        }
    }

    fn directive(&mut self, name: Symbol, span: Span, word: &str, bit: u16) -> Done {
        let name = self.mangled(name);
        let flags = self.scope().symbols.get(&name).map_or(0, |e| e.flags);
        let text = self.text(name);
        let message = if flags & flag::PARAM != 0 {
            format!("name '{text}' is parameter and {word}")
        } else if flags & flag::USE != 0 {
            format!("name '{text}' is used prior to {word} declaration")
        } else if flags & flag::ANNOT != 0 {
            format!("annotated name '{text}' can't be {word}")
        } else if flags & flag::LOCAL != 0 {
            format!("name '{text}' is assigned to before {word} declaration")
        } else {
            self.record(name, bit);
            self.cur().directives.push((name, span));
            return Ok(());
        };
        Err(Diagnostic::syntax_error(message, span))
    }

    fn alias(&mut self, alias: &Alias) -> Done {
        if let Some(name) = alias.asname {
            return self.define(name, flag::IMPORT, alias.span);
        }
        let text = self.text(alias.name);
        if text == "*" {
            if self.scope().kind != ScopeKind::Module {
                return Err(Diagnostic::syntax_error("import * only allowed at module level", alias.span));
            }
            return Ok(());
        }
        let first = text.split('.').next().unwrap_or("");
        let name = self.table.names.intern_normalized(first);
        self.define(name, flag::IMPORT, alias.span)
    }

    fn note_deleted(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name { id, .. } => {
                let name = self.mangled(*id);
                self.cur().deleted.insert(name);
            }
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
                elts.iter().for_each(|e| self.note_deleted(e))
            }
            _ => {}
        }
    }

    fn outer_class(&self) -> Option<ScopeId> {
        let mut up = self.scope().parent.filter(|_| self.current.0 != 0);
        while let Some(id) = up {
            let scope = &self.table.scopes[id.0 as usize];
            if scope.kind == ScopeKind::Class {
                return Some(id);
            }
            up = scope.parent;
        }
        None
    }

    /// `self.x = …` in a method adds `x` to the class's `__static_attributes__`.
    fn note_static_attribute(&mut self, value: &Expr, attr: Ident) {
        let this = self.self_name;
        if matches!(value.kind, ExprKind::Name { id, .. } if id == this)
            && let Some(class) = self.outer_class()
        {
            let text = self.table.names.resolve(attr.name).into();
            self.table.scopes[class.0 as usize].static_attributes.insert(text);
        }
    }

    /// A target whose attribute does not count as assigned.
    fn unnoted(&mut self, target: &Expr) -> Done {
        match &target.kind {
            ExprKind::Attribute { value, attr, .. } if attr.name != self.table.known.debug => self.expr(value),
            _ => self.expr(target),
        }
    }

    fn ann_assign(
        &mut self,
        s: &Stmt,
        target: &Expr,
        annotation: &Expr,
        value: &Option<Box<Expr>>,
        simple: bool,
    ) -> Done {
        if let ExprKind::Name { id, .. } = target.kind {
            let name = self.mangled(id);
            let flags = self.scope().symbols.get(&name).map_or(0, |e| e.flags);
            let is_module = self.scope().kind == ScopeKind::Module;
            if flags & (flag::GLOBAL | flag::NONLOCAL) != 0 && !is_module && simple {
                let word = if flags & flag::GLOBAL != 0 { "global" } else { "nonlocal" };
                let message = format!("annotated name '{}' can't be {word}", self.text(name));
                return Err(Diagnostic::syntax_error(message, s.span));
            }
            if simple {
                self.define(id, flag::ANNOT | flag::LOCAL, target.span)?;
            } else if value.is_some() {
                self.define(id, flag::LOCAL, target.span)?;
            }
        } else {
            if value.is_some() { self.expr(target)? } else { self.unnoted(target)? }
        }
        let scope = self.scope();
        let at_top = matches!(scope.kind, ScopeKind::Module | ScopeKind::Class);
        if at_top && simple && !self.future_annotations {
            let conditional = scope.kind == ScopeKind::Module || scope.in_conditional > 0;
            self.cur().has_annotations = true;
            if conditional && !self.scope().conditional_annotations {
                self.cur().conditional_annotations = true;
                let name = self.table.known.conditional_annotations;
                self.record(name, flag::USE | flag::LOCAL);
            }
            self.annotation_of(annotation)?;
        } else if at_top {
            self.cur().has_annotations = true;
            self.annotation_elsewhere(annotation)?;
        } else {
            self.annotation_elsewhere(annotation)?;
        }
        self.opt(value)
    }

    fn restrict(&mut self, what: &'static str, f: impl FnOnce(&mut Self) -> Done) -> Done {
        let before = self.restricted.replace(what);
        let done = f(self);
        self.restricted = before;
        done
    }

    /// Walks an annotation in the annotation scope of the current module or class.
    fn annotation_of(&mut self, annotation: &Expr) -> Done {
        let owner = self.current;
        let id = match self.scope().kind {
            ScopeKind::Module => self.table.module_annotations(),
            _ => self.table.index.get(&(owner.0 as usize + 1, NodeRole::Annotation)).copied(),
        };
        match id {
            Some(id) => self.current = id,
            None => {
                let key = if owner.0 == 0 { 0 } else { owner.0 as usize + 1 };
                self.enter_annotation(key);
            }
        }
        if self.table.scopes[owner.0 as usize].conditional_annotations {
            let name = self.table.known.conditional_annotations;
            self.record(name, flag::USE);
        }
        let done = self.restrict("an annotation", |b| b.expr(annotation));
        self.current = owner;
        done
    }

    fn enter_annotation(&mut self, key: usize) -> ScopeId {
        let sees_class = self.in_class_view();
        let name = self.table.known.annotate;
        let before = self.enter(key, NodeRole::Annotation, ScopeKind::Annotation, name);
        let format = self.table.known.dot_format;
        self.record(format, flag::PARAM);
        self.cur().params.push(format);
        if sees_class {
            self.see_class();
        }
        before
    }

    /// An annotation that is never evaluated still has its errors reported.
    fn annotation_elsewhere(&mut self, annotation: &Expr) -> Done {
        let name = self.table.known.annotate;
        let key = address(annotation);
        let before = self.enter(key, NodeRole::Annotation, ScopeKind::Annotation, name);
        let done = self.restrict("an annotation", |b| b.expr(annotation));
        self.current = before;
        done
    }

    fn function_def(&mut self, def: &FunctionDef) -> Done {
        self.define(def.name.name, flag::LOCAL, def.name.span)?;
        self.defaults(&def.args)?;
        self.exprs(&def.decorator_list)?;
        let mut outer = None;
        if !def.type_params.is_empty() {
            let known = self.table.known;
            outer = Some(self.enter_type_params(address(def), def.name.name));
            if !def.args.defaults.is_empty() {
                self.record(known.defaults, flag::PARAM);
                self.cur().params.push(known.defaults);
            }
            if def.args.kw_defaults.iter().any(Option::is_some) {
                self.record(known.kwdefaults, flag::PARAM);
                self.cur().params.push(known.kwdefaults);
            }
            self.type_params(&def.type_params)?;
        }
        self.function_annotations(def)?;
        let before = self.enter(address(def), NodeRole::Function, ScopeKind::Function, def.name.name);
        self.cur().is_async = def.is_async;
        self.parameters(&def.args)?;
        let restricted = self.restricted.take();
        let done = self.body(&def.body);
        self.restricted = restricted;
        done?;
        self.current = before;
        if let Some(outer) = outer {
            self.current = outer;
        }
        Ok(())
    }

    fn function_annotations(&mut self, def: &FunctionDef) -> Done {
        let args = &def.args;
        let all = args.posonlyargs.iter().chain(&args.args).chain(args.vararg.as_deref());
        let all = all.chain(&args.kwonlyargs).chain(args.kwarg.as_deref());
        let annotations: Vec<&Expr> =
            all.filter_map(|a| a.annotation.as_deref()).chain(def.returns.as_deref()).collect();
        if annotations.is_empty() {
            return Ok(());
        }
        let before = self.enter_annotation(address(def));
        let done = self.restrict("an annotation", |b| annotations.into_iter().try_for_each(|e| b.expr(e)));
        self.current = before;
        done
    }

    fn defaults(&mut self, args: &Arguments) -> Done {
        self.exprs(&args.defaults)?;
        args.kw_defaults.iter().flatten().try_for_each(|e| self.expr(e))
    }

    fn parameters(&mut self, args: &Arguments) -> Done {
        let all = args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs);
        for a in all.chain(args.vararg.as_deref()).chain(args.kwarg.as_deref()) {
            self.define(a.arg, flag::PARAM, a.span)?;
        }
        Ok(())
    }

    fn enter_type_params(&mut self, node: usize, name: Symbol) -> ScopeId {
        let in_class = self.scope().kind == ScopeKind::Class;
        let text = format!("<generic parameters of {}>", self.table.names.resolve(name));
        let name = self.table.names.intern_normalized(&text);
        let before = self.enter(node, NodeRole::TypeParams, ScopeKind::TypeParams, name);
        if in_class {
            self.see_class();
        }
        before
    }

    fn type_params(&mut self, params: &[TypeParam]) -> Done {
        let mut with_default = false;
        for p in params {
            if with_default && p.default_value.is_none() {
                let name = self.text(p.name.name);
                let message = format!("non-default type parameter '{name}' follows default type parameter");
                return Err(Diagnostic::syntax_error(message, p.span));
            }
            with_default |= p.default_value.is_some();
            self.define(p.name.name, flag::TYPE_PARAM | flag::LOCAL, p.span)?;
            if let TypeParamKind::TypeVar { bound: Some(bound) } = &p.kind {
                let what = if matches!(bound.kind, ExprKind::Tuple { .. }) {
                    "a TypeVar constraint"
                } else {
                    "a TypeVar bound"
                };
                self.lazy(address(p), NodeRole::Bound, ScopeKind::TypeVariable, p.name.name, what, bound)?;
            }
            if let Some(default) = &p.default_value {
                let what = match p.kind {
                    TypeParamKind::TypeVar { .. } => "a TypeVar default",
                    TypeParamKind::ParamSpec => "a ParamSpec default",
                    TypeParamKind::TypeVarTuple => "a TypeVarTuple default",
                };
                self.lazy(address(p), NodeRole::Default, ScopeKind::TypeVariable, p.name.name, what, default)?;
            }
        }
        Ok(())
    }

    fn lazy(
        &mut self,
        node: usize,
        role: NodeRole,
        kind: ScopeKind,
        name: Symbol,
        what: &'static str,
        value: &Expr,
    ) -> Done {
        let sees_class = self.in_class_view();
        let before = self.enter(node, role, kind, name);
        let format = self.table.known.dot_format;
        self.record(format, flag::PARAM);
        self.cur().params.push(format);
        if sees_class {
            self.see_class();
        }
        let done = self.restrict(what, |b| b.expr(value));
        self.current = before;
        done
    }

    fn type_alias(&mut self, name: &Expr, params: &[TypeParam], value: &Expr) -> Done {
        self.expr(name)?;
        let ExprKind::Name { id, .. } = name.kind else { return Ok(()) };
        let mut outer = None;
        if !params.is_empty() {
            outer = Some(self.enter_type_params(address(name), id));
            self.type_params(params)?;
        }
        self.lazy(address(value), NodeRole::Alias, ScopeKind::TypeAlias, id, "a type alias", value)?;
        if let Some(outer) = outer {
            self.current = outer;
        }
        Ok(())
    }

    fn class_def(&mut self, def: &ClassDef) -> Done {
        self.define(def.name.name, flag::LOCAL, def.name.span)?;
        self.exprs(&def.decorator_list)?;
        let known = self.table.known;
        let mut outer = None;
        let restricted = self.restricted;
        if !def.type_params.is_empty() {
            outer = Some(self.enter_type_params(address(def), def.name.name));
            self.cur().private = Some(def.name.name);
            self.record(known.type_params, flag::LOCAL | flag::USE);
            self.record(known.generic_base, flag::LOCAL | flag::USE);
            self.type_params(&def.type_params)?;
            self.restricted = Some("the definition of a generic");
        }
        self.exprs(&def.bases)?;
        self.keywords(&def.keywords)?;
        self.restricted = None;
        let before = self.enter(address(def), NodeRole::Class, ScopeKind::Class, def.name.name);
        self.cur().private = Some(def.name.name);
        if !def.type_params.is_empty() {
            self.record(known.type_params, flag::USE);
        }
        self.body(&def.body)?;
        self.restricted = restricted;
        self.current = outer.unwrap_or(before);
        Ok(())
    }

    fn keywords(&mut self, keywords: &[Keyword]) -> Done {
        for k in keywords {
            if k.arg.is_some_and(|a| a.name == self.table.known.debug) {
                return Err(Diagnostic::syntax_error("cannot assign to __debug__", k.span));
            }
            self.expr(&k.value)?;
        }
        Ok(())
    }

    fn pattern(&mut self, p: &Pattern) -> Done {
        stacker::maybe_grow(64 * 1024, 2 * 1024 * 1024, || self.pattern_inner(p))
    }

    fn pattern_inner(&mut self, p: &Pattern) -> Done {
        match &p.kind {
            PatternKind::MatchValue { value } => self.expr(value),
            PatternKind::MatchSingleton { .. } => Ok(()),
            PatternKind::MatchSequence { patterns } | PatternKind::MatchOr { patterns } => {
                patterns.iter().try_for_each(|p| self.pattern(p))
            }
            PatternKind::MatchMapping { keys, patterns, rest } => {
                self.exprs(keys)?;
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                rest.map_or(Ok(()), |n| self.define(n.name, flag::LOCAL, p.span))
            }
            PatternKind::MatchClass { cls, patterns, kwd_patterns, kwd_attrs } => {
                self.expr(cls)?;
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                if let Some(attr) = kwd_attrs.iter().find(|a| a.name == self.table.known.debug) {
                    return Err(Diagnostic::syntax_error("cannot assign to __debug__", attr.span));
                }
                kwd_patterns.iter().try_for_each(|p| self.pattern(p))
            }
            PatternKind::MatchStar { name } => name.map_or(Ok(()), |n| self.define(n.name, flag::LOCAL, p.span)),
            PatternKind::MatchAs { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern)?;
                }
                name.map_or(Ok(()), |n| self.define(n.name, flag::LOCAL, p.span))
            }
        }
    }

    fn expr(&mut self, e: &Expr) -> Done {
        stacker::maybe_grow(64 * 1024, 2 * 1024 * 1024, || self.expr_inner(e))
    }

    /// Only async functions have `await`. (CPython finds that here, before what its compiler finds.)
    fn check_await(&self, span: Span) -> Done {
        let scope = self.scope();
        if scope.kind == ScopeKind::Module && self.top_level_await {
            return Ok(());
        }
        if !scope.kind.is_function_like() {
            return Err(Diagnostic::syntax_error("'await' outside function", span));
        }
        if !scope.is_async && !scope.kind.is_comprehension() {
            return Err(Diagnostic::syntax_error("'await' outside async function", span));
        }
        Ok(())
    }

    fn refuse(&self, what: &str, span: Span) -> Done {
        match self.restricted {
            Some(place) => Err(Diagnostic::syntax_error(format!("{what} cannot be used within {place}"), span)),
            None => Ok(()),
        }
    }

    fn expr_inner(&mut self, e: &Expr) -> Done {
        match &e.kind {
            ExprKind::BoolOp { values, .. } => self.exprs(values),
            ExprKind::NamedExpr { target, value } => {
                self.refuse("named expression", e.span)?;
                self.named_expr(target, value, e.span)
            }
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Lambda(lambda) => {
                self.defaults(&lambda.args)?;
                let name = self.table.known.lambda;
                let before = self.enter(address(&**lambda), NodeRole::Lambda, ScopeKind::Lambda, name);
                self.parameters(&lambda.args)?;
                let restricted = self.restricted.take();
                self.expr(&lambda.body)?;
                self.restricted = restricted;
                self.current = before;
                Ok(())
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)
            }
            ExprKind::Dict { keys, values } => {
                for (key, value) in keys.iter().zip(values) {
                    if let Some(key) = key {
                        self.expr(key)?;
                    }
                    self.expr(value)?;
                }
                Ok(())
            }
            ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => self.exprs(elts),
            ExprKind::ListComp { elt, generators } => self.comprehension(e, ScopeKind::ListComp, elt, None, generators),
            ExprKind::SetComp { elt, generators } => self.comprehension(e, ScopeKind::SetComp, elt, None, generators),
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(e, ScopeKind::DictComp, key, Some(value), generators)
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(e, ScopeKind::GeneratorExp, elt, None, generators)
            }
            ExprKind::Await { value } => {
                self.refuse("await expression", e.span)?;
                self.check_await(e.span)?;
                self.expr(value)?;
                self.cur().has_await = true;
                Ok(())
            }
            ExprKind::Yield { value } => {
                self.refuse("yield expression", e.span)?;
                self.opt(value)?;
                self.yields(e.span)
            }
            ExprKind::YieldFrom { value } => {
                self.refuse("yield expression", e.span)?;
                self.expr(value)?;
                self.yields(e.span)
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left)?;
                self.exprs(comparators)
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func)?;
                self.exprs(args)?;
                self.keywords(keywords)
            }
            ExprKind::FormattedValue { value, format_spec, .. }
            | ExprKind::Interpolation { value, format_spec, .. } => {
                self.expr(value)?;
                self.opt(format_spec)
            }
            ExprKind::JoinedStr { values } | ExprKind::TemplateStr { values } => self.exprs(values),
            ExprKind::Constant { .. } => Ok(()),
            ExprKind::Attribute { value, attr, ctx } => {
                if attr.name == self.table.known.debug && *ctx != ExprContext::Load {
                    let word = if *ctx == ExprContext::Del { "delete" } else { "assign to" };
                    return Err(Diagnostic::syntax_error(format!("cannot {word} __debug__"), e.span));
                }
                if *ctx == ExprContext::Store {
                    self.note_static_attribute(value, *attr);
                }
                self.expr(value)
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value)?;
                self.expr(slice)
            }
            ExprKind::Starred { value, .. } => self.expr(value),
            ExprKind::Name { id, ctx } => match ctx {
                ExprContext::Load => {
                    self.usage(*id);
                    Ok(())
                }
                ExprContext::Store => self.define(*id, flag::LOCAL, e.span),
                ExprContext::Del => {
                    if *id == self.table.known.debug {
                        return Err(Diagnostic::syntax_error("cannot delete __debug__", e.span));
                    }
                    self.define(*id, flag::LOCAL, e.span)
                }
            },
            ExprKind::Slice { lower, upper, step } => {
                self.opt(lower)?;
                self.opt(upper)?;
                self.opt(step)
            }
        }
    }

    fn yields(&mut self, span: Span) -> Done {
        let what = match self.scope().kind {
            ScopeKind::ListComp => "list comprehension",
            ScopeKind::SetComp => "set comprehension",
            ScopeKind::DictComp => "dict comprehension",
            ScopeKind::GeneratorExp => "generator expression",
            _ => {
                self.cur().has_yield = true;
                return Ok(());
            }
        };
        Err(Diagnostic::syntax_error(format!("'yield' inside {what}"), span))
    }

    fn named_expr(&mut self, target: &Expr, value: &Expr, span: Span) -> Done {
        if self.scope().in_iter_expression {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            return Err(Diagnostic::syntax_error(message, span));
        }
        let ExprKind::Name { id, .. } = target.kind else { return self.expr(value) };
        if self.scope().kind.is_comprehension() {
            self.walrus_in_comprehension(id, target.span)?;
        }
        let name = self.mangled(id);
        self.cur().walrus.insert(name);
        self.expr(value)?;
        if self.scope().kind.is_comprehension() { Ok(()) } else { self.define(id, flag::LOCAL, target.span) }
    }

    fn walrus_in_comprehension(&mut self, id: Symbol, span: Span) -> Done {
        let name = self.mangled(id);
        let text = self.text(id);
        let mut at = self.current;
        loop {
            let scope = &self.table.scopes[at.0 as usize];
            let flags = scope.symbols.get(&name).map_or(0, |e| e.flags);
            if scope.kind.is_comprehension() {
                if flags & flag::COMP_ITER != 0 {
                    let message =
                        format!("assignment expression cannot rebind comprehension iteration variable '{text}'");
                    return Err(Diagnostic::syntax_error(message, span));
                }
                let Some(parent) = scope.parent else { return Ok(()) };
                at = parent;
                continue;
            }
            let message = match scope.kind {
                ScopeKind::Class => "assignment expression within a comprehension cannot be used in a class body",
                ScopeKind::TypeParams => {
                    "assignment expression within a comprehension cannot be used within the definition of a generic"
                }
                ScopeKind::TypeAlias => "assignment expression within a comprehension cannot be used in a type alias",
                ScopeKind::TypeVariable => {
                    "assignment expression within a comprehension cannot be used in a TypeVar bound"
                }
                kind => {
                    let bit = if kind == ScopeKind::Module || flags & flag::GLOBAL != 0 {
                        flag::GLOBAL
                    } else {
                        flag::NONLOCAL
                    };
                    self.record(name, bit);
                    self.cur().walrus.insert(name);
                    let current = std::mem::replace(&mut self.current, at);
                    let outer_bit = if kind == ScopeKind::Module { flag::GLOBAL } else { flag::LOCAL };
                    if flags & (flag::GLOBAL | flag::NONLOCAL) == 0 {
                        self.record(name, outer_bit);
                    }
                    self.cur().walrus.insert(name);
                    self.current = current;
                    // The comprehensions between hand it through.
                    let mut up = self.scope().parent;
                    while let Some(id) = up.filter(|&id| id != at) {
                        let between = &mut self.table.scopes[id.0 as usize];
                        let entry = Entry { flags: 0, resolution: Resolution::Local };
                        between.symbols.entry(name).or_insert(entry).flags |= bit;
                        between.walrus.insert(name);
                        up = between.parent;
                    }
                    return Ok(());
                }
            };
            return Err(Diagnostic::syntax_error(message, span));
        }
    }

    fn comprehension(
        &mut self,
        e: &Expr,
        kind: ScopeKind,
        elt: &Expr,
        value: Option<&Expr>,
        generators: &[Comprehension],
    ) -> Done {
        let Some((first, rest)) = generators.split_first() else { return Ok(()) };
        let sees_class = self.scope().sees_class;
        // The outermost iterable belongs to the enclosing block.
        let saved = std::mem::replace(&mut self.cur().in_iter_expression, true);
        let done = self.expr(&first.iter);
        self.cur().in_iter_expression = saved;
        done?;
        let text = match kind {
            ScopeKind::ListComp => "<listcomp>",
            ScopeKind::SetComp => "<setcomp>",
            ScopeKind::DictComp => "<dictcomp>",
            _ => "<genexpr>",
        };
        let name = self.table.names.intern_normalized(text);
        let in_iter = self.scope().in_iter_expression;
        let before = self.enter(address(e), NodeRole::Comprehension, kind, name);
        self.cur().in_iter_expression = in_iter;
        // What an annotation may not contain is asked in its own block only.
        let restricted = self.restricted.take();
        self.cur().inlined = kind != ScopeKind::GeneratorExp && !sees_class;
        if sees_class {
            self.see_class();
        }
        if !self.scope().inlined {
            let dot_zero = self.table.known.dot_zero;
            self.record(dot_zero, flag::PARAM);
            self.cur().params.push(dot_zero);
        }
        for (i, generator) in std::iter::once(first).chain(rest).enumerate() {
            if generator.is_async {
                self.cur().has_await = true;
            }
            self.cur().unfinished_targets = true;
            self.expr(&generator.target)?;
            self.cur().unfinished_targets = false;
            if i > 0 {
                let saved = std::mem::replace(&mut self.cur().in_iter_expression, true);
                self.expr(&generator.iter)?;
                self.cur().in_iter_expression = saved;
            }
            self.exprs(&generator.ifs)?;
        }
        if let Some(value) = value {
            // The value first, as CPython's analysis does it.
            self.expr(value)?;
            self.expr(elt)?;
        } else {
            self.expr(elt)?;
        }
        let is_async = self.scope().has_await && kind != ScopeKind::GeneratorExp;
        self.restricted = restricted;
        self.current = before;
        // A comprehension that awaits makes an enclosing comprehension await; functions are checked later.
        if is_async && self.scope().kind.is_comprehension() {
            self.cur().has_await = true;
        }
        Ok(())
    }
}
