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
//! counts. OpenAPI 3.0 has those three for URL-encoded forms only. A media type of which there are several, or a range, is for
//! callers to choose where it is that of a file. A header with one value only is sent; any other is for callers too, who can
//! give a file headers. From 3.1 on, `contentEncoding` says the same as a header `Content-Transfer-Encoding` of that value.
//!
//! What this does not do: parts by their position (`prefixEncoding`, `itemEncoding`) and forms inside of parts, which are
//! reported.

use super::body::essence;
use super::context::Context;
use super::kinds::Kinds;
use crate::diag::Code;
use crate::ir::{Form, FormField, Nested, PayloadKind, Style, Writing, Written};
use crate::openapi::{Encoding, MediaType, Schema};
use crate::source::NodeId;

/// The media type of bytes.
const OCTETS: &str = "application/octet-stream";

/// The header of a part whose text is encoded.
const TRANSFER: &str = "Content-Transfer-Encoding";

/// A property of a form.
struct Property<'d, 'n> {
    kind: PayloadKind,
    media: &'d MediaType,
    name: &'n str,
    schema: &'d Schema,
}

impl Property<'_, '_> {
    fn field(&self, writing: Writing, headers: Vec<(String, String)>) -> FormField {
        FormField {
            wire_name: self.name.to_owned(),
            writing,
            headers,
        }
    }
}

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
        for (name, encoding) in &media.encoding {
            if !declared.contains_key(name.as_str()) {
                let message = format!("the form has no property `{name}`");
                self.report(Code::NotRepresented, encoding.node, message, "has no effect");
            }
        }
        let mut fields = Vec::new();
        for (name, members) in &declared {
            let Some(schema) = members.first().map(|member| member.schema) else {
                continue;
            };
            let property = Property {
                kind,
                media,
                name,
                schema,
            };
            fields.extend(match media.encoding.get(*name) {
                Some(encoding) => self.form_field(&property, encoding),
                None => self.encoded_field(&property),
            });
        }
        Some(Form {
            fields,
            files: self.untold_files(kind, media),
            nested: self.settings.nested.unwrap_or(usual),
        })
    }

    fn form_field(&mut self, property: &Property<'d, '_>, encoding: &'d Encoding) -> Option<FormField> {
        self.report_positions(&encoding.prefix_encoding, encoding.item_encoding.as_deref());
        if let Some(inner) = encoding.encoding.values().next() {
            let message = "a form inside of a part is not represented";
            self.report(Code::NotRepresented, inner.node, message, "has no effect");
        }
        let is_part = property.kind == PayloadKind::Multipart;
        let is_file = self.is_file(property.media, property.schema, Some(encoding));
        let mut headers = if is_part {
            self.part_headers(encoding, is_file)
        } else {
            Vec::new()
        };
        let mut written = styled(encoding);
        if written.is_some() && is_part && !self.document.version_at(encoding.node).has_json_schema() {
            written = None;
            let message = "OpenAPI 3.0 has styles for URL-encoded forms only; parts are written by their media types";
            self.report(Code::NotRepresented, encoding.node, message, "has no effect");
        }
        if let Some(written) = written {
            return Some(property.field(Writing::Styled(written), headers));
        }
        let transfer = self.transfer_encoding(property);
        let usual = match self.holds_objects(property.schema) {
            _ if is_file || transfer.is_some() => OCTETS,
            true => "application/json",
            false => "text/plain",
        };
        let media_type = self.part_type(property, is_file, usual, encoding);
        let is_given = |(name, _): &(String, String)| name.eq_ignore_ascii_case(TRANSFER);
        if let Some(transfer) = transfer.clone().filter(|_| !headers.iter().any(is_given)) {
            headers.push((TRANSFER.to_owned(), transfer));
        }
        if media_type.is_none() && headers.is_empty() {
            return None;
        }
        let media_type = media_type.unwrap_or_else(|| usual.to_owned());
        Some(property.field(Writing::Content(media_type), headers))
    }

    /// A field without an Encoding Object whose text is encoded: its part says how.
    fn encoded_field(&mut self, property: &Property<'d, '_>) -> Option<FormField> {
        let transfer = self.transfer_encoding(property)?;
        let headers = vec![(TRANSFER.to_owned(), transfer)];
        Some(property.field(Writing::Content(OCTETS.to_owned()), headers))
    }

    /// How the text of a part is encoded, from OpenAPI 3.1 on.
    fn transfer_encoding(&mut self, property: &Property<'d, '_>) -> Option<String> {
        let exact = self.document.version_at(property.media.node).has_json_schema();
        if property.kind != PayloadKind::Multipart || !exact {
            return None;
        }
        let (parts, items) = self.part_and_items(property.schema);
        let mut all = parts.iter().chain(&items);
        all.find_map(|part| part.object.content_encoding.clone())
    }

    /// The media type of a field, where it is one and not the usual one. Of several the usual one is taken if it is among
    /// them, else the first.
    fn part_type(
        &mut self,
        property: &Property<'d, '_>,
        is_file: bool,
        usual: &str,
        encoding: &'d Encoding,
    ) -> Option<String> {
        let listed: Vec<&str> = encoding.content_type.as_deref()?.split(',').map(str::trim).collect();
        let is_range = |media_type: &str| media_type.contains('*');
        let is_json =
            |media_type: &str| matches!(essence(media_type), it if it == "application/json" || it.ends_with("+json"));
        let holds_objects = usual == "application/json";
        let one = match listed.as_slice() {
            [one] if !is_range(one) => *one,
            // A file says which it is.
            _ if is_file || listed.iter().any(|listed| covers(listed, usual)) => return None,
            _ => {
                let fits = |one: &&&str| !is_range(one) && (!holds_objects || is_json(one));
                let Some(first) = listed.iter().find(fits) else {
                    let name = property.name;
                    let message =
                        format!("`{name}` is written in the usual way, because its media type is not a single one");
                    let (code, node) = (Code::NotRepresented, encoding.node);
                    self.report_key(code, node, "contentType", message, "not a single one");
                    return None;
                };
                *first
            }
        };
        if holds_objects && !is_json(one) {
            let name = property.name;
            let message = format!("`{name}` cannot be written as `{one}`: objects in forms are written as JSON");
            let label = "no media type of JSON";
            self.report_key(Code::UnsupportedOperation, encoding.node, "contentType", message, label);
        }
        let is_usual = match (property.kind, usual) {
            // In a form without parts nobody sees the media type of a text.
            (PayloadKind::Form, _) => !holds_objects && !is_json(one),
            _ => essence(one) == usual,
        };
        (!is_usual).then(|| one.to_owned())
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

/// Whether a media type, which may be a range, covers another one.
fn covers(listed: &str, media_type: &str) -> bool {
    let listed = essence(listed);
    match listed.strip_suffix('*') {
        Some("*/") => true,
        Some(range) => media_type.starts_with(range),
        None => listed == media_type,
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
