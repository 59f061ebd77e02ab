//! The Responses Object and the Response Object.
//!
//! ```yaml
//! responses:
//!   '201': { description: Created, content: { application/json: { … } } }
//!   4XX: { $ref: '#/components/responses/Error' }
//!   default: { description: Anything else }
//! ```
//!
//! `description` is required by the specification and read as empty where it is missing: nothing but text is lost.

use std::fmt;

use indexmap::IndexMap;

use super::reader::{Context, Read, is_extension};
use super::stray::text_of_reference;
use super::{Header, Link, MediaType, RefOr, Version, swagger};
use crate::diag::{Code, Diagnostic};
use crate::source::{Kind, NodeId, NodeRef};

/// What the service answers in one case.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// What it is in a few words.
    pub summary: Option<String>,
    /// A description in Markdown.
    pub description: String,
    /// The headers by name.
    pub headers: IndexMap<String, RefOr<Header>>,
    /// The forms of the body by media type; none if there is no body.
    pub content: IndexMap<String, MediaType>,
    /// What can be called next.
    pub links: IndexMap<String, RefOr<Link>>,
    /// Where it stands.
    pub node: NodeId,
}

impl Response {
    fn described(text: &str, node: NodeRef<'_>) -> Self {
        Self {
            summary: None,
            description: text.to_owned(),
            headers: IndexMap::new(),
            content: IndexMap::new(),
            links: IndexMap::new(),
            node: node.id(),
        }
    }

    /// What it says in prose: the description, or else the summary.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.summary {
            Some(summary) if self.description.is_empty() => summary,
            _ => &self.description,
        }
    }
}

/// The case that a response is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatusKey {
    /// One status, from 100 to 599.
    Code(u16),
    /// All statuses that start with this digit, from 1 to 5: `4XX` is 4.
    Range(u8),
    /// Every status that no other response is for.
    Default,
}

impl StatusKey {
    /// The meaning of a key of the Responses Object.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        if key.eq_ignore_ascii_case("default") {
            return Some(Self::Default);
        }
        match key.as_bytes() {
            [class @ b'1'..=b'5', b'x' | b'X', b'x' | b'X'] => Some(Self::Range(class - b'0')),
            [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] => key.parse().ok().map(Self::Code),
            _ => None,
        }
    }
}

impl fmt::Display for StatusKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// The Responses Object; extensions are left out.
#[derive(Debug, Default)]
pub(super) struct Responses(pub(super) Vec<(StatusKey, RefOr<Response>)>);

impl Read for Responses {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        let mut responses = Vec::new();
        if text_of_reference(node).is_none() {
            return read_responses(cx, node, &mut responses).map(|()| Self(responses));
        }
        let mut others = Vec::new();
        cx.through(node, "the Responses Object", Some(Code::InvalidValue), |cx, named| {
            read_responses(cx, named, &mut others)
        });
        read_responses(cx, node, &mut responses);
        others.retain(|(status, _)| responses.iter().all(|(own, _)| own != status));
        responses.append(&mut others);
        Some(Self(responses))
    }
}

fn read_responses(
    cx: &mut Context<'_>,
    node: NodeRef<'_>,
    responses: &mut Vec<(StatusKey, RefOr<Response>)>,
) -> Option<()> {
    if node.kind() != Kind::Object {
        cx.wrong_type(node, "a mapping (Responses Object)");
        return None;
    }
    for (key, value) in node.entries() {
        if is_extension(key) || (key == "$ref" && value.kind() == Kind::String) {
            continue;
        }
        let Some(status) = StatusKey::parse(key) else {
            let message = format!("`{key}` is no status");
            let diagnostic = Diagnostic::new(Code::InvalidValue, message).at(&node.key_place(key), "not allowed here");
            cx.report(diagnostic.remedy("write a status such as 404, a range such as 4XX, or `default`"));
            continue;
        };
        if responses.iter().any(|(known, _)| *known == status) {
            let message = format!("`{key}` stands for the same statuses as another key");
            let diagnostic = Diagnostic::new(Code::RepairedValue, message).at(&node.key_place(key), "left out");
            cx.report(diagnostic.remedy("remove one of the two"));
            continue;
        }
        responses.extend(RefOr::read(cx, value).map(|response| (status, response)));
    }
    Some(())
}

impl Read for Response {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        if let Some(text) = node.as_str() {
            let message = "a text in place of a response is read as its description";
            cx.repaired(Code::RepairedValue, node, message, "a response without a body");
            return Some(Self::described(text, node));
        }
        if cx.version == Version::V2_0 {
            return swagger::response(cx, node);
        }
        cx.object(node, "Response Object", |fields| {
            fields.check_header_names("headers");
            Some(Self {
                summary: fields.optional("summary"),
                description: fields.or_default("description"),
                headers: fields.or_default("headers"),
                content: super::older_form::content(fields),
                links: fields.or_default("links"),
                node: fields.id(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::{clean, read, reports};

    fn keys(responses: &Responses) -> Vec<String> {
        responses.0.iter().map(|(status, _)| status.to_string()).collect()
    }

    #[test]
    fn every_field_is_read() {
        let response: Response = clean(
            "{ summary: S, description: D, headers: { X-Left: { schema: {} }, x-right: { schema: {} } }, content: { text/plain: {} }, \
             links: { l: {} }, x-r: 1 }",
        );
        assert_eq!(
            (response.summary.as_deref(), response.description.as_str()),
            (Some("S"), "D")
        );
        assert_eq!(response.text(), "D");
        assert!(response.headers.keys().eq(["X-Left", "x-right"]));
        assert!(response.content.contains_key("text/plain"));
        assert!(response.links.contains_key("l"));
    }

    #[test]
    fn a_text_or_nothing_in_place_of_a_response_has_no_body() {
        let (response, sink) = read::<Response>("Done");
        assert_eq!(response.map(|response| response.description).as_deref(), Some("Done"));
        assert_eq!(reports(&sink), [(Code::RepairedValue, "#".to_owned())]);
        let (response, sink) = read::<Response>("null");
        assert!(response.is_some_and(|response| response.content.is_empty()));
        assert_eq!(reports(&sink), [(Code::NullField, "#".to_owned())]);
    }

    #[test]
    fn a_summary_stands_in_for_a_description() {
        assert_eq!(clean::<Response>("{ summary: S }").text(), "S");
        assert_eq!(clean::<Response>("{}").text(), "");
    }

    #[test]
    fn codes_ranges_and_the_default_keep_the_documents_order() {
        let responses: Responses =
            clean("{ default: {}, 4xx: {}, 404: {}, '201': {}, 5XX: { $ref: '#/x' }, x-note: 1 }");
        assert_eq!(keys(&responses), ["default", "4XX", "404", "201", "5XX"]);
        assert!(responses.0[4].1.reference().is_some());
    }

    #[test]
    fn other_keys_are_refused() {
        let (responses, sink) = read::<Responses>("{ 600: {}, 20x: {}, ok: {}, '0200': {}, 200: {}, 6XX: {} }");
        assert_eq!(keys(&responses.unwrap_or_default()), ["200"]);
        assert_eq!(
            reports(&sink),
            ["#/600", "#/20x", "#/ok", "#/0200", "#/6XX"].map(|pointer| (Code::InvalidValue, pointer.to_owned()))
        );
    }

    #[test]
    fn of_two_spellings_of_one_range_the_first_counts() {
        let (responses, sink) = read::<Responses>("{ 4XX: {}, 4xx: {} }");
        assert_eq!(keys(&responses.unwrap_or_default()), ["4XX"]);
        assert_eq!(reports(&sink), [(Code::RepairedValue, "#/4xx".to_owned())]);
    }
}
