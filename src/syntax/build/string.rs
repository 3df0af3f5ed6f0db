//! String literals, f-strings and t-strings: concatenation and the parts of their trees.

use super::escape::{self, Flavor};
use super::{Builder, height, tallest};
use crate::syntax::ast::*;
use crate::syntax::drop::take_kind;

/// One of several adjacent literals.
pub enum StringPart {
    Plain(Span),
    /// An f-string or t-string: its `JoinedStr` or `TemplateStr`.
    Formatted(Box<Expr>),
}

/// What the pieces of an open f-string need to know about its prefix.
#[derive(Clone, Copy)]
pub(super) struct OpenFString {
    raw: bool,
    template: bool,
    /// Format specifications that are open; their fields are `FormattedValue` even in t-strings.
    specs: u32,
}

/// The parts of a literal's spelling.
struct Spelling<'t> {
    raw: bool,
    bytes: bool,
    kind_u: bool,
    body: &'t str,
    body_start: u32,
}

fn spelling(text: &str, start: u32) -> Spelling<'_> {
    let quote_at = text.find(['"', '\'']).unwrap_or(0);
    let (prefix, rest) = text.split_at_checked(quote_at).unwrap_or(("", text));
    let has = |c: u8| prefix.bytes().any(|b| b | 0x20 == c);
    let quotes = if rest.len() >= 6 && (rest.starts_with("\"\"\"") || rest.starts_with("'''")) { 3 } else { 1 };
    let body = rest.get(quotes..rest.len().saturating_sub(quotes)).unwrap_or("");
    Spelling {
        raw: has(b'r'),
        bytes: has(b'b'),
        kind_u: has(b'u'),
        body,
        body_start: start + (quote_at + quotes) as u32,
    }
}

impl Builder<'_> {
    /// One or more adjacent literals as one expression.
    pub fn strings(&mut self, parts: Vec<StringPart>) -> Box<Expr> {
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return self.leaf(0, 0, ExprKind::Constant { value: Constant::None, kind_u: false });
        };
        let span = part_span(first).to(part_span(last));
        if parts.iter().all(|part| matches!(part, StringPart::Plain(_))) {
            return self.plain_strings(parts, span);
        }
        let mut parts = parts;
        if parts.len() == 1
            && let Some(StringPart::Formatted(e)) = parts.pop()
        {
            return e;
        }
        self.mixed_strings(parts, span)
    }

    fn plain_strings(&mut self, parts: Vec<StringPart>, span: Span) -> Box<Expr> {
        let mut out = Vec::new();
        let (mut bytes, mut kind_u) = (None, false);
        for part in &parts {
            let at = part_span(part);
            let text = self.slice(at.start, at.end);
            let spelled = spelling(text, at.start);
            match bytes {
                None => {
                    bytes = Some(spelled.bytes);
                    kind_u = spelled.kind_u;
                    if parts.len() == 1 {
                        out.reserve_exact(spelled.body.len());
                    }
                }
                Some(bytes) if bytes != spelled.bytes => {
                    let span = self.after(span.end);
                    self.fail(span, "cannot mix bytes and nonbytes literals");
                }
                _ => {}
            }
            let flavor = if spelled.bytes { Flavor::Bytes } else { Flavor::Text };
            let place = escape::Place { literal: at, body_start: spelled.body_start };
            self.decode(spelled.body, spelled.raw, flavor, place, &mut out);
        }
        let out = out.into_boxed_slice();
        let value = if bytes == Some(true) { Constant::Bytes(out) } else { Constant::Str(out) };
        self.leaf(span.start, span.end, ExprKind::Constant { value, kind_u })
    }

    /// Adjacent literals of which at least one is an f-string or t-string.
    fn mixed_strings(&mut self, parts: Vec<StringPart>, span: Span) -> Box<Expr> {
        let mut values: Vec<Expr> = Vec::new();
        let (mut bytes, mut template, mut text) = (false, false, false);
        for part in parts {
            match part {
                StringPart::Plain(at) => {
                    let spelled = spelling(self.slice(at.start, at.end), at.start);
                    bytes |= spelled.bytes;
                    text = true;
                    let mut out = Vec::new();
                    let place = escape::Place { literal: at, body_start: spelled.body_start };
                    self.decode(spelled.body, spelled.raw, Flavor::Text, place, &mut out);
                    let kind = ExprKind::Constant { value: Constant::Str(out.into()), kind_u: spelled.kind_u };
                    let e = self.leaf(at.start, at.end, kind);
                    push_value(&mut values, *e);
                }
                StringPart::Formatted(mut e) => match take_kind(&mut e) {
                    ExprKind::JoinedStr { values: more } => {
                        text = true;
                        more.into_iter().for_each(|e| push_value(&mut values, e));
                    }
                    ExprKind::TemplateStr { values: more } => {
                        template = true;
                        more.into_iter().for_each(|e| push_value(&mut values, e));
                    }
                    _ => {}
                },
            }
        }
        if template && (text || bytes) {
            self.fail(span, "cannot mix t-string literals with string or bytes literals");
        } else if bytes {
            let span = self.after(span.end);
            self.fail(span, "cannot mix bytes and nonbytes literals");
        }
        let values = without_empty(values);
        let depth = tallest(&values);
        let kind = if template { ExprKind::TemplateStr { values } } else { ExprKind::JoinedStr { values } };
        self.node(span.start, span.end, depth, kind)
    }

    /// The first character of the token after `end`, where CPython reports what it found last.
    pub(super) fn after(&self, end: u32) -> Span {
        let rest = self.text.as_bytes().get(end as usize..).unwrap_or(&[]);
        let skip = rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count() as u32;
        Span::new(end + skip, end + skip + 1)
    }

    pub fn open_fstring(&mut self, l: u32, r: u32) {
        let prefix = self.slice(l, r);
        let has = |c: u8| prefix.bytes().any(|b| b | 0x20 == c);
        let open = OpenFString { raw: has(b'r'), template: has(b't'), specs: 0 };
        self.fstrings.push(open);
    }

    pub fn fstring(&mut self, l: u32, r: u32, parts: Vec<Expr>) -> StringPart {
        let template = self.fstrings.pop().is_some_and(|open| open.template);
        let mut values = Vec::with_capacity(parts.len());
        parts.into_iter().for_each(|e| push_value(&mut values, e));
        let values = without_empty(values);
        let depth = tallest(&values);
        let kind = if template { ExprKind::TemplateStr { values } } else { ExprKind::JoinedStr { values } };
        StringPart::Formatted(self.node(l, r, depth, kind))
    }

    pub fn fstring_middle(&mut self, l: u32, r: u32) -> Vec<Expr> {
        let raw = self.fstrings.last().is_some_and(|open| open.raw);
        let mut out = Vec::new();
        let place = escape::Place { literal: Span::new(l, r), body_start: l };
        self.decode(self.slice(l, r), raw, Flavor::Middle, place, &mut out);
        let kind = ExprKind::Constant { value: Constant::Str(out.into()), kind_u: false };
        vec![*self.leaf(l, r, kind)]
    }

    /// The character after `!`.
    pub fn conversion(&mut self, bang: u32, l: u32, r: u32) -> (u32, u32) {
        let template = self.fstrings.last().is_some_and(|open| open.template);
        let letter = if template { 't' } else { 'f' };
        let text = self.slice(l, r);
        if l != bang + 1 {
            let message = format!("{letter}-string: conversion type must come right after the exclamation mark");
            self.fail(Span::new(bang, r), message);
        } else if !matches!(text, "s" | "r" | "a") {
            let message = format!("{letter}-string: invalid conversion character '{text}': expected 's', 'r', or 'a'");
            self.fail(Span::new(l, r), message);
        }
        (l, r)
    }

    pub fn open_spec(&mut self) {
        if let Some(open) = self.fstrings.last_mut() {
            open.specs += 1;
        }
    }

    pub fn format_spec(&mut self, l: u32, r: u32, parts: Vec<Expr>) -> Box<Expr> {
        if let Some(open) = self.fstrings.last_mut() {
            open.specs = open.specs.saturating_sub(1);
        }
        let mut values = Vec::with_capacity(parts.len());
        parts.into_iter().for_each(|e| push_value(&mut values, e));
        let depth = tallest(&values);
        self.node(l, r, depth, ExprKind::JoinedStr { values })
    }

    /// A replacement field; the closing brace starts at `brace`.
    #[allow(clippy::too_many_arguments)]
    pub fn field(
        &mut self,
        l: u32,
        r: u32,
        expr_start: u32,
        value: Box<Expr>,
        debug: bool,
        brace: u32,
        conversion: Option<(u32, u32)>,
        format_spec: Option<Box<Expr>>,
    ) -> Vec<Expr> {
        let template = self.fstrings.last().is_some_and(|open| open.template && open.specs == 0);
        let mut out = Vec::with_capacity(if debug { 2 } else { 1 });
        // The text of the expression goes on to the `!`, `:` or `}` that follows it.
        let text_end = match (&conversion, &format_spec) {
            (Some((name, _)), _) => name.saturating_sub(1),
            (None, Some(spec)) => spec.span.start,
            (None, None) => brace,
        };
        let text = without_comments(self.slice(expr_start, text_end));
        if debug {
            let value = Constant::Str(normalize_newlines(&text).into_bytes().into());
            out.push(*self.leaf(expr_start, text_end, ExprKind::Constant { value, kind_u: false }));
        }
        let conversion = match conversion {
            Some((l, r)) => self.slice(l, r).chars().next(),
            None => (debug && format_spec.is_none()).then_some('r'),
        };
        let depth = value.depth.max(height(&format_spec));
        let kind = if template {
            // The text of the expression, without `=` and the blanks around it.
            let text = if debug { text.trim_end().strip_suffix('=').unwrap_or(&text) } else { &text };
            let text = normalize_newlines(text).into();
            ExprKind::Interpolation { value, text, conversion, format_spec }
        } else {
            ExprKind::FormattedValue { value, conversion, format_spec }
        };
        out.push(*self.node(l, r, depth, kind));
        out
    }
}

fn part_span(part: &StringPart) -> Span {
    match part {
        StringPart::Plain(span) => *span,
        StringPart::Formatted(e) => e.span,
    }
}

fn normalize_newlines(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// The text of a field without its comments, as `=` shows it.
fn without_comments(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains('#') {
        return text.into();
    }
    let (mut out, mut quote, mut comment) = (String::with_capacity(text.len()), None, false);
    for c in text.chars() {
        match c {
            '\n' | '\r' => comment = false,
            '"' | '\'' if !comment => {
                quote = match quote {
                    None => Some(c),
                    Some(open) if open == c => None,
                    open => open,
                };
            }
            '#' if quote.is_none() => comment = true,
            _ => {}
        }
        if !comment {
            out.push(c);
        }
    }
    out.into()
}

/// Appends a part, merging neighbouring constants as CPython does.
fn push_value(values: &mut Vec<Expr>, e: Expr) {
    if let ExprKind::Constant { value: Constant::Str(text), .. } = &e.kind
        && let Some(last) = values.last_mut()
        && let ExprKind::Constant { value: Constant::Str(before), .. } = &mut last.kind
    {
        let mut joined = std::mem::take(before).into_vec();
        joined.extend_from_slice(text);
        *before = joined.into_boxed_slice();
        last.span.end = e.span.end;
        return;
    }
    values.push(e);
}

fn without_empty(mut values: Vec<Expr>) -> Vec<Expr> {
    values.retain(|e| !matches!(&e.kind, ExprKind::Constant { value: Constant::Str(text), .. } if text.is_empty()));
    values
}
