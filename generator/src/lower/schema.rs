//! Schemas: which family a schema belongs to, and the type that it comes to where it is used.
//!
//! ```yaml
//! persistence: { $ref: '#/components/schemas/BrowserPersistence', deprecated: true }
//! timeout_seconds: { type: integer, minimum: 10 }
//! anything: {}
//! ```
//!
//! A reference keeps the name of what it leads to. Everything else is taken apart and lowered by the family of its JSON
//! type; each family has a file of its own. A schema without a type is any value. What has no type at all is reported,
//! and any value stands in for it, so that the rest of the document is looked at too.

use super::context::Context;
use super::graph::{Key, Seat};
use super::kinds::Kinds;
use super::nullable::or_null;
use super::parts::{Essence, Part, Weight, whole_weight};
use super::union::Alternatives;
use crate::diag::Code;
use crate::ir::{Hint, JsonKind, Role, Scalar, Type, TypeUse};
use crate::openapi::{Reference, Schema, SchemaValue};
use crate::source::NodeId;

/// How many combinations of several lists of alternatives become types.
const COMBINATIONS: usize = 64;

/// A schema that is being lowered.
#[derive(Debug, Clone)]
pub(super) struct Site<'d> {
    /// What identifies its definition.
    pub(super) key: Key,
    /// The schema that documents it.
    pub(super) schema: &'d Schema,
    /// What would name it.
    pub(super) seat: Seat,
}

/// A schema among several that hold together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member<'d> {
    /// The schema.
    pub(super) schema: &'d Schema,
    /// Whether it stands inside the schema that is lowered, rather than being referred to.
    pub(super) own: bool,
}

impl<'d> Context<'d> {
    /// The type of a schema with null and constraints, as it is used here.
    pub(super) fn schema(&mut self, schema: &'d Schema, seat: &Seat) -> TypeUse {
        let ty = self.type_of(schema, seat);
        let ty = if self.allows_null(schema) { or_null(ty) } else { ty };
        let rules = super::array::beyond_type(&ty, self.rules(schema));
        let rules = self.asserted(rules, &[Member { schema, own: true }], &ty);
        TypeUse { ty, rules }
    }

    /// The type of a schema's values other than null.
    pub(super) fn type_of(&mut self, schema: &'d Schema, seat: &Seat) -> Type {
        let object = match &schema.value {
            SchemaValue::Boolean(true) => return Type::Any,
            SchemaValue::Boolean(false) => return Type::Never,
            SchemaValue::Object(object) => object,
        };
        self.examine(schema, object);
        self.note_nullable(schema, object);
        self.note_siblings(schema, object);
        if let Some(ty) = self.replacement(schema, object) {
            return ty;
        }
        match self.essence(schema) {
            Essence::Reference(reference) if !self.narrows_kinds(schema, reference) => self.referred(reference),
            Essence::Reference(_) | Essence::Parts => {
                let parts = self.parts(schema);
                let site = Site {
                    key: vec![schema.node],
                    schema,
                    seat: seat.clone(),
                };
                self.merged(&site, &parts)
            }
        }
    }

    /// Whether a schema that adds constraints to a reference leaves out JSON types that the reference allows.
    fn narrows_kinds(&mut self, schema: &'d Schema, reference: &'d Reference) -> bool {
        let own = schema.object().is_some_and(|object| object.reference.is_some());
        let alone = own && !self.document.version_at(schema.node).has_json_schema();
        let Some(target) = self.schema_target(reference).filter(|_| !alone) else {
            return false;
        };
        let (ours, theirs) = (self.kinds(schema), self.kinds(target));
        ours != Kinds::NONE && ours.families() != theirs.families()
    }

    /// The type that a reference leads to.
    fn referred(&mut self, reference: &'d Reference) -> Type {
        let mut reference = reference;
        let target = loop {
            let Some(target) = self.schema_target(reference) else {
                return Type::Any;
            };
            if let Some(id) = self.definition_at(target.node) {
                return Type::Named(id);
            }
            match self.bare(target) {
                Some(next) => reference = next,
                None => break target,
            }
            self.note_passed(target);
        };
        let hint = self.hint_for(target.node);
        if self.open.contains(&target.node) {
            // A list or map that contains itself: it gets a name here, and what that stands for when it is known.
            return Type::Named(self.knot(target, hint));
        }
        let seat = Seat::Visited(hint);
        self.open.push(target.node);
        let ty = self.deeper(target.node, |cx| cx.type_of(target, &seat));
        self.open.pop();
        self.tie(target, ty)
    }

    /// What names a schema that is no component and whose surroundings are not lowered, such as one under `$defs`.
    fn hint_for(&self, node: NodeId) -> Hint {
        let pointer = self.document.node(node).pointer();
        let name = pointer.steps().last().unwrap_or_default();
        match self.named_around(node) {
            Some((named, own)) if named == node => Hint::Component(own),
            Some((owner, outer)) => match self.definition_at(owner) {
                Some(id) => Hint::Within(id, Role::Property(name)),
                None => Hint::Part(outer, Role::Property(name)),
            },
            None => Hint::Part(name, Role::Value),
        }
    }

    /// The type of values that all these parts describe together.
    pub(super) fn merged(&mut self, site: &Site<'d>, parts: &[Part<'d>]) -> Type {
        let ty = self.deeper(site.schema.node, |cx| cx.together(site, parts));
        self.assert_definition(&site.key, &ty, parts);
        ty
    }

    fn together(&mut self, site: &Site<'d>, parts: &[Part<'d>]) -> Type {
        let kinds = self.kinds_of_parts(parts);
        if kinds == Kinds::NONE {
            // Null is no value of a definition: where it is the only one, each use is nullable, and that is all.
            let null = parts.iter().any(|part| self.only_null(part.schema)) || self.allows_null(site.schema);
            if !null && site.schema.object().is_some() {
                self.impossible(site.schema.node);
            }
            return Type::Never;
        }
        match super::union::alternatives(parts).as_slice() {
            [] => match self.union_of_heirs(site, parts) {
                Some(union) => union,
                None => self.by_kinds(site, parts, kinds),
            },
            [first] => self.union(site, parts, first),
            // Further lists are merged into each member of the first, and become unions within it.
            several => match several.iter().map(|list| list.members.len()).product::<usize>() {
                ..=COMBINATIONS => self.union(site, parts, &several[0]),
                _ => self.too_many_combinations(site, several),
            },
        }
    }

    /// Any value in place of so many combinations of alternatives that a type for each is no good to anyone.
    fn too_many_combinations(&mut self, site: &Site<'d>, lists: &[Alternatives<'d>]) -> Type {
        for list in lists {
            self.assert_keywords(list.schema, &[list.key]);
        }
        let message = format!("more than {COMBINATIONS} combinations of alternatives: any value is accepted");
        self.report(
            Code::NotRepresented,
            site.schema.node,
            message,
            "several lists of alternatives",
        );
        Type::Any
    }

    fn by_kinds(&mut self, site: &Site<'d>, parts: &[Part<'d>], kinds: Kinds) -> Type {
        let family = kinds.family();
        if super::enumeration::has_values(parts)
            && let Some(ty) = self.enumeration(site, parts, kinds)
        {
            return ty;
        }
        match family {
            Some(family) => self.family(site, parts, family, kinds),
            None if kinds.families().len() == Kinds::ALL.families().len() => self.every_kind(site, parts),
            None => self.several_types(site, parts, kinds),
        }
    }

    /// The type of values of one JSON type.
    pub(super) fn family(&mut self, site: &Site<'d>, parts: &[Part<'d>], family: JsonKind, kinds: Kinds) -> Type {
        if let Some(ty) = self.replaced_format(parts, family) {
            return ty;
        }
        match family {
            JsonKind::Bool => Type::Scalar(Scalar::Bool),
            JsonKind::Number => self.number(parts, kinds & Kinds::NUMBER),
            JsonKind::String => Type::Scalar(self.string_type(parts)),
            JsonKind::Array => self.array(site, parts),
            JsonKind::Object => self.object(site, parts),
        }
    }

    /// The type of values that several schemas describe together: a property that two members of an `allOf` declare.
    pub(super) fn conjunction(&mut self, members: &[Member<'d>], seat: &Seat) -> TypeUse {
        let full = self.distinct(members, Weight::Full);
        let telling = self.distinct(members, Weight::Narrow);
        let sole = match (full.as_slice(), telling.as_slice(), members) {
            ([sole], _, _) | ([], [sole], _) | ([], [], [sole, ..]) => Some(*sole),
            _ => None,
        };
        let parts = self.parts_of(members);
        // Another member may leave out types that this one allows.
        let kinds = self.kinds_of_parts(&parts);
        let sole = sole.filter(|sole| kinds == Kinds::NONE || self.kinds(sole.schema) == kinds);
        let ty = match (sole, telling.first().or(members.first())) {
            (Some(sole), _) => self.type_of(sole.schema, &sole.seat(seat)),
            (None, Some(first)) => {
                let own = telling.iter().find(|member| member.own).unwrap_or(first);
                let key = telling.iter().map(|member| member.schema.node).collect();
                let site = Site {
                    key,
                    schema: own.schema,
                    seat: seat.clone(),
                };
                self.merged(&site, &parts)
            }
            (None, None) => Type::Any,
        };
        let telling = members
            .iter()
            .any(|member| whole_weight(member.schema) != Weight::Blank);
        let nullable = if telling {
            let mut content = members
                .iter()
                .filter(|member| whole_weight(member.schema) != Weight::Blank);
            content.all(|member| self.allows_null(member.schema))
        } else {
            members.iter().any(|member| self.allows_null(member.schema))
        };
        let rules = super::array::beyond_type(&ty, self.rules_of_parts(&parts));
        let rules = self.asserted(rules, members, &ty);
        let ty = if nullable { or_null(ty) } else { ty };
        TypeUse { ty, rules }
    }

    /// The members of at least this weight, those that lead to the same place only once.
    pub(super) fn distinct(&mut self, members: &[Member<'d>], least: Weight) -> Vec<Member<'d>> {
        let mut places = Vec::new();
        let mut distinct = Vec::new();
        for member in members.iter().filter(|member| whole_weight(member.schema) >= least) {
            let place = match self.essence(member.schema) {
                Essence::Reference(reference) => self.resolve(reference).unwrap_or(member.schema.node),
                Essence::Parts => member.schema.node,
            };
            if !places.contains(&place) {
                places.push(place);
                distinct.push(*member);
            }
        }
        distinct
    }

    /// Says that siblings of `$ref` are honoured although OpenAPI 3.0 ignores them.
    pub(super) fn note_siblings(&mut self, schema: &'d Schema, object: &crate::openapi::SchemaObject) {
        let version = self.document.version_at(schema.node);
        if object.reference.is_none() || version.has_json_schema() {
            return;
        }
        let mut siblings = self
            .document
            .node(schema.node)
            .entries()
            .map(|(key, _)| key)
            .filter(|key| *key != "$ref");
        let Some(key) = siblings.next() else { return };
        if super::parts::weight(object, true) == Weight::Full || !object.all_of.is_empty() {
            let version = version.name();
            let message = format!(
                "{version} ignores what stands beside `$ref`, and so does kiln beyond annotations and constraints"
            );
            self.report(Code::NotRepresented, schema.node, message, "more than a reference");
        } else {
            let version = version.name();
            let message = format!("{version} ignores what stands beside `$ref`; kiln honours it");
            self.report_key(Code::RefSiblingsIn30, schema.node, key, message, "beside a reference");
        }
    }
}

impl Member<'_> {
    /// The seat for a member that is lowered alone.
    pub(super) fn seat(&self, seat: &Seat) -> Seat {
        match seat {
            Seat::Own(hint) if !self.own => Seat::Visited(hint.clone()),
            other => other.clone(),
        }
    }
}
