//! What a reader says about a document, in terms that belong to neither reader.
//!
//! A place is written like a pointer; what stands there is one of the records below, as text. Two readers agree if their
//! texts are equal at every place.

#![expect(dead_code, reason = "the records are only ever read as text")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

/// Everything that one reader says about one document, by place.
#[derive(Debug, Default)]
pub(crate) struct Facts(BTreeMap<String, String>);

impl Facts {
    /// Says something about a place.
    pub(crate) fn say(&mut self, place: &str, fact: &impl Debug) {
        self.0.insert(place.to_owned(), format!("{fact:?}"));
    }

    /// How many places there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The places about which the two say different things, or only one says something.
    pub(crate) fn differences(&self, other: &Self) -> Vec<String> {
        let places: BTreeSet<&String> = self.0.keys().chain(other.0.keys()).collect();
        let differs = |place: &&String| self.0.get(*place) != other.0.get(*place);
        let said = |facts: &Self, place| facts.0.get(place).map_or("nothing", String::as_str).to_owned();
        let line = |place| {
            format!(
                "{place}\n  ours:   {}\n  theirs: {}",
                said(self, place),
                said(other, place)
            )
        };
        places.into_iter().filter(differs).map(line).collect()
    }
}

/// A reference in place of something.
#[derive(Debug)]
pub(crate) struct ReferenceFacts<'a>(pub(crate) &'a str);

/// An operation; its parameters, body and responses are places of their own.
#[derive(Debug)]
pub(crate) struct OperationFacts<'a> {
    pub(crate) operation_id: Option<&'a str>,
    pub(crate) tags: Vec<&'a str>,
    pub(crate) deprecated: bool,
    pub(crate) parameters: usize,
    pub(crate) body: bool,
    pub(crate) responses: BTreeSet<String>,
    pub(crate) security: Option<usize>,
}

/// A parameter; its schema and its media types are places of their own.
#[derive(Debug)]
pub(crate) struct ParameterFacts<'a> {
    pub(crate) name: &'a str,
    pub(crate) location: &'a str,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    pub(crate) style: &'a str,
    pub(crate) explode: bool,
}

/// The body of a request; its media types are places of their own.
#[derive(Debug)]
pub(crate) struct BodyFacts<'a> {
    pub(crate) required: bool,
    pub(crate) media_types: Vec<&'a str>,
}

/// A response; its headers and media types are places of their own.
#[derive(Debug)]
pub(crate) struct ResponseFacts<'a> {
    pub(crate) description: &'a str,
    pub(crate) headers: Vec<&'a str>,
    pub(crate) media_types: Vec<&'a str>,
}

/// A schema; the schemas in it are places of their own.
#[derive(Debug)]
pub(crate) struct SchemaFacts<'a> {
    pub(crate) types: Option<&'a str>,
    pub(crate) format: Option<&'a str>,
    pub(crate) nullable: bool,
    pub(crate) flags: [bool; 3],
    pub(crate) title: Option<&'a str>,
    pub(crate) pattern: Option<&'a str>,
    pub(crate) properties: Vec<&'a str>,
    pub(crate) required: BTreeSet<&'a str>,
    pub(crate) additional_properties: Additional,
    pub(crate) enumeration: Vec<String>,
    pub(crate) minimum: Option<Limit>,
    pub(crate) maximum: Option<Limit>,
    pub(crate) multiple_of: Option<f64>,
    /// Of lengths, items and properties, lower and upper.
    pub(crate) counts: [Option<u64>; 6],
    pub(crate) unique_items: bool,
    /// Of `allOf`, `anyOf`, `oneOf`.
    pub(crate) members: [usize; 3],
    pub(crate) discriminator: Option<(&'a str, Vec<(&'a str, &'a str)>)>,
}

/// A bound of a number.
#[derive(Debug)]
pub(crate) struct Limit {
    pub(crate) value: f64,
    pub(crate) exclusive: bool,
}

/// What is said about further properties.
#[derive(Debug)]
pub(crate) enum Additional {
    Nothing,
    Boolean(bool),
    Schema,
}
