//! Bytes → value tree: YAML, JSON and pages read into one [`Tree`] with a place on every node and key.
//!
//! This stage knows nothing of OpenAPI apart from finding the document on a page. It resolves scalars by YAML's 1.2 core
//! schema, refuses duplicate keys, and keeps the lexeme of every number.

mod tree;

pub use tree::{Entry, Kind, Node, NodeId, NodeRef, Tree, Value};
