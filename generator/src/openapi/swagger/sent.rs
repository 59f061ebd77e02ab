//! Parameters of 2.0, told apart by what they become: parameters, bodies, or fields of forms.
//!
//! ```yaml
//! parameters:
//!   - { in: query, name: page, type: integer }              # a parameter
//!   - { in: body, name: body, schema: { … } }               # a body
//!   - { in: formData, name: photo, type: file }             # a field of a form
//!   - { $ref: '#/parameters/Page' }                         # whichever it leads to
//! ```
//!
//! What a reference becomes depends on what it leads to, so references are followed here, as far as that takes. One that
//! leads nowhere stays among the parameters, where it is reported when it is resolved.

use crate::openapi::reader::{Context, Read};
use crate::openapi::{Components, Parameter, RefOr, RequestBody};
use crate::source::{Kind, NodeRef};

/// How many references are followed to one parameter.
const FURTHEST: usize = 32;

/// What a parameter becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Becomes {
    /// A parameter.
    Parameter,
    /// The body.
    Body,
    /// A field of the form that is the body.
    Field,
}

/// A parameter in a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'r> {
    /// The item of the list, a reference perhaps.
    pub(super) item: NodeRef<'r>,
    /// The parameter itself.
    pub(super) target: NodeRef<'r>,
}

/// The thing that stands here, or that the reference here leads to.
pub(super) fn target<'r>(cx: &Context<'r>, item: NodeRef<'r>) -> NodeRef<'r> {
    let mut node = item;
    for _ in 0..FURTHEST {
        if node.get("$ref").is_none() || node.get("in").is_some() {
            break;
        }
        match cx.target(node) {
            Some(found) => node = found,
            None => return item,
        }
    }
    node
}

fn becomes(target: NodeRef<'_>) -> Becomes {
    match target.get("in").and_then(NodeRef::as_str) {
        Some("body") => Becomes::Body,
        Some("formData") => Becomes::Field,
        _ => Becomes::Parameter,
    }
}

/// The parameters of a list that become something.
pub(super) fn all<'r>(cx: &Context<'r>, list: Option<NodeRef<'r>>, wanted: Becomes) -> Vec<Found<'r>> {
    let items = list.into_iter().flat_map(NodeRef::items);
    items
        .map(|item| Found {
            item,
            target: target(cx, item),
        })
        .filter(|found| becomes(found.target) == wanted)
        .collect()
}

/// Reads the parameters of a list that stay parameters.
pub(super) fn apart(cx: &mut Context<'_>, list: NodeRef<'_>) -> Vec<RefOr<Parameter>> {
    if list.kind() != Kind::Array {
        cx.wrong_type(list, "a sequence");
        return Vec::new();
    }
    let found = all(cx, Some(list), Becomes::Parameter);
    found.iter().filter_map(|found| RefOr::read(cx, found.item)).collect()
}

/// Reads the parameters that the document gives names to.
pub(super) fn named(cx: &mut Context<'_>, node: NodeRef<'_>, components: &mut Components) {
    if node.kind() != Kind::Object {
        cx.wrong_type(node, "a mapping");
    }
    for (name, item) in node.entries() {
        match becomes(target(cx, item)) {
            Becomes::Parameter => {
                let parameter = RefOr::<Parameter>::read(cx, item);
                components
                    .parameters
                    .extend(parameter.map(|parameter| (name.to_owned(), parameter)));
            }
            Becomes::Body => {
                let body = if item.get("$ref").is_some() {
                    crate::openapi::Reference::read(cx, item).map(RefOr::Reference)
                } else {
                    RequestBody::read(cx, item).map(RefOr::Item)
                };
                components
                    .request_bodies
                    .extend(body.map(|body| (name.to_owned(), body)));
            }
            // It belongs to the forms of the operations that refer to it.
            Becomes::Field => {}
        }
    }
}
