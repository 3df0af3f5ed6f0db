//! `see steps STATEMENT`: evaluation step by step. Each row shows the expression with what is known put in place, and what
//! was done: the methods that operators call, the calls of iterators, the branches that are taken, the functions of the
//! program that are entered (`enter`).
//!
//! `reduce` evaluates the syntax tree of expressions piece by piece; forms it does not take apart are evaluated as one
//! step. `dispatch` finds the method behind an operator by asking in Python's order.

mod dispatch;
mod enter;
mod reduce;
mod statement;

use super::Scope;
use super::doc::*;
use super::value::{Labels, brief_in, is_builtin_value};
use crate::gc::Value;
use crate::object::PyResult;
use crate::source::{SourceFile, Span};
use crate::syntax::ast::Module;
use crate::syntax::{self, Mode, ParseOptions};
use crate::vm::Vm;

/// Rows that are told.
const MOST_ROWS: usize = 120;
/// Rounds of a loop that are told.
const ROUNDS: usize = 6;
/// Functions entered within functions.
const MOST_DEPTH: usize = 6;
/// The name under which code that is run finds a value.
const TEMPORARY: &str = "_see_value_";

pub fn see(vm: &mut Vm, scope: &Scope, text: &str) -> PyResult<Doc> {
    let text = super::sugar::dedent(&text.replace("\\n", "\n"));
    let source = SourceFile::new("<see>", format!("{}\n", text.trim_end()));
    let module = match syntax::parse(&source, Mode::File, ParseOptions { no_warnings: true }) {
        Ok(module) => module,
        Err(diagnostic) => return Err(vm.diagnostic_error(&diagnostic, &source)),
    };
    let mut steps = Steps::new(vm, scope, &source, &module);
    let outcome = module.body.iter().try_for_each(|stmt| steps.statement(stmt).map(drop));
    if let Err(raised) = outcome {
        if steps.vm.raised_is(&raised, |e| &e.KeyboardInterrupt) {
            return Err(raised);
        }
        let error = raised.0.to_value();
        let kind = super::value::class_name(steps.vm, &error);
        let message = steps.vm.to_str(&error).map(|t| t.to_lossy().into_owned()).unwrap_or_default();
        steps.row("", &format!("raises {kind}: {message}"));
    }
    let mut doc = Doc::new("steps", "");
    let dropped = steps.dropped;
    doc.table(steps.rows);
    if dropped > 0 {
        doc.note(format!("… {dropped} more steps"));
    }
    Ok(doc)
}

/// A walk through statements: what was put in place so far, and what has been told.
pub(super) struct Steps<'a> {
    vm: &'a mut Vm,
    scope: Scope,
    source: &'a SourceFile,
    module: &'a Module,
    /// The part of the source that rows show.
    shown: Span,
    /// Texts in place of parts of it.
    known: Vec<(Span, String)>,
    /// Names looked up since the last row.
    looked_up: Vec<String>,
    labels: Labels,
    rows: Vec<Row>,
    dropped: usize,
    indent: usize,
    /// Functions that were entered to get here, and the variables of the innermost.
    depth: usize,
    entered: Option<enter::Entered>,
    /// Nothing is told: further rounds of a loop.
    silent: bool,
}

impl<'a> Steps<'a> {
    fn new(vm: &'a mut Vm, scope: &Scope, source: &'a SourceFile, module: &'a Module) -> Steps<'a> {
        Steps {
            vm,
            scope: scope.clone(),
            source,
            module,
            shown: Span::default(),
            known: Vec::new(),
            looked_up: Vec::new(),
            labels: Labels::default(),
            rows: Vec::new(),
            dropped: 0,
            indent: 0,
            depth: 0,
            entered: None,
            silent: false,
        }
    }

    fn row(&mut self, state: &str, what: &str) {
        if self.silent {
            return;
        }
        if self.rows.len() >= MOST_ROWS {
            self.dropped += 1;
            return;
        }
        let state = format!("{}{}", "  ".repeat(self.indent), state.replace('\n', " "));
        self.rows.push(row(Mark::None, [&state, what]));
    }

    /// The expression as it stands now.
    fn state(&self) -> String {
        let mut out = String::new();
        let mut at = self.shown.start;
        let mut known: Vec<&(Span, String)> = self
            .known
            .iter()
            .filter(|(s, _)| s.start >= self.shown.start && s.end <= self.shown.end)
            .filter(|(s, _)| !self.known.iter().any(|(o, _)| o.start <= s.start && s.end <= o.end && o.len() > s.len()))
            .collect();
        known.sort_by_key(|(s, _)| s.start);
        for (span, text) in known {
            if span.start < at {
                continue;
            }
            out.push_str(self.source.slice(Span::new(at, span.start)));
            out.push_str(text);
            at = span.end;
        }
        out.push_str(self.source.slice(Span::new(at, self.shown.end)));
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// How a value stands in an expression: as its repr if that is short and plain, else by class and number.
    fn told(&mut self, value: &Value) -> String {
        if is_builtin_value(self.vm, value) || super::value::is_atom(self.vm, value) {
            return brief_in(self.vm, value, 40);
        }
        let number = self.labels.number(value);
        format!("<{} #{number}>", super::value::class_name(self.vm, value))
    }

    /// Puts a value in the place of an expression.
    fn put(&mut self, span: Span, value: &Value) {
        let text = self.told(value);
        self.put_text(span, text);
    }

    fn put_text(&mut self, span: Span, text: String) {
        let span = self.with_brackets(span);
        self.known.retain(|(s, _)| *s != span);
        self.known.push((span, text));
    }

    /// With the brackets around it that only group.
    fn with_brackets(&self, mut span: Span) -> Span {
        let text = self.source.text();
        loop {
            let before = text.get(..span.start as usize).unwrap_or("");
            let after = text.get(span.end as usize..).unwrap_or("");
            let Some(outside) = before.strip_suffix('(').filter(|_| after.starts_with(')')) else { return span };
            let word: String = outside.chars().rev().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let word: String = word.chars().rev().collect();
            let keyword =
                matches!(word.as_str(), "and" | "or" | "not" | "in" | "is" | "if" | "else" | "return" | "await");
            // Those of a call, or behind a subscript, belong to it.
            if !keyword && outside.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ')' | ']' | '"' | '\''))
            {
                return span;
            }
            span = Span::new(span.start - 1, span.end + 1);
        }
    }

    /// Tells about names that were looked up, before something is done with them.
    fn flush_names(&mut self) {
        if self.looked_up.is_empty() {
            return;
        }
        let names = std::mem::take(&mut self.looked_up).join(", ");
        let state = self.state();
        self.row(&state, &names);
    }

    /// A step: the value is put in place, and told with what was done.
    fn step(&mut self, span: Span, value: &Value, what: &str) {
        self.put(span, value);
        let state = self.state();
        self.row(&state, what);
    }

    fn name(&self, name: crate::syntax::symbol::Symbol) -> String {
        self.module.interner.resolve(name).to_owned()
    }

    /// The value of a piece of source.
    fn evaluate(&mut self, span: Span) -> PyResult {
        let text = self.source.slice(span).to_owned();
        self.read_cells();
        // Brackets let an expression go over several rows.
        self.scope.evaluate(self.vm, &format!("({text}\n)"))
    }

    /// Runs statements as they stand.
    fn run(&mut self, text: &str) -> PyResult<()> {
        let declared = self.entered.as_ref().map(|e| e.globals.join(", ")).filter(|names| !names.is_empty());
        let declared = declared.map(|names| format!("global {names}\n")).unwrap_or_default();
        let text = format!("{declared}{text}\n");
        let code = self.vm.compile_source(&text, "<see>", Mode::File, 0)?;
        self.vm.register_code_source(&code, "<see>", &text);
        let (globals, locals) = (self.scope.globals.clone(), self.scope.locals.clone());
        self.read_cells();
        let done = self.vm.run_code(&code, &globals, &locals).map(drop);
        self.write_cells();
        done
    }

    /// Binds a target to a value, as an assignment would.
    fn bind(&mut self, target: &str, value: &Value) -> PyResult<()> {
        self.with_temporary(value, |s| s.run(&format!("{target} = {TEMPORARY}")))
    }

    /// Runs something while a name of ours means this value.
    fn with_temporary(&mut self, value: &Value, f: impl FnOnce(&mut Self) -> PyResult<()>) -> PyResult<()> {
        let key = self.vm.intern(TEMPORARY).into_value();
        let locals = self.scope.locals.clone();
        self.vm.setitem(&locals, &key, value)?;
        let done = f(self);
        self.vm.delitem(&locals, &key)?;
        done
    }
}
