//! kiln: an OpenAPI document goes in, a Rust client crate comes out.
//!
//! Data goes one way through the stages, each with its own types; decisions are made once, and printing decides nothing.
//! ARCHITECTURE.md has the picture.

pub mod config;
pub mod diag;
pub mod emit;
pub mod format;
pub mod ir;
pub mod lower;
pub mod names;
pub mod openapi;
pub mod output;
pub mod passes;
pub mod rust;
pub mod source;
