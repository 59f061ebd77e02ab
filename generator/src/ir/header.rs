//! Headers that are received, with answers and with what the service sends by itself.

use super::{Docs, TypeUse};

/// A documented header.
#[derive(Debug, Clone, PartialEq)]
pub struct HeaderField {
    /// The name on the wire.
    pub wire_name: String,
    /// Whether it is always there.
    pub required: bool,
    /// Its type.
    pub value: TypeUse,
    /// How its value is written.
    pub form: HeaderForm,
    /// The prose.
    pub docs: Docs,
}

/// How the value of a header is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderForm {
    /// As the text of a scalar.
    Plain,
    /// In the style `simple`: the text of a scalar, items with commas between them, names with values.
    Simple {
        /// Whether an equals sign stands between a name and its value.
        explode: bool,
    },
    /// As JSON.
    Json,
    /// A line for each item.
    Lines,
}
