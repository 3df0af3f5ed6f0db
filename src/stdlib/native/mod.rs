//! Modules written in Rust, one file or folder each.

pub mod abc;
pub mod atexit;
pub mod bisect;
pub mod codecs;
pub mod collections;
pub mod copy;
pub mod errno;
pub mod functools;
pub mod gc;
pub mod heapq;
pub mod importlib;
pub mod io;
pub mod itertools;
pub mod json;
pub mod math;
pub mod operator;
pub mod posix;
pub mod sre;
pub mod structs;
pub mod sys;
pub mod traceback;
pub mod warnings;
pub mod weakref;
