//! The version of OpenAPI that a document follows.
//!
//! ```yaml
//! openapi: 3.1.0
//! ```
//!
//! Patch versions change no meaning, so `3.0.4` and a bare `3.1` are read, and `3.1.0-rc1` with a warning. Swagger 2.0 and OpenAPI 3.2 are
//! refused: reading them as something else would lose what they say in their own words.

use super::Bundle;
use super::reader::{Context, Read};
use crate::diag::{Code, Diagnostic, Sink};
use crate::source::{Kind, NodeRef};

/// A version whose meaning kiln knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Version {
    /// OpenAPI 3.0: schemas are a dialect of their own.
    V3_0,
    /// OpenAPI 3.1: schemas are JSON Schema 2020-12.
    V3_1,
}

impl Version {
    /// The version that the root of a document names; `None` after reporting that there is none, or another one.
    pub(super) fn of(cx: &mut Context<'_>, root: NodeRef<'_>) -> Option<Self> {
        if root.kind() != Kind::Object {
            cx.wrong_type(root, "a mapping (OpenAPI Object)");
            return None;
        }
        if let Some(field) = root.get("openapi") {
            return Self::read(cx, field);
        }
        let diagnostic = match root.get("swagger") {
            Some(field) => Diagnostic::new(Code::UnknownVersion, "this is a Swagger document")
                .at(&field.place(), "not an OpenAPI version")
                .remedy("convert the document to OpenAPI 3.0, for example with swagger2openapi"),
            None => Diagnostic::new(Code::MissingField, "the document has no `openapi`")
                .at(&root.place(), "`openapi` is missing here")
                .remedy("add the version that the document follows, such as `openapi: 3.1.0`"),
        };
        cx.report(diagnostic);
        None
    }
}

impl Version {
    /// The versions of all files: what each says, else that of the file that referred to it first.
    ///
    /// `None` after reporting that the main document names none, or that one of them names another one.
    pub(super) fn of_files(bundle: &Bundle, sink: &mut Sink) -> Option<Vec<Self>> {
        let mut versions = Vec::new();
        for (root, referrer) in bundle.roots() {
            let root = bundle.node(root);
            let named = ["openapi", "swagger"].iter().filter_map(|field| root.get(field));
            let says = versions.is_empty()
                || named
                    .into_iter()
                    .any(|version| version.items().len() + version.entries().len() == 0);
            // Finding the version needs none, and whichever is given here has no effect on that.
            let own = says.then(|| Self::of(&mut Context::new(Self::V3_1, sink), root));
            let version = match own {
                Some(version) => version?,
                None => *versions.get(referrer)?,
            };
            versions.push(version);
        }
        Some(versions)
    }

    /// Says what is odd about the text of a version that is known.
    fn with_patch(self, cx: &mut Context<'_>, node: NodeRef<'_>, patch: Option<&str>) -> Self {
        if node.as_str().is_none() {
            // Reading it as text says that it is a number.
            let _ = String::read(cx, node);
        }
        if let Some(patch) = patch.filter(|patch| patch.is_empty() || patch.contains(|c: char| !c.is_ascii_digit())) {
            let message = format!("`{patch}` is no patch version, and has no effect");
            cx.repaired(Code::RepairedValue, node, message, "write three numbers");
        }
        self
    }
}

impl Read for Version {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        let text = match node.as_str().or(node.as_number()) {
            Some(text) => text.to_owned(),
            None => String::read(cx, node)?,
        };
        let mut parts = text.splitn(3, '.');
        let remedy = match (parts.next(), parts.next()) {
            (Some("3"), Some("0")) => return Some(Self::V3_0.with_patch(cx, node, parts.next())),
            (Some("3"), Some("1")) => return Some(Self::V3_1.with_patch(cx, node, parts.next())),
            (Some("3"), Some("2")) => {
                "write the document in OpenAPI 3.1: set `openapi: 3.1.1`, without what only 3.2 has"
            }
            (Some("2"), _) => "convert the document to OpenAPI 3.0, for example with swagger2openapi",
            _ => Code::UnknownVersion.remedy(),
        };
        cx.report(
            Diagnostic::new(Code::UnknownVersion, format!("kiln does not read OpenAPI \"{text}\""))
                .at(&node.place(), "not 3.0 or 3.1")
                .remedy(remedy),
        );
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::{codes, document, read};

    #[test]
    fn patch_versions_are_read() {
        for (text, version) in [
            ("3.0.0", Version::V3_0),
            ("3.0.4", Version::V3_0),
            ("3.1.0", Version::V3_1),
        ] {
            let (found, sink) = read::<Version>(text);
            assert_eq!((found, codes(&sink)), (Some(version), vec![]), "{text}");
        }
    }

    #[test]
    fn what_is_no_patch_version_is_read_with_a_warning() {
        for text in ["3.1.0-rc1", "3.1.x", "'3.1.'"] {
            let (found, sink) = read::<Version>(text);
            assert_eq!(
                (found, codes(&sink)),
                (Some(Version::V3_1), vec![Code::RepairedValue]),
                "{text}"
            );
        }
    }

    #[test]
    fn an_unknown_version_written_as_a_number_is_one_mistake() {
        let (found, sink) = read::<Version>("3");
        assert_eq!((found, codes(&sink)), (None, vec![Code::UnknownVersion]));
    }

    #[test]
    fn a_version_written_as_a_number_is_read_with_a_warning() {
        let (found, sink) = read::<Version>("3.1");
        assert_eq!((found, codes(&sink)), (Some(Version::V3_1), vec![Code::CoercedScalar]));
    }

    #[test]
    fn other_versions_are_refused_with_a_remedy() {
        for (text, remedy) in [
            ("3.2.0", "OpenAPI 3.1"),
            ("'2.0'", "swagger2openapi"),
            ("4.0.0", "3.1.0"),
            ("3.10.0", "3.1.0"),
        ] {
            let (found, sink) = read::<Version>(text);
            assert_eq!((found, codes(&sink)), (None, vec![Code::UnknownVersion]), "{text}");
            let given = sink.diagnostics()[0].remedy.clone().unwrap_or_default();
            assert!(given.contains(remedy), "{text}: {given}");
        }
    }

    #[test]
    fn documents_without_a_version_are_refused() {
        for (yaml, code) in [
            ("{ swagger: '2.0', info: {} }", Code::UnknownVersion),
            ("{ info: {} }", Code::MissingField),
            ("[]", Code::WrongType),
        ] {
            let (found, sink) = document(yaml);
            assert!(found.is_none());
            assert_eq!(codes(&sink), [code], "{yaml}");
        }
    }
}
