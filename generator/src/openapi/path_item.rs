//! The Path Item Object: the operations of one path.
//!
//! ```yaml
//! /browsers/{id}:
//!   parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
//!   get: { operationId: getBrowsersById, responses: { … } }
//!   delete: { operationId: deleteBrowsersById, responses: { … } }
//! ```
//!
//! A path item may have a `$ref` beside fields of its own. Both are kept; which one counts is decided when the reference
//! is resolved. Shared parameters are not copied into the operations.

use super::reader::{Context, Fields, Read};
use super::{Operation, Parameter, RefOr, Reference, Server};
use crate::source::{NodeId, NodeRef};

/// What can be done at one path.
#[derive(Debug, Clone, PartialEq)]
pub struct PathItem {
    /// Where its definition, or more of it, stands.
    pub reference: Option<Reference>,
    /// A summary for all operations.
    pub summary: Option<String>,
    /// A description for all operations, in Markdown.
    pub description: Option<String>,
    /// The operations in the document's order.
    pub operations: Vec<Operation>,
    /// Parameters of every operation.
    pub parameters: Vec<RefOr<Parameter>>,
    /// Servers of every operation; none if those of the document count.
    pub servers: Vec<Server>,
    /// Where it stands.
    pub node: NodeId,
}

/// A method of HTTP that a path item has a field for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// `TRACE`
    Trace,
}

impl Method {
    /// The fields of a path item that hold operations.
    const FIELDS: [(&'static str, Self); 8] = [
        ("get", Self::Get),
        ("put", Self::Put),
        ("post", Self::Post),
        ("delete", Self::Delete),
        ("options", Self::Options),
        ("head", Self::Head),
        ("patch", Self::Patch),
        ("trace", Self::Trace),
    ];

    /// The method as HTTP writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }

    fn of_field(field: &str) -> Option<Self> {
        let found = Self::FIELDS.iter().find(|(name, _)| *name == field);
        found.map(|(_, method)| *method)
    }
}

impl Read for PathItem {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "Path Item Object", |fields| {
            Some(Self {
                reference: reference(fields),
                summary: fields.optional("summary"),
                description: fields.optional("description"),
                operations: operations(fields),
                parameters: fields.or_default("parameters"),
                servers: fields.or_default("servers"),
                node: fields.id(),
            })
        })
    }

    /// A path item has a `$ref` of its own; only one without operations is nothing but a reference.
    fn is_reference(node: NodeRef<'_>) -> bool {
        node.get("$ref").is_some()
            && node
                .entries()
                .all(|(key, _)| matches!(key, "$ref" | "summary" | "description"))
    }
}

fn reference(fields: &mut Fields<'_>) -> Option<Reference> {
    let target = fields.raw("$ref")?;
    let node = fields.node();
    Reference::read_target(&mut fields.cx, node, target)
}

fn operations(fields: &mut Fields<'_>) -> Vec<Operation> {
    fields.known(Method::FIELDS.map(|(field, _)| field));
    let mut operations = Vec::new();
    for (field, node) in fields.node().entries() {
        if let Some(method) = Method::of_field(field) {
            operations.extend(Operation::read(&mut fields.cx, node, method));
        }
    }
    operations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::openapi::testing::{clean, read, reports};

    #[test]
    fn every_field_is_read_and_operations_keep_the_documents_order() {
        let item: PathItem = clean(
            "{ $ref: '#/x', summary: S, description: D, trace: {}, post: {}, get: {}, head: {}, options: {}, patch: {}, \
             put: {}, delete: {}, parameters: [{ $ref: '#/p' }], servers: [{ url: / }], x-i: 1 }",
        );
        assert_eq!(item.reference.map(|reference| reference.target).as_deref(), Some("#/x"));
        assert_eq!(
            (item.summary.as_deref(), item.description.as_deref()),
            (Some("S"), Some("D"))
        );
        let methods: Vec<&str> = item
            .operations
            .iter()
            .map(|operation| operation.method.as_str())
            .collect();
        assert_eq!(
            methods,
            ["TRACE", "POST", "GET", "HEAD", "OPTIONS", "PATCH", "PUT", "DELETE"]
        );
        assert_eq!((item.parameters.len(), item.servers.len()), (1, 1));
    }

    #[test]
    fn a_reference_with_operations_beside_it_is_a_path_item() {
        let alone: RefOr<PathItem> = clean("{ $ref: '#/x', description: D }");
        assert!(alone.reference().is_some());
        let both: RefOr<PathItem> = clean("{ $ref: '#/x', get: {} }");
        assert!(
            both.item()
                .is_some_and(|item| item.reference.is_some() && item.operations.len() == 1)
        );
    }

    #[test]
    fn an_unknown_method_is_reported() {
        let (item, sink) = read::<PathItem>("{ GET: {}, query: {} }");
        assert!(item.is_some_and(|item| item.operations.is_empty()));
        assert_eq!(
            reports(&sink),
            [
                (Code::UnknownField, "#/GET".to_owned()),
                (Code::UnknownField, "#/query".to_owned())
            ]
        );
        assert_eq!(sink.diagnostics()[0].remedy.as_deref(), Some("did you mean `get`?"));
    }
}
