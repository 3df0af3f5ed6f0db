//! Completion in a real pseudo-terminal.

mod screen;

use screen::{Screen, Setup};

fn session(lines: &[&str]) -> Screen {
    let mut s = Setup::default().size(40, 100).session();
    if !lines.is_empty() {
        s.paste(&format!("{}\n", lines.join("\n")));
        s.settle();
        s.send("\r");
        s.wait("prompt", |s| s.last_row() == ">>>");
    }
    s.settle();
    s.send("\x0c");
    s.wait("clear", |s| s.text() == ">>>");
    s
}

fn completes(s: &mut Screen, typed: &str, expected: &str) {
    s.send(typed);
    s.send("\t");
    s.wait(expected, |s| s.last_row() == format!(">>> {expected}"));
    s.send("\x03");
    s.wait("prompt", |s| s.last_row() == ">>>");
}

fn lists(s: &mut Screen, typed: &str, expected: &[&str]) {
    s.send(typed);
    s.send("\t");
    for text in expected {
        s.wait_for(text);
    }
    s.send("\x03");
    s.wait("prompt", |s| s.last_row() == ">>>");
    s.send("\x0c");
    s.wait("clear", |s| s.text() == ">>>");
}

#[test]
fn names_attributes_arguments_and_keys() {
    let setup = [
        "class A:",
        "    @property",
        "    def boom(self): raise SystemExit",
        "    def method(self, width=1): pass",
        "",
        "a = A(); a.colour = 'red'; alphabet = 3; d = {'alpha': 1, 'beta': 2}",
        "def area(width, height=2): return width * height",
        "",
    ];
    let mut s = session(&setup);
    completes(&mut s, "alphab", "alphabet");
    completes(&mut s, "a.col", "a.colour");
    completes(&mut s, "a.met", "a.method");
    completes(&mut s, "area(wi", "area(width=");
    completes(&mut s, "area(1, hei", "area(1, height=");
    completes(&mut s, "a.method(wi", "a.method(width=");
    completes(&mut s, "d[\"al", "d[\"alpha\"]");
    completes(&mut s, "d['be", "d['beta']");
    completes(&mut s, "'x'.upp", "'x'.upper");
    completes(&mut s, "f'{a.col", "f'{a.colour");
    completes(&mut s, "f'{d['al", "f'{d['alpha']");
    completes(&mut s, "f\"{area(wi", "f\"{area(width=");
    completes(&mut s, "f'{a.col:>{alphab", "f'{a.col:>{alphabet");
    // Neither text nor comments are code.
    for typed in ["'{a.col", "f'{{a.col", "f'{a:>a.col", "# a.col"] {
        completes(&mut s, typed, typed);
    }
    completes(&mut s, "isinst", "isinstance");
    // Properties are listed, not run.
    lists(&mut s, "a.", &["boom", "property", "colour", "str", "method"]);
}

#[test]
fn modules_paths_and_commands() {
    let folder = screen::scratch("completion_paths");
    let _ = std::fs::create_dir_all(folder.join("inner"));
    std::fs::write(folder.join("my_module.py"), "def thing(): pass\n").unwrap();
    let mut setup = Setup::default().size(40, 100);
    setup.folder = Some(folder);
    let mut s = setup.session();
    completes(&mut s, "import itert", "import itertools");
    completes(&mut s, "import my_m", "import my_module");
    completes(&mut s, "import collections.a", "import collections.abc");
    completes(&mut s, "from my_module import th", "from my_module import thing");
    completes(&mut s, "from math import sqr", "from math import sqrt");
    completes(&mut s, "open('my_", "open('my_module.py");
    completes(&mut s, "open('inn", "open('inner/");
    completes(&mut s, "%timei", "%timeit");
    completes(&mut s, "%see gra", "%see graph");
    completes(&mut s, "%run my_", "%run my_module.py");
    completes(&mut s, "from os import pat", "from os import path");
    completes(&mut s, "%demo --st", "%demo --step");
    lists(&mut s, "%demo 01", &["01_"]);
    lists(&mut s, "%see ", &["graph", "cells", "references: sharing"]);
}
