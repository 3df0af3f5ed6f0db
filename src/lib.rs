//! Pyrope: a Python 3.14 interpreter as a library.

pub mod diag;
pub mod source;
pub mod syntax;
