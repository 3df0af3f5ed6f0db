//! Commands that are no Python: `%name`, `x?`, `:s/…/…/`. One table; names cannot clash with Python's, since no statement
//! begins with a percent sign or a colon.

mod demo;
mod files;
mod inspect;
mod substitute;
mod timing;

use super::{Flow, Reader, Session};
use crate::lens;
use crate::lens::text::Style;

pub(super) use inspect::help;
pub(super) use substitute::substitute;

type Run = fn(&mut Session, &mut Reader, &str) -> Flow;

/// Name, arguments, what it does.
#[rustfmt::skip]
pub(super) const MAGICS: &[(&str, &str, &str, Run)] = &[
    ("see", "KIND WHAT [> FILE]", "look through a lens; > FILE.svg or .json writes it", see),
    ("time", "STATEMENT", "run it once and tell how long it took", |s, _, a| timing::time(s, a)),
    ("timeit", "[-n N] [-r R] STATEMENT", "run it often and tell the time of one run", |s, _, a| timing::timeit(s, a)),
    ("run", "[-i] FILE [ARGUMENTS]", "run a file; its names are here afterwards", |s, _, a| files::run(s, a)),
    ("demo", "[--step] [NAME]", "the demos of the chapters; run one, its names are here afterwards", |s, _, a| demo::demo(s, a)),
    ("who", "", "names of this session with their values", |s, _, _| inspect::who(s)),
    ("reset", "", "forget all names of this session", |s, _, _| inspect::reset(s)),
    ("load", "FILE", "the file becomes the next input, to be edited", |s, _, a| files::load(s, a)),
    ("save", "[-f] FILE [NUMBERS]", "write inputs to a file: %save demo.py 1-3 5", |s, _, a| files::save(s, a)),
    ("edit", "[NAME | NUMBER]", "edit the last block, a function or an input in $EDITOR", |s, _, a| files::edit(s, a)),
    ("history", "[COUNT]", "the inputs of this session with their numbers", |s, _, a| inspect::history(s, a)),
    ("paste", "", "take the clipboard as the next input", |s, _, _| files::paste(s)),
    ("pdb", "[on | off]", "debug after each error (there is no debugger yet)", |s, _, a| inspect::pdb(s, a)),
    ("debug", "", "debug the last error (there is no debugger yet)", |s, _, _| inspect::debug(s)),
    ("cd", "[FOLDER]", "change the folder", |s, _, a| files::cd(s, a)),
    ("why", "", "explain the last error: what the code of its report means", |s, _, _| inspect::why(s)),
    ("vi", "", "edit as vi does", |s, r, _| editing(s, r, true)),
    ("emacs", "", "edit as emacs does (usual)", |s, r, _| editing(s, r, false)),
    ("magic", "[NAME]", "this list", |s, _, a| list(s, a)),
];

pub(super) fn run(session: &mut Session, reader: &mut Reader, name: &str, arguments: &str) -> Flow {
    // `%s/a/b/` without its colon.
    if name.starts_with("s/") {
        return substitute(session, &format!("%{name} {arguments}"));
    }
    let found = MAGICS.iter().find(|m| m.0 == name);
    match found {
        Some((.., run)) => run(session, reader, arguments),
        None => {
            let near = session.vm.closest_name(name, MAGICS.iter().map(|m| m.0.to_owned()).collect());
            let hint =
                near.map(|n| format!(": did you mean %{n}?")).unwrap_or_else(|| " (%magic lists them)".to_owned());
            session.complain(&format!("no command %{name}{hint}"))
        }
    }
}

/// `%%time` and `%%timeit`: the rows below are the statement.
pub(super) fn run_cell(session: &mut Session, name: &str, arguments: &str, body: &str) -> Flow {
    match name {
        "time" => timing::time(session, body),
        "timeit" => timing::timeit(session, &format!("{arguments}\n{body}")),
        "see" => look(session, &format!("{arguments}\n{body}")),
        _ => session.complain(&format!("no command %%{name}: there are %%time, %%timeit and %%see")),
    }
}

fn see(session: &mut Session, _: &mut Reader, arguments: &str) -> Flow {
    if arguments.is_empty() {
        let mut text = String::from("%see KIND WHAT\n");
        for (name, wanted, about, _) in lens::KINDS {
            text.push_str(&format!("  {:<34} {about}\n", format!("{name} {wanted}")));
        }
        session.print(&text);
        return Flow::Continue;
    }
    look(session, arguments)
}

fn look(session: &mut Session, arguments: &str) -> Flow {
    let (what, file) = match arguments.rsplit_once('>') {
        Some((what, file)) if file.trim().ends_with(".svg") || file.trim().ends_with(".json") => {
            (what, Some(file.trim().to_owned()))
        }
        _ => (arguments, None),
    };
    let scope = lens::Scope::module(&session.globals);
    let doc = match lens::see(&mut session.vm, &scope, what) {
        Ok(doc) => doc,
        Err(raised) => return session.report(raised),
    };
    let Some(file) = file else {
        let style = Style { width: session.terminal.size().0.max(40), ascii: session.terminal.ascii };
        session.print(&lens::text::render(&doc, style));
        return Flow::Continue;
    };
    let text = if file.ends_with(".svg") { lens::svg::render(&doc) } else { lens::json::render(&doc) };
    match crate::host::fs::write(&file, text.as_bytes()) {
        Ok(()) => session.print(&format!("wrote {file}\n")),
        Err(error) => return session.complain(&format!("{file}: {}", super::history::reason(&error))),
    }
    Flow::Continue
}

fn editing(session: &mut Session, reader: &mut Reader, vi: bool) -> Flow {
    match reader {
        Reader::Editor(editor) => match editor.set_vi(vi) {
            Ok(()) => session.print(if vi { "editing as vi does\n" } else { "editing as emacs does\n" }),
            Err(trouble) => return session.complain(&trouble),
        },
        Reader::Plain(_) => return session.complain("there is no line editing on this terminal"),
    }
    Flow::Continue
}

fn list(session: &mut Session, name: &str) -> Flow {
    let name = name.trim_start_matches('%');
    let mut text = String::new();
    for (magic, arguments, about, _) in MAGICS.iter().filter(|m| name.is_empty() || m.0 == name) {
        text.push_str(&format!("{:<34} {about}\n", format!("%{magic} {arguments}").trim_end()));
    }
    if name.is_empty() {
        text.push_str("name?  name??                      what it is; its source\n");
        text.push_str(":[RANGE]s/PATTERN/NEW/[g] [FILE]   substitute in the last block, or in a file\n");
        text.push_str("%%time  %%timeit  %%see            the same for several rows\n");
        text.push_str("_  __  Out[n]                      the last values, and that of input n\n");
        text.push_str("Ctrl-X Ctrl-E                      edit the input in $EDITOR\n");
    }
    if text.is_empty() {
        return session.complain(&format!("no command %{name}"));
    }
    session.print(&text);
    Flow::Continue
}

impl Session {
    /// An error that is no exception of Python.
    pub(super) fn complain(&mut self, text: &str) -> Flow {
        self.note(&format!("pyrope: {text}\n"));
        Flow::Continue
    }
}
