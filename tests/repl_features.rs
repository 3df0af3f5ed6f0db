//! The rows of the feature table in `docs/REPL.md` and the keys and commands it lists, as far as no other test has them;
//! and that each row of the table names a test that exists.

mod screen;

use screen::{Screen, Setup, scratch};
use std::time::{Duration, Instant};

fn prompt(s: &mut Screen) {
    s.wait("prompt", |s| s.last_row() == ">>>");
}

fn clear(s: &mut Screen) {
    s.send("\x0c");
    s.wait("clear", |s| s.text() == ">>>");
}

/// A line and what the screen shows behind it.
fn answers(s: &mut Screen, line: &str, expected: &str) {
    clear(s);
    s.line(line);
    assert!(s.text().contains(expected), "{line}: wanted\n{expected}\nin\n{}", s.text());
}

#[test]
fn the_table_names_tests() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = std::fs::read_to_string(folder.join("docs/REPL.md")).unwrap();
    let mut sources = std::fs::read_to_string(folder.join("src/repl/input.rs")).unwrap();
    for entry in std::fs::read_dir(folder.join("tests")).unwrap().flatten() {
        if entry.file_name().to_string_lossy().ends_with(".rs") {
            sources.push_str(&std::fs::read_to_string(entry.path()).unwrap());
        }
    }
    let (_, table) = document.split_once("| | Pyrope |").expect("the table");
    let rows: Vec<&str> = table.lines().skip(2).take_while(|l| l.starts_with('|')).collect();
    assert!(rows.len() >= 25, "{} rows", rows.len());
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 6, "{row}");
        for name in cells[5].split(", ") {
            let name = name.trim_matches('`');
            let known = sources.contains(&format!("fn {name}(")) || folder.join(name).exists();
            assert!(known, "no test {name}: {row}");
        }
    }
}

#[test]
fn joined_emoji_are_typed_as_they_are() {
    let mut s = Setup::default().session();
    let family = "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}";
    s.send(&format!("x = '{family}'"));
    s.settle();
    let written = String::from_utf8_lossy(&s.raw).into_owned();
    assert!(written.contains(family) && !written.contains("\\u200d"), "{}", s.text());
    s.send("\r");
    prompt(&mut s);
    s.line("len(x)");
    assert!(s.text().ends_with("5\n>>>"), "{}", s.text());
}

#[test]
fn a_thousand_rows_are_pasted_at_once() {
    let mut s = Setup::default().size(30, 80).session();
    let rows: String = (0..1000).map(|i| format!("n{i} = {i}\n")).collect();
    let begin = Instant::now();
    s.paste(&rows);
    s.wait_for("n999 = 999");
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
    s.send("\r");
    prompt(&mut s);
    s.line("n0 + n999");
    assert!(s.text().ends_with("999\n>>>"), "{}", s.text());
}

#[test]
fn long_lists_fill_the_rows() {
    let mut s = Setup::default().size(40, 80).session();
    s.line("list(range(200))");
    let text = s.text();
    let rows = text.lines().filter(|l| l.starts_with("    ")).count();
    assert!(rows > 8 && rows < 20, "{rows} rows:\n{text}");
    assert!(text.lines().all(|l| l.chars().count() <= 80), "{text}");
}

#[test]
fn mistakes_get_a_hint() {
    let mut s = Setup::default().session();
    answers(&mut s, "prnt(1)", "Did you mean: 'print'?");
    answers(&mut s, "[].apend(1)", "Did you mean: 'append'?");
    answers(&mut s, "import maths", "math");
}

#[test]
fn await_needs_a_coroutine() {
    let mut s = Setup::default().session();
    s.send("await x\r");
    s.wait_for("'await' outside function");
    s.send("\r");
    prompt(&mut s);
}

#[test]
fn system_paths_complete() {
    let mut s = Setup::default().session();
    s.send("open('/etc/pass\t");
    s.wait("completed or listed", |s| s.text().contains(">>> open('/etc/passwd"));
}

#[test]
fn ghost_text_is_taken_by_each_of_its_keys() {
    let mut s = Setup::default().session();
    s.line("alpha = 12345");
    for key in ["\x1b[C", "\x1b[F", "\x05", "\x06"] {
        clear(&mut s);
        s.send("alp");
        s.wait("ghost", |s| s.text() == ">>> alpha = 12345");
        s.send(key);
        s.send(" + 1");
        s.wait("taken", |s| s.text() == ">>> alpha = 12345 + 1");
        s.send("\x03");
        prompt(&mut s);
    }
}

#[test]
fn tab_and_shift_tab_indent() {
    let mut s = Setup::default().session();
    s.send("if 1:\r\tx");
    s.wait("two levels", |s| s.text() == ">>> if 1:\n...         x");
    s.send("\x01\x1b[Z");
    s.wait("one level", |s| s.text() == ">>> if 1:\n...     x");
}

#[test]
fn history_keys() {
    let mut s = Setup::default().session();
    for line in ["one = 1", "two = 2"] {
        s.line(line);
    }
    for (older, newer) in [("\x1b[A", "\x1b[B"), ("\x10", "\x0e"), ("\x1b[5~", "\x1b[6~")] {
        s.send(older);
        s.wait("newest", |s| s.last_row() == ">>> two = 2");
        s.send(older);
        s.wait("older", |s| s.last_row() == ">>> one = 1");
        s.send(newer);
        s.wait("newer", |s| s.last_row() == ">>> two = 2");
        s.send(newer);
        prompt(&mut s);
    }
}

#[test]
fn brackets_match_and_words_are_coloured() {
    let mut s = Setup::default().session();
    s.send("for x in f(1): 'text'  # note");
    s.settle();
    let written = String::from_utf8_lossy(&s.raw).into_owned();
    for piece in ["\x1b[1;34mfor", "\x1b[32m'text'", "# note"] {
        assert!(written.contains(piece), "{piece:?} in {written:?}");
    }
}

#[test]
fn cells_time_all_rows() {
    let mut s = Setup::default().size(30, 80).session();
    s.send("%%time\rtotal = sum(range(10))\rprint(total)\r\r");
    s.wait_for("45\nTime: ");
    prompt(&mut s);
    s.send("%%timeit -n 2 -r 2\rx = 1\ry = 2\r\r");
    s.wait_for("2 runs of 2 loops");
    prompt(&mut s);
}

#[test]
fn files_run_inside_and_are_edited() {
    let folder = scratch("feature_files");
    let _ = std::fs::create_dir_all(&folder);
    std::fs::write(folder.join("uses.py"), "result = base * 2\n").unwrap();
    std::fs::write(folder.join("text.txt"), "one two one\none\n").unwrap();
    let editor = folder.join("editor.sh");
    std::fs::write(&editor, "#!/bin/sh\nsed -i s/41/42/ \"$1\"\n").unwrap();
    let clipboard = folder.join("xclip");
    std::fs::write(&clipboard, "#!/bin/sh\nprintf '>>> from_clipboard = 7\\n'\n").unwrap();
    use std::os::unix::fs::PermissionsExt;
    for file in [&editor, &clipboard] {
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = format!("{}:/usr/bin:/bin", folder.display());
    let mut setup = Setup::default().env("EDITOR", editor.to_str().unwrap()).env("PATH", &path);
    setup.folder = Some(folder.clone());
    let mut s = setup.session();
    s.line("base = 21");
    answers(&mut s, "%run -i uses", ">>> %run -i uses\n>>>");
    answers(&mut s, "result", "42\n>>>");
    // A function and the last input, in the editor; they come back to be submitted.
    s.send("def answer():\rreturn 41\r\r");
    prompt(&mut s);
    s.send("%edit answer\r");
    s.wait_for("...     return 42");
    s.send("\r\r");
    prompt(&mut s);
    answers(&mut s, "answer()", "42\n>>>");
    s.line("n = 41");
    s.send("%edit\r");
    s.wait("edited", |s| s.last_row() == ">>> n = 42");
    s.line("");
    answers(&mut s, "n", "42\n>>>");
    s.send("%paste\r");
    s.wait("pasted", |s| s.last_row() == ">>> from_clipboard = 7");
    s.line("");
    answers(&mut s, "from_clipboard", "7\n>>>");
    answers(&mut s, ":%s/one/1/g text.txt", "3 substitutions");
    assert_eq!(std::fs::read_to_string(folder.join("text.txt")).unwrap(), "1 two 1\n1\n");
    answers(&mut s, ":1,1s/1/<&>/ text.txt", "1 substitution");
    assert_eq!(std::fs::read_to_string(folder.join("text.txt")).unwrap(), "<1> two 1\n1\n");
}

#[test]
fn commands_never_shadow_names() {
    let mut s = Setup::default().session();
    s.line("time = who = see = 5");
    answers(&mut s, "time, who, see", "(5, 5, 5)");
    answers(&mut s, "%who", "who");
    answers(&mut s, "7 %who", "2\n>>>");
}

#[test]
fn help_in_the_session() {
    let mut s = Setup::default().size(40, 80).session();
    answers(&mut s, "help(len)", "len(obj, /)");
    answers(&mut s, "help", "help");
    answers(&mut s, "nothing_known?", "nothing_known");
    answers(&mut s, "see?", "");
}

#[test]
fn what_a_statement_raises_leaves_the_session() {
    let mut s = Setup::default().size(40, 80).session();
    answers(&mut s, "raise KeyboardInterrupt", "KeyboardInterrupt");
    s.send("def f(): return f()\r\r");
    prompt(&mut s);
    answers(&mut s, "f()", "RecursionError: maximum recursion depth exceeded");
    answers(&mut s, "[0] * 10 ** 15", "MemoryError");
    s.send("class B:\r");
    s.wait_for("...");
    s.send("\x03");
    prompt(&mut s);
    answers(&mut s, "1", "1\n>>>");
}

#[test]
fn vi_keys() {
    let mut s = Setup::default().env("PYROPE_EDITING", "vi").session();
    // Escape and a key at once would be Alt with that key.
    for keys in ["alpha beta gamma", "\x1b", "0dwA!", "\x1b", "bcwdelta", "\x1b"] {
        s.send(keys);
        s.settle();
    }
    s.wait("edited", |s| s.last_row() == ">>> beta delta!");
    s.send("u");
    s.wait("undone", |s| s.last_row() != ">>> beta delta!");
    for keys in ["0", "D", "i1 + 1", "\x1b"] {
        s.send(keys);
        s.settle();
    }
    s.send("\r");
    s.wait_for("2\n>>>");
}

#[test]
fn a_narrow_terminal_becomes_wide_again() {
    let mut s = Setup::default().size(24, 80).session();
    s.send("def f():\rx = 'a long row that will not fit into twenty columns'\rreturn x\r");
    s.wait_for("return x");
    s.resize(24, 30);
    s.settle();
    s.resize(24, 100);
    s.settle();
    s.send("\r");
    prompt(&mut s);
    s.line("f()");
    assert!(s.text().contains("'a long row that will not fit into twenty columns'\n>>>"), "{}", s.text());
    // What is shown keeps to the width that there is now.
    s.resize(24, 40);
    s.line("list(range(30))");
    assert!(s.text().lines().filter(|l| l.starts_with("     ")).all(|l| l.chars().count() <= 40), "{}", s.text());
}

#[test]
fn an_unwritable_history_folder_is_told_once() {
    let folder = scratch("history_folder");
    let _ = std::fs::create_dir_all(&folder);
    // A folder in place of the file.
    let mut s = Setup::default().env("PYROPE_HISTORY", folder.to_str().unwrap()).session();
    s.wait_for_wrapped("history is not kept");
    s.line("1 + 1");
    s.line("2 + 2");
    assert!(s.text().ends_with("4\n>>>"), "{}", s.text());
    assert_eq!(s.squeezed().matches("historyis").count(), 1, "{}", s.text());
}

#[test]
fn bytes_that_are_no_utf8_lose_nothing() {
    let mut s = Setup::default().env("LANG", "de_DE.ISO-8859-1").session();
    s.send("if 1:\rx = 'caf");
    s.settle();
    s.send_bytes(b"\xe9xx");
    s.wait_for("a byte that is no UTF-8 was left out");
    s.wait("the text is back", |s| s.text().ends_with(">>> if 1:\n...     x = 'caf"));
    s.send("e'\r\rx\r");
    s.wait_for("'cafe'\n>>>");
}

#[test]
fn a_dumb_terminal_is_told() {
    let s = Setup::default().env("TERM", "dumb").args(&[]).session();
    assert!(s.text().contains("no line editing: the terminal (TERM=dumb) cannot move its cursor"), "{}", s.text());
}
