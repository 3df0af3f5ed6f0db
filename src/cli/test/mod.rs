//! `pyrope test PATH…`: runs the doctests and the `# expect:` programs of files and folders, and reports: for teachers who
//! grade. Each file runs in a process of its own, under a limit of time.

mod expect;

use super::print_stdout;
use crate::demo::VARIABLES;
use crate::host::process::Finished;
use crate::host::{clock, fs, process};
use expect::{Program, Trouble};

pub const USAGE: &str = "\
usage: pyrope test [OPTION ...] [PATH ...]

Runs the tests of files and of all files in folders (default: this folder): doctests in .py, .md, .rst and .txt files,
and programs with comments that say what they print:

    print(6 * 7)        # expect: 42
    name = input()      # input: Ann
    1 / 0               # expect error: ZeroDivisionError: division by zero

  -q, --quiet       failures and the summary only
  -f, --first       one failure a file
  --time SECONDS    how long a file may run (default 10)

Status: 0 all tests pass; 1 some fail; 2 there is nothing to test.
";

const DOCTESTS: &str = include_str!("doctests.py");

#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    pub paths: Vec<String>,
    pub quiet: bool,
    pub first: bool,
    /// Milliseconds.
    pub limit: u64,
}

/// The words behind `test`; an error is a text for standard error, none a wish for help.
pub fn parse(words: &[String]) -> Result<Request, Option<String>> {
    let mut request = Request { paths: Vec::new(), quiet: false, first: false, limit: 10_000 };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "-q" | "--quiet" => request.quiet = true,
            "-f" | "--first" => request.first = true,
            "-h" | "--help" => return Err(None),
            "--time" => match words.next().and_then(|w| w.parse::<f64>().ok()).filter(|s| *s > 0.0 && *s < 1e6) {
                Some(seconds) => request.limit = (seconds * 1000.0) as u64,
                None => return Err(Some("--time wants a number of seconds\n".to_owned())),
            },
            option if option.starts_with('-') => return Err(Some(format!("unknown option {option}\n{USAGE}"))),
            path => request.paths.push(path.to_owned()),
        }
    }
    if request.paths.is_empty() {
        request.paths.push(".".to_owned());
    }
    Ok(request)
}

/// What became of a file.
#[derive(Default)]
struct Outcome {
    checks: usize,
    good: usize,
    troubles: Vec<Trouble>,
}

/// Runs all tests; the status to exit with.
pub fn run(executable: &str, request: &Request) -> Result<i32, String> {
    let mut files = Vec::new();
    for path in &request.paths {
        if fs::is_dir(path) {
            walk(path, &mut files);
        } else if fs::is_file(path) {
            files.push(path.clone());
        } else {
            return Err(format!("there is no file or folder '{path}'"));
        }
    }
    let start = clock::now(clock::MONOTONIC).unwrap_or(0);
    let width = files.iter().map(|f| crate::lens::text::width(f)).max().unwrap_or(0).min(60);
    let (mut tested, mut passed, mut checks, mut good) = (0, 0, 0, 0);
    for file in &files {
        let Some(outcome) = test_file(executable, file, request.limit)? else { continue };
        tested += 1;
        checks += outcome.checks;
        good += outcome.good;
        let ok = outcome.troubles.is_empty();
        passed += usize::from(ok);
        if !(ok && request.quiet) {
            let state = if ok { "ok  " } else { "FAIL" };
            let blanks = " ".repeat(width.saturating_sub(crate::lens::text::width(file)));
            print_stdout(&format!("{state}  {file}{blanks}  {} of {}\n", outcome.good, outcome.checks));
        }
        let most = if request.first { 1 } else { usize::MAX };
        for trouble in outcome.troubles.iter().take(most) {
            print_stdout(&show(file, trouble));
        }
    }
    if tested == 0 {
        return Err("there is nothing to test (pyrope test --help tells what tests are)".to_owned());
    }
    let seconds = (clock::now(clock::MONOTONIC).unwrap_or(0) - start) as f64 / 1e9;
    let plural = |n: usize, word: &str| if n == 1 { format!("{n} {word}") } else { format!("{n} {word}s") };
    print_stdout(&format!(
        "{passed} of {} passed, {good} of {} ({seconds:.1} s)\n",
        plural(tested, "file"),
        plural(checks, "check")
    ));
    Ok(i32::from(passed != tested))
}

/// The files of a folder that may have tests, in the order of their names; hidden folders are left out.
fn walk(folder: &str, files: &mut Vec<String>) {
    let mut names = fs::names_in(folder);
    names.sort();
    for name in names.iter().filter(|n| !n.starts_with('.') && *n != "__pycache__") {
        let path = if folder == "." { name.clone() } else { format!("{}/{name}", folder.trim_end_matches('/')) };
        if fs::is_dir(&path) {
            walk(&path, files);
        } else if [".py", ".md", ".rst", ".txt"].iter().any(|end| name.ends_with(end)) {
            files.push(path);
        }
    }
}

/// None: the file has no tests.
fn test_file(executable: &str, file: &str, limit: u64) -> Result<Option<Outcome>, String> {
    let data = fs::read(file).map_err(|e| format!("{file}: {e}"))?;
    let Ok(text) = crate::syntax::decode_source(&data) else { return Ok(None) };
    let program = if file.ends_with(".py") { Program::read(&text) } else { Program::default() };
    let has_doctests = text.lines().any(|l| l.trim_start().starts_with(">>> "));
    if program.is_empty() && !has_doctests {
        return Ok(None);
    }
    let mut outcome = Outcome::default();
    if !program.is_empty() {
        let done = start(executable, &[file], &program.input, limit)?;
        outcome.checks += program.checks();
        match done {
            Some(done) => {
                let (stdout, mut stderr) = (text_of(&done.stdout), text_of(&done.stderr));
                if done.stdout.len() >= process::MOST_OUTPUT {
                    stderr = "it prints without end".to_owned();
                }
                let (good, troubles) = program.judge(&stdout, &stderr, done.status == Some(0), file);
                outcome.good += good;
                outcome.troubles.extend(troubles);
            }
            None => outcome.troubles.push(too_long(limit)),
        }
    }
    if has_doctests {
        match start(executable, &["-c", DOCTESTS, file], "", limit)? {
            Some(done) => read_doctests(&text_of(&done.stdout), &text_of(&done.stderr), &mut outcome),
            None => {
                outcome.checks += 1;
                outcome.troubles.push(too_long(limit));
            }
        }
    }
    outcome.troubles.sort_by_key(|t| t.line);
    Ok((outcome.checks > 0).then_some(outcome))
}

fn start(executable: &str, arguments: &[&str], input: &str, limit: u64) -> Result<Option<Finished>, String> {
    process::feed_within(executable, arguments, VARIABLES, input, limit).map_err(|e| format!("{executable}: {e}"))
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn too_long(limit: u64) -> Trouble {
    Trouble { line: 1, rows: vec![("stopped", format!("after {} s", limit as f64 / 1000.0))] }
}

/// The rows that `doctests.py` sends.
fn read_doctests(stdout: &str, stderr: &str, outcome: &mut Outcome) {
    let mut ended = false;
    for record in stdout.split('\x1e') {
        let fields: Vec<&str> = record.split('\x1f').collect();
        match fields.as_slice() {
            ["end", tries, failures] => {
                let (tries, failures) = (tries.parse().unwrap_or(0), failures.parse().unwrap_or(0));
                outcome.checks += tries;
                outcome.good += tries.saturating_sub(failures);
                ended = true;
            }
            ["import", line, error] => {
                outcome.checks += 1;
                let rows = vec![("raised", (*error).to_owned())];
                outcome.troubles.push(Trouble { line: line.parse().unwrap_or(1), rows });
                ended = true;
            }
            [kind @ ("printed" | "raised"), line, source, want, got] => {
                let kind = if *kind == "printed" { "printed" } else { "raised" };
                let or_nothing = |text: &str| if text.is_empty() { "(nothing)".to_owned() } else { text.to_owned() };
                let rows =
                    vec![("example", (*source).to_owned()), ("expected", or_nothing(want)), (kind, or_nothing(got))];
                outcome.troubles.push(Trouble { line: line.parse().unwrap_or(1), rows });
            }
            _ => {}
        }
    }
    if !ended {
        outcome.checks += 1;
        let last = stderr.lines().last().unwrap_or("(it ended the interpreter)").to_owned();
        outcome.troubles.push(Trouble { line: 1, rows: vec![("raised", last)] });
    }
}

/// `file:line`, and texts beside their names; further lines of a text stand below its first one.
fn show(file: &str, trouble: &Trouble) -> String {
    let mut out = format!("      {file}:{}\n", trouble.line);
    for (name, text) in &trouble.rows {
        for (i, line) in text.lines().enumerate() {
            let line = crate::lens::text::cut(line, 200);
            out += &format!("        {:<9} {line}\n", if i == 0 { name } else { "" });
        }
    }
    out
}
