//! The Media Type Object and the Encoding Object.
//!
//! ```yaml
//! multipart/form-data:
//!   schema: { type: object, properties: { file: { type: string, format: binary } } }
//!   encoding: { file: { contentType: application/zip } }
//!   examples: { small: { value: { file: '' } } }
//! ```
//!
//! From 3.2 on a media type may stand elsewhere, describe the items of a stream, and encode parts by their position:
//!
//! ```yaml
//! application/jsonl: { $ref: '#/components/mediaTypes/Events' }
//! text/event-stream: { itemSchema: { $ref: '#/components/schemas/Event' } }
//! multipart/mixed: { prefixEncoding: [{ contentType: image/png }], itemEncoding: { contentType: text/plain } }
//! ```
//!
//! Names of media types are kept as they are written, with parameters and in their case.

use indexmap::IndexMap;

use super::example::Examples;
use super::reader::{Context, Fields, Read};
use super::{Header, RefOr, Reference, Schema, Style};
use crate::source::{NodeId, NodeRef};

/// One form of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct MediaType {
    /// Where its definition stands; then nothing else is given.
    pub reference: Option<Reference>,
    /// A description in Markdown.
    pub description: Option<String>,
    /// The type of the body.
    pub schema: Option<Schema>,
    /// The type of each item, where the body is a stream of them.
    pub item_schema: Option<Schema>,
    /// A value as an example.
    pub example: Option<NodeId>,
    /// Further values as examples.
    pub examples: Vec<NodeId>,
    /// Examples that stand elsewhere.
    pub example_references: Vec<Reference>,
    /// How the fields of a form are written, by property.
    pub encoding: IndexMap<String, Encoding>,
    /// How the first parts are written, by position.
    pub prefix_encoding: Vec<Encoding>,
    /// How the parts after those are written.
    pub item_encoding: Option<Encoding>,
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
    /// How the fields of a form within the field are written, by property.
    pub encoding: IndexMap<String, Encoding>,
    /// How the first parts within the field are written, by position.
    pub prefix_encoding: Vec<Encoding>,
    /// How the parts after those are written.
    pub item_encoding: Option<Box<Encoding>>,
    /// Where it stands.
    pub node: NodeId,
}

impl MediaType {
    /// A media type of which nothing is known.
    pub(super) fn new(node: NodeId) -> Self {
        Self {
            reference: None,
            description: None,
            schema: None,
            item_schema: None,
            example: None,
            examples: Vec::new(),
            example_references: Vec::new(),
            encoding: IndexMap::new(),
            prefix_encoding: Vec::new(),
            item_encoding: None,
            node,
        }
    }
}

impl Read for MediaType {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "Media Type Object", |fields| {
            let examples: Examples = fields.or_default("examples");
            Some(Self {
                reference: reference(fields),
                description: fields.optional("description"),
                schema: fields.optional("schema"),
                item_schema: fields.optional("itemSchema"),
                example: fields.raw_id("example"),
                examples: examples.values,
                example_references: examples.references,
                encoding: fields.or_default("encoding"),
                prefix_encoding: fields.or_default("prefixEncoding"),
                item_encoding: fields.optional("itemEncoding"),
                node: fields.id(),
            })
        })
    }
}

fn reference(fields: &mut Fields<'_>) -> Option<Reference> {
    let target = fields.raw("$ref")?;
    let node = fields.node();
    Reference::read_target(&mut fields.cx, node, target)
}

impl Read for Box<Encoding> {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        Encoding::read(cx, node).map(Self::new)
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
                encoding: fields.or_default("encoding"),
                prefix_encoding: fields.or_default("prefixEncoding"),
                item_encoding: fields.optional("itemEncoding"),
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
    fn fields_of_3_2_are_read() {
        let media: MediaType = clean(
            "{ description: D, itemSchema: {}, prefixEncoding: [{}, {}], itemEncoding: { encoding: { f: {} }, \
             prefixEncoding: [{}], itemEncoding: { contentType: text/plain } } }",
        );
        assert!(media.item_schema.is_some() && media.description.as_deref() == Some("D"));
        assert_eq!(media.prefix_encoding.len(), 2);
        let encoding = media.item_encoding.expect("there is an encoding");
        assert!(encoding.encoding.contains_key("f"));
        assert_eq!(encoding.prefix_encoding.len(), 1);
        let inner = encoding.item_encoding.and_then(|inner| inner.content_type);
        assert_eq!(inner.as_deref(), Some("text/plain"));
        let media: MediaType = clean("{ $ref: '#/components/mediaTypes/M' }");
        let target = media.reference.map(|reference| reference.target);
        assert_eq!(target.as_deref(), Some("#/components/mediaTypes/M"));
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
