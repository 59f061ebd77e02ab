//! Discriminators that are inherited: a component that others build on by `allOf`.
//!
//! ```yaml
//! Pet: { properties: { petType: { type: string } }, required: [petType], discriminator: { propertyName: petType } }
//! Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { lives: { type: integer } } }] }
//! ```
//!
//! Whoever asks for a `Pet` gets one of the components that build on it, told apart by the discriminator, so the type is
//! their union; what they take over from it stays in each of them. It has a variant for those that are nothing but a
//! `Pet` too: those with its name or with a listed tag that no other has, and those without a tag that have nothing of
//! what the others declare. The discriminator may stand in a member of the
//! `allOf` of `Pet`. Where it does not tell them apart, the type is that of the schema alone, which is said.

use std::collections::HashSet;

use super::context::Context;
use super::graph::Seat;
use super::parts::{Essence, Part};
use super::schema::Site;
use super::strategy::Facts;
use crate::ir::{Hint, Role, Shape, Type, TypeId, TypeUse, Union, Variant};
use crate::openapi::Schema;
use crate::source::NodeId;

impl<'d> Context<'d> {
    /// The union of the components that build on this one, if it is one with a discriminator.
    pub(super) fn union_of_heirs(&mut self, site: &Site<'d>, parts: &[Part<'d>]) -> Option<Type> {
        let Seat::Component(_) = site.seat else { return None };
        let mut own = parts.iter().filter(|part| part.own);
        let discriminator = own.find_map(|part| part.object.discriminator.as_ref())?;
        if !super::union::alternatives(parts).is_empty() {
            return None;
        }
        let heirs = self.heirs(site.schema);
        let name = self.component_name_of(site.schema).filter(|_| !heirs.is_empty())?;
        // It comes first: a value without a tag that fits several equally well is nothing but this.
        let itself = 0;
        let mut members: Vec<Facts<'d>> = vec![self.facts_of_heir(&name, site.schema)];
        for (name, schema) in &heirs {
            members.push(self.facts_of_heir(name, schema));
        }
        let strategy = self.by_discriminator(discriminator, &members, Some(itself))?;
        Some(self.define(site.key.clone(), &site.seat, site.schema, |cx, id| {
            let mut variants = Vec::new();
            for (index, member) in members.iter().enumerate() {
                let value = cx.heir(site, id, index, member);
                let label = if index == itself {
                    "base".to_owned()
                } else {
                    super::label::told_by(index, member, &strategy).unwrap_or_default()
                };
                variants.push(Variant::plain(value, &label));
            }
            Shape::Union(Union {
                variants,
                strategy,
                exclusive: false,
                combined: false,
            })
        }))
    }

    /// The type of one member: a component, or the schema itself without those that build on it.
    fn heir(&mut self, site: &Site<'d>, union: TypeId, index: usize, member: &Facts<'d>) -> TypeUse {
        let ty = match self.definition_at(member.schema.node) {
            Some(id) if member.schema.node != site.schema.node => Type::Named(id),
            _ => {
                let alone = Site {
                    // The schema's own key belongs to the union.
                    key: vec![site.schema.node, site.schema.node],
                    schema: site.schema,
                    seat: Seat::Own(Hint::Within(union, Role::Member(index))),
                };
                self.object(&alone, &member.parts)
            }
        };
        TypeUse::from(ty)
    }

    fn facts_of_heir(&mut self, name: &str, schema: &'d Schema) -> Facts<'d> {
        let parts = self.parts(schema);
        let kinds = self.kinds_of_parts(&parts);
        Facts {
            parts,
            kinds,
            components: vec![name.to_owned()],
            schema,
        }
    }

    /// The name of the component that a schema is.
    fn component_name_of(&mut self, schema: &Schema) -> Option<String> {
        let document = self.document;
        let mut components = document.components.schemas.iter();
        let found = components.find(|(_, component)| self.end_of(component).node == schema.node);
        found.map(|(name, _)| name.clone())
    }

    /// Whether others build on a schema, or on the component of which it is an inline part.
    pub(super) fn has_heirs(&mut self, schema: &'d Schema) -> bool {
        let document = self.document;
        let part_of = |component: &&'d Schema| {
            let members = component.object().into_iter().flat_map(|object| &object.all_of);
            members.into_iter().any(|member| member.node == schema.node)
        };
        let whole = document.components.schemas.values().find(part_of);
        !self.heirs(whole.unwrap_or(schema)).is_empty()
    }

    /// The components that build on a schema by `allOf`, directly or through others, in the document's order.
    pub(super) fn heirs(&mut self, base: &Schema) -> Vec<(String, &'d Schema)> {
        let document = self.document;
        let mut heirs = Vec::new();
        let mut known = HashSet::from([base.node]);
        for (name, component) in &document.components.schemas {
            let schema = self.end_of(component);
            if known.insert(schema.node) && self.builds_on(schema, base.node, &mut HashSet::new()) {
                heirs.push((name.clone(), schema));
            }
        }
        heirs
    }

    /// Whether a member of a schema's `allOf` leads to another schema.
    fn builds_on(&mut self, schema: &'d Schema, base: NodeId, asked: &mut HashSet<NodeId>) -> bool {
        let Some(object) = schema.object() else { return false };
        // A component that merely is the other one adds nothing to it.
        if matches!(self.essence(schema), Essence::Reference(_)) || !asked.insert(schema.node) {
            return false;
        }
        let beside = object
            .reference
            .as_ref()
            .and_then(|reference| self.schema_target(reference));
        let members = object.all_of.iter().filter_map(|member| {
            let reference = member.object()?.reference.as_ref()?;
            self.schema_target(reference)
        });
        let targets: Vec<&'d Schema> = members.collect();
        targets.into_iter().chain(beside).any(|target| {
            let target = self.end_of(target);
            target.node == base || self.builds_on(target, base, asked)
        })
    }
}
