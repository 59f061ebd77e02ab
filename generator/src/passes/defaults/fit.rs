//! How JSON goes with a type: the value that code would read from it.
//!
//! A property that a record ignores is left out, as reading does it; one that it refuses is a misfit.

use kiln_runtime::json::{self, Object, Value};

use super::value::{DefaultValue, Members};
use super::{Fit, scalar, union};
use crate::ir::{
    Api, EnumKind, Enumeration, Field, Group, GroupRule, Others, Presence, Record, Rest, Shape, Type, TypeId, TypeUse,
};

/// How deep defaults are looked into.
pub(super) const DEPTH: usize = 32;

/// What goes with a type where null may be a value of it.
pub(super) fn fit(api: &Api, ty: &Type, value: &Value, depth: usize) -> Fit {
    let Some(depth) = depth.checked_sub(1) else {
        return Fit::Unwritten("it has too many levels");
    };
    match (ty, value) {
        (Type::Any, value) => scalar::anything(value),
        (Type::Foreign(foreign), value) => scalar::foreign(foreign, value),
        (Type::Nullable(_), Value::Null) => Fit::Value(DefaultValue::Null),
        (Type::Nullable(ty), value) => fit(api, ty, value, depth).map(|value| DefaultValue::NotNull(Box::new(value))),
        (Type::Scalar(scalar), value) => scalar::fit(*scalar, value),
        (Type::List(item), Value::Array(values)) => {
            let items = values.iter().map(|value| fit(api, &item.ty, value, depth));
            all(items).map(DefaultValue::List)
        }
        (Type::Map(values), Value::Object(members)) => {
            entries(api, values, members.iter(), depth).map(|entries| DefaultValue::Map(None, entries))
        }
        (Type::Tuple(types), Value::Array(values)) if types.len() == values.len() => {
            let items = types.iter().zip(values);
            all(items.map(|(ty, value)| fit(api, &ty.ty, value, depth))).map(DefaultValue::Tuple)
        }
        (Type::List(_) | Type::Map(_) | Type::Tuple(_) | Type::Never, _) => Fit::Misfit,
        (Type::Named(id), value) => named(api, *id, value, depth),
    }
}

fn named(api: &Api, id: TypeId, value: &Value, depth: usize) -> Fit {
    match &api.types.get(id).shape {
        Shape::Enumeration(list) => listed(id, list, value),
        Shape::Alias(target) => fit(api, &target.ty, value, depth).map(|value| match value {
            DefaultValue::Map(_, entries) => DefaultValue::Map(Some(id), entries),
            value => value,
        }),
        Shape::Newtype(inner) => {
            fit(api, &inner.ty, value, depth).map(|value| DefaultValue::Newtype(id, Box::new(value)))
        }
        Shape::Union(members) => union::fit(api, (id, members), value, depth),
        Shape::Record(record) => match value {
            Value::Object(members) => {
                self::record(api, record, members, depth).map(|members| DefaultValue::Record(id, members))
            }
            _ => Fit::Misfit,
        },
    }
}

/// A value of an enumeration; numbers and objects are equal however they are written.
fn listed(id: TypeId, list: &Enumeration, value: &Value) -> Fit {
    let is = |literal: &str| json::from_slice::<Value>(literal.as_bytes()).is_ok_and(|listed| listed == *value);
    if let Some(index) = list.values.iter().position(|listed| is(&listed.literal.json())) {
        return Fit::Value(DefaultValue::Variant(id, index));
    }
    if list.others != Others::Allowed {
        return Fit::Misfit;
    }
    let inner = match list.kind() {
        EnumKind::Text => scalar::fit(crate::ir::Scalar::String, value),
        EnumKind::Signed => scalar::fit(crate::ir::Scalar::I64, value),
        EnumKind::Unsigned => scalar::fit(crate::ir::Scalar::U64, value),
        EnumKind::Json => scalar::anything(value),
    };
    inner.map(|value| DefaultValue::Unknown(id, Box::new(value)))
}

fn record(api: &Api, record: &Record, members: &Object, depth: usize) -> Fit<Members> {
    let mut found = Members::default();
    for (index, field) in record.fields.iter().enumerate() {
        match property(api, field, members, depth) {
            Some(Fit::Value(value)) => found.fields.push((index, value)),
            Some(other) => return other.map(|_| Members::default()),
            None => {}
        }
    }
    for group in &record.groups {
        match choice(api, group, members, depth) {
            Fit::Value(chosen) => found.choices.push(chosen),
            other => return other.map(|_| Members::default()),
        }
    }
    let undeclared = undeclared(record, members);
    match &record.rest {
        Rest::Refused if !undeclared.is_empty() => Fit::Misfit,
        Rest::Refused | Rest::Ignored => Fit::Value(found),
        Rest::Kept(values) => entries(api, values, undeclared.into_iter(), depth).map(|rest| Members { rest, ..found }),
    }
}

/// The value of a property, unless it may be absent and is.
fn property(api: &Api, field: &Field, members: &Object, depth: usize) -> Option<Fit> {
    match (members.get(&field.wire_name), field.presence) {
        (None, Presence::Optional | Presence::OptionalNullable) | (Some(Value::Null), Presence::RequiredNullable) => {
            None
        }
        (None, Presence::Required | Presence::RequiredNullable) => Some(Fit::Misfit),
        (Some(Value::Null), Presence::OptionalNullable) => Some(Fit::Value(DefaultValue::Null)),
        // Null counts as absence, unless it is a value of the type like any other.
        (Some(Value::Null), Presence::Optional) if !takes_null(api, &field.value.ty, depth) => None,
        (Some(value), _) => Some(fit(api, &field.value.ty, value, depth)),
    }
}

fn takes_null(api: &Api, ty: &Type, depth: usize) -> bool {
    matches!(fit(api, ty, &Value::Null, depth), Fit::Value(_))
}

/// The alternative of a group that is there.
fn choice(api: &Api, group: &Group, members: &Object, depth: usize) -> Fit<(usize, Vec<DefaultValue>)> {
    let is_there = |field: &Field| members.get(&field.wire_name).is_some_and(|value| !value.is_null());
    let whole: Vec<usize> = (group.alternatives.iter().enumerate())
        .filter(|(_, alternative)| alternative.fields.iter().all(is_there))
        .map(|(index, _)| index)
        .collect();
    let chosen = match (group.rule, whole.as_slice()) {
        (GroupRule::ExactlyOne, [only]) => Some(*only),
        (GroupRule::ExactlyOne, _) => None,
        // What may be there together are alternatives too.
        (GroupRule::AtLeastOne, whole) => whole
            .iter()
            .copied()
            .max_by_key(|index| group.alternatives[*index].fields.len()),
    };
    let Some(chosen) = chosen else { return Fit::Misfit };
    let fields = group.alternatives[chosen].fields.iter();
    let values = fields.filter_map(|field| Some(fit(api, &field.value.ty, members.get(&field.wire_name)?, depth)));
    all(values).map(|values| (chosen, values))
}

/// The members that a record does not declare.
pub(super) fn undeclared<'m>(record: &Record, members: &'m Object) -> Vec<(&'m str, &'m Value)> {
    let choices = record.groups.iter().flat_map(|group| &group.alternatives);
    let fields = record.fields.iter().chain(choices.flat_map(|choice| &choice.fields));
    let names: std::collections::HashSet<&str> = fields.map(|field| field.wire_name.as_str()).collect();
    members.iter().filter(|(name, _)| !names.contains(name)).collect()
}

fn entries<'m>(
    api: &Api,
    values: &TypeUse,
    members: impl Iterator<Item = (&'m str, &'m Value)>,
    depth: usize,
) -> Fit<Vec<(String, DefaultValue)>> {
    all(members.map(|(name, value)| fit(api, &values.ty, value, depth).map(|value| (name.to_owned(), value))))
}

/// All values, or the first that is none.
fn all<T>(fits: impl Iterator<Item = Fit<T>>) -> Fit<Vec<T>> {
    let mut values = Vec::new();
    for fit in fits {
        match fit {
            Fit::Value(value) => values.push(value),
            Fit::Unwritten(why) => return Fit::Unwritten(why),
            Fit::Misfit => return Fit::Misfit,
        }
    }
    Fit::Value(values)
}
