//! Constraints on values: what `validate()` checks and the docs tell.

use super::{AssertionId, Format, Pattern};

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
    /// A pattern that some part of the text matches.
    pub pattern: Option<Pattern>,
    /// The form of the text.
    pub format: Option<Format>,
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
    /// What cannot be said by any of these.
    pub assertion: Option<AssertionId>,
    /// The only boolean that is allowed.
    pub only: Option<bool>,
}

impl Rules {
    /// What both demand: a constraint that differs is dropped, so that whatever either accepts is accepted.
    #[must_use]
    pub fn common(&self, other: &Self) -> Self {
        fn same<T: Clone + PartialEq>(one: Option<&T>, other: Option<&T>) -> Option<T> {
            one.filter(|_| one == other).cloned()
        }
        Self {
            minimum: same(self.minimum.as_ref(), other.minimum.as_ref()),
            maximum: same(self.maximum.as_ref(), other.maximum.as_ref()),
            multiple_of: same(self.multiple_of.as_ref(), other.multiple_of.as_ref()),
            min_length: same(self.min_length.as_ref(), other.min_length.as_ref()),
            max_length: same(self.max_length.as_ref(), other.max_length.as_ref()),
            pattern: same(self.pattern.as_ref(), other.pattern.as_ref()),
            format: same(self.format.as_ref(), other.format.as_ref()),
            min_items: same(self.min_items.as_ref(), other.min_items.as_ref()),
            max_items: same(self.max_items.as_ref(), other.max_items.as_ref()),
            unique_items: self.unique_items && other.unique_items,
            min_properties: same(self.min_properties.as_ref(), other.min_properties.as_ref()),
            max_properties: same(self.max_properties.as_ref(), other.max_properties.as_ref()),
            assertion: same(self.assertion.as_ref(), other.assertion.as_ref()),
            only: same(self.only.as_ref(), other.only.as_ref()),
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
