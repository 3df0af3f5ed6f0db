//! Colours of tracebacks on a terminal: CPython's, at the same places.

use super::text::display_width;

const FILE: &str = "35";
const NAME: &str = "1;35";
const MESSAGE: &str = "35";
const RANGE: &str = "31";
const FAULT: &str = "1;31";

fn paint(code: &str, text: &str) -> String {
    format!("\x1b[{code}m{text}\x1b[0m")
}

/// `  File "f.py", line 3, in g`; without function for a SyntaxError.
pub fn place(file: &str, line: &str, function: Option<&str>, color: bool) -> String {
    let quoted = format!("\"{file}\"");
    let paint = |text: &str| if color { paint(FILE, text) } else { text.to_owned() };
    match function {
        Some(function) => format!("  File {}, line {}, in {}\n", paint(&quoted), paint(line), paint(function)),
        None => format!("  File {}, line {}\n", paint(&quoted), paint(line)),
    }
}

/// `TypeError: message`
pub fn last_line(name: &str, message: &str, color: bool) -> String {
    let (name, shown) = match color {
        true => (paint(NAME, name), paint(MESSAGE, message)),
        false => (name.to_owned(), message.to_owned()),
    };
    if message.is_empty() { format!("{name}\n") } else { format!("{name}: {shown}\n") }
}

/// Source lines and the marks below them, both coloured where the marks are.
pub fn marked(text: &str, color: bool) -> String {
    if !color {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let is_marks = |l: &&str| l.contains(['^', '~']) && l.chars().all(|c| matches!(c, ' ' | '\t' | '^' | '~'));
        match lines.next_if(|l| is_marks(l)) {
            Some(marks) => {
                out.push_str(&runs(line, marks, true));
                out.push('\n');
                out.push_str(&runs(marks, marks, false));
            }
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// A text with its characters coloured by the marks of their columns.
fn runs(text: &str, marks: &str, wide: bool) -> String {
    let marks: Vec<char> = marks.chars().collect();
    let (mut out, mut run, mut kind, mut column) = (String::new(), String::new(), None, 0);
    let mut flush = |run: &mut String, kind: Option<&str>| {
        match kind {
            Some(code) if !run.is_empty() => out.push_str(&paint(code, run)),
            _ => out.push_str(run),
        }
        run.clear();
    };
    for c in text.chars() {
        let next = match marks.get(column) {
            Some('^') => Some(FAULT),
            Some('~') => Some(RANGE),
            _ => None,
        };
        if next != kind {
            flush(&mut run, kind);
            kind = next;
        }
        run.push(c);
        column += if wide { display_width(&[c], 1) } else { 1 };
    }
    flush(&mut run, kind);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_colour_the_text_above() {
        let text = marked("    f(1)\n    ~^^^\n", true);
        let expected = "    \x1b[31mf\x1b[0m\x1b[1;31m(1)\x1b[0m\n    \x1b[31m~\x1b[0m\x1b[1;31m^^^\x1b[0m\n";
        assert_eq!(text, expected);
        assert_eq!(marked("    x\n", true), "    x\n");
    }
}
