//! The Parameter Object of 2.0, unless it is a body or a field of one: its type stands beside its name.
//!
//! ```yaml
//! { in: query, name: status, type: array, items: { type: string, enum: [on, off] }, collectionFormat: multi }
//! ```
//!
//! Some documents write what 2.0 does not have: a `schema`, a `$ref` to the type, a cookie. Each can mean one thing only,
//! and is honoured with a warning.

use indexmap::IndexMap;

use super::{collection, schema};
use crate::diag::Code;
use crate::openapi::parameter::required;
use crate::openapi::reader::{Context, Fields};
use crate::openapi::{Location, Parameter, Style};
use crate::source::NodeRef;

/// Where a parameter can be sent.
#[derive(Clone, Copy)]
enum In {
    /// Outside of the body.
    Apart(Location),
    /// In the body, which is no parameter.
    Body,
}

const PLACES: &[(&str, In)] = &[
    ("query", In::Apart(Location::Query)),
    ("header", In::Apart(Location::Header)),
    ("path", In::Apart(Location::Path)),
    ("formData", In::Body),
    ("body", In::Body),
    ("cookie", In::Apart(Location::Cookie)),
];

/// Reads a parameter.
pub(in crate::openapi) fn parameter(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Parameter> {
    cx.object(node, "Parameter Object", |fields| {
        let name: Option<String> = fields.required("name");
        let location = location(fields)?;
        let schema = schema::of_parameter(fields);
        let is_list = schema.as_ref().is_some_and(schema::is_list);
        let collection = collection::collection(fields, Some(location)).filter(|_| is_list);
        let alone = Style::default_in(location);
        let written = collection.map(|collection| collection.style(location));
        let (style, explode) = written.unwrap_or((alone, alone.default_explode()));
        Some(Parameter {
            name: name?,
            location,
            required: required(fields, location),
            deprecated: false,
            deprecated_reason: fields.optional("x-deprecated-reason"),
            description: fields.optional("description"),
            style,
            explode,
            allow_reserved: false,
            allow_empty_value: fields.or_default("allowEmptyValue"),
            schema,
            content: IndexMap::new(),
            example: None,
            examples: Vec::new(),
            example_references: Vec::new(),
            node: fields.id(),
        })
    })
}

fn location(fields: &mut Fields<'_>) -> Option<Location> {
    let node = fields.required_node("in")?;
    match fields.cx.choice(node, PLACES)? {
        In::Apart(Location::Cookie) => {
            let message = "Swagger 2.0 has no parameters in cookies; it is honoured";
            fields.cx.repaired(Code::RepairedValue, node, message, "of OpenAPI 3.0");
            Some(Location::Cookie)
        }
        In::Apart(location) => Some(location),
        In::Body => {
            let message = "a body stands where a parameter outside of it is wanted";
            fields
                .cx
                .invalid(node, message, "refer to it from the parameters of an operation");
            None
        }
    }
}
