//! `%demo`: the demos of the chapters, at the prompt. The names of a demo become names of the session, to play with.

use super::super::{Flow, Session, highlight};
use crate::demo::{self, Demo, Request};
use crate::host::env;
use crate::object::PyResult;

pub fn demo(session: &mut Session, arguments: &str) -> Flow {
    let words: Vec<String> = arguments.split_whitespace().map(str::to_owned).collect();
    let request = match demo::parse(&words) {
        Ok(request) => request,
        Err(text) => return session.complain(text.trim_end()),
    };
    let program = || env::current_exe().map_or("pyrope".to_owned(), |path| path.to_string_lossy().into_owned());
    let done = match request {
        Request::Print(text) => {
            session.print(&text.replace("pyrope demo ", "%demo "));
            Ok(0)
        }
        Request::Play { demo, step } => return play(session, demo, step),
        Request::All => demo::run_all(&program(), &mut |text| session.print(text)),
        Request::Compare(demos) => demo::run_compare(&program(), &demos, &mut |text| session.print(text)),
    };
    match done {
        Ok(_) => Flow::Continue,
        Err(why) => session.complain(&why),
    }
}

fn play(session: &mut Session, demo: &'static Demo, step: bool) -> Flow {
    match run(session, demo, step) {
        Ok(()) => Flow::Continue,
        // The end of the demo is not the end of the session.
        Err(raised) if session.vm.raised_is(&raised, |e| &e.SystemExit) => Flow::Continue,
        Err(raised) => session.report(raised),
    }
}

fn run(session: &mut Session, demo: &Demo, step: bool) -> PyResult<()> {
    if !step {
        return super::files::run_program(session, &demo::demo_file(demo), demo.source.as_bytes(), &[], false);
    }
    let show = demo::Show {
        painted: highlight::paint_source(demo.source, session.terminal.colours),
        wait: !session.terminal.dumb,
        ascii: session.terminal.ascii,
        width: session.terminal.size().0,
    };
    let namespace = super::files::program_namespace(session, &demo::demo_file(demo))?;
    let done = demo::step_through(&mut session.vm, demo, &namespace, &show);
    super::files::adopt(session, &namespace)?;
    done
}
