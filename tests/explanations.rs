//! The explanations of uncaught exceptions: each page's failing program fails with the page's code and gives the golden
//! report (`tests/golden/errors`), its repaired program runs; the gallery `docs/ERRORS.md` is made from them.
//!
//! `PYROPE_UPDATE=1` writes goldens and gallery; look at the difference before keeping them.

use pyrope::explain::pages::{FAMILIES, PAGES, Page};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn updating() -> bool {
    std::env::var_os("PYROPE_UPDATE").is_some()
}

/// A folder of its own with the files of a page's section; the program is `example.py`.
fn prepare(page: &Page, section: &str) -> PathBuf {
    // Tests run side by side, some with the same page.
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("pyrope-{}-{}-{section}-{number}", std::process::id(), page.code));
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, text) in page.files("Fails").into_iter().chain(page.files(section)) {
        let name = if name.is_empty() { "example.py" } else { name };
        std::fs::write(folder.join(name), text).expect("a file");
    }
    folder
}

fn pyrope(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyrope"));
    command.args(args).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
    for name in ["PYTHONPATH", "PYROPE_HINTS", "COLUMNS", "PYTHONWARNINGS"] {
        command.env_remove(name);
    }
    command.output().expect("the program runs")
}

/// Standard error of a page's failing program, without the folder's name.
fn report(page: &Page, args: &[&str]) -> String {
    let folder = prepare(page, "Fails");
    let mut all = args.to_vec();
    all.push("example.py");
    let output = pyrope(&folder, &all);
    assert_eq!(output.status.code(), Some(1), "{}: {output:?}", page.code);
    let real = std::fs::canonicalize(&folder).expect("the folder is there");
    let mut text = String::from_utf8_lossy(&output.stderr).into_owned();
    for folder in [&real, &folder] {
        text = text.replace(&format!("{}/", folder.display()), "");
        text = text.replace(&folder.file_name().expect("a name").to_string_lossy().into_owned(), "FOLDER");
        text = text.replace(&folder.display().to_string(), "FOLDER");
    }
    let _ = std::fs::remove_dir_all(&folder);
    own_frames(&text)
}

/// The text without levels of the library, whose line numbers are nobody's business here, and without warnings.
fn own_frames(text: &str) -> String {
    let mut out = String::new();
    let (mut skipping, mut warning) = (false, false);
    for line in text.split_inclusive('\n') {
        if line.contains(": RuntimeWarning: ") {
            warning = true;
            continue;
        }
        // Its line, and where the object came from.
        if std::mem::take(&mut warning) && line.starts_with("  ") || line.starts_with("RuntimeWarning: Enable") {
            continue;
        }
        skipping = line.starts_with("  File \"<stdlib>") || skipping && line.starts_with("    ");
        if !skipping {
            out.push_str(line);
        }
    }
    out
}

/// The explanation below the traceback.
fn explanation<'t>(page: &Page, text: &'t str) -> &'t str {
    let at = text.find(&format!("\n{}: ", page.code));
    at.map_or("", |at| text.get(at + 1..).unwrap_or(""))
}

#[test]
fn failing_programs_give_their_reports() {
    let mut problems = Vec::new();
    for page in PAGES {
        let text = report(page, &["--hints=always"]);
        let golden = root().join(format!("tests/golden/errors/{}.err", page.code));
        if explanation(page, &text).is_empty() {
            problems.push(format!("{} does not appear:\n{text}", page.code));
        } else if updating() {
            std::fs::write(&golden, &text).expect("the golden can be written");
        } else if std::fs::read_to_string(&golden).unwrap_or_default() != text {
            problems.push(format!("{} differs from its golden:\n{text}", page.code));
        }
        let explanation = explanation(page, &text);
        if explanation.lines().count() > 12 {
            problems.push(format!("{} has more than twelve lines:\n{explanation}", page.code));
        }
        if explanation.lines().any(|l| l.chars().count() > 80) {
            problems.push(format!("{} is wider than 80 columns:\n{explanation}", page.code));
        }
    }
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn repaired_programs_run() {
    let mut problems = Vec::new();
    for page in PAGES {
        let folder = prepare(page, "Works");
        let output = pyrope(&folder, &["example.py"]);
        let _ = std::fs::remove_dir_all(&folder);
        if !output.status.success() || !output.stderr.is_empty() {
            problems.push(format!("{}: {}", page.code, String::from_utf8_lossy(&output.stderr)));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Without the option, and not on a terminal, only CPython's text is printed.
#[test]
fn reports_are_an_addition() {
    for code in ["P0401", "P0111", "P0604"] {
        let page = PAGES.iter().find(|p| p.code == code).expect("the page is there");
        let with = report(page, &["--hints=always"]);
        let without = report(page, &[]);
        assert_eq!(with.strip_suffix(explanation(page, &with)), Some(without.as_str()), "{code}");
        assert_eq!(report(page, &["--hints=never"]), without);
        assert!(explanation(page, &report(page, &["--hints=always", "--ascii"])).is_ascii());
    }
}

#[test]
fn json_for_tools() {
    let page = PAGES.iter().find(|p| p.code == "P0401").expect("the page is there");
    let text = report(page, &["--error-format=json"]);
    assert_eq!(text.lines().count(), 1, "{text}");
    for part in [
        "\"type\":\"TypeError\"",
        "\"message\":\"can only concatenate str (not \\\"int\\\") to str\"",
        "\"code\":\"P0401\"",
        "\"line\":2,\"column\":7,\"end_line\":2,\"end_column\":20",
        "\"fixes\":[\"f\\\"Age: {age}\\\"\",\"\\\"Age: \\\" + str(age)\"]",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[test]
fn explain_command() {
    let run = |args: &[&str]| {
        let output = pyrope(root(), args);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&output.stdout), text(&output.stderr), output.status.code())
    };
    let (out, _, status) = run(&["explain", "P0111"]);
    assert!(out.starts_with("P0111: `else if` is one word\n") && out.contains("    elif n < 0:"), "{out}");
    assert_eq!(status, Some(0));
    assert!(run(&["explain"]).0.lines().count() > PAGES.len());
    let (_, err, status) = run(&["explain", "P0112x"]);
    assert!(err.contains("Did you mean P0112"), "{err}");
    assert_eq!(status, Some(2));
}

/// Values are shortened, `__repr__` of the program is not run, secrets are left out.
#[test]
fn values_are_safe() {
    let page = |text: &'static str| Page { code: "P0402", text };
    let shown = |text: &'static str| report(&page(text), &["--hints=always"]);
    let text = shown("\n## Fails\n\n```python\nx = 'a' * 10**6\nx - 1\n```\n");
    assert!(text.lines().all(|l| l.chars().count() <= 80), "{text}");
    let text = shown(
        "\n## Fails\n\n```python\nclass A:\n    def __repr__(self):\n        raise KeyError\nx = A()\nx - 'a'\n```\n",
    );
    assert!(text.contains("A object"), "{text}");
    let text = shown("\n## Fails\n\n```python\npassword = 'hunter2'\npassword - 1\n```\n");
    assert!(!explanation(&page(""), &text).replace("password = 'hunter2'", "").contains("hunter2"), "{text}");
}

/// A program's explanation as the command shows it.
fn explained(name: &str, text: &str, args: &[&str], columns: Option<&str>) -> String {
    let folder = std::env::temp_dir().join(format!("pyrope-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("example.py"), text).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyrope"));
    command.args(args).arg("example.py").current_dir(&folder).env("NO_COLOR", "1").stdin(Stdio::null());
    match columns {
        Some(columns) => command.env("COLUMNS", columns),
        None => command.env_remove("COLUMNS"),
    };
    let output = command.output().expect("the program runs");
    let _ = std::fs::remove_dir_all(&folder);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!text.contains("panicked"), "{text}");
    let at = text.find("\nP0").unwrap_or_else(|| panic!("no explanation for {name}: {text}"));
    text.get(at + 1..).unwrap_or("").to_owned()
}

/// What does not stand in the source is cut at forty characters, however it comes into the report.
#[test]
fn values_are_cut() {
    let parts = "part = 'secret-0123456789-'\n";
    for (i, line) in [
        "part * 20 - 1",
        "(part * 20)['a']",
        "[part * 20] - 1",
        "{'k': part * 20} - 1",
        "{part * 20: 1} - 1",
        "{part * 20: 1}[part]",
        "(part * 20, 1)['a']",
        "int(part * 20)",
        "class A:\n    def __init__(self): self.x = part * 20\nA().y",
        "x = part * 20\nx.nothing",
    ]
    .into_iter()
    .enumerate()
    {
        let report = explained(&format!("cut{i}"), &format!("{parts}{line}\n"), &["--hints=always"], None);
        assert!(report.matches("secret-").count() < 4, "{line}:\n{report}");
        let longest = report.split(|c: char| c.is_whitespace()).map(|w| w.chars().count()).max();
        assert!(longest.is_some_and(|l| l <= 50), "{line}: {longest:?}\n{report}");
    }
}

/// Whatever the program's own methods do when an object is shown, the report does without them.
#[test]
fn own_methods_do_not_disturb() {
    for (i, body) in [
        "def __repr__(self): raise ValueError('in repr')",
        "def __repr__(self): return repr(self)",
        "def __repr__(self): return 5",
        "def __str__(self): raise KeyError",
        "def __len__(self): raise ValueError",
        "def __hash__(self): raise ValueError",
        "def __eq__(self, other): raise ValueError",
        "def __getattribute__(self, name): raise OSError(name)",
        "def __iter__(self): raise ValueError",
        "__class__ = property(lambda self: 1 / 0)",
        "def __bool__(self): raise ValueError",
    ]
    .into_iter()
    .enumerate()
    {
        for (j, line) in ["x - 'a'", "[x] - 'a'", "{'k': x} - 1", "(x, x)['a']", "[1][x]"].into_iter().enumerate() {
            let text = format!("class A:\n    {body}\n\n\nx = A()\n{line}\n");
            let report = explained(&format!("own{i}-{j}"), &text, &["--hints=always"], None);
            assert!(report.lines().count() <= 12, "{body}; {line}:\n{report}");
            assert!(j > 0 || report.contains("A object"), "{body}; {line}:\n{report}");
        }
    }
}

/// Long lines, tabs, wide and combining characters, in columns as a terminal counts them; also narrow, also in ASCII.
#[test]
fn lines_keep_their_width() {
    let long = format!("x = [{}] + 1\n", "1, ".repeat(40_000));
    let late = format!("x = [{}1] ; 'a' - 1\n", "1, ".repeat(40_000));
    let wrong = format!("x = [{}1 2]\n", "1, ".repeat(40_000));
    let tabs = format!("if True:\n{}x = 'a'\t-\t1\n", "\t".repeat(30));
    for (i, text) in [
        long.as_str(),
        &late,
        &wrong,
        &tabs,
        "名前 = '日本語' * 3; 値 = '全角文字の長い文字列がここにあります' ; print(名前 - 1, '全角文字')\n",
        "s = 'e\u{301}e\u{301}e\u{301}' + 'n\u{303}' - 1\n",
        "s = '👩\u{200d}👩\u{200d}👧 family' - 1\n",
        "s = '\u{200b}\u{feff}\u{202e}' - 1\n",
        "é = 'ÀÉÎÕÜ'\né - 1\n",
    ]
    .into_iter()
    .enumerate()
    {
        for columns in ["80", "60", "40"] {
            let limit: usize = columns.parse().expect("a number");
            for args in [&["--hints=always"][..], &["--hints=always", "--ascii"][..]] {
                let report = explained(&format!("wide{i}"), text, args, Some(columns));
                let wide = report.lines().find(|l| unicode_width::UnicodeWidthStr::width(*l) > limit);
                assert_eq!(wide, None, "{columns} columns:\n{report}");
                assert!(report.lines().count() <= 12, "{report}");
                assert!(!args.contains(&"--ascii") || report.is_ascii(), "{report}");
                assert!(!report.contains('\t'), "{report}");
            }
        }
    }
}

/// The compiler counts columns in bytes, the parser in characters; both are marked where they are.
#[test]
fn places_in_bytes_are_found() {
    let report = explained("bytes", "é = '中中'; return 5\n", &["--hints=always"], None);
    assert!(report.contains("example.py:1:11 ]"), "{report}");
    let report = explained("characters", "é = '中中'; x = (1 2)\n", &["--hints=always"], None);
    assert!(report.contains("example.py:1:16 ]"), "{report}");
}

/// Explaining stays below two milliseconds (in the release build; `cargo bench --bench explain` has the figures), also for
/// texts that are long: the work does not grow with them beyond reading them.
#[test]
fn explaining_is_cheap() {
    use pyrope::diag::report::Style;
    use pyrope::vm::{Config, Vm};
    use std::time::{Duration, Instant};
    let limit = Duration::from_millis(if cfg!(debug_assertions) { 200 } else { 2 });
    let folder = std::env::temp_dir().join(format!("pyrope-{}-cheap", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let functions: String = (0..4000).map(|i| format!("def f{i}(a):\n    return a + {i}\n\n\n")).collect();
    let names: String = (0..3000).map(|i| format!("variable_{i} = {i}\n")).collect();
    for (i, text) in [
        format!("x = [{}] + 1\n", "1, ".repeat(40_000)),
        format!("x = [{}1 2]\n", "1, ".repeat(40_000)),
        format!("{functions}f3('a')\n"),
        format!("{names}variable_x3\n"),
        "d = {str(i): i for i in range(10**5)}\nd['9999x']\n".to_owned(),
        "def f(n):\n    return f(n - 1) if n else 'a' - 1\n\n\nf(900)\n".to_owned(),
    ]
    .into_iter()
    .enumerate()
    {
        let path = folder.join(format!("case{i}.py"));
        std::fs::write(&path, &text).expect("a file");
        let mut vm = Vm::new(Config::default()).expect("an interpreter");
        let globals = vm.new_dict();
        let name = path.to_string_lossy().into_owned();
        let result = vm
            .compile_source(&text, &name, pyrope::syntax::Mode::File, 0)
            .and_then(|code| vm.run_code(&code, &globals, &globals.to_value()));
        let error = result.map(drop).expect_err("the program fails").0.to_value();
        let mut times = Vec::new();
        for _ in 0..9 {
            let begin = Instant::now();
            assert!(vm.explanation_text(&error, &Style::default()).is_some(), "case {i} is explained");
            times.push(begin.elapsed());
        }
        times.sort();
        assert!(times.first().is_some_and(|t| *t < limit), "case {i}: {times:?}");
    }
    let _ = std::fs::remove_dir_all(&folder);
}

/// Long lines, tabs, wide and combining characters: the report stays within 80 columns.
#[test]
fn odd_lines_are_drawn() {
    let long = format!("x = [{}] + 1\n", "1, ".repeat(40_000));
    let wide = "名前 = '日本語'\nprint(名前 - 1)\n".to_owned();
    let combining = "s = 'e\u{301}e\u{301}' - 1\n".to_owned();
    let tabs = "if True:\n\tx = 'a'\n\tx\t-\t1\n".to_owned();
    for (i, text) in [long, wide, combining, tabs].into_iter().enumerate() {
        let folder = std::env::temp_dir().join(format!("pyrope-{}-odd{i}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("example.py"), text).expect("a file");
        let output = pyrope(&folder, &["--hints=always", "example.py"]);
        let _ = std::fs::remove_dir_all(&folder);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let at = text.find("\nP04").unwrap_or_else(|| panic!("no report for {i}: {}", text.len()));
        let report = text.get(at + 1..).unwrap_or("");
        assert!(report.contains("example.py:"), "{report}");
        assert!(report.lines().all(|l| l.chars().count() <= 80), "{report}");
        assert!(report.lines().count() <= 12, "{report}");
    }
}

/// The gallery shows what the goldens say.
#[test]
fn gallery_is_up_to_date() {
    let text = gallery();
    let path = root().join("docs/ERRORS.md");
    if updating() {
        std::fs::write(&path, text).expect("the gallery can be written");
    } else {
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(found == text, "docs/ERRORS.md is old: run with PYROPE_UPDATE=1");
    }
}

fn gallery() -> String {
    let mut out = String::from(
        "# Errors that teach\n\n\
         Generated from `src/explain/pages` and `tests/golden/errors` by `tests/explanations.rs` (PYROPE_UPDATE=1).\n\n\
         The traceback and its message are CPython 3.14's, byte for byte. On a terminal, or with `--hints=always`, the\n\
         explanation follows; `--hints=never` leaves it out, `--ascii` draws it in ASCII, `--error-format=json` is for tools.\n\
         `pyrope explain CODE` shows a page.\n\n## Comparison\n\n\
         | Code | CPython 3.14 and Pyrope say | Pyrope adds | and proposes |\n|---|---|---|---|\n",
    );
    let golden = |page: &Page| {
        std::fs::read_to_string(root().join(format!("tests/golden/errors/{}.err", page.code))).unwrap_or_default()
    };
    for page in PAGES {
        let text = golden(page);
        let explanation = explanation(page, &text);
        let message = text.strip_suffix(explanation).unwrap_or("").lines().last().unwrap_or("").to_owned();
        let title = explanation.lines().next().and_then(|l| l.split_once(": ")).map_or("", |(_, t)| t);
        let fix = explanation.lines().find_map(|l| l.split_once(" Fix: ")).map_or("", |(_, f)| f);
        let cell = |t: &str| t.replace('|', "\\|").replace('<', "&lt;");
        let code = |t: &str| if t.is_empty() { String::new() } else { format!("`` {} ``", t.replace('|', "\\|")) };
        out.push_str(&format!("| {} | {} | {} | {} |\n", page.code, code(&message), cell(title), code(fix)));
    }
    for (prefix, title) in FAMILIES {
        out.push_str(&format!("\n## {title}\n"));
        for page in PAGES.iter().filter(|p| p.code.starts_with(prefix)) {
            out.push_str(&format!("\n### {}: {}\n\n", page.code, page.title()));
            for (name, text) in page.files("Fails") {
                let name = if name.is_empty() { String::new() } else { format!("# {name}\n") };
                out.push_str(&format!("```python\n{name}{text}```\n"));
            }
            out.push_str(&format!("```text\n{}```\n", golden(page)));
        }
    }
    out
}
