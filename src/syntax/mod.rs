//! From source text to AST.
//!
//! The way of the data: `decode` (bytes to text) -> `lex` (tokens, layout, soft keywords) ->
//! `parser` (LALRPOP) -> `build` (nodes, checks, literals) -> `ast`. When the parser fails,
//! `errors` finds CPython's message by looking at the tokens again. Nothing here runs Python.

pub mod ast;
mod build;
pub mod classify;
mod decode;
mod drop;
pub mod dump;
mod errors;
mod lex;
mod parser;
pub mod symbol;
mod token;

pub use decode::decode_source;

use crate::diag::{Diagnostic, Extent};
use crate::source::{SourceFile, Span};
use ast::Module;
use std::cell::Cell;
use token::Tok;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A whole file (`exec`).
    File,
    /// One expression (`eval`).
    Eval,
    /// One statement typed at the prompt (`single`).
    Single,
}

impl Mode {
    /// The token that tells the grammar what to read.
    fn start(self) -> Tok {
        match self {
            Mode::File => Tok::StartFile,
            Mode::Eval => Tok::StartEval,
            Mode::Single => Tok::StartSingle,
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
pub struct ParseOptions {
    /// Collect warnings (invalid escape sequences and the like).
    pub no_warnings: bool,
}

/// Whether a text typed at the prompt is ready to be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    Complete,
    /// More lines may make it valid.
    Incomplete,
    /// No further line can mend it.
    Invalid,
}

/// Parses a text. All errors and warnings carry CPython 3.14's messages and places.
pub fn parse(source: &SourceFile, mode: Mode, options: ParseOptions) -> Result<Module, Diagnostic> {
    if u32::try_from(source.text().len()).is_err() {
        return Err(Diagnostic::syntax_error("source code is too long", Span::new(0, 0)));
    }
    let lexed = lex::lex(source, mode.start());
    let stop = Cell::new(false);
    let mut builder = build::Builder::new(source, &stop);
    Diagnostic::unless_interrupted()?;
    let outcome = parser::run(&lexed.tokens, &mut builder, &stop);
    if !matches!(outcome, parser::Outcome::Complete) {
        Diagnostic::unless_interrupted()?;
        if mode == Mode::Single
            && let Some(first) = builder.stmts.first()
            && let Some(error) = errors::after_statement(&lexed.tokens, first)
        {
            return Err(error);
        }
        let mut error = errors::diagnose(source, &lexed, outcome, builder.error.take());
        // To a single expression or statement CPython adds no line break, so that it ends nowhere.
        let at_end = error.span.start as usize >= source.text().len();
        if mode != Mode::File && at_end && !source.text().ends_with('\n') {
            error.extent = match error.extent {
                Extent::Open => Extent::Indentation,
                Extent::Range | Extent::Empty => Extent::Eof,
                extent => extent,
            };
        }
        return Err(error);
    }
    if mode == Mode::Single {
        errors::check_single(source, &lexed.tokens, &builder.stmts)?;
    }
    let mut warnings = lexed.warnings;
    warnings.append(&mut builder.warnings);
    warnings.sort_by_key(|warning| warning.span.start);
    if options.no_warnings {
        warnings.clear();
    }
    Ok(Module { body: builder.stmts, interner: builder.interner, warnings })
}

/// The error of a text that ends too early, if that is what is wrong with it (CPython's flag for
/// incomplete input). Without `imply_dedent` a compound statement of a prompt ends in a line feed.
pub fn cut_short(source: &SourceFile, mode: Mode, imply_dedent: bool) -> Option<Diagnostic> {
    let lexed = lex::lex(source, mode.start());
    let stop = Cell::new(false);
    let mut builder = build::Builder::new(source, &stop);
    let outcome = parser::run(&lexed.tokens, &mut builder, &stop);
    let complete = matches!(outcome, parser::Outcome::Complete);
    let found = errors::cut_short(source, &lexed, outcome, &builder, mode, imply_dedent);
    if found.is_some() || complete {
        return found;
    }
    let lexed = with_name_at_start(lexed)?;
    let stop = Cell::new(false);
    let mut builder = build::Builder::new(source, &stop);
    let outcome = parser::run(&lexed.tokens, &mut builder, &stop);
    match outcome {
        parser::Outcome::Unexpected { .. } => errors::cut_short(source, &lexed, outcome, &builder, mode, imply_dedent),
        _ => None,
    }
}

/// Whether the lines typed so far can be run, need more, or are wrong for good.
pub fn is_incomplete(text: &str) -> Completeness {
    let source = SourceFile::new("<stdin>", text);
    let lexed = lex::lex(&source, Tok::StartFile);
    let stop = Cell::new(false);
    let mut builder = build::Builder::new(&source, &stop);
    let outcome = parser::run(&lexed.tokens, &mut builder, &stop);
    let verdict = errors::completeness(&source, &lexed, &outcome, &builder);
    if verdict != Completeness::Invalid {
        return verdict;
    }
    let Some(lexed) = with_name_at_start(lexed) else { return verdict };
    let stop = Cell::new(false);
    let mut builder = build::Builder::new(&source, &stop);
    let outcome = parser::run(&lexed.tokens, &mut builder, &stop);
    match errors::completeness(&source, &lexed, &outcome, &builder) {
        Completeness::Incomplete => Completeness::Incomplete,
        _ => verdict,
    }
}

/// The same with the soft keyword at the start of the last line as a name: `match(a=1,` may become a call.
fn with_name_at_start(mut lexed: lex::Lexed) -> Option<lex::Lexed> {
    let ends = |t: &token::Token| matches!(t.1, Tok::Newline | Tok::Indent | Tok::Dedent);
    let end = lexed.tokens.iter().rposition(|t| !ends(t) && t.1 != Tok::End)?;
    let start = lexed.tokens.get(..end)?.iter().rposition(ends).unwrap_or(0);
    let first = lexed.tokens.get_mut(start + 1)?;
    if !matches!(first.1, Tok::Match | Tok::Case | Tok::Type) {
        return None;
    }
    first.1 = Tok::Name;
    Some(lexed)
}
