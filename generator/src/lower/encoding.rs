//! The Encoding Object: how the fields of a form are written.
//!
//! ```yaml
//! multipart/form-data:
//!   schema: { type: object, properties: { photo: { type: string, format: binary }, tags: { type: array } } }
//!   encoding:
//!     photo: { contentType: image/png, headers: { X-Kind: { schema: { const: avatar } } } }
//!     tags: { style: form, explode: false }
//! ```
//!
//! One of `style`, `explode` and `allowReserved` makes a field be written as a parameter of a query is; else its media type
//! counts. OpenAPI 3.0 has those three for URL-encoded forms only. A media type of which there are several, or a range, is for callers to choose: a file says
//! its own. A header with one value only is sent; any other is for callers too, who can give a file headers.
//!
//! What this does not do: parts by their position (`prefixEncoding`, `itemEncoding`) and forms inside of parts, which are
//! reported.

use super::context::Context;
use super::kinds::Kinds;
use crate::diag::Code;
use crate::ir::{Form, FormField, Nested, PayloadKind, Style, Writing, Written};
use crate::openapi::{Encoding, MediaType, Schema};
use crate::source::NodeId;

impl<'d> Context<'d> {
    /// How the fields of a body are written; absent where it is no form.
    pub(super) fn form(&mut self, kind: PayloadKind, media: &'d MediaType) -> Option<Form> {
        let usual = match kind {
            PayloadKind::Form => Nested::Brackets,
            PayloadKind::Multipart => Nested::Json,
            PayloadKind::Json | PayloadKind::Text | PayloadKind::Bytes | PayloadKind::Xml | PayloadKind::Stream(_) => {
                return None;
            }
        };
        self.report_positions(&media.prefix_encoding, media.item_encoding.as_ref());
        let parts = media
            .schema
            .as_ref()
            .map(|schema| self.parts(schema))
            .unwrap_or_default();
        let declared = super::object::properties(&parts).declared;
        let mut fields = Vec::new();
        for (name, encoding) in &media.encoding {
            let Some(members) = declared.get(name.as_str()) else {
                let message = format!("the form has no property `{name}`");
                self.report(Code::NotRepresented, encoding.node, message, "has no effect");
                continue;
            };
            let schema = members.first().map(|member| member.schema);
            fields.extend(schema.and_then(|schema| self.form_field((kind, media), name, schema, encoding)));
        }
        Some(Form {
            fields,
            files: self.untold_files(kind, media),
            nested: self.settings.nested.unwrap_or(usual),
        })
    }

    fn form_field(
        &mut self,
        (kind, media): (PayloadKind, &'d MediaType),
        name: &str,
        schema: &'d Schema,
        encoding: &'d Encoding,
    ) -> Option<FormField> {
        self.report_positions(&encoding.prefix_encoding, encoding.item_encoding.as_deref());
        if let Some(inner) = encoding.encoding.values().next() {
            let message = "a form inside of a part is not represented";
            self.report(Code::NotRepresented, inner.node, message, "has no effect");
        }
        let is_file = self.is_file(media, schema, Some(encoding));
        let headers = if kind == PayloadKind::Multipart {
            self.part_headers(encoding, is_file)
        } else {
            Vec::new()
        };
        let mut written = styled(encoding);
        if written.is_some()
            && kind == PayloadKind::Multipart
            && !self.document.version_at(encoding.node).has_json_schema()
        {
            written = None;
            let message = "OpenAPI 3.0 has styles for URL-encoded forms only; parts are written by their media types";
            self.report(Code::NotRepresented, encoding.node, message, "has no effect");
        }
        let writing = match written {
            Some(written) => Some(Writing::Styled(written)),
            None => self.part_type((kind, is_file), name, schema, encoding),
        };
        if writing.is_none() && headers.is_empty() {
            return None;
        }
        let usual = match self.holds_objects(schema) {
            _ if is_file => "application/octet-stream",
            true => "application/json",
            false => "text/plain",
        };
        Some(FormField {
            wire_name: name.to_owned(),
            writing: writing.unwrap_or_else(|| Writing::Content(usual.to_owned())),
            headers,
        })
    }

    /// The media type of a field, where it is one and not the usual one.
    fn part_type(
        &mut self,
        (kind, is_file): (PayloadKind, bool),
        name: &str,
        schema: &'d Schema,
        encoding: &'d Encoding,
    ) -> Option<Writing> {
        let media_type = encoding.content_type.as_deref()?.trim();
        let essence = media_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        if media_type.contains(['*', ',']) {
            if !is_file {
                let message =
                    format!("`{name}` is written in the usual way, because its media type is not a single one");
                self.report_key(
                    Code::NotRepresented,
                    encoding.node,
                    "contentType",
                    message,
                    "not a single one",
                );
            }
            return None;
        }
        let is_json = essence == "application/json" || essence.ends_with("+json");
        let holds_objects = self.holds_objects(schema);
        if holds_objects && !is_json {
            let message = format!("`{name}` cannot be written as `{media_type}`: objects in forms are written as JSON");
            let label = "no media type of JSON";
            self.report_key(Code::UnsupportedOperation, encoding.node, "contentType", message, label);
        }
        let usual = match (kind, holds_objects) {
            _ if is_file => essence == "application/octet-stream",
            // In a form without parts nobody sees the media type of a text.
            (PayloadKind::Form, false) => !is_json,
            (PayloadKind::Form, true) => false,
            (_, true) => essence == "application/json",
            (_, false) => essence == "text/plain",
        };
        (!usual).then(|| Writing::Content(media_type.to_owned()))
    }

    /// The headers of a part that have one value only; the others are for callers where it is a file.
    fn part_headers(&mut self, encoding: &'d Encoding, is_file: bool) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for (name, header) in &encoding.headers {
            // The specification has it ignored: `contentType` says it.
            if name.eq_ignore_ascii_case("content-type") {
                continue;
            }
            let node = header.reference().map_or(encoding.node, |reference| reference.node);
            let schema = self.follow(header).and_then(|header| header.item.schema.as_ref());
            match schema.and_then(|schema| self.only_text(schema)) {
                Some(value) => found.push((name.clone(), value)),
                None if is_file => {}
                None => {
                    let message = format!("the header `{name}` of a part that is no file cannot be given");
                    self.report(Code::NotRepresented, node, message, "not sent");
                }
            }
        }
        found
    }

    /// The text that is the only one a schema allows.
    fn only_text(&self, schema: &Schema) -> Option<String> {
        let node = self.document.node(schema.node);
        let only = node.get("const").or_else(|| {
            let mut items = node.get("enum")?.items();
            items.next().filter(|_| items.next().is_none())
        });
        only?.as_str().map(str::to_owned)
    }

    /// Whether something in values of a schema is an object, or a list in a list.
    fn holds_objects(&mut self, schema: &'d Schema) -> bool {
        let kinds = self.kinds(schema);
        let parts = self.parts(schema);
        let Some(items) = parts.iter().find_map(|part| part.object.items.as_ref()) else {
            return kinds == Kinds::OBJECT;
        };
        let inner = self.kinds(items);
        inner == Kinds::OBJECT || inner == Kinds::ARRAY
    }

    fn report_positions(&mut self, prefix: &[Encoding], item: Option<&Encoding>) {
        let first: Option<NodeId> = prefix.first().or(item).map(|encoding| encoding.node);
        if let Some(node) = first {
            let message = "parts are written by their names; what is said of their positions is not represented";
            self.report(Code::NotRepresented, node, message, "has no effect");
        }
    }
}

/// How a member with a style is written; absent where it has none.
pub(super) fn styled(encoding: &Encoding) -> Option<Written> {
    if encoding.style.is_none() && encoding.explode.is_none() && !encoding.allow_reserved {
        return None;
    }
    let style = encoding.style.map_or(Style::Form, super::parameter::style);
    Some(Written {
        explode: encoding.explode.unwrap_or(style.explodes()),
        reserved: encoding.allow_reserved,
        ..Written::plain(style)
    })
}
