//! The bytecode: opcode table, code objects, disassembler and verifier. Knows nothing of syntax trees.

mod code;
pub mod dis;
pub mod liveness;
mod op;
pub mod verify;

pub use code::{Code, CodeParts, Handler, Location, code_flag};
pub use op::*;
