//! What a member of a union is called where its type has no name.
//!
//! ```yaml
//! anyOf:
//!   - { title: Card, properties: { cvc: { type: string }, number: { type: string } } }          # card
//!   - { properties: { kind: { const: account }, number: { type: string } } }                    # account
//!   - { required: [number, iban], properties: { iban: {…}, number: {…} } }                      # iban
//!   - { type: string, format: date }                                                            # date
//! ```
//!
//! A label says what is true of no other member, and depends on the set of members and on nothing else: neither on their
//! order nor on that of properties. In this order: the tag or the JSON type that tells the member apart; the title; the
//! key that tells it apart; the component; a property's only value; a required property, and then any property, that no
//! other member declares; a list of properties that no other member requires, or declares; the JSON type, and where
//! several members have it, the few values that there are, the format or what is in the list. Of several that would do, it is the first by name.

use std::collections::BTreeSet;

use super::context::Context;
use super::object::properties;
use super::strategy::Facts;
use super::union::title;
use crate::ir::{JsonKind, Scalar, Strategy, Type, Variant};

/// Titles with more characters are sentences rather than names.
const LONGEST_TITLE: usize = 40;
/// Lists of more names than these name nothing.
const MOST_NAMES: usize = 3;

/// What the members have that a label may be made of.
struct Told {
    title: Option<String>,
    declared: BTreeSet<String>,
    required: BTreeSet<String>,
    /// Properties with their only value.
    values: BTreeSet<(String, String)>,
}

impl<'d> Context<'d> {
    /// Gives every variant its label.
    pub(super) fn label(&mut self, variants: &mut [Variant], members: &[Facts<'d>], strategy: &Strategy) {
        let mut told = Vec::new();
        for member in members {
            told.push(self.told(member));
        }
        for (index, (variant, facts)) in variants.iter_mut().zip(members).enumerate() {
            let title = || {
                let own = told[index].title.clone().filter(|_| facts.components.is_empty());
                own.filter(|own| told.iter().filter(|other| other.title.as_ref() == Some(own)).count() == 1)
            };
            let key = || told_by(index, facts, strategy);
            let found = match strategy {
                Strategy::Tag { .. } | Strategy::Kind(_) => key().or_else(title),
                Strategy::Key(_) | Strategy::Trial => title().or_else(key),
            };
            variant.label = found
                .or_else(|| facts.components.iter().min().cloned())
                .or_else(|| described(index, &told))
                .or_else(|| facts.kinds.family().map(|kind| kind_word(kind).to_owned()))
                .unwrap_or_default();
        }
        let labels: Vec<String> = variants.iter().map(|variant| variant.label.clone()).collect();
        for (variant, facts) in variants.iter_mut().zip(members) {
            let same = labels.iter().filter(|label| **label == variant.label).count();
            if same > 1 || variant.label.is_empty() {
                let values = self.named_values(facts);
                let contents = values.or_else(|| self.named_contents(facts));
                let refined = contents.or_else(|| refined(&variant.value.ty));
                variant.label = refined.unwrap_or_else(|| variant.label.clone());
            }
            if variant.label.is_empty() {
                "option".clone_into(&mut variant.label);
            }
        }
    }

    /// The few values that a member is limited to.
    fn named_values(&mut self, facts: &Facts<'d>) -> Option<String> {
        let mut values = self.limited_to(facts.schema)?;
        values.sort();
        (1..=MOST_NAMES).contains(&values.len()).then(|| values.join(" and "))
    }

    /// What a list or map is of, where that is a component.
    fn named_contents(&mut self, facts: &Facts<'d>) -> Option<String> {
        let (holder, schema) = self.held_in(&facts.parts)?;
        let name = self.component_of(schema)?;
        Some(format!("{} of {name}", holder.word()))
    }

    fn told(&mut self, member: &Facts<'d>) -> Told {
        let all = properties(&member.parts);
        let mut values = BTreeSet::new();
        for name in all.declared.keys() {
            if let Some([value]) = self.tags(&member.parts, name, false, 0).as_deref() {
                values.insert(((*name).to_owned(), value.clone()));
            }
        }
        let declared: BTreeSet<String> = all.declared.keys().map(|name| (*name).to_owned()).collect();
        let named = title(member.schema).filter(|title| title.chars().count() <= LONGEST_TITLE);
        Told {
            title: named.map(str::to_owned),
            required: all.required.iter().map(|name| (*name).to_owned()).collect(),
            declared,
            values,
        }
    }
}

/// What the strategy tells the member apart by. A tag that the document gives comes before the component's name, which
/// is a tag by itself.
pub(super) fn told_by(index: usize, facts: &Facts<'_>, strategy: &Strategy) -> Option<String> {
    match strategy {
        Strategy::Tag { tags, .. } => {
            let own = tags.iter().filter(|(_, of)| **of == index).map(|(tag, _)| tag);
            own.min_by_key(|tag| (facts.components.contains(*tag), *tag)).cloned()
        }
        Strategy::Kind(kinds) => {
            let mut own = kinds.iter().filter(|(_, of)| *of == index);
            own.next().map(|(kind, _)| kind_word(*kind).to_owned())
        }
        Strategy::Key(keys) => keys.iter().find(|(_, of)| *of == index).map(|(key, _)| key.clone()),
        Strategy::Trial => None,
    }
}

/// What is true of no other member.
fn described(index: usize, told: &[Told]) -> Option<String> {
    let own = told.get(index)?;
    let others = || {
        told.iter()
            .enumerate()
            .filter(|(other, _)| *other != index)
            .map(|(_, told)| told)
    };
    let undeclared = |name: &&String| others().all(|other| !other.declared.contains(*name));
    let value = || {
        let mut values = own.values.iter();
        let found = values.find(|value| others().all(|other| !other.values.contains(*value)));
        found.map(|(_, value)| value.clone())
    };
    let required = || own.declared.intersection(&own.required).find(undeclared).cloned();
    let declared = || own.declared.iter().find(undeclared).cloned();
    let list = |of: fn(&Told) -> &BTreeSet<String>| {
        let names: Vec<&str> = of(own).iter().map(String::as_str).collect();
        let short = !names.is_empty() && names.len() <= MOST_NAMES;
        (short && others().all(|other| of(other) != of(own))).then(|| names.join(" and "))
    };
    value()
        .or_else(required)
        .or_else(declared)
        .or_else(|| list(|told| &told.required))
        .or_else(|| list(|told| &told.declared))
}

/// The word for a type of which there are several with one JSON type.
fn refined(ty: &Type) -> Option<String> {
    Some(match ty {
        Type::Scalar(Scalar::DateTime) => "date time".to_owned(),
        Type::Scalar(Scalar::Date) => "date".to_owned(),
        Type::Scalar(Scalar::Base64) => "bytes".to_owned(),
        Type::Scalar(Scalar::String) => "string".to_owned(),
        Type::Scalar(Scalar::Bool) => "boolean".to_owned(),
        Type::Scalar(Scalar::F32 | Scalar::F64 | Scalar::Number) => "number".to_owned(),
        Type::Scalar(_) => "integer".to_owned(),
        Type::List(item) => format!("array of {}", refined(&item.ty)?),
        Type::Map(value) => format!("map of {}", refined(&value.ty)?),
        Type::Tuple(items) => format!("tuple of {}", items.len()),
        Type::Nullable(inner) => refined(inner)?,
        Type::Any => "any".to_owned(),
        Type::Named(_) => "object".to_owned(),
        Type::Foreign(_) | Type::Never => return None,
    })
}

/// The word for a JSON type.
pub(super) fn kind_word(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Bool => "boolean",
        JsonKind::Number => "number",
        JsonKind::String => "string",
        JsonKind::Array => "array",
        JsonKind::Object => "object",
    }
}
