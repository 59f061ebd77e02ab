//! What of the document could not be read, and whether a call can do without it.
//!
//! ```yaml
//! parameters: [{ name: page, in: querry }]       # K0107: no call without it
//! responses:
//!   '200': { description: Done, links: [] }      # K0103: a call all the same
//! ```
//!
//! Reading goes on after a fault, and what it is in counts as absent then. That is judged here by the place of the fault:
//! a fault in prose, in an example or in a header of an answer costs what it stands in; any other one costs the parameter,
//! the body or the answer around it, and with that the operation.
//!
//! Faults in schemas are no matter of this module: there a keyword is lost, and the schema allows more.

use std::collections::HashSet;

use super::context::Context;
use crate::diag::{Code, FileId, Place, Sink};
use crate::openapi::{Operation, PathItem, StatusKey};
use crate::source::{NodeId, NodeRef};

/// Fields that callers can do without.
const DISPENSABLE: [&str; 10] = [
    "callbacks",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "headers",
    "links",
    "summary",
    "tags",
];

/// Fields whose keys are names of the document's own.
const NAMING: [&str; 3] = ["content", "encoding", "parameters"];

/// The places of faults with everything around them that cannot do without what they stand in.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// How many diagnostics were looked at.
    seen: usize,
    places: HashSet<(FileId, String)>,
}

impl Faults {
    /// Takes notice of what was reported since the last time.
    fn update(&mut self, sink: &Sink) {
        let all = sink.diagnostics();
        for diagnostic in all.iter().skip(self.seen) {
            let fault = matches!(
                diagnostic.code,
                Code::MissingField | Code::WrongType | Code::InvalidValue
            );
            if let Some(label) = diagnostic.primary.as_ref().filter(|_| fault) {
                self.add(&label.place);
            }
        }
        self.seen = all.len();
    }

    fn add(&mut self, place: &Place) {
        let file = place.span.file;
        let mut pointer = place.pointer.as_str();
        while self.places.insert((file, pointer.to_owned())) {
            let Some((around, step)) = pointer.rsplit_once('/') else {
                break;
            };
            let section = around.rsplit('/').next().unwrap_or_default();
            let dispensable = DISPENSABLE.contains(&step) || step.starts_with("x-");
            if dispensable && !NAMING.contains(&section) {
                break;
            }
            pointer = around;
        }
    }
}

impl Context<'_> {
    /// Whether something that is needed could not be read at a node or below it.
    pub(super) fn is_faulty(&mut self, node: NodeId) -> bool {
        self.faults.update(self.sink);
        if self.faults.places.is_empty() {
            return false;
        }
        let node = self.document.node(node);
        let place = (node.span().file, node.pointer().as_str().to_owned());
        self.faults.places.contains(&place)
    }

    /// The same for the value of a field.
    pub(super) fn is_faulty_at(&mut self, node: NodeId, field: &str) -> bool {
        let value = self.document.node(node).get(field);
        value.is_some_and(|value| self.is_faulty(value.id()))
    }

    /// Whether what is sent with an operation could not be read.
    pub(super) fn request_is_faulty(&mut self, item: &PathItem, operation: &Operation) -> bool {
        let own = ["parameters", "requestBody", "servers"];
        own.iter().any(|field| self.is_faulty_at(operation.node, field))
            || self.is_faulty_at(item.node, "parameters")
            || operation.servers.is_empty() && self.is_faulty_at(item.node, "servers")
    }

    /// Whether an answer that callers wait for could not be read. Of an error they still get the status.
    pub(super) fn answers_are_faulty(&mut self, operation: &Operation) -> bool {
        if !self.is_faulty_at(operation.node, "responses") {
            return false;
        }
        let documented = operation.responses.iter().any(|(status, _)| is_success(*status));
        let lost = |key: &str| match StatusKey::parse(key) {
            Some(status) => is_success(status) && operation.responses.iter().all(|(known, _)| *known != status),
            None => !documented && key != "$ref" && !key.starts_with("x-"),
        };
        let responses = self.document.node(operation.node).get("responses");
        let mut keys = responses.into_iter().flat_map(NodeRef::entries);
        operation.responses.is_empty() || keys.any(|(key, _)| lost(key))
    }
}

/// Whether a status says that all went well.
pub(super) fn is_success(status: StatusKey) -> bool {
    matches!(status, StatusKey::Code(200..300) | StatusKey::Range(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostic, Pointer, Sources, Span};

    #[test]
    fn a_fault_costs_what_is_around_it_up_to_what_can_be_done_without() {
        let file = Sources::default().add("a", "");
        let span = Span { file, start: 0, end: 0 };
        let mut sink = Sink::default();
        let mut fault = |code, pointer: &str| {
            let pointer = Pointer::from_text(pointer);
            sink.push(Diagnostic::new(code, "M").at(&Place { span, pointer }, "L"));
        };
        fault(Code::WrongType, "/a/requestBody/content/description/encoding");
        fault(Code::InvalidValue, "/b/responses/200/headers/X/style");
        fault(Code::UnknownField, "/c");
        let mut faults = Faults::default();
        faults.update(&sink);
        let is_in = |pointer: &str| faults.places.contains(&(file, pointer.to_owned()));
        assert!(
            ["/a/requestBody", "/a", "", "/b/responses/200/headers/X"]
                .into_iter()
                .all(is_in)
        );
        assert!(!["/b/responses/200", "/b", "/c"].into_iter().any(is_in));
    }
}
