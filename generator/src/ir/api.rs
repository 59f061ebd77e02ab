//! The whole API.

use super::{Assertions, Credential, Failure, Hook, Link, Operation, Security, Server, TypeGraph, TypeUse, XmlShapes};

/// What one document describes.
#[derive(Debug, Clone)]
pub struct Api {
    /// Title and version.
    pub info: Info,
    /// Where the API can be reached, the default first.
    pub servers: Vec<Server>,
    /// Groups of operations, in the document's order; only those that an operation names.
    pub tags: Vec<Tag>,
    /// What a caller may have to present.
    pub credentials: Vec<Credential>,
    /// What an operation without requirements of its own needs.
    pub security: Security,
    /// The operations in the document's order.
    pub operations: Vec<Operation>,
    /// The documented error responses, each once, referred to by `FailureId`.
    pub failures: Vec<Failure>,
    /// What the service requests of the user's server: webhooks, then callbacks.
    pub hooks: Vec<Hook>,
    /// What any of the webhooks carries, where that says itself which one it is.
    pub event: Option<TypeUse>,
    /// What can be called after answers.
    pub links: Vec<Link>,
    /// How many operations of the document are not among them, because they cannot be represented.
    pub left_out: usize,
    /// All types.
    pub types: TypeGraph,
    /// What schemas demand beyond types and rules.
    pub assertions: Assertions,
    /// How values look in XML.
    pub xml: XmlShapes,
}

/// Title, version and prose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Info {
    /// The title.
    pub title: String,
    /// The version of the API.
    pub version: String,
    /// The description, Markdown.
    pub description: Option<String>,
}

/// A group of operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The name.
    pub name: String,
    /// The description, Markdown.
    pub description: Option<String>,
}
