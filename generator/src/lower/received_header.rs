//! Headers that are received.
//!
//! ```yaml
//! headers:
//!   X-Ids: { schema: { type: array, items: { type: integer } } }
//!   X-Color: { explode: true, schema: { type: object, properties: { R: { type: integer } } } }
//!   X-Filter: { content: { application/json: { schema: { $ref: '#/components/schemas/Filter' } } } }
//! ```
//!
//! A header has a type where its text says which value it is: scalars, and lists, objects and maps of those; JSON has any
//! type. `Set-Cookie`, which alone cannot be joined with commas, is a list of its lines. What is left, such as a union, is
//! text, or not among the typed headers where it is no scalar; either is reported.

use indexmap::IndexMap;

use super::body::kind_of;
use super::context::Context;
use super::graph::Seat;
use crate::diag::Code;
use crate::ir::{EnumKind, ForeignForm, HeaderForm, Hint, JsonKind, PayloadKind, Scalar, Shape, Type, TypeUse};
use crate::openapi::{MediaType, Schema};
use crate::source::NodeId;

/// What a document says of a header.
pub(super) struct Received<'d> {
    pub(super) name: &'d str,
    pub(super) schema: Option<&'d Schema>,
    pub(super) content: &'d IndexMap<String, MediaType>,
    pub(super) explode: bool,
    /// Where it stands.
    pub(super) node: NodeId,
}

impl<'d> Context<'d> {
    /// The type of a header and how it is written; absent where it is not among the typed headers, which is reported.
    pub(super) fn received_header(&mut self, header: &Received<'d>, hint: Hint) -> Option<(TypeUse, HeaderForm)> {
        let offered = self.media_types(header.content);
        let is_kind =
            |wanted: PayloadKind| move |(name, media): &(&'d str, &'d MediaType)| kind_of(name, media) == Some(wanted);
        let json = offered.iter().copied().find(is_kind(PayloadKind::Json));
        let text = offered.iter().copied().find(is_kind(PayloadKind::Text));
        let schema = match json.or(text) {
            Some((_, media)) => media.schema.as_ref(),
            None => header.schema,
        };
        let value = match schema {
            Some(schema) => {
                let value = self.schema(schema, &Seat::Own(hint));
                self.report_unchecked(&value, schema);
                value
            }
            None => TypeUse::from(Type::Any),
        };
        if json.is_some() {
            return Some((value, HeaderForm::Json));
        }
        let lost = !header.content.is_empty() && text.is_none();
        let ty = match self.behind_aliases(&value.ty) {
            Type::Any => Type::Scalar(Scalar::String),
            other => other,
        };
        let found = (!lost).then(|| self.written(header, ty.clone())).flatten();
        let (ty, form) = match found {
            Some(found) => found,
            None if !lost && (self.is_scalar(&ty, 0) || self.is_list_of_scalars(&ty)) => {
                let message = format!(
                    "the header `{}` is given as text, not as what its schema says",
                    header.name
                );
                self.report(Code::NotRepresented, header.node, message, "a string for callers");
                (Type::Scalar(Scalar::String), HeaderForm::Plain)
            }
            None => {
                let message = format!(
                    "the text of the header `{}` does not say which value it is; read it as text",
                    header.name
                );
                self.report(
                    Code::NotRepresented,
                    header.node,
                    message,
                    "not among the typed headers",
                );
                return None;
            }
        };
        Some((TypeUse { ty, ..value }, form))
    }

    /// What a header is read into and how, where its text says it.
    fn written(&self, header: &Received<'d>, ty: Type) -> Option<(Type, HeaderForm)> {
        let simple = HeaderForm::Simple {
            explode: header.explode,
        };
        let lines = header.name.eq_ignore_ascii_case("set-cookie");
        match ty {
            Type::Scalar(Scalar::String) if lines => Some((Type::List(Box::new(TypeUse::from(ty))), HeaderForm::Lines)),
            Type::Scalar(_) => Some((ty, HeaderForm::Plain)),
            Type::Foreign(ref foreign) if self.text_kind(&ty).is_some() => {
                // A type that is read as JSON cannot be read from a text.
                let form = if foreign.form == ForeignForm::Json {
                    simple
                } else {
                    HeaderForm::Plain
                };
                Some((ty, form))
            }
            Type::List(ref item) if lines => self.text_kind(&item.ty).map(|_| (ty, HeaderForm::Lines)),
            Type::List(ref item) | Type::Map(ref item) => self.text_kind(&item.ty).map(|_| (ty, simple)),
            Type::Named(id) => {
                let fits = match &self.graph.get(id).shape {
                    Shape::Enumeration(_) => self.text_kind(&ty).is_some(),
                    Shape::Record(record) => {
                        let mut values = record.values();
                        values.all(|value| self.text_kind(&value.ty).is_some())
                    }
                    Shape::Union(_) | Shape::Alias(_) | Shape::Newtype(_) => false,
                };
                fits.then_some((ty, simple))
            }
            _ => None,
        }
    }

    /// The kind of JSON that a text is, where it is always the same and a scalar.
    fn text_kind(&self, ty: &Type) -> Option<JsonKind> {
        let kind = match self.behind_aliases(ty) {
            Type::Scalar(scalar) => scalar.kind(),
            Type::Foreign(foreign) => foreign.kind?,
            Type::Named(id) => match &self.graph.get(id).shape {
                Shape::Enumeration(list) => match list.kind() {
                    EnumKind::Text => JsonKind::String,
                    EnumKind::Json => return None,
                    _ => JsonKind::Number,
                },
                _ => return None,
            },
            _ => return None,
        };
        matches!(kind, JsonKind::Bool | JsonKind::Number | JsonKind::String).then_some(kind)
    }
}
