//! `pyrope test`: reports and statuses, as `docs/TESTING.md` tells and shows them (`PYROPE_UPDATE=1` writes the report).

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Folder {
        let folder = std::env::temp_dir().join(format!("pyrope-test-{name}-{}", std::process::id()));
        for (file, text) in files {
            let path = folder.join(file);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
            std::fs::write(path, text).expect("it is written");
        }
        Folder(folder)
    }

    /// Output without times, errors, status.
    fn test(&self, arguments: &[&str]) -> (String, String, i32) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pyrope"));
        command.arg("test").args(arguments).current_dir(&self.0).stdin(Stdio::null());
        let output = command.output().expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let out = text(&output.stdout);
        let out: String = out.lines().map(|l| format!("{}\n", l.rsplit_once(" (").map_or(l, |(l, _)| l))).collect();
        (out, text(&output.stderr), output.status.code().expect("a status"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const GOOD: &str = r##"def total(n):
    """The sum of the first n numbers.

    >>> total(4)
    10
    >>> total("x")
    Traceback (most recent call last):
        ...
    TypeError: can only concatenate str (not "int") to str
    """
    return sum(range(n + 1))


if __name__ == "__main__":
    print(total(3))              # expect: 6
    name = input("Name? ")       # input: Ann
    print("Hello", name)         # expect: Name? Hello Ann
    print("# expect: nothing")   # expect: # expect: nothing
    1 / 0                        # expect error: ZeroDivisionError: division by zero
"##;

const BAD: &str = r#"def total(n):
    """
    >>> total(4)
    10
    >>> totl(4)
    10
    """
    return sum(range(n))


print(total(3))    # expect: 6
"#;

#[test]
fn the_report_is_as_documented() {
    let files = [
        ("ann/sums.py", GOOD),
        ("bob/sums.py", BAD),
        ("bob/helper.py", "x = 1\n"),
        ("carol/sums.py", "print(1  # expect: 1\n"),
        ("notes.md", "Text.\n\n>>> 1 + 1\n3\n"),
    ];
    let folder = Folder::new("report", &files);
    let (out, err, status) = folder.test(&["--time", "60"]);
    assert_eq!((err.as_str(), status), ("", 1));
    for row in [
        "ok    ann/sums.py    6 of 6\nFAIL  bob/sums.py    0 of 3\n",
        "      bob/sums.py:3\n        example   total(4)\n        expected  10\n        printed   6\n",
        "        raised    NameError: name 'totl' is not defined. Did you mean: 'total'?\n",
        "      bob/sums.py:11\n        expected  6\n        printed   3\n",
        "FAIL  carol/sums.py  0 of 1\n      carol/sums.py:1\n        raised    SyntaxError: '(' was never closed\n",
        "FAIL  notes.md       0 of 1\n      notes.md:3\n",
        "1 of 4 files passed, 6 of 11 checks\n",
    ] {
        assert!(out.contains(row), "{row}\nis not in\n{out}");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/TESTING.md");
    let text = std::fs::read_to_string(&path).expect("the document");
    let (head, rest) = text.split_once("<!-- report -->\n").expect("the mark where the report begins");
    let (kept, tail) = rest.split_once("<!-- end of the report -->").expect("the mark where it ends");
    let shown = format!("```text\n$ pyrope test\n{out}```\n");
    if std::env::var_os("PYROPE_UPDATE").is_some() {
        let new = format!("{head}<!-- report -->\n{shown}<!-- end of the report -->{tail}");
        std::fs::write(&path, new).expect("it is written");
    } else {
        assert_eq!(shown, kept);
    }
    let (out, _, status) = folder.test(&["-q", "-f", "bob", "ann/sums.py"]);
    assert_eq!((out.matches("bob/sums.py:").count(), out.contains("ann/"), status), (1, false, 1), "{out}");
    assert_eq!(folder.test(&["ann"]).2, 0);
}

/// The example of the document passes.
#[test]
fn the_example_passes() {
    let text = include_str!("../docs/TESTING.md");
    let example = text.split("```python\n").nth(1).and_then(|t| t.split("```").next()).expect("the example");
    let folder = Folder::new("example", &[("example.py", example)]);
    assert_eq!(
        folder.test(&[]),
        ("ok    example.py  5 of 5\n1 of 1 file passed, 5 of 5 checks\n".into(), String::new(), 0)
    );
}

#[test]
fn programs_without_end_are_stopped() {
    let files = [
        ("flood.py", "while True:\n    print('x' * 1000)  # expect: 1\n"),
        ("sleep.py", "import time\ntime.sleep(1000)  # expect: 1\n"),
        ("wait.py", "input()\ninput()\nprint(1)  # expect: 1\n"),
    ];
    let folder = Folder::new("stop", &files);
    let (out, _, status) = folder.test(&["--time", "3"]);
    assert!(out.contains("it prints without end") || out.contains("flood.py:1\n        stopped"), "{out}");
    assert!(out.contains("sleep.py:1\n        stopped   after 3 s\n"), "{out}");
    assert!(out.contains("wait.py:1\n        raised    EOFError: EOF when reading a line\n"), "{out}");
    assert_eq!(status, 1);
}

#[test]
fn wrong_uses() {
    let folder =
        Folder::new("wrong", &[("plain.py", "x = '# expect: 1'\n"), (".hidden/a.py", "print(1)  # expect: 1")]);
    let (_, err, status) = folder.test(&[]);
    assert_eq!((err.contains("there is nothing to test"), status), (true, 2), "{err}");
    let (_, err, status) = folder.test(&["nowhere"]);
    assert_eq!((err.contains("there is no file or folder 'nowhere'"), status), (true, 2), "{err}");
    assert_eq!(folder.test(&["--time", "never"]).2, 2);
    assert_eq!(folder.test(&["--wrong"]).2, 2);
    assert_eq!(folder.test(&["--help"]).2, 0);
}
