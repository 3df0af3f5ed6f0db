//! Lenses: ways to look at a running program. A lens takes names and expressions, looks at objects, and tells what it found
//! as a `Doc`; `text`, `svg` and `json` render it. One file a lens; none of them writes anywhere or runs more of the
//! program than its expressions ask for.
//!
//! From the prompt `%see KIND …`, from programs `pyrope.see("KIND …")`, from the shell `pyrope see KIND FILE:LINE`.

pub mod describe;
pub mod doc;
pub mod json;
pub mod module;
pub mod place;
pub mod svg;
pub mod text;

mod cells;
mod code;
mod generator;
mod graph;
mod lookup;
mod mro;
mod refs;
mod same;
mod scope;
mod steps;
pub mod sugar;
mod value;

use crate::gc::{Ref, Value};
use crate::object::traceback::Frame;
use crate::object::{Dict, PyResult};
use crate::syntax::Mode;
use crate::vm::Vm;
use doc::Doc;

/// Where expressions are evaluated: the session, or the frame that asks.
#[derive(Clone)]
pub struct Scope {
    pub globals: Ref<Dict>,
    pub locals: Value,
    /// The frame, if it is a function's.
    pub frame: Option<Ref<Frame>>,
}

impl Scope {
    /// The namespace of a module.
    pub fn module(globals: &Ref<Dict>) -> Scope {
        Scope { globals: globals.clone(), locals: globals.to_value(), frame: None }
    }

    /// The innermost running frame.
    pub fn caller(vm: &mut Vm) -> PyResult<Scope> {
        let Some(frame) = vm.frame_at(0)? else { return Err(vm.runtime_error("no frame to look from")) };
        let globals = frame.get(vm).globals.clone();
        let locals = vm.frame_locals(&frame)?;
        let is_function = frame.get(vm).namespace.is_none();
        Ok(Scope { globals, locals, frame: is_function.then_some(frame) })
    }

    pub fn evaluate(&self, vm: &mut Vm, text: &str) -> PyResult {
        let code = vm.compile_source(text.trim(), "<see>", Mode::Eval, 0)?;
        vm.register_code_source(&code, "<see>", text.trim());
        vm.run_code(&code, &self.globals, &self.locals)
    }
}

type Lens = fn(&mut Vm, &Scope, &str) -> PyResult<Doc>;

/// Name, what is to be given, what it answers.
pub const KINDS: &[(&str, &str, &str, Lens)] = &[
    ("graph", "a b …", "objects and references: sharing, cycles, shallow against deep copies", graph::see),
    ("same", "a b", "is it one object, are they equal, and why", same::see),
    ("scope", "NAME [in f]", "where a name is found: local, enclosing, global, builtin", scope::see),
    ("cells", "f g …", "the cells of closures, shared or private", cells::see),
    ("lookup", "o.x | o.x = v | del o.x", "each step of an attribute access", lookup::see),
    ("mro", "C | A B …", "the method resolution order and its C3 merge", mro::see),
    ("gen", "g", "a generator: state, line, variables, delegation", generator::see),
    ("rc", "x", "reference count, referrers, cycle", refs::see),
    ("steps", "STATEMENT", "evaluation step by step, with the methods that operators call", steps::see),
    ("sugar", "SOURCE | f", "what syntax stands for, as plain code", sugar::see),
    ("code", "f", "bytecode beside its source", code::see),
];

/// Looks; `what` is the kind and its arguments.
pub fn see(vm: &mut Vm, scope: &Scope, what: &str) -> PyResult<Doc> {
    let what = what.trim();
    let (kind, arguments) = what.split_once(char::is_whitespace).unwrap_or((what, ""));
    let Some((name, wanted, _, lens)) = KINDS.iter().find(|(n, ..)| *n == kind) else {
        let names: Vec<&str> = KINDS.iter().map(|k| k.0).collect();
        return Err(vm.value_error(format!("no lens '{kind}': there are {}", names.join(", "))));
    };
    if arguments.trim().is_empty() {
        return Err(vm.value_error(format!("see {name} {wanted}: something to look at is missing")));
    }
    lens(vm, scope, arguments.trim())
}

/// Splits at blanks and commas outside of brackets and strings: each piece is an expression.
pub fn expressions(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut piece = String::new();
    let mut depth = 0usize;
    let mut quote: Option<char> = None;
    let mut escaped = false;
    for c in text.chars() {
        if let Some(q) = quote {
            piece.push(c);
            if !escaped && c == q {
                quote = None;
            }
            escaped = !escaped && c == '\\';
            continue;
        }
        match c {
            '\'' | '"' => quote = Some(c),
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            c if depth == 0 && (c.is_whitespace() || c == ',') => {
                if !piece.is_empty() {
                    out.push(std::mem::take(&mut piece));
                }
                continue;
            }
            _ => {}
        }
        piece.push(c);
    }
    if !piece.is_empty() {
        out.push(piece);
    }
    out
}

/// A value in at most so many columns, without running any code of the program.
pub fn brief(vm: &mut Vm, v: &Value, room: usize) -> String {
    value::brief_in(vm, v, room)
}

#[cfg(test)]
mod tests {
    use super::expressions;

    #[test]
    fn pieces_are_expressions() {
        assert_eq!(expressions("a b[0, 1],c"), ["a", "b[0, 1]", "c"]);
        assert_eq!(expressions("f(x, 'a b') d"), ["f(x, 'a b')", "d"]);
    }
}
