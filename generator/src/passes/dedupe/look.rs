//! What an inline schema looks like, whatever the order in which it says so.
//!
//! ```yaml
//! { type: object, properties: { town: { type: string }, code: { enum: [a, b] } } }
//! { type: object, properties: { code: { enum: [b, a] }, town: { type: string } } }   # the same
//! ```
//!
//! Of what is compared, properties are sorted by name, values by what they are, and members of unions by what tells them
//! apart. Only members that are tried one after the other keep their order: another one reads values differently.

use super::super::rewrite::{redirect, uses_mut};
use super::super::walk::uses;
use crate::diag::Pointer;
use crate::ir::{
    Alternative, Docs, Field, Hint, Provenance, Record, Role, Shape, Strategy, TypeDef, TypeId, Union, Variant,
};

/// What is compared of a definition.
pub(super) struct Look {
    /// All but the types that it leads to; nothing for a component.
    pub(super) text: Option<String>,
    /// The types that it leads to, in the order of the text.
    pub(super) targets: Vec<TypeId>,
    /// The types that the members of a union lead to, in the same order.
    members: Vec<Vec<TypeId>>,
}

impl Look {
    /// Looks at a definition.
    pub(super) fn of(def: &TypeDef) -> Self {
        let mut shape = def.shape.clone();
        sort(&mut shape);
        let members = match &shape {
            Shape::Union(union) => union.variants.iter().map(|variant| variant.value.ty.names()).collect(),
            Shape::Record(_) | Shape::Enumeration(_) | Shape::Alias(_) | Shape::Newtype(_) => Vec::new(),
        };
        let uses = uses(&shape).into_iter();
        let targets = uses.flat_map(|(_, value)| value.ty.names()).collect();
        Self {
            text: text(def, shape),
            targets,
            members,
        }
    }

    /// The role of a type within this one, which does not depend on the order of members.
    pub(super) fn role(&self, id: TypeId, role: &Role) -> Role {
        let position = || self.members.iter().position(|member| member.contains(&id));
        match role {
            Role::Member(index) => Role::Member(position().unwrap_or(*index)),
            other => other.clone(),
        }
    }
}

fn text(def: &TypeDef, mut shape: Shape) -> Option<String> {
    if let Hint::Component(_) | Hint::Form(_) | Hint::Shared(_) = def.hint {
        return None;
    }
    for value in uses_mut(&mut shape) {
        redirect(&mut value.ty, &|_| TypeId(0));
    }
    let mut docs = def.docs.clone();
    forget_places(&mut docs);
    let docs = Some(&docs).filter(|_| !matches!(shape, Shape::Enumeration(_)));
    let (name, deprecated, assertion) = (&def.docs.name, &def.deprecated, def.assertion);
    Some(format!("{shape:?} {docs:?} {name:?} {deprecated:?} {assertion:?}"))
}

fn sort(shape: &mut Shape) {
    match shape {
        Shape::Record(record) => sort_record(record),
        Shape::Enumeration(enumeration) => enumeration.values.sort_by(|one, other| one.literal.cmp(&other.literal)),
        Shape::Union(union) => sort_union(union),
        Shape::Alias(_) | Shape::Newtype(_) => {}
    }
}

/// Sorts properties and choices, and forgets where they stand.
fn sort_record(record: &mut Record) {
    let nowhere = Provenance {
        pointer: Pointer::root(),
        line: 0,
    };
    let sort_fields = |fields: &mut Vec<Field>| {
        for field in &mut *fields {
            field.provenance = nowhere.clone();
            forget_places(&mut field.docs);
        }
        fields.sort_by(|one, other| one.wire_name.cmp(&other.wire_name));
    };
    sort_fields(&mut record.fields);
    for group in &mut record.groups {
        group.provenance = nowhere.clone();
        for alternative in &mut group.alternatives {
            sort_fields(&mut alternative.fields);
        }
        group.alternatives.sort_by_cached_key(Alternative::wire_names);
    }
    record.groups.sort_by_cached_key(|group| {
        group
            .alternatives
            .iter()
            .map(Alternative::wire_names)
            .collect::<Vec<_>>()
    });
}

fn forget_places(docs: &mut Docs) {
    if let Some(default) = &mut docs.default {
        default.pointer = Pointer::root();
    }
}

fn sort_union(union: &mut Union) {
    union
        .variants
        .iter_mut()
        .for_each(|variant| forget_places(&mut variant.docs));
    let mut marks: Vec<Vec<String>> = vec![Vec::new(); union.variants.len()];
    match &union.strategy {
        Strategy::Tag { tags, .. } => tags.iter().for_each(|(tag, index)| marks[*index].push(tag.clone())),
        Strategy::Kind(kinds) => (kinds.iter()).for_each(|(kind, index)| marks[*index].push(format!("{kind:?}"))),
        Strategy::Key(keys) => keys.iter().for_each(|(key, index)| marks[*index].push(key.clone())),
        Strategy::Trial => return,
    }
    for own in &mut marks {
        own.sort();
    }
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by(|one, other| marks[*one].cmp(&marks[*other]));
    let mut position = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        position[*old] = new;
    }
    let mut variants: Vec<(usize, Variant)> = union.variants.drain(..).enumerate().collect();
    variants.sort_by_key(|(old, _)| position[*old]);
    union.variants = variants.into_iter().map(|(_, variant)| variant).collect();
    match &mut union.strategy {
        Strategy::Tag { tags, others, .. } => {
            tags.values_mut().for_each(|index| *index = position[*index]);
            tags.sort_keys();
            *others = others.map(|index| position[index]);
        }
        Strategy::Kind(kinds) => {
            for (_, index) in &mut *kinds {
                *index = position[*index];
            }
            kinds.sort_by_key(|(kind, index)| (*index, format!("{kind:?}")));
        }
        Strategy::Key(keys) => {
            for (_, index) in &mut *keys {
                *index = position[*index];
            }
            keys.sort();
        }
        Strategy::Trial => {}
    }
}
