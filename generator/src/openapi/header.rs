//! The Header Object: a parameter without a name, because the name is its key.
//!
//! ```yaml
//! headers:
//!   X-Next-Offset: { description: The next page, schema: { type: integer } }
//! ```
//!
//! Headers have one style. A `Content-Type` among them is ignored by the specification; it is kept here.

use indexmap::IndexMap;

use super::example::Examples;
use super::reader::{Context, Read};
use super::{MediaType, Reference, Schema, Style, Version, swagger};
use crate::source::{NodeId, NodeRef};

/// A header of a response or of a part of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// A description in Markdown.
    pub description: Option<String>,
    /// Whether it is always there.
    pub required: bool,
    /// Whether callers should stop using it.
    pub deprecated: bool,
    /// Why, and what to use instead (`x-deprecated-reason`).
    pub deprecated_reason: Option<String>,
    /// How arrays and objects are written.
    pub style: Style,
    /// Whether the members of objects are written as `key=value`.
    pub explode: bool,
    /// The value's type, where it is written by style.
    pub schema: Option<Schema>,
    /// The value's media type, where it is written as a document of its own.
    pub content: IndexMap<String, MediaType>,
    /// A value as an example.
    pub example: Option<NodeId>,
    /// Further values as examples.
    pub examples: Vec<NodeId>,
    /// Examples that stand elsewhere.
    pub example_references: Vec<Reference>,
    /// Where it stands.
    pub node: NodeId,
}

impl Read for Header {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        if cx.version == Version::V2_0 {
            return swagger::header(cx, node);
        }
        cx.object(node, "Header Object", |fields| {
            fields.check_media_types("content");
            let examples: Examples = fields.or_default("examples");
            Some(Self {
                description: fields.optional("description"),
                required: fields.or_default("required"),
                deprecated: fields.or_default("deprecated"),
                deprecated_reason: fields.optional("x-deprecated-reason"),
                style: fields.choice("style", Style::HEADER).unwrap_or(Style::Simple),
                explode: fields.or_default("explode"),
                schema: super::older_form::schema(fields),
                content: fields.or_default("content"),
                example: fields.raw_id("example"),
                examples: examples.values,
                example_references: examples.references,
                node: fields.id(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::openapi::testing::{clean, read, reports};

    #[test]
    fn every_field_is_read() {
        let header: Header = clean(
            "{ description: D, required: true, deprecated: true, x-deprecated-reason: R, style: simple, explode: true, \
             schema: {}, example: 1, examples: { a: { value: 2 }, b: { $ref: '#/x' } }, x-h: 1 }",
        );
        assert_eq!(
            (header.description.as_deref(), header.deprecated_reason.as_deref()),
            (Some("D"), Some("R"))
        );
        assert!(header.required && header.deprecated && header.explode);
        assert_eq!(header.style, Style::Simple);
        assert!(header.schema.is_some() && header.example.is_some());
        assert_eq!((header.examples.len(), header.example_references.len()), (1, 1));
        let header: Header = clean("{ content: { text/plain: {} } }");
        assert!(header.content.contains_key("text/plain"));
    }

    #[test]
    fn a_header_has_no_name_and_no_other_style() {
        let (header, sink) = read::<Header>("{ name: n, style: form }");
        assert_eq!(header.map(|header| header.style), Some(Style::Simple));
        assert_eq!(
            reports(&sink),
            [
                (Code::InvalidValue, "#/style".to_owned()),
                (Code::UnknownField, "#/name".to_owned())
            ]
        );
    }
}
