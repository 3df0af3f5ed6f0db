//! Source lines made fit for a terminal: tabs as spaces, control characters visible, long lines cut to the part that
//! matters. Keeps account of where each character of the source went, so that labels stay below theirs.

use super::report::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns between tab stops.
const TAB: usize = 4;
/// Characters kept before the first label of a cut line.
const BEFORE: usize = 6;

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// A text in at most this many columns, with an ellipsis if it was cut.
pub fn clip(text: &str, columns: usize, ascii: bool) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let ellipsis = if ascii { "..." } else { "…" };
    let room = columns.saturating_sub(width(ellipsis));
    let (mut out, mut used) = (String::new(), 0);
    for c in text.chars() {
        let w = c.width().unwrap_or(0);
        if used + w > room {
            break;
        }
        used += w;
        out.push(c);
    }
    out + ellipsis
}

/// A line as it is shown.
pub struct Shown {
    pub text: String,
    /// For each character of the shown window of the source: the first shown character (not byte) that stands for it.
    map: Vec<usize>,
    /// The first character of the source in the window.
    first: usize,
    /// Characters shown.
    length: usize,
}

impl Shown {
    /// Prepares `line` so that characters `from..to` are visible in `columns` columns.
    pub fn new(line: &str, from: usize, to: usize, columns: usize, style: &Style) -> Shown {
        // Nothing beyond this can be visible, however long the line is.
        let fits = shown_width(line, columns, style) <= columns;
        let first = if fits { 0 } else { from.saturating_sub(BEFORE) };
        // If all up to the end of the labels fits, the start of the line is shown.
        let first = match first > 0 && to <= columns.saturating_sub(2) {
            true if shown_width_of(line, to, style) <= columns.saturating_sub(2) => 0,
            _ => first,
        };
        let mut shown = Shown { text: String::new(), map: Vec::new(), first, length: 0 };
        let ellipsis = if style.ascii { "..." } else { "…" };
        let mut used = 0;
        if first > 0 {
            shown.push(ellipsis);
            used += width(ellipsis);
        }
        let mut chars = line.chars().skip(first).peekable();
        let mut joined = false;
        while let Some(c) = chars.next() {
            shown.map.push(shown.length);
            // Terminals draw joined emoji as one: the parts after the joiner are left out, as are selectors.
            if joined || matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}') {
                joined = c == '\u{200d}';
                continue;
            }
            let piece = piece(c, used, style);
            let w = width(&piece);
            let room = columns.saturating_sub(if chars.peek().is_some() { width(ellipsis) } else { 0 });
            if !fits && used + w > room {
                shown.map.pop();
                shown.map.push(shown.length);
                shown.push(ellipsis);
                break;
            }
            shown.push(&piece);
            used += w;
        }
        shown.map.push(shown.length);
        shown
    }

    fn push(&mut self, piece: &str) {
        self.text.push_str(piece);
        self.length += piece.chars().count();
    }

    /// The shown characters of a range of the source line, at least one.
    pub fn range(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let at = |index: usize| {
            let index = index.saturating_sub(self.first);
            self.map.get(index).or(self.map.last()).copied().unwrap_or(0)
        };
        let start = at(from);
        start..at(to).max(start + 1)
    }
}

/// Whether a line is shown in so many columns.
pub fn fits(line: &str, columns: usize, style: &Style) -> bool {
    shown_width(line, columns, style) <= columns
}

/// Whether the first characters of a line are.
pub fn fits_to(line: &str, to: usize, columns: usize, style: &Style) -> bool {
    to <= columns && shown_width_of(line, to, style) <= columns
}

/// What stands for one character at a column.
fn piece(c: char, column: usize, style: &Style) -> String {
    match c {
        '\t' => " ".repeat(TAB - column % TAB),
        c if c.is_control() => format!("\\x{:02x}", c as u32),
        c if style.ascii && !c.is_ascii() => c.escape_default().to_string(),
        c => c.to_string(),
    }
}

/// Columns of a line, or something greater than `enough` as soon as that is known.
fn shown_width(line: &str, enough: usize, style: &Style) -> usize {
    let mut used = 0;
    for c in line.chars() {
        used += width(&piece(c, used, style));
        if used > enough {
            break;
        }
    }
    used
}

/// Columns of the first characters of a line.
fn shown_width_of(line: &str, chars: usize, style: &Style) -> usize {
    line.chars().take(chars).fold(0, |used, c| used + width(&piece(c, used, style)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_move_labels() {
        let shown = Shown::new("\tx = 1", 1, 2, 60, &Style::default());
        assert_eq!(shown.text, "    x = 1");
        assert_eq!(shown.range(1, 2), 4..5);
    }

    #[test]
    fn long_lines_are_cut_around_the_label() {
        let line = format!("{}abc{}", "x".repeat(100_000), "y".repeat(100_000));
        let shown = Shown::new(&line, 100_000, 100_003, 40, &Style::default());
        assert_eq!(width(&shown.text), 40);
        let range = shown.range(100_000, 100_003);
        assert_eq!(shown.text.chars().skip(range.start).take(range.len()).collect::<String>(), "abc");
    }

    #[test]
    fn ascii_escapes() {
        let style = Style { ascii: true, ..Style::default() };
        let shown = Shown::new("“hi”", 0, 1, 60, &style);
        assert_eq!(shown.text, "\\u{201c}hi\\u{201d}");
        assert_eq!(shown.range(0, 1), 0..8);
    }

    #[test]
    fn clipping_counts_columns() {
        assert_eq!(clip("日本語", 4, false), "日…");
        assert_eq!(clip("abc", 3, false), "abc");
    }
}
