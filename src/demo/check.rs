//! `pyrope demo --all`: every demo in a process of its own, its output against CPython's.

use super::table::{self, Demo};
use super::{Sink, pad};
use crate::host::{clock, process};

/// What one demo printed, and how long it took in nanoseconds.
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub status: Option<i32>,
    pub time: i64,
}

/// Settings under which outputs can be compared.
pub const VARIABLES: &[(&str, &str)] =
    &[("PYTHONHASHSEED", "0"), ("NO_COLOR", "1"), ("PYTHONIOENCODING", "utf-8"), ("PYROPE_HINTS", "never")];

pub fn run_here(executable: &str, demo: &Demo) -> Result<Run, String> {
    run_program(executable, &["demo", demo.name], "")
}

pub fn run_program(program: &str, arguments: &[&str], input: &str) -> Result<Run, String> {
    let start = clock::now(clock::MONOTONIC).unwrap_or(0);
    let done = process::feed(program, arguments, VARIABLES, input).map_err(|e| format!("{program}: {e}"))?;
    let time = clock::now(clock::MONOTONIC).unwrap_or(0) - start;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(Run { stdout: text(done.stdout), stderr: text(done.stderr), status: done.status, time })
}

/// The first line that differs, from 1.
fn first_difference(ours: &str, theirs: &str) -> Option<usize> {
    if ours == theirs {
        return None;
    }
    let same = ours.split_inclusive('\n').zip(theirs.split_inclusive('\n')).take_while(|(a, b)| a == b).count();
    Some(same + 1)
}

/// Prints the table; the status is 1 when a demo differs.
pub fn run(executable: &str, sink: Sink) -> Result<i32, String> {
    let (mut good, mut count, mut total) = (0, 0, 0);
    sink(&format!("{:<6}{} {:>5} {:>9}  result\n", "", pad("demo", table::NAME), "lines", "time"));
    for demo in table::all() {
        count += 1;
        let run = run_here(executable, demo)?;
        total += run.time;
        let state = match (run.status, first_difference(&run.stdout, demo.output)) {
            (Some(0), None) => {
                good += 1;
                "ok".to_owned()
            }
            (Some(0), Some(line)) => format!("differs at line {line}"),
            (Some(status), _) => format!("fails with status {status}"),
            (None, _) => "was ended by a signal".to_owned(),
        };
        let lines = run.stdout.lines().count();
        let time = run.time / 1_000_000;
        sink(&format!("{:<6}{} {lines:>5} {time:>6} ms  {state}\n", demo.number(), pad(demo.name, table::NAME)));
        if run.status != Some(0) {
            sink(&format!("      {}\n", run.stderr.lines().last().unwrap_or("")));
        }
    }
    sink(&format!("{good} of {count} demos print what CPython 3.14 prints ({} ms)\n", total / 1_000_000));
    Ok(i32::from(good != count))
}
