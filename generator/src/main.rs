//! The `kiln` program.

/// Syntax trees are made of many small pieces: asking for memory is a quarter of the work.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    kiln::cli::main()
}
