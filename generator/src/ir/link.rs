//! Links: what can be called after an answer, and with which values of it.

use super::StatusMatch;

/// What can be called after an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The operation that answers: an index into `Api::operations`.
    pub from: usize,
    /// The status of the answer.
    pub status: StatusMatch,
    /// The name.
    pub name: String,
    /// The operation to call: an index into `Api::operations`; absent where that cannot be represented.
    pub target: Option<usize>,
    /// What the document calls that operation.
    pub called: String,
    /// The values of parameters by name.
    pub parameters: Vec<(String, LinkValue)>,
    /// The body, if the link says it.
    pub body: Option<LinkValue>,
    /// The description, Markdown.
    pub description: Option<String>,
}

/// Where the value of an argument comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkValue {
    /// Properties within each other in the body of the answer.
    Body(Vec<String>),
    /// A text.
    Text(String),
    /// Anything else, as the document writes it: other expressions, and constants that are no texts.
    Other(String),
}
