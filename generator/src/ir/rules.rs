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
    /// What both demand: a constraint that differs is dropped, so that whatever either accepts is accepted.
    #[must_use]
    pub fn common(&self, other: &Self) -> Self {
        fn same<T: Clone + PartialEq>(one: &Option<T>, other: &Option<T>) -> Option<T> {
            one.clone().filter(|_| one == other)
        }
        Self {
            minimum: same(&self.minimum, &other.minimum),
            maximum: same(&self.maximum, &other.maximum),
            multiple_of: same(&self.multiple_of, &other.multiple_of),
            min_length: same(&self.min_length, &other.min_length),
            max_length: same(&self.max_length, &other.max_length),
            pattern: same(&self.pattern, &other.pattern),
            min_items: same(&self.min_items, &other.min_items),
            max_items: same(&self.max_items, &other.max_items),
            unique_items: self.unique_items && other.unique_items,
            min_properties: same(&self.min_properties, &other.min_properties),
            max_properties: same(&self.max_properties, &other.max_properties),
        }
    }

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
