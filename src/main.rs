//! The `pyrope` command.

#[global_allocator]
static ALLOCATOR: pyrope::host::allocator::Allocator = pyrope::host::allocator::Allocator;

fn main() {
    pyrope::cli::main()
}
