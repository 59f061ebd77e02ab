//! Which values have no form in the style of their parameter.
//!
//! ```yaml
//! - { name: filter, in: query, style: form, schema: { type: object, properties: { near: { $ref: '#/…/Point' } } } }
//! ```
//!
//! Styles are for flat values: scalars, lists of scalars, objects of scalars. A value that goes deeper is an error of the
//! call, which is said here when the document allows for one. What the runtime has a form for although the specification
//! has none is not: lists in exploded objects, and all that is in a deep object or in a list in its place. Values of any
//! type are not followed.

use std::collections::HashSet;

use super::context::Context;
use crate::diag::Code;
use crate::ir::{Shape, Style, Type, TypeId, TypeUse, Written};
use crate::openapi::Parameter;

/// What may stand in a place of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Room {
    list: bool,
    object: bool,
}

impl Room {
    const SCALAR: Self = Self {
        list: false,
        object: false,
    };

    const ANY: Self = Self {
        list: true,
        object: true,
    };

    /// What may stand in an object.
    fn of_members(written: Written) -> Self {
        let in_pairs = matches!(
            written.style,
            Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::TabDelimited | Style::Cookie
        );
        Self {
            list: in_pairs && written.explode,
            object: false,
        }
    }
}

impl Context<'_> {
    /// Reports a parameter that can have values without a form.
    pub(super) fn report_formless(&mut self, parameter: &Parameter, written: Written, ty: &Type) {
        // A deep value has its whole path in the name.
        let deep = written.style == Style::DeepObject;
        if !deep && !self.has_form(ty, Room::ANY, written, &mut HashSet::new()) {
            let message = format!(
                "values of `{}` can hold a list or an object where their style has no form for one",
                parameter.name
            );
            self.report(
                Code::NotRepresented,
                parameter.node,
                message,
                "a call with such a value is an error",
            );
        }
    }

    fn has_form(&self, ty: &Type, room: Room, written: Written, passed: &mut HashSet<(TypeId, bool, bool)>) -> bool {
        let members = Room::of_members(written);
        match self.behind_aliases(ty) {
            Type::List(item) => room.list && self.has_form(&item.ty, Room::SCALAR, written, passed),
            Type::Tuple(items) => {
                let mut items = items.iter();
                room.list && items.all(|item| self.has_form(&item.ty, Room::SCALAR, written, passed))
            }
            Type::Map(values) => room.object && self.has_form(&values.ty, members, written, passed),
            Type::Named(id) => {
                if !passed.insert((id, room.list, room.object)) {
                    return true;
                }
                let mut all = |values: Vec<&TypeUse>, room: Room| {
                    let mut values = values.into_iter();
                    values.all(|value| self.has_form(&value.ty, room, written, passed))
                };
                match &self.graph.get(id).shape {
                    Shape::Record(record) => room.object && all(record.values().collect(), members),
                    Shape::Union(union) => all(union.variants.iter().map(|variant| &variant.value).collect(), room),
                    Shape::Alias(value) | Shape::Newtype(value) => all(vec![value], room),
                    Shape::Enumeration(_) => true,
                }
            }
            Type::Scalar(_) | Type::Foreign(_) | Type::Any | Type::Never | Type::Nullable(_) => true,
        }
    }

    /// Whether some values are objects.
    pub(super) fn may_be_object(&self, ty: &Type) -> bool {
        match self.behind_aliases(ty) {
            Type::Map(_) | Type::Any | Type::Foreign(_) => true,
            Type::Named(id) => match &self.graph.get(id).shape {
                Shape::Record(_) => true,
                Shape::Union(union) => union.variants.iter().any(|variant| {
                    // One level is what documents have; a union in itself would not end.
                    !matches!(self.behind_aliases(&variant.value.ty), Type::Scalar(_) | Type::List(_))
                }),
                Shape::Newtype(value) => matches!(value.ty, Type::Map(_)),
                Shape::Alias(_) | Shape::Enumeration(_) => false,
            },
            Type::Scalar(_) | Type::Never | Type::List(_) | Type::Tuple(_) | Type::Nullable(_) => false,
        }
    }
}
