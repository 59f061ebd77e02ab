//! The whole API: the order in which the parts of a document are lowered.

use super::context::{Arenas, Context};
use super::settings::Settings;
use crate::diag::{Code, Sink, Sources};
use crate::ir::{self, Api, Tag, TypeGraph};
use crate::openapi::Document;

/// Lowers a document; what has no representation goes to the sink.
///
/// `sources` is what the document was read from: it gives the lines of provenances. With errors in the sink the result
/// is for looking at, not for generating from.
#[must_use]
pub fn lower(document: &Document, settings: &Settings, sources: &Sources, sink: &mut Sink) -> Api {
    let arenas = Arenas::default();
    let mut cx = Context::new(document, settings, sources, &arenas, sink);
    cx.find_replaced();
    cx.component_schemas();
    cx.break_cycles();
    let credentials = cx.credentials();
    let security = cx.requirements(document.security.as_deref().unwrap_or_default(), &credentials);
    let mut operations = if cx.gave_up() {
        Vec::new()
    } else {
        cx.operations(&credentials, &security)
    };
    cx.configured_pages(&mut operations);
    cx.configured_ends(&mut operations);
    let links = cx.links(&operations);
    let hooks = if cx.gave_up() {
        Vec::new()
    } else {
        cx.hooks(&credentials)
    };
    let event = cx.hook_event(&hooks);
    cx.unused_components();
    cx.report_parents_of_tags();
    cx.report_unused_mappings();
    let servers = cx.servers();
    let tags = tags(document, &operations);
    let assertions = cx.assertions();
    let xml = cx.xml_shapes();
    let mut api = Api {
        info: ir::Info {
            title: document.info.title.clone(),
            version: document.info.version.clone(),
            description: document.info.description.clone(),
        },
        servers,
        tags,
        credentials: credentials.into_listed(),
        security,
        operations,
        failures: cx.failure_list,
        hooks: hooks.into_iter().map(|lowered| lowered.hook).collect(),
        event,
        links,
        left_out: cx.left_out,
        types: TypeGraph {
            defs: cx.graph.into_defs(),
        },
        assertions,
        xml,
    };
    super::closed::apply(&mut api, &settings.enums, sink);
    api
}

impl Context<'_> {
    /// Follows the references among components that no operation uses, so that broken ones are found there too.
    fn unused_components(&mut self) {
        let components = &self.document.components;
        for response in components.responses.values() {
            self.follow(response);
        }
        for parameter in components.parameters.values() {
            self.follow(parameter);
        }
        for body in components.request_bodies.values() {
            self.follow(body);
        }
        for header in components.headers.values() {
            self.follow(header);
        }
    }

    fn report_parents_of_tags(&mut self) {
        let document = self.document;
        for tag in document.tags.iter().filter(|tag| tag.parent.is_some()) {
            let message =
                "that a tag is below another one is not shown: methods are grouped by the tags that they have";
            self.report_key(Code::NotRepresented, tag.node, "parent", message, "has no effect");
        }
    }
}

/// The tags that an operation has: the declared ones in their order, then the others as they come.
fn tags(document: &Document, operations: &[ir::Operation]) -> Vec<Tag> {
    let used = || operations.iter().flat_map(|operation| &operation.tags);
    let mut tags: Vec<Tag> = Vec::new();
    for tag in &document.tags {
        if used().any(|name| *name == tag.name) && !tags.iter().any(|known| known.name == tag.name) {
            tags.push(Tag {
                name: tag.name.clone(),
                description: tag.description.clone().or_else(|| tag.summary.clone()),
            });
        }
    }
    for name in used() {
        if !tags.iter().any(|known| known.name == *name) {
            tags.push(Tag {
                name: name.clone(),
                description: None,
            });
        }
    }
    tags
}
