//! Types and JSON.
