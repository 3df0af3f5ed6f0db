//! The declaration kit for natives: signatures in CPython's notation, argument binding and its error texts, builders
//! for types and modules, conversions between Rust and Python values.

pub mod bind;
pub mod build;
pub mod convert;
pub mod signature;
pub mod structseq;

pub use bind::arg;
pub use build::{ModuleBuilder, TypeBuilder};
pub use convert::{FromPy, IntoPy};
