//! Files in multipart bodies: which parts are bytes as they are.
//!
//! ```yaml
//! multipart/form-data:
//!   schema:
//!     properties:
//!       photo: { type: string, format: binary }                # said by the schema
//!       scan: { type: string }                                 # said by the Encoding Object
//!       raw: {}                                                # said by nobody: from OpenAPI 3.1 on, bytes
//!   encoding: { scan: { contentType: image/png } }
//! ```
//!
//! From OpenAPI 3.1 on `application/octet-stream` is the media type of a part whose schema has no type. A media type that
//! is JSON or text makes such a part a value that is written so. A list of files is a part for each.
//!
//! What this does not do: parts that the members of a union have, and those that nobody declares, are values.

use super::context::Context;
use super::format::{is_binary, is_bytes};
use super::kinds::Kinds;
use super::parts::Part;
use crate::ir::PayloadKind;
use crate::openapi::{Encoding, MediaType, Schema};

impl<'d> Context<'d> {
    /// The properties of a body that are files though their schemas do not say so.
    pub(super) fn untold_files(&mut self, kind: PayloadKind, media: &'d MediaType) -> Vec<String> {
        let Some(schema) = media.schema.as_ref().filter(|_| kind == PayloadKind::Multipart) else {
            return Vec::new();
        };
        let parts = self.parts(schema);
        let declared = super::object::properties(&parts).declared;
        let mut found = Vec::new();
        for (name, members) in declared {
            let encoding = media.encoding.get(name);
            if members
                .iter()
                .all(|member| self.is_untold_file(media, member.schema, encoding))
            {
                found.push(name.to_owned());
            }
        }
        found
    }

    /// Whether a part of a multipart body, or each item of its list, is a file.
    pub(super) fn is_file(&mut self, media: &'d MediaType, schema: &'d Schema, encoding: Option<&Encoding>) -> bool {
        self.is_told_file(schema) || self.is_untold_file(media, schema, encoding)
    }

    /// Whether a property of a form is a file or a list of files.
    pub(super) fn has_file(&mut self, media: &'d MediaType) -> bool {
        let Some(schema) = &media.schema else { return false };
        let parts = self.parts(schema);
        let declared = super::object::properties(&parts).declared;
        let mut declared = declared.into_iter();
        declared.any(|(name, members)| {
            let encoding = media.encoding.get(name);
            members
                .iter()
                .any(|member| self.is_file(media, member.schema, encoding))
        })
    }

    /// Whether a schema, or that of the items of its list, says that it is a file.
    fn is_told_file(&mut self, schema: &'d Schema) -> bool {
        let (parts, items) = self.part_and_items(schema);
        parts.iter().chain(&items).any(|part| is_binary(part.object))
    }

    /// Whether a schema leaves it to its place that it is a file.
    fn is_untold_file(&mut self, media: &'d MediaType, schema: &'d Schema, encoding: Option<&Encoding>) -> bool {
        let exact = self.document.version_at(media.node).has_json_schema();
        if exact && encoding.and_then(super::encoding::styled).is_some() {
            return false;
        }
        let (parts, items) = self.part_and_items(schema);
        let (schema, parts) = match parts.iter().find_map(|part| part.object.items.as_ref()) {
            Some(item) => (&**item, items),
            None => (schema, parts),
        };
        if !super::union::alternatives(&parts).is_empty() || super::enumeration::has_values(&parts) {
            return false;
        }
        let untyped = parts.iter().all(|part| part.object.types.is_none());
        let named = encoding.and_then(|encoding| encoding.content_type.as_deref());
        let mut named_types = named.unwrap_or_default().split(',').map(str::trim);
        match self.kinds(schema) {
            Kinds::ALL if !untyped => false,
            Kinds::ALL if named.is_none() => exact,
            // Of several the caller chooses one.
            Kinds::ALL => named_types.any(is_bytes),
            Kinds::STRING => {
                let has_form = |part: &Part<'_>| part.object.format.is_some() || part.object.content_encoding.is_some();
                let bytes = |name: &str| is_bytes(name) && !name.starts_with('*');
                named.is_some() && !parts.iter().any(has_form) && named_types.all(bytes)
            }
            _ => false,
        }
    }

    /// What a schema says, and what it says of the items of its list.
    pub(super) fn part_and_items(&mut self, schema: &'d Schema) -> (Vec<Part<'d>>, Vec<Part<'d>>) {
        let parts = self.parts(schema);
        let items = parts.iter().find_map(|part| part.object.items.as_ref());
        let items = items.map(|items| self.parts(items)).unwrap_or_default();
        (parts, items)
    }
}
