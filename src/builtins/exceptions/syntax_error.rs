//! SyntaxError and its subclasses: message, place and text of the error.

use super::fields::*;
use crate::diag::{Diagnostic, DiagnosticKind};
use crate::gc::Value;
use crate::native::build::TypeBuilder;
use crate::object::slots::Args;
use crate::object::{PyResult, Raised, Str};
use crate::source::SourceFile;
use crate::syntax::{Mode, ParseOptions};
use crate::vm::Vm;

pub fn fill(builder: TypeBuilder<'_>) -> TypeBuilder<'_> {
    macro_rules! attributes {
        ($($name:literal $index:ident $doc:literal;)*) => {
            builder$(.getset($name, get_object::<$index>, Some(set_object::<$index>), $doc))*
        };
    }
    let builder = attributes! {
        "msg" SYNTAX_MSG "exception msg";
        "filename" SYNTAX_FILENAME "exception filename";
        "lineno" SYNTAX_LINENO "exception lineno";
        "offset" SYNTAX_OFFSET "exception offset";
        "text" SYNTAX_TEXT "exception text";
        "end_lineno" SYNTAX_END_LINENO "exception end lineno";
        "end_offset" SYNTAX_END_OFFSET "exception end offset";
        "print_file_and_line" SYNTAX_PRINT_FILE_AND_LINE "exception print_file_and_line";
        "_metadata" SYNTAX_METADATA "exception private metadata";
    };
    builder.slots(|s| {
        s.init = Some(syntax_error_init);
        s.str = Some(syntax_error_str);
    })
}

fn syntax_error_init(vm: &mut Vm, value: &Value, args: Args<'_>) -> PyResult<()> {
    let class = vm.type_of(value).clone();
    no_keywords(vm, &class, &args)?;
    let exception = this(vm, value)?;
    set_args(vm, exception, args.pos())?;
    if let Some(message) = args.pos().first() {
        set_field(vm, exception, SYNTAX_MSG, Some(message.clone()));
    }
    let [_, place] = args.pos() else { return Ok(()) };
    let place = vm.collect(place)?;
    let count = place.len();
    if count < 4 {
        return Err(vm.type_error(format!("function takes at least 4 arguments ({count} given)")));
    }
    if count > 7 {
        return Err(vm.type_error(format!("function takes at most 7 arguments ({count} given)")));
    }
    const FIELDS: [usize; 7] = [
        SYNTAX_FILENAME,
        SYNTAX_LINENO,
        SYNTAX_OFFSET,
        SYNTAX_TEXT,
        SYNTAX_END_LINENO,
        SYNTAX_END_OFFSET,
        SYNTAX_METADATA,
    ];
    for (i, index) in FIELDS.into_iter().enumerate() {
        set_field(vm, exception, index, place.get(i).cloned());
    }
    if count == 5 {
        return Err(vm.type_error("end_offset must be provided when end_lineno is provided"));
    }
    Ok(())
}

/// The message with the file's base name and the line, as far as they are known.
fn syntax_error_str(vm: &mut Vm, value: &Value) -> PyResult {
    let exception = this(vm, value)?;
    let message = field(vm, exception, SYNTAX_MSG).unwrap_or_default();
    let filename = field(vm, exception, SYNTAX_FILENAME).and_then(|f| f.downcast::<Str>().cloned());
    let line = field(vm, exception, SYNTAX_LINENO).filter(|l| vm.is_int(l));
    let message = vm.to_str(&message)?;
    let mut text = message.bytes().to_vec();
    let base = filename.map(|f| {
        let bytes = f.bytes();
        let start = bytes.iter().rposition(|b| *b == b'/').map_or(0, |i| i + 1);
        bytes.get(start..).unwrap_or(bytes).to_vec()
    });
    let line = match line {
        Some(line) if line.downcast::<Str>().is_none() => Some(vm.to_str(&line)?),
        _ => None,
    };
    match (base, line) {
        (None, None) => return Ok(message.into_value()),
        (Some(base), Some(line)) => {
            text.extend_from_slice(b" (");
            text.extend_from_slice(&base);
            text.extend_from_slice(b", line ");
            text.extend_from_slice(line.bytes());
        }
        (Some(base), None) => {
            text.extend_from_slice(b" (");
            text.extend_from_slice(&base);
        }
        (None, Some(line)) => {
            text.extend_from_slice(b" (line ");
            text.extend_from_slice(line.bytes());
        }
    }
    text.push(b')');
    vm.new_str_wtf8(&text)
}

impl Vm {
    /// The exception that a diagnostic of the front end stands for.
    pub fn diagnostic_error(&mut self, diagnostic: &Diagnostic, source: &SourceFile) -> Raised {
        match self.make_diagnostic_error(diagnostic, source, true) {
            Ok(raised) | Err(raised) => raised,
        }
    }

    /// As `diagnostic_error`, for one expression or statement, whose last line gets no line break that it does not have.
    pub fn fragment_error(&mut self, diagnostic: &Diagnostic, source: &SourceFile) -> Raised {
        match self.make_diagnostic_error(diagnostic, source, false) {
            Ok(raised) | Err(raised) => raised,
        }
    }

    fn make_diagnostic_error(
        &mut self,
        diagnostic: &Diagnostic,
        source: &SourceFile,
        whole_lines: bool,
    ) -> PyResult<Raised> {
        let class = match diagnostic.kind {
            DiagnosticKind::SyntaxError | DiagnosticKind::SyntaxWarning => &self.exc.SyntaxError,
            DiagnosticKind::IndentationError => &self.exc.IndentationError,
            DiagnosticKind::TabError => &self.exc.TabError,
            DiagnosticKind::IncompleteInput => &self.exc.IncompleteInputError,
            DiagnosticKind::MemoryError => return Ok(self.memory_error()),
            DiagnosticKind::RecursionError => return Ok(self.recursion_error(&diagnostic.message)),
            DiagnosticKind::ValueError => return Ok(self.value_error(&diagnostic.message)),
        }
        .to_value();
        let at = diagnostic.location(source);
        let message = self.new_str(&diagnostic.message)?;
        let filename = self.new_str(source.name())?;
        let line = source.line_text(at.lineno);
        let text = if source.text().is_empty() {
            self.new_str("")?
        } else if line.is_empty() && at.lineno > source.line_count() {
            Value::NONE
        } else if diagnostic.extent == crate::diag::Extent::Bytes && !self.has_lines(source.name()) {
            // The compiler has no text; CPython looks the line up in the file.
            Value::NONE
        } else if diagnostic.from_lexer {
            self.new_str(line)?
        } else if (at.lineno as usize) < source.text().lines().count()
            && (at.end_lineno > at.lineno || diagnostic.message.ends_with("was never closed"))
            && !std::path::Path::new(source.name()).is_file()
        {
            // Found by reading on, and looked up again in a text that is no file: without its end.
            self.new_str(line)?
        } else if !whole_lines && at.lineno == source.line_count() {
            self.new_str(line)?
        } else {
            self.new_str(&format!("{line}\n"))?
        };
        let mut numbers = [at.lineno as i64, at.offset as i64, at.end_lineno as i64, at.end_offset];
        if source.text().is_empty() {
            // There is no line at all.
            numbers = [0; 4];
        }
        let numbers = numbers.map(|n| self.int(n));
        let [lineno, offset, end_lineno, end_offset] = numbers;
        let place = self.new_tuple(vec![filename, lineno, offset, text, end_lineno, end_offset])?;
        let made = self.call(&class, &[message, place])?;
        let exception = self.make_exception(&made)?;
        // For the search for misspelt keywords: where the last whole statement begins, and the text if it is in no file.
        let statement = last_statement(source, at.lineno);
        let text = if source.name().starts_with('<') { self.new_str(source.text())? } else { Value::NONE };
        let statement = self.int(statement as i64);
        let metadata = self.new_tuple(vec![statement, Value::small_int(0), text])?;
        set_field(self, &exception, SYNTAX_METADATA, Some(metadata));
        Ok(Raised(exception))
    }
}

impl Vm {
    /// Whether the lines of a source are found by its name: those of a file, or of the session.
    fn has_lines(&self, name: &str) -> bool {
        !name.starts_with('<') && std::path::Path::new(name).is_file() || name.starts_with("<python-input")
    }
}

/// The line on which the last whole statement before `line` begins; 0 if there is none.
fn last_statement(source: &SourceFile, line: u32) -> i32 {
    /// Statements that are longer are not looked for.
    const MOST: u32 = 40;
    let parses = |first: u32, last: u32| {
        let lines: Vec<&str> = (first..=last).map(|n| source.line_text(n)).collect();
        let margin = lines.iter().map(|l| l.len() - l.trim_start().len()).min().unwrap_or(0);
        let text: String = lines.iter().map(|l| format!("{}\n", l.get(margin..).unwrap_or(""))).collect();
        let text = SourceFile::new("<statement>", text);
        crate::syntax::parse(&text, Mode::File, ParseOptions { no_warnings: true }).is_ok_and(|m| !m.body.is_empty())
    };
    let first = line.saturating_sub(MOST).max(1);
    for last in (first..line).rev() {
        let text = source.line_text(last).trim();
        // Block headers are no statements of their own.
        if text.is_empty() || text.starts_with('#') || text.ends_with(':') {
            continue;
        }
        let start = (first..=last).rev().find(|start| parses(*start, last));
        return start.unwrap_or(0) as i32;
    }
    0
}
