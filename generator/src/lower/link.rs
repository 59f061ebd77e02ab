//! Links: from an answer to the operation that can be called with what it has.
//!
//! ```yaml
//! responses:
//!   '201':
//!     links: { owner: { operationId: getUser, parameters: { 'path.id': '$response.body#/owner/id' } } }
//! ```
//!
//! An operation is named by its id or by a reference to it. One that does not exist is reported and the link left out;
//! one that is itself left out is described. A server of its own is reported: calls go where the client is set to.

use std::collections::HashMap;

use super::context::Context;
use super::response::status_match;
use crate::diag::{Code, Pointer};
use crate::ir::{Link, LinkValue, Operation};
use crate::openapi::{self, RefOr, StatusKey};
use crate::source::NodeId;

/// How an expression for a part of an answer's body begins.
const BODY: &str = "$response.body#/";

impl<'d> Context<'d> {
    /// The links of all operations that are represented, in the document's order.
    pub(super) fn links(&mut self, operations: &[Operation]) -> Vec<Link> {
        let document = self.document;
        let mut links = Vec::new();
        let known: HashMap<(&str, &str), usize> = (operations.iter().enumerate())
            .map(|(index, operation)| ((operation.path.as_str(), operation.method.as_str()), index))
            .collect();
        for (path, item) in &document.paths {
            let item = self.path_item(item);
            for operation in &item.operations {
                let from = known.get(&(path.as_str(), operation.method.as_str()));
                let Some(from) = from.copied() else { continue };
                for (status, response) in &operation.responses {
                    self.links_of(from, *status, response, operations, &mut links);
                }
            }
        }
        links
    }

    fn links_of(
        &mut self,
        from: usize,
        status: StatusKey,
        response: &'d RefOr<openapi::Response>,
        operations: &[Operation],
        links: &mut Vec<Link>,
    ) {
        let Some(found) = self.follow(response) else { return };
        for (name, link) in &found.item.links {
            let Some(found) = self.follow(link) else { continue };
            let link = found.item;
            let Some((called, target)) = self.link_target(link, operations) else {
                continue;
            };
            if let Some(server) = &link.server {
                let message = "what a link leads to is called on the server that the client is set to";
                self.report(Code::NotRepresented, server.node, message, "has no effect");
            }
            let values = link.parameters.iter();
            links.push(Link {
                from,
                status: status_match(status),
                name: name.clone(),
                target,
                called,
                parameters: values
                    .map(|(name, value)| (name.clone(), self.link_value(*value)))
                    .collect(),
                body: link.request_body.map(|value| self.link_value(value)),
                description: found
                    .description
                    .map(str::to_owned)
                    .or_else(|| link.description.clone()),
            });
        }
    }

    /// What the document calls the operation, and its index; absent where there is none, which is reported.
    fn link_target(&mut self, link: &openapi::Link, operations: &[Operation]) -> Option<(String, Option<usize>)> {
        if let Some(id) = &link.operation_id {
            let target = operations
                .iter()
                .position(|operation| operation.id.as_ref() == Some(id));
            let mut all = self.document.paths.values().flat_map(|item| &item.operations);
            if target.is_some() || all.any(|operation| operation.operation_id.as_ref() == Some(id)) {
                return Some((id.clone(), target));
            }
        }
        if let Some(reference) = &link.operation_ref
            && let Ok(found) = self.document.resolve(link.node, reference)
        {
            let pointer = self.document.pointer(found.node);
            let target = operations
                .iter()
                .position(|operation| operation.provenance.pointer == pointer);
            return Some((reference.clone(), target));
        }
        let (key, message) = match (&link.operation_id, &link.operation_ref) {
            (Some(id), _) => (
                "operationId",
                format!("no operation has the id `{id}`; the link is left out"),
            ),
            (None, Some(reference)) => (
                "operationRef",
                format!("`{reference}` names no operation; the link is left out"),
            ),
            (None, None) => ("", "the link names no operation, and is left out".to_owned()),
        };
        if key.is_empty() {
            self.report(Code::NotRepresented, link.node, message, "leads nowhere");
        } else {
            self.report_key(Code::NotRepresented, link.node, key, message, "leads nowhere");
        }
        None
    }

    fn link_value(&mut self, node: NodeId) -> LinkValue {
        let document = self.document;
        let Some(text) = document.node(node).as_str() else {
            return LinkValue::Other(self.json_text(node).unwrap_or_else(|| "…".to_owned()));
        };
        if let Some(pointer) = text.strip_prefix(BODY) {
            return LinkValue::Body(Pointer::from_text(format!("/{pointer}")).steps().collect());
        }
        // An expression, or a text with expressions in it.
        if text.starts_with('$') || text.contains("{$") {
            return LinkValue::Other(text.to_owned());
        }
        LinkValue::Text(text.to_owned())
    }
}
