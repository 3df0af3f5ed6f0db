//! Builds the parser.

fn main() {}
