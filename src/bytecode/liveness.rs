//! Checks that temporaries are used as the opcode table promises: each is written before it is read, and none
//! holds a value that nobody consumes when the block returns.
//!
//! A flow analysis over the instructions, with three states for each temporary. Used in tests and debug builds:
//! what it finds would be a leaked or doubly dropped reference in the VM.

use super::{A_TEMP, B_TEMP, C_TEMP, Handler, OPS, Op, Operand};
use std::collections::{BTreeMap, HashMap};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Dead,
    Live,
    /// Live on some paths.
    Maybe,
}

/// Checks the temporaries of a stream, those from register `nlocals` on.
pub fn check(words: &[u64], handlers: &[Handler], nlocals: usize, nregs: usize) -> Result<(), String> {
    // Very large blocks (generated tables) are left out: the states would take much memory.
    if words.len().saturating_mul(nregs) > 20_000_000 {
        return Ok(());
    }
    let mut known: HashMap<usize, Vec<State>> = HashMap::new();
    let mut work = vec![0usize];
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    known.insert(0, vec![State::Dead; nregs.saturating_sub(nlocals)]);
    // Which handler covers a word; ranges do not overlap.
    let mut cover: Vec<Option<usize>> = vec![None; words.len()];
    for (i, h) in handlers.iter().enumerate().rev() {
        (h.start..h.end).for_each(|at| cover[at as usize] = Some(i));
    }
    // With a `finally`, what is live depends on the value of its state register, which is not followed here.
    let strict = !words.iter().any(|&word| {
        let op = Op::decode(word as u8);
        let look = (word >> 8) as u8 & A_TEMP == 0 && (word >> 16) as u16 as usize >= nlocals;
        matches!(op, Some(Op::JumpEqI | Op::JumpNotEqI)) && look
    });
    while let Some(at) = work.pop() {
        let Some(state) = known.get(&at).cloned() else { continue };
        let mut flow = Flow { words, at, nlocals, state, out: Vec::new(), strict, errors: Vec::new() };
        if let Some(i) = cover.get(at).copied().flatten() {
            let h = &handlers[i];
            let mut state = flow.state.clone();
            let exc = h.exc as usize - nlocals;
            state[exc..].fill(State::Dead);
            state[exc] = State::Live;
            flow.out.push((h.target as usize, state));
        }
        flow.step()?;
        // Only what is found in the final states counts.
        if flow.errors.is_empty() {
            found.remove(&at);
        } else {
            found.insert(at, flow.errors);
        }
        for (to, state) in flow.out {
            if to >= words.len() {
                return Err(format!("word {at}: control leaves the stream"));
            }
            match known.get_mut(&to) {
                None => {
                    known.insert(to, state);
                    work.push(to);
                }
                Some(old) => {
                    let mut changed = false;
                    for (o, n) in old.iter_mut().zip(state) {
                        if *o != n && *o != State::Maybe {
                            *o = State::Maybe;
                            changed = true;
                        }
                    }
                    if changed {
                        work.push(to);
                    }
                }
            }
        }
    }
    match found.into_values().flatten().next() {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

/// Whether the instruction at word `wanted` can be reached without an exception. What cannot be told is reached.
pub fn is_reached(words: &[u64], wanted: usize, nlocals: usize, nregs: usize) -> bool {
    let mut seen = vec![false; words.len()];
    let mut work = vec![0usize];
    while let Some(at) = work.pop() {
        match seen.get_mut(at) {
            Some(seen) if !*seen => *seen = true,
            Some(_) => continue,
            None => return true,
        }
        if at == wanted {
            return true;
        }
        let state = vec![State::Dead; nregs.saturating_sub(nlocals)];
        let mut flow = Flow { words, at, nlocals, state, out: Vec::new(), strict: false, errors: Vec::new() };
        if flow.step().is_err() {
            return true;
        }
        work.extend(flow.out.into_iter().map(|(to, _)| to));
    }
    false
}

struct Flow<'a> {
    words: &'a [u64],
    at: usize,
    nlocals: usize,
    state: Vec<State>,
    out: Vec<(usize, Vec<State>)>,
    strict: bool,
    errors: Vec<String>,
}

impl Flow<'_> {
    fn error(&mut self, op: Op, reg: usize, what: &str) {
        self.errors.push(format!("word {}: {op:?}: r{reg} {what}", self.at));
    }

    fn consume(&mut self, op: Op, reg: usize) {
        if reg < self.nlocals {
            self.error(op, reg, "is no temporary but is consumed");
        } else if std::mem::replace(&mut self.state[reg - self.nlocals], State::Dead) == State::Dead {
            self.error(op, reg, "is consumed but dead");
        }
    }

    fn look(&mut self, op: Op, reg: usize) {
        if reg >= self.nlocals && self.state[reg - self.nlocals] == State::Dead {
            self.error(op, reg, "is read but dead");
        }
    }

    fn set(&mut self, reg: usize, state: State) {
        if reg >= self.nlocals {
            self.state[reg - self.nlocals] = state;
        }
    }

    fn step(&mut self) -> Result<(), String> {
        let word = self.words[self.at];
        let Some(info) = OPS.get(word as u8 as usize) else { return Err("no such operation".into()) };
        let op = info.op;
        let next = self.at + 1 + info.extra as usize;
        let flags = (word >> 8) as u8;
        let fields = [(word >> 16) as u16 as usize, (word >> 32) as u16 as usize, (word >> 48) as u16 as usize];
        let [a, b, c] = fields;
        let extra = self.words.get(self.at + 1).copied().unwrap_or(0) as usize;
        // Reads first.
        for (slot, kind) in info.operands.iter().enumerate() {
            match kind {
                Operand::Source if flags & [A_TEMP, B_TEMP, C_TEMP][slot] != 0 => self.look(op, fields[slot]),
                Operand::Source if op == Op::Raise && slot == 1 && flags & super::FLAG == 0 => {}
                Operand::Source => self.look(op, fields[slot]),
                Operand::Look if !matches!(op, Op::PushExc | Op::CheckBoundName | Op::CheckBound | Op::Yield) => {
                    self.look(op, fields[slot]);
                }
                _ => {}
            }
        }
        for (slot, kind) in info.operands.iter().enumerate() {
            if *kind == Operand::Source && flags & [A_TEMP, B_TEMP, C_TEMP][slot] != 0 {
                self.consume(op, fields[slot]);
            }
        }
        let window = match op {
            Op::Call | Op::CallMethod | Op::CallKw => Some((a, 4 + b)),
            Op::CallEx => Some((a, 5 + (b == 1) as usize)),
            Op::LoadSuperAttr => Some((b, 3)),
            Op::BuildTuple | Op::BuildList | Op::BuildSet | Op::BuildString | Op::BuildSlice => Some((b, c)),
            Op::BuildMap => Some((b, 2 * c)),
            Op::BuildInterpolation => Some((b, 4)),
            Op::ImportName => Some((c, 2)),
            Op::MatchClass => Some((c, 2)),
            Op::TypeParam => Some((b, [4, 4, 4, 3, 1][c])),
            _ => None,
        };
        if let Some((first, n)) = window {
            let call = matches!(op, Op::Call | Op::CallMethod | Op::CallKw | Op::CallEx);
            for i in 0..n {
                if call && (1..4).contains(&i) {
                    self.set(first + i, State::Dead);
                } else {
                    self.consume(op, first + i);
                }
            }
            // The callee's registers follow its arguments.
            let above = (first + n).saturating_sub(self.nlocals);
            if call && let Some(i) = self.state.iter().skip(above).position(|&s| s == State::Live) {
                self.error(op, above + i + self.nlocals, "is live above a call window");
            }
        }
        match op {
            Op::LoadMethod | Op::LoadSpecial => {
                self.set(a, State::Live);
                self.set(a + 3, State::Maybe);
            }
            Op::LoadSuperAttr => {
                self.set(a, State::Live);
                if flags & super::FLAG != 0 {
                    self.set(a + 3, State::Maybe);
                }
            }
            Op::UnpackSequence => (0..c).for_each(|i| self.set(a + i, State::Live)),
            Op::UnpackEx => (0..c + 1 + extra).for_each(|i| self.set(a + i, State::Live)),
            Op::ExcGroupMatch => (0..2).for_each(|i| self.set(a + i, State::Live)),
            Op::ExcInfo => (0..3).for_each(|i| self.set(a + i, State::Live)),
            Op::Clear => self.set(a, State::Dead),
            Op::CheckBoundName => self.set(a, State::Live),
            _ => {}
        }
        let jump = |distance: i64| (next as i64 + distance) as usize;
        let long = jump((word >> 32) as u32 as i32 as i64);
        let short = jump(c as u16 as i16 as i64);
        match op {
            Op::ForLoop | Op::ForIter => {
                self.look(op, a);
                let mut item = self.state.clone();
                let mut end = self.state.clone();
                if b >= self.nlocals {
                    item[b - self.nlocals] = State::Live;
                }
                end[a - self.nlocals] = State::Dead;
                let (go, stop) = if op == Op::ForLoop { (short, next) } else { (next, short) };
                self.out.push((go, item));
                self.out.push((stop, end));
                return Ok(());
            }
            Op::JumpIfTrueOrDrop | Op::JumpIfFalseOrDrop => {
                self.look(op, a);
                self.out.push((long, self.state.clone()));
                self.set(a, State::Dead);
                self.out.push((next, self.state.clone()));
                return Ok(());
            }
            Op::Send => {
                self.set(a, State::Live);
                self.out.push((jump(extra as i64), self.state.clone()));
                self.out.push((next, self.state.clone()));
                return Ok(());
            }
            Op::Return | Op::ReturnConst => {
                if let Some(i) = self.state.iter().position(|&s| s == State::Live || (self.strict && s == State::Maybe))
                {
                    self.error(op, i + self.nlocals, "is still live");
                }
                return Ok(());
            }
            Op::Raise | Op::RaiseCurrent | Op::Reraise => return Ok(()),
            Op::Jump => {
                self.out.push((long, self.state.clone()));
                return Ok(());
            }
            _ => {}
        }
        for (slot, kind) in info.operands.iter().enumerate() {
            match kind {
                Operand::Dest => self.set(fields[slot], State::Live),
                Operand::Jump => self.out.push((short, self.state.clone())),
                Operand::LongJump => self.out.push((long, self.state.clone())),
                _ => {}
            }
        }
        self.out.push((next, self.state.clone()));
        Ok(())
    }
}
