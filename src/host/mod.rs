//! The outside world: files, signals, environment. All system calls of the interpreter are here.

pub mod fd;
pub mod signal;
