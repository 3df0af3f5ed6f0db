//! The text of an exception as `traceback.print_exception` gives it: chains, groups, notes.
//!
//! Chains are walked with a list, groups by recursion under the native stack guard.

use super::frame_text::{Level, format_level};
use super::source::Lines;
use super::text::indent;
use crate::gc::{Ref, Value};
use crate::object::{Exception, PyResult, Str, Tuple};
use crate::vm::Vm;
use std::collections::HashSet;

/// Equal levels shown before the rest is counted.
const REPEATS: usize = 3;
/// Exceptions of a group, and groups in groups, that are shown.
const MAX_WIDTH: usize = 15;
const MAX_DEPTH: usize = 10;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

impl Vm {
    /// The text of an exception with its traceback, causes and contexts; each line ends in a line feed.
    pub fn format_exception(&mut self, exc: &Value) -> String {
        self.format_exception_in(exc, false)
    }

    /// The same, coloured if asked for.
    pub fn format_exception_in(&mut self, exc: &Value, color: bool) -> String {
        let (seen, lines) = (HashSet::new(), Lines::default());
        let mut render = Render { out: String::new(), depth: 0, need_close: false, seen, lines, color };
        // Printing must not fail: what was made before an error is the text.
        let _ = render.exception(self, exc);
        render.out
    }

    /// Only the last lines: type and message, notes.
    pub fn format_exception_only(&mut self, exc: &Value) -> String {
        exception_only(self, exc, false)
    }

    /// The report of an exception that nobody can catch: without carets, hints, notes, causes and contexts.
    pub fn format_unraisable(&mut self, exc: &Value) -> String {
        let mut out = String::new();
        let mut lines = Lines::default();
        if let Some(e) = exc.downcast::<Exception>() {
            let stack = stack_text(self, &mut lines, e, false, false);
            if !stack.is_empty() {
                out.push_str("Traceback (most recent call last):\n");
                out.push_str(&stack);
            }
        }
        out.push_str(&type_text(self, exc));
        let message = safe_str(self, exc, "exception");
        if !message.is_empty() {
            out.push_str(": ");
            out.push_str(&message);
        }
        out.push('\n');
        out
    }

    /// The text of a traceback without its exception.
    pub fn format_traceback(&mut self, exc: &Ref<Exception>) -> String {
        let mut lines = Lines::default();
        stack_text(self, &mut lines, exc, true, false)
    }
}

struct Render {
    out: String,
    /// Depth in exception groups.
    depth: usize,
    need_close: bool,
    /// Exceptions shown already, against cycles.
    seen: HashSet<u64>,
    lines: Lines,
    color: bool,
}

impl Render {
    fn emit(&mut self, text: &str, margin: char) {
        let mut prefix = " ".repeat(2 * self.depth);
        if self.depth > 0 {
            prefix.push(margin);
            prefix.push(' ');
        }
        self.out.push_str(&indent(text, &prefix));
    }

    fn exception(&mut self, vm: &mut Vm, exc: &Value) -> PyResult<()> {
        let mut chain: Vec<(Option<&str>, Value)> = Vec::new();
        self.seen.insert(exc.id());
        let mut next = Some(exc.clone());
        while let Some(exc) = next.take() {
            let Some(e) = exc.downcast::<Exception>() else { break };
            let (cause, context, suppressed) = {
                let e = e.get(vm);
                (e.cause.clone(), e.context.clone(), e.suppress_context)
            };
            let mut link = None;
            if let Some(cause) = cause.filter(|c| self.seen.insert(c.id())) {
                link = Some(CAUSE);
                next = Some(cause);
            } else if let Some(context) = context.filter(|_| !suppressed).filter(|c| self.seen.insert(c.id())) {
                link = Some(CONTEXT);
                next = Some(context);
            }
            chain.push((link, exc));
        }
        for (link, exc) in chain.into_iter().rev() {
            if let Some(link) = link {
                self.emit(link, '|');
            }
            if vm.is_instance_of(&exc, &vm.exc.BaseExceptionGroup) {
                self.group(vm, &exc)?;
            } else {
                self.stack(vm, &exc, "Traceback (most recent call last):\n", '|');
                let text = exception_only(vm, &exc, self.color);
                self.emit(&text, '|');
            }
        }
        Ok(())
    }

    fn stack(&mut self, vm: &mut Vm, exc: &Value, title: &str, margin: char) {
        let Some(e) = exc.downcast::<Exception>() else { return };
        let text = stack_text(vm, &mut self.lines, e, true, self.color);
        if !text.is_empty() {
            self.emit(title, margin);
            self.emit(&text, '|');
        }
    }

    fn group(&mut self, vm: &mut Vm, exc: &Value) -> PyResult<()> {
        if self.depth > MAX_DEPTH {
            self.emit(&format!("... (max_group_depth is {MAX_DEPTH})\n"), '|');
            return Ok(());
        }
        let top = self.depth == 0;
        if top {
            self.depth = 1;
        }
        self.stack(vm, exc, "Exception Group Traceback (most recent call last):\n", if top { '+' } else { '|' });
        let text = exception_only(vm, exc, self.color);
        self.emit(&text, '|');
        let parts = match exc.downcast::<Exception>() {
            Some(group) => crate::builtins::exceptions::exceptions_of(vm, group),
            None => Vec::new(),
        };
        let shown = parts.len().min(MAX_WIDTH + 1);
        self.need_close = false;
        for (i, part) in parts.iter().take(shown).enumerate() {
            let last = i + 1 == shown;
            if last {
                self.need_close = true;
            }
            let truncated = i >= MAX_WIDTH;
            let title = if truncated { "...".to_owned() } else { (i + 1).to_string() };
            let branch = if i == 0 { "+-" } else { "  " };
            self.out.push_str(&format!(
                "{}{branch}+---------------- {title} ----------------\n",
                " ".repeat(2 * self.depth)
            ));
            self.depth += 1;
            if truncated {
                let remaining = parts.len() - MAX_WIDTH;
                let s = if remaining > 1 { "s" } else { "" };
                self.emit(&format!("and {remaining} more exception{s}\n"), '|');
            } else {
                vm.with_native_depth(|vm| self.exception(vm, part))?;
            }
            if last && self.need_close {
                self.out.push_str(&" ".repeat(2 * self.depth));
                self.out.push_str("+------------------------------------\n");
                self.need_close = false;
            }
            self.depth -= 1;
        }
        if top {
            self.depth = 0;
        }
        Ok(())
    }
}

/// The levels of a traceback, outermost first, with equal ones folded.
fn stack_text(vm: &mut Vm, lines: &mut Lines, exc: &Ref<Exception>, carets: bool, color: bool) -> String {
    let mut levels = Vec::new();
    let mut next = exc.get(vm).traceback.clone();
    while let Some(traceback) = next {
        let t = traceback.get(vm);
        let code = t.frame.get(vm).code.clone();
        let location = code.location_at(t.instruction as usize);
        levels.push(Level { code, location, line: t.line });
        next = t.next.clone();
    }
    // `sys.tracebacklimit` keeps the innermost levels.
    let limit = vm.sys_attribute("tracebacklimit").and_then(|v| vm.int_value(&v));
    if let Some(limit) = limit {
        let limit = usize::try_from(limit).unwrap_or(0);
        levels.drain(..levels.len().saturating_sub(limit));
    }
    let mut out = String::new();
    let mut count = 0;
    let mut last: Option<(String, u32, String)> = None;
    for level in &levels {
        let line = if level.location.line == 0 { level.line } else { level.location.line };
        let key = (level.code.filename.to_lossy().into_owned(), line, level.code.name.to_lossy().into_owned());
        if last.as_ref() != Some(&key) {
            push_repeats(&mut out, count);
            last = Some(key);
            count = 0;
        }
        count += 1;
        if count <= REPEATS {
            out.push_str(&format_level(vm, lines, level, carets, color));
        }
    }
    push_repeats(&mut out, count);
    out
}

fn push_repeats(out: &mut String, count: usize) {
    if count > REPEATS {
        let more = count - REPEATS;
        let s = if more > 1 { "s" } else { "" };
        out.push_str(&format!("  [Previous line repeated {more} more time{s}]\n"));
    }
}

/// The type's name as the last line shows it: with its module, unless that is `builtins` or `__main__`.
pub fn type_text(vm: &mut Vm, exc: &Value) -> String {
    let ty = vm.type_of(exc).clone();
    let qualname = ty.get(vm).qualname.to_lossy().into_owned();
    match vm.type_module(&ty) {
        Some(module) => match module.downcast::<Str>() {
            Some(module) if matches!(module.bytes(), b"__main__" | b"builtins") => qualname,
            Some(module) => format!("{}.{qualname}", module.to_lossy()),
            None => format!("<unknown>.{qualname}"),
        },
        None => qualname,
    }
}

/// Type, message and notes; for a SyntaxError the place before.
fn exception_only(vm: &mut Vm, exc: &Value, color: bool) -> String {
    let name = type_text(vm, exc);
    let mut out = String::new();
    if vm.is_instance_of(exc, &vm.exc.SyntaxError) {
        out.push_str(&super::syntax::format(vm, exc, &name, color));
    } else {
        let mut message = safe_str(vm, exc, "exception");
        if let Some(hint) = super::hints::hint(vm, exc) {
            message.push_str(&hint);
        }
        out.push_str(&super::color::last_line(&name, &message, color));
    }
    notes(vm, exc, &mut out);
    out
}

/// `str(value)`, or what CPython prints if that fails.
pub fn safe_str(vm: &mut Vm, value: &Value, what: &str) -> String {
    match vm.to_str(value) {
        Ok(text) => text.to_lossy().into_owned(),
        Err(_) => format!("<{what} str() failed>"),
    }
}

fn notes(vm: &mut Vm, exc: &Value, out: &mut String) {
    let name = vm.names.__notes__.clone();
    let notes = match vm.getattr_opt(exc, &name) {
        Ok(Some(notes)) if !notes.is_none() => notes,
        Ok(_) => return,
        Err(raised) => {
            let error = raised.0.into_value();
            let shown = match vm.repr_lossy(&error) {
                Ok(shown) => shown,
                Err(_) => "<__notes__ repr() failed>".to_owned(),
            };
            out.push_str(&format!("Ignored error getting __notes__: {shown}\n"));
            return;
        }
    };
    let is_sequence = notes.downcast::<crate::object::List>().is_some() || notes.downcast::<Tuple>().is_some();
    if is_sequence {
        for note in vm.collect(&notes).unwrap_or_default() {
            let note = safe_str(vm, &note, "note");
            for line in note.split('\n') {
                out.push_str(line);
                out.push('\n');
            }
        }
    } else {
        let shown = match vm.repr_lossy(&notes) {
            Ok(shown) => shown,
            Err(_) => "<__notes__ repr() failed>".to_owned(),
        };
        out.push_str(&format!("{shown}\n"));
    }
}
