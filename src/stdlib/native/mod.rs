//! Modules written in Rust, one file or folder each.

pub mod io;
pub mod sys;
