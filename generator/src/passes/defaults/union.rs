//! Defaults of unions: the member that reading would take.

use kiln_runtime::json::{Kind, Value};

use super::fit::{self, undeclared};
use super::value::DefaultValue;
use super::{Fit, scalar};
use crate::ir::{Api, JsonKind, Rest, Shape, Strategy, Type, TypeId, Union};

/// The value of a union.
pub(super) fn fit(api: &Api, (id, union): (TypeId, &Union), value: &Value, depth: usize) -> Fit {
    let member = |index: usize| member(api, (id, union), index, value, depth);
    let any = || best(api, (id, union), 0..union.members().len(), value, depth);
    match &union.strategy {
        Strategy::Tag {
            property,
            tags,
            required,
            others,
            ..
        } => match tag(value, property) {
            Some(tag) => match (tags.get(&tag).or(others.as_ref()), value) {
                (Some(index), _) => member(*index),
                (None, _) => scalar::anything(value).map(|value| DefaultValue::Unknown(id, Box::new(value))),
            },
            None => match others {
                Some(index) => member(*index),
                None if *required => Fit::Misfit,
                None => any(),
            },
        },
        Strategy::Kind(kinds) => {
            let found = kinds.iter().find(|(kind, _)| is_of(value, *kind));
            found.map_or(Fit::Misfit, |(_, index)| member(*index))
        }
        Strategy::Key(keys) => {
            let has = |key: &str| value.get(key).is_some_and(|value| !value.is_null());
            let there = keys.iter().filter(|(key, _)| has(key)).map(|(_, index)| *index);
            best(api, (id, union), there, value, depth)
        }
        Strategy::Trial => any(),
    }
}

fn member(api: &Api, (id, union): (TypeId, &Union), index: usize, value: &Value, depth: usize) -> Fit {
    let Some(variant) = union.variants.get(index) else {
        return Fit::Misfit;
    };
    fit::fit(api, &variant.value.ty, value, depth).map(|value| DefaultValue::Member(id, index, Box::new(value)))
}

/// The member that leaves the fewest properties aside, or what is several of them at once where that leaves fewer.
fn best(
    api: &Api,
    (id, union): (TypeId, &Union),
    indices: impl Iterator<Item = usize>,
    value: &Value,
    depth: usize,
) -> Fit {
    let several = union.combined.then(|| union.members().len());
    let mut best: Option<((usize, usize), DefaultValue)> = None;
    for index in indices.chain(several) {
        let found = match member(api, (id, union), index, value, depth) {
            Fit::Value(found) => found,
            Fit::Misfit => continue,
            Fit::Unwritten(why) => return Fit::Unwritten(why),
        };
        if best.is_none() && found.has_foreign() {
            return Fit::Unwritten("whether a type from elsewhere takes it is not known");
        }
        let aside = aside(api, &union.variants[index].value.ty, value);
        if best.as_ref().is_none_or(|(least, _)| aside < *least) {
            best = Some((aside, found));
        }
    }
    best.map_or(Fit::Misfit, |(_, value)| Fit::Value(value))
}

/// How many properties a record loses, and how many it keeps without declaring them.
fn aside(api: &Api, ty: &Type, value: &Value) -> (usize, usize) {
    let (Type::Named(id), Some(members)) = (ty, value.as_object()) else {
        return (0, 0);
    };
    let Shape::Record(record) = &api.types.get(*id).shape else {
        return (0, 0);
    };
    match (undeclared(record, members).len(), &record.rest) {
        (count, Rest::Kept(_)) => (0, count),
        (count, _) => (count, 0),
    }
}

/// The tag as text; null is none.
fn tag(value: &Value, property: &str) -> Option<String> {
    match value.get(property)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.as_str().to_owned()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn is_of(value: &Value, kind: JsonKind) -> bool {
    let of = match kind {
        JsonKind::Bool => Kind::Bool,
        JsonKind::Number => Kind::Number,
        JsonKind::String => Kind::String,
        JsonKind::Array => Kind::Array,
        JsonKind::Object => Kind::Object,
    };
    value.kind() == of
}
