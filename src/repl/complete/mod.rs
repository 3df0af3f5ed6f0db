//! Completion at the cursor: what kind of thing is being typed, and its candidates with their kinds.
//!
//! Nothing of the program runs: names are looked up, attributes are read from dicts without calling descriptors (`resolve`).

mod modules;
mod resolve;

use super::buffer::Text;
use super::input::word;
use super::magic::MAGICS;
use crate::gc::{Ref, Value};
use crate::lens;
use crate::object::{Dict, Str};
use crate::vm::Vm;
use resolve::{Found, attributes, resolve};

/// Candidates that are listed.
const MOST: usize = 400;

/// One completion: what is inserted, and how it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub text: String,
    pub shown: String,
}

impl Candidate {
    /// Stands for an edit that a key has prepared.
    pub fn edit() -> Candidate {
        Candidate { text: String::new(), shown: String::new() }
    }
}

impl rustyline::completion::Candidate for Candidate {
    fn display(&self) -> &str {
        &self.shown
    }

    fn replacement(&self) -> &str {
        &self.text
    }
}

/// A completion and its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub text: String,
    pub kind: String,
}

pub fn item(text: impl Into<String>, kind: impl Into<String>) -> Item {
    Item { text: text.into(), kind: kind.into() }
}

/// Where the completed word starts, and its completions.
pub fn candidates(vm: &mut Vm, globals: &Ref<Dict>, text: &Text) -> (usize, Vec<Candidate>) {
    let (start, mut items) = find(vm, globals, text);
    let typed = text.before().get(start..).unwrap_or("").to_owned();
    items.retain(|i| i.text.starts_with(&typed));
    // Private names only where they are asked for.
    if !typed.starts_with('_') {
        let public: Vec<Item> = items.iter().filter(|i| !i.text.starts_with('_')).cloned().collect();
        if !public.is_empty() {
            items = public;
        }
    }
    let mut seen = std::collections::HashSet::new();
    items.retain(|i| seen.insert(i.text.clone()));
    items.truncate(MOST);
    let widest = items.iter().map(|i| lens::text::width(&i.text)).max().unwrap_or(0).min(28);
    let show = |i: Item| {
        let gap = " ".repeat(widest.saturating_sub(lens::text::width(&i.text)));
        let shown = if i.kind.is_empty() { i.text.clone() } else { format!("{}{gap}  {}", i.text, i.kind) };
        Candidate { text: i.text, shown }
    };
    (start, items.into_iter().map(show).collect())
}

fn find(vm: &mut Vm, globals: &Ref<Dict>, text: &Text) -> (usize, Vec<Item>) {
    let before = text.before().to_owned();
    let row = text.row_before().to_owned();
    if text.on_first_row() && row.starts_with('%') {
        return magic(vm, globals, &before);
    }
    match place(&before) {
        Place::Text(open) => return in_string(vm, globals, &before, open),
        Place::Other => return (before.len(), Vec::new()),
        Place::Code => {}
    }
    if let Some(found) = modules::in_import(vm, &row, before.len()) {
        return found;
    }
    let start = word_start(&before);
    let head = before.get(..start).unwrap_or("");
    if let Some(object) = head.strip_suffix('.') {
        let expression = expression_before(object);
        let items = match resolve(vm, globals, expression) {
            Some(found) => attributes(vm, &found),
            None => Vec::new(),
        };
        return (start, items);
    }
    let typed = before.get(start..).unwrap_or("");
    if head.ends_with('[') && typed.is_empty() {
        let keys = dict_keys(vm, globals, head, "");
        if !keys.is_empty() {
            return (start, keys);
        }
    }
    let mut items = keywords_of_call(vm, globals, head);
    items.extend(names(vm, globals, &text.text, head, typed));
    (start, items)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where the identifier before the cursor begins.
fn word_start(before: &str) -> usize {
    before.trim_end_matches(is_word).len()
}

/// The expression that ends here: names, attributes, brackets, literals.
fn expression_before(text: &str) -> &str {
    let mut at = text.len();
    let mut depth = 0usize;
    let mut quote: Option<char> = None;
    for (i, c) in text.char_indices().rev() {
        if let Some(q) = quote {
            at = i;
            if c == q {
                quote = None;
            }
            continue;
        }
        match c {
            ')' | ']' | '}' => depth += 1,
            '(' | '[' | '{' if depth > 0 => depth -= 1,
            '"' | '\'' => quote = Some(c),
            c if depth > 0 || is_word(c) || c == '.' => {}
            _ => break,
        }
        at = i;
    }
    text.get(at..).unwrap_or("")
}

/// What the cursor is in.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    Code,
    /// A string whose quote is here.
    Text(usize),
    /// A comment, or the format of a replacement field.
    Other,
}

/// What is open at some point of a text.
enum Open {
    /// A string: where, its quotes, and whether braces in it hold code.
    Text(usize, String, bool),
    /// A replacement field: brackets open in it, and whether its format has begun.
    Field(usize, bool),
}

/// Goes through strings, replacement fields and comments up to the end.
fn place(text: &str) -> Place {
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
        let Some(c) = rest.chars().next() else { break };
        let mut step = c.len_utf8();
        match open.last_mut() {
            Some(Open::Text(_, quote, holds_code)) => match c {
                '\\' => step += rest.chars().nth(1).map_or(0, char::len_utf8),
                '{' if *holds_code && rest.starts_with("{{") => step = 2,
                '{' if *holds_code => open.push(Open::Field(0, false)),
                _ if rest.starts_with(quote.as_str()) => {
                    step = quote.len();
                    open.pop();
                }
                '\n' if quote.len() == 1 => drop(open.pop()),
                _ => {}
            },
            Some(Open::Field(_, true)) => match c {
                '{' => open.push(Open::Field(0, false)),
                '}' => drop(open.pop()),
                _ => {}
            },
            code => match (c, code) {
                ('#', _) => match rest.find('\n') {
                    Some(end) => step = end,
                    None => return Place::Other,
                },
                ('"' | '\'', _) => {
                    let triple: String = std::iter::repeat_n(c, 3).collect();
                    let quote = if rest.starts_with(&triple) { triple } else { c.to_string() };
                    step = quote.len();
                    let before = text.get(..at).unwrap_or("");
                    let prefix = before.get(word_start(before)..).unwrap_or("");
                    open.push(Open::Text(at, quote, prefix.len() < 3 && prefix.contains(['f', 'F', 't', 'T'])));
                }
                ('(' | '[' | '{', Some(Open::Field(depth, _))) => *depth += 1,
                ('}', Some(Open::Field(0, _))) => drop(open.pop()),
                (')' | ']' | '}', Some(Open::Field(depth, _))) => *depth = depth.saturating_sub(1),
                (':', Some(Open::Field(0, format))) => *format = true,
                _ => {}
            },
        }
        at += step;
    }
    match open.last() {
        None | Some(Open::Field(_, false)) => Place::Code,
        Some(Open::Field(_, true)) => Place::Other,
        Some(Open::Text(at, ..)) => Place::Text(*at),
    }
}

/// In a string: keys of a dict behind a bracket, else paths.
fn in_string(vm: &mut Vm, globals: &Ref<Dict>, before: &str, open: usize) -> (usize, Vec<Item>) {
    let head = before.get(..open).unwrap_or("");
    let quote = before.get(open..open + 1).unwrap_or("'");
    let content = before.get(open + 1..).unwrap_or("");
    if head.ends_with('[') {
        let keys = dict_keys(vm, globals, head, quote);
        if !keys.is_empty() {
            return (open + 1, keys);
        }
    }
    paths(before, content)
}

/// The str keys of the dict before a bracket; with a quote open they end with it.
fn dict_keys(vm: &mut Vm, globals: &Ref<Dict>, head: &str, quote: &str) -> Vec<Item> {
    let expression = expression_before(head.strip_suffix('[').unwrap_or(""));
    let Some(Found::Value(value)) = resolve(vm, globals, expression) else { return Vec::new() };
    let Some(dict) = value.downcast::<Dict>() else { return Vec::new() };
    let entries: Vec<(Value, Value)> =
        dict.get(vm).iter().take(MOST).map(|e| (e.key.clone(), e.value.clone())).collect();
    let mut out = Vec::new();
    for (key, value) in entries {
        let kind = lens::brief(vm, &value, 24);
        match (key.downcast_exact::<Str>().and_then(|k| k.as_str().map(str::to_owned)), quote) {
            (Some(key), "") => out.push(item(format!("{key:?}]").replace("\\'", "'"), kind)),
            (Some(key), quote) if !key.contains(quote) && !key.contains(['\n', '\\']) => {
                out.push(item(format!("{key}{quote}]"), kind));
            }
            (None, "") => out.push(item(format!("{}]", lens::brief(vm, &key, 24)), kind)),
            _ => {}
        }
    }
    out
}

/// Files and folders that continue a path.
fn paths(before: &str, typed: &str) -> (usize, Vec<Item>) {
    let (folder, name) = match typed.rfind('/') {
        Some(at) => typed.split_at(at + 1),
        None => ("", typed),
    };
    let home = || crate::host::env::var("HOME").unwrap_or_default();
    let place = match folder.strip_prefix("~/") {
        Some(rest) => format!("{}/{rest}", home()),
        None if folder.is_empty() => ".".to_owned(),
        None => folder.to_owned(),
    };
    let names = crate::host::fs::list(&place).unwrap_or_default();
    let shown = names.into_iter().filter(|n| name.starts_with('.') || !n.starts_with('.'));
    let items = shown.map(|n| if n.ends_with('/') { item(n, "folder") } else { item(n, "file") }).collect();
    (before.len() - name.len(), items)
}

/// `%na`, and the arguments of commands.
fn magic(vm: &mut Vm, globals: &Ref<Dict>, before: &str) -> (usize, Vec<Item>) {
    let (name, _) = word(before.trim_start_matches('%'));
    if !before.contains(char::is_whitespace) {
        let start = before.len() - before.trim_start_matches('%').len();
        let items = MAGICS.iter().map(|m| item(m.0, m.2)).collect();
        return (start, items);
    }
    let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let words = before.split_whitespace().count() + usize::from(last.is_empty());
    match name {
        "see" if words == 2 => {
            let items = lens::KINDS.iter().map(|k| item(k.0, k.2)).collect();
            (before.len() - last.len(), items)
        }
        "run" | "load" | "save" | "cd" => paths(before, last),
        "demo" => {
            let option = ("--step", "steps through a demo");
            let demos = crate::demo::all().map(|d| item(d.name, d.shows()));
            let items = demos.chain([item(option.0, option.1)]).collect();
            (before.len() - last.len(), items)
        }
        "magic" => (before.len() - last.len(), MAGICS.iter().map(|m| item(m.0, m.2)).collect()),
        _ => {
            let inner = Text::at_end(last);
            let (start, items) = find(vm, globals, &inner);
            (before.len() - last.len() + start, items)
        }
    }
}

/// `width=` in the call that is open at the cursor.
fn keywords_of_call(vm: &mut Vm, globals: &Ref<Dict>, head: &str) -> Vec<Item> {
    let mut depth = 0usize;
    let mut open = None;
    for (i, c) in head.char_indices().rev() {
        match c {
            ')' | ']' | '}' => depth += 1,
            '(' if depth == 0 => {
                open = Some(i);
                break;
            }
            '[' | '{' if depth == 0 => return Vec::new(),
            '(' | '[' | '{' => depth -= 1,
            _ => {}
        }
    }
    let Some(open) = open else { return Vec::new() };
    let inside = head.get(open + 1..).unwrap_or("").trim_end();
    if !inside.is_empty() && !inside.ends_with(',') {
        return Vec::new();
    }
    let expression = expression_before(head.get(..open).unwrap_or(""));
    if expression.is_empty() || head.get(..open).unwrap_or("").trim_end().ends_with("def") {
        return Vec::new();
    }
    let function = match resolve(vm, globals, expression) {
        Some(Found::Value(value)) => value,
        Some(Found::Method(function)) => function,
        _ => return Vec::new(),
    };
    let given = |name: &str| inside.contains(&format!("{name}="));
    let names = lens::describe::keyword_parameters(vm, &function);
    names.into_iter().filter(|n| !given(n) && n != "self").map(|n| item(format!("{n}="), "argument")).collect()
}

/// Variables, builtins, keywords, and names that the text itself has.
fn names(vm: &mut Vm, globals: &Ref<Dict>, text: &str, head: &str, typed: &str) -> Vec<Item> {
    /// Words of expressions, and words that begin statements.
    #[rustfmt::skip]
    const INNER: &[&str] = &[
        "False", "None", "True", "and", "as", "async", "await", "else", "for", "if", "in", "is", "lambda", "not", "or",
        "yield",
    ];
    #[rustfmt::skip]
    const FIRST: &[&str] = &[
        "assert", "break", "case", "class", "continue", "def", "del", "elif", "except", "finally", "from", "global",
        "import", "match", "nonlocal", "pass", "raise", "return", "try", "type", "while", "with",
    ];
    if typed.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for dict in [globals.clone(), vm.builtins.clone()] {
        let entries: Vec<(String, Value)> = dict
            .get(vm)
            .iter()
            .filter_map(|e| e.key.downcast_exact::<Str>().map(|k| (k.to_lossy().into_owned(), e.value.clone())))
            .filter(|(k, _)| k.starts_with(typed))
            .collect();
        out.extend(entries.into_iter().map(|(name, value)| item(name, resolve::kind(vm, &value))));
    }
    let mut words: Vec<&str> = text.split(|c| !is_word(c)).collect();
    words.retain(|w| w.starts_with(typed) && *w != typed && !w.starts_with(|c: char| c.is_ascii_digit()));
    for word in words {
        if !out.iter().any(|i| i.text == word) && !INNER.contains(&word) && !FIRST.contains(&word) {
            out.push(item(word, "in this block"));
        }
    }
    let begins = head.trim_end_matches([' ', '\t']).chars().next_back().is_none_or(|c| matches!(c, '\n' | ';' | ':'));
    let first = if begins { FIRST } else { &[] };
    out.extend(INNER.iter().chain(first).filter(|k| k.starts_with(typed)).map(|k| item(*k, "keyword")));
    out.sort_by(|a, b| a.text.cmp(&b.text));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_the_cursor_is() {
        assert_eq!(expression_before("f(x, y[0].z"), "y[0].z");
        assert_eq!(expression_before("a + 'b c'"), "'b c'");
        assert_eq!(expression_before("x = d['k']"), "d['k']");
        assert_eq!(place("x = 'ab"), Place::Text(4));
        assert_eq!(place("x = 'a' # '"), Place::Other);
        assert_eq!(place("x = 'a' # '\ny"), Place::Code);
        assert_eq!(place("'''a\nb"), Place::Text(0));
        assert_eq!(place("f('\\'"), Place::Text(2));
        assert_eq!(place("f'{a"), Place::Code);
        assert_eq!(place("f'{{a"), Place::Text(1));
        assert_eq!(place("'{a"), Place::Text(0));
        assert_eq!(place("rf'{a}b"), Place::Text(2));
        assert_eq!(place("f'{d['k"), Place::Text(5));
        assert_eq!(place("f'{d[1:2].x"), Place::Code);
        assert_eq!(place("f'{a:>1"), Place::Other);
        assert_eq!(place("f'{a:>{w"), Place::Code);
        assert_eq!(place("f'{a:>{w}}' + b"), Place::Code);
        assert_eq!(place("f'{({1: 2})}' 'c"), Place::Text(14));
    }

    #[test]
    fn any_place_is_safe() {
        let mut vm = Vm::new(crate::vm::Config::default()).unwrap_or_else(|_| panic!("no interpreter"));
        let globals = vm.new_dict();
        let text = "import os.pa; from x import (a, b\nd = {'é': [1, '日'], \"k\": b''}; d['é'][0].x(f'{a!r', *b, \
                    k=\"\\\"\"\n%see graph\nx = '''a\n''.y[-1].z(len(1, \n[].append.__doc__[";
        for (at, _) in text.char_indices() {
            for start in [0, text.floor_char_boundary(at / 2), text.floor_char_boundary(at.saturating_sub(9))] {
                let piece = text.get(start..at).unwrap_or("");
                let typed = Text::at_end(piece);
                let (from, found) = candidates(&mut vm, &globals, &typed);
                assert!(piece.is_char_boundary(from), "{piece:?}");
                assert!(found.len() <= MOST);
            }
        }
    }
}
