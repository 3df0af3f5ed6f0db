//! `pyrope demo --all`: every demo in a process of its own, its output against CPython's.

use super::pad;
use super::table::{self, Demo};
use crate::cli::{print_stderr, print_stdout};
use crate::host::{clock, process};

/// What one demo printed here, and how long it took in nanoseconds.
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub status: Option<i32>,
    pub time: i64,
}

/// Settings under which outputs can be compared.
pub const VARIABLES: &[(&str, &str)] = &[("PYTHONHASHSEED", "0"), ("NO_COLOR", "1"), ("PYTHONIOENCODING", "utf-8")];

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
pub fn first_difference(ours: &str, theirs: &str) -> Option<usize> {
    if ours == theirs {
        return None;
    }
    let same = ours.split_inclusive('\n').zip(theirs.split_inclusive('\n')).take_while(|(a, b)| a == b).count();
    Some(same + 1)
}

/// Prints the table; the status is 1 when a demo differs.
pub fn run(executable: &str) -> i32 {
    let (mut good, mut count, mut total) = (0, 0, 0);
    for demo in table::all() {
        count += 1;
        let run = match run_here(executable, demo) {
            Ok(run) => run,
            Err(why) => {
                print_stderr(&format!("pyrope: {why}\n"));
                return 1;
            }
        };
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
        print_stdout(&format!("{:<6}{} {:>6} ms  {state}\n", demo.number(), pad(demo.name, 28), run.time / 1_000_000));
        if run.status != Some(0) {
            let last = run.stderr.lines().last().unwrap_or("");
            print_stdout(&format!("      {last}\n"));
        }
    }
    print_stdout(&format!("{good} of {count} demos print what CPython 3.14 prints ({} ms)\n", total / 1_000_000));
    i32::from(good != count)
}
