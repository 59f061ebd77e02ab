//! The last words of event streams: data that says that nothing follows.
//!
//! ```yaml
//! content:
//!   text/event-stream: { schema: { … }, x-speakeasy-sse-sentinel: "[DONE]" }
//! ```
//!
//! Understood are `x-speakeasy-sse-sentinel` of a media type or an operation, and `x-fern-streaming` of an operation
//! with a `terminator`. The configuration wins over both. Where nothing is said, `[DONE]` ends streams whose data is
//! JSON: it is no JSON, so that no event is lost by it. Streams of lines and sequences of JSON have no last words.

use super::context::Context;
use crate::diag::{Code, Diagnostic};
use crate::ir::{EventForm, Framing, Operation, Outcome, PayloadKind};
use crate::openapi;

const SENTINEL: &str = "x-speakeasy-sse-sentinel";
const STREAMING: &str = "x-fern-streaming";

/// The usual last word of events whose data is JSON otherwise.
const USUAL: &str = "[DONE]";

impl<'d> Context<'d> {
    /// The data of events that says that they are the last, as long as the configuration says nothing of the operation.
    pub(super) fn stream_end(&mut self, operation: &'d openapi::Operation, outcomes: &[Outcome]) -> Vec<String> {
        if !forms(outcomes).any(|_| true) {
            return Vec::new();
        }
        let declared = self.declared_end(operation);
        if !declared.is_empty() {
            return declared;
        }
        if let Some(end) = &self.settings.stream_end {
            return end.clone();
        }
        let json = forms(outcomes).any(|form| matches!(form, EventForm::Json | EventForm::ObjectOfJson));
        if json { vec![USUAL.to_owned()] } else { Vec::new() }
    }

    /// What the extensions say.
    fn declared_end(&mut self, operation: &'d openapi::Operation) -> Vec<String> {
        let mut nodes = vec![operation.node];
        for (_, response) in &operation.responses {
            if let Some(found) = self.follow(response) {
                nodes.extend(
                    self.media_types(&found.item.content)
                        .iter()
                        .map(|(_, media)| media.node),
                );
            }
        }
        let mut end: Vec<String> = Vec::new();
        for node in nodes {
            let here = self.document.node(node);
            let streaming = here.get(STREAMING);
            let terminator = streaming.and_then(|streaming| streaming.get("terminator"));
            for (key, value) in [(SENTINEL, here.get(SENTINEL)), (STREAMING, terminator)] {
                let Some(value) = value else { continue };
                match value.as_str() {
                    Some(text) if end.iter().any(|known| known == text) => {}
                    Some(text) => end.push(text.to_owned()),
                    None => {
                        let message = format!("`{key}` is no text; no event ends a stream by it");
                        self.report_key(Code::NotRepresented, node, key, message, "has no effect");
                    }
                }
            }
        }
        end
    }

    /// Puts what the configuration says to its operations; what names none that sends events is reported.
    pub(super) fn configured_ends(&mut self, operations: &mut [Operation]) {
        for (name, end, place) in &self.settings.stream_ends {
            let operation = operations.iter_mut().find(|operation| operation.is_called(name));
            let message = match operation {
                Some(operation) if forms(&operation.outcomes).any(|_| true) => {
                    operation.end.clone_from(end);
                    continue;
                }
                Some(_) => format!("`{name}` does not answer with an event stream"),
                None => format!("no operation is called `{name}`"),
            };
            let diagnostic = Diagnostic::new(Code::UnusedMapping, message).at(place, "has no effect");
            self.sink
                .push(diagnostic.remedy("name an operationId, or a method and a path as in `GET /things`"));
        }
    }
}

/// What the events of the answers are.
fn forms(outcomes: &[Outcome]) -> impl Iterator<Item = EventForm> {
    let contents = outcomes.iter().flat_map(|outcome| &outcome.contents);
    contents.filter_map(|content| match content.kind {
        PayloadKind::Stream(Framing::Events(form)) => Some(form),
        _ => None,
    })
}
