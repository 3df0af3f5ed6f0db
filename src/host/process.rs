//! Other programs: an editor, a clipboard.

use std::io;
use std::process::{Command, Stdio};

/// Runs a command line with one more argument, on this terminal; whether it succeeded.
pub fn run(command: &str, argument: &str) -> io::Result<bool> {
    let mut words = command.split_whitespace();
    let Some(program) = words.next() else { return Err(io::Error::from_raw_os_error(libc::ENOENT)) };
    Ok(Command::new(program).args(words).arg(argument).status()?.success())
}

/// What a program prints.
pub fn output(program: &str, arguments: &[&str]) -> io::Result<Vec<u8>> {
    let done = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output()?;
    if done.status.success() { Ok(done.stdout) } else { Err(io::Error::other("it failed")) }
}

/// How a program ended that was fed a text.
pub struct Finished {
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    /// `None` after a signal.
    pub status: Option<i32>,
}

/// Runs a program with a text as its standard input and some more variables in its environment.
pub fn feed(program: &str, arguments: &[&str], variables: &[(&str, &str)], input: &str) -> io::Result<Finished> {
    use std::io::Write;
    let mut child = Command::new(program)
        .args(arguments)
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let stdin = child.stdin.take();
    std::thread::scope(|scope| {
        // On a thread of its own: a program may print before it has read everything. One that does not read
        // closes the pipe, and its output tells why.
        scope.spawn(move || stdin.map(|mut pipe| pipe.write_all(input.as_bytes())));
        let done = child.wait_with_output()?;
        Ok(Finished { stdout: done.stdout, stderr: done.stderr, status: done.status.code() })
    })
}
