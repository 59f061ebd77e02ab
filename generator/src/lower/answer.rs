//! The bodies of answers: all media types that callers can tell apart, and what streams consist of.
//!
//! ```yaml
//! content:
//!   application/json: { schema: { $ref: '#/components/schemas/Completion' } }
//!   text/event-stream: { schema: { $ref: '#/components/schemas/Chunk' } }      # both are offered
//!   application/jsonl: { itemSchema: { $ref: '#/components/schemas/Event' } }  # from 3.2 on
//! ```
//!
//! JSON is preferred, then streams, text, and bytes as they are. A text that says in a lesser form what the JSON beside it
//! says is not offered, which is reported; so are XML, forms and multipart.
//!
//! What follows `schema` in a stream is one value, as everybody wrote before 3.2, or the list of all of them. The type of
//! an event is that of its data. `itemSchema` describes whole events where it has a property `data`, else the data.

use indexmap::IndexMap;

use super::body::{Chosen, essence, same_schema};
use super::context::Context;
use super::graph::Seat;
use super::kinds::Kinds;
use super::object::properties;
use crate::diag::Code;
use crate::ir::{Content, EventForm, Framing, Hint, OtherFormat, PayloadKind, Scalar, Type, TypeUse};
use crate::openapi::{MediaType, Schema};
use crate::source::NodeId;

/// How deep alternatives of events are looked into.
const DEPTH: usize = 3;

/// What names the type of a body that is not the first, where that has no other name.
fn other_format(kind: PayloadKind) -> Option<OtherFormat> {
    match kind {
        PayloadKind::Xml => Some(OtherFormat::Xml),
        PayloadKind::Stream(Framing::Events(_)) => Some(OtherFormat::Event),
        PayloadKind::Stream(Framing::Lines | Framing::Sequence) => Some(OtherFormat::Line),
        PayloadKind::Json | PayloadKind::Form | PayloadKind::Multipart | PayloadKind::Text | PayloadKind::Bytes => None,
    }
}

impl<'d> Context<'d> {
    /// What an answer can be; empty where no media type is supported.
    pub(super) fn contents(
        &mut self,
        content: &'d IndexMap<String, MediaType>,
        node: NodeId,
        hint: &dyn Fn(Option<OtherFormat>) -> Hint,
    ) -> Vec<Content> {
        let mut offered: Vec<Chosen<'d>> = Vec::new();
        let mut refused = Vec::new();
        let media_types = self.media_types(content);
        for (name, media) in media_types {
            match self.kind_of(name, media).filter(|kind| !is_form(*kind)) {
                Some(kind) => offered.push(Chosen { name, kind, media }),
                None => refused.push((name, media)),
            }
        }
        offered.sort_by_key(|chosen| rank(chosen.kind));
        let first = offered.first().copied();
        let mut contents = Vec::new();
        for chosen in offered {
            if first.is_some_and(|first| self.is_lesser(&chosen, &first)) {
                refused.push((chosen.name, chosen.media));
            } else if !first.is_some_and(|first| is_again(&chosen, &first)) {
                let other = if contents.is_empty() {
                    None
                } else {
                    other_format(chosen.kind)
                };
                contents.push(self.answer_content(chosen, hint(other)));
            }
        }
        if let Some(first) = first {
            for (name, media) in refused {
                let place = self.media_place(node, name, media);
                let message = format!("`{name}` is not offered, because `{}` is used", first.name);
                self.report_at(Code::NotRepresented, &place, message, "not represented");
            }
        } else {
            self.report_none(content, node, Code::UnsupportedOperation);
        }
        contents
    }

    /// Whether a text or XML says what the JSON beside it says.
    fn is_lesser(&mut self, chosen: &Chosen<'d>, first: &Chosen<'d>) -> bool {
        if (chosen.kind, first.kind) == (PayloadKind::Xml, PayloadKind::Json) {
            return same_schema(chosen.media, first.media) || self.same_text(chosen.media, first.media);
        }
        if (chosen.kind, first.kind) != (PayloadKind::Text, PayloadKind::Json) {
            return false;
        }
        let mut kinds = |media: &'d MediaType| media.schema.as_ref().map_or(Kinds::ALL, |schema| self.kinds(schema));
        same_schema(chosen.media, first.media)
            || !matches!(kinds(chosen.media), Kinds::STRING | Kinds::ALL)
            || kinds(first.media) == Kinds::STRING
    }

    fn answer_content(&mut self, chosen: Chosen<'d>, hint: Hint) -> Content {
        let (kind, value) = match chosen.kind {
            PayloadKind::Stream(framing) => {
                let (framing, value) = self.items(framing, chosen.media, hint);
                (PayloadKind::Stream(framing), value)
            }
            kind => (kind, self.payload(chosen, hint)),
        };
        Content {
            media_type: essence(chosen.name),
            kind,
            value,
            form: None,
            xml: self.xml_of_content(&chosen),
        }
    }

    /// The values of a stream.
    pub(super) fn items(&mut self, framing: Framing, media: &'d MediaType, hint: Hint) -> (Framing, TypeUse) {
        let events = matches!(framing, Framing::Events(_));
        let (schema, form) = match (&media.item_schema, &media.schema) {
            (Some(items), whole) => {
                if whole.is_some() {
                    let message = "`itemSchema` says what the stream consists of; `schema` is not read";
                    self.report_key(Code::NotRepresented, media.node, "schema", message, "has no effect");
                }
                let form = if events {
                    self.event_form(items)
                } else {
                    EventForm::Json
                };
                (items, form)
            }
            (None, Some(schema)) => {
                let schema = self.one_of_all(schema);
                (schema, self.data_form(schema))
            }
            (None, None) => {
                let framing = if events {
                    Framing::Events(EventForm::Any)
                } else {
                    framing
                };
                return (framing, TypeUse::from(Type::Any));
            }
        };
        if events && matches!(form, EventForm::Text | EventForm::Any) {
            self.report_unread(schema);
            let value = TypeUse::from(Type::Scalar(Scalar::String));
            return (Framing::Events(form), value);
        }
        let value = self.schema(schema, &Seat::Own(hint));
        self.report_unchecked(&value, schema);
        (if events { Framing::Events(form) } else { framing }, value)
    }

    /// The schema of one value, where the schema is that of the list of all.
    fn one_of_all(&mut self, schema: &'d Schema) -> &'d Schema {
        if self.kinds(schema) != Kinds::ARRAY {
            return schema;
        }
        let parts = self.parts(schema);
        if parts.iter().any(|part| super::rules::constrains(part.object)) {
            let message =
                "the values of a stream are not kept, so what the schema demands of all of them is not checked";
            self.report(Code::NotRepresented, schema.node, message, "is about the whole stream");
        }
        let items = parts.iter().find_map(|part| part.object.items.as_deref());
        items.unwrap_or(schema)
    }

    /// What the schema of an event's data says.
    fn data_form(&mut self, schema: &'d Schema) -> EventForm {
        match self.kinds(schema) {
            Kinds::STRING => EventForm::Text,
            Kinds::ALL => EventForm::Any,
            _ => EventForm::Json,
        }
    }

    /// What the schema of an event says.
    fn event_form(&mut self, schema: &'d Schema) -> EventForm {
        match self.data_kinds(schema, DEPTH) {
            None => self.data_form(schema),
            Some(Kinds::STRING | Kinds::ALL) => EventForm::Object,
            Some(_) => EventForm::ObjectOfJson,
        }
    }

    /// The JSON types of the property `data` of an event; absent where it has none.
    fn data_kinds(&mut self, schema: &'d Schema, depth: usize) -> Option<Kinds> {
        let parts = self.parts(schema);
        let mut found: Option<Kinds> = None;
        if let Some(declared) = properties(&parts).declared.get("data") {
            let kinds = declared
                .iter()
                .fold(Kinds::ALL, |all, member| all & self.kinds(member.schema));
            found = Some(kinds);
        }
        if depth > 0 {
            for part in &parts {
                for member in part.object.one_of.iter().chain(&part.object.any_of) {
                    let inner = self.data_kinds(member, depth - 1);
                    found = match (found, inner) {
                        (Some(one), Some(other)) => Some(one | other),
                        (one, other) => one.or(other),
                    };
                }
            }
        }
        found
    }
}

/// How values follow each other in a media type; absent where it is no stream.
pub(super) fn framing(name: &str) -> Option<Framing> {
    Some(match essence(name).as_str() {
        "text/event-stream" => Framing::Events(EventForm::Json),
        "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/x-jsonlines"
        | "application/json-lines"
        | "application/stream+json" => Framing::Lines,
        "application/json-seq" => Framing::Sequence,
        _ => return None,
    })
}

/// Answers are never forms.
fn is_form(kind: PayloadKind) -> bool {
    matches!(kind, PayloadKind::Form | PayloadKind::Multipart)
}

fn rank(kind: PayloadKind) -> u8 {
    match kind {
        PayloadKind::Json | PayloadKind::Form | PayloadKind::Multipart => 0,
        PayloadKind::Stream(_) => 1,
        PayloadKind::Xml => 2,
        PayloadKind::Text => 3,
        PayloadKind::Bytes => 4,
    }
}

/// Whether a media type is another name for the first.
fn is_again(chosen: &Chosen<'_>, first: &Chosen<'_>) -> bool {
    chosen.name != first.name
        && (chosen.kind, first.kind) == (PayloadKind::Json, PayloadKind::Json)
        && same_schema(chosen.media, first.media)
}
