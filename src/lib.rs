//! Pyrope: a Python 3.14 interpreter made for seeing how Python works.
//!
//! The way of the data, and the tree: source text -> `syntax` (tokens, tree) -> `scope` -> `compile` -> `bytecode`
//! -> `vm` -> `object`s. Each layer knows only those before it in this list; `tests/layering.rs` enforces that.

pub mod builtins;
pub mod bytecode;
pub mod cli;
pub mod compile;
pub mod demo;
pub mod diag;
pub mod embed;
pub mod explain;
pub mod gc;
pub mod host;
pub mod lens;
pub mod native;
pub mod object;
pub mod protocol;
pub mod repl;
pub mod scope;
pub mod source;
pub mod stdlib;
pub mod syntax;
pub mod vm;

/// The examples of the README are compiled and run with the documentation's tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
