//! The files of types: which types share one, in which order, and what each needs.
//!
//! ```yaml
//! Browser: { type: object, properties: { viewport: { type: object, properties: { width: { type: integer } } } } }
//! ```
//!
//! becomes one file with `Browser` and then `BrowserViewport`.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Context;
use super::package::{TypeFile, TypeItem};
use super::{
    Alias, Checked, Head, Newtype, RustType, argument_checks, docs, enumeration, imports, record, type_docs, union,
};
use crate::ir::{self, Shape, Type, TypeId, TypeUse};
use crate::passes::Position;

/// One file per named schema, with its inline children.
pub(super) fn build(context: &Context<'_>) -> Vec<TypeFile> {
    let subjects = subjects(context);
    let mut files: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, _) in context.api.types.iter() {
        files.entry(context.names.owner(context.api, id)).or_default().push(id);
    }
    files
        .into_iter()
        .map(|(owner, mut members)| {
            members.sort_by_key(|id| (*id != owner, context.names.ty(*id).name.to_string()));
            let items: Vec<TypeItem> = members
                .iter()
                .map(|id| {
                    let mut item = item(*id, context);
                    let constrained = subjects.contains(id) && !item.has_checks();
                    item.head_mut().subject = constrained && !matches!(item, TypeItem::Alias(_));
                    item
                })
                .collect();
            TypeFile {
                module: context.names.ty(owner).module.clone(),
                imports: imports::of(&items),
                uses_deprecated: members.iter().any(|id| uses_deprecated(*id, context))
                    || items.iter().any(TypeItem::has_deprecated_default),
                items,
            }
        })
        .collect()
}

/// The types of values that constraints apply to, inside of lists and maps too.
fn subjects(context: &Context<'_>) -> BTreeSet<TypeId> {
    let mut subjects = BTreeSet::new();
    for (_, def) in context.api.types.iter() {
        let uses: Vec<&TypeUse> = match &def.shape {
            Shape::Record(record) => record.values().collect(),
            Shape::Union(union) => union.variants.iter().map(|variant| &variant.value).collect(),
            Shape::Alias(value) | Shape::Newtype(value) => vec![value],
            Shape::Enumeration(_) => Vec::new(),
        };
        // The members of these are checked as types of their own.
        let exclusive = matches!(&def.shape, Shape::Union(union) if union.is_counted());
        let checked = uses
            .into_iter()
            .filter(|value| exclusive || Checked::of(value, context).is_some());
        subjects.extend(checked.flat_map(|value| value.ty.names()));
    }
    let operations = context.api.operations.iter();
    let sent = operations.flat_map(|operation| {
        let optional = operation.parameters.iter().filter(|parameter| !parameter.required);
        optional
            .map(|parameter| &parameter.value)
            .chain(argument_checks::values(operation))
    });
    let checked = sent.filter(|value| Checked::of(value, context).is_some());
    subjects.extend(checked.flat_map(|value| value.ty.names()));
    // Through an alias the constraints are those of what it stands for.
    let aliased: Vec<TypeId> = subjects.iter().filter_map(|id| alias_of(*id, context)).collect();
    subjects.extend(aliased);
    subjects
}

/// The type at the end of a chain of aliases, if this is one.
fn alias_of(id: TypeId, context: &Context<'_>) -> Option<TypeId> {
    let mut at = id;
    for _ in 0..context.api.types.defs.len() {
        match &context.api.types.get(at).shape {
            Shape::Alias(TypeUse {
                ty: Type::Named(next), ..
            }) => at = *next,
            _ => break,
        }
    }
    (at != id).then_some(at)
}

fn item(id: TypeId, context: &Context<'_>) -> TypeItem {
    let def = context.api.types.get(id);
    match &def.shape {
        Shape::Record(shape) => TypeItem::Record(record::build(id, def, shape, context)),
        Shape::Enumeration(shape) => TypeItem::Enumeration(enumeration::build(id, def, shape, context)),
        Shape::Union(shape) => TypeItem::Union(union::build(id, def, shape, context)),
        Shape::Alias(value) => TypeItem::Alias(Alias {
            head: Head {
                docs: type_docs::of_type(id, def, context),
                deprecated: docs::deprecated(def.deprecated.as_ref()),
                derives: Vec::new(),
                non_exhaustive: false,
                subject: false,
                ident: context.names.ty(id).name.clone(),
            },
            ty: RustType::of(&value.ty, context),
        }),
        Shape::Newtype(value) => TypeItem::Newtype(Newtype {
            head: Head {
                docs: type_docs::of_type(id, def, context),
                deprecated: docs::deprecated(def.deprecated.as_ref()),
                derives: vec!["Debug", "Clone", "PartialEq"],
                non_exhaustive: false,
                subject: false,
                ident: context.names.ty(id).name.clone(),
            },
            ty: RustType::of(&value.ty, context).boxed(context.decisions.boxes.contains(id, Position::Alias)),
            check: Checked::of(value, context).map(|check| check.and(def.assertion.map(|id| context.table(id)))),
        }),
    }
}

/// Whether a type is deprecated or names something that is.
fn uses_deprecated(id: TypeId, context: &Context<'_>) -> bool {
    let def = context.api.types.get(id);
    let named = |ty: &Type| deprecated_inside(ty, context);
    def.deprecated.is_some()
        || match &def.shape {
            Shape::Record(record) => {
                let alternatives = record.groups.iter().flat_map(|group| &group.alternatives);
                record
                    .fields
                    .iter()
                    .chain(alternatives.flat_map(|alternative| &alternative.fields))
                    .any(|field| field.deprecated.is_some() || named(&field.value.ty))
                    || matches!(&record.rest, ir::Rest::Kept(values) if named(&values.ty))
            }
            Shape::Union(union) => union
                .variants
                .iter()
                .any(|variant| variant.deprecated.is_some() || named(&variant.value.ty)),
            Shape::Alias(value) | Shape::Newtype(value) => named(&value.ty),
            Shape::Enumeration(list) => list.values.iter().any(|value| value.deprecated.is_some()),
        }
}

fn deprecated_inside(ty: &Type, context: &Context<'_>) -> bool {
    let mut names = ty.names().into_iter();
    names.any(|id| context.api.types.get(id).deprecated.is_some())
}
