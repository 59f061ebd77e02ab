//! The crate as plain data.
