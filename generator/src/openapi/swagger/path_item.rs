//! The Path Item Object of 2.0: no summary, no servers, no TRACE, and bodies among its parameters.
//!
//! ```yaml
//! /browsers/{id}:
//!   parameters: [{ in: path, name: id, type: string, required: true }]
//!   get: { responses: { … } }
//! ```

use super::{operation, sent};
use crate::openapi::path_item::{is_given, reference, renamed};
use crate::openapi::reader::{Context, Fields};
use crate::openapi::{Method, Operation, PathItem};
use crate::source::NodeRef;

/// Reads a path item.
pub(in crate::openapi) fn path_item(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<PathItem> {
    cx.object(node, "Path Item Object", |fields| {
        let shared = fields.present("parameters");
        Some(PathItem {
            reference: reference(fields),
            summary: None,
            description: None,
            operations: operations(fields, shared),
            parameters: shared.map_or_else(Vec::new, |list| sent::apart(&mut fields.cx, list)),
            servers: Vec::new(),
            node: fields.id(),
        })
    })
}

fn operations<'r>(fields: &mut Fields<'r>, shared: Option<NodeRef<'r>>) -> Vec<Operation> {
    let version = fields.cx.version;
    let mut operations = Vec::new();
    let known = Method::FIELDS.iter().map(|(field, _)| *field);
    fields.known(known.filter(|field| Method::of_field(version, field).is_some()));
    for (field, node) in fields.node().entries() {
        let lower = renamed(fields, field);
        if let Some(method) = Method::of_field(version, lower.as_deref().unwrap_or(field))
            && is_given(&mut fields.cx, field, node)
        {
            operations.extend(operation::operation(&mut fields.cx, node, shared, method));
        }
    }
    operations
}
