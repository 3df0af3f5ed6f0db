//! The text of one level of a traceback: file, line, function; the source lines with carets under the part that
//! failed.

use super::anchors::{self, Anchors};
use super::color;
use super::source::Lines;
use super::text::{char_offset, dedent, display_width, indent, is_space, rstrip};
use crate::bytecode::{Code, Location};
use crate::gc::Ref;
use crate::vm::Vm;

/// One level of a traceback.
pub struct Level {
    pub code: Ref<Code>,
    pub location: Location,
    pub line: u32,
}

/// `  File "f.py", line 3, in g` and what belongs to it; only the first source line if there are to be no carets.
pub fn format_level(vm: &Vm, lines: &mut Lines, level: &Level, carets: bool, color: bool) -> String {
    let filename = level.code.filename.to_lossy();
    let name = level.code.name.to_lossy();
    let at = &level.location;
    let line = if at.line == 0 { level.line } else { at.line };
    let mut out = color::place(&filename, &line.to_string(), Some(&name), color);
    let source = if carets { lines.of(vm, &level.code) } else { lines.file(&filename) };
    let Some(source) = source else { return out };
    let has_columns =
        carets && at.line != 0 && at.end_line >= at.line && (at.end_line > at.line || at.end_col > at.col);
    let last = if has_columns { at.end_line } else { line };
    let original: Vec<String> = (line..=last).map(|number| rstrip(source.line_text(number)).to_owned()).collect();
    out.push_str(&color::marked(&source_lines(&original, has_columns.then_some(at)), color));
    out
}

/// The lines of a range, indented, with carets if there are columns; nothing if they are blank.
pub fn source_lines(original: &[String], at: Option<&Location>) -> String {
    let dedented = dedent(&(original.join("\n") + "\n"));
    if dedented.trim_matches(is_space).is_empty() {
        return String::new();
    }
    let Some(at) = at else {
        let first = original.first().map(|l| l.trim_matches(is_space)).unwrap_or("");
        return format!("    {first}\n");
    };
    let dedented: Vec<String> = dedented.split('\n').take(original.len()).map(str::to_owned).collect();
    match marked_lines(original, &dedented, at) {
        Some(shown) => indent(&dedent(&shown), "    "),
        None => String::new(),
    }
}

/// The lines of an instruction's source range with their carets.
fn marked_lines(original: &[String], lines: &[String], at: &Location) -> Option<String> {
    let (first, last) = (original.first()?, original.last()?);
    let removed = first.chars().count().saturating_sub(lines.first()?.chars().count());
    let start = char_offset(first, at.col as usize).saturating_sub(removed);
    let end = char_offset(last, at.end_col as usize).saturating_sub(removed);
    let chars: Vec<Vec<char>> = lines.iter().map(|l| l.chars().collect()).collect();
    let count = chars.len();
    let found = segment(&chars, start, end).and_then(|segment| anchors::find(&segment));
    let carets = shows_carets(lines, &chars, start, end, found.is_some());
    let marks = Marks::new(&chars, start, end, found);
    // The first line, the last, and those around the ends of the anchors.
    let mut shown: Vec<usize> = vec![0, count - 1];
    if let Some(found) = found {
        for line in [found.left.0, found.right.0] {
            shown.extend(line.saturating_sub(1)..=line + 1);
        }
    }
    shown.retain(|n| *n < count);
    shown.sort_unstable();
    shown.dedup();
    let mut out = String::new();
    let emit = |out: &mut String, number: usize| {
        out.push_str(lines.get(number).map(String::as_str).unwrap_or(""));
        out.push('\n');
        if carets {
            out.push_str(&marks.line(number));
            out.push('\n');
        }
    };
    let mut before: Option<usize> = None;
    for number in shown {
        match before.map(|b| number - b) {
            Some(2) => emit(&mut out, number - 1),
            Some(gap) if gap > 2 => out.push_str(&format!("...<{} lines>...\n", gap - 1)),
            _ => {}
        }
        emit(&mut out, number);
        before = Some(number);
    }
    Some(out)
}

/// The text of the range.
fn segment(chars: &[Vec<char>], start: usize, end: usize) -> Option<String> {
    let mut text = String::new();
    let last = chars.len().checked_sub(1)?;
    for (number, line) in chars.iter().enumerate() {
        let from = if number == 0 { start } else { 0 };
        let to = if number == last { end } else { line.len() };
        text.extend(line.get(from.min(line.len())..to.min(line.len()).max(from.min(line.len())))?);
        if number < last {
            text.push('\n');
        }
    }
    Some(text)
}

/// Whether carets tell anything: there are anchors, or the line holds more than the range.
fn shows_carets(lines: &[String], chars: &[Vec<char>], start: usize, end: usize, anchored: bool) -> bool {
    if anchors::is_plain_call(lines, start, end) == Some(true) {
        return false;
    }
    if anchored {
        return true;
    }
    let before = chars.first().and_then(|l| l.get(..start.min(l.len()))).unwrap_or(&[]);
    let after = chars.last().and_then(|l| l.get(end.min(l.len())..)).unwrap_or(&[]);
    before.iter().chain(after).any(|c| !is_space(*c))
}

/// Carets for the lines of a range, in columns of the display.
struct Marks<'a> {
    chars: &'a [Vec<char>],
    start: usize,
    end: usize,
    anchors: Option<Anchors>,
}

impl<'a> Marks<'a> {
    fn new(chars: &'a [Vec<char>], start: usize, end: usize, found: Option<Anchors>) -> Marks<'a> {
        let width = |line: usize, offset: usize| chars.get(line).map_or(0, |l| display_width(l, offset));
        let anchors = found.map(|mut a| {
            // Anchors on the first line count from the start of the range.
            if a.left.0 == 0 {
                a.left.1 += start;
            }
            if a.right.0 == 0 {
                a.right.1 += start;
            }
            a.left.1 = width(a.left.0, a.left.1);
            a.right.1 = width(a.right.0, a.right.1);
            a
        });
        Marks { chars, start: width(0, start), end: width(chars.len().saturating_sub(1), end), anchors }
    }

    fn line(&self, number: usize) -> String {
        let line = self.chars.get(number).map(Vec::as_slice).unwrap_or(&[]);
        let spaces = line.iter().take_while(|c| is_space(**c)).count();
        let columns = if number + 1 == self.chars.len() { self.end } else { display_width(line, line.len()) };
        (0..columns)
            .map(|column| {
                if column < spaces || number == 0 && column < self.start {
                    return ' ';
                }
                match self.anchors {
                    Some(a) if (number, column) >= a.left && (number, column) < a.right => '^',
                    Some(_) => '~',
                    None => '^',
                }
            })
            .collect()
    }
}
