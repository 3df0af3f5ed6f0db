//! The program that the matcher runs: instructions, sets, literals, and how to find where a match may begin.

use super::charset::{Bitmap, CharSet, Letters};

/// One character.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum One {
    /// An ASCII character, or any byte of a bytes pattern.
    Byte(u8),
    Char(u32),
    NotChar(u32),
    /// All but the newline.
    Any,
    AnyAll,
    Set(u32),
    /// Characters with this lower case.
    Ignore(u32, Letters),
    NotIgnore(u32, Letters),
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Place {
    TextStart,
    LineStart,
    Boundary(Letters),
    NotBoundary(Letters),
    /// At the end, or before a newline that ends the text.
    End,
    LineEnd,
    TextEnd,
}

/// `slot` is an index into the matcher's registers; targets are indices of instructions.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Op {
    Success,
    Fail,
    One(One),
    /// The bytes `literals[start..start + len]`.
    Literal {
        start: u32,
        len: u32,
    },
    At(Place),
    /// Registers[slot] = position.
    Mark(u32),
    /// As `Mark`, of the end of a group: the group is the last one closed.
    Close {
        slot: u32,
        group: u32,
    },
    Jump(u32),
    /// Goes on; upon failure at `other`.
    Try(u32),
    /// As `Try`, but at `other` at once unless the next byte is in the bitmap.
    TryFirst {
        map: u32,
        other: u32,
    },
    /// Goes on if the next byte is in the bitmap, else at `other`: the two exclude each other.
    Only {
        map: u32,
        other: u32,
    },
    /// Goes on at the target; upon failure at the next instruction.
    Again(u32),
    /// A character repeated. `next` is the byte that must follow, if that is known (else 256).
    Greedy {
        one: One,
        min: u32,
        max: u32,
        next: u16,
    },
    Lazy {
        one: One,
        min: u32,
        max: u32,
        next: u16,
    },
    Possessive {
        one: One,
        min: u32,
        max: u32,
    },
    /// Registers[slot] = 0 rounds, registers[slot + 1] = no position.
    LoopStart(u32),
    /// The head of a repeated group: another round or on at `exit`.
    Loop {
        slot: u32,
        min: u32,
        max: u32,
        exit: u32,
    },
    LazyLoop {
        slot: u32,
        min: u32,
        max: u32,
        exit: u32,
    },
    /// Where a lazy loop goes on when what follows it failed; the next instruction begins the round.
    LazyMore {
        slot: u32,
        max: u32,
    },
    /// The end of a round: counts it.
    LoopNext {
        slot: u32,
        head: u32,
    },
    PossessiveLoop {
        slot: u32,
        min: u32,
        max: u32,
        exit: u32,
    },
    PossessiveNext {
        slot: u32,
        head: u32,
    },
    /// Registers[slot] = number of choices.
    Atomic(u32),
    /// Drops the choices made since.
    Cut(u32),
    /// Registers[slot] = number of choices, registers[slot + 1] = position; goes `back` characters.
    Assert {
        slot: u32,
        back: u32,
    },
    AssertEnd(u32),
    AssertNot {
        slot: u32,
        back: u32,
        exit: u32,
    },
    AssertNotEnd(u32),
    Reference(u32),
    ReferenceIgnore(u32, Letters),
    IfGroup {
        group: u32,
        other: u32,
    },
}

/// Where a search looks for the beginning of a match.
#[derive(Clone, PartialEq, Debug)]
pub enum Start {
    Anywhere,
    /// At the beginning of the text only.
    Text,
    /// At the beginnings of lines.
    Line,
    /// Where these bytes are.
    Prefix(Box<[u8]>),
    /// Where one of up to three bytes is.
    Bytes([u8; 3], u8),
    First(Bitmap),
}

#[derive(Debug)]
pub struct Program {
    pub ops: Box<[Op]>,
    pub sets: Box<[CharSet]>,
    pub maps: Box<[Bitmap]>,
    pub literals: Box<[u8]>,
    pub start: Start,
    /// Capturing groups.
    pub groups: u32,
    pub registers: u32,
    /// What finds `Start::Prefix`, made when first needed.
    pub finder: std::cell::OnceCell<memchr::memmem::Finder<'static>>,
}

impl Program {
    /// The register that holds the group closed last.
    pub fn last_group_slot(&self) -> usize {
        self.groups as usize * 2
    }
}
