//! What the document says of properties by the patterns that their names match, for the docs.
//!
//! ```yaml
//! patternProperties: { "^x-": { type: string }, "^pet_": { $ref: '#/components/schemas/Pet' } }
//! ```
//!
//! The values of the map have one type for all of them, which may be any value: the docs tell what is where. What a
//! schema beyond its types says is not looked into; `validate()` does that.

use crate::ir::{NamePattern, PatternValues};
use crate::openapi::{Schema, SchemaObject, SchemaType};

/// The patterns of some schemas, in the document's order; those of which nothing is said are left out.
pub(super) fn of(objects: &[&SchemaObject]) -> Vec<NamePattern> {
    let all = objects.iter().flat_map(|object| &object.pattern_properties);
    let told = all.filter_map(|(pattern, schema)| {
        Some(NamePattern {
            pattern: pattern.clone(),
            values: values(schema)?,
        })
    });
    told.collect()
}

fn values(schema: &Schema) -> Option<PatternValues> {
    let object = schema.object()?;
    if let Some(reference) = &object.reference {
        let (_, name) = reference.target.split_once("#/components/schemas/")?;
        return (!name.contains(['/', '~', '%'])).then(|| PatternValues::Component(name.to_owned()));
    }
    let kinds: Vec<String> = object.types.iter().flatten().map(|ty| noun(*ty).to_owned()).collect();
    (!kinds.is_empty()).then_some(PatternValues::Kinds(kinds))
}

fn noun(ty: SchemaType) -> &'static str {
    match ty {
        SchemaType::Null => "null",
        SchemaType::Boolean => "a boolean",
        SchemaType::Integer => "an integer",
        SchemaType::Number => "a number",
        SchemaType::String => "a string",
        SchemaType::Array => "a list",
        SchemaType::Object => "an object",
    }
}
