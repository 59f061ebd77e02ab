//! The Path Item Object: the operations of one path.
//!
//! ```yaml
//! /browsers/{id}:
//!   parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
//!   get: { operationId: getBrowsersById, responses: { … } }
//!   delete: { operationId: deleteBrowsersById, responses: { … } }
//! ```
//!
//! 3.2 adds the method QUERY and methods of any name:
//!
//! ```yaml
//! query: { operationId: searchBrowsers, responses: { … } }
//! additionalOperations: { PURGE: { operationId: purgeBrowsers, responses: { … } } }
//! ```
//!
//! A path item may have a `$ref` beside fields of its own. Both are kept; which one counts is decided when the reference
//! is resolved. Shared parameters are not copied into the operations.

use super::reader::{Context, Fields, Read, is_extension};
use super::wire_name::is_token;
use super::{Document, Operation, Parameter, RefOr, Reference, Server, Version, swagger};
use crate::diag::{Code, Diagnostic};
use crate::source::{Kind, NodeId, NodeRef};

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

/// A method of HTTP.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    /// `QUERY`
    Query,
    /// Another one, in the case that is sent.
    Other(String),
}

impl Method {
    /// The fields of a path item that hold operations.
    pub(super) const FIELDS: &[(&'static str, Self)] = &[
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
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(name) => name,
        }
    }

    /// The method that a field of a path item is named after.
    pub(super) fn of_field(version: Version, field: &str) -> Option<Self> {
        match field {
            "query" => return (version >= Version::V3_2).then_some(Self::Query),
            "trace" if version == Version::V2_0 => return None,
            _ => {}
        }
        let found = Self::FIELDS.iter().find(|(name, _)| *name == field);
        found.map(|(_, method)| method.clone())
    }

    /// The method of a key of `additionalOperations`.
    fn of_name(name: &str) -> Self {
        let found = Self::FIELDS.iter().find(|(_, method)| method.as_str() == name);
        match found {
            Some((_, method)) => method.clone(),
            None if name == "QUERY" => Self::Query,
            None => Self::Other(name.to_owned()),
        }
    }
}

impl PathItem {
    /// The places of operations that are there and could not be read.
    #[must_use]
    pub fn unread_operations(&self, document: &Document) -> Vec<(Method, NodeId)> {
        let version = document.version_at(self.node);
        let of_field = |(field, node): (&str, NodeRef<'_>)| Some((Method::of_field(version, field)?, node.id()));
        let node = document.node(self.node);
        let mut all: Vec<(Method, NodeId)> = node.entries().filter_map(of_field).collect();
        if let Some(more) = node.get("additionalOperations").filter(|_| version >= Version::V3_2) {
            let named = more.entries().filter(|(name, _)| !is_extension(name));
            all.extend(named.map(|(name, node)| (Method::of_name(name), node.id())));
        }
        all.retain(|(method, node)| {
            document.node(*node).kind() != Kind::Null && self.operations.iter().all(|read| read.method != *method)
        });
        all
    }
}

impl Read for PathItem {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        if cx.version == Version::V2_0 {
            return swagger::path_item(cx, node);
        }
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

pub(super) fn reference(fields: &mut Fields<'_>) -> Option<Reference> {
    let target = fields.raw("$ref")?;
    let node = fields.node();
    Reference::read_target(&mut fields.cx, node, target)
}

fn operations(fields: &mut Fields<'_>) -> Vec<Operation> {
    fields.known(Method::FIELDS.iter().map(|(field, _)| *field));
    let version = fields.cx.version;
    if version >= Version::V3_2 {
        fields.known(["query", "additionalOperations"]);
    }
    let mut operations = Vec::new();
    for (field, node) in fields.node().entries() {
        let lower = renamed(fields, field);
        if let Some(method) = Method::of_field(version, lower.as_deref().unwrap_or(field)) {
            if is_given(&mut fields.cx, field, node) {
                operations.extend(Operation::read(&mut fields.cx, node, method));
            }
        } else if field == "additionalOperations" && version >= Version::V3_2 {
            additional(&mut fields.cx, node, &mut operations);
        }
    }
    operations
}

/// The name in small letters of a method that is written otherwise.
pub(super) fn renamed(fields: &mut Fields<'_>, field: &str) -> Option<String> {
    let lower = field.to_ascii_lowercase();
    let version = fields.cx.version;
    let mut others = fields.node().entries().filter(|(other, _)| *other != field);
    let again = others.any(|(other, _)| other.eq_ignore_ascii_case(field));
    if lower == field || again || Method::of_field(version, &lower).is_none() {
        return None;
    }
    fields.renamed(field);
    let message = format!("`{field}` is read as `{lower}`");
    let place = fields.node().key_place(field);
    let diagnostic = Diagnostic::new(Code::RepairedValue, message).at(&place, "methods are in small letters");
    fields.cx.report(diagnostic.remedy(format!("write `{lower}`")));
    Some(lower)
}

/// Whether there is an operation at all; one that is null is reported and counts as absent.
pub(super) fn is_given(cx: &mut Context<'_>, field: &str, node: NodeRef<'_>) -> bool {
    let null = node.kind() == Kind::Null;
    if null {
        let message = format!("the operation `{field}` is null and counts as absent");
        cx.repaired(Code::NullField, node, message, "null");
    }
    !null
}

/// Reads the operations whose keys are the methods themselves.
fn additional(cx: &mut Context<'_>, node: NodeRef<'_>, operations: &mut Vec<Operation>) {
    if node.kind() != Kind::Object {
        cx.wrong_type(node, "a mapping from methods to operations");
    }
    for (name, operation) in node.entries().filter(|(name, _)| !is_extension(name)) {
        let method = Method::of_name(name);
        if !is_token(name) {
            let message = format!("{name:?} cannot be a method of HTTP");
            let diagnostic = Diagnostic::new(Code::InvalidValue, message).at(&node.key_place(name), "not allowed here");
            cx.report(diagnostic.remedy("write the method as it is sent, such as PURGE"));
        } else if operations.iter().any(|known| known.method == method) {
            let message = format!("the path has an operation for {name} already, and this one is left out");
            let diagnostic = Diagnostic::new(Code::RepairedValue, message).at(&node.key_place(name), "the second one");
            cx.report(diagnostic.remedy("remove one of the two"));
        } else {
            operations.extend(Operation::read(cx, operation, method));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::{clean, read, read_as, reports};

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
    fn methods_of_3_2_are_read() {
        let yaml = "{ query: {}, additionalOperations: { PURGE: {}, x-note: 1, 'A B': {}, GET: {}, QUERY: {} } }";
        let (item, sink) = read_as::<PathItem>(Version::V3_2, yaml);
        let item = item.expect("the path item is readable");
        let methods: Vec<&str> = item.operations.iter().map(|found| found.method.as_str()).collect();
        assert_eq!(methods, ["QUERY", "PURGE", "GET"]);
        assert_eq!(item.operations[1].method, Method::Other("PURGE".to_owned()));
        assert_eq!(item.operations[2].method, Method::Get);
        assert_eq!(
            reports(&sink),
            [
                (Code::InvalidValue, "#/additionalOperations/A B".to_owned()),
                (Code::RepairedValue, "#/additionalOperations/QUERY".to_owned()),
            ]
        );
    }

    #[test]
    fn an_unknown_method_is_reported() {
        let (item, sink) = read::<PathItem>("{ GETT: {}, query: {}, Put: {}, PUT: {}, Post: {} }");
        let operations = item.map(|item| item.operations).unwrap_or_default();
        assert!(matches!(operations.as_slice(), [only] if only.method == Method::Post));
        assert_eq!(
            reports(&sink),
            [
                (Code::RepairedValue, "#/Post".to_owned()),
                (Code::UnknownField, "#/GETT".to_owned()),
                (Code::UnknownField, "#/query".to_owned()),
                (Code::UnknownField, "#/Put".to_owned()),
                (Code::UnknownField, "#/PUT".to_owned()),
            ]
        );
        assert_eq!(sink.diagnostics()[1].remedy.as_deref(), Some("did you mean `get`?"));
    }
}
