//! Walking definitions: which uses of types stand in them, and where.

use crate::ir::{Field, Record, Rest, Shape, Type, TypeId, TypeUse};

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
    /// The target of an alias.
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
        Shape::Alias(value) => vec![(Position::Alias, value)],
    }
}

/// The definition that a type names, inside of lists, maps and null too.
pub(super) fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::List(item) | Type::Map(item) => named(&item.ty),
        Type::Nullable(inner) => named(inner),
        _ => None,
    }
}

/// The definition that a value contains directly, not in a list or map.
pub(super) fn contained(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => contained(inner),
        _ => None,
    }
}
