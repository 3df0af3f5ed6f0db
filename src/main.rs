//! The `pyrope` command.

fn main() {
    pyrope::cli::main()
}
