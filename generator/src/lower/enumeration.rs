//! Listed values.
//!
//! ```yaml
//! { type: string, enum: [active, on-hold, null] }     # an enumeration, nullable
//! { const: cat }                                      # an enumeration of one value
//! { enum: [1, 2] }                                    # integers
//! { enum: [auto, 1.5, true, [], {}] }                 # any values
//! { oneOf: [{ const: a, description: The first }, { const: b }] }
//! { anyOf: [{ type: string }, { enum: [small, large] }] }    # the listed values and any others
//! ```
//!
//! Whatever is listed becomes an enumeration, whose decoder keeps values that are not listed, with two exceptions: listed
//! booleans stay booleans, with a constraint where only one of them is allowed; and listed objects and lists beside a
//! description of their form have that form, and the values are left over for `assertion`.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::context::Context;
use super::kinds::Kinds;
use super::listed::{self, Listed};
use super::parts::{Essence, Part};
use super::schema::Site;
use super::value_hints::{Said, ValueHints};
use crate::diag::Code;
use crate::ir::{EnumValue, Enumeration, JsonKind, Literal, Others, Scalar, Shape, Type};
use crate::openapi::{Number, Schema, SchemaObject};

pub(super) use super::listed::has_values;

/// The longest title that names a value.
const LONGEST: usize = 40;

impl<'d> Context<'d> {
    /// The enumeration of the values that all listing parts have in common; absent where they come to no enumeration.
    pub(super) fn enumeration(&mut self, site: &Site<'d>, parts: &[Part<'d>], kinds: Kinds) -> Option<Type> {
        let literals = self.common_values(parts, kinds).unwrap_or_default();
        let compound = |literal: &Literal| matches!(literal, Literal::Array(_) | Literal::Object(_));
        if literals.iter().any(compound) && parts.iter().any(|part| has_form(part.object)) {
            return None;
        }
        self.report_values(parts, kinds);
        if literals.is_empty() {
            let message = "no listed value fits the schema; any value of the type is accepted";
            self.report(Code::NotRepresented, site.schema.node, message, "no listed value fits");
            return None;
        }
        if literals.iter().all(|literal| matches!(literal, Literal::Bool(_))) {
            return Some(Type::Scalar(Scalar::Bool));
        }
        for part in parts {
            self.report_unfit(part, &literals);
        }
        let values = self.described_values(parts, kinds, literals);
        let others = Others::Kept;
        let shape = Shape::Enumeration(Enumeration { values, others });
        Some(self.define(site.key.clone(), &site.seat, site.schema, |_, _| shape))
    }

    /// The only boolean that these parts allow.
    pub(super) fn only_boolean(&mut self, parts: &[Part<'d>]) -> Option<bool> {
        if !has_values(parts) || self.kinds_of_parts(parts) != Kinds::BOOL {
            return None;
        }
        match self.common_values(parts, Kinds::BOOL)?.as_slice() {
            [Literal::Bool(only)] => Some(*only),
            _ => None,
        }
    }

    /// The values with what the parts that list them say of each.
    fn described_values(&self, parts: &[Part<'d>], kinds: Kinds, literals: Vec<Literal>) -> Vec<EnumValue> {
        let mut values: IndexMap<Literal, EnumValue> = IndexMap::new();
        values.extend(literals.into_iter().map(|literal| (literal.clone(), literal.into())));
        for part in parts {
            let object = part.object;
            let hints = ValueHints::read(self.document, part.schema.node, object);
            for listed in listed::listed(self.document, object, kinds).unwrap_or_default() {
                let Some(value) = listed.literal.and_then(|literal| values.get_mut(&literal)) else {
                    continue;
                };
                let Said {
                    name,
                    description,
                    deprecated,
                } = hints.of(listed.node);
                let own = object.constant.as_ref().and(object.description.clone());
                value.name = value.name.take().or(name);
                value.description = value.description.take().or(own).or(description);
                value.deprecated = value.deprecated.take().or(deprecated);
            }
        }
        values.into_values().collect()
    }

    /// Reports what of the lists of values, and of what is said of the values, is not represented.
    fn report_values(&mut self, parts: &[Part<'d>], kinds: Kinds) {
        for part in parts {
            let Some(values) = listed::listed(self.document, part.object, kinds) else {
                continue;
            };
            self.report_contradiction(part);
            self.report_misfits(&values);
            let node = part.schema.node;
            for (key, reason) in ValueHints::read(self.document, node, part.object).misfits {
                let message = format!("`{key}` {reason}; that has no effect");
                self.report_key(Code::NotRepresented, node, key, message, "does not fit the values");
            }
        }
    }

    /// Reports values that the type leaves out, and values that were taken for others: one word about each kind of them.
    fn report_misfits(&mut self, values: &[Listed]) {
        let mut said = HashSet::new();
        for value in values.iter().filter(|value| value.repaired) {
            let (code, message, label) = match &value.literal {
                Some(Literal::String(text)) => (
                    Code::CoercedScalar,
                    format!("a listed value counts as the string `{text}`, as the type is string"),
                    "not a string",
                ),
                Some(other) => (
                    Code::RepairedValue,
                    format!(
                        "a listed string counts as the value `{}`, as the type says",
                        other.json()
                    ),
                    "a string",
                ),
                None => (
                    Code::NotRepresented,
                    "a listed value that the type leaves out is left out of the enumeration".to_owned(),
                    "of another type",
                ),
            };
            if said.insert(code) {
                self.report(code, value.node, message, label);
            }
        }
    }

    /// Reports a constant that is not among the listed values of the same schema.
    fn report_contradiction(&mut self, part: &Part<'d>) {
        let (Some(constant), Some(values)) = (part.object.constant, &part.object.enumeration) else {
            return;
        };
        let constant = listed::literal(self.document.node(constant));
        let among = |node| listed::literal(self.document.node(node)) == constant;
        if !values.iter().copied().any(among) {
            let message = "`const` is not among the listed values; only `const` counts";
            let node = part.schema.node;
            self.report_key(Code::NotRepresented, node, "enum", message, "no value fits both");
        }
    }

    /// Says that listed values are kept although a constraint of the same schema leaves them out.
    fn report_unfit(&mut self, part: &Part<'d>, values: &[Literal]) {
        let object = part.object;
        let pattern = object.pattern.as_deref().and_then(super::pattern::read);
        // Whether what is no pattern fits is not known.
        let unlike = |text: &str| match (&object.pattern, &pattern) {
            (Some(_), Some(pattern)) => !super::pattern::matches(pattern, text),
            (unknown, _) => unknown.is_some(),
        };
        let length = |text: &str| u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
        let short = |text: &str| object.min_length.is_some_and(|least| length(text) < least);
        let long = |text: &str| object.max_length.is_some_and(|most| length(text) > most);
        let mut texts = Vec::new();
        let mut numbers = Vec::new();
        for literal in values {
            match literal {
                Literal::String(text) => texts.push(text.as_str()),
                Literal::Integer(_) | Literal::Number(_) => numbers.push(Number::new(literal.json()).as_f64()),
                Literal::Bool(_) | Literal::Array(_) | Literal::Object(_) => {}
            }
        }
        let beyond = |bound: &Option<Number>, outside: fn(f64, f64) -> bool| {
            let bound = bound.as_ref().map(Number::as_f64);
            bound.is_some_and(|bound| numbers.iter().any(|number| outside(*number, bound)))
        };
        for (key, unfit) in [
            ("minLength", texts.iter().any(|text| short(text))),
            ("maxLength", texts.iter().any(|text| long(text))),
            ("pattern", texts.iter().any(|text| unlike(text))),
            ("minimum", beyond(&object.minimum, |number, least| number < least)),
            ("maximum", beyond(&object.maximum, |number, most| number > most)),
            (
                "exclusiveMinimum",
                beyond(&object.exclusive_minimum, |number, least| number <= least),
            ),
            (
                "exclusiveMaximum",
                beyond(&object.exclusive_maximum, |number, most| number >= most),
            ),
        ] {
            if unfit {
                let message = format!("listed values that `{key}` leaves out are accepted all the same");
                self.report_key(Code::NotRepresented, part.schema.node, key, message, "not checked");
            }
        }
    }

    /// The enumeration that a union comes to: what its members list, all in one.
    ///
    /// A member that is any string, or any integer, makes all other values of that type as valid as the listed ones.
    /// Absent if a member is something else, or if no member lists values.
    pub(super) fn united_values(&mut self, members: &[&'d Schema]) -> Option<Enumeration> {
        let mut values: IndexMap<Literal, EnumValue> = IndexMap::new();
        let mut all = Kinds::NONE;
        let mut others = Others::Kept;
        for member in members {
            let parts = self.parts(member);
            let unions = |part: &Part<'_>| !part.object.one_of.is_empty() || !part.object.any_of.is_empty();
            let kinds = self.kinds_of_parts(&parts);
            let literals = self.common_values(&parts, kinds);
            let formats = literals.is_none() && parts.iter().any(|part| part.object.format.is_some());
            if formats || parts.iter().any(unions) {
                return None;
            }
            if let Some(literals) = literals {
                let more = self.member_values(member, &parts, kinds, literals);
                all = all | Kinds::union(more.iter().map(|value| listed::kinds_of(&value.literal)));
                for value in more {
                    values.entry(value.literal.clone()).or_insert(value);
                }
            } else {
                all = all | kinds;
                others = Others::Allowed;
            }
        }
        let named = |cx: &Self| {
            members
                .iter()
                .any(|member| matches!(cx.essence(member), Essence::Reference(_)))
        };
        let united = match all.families().as_slice() {
            [JsonKind::String] => true,
            [JsonKind::Number] => others == Others::Kept || all == Kinds::INTEGER,
            [_] => false,
            several => {
                let compound = |kind: &JsonKind| matches!(kind, JsonKind::Array | JsonKind::Object);
                others == Others::Kept && !several.iter().any(compound) && !named(self)
            }
        };
        if !united || values.is_empty() {
            return None;
        }
        for member in members {
            let parts = self.parts(member);
            let kinds = self.kinds_of_parts(&parts);
            self.report_values(&parts, kinds);
        }
        let mut values: Vec<EnumValue> = values.into_values().collect();
        drop_shared_names(&mut values);
        Some(Enumeration { values, others })
    }

    /// The values that a member of a union lists, with what it says of itself where it is one value.
    fn member_values(
        &mut self,
        member: &'d Schema,
        parts: &[Part<'d>],
        kinds: Kinds,
        literals: Vec<Literal>,
    ) -> Vec<EnumValue> {
        let said: Vec<&SchemaObject> = member
            .object()
            .into_iter()
            .chain(parts.iter().map(|part| part.object))
            .collect();
        let deprecated = said.iter().find_map(|object| super::docs::deprecation_of(object));
        let mut values = self.described_values(parts, kinds, literals);
        if let [only] = values.as_mut_slice() {
            let title = said.iter().find_map(|object| object.title.clone());
            let named = title.clone().filter(|title| names_value(title, &only.literal));
            let described = said.iter().find_map(|object| object.description.clone());
            only.description = only
                .description
                .take()
                .or(described)
                .or(title.filter(|_| named.is_none()));
            only.name = only.name.take().or(named);
        }
        for value in &mut values {
            value.deprecated = value.deprecated.take().or(deprecated.clone());
        }
        values
    }
}

/// Whether a schema says what its objects or lists consist of.
fn has_form(object: &SchemaObject) -> bool {
    !object.properties.is_empty()
        || object
            .additional_properties
            .as_ref()
            .is_some_and(|values| values.object().is_some())
        || object.items.is_some()
        || !object.prefix_items.is_empty()
}

/// Whether a title is a better name for a value than what the value itself says.
fn names_value(title: &str, literal: &Literal) -> bool {
    let mute = match literal {
        Literal::String(text) => !text.contains(char::is_alphabetic),
        _ => true,
    };
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    mute && title.len() <= LONGEST && title.starts_with(char::is_alphabetic) && title.chars().all(plain)
}

/// Takes names away that several values have.
fn drop_shared_names(values: &mut [EnumValue]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in values.iter().filter_map(|value| value.name.clone()) {
        *counts.entry(name).or_default() += 1;
    }
    for value in values {
        value.name.take_if(|name| counts.get(name.as_str()) > Some(&1));
    }
}
