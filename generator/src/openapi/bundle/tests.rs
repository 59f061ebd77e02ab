//! References between files, by identifiers and by names.
