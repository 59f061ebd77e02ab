//! Arrays.
//!
//! ```yaml
//! { type: array, items: { $ref: '#/components/schemas/BrowserExtension' }, maxItems: 20 }
//! { type: array, prefixItems: [{ type: number }, { type: string }], items: false, minItems: 2 }    # a tuple
//! ```
//!
//! An array is a list of one type, or a tuple where it has just as many items as `prefixItems` has positions. The items of
//! an array that may be shorter or longer have the one type that all positions, and the items that may follow, have in
//! common, or their union; where anything may follow, the items are any values. What the positions demand besides is left
//! over for `assertion`. `items: false` closes a list: its length is limited to the positions.

use super::context::Context;
use super::graph::Seat;
use super::mixed::Mixed;
use super::parts::Part;
use super::schema::{Member, Site};
use super::union::Alternatives;
use crate::ir::{Role, Rules, Type, TypeUse};
use crate::openapi::{Schema, SchemaObject, SchemaValue};

/// The greatest length of a list after whose positions `items: false` allows nothing.
pub(super) fn closed_length(object: &SchemaObject) -> Option<u64> {
    let closed = object.items.as_deref().is_some_and(allows_nothing);
    closed.then(|| u64::try_from(object.prefix_items.len()).unwrap_or(u64::MAX))
}

fn allows_nothing(schema: &Schema) -> bool {
    schema.value == SchemaValue::Boolean(false)
}

/// How many positions a tuple can have: the runtime implements its traits for tuples up to this length.
const LONGEST_TUPLE: usize = 8;

/// The constraints of a use without those that the type itself keeps: a tuple has its length.
pub(super) fn beyond_type(ty: &Type, rules: Rules) -> Rules {
    let bare = match ty {
        Type::Nullable(inner) => inner,
        other => other,
    };
    if matches!(bare, Type::Tuple(_)) {
        Rules {
            min_items: None,
            max_items: None,
            ..rules
        }
    } else {
        rules
    }
}

impl<'d> Context<'d> {
    /// The type of an array.
    pub(super) fn array(&mut self, site: &Site<'d>, parts: &[Part<'d>]) -> Type {
        if let Some(tuple) = self.tuple(site, parts) {
            return tuple;
        }
        let seat = site.seat.inner(Role::Item);
        let (positions, plain): (Vec<&Part<'d>>, Vec<&Part<'d>>) =
            parts.iter().partition(|part| !part.object.prefix_items.is_empty());
        let items: Vec<Member<'d>> = plain
            .iter()
            .filter_map(|part| {
                Some(Member {
                    schema: part.object.items.as_deref().filter(|items| !allows_nothing(items))?,
                    own: part.own,
                })
            })
            .collect();
        let item = match items.as_slice() {
            [] => self.positions(&positions, parts, &seat),
            [item] => self.schema(item.schema, &item.seat(&seat)),
            several => self.conjunction(several, &seat),
        };
        // What all items are is said elsewhere; what single positions are besides is not.
        for part in positions.iter().skip(usize::from(items.is_empty())) {
            self.assert_keywords(part.schema, &["items"]);
        }
        Type::List(Box::new(item))
    }

    /// The tuple that an array is which has just as many items as positions.
    fn tuple(&mut self, site: &Site<'d>, parts: &[Part<'d>]) -> Option<Type> {
        let mut found = parts.iter().filter(|part| !part.object.prefix_items.is_empty());
        let part = found.next()?;
        let positions = &part.object.prefix_items;
        let length = u64::try_from(positions.len()).ok()?;
        let least = parts.iter().filter_map(|part| part.object.min_items).max();
        let limits = parts
            .iter()
            .flat_map(|part| [part.object.max_items, closed_length(part.object)]);
        let exact = least == Some(length) && limits.flatten().min() == Some(length);
        let plain = found.next().is_none()
            && parts
                .iter()
                .all(|other| other.object.items.is_none() || other.schema.node == part.schema.node);
        if !exact || !plain || positions.len() > LONGEST_TUPLE {
            return None;
        }
        let items = positions.iter().enumerate().map(|(index, schema)| {
            let seat = site.seat.inner(Role::Position(index));
            self.schema(schema, &Member { schema, own: part.own }.seat(&seat))
        });
        Some(Type::Tuple(items.collect()))
    }

    /// The type of the items that the positions of the first part, and what follows them, come to.
    fn positions(&mut self, positions: &[&Part<'d>], parts: &[Part<'d>], seat: &Seat) -> TypeUse {
        let Some(part) = positions.first() else {
            return TypeUse::from(Type::Any);
        };
        let object = part.object;
        let longest = parts.iter().filter_map(|part| part.object.max_items).min();
        let ends = closed_length(object).is_some()
            || longest
                .is_some_and(|longest| usize::try_from(longest).is_ok_and(|most| most <= object.prefix_items.len()));
        let further = object.items.as_deref().filter(|_| !ends);
        let mixed = if ends || further.is_some() {
            let schemas = object.prefix_items.iter().chain(further);
            let members: Vec<Member<'d>> = schemas.map(|schema| Member { schema, own: part.own }).collect();
            let here = self.document.node(part.schema.node);
            let list = Alternatives {
                schema: part.schema,
                object,
                key: if here.get("prefixItems").is_some() {
                    "prefixItems"
                } else {
                    "items"
                },
                members: &object.prefix_items,
            };
            self.mixed(&list, &members, seat)
        } else {
            // Anything may follow.
            Mixed::anything()
        };
        if !mixed.alike {
            self.assert_keywords(part.schema, &["items"]);
        }
        mixed.value
    }
}
