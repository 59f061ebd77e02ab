//! Component schemas: each gets a definition of its name before anything is lowered.
//!
//! ```yaml
//! components:
//!   schemas:
//!     Pet: { type: object }
//!     Toy: { $ref: ./schemas/toy.yaml }     # the schema in that file is `Toy`, from wherever it is referred to
//! ```
//!
//! A component that is a reference to another component is another name for it.

use std::collections::HashMap;

use super::context::Context;
use super::graph::Seat;
use super::schema::Member;
use crate::ir::{Shape, Type, TypeId, TypeUse};
use crate::openapi::Schema;
use crate::source::NodeId;

/// A component whose definition is reserved.
struct Reserved<'d> {
    id: TypeId,
    name: &'d str,
    /// What stands among the components.
    said: &'d Schema,
    /// What that means: the same, or the schema in another file that it refers to.
    schema: &'d Schema,
}

impl<'d> Context<'d> {
    /// Gives every component schema its definition.
    pub(super) fn component_schemas(&mut self) {
        let document = self.document;
        let mut all = Vec::new();
        for (name, schema) in &document.components.schemas {
            let id = self.reserve(name, schema);
            self.schemas.insert(schema.node, schema);
            all.push(Reserved {
                id,
                name,
                said: schema,
                schema,
            });
        }
        self.take_places(&mut all);
        // What two components lead to is named by the first of them, which no order of the document decides.
        all.sort_by_key(|component| component.name);
        for component in all {
            if self.gave_up() {
                return;
            }
            self.component_schema(&component);
        }
    }

    fn component_schema(&mut self, component: &Reserved<'d>) {
        let Reserved { id, said, schema, .. } = *component;
        let seat = Seat::Component(id);
        let ty = self.type_of(schema, &seat);
        let rules = super::array::beyond_type(&ty, self.rules(schema));
        let alias = ty != Type::Named(id);
        if !alias && said.node == schema.node {
            return;
        }
        let behind = schema.object().filter(|_| said.node != schema.node);
        let docs = self.use_docs(said.object().as_slice(), behind.as_slice());
        let deprecated = Self::schema_deprecation(said, &seat).or_else(|| Self::schema_deprecation(schema, &seat));
        let shape = if alias {
            let rules = self.asserted(rules, &[Member { schema, own: true }], &ty);
            Shape::Alias(TypeUse { ty, rules })
        } else {
            self.graph.get(id).shape.clone()
        };
        self.complete(id, docs, deprecated, shape);
    }

    /// Lets components that are nothing but references into other files stand for what is there.
    ///
    /// Of several for one place, it is the one with the name of that place, else the first by name.
    fn take_places(&mut self, all: &mut [Reserved<'d>]) {
        let mut claims: HashMap<NodeId, Vec<(usize, &'d Schema)>> = HashMap::new();
        for (index, component) in all.iter().enumerate() {
            if let Some(end) = self.stands_for(component.said)
                && self.definition_at(end.node).is_none()
            {
                claims.entry(end.node).or_default().push((index, end));
            }
        }
        for (node, claimants) in claims {
            let name = self.called(node, "schemas");
            let first = claimants
                .into_iter()
                .min_by_key(|(index, _)| (name.as_deref() != Some(all[*index].name), all[*index].name));
            if let Some((index, end)) = first {
                all[index].schema = end;
                self.graph.identify(node, all[index].id);
            }
        }
    }
}
