//! Environment variables, command line, the program's own path.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

/// A variable that is set, not empty, and text.
pub fn var(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

/// Whether a variable is set at all.
pub fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some()
}

/// The command line, the program's name first.
pub fn args() -> Vec<OsString> {
    std::env::args_os().collect()
}

pub fn current_exe() -> io::Result<PathBuf> {
    std::env::current_exe()
}
