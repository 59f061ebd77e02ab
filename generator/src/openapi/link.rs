//! The Link Object: what can be called after an answer, and with which values of it.
//!
//! ```yaml
//! links:
//!   owner: { operationId: getUser, parameters: { id: '$response.body#/owner/id' }, description: Who it belongs to. }
//! ```
//!
//! Expressions are kept as they stand.

use indexmap::IndexMap;

use super::Server;
use super::reader::{Context, Read};
use crate::source::{NodeId, NodeRef};

/// What can be called after an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The operation, by its `operationId`.
    pub operation_id: Option<String>,
    /// The operation, by a reference to it.
    pub operation_ref: Option<String>,
    /// The values of parameters: expressions and constants.
    pub parameters: IndexMap<String, NodeId>,
    /// The body: an expression or a constant.
    pub request_body: Option<NodeId>,
    /// A description in Markdown.
    pub description: Option<String>,
    /// The server that the operation is called on.
    pub server: Option<Server>,
    /// Where it stands.
    pub node: NodeId,
}

impl Read for Link {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "Link Object", |fields| {
            Some(Self {
                operation_id: fields.optional("operationId"),
                operation_ref: fields.optional("operationRef"),
                parameters: fields.or_default("parameters"),
                request_body: fields.raw_id("requestBody"),
                description: fields.optional("description"),
                server: fields.optional("server"),
                node: fields.id(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::clean;

    #[test]
    fn every_field_is_read() {
        let link: Link = clean(
            "{ operationId: I, operationRef: '#/r', parameters: { b: 1, a: $url }, requestBody: B, description: D, \
             server: { url: / }, x-l: 1 }",
        );
        assert_eq!(link.operation_id.as_deref(), Some("I"));
        assert_eq!(link.operation_ref.as_deref(), Some("#/r"));
        assert!(link.parameters.keys().eq(["b", "a"]));
        assert_eq!(link.description.as_deref(), Some("D"));
        assert!(link.request_body.is_some() && link.server.is_some());
    }
}
