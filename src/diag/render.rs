//! Diagnostics as text: CPython's own layout, or a report drawn by ariadne. Only this file knows
//! ariadne; nothing here writes anywhere.

use super::{Diagnostic, DiagnosticKind, Extent};
use crate::source::SourceFile;
use ariadne::{Config, IndexType, Label, Report, ReportKind, Source};

/// What CPython prints for an uncaught `SyntaxError`, without the "Traceback" line.
pub fn classic(source: &SourceFile, diagnostic: &Diagnostic) -> String {
    let at = diagnostic.location(source);
    let mut out = format!("  File \"{}\", line {}\n", source.name(), at.lineno);
    let line = source.line_text(at.lineno);
    let text = line.trim_start_matches([' ', '\u{c}']);
    if !text.is_empty() && diagnostic.extent != Extent::Eof {
        let spaces = i64::from((line.chars().count() - text.chars().count()) as u32);
        let length = line.chars().count() as i64;
        // The text that CPython shows ends in a line break, which the caret may point at.
        let offset = i64::from(at.offset).min(length + 1);
        let mut end = match at.end_offset {
            _ if at.end_lineno != at.lineno => length + 1,
            0 => offset,
            end => end,
        };
        if end <= offset {
            end = offset + 1;
        }
        out.push_str(&format!("    {text}\n"));
        let column = offset - 1 - spaces;
        if let Ok(column) = usize::try_from(column) {
            // Tabs stay, so that the caret stands below its character.
            let blank: String = text
                .chars()
                .chain(std::iter::repeat(' '))
                .take(column)
                .map(|c| if c.is_whitespace() { c } else { ' ' })
                .collect();
            let width = usize::try_from(end - offset).unwrap_or(1);
            out.push_str(&format!("    {blank}{}\n", "^".repeat(width)));
        }
    }
    out.push_str(&format!("{}: {}\n", diagnostic.kind.name(), diagnostic.message));
    out
}

/// The same as a drawn report.
pub fn report(source: &SourceFile, diagnostic: &Diagnostic, color: bool) -> String {
    let length = source.text().len();
    let start = (diagnostic.span.start as usize).min(length);
    let range = start..(diagnostic.span.end as usize).clamp(start, length);
    let kind = match diagnostic.kind {
        DiagnosticKind::SyntaxWarning => ReportKind::Warning,
        _ => ReportKind::Error,
    };
    let name = source.name();
    let mut out = Vec::new();
    let drawn = Report::build(kind, (name, range.clone()))
        .with_config(Config::default().with_index_type(IndexType::Byte).with_color(color))
        .with_message(format!("{}: {}", diagnostic.kind.name(), diagnostic.message))
        .with_label(Label::new((name, range)).with_message("here"))
        .finish()
        .write((name, Source::from(source.text())), &mut out);
    match drawn {
        Ok(()) => String::from_utf8_lossy(&out).into_owned(),
        Err(_) => classic(source, diagnostic),
    }
}
