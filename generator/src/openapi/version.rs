//! The version of OpenAPI that a document follows.
//!
//! ```yaml
//! openapi: 3.1.0
//! swagger: "2.0"     # in place of it, up to 2.0
//! ```
//!
//! Patch versions change no meaning, so `3.0.4` and a bare `3.1` are read, and `3.1.0-rc1` with a warning. Other versions
//! are refused: reading them as something else would lose what they say in their own words.

use super::Bundle;
use super::reader::{Context, Read};
use crate::diag::{Code, Diagnostic, Pointer, Sink};
use crate::source::{Kind, NodeRef};

/// A version whose meaning kiln knows, the older before the newer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Version {
    /// Swagger 2.0: bodies are parameters, and schemas a dialect of their own.
    V2_0,
    /// OpenAPI 3.0: schemas are a dialect of their own.
    V3_0,
    /// OpenAPI 3.1: schemas are JSON Schema 2020-12.
    V3_1,
    /// OpenAPI 3.2: 3.1 with more methods, streams of items and named media types.
    V3_2,
}

impl Version {
    /// Whether schemas are JSON Schema 2020-12, in which `$ref` is a keyword like any other.
    #[must_use]
    pub fn has_json_schema(self) -> bool {
        self >= Self::V3_1
    }

    /// The version as people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::V2_0 => "Swagger 2.0",
            Self::V3_0 => "OpenAPI 3.0",
            Self::V3_1 => "OpenAPI 3.1",
            Self::V3_2 => "OpenAPI 3.2",
        }
    }

    /// Where a section of the components stands; 2.0 has four of them, at its root.
    fn section(self, section: &str) -> Vec<&str> {
        match (self, section) {
            (Self::V2_0, "schemas") => vec!["definitions"],
            (Self::V2_0, "securitySchemes") => vec!["securityDefinitions"],
            (Self::V2_0, "requestBodies") => vec!["parameters"],
            (Self::V2_0, other) => vec![other],
            (_, section) => vec!["components", section],
        }
    }

    /// The name of what stands directly in a section of the components, by the name that 3.0 and later have for it.
    #[must_use]
    pub fn component_name(self, pointer: &Pointer, section: &str) -> Option<String> {
        let mut steps = pointer.steps();
        for expected in self.section(section) {
            if steps.next()? != expected {
                return None;
            }
        }
        let name = steps.next()?;
        steps.next().is_none().then_some(name)
    }

    /// The version that the root of a document names; `None` after reporting that there is none, or another one.
    pub(super) fn of(cx: &mut Context<'_>, root: NodeRef<'_>) -> Option<Self> {
        if root.kind() != Kind::Object {
            let diagnostic = Diagnostic::new(Code::UnknownVersion, "the document is no mapping")
                .at(&root.place(), "an OpenAPI document is a mapping")
                .remedy("pass an OpenAPI document");
            cx.report(diagnostic);
            return None;
        }
        if let Some(field) = root.get("openapi").or(root.get("swagger")) {
            return Self::read(cx, field);
        }
        let diagnostic = Diagnostic::new(Code::UnknownVersion, "the document has no `openapi`")
            .at(&root.place(), "`openapi` is missing here")
            .remedy("add the version that the document follows, such as `openapi: 3.1.0`");
        cx.report(diagnostic);
        None
    }

    /// The version of two numbers.
    fn of_numbers(major: Option<&str>, minor: Option<&str>) -> Option<Self> {
        match (major?, minor?) {
            ("2", "0") => Some(Self::V2_0),
            ("3", "0") => Some(Self::V3_0),
            ("3", "1") => Some(Self::V3_1),
            ("3", "2") => Some(Self::V3_2),
            _ => None,
        }
    }

    /// The versions of all files: what each says, else that of the file that referred to it first.
    ///
    /// `None` after reporting that the main document names none that is known. Of the others those that do are read as
    /// the file that referred to them, which is said.
    pub(super) fn of_files(bundle: &Bundle, sink: &mut Sink) -> Option<Vec<Self>> {
        let mut versions: Vec<Self> = Vec::new();
        for (root, referrer) in bundle.roots() {
            let root = bundle.node(root);
            let named = ["openapi", "swagger"].iter().filter_map(|field| root.get(field));
            let says = versions.is_empty()
                || named
                    .into_iter()
                    .any(|version| version.items().len() + version.entries().len() == 0);
            let inherited = versions.get(referrer).copied();
            let mut own_sink = Sink::default();
            // Finding the version needs none, and whichever is given here has no effect on that.
            let own = says.then(|| Self::of(&mut Context::new(Self::V3_1, &mut own_sink), root));
            for mut diagnostic in own_sink.into_diagnostics() {
                if let (Some(version), Code::UnknownVersion) = (inherited, diagnostic.code) {
                    let message = format!("{}; the file is read as {}", diagnostic.message, version.name());
                    diagnostic.message = message;
                    diagnostic.code = Code::RepairedValue;
                }
                sink.push(diagnostic);
            }
            versions.push(own.flatten().or(inherited)?);
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
            None => node.canonical_json(),
        };
        let bare = text.trim().trim_start_matches(['v', 'V']);
        let mut parts = bare.splitn(3, '.');
        if let Some(version) = Self::of_numbers(parts.next(), parts.next()) {
            if bare != text {
                let message = format!("`{text}` is read as `{bare}`");
                cx.repaired(Code::RepairedValue, node, message, "write three numbers");
            }
            return Some(version.with_patch(cx, node, parts.next()));
        }
        let remedy = if text.starts_with("1.") {
            "convert the document to OpenAPI 3.0, for example with api-spec-converter"
        } else {
            Code::UnknownVersion.remedy()
        };
        cx.report(
            Diagnostic::new(Code::UnknownVersion, format!("kiln does not read OpenAPI \"{text}\""))
                .at(&node.place(), "not 2.0, 3.0, 3.1 or 3.2")
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
            ("3.2.0", Version::V3_2),
            ("'2.0'", Version::V2_0),
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
    fn only_what_stands_directly_in_the_section_is_a_component() {
        let name = |version: Version, text: &str| version.component_name(&Pointer::from_text(text), "schemas");
        assert_eq!(name(Version::V3_1, "/components/schemas/a~1b"), Some("a/b".to_owned()));
        assert_eq!(name(Version::V3_1, "/components/schemas/a/properties/b"), None);
        assert_eq!(name(Version::V3_1, "/components/responses/a"), None);
        assert_eq!(name(Version::V3_1, "/definitions/a"), None);
        assert_eq!(name(Version::V2_0, "/definitions/a"), Some("a".to_owned()));
        assert_eq!(name(Version::V2_0, "/components/schemas/a"), None);
    }

    #[test]
    fn versions_are_in_their_order() {
        let all = [Version::V2_0, Version::V3_0, Version::V3_1, Version::V3_2];
        assert!(all.is_sorted());
        assert_eq!(all.map(Version::has_json_schema), [false, false, true, true]);
    }

    #[test]
    fn other_versions_are_refused_with_a_remedy() {
        for (text, remedy) in [
            ("'1.2'", "api-spec-converter"),
            ("'2.1'", "3.1.0"),
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
            ("{ swagger: '1.2', info: {} }", Code::UnknownVersion),
            ("{ info: {} }", Code::UnknownVersion),
            ("[]", Code::UnknownVersion),
        ] {
            let (found, sink) = document(yaml);
            assert!(found.is_none());
            assert_eq!(codes(&sink), [code], "{yaml}");
        }
    }
}
