//! Runs a program to its end: `__main__`, the uncaught exception, exit functions, the last flush.

use super::options::{Program, See, Source};
use super::{Ending, print_stderr};
use crate::demo::{self, Demo};
use crate::gc::{Ref, Value, breaker};
use crate::host::{fd, fs, signal};
use crate::lens::{self, place};
use crate::object::module::Module;
use crate::object::{Dict, PyResult, Raised, Str};
use crate::repl::terminal::Terminal;
use crate::stdlib::native::sys::{self, Reported};
use crate::syntax::Mode;
use crate::vm::Vm;
use std::path::{Path, PathBuf};

/// Why a program did not run, when that is no Python exception.
enum Failure {
    Raised(Raised),
    /// Text for standard error, and the status.
    Message(String, i32),
}

impl From<Raised> for Failure {
    fn from(raised: Raised) -> Failure {
        Failure::Raised(raised)
    }
}

pub(super) fn run(mut program: Program) -> Ending {
    let first = first_path(&program);
    if let Some(first) = &first {
        program.config.path.insert(0, first.clone());
    }
    let at_prompt = matches!(program.source, Source::Stdin) && (fd::is_tty(0) || program.config.inspect);
    program.config.interactive |= at_prompt || program.config.inspect;
    let mut vm = match Vm::new(program.config.clone()) {
        Ok(vm) => vm,
        Err(_) => {
            print_stderr("Fatal Python error: the interpreter cannot start\n");
            return Ending::Status(1);
        }
    };
    if !signal::is_ignored(libc::SIGINT) {
        // SAFETY: the word lives until `unwatch` below; signals are delivered to this thread.
        unsafe { signal::watch(vm.heap.breaker.as_ptr(), breaker::SIGNAL) };
        signal::catch(libc::SIGINT);
    }
    let outcome = if at_prompt { Ok(()) } else { run_source(&mut vm, &program) };
    let mut ending = match outcome {
        Ok(()) => Ending::Status(0),
        Err(Failure::Raised(raised)) if vm.config.inspect => {
            // Even SystemExit leads to the prompt.
            let value = raised.0.into_value();
            vm.print_exception(&value);
            Ending::Status(0)
        }
        Err(Failure::Raised(raised)) => report(&mut vm, raised),
        Err(Failure::Message(text, status)) => {
            print_stderr(&text);
            Ending::Status(status)
        }
    };
    if at_prompt || inspects(&vm) && matches!(ending, Ending::Status(0 | 1)) {
        (vm, ending) = converse(vm, &program, at_prompt);
    }
    if !finish(&mut vm)
        && let Ending::Status(status) = &mut ending
    {
        *status = 120;
    }
    signal::unwatch();
    // The process ends here: taking the heap apart would only cost time.
    std::mem::forget(vm);
    ending
}

/// `-i`, or PYTHONINSPECT set, perhaps by the program itself.
fn inspects(vm: &Vm) -> bool {
    vm.config.inspect || !vm.config.ignore_environment && crate::host::env::var("PYTHONINSPECT").is_some()
}

/// The interactive session; in the namespace that a program has left behind, unless it is all there is.
fn converse(mut vm: Box<Vm>, program: &Program, alone: bool) -> (Box<Vm>, Ending) {
    let key = vm.names.__main__.clone();
    let known = if alone { None } else { vm.modules.get(&vm).get_str(&key).cloned() };
    let main = match known.and_then(|m| m.into_ref::<Module>().ok()) {
        Some(main) => Ok(main),
        None => main_module(&mut vm),
    };
    let main = match main {
        Ok(main) => main,
        Err(raised) => {
            let ending = report(&mut vm, raised);
            return (vm, ending);
        }
    };
    let options = crate::repl::Options { quiet: program.config.quiet || !alone, vi: program.vi };
    let (vm, status) = crate::repl::run(vm, &main, options);
    (vm, Ending::Status(status & 0xff))
}

fn report(vm: &mut Vm, raised: Raised) -> Ending {
    match sys::last_error_exit(vm, raised) {
        Reported::Exit(status) => Ending::Status(status & 0xff),
        Reported::Interrupted => Ending::Signal(libc::SIGINT),
    }
}

/// What goes in front of `sys.path`.
fn first_path(program: &Program) -> Option<String> {
    if program.config.safe_path {
        return None;
    }
    match &program.source {
        Source::File(file) | Source::See(See { file, .. }) => {
            let path = Path::new(file);
            let real = fs::real_path(path).ok()?;
            let dir = if real.is_dir() { real } else { real.parent()?.to_path_buf() };
            Some(dir.to_string_lossy().into_owned())
        }
        Source::Module(_) => fs::current_dir().ok().map(|d| d.to_string_lossy().into_owned()),
        Source::Command(_) | Source::Stdin => Some(String::new()),
        // It comes from no folder, and what lies in this one is none of its business.
        Source::Demo { .. } => None,
    }
}

/// A path as `__file__` and tracebacks show it: absolute, otherwise as it was given.
fn absolute(path: &Path) -> PathBuf {
    if path.is_absolute() {
        return path.to_path_buf();
    }
    match fs::current_dir() {
        Ok(dir) => PathBuf::from(format!("{}/{}", dir.to_string_lossy(), path.to_string_lossy())),
        Err(_) => path.to_path_buf(),
    }
}

fn run_source(vm: &mut Vm, program: &Program) -> Result<(), Failure> {
    let main = main_module(vm)?;
    if !program.config.warn_options.is_empty() {
        // Its import turns the options into filters.
        vm.import_module("warnings")?;
    }
    match &program.source {
        Source::Command(text) => Ok(run_text(vm, &main, text, "<string>")?),
        Source::Stdin => {
            let text = read_stdin(vm)?;
            let key = vm.names.__file__.clone();
            let name = vm.new_str("<stdin>")?;
            drop(main.get(vm).dict.clone().get_mut(vm).set_str(&key, name));
            Ok(run_text_and_flush(vm, &main, &text, "<stdin>")?)
        }
        Source::File(file) => run_file(vm, &main, Path::new(file), program),
        Source::Module(name) => run_module(vm, &main, name),
        Source::See(request) => see(vm, &main, request),
        Source::Demo { demo, step: false } => Ok(run_text_and_flush(vm, &main, demo.source, &demo::demo_file(demo))?),
        Source::Demo { demo, step: true } => Ok(step_through(vm, &main, demo)?),
    }
}

fn main_module(vm: &mut Vm) -> PyResult<Ref<Module>> {
    vm.builtin_count = vm.builtins.get(vm).len();
    vm.new_main_module()
}

fn run_text(vm: &mut Vm, main: &Ref<Module>, text: &str, filename: &str) -> PyResult<()> {
    let dict = main.get(vm).dict.clone();
    let code = vm.compile_source(text, filename, Mode::File, 0)?;
    // Lines of standard input are not shown again: it was read as a file without a name.
    match filename {
        "<string>" => vm.register_code_source(&code, filename, text),
        name if name.starts_with("<demo ") => vm.register_code_source(&code, filename, text),
        "<stdin>" => vm.keep_hidden_source(&code, filename, text),
        _ => {}
    }
    vm.run_code(&code, &dict, &dict.to_value())?;
    Ok(())
}

/// As `run_text`; what was printed comes out before the report of an exception, as CPython does for files.
fn run_text_and_flush(vm: &mut Vm, main: &Ref<Module>, text: &str, filename: &str) -> PyResult<()> {
    let result = run_text(vm, main, text, filename);
    for name in ["stderr", "stdout"] {
        if let Some(stream) = vm.sys_attribute(name).filter(|s| !s.is_none()) {
            // A failure comes up again at the end.
            let _ = vm.call_method_str(&stream, "flush", &[]);
        }
    }
    result
}

/// All of standard input, decoded as a source file.
fn read_stdin(vm: &mut Vm) -> PyResult<String> {
    let mut data = Vec::new();
    let mut chunk = [0u8; 65536];
    loop {
        match fd::read(0, &mut chunk) {
            Ok(0) => break,
            Ok(n) => data.extend_from_slice(chunk.get(..n).unwrap_or(&[])),
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => vm.poll()?,
            Err(_) => break,
        }
    }
    vm.decode_source(&data, "<stdin>")
}

fn run_file(vm: &mut Vm, main: &Ref<Module>, file: &Path, program: &Program) -> Result<(), Failure> {
    let mut path = absolute(file);
    let executable = program.config.executable.clone();
    if path.is_dir() {
        let inner = path.join("__main__.py");
        if !inner.is_file() {
            let shown = path.to_string_lossy();
            return Err(Failure::Message(format!("{executable}: can't find '__main__' module in '{shown}'\n"), 1));
        }
        path = inner;
        let key = vm.names.__package__.clone();
        let package = vm.new_str("")?;
        drop(main.get(vm).dict.clone().get_mut(vm).set_str(&key, package));
    }
    let shown = path.to_string_lossy().into_owned();
    let mut data = match fs::read(&path) {
        Ok(data) => data,
        Err(error) => {
            let number = error.raw_os_error().unwrap_or(0);
            let mut reason = error.to_string();
            if let Some(cut) = reason.find(" (os error") {
                reason.truncate(cut);
            }
            let mut text = format!("{executable}: can't open file '{shown}': [Errno {number}] {reason}\n");
            text += &hint_of_command(vm, &file.to_string_lossy());
            return Err(Failure::Message(text, 2));
        }
    };
    if program.skip_first_line {
        let end = data.iter().position(|b| *b == b'\n').unwrap_or(data.len());
        data.drain(..end);
    }
    let dict = main.get(vm).dict.clone();
    let key = vm.names.__file__.clone();
    let name = sys::os_text(vm, path.as_os_str())?;
    drop(dict.get_mut(vm).set_str(&key, name));
    let key = vm.intern("__cached__");
    drop(dict.get_mut(vm).set_str(&key, Value::NONE));
    let text = vm.decode_source(&data, &shown)?;
    Ok(run_text_and_flush(vm, main, &text, &shown)?)
}

/// An error of the system without its number.
fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or("").to_owned()
}

/// What somebody may have meant who named a file that is not there.
fn hint_of_command(vm: &Vm, word: &str) -> String {
    if word == "see" {
        let kinds: Vec<&str> = lens::KINDS.iter().map(|k| k.0).collect();
        return format!("usage: pyrope see KIND FILE:LINE [WHAT], with one of the kinds {}\n", kinds.join(", "));
    }
    let commands = ["demo", "explain", "see", "test"].map(str::to_owned).to_vec();
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    // Letters in another order are farther apart for `closest_name` than for the eye.
    let mixed = commands.iter().find(|c| letters(c) == letters(word)).cloned();
    match mixed.or_else(|| vm.closest_name(word, commands)) {
        Some(command) => format!("Did you mean the command: pyrope {command}? (pyrope -h lists them)\n"),
        None => String::new(),
    }
}

/// A demo statement by statement; Enter goes on where there is somebody to press it.
fn step_through(vm: &mut Vm, main: &Ref<Module>, demo: &Demo) -> PyResult<()> {
    let terminal = Terminal::find(vm.config.ignore_environment);
    let show = demo::Show {
        painted: crate::repl::paint_source(demo.source, terminal.colours),
        wait: !terminal.dumb,
        ascii: vm.config.ascii || terminal.ascii,
        width: terminal.size().0,
    };
    let namespace = main.get(vm).dict.clone();
    demo::step_through(vm, demo, &namespace, &show)
}

/// Runs a program up to a line and looks from there.
fn see(vm: &mut Vm, main: &Ref<Module>, request: &See) -> Result<(), Failure> {
    let shown = request.file.to_string_lossy().into_owned();
    let data = match fs::read(&request.file) {
        Ok(data) => data,
        Err(error) => return Err(Failure::Message(format!("pyrope: {shown}: {}\n", reason(&error)), 2)),
    };
    let text = vm.decode_source(&data, &shown)?;
    let doc = match place::plan(vm, &request.kind, &text, &shown, request.line, &request.what) {
        Ok(place::Plan::Done(doc)) => Some(doc),
        Ok(place::Plan::Run(text)) => {
            let key = vm.names.__file__.clone();
            let name = vm.new_str(&shown)?;
            drop(main.get(vm).dict.clone().get_mut(vm).set_str(&key, name));
            let done = run_text_and_flush(vm, main, &text, &shown);
            match (place::found(vm), done) {
                (Some(doc), _) => Some(doc),
                (None, Err(raised)) => return Err(raised.into()),
                (None, Ok(())) => None,
            }
        }
        Err(raised) if vm.raised_is(&raised, |e| &e.ValueError) => {
            let why = describe(vm, raised);
            let why = why.strip_prefix("ValueError: ").unwrap_or(&why).to_owned();
            return Err(Failure::Message(format!("pyrope: {why}\n"), 2));
        }
        Err(raised) => return Err(raised.into()),
    };
    let Some(doc) = doc else {
        return Err(Failure::Message(format!("pyrope: line {} of {shown} was not reached\n", request.line), 1));
    };
    let style = lens::text::Style { width: 80, ascii: request.ascii };
    let Some(output) = &request.output else {
        super::print_stdout(&lens::text::render(&doc, style));
        return Ok(());
    };
    let text = match output.rsplit('.').next() {
        Some("svg") => lens::svg::render(&doc),
        Some("json") => lens::json::render(&doc),
        _ => lens::text::render(&doc, style),
    };
    match fs::write(output, text.as_bytes()) {
        Ok(()) => Ok(()),
        Err(error) => Err(Failure::Message(format!("pyrope: {output}: {}\n", reason(&error)), 1)),
    }
}

/// `-m`: the module's source as `__main__`; for a package its `__main__` submodule.
fn run_module(vm: &mut Vm, main: &Ref<Module>, name: &str) -> Result<(), Failure> {
    let executable = vm.config.executable.clone();
    let missing = |why: String| Failure::Message(format!("{executable}: {why}\n"), 1);
    let found = match vm.find_source(name) {
        Ok(found) => found,
        Err(raised) if vm.raised_is(&raised, |e| &e.ModuleNotFoundError) => {
            return Err(missing(format!(
                "Error while finding module specification for '{name}' ({})",
                describe(vm, raised)
            )));
        }
        Err(raised) => return Err(raised.into()),
    };
    let Some((mut path, mut text, package)) = found else { return Err(missing(format!("No module named {name}"))) };
    let mut owner = name.rsplit_once('.').map_or("", |(p, _)| p).to_owned();
    if package {
        vm.import_module(name)?;
        match vm.find_source(&format!("{name}.__main__"))? {
            Some((p, t, _)) => (path, text) = (p, t),
            None => {
                let why =
                    format!("No module named {name}.__main__; '{name}' is a package and cannot be directly executed");
                return Err(missing(why));
            }
        }
        owner = name.to_owned();
    }
    let dict = main.get(vm).dict.clone();
    let file_key = vm.names.__file__.clone();
    let file = vm.new_str(&path)?;
    drop(dict.get_mut(vm).set_str(&file_key, file.clone()));
    let package_key = vm.names.__package__.clone();
    let owner = vm.new_str(&owner)?;
    drop(dict.get_mut(vm).set_str(&package_key, owner));
    if let Some(argv) = vm.sys_attribute("argv") {
        vm.setitem(&argv, &Value::small_int(0), &file)?;
    }
    Ok(run_text(vm, main, &text, &path)?)
}

fn describe(vm: &mut Vm, raised: Raised) -> String {
    let value = raised.0.into_value();
    let class = vm.type_name(&value);
    match vm.to_str(&value) {
        Ok(text) => format!("{class}: {}", text.to_lossy()),
        Err(_) => class,
    }
}

/// Exit functions, output, the objects of the program's modules. False if output could not be written.
fn finish(vm: &mut Vm) -> bool {
    wait_for_threads(vm);
    run_exit_functions(vm);
    let mut fine = sys::flush_std_streams(vm);
    let streams = standard_streams(vm);
    if vm.ends_silently(&streams) {
        return fine;
    }
    // What survives this collection dies in the order in which it is reached.
    if vm.heap.is_enabled() && vm.heap.has_watched() {
        let _ = vm.collect_garbage(2);
        vm.rank_survivors();
    }
    drop_modules(vm);
    fine &= sys::flush_std_streams(vm);
    fine
}

/// The streams that the interpreter opened, with what they are made of.
fn standard_streams(vm: &mut Vm) -> Vec<Value> {
    let mut streams = Vec::new();
    for name in ["__stdin__", "__stdout__", "__stderr__"] {
        let name = vm.intern(name);
        let mut next = vm.sys.get(vm).get_str(&name).cloned();
        for part in ["buffer", "raw"] {
            let Some(stream) = next.take() else { break };
            let part = vm.intern(part);
            next = vm.getattr_opt(&stream, &part).ok().flatten();
            streams.push(stream);
        }
        streams.extend(next);
    }
    streams
}

fn wait_for_threads(vm: &mut Vm) {
    let name = vm.intern("threading");
    let Some(threading) = vm.modules.get(vm).get_str(&name).cloned() else { return };
    let shutdown = vm.intern("_shutdown");
    if let Ok(Some(f)) = vm.getattr_opt(&threading, &shutdown)
        && let Err(raised) = vm.call(&f, &[])
    {
        vm.unraisable_message(raised, Some("Exception ignored on threading shutdown"), &threading);
    }
}

fn run_exit_functions(vm: &mut Vm) {
    let name = vm.intern("atexit");
    let Some(module) = vm.modules.get(vm).get_str(&name).cloned() else { return };
    let run = vm.intern("_run_exitfuncs");
    if let Ok(Some(f)) = vm.getattr_opt(&module, &run)
        && let Err(raised) = vm.call(&f, &[])
    {
        let value = raised.0.into_value();
        vm.print_exception(&value);
    }
}

/// Lets go of all modules, so that finalisers of what only they held run while output still works. The order is
/// CPython's: what nobody else refers to dies with `sys.modules`, then cycles are collected, then the namespaces of modules
/// that still live are emptied.
fn drop_modules(vm: &mut Vm) {
    forget_specials(vm);
    let keep = ["sys", "builtins"].map(|n| vm.intern(n));
    let kept: Vec<_> = keep.iter().map(|k| vm.modules.get(vm).get_str(k).cloned()).collect();
    let all = vm.modules.clone().get_mut(vm).take_all();
    for (key, value) in keep.iter().zip(&kept) {
        if let Some(value) = value {
            drop(vm.modules.clone().get_mut(vm).set_str(key, value.clone()));
        }
    }
    let mut watched = Vec::new();
    for entry in all.into_iter().flatten() {
        if !kept.iter().flatten().any(|k| k.is(&entry.value))
            && let Some(weak) = weak_reference(vm, &entry.value)
        {
            watched.push(weak);
        }
        drop(entry);
        vm.run_finalizers();
    }
    let _ = vm.collect_garbage(2);
    vm.run_finalizers();
    restore_builtins(vm);
    for weak in watched.iter().rev() {
        if let Ok(module) = vm.call(weak, &[])
            && let Some(module) = module.downcast::<Module>()
        {
            empty_namespace(vm, &module.get(vm).dict.clone());
        }
    }
    let _ = vm.collect_garbage(2);
    vm.run_finalizers();
}

/// Attributes of `sys` and `builtins` that keep the program's last objects alive.
fn forget_specials(vm: &mut Vm) {
    let sys = vm.sys.clone();
    for name in ["path", "argv", "ps1", "ps2", "last_exc", "last_type", "last_value", "last_traceback"] {
        let name = vm.intern(name);
        if sys.get(vm).get_str(&name).is_some() {
            drop(sys.get_mut(vm).set_str(&name, Value::NONE));
        }
    }
    let (builtins, name) = (vm.builtins.clone(), vm.intern("_"));
    if builtins.get(vm).get_str(&name).is_some() {
        drop(builtins.get_mut(vm).set_str(&name, Value::NONE));
    }
    vm.run_finalizers();
}

fn weak_reference(vm: &mut Vm, object: &Value) -> Option<Value> {
    let module = vm.import_module("_weakref").ok()?;
    let reference = vm.getattr_str(&module, "ref").ok()?;
    vm.call(&reference, std::slice::from_ref(object)).ok()
}

/// Takes out of `builtins` what the program has put there.
fn restore_builtins(vm: &mut Vm) {
    let builtins = vm.builtins.clone();
    let own = vm.builtin_count;
    let added: Vec<Value> = builtins.get(vm).iter().skip(own).map(|e| e.key.clone()).collect();
    for key in added {
        drop(vm.dict_remove(&builtins, &key));
        vm.run_finalizers();
    }
}

/// Empties the namespace of a module that somebody still refers to: names with one underscore first.
fn empty_namespace(vm: &mut Vm, dict: &Ref<Dict>) {
    for private in [true, false] {
        let names: Vec<Value> = dict.get(vm).iter().map(|e| e.key.clone()).collect();
        for key in names {
            let Some(name) = key.downcast::<Str>() else { continue };
            let text = name.to_lossy();
            let wanted = match private {
                true => text.starts_with('_') && !text.starts_with("__"),
                false => text != "__builtins__",
            };
            if wanted {
                drop(vm.dict_set(dict, &key, Value::NONE));
                vm.run_finalizers();
            }
        }
    }
}
