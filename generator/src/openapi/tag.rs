//! The Tag Object and the External Documentation Object.
//!
//! ```yaml
//! tags:
//!   - name: Browsers
//!     description: Create and manage browser sessions.
//!     externalDocs: { url: https://kernel.sh/docs, description: The guide }
//! ```
//!
//! Operations may use tags that stand in no list; that is no matter of this module.

use super::reader::{Context, Read};
use crate::source::{NodeId, NodeRef};

/// A group of operations.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// The name that operations use.
    pub name: String,
    /// What it is in a few words.
    pub summary: Option<String>,
    /// A description in Markdown.
    pub description: Option<String>,
    /// Where to read more.
    pub external_docs: Option<ExternalDocs>,
    /// The tag that this one is below.
    pub parent: Option<String>,
    /// What it is good for, such as `nav`.
    pub kind: Option<String>,
    /// Where it stands.
    pub node: NodeId,
}

/// Where to read more about something.
#[derive(Debug, Clone, PartialEq)]
pub struct ExternalDocs {
    /// The address as it is written, possibly relative.
    pub url: String,
    /// A description in Markdown.
    pub description: Option<String>,
    /// Where it stands.
    pub node: NodeId,
}

impl Read for Tag {
    fn stands_alone(_: &Context<'_>, node: NodeRef<'_>) -> bool {
        node.get("name").is_some()
    }

    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "Tag Object", |fields| {
            Some(Self {
                name: fields.required("name")?,
                summary: fields.optional("summary"),
                description: fields.optional("description"),
                external_docs: fields.optional("externalDocs"),
                parent: fields.optional("parent"),
                kind: fields.optional("kind"),
                node: fields.id(),
            })
        })
    }
}

impl Read for ExternalDocs {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "External Documentation Object", |fields| {
            Some(Self {
                url: fields.required("url")?,
                description: fields.optional("description"),
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
        let tag: Tag = clean(
            "{ name: N, summary: S, description: D, parent: P, kind: nav, externalDocs: { url: U, description: E } }",
        );
        assert_eq!((tag.summary.as_deref(), tag.parent.as_deref()), (Some("S"), Some("P")));
        assert_eq!(tag.kind.as_deref(), Some("nav"));
        assert_eq!((tag.name.as_str(), tag.description.as_deref()), ("N", Some("D")));
        let docs = tag.external_docs.expect("there are docs");
        assert_eq!((docs.url.as_str(), docs.description.as_deref()), ("U", Some("E")));
    }

    #[test]
    fn a_tag_without_a_name_is_left_out() {
        let (tags, sink) = read::<Vec<Tag>>("[{ description: D }, { name: 2021 }]");
        let names: Vec<String> = tags.unwrap_or_default().into_iter().map(|tag| tag.name).collect();
        assert_eq!(names, ["2021"]);
        assert_eq!(
            reports(&sink),
            [
                (Code::MissingField, "#/0".to_owned()),
                (Code::CoercedScalar, "#/1/name".to_owned()),
            ]
        );
    }
}
