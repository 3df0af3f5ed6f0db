//! A lens's findings as a picture: SVG text, made here, for browsers and documents.
//!
//! Graphs are drawn as boxes in columns, by their distance from the names; everything else is set as rows of text. Arrows
//! run between the columns, those that lead back below the boxes: none crosses a box. Each text says how long it is, so that
//! another font than the one meant changes no place.

use super::doc::*;
use super::text::{self, Style, width};
use std::fmt::Write;

const CHAR: usize = 8;
const LINE: usize = 18;
const PAD: usize = 12;
const COLUMN_GAP: usize = 64;
const BOX_GAP: usize = 18;
/// Between arrows that lead back, and how many find room between two columns.
const LANE: usize = 6;
const LANES: usize = 8;

#[derive(Default)]
struct Canvas {
    body: String,
    width: usize,
    height: usize,
}

impl Canvas {
    /// A row of text; what several blanks divide is placed by itself, so that columns stay columns.
    fn text(&mut self, x: usize, y: usize, class: &str, text: &str) {
        let mut rest = text.trim_end();
        let mut at = x;
        while !rest.is_empty() {
            let piece = rest.trim_start_matches(' ');
            at += (rest.len() - piece.len()) * CHAR;
            let end = piece.find("  ").unwrap_or(piece.len());
            let (piece, behind) = piece.split_at(end);
            let long = width(piece) * CHAR;
            let _ = writeln!(
                self.body,
                "<text x=\"{at}\" y=\"{y}\" textLength=\"{long}\" lengthAdjust=\"spacingAndGlyphs\" class=\"{class}\">{}</text>",
                escape(piece)
            );
            at += long;
            rest = behind;
        }
        self.width = self.width.max(at + PAD);
        self.height = self.height.max(y + PAD);
    }

    fn rect(&mut self, x: usize, y: usize, w: usize, h: usize, class: &str) {
        let _ =
            writeln!(self.body, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"4\" class=\"{class}\"/>");
        self.width = self.width.max(x + w + PAD);
        self.height = self.height.max(y + h + PAD);
    }

    /// A curve with an arrow, straight until `bend`.
    fn arrow(&mut self, from: (usize, usize), bend: usize, to: (usize, usize)) {
        let ((x1, y1), (x2, y2)) = (from, to);
        let middle = (bend + x2) / 2;
        let _ = writeln!(
            self.body,
            "<path d=\"M {x1} {y1} H {bend} C {middle} {y1}, {middle} {y2}, {x2} {y2}\" class=\"edge\" marker-end=\"url(#head)\"/>"
        );
    }

    /// An arrow that goes out to the right, down to a lane below, and comes in from the left.
    fn back(&mut self, from: (usize, usize), out: usize, lane: usize, inside: usize, to: (usize, usize)) {
        let ((x1, y1), (x2, y2)) = (from, to);
        let _ = writeln!(
            self.body,
            "<path d=\"M {x1} {y1} H {out} V {lane} H {inside} V {y2} H {x2}\" class=\"back\" marker-end=\"url(#head)\"/>"
        );
        self.width = self.width.max(out + PAD);
        self.height = self.height.max(lane + PAD);
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Blanks stand side by side in tables.
            ' ' => out.push('\u{a0}'),
            // Not allowed in XML.
            c if (c as u32) < 0x20 || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// The picture as the text of a file.
pub fn render(doc: &Doc) -> String {
    let mut canvas = Canvas::default();
    let mut y = PAD + LINE;
    if !doc.title.is_empty() {
        canvas.text(PAD, y, "title", &doc.title);
        y += LINE + BOX_GAP / 2;
    }
    for part in &doc.parts {
        match part {
            Part::Graph(graph) => y = draw_graph(&mut canvas, graph, y) + BOX_GAP,
            Part::Layers(layers) => y = draw_layers(&mut canvas, layers, y) + BOX_GAP,
            other => {
                let one = Doc { kind: doc.kind, title: String::new(), parts: vec![other.clone()] };
                let class = if matches!(other, Part::Heading(_)) { "title" } else { "text" };
                for line in text::render(&one, Style { width: 100, ascii: false }).lines() {
                    canvas.text(PAD, y, class, line);
                    y += LINE;
                }
            }
        }
    }
    let (w, h) = (canvas.width.max(120), canvas.height.max(40));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" \
         font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"13\">\n{STYLE}{}</svg>\n",
        canvas.body
    )
}

const STYLE: &str = "\
<style>
text { fill: #1f2933; }
.ground { fill: #ffffff; }
.title { font-weight: bold; }
.name { fill: #0b5394; font-weight: bold; }
.kind { fill: #7a3e9d; font-weight: bold; }
.box { fill: #f7f9fb; stroke: #52606d; }
.shared { fill: #fff6e0; stroke: #b7791f; }
.edge, .back { fill: none; stroke: #52606d; }
.back { stroke: #c53030; stroke-dasharray: 4 3; }
</style>
<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">\
<path d=\"M0 0 L8 4 L0 8 z\" fill=\"#52606d\"/></marker></defs>
<rect width=\"100%\" height=\"100%\" class=\"ground\"/>
";

struct Placed {
    x: usize,
    y: usize,
    /// Right side of the box, and of its column.
    right: usize,
    column: usize,
}

/// What stands in front of the boxes for a name.
fn name_text((name, target): &(String, Target)) -> String {
    match target {
        Target::Inline(value) => format!("{name} = {value}"),
        Target::Object(_) => name.clone(),
    }
}

fn draw_graph(canvas: &mut Canvas, graph: &Graph, top: usize) -> usize {
    let names = graph.names.iter().map(|n| width(&name_text(n))).max().unwrap_or(0) * CHAR;
    let depth = depths(graph);
    let deepest = depth.iter().copied().max().unwrap_or(0);
    let mut places: Vec<Option<Placed>> = graph.objects.iter().map(|_| None).collect();
    let mut x = PAD + names + COLUMN_GAP;
    let mut bottom = top;
    for level in 0..=deepest {
        let mut y = top;
        let here = || graph.objects.iter().enumerate().filter(|(i, _)| depth.get(*i) == Some(&level));
        let widest = here().map(|(_, o)| box_width(&rows_of(o))).max().unwrap_or(0);
        for (i, object) in here() {
            let rows = rows_of(object);
            let (w, h) = (box_width(&rows), rows.len() * LINE + PAD);
            canvas.rect(x, y, w, h, if object.from.len() > 1 { "shared" } else { "box" });
            for (k, row) in rows.iter().enumerate() {
                canvas.text(x + PAD, y + LINE * (k + 1) - 2, if k == 0 { "kind" } else { "text" }, row);
            }
            if let Some(place) = places.get_mut(i) {
                *place = Some(Placed { x, y, right: x + w, column: x + widest });
            }
            y += h + BOX_GAP;
        }
        bottom = bottom.max(y);
        x += widest + COLUMN_GAP;
    }
    let place = |number: usize| number.checked_sub(1).and_then(|i| places.get(i)).and_then(Option::as_ref);
    let mut y = top + LINE;
    for name in &graph.names {
        canvas.text(PAD, y, "name", &name_text(name));
        if let Target::Object(number) = name.1
            && let Some(to) = place(number)
        {
            let from = PAD + width(&name.0) * CHAR + 6;
            canvas.arrow((from, y - 4), from.max(PAD + names + 6), (to.x, to.y + LINE / 2));
        }
        y += LINE + 6;
    }
    bottom = bottom.max(y);
    let mut backs = 0;
    for object in &graph.objects {
        let Some(at) = place(object.number) else { continue };
        for (k, (_, target)) in object.fields.iter().enumerate() {
            let Target::Object(number) = target else { continue };
            let Some(to) = place(*number) else { continue };
            let from = (at.right, at.y + LINE * (k + 2) - 6);
            let end = (to.x, to.y + LINE / 2);
            if to.x > at.x {
                canvas.arrow(from, at.column + 2, end);
            } else {
                let lane = backs % LANES * LANE;
                canvas.back(from, at.column + 8 + lane, bottom + backs * LANE, to.x - 10 - lane, end);
                backs += 1;
            }
        }
    }
    bottom + backs * LANE
}

fn box_width(rows: &[String]) -> usize {
    rows.iter().map(|r| width(r)).max().unwrap_or(0) * CHAR + 2 * PAD
}

fn rows_of(object: &Object) -> Vec<String> {
    let mut rows = vec![format!("#{} {}", object.number, object.kind)];
    for (label, target) in &object.fields {
        rows.push(match target {
            Target::Inline(value) => format!("{label} {value}"),
            Target::Object(_) => format!("{label} ●"),
        });
    }
    if object.more > 0 {
        rows.push(format!("… {} more", object.more));
    }
    rows
}

/// Steps from a name to each object, the longest way of a first visit in breadth.
fn depths(graph: &Graph) -> Vec<usize> {
    let mut depth = vec![usize::MAX; graph.objects.len()];
    let mut queue = std::collections::VecDeque::new();
    for (_, target) in &graph.names {
        if let Target::Object(number) = target {
            queue.push_back((*number, 0));
        }
    }
    while let Some((number, d)) = queue.pop_front() {
        let Some(slot) = number.checked_sub(1).and_then(|i| depth.get_mut(i)) else { continue };
        if *slot != usize::MAX {
            continue;
        }
        *slot = d;
        let Some(object) = graph.objects.get(number - 1) else { continue };
        for (_, target) in &object.fields {
            if let Target::Object(next) = target {
                queue.push_back((*next, d + 1));
            }
        }
    }
    depth.into_iter().map(|d| if d == usize::MAX { 0 } else { d }).collect()
}

fn draw_layers(canvas: &mut Canvas, layers: &[Vec<ClassBox>], top: usize) -> usize {
    let box_width = |c: &ClassBox| width(&c.name) * CHAR + 2 * PAD;
    let row_width = |l: &[ClassBox]| l.iter().map(box_width).sum::<usize>() + BOX_GAP * 2 * l.len().saturating_sub(1);
    let total = layers.iter().map(|l| row_width(l)).max().unwrap_or(0);
    let mut middles: Vec<(String, usize, usize)> = Vec::new();
    let mut y = top;
    for layer in layers {
        let mut x = PAD + (total - row_width(layer)) / 2;
        for class in layer {
            canvas.rect(x, y, box_width(class), LINE + PAD, "box");
            canvas.text(x + PAD, y + LINE, "kind", &class.name);
            middles.push((class.name.clone(), x + box_width(class) / 2, y));
            x += box_width(class) + 2 * BOX_GAP;
        }
        y += LINE + PAD + COLUMN_GAP / 2;
    }
    // A base further down is reached beside the rows between.
    let mut side = PAD + total;
    for (level, layer) in layers.iter().enumerate() {
        for class in layer {
            for base in &class.bases {
                let find = |name: &str| middles.iter().find(|(n, ..)| n == name);
                let (Some((_, x1, y1)), Some((_, x2, y2))) = (find(&class.name), find(base)) else { continue };
                let below = layers.get(level + 1).is_some_and(|l| l.iter().any(|c| c.name == *base));
                let from = y1 + LINE + PAD;
                if below {
                    let _ = writeln!(
                        canvas.body,
                        "<path d=\"M {x1} {from} L {x2} {y2}\" class=\"edge\" marker-end=\"url(#head)\"/>"
                    );
                    continue;
                }
                side += 2 * LANE;
                let _ = writeln!(
                    canvas.body,
                    "<path d=\"M {x1} {from} V {} H {side} V {} H {x2} V {y2}\" class=\"edge\" marker-end=\"url(#head)\"/>",
                    from + 8,
                    y2 - 10
                );
                canvas.width = canvas.width.max(side + PAD);
            }
        }
    }
    y
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_well_formed() {
        let object = |number, fields| Object { number, kind: "list<".into(), fields, more: 0, from: vec![] };
        let objects = vec![
            object(1, vec![("[0]".into(), Target::Object(2))]),
            object(2, vec![("[0]".into(), Target::Object(1))]),
        ];
        let mut doc = Doc::new("graph", "a & b");
        doc.parts.push(Part::Graph(Graph { names: vec![("a".into(), Target::Object(1))], objects }));
        doc.note("x < y");
        let svg = render(&doc);
        assert!(svg.starts_with("<svg xmlns"));
        assert!(
            svg.contains("a\u{a0}&amp;\u{a0}b") && svg.contains("#1\u{a0}list&lt;") && svg.contains("class=\"back\"")
        );
        assert_eq!(svg.matches("<rect x").count(), 2);
        assert_eq!(svg.matches("class=\"edge\"").count(), 2, "{svg}");
        assert!(!svg.contains("NaN") && svg.trim_end().ends_with("</svg>"));
    }
}
