//! Links: methods that take the arguments of another one from an answer, and what docs say of all links.
//!
//! ```yaml
//! links: { owner: { operationId: getUser, parameters: { id: '$response.body#/owner/id' } } }
//! ```
//!
//! becomes `client.users().get_from_pet(&pet)`, and a line in the docs of what answers with a `Pet`.

use crate::ir::{self, LinkValue};
use crate::names::{self, FollowUpArgument, Ident, ResourceNames};

use super::build::Context;
use super::doc_line::{WIDTH, list_item, listed, span, wrap};
use super::docs::{append, status_in_words};
use super::resource::Method;
use super::{Answer, Param, RustType, doc_text};

/// A method that calls another one with what an answer has.
#[derive(Debug, Clone)]
pub struct FollowUp {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// Its name.
    pub ident: Ident,
    /// The method that it calls.
    pub method: Ident,
    /// What the answer is called.
    pub from: &'static str,
    /// The type of the answer.
    pub source: RustType,
    /// What callers say besides.
    pub given: Vec<Param>,
    /// Whether the answer may lack what is needed.
    pub is_optional: bool,
    /// The arguments of the other method.
    pub arguments: Vec<FollowUpValue>,
    /// The struct of its optional parameters: argument and type.
    pub params: Option<(Ident, Ident)>,
    /// What the call brings.
    pub answer: Answer,
}

/// An argument of the method that is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FollowUpValue {
    /// A reference to the field at the end of these.
    Borrowed(Vec<FollowUpStep>),
    /// The value of the field at the end of these.
    Copied(Vec<FollowUpStep>),
    /// A text.
    Text(String),
    /// What callers say.
    Given(Ident),
}

/// A field on the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpStep {
    /// The field.
    pub field: Ident,
    /// Whether it is an `Option`.
    pub is_optional: bool,
}

impl FollowUpValue {
    fn is_optional(&self) -> bool {
        match self {
            Self::Borrowed(path) | Self::Copied(path) => path.iter().any(|step| step.is_optional),
            Self::Text(_) | Self::Given(_) => false,
        }
    }
}

/// Builds the methods of one resource, whose other methods are there.
pub(super) fn build(index: usize, methods: &[Method], context: &Context<'_>) -> Vec<FollowUp> {
    let names = &context.names.resources[index];
    let plan = &context.decisions.resources.resources[index];
    let pairs = plan.follow_ups.iter().zip(&names.follow_ups);
    pairs
        .filter_map(|(follow_up, ident)| {
            let called = &context.names.operation(follow_up.target)?.method;
            let method = methods.iter().find(|method| method.ident == *called)?;
            let pairs = || follow_up.arguments.iter().zip(&method.arguments);
            let arguments: Vec<FollowUpValue> = pairs()
                .map(|(argument, param)| value(argument, param, context))
                .collect();
            let given = pairs().filter(|(argument, _)| **argument == FollowUpArgument::Given);
            let given: Vec<Param> = given.map(|(_, param)| param.clone()).collect();
            let is_optional = arguments.iter().any(FollowUpValue::is_optional);
            Some(FollowUp {
                docs: docs(follow_up, method, (is_optional, !given.is_empty()), context),
                ident: ident.clone(),
                method: method.ident.clone(),
                from: free_name(&given),
                source: RustType::of(&ir::Type::Named(follow_up.source), context),
                given,
                is_optional,
                arguments,
                params: method
                    .params
                    .as_ref()
                    .map(|params| (params.argument.clone(), params.ident.clone())),
                answer: method.answer.clone(),
            })
        })
        .collect()
}

/// A name for the answer that no argument has.
fn free_name(given: &[Param]) -> &'static str {
    let is_free = |name: &&str| given.iter().all(|param| param.ident.bare() != *name);
    ["from", "answer", "source"].into_iter().find(is_free).unwrap_or("it")
}

fn value(argument: &FollowUpArgument, param: &Param, context: &Context<'_>) -> FollowUpValue {
    let step = |(id, index): &(ir::TypeId, usize)| FollowUpStep {
        field: context.names.record(*id).fields[*index].name.clone(),
        is_optional: match &context.api.types.get(*id).shape {
            ir::Shape::Record(record) => {
                let field = &record.fields[*index];
                field.presence != ir::Presence::Required || matches!(field.value.ty, ir::Type::Nullable(_))
            }
            _ => false,
        },
    };
    let fields = |fields: &[(ir::TypeId, usize)]| fields.iter().map(step).collect();
    match argument {
        FollowUpArgument::Borrowed(path) => FollowUpValue::Borrowed(fields(path)),
        FollowUpArgument::Copied(path) => FollowUpValue::Copied(fields(path)),
        FollowUpArgument::Text(text) => FollowUpValue::Text(text.clone()),
        FollowUpArgument::Given => FollowUpValue::Given(param.ident.clone()),
    }
}

fn docs(
    follow_up: &names::FollowUp,
    method: &Method,
    (is_optional, is_given): (bool, bool),
    context: &Context<'_>,
) -> Vec<String> {
    let all = follow_up.links.iter().map(|index| &context.api.links[*index]);
    let source = &context.names.ty(follow_up.source).name;
    let called = format!("[`{0}`](Self::{0})", method.ident);
    let first = format!("{called} with what a [`{source}`](crate::types::{source}) has.");
    let mut lines = wrap(&first, WIDTH);
    let mut more = Vec::new();
    if is_given {
        more.push("The other arguments are what the request that it answers had, or a header that came with it.");
    }
    if is_optional {
        more.push("There is no call where it lacks what is needed.");
    }
    append(&mut lines, wrap(&more.join(" "), WIDTH));
    let mut described: Vec<&str> = all.filter_map(|link| link.description.as_deref()).collect();
    described.sort_unstable();
    if let Some(description) = described.first() {
        append(&mut lines, doc_text::lines(description, 4));
    }
    append(
        &mut lines,
        vec!["# Errors".to_owned(), String::new(), format!("Those of {called}.")],
    );
    lines
}

/// What the docs of a method say of the links from its answers.
pub(super) fn links(operation: &ir::Operation, context: &Context<'_>) -> Vec<String> {
    let from = |link: &ir::Link| {
        let other = &context.api.operations[link.from];
        (&other.method, &other.path) == (&operation.method, &operation.path)
    };
    let several = operation.outcomes.len() + operation.failures.len() > 1;
    let mut lines = Vec::new();
    for (index, link) in context.api.links.iter().enumerate().filter(|(_, link)| from(link)) {
        let head = match target(index, link, context) {
            Some((target, true)) => target,
            Some((target, false)) => format!("{target}{}", values(link)),
            None => format!("{}{}", span(&link.called), values(link)),
        };
        let after = if several {
            format!(" (after {})", status_in_words(link.status))
        } else {
            String::new()
        };
        let description = link.description.as_deref().and_then(doc_text::summary);
        let description = description
            .filter(|text| !text.is_empty())
            .map(|text| format!(": {text}"));
        let text = format!("{}{after}: {head}{}", span(&link.name), description.unwrap_or_default());
        lines.extend(list_item(&text, WIDTH));
    }
    if !lines.is_empty() {
        lines.splice(0..0, ["# Links".to_owned(), String::new()]);
    }
    lines
}

/// The method that a link leads to, and whether it takes the answer as it is.
fn target(index: usize, link: &ir::Link, context: &Context<'_>) -> Option<(String, bool)> {
    let names = context.names.operation(link.target?)?;
    let resource: &ResourceNames = &context.names.resources[names.resource];
    let plan = &context.decisions.resources.resources[names.resource];
    let mut pairs = plan.follow_ups.iter().zip(&resource.follow_ups);
    let typed = pairs.find(|(follow_up, _)| follow_up.links.contains(&index));
    let method = typed.map_or(&names.method, |(_, ident)| ident);
    let (module, handle) = (&resource.module, &resource.handle);
    let text = format!("[`{handle}::{method}`](crate::resources::{module}::{handle}::{method})");
    Some((text, typed.is_some()))
}

/// The values that callers pass on themselves.
fn values(link: &ir::Link) -> String {
    let given = |value: &LinkValue| match value {
        LinkValue::Body(steps) => format!("from {}", span(&format!("$response.body#/{}", steps.join("/")))),
        LinkValue::Other(text) if text.contains('$') => format!("from {}", span(text)),
        LinkValue::Text(text) | LinkValue::Other(text) => format!("as {}", span(text)),
    };
    let mut all: Vec<String> = (link.parameters.iter())
        .map(|(name, value)| format!("{} {}", span(name), given(value)))
        .collect();
    all.extend(link.body.iter().map(|value| format!("its body {}", given(value))));
    if all.is_empty() {
        String::new()
    } else {
        format!(", {}", listed(&all, "and"))
    }
}
