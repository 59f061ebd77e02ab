//! Constraints on values: what `validate()` checks and the docs tell.

/// The constraints of one use of a type; empty where nothing is demanded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Rules {
    /// The least number.
    pub minimum: Option<Bound>,
    /// The greatest number.
    pub maximum: Option<Bound>,
    /// The number must be a multiple of this one, a positive lexeme.
    pub multiple_of: Option<String>,
    /// The least number of characters.
    pub min_length: Option<u64>,
    /// The greatest number of characters.
    pub max_length: Option<u64>,
    /// An ECMA-262 pattern that can be checked in Rust as it stands.
    pub pattern: Option<String>,
    /// The least number of items.
    pub min_items: Option<u64>,
    /// The greatest number of items.
    pub max_items: Option<u64>,
    /// No two items are equal.
    pub unique_items: bool,
    /// The least number of properties.
    pub min_properties: Option<u64>,
    /// The greatest number of properties.
    pub max_properties: Option<u64>,
}

impl Rules {
    /// Whether nothing is demanded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A bound as the document writes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bound {
    /// The number's lexeme.
    pub value: String,
    /// Whether the bound itself is outside.
    pub exclusive: bool,
}
