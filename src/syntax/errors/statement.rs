//! Failures at the level of statements: colons, blocks, imports, definitions.

use super::at_token;
use super::look::Look;
use crate::diag::{Diagnostic, DiagnosticKind, Extent};
use crate::source::Span;
use crate::syntax::ast::ExprKind;
use crate::syntax::build::{TargetKind, invalid_target, kind_name, takes_hint};
use crate::syntax::token::Tok;

pub(super) fn find(look: &Look<'_>) -> Option<Diagnostic> {
    try_without_handler(look)
        .or_else(|| elif_after_else(look))
        .or_else(|| definition(look))
        .or_else(|| loop_target(look))
        .or_else(|| missing_colon(look))
        .or_else(|| import(look))
        .or_else(|| wrong_target(look))
        .or_else(|| equal_in_sequence(look))
}

/// Where CPython says "invalid syntax" when there is nothing better to say. The grammar accepts
/// more than CPython's does, for the sake of messages, and so notices some errors later.
pub(super) fn generic_index(look: &Look<'_>) -> usize {
    let at = look.at;
    let start = look.statement_start();
    let before = at.saturating_sub(1);
    // `f(x):` as a statement: no annotation can follow.
    if stray_annotation(look, start) {
        return before;
    }
    if look.is_eval() && look.open.is_empty() {
        return at;
    }
    // `match x: y`: the statement's colon ends the line.
    if look.text(look.line) == "match"
        && look.open.is_empty()
        && at == look.line + 1
        && let Some(end) = look.expression_end(at, true)
        && look.kind(end) == Tok::Colon
    {
        return end + 1;
    }
    if look.kind(look.line) == Tok::Match && at == look.line + 1 && look.kind(at) == Tok::Colon {
        return at + 1;
    }
    let Some(open) = look.innermost() else {
        let equal = look.find_at_depth(start, at, &[Tok::Equal]);
        // In conditions and the like `=` is read for its message only.
        if matches!(look.kind(look.line), Tok::If | Tok::Elif | Tok::While | Tok::At | Tok::Assert | Tok::Return)
            && start == look.line
            && let Some(equal) = equal
        {
            return equal;
        }
        return target_end(look, start).or_else(|| augmented(look, start)).unwrap_or(at);
    };
    let element = look.element_start();
    let call = super::expression::is_call(look, open);
    let names = super::expression::takes_names(look);
    if names {
        return if look.kind(before) == Tok::Slash && before == open + 1 { before } else { at };
    }
    let equal = look.find_at_depth(element, at, &[Tok::Equal]);
    if let Some(equal) = equal
        && !call
    {
        return equal;
    }
    if let Some(walrus) = look.find_at_depth(element, at, &[Tok::ColonEqual])
        && !(walrus == element + 1 && look.kind(element) == Tok::Name)
    {
        return walrus;
    }
    if call {
        // Only a lone argument can be a generator expression.
        if matches!(look.kind(before), Tok::For | Tok::Async) && element > open + 1 {
            return before;
        }
        // After keywords come keywords: another argument ends at its first token.
        if keyword_before(look, open, element).is_some()
            && equal.is_none()
            && !matches!(look.kind(element), Tok::Star | Tok::DoubleStar | Tok::Name)
            && look.expression_end(element, false).is_none()
        {
            return element;
        }
    }
    at
}

/// The first argument with a keyword (or `**`) before an element of a call.
pub(super) fn keyword_before(look: &Look<'_>, open: usize, element: usize) -> Option<Tok> {
    let mut start = open + 1;
    let mut found = None;
    while start < element {
        let end = look.find_at_depth(start, element, &[Tok::Comma])?;
        if look.kind(start) == Tok::DoubleStar {
            found = Some(Tok::DoubleStar);
        } else if look.kind(start + 1) == Tok::Equal && found.is_none() {
            found = Some(Tok::Equal);
        }
        start = end + 1;
    }
    found
}

/// After `as`, `del` and `for` stand targets, which end before any operator.
fn target_end(look: &Look<'_>, start: usize) -> Option<usize> {
    let at = look.at;
    let head = head(look, look.line);
    let (from, stop) = match look.kind(start) {
        Tok::Del => (start + 1, at),
        _ if look.kind(head) == Tok::For && start == look.line => {
            (head + 1, look.find_at_depth(head, at, &[Tok::In]).unwrap_or(at))
        }
        _ if look.kind(head) == Tok::With => (look.rfind_at_depth(head, at, &[Tok::As])? + 1, at),
        _ => return None,
    };
    let operator = |tok: Tok| {
        matches!(
            tok,
            Tok::Plus
                | Tok::Minus
                | Tok::Slash
                | Tok::DoubleSlash
                | Tok::Percent
                | Tok::At
                | Tok::DoubleStar
                | Tok::VBar
                | Tok::Amper
                | Tok::Caret
                | Tok::LeftShift
                | Tok::RightShift
                | Tok::Tilde
        )
    };
    let mut depth = 0usize;
    for index in from..stop {
        match look.kind(index) {
            tok if tok.is_open_bracket() => depth += 1,
            tok if tok.is_close_bracket() => depth = depth.checked_sub(1)?,
            tok if depth == 0 && operator(tok) => return Some(index),
            _ => {}
        }
    }
    None
}

/// `f() += …`: only a single target can stand before an augmented assignment.
fn augmented(look: &Look<'_>, start: usize) -> Option<usize> {
    let at = look.find_at_depth(
        start,
        look.at,
        &[
            Tok::PlusEqual,
            Tok::MinusEqual,
            Tok::StarEqual,
            Tok::SlashEqual,
            Tok::DoubleSlashEqual,
            Tok::PercentEqual,
            Tok::DoubleStarEqual,
            Tok::LeftShiftEqual,
            Tok::RightShiftEqual,
            Tok::AmperEqual,
            Tok::VBarEqual,
            Tok::CaretEqual,
            Tok::AtEqual,
        ],
    )?;
    let target = look.expression(start, at)?;
    let single = matches!(target.kind, ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. });
    (!single).then_some(at)
}

/// Whether the failing token follows a colon that cannot be an annotation's.
fn stray_annotation(look: &Look<'_>, start: usize) -> bool {
    if look.at < start + 2 || !look.open.is_empty() || look.kind(look.at - 1) != Tok::Colon {
        return false;
    }
    if look.kind(start) == Tok::Star {
        return true;
    }
    look.expression(start, look.at - 1).is_some_and(|e| {
        !matches!(e.kind, ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. })
    })
}

/// `a, b c = 1`: after a comma CPython reads expressions side by side, looking for a colon, and
/// so comes upon the `=`.
fn equal_in_sequence(look: &Look<'_>) -> Option<Diagnostic> {
    let (start, at) = (look.statement_start(), look.at);
    if !look.open.is_empty() || look.kind(start) == Tok::Star {
        return None;
    }
    // `match x = 1`: the subject of what may be a match statement.
    if look.text(start) == "match" && at == start + 1 {
        let end = look.expression_end(at, false)?;
        return super::expression::equal_hint(look, at, end).filter(|_| look.kind(end) == Tok::Equal);
    }
    if look.find_at_depth(start, at, &[Tok::Equal]).is_some() {
        return None;
    }
    let first = look.find_at_depth(start, at, &[Tok::Comma, Tok::Equal, Tok::Colon])?;
    if look.kind(first) != Tok::Comma || look.expression(start, first).is_none() {
        return None;
    }
    let mut element = first + 1;
    for _ in 0..64 {
        if look.kind(element) == Tok::Star {
            element += 1;
        }
        let end = look.expression_end(element, false)?;
        match look.kind(end) {
            Tok::Equal => return super::expression::equal_hint(look, element, end),
            Tok::Comma => element = end + 1,
            _ => element = end,
        }
    }
    None
}

fn error(message: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::syntax_error(message, span)
}

/// The first token of a line, `async` skipped.
fn head(look: &Look<'_>, line: usize) -> usize {
    if look.kind(line) == Tok::Async { line + 1 } else { line }
}

/// A colon at the end of a line, and no block after it.
pub(super) fn missing_block(look: &Look<'_>) -> Option<Diagnostic> {
    let newline = look.at.checked_sub(1)?;
    if look.kind(newline) != Tok::Newline || look.kind(newline.checked_sub(1)?) != Tok::Colon || !look.expects("indent")
    {
        return None;
    }
    let head = head(look, look.line_start(newline));
    let owner = match look.kind(head) {
        Tok::Def => "function definition".to_owned(),
        Tok::Class => "class definition".to_owned(),
        Tok::Except if look.kind(head + 1) == Tok::Star => "'except*' statement".to_owned(),
        _ => format!("'{}' statement", look.text(head)),
    };
    let line = look.source.line_of(look.token(head).0);
    let message = format!("expected an indented block after {owner} on line {line}");
    Some(at_token(look, DiagnosticKind::IndentationError, message, look.at))
}

fn try_without_handler(look: &Look<'_>) -> Option<Diagnostic> {
    if !look.expects("except") || !look.expects("finally") || look.expects("else") {
        return None;
    }
    let message = "expected 'except' or 'finally' block";
    Some(at_token(look, DiagnosticKind::SyntaxError, message, look.at))
}

/// `elif` after the `else` of the same chain.
fn elif_after_else(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.at;
    if look.kind(at) != Tok::Elif {
        return None;
    }
    let (mut depth, mut seen_else) = (0i64, false);
    let mut index = at;
    while index > 0 {
        index -= 1;
        match look.kind(index) {
            Tok::Dedent => depth += 1,
            Tok::Indent => depth -= 1,
            _ if depth < 0 => return None,
            tok if depth == 0 && look.line_start(index) == index => match tok {
                Tok::Else => seen_else = true,
                Tok::If | Tok::Elif if seen_else => {
                    return Some(error("'elif' block follows an 'else' block", look.range(at, at + 1)));
                }
                _ if !seen_else => return None,
                _ => return None,
            },
            _ => {}
        }
    }
    None
}

/// Heads of functions and classes.
fn definition(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.at;
    let head = head(look, look.line);
    let def = look.kind(head) == Tok::Def;
    if look.kind(head) == Tok::Type
        && look.kind(head + 2) == Tok::LBracket
        && at == head + 3
        && look.kind(at) == Tok::RBracket
    {
        return Some(error("Type parameter list cannot be empty", Span::new(look.token(at).0, look.token(at + 1).0)));
    }
    if (!def && look.kind(head) != Tok::Class) || look.kind(head + 1) != Tok::Name || at < head + 2 {
        return None;
    }
    let after_name = head + 2;
    if look.kind(after_name) == Tok::LBracket {
        let close = look.closing(after_name);
        if at == close && at == after_name + 1 {
            let start = look.token(at).0;
            return Some(error("Type parameter list cannot be empty", Span::new(start, start)));
        }
        if def && at <= close {
            return Some(error("expected '('", look.range(after_name, after_name + 1)));
        }
    }
    if !def {
        return None;
    }
    let before_params = if look.kind(after_name) == Tok::LBracket { look.closing(after_name) + 1 } else { after_name };
    if at == before_params {
        return Some(error("expected '('", look.range(at, at + 1)));
    }
    let open = look.find_at_depth(after_name, at, &[Tok::LParen]).filter(|_| look.open.is_empty())?;
    let arrow = look.closing(open) + 1;
    if at == arrow + 1 && look.kind(arrow) == Tok::Arrow {
        return Some(error("expected ':'", look.range(arrow, at)));
    }
    if at >= arrow && look.find_at_depth(arrow, at, &[Tok::Colon]).is_none() {
        return Some(error("expected ':'", look.range(at, at + 1)));
    }
    None
}

/// `for f(): …`: the target is wrong before the `in` is missed.
fn loop_target(look: &Look<'_>) -> Option<Diagnostic> {
    let head = head(look, look.line);
    if look.kind(head) != Tok::For {
        return None;
    }
    let end = look.find_at_depth(head, look.at, &[Tok::In]).unwrap_or(look.at);
    let target = look.expression(head + 1, end).or_else(|| {
        let end = look.expression_end(head + 1, true)?;
        look.expression(head + 1, end)
    })?;
    let bad = invalid_target(&target, TargetKind::For)?;
    Some(error(format!("cannot assign to {}", kind_name(bad)), bad.span))
}

fn missing_colon(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.at;
    if !look.open.is_empty() {
        return None;
    }
    let head = head(look, look.line);
    let newline = look.kind(at) == Tok::Newline;
    let found = match look.kind(head) {
        // These require the colon at once.
        Tok::Try | Tok::Finally | Tok::Else => at == head + 1,
        Tok::If | Tok::Elif | Tok::While | Tok::For | Tok::With | Tok::Class | Tok::Except | Tok::Case | Tok::Match => {
            newline && look.expects(":") && look.rfind_at_depth(head, at, &[Tok::Lambda]).is_none()
        }
        // Without its colon the line was not lexed as a match statement.
        Tok::Name if look.text(head) == "match" && at == head + 1 => {
            let end = look.expression_end(at, true)?;
            if look.kind(end) != Tok::Newline {
                return None;
            }
            return Some(error("expected ':'", look.range(end, end + 1)));
        }
        _ => false,
    };
    found.then(|| error("expected ':'", look.range(at, at + 1)))
}

fn import(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.at;
    let head = look.statement_start();
    let before = look.kind(at.checked_sub(1)?);
    match look.kind(head) {
        Tok::Import | Tok::From if look.kind(at) == Tok::Newline && before == Tok::Import => {
            let start = look.token(at).0;
            let message = "Expected one or more names after 'import'";
            Some(error(message, Span::new(start, start)).with_extent(Extent::Empty))
        }
        Tok::Import | Tok::From
            if before == Tok::Name && look.open.is_empty() && look.kind(at.checked_sub(2)?) == Tok::As =>
        {
            Some(error("cannot use name as import target", look.range(at - 1, at)))
        }
        Tok::Import if look.kind(at) == Tok::From && at > head + 1 => {
            let mut end = at + 1;
            while matches!(look.kind(end), Tok::Name | Tok::Dot) {
                end += 1;
            }
            // CPython goes on to the token that it read last, less one column.
            let (start, _, stop) = look.token(end);
            let span = Span::new(look.token(head).0, if stop > start { stop - 1 } else { stop });
            (end > at + 1).then(|| error("Did you mean to use 'from ... import ...' instead?", span))
        }
        _ => None,
    }
}

/// A target that cannot be assigned to, before the place where the statement goes wrong.
fn wrong_target(look: &Look<'_>) -> Option<Diagnostic> {
    let (line, at) = (look.statement_start(), look.at);
    if look.kind(line) == Tok::Yield
        && let Some(equal) = look.find_at_depth(line, at + 1, &[Tok::Equal])
    {
        return Some(error("assignment to yield expression not possible", look.range(line, equal)));
    }
    if look.kind(line) == Tok::Del {
        let end = look.expression_end(line + 1, true)?;
        let target = look.expression(line + 1, end)?;
        let bad = invalid_target(&target, TargetKind::Del)?;
        return (end <= at).then(|| error(format!("cannot delete {}", kind_name(bad)), bad.span));
    }
    if let Some(colon) = look.find_at_depth(line, at, &[Tok::Colon]) {
        look.expression_end(colon + 1, false)?;
        let target = look.expression(line, colon)?;
        return match target.kind {
            ExprKind::List { .. } | ExprKind::Tuple { .. }
                if matches!(look.kind(line), Tok::LBracket | Tok::LParen) =>
            {
                let message = format!("only single target (not {}) can be annotated", kind_name(&target));
                Some(error(message, target.span))
            }
            ExprKind::Name { .. }
            | ExprKind::Attribute { .. }
            | ExprKind::Subscript { .. }
            | ExprKind::Tuple { .. } => None,
            _ => Some(error("illegal target for annotation", target.span)),
        };
    }
    let mut start = line;
    while let Some(equal) = look.find_at_depth(start, at + 1, &[Tok::Equal]).filter(|equal| *equal > start) {
        let target = look.expression(start, equal)?;
        if let Some(bad) = invalid_target(&target, TargetKind::Assign) {
            let hint = start == line && takes_hint(bad, false) && bad.span == target.span && {
                let end = look.expression_end(equal + 1, false);
                end.is_some_and(|end| look.kind(end) != Tok::Equal)
            };
            let name = kind_name(bad);
            let message = match hint {
                true => format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?"),
                false => format!("cannot assign to {name}"),
            };
            return Some(error(message, bad.span));
        }
        start = equal + 1;
    }
    None
}
