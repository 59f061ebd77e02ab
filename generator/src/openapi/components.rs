//! The Components Object: what references lead to.
//!
//! ```yaml
//! components:
//!   schemas: { Browser: { type: object } }
//!   responses: { NotFound: { description: No such browser } }
//!   securitySchemes: { bearerAuth: { type: http, scheme: bearer } }
//! ```
//!
//! Every mapping keeps the document's order.

use indexmap::IndexMap;

use super::reader::{Context, Read};
use super::{
    Callback, Example, Header, Link, MediaType, Parameter, PathItem, RefOr, RequestBody, Response, Schema,
    SecurityScheme,
};
use crate::source::{NodeId, NodeRef};

/// Everything that the document defines for use elsewhere, by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Components {
    /// Schemas.
    pub schemas: IndexMap<String, Schema>,
    /// Responses.
    pub responses: IndexMap<String, RefOr<Response>>,
    /// Parameters.
    pub parameters: IndexMap<String, RefOr<Parameter>>,
    /// Examples of bodies, parameters and headers.
    pub examples: IndexMap<String, RefOr<Example>>,
    /// Bodies of requests.
    pub request_bodies: IndexMap<String, RefOr<RequestBody>>,
    /// Headers of responses.
    pub headers: IndexMap<String, RefOr<Header>>,
    /// Security schemes.
    pub security_schemes: IndexMap<String, RefOr<SecurityScheme>>,
    /// Links from answers to operations.
    pub links: IndexMap<String, RefOr<Link>>,
    /// Requests that the service makes.
    pub callbacks: IndexMap<String, RefOr<Callback>>,
    /// Path items.
    pub path_items: IndexMap<String, RefOr<PathItem>>,
    /// Media types, by names of their own.
    pub media_types: IndexMap<String, RefOr<MediaType>>,
    /// Where it stands; `None` if the document has no components.
    pub node: Option<NodeId>,
}

impl Read for Components {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "Components Object", |fields| {
            Some(Self {
                schemas: fields.or_default("schemas"),
                responses: fields.or_default("responses"),
                parameters: fields.or_default("parameters"),
                examples: fields.or_default("examples"),
                request_bodies: fields.or_default("requestBodies"),
                headers: fields.or_default("headers"),
                security_schemes: fields.or_default("securitySchemes"),
                links: fields.or_default("links"),
                callbacks: fields.or_default("callbacks"),
                path_items: fields.or_default("pathItems"),
                media_types: fields.or_default("mediaTypes"),
                node: Some(fields.id()),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::openapi::testing::{clean, read, reports};

    #[test]
    fn every_mapping_is_read_in_the_documents_order() {
        let components: Components = clean(
            "{ schemas: { Z: {}, x-A: {}, M: true }, responses: { R: { description: D } }, \
             parameters: { P: { name: p, in: query } }, examples: { E: { value: 1 } }, requestBodies: { B: { content: {} } }, \
             headers: { X-H: { schema: {} } }, securitySchemes: { S: { type: mutualTLS } }, links: { L: {} }, \
             callbacks: { C: {} }, pathItems: { I: {} }, mediaTypes: { M: {} }, x-more: 1 }",
        );
        assert!(components.schemas.keys().eq(["Z", "x-A", "M"]));
        let counts = [
            components.responses.len(),
            components.parameters.len(),
            components.examples.len(),
            components.request_bodies.len(),
            components.headers.len(),
            components.security_schemes.len(),
            components.links.len(),
            components.callbacks.len(),
            components.path_items.len(),
            components.media_types.len(),
        ];
        assert_eq!(counts, [1; 10]);
        assert!(components.node.is_some());
    }

    #[test]
    fn what_cannot_be_read_is_reported_and_the_rest_is_kept() {
        let (components, sink) = read::<Components>("{ schemas: { A: , B: {}, C: 'x' }, definitions: {} }");
        let schemas = components.unwrap_or_default().schemas;
        assert!(schemas.keys().eq(["A", "B"]));
        assert_eq!(
            reports(&sink),
            [
                (Code::NullField, "#/schemas/A".to_owned()),
                (Code::WrongType, "#/schemas/C".to_owned()),
                (Code::UnknownField, "#/definitions".to_owned()),
            ]
        );
    }
}
