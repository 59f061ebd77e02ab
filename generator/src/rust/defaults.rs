//! Defaults as constants and functions.
//!
//! ```yaml
//! stealth: { type: boolean, default: false }
//! tags: { type: array, items: { type: string }, default: [a] }
//! ```
//!
//! become `DEFAULT_STEALTH` and `default_tags()`, beside the struct that has the field. Nothing is made of a default whose
//! value names something deprecated.

use crate::ir::{self, Presence, Type, TypeId};
use crate::names::{DefaultNames, Ident};
use crate::passes::{DefaultValue, Position};

use super::build::Context;
use super::{RustType, doc_line};

/// A default.
#[derive(Debug, Clone)]
pub struct DefaultItem {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The constant or function.
    pub ident: Ident,
    /// Whether it is a constant.
    pub constant: bool,
    /// Its type; that of a constant text is `&'static str` all the same.
    pub ty: RustType,
    /// The value.
    pub value: Literal,
}

/// A value as code writes it.
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
    /// A variant of an enum.
    Variant(Ident, Ident),
    /// A list.
    List(Vec<Literal>),
    /// The empty map, by the alias that names its type, if any.
    EmptyMap(Option<Ident>),
    /// A map with entries, by the alias that names its type, if any.
    Map(Option<Ident>, Vec<(String, Literal)>),
    /// A tuple.
    Tuple(Vec<Literal>),
    /// A struct: the fields that it gives, and whether others are left.
    Struct {
        /// The struct.
        ident: Ident,
        /// Each field, whether it is an `Option`, and its value.
        fields: Vec<(Ident, bool, Literal)>,
        /// Whether the struct has fields that are left to its `Default`.
        others: bool,
    },
}

impl Literal {
    /// The types that it names.
    pub(super) fn idents(&self) -> Vec<&Ident> {
        match self {
            Self::Bool(_) | Self::Integer(_) | Self::Float(_) | Self::Text(_) | Self::EmptyMap(None) => Vec::new(),
            Self::Variant(ident, _) | Self::EmptyMap(Some(ident)) => vec![ident],
            Self::List(items) | Self::Tuple(items) => items.iter().flat_map(Self::idents).collect(),
            Self::Map(alias, entries) => {
                let inside = entries.iter().flat_map(|(_, value)| value.idents());
                alias.iter().chain(inside).collect()
            }
            Self::Struct { ident, fields, .. } => {
                let inside = fields.iter().flat_map(|(.., value)| value.idents());
                std::iter::once(ident).chain(inside).collect()
            }
        }
    }

    /// Whether a constant can have it.
    fn is_constant(&self) -> bool {
        match self {
            Self::Bool(_)
            | Self::Integer(_)
            | Self::Float(_)
            | Self::Text(_)
            | Self::Variant(..)
            | Self::EmptyMap(_) => true,
            Self::List(items) => items.is_empty(),
            Self::Map(..) | Self::Tuple(_) | Self::Struct { .. } => false,
        }
    }
}

/// The default of one property or parameter, if code has it.
pub(super) fn build(
    (wire_name, ty): (&str, &Type),
    names: Option<&DefaultNames>,
    value: Option<&DefaultValue>,
    context: &Context<'_>,
) -> Option<DefaultItem> {
    let names = names?;
    let value = literal(value?, ty, context)?;
    let constant = value.is_constant();
    let absent = doc_line::span(wire_name);
    Some(DefaultItem {
        docs: doc_line::wrap(&format!("The server's default of {absent}."), doc_line::WIDTH),
        ident: if constant { &names.constant } else { &names.function }.clone(),
        constant,
        ty: match RustType::of(ty, context) {
            RustType::Option(inner) => *inner,
            ty => ty,
        },
        value,
    })
}

fn literal(value: &DefaultValue, ty: &Type, context: &Context<'_>) -> Option<Literal> {
    Some(match value {
        DefaultValue::Bool(value) => Literal::Bool(*value),
        DefaultValue::Integer(value) => Literal::Integer(*value),
        DefaultValue::Float(value) => Literal::Float(*value),
        DefaultValue::Text(text) => Literal::Text(text.clone()),
        DefaultValue::Variant(id, index) => variant(*id, *index, context)?,
        DefaultValue::List(items) => {
            let inside = item_type(ty, context);
            let items = items.iter().map(|item| literal(item, inside, context));
            Literal::List(items.collect::<Option<_>>()?)
        }
        DefaultValue::EmptyMap => Literal::EmptyMap(alias(ty, context)),
        DefaultValue::Map(entries) => {
            let Type::Map(values) = behind(ty, context) else {
                return None;
            };
            let entries = entries
                .iter()
                .map(|(name, value)| Some((name.clone(), literal(value, &values.ty, context)?)));
            Literal::Map(alias(ty, context), entries.collect::<Option<_>>()?)
        }
        DefaultValue::Tuple(items) => {
            let Type::Tuple(types) = behind(ty, context) else {
                return None;
            };
            let items = items.iter().zip(types);
            let items = items.map(|(item, ty)| literal(item, &ty.ty, context));
            Literal::Tuple(items.collect::<Option<_>>()?)
        }
        DefaultValue::Record(id, fields) => record(*id, fields, context)?,
    })
}

/// The alias that names a type.
fn alias(ty: &Type, context: &Context<'_>) -> Option<Ident> {
    match ty {
        Type::Named(id) => Some(context.names.ty(*id).name.clone()),
        Type::Nullable(inner) => alias(inner, context),
        _ => None,
    }
}

/// The type of the items of a list, through aliases.
fn item_type<'a>(ty: &'a Type, context: &Context<'a>) -> &'a Type {
    match behind(ty, context) {
        Type::List(item) => &item.ty,
        other => other,
    }
}

/// What a type is behind aliases and null.
fn behind<'a>(ty: &'a Type, context: &Context<'a>) -> &'a Type {
    let mut ty = ty;
    for _ in 0..=context.api.types.defs.len() {
        match ty {
            Type::Nullable(inner) => ty = inner,
            Type::Named(id) => match &context.api.types.get(*id).shape {
                ir::Shape::Alias(target) => ty = &target.ty,
                _ => return ty,
            },
            _ => return ty,
        }
    }
    ty
}

fn variant(id: TypeId, index: usize, context: &Context<'_>) -> Option<Literal> {
    let def = context.api.types.get(id);
    let ir::Shape::Enumeration(list) = &def.shape else {
        return None;
    };
    let current = def.deprecated.is_none() && list.values.get(index)?.deprecated.is_none();
    let ident = context.names.variants(id).get(index)?.clone();
    current.then(|| Literal::Variant(context.names.ty(id).name.clone(), ident))
}

fn record(id: TypeId, given: &[(usize, DefaultValue)], context: &Context<'_>) -> Option<Literal> {
    let def = context.api.types.get(id);
    let ir::Shape::Record(record) = &def.shape else {
        return None;
    };
    let plain = def.deprecated.is_none() && context.decisions.derives.get(id).default;
    let names = context.names.record(id);
    let mut fields = Vec::new();
    for (index, value) in given {
        let field = record.fields.get(*index)?;
        let boxed = context.decisions.boxes.contains(id, Position::Field(*index));
        if boxed || field.deprecated.is_some() || field.presence == Presence::OptionalNullable {
            return None;
        }
        let value = literal(value, &field.value.ty, context)?;
        let optional = field.presence != Presence::Required;
        fields.push((names.fields[*index].name.clone(), optional, value));
    }
    let others = given.len() < record.fields.len() || matches!(record.rest, ir::Rest::Kept(_));
    plain.then(|| Literal::Struct {
        ident: context.names.ty(id).name.clone(),
        fields,
        others,
    })
}
