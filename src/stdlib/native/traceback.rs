//! The module `_traceback`: how the interpreter shows exceptions, for `traceback` in Python.

use crate::builtins::traceback::source_lines;
use crate::bytecode::{Code, Location};
use crate::gc::{Ref, Value};
use crate::native::arg;
use crate::native::build::ModuleBuilder;
use crate::object::module::Module;
use crate::object::{PyResult, Str};
use crate::vm::Vm;

pub fn module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    Ok(ModuleBuilder::new(vm, "_traceback", "How the interpreter shows exceptions.")?
        .function("format_exception(exc, /)", format_exception, "The text of an exception with its causes.")
        .function("format_exception_only(exc, /)", exception_only, "The last lines of the text of an exception.")
        .function(
            "source_lines(lines, lineno, end_lineno, colno, end_colno, /)",
            marked_lines,
            "Lines as a traceback shows them, with carets under the columns.",
        )
        .function("code_source(code, /)", code_source, "The text that code in no file was compiled from, or None.")
        .function("source_text(filename, /)", source_text, "As code_source, by the name of the file.")
        .build())
}

fn format_exception(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = vm.format_exception(arg(args, 0));
    vm.new_str(&text)
}

fn exception_only(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = vm.format_exception_only(arg(args, 0));
    vm.new_str(&text)
}

fn marked_lines(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut lines = Vec::new();
    for line in vm.collect(arg(args, 0))? {
        lines.push(vm.to_str(&line)?.to_lossy().trim_end().to_owned());
    }
    let mut numbers = [0u32; 4];
    let mut complete = true;
    for (number, value) in numbers.iter_mut().zip(args.iter().skip(1)) {
        match vm.int_value(value).and_then(|n| u32::try_from(n).ok()) {
            Some(n) => *number = n,
            None => complete = false,
        }
    }
    let [line, end_line, col, end_col] = numbers;
    let has_columns = complete && end_line >= line && (end_line > line || end_col > col);
    let location = Location { start: 0, line, end_line, col, end_col };
    let text = source_lines(&lines, has_columns.then_some(&location));
    vm.new_str(&text)
}

fn code_source(vm: &mut Vm, args: &[Value]) -> PyResult {
    match arg(args, 0).downcast::<Code>().and_then(|code| vm.code_source_text(code)) {
        Some(text) => vm.new_str(&text),
        None => Ok(Value::NONE),
    }
}

fn source_text(vm: &mut Vm, args: &[Value]) -> PyResult {
    match arg(args, 0).downcast::<Str>().and_then(|name| vm.source_text_of(&name.to_lossy())) {
        Some(text) => vm.new_str(&text),
        None => Ok(Value::NONE),
    }
}
