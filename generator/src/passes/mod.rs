//! Decisions about the IR.
