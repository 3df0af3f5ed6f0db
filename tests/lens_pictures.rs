//! Lenses as pictures: well-formed XML, all texts and lines inside of the picture, no box over another, no arrow through a
//! box, each text in its box. Works on what `tests/lens_pictures.py` prints: a name, what was looked at, and the SVG.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

/// Columns of the letters of the pictures, in their units.
const CHAR: f64 = 8.0;

#[derive(Debug)]
struct Element {
    name: String,
    attributes: HashMap<String, String>,
    text: String,
}

impl Element {
    fn number(&self, name: &str) -> f64 {
        self.attributes[name].parse().unwrap_or_else(|_| panic!("{name} of {self:?} is no number"))
    }

    fn is_class(&self, class: &str) -> bool {
        self.attributes.get("class").is_some_and(|c| c == class)
    }
}

/// Text with its entities undone; anything else behind `&` is an error.
fn plain(text: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(';').ok_or("a lonely &")? + at;
        out.push(match &rest[at + 1..end] {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            other => return Err(format!("unknown entity {other}")),
        });
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}');
    if out.contains('<') && text.contains('<') || !out.chars().all(allowed) {
        return Err(format!("not allowed: {out:?}"));
    }
    Ok(out)
}

/// All elements in order. Tags must match, attributes be quoted and unique, one element hold all others.
fn parse(xml: &str) -> Result<Vec<Element>, String> {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = xml.trim();
    while !rest.is_empty() {
        let Some(inside) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            let text = plain(&rest[..end])?;
            match open.last() {
                Some(at) => elements[*at].text.push_str(&text),
                None => return Err(format!("text outside: {text}")),
            }
            rest = &rest[end..];
            continue;
        };
        let end = inside.find('>').ok_or("a tag without end")?;
        let (tag, behind) = (&inside[..end], &inside[end + 1..]);
        rest = behind;
        if let Some(name) = tag.strip_prefix('/') {
            let at = open.pop().ok_or("an end without beginning")?;
            if elements[at].name != name {
                return Err(format!("</{name}> ends <{}>", elements[at].name));
            }
            continue;
        }
        if open.is_empty() && !elements.is_empty() {
            return Err("a second root".into());
        }
        let (tag, alone) = tag.strip_suffix('/').map_or((tag, false), |t| (t, true));
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut found = HashMap::new();
        while !attributes.trim().is_empty() {
            let (key, more) = attributes.trim_start().split_once("=\"").ok_or(format!("attributes {attributes:?}"))?;
            let (value, more) = more.split_once('"').ok_or("an attribute without end")?;
            if found.insert(key.to_owned(), plain(value)?).is_some() {
                return Err(format!("{key} twice"));
            }
            attributes = more;
        }
        elements.push(Element { name: name.to_owned(), attributes: found, text: String::new() });
        if !alone {
            open.push(elements.len() - 1);
        }
    }
    if open.is_empty() { Ok(elements) } else { Err("not closed".into()) }
}

struct Rect {
    x: f64,
    y: f64,
    w: f64,
    h: f64,
}

impl Rect {
    fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.x + other.w
            && other.x < self.x + self.w
            && self.y < other.y + other.h
            && other.y < self.y + self.h
    }

    fn has(&self, (x, y): (f64, f64)) -> bool {
        let margin = 1.0;
        x > self.x + margin && x < self.x + self.w - margin && y > self.y + margin && y < self.y + self.h - margin
    }
}

/// Points along a path of M, L, H, V and C with absolute places.
fn points(path: &str) -> Vec<(f64, f64)> {
    let text = path.replace(',', " ");
    let mut words = text.split_whitespace().peekable();
    let mut out: Vec<(f64, f64)> = Vec::new();
    let mut now = (0.0, 0.0);
    while let Some(command) = words.next() {
        let mut next = || words.next().unwrap().parse::<f64>().unwrap();
        let start = now;
        let controls: Vec<(f64, f64)> = match command {
            "M" | "L" => vec![(next(), next())],
            "H" => vec![(next(), start.1)],
            "V" => vec![(start.0, next())],
            "C" => vec![(next(), next()), (next(), next()), (next(), next())],
            other => panic!("{other} in {path}"),
        };
        now = *controls.last().unwrap();
        if command == "M" {
            out.push(now);
            continue;
        }
        for step in 1..=60 {
            let t = f64::from(step) / 60.0;
            let mix = |a: (f64, f64), b: (f64, f64)| (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
            let mut row = vec![start];
            row.extend(&controls);
            while row.len() > 1 {
                row = row.windows(2).map(|p| mix(p[0], p[1])).collect();
            }
            out.push(row[0]);
        }
    }
    out
}

fn width(text: &str) -> f64 {
    unicode_width::UnicodeWidthStr::width(text) as f64 * CHAR
}

/// What is wrong with a picture.
fn problems(svg: &str) -> Vec<String> {
    let elements = match parse(svg) {
        Ok(elements) => elements,
        Err(error) => return vec![error],
    };
    let root = &elements[0];
    let mut wrong = Vec::new();
    if root.name != "svg" || root.attributes["xmlns"] != "http://www.w3.org/2000/svg" {
        wrong.push("no SVG".to_owned());
    }
    let (w, h) = (root.number("width"), root.number("height"));
    if root.attributes["viewBox"] != format!("0 0 {w} {h}") {
        wrong.push("viewBox and size differ".to_owned());
    }
    let boxes: Vec<Rect> = elements
        .iter()
        .filter(|e| e.name == "rect" && !e.is_class("ground"))
        .map(|e| Rect { x: e.number("x"), y: e.number("y"), w: e.number("width"), h: e.number("height") })
        .collect();
    for (i, one) in boxes.iter().enumerate() {
        if one.x + one.w > w || one.y + one.h > h {
            wrong.push(format!("box {i} is cut off"));
        }
        wrong
            .extend(boxes[..i].iter().filter(|o| o.overlaps(one)).map(|o| format!("boxes at {},{} overlap", o.x, o.y)));
    }
    let mut texts: Vec<Rect> = Vec::new();
    for e in elements.iter().filter(|e| e.name == "text") {
        let (x, y, long) = (e.number("x"), e.number("y"), width(&e.text));
        if e.number("textLength") != long {
            wrong.push(format!("{:?} is {long} long, not as said", e.text));
        }
        if x < 0.0 || x + long > w || y < 12.0 || y + 4.0 > h {
            wrong.push(format!("{:?} is cut off", e.text));
        }
        let place = Rect { x, y: y - 11.0, w: long, h: 14.0 };
        if texts.iter().any(|t| t.overlaps(&place)) {
            wrong.push(format!("{:?} lies on another text", e.text));
        }
        for around in boxes.iter().filter(|b| b.overlaps(&place)) {
            let inside = place.x >= around.x
                && place.x + place.w <= around.x + around.w
                && place.y >= around.y
                && place.y + place.h <= around.y + around.h;
            if !inside {
                wrong.push(format!("{:?} sticks out of its box", e.text));
            }
        }
        texts.push(place);
    }
    for e in elements.iter().filter(|e| e.name == "path" && (e.is_class("edge") || e.is_class("back"))) {
        for point in points(&e.attributes["d"]) {
            if point.0 < 0.0 || point.1 < 0.0 || point.0 > w || point.1 > h {
                wrong.push(format!("an arrow leaves the picture: {e:?}"));
                break;
            }
            if boxes.iter().any(|b| b.has(point)) {
                wrong.push(format!("an arrow runs through a box: {e:?}"));
                break;
            }
            if texts.iter().any(|t| t.has(point)) {
                wrong.push(format!("an arrow runs through a text: {e:?}"));
                break;
            }
        }
    }
    wrong
}

/// Undoes JSON's escapes of one string.
fn unquoted(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    let mut high = None;
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next().unwrap() {
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'u' => {
                let code: String = chars.by_ref().take(4).collect();
                let code = u32::from_str_radix(&code, 16).unwrap();
                match (high.take(), code) {
                    (None, 0xd800..=0xdbff) => high = Some(code),
                    (Some(h), low) => out.push(char::from_u32(0x10000 + ((h - 0xd800) << 10) + low - 0xdc00).unwrap()),
                    (None, code) => out.push(char::from_u32(code).unwrap()),
                }
            }
            other => out.push(other),
        }
    }
    out
}

#[test]
fn pictures_of_all_kinds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let output =
        Command::new(env!("CARGO_BIN_EXE_pyrope")).arg("lens_pictures.py").current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut kinds = std::collections::HashSet::new();
    let mut all = Vec::new();
    for line in text.lines() {
        let inner = line.strip_prefix("[\"").unwrap().strip_suffix("\"]").unwrap();
        let fields: Vec<String> = inner.split("\", \"").map(unquoted).collect();
        let [name, what, svg] = &fields[..] else { panic!("{line}") };
        kinds.insert(what.split(' ').next().unwrap().to_owned());
        all.extend(problems(svg).into_iter().map(|p| format!("{name} ({what}): {p}")));
    }
    assert_eq!(kinds.len(), 11, "each kind of lens has a picture: {kinds:?}");
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn the_checks_see_what_is_wrong() {
    let picture = |body: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"50\" viewBox=\"0 0 100 50\">{body}</svg>"
        )
    };
    let text =
        |x: u32, words: &str| format!("<text x=\"{x}\" y=\"20\" textLength=\"{}\">{words}</text>", words.len() * 8);
    let rect = |x: u32| format!("<rect x=\"{x}\" y=\"5\" width=\"30\" height=\"30\"/>");
    assert_eq!(problems(&picture(&text(10, "abc"))), Vec::<String>::new());
    for (body, what) in [
        (text(90, "abc"), "cut off"),
        (text(10, "abc") + &text(20, "d"), "lies on another"),
        (rect(5) + &rect(20), "overlap"),
        (rect(30) + &text(20, "abc"), "sticks out"),
        (rect(30) + "<path d=\"M 10 20 H 90\" class=\"edge\"/>", "through a box"),
        ("<path d=\"M 10 20 H 190\" class=\"edge\"/>".to_owned(), "leaves"),
        ("<g>".to_owned(), "ends"),
        ("a & b".to_owned(), "lonely"),
    ] {
        let found = problems(&picture(&body));
        assert!(found.iter().any(|p| p.contains(what)), "{what}: {found:?}");
    }
}
