//! Words, case, keywords, scopes: what everything in the generated crate is called.
//!
//! Texts of the document become [`Words`]; a [`Scope`] writes them in the [`Case`] of its [`Kind`] and mints an
//! [`Ident`] for each thing. An [`Ident`] cannot be made in any other way, so what is printed is valid and unique by
//! construction.

mod case;
mod keywords;
mod scope;
mod symbols;
mod words;

pub use case::Case;
pub use scope::{Ident, Kind, Scope, Wanted};
pub use words::Words;
