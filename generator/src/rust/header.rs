//! Headers that are received: the type of a field, and how it is read from the text.
//!
//! ```yaml
//! headers: { X-Ids: { schema: { type: array, items: { type: integer } } } }
//! ```
//!
//! becomes `pub x_ids: Option<Vec<i64>>`.

use crate::ir::{self, EnumKind, HeaderField, HeaderForm, JsonKind, Shape, Type};
use crate::names::Ident;

use super::build::Context;
use super::{RustType, docs};

/// A typed header.
#[derive(Debug, Clone)]
pub struct ReceivedHeader {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The field.
    pub ident: Ident,
    /// The name on the wire.
    pub wire_name: String,
    /// The type inside the `Option`: a header that is missing or of another form is `None`.
    pub ty: RustType,
    /// How the value looks; absent for the text of a scalar.
    pub shape: Option<HeaderShape>,
}

/// How a value looks in a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderShape {
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// JSON.
    Json,
    /// Values with commas between them.
    List(Box<HeaderShape>),
    /// A value in each line.
    Lines(Box<HeaderShape>),
    /// Names with values.
    Object {
        /// Whether an equals sign stands between a name and its value.
        explode: bool,
        /// What the values of some names are.
        members: Vec<(String, HeaderShape)>,
        /// What the others are.
        others: Box<HeaderShape>,
    },
}

/// Builds a header for the field of this name.
pub(super) fn build(header: &HeaderField, ident: &Ident, context: &Context<'_>) -> ReceivedHeader {
    ReceivedHeader {
        docs: docs::of_header(header),
        ident: ident.clone(),
        wire_name: header.wire_name.clone(),
        ty: RustType::of(&header.value.ty, context),
        shape: shape(header, context),
    }
}

fn shape(header: &HeaderField, context: &Context<'_>) -> Option<HeaderShape> {
    let ty = target(&header.value.ty, context);
    match header.form {
        HeaderForm::Plain => None,
        HeaderForm::Json => Some(HeaderShape::Json),
        HeaderForm::Lines => Some(HeaderShape::Lines(Box::new(match ty {
            Type::List(item) => scalar(&item.ty, context),
            _ => HeaderShape::Text,
        }))),
        HeaderForm::Simple { explode } => Some(simple(ty, explode, context)),
    }
}

fn simple(ty: &Type, explode: bool, context: &Context<'_>) -> HeaderShape {
    let object = |members, others| HeaderShape::Object {
        explode,
        members,
        others: Box::new(others),
    };
    match ty {
        Type::List(item) => HeaderShape::List(Box::new(scalar(&item.ty, context))),
        Type::Map(values) => object(Vec::new(), scalar(&values.ty, context)),
        Type::Named(id) => match &context.api.types.get(*id).shape {
            Shape::Record(record) => {
                let choices = record.groups.iter().flat_map(|group| &group.alternatives);
                let fields = record.fields.iter().chain(choices.flat_map(|choice| &choice.fields));
                let member = |field: &ir::Field| (field.wire_name.clone(), scalar(&field.value.ty, context));
                let others = match &record.rest {
                    ir::Rest::Kept(values) => scalar(&values.ty, context),
                    ir::Rest::Ignored | ir::Rest::Refused => HeaderShape::Text,
                };
                object(fields.map(member).collect(), others)
            }
            _ => scalar(ty, context),
        },
        _ => scalar(ty, context),
    }
}

/// How a scalar looks.
fn scalar(ty: &Type, context: &Context<'_>) -> HeaderShape {
    let kind = match target(ty, context) {
        Type::Scalar(scalar) => Some(scalar.kind()),
        Type::Foreign(foreign) => foreign.kind,
        Type::Named(id) => match &context.api.types.get(*id).shape {
            Shape::Enumeration(list) if list.kind() != EnumKind::Text => Some(JsonKind::Number),
            _ => None,
        },
        _ => None,
    };
    match kind {
        Some(JsonKind::Number) => HeaderShape::Number,
        Some(JsonKind::Bool) => HeaderShape::Bool,
        _ => HeaderShape::Text,
    }
}

/// What a type is behind other names, and apart from null.
fn target<'a>(mut ty: &'a Type, context: &Context<'a>) -> &'a Type {
    for _ in 0..=context.api.types.defs.len() {
        ty = match ty {
            Type::Nullable(inner) => inner,
            Type::Named(id) => match &context.api.types.get(*id).shape {
                Shape::Alias(value) => &value.ty,
                _ => return ty,
            },
            _ => return ty,
        };
    }
    ty
}
