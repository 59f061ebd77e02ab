//! Values as code writes them.
//!
//! ```text
//! json::Date::lenient("2024-01-01")      Pet::Cat(Cat::new("Tom".to_owned()))      vec![1, 2]
//! ```
//!
//! All can be written but those of types from elsewhere: what these make of a text is known when the code runs.

use crate::ir::{self, ForeignForm, Presence, TypeId};
use crate::names::Ident;
use crate::passes::{Anything, DefaultValue, Digits, Members, Position};

use super::build::Context;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `true` or `false`
    Bool(bool),
    /// An integer.
    Integer(i128),
    /// A number.
    Float(f64),
    /// A string.
    Text(String),
    /// An exact number.
    Number(Digits),
    /// A type of the runtime's `json` that is a text: its name, and the text.
    Lenient(&'static str, String),
    /// What a type from elsewhere makes of a text.
    Parsed(ForeignForm, String),
    /// Any JSON.
    Anything(Anything),
    /// `None`
    None,
    /// `Some(value)`
    Some(Box<Literal>),
    /// `json::Nullable::Absent`
    Absent,
    /// `json::Nullable::Null`
    Null,
    /// `json::Nullable::Value(value)`
    NotNull(Box<Literal>),
    /// `Box::new(value)`
    Boxed(Box<Literal>),
    /// A variant of an enum.
    Variant(Ident, Ident),
    /// A variant with a value.
    Member(Ident, Ident, Box<Literal>),
    /// A variant with fields.
    Fields(Ident, Ident, Vec<(Ident, Literal)>),
    /// The variant `Unknown` with a value.
    Unknown(Ident, Box<Literal>),
    /// A struct around a value.
    Newtype(Ident, Box<Literal>),
    /// A list.
    List(Vec<Literal>),
    /// A map, by the alias that names its type, if any.
    Map(Option<Ident>, Vec<(String, Literal)>),
    /// A tuple.
    Tuple(Vec<Literal>),
    /// A struct: the fields that are given, and whether others are left to its `Default`.
    Struct {
        /// The struct.
        ident: Ident,
        /// The fields.
        fields: Vec<(Ident, Literal)>,
        /// Whether there are others.
        others: bool,
    },
}

impl Literal {
    /// Whether something holds of the value or of one inside of it.
    fn any(&self, holds: &dyn Fn(&Self) -> bool) -> bool {
        holds(self) || self.inside().into_iter().any(|inner| inner.any(holds))
    }

    /// The values that it is made of.
    fn inside(&self) -> Vec<&Self> {
        match self {
            Self::Some(inner)
            | Self::NotNull(inner)
            | Self::Boxed(inner)
            | Self::Member(_, _, inner)
            | Self::Unknown(_, inner)
            | Self::Newtype(_, inner) => vec![inner],
            Self::List(items) | Self::Tuple(items) => items.iter().collect(),
            Self::Map(_, entries) => entries.iter().map(|(_, value)| value).collect(),
            Self::Fields(_, _, fields) | Self::Struct { fields, .. } => fields.iter().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        }
    }

    /// The types that it names.
    pub(super) fn idents(&self) -> Vec<&Ident> {
        let own = match self {
            Self::Variant(ident, _)
            | Self::Member(ident, ..)
            | Self::Fields(ident, ..)
            | Self::Unknown(ident, _)
            | Self::Newtype(ident, _)
            | Self::Map(Some(ident), _)
            | Self::Struct { ident, .. } => Some(ident),
            _ => None,
        };
        let inside = self.inside().into_iter().flat_map(Self::idents);
        own.into_iter().chain(inside).collect()
    }

    /// Whether it names `BTreeMap`.
    #[must_use]
    pub fn mentions_map(&self) -> bool {
        self.any(&|value| matches!(value, Self::Map(None, _)))
    }

    /// Whether it names something of the runtime's `json`.
    #[must_use]
    pub fn mentions_json(&self) -> bool {
        self.any(&|value| {
            matches!(
                value,
                Self::Number(_)
                    | Self::Lenient(..)
                    | Self::Parsed(ForeignForm::Json, _)
                    | Self::Anything(_)
                    | Self::Absent
                    | Self::Null
                    | Self::NotNull(_)
            )
        })
    }

    /// Whether making it may fail.
    pub(super) fn is_fallible(&self) -> bool {
        self.any(&|value| matches!(value, Self::Parsed(..)))
    }

    /// Whether a constant can have it; a text is one of `&'static str`.
    pub(super) fn is_constant(&self) -> bool {
        match self {
            Self::Bool(_) | Self::Integer(_) | Self::Float(_) | Self::Text(_) | Self::Variant(..) => true,
            Self::List(items) => items.is_empty(),
            Self::Map(_, entries) => entries.is_empty(),
            Self::Member(_, _, inner) | Self::Unknown(_, inner) | Self::Newtype(_, inner) => {
                inner.is_constant() && !matches!(**inner, Self::Text(_))
            }
            _ => false,
        }
    }
}

/// Writes values of types, and sees whether they name something deprecated.
pub(super) struct Scribe<'c> {
    context: &'c Context<'c>,
    /// Whether something deprecated was named.
    pub(super) deprecated: bool,
}

impl<'c> Scribe<'c> {
    pub(super) fn new(context: &'c Context<'c>) -> Self {
        Self {
            context,
            deprecated: false,
        }
    }

    /// The value as code.
    pub(super) fn write(&mut self, value: &DefaultValue) -> Literal {
        match value {
            DefaultValue::Bool(value) => Literal::Bool(*value),
            DefaultValue::Integer(value) => Literal::Integer(*value),
            DefaultValue::Float(value) => Literal::Float(*value),
            DefaultValue::Number(digits) => Literal::Number(*digits),
            DefaultValue::Text(text) => Literal::Text(text.clone()),
            DefaultValue::Date(text) => Literal::Lenient("Date", text.clone()),
            DefaultValue::DateTime(text) => Literal::Lenient("DateTime", text.clone()),
            DefaultValue::Base64(text) => Literal::Lenient("Base64", text.clone()),
            DefaultValue::Foreign(form, text) => Literal::Parsed(*form, text.clone()),
            DefaultValue::Anything(value) => Literal::Anything(value.clone()),
            DefaultValue::Null => Literal::None,
            DefaultValue::NotNull(inner) => Literal::Some(Box::new(self.write(inner))),
            DefaultValue::Variant(id, index) => {
                self.see_value(*id, *index);
                Literal::Variant(self.name(*id), self.variant(*id, *index))
            }
            DefaultValue::Unknown(id, inner) => Literal::Unknown(self.name(*id), Box::new(self.write(inner))),
            DefaultValue::Member(id, index, inner) => {
                self.see_member(*id, *index);
                let inner = self.boxed((*id, Position::Variant(*index)), inner);
                Literal::Member(self.name(*id), self.variant(*id, *index), Box::new(inner))
            }
            DefaultValue::Newtype(id, inner) => {
                let inner = self.boxed((*id, Position::Alias), inner);
                Literal::Newtype(self.name(*id), Box::new(inner))
            }
            DefaultValue::List(items) => Literal::List(items.iter().map(|item| self.write(item)).collect()),
            DefaultValue::Map(alias, entries) => {
                let alias = alias.map(|id| self.name(id));
                Literal::Map(alias, self.entries(entries))
            }
            DefaultValue::Tuple(items) => Literal::Tuple(items.iter().map(|item| self.write(item)).collect()),
            DefaultValue::Record(id, members) => self.record(*id, members),
        }
    }

    fn entries(&mut self, entries: &[(String, DefaultValue)]) -> Vec<(String, Literal)> {
        let entries = entries.iter();
        entries.map(|(name, value)| (name.clone(), self.write(value))).collect()
    }

    fn name(&mut self, id: TypeId) -> Ident {
        self.deprecated |= self.context.api.types.get(id).deprecated.is_some();
        self.context.names.ty(id).name.clone()
    }

    fn variant(&self, id: TypeId, index: usize) -> Ident {
        self.context.names.variants(id)[index].clone()
    }

    fn see_value(&mut self, id: TypeId, index: usize) {
        if let ir::Shape::Enumeration(list) = &self.context.api.types.get(id).shape {
            self.deprecated |= list.values[index].deprecated.is_some();
        }
    }

    fn see_member(&mut self, id: TypeId, index: usize) {
        if let ir::Shape::Union(union) = &self.context.api.types.get(id).shape {
            self.deprecated |= union.variants[index].deprecated.is_some();
        }
    }

    fn boxed(&mut self, (id, position): (TypeId, Position), value: &DefaultValue) -> Literal {
        let value = self.write(value);
        if self.context.decisions.boxes.contains(id, position) {
            Literal::Boxed(Box::new(value))
        } else {
            value
        }
    }

    fn record(&mut self, id: TypeId, members: &Members) -> Literal {
        let context = self.context;
        let ident = self.name(id);
        let ir::Shape::Record(record) = &context.api.types.get(id).shape else {
            return Literal::None;
        };
        let defaultable = context.decisions.derives.get(id).default;
        let names = context.names.record(id);
        let mut fields = Vec::new();
        for (group, (choice, values)) in members.choices.iter().enumerate() {
            let value = self.choice(
                (id, group, *choice),
                &record.groups[group].alternatives[*choice],
                values,
            );
            fields.push((names.groups[group].field.name.clone(), value));
        }
        let mut given = members.fields.iter().peekable();
        for (index, field) in record.fields.iter().enumerate() {
            let value = given.next_if(|(at, _)| *at == index).map(|(_, value)| value);
            let value = match (value, field.presence) {
                (Some(value), _) => self.field((id, Position::Field(index)), field, value),
                (None, _) if defaultable => continue,
                (None, Presence::OptionalNullable) => Literal::Absent,
                (None, _) => Literal::None,
            };
            fields.push((names.fields[index].name.clone(), value));
        }
        if let (ir::Rest::Kept(_), Some(rest)) = (&record.rest, &names.rest)
            && !(defaultable && members.rest.is_empty())
        {
            fields.push((rest.name.clone(), Literal::Map(None, self.entries(&members.rest))));
        }
        let all = record.groups.len() + record.fields.len() + usize::from(names.rest.is_some());
        let others = fields.len() < all;
        Literal::Struct { ident, fields, others }
    }

    /// What stands in a field of a struct.
    fn field(&mut self, place: (TypeId, Position), field: &ir::Field, value: &DefaultValue) -> Literal {
        self.deprecated |= field.deprecated.is_some();
        match (field.presence, value) {
            (Presence::Required, value) => self.boxed(place, value),
            (Presence::Optional | Presence::RequiredNullable, value) => {
                Literal::Some(Box::new(self.boxed(place, value)))
            }
            (Presence::OptionalNullable, DefaultValue::Null) => Literal::Null,
            (Presence::OptionalNullable, value) => Literal::NotNull(Box::new(self.boxed(place, value))),
        }
    }

    /// The variant of a group's enum.
    fn choice(
        &mut self,
        (id, group, alternative): (TypeId, usize, usize),
        described: &ir::Alternative,
        values: &[DefaultValue],
    ) -> Literal {
        let names = &self.context.names.record(id).groups[group];
        let chosen = &names.alternatives[alternative];
        let mut fields = Vec::new();
        for (index, (field, value)) in described.fields.iter().zip(values).enumerate() {
            let position = Position::Choice {
                group,
                alternative,
                field: index,
            };
            let value = self.field((id, position), field, value);
            fields.push((chosen.fields[index].name.clone(), value));
        }
        let (ty, variant) = (names.ty.clone(), chosen.variant.clone());
        match fields.as_slice() {
            [(_, only)] => Literal::Member(ty, variant, Box::new(only.clone())),
            _ => Literal::Fields(ty, variant, fields),
        }
    }
}
