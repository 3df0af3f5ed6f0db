//! The object protocols: attribute access, calls, operators, comparison, iteration, containers, conversion to
//! text. Everything goes through type slots; nothing here knows a particular type's methods, apart from fast paths
//! for unboxed numbers. Results of dunders are checked here, at one door for each protocol.

pub mod arith;
pub mod attr;
pub mod buffer;
pub mod call;
pub mod compare;
pub mod container;
pub mod generic;
pub mod instance_words;
pub mod iter;
pub mod slotdefs;
pub mod text;
pub mod wrapper;

pub use compare::hash_not_implemented;
