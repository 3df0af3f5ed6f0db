//! Other programs: an editor, a clipboard, programs that are fed a text and watched.

use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

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

/// Runs a program with a text as its standard input and some more variables in its environment.
pub fn feed(program: &str, arguments: &[&str], variables: &[(&str, &str)], input: &str) -> io::Result<Finished> {
    run_fed(program, arguments, variables, input, None)?.ok_or_else(|| io::Error::other("it was stopped"))
}

/// As `feed`; `None` when the program was ended because it ran longer than so many milliseconds.
pub fn feed_within(
    program: &str,
    arguments: &[&str],
    variables: &[(&str, &str)],
    input: &str,
    limit: u64,
) -> io::Result<Option<Finished>> {
    run_fed(program, arguments, variables, input, Some(limit))
}

fn run_fed(
    program: &str,
    arguments: &[&str],
    variables: &[(&str, &str)],
    input: &str,
    limit: Option<u64>,
) -> io::Result<Option<Finished>> {
    let mut command = Command::new(program);
    command.args(arguments).envs(variables.iter().copied());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let stdin = child.stdin.take();
    let input = input.to_owned();
    // On threads of their own: a program may print before it has read everything. One that does not read closes the pipe, and
    // its output tells why. They are not waited for when the program is ended: what it started may hold the pipes open.
    std::thread::spawn(move || stdin.map(|mut pipe| pipe.write_all(input.as_bytes())));
    let most = if limit.is_some() { MOST_OUTPUT as u64 } else { u64::MAX };
    let (stdout, stderr) = (reader(child.stdout.take(), most), reader(child.stderr.take(), most));
    let status = match limit {
        None => child.wait()?,
        Some(limit) => match wait_within(&mut child, Duration::from_millis(limit))? {
            Some(status) => status,
            None => return Ok(None),
        },
    };
    let bytes = |thread: JoinHandle<Vec<u8>>| thread.join().unwrap_or_default();
    Ok(Some(Finished { stdout: bytes(stdout), stderr: bytes(stderr), status: status.code() }))
}

/// Reads a pipe. What prints without end is cut; it fails or is stopped then.
fn reader(pipe: Option<impl Read + Send + 'static>, most: u64) -> JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(pipe) = pipe {
            let _ = pipe.take(most).read_to_end(&mut bytes);
        }
        bytes
    })
}

/// Waits for a program, and ends it if it takes longer: then `None`.
fn wait_within(child: &mut Child, limit: Duration) -> io::Result<Option<ExitStatus>> {
    let end = Instant::now() + limit;
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= end {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}
