//! The rules of lowering, each from a small document.

mod answers;
mod arrays;
mod assertions;
mod bodies;
mod bounds;
mod combined;
mod composition;
mod enums;
mod files;
mod hooks;
mod identifiers;
mod integers;
mod kernel;
mod left_out;
mod links;
mod losses;
mod operations;
mod pagination;
mod parameters;
mod references;
mod replaced;
mod scalars;
mod unions;
mod versions;
mod wire;
