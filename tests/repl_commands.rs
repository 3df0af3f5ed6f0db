//! Commands, display, start-up files and options of the session, in a real pseudo-terminal.

mod screen;

use screen::{Screen, Setup, scratch};

fn says(s: &mut Screen, line: &str, expected: &str) {
    s.line(line);
    assert!(s.text().contains(expected), "{line}: wanted\n{expected}\nin\n{}", s.text());
    s.send("\x0c");
    s.wait("clear", |s| s.text() == ">>>");
}

#[test]
fn values_are_laid_out() {
    let mut s = Setup::default().size(40, 60).session();
    says(&mut s, "[[0]] * 3", "[[0], [0], [0]]  # [0], [1], [2] are one list\n>>>");
    says(&mut s, "list(range(30))", "[\n     0,  1,  2,  3,");
    says(&mut s, "{'a' * 20: [1], 'b' * 20: 'c' * 20}", ": [1],\n    'bbbb");
    says(&mut s, "x = [1]; x.append(x); x", "[1, [...]]  # [1] is the list itself");
    says(&mut s, "'text'", "'text'\n>>>");
    says(&mut s, "None", ">>> None\n>>>");
    says(&mut s, "Out", "    1: [[0], [0], [0]],\n");
    says(&mut s, "_ is Out[5]", "False\n>>>");
}

#[test]
fn help_and_source() {
    let mut s = Setup::default().size(40, 80).session();
    s.paste("def area(width, height=2):\n    'The area.'\n    return width * height\n");
    s.settle();
    s.line("");
    says(&mut s, "area?", "Signature: area(width, height=2)");
    says(&mut s, "area??", "    return width * height");
    says(&mut s, "len?", "Signature: len(obj, /)");
    says(&mut s, "%magic", "%see KIND WHAT");
    says(&mut s, "?", "%timeit");
}

#[test]
fn commands() {
    let file = scratch("commands_saved.py");
    let mut s = Setup::default().size(40, 80).session();
    says(&mut s, "x = 20", ">>>");
    says(&mut s, "%who", "x  int           20");
    says(&mut s, "%time x + 1", "21\nTime: ");
    says(&mut s, "%timeit -n 10 -r 2 x", "2 runs of 10 loops");
    says(&mut s, &format!("%save {} 1", file.display()), "wrote 1 inputs");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "x = 20\n");
    says(&mut s, &format!("%save {}", file.display()), "exists");
    std::fs::write(&file, "import sys\nloaded = sys.argv[1:]\nprint('ran', __name__)\n").unwrap();
    says(&mut s, &format!("%run {} a b", file.display()), "ran __main__");
    says(&mut s, "loaded", "['a', 'b']");
    says(&mut s, "%history 2", "8  loaded\n9  %history 2");
    says(&mut s, "%pdb", "%pdb is on; the debugger it would start is not part of Pyrope yet");
    says(&mut s, "1/0", "there is no debugger yet");
    says(&mut s, "%why", "P0407: Division by zero");
    says(&mut s, "%debug", "there is no debugger yet");
    says(&mut s, "%cd /", "/\n>>>");
    says(&mut s, "%reset", "names forgotten");
    says(&mut s, "%wo", "did you mean %who?");
    s.send("y = 'one'\r");
    s.settle();
    s.send(":s/one/two/\r");
    s.wait("substituted", |s| s.last_row() == ">>> y = 'two'");
    s.line("");
    says(&mut s, "y", "'two'");
    s.send(&format!("%load {}\r", file.display()));
    s.wait_for("... loaded = sys.argv[1:]");
}

#[test]
fn lenses_at_the_prompt() {
    let picture = scratch("lens.svg");
    let mut s = Setup::default().size(40, 80).session();
    says(&mut s, "a = [1]; b = a; c = a[:]", ">>>");
    says(&mut s, "%see graph a b c", "a ─┬─▶ #1 list  1\nb ─┘\nc ───▶ #2 list  1");
    says(&mut s, "%see steps a[0] + 2", "3           int.__add__(1, 2)");
    says(&mut s, "%see", "graph a b …");
    says(&mut s, "%see nothing", "no lens 'nothing'");
    says(&mut s, &format!("%see graph a > {}", picture.display()), "wrote ");
    assert!(std::fs::read_to_string(&picture).unwrap().starts_with("<svg"));
    says(&mut s, "import pyrope; pyrope.see('same a c')", "a is c  False  two objects");
}

#[test]
fn startup_file_and_prompts() {
    let file = scratch("startup.py");
    std::fs::write(&file, "started = 'yes'\n").unwrap();
    let mut s = Setup::default().env("PYTHONSTARTUP", file.to_str().unwrap()).session();
    says(&mut s, "started", "'yes'");
    s.send("import sys; sys.ps1 = 'py> '; sys.ps2 = '--> '\r");
    s.wait_for("py> ");
    s.send("if 1:\r");
    s.wait_for("py> if 1:\n-->");
    s.send("2\r\r");
    s.wait_for("py> if 1:\n-->     2");
    s.send("sys.displayhook = lambda v: print('shown', v)\r");
    s.settle();
    s.send("5\r");
    s.wait_for("shown 5\npy>");
}

#[test]
fn a_program_may_lead_to_a_session() {
    let file = scratch("inspected.py");
    std::fs::write(&file, "import sys\nvalue = 6 * 7\nsys.exit(3)\n").unwrap();
    let mut s = Setup::default().args(&["-i", file.to_str().unwrap()]).session();
    assert!(s.text().contains("SystemExit: 3"), "{}", s.text());
    says(&mut s, "value", "42");
    s.send("exit(5)\r");
    assert_eq!(s.status(), Some(5));
}

#[test]
fn leaving() {
    for (keys, status) in [("exit\r", 0), ("quit\r", 0), ("exit()\r", 0), ("raise SystemExit(7)\r", 7), ("\x04", 0)] {
        let mut s = Setup::default().session();
        s.send(keys);
        assert_eq!(s.status(), Some(status), "{keys:?}");
    }
    let mut s = Setup::default().session();
    s.line("exit = 3");
    says(&mut s, "exit", "3\n>>>");
}

#[test]
fn output_without_a_line_feed_is_kept() {
    let mut s = Setup::default().session();
    s.line("print('partial', end='')");
    assert!(s.text().contains("partial\u{23ce}\n>>>"), "{}", s.text());
}

#[test]
fn piped_input_is_a_program() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let run = |text: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_pyrope"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let output = run("1 + 1\nprint('x')\n");
    assert_eq!((output.stdout.as_slice(), output.stderr.as_slice()), (&b"x\n"[..], &b""[..]));
    assert_eq!(run("a b\n").status.code(), Some(1));
}
