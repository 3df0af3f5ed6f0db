//! Failures inside expressions.

use super::beside::{forgotten_comma, legacy_print, longer_legacy_statement, loop_without_in};
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
    if tok == Tok::LessGreater && compares(look) {
        let (start, _, end) = look.token(at);
        return Some(error("invalid syntax.  Maybe you meant '!=' instead of '<>'?", Span::new(start, end)));
    }
    slash_first(look)
        .or_else(|| mixed_strings(look))
        .or_else(|| wrong_keyword(look))
        .or_else(|| not_after_operator(look))
        .or_else(|| parenthesized_parameters(look))
        .or_else(|| missing_comma_after_slash(look))
        .or_else(|| missing_default(look))
        .or_else(|| call(look))
        .or_else(|| display(look))
        .or_else(|| loop_without_in(look))
        .or_else(|| forgotten_comma(look))
        .or_else(|| legacy_print(look))
        .or_else(|| comprehension(look))
        .or_else(|| longer_legacy_statement(look))
        .or_else(|| star_before_failure(look))
        .or_else(|| positional_after_keyword(look))
        .or_else(|| equal_in_brackets(look))
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

/// `def f(/, a, …)`: noticed before anything behind it.
fn slash_first(look: &Look<'_>) -> Option<Diagnostic> {
    let open = look.innermost().filter(|&open| is_parameters(look, open))?;
    let slash = look.kind(open + 1) == Tok::Slash && look.kind(open + 2) == Tok::Comma && look.at > open + 2;
    slash.then(|| error("at least one argument must precede /", look.range(open + 1, open + 2)))
}

/// `[*(1:2)]`: no expression can be read behind the star.
fn star_before_failure(look: &Look<'_>) -> Option<Diagnostic> {
    for level in (1..=look.open.len()).rev() {
        let (start, _) = look.element_around(level);
        let Some(Open::Bracket(open)) = look.open.get(level - 1).copied() else { return None };
        if look.kind(start) == Tok::Star
            && start + 1 < look.at
            && !is_parameters(look, open)
            && in_lambda(look).is_none()
            && !look.starts_expression(start + 1)
        {
            return Some(error("Invalid star expression", look.range(look.at, look.at + 1)));
        }
    }
    None
}

/// Whether a comparison may go on at the failing token.
fn compares(look: &Look<'_>) -> bool {
    let Some(before) = look.at.checked_sub(1) else { return false };
    let head = if look.kind(look.line) == Tok::Async { look.line + 1 } else { look.line };
    let head_only = matches!(look.kind(head), Tok::Def | Tok::Class | Tok::Import | Tok::From | Tok::Try)
        && look.find_at_depth(head, look.at, &[Tok::Colon]).is_none()
        && look.open.is_empty();
    !head_only
        && !takes_names(look)
        && (super::ends_operand(look.kind(before)) || matches!(look.kind(before), Tok::None | Tok::True | Tok::False))
}

/// The hint about an `=` between two operands; `None` where CPython has none.
pub(super) fn equal_hint(look: &Look<'_>, from: usize, equal: usize) -> Option<Diagnostic> {
    let mut end = look.expression_end(equal + 1, false)?;
    // Only an operand of comparisons is read behind it.
    let comparison = |tok: Tok| {
        matches!(
            tok,
            Tok::EqEqual
                | Tok::NotEqual
                | Tok::Less
                | Tok::Greater
                | Tok::LessEqual
                | Tok::GreaterEqual
                | Tok::Is
                | Tok::In
                | Tok::Not
                | Tok::And
                | Tok::Or
                | Tok::If
        )
    };
    if let Some(index) = (equal + 1..end).find(|&index| comparison(look.kind(index))) {
        end = look.find_at_depth(equal + 1, end, &[look.kind(index)]).unwrap_or(end);
    }
    if matches!(look.kind(end), Tok::Equal | Tok::ColonEqual | Tok::End) || end == equal + 1 {
        return None;
    }
    if equal == from + 1 && look.kind(from) == Tok::Name {
        return Some(error(EQUAL_HINT, look.range(from, end)));
    }
    let left = look.expression(from, equal)?;
    let message = format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", kind_name(&left));
    takes_hint(&left, false).then(|| error(message, look.range(from, equal)))
}

/// `[a = 1 …`: an assignment where only an expression can stand.
fn equal_in_brackets(look: &Look<'_>) -> Option<Diagnostic> {
    let open = look.innermost()?;
    if is_call(look, open) || takes_names(look) {
        return None;
    }
    let element = look.element_start();
    let equal = look.find_at_depth(element, look.at, &[Tok::Equal]).filter(|equal| *equal > element)?;
    equal_hint(look, element, equal)
}

/// `f(0=, …)`: in the calls around the failure, an argument that is named by an expression.
pub(super) fn wrong_keyword(look: &Look<'_>) -> Option<Diagnostic> {
    for (level, open) in look.open.iter().enumerate() {
        let Open::Bracket(open) = *open else { return None };
        if !is_call(look, open) || is_parameters(look, open) {
            continue;
        }
        let end = look.open.get(level + 1).map_or(look.at, |inner| inner.index());
        let mut start = open + 1;
        while start < end {
            let stop = look.find_at_depth(start, end, &[Tok::Comma]).unwrap_or(end);
            if let Some(equal) = look.find_at_depth(start, stop, &[Tok::Equal, Tok::Lambda, Tok::ColonEqual])
                && look.kind(equal) == Tok::Equal
                && !matches!(look.kind(start), Tok::Star | Tok::DoubleStar)
                && equal > start
                && !(equal == start + 1 && look.kind(start) == Tok::Name)
                && look.expression(start, equal).is_some()
            {
                let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
                look.read.set(Some(equal));
                let begin = look.expression(start, equal).map_or(look.token(start).0, |e| e.span.start);
                return Some(error(message, Span::new(begin, look.token(equal).2)));
            }
            start = stop + 1;
        }
    }
    None
}

/// `f(a=1, b.)`: what can be read of the argument is one without a name.
fn positional_after_keyword(look: &Look<'_>) -> Option<Diagnostic> {
    let open = look.innermost().filter(|&open| is_call(look, open) && !is_parameters(look, open))?;
    let element = look.element_start();
    if look.kind(look.at) == Tok::End {
        return None;
    }
    if element >= look.at || (look.kind(element) == Tok::Name && look.kind(element + 1) == Tok::Equal) {
        return None;
    }
    let keyword = super::statement::keyword_before(look, open, element)?;
    look.expression_end(element, false)?;
    let message = match keyword {
        Tok::DoubleStar => "positional argument follows keyword argument unpacking",
        _ => "positional argument follows keyword argument",
    };
    let at = if look.kind(look.at) == Tok::String { look.at + 1 } else { look.at };
    Some(error(message, look.range(at, at + 1)))
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

pub(super) fn error(message: impl Into<String>, span: Span) -> Diagnostic {
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
pub(super) fn is_call(look: &Look<'_>, open: usize) -> bool {
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
    if in_pattern(look) {
        return None;
    }
    if look.kind(before) == Tok::Colon
        && matches!(look.kind(at), Tok::RBrace | Tok::Comma)
        && look.find_at_depth(start, at, &[Tok::Colon, Tok::Lambda]) == Some(before)
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

/// Whether elements here are names or patterns: parameters, imported names, type parameters.
pub(super) fn takes_names(look: &Look<'_>) -> bool {
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
pub(super) fn in_pattern(look: &Look<'_>) -> bool {
    let end = look.open.first().map_or(look.at, |open| open.index());
    look.kind(look.line) == Tok::Case && look.find_at_depth(look.line, end, &[Tok::If, Tok::Colon]).is_none()
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
    None
}
