//! A lens's findings as text for a terminal: at most so many columns wide, ASCII alone where that is asked for.

use super::doc::*;
use unicode_width::UnicodeWidthStr;

/// How text is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub width: usize,
    pub ascii: bool,
}

impl Default for Style {
    fn default() -> Style {
        Style { width: 80, ascii: false }
    }
}

/// Rows without blanks at their ends, each with a line feed.
pub fn render(doc: &Doc, style: Style) -> String {
    let mut out = Vec::new();
    if !doc.title.is_empty() {
        out.push(doc.title.clone());
    }
    for part in &doc.parts {
        match part {
            Part::Note(text) => out.extend(text.lines().flat_map(|l| wrap(l, style.width, "  "))),
            Part::Heading(text) => {
                if !out.is_empty() {
                    out.push(String::new());
                }
                out.push(text.clone());
            }
            Part::Table(rows) => table(rows, style, &mut out),
            Part::Listing(rows) => listing(rows, &mut out),
            Part::Graph(graph) => draw_graph(graph, style, &mut out),
            Part::Layers(layers) => draw_layers(layers, &mut out),
        }
    }
    let mut text = String::new();
    for row in out {
        text.push_str(row.trim_end());
        text.push('\n');
    }
    if style.ascii { to_ascii(&text) } else { text }
}

pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// A text cut to so many columns.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let w = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used + w + 1 > columns {
            break;
        }
        used += w;
        out.push(c);
    }
    out.push('…');
    out
}

/// Breaks a row at blanks; further rows begin with `indent`.
pub fn wrap(text: &str, columns: usize, indent: &str) -> Vec<String> {
    let mut rows = Vec::new();
    let mut row = String::new();
    for word in text.split(' ') {
        if !row.trim().is_empty() && width(&row) + 1 + width(word) > columns {
            rows.push(std::mem::replace(&mut row, format!("{indent}{word}")));
            continue;
        }
        if !row.is_empty() {
            row.push(' ');
        }
        row.push_str(word);
    }
    rows.push(row);
    rows
}

fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

fn table(rows: &[Row], style: Style, out: &mut Vec<String>) {
    let columns = rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let marked = rows.iter().any(|r| r.mark != Mark::None);
    let widest =
        |i: usize| rows.iter().filter(|r| r.cells.len() > 1).filter_map(|r| r.cells.get(i)).map(|c| width(c)).max();
    // The last column takes what is left.
    let widths: Vec<usize> = (0..columns).map(|i| widest(i).unwrap_or(0).min(style.width / 2)).collect();
    for row in rows {
        let mut text = String::from(if marked { mark(row.mark) } else { " " });
        text.push(' ');
        for (i, cell) in row.cells.iter().enumerate() {
            let column = widths.get(i).copied().unwrap_or(0);
            if i + 1 == row.cells.len() {
                let usual = 2 + widths.iter().take(i).map(|w| w + 2).sum::<usize>();
                if width(&text) > usual && width(&text) + width(cell) > style.width && i > 0 {
                    // A wide cell before it leaves too little room: it goes below, to its column.
                    if !cell.is_empty() {
                        out.push(cut(std::mem::take(&mut text).trim_end(), style.width));
                        text = " ".repeat(usual);
                    }
                }
                let indent = width(&text);
                let room = style.width.saturating_sub(indent).max(16);
                for (k, piece) in wrap(cell, room, "").into_iter().enumerate() {
                    if k > 0 {
                        out.push(std::mem::replace(&mut text, " ".repeat(indent)));
                    }
                    text.push_str(&piece);
                }
            } else {
                text.push_str(&pad(cell, column));
                text.push_str("  ");
            }
        }
        out.push(text);
    }
}

fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::None => " ",
        Mark::Used => "✓",
        Mark::Passed => "·",
        Mark::Unreached => "-",
    }
}

/// Code is never cut or wrapped: it may be copied.
fn listing(rows: &[(String, String)], out: &mut Vec<String>) {
    let margin = rows.iter().map(|(m, _)| width(m)).max().unwrap_or(0);
    for (label, text) in rows {
        out.push(if margin == 0 { text.clone() } else { format!("{}  {text}", pad(label, margin)) });
    }
}

/// Names on the left with arrows to the objects they mean, each object with its fields; what is referred to from several
/// places says so.
fn draw_graph(graph: &Graph, style: Style, out: &mut Vec<String>) {
    let names = graph.names.iter().map(|(n, _)| width(n)).max().unwrap_or(0);
    let blank = " ".repeat(names + 6);
    for (name, target) in &graph.names {
        if let Target::Inline(value) = target {
            out.push(cut(&format!("{} ───▶ {value}", pad(name, names)), style.width));
        }
    }
    for object in &graph.objects {
        let mine: Vec<&str> =
            graph.names.iter().filter(|(_, t)| *t == Target::Object(object.number)).map(|(n, _)| n.as_str()).collect();
        let body = object_rows(object, style.width.saturating_sub(names + 6));
        for i in 0..body.len().max(mine.len()) {
            let left = match (mine.get(i), i, mine.len()) {
                (Some(name), 0, 1) => format!("{} ───▶ ", pad(name, names)),
                (Some(name), 0, _) => format!("{} ─┬─▶ ", pad(name, names)),
                (Some(name), i, n) if i + 1 == n => format!("{} ─┘   ", pad(name, names)),
                (Some(name), ..) => format!("{} ─┤   ", pad(name, names)),
                (None, ..) => blank.clone(),
            };
            out.push(format!("{left}{}", body.get(i).map_or("", String::as_str)));
        }
    }
}

fn object_rows(object: &Object, columns: usize) -> Vec<String> {
    let mut head = format!("#{} {}", object.number, object.kind);
    let all_inline = object.fields.iter().all(|(_, t)| matches!(t, Target::Inline(_)));
    let positional = object.fields.iter().all(|(l, _)| l.starts_with('['));
    let more = if object.more > 0 { format!("… {} more", object.more) } else { String::new() };
    let mut rows = Vec::new();
    if all_inline && positional {
        let items: Vec<&str> =
            object.fields.iter().map(|(_, t)| if let Target::Inline(v) = t { v.as_str() } else { "" }).collect();
        let line = format!("{head}  {}", items.join(", "));
        if width(&line) + more.len() + 2 <= columns && !items.is_empty() {
            head = if more.is_empty() { line } else { format!("{line}, {more}") };
        } else if !items.is_empty() {
            rows.extend(wrap(&items.join(", "), columns.saturating_sub(3), "").into_iter().map(|r| format!("   {r}")));
            if !more.is_empty() {
                rows.push(format!("   {more}"));
            }
        }
    } else {
        let labels = object.fields.iter().map(|(l, _)| width(l)).max().unwrap_or(0).min(columns / 2);
        for (label, target) in &object.fields {
            let value = match target {
                Target::Inline(value) => value.clone(),
                Target::Object(number) => format!("──▶ #{number}"),
            };
            rows.push(cut(&format!("   {} {value}", pad(label, labels)), columns));
        }
        if !more.is_empty() {
            rows.push(format!("   {more}"));
        }
    }
    if object.fields.is_empty() && object.more == 0 {
        head.push_str("  empty");
    }
    if !object.from.is_empty() {
        let from = format!("◀ {}", object.from.join(", "));
        if width(&head) + 3 + width(&from) <= columns {
            head = format!("{head}   {from}");
        } else {
            rows.insert(0, cut(&format!("   {from}"), columns));
        }
    }
    rows.insert(0, cut(&head, columns));
    rows
}

/// Each class above its bases, in rows; lines are drawn between neighbours.
fn draw_layers(layers: &[Vec<ClassBox>], out: &mut Vec<String>) {
    const GAP: usize = 4;
    let row_width =
        |layer: &[ClassBox]| layer.iter().map(|c| width(&c.name)).sum::<usize>() + GAP * layer.len().saturating_sub(1);
    let total = layers.iter().map(|l| row_width(l)).max().unwrap_or(0);
    // The middle of each class, by name, in the row above.
    let mut above: Vec<(usize, &ClassBox)> = Vec::new();
    for layer in layers {
        let mut at = 2 + total / 2 - row_width(layer) / 2;
        let mut text = String::new();
        let mut here = Vec::new();
        for class in layer {
            text.push_str(&" ".repeat(at.saturating_sub(width(&text))));
            text.push_str(&class.name);
            here.push((at + width(&class.name) / 2, class));
            at += width(&class.name) + GAP;
        }
        if !above.is_empty() {
            let mut line: Vec<char> = vec![' '; total + 6];
            for (from, class) in &above {
                for base in &class.bases {
                    let Some((to, _)) = here.iter().find(|(_, c)| c.name == *base) else { continue };
                    let (column, c) = match from.cmp(to) {
                        _ if from.abs_diff(*to) < 2 => (*to, '│'),
                        std::cmp::Ordering::Equal => (*from, '│'),
                        std::cmp::Ordering::Less => ((from + to).div_ceil(2), '╲'),
                        std::cmp::Ordering::Greater => ((from + to) / 2, '╱'),
                    };
                    if let Some(cell) = line.get_mut(column) {
                        *cell = c;
                    }
                }
            }
            out.push(line.into_iter().collect());
        }
        out.push(text);
        above = here;
    }
}

/// The same with ASCII alone.
pub fn to_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let with = match c {
            '─' => "-",
            '│' | '┤' => "|",
            '┬' | '┘' | '├' | '└' | '┌' | '┐' => "+",
            '▶' => ">",
            '◀' => "<-",
            '→' => "->",
            '←' => "<-",
            '✓' => "*",
            '✗' => "x",
            '·' => ".",
            '…' => "...",
            '╲' => "\\",
            '╱' => "/",
            '×' => "x",
            c if c.is_ascii() => {
                out.push(c);
                continue;
            }
            c => {
                out.extend(c.escape_unicode());
                continue;
            }
        };
        out.push_str(with);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_share_arrows() {
        let object = Object {
            number: 1,
            kind: "list".into(),
            fields: vec![("[0]".into(), Target::Inline("1".into()))],
            more: 0,
            from: vec![],
        };
        let names = ["a", "bb"].map(|n| (n.to_owned(), Target::Object(1))).to_vec();
        let mut doc = Doc::new("graph", "");
        doc.parts.push(Part::Graph(Graph { names, objects: vec![object] }));
        assert_eq!(render(&doc, Style::default()), "a  ─┬─▶ #1 list  1\nbb ─┘\n");
        assert_eq!(render(&doc, Style { ascii: true, width: 80 }), "a  -+-> #1 list  1\nbb -+\n");
    }

    #[test]
    fn diamonds() {
        let class = |name: &str, bases: &[&str]| ClassBox {
            name: name.into(),
            bases: bases.iter().map(|b| (*b).to_owned()).collect(),
        };
        let mut doc = Doc::new("mro", "");
        let layers = vec![
            vec![class("C", &["A", "B"])],
            vec![class("A", &["Base"]), class("B", &["Base"])],
            vec![class("Base", &[])],
        ];
        doc.parts.push(Part::Layers(layers));
        assert_eq!(render(&doc, Style::default()), "     C\n   ╱  ╲\n  A    B\n    ╲ ╱\n   Base\n");
    }

    #[test]
    fn rows_are_cut_and_wrapped() {
        assert_eq!(cut("abcdef", 4), "abc…");
        assert_eq!(wrap("a bb ccc", 4, " "), ["a bb", " ccc"]);
    }
}
