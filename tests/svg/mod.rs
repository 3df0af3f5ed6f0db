//! Draws a terminal's screen as SVG: a window, a row of text after the other, each appearing when it was written. Where
//! animations are not shown, the whole screen is.

use std::fmt::Write;

/// Size of a cell, and space around the text, in pixels.
const WIDTH: f64 = 8.4;
const HEIGHT: u32 = 19;
const MARGIN: u32 = 16;
const BAR: u32 = 34;
const FONT: u32 = 14;
/// Seconds from one input to the next.
const PAUSE: f64 = 1.8;

/// How a piece of a row is drawn.
#[derive(Clone, PartialEq)]
struct Style {
    class: String,
}

fn style(cell: &vt100::Cell) -> Style {
    let mut class = match cell.fgcolor() {
        vt100::Color::Idx(n @ 0..16) => format!("c{n}"),
        _ => String::new(),
    };
    for (on, name) in [(cell.bold(), "b"), (cell.dim(), "d")] {
        if on {
            class += if class.is_empty() { name } else { "" };
            if class != name {
                class = format!("{class} {name}");
            }
        }
    }
    Style { class }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// `frames` tells how many rows were there after each input.
pub fn draw(screen: &vt100::Screen, frames: &[usize]) -> String {
    let columns = screen.size().1.get();
    let rows = frames.last().copied().unwrap_or(0);
    let width = (f64::from(columns) * WIDTH) as u32 + 2 * MARGIN;
    let height = BAR + rows as u32 * HEIGHT + MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:space=\"preserve\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <title>A session of Pyrope</title>\n<style>\n\
         text {{ font: {FONT}px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; fill: #d6deeb; white-space: pre; }}\n\
         .c1 {{ fill: #ff6b6b; }} .c2 {{ fill: #8fd18f; }} .c3 {{ fill: #e8c46a; }} .c4 {{ fill: #82aaff; }}\n\
         .c5 {{ fill: #d79bf0; }} .c6 {{ fill: #6fd3d3; }} .c9 {{ fill: #ff8a8a; }} .c13 {{ fill: #e0b0ff; }}\n\
         .b {{ font-weight: bold; }} .d {{ opacity: 0.65; }}\n\
         @keyframes show {{ from {{ opacity: 0; }} to {{ opacity: 1; }} }}\n\
         g {{ animation: show 0.1s steps(1) backwards; }}\n\
         @media (prefers-reduced-motion: reduce) {{ g {{ animation: none; }} }}\n</style>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#111a2b\"/>\n"
    );
    for (i, colour) in ["#ff5f57", "#febc2e", "#28c840"].iter().enumerate() {
        let _ = writeln!(out, "<circle cx=\"{}\" cy=\"17\" r=\"5.5\" fill=\"{colour}\"/>", 20 + 18 * i);
    }
    // The prompt that waits is there at the start; it belongs to the input that is typed at it.
    let mut first = 0;
    for (i, end) in frames.iter().enumerate() {
        // The last row of a frame is the prompt of the next one.
        let end = if i + 1 == frames.len() { *end } else { end - 1 };
        let _ = writeln!(out, "<g style=\"animation-delay: {:.1}s\">", i as f64 * PAUSE + 0.5);
        for row in first..end {
            draw_row(screen, row as u16, columns, &mut out);
        }
        out.push_str("</g>\n");
        first = end;
    }
    out + "</svg>\n"
}

fn draw_row(screen: &vt100::Screen, row: u16, columns: u16, out: &mut String) {
    let y = BAR + u32::from(row) * HEIGHT + FONT;
    let mut pieces: Vec<(u16, u16, Style, String)> = Vec::new();
    for column in 0..columns {
        let Some(cell) = screen.cell(row, column) else { continue };
        if cell.is_wide_continuation() {
            continue;
        }
        let text = match cell.contents() {
            "" | "\u{a0}" => " ",
            text => text,
        };
        let (look, wide) = (style(cell), if cell.is_wide() { 2 } else { 1 });
        match pieces.last_mut() {
            // Blanks look alike in every style.
            Some((_, end, last, run)) if *last == look || text == " " => {
                run.push_str(text);
                *end = column + wide;
            }
            _ => pieces.push((column, column + wide, look, text.to_owned())),
        }
    }
    for (start, _, look, run) in pieces {
        let shown = run.trim_end();
        let blanks = shown.len() - shown.trim_start().len();
        let (start, shown) = (start + blanks as u16, shown.trim_start());
        if shown.is_empty() {
            continue;
        }
        // Every piece takes exactly its cells, whatever the font.
        let cells = unicode_width::UnicodeWidthStr::width(shown);
        let (x, length) = (f64::from(MARGIN) + f64::from(start) * WIDTH, cells as f64 * WIDTH);
        let class = if look.class.is_empty() { String::new() } else { format!(" class=\"{}\"", look.class) };
        let _ = writeln!(
            out,
            "<text x=\"{x:.1}\" y=\"{y}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\"{class}>{}</text>",
            escape(shown)
        );
    }
}

/// The text is well-formed XML, as far as it is used here, and everything is drawn inside of the picture, no text over
/// another.
pub fn check(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some(at) = rest.find('<') {
        let (text, tail) = rest.split_at(at);
        check_text(text);
        let end = tail.find('>').expect("a tag ends");
        let tag = &tail[1..end];
        rest = &tail[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "tags are nested");
            continue;
        }
        let name = tag.split([' ', '/']).next().expect("a name");
        assert!(name.chars().all(|c| c.is_ascii_alphabetic()), "<{tag}>");
        let attributes = tag[name.len()..].trim_end_matches('/').trim();
        assert_eq!(attributes.matches('"').count() % 2, 0, "<{tag}>");
        for (i, piece) in attributes.split('"').enumerate() {
            let is_name = |p: &str| {
                p.ends_with('=') && p.trim().trim_end_matches('=').chars().all(|c| c.is_ascii_alphabetic() || c == ':')
            };
            assert!(i % 2 == 1 || piece.trim().is_empty() || is_name(piece), "<{tag}>");
        }
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "all tags are closed: {open:?}");
    let number = |tag: &str, name: &str| -> f64 {
        let from = tag.find(&format!(" {name}=\"")).unwrap_or_else(|| panic!("{name} in {tag}")) + name.len() + 3;
        tag[from..].split('"').next().and_then(|n| n.parse().ok()).expect("a number")
    };
    let head = svg.lines().next().expect("a line");
    let (width, height) = (number(head, "width"), number(head, "height"));
    let mut placed: Vec<(f64, f64, f64)> = Vec::new();
    for tag in svg.lines().filter(|l| l.starts_with("<text ")) {
        let (x, y, length) = (number(tag, "x"), number(tag, "y"), number(tag, "textLength"));
        assert!(x >= 0.0 && x + length <= width && y >= 0.0 && y <= height, "outside: {tag}");
        let apart = |(a, b, row): &(f64, f64, f64)| *row != y || x + length <= a + 0.2 || x >= b - 0.2;
        assert!(placed.iter().all(apart), "over another: {tag}");
        placed.push((x, x + length, y));
    }
    assert!(placed.len() > 50, "{} texts", placed.len());
}

fn check_text(text: &str) {
    assert!(!text.contains('>'), "{text}");
    for piece in text.split('&').skip(1) {
        assert!(["amp;", "lt;", "gt;"].iter().any(|e| piece.starts_with(e)), "{text}");
    }
    assert!(text.chars().all(|c| c >= ' ' || c == '\n'), "{text:?}");
}
