//! What to say when parsing failed.
//!
//! The LR parser only knows the token that fits no rule. CPython parses a second time with rules
//! for wrong programs; here the tokens around the failure are looked at instead (`statement`,
//! `expression`, `beside`, `fstring`), and pieces of them are parsed again where a rule needs to know how
//! far an expression goes. This file decides between the parser's, the builder's and the
//! lexer's errors, in CPython's order of precedence.

mod beside;
mod expression;
mod fstring;
mod look;
mod prefix;
mod statement;

use super::ast::Stmt;
use super::build::Builder;
use super::lex::Lexed;
use super::parser::Outcome;
use super::token::{Tok, Token};
use super::{Completeness, Mode};
use crate::diag::{Diagnostic, DiagnosticKind, Extent};
use crate::source::{SourceFile, Span};
use look::Look;

pub(super) const GENERIC: &str = "invalid syntax";

/// The error of a text that did not parse.
pub(super) fn diagnose(
    source: &SourceFile,
    lexed: &Lexed,
    outcome: Outcome,
    refusal: Option<Box<Diagnostic>>,
) -> Diagnostic {
    let (index, expected) = match outcome {
        Outcome::Unexpected { index, expected } => (index, expected),
        _ => (usize::MAX, Vec::new()),
    };
    let mut read_to = lexed.tokens.get(index).map_or(0, |token| token.0);
    let found = match refusal {
        Some(refusal) => *refusal,
        None => {
            // The lexer stopped before the parser could fail.
            if let Some(error) = &lexed.error
                && index + 1 >= lexed.tokens.len()
            {
                return error.diagnostic.clone();
            }
            let look = Look::new(source, &lexed.tokens, index, &expected);
            // A name, text, and something else: CPython reads on, as if the name were `print`.
            if let Some(error) = &lexed.error
                && look.kind(index) == Tok::String
                && look.kind(index.saturating_sub(1)) == Tok::Name
            {
                let mut end = index;
                while look.kind(end) == Tok::String {
                    end += 1;
                }
                let end = look.expression_end(end, false).unwrap_or(end);
                if end + 1 >= lexed.tokens.len() {
                    return error.diagnostic.clone();
                }
            }
            let found = unexpected(&look, lexed);
            if let Some(read) = look.read.get() {
                read_to = look.token(read).0;
                if let Some(error) = &lexed.error
                    && read + 1 >= lexed.tokens.len()
                {
                    return error.diagnostic.clone();
                }
            }
            found
        }
    };
    if found.extent == Extent::Indentation && found.message.starts_with("unexpected") {
        return found;
    }
    // Errors of the rest of the text replace what the parser found, as in CPython, which lexes
    // to the end before it reports.
    if let Some(error) = &lexed.error
        && error.overrides_parser
    {
        return error.diagnostic.clone();
    }
    if lexed.error.is_none()
        && let Some(&(open, offset)) = lexed.unclosed.last()
        && source.line_of(read_to) > source.line_of(offset)
    {
        return never_closed(open, offset);
    }
    found
}

fn never_closed(open: u8, offset: u32) -> Diagnostic {
    let message = format!("'{}' was never closed", open as char);
    Diagnostic::syntax_error(message, Span::new(offset, offset + 1)).with_extent(Extent::Start)
}

/// The message for a token that fits no rule.
fn unexpected(look: &Look<'_>, lexed: &Lexed) -> Diagnostic {
    let (start, tok, _) = look.token(look.at);
    // At the end of the text CPython has read past the failing token; so it has after a string,
    // which another could continue.
    let at_end = tok == Tok::End
        || (tok == Tok::String && look.kind(look.at + 1) == Tok::End)
        || (tok == Tok::LBrace
            && (look.kind(look.at + 1) == Tok::End || look.starts_expression(look.at + 1))
            && ends_operand(look.kind(look.at.saturating_sub(1)))
            && !matches!(
                look.kind(look.statement_start()),
                Tok::Def | Tok::Class | Tok::Import | Tok::From | Tok::Async
            )
            && lexed.unclosed.iter().any(|bracket| bracket.1 == start))
        || (!lexed.unclosed.is_empty() && read_to_end(look))
        || (!lexed.unclosed.is_empty()
            && ends_operand(look.kind(look.at.saturating_sub(1)))
            && look.expression_end(look.at, false).is_some_and(|end| look.kind(end) == Tok::End));
    if at_end && let Some(wrong) = beside::before_the_end(look) {
        return wrong;
    }
    if at_end
        && tok != Tok::End
        && let Some(&(open, offset)) = lexed.unclosed.last()
    {
        return never_closed(open, offset);
    }
    if at_end
        && matches!(look.open.last(), Some(look::Open::Field(_)))
        && let Some(&(open, offset)) = lexed.unclosed.last()
    {
        return never_closed(open, offset);
    }
    if let Some(missing) = statement::missing_block(look) {
        return missing;
    }
    let statement = || if look.is_eval() { None } else { statement::find(look) };
    let specific = fstring::find(look).or_else(|| expression::find(look)).or_else(statement);
    if let Some(diagnostic) = specific {
        return diagnostic;
    }
    if at_end && let Some(&(open, offset)) = lexed.unclosed.last() {
        return never_closed(open, offset);
    }
    match tok {
        Tok::Indent => indentation(look, "unexpected indent"),
        Tok::Dedent => indentation(look, "unexpected unindent"),
        Tok::End => {
            let at = last_line_start(look.source);
            Diagnostic::syntax_error(GENERIC, Span::new(at, at)).with_extent(Extent::Eof)
        }
        _ => {
            let index = statement::generic_index(look);
            Diagnostic::syntax_error(GENERIC, look.range(index, index + 1))
        }
    }
}

/// Tokens that can end an expression.
fn ends_operand(tok: Tok) -> bool {
    matches!(
        tok,
        Tok::Name | Tok::Number | Tok::String | Tok::FEnd | Tok::RParen | Tok::RBracket | Tok::RBrace | Tok::Ellipsis
    )
}

/// Whether CPython, trying an expression at the failing token, reads the end of the text: it
/// looks behind signs, and behind the statements that may not stand in a conditional.
fn read_to_end(look: &Look<'_>) -> bool {
    let before = look.kind(look.at.saturating_sub(1));
    let names = expression::takes_names(look) && matches!(before, Tok::LParen | Tok::Comma);
    if matches!(look.kind(look.at), Tok::Pass | Tok::Break | Tok::Continue) {
        let name = before == Tok::Name && look.element_start() + 1 == look.at;
        if names || !(name || beside::opens_expression(before)) {
            return false;
        }
        look.read.set(Some(look.at + 1));
        return look.kind(look.at + 1) == Tok::End;
    }
    if look.kind(look.at) == Tok::Yield && before == Tok::LParen {
        return look.expression_end(look.at, true).is_some_and(|end| look.kind(end) == Tok::End);
    }
    let sign = |tok| matches!(tok, Tok::Await | Tok::Tilde | Tok::Plus | Tok::Minus | Tok::Not | Tok::Lambda);
    let mut index = look.at;
    while sign(look.kind(index)) {
        index += 1;
    }
    index > look.at && !names && look.kind(index) == Tok::End
}

fn last_line_start(source: &SourceFile) -> u32 {
    let text = source.text();
    let end = text.len() as u32;
    let last = if text.ends_with('\n') { end.saturating_sub(1) } else { end };
    source.line_start(source.line_of(last))
}

fn indentation(look: &Look<'_>, message: &str) -> Diagnostic {
    let at = look.token(look.at).0;
    Diagnostic::new(DiagnosticKind::IndentationError, message, Span::new(at, at)).with_extent(Extent::Indentation)
}

/// A diagnostic at a token; at the end of the text CPython points behind the last line.
fn at_token(look: &Look<'_>, kind: DiagnosticKind, message: impl Into<String>, index: usize) -> Diagnostic {
    let (start, tok, end) = look.token(index);
    match tok {
        Tok::End | Tok::Dedent if start as usize >= look.source.text().len() => {
            let line = last_line_start(look.source);
            let length = look.source.line_text(look.source.line_of(line)).len() as u32;
            let at = line + length;
            Diagnostic::new(kind, message, Span::new(at, at)).with_extent(Extent::Open)
        }
        Tok::Indent | Tok::Dedent => {
            Diagnostic::new(kind, message, Span::new(start, start)).with_extent(Extent::Indentation)
        }
        _ => Diagnostic::new(kind, message, Span::new(start, end)),
    }
}

/// In single mode there may be only one statement, or several on one line.
pub(super) fn check_single(source: &SourceFile, tokens: &[Token], body: &[Stmt]) -> Result<(), Diagnostic> {
    let text = source.text();
    let eof = || Diagnostic::syntax_error(GENERIC, Span::new(0, 0)).with_extent(Extent::Eof);
    match body.last() {
        None => return Err(eof()),
        // A compound statement ends in a line feed of its own.
        Some(last)
            if last.kind.is_compound()
                && !text.ends_with('\n')
                && body.len() == 1
                && !tokens.iter().rev().take(2).any(|token| token.1 == Tok::Dedent) =>
        {
            let at = last_line_start(source);
            return Err(Diagnostic::syntax_error(GENERIC, Span::new(at, at)).with_extent(Extent::Eof));
        }
        _ => {}
    }
    body.first().and_then(|first| after_statement(tokens, first)).map_or(Ok(()), Err)
}

/// What CPython says of text behind the one statement that it reads; nothing of it is parsed.
pub(super) fn after_statement(tokens: &[Token], first: &Stmt) -> Option<Diagnostic> {
    // A statement of a block that is open is not the first; decorators are not in its span.
    let decorated = tokens.get(1).is_some_and(|token| token.1 == Tok::At);
    let mut before = tokens.iter().skip(1).take_while(|token| token.0 <= first.span.start);
    if before.any(|token| token.1 == Tok::Indent || (!decorated && token.0 < first.span.start)) {
        return None;
    }
    let from = tokens.partition_point(|token| token.0 < first.span.end);
    let rest = tokens.get(from..)?;
    let layout = |tok: Tok| matches!(tok, Tok::Newline | Tok::Indent | Tok::Dedent | Tok::End);
    if first.kind.is_compound() {
        let next = rest.iter().find(|token| !layout(token.1))?;
        return Some(Diagnostic::syntax_error(GENERIC, Span::new(next.0, next.2)));
    }
    let newline = rest.iter().position(|token| token.1 == Tok::Newline)?;
    let more = rest.get(newline..)?.iter().any(|token| !layout(token.1));
    let &(start, _, end) = rest.get(newline)?;
    let message = "multiple statements found while compiling a single statement";
    more.then(|| Diagnostic::syntax_error(message, Span::new(start, end)))
}

/// Whether nothing behind the text could make the tokens of its last line right, though they fit the grammar so far.
fn begins_wrong(source: &SourceFile, lexed: &Lexed, index: usize) -> bool {
    let line_end = |at: &usize| matches!(lexed.tokens.get(*at).map(|t| t.1), Some(Tok::Newline));
    let at = index.checked_sub(1).filter(line_end).unwrap_or(index);
    prefix::is_wrong(&Look::new(source, &lexed.tokens, at, &[]))
}

/// The error of a text that ends too early; `None` for what is whole or wrong in another way.
pub(super) fn cut_short(
    source: &SourceFile,
    lexed: &Lexed,
    outcome: Outcome,
    builder: &Builder<'_>,
    mode: Mode,
    imply_dedent: bool,
) -> Option<Diagnostic> {
    let text = source.text();
    let needs_line_feed = mode == Mode::Single && !imply_dedent;
    let short = match &outcome {
        Outcome::Unexpected { index, .. } => {
            let token = lexed.tokens.get(*index);
            let lexer = index + 1 >= lexed.tokens.len() && lexed.error.is_some();
            let at_end = match lexer {
                true => lexed.error.as_ref().is_some_and(|e| e.incomplete),
                // To a file CPython adds the line break that it lacks.
                false => token.is_none_or(|token| {
                    token.0 as usize >= text.len() && (mode != Mode::File || token.1 != Tok::Newline)
                }),
            };
            let second = mode == Mode::Single
                && builder.stmts.first().is_some_and(|first| after_statement(&lexed.tokens, first).is_some());
            at_end && !second && !begins_wrong(source, lexed, *index)
        }
        Outcome::Refused => false,
        Outcome::Complete => {
            needs_line_feed && !text.ends_with('\n') && builder.stmts.last().is_some_and(|stmt| stmt.kind.is_compound())
        }
    };
    let at = source.text().trim_end_matches('\n').len() as u32;
    let kind = DiagnosticKind::IncompleteInput;
    short.then(|| Diagnostic::new(kind, "incomplete input", Span::new(at, at)).with_extent(Extent::Open))
}

/// Whether more lines could complete a text (for the prompt).
pub(super) fn completeness(
    source: &SourceFile,
    lexed: &Lexed,
    outcome: &Outcome,
    builder: &Builder<'_>,
) -> Completeness {
    let text = source.text();
    if let Outcome::Unexpected { index, .. } = outcome {
        let tok = lexed.tokens.get(*index).map_or(Tok::End, |token| token.1);
        let open = match tok {
            Tok::Error => index + 1 >= lexed.tokens.len() && lexed.error.as_ref().is_some_and(|e| e.incomplete),
            Tok::End | Tok::Dedent if lexed.error.is_none() => {
                lexed.tokens.get(*index).is_none_or(|token| token.0 as usize >= text.len())
            }
            _ => false,
        };
        return if open && !begins_wrong(source, lexed, *index) {
            Completeness::Incomplete
        } else {
            Completeness::Invalid
        };
    }
    if matches!(outcome, Outcome::Refused) {
        return Completeness::Invalid;
    }
    // A compound statement goes on until a blank line.
    let compound = builder.stmts.last().is_some_and(|stmt| stmt.kind.is_compound());
    let blank = text.ends_with('\n') && text.trim_end_matches('\n').len() + 1 < text.len();
    if compound && !blank {
        return Completeness::Incomplete;
    }
    Completeness::Complete
}
