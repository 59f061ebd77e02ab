//! Properties that are files in a multipart body though their types do not say so.
//!
//! ```yaml
//! multipart/form-data: { schema: { properties: { photo: {}, scans: { type: array, items: {} } } } }
//! ```
//!
//! A [`Form`](crate::ir::Form) names them. In every other place they are what their types say, any value or a string. A
//! type that several bodies have is the same in all of them, so that one body says it is enough. Nothing but any value, a string and
//! lists of these becomes a file: what has a type of its own keeps it.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Record, Scalar, Shape, Type, TypeId};

/// The properties by the record that has them.
pub(super) fn untold(api: &Api) -> BTreeMap<TypeId, BTreeSet<String>> {
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let mut found: BTreeMap<TypeId, BTreeSet<String>> = BTreeMap::new();
    for content in bodies.flat_map(|body| &body.contents) {
        let files = content.form.iter().flat_map(|form| &form.files);
        if let Some(id) = record(api, &content.value.ty).filter(|_| files.clone().next().is_some()) {
            found.entry(id).or_default().extend(files.cloned());
        }
    }
    found
}

/// The record that a type is, past the names that it has.
fn record(api: &Api, ty: &Type) -> Option<TypeId> {
    let mut ty = ty;
    // Longer chains are circles.
    for _ in 0..=api.types.defs.len() {
        match ty {
            Type::Nullable(inner) => ty = inner,
            Type::Named(id) => match &api.types.get(*id).shape {
                Shape::Alias(value) | Shape::Newtype(value) => ty = &value.ty,
                Shape::Record(_) => return Some(*id),
                Shape::Enumeration(_) | Shape::Union(_) => return None,
            },
            _ => return None,
        }
    }
    None
}

/// Makes files of these properties.
pub(super) fn tell(record: &mut Record, names: &BTreeSet<String>) {
    let groups = record.groups.iter_mut().flat_map(|group| &mut group.alternatives);
    let choices = groups.flat_map(|choice| &mut choice.fields);
    for field in record.fields.iter_mut().chain(choices) {
        if names.contains(&field.wire_name) {
            as_file(&mut field.value.ty);
        }
    }
}

fn as_file(ty: &mut Type) {
    match ty {
        Type::Any | Type::Scalar(Scalar::String) => *ty = Type::Scalar(Scalar::File),
        Type::List(item) => as_file(&mut item.ty),
        Type::Nullable(inner) => as_file(inner),
        Type::Scalar(_) | Type::Foreign(_) | Type::Named(_) | Type::Map(_) | Type::Tuple(_) | Type::Never => {}
    }
}
