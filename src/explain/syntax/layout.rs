//! Indentation, blocks and brackets.

use super::Line;
use crate::diag::report::{Report, Role};
use crate::explain::case::line_span;

pub fn explain(line: &Line) -> Option<Report> {
    let m = line.message.as_str();
    if let Some(rest) = m.strip_prefix("expected an indented block after ") {
        return missing_block(line, rest);
    }
    match m {
        "unexpected indent" => {
            let report = line.fault("P0103", "this line is indented, but nothing above opens a block", "too far right");
            return Some(report.fix(format!("{}    at the column of the line above", line.code())));
        }
        "unexpected unindent" | "unindent does not match any outer indentation level" => return unindent(line),
        "inconsistent use of tabs and spaces in indentation" => {
            let report = line.fault("P0105", "tabs and spaces are mixed in the indentation", "other characters here");
            return Some(report.fix("indent with four spaces everywhere; never with tabs"));
        }
        _ => {}
    }
    if let Some(open) = m.strip_suffix("' was never closed").and_then(|m| m.strip_prefix('\'')) {
        return unclosed(line, open);
    }
    if let Some(close) = m.strip_suffix('\'').and_then(|m| m.strip_prefix("unmatched '")) {
        let report = line.fault("P0107", format!("this `{close}` closes nothing"), "no bracket is open here");
        return Some(report.fix(line.replaced(line.from, line.from + 1, "")));
    }
    if let Some(rest) = m.strip_prefix("closing parenthesis '") {
        let close = rest.chars().next()?;
        let open = rest.split("opening parenthesis '").nth(1)?.chars().next()?;
        let wanted = partner(open)?;
        let title = format!("`{open}` is closed by `{wanted}`, not by `{close}`");
        let mut report = line.fault("P0107", title, &format!("`{wanted}` is expected"));
        let before = line.masked.get(..line.from).unwrap_or("");
        if let Some(at) = before.rfind(open).filter(|_| !m.contains(" on line ")) {
            report = report.label(line.place(at, at + 1), Role::Related, "opened here");
        }
        // If an outer bracket waits for what is there, the inner one was forgotten.
        if line.masked.get(line.from..line.from + 1) == Some(" ") {
            // Inside of an f-string.
            return Some(report);
        }
        let outer = before.matches(|c| partner(c) == Some(close)).count() > before.matches(close).count();
        let end = if outer { line.from } else { line.from + close.len_utf8() };
        return Some(report.fix(line.replaced(line.from, end, &wanted.to_string())));
    }
    None
}

fn partner(open: char) -> Option<char> {
    match open {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    }
}

fn missing_block(line: &Line, rest: &str) -> Option<Report> {
    let (owner, number) = rest.rsplit_once(" on line ")?;
    let number: u32 = number.parse().ok()?;
    let head = line_span(&line.source, number);
    let mut report = line.report("P0102", format!("the {owner} has no indented line below it"));
    report = report.label(head, Role::Related, "opens a block");
    let code = line.code();
    if line.number == number || code.is_empty() {
        return Some(report.fix("    pass    as a placeholder"));
    }
    report = report.label(line.visible(), Role::Fault, "must be indented to belong to it");
    Some(report.fix(format!("    {code}")))
}

fn unindent(line: &Line) -> Option<Report> {
    let report = line.report("P0104", "this line starts at a column where no block above starts");
    let report = report.label(line_span(&line.source, line.number), Role::Fault, "between two levels");
    let indent = |text: &str| text.len() - text.trim_start().len();
    let own = indent(&line.text);
    let above = (1..line.number).rev().map(|n| line.source.line_text(n)).filter(|t| !t.trim().is_empty());
    let nearest = above.map(indent).min_by_key(|n| n.abs_diff(own))?;
    Some(report.fix(format!("{}{}    with {nearest} blanks before it", " ".repeat(nearest), line.code())))
}

fn unclosed(line: &Line, open: &str) -> Option<Report> {
    let open = open.chars().next()?;
    let close = partner(open)?;
    let report = line.fault("P0106", format!("this `{open}` has no `{close}`"), "opened here, never closed");
    let code = line.code();
    let fix = match code.strip_suffix(':').filter(|_| super::words::opens_block(code)) {
        Some(head) => format!("{}{close}:", head.trim_end()),
        None => format!("{code}{close}"),
    };
    Some(report.fix(fix))
}
