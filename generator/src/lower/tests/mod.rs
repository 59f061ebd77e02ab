//! The rules of lowering, each from a small document.

mod arrays;
mod bodies;
mod bounds;
mod composition;
mod enums;
mod integers;
mod kernel;
mod losses;
mod operations;
mod references;
mod replaced;
mod scalars;
mod unions;
mod wire;
