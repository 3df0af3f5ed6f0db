//! What `site` adds for people at a prompt: exit and quit, help, copyright, credits, license.

use crate::gc::{Kind, Value};
use crate::native::build::{ModuleBuilder, TypeBuilder, new_native_type};
use crate::object::slots::Args;
use crate::object::{PyResult, Str};
use crate::payload;
use crate::vm::Vm;

/// `exit` and `quit`: calling ends the interpreter.
pub struct Quitter {
    name: &'static str,
}

payload!(Quitter, Kind::Other, "Quitter", untracked);

/// `copyright`, `credits`, `license`: a text that shows itself.
pub struct Printer {
    text: &'static str,
}

payload!(Printer, Kind::Other, "_Printer", untracked);

pub struct Helper;

payload!(Helper, Kind::Other, "_Helper", untracked);

const LICENSE: &str =
    "Pyrope is free software, under the MIT license or the Apache license, version 2.0, at your choice.";

pub fn add(mut builder: ModuleBuilder<'_>) -> PyResult<ModuleBuilder<'_>> {
    let vm = builder.vm();
    let quitter = new_native_type::<Quitter>(vm, "Quitter", "_sitebuiltins", None);
    TypeBuilder::new(vm, &quitter)
        .slots(|s| {
            s.repr = Some(quitter_repr);
            s.call = Some(quitter_call);
        })
        .ready();
    let printer = new_native_type::<Printer>(vm, "_Printer", "_sitebuiltins", None);
    TypeBuilder::new(vm, &printer)
        .doc("interactive prompt objects for printing the license text, a list of\ncontributors and the copyright notice.")
        .slots(|s| {
            s.repr = Some(printer_repr);
            s.call = Some(printer_call);
        })
        .ready();
    let helper = new_native_type::<Helper>(vm, "_Helper", "_sitebuiltins", None);
    TypeBuilder::new(vm, &helper)
        .doc("Define the builtin 'help'.")
        .slots(|s| {
            s.repr = Some(helper_repr);
            s.call = Some(helper_call);
        })
        .ready();
    let exit = vm.alloc(&quitter, Quitter { name: "exit" })?.into_value();
    let quit = vm.alloc(&quitter, Quitter { name: "quit" })?.into_value();
    let copyright = vm.alloc(&printer, Printer { text: "Copyright (c) the authors of Pyrope." })?.into_value();
    let credits = vm.alloc(
        &printer,
        Printer { text: "The language is the work of Guido van Rossum and many others; see www.python.org." },
    )?;
    let license = vm.alloc(&printer, Printer { text: LICENSE })?.into_value();
    let help = vm.alloc(&helper, Helper)?.into_value();
    Ok(builder
        .value("exit", exit)
        .value("quit", quit)
        .value("copyright", copyright)
        .value("credits", credits.into_value())
        .value("license", license)
        .value("help", help))
}

fn quitter_repr(vm: &mut Vm, value: &Value) -> PyResult {
    let name = value.downcast::<Quitter>().map_or("exit", |q| q.get(vm).name);
    vm.new_str(&format!("Use {name}() or Ctrl-D (i.e. EOF) to exit"))
}

/// Closes standard input, so that a thread which waits for a line wakes up, and raises SystemExit.
fn quitter_call(vm: &mut Vm, _value: &Value, args: Args<'_>) -> PyResult {
    let code = match (args.pos(), args.keywords().next()) {
        ([], None) => Value::NONE,
        ([code], None) => code.clone(),
        ([], Some((key, code))) if key.downcast::<Str>().is_some_and(|k| k.bytes() == b"code") => code.clone(),
        (given, None) => {
            let n = given.len() + 1;
            return Err(
                vm.type_error(format!("Quitter.__call__() takes from 1 to 2 positional arguments but {n} were given"))
            );
        }
        (_, Some((key, _))) => {
            let key = key.downcast::<Str>().map(|k| k.to_lossy().into_owned()).unwrap_or_default();
            return Err(vm.type_error(format!("Quitter.__call__() got an unexpected keyword argument '{key}'")));
        }
    };
    if let Some(stdin) = vm.sys_attribute("stdin").filter(|s| !s.is_none()) {
        let _ = vm.call_method_str(&stdin, "close", &[]);
    }
    Err(vm.system_exit(code))
}

fn text_of(vm: &Vm, value: &Value) -> &'static str {
    value.downcast::<Printer>().map_or("", |p| p.get(vm).text)
}

fn printer_repr(vm: &mut Vm, value: &Value) -> PyResult {
    let text = text_of(vm, value);
    vm.new_str(text)
}

fn printer_call(vm: &mut Vm, value: &Value, _args: Args<'_>) -> PyResult {
    let text = text_of(vm, value);
    print_line(vm, text)
}

fn print_line(vm: &mut Vm, text: &str) -> PyResult {
    if let Some(stdout) = vm.sys_attribute("stdout").filter(|s| !s.is_none()) {
        let text = vm.new_str(&format!("{text}\n"))?;
        vm.write_text(&stdout, &text)?;
    }
    Ok(Value::NONE)
}

fn helper_repr(vm: &mut Vm, _value: &Value) -> PyResult {
    vm.new_str("Type help() for interactive help, or help(object) for help about object.")
}

/// `help(...)` is `pydoc.help(...)`; without that module a description of the object.
fn helper_call(vm: &mut Vm, _value: &Value, args: Args<'_>) -> PyResult {
    let pydoc = match (vm.import_module("pydoc"), args.pos()) {
        (Ok(pydoc), _) => pydoc,
        (Err(raised), given) if vm.raised_is(&raised, |e| &e.ModuleNotFoundError) => {
            let text = match given.first() {
                Some(object) => crate::lens::describe::describe(vm, "it", object, false),
                None => "help(object) describes an object. At a prompt: object? and object?? (its source), %magic for \
                         commands, Tab for completions."
                    .to_owned(),
            };
            return print_line(vm, &text);
        }
        (Err(raised), _) => return Err(raised),
    };
    let help = vm.getattr_str(&pydoc, "help")?;
    vm.call_args(&help, args)
}
