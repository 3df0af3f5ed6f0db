//! Values laid out for the width of the terminal: containers that do not fit one row get a row for each item, or rows
//! filled with short items. What is one object in several places, and what contains itself, is said in a comment behind.
//!
//! A value that fits is shown exactly as its repr. Only exact builtin containers are taken apart; all else is its repr.

use crate::gc::Value;
use crate::lens::text::width;
use crate::object::set::FrozenSet;
use crate::object::{Dict, List, PyResult, Set, Tuple};
use crate::vm::Vm;

const INDENT: usize = 4;
/// Values that are looked at for sharing.
const MOST: usize = 2_000;

/// The text of a value, without a line feed at its end; notes are faint if that is wanted.
pub fn render(vm: &mut Vm, value: &Value, columns: usize, faint: bool) -> PyResult<String> {
    let paint = |note: &str| match faint {
        true => format!("{}{note}{}", super::highlight::DIM, super::highlight::RESET),
        false => note.to_owned(),
    };
    if kind(value).is_none() {
        return Ok(vm.repr(value)?.to_lossy().into_owned());
    }
    let flat = vm.repr(value)?.to_lossy().into_owned();
    let note = sharing(vm, value);
    if width(&flat) <= columns && !flat.contains('\n') {
        return Ok(match note {
            // On a row of its own where it does not fit.
            Some(note) if width(&flat) + 2 + width(&note) <= columns => format!("{flat}  {}", paint(&note)),
            Some(note) => format!("{flat}\n{}", paint(&note)),
            None => flat,
        });
    }
    let mut active = Vec::new();
    let node = build(vm, value, &mut active)?;
    let mut out = String::new();
    write(&node, 0, columns, 0, &mut out);
    if let Some(note) = note {
        out.push('\n');
        out.push_str(&paint(&note));
    }
    Ok(out)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    Tuple,
    Dict,
    Set,
    FrozenSet,
}

fn kind(value: &Value) -> Option<Kind> {
    if value.downcast_exact::<List>().is_some() {
        return Some(Kind::List);
    }
    if value.downcast_exact::<Tuple>().is_some() {
        return Some(Kind::Tuple);
    }
    if value.downcast_exact::<Dict>().is_some() {
        return Some(Kind::Dict);
    }
    if value.downcast_exact::<Set>().is_some() {
        return Some(Kind::Set);
    }
    value.downcast_exact::<FrozenSet>().map(|_| Kind::FrozenSet)
}

/// Keys and items; lists have no keys.
fn items(vm: &Vm, value: &Value) -> Vec<(Option<Value>, Value)> {
    let plain = |items: &[Value]| items.iter().map(|v| (None, v.clone())).collect();
    if let Some(list) = value.downcast_exact::<List>() {
        return plain(&list.get(vm).items);
    }
    if let Some(tuple) = value.downcast_exact::<Tuple>() {
        return plain(tuple.items());
    }
    if let Some(dict) = value.downcast_exact::<Dict>() {
        return dict.get(vm).iter().map(|e| (Some(e.key.clone()), e.value.clone())).collect();
    }
    let table: Vec<Value> = match (value.downcast_exact::<Set>(), value.downcast_exact::<FrozenSet>()) {
        (Some(set), _) => set.get(vm).table.iter().cloned().collect(),
        (_, Some(set)) => set.get(vm).table.iter().cloned().collect(),
        _ => Vec::new(),
    };
    plain(&table)
}

enum Node {
    Text(String),
    Group { open: &'static str, close: &'static str, items: Vec<(String, Node)>, flat: String },
}

fn build(vm: &mut Vm, value: &Value, active: &mut Vec<u64>) -> PyResult<Node> {
    vm.poll()?;
    vm.check_native_depth()?;
    let flat = vm.repr(value)?.to_lossy().into_owned();
    let Some(kind) = kind(value) else { return Ok(Node::Text(flat)) };
    let children = items(vm, value);
    if children.is_empty() || active.contains(&value.id()) {
        let dots = match kind {
            _ if children.is_empty() => flat,
            Kind::List => "[...]".to_owned(),
            Kind::Tuple => "(...)".to_owned(),
            Kind::Dict => "{...}".to_owned(),
            _ => "...".to_owned(),
        };
        return Ok(Node::Text(dots));
    }
    let (open, close) = match kind {
        Kind::List => ("[", "]"),
        Kind::Tuple => ("(", ")"),
        Kind::Dict | Kind::Set => ("{", "}"),
        Kind::FrozenSet => ("frozenset({", "})"),
    };
    active.push(value.id());
    let mut nodes = Vec::with_capacity(children.len());
    for (key, child) in children {
        let key = match key {
            Some(key) => format!("{}: ", vm.repr(&key)?.to_lossy()),
            None => String::new(),
        };
        nodes.push((key, build(vm, &child, active)?));
    }
    active.pop();
    Ok(Node::Group { open, close, items: nodes, flat })
}

impl Node {
    fn flat(&self) -> &str {
        match self {
            Node::Text(text) => text,
            Node::Group { flat, .. } => flat,
        }
    }

    fn is_text(&self) -> bool {
        matches!(self, Node::Text(_))
    }
}

/// Writes a node that begins at `column` and is followed by `after` columns.
fn write(node: &Node, column: usize, columns: usize, after: usize, out: &mut String) {
    let flat = node.flat();
    let Node::Group { open, close, items, .. } = node else {
        out.push_str(flat);
        return;
    };
    if column + width(flat) + after <= columns && !flat.contains('\n') {
        out.push_str(flat);
        return;
    }
    // The indentation of this row.
    let row = out.rsplit('\n').next().unwrap_or("");
    let margin = row.len() - row.trim_start_matches(' ').len();
    let inner = margin + INDENT;
    let indent = " ".repeat(inner);
    out.push_str(open);
    out.push('\n');
    let short = |n: &Node| n.is_text() && width(n.flat()) <= 24;
    if items.iter().all(|(key, n)| key.is_empty() && short(n)) {
        fill(items, &indent, columns, out);
    } else {
        for (key, item) in items {
            out.push_str(&indent);
            out.push_str(key);
            write(item, inner + width(key), columns, 1, out);
            out.push_str(",\n");
        }
    }
    out.push_str(&" ".repeat(margin));
    out.push_str(close);
}

/// As many items a row as fit, numbers in columns.
fn fill(items: &[(String, Node)], indent: &str, columns: usize, out: &mut String) {
    let widest = items.iter().map(|(_, n)| width(n.flat())).max().unwrap_or(0);
    let numbers = items.iter().all(|(_, n)| n.flat().starts_with(|c: char| c == '-' || c.is_ascii_digit()));
    let mut used = 0;
    for (_, item) in items {
        let text = item.flat();
        let text = if numbers { format!("{}{text}", " ".repeat(widest - width(text))) } else { text.to_owned() };
        let need = width(&text) + 1;
        if used > 0 && indent.len() + used + 1 + need > columns {
            out.push('\n');
            used = 0;
        }
        if used == 0 {
            out.push_str(indent);
        } else {
            out.push(' ');
            used += 1;
        }
        out.push_str(&text);
        out.push(',');
        used += need;
    }
    out.push('\n');
}

/// `# [0], [2] are one list`, `# [1] is the list itself`.
fn sharing(vm: &mut Vm, value: &Value) -> Option<String> {
    let mut places: Vec<(Value, Vec<String>)> = vec![(value.clone(), vec![String::new()])];
    let mut queue: Vec<(Value, String)> = vec![(value.clone(), String::new())];
    let mut at = 0;
    while let Some((container, path)) = queue.get(at).cloned() {
        at += 1;
        for (i, (key, child)) in items(vm, &container).into_iter().enumerate() {
            if kind(&child).is_none() {
                continue;
            }
            if places.len() > MOST {
                return None;
            }
            let step = match key {
                Some(key) => vm.repr(&key).ok()?.to_lossy().into_owned(),
                None => i.to_string(),
            };
            let path = format!("{path}[{step}]");
            let known = places.iter_mut().find(|(v, _)| v.is(&child));
            match known {
                Some((_, paths)) => paths.push(path),
                None => {
                    places.push((child.clone(), vec![path.clone()]));
                    queue.push((child, path));
                }
            }
        }
    }
    let mut notes = Vec::new();
    for (object, paths) in &places {
        let name = match kind(object) {
            Some(Kind::List) => "list",
            Some(Kind::Dict) => "dict",
            Some(Kind::Set) => "set",
            // Tuples and frozen sets cannot change: that they are shared is nobody's business.
            _ => continue,
        };
        match &paths[..] {
            [first, rest @ ..] if first.is_empty() => {
                if let Some(path) = rest.first() {
                    notes.push(format!("{path} is the {name} itself"));
                }
            }
            paths if paths.len() > 4 => notes.push(format!("{}, … ({} places) are one {name}", paths[0], paths.len())),
            paths if paths.len() > 1 => notes.push(format!("{} are one {name}", paths.join(", "))),
            _ => {}
        }
    }
    notes.truncate(3);
    (!notes.is_empty()).then(|| format!("# {}", notes.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Mode;
    use crate::vm::Config;

    fn shown(source: &str, columns: usize) -> String {
        let mut vm = Vm::new(Config::default()).unwrap_or_else(|_| panic!("no interpreter"));
        let globals = vm.new_dict();
        let code = vm.compile_source(source, "<test>", Mode::Eval, 0).unwrap_or_else(|_| panic!("no code"));
        let value = vm.run_code(&code, &globals, &globals.to_value()).unwrap_or_else(|_| panic!("no value"));
        render(&mut vm, &value, columns, false).unwrap_or_else(|_| panic!("no text"))
    }

    #[test]
    fn what_fits_is_the_repr() {
        assert_eq!(shown("[1, 'a', (2,)]", 80), "[1, 'a', (2,)]");
        assert_eq!(shown("{'a': 1}", 80), "{'a': 1}");
    }

    #[test]
    fn rows() {
        assert_eq!(shown("list(range(6))", 16), "[\n    0, 1, 2, 3,\n    4, 5,\n]");
        assert_eq!(shown("{'a': [1, 2], 'b': 'x' * 9}", 20), "{\n    'a': [1, 2],\n    'b': 'xxxxxxxxx',\n}");
        assert_eq!(
            shown("[[10, 20, 30, 40], {'k': (1,)}]", 18),
            "[\n    [\n        10, 20,\n        30, 40,\n    ],\n    {'k': (1,)},\n]"
        );
    }

    #[test]
    fn sharing_is_told() {
        assert_eq!(shown("[[0]] * 3", 80), "[[0], [0], [0]]  # [0], [1], [2] are one list");
        assert_eq!(shown("(lambda x: [x.append(x), x][1])([1])", 80), "[1, [...]]  # [1] is the list itself");
        assert_eq!(shown("[(1,)] * 2", 80), "[(1,), (1,)]");
    }
}
