//! The outside world: files, signals, environment. All system calls of the interpreter are here.

pub mod allocator;
pub mod clock;
pub mod console;
pub mod entropy;
pub mod env;
pub mod fd;
pub mod fs;
pub mod process;
pub mod signal;
pub mod system;
