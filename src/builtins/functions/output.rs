//! print, input, open, breakpoint, help.

use super::arg;
use crate::gc::{Ref, Value};
use crate::native::build::ModuleBuilder;
use crate::object::{PyResult, Raised, Str, Tuple};
use crate::stdlib::native::io::{TextFile, text};
use crate::vm::Vm;
use std::io::Write;

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    crate::stdlib::native::io::add_open(builder)
        .function(
            "print(*args, sep=' ', end='\\n', file=None, flush=False)",
            builtin_print,
            "Prints the values to a stream, or to sys.stdout by default.\n\n  sep\n    string inserted between values, default a space.\n  end\n    string appended after the last value, default a newline.\n  file\n    a file-like object (stream); defaults to the current sys.stdout.\n  flush\n    whether to forcibly flush the stream.",
        )
        .function("input(prompt='', /)", builtin_input, "Read a string from standard input.  The trailing newline is stripped.")
        .function("breakpoint(*args, **kws)", builtin_breakpoint, "Call sys.breakpointhook(*args, **kws).")
}

/// A separator or terminator argument: a str, or None for the usual one.
fn text_option(vm: &mut Vm, value: &Value, name: &str, usual: &'static str) -> PyResult<Value> {
    if value.is_none() {
        return vm.new_str(usual);
    }
    if value.downcast::<Str>().is_some() {
        return Ok(value.clone());
    }
    let ty = vm.type_name(value);
    Err(vm.type_error(format!("{name} must be None or a string, not {ty}")))
}

fn builtin_print(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = match arg(args, 3) {
        none if none.is_none() => {
            let name = vm.names.stdout.clone();
            match vm.sys.get(vm).get_str(&name).cloned() {
                None => return Err(vm.runtime_error("lost sys.stdout")),
                // A program without standard output prints into the void.
                Some(stdout) if stdout.is_none() => return Ok(Value::NONE),
                Some(stdout) => stdout,
            }
        }
        file => file.clone(),
    };
    let sep = text_option(vm, arg(args, 1), "sep", " ")?;
    let end = text_option(vm, arg(args, 2), "end", "\n")?;
    let items = arg(args, 0).downcast::<Tuple>().map(|t| t.items()).unwrap_or(&[]);
    match vm.own_text_stream(&file) {
        Some(stream) => print_joined(vm, &stream, items, &sep, &end)?,
        None => {
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    vm.write_text(&file, &sep)?;
                }
                let text = vm.to_str(item)?.into_value();
                vm.write_text(&file, &text)?;
            }
            vm.write_text(&file, &end)?;
        }
    }
    if vm.truthy(arg(args, 4))? {
        vm.call_method_str(&file, "flush", &[])?;
    }
    Ok(Value::NONE)
}

/// Prints to a stream of ours: what needs no Python code is put together and written at once.
fn print_joined(vm: &mut Vm, stream: &Ref<TextFile>, items: &[Value], sep: &Value, end: &Value) -> PyResult<()> {
    let mut out = Vec::with_capacity(64);
    let bytes = |text: &Value, out: &mut Vec<u8>| {
        if let Some(text) = text.downcast::<Str>() {
            out.extend_from_slice(text.bytes());
        }
    };
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            bytes(sep, &mut out);
        }
        if item.downcast_exact::<Str>().is_some_and(|s| s.as_str().is_some()) {
            bytes(item, &mut out);
        } else if let Some(n) = item.as_small() {
            // Writing to memory does not fail.
            let _ = write!(out, "{n}");
        } else {
            // `__str__` may print itself, or fail, and text with lone surrogates too: what comes before is out by then.
            if item.is_heap() && !out.is_empty() {
                text::write_bytes(vm, stream, &out)?;
                out.clear();
            }
            let text = vm.to_str(item)?;
            out.extend_from_slice(text.bytes());
        }
    }
    bytes(end, &mut out);
    text::write_bytes(vm, stream, &out)
}

fn builtin_input(vm: &mut Vm, args: &[Value]) -> PyResult {
    let stream = |vm: &Vm, name: &str| {
        let name = vm.intern(name);
        vm.sys.get(vm).get_str(&name).cloned().filter(|v| !v.is_none())
    };
    let lost = |vm: &Vm, name: &str| -> Raised { vm.runtime_error(format!("lost sys.{name}")) };
    let Some(stdin) = stream(vm, "stdin") else { return Err(lost(vm, "stdin")) };
    let Some(stdout) = stream(vm, "stdout") else { return Err(lost(vm, "stdout")) };
    if stream(vm, "stderr").is_none() {
        return Err(lost(vm, "stderr"));
    }
    if !arg(args, 0).is_unset() {
        let prompt = vm.to_str(arg(args, 0))?.into_value();
        vm.write_text(&stdout, &prompt)?;
    }
    vm.call_method_str(&stdout, "flush", &[])?;
    let line = vm.call_method_str(&stdin, "readline", &[])?;
    let Some(text) = line.downcast::<Str>() else {
        return Err(vm.type_error("object.readline() returned non-string"));
    };
    match text.bytes() {
        [] => Err(vm.eof_error("EOF when reading a line")),
        [line @ .., b'\n'] => vm.new_str_wtf8(line),
        _ => Ok(line),
    }
}

fn builtin_breakpoint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.intern("breakpointhook");
    let Some(hook) = vm.sys.get(vm).get_str(&name).cloned() else {
        return Err(vm.runtime_error("lost sys.breakpointhook"));
    };
    let values: Vec<Value> = arg(args, 0).downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    vm.call(&hook, &values)
}
