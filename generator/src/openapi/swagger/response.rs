//! The Response Object of 2.0: one schema for all media types that are produced.
//!
//! ```yaml
//! produces: [application/json]
//! responses:
//!   200: { description: A browser, schema: { $ref: '#/definitions/Browser' }, examples: { application/json: { id: b } } }
//!   default: { description: A file, schema: { type: file } }
//! ```
//!
//! A file is bytes in a media type that is neither JSON nor XML; where only these are produced, it may come in any. A shared response has
//! the media types of the document, whichever those of the operation are.

use indexmap::IndexMap;

use super::media::{self, Named};
use super::schema::is_file;
use crate::diag::{Code, Diagnostic};
use crate::openapi::reader::{Context, Fields};
use crate::openapi::{MediaType, Response, Schema};
use crate::source::{Kind, NodeRef};

/// Reads a response.
pub(in crate::openapi) fn response(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Response> {
    cx.object(node, "Response Object", |fields| {
        fields.check_header_names("headers");
        Some(Response {
            summary: None,
            description: fields.or_default("description"),
            headers: fields.or_default("headers"),
            content: content(fields),
            links: IndexMap::new(),
            node: fields.id(),
        })
    })
}

fn content(fields: &mut Fields<'_>) -> IndexMap<String, MediaType> {
    let schema: Option<Schema> = fields.optional("schema");
    let mut content = IndexMap::new();
    if let Some(schema) = schema {
        for Named { name, node } in media_types(fields) {
            let schema = Some(schema.clone());
            content.insert(
                name,
                MediaType {
                    schema,
                    ..MediaType::new(node)
                },
            );
        }
    }
    examples(fields, &mut content);
    content
}

/// The media types of the body that the response has.
fn media_types(fields: &mut Fields<'_>) -> Vec<Named> {
    let node = fields.id();
    let listed = media::listed(&fields.cx, "produces");
    let Some(file) = fields.node().get("schema").filter(|schema| is_file(*schema)) else {
        return media::listed_or_json(&fields.cx, "produces", node);
    };
    let others: Vec<Named> = listed
        .iter()
        .filter(|named| !media::is_structured(&named.name))
        .cloned()
        .collect();
    if !others.is_empty() {
        return others;
    }
    if !listed.is_empty() {
        let message = "a file is neither JSON nor XML, which is all that is produced; it may come in any media type";
        fields.cx.repaired(Code::RepairedValue, file, message, "read as bytes");
    }
    let name = "*/*".to_owned();
    vec![Named { name, node }]
}

/// Gives the media types their examples.
fn examples(fields: &mut Fields<'_>, content: &mut IndexMap<String, MediaType>) {
    let Some(examples) = fields.present("examples") else {
        return;
    };
    if examples.kind() != Kind::Object {
        fields.cx.wrong_type(examples, "a mapping from media types to values");
    }
    for (name, value) in examples.entries().filter(|(name, _)| !name.starts_with("x-")) {
        let matching = content
            .iter_mut()
            .find(|(known, _)| media::essence(known) == media::essence(name));
        match matching {
            Some((_, media)) => media.example = Some(value.id()),
            None => unheeded(&mut fields.cx, examples, name),
        }
    }
}

fn unheeded(cx: &mut Context<'_>, examples: NodeRef<'_>, name: &str) {
    let message = format!("no body is produced as `{name}`, so this example is not shown");
    let diagnostic = Diagnostic::new(Code::NotRepresented, message).at(&examples.key_place(name), "has no effect");
    cx.report(diagnostic.remedy("name a media type of `produces`, and give the response a `schema`"));
}
