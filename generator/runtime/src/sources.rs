//! The text of the runtime files.
