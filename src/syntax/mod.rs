//! From source text to AST.

pub mod ast;
pub mod symbol;
