//! A lens's findings as JSON.

use super::doc::*;
use std::fmt::Write;

pub fn render(doc: &Doc) -> String {
    let mut out = String::new();
    out.push('{');
    field(&mut out, "kind", doc.kind, true);
    field(&mut out, "title", &doc.title, false);
    out.push_str(", \"parts\": ");
    list(&mut out, &doc.parts, part);
    out.push('}');
    out
}

fn string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if (c as u32) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

fn field(out: &mut String, name: &str, value: &str, first: bool) {
    let _ = write!(out, "{}\"{name}\": ", if first { "" } else { ", " });
    string(out, value);
}

fn list<T>(out: &mut String, items: &[T], mut each: impl FnMut(&mut String, &T)) {
    out.push('[');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        each(out, item);
    }
    out.push(']');
}

fn part(out: &mut String, part: &Part) {
    out.push('{');
    match part {
        Part::Note(text) => field(out, "note", text, true),
        Part::Heading(text) => field(out, "heading", text, true),
        Part::Table(rows) => {
            out.push_str("\"table\": ");
            list(out, rows, |out, row| {
                out.push('{');
                let mark = match row.mark {
                    Mark::None => "none",
                    Mark::Used => "used",
                    Mark::Passed => "passed",
                    Mark::Unreached => "unreached",
                };
                field(out, "mark", mark, true);
                out.push_str(", \"cells\": ");
                list(out, &row.cells, |out, cell| string(out, cell));
                out.push('}');
            });
        }
        Part::Listing(rows) => {
            out.push_str("\"listing\": ");
            list(out, rows, |out, (label, text)| {
                out.push('[');
                string(out, label);
                out.push_str(", ");
                string(out, text);
                out.push(']');
            });
        }
        Part::Graph(graph) => {
            out.push_str("\"names\": ");
            list(out, &graph.names, |out, (name, target)| {
                out.push('{');
                field(out, "name", name, true);
                refers(out, target);
                out.push('}');
            });
            out.push_str(", \"objects\": ");
            list(out, &graph.objects, object);
        }
        Part::Layers(layers) => {
            out.push_str("\"layers\": ");
            list(out, layers, |out, layer| {
                list(out, layer, |out, class| {
                    out.push('{');
                    field(out, "class", &class.name, true);
                    out.push_str(", \"bases\": ");
                    list(out, &class.bases, |out, base| string(out, base));
                    out.push('}');
                });
            });
        }
    }
    out.push('}');
}

fn refers(out: &mut String, target: &Target) {
    match target {
        Target::Inline(value) => field(out, "value", value, false),
        Target::Object(number) => {
            let _ = write!(out, ", \"object\": {number}");
        }
    }
}

fn object(out: &mut String, object: &Object) {
    let _ = write!(out, "{{\"number\": {}", object.number);
    field(out, "type", &object.kind, false);
    out.push_str(", \"fields\": ");
    list(out, &object.fields, |out, (label, target)| {
        out.push('{');
        field(out, "label", label, true);
        refers(out, target);
        out.push('}');
    });
    let _ = write!(out, ", \"more\": {}, \"from\": ", object.more);
    list(out, &object.from, |out, from| string(out, from));
    out.push('}');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped() {
        let mut doc = Doc::new("same", "a \"b\"\n");
        doc.table(vec![row(Mark::Used, ["x\\", "\u{1}"])]);
        let expected = r#"{"kind": "same", "title": "a \"b\"\n", "parts": [{"table": [{"mark": "used", "cells": ["x\\", "\u0001"]}]}]}"#;
        assert_eq!(render(&doc), expected);
    }
}
