//! The media types of a request: which of them callers can choose from.
//!
//! ```yaml
//! content:
//!   application/json: { schema: { $ref: '#/components/schemas/Thing' } }
//!   multipart/form-data: { schema: { type: object, properties: { thing: {}, photo: { format: binary } } } }
//! ```
//!
//! JSON comes first, then multipart, forms, XML, streams of JSON, text, and bytes as they are; of each kind the document's order counts. A media
//! type with the schema of one before it is not offered, because it says the same in a lesser form; which is reported
//! unless it is of the same kind. A multipart body with files in it says more than JSON, so it is offered beside it.
//!
//! Lines of JSON and JSON text sequences are lists of values, if the document says of what. Other streams are sent as bytes that
//! the caller has written, and so are events. A form has to be an object; one that is not is reported too.

use indexmap::IndexMap;

use super::body::{Chosen, essence, same_schema};
use super::context::Context;
use super::kinds::Kinds;
use crate::diag::Code;
use crate::ir::{Framing, PayloadKind};
use crate::openapi::{MediaType, Schema};
use crate::source::{NodeId, NodeRef, Value};

/// From the most to the least preferred.
const ORDER: [PayloadKind; 8] = [
    PayloadKind::Json,
    PayloadKind::Multipart,
    PayloadKind::Form,
    PayloadKind::Xml,
    PayloadKind::Stream(Framing::Lines),
    PayloadKind::Stream(Framing::Sequence),
    PayloadKind::Text,
    PayloadKind::Bytes,
];

impl<'d> Context<'d> {
    /// The media types that callers can choose from; empty where none is supported.
    pub(super) fn offered(&mut self, content: &'d IndexMap<String, MediaType>, node: NodeId) -> Vec<Chosen<'d>> {
        let mut supported: Vec<Chosen<'d>> = Vec::new();
        let mut others = Vec::new();
        for (name, media) in self.media_types(content) {
            match self
                .kind_of(name, media)
                .map(|kind| self.as_sent(kind, media))
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

    /// How a body is sent: a stream as what its text is, unless it is known what its values are.
    ///
    /// A schema that is a string is that of the whole.
    fn as_sent(&mut self, kind: PayloadKind, media: &'d MediaType) -> PayloadKind {
        let known = match (&media.item_schema, &media.schema) {
            (Some(_), _) => true,
            (None, Some(schema)) => !matches!(self.kinds(schema), Kinds::STRING | Kinds::ALL),
            (None, None) => false,
        };
        match kind {
            PayloadKind::Stream(Framing::Events(_)) => PayloadKind::Bytes,
            PayloadKind::Stream(_) if !known => PayloadKind::Bytes,
            kind => kind,
        }
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
    ///
    /// Texts are different things under different names; in a merge patch null removes something; bytes say themselves what they are, as files.
    fn says_same(&mut self, one: &Chosen<'d>, other: &Chosen<'d>) -> bool {
        if (one.kind, other.kind) == (PayloadKind::Text, PayloadKind::Text) {
            return essence(one.name) == essence(other.name);
        }
        if is_patch(one) != is_patch(other) {
            return false;
        }
        let items = [one, other].map(|chosen| chosen.media.item_schema.as_ref());
        if let [Some(one), Some(other)] = items {
            return self.alike(one, other);
        } else if items.iter().any(Option::is_some) {
            return false;
        }
        let same = same_schema(one.media, other.media) || self.same_text(one.media, other.media);
        let more = one.kind == PayloadKind::Multipart && one.kind != other.kind && self.has_file(one.media);
        same && !more
    }

    /// Whether the schemas of two media types are written alike, in whatever order.
    pub(super) fn same_text(&self, one: &MediaType, other: &MediaType) -> bool {
        match (&one.schema, &other.schema) {
            (Some(one), Some(other)) => self.alike(one, other),
            _ => false,
        }
    }

    fn alike(&self, one: &Schema, other: &Schema) -> bool {
        let text = |schema: &Schema| unordered(self.document.node(schema.node));
        one.node == other.node || text(one) == text(other)
    }
}

/// Whether a media type is that of merge patches.
fn is_patch(chosen: &Chosen<'_>) -> bool {
    essence(chosen.name) == "application/merge-patch+json"
}

/// A value as a text that does not depend on any order: that of lists says little in schemas.
fn unordered(node: NodeRef<'_>) -> String {
    let mut texts: Vec<String> = match node.value() {
        Value::Array(_) => node.items().map(unordered).collect(),
        Value::Object(_) => (node.entries())
            .map(|(key, value)| format!("{key:?}:{}", unordered(value)))
            .collect(),
        _ => return node.canonical_json(),
    };
    texts.sort();
    let texts = texts.join(",");
    match node.value() {
        Value::Array(_) => format!("[{texts}]"),
        _ => format!("{{{texts}}}"),
    }
}
