//! `pyrope demo --compare`: the same program on the CPython that is installed, differences side by side.
//!
//! Only a CPython 3.14 is compared with: others print other things for good reasons.

use super::check::{self, Run};
use super::{Demo, Sink, pad, table};
use crate::host::process;
use crate::lens::text::cut;

/// Columns of each side.
const SIDE: usize = 58;
/// Names under which it may be installed.
const PYTHONS: &[&str] = &["python3.14", "python3", "python"];

/// The program and its version, or why there is none to compare with.
fn installed() -> Result<(&'static str, String), String> {
    let mut other = None;
    for program in PYTHONS {
        let Ok(text) = process::output(program, &["--version"]) else { continue };
        let text = String::from_utf8_lossy(&text).trim().to_owned();
        if text.starts_with("Python 3.14.") {
            return Ok((program, text));
        }
        other.get_or_insert(format!("{program} is {text}"));
    }
    Err(match other {
        Some(other) => format!("the installed {other}; demos can be compared with Python 3.14 only"),
        None => "there is no python3 on PATH, so nothing can be compared".to_owned(),
    })
}

/// Status 0: all equal; 1: differences. An error: nothing was compared.
pub fn run(executable: &str, demos: &[&Demo], sink: Sink) -> Result<i32, String> {
    let (python, version) = installed()?;
    sink(&format!("comparing with {version} ({python})\n"));
    let mut different = 0;
    for demo in demos {
        let ours = check::run_here(executable, demo)?;
        let theirs = check::run_program(python, &["-"], demo.source)?;
        let name = pad(demo.name, table::NAME);
        let times = format!("{} ms here, {} ms there", ours.time / 1_000_000, theirs.time / 1_000_000);
        if ours.stdout == theirs.stdout && ours.status == theirs.status {
            sink(&format!("{name} same output, {} lines; {times}\n", ours.stdout.lines().count()));
        } else {
            different += 1;
            sink(&format!("{name} differs; {times}\n{}", side_by_side(&ours, &theirs)));
        }
    }
    if demos.len() > 1 {
        sink(&format!("{} of {} demos print the same\n", demos.len() - different, demos.len()));
    }
    Ok(i32::from(different > 0))
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
