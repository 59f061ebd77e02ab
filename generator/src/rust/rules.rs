//! Constraints as `validate()` writes them: numbers are decided to be integers or floats here, so that printing parses
//! nothing.
//!
//! ```yaml
//! { type: integer, minimum: 0, maximum: 18446744073709551615 }     # both stay integers
//! { type: number, exclusiveMinimum: 0.5 }                          # a float
//! ```

use crate::ir::{self, Pattern};
use kiln_runtime::json::Decimal;

use super::format;

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
    /// A pattern that some part of the text matches.
    pub pattern: Option<Pattern>,
    /// The only boolean that is allowed.
    pub only: Option<bool>,
    /// The constant of the runtime's `format` that has the form of the text.
    pub format: Option<&'static str>,
}

/// An end of a range of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The number.
    pub limit: Limit,
    /// Whether the number itself is outside.
    pub exclusive: bool,
}

/// A number that values are compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Limit {
    /// An integer, none of whose digits is lost.
    Integer(i128),
    /// A number that a float is exactly, as it is written.
    Float(f64),
    /// Any other number.
    Decimal(String),
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
            minimum: rules.minimum.as_ref().map(Bound::of),
            maximum: rules.maximum.as_ref().map(Bound::of),
            multiple_of: rules.multiple_of.as_deref().map(Limit::of),
            counts: counts
                .into_iter()
                .filter_map(|(name, count)| Some((name, count?)))
                .collect(),
            unique_items: rules.unique_items,
            pattern: rules.pattern.clone(),
            only: rules.only,
            format: rules.format.map(format::constant),
        }
    }

    /// Takes over what other rules demand, unless something is demanded in the same way already.
    pub(super) fn take(&mut self, more: &Self) -> bool {
        let named = |name: &str| more.counts.iter().any(|(other, _)| *other == name);
        let clash = (self.minimum.is_some() && more.minimum.is_some())
            || (self.maximum.is_some() && more.maximum.is_some())
            || (self.multiple_of.is_some() && more.multiple_of.is_some())
            || (self.pattern.is_some() && more.pattern.is_some())
            || (self.format.is_some() && more.format.is_some())
            || self.counts.iter().any(|(name, _)| named(name));
        if !clash {
            let more = more.clone();
            self.minimum = self.minimum.take().or(more.minimum);
            self.maximum = self.maximum.take().or(more.maximum);
            self.multiple_of = self.multiple_of.take().or(more.multiple_of);
            self.pattern = self.pattern.take().or(more.pattern);
            self.format = self.format.or(more.format);
            self.counts.extend(more.counts);
            self.unique_items |= more.unique_items;
        }
        !clash
    }

    /// Whether nothing is demanded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Bound {
    /// A bound of the API.
    pub(super) fn of(bound: &ir::Bound) -> Self {
        Self {
            limit: Limit::of(&bound.value),
            exclusive: bound.exclusive,
        }
    }
}

impl Limit {
    /// A number by its lexeme.
    pub(super) fn of(lexeme: &str) -> Self {
        if let Ok(integer) = lexeme.parse() {
            return Self::Integer(integer);
        }
        let same = |value: &f64| value.is_finite() && Decimal::parse(&value.to_string()) == Decimal::parse(lexeme);
        let float = lexeme.parse().ok().filter(same);
        float.map_or_else(|| Self::Decimal(lexeme.to_owned()), Self::Float)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_digit_of_a_limit_is_lost() {
        let limit = |value: &str| {
            let bound = ir::Bound {
                value: value.to_owned(),
                exclusive: true,
            };
            let bound = Bound::of(&bound);
            (bound.limit, bound.exclusive)
        };
        assert_eq!(limit("18446744073709551615"), (Limit::Integer(u64::MAX.into()), true));
        assert_eq!(
            limit("-9007199254740993"),
            (Limit::Integer(-9_007_199_254_740_993), true)
        );
        assert_eq!(limit("0.5"), (Limit::Float(0.5), true));
        assert_eq!(limit("1e39"), (Limit::Float(1e39), true));
        for lexeme in [
            "1e400",
            "0.1234567890123456789",
            "1.70141183460469231731687303715884105729e38",
        ] {
            assert_eq!(limit(lexeme), (Limit::Decimal(lexeme.to_owned()), true));
        }
    }
}
