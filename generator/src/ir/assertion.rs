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

use std::collections::BTreeSet;

use super::{Api, Bound, Format, Shape, Type, TypeDef, TypeUse};
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
///
/// `C` is what it has for schemas inside of it: nodes of the table here, whatever later stages make of them there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Keyword<C = AssertionId> {
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
    /// The form of the text.
    Format(Format),
    /// These properties are there.
    Required(Vec<String>),
    /// With a property come others.
    DependentRequired(Vec<(String, Vec<String>)>),
    /// With a property comes a demand on the whole object.
    DependentSchemas(Vec<(String, C)>),
    /// Every name of a property, as a string.
    PropertyNames(C),
    /// The values of properties.
    Properties {
        /// By their names.
        named: Vec<(String, C)>,
        /// By patterns of their names.
        patterns: Vec<(Pattern, C)>,
        /// All others.
        others: Option<C>,
    },
    /// The items of a list.
    Items {
        /// Those with a position of their own.
        first: Vec<C>,
        /// All others.
        others: Option<C>,
    },
    /// How many items are of a kind.
    Contains {
        /// The kind.
        item: C,
        /// At least so many.
        least: u64,
        /// At most so many.
        most: Option<u64>,
    },
    /// All of these.
    All(Vec<C>),
    /// At least one of these.
    Any(Vec<C>),
    /// Exactly one of these.
    One(Vec<C>),
    /// Not this.
    Not(C),
    /// One or the other, as a third decides.
    If {
        /// What decides.
        condition: C,
        /// What holds if the condition does.
        then: Option<C>,
        /// What holds if the condition does not.
        otherwise: Option<C>,
    },
    /// Properties that nothing else looked at.
    UnevaluatedProperties(C),
    /// Items that nothing else looked at.
    UnevaluatedItems(C),
}

impl<C> Keyword<C> {
    /// The same with something else for the schemas inside.
    pub fn map<D>(&self, inside: &mut impl FnMut(&C) -> D) -> Keyword<D> {
        match self {
            Self::Never => Keyword::Never,
            Self::Type(types) => Keyword::Type(types.clone()),
            Self::Values(values) => Keyword::Values(values.clone()),
            Self::Minimum(bound) => Keyword::Minimum(bound.clone()),
            Self::Maximum(bound) => Keyword::Maximum(bound.clone()),
            Self::MultipleOf(unit) => Keyword::MultipleOf(unit.clone()),
            Self::Count(what, count) => Keyword::Count(*what, *count),
            Self::UniqueItems => Keyword::UniqueItems,
            Self::Pattern(pattern) => Keyword::Pattern(pattern.clone()),
            Self::Format(format) => Keyword::Format(*format),
            Self::Required(names) => Keyword::Required(names.clone()),
            Self::DependentRequired(lists) => Keyword::DependentRequired(lists.clone()),
            Self::DependentSchemas(schemas) => Keyword::DependentSchemas(pairs(schemas, inside)),
            Self::PropertyNames(names) => Keyword::PropertyNames(inside(names)),
            Self::Properties {
                named,
                patterns,
                others,
            } => Keyword::Properties {
                named: pairs(named, inside),
                patterns: pairs(patterns, inside),
                others: others.as_ref().map(inside),
            },
            Self::Items { first, others } => Keyword::Items {
                first: first.iter().map(&mut *inside).collect(),
                others: others.as_ref().map(inside),
            },
            Self::Contains { item, least, most } => Keyword::Contains {
                item: inside(item),
                least: *least,
                most: *most,
            },
            Self::All(schemas) => Keyword::All(schemas.iter().map(inside).collect()),
            Self::Any(schemas) => Keyword::Any(schemas.iter().map(inside).collect()),
            Self::One(schemas) => Keyword::One(schemas.iter().map(inside).collect()),
            Self::Not(schema) => Keyword::Not(inside(schema)),
            Self::If {
                condition,
                then,
                otherwise,
            } => Keyword::If {
                condition: inside(condition),
                then: then.as_ref().map(&mut *inside),
                otherwise: otherwise.as_ref().map(inside),
            },
            Self::UnevaluatedProperties(schema) => Keyword::UnevaluatedProperties(inside(schema)),
            Self::UnevaluatedItems(schema) => Keyword::UnevaluatedItems(inside(schema)),
        }
    }

    /// What it has inside, in the order of the keyword.
    #[must_use]
    pub fn inside(&self) -> Vec<&C> {
        match self {
            Self::DependentSchemas(schemas) => schemas.iter().map(|(_, schema)| schema).collect(),
            Self::PropertyNames(schema)
            | Self::Not(schema)
            | Self::UnevaluatedProperties(schema)
            | Self::UnevaluatedItems(schema)
            | Self::Contains { item: schema, .. } => vec![schema],
            Self::Properties {
                named,
                patterns,
                others,
            } => {
                let named = named.iter().map(|(_, schema)| schema);
                named
                    .chain(patterns.iter().map(|(_, schema)| schema))
                    .chain(others)
                    .collect()
            }
            Self::Items { first, others } => first.iter().chain(others).collect(),
            Self::All(schemas) | Self::Any(schemas) | Self::One(schemas) => schemas.iter().collect(),
            Self::If {
                condition,
                then,
                otherwise,
            } => [condition].into_iter().chain(then).chain(otherwise).collect(),
            _ => Vec::new(),
        }
    }
}

fn pairs<K: Clone, C, D>(pairs: &[(K, C)], inside: &mut impl FnMut(&C) -> D) -> Vec<(K, D)> {
    pairs
        .iter()
        .map(|(key, schema)| (key.clone(), inside(schema)))
        .collect()
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
    /// With the same meaning in the plain syntax that every engine has; absent where that cannot say it.
    pub plain: Option<String>,
}

impl Api {
    /// The assertions that need a name: those to which types and parameters refer and to which several others do, unless they are small.
    ///
    /// Every circle goes through one of them.
    #[must_use]
    pub fn named_assertions(&self) -> BTreeSet<AssertionId> {
        let nodes = &self.assertions.nodes;
        let mut references = vec![0_usize; nodes.len()];
        let keywords = nodes.iter().flat_map(|node| &node.assertion.keywords);
        for id in keywords.flat_map(Keyword::inside) {
            references[id.0] += 1;
        }
        let mut named = BTreeSet::new();
        for def in &self.types.defs {
            add_definition(def, &mut named);
        }
        for parameter in self.operations.iter().flat_map(|operation| &operation.parameters) {
            add_use(&parameter.value, &mut named);
        }
        let shared = nodes.iter().enumerate().filter(|(index, node)| {
            let large = node
                .assertion
                .keywords
                .iter()
                .any(|keyword| !keyword.inside().is_empty());
            references[*index] > 1 && large
        });
        named.extend(shared.map(|(index, _)| AssertionId(index)));
        named
    }
}

fn add_definition(def: &TypeDef, named: &mut BTreeSet<AssertionId>) {
    named.extend(def.assertion);
    match &def.shape {
        Shape::Record(record) => record.values().for_each(|value| add_use(value, named)),
        Shape::Union(union) => union.variants.iter().for_each(|variant| add_use(&variant.value, named)),
        Shape::Alias(value) | Shape::Newtype(value) => add_use(value, named),
        Shape::Enumeration(_) => {}
    }
}

fn add_use(value: &TypeUse, named: &mut BTreeSet<AssertionId>) {
    named.extend(value.rules.assertion);
    let mut ty = &value.ty;
    while let Type::Nullable(inner) = ty {
        ty = inner;
    }
    match ty {
        Type::List(inner) | Type::Map(inner) => add_use(inner, named),
        Type::Tuple(items) => items.iter().for_each(|item| add_use(item, named)),
        _ => {}
    }
}
