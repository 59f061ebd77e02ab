//! The Operation Object of 2.0: media types of its own, and a body among its parameters.
//!
//! ```yaml
//! post:
//!   consumes: [application/json]
//!   produces: [application/json]
//!   schemes: [https]
//!   parameters: [{ in: body, name: body, schema: { … } }, { in: query, name: dry, type: boolean }]
//!   responses: { 200: { … } }
//! ```
//!
//! `schemes` of one operation have no place in the model: where they differ from the document's, that is said.

use indexmap::IndexMap;

use super::{body, media, sent};
use crate::diag::{Code, Diagnostic};
use crate::openapi::reader::{Context, Fields};
use crate::openapi::response::Responses;
use crate::openapi::{Method, Operation, RefOr, Response, StatusKey};
use crate::source::NodeRef;

/// Reads an operation; `shared` are the parameters of its path.
pub(super) fn operation<'r>(
    cx: &mut Context<'_>,
    node: NodeRef<'r>,
    shared: Option<NodeRef<'r>>,
    method: Method,
) -> Option<Operation> {
    cx.object(node, "Operation Object", |fields| {
        fields.cx.operation = Some(fields.node());
        media::check(fields, "consumes");
        media::check(fields, "produces");
        schemes(fields);
        let own = fields.present("parameters");
        Some(Operation {
            method,
            operation_id: fields.optional("operationId"),
            summary: fields.optional("summary"),
            description: fields.optional("description"),
            tags: fields.or_default("tags"),
            deprecated: fields.or_default("deprecated"),
            deprecated_reason: fields.optional("x-deprecated-reason"),
            external_docs: fields.optional("externalDocs"),
            parameters: own.map_or_else(Vec::new, |list| sent::apart(&mut fields.cx, list)),
            request_body: body::of_operation(&mut fields.cx, own, shared),
            responses: responses(fields),
            callbacks: IndexMap::new(),
            security: fields.optional("security"),
            servers: Vec::new(),
            node: fields.id(),
        })
    })
}

/// The responses; a shared one is read in the media types of the document, which is said where those here differ.
fn responses(fields: &mut Fields<'_>) -> Vec<(StatusKey, RefOr<Response>)> {
    let found = fields.or_default::<Responses>("responses").0;
    let Some(own) = media::own_list(&fields.cx, "produces") else {
        return found;
    };
    let all = fields.cx.root().and_then(|root| root.get("produces"));
    if all.is_some_and(|all| all.canonical_json() == own.canonical_json()) {
        return found;
    }
    let responses = fields.node().get("responses");
    for (_, response) in responses.iter().flat_map(|responses| responses.entries()) {
        let shared = sent::target(&fields.cx, response);
        if shared.id() != response.id() && shared.get("schema").is_some() {
            let message = "a shared response is read in the media types of the document, not in those of the operation";
            let diagnostic = Diagnostic::new(Code::NotRepresented, message)
                .at(&response.place(), "a shared response")
                .and(&own.place(), "other media types");
            fields
                .cx
                .report(diagnostic.remedy("give the operation a response of its own if it comes in these"));
        }
    }
    found
}

/// Reports schemes of the operation's own.
fn schemes(fields: &mut Fields<'_>) {
    let Some(node) = fields.present("schemes") else { return };
    let all = fields.cx.root().and_then(|root| root.get("schemes"));
    if all.is_none_or(|all| all.canonical_json() != node.canonical_json()) {
        let message = "schemes of a single operation have no effect: the base URL is the same for all calls";
        let diagnostic = Diagnostic::new(Code::NotRepresented, message).at(&node.place(), "not those of the document");
        fields.cx.report(diagnostic.remedy("callers can set another base URL"));
    }
}

/// The operation that a place is in, which says what media types count there.
pub(in crate::openapi) fn operation_around<'r>(root: NodeRef<'r>, node: NodeRef<'r>) -> Option<NodeRef<'r>> {
    let pointer = node.pointer();
    let steps: Vec<String> = pointer.steps().take(4).collect();
    match steps.as_slice() {
        [paths, path, method, _] if paths == "paths" => root.get(paths)?.get(path)?.get(method),
        _ => None,
    }
}
