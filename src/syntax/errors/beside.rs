//! Expressions side by side: a forgotten comma, a conditional without its `else`, a loop without its
//! `in`, `print` as a statement. What CPython tries here it tries in every bracket around the
//! failure, the innermost first.

use super::expression::{error, in_pattern, is_call, takes_names, wrong_keyword};
use super::look::{Look, Open};
use crate::diag::Diagnostic;
use crate::source::Span;
use crate::syntax::token::Tok;

/// What CPython notices before it comes to the end of the text.
pub(super) fn before_the_end(look: &Look<'_>) -> Option<Diagnostic> {
    wrong_keyword(look).or_else(|| loop_without_in(look)).or_else(|| {
        (0..=look.open.len()).rev().find_map(|level| {
            if matches!(look.open.get(level), Some(Open::FString(_) | Open::Field(_))) || takes_names(look) {
                return None;
            }
            let (start, to) = look.element_around(level);
            conditional(look, start, to)
        })
    })
}

/// `print []`: what follows the word is no subscript, and so read as what was to be printed.
pub(super) fn longer_legacy_statement(look: &Look<'_>) -> Option<Diagnostic> {
    if takes_names(look) {
        return None;
    }
    for level in (0..=look.open.len()).rev() {
        let (mut start, to) = look.element_around(level);
        if level == 0 {
            start = look.statement_start();
        }
        for from in start..to.min(look.at) {
            let begins = from == start || opens_expression(look.kind(from - 1)) || look.kind(from - 1) == Tok::Del;
            if !begins
                || look.kind(from) != Tok::Name
                || !matches!(look.text(from), "print" | "exec")
                || look.kind(from + 1) == Tok::LParen
            {
                continue;
            }
            let word = look.text(from);
            if let Some(end) = look.expression_end(from + 1, true) {
                let message = format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
                return Some(error(message, look.range(from, end)));
            }
        }
    }
    None
}

/// After these tokens CPython's grammar tries its rule `expression`.
pub(super) fn opens_expression(tok: Tok) -> bool {
    matches!(
        tok,
        Tok::Comma
            | Tok::Colon
            | Tok::Equal
            | Tok::ColonEqual
            | Tok::Else
            | Tok::Star
            | Tok::DoubleStar
            | Tok::LParen
            | Tok::WithLParen
            | Tok::LBracket
            | Tok::LBrace
            | Tok::Yield
            | Tok::From
            | Tok::Return
            | Tok::Semicolon
            | Tok::If
            | Tok::Elif
            | Tok::While
            | Tok::In
            | Tok::Assert
            | Tok::Raise
            | Tok::At
            | Tok::As
            | Tok::Except
            | Tok::With
            | Tok::Match
            | Tok::Arrow
            | Tok::PlusEqual
            | Tok::MinusEqual
            | Tok::StarEqual
            | Tok::SlashEqual
            | Tok::DoubleSlashEqual
            | Tok::PercentEqual
            | Tok::DoubleStarEqual
            | Tok::LeftShiftEqual
            | Tok::RightShiftEqual
            | Tok::AmperEqual
            | Tok::VBarEqual
            | Tok::CaretEqual
            | Tok::AtEqual
    )
}

/// Two expressions side by side in brackets, and conditionals without `else`. The innermost
/// brackets come first; in those around them the failure lies behind an operand that ended.
pub(super) fn forgotten_comma(look: &Look<'_>) -> Option<Diagnostic> {
    let names_only = takes_names(look);
    if names_only && in_pattern(look) {
        return None;
    }
    let mut tries = 0;
    for level in (0..=look.open.len()).rev() {
        let (start, mut to) = look.element_around(level);
        if matches!(look.open.get(level), Some(Open::FString(_) | Open::Field(_))) {
            return None;
        }
        if level == look.open.len() && to > start && look.kind(to - 1) == Tok::Not {
            to -= 1;
        }
        if read_as_string_tail(look, level) {
            continue;
        }
        // What stands in a loop's head before its `in` is no expression; nor is what follows it.
        let open = level.checked_sub(1).and_then(|outer| look.open.get(outer)).map(|open| open.index());
        let head = open.and_then(|open| look.rfind_at_depth(open + 1, to, &[Tok::For]));
        let in_word = head.map(|head| look.find_at_depth(head, to, &[Tok::In]).unwrap_or(to));
        let mut depth = 0usize;
        for from in start..to {
            let tok = look.kind(from);
            if tok.is_close_bracket() || tok == Tok::FEnd {
                depth = depth.saturating_sub(1);
                continue;
            }
            let nested = depth > 0;
            if tok.is_open_bracket() || tok == Tok::FStart {
                depth += 1;
            }
            if nested {
                continue;
            }
            let names_here = names_only && level == look.open.len();
            if names_here && (from == start || matches!(look.kind(from - 1), Tok::Star | Tok::DoubleStar)) {
                continue;
            }
            if head.is_some_and(|head| from > head) && in_word.is_some_and(|word| from <= word + 1) {
                continue;
            }
            if from > look.line {
                let before = look.kind(from - 1);
                let in_call = open.is_some_and(|open| is_call(look, open));
                // A comprehension's `in` and `if` take no full expression, nor does a star outside of calls.
                let skip = match before {
                    Tok::In | Tok::If => open.is_some(),
                    Tok::Star | Tok::DoubleStar => !in_call,
                    // A name right before a string is taken for a prefix that does not exist.
                    Tok::Name if look.kind(from) == Tok::String => false,
                    _ => from != start && !opens_expression(before),
                };
                if skip {
                    continue;
                }
            }
            tries += 1;
            if tries > 96 {
                return None;
            }
            let found = side_by_side(look, from, to, open.is_some()).or_else(|| conditional(look, from, to));
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// Whether the brackets at a level were read before, without rules for errors, as what may follow
/// a string: `"a" + f(b c)`. CPython remembers what it read there.
fn read_as_string_tail(look: &Look<'_>, level: usize) -> bool {
    (0..level).any(|outer| {
        let (start, to) = look.element_around(outer);
        let start = if outer == 0 { start.max(look.statement_start()) } else { start };
        let mut depth = 0usize;
        (start..to.saturating_sub(1)).any(|index| {
            match look.kind(index) {
                tok if tok.is_open_bracket() => depth += 1,
                tok if tok.is_close_bracket() => depth = depth.saturating_sub(1),
                Tok::String => return depth == 0 && matches!(look.kind(index + 1), Tok::Plus | Tok::Minus),
                _ => {}
            }
            false
        })
    })
}

/// Two expressions from `from` on, the first of which ends at `to` or before.
fn side_by_side(look: &Look<'_>, from: usize, to: usize, bracketed: bool) -> Option<Diagnostic> {
    let soft = look.kind(from) == Tok::Name && matches!(look.text(from), "match" | "case" | "type" | "_");
    if soft || (look.kind(from) == Tok::Name && look.kind(from + 1) == Tok::String) {
        return None;
    }
    if from > look.line && matches!(look.kind(from - 1), Tok::If | Tok::In) && !bracketed {
        return None;
    }
    let left = look.expression(from, to).filter(|_| look.is_disjunction(from, to))?;
    let at = to;
    let legacy = at == from + 1 && matches!(look.text(from), "print" | "exec");
    let end = look.expression_end(at, false)?;
    // Text between two strings was perhaps meant to be part of them.
    if (from..at).all(|index| look.kind(index) == Tok::String) {
        let mut last = end;
        while look.kind(last) != Tok::String {
            match look.expression_end(last, false) {
                Some(next) if next > last && next - at < 64 => last = next,
                _ => break,
            }
        }
        if look.kind(last) == Tok::String {
            return Some(error("invalid syntax. Is this intended to be part of the string?", look.range(at, last)));
        }
    }
    if !bracketed || legacy {
        return None;
    }
    // Parentheses around the two are not theirs, in CPython's tree.
    let right = look.expression(at, end).map_or(look.token(end - 1).2, |e| e.span.end);
    look.read.set(Some(end));
    Some(error("invalid syntax. Perhaps you forgot a comma?", Span::new(left.span.start, right)))
}

/// `a if b` without `else`, or with nothing behind it.
fn conditional(look: &Look<'_>, from: usize, to: usize) -> Option<Diagnostic> {
    let test = look.find_at_depth(from, to, &[Tok::If])?;
    if !look.is_disjunction(from, test) {
        return None;
    }
    // In a comprehension the same words are a filter.
    if look.rfind_at_depth(from, test, &[Tok::For]).is_some() {
        return None;
    }
    if let Some(word) = look.find_at_depth(test + 1, to, &[Tok::Else]) {
        if look.kind(word + 1) != Tok::End
            && look.kind(look.at) != Tok::End
            && look.is_disjunction(test + 1, word)
            && !look.starts_expression(word + 1)
        {
            let message = "expected expression after 'else', but statement is given";
            return Some(error(message, look.range(word + 1, word + 2)));
        }
        return None;
    }
    // The condition goes as far as it can be read.
    let end = look.expression_end(test + 1, false)?;
    if end > to || matches!(look.kind(end), Tok::Else | Tok::Colon | Tok::End) {
        return None;
    }
    let right = look.expression(test + 1, end).filter(|_| look.is_disjunction(test + 1, end))?;
    let left = look.expression(from, test)?;
    Some(error("expected 'else' after 'if' expression", Span::new(left.span.start, right.span.end)))
}

/// `print "x"`.
pub(super) fn legacy_print(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.at;
    let mut name = at.checked_sub(1)?;
    if look.kind(name) == Tok::Not {
        name = name.checked_sub(1)?;
    }
    if look.open.is_empty() && matches!(look.text(at), "print" | "exec") && look.kind(at + 1) != Tok::LParen {
        // The failing token is the word itself: a name stands before it.
        let begins = |name: usize| {
            name == look.statement_start() || opens_expression(look.kind(name - 1)) || look.kind(name - 1) == Tok::For
        };
        if look.kind(name) != Tok::Name || !begins(name) {
            return None;
        }
        let word = look.text(at);
        let end = look.expression_end(at + 1, true)?;
        let message = format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
        return Some(error(message, look.range(at, end)));
    }
    if takes_names(look) {
        let default = look.kind(name.checked_sub(1)?) == Tok::Equal;
        if !default {
            return None;
        }
    }
    let word = look.text(name);
    if name > look.line && !opens_expression(look.kind(name - 1)) {
        return None;
    }
    if look.kind(name) != Tok::Name || !matches!(word, "print" | "exec") || look.kind(at) == Tok::LParen {
        return None;
    }
    let end = look.expression_end(name + 1, true)?;
    let message = format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
    Some(error(message, look.range(name, end)))
}

/// `[x for x y]`: what is read as the loop's variables ends before something else than `in`.
pub(super) fn loop_without_in(look: &Look<'_>) -> Option<Diagnostic> {
    let Some(Open::Bracket(open)) = look.open.last() else { return None };
    if read_as_string_tail(look, look.open.len()) {
        return None;
    }
    let at = look.at;
    let target = look.rfind_at_depth(open + 1, at, &[Tok::For])?;
    if target + 1 < at
        && look.kind(at) != Tok::End
        && look.find_at_depth(target, at, &[Tok::In]).is_none()
        && look.expression_end(target + 1, true).is_some_and(|end| end <= at)
    {
        return Some(error("'in' expected after for-loop variables", look.range(at, at + 1)));
    }
    None
}
