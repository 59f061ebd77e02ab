//! Walking definitions: which uses of types stand in them, and where.

use std::collections::VecDeque;

use crate::ir::{Api, Field, Record, Rest, Shape, TypeDef, TypeId, TypeUse};

/// Where in a definition a type is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Position {
    /// The field of a record, by index.
    Field(usize),
    /// A field of an exclusive group.
    Choice {
        /// The group.
        group: usize,
        /// The alternative in the group.
        alternative: usize,
        /// The field in the alternative.
        field: usize,
    },
    /// The values of the properties that a record keeps.
    Rest,
    /// The variant of a union, by index.
    Variant(usize),
    /// The target of an alias, or what a newtype wraps.
    Alias,
}

/// The fields of a record with their positions, those of groups included.
pub(super) fn fields(record: &Record) -> Vec<(Position, &Field)> {
    let plain = record
        .fields
        .iter()
        .enumerate()
        .map(|(index, field)| (Position::Field(index), field));
    let mut all: Vec<(Position, &Field)> = plain.collect();
    for (group, choices) in record.groups.iter().enumerate() {
        for (alternative, choice) in choices.alternatives.iter().enumerate() {
            for (field, found) in choice.fields.iter().enumerate() {
                all.push((
                    Position::Choice {
                        group,
                        alternative,
                        field,
                    },
                    found,
                ));
            }
        }
    }
    all
}

/// The uses of types in a definition.
pub(super) fn uses(shape: &Shape) -> Vec<(Position, &TypeUse)> {
    match shape {
        Shape::Record(record) => {
            let mut all: Vec<(Position, &TypeUse)> = fields(record)
                .into_iter()
                .map(|(position, field)| (position, &field.value))
                .collect();
            if let Rest::Kept(values) = &record.rest {
                all.push((Position::Rest, values));
            }
            all
        }
        Shape::Enumeration(_) => Vec::new(),
        Shape::Union(union) => {
            let variants = union.variants.iter().enumerate();
            variants
                .map(|(index, variant)| (Position::Variant(index), &variant.value))
                .collect()
        }
        Shape::Alias(value) | Shape::Newtype(value) => vec![(Position::Alias, value)],
    }
}

/// The smallest set of definitions that `holds` is true of, where its answer depends on what is in the set already.
///
/// A definition is asked again only after one that it uses came into the set, so a chain costs one question for each link.
pub(super) fn spread(api: &Api, holds: impl Fn(TypeId, &TypeDef, &[bool]) -> bool) -> Vec<bool> {
    let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.defs.len()];
    for (id, def) in api.types.iter() {
        for used in uses(&def.shape).into_iter().flat_map(|(_, value)| value.ty.names()) {
            users[used.0].push(id);
        }
    }
    let mut found = vec![false; api.types.defs.len()];
    let mut waits = vec![true; api.types.defs.len()];
    let mut open: VecDeque<TypeId> = api.types.iter().map(|(id, _)| id).collect();
    while let Some(id) = open.pop_front() {
        waits[id.0] = false;
        if found[id.0] || !holds(id, api.types.get(id), &found) {
            continue;
        }
        found[id.0] = true;
        for user in &users[id.0] {
            if !std::mem::replace(&mut waits[user.0], true) {
                open.push_back(*user);
            }
        }
    }
    found
}
