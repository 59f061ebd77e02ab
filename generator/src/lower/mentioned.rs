//! Properties that a schema does not declare and yet depends on.
//!
//! ```yaml
//! properties: { kind: { type: string } }
//! if: { properties: { kind: { const: card } } }
//! then: { required: [number] }                   # `number` stands nowhere else
//! dependentRequired: { kind: [since] }           # nor does `since`
//! ```
//!
//! Whether such an object is valid depends on properties that a record would not keep, so each of them becomes an
//! optional field of any value. Only names count that have to be there or that a condition looks at: what must not be
//! there needs no field to be absent.

use std::collections::HashSet;

use super::context::Context;
use super::parts::Part;
use super::reach::LOOKS;
use crate::openapi::{Schema, SchemaObject};
use crate::source::NodeId;

/// The names under way.
#[derive(Debug, Default)]
struct Mentions<'d> {
    names: Vec<&'d str>,
    asked: HashSet<NodeId>,
}

impl<'d> Context<'d> {
    /// The names that parts mention where these are not declared or required by themselves, in the document's order.
    pub(super) fn mentioned(&mut self, parts: &[Part<'d>]) -> Vec<&'d str> {
        let mut mentions = Mentions::default();
        for part in parts {
            let object = part.object;
            for (counts, members) in [(part.lists.one_of, &object.one_of), (part.lists.any_of, &object.any_of)] {
                if counts && super::exclusive::only_required(members) {
                    for member in members {
                        self.mention(member, &mut mentions);
                    }
                }
            }
            self.conditions(object, &mut mentions);
        }
        mentions.names
    }

    /// What an object demands under conditions.
    fn conditions(&mut self, object: &'d SchemaObject, mentions: &mut Mentions<'d>) {
        let others = object.dependent_required.values().flatten();
        others.for_each(|name| mentions.add(name));
        if let Some(condition) = &object.if_schema {
            mentions.looked_at(condition);
            self.mention(condition, mentions);
        }
        let branches = [&object.then_schema, &object.else_schema].into_iter().flatten();
        let branches = branches
            .map(|schema| &**schema)
            .chain(object.dependent_schemas.values());
        branches.for_each(|schema| self.mention(schema, mentions));
    }

    fn mention(&mut self, schema: &'d Schema, mentions: &mut Mentions<'d>) {
        let Some(object) = schema.object() else { return };
        if mentions.asked.len() >= LOOKS || !mentions.asked.insert(schema.node) {
            return;
        }
        object.required.iter().flatten().for_each(|name| mentions.add(name));
        for member in object.all_of.iter().chain(&object.any_of).chain(&object.one_of) {
            self.mention(member, mentions);
        }
        self.conditions(object, mentions);
        let target = object
            .reference
            .as_ref()
            .and_then(|reference| self.schema_target(reference));
        if let Some(target) = target {
            self.mention(target, mentions);
        }
    }
}

impl<'d> Mentions<'d> {
    /// Adds what a condition looks at.
    fn looked_at(&mut self, condition: &'d Schema) {
        let properties = condition
            .object()
            .into_iter()
            .flat_map(|object| object.properties.keys());
        properties.for_each(|name| self.add(name));
    }

    fn add(&mut self, name: &'d str) {
        if !self.names.contains(&name) {
            self.names.push(name);
        }
    }
}
