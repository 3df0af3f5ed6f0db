//! The demo programs of the chapters, embedded with the output that CPython gives: `pyrope demo`, `%demo` at the prompt.
//!
//! `table` has the programs, `check` runs them all in processes of their own, `compare` runs them on an installed CPython,
//! too, `step` shows one statement by statement. Nothing here knows who asks: texts go to a sink.

mod check;
mod compare;
mod step;
mod table;

use crate::lens::text::width;
pub use check::VARIABLES;
pub use step::{Show, demo_file, step_through};
pub use table::{Demo, all};

pub const USAGE: &str = "\
usage: pyrope demo [--list]            chapters, and what their demos show
       pyrope demo NAME                run one: its name, a piece of it, its number, or its chapter's
       pyrope demo --step NAME         statement by statement, with looks through lenses
       pyrope demo --compare [NAME]    on an installed CPython 3.14, too; differences side by side
       pyrope demo --all               run all, and compare with what CPython prints
";

/// Where texts go, piece by piece.
pub type Sink<'a> = &'a mut dyn FnMut(&str);

/// What was asked for.
#[derive(Debug)]
pub enum Request {
    Print(String),
    Play { demo: &'static Demo, step: bool },
    All,
    Compare(Vec<&'static Demo>),
}

/// The words behind `demo`; the error is a text for standard error.
pub fn parse(words: &[String]) -> Result<Request, String> {
    let (mut list, mut all, mut step, mut compare, mut name) = (false, false, false, false, None);
    for word in words {
        match word.as_str() {
            "--list" | "-l" => list = true,
            "--all" | "-a" => all = true,
            "--step" | "-s" => step = true,
            "--compare" | "-c" => compare = true,
            "--help" | "-h" => return Ok(Request::Print(USAGE.to_owned())),
            option if option.starts_with('-') => return Err(format!("unknown option {option}\n{USAGE}")),
            word => match &mut name {
                None => name = Some(word.to_owned()),
                // `demo garbage collection`
                Some(name) => *name = format!("{name} {word}"),
            },
        }
    }
    let demo = match name {
        Some(name) => Some(table::find(&name)?),
        None => None,
    };
    match (demo, list, all, step, compare) {
        (None, _, false, false, false) => Ok(Request::Print(listing())),
        (None, false, true, false, false) => Ok(Request::All),
        (None, false, _, false, true) => Ok(Request::Compare(table::all().collect())),
        (Some(demo), false, false, step, false) => Ok(Request::Play { demo, step }),
        (Some(demo), false, false, false, true) => Ok(Request::Compare(vec![demo])),
        _ => Err(USAGE.to_owned()),
    }
}

/// Runs a request that is more than one program, each in a process of its own; `executable` is this program. Returns the
/// status to exit with, or why nothing could be run.
pub fn run_all(executable: &str, sink: Sink) -> Result<i32, String> {
    check::run(executable, sink)
}

pub fn run_compare(executable: &str, demos: &[&'static Demo], sink: Sink) -> Result<i32, String> {
    compare::run(executable, demos, sink)
}

fn listing() -> String {
    let mut out = String::new();
    let mut chapter = 0;
    for demo in table::all() {
        if demo.chapter() != chapter {
            chapter = demo.chapter();
            out.push_str(&format!("{chapter}  {}\n", demo.title()));
        }
        out.push_str(&format!("  {:<6}{} {}\n", demo.number(), pad(demo.name, table::NAME), demo.shows()));
    }
    out + "\nRun one:                    pyrope demo 10.2   or   pyrope demo late_binding\n\
           Statement by statement:     pyrope demo --step 10.2\n"
}

/// A text with spaces behind it, so that it fills so many columns.
fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}
