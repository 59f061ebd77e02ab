//! The Info Object with its Contact Object and License Object.
//!
//! ```yaml
//! info:
//!   title: Kernel API
//!   version: 0.1.0
//!   description: Developer tools and cloud infrastructure for AI agents to use web browsers
//!   contact: { name: Support, url: https://kernel.sh, email: support@kernel.sh }
//!   license: { name: Apache 2.0, identifier: Apache-2.0 }
//! ```
//!
//! Addresses are kept as text and not checked.

use super::reader::{Context, Read};
use crate::source::{NodeId, NodeRef};

/// What the API is called and who is behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Info {
    /// The API's name; empty if the document lacks it, which is reported.
    pub title: String,
    /// The version of the document, not of OpenAPI; empty if the document lacks it, which is reported.
    pub version: String,
    /// A short summary.
    pub summary: Option<String>,
    /// A description in Markdown.
    pub description: Option<String>,
    /// The address of the terms of service.
    pub terms_of_service: Option<String>,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// The API's licence.
    pub license: Option<License>,
    /// Where it stands.
    pub node: NodeId,
}

/// Whom to ask about the API.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// A person or an organisation.
    pub name: Option<String>,
    /// An address on the web.
    pub url: Option<String>,
    /// An address for mail.
    pub email: Option<String>,
    /// Where it stands.
    pub node: NodeId,
}

/// The licence of the API.
#[derive(Debug, Clone, PartialEq)]
pub struct License {
    /// The licence's name; empty if the document lacks it.
    pub name: String,
    /// The SPDX expression.
    pub identifier: Option<String>,
    /// The address of the text.
    pub url: Option<String>,
    /// Where it stands.
    pub node: NodeId,
}

impl Read for Info {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "Info Object", |fields| {
            Some(Self {
                title: fields.required("title").unwrap_or_default(),
                version: fields.required("version").unwrap_or_default(),
                summary: fields.optional("summary"),
                description: fields.optional("description"),
                terms_of_service: fields.optional("termsOfService"),
                contact: fields.optional("contact"),
                license: fields.optional("license"),
                node: fields.id(),
            })
        })
    }
}

impl Read for Contact {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "Contact Object", |fields| {
            Some(Self {
                name: fields.optional("name"),
                url: fields.optional("url"),
                email: fields.optional("email"),
                node: fields.id(),
            })
        })
    }
}

impl Read for License {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        cx.object(node, "License Object", |fields| {
            Some(Self {
                name: fields.or_default("name"),
                identifier: fields.optional("identifier"),
                url: fields.optional("url"),
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
        let info: Info = clean(
            "{ title: T, version: '1', summary: S, description: D, termsOfService: U, \
             contact: { name: N, url: W, email: E }, license: { name: L, identifier: I, url: V }, x-team: t }",
        );
        assert_eq!((info.title.as_str(), info.version.as_str()), ("T", "1"));
        assert_eq!(info.summary.as_deref(), Some("S"));
        assert_eq!(info.description.as_deref(), Some("D"));
        assert_eq!(info.terms_of_service.as_deref(), Some("U"));
        let contact = info.contact.expect("there is a contact");
        assert_eq!(
            (contact.name.as_deref(), contact.url.as_deref()),
            (Some("N"), Some("W"))
        );
        assert_eq!(contact.email.as_deref(), Some("E"));
        let license = info.license.expect("there is a licence");
        assert_eq!((license.name.as_str(), license.identifier.as_deref()), ("L", Some("I")));
        assert_eq!(license.url.as_deref(), Some("V"));
    }

    #[test]
    fn a_misspelt_field_is_reported_with_the_right_name() {
        let (info, sink) = read::<Info>("{ title: T, version: '1', sumary: S }");
        assert_eq!(info.map(|info| info.summary), Some(None));
        assert_eq!(reports(&sink), [(Code::UnknownField, "#/sumary".to_owned())]);
        assert_eq!(sink.diagnostics()[0].remedy.as_deref(), Some("did you mean `summary`?"));
    }

    #[test]
    fn missing_title_and_version_are_both_reported() {
        let (info, sink) = read::<Info>("{ description: 5 }");
        assert_eq!(info.and_then(|info| info.description).as_deref(), Some("5"));
        let root = || "#".to_owned();
        assert_eq!(
            reports(&sink),
            [
                (Code::MissingField, root()),
                (Code::MissingField, root()),
                (Code::CoercedScalar, "#/description".to_owned()),
            ]
        );
    }

    #[test]
    fn a_null_field_counts_as_absent() {
        let (info, sink) = read::<Info>("{ title: T, version: '1', contact: }");
        assert_eq!(info.map(|info| info.contact), Some(None));
        assert_eq!(reports(&sink), [(Code::NullField, "#/contact".to_owned())]);
    }

    #[test]
    fn something_else_than_a_mapping_is_reported() {
        let (info, sink) = read::<Info>("[]");
        assert_eq!(info, None);
        assert_eq!(
            sink.diagnostics()[0].message,
            "expected a mapping (Info Object), found a sequence"
        );
    }
}
