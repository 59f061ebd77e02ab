//! The Media Type Object and the Encoding Object.
//!
//! ```yaml
//! multipart/form-data:
//!   schema: { type: object, properties: { file: { type: string, format: binary } } }
//!   encoding: { file: { contentType: application/zip } }
//!   examples: { small: { value: { file: '' } } }
//! ```
//!
//! Names of media types are kept as they are written, with parameters and in their case.

use indexmap::IndexMap;

use super::example::Examples;
use super::reader::{Context, Read};
use super::{Header, RefOr, Reference, Schema, Style};
use crate::source::{NodeId, NodeRef};

/// One form of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct MediaType {
    /// The type of the body.
    pub schema: Option<Schema>,
    /// A value as an example.
    pub example: Option<NodeId>,
    /// Further values as examples.
    pub examples: Vec<NodeId>,
    /// Examples that stand elsewhere.
    pub example_references: Vec<Reference>,
    /// How the fields of a form are written, by property.
    pub encoding: IndexMap<String, Encoding>,
    /// Where it stands.
    pub node: NodeId,
}

/// How one field of a form is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Encoding {
    /// The media type of the field, or several separated by commas.
    pub content_type: Option<String>,
    /// The headers of the part.
    pub headers: IndexMap<String, RefOr<Header>>,
    /// How arrays and objects are written, if the document says so.
    pub style: Option<Style>,
    /// Whether their members are written one by one, if the document says so.
    pub explode: Option<bool>,
    /// Whether the reserved characters of URLs stay as they are.
    pub allow_reserved: bool,
    /// Where it stands.
    pub node: NodeId,
}

impl Read for MediaType {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "Media Type Object", |fields| {
            let examples: Examples = fields.or_default("examples");
            Some(Self {
                schema: fields.optional("schema"),
                example: fields.raw_id("example"),
                examples: examples.values,
                example_references: examples.references,
                encoding: fields.or_default("encoding"),
                node: fields.id(),
            })
        })
    }
}

impl Read for Encoding {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "Encoding Object", |fields| {
            Some(Self {
                content_type: fields.optional("contentType"),
                headers: fields.or_default("headers"),
                style: fields.choice("style", Style::QUERY),
                explode: fields.optional("explode"),
                allow_reserved: fields.or_default("allowReserved"),
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
        let media: MediaType = clean(
            "{ schema: {}, example: null, examples: { a: { value: 1 }, b: { $ref: '#/x' } }, x-m: 1, encoding: { f: \
             { contentType: text/plain, headers: { X-H: { schema: {} } }, style: deepObject, explode: false, allowReserved: true } } }",
        );
        assert!(media.schema.is_some() && media.example.is_some());
        assert_eq!((media.examples.len(), media.example_references.len()), (1, 1));
        let encoding = &media.encoding["f"];
        assert_eq!(encoding.content_type.as_deref(), Some("text/plain"));
        assert!(encoding.headers.contains_key("X-H"));
        assert_eq!(
            (encoding.style, encoding.explode),
            (Some(Style::DeepObject), Some(false))
        );
        assert!(encoding.allow_reserved);
    }

    #[test]
    fn an_encoding_that_says_nothing_has_no_style() {
        let encoding: Encoding = clean("{}");
        assert_eq!(
            (encoding.style, encoding.explode, encoding.allow_reserved),
            (None, None, false)
        );
    }

    #[test]
    fn a_schema_without_its_field_is_reported() {
        let (media, sink) = read::<MediaType>("{ type: object, example: {} }");
        assert!(media.is_some_and(|media| media.schema.is_none()));
        assert_eq!(reports(&sink), [(Code::UnknownField, "#/type".to_owned())]);
    }
}
