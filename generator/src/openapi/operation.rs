//! The Operation Object.
//!
//! ```yaml
//! post:
//!   operationId: postBrowsers
//!   summary: Create a browser session
//!   tags: [Browsers]
//!   parameters: [{ $ref: '#/components/parameters/Page' }]
//!   requestBody: { content: { application/json: { … } } }
//!   responses: { '201': { … }, default: { … } }
//!   deprecated: true
//!   x-deprecated-reason: Use /sessions instead.
//! ```
//!
//! An operation without `responses` says nothing about them, in either version.

use indexmap::IndexMap;

use super::reader::Context;
use super::response::Responses;
use super::{
    Callback, ExternalDocs, Method, Parameter, RefOr, RequestBody, Response, SecurityRequirement, Server, StatusKey,
};
use crate::source::{NodeId, NodeRef};

/// One call that the API offers.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The method.
    pub method: Method,
    /// The name that tools may use; unique in a valid document, which is not checked here.
    pub operation_id: Option<String>,
    /// What it does in a few words.
    pub summary: Option<String>,
    /// A description in Markdown.
    pub description: Option<String>,
    /// The groups that it belongs to.
    pub tags: Vec<String>,
    /// Whether callers should stop using it.
    pub deprecated: bool,
    /// Why, and what to use instead (`x-deprecated-reason`).
    pub deprecated_reason: Option<String>,
    /// Where to read more.
    pub external_docs: Option<ExternalDocs>,
    /// Its own parameters; those of the path item come in addition.
    pub parameters: Vec<RefOr<Parameter>>,
    /// The body that callers send.
    pub request_body: Option<RefOr<RequestBody>>,
    /// The answers by status, in the document's order.
    pub responses: Vec<(StatusKey, RefOr<Response>)>,
    /// Requests that the service makes in turn.
    pub callbacks: IndexMap<String, RefOr<Callback>>,
    /// What it requires; `None` if what the document says counts.
    pub security: Option<Vec<SecurityRequirement>>,
    /// Its own servers; none if those of the path item or the document count.
    pub servers: Vec<Server>,
    /// Where it stands.
    pub node: NodeId,
}

impl Operation {
    /// Reads the operation that stands in the field for `method`.
    pub(super) fn read(cx: &mut Context<'_>, node: NodeRef<'_>, method: Method) -> Option<Self> {
        cx.object(node, "Operation Object", |fields| {
            Some(Self {
                method,
                operation_id: fields.optional("operationId"),
                summary: fields.optional("summary"),
                description: fields.optional("description"),
                tags: fields.or_default("tags"),
                deprecated: fields.or_default("deprecated"),
                deprecated_reason: fields.optional("x-deprecated-reason"),
                external_docs: fields.optional("externalDocs"),
                parameters: fields.or_default("parameters"),
                request_body: fields.optional("requestBody"),
                responses: fields.or_default::<Responses>("responses").0,
                callbacks: fields.or_default("callbacks"),
                security: fields.optional("security"),
                servers: fields.or_default("servers"),
                node: fields.id(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::openapi::PathItem;
    use crate::openapi::testing::{clean, read, reports};

    #[test]
    fn every_field_is_read() {
        let item: PathItem = clean(
            "{ post: { operationId: I, summary: S, description: D, tags: [A, B], deprecated: true, x-deprecated-reason: R, \
             externalDocs: { url: U }, parameters: [{ name: n, in: query }], requestBody: { content: {} }, \
             responses: { '201': { description: C } }, callbacks: { c: {} }, security: [{}], servers: [{ url: / }], x-o: 1 } }",
        );
        let operation = &item.operations[0];
        assert_eq!(operation.method, Method::Post);
        assert_eq!(operation.operation_id.as_deref(), Some("I"));
        assert_eq!(
            (operation.summary.as_deref(), operation.description.as_deref()),
            (Some("S"), Some("D"))
        );
        assert_eq!(operation.tags, ["A", "B"]);
        assert_eq!(
            (operation.deprecated, operation.deprecated_reason.as_deref()),
            (true, Some("R"))
        );
        assert!(operation.external_docs.is_some());
        assert!(
            operation.parameters[0]
                .item()
                .is_some_and(|parameter| parameter.name == "n")
        );
        assert!(
            operation
                .request_body
                .as_ref()
                .is_some_and(|body| body.item().is_some())
        );
        assert_eq!(operation.responses[0].0, StatusKey::Code(201));
        assert!(operation.callbacks.contains_key("c"));
        assert_eq!(operation.security.as_ref().map(Vec::len), Some(1));
        assert_eq!(operation.servers.len(), 1);
    }

    #[test]
    fn an_empty_operation_is_valid() {
        let item: PathItem = clean("{ get: {} }");
        assert_eq!(item.operations[0].security, None);
        assert_eq!(item.operations[0].responses, []);
    }

    #[test]
    fn a_field_of_the_wrong_type_counts_as_absent() {
        let (item, sink) = read::<PathItem>("{ get: { tags: 1, deprecated: 'yes', parameters: {} }, put: [] }");
        let operations = item.map(|item| item.operations).unwrap_or_default();
        assert_eq!(operations.len(), 1);
        assert!(operations[0].tags.is_empty() && !operations[0].deprecated);
        assert_eq!(
            reports(&sink),
            ["#/get/tags", "#/get/deprecated", "#/get/parameters", "#/put"]
                .map(|pointer| (Code::WrongType, pointer.to_owned()))
        );
    }
}
