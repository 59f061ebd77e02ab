//! The Discriminator Object: which member of a union a value belongs to.
//!
//! ```yaml
//! discriminator:
//!   propertyName: type
//!   mapping: { card: '#/components/schemas/Card', bank: Bank }
//!   defaultMapping: Other     # from 3.2 on
//! ```
//!
//! The mapping's values are kept as they are written: references or bare names of schemas, not looked for here.

use indexmap::IndexMap;

use crate::diag::Code;
use crate::openapi::reader::{Context, Read};
use crate::source::{NodeId, NodeRef};

/// Which property tells the members of a union apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Discriminator {
    /// The property's name.
    pub property_name: String,
    /// Schemas by the property's value, where they do not follow from their names.
    pub mapping: IndexMap<String, String>,
    /// The schema of values without the property, and of those whose property says something else.
    pub default_mapping: Option<String>,
    /// Where it stands.
    pub node: NodeId,
}

impl Read for Discriminator {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        if let Some(property) = node.as_str() {
            let message = "a text in place of the discriminator is read as the name of its property";
            cx.repaired(Code::RepairedValue, node, message, "of Swagger 2.0");
            return Some(Self {
                property_name: property.to_owned(),
                mapping: IndexMap::new(),
                default_mapping: None,
                node: node.id(),
            });
        }
        cx.object(node, "Discriminator Object", |fields| {
            Some(Self {
                property_name: fields.required("propertyName")?,
                mapping: fields.or_default("mapping"),
                default_mapping: fields.optional("defaultMapping"),
                node: fields.id(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::{clean, codes, read};

    #[test]
    fn every_field_is_read() {
        let discriminator: Discriminator =
            clean("{ propertyName: p, mapping: { b: '#/b', a: A }, defaultMapping: B, x-d: 1 }");
        assert_eq!(discriminator.default_mapping.as_deref(), Some("B"));
        assert_eq!(discriminator.property_name, "p");
        assert!(discriminator.mapping.keys().eq(["b", "a"]));
        assert_eq!(discriminator.mapping["a"], "A");
    }

    #[test]
    fn a_text_is_the_name_of_the_property() {
        let (discriminator, sink) = read::<Discriminator>("kind");
        assert_eq!(discriminator.map(|found| found.property_name).as_deref(), Some("kind"));
        assert_eq!(codes(&sink), [Code::RepairedValue]);
    }

    #[test]
    fn a_discriminator_needs_a_property() {
        let (discriminator, sink) = read::<Discriminator>("{ mapping: {} }");
        assert_eq!((discriminator, codes(&sink)), (None, vec![Code::MissingField]));
    }
}
