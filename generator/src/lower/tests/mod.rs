//! The rules of lowering, each from a small document.

mod composition;
mod kernel;
mod operations;
mod references;
mod scalars;
mod unions;
mod wire;
