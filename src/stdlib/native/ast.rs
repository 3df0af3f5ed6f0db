//! The module `_ast_tree`: syntax trees as Python objects, for `ast` in Python, which owns the classes of nodes.
//!
//! Objects are made without calling constructors: the class of a node is looked up by name in the dict that `ast` passes,
//! where operators and contexts are instances already. `if`/`elif` chains become nested again.

use crate::gc::{Ref, Value};
use crate::native::arg;
use crate::native::build::ModuleBuilder;
use crate::object::module::Module;
use crate::object::{Dict, PyResult, Type};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::*;
use crate::syntax::{Mode, ParseOptions};
use crate::vm::Vm;
use num_bigint::BigInt;

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    Ok(ModuleBuilder::new(vm, "_ast_tree", "Syntax trees as objects.")?
        .function("parse(source, filename, mode, nodes, /)", parse, "The tree of a text.")
        .build())
}

fn parse(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut texts = Vec::new();
    for value in args.iter().take(3) {
        texts.push(vm.extract::<String>(value)?);
    }
    let [text, filename, mode] = &texts[..] else { return Err(vm.type_error("parse() takes 4 arguments")) };
    let Some(nodes) = arg(args, 3).downcast::<Dict>().cloned() else {
        return Err(vm.type_error("parse() argument 4 must be dict"));
    };
    let (mode, root) = match mode.as_str() {
        "eval" => (Mode::Eval, "Expression"),
        "single" => (Mode::Single, "Interactive"),
        _ => (Mode::File, "Module"),
    };
    if text.contains('\0') {
        return Err(vm.syntax_error_plain("source code string cannot contain null bytes"));
    }
    let source = SourceFile::new(filename.as_str(), text.as_str());
    let tree = loop {
        match crate::syntax::parse(&source, mode, ParseOptions { no_warnings: true }) {
            Ok(tree) => break tree,
            Err(_) if crate::host::signal::is_interrupted() => vm.service()?,
            Err(diagnostic) => return Err(vm.diagnostic_error(&diagnostic, &source)),
        }
    };
    let mut make = Maker { vm, nodes, source: &source, names: &tree.interner };
    match (mode, tree.body.first()) {
        (Mode::Eval, Some(Stmt { kind: StmtKind::Expr { value }, .. })) => {
            let body = make.expr(value)?;
            make.node(root, None, vec![("body", body)])
        }
        _ => {
            let body = make.block(&tree.body)?;
            let mut fields = vec![("body", body)];
            if mode == Mode::File {
                fields.push(("type_ignores", make.vm.new_list(Vec::new())?));
            }
            make.node(root, None, fields)
        }
    }
}

struct Maker<'a> {
    vm: &'a mut Vm,
    nodes: Ref<Dict>,
    source: &'a SourceFile,
    names: &'a Interner,
}

type Fields = Vec<(&'static str, Value)>;

impl Maker<'_> {
    /// An entry of the dict of nodes: a class, or the only instance of an operator or context.
    fn known(&mut self, name: &str) -> PyResult {
        let key = self.vm.intern(name);
        match self.nodes.get(self.vm).get_str(&key) {
            Some(value) => Ok(value.clone()),
            None => Err(self.vm.system_error(format!("no class of nodes named {name}"))),
        }
    }

    fn node(&mut self, name: &str, span: Option<Span>, mut fields: Fields) -> PyResult {
        self.vm.poll()?;
        let class = self.known(name)?;
        let Some(class) = class.downcast::<Type>().cloned() else {
            return Err(self.vm.system_error(format!("{name} is no class")));
        };
        if let Some(span) = span {
            let (start, end) = (self.source.position(span.start), self.source.position(span.end));
            fields.push(("lineno", self.vm.int(start.line as i64)));
            fields.push(("col_offset", self.vm.int(start.column_bytes as i64)));
            fields.push(("end_lineno", self.vm.int(end.line as i64)));
            fields.push(("end_col_offset", self.vm.int(end.column_bytes as i64)));
        }
        self.vm.plain_instance(&class, fields)
    }

    fn name(&mut self, symbol: Symbol) -> PyResult {
        Ok(self.vm.intern(self.names.resolve(symbol)).into_value())
    }

    fn opt_name(&mut self, ident: Option<Ident>) -> PyResult {
        ident.map_or(Ok(Value::NONE), |ident| self.name(ident.name))
    }

    fn names_of(&mut self, idents: &[Ident]) -> PyResult {
        let items = idents.iter().map(|i| self.name(i.name)).collect::<PyResult<Vec<_>>>()?;
        self.vm.new_list(items)
    }

    fn list<T>(&mut self, items: &[T], mut one: impl FnMut(&mut Self, &T) -> PyResult) -> PyResult {
        let items = items.iter().map(|item| one(self, item)).collect::<PyResult<Vec<_>>>()?;
        self.vm.new_list(items)
    }

    fn exprs(&mut self, items: &[Expr]) -> PyResult {
        self.list(items, |m, e| m.expr(e))
    }

    fn block(&mut self, items: &[Stmt]) -> PyResult {
        self.list(items, |m, s| m.stmt(s))
    }

    fn opt(&mut self, expr: Option<&Expr>) -> PyResult {
        expr.map_or(Ok(Value::NONE), |e| self.expr(e))
    }

    /// A node for a statement; blocks in blocks go through the guard of the native stack.
    fn stmt(&mut self, s: &Stmt) -> PyResult {
        let Maker { source, names, .. } = *self;
        let nodes = self.nodes.clone();
        self.vm.with_native_depth(|vm| Maker { vm, nodes, source, names }.stmt_inner(s))
    }

    fn expr(&mut self, e: &Expr) -> PyResult {
        let Maker { source, names, .. } = *self;
        let nodes = self.nodes.clone();
        self.vm.with_native_depth(|vm| Maker { vm, nodes, source, names }.expr_inner(e))
    }

    fn stmt_inner(&mut self, s: &Stmt) -> PyResult {
        let none = || Value::NONE;
        let (name, fields): (&str, Fields) = match &s.kind {
            StmtKind::FunctionDef(f) => {
                let fields = vec![
                    ("name", self.name(f.name.name)?),
                    ("args", self.arguments(&f.args)?),
                    ("body", self.block(&f.body)?),
                    ("decorator_list", self.exprs(&f.decorator_list)?),
                    ("returns", self.opt(f.returns.as_deref())?),
                    ("type_comment", none()),
                    ("type_params", self.type_params(&f.type_params)?),
                ];
                (if f.is_async { "AsyncFunctionDef" } else { "FunctionDef" }, fields)
            }
            StmtKind::ClassDef(c) => {
                let fields = vec![
                    ("name", self.name(c.name.name)?),
                    ("bases", self.exprs(&c.bases)?),
                    ("keywords", self.keywords(&c.keywords)?),
                    ("body", self.block(&c.body)?),
                    ("decorator_list", self.exprs(&c.decorator_list)?),
                    ("type_params", self.type_params(&c.type_params)?),
                ];
                ("ClassDef", fields)
            }
            StmtKind::Return { value } => ("Return", vec![("value", self.opt(value.as_deref())?)]),
            StmtKind::Delete { targets } => ("Delete", vec![("targets", self.exprs(targets)?)]),
            StmtKind::Assign { targets, value } => {
                let targets = self.exprs(targets)?;
                ("Assign", vec![("targets", targets), ("value", self.expr(value)?), ("type_comment", none())])
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                let fields = vec![
                    ("name", self.expr(name)?),
                    ("type_params", self.type_params(type_params)?),
                    ("value", self.expr(value)?),
                ];
                ("TypeAlias", fields)
            }
            StmtKind::AugAssign { target, op, value } => {
                let fields =
                    vec![("target", self.expr(target)?), ("op", self.operator(*op)?), ("value", self.expr(value)?)];
                ("AugAssign", fields)
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                let fields = vec![
                    ("target", self.expr(target)?),
                    ("annotation", self.expr(annotation)?),
                    ("value", self.opt(value.as_deref())?),
                    ("simple", self.vm.int(*simple as i64)),
                ];
                ("AnnAssign", fields)
            }
            StmtKind::For { target, iter, body, orelse, is_async } => {
                let fields = vec![
                    ("target", self.expr(target)?),
                    ("iter", self.expr(iter)?),
                    ("body", self.block(body)?),
                    ("orelse", self.block(orelse)?),
                    ("type_comment", none()),
                ];
                (if *is_async { "AsyncFor" } else { "For" }, fields)
            }
            StmtKind::While { test, body, orelse } => {
                let test = self.expr(test)?;
                ("While", vec![("test", test), ("body", self.block(body)?), ("orelse", self.block(orelse)?)])
            }
            StmtKind::If { branches, orelse } => return self.if_chain(branches, orelse),
            StmtKind::With { items, body, is_async } => {
                let items = self.list(items, |m, item| {
                    let fields = vec![
                        ("context_expr", m.expr(&item.context_expr)?),
                        ("optional_vars", m.opt(item.optional_vars.as_deref())?),
                    ];
                    m.node("withitem", None, fields)
                })?;
                let fields = vec![("items", items), ("body", self.block(body)?), ("type_comment", none())];
                (if *is_async { "AsyncWith" } else { "With" }, fields)
            }
            StmtKind::Match { subject, cases } => {
                let subject = self.expr(subject)?;
                let cases = self.list(cases, |m, case| {
                    let fields = vec![
                        ("pattern", m.pattern(&case.pattern)?),
                        ("guard", m.opt(case.guard.as_deref())?),
                        ("body", m.block(&case.body)?),
                    ];
                    m.node("match_case", None, fields)
                })?;
                ("Match", vec![("subject", subject), ("cases", cases)])
            }
            StmtKind::Raise { exc, cause } => {
                let exc = self.opt(exc.as_deref())?;
                ("Raise", vec![("exc", exc), ("cause", self.opt(cause.as_deref())?)])
            }
            StmtKind::Try(t) => {
                let handlers = self.list(&t.handlers, |m, handler| {
                    let fields = vec![
                        ("type", m.opt(handler.typ.as_deref())?),
                        ("name", m.opt_name(handler.name)?),
                        ("body", m.block(&handler.body)?),
                    ];
                    m.node("ExceptHandler", Some(handler.span), fields)
                });
                let fields = vec![
                    ("body", self.block(&t.body)?),
                    ("handlers", handlers?),
                    ("orelse", self.block(&t.orelse)?),
                    ("finalbody", self.block(&t.finalbody)?),
                ];
                (if t.is_star { "TryStar" } else { "Try" }, fields)
            }
            StmtKind::Assert { test, msg } => {
                let test = self.expr(test)?;
                ("Assert", vec![("test", test), ("msg", self.opt(msg.as_deref())?)])
            }
            StmtKind::Import { names } => ("Import", vec![("names", self.aliases(names)?)]),
            StmtKind::ImportFrom { module, names, level } => {
                let module = module.map_or(Ok(Value::NONE), |m| self.name(m))?;
                let level = self.vm.int(*level as i64);
                ("ImportFrom", vec![("module", module), ("names", self.aliases(names)?), ("level", level)])
            }
            StmtKind::Global { names } => ("Global", vec![("names", self.names_of(names)?)]),
            StmtKind::Nonlocal { names } => ("Nonlocal", vec![("names", self.names_of(names)?)]),
            StmtKind::Expr { value } => ("Expr", vec![("value", self.expr(value)?)]),
            StmtKind::Pass => ("Pass", Vec::new()),
            StmtKind::Break => ("Break", Vec::new()),
            StmtKind::Continue => ("Continue", Vec::new()),
        };
        self.node(name, Some(s.span), fields)
    }

    /// The last branch is made first, as it is inside of the one before.
    fn if_chain(&mut self, branches: &[IfBranch], orelse: &[Stmt]) -> PyResult {
        let mut rest = self.block(orelse)?;
        let mut made = Value::NONE;
        for (i, branch) in branches.iter().enumerate().rev() {
            let fields =
                vec![("test", self.expr(&branch.test)?), ("body", self.block(&branch.body)?), ("orelse", rest)];
            made = self.node("If", Some(branch.span), fields)?;
            rest = if i > 0 { self.vm.new_list(vec![made.clone()])? } else { Value::NONE };
        }
        Ok(made)
    }

    fn aliases(&mut self, names: &[Alias]) -> PyResult {
        self.list(names, |m, alias| {
            let asname = alias.asname.map_or(Ok(Value::NONE), |n| m.name(n))?;
            let fields = vec![("name", m.name(alias.name)?), ("asname", asname)];
            m.node("alias", Some(alias.span), fields)
        })
    }

    fn keywords(&mut self, keywords: &[Keyword]) -> PyResult {
        self.list(keywords, |m, keyword| {
            let fields = vec![("arg", m.opt_name(keyword.arg)?), ("value", m.expr(&keyword.value)?)];
            m.node("keyword", Some(keyword.span), fields)
        })
    }

    fn arg(&mut self, a: &Arg) -> PyResult {
        let fields = vec![
            ("arg", self.name(a.arg)?),
            ("annotation", self.opt(a.annotation.as_deref())?),
            ("type_comment", Value::NONE),
        ];
        self.node("arg", Some(a.span), fields)
    }

    fn arguments(&mut self, a: &Arguments) -> PyResult {
        let fields = vec![
            ("posonlyargs", self.list(&a.posonlyargs, |m, a| m.arg(a))?),
            ("args", self.list(&a.args, |m, a| m.arg(a))?),
            ("vararg", a.vararg.as_deref().map_or(Ok(Value::NONE), |a| self.arg(a))?),
            ("kwonlyargs", self.list(&a.kwonlyargs, |m, a| m.arg(a))?),
            ("kw_defaults", self.list(&a.kw_defaults, |m, d| m.opt(d.as_ref()))?),
            ("kwarg", a.kwarg.as_deref().map_or(Ok(Value::NONE), |a| self.arg(a))?),
            ("defaults", self.exprs(&a.defaults)?),
        ];
        self.node("arguments", None, fields)
    }

    fn type_params(&mut self, params: &[TypeParam]) -> PyResult {
        self.list(params, |m, p| {
            let mut fields = vec![("name", m.name(p.name.name)?)];
            let name = match &p.kind {
                TypeParamKind::TypeVar { bound } => {
                    fields.push(("bound", m.opt(bound.as_deref())?));
                    "TypeVar"
                }
                TypeParamKind::ParamSpec => "ParamSpec",
                TypeParamKind::TypeVarTuple => "TypeVarTuple",
            };
            fields.push(("default_value", m.opt(p.default_value.as_deref())?));
            m.node(name, Some(p.span), fields)
        })
    }

    fn pattern(&mut self, p: &Pattern) -> PyResult {
        let Maker { source, names, .. } = *self;
        let nodes = self.nodes.clone();
        self.vm.with_native_depth(|vm| Maker { vm, nodes, source, names }.pattern_inner(p))
    }

    fn patterns(&mut self, patterns: &[Pattern]) -> PyResult {
        self.list(patterns, |m, p| m.pattern(p))
    }

    fn pattern_inner(&mut self, p: &Pattern) -> PyResult {
        let (name, fields) = match &p.kind {
            PatternKind::MatchValue { value } => ("MatchValue", vec![("value", self.expr(value)?)]),
            PatternKind::MatchSingleton { value } => ("MatchSingleton", vec![("value", self.constant(value)?)]),
            PatternKind::MatchSequence { patterns } => ("MatchSequence", vec![("patterns", self.patterns(patterns)?)]),
            PatternKind::MatchMapping { keys, patterns, rest } => {
                let keys = self.exprs(keys)?;
                let patterns = self.patterns(patterns)?;
                ("MatchMapping", vec![("keys", keys), ("patterns", patterns), ("rest", self.opt_name(*rest)?)])
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                let fields = vec![
                    ("cls", self.expr(cls)?),
                    ("patterns", self.patterns(patterns)?),
                    ("kwd_attrs", self.names_of(kwd_attrs)?),
                    ("kwd_patterns", self.patterns(kwd_patterns)?),
                ];
                ("MatchClass", fields)
            }
            PatternKind::MatchStar { name } => ("MatchStar", vec![("name", self.opt_name(*name)?)]),
            PatternKind::MatchAs { pattern, name } => {
                let inner = pattern.as_deref().map_or(Ok(Value::NONE), |p| self.pattern(p))?;
                ("MatchAs", vec![("pattern", inner), ("name", self.opt_name(*name)?)])
            }
            PatternKind::MatchOr { patterns } => ("MatchOr", vec![("patterns", self.patterns(patterns)?)]),
        };
        self.node(name, Some(p.span), fields)
    }

    fn generators(&mut self, generators: &[Comprehension]) -> PyResult {
        self.list(generators, |m, g| {
            let fields = vec![
                ("target", m.expr(&g.target)?),
                ("iter", m.expr(&g.iter)?),
                ("ifs", m.exprs(&g.ifs)?),
                ("is_async", m.vm.int(g.is_async as i64)),
            ];
            m.node("comprehension", None, fields)
        })
    }

    fn expr_inner(&mut self, e: &Expr) -> PyResult {
        let (name, fields): (&str, Fields) = match &e.kind {
            ExprKind::BoolOp { op, values } => {
                let op = self.known(&format!("{op:?}"))?;
                ("BoolOp", vec![("op", op), ("values", self.exprs(values)?)])
            }
            ExprKind::NamedExpr { target, value } => {
                ("NamedExpr", vec![("target", self.expr(target)?), ("value", self.expr(value)?)])
            }
            ExprKind::BinOp { left, op, right } => {
                let left = self.expr(left)?;
                ("BinOp", vec![("left", left), ("op", self.operator(*op)?), ("right", self.expr(right)?)])
            }
            ExprKind::UnaryOp { op, operand } => {
                let op = self.known(&format!("{op:?}"))?;
                ("UnaryOp", vec![("op", op), ("operand", self.expr(operand)?)])
            }
            ExprKind::Lambda(l) => ("Lambda", vec![("args", self.arguments(&l.args)?), ("body", self.expr(&l.body)?)]),
            ExprKind::IfExp { test, body, orelse } => {
                let test = self.expr(test)?;
                ("IfExp", vec![("test", test), ("body", self.expr(body)?), ("orelse", self.expr(orelse)?)])
            }
            ExprKind::Dict { keys, values } => {
                let keys = self.list(keys, |m, k| m.opt(k.as_ref()))?;
                ("Dict", vec![("keys", keys), ("values", self.exprs(values)?)])
            }
            ExprKind::Set { elts } => ("Set", vec![("elts", self.exprs(elts)?)]),
            ExprKind::ListComp { elt, generators } => ("ListComp", self.comprehension(elt, generators)?),
            ExprKind::SetComp { elt, generators } => ("SetComp", self.comprehension(elt, generators)?),
            ExprKind::GeneratorExp { elt, generators } => ("GeneratorExp", self.comprehension(elt, generators)?),
            ExprKind::DictComp { key, value, generators } => {
                let fields = vec![
                    ("key", self.expr(key)?),
                    ("value", self.expr(value)?),
                    ("generators", self.generators(generators)?),
                ];
                ("DictComp", fields)
            }
            ExprKind::Await { value } => ("Await", vec![("value", self.expr(value)?)]),
            ExprKind::Yield { value } => ("Yield", vec![("value", self.opt(value.as_deref())?)]),
            ExprKind::YieldFrom { value } => ("YieldFrom", vec![("value", self.expr(value)?)]),
            ExprKind::Compare { left, ops, comparators } => {
                let left = self.expr(left)?;
                let ops = self.list(ops, |m, op| m.known(&format!("{op:?}")))?;
                ("Compare", vec![("left", left), ("ops", ops), ("comparators", self.exprs(comparators)?)])
            }
            ExprKind::Call { func, args, keywords } => {
                let func = self.expr(func)?;
                ("Call", vec![("func", func), ("args", self.exprs(args)?), ("keywords", self.keywords(keywords)?)])
            }
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                let fields = vec![
                    ("value", self.expr(value)?),
                    ("conversion", self.conversion(*conversion)),
                    ("format_spec", self.opt(format_spec.as_deref())?),
                ];
                ("FormattedValue", fields)
            }
            ExprKind::JoinedStr { values } => ("JoinedStr", vec![("values", self.exprs(values)?)]),
            ExprKind::TemplateStr { values } => ("TemplateStr", vec![("values", self.exprs(values)?)]),
            ExprKind::Interpolation { value, text, conversion, format_spec } => {
                let fields = vec![
                    ("value", self.expr(value)?),
                    ("str", self.vm.new_str(text)?),
                    ("conversion", self.conversion(*conversion)),
                    ("format_spec", self.opt(format_spec.as_deref())?),
                ];
                ("Interpolation", fields)
            }
            ExprKind::Constant { value, kind_u } => {
                let kind = if *kind_u { self.vm.intern("u").into_value() } else { Value::NONE };
                ("Constant", vec![("value", self.constant(value)?), ("kind", kind)])
            }
            ExprKind::Attribute { value, attr, ctx } => {
                let fields =
                    vec![("value", self.expr(value)?), ("attr", self.name(attr.name)?), ("ctx", self.context(*ctx)?)];
                ("Attribute", fields)
            }
            ExprKind::Subscript { value, slice, ctx } => {
                let value = self.expr(value)?;
                ("Subscript", vec![("value", value), ("slice", self.expr(slice)?), ("ctx", self.context(*ctx)?)])
            }
            ExprKind::Starred { value, ctx } => {
                ("Starred", vec![("value", self.expr(value)?), ("ctx", self.context(*ctx)?)])
            }
            ExprKind::Name { id, ctx } => ("Name", vec![("id", self.name(*id)?), ("ctx", self.context(*ctx)?)]),
            ExprKind::List { elts, ctx } => ("List", vec![("elts", self.exprs(elts)?), ("ctx", self.context(*ctx)?)]),
            ExprKind::Tuple { elts, ctx } => ("Tuple", vec![("elts", self.exprs(elts)?), ("ctx", self.context(*ctx)?)]),
            ExprKind::Slice { lower, upper, step } => {
                let lower = self.opt(lower.as_deref())?;
                let upper = self.opt(upper.as_deref())?;
                ("Slice", vec![("lower", lower), ("upper", upper), ("step", self.opt(step.as_deref())?)])
            }
        };
        self.node(name, Some(e.span), fields)
    }

    fn comprehension(&mut self, elt: &Expr, generators: &[Comprehension]) -> PyResult<Fields> {
        Ok(vec![("elt", self.expr(elt)?), ("generators", self.generators(generators)?)])
    }

    /// The conversion character's number; -1 without one.
    fn conversion(&self, conversion: Option<char>) -> Value {
        self.vm.int(conversion.map_or(-1, |c| c as i64))
    }

    fn operator(&mut self, op: Operator) -> PyResult {
        self.known(&format!("{op:?}"))
    }

    fn context(&mut self, ctx: ExprContext) -> PyResult {
        self.known(&format!("{ctx:?}"))
    }

    fn constant(&mut self, value: &Constant) -> PyResult {
        match value {
            Constant::None => Ok(Value::NONE),
            Constant::True => Ok(Value::TRUE),
            Constant::False => Ok(Value::FALSE),
            Constant::Ellipsis => Ok(Value::ELLIPSIS),
            Constant::Int(i) => Ok(self.vm.int(*i)),
            Constant::BigInt { digits, radix } => match BigInt::parse_bytes(digits.as_bytes(), *radix) {
                Some(big) => self.vm.new_int(big),
                None => Err(self.vm.value_error("invalid integer")),
            },
            Constant::Float(f) => Ok(self.vm.float(*f)),
            Constant::Imaginary(f) => self.vm.new_complex(0.0, *f),
            Constant::Str(text) => self.vm.new_str_wtf8(text),
            Constant::Bytes(data) => self.vm.new_bytes(data.clone()),
        }
    }
}
