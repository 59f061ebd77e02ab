//! Which JSON types the values of a schema can have.
//!
//! ```yaml
//! oneOf: [{ type: string }, { $ref: '#/components/schemas/Point' }]    # strings and objects
//! ```
//!
//! The answer follows references, `allOf`, `oneOf` and `anyOf`. Null is left out: see `nullable`. A schema that names no
//! type but has properties is taken for an object, and one that has items for an array, as everybody means it.

use std::ops::{BitAnd, BitOr};

use super::context::Context;
use super::parts::{Lists, Part};
use super::reach::LOOKS;
use crate::ir::JsonKind;
use crate::openapi::{Number, Schema, SchemaObject, SchemaType, SchemaValue};
use crate::source::{Kind, NodeId};

/// A set of JSON types without null; integers are a part of the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    pub(super) const NONE: Self = Self(0);
    pub(super) const BOOL: Self = Self(1);
    pub(super) const INTEGER: Self = Self(2);
    pub(super) const NUMBER: Self = Self(2 | 4);
    pub(super) const STRING: Self = Self(8);
    pub(super) const ARRAY: Self = Self(16);
    pub(super) const OBJECT: Self = Self(32);
    pub(super) const ALL: Self = Self(63);

    const FAMILIES: [(Self, JsonKind); 5] = [
        (Self::BOOL, JsonKind::Bool),
        (Self::NUMBER, JsonKind::Number),
        (Self::STRING, JsonKind::String),
        (Self::ARRAY, JsonKind::Array),
        (Self::OBJECT, JsonKind::Object),
    ];

    /// The JSON types in the set, as a decoder tells them apart.
    pub(super) fn families(self) -> Vec<JsonKind> {
        let in_set = Self::FAMILIES.iter().filter(|(kinds, _)| self & *kinds != Self::NONE);
        in_set.map(|(_, kind)| *kind).collect()
    }

    /// The only JSON type in the set.
    pub(super) fn family(self) -> Option<JsonKind> {
        match self.families().as_slice() {
            [kind] => Some(*kind),
            _ => None,
        }
    }

    /// The set of one JSON type.
    pub(super) fn of(family: JsonKind) -> Self {
        let found = Self::FAMILIES.iter().find(|(_, kind)| *kind == family);
        found.map_or(Self::NONE, |(kinds, _)| *kinds)
    }

    fn of_type(ty: SchemaType) -> Self {
        match ty {
            SchemaType::Null => Self::NONE,
            SchemaType::Boolean => Self::BOOL,
            SchemaType::Object => Self::OBJECT,
            SchemaType::Array => Self::ARRAY,
            SchemaType::Number => Self::NUMBER,
            SchemaType::String => Self::STRING,
            SchemaType::Integer => Self::INTEGER,
        }
    }

    pub(super) fn union(sets: impl IntoIterator<Item = Self>) -> Self {
        sets.into_iter().fold(Self::NONE, |all, set| all | set)
    }
}

impl BitAnd for Kinds {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for Kinds {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl<'d> Context<'d> {
    /// Which JSON types the values of a schema can have.
    pub(super) fn kinds(&mut self, schema: &'d Schema) -> Kinds {
        self.kinds_within(schema, &mut Vec::new()).unwrap_or(Kinds::ALL)
    }

    /// Which JSON types fit all of these parts.
    pub(super) fn kinds_of_parts(&mut self, parts: &[Part<'d>]) -> Kinds {
        parts.iter().fold(Kinds::ALL, |all, part| {
            all & self.kinds_of_object(part.object, part.lists, &mut vec![part.schema.node])
        })
    }

    /// As [`Self::kinds`]; absent for a schema that is being asked already, which has no say then.
    fn kinds_within(&mut self, schema: &'d Schema, path: &mut Vec<NodeId>) -> Option<Kinds> {
        let object = match &schema.value {
            SchemaValue::Boolean(anything) => return Some(if *anything { Kinds::ALL } else { Kinds::NONE }),
            SchemaValue::Object(object) => object,
        };
        if let Some(known) = self.kinds.get(&schema.node) {
            return Some(*known);
        }
        if let Some(depth) = path.iter().position(|node| *node == schema.node) {
            self.kinds_cut = self.kinds_cut.min(depth);
            return None;
        }
        if self.gave_up() || path.len() >= LOOKS {
            self.looked_too_far(schema.node);
            return None;
        }
        let outer_cut = std::mem::replace(&mut self.kinds_cut, usize::MAX);
        path.push(schema.node);
        let mut kinds = self.kinds_of_object(object, Lists::ALL, path);
        for member in &object.all_of {
            kinds = kinds & self.kinds_within(member, path).unwrap_or(Kinds::ALL);
        }
        if let Some(target) = object
            .reference
            .as_ref()
            .and_then(|reference| self.schema_target(reference))
        {
            let target = self.end_of(target);
            kinds = kinds & self.kinds_within(target, path).unwrap_or(Kinds::ALL);
        }
        path.pop();
        // The answer is incomplete if a circle was cut at a schema further out, which is not done yet.
        if self.kinds_cut >= path.len() {
            self.kinds.insert(schema.node, kinds);
            self.kinds_cut = usize::MAX;
        }
        self.kinds_cut = self.kinds_cut.min(outer_cut);
        Some(kinds)
    }

    /// What the keywords of one object say, without its `$ref` and `allOf`.
    fn kinds_of_object(&mut self, object: &'d SchemaObject, lists: Lists, path: &mut Vec<NodeId>) -> Kinds {
        let mut kinds = match &object.types {
            Some(types) => Kinds::union(types.iter().map(|ty| Kinds::of_type(*ty))),
            None if self.settings.exact_untyped => Kinds::ALL,
            None => implied(object),
        };
        if self.lists_only_null(object) {
            return Kinds::NONE;
        }
        if object.one_of.len() > 1 && super::exclusive::only_required(&object.one_of) {
            // What is no object fits all of these, which is too many.
            kinds = kinds & Kinds::OBJECT;
        }
        let listed = object.enumeration.iter().flatten().chain(&object.constant);
        let listed = Kinds::union(listed.map(|value| self.kinds_of_value(*value)));
        // `type: string, enum: [1, 2]` keeps its type: see `enumeration`.
        if listed & kinds != Kinds::NONE {
            kinds = kinds & listed;
        }
        for (counts, members) in [(lists.one_of, &object.one_of), (lists.any_of, &object.any_of)] {
            if counts && !members.is_empty() && !super::exclusive::only_required(members) {
                let sets: Vec<Kinds> = members
                    .iter()
                    .filter_map(|member| self.kinds_within(member, path))
                    .collect();
                kinds = kinds & Kinds::union(sets);
            }
        }
        kinds
    }

    fn kinds_of_value(&self, value: NodeId) -> Kinds {
        let node = self.document.node(value);
        match node.kind() {
            Kind::Null => Kinds::NONE,
            Kind::Bool => Kinds::BOOL,
            Kind::Number
                if node
                    .as_number()
                    .is_some_and(|lexeme| Number::new(lexeme).as_i128().is_some()) =>
            {
                Kinds::INTEGER
            }
            Kind::Number => Kinds::NUMBER,
            Kind::String => Kinds::STRING,
            Kind::Array => Kinds::ARRAY,
            Kind::Object => Kinds::OBJECT,
        }
    }
}

/// What a schema without `type` is taken for.
///
/// Beside alternatives, `properties` and `items` speak only of those that are objects and arrays.
fn implied(object: &SchemaObject) -> Kinds {
    if [&object.one_of, &object.any_of]
        .iter()
        .any(|members| !members.is_empty() && !super::exclusive::only_required(members))
    {
        return Kinds::ALL;
    }
    let properties = !object.properties.is_empty()
        || object.additional_properties.is_some()
        || !object.pattern_properties.is_empty()
        || object.required.as_ref().is_some_and(|required| !required.is_empty())
        || object.min_properties.is_some()
        || object.max_properties.is_some()
        || super::exclusive::only_required(&object.any_of);
    if properties {
        Kinds::OBJECT
    } else if object.items.is_some() || !object.prefix_items.is_empty() {
        Kinds::ARRAY
    } else if super::format::of(object).is_some() {
        Kinds::STRING
    } else {
        Kinds::ALL
    }
}
