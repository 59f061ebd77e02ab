//! The body of a request: one parameter `in: body`, or the fields of a form.
//!
//! ```yaml
//! consumes: [application/json]
//! parameters: [{ in: body, name: browser, required: true, schema: { $ref: '#/definitions/Browser' } }]
//! ```
//!
//! A body of the operation counts before one of its path, and the first of several before the others, which is said. The
//! name of a body means nothing on the wire. A reference to a shared body stays one unless the operation has media types
//! of its own.

use indexmap::IndexMap;

use super::media::{self, Named};
use super::sent::{self, Becomes, Found};
use super::{form, schema};
use crate::diag::{Code, Diagnostic};
use crate::openapi::reader::{Context, Read};
use crate::openapi::{MediaType, RefOr, Reference, RequestBody};
use crate::source::NodeRef;

/// Reads the body of an operation from its own parameters and those of its path.
pub(super) fn of_operation<'r>(
    cx: &mut Context<'_>,
    own: Option<NodeRef<'r>>,
    shared: Option<NodeRef<'r>>,
) -> Option<RefOr<RequestBody>> {
    let bodies = sent::all(cx, own, Becomes::Body);
    let fields = sent::all(cx, own, Becomes::Field);
    for found in bodies.iter().skip(1) {
        left_out(cx, *found, "a request has one body, and this is the second");
    }
    match (bodies.first(), own) {
        (Some(body), _) => {
            for found in &fields {
                left_out(
                    cx,
                    *found,
                    "a request has one body, and this field of a form is not in it",
                );
            }
            of_found(cx, *body)
        }
        (None, Some(own)) if !fields.is_empty() => {
            let inherited = sent::all(cx, shared, Becomes::Field);
            Some(RefOr::Item(form::form(cx, own, &inherited, &fields)))
        }
        (None, _) => of_path(cx, shared?),
    }
}

/// The body that all operations of a path have.
fn of_path(cx: &mut Context<'_>, shared: NodeRef<'_>) -> Option<RefOr<RequestBody>> {
    if let Some(body) = sent::all(cx, Some(shared), Becomes::Body).first() {
        return of_found(cx, *body);
    }
    let fields = sent::all(cx, Some(shared), Becomes::Field);
    if fields.is_empty() {
        return None;
    }
    Some(RefOr::Item(form::form(cx, shared, &[], &fields)))
}

fn of_found(cx: &mut Context<'_>, found: Found<'_>) -> Option<RefOr<RequestBody>> {
    if found.item.id() != found.target.id() && media::own_list(cx, "consumes").is_none() {
        return Reference::read(cx, found.item).map(RefOr::Reference);
    }
    RequestBody::read(cx, found.target).map(RefOr::Item)
}

fn left_out(cx: &mut Context<'_>, found: Found<'_>, message: &str) {
    let diagnostic = Diagnostic::new(Code::RepairedValue, message).at(&found.item.place(), "left out");
    cx.report(diagnostic.remedy("keep one body, or make all of them fields of a form"));
}

/// Reads a parameter that is a body.
pub(in crate::openapi) fn request_body(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<RequestBody> {
    cx.object(node, "Parameter Object", |fields| {
        fields.known(["name", "in"]);
        let schema = if node.get("schema").is_some() {
            fields.optional("schema")
        } else {
            fields.report_absence("schema", Code::AbsentField);
            schema::of_parameter(fields)
        };
        let mut content = IndexMap::new();
        for Named { name, node } in media::listed_or_json(&fields.cx, "consumes", node.id()) {
            let schema = schema.clone();
            content.insert(
                name,
                MediaType {
                    schema,
                    ..MediaType::new(node)
                },
            );
        }
        Some(RequestBody {
            description: fields.optional("description"),
            required: fields.or_default("required"),
            content,
            node: fields.id(),
        })
    })
}
