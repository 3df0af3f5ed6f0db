//! Lenses: the output of `tests/lens/*.py` is as reviewed (`.txt` beside them; PYROPE_UPDATE=1 writes them anew), also
//! with a collection at every opportunity. Lenses from the shell.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lens")
}

fn pyrope(arguments: &[&str], stress: bool) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyrope"));
    command.args(arguments).current_dir(folder());
    if stress {
        command.env("PYROPE_GC_STRESS", "1");
    }
    command.output().unwrap()
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn outputs_are_as_reviewed() {
    let update = std::env::var_os("PYROPE_UPDATE").is_some();
    let mut count = 0;
    for entry in std::fs::read_dir(folder()).unwrap().flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|e| e != "py") {
            continue;
        }
        count += 1;
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let golden = path.with_extension("txt");
        let got = text(&pyrope(&[&name], false));
        if update {
            std::fs::write(&golden, &got).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        assert!(got == expected, "{name} differs from what was reviewed:\n{got}");
        assert!(!got.contains("0x"), "{name}: an address in {got}");
        for line in
            got.lines().filter(|l| !matches!(name.as_str(), "sugar.py" | "code.py" | "hostile.py") && !l.is_empty())
        {
            assert!(line.chars().count() <= 80, "{name}: too wide: {line}");
        }
        let stressed = text(&pyrope(&[&name], true));
        assert!(stressed == expected, "{name} under stress:\n{stressed}");
    }
    assert!(count >= 11, "the programs are there");
}

#[test]
fn from_the_shell() {
    let place = |line: u32| format!("graph.py:{line}");
    let seen = |arguments: &[&str]| {
        let output = pyrope(&[&["see"], arguments].concat(), false);
        (output.status.code(), text(&output))
    };
    let (status, out) = seen(&["graph", &place(7)]);
    assert_eq!(status, Some(0));
    assert!(out.contains("b and c are two objects that share one"), "{out}");
    let (_, out) = seen(&["graph", &place(6), "--ascii"]);
    assert!(out.starts_with("a -+-> #1 list\nb -+"), "{out}");
    let (_, out) = seen(&["mro", "mro.py:17"]);
    assert!(out.starts_with("C → A → B → Base → object"), "{out}");
    let (_, out) = seen(&["steps", "code.py:8"]);
    assert!(out.contains("total += 0"), "{out}");
    let (_, out) = seen(&["scope", "scope.py:12", "n"]);
    assert!(out.contains("✓ E enclosing"), "{out}");
    let (_, out) = seen(&["sugar", "code.py:7"]);
    assert!(out.starts_with("_iterator = iter(range(n))"), "{out}");
    let (_, out) = seen(&["code", "code.py:8"]);
    assert!(out.starts_with("sum_to  (line 5)"), "{out}");
    let (status, out) = seen(&["graph", &place(500)]);
    assert_eq!((status, out.as_str()), (Some(2), "pyrope: no statement on line 500 of graph.py\n"));
    let (status, _) = seen(&["same", &place(6)]);
    assert_eq!(status, Some(2));
    for (arguments, status, begin) in [
        (&["see"][..], 0, "usage: pyrope see KIND FILE:LINE"),
        (&["see", "--help"], 0, "usage: pyrope see KIND FILE:LINE"),
        (&["see", "graf", "graph.py:7"], 2, "pyrope: no lens 'graf': there are graph, same"),
        (&["see", "graph"], 2, "usage: pyrope see"),
        (&["see", "graph", "graph.py"], 2, "usage: pyrope see"),
        (&["see", "graph", "graph.py:x"], 2, "usage: pyrope see"),
        (&["see", "graph", "graph.py:7", "-o"], 2, "usage: pyrope see"),
        (&["see", "graph", "none.py:7"], 2, "pyrope: none.py: No such file or directory\n"),
        (&["see", "graph", "graph.py:7", "a", "-o", "/nonexistent/x.svg"], 1, "pyrope: /nonexistent/x.svg: No such"),
        (&["see", "graph", "graph.py:7", "nothing"], 1, "Traceback (most recent call last):"),
        (&["see", "gen", "graph.py:7", "a"], 1, "Traceback (most recent call last):"),
    ] {
        let output = pyrope(arguments, false);
        let out = text(&output);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {out}");
        assert!(out.starts_with(begin), "{arguments:?}: {out}");
    }
    let data = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shell.json");
    let (status, _) = seen(&["graph", &place(7), "a", "-o", data.to_str().unwrap()]);
    assert_eq!(status, Some(0));
    assert!(std::fs::read_to_string(&data).unwrap().starts_with('{'));
    let picture = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shell.svg");
    let (status, _) = seen(&["graph", &place(7), "a", "c", "-o", picture.to_str().unwrap()]);
    assert_eq!(status, Some(0));
    let svg = std::fs::read_to_string(&picture).unwrap();
    assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
}
