//! Text helpers with Python's rules: dedent, indent, splitting into lines, display width.

/// Whether `str.isspace` holds for a character.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

/// `str.rstrip()`
pub fn rstrip(text: &str) -> &str {
    text.trim_end_matches(is_space)
}

/// `str.splitlines(True)` for line feeds and carriage returns.
fn lines_with_ends(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n')
}

/// `textwrap.dedent`: takes the white space off that all lines with text begin with.
pub fn dedent(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let with_text = || lines.iter().copied().filter(|l| !l.chars().all(is_space));
    let (Some(least), Some(most)) = (with_text().min(), with_text().max()) else {
        return lines.iter().map(|l| if is_blank(l) { "" } else { l }).collect::<Vec<_>>().join("\n");
    };
    // What the smallest and the greatest line have in common, all have.
    let margin = least.chars().zip(most.chars()).take_while(|(a, b)| a == b && matches!(a, ' ' | '\t')).count();
    lines.iter().map(|l| if is_blank(l) { "" } else { l.get(margin..).unwrap_or("") }).collect::<Vec<_>>().join("\n")
}

/// Lines of white space only lose it; empty ones have none.
fn is_blank(line: &str) -> bool {
    line.chars().all(is_space)
}

/// `textwrap.indent` of all lines.
pub fn indent(text: &str, prefix: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    for line in lines_with_ends(text) {
        out.push_str(prefix);
        out.push_str(line);
    }
    out
}

/// Number of characters in the first `offset` bytes of a line; a cut character counts as one.
pub fn char_offset(line: &str, offset: usize) -> usize {
    if line.is_ascii() {
        return offset.min(line.len());
    }
    line.char_indices().take_while(|(i, _)| *i < offset).count()
}

/// Columns on a terminal of the first `chars` characters.
pub fn display_width(line: &[char], chars: usize) -> usize {
    if line.iter().all(char::is_ascii) {
        return chars;
    }
    line.iter().take(chars).map(|c| if is_wide(*c) { 2 } else { 1 }).sum()
}

/// East Asian width W or F: the ranges of Unicode 16.
fn is_wide(c: char) -> bool {
    let point = c as u32;
    if point < 0x1100 {
        return false;
    }
    WIDE.binary_search_by(|(first, last)| {
        if point < *first {
            std::cmp::Ordering::Greater
        } else if point > *last {
            std::cmp::Ordering::Less
        } else {
            std::cmp::Ordering::Equal
        }
    })
    .is_ok()
}

/// First and last character of each range, in order.
const WIDE: &[(u32, u32)] = &[
    (0x1100, 0x115f),
    (0x231a, 0x231b),
    (0x2329, 0x232a),
    (0x23e9, 0x23ec),
    (0x23f0, 0x23f0),
    (0x23f3, 0x23f3),
    (0x25fd, 0x25fe),
    (0x2614, 0x2615),
    (0x2630, 0x2637),
    (0x2648, 0x2653),
    (0x267f, 0x267f),
    (0x268a, 0x268f),
    (0x2693, 0x2693),
    (0x26a1, 0x26a1),
    (0x26aa, 0x26ab),
    (0x26bd, 0x26be),
    (0x26c4, 0x26c5),
    (0x26ce, 0x26ce),
    (0x26d4, 0x26d4),
    (0x26ea, 0x26ea),
    (0x26f2, 0x26f3),
    (0x26f5, 0x26f5),
    (0x26fa, 0x26fa),
    (0x26fd, 0x26fd),
    (0x2705, 0x2705),
    (0x270a, 0x270b),
    (0x2728, 0x2728),
    (0x274c, 0x274c),
    (0x274e, 0x274e),
    (0x2753, 0x2755),
    (0x2757, 0x2757),
    (0x2795, 0x2797),
    (0x27b0, 0x27b0),
    (0x27bf, 0x27bf),
    (0x2b1b, 0x2b1c),
    (0x2b50, 0x2b50),
    (0x2b55, 0x2b55),
    (0x2e80, 0x2e99),
    (0x2e9b, 0x2ef3),
    (0x2f00, 0x2fd5),
    (0x2ff0, 0x303e),
    (0x3041, 0x3096),
    (0x3099, 0x30ff),
    (0x3105, 0x312f),
    (0x3131, 0x318e),
    (0x3190, 0x31e5),
    (0x31ef, 0x321e),
    (0x3220, 0x3247),
    (0x3250, 0xa48c),
    (0xa490, 0xa4c6),
    (0xa960, 0xa97c),
    (0xac00, 0xd7a3),
    (0xf900, 0xfaff),
    (0xfe10, 0xfe19),
    (0xfe30, 0xfe52),
    (0xfe54, 0xfe66),
    (0xfe68, 0xfe6b),
    (0xff01, 0xff60),
    (0xffe0, 0xffe6),
    (0x16fe0, 0x16fe4),
    (0x16ff0, 0x16ff1),
    (0x17000, 0x187f7),
    (0x18800, 0x18cd5),
    (0x18cff, 0x18d08),
    (0x1aff0, 0x1aff3),
    (0x1aff5, 0x1affb),
    (0x1affd, 0x1affe),
    (0x1b000, 0x1b122),
    (0x1b132, 0x1b132),
    (0x1b150, 0x1b152),
    (0x1b155, 0x1b155),
    (0x1b164, 0x1b167),
    (0x1b170, 0x1b2fb),
    (0x1d300, 0x1d356),
    (0x1d360, 0x1d376),
    (0x1f004, 0x1f004),
    (0x1f0cf, 0x1f0cf),
    (0x1f18e, 0x1f18e),
    (0x1f191, 0x1f19a),
    (0x1f200, 0x1f202),
    (0x1f210, 0x1f23b),
    (0x1f240, 0x1f248),
    (0x1f250, 0x1f251),
    (0x1f260, 0x1f265),
    (0x1f300, 0x1f320),
    (0x1f32d, 0x1f335),
    (0x1f337, 0x1f37c),
    (0x1f37e, 0x1f393),
    (0x1f3a0, 0x1f3ca),
    (0x1f3cf, 0x1f3d3),
    (0x1f3e0, 0x1f3f0),
    (0x1f3f4, 0x1f3f4),
    (0x1f3f8, 0x1f43e),
    (0x1f440, 0x1f440),
    (0x1f442, 0x1f4fc),
    (0x1f4ff, 0x1f53d),
    (0x1f54b, 0x1f54e),
    (0x1f550, 0x1f567),
    (0x1f57a, 0x1f57a),
    (0x1f595, 0x1f596),
    (0x1f5a4, 0x1f5a4),
    (0x1f5fb, 0x1f64f),
    (0x1f680, 0x1f6c5),
    (0x1f6cc, 0x1f6cc),
    (0x1f6d0, 0x1f6d2),
    (0x1f6d5, 0x1f6d7),
    (0x1f6dc, 0x1f6df),
    (0x1f6eb, 0x1f6ec),
    (0x1f6f4, 0x1f6fc),
    (0x1f7e0, 0x1f7eb),
    (0x1f7f0, 0x1f7f0),
    (0x1f90c, 0x1f93a),
    (0x1f93c, 0x1f945),
    (0x1f947, 0x1f9ff),
    (0x1fa70, 0x1fa7c),
    (0x1fa80, 0x1fa89),
    (0x1fa8f, 0x1fac6),
    (0x1face, 0x1fadc),
    (0x1fadf, 0x1fae9),
    (0x1faf0, 0x1faf8),
    (0x20000, 0x2fffd),
    (0x30000, 0x3fffd),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dedent_keeps_relative_indentation() {
        assert_eq!(dedent("    a\n      b\n   \n"), "a\n  b\n\n");
        assert_eq!(dedent("a\n  b\n"), "a\n  b\n");
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let line: Vec<char> = "a\u{4e00}b".chars().collect();
        assert_eq!(display_width(&line, 3), 4);
    }
}
