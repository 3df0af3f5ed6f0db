//! The benchmark runner: our programs on any number of interpreters, side by side.
//!
//!     cargo bench --bench run -- --interpreter pyrope=target/release/pyrope --interpreter cpython=python3.14
//!     rustc --edition 2024 -O benches/run.rs -o target/run && target/run --interpreter ...        (needs nothing but std)
//!
//! Options:
//!   --interpreter NAME=COMMAND   may be repeated. The command may be several words (split at blanks). The program's path is
//!                                appended, unless the last word is `-` (the text is piped to standard input) or `-c` (the
//!                                text is the next argument): for interpreters that do not see this file system, as in
//!                                `cpython=chroot /some/root /usr/bin/python3 -`. Without any: the built pyrope alone.
//!   --baseline NAME              what the ratios are taken against (default: the last interpreter named)
//!   --runs N                     runs of each program on each interpreter, interleaved A B A B ... (default 5)
//!   --filter TEXT                only programs whose name contains TEXT
//!   --section NAME               only one of: programs parse startup memory
//!   --directory PATH             the folder that holds programs/ parse/ memory/ (default: benches/ of the package)
//!   --markdown                   tables as Markdown
//!
//! A time is the least CPU time (user + system, from `wait4`) of all runs: the least is the run that other work on the machine
//! disturbed least, and interleaving spreads a slow phase over all. A ratio is the interpreter's time divided by the baseline's
//! (0.5: half the time), summed up by the geometric mean. All interpreters must print the same text, or the row says so and the
//! exit status is 1. Memory is the peak resident size of the child process.

#![allow(clippy::print_stdout)] // The runner is a program that prints its table.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match Options::from_arguments(std::env::args().skip(1)).and_then(|options| run(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::from(2)
        }
    }
}

/// Runs the chosen sections; `false` when an interpreter failed or printed something else than the others.
fn run(options: &Options) -> Outcome<bool> {
    let mut report = Report { markdown: options.markdown, good: true };
    for (section, title) in [("programs", "CPU seconds"), ("parse", "Parsing and compiling, CPU seconds")] {
        if options.wants(section) {
            times(options, &mut report, section, title)?;
        }
    }
    if options.wants("startup") {
        start_up(options, &mut report)?;
    }
    if options.wants("memory") {
        memory(options, &mut report)?;
    }
    Ok(report.good)
}

// ---------------------------------------------------------------------------------------------------------------- sections

fn times(options: &Options, report: &mut Report, folder: &str, title: &str) -> Outcome<()> {
    let programs = programs(&options.directory.join(folder), &options.filter)?;
    if programs.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = options.interpreters.iter().map(|i| i.name.as_str()).collect();
    let base = options.baseline;
    let mut head = vec!["program".to_string()];
    head.extend(names.iter().map(|n| n.to_string()));
    head.extend(ratio_columns(options).map(|i| format!("{}/{}", names[i], names[base])));
    let mut rows = Vec::new();
    let mut logs = vec![Vec::new(); names.len()];
    for program in &programs {
        progress(&program.name);
        let least = measure(options, report, program)?;
        let mut row = vec![program.name.clone()];
        row.extend(least.iter().map(|m| m.as_ref().map_or("failed".into(), |m| seconds(m.cpu))));
        for i in ratio_columns(options) {
            row.push(match (&least[i], &least[base]) {
                (Some(own), Some(other)) => {
                    let ratio = own.cpu.as_secs_f64().max(1e-6) / other.cpu.as_secs_f64().max(1e-6);
                    logs[i].push(ratio.ln());
                    format!("{ratio:.2}")
                }
                _ => "-".into(),
            });
        }
        rows.push(row);
    }
    progress("");
    if programs.len() > 1 && names.len() > 1 {
        let mut row = vec!["geometric mean".to_string()];
        row.extend(names.iter().map(|_| String::new()));
        row.extend(ratio_columns(options).map(|i| match logs[i].len() {
            0 => "-".into(),
            n => format!("{:.2}", (logs[i].iter().sum::<f64>() / n as f64).exp()),
        }));
        rows.push(row);
    }
    report.table(title, &head, &rows);
    Ok(())
}

fn start_up(options: &Options, report: &mut Report) -> Outcome<()> {
    let hello = Program { name: "print(\"hi\")".into(), text: "print(\"hi\")".into(), path: None };
    let head = ["start-up", "CPU ms", "wall ms", "peak MB"].map(String::from).to_vec();
    let many = Options { runs: options.runs * 4, ..options.clone() };
    let least = measure(&many, report, &hello)?;
    let rows = options.interpreters.iter().zip(least).map(|(interpreter, m)| {
        let mut row = vec![interpreter.name.clone()];
        match m {
            Some(m) => row.extend([milliseconds(m.cpu), milliseconds(m.wall), megabytes(m.peak)]),
            None => row.push("failed".into()),
        }
        row
    });
    report.table("Start-up of -c 'print(\"hi\")'", &head, &rows.collect::<Vec<_>>());
    Ok(())
}

fn memory(options: &Options, report: &mut Report) -> Outcome<()> {
    let mut head = vec!["program".to_string()];
    head.extend(options.interpreters.iter().map(|i| i.name.clone()));
    let once = Options { runs: 1, ..options.clone() };
    let mut rows = Vec::new();
    for program in programs(&options.directory.join("memory"), &options.filter)? {
        let mut row = vec![program.name.clone()];
        row.extend(
            measure(&once, report, &program)?.iter().map(|m| m.as_ref().map_or("failed".into(), |m| megabytes(m.peak))),
        );
        rows.push(row);
    }
    if rows.is_empty() {
        return Ok(());
    }
    report.table("Peak resident memory, MB", &head, &rows);
    Ok(())
}

/// The least CPU time, wall time and peak of each interpreter, runs interleaved; `None` for one that failed.
fn measure(options: &Options, report: &mut Report, program: &Program) -> Outcome<Vec<Option<Measure>>> {
    let mut least: Vec<Option<Measure>> = vec![None; options.interpreters.len()];
    let mut failed = vec![false; options.interpreters.len()];
    for _ in 0..options.runs {
        for (i, interpreter) in options.interpreters.iter().enumerate() {
            if failed[i] {
                continue;
            }
            let m = interpreter.run(program)?;
            if !m.good {
                report.complain(&format!(
                    "{} on {}: {}",
                    program.name,
                    interpreter.name,
                    m.errors.trim().lines().last().unwrap_or("no message")
                ));
                failed[i] = true;
                least[i] = None;
                continue;
            }
            least[i] = Some(match least[i].take() {
                None => m,
                Some(old) => {
                    Measure { cpu: old.cpu.min(m.cpu), wall: old.wall.min(m.wall), peak: old.peak.min(m.peak), ..old }
                }
            });
        }
    }
    let mut outputs =
        options.interpreters.iter().zip(&least).filter_map(|(i, m)| m.as_ref().map(|m| (&i.name, m.output.trim_end())));
    if let Some((first, expected)) = outputs.next() {
        for (name, output) in outputs.filter(|(_, output)| *output != expected) {
            report.complain(&format!("{}: {first} printed {expected:?}, {name} printed {output:?}", program.name));
        }
    }
    Ok(least)
}

fn ratio_columns(options: &Options) -> impl Iterator<Item = usize> + '_ {
    (0..options.interpreters.len()).filter(|&i| i != options.baseline)
}

// ------------------------------------------------------------------------------------------------- programs, interpreters

struct Program {
    name: String,
    text: String,
    path: Option<PathBuf>,
}

/// The folder's programs in alphabetical order.
fn programs(folder: &Path, filter: &str) -> Outcome<Vec<Program>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|e| e == "py") && name.contains(filter) {
            found.push(Program { name, text: std::fs::read_to_string(&path)?, path: Some(path) });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

#[derive(Clone)]
struct Interpreter {
    name: String,
    words: Vec<String>,
}

#[derive(Clone)]
struct Measure {
    cpu: Duration,
    wall: Duration,
    /// Peak resident size in bytes.
    peak: u64,
    good: bool,
    output: String,
    errors: String,
}

impl Interpreter {
    fn run(&self, program: &Program) -> Outcome<Measure> {
        let mut command = Command::new(&self.words[0]);
        command.args(&self.words[1..]);
        let last = self.words.last().map_or("", String::as_str);
        match (&program.path, last) {
            (_, "-") => {}
            (_, "-c") => drop(command.arg(&program.text)),
            (Some(path), _) => drop(command.arg(path)),
            (None, _) => drop(command.args(["-c", &program.text])),
        }
        command.stdin(if last == "-" { Stdio::piped() } else { Stdio::null() });
        let start = Instant::now();
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|e| format!("{}: {e}", self.words[0]))?;
        if let Some(mut input) = child.stdin.take() {
            // An interpreter that died early closes the pipe; its exit status tells the story better than this error.
            let _ = input.write_all(program.text.as_bytes());
        }
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let (mut stdout, mut stderr) =
            (child.stdout.take().ok_or("no stdout")?, child.stderr.take().ok_or("no stderr")?);
        let reader = std::thread::spawn(move || {
            let _ = stderr.read_to_end(&mut errors);
            errors
        });
        stdout.read_to_end(&mut output)?;
        let errors = reader.join().map_err(|_| "reading the child's errors failed")?;
        let usage = usage::wait(child.id())?;
        Ok(Measure {
            cpu: usage.cpu,
            wall: start.elapsed(),
            peak: usage.peak,
            good: usage.status == 0,
            output: String::from_utf8_lossy(&output).into_owned(),
            errors: String::from_utf8_lossy(&errors).into_owned(),
        })
    }
}

/// `wait4`, the one call that gives a single child's CPU time and peak memory; std has no counterpart.
mod usage {
    use std::time::Duration;

    #[repr(C)]
    struct Timeval {
        seconds: i64,
        /// Four bytes and padding on macOS, eight on Linux: the low half is the value on every little-endian target.
        micros: i32,
        _padding: i32,
    }

    /// `struct rusage`: two times and fourteen `long`s, the first of which is the peak resident size.
    #[repr(C)]
    struct Rusage {
        user: Timeval,
        system: Timeval,
        longs: [i64; 14],
    }

    unsafe extern "C" {
        fn wait4(pid: i32, status: *mut i32, options: i32, usage: *mut Rusage) -> i32;
    }

    pub struct Usage {
        pub cpu: Duration,
        pub peak: u64,
        pub status: i32,
    }

    pub fn wait(pid: u32) -> std::io::Result<Usage> {
        let zero = || Timeval { seconds: 0, micros: 0, _padding: 0 };
        let mut usage = Rusage { user: zero(), system: zero(), longs: [0; 14] };
        let mut status = 0;
        loop {
            // SAFETY: both pointers are to live locals of the layout that 64-bit Linux and macOS give to `wait4`.
            if unsafe { wait4(pid as i32, &mut status, 0, &mut usage) } >= 0 {
                break;
            }
            let error = std::io::Error::last_os_error();
            if error.kind() != std::io::ErrorKind::Interrupted {
                return Err(error);
            }
        }
        let duration = |t: &Timeval| Duration::new(t.seconds as u64, t.micros as u32 * 1000);
        let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
        Ok(Usage { cpu: duration(&usage.user) + duration(&usage.system), peak: usage.longs[0] as u64 * unit, status })
    }
}

// ------------------------------------------------------------------------------------------------------ options, report

#[derive(Clone)]
struct Options {
    interpreters: Vec<Interpreter>,
    baseline: usize,
    runs: usize,
    filter: String,
    section: Option<String>,
    directory: PathBuf,
    markdown: bool,
}

impl Options {
    fn from_arguments(mut arguments: impl Iterator<Item = String>) -> Outcome<Options> {
        let package = option_env!("CARGO_MANIFEST_DIR").unwrap_or(".");
        let mut options = Options {
            interpreters: Vec::new(),
            baseline: 0,
            runs: 5,
            filter: String::new(),
            section: None,
            directory: Path::new(package).join("benches"),
            markdown: false,
        };
        let mut baseline = None;
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "--interpreter" => options.interpreters.push(interpreter(&value()?)?),
                "--baseline" => baseline = Some(value()?),
                "--runs" => options.runs = value()?.parse::<usize>()?.max(1),
                "--filter" => options.filter = value()?,
                "--section" => options.section = Some(value()?),
                "--directory" => options.directory = value()?.into(),
                "--markdown" => options.markdown = true,
                // `cargo bench` adds this to every harness.
                "--bench" => {}
                _ => return Err(format!("unknown option {argument} (the head of benches/run.rs lists them)").into()),
            }
        }
        if options.interpreters.is_empty() {
            let own = option_env!("CARGO_BIN_EXE_pyrope").unwrap_or("target/release/pyrope");
            options.interpreters.push(interpreter(&format!("pyrope={own}"))?);
        }
        if let Some(section) = &options.section
            && !["programs", "parse", "startup", "memory"].contains(&section.as_str())
        {
            return Err(format!("no section {section:?}: programs, parse, startup or memory").into());
        }
        options.baseline = match baseline {
            None => options.interpreters.len() - 1,
            Some(name) => {
                options.interpreters.iter().position(|i| i.name == name).ok_or(format!("no interpreter {name}"))?
            }
        };
        Ok(options)
    }

    fn wants(&self, section: &str) -> bool {
        self.section.as_deref().is_none_or(|s| s == section)
    }
}

fn interpreter(text: &str) -> Outcome<Interpreter> {
    let (name, command) = text.split_once('=').ok_or(format!("{text:?}: wanted NAME=COMMAND"))?;
    let words: Vec<String> = command.split_whitespace().map(String::from).collect();
    if words.is_empty() {
        return Err(format!("{text:?}: the command is empty").into());
    }
    Ok(Interpreter { name: name.into(), words })
}

/// Shows on a terminal which program is running; an empty name clears the line.
fn progress(name: &str) {
    if std::io::stderr().is_terminal() {
        eprint!("\r\x1b[K{name}");
    }
}

struct Report {
    markdown: bool,
    good: bool,
}

impl Report {
    fn complain(&mut self, message: &str) {
        self.good = false;
        progress("");
        eprintln!("bench: {message}");
    }

    fn table(&self, title: &str, head: &[String], rows: &[Vec<String>]) {
        let column = |i: usize| {
            rows.iter().chain([&head.to_vec()]).filter_map(|r| r.get(i)).map(|c| c.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..head.len()).map(column).collect();
        let line = |cells: &[String]| {
            let mut line = String::new();
            for (i, width) in widths.iter().enumerate() {
                let cell = cells.get(i).map_or("", String::as_str);
                let bar = if self.markdown { "| " } else { "" };
                // The first column is text, the others numbers.
                let _ =
                    if i == 0 { write!(line, "{bar}{cell:<width$} ") } else { write!(line, "{bar}{cell:>width$} ") };
                if !self.markdown {
                    line.push(' ');
                }
            }
            if self.markdown { line + "|" } else { line.trim_end().to_string() }
        };
        let mut out = if self.markdown { format!("### {title}\n\n") } else { format!("{title}\n") };
        let _ = writeln!(out, "{}", line(head));
        if self.markdown {
            let rule =
                |(i, width): (usize, &usize)| format!("|{}{}", "-".repeat(width + 1), if i == 0 { "-" } else { ":" });
            let _ = writeln!(out, "{}|", widths.iter().enumerate().map(rule).collect::<String>());
        }
        for row in rows {
            let _ = writeln!(out, "{}", line(row));
        }
        println!("{out}");
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64())
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e3)
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / f64::from(1 << 20))
}
