//! The tree of a regular expression, and what can be wrong with one.
//!
//! The parser makes it, the compiler (`compile.rs`) turns it into a program. It knows nothing of subjects.

use crate::object::Raised;

/// Flags, as the `re` module numbers them.
pub mod flag {
    pub const IGNORECASE: u32 = 2;
    pub const LOCALE: u32 = 4;
    pub const MULTILINE: u32 = 8;
    pub const DOTALL: u32 = 16;
    pub const UNICODE: u32 = 32;
    pub const VERBOSE: u32 = 64;
    pub const DEBUG: u32 = 128;
    pub const ASCII: u32 = 256;
    /// Those that tell what letters are.
    pub const TYPES: u32 = ASCII | LOCALE | UNICODE;
}

/// A repeat without upper bound.
pub const UNBOUNDED: u32 = u32::MAX;

/// The largest width of a pattern that is told from others.
pub const MAX_WIDTH: u64 = u64::MAX;

pub type Seq = Vec<Node>;

#[derive(Clone, PartialEq, Debug)]
pub enum Node {
    Literal(u32),
    NotLiteral(u32),
    Any,
    Set { negate: bool, items: Vec<SetItem> },
    At(At),
    Branch(Vec<Seq>),
    Group { group: Option<u32>, add: u32, del: u32, body: Seq },
    Repeat { mode: Mode, min: u32, max: u32, body: Seq },
    Assert { ahead: bool, negate: bool, body: Seq },
    Atomic(Seq),
    Reference(u32),
    Conditional { group: u32, yes: Seq, no: Option<Seq> },
    Failure,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    Greedy,
    Lazy,
    Possessive,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SetItem {
    Literal(u32),
    Range(u32, u32),
    Category(Category),
}

/// `\d`, `\s`, `\w` and their opposites.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Category {
    pub class: Class,
    pub negated: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    Digit,
    Space,
    Word,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum At {
    /// `^`
    Beginning,
    /// `\A`
    BeginningOfText,
    Boundary,
    NotBoundary,
    /// `$`
    End,
    /// `\z`
    EndOfText,
}

/// Why there is no program for a pattern.
pub enum Failure {
    /// An error in the pattern, to become `re.PatternError`: message in WTF-8, position in characters.
    Syntax {
        message: Vec<u8>,
        position: Option<usize>,
    },
    Raised(Raised),
}

impl From<Raised> for Failure {
    fn from(raised: Raised) -> Failure {
        Failure::Raised(raised)
    }
}

impl Node {
    /// Whether the node is one character wide and keeps no state: what repeats cheaply.
    pub fn is_unit(&self) -> bool {
        matches!(self, Node::Literal(_) | Node::NotLiteral(_) | Node::Any | Node::Set { .. })
    }
}

/// Smallest and largest number of characters that a sequence matches; `groups` has the widths of closed groups.
pub fn width(seq: &[Node], groups: &[Option<(u64, u64)>]) -> (u64, u64) {
    let (mut lo, mut hi) = (0u64, 0u64);
    for node in seq {
        let (l, h) = node_width(node, groups);
        lo = lo.saturating_add(l);
        hi = hi.saturating_add(h);
    }
    (lo, hi)
}

fn node_width(node: &Node, groups: &[Option<(u64, u64)>]) -> (u64, u64) {
    match node {
        Node::Literal(_) | Node::NotLiteral(_) | Node::Any | Node::Set { .. } => (1, 1),
        Node::At(_) | Node::Assert { .. } | Node::Failure => (0, 0),
        Node::Branch(items) => {
            let widths = items.iter().map(|item| width(item, groups));
            widths.fold((MAX_WIDTH, 0), |(lo, hi), (l, h)| (lo.min(l), hi.max(h)))
        }
        Node::Group { group: Some(group), body, .. } => match groups.get(*group as usize) {
            // Known since the group was closed: so that nesting costs nothing twice.
            Some(Some(width)) => *width,
            _ => width(body, groups),
        },
        Node::Group { body, .. } | Node::Atomic(body) => width(body, groups),
        Node::Repeat { min, max, body, .. } => {
            let (l, h) = width(body, groups);
            let lo = l.saturating_mul(*min as u64);
            let hi = if *max == UNBOUNDED && h > 0 { MAX_WIDTH } else { h.saturating_mul(*max as u64) };
            (lo, hi)
        }
        Node::Reference(group) => groups.get(*group as usize).copied().flatten().unwrap_or((0, MAX_WIDTH)),
        Node::Conditional { yes, no, .. } => {
            let (l, h) = width(yes, groups);
            match no {
                Some(no) => {
                    let (l2, h2) = width(no, groups);
                    (l.min(l2), h.max(h2))
                }
                None => (0, h),
            }
        }
    }
}
