//! The file set.
