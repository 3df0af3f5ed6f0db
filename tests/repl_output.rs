//! Output of another thread while a line is being typed: it appears above the line, which stays as it is.
//!
//! This program is its own child: there it is a session beside which a thread writes through the host, as the threads of an
//! embedding program do. (Programs in Python have no threads yet.)

mod screen;

use screen::{Screen, Setup};
use std::time::Duration;

fn main() {
    if std::env::var_os("PYROPE_TEST_WRITER").is_some() {
        writer();
        pyrope::cli::main();
    }
    rows_come_above_the_line();
    rows_come_above_a_block();
    parts_of_rows_wait();
    println!("test result: ok");
}

/// Writes a row whenever the file `go` in the working directory changes: its contents.
fn writer() {
    let file = std::env::var_os("PYROPE_TEST_WRITER").unwrap();
    std::thread::spawn(move || {
        let mut last = String::new();
        loop {
            std::thread::sleep(Duration::from_millis(5));
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            if text != last {
                last = text.clone();
                let mut data = text.as_bytes();
                while let Ok(n @ 1..) = pyrope::host::fd::write(1, data) {
                    data = &data[n..];
                }
            }
        }
    });
}

struct Session {
    screen: Screen,
    file: std::path::PathBuf,
}

fn session(name: &str) -> Session {
    let file = screen::scratch(name);
    let mut setup = Setup::default().size(20, 60).env("PYROPE_TEST_WRITER", file.to_str().unwrap());
    setup.program = std::env::current_exe().unwrap();
    Session { screen: setup.session(), file }
}

impl Session {
    fn write(&self, text: &str) {
        // At once, so that no half of it is read.
        let new = self.file.with_extension("new");
        std::fs::write(&new, text).unwrap();
        std::fs::rename(new, &self.file).unwrap();
    }
}

fn rows_come_above_the_line() {
    let mut s = session("rows_above");
    s.screen.send("value = 1");
    s.screen.wait("typed", |s| s.last_row() == ">>> value = 1");
    s.write("first row\n");
    s.screen.wait("the row above the line", |s| s.text() == "first row\n>>> value = 1");
    s.screen.send("2");
    s.write("second\nthird\n");
    s.screen.wait("more", |s| s.text() == "first row\nsecond\nthird\n>>> value = 12");
    s.screen.send("\r");
    s.screen.wait("prompt", |s| s.last_row() == ">>>");
    s.screen.line("value");
    assert!(s.screen.text().ends_with(">>> value\n12\n>>>"), "{}", s.screen.text());
    // While a program runs it goes to the terminal as it comes.
    s.screen.send("import time; time.sleep(1); print('done')\r");
    s.screen.settle();
    s.write("meanwhile\n");
    s.screen.wait("order", |s| s.text().contains("\nmeanwhile\ndone\n>>>"));
    // Many rows, while keys come: nothing is lost, nothing mixed.
    s.screen.send("\x0c");
    s.screen.wait("clear", |s| s.text() == ">>>");
    for i in 0..40 {
        s.write(&format!("row {i}\n"));
        s.screen.send("x");
        std::thread::sleep(Duration::from_millis(15));
    }
    let typed = format!(">>> {}", "x".repeat(40));
    s.screen.wait("the end", |s| s.last_row() == typed && s.text().contains("row 39\n"));
    for line in s.screen.text().lines() {
        assert!(line == typed || line.starts_with("row "), "mixed: {line:?}");
    }
}

fn rows_come_above_a_block() {
    let mut s = session("rows_above_block");
    s.screen.send("if 1:\rx = [1,");
    s.screen.wait("typed", |s| s.text() == ">>> if 1:\n...     x = [1,");
    s.write("a row\n");
    s.screen.wait("above the block", |s| s.text() == "a row\n>>> if 1:\n...     x = [1,");
    s.screen.send("2]\r\rx\r");
    s.screen.wait_for("[1, 2]\n>>>");
}

fn parts_of_rows_wait() {
    let mut s = session("parts_wait");
    s.screen.send("1 +");
    s.screen.wait("typed", |s| s.last_row() == ">>> 1 +");
    s.write("no end");
    s.screen.settle();
    assert_eq!(s.screen.text(), ">>> 1 +");
    s.write(" yet\nand");
    s.screen.wait("the whole row", |s| s.text() == "no end yet\n>>> 1 +");
    s.screen.send(" 1\r");
    s.screen.wait("the rest, at the end of the line", |s| s.text().contains(">>> 1 + 1\nand2\n>>>"));
}
