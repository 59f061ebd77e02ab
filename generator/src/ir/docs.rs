//! Documentation, deprecation and origin: what every node of the API carries.

use crate::diag::Pointer;

/// What the document says of one thing to those who write code: prose, Markdown as the document has it, and a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// `title` or `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// Example values as JSON text.
    pub examples: Vec<String>,
    /// What the server takes where the value is absent.
    pub default: Option<DefaultText>,
    /// What values of an object are by the patterns of their names.
    pub patterns: Vec<NamePattern>,
    /// What the thing should be called in code, if the document has an opinion.
    pub name: Option<String>,
    /// `externalDocs`: URL and description.
    pub external: Option<(String, Option<String>)>,
}

/// What values have whose names match a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePattern {
    /// The pattern as the document has it.
    pub pattern: String,
    /// The values.
    pub values: PatternValues,
}

/// The values of a [`NamePattern`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternValues {
    /// Any of these, in words such as `a string`.
    Kinds(Vec<String>),
    /// What a component of this name describes.
    Component(String),
}

/// A default as the document has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultText {
    /// The JSON text.
    pub json: String,
    /// Where it stands, which may be in a schema that is referred to.
    pub pointer: Pointer,
}

/// `deprecated: true`, with `x-deprecated-reason` or what the description says after `DEPRECATED:`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deprecation {
    /// What to do instead.
    pub note: Option<String>,
}

/// Where in the document something comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Provenance {
    /// The JSON pointer.
    pub pointer: Pointer,
    /// The line, from 1.
    pub line: usize,
}
