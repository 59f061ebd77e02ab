//! One type for values that several schemas describe, each some of them: items by position, properties by pattern.
//!
//! ```yaml
//! { prefixItems: [{ type: string }, { type: integer }], items: { type: boolean } }               # strings, integers, booleans
//! { patternProperties: { ^s_: { type: string }, ^i_: { type: integer } }, additionalProperties: false }
//! ```
//!
//! Where all of them have one type, it is that; otherwise it is their union, with the members that `anyOf` would have.
//! Which value fits which schema is no matter of the type: the caller has that asserted.

use super::context::Context;
use super::graph::Seat;
use super::kinds::Kinds;
use super::listed::has_values;
use super::nullable::or_null;
use super::parts::Essence;
use super::schema::{Member, Site};
use super::union::{Alternatives, Candidate, alternatives};
use crate::ir::{JsonKind, Rules, Shape, Type, TypeUse};
use crate::openapi::Schema;

/// How deep lists within lists are looked into.
const DEEPEST: usize = 4;

/// What several schemas come to.
pub(super) struct Mixed {
    /// The type with the constraints that all of them have.
    pub(super) value: TypeUse,
    /// Whether each of them demands just that.
    pub(super) alike: bool,
}

impl Mixed {
    /// Any value, of which not each fits all of the schemas.
    pub(super) fn anything() -> Self {
        Self {
            value: TypeUse::from(Type::Any),
            alike: false,
        }
    }
}

impl<'d> Context<'d> {
    /// The type of values each of which fits one of these members of `list`.
    pub(super) fn mixed(&mut self, list: &Alternatives<'d>, members: &[Member<'d>], seat: &Seat) -> Mixed {
        if members.iter().any(|member| self.is_anything(member.schema)) {
            return Mixed::anything();
        }
        if let Some(mixed) = self.of_one_type(members, seat) {
            return mixed;
        }
        let nullable = members.iter().any(|member| self.allows_null(member.schema));
        let mut telling: Vec<Member<'d>> = Vec::new();
        for member in members {
            if !self.only_null(member.schema) && !telling.iter().any(|known| known.schema.node == member.schema.node) {
                telling.push(*member);
            }
        }
        let ty = match telling.as_slice() {
            [only] => self.type_of(only.schema, &only.seat(seat)),
            several => self.any_of_these(list, several, seat),
        };
        Mixed {
            value: TypeUse::from(if nullable { or_null(ty) } else { ty }),
            alike: false,
        }
    }

    /// The type that all members have, where it can be told without giving any of them a name.
    fn of_one_type(&mut self, members: &[Member<'d>], seat: &Seat) -> Option<Mixed> {
        if let [only] = members {
            let value = self.schema(only.schema, &only.seat(seat));
            return Some(Mixed { value, alike: true });
        }
        if !members.iter().all(|member| self.is_nameless(member.schema, 0)) {
            return None;
        }
        let mut uses = Vec::new();
        for member in members {
            uses.push(self.schema(member.schema, &member.seat(seat)));
        }
        let first = uses.first()?.clone();
        if uses.iter().any(|other| other.ty != first.ty) {
            return None;
        }
        let rules = uses
            .iter()
            .fold(first.rules.clone(), |rules, other| rules.common(&other.rules));
        Some(Mixed {
            alike: uses.iter().all(|other| other.rules == rules),
            value: TypeUse { ty: first.ty, rules },
        })
    }

    /// Whether a schema's type needs no name that the schema's place would give.
    fn is_nameless(&mut self, schema: &'d Schema, depth: usize) -> bool {
        if matches!(self.essence(schema), Essence::Reference(_)) {
            return true;
        }
        let parts = self.parts(schema);
        let family = self.kinds_of_parts(&parts).family();
        if has_values(&parts) || !alternatives(&parts).is_empty() {
            return false;
        }
        match family {
            Some(JsonKind::Bool | JsonKind::Number | JsonKind::String) => true,
            Some(JsonKind::Array) => {
                let positions = parts.iter().any(|part| !part.object.prefix_items.is_empty());
                let items: Vec<&'d Schema> = parts.iter().filter_map(|part| part.object.items.as_deref()).collect();
                !positions && depth < DEEPEST && items.into_iter().all(|items| self.is_nameless(items, depth + 1))
            }
            Some(JsonKind::Object) | None => false,
        }
    }

    /// Whether a schema leaves its values open.
    fn is_anything(&mut self, schema: &'d Schema) -> bool {
        let parts = self.parts(schema);
        alternatives(&parts).is_empty() && !has_values(&parts) && self.kinds_of_parts(&parts) == Kinds::ALL
    }

    /// The union of several members.
    fn any_of_these(&mut self, list: &Alternatives<'d>, members: &[Member<'d>], seat: &Seat) -> Type {
        let mut candidates = Vec::new();
        for (position, member) in members.iter().enumerate() {
            candidates.push(Candidate {
                position,
                schema: member.schema,
                parts: self.parts(member.schema),
            });
        }
        let site = Site {
            // The schema's own key is that of what has the items or properties.
            key: members
                .iter()
                .map(|member| member.schema.node)
                .chain([list.schema.node])
                .collect(),
            schema: list.schema,
            seat: seat.clone(),
        };
        let ty = match self.united_scalars(&site, list, &candidates) {
            Some(scalar) => scalar,
            None => self.define(site.key.clone(), seat, list.schema, |cx, id| {
                let mut shape = cx.union_shape((id, &site.key), list, &candidates, false);
                // What each member demands is asserted where it is demanded.
                match &mut shape {
                    Shape::Union(union) => {
                        let values = union.variants.iter_mut().map(|variant| &mut variant.value);
                        values.for_each(|value| value.rules = Rules::default());
                    }
                    Shape::Alias(value) => value.rules = Rules::default(),
                    _ => {}
                }
                shape
            }),
        };
        if let Type::Named(id) = ty
            && self.graph.is_for(id, &site.key)
        {
            // The prose is about the whole.
            self.graph.silence(id);
        }
        ty
    }
}
