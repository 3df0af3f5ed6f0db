//! `see code f`: the bytecode beside the source line it comes from.

use super::cells::function_of;
use super::doc::*;
use super::value::brief_in;
use super::{Scope, expressions};
use crate::bytecode::dis::{Pools, disassemble};
use crate::bytecode::{Code, OPS, Op, Operand};
use crate::gc::Ref;
use crate::object::PyResult;
use crate::syntax::Mode;
use crate::vm::Vm;

pub fn see(vm: &mut Vm, scope: &Scope, text: &str) -> PyResult<Doc> {
    let mut doc = Doc::new("code", "");
    let mut found = Vec::new();
    // Source shall be shown, not run: only what can be no more than a name is evaluated.
    let names = |t: &str| t.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']' | '\'' | '"'));
    let pieces = expressions(text);
    let pieces = if pieces.iter().all(|p| names(p)) { pieces } else { Vec::new() };
    for expression in pieces {
        match scope.evaluate(vm, &expression) {
            Ok(value) => {
                let code = match function_of(vm, &value) {
                    Some(f) => Some(f.get(vm).code.clone()),
                    None => match value.downcast::<crate::object::generator::Generator>() {
                        Some(g) => Some(g.get(vm).code.clone()),
                        None => value.downcast::<Code>().cloned(),
                    },
                };
                if code.is_none() && value.downcast_exact::<crate::object::NativeFunction>().is_some() {
                    return Err(vm.type_error(format!("see code: '{expression}' is a builtin: it has no bytecode")));
                }
                found.push(code);
            }
            Err(_) => found.push(None),
        }
    }
    if found.iter().any(Option::is_none) || found.is_empty() {
        // No functions: the text itself is the source.
        let code = vm.compile_source(&format!("{text}\n"), "<see>", Mode::File, 0)?;
        vm.register_code_source(&code, "<see>", text);
        found = vec![Some(code)];
    }
    for code in found.into_iter().flatten() {
        listing(vm, &code, &mut doc);
    }
    Ok(doc)
}

/// The innermost block of code around a line.
pub fn at_line(vm: &mut Vm, whole: &Ref<Code>, line: u32) -> Doc {
    let covers = |code: &Code| {
        let last = code.locations.iter().map(|l| l.end_line).max().unwrap_or(0);
        code.first_line <= line && line <= last.max(code.first_line)
    };
    let mut found = whole.clone();
    while let Some(inner) = found.constants.iter().filter_map(|c| c.downcast::<Code>()).find(|c| covers(c)) {
        found = inner.clone();
    }
    let mut doc = Doc::new("code", "");
    listing(vm, &found, &mut doc);
    doc
}

fn listing(vm: &mut Vm, code: &Ref<Code>, doc: &mut Doc) {
    doc.heading(format!("{}  (line {})", code.qualname.to_lossy(), code.first_line));
    let names = Texts::of(vm, code);
    let words = unlinked(code);
    let text = disassemble(&words, &[], &names);
    let source = vm.code_source(code);
    let mut rows = Vec::new();
    let mut last = 0;
    let mut at = 0;
    for line in text.lines() {
        let place = code.location_at(at);
        if place.line != last && place.line > 0 {
            last = place.line;
            let shown = source.as_ref().map(|s| s.line_text(place.line).trim_end().to_owned()).unwrap_or_default();
            rows.push((place.line.to_string(), shown));
        }
        rows.push((String::new(), format!("  {}", line.trim_end())));
        let extra = words.get(at).and_then(|w| OPS.get(*w as u8 as usize)).map_or(0, |i| i.extra as usize);
        at += 1 + extra;
    }
    for handler in &code.handlers {
        let line = code.location_at(handler.target as usize).line;
        let first = code.location_at(handler.start as usize).line;
        // Those of the compiler's own cleaning up have no line.
        if line == 0 || first == line {
            continue;
        }
        rows.push((String::new(), format!("  an exception from line {first} on goes to line {line}")));
    }
    doc.listing(rows);
    doc.note(format!(
        "{} register{}: {} of variables, {} temporary. A register marked * is read for the last time.",
        code.nregs,
        if code.nregs == 1 { "" } else { "s" },
        code.nlocals,
        code.nregs.saturating_sub(code.nlocals)
    ));
    for constant in code.constants.iter() {
        if let Some(inner) = constant.downcast::<Code>() {
            let inner = inner.clone();
            listing(vm, &inner, doc);
        }
    }
}

/// The stream with constant indices in place of distances, as the disassembler reads it.
fn unlinked(code: &Code) -> Vec<u64> {
    let mut words: Vec<u64> = code.stream.iter().take(code.length).map(std::cell::Cell::get).collect();
    let mut at = 0;
    while let Some(word) = words.get_mut(at) {
        let Some(info) = OPS.get(*word as u8 as usize) else { break };
        if info.operands[1] == Operand::Const && info.op != Op::MakeFunction {
            let distance = (*word >> 32) as usize;
            let index = (distance + at).saturating_sub(code.length) / 2;
            *word = *word & 0xffff_ffff | (index as u64) << 32;
        }
        match info.op {
            Op::Return => *word &= !(0xffff << 32),
            Op::ReturnConst => *word &= !(0xffff << 16),
            _ => {}
        }
        at += 1 + info.extra as usize;
    }
    words
}

/// The texts of operands.
struct Texts {
    constants: Vec<String>,
    names: Vec<String>,
    free: Vec<String>,
    registers: Vec<(usize, String)>,
}

impl Texts {
    fn of(vm: &mut Vm, code: &Code) -> Texts {
        let constants = code
            .constants
            .iter()
            .map(|c| match c.downcast::<Code>() {
                Some(inner) => format!("<code {}>", inner.name.to_lossy()),
                None => brief_in(vm, c, 40),
            })
            .collect();
        let mut registers: Vec<(usize, String)> =
            code.cellvars.iter().map(|(n, r)| (*r as usize, format!("cell {}", n.to_lossy()))).collect();
        registers.extend(code.varnames.iter().enumerate().map(|(i, n)| (i, n.to_lossy().into_owned())));
        Texts {
            constants,
            names: code.names.iter().map(|n| n.to_lossy().into_owned()).collect(),
            free: code.freevars.iter().map(|n| n.to_lossy().into_owned()).collect(),
            registers,
        }
    }
}

impl Pools for Texts {
    fn constant(&self, index: usize) -> String {
        self.constants.get(index).cloned().unwrap_or_else(|| format!("constant {index}"))
    }

    fn name(&self, index: usize) -> String {
        self.names.get(index).cloned().unwrap_or_else(|| format!("name {index}"))
    }

    fn free(&self, index: usize) -> String {
        self.free.get(index).cloned().unwrap_or_else(|| format!("free {index}"))
    }

    fn register(&self, index: usize) -> Option<String> {
        self.registers.iter().find(|(r, _)| *r == index).map(|(_, n)| n.clone())
    }
}
