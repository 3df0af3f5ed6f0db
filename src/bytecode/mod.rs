//! The bytecode: opcode table, code objects, disassembler and verifier. Knows nothing of syntax trees.

mod code;
mod op;

pub use code::{Code, CodeParts, Handler, Location, code_flag};
pub use op::*;
