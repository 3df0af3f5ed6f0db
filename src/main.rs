//! The `pyrope` program; so far it only checks syntax.

fn main() {}
