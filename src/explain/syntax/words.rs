//! Lines that are no Python at all: words and operators of other languages, keywords as names, forgotten quotes.

use super::{Line, starts_with_word};
use crate::diag::report::{Report, Role};

const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Operators of other languages, longest first, with Python's.
const OPERATORS: &[(&str, &str)] = &[
    ("===", "=="),
    ("!==", "!="),
    ("&&", "and"),
    ("||", "or"),
    ("=>", ">="),
    ("=<", "<="),
    ("=!", "!="),
    ("<>", "!="),
];

/// Words that start a definition elsewhere.
const STARTERS: &[(&str, &str)] = &[
    ("function", "def"),
    ("func", "def"),
    ("fn", "def"),
    ("sub", "def"),
    ("define", "def"),
    ("var", ""),
    ("let", ""),
    ("const", ""),
    ("auto", ""),
    ("int", ""),
    ("float", ""),
    ("str", ""),
    ("string", ""),
    ("switch", "match"),
    ("foreach", "for"),
    ("elseif", "elif"),
    ("elsif", "elif"),
    ("elif", "elif"),
    ("catch", "except"),
    ("throw", "raise"),
    ("struct", "class"),
    ("new", ""),
];

/// Whether a line with this start ends with a colon.
pub fn opens_block(code: &str) -> bool {
    ["if", "elif", "else", "while", "for", "def", "class", "try", "except", "finally", "with", "match", "case", "async"]
        .iter()
        .any(|w| starts_with_word(code, w))
}

/// Mistakes whose message leads elsewhere.
pub fn before_messages(line: &Line) -> Option<Report> {
    let code = line.code();
    let indent = line.text.len() - line.text.trim_start().len();
    if starts_with_word(code, "else") && starts_with_word(code.get(4..)?.trim_start(), "if") {
        let rest = code.get(4..)?.trim_start().get(2..)?.trim_start();
        let end = line.text.find("if").map_or(indent + 4, |at| at + 2);
        let report = line.report("P0111", "Python writes `else if` in one word: `elif`");
        let report = report.label(line.place(indent, end), Role::Fault, "`elif`");
        let colon = if rest.ends_with(':') { "" } else { ":" };
        return Some(report.fix(format!("elif {rest}{colon}")));
    }
    if line.message.contains("'{' was never closed")
        || line.message == "invalid syntax"
        || line.message == "expected ':'"
    {
        return braces(line, code);
    }
    None
}

/// `if (x) {`
fn braces(line: &Line, code: &str) -> Option<Report> {
    if !opens_block(code) || !code.ends_with('{') {
        return None;
    }
    let at = line.text.trim_end().rfind('{')?;
    let report = line.report("P0142", "blocks are made by `:` and indentation, not by braces");
    let report = report.label(line.place(at, at + 1), Role::Fault, "`:` instead");
    let head = code.trim_end_matches('{').trim_end().trim_end_matches(':');
    Some(report.fix(format!("{head}:")))
}

/// A plain "invalid syntax".
pub fn explain(line: &Line) -> Option<Report> {
    steps(line)
        .or_else(|| windows_path(line))
        .or_else(|| operators(line))
        .or_else(|| ternary(line))
        .or_else(|| starters(line))
        .or_else(|| then(line))
        .or_else(|| two_commas(line))
        .or_else(|| nothing_before_colon(line))
        .or_else(|| bracket_before_colon(line))
        .or_else(|| keyword_as_name(line))
        .or_else(|| lonely_block(line))
        .or_else(|| equal_in_brackets(line))
        .or_else(|| end_of_line(line))
        .or_else(|| side_by_side(line))
}

/// `x++`, `--x`
fn steps(line: &Line) -> Option<Report> {
    let code = line.code();
    for (sign, one) in [("++", "+="), ("--", "-=")] {
        let Some(at) = line.masked.find(sign) else { continue };
        let name = code.trim_end_matches(';').trim();
        let name = name.strip_suffix(sign).or_else(|| name.strip_prefix(sign)).map(str::trim);
        let report = line.report("P0112", format!("Python has no `{sign}`"));
        let report = report.label(line.place(at, at + 2), Role::Fault, "not an operator");
        return Some(
            match name.filter(|n| n.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']'))) {
                Some(name) => report.fix(format!("{name} {one} 1")),
                None => report.fix(format!("x {one} 1    on a line of its own")),
            },
        );
    }
    None
}

/// `C:\data` without quotes.
fn windows_path(line: &Line) -> Option<Report> {
    let at = line.masked.find(":\\")?;
    let from = line.masked.get(..at)?.rfind(|c: char| !c.is_alphabetic()).map_or(0, |i| i + 1);
    let end = line.masked.trim_end().trim_end_matches([')', ',']).len().max(at);
    let path = line.text.get(from..end)?;
    let report = line.report("P0139", "a path is text, and text stands in quotes");
    let report = report.label(line.place(from, end), Role::Fault, "no quotes");
    Some(report.fix(line.replaced(from, end, &format!("r\"{path}\""))))
}

fn operators(line: &Line) -> Option<Report> {
    for (theirs, ours) in OPERATORS {
        let Some(at) = line.masked.find(theirs) else { continue };
        let code = "P0128";
        let word = matches!(*ours, "and" | "or");
        let report = line.report(if word { "P0119" } else { code }, format!("Python writes `{theirs}` as `{ours}`"));
        let report = report.label(line.place(at, at + theirs.len()), Role::Fault, format!("`{ours}`"));
        let mut fixed = line.replaced(at, at + theirs.len(), ours);
        if word {
            fixed = fixed.replace("&&", "and").replace("||", "or").replace("  ", " ");
        }
        return Some(report.fix(fixed));
    }
    // `!x`
    let at = line.masked.find('!').filter(|&at| line.masked.get(at + 1..at + 2) != Some("="))?;
    let report = line.report("P0119", "Python writes `!` as `not`").label(line.place(at, at + 1), Role::Fault, "`not`");
    Some(report.fix(line.replaced(at, at + 1, "not ")))
}

/// `a ? b : c`
fn ternary(line: &Line) -> Option<Report> {
    let at = line.masked.find('?')?;
    let colon = line.masked.get(at..)?.find(':')? + at;
    let start = super::messages::single_equal(&line.masked, 0).filter(|e| *e < at).map_or(0, |e| e + 1);
    let text = |from: usize, to: usize| line.text.get(from..to).unwrap_or("").trim();
    let end = line.text.trim_end().trim_end_matches(';').len();
    let report = line.report("P0140", "a choice between two values is written with `if` and `else`");
    let report = report.label(line.place(at, at + 1), Role::Fault, "not an operator");
    let head = text(0, start);
    let space = if head.is_empty() { "" } else { " " };
    Some(report.fix(format!(
        "{head}{space}{} if {} else {}",
        text(at + 1, colon),
        text(start, at),
        text(colon + 1, end)
    )))
}

/// `function f() {`, `var x = 1`
fn starters(line: &Line) -> Option<Report> {
    let code = line.code();
    let (word, ours) = STARTERS.iter().find(|(w, _)| starts_with_word(code, w) && !KEYWORDS.contains(w))?;
    let indent = line.text.len() - line.text.trim_start().len();
    let rest = code.get(word.len()..)?.trim_start();
    if rest.is_empty() || rest.starts_with(['=', '(', '.', ',', ')']) {
        return None;
    }
    let rest = rest.trim_end_matches(['{', ';']).trim_end();
    let title = match *ours {
        "" => format!("variables are made without a word like `{word}` before them"),
        ours => format!("Python's word for `{word}` is `{ours}`"),
    };
    let report = line.report("P0141", title);
    let report = report.label(line.place(indent, indent + word.len()), Role::Fault, "not a Python keyword");
    Some(match *ours {
        "" => report.fix(rest.to_owned()),
        "raise" => report.fix(format!("raise {}", rest.trim_start_matches("new "))),
        ours => report.fix(format!("{ours} {rest}{}", if rest.ends_with(':') { "" } else { ":" })),
    })
}

/// `if x == 1 then:`, `while x do:`
fn then(line: &Line) -> Option<Report> {
    let word = line.text.get(line.from..line.to)?.trim();
    if !matches!(word, "then" | "do" | "begin") || !opens_block(line.code()) {
        return None;
    }
    let report =
        line.fault("P0141", format!("Python has no `{word}`: a colon opens the block"), "not a Python keyword");
    let head = line.text.get(..line.from)?.trim();
    Some(report.fix(format!("{head}:")))
}

/// `[1,, 2]`
fn two_commas(line: &Line) -> Option<Report> {
    let at = line.masked.find(",,").or_else(|| line.masked.find(", ,"))?;
    let end = at + line.masked.get(at + 1..)?.find(',')? + 2;
    let report = line.report("P0145", "there is nothing between two commas");
    let report = report.label(line.place(at, end), Role::Fault, "a value is missing, or a comma too many");
    Some(report.fix(line.replaced(at, end, ",")))
}

/// `elif:`
fn nothing_before_colon(line: &Line) -> Option<Report> {
    if line.text.get(line.from..line.from + 1) != Some(":") {
        return None;
    }
    let head = line.masked.get(..line.from)?.trim();
    let word = head.rsplit(' ').next()?;
    if !matches!(word, "if" | "elif" | "while" | "in" | "for" | "with" | "match" | "case" | "and" | "or" | "not") {
        return None;
    }
    let what = if matches!(word, "if" | "elif" | "while") { "condition" } else { "value" };
    let report = line.fault("P0146", format!("a {what} is missing after `{word}`"), "nothing stands before this");
    Some(match word {
        "elif" => report.fix("else:    if nothing is to be asked"),
        "while" => report.fix("while True:    for a loop without end"),
        _ => report.fix(format!("{head} ...:")),
    })
}

/// `if (x == 1:`
fn bracket_before_colon(line: &Line) -> Option<Report> {
    if line.text.get(line.from..line.from + 1) != Some(":") || !opens_block(line.code()) {
        return None;
    }
    let before = line.masked.get(..line.from)?;
    if before.matches('(').count() <= before.matches(')').count() {
        return None;
    }
    let at = before.find('(')?;
    let report = line.report("P0106", "this `(` has no `)`");
    let report = report.label(line.place(at, at + 1), Role::Fault, "opened here, never closed");
    Some(report.fix(line.replaced(line.from, line.from, ")")))
}

/// `class = 5`, `for from in x`
fn keyword_as_name(line: &Line) -> Option<Report> {
    let code = line.code();
    let first: String = code.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let rest = code.get(first.len()..)?.trim_start();
    let indent = line.text.len() - line.text.trim_start().len();
    let assigned = KEYWORDS.contains(&first.as_str()) && rest.starts_with('=') && !rest.starts_with("==");
    let (word, from) = if assigned {
        (first, indent)
    } else {
        let word = line.text.get(line.from..line.to)?.trim().to_owned();
        let head = line.text.get(..line.from)?.trim_end();
        let names_expected = head.ends_with(['.', ',', '(']) && starts_with_word(code, "def")
            || head.ends_with('.')
            || ["def", "class", "for", "as", "import"]
                .iter()
                .any(|w| head.ends_with(&format!(" {w}")) || head.trim() == *w);
        if !KEYWORDS.contains(&word.as_str()) || !names_expected {
            return None;
        }
        (word, line.from)
    };
    let report = line.report("P0122", format!("`{word}` is a word of Python itself, and cannot be a name"));
    let report = report.label(line.place(from, from + word.len()), Role::Fault, "reserved");
    Some(report.fix(line.replaced(from, from + word.len(), &format!("{word}_"))))
}

/// `else:` or `except:` without its head.
fn lonely_block(line: &Line) -> Option<Report> {
    let code = line.code();
    let (word, owner) = [("else", "if"), ("elif", "if"), ("except", "try"), ("finally", "try"), ("case", "match")]
        .into_iter()
        .find(|(w, _)| starts_with_word(code, w))?;
    let at = line.text.get(line.from..).is_some_and(|t| t.starts_with(word));
    if !at {
        return None;
    }
    let report =
        line.fault("P0130", format!("this `{word}` belongs to no `{owner}`"), &format!("no `{owner}` at this column"));
    Some(report.fix(format!("put `{word}` right after the block of its `{owner}`, at the same column")))
}

/// `{"a" = 1}` where the parser had no better message.
fn equal_in_brackets(line: &Line) -> Option<Report> {
    let before = line.masked.get(..line.from)?;
    if before.matches('{').count() <= before.matches('}').count() {
        return None;
    }
    let equal = super::messages::single_equal(&line.masked, 0)?;
    let equal = if before.find('{')? > equal { super::messages::single_equal(&line.masked, equal + 1)? } else { equal };
    let report = line.report("P0115", "in a dict, key and value are joined by `:`");
    let report = report.label(line.place(equal, equal + 1), Role::Fault, "`:` is meant");
    Some(report.fix(line.replaced(equal, equal + 1, ":").replace(" :", ":")))
}

/// An expression that stops in the middle.
fn end_of_line(line: &Line) -> Option<Report> {
    let code = line.code();
    let end = line.masked.trim_end().len();
    if line.from < end || code.is_empty() {
        return None;
    }
    let last: String = code.chars().rev().take_while(|c| !c.is_alphanumeric() && !c.is_whitespace()).collect();
    let last: String = last.chars().rev().collect();
    if last.is_empty() || last.ends_with([')', ']', '}', '"', '\'', ':']) {
        return None;
    }
    let from = end - last.len().min(end);
    let report = line.report("P0143", format!("the line ends after `{last}`, where a value is expected"));
    let report = report.label(line.place(from, end), Role::Fault, "nothing follows");
    Some(match last.as_str() {
        "." | "@" | "," => report,
        "=" => report.fix(format!("{code} ...    a value")),
        _ => {
            let equal = super::messages::single_equal(&line.masked, 0);
            let (head, value) = match equal.and_then(|e| line.text.get(..e).zip(line.text.get(e + 1..))) {
                Some((head, value)) => (format!("{} = ", head.trim()), value.trim()),
                None => match ["return", "yield", "assert", "raise"].iter().find(|w| starts_with_word(code, w)) {
                    Some(word) => (format!("{word} "), code.get(word.len()..).unwrap_or("").trim()),
                    None => (String::new(), code),
                },
            };
            report.fix(format!("{head}({value}    goes on below, up to `)`"))
        }
    })
}

/// `x = a b`, `hello world`
fn side_by_side(line: &Line) -> Option<Report> {
    let before = line.masked.get(..line.from)?.trim_end();
    let here = line.text.get(line.from..line.to)?;
    let operand_before = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ')' | ']' | '"' | '\''));
    let operand_here = here.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '\''));
    if !operand_before || !operand_here || KEYWORDS.contains(&here.trim()) {
        return None;
    }
    let word: String = before.chars().rev().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let word: String = word.chars().rev().collect();
    if KEYWORDS.contains(&word.as_str()) && !matches!(word.as_str(), "True" | "False" | "None") {
        return None;
    }
    let all = line.code();
    if opens_block(all) && !line.masked.contains(':') {
        let at = before.len();
        let report = line.fault("P0101", "the head of a block ends with `:`", "`:` is missing before this");
        return Some(report.fix(line.replaced(at, line.from, ": ")));
    }
    if starts_with_word(all, "import") || starts_with_word(all, "from") {
        let at = before.len();
        let report =
            line.fault("P0108", "names of an import are separated by commas", "a comma is missing before this");
        return Some(report.fix(line.replaced(at, line.from, ", ")));
    }
    let report = line.fault(
        "P0136",
        "two things stand side by side with nothing between them",
        "an operator is missing before this",
    );
    let keyword = KEYWORDS.iter().any(|k| starts_with_word(all, k));
    let plain = !keyword && all.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ' ' | '!' | '.' | ','));
    Some(match plain {
        true => report.fix(format!("\"{all}\"    if it is text")),
        false => report.fix("+, -, *, / or a comma between the two"),
    })
}
