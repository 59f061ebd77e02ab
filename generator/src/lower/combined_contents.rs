//! Lists and maps that are several of the alternatives at once.
//!
//! ```yaml
//! anyOf:
//!   - { type: array, items: { $ref: '#/components/schemas/Cat' } }
//!   - { type: array, items: { $ref: '#/components/schemas/Dog' } }     # or cats that are dogs
//! ```
//!
//! What is in them may be several records, of which either would lose something, as in `combined`. The union has one more
//! member then: a list or map of any of what is in those. Only one list, or one map, is made: of two lists or two
//! maps whose contents lose something, those that are of the kind of the first.

use super::combined::several_at_once;
use super::context::Context;
use super::graph::{Key, Seat};
use super::kinds::Kinds;
use super::object::is_map;
use super::parts::Part;
use super::schema::Member;
use super::strategy::{DEEPEST, Facts};
use super::union::{Alternatives, alternatives};
use crate::ir::{Hint, Role, Type, TypeId, Variant};
use crate::openapi::Schema;
use crate::source::NodeRef;

/// What holds other values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    List,
    Map,
}

impl Holder {
    /// The word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::List => "array",
            Self::Map => "map",
        }
    }
}

impl<'d> Context<'d> {
    /// The member for lists or maps of what is several things at once, where there are such values.
    pub(super) fn combined_contents(
        &mut self,
        (union, key): (TypeId, &Key),
        list: &Alternatives<'d>,
        (members, variants): (&[Facts<'d>], &[Variant]),
    ) -> Option<Variant> {
        let mut held = Vec::new();
        for (member, variant) in members.iter().zip(variants) {
            if matches!(variant.value.ty, Type::List(_) | Type::Map(_) | Type::Named(_)) {
                held.extend(self.held_in(&member.parts));
            }
        }
        let mut several: Vec<(Holder, &'d Schema)> = Vec::new();
        for (index, (holder, schema)) in held.iter().enumerate() {
            let mut others = held.iter().enumerate();
            let overlaps = others.any(|(other, (kind, theirs))| {
                other != index && kind == holder && self.contents_overlap(schema, theirs, 0)
            });
            let same = several.first().is_none_or(|(first, _)| first == holder);
            if overlaps && same {
                several.push((*holder, schema));
            }
        }
        let (holder, _) = *several.first()?;
        let node = self.document.node(list.schema.node);
        let place = node.get(list.key).map_or(list.schema.node, NodeRef::id);
        let key: Key = key.iter().copied().chain([place]).collect();
        let label = "combined";
        let seat = Seat::Own(Hint::Within(union, Role::Several(label.to_owned())));
        let contents: Vec<Member<'d>> = several
            .iter()
            .map(|(_, schema)| Member { schema, own: false })
            .collect();
        let value = Box::new(self.any_of(&contents, &seat, (&key, place)));
        let ty = match holder {
            Holder::List => Type::List(value),
            Holder::Map => Type::Map(value),
        };
        Some(several_at_once(ty, label))
    }

    /// The schema of what is in a list or map.
    pub(super) fn held_in(&mut self, parts: &[Part<'d>]) -> Option<(Holder, &'d Schema)> {
        let kinds = self.kinds_of_parts(parts);
        let holder = match kinds {
            Kinds::ARRAY if parts.iter().all(|part| part.object.prefix_items.is_empty()) => Holder::List,
            Kinds::OBJECT if is_map(parts) && parts.iter().all(|part| part.object.pattern_properties.is_empty()) => {
                Holder::Map
            }
            _ => return None,
        };
        if !alternatives(parts).is_empty() {
            return None;
        }
        let mut found = parts.iter().filter_map(|part| match holder {
            Holder::List => part.object.items.as_deref(),
            Holder::Map => part.object.additional_properties.as_deref(),
        });
        match (found.next(), found.next()) {
            (Some(schema), None) => Some((holder, schema)),
            _ => None,
        }
    }

    /// Whether what two schemas hold may be both, of which each loses something.
    fn contents_overlap(&mut self, one: &'d Schema, other: &'d Schema, depth: usize) -> bool {
        let (ours, theirs) = (self.parts(one), self.parts(other));
        match (self.held_in(&ours), self.held_in(&theirs)) {
            (Some((holder, one)), Some((kind, other))) => {
                holder == kind && depth < DEEPEST && self.contents_overlap(one, other, depth + 1)
            }
            (None, None) => {
                let both = self.kinds_of_parts(&ours) & self.kinds_of_parts(&theirs);
                both & Kinds::OBJECT != Kinds::NONE && {
                    let (ours, theirs) = (self.bag(String::new(), &ours), self.bag(String::new(), &theirs));
                    self.overlap(&ours, &theirs)
                }
            }
            _ => false,
        }
    }
}
