//! The names inside a type: fields, exclusive groups, variants.

use std::collections::{BTreeSet, HashSet};

use indexmap::IndexMap;

use super::super::{Ident, Kind, Reserved, Scope, Wanted, Words};
use super::defaults::{self, DefaultNames};
use super::phrase::Phrases;
use crate::ir::{Alternative, EnumKind, EnumValue, Field, Group, Literal, Record, Rest, Shape, Type, TypeDef, Variant};

/// The names inside a type, by its shape.
#[derive(Debug, Clone)]
pub enum Members {
    /// The fields of a struct.
    Record(RecordNames),
    /// The variants of an enumeration, in its order.
    Enumeration(Vec<Ident>),
    /// The variants of a union, in its order.
    Union(Vec<Ident>),
    /// An alias and a newtype have none.
    Alias,
}

/// The names inside a struct.
#[derive(Debug, Clone)]
pub struct RecordNames {
    /// The fields, in the record's order.
    pub fields: Vec<FieldNames>,
    /// The defaults of those fields that have one, in the record's order.
    pub defaults: Vec<Option<DefaultNames>>,
    /// The exclusive groups, in the record's order.
    pub groups: Vec<GroupNames>,
    /// The map of other properties, where they are kept.
    pub rest: Option<FieldNames>,
}

/// The names of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldNames {
    /// The field.
    pub name: Ident,
    /// The variable in generated functions: the field's name, unless it would hide something that they need.
    pub local: Ident,
}

/// The names of an exclusive group, such as "exactly one of id and name".
#[derive(Debug, Clone)]
pub struct GroupNames {
    /// The enum: `BrowserProfileBy`.
    pub ty: Ident,
    /// The field that holds it: `by`.
    pub field: FieldNames,
    /// The alternatives, in the group's order.
    pub alternatives: Vec<AlternativeNames>,
}

/// The names of one choice.
#[derive(Debug, Clone)]
pub struct AlternativeNames {
    /// The variant: `Id`, or `IdAndName`.
    pub variant: Ident,
    /// The constructor of the struct: `by_id`.
    pub constructor: Ident,
    /// The properties of this choice, in its order.
    pub fields: Vec<FieldNames>,
}

/// A thing in the scope of a record; things of one kind are told apart by their name, then by their index.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    Field(String, usize),
    Choice(String, usize),
    Group(usize),
    Rest,
}

/// Mints the names inside a type; `groups` are the enums of its exclusive groups.
pub(super) fn mint(
    def: &TypeDef,
    groups: Vec<Ident>,
    name: &Wanted,
    phrases: &Phrases<'_>,
    reserved: &Reserved,
) -> Members {
    match &def.shape {
        Shape::Record(fields) => Members::Record(record(fields, groups, reserved)),
        Shape::Enumeration(enumeration) => {
            let kind = enumeration.kind();
            let wanted = enumeration.values.iter().map(|value| enum_value(value, kind));
            Members::Enumeration(variants(wanted.collect()))
        }
        Shape::Union(union) => {
            let wanted = union
                .variants
                .iter()
                .map(|variant| (text(&variant.value.ty, phrases), union_variant(variant, name, phrases)));
            Members::Union(told_variants(wanted.collect()))
        }
        Shape::Alias(_) | Shape::Newtype(_) => Members::Alias,
    }
}

fn record(record: &Record, group_types: Vec<Ident>, reserved: &Reserved) -> RecordNames {
    let requests = requests(record);
    let outside = |(key, _): &(Key, Wanted)| !matches!(key, Key::Choice(..));
    let fields = Scope::new(Kind::Value).allocate(requests.iter().filter(|it| outside(it)).cloned().collect());
    let mut locals = Scope::new(Kind::Value).reserve(reserved.locals, "value");
    let locals = locals.allocate(requests);
    let named = |key: &Key| FieldNames {
        name: fields[key].clone(),
        local: locals[key].clone(),
    };
    let constructors = constructors(record, reserved);

    let groups = record
        .groups
        .iter()
        .zip(group_types)
        .enumerate()
        .map(|(group, (it, ty))| {
            let words: Vec<Wanted> = it.alternatives.iter().map(alternative_words).collect();
            let alternatives = it.alternatives.iter().zip(variants(words)).enumerate();
            let alternatives = alternatives.map(|(index, (alternative, variant))| AlternativeNames {
                variant,
                constructor: constructors[&(alternative.wire_names(), group, index)].clone(),
                fields: choice_fields(alternative, |wire| locals[&Key::Choice(wire.to_owned(), group)].clone()),
            });
            GroupNames {
                ty,
                alternatives: alternatives.collect(),
                field: named(&Key::Group(group)),
            }
        });
    RecordNames {
        groups: groups.collect(),
        fields: (record.fields.iter().enumerate())
            .map(|(index, field)| named(&Key::Field(field.wire_name.clone(), index)))
            .collect(),
        defaults: defaults::mint(
            record
                .fields
                .iter()
                .map(|field| (field.wire_name.as_str(), &field.docs)),
        ),
        rest: matches!(record.rest, Rest::Kept(_)).then(|| named(&Key::Rest)),
    }
}

/// `by_id` for each choice, by its properties and its place.
fn constructors(record: &Record, reserved: &Reserved) -> IndexMap<(Vec<String>, usize, usize), Ident> {
    let by = Wanted::text("by", "by");
    let mut requests = Vec::new();
    for (group, it) in record.groups.iter().enumerate() {
        for (index, alternative) in it.alternatives.iter().enumerate() {
            let key = (alternative.wire_names(), group, index);
            requests.push((key, alternative_words(alternative).within(&by)));
        }
    }
    Scope::new(Kind::Value)
        .reserve(reserved.constructors, "value")
        .allocate(requests)
}

/// Everything in a record that needs a variable; all but the choices are fields as well.
fn requests(record: &Record) -> Vec<(Key, Wanted)> {
    let wanted =
        |field: &Field| Wanted::text(&field.wire_name, "field").called(field.docs.name.as_deref(), Kind::Value);
    let mut requests = Vec::new();
    for (index, field) in record.fields.iter().enumerate() {
        requests.push((Key::Field(field.wire_name.clone(), index), wanted(field)));
    }
    for (group, it) in record.groups.iter().enumerate() {
        requests.push((Key::Group(group), group_words(it)));
        let mut known = HashSet::new();
        for field in it.alternatives.iter().flat_map(|alternative| &alternative.fields) {
            // A property that is in several cases has one variable.
            if known.insert(&field.wire_name) {
                requests.push((Key::Choice(field.wire_name.clone(), group), wanted(field)));
            }
        }
    }
    if matches!(record.rest, Rest::Kept(_)) {
        let rest = ["additional properties", "other properties"].map(Words::split);
        requests.push((Key::Rest, Wanted::composed(rest.to_vec())));
    }
    requests
}

/// The fields of one choice: a scope of their own, with the variables of the whole record.
fn choice_fields(alternative: &Alternative, local: impl Fn(&str) -> Ident) -> Vec<FieldNames> {
    let fields = alternative.fields.iter().enumerate();
    let requests = fields.map(|(index, field)| {
        let wire = field.wire_name.clone();
        let wanted = Wanted::text(&wire, "field").called(field.docs.name.as_deref(), Kind::Value);
        (Key::Field(wire, index), wanted)
    });
    let names = Scope::new(Kind::Value).allocate(requests.collect());
    let fields = alternative.fields.iter().zip(names.into_values());
    fields
        .map(|(field, name)| FieldNames {
            name,
            local: local(&field.wire_name),
        })
        .collect()
}

/// `by`, and `by_id_or_name` where something else has that name.
pub(super) fn group_words(group: &Group) -> Wanted {
    let first = |alternative: &Alternative| alternative.wire_names().into_iter().next();
    let choices: BTreeSet<String> = group.alternatives.iter().filter_map(first).collect();
    let long = format!("by {}", choices.into_iter().collect::<Vec<_>>().join(" or "));
    Wanted::composed(vec![Words::split("by"), Words::split(&long)])
}

/// `id`, or `id_and_name`: the order of `required` says nothing.
fn alternative_words(alternative: &Alternative) -> Wanted {
    let names = alternative.wire_names().into_iter();
    let mut names = names.map(|name| Wanted::text(&name, "field"));
    let Some(first) = names.next() else {
        return Wanted::text("nothing", "nothing");
    };
    let and = Wanted::text("and", "and");
    names.fold(first, |all, name| name.within(&and).within(&all))
}

/// A value is called what the document calls it, or else after what it is.
fn enum_value(value: &EnumValue, kind: EnumKind) -> Wanted {
    let mut own = literal(&value.literal);
    if kind == EnumKind::Json {
        // `1`, `"1"`, `true` and `"true"` may stand in one list.
        let what = Words::split(json_type(&value.literal));
        own.names.insert(1, what.then(&own.names[0]));
    }
    match &value.name {
        Some(name) => own.names.into_iter().fold(Wanted::text(name, "value"), Wanted::or),
        None => own,
    }
}

/// The names of a value by itself.
fn literal(literal: &Literal) -> Wanted {
    let composed = |text: &str| Wanted {
        exact: literal.json(),
        ..Wanted::composed(vec![Words::split_or(text, "value")])
    };
    match literal {
        Literal::String(text) if text.is_empty() => Wanted::text("empty", "empty"),
        Literal::String(text) => Wanted::text(text, "value"),
        Literal::Number(text) => composed(&text.replace('.', " point ").replace("e-", "e minus ")),
        Literal::Array(text) if text == "[]" => composed("empty list"),
        Literal::Object(text) if text == "{}" => composed("empty object"),
        Literal::Array(text) => composed(&format!("list {text}")),
        Literal::Object(text) => composed(&format!("object {text}")),
        Literal::Bool(_) | Literal::Integer(_) => composed(&literal.json()),
    }
}

/// The word for the type of a value.
fn json_type(literal: &Literal) -> &'static str {
    match literal {
        Literal::Bool(_) => "boolean",
        Literal::Integer(_) | Literal::Number(_) => "number",
        Literal::String(_) => "string",
        Literal::Array(_) => "list",
        Literal::Object(_) => "object",
    }
}

/// A variant is called after its type without the words of the union, or else by its label.
fn union_variant(variant: &Variant, union: &Wanted, phrases: &Phrases<'_>) -> Wanted {
    let label = Words::split_or(&variant.label, "value");
    let Type::Named(id) = &variant.value.ty else {
        return Wanted::composed(vec![label]);
    };
    let ty = phrases.plain(*id).names.into_iter().next().unwrap_or_default();
    let shared = union.names.first().cloned().unwrap_or_default();
    let short = ty.without_prefix(&shared);
    let short = if short == ty { ty.without_suffix(&shared) } else { short };
    Wanted::composed(vec![short, label, ty])
}

/// Mints variants; `Unknown` is what open enums call a value that the document does not have.
fn variants(wanted: Vec<Wanted>) -> Vec<Ident> {
    let nothing = wanted.into_iter().map(|wanted| (String::new(), wanted));
    told_variants(nothing.collect())
}

/// Mints variants, each with a text by which those are told apart that want nothing but the same names.
fn told_variants(wanted: Vec<(String, Wanted)>) -> Vec<Ident> {
    let requests = wanted.into_iter().enumerate();
    let keyed = requests.map(|(index, (told, wanted))| ((told, wanted.exact.clone(), index), wanted));
    let mut scope = Scope::new(Kind::Variant).reserve(&["Unknown"], "Value");
    scope.allocate(keyed.collect()).into_values().collect()
}

/// What a type is, as a text that depends on no order.
fn text(ty: &Type, phrases: &Phrases<'_>) -> String {
    match ty {
        Type::Named(id) => phrases
            .plain(*id)
            .names
            .first()
            .map(|words| format!("{words:?}"))
            .unwrap_or_default(),
        Type::List(inner) => format!("list {}", text(&inner.ty, phrases)),
        Type::Map(inner) => format!("map {}", text(&inner.ty, phrases)),
        Type::Nullable(inner) => format!("null {}", text(inner, phrases)),
        Type::Tuple(items) => items.iter().map(|item| text(&item.ty, phrases)).collect(),
        Type::Scalar(_) | Type::Foreign(_) | Type::Any | Type::Never => format!("{ty:?}"),
    }
}
