//! The standard library: modules in Rust (`native/`) and in Python (`lib/`).

pub mod native;
