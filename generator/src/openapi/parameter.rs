//! The Parameter Object.
//!
//! ```yaml
//! - name: status
//!   in: query
//!   style: form
//!   explode: false
//!   schema: { type: array, items: { type: string } }
//! - name: filter
//!   in: query
//!   content: { application/json: { schema: { $ref: '#/components/schemas/Filter' } } }
//! ```
//!
//! The defaults for style and explode are applied. A path parameter is required whatever the document says, because a
//! path without it is another path; the difference is reported. Whether `schema` or `content` is given, and how many media
//! types, is left to the lowering stage, as are the header names that the specification reserves.

use indexmap::IndexMap;

use super::example::Examples;
use super::reader::{Context, Fields, Read};
use super::{MediaType, Reference, Schema, Style, Version, swagger};
use crate::diag::{Code, Diagnostic};
use crate::source::{NodeId, NodeRef};

/// A value that callers send outside of the body.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the specification's own independent flags, not states of one thing"
)]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// Where it is sent.
    pub location: Location,
    /// Whether callers have to send it; always true in the path.
    pub required: bool,
    /// Whether callers should stop using it.
    pub deprecated: bool,
    /// Why, and what to use instead (`x-deprecated-reason`).
    pub deprecated_reason: Option<String>,
    /// A description in Markdown.
    pub description: Option<String>,
    /// How arrays and objects are written.
    pub style: Style,
    /// Whether their members are written one by one.
    pub explode: bool,
    /// Whether the reserved characters of URLs stay as they are.
    pub allow_reserved: bool,
    /// Whether an empty value may be sent.
    pub allow_empty_value: bool,
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

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Location {
    /// In the path.
    Path,
    /// After the question mark.
    Query,
    /// All of what is after the question mark.
    QueryString,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Location {
    const NAMES: &[(&'static str, Self)] = &[
        ("path", Self::Path),
        ("query", Self::Query),
        ("querystring", Self::QueryString),
        ("header", Self::Header),
        ("cookie", Self::Cookie),
    ];
}

impl Read for Parameter {
    fn stands_alone(_: &Context<'_>, node: NodeRef<'_>) -> bool {
        node.get("name").is_some() && node.get("in").is_some()
    }

    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        if cx.version == Version::V2_0 {
            return swagger::parameter(cx, node);
        }
        cx.object(node, "Parameter Object", |fields| {
            let name: Option<String> = fields.required("name");
            let location = fields.required_node("in");
            let location = fields.cx.choice(location?, Location::NAMES)?;
            fields.check_media_types("content");
            let style = fields.choice("style", Style::possible_in(location));
            let style = style.unwrap_or_else(|| Style::default_in(location));
            let examples: Examples = fields.or_default("examples");
            Some(Self {
                name: name?,
                location,
                required: required(fields, location),
                deprecated: fields.or_default("deprecated"),
                deprecated_reason: fields.optional("x-deprecated-reason"),
                description: fields.optional("description"),
                style,
                explode: fields.optional("explode").unwrap_or_else(|| style.default_explode()),
                allow_reserved: fields.or_default("allowReserved"),
                allow_empty_value: fields.or_default("allowEmptyValue"),
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

pub(super) fn required(fields: &mut Fields<'_>, location: Location) -> bool {
    let required: bool = fields.or_default("required");
    if location == Location::Path && !required {
        let message = "a path parameter is always required";
        let diagnostic = Diagnostic::new(Code::RepairedValue, message)
            .at(&fields.node().place(), "`required: true` is missing here")
            .remedy("add `required: true`");
        fields.cx.report(diagnostic);
    }
    required || location == Location::Path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::{clean, codes, read, reports};

    #[test]
    fn every_field_is_read() {
        let parameter: Parameter = clean(
            "{ name: n, in: query, required: true, deprecated: true, x-deprecated-reason: R, description: D, \
             style: pipeDelimited, explode: true, allowReserved: true, allowEmptyValue: true, schema: { type: array }, \
             example: 1, examples: { a: { value: 2 }, b: { $ref: '#/x' } }, x-p: 1 }",
        );
        assert_eq!((parameter.name.as_str(), parameter.location), ("n", Location::Query));
        assert!(parameter.required && parameter.deprecated && parameter.allow_reserved && parameter.allow_empty_value);
        assert_eq!(parameter.deprecated_reason.as_deref(), Some("R"));
        assert_eq!(parameter.description.as_deref(), Some("D"));
        assert_eq!((parameter.style, parameter.explode), (Style::PipeDelimited, true));
        assert!(parameter.schema.is_some() && parameter.example.is_some());
        assert_eq!((parameter.examples.len(), parameter.example_references.len()), (1, 1));
    }

    #[test]
    fn style_and_explode_depend_on_the_location() {
        for (location, style, explode) in [
            ("path, required: true", Style::Simple, false),
            ("query", Style::Form, true),
            ("header", Style::Simple, false),
            ("cookie", Style::Form, true),
            ("query, style: deepObject", Style::DeepObject, false),
            ("query, explode: false", Style::Form, false),
            (
                "path, required: true, style: matrix, explode: true",
                Style::Matrix,
                true,
            ),
        ] {
            let parameter: Parameter = clean(&format!("{{ name: n, in: {location} }}"));
            assert_eq!((parameter.style, parameter.explode), (style, explode), "{location}");
        }
    }

    #[test]
    fn a_parameter_may_be_a_document_of_its_own() {
        let parameter: Parameter = clean("{ name: n, in: query, content: { application/json: { schema: {} } } }");
        assert!(parameter.schema.is_none() && parameter.content["application/json"].schema.is_some());
    }

    #[test]
    fn a_style_that_the_location_does_not_have_is_refused() {
        let (parameter, sink) = read::<Parameter>("{ name: n, in: header, style: form }");
        assert_eq!(parameter.map(|parameter| parameter.style), Some(Style::Simple));
        assert_eq!(reports(&sink), [(Code::InvalidValue, "#/style".to_owned())]);
        assert_eq!(sink.diagnostics()[0].remedy.as_deref(), Some("use one of `simple`"));
    }

    #[test]
    fn a_path_parameter_is_required_whatever_the_document_says() {
        for yaml in ["{ name: n, in: path }", "{ name: n, in: path, required: false }"] {
            let (parameter, sink) = read::<Parameter>(yaml);
            assert!(parameter.is_some_and(|parameter| parameter.required));
            assert_eq!(codes(&sink), [Code::RepairedValue]);
        }
    }

    #[test]
    fn a_parameter_needs_a_name_and_a_location() {
        let (parameter, sink) = read::<Parameter>("{ schema: {} }");
        assert_eq!(parameter, None);
        assert_eq!(codes(&sink), [Code::MissingField, Code::MissingField]);
        let (parameter, sink) = read::<Parameter>("{ name: n, in: querry }");
        assert_eq!(parameter, None);
        assert_eq!(sink.diagnostics()[0].remedy.as_deref(), Some("did you mean `query`?"));
    }
}
