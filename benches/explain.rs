//! What explaining an uncaught exception costs: each page's failing program, and programs made to be hard to explain.
//!
//!     cargo bench --bench explain [-- FILTER]
//!
//! A program runs once in this process; its exception is then explained and drawn many times. Printed are the first and the
//! median time. The limit is two milliseconds; a case above it makes the exit status 1. The last rows tell what the
//! possibility of an explanation costs a program that catches its exceptions.

#![allow(clippy::print_stdout)] // The program prints its table.

use pyrope::diag::report::Style;
use pyrope::explain::pages::PAGES;
use pyrope::gc::Value;
use pyrope::syntax::Mode;
use pyrope::vm::{Config, Hints, Vm};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_millis(2);
const RUNS: usize = 25;

struct Timed {
    name: String,
    first: Duration,
    median: Duration,
    lines: usize,
    widest: usize,
}

/// Runs a program in a folder of its own and gives back its exception.
fn fail(vm: &mut Vm, path: &Path, text: &str) -> Option<Value> {
    let name = path.to_string_lossy().into_owned();
    let globals = vm.new_dict();
    let run = |vm: &mut Vm| {
        let code = vm.compile_source(text, &name, Mode::File, 0)?;
        vm.run_code(&code, &globals, &globals.to_value())
    };
    run(vm).err().map(|raised| raised.0.to_value())
}

fn explain(vm: &mut Vm, name: &str, error: &Value) -> Option<Timed> {
    let style = Style { color: true, ..Style::default() };
    let mut times = Vec::with_capacity(RUNS);
    let mut text = String::new();
    for _ in 0..RUNS {
        let begin = Instant::now();
        let found = vm.explanation_text(error, &style);
        times.push(begin.elapsed());
        text = found?;
    }
    let first = *times.first()?;
    times.sort();
    let plain = vm.explanation_text(error, &Style::default())?;
    let widest = plain.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0);
    Some(Timed { name: name.to_owned(), first, median: *times.get(RUNS / 2)?, lines: text.lines().count(), widest })
}

/// Programs that are long, wide or deep.
fn hard_cases() -> Vec<(&'static str, String)> {
    let functions: String = (0..4000).map(|i| format!("def f{i}(a, b=1):\n    return a + b * {i}\n\n\n")).collect();
    let names: String = (0..3000).map(|i| format!("variable_{i} = {i}\n")).collect();
    let attributes: String = (0..2000).map(|i| format!("        self.attribute_{i} = {i}\n")).collect();
    let keys: String = (0..3000).map(|i| format!("'key {i}': {i}, ")).collect();
    let open = format!("x = {}", "[1,\n".repeat(150));
    vec![
        ("a line of 10^5 characters", format!("x = [{}] + 1\n", "1, ".repeat(34_000))),
        ("a line of 10^6 characters", format!("x = [{}] + 1\n", "1, ".repeat(340_000))),
        ("a text of 10^6 characters", "x = 'a' * 10**6\nx - 1\n".to_owned()),
        ("a literal of 10^5 characters", format!("x = '{}'\nx - 1\n", "a".repeat(100_000))),
        ("16,000 lines before the failure", format!("{functions}f3(1, 'a')\n")),
        ("16,000 lines after the failure", format!("'a' - 1\n{functions}")),
        ("a name among 3,000", format!("{names}variable_x3\n")),
        ("an attribute among 2,000", format!("class A:\n    def __init__(self):\n{attributes}\n\nA().attribute_x\n")),
        ("a key among 3,000", format!("d = {{{keys}}}\nd['key x']\n")),
        ("a key among 10^6", "d = {str(i): i for i in range(10**6)}\nd['99999x']\n".to_owned()),
        ("a list of 10^6", "x = list(range(10**6))\nx['a']\n".to_owned()),
        ("lists nested 500 deep", "x = []\nfor i in range(500): x = [x]\nx + 1\n".to_owned()),
        ("900 frames", "def f(n):\n    return f(n - 1) if n else 'a' - 1\n\n\nf(900)\n".to_owned()),
        ("wide characters", "名前 = '日本語' * 100\nprint(名前 - 1)\n".to_owned()),
        ("combining characters", format!("s = '{}' - 1\n", "e\u{301}".repeat(2000))),
        ("tabs", format!("if True:\n{}x = 'a'\t-\t1\n", "\t".repeat(60))),
        ("an int of 4,000 digits", "x = 10**4000\nx + 'a'\n".to_owned()),
        ("SyntaxError in a line of 10^5 characters", format!("x = [{}1 2]\n", "1, ".repeat(34_000))),
        ("SyntaxError after 16,000 lines", format!("{functions}if x\n    y\n")),
        ("150 brackets open", open),
        ("a word among 500 that are misspelt", format!("{}whille True:\n    pass\n", "x = 1\n".repeat(500))),
    ]
}

/// Seconds that a program takes which catches its exceptions, with and without the wish to have them explained; the least of
/// some runs, which take turns.
fn caught(folder: &Path) -> Option<(f64, f64)> {
    const PROGRAM: &str = "def f(n):\n    for i in range(n):\n        try:\n            'a' - i\n        except TypeError:\n            pass\n\n\nf(200_000)\n";
    let path = folder.join("caught.py");
    std::fs::write(&path, PROGRAM).ok()?;
    let mut best = [f64::MAX; 2];
    for _ in 0..7 {
        for (hints, best) in [Hints::Always, Hints::Never].into_iter().zip(&mut best) {
            let mut vm = Vm::new(Config { hints, ..Config::default() }).ok()?;
            let begin = Instant::now();
            if fail(&mut vm, &path, PROGRAM).is_some() {
                return None;
            }
            *best = best.min(begin.elapsed().as_secs_f64());
        }
    }
    let [with, without] = best;
    Some((with, without))
}

fn milliseconds(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64() * 1e3)
}

fn main() -> ExitCode {
    let filter = std::env::args().skip(1).find(|a| !a.starts_with("--")).unwrap_or_default();
    let folder = std::env::temp_dir().join(format!("pyrope-explain-{}", std::process::id()));
    let mut timed = Vec::new();
    let mut silent = Vec::new();
    let pages = PAGES.iter().map(|p| (p.code.to_owned(), p.files("Fails")));
    let hard = hard_cases();
    let hard = hard.iter().map(|(name, text)| ((*name).to_owned(), vec![("", text.as_str())]));
    for (name, files) in pages.chain(hard).filter(|(name, _)| name.contains(&filter)) {
        let own: PathBuf = folder.join(name.replace(' ', "_").replace(',', ""));
        let mut program = None;
        let _ = std::fs::create_dir_all(&own);
        for (file, text) in &files {
            let path = own.join(if file.is_empty() { "example.py" } else { file });
            let _ = std::fs::write(&path, text);
            if file.is_empty() {
                program = Some((path, *text));
            }
        }
        let Some((path, text)) = program else { continue };
        let Ok(mut vm) = Vm::new(Config::default()) else { return ExitCode::from(2) };
        let found = fail(&mut vm, &path, text).and_then(|error| explain(&mut vm, &name, &error));
        match found {
            Some(found) => timed.push(found),
            // Some pages need the command's own path for imports; they are timed by the others of their family.
            None => silent.push(name),
        }
    }
    let loops = if filter.is_empty() { caught(&folder) } else { None };
    let _ = std::fs::remove_dir_all(&folder);
    timed.sort_by_key(|t| std::cmp::Reverse(t.median));
    println!("{:<42} {:>9} {:>9} {:>6} {:>7}", "milliseconds", "first", "median", "lines", "columns");
    for t in &timed {
        println!(
            "{:<42} {:>9} {:>9} {:>6} {:>7}",
            t.name,
            milliseconds(t.first),
            milliseconds(t.median),
            t.lines,
            t.widest
        );
    }
    if !silent.is_empty() {
        println!("without an explanation here: {}", silent.join(", "));
    }
    let mut medians: Vec<Duration> = timed.iter().map(|t| t.median).collect();
    medians.sort();
    let at = |part: usize| medians.get(medians.len() * part / 100).copied().unwrap_or_default();
    println!("{} cases: median {}, 95 % below {}", medians.len(), milliseconds(at(50)), milliseconds(at(95)));
    if let Some((with, without)) = loops {
        println!("200,000 exceptions caught: {with:.3} s with explanations wished for, {without:.3} s without");
    }
    let slow = timed.iter().filter(|t| t.first > LIMIT || t.median > LIMIT).count();
    println!("above {} ms: {slow}", milliseconds(LIMIT));
    if slow == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
