//! The media types of a request: which of them callers can choose from.
//!
//! ```yaml
//! content:
//!   application/json: { schema: { $ref: '#/components/schemas/Thing' } }
//!   multipart/form-data: { schema: { type: object, properties: { thing: {}, photo: { format: binary } } } }
//! ```
//!
//! JSON comes first, then multipart, forms, text, and bytes as they are; of each kind the document's order counts. A media
//! type with the schema of one before it is not offered, because it says the same in a lesser form; which is reported
//! unless it is of the same kind. A multipart body with files in it says more than JSON, so it is offered beside it.
//!
//! Streams are sent as bytes that the caller has written. XML is not supported, and reported. A form has to be an object; one that is not is reported too.

use indexmap::IndexMap;

use super::body::{Chosen, kind_of, same_schema};
use super::context::Context;
use super::kinds::Kinds;
use crate::diag::Code;
use crate::ir::PayloadKind;
use crate::openapi::{MediaType, Schema};
use crate::source::NodeId;

/// From the most to the least preferred.
const ORDER: [PayloadKind; 5] = [
    PayloadKind::Json,
    PayloadKind::Multipart,
    PayloadKind::Form,
    PayloadKind::Text,
    PayloadKind::Bytes,
];

/// How a body is sent: a stream as what its text is.
fn as_sent(kind: PayloadKind) -> PayloadKind {
    match kind {
        PayloadKind::Stream(_) => PayloadKind::Bytes,
        kind => kind,
    }
}

impl<'d> Context<'d> {
    /// The media types that callers can choose from; empty where none is supported.
    pub(super) fn offered(&mut self, content: &'d IndexMap<String, MediaType>, node: NodeId) -> Vec<Chosen<'d>> {
        let mut supported: Vec<Chosen<'d>> = Vec::new();
        let mut others = Vec::new();
        for (name, media) in self.media_types(content) {
            match kind_of(name, media)
                .map(as_sent)
                .filter(|kind| self.can_be(*kind, media))
            {
                Some(kind) => supported.push(Chosen { name, kind, media }),
                None => others.push((name, media)),
            }
        }
        supported.sort_by_key(|chosen| ORDER.iter().position(|kind| *kind == chosen.kind));
        let mut offered: Vec<Chosen<'d>> = Vec::new();
        for chosen in supported {
            let same = offered.iter().find(|other| self.says_same(&chosen, other)).copied();
            match same {
                None => offered.push(chosen),
                Some(other) if other.kind == chosen.kind => {}
                Some(other) => self.report_lesser(node, chosen.name, chosen.media, other.name),
            }
        }
        if let Some(first) = offered.first().copied() {
            for (name, media) in others {
                self.report_lesser(node, name, media, first.name);
            }
        }
        offered
    }

    fn report_lesser(&mut self, node: NodeId, name: &str, media: &MediaType, used: &str) {
        let place = self.media_place(node, name, media);
        let message = format!("`{name}` is not offered, because `{used}` is used");
        self.report_at(Code::NotRepresented, &place, message, "not represented");
    }

    /// Whether a media type can be of a kind: a form has to be an object.
    fn can_be(&mut self, kind: PayloadKind, media: &'d MediaType) -> bool {
        let is_form = matches!(kind, PayloadKind::Form | PayloadKind::Multipart);
        let Some(schema) = media.schema.as_ref().filter(|_| is_form) else {
            return true;
        };
        let kinds = self.kinds(schema);
        kinds == Kinds::NONE || kinds & Kinds::OBJECT != Kinds::NONE
    }

    /// Whether a media type says nothing that another one does not say.
    fn says_same(&mut self, one: &Chosen<'d>, other: &Chosen<'d>) -> bool {
        let same = same_schema(one.media, other.media) || self.same_text(one.media, other.media);
        let more = one.kind == PayloadKind::Multipart
            && one.kind != other.kind
            && one.media.schema.as_ref().is_some_and(|schema| self.has_file(schema));
        same && !more
    }

    /// Whether the schemas of two media types are written alike.
    fn same_text(&self, one: &MediaType, other: &MediaType) -> bool {
        let text = |schema: &Schema| self.document.node(schema.node).canonical_json();
        match (&one.schema, &other.schema) {
            (Some(one), Some(other)) => one.node == other.node || text(one) == text(other),
            _ => false,
        }
    }

    /// Whether a property of a form is a file or a list of files.
    fn has_file(&mut self, schema: &'d Schema) -> bool {
        let parts = self.parts(schema);
        let declared = super::object::properties(&parts).declared;
        let mut members = declared.into_values().flatten();
        members.any(|member| self.is_file(member.schema))
    }
}
