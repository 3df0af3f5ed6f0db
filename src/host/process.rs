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
