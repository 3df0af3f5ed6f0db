//! Diagnostics as text: CPython's own layout, or a report drawn by ariadne. Only this file knows
//! ariadne; nothing here writes anywhere.

use super::report::{self, Role, Style};
use super::snippet::{Shown, clip, fits, fits_to, width};
use super::{Diagnostic, DiagnosticKind, Extent};
use crate::source::SourceFile;
use ariadne::{CharSet, Color, Config, IndexType, Label, LabelAttach, Report, ReportKind, Source};

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

/// Columns that ariadne puts before the source: margin, bar, blanks.
const MARGIN: usize = 5;

/// An explanation with the marked source lines. Each line ends in a line feed.
///
/// ariadne draws the marks, on a text that holds the marked lines only, made to fit the terminal; the frame around them
/// (true line numbers, notes, fixes) is ours, since ariadne's takes many lines and prints colours in spite of its switch.
pub fn draw(report: &report::Report, style: &Style) -> String {
    let paint = Paint { color: style.color };
    let title = clip(&ascii(&report.title, style), style.width.saturating_sub(report.code.len() + 2), style.ascii);
    let mut out = format!("{} {title}\n", paint.bold(&format!("{}:", report.code)));
    let marks = drawn_marks(report, style);
    let digits = marks.as_ref().map_or(0, |m| m.digits);
    let (bar, corner) = if style.ascii { ("|", "'") } else { ("│", "╯") };
    let dash = if style.ascii { "-" } else { "─" };
    if let Some(marks) = &marks {
        out.push_str(&marks.text);
    }
    let indent = " ".repeat(digits + 2);
    let line = |out: &mut String, word: &str, text: &str, continued: bool| {
        let room = style.width.saturating_sub(digits + 4 + word.len() + 2);
        let text = clip(&ascii(text, style), room, style.ascii);
        let shown = if continued { " ".repeat(word.len()) + "  " } else { paint.word(word) + ": " };
        out.push_str(&format!("{indent}{} {shown}{text}\n", paint.dim(bar)));
    };
    // The fix is what must not be missing.
    let used = out.lines().count() + 1;
    let room = style.lines.saturating_sub(used);
    let fixes = report.fixes.len().min(room.max(1));
    for (index, note) in report.notes.iter().take(room.saturating_sub(fixes)).enumerate() {
        line(&mut out, "Note", note, index > 0);
    }
    for (index, fix) in report.fixes.iter().take(fixes).enumerate() {
        line(&mut out, "Fix", fix, index > 0);
    }
    let rule = format!("{}{corner}", dash.repeat(digits + 2));
    out.push_str(&format!("{} more: pyrope explain {}\n", paint.dim(&rule), report.code));
    out
}

/// A text without characters that move the cursor, in ASCII if that is asked for.
fn ascii(text: &str, style: &Style) -> String {
    let plain = |c: char| !c.is_control() && (c.is_ascii() || !style.ascii);
    if text.chars().all(plain) {
        return text.to_owned();
    }
    let shown = |c: char| match c {
        '\t' => "    ".to_owned(),
        '…' => "...".to_owned(),
        c if plain(c) => c.to_string(),
        c => c.escape_default().to_string(),
    };
    text.chars().map(shown).collect()
}

struct Paint {
    color: bool,
}

impl Paint {
    fn with(&self, code: &str, text: &str) -> String {
        if self.color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn bold(&self, text: &str) -> String {
        self.with("1;31", text)
    }

    fn dim(&self, text: &str) -> String {
        self.with("2", text)
    }

    fn word(&self, word: &str) -> String {
        self.with(if word == "Fix" { "1;32" } else { "1;36" }, word)
    }
}

struct Marks {
    text: String,
    /// Width of the greatest line number.
    digits: usize,
}

/// A label in its line.
struct Placed<'a> {
    label: &'a report::Label,
    line: u32,
    /// In characters of the source line.
    from: usize,
    to: usize,
}

fn placed<'a>(report: &'a report::Report, source: &SourceFile) -> Vec<Placed<'a>> {
    let mut all: Vec<Placed<'a>> = Vec::new();
    for label in &report.labels {
        let start = source.position(label.span.start);
        let end = source.position(label.span.end);
        let text = source.line_text(start.line);
        let to = if end.line == start.line { end.column_chars as usize } else { text.chars().count() };
        if text.trim().is_empty() {
            continue;
        }
        let from = start.column_chars as usize;
        all.push(Placed { label, line: start.line, from, to: to.max(from + 1) });
    }
    // The least important ones are dropped until all fit: a line for each label, two for each source line.
    all.sort_by_key(|p| (p.label.role, p.line));
    all
}

/// Lines that these labels take.
fn height(labels: &[Placed<'_>]) -> usize {
    let mut lines: Vec<u32> = labels.iter().map(|p| p.line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.len() * 2 + labels.len()
}

fn drawn_marks(report: &report::Report, style: &Style) -> Option<Marks> {
    let source = report.source.as_ref()?;
    let mut labels = placed(report, source);
    // Title, place, end, and one line for the fix.
    let room = style.lines.saturating_sub(3 + report.fixes.len().min(1));
    while labels.len() > 1 && height(&labels) > room {
        labels.pop();
    }
    let mut lines: Vec<u32> = labels.iter().map(|p| p.line).collect();
    lines.sort_unstable();
    lines.dedup();
    let digits = lines.last()?.to_string().len();
    let columns = style.width.saturating_sub(digits + MARGIN);
    // The text that ariadne sees, and the labels in it, in its characters.
    let (mut text, mut offset) = (String::new(), 0);
    let mut marked = Vec::new();
    for number in &lines {
        let of_line = || labels.iter().filter(|p| p.line == *number);
        let from = of_line().map(|p| p.from).min().unwrap_or(0);
        let to = of_line().map(|p| p.to).max().unwrap_or(0);
        let longest = of_line().map(|p| width(&p.label.text)).max().unwrap_or(0);
        // Messages stand right of all labels: what they need is taken from the line.
        let room = columns.saturating_sub((longest + 5).min(columns / 2));
        let line = source.line_text(*number).trim_end();
        let shown = match fits(line, columns, style) && fits_to(line, to, room, style) {
            true => Shown::new(line, from, to, columns, style),
            false => Shown::new(line, from, to, room.max(20), style),
        };
        for placed in of_line() {
            let range = shown.range(placed.from, placed.to);
            marked.push((placed.label, range.start + offset..range.end + offset, lines_before(&lines, *number), range));
        }
        text.push_str(&shown.text);
        text.push('\n');
        offset += shown.text.chars().count() + 1;
    }
    let config = Config::default()
        .with_index_type(IndexType::Char)
        .with_color(style.color)
        .with_label_attach(LabelAttach::Middle)
        .with_char_set(if style.ascii { CharSet::Ascii } else { CharSet::Unicode });
    let mut builder = Report::build(ReportKind::Error, 0..0).with_config(config);
    let ends = |index: usize| marked.iter().filter(|m| m.2 == index).map(|m| m.3.end).max().unwrap_or(0);
    for (label, range, index, _) in &marked {
        // Right ones first, so that no line crosses another; lines from top to bottom, or ariadne starts a new block.
        let order = (*index as i32) * 100_000 - range.start as i32;
        let column: usize =
            text.lines().nth(*index).map_or(0, |l| width(&l.chars().take(ends(*index)).collect::<String>()));
        let room = columns.saturating_sub(column + 4).max(8);
        let mut drawn = Label::new(range.clone())
            .with_message(clip(&ascii(&label.text, style), room, style.ascii))
            .with_order(order);
        if style.color {
            drawn = drawn.with_color(color_of(label.role));
        }
        builder = builder.with_label(drawn);
    }
    let mut bytes = Vec::new();
    builder.finish().write(Source::from(text), &mut bytes).ok()?;
    let drawn = String::from_utf8(bytes).ok()?;
    Some(Marks { text: framed(&drawn, report, source, &lines, digits, style), digits })
}

fn lines_before(lines: &[u32], number: u32) -> usize {
    lines.iter().position(|n| *n == number).unwrap_or(0)
}

fn color_of(role: Role) -> Color {
    match role {
        Role::Fault => Color::Red,
        Role::Operand => Color::Yellow,
        Role::Origin => Color::Cyan,
        Role::Related => Color::Magenta,
    }
}

/// ariadne's lines with true line numbers, without its header, blank lines and tail.
fn framed(
    drawn: &str,
    report: &report::Report,
    source: &SourceFile,
    lines: &[u32],
    digits: usize,
    style: &Style,
) -> String {
    let paint = Paint { color: style.color };
    let at = source.position(report.place.start);
    let corner = if style.ascii { ",-[" } else { "╭─[" };
    let place = format!(" {}:{}:{} ", short_name(source.name(), style), at.line, at.column_chars + 1);
    let mut out = format!("{}{}{place}{}\n", " ".repeat(digits + 2), paint.dim(corner), paint.dim("]"));
    let bar = if style.ascii { '|' } else { '│' };
    // Line numbers are at most one digit here: there are few lines.
    for line in drawn.lines().skip(2) {
        let plain = without_colors(line);
        let Some((margin, rest)) = plain.split_once(['|', '│', '┆', ':']) else { continue };
        let Some(at) = line.find(['│', '┆']).or_else(|| line.find([bar, ':'])) else { continue };
        let rest_of_line = line.get(at..).and_then(|l| l.chars().next().map(|c| &l[c.len_utf8()..])).unwrap_or("");
        let connectors = rest.chars().all(|c| matches!(c, ' ' | '│' | '|'));
        let number = margin.trim().parse::<usize>().ok().and_then(|n| lines.get(n.checked_sub(1)?));
        let rest_of_line = rest_of_line.trim_end();
        let rest_of_line = rest_of_line.strip_prefix("\x1b[0m").unwrap_or(rest_of_line);
        match number {
            Some(number) => {
                let shown = format!(" {number:>digits$} {bar}");
                out.push_str(&format!("{}{}\n", paint.dim(&shown), merged_colors(rest_of_line)));
            }
            None if connectors || !margin.trim().is_empty() => {}
            None => {
                let shown = format!(" {} {bar}", " ".repeat(digits));
                out.push_str(&format!("{}{}\n", paint.dim(&shown), merged_colors(rest_of_line)));
            }
        }
    }
    out
}

/// The file's name, without its folders if they are long.
fn short_name(name: &str, style: &Style) -> String {
    let base = name.rsplit('/').next().unwrap_or(name);
    ascii(&clip(base, 40, style.ascii), style)
}

/// ariadne colours each character for itself: one change of colour is enough for a run of them.
fn merged_colors(line: &str) -> String {
    const END: &str = "\x1b[0m";
    if !line.contains(END) {
        return line.to_owned();
    }
    let (mut out, mut current) = (String::with_capacity(line.len()), "");
    let mut rest = line;
    while !rest.is_empty() {
        let next = rest.find('\x1b').unwrap_or(rest.len());
        let (plain, tail) = rest.split_at(next);
        out.push_str(plain);
        let Some(end) = tail.find('m') else {
            out.push_str(tail);
            break;
        };
        let (code, after) = tail.split_at(end + 1);
        if code == END && after.starts_with(current) && !current.is_empty() {
            // The next character has the same colour.
            rest = after.strip_prefix(current).unwrap_or(after);
            continue;
        }
        current = if code == END { "" } else { code };
        out.push_str(code);
        rest = after;
    }
    out
}

fn without_colors(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c == '\x1b' {
            chars.by_ref().find(|c| c.is_ascii_alphabetic());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn sample() -> report::Report {
        let text = "age = 30\n\n\n\nprint(\"Age: \" + age)\n";
        let mut report = report::Report::new("P0401", "text and a number cannot be joined")
            .label(Span::new(18, 25), Role::Operand, "str  'Age: '")
            .label(Span::new(28, 31), Role::Operand, "int  30")
            .label(Span::new(0, 8), Role::Origin, "`age` became an int here")
            .fix("\"Age: \" + str(age)");
        report.place = Span::new(18, 31);
        report.source = Some(SourceFile::new("/tmp/demo.py", text));
        report
    }

    #[test]
    fn a_report_is_compact() {
        let expected = "\
P0401: text and a number cannot be joined
   ╭─[ demo.py:5:7 ]
 1 │ age = 30
   │ ────┬───
   │     ╰───── `age` became an int here
 5 │ print(\"Age: \" + age)
   │       ───┬───   ─┬─
   │          │       ╰─── int  30
   │          ╰─────────── str  'Age: '
   │ Fix: \"Age: \" + str(age)
───╯ more: pyrope explain P0401
";
        assert_eq!(draw(&sample(), &Style::default()), expected);
    }

    #[test]
    fn ascii_has_no_other_characters() {
        let text = draw(&sample(), &Style { ascii: true, ..Style::default() });
        assert!(text.is_ascii(), "{text}");
        assert!(text.contains(" 5 | print("), "{text}");
    }

    #[test]
    fn colors_only_when_asked_for() {
        assert!(!draw(&sample(), &Style::default()).contains('\x1b'));
        let colored = draw(&sample(), &Style { color: true, ..Style::default() });
        assert!(colored.contains("\x1b["));
        assert_eq!(without_colors(&colored), draw(&sample(), &Style::default()));
    }
}
