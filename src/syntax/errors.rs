//! Messages.
use super::lex::Lexed;
use super::parser::Outcome;
use super::token::{Tok, Token};
use super::Completeness;
use crate::diag::Diagnostic;
use crate::source::{SourceFile, Span};
use crate::syntax::ast::Stmt;

pub(super) fn diagnose(_source: &SourceFile, lexed: &Lexed, outcome: Outcome, refusal: Option<Box<Diagnostic>>) -> Diagnostic {
    if let Some(error) = &lexed.error { return error.diagnostic.clone(); }
    if let Some(r) = refusal { return *r; }
    let Outcome::Unexpected{index, expected: _} = outcome else { return Diagnostic::syntax_error("invalid syntax", Span::new(0,0)) };
    let t = lexed.tokens.get(index).copied().unwrap_or((0, Tok::End, 0));
    Diagnostic::syntax_error("invalid syntax", Span::new(t.0, t.2))
}

pub(super) fn check_single(_tokens: &[Token], _body: &[Stmt]) -> Result<(), Diagnostic> { Ok(()) }

pub(super) fn completeness(_text: &str, _lexed: &Lexed, _outcome: &Outcome) -> Completeness { Completeness::Complete }
