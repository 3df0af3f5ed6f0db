//! The text being typed, as pure functions: gutters, indentation, joins of lines, cleaning of pasted text.
//!
//! The line editor knows no continuation prompt. Rows after the first therefore begin with a gutter of no-break spaces,
//! which the highlighter paints as `... `. "Dressed" is a text with gutters, "plain" is what Python sees. Everything here
//! works on the plain text and a byte offset in it.

/// What gutters are made of: as wide as the `.` painted in its place, and never part of sensible Python.
const NBSP: char = '\u{a0}';
const NBSP_BYTES: usize = 2;
/// Spaces of one level of indentation.
pub const INDENT: usize = 4;

/// A text and the cursor in it (a byte offset).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    pub pos: usize,
}

impl Text {
    pub fn new(text: impl Into<String>, pos: usize) -> Text {
        Text { text: text.into(), pos }
    }

    /// A text with the cursor at its end.
    pub fn at_end(text: impl Into<String>) -> Text {
        let text = text.into();
        Text { pos: text.len(), text }
    }

    pub fn before(&self) -> &str {
        self.text.get(..self.pos).unwrap_or(&self.text)
    }

    pub fn after(&self) -> &str {
        self.text.get(self.pos..).unwrap_or("")
    }

    /// The part of the cursor's row before the cursor.
    pub fn row_before(&self) -> &str {
        self.before().rsplit('\n').next().unwrap_or("")
    }

    /// The part of the cursor's row from the cursor on.
    pub fn row_after(&self) -> &str {
        self.after().split('\n').next().unwrap_or("")
    }

    /// Offset at which the cursor's row starts.
    pub fn row_start(&self) -> usize {
        self.pos - self.row_before().len()
    }

    pub fn on_first_row(&self) -> bool {
        !self.before().contains('\n')
    }

    pub fn on_last_row(&self) -> bool {
        !self.after().contains('\n')
    }

    /// The same text with `insert` in place of `start..end`, the cursor behind it.
    pub fn replaced(&self, start: usize, end: usize, insert: &str) -> Text {
        let head = self.text.get(..start).unwrap_or("");
        let tail = self.text.get(end..).unwrap_or("");
        Text::new(format!("{head}{insert}{tail}"), start + insert.len())
    }

    pub fn inserted(&self, insert: &str) -> Text {
        self.replaced(self.pos, self.pos, insert)
    }

    pub fn moved(&self, pos: usize) -> Text {
        Text::new(self.text.clone(), pos)
    }

    /// With gutters of this width.
    pub fn dressed(&self, width: usize) -> Text {
        Text::new(dress(&self.text, width), dress(self.before(), width).len())
    }

    /// The plain text of a dressed one.
    pub fn undressed(text: &str, pos: usize, width: usize) -> Text {
        let plain = strip(text, width);
        let pos = strip(text.get(..pos).unwrap_or(text), width).len().min(plain.len());
        Text::new(plain, pos)
    }
}

/// Adds gutters.
pub fn dress(plain: &str, width: usize) -> String {
    if width == 0 {
        return plain.to_owned();
    }
    let gutter: String = std::iter::once('\n').chain(std::iter::repeat_n(NBSP, width)).collect();
    plain.replace('\n', &gutter)
}

/// Removes gutters; rows without one (pasted, or damaged by a kill) stay as they are.
pub fn strip(dressed: &str, width: usize) -> String {
    let mut out = String::with_capacity(dressed.len());
    for (i, row) in dressed.split('\n').enumerate() {
        if i == 0 {
            out.push_str(row);
            continue;
        }
        out.push('\n');
        out.push_str(row.get(gutter_len(row, width)..).unwrap_or(row));
    }
    out
}

/// Bytes of the gutter that this row begins with.
pub fn gutter_len(row: &str, width: usize) -> usize {
    row.chars().take(width).take_while(|c| *c == NBSP).count() * NBSP_BYTES
}

/// The whitespace a row begins with.
pub fn indentation(row: &str) -> &str {
    row.get(..row.len() - row.trim_start_matches([' ', '\t']).len()).unwrap_or("")
}

/// Whether only whitespace stands before the cursor in its row.
pub fn in_indentation(text: &Text) -> bool {
    text.row_before().chars().all(|c| c == ' ' || c == '\t')
}

/// The code of a row without a comment at its end. Good enough for indentation: a `#` in a string only matters if
/// something that looks like the end of a block header follows.
fn code_of(row: &str) -> &str {
    let mut quote = None;
    for (at, c) in row.char_indices() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(q), c) if c == q => quote = None,
            (None, '#') => return row.get(..at).unwrap_or(row).trim_end(),
            _ => {}
        }
    }
    row.trim_end()
}

/// Brackets of a row, outside of strings: closed but not opened in it, and opened but not closed.
fn brackets(code: &str) -> (usize, usize) {
    let mut quote = None;
    let (mut closed, mut open) = (0usize, 0usize);
    for c in code.chars() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(q), c) if c == q => quote = None,
            (None, '(' | '[' | '{') => open += 1,
            (None, ')' | ']' | '}') if open > 0 => open -= 1,
            (None, ')' | ']' | '}') => closed += 1,
            _ => {}
        }
    }
    (closed, open)
}

/// The row in which the outermost bracket that the last row closes was opened; the last row itself if it closes none.
fn opening_row(rows: &str) -> &str {
    let mut depth = 0usize;
    for row in rows.rsplit('\n') {
        let (closed, open) = brackets(code_of(row));
        depth = depth.saturating_sub(open) + closed;
        if depth == 0 {
            return row;
        }
    }
    rows.rsplit('\n').next().unwrap_or("")
}

/// The indentation of a row that follows `before`.
pub fn next_indentation(before: &str) -> String {
    let last = before.rsplit('\n').next().unwrap_or("");
    let code = code_of(last);
    let (_, open) = brackets(code);
    if open > 0 {
        return format!("{}{}", indentation(last), unit(before));
    }
    let first = opening_row(before);
    let own = indentation(first);
    if code.ends_with(':') {
        return format!("{own}{}", unit(before));
    }
    let word: String = first.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if matches!(word.as_str(), "return" | "pass" | "break" | "continue" | "raise") {
        return dedented(own, &unit(before));
    }
    own.to_owned()
}

/// One level as this block writes it: the indentation of its first indented row, else four spaces.
fn unit(before: &str) -> String {
    let first = before.split('\n').map(indentation).find(|i| !i.is_empty());
    match first {
        Some(own) if own.contains('\t') => "\t".to_owned(),
        Some(own) if own.len() <= 8 => own.to_owned(),
        _ => " ".repeat(INDENT),
    }
}

fn dedented(own: &str, unit: &str) -> String {
    own.strip_suffix(unit).unwrap_or_else(|| own.get(..own.len().saturating_sub(INDENT)).unwrap_or("")).to_owned()
}

/// Enter in the middle of a block: a new row with its indentation. Blanks behind the cursor would add to it.
pub fn newline(text: &Text) -> Text {
    let indent = next_indentation(text.before());
    let blanks = indentation(text.row_after()).len();
    text.replaced(text.pos, text.pos + blanks, &format!("\n{indent}"))
}

/// Without the indentation of a last row that contains nothing else, as CPython submits a block.
pub fn without_final_indentation(text: &str) -> &str {
    let trimmed = text.trim_end_matches([' ', '\t']);
    if trimmed.ends_with('\n') { trimmed } else { text }
}

/// Backspace where it does more than delete a character: in the indentation, between brackets, at the start of a row.
pub fn backspace(text: &Text) -> Option<Text> {
    let row = text.row_before();
    if row.is_empty() {
        return (text.pos > 0).then(|| text.replaced(text.pos - 1, text.pos, ""));
    }
    if in_indentation(text) && row.bytes().all(|b| b == b' ') {
        let keep = (row.len() - 1) / INDENT * INDENT;
        return Some(text.replaced(text.row_start() + keep, text.pos, ""));
    }
    None
}

/// Delete at the end of a row: joins the next one.
pub fn delete_forward(text: &Text) -> Option<Text> {
    let rest = text.after();
    rest.starts_with('\n').then(|| text.replaced(text.pos, text.pos + 1, ""))
}

/// Home: to the first character of the row's code, then to the row's start.
pub fn home(text: &Text) -> Text {
    let start = text.row_start();
    let row = text.text.get(start..).unwrap_or("");
    let code = start + indentation(row.split('\n').next().unwrap_or("")).len();
    text.moved(if text.pos == code { start } else { code })
}

/// Left at the start of a row: to the end of the one before.
pub fn left(text: &Text) -> Option<Text> {
    (text.row_before().is_empty() && text.pos > 0).then(|| text.moved(text.pos - 1))
}

/// Right at the end of a row: to the start of the next one.
pub fn right(text: &Text) -> Option<Text> {
    text.after().starts_with('\n').then(|| text.moved(text.pos + 1))
}

/// Tab in the indentation: to the next level.
pub fn indent(text: &Text) -> Text {
    let column = text.row_before().len();
    text.inserted(&" ".repeat(INDENT - column % INDENT))
}

/// Shift-Tab: the row one level less.
pub fn dedent(text: &Text) -> Option<Text> {
    let start = text.row_start();
    let row = text.text.get(start..).unwrap_or("");
    let blanks = row.bytes().take(INDENT).take_while(|b| *b == b' ').count();
    if blanks == 0 {
        return None;
    }
    let mut new = text.replaced(start, start + blanks, "");
    new.pos = text.pos.saturating_sub(blanks).max(start);
    Some(new)
}

/// A closing bracket at the start of a row: the row moves out to the one where the bracket was opened.
pub fn closing(text: &Text, bracket: char) -> Option<Text> {
    if !text.row_after().trim().is_empty() {
        return None;
    }
    let above = text.text.get(..text.row_start().saturating_sub(1)).unwrap_or("");
    let row = opening_row(&format!("{above}\n{bracket}")).to_owned();
    if row.trim().starts_with(bracket) {
        return None;
    }
    let start = text.row_start();
    Some(text.replaced(start, text.pos, &format!("{}{bracket}", indentation(&row))))
}

/// A colon that ends `else`, `elif …`, `except …` or `finally`: the row moves out to the level of its statement.
pub fn colon(text: &Text) -> Option<Text> {
    let row = text.row_before();
    if !text.row_after().is_empty() || text.on_first_row() {
        return None;
    }
    let word: String = row.trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
    let openers: &[&str] = match word.as_str() {
        "else" => &["if", "elif", "for", "while", "try", "except", "async"],
        "elif" => &["if", "elif"],
        "except" | "finally" => &["try", "except", "else"],
        "case" => &["case"],
        _ => return None,
    };
    let own = indentation(row).len();
    let above = text.text.get(..text.row_start()).unwrap_or("");
    let mut limit = usize::MAX;
    for line in above.lines().rev().filter(|l| !l.trim().is_empty()) {
        let level = indentation(line).len();
        if level >= limit {
            continue;
        }
        limit = level;
        let first: String = line.trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
        if level <= own && openers.contains(&first.as_str()) {
            if level == own {
                return None;
            }
            let code = row.trim_start();
            let start = text.row_start();
            return Some(text.replaced(start, text.pos, &format!("{}{code}:", " ".repeat(level))));
        }
    }
    None
}

/// Removes the prompts of copied sessions (`>>> `, `... `, `In [3]: `, `   ...: `). Only if the first row that says
/// anything has a prompt: rows without one are output then.
pub fn clean_paste(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.replace('\t', "    ");
    let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
    if prompt_of(first.trim_start(), false).is_none() {
        return text;
    }
    let margin = indentation(first).len();
    let mut out: Vec<&str> = Vec::new();
    // Blank continuation rows end a block.
    let mut in_block = false;
    for line in text.lines() {
        let line = line.get(margin.min(indentation(line).len())..).unwrap_or(line);
        if let Some(rest) = prompt_of(line, in_block) {
            out.push(rest);
            in_block = true;
        } else {
            in_block = false;
        }
    }
    let mut joined = out.join("\n");
    if text.ends_with('\n') {
        joined.push('\n');
    }
    joined
}

/// The rest of a row behind a prompt.
fn prompt_of(line: &str, in_block: bool) -> Option<&str> {
    for prompt in [">>> ", "... "] {
        if let Some(rest) = line.strip_prefix(prompt) {
            return (prompt != "... " || in_block).then_some(rest);
        }
    }
    if line == ">>>" || (line == "..." && in_block) {
        return Some("");
    }
    let trimmed = line.trim_start();
    if let Some(rest) = trimmed.strip_prefix("In [") {
        let (number, rest) = rest.split_once("]:")?;
        if number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty() {
            return Some(rest.strip_prefix(' ').unwrap_or(rest));
        }
    }
    match trimmed.strip_prefix("...:") {
        Some(rest) if in_block => Some(rest.strip_prefix(' ').unwrap_or(rest)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gutters_come_and_go() {
        let text = Text::new("if x:\n    y\n", 8);
        let dressed = text.dressed(4);
        assert_eq!(dressed.text.matches(NBSP).count(), 8);
        assert_eq!(Text::undressed(&dressed.text, dressed.pos, 4), text);
        // Inside of a gutter counts as the start of the row.
        let at = dressed.text.find('\n').unwrap() + 1 + NBSP_BYTES;
        assert_eq!(Text::undressed(&dressed.text, at, 4).pos, 6);
    }

    #[test]
    fn indentation_follows_the_code() {
        assert_eq!(next_indentation("if x:"), "    ");
        assert_eq!(next_indentation("if x:  # then:"), "    ");
        assert_eq!(next_indentation("x = 1  # then:"), "");
        assert_eq!(next_indentation("if x:\n  y = ["), "    ");
        assert_eq!(next_indentation("if x:\n  return 1"), "");
        assert_eq!(next_indentation("def f():\n    if x:\n        return 1"), "    ");
        assert_eq!(next_indentation("def f():\n    return [1,"), "        ");
        assert_eq!(next_indentation("def f():\n    return [1,\n        2]"), "");
        assert_eq!(next_indentation("def f(a,"), "    ");
        assert_eq!(next_indentation("def f(a,\n    b):"), "    ");
        assert_eq!(next_indentation("x = f(')'"), "    ");
        assert_eq!(next_indentation("x = [\n    1,"), "    ");
    }

    #[test]
    fn rows_are_joined() {
        let text = Text::new("if x:\n    y", 6);
        assert_eq!(backspace(&text), Some(Text::new("if x:    y", 5)));
        assert_eq!(backspace(&Text::new("if x:\n        y", 13)), Some(Text::new("if x:\n     y", 10)));
        assert_eq!(backspace(&Text::new("xy", 2)), None);
        assert_eq!(delete_forward(&Text::new("a\nb", 1)), Some(Text::new("ab", 1)));
    }

    #[test]
    fn else_moves_out() {
        let text = Text::at_end("if x:\n    y\n    else");
        assert_eq!(colon(&text), Some(Text::at_end("if x:\n    y\nelse:")));
        assert_eq!(colon(&Text::at_end("if x:\n    y\nelse")), None);
        let text = Text::at_end("for x in y:\n    if x:\n        z\n        else");
        assert_eq!(colon(&text), Some(Text::at_end("for x in y:\n    if x:\n        z\n    else:")));
    }

    #[test]
    fn prompts_are_stripped() {
        assert_eq!(clean_paste(">>> x = 1\n>>> x\n1\n"), "x = 1\nx\n");
        assert_eq!(clean_paste(">>> if x:\n...     y\n... \n1\n>>> z"), "if x:\n    y\n\nz");
        assert_eq!(clean_paste("In [3]: x = 1\n   ...: y = 2\n"), "x = 1\ny = 2\n");
        assert_eq!(clean_paste("x = [\n    ...,\n]"), "x = [\n    ...,\n]");
        assert_eq!(clean_paste("    >>> a\n    ... b\n"), "a\nb\n");
    }
}
