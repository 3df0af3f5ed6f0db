//! The program as a whole: options, streams, exit statuses. What it prints for uncaught exceptions: `programs.rs`.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn pyrope() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyrope"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("NO_COLOR", "1").stdin(Stdio::null());
    for name in ["PYTHONPATH", "PYTHONUNBUFFERED", "PYTHONIOENCODING", "PYTHONWARNINGS", "PYTHONOPTIMIZE"] {
        command.env_remove(name);
    }
    command
}

fn run(args: &[&str]) -> (String, String, i32) {
    outcome(pyrope().args(args).output().expect("the program runs"))
}

fn outcome(output: Output) -> (String, String, i32) {
    use std::os::unix::process::ExitStatusExt;
    let status = output.status.code().unwrap_or_else(|| 128 + output.status.signal().unwrap_or(0));
    (String::from_utf8_lossy(&output.stdout).into(), String::from_utf8_lossy(&output.stderr).into(), status)
}

#[test]
fn misspelt_commands() {
    let (_, err, status) = run(&["dmeo"]);
    assert_eq!(
        (err.lines().nth(1), status),
        (Some("Did you mean the command: pyrope demo? (pyrope -h lists them)"), 2)
    );
    let (_, err, _) = run(&["see", "grph", "x.py:1"]);
    assert!(err.contains("no lens 'grph': there are graph, same, scope"), "{err}");
    assert_eq!(run(&["no_such_program.py"]).1.lines().count(), 1);
}

#[test]
fn exit_statuses() {
    let table = [
        ("import sys; sys.exit(3)", 3, ""),
        ("import sys; sys.exit()", 0, ""),
        ("import sys; sys.exit(-1)", 255, ""),
        ("import sys; sys.exit('text')", 1, "text\n"),
        ("import sys; sys.exit((1, 2))", 1, "(1, 2)\n"),
        ("raise SystemExit", 0, ""),
    ];
    for (code, status, stderr) in table {
        let got = run(&["-c", code]);
        assert_eq!((got.2, got.1.as_str()), (status, stderr), "{code}");
    }
    assert_eq!(run(&["-c", "1/0"]).2, 1);
    assert_eq!(run(&["-c", "def f(:"]).2, 1);
    assert_eq!(run(&["-c", "raise KeyboardInterrupt"]).2, 130);
    assert_eq!(run(&["-Z"]).2, 2);
    assert_eq!(run(&["-c"]).2, 2);
    let (_, err, status) = run(&["no_such_file.py"]);
    assert_eq!(status, 2);
    assert!(err.ends_with("no_such_file.py': [Errno 2] No such file or directory\n"), "{err}");
    let (_, err, status) = run(&["-m", "no_such_module"]);
    assert_eq!(status, 1);
    assert!(err.ends_with(": No module named no_such_module\n"), "{err}");
}

#[test]
fn arguments_and_options() {
    assert_eq!(run(&["-c", "import sys; print(sys.argv)", "-x", "y"]).0, "['-c', '-x', 'y']\n");
    assert_eq!(run(&["-O", "-c", "assert False; print(__debug__)"]).0, "False\n");
    assert!(run(&["-V"]).0.starts_with("Python 3.14"));
    assert!(run(&["-h"]).0.starts_with("usage: "));
}

#[test]
fn standard_input_is_one_program() {
    let mut child = pyrope()
        .arg("-")
        .arg("a")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(b"import sys\n1 + 1\nprint(sys.argv, __file__)\n").expect("the program reads");
    drop(stdin);
    let (out, err, status) = outcome(child.wait_with_output().expect("the program ends"));
    assert_eq!((out.as_str(), err.as_str(), status), ("['-', 'a'] <stdin>\n", "", 0));
}

#[test]
fn failing_output_is_reported() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").expect("the device is there");
    let output = pyrope().args(["-c", "print('x')"]).stdout(full()).output().expect("the program runs");
    let (_, err, status) = outcome(output);
    assert_eq!(status, 120);
    assert_eq!(err, "Exception ignored while flushing sys.stdout:\nOSError: [Errno 28] No space left on device\n");
}

/// What a program gives that gets a SIGINT soon after it has printed its first byte.
fn interrupted(code: &str) -> (String, String, i32) {
    use std::io::Read;
    use std::os::unix::process::CommandExt;
    let mut command = pyrope();
    // Where the tests themselves run with the signal ignored the program would inherit that, and rightly go on.
    // SAFETY: between fork and exec only `signal` is called, which is allowed there.
    unsafe {
        command.pre_exec(|| {
            libc::signal(libc::SIGINT, libc::SIG_DFL);
            Ok(())
        });
    }
    let mut child = command
        .args(["-u", "-c", code])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    // The loop has begun soon after this byte.
    let mut byte = [0u8];
    child.stdout.as_mut().expect("a pipe").read_exact(&mut byte).expect("the program prints");
    std::thread::sleep(std::time::Duration::from_millis(100));
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(kill.success());
    outcome(child.wait_with_output().expect("the program ends"))
}

#[test]
fn interrupts_end_loops() {
    let (_, err, status) = interrupted("print('go')\nwhile True: pass");
    assert_eq!(status, 130);
    assert!(err.contains("line 2, in <module>") && err.ends_with("KeyboardInterrupt\n"), "{err}");
}

/// The jump back to a loop's first instruction raises inside of the `try` that the loop begins.
#[test]
fn interrupts_of_loops_are_caught() {
    let loops = ["while True: pass", "while x: x += 1", "for y in f(): x", "for y in iter(int, 1): pass"];
    for code in loops {
        let code = format!(
            "def f():\n    while True: yield 1\nx = 1\nprint('go')\ntry:\n    {code}\n\
             except KeyboardInterrupt:\n    print('caught')\n"
        );
        let (out, err, status) = interrupted(&code);
        assert_eq!((out.as_str(), status), ("o\ncaught\n", 0), "{code}{err}");
    }
}

/// Colours are CPython's, and come only when they are asked for (there is no terminal here).
#[test]
fn tracebacks_are_coloured_on_request() {
    let code = "def f(x):\n    return 1 / x\nf(0)";
    let colored = |name: &str, value: &str| {
        let mut command = pyrope();
        command.env_remove("NO_COLOR").env(name, value).args(["--hints=never", "-c", code]);
        outcome(command.output().expect("the program runs")).1
    };
    let expected = "Traceback (most recent call last):\n  \
        File \x1b[35m\"<string>\"\x1b[0m, line \x1b[35m3\x1b[0m, in \x1b[35m<module>\x1b[0m\n    \
        \x1b[31mf\x1b[0m\x1b[1;31m(0)\x1b[0m\n    \x1b[31m~\x1b[0m\x1b[1;31m^^^\x1b[0m\n  \
        File \x1b[35m\"<string>\"\x1b[0m, line \x1b[35m2\x1b[0m, in \x1b[35mf\x1b[0m\n    \
        return \x1b[31m1 \x1b[0m\x1b[1;31m/\x1b[0m\x1b[31m x\x1b[0m\n           \
        \x1b[31m~~\x1b[0m\x1b[1;31m^\x1b[0m\x1b[31m~~\x1b[0m\n\
        \x1b[1;35mZeroDivisionError\x1b[0m: \x1b[35mdivision by zero\x1b[0m\n";
    assert_eq!(colored("FORCE_COLOR", "1"), expected);
    assert_eq!(colored("PYTHON_COLORS", "1"), expected);
    assert!(!colored("PYTHON_COLORS", "0").contains('\x1b'));
    assert!(!colored("NO_COLOR", "1").contains('\x1b'));
}

/// Lines of standard input are not in the traceback, but in the explanation.
#[test]
fn standard_input_is_explained() {
    let mut child = pyrope()
        .args(["--hints=always", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(b"age = 30\nprint('Age: ' + age)\n").expect("the program reads");
    drop(stdin);
    let (_, err, _) = outcome(child.wait_with_output().expect("the program ends"));
    assert!(err.contains("  File \"<stdin>\", line 2, in <module>\nTypeError: "), "{err}");
    assert!(err.contains(" 2 │ print('Age: ' + age)\n"), "{err}");
}
