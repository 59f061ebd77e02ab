//! What differs in schemas of 2.0, and the types that stand beside the fields of parameters and headers.
//!
//! ```yaml
//! Pet: { type: object, discriminator: kind, properties: { kind: { type: string }, name: { type: string, x-nullable: true } } }
//! photo: { in: formData, name: photo, type: file }
//! ```
//!
//! `type: file` is a binary string, `x-nullable` what 3.0 calls `nullable`, and a discriminator the name of a property whose
//! values are names of definitions.

use indexmap::IndexMap;

use crate::diag::{Code, Diagnostic};
use crate::openapi::reader::{Fields, Read};
use crate::openapi::schema::beside;
use crate::openapi::{Discriminator, Schema, SchemaObject, SchemaType, SchemaValue};
use crate::source::NodeRef;

/// The fields beside a name and a place that say what type a value has.
const TYPES: [&str; 5] = ["type", "$ref", "enum", "items", "format"];

/// Completes what a schema says about the kind of its values.
pub(in crate::openapi) fn kind_of_value(fields: &mut Fields<'_>, object: &mut SchemaObject) {
    let nullable: Option<bool> = fields.optional("x-nullable");
    if let Some(newer) = object.nullable {
        let message = "`nullable` is not a keyword of Swagger 2.0; it is honoured";
        let place = fields.node().key_place("nullable");
        let diagnostic = Diagnostic::new(Code::RepairedValue, message).at(&place, "of OpenAPI 3.0");
        fields.cx.report(diagnostic.remedy("write `x-nullable`"));
        object.nullable = Some(nullable.unwrap_or(newer));
    } else {
        object.nullable = nullable;
    }
    if is_file(fields.node()) {
        object.format = Some("binary".to_owned());
    }
}

/// Whether the values of a schema are files.
pub(super) fn is_file(schema: NodeRef<'_>) -> bool {
    schema.get("type").and_then(NodeRef::as_str) == Some("file")
}

/// Reads `discriminator`: the name of a property, or what later versions have in its place.
pub(in crate::openapi) fn discriminator(fields: &mut Fields<'_>) -> Option<Discriminator> {
    let node = fields.present("discriminator")?;
    let Some(property) = node.as_str() else {
        let found = Discriminator::read(&mut fields.cx, node)?;
        let message = "a discriminator of Swagger 2.0 is the name of a property; the mapping is honoured";
        fields.cx.repaired(Code::RepairedValue, node, message, "of OpenAPI 3.0");
        return Some(found);
    };
    Some(Discriminator {
        property_name: property.to_owned(),
        mapping: IndexMap::new(),
        default_mapping: None,
        node: node.id(),
    })
}

/// The type of a parameter or a header, if it says any; that of a `schema` counts before what stands beside it.
pub(super) fn of_parameter(fields: &mut Fields<'_>) -> Option<Schema> {
    let node = fields.node();
    let beside = SchemaValue::Object(beside(fields));
    if let Some(schema) = fields.optional::<Schema>("schema") {
        let message = "only a body has a `schema` in Swagger 2.0; it is honoured";
        let diagnostic = Diagnostic::new(Code::RepairedValue, message).at(&node.key_place("schema"), "of OpenAPI 3.0");
        fields.cx.report(diagnostic.remedy("write the type beside the name"));
        return Some(schema);
    }
    if node.get("$ref").is_some() {
        let message = "what stands beside `in` is no reference in Swagger 2.0; it is read as the type of the parameter";
        let diagnostic = Diagnostic::new(Code::RepairedValue, message).at(&node.key_place("$ref"), "not a parameter");
        fields.cx.report(diagnostic.remedy("write the type itself"));
    }
    TYPES.iter().any(|key| node.get(key).is_some()).then(|| Schema {
        node: node.id(),
        value: beside,
    })
}

/// Whether the values of a schema are lists.
pub(super) fn is_list(schema: &Schema) -> bool {
    let object = schema.object();
    object.is_some_and(|object| object.types.as_deref() == Some(&[SchemaType::Array]) || object.items.is_some())
}
