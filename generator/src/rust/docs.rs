//! Finished doc lines for every item: the document's prose, what the type cannot say, and examples that compile.

use std::borrow::Cow;

use crate::ir::{self, Deprecation, Docs, EnumKind, Rules, StatusMatch};
use crate::names::{Ident, Resource, ResourceNames, Words};

use super::build::Context;
use super::doc_line::{WIDTH, link, list_item, listed, span, wrap};
use super::example::Example;
use super::resource::Method;
use super::rule_docs::constraints;
use super::{Deprecated, doc_text, enumeration, follow_up, server};

/// The indentation of fields, variants and methods.
const INDENT: usize = 4;

/// The `#[deprecated]` attribute of something. rustdoc takes its note for Markdown.
pub(super) fn deprecated(deprecation: Option<&Deprecation>) -> Option<Deprecated> {
    deprecation.map(|deprecation| Deprecated {
        note: deprecation.note.as_deref().map(note),
    })
}

/// A note as the document has it, unless rustdoc would make links or HTML of it.
fn note(text: &str) -> String {
    if text.contains(['[', ']', '<', '>']) || text.contains("://") {
        doc_text::one_line(text)
    } else {
        super::manifest::one_line(text)
    }
}

/// A title in prose; one that Markdown would take for something else is quoted.
pub(super) fn title(text: &str) -> String {
    let prose = doc_text::summary(text).map(|summary| summary.trim_end_matches('.').to_owned());
    prose.filter(|prose| !prose.is_empty()).unwrap_or_else(|| span(text))
}

/// The docs of a field.
pub(super) fn of_field(field: &ir::Field, context: &Context<'_>) -> Vec<String> {
    let docs = without_title(&field.docs, &field.wire_name);
    let mut lines = prose(&docs, || {
        about(&field.value.ty, context).unwrap_or_else(|| format!("The property {}.", span(&field.wire_name)))
    });
    append(&mut lines, facts(&field.docs, Some(&field.value.rules)));
    if !matches!(field.value.ty, ir::Type::Named(_)) {
        append(&mut lines, by_name(&field.docs));
    }
    match (field.read_only, field.write_only) {
        (true, false) => append(&mut lines, vec!["Only responses have it.".to_owned()]),
        (false, true) => append(&mut lines, vec!["Only requests have it.".to_owned()]),
        _ => {}
    }
    lines
}

/// What the docs of a named type say first, for a use that has no docs of its own.
fn about(ty: &ir::Type, context: &Context<'_>) -> Option<String> {
    let ir::Type::Named(id) = ty else { return None };
    let description = context.api.types.get(*id).docs.description.as_deref()?;
    doc_text::summary(description).filter(|summary| summary.chars().count() <= WIDTH)
}

/// The docs of a choice between properties: enum and field say the same.
pub(super) fn of_group(group: &ir::Group) -> Vec<String> {
    match group.rule {
        ir::GroupRule::ExactlyOne => {
            let names: Vec<String> = group.alternatives.iter().map(properties).collect();
            vec![format!("Exactly one of {}.", listed(&names, "and"))]
        }
        ir::GroupRule::AtLeastOne => {
            let single = group.alternatives.iter().filter(|choice| choice.fields.len() == 1);
            let names: Vec<String> = single.map(properties).collect();
            vec![format!("At least one of {}.", listed(&names, "and"))]
        }
    }
}

/// The docs of a choice that has several properties.
pub(super) fn of_alternative(alternative: &ir::Alternative) -> Vec<String> {
    vec![format!("{}.", properties(alternative))]
}

/// The docs of a constructor that takes the required properties.
pub(super) fn of_new() -> Vec<String> {
    vec!["Makes a value with the required properties; all others are absent.".to_owned()]
}

/// The docs of the constructor that makes a choice.
pub(super) fn of_choice(group: &ir::Group, index: usize) -> Vec<String> {
    let chosen = properties(&group.alternatives[index]);
    if group.rule == ir::GroupRule::AtLeastOne {
        return wrap(&format!("Makes a value with {chosen}."), WIDTH);
    }
    let others: Vec<String> = group
        .alternatives
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != index)
        .map(|(_, alternative)| properties(alternative))
        .collect();
    wrap(
        &format!("Makes a value with {chosen}, in place of {}.", listed(&others, "or")),
        WIDTH,
    )
}

/// The properties of a choice: `` `id` ``, `` `host` with `port` ``.
fn properties(alternative: &ir::Alternative) -> String {
    let names: Vec<String> = alternative.fields.iter().map(|field| span(&field.wire_name)).collect();
    names.join(" with ")
}

/// The docs of a listed value; where the variant may be called anything, they tell the value too.
pub(super) fn of_enum_value(value: &ir::EnumValue, kind: EnumKind) -> Vec<String> {
    let shown = span(&enumeration::shown(&value.literal, kind));
    let mut lines = value
        .description
        .as_ref()
        .map(|description| doc_text::lines(description, INDENT))
        .unwrap_or_default();
    if lines.is_empty() {
        lines.push(shown);
    } else if kind != EnumKind::Text || value.name.is_some() {
        append(&mut lines, vec![format!("The value is {shown}.")]);
    }
    lines
}

/// The docs of a member of a union.
pub(super) fn of_variant(variant: &ir::Variant) -> Vec<String> {
    prose(&variant.docs, || format!("The alternative {}.", span(&variant.label)))
}

/// The docs of a header of an error response.
pub(super) fn of_header(header: &ir::HeaderField) -> Vec<String> {
    let fact = format!(
        "The header {}; `None` where it is missing or of another form.",
        span(&header.wire_name)
    );
    let mut lines = described(&header.docs);
    append(&mut lines, facts(&header.docs, Some(&header.value.rules)));
    append(&mut lines, vec![fact]);
    lines
}

/// The docs of an error response.
pub(super) fn of_failure(id: ir::FailureId, failure: &ir::Failure, context: &Context<'_>) -> Vec<String> {
    let mut lines = doc_text::lines(&failure.description, INDENT);
    if lines.is_empty() {
        lines.push("An error response.".to_owned());
    }
    let statuses = context.statuses_of(id);
    append(
        &mut lines,
        vec![format!(
            "Answered with {statuses}; reached by [`Error::response`](crate::Error::response)."
        )],
    );
    lines
}

/// The docs of a parameter.
pub(super) fn of_parameter(parameter: &ir::Parameter) -> Vec<String> {
    let docs = without_title(&parameter.docs, &parameter.wire_name);
    let mut lines = prose(&docs, || format!("The parameter {}.", span(&parameter.wire_name)));
    append(&mut lines, facts(&parameter.docs, Some(&parameter.value.rules)));
    if parameter.written.reserved {
        let text = "Reserved characters such as `&` and `/` are sent as they are, and so are escapes such as `%2F`.";
        append(&mut lines, wrap(text, WIDTH));
    }
    lines
}

/// The docs of a group of operations.
pub(super) fn of_resource(plan: &Resource, context: &Context<'_>) -> Vec<String> {
    let tag = plan
        .tag
        .as_ref()
        .and_then(|name| context.api.tags.iter().find(|tag| tag.name == *name));
    let lines = tag
        .and_then(|tag| tag.description.as_deref())
        .map(|text| doc_text::lines(text, INDENT))
        .unwrap_or_default();
    if lines.is_empty() {
        vec![format!("The operations of {}.", span(&plan.words.join(" ")))]
    } else {
        lines
    }
}

/// The docs of a method: prose, verb and path, arguments, errors, and an example that compiles.
pub(super) fn of_method(
    method: &Method,
    operation: &ir::Operation,
    resource: &ResourceNames,
    context: &Context<'_>,
) -> Vec<String> {
    let mut lines = described(&operation.docs);
    append(&mut lines, facts(&operation.docs, None));
    append(
        &mut lines,
        vec![span(&format!("{} {}", method.verb.as_str(), method.path))],
    );
    append(&mut lines, server::of_operation(operation));
    append(&mut lines, arguments(method, operation));
    append(&mut lines, checks(method, resource));
    append(&mut lines, patch(operation));
    append(&mut lines, follow_up::links(operation, context));
    append(&mut lines, errors(method, operation, context));
    let example = Example::of(method, resource, context).lines();
    append(
        &mut lines,
        [vec!["# Examples".to_owned(), String::new()], example].concat(),
    );
    lines
}

/// What null means in a body that is a merge patch.
fn patch(operation: &ir::Operation) -> Vec<String> {
    let mut contents = operation.body.iter().flat_map(|body| &body.contents);
    if !contents.any(ir::Content::is_merge_patch) {
        return Vec::new();
    }
    let text = "In a merge patch, what is absent stays as it is, and null removes it.";
    wrap(text, WIDTH)
}

/// The arguments, if the document says more of one than its name.
fn arguments(method: &Method, operation: &ir::Operation) -> Vec<String> {
    let item = |ident: &Ident, text: &str| list_item(&format!("`{ident}`: {text}"), WIDTH);
    let required = operation.parameters.iter().filter(|parameter| parameter.required);
    let mut list = Vec::new();
    let tells = |parameter: &ir::Parameter| {
        let constrained = !constraints(&parameter.value.rules).is_empty();
        constrained || !described(&parameter.docs).is_empty()
    };
    if required.clone().any(tells) {
        let arguments = method.arguments.iter();
        list.extend(arguments.flat_map(|param| item(&param.ident, &param.docs.join(" "))));
    }
    if let (Some(body), Some(operation)) = (&method.body, &operation.body) {
        // A body without words of its own is what its type says.
        let rules = match operation.contents.as_slice() {
            [only] => Some(&only.value.rules),
            _ => None,
        };
        let words = [described(&operation.docs), facts(&operation.docs, rules)]
            .concat()
            .join(" ");
        if !words.trim().is_empty() {
            list.extend(item(&body.ident, words.trim()));
        }
    }
    if !list.is_empty() {
        list.splice(0..0, ["# Arguments".to_owned(), String::new()]);
    }
    list
}

/// Where the constraints of the arguments are checked.
fn checks(method: &Method, resource: &ResourceNames) -> Vec<String> {
    let Some(checks) = &method.checks else {
        return Vec::new();
    };
    let text = format!(
        "[`{}::{}`] checks what the document demands of the arguments.",
        resource.handle, checks.ident
    );
    wrap(&text, WIDTH)
}

fn errors(method: &Method, operation: &ir::Operation, context: &Context<'_>) -> Vec<String> {
    let mut lines = vec!["# Errors".to_owned(), String::new()];
    if operation.failures.is_empty() {
        lines.push("What any call can meet: see [`Error`](crate::Error).".to_owned());
        return lines;
    }
    lines.extend(wrap(
        "Besides what any call can meet (see [`Error`](crate::Error)), the documented error responses:",
        WIDTH,
    ));
    lines.push(String::new());
    for ((status, reading), (_, id)) in method.failures.iter().zip(&operation.failures) {
        let description = doc_text::summary(&context.api.failures[id.0].description);
        let parts = [
            Some(status_in_words(*status)),
            reading.in_docs(),
            description.filter(|text| !text.is_empty()),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        lines.extend(list_item(&parts.join(": "), WIDTH));
    }
    lines
}

/// A status for prose: `` `429` ``, `` `5XX` ``, any other.
pub(super) fn status_in_words(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => format!("`{code}`"),
        StatusMatch::Range(hundred) => format!("`{hundred}XX`"),
        StatusMatch::Default => "any other status".to_owned(),
    }
}

/// The docs without a title that only repeats the end of a name: `Status` of `order_status`.
pub(super) fn without_title<'d>(docs: &'d Docs, name: &str) -> Cow<'d, Docs> {
    let repeats = |title: &String| {
        let (title, name) = (Words::split(title), Words::split(name));
        let (title, name): (Vec<&str>, Vec<&str>) = (title.iter().collect(), name.iter().collect());
        name.ends_with(&title)
    };
    if docs.summary.as_ref().is_some_and(repeats) {
        Cow::Owned(Docs {
            summary: None,
            ..docs.clone()
        })
    } else {
        Cow::Borrowed(docs)
    }
}

/// The summary, then the description; `fallback` where there is neither.
pub(super) fn prose(docs: &Docs, fallback: impl Fn() -> String) -> Vec<String> {
    let mut lines = described(docs);
    if lines.is_empty() {
        lines.push(fallback());
    }
    lines
}

/// The summary, then the description.
fn described(docs: &Docs) -> Vec<String> {
    let mut lines = docs
        .summary
        .as_deref()
        .map(|text| doc_text::lines(text, INDENT))
        .unwrap_or_default();
    if let Some(description) = docs.description.as_deref() {
        let description = doc_text::lines(description, INDENT);
        if description != lines {
            append(&mut lines, description);
        }
    }
    lines
}

/// What the type does not tell: constraints, default, example, where to read more.
pub(super) fn facts(docs: &Docs, rules: Option<&Rules>) -> Vec<String> {
    let mut facts: Vec<String> = rules.map(constraints).unwrap_or_default();
    if let Some(default) = &docs.default {
        facts.push(format!("The server's default is {}.", span(&default.json)));
    }
    if let Some(example) = docs.examples.first() {
        facts.push(format!("Example: {}.", span(example)));
    }
    if let Some((url, description)) = &docs.external {
        let text = description.as_deref().unwrap_or("See also");
        facts.push(format!(
            "{}: {}",
            doc_text::summary(text).unwrap_or_default().trim_end_matches('.'),
            link(url)
        ));
    }
    wrap(&facts.join(" "), WIDTH)
}

/// The docs of what a struct keeps without declaring it.
pub(super) fn of_rest(docs: &Docs) -> Vec<String> {
    let mut lines = vec!["The properties that the document does not name.".to_owned()];
    append(&mut lines, by_name(docs));
    lines
}

/// What values are by the patterns that their names match: what the type of a map cannot say.
pub(super) fn by_name(docs: &Docs) -> Vec<String> {
    let told = docs.patterns.iter().enumerate().map(|(index, told)| {
        let start = if index == 0 { "A name" } else { "one" };
        let have = if index == 0 { " has" } else { "" };
        let values = match &told.values {
            ir::PatternValues::Kinds(kinds) => listed(kinds, "or"),
            ir::PatternValues::Component(name) => span(name),
        };
        format!("{start} that matches {}{have} {values}", span(&told.pattern))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        return Vec::new();
    }
    wrap(&format!("{}.", told.join(", ")), WIDTH)
}

/// Adds a paragraph.
pub(super) fn append(lines: &mut Vec<String>, more: Vec<String>) {
    if more.is_empty() {
        return;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(more);
}
