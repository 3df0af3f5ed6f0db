//! What the README shows is made here: the tour, a demo step by step, an explained error, and the picture of a session.
//! `PYROPE_UPDATE=1` writes them anew; otherwise they are compared.

mod screen;
mod svg;

use screen::{Screen, Setup};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares the text between two marks of the README, or writes it.
fn check(begin: &str, end: &str, made: &str) {
    let path = root().join("README.md");
    let text = std::fs::read_to_string(&path).expect("the README");
    let (head, rest) = text.split_once(begin).expect(begin);
    let (kept, tail) = rest.split_once(end).expect(end);
    let made = format!("\n```text\n{made}\n```\n");
    if std::env::var_os("PYROPE_UPDATE").is_some() {
        std::fs::write(&path, format!("{head}{begin}{made}{end}{tail}")).expect("it is written");
    } else {
        assert!(made == kept, "the README shows another text than this:\n{made}");
    }
}

/// Types lines into a session.
fn session(rows: u16, columns: u16, typed: &[&str], mut each: impl FnMut(&Screen)) -> Screen {
    let mut screen = Setup::default().size(rows, columns).session();
    for keys in typed {
        screen.line(keys);
        each(&screen);
    }
    screen
}

/// All that rewrites the README is in one test, since tests run at the same time.
#[test]
fn the_readme_shows_what_happens() {
    const TOUR: &[&str] = &[
        "adders = [lambda x: x + n for n in (1, 10)]",
        "[add(5) for add in adders]",
        "%see cells adders[0] adders[1]",
        "a = [1, [2, 3]]; b = a[:]; a[1] is b[1]",
        "%see graph a b",
        "b[1].append(4); a",
    ];
    let tour = session(60, 110, TOUR, |_| ());
    let text = tour.text();
    let text = text.trim_end_matches(">>>").trim_end();
    assert!((16..=24).contains(&text.lines().count()), "about twenty lines:\n{text}");
    check("<!-- tour -->", "<!-- end of the tour -->", text);

    let run = |arguments: &[&str], folder: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pyrope"));
        command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
        command.output().expect("it runs")
    };
    let output = run(&["demo", "--step", "10.2"], root());
    let out = String::from_utf8(output.stdout).expect("text");
    let first: Vec<&str> = out.lines().take(15).collect();
    check("<!-- step -->", "<!-- end of the step -->", &format!("$ pyrope demo --step 10.2\n{}", first.join("\n")));

    let folder = std::env::temp_dir().join(format!("pyrope-readme-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("demo.py"), "age = 30\nprint(\"Age: \" + age)\n").expect("a program");
    let output = run(&["--hints=always", "demo.py"], &folder);
    std::fs::remove_dir_all(&folder).expect("it is removed");
    let err = String::from_utf8(output.stderr).expect("text").replace(&format!("{}/", folder.display()), "");
    check("<!-- error -->", "<!-- end of the error -->", &format!("$ pyrope demo.py\n{}", err.trim_end()));
}

/// The picture: a session recorded line by line, drawn with `svg.rs`.
#[test]
fn the_picture_is_this_session() {
    const TYPED: &[&str] = &[
        "late = [lambda: i for i in range(3)]",
        "[f() for f in late]",
        "%see cells late[0] late[1]",
        "a = [1, [2, 3]]; b = a[:]",
        "%see graph a b",
        "age = 30",
        "print(\"Age: \" + age)",
        "%demo yield_from",
    ];
    let mut frames = Vec::new();
    let screen = session(60, 100, TYPED, |screen| frames.push(screen.text().lines().count()));
    assert!(screen.text().starts_with(">>> late = "), "nothing has left the screen:\n{}", screen.text());
    let made = svg::draw(screen.parser.screen(), &frames);
    svg::check(&made);
    assert!(made.contains("<title>A session of Pyrope</title>"));
    for text in ["late", "shared", "P0401", "rule: "] {
        assert!(made.contains(text), "{text}");
    }
    let path: PathBuf = root().join("docs/session.svg");
    if std::env::var_os("PYROPE_UPDATE").is_some() {
        std::fs::write(&path, made).expect("it is written");
    } else {
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(made == kept, "docs/session.svg is old: PYROPE_UPDATE=1 cargo test --test readme");
    }
}
