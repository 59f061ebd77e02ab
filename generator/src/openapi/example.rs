//! The Example Object.
//!
//! ```yaml
//! examples:
//!   headless: { summary: Without a screen, value: { headless: true } }
//!   stealth: { $ref: '#/components/examples/Stealth' }
//! ```
//!
//! Example values are nodes of the tree: they are shown, never checked here. A value that stands outside of the document
//! (`externalValue`) is not fetched.

use super::reader::{Context, Read};
use super::stray::entries;
use super::{RefOr, Reference};
use crate::source::{NodeId, NodeRef};

/// A value as an example.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// What it shows in a few words.
    pub summary: Option<String>,
    /// A description in Markdown.
    pub description: Option<String>,
    /// The value; `None` if it stands outside of the document.
    pub value: Option<NodeId>,
    /// Where the value stands outside of the document.
    pub external_value: Option<String>,
    /// Where it stands.
    pub node: NodeId,
}

impl Read for Example {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "Example Object", |fields| {
            Some(Self {
                summary: fields.optional("summary"),
                description: fields.optional("description"),
                value: fields.raw_id("value"),
                external_value: fields.optional("externalValue"),
                node: fields.id(),
            })
        })
    }
}

/// The `examples` of a parameter, a header or a media type.
#[derive(Debug, Default)]
pub(super) struct Examples {
    /// The values that stand here.
    pub(super) values: Vec<NodeId>,
    /// The examples that stand elsewhere.
    pub(super) references: Vec<Reference>,
}

impl Read for Examples {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        let named = entries::<String, RefOr<Example>>(cx, node, |key| Some(key.to_owned()))?;
        let mut examples = Self::default();
        for (_, example) in named {
            match example {
                RefOr::Item(example) => examples.values.extend(example.value),
                RefOr::Reference(reference) => examples.references.push(reference),
            }
        }
        Some(examples)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::clean;

    #[test]
    fn every_field_is_read() {
        let example: Example = clean("{ summary: S, description: D, value: null, externalValue: U, x-e: 1 }");
        assert_eq!(
            (example.summary.as_deref(), example.description.as_deref()),
            (Some("S"), Some("D"))
        );
        assert!(example.value.is_some(), "null is a value like any other");
        assert_eq!(example.external_value.as_deref(), Some("U"));
    }

    #[test]
    fn values_and_references_are_told_apart() {
        let examples: Examples = clean("{ a: { value: 1 }, b: { externalValue: U }, c: { $ref: '#/x' } }");
        assert_eq!((examples.values.len(), examples.references.len()), (1, 1));
    }
}
