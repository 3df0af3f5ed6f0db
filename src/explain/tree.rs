//! Finding one's way in the syntax tree of the failing file: the expression at a place, the statements around it.
//!
//! All walks use a list, not recursion: trees may be deep.

use crate::source::{SourceFile, Span};
use crate::syntax::ast::{Expr, ExprKind, Module, Stmt, StmtKind, Symbol};
use crate::syntax::{self, Mode, ParseOptions};

/// Of longer texts only the surroundings of the failing line are parsed: rendering is to stay below two milliseconds.
const LONGEST: usize = 24_000;
/// Bytes before and after that line which are looked at then.
const BEFORE: usize = 10_000;
const AFTER: usize = 4_000;

/// A parsed source text.
pub struct Tree {
    pub source: SourceFile,
    pub module: Module,
}

impl Tree {
    /// Parses a text as far as it matters for a place in it; `None` if that is not possible.
    pub fn parse(source: &SourceFile, place: Span) -> Option<Tree> {
        let options = ParseOptions { no_warnings: true };
        let parse = |text: &SourceFile| {
            stacker::maybe_grow(1 << 20, 64 << 20, || syntax::parse(text, Mode::File, options)).ok()
        };
        let module = match source.text().len() > LONGEST {
            true => parse(&SourceFile::new(source.shared_name(), surroundings(source.text(), place)?))?,
            false => parse(source)?,
        };
        Some(Tree { source: source.clone(), module })
    }

    pub fn name(&self, symbol: Symbol) -> &str {
        self.module.interner.resolve(symbol)
    }

    pub fn symbol(&self, name: &str) -> Option<Symbol> {
        self.module.interner.lookup(name)
    }

    /// The source text of an expression.
    pub fn text(&self, e: &Expr) -> &str {
        self.source.slice(e.span)
    }

    /// The name that an expression is, if it is one.
    pub fn as_name<'t>(&'t self, e: &'t Expr) -> Option<&'t str> {
        match e.kind {
            ExprKind::Name { id, .. } => Some(self.name(id)),
            _ => None,
        }
    }

    /// The statements that enclose a place, outermost first.
    pub fn path(&self, span: Span) -> Vec<&Stmt> {
        let mut path = Vec::new();
        let mut body: Vec<&[Stmt]> = vec![&self.module.body];
        'down: loop {
            for stmts in body {
                let at = stmts.partition_point(|s| s.span.end < span.end.max(span.start + 1));
                // Decorators stand before the span of what they decorate.
                for stmt in stmts.iter().skip(at).take(1) {
                    if covers(stmt.span, span) || decorators(stmt).iter().any(|d| covers(d.span, span)) {
                        path.push(stmt);
                        body = blocks(stmt);
                        continue 'down;
                    }
                }
            }
            return path;
        }
    }

    /// The statements of the innermost function around a place (or of the module), and the function.
    pub fn scope(&self, span: Span) -> (&[Stmt], Option<&Stmt>) {
        let inside = |s: &&&Stmt| match &s.kind {
            StmtKind::FunctionDef(def) => def.body.iter().any(|b| covers(b.span, span)),
            _ => false,
        };
        match self.path(span).iter().rev().find(inside) {
            Some(function) => match &function.kind {
                StmtKind::FunctionDef(def) => (&def.body, Some(function)),
                _ => (&self.module.body, None),
            },
            None => (&self.module.body, None),
        }
    }

    /// The innermost class whose body holds a place.
    pub fn class_around(&self, span: Span) -> Option<&Stmt> {
        self.path(span).into_iter().rev().find(|s| matches!(s.kind, StmtKind::ClassDef(_)))
    }

    /// The smallest expression with exactly this range, else the smallest that holds it.
    pub fn expr_at(&self, span: Span) -> Option<&Expr> {
        let stmt = *self.path(span).last()?;
        let mut best: Option<&Expr> = None;
        let mut pending: Vec<&Expr> = Vec::new();
        direct(stmt, &mut pending);
        while let Some(e) = pending.pop() {
            if !covers(e.span, span) {
                continue;
            }
            if best.is_none_or(|b| e.span.len() <= b.span.len()) {
                best = Some(e);
            }
            if e.span == span && !matches!(e.kind, ExprKind::Tuple { .. }) {
                return Some(e);
            }
            children(e, &mut pending);
        }
        best
    }

    /// Every statement of the text, in order.
    pub fn statements(&self) -> Vec<&Stmt> {
        let mut out = Vec::new();
        let mut pending: Vec<&Stmt> = self.module.body.iter().rev().collect();
        while let Some(stmt) = pending.pop() {
            out.push(stmt);
            for block in blocks(stmt).into_iter().rev() {
                pending.extend(block.iter().rev());
            }
        }
        out
    }

    /// The function or class of this name; the last one, if there are several.
    pub fn definition(&self, name: &str) -> Option<&Stmt> {
        let name = self.symbol(name)?;
        self.statements().into_iter().rev().find(|s| match &s.kind {
            StmtKind::FunctionDef(def) => def.name.name == name,
            StmtKind::ClassDef(def) => def.name.name == name,
            _ => false,
        })
    }

    /// The function defined on a line (of its name or its `def`).
    pub fn function_on(&self, line: u32) -> Option<&Stmt> {
        self.statements().into_iter().find(|s| match &s.kind {
            StmtKind::FunctionDef(def) => {
                let first = def.decorator_list.first().map_or(s.span.start, |d| d.span.start);
                (self.source.line_of(first)..=self.source.line_of(def.name.span.start)).contains(&line)
            }
            _ => false,
        })
    }
}

/// A text of the same length with nothing but whole statements around a place; the rest is blank.
fn surroundings(text: &str, place: Span) -> Option<String> {
    let (start, end) = (place.start as usize, place.end as usize);
    if end - start > BEFORE {
        return None;
    }
    // Statements begin where a line is not indented (and continues nothing, which the parser will say).
    let begins = |at: usize| {
        let first = text.as_bytes().get(at).copied().unwrap_or(b'\n');
        let word = text.get(at..).unwrap_or("");
        let inner = ["else", "elif", "except", "finally", "case"].iter().any(|w| word.starts_with(w));
        (first.is_ascii_alphabetic() || matches!(first, b'_' | b'@')) && !inner
    };
    let line_starts = |from: usize, to: usize| {
        let bytes = text.as_bytes();
        (from..to).filter(move |&i| i == 0 || bytes.get(i - 1) == Some(&b'\n')).filter(|&i| begins(i))
    };
    let low = start.saturating_sub(BEFORE);
    let from = line_starts(low, start + 1).next()?;
    let high = end.saturating_add(AFTER).min(text.len());
    let to = if high == text.len() { high } else { line_starts(end, high).next_back()? };
    // Within lines of blanks nothing is a token. What follows is not needed at all.
    let (head, body) = (text.get(..from)?, text.get(from..to)?);
    let mut out = " ".repeat(from).into_bytes();
    for at in memchr::memchr_iter(b'\n', head.as_bytes()) {
        if let Some(byte) = out.get_mut(at) {
            *byte = b'\n';
        }
    }
    out.extend_from_slice(body.as_bytes());
    String::from_utf8(out).ok()
}

pub fn covers(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn decorators(stmt: &Stmt) -> &[Expr] {
    match &stmt.kind {
        StmtKind::FunctionDef(def) => &def.decorator_list,
        StmtKind::ClassDef(def) => &def.decorator_list,
        _ => &[],
    }
}

/// The blocks of a statement.
pub fn blocks(stmt: &Stmt) -> Vec<&[Stmt]> {
    match &stmt.kind {
        StmtKind::FunctionDef(def) => vec![&def.body],
        StmtKind::ClassDef(def) => vec![&def.body],
        StmtKind::For { body, orelse, .. } | StmtKind::While { body, orelse, .. } => vec![body, orelse],
        StmtKind::If { branches, orelse } => {
            branches.iter().map(|b| b.body.as_slice()).chain([orelse.as_slice()]).collect()
        }
        StmtKind::With { body, .. } => vec![body],
        StmtKind::Match { cases, .. } => cases.iter().map(|c| c.body.as_slice()).collect(),
        StmtKind::Try(t) => {
            let mut all: Vec<&[Stmt]> = vec![&t.body];
            all.extend(t.handlers.iter().map(|h| h.body.as_slice()));
            all.extend([t.orelse.as_slice(), t.finalbody.as_slice()]);
            all
        }
        _ => Vec::new(),
    }
}

/// The expressions that belong to a statement itself, not to its blocks.
pub fn direct<'t>(stmt: &'t Stmt, out: &mut Vec<&'t Expr>) {
    match &stmt.kind {
        StmtKind::FunctionDef(def) => {
            out.extend(&def.decorator_list);
            out.extend(&def.args.defaults);
            out.extend(def.args.kw_defaults.iter().flatten());
            let args = &def.args;
            let all = args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs);
            out.extend(all.filter_map(|a| a.annotation.as_deref()));
            out.extend(def.returns.as_deref());
        }
        StmtKind::ClassDef(def) => {
            out.extend(&def.decorator_list);
            out.extend(&def.bases);
            out.extend(def.keywords.iter().map(|k| &k.value));
        }
        StmtKind::Return { value } => out.extend(value.as_deref()),
        StmtKind::Delete { targets } => out.extend(targets),
        StmtKind::Assign { targets, value } => {
            out.extend(targets);
            out.push(value);
        }
        StmtKind::TypeAlias { name, value, .. } => out.extend([&**name, &**value]),
        StmtKind::AugAssign { target, value, .. } => out.extend([&**target, &**value]),
        StmtKind::AnnAssign { target, annotation, value, .. } => {
            out.extend([&**target, &**annotation]);
            out.extend(value.as_deref());
        }
        StmtKind::For { target, iter, .. } => out.extend([&**target, &**iter]),
        StmtKind::While { test, .. } => out.push(test),
        StmtKind::If { branches, .. } => out.extend(branches.iter().map(|b| &b.test)),
        StmtKind::With { items, .. } => {
            for item in items {
                out.push(&item.context_expr);
                out.extend(item.optional_vars.as_deref());
            }
        }
        StmtKind::Match { subject, cases } => {
            out.push(subject);
            out.extend(cases.iter().filter_map(|c| c.guard.as_deref()));
        }
        StmtKind::Raise { exc, cause } => {
            out.extend(exc.as_deref());
            out.extend(cause.as_deref());
        }
        StmtKind::Try(t) => out.extend(t.handlers.iter().filter_map(|h| h.typ.as_deref())),
        StmtKind::Assert { test, msg } => {
            out.push(test);
            out.extend(msg.as_deref());
        }
        StmtKind::Expr { value } => out.push(value),
        StmtKind::Import { .. }
        | StmtKind::ImportFrom { .. }
        | StmtKind::Global { .. }
        | StmtKind::Nonlocal { .. }
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => {}
    }
}

/// The parts of an expression.
pub fn children<'t>(e: &'t Expr, out: &mut Vec<&'t Expr>) {
    match &e.kind {
        ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } | ExprKind::TemplateStr { values } => {
            out.extend(values)
        }
        ExprKind::NamedExpr { target, value } => out.extend([&**target, &**value]),
        ExprKind::BinOp { left, right, .. } => out.extend([&**left, &**right]),
        ExprKind::UnaryOp { operand: value, .. }
        | ExprKind::Await { value }
        | ExprKind::YieldFrom { value }
        | ExprKind::Attribute { value, .. }
        | ExprKind::Starred { value, .. } => out.push(value),
        ExprKind::Lambda(lambda) => {
            out.extend(&lambda.args.defaults);
            out.push(&lambda.body);
        }
        ExprKind::IfExp { test, body, orelse } => out.extend([&**test, &**body, &**orelse]),
        ExprKind::Dict { keys, values } => {
            out.extend(keys.iter().flatten());
            out.extend(values);
        }
        ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => out.extend(elts),
        ExprKind::ListComp { elt, generators }
        | ExprKind::SetComp { elt, generators }
        | ExprKind::GeneratorExp { elt, generators } => {
            out.push(elt);
            for g in generators {
                out.extend([&g.target, &g.iter]);
                out.extend(&g.ifs);
            }
        }
        ExprKind::DictComp { key, value, generators } => {
            out.extend([&**key, &**value]);
            for g in generators {
                out.extend([&g.target, &g.iter]);
                out.extend(&g.ifs);
            }
        }
        ExprKind::Yield { value } => out.extend(value.as_deref()),
        ExprKind::Compare { left, comparators, .. } => {
            out.push(left);
            out.extend(comparators);
        }
        ExprKind::Call { func, args, keywords } => {
            out.push(func);
            out.extend(args);
            out.extend(keywords.iter().map(|k| &k.value));
        }
        ExprKind::FormattedValue { value, format_spec, .. } | ExprKind::Interpolation { value, format_spec, .. } => {
            out.push(value);
            out.extend(format_spec.as_deref());
        }
        ExprKind::Subscript { value, slice, .. } => out.extend([&**value, &**slice]),
        ExprKind::Slice { lower, upper, step } => out.extend([lower, upper, step].into_iter().flatten().map(|b| &**b)),
        ExprKind::Constant { .. } | ExprKind::Name { .. } => {}
    }
}

/// All expressions of a statement itself, outer ones before their parts.
pub fn all_exprs(stmt: &Stmt) -> Vec<&Expr> {
    let mut pending = Vec::new();
    direct(stmt, &mut pending);
    let mut out = Vec::new();
    while let Some(e) = pending.pop() {
        out.push(e);
        children(e, &mut pending);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_parsed_in_part() {
        let mut text: String = (0..4000).map(|i| format!("v{i} = {i}\n")).collect();
        let at = text.len() as u32;
        text.push_str("print(v1 + v2)\n");
        text.push_str(&"w = 1\n".repeat(4000));
        let source = SourceFile::new("t", text);
        let span = Span::new(at + 6, at + 13);
        let tree = Tree::parse(&source, span).expect("a part parses");
        let e = tree.expr_at(span).expect("the expression is there");
        assert_eq!(tree.text(e), "v1 + v2");
        assert!(tree.module.body.len() < 3000);
    }
}
