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

/// How much of what a program prints is read under a limit of time.
pub const MOST_OUTPUT: usize = 16 << 20;

/// As `feed`; `None` when the program was ended because it ran longer than so many milliseconds.
pub fn feed_within(
    program: &str,
    arguments: &[&str],
    variables: &[(&str, &str)],
    input: &str,
    limit: u64,
) -> io::Result<Option<Finished>> {
    use std::io::{Read, Write};
    use std::time::{Duration, Instant};
    let mut child = start(program, arguments, variables)?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let input = input.to_owned();
    // None of these threads is waited for when the program is ended: what it started may hold the pipes open.
    std::thread::spawn(move || stdin.map(|mut pipe| pipe.write_all(input.as_bytes())));
    fn reader(pipe: Option<impl Read + Send + 'static>) -> std::thread::JoinHandle<Vec<u8>> {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            // What prints without end is cut; it fails or is stopped then.
            if let Some(pipe) = pipe {
                let _ = pipe.take(MOST_OUTPUT as u64).read_to_end(&mut bytes);
            }
            bytes
        })
    }
    let (stdout, stderr) = (reader(stdout), reader(stderr));
    let end = Instant::now() + Duration::from_millis(limit);
    let mut pause = Duration::from_millis(1);
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if Instant::now() >= end {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    };
    let bytes = |thread: std::thread::JoinHandle<Vec<u8>>| thread.join().unwrap_or_default();
    Ok(Some(Finished { stdout: bytes(stdout), stderr: bytes(stderr), status: status.code() }))
}

fn start(program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> io::Result<std::process::Child> {
    let mut command = Command::new(program);
    command.args(arguments).envs(variables.iter().copied());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
}

/// Runs a program with a text as its standard input and some more variables in its environment.
pub fn feed(program: &str, arguments: &[&str], variables: &[(&str, &str)], input: &str) -> io::Result<Finished> {
    use std::io::Write;
    let mut child = start(program, arguments, variables)?;
    let stdin = child.stdin.take();
    std::thread::scope(|scope| {
        // On a thread of its own: a program may print before it has read everything. One that does not read
        // closes the pipe, and its output tells why.
        scope.spawn(move || stdin.map(|mut pipe| pipe.write_all(input.as_bytes())));
        let done = child.wait_with_output()?;
        Ok(Finished { stdout: done.stdout, stderr: done.stderr, status: done.status.code() })
    })
}
