//! The front end against goldens that CPython 3.14 made (tests/syntax), and against hostile input.

use pyrope::source::SourceFile;
use pyrope::syntax::{self, Completeness, Mode, ParseOptions};
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
                e.kind.name(),
                e.message,
                at.lineno,
                at.offset,
                at.end_lineno,
                at.end_offset
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
    let all = cases(&read("errors.txt"));
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

/// Runs a check on a thread with a small stack, as Python threads have.
fn on_small_stack(check: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(check);
    assert!(thread.is_ok_and(|thread| thread.join().is_ok()));
}

fn kind(text: &str) -> String {
    outcome(text).split(':').next().unwrap_or_default().to_owned()
}

#[test]
fn deep_nesting_is_refused_or_parsed() {
    on_small_stack(|| {
        let n = 100_000;
        for (prefix, middle, suffix) in [
            ("-", "1", ""),
            ("not ", "1", ""),
            ("lambda: ", "1", ""),
            ("1 if x else ", "1", ""),
            ("1 ** ", "1", ""),
            ("1 + ", "1", ""),
            ("", "x", ".a"),
            ("", "x", "()"),
            ("", "x", "[1]"),
            ("await ", "x", ""),
        ] {
            let text = format!("x = {}{middle}{}\n", prefix.repeat(n), suffix.repeat(n));
            let got = kind(&text);
            assert!(got == "MemoryError" || got == "SyntaxError", "{prefix}{middle}{suffix} gave {got}");
            let text = format!("x = {}{middle}{}\n", prefix.repeat(5000), suffix.repeat(5000));
            let got = outcome(&text);
            assert!(got == "OK" || prefix == "await ", "{prefix}{middle}{suffix} gave {got}");
        }
        for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("f(", ")"), ("x[", "]"), ("{1: ", "}")] {
            let text = format!("{}1{}\n", open.repeat(n), close.repeat(n));
            assert!(outcome(&text).contains("too many nested parentheses"));
            let text = format!("{}1{}\n", open.repeat(200), close.repeat(200));
            assert_eq!(outcome(&text), "OK");
        }
        let wide = format!("if x: pass\n{}", "elif y: pass\n".repeat(n));
        assert_eq!(outcome(&wide), "OK");
        for text in [
            format!("x = {}1\n", "1 < ".repeat(n)),
            format!("x = {}1\n", "a and ".repeat(n)),
            format!("x = [{}]\n", "1, ".repeat(n)),
            format!("x = {}\n", "'a' ".repeat(n)),
            format!("{}1\n", "x = ".repeat(n)),
            format!("import a{}\n", ".a".repeat(n)),
            "@a\n".repeat(n) + "def f(): pass\n",
        ] {
            assert_eq!(outcome(&text), "OK", "{}", text.get(..40).unwrap_or_default());
        }
        let mut blocks = String::new();
        for depth in 0..150 {
            blocks.push_str(&" ".repeat(depth));
            blocks.push_str("if x:\n");
        }
        assert!(outcome(&blocks).contains("too many levels of indentation"));
    });
}

/// A small generator of noise (xorshift): the same on each run.
fn noise(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

#[test]
fn damaged_texts_never_panic() {
    on_small_stack(|| {
        let mut texts: Vec<String> = std::fs::read_dir(folder())
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "py"))
            .filter_map(|entry| std::fs::read_to_string(entry.path()).ok())
            .collect();
        texts.extend(cases(&read("errors.txt")).into_iter().step_by(9).map(|case| case.0));
        let mut state = 0x9E37_79B9_7F4A_7C15;
        let pieces = [
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ":",
            ",",
            "'",
            "\"",
            "'''",
            "f'",
            "t\"",
            "\\",
            "\n",
            "\r",
            "\t",
            " ",
            "\0",
            "é",
            "€",
            "\u{1F600}",
            "if ",
            "else",
            "match x:",
            "case ",
            "lambda",
            ":=",
            "=",
            "**",
            "*",
            "0x",
            "1e",
            "\\N{",
            "\\x",
            "with (",
            "async ",
            "not ",
            "#",
            "!",
            "...",
            "\u{c}",
            "'\\ud800'",
            "-> ",
            ";",
        ];
        for text in &texts {
            // Truncated at every place that is cheap enough.
            let step = text.len() / 60 + 1;
            for at in (0..text.len()).step_by(step).filter(|&at| text.is_char_boundary(at)) {
                let _ = outcome(text.get(..at).unwrap_or_default());
                let _ = syntax::is_incomplete(text.get(..at).unwrap_or_default());
            }
            for _ in 0..30 {
                let mut damaged = text.clone();
                for _ in 0..3 {
                    let mut at = noise(&mut state) as usize % (damaged.len() + 1);
                    while !damaged.is_char_boundary(at) {
                        at -= 1;
                    }
                    let piece = pieces.get(noise(&mut state) as usize % pieces.len()).copied();
                    damaged.insert_str(at, piece.unwrap_or_default());
                }
                let _ = outcome(&damaged);
            }
        }
        for _ in 0..3000 {
            let length = noise(&mut state) % 40;
            let text: String =
                (0..length).filter_map(|_| pieces.get(noise(&mut state) as usize % pieces.len()).copied()).collect();
            let _ = outcome(&text);
            let bytes: Vec<u8> = (0..length).map(|_| noise(&mut state) as u8).collect();
            if let Ok(text) = syntax::decode_source(&bytes) {
                let _ = outcome(&text);
            }
        }
    });
}

#[test]
fn huge_literals() {
    assert_eq!(outcome(&format!("x = 0x{}\n", "f".repeat(100_000))), "OK");
    assert!(outcome(&format!("x = {}\n", "9".repeat(5000))).contains("Exceeds the limit (4300 digits)"));
    assert_eq!(outcome(&format!("x = 1e{}\n", "9".repeat(5000))), "OK");
    assert_eq!(outcome(&format!("x = '{}'\n", "\\x41".repeat(100_000))), "OK");
    assert_eq!(outcome(&format!("x = f'{}'\n", "{a}b".repeat(20_000))), "OK");
}

#[test]
fn sources_are_decoded() {
    let decode = |bytes: &[u8]| syntax::decode_source(bytes).map_err(|e| e.message);
    assert_eq!(decode(b"\xEF\xBB\xBFx"), Ok("x".to_owned()));
    assert_eq!(decode(b"# -*- coding: latin-1 -*-\n'\xE9'"), Ok("# -*- coding: latin-1 -*-\n'é'".to_owned()));
    assert_eq!(decode(b"#!x\n# vim: set fileencoding=utf-8 :\n'\xC3\xA9'").map(|t| t.len()), Ok(40));
    assert_eq!(decode(b"# coding: nonsense\n"), Err("unknown encoding: nonsense".to_owned()));
    assert_eq!(decode(b"x\0"), Err("source code cannot contain null bytes".to_owned()));
    assert!(decode(b"'\xFF'").is_err());
}

#[test]
fn warnings_equal_cpython() {
    let source = SourceFile::new("<t>", "x = '\\d'\ny = b'\\777'\nz = f'\\{x}'\nw = 1if x else 2\n");
    let module = syntax::parse(&source, Mode::File, ParseOptions::default());
    let warnings = module.map(|module| module.warnings).unwrap_or_default();
    let got: Vec<String> = warnings.iter().map(|w| format!("{}: {}", w.location(&source).lineno, w.message)).collect();
    let tail = "Such sequences will not work in the future. Did you mean";
    assert_eq!(
        got,
        [
            format!("1: \"\\d\" is an invalid escape sequence. {tail} \"\\\\d\"? A raw string is also an option."),
            format!(
                "2: \"\\777\" is an invalid octal escape sequence. {tail} \"\\\\777\"? A raw string is also an option."
            ),
            format!("3: \"\\{{\" is an invalid escape sequence. {tail} \"\\\\{{\"? A raw string is also an option."),
            "4: invalid decimal literal".to_owned(),
        ]
    );
}

#[test]
fn prompt_knows_what_is_incomplete() {
    use Completeness::{Complete, Incomplete, Invalid};
    for (text, expected) in [
        ("", Complete),
        ("x", Complete),
        ("x = 1\n", Complete),
        ("x = (", Incomplete),
        ("x = (1,\n", Incomplete),
        ("'''", Incomplete),
        ("f'''{", Incomplete),
        ("'", Invalid),
        ("if x:", Incomplete),
        ("if x:\n", Incomplete),
        ("if x:\n  y\n", Incomplete),
        ("if x:\n  y\n\n", Complete),
        ("if x: y\n", Incomplete),
        ("if x", Invalid),
        ("x = 1 +", Invalid),
        ("x = \\\n", Incomplete),
        ("@a\n", Incomplete),
        ("def f():\n", Incomplete),
        ("with (a, b", Incomplete),
        ("try:\n  x\n", Incomplete),
        ("x = )", Invalid),
        ("for x in y:\n  z\n\n", Complete),
        ("class A: pass\n", Incomplete),
        ("class A: pass\n\n", Complete),
    ] {
        assert_eq!(syntax::is_incomplete(text), expected, "{text:?}");
    }
}

/// Every file below $PYROPE_PYTHON_LIBRARY parses; without the variable there is nothing to do.
#[test]
fn a_whole_library_parses() {
    let Some(folder) = std::env::var_os("PYROPE_PYTHON_LIBRARY") else { return };
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "py")
                && let Ok(text) = std::fs::read(&path).map(|bytes| syntax::decode_source(&bytes))
                && let Ok(text) = text
            {
                let got = outcome(&text);
                assert!(got == "OK" || path.to_string_lossy().contains("bad"), "{}: {got}", path.display());
            }
        }
    }
}

#[test]
fn errors_are_shown_as_cpython_shows_them() {
    let text = "x = 1\nif x:\n\tprint(a b)\n";
    let source = SourceFile::new("t.py", text);
    let error = syntax::parse(&source, Mode::File, ParseOptions::default()).err();
    let shown = error.as_ref().map(|e| pyrope::diag::render::classic(&source, e)).unwrap_or_default();
    assert_eq!(
        shown,
        "  File \"t.py\", line 3\n    \tprint(a b)\n    \t      ^^^\n\
         SyntaxError: invalid syntax. Perhaps you forgot a comma?\n"
    );
    let drawn = error.as_ref().map(|e| pyrope::diag::render::report(&source, e, false)).unwrap_or_default();
    assert!(drawn.contains("t.py:3:8") && drawn.contains("forgot a comma"), "{drawn}");
}
