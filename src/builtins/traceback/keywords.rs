//! "invalid syntax. Did you mean 'while'?": misspelt keywords.
//!
//! Names on the line of a plain "invalid syntax" are replaced by keywords like them, one at a time; the first replacement
//! that makes the text parse is suggested.

use super::suggest::closest;
use super::syntax::Shown;
use super::text::dedent;
use crate::source::SourceFile;
use crate::syntax::{self, Mode, ParseOptions};

const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Longer texts are not examined.
const MAX_TEXT: usize = 1024;
const MAX_NAMES: usize = 10;
const MAX_MATCHES: usize = 3;

/// Changes the error's message and place if a keyword was misspelt.
pub fn find_typo(error: &mut Shown) {
    let message = error.message.as_deref().unwrap_or("");
    if message != "invalid syntax" && !message.contains("Perhaps you forgot a comma") {
        return;
    }
    let Some((first, source)) = error.metadata.clone() else { return };
    let mut last = error.line.as_deref().and_then(|l| l.parse::<usize>().ok()).unwrap_or(0);
    let mut first = usize::try_from(first).unwrap_or(0);
    let mut from_file = false;
    let text = match source {
        Some(source) => source,
        None => match error.filename.as_deref().and_then(|f| String::from_utf8(crate::host::fs::read(f).ok()?).ok()) {
            Some(text) => {
                from_file = true;
                text
            }
            None => {
                (first, last) = (0, 1);
                error.text.clone().unwrap_or_default()
            }
        },
    };
    let lines: Vec<&str> = text.lines().collect();
    let start = first.saturating_sub(1).min(lines.len());
    let code = dedent(&lines.get(start..last.min(lines.len()).max(start)).unwrap_or(&[]).join("\n"));
    if code.len() > MAX_TEXT {
        return;
    }
    let code_lines: Vec<&str> = code.lines().collect();
    let wanted_line = if first == 0 { last } else { last + 1 };
    let mut left = MAX_NAMES;
    for (number, line) in code_lines.iter().enumerate() {
        for (column, name) in names(line) {
            if from_file && number + 1 + first != wanted_line || KEYWORDS.contains(&name) {
                continue;
            }
            if left == 0 {
                return;
            }
            left -= 1;
            for keyword in candidates(name) {
                let mut changed: Vec<String> = code_lines.iter().map(|l| (*l).to_owned()).collect();
                if let Some(target) = changed.get_mut(number) {
                    target.replace_range(column..column + name.len(), keyword);
                }
                if !compiles(&changed.join("\n")) {
                    continue;
                }
                let offset = line.get(..column).unwrap_or("").chars().count() as i64;
                error.text = Some((*line).to_owned() + "\n");
                error.offset = Some(offset + 1);
                error.end_offset = Some(offset + 1 + name.chars().count() as i64);
                error.line = Some((number + 1).to_string());
                error.end_line = error.line.clone();
                error.message = Some(format!("invalid syntax. Did you mean '{keyword}'?"));
                return;
            }
        }
    }
}

/// The identifiers of a line outside of strings and comments, with their byte offsets.
fn names(line: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        match c {
            '#' => break,
            '"' | '\'' => {
                while let Some((_, d)) = chars.next() {
                    if d == '\\' {
                        chars.next();
                    } else if d == c {
                        break;
                    }
                }
            }
            c if c == '_' || c.is_alphabetic() => {
                let mut end = start + c.len_utf8();
                while let Some((i, d)) = chars.peek().copied() {
                    if d != '_' && !d.is_alphanumeric() {
                        break;
                    }
                    end = i + d.len_utf8();
                    chars.next();
                }
                found.push((start, line.get(start..end).unwrap_or("")));
            }
            c if c.is_ascii_digit() => {
                while chars.peek().is_some_and(|(_, d)| d.is_alphanumeric() || matches!(d, '_' | '.')) {
                    chars.next();
                }
            }
            _ => {}
        }
    }
    found
}

/// Keywords like a name: the nearest by edit distance, then those with the most text in common.
fn candidates(name: &str) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = closest(name, KEYWORDS.iter().copied()).into_iter().collect();
    let mut similar: Vec<(f64, &'static str)> =
        KEYWORDS.iter().map(|k| (similarity(k, name), *k)).filter(|(r, _)| *r >= 0.5).collect();
    similar.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| b.1.cmp(a.1)));
    found.extend(similar.into_iter().take(MAX_MATCHES).map(|(_, k)| k));
    found.truncate(MAX_MATCHES);
    found.retain(|k| *k != name);
    found
}

/// The ratio of `difflib.SequenceMatcher`: twice the characters in matching blocks by all characters.
fn similarity(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let total = a.len() + b.len();
    if total == 0 {
        return 1.0;
    }
    2.0 * matching(&a, &b) as f64 / total as f64
}

/// Characters in the longest common run, and in what is left and right of it.
fn matching(a: &[char], b: &[char]) -> usize {
    let (mut best, mut at_a, mut at_b) = (0, 0, 0);
    for i in 0..a.len() {
        for j in 0..b.len() {
            let run = a.iter().skip(i).zip(b.iter().skip(j)).take_while(|(x, y)| x == y).count();
            if run > best {
                (best, at_a, at_b) = (run, i, j);
            }
        }
    }
    if best == 0 {
        return 0;
    }
    let left = matching(a.get(..at_a).unwrap_or(&[]), b.get(..at_b).unwrap_or(&[]));
    let right = matching(a.get(at_a + best..).unwrap_or(&[]), b.get(at_b + best..).unwrap_or(&[]));
    best + left + right
}

/// Whether the text parses, or could with more lines.
fn compiles(text: &str) -> bool {
    let source = SourceFile::new("<input>", format!("{text}\n"));
    let options = ParseOptions { no_warnings: true };
    if syntax::parse(&source, Mode::File, options).is_ok() {
        return true;
    }
    let with_body = SourceFile::new("<input>", format!("{text}\n    pass\n"));
    text.trim_end().ends_with(':') && syntax::parse(&with_body, Mode::File, options).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_are_like_the_name() {
        assert_eq!(candidates("whille").first(), Some(&"while"));
        assert_eq!(names("whille True: # x 'y'"), [(0, "whille"), (7, "True")]);
    }
}
