//! Runs the Python programs of `tests/` on the built binary: assertion programs (`tests/py`), demo programs with
//! their golden output (`scripts`, `tests/golden/scripts`) and uncaught exceptions (`tests/tracebacks`).
//!
//! What is known to fail stands in `tests/known_failures.txt`, a line `path: reason` each; the reasons are printed, and
//! a line whose program passes is an error, so that the list stays true.

// A test prints what it leaves out, with the reason.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(180);

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn known_failures() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(root().join("tests/known_failures.txt")).unwrap_or_default();
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    lines.filter_map(|l| l.split_once(": ")).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
}

/// All `.py` files below a folder that are programs of their own.
fn programs(folder: &str) -> Vec<String> {
    fn walk(dir: &Path, out: &mut Vec<PathBuf>) {
        let Ok(entries) = std::fs::read_dir(dir) else { return };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !matches!(name.as_str(), "pkgs" | "parts" | "__pycache__") {
                    walk(&path, out);
                }
            } else if name.ends_with(".py") {
                out.push(path);
            }
        }
    }
    let mut out = Vec::new();
    walk(&root().join(folder), &mut out);
    out.sort();
    out.iter().filter_map(|p| p.strip_prefix(root()).ok()).map(|p| p.to_string_lossy().into_owned()).collect()
}

/// Runs one program from the top folder; `None` when it takes too long.
fn run(program: &str, stress: bool) -> Option<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyrope"));
    command.arg(program).current_dir(root()).env("NO_COLOR", "1").env("PYTHONHASHSEED", "0");
    if stress {
        command.env("PYROPE_GC_STRESS", "1");
    }
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().ok()?;
    let start = Instant::now();
    let (mut stdout, mut stderr) = (child.stdout.take()?, child.stderr.take()?);
    let out = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = std::io::Read::read_to_end(&mut stdout, &mut bytes);
        bytes
    });
    let err = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = std::io::Read::read_to_end(&mut stderr, &mut bytes);
        bytes
    });
    let status = loop {
        if let Some(status) = child.try_wait().ok()? {
            break status;
        }
        if start.elapsed() > LIMIT {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    Some(Output { status, stdout: out.join().ok()?, stderr: err.join().ok()? })
}

/// Checks every program with `check` (an error text for a failure) on two threads.
fn check_all(what: &str, programs: &[String], check: impl Fn(&str) -> Result<(), String> + Sync) {
    let known = known_failures();
    let (next, problems) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    match (check(program), known.get(program)) {
                        (Ok(()), None) => {}
                        (Ok(()), Some(_)) => {
                            problems.lock().unwrap().push(format!("{program}: passes, but is listed as failing"));
                        }
                        (Err(_), Some(reason)) => println!("known failure: {program}: {reason}"),
                        (Err(text), None) => problems.lock().unwrap().push(format!("{program}: {text}")),
                    }
                }
            });
        }
    });
    let problems = problems.into_inner().unwrap();
    assert!(!programs.is_empty(), "no {what} found");
    assert!(problems.is_empty(), "{} of {} {what}:\n{}", problems.len(), programs.len(), problems.join("\n"));
}

fn last_lines(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(4)..].join(" | ")
}

fn passes(program: &str, stress: bool) -> Result<(), String> {
    let Some(output) = run(program, stress) else { return Err("takes too long".into()) };
    if output.status.success() { Ok(()) } else { Err(format!("{}: {}", output.status, last_lines(&output.stderr))) }
}

#[test]
fn assertion_programs() {
    check_all("assertion programs", &programs("tests/py"), |p| passes(p, false));
}

/// The same programs, with a collection at every opportunity. The limits are left out: they are about sizes that
/// make each collection long.
#[test]
fn assertion_programs_under_gc_stress() {
    let programs: Vec<String> = programs("tests/py")
        .into_iter()
        .filter(|p| ["tests/py/lang", "tests/py/protocol", "tests/py/gc"].iter().any(|f| p.starts_with(f)))
        .collect();
    check_all("assertion programs under GC stress", &programs, |p| passes(p, true));
}

#[test]
fn demo_programs() {
    check_all("demo programs", &programs("scripts"), |program| {
        let Some(output) = run(program, false) else { return Err("takes too long".into()) };
        let name = Path::new(program).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let golden =
            std::fs::read(root().join(format!("tests/golden/scripts/{name}.out"))).map_err(|e| e.to_string())?;
        if !output.status.success() {
            return Err(format!("{}: {}", output.status, last_lines(&output.stderr)));
        }
        if output.stdout == golden {
            return Ok(());
        }
        let (ours, theirs) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&golden));
        let line = ours.lines().zip(theirs.lines()).position(|(a, b)| a != b).unwrap_or(ours.lines().count());
        let at = |text: &str| text.lines().nth(line).unwrap_or("(end)").to_owned();
        Err(format!("line {}: {:?} instead of {:?}", line + 1, at(&ours), at(&theirs)))
    });
}

#[test]
fn tracebacks() {
    check_all("uncaught exceptions", &programs("tests/tracebacks"), |program| {
        let Some(output) = run(program, false) else { return Err("takes too long".into()) };
        let golden = std::fs::read_to_string(root().join(program).with_extension("err")).map_err(|e| e.to_string())?;
        let code = output.status.code().unwrap_or_else(|| {
            use std::os::unix::process::ExitStatusExt;
            128 + output.status.signal().unwrap_or(0)
        });
        let prefix = format!("{}/", root().display());
        let text = String::from_utf8_lossy(&output.stderr).replace(&prefix, "");
        let text = format!("{}exit {code}\n", hide_addresses(&text));
        if text == golden {
            return Ok(());
        }
        let line = text.lines().zip(golden.lines()).position(|(a, b)| a != b).unwrap_or(text.lines().count());
        let at = |text: &str| text.lines().nth(line).unwrap_or("(end)").to_owned();
        Err(format!("line {}: {:?} instead of {:?}", line + 1, at(&text), at(&golden)))
    });
}

/// `0x7f...` becomes `0x...`.
fn hide_addresses(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("0x") {
        let (head, tail) = rest.split_at(at + 2);
        out.push_str(head);
        let digits = tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_hexdigit()).len();
        out.push_str(if digits > 0 { "..." } else { "" });
        rest = &tail[digits..];
    }
    out + rest
}
