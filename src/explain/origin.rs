//! Where a value came from: the assignments that can reach a use, found in the text alone.
//!
//! A forward walk over the statements of one scope keeps the set of assignments that may be in force; loops are walked
//! twice, which is enough for a set that only grows. Nothing is recorded while programs run.

use super::case::Case;
use super::tree::{Tree, all_exprs};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Pattern, PatternKind, Stmt, StmtKind, Symbol};

/// One place that gives a name its value.
#[derive(Clone, Copy, Debug)]
pub struct Definition<'t> {
    /// What to mark.
    pub span: Span,
    pub kind: DefinitionKind<'t>,
}

#[derive(Clone, Copy, Debug)]
pub enum DefinitionKind<'t> {
    /// `name = value`, also with an annotation or by `:=`.
    Value(&'t Expr),
    /// `name += value` and the like.
    Augmented,
    /// The target of a loop over this.
    Loop,
    /// A part of an unpacking assignment of this.
    Unpacked,
    Parameter,
    Function,
    Class,
    Import,
    /// `with`, `except`, patterns.
    Other,
}

/// The definitions of a name that can reach a statement.
pub fn reaching<'t>(tree: &'t Tree, at: &'t Stmt, name: Symbol) -> Vec<Definition<'t>> {
    let (body, function) = tree.scope(at.span);
    let mut start = Vec::new();
    if let Some(Stmt { kind: StmtKind::FunctionDef(def), .. }) = function {
        let args = &def.args;
        let all = args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs);
        let all = all.chain(args.vararg.as_deref()).chain(args.kwarg.as_deref());
        start.extend(
            all.filter(|a| a.arg == name).map(|a| Definition { span: a.span, kind: DefinitionKind::Parameter }),
        );
    }
    let mut flow = Flow { name, target: at, found: Vec::new(), reached: false, leaving: Vec::new() };
    flow.block(body, start);
    if flow.reached && !flow.found.is_empty() {
        return flow.found;
    }
    if function.is_none() {
        return Vec::new();
    }
    // A name of the module, used in a function: all that is assigned there counts.
    definitions_in(&tree.module.body, name)
}

/// The only definition that reaches a use, if there is just one.
pub fn only<'t>(tree: &'t Tree, at: &'t Stmt, name: Symbol) -> Option<Definition<'t>> {
    match reaching(tree, at, name).as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// All definitions of a name in a body, those in nested functions and classes excepted.
pub fn definitions_in<'t>(body: &'t [Stmt], name: Symbol) -> Vec<Definition<'t>> {
    let mut out = Vec::new();
    let mut pending: Vec<&Stmt> = body.iter().rev().collect();
    while let Some(stmt) = pending.pop() {
        out.extend(made_by(stmt, name));
        if !matches!(stmt.kind, StmtKind::FunctionDef(_) | StmtKind::ClassDef(_)) {
            for block in super::tree::blocks(stmt).into_iter().rev() {
                pending.extend(block.iter().rev());
            }
        }
    }
    out
}

/// The definition of a name that a statement itself makes (the last one).
pub fn made_by(stmt: &Stmt, name: Symbol) -> Option<Definition<'_>> {
    let in_target = |target: &Expr| names_in(target, name);
    let define = |span: Span, kind| Some(Definition { span, kind });
    match &stmt.kind {
        StmtKind::Assign { targets, value } => {
            for target in targets.iter().rev() {
                match target.kind {
                    ExprKind::Name { id, .. } if id == name => return define(stmt.span, DefinitionKind::Value(value)),
                    _ if in_target(target) => return define(stmt.span, DefinitionKind::Unpacked),
                    _ => {}
                }
            }
        }
        StmtKind::AnnAssign { target, value: Some(value), .. } if in_target(target) => {
            return define(stmt.span, DefinitionKind::Value(value));
        }
        StmtKind::AugAssign { target, .. } if in_target(target) => {
            return define(stmt.span, DefinitionKind::Augmented);
        }
        StmtKind::For { target, iter, .. } if in_target(target) => {
            return define(target.span.to(iter.span), DefinitionKind::Loop);
        }
        StmtKind::With { items, .. } => {
            if let Some(v) = items.iter().filter_map(|i| i.optional_vars.as_deref()).find(|v| in_target(v)) {
                return define(v.span, DefinitionKind::Other);
            }
        }
        StmtKind::FunctionDef(def) if def.name.name == name => {
            return define(def.name.span, DefinitionKind::Function);
        }
        StmtKind::ClassDef(def) if def.name.name == name => return define(def.name.span, DefinitionKind::Class),
        StmtKind::Import { names } | StmtKind::ImportFrom { names, .. } => {
            let bound = |a: &&crate::syntax::ast::Alias| a.asname.unwrap_or(a.name) == name;
            if let Some(alias) = names.iter().find(bound) {
                return define(alias.span, DefinitionKind::Import);
            }
        }
        StmtKind::Match { cases, .. } => {
            if let Some(span) = cases.iter().find_map(|c| captured(&c.pattern, name)) {
                return define(span, DefinitionKind::Other);
            }
        }
        StmtKind::Try(t) => {
            if let Some(named) = t.handlers.iter().filter_map(|h| h.name).find(|n| n.name == name) {
                return define(named.span, DefinitionKind::Other);
            }
        }
        _ => {}
    }
    all_exprs(stmt).into_iter().find_map(|e| match &e.kind {
        ExprKind::NamedExpr { target, value } if in_target(target) => {
            Some(Definition { span: e.span, kind: DefinitionKind::Value(value) })
        }
        _ => None,
    })
}

/// Whether a target assigns a name.
fn names_in(target: &Expr, name: Symbol) -> bool {
    let mut pending = vec![target];
    while let Some(e) = pending.pop() {
        match &e.kind {
            ExprKind::Name { id, .. } if *id == name => return true,
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => pending.extend(elts),
            ExprKind::Starred { value, .. } => pending.push(value),
            _ => {}
        }
    }
    false
}

fn captured(pattern: &Pattern, name: Symbol) -> Option<Span> {
    let mut pending = vec![pattern];
    while let Some(p) = pending.pop() {
        match &p.kind {
            PatternKind::MatchAs { pattern, name: n } => {
                if n.is_some_and(|n| n.name == name) {
                    return Some(p.span);
                }
                pending.extend(pattern.as_deref());
            }
            PatternKind::MatchStar { name: n } if n.is_some_and(|n| n.name == name) => return Some(p.span),
            PatternKind::MatchSequence { patterns } | PatternKind::MatchOr { patterns } => pending.extend(patterns),
            PatternKind::MatchMapping { patterns, rest, .. } => {
                if rest.is_some_and(|n| n.name == name) {
                    return Some(p.span);
                }
                pending.extend(patterns);
            }
            PatternKind::MatchClass { patterns, kwd_patterns, .. } => {
                pending.extend(patterns.iter().chain(kwd_patterns))
            }
            _ => {}
        }
    }
    None
}

/// The argument that gives a parameter its value in the call that made the failing frame.
pub fn argument<'t>(case: &Case<'_>, tree: &'t Tree, name: &str) -> Option<&'t Expr> {
    let call = tree.expr_at(case.call?)?;
    let ExprKind::Call { func, args, keywords } = &call.kind else { return None };
    if args.iter().any(|a| matches!(a.kind, ExprKind::Starred { .. })) {
        return None;
    }
    if let Some(keyword) = keywords.iter().find(|k| k.arg.is_some_and(|a| tree.name(a.name) == name)) {
        return Some(&keyword.value);
    }
    let code = case.frame.as_ref()?.get(case.vm).code.clone();
    let index = code.varnames.iter().take(code.argcount as usize).position(|n| *n.to_lossy() == *name)?;
    // The object before the dot, or the new one, is the first argument.
    let first = code.varnames.first().map(|n| n.to_lossy().into_owned());
    let bound = matches!(first.as_deref(), Some("self" | "cls"));
    let through_class = matches!(&func.kind, ExprKind::Attribute { value, .. }
        if tree.as_name(value).is_some_and(|n| tree.definition(n).is_some_and(|d| matches!(d.kind, StmtKind::ClassDef(_)))));
    args.get(index.checked_sub(usize::from(bound && !through_class))?)
}

type State<'t> = Vec<Definition<'t>>;

fn join<'t>(into: &mut State<'t>, other: &[Definition<'t>]) {
    for definition in other {
        if !into.iter().any(|d| d.span == definition.span) {
            into.push(*definition);
        }
    }
}

struct Flow<'t> {
    name: Symbol,
    target: &'t Stmt,
    found: State<'t>,
    reached: bool,
    /// What is in force where `break` and `continue` leave a loop's body.
    leaving: State<'t>,
}

impl<'t> Flow<'t> {
    fn block(&mut self, body: &'t [Stmt], state: State<'t>) -> State<'t> {
        body.iter().fold(state, |state, stmt| self.stmt(stmt, state))
    }

    /// The state after a statement. Blocks nest at most a hundred deep, so recursion is safe.
    fn stmt(&mut self, stmt: &'t Stmt, mut state: State<'t>) -> State<'t> {
        if std::ptr::eq(stmt, self.target) {
            self.reached = true;
            join(&mut self.found, &state);
        }
        match &stmt.kind {
            StmtKind::Return { .. } | StmtKind::Raise { .. } => return Vec::new(),
            StmtKind::Break | StmtKind::Continue => {
                join(&mut self.leaving, &state);
                return Vec::new();
            }
            StmtKind::Delete { targets } if targets.iter().any(|t| names_in(t, self.name)) => return Vec::new(),
            StmtKind::If { branches, orelse } => {
                self.walrus(stmt, &mut state);
                let mut after = self.block(orelse, state.clone());
                for branch in branches {
                    let out = self.block(&branch.body, state.clone());
                    join(&mut after, &out);
                }
                return after;
            }
            StmtKind::For { body, orelse, .. } | StmtKind::While { body, orelse, .. } => {
                let before = std::mem::take(&mut self.leaving);
                let mut inside = state.clone();
                for _ in 0..2 {
                    let entry = match made_by(stmt, self.name) {
                        Some(made) => vec![made],
                        None => inside.clone(),
                    };
                    let out = self.block(body, entry);
                    join(&mut inside, &out);
                    let left = self.leaving.clone();
                    join(&mut inside, &left);
                    // A header is evaluated again after the body.
                    if std::ptr::eq(stmt, self.target) && matches!(stmt.kind, StmtKind::While { .. }) {
                        join(&mut self.found, &inside);
                    }
                }
                self.leaving = before;
                return self.block(orelse, inside);
            }
            StmtKind::With { body, .. } => {
                self.walrus(stmt, &mut state);
                return self.block(body, state);
            }
            StmtKind::Match { cases, .. } => {
                let mut after = state.clone();
                for case in cases {
                    let mut entry = state.clone();
                    if let Some(span) = captured(&case.pattern, self.name) {
                        entry = vec![Definition { span, kind: DefinitionKind::Other }];
                    }
                    let out = self.block(&case.body, entry);
                    join(&mut after, &out);
                }
                return after;
            }
            StmtKind::Try(t) => {
                let done = self.block(&t.body, state.clone());
                // An exception may leave the body after any of its statements.
                let mut raised = state.clone();
                join(&mut raised, &definitions_in(&t.body, self.name));
                let mut after = self.block(&t.orelse, done);
                for handler in &t.handlers {
                    let out = self.block(&handler.body, raised.clone());
                    join(&mut after, &out);
                }
                return self.block(&t.finalbody, after);
            }
            _ => {}
        }
        self.walrus(stmt, &mut state);
        state
    }

    /// A definition by the statement itself replaces those before.
    fn walrus(&self, stmt: &'t Stmt, state: &mut State<'t>) {
        if let Some(made) = made_by(stmt, self.name) {
            *state = vec![made];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    /// Lines of the definitions of `x` that reach the last statement that is a call of `use`.
    fn lines(text: &str) -> Vec<u32> {
        let tree = Tree::parse(&SourceFile::new("t", text), Span::new(0, 0)).expect("it parses");
        let name = tree.symbol("x").expect("x occurs");
        let at = tree.statements().into_iter().rfind(|s| tree.source.slice(s.span).starts_with("use"));
        let mut lines: Vec<u32> =
            reaching(&tree, at.expect("a use"), name).iter().map(|d| tree.source.line_of(d.span.start)).collect();
        lines.sort_unstable();
        lines
    }

    #[test]
    fn straight_code_and_branches() {
        assert_eq!(lines("x = 1\nx = 2\nuse(x)\n"), [2]);
        assert_eq!(lines("x = 1\nif a:\n    x = 2\nuse(x)\n"), [1, 3]);
        assert_eq!(lines("if a:\n    x = 1\nelse:\n    x = 2\nuse(x)\n"), [2, 4]);
        assert_eq!(lines("x = 1\nif a:\n    x = 2\n    raise E\nuse(x)\n"), [1]);
    }

    #[test]
    fn loops_come_around() {
        assert_eq!(lines("x = 1\nfor i in y:\n    use(x)\n    x = 2\n"), [1, 4]);
        assert_eq!(lines("for x in y:\n    use(x)\n"), [1]);
        assert_eq!(lines("while a:\n    x = 1\n    if b:\n        break\n    x = 2\nuse(x)\n"), [2, 5]);
    }

    #[test]
    fn functions_see_parameters_and_globals() {
        assert_eq!(lines("x = 1\ndef f():\n    use(x)\n"), [1]);
        assert_eq!(lines("x = 1\ndef f(x):\n    use(x)\n"), [2]);
        assert_eq!(lines("def f():\n    x = 1\n    def g(): pass\n    use(x)\n"), [2]);
    }
}
