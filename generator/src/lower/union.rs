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

use super::context::Context;
use super::graph::Seat;
use super::kinds::Kinds;
use super::nullable::without_null;
use super::parts::{Essence, Part, Weight, weight};
use super::schema::Site;
use super::strategy::Facts;
use crate::diag::Code;
use crate::ir::{Docs, Enumeration, Hint, JsonKind, Role, Shape, Strategy, Type, TypeId, TypeUse, Union, Variant};
use crate::openapi::{Schema, SchemaObject};

/// One `oneOf` or `anyOf`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alternatives<'d> {
    /// The schema that has it.
    pub(super) schema: &'d Schema,
    /// The schema's keywords.
    pub(super) object: &'d SchemaObject,
    /// `oneOf` or `anyOf`.
    pub(super) key: &'static str,
    /// The members.
    pub(super) members: &'d [Schema],
}

/// The lists of alternatives among parts, without those that only require properties.
pub(super) fn alternatives<'d>(parts: &[Part<'d>]) -> Vec<Alternatives<'d>> {
    let mut found = Vec::new();
    for part in parts.iter().filter(|part| part.unions) {
        for (key, members) in [("oneOf", &part.object.one_of), ("anyOf", &part.object.any_of)] {
            if !members.is_empty() && !super::exclusive::only_required(members) {
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

/// A member of a union before it has a type.
#[derive(Debug)]
struct Candidate<'d> {
    /// The position in the document.
    position: usize,
    schema: &'d Schema,
    /// What the member consists of, with what stands beside the union where that is merged.
    parts: Vec<Part<'d>>,
}

impl<'d> Context<'d> {
    /// The type of a schema with one list of alternatives.
    pub(super) fn union(&mut self, site: &Site<'d>, parts: &[Part<'d>], alternatives: &Alternatives<'d>) -> Type {
        let mut members: Vec<(usize, &'d Schema)> = alternatives.members.iter().enumerate().collect();
        members.retain(|(_, member)| !self.only_null(member));
        let base = self.beside(parts, &members);
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
        if !base.is_empty() && self.drop_contradictions(&mut candidates) {
            self.impossible(alternatives.schema.node);
            return Type::Any;
        }
        if let [only] = candidates.as_slice() {
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
            cx.union_shape(id, alternatives, &candidates, merge)
        })
    }

    /// Drops members that contradict what stands beside the union, with a warning; true if none is left.
    fn drop_contradictions(&mut self, candidates: &mut Vec<Candidate<'d>>) -> bool {
        let mut left = Vec::new();
        for candidate in candidates.drain(..) {
            if self.kinds_of_parts(&candidate.parts) == Kinds::NONE {
                let message = "this alternative contradicts what stands beside the list, so no value fits it";
                self.report(Code::NotRepresented, candidate.schema.node, message, "never applies");
            } else {
                left.push(candidate);
            }
        }
        *candidates = left;
        candidates.is_empty()
    }

    /// The parts beside the alternatives that have to be merged into every member.
    fn beside(&mut self, parts: &[Part<'d>], members: &[(usize, &'d Schema)]) -> Vec<Part<'d>> {
        let base: Vec<Part<'d>> = parts
            .iter()
            .map(|part| Part { unions: false, ..*part })
            .filter(|part| weight(part.object, false) != Weight::Blank)
            .collect();
        if !base.iter().any(|part| weight(part.object, false) == Weight::Full) {
            return Vec::new();
        }
        let ours = super::object::properties(&base);
        let plain = base
            .iter()
            .all(|part| part.object.items.is_none() && !super::enumeration::has_values(&[*part]));
        let said = plain
            && members.iter().all(|(_, member)| {
                let parts = self.parts(member);
                let theirs = super::object::properties(&parts);
                ours.declared.keys().all(|name| theirs.declared.contains_key(name))
                    && ours.required.iter().all(|name| theirs.required.contains(name))
            });
        if said { Vec::new() } else { base }
    }

    /// The scalar that all members are together; any value if one of them is.
    fn united_scalars(
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
        let anything = candidates.is_empty()
            || candidates
                .iter()
                .zip(&kinds)
                .any(|(candidate, kinds)| *kinds == Kinds::ALL && alternatives_of(&candidate.parts) == 0);
        if anything {
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
        let ty = match all.family()? {
            JsonKind::Bool => Type::Bool,
            JsonKind::Number => self.united_numbers(candidates),
            JsonKind::String => {
                let schemas: Vec<&'d Schema> = candidates.iter().map(|candidate| candidate.schema).collect();
                if let Some(values) = self.united_strings(&schemas) {
                    let shape = Shape::Enumeration(Enumeration { values });
                    return Some(self.define(site.key.clone(), &site.seat, site.schema, |_, _| shape));
                }
                Type::String
            }
            JsonKind::Array | JsonKind::Object => return None,
        };
        if candidates
            .iter()
            .flat_map(|candidate| &candidate.parts)
            .any(|part| super::rules::constrains(part.object))
        {
            let message = "the alternatives are one scalar type; what each of them demands is not checked";
            self.report_key(
                Code::NotRepresented,
                alternatives.schema.node,
                alternatives.key,
                message,
                "not told apart",
            );
        }
        Some(ty)
    }

    fn united_numbers(&mut self, candidates: &[Candidate<'d>]) -> Type {
        let mut types = Vec::new();
        for candidate in candidates {
            let kinds = self.kinds_of_parts(&candidate.parts);
            types.push(self.number(&candidate.parts, kinds));
        }
        match types.split_first() {
            Some((first, rest)) if rest.iter().all(|ty| ty == first) => first.clone(),
            _ if types.iter().all(|ty| matches!(ty, Type::I32 | Type::I64)) => Type::I64,
            _ => Type::F64,
        }
    }

    fn union_shape(
        &mut self,
        id: TypeId,
        alternatives: &Alternatives<'d>,
        candidates: &[Candidate<'d>],
        merge: bool,
    ) -> Shape {
        let mut variants: Vec<Variant> = Vec::new();
        let mut facts: Vec<Facts<'d>> = Vec::new();
        for candidate in candidates {
            let seat = Seat::Own(Hint::Within(id, Role::Member(candidate.position)));
            let value = if merge {
                let key = vec![alternatives.schema.node, candidate.schema.node];
                let site = Site {
                    key,
                    schema: candidate.schema,
                    seat,
                };
                let ty = self.merged(&site, &candidate.parts);
                TypeUse {
                    ty,
                    rules: self.rules_of_parts(&candidate.parts),
                }
            } else {
                self.schema(candidate.schema, &seat)
            };
            let value = TypeUse {
                ty: without_null(value.ty).0,
                rules: value.rules,
            };
            let component = self.component_of(candidate.schema);
            if let Some(same) = variants.iter().position(|variant| variant.value.ty == value.ty) {
                facts[same].components.extend(component);
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
        for (index, (variant, facts)) in variants.iter_mut().zip(&facts).enumerate() {
            variant.label = super::strategy::label(index, facts, &strategy);
        }
        Shape::Union(Union { variants, strategy })
    }

    /// The component that a schema is a reference to.
    fn component_of(&mut self, schema: &'d Schema) -> Option<String> {
        let Essence::Reference(reference) = self.essence(schema) else {
            return None;
        };
        let target = self.resolve(reference)?;
        super::refs::component_name(&self.document.node(target).pointer(), "schemas")
    }

    /// The union of the JSON types that a schema without alternatives lists.
    pub(super) fn several_types(&mut self, site: &Site<'d>, parts: &[Part<'d>], kinds: Kinds) -> Type {
        self.define(site.key.clone(), &site.seat, site.schema, |cx, id| {
            let mut variants = Vec::new();
            let mut pairs = Vec::new();
            for (index, kind) in kinds.families().into_iter().enumerate() {
                let seat = Seat::Own(Hint::Within(id, Role::Member(index)));
                // The schema's own key belongs to the union.
                let key = site.key.iter().copied().chain([site.schema.node]).collect();
                let member = Site {
                    key,
                    schema: site.schema,
                    seat,
                };
                let ty = cx.family(&member, parts, kind, kinds);
                let rules = cx.rules_of_kinds(parts, kinds & Kinds::of(kind));
                let label = super::strategy::kind_word(kind).to_owned();
                variants.push(Variant {
                    value: TypeUse { ty, rules },
                    label,
                    docs: Docs::default(),
                });
                pairs.push((kind, index));
            }
            Shape::Union(Union {
                variants,
                strategy: Strategy::Kind(pairs),
            })
        })
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
