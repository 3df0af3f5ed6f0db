//! The builder: what the grammar's actions call to make AST nodes.
//!
//! Applies precedence to operator chains, checks what the grammar leaves open (targets, order of
//! arguments and parameters, placement of stars) with CPython's messages, decodes literals and
//! keeps trees below `MAX_DEPTH`. The first refusal is kept in `error` and makes the token
//! stream stop; actions after it may build nonsense, which is thrown away.

// Nonterminals of the grammar are boxed, to keep the parser's stack narrow.
#![allow(clippy::boxed_local)]

mod chain;
mod check;
mod escape;
mod expr;
mod literal;
mod params;
mod pattern;
mod stmt;
mod string;

pub use chain::{ArithItem, BoolItem};
pub(super) use check::{TargetKind, invalid_target, kind_name};
pub(super) use expr::takes_hint;
pub use expr::{ArgItem, DictItem};
pub use params::{Param, ParamKind};
pub use pattern::{ClassArg, MappingItem};
pub use stmt::{Handler, Part};
pub use string::StringPart;

use super::ast::*;
use crate::diag::{Diagnostic, DiagnosticKind};
use crate::source::SourceFile;
use std::cell::Cell;

pub struct Builder<'s> {
    text: &'s str,
    pub(super) interner: Interner,
    pub(super) stmts: Vec<Stmt>,
    /// Heights of `stmts` at the blocks that are open.
    marks: Vec<usize>,
    /// Cases and subjects of the match statements that are open.
    matches: Vec<(Box<Expr>, Vec<MatchCase>)>,
    /// For each f-string that is open: raw, template, depth of format specifications.
    fstrings: Vec<string::OpenFString>,
    /// End of the last simple statement line, which ends compound statements too.
    last_end: u32,
    /// What keeps the current `with (…)` from being a list of items.
    with_expression: Option<Span>,
    pub(super) error: Option<Box<Diagnostic>>,
    pub(super) warnings: Vec<Diagnostic>,
    stop: &'s Cell<bool>,
}

impl<'s> Builder<'s> {
    /// `stop` is set when the builder refuses something.
    pub fn new(source: &'s SourceFile, stop: &'s Cell<bool>) -> Builder<'s> {
        Builder {
            text: source.text(),
            interner: Interner::new(),
            stmts: Vec::new(),
            marks: Vec::new(),
            matches: Vec::new(),
            fstrings: Vec::new(),
            last_end: 0,
            with_expression: None,
            error: None,
            warnings: Vec::new(),
            stop,
        }
    }

    #[inline]
    fn slice(&self, l: u32, r: u32) -> &'s str {
        self.text.get(l as usize..r as usize).unwrap_or("")
    }

    fn byte(&self, at: u32) -> u8 {
        self.text.as_bytes().get(at as usize).copied().unwrap_or(0)
    }

    /// Records a refusal unless there is an earlier one.
    #[cold]
    pub(super) fn fail(&mut self, span: Span, message: impl Into<String>) {
        self.fail_with(Diagnostic::syntax_error(message, span));
    }

    #[cold]
    fn fail_with(&mut self, diagnostic: Diagnostic) {
        if self.error.is_none() {
            self.error = Some(Box::new(diagnostic));
        }
        self.stop.set(true);
    }

    /// For grammar rules that exist only to be refused.
    #[cold]
    pub fn refuse<T, L>(
        &mut self,
        span: Span,
        message: &str,
    ) -> Result<T, lalrpop_util::ParseError<u32, L, Box<Diagnostic>>> {
        self.fail(span, message);
        let error = Box::new(Diagnostic::syntax_error(message, span));
        Err(lalrpop_util::ParseError::User { error })
    }

    /// A node on top of children of the given height.
    #[inline]
    fn node(&mut self, l: u32, r: u32, below: u16, kind: ExprKind) -> Box<Expr> {
        let depth = below.saturating_add(1);
        if depth >= MAX_DEPTH {
            self.too_deep(l, r);
        }
        Box::new(Expr { span: Span::new(l, r), depth, kind })
    }

    #[inline]
    fn leaf(&self, l: u32, r: u32, kind: ExprKind) -> Box<Expr> {
        Box::new(Expr { span: Span::new(l, r), depth: 1, kind })
    }

    #[cold]
    fn too_deep(&mut self, l: u32, r: u32) {
        let message = "Parser stack overflowed - Python source too complex to parse";
        self.fail_with(Diagnostic::new(DiagnosticKind::MemoryError, message, Span::new(l, r)));
    }

    pub fn first(&mut self, e: Box<Expr>) -> Vec<Expr> {
        vec![*e]
    }

    pub fn append(&mut self, mut list: Vec<Expr>, e: Box<Expr>) -> Vec<Expr> {
        list.push(*e);
        list
    }

    pub fn ident(&mut self, l: u32, r: u32) -> Ident {
        let text = self.slice(l, r);
        Ident { name: self.interner.intern(text), span: Span::new(l, r) }
    }
}

/// Height of the tallest expression of a list.
fn tallest(list: &[Expr]) -> u16 {
    list.iter().map(|e| e.depth).max().unwrap_or(0)
}

fn height(e: &Option<Box<Expr>>) -> u16 {
    e.as_ref().map_or(0, |e| e.depth)
}
