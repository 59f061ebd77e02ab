//! `consumes` and `produces`: the media types of all bodies, or of those of one operation.
//!
//! ```yaml
//! consumes: [application/json]
//! paths:
//!   /files: { post: { consumes: [multipart/form-data], produces: [application/json, application/xml] } }
//! ```
//!
//! The list of the operation replaces that of the document, even if it is empty. Where none is given a body is JSON, which
//! 2.0 leaves open and nearly all who write it mean. A media type stands where its name does in the list, so what is said
//! about it is said once and not for each body.

use crate::diag::{Code, Diagnostic};
use crate::openapi::reader::{Context, Fields, Read};
use crate::openapi::wire_name::is_media_type;
use crate::source::{Kind, NodeId, NodeRef};

/// A media type and where the document names it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    /// Its name.
    pub(super) name: String,
    /// Where the name stands.
    pub(super) node: NodeId,
}

/// Reports what is wrong with a list of media types.
pub(super) fn check(fields: &mut Fields<'_>, field: &'static str) {
    let Some(node) = fields.present(field) else { return };
    if node.kind() != Kind::Array {
        fields.cx.wrong_type(node, "a sequence of media types");
        return;
    }
    for item in node.items() {
        let Some(name) = String::read(&mut fields.cx, item) else {
            continue;
        };
        if !is_media_type(&name) {
            let message = format!("{name:?} is no media type, and is left out");
            let diagnostic = Diagnostic::new(Code::RepairedValue, message).at(&item.place(), "not allowed here");
            let remedy = "write a type and a subtype, such as application/json";
            fields.cx.report(diagnostic.remedy(remedy));
        }
    }
}

/// The media types that count for the operation that is read; none if JSON is to be assumed.
pub(super) fn listed(cx: &Context<'_>, field: &str) -> Vec<Named> {
    let own = own_list(cx, field);
    let list = own.or_else(|| cx.root().and_then(|root| list_of(root, field)));
    let mut found: Vec<Named> = Vec::new();
    for item in list.iter().flat_map(|list| list.items()) {
        if let Some(name) = item.as_str().filter(|name| is_media_type(name))
            && !found.iter().any(|known| known.name == name)
        {
            found.push(Named {
                name: name.to_owned(),
                node: item.id(),
            });
        }
    }
    found
}

/// The media types that count, JSON where there are none; `node` is where it then stands.
pub(super) fn listed_or_json(cx: &Context<'_>, field: &str, node: NodeId) -> Vec<Named> {
    let found = listed(cx, field);
    if !found.is_empty() {
        return found;
    }
    let name = "application/json".to_owned();
    vec![Named { name, node }]
}

/// The list of the operation itself, if it has one.
pub(super) fn own_list<'r>(cx: &Context<'r>, field: &str) -> Option<NodeRef<'r>> {
    cx.operation.and_then(|operation| list_of(operation, field))
}

fn list_of<'r>(node: NodeRef<'r>, field: &str) -> Option<NodeRef<'r>> {
    node.get(field).filter(|list| list.kind() == Kind::Array)
}

/// Whether bodies of a media type are JSON or XML, as no file is that `type: file` means.
pub(super) fn is_structured(name: &str) -> bool {
    let essence = essence(name);
    let subtype = essence.rsplit(['/', '+']).next().unwrap_or_default();
    matches!(subtype, "json" | "xml")
}

/// A media type without its parameters, in lower case.
pub(super) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
