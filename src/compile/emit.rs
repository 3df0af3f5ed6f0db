//! The assembler: instructions with symbolic registers, labels and handlers, and their encoding.
//!
//! Registers stay symbolic until the end, because the number of locals (comprehension variables, preloaded
//! constants) is known only then. Reachability and definite assignment are followed while emitting; unreachable instructions are dropped.

use super::flow::Bits;
use crate::bytecode::{Handler, Location};
use crate::bytecode::{Op, Operand, encode, encode_wide};
use crate::source::{SourceFile, Span};

/// A register before numbering: a class in the top bits, an index below.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub(super) struct Reg(pub u32);

const CLASS: u32 = 3 << 28;
const INDEX: u32 = (1 << 28) - 1;

impl Reg {
    pub fn local(i: u32) -> Reg {
        Reg(i)
    }
    pub fn cell(i: u32) -> Reg {
        Reg(1 << 28 | i)
    }
    pub fn constant(i: u32) -> Reg {
        Reg(2 << 28 | i)
    }
    pub fn temp(i: u32) -> Reg {
        Reg(3 << 28 | i)
    }
    pub fn is_local(self) -> bool {
        self.0 & CLASS == 0
    }
    pub fn is_temp(self) -> bool {
        self.0 & CLASS == CLASS
    }
    pub fn index(self) -> u32 {
        self.0 & INDEX
    }
    /// Its place in the set of definite assignments, which holds locals and temporaries.
    pub fn bit(self) -> u32 {
        self.index() << 1 | self.is_temp() as u32
    }
    /// The register `n` further on.
    pub fn plus(self, n: u32) -> Reg {
        Reg(self.0 + n)
    }
}

/// A value as an instruction's source: a register, and whether this read consumes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Opnd {
    pub reg: Reg,
    pub temp: bool,
}

impl Opnd {
    pub fn temp(reg: Reg) -> Opnd {
        Opnd { reg, temp: true }
    }
    /// Read in place: the register lives on.
    pub fn look(reg: Reg) -> Opnd {
        Opnd { reg, temp: false }
    }
    fn bit(self, bit: u8) -> u8 {
        if self.temp { bit } else { 0 }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Label(pub u32);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct HandlerId(pub u32);

#[derive(Clone, Copy, Debug)]
pub(super) struct Ins {
    pub op: Op,
    pub flags: u8,
    pub a: u32,
    pub b: u32,
    pub c: u32,
    /// The first extra word; for `Send` the label.
    pub extra: u32,
    pub span: Span,
    pub handler: u32,
}

/// "No location": a span that no node has.
pub(super) const NOWHERE: Span = Span::new(1, 0);
const NO_HANDLER: u32 = u32::MAX;
const UNBOUND: u32 = u32::MAX;

struct LabelInfo {
    at: u32,
    state: Option<Bits>,
}

#[derive(Default)]
pub(super) struct Assembler {
    ins: Vec<Ins>,
    /// Emitted before everything else: cells and preloaded constants.
    pub prologue: Vec<Ins>,
    labels: Vec<LabelInfo>,
    /// Target, exception register, and whether any instruction is covered.
    handlers: Vec<(Label, Reg, bool)>,
    pub handler: Option<HandlerId>,
    pub span: Span,
    /// Next free temporary.
    pub top: u32,
    max_top: u32,
    pub reachable: bool,
    /// Locals that certainly hold a value here.
    pub assigned: Bits,
}

impl Assembler {
    pub fn new() -> Assembler {
        Assembler { reachable: true, ..Assembler::default() }
    }

    pub fn alloc(&mut self) -> Reg {
        self.alloc_many(1)
    }

    pub fn alloc_many(&mut self, n: u32) -> Reg {
        let reg = Reg::temp(self.top);
        self.top += n;
        self.max_top = self.max_top.max(self.top);
        reg
    }

    /// Reserves registers up to `top + n` without taking them.
    pub fn reserve(&mut self, n: u32) {
        self.max_top = self.max_top.max(self.top + n);
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(LabelInfo { at: UNBOUND, state: None });
        Label(self.labels.len() as u32 - 1)
    }

    fn here(&self) -> u32 {
        self.ins.len() as u32
    }

    /// Binds a label that is reached by jumps before it (and from above).
    pub fn bind(&mut self, label: Label) {
        let here = self.here();
        let info = &mut self.labels[label.0 as usize];
        info.at = here;
        match info.state.take() {
            Some(state) if self.reachable => self.assigned.meet(&state),
            Some(state) => {
                self.assigned = state;
                self.reachable = true;
            }
            None => {}
        }
    }

    /// Binds a label that is reached by jumps behind it; `state` must hold at all of them.
    pub fn bind_loop(&mut self, label: Label, state: &Bits, reachable: bool) {
        self.labels[label.0 as usize].at = self.here();
        self.assigned = state.clone();
        self.reachable = reachable;
    }

    fn note_jump(&mut self, label: u32) {
        let info = &mut self.labels[label as usize];
        if info.at != UNBOUND {
            return;
        }
        match &mut info.state {
            Some(state) => state.meet(&self.assigned),
            None => info.state = Some(self.assigned.clone()),
        }
    }

    pub fn new_handler(&mut self, target: Label, exc: Reg) -> HandlerId {
        self.handlers.push((target, exc, false));
        HandlerId(self.handlers.len() as u32 - 1)
    }

    /// Binds a handler's label: reached from anywhere in its region, where `state` holds.
    pub fn bind_handler(&mut self, handler: HandlerId, state: &Bits) {
        let (label, _, used) = self.handlers[handler.0 as usize];
        debug_assert!(!self.reachable);
        self.labels[label.0 as usize].at = self.here();
        self.assigned = state.clone();
        self.reachable = used;
    }

    pub fn raw(&mut self, op: Op, flags: u8, a: u32, b: u32, c: u32, extra: u32) {
        if !self.reachable {
            return;
        }
        let info = op.info();
        for (kind, value) in info.operands.iter().zip([a, b, c]) {
            match kind {
                Operand::Jump | Operand::LongJump => self.note_jump(value),
                Operand::Dest if Reg(value).is_local() || Reg(value).is_temp() => {
                    self.assigned.insert(Reg(value).bit())
                }
                _ => {}
            }
        }
        if op == Op::Send {
            self.note_jump(extra);
        }
        let safe = match op {
            Op::Nop | Op::LoadConst | Op::Move | Op::Clear | Op::Return | Op::ReturnConst | Op::PopExc => true,
            // Backward jumps may raise what a signal handler raises.
            Op::Jump => self.labels[b as usize].at == UNBOUND,
            _ => false,
        };
        let handler = self.handler.filter(|_| !safe).map_or(NO_HANDLER, |h| h.0);
        if let Some(h) = self.handlers.get_mut(handler as usize) {
            h.2 = true;
        }
        self.ins.push(Ins { op, flags, a, b, c, extra, span: self.span, handler });
        if matches!(op, Op::Jump | Op::Return | Op::ReturnConst | Op::Raise | Op::RaiseCurrent | Op::Reraise) {
            self.reachable = false;
        }
    }

    /// The emitted instruction before this point, if nothing can jump between.
    pub fn len(&self) -> usize {
        self.ins.len()
    }

    pub fn jump(&mut self, label: Label) {
        self.raw(Op::Jump, 0, 0, label.0, 0, 0);
    }

    /// An instruction `op a, label` that tests one register.
    pub fn branch(&mut self, op: Op, a: Opnd, label: Label) {
        self.raw(op, a.bit(temp_bit(0)), a.reg.0, label.0, 0, 0);
    }

    pub fn clear(&mut self, reg: Reg) {
        self.raw(Op::Clear, 0, reg.0, 0, 0, 0);
    }

    /// `op dst, source`.
    pub fn unary(&mut self, op: Op, dst: Reg, b: Opnd) {
        self.raw(op, b.bit(temp_bit(1)), dst.0, b.reg.0, 0, 0);
    }

    /// `op dst, source, number`.
    pub fn unary_n(&mut self, op: Op, dst: Reg, b: Opnd, c: u32) {
        self.raw(op, b.bit(temp_bit(1)), dst.0, b.reg.0, c, 0);
    }

    /// `op dst, source, source`.
    pub fn binary(&mut self, op: Op, flags: u8, dst: Reg, b: Opnd, c: Opnd) {
        self.raw(op, flags | source_bits(op, [Opnd::look(dst), b, c]), dst.0, b.reg.0, c.reg.0, 0);
    }

    /// Three register operands whose flag bits follow from the table.
    pub fn three(&mut self, op: Op, a: Opnd, b: Opnd, c: Opnd) {
        self.raw(op, source_bits(op, [a, b, c]), a.reg.0, b.reg.0, c.reg.0, 0);
    }

    /// Two register operands.
    pub fn two(&mut self, op: Op, a: Opnd, b: Opnd, c: u32) {
        self.raw(op, source_bits(op, [a, b, Opnd::look(Reg(0))]), a.reg.0, b.reg.0, c, 0);
    }

    /// One register operand and two numbers.
    pub fn one(&mut self, op: Op, a: Opnd, b: u32, c: u32) {
        self.raw(op, source_bits(op, [a, Opnd::look(Reg(0)), Opnd::look(Reg(0))]), a.reg.0, b, c, 0);
    }

    pub fn mov(&mut self, dst: Reg, src: Opnd) {
        if dst != src.reg {
            self.unary(Op::Move, dst, src);
        }
    }

    /// Encodes everything.
    pub fn finish(&mut self, counts: Counts, source: &SourceFile) -> Result<Encoded, &'static str> {
        let shift = self.prologue.len() as u32;
        let mut all = std::mem::take(&mut self.prologue);
        all.append(&mut self.ins);
        let mut targets: Vec<u32> =
            self.labels.iter().map(|l| if l.at == UNBOUND { UNBOUND } else { l.at + shift }).collect();
        // A label at the very end needs an instruction to land on.
        if targets.iter().any(|&t| t != UNBOUND && t as usize >= all.len()) || all.is_empty() {
            let end = all.len() as u32;
            all.push(plain(Op::Nop));
            targets.iter_mut().filter(|t| **t != UNBOUND && **t > end).for_each(|t| *t = end);
        }
        let nlocals = counts.locals + counts.cells + counts.constants;
        let nregs = (nlocals + self.max_top).max(1);
        if nregs > 65_000 {
            return Err("too many variables or too complex an expression");
        }
        let number = |r: u32| -> u32 {
            let r = Reg(r);
            let base = match r.0 >> 28 {
                0 => 0,
                1 => counts.locals,
                2 => counts.locals + counts.cells,
                _ => nlocals,
            };
            base + r.index()
        };
        // Jumps that do not fit 16 bits get a long jump behind them; widen until nothing changes.
        let mut wide = vec![false; all.len()];
        let mut at: Vec<u32>;
        loop {
            at = Vec::with_capacity(all.len() + 1);
            let mut word = 0u32;
            for (i, ins) in all.iter().enumerate() {
                at.push(word);
                word += 1 + ins.op.info().extra as u32 + if wide[i] { 2 } else { 0 };
            }
            at.push(word);
            let mut changed = false;
            for (i, ins) in all.iter().enumerate() {
                if let Some(slot) = jump_slot(ins.op)
                    && !wide[i]
                {
                    let label = [ins.a, ins.b, ins.c][slot];
                    let distance = at[targets[label as usize] as usize] as i64 - at[i + 1] as i64;
                    if i16::try_from(distance).is_err() {
                        wide[i] = true;
                        changed = true;
                    }
                }
            }
            if !changed {
                break;
            }
        }
        let mut words = Vec::with_capacity(at[all.len()] as usize);
        let mut handlers: Vec<Handler> = Vec::new();
        let mut locations: Vec<Location> = Vec::new();
        let mut last_handler = NO_HANDLER;
        for (i, ins) in all.iter().enumerate() {
            let start = words.len() as u32;
            let info = ins.op.info();
            let mut abc = [0u32; 3];
            let mut long = None;
            for (slot, (kind, value)) in info.operands.iter().zip([ins.a, ins.b, ins.c]).enumerate() {
                abc[slot] = match kind {
                    Operand::None => 0,
                    Operand::Dest
                    | Operand::Source
                    | Operand::Look
                    | Operand::Modify
                    | Operand::Window
                    | Operand::OutWindow => number(value),
                    Operand::Name | Operand::Free | Operand::Number => {
                        if value > 0xffff {
                            return Err("too many names or items in one code block");
                        }
                        value
                    }
                    Operand::Immediate => value & 0xffff,
                    Operand::Jump if wide[i] => 1,
                    Operand::Jump => {
                        (at[targets[value as usize] as usize] as i64 - at[i + 1] as i64) as i16 as u16 as u32
                    }
                    Operand::Const => {
                        long = Some(value);
                        0
                    }
                    Operand::LongJump => {
                        let distance = at[targets[value as usize] as usize] as i64 - (start as i64 + 1);
                        long = Some(distance as i32 as u32);
                        0
                    }
                };
            }
            // A wide operand occupies b and c; in `Jump` the table lists it as b, with a unused.
            words.push(match long {
                Some(long) => encode_wide(ins.op, ins.flags, abc[0] as u16, long),
                None => encode(ins.op, ins.flags, abc[0] as u16, abc[1] as u16, abc[2] as u16),
            });
            for k in 0..info.extra {
                words.push(match (k, ins.op) {
                    (0, Op::Send) => (at[targets[ins.extra as usize] as usize] as i64 - (start as i64 + 2)) as u64,
                    (0, Op::CallKw | Op::UnpackEx | Op::MatchClass) => ins.extra as u64,
                    _ => 0,
                });
            }
            if let Some(slot) = jump_slot(ins.op)
                && wide[i]
            {
                let label = [ins.a, ins.b, ins.c][slot];
                words.push(encode_wide(Op::Jump, 0, 0, 1));
                let distance = at[targets[label as usize] as usize] as i64 - (words.len() as i64 + 1);
                words.push(encode_wide(Op::Jump, 0, 0, distance as i32 as u32));
            }
            let end = words.len() as u32;
            match handlers.last_mut() {
                Some(h) if ins.handler != NO_HANDLER && ins.handler == last_handler && h.end == start => h.end = end,
                _ if ins.handler != NO_HANDLER => {
                    let (label, exc, _) = self.handlers[ins.handler as usize];
                    let target = at[targets[label.0 as usize] as usize];
                    handlers.push(Handler { start, end, target, exc: number(exc.0) as u16 });
                }
                _ => {}
            }
            last_handler = ins.handler;
            push_location(&mut locations, start, ins.span, source);
        }
        Ok(Encoded { words, handlers, locations, nlocals, nregs })
    }
}

fn source_bits(op: Op, operands: [Opnd; 3]) -> u8 {
    let mut flags = 0;
    let kinds = op.info().operands;
    for (slot, operand) in operands.into_iter().enumerate() {
        if kinds[slot] == Operand::Source {
            flags |= operand.bit(temp_bit(slot));
        }
    }
    flags
}

/// The flag bit that consumes the register in operand field `slot` (0 is a).
fn temp_bit(slot: usize) -> u8 {
    1 << slot
}

fn jump_slot(op: Op) -> Option<usize> {
    op.info().operands.iter().position(|&k| k == Operand::Jump)
}

fn plain(op: Op) -> Ins {
    Ins { op, flags: 0, a: 0, b: 0, c: 0, extra: 0, span: NOWHERE, handler: NO_HANDLER }
}

/// An instruction for the prologue.
pub(super) fn prologue_ins(op: Op, a: Reg, b: u32) -> Ins {
    Ins { a: a.0, b, ..plain(op) }
}

fn push_location(locations: &mut Vec<Location>, start: u32, span: Span, source: &SourceFile) {
    let mut location = Location { start, ..Location::default() };
    if span.start <= span.end {
        // Not `SourceFile::position`: counting characters is not linear on long lines.
        let (line, end_line) = (source.line_of(span.start), source.line_of(span.end));
        location = Location {
            start,
            line,
            end_line,
            col: span.start - source.line_start(line),
            end_col: span.end - source.line_start(end_line),
        };
    }
    if let Some(last) = locations.last()
        && (Location { start, ..*last }) == location
    {
        return;
    }
    locations.push(location);
}

/// How many registers of each class there are.
#[derive(Clone, Copy)]
pub(super) struct Counts {
    pub locals: u32,
    pub cells: u32,
    pub constants: u32,
}

pub(super) struct Encoded {
    pub words: Vec<u64>,
    pub handlers: Vec<Handler>,
    pub locations: Vec<Location>,
    pub nlocals: u32,
    pub nregs: u32,
}
