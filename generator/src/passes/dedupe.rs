//! Identical inline schemas become one type.
//!
//! ```yaml
//! Order:   { properties: { address: { type: object, properties: { town: { type: string } } } } }
//! Invoice: { properties: { address: { type: object, properties: { town: { type: string } } } } }
//! ```
//!
//! Both properties have one type, `Address`. Inline schemas are the same type if
//!
//! * they look the same, in whatever order they say it: shape, constraints, deprecation, the prose of what is inside, and
//!   the types that they lead to, through circles too. The prose of the schema itself counts as well, except for lists of values, whose descriptions
//!   tell of the property that has them: it is kept where all agree;
//! * and they are the same thing for what surrounds them: the property, parameter or header of one name, or the same part
//!   of types that are one. Bodies, items and members of unions of different owners stay apart, however alike they look:
//!   no name says what they have in common.
//!
//! The type is called after that name alone. The order of its properties is that of the schema with the least JSON
//! pointer. Where the name does not say which one is meant, because a component has it, two different sets of identical
//! schemas share it, or it says nothing (`data`), all of them keep the types that their own places name. So what a type is
//! called depends on no order, and neither one more identical schema nor a single one that looks different changes a name;
//! the first duplicate of a schema does, and so does a second set under the same name.
//!
//! What this does not do: it does not replace an inline schema by a component that looks the same, because the document
//! could have said so.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use super::rewrite::{prune, redirect_all};
use crate::ir::{Api, Docs, Hint, Role, TypeDef, TypeId};
use crate::names::Words;

mod look;

use look::Look;

/// Words that say nothing about what has them for a name.
const VAGUE: &[&str] = &[
    "attributes",
    "body",
    "content",
    "data",
    "id",
    "item",
    "items",
    "kind",
    "name",
    "object",
    "parameters",
    "params",
    "properties",
    "request",
    "response",
    "result",
    "results",
    "type",
    "value",
    "values",
];

/// Makes one type of identical inline schemas.
pub(super) fn merge(api: &mut Api) {
    let facts = Facts::of(api);
    let components = api.types.iter().filter_map(|(_, def)| match &def.hint {
        Hint::Component(name) => Some(words(name)),
        _ => None,
    });
    let mut unclear: BTreeSet<String> = components.collect();
    unclear.extend(VAGUE.iter().map(|word| (*word).to_owned()));
    let sets = loop {
        let classes = facts.classes(api, &unclear);
        let sets = sets(api, &facts, &classes);
        let found = ambiguous(&sets);
        if found.is_empty() {
            break sets;
        }
        unclear.extend(found);
    };
    let mut one: HashMap<TypeId, TypeId> = HashMap::new();
    for set in &sets {
        let (first, others) = set
            .members
            .split_first()
            .expect("a set of identical schemas is not empty");
        one.extend(others.iter().map(|id| (*id, *first)));
        let docs = common_docs(api, &set.members);
        let hints = set.members.iter().map(|id| api.types.get(*id).hint.clone());
        let shared = set.word.is_some().then(|| Hint::Shared(hints.collect()));
        let def = &mut api.types.defs[first.0];
        def.docs = docs;
        def.hint = shared.unwrap_or_else(|| def.hint.clone());
    }
    if !one.is_empty() {
        redirect_all(api, &|id| one.get(&id).copied().unwrap_or(id));
        prune(api);
    }
}

/// What is known of each definition by itself.
struct Facts {
    /// A number for what it looks like.
    looks: Vec<Option<usize>>,
    /// The words of the property, parameter or header that it belongs to.
    words: Vec<Option<String>>,
    /// What it is a part of, and as what.
    owners: Vec<Option<(TypeId, Role)>>,
    /// The types that it leads to.
    targets: Vec<Vec<TypeId>>,
}

impl Facts {
    fn of(api: &Api) -> Self {
        let defs = &api.types.defs;
        let looks: Vec<Look> = defs.iter().map(Look::of).collect();
        let (numbers, _) = numbered(looks.iter().map(|look| look.text.as_ref()));
        let owner = |(id, def): (TypeId, &TypeDef)| match &def.hint {
            Hint::Within(owner, role) => Some((*owner, looks[owner.0].role(id, role))),
            _ => None,
        };
        Self {
            owners: api.types.iter().map(owner).collect(),
            looks: looks
                .iter()
                .zip(numbers)
                .map(|(look, number)| look.text.as_ref().map(|_| number))
                .collect(),
            words: defs.iter().map(|def| word(&def.hint)).collect(),
            targets: looks.into_iter().map(|look| look.targets).collect(),
        }
    }
}

/// Several identical schemas.
struct Set {
    /// In the order of their places.
    members: Vec<TypeId>,
    /// The name that they share, unless it is enough that their owners are one type.
    word: Option<String>,
}

/// What a schema is for what surrounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part<'a> {
    /// Something of this name.
    Named(&'a str),
    /// A part of a type, which only the same part of the same type is like.
    Of(TypeId, &'a Role),
    /// Something that nothing else is like.
    Alone(TypeId),
}

/// The words of the property, parameter or header that a hint names.
fn word(hint: &Hint) -> Option<String> {
    match hint {
        Hint::Within(_, role) | Hint::Operation(_, role) => match role {
            Role::Property(name) | Role::Parameter(name) | Role::Header(name) | Role::OwnHeader(name) => {
                Some(words(name))
            }
            Role::Item
            | Role::Position(_)
            | Role::Value
            | Role::Member(_)
            | Role::Several(_)
            | Role::Request
            | Role::Form
            | Role::Payload
            | Role::Event
            | Role::Response(_)
            | Role::ResponseIn(..) => None,
        },
        Hint::Component(_) | Hint::Part(..) | Hint::Form(_) | Hint::Upload(_) | Hint::Patch(_) | Hint::Shared(_) => {
            None
        }
    }
}

fn words(name: &str) -> String {
    let words = Words::split(name);
    words.iter().collect::<Vec<_>>().join(" ")
}

impl Facts {
    fn part(&self, id: TypeId, unclear: &BTreeSet<String>) -> Part<'_> {
        let word = self.words[id.0].as_ref().filter(|word| !unclear.contains(*word));
        match (word, &self.owners[id.0]) {
            (Some(word), _) => Part::Named(word),
            (None, Some((owner, role))) => Part::Of(*owner, role),
            (None, None) => Part::Alone(id),
        }
    }

    /// The number of each definition's class: identical ones have the same number.
    ///
    /// Everything that looks alike starts in one class; classes are divided until the members of each lead to, and are
    /// parts of, the same classes.
    fn classes(&self, api: &Api, unclear: &BTreeSet<String>) -> Vec<usize> {
        let parts: Vec<Part<'_>> = api.types.iter().map(|(id, _)| self.part(id, unclear)).collect();
        let start = parts
            .iter()
            .zip(&self.looks)
            .enumerate()
            .map(|(index, (part, look))| match (look, part) {
                (Some(look), Part::Named(name)) => (*look, Part::Named(name)),
                // The owner's class is looked at below.
                (Some(look), Part::Of(_, role)) => (*look, Part::Of(TypeId(0), role)),
                (Some(_), Part::Alone(_)) | (None, _) => (0, Part::Alone(TypeId(index))),
            });
        let (mut classes, mut count) = numbered(start);
        loop {
            let keys = parts
                .iter()
                .zip(&self.targets)
                .enumerate()
                .map(|(index, (part, targets))| {
                    let owner = match part {
                        Part::Of(owner, _) => Some(classes[owner.0]),
                        Part::Named(_) | Part::Alone(_) => None,
                    };
                    let targets: Vec<usize> = targets.iter().map(|id| classes[id.0]).collect();
                    (classes[index], owner, targets)
                });
            let (divided, more) = numbered(keys);
            if more == count {
                return divided;
            }
            (classes, count) = (divided, more);
        }
    }
}

/// Gives equal keys equal numbers, and says how many there are.
fn numbered<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> (Vec<usize>, usize) {
    let mut numbers: HashMap<K, usize> = HashMap::new();
    let numbered = keys.map(|key| {
        let next = numbers.len();
        *numbers.entry(key).or_insert(next)
    });
    let numbered = numbered.collect();
    (numbered, numbers.len())
}

/// The classes with several members.
fn sets(api: &Api, facts: &Facts, classes: &[usize]) -> Vec<Set> {
    let mut members: BTreeMap<usize, Vec<TypeId>> = BTreeMap::new();
    for (id, _) in api.types.iter() {
        members.entry(classes[id.0]).or_default().push(id);
    }
    let several = members.into_values().filter(|members| members.len() > 1);
    let set = |mut members: Vec<TypeId>| {
        members.sort_by_key(|id| (&api.types.get(*id).provenance.pointer, *id));
        let owner = |id: &TypeId| {
            facts.owners[id.0]
                .as_ref()
                .map(|(owner, role)| (classes[owner.0], role))
        };
        let first = owner(&members[0]);
        let one_owner = first.is_some() && members.iter().all(|id| owner(id) == first);
        let word = facts.words[members[0].0].clone().filter(|_| !one_owner);
        Set { members, word }
    };
    several.map(set).collect()
}

/// The names that several sets have.
fn ambiguous(sets: &[Set]) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let words = sets.iter().filter_map(|set| set.word.clone());
    words.filter(|word| !seen.insert(word.clone())).collect()
}

/// What the prose of all of them says.
fn common_docs(api: &Api, members: &[TypeId]) -> Docs {
    let mut all = members.iter().map(|id| &api.types.get(*id).docs);
    let mut common = all.next().cloned().unwrap_or_default();
    for docs in all {
        if common.summary != docs.summary || common.description != docs.description {
            common.summary = None;
            common.description = None;
        }
        common.external = common
            .external
            .filter(|external| Some(external) == docs.external.as_ref());
        common.default = common.default.filter(|default| {
            let other = docs.default.as_ref();
            other.is_some_and(|other| other.json == default.json)
        });
        if common.examples != docs.examples {
            common.examples.clear();
        }
    }
    common
}

#[cfg(test)]
mod tests;
