//! A program in a pseudo-terminal: keys are sent, the screen is read.
//!
//! The screen is a model of a terminal (`vt100`), fed with everything that the program writes. Waiting is for a state of the
//! screen, never for time.

#![allow(dead_code)]

use std::io::{Read, Write};
use std::os::fd::{FromRawFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long a screen may take.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Screen {
    pub parser: vt100::Parser,
    pub child: Child,
    master: std::fs::File,
    output: Receiver<Vec<u8>>,
    /// Everything that was written.
    pub raw: Vec<u8>,
}

pub struct Setup {
    pub arguments: Vec<String>,
    pub environment: Vec<(String, String)>,
    pub rows: u16,
    pub columns: u16,
    pub folder: Option<std::path::PathBuf>,
    pub program: std::path::PathBuf,
}

impl Default for Setup {
    fn default() -> Setup {
        let environment = [
            ("TERM", "xterm-256color"),
            ("HOME", "/nonexistent"),
            ("LANG", "C.UTF-8"),
            ("PATH", "/usr/bin:/bin"),
            ("PYROPE_HISTORY", "/dev/null"),
        ];
        Setup {
            arguments: vec!["-q".into()],
            environment: environment.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec(),
            rows: 24,
            columns: 80,
            folder: None,
            program: env!("CARGO_BIN_EXE_pyrope").into(),
        }
    }
}

impl Setup {
    pub fn env(mut self, name: &str, value: &str) -> Setup {
        self.environment.retain(|(n, _)| n != name);
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn size(mut self, rows: u16, columns: u16) -> Setup {
        (self.rows, self.columns) = (rows, columns);
        self
    }

    pub fn args(mut self, arguments: &[&str]) -> Setup {
        self.arguments = arguments.iter().map(|a| (*a).to_owned()).collect();
        self
    }

    pub fn start(self) -> Screen {
        let (mut master, mut slave) = (0, 0);
        let size = libc::winsize { ws_row: self.rows, ws_col: self.columns, ws_xpixel: 0, ws_ypixel: 0 };
        let done = unsafe { libc::openpty(&mut master, &mut slave, std::ptr::null_mut(), std::ptr::null(), &size) };
        assert_eq!(done, 0, "no pseudo-terminal");
        let (master, slave) = unsafe { (OwnedFd::from_raw_fd(master), OwnedFd::from_raw_fd(slave)) };
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).env_clear().envs(self.environment);
        if let Some(folder) = self.folder {
            command.current_dir(folder);
        }
        let stdio = || Stdio::from(slave.try_clone().unwrap());
        command.stdin(stdio()).stdout(stdio()).stderr(stdio());
        unsafe {
            command.pre_exec(|| {
                libc::setsid();
                libc::ioctl(0, libc::TIOCSCTTY, 0);
                // Whoever runs the tests in the background has it ignored.
                libc::signal(libc::SIGINT, libc::SIG_DFL);
                Ok(())
            });
        }
        let child = command.spawn().unwrap();
        drop(slave);
        let (sender, output) = channel();
        let mut reader = std::fs::File::from(master.try_clone().unwrap());
        std::thread::spawn(move || {
            let mut chunk = [0; 65536];
            while let Ok(n @ 1..) = reader.read(&mut chunk) {
                if sender.send(chunk[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let parser = vt100::Parser::new(cells(self.rows), cells(self.columns), 1000);
        Screen { parser, child, master: std::fs::File::from(master), output, raw: Vec::new() }
    }

    /// Starts a session and waits for its prompt.
    pub fn session(self) -> Screen {
        let mut screen = self.start();
        screen.wait_for(">>> ");
        screen
    }
}

impl Screen {
    pub fn send(&mut self, keys: &str) {
        self.master.write_all(keys.as_bytes()).unwrap();
    }

    pub fn send_bytes(&mut self, keys: &[u8]) {
        self.master.write_all(keys).unwrap();
    }

    /// Sends a line and Enter, and waits until the line was taken and the prompt is back on the last row.
    pub fn line(&mut self, text: &str) {
        let before = self.raw.len();
        self.send(text);
        self.send("\r");
        // Taking a line ends with leaving the paste mode.
        self.wait("prompt", |s| {
            let new = String::from_utf8_lossy(s.raw.get(before..).unwrap_or(&[])).into_owned();
            s.last_row() == ">>>" && new.contains("\x1b[?2004l")
        });
        self.settle();
    }

    pub fn paste(&mut self, text: &str) {
        self.send(&format!("\x1b[200~{}\x1b[201~", text.replace('\n', "\r")));
    }

    pub fn text(&self) -> String {
        let (_, columns) = self.parser.screen().size();
        let rows: Vec<String> = self.parser.screen().rows(0, columns.into()).collect();
        let rows: Vec<String> = rows.iter().map(|r| r.replace('\u{a0}', " ").trim_end().to_owned()).collect();
        rows.join("\n").trim_end().to_owned()
    }

    pub fn last_row(&self) -> String {
        self.text().lines().last().unwrap_or("").to_owned()
    }

    /// Reads what was written until the screen is as wanted.
    pub fn wait(&mut self, what: &str, mut good: impl FnMut(&Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        loop {
            while let Ok(data) = self.output.try_recv() {
                self.feed(&data);
            }
            if good(self) {
                return;
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(data) => self.feed(&data),
                Err(_) => {
                    if good(self) {
                        return;
                    }
                    panic!("waited for {what}; the screen is\n{}", self.text());
                }
            }
        }
    }

    fn feed(&mut self, data: &[u8]) {
        self.raw.extend_from_slice(data);
        self.parser.process(data);
    }

    /// What is on the screen without any space: where a message with a path in it is wrapped depends on the path.
    pub fn squeezed(&self) -> String {
        self.text().split_whitespace().collect()
    }

    /// As `wait_for`, wherever the text is wrapped.
    pub fn wait_for_wrapped(&mut self, text: &str) {
        let wanted: String = text.split_whitespace().collect();
        self.wait(&format!("{text:?}"), |s| s.squeezed().contains(&wanted));
    }

    pub fn wait_for(&mut self, text: &str) {
        self.wait(&format!("{text:?}"), |s| s.text().contains(text.trim_end()));
    }

    /// Waits until nothing more has come for a while.
    pub fn settle(&mut self) {
        while let Ok(data) = self.output.recv_timeout(Duration::from_millis(150)) {
            self.feed(&data);
        }
    }

    pub fn resize(&mut self, rows: u16, columns: u16) {
        use std::os::fd::AsRawFd;
        let size = libc::winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        unsafe { libc::ioctl(self.master.as_raw_fd(), libc::TIOCSWINSZ, &size) };
        self.parser.screen_mut().set_size(cells(rows), cells(columns));
    }

    /// The status with which the program ended.
    pub fn status(&mut self) -> Option<i32> {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            while let Ok(data) = self.output.try_recv() {
                self.feed(&data);
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        None
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A file for one test, removed by nobody: it lies in the build's folder for temporary files.
pub fn scratch(name: &str) -> std::path::PathBuf {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    path
}

fn cells(n: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(n).unwrap()
}
