//! Keywords that leave no trace in the types.
//!
//! ```yaml
//! { type: object, properties: { … }, not: { … }, dependentRequired: { … } }
//! ```
//!
//! Ignoring these only widens what a type accepts: a value that the document allows still decodes and encodes. Each is
//! reported once at its place. `$defs`, `$id`, `xml` and the content keywords are no constraints and need no word.

use super::context::Context;
use super::parts::Part;
use crate::diag::Code;
use crate::openapi::SchemaObject;

impl Context<'_> {
    /// Reports the keywords of these parts that are not represented.
    pub(super) fn examine(&mut self, parts: &[Part<'_>]) {
        for part in parts {
            if !self.examined.insert(part.schema.node) {
                continue;
            }
            for (key, present) in ignored(part.object) {
                if present {
                    let message = format!("`{key}` is not checked");
                    self.report_key(
                        Code::NotRepresented,
                        part.schema.node,
                        key,
                        message,
                        "has no effect on the type",
                    );
                }
            }
            let alone = part.object.one_of.is_empty() && part.object.any_of.is_empty();
            if part.object.discriminator.is_some() && alone {
                let message = "a discriminator without `oneOf` or `anyOf`: values are read as this schema alone, \
                               and what the schemas derived from it add is ignored";
                let node = part.schema.node;
                self.report_key(
                    Code::NotRepresented,
                    node,
                    "discriminator",
                    message,
                    "list the derived schemas in `oneOf`",
                );
            }
        }
    }
}

fn ignored(object: &SchemaObject) -> [(&'static str, bool); 12] {
    [
        ("not", object.not.is_some()),
        ("if", object.if_schema.is_some()),
        ("dependentRequired", !object.dependent_required.is_empty()),
        ("dependentSchemas", !object.dependent_schemas.is_empty()),
        ("patternProperties", !object.pattern_properties.is_empty()),
        ("propertyNames", object.property_names.is_some()),
        ("contains", object.contains.is_some()),
        ("minContains", object.min_contains.is_some()),
        ("maxContains", object.max_contains.is_some()),
        ("unevaluatedProperties", object.unevaluated_properties.is_some()),
        ("unevaluatedItems", object.unevaluated_items.is_some()),
        ("$dynamicRef", object.dynamic_reference.is_some()),
    ]
}
