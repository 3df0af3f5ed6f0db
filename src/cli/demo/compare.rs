//! `pyrope demo --compare`: the same program on the CPython that is installed, differences side by side.
//!
//! Only a CPython 3.14 is compared with: others print other things for good reasons.

use super::check::{self, Run};
use super::{Demo, pad};
use crate::cli::{print_stderr, print_stdout};
use crate::host::process;
use crate::lens::text::cut;

/// Columns of each side.
const SIDE: usize = 58;
const PYTHON: &str = "python3";

/// The version of the installed Python, or why there is none to compare with.
fn version() -> Result<String, String> {
    let text = process::output(PYTHON, &["--version"])
        .map_err(|_| format!("there is no {PYTHON} on PATH, so nothing can be compared"))?;
    let text = String::from_utf8_lossy(&text).trim().to_owned();
    if text.starts_with("Python 3.14.") {
        Ok(text)
    } else {
        Err(format!("the installed {PYTHON} is {text}; demos can be compared with Python 3.14 only"))
    }
}

/// Status 0: all equal; 1: differences; 2: not compared.
pub fn run(executable: &str, demos: &[&Demo]) -> i32 {
    let version = match version() {
        Ok(version) => version,
        Err(why) => {
            print_stderr(&format!("pyrope: {why}\n"));
            return 2;
        }
    };
    print_stdout(&format!("comparing with {version}\n"));
    let mut different = 0;
    for demo in demos {
        let both = check::run_here(executable, demo)
            .and_then(|ours| Ok((ours, check::run_program(PYTHON, &["-"], demo.source)?)));
        let (ours, theirs) = match both {
            Ok(both) => both,
            Err(why) => {
                print_stderr(&format!("pyrope: {why}\n"));
                return 2;
            }
        };
        let name = pad(demo.name, 28);
        let times = format!("{:>6} ms here, {:>6} ms there", ours.time / 1_000_000, theirs.time / 1_000_000);
        if ours.stdout == theirs.stdout && ours.status == theirs.status {
            print_stdout(&format!("{name} same output, {} lines; {times}\n", ours.stdout.lines().count()));
        } else {
            different += 1;
            print_stdout(&format!("{name} differs; {times}\n{}", side_by_side(&ours, &theirs)));
        }
    }
    i32::from(different > 0)
}

/// Both outputs in columns; lines that differ are marked.
fn side_by_side(ours: &Run, theirs: &Run) -> String {
    let mut out = format!("  {}   {}\n", pad("Pyrope", SIDE), "CPython");
    let row = |mark: char, left: &str, right: &str| {
        format!("{mark} {} │ {}\n", pad(&cut(left, SIDE), SIDE), cut(right, SIDE)).trim_end().to_owned() + "\n"
    };
    let (left, right): (Vec<&str>, Vec<&str>) = (ours.stdout.lines().collect(), theirs.stdout.lines().collect());
    for (mark, a, b) in align(&left, &right) {
        out.push_str(&row(mark, a, b));
    }
    if ours.status != theirs.status {
        let status = |run: &Run| run.status.map_or("ended by a signal".to_owned(), |s| format!("exit status {s}"));
        out.push_str(&row('*', &status(ours), &status(theirs)));
        let last = |run: &Run| run.stderr.lines().last().unwrap_or("").to_owned();
        out.push_str(&row('*', &last(ours), &last(theirs)));
    }
    out
}

/// Rows of two outputs: equal lines stand beside each other. A line that comes again within a few lines on the other
/// side ends a difference; outputs are short, and shifted by few lines if at all.
fn align<'a>(left: &[&'a str], right: &[&'a str]) -> Vec<(char, &'a str, &'a str)> {
    const REACH: usize = 20;
    let mut rows = Vec::new();
    let (mut i, mut j) = (0, 0);
    loop {
        match (left.get(i), right.get(j)) {
            (None, None) => return rows,
            (Some(a), Some(b)) if a == b => rows.push((' ', *a, *b)),
            (Some(a), Some(b)) => {
                // How far one side has to be moved until the other's line is met.
                let in_right = right.iter().skip(j).take(REACH).position(|line| line == a);
                let in_left = left.iter().skip(i).take(REACH).position(|line| line == b);
                match (in_right, in_left) {
                    (Some(distance), other) if other.is_none_or(|o| distance <= o) => {
                        rows.push(('>', "", *b));
                        j += 1;
                        continue;
                    }
                    (_, Some(_)) => {
                        rows.push(('<', *a, ""));
                        i += 1;
                        continue;
                    }
                    _ => rows.push(('*', *a, *b)),
                }
            }
            (Some(a), None) => rows.push(('<', *a, "")),
            (None, Some(b)) => rows.push(('>', "", *b)),
        }
        i += 1;
        j += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::align;

    #[test]
    fn equal_lines_stand_beside_each_other() {
        let rows = align(&["a", "b", "c"], &["a", "x", "b", "d"]);
        assert_eq!(rows, [(' ', "a", "a"), ('>', "", "x"), (' ', "b", "b"), ('*', "c", "d")]);
        assert_eq!(align(&["a", "b"], &["b"]), [('<', "a", ""), (' ', "b", "b")]);
        assert_eq!(align(&[], &["b"]), [('>', "", "b")]);
    }
}
