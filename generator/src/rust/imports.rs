//! What the items of a file of types need in scope.

use std::collections::BTreeSet;

use super::package::TypeItem;
use super::{Checked, Imports, Module, Record, Rest};

/// What a file brings into scope: everything that its items name and that it does not define.
pub(super) fn of(items: &[TypeItem]) -> Imports {
    let mut imports = Imports::default();
    for item in items {
        match item {
            TypeItem::Record(record) => add_record(&mut imports, record),
            TypeItem::Enumeration(enumeration) => {
                imports.need(Module::Json);
                imports.need(Module::Fmt);
                imports.need_if(Module::FromStr, enumeration.has_from_str());
                imports.need_if(Module::Validate, enumeration.is_checked());
            }
            TypeItem::Union(union) => {
                imports.need(Module::Json);
                imports.need_if(Module::Fmt, union.outlined.is_some());
                imports.need_if(Module::Validate, union.checked);
                union.variants.iter().for_each(|variant| imports.add(&variant.ty));
            }
            TypeItem::Alias(alias) => imports.add(&alias.ty),
            TypeItem::Newtype(newtype) => {
                imports.need(Module::Json);
                imports.need_if(Module::Validate, newtype.check.is_some());
                imports.add(&newtype.ty);
            }
        }
        imports.need_if(Module::Validate, item.head().subject);
        add_checks(&mut imports, item);
    }
    for ident in items.iter().flat_map(TypeItem::idents) {
        imports.types.remove(ident);
    }
    imports
}

fn add_checks(imports: &mut Imports, item: &TypeItem) {
    for pattern in item.patterns() {
        let engine = if pattern.plain.is_some() {
            Module::Pattern
        } else {
            Module::Ecma
        };
        imports.need(engine);
    }
    imports.need_if(Module::Format, item.checks().into_iter().any(Checked::has_format));
    let demands = item.demands();
    imports.need_if(Module::Assertion, !demands.is_empty());
    let mut names = BTreeSet::new();
    for table in &demands {
        table.names(&mut names);
    }
    imports.need_if(Module::Checks, !names.is_empty());
}

fn add_record(imports: &mut Imports, record: &Record) {
    imports.need(Module::Json);
    imports.need_if(
        Module::Fmt,
        record.redacted || record.groups.iter().any(|group| group.redacted),
    );
    imports.need_if(Module::Validate, record.checks.is_some());
    let alternatives = record.groups.iter().flat_map(|group| &group.alternatives);
    for field in record
        .fields
        .iter()
        .chain(alternatives.flat_map(|alternative| &alternative.fields))
    {
        imports.add(&field.ty);
        if let Some(default) = &field.default {
            imports.types.extend(default.value.idents().into_iter().cloned());
            imports.need_if(Module::Map, default.value.mentions_map());
        }
    }
    if let Rest::Kept { values, .. } = &record.rest {
        imports.need(Module::Map);
        imports.add(values);
    }
}
