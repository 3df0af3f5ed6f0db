//! Failures inside expressions.

use super::look::{Look, Open};
use crate::diag::{Diagnostic, Extent};
use crate::source::Span;
use crate::syntax::ast::{ExprKind, UnaryOp};
use crate::syntax::build::{kind_name, takes_hint};
use crate::syntax::token::Tok;

pub(super) const EQUAL_HINT: &str = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

pub(super) fn find(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.at;
    let tok = look.kind(at);
    if tok == Tok::LessGreater {
        return Some(error("invalid syntax.  Maybe you meant '!=' instead of '<>'?", look.range(at, at + 1)));
    }
    mixed_strings(look)
        .or_else(|| not_after_operator(look))
        .or_else(|| parenthesized_parameters(look))
        .or_else(|| missing_comma_after_slash(look))
        .or_else(|| missing_default(look))
        .or_else(|| call(look))
        .or_else(|| display(look))
        .or_else(|| forgotten_comma(look))
        .or_else(|| legacy_print(look))
        .or_else(|| comprehension(look))
        .or_else(|| equal_in_condition(look))
        .or_else(|| walrus_target(look))
}

/// `if a = b and c:`: the comparison that was meant goes on after the name.
fn equal_in_condition(look: &Look<'_>) -> Option<Diagnostic> {
    let (head, at) = (look.line, look.at);
    if !matches!(look.kind(head), Tok::If | Tok::Elif | Tok::While) {
        return None;
    }
    let equal = look.find_at_depth(head + 1, at, &[Tok::Equal])?;
    if look.kind(at) == Tok::Equal || !look.is_disjunction(equal + 1, at) {
        return None;
    }
    if equal == head + 2 && look.kind(head + 1) == Tok::Name {
        return Some(error(EQUAL_HINT, look.range(head + 1, at)));
    }
    let left = look.expression(head + 1, equal)?;
    let message = format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", kind_name(&left));
    takes_hint(&left, false).then(|| error(message, left.span))
}

/// `1 := 2` as a statement.
fn walrus_target(look: &Look<'_>) -> Option<Diagnostic> {
    let (line, at) = (look.line, look.at);
    if look.kind(at) != Tok::ColonEqual || !look.open.is_empty() {
        return None;
    }
    let target = look.expression(line, at)?;
    if matches!(target.kind, ExprKind::Name { .. }) || !look.starts_expression(at + 1) {
        return None;
    }
    let message = format!("cannot use assignment expressions with {}", kind_name(&target));
    Some(error(message, look.range(line, at)))
}

fn error(message: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::syntax_error(message, span)
}

fn is_arithmetic(tok: Tok) -> bool {
    matches!(
        tok,
        Tok::Plus
            | Tok::Minus
            | Tok::Star
            | Tok::Slash
            | Tok::DoubleSlash
            | Tok::Percent
            | Tok::At
            | Tok::Tilde
            | Tok::DoubleStar
            | Tok::LeftShift
            | Tok::RightShift
            | Tok::Amper
            | Tok::VBar
            | Tok::Caret
    )
}

/// Bytes and text side by side, which is refused before what follows is looked at.
fn mixed_strings(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.at;
    let (mut index, mut bytes, mut text) = (at, false, false);
    while index > look.line && look.kind(index - 1) == Tok::String {
        index -= 1;
        let literal = look.text(index);
        let prefix = literal.split(['"', '\'']).next().unwrap_or("");
        if prefix.contains(['b', 'B']) { bytes = true } else { text = true }
    }
    (bytes && text).then(|| error("cannot mix bytes and nonbytes literals", look.range(at, at + 1)))
}

/// `a + not b`.
fn not_after_operator(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.at;
    if look.kind(at) != Tok::Not || !is_arithmetic(look.kind(at.checked_sub(1)?)) {
        return None;
    }
    // CPython knows the rule for sums, products and signs only.
    if matches!(
        look.kind(at - 1),
        Tok::LeftShift | Tok::RightShift | Tok::Amper | Tok::VBar | Tok::Caret | Tok::DoubleStar
    ) {
        return None;
    }
    let mut end = look.expression_end(at, false)?;
    let longest = end;
    while end > at && longest - end < 256 {
        if let Some(e) = look.expression(at, end)
            && matches!(e.kind, ExprKind::UnaryOp { op: UnaryOp::Not, .. })
        {
            return Some(error("'not' after an operator must be parenthesized", look.range(at, end)));
        }
        end -= 1;
    }
    None
}

/// Whether a bracket holds the parameters of the `def` that starts the line.
fn is_parameters(look: &Look<'_>, open: usize) -> bool {
    let head = if look.kind(look.line) == Tok::Async { look.line + 1 } else { look.line };
    look.kind(head) == Tok::Def && look.find_at_depth(head + 2, open + 1, &[Tok::LParen]) == Some(open)
}

/// Whether the failure is among the parameters of a lambda: no colon since its keyword.
fn in_lambda(look: &Look<'_>) -> Option<usize> {
    let from = look.open.last().map_or(look.line, |open| open.index() + 1);
    let lambda = look.rfind_at_depth(from, look.at, &[Tok::Lambda])?;
    look.find_at_depth(lambda, look.at, &[Tok::Colon]).is_none().then_some(lambda)
}

/// `def f((a, b))`, `lambda (a): 1`.
fn parenthesized_parameters(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.at;
    if look.kind(at) != Tok::LParen || !matches!(look.kind(at.checked_sub(1)?), Tok::LParen | Tok::Comma | Tok::Lambda)
    {
        return None;
    }
    let in_def = look.innermost().is_some_and(|open| {
        is_parameters(look, open) && look.find_at_depth(open + 1, at, &[Tok::Equal, Tok::Star]).is_none()
    });
    let message = if in_def {
        "Function parameters cannot be parenthesized"
    } else if in_lambda(look).is_some_and(|lambda| look.find_at_depth(lambda, at, &[Tok::Equal]).is_none()) {
        "Lambda expression parameters cannot be parenthesized"
    } else {
        return None;
    };
    let close = look.closing(at);
    let plain = (at + 1..close).all(|index| matches!(look.kind(index), Tok::Name | Tok::Comma));
    (plain && close > at + 1 && look.kind(close) == Tok::RParen).then(|| error(message, look.range(at, close + 1)))
}

/// `def f(a, /*, b)`.
fn missing_comma_after_slash(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.at;
    let slash = look.kind(at) == Tok::Star && look.kind(at.checked_sub(1)?) == Tok::Slash;
    let params = look.innermost().is_some_and(|open| is_parameters(look, open)) || in_lambda(look).is_some();
    (slash && params).then(|| error("expected comma between / and *", look.range(at, at + 1)))
}

/// `def f(a=)`, `lambda a=: 1`.
fn missing_default(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.at;
    let equal = at.checked_sub(1)?;
    if look.kind(equal) != Tok::Equal {
        return None;
    }
    let in_def = look.innermost().is_some_and(|open| is_parameters(look, open))
        && matches!(look.kind(at), Tok::RParen | Tok::Comma);
    // CPython looks for a parenthesis here, too, so that `lambda x=: 1` is no more than invalid.
    let in_lambda = in_lambda(look).is_some() && matches!(look.kind(at), Tok::RParen | Tok::Comma);
    let star = match look.kind(look.element_start()) {
        Tok::Star if in_def => Some("var-positional"),
        Tok::DoubleStar if in_def => Some("var-keyword"),
        _ => None,
    };
    if let Some(star) = star {
        return Some(error(format!("{star} argument cannot have default value"), look.range(equal, at)));
    }
    (in_def || in_lambda).then(|| error("expected default value expression", look.range(equal, at)))
}

/// Whether a parenthesis calls something.
fn is_call(look: &Look<'_>, open: usize) -> bool {
    open > look.line
        && look.kind(open) == Tok::LParen
        && matches!(look.kind(open - 1), Tok::Name | Tok::RParen | Tok::RBracket | Tok::String | Tok::RBrace)
}

fn is_subscript(look: &Look<'_>, open: usize) -> bool {
    open > look.line && matches!(look.kind(open - 1), Tok::Name | Tok::RParen | Tok::RBracket | Tok::String)
}

fn call(look: &Look<'_>) -> Option<Diagnostic> {
    let open = look.innermost()?;
    let at = look.at;
    let before = look.kind(at.checked_sub(1)?);
    let ends = matches!(look.kind(at), Tok::RParen | Tok::Comma);
    if is_call(look, open) && !is_parameters(look, open) {
        if ends && before == Tok::Equal && look.kind(at.checked_sub(2)?) == Tok::Name {
            return Some(error("expected argument value expression", look.range(at - 2, at)));
        }
        if before == Tok::Star
            && matches!(look.kind(at.checked_sub(2)?), Tok::LParen | Tok::Comma)
            && !look.starts_expression(at)
        {
            return Some(error("Invalid star expression", look.range(at, at + 1)));
        }
        let start = look.element_start();
        if look.kind(at) == Tok::Equal && matches!(look.kind(start), Tok::Star | Tok::DoubleStar) {
            let what = if look.kind(start) == Tok::Star { "iterable" } else { "keyword" };
            let end = look.expression_end(at + 1, false)?;
            return Some(error(format!("cannot assign to {what} argument unpacking"), look.range(start, end)));
        }
    } else if look.kind(open) == Tok::LBracket && is_subscript(look, open) {
        if before == Tok::Star
            && matches!(look.kind(at.checked_sub(2)?), Tok::LBracket | Tok::Comma)
            && !look.starts_expression(at)
        {
            return Some(error("Invalid star expression", look.range(at, at + 1)));
        }
    } else if before == Tok::Star && at == open + 2 && !is_parameters(look, open) && !look.starts_expression(at) {
        return Some(error("Invalid star expression", look.range(at, at + 1)));
    } else if matches!(look.kind(open), Tok::LParen | Tok::WithLParen)
        && look.kind(at) == Tok::DoubleStar
        && at == open + 1
        && !is_parameters(look, open)
    {
        let end = look.expression_end(at + 1, false)?;
        if look.kind(end) == Tok::RParen {
            return Some(error("cannot use double starred expression here", look.range(at, at + 1)));
        }
    }
    None
}

/// Dicts: keys without values and values without keys.
fn display(look: &Look<'_>) -> Option<Diagnostic> {
    let open = look.innermost()?;
    if look.kind(open) != Tok::LBrace {
        return None;
    }
    let at = look.at;
    let before = at.checked_sub(1)?;
    let start = look.element_start();
    if look.kind(before) == Tok::Colon
        && matches!(look.kind(at), Tok::RBrace | Tok::Comma)
        && look.find_at_depth(start, at, &[Tok::Colon]) == Some(before)
    {
        return Some(error("expression expected after dictionary key and ':'", look.range(before, at)));
    }
    // A later element of a dict without colon.
    let is_dict = start > open + 1 && {
        let first = look.find_at_depth(open + 1, start, &[Tok::Comma]).unwrap_or(start);
        look.kind(open + 1) == Tok::DoubleStar || look.find_at_depth(open + 1, first, &[Tok::Colon]).is_some()
    };
    if is_dict
        && look.kind(start) != Tok::DoubleStar
        && look.find_at_depth(start, at, &[Tok::Colon, Tok::For, Tok::Async, Tok::Lambda]).is_none()
        && look.kind(at) != Tok::Colon
        && look.expression(start, at).is_some()
    {
        let end = look.token(before).2;
        let span = Span::new(end.saturating_sub(1), end.saturating_sub(1));
        return Some(error("':' expected after dictionary key", span).with_extent(Extent::Start));
    }
    None
}

/// After these tokens CPython's grammar tries its rule `expression`.
fn opens_expression(tok: Tok) -> bool {
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

/// Two expressions side by side in brackets, and conditionals without `else`.
fn forgotten_comma(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.at;
    let start = look.element_start();
    if start >= at {
        return None;
    }
    let mut tries = 0;
    let names_only = takes_names(look);
    if names_only && in_pattern(look) {
        return None;
    }
    for from in start..at {
        if from == start && names_only {
            continue;
        }
        if from > look.line {
            let before = look.kind(from - 1);
            let in_call = look.innermost().is_some_and(|open| is_call(look, open));
            // A comprehension's `in` and `if` take no full expression, nor does a star outside of calls.
            let skip = match before {
                Tok::In | Tok::If => !look.open.is_empty(),
                Tok::Star | Tok::DoubleStar => !in_call,
                _ => from != start && !opens_expression(before),
            };
            if skip {
                continue;
            }
        }
        tries += 1;
        if tries > 64 {
            break;
        }
        if let Some(found) = side_by_side(look, from).or_else(|| conditional(look, from)) {
            return Some(found);
        }
    }
    None
}

/// Whether elements here are names or patterns: parameters, imported names, type parameters.
fn takes_names(look: &Look<'_>) -> bool {
    let head = if look.kind(look.line) == Tok::Async { look.line + 1 } else { look.line };
    let Some(open) = look.innermost() else { return in_pattern(look) };
    let type_params =
        matches!(look.kind(head), Tok::Def | Tok::Class) && open == head + 2 && look.kind(open) == Tok::LBracket;
    is_parameters(look, open)
        || in_lambda(look).is_some()
        || look.kind(head) == Tok::From
        || type_params
        || in_pattern(look)
}

/// Whether the failure is in the pattern of a `case`.
fn in_pattern(look: &Look<'_>) -> bool {
    let end = look.open.first().map_or(look.at, |open| open.index());
    look.kind(look.line) == Tok::Case && look.find_at_depth(look.line, end, &[Tok::If, Tok::Colon]).is_none()
}

fn side_by_side(look: &Look<'_>, from: usize) -> Option<Diagnostic> {
    let at = look.at;
    let soft = look.kind(from) == Tok::Name && matches!(look.text(from), "match" | "case" | "type" | "_");
    if soft || (look.kind(from) == Tok::Name && look.kind(from + 1) == Tok::String) {
        return None;
    }
    if from > look.line && matches!(look.kind(from - 1), Tok::If | Tok::In) && look.open.is_empty() {
        return None;
    }
    if !look.is_disjunction(from, at) {
        return None;
    }
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
    if look.open.is_empty() {
        return None;
    }
    if legacy {
        return None;
    }
    Some(error("invalid syntax. Perhaps you forgot a comma?", look.range(from, end)))
}

/// `a if b` without `else`, or with nothing behind it.
fn conditional(look: &Look<'_>, from: usize) -> Option<Diagnostic> {
    let at = look.at;
    let test = look.find_at_depth(from, at, &[Tok::If])?;
    if !look.is_disjunction(from, test) {
        return None;
    }
    if look.kind(at - 1) == Tok::Else {
        if look.is_disjunction(test + 1, at - 1) && !look.starts_expression(at) {
            let message = "expected expression after 'else', but statement is given";
            return Some(error(message, look.range(at, at + 1)));
        }
        return None;
    }
    if matches!(look.kind(at), Tok::Else | Tok::Colon) || !look.is_disjunction(test + 1, at) {
        return None;
    }
    // In a comprehension the same words are a filter.
    if look.rfind_at_depth(from, test, &[Tok::For]).is_some() {
        return None;
    }
    Some(error("expected 'else' after 'if' expression", look.range(from, at)))
}

/// `print "x"`.
fn legacy_print(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.at;
    let mut name = at.checked_sub(1)?;
    if look.kind(name) == Tok::Not {
        name = name.checked_sub(1)?;
    }
    if look.open.is_empty() && matches!(look.text(at), "print" | "exec") && look.kind(at + 1) != Tok::LParen {
        // The failing token is the word itself: something stands before it.
        let word = look.text(at);
        let end = look.expression_end(at + 1, true)?;
        let message = format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
        return Some(error(message, look.range(at, end)));
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

/// `[a, b for …]`, and loops without `in`.
fn comprehension(look: &Look<'_>) -> Option<Diagnostic> {
    let open = match look.open.last()? {
        Open::Bracket(open) => *open,
        Open::Field(_) | Open::FString(_) => return None,
    };
    let at = look.at;
    if matches!(look.kind(at), Tok::For | Tok::Async)
        && matches!(look.kind(open), Tok::LBracket | Tok::LBrace)
        && look.find_at_depth(open + 1, at, &[Tok::Comma]).is_some()
        && look.find_at_depth(open + 1, at, &[Tok::Colon, Tok::For]).is_none()
        && look.kind(open.saturating_sub(1)) != Tok::Name
    {
        let message = "did you forget parentheses around the comprehension target?";
        return Some(error(message, look.range(open + 1, at)));
    }
    if look.kind(at) == Tok::For && is_call(look, open) {
        let start = look.element_start();
        if look.kind(start) == Tok::Star {
            let message = "iterable unpacking cannot be used in comprehension";
            return Some(error(message, look.range(start, at)));
        }
        if look.kind(start) == Tok::Name && look.kind(start + 1) == Tok::Equal {
            return Some(error(EQUAL_HINT, look.range(start, start + 2)));
        }
    }
    let target = look.rfind_at_depth(open + 1, at, &[Tok::For])?;
    if target + 1 < at
        && look.find_at_depth(target, at, &[Tok::In]).is_none()
        && look.expression(target + 1, at).is_some()
    {
        return Some(error("'in' expected after for-loop variables", look.range(at, at + 1)));
    }
    None
}
