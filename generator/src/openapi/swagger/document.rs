//! The Swagger Object: the document itself.
//!
//! ```yaml
//! swagger: "2.0"
//! info: { title: Kernel API, version: 0.1.0 }
//! paths: { /browsers: { get: { … } } }
//! definitions: { Browser: { … } }
//! parameters: { Page: { in: query, … }, Browser: { in: body, … } }
//! responses: { NotFound: { … } }
//! securityDefinitions: { key: { type: apiKey, … } }
//! ```
//!
//! The sections at the root are the components of the model. Of the parameters those that are bodies become request bodies
//! of the same name; the fields of forms belong to the operations that refer to them.

use indexmap::IndexMap;

use super::{media, sent, server};
use crate::openapi::reader::{Context, Fields};
use crate::openapi::{Bundle, Components, Document, paths};
use crate::source::NodeRef;

/// Reads a document; its files are still missing.
pub(in crate::openapi) fn document(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Document> {
    cx.object(node, "Swagger Object", |fields| {
        fields.known(["swagger"]);
        media::check(fields, "consumes");
        media::check(fields, "produces");
        Some(Document {
            version: fields.cx.version,
            self_uri: None,
            info: fields.expected("info"),
            schema_dialect: None,
            servers: server::servers(fields),
            tags: fields.or_default("tags"),
            security: fields.optional("security"),
            paths: paths::read(fields),
            webhooks: IndexMap::new(),
            components: components(fields),
            external_docs: fields.optional("externalDocs"),
            node: fields.id(),
            bundle: Bundle::default(),
            versions: Vec::new(),
        })
    })
}

fn components(fields: &mut Fields<'_>) -> Components {
    let mut components = Components {
        schemas: fields.or_default("definitions"),
        responses: fields.or_default("responses"),
        security_schemes: fields.or_default("securityDefinitions"),
        ..Components::default()
    };
    if let Some(parameters) = fields.present("parameters") {
        sent::named(&mut fields.cx, parameters, &mut components);
    }
    components
}
