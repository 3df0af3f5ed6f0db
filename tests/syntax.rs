//! The front end against goldens that CPython 3.14 made (tests/syntax), and against hostile input.

use pyrope::source::SourceFile;
use pyrope::syntax::{self, Mode, ParseOptions};
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/syntax")
}

fn read(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).unwrap_or_default()
}

/// The outcome of a text in the form of the goldens.
fn outcome(text: &str) -> String {
    let source = SourceFile::new("<t>", text);
    match syntax::parse(&source, Mode::File, ParseOptions::default()) {
        Ok(_) => "OK".to_owned(),
        Err(e) => {
            let at = e.location(&source);
            format!(
                "{}: {} @ {}:{}-{}:{}",
                e.kind.name(), e.message, at.lineno, at.offset, at.end_lineno, at.end_offset
            )
        }
    }
}

/// Texts of a golden file with their expectations: each text ends with a line `--- outcome`.
fn cases(file: &str) -> Vec<(String, String)> {
    let mut cases = Vec::new();
    let mut text = String::new();
    for line in file.split_inclusive('\n') {
        match line.strip_prefix("--- ") {
            Some(expected) => {
                cases.push((std::mem::take(&mut text), expected.trim_end().to_owned()));
            }
            None => text.push_str(line),
        }
    }
    cases
}

#[test]
fn error_messages_equal_cpython() {
    let all = cases(&std::fs::read_to_string(std::env::var("GOLD").unwrap_or_else(|_| folder().join("errors.txt").display().to_string())).unwrap_or_default());
    assert!(all.len() > 300, "the golden file is there");
    let mut wrong = String::new();
    let mut count = 0;
    for (text, expected) in &all {
        let got = outcome(text);
        if got != *expected {
            count += 1;
            wrong.push_str(&format!("{text}  expected {expected}\n       got {got}\n\n"));
        }
    }
    assert!(count == 0, "{count} of {} differ:\n{wrong}", all.len());
}

#[test]
fn trees_equal_cpython() {
    let mut count = 0;
    for entry in std::fs::read_dir(folder()).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        let text = syntax::decode_source(&bytes).map_err(|e| e.message);
        let source = SourceFile::new("<t>", text.as_deref().unwrap_or_default());
        let module = syntax::parse(&source, Mode::File, ParseOptions::default());
        let got = match &module {
            Ok(module) => syntax::dump::dump(&source, module),
            Err(e) => e.message.clone(),
        };
        let expected = std::fs::read_to_string(path.with_extension("ast")).unwrap_or_default();
        let difference = expected.lines().zip(got.lines()).find(|(a, b)| a != b);
        assert_eq!(difference, None, "{}", path.display());
        assert_eq!(expected.lines().count(), got.lines().count(), "{}", path.display());
        count += 1;
    }
    assert!(count > 0);
}
