//! The standard library: one file or folder a module, each module made when it is first imported.

pub mod codecs;
