//! What can be told of a pattern's beginning without running it: anchors, literal prefixes, sets of first bytes.

use super::charset::{Bitmap, CharSet, Letters, alike, insert, is_cased, lower};
use super::compile::{Style, encode};
use super::program::Start;
use super::syntax::{At, Node, SetItem, flag};

/// The bytes that a match can begin with, and whether it can be empty.
#[derive(Clone, Copy)]
pub struct First {
    pub map: Bitmap,
    pub nullable: bool,
}

impl First {
    pub const UNKNOWN: First = First { map: [u64::MAX; 4], nullable: true };
    const EMPTY: First = First { map: [0; 4], nullable: true };

    fn or(self, other: First) -> First {
        let mut map = self.map;
        for (mine, theirs) in map.iter_mut().zip(other.map) {
            *mine |= theirs;
        }
        First { map, nullable: self.nullable || other.nullable }
    }
}

/// Nodes looked at for one answer; beyond that it is `UNKNOWN`.
const BUDGET: u32 = 60;

pub fn first_of(seq: &[Node], style: Style) -> First {
    first(seq, style, &mut BUDGET.clone())
}

fn first(seq: &[Node], style: Style, budget: &mut u32) -> First {
    let mut found = First::EMPTY;
    for node in seq {
        let next = first_of_node(node, style, budget);
        found = First { nullable: next.nullable, ..found.or(next) };
        if !found.nullable {
            break;
        }
    }
    found
}

fn first_of_node(node: &Node, style: Style, budget: &mut u32) -> First {
    if *budget == 0 {
        return First::UNKNOWN;
    }
    *budget -= 1;
    match node {
        Node::Literal(_) | Node::NotLiteral(_) | Node::Any | Node::Set { .. } => {
            First { map: unit_bytes(node, style), nullable: false }
        }
        // These look, but take nothing.
        Node::At(_) | Node::Assert { .. } => First::EMPTY,
        Node::Failure => First { map: [0; 4], nullable: false },
        Node::Branch(items) => {
            let none = First { map: [0; 4], nullable: false };
            items.iter().fold(none, |found, item| found.or(first(item, style, budget)))
        }
        Node::Group { add, del, body, .. } => first(body, style.with(*add, *del), budget),
        Node::Atomic(body) => first(body, style, budget),
        Node::Repeat { min, body, .. } => {
            let found = first(body, style, budget);
            First { nullable: found.nullable || *min == 0, ..found }
        }
        Node::Reference(_) => First::UNKNOWN,
        Node::Conditional { yes, no, .. } => {
            let found = first(yes, style, budget);
            match no {
                Some(no) => found.or(first(no, style, budget)),
                None => First { nullable: true, ..found },
            }
        }
    }
}

/// The first bytes of the characters that a node of one character matches.
fn unit_bytes(node: &Node, style: Style) -> Bitmap {
    let mut map = [0; 4];
    match node {
        Node::Literal(point) => match style.fold().filter(|fold| is_cased(*point, *fold)) {
            None => {
                let mut bytes = Vec::new();
                encode(*point, style, &mut bytes);
                insert(&mut map, bytes.first().copied().unwrap_or(0));
            }
            Some(fold) => {
                let low = lower(*point, fold);
                for byte in 0..=127u8 {
                    if lower(byte as u32, fold) == low
                        || fold == Letters::Unicode && alike(low).contains(&(byte as u32))
                    {
                        insert(&mut map, byte);
                    }
                }
                if style.is_text {
                    add_all_leads(&mut map);
                }
            }
        },
        Node::Set { negate, items } => {
            let simple =
                style.fold().is_none() && items.iter().all(|i| !matches!(i, SetItem::Range(_, hi) if *hi > 255));
            if !simple && items.len() > 64 {
                return [u64::MAX; 4];
            }
            let set = CharSet::new(*negate, items, style.letters(), style.fold());
            if !style.is_text {
                return set.map;
            }
            map = [set.map[0], set.map[1], 0, 0];
            for point in 128..=255u32 {
                if set.contains(point) {
                    insert(&mut map, 0xc0 | (point >> 6) as u8);
                }
            }
            if !set.is_narrow() {
                add_all_leads(&mut map);
            }
        }
        Node::Any if style.flags & flag::DOTALL == 0 => {
            map = [u64::MAX; 4];
            map[0] &= !(1 << b'\n');
        }
        _ => map = [u64::MAX; 4],
    }
    map
}

/// Everything that is not ASCII.
fn add_all_leads(map: &mut Bitmap) {
    map[2] = u64::MAX;
    map[3] = u64::MAX;
}

/// Where the anchor at the front of a pattern lets matches begin.
pub fn anchor(seq: &[Node], style: Style) -> Option<Start> {
    let (mut seq, mut style) = (seq, style);
    loop {
        match seq.first()? {
            Node::At(At::BeginningOfText) => return Some(Start::Text),
            Node::At(At::Beginning) if style.flags & flag::MULTILINE == 0 => return Some(Start::Text),
            Node::At(At::Beginning) => return Some(Start::Line),
            Node::Group { add, del, body, .. } => {
                style = style.with(*add, *del);
                seq = body;
            }
            _ => return None,
        }
    }
}

/// Collects the bytes that every match begins with; tells whether `seq` is nothing but these.
pub fn prefix(seq: &[Node], style: Style, out: &mut Vec<u8>) -> bool {
    const LONGEST: usize = 64;
    for node in seq {
        match node {
            Node::Literal(point) if style.fold().is_none_or(|fold| !is_cased(*point, fold)) => {
                encode(*point, style, out);
                if out.len() > LONGEST {
                    return false;
                }
            }
            Node::Group { add, del, body, .. } => {
                // One level is enough: deeper groups are rare.
                let style = style.with(*add, *del);
                for node in body {
                    match node {
                        Node::Literal(point) if style.fold().is_none_or(|fold| !is_cased(*point, fold)) => {
                            encode(*point, style, out);
                        }
                        _ => return false,
                    }
                }
            }
            _ => return false,
        }
    }
    true
}

/// The node that a repeated body consists of, if it is one character wide and captures nothing.
pub fn unit(body: &[Node], style: Style) -> Option<(&Node, Style)> {
    let (mut body, mut style) = (body, style);
    loop {
        match body {
            [Node::Group { group: None, add, del, body: inner }] => {
                style = style.with(*add, *del);
                body = inner;
            }
            [node] if node.is_unit() => return Some((node, style)),
            _ => return None,
        }
    }
}

/// The byte that the text following must begin with, if there is only one; 256 if not.
pub fn next_byte(after: &[(&[Node], Style)]) -> u16 {
    // What is empty leaves it to what stands behind.
    let first = after.iter().find_map(|(seq, style)| seq.first().map(|node| (node, *style)));
    match first {
        Some((Node::Literal(point), style)) if style.fold().is_none_or(|fold| !is_cased(*point, fold)) => {
            let mut bytes = Vec::new();
            encode(*point, style, &mut bytes);
            bytes.first().map_or(256, |b| *b as u16)
        }
        _ => 256,
    }
}
