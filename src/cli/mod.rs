//! The command line: options, what to run, exit codes.
//!
//! A client of the library: it makes a `Config` from the arguments, runs one interpreter on a thread with a large stack and
//! turns the outcome into an exit status. The options are CPython's, parsed by hand (`options.rs`).

mod options;
mod run;
mod test;

use crate::demo;
use options::{Parsed, Program};
use std::ffi::OsString;
use std::io::Write;

/// Address space of the interpreter's thread: native recursion is bounded by it long before memory is.
const STACK: usize = 64 << 20;

/// How the process ends.
pub(crate) enum Ending {
    Status(i32),
    Signal(i32),
}

/// Runs the command line of this process and ends it.
pub fn main() -> ! {
    let args: Vec<OsString> = crate::host::env::args();
    let ending = match options::parse(&args) {
        Parsed::Run(program) => on_big_stack(*program),
        Parsed::Print(text) => {
            print_stdout(&text);
            Ending::Status(0)
        }
        Parsed::AllDemos => several(demo::run_all(&this_program(), &mut print_stdout)),
        Parsed::CompareDemos(demos) => several(demo::run_compare(&this_program(), &demos, &mut print_stdout)),
        Parsed::Test(request) => several(test::run(&this_program(), &request)),
        Parsed::Usage(text) => {
            print_stderr(&text);
            Ending::Status(2)
        }
    };
    match ending {
        Ending::Status(status) => std::process::exit(status),
        Ending::Signal(number) => {
            crate::host::signal::die_by(number);
            std::process::exit(128 + number)
        }
    }
}

/// The file of this program, to start it again.
fn this_program() -> String {
    crate::host::env::current_exe().map_or_else(|_| "pyrope".to_owned(), |path| path.to_string_lossy().into_owned())
}

/// The end of a command that runs several programs: its status, or 2 when nothing was run.
fn several(done: Result<i32, String>) -> Ending {
    Ending::Status(done.unwrap_or_else(|why| {
        print_stderr(&format!("pyrope: {why}\n"));
        2
    }))
}

fn on_big_stack(program: Program) -> Ending {
    let thread = std::thread::Builder::new().name("main".to_owned()).stack_size(STACK).spawn(move || run::run(program));
    match thread {
        Ok(thread) => {
            // Signals interrupt the interpreter's thread, not this one, which only waits.
            crate::host::signal::block_in_this_thread(libc::SIGINT);
            match thread.join() {
                Ok(ending) => ending,
                // A panic: our own bug, reported by the panic hook.
                Err(_) => Ending::Status(70),
            }
        }
        Err(error) => {
            print_stderr(&format!("pyrope: cannot start: {error}\n"));
            Ending::Status(1)
        }
    }
}

/// Text for standard output before there is an interpreter; errors there are nobody's business.
pub(crate) fn print_stdout(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

pub(crate) fn print_stderr(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
