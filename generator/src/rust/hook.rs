//! What the service sends by itself: an item for each webhook and callback, which reads the body.
//!
//! ```yaml
//! webhooks: { newPet: { post: { requestBody: { content: { application/json: { schema: … } } } } } }
//! ```
//!
//! becomes `webhooks::NewPet::from_json(&body)`. Where the bodies say themselves which webhook they belong to, there is
//! `webhooks::from_json(&body)` for all of them. Headers are read into a struct, as texts by their
//! names; these are constants, each once, to which the docs of the items link.

use std::collections::BTreeMap;

use crate::ir::{self, HookBody, HookCause, HookParameter, Shape, Strategy, Type};
use crate::names::Ident;

use super::build::Context;
use super::client::OUTER_WIDTH;
use super::doc_line::{WIDTH, list_item, span, wrap};
use super::docs::{append, deprecated, facts, prose, status_in_words};
use super::{Head, Headers, ReceivedHeader, RustType, SignatureCheck, doc_text, header, signature};

/// What `webhooks.rs` says.
#[derive(Debug, Clone)]
pub struct Hooks {
    /// Finished doc lines of the file.
    pub docs: Vec<String>,
    /// How any webhook is read: finished doc lines, and the union.
    pub event: Option<(Vec<String>, RustType)>,
    /// How signatures are checked.
    pub signature: Option<SignatureCheck>,
    /// The webhooks and callbacks.
    pub items: Vec<Hook>,
    /// The documented headers.
    pub headers: Vec<HookHeader>,
    /// Whether it names something deprecated, so that the lint must be silenced.
    pub uses_deprecated: bool,
}

/// A webhook or a callback.
#[derive(Debug, Clone)]
pub struct Hook {
    /// Docs, attributes and name.
    pub head: Head,
    /// Its name in the document.
    pub name: String,
    /// The type of its body; absent where that is not JSON.
    pub body: Option<RustType>,
    /// The struct of its headers.
    pub headers: Option<Headers>,
    /// The finished doc lines of what compares the key that it brings, if it does.
    pub key: Option<Vec<String>>,
}

/// The name of a header.
#[derive(Debug, Clone)]
pub struct HookHeader {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The constant.
    pub ident: Ident,
    /// The name on the wire.
    pub wire_name: String,
}

impl Hooks {
    /// The types of all bodies and headers.
    pub fn types(&self) -> impl Iterator<Item = &RustType> {
        let headers = self.received().map(|header| &header.ty);
        self.bodies().chain(headers)
    }

    /// The types of the bodies.
    pub fn bodies(&self) -> impl Iterator<Item = &RustType> {
        let event = self.event.iter().map(|(_, ty)| ty);
        self.items.iter().filter_map(|hook| hook.body.as_ref()).chain(event)
    }

    /// The headers with a type.
    pub fn received(&self) -> impl Iterator<Item = &ReceivedHeader> {
        let headers = self.items.iter().filter_map(|hook| hook.headers.as_ref());
        headers.flat_map(|headers| &headers.fields)
    }
}

/// Builds the file; absent where the service sends nothing by itself.
pub(super) fn build(context: &Context<'_>) -> Option<Hooks> {
    let api = context.api;
    if api.hooks.is_empty() {
        return None;
    }
    let idents = context.names.hooks.hooks.iter().zip(&context.names.hooks.structs);
    let items: Vec<Hook> = api
        .hooks
        .iter()
        .zip(idents)
        .map(|(hook, (ident, headers))| item(hook, ident, headers, context))
        .collect();
    let mut hooks = Hooks {
        docs: file_docs(&items, api.event.is_some()),
        event: api
            .event
            .as_ref()
            .map(|value| (event_docs(&value.ty, context), RustType::of(&value.ty, context))),
        signature: signature::build(context),
        headers: headers(context),
        uses_deprecated: false,
        items,
    };
    hooks.uses_deprecated = hooks.items.iter().any(|hook| hook.head.deprecated.is_some())
        || hooks.types().any(|ty| context.is_deprecated(ty));
    Some(hooks)
}

fn item(hook: &ir::Hook, ident: &Ident, headers: &(Ident, Vec<Ident>), context: &Context<'_>) -> Hook {
    let (of_headers, fields) = headers;
    let headers = hook.headers.iter().zip(fields);
    let headers = headers.map(|(header, field)| header::build(header, field, context));
    let docs = format!("What comes in the headers of [`{ident}`], read by [`{ident}::headers`].");
    Hook {
        headers: (!hook.headers.is_empty()).then(|| Headers {
            ident: of_headers.clone(),
            docs: wrap(&docs, OUTER_WIDTH),
            fields: headers.collect(),
        }),
        head: Head {
            docs: item_docs(hook, context),
            deprecated: deprecated(hook.deprecated.as_ref()),
            derives: vec!["Debug", "Clone", "Copy", "PartialEq", "Eq"],
            non_exhaustive: false,
            subject: false,
            ident: ident.clone(),
        },
        name: hook.name.clone(),
        body: hook.body.value().map(|value| RustType::of(&value.ty, context)),
        key: hook.key.as_deref().map(key_docs),
    }
}

/// The docs of what compares keys.
fn key_docs(header: &str) -> Vec<String> {
    let first = format!(
        "Whether what the header {} brought is the key that was agreed on.",
        span(header)
    );
    let second = "It takes the same time wherever the two differ. Nothing is right where `key` is empty.";
    let mut docs = wrap(&first, WIDTH);
    append(&mut docs, wrap(second, WIDTH));
    docs
}

fn file_docs(items: &[Hook], any: bool) -> Vec<String> {
    let mut docs = vec!["What the service sends by itself: webhooks, and callbacks of operations.".to_owned()];
    if items.iter().any(|hook| hook.body.is_some()) {
        let all = if any {
            " [`from_json`](crate::webhooks::from_json) reads any of the webhooks."
        } else {
            ""
        };
        let text = format!("Each is read from the bytes of its body, whichever server took the request in.{all}");
        append(&mut docs, wrap(&text, WIDTH));
    }
    docs
}

fn event_docs(ty: &Type, context: &Context<'_>) -> Vec<String> {
    let tag = match ty {
        Type::Named(id) => match &context.api.types.get(*id).shape {
            Shape::Union(ir::Union {
                strategy: Strategy::Tag { property, .. },
                ..
            }) => format!(", which its property {} tells", span(property)),
            _ => String::new(),
        },
        _ => String::new(),
    };
    wrap(&format!("Reads the body of any of the webhooks{tag}."), WIDTH)
}

fn item_docs(hook: &ir::Hook, context: &Context<'_>) -> Vec<String> {
    let mut lines = prose(&hook.docs, || match hook.cause {
        HookCause::Webhook => format!("The webhook {}.", span(&hook.name)),
        HookCause::Callback { .. } => format!("The callback {}.", span(&hook.name)),
    });
    append(&mut lines, facts(&hook.docs, None));
    let call = match &hook.cause {
        HookCause::Webhook => format!("{}, as the webhook {}.", span(&hook.method), span(&hook.name)),
        HookCause::Callback { operation, address, .. } => format!(
            "{}, as the callback {} of {}.",
            span(&format!("{} {address}", hook.method)),
            span(&hook.name),
            span(operation)
        ),
    };
    let body = match &hook.body {
        HookBody::Json(_) => String::new(),
        HookBody::None => " It has no body.".to_owned(),
        HookBody::Other(media_type) => format!(" Its body is {}.", span(media_type)),
    };
    append(&mut lines, wrap(&format!("{call}{body}"), WIDTH));
    let key = hook
        .key
        .as_ref()
        .map(|name| wrap(&format!("It brings a key in the header {}.", span(name)), WIDTH));
    append(&mut lines, key.unwrap_or_default());
    append(&mut lines, parameters(hook, context));
    append(&mut lines, answers(hook));
    lines
}

fn parameters(hook: &ir::Hook, context: &Context<'_>) -> Vec<String> {
    let (headers, others): (Vec<_>, Vec<_>) = hook.parameters.iter().partition(|parameter| parameter.is_header);
    let item = |parameter: &&HookParameter| {
        let name = span(&parameter.wire_name);
        let constant = context
            .names
            .hooks
            .headers
            .get(&parameter.wire_name.to_ascii_lowercase());
        let name = match constant.filter(|_| parameter.is_header) {
            Some(constant) => format!("[{name}](headers::{constant})"),
            None => name,
        };
        let description = parameter.description.as_deref().and_then(doc_text::summary);
        let text = description.map_or_else(|| name.clone(), |description| format!("{name}: {description}"));
        list_item(&text, WIDTH)
    };
    let section = |title: &str, list: &[&HookParameter]| {
        let mut lines: Vec<String> = list.iter().flat_map(item).collect();
        if !lines.is_empty() {
            lines.splice(0..0, [format!("# {title}"), String::new()]);
        }
        lines
    };
    let mut lines = section("Headers", &headers);
    append(&mut lines, section("Other parameters", &others));
    lines
}

fn answers(hook: &ir::Hook) -> Vec<String> {
    let item = |(status, description): &(ir::StatusMatch, String)| {
        let status = status_in_words(*status);
        let text = match doc_text::summary(description).filter(|text| !text.is_empty()) {
            Some(description) => format!("{status}: {description}"),
            None => status,
        };
        list_item(&text, WIDTH)
    };
    let mut lines: Vec<String> = hook.answers.iter().flat_map(item).collect();
    if !lines.is_empty() {
        let title = "# What the receiver answers".to_owned();
        lines.splice(0..0, [title, String::new()]);
    }
    lines
}

/// The headers by name, each as the first webhook by name has it.
fn headers(context: &Context<'_>) -> Vec<HookHeader> {
    let mut hooks: Vec<&ir::Hook> = context.api.hooks.iter().collect();
    hooks.sort_by_key(|hook| (&hook.name, &hook.provenance.pointer));
    let mut first: BTreeMap<String, &HookParameter> = BTreeMap::new();
    for header in hooks
        .iter()
        .flat_map(|hook| &hook.parameters)
        .filter(|parameter| parameter.is_header)
    {
        first.entry(header.wire_name.to_ascii_lowercase()).or_insert(header);
    }
    let header = |(name, header): (String, &HookParameter)| {
        let ident = context.names.hooks.headers.get(&name)?.clone();
        let mut docs = header
            .description
            .as_deref()
            .map(|text| doc_text::lines(text, 4))
            .unwrap_or_default();
        append(&mut docs, vec![format!("The header {}.", span(&header.wire_name))]);
        Some(HookHeader {
            docs,
            ident,
            wire_name: header.wire_name.clone(),
        })
    };
    first.into_iter().filter_map(header).collect()
}
