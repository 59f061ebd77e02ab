//! Requests that the service makes: webhooks, and the callbacks of operations.
//!
//! ```yaml
//! webhooks:
//!   newPet: { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } } }
//! paths:
//!   /subscriptions:
//!     post: { callbacks: { onData: { '{$request.query.url}': { post: { requestBody: { … } } } } } }
//! ```
//!
//! Receivers read JSON and headers by their types; a body that is not JSON is described. What receivers answer is its status: bodies
//! that the document wants in an answer are reported. Callbacks of callbacks are reported too, and what the service presents where that is no key in a header. A webhook that is said by a
//! path item has what that says for all of its operations.

use indexmap::IndexMap;

use super::body::kind_of;
use super::context::Context;
use super::graph::Seat;
use super::received_header::Received;
use super::refs::Found;
use super::response::status_match;
use super::security::Credentials;
use super::twice::same_parameter;
use crate::diag::Code;
use crate::ir::{
    Docs, HeaderField, Hint, Hook, HookBody, HookCause, HookParameter, PayloadKind, Role, StatusMatch, Type, TypeUse,
};
use crate::openapi::{Callback, Location, MediaType, Operation, Parameter, PathItem, RefOr, Schema};

/// A request that the service makes, with what surrounds it.
struct Announced<'d> {
    name: &'d str,
    /// What a body without a component is called after.
    called: String,
    cause: HookCause,
    item: &'d PathItem,
    operation: &'d Operation,
}

/// A webhook with the schema of what it carries.
pub(super) struct Lowered<'d> {
    pub(super) hook: Hook,
    pub(super) schema: Option<&'d Schema>,
}

impl<'d> Context<'d> {
    /// The webhooks and then the callbacks, in the document's order.
    ///
    /// They are lowered in the order of their names: what several of them lead to is called after the first.
    pub(super) fn hooks(&mut self, credentials: &Credentials) -> Vec<Lowered<'d>> {
        let document = self.document;
        let mut announced = Vec::new();
        for (name, item) in &document.webhooks {
            self.announce(name, &HookCause::Webhook, item, &mut announced);
        }
        for (path, item) in &document.paths {
            let item = self.path_item(item);
            for operation in &item.operations {
                for (name, callback) in &operation.callbacks {
                    self.announce_callback(name, (path, operation), callback, &mut announced);
                }
            }
        }
        let mut all: Vec<(usize, Announced<'d>)> = announced.into_iter().enumerate().collect();
        all.sort_by(|(_, one), (_, other)| one.key().cmp(&other.key()));
        let mut lowered = Vec::new();
        for (place, hook) in all {
            let mark = self.mark();
            self.refusals += usize::from(self.request_is_faulty(hook.item, hook.operation));
            let one = self.hook(&hook, credentials);
            if self.is_refused(mark) {
                self.leave_out_hook(hook.name, hook.operation);
            } else {
                lowered.push((place, one));
            }
        }
        lowered.sort_by_key(|(place, _)| *place);
        lowered.into_iter().map(|(_, hook)| hook).collect()
    }

    fn announce_callback(
        &mut self,
        name: &'d str,
        (path, operation): (&str, &'d Operation),
        callback: &'d RefOr<Callback>,
        announced: &mut Vec<Announced<'d>>,
    ) {
        let Some(found) = self.follow(callback) else { return };
        for (address, item) in &found.item.addresses {
            let cause = HookCause::Callback {
                of: operation.operation_id.clone(),
                operation: format!("{} {path}", operation.method.as_str()),
                address: address.clone(),
            };
            self.announce(name, &cause, item, announced);
        }
    }

    fn announce(
        &mut self,
        name: &'d str,
        cause: &HookCause,
        item: &'d RefOr<PathItem>,
        announced: &mut Vec<Announced<'d>>,
    ) {
        let Some(found) = self.follow(item) else { return };
        let item = self.path_item(found.item);
        let several = item.operations.len() > 1;
        announced.extend(item.operations.iter().map(|operation| Announced {
            name,
            called: if several {
                format!("{name} {}", operation.method.as_str())
            } else {
                name.to_owned()
            },
            cause: cause.clone(),
            item,
            operation,
        }));
    }

    fn hook(&mut self, hook: &Announced<'d>, credentials: &Credentials) -> Lowered<'d> {
        let Announced { item, operation, .. } = *hook;
        let (body, schema) = self.hook_body(hook);
        let description = operation.description.clone().or_else(|| item.description.clone());
        let reason = operation.deprecated_reason.as_deref();
        self.report_nested(operation);
        let (parameters, headers) = self.hook_parameters(hook);
        let hook = Hook {
            name: hook.name.to_owned(),
            id: operation.operation_id.clone(),
            cause: hook.cause.clone(),
            method: operation.method.as_str().to_owned(),
            deprecated: super::docs::deprecation(operation.deprecated, reason, description.as_deref()),
            docs: Docs {
                summary: operation.summary.clone().or_else(|| item.summary.clone()),
                description,
                external: super::docs::external(operation.external_docs.as_ref()),
                ..Docs::default()
            },
            body,
            parameters,
            headers,
            answers: self.hook_answers(operation),
            key: self.hook_key(operation, credentials),
            provenance: self.provenance(operation.node),
        };
        Lowered { hook, schema }
    }

    /// The header with a key, where that is all that an alternative demands. What the document demands of all calls is not
    /// about what the service sends.
    fn hook_key(&mut self, operation: &Operation, credentials: &Credentials) -> Option<String> {
        let own = operation.security.as_ref()?;
        let alternatives = self.requirements(own, credentials).alternatives;
        let key = alternatives.iter().find_map(|needed| match needed.as_slice() {
            [only] => credentials.header(*only),
            _ => None,
        });
        if key.is_none() && alternatives.iter().all(|needed| !needed.is_empty()) && !alternatives.is_empty() {
            let message = "receivers check what the service presents themselves: only a key in a header is compared";
            self.report_key(Code::NotRepresented, operation.node, "security", message, "not checked");
        }
        key.map(str::to_owned)
    }

    /// What a receiver reads, and its schema where that is JSON.
    fn hook_body(&mut self, hook: &Announced<'d>) -> (HookBody, Option<&'d Schema>) {
        let nothing = (HookBody::None, None);
        let Some(body) = &hook.operation.request_body else {
            return nothing;
        };
        let Some(found) = self.follow(body) else { return nothing };
        let content: &'d IndexMap<String, MediaType> = &found.item.content;
        let offered = self.media_types(content);
        let json = |(name, media): &&(&'d str, &'d MediaType)| kind_of(name, media) == Some(PayloadKind::Json);
        let Some((name, media)) = offered.iter().find(json).or(offered.first()).copied() else {
            return nothing;
        };
        for (other, another) in offered.iter().filter(|(other, _)| *other != name) {
            let place = self.media_place(found.item.node, other, another);
            let message = format!("receivers are not given `{other}`, because `{name}` is read");
            self.report_at(Code::NotRepresented, &place, message, "not represented");
        }
        if kind_of(name, media) != Some(PayloadKind::Json) {
            return (HookBody::Other(name.to_owned()), None);
        }
        let hint = match found.component {
            Some(component) => Hint::Part(component, Role::Request),
            None => Hint::Part(hook.called.clone(), Role::Payload),
        };
        match &media.schema {
            Some(schema) => {
                let value = self.schema(schema, &Seat::Own(hint));
                self.report_unchecked(&value, schema);
                (HookBody::Json(Box::new(value)), Some(schema))
            }
            None => (HookBody::Json(Box::new(TypeUse::from(Type::Any))), None),
        }
    }

    /// The parameters of an operation, and those of its path item that it does not override; and the headers among them
    /// that have a type.
    fn hook_parameters(&mut self, hook: &Announced<'d>) -> (Vec<HookParameter>, Vec<HeaderField>) {
        let Announced { item, operation, .. } = *hook;
        let mut found: Vec<Found<'d, Parameter>> = Vec::new();
        for parameter in item.parameters.iter().chain(&operation.parameters) {
            let Some(parameter) = self.follow(parameter) else {
                continue;
            };
            let same = |other: &Found<'d, Parameter>| same_parameter(other.item, parameter.item);
            match found.iter().position(same) {
                Some(position) => found[position] = parameter,
                None => found.push(parameter),
            }
        }
        let parameter = |found: &Found<'d, Parameter>| HookParameter {
            wire_name: found.item.name.clone(),
            is_header: found.item.location == Location::Header,
            required: found.item.required,
            description: found
                .description
                .map(str::to_owned)
                .or_else(|| found.item.description.clone()),
        };
        let parameters = found.iter().map(parameter).collect();
        let mut headers = Vec::new();
        for parameter in found.iter().filter(|found| found.item.location == Location::Header) {
            headers.extend(self.hook_header(hook, parameter));
        }
        (parameters, headers)
    }

    fn hook_header(&mut self, hook: &Announced<'d>, found: &Found<'d, Parameter>) -> Option<HeaderField> {
        let parameter = found.item;
        let hint = match &found.component {
            Some(component) => Hint::Part(component.clone(), Role::Header(parameter.name.clone())),
            None => Hint::Part(hook.called.clone(), Role::OwnHeader(parameter.name.clone())),
        };
        let received = Received {
            name: &parameter.name,
            schema: parameter.schema.as_ref(),
            content: &parameter.content,
            explode: parameter.explode,
            node: parameter.node,
        };
        let (value, form) = self.received_header(&received, hint)?;
        let description = found.description.map(str::to_owned);
        let description = description.or_else(|| parameter.description.clone());
        let examples = self.examples(parameter.example, &parameter.examples, &parameter.example_references);
        Some(HeaderField {
            wire_name: parameter.name.clone(),
            required: parameter.required,
            value,
            form,
            docs: Self::described(description, examples),
        })
    }

    /// What receivers answer.
    fn hook_answers(&mut self, operation: &'d Operation) -> Vec<(StatusMatch, String)> {
        let mut answers = Vec::new();
        for (status, response) in &operation.responses {
            let Some(found) = self.follow(response) else { continue };
            if !found.item.content.is_empty() {
                let message = "what receivers answer is described by its status alone: they write the body themselves";
                self.report_key(
                    Code::NotRepresented,
                    found.item.node,
                    "content",
                    message,
                    "not represented",
                );
            }
            let text = found.description.unwrap_or(found.item.text()).to_owned();
            answers.push((status_match(*status), text));
        }
        answers.sort_by_key(|(status, _)| *status);
        answers
    }

    fn report_nested(&mut self, operation: &Operation) {
        if !operation.callbacks.is_empty() {
            let message = "callbacks of what the service itself requests are not represented";
            self.report_key(
                Code::NotRepresented,
                operation.node,
                "callbacks",
                message,
                "has no effect",
            );
        }
    }
}

impl Announced<'_> {
    /// An order that no order of the document decides.
    fn key(&self) -> (&str, &str, &str, &str) {
        let (operation, address) = match &self.cause {
            HookCause::Webhook => ("", ""),
            HookCause::Callback { operation, address, .. } => (operation.as_str(), address.as_str()),
        };
        (operation, self.name, address, self.operation.method.as_str())
    }
}
