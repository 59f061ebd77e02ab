//! Support code of the crates that kiln generates.
//!
//! Compiled and tested here; kiln copies `pattern.rs`, `ecma.rs`, `foreign.rs`, `same.rs`, `sha1.rs`, `form.rs`, `multipart.rs` and the files of `json`, `validate`, `format`, `assertion`,
//! `http`, `testing`, `oauth`, `stream`, `pages`, `signature` and `xml` byte for byte into `src/runtime/` of every generated crate that needs them. That is why they refer to each
//! other by `super::` and never by `crate::`.

#[cfg(feature = "validate")]
pub mod assertion;
#[cfg(feature = "validate")]
pub mod ecma;
#[cfg_attr(
    not(test),
    allow(
        dead_code,
        unused_imports,
        unused_macros,
        reason = "only generated crates and tests use it"
    )
)]
mod foreign;
#[cfg(all(test, feature = "validate"))]
mod foreign_tests;
#[cfg(feature = "http")]
pub mod form;
#[cfg(feature = "validate")]
pub mod format;
#[cfg(feature = "http")]
pub mod http;
pub mod json;
#[cfg(feature = "http")]
pub mod multipart;
#[cfg(feature = "oauth")]
pub mod oauth;
#[cfg(feature = "pages")]
pub mod pages;
#[cfg(feature = "validate")]
pub mod pattern;
pub mod same;
#[cfg(feature = "signature")]
pub mod sha1;
#[cfg(feature = "signature")]
pub mod signature;
#[cfg(feature = "sources")]
pub mod sources;
#[cfg(feature = "stream")]
pub mod stream;
#[cfg(feature = "http")]
pub mod testing;
#[cfg(feature = "validate")]
#[allow(unused_imports, unused_macros, reason = "for the crates that it is copied into")]
pub mod validate;
#[cfg(feature = "xml")]
#[allow(dead_code, reason = "for the crates that it is copied into")]
pub mod xml;
