//! Unions: `oneOf`, `anyOf` and lists of types.
//!
//! ```yaml
//! oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
//! type: [string, integer]
//! ```
//!
//! What stands beside the alternatives holds for each of them, so it is merged into every member, unless the members
//! say it all themselves. Members that are null make the union nullable, a single member stands for itself, and members
//! that are all strings, all numbers or all booleans are one scalar. How a decoder tells the members of a true union
//! apart is decided in `strategy`.

use std::collections::HashSet;

use super::context::Context;
use super::graph::{Key, Seat};
use super::kinds::Kinds;
use super::nullable::without_null;
use super::parts::{Essence, Part};
use super::reach::LOOKS;
use super::schema::{Member, Site};
use super::strategy::Facts;
use crate::diag::Code;
use crate::ir::{Docs, Hint, JsonKind, Role, Rules, Scalar, Shape, Strategy, Type, TypeId, TypeUse, Union, Variant};
use crate::openapi::{Schema, SchemaObject};
use crate::source::NodeId;

/// One `oneOf` or `anyOf`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alternatives<'d> {
    /// The schema that has it.
    pub(super) schema: &'d Schema,
    /// The schema's keywords.
    pub(super) object: &'d SchemaObject,
    /// `oneOf` or `anyOf`; another keyword where that has members for want of one type: see `mixed`.
    pub(super) key: &'static str,
    /// The members.
    pub(super) members: &'d [Schema],
}

impl Alternatives<'_> {
    /// A part without this list, if the list is the part's.
    pub(super) fn taken_from<'d>(&self, part: &Part<'d>) -> Part<'d> {
        let mut lists = part.lists;
        if part.schema.node == self.schema.node {
            match self.key {
                "oneOf" => lists.one_of = false,
                _ => lists.any_of = false,
            }
        }
        Part { lists, ..*part }
    }
}

/// The lists of alternatives among parts, without those that only require properties.
pub(super) fn alternatives<'d>(parts: &[Part<'d>]) -> Vec<Alternatives<'d>> {
    let mut found = Vec::new();
    for part in parts {
        for (counts, key, members) in [
            (part.lists.one_of, "oneOf", &part.object.one_of),
            (part.lists.any_of, "anyOf", &part.object.any_of),
        ] {
            if counts && !members.is_empty() && !super::exclusive::only_required(members) {
                found.push(Alternatives {
                    schema: part.schema,
                    object: part.object,
                    key,
                    members,
                });
            }
        }
    }
    found
}

impl<'d> Context<'d> {
    /// Parts with those of the only alternative in place of a list that has no other but null.
    ///
    /// ```yaml
    /// anyOf: [{ type: string, maxLength: 3 }, { type: "null" }]     # a string of at most 3 characters, or null
    /// ```
    ///
    /// What stands at or behind `stop` is left out.
    pub(super) fn with_only_alternatives(&mut self, parts: &[Part<'d>], stop: &HashSet<NodeId>) -> Vec<Part<'d>> {
        let mut all: Vec<Part<'d>> = Vec::new();
        let mut open: Vec<Part<'d>> = parts.iter().rev().copied().collect();
        while let Some(mut part) = open.pop() {
            for list in alternatives(&[part]) {
                let mut others = list.members.iter().filter(|member| !self.only_null(member));
                if let (Some(only), None) = (others.next(), others.next())
                    && all.len() < LOOKS
                {
                    part = list.taken_from(&part);
                    let only = Member {
                        schema: only,
                        own: true,
                    };
                    open.extend(self.parts_before(&[only], stop.clone()).into_iter().rev());
                }
            }
            if !all.iter().any(|known| known.schema.node == part.schema.node) {
                all.push(part);
            }
        }
        all
    }
}

/// A member of a union before it has a type.
#[derive(Debug)]
pub(super) struct Candidate<'d> {
    /// The position in the document.
    pub(super) position: usize,
    /// The member.
    pub(super) schema: &'d Schema,
    /// What the member consists of, with what stands beside the union where that is merged.
    pub(super) parts: Vec<Part<'d>>,
}

impl<'d> Context<'d> {
    /// The type of a schema with one list of alternatives.
    pub(super) fn union(&mut self, site: &Site<'d>, parts: &[Part<'d>], alternatives: &Alternatives<'d>) -> Type {
        let mut members: Vec<(usize, &'d Schema)> = alternatives.members.iter().enumerate().collect();
        members.retain(|(_, member)| !self.only_null(member) && !self.is_itself(member, alternatives.schema));
        if members.is_empty() {
            return Type::Never;
        }
        let base = self.beside(parts, alternatives, &members);
        let mut candidates = Vec::new();
        for (position, schema) in members {
            let mut parts = base.clone();
            parts.extend(self.parts(schema));
            candidates.push(Candidate {
                position,
                schema,
                parts,
            });
        }
        if self.drop_contradictions(&mut candidates) {
            self.impossible(alternatives.schema.node);
            return Type::Never;
        }
        if let [only] = candidates.as_slice() {
            self.report_deprecated(only.schema);
            let component = self.component_of(only.schema);
            self.check_mapping(alternatives, component.as_deref());
            if base.is_empty() && matches!(self.essence(only.schema), Essence::Reference(_)) {
                return self.type_of(only.schema, &site.seat);
            }
            return self.merged(site, &only.parts);
        }
        if let Some(scalar) = self.united_scalars(site, alternatives, &candidates) {
            return scalar;
        }
        let merge = !base.is_empty();
        self.define(site.key.clone(), &site.seat, site.schema, |cx, id| {
            cx.union_shape((id, &site.key), alternatives, &candidates, merge)
        })
    }

    /// Whether a member is the very schema that has the list; it is left out with a warning then.
    fn is_itself(&mut self, member: &'d Schema, list: &'d Schema) -> bool {
        let itself = self.end_of(member).node == list.node;
        if itself {
            let message = "this alternative is the very list that it stands in, which adds nothing; it is left out";
            self.report(Code::NotRepresented, member.node, message, "leads back");
        }
        itself
    }

    /// Drops members that contradict what stands beside the union, with a warning; true if none is left.
    fn drop_contradictions(&mut self, candidates: &mut Vec<Candidate<'d>>) -> bool {
        let mut left = Vec::new();
        for candidate in candidates.drain(..) {
            if self.kinds_of_parts(&candidate.parts) == Kinds::NONE {
                if candidate.schema.object().is_some() {
                    let message = "no value fits this alternative and what stands beside the list";
                    self.report(Code::ImpossibleSchema, candidate.schema.node, message, "never applies");
                }
            } else {
                left.push(candidate);
            }
        }
        *candidates = left;
        candidates.is_empty()
    }

    /// The scalar that all members are together; any value if one of them is.
    pub(super) fn united_scalars(
        &mut self,
        site: &Site<'d>,
        alternatives: &Alternatives<'d>,
        candidates: &[Candidate<'d>],
    ) -> Option<Type> {
        let kinds: Vec<Kinds> = candidates
            .iter()
            .map(|candidate| self.kinds_of_parts(&candidate.parts))
            .collect();
        let all = kinds.iter().fold(Kinds::NONE, |all, kinds| all | *kinds);
        let anything = candidates
            .iter()
            .zip(&kinds)
            .any(|(candidate, kinds)| *kinds == Kinds::ALL && alternatives_of(&candidate.parts) == 0);
        if anything {
            self.assert_keywords(alternatives.schema, &[alternatives.key]);
            let message = "one of the alternatives accepts any value, so any value is accepted";
            self.report_key(
                Code::NotRepresented,
                alternatives.schema.node,
                alternatives.key,
                message,
                "any value",
            );
            return Some(Type::Any);
        }
        let schemas: Vec<&'d Schema> = candidates.iter().map(|candidate| candidate.schema).collect();
        if let Some(enumeration) = self.united_values(&schemas) {
            self.assert_united(alternatives, candidates);
            let shape = Shape::Enumeration(enumeration);
            return Some(self.define(site.key.clone(), &site.seat, site.schema, |_, _| shape));
        }
        let ty = match all.family()? {
            JsonKind::Bool => Type::Scalar(Scalar::Bool),
            JsonKind::Number => self.united_numbers(candidates),
            JsonKind::String => Type::Scalar(Scalar::String),
            JsonKind::Array | JsonKind::Object => return None,
        };
        self.assert_united(alternatives, candidates);
        Some(ty)
    }

    /// Has the alternatives checked that are one scalar, as far as they demand more than its type.
    fn assert_united(&mut self, alternatives: &Alternatives<'d>, candidates: &[Candidate<'d>]) {
        let mut parts = candidates.iter().flat_map(|candidate| &candidate.parts);
        let demands = |object| {
            super::rules::constrains(object) || super::assertion::asserts(object) || super::format::of(object).is_some()
        };
        if parts.any(|part| demands(part.object)) || (alternatives.key == "oneOf" && self.is_shared(candidates)) {
            self.assert_keywords(alternatives.schema, &[alternatives.key]);
        }
    }

    /// Whether a value may be several of the candidates, as far as their types and listed values tell.
    fn is_shared(&mut self, candidates: &[Candidate<'d>]) -> bool {
        let mut known: Vec<(Kinds, Option<Vec<String>>)> = Vec::new();
        for candidate in candidates {
            let kinds = self.kinds_of_parts(&candidate.parts);
            let values = self.limited_to(candidate.schema);
            let shared = known.iter().any(|(others, listed)| {
                let apart = matches!((listed, &values), (Some(listed), Some(values)) if !values.iter().any(|value| listed.contains(value)));
                *others & kinds != Kinds::NONE && !apart
            });
            if shared {
                return true;
            }
            known.push((kinds, values));
        }
        false
    }

    fn united_numbers(&mut self, candidates: &[Candidate<'d>]) -> Type {
        let mut types = Vec::new();
        for candidate in candidates {
            let kinds = self.kinds_of_parts(&candidate.parts);
            types.push(self.number(&candidate.parts, kinds));
        }
        let scalars = types.iter().map(|ty| match ty {
            Type::Scalar(scalar) => Some(*scalar),
            _ => None,
        });
        match (types.split_first(), scalars.collect::<Option<Vec<Scalar>>>()) {
            (Some((first, rest)), _) if rest.iter().all(|ty| ty == first) => first.clone(),
            (_, Some(scalars)) => Type::Scalar(super::integer::united(&scalars).unwrap_or(Scalar::F64)),
            _ => Type::Scalar(Scalar::F64),
        }
    }

    /// The members of a union with the way to tell them apart, or another name for what they all are.
    pub(super) fn union_shape(
        &mut self,
        union: (TypeId, &Key),
        alternatives: &Alternatives<'d>,
        candidates: &[Candidate<'d>],
        merge: bool,
    ) -> Shape {
        let mut variants: Vec<Variant> = Vec::new();
        let mut facts: Vec<Facts<'d>> = Vec::new();
        for candidate in candidates {
            let value = self.member_value(union, candidate, merge);
            let component = self.component_of(candidate.schema);
            if let Some(same) = variants.iter().position(|variant| variant.value.ty == value.ty) {
                facts[same].components.extend(component);
                self.loosen(&mut variants[same].value.rules, &value.rules, alternatives);
                self.report_deprecated(candidate.schema);
                continue;
            }
            let docs = match self.essence(candidate.schema) {
                Essence::Reference(_) => Docs::default(),
                Essence::Parts => self.schema_docs(candidate.schema),
            };
            variants.push(Variant {
                value,
                label: String::new(),
                docs,
                deprecated: candidate.schema.object().and_then(super::docs::deprecation_of),
            });
            let kinds = self.kinds_of_parts(&candidate.parts);
            let components = component.into_iter().collect();
            facts.push(Facts {
                parts: candidate.parts.clone(),
                kinds,
                components,
                schema: candidate.schema,
            });
        }
        if variants.len() == 1
            && let Some(only) = variants.pop()
        {
            return Shape::Alias(only.value);
        }
        let strategy = self.strategy(alternatives, &facts);
        self.label(&mut variants, &facts, &strategy);
        let combined = self.combined(union, alternatives, (&facts, &variants), &strategy);
        let exclusive = alternatives.key == "oneOf" && matches!(strategy, Strategy::Key(_) | Strategy::Trial);
        let is_combined = combined.is_some();
        variants.extend(combined);
        Shape::Union(Union {
            variants,
            strategy,
            exclusive,
            combined: is_combined,
        })
    }

    /// The type of one member, what stands beside the union merged into it where that is needed.
    fn member_value(&mut self, (id, key): (TypeId, &Key), candidate: &Candidate<'d>, merge: bool) -> TypeUse {
        let seat = Seat::Own(Hint::Within(id, Role::Member(candidate.position)));
        let value = if merge {
            let site = Site {
                // The same list may be inherited by several unions, with something else beside it in each.
                key: key.iter().copied().chain([candidate.schema.node]).collect(),
                schema: candidate.schema,
                seat,
            };
            let ty = self.merged(&site, &candidate.parts);
            let rules = self.rules_of_parts(&candidate.parts);
            let rules = self.asserted_merged(rules, &candidate.parts, &ty);
            TypeUse { ty, rules }
        } else {
            self.schema(candidate.schema, &seat)
        };
        TypeUse {
            ty: without_null(value.ty).0,
            rules: value.rules,
        }
    }

    /// Says that an alternative is deprecated which has no variant of its own to show it.
    fn report_deprecated(&mut self, member: &Schema) {
        if member.object().and_then(super::docs::deprecation_of).is_some() {
            let message = "that this alternative is deprecated is not shown: it has no variant of its own";
            self.report(Code::NotRepresented, member.node, message, "deprecated");
        }
    }

    /// Keeps the constraints that two members of the same type share; what else they demand is checked of both together.
    fn loosen(&mut self, rules: &mut Rules, other: &Rules, alternatives: &Alternatives<'d>) {
        let common = rules.common(other);
        if common != *rules || common != *other {
            self.assert_keywords(alternatives.schema, &[alternatives.key]);
        }
        *rules = common;
    }

    /// The component that a schema is a reference to.
    pub(super) fn component_of(&mut self, schema: &'d Schema) -> Option<String> {
        let Essence::Reference(reference) = self.essence(schema) else {
            return None;
        };
        let target = self.resolve(reference)?;
        self.called(target, "schemas")
    }

    /// The union of the JSON types that a schema without alternatives lists.
    pub(super) fn several_types(&mut self, site: &Site<'d>, parts: &[Part<'d>], kinds: Kinds) -> Type {
        self.define(site.key.clone(), &site.seat, site.schema, |cx, id| {
            let (variants, pairs) = cx.variants_by_kind(id, site, parts, (kinds.families(), kinds));
            Shape::Union(Union {
                variants,
                strategy: Strategy::Kind(pairs),
                exclusive: false,
                combined: false,
            })
        })
    }

    /// A variant for each of these JSON types of a schema, all of whose JSON types are given too.
    pub(super) fn variants_by_kind(
        &mut self,
        union: TypeId,
        site: &Site<'d>,
        parts: &[Part<'d>],
        (families, kinds): (Vec<JsonKind>, Kinds),
    ) -> (Vec<Variant>, Vec<(JsonKind, usize)>) {
        let mut variants = Vec::new();
        let mut pairs = Vec::new();
        for (index, kind) in families.into_iter().enumerate() {
            let member = Site {
                // The schema's own key belongs to the union.
                key: site.key.iter().copied().chain([site.schema.node]).collect(),
                schema: site.schema,
                seat: Seat::Own(Hint::Within(union, Role::Member(index))),
            };
            let ty = self.family(&member, parts, kind, kinds);
            let rules = self.rules_of_kinds(parts, kinds & Kinds::of(kind));
            variants.push(Variant::plain(TypeUse { ty, rules }, super::label::kind_word(kind)));
            pairs.push((kind, index));
        }
        (variants, pairs)
    }
}

/// How many lists of alternatives there are.
fn alternatives_of(parts: &[Part<'_>]) -> usize {
    alternatives(parts).len()
}

/// The title of an inline schema.
pub(super) fn title(schema: &Schema) -> Option<&str> {
    schema.object()?.title.as_deref()
}
