//! Parameters `in: formData`: the properties of the form that is the body.
//!
//! ```yaml
//! consumes: [multipart/form-data]
//! parameters:
//!   - { in: formData, name: title, type: string, required: true }
//!   - { in: formData, name: tags, type: array, items: { type: string }, collectionFormat: multi }
//!   - { in: formData, name: photo, type: file }
//! ```
//!
//! The form is an object that stands where its parameters do. It is written in the media types of forms among those that
//! are consumed; where there are none, as multipart if it has a file, and URL-encoded if not. How a list is written is the
//! encoding of its property.

use indexmap::IndexMap;

use super::collection;
use super::media::{self, Named};
use super::schema::{self, is_file, is_list};
use super::sent::Found;
use crate::diag::{Code, Diagnostic};
use crate::openapi::reader::Context;
use crate::openapi::{
    Encoding, Location, MediaType, RequestBody, Schema, SchemaObject, SchemaType, SchemaValue, Style,
};
use crate::source::{NodeId, NodeRef};

const URL_ENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// One field of a form.
struct Field {
    name: String,
    required: bool,
    schema: Schema,
    /// How its list is written, if it is one.
    written: Option<(Style, bool)>,
    node: NodeId,
}

/// Reads the form whose fields stand in `list`; those that the path has too come first.
pub(super) fn form<'r>(
    cx: &mut Context<'_>,
    list: NodeRef<'r>,
    inherited: &[Found<'r>],
    own: &[Found<'r>],
) -> RequestBody {
    let mut fields: IndexMap<String, Field> = IndexMap::new();
    for found in inherited {
        let field = field(cx, found.target);
        fields.extend(field.map(|field| (field.name.clone(), field)));
    }
    let mut known = Vec::new();
    for found in own {
        let Some(field) = field(cx, found.target) else { continue };
        if known.contains(&field.name) {
            let message = format!("the form has a field `{}` already, and this one counts", field.name);
            let diagnostic = Diagnostic::new(Code::RepairedValue, message).at(&found.item.place(), "the second one");
            cx.report(diagnostic.remedy("remove or rename one of the two"));
        }
        known.push(field.name.clone());
        fields.insert(field.name.clone(), field);
    }
    let has_file = inherited.iter().chain(own).any(|found| is_file(found.target));
    let schema = object(list.id(), fields.values());
    let encoding = encoding(fields.values());
    let media = |Named { name, node }: Named| {
        let media = MediaType {
            schema: Some(schema.clone()),
            encoding: encoding.clone(),
            ..MediaType::new(node)
        };
        (name, media)
    };
    RequestBody {
        description: None,
        required: fields.values().any(|field| field.required),
        content: media_types(cx, list, has_file).into_iter().map(media).collect(),
        node: list.id(),
    }
}

fn field(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Field> {
    cx.object(node, "Parameter Object", |fields| {
        fields.known(["in"]);
        let name: String = fields.required("name")?;
        let found = schema::of_parameter(fields);
        let collection = collection::collection(fields, None);
        if fields.or_default("allowEmptyValue") {
            let message = "a name without a value cannot be sent; an empty string can";
            let place = fields.node().key_place("allowEmptyValue");
            let diagnostic = Diagnostic::new(Code::NotRepresented, message).at(&place, "has no effect");
            fields.cx.report(diagnostic);
        }
        let is_list = found.as_ref().is_some_and(is_list);
        let written = collection.filter(|_| is_list);
        let nothing = Schema {
            node: node.id(),
            value: SchemaValue::Object(Box::default()),
        };
        Some(Field {
            name,
            required: fields.or_default("required"),
            schema: found.unwrap_or(nothing),
            written: written.map(|collection| collection.style(Location::Query)),
            node: node.id(),
        })
    })
}

/// The object that the fields are the properties of.
fn object<'f>(node: NodeId, fields: impl Iterator<Item = &'f Field>) -> Schema {
    let mut object = Box::<SchemaObject>::default();
    object.types = Some(vec![SchemaType::Object]);
    let mut required = Vec::new();
    for field in fields {
        object.properties.insert(field.name.clone(), field.schema.clone());
        required.extend(field.required.then(|| field.name.clone()));
    }
    object.required = Some(required);
    Schema {
        node,
        value: SchemaValue::Object(object),
    }
}

fn encoding<'f>(fields: impl Iterator<Item = &'f Field>) -> IndexMap<String, Encoding> {
    let listed = fields.filter_map(|field| Some((field, field.written?)));
    let encoding = |(field, (style, explode)): (&Field, (Style, bool))| {
        let encoding = Encoding {
            content_type: None,
            headers: IndexMap::new(),
            style: Some(style),
            explode: Some(explode),
            allow_reserved: false,
            encoding: IndexMap::new(),
            prefix_encoding: Vec::new(),
            item_encoding: None,
            node: field.node,
        };
        (field.name.clone(), encoding)
    };
    listed.map(encoding).collect()
}

/// The media types that the form can be written in.
fn media_types(cx: &mut Context<'_>, list: NodeRef<'_>, has_file: bool) -> Vec<Named> {
    let listed = media::listed(cx, "consumes");
    let possible = |named: &Named| {
        let essence = media::essence(&named.name);
        essence == MULTIPART || (essence == URL_ENCODED && !has_file)
    };
    let found: Vec<Named> = listed.iter().filter(|named| possible(named)).cloned().collect();
    if !found.is_empty() {
        return found;
    }
    let name = if has_file { MULTIPART } else { URL_ENCODED };
    // What the document consumes elsewhere says nothing about forms.
    if let Some(own) = media::own_list(cx, "consumes") {
        let message = format!("a form cannot be written as what is consumed here; `{name}` is sent");
        let diagnostic = Diagnostic::new(Code::RepairedValue, message)
            .at(&own.place(), "no media type of such a form")
            .and(&list.place(), "the fields of the form");
        cx.report(diagnostic.remedy(format!("consume `{name}`")));
    }
    let node = list.id();
    let name = name.to_owned();
    vec![Named { name, node }]
}
