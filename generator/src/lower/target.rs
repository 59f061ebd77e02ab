//! What stands at a place that a reference names, as far as the place says it.
//!
//! ```yaml
//! responses: { '200': { $ref: '#/components/schemas/A' } }    # a schema, where a response is wanted
//! ```
//!
//! Read as something else, a thing loses what it says and means something else. Only places that can hold one kind of
//! thing are judged: what is under an extension or an unknown key may be anything, and so may another file that is no
//! document.

use super::called::is_document;
use super::context::Context;
use crate::diag::{Code, Diagnostic};
use crate::openapi::{Reference, Version};
use crate::source::NodeId;

const SECTIONS: [(&str, &str); 11] = [
    ("schemas", "a schema"),
    ("responses", "a response"),
    ("parameters", "a parameter"),
    ("examples", "an example"),
    ("requestBodies", "a request body"),
    ("headers", "a header"),
    ("securitySchemes", "a security scheme"),
    ("links", "a link"),
    ("callbacks", "a callback"),
    ("pathItems", "a path item"),
    ("mediaTypes", "a media type"),
];

/// What a section of the components has in it.
pub(super) fn kind_of_section(section: &str) -> Option<&'static str> {
    SECTIONS
        .iter()
        .find(|(name, _)| *name == section)
        .map(|(_, kind)| *kind)
}

/// What stands at a place, if the place can hold one kind of thing only.
fn kind_of_place(steps: &[&str]) -> Option<&'static str> {
    match steps {
        [] => Some("the document itself"),
        ["info"] => Some("the document's info"),
        ["components"] => Some("all components"),
        ["paths"] => Some("all paths"),
        ["servers" | "tags" | "security" | "externalDocs" | "openapi" | "webhooks"] => {
            Some("another part of the document")
        }
        ["components", section] => kind_of_section(section).map(|_| "a whole section of the components"),
        ["components", section, _] => kind_of_section(section),
        ["paths", path] if path.starts_with('/') => Some("a path item"),
        [
            "paths",
            _,
            "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace",
            rest @ ..,
        ] => match rest {
            [] => Some("an operation"),
            ["requestBody"] => Some("a request body"),
            ["responses", _] => Some("a response"),
            ["parameters", _] => Some("a parameter"),
            ["responses", _, "headers", _] => Some("a header"),
            ["responses", _, "content", _, "schema"] | ["requestBody", "content", _, "schema"] => Some("a schema"),
            _ => None,
        },
        _ => None,
    }
}

/// The same in Swagger 2.0, where a parameter may be a body.
fn kind_of_place_2_0(steps: &[&str]) -> Option<&'static str> {
    match steps {
        [] => Some("the document itself"),
        ["info" | "tags" | "security" | "externalDocs" | "consumes" | "produces"] => {
            Some("another part of the document")
        }
        ["definitions" | "parameters" | "responses" | "securityDefinitions"] => Some("a whole section of the document"),
        ["definitions", _] | ["paths", _, _, "responses", _, "schema"] => Some("a schema"),
        ["responses", _] | ["paths", _, _, "responses", _] => Some("a response"),
        ["securityDefinitions", _] => Some("a security scheme"),
        ["paths", path] if path.starts_with('/') => Some("a path item"),
        [
            "paths",
            _,
            "get" | "put" | "post" | "delete" | "options" | "head" | "patch",
        ] => Some("an operation"),
        _ => None,
    }
}

impl Context<'_> {
    /// Reports a reference to another kind of thing than is wanted, which then counts as leading nowhere.
    pub(super) fn fits(&mut self, reference: &Reference, target: NodeId, wanted: &str) -> bool {
        if let Some((root, _)) = self.document.file(target)
            && !is_document(self.document.node(root))
        {
            return true;
        }
        let pointer = self.document.node(target).pointer();
        let steps: Vec<String> = pointer.steps().collect();
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let found = match self.document.version_at(target) {
            Version::V2_0 => kind_of_place_2_0(&steps),
            _ => kind_of_place(&steps),
        };
        let Some(found) = found.filter(|found| *found != wanted) else {
            return true;
        };
        // A header is a parameter without `name` and `in`, which are reported as unknown.
        if (found, wanted) == ("a parameter", "a header") {
            return true;
        }
        let message = format!(
            "the reference `{}` leads to {found}, where {wanted} is wanted",
            reference.target
        );
        let diagnostic = Diagnostic::new(Code::UnresolvedReference, message)
            .at(&self.document.place(reference.target_node), format!("this is {found}"))
            .remedy(format!("name {wanted}"));
        self.sink.push(diagnostic);
        self.targets.insert(reference.node, None);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::{kind_of_place, kind_of_place_2_0};

    #[test]
    fn only_places_of_one_kind_are_judged() {
        assert_eq!(kind_of_place(&[]), Some("the document itself"));
        assert_eq!(kind_of_place(&["components", "schemas", "A"]), Some("a schema"));
        assert_eq!(kind_of_place(&["paths", "/a", "post"]), Some("an operation"));
        assert_eq!(
            kind_of_place(&["paths", "/a", "get", "responses", "200"]),
            Some("a response")
        );
        assert_eq!(kind_of_place(&["components", "schemas", "A", "properties", "b"]), None);
        assert_eq!(kind_of_place(&["definitions", "A"]), None);
        assert_eq!(kind_of_place(&["x-shared"]), None);
        assert_eq!(kind_of_place_2_0(&["definitions", "A"]), Some("a schema"));
        assert_eq!(kind_of_place_2_0(&["parameters", "A"]), None);
        assert_eq!(
            kind_of_place_2_0(&["paths", "/a", "get", "responses", "200"]),
            Some("a response")
        );
    }
}
