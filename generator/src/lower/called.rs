//! What a thing is called that others refer to: after its place, in whatever file that is.
//!
//! ```yaml
//! $ref: '#/components/schemas/Pet'              # Pet
//! $ref: ./schemas/Pet.yaml                      # Pet: a file that is one schema
//! $ref: './schemas.yaml#/Pet'                   # Pet: a file that is a mapping of schemas
//! $ref: './pets.yaml#/components/schemas/Pet'   # Pet: a document of its own
//! $ref: './types.json#/$defs/Pet'               # Pet: a collection of schemas
//! $ref: './schemas/Pet.yaml#/$defs/Owner'       # no name of its own: something of `Pet`
//! ```
//!
//! A component of the main document that is nothing but a reference to such a place gives it its own name instead: the
//! place is that component. Names decide about words only: two places of one name are two things.

use super::context::Context;
use crate::openapi::{Discriminator, Schema};
use crate::source::{Kind, NodeId, NodeRef};

/// Keys of a schema or a path item whose values are no things with names.
const KEYWORDS: [&str; 22] = [
    "additionalProperties",
    "contains",
    "contentSchema",
    "delete",
    "else",
    "get",
    "head",
    "if",
    "items",
    "not",
    "options",
    "patch",
    "post",
    "propertyNames",
    "put",
    "requestBody",
    "schema",
    "then",
    "trace",
    "unevaluatedItems",
    "unevaluatedProperties",
    "value",
];

/// Sections of a file that hold things by name.
const HOLDERS: [&str; 11] = [
    "$defs",
    "definitions",
    "examples",
    "headers",
    "parameters",
    "pathItems",
    "requestBodies",
    "responses",
    "schemas",
    "securityDefinitions",
    "securitySchemes",
];

impl<'d> Context<'d> {
    /// The name of the thing at a node, which belongs to this section if it is a component.
    pub(super) fn called(&self, node: NodeId, section: &str) -> Option<String> {
        let pointer = self.document.node(node).pointer();
        let Some((root, address)) = self.document.file(node) else {
            return self.document.version.component_name(&pointer, section);
        };
        let steps: Vec<String> = pointer.steps().collect();
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        match steps.as_slice() {
            [] if is_document(self.document.node(root)) => None,
            [] => Some(stem(address).to_owned()),
            [name] if is_whole(self.document.node(root)) || KEYWORDS.contains(name) || HOLDERS.contains(name) => None,
            ["$defs" | "definitions", _] if is_schema(self.document.node(root)) => None,
            ["components", in_section, name] if *in_section == section => Some((*name).to_owned()),
            [holder, name] if HOLDERS.contains(holder) => Some((*name).to_owned()),
            [name] => Some((*name).to_owned()),
            _ => None,
        }
    }

    /// The schema around a node that has a name, itself included, and that name.
    pub(super) fn named_around(&self, node: NodeId) -> Option<(NodeId, String)> {
        let mut current = Some(self.document.node(node));
        while let Some(around) = current {
            if let Some(name) = self.called(around.id(), "schemas") {
                return Some((around.id(), name));
            }
            current = around.parent();
        }
        None
    }

    /// The schema in another file that a component is nothing but a reference to.
    pub(super) fn stands_for(&mut self, component: &'d Schema) -> Option<&'d Schema> {
        self.bare(component)?;
        let end = self.end_of(component);
        let elsewhere = self.document.file(end.node).is_some();
        (elsewhere && end.node != component.node).then_some(end)
    }

    /// The component that an entry of `mapping` names, by reference or by name.
    pub(super) fn mapped_name(&self, discriminator: &Discriminator, target: &str) -> String {
        if self.document.components.schemas.contains_key(target) {
            return target.to_owned();
        }
        let named = self.document.resolve(discriminator.node, target).ok();
        let name = named.and_then(|named| self.called(named.node, "schemas"));
        name.unwrap_or_else(|| target.to_owned())
    }
}

/// Whether a file is a document of its own, or looks like one, rather than a schema or a mapping of things.
pub(super) fn is_document(root: NodeRef<'_>) -> bool {
    root.kind() == Kind::Object
        && ["openapi", "swagger", "components", "paths"]
            .iter()
            .any(|field| root.get(field).is_some())
}

/// Whether what stands directly in a file is a part of one thing, rather than a thing of that name.
fn is_whole(root: NodeRef<'_>) -> bool {
    is_document(root) || is_schema(root)
}

/// Whether a file is a schema with definitions of its own, rather than a collection of them.
fn is_schema(root: NodeRef<'_>) -> bool {
    let says = [
        "type",
        "properties",
        "items",
        "allOf",
        "anyOf",
        "oneOf",
        "enum",
        "const",
        "$ref",
    ];
    says.iter().any(|keyword| root.get(keyword).is_some())
}

/// The name of a file without its folder and its extension.
fn stem(address: &str) -> &str {
    let name = address.trim_end_matches('/').rsplit('/').next().unwrap_or(address);
    let name = name.split('?').next().unwrap_or(name);
    let name = name
        .split_once('.')
        .map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem });
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn files_are_called_without_folder_and_extension() {
        for (address, expected) in [
            ("schemas/Pet.yaml", "Pet"),
            ("../Pet.schema.json", "Pet"),
            ("https://a.test/pet?v=1", "pet"),
            ("urn:example:pet", "pet"),
            (".hidden", ".hidden"),
        ] {
            assert_eq!(stem(address), expected);
        }
    }
}
