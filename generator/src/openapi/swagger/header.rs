//! The Header Object of 2.0: its type stands beside its description.
//!
//! ```yaml
//! X-Rate-Limit: { description: Calls per hour, type: integer }
//! ```
//!
//! A list in a header is written with commas; another `collectionFormat` is reported.

use indexmap::IndexMap;

use super::collection::{self, Collection};
use super::schema;
use crate::diag::{Code, Diagnostic};
use crate::openapi::reader::Context;
use crate::openapi::{Header, Location, Style};
use crate::source::NodeRef;

/// Reads a header.
pub(in crate::openapi) fn header(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Header> {
    cx.object(node, "Header Object", |fields| {
        let schema = schema::of_parameter(fields);
        let collection = collection::collection(fields, Some(Location::Header));
        if !matches!(collection, Some(Collection::Csv) | None) {
            let message = "a list in a header is split at its commas, whatever stands between its items";
            let place = fields.node().key_place("collectionFormat");
            let diagnostic = Diagnostic::new(Code::NotRepresented, message).at(&place, "has no effect");
            fields.cx.report(diagnostic);
        }
        Some(Header {
            description: fields.optional("description"),
            required: false,
            deprecated: false,
            deprecated_reason: None,
            style: Style::Simple,
            explode: false,
            schema,
            content: IndexMap::new(),
            example: None,
            examples: Vec::new(),
            example_references: Vec::new(),
            node: fields.id(),
        })
    })
}
