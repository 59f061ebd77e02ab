//! The Example Object.
//!
//! ```yaml
//! examples:
//!   headless: { summary: Without a screen, value: { headless: true } }
//!   stealth: { $ref: '#/components/examples/Stealth' }
//! ```
//!
//! 3.2 tells the value from the text that it becomes: `dataValue` and `serializedValue`.
//!
//! Example values are nodes of the tree: they are shown, never checked here. A value that stands outside of the document
//! (`externalValue`) is not fetched.

use super::reader::{Context, Fields, Read};
use super::stray::entries;
use super::{RefOr, Reference};
use crate::diag::{Code, Diagnostic};
use crate::source::{Kind, NodeId, NodeRef};

/// A value as an example.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// What it shows in a few words.
    pub summary: Option<String>,
    /// A description in Markdown.
    pub description: Option<String>,
    /// The value; `None` if it stands outside of the document.
    pub value: Option<NodeId>,
    /// The value before it is written in a media type's form.
    pub data_value: Option<NodeId>,
    /// The text that goes on the wire.
    pub serialized_value: Option<String>,
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
                data_value: fields.raw_id("dataValue"),
                serialized_value: serialized(fields),
                external_value: fields.optional("externalValue"),
                node: fields.id(),
            })
        })
    }
}

impl Example {
    /// What can be quoted of it.
    #[must_use]
    pub fn shown(&self) -> Option<NodeId> {
        self.data_value.or(self.value)
    }
}

/// A text that goes on the wire; what it stands for is quoted in its place, if that is given.
fn serialized(fields: &mut Fields<'_>) -> Option<String> {
    let text: String = fields.optional("serializedValue")?;
    let node = fields.node();
    if node.get("dataValue").or(node.get("value")).is_none() {
        let message = "an example that is given as it goes on the wire alone is not quoted in the docs";
        let place = node.key_place("serializedValue");
        let diagnostic = Diagnostic::new(Code::NotRepresented, message).at(&place, "not shown");
        fields.cx.report(diagnostic.remedy("give `dataValue` too"));
    }
    Some(text)
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
        if node.kind() == Kind::Array {
            let message = "the examples here have names; those of a list are read as values";
            cx.repaired(Code::RepairedValue, node, message, "of a schema");
            let values = node.items().map(NodeRef::id).collect();
            let references = Vec::new();
            return Some(Self { values, references });
        }
        let named = entries::<String, RefOr<Example>>(cx, node, |key| Some(key.to_owned()))?;
        let mut examples = Self::default();
        for (_, example) in named {
            match example {
                RefOr::Item(example) => examples.values.extend(example.shown()),
                RefOr::Reference(reference) => examples.references.push(reference),
            }
        }
        Some(examples)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::{clean, read, reports};

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
    fn values_of_3_2_are_quoted_before_they_are_written() {
        let example: Example = clean("{ dataValue: { a: 1 }, serializedValue: a=1 }");
        assert_eq!((example.shown(), example.value), (example.data_value, None));
        assert_eq!(example.serialized_value.as_deref(), Some("a=1"));
        let (example, sink) = read::<Example>("{ serializedValue: a=1 }");
        assert_eq!(example.and_then(|example| example.shown()), None);
        assert_eq!(reports(&sink), [(Code::NotRepresented, "#/serializedValue".to_owned())]);
    }

    #[test]
    fn a_list_has_values_without_names() {
        let (examples, sink) = read::<Examples>("[1, { a: 2 }]");
        assert_eq!(examples.map(|examples| examples.values.len()), Some(2));
        assert_eq!(reports(&sink), [(Code::RepairedValue, "#".to_owned())]);
    }

    #[test]
    fn values_and_references_are_told_apart() {
        let examples: Examples = clean("{ a: { value: 1 }, b: { externalValue: U }, c: { $ref: '#/x' } }");
        assert_eq!((examples.values.len(), examples.references.len()), (1, 1));
    }
}
