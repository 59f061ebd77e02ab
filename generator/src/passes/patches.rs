//! Merge patches (RFC 7396): the form of types in which null removes a property.
//!
//! ```yaml
//! requestBody: { content: { application/merge-patch+json: { schema: { $ref: '#/components/schemas/User' } } } }
//! User: { required: [id], properties: { id: {}, name: { type: string }, labels: { additionalProperties: { type: string } } } }
//! ```
//!
//! In a patch an absent property stays as it is, and one that is null is removed. So a property that is optional has three
//! states there, `name` and `labels`, and each value of a map may be null. That goes through everything that a patch is
//! merged into: properties, values of maps, variants, aliases. A list is replaced as a whole, so what is inside of one is
//! what it is elsewhere. A type that patches alone lead to is changed; one that is used in other ways too gets another form for them.
//!
//! What is required stays so, as the document says it. The property that tells the members of a union apart is never removed.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::{properties, telling};
use super::rewrite::uses_mut;
use super::usage::received;
use super::walk::{spread, uses};
use crate::ir::{Api, Content, Field, Hint, Presence, Rest, Shape, Type, TypeDef, TypeId, TypeUse};

/// Gives types the form that patches need.
pub(super) fn settle(api: &mut Api) {
    let telling = telling(api);
    let optional = |id: TypeId, field: &Field| {
        let null = takes_null(&field.value.ty);
        field.presence == Presence::Optional && !null && !telling.contains(&(id, field.wire_name.clone()))
    };
    let differs = spread(api, |id, def, found| {
        let rest = rest(&def.shape).is_some_and(|values| !takes_null(&values.ty));
        let fields = properties(&def.shape);
        let inside = uses(&def.shape);
        rest || fields.iter().any(|(_, field)| optional(id, field))
            || inside.iter().any(|(_, value)| changes(&value.ty, found))
    });
    let merged = merged(api);
    let other = others(api, &merged);
    let patched: Vec<TypeId> = merged.into_iter().filter(|id| differs[id.0]).collect();
    let first = api.types.defs.len();
    let both = patched.iter().filter(|id| other.contains(id));
    let forms: BTreeMap<TypeId, TypeId> = both
        .enumerate()
        .map(|(index, id)| (*id, TypeId(first + index)))
        .collect();
    let to = |id: TypeId| forms.get(&id).copied().unwrap_or(id);
    for id in patched {
        let mut def = api.types.get(id).clone();
        patch(&mut def, &|field| optional(id, field), &to);
        if forms.contains_key(&id) {
            def.hint = Hint::Patch(id);
            api.types.defs.push(def);
        } else {
            api.types.defs[id.0] = def;
        }
    }
    for operation in &mut api.operations {
        let contents = operation.body.iter_mut().flat_map(|body| &mut body.contents);
        for content in contents.filter(|content| content.is_merge_patch()) {
            merge(&mut content.value.ty, &to);
        }
    }
}

/// The form of a definition for patches.
fn patch(def: &mut TypeDef, optional: &dyn Fn(&Field) -> bool, to: &dyn Fn(TypeId) -> TypeId) {
    if let Shape::Record(record) = &mut def.shape {
        let choices = record.groups.iter_mut().flat_map(|group| &mut group.alternatives);
        let choices = choices.flat_map(|choice| &mut choice.fields);
        for field in record.fields.iter_mut().chain(choices).filter(|field| optional(field)) {
            field.presence = Presence::OptionalNullable;
        }
        if let Rest::Kept(values) = &mut record.rest {
            or_null(values);
        }
    }
    for value in uses_mut(&mut def.shape) {
        merge(&mut value.ty, to);
    }
}

/// The form of a type for patches.
fn merge(ty: &mut Type, to: &dyn Fn(TypeId) -> TypeId) {
    match ty {
        Type::Named(id) => *id = to(*id),
        Type::Nullable(inner) => merge(inner, to),
        Type::Map(values) => {
            merge(&mut values.ty, to);
            or_null(values);
        }
        Type::List(_) | Type::Tuple(_) | Type::Scalar(_) | Type::Foreign(_) | Type::Any | Type::Never => {}
    }
}

fn or_null(value: &mut TypeUse) {
    if !takes_null(&value.ty) {
        let ty = std::mem::replace(&mut value.ty, Type::Any);
        value.ty = Type::Nullable(Box::new(ty));
    }
}

fn takes_null(ty: &Type) -> bool {
    matches!(ty, Type::Any | Type::Nullable(_))
}

/// Whether a type is another one in patches, where `found` are the definitions that are.
fn changes(ty: &Type, found: &[bool]) -> bool {
    match ty {
        Type::Named(id) => found[id.0],
        Type::Nullable(inner) => changes(inner, found),
        Type::Map(values) => !takes_null(&values.ty) || changes(&values.ty, found),
        Type::List(_) | Type::Tuple(_) | Type::Scalar(_) | Type::Foreign(_) | Type::Any | Type::Never => false,
    }
}

fn rest(shape: &Shape) -> Option<&TypeUse> {
    match shape {
        Shape::Record(record) => match &record.rest {
            Rest::Kept(values) => Some(values),
            Rest::Ignored | Rest::Refused => None,
        },
        Shape::Enumeration(_) | Shape::Union(_) | Shape::Alias(_) | Shape::Newtype(_) => None,
    }
}

/// The definitions that a patch is merged into, past no list.
fn merged(api: &Api) -> BTreeSet<TypeId> {
    let start = contents(api).filter(|content| content.is_merge_patch());
    let start = start.flat_map(|content| joints(&content.value.ty).0).collect();
    reach(api, start, |ty| joints(ty).0)
}

/// The definitions that something else leads to: other values, and the lists of patches.
fn others(api: &Api, merged: &BTreeSet<TypeId>) -> BTreeSet<TypeId> {
    let parameters = api.operations.iter().flat_map(|operation| &operation.parameters);
    let mut start: Vec<TypeId> = parameters.flat_map(|parameter| parameter.value.ty.names()).collect();
    start.extend(received(api).into_iter().flat_map(|value| value.ty.names()));
    for content in contents(api) {
        start.extend(if content.is_merge_patch() {
            joints(&content.value.ty).1
        } else {
            content.value.ty.names()
        });
    }
    for id in merged {
        let inside = uses(&api.types.get(*id).shape);
        start.extend(inside.into_iter().flat_map(|(_, value)| joints(&value.ty).1));
    }
    reach(api, start, Type::names)
}

fn contents(api: &Api) -> impl Iterator<Item = &Content> {
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    bodies.flat_map(|body| &body.contents)
}

/// The definitions that some lead to.
fn reach(api: &Api, start: Vec<TypeId>, names: impl Fn(&Type) -> Vec<TypeId>) -> BTreeSet<TypeId> {
    let (mut open, mut found) = (start, BTreeSet::new());
    while let Some(id) = open.pop() {
        if found.insert(id) {
            let inside = uses(&api.types.get(id).shape);
            open.extend(inside.into_iter().flat_map(|(_, value)| names(&value.ty)));
        }
    }
    found
}

/// The definitions that a type names: those that a patch is merged into, and those inside of lists.
fn joints(ty: &Type) -> (Vec<TypeId>, Vec<TypeId>) {
    match ty {
        Type::Named(id) => (vec![*id], Vec::new()),
        Type::Nullable(inner) => joints(inner),
        Type::Map(values) => joints(&values.ty),
        Type::List(_) | Type::Tuple(_) => (Vec::new(), ty.names()),
        Type::Scalar(_) | Type::Foreign(_) | Type::Any | Type::Never => (Vec::new(), Vec::new()),
    }
}

#[cfg(test)]
mod tests;
