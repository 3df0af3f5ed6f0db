//! The interactive session in a real pseudo-terminal: editing, history, evaluation, interruption.

mod screen;

use screen::{Setup, scratch};

#[test]
fn evaluates_and_continues_blocks() {
    let mut s = Setup::default().session();
    s.send("1 + 1\r");
    s.wait_for("2\n>>>");
    s.send("def f(x):\r");
    s.wait_for("...");
    s.send("return x * 2\r");
    s.send("\r");
    s.wait("prompt", |s| s.last_row() == ">>>");
    s.send("f(21)\r");
    s.wait_for("42\n>>>");
    s.send("1/0\r");
    s.wait_for("ZeroDivisionError: division by zero");
    s.wait("prompt", |s| s.last_row() == ">>>");
    assert!(s.text().contains("File \"<python-input-3>\", line 1, in <module>\n    1/0\n    ~^~"), "{}", s.text());
    s.send("_, __\r");
    s.wait_for("(42, 2)");
}

#[test]
fn lines_are_their_own_units() {
    let mut s = Setup::default().session();
    for line in ["a = 257", "b = 257"] {
        s.send(line);
        s.send("\r");
        s.settle();
    }
    s.send("a is b\r");
    s.wait_for("False\n>>>");
    s.send("a = 257; b = 257; a is b\r");
    s.wait_for("True\n>>>");
}

#[test]
fn control_c_interrupts_loops() {
    let mut s = Setup::default().session();
    s.send("import itertools, collections; print('imported')\r");
    s.wait_for("\nimported\n>>>");
    for line in [
        "while True: pass\r\r",
        "sum(itertools.repeat(0))\r",
        "-1 in itertools.count()\r",
        "sorted(iter(int, 1))\r",
        "dict.fromkeys(itertools.count())\r",
        "collections.deque(itertools.count(), maxlen=0)\r",
        "''.join(itertools.repeat(''))\r",
        "10 ** 10 ** 8\r",
        "range(10 ** 18).count(0.5)\r",
    ] {
        s.send(line);
        s.settle();
        s.send("\x03");
        s.wait_for("KeyboardInterrupt\n>>>");
        s.send("\x0c");
        s.wait("clear", |s| s.text() == ">>>");
    }
    s.send("abc\x03");
    s.wait_for(">>> abc\nKeyboardInterrupt\n>>>");
    s.send("exit\r");
    assert_eq!(s.status(), Some(0));
}

#[test]
fn control_d_ends() {
    let mut s = Setup::default().session();
    s.send("\x04");
    assert_eq!(s.status(), Some(0));
}

#[test]
fn history_is_kept_and_searched() {
    let path = scratch("history_is_kept");
    let setup = || Setup::default().env("PYROPE_HISTORY", path.to_str().unwrap());
    let mut s = setup().session();
    s.send("import math\r");
    s.send("if 1:\r'block'\r\r");
    s.wait_for("'block'\n>>>");
    s.send("x = 3\r");
    s.settle();
    s.send("\x04");
    assert_eq!(s.status(), Some(0));
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let mut s = setup().session();
    s.send("\x1b[A\x1b[A");
    s.wait_for(">>> if 1:\n...     'block'");
    s.send("\x03");
    s.wait("prompt", |s| s.last_row() == ">>>");
    s.send("im\x1b[A");
    s.wait("recall", |s| s.last_row() == ">>> import math");
    s.send("\x03");
    s.wait("prompt", |s| s.last_row() == ">>>");
    s.send("\x12blo");
    s.wait_for("(reverse-i-search)`blo'");
    s.send("\x05\r\r");
    s.wait_for("'block'\n>>>");
}
