//! `pyrope demo`: listing, running, stepping through all demos, comparing; what the course's notes ask for; and, where a
//! CPython 3.14 is installed, that the golden outputs are what it prints (`PYROPE_UPDATE=1` writes them).

// A test prints why it was left out.
#![allow(clippy::print_stdout)]

mod screen;

use screen::Setup;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the command in a folder without sources: all that it needs is in the binary.
fn pyrope(arguments: &[&str]) -> (String, String, i32) {
    outcome(command(arguments).output().expect("the program runs"))
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyrope"));
    command.args(arguments).current_dir(std::env::temp_dir()).env("NO_COLOR", "1").env("PYTHONHASHSEED", "0");
    command.stdin(Stdio::null());
    command
}

fn outcome(output: Output) -> (String, String, i32) {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (text(output.stdout), text(output.stderr), output.status.code().expect("a status"))
}

/// Name, source, golden output.
fn demos() -> Vec<(String, String, String)> {
    let entries = std::fs::read_dir(root().join("scripts")).expect("the demos");
    let mut names: Vec<String> = entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|n| n.starts_with(|c: char| c.is_ascii_digit()) && n.ends_with(".py"));
    names.sort();
    let read = |path: PathBuf| std::fs::read_to_string(path).unwrap_or_default();
    let all = names.iter().map(|file| {
        let name = file.trim_end_matches(".py").to_owned();
        let source = read(root().join("scripts").join(file));
        let golden = read(root().join(format!("tests/golden/scripts/{name}.out")));
        (name, source, golden)
    });
    all.collect()
}

#[test]
fn demos_are_listed_and_run() {
    let golden = include_str!("golden/scripts/04_identity.out");
    let (list, _, status) = pyrope(&["demo", "--list"]);
    assert_eq!(status, 0);
    assert!(list.contains("\n4  == and is (==与is的区别)\n  4.1   04_identity  "), "{list}");
    assert_eq!(list.lines().filter(|l| l.starts_with("  ")).count(), demos().len());
    assert!(list.lines().all(|l| l.chars().count() <= 120), "{list}");
    assert_eq!(pyrope(&["demo"]).0, list);
    for words in [&["4"][..], &["4.1"], &["04_identity"], &["identity"], &["equal", "values"], &["04_identity.py"]] {
        let all: Vec<&str> = ["demo"].iter().chain(words).copied().collect();
        assert_eq!(pyrope(&all), (golden.to_owned(), String::new(), 0), "{words:?}");
    }
    let (_, err, status) = pyrope(&["demo", "nothing"]);
    assert_eq!((err.contains("there is no demo 'nothing'"), status), (true, 2));
    let (_, err, status) = pyrope(&["demo", "scope"]);
    assert_eq!((err.contains("  13.3  13_the_builtin_scope"), status), (true, 2), "{err}");
    assert_eq!(pyrope(&["demo", "--wrong"]).2, 2);
    assert_eq!(pyrope(&["demo", "--step"]).2, 2);
    assert!(pyrope(&["demo", "--help"]).0.contains("--compare"));
}

/// Statement by statement a demo prints what it prints at once; all of its lines are shown, each before its output; all
/// looks through lenses find something.
#[test]
fn demos_run_statement_by_statement() {
    for (name, source, golden) in demos() {
        let (out, err, status) = pyrope(&["demo", "--step", &name]);
        assert_eq!((err.as_str(), status), ("", 0), "{name}");
        let (mut printed, mut shown, mut looks) = (String::new(), Vec::new(), 0);
        for line in out.lines() {
            let start: String = line.chars().take(6).collect();
            if start == "     ┊" {
                looks += 1;
                assert!(!line.contains("the lens failed"), "{name}: {line}");
            } else if start.ends_with('│') && start.trim_end_matches([' ', '│']).trim().parse::<u32>().is_ok() {
                shown.extend(line.split_once("│ ").map(|l| l.1).filter(|l| !l.is_empty()));
            } else {
                printed += &format!("{line}\n");
            }
        }
        assert_eq!(printed, golden, "{name}");
        assert_eq!(shown, source.lines().filter(|l| !l.is_empty()).collect::<Vec<_>>(), "{name}");
        assert!(looks > 0, "{name}");
    }
    let (out, _, _) = pyrope(&["demo", "--step", "4.1"]);
    let at = |text: &str| out.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(at("│ print(\"a == b:\"") < at("\na == b: ") && at("\na == b: ") < at("│ print(\"a == c:\""));
    assert!(at("│ # %see same a b") < at("┊   a is b  False  two objects"));
}

/// Where the streams take ASCII only, everything is shown nevertheless.
#[test]
fn steps_in_ascii() {
    let mut command = command(&["--ascii", "demo", "--step", "10.1"]);
    let (out, err, status) = outcome(command.env("PYTHONIOENCODING", "ascii").output().expect("the program runs"));
    assert_eq!((err.as_str(), status), ("", 0));
    assert!(out.is_ascii() && out.contains("   1 | \"\"\"Chapter 10, closures (\\u95ed\\u5305):\n"), "{out}");
    assert!(out.contains("     :   one = line.<locals>.at  b -> cell #1 -> 1   private\n"), "{out}");
}

/// What the notes of the course say in code stands in the chapter's demos, line by line.
#[test]
fn snippets_of_the_course() {
    #[rustfmt::skip]
    const SNIPPETS: &[(&str, &str)] = &[
        ("01", "sys.path.append('xxoo')"),
        ("02", "from imp import reload"),
        ("02", "reload(xxoo)"),
        ("03", "设计时避免"),
        ("05", "import copy"),
        ("05", "a = copy.deepcopy(b)"),
        ("05", "copy.copy"),
        ("06", "bin()/int()/hex()/oct()"),
        ("07", "from xxx import *"),
        ("08", "property函数"),
        ("08", "property装饰器"),
        ("09", "from collections import Iterable"),
        ("09", "isinstance(xxx, Iterable)"),
        ("09", "from collections import Iterator"),
        ("09", "isinstance(xxx, Iterator)"),
        ("09", "a = iter(a)"),
        ("09", "将一个可迭代对象变成迭代器使用iter()函数"),
        ("13", "globals()函数"),
        ("13", "locals()函数"),
        ("13", "import __builtin__"),
        ("14", "给对象动态绑定属性和方法"),
        ("14", "给类动态绑定属性和方法"),
        ("14", "import types"),
        ("14", "xxxObj.xxxFunc = types.MethodType(xxxFunc, xxxObj)"),
        ("14", "静态方法与类方法的添加"),
        ("17", "class C(object):\n    def __init__(self, func):\n        self.__func = func\n\n    def __call__(self):\n        self.__func()\n"),
        ("18", "使用type('className', (parentClass,...), {'propertyName': value})创建类对象"),
        ("18", "__metaclass__属性"),
        ("19", "[-5, 257]"),
        ("21", "a = 'aaa'\nb = 'aaa'\n"),
        ("21", "a = 'a a'\nb = 'a a'\n"),
        ("22", "引用计数"),
        ("22", "import gc"),
        ("22", "隔代回收"),
        ("22", "查看一个对象的引用计数"),
        ("22", "import sys"),
        ("22", "a = 1\n"),
        ("22", "sys.getref(a)"),
        ("23", "__getattribute__"),
        ("26", "import functools"),
        ("70", "通过yield关键字实现"),
        ("70", "手动切换"),
    ];
    let demos = demos();
    for (chapter, snippet) in SNIPPETS {
        let mut sources = demos.iter().filter(|d| d.0.starts_with(chapter));
        assert!(sources.any(|d| d.1.contains(snippet)), "chapter {chapter}: {snippet}");
    }
}

/// The comparison with a program that is called python3.
#[test]
fn demos_are_compared_with_an_installed_python() {
    use std::os::unix::fs::PermissionsExt;
    let folder = std::env::temp_dir().join(format!("pyrope-compare-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/scripts/04_identity.out");
    let compare = |version: &str, filter: &str| {
        let program = format!(
            "#!/bin/sh\nif [ \"$1\" = --version ]; then echo 'Python {version}'; exit; fi\ncat > /dev/null\n{filter} < '{golden}'\n"
        );
        let path = folder.join("python3.14");
        std::fs::write(&path, program).expect("the program is written");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("it may run");
        let mut command = command(&["demo", "--compare", "4.1"]);
        // Nothing but the tools of the script itself.
        let path = format!("{}:{}", folder.display(), tools(&folder));
        outcome(command.env("PATH", path).output().expect("the program runs"))
    };
    let (_, err, status) = compare("3.11.2", "cat");
    assert_eq!(
        (err.contains("is Python 3.11.2; demos can be compared with Python 3.14 only"), status),
        (true, 2),
        "{err}"
    );
    let (out, err, status) = compare("3.14.0", "cat");
    assert_eq!((out.contains(" same output, 15 lines; "), err.as_str(), status), (true, "", 0), "{out}");
    let (out, _, status) = compare("3.14.0", "sed 's/^256: True/256: False/'");
    assert_eq!(status, 1);
    let marked: Vec<&str> = out.lines().filter(|l| l.starts_with("* ")).collect();
    assert!(matches!(marked[..], [line] if line.contains("256: True ") && line.ends_with("│ 256: False")), "{out}");
    std::fs::remove_dir_all(&folder).expect("the folder is removed");
    let output = command(&["demo", "--compare", "4"]).env("PATH", "/nonexistent").output();
    let (_, err, status) = outcome(output.expect("the program runs"));
    assert_eq!((err.contains("there is no python3 on PATH"), status), (true, 2));
}

/// A folder with the few programs that the false Python calls, and no true one.
fn tools(folder: &Path) -> String {
    let tools = folder.join("tools");
    std::fs::create_dir_all(&tools).expect("a folder");
    for tool in ["sh", "cat", "sed"] {
        let real = ["/bin", "/usr/bin"].iter().map(|d| Path::new(d).join(tool)).find(|p| p.exists());
        let _ = std::os::unix::fs::symlink(real.expect(tool), tools.join(tool));
    }
    tools.display().to_string()
}

/// The program to compare with: $PYROPE_CPYTHON, or a python3.14 or python3 on PATH that is CPython 3.14.
fn cpython() -> Option<String> {
    let named = std::env::var("PYROPE_CPYTHON").ok();
    let candidates = named.into_iter().chain(["python3.14", "python3"].map(str::to_owned));
    let code = "import sys; print(sys.implementation.name, *sys.version_info[:2])";
    let is_good = |program: &String| {
        let output = Command::new(program).args(["-c", code]).stderr(Stdio::null()).output();
        output.is_ok_and(|o| o.stdout == b"cpython 3 14\n")
    };
    candidates.into_iter().find(is_good)
}

#[test]
fn goldens_are_what_cpython_prints() {
    let Some(python) = cpython() else {
        println!("left out: no CPython 3.14 is installed (PYROPE_CPYTHON may name one)");
        return;
    };
    for (name, source, golden) in demos() {
        let mut command = Command::new(&python);
        command.arg("-").env("PYTHONHASHSEED", "0").env("NO_COLOR", "1").env("PYTHONIOENCODING", "utf-8");
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("CPython runs");
        let mut stdin = child.stdin.take().expect("its input");
        std::io::Write::write_all(&mut stdin, source.as_bytes()).expect("the program is given");
        drop(stdin);
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{name}: {}", output.status);
        let printed = String::from_utf8(output.stdout).expect("text");
        if std::env::var_os("PYROPE_UPDATE").is_some() {
            std::fs::write(root().join(format!("tests/golden/scripts/{name}.out")), printed).expect("it is written");
        } else {
            assert_eq!(printed, golden, "{name}");
        }
    }
}

/// On a terminal the code has colours, and each statement waits for Enter.
#[test]
fn steps_wait_on_a_terminal() {
    let mut s = Setup::default().size(40, 100).args(&["demo", "--step", "10.2"]).start();
    s.wait_for("Enter: run this, c: run the rest, q: quit");
    assert!(!s.text().contains("[2, 2, 2]"), "{}", s.text());
    s.send("\r");
    s.wait_for("   5 │ late = [lambda: i for i in range(3)]");
    assert!(String::from_utf8_lossy(&s.raw).contains("\x1b[1;34mlambda\x1b[0m"), "keywords have a colour");
    s.send("c\r");
    s.wait_for("rule: a closure holds the variable");
    assert!(!s.text().contains("run the rest"), "answered questions go away:\n{}", s.text());
    assert_eq!(s.status(), Some(0));
    let mut s = Setup::default().args(&["demo", "--step", "10.2"]).start();
    s.wait_for("q: quit");
    s.send("q\r");
    assert_eq!(s.status(), Some(0));
}

/// `%demo` lists, runs, steps, and leaves the demo's names behind.
#[test]
fn demos_at_the_prompt() {
    let mut s = Setup::default().size(60, 110).session();
    s.line("%demo late_binding");
    assert!(s.text().contains("[2, 2, 2]"), "{}", s.text());
    s.line("late[0]()");
    assert_eq!(s.text().lines().rev().nth(1), Some("2"));
    s.line("%demo nowhere");
    assert!(s.text().contains("there is no demo 'nowhere'"), "{}", s.text());
    s.send("%demo --step 10.2\r");
    s.wait_for("Enter: run this, c: run the rest, q: quit");
    s.send("\r");
    s.wait_for("   4 │ # Surprise");
    s.send("\r");
    s.wait_for("print([f() for f in late])");
    s.send("\r");
    s.wait_for("┊   late[0] = <lambda>");
    assert!(!s.text().contains("run the rest, q: quit\n   6 │"), "answered questions go away:\n{}", s.text());
    s.send("q\r");
    s.wait("prompt", |s| s.last_row() == ">>>");
    s.settle();
    s.line("%magic demo");
    assert!(s.text().contains("%demo [--step] [NAME]"), "{}", s.text());
    s.line("len(late)");
    assert_eq!(s.text().lines().rev().nth(1), Some("3"));
}
