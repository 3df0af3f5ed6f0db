//! Runs the generated parser: the only module that knows `lalrpop_util` apart from the builder's
//! refusals.
//!
//! Feeds tokens, counts them, and turns LALRPOP's errors into the index of the token that did not
//! fit. A message for it is found by `errors`.

use super::build::Builder;
use super::token::{Tok, Token};
use crate::diag::Diagnostic;
use lalrpop_util::{ParseError, lalrpop_mod};
use std::cell::Cell;

lalrpop_mod!(
    #[allow(clippy::all, clippy::pedantic, clippy::restriction, unused, dead_code)]
    python
);

/// How a run of the parser ended.
pub(super) enum Outcome {
    Complete,
    /// The builder refused; its `error` says why.
    Refused,
    /// The token with this index fits no rule.
    Unexpected {
        index: usize,
        expected: Vec<String>,
    },
}

/// Tokens between two looks for a Ctrl-C.
const LOOK_EVERY: usize = 1 << 12;

/// Hands out tokens until the builder refuses something.
struct Feed<'t> {
    tokens: std::slice::Iter<'t, Token>,
    stop: &'t Cell<bool>,
    count: &'t Cell<usize>,
}

impl Iterator for Feed<'_> {
    type Item = Result<Token, Box<Diagnostic>>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.stop.get() {
            return None;
        }
        self.count.set(self.count.get() + 1);
        if self.count.get().is_multiple_of(LOOK_EVERY)
            && let Err(interrupted) = Diagnostic::unless_interrupted()
        {
            return Some(Err(Box::new(interrupted)));
        }
        self.tokens.next().copied().map(Ok)
    }
}

/// Parses tokens (the first selects the mode, the last is `End` or `Error`).
pub(super) fn run(tokens: &[Token], builder: &mut Builder<'_>, stop: &Cell<bool>) -> Outcome {
    let count = Cell::new(0);
    let feed = Feed { tokens: tokens.iter(), stop, count: &count };
    let result = python::TopParser::new().parse(builder, feed);
    if builder.error.is_some() {
        return Outcome::Refused;
    }
    let index = count.get().saturating_sub(1).min(tokens.len().saturating_sub(1));
    match result {
        Ok(()) => Outcome::Complete,
        Err(ParseError::UnrecognizedToken { expected, .. } | ParseError::UnrecognizedEof { expected, .. }) => {
            Outcome::Unexpected { index, expected }
        }
        Err(_) => Outcome::Unexpected { index, expected: Vec::new() },
    }
}

/// Parses a slice of tokens as one expression (LALRPOP's start for `eval`) on a scratch builder.
/// Returns how many tokens were accepted and whether they are complete.
pub(super) fn try_expression(tokens: &[Token], builder: &mut Builder<'_>, stop: &Cell<bool>) -> (usize, bool) {
    let mut probe = Vec::with_capacity(tokens.len() + 2);
    let start = tokens.first().map_or(0, |t| t.0);
    let end = tokens.last().map_or(start, |t| t.2);
    probe.push((start, Tok::StartEval, start));
    probe.extend_from_slice(tokens);
    probe.push((end, Tok::End, end));
    match run(&probe, builder, stop) {
        Outcome::Complete => (tokens.len(), true),
        Outcome::Refused => (tokens.len(), false),
        Outcome::Unexpected { index, .. } => (index.saturating_sub(1).min(tokens.len()), false),
    }
}
