//! How records are written as forms: names with texts, or parts.
//!
//! ```yaml
//! encoding: { tags: { style: form, explode: false }, photo: { contentType: image/png } }
//! ```

use super::Written;

/// How the fields of a form are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The fields of which the document says how.
    pub fields: Vec<FormField>,
    /// The properties that are files, or lists of files, though their types say nothing of that.
    pub files: Vec<String>,
    /// How objects are written in the others.
    pub nested: Nested,
}

/// A field of which the document says how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// The property's name.
    pub wire_name: String,
    /// How its value is written.
    pub writing: Writing,
    /// The headers of its part that have one value only.
    pub headers: Vec<(String, String)>,
}

/// How a value becomes names with texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Writing {
    /// As a parameter of a query.
    Styled(Written),
    /// As a text of this media type.
    Content(String),
}

/// How objects inside of forms are written, where the document does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nested {
    /// `k[a][b]=1`
    Brackets,
    /// `k.a.b=1`
    Dots,
    /// `k={"a":{"b":1}}`
    Json,
}
