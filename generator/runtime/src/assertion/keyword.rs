// kiln-runtime: support code, copied unchanged into generated crates.
//! The keywords of JSON Schema as they stand in tables.

use super::super::json::{Kind, Value};
use super::super::validate::{Matcher, Rules};

/// A schema: all of its keywords hold. Without any it allows every value.
///
/// The keywords that are about what nothing else looked at stand last.
#[derive(Debug)]
pub struct Schema(pub &'static [Keyword]);

/// What a schema demands. Each says something only of values that it is about.
#[derive(Debug)]
pub enum Keyword {
    /// Null is allowed, whatever the others say; stands first.
    OrNull,
    /// `false`: nothing is allowed.
    Never,
    /// `type`
    Type(&'static [Type]),
    /// `enum` and `const`: the values as JSON texts.
    Values(&'static [&'static str]),
    /// Lengths, ranges, counts and a pattern.
    Rules(&'static Rules<'static>),
    /// `required`
    Required(&'static [&'static str]),
    /// `dependentRequired`
    DependentRequired(&'static [(&'static str, &'static [&'static str])]),
    /// `dependentSchemas`
    DependentSchemas(&'static [(&'static str, &'static Schema)]),
    /// `propertyNames`
    PropertyNames(&'static Schema),
    /// `properties`, `patternProperties` and `additionalProperties`
    Properties {
        /// Those of a known name.
        named: &'static [(&'static str, &'static Schema)],
        /// Those whose names match a pattern.
        patterns: &'static [(&'static dyn Matcher, &'static Schema)],
        /// All others.
        others: Option<&'static Schema>,
    },
    /// `prefixItems` and `items`
    Items {
        /// Those with a position of their own.
        first: &'static [&'static Schema],
        /// All others.
        others: Option<&'static Schema>,
    },
    /// `contains`, `minContains` and `maxContains`
    Contains {
        /// What is looked for.
        schema: &'static Schema,
        /// How many there are at least.
        least: usize,
        /// How many there are at most.
        most: Option<usize>,
    },
    /// `allOf` and `$ref`
    All(&'static [&'static Schema]),
    /// `anyOf`
    Any(&'static [&'static Schema]),
    /// `oneOf`
    One(&'static [&'static Schema]),
    /// `not`
    Not(&'static Schema),
    /// `if`, `then` and `else`
    If {
        /// What decides.
        condition: &'static Schema,
        /// What holds if the condition does.
        then: Option<&'static Schema>,
        /// What holds if the condition does not.
        otherwise: Option<&'static Schema>,
    },
    /// `unevaluatedProperties`
    UnevaluatedProperties(&'static Schema),
    /// `unevaluatedItems`
    UnevaluatedItems(&'static Schema),
}

/// A type that `type` can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// `null`
    Null,
    /// `boolean`
    Boolean,
    /// `integer`: a number without a fraction, however it is written.
    Integer,
    /// `number`
    Number,
    /// `string`
    String,
    /// `array`
    Array,
    /// `object`
    Object,
}

impl Type {
    /// Whether a value is of this type.
    pub(super) fn holds(self, value: &Value) -> bool {
        match self {
            Self::Integer => {
                value.as_number().is_some_and(|number| number.decimal().is_integer())
            }
            Self::Null => value.kind() == Kind::Null,
            Self::Boolean => value.kind() == Kind::Bool,
            Self::Number => value.kind() == Kind::Number,
            Self::String => value.kind() == Kind::String,
            Self::Array => value.kind() == Kind::Array,
            Self::Object => value.kind() == Kind::Object,
        }
    }

    /// The type in a message.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}
