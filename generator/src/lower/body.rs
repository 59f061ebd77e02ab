//! Bodies: which media type is used, and the type of what is in it.
//!
//! ```yaml
//! requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/BrowserRequest' } } } }
//! ```
//!
//! Which media types of a request are offered is decided in `offered`. Of an answer JSON is taken where it is there, then
//! then XML, text and bytes as they are; the other media types are reported. `*/*` is JSON, as most who write it mean, unless the schema is a
//! binary string. A range such as `image/*` cannot be sent; the plainest media type of its kind is, which is said. The
//! value of a text or of bytes is a plain string in the IR: its kind says the rest, and what a schema demands beyond that
//! is reported.
//!
//! An optional form whose schema lists its properties and has none is no argument: there is nothing that it could carry, and
//! without fields it is as long as no body at all.

use indexmap::IndexMap;

use super::answer::framing;
use super::context::Context;
use super::graph::Seat;
use super::kinds::Kinds;
use super::parts::Weight;
use crate::diag::{Code, Place};
use crate::ir::{Body, Content, Hint, PayloadKind, Role, Scalar, Type, TypeUse, XmlRootId};
use crate::openapi::{MediaType, RefOr, RequestBody, Schema, is_printable};
use crate::source::NodeId;

/// The media type that was chosen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen<'d> {
    /// The media type as the document writes it.
    pub(super) name: &'d str,
    /// How it is written.
    pub(super) kind: PayloadKind,
    /// What the document says about it.
    pub(super) media: &'d MediaType,
}

impl<'d> Context<'d> {
    /// The body of a request.
    pub(super) fn body(&mut self, operation: usize, body: &'d RefOr<RequestBody>) -> Option<Body> {
        let found = self.follow(body)?;
        let body = found.item;
        let offered = self.offered(&body.content, body.node);
        let Some(first) = offered.first() else {
            if body.content.is_empty() {
                let message = "the body has no media type, so the operation is called without a body";
                self.report(Code::NotRepresented, body.node, message, "nothing can be sent");
            }
            self.report_none(&body.content, body.node, Code::UnsupportedOperation);
            return None;
        };
        if !body.required && offered.len() == 1 && self.is_form_of_nothing(first) {
            return None;
        }
        let media = first.media;
        let examples = self.examples(media.example, &media.examples, &media.example_references);
        let description = found
            .description
            .map(str::to_owned)
            .or_else(|| body.description.clone());
        let alone = offered.len() == 1;
        let mut contents = Vec::new();
        for chosen in offered {
            let is_form = matches!(chosen.kind, PayloadKind::Form | PayloadKind::Multipart);
            let role = if is_form && !contents.is_empty() {
                Role::Form
            } else {
                Role::Request
            };
            let hint = match &found.component {
                Some(component) => Hint::Part(component.clone(), role),
                None => Hint::Operation(operation, role),
            };
            let value = match chosen.kind {
                PayloadKind::Stream(framing) => self.items(framing, chosen.media, hint).1,
                // A function beside the method checks what is the only thing that can be sent.
                PayloadKind::Json if alone => self.in_body(chosen, hint),
                _ => self.payload(chosen, hint),
            };
            contents.push(Content {
                media_type: self.sent_as(&chosen, body.node),
                kind: chosen.kind,
                value,
                form: self.form(chosen.kind, chosen.media),
                xml: self.xml_of_content(&chosen),
            });
        }
        Some(Body {
            required: body.required,
            contents,
            docs: Self::described(description, examples),
            provenance: self.provenance(body.node),
        })
    }

    /// Whether this is a form of which the document says that it has no field.
    fn is_form_of_nothing(&mut self, chosen: &Chosen<'d>) -> bool {
        let is_form = matches!(chosen.kind, PayloadKind::Form | PayloadKind::Multipart);
        let Some(schema) = chosen.media.schema.as_ref().filter(|_| is_form) else {
            return false;
        };
        let parts = self.parts(schema);
        let lists_none = self.document.node(schema.node).get("properties").is_some()
            && super::object::properties(&parts).declared.is_empty();
        let says_more = parts.iter().any(|part| {
            // A list of no property says nothing, so that a part that counts says something.
            super::parts::weight(part.object, true) == Weight::Full && !super::object::forbids_others(part.object)
        });
        lists_none && !says_more
    }

    /// The media type of a request: a range of them is no value of `Content-Type`.
    fn sent_as(&mut self, chosen: &Chosen<'d>, body: NodeId) -> String {
        if !chosen.name.contains('*') {
            return chosen.name.to_owned();
        }
        let sent = match chosen.kind {
            PayloadKind::Json => "application/json",
            PayloadKind::Text => "text/plain; charset=utf-8",
            PayloadKind::Bytes | PayloadKind::Stream(_) => "application/octet-stream",
            PayloadKind::Form => "application/x-www-form-urlencoded",
            PayloadKind::Multipart => "multipart/form-data",
            PayloadKind::Xml => "application/xml",
        };
        let message = format!("`{}` is a range of media types; `{sent}` is sent", chosen.name);
        self.report_at(
            Code::NotRepresented,
            &self.media_place(body, chosen.name, chosen.media),
            message,
            "name the media type to have it sent",
        );
        sent.to_owned()
    }

    /// Where a media type stands in the `content` of a body or response.
    pub(super) fn media_place(&self, node: NodeId, name: &str, media: &MediaType) -> Place {
        let content = self.document.node(node).get("content");
        content
            .unwrap_or_else(|| self.document.node(media.node))
            .key_place(name)
    }

    /// The type of what is in a body, of which is said what nobody checks.
    pub(super) fn payload(&mut self, chosen: Chosen<'d>, hint: Hint) -> TypeUse {
        let schema = &chosen.media.schema;
        let opaque = matches!(
            chosen.kind,
            PayloadKind::Text | PayloadKind::Bytes | PayloadKind::Stream(_)
        );
        let value = self.in_body(chosen, hint);
        if let Some(schema) = schema.as_ref().filter(|_| !opaque) {
            self.report_unchecked(&value, schema);
        }
        value
    }

    /// The type of what is in a body.
    fn in_body(&mut self, chosen: Chosen<'d>, hint: Hint) -> TypeUse {
        if chosen.media.item_schema.is_some() {
            let message = match framing(chosen.name) {
                Some(_) => format!("`{}` is sent as it stands, and not by its `itemSchema`", chosen.name),
                None => format!("`{}` is no stream of items, which `itemSchema` describes", chosen.name),
            };
            self.report_key(
                Code::NotRepresented,
                chosen.media.node,
                "itemSchema",
                message,
                "has no effect",
            );
        }
        match (chosen.kind, &chosen.media.schema) {
            (PayloadKind::Json | PayloadKind::Form | PayloadKind::Multipart | PayloadKind::Xml, Some(schema)) => {
                self.schema(schema, &Seat::Own(hint))
            }
            (PayloadKind::Json | PayloadKind::Form | PayloadKind::Multipart | PayloadKind::Xml, None) => {
                TypeUse::from(Type::Any)
            }
            (PayloadKind::Text | PayloadKind::Bytes | PayloadKind::Stream(_), schema) => {
                if let Some(schema) = schema {
                    self.report_unread(schema);
                }
                TypeUse::from(Type::Scalar(Scalar::String))
            }
        }
    }

    /// Says that the schema of a text or of bytes demands more than that.
    pub(super) fn report_unread(&mut self, schema: &'d Schema) {
        let parts = self.parts(schema);
        let plain = matches!(self.kinds(schema), Kinds::STRING | Kinds::ALL);
        let demands = parts
            .iter()
            .any(|part| super::rules::constrains(part.object) || super::assertion::asserts(part.object));
        if !plain || demands || super::enumeration::has_values(&parts) || self.allows_null(schema) {
            let message = "the body is passed on as it stands; what the schema demands is not checked";
            self.report(
                Code::NotRepresented,
                schema.node,
                message,
                "only JSON is read by its schema",
            );
        }
    }

    /// The media type to use; absent where none is supported.
    pub(super) fn choose(&mut self, content: &'d IndexMap<String, MediaType>, node: NodeId) -> Option<Chosen<'d>> {
        let mut supported = Vec::new();
        let content = self.media_types(content);
        for (name, media) in content.iter().copied() {
            if let Some(kind) = self.kind_of(name, media) {
                supported.push(Chosen { name, kind, media });
            }
        }
        let order = [
            PayloadKind::Json,
            PayloadKind::Xml,
            PayloadKind::Text,
            PayloadKind::Bytes,
        ];
        let chosen = *order
            .iter()
            .find_map(|kind| supported.iter().find(|chosen| chosen.kind == *kind))?;
        for (name, media) in content {
            let same = self.kind_of(name, media) == Some(chosen.kind) && same_schema(media, chosen.media);
            if name != chosen.name && !same {
                let place = self.media_place(node, name, media);
                let message = format!("`{name}` is not offered, because `{}` is used", chosen.name);
                self.report_at(Code::NotRepresented, &place, message, "not represented");
            }
        }
        Some(chosen)
    }

    /// How a media type is written; absent where it is not supported.
    ///
    /// XML whose schema is a text, or says nothing, is passed on as it stands.
    pub(super) fn kind_of(&mut self, name: &str, media: &'d MediaType) -> Option<PayloadKind> {
        let kind = kind_of(name, media)?;
        if kind != PayloadKind::Xml {
            return Some(kind);
        }
        let elements = media.schema.as_ref().is_some_and(|schema| {
            let kinds = self.kinds(schema);
            kinds != Kinds::ALL && kinds & (Kinds::OBJECT | Kinds::ARRAY) != Kinds::NONE
        });
        Some(if elements { kind } else { PayloadKind::Text })
    }

    /// How a body in XML looks.
    pub(super) fn xml_of_content(&mut self, chosen: &Chosen<'d>) -> Option<XmlRootId> {
        match (chosen.kind, &chosen.media.schema) {
            (PayloadKind::Xml, Some(schema)) => Some(self.xml_root(schema)),
            _ => None,
        }
    }

    /// The media types themselves, where some of them stand elsewhere.
    pub(super) fn media_types(&mut self, content: &'d IndexMap<String, MediaType>) -> Vec<(&'d str, &'d MediaType)> {
        let arenas: &'d super::context::Arenas = self.arenas;
        let mut found = Vec::new();
        // What cannot stand in a header was reported, and costs the operations that would have to send it.
        for (name, media) in content.iter().filter(|(name, _)| is_printable(name)) {
            let media = match &media.reference {
                None => Some(media),
                Some(reference) => {
                    let start = arenas.media_types.add(RefOr::Reference(reference.clone()));
                    self.follow(start).map(|found| found.item)
                }
            };
            found.extend(media.map(|media| (name.as_str(), media)));
        }
        found
    }

    /// Says that none of the media types is supported.
    pub(super) fn report_none(&mut self, content: &IndexMap<String, MediaType>, node: NodeId, code: Code) {
        let names: Vec<&str> = content.keys().map(String::as_str).collect();
        if !names.is_empty() {
            let message = format!("no supported media type among {}", names.join(", "));
            self.report_key(
                code,
                node,
                "content",
                message,
                "JSON, XML, forms, text and bytes are supported",
            );
        }
    }
}

/// How a media type is written; absent where it is not supported.
pub(super) fn kind_of(name: &str, media: &MediaType) -> Option<PayloadKind> {
    let essence = essence(name);
    let multipart = essence.starts_with("multipart/");
    let xml = essence.ends_with("/xml") || essence.ends_with("+xml");
    if let Some(framing) = framing(name) {
        Some(PayloadKind::Stream(framing))
    } else if essence == "multipart/form-data" || essence == "multipart/*" {
        Some(PayloadKind::Multipart)
    } else if essence == "application/x-www-form-urlencoded" {
        Some(PayloadKind::Form)
    } else if multipart {
        None
    } else if xml {
        Some(PayloadKind::Xml)
    } else if essence.ends_with("/json") || essence.ends_with("+json") {
        Some(PayloadKind::Json)
    } else if essence == "*/*" || essence == "application/*" {
        Some(if is_binary(media) {
            PayloadKind::Bytes
        } else {
            PayloadKind::Json
        })
    } else if essence.starts_with("text/") {
        Some(PayloadKind::Text)
    } else {
        Some(PayloadKind::Bytes)
    }
}

/// A media type without its parameters, in small letters.
pub(super) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn is_binary(media: &MediaType) -> bool {
    let format = media
        .schema
        .as_ref()
        .and_then(Schema::object)
        .and_then(|object| object.format.as_deref());
    format == Some("binary")
}

/// Whether two media types refer to the same schema.
pub(super) fn same_schema(one: &MediaType, other: &MediaType) -> bool {
    let target = |media: &MediaType| {
        let object = media.schema.as_ref().and_then(Schema::object)?;
        Some(object.reference.as_ref()?.target.clone())
    };
    match (target(one), target(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one.schema.is_none() && other.schema.is_none(),
    }
}
