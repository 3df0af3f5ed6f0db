//! The compiler against goldens: listings of its code (made by itself, read by us), and errors and warnings that
//! CPython 3.14 gave. `PYROPE_UPDATE=1` writes the listings anew.

use pyrope::compile::{self, CompileOptions};
use pyrope::source::SourceFile;
use pyrope::syntax::{self, Mode, ParseOptions};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The compiled text, or the diagnostic in the form of the goldens.
fn compiled(text: &str) -> Result<compile::Compiled, String> {
    let source = SourceFile::new("<t>", text);
    let options = CompileOptions { filename: "<t>".into(), ..CompileOptions::default() };
    let result = syntax::parse(&source, Mode::File, ParseOptions { no_warnings: true })
        .and_then(|module| compile::compile(&module, &source, options));
    result.map_err(|e| {
        let at = e.location(&source);
        let place = format!("{}:{}-{}:{}", at.lineno, at.offset, at.end_lineno, at.end_offset);
        format!("{}: {} @ {place}", e.kind.name(), e.message)
    })
}

fn programs(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            programs(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            out.push(path);
        }
    }
}

#[test]
fn errors_and_warnings_equal_cpython() {
    let file = std::fs::read_to_string(root().join("tests/compile/errors.txt")).unwrap_or_default();
    let mut text = String::new();
    let mut wrong = String::new();
    let mut count = 0;
    for line in file.split_inclusive('\n') {
        let Some(expected) = line.strip_prefix("--- ") else {
            text.push_str(line);
            continue;
        };
        let source = std::mem::take(&mut text);
        let got = match compiled(source.trim_end_matches('\n')) {
            Ok(c) => {
                let file = SourceFile::new("<t>", source.as_str());
                let warnings = c.warnings.iter().map(|w| format!(" {} {}", w.message, w.location(&file).lineno));
                format!("OK{}", warnings.collect::<String>())
            }
            Err(error) => error,
        };
        count += 1;
        if got != expected.trim_end() {
            wrong.push_str(&format!("{source}  expected {expected}       got {got}\n\n"));
        }
    }
    assert!(count > 100, "the golden file is there");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn listings_are_as_reviewed() {
    let update = std::env::var_os("PYROPE_UPDATE").is_some();
    let mut files = Vec::new();
    programs(&root().join("tests/compile"), &mut files);
    assert!(!files.is_empty());
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let got = match compiled(&text) {
            Ok(c) => c.unit.disassemble(),
            Err(error) => error,
        };
        let golden = path.with_extension("dis");
        if update {
            std::fs::write(&golden, &got).unwrap_or_default();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        assert!(got == expected, "{} differs from its listing:\n{got}", path.display());
    }
}

#[test]
fn all_programs_verify() {
    let mut files = Vec::new();
    programs(&root().join("tests"), &mut files);
    programs(&root().join("scripts"), &mut files);
    programs(&root().join("src"), &mut files);
    for path in files {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if let Ok(c) = compiled(&text) {
            assert_eq!(c.unit.verify(), Ok(()), "{}", path.display());
        }
    }
}

#[test]
fn hostile_sources_end_cleanly() {
    let deep = |open: &str, close: &str, n: usize| format!("x = {}1{}\n", open.repeat(n), close.repeat(n));
    for text in [
        deep("(lambda: ", ")", 150),
        deep("not ", "", 4000),
        format!("x = 1{}\n", " + y".repeat(5000)),
        format!("x = a{}\n", ".b".repeat(5000)),
        format!("x = {}\n", "a and ".repeat(20_000) + "b"),
        format!("f({})\n", "a, ".repeat(70_000)),
        format!("x = [{}]\n", "a, ".repeat(70_000)),
        format!("{} = y\n", "a, ".repeat(2000)),
        (0..20).map(|i| format!("{}try:\n", " ".repeat(i))).collect::<String>()
            + &format!("{}pass\n", " ".repeat(20))
            + &(0..20).rev().map(|i| format!("{0}finally:\n{0} f()\n", " ".repeat(i))).collect::<String>(),
        format!("def f():\n{}", " while a:\n  if b: continue\n  x = 1\n".repeat(3000)),
        format!("def f():\n while a:\n{} return 1\n", "  x = a.b(c) + d[e]\n".repeat(10_000)),
    ] {
        let outcome =
            std::thread::Builder::new().spawn(move || compiled(&text).map(|c| c.unit.verify())).map(|t| t.join());
        assert!(matches!(outcome, Ok(Ok(Ok(Ok(())) | Err(_)))), "{outcome:?}");
    }
}
