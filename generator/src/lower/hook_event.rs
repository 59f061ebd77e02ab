//! The type of any webhook of a document, where what they carry says which one it is.
//!
//! ```yaml
//! webhooks:
//!   created: { post: { … schema: { required: [type], properties: { type: { const: pet.created } } } } }
//!   deleted: { post: { … schema: { required: [type], properties: { type: { const: pet.deleted } } } } }
//! ```
//!
//! All webhooks arrive at one address, and a receiver has to know which one a request is. Where every body has a required
//! property whose listed values differ from webhook to webhook, the bodies are alternatives with that property as the
//! tag: one union, which keeps what it does not know. Elsewhere there is no such type: what tells webhooks apart is then
//! a header, or the address itself. Callbacks have addresses of their own and are not among them.

use super::context::Context;
use super::graph::{Key, Seat};
use super::hook::Lowered;
use super::strategy::Facts;
use crate::ir::{Hint, HookCause, Role, Shape, Strategy, Type, TypeUse, Union, Variant};
use crate::openapi::Schema;

impl<'d> Context<'d> {
    /// The union of what webhooks carry; absent where there are not several, or nothing in them tells them apart.
    pub(super) fn hook_event(&mut self, hooks: &[Lowered<'d>]) -> Option<TypeUse> {
        let webhooks = hooks.iter().filter(|lowered| lowered.hook.cause == HookCause::Webhook);
        let mut bodies: Vec<(&'d Schema, &TypeUse)> = Vec::new();
        for Lowered { hook, schema } in webhooks {
            let (value, schema) = (hook.body.value()?, (*schema)?);
            if !matches!(value.ty, Type::Named(_)) {
                return None;
            }
            if !bodies.iter().any(|(_, other)| other.ty == value.ty) {
                bodies.push((schema, value));
            }
        }
        let facts: Vec<Facts<'d>> = bodies.iter().map(|(schema, _)| self.facts_of(schema)).collect();
        if facts.len() < 2 {
            return None;
        }
        let strategy = self.by_tag(&facts)?;
        if !matches!(
            strategy,
            Strategy::Tag {
                texts: true,
                required: true,
                ..
            }
        ) {
            return None;
        }
        let mut variants: Vec<Variant> = (bodies.iter())
            .map(|(_, value)| Variant::plain(TypeUse::from(value.ty.clone()), ""))
            .collect();
        self.label(&mut variants, &facts, &strategy);
        let key: Key = bodies.iter().map(|(schema, _)| schema.node).collect();
        let place = self.document.node(self.document.node);
        let place = place.get("webhooks").or(place.get("x-webhooks")).unwrap_or(place).id();
        let seat = Seat::Own(Hint::Part("webhooks".to_owned(), Role::Event));
        let shape = Shape::Union(Union {
            variants,
            strategy,
            exclusive: false,
            combined: false,
        });
        Some(TypeUse::from(self.define_bare(key, &seat, place, |_, _| shape)))
    }

    fn facts_of(&mut self, schema: &'d Schema) -> Facts<'d> {
        let parts = self.parts(schema);
        Facts {
            kinds: self.kinds_of_parts(&parts),
            components: self.component_of(schema).into_iter().collect(),
            parts,
            schema,
        }
    }
}
