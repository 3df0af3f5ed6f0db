//! Errors whose message says what is wrong: what was meant, with the line repaired.

use super::Line;
use crate::diag::report::{Report, Role};

pub fn explain(line: &Line) -> Option<Report> {
    let m = line.message.as_str();
    strings(line, m)
        .or_else(|| assignments(line, m))
        .or_else(|| calls(line, m))
        .or_else(|| places(line, m))
        .or_else(|| numbers(line, m))
        .or_else(|| definitions(line, m))
        .or_else(|| others(line, m))
}

fn strings(line: &Line, m: &str) -> Option<Report> {
    if let Some(rest) = m.strip_prefix("invalid character '") {
        let c = rest.chars().next()?;
        return character(line, c);
    }
    if m.starts_with("invalid non-printable character") {
        let report = line.fault("P0113", "an invisible character that is no blank stands here", "invisible");
        let c = line.text.get(line.from..)?.chars().next()?;
        return Some(report.fix(line.replaced(line.from, line.from + c.len_utf8(), " ")));
    }
    if m.starts_with("unterminated ") {
        return unterminated(line, m);
    }
    if m.starts_with("(unicode error)") {
        let report = line.fault("P0127", "a backslash in text starts an escape, such as `\\n`", "read as an escape");
        let literal = line.text.get(line.from..line.to).filter(|t| t.starts_with(['"', '\'']));
        let fix = literal.map_or("r\"...\"".to_owned(), |t| format!("r{t}"));
        return Some(report.fix(format!("{fix}    with an r before the quotes")));
    }
    if m.contains("f-string: ") || m.contains("t-string: ") {
        return f_string(line, m);
    }
    if m.starts_with("invalid syntax. Is this intended to be part of the string?") {
        return quote_inside(line);
    }
    None
}

/// Characters that word processors and foreign keyboards write, and what Python reads.
const CHARACTERS: &[(&str, &str)] = &[
    ("“”„‟«»", "\""),
    ("‘’‚‛", "'"),
    ("×", "*"),
    ("÷", "/"),
    ("–—−", "-"),
    ("（", "("),
    ("）", ")"),
    ("，、", ","),
    ("：", ":"),
    ("；", ";"),
    ("＝", "="),
    ("≠", "!="),
    ("≤", "<="),
    ("≥", ">="),
    ("…", "..."),
    ("．", "."),
];

fn character(line: &Line, c: char) -> Option<Report> {
    let (_, ours) = CHARACTERS.iter().find(|(all, _)| all.contains(c))?;
    let title = match *ours {
        "\"" | "'" => format!("`{c}` is a quote of printed text; Python reads only `{ours}`"),
        _ => format!("`{c}` is not `{ours}` to Python"),
    };
    let at = line.text.find(c)?;
    let report =
        line.report("P0113", title).label(line.place(at, at + c.len_utf8()), Role::Fault, "not a Python character");
    let mut fixed = line.code().to_owned();
    for (all, ours) in CHARACTERS {
        for c in all.chars() {
            fixed = fixed.replace(c, ours);
        }
    }
    Some(report.fix(fixed))
}

/// `'it's'`
fn quote_inside(line: &Line) -> Option<Report> {
    let code = line.code();
    let quote = code.chars().find(|c| matches!(c, '\'' | '"'))?;
    let other = if quote == '\'' { '"' } else { '\'' };
    let report = line.fault("P0110", format!("the `{quote}` inside of the text ends it"), "taken as code");
    let (first, last) = (code.find(quote)?, code.rfind(quote)?);
    let inner = code.get(first + 1..last).filter(|t| !t.contains(other))?;
    let (head, tail) = (code.get(..first)?, code.get(last + 1..)?);
    Some(report.fix(format!("{head}{other}{inner}{other}{tail}")))
}

fn unterminated(line: &Line, m: &str) -> Option<Report> {
    if m.contains("triple-quoted") {
        let quote = line.text.get(line.from..).filter(|t| t.contains("'''")).map_or("\"\"\"", |_| "'''");
        let report = line.fault("P0109", format!("this text is opened with `{quote}` and never closed"), "opened here");
        return Some(report.fix(format!("{quote}    after the text")));
    }
    let code = line.code();
    let quote = line.text.get(line.from..)?.chars().find(|c| matches!(c, '\'' | '"'))?;
    // An odd number of quotes, with a letter on both sides of one: an apostrophe.
    let apostrophe = code.char_indices().any(|(i, c)| {
        c == quote
            && code.get(..i).and_then(|t| t.chars().next_back()).is_some_and(char::is_alphabetic)
            && code.get(i + 1..).and_then(|t| t.chars().next()).is_some_and(char::is_alphabetic)
            && code.get(..i).is_some_and(|t| t.contains(quote))
    });
    if apostrophe && quote == '\'' && code.matches('\'').count() >= 3 {
        return quote_inside(line);
    }
    let report = line.fault("P0109", "this text has no closing quote", "opened here");
    let tail = line.text.get(line.from..)?.trim_end();
    // A bracket at the end most likely belongs behind the quote.
    let (text, close) = match tail.trim_end_matches([')', ']', '}', ':']) {
        kept if kept.len() < tail.len() && kept.len() > 1 => (kept, tail.get(kept.len()..).unwrap_or("")),
        _ => (tail, ""),
    };
    let head = line.text.get(..line.from)?.trim_start();
    Some(report.fix(format!("{head}{text}{quote}{close}")))
}

fn f_string(line: &Line, m: &str) -> Option<Report> {
    let what = m.split("-string: ").nth(1)?;
    let (title, fix): (String, String) = match () {
        () if what.starts_with("valid expression required before")
            || what.starts_with("expecting a valid expression") =>
        {
            (
                "the braces of an f-string need an expression inside".to_owned(),
                "{name}    or {{}} for braces in the text".to_owned(),
            )
        }
        () if what.starts_with("single '}'") => {
            ("a lone `}` in an f-string closes nothing".to_owned(), "}}    for a brace in the text".to_owned())
        }
        () if what.starts_with("expecting '}'") => {
            ("a `{` in an f-string is not closed".to_owned(), "{name}    or {{ for a brace in the text".to_owned())
        }
        () => ("the expression in the braces of this f-string is not complete".to_owned(), "{expression}".to_owned()),
    };
    Some(line.fault("P0129", title, "here").fix(fix))
}

fn assignments(line: &Line, m: &str) -> Option<Report> {
    if m.contains("Maybe you meant '==' or ':=' instead of '='?") {
        let equal = single_equal(&line.masked, line.from)?;
        if in_braces(line) {
            return Some(pair(line, equal));
        }
        if !starts_condition(line.code()) && !line.masked.get(..line.from)?.contains(['(', '[']) {
            return several(line);
        }
        let title = "one `=` gives a name its value; `==` compares";
        let report = line.report("P0114", title).label(line.place(equal, equal + 1), Role::Fault, "assigns");
        return Some(report.fix(line.replaced(equal, equal + 1, "==")));
    }
    let rest = m.strip_prefix("cannot assign to ")?;
    let what = rest.split(" here.").next().unwrap_or(rest);
    let equal = single_equal(&line.masked, line.to.min(line.masked.len())).or_else(|| single_equal(&line.masked, 0))?;
    if in_braces(line) {
        return Some(pair(line, equal));
    }
    if starts_condition(line.code()) {
        let report = line.report("P0114", "one `=` gives a name its value; `==` compares");
        let report = report.label(line.place(equal, equal + 1), Role::Fault, "assigns");
        return Some(report.fix(line.replaced(equal, equal + 1, "==")));
    }
    let title = format!("{} is no place for a value; only a name can stand before `=`", thing(what));
    let report = line.fault("P0116", title, "not a name");
    let code = line.code();
    let (left, right) = code.split_once('=').map(|(l, r)| (l.trim(), r.trim()))?;
    let name = right.chars().all(|c| c.is_alphanumeric() || c == '_') && !right.starts_with(|c: char| c.is_numeric());
    Some(match what {
        "literal" if name && !right.is_empty() => report.fix(format!("{right} = {left}")),
        "expression" | "comparison" if left.contains('-') && !left.contains(' ') => {
            report.fix(format!("{} = {right}    with underscores in the name", left.replace('-', "_")))
        }
        "True" | "False" | "None" => report.fix(format!("choose another name; `{what}` belongs to Python")),
        _ => report.fix(format!("{left} == {right}    to compare")),
    })
}

/// `a literal`, `an expression`, `True`.
fn thing(what: &str) -> String {
    match what {
        "True" | "False" | "None" | "__debug__" | "ellipsis" => what.to_owned(),
        _ => crate::explain::operators::a(what),
    }
}

/// Whether the error is between braces.
fn in_braces(line: &Line) -> bool {
    let before = line.masked.get(..line.from).unwrap_or("");
    before.matches('{').count() > before.matches('}').count()
}

/// `{"a" = 1}`
fn pair(line: &Line, equal: usize) -> Report {
    let report = line.report("P0115", "in a dict, key and value are joined by `:`");
    let report = report.label(line.place(equal, equal + 1), Role::Fault, "`:` is meant");
    report.fix(line.replaced(equal, equal + 1, ":").replace(" :", ":"))
}

/// `a = 1, b = 2`
fn several(line: &Line) -> Option<Report> {
    let mut parts = Vec::new();
    for part in line.code().split(',') {
        parts.push(part.split_once('=')?);
    }
    let names: Vec<&str> = parts.iter().map(|(name, _)| name.trim()).collect();
    let values: Vec<&str> = parts.iter().map(|(_, value)| value.trim()).collect();
    let comma = line.masked.find(',')?;
    let report = line.report("P0144", "a comma does not separate assignments");
    let report = report.label(line.place(comma, comma + 1), Role::Fault, "the value goes on after it");
    Some(report.fix(format!("{} = {}", names.join(", "), values.join(", "))).fix("one line for each"))
}

fn starts_condition(code: &str) -> bool {
    ["if", "elif", "while", "assert"].iter().any(|w| super::starts_with_word(code, w))
}

/// The first `=` that is no part of another operator, from a byte on.
pub fn single_equal(masked: &str, from: usize) -> Option<usize> {
    let bytes = masked.as_bytes();
    (from..bytes.len()).find(|&i| {
        bytes.get(i) == Some(&b'=')
            && bytes.get(i + 1) != Some(&b'=')
            && !matches!(
                i.checked_sub(1).and_then(|j| bytes.get(j)),
                Some(b'=' | b'!' | b'<' | b'>' | b'+' | b'-' | b'*' | b'/' | b'%' | b':' | b'&' | b'|' | b'^')
            )
    })
}

fn calls(line: &Line, m: &str) -> Option<Report> {
    if let Some(word) = m.strip_prefix("Missing parentheses in call to '").and_then(|r| r.split('\'').next()) {
        let report = line.fault(
            "P0118",
            format!("`{word}` is a function: its arguments stand in parentheses"),
            "no parentheses",
        );
        let covered = line.text.get(line.from..line.to)?;
        let arguments = covered.strip_prefix(word)?.trim();
        return Some(report.fix(line.replaced(line.from, line.to, &format!("{word}({arguments})"))));
    }
    if m.contains("Perhaps you forgot a comma?") {
        return forgotten_comma(line);
    }
    if m.starts_with("positional argument follows keyword argument") {
        let report = line.fault("P0125", "arguments without a name come before those with a name", "after a named one");
        return Some(report.fix("move the arguments without a name to the front"));
    }
    if let Some(name) = m.strip_prefix("keyword argument repeated: ") {
        let report = line.fault("P0125", format!("`{name}` is given twice in one call"), "given again");
        return Some(report.fix(format!("leave out one `{name}=`")));
    }
    if m.starts_with("expression cannot contain assignment") {
        let equal = single_equal(&line.masked, line.from)?;
        let left = line.text.get(line.from..equal)?.trim();
        let quoted = left.trim_matches(['"', '\'']);
        if quoted.len() < left.len() {
            let report = line.fault("P0125", "the name of an argument stands without quotes", "text, not a name");
            return Some(report.fix(line.replaced(line.from, equal, quoted)));
        }
        let report = line.fault("P0114", "names of arguments are plain names; `==` compares", "not a plain name");
        return Some(report.fix(line.replaced(equal, equal + 1, "==")));
    }
    if m.starts_with("Generator expression must be parenthesized") {
        let report =
            line.fault("P0125", "a generator beside other arguments needs its own parentheses", "no parentheses");
        let covered = line.text.get(line.from..line.to)?;
        return Some(report.fix(line.replaced(line.from, line.to, &format!("({covered})"))));
    }
    None
}

/// Two values side by side.
fn forgotten_comma(line: &Line) -> Option<Report> {
    let covered = line.text.get(line.from..line.to)?;
    // The gap: the first blank outside of brackets and strings that is between two operands.
    let shown = super::masked(covered);
    let mut depth = 0;
    let mut gap = None;
    let mut in_string = None;
    for (i, c) in shown.char_indices() {
        match c {
            '"' | '\'' => in_string = if in_string == Some(c) { None } else { Some(c) },
            _ if in_string.is_some() => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ' ' if depth == 0 => {
                let before = shown.get(..i)?.trim_end().chars().next_back()?;
                let after = shown.get(i..)?.trim_start().chars().next()?;
                let operand =
                    |c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '\'' | ')' | ']' | '}' | '(' | '[' | '{');
                if operand(before) && operand(after) {
                    gap = Some(i);
                    break;
                }
            }
            _ => {}
        }
    }
    let report = line.report("P0108", "two values stand side by side with nothing between them");
    let words = covered.contains(char::is_alphabetic)
        && covered.split_whitespace().all(|w| w.chars().all(|c| c.is_alphanumeric() || c == '_'));
    let Some(gap) = gap else {
        return Some(line.fault(
            "P0108",
            "two values stand side by side with nothing between them",
            "a comma is missing",
        ));
    };
    let at = line.from + gap;
    let end = line.text.get(..at)?.trim_end().len();
    let last = line.text.get(..end)?.char_indices().next_back()?.0;
    let report = report.label(line.place(last, end), Role::Fault, "a comma is missing after this");
    let report = match in_braces(line) && !line.masked.contains(':') {
        true => report.fix(line.replaced(end, end, ":")).fix(line.replaced(end, end, ",")),
        false => report.fix(line.replaced(end, end, ",")),
    };
    Some(match words {
        true => report.fix(line.replaced(line.from, line.to, &format!("\"{covered}\"")) + "    if it is text"),
        false => report,
    })
}

fn places(line: &Line, m: &str) -> Option<Report> {
    let outside = |what: &str| {
        line.fault(
            "P0120",
            format!("`{what}` belongs into a function, and this line is in none"),
            "outside of every function",
        )
    };
    Some(match m {
        "'return' outside function" => outside("return").fix("indent the line below its `def`, or use print(...)"),
        "'yield' outside function" | "'yield from' outside function" => {
            outside("yield").fix("indent the line below its `def`")
        }
        "'await' outside function" => outside("await").fix("asyncio.run(...)    outside of functions"),
        "'await' outside async function"
        | "'async with' outside async function"
        | "'async for' outside async function"
        | "asynchronous comprehension outside of an asynchronous function" => {
            let report =
                line.fault("P0134", "`await` works only in functions made with `async def`", "in a plain function");
            report.fix("async def ...:    instead of `def`")
        }
        "'break' outside loop" => line
            .fault("P0121", "`break` leaves a loop, and this line is in none", "outside of every loop")
            .fix("return    to leave a function; sys.exit() to end the program"),
        "'continue' not properly in loop" => line
            .fault("P0121", "`continue` goes on with a loop, and this line is in none", "outside of every loop")
            .fix("indent the line so that it belongs to the loop"),
        _ => return None,
    })
}

fn numbers(line: &Line, m: &str) -> Option<Report> {
    if m.starts_with("leading zeros in decimal integer literals") {
        let covered = line.text.get(line.from..)?;
        let digits: String = covered.chars().take_while(|c| c.is_ascii_digit() || *c == '_').collect();
        let report = line.fault("P0123", "a number does not start with 0", "leading zero");
        let plain = digits.trim_start_matches('0');
        return Some(
            report
                .fix(line.replaced(line.from, line.from + digits.len(), plain))
                .fix(format!("\"{digits}\"    as text")),
        );
    }
    if m.starts_with("invalid decimal literal") || m.starts_with("invalid imaginary literal") {
        // The error is at the last digit.
        let start = line.text.get(..line.to)?.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |i| i + 1);
        let word: String = line.text.get(start..)?.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        let rest = word.get(digits.len()..)?;
        let report = line.report("P0124", "a name cannot start with a digit, and nothing multiplies without `*`");
        let report = report.label(line.place(start, start + word.len()), Role::Fault, "number or name?");
        return Some(
            report
                .fix(line.replaced(start, start + word.len(), &format!("{rest}{digits}")) + "    as a name")
                .fix(line.replaced(start, start + word.len(), &format!("{digits} * {rest}")) + "    as a product"),
        );
    }
    None
}

fn definitions(line: &Line, m: &str) -> Option<Report> {
    if m == "expected '('" {
        let report = line.fault("P0132", "a function's name is followed by parentheses", "`(` is missing before this");
        let code = line.code();
        let head = code.trim_end_matches(':').trim_end();
        return Some(report.fix(format!("{head}():")));
    }
    if m.starts_with("parameter without a default follows parameter with a default") {
        let report = line.fault("P0126", "parameters with a default come after those without", "has no default");
        return Some(report.fix("move it before the parameters that have defaults"));
    }
    if let Some(name) = m.strip_prefix("duplicate argument '").and_then(|r| r.split('\'').next()) {
        let report = line.fault("P0133", format!("two parameters are named `{name}`"), "named again");
        return Some(report.fix("give the second one another name"));
    }
    if let Some((name, kind)) = m.strip_prefix("name '").and_then(|r| r.split_once("' is parameter and ")) {
        let report =
            line.fault("P0131", format!("`{name}` is a parameter, so it cannot be {kind}, too"), "a parameter");
        return Some(report.fix(format!("leave out `{kind} {name}`, or give the parameter another name")));
    }
    if let Some(word) = m.strip_suffix(" declaration")
        && let Some(rest) = word.strip_prefix("name '")
    {
        let name = rest.split('\'').next()?;
        let kind = if m.contains("nonlocal") { "nonlocal" } else { "global" };
        let title = format!("`{kind} {name}` must come before every use of `{name}`");
        let mut report = line.fault("P0131", title, "too late");
        let first = (1..line.number).rev().find(|n| {
            let text = super::masked(line.source.line_text(*n));
            text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|w| w == name)
        });
        if let Some(first) = first {
            report = report.label(crate::explain::case::line_span(&line.source, first), Role::Related, "used before");
        }
        return Some(report.fix(format!("{kind} {name}    as the first line of the function")));
    }
    None
}

fn others(line: &Line, m: &str) -> Option<Report> {
    if m == "expected ':'" {
        let report = line.fault("P0101", "the line opens a block, so it ends with `:`", "`:` is missing here");
        let code = line.code();
        // Something may stand behind the place of the colon.
        let end = line.text.get(..line.from).map_or(0, |t| t.trim_end().len());
        return Some(match line.from < line.text.trim_end().len() {
            true => report.fix(line.replaced(end, end, ":")),
            false => report.fix(format!("{code}:")),
        });
    }
    if let Some(keyword) = m.split("Did you mean '").nth(1).and_then(|r| r.strip_suffix("'?"))
        && m.starts_with("invalid syntax")
    {
        let word = line.text.get(line.from..line.to)?.trim();
        // The measure of the message is a generous one.
        if crate::explain::near::near(word, &[keyword.to_owned()]).is_none() {
            let code = line.code();
            let report = line.report("P0136", "two things stand side by side with nothing between them");
            let report =
                report.label(line.place(line.from, line.text.trim_end().len()), Role::Fault, "text needs quotes");
            return Some(report.fix(format!("\"{code}\"    if it is text")));
        }
        let report = line.fault("P0117", format!("`{word}` looks like a misspelt `{keyword}`"), "no keyword");
        return Some(report.fix(line.replaced(line.from, line.to, keyword)));
    }
    match m {
        "expected 'except' or 'finally' block" => {
            let mut report = line.report("P0137", "a `try` needs an `except` or `finally` below it");
            report = report.label(line.visible(), Role::Fault, "`except` is expected before this");
            let try_line = (1..line.number).rev().find(|n| line.source.line_text(*n).trim_start().starts_with("try"));
            if let Some(n) = try_line {
                report = report.label(crate::explain::case::line_span(&line.source, n), Role::Related, "the `try`");
            }
            Some(report.fix("except ValueError:    (or the error that may happen)"))
        }
        "expected 'else' after 'if' expression" => {
            let report = line.fault("P0138", "`a if b` in an expression needs an `else`", "no `else`");
            let covered = line.text.get(line.from..line.to)?;
            Some(report.fix(line.replaced(line.from, line.to, &format!("{covered} else None"))))
        }
        "unexpected character after line continuation character" => {
            let report = line.fault("P0139", "after a backslash the line must end", "more after the backslash");
            Some(match line.masked.contains(['"', '\'']) {
                false => {
                    let (head, value) = line.code().split_once('=').unwrap_or(("", line.code()));
                    let head = if head.is_empty() { String::new() } else { format!("{} = ", head.trim()) };
                    report.fix(format!("{head}r\"{}\"    a path stands in quotes", value.trim()))
                }
                true => report.fix("leave out the backslash"),
            })
        }
        "'elif' block follows an 'else' block" => {
            let report = line.fault("P0130", "`else` comes last: no `elif` can follow it", "after `else`");
            Some(report.fix("move this block before the `else`"))
        }
        "invalid syntax.  Maybe you meant '!=' instead of '<>'?" => {
            let report = line.fault("P0128", "Python writes \"not equal\" as `!=`", "not an operator");
            Some(report.fix(line.replaced(line.from, line.from + 2, "!=")))
        }
        "Did you mean to use 'from ... import ...' instead?" => {
            let report =
                line.fault("P0135", "the module comes first: `from module import name`", "the other way round");
            let (name, module) = line.code().strip_prefix("import ")?.split_once(" from ")?;
            Some(report.fix(format!("from {module} import {name}")))
        }
        "expression expected after dictionary key and ':'" | "':' expected after dictionary key" => {
            let report = line.fault("P0115", "a dict is made of pairs `key: value`", "half of a pair is missing");
            Some(report.fix("{key: value, ...}"))
        }
        _ => None,
    }
}
