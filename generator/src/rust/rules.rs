//! Constraints as `validate()` writes them: numbers are decided to be integers or floats here, so that printing parses
//! nothing.
//!
//! ```yaml
//! { type: integer, minimum: 0, maximum: 18446744073709551615 }     # both stay integers
//! { type: number, exclusiveMinimum: 0.5 }                          # a float
//! ```

use crate::ir;

/// The constraints of one use of a type; empty where nothing is demanded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rules {
    /// The least number.
    pub minimum: Option<Bound>,
    /// The greatest number.
    pub maximum: Option<Bound>,
    /// The number must be a multiple of this one, which is positive.
    pub multiple_of: Option<Limit>,
    /// The setters of the runtime that take a count, each with its count.
    pub counts: Vec<(&'static str, u64)>,
    /// No two items are equal.
    pub unique_items: bool,
    /// A pattern that can be checked in Rust as it stands.
    pub pattern: Option<String>,
    /// The only boolean that is allowed.
    pub only: Option<bool>,
}

/// An end of a range of numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// The number.
    pub limit: Limit,
    /// Whether the number itself is outside.
    pub exclusive: bool,
}

/// A number that values are compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    /// An integer, none of whose digits is lost.
    Integer(i128),
    /// Any other number.
    Float(f64),
}

impl Rules {
    /// The constraints of the API as they are written.
    pub(super) fn of(rules: &ir::Rules) -> Self {
        let counts = [
            ("min_length", rules.min_length),
            ("max_length", rules.max_length),
            ("min_items", rules.min_items),
            ("max_items", rules.max_items),
            ("min_properties", rules.min_properties),
            ("max_properties", rules.max_properties),
        ];
        Self {
            minimum: rules.minimum.as_ref().and_then(Bound::of),
            maximum: rules.maximum.as_ref().and_then(Bound::of),
            multiple_of: rules.multiple_of.as_deref().and_then(Limit::of),
            counts: counts
                .into_iter()
                .filter_map(|(name, count)| Some((name, count?)))
                .collect(),
            unique_items: rules.unique_items,
            pattern: rules.pattern.clone(),
            only: rules.only,
        }
    }

    /// Whether nothing is demanded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Bound {
    /// A bound of the API; `lower` writes each as a number that a float can at least come near to.
    fn of(bound: &ir::Bound) -> Option<Self> {
        Some(Self {
            limit: Limit::of(&bound.value)?,
            exclusive: bound.exclusive,
        })
    }
}

impl Limit {
    fn of(lexeme: &str) -> Option<Self> {
        let float = || lexeme.parse().ok().filter(|value: &f64| value.is_finite());
        let integer = lexeme.parse().ok().map(Self::Integer);
        integer.or_else(|| float().map(Self::Float))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_keep_their_digits_and_other_numbers_are_floats() {
        let limit = |value: &str| {
            let bound = ir::Bound {
                value: value.to_owned(),
                exclusive: true,
            };
            Bound::of(&bound).map(|bound| (bound.limit, bound.exclusive))
        };
        assert_eq!(
            limit("18446744073709551615"),
            Some((Limit::Integer(u64::MAX.into()), true))
        );
        assert_eq!(
            limit("-9007199254740993"),
            Some((Limit::Integer(-9_007_199_254_740_993), true))
        );
        assert_eq!(limit("0.5"), Some((Limit::Float(0.5), true)));
        assert_eq!(limit("1e39"), Some((Limit::Float(1e39), true)));
    }
}
