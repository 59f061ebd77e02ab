//! Keywords that leave no trace in the types.
//!
//! ```yaml
//! { type: string, contentMediaType: application/json, then: { … } }
//! ```
//!
//! Ignoring these only widens what a type accepts: a value that the document allows still decodes and encodes. Each is
//! reported once at its place, whatever else the schema consists of. `$defs`, `$id` and `xml` are no constraints on JSON
//! and need no word.

use super::context::Context;
use crate::diag::Code;
use crate::openapi::{ReferenceKind, Schema, SchemaObject};

impl<'d> Context<'d> {
    /// Reports the keywords of a schema that are not represented, the first time that it is met.
    pub(super) fn examine(&mut self, schema: &'d Schema, object: &SchemaObject) {
        if !self.examined.insert(schema.node) {
            return;
        }
        let node = schema.node;
        for (key, present) in ignored(object) {
            if present {
                let message = format!("`{key}` is not checked");
                self.report_key(Code::NotRepresented, node, key, message, "has no effect on the type");
            }
        }
        let alone = object.one_of.is_empty() && object.any_of.is_empty();
        if object.discriminator.is_some() && alone && !self.has_heirs(schema) {
            let message = "a discriminator without `oneOf` or `anyOf`: values are read as this schema alone, and what the \
                           schemas derived from it add is ignored";
            let label = "list the derived schemas in `oneOf`";
            self.report_key(Code::NotRepresented, node, "discriminator", message, label);
        }
    }
}

fn ignored(object: &SchemaObject) -> [(&'static str, bool); 8] {
    let conditional = object.if_schema.is_some();
    let plain = object
        .reference
        .as_ref()
        .is_some_and(|reference| reference.kind == ReferenceKind::Static);
    let beside = plain && object.dynamic_reference.is_some();
    let contains = object.contains.is_some();
    [
        // Without the keyword that they go with, these say nothing.
        ("then", object.then_schema.is_some() && !conditional),
        ("else", object.else_schema.is_some() && !conditional),
        ("minContains", object.min_contains.is_some() && !contains),
        ("maxContains", object.max_contains.is_some() && !contains),
        (
            "contentEncoding",
            object.content_encoding.is_some() && super::format::of(object).is_none(),
        ),
        (
            "contentMediaType",
            object.content_media_type.is_some() && !super::format::is_binary(object),
        ),
        ("contentSchema", object.content_schema.is_some()),
        ("$dynamicRef", beside),
    ]
}
