//! kiln: an OpenAPI document goes in, a Rust client crate comes out.
//!
//! For a build script there is [`Builder`]; [`pipeline::run`] does the same without writing or printing anything, and the
//! program `kiln` is a thin layer over it.
//!
//! ```text
//!  document                                                                    crate
//!     │                                                                          ▲
//!     ▼                                                                          │
//!  source ─► openapi ─► lower ─► ir ─► passes ─► rust ─► emit ─► format ─► assemble ─► output
//!                                 └───► names ────┘
//! ```
//!
//! Data goes one way through the stages. Each has types of its own; decisions are made once, and printing decides nothing.
//! `diag` is a leaf that every stage may use. The edges that are allowed stand in a table in this file, and a test fails
//! on any other.

mod assemble;
mod builder;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diag;
pub mod emit;
pub mod format;
pub mod ir;
#[cfg(test)]
mod layers;
pub mod lower;
pub mod names;
pub mod openapi;
pub mod output;
pub mod passes;
pub mod pipeline;
pub mod rust;
pub mod source;

pub use builder::{Builder, Mode};

/// Which module may use which; a module may always use itself and `diag`.
#[cfg(test)]
const EDGES: &[(&str, &[&str])] = &[
    ("assemble", &["emit", "format", "output", "rust"]),
    ("builder", &["output", "pipeline", "source"]),
    ("cli", &["output", "pipeline", "source"]),
    ("config", &["ir"]),
    ("diag", &[]),
    ("emit", &["rust"]),
    ("format", &[]),
    ("ir", &[]),
    ("lower", &["ir", "openapi", "source"]),
    ("names", &["ir"]),
    ("openapi", &["source"]),
    ("output", &[]),
    ("passes", &["ir", "names"]),
    (
        "pipeline",
        &[
            "assemble", "config", "emit", "ir", "lower", "names", "openapi", "output", "passes", "rust", "source",
        ],
    ),
    ("rust", &["ir", "names", "passes"]),
    ("source", &[]),
];
