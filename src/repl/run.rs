//! Running what was typed: each statement is a compilation of its own, so that constants are shared only within it.

use super::{Flow, Session};
use crate::gc::Value;
use crate::object::PyResult;
use crate::source::SourceFile;
use crate::syntax::ast::{Stmt, StmtKind};
use crate::syntax::{self, Mode, ParseOptions};

impl Session {
    /// Runs an input. Only the value of the last statement is shown.
    pub(super) fn run_python(&mut self, text: &str) -> Flow {
        match self.run_statements(text) {
            Ok(()) => Flow::Continue,
            Err(raised) => self.report(raised),
        }
    }

    fn run_statements(&mut self, text: &str) -> PyResult<()> {
        let filename = format!("<python-input-{}>", self.count);
        self.count += 1;
        super::display::set_number(&mut self.vm, self.inputs.len());
        let text = super::buffer::without_final_indentation(text).trim_end_matches('\n');
        let parts = statements(text);
        let last = parts.len().saturating_sub(1);
        for (i, part) in parts.iter().enumerate() {
            let mode = if i == last { Mode::Single } else { Mode::File };
            self.run_text(part, &filename, text, mode)?;
        }
        Ok(())
    }

    /// Compiles and runs; `shown` is the text that tracebacks show.
    pub(super) fn run_text(&mut self, text: &str, filename: &str, shown: &str, mode: Mode) -> PyResult {
        let code = self.vm.compile_source(&format!("{text}\n"), filename, mode, 0)?;
        self.vm.register_code_source(&code, filename, shown);
        let globals = self.globals.clone();
        self.vm.run_code(&code, &globals, &globals.to_value())
    }

    /// The value of an expression in the session's namespace.
    pub(super) fn evaluate(&mut self, text: &str) -> PyResult {
        let filename = format!("<python-input-{}>", self.count);
        self.run_text(text.trim(), &filename, text.trim(), Mode::Eval)
    }

    /// Runs a file in the session's namespace.
    pub(super) fn run_file_text(&mut self, data: &[u8], path: &str) -> Flow {
        let run = |session: &mut Session| -> PyResult<()> {
            let text = session.vm.decode_source(data, path)?;
            let code = session.vm.compile_source(&text, path, Mode::File, 0)?;
            let globals = session.globals.clone();
            session.vm.run_code(&code, &globals, &globals.to_value()).map(|_: Value| ())
        };
        match run(self) {
            Ok(()) => Flow::Continue,
            Err(raised) => self.report(raised),
        }
    }
}

/// The statements of a text, those of one row together; each keeps its row numbers by empty rows before it. A text that
/// does not parse is one piece, and compiling it gives the error.
fn statements(text: &str) -> Vec<String> {
    let source = SourceFile::new("<input>", format!("{text}\n"));
    let Ok(module) = syntax::parse(&source, Mode::File, ParseOptions { no_warnings: true }) else {
        return vec![text.to_owned()];
    };
    let mut groups: Vec<(u32, u32)> = Vec::new();
    for stmt in &module.body {
        let first = source.line_of(first_offset(stmt));
        let last = source.line_of(stmt.span.end.saturating_sub(1).max(stmt.span.start));
        match groups.last_mut() {
            Some(group) if first <= group.1 => group.1 = group.1.max(last),
            _ => groups.push((first, last)),
        }
    }
    if groups.len() < 2 {
        return vec![text.to_owned()];
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let piece = |(first, last): &(u32, u32)| {
        let rows = lines.get(*first as usize - 1..*last as usize).unwrap_or(&[]);
        "\n".repeat(*first as usize - 1) + &rows.join("\n")
    };
    groups.iter().map(piece).collect()
}

/// Where a statement begins, decorators included.
fn first_offset(stmt: &Stmt) -> u32 {
    let decorators = match &stmt.kind {
        StmtKind::FunctionDef(def) => &def.decorator_list,
        StmtKind::ClassDef(def) => &def.decorator_list,
        _ => return stmt.span.start,
    };
    decorators.first().map_or(stmt.span.start, |d| d.span.start.min(stmt.span.start))
}

#[cfg(test)]
mod tests {
    use super::statements;

    #[test]
    fn each_statement_is_a_unit() {
        assert_eq!(statements("a = 1; b = 2"), ["a = 1; b = 2"]);
        assert_eq!(statements("a = 1\nif a:\n  b\n\nc"), ["a = 1", "\nif a:\n  b", "\n\n\n\nc"]);
        assert_eq!(statements("@d\ndef f(): pass\nx"), ["@d\ndef f(): pass", "\n\nx"]);
        assert_eq!(statements("a b"), ["a b"]);
    }
}
