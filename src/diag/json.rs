//! JSON text for tools, without a library: the few shapes that reports need.

use super::report::Report;
use crate::source::{SourceFile, Span};

/// A JSON string literal.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if (c as u32) < 0x20 || c == '\u{7f}' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A JSON array of strings.
pub fn strings(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|t| quoted(t)).collect();
    format!("[{}]", items.join(","))
}

/// The four numbers of a range: lines from 1, columns from 1 in characters.
fn range(source: &SourceFile, span: Span) -> String {
    let (start, end) = (source.position(span.start), source.position(span.end));
    format!(
        "\"line\":{},\"column\":{},\"end_line\":{},\"end_column\":{}",
        start.line,
        start.column_chars + 1,
        end.line,
        end.column_chars + 1
    )
}

/// A report as one JSON object.
pub fn report(report: &Report) -> String {
    let mut out = format!("{{\"code\":{},\"title\":{}", quoted(report.code), quoted(&report.title));
    if let Some(source) = &report.source {
        out.push_str(&format!(",\"file\":{},{}", quoted(source.name()), range(source, report.place)));
        let labels: Vec<String> = report
            .labels
            .iter()
            .map(|l| {
                let role = format!("{:?}", l.role).to_lowercase();
                format!("{{{},\"role\":{},\"text\":{}}}", range(source, l.span), quoted(&role), quoted(&l.text))
            })
            .collect();
        out.push_str(&format!(",\"labels\":[{}]", labels.join(",")));
    }
    out.push_str(&format!(",\"notes\":{},\"fixes\":{}}}", strings(&report.notes), strings(&report.fixes)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped() {
        assert_eq!(quoted("a\"b\\\n\u{1}é"), "\"a\\\"b\\\\\\n\\u0001é\"");
    }
}
