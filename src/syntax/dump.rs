//! A textual form of the AST for tests and `--dump`: one line a node, in pre-order.
//!
//! Each line has the node's type, its range and its fields; child nodes appear as `*`, lists as
//! their lengths, and the children follow in field order. `if` chains are written nested, as
//! CPython has them.

use super::ast::*;
use crate::source::SourceFile;
use std::fmt::Write;

/// The whole tree as text.
pub fn dump(source: &SourceFile, module: &Module) -> String {
    let mut dumper = Dumper { source, names: &module.interner, out: String::new() };
    for stmt in &module.body {
        dumper.stmt(stmt);
    }
    dumper.out
}

struct Dumper<'a> {
    source: &'a SourceFile,
    names: &'a Interner,
    out: String,
}

impl Dumper<'_> {
    fn line(&mut self, name: &str, span: Option<Span>, fields: &str) {
        self.out.push_str(name);
        if let Some(span) = span {
            let start = self.source.position(span.start);
            let end = self.source.position(span.end);
            let _ = write!(self.out, " {}:{}-{}:{}", start.line, start.column_bytes, end.line, end.column_bytes);
        }
        if !fields.is_empty() {
            let _ = write!(self.out, " {fields}");
        }
        self.out.push('\n');
    }

    fn name(&self, symbol: Symbol) -> &str {
        self.names.resolve(symbol)
    }

    fn maybe_name(&self, ident: Option<Ident>) -> String {
        ident.map_or_else(|| "None".to_owned(), |ident| self.name(ident.name).to_owned())
    }

    fn idents(&self, names: &[Ident]) -> String {
        let names: Vec<&str> = names.iter().map(|ident| self.name(ident.name)).collect();
        format!("[{}]", names.join(","))
    }

    fn stmts(&mut self, body: &[Stmt]) {
        for stmt in body {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let span = Some(stmt.span);
        match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                let name = if def.is_async { "AsyncFunctionDef" } else { "FunctionDef" };
                let fields = format!(
                    "name={} args=* body={} decorator_list={} returns={} type_params={}",
                    self.name(def.name.name),
                    def.body.len(),
                    def.decorator_list.len(),
                    star(&def.returns),
                    def.type_params.len()
                );
                self.line(name, span, &fields);
                self.arguments(&def.args);
                self.stmts(&def.body);
                self.exprs(&def.decorator_list);
                self.maybe(&def.returns);
                self.type_params(&def.type_params);
            }
            StmtKind::ClassDef(class) => {
                let fields = format!(
                    "name={} bases={} keywords={} body={} decorator_list={} type_params={}",
                    self.name(class.name.name),
                    class.bases.len(),
                    class.keywords.len(),
                    class.body.len(),
                    class.decorator_list.len(),
                    class.type_params.len()
                );
                self.line("ClassDef", span, &fields);
                self.exprs(&class.bases);
                self.keywords(&class.keywords);
                self.stmts(&class.body);
                self.exprs(&class.decorator_list);
                self.type_params(&class.type_params);
            }
            StmtKind::Return { value } => {
                self.line("Return", span, &format!("value={}", star(value)));
                self.maybe(value);
            }
            StmtKind::Delete { targets } => {
                self.line("Delete", span, &format!("targets={}", targets.len()));
                self.exprs(targets);
            }
            StmtKind::Assign { targets, value } => {
                self.line("Assign", span, &format!("targets={} value=*", targets.len()));
                self.exprs(targets);
                self.expr(value);
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                let fields = format!("name=* type_params={} value=*", type_params.len());
                self.line("TypeAlias", span, &fields);
                self.expr(name);
                self.type_params(type_params);
                self.expr(value);
            }
            StmtKind::AugAssign { target, op, value } => {
                self.line("AugAssign", span, &format!("target=* op={op:?} value=*"));
                self.expr(target);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                let fields = format!("target=* annotation=* value={} simple={}", star(value), *simple as u8);
                self.line("AnnAssign", span, &fields);
                self.expr(target);
                self.expr(annotation);
                self.maybe(value);
            }
            StmtKind::For { target, iter, body, orelse, is_async } => {
                let fields = format!("target=* iter=* body={} orelse={}", body.len(), orelse.len());
                self.line(if *is_async { "AsyncFor" } else { "For" }, span, &fields);
                self.expr(target);
                self.expr(iter);
                self.stmts(body);
                self.stmts(orelse);
            }
            StmtKind::While { test, body, orelse } => {
                let fields = format!("test=* body={} orelse={}", body.len(), orelse.len());
                self.line("While", span, &fields);
                self.expr(test);
                self.stmts(body);
                self.stmts(orelse);
            }
            StmtKind::If { branches, orelse } => {
                for (index, branch) in branches.iter().enumerate() {
                    let last = index + 1 == branches.len();
                    let orelse = if last { orelse.len() } else { 1 };
                    let fields = format!("test=* body={} orelse={orelse}", branch.body.len());
                    self.line("If", Some(branch.span), &fields);
                    self.expr(&branch.test);
                    self.stmts(&branch.body);
                }
                self.stmts(orelse);
            }
            StmtKind::With { items, body, is_async } => {
                let fields = format!("items={} body={}", items.len(), body.len());
                self.line(if *is_async { "AsyncWith" } else { "With" }, span, &fields);
                for item in items {
                    let fields = format!("context_expr=* optional_vars={}", star(&item.optional_vars));
                    self.line("withitem", None, &fields);
                    self.expr(&item.context_expr);
                    self.maybe(&item.optional_vars);
                }
                self.stmts(body);
            }
            StmtKind::Match { subject, cases } => {
                self.line("Match", span, &format!("subject=* cases={}", cases.len()));
                self.expr(subject);
                for case in cases {
                    let fields = format!("pattern=* guard={} body={}", star(&case.guard), case.body.len());
                    self.line("match_case", None, &fields);
                    self.pattern(&case.pattern);
                    self.maybe(&case.guard);
                    self.stmts(&case.body);
                }
            }
            StmtKind::Raise { exc, cause } => {
                self.line("Raise", span, &format!("exc={} cause={}", star(exc), star(cause)));
                self.maybe(exc);
                self.maybe(cause);
            }
            StmtKind::Try(node) => {
                let fields = format!(
                    "body={} handlers={} orelse={} finalbody={}",
                    node.body.len(),
                    node.handlers.len(),
                    node.orelse.len(),
                    node.finalbody.len()
                );
                self.line(if node.is_star { "TryStar" } else { "Try" }, span, &fields);
                self.stmts(&node.body);
                for handler in &node.handlers {
                    let fields = format!(
                        "type={} name={} body={}",
                        star(&handler.typ),
                        self.maybe_name(handler.name),
                        handler.body.len()
                    );
                    self.line("ExceptHandler", Some(handler.span), &fields);
                    self.maybe(&handler.typ);
                    self.stmts(&handler.body);
                }
                self.stmts(&node.orelse);
                self.stmts(&node.finalbody);
            }
            StmtKind::Assert { test, msg } => {
                self.line("Assert", span, &format!("test=* msg={}", star(msg)));
                self.expr(test);
                self.maybe(msg);
            }
            StmtKind::Import { names } => {
                self.line("Import", span, &format!("names={}", names.len()));
                self.aliases(names);
            }
            StmtKind::ImportFrom { module, names, level } => {
                let module = module.map_or("None", |module| self.name(module));
                let fields = format!("module={module} names={} level={level}", names.len());
                self.line("ImportFrom", span, &fields);
                self.aliases(names);
            }
            StmtKind::Global { names } => {
                let fields = format!("names={}", self.idents(names));
                self.line("Global", span, &fields);
            }
            StmtKind::Nonlocal { names } => {
                let fields = format!("names={}", self.idents(names));
                self.line("Nonlocal", span, &fields);
            }
            StmtKind::Expr { value } => {
                self.line("Expr", span, "value=*");
                self.expr(value);
            }
            StmtKind::Pass => self.line("Pass", span, ""),
            StmtKind::Break => self.line("Break", span, ""),
            StmtKind::Continue => self.line("Continue", span, ""),
        }
    }

    fn aliases(&mut self, names: &[Alias]) {
        for alias in names {
            let asname = alias.asname.map_or("None", |name| self.name(name));
            let fields = format!("name={} asname={asname}", self.name(alias.name));
            self.line("alias", Some(alias.span), &fields);
        }
    }

    fn type_params(&mut self, params: &[TypeParam]) {
        for param in params {
            let name = self.name(param.name.name);
            let default = star(&param.default_value);
            match &param.kind {
                TypeParamKind::TypeVar { bound } => {
                    let fields = format!("name={name} bound={} default_value={default}", star(bound));
                    self.line("TypeVar", Some(param.span), &fields);
                    self.maybe(bound);
                }
                TypeParamKind::ParamSpec => {
                    let fields = format!("name={name} default_value={default}");
                    self.line("ParamSpec", Some(param.span), &fields);
                }
                TypeParamKind::TypeVarTuple => {
                    let fields = format!("name={name} default_value={default}");
                    self.line("TypeVarTuple", Some(param.span), &fields);
                }
            }
            self.maybe(&param.default_value);
        }
    }

    fn arguments(&mut self, args: &Arguments) {
        let fields = format!(
            "posonlyargs={} args={} vararg={} kwonlyargs={} kw_defaults={} kwarg={} defaults={}",
            args.posonlyargs.len(),
            args.args.len(),
            star(&args.vararg),
            args.kwonlyargs.len(),
            args.kw_defaults.len(),
            star(&args.kwarg),
            args.defaults.len()
        );
        self.line("arguments", None, &fields);
        for arg in args.posonlyargs.iter().chain(&args.args).chain(args.vararg.as_deref()) {
            self.arg(arg);
        }
        for arg in &args.kwonlyargs {
            self.arg(arg);
        }
        for default in args.kw_defaults.iter() {
            match default {
                Some(e) => self.expr(e),
                None => self.out.push_str("None\n"),
            }
        }
        if let Some(arg) = &args.kwarg {
            self.arg(arg);
        }
        self.exprs(&args.defaults);
    }

    fn arg(&mut self, arg: &Arg) {
        let fields = format!("arg={} annotation={}", self.name(arg.arg), star(&arg.annotation));
        self.line("arg", Some(arg.span), &fields);
        self.maybe(&arg.annotation);
    }

    fn keywords(&mut self, keywords: &[Keyword]) {
        for keyword in keywords {
            let fields = format!("arg={} value=*", self.maybe_name(keyword.arg));
            self.line("keyword", Some(keyword.span), &fields);
            self.expr(&keyword.value);
        }
    }

    fn exprs(&mut self, list: &[Expr]) {
        for e in list {
            self.expr(e);
        }
    }

    fn maybe(&mut self, e: &Option<Box<Expr>>) {
        if let Some(e) = e {
            self.expr(e);
        }
    }

    fn comprehensions(&mut self, generators: &[Comprehension]) {
        for g in generators {
            let fields = format!("target=* iter=* ifs={} is_async={}", g.ifs.len(), g.is_async as u8);
            self.line("comprehension", None, &fields);
            self.expr(&g.target);
            self.expr(&g.iter);
            self.exprs(&g.ifs);
        }
    }

    fn expr(&mut self, e: &Expr) {
        let span = Some(e.span);
        match &e.kind {
            ExprKind::BoolOp { op, values } => {
                self.line("BoolOp", span, &format!("op={op:?} values={}", values.len()));
                self.exprs(values);
            }
            ExprKind::NamedExpr { target, value } => {
                self.line("NamedExpr", span, "target=* value=*");
                self.expr(target);
                self.expr(value);
            }
            ExprKind::BinOp { left, op, right } => {
                self.line("BinOp", span, &format!("left=* op={op:?} right=*"));
                self.expr(left);
                self.expr(right);
            }
            ExprKind::UnaryOp { op, operand } => {
                self.line("UnaryOp", span, &format!("op={op:?} operand=*"));
                self.expr(operand);
            }
            ExprKind::Lambda(lambda) => {
                self.line("Lambda", span, "args=* body=*");
                self.arguments(&lambda.args);
                self.expr(&lambda.body);
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.line("IfExp", span, "test=* body=* orelse=*");
                self.expr(test);
                self.expr(body);
                self.expr(orelse);
            }
            ExprKind::Dict { keys, values } => {
                let fields = format!("keys={} values={}", keys.len(), values.len());
                self.line("Dict", span, &fields);
                for key in keys {
                    match key {
                        Some(key) => self.expr(key),
                        None => self.out.push_str("None\n"),
                    }
                }
                self.exprs(values);
            }
            ExprKind::Set { elts } => {
                self.line("Set", span, &format!("elts={}", elts.len()));
                self.exprs(elts);
            }
            ExprKind::ListComp { elt, generators } => self.comp("ListComp", span, elt, generators),
            ExprKind::SetComp { elt, generators } => self.comp("SetComp", span, elt, generators),
            ExprKind::GeneratorExp { elt, generators } => {
                self.comp("GeneratorExp", span, elt, generators);
            }
            ExprKind::DictComp { key, value, generators } => {
                let fields = format!("key=* value=* generators={}", generators.len());
                self.line("DictComp", span, &fields);
                self.expr(key);
                self.expr(value);
                self.comprehensions(generators);
            }
            ExprKind::Await { value } => {
                self.line("Await", span, "value=*");
                self.expr(value);
            }
            ExprKind::Yield { value } => {
                self.line("Yield", span, &format!("value={}", star(value)));
                self.maybe(value);
            }
            ExprKind::YieldFrom { value } => {
                self.line("YieldFrom", span, "value=*");
                self.expr(value);
            }
            ExprKind::Compare { left, ops, comparators } => {
                let ops: Vec<String> = ops.iter().map(|op| format!("{op:?}")).collect();
                let fields = format!("left=* ops=[{}] comparators={}", ops.join(","), comparators.len());
                self.line("Compare", span, &fields);
                self.expr(left);
                self.exprs(comparators);
            }
            ExprKind::Call { func, args, keywords } => {
                let fields = format!("func=* args={} keywords={}", args.len(), keywords.len());
                self.line("Call", span, &fields);
                self.expr(func);
                self.exprs(args);
                self.keywords(keywords);
            }
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                let conversion = conversion.map_or(-1, |c| i64::from(c as u32));
                let fields = format!("value=* conversion={conversion} format_spec={}", star(format_spec));
                self.line("FormattedValue", span, &fields);
                self.expr(value);
                self.maybe(format_spec);
            }
            ExprKind::Interpolation { value, text, conversion, format_spec } => {
                let conversion = conversion.map_or(-1, |c| i64::from(c as u32));
                let fields = format!(
                    "value=* str={} conversion={conversion} format_spec={}",
                    hex(text.as_bytes()),
                    star(format_spec)
                );
                self.line("Interpolation", span, &fields);
                self.expr(value);
                self.maybe(format_spec);
            }
            ExprKind::JoinedStr { values } => {
                self.line("JoinedStr", span, &format!("values={}", values.len()));
                self.exprs(values);
            }
            ExprKind::TemplateStr { values } => {
                self.line("TemplateStr", span, &format!("values={}", values.len()));
                self.exprs(values);
            }
            ExprKind::Constant { value, kind_u } => {
                let kind = if *kind_u { "u" } else { "None" };
                let fields = format!("value={} kind={kind}", constant(value));
                self.line("Constant", span, &fields);
            }
            ExprKind::Attribute { value, attr, ctx } => {
                let fields = format!("value=* attr={} ctx={ctx:?}", self.name(attr.name));
                self.line("Attribute", span, &fields);
                self.expr(value);
            }
            ExprKind::Subscript { value, slice, ctx } => {
                self.line("Subscript", span, &format!("value=* slice=* ctx={ctx:?}"));
                self.expr(value);
                self.expr(slice);
            }
            ExprKind::Starred { value, ctx } => {
                self.line("Starred", span, &format!("value=* ctx={ctx:?}"));
                self.expr(value);
            }
            ExprKind::Name { id, ctx } => {
                let fields = format!("id={} ctx={ctx:?}", self.name(*id));
                self.line("Name", span, &fields);
            }
            ExprKind::List { elts, ctx } => {
                self.line("List", span, &format!("elts={} ctx={ctx:?}", elts.len()));
                self.exprs(elts);
            }
            ExprKind::Tuple { elts, ctx } => {
                self.line("Tuple", span, &format!("elts={} ctx={ctx:?}", elts.len()));
                self.exprs(elts);
            }
            ExprKind::Slice { lower, upper, step } => {
                let fields = format!("lower={} upper={} step={}", star(lower), star(upper), star(step));
                self.line("Slice", span, &fields);
                self.maybe(lower);
                self.maybe(upper);
                self.maybe(step);
            }
        }
    }

    fn comp(&mut self, name: &str, span: Option<Span>, elt: &Expr, generators: &[Comprehension]) {
        self.line(name, span, &format!("elt=* generators={}", generators.len()));
        self.expr(elt);
        self.comprehensions(generators);
    }

    fn patterns(&mut self, patterns: &[Pattern]) {
        for pattern in patterns {
            self.pattern(pattern);
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        let span = Some(pattern.span);
        match &pattern.kind {
            PatternKind::MatchValue { value } => {
                self.line("MatchValue", span, "value=*");
                self.expr(value);
            }
            PatternKind::MatchSingleton { value } => {
                self.line("MatchSingleton", span, &format!("value={}", constant(value)));
            }
            PatternKind::MatchSequence { patterns } => {
                self.line("MatchSequence", span, &format!("patterns={}", patterns.len()));
                self.patterns(patterns);
            }
            PatternKind::MatchMapping { keys, patterns, rest } => {
                let fields = format!("keys={} patterns={} rest={}", keys.len(), patterns.len(), self.maybe_name(*rest));
                self.line("MatchMapping", span, &fields);
                self.exprs(keys);
                self.patterns(patterns);
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                let fields = format!(
                    "cls=* patterns={} kwd_attrs={} kwd_patterns={}",
                    patterns.len(),
                    self.idents(kwd_attrs),
                    kwd_patterns.len()
                );
                self.line("MatchClass", span, &fields);
                self.expr(cls);
                self.patterns(patterns);
                self.patterns(kwd_patterns);
            }
            PatternKind::MatchStar { name } => {
                let fields = format!("name={}", self.maybe_name(*name));
                self.line("MatchStar", span, &fields);
            }
            PatternKind::MatchAs { pattern, name } => {
                let fields = format!("pattern={} name={}", star(pattern), self.maybe_name(*name));
                self.line("MatchAs", span, &fields);
                if let Some(pattern) = pattern {
                    self.pattern(pattern);
                }
            }
            PatternKind::MatchOr { patterns } => {
                self.line("MatchOr", span, &format!("patterns={}", patterns.len()));
                self.patterns(patterns);
            }
        }
    }
}

fn star<T>(option: &Option<T>) -> &'static str {
    if option.is_some() { "*" } else { "None" }
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::from("s:");
    for byte in bytes {
        match byte {
            b'!'..=b'~' if *byte != b'%' => out.push(*byte as char),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// Numbers bit-exact, text percent-encoded.
fn constant(value: &Constant) -> String {
    match value {
        Constant::None => "None".to_owned(),
        Constant::True => "True".to_owned(),
        Constant::False => "False".to_owned(),
        Constant::Ellipsis => "Ellipsis".to_owned(),
        Constant::Int(value) => format!("{value}"),
        Constant::BigInt { digits, radix } => {
            let prefix = match radix {
                16 => "0x",
                8 => "0o",
                2 => "0b",
                _ => "",
            };
            format!("big:{prefix}{digits}")
        }
        Constant::Float(value) => format!("float:{:016x}", value.to_bits()),
        Constant::Imaginary(value) => format!("imag:{:016x}", value.to_bits()),
        Constant::Str(text) => hex(text),
        Constant::Bytes(bytes) => format!("b{}", hex(bytes)),
    }
}
