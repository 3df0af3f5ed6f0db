//! Small programs that end in an uncaught exception (`tests/uncaught`): standard error is CPython 3.14's, byte for byte.
//!
//! Beside them stand the texts of `traceback` and `warnings`, which are made by the same code (`tests/py/errors`).

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Case {
    file: String,
    program: String,
    expected: String,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/uncaught");
    let mut cases = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let file = entry.file_name().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for case in text.split("=====\n").skip(1) {
            let (program, expected) = case.split_once("-----\n").unwrap_or((case, ""));
            cases.push(Case { file: file.clone(), program: program.to_owned(), expected: expected.to_owned() });
        }
    }
    cases
}

/// Addresses as `0x..`.
fn without_addresses(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("0x") {
        let (before, from) = rest.split_at(at + 2);
        let digits = from.bytes().take_while(u8::is_ascii_hexdigit).count();
        out.push_str(before);
        if digits > 0 {
            out.push_str("..");
        }
        rest = from.get(digits..).unwrap_or("");
    }
    out + rest
}

fn run(folder: &Path, program: &str) -> String {
    std::fs::write(folder.join("case.py"), program).expect("the program is written");
    let output = Command::new(env!("CARGO_BIN_EXE_pyrope"))
        .arg("case.py")
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env_remove("PYTHONPATH")
        .env_remove("PYTHONWARNINGS")
        .env_remove("PYROPE_HINTS")
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    let real = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    without_addresses(&text.replace(&format!("{}/", real.display()), ""))
}

#[test]
fn uncaught_exceptions_equal_cpython() {
    let cases = cases();
    assert!(cases.len() > 600, "the goldens are there");
    let (next, problems) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for worker in 0..2 {
            let (cases, next, problems) = (&cases, &next, &problems);
            scope.spawn(move || {
                let name = format!("pyrope-uncaught-{}-{worker}", std::process::id());
                let folder: PathBuf = std::env::temp_dir().join(name);
                std::fs::create_dir_all(&folder).expect("a folder");
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = run(&folder, &case.program);
                    if found != case.expected {
                        let text =
                            format!("{}:\n{}-- expected\n{}-- found\n{found}", case.file, case.program, case.expected);
                        problems.lock().expect("no panic").push(text);
                    }
                }
                let _ = std::fs::remove_dir_all(&folder);
            });
        }
    });
    let problems = problems.into_inner().expect("no panic");
    assert!(problems.is_empty(), "{} of {} differ\n{}", problems.len(), cases.len(), problems.join("\n"));
}

#[test]
fn addresses_are_left_out() {
    assert_eq!(without_addresses("<f at 0x7f00ab> and 0x, 0xZ"), "<f at 0x..> and 0x, 0xZ");
}
