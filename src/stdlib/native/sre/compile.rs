//! Turns a pattern's tree into a program.
//!
//! Repeats of one character, repeats of groups that cannot be empty, and alternatives that exclude each other by
//! their first byte get cheap instructions; everything else the general ones.

use super::analysis::{self, First};
use super::charset::{Bitmap, CharSet, Letters, alike, is_cased, lower};
use super::parse::Pattern;
use super::program::{One, Op, Place, Program, Start};
use super::syntax::{At, Failure, Mode, Node, SetItem, UNBOUNDED, flag, width};
use crate::object::str::push_code_point;
use crate::vm::Vm;

/// How the characters of a part of the pattern are to be read.
#[derive(Clone, Copy)]
pub struct Style {
    pub flags: u32,
    pub is_text: bool,
}

impl Style {
    pub fn letters(self) -> Letters {
        if self.flags & flag::UNICODE != 0 { Letters::Unicode } else { Letters::Ascii }
    }

    /// How case is ignored, if it is.
    pub fn fold(self) -> Option<Letters> {
        (self.flags & flag::IGNORECASE != 0).then(|| self.letters())
    }

    /// With the flags of a group.
    pub fn with(self, add: u32, del: u32) -> Style {
        let mut flags = self.flags;
        if add & flag::TYPES != 0 {
            flags &= !flag::TYPES;
        }
        Style { flags: (flags | add) & !del, ..self }
    }
}

pub fn compile(vm: &mut Vm, pattern: &Pattern, is_text: bool) -> Result<Program, Failure> {
    let groups = pattern.widths.len() as u32 - 1;
    let mut compiler = Compiler {
        vm,
        widths: &pattern.widths,
        ops: Vec::new(),
        sets: Vec::new(),
        maps: Vec::new(),
        literals: Vec::new(),
        registers: groups * 2 + 1,
    };
    let style = Style { flags: pattern.flags, is_text };
    compiler.sequence(&pattern.body, style, &[])?;
    compiler.ops.push(Op::Success);
    Ok(Program {
        ops: compiler.ops.into(),
        sets: compiler.sets.into(),
        maps: compiler.maps.into(),
        literals: compiler.literals.into(),
        start: start_of(&pattern.body, style),
        groups,
        registers: compiler.registers,
        finder: std::cell::OnceCell::new(),
    })
}

fn start_of(body: &[Node], style: Style) -> Start {
    if let Some(start) = analysis::anchor(body, style) {
        return start;
    }
    let mut prefix = Vec::new();
    analysis::prefix(body, style, &mut prefix);
    if prefix.len() > 1 {
        return Start::Prefix(prefix.into());
    }
    let First { map, nullable } = analysis::first_of(body, style);
    if nullable || map == [u64::MAX; 4] {
        return Start::Anywhere;
    }
    let count: u32 = map.iter().map(|word| word.count_ones()).sum();
    if count > 3 || count == 0 {
        return Start::First(map);
    }
    let members: Vec<u8> = (0..=255).filter(|b| super::charset::has(&map, *b)).collect();
    let last = members.last().copied().unwrap_or(0);
    let member = |i: usize| members.get(i).copied().unwrap_or(last);
    Start::Bytes([member(0), member(1), member(2)], count as u8)
}

/// The bytes of a character in a subject.
pub fn encode(point: u32, style: Style, out: &mut Vec<u8>) {
    if style.is_text { push_code_point(out, point) } else { out.push(point as u8) }
}

struct Compiler<'a> {
    vm: &'a mut Vm,
    widths: &'a [Option<(u64, u64)>],
    ops: Vec<Op>,
    sets: Vec<CharSet>,
    maps: Vec<Bitmap>,
    literals: Vec<u8>,
    registers: u32,
}

impl Compiler<'_> {
    fn here(&self) -> u32 {
        self.ops.len() as u32
    }

    /// Emits an instruction whose target will be known later.
    fn emit(&mut self, op: Op) -> usize {
        self.ops.push(op);
        self.ops.len() - 1
    }

    /// Fills in the target of an instruction: here.
    fn land(&mut self, at: usize) {
        let here = self.here();
        match self.ops.get_mut(at) {
            Some(Op::Jump(target) | Op::Try(target) | Op::Again(target)) => *target = here,
            Some(Op::TryFirst { other, .. } | Op::Only { other, .. } | Op::IfGroup { other, .. }) => *other = here,
            Some(
                Op::Loop { exit, .. }
                | Op::LazyLoop { exit, .. }
                | Op::PossessiveLoop { exit, .. }
                | Op::AssertNot { exit, .. },
            ) => *exit = here,
            _ => {}
        }
    }

    fn slots(&mut self, count: u32) -> u32 {
        let first = self.registers;
        self.registers += count;
        first
    }

    fn map(&mut self, map: Bitmap) -> u32 {
        let known = self.maps.iter().rev().take(16).position(|m| *m == map);
        if let Some(back) = known {
            return (self.maps.len() - 1 - back) as u32;
        }
        self.maps.push(map);
        self.maps.len() as u32 - 1
    }

    fn set(&mut self, negate: bool, items: &[SetItem], style: Style) -> One {
        let set = CharSet::new(negate, items, style.letters(), style.fold());
        let known = self.sets.iter().rev().take(16).position(|s| *s == set);
        if let Some(back) = known {
            return One::Set((self.sets.len() - 1 - back) as u32);
        }
        self.sets.push(set);
        One::Set(self.sets.len() as u32 - 1)
    }

    /// The instruction for a node of one character.
    fn one(&mut self, node: &Node, style: Style) -> One {
        match node {
            Node::Any if style.flags & flag::DOTALL != 0 => One::AnyAll,
            Node::Any => One::Any,
            Node::Set { negate, items } => {
                let all = items.iter().any(|item| match item {
                    SetItem::Category(c) => {
                        items.contains(&SetItem::Category(super::syntax::Category { negated: !c.negated, ..*c }))
                    }
                    _ => false,
                });
                if all && !negate { One::AnyAll } else { self.set(*negate, items, style) }
            }
            Node::Literal(point) | Node::NotLiteral(point) => {
                let negate = matches!(node, Node::NotLiteral(_));
                if let Some(fold) = style.fold().filter(|fold| is_cased(*point, *fold)) {
                    let low = lower(*point, fold);
                    if fold == Letters::Unicode && !alike(low).is_empty() {
                        return self.set(negate, &[SetItem::Literal(*point)], style);
                    }
                    return if negate { One::NotIgnore(low, fold) } else { One::Ignore(low, fold) };
                }
                match (negate, u8::try_from(*point)) {
                    (true, _) => One::NotChar(*point),
                    (false, Ok(byte)) if byte < 0x80 || !style.is_text => One::Byte(byte),
                    (false, _) => One::Char(*point),
                }
            }
            _ => One::AnyAll,
        }
    }

    /// A literal that is looked for as it is.
    fn plain(&self, node: &Node, style: Style) -> Option<u32> {
        match node {
            Node::Literal(point) if style.fold().is_none_or(|fold| !is_cased(*point, fold)) => Some(*point),
            _ => None,
        }
    }

    /// Compiles nodes; `after` is what follows them in the pattern, as far as it is known.
    fn sequence(&mut self, seq: &[Node], style: Style, after: &[(&[Node], Style)]) -> Result<(), Failure> {
        self.vm.check_native_depth()?;
        let mut rest = seq;
        while let Some((node, tail)) = rest.split_first() {
            rest = tail;
            if let Some(point) = self.plain(node, style) {
                let start = self.literals.len();
                encode(point, style, &mut self.literals);
                while let Some((node, tail)) = rest.split_first()
                    && let Some(point) = self.plain(node, style)
                {
                    encode(point, style, &mut self.literals);
                    rest = tail;
                }
                let len = self.literals.len() - start;
                match self.literals.get(start..) {
                    Some([byte]) => {
                        let one = Op::One(One::Byte(*byte));
                        self.literals.truncate(start);
                        self.ops.push(one);
                    }
                    _ => self.ops.push(Op::Literal { start: start as u32, len: len as u32 }),
                }
                continue;
            }
            let following: Vec<(&[Node], Style)> = match after {
                // Two levels are enough for what is asked.
                [outer, ..] => vec![(rest, style), *outer],
                [] => vec![(rest, style)],
            };
            self.node(node, style, &following)?;
        }
        Ok(())
    }

    fn node(&mut self, node: &Node, style: Style, after: &[(&[Node], Style)]) -> Result<(), Failure> {
        match node {
            Node::Literal(_) | Node::NotLiteral(_) | Node::Any | Node::Set { .. } => {
                let one = self.one(node, style);
                self.ops.push(Op::One(one));
            }
            Node::At(at) => self.ops.push(Op::At(place(*at, style))),
            Node::Failure => self.ops.push(Op::Fail),
            Node::Group { group, add, del, body } => {
                let style = style.with(*add, *del);
                match group {
                    Some(group) => {
                        let slot = (group - 1) * 2;
                        self.ops.push(Op::Mark(slot));
                        self.sequence(body, style, after)?;
                        self.ops.push(Op::Close { slot: slot + 1, group: *group });
                    }
                    None => self.sequence(body, style, after)?,
                }
            }
            Node::Branch(items) => self.branch(items, style, after)?,
            Node::Repeat { mode, min, max, body } => self.repeat(*mode, *min, *max, body, style, after)?,
            Node::Atomic(body) => {
                let slot = self.slots(1);
                self.ops.push(Op::Atomic(slot));
                self.sequence(body, style, &[])?;
                self.ops.push(Op::Cut(slot));
            }
            Node::Assert { ahead, negate, body } => {
                let back = if *ahead { 0 } else { self.lookbehind(body)? };
                let slot = self.slots(2);
                if *negate {
                    let start = self.emit(Op::AssertNot { slot, back, exit: 0 });
                    self.sequence(body, style, &[])?;
                    self.ops.push(Op::AssertNotEnd(slot));
                    self.land(start);
                } else {
                    self.ops.push(Op::Assert { slot, back });
                    self.sequence(body, style, &[])?;
                    self.ops.push(Op::AssertEnd(slot));
                }
            }
            Node::Reference(group) => self.ops.push(match style.fold() {
                Some(fold) => Op::ReferenceIgnore(*group, fold),
                None => Op::Reference(*group),
            }),
            Node::Conditional { group, yes, no } => {
                let test = self.emit(Op::IfGroup { group: *group, other: 0 });
                self.sequence(yes, style, after)?;
                match no {
                    Some(no) if !no.is_empty() => {
                        let end = self.emit(Op::Jump(0));
                        self.land(test);
                        self.sequence(no, style, after)?;
                        self.land(end);
                    }
                    _ => self.land(test),
                }
            }
        }
        Ok(())
    }

    /// The number of characters that a lookbehind goes back.
    fn lookbehind(&mut self, body: &[Node]) -> Result<u32, Failure> {
        let (lo, hi) = width(body, self.widths);
        let error = |message: &str| Err(Failure::Syntax { message: message.as_bytes().to_vec(), position: None });
        match u32::try_from(lo) {
            Err(_) => error("looks too much behind"),
            Ok(_) if lo != hi => error("look-behind requires fixed-width pattern"),
            Ok(lo) => Ok(lo),
        }
    }

    fn branch(&mut self, items: &[Vec<Node>], style: Style, after: &[(&[Node], Style)]) -> Result<(), Failure> {
        let firsts: Vec<First> = items.iter().map(|item| analysis::first_of(item, style)).collect();
        let mut ends = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let rest = firsts.get(i + 1..).unwrap_or(&[]);
            if rest.is_empty() {
                self.sequence(item, style, after)?;
                break;
            }
            let first = firsts.get(i).copied().unwrap_or(First::UNKNOWN);
            let attempt = if first.nullable {
                Op::Try(0)
            } else {
                let map = self.map(first.map);
                let apart =
                    |other: &First| !other.nullable && !other.map.iter().zip(first.map).any(|(a, b)| a & b != 0);
                if rest.iter().all(apart) { Op::Only { map, other: 0 } } else { Op::TryFirst { map, other: 0 } }
            };
            let attempt = self.emit(attempt);
            self.sequence(item, style, after)?;
            ends.push(self.emit(Op::Jump(0)));
            self.land(attempt);
        }
        for end in ends {
            self.land(end);
        }
        Ok(())
    }

    fn repeat(
        &mut self,
        mode: Mode,
        min: u32,
        max: u32,
        body: &[Node],
        style: Style,
        after: &[(&[Node], Style)],
    ) -> Result<(), Failure> {
        if let Some((unit, style)) = analysis::unit(body, style) {
            let one = self.one(unit, style);
            let next = analysis::next_byte(after);
            self.ops.push(match mode {
                Mode::Greedy => Op::Greedy { one, min, max, next },
                Mode::Lazy => Op::Lazy { one, min, max, next },
                Mode::Possessive => Op::Possessive { one, min, max },
            });
            return Ok(());
        }
        if mode == Mode::Possessive {
            let slot = self.slots(3);
            self.ops.push(Op::LoopStart(slot));
            let head = self.emit(Op::PossessiveLoop { slot, min, max, exit: 0 });
            self.sequence(body, style, &[])?;
            self.ops.push(Op::PossessiveNext { slot, head: head as u32 });
            self.land(head);
            return Ok(());
        }
        let first = analysis::first_of(body, style);
        let solid = width(body, self.widths).0 > 0;
        let attempt = |compiler: &mut Self| {
            if first.nullable || !solid {
                return Op::Try(0);
            }
            Op::TryFirst { map: compiler.map(first.map), other: 0 }
        };
        match (mode, min, max) {
            (_, _, 0) => {}
            (Mode::Greedy, 0, 1) => {
                let attempt = attempt(self);
                let attempt = self.emit(attempt);
                self.sequence(body, style, after)?;
                self.land(attempt);
            }
            (Mode::Lazy, 0, 1) => {
                // Upon failure of what follows: the body.
                let skip = self.emit(Op::Try(0));
                let over = self.emit(Op::Jump(0));
                self.land(skip);
                self.sequence(body, style, after)?;
                self.land(over);
            }
            (Mode::Greedy, 0, UNBOUNDED) if solid => {
                let attempt = attempt(self);
                let head = self.emit(attempt);
                self.sequence(body, style, &[])?;
                self.ops.push(Op::Jump(head as u32));
                self.land(head);
            }
            (Mode::Greedy, 1, UNBOUNDED) if solid => {
                let head = self.here();
                self.sequence(body, style, &[])?;
                self.ops.push(Op::Again(head));
            }
            (Mode::Greedy, ..) => {
                let slot = self.slots(2);
                self.ops.push(Op::LoopStart(slot));
                let head = self.emit(Op::Loop { slot, min, max, exit: 0 });
                self.sequence(body, style, &[])?;
                self.ops.push(Op::LoopNext { slot, head: head as u32 });
                self.land(head);
            }
            _ => {
                let slot = self.slots(2);
                self.ops.push(Op::LoopStart(slot));
                let head = self.emit(Op::LazyLoop { slot, min, max, exit: 0 });
                self.ops.push(Op::LazyMore { slot, max });
                self.sequence(body, style, &[])?;
                self.ops.push(Op::LoopNext { slot, head: head as u32 });
                self.land(head);
            }
        }
        Ok(())
    }
}

fn place(at: At, style: Style) -> Place {
    let multiline = style.flags & flag::MULTILINE != 0;
    match at {
        At::Beginning if multiline => Place::LineStart,
        At::Beginning | At::BeginningOfText => Place::TextStart,
        At::Boundary => Place::Boundary(style.letters()),
        At::NotBoundary => Place::NotBoundary(style.letters()),
        At::End if multiline => Place::LineEnd,
        At::End => Place::End,
        At::EndOfText => Place::TextEnd,
    }
}
