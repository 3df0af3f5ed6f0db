//! Editing in a real pseudo-terminal: indentation, paste, tall blocks, errors before submission, vi, odd terminals.

mod screen;

use screen::{Setup, scratch};

fn prompt(s: &mut screen::Screen) {
    s.wait("prompt", |s| s.last_row() == ">>>");
}

#[test]
fn indentation_follows() {
    let mut s = Setup::default().session();
    s.send("for i in range(3):\rif i:\rprint(i)\relse:");
    s.wait("dedent", |s| s.text().ends_with("...     if i:\n...         print(i)\n...     else:"));
    s.send("\rpass\r\r");
    s.wait_for("1\n2\n>>>");
    s.send("if 1:\r\x7f\x7fx = 5\r\x7f\r");
    s.wait_for(">>> if 1:");
}

#[test]
fn closing_brackets_move_out() {
    let mut s = Setup::default().session();
    s.send("x = {\r'a': [\r1,\r]\r}");
    s.wait("brackets", |s| s.text() == ">>> x = {\n...     'a': [\n...         1,\n...     ]\n... }");
    s.send("\r");
    prompt(&mut s);
    s.send("x\r");
    s.wait_for("{'a': [1]}\n>>>");
}

#[test]
fn errors_are_shown_before_submission() {
    let mut s = Setup::default().session();
    s.send("x = (1 + ]\r");
    s.wait_for(">>> x = (1 + ]\n             ^\n    SyntaxError: closing parenthesis ']' does not match opening parenthesis '('");
    s.send("\x7f2)\r");
    prompt(&mut s);
    s.send("x\r");
    s.wait_for("3\n>>>");
    s.send("a b\r");
    s.wait_for("invalid syntax");
    s.send("\r");
    s.wait_for("File \"<python-input-2>\", line 1");
    prompt(&mut s);
}

#[test]
fn prompts_are_stripped_from_pastes() {
    let mut s = Setup::default().session();
    s.paste(">>> def f():\n...     return 7\n... \n>>> f()\n7\n");
    s.settle();
    s.send("\r");
    s.wait_for("7\n>>>");
    s.paste("In [3]: x = 41\n   ...: x + 1\n");
    s.settle();
    s.send("\r");
    s.wait_for("42\n>>>");
    // Indented as it was: nothing is added to a paste.
    s.paste("if 1:\n    if 1:\n        y = 8\n    z = 9\n");
    s.settle();
    s.send("\r\r");
    prompt(&mut s);
    s.send("y + z\r");
    s.wait_for("17\n>>>");
}

#[test]
fn blocks_taller_than_the_screen_scroll() {
    let mut s = Setup::default().size(12, 60).session();
    let block: String = (0..300).map(|i| format!("x{i} = {i}\n")).collect();
    s.paste(&block);
    s.wait_for("x299 = 299");
    assert!(!s.text().contains("x0 = 0"), "{}", s.text());
    for _ in 0..20 {
        s.send("\x1b[A");
    }
    s.wait_for("x280 = 280");
    s.wait_for("more rows");
    s.send("\x1b>");
    s.wait_for("x299 = 299");
    s.send("\r");
    prompt(&mut s);
    s.send("x0 + x299\r");
    s.wait_for("299\n>>>");
    // Recalled as a whole.
    s.send("\x10\x10");
    s.wait_for("x299 = 299");
}

#[test]
fn history_suggests() {
    let mut s = Setup::default().session();
    s.line("alpha = 12345");
    s.send("al");
    s.wait_for(">>> alpha = 12345\n>>> alpha = 12345");
    s.send("\x1b[C\r");
    s.wait("accepted", |s| s.text().ends_with(">>> alpha = 12345\n>>> alpha = 12345\n>>>"));
}

#[test]
fn the_editor_opens() {
    let script = scratch("fake_editor.sh");
    std::fs::write(&script, "#!/bin/sh\nsed -i s/one/two/ \"$1\"\n").unwrap();
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut s = Setup::default().env("EDITOR", script.to_str().unwrap()).session();
    s.send("x = 'one'\x18\x05");
    s.wait("edited", |s| s.last_row() == ">>> x = 'two'");
    s.send("\rx\r");
    s.wait_for("'two'\n>>>");
}

#[test]
fn alt_enter_and_brackets() {
    let mut s = Setup::default().session();
    s.send("x = 1\x1b\ry = [2, (3)]");
    s.wait_for(">>> x = 1\n... y = [2, (3)]");
    s.settle();
    // The cursor is behind the last bracket: its partner lights up.
    assert!(String::from_utf8_lossy(&s.raw).contains("\x1b[1;7m["), "no partner is shown");
    s.send("\r");
    prompt(&mut s);
    s.send("x, y\r");
    s.wait_for("(1, [2, 3])\n>>>");
    s.send("def f():\rreturn 'one'\r\r");
    prompt(&mut s);
    let mut basic = Setup::default().env("PYTHON_BASIC_REPL", "1").session();
    basic.send("if 1:\n  5\n\n");
    basic.wait_for("5\n>>>");
}

#[test]
fn a_full_screen_follows_what_is_typed() {
    let mut s = Setup::default().size(8, 30).session();
    let rows: Vec<String> = (0..12).map(|i| format!("v{i} = {i}")).collect();
    s.paste(&rows.join("\n"));
    s.wait_for("v11 = 11");
    s.send(" + 1000 + 2000 + 3000 + 4000 + 5000 + 6000 + 7000");
    s.wait("the end", |s| s.text().replace('\n', "").contains("7000"));
    s.send("\r");
    prompt(&mut s);
    s.send("v11 + v0\r");
    s.wait_for("28011\n>>>");
}

#[test]
fn undo_goes_back() {
    let mut s = Setup::default().session();
    s.send("abc def");
    s.wait("typed", |s| s.last_row() == ">>> abc def");
    s.send("\x1f");
    s.wait("undone", |s| s.last_row() != ">>> abc def");
    s.send("\x03");
    prompt(&mut s);
}

#[test]
fn vi_mode() {
    let mut s = Setup::default().args(&["-q", "--vi"]).session();
    s.send("x = 12\x1b");
    s.settle();
    s.send("0ry");
    s.settle();
    s.send("\r");
    prompt(&mut s);
    s.send("y\r");
    s.wait_for("12\n>>>");
    s.send("z = 5\x1bkk\r");
    s.settle();
    s.send("%emacs\r");
    s.wait_for("editing as emacs does\n>>>");
    s.send("%vi\r");
    s.wait_for("editing as vi does\n>>>");
}

#[test]
fn a_dumb_terminal_reads_lines() {
    let mut s = Setup::default().env("TERM", "dumb").session();
    s.send("if 1:\n    'in'\n\n1 + 1\n");
    s.wait_for("'in'");
    s.wait_for("2\n>>>");
    assert!(!s.raw.contains(&0x1b), "escape sequences on a dumb terminal");
    s.send("\x04");
    assert_eq!(s.status(), Some(0));
}

#[test]
fn without_colours() {
    let mut s = Setup::default().env("NO_COLOR", "1").session();
    s.send("def f():\rreturn 'x'\r\rf()\r");
    s.wait_for("'x'\n>>>");
    assert!(s.text().contains("...     return 'x'"), "{}", s.text());
    let text = String::from_utf8_lossy(&s.raw).into_owned();
    assert!(!text.contains("\x1b[1;34m") && !text.contains("\x1b[32m"), "colours in spite of NO_COLOR");
    let mut s = Setup::default().session();
    s.send("def f():\r");
    s.wait_for("...");
    assert!(String::from_utf8_lossy(&s.raw).contains("\x1b[1;34mdef"));
}

#[test]
fn wide_characters_and_long_lines() {
    let mut s = Setup::default().size(10, 40).session();
    s.send("x = '日本語' + 'é'\r");
    prompt(&mut s);
    s.send("len(x)\r");
    s.wait_for("4\n>>>");
    let long = format!("y = {}", "1 + ".repeat(40));
    s.send(&long);
    s.send("2\r");
    prompt(&mut s);
    s.send("y\r");
    s.wait_for("42\n>>>");
}

#[test]
fn the_terminal_is_resized() {
    let mut s = Setup::default().session();
    s.send("abcdef = 'some text that is long enough to be broken by a narrow terminal'");
    s.wait_for("narrow terminal'");
    s.resize(20, 40);
    s.settle();
    s.send("\r");
    prompt(&mut s);
    s.send("len(abcdef)\r");
    s.wait_for("63\n>>>");
}

#[test]
fn an_unusable_history_file_is_told() {
    let mut s = Setup::default().env("PYROPE_HISTORY", "/nonexistent/folder/history").session();
    s.send("1\r");
    s.wait_for("No such file or directory: history is no lo");
    s.send("2\r");
    s.wait_for("2\n>>>");
    let path = scratch("history_corrupt");
    std::fs::write(&path, b"abc\0\xff\xfe").unwrap();
    let mut s = Setup::default().env("PYROPE_HISTORY", path.to_str().unwrap()).session();
    s.wait_for_wrapped("is no history file: this session's is not kept");
    s.send("3\r");
    s.wait_for("3\n>>>");
    assert_eq!(std::fs::read(&path).unwrap(), b"abc\0\xff\xfe", "the file must not be touched");
}

#[test]
fn a_locale_without_utf8() {
    let mut s = Setup::default().env("LANG", "de_DE.ISO-8859-1").session();
    s.send("a = [1]; b = a\r%see graph a b\r");
    s.wait_for("a -+-> #1 list  1\nb -+");
}
