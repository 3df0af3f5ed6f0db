//! Calls of functions of the program: their bodies are walked through as well, in a namespace of their own.
//!
//! That is done where a namespace does what a frame would: functions whose variables inner functions share, generators
//! and coroutines, and bodies with jumps out of `try`, `with` or `match` are called as one step. So are functions of the library.

use super::super::cells::function_of;
use super::{MOST_DEPTH, MOST_ROWS, Steps};
use crate::bytecode::{Code, code_flag};
use crate::gc::{Ref, Value};
use crate::object::{Cell, Dict, Function, PyResult, Str};
use crate::source::SourceFile;
use crate::syntax::ast::*;
use crate::syntax::{self, Mode, ParseOptions};

/// How a statement ended.
pub(super) enum Flow {
    Next,
    Break,
    Continue,
    Return(Value),
}

/// The variables of a function that was entered.
pub(super) struct Entered {
    locals: Ref<Dict>,
    /// All of them, bound or not.
    names: Vec<Ref<Str>>,
    /// Variables of enclosing functions, with their cells.
    free: Vec<(Ref<Str>, Value)>,
    /// Names declared `global`.
    pub(super) globals: Vec<String>,
}

impl Steps<'_> {
    /// Walks through a call. `None`: the function is not one of those that are entered, and was not called.
    pub(super) fn enter(
        &mut self,
        callee: &Value,
        values: &[Value],
        names: &[Value],
    ) -> PyResult<Option<(Value, String)>> {
        if self.depth >= MOST_DEPTH || self.silent || self.rows.len() >= MOST_ROWS {
            return Ok(None);
        }
        let Some(f) = function_of(self.vm, callee) else { return Ok(None) };
        let mut values = values.to_vec();
        if let Some(method) = callee.downcast_exact::<crate::object::function::BoundMethod>() {
            values.insert(0, method.get(self.vm).this.clone());
        }
        let code = f.get(self.vm).code.clone();
        let inner_code = code.constants.iter().any(|c| c.downcast::<Code>().is_some());
        if code.flags & code_flag::ANY_GENERATOR != 0
            || !code.cellvars.is_empty()
            || !code.freevars.is_empty() && inner_code
            || code.freevars.iter().any(|n| n.bytes() == b"__class__")
            || code.filename.bytes().starts_with(b"<stdlib>")
        {
            return Ok(None);
        }
        let Some(source) = self.vm.code_source(&code) else { return Ok(None) };
        let Some(text) = super::super::sugar::block_at(&source, code.first_line) else { return Ok(None) };
        let source = SourceFile::new("<see>", format!("{}\n", super::super::sugar::dedent(&text)));
        let Ok(module) = syntax::parse(&source, Mode::File, ParseOptions { no_warnings: true }) else {
            return Ok(None);
        };
        let Some(Stmt { kind: StmtKind::FunctionDef(def), .. }) = module.body.first() else { return Ok(None) };
        let named = module.interner.resolve(def.name.name) == &*code.name.to_lossy();
        if !named || !def.body.iter().all(is_plain) || mentions_private(&source) {
            return Ok(None);
        }
        let Some(bound) = bind(self, &f, &code, &values, names)? else { return Ok(None) };
        let told: Vec<String> = bound.iter().map(|(n, v)| format!("{}={}", n.to_lossy(), self.told(v))).collect();
        let qualname = f.get(self.vm).qualname.to_lossy().into_owned();
        self.row(&format!("→ {qualname}({})", told.join(", ")), &format!("enters {}", place(&code)));
        let value = self.walk(&f, &code, (&source, &module), def, bound)?;
        let what = match &value {
            Some(_) => format!("{qualname} returns"),
            None => format!("{qualname} ends: None"),
        };
        Ok(Some((value.unwrap_or(Value::NONE), what)))
    }

    /// Walks through a body; the value is that of `return`.
    fn walk(
        &mut self,
        f: &Ref<Function>,
        code: &Ref<Code>,
        (source, module): (&SourceFile, &Module),
        def: &FunctionDef,
        bound: Vec<(Ref<Str>, Value)>,
    ) -> PyResult<Option<Value>> {
        let locals = self.vm.new_dict();
        for (name, value) in bound {
            let replaced = locals.get_mut(self.vm).set_str(&name, value);
            drop(replaced);
        }
        let closure = f.get(self.vm).closure.clone();
        let cells = closure.iter().flat_map(|c| c.items().iter().cloned());
        let free: Vec<(Ref<Str>, Value)> = code.freevars.iter().cloned().zip(cells).collect();
        let scope =
            super::super::Scope { globals: f.get(self.vm).globals.clone(), locals: locals.to_value(), frame: None };
        let names = code.varnames.to_vec();
        let mut inner = Steps::new(&mut *self.vm, &scope, source, module);
        inner.entered = Some(Entered { locals, names, free, globals: Vec::new() });
        inner.depth = self.depth + 1;
        inner.indent = self.indent + 1;
        inner.dropped = self.dropped;
        inner.rows = std::mem::take(&mut self.rows);
        inner.labels = std::mem::take(&mut self.labels);
        let mut outcome = Ok(Flow::Next);
        for (i, stmt) in def.body.iter().enumerate() {
            let docstring = i == 0
                && matches!(&stmt.kind, StmtKind::Expr { value } if matches!(value.kind, ExprKind::Constant { .. }));
            if docstring {
                continue;
            }
            outcome = inner.statement(stmt);
            if !matches!(outcome, Ok(Flow::Next)) {
                break;
            }
        }
        let (rows, labels, dropped) = (inner.rows, inner.labels, inner.dropped);
        (self.rows, self.labels, self.dropped) = (rows, labels, dropped);
        Ok(match outcome? {
            Flow::Return(value) => Some(value),
            _ => None,
        })
    }

    /// Enclosing variables as they are now; before anything is evaluated.
    pub(super) fn read_cells(&mut self) {
        let Some(entered) = &self.entered else { return };
        for (name, cell) in &entered.free {
            let value = cell.downcast_exact::<Cell>().and_then(|c| c.get(self.vm).value.clone());
            let replaced = match value {
                Some(value) => entered.locals.get_mut(self.vm).set_str(name, value),
                None => entered.locals.get_mut(self.vm).remove_str(name),
            };
            drop(replaced);
        }
    }

    /// What was assigned to enclosing variables; after statements.
    pub(super) fn write_cells(&mut self) {
        let Some(entered) = &self.entered else { return };
        for (name, cell) in &entered.free {
            let value = entered.locals.get(self.vm).get_str(name).cloned();
            if let Some(cell) = cell.downcast_exact::<Cell>() {
                let replaced = std::mem::replace(&mut cell.get_mut(self.vm).value, value);
                drop(replaced);
            }
        }
    }

    /// A variable of the function that has no value yet is no global.
    pub(super) fn check_bound(&mut self, name: &str) -> PyResult<()> {
        let Some(entered) = &self.entered else { return Ok(()) };
        let key = self.vm.intern(name);
        let own = entered.names.iter().any(|n| n.equals(&key));
        if own && entered.locals.get(self.vm).get_str(&key).is_none() {
            return Err(self.vm.unbound_local(&key));
        }
        Ok(())
    }

    /// `global` and `nonlocal` bind nothing; what they say is kept.
    pub(super) fn declare(&mut self, names: &[Ident]) {
        let names: Vec<String> = names.iter().map(|n| self.name(n.name)).collect();
        if let Some(entered) = &mut self.entered {
            entered.globals.extend(names);
        }
    }
}

fn place(code: &Code) -> String {
    let file = code.filename.to_lossy();
    if file.starts_with('<') {
        return format!("line {} of {file}", code.first_line);
    }
    let name = file.rsplit(['/', '\\']).next().unwrap_or("").to_owned();
    format!("line {} of {name}", code.first_line)
}

/// What the parameters mean for these arguments; `None` if they do not fit.
fn bind(
    steps: &mut Steps<'_>,
    f: &Ref<Function>,
    code: &Ref<Code>,
    values: &[Value],
    names: &[Value],
) -> PyResult<Option<Vec<(Ref<Str>, Value)>>> {
    let vm = &mut *steps.vm;
    let (positional, keyword_only) = (code.argcount as usize, code.kwonlyargcount as usize);
    let split = values.len().saturating_sub(names.len());
    let (plain, named) = values.split_at(split);
    let params = positional + keyword_only;
    let mut slots: Vec<Option<Value>> = vec![None; params];
    for (slot, value) in slots.iter_mut().zip(plain.iter().take(positional)) {
        *slot = Some(value.clone());
    }
    let extra: Vec<Value> = plain.iter().skip(positional).cloned().collect();
    let more = vm.new_dict();
    for (name, value) in names.iter().zip(named) {
        let Some(name) = name.downcast::<Str>() else { return Ok(None) };
        let known = code.varnames.iter().take(params).position(|n| n.equals(name));
        match known.filter(|i| *i >= code.posonlyargcount as usize).and_then(|i| slots.get_mut(i)) {
            Some(slot) if slot.is_none() => *slot = Some(value.clone()),
            Some(_) => return Ok(None),
            None => drop(more.get_mut(vm).set_str(name, value.clone())),
        }
    }
    let takes_extra = code.flags & code_flag::VARARGS != 0;
    let takes_more = code.flags & code_flag::VARKEYWORDS != 0;
    if !extra.is_empty() && !takes_extra || !more.get(vm).is_empty() && !takes_more {
        return Ok(None);
    }
    let defaults: Vec<Value> = f.get(vm).defaults.iter().flat_map(|d| d.items().iter().cloned()).collect();
    let keyword_defaults = f.get(vm).kwdefaults.clone();
    let mut bound = Vec::new();
    let mut extra = takes_extra.then_some(extra);
    for (i, slot) in slots.into_iter().enumerate() {
        if i == positional
            && let Some(extra) = extra.take()
            && let Some(name) = code.varnames.get(params).cloned()
        {
            bound.push((name, vm.new_tuple(extra)?));
        }
        let Some(name) = code.varnames.get(i).cloned() else { return Ok(None) };
        let default = || {
            if i < positional {
                (i + defaults.len()).checked_sub(positional).and_then(|k| defaults.get(k).cloned())
            } else {
                keyword_defaults.as_ref().and_then(|d| d.get(vm).get_str(&name).cloned())
            }
        };
        let Some(value) = slot.or_else(default) else { return Ok(None) };
        bound.push((name, value));
    }
    if let Some(extra) = extra.take()
        && let Some(name) = code.varnames.get(params).cloned()
    {
        bound.push((name, vm.new_tuple(extra)?));
    }
    if takes_more && let Some(name) = code.varnames.get(params + usize::from(takes_extra)).cloned() {
        bound.push((name, more.to_value()));
    }
    Ok(Some(bound))
}

/// Whether a statement of a function can be walked through, or run as it stands in a namespace.
fn is_plain(stmt: &Stmt) -> bool {
    let all = |body: &[Stmt]| body.iter().all(is_plain);
    match &stmt.kind {
        StmtKind::If { branches, orelse } => branches.iter().all(|b| all(&b.body)) && all(orelse),
        StmtKind::For { body, orelse, is_async, .. } => !is_async && all(body) && all(orelse),
        StmtKind::While { body, orelse, .. } => all(body) && all(orelse),
        StmtKind::With { is_async: true, .. } => false,
        StmtKind::With { .. } | StmtKind::Try(_) | StmtKind::Match { .. } => {
            !super::statement::leaves(std::slice::from_ref(stmt))
        }
        StmtKind::ClassDef(_) => false,
        StmtKind::ImportFrom { names, .. } => !names.is_empty(),
        _ => true,
    }
}

/// Names that a class would mangle: outside of it they mean something else.
fn mentions_private(source: &SourceFile) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    source.text().split(|c: char| !is_word(c)).any(|w| w.starts_with("__") && !w.ends_with("__"))
}
