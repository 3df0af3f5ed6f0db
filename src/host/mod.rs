//! The outside world: files, standard streams, environment, clock. All system calls of the interpreter are here.

pub mod fd;
