//! Modules written in Rust, one file or folder each.

pub mod collections;
pub mod io;
pub mod math;
pub mod sys;
