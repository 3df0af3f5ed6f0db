//! `pyrope demo`: the demo programs of the chapters, embedded with the output that CPython gives.
//!
//! `table` has the programs, `check` runs them all, `compare` runs them on an installed CPython, too. A single demo is
//! an ordinary program (`Source::Demo`); with `--step` it is run by `step.py`, which shows each statement first.

mod check;
mod compare;
mod table;

use super::Ending;
use crate::lens::text::width;
pub use table::Demo;

pub const USAGE: &str = "usage: pyrope demo [--list | --all | [--step | --compare] NAME | --compare]\n";

/// The program that runs another one statement by statement: see its header.
pub const STEP: &str = include_str!("step.py");

/// What was asked for.
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
            "--all" => all = true,
            "--step" => step = true,
            "--compare" => compare = true,
            "--help" | "-h" => return Ok(Request::Print(USAGE.to_owned())),
            option if option.starts_with('-') => return Err(format!("Unknown option: {option}\n{USAGE}")),
            _ if name.is_some() => return Err(USAGE.to_owned()),
            word => name = Some(word),
        }
    }
    let demo = match name {
        Some(name) => Some(table::find(name)?),
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

/// The commands that are no single program; `executable` is this program.
pub fn all(executable: &str) -> Ending {
    Ending::Status(check::run(executable))
}

pub fn compare(executable: &str, demos: &[&'static Demo]) -> Ending {
    Ending::Status(compare::run(executable, demos))
}

fn listing() -> String {
    let mut out = String::new();
    let mut chapter = 0;
    for demo in table::all() {
        if demo.chapter() != chapter {
            chapter = demo.chapter();
            out.push_str(&format!("{chapter}  {}\n", demo.title()));
        }
        out.push_str(&format!("  {:<6}{} {}\n", demo.number(), pad(demo.name, 26), demo.shows()));
    }
    out + "\nRun one: pyrope demo NAME (or its number); statement by statement: pyrope demo --step NAME\n"
}

/// A text with spaces behind it, so that it fills so many columns.
fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}
