//! Outcomes: what comes back when all goes well, and the documented errors.
//!
//! ```yaml
//! responses:
//!   "200": { description: Created, content: { … } }
//!   "429": { $ref: '#/components/responses/TooManyRequests' }
//!   default: { description: Anything else }
//! ```
//!
//! Success is every `2..` status, or `default` where there is none; its bodies are the matter of `answer`. Every other
//! response is a failure; a named one is the same failure wherever it is used. A failure has one body, the preferred one
//! of its media types; if none is supported it keeps its raw body only, which is said.

use super::body::Chosen;
use super::context::Context;
use super::faults::is_success;
use super::received_header::Received;
use super::refs::Found;
use crate::diag::Code;
use crate::ir::{Content, Failure, FailureId, HeaderField, Hint, OtherFormat, Outcome, Role, StatusMatch};
use crate::openapi::{Header, Method, Operation, RefOr, Response, StatusKey, is_token};

/// Where the types of a response get their names from.
#[derive(Debug, Clone)]
struct Origin {
    component: Option<String>,
    operation: usize,
    status: StatusMatch,
    /// Whether HTTP lets such an answer have a body.
    bodiless: bool,
}

impl Origin {
    fn hint(&self, role: Role) -> Hint {
        match &self.component {
            Some(component) => Hint::Part(component.clone(), role),
            None => Hint::Operation(self.operation, role),
        }
    }

    fn body_hint(&self, format: Option<OtherFormat>) -> Hint {
        let status = match (&self.component, self.status) {
            (Some(_), _) => String::new(),
            (None, StatusMatch::Code(code)) => code.to_string(),
            (None, StatusMatch::Range(hundred)) => format!("{hundred}XX"),
            (None, StatusMatch::Default) => "default".to_owned(),
        };
        self.hint(match format {
            Some(format) => Role::ResponseIn(status, format),
            None => Role::Response(status),
        })
    }
}

impl<'d> Context<'d> {
    /// The success and the failures of an operation.
    pub(super) fn outcomes(
        &mut self,
        index: usize,
        operation: &'d Operation,
    ) -> (Vec<Outcome>, Vec<(StatusMatch, FailureId)>) {
        let documented = operation.responses.iter().any(|(status, _)| is_success(*status));
        let mut good = Vec::new();
        let mut failures = Vec::new();
        // By status, so that what two of them lead to is called the same whichever stands first.
        let mut responses: Vec<&'d (StatusKey, RefOr<Response>)> = operation.responses.iter().collect();
        responses.sort_by_key(|(key, _)| status_match(*key));
        for (key, response) in responses {
            let succeeds = is_success(*key) || (!documented && *key == StatusKey::Default);
            let Some(found) = self.follow(response) else {
                // Without an error callers still get its status; what a success brings they would not know.
                self.refusals += usize::from(succeeds);
                continue;
            };
            self.refusals += usize::from(succeeds && self.is_faulty(found.item.node));
            let status = status_match(*key);
            let origin = Origin {
                component: found.component.clone(),
                operation: index,
                status,
                bodiless: is_bodiless(&operation.method, *key, found.component.is_some()),
            };
            if succeeds {
                good.push((origin, found));
            } else if matches!(key, StatusKey::Code(100..200) | StatusKey::Range(1)) {
                let message = "interim responses are handled below the client";
                self.report(Code::NotRepresented, found.item.node, message, "never seen by callers");
            } else {
                failures.push((status, self.failure(&origin, &found)));
            }
        }
        self.refusals += usize::from(self.answers_are_faulty(operation));
        failures.sort_by_key(|(status, _)| *status);
        (self.success(operation, &good), failures)
    }

    fn success(&mut self, operation: &Operation, good: &[(Origin, Found<'d, Response>)]) -> Vec<Outcome> {
        let mut outcomes: Vec<Outcome> = Vec::new();
        for (origin, found) in good {
            let response = found.item;
            let contents = if self.has_body(origin, response) {
                self.contents(&response.content, response.node, &|format| origin.body_hint(format))
            } else {
                Vec::new()
            };
            outcomes.push(Outcome {
                status: origin.status,
                contents,
                description: found.description.unwrap_or(response.text()).to_owned(),
                headers: self.headers(origin, response),
            });
        }
        if outcomes.is_empty() {
            let message = "no success response is documented; any 2xx status counts, and its body is ignored";
            self.report(
                Code::NotRepresented,
                operation.node,
                message,
                "no 2xx and no default response",
            );
            outcomes.push(Outcome {
                status: StatusMatch::Range(2),
                contents: Vec::new(),
                description: String::new(),
                headers: Vec::new(),
            });
        }
        outcomes.sort_by_key(|outcome| outcome.status);
        outcomes
    }

    /// The media type of an error response's body, if it has one.
    fn content(&mut self, origin: &Origin, response: &'d Response) -> Option<Chosen<'d>> {
        if !self.has_body(origin, response) {
            return None;
        }
        let chosen = self.choose(&response.content, response.node);
        if chosen.is_none() {
            self.report_none(&response.content, response.node, Code::NotRepresented);
        }
        chosen
    }

    /// Whether an answer can have a body.
    fn has_body(&mut self, origin: &Origin, response: &Response) -> bool {
        if origin.bodiless && !response.content.is_empty() {
            let message = "HTTP gives such an answer no body, so there is none";
            self.report_key(Code::NotRepresented, response.node, "content", message, "never sent");
        }
        !origin.bodiless
    }

    fn response_body(&mut self, origin: &Origin, chosen: Chosen<'d>) -> Content {
        Content {
            media_type: chosen.name.to_owned(),
            kind: chosen.kind,
            value: self.payload(chosen, origin.body_hint(None)),
            form: None,
            xml: self.xml_of_content(&chosen),
        }
    }

    /// The failure that a response is; the same one wherever the response is used.
    fn failure(&mut self, origin: &Origin, found: &Found<'d, Response>) -> FailureId {
        let response = found.item;
        if let Some(known) = self.failures.get(&response.node) {
            return *known;
        }
        let chosen = self.content(origin, response);
        let contents = chosen
            .map(|chosen| self.response_body(origin, chosen))
            .into_iter()
            .collect();
        let headers = self.headers(origin, response);
        let id = FailureId(self.failure_list.len());
        let provenance = self.provenance(response.node);
        self.failure_list.push(Failure {
            component: origin.component.clone(),
            inline: origin.component.is_none().then_some((origin.operation, origin.status)),
            description: found.description.unwrap_or(response.text()).to_owned(),
            contents,
            headers,
            provenance,
        });
        self.failures.insert(response.node, id);
        id
    }

    fn headers(&mut self, origin: &Origin, response: &'d Response) -> Vec<HeaderField> {
        let mut fields = Vec::new();
        for (name, header) in &response.headers {
            // The specification says that this one is ignored; what is no name of a header was reported.
            if !name.eq_ignore_ascii_case("content-type") && is_token(name) {
                fields.extend(self.header(origin, name, header));
            }
        }
        fields
    }

    fn header(&mut self, origin: &Origin, name: &'d str, header: &'d RefOr<Header>) -> Option<HeaderField> {
        let found = self.follow(header)?;
        let header = found.item;
        let hint = match found.component {
            Some(component) => Hint::Part(component, Role::Header(name.to_owned())),
            None => origin.hint(Role::OwnHeader(name.to_owned())),
        };
        let received = Received {
            name,
            schema: header.schema.as_ref(),
            content: &header.content,
            explode: header.explode,
            node: header.node,
        };
        let (value, form) = self.received_header(&received, hint)?;
        if header.deprecated || header.deprecated_reason.is_some() {
            let message = format!("that the header `{name}` is deprecated is not shown");
            let key = if header.deprecated {
                "deprecated"
            } else {
                "x-deprecated-reason"
            };
            self.report_key(Code::NotRepresented, header.node, key, message, "has no effect");
        }
        let description = found
            .description
            .map(str::to_owned)
            .or_else(|| header.description.clone());
        let examples = self.examples(header.example, &header.examples, &header.example_references);
        Some(HeaderField {
            wire_name: name.to_owned(),
            required: header.required,
            value,
            form,
            docs: Self::described(description, examples),
        })
    }
}

/// Whether HTTP lets an answer have no body. A shared failure is the same for HEAD as for other methods.
fn is_bodiless(method: &Method, status: StatusKey, shared: bool) -> bool {
    let empty = matches!(status, StatusKey::Code(204 | 205 | 304));
    empty || (*method == Method::Head && (is_success(status) || !shared))
}

pub(super) fn status_match(status: StatusKey) -> StatusMatch {
    match status {
        StatusKey::Code(code) => StatusMatch::Code(code),
        StatusKey::Range(hundred) => StatusMatch::Range(hundred),
        StatusKey::Default => StatusMatch::Default,
    }
}
