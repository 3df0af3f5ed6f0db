//! Failures inside the replacement fields of f-strings and t-strings.

use super::look::{Look, Open};
use crate::diag::Diagnostic;
use crate::syntax::token::Tok;

pub(super) fn find(look: &Look<'_>) -> Option<Diagnostic> {
    let (position, brace) = look.open.iter().enumerate().rev().find_map(|(position, open)| match open {
        Open::Field(brace) => Some((position, *brace)),
        _ => None,
    })?;
    // Brackets inside the field have rules of their own.
    let nested = position + 1 < look.open.len();
    let at = look.at;
    if look.kind(at) == Tok::End {
        return None;
    }
    let letter = letter(look, position);
    let error = |what: String, index: usize| {
        Some(Diagnostic::syntax_error(format!("{letter}-string: {what}"), look.range(index, index + 1)))
    };
    let start = brace + 1;
    if at == start {
        let text = match look.kind(at) {
            Tok::Equal => "=",
            Tok::Exclamation => "!",
            Tok::Colon => ":",
            Tok::RBrace => "}",
            _ => return error("expecting a valid expression after '{'".to_owned(), at),
        };
        return error(format!("valid expression required before '{text}'"), at);
    }
    if nested {
        return None;
    }
    if let Some(lambda) = unparenthesized_lambda(look, start) {
        let message = format!("{letter}-string: lambda expressions are not allowed without parentheses");
        return Some(Diagnostic::syntax_error(message, lambda));
    }
    // Errors inside the expression come first.
    if let Some(found) = super::expression::find(look) {
        return Some(found);
    }
    let before = look.kind(at - 1);
    let spec = look.find_at_depth(start, at, &[Tok::Colon]);
    if spec.is_some_and(|colon| look.expression_end(start, true).is_some_and(|end| end <= colon)) {
        return error("expecting '}', or format specs".to_owned(), at);
    }
    if let Some(bang) = look.find_at_depth(start, at, &[Tok::Exclamation]) {
        if bang + 1 == at {
            let what = match look.kind(at) {
                Tok::Colon | Tok::RBrace => "missing conversion character",
                _ => "invalid conversion character",
            };
            return error(what.to_owned(), at);
        }
        return error("expecting ':' or '}'".to_owned(), at);
    }
    if before == Tok::Equal && look.expression_end(start, true) == Some(at - 1) {
        return error("expecting '!', or ':', or '}'".to_owned(), at);
    }
    match longest_expression(look, start) {
        Some(end) => error("expecting '=', or '!', or ':', or '}'".to_owned(), end),
        None => error("expecting a valid expression after '{'".to_owned(), start),
    }
}

fn letter(look: &Look<'_>, field: usize) -> char {
    let string = look.open.get(..field).unwrap_or(&[]).iter().rev().find_map(|open| match open {
        Open::FString(index) => Some(*index),
        _ => None,
    });
    let prefix = string.map_or("", |index| look.text(index));
    if prefix.contains(['t', 'T']) { 't' } else { 'f' }
}

/// `f"{lambda x: 1}"`: the colon starts the format specification.
fn unparenthesized_lambda(look: &Look<'_>, start: usize) -> Option<crate::source::Span> {
    let lambda = look.find_at_depth(start, look.at + 1, &[Tok::Lambda])?;
    let colon = look.find_at_depth(lambda, look.at + 1, &[Tok::Colon])?;
    Some(look.range(lambda, colon + 1))
}

/// The end of the longest expression at the start of the field, commas included.
fn longest_expression(look: &Look<'_>, start: usize) -> Option<usize> {
    let mut end = look.at;
    // A bound on the work; a longer tail is reported as no expression at all.
    while end > start && look.at - end < 256 {
        if look.expression(start, end).is_some() {
            return Some(end);
        }
        end -= 1;
    }
    None
}
