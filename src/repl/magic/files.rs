//! Commands about files: `%run`, `%load`, `%save`, `%edit`, `%paste`, `%cd`.

use super::super::history::reason;
use super::super::{Flow, Session};
use crate::gc::{Ref, Value};
use crate::host::{env, fs, process};
use crate::lens::sugar::{dedent, source_of};
use crate::object::{Dict, PyResult};
use crate::syntax::Mode;

/// `%run [-i] FILE ARGUMENTS`: as a program of its own; afterwards its names are names of the session. With `-i` it runs in
/// the session's namespace.
pub fn run(session: &mut Session, arguments: &str) -> Flow {
    let mut words = arguments.split_whitespace();
    let mut file = words.next();
    let inside = file == Some("-i");
    if inside {
        file = words.next();
    }
    let Some(file) = file else { return session.complain("%run [-i] FILE [ARGUMENTS]") };
    let path = if fs::is_file(file) { file.to_owned() } else { format!("{file}.py") };
    let data = match fs::read(&path) {
        Ok(data) => data,
        Err(error) => return session.complain(&format!("{file}: {}", reason(&error))),
    };
    let given: Vec<String> = words.map(str::to_owned).collect();
    match run_program(session, &path, &data, &given, inside) {
        Ok(()) => Flow::Continue,
        // The end of the program is not the end of the session.
        Err(raised) if session.vm.raised_is(&raised, |e| &e.SystemExit) => Flow::Continue,
        Err(raised) => session.report(raised),
    }
}

pub(super) fn run_program(
    session: &mut Session,
    path: &str,
    data: &[u8],
    given: &[String],
    inside: bool,
) -> PyResult<()> {
    let text = session.vm.decode_source(data, path)?;
    let code = session.vm.compile_source(&text, path, Mode::File, 0)?;
    let mut argv = vec![session.vm.new_str(path)?];
    for argument in given {
        argv.push(session.vm.new_str(argument)?);
    }
    let old = session.vm.sys_attribute("argv").unwrap_or_default();
    let argv = session.vm.new_list(argv)?;
    session.vm.set_sys_attribute("argv", argv);
    let namespace = if inside { session.globals.clone() } else { program_namespace(session, path)? };
    let done = session.vm.run_code(&code, &namespace, &namespace.to_value());
    session.vm.set_sys_attribute("argv", old);
    if !inside {
        adopt(session, &namespace)?;
    }
    done.map(drop)
}

/// Where a program of its own runs.
pub(super) fn program_namespace(session: &mut Session, path: &str) -> PyResult<Ref<Dict>> {
    let namespace = session.vm.new_dict();
    for (name, value) in [("__name__", "__main__"), ("__file__", path)] {
        let (name, value) = (session.vm.intern(name), session.vm.new_str(value)?);
        drop(namespace.get_mut(&mut session.vm).set_str(&name, value));
    }
    Ok(namespace)
}

/// The names of a program become names of the session.
pub(super) fn adopt(session: &mut Session, namespace: &Ref<Dict>) -> PyResult<()> {
    let entries: Vec<(Value, Value)> =
        namespace.get(&session.vm).iter().map(|e| (e.key.clone(), e.value.clone())).collect();
    let globals = session.globals.to_value();
    for (key, value) in entries {
        let own = key.downcast::<crate::object::Str>().is_some_and(|k| k.bytes().starts_with(b"__"));
        if !own {
            session.vm.setitem(&globals, &key, &value)?;
        }
    }
    Ok(())
}

pub fn load(session: &mut Session, file: &str) -> Flow {
    if file.is_empty() {
        return session.complain("%load FILE");
    }
    match fs::read(file) {
        Ok(data) => match crate::syntax::decode_source(&data) {
            Ok(text) => session.offer(text.trim_end().to_owned()),
            Err(_) => session.complain(&format!("{file}: this is no text")),
        },
        Err(error) => session.complain(&format!("{file}: {}", reason(&error))),
    }
}

/// `%save FILE 1-3 5`: without numbers all inputs but commands.
pub fn save(session: &mut Session, arguments: &str) -> Flow {
    let mut words = arguments.split_whitespace().peekable();
    let force = words.next_if_eq(&"-f").is_some();
    let Some(file) = words.next() else { return session.complain("%save [-f] FILE [NUMBERS]") };
    if !force && fs::is_file(file) {
        return session.complain(&format!("{file} exists: %save -f {file} replaces it"));
    }
    let mut wanted: Vec<usize> = Vec::new();
    for word in words {
        let (first, last) = word.split_once('-').unwrap_or((word, word));
        match (first.parse::<usize>(), last.parse::<usize>()) {
            (Ok(first), Ok(last)) if last <= session.inputs.len() => wanted.extend(first..=last),
            _ => return session.complain(&format!("no input {word} (%history tells their numbers)")),
        }
    }
    let python = |text: &&String| matches!(super::super::input::form(text), super::super::input::Form::Python);
    let texts: Vec<&String> = if wanted.is_empty() {
        session.inputs.iter().filter(python).collect()
    } else {
        wanted.iter().filter_map(|n| n.checked_sub(1).and_then(|i| session.inputs.get(i))).collect()
    };
    let count = texts.len();
    let text: String = texts.into_iter().map(|t| format!("{t}\n")).collect();
    match fs::write(file, text.as_bytes()) {
        Ok(()) => {
            session.print(&format!("wrote {count} inputs to {file}\n"));
            Flow::Continue
        }
        Err(error) => session.complain(&format!("{file}: {}", reason(&error))),
    }
}

pub fn edit(session: &mut Session, what: &str) -> Flow {
    let text = if what.is_empty() {
        session.last.clone()
    } else if let Ok(number) = what.parse::<usize>() {
        match number.checked_sub(1).and_then(|i| session.inputs.get(i)) {
            Some(text) => text.clone(),
            None => return session.complain(&format!("no input {number}")),
        }
    } else {
        match session.evaluate(what) {
            Ok(value) => match source_of(&mut session.vm, &value) {
                Some(source) => dedent(&source),
                None => return session.complain(&format!("no source of {what} is known")),
            },
            Err(raised) => return session.report(raised),
        }
    };
    match session.edit_text(&text) {
        Some(new) => session.offer(new),
        None => Flow::Continue,
    }
}

/// The clipboard, through the program that this desktop has for it.
pub fn paste(session: &mut Session) -> Flow {
    const PROGRAMS: &[(&str, &[&str])] = &[
        ("wl-paste", &["--no-newline"]),
        ("xclip", &["-selection", "clipboard", "-o"]),
        ("xsel", &["--clipboard", "--output"]),
        ("pbpaste", &[]),
    ];
    for (program, arguments) in PROGRAMS {
        if let Ok(data) = process::output(program, arguments) {
            let text = super::super::buffer::clean_paste(&String::from_utf8_lossy(&data));
            return session.offer(text.trim_end().to_owned());
        }
    }
    session.complain(
        "no clipboard was found (wl-paste, xclip, xsel, pbpaste); the terminal's own paste works at the prompt",
    )
}

pub fn cd(session: &mut Session, folder: &str) -> Flow {
    let home = || env::var("HOME").unwrap_or_else(|| "/".to_owned());
    let target = match folder {
        "" => home(),
        _ => match folder.strip_prefix('~') {
            Some(rest) => format!("{}{rest}", home()),
            None => folder.to_owned(),
        },
    };
    match fs::set_current_dir(&target).and_then(|()| fs::current_dir()) {
        Ok(now) => {
            session.print(&format!("{}\n", now.to_string_lossy()));
            Flow::Continue
        }
        Err(error) => session.complain(&format!("{target}: {}", reason(&error))),
    }
}

impl Session {
    /// A text becomes the next input: to be edited and submitted by the user; shown and run where there is no editor.
    pub(in crate::repl) fn offer(&mut self, text: String) -> Flow {
        if self.terminal.dumb {
            self.print(&format!("{text}\n"));
            self.inputs.push(text.clone());
            self.last = text.clone();
            return self.run_python(&text);
        }
        self.initial = Some(text);
        Flow::Continue
    }

    /// Edits a text in $VISUAL or $EDITOR; `None` after a complaint.
    pub(in crate::repl) fn edit_text(&mut self, text: &str) -> Option<String> {
        let editor = ["VISUAL", "EDITOR"].iter().find_map(|n| env::var(n)).unwrap_or_else(|| "vi".to_owned());
        let name = format!("pyrope-{}-{}.py", std::process::id(), self.count);
        let path = match fs::temporary(&name, format!("{}\n", text.trim_end()).as_bytes()) {
            Ok(path) => path,
            Err(error) => {
                self.complain(&format!("no file for the editor: {}", reason(&error)));
                return Some(text.to_owned());
            }
        };
        let shown = path.to_string_lossy().into_owned();
        let done = process::run(&editor, &shown);
        let edited = fs::read(&path).map(|data| String::from_utf8_lossy(&data).into_owned());
        let _ = fs::remove(&path);
        match (done, edited) {
            (Ok(true), Ok(edited)) => Some(edited.trim_end().to_owned()),
            (Ok(_), _) => {
                self.complain(&format!("{editor} failed: the text is as it was"));
                Some(text.to_owned())
            }
            (Err(error), _) => {
                self.complain(&format!("{editor}: {} (set EDITOR)", reason(&error)));
                Some(text.to_owned())
            }
        }
    }
}
