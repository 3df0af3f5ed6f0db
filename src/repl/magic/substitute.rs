//! `:[range]s/pattern/replacement/[g] [FILE]`: the substitute command of line editors, on the last block or a file.
//!
//! Patterns are those of Python's `re` where that module is there, else plain text. `&` in the replacement is what was
//! found. A changed block is offered as the next input; a changed file is written at once.

use super::super::history::reason;
use super::super::{Flow, Session};
use crate::host::fs;
use crate::object::{PyResult, Str};

#[derive(Debug, PartialEq, Eq)]
struct Command {
    /// First and last row from 1 on; `None` is all rows.
    rows: Option<(usize, usize)>,
    pattern: String,
    replacement: String,
    all: bool,
    ignore_case: bool,
    file: Option<String>,
}

/// A range without numbers is the last row, as in editors; but a block of one row, or a file, is taken whole.
fn parse(text: &str, count: usize) -> Option<Command> {
    let at = text.find('s')?;
    let (range, rest) = text.split_at(at);
    let number = |t: &str| match t.trim() {
        "$" => Some(count),
        "." | "" => Some(count),
        t => t.parse::<usize>().ok().filter(|n| *n >= 1),
    };
    let rows = match range.trim() {
        "" | "%" => None,
        range => match range.split_once(',') {
            Some((first, last)) => Some((number(first)?, number(last)?)),
            None => Some((number(range)?, number(range)?)),
        },
    };
    let mut chars = rest.get(1..)?.chars();
    let separator = chars.next().filter(|c| !c.is_alphanumeric() && !c.is_whitespace() && *c != '\\')?;
    let mut parts = vec![String::new()];
    let mut rest = String::new();
    while let Some(c) = chars.next() {
        if parts.len() == 3 {
            rest.push(c);
            continue;
        }
        match (c, parts.last_mut()) {
            (c, _) if c == separator => parts.push(String::new()),
            ('\\', Some(part)) => match chars.next() {
                Some(next) if next == separator => part.push(next),
                Some(next) => part.extend(['\\', next]),
                None => part.push('\\'),
            },
            (c, Some(part)) => part.push(c),
            (_, None) => {}
        }
    }
    if parts.len() < 2 {
        return None;
    }
    let flags: String = rest.chars().take_while(|c| matches!(c, 'g' | 'i' | 'I' | 'e')).collect();
    let file = rest.get(flags.len()..)?.trim();
    if !file.is_empty() && !rest.get(flags.len()..)?.starts_with(' ') {
        return None;
    }
    let pattern = parts.first()?.clone();
    if pattern.is_empty() {
        return None;
    }
    Some(Command {
        rows,
        pattern,
        replacement: parts.get(1)?.clone(),
        all: flags.contains('g'),
        ignore_case: flags.contains(['i', 'I']),
        file: (!file.is_empty()).then(|| file.to_owned()),
    })
}

pub fn substitute(session: &mut Session, text: &str) -> Flow {
    let usage = ":[RANGE]s/PATTERN/NEW/[g] [FILE]   RANGE is % (all), N, or N,M";
    let file = text.rsplit_once(' ').map(|(_, f)| f.trim()).filter(|f| fs::is_file(f));
    let original = match file {
        Some(file) => match fs::read(file) {
            Ok(data) => String::from_utf8_lossy(&data).into_owned(),
            Err(error) => return session.complain(&format!("{file}: {}", reason(&error))),
        },
        None => session.last.clone(),
    };
    let Some(command) = parse(text, original.lines().count()) else { return session.complain(usage) };
    if let Some(file) = &command.file
        && !fs::is_file(file)
    {
        return session.complain(&format!("{file}: no such file"));
    }
    if original.is_empty() {
        return session.complain("there is no block yet to substitute in");
    }
    let (changed, count) = match apply(session, &command, &original) {
        Ok(done) => done,
        Err(raised) => return session.report(raised),
    };
    if count == 0 {
        return session.complain(&format!("pattern not found: {}", command.pattern));
    }
    let plural = if count == 1 { "" } else { "s" };
    session.print(&format!("{count} substitution{plural}\n"));
    match command.file {
        Some(file) => match fs::write(&file, changed.as_bytes()) {
            Ok(()) => Flow::Continue,
            Err(error) => session.complain(&format!("{file}: {}", reason(&error))),
        },
        None => session.offer(changed),
    }
}

/// The changed text and the number of substitutions.
fn apply(session: &mut Session, command: &Command, text: &str) -> PyResult<(String, usize)> {
    let regex = match session.vm.import_module("re") {
        Ok(module) => Some(module),
        Err(raised) if session.vm.raised_is(&raised, |e| &e.ModuleNotFoundError) => None,
        Err(raised) => return Err(raised),
    };
    let mut out = String::with_capacity(text.len());
    let mut total = 0;
    for (i, row) in text.split_inclusive('\n').enumerate() {
        let inside = command.rows.is_none_or(|(first, last)| (first..=last).contains(&(i + 1)));
        let (body, end) = match row.strip_suffix('\n') {
            Some(body) => (body, "\n"),
            None => (row, ""),
        };
        if !inside {
            out.push_str(row);
            continue;
        }
        let (new, count) = match &regex {
            Some(re) => by_regex(session, re, command, body)?,
            None => by_text(command, body),
        };
        total += count;
        out.push_str(&new);
        out.push_str(end);
    }
    Ok((out, total))
}

fn by_regex(session: &mut Session, re: &crate::gc::Value, command: &Command, row: &str) -> PyResult<(String, usize)> {
    let vm = &mut session.vm;
    let pattern = if command.ignore_case { format!("(?i){}", command.pattern) } else { command.pattern.clone() };
    let args = [
        vm.new_str(&pattern)?,
        vm.new_str(&whole_match(&command.replacement))?,
        vm.new_str(row)?,
        vm.int(if command.all { 0 } else { 1 }),
    ];
    let name = vm.intern("count").into_value();
    let subn = vm.getattr_str(re, "subn")?;
    let result = vm.call_args(&subn, crate::object::slots::Args { values: &args, names: &[name] })?;
    let items = vm.collect(&result)?;
    let text = items.first().and_then(|t| t.downcast::<Str>()).map(|t| t.to_lossy().into_owned()).unwrap_or_default();
    let count = items.get(1).and_then(|c| vm.int_value(c)).unwrap_or(0) as usize;
    Ok((text, count))
}

/// `&` is the match, `\&` is an ampersand.
fn whole_match(replacement: &str) -> String {
    let mut out = String::new();
    let mut chars = replacement.chars();
    while let Some(c) = chars.next() {
        match c {
            '&' => out.push_str("\\g<0>"),
            '\\' => match chars.next() {
                Some('&') => out.push('&'),
                Some(next) => out.extend(['\\', next]),
                None => out.push_str("\\\\"),
            },
            c => out.push(c),
        }
    }
    out
}

fn by_text(command: &Command, row: &str) -> (String, usize) {
    let found = row.matches(command.pattern.as_str()).count();
    let count = if command.all { found } else { found.min(1) };
    let new = command.replacement.replace('&', &command.pattern);
    (row.replacen(command.pattern.as_str(), &new, count), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands() {
        let c = parse("%s/a/b/g", 3).unwrap();
        assert_eq!((c.rows, c.pattern.as_str(), c.replacement.as_str(), c.all), (None, "a", "b", true));
        assert_eq!(parse("1,$s/a\\/b//", 3).unwrap().rows, Some((1, 3)));
        assert_eq!(parse("1,$s/a\\/b//", 3).unwrap().pattern, "a/b");
        assert_eq!(parse("s#a#b# f.py", 1).unwrap().file.as_deref(), Some("f.py"));
        assert_eq!(parse("2s/a/b", 2).unwrap().rows, Some((2, 2)));
        assert_eq!(parse("x", 1), None);
        assert_eq!(whole_match("<&> \\& \\1"), "<\\g<0>> & \\1");
    }
}
