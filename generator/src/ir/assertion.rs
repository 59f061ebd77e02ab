//! What a schema demands of values beyond what a type and its [`Rules`](super::Rules) say.
//!
//! ```yaml
//! not: { required: [lives] }
//! dependentRequired: { chip: [owner] }
//! ```
//!
//! A tree of the keywords of JSON Schema. The nodes stand in one table, [`Api::assertions`](super::Api::assertions), and
//! name each other by [`AssertionId`], because schemas refer to each other in circles; equal ones are one. Where a node
//! stands in the document names it, should it need a name.

use super::Bound;
use crate::diag::Pointer;

/// An index into [`Assertions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AssertionId(pub usize);

/// All assertions of an API.
#[derive(Debug, Clone, Default)]
pub struct Assertions {
    /// The nodes; an [`AssertionId`] is an index.
    pub nodes: Vec<AssertionNode>,
}

/// A node of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct AssertionNode {
    /// What it demands.
    pub assertion: Assertion,
    /// Where it stands; of several equal ones the first by name.
    pub pointer: Pointer,
}

impl Assertions {
    /// What a node demands.
    #[must_use]
    pub fn get(&self, id: AssertionId) -> &Assertion {
        &self.nodes[id.0].assertion
    }
}

/// What a schema demands: all of its keywords, in the order in which they are looked at. Without any, nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Assertion {
    /// Whether null is allowed whatever the keywords say.
    pub or_null: bool,
    /// The keywords.
    pub keywords: Vec<Keyword>,
}

impl Assertion {
    /// The assertion that no value fulfils.
    #[must_use]
    pub fn never() -> Self {
        Self {
            or_null: false,
            keywords: vec![Keyword::Never],
        }
    }
}

/// What a keyword demands. Each says something only of values that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Keyword {
    /// Nothing is allowed.
    Never,
    /// One of these types.
    Type(Vec<ValueType>),
    /// One of these values, as JSON texts.
    Values(Vec<String>),
    /// The least number.
    Minimum(Bound),
    /// The greatest number.
    Maximum(Bound),
    /// A multiple of this positive lexeme.
    MultipleOf(String),
    /// A count at one end of a range.
    Count(Count, u64),
    /// No two items are equal.
    UniqueItems,
    /// Some part of the text matches.
    Pattern(Pattern),
    /// These properties are there.
    Required(Vec<String>),
    /// With a property come others.
    DependentRequired(Vec<(String, Vec<String>)>),
    /// With a property comes a demand on the whole object.
    DependentSchemas(Vec<(String, AssertionId)>),
    /// Every name of a property, as a string.
    PropertyNames(AssertionId),
    /// The values of properties.
    Properties {
        /// By their names.
        named: Vec<(String, AssertionId)>,
        /// By patterns of their names.
        patterns: Vec<(Pattern, AssertionId)>,
        /// All others.
        others: Option<AssertionId>,
    },
    /// The items of a list.
    Items {
        /// Those with a position of their own.
        first: Vec<AssertionId>,
        /// All others.
        others: Option<AssertionId>,
    },
    /// How many items are of a kind.
    Contains {
        /// The kind.
        item: AssertionId,
        /// At least so many.
        least: u64,
        /// At most so many.
        most: Option<u64>,
    },
    /// All of these.
    All(Vec<AssertionId>),
    /// At least one of these.
    Any(Vec<AssertionId>),
    /// Exactly one of these.
    One(Vec<AssertionId>),
    /// Not this.
    Not(AssertionId),
    /// One or the other, as a third decides.
    If {
        /// What decides.
        condition: AssertionId,
        /// What holds if the condition does.
        then: Option<AssertionId>,
        /// What holds if the condition does not.
        otherwise: Option<AssertionId>,
    },
    /// Properties that nothing else looked at.
    UnevaluatedProperties(AssertionId),
    /// Items that nothing else looked at.
    UnevaluatedItems(AssertionId),
}

impl Keyword {
    /// The nodes that it names, in their order.
    #[must_use]
    pub fn children(&self) -> Vec<AssertionId> {
        match self {
            Self::DependentSchemas(list) => list.iter().map(|(_, id)| *id).collect(),
            Self::PropertyNames(id)
            | Self::Not(id)
            | Self::UnevaluatedProperties(id)
            | Self::UnevaluatedItems(id)
            | Self::Contains { item: id, .. } => vec![*id],
            Self::Properties {
                named,
                patterns,
                others,
            } => {
                let patterns = patterns.iter().map(|(_, id)| *id);
                named
                    .iter()
                    .map(|(_, id)| *id)
                    .chain(patterns)
                    .chain(*others)
                    .collect()
            }
            Self::Items { first, others } => first.iter().copied().chain(*others).collect(),
            Self::All(list) | Self::Any(list) | Self::One(list) => list.clone(),
            Self::If {
                condition,
                then,
                otherwise,
            } => [*condition].into_iter().chain(*then).chain(*otherwise).collect(),
            _ => Vec::new(),
        }
    }
}

/// What is counted, and at which end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the variants are the specification's own words")]
pub enum Count {
    MinLength,
    MaxLength,
    MinItems,
    MaxItems,
    MinProperties,
    MaxProperties,
}

/// A type of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the variants are the specification's own words")]
pub enum ValueType {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// A regular expression.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pattern {
    /// As the document writes it, in the syntax of ECMA-262.
    pub source: String,
    /// With the same meaning, in the syntax of Rust's regular expressions.
    pub regex: String,
}
