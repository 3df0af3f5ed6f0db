//! The interactive session: reads, runs, shows, until the end of input or `exit`.
//!
//! `editor` (a terminal) or `plain` (anything else) reads; `input` decides what a text is; `run` runs Python; `magic`
//! has the commands that are no Python; `display` shows values. The lenses of `%see` are in `lens/`.

pub mod display;
pub mod terminal;

mod buffer;
mod complete;
mod editor;
mod highlight;
mod history;
mod input;
mod keys;
mod layout;
mod magic;
mod plain;
mod run;

pub use highlight::paint_source;

use crate::gc::Ref;
use crate::host::{env, signal};
use crate::object::module::Module;
use crate::object::{Dict, Raised, Str};
use crate::stdlib::native::sys;
use crate::vm::Vm;
use editor::{Input, LineEditor};
use history::History;
use input::{Form, form};
use std::path::PathBuf;
use terminal::Terminal;

/// How a session is started.
#[derive(Clone, Copy, Default)]
pub struct Options {
    /// No banner.
    pub quiet: bool,
    pub vi: bool,
}

/// The interpreter, away only while a line is being read.
pub(crate) struct Slot(Option<Box<Vm>>);

impl std::ops::Deref for Slot {
    type Target = Vm;

    fn deref(&self) -> &Vm {
        match &self.0 {
            Some(vm) => vm,
            // `step` puts it back before anything else happens.
            None => std::process::abort(),
        }
    }
}

impl std::ops::DerefMut for Slot {
    fn deref_mut(&mut self) -> &mut Vm {
        match &mut self.0 {
            Some(vm) => vm,
            None => std::process::abort(),
        }
    }
}

/// Who reads.
enum Reader {
    Editor(Box<LineEditor>),
    Plain(plain::PlainReader),
}

pub struct Session {
    vm: Slot,
    globals: Ref<Dict>,
    terminal: Terminal,
    /// Inputs so far, whatever became of them.
    count: usize,
    /// The texts of the inputs, for `%history`, `%save` and `x??`.
    inputs: Vec<String>,
    /// The last block of Python, for the substitute command.
    last: String,
    /// What the next input begins with.
    initial: Option<String>,
    post_mortem: bool,
}

/// Why one input ended the session.
enum Flow {
    Continue,
    Exit(i32),
}

/// Runs a session in the namespace of `main`; returns the interpreter and the status to exit with.
pub fn run(vm: Box<Vm>, main: &Ref<Module>, options: Options) -> (Box<Vm>, i32) {
    let mut vm = Slot(Some(vm));
    let globals = main.get(&vm).dict.clone();
    let terminal = Terminal::find(vm.config.ignore_environment);
    display::install(&mut vm, &terminal);
    set_prompts(&mut vm);
    let mut session = Session {
        vm,
        globals,
        terminal,
        count: 0,
        inputs: Vec::new(),
        last: String::new(),
        initial: None,
        post_mortem: false,
    };
    if !options.quiet {
        session.banner();
    }
    let mut flow = session.startup_file();
    if let Flow::Continue = flow {
        let mut reader = session.reader(options.vi);
        while let Flow::Continue = flow {
            flow = session.step(&mut reader);
        }
    }
    let status = match flow {
        Flow::Exit(status) => status,
        Flow::Continue => 0,
    };
    match session.vm.0 {
        Some(vm) => (vm, status),
        None => std::process::abort(),
    }
}

fn set_prompts(vm: &mut Vm) {
    for (name, text) in [("ps1", ">>> "), ("ps2", "... ")] {
        let text = vm.str(text);
        if vm.sys_attribute(name).is_none() {
            vm.set_sys_attribute(name, text);
        }
    }
}

/// `~/.pyrope_history`, or what PYROPE_HISTORY or PYTHON_HISTORY says.
fn history_path(vm: &Vm) -> Option<PathBuf> {
    if vm.config.isolated {
        return None;
    }
    let named = ["PYROPE_HISTORY", "PYTHON_HISTORY"].iter().find_map(|n| env::var(n));
    match named {
        Some(path) => Some(PathBuf::from(path)),
        None => env::var("HOME").map(|home| PathBuf::from(home).join(".pyrope_history")),
    }
}

impl Session {
    fn banner(&mut self) {
        let version = sys::version_text().split(' ').next().unwrap_or("").to_owned();
        let text = format!(
            "Pyrope {} (Python {version})\nType help for help, %magic for commands, %see for lenses, exit to leave.\n",
            env!("CARGO_PKG_VERSION")
        );
        self.note(&text);
        let term = env::var("TERM").unwrap_or_default();
        let basic = env::var("PYTHON_BASIC_REPL").is_some() && !self.vm.config.ignore_environment;
        if self.terminal.dumb && crate::host::fd::is_tty(0) && !basic {
            self.note(&format!("no line editing: the terminal (TERM={term}) cannot move its cursor\n"));
        }
    }

    /// Text of the session itself, on standard error: it is no output of programs.
    fn note(&mut self, text: &str) {
        self.flush();
        let mut data = text.as_bytes();
        while let Ok(n @ 1..) = crate::host::fd::write(2, data) {
            data = data.get(n..).unwrap_or(&[]);
        }
    }

    /// Text as output: to `sys.stdout`.
    fn print(&mut self, text: &str) {
        if let Some(stdout) = self.vm.sys_attribute("stdout").filter(|s| !s.is_none())
            && let Ok(text) = self.vm.new_str(text)
        {
            let _ = self.vm.write_text(&stdout, &text);
        }
    }

    fn flush(&mut self) {
        for name in ["stdout", "stderr"] {
            if let Some(stream) = self.vm.sys_attribute(name).filter(|s| !s.is_none()) {
                let _ = self.vm.call_method_str(&stream, "flush", &[]);
            }
        }
    }

    fn reader(&mut self, vi: bool) -> Reader {
        if self.terminal.dumb {
            return Reader::Plain(plain::PlainReader::default());
        }
        let (history, trouble) = History::load(history_path(&self.vm));
        if let Some(trouble) = trouble {
            self.note(&format!("pyrope: {trouble}\n"));
        }
        let wish = env::var("PYROPE_EDITING").or_else(|| env::var("PYROPE_KEYS"));
        match LineEditor::new(history, vi || wish.as_deref() == Some("vi"), &self.terminal) {
            Ok(editor) => Reader::Editor(Box::new(editor)),
            Err(trouble) => {
                self.note(&format!("pyrope: no line editing: {trouble}\n"));
                Reader::Plain(plain::PlainReader::default())
            }
        }
    }

    /// `PYTHONSTARTUP`: a file of Python that is run first.
    fn startup_file(&mut self) -> Flow {
        if self.vm.config.ignore_environment {
            return Flow::Continue;
        }
        let Some(path) = env::var("PYTHONSTARTUP") else { return Flow::Continue };
        match crate::host::fs::read(&path) {
            Ok(data) => self.run_file_text(&data, &path),
            Err(error) => {
                let number = error.raw_os_error().unwrap_or(0);
                let reason = history::reason(&error);
                self.note(&format!(
                    "Could not open PYTHONSTARTUP\nFileNotFoundError: [Errno {number}] {reason}: '{path}'\n"
                ));
                Flow::Continue
            }
        }
    }

    /// One prompt: reads an input and does what it says.
    fn step(&mut self, reader: &mut Reader) -> Flow {
        self.drop_signals();
        self.flush();
        let (ps1, ps2) = (self.prompt("ps1"), self.prompt("ps2"));
        let input = match reader {
            Reader::Editor(editor) => {
                self.fresh_row();
                let initial = self.initial.take();
                let Some(vm) = self.vm.0.take() else { return Flow::Exit(1) };
                let (vm, input) = editor.read(vm, &self.globals, (&ps1, &ps2), initial.as_deref());
                self.vm.0 = Some(vm);
                input
            }
            Reader::Plain(plain) => plain.read(&mut self.vm, (&ps1, &ps2)),
        };
        let text = match input {
            Input::Text(text) => text,
            Input::Edit(text) => {
                self.initial = self.edit_text(&text);
                return Flow::Continue;
            }
            Input::Broken(text) => {
                self.note("\npyrope: a byte that is no UTF-8 was left out: the terminal should send UTF-8\n");
                self.initial = Some(text);
                return Flow::Continue;
            }
            Input::Interrupted => {
                self.note("KeyboardInterrupt\n");
                return Flow::Continue;
            }
            Input::End => {
                self.note("\n");
                return Flow::Exit(0);
            }
        };
        if text.trim().is_empty() {
            return Flow::Continue;
        }
        if let Reader::Editor(editor) = reader
            && let Some(trouble) = editor.remember(&text)
        {
            self.note(&format!("pyrope: {trouble}\n"));
        }
        self.run_input(&text, reader)
    }

    fn run_input(&mut self, text: &str, reader: &mut Reader) -> Flow {
        self.inputs.push(text.trim_end().to_owned());
        match form(text) {
            Form::Python => {
                let bare = text.trim();
                if matches!(bare, "exit" | "quit") && self.is_builtin_name(bare) {
                    return Flow::Exit(0);
                }
                self.last = text.trim_end().to_owned();
                self.run_python(text)
            }
            Form::Magic(name, arguments) => magic::run(self, reader, name, arguments),
            Form::Cell(name, arguments, body) => magic::run_cell(self, name, arguments, body),
            Form::Help(name, more) => magic::help(self, name, more),
            Form::Substitute(command) => magic::substitute(self, command),
        }
    }

    /// Whether a name means the builtin, not a variable of the session.
    fn is_builtin_name(&mut self, name: &str) -> bool {
        let key = self.vm.intern(name);
        self.globals.get(&self.vm).get_str(&key).is_none()
    }

    /// `sys.ps1` or `sys.ps2` as text: any object will do, its `str()` is asked each time.
    fn prompt(&mut self, name: &str) -> String {
        let Some(value) = self.vm.sys_attribute(name) else { return String::new() };
        match value.downcast::<Str>() {
            Some(text) => text.to_lossy().into_owned(),
            None => match self.vm.to_str(&value) {
                Ok(text) => text.to_lossy().into_owned(),
                Err(_) => String::new(),
            },
        }
    }

    /// A Ctrl-C that came too late interrupts nothing.
    fn drop_signals(&mut self) {
        if signal::is_pending() {
            let _ = self.vm.poll();
        }
    }

    /// Output that ended in the middle of a row is kept: the prompt begins on the next one. The mark is only seen then.
    fn fresh_row(&mut self) {
        if self.count == 0 {
            return;
        }
        let (columns, _) = self.terminal.size();
        let mark = if self.terminal.ascii { "%" } else { "\u{23ce}" };
        let (dim, reset) = if self.terminal.colours { (highlight::DIM, highlight::RESET) } else { ("", "") };
        let text = format!("{dim}{mark}{reset}{}\r", " ".repeat(columns.saturating_sub(1)));
        let mut data = text.as_bytes();
        while let Ok(n @ 1..) = crate::host::fd::write(1, data) {
            data = data.get(n..).unwrap_or(&[]);
        }
    }

    /// Tells about an exception that ended an input.
    fn report(&mut self, raised: Raised) -> Flow {
        if self.vm.raised_is(&raised, |e| &e.SystemExit) {
            return match sys::last_error_exit(&mut self.vm, raised) {
                sys::Reported::Exit(status) => Flow::Exit(status),
                sys::Reported::Interrupted => Flow::Continue,
            };
        }
        self.flush();
        match sys::last_error_exit(&mut self.vm, raised) {
            // An excepthook may end the program.
            sys::Reported::Exit(_) | sys::Reported::Interrupted => {}
        }
        if self.post_mortem {
            self.note("pyrope: %pdb is on, but there is no debugger yet\n");
        }
        Flow::Continue
    }
}
