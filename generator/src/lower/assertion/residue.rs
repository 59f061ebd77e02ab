//! What the types of schemas leave over for assertions.
//!
//! ```yaml
//! Code: { type: integer, enum: [1, 2] }                        # the type is an integer, the values are left over
//! Tag: { $ref: '#/components/schemas/Name', not: { const: x } } # `not` is left over here, the rest is in `Name`
//! ```
//!
//! A definition asserts what all schemas that are merged in it leave over. A use of a definition asserts what stands
//! between the use and the definition; a use of anything else all of it. What a type says is known only when it is there,
//! so this comes after the lowering of the type; families that know of more call
//! [`assert_keywords`](Context::assert_keywords).

use std::collections::HashSet;

use crate::ir::{
    Assertion, AssertionId, Format, JsonKind, Keyword, Rules, Scalar, Shape, Strategy, Type, TypeId, Union,
};
use crate::lower::context::Context;
use crate::lower::graph::Key;
use crate::lower::kinds::Kinds;
use crate::lower::parts::Part;
use crate::lower::schema::Member;
use crate::openapi::{SchemaObject, SchemaValue};
use crate::source::NodeId;

/// Constraints with the JSON type that they are about.
const CONSTRAINTS: &[(&str, JsonKind)] = &[
    ("minimum", JsonKind::Number),
    ("exclusiveMinimum", JsonKind::Number),
    ("maximum", JsonKind::Number),
    ("exclusiveMaximum", JsonKind::Number),
    ("multipleOf", JsonKind::Number),
    ("minLength", JsonKind::String),
    ("maxLength", JsonKind::String),
    ("pattern", JsonKind::String),
    ("format", JsonKind::String),
    ("minItems", JsonKind::Array),
    ("maxItems", JsonKind::Array),
    ("uniqueItems", JsonKind::Array),
    ("minProperties", JsonKind::Object),
    ("maxProperties", JsonKind::Object),
];

/// Keywords that no type represents.
const NEVER_TYPES: &[&str] = &[
    "not",
    "if",
    "contains",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
];

/// What is said about a value by means other than assertions.
#[derive(Debug, Default)]
struct Said {
    /// The JSON types whose constraints are in rules, with these rules.
    carried: Vec<(JsonKind, Rules)>,
    /// The JSON types that values can have.
    kinds: Vec<JsonKind>,
    /// Whether all numbers among them are integers.
    integer: bool,
    /// The forms of texts that rules or types have, whatever else is carried.
    formats: Vec<Format>,
    /// What became of listed values.
    values: Values,
    /// Whether any value is accepted, although the schemas name types.
    untyped: bool,
    /// Whether the values of all properties have the type of the only `patternProperties`.
    by_pattern: bool,
}

/// What became of listed values.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Values {
    /// Nothing: they are left over.
    #[default]
    LeftOver,
    /// They are looked after elsewhere.
    LookedAfter,
    /// They are an enumeration, and are what they are whatever the constraints.
    Enumeration,
}

/// Whether a schema object has a keyword that only assertions represent.
pub(in crate::lower) fn asserts(object: &SchemaObject) -> bool {
    object.not.is_some()
        || object.if_schema.is_some()
        || object.contains.is_some()
        || object.property_names.is_some()
        || object.unevaluated_properties.is_some()
        || object.unevaluated_items.is_some()
        || !object.dependent_required.is_empty()
        || !object.dependent_schemas.is_empty()
}

impl<'d> Context<'d> {
    /// Adds to the rules of a use what schemas that hold together there leave over.
    pub(in crate::lower) fn asserted(&mut self, rules: Rules, members: &[Member<'d>], ty: &Type) -> Rules {
        let parts = self.parts_of(members);
        let all = self.with_only_alternatives(&parts, &HashSet::new());
        let own = match definition_in(ty) {
            Some(id) => {
                let stop = self.place_of(id);
                let before = self.parts_before(members, stop.clone());
                self.with_only_alternatives(&before, &stop)
            }
            None => all.clone(),
        };
        let or_null = members.iter().filter_map(|member| member.schema.object());
        let or_null = or_null.clone().any(|object| object.nullable == Some(true));
        let place = members.first().map(|member| member.schema.node);
        self.asserted_parts(rules, (&all, &own), ty, (place, or_null))
    }

    /// The same for parts that were merged, of which those count that the definition does not have.
    pub(in crate::lower) fn asserted_merged(&mut self, rules: Rules, parts: &[Part<'d>], ty: &Type) -> Rules {
        let parts = self.with_only_alternatives(parts, &HashSet::new());
        let place = parts.first().map(|part| part.schema.node);
        self.asserted_parts(rules, (&parts, &parts), ty, (place, false))
    }

    fn asserted_parts(
        &mut self,
        mut rules: Rules,
        (all, own): (&[Part<'d>], &[Part<'d>]),
        ty: &Type,
        (place, or_null): (Option<NodeId>, bool),
    ) -> Rules {
        let covered = definition_in(ty).and_then(|id| self.claims.covered.get(&id));
        let own: Vec<Part<'d>> = own
            .iter()
            .filter(|part| !covered.is_some_and(|covered| covered.contains(&part.schema.node)))
            .copied()
            .collect();
        let Some(place) = place.filter(|_| !own.is_empty()) else {
            return rules;
        };
        let kinds = self.kinds_of_parts(all);
        let carried = self.carried(all, kinds);
        let scalar = matches!(bare(ty), Type::Scalar(_) | Type::Never);
        let said = Said {
            carried: carried.map(|kind| (kind, rules.clone())).into_iter().collect(),
            kinds: kinds.families(),
            integer: kinds & Kinds::NUMBER == Kinds::INTEGER,
            formats: rules.format.into_iter().chain(format_of(ty)).collect(),
            // Of booleans, rules know which is allowed; of other scalars, no listed value fits, which is said.
            values: if scalar { Values::LookedAfter } else { Values::LeftOver },
            untyped: *bare(ty) == Type::Any,
            by_pattern: matches!(bare(ty), Type::Map(values) if values.ty != Type::Any) && patterned(all) == 1,
        };
        let keywords = self.left_over(&own, &said);
        if !keywords.is_empty() {
            if definition_in(ty).is_some() && kinds == Kinds::OBJECT {
                self.report_unseen(all, &own, place);
            }
            rules.assertion = Some(self.node_of(Assertion { or_null, keywords }, place));
        }
        rules
    }

    /// Gives the definition of merged parts what they leave over, if they came to one.
    pub(in crate::lower) fn assert_definition(&mut self, key: &Key, ty: &Type, parts: &[Part<'d>]) {
        let Type::Named(id) = *ty else { return };
        if !self.graph.is_for(id, key) {
            return;
        }
        let kinds = self.kinds_of_parts(parts);
        let mut said = Said {
            kinds: kinds.families(),
            integer: kinds & Kinds::NUMBER == Kinds::INTEGER,
            ..Said::default()
        };
        match &self.graph.get(id).shape {
            Shape::Enumeration(_) => {
                // What a constraint leaves out of the listed values is said where they are listed.
                let kinds = kinds.families().into_iter();
                said.carried.extend(kinds.map(|kind| (kind, Rules::default())));
                said.values = Values::Enumeration;
            }
            Shape::Union(union) if crate::lower::union::alternatives(parts).is_empty() => {
                // A variant of any values has no rules, so what is demanded of these is left over.
                let types = kinds
                    .families()
                    .into_iter()
                    .map(|kind| (kind, of_kind(union, kind).cloned()));
                let types: Vec<_> = types.filter(|(_, ty)| *ty != Some(Type::Any)).collect();
                for (kind, ty) in types {
                    if self.carried(parts, Kinds::of(kind)) == Some(kind) {
                        let rules = self.rules_of_kinds(parts, kinds & Kinds::of(kind));
                        said.formats.extend(ty.as_ref().and_then(format_of));
                        said.carried.push((kind, rules));
                    }
                }
            }
            _ => {}
        }
        let keywords = self.left_over(parts, &said);
        let nodes = parts.iter().map(|part| part.schema.node);
        self.claims.covered.entry(id).or_default().extend(nodes);
        self.add_to_definition(id, keywords);
    }

    /// Adds keywords to those that a definition has.
    fn add_to_definition(&mut self, id: TypeId, keywords: Vec<Keyword>) {
        let def = self.graph.get(id);
        let before = def.assertion.map(|node| self.claims.nodes[node.0].assertion.clone());
        let mut assertion = before.unwrap_or_default();
        let known = assertion.keywords.len();
        for keyword in keywords {
            if !assertion.keywords.contains(&keyword) {
                assertion.keywords.push(keyword);
            }
        }
        if assertion.keywords.len() > known {
            let pointer = def.provenance.pointer.clone();
            let Some(place) = self.document.find(&pointer) else {
                return;
            };
            let node = self.node_of(assertion, place);
            self.graph.set_assertion(id, node);
        }
    }

    /// The nodes at which the schema of a definition stands, at the end of its chain of references too.
    fn place_of(&mut self, id: TypeId) -> HashSet<NodeId> {
        let Some(place) = self.graph.place_of(id) else {
            return HashSet::new();
        };
        let known = self.schemas.get(&place).copied();
        let end = known.map(|schema| self.end_of(schema).node);
        [place].into_iter().chain(end).collect()
    }

    /// The keywords of parts that nothing else says.
    fn left_over(&mut self, parts: &[Part<'d>], said: &Said) -> Vec<Keyword> {
        let mut keywords: Vec<Keyword> = Vec::new();
        for part in parts {
            for keyword in self.left_over_of(part, said) {
                if !keywords.contains(&keyword) {
                    keywords.push(keyword);
                }
            }
        }
        // What is about the rest comes last.
        let last = |keyword: &Keyword| {
            matches!(
                keyword,
                Keyword::UnevaluatedProperties(_) | Keyword::UnevaluatedItems(_)
            )
        };
        keywords.sort_by_key(last);
        keywords
    }

    fn left_over_of(&mut self, part: &Part<'d>, said: &Said) -> Vec<Keyword> {
        let (schema, object) = (part.schema, part.object);
        let mut keys: Vec<&str> = Vec::new();
        if said.untyped {
            keys.push("type");
        }
        if said.values == Values::LeftOver {
            keys.extend(["enum", "const"]);
        }
        keys.extend(CONSTRAINTS.iter().map(|(key, _)| *key));
        keys.extend(NEVER_TYPES);
        let demanded = self.claims.demanded.get(&schema.node).cloned().unwrap_or_default();
        keys.extend(
            demanded
                .iter()
                .copied()
                .map(whole_key)
                .filter(|key| *key != "patternProperties"),
        );
        let mut keywords: Vec<Keyword> = Vec::new();
        for key in keys {
            // What a type of another crate has read has its form.
            if key == "format" && self.is_foreign_format(object) {
                continue;
            }
            let Some(keyword) = self.keyword(key, schema, object) else {
                continue;
            };
            if !said.says(key, &keyword) && !self.says_nothing(&keyword, said) {
                keywords.push(keyword);
            }
        }
        keywords.extend(self.patterned(part, said));
        match self.unevaluated(schema, object) {
            // It has all the others in it.
            Some(whole @ Keyword::All(_)) => vec![whole],
            rest => keywords.into_iter().chain(rest).collect(),
        }
    }

    /// Whether every value that the type allows fits a keyword.
    fn says_nothing(&self, keyword: &Keyword, said: &Said) -> bool {
        let node = |id: &AssertionId| &self.claims.nodes[id.0].assertion;
        let anything = |id: &AssertionId| *node(id) == Assertion::default();
        match keyword {
            Keyword::Items { first, others } => {
                // A list that ends after its positions is limited by rules.
                let limited = said.carried.iter().any(|(kind, _)| *kind == JsonKind::Array);
                let ends = |id: &AssertionId| limited && *node(id) == Assertion::never();
                first.iter().all(anything) && others.as_ref().is_none_or(|others| anything(others) || ends(others))
            }
            Keyword::Any(members) => members.iter().any(anything),
            _ => false,
        }
    }

    /// `patternProperties`, with `additionalProperties` as far as that depends on it.
    fn patterned(&mut self, part: &Part<'d>, said: &Said) -> Option<Keyword> {
        let (schema, object) = (part.schema, part.object);
        if object.pattern_properties.is_empty() {
            return None;
        }
        let Keyword::Properties {
            named,
            mut patterns,
            others,
        } = self.keyword("patternProperties", schema, object)?
        else {
            return None;
        };
        let closed = object
            .additional_properties
            .as_deref()
            .is_some_and(|others| others.value == SchemaValue::Boolean(false));
        if said.by_pattern && closed && patterns.len() == 1 && named.is_empty() {
            let anything = self.anything(schema.node);
            for (_, value) in &mut patterns {
                *value = anything;
            }
        }
        Some(Keyword::Properties {
            named,
            patterns,
            others,
        })
    }
}

impl Said {
    /// Whether something else says what a keyword demands.
    fn says(&self, key: &str, keyword: &Keyword) -> bool {
        let Some((_, kind)) = CONSTRAINTS.iter().find(|(known, _)| *known == key) else {
            return false;
        };
        if !self.kinds.contains(kind) {
            return true;
        }
        // Of values of any type, rules hold the form of those that are texts.
        if matches!(keyword, Keyword::Format(format) if self.formats.contains(format)) {
            return true;
        }
        let Some((_, rules)) = self.carried.iter().find(|(carried, _)| carried == kind) else {
            return false;
        };
        match keyword {
            // Of these, rules hold one.
            Keyword::Format(format) => self.values == Values::Enumeration || rules.format.as_ref() == Some(format),
            Keyword::Pattern(pattern) => self.values == Values::Enumeration || rules.pattern.as_ref() == Some(pattern),
            Keyword::MultipleOf(unit) => {
                self.values == Values::Enumeration
                    || rules.multiple_of.as_ref() == Some(unit)
                    || (self.integer && unit == "1")
            }
            _ => true,
        }
    }
}

/// How many patterns there are.
fn patterned(parts: &[Part<'_>]) -> usize {
    parts.iter().map(|part| part.object.pattern_properties.len()).sum()
}

/// The keyword with which another one goes.
fn whole_key(key: &str) -> &str {
    match key {
        "prefixItems" => "items",
        "minContains" | "maxContains" => "contains",
        "then" | "else" => "if",
        other => other,
    }
}

/// The definition that a type is, null aside.
fn definition_in(ty: &Type) -> Option<TypeId> {
    match bare(ty) {
        Type::Named(id) => Some(*id),
        _ => None,
    }
}

/// The form that a type has by itself.
fn format_of(ty: &Type) -> Option<Format> {
    match bare(ty) {
        Type::Scalar(Scalar::Base64) => Some(Format::Base64),
        Type::Scalar(Scalar::Date) => Some(Format::Date),
        Type::Scalar(Scalar::DateTime) => Some(Format::DateTime),
        _ => None,
    }
}

/// The type of the values of a JSON type in a union that is told apart by them.
fn of_kind(union: &Union, kind: JsonKind) -> Option<&Type> {
    let Strategy::Kind(pairs) = &union.strategy else {
        return None;
    };
    let (_, index) = pairs.iter().find(|(known, _)| *known == kind)?;
    union.variants.get(*index).map(|variant| &variant.value.ty)
}

fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => inner,
        other => other,
    }
}
