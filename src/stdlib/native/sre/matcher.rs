//! The backtracking matcher. Choices and changes of registers lie on stacks of its own, so that no subject and no
//! pattern can use up the native one.
//!
//! It holds no borrow of the subject between steps: after a number of steps it pauses, so that its caller can look
//! after interrupts, and goes on with the same text.

use super::charset::{Letters, has, lower};
use super::program::{Op, Place, Program, Start};
use super::units::{Units, is_boundary, span, step};

/// No position: a register that is not set.
pub const NONE: usize = usize::MAX;

/// Steps between two pauses.
const FUEL: u32 = 1 << 17;

/// Entries that the stacks may have together (24 bytes each at most).
const MOST_ENTRIES: usize = 40_000_000;

/// In a choice: the instruction is a repeat to be resumed, not a place to go on at.
const RESUME: u32 = 1 << 31;

/// Where to go on when the present way fails.
#[derive(Clone, Copy)]
struct Choice {
    pc: u32,
    /// Length of the trail when the choice was made.
    trail: u32,
    at: usize,
    /// Greedy repeats: the lowest position; lazy ones: the rounds taken.
    extra: usize,
}

pub enum Outcome {
    /// A match that ends here; its beginning is `Matcher::start`.
    Match(usize),
    NoMatch,
    /// Call again.
    Paused,
    OutOfMemory,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Match,
    FullMatch,
    Search,
}

#[derive(Default)]
pub struct Matcher {
    registers: Vec<usize>,
    /// Old values of registers, to be restored.
    trail: Vec<(u32, usize)>,
    choices: Vec<Choice>,
    /// Where the match begins that is tried now.
    pub start: usize,
    /// A match must not be empty, for the first position tried.
    pub must_advance: bool,
    running: bool,
    failing: bool,
    dirty: bool,
    /// There is no memory for more entries.
    exhausted: bool,
    pc: u32,
    at: usize,
    fuel: u32,
}

impl Matcher {
    /// Prepares for a program and a first position.
    pub fn prepare(&mut self, program: &Program, start: usize) {
        self.registers.clear();
        self.registers.resize(program.registers as usize, NONE);
        self.dirty = false;
        self.exhausted = false;
        self.restart(start);
        self.must_advance = false;
        self.fuel = FUEL;
    }

    /// Prepares for another match of the same program.
    pub fn restart(&mut self, start: usize) {
        self.trail.clear();
        self.choices.clear();
        self.start = start;
        self.running = false;
    }

    /// Lets go of memory that a hard match needed.
    pub fn shrink(&mut self) {
        const KEEP: usize = 512;
        self.choices.clear();
        self.trail.clear();
        if self.choices.capacity() > KEEP || self.trail.capacity() > KEEP {
            self.choices.shrink_to(KEEP);
            self.trail.shrink_to(KEEP);
        }
    }

    /// The registers of groups: beginnings and ends in turn, then the group closed last.
    pub fn registers(&self) -> &[usize] {
        &self.registers
    }

    /// Runs until there is an answer, or a pause is due.
    pub fn go<T: Units>(&mut self, program: &Program, text: &[u8], kind: Kind) -> Outcome {
        loop {
            if !self.running {
                if kind == Kind::Search {
                    match candidate::<T>(program, text, self.start) {
                        Some(start) => {
                            // The rule against empty matches is for the first position only.
                            self.must_advance &= start == self.start;
                            self.start = start;
                        }
                        None => return Outcome::NoMatch,
                    }
                }
                self.begin();
            }
            match self.run::<T>(program, text, kind == Kind::FullMatch) {
                Outcome::NoMatch if kind == Kind::Search => {
                    self.running = false;
                    self.must_advance = false;
                    match T::next(text, self.start) {
                        Some((_, next)) => self.start = next,
                        None => return Outcome::NoMatch,
                    }
                    self.fuel = self.fuel.saturating_sub(1);
                    if self.fuel == 0 {
                        self.fuel = FUEL;
                        return Outcome::Paused;
                    }
                }
                outcome => return outcome,
            }
        }
    }

    fn begin(&mut self) {
        self.running = true;
        self.failing = false;
        self.pc = 0;
        self.at = self.start;
        self.choices.clear();
        self.trail.clear();
        if self.dirty {
            self.registers.fill(NONE);
            self.dirty = false;
        }
    }

    #[inline(always)]
    fn get(&self, slot: u32) -> usize {
        self.registers.get(slot as usize).copied().unwrap_or(NONE)
    }

    /// Sets a register without a way back.
    #[inline(always)]
    fn put(&mut self, slot: u32, value: usize) {
        self.dirty = true;
        if let Some(register) = self.registers.get_mut(slot as usize) {
            *register = value;
        }
    }

    /// Sets a register; its value comes back when the last choice is taken.
    #[inline(always)]
    fn set(&mut self, slot: u32, value: usize) {
        if let Some(choice) = self.choices.last() {
            let mark = choice.trail as usize;
            let known = self.trail.len() > mark && self.trail.last().is_some_and(|(s, _)| *s == slot);
            if !known {
                let old = self.get(slot);
                if self.trail.len() < self.trail.capacity() || self.grow() {
                    self.trail.push((slot, old));
                }
            }
        }
        self.put(slot, value);
    }

    #[inline(always)]
    fn choose(&mut self, pc: u32, at: usize, extra: usize) {
        if self.choices.len() < self.choices.capacity() || self.grow() {
            self.choices.push(Choice { pc, trail: self.trail.len() as u32, at, extra });
        }
    }

    /// Makes room for another entry on each stack; without, the match ends at the next instruction.
    #[cold]
    fn grow(&mut self) -> bool {
        let grown = self.choices.len() + self.trail.len() < MOST_ENTRIES
            && self.choices.try_reserve(16).is_ok()
            && self.trail.try_reserve(16).is_ok();
        self.exhausted |= !grown;
        grown
    }

    fn run<T: Units>(&mut self, program: &Program, text: &[u8], whole: bool) -> Outcome {
        let ops = &*program.ops;
        let sets = &*program.sets;
        let maps = &*program.maps;
        let (mut pc, mut at) = (self.pc, self.at);
        let mut fuel = self.fuel;
        let mut failing = std::mem::replace(&mut self.failing, false);
        // Does what the next byte allows: whether it is in a bitmap.
        let next_in = |map: u32, at: usize| {
            maps.get(map as usize).is_some_and(|map| text.get(at).is_some_and(|byte| has(map, *byte)))
        };
        'run: loop {
            if !failing {
                if fuel == 0 || self.exhausted {
                    (self.pc, self.at, self.fuel) = (pc, at, FUEL);
                    return if fuel == 0 { Outcome::Paused } else { Outcome::OutOfMemory };
                }
                let Some(op) = ops.get(pc as usize) else { return Outcome::NoMatch };
                match *op {
                    Op::One(one) => {
                        if let Some(next) = step::<T>(one, sets, text, at) {
                            at = next;
                            pc += 1;
                            continue 'run;
                        }
                    }
                    Op::Literal { start, len } => {
                        let (start, len) = (start as usize, len as usize);
                        let literal = program.literals.get(start..start + len).unwrap_or(&[]);
                        if text.get(at..).is_some_and(|rest| rest.starts_with(literal)) {
                            at += len;
                            pc += 1;
                            continue 'run;
                        }
                    }
                    Op::Success => {
                        let refused = whole && at != text.len() || self.must_advance && at == self.start;
                        if !refused {
                            self.running = false;
                            self.fuel = fuel;
                            return Outcome::Match(at);
                        }
                    }
                    Op::Fail => {}
                    Op::At(place) => {
                        if at_place::<T>(place, text, at) {
                            pc += 1;
                            continue 'run;
                        }
                    }
                    Op::Mark(slot) => {
                        self.set(slot, at);
                        pc += 1;
                        continue 'run;
                    }
                    Op::Close { slot, group } => {
                        self.set(slot, at);
                        self.set(program.last_group_slot() as u32, group as usize);
                        pc += 1;
                        continue 'run;
                    }
                    Op::Jump(target) => {
                        fuel -= 1;
                        pc = target;
                        continue 'run;
                    }
                    Op::Try(other) => {
                        self.choose(other, at, 0);
                        pc += 1;
                        continue 'run;
                    }
                    Op::TryFirst { map, other } => {
                        if next_in(map, at) {
                            self.choose(other, at, 0);
                            pc += 1;
                        } else {
                            pc = other;
                        }
                        continue 'run;
                    }
                    Op::Only { map, other } => {
                        pc = if next_in(map, at) { pc + 1 } else { other };
                        continue 'run;
                    }
                    Op::Again(target) => {
                        fuel -= 1;
                        self.choose(pc + 1, at, 0);
                        pc = target;
                        continue 'run;
                    }
                    Op::Greedy { one, min, max, next } => {
                        if let Some((floor, top)) = span::<T>(one, sets, text, at, min, max) {
                            fuel = fuel.saturating_sub(((top - at) >> 6) as u32).max(1);
                            if let Some(end) = last_before(text, floor, top, next) {
                                if end > floor {
                                    self.choose(pc | RESUME, end, floor);
                                }
                                at = end;
                                pc += 1;
                                continue 'run;
                            }
                        }
                    }
                    Op::Lazy { one, min, next, .. } => {
                        if let Some((floor, _)) = span::<T>(one, sets, text, at, min, min) {
                            self.choose(pc | RESUME, floor, min as usize);
                            let fits = next > 255 || text.get(floor).is_some_and(|b| *b as u16 == next);
                            if fits {
                                at = floor;
                                pc += 1;
                                continue 'run;
                            }
                            // The next byte is wrong: takes more characters at once, as after a failure.
                        }
                    }
                    Op::Possessive { one, min, max } => {
                        if let Some((_, top)) = span::<T>(one, sets, text, at, min, max) {
                            at = top;
                            pc += 1;
                            continue 'run;
                        }
                    }
                    Op::LoopStart(slot) => {
                        self.set(slot, 0);
                        self.set(slot + 1, NONE);
                        pc += 1;
                        continue 'run;
                    }
                    Op::Loop { slot, min, max, exit } => {
                        let count = self.get(slot);
                        if count < min as usize {
                            pc += 1;
                        } else if count < max as usize && at != self.get(slot + 1) {
                            self.choose(exit, at, 0);
                            self.set(slot + 1, at);
                            pc += 1;
                        } else {
                            pc = exit;
                        }
                        continue 'run;
                    }
                    Op::LazyLoop { slot, min, exit, .. } => {
                        if self.get(slot) < min as usize {
                            pc += 2;
                        } else {
                            self.choose(pc + 1, at, 0);
                            pc = exit;
                        }
                        continue 'run;
                    }
                    Op::LazyMore { slot, max } => {
                        if self.get(slot) < max as usize && at != self.get(slot + 1) {
                            self.set(slot + 1, at);
                            pc += 1;
                            continue 'run;
                        }
                    }
                    Op::LoopNext { slot, head } => {
                        fuel -= 1;
                        let count = self.get(slot);
                        self.set(slot, count + 1);
                        pc = head;
                        continue 'run;
                    }
                    Op::PossessiveLoop { slot, min, max, exit } => {
                        let count = self.get(slot);
                        self.put(slot + 2, self.choices.len());
                        if count < min as usize {
                            pc += 1;
                        } else if count < max as usize && at != self.get(slot + 1) {
                            self.choose(exit, at, 0);
                            self.put(slot + 1, at);
                            pc += 1;
                        } else {
                            pc = exit;
                        }
                        continue 'run;
                    }
                    Op::PossessiveNext { slot, head } => {
                        fuel -= 1;
                        self.choices.truncate(self.get(slot + 2));
                        let count = self.get(slot);
                        self.put(slot, count + 1);
                        pc = head;
                        continue 'run;
                    }
                    Op::Atomic(slot) => {
                        self.put(slot, self.choices.len());
                        pc += 1;
                        continue 'run;
                    }
                    Op::Cut(slot) => {
                        self.choices.truncate(self.get(slot));
                        pc += 1;
                        continue 'run;
                    }
                    Op::Assert { slot, back } => {
                        if let Some(start) = T::back_by(text, at, back as usize) {
                            self.put(slot, self.choices.len());
                            self.put(slot + 1, at);
                            at = start;
                            pc += 1;
                            continue 'run;
                        }
                    }
                    Op::AssertEnd(slot) => {
                        self.choices.truncate(self.get(slot));
                        at = self.get(slot + 1);
                        pc += 1;
                        continue 'run;
                    }
                    Op::AssertNot { slot, back, exit } => {
                        match T::back_by(text, at, back as usize) {
                            Some(start) => {
                                self.put(slot, self.choices.len());
                                self.choose(exit, at, 0);
                                at = start;
                                pc += 1;
                            }
                            None => pc = exit,
                        }
                        continue 'run;
                    }
                    Op::AssertNotEnd(slot) => {
                        // The choice of going on at the exit goes, too; its changes are undone first.
                        let height = self.get(slot);
                        if let Some(choice) = self.choices.get(height) {
                            let mark = choice.trail as usize;
                            self.undo(mark);
                        }
                        self.choices.truncate(height);
                    }
                    Op::Reference(group) => {
                        if let Some(len) = self.reference(group, text).map(<[u8]>::len)
                            && self.reference(group, text) == text.get(at..at + len)
                        {
                            at += len;
                            pc += 1;
                            continue 'run;
                        }
                    }
                    Op::ReferenceIgnore(group, letters) => {
                        let found = self.reference(group, text);
                        if let Some(end) = found.and_then(|group| same_letters::<T>(group, text, at, letters)) {
                            at = end;
                            pc += 1;
                            continue 'run;
                        }
                    }
                    Op::IfGroup { group, other } => {
                        pc = if self.reference(group, text).is_some() { pc + 1 } else { other };
                        continue 'run;
                    }
                }
            }
            // The present way failed.
            failing = false;
            let height = self.choices.len();
            let Some(choice) = self.choices.last().copied() else {
                self.fuel = fuel;
                return if self.exhausted { Outcome::OutOfMemory } else { Outcome::NoMatch };
            };
            if self.trail.len() > choice.trail as usize {
                self.undo(choice.trail as usize);
            }
            if fuel <= 1 {
                (self.failing, self.fuel) = (true, FUEL);
                return Outcome::Paused;
            }
            fuel -= 1;
            if choice.pc & RESUME == 0 {
                self.choices.truncate(height - 1);
                (pc, at) = (choice.pc, choice.at);
                continue 'run;
            }
            let index = choice.pc & !RESUME;
            match ops.get(index as usize) {
                Some(Op::Greedy { next, .. }) => {
                    let shorter = match *next {
                        256.. => T::back(text, choice.at),
                        next => text
                            .get(choice.extra..choice.at)
                            .and_then(|part| memchr::memrchr(next as u8, part))
                            .map(|n| choice.extra + n),
                    };
                    match shorter {
                        Some(end) => {
                            if end > choice.extra {
                                if let Some(choice) = self.choices.last_mut() {
                                    choice.at = end;
                                }
                            } else {
                                self.choices.truncate(height - 1);
                            }
                            (pc, at) = (index + 1, end);
                        }
                        None => {
                            self.choices.truncate(height - 1);
                            failing = true;
                        }
                    }
                }
                Some(Op::Lazy { one, max, next, .. }) => {
                    let (mut end, mut count) = (choice.at, choice.extra);
                    let longer = loop {
                        if count >= *max as usize && *max != super::syntax::UNBOUNDED {
                            break None;
                        }
                        let Some(further) = step::<T>(*one, sets, text, end) else { break None };
                        end = further;
                        count += 1;
                        fuel = fuel.saturating_sub(1).max(2);
                        if *next > 255 || text.get(end).is_some_and(|b| *b as u16 == *next) {
                            break Some(end);
                        }
                    };
                    match longer {
                        Some(end) => {
                            if let Some(choice) = self.choices.last_mut() {
                                (choice.at, choice.extra) = (end, count);
                            }
                            (pc, at) = (index + 1, end);
                        }
                        None => {
                            self.choices.truncate(height - 1);
                            failing = true;
                        }
                    }
                }
                _ => {
                    self.choices.truncate(height - 1);
                    failing = true;
                }
            }
        }
    }

    /// Takes back the changes of registers above `mark`.
    #[inline]
    fn undo(&mut self, mark: usize) {
        while self.trail.len() > mark
            && let Some((slot, old)) = self.trail.pop()
        {
            if let Some(register) = self.registers.get_mut(slot as usize) {
                *register = old;
            }
        }
    }

    /// The text of a group, if it took part.
    #[inline]
    fn reference<'t>(&self, group: u32, text: &'t [u8]) -> Option<&'t [u8]> {
        let slot = (group - 1) * 2;
        let (start, end) = (self.get(slot), self.get(slot + 1));
        if start == NONE || end == NONE { None } else { text.get(start..end) }
    }
}

/// The last position from `floor` to `top` where the byte `next` is; `top` if any byte will do.
#[inline(always)]
fn last_before(text: &[u8], floor: usize, top: usize, next: u16) -> Option<usize> {
    if next > 255 || text.get(top).is_some_and(|b| *b as u16 == next) {
        return Some(top);
    }
    memchr::memrchr(next as u8, text.get(floor..top)?).map(|n| floor + n)
}

#[inline]
fn at_place<T: Units>(place: Place, text: &[u8], at: usize) -> bool {
    match place {
        Place::TextStart => at == 0,
        Place::LineStart => at == 0 || text.get(at - 1) == Some(&b'\n'),
        Place::TextEnd => at == text.len(),
        Place::End => at == text.len() || at + 1 == text.len() && text.get(at) == Some(&b'\n'),
        Place::LineEnd => at == text.len() || text.get(at) == Some(&b'\n'),
        Place::Boundary(letters) => is_boundary::<T>(text, at, letters),
        Place::NotBoundary(letters) => !is_boundary::<T>(text, at, letters),
    }
}

/// The position behind a text at `at` that has the letters of `group`, case ignored.
fn same_letters<T: Units>(group: &[u8], text: &[u8], at: usize, letters: Letters) -> Option<usize> {
    let (mut i, mut at) = (0, at);
    while let Some((wanted, next)) = T::next(group, i) {
        let (point, behind) = T::next(text, at)?;
        if lower(wanted, letters) != lower(point, letters) {
            return None;
        }
        (i, at) = (next, behind);
    }
    Some(at)
}

/// The first position from `from` on where a match may begin.
#[inline]
fn candidate<T: Units>(program: &Program, text: &[u8], from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let found = match &program.start {
        Start::Anywhere => Some(0),
        Start::Text => (from == 0).then_some(0),
        Start::Line if from == 0 || text.get(from - 1) == Some(&b'\n') => Some(0),
        Start::Line => memchr::memchr(b'\n', rest).map(|n| n + 1),
        Start::Prefix(prefix) => {
            let finder = program.finder.get_or_init(|| memchr::memmem::Finder::new(prefix).into_owned());
            finder.find(rest)
        }
        Start::Bytes([a, ..], 1) => memchr::memchr(*a, rest),
        Start::Bytes([a, b, _], 2) => memchr::memchr2(*a, *b, rest),
        Start::Bytes([a, b, c], _) => memchr::memchr3(*a, *b, *c, rest),
        Start::First(map) => rest.iter().position(|byte| has(map, *byte)),
    };
    found.map(|n| from + n)
}
