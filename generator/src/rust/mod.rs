//! The crate as plain data.

pub mod doc_text;
