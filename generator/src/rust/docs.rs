//! Finished doc lines for every item: the document's prose, what the type cannot say, and examples that compile.

use crate::ir::{self, Deprecation, Docs, Rules, StatusMatch, TypeDef};
use crate::names::{Resource, ResourceNames};

use super::build::Context;
use super::doc_line::{code, link, list_item, wrap};
use super::resource::{Method, Param};
use super::{Deprecated, RustType, doc_text};

/// The width of prose: 89 columns less one indentation and the comment's slashes.
const WIDTH: usize = 81;
/// The indentation of fields, variants and methods.
const INDENT: usize = 4;

/// The `#[deprecated]` attribute of something.
pub(super) fn deprecated(deprecation: Option<&Deprecation>) -> Option<Deprecated> {
    deprecation.map(|deprecation| Deprecated {
        note: deprecation.note.clone(),
    })
}

/// The docs of a type.
pub(super) fn of_type(def: &TypeDef) -> Vec<String> {
    let mut lines = prose(&def.docs, || format!("`{}` of the API.", document_name(def)));
    let facts = facts(&def.docs, None);
    append(&mut lines, facts);
    lines
}

/// What the document calls a type.
fn document_name(def: &TypeDef) -> String {
    match &def.hint {
        ir::Hint::Component(name) => code(name),
        _ => code(def.provenance.pointer.as_str()),
    }
}

/// The docs of a field.
pub(super) fn of_field(field: &ir::Field, context: &Context<'_>) -> Vec<String> {
    let mut lines = prose(&field.docs, || {
        about(&field.value.ty, context).unwrap_or_else(|| format!("The property `{}`.", code(&field.wire_name)))
    });
    append(&mut lines, facts(&field.docs, Some(&field.value.rules)));
    match (field.read_only, field.write_only) {
        (true, false) => append(&mut lines, vec!["Only answers have it.".to_owned()]),
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
    let names: Vec<String> = group
        .alternatives
        .iter()
        .map(|alternative| {
            let names: Vec<String> = alternative
                .fields
                .iter()
                .map(|field| format!("`{}`", field.wire_name))
                .collect();
            names.join(" with ")
        })
        .collect();
    let (last, rest) = names
        .split_last()
        .map_or((String::new(), String::new()), |(last, rest)| {
            (last.clone(), rest.join(", "))
        });
    vec![format!("Exactly one of {rest} and {last}.")]
}

/// The docs of a value of an enum of strings.
pub(super) fn of_enum_value(value: &ir::EnumValue) -> Vec<String> {
    match &value.description {
        Some(description) => doc_text::lines(description, INDENT),
        None => vec![format!("`{}`", code(&value.wire_name))],
    }
}

/// The docs of a member of a union.
pub(super) fn of_variant(variant: &ir::Variant) -> Vec<String> {
    prose(&variant.docs, || format!("The member `{}`.", code(&variant.label)))
}

/// The docs of a header of an error response.
pub(super) fn of_header(header: &ir::HeaderField) -> Vec<String> {
    let mut lines = prose(&header.docs, || format!("The header `{}`.", header.wire_name));
    append(&mut lines, facts(&header.docs, Some(&header.value.rules)));
    append(
        &mut lines,
        vec![format!(
            "The header `{}`; `None` where it is missing or of another form.",
            header.wire_name
        )],
    );
    lines
}

/// The docs of an error response.
pub(super) fn of_failure(failure: &ir::Failure, context: &Context<'_>) -> Vec<String> {
    let mut lines = doc_text::lines(&failure.description, INDENT);
    if lines.is_empty() {
        lines.push("An error response.".to_owned());
    }
    let statuses = context.statuses_of(failure);
    append(
        &mut lines,
        vec![format!("Answered with {statuses}; reached by `Error::response`.")],
    );
    lines
}

/// The docs of a parameter.
pub(super) fn of_parameter(parameter: &ir::Parameter) -> Vec<String> {
    let mut lines = prose(&parameter.docs, || format!("The parameter `{}`.", parameter.wire_name));
    append(&mut lines, facts(&parameter.docs, Some(&parameter.value.rules)));
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
        vec![format!("The operations of `{}`.", plan.words.join(" "))]
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
    let mut lines = prose(&operation.docs, || format!("Calls `{}`.", method.id));
    append(&mut lines, facts(&operation.docs, None));
    append(&mut lines, vec![format!("`{} {}`", method.verb, code(&method.path))]);
    append(&mut lines, arguments(method, operation));
    append(&mut lines, errors(method, operation, context));
    append(&mut lines, example(method, resource, context));
    lines
}

fn arguments(method: &Method, operation: &ir::Operation) -> Vec<String> {
    let mut list: Vec<String> = method
        .arguments
        .iter()
        .flat_map(|param| list_item(&format!("`{}`: {}", param.ident, param.docs.join(" ")), WIDTH))
        .collect();
    if let (Some(body), Some(described)) = (&method.body, &operation.body) {
        // A body without words of its own is what its type says.
        let mut words = prose(&described.docs, String::new);
        words.extend(facts(&described.docs, None));
        let words = words.join(" ");
        if !words.trim().is_empty() {
            list.extend(list_item(&format!("`{}`: {}", body.ident, words.trim()), WIDTH));
        }
    }
    if list.is_empty() {
        list
    } else {
        [vec!["# Arguments".to_owned(), String::new()], list].concat()
    }
}

fn errors(method: &Method, operation: &ir::Operation, context: &Context<'_>) -> Vec<String> {
    let mut lines = vec![
        "# Errors".to_owned(),
        String::new(),
        "Besides what any call can meet (see [`Error`](crate::Error)), the documented answers:".to_owned(),
        String::new(),
    ];
    if operation.failures.is_empty() {
        lines.truncate(2);
        lines.push("What any call can meet: see [`Error`](crate::Error).".to_owned());
        return lines;
    }
    for ((status, ident), (_, id)) in method.failures.iter().zip(&operation.failures) {
        let description = doc_text::summary(&context.api.failures[id.0].description).unwrap_or_default();
        let head = format!("{}: [`{ident}`](crate::responses::{ident})", status_in_words(*status));
        let text = if description.is_empty() {
            head
        } else {
            format!("{head}: {description}")
        };
        lines.extend(list_item(&text, WIDTH));
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

/// An example: what cannot be written down in general is an argument of the hidden function around it.
fn example(method: &Method, resource: &ResourceNames, context: &Context<'_>) -> Vec<String> {
    let krate = context.crate_ident();
    let mut hidden = vec![format!("client: &{krate}::Client")];
    let mut arguments = Vec::new();
    for param in &method.arguments {
        arguments.push(example_argument(param, &krate, &mut hidden));
    }
    if let Some(params) = &method.params {
        arguments.push(format!(
            "{krate}::resources::{}::{}::default()",
            resource.module, params.ident
        ));
    }
    if let Some(body) = &method.body {
        if matches!(&body.ty, RustType::Named(ident) if context.is_default(ident)) {
            arguments.push(format!("{}::default()", body.ty.path(&krate)));
        } else {
            hidden.push(format!("{}: {}", body.ident, body.ty.path(&krate)));
            arguments.push(body.ident.to_string());
        }
    }
    let call = format!(
        "client.{}().{}({}).await?;",
        resource.accessor,
        method.ident,
        arguments.join(", ")
    );
    let mut lines = vec!["# Examples".to_owned(), String::new(), "```no_run".to_owned()];
    if method.deprecated.is_some() || context.mentions_deprecated(method) {
        lines.push("# #![allow(deprecated)]".to_owned());
    }
    lines.push(format!(
        "# async fn example({}) -> Result<(), {krate}::Error> {{",
        hidden.join(", ")
    ));
    match &method.output {
        Some(_) => {
            lines.push(format!("let answer = {call}"));
            lines.push("println!(\"{answer:?}\");".to_owned());
        }
        None => lines.push(call),
    }
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

fn example_argument(param: &Param, krate: &str, hidden: &mut Vec<String>) -> String {
    match &param.ty {
        RustType::String => "\"…\"".to_owned(),
        ty => {
            hidden.push(format!("{}: {}", param.ident, ty.argument(krate)));
            param.ident.to_string()
        }
    }
}

/// The summary, then the description; `fallback` where there is neither.
fn prose(docs: &Docs, fallback: impl Fn() -> String) -> Vec<String> {
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
    if lines.is_empty() {
        lines.push(fallback());
    }
    lines
}

/// What the type does not tell: constraints, default, example, where to read more.
fn facts(docs: &Docs, rules: Option<&Rules>) -> Vec<String> {
    let mut facts: Vec<String> = rules.map(constraints).unwrap_or_default();
    if let Some(default) = &docs.default {
        facts.push(format!("The server's default is `{}`.", code(default)));
    }
    if let Some(example) = docs.examples.first() {
        facts.push(format!("Example: `{}`.", code(example)));
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

/// The constraints in words.
fn constraints(rules: &Rules) -> Vec<String> {
    let mut words = Vec::new();
    let bound = |bound: &ir::Bound, inside: &str, outside: &str| {
        format!("{} {}", if bound.exclusive { outside } else { inside }, bound.value)
    };
    match (&rules.minimum, &rules.maximum) {
        (Some(least), Some(most)) if !least.exclusive && !most.exclusive => {
            words.push(format!("Between {} and {}.", least.value, most.value));
        }
        (least, most) => {
            words.extend(
                least
                    .iter()
                    .map(|least| format!("{}.", bound(least, "At least", "More than"))),
            );
            words.extend(
                most.iter()
                    .map(|most| format!("{}.", bound(most, "At most", "Less than"))),
            );
        }
    }
    words.extend(rules.multiple_of.iter().map(|step| format!("A multiple of {step}.")));
    words.extend(range(rules.min_length, rules.max_length, "character"));
    words.extend(range(rules.min_items, rules.max_items, "item"));
    words.extend(
        range(rules.min_properties, rules.max_properties, "entry").map(|text| text.replace("entrys", "entries")),
    );
    if rules.unique_items {
        words.push("No two items are equal.".to_owned());
    }
    words.extend(
        rules
            .pattern
            .iter()
            .map(|pattern| format!("Matches `{}`.", code(pattern))),
    );
    words
}

fn range(least: Option<u64>, most: Option<u64>, unit: &str) -> Option<String> {
    let plural = |count: u64| {
        if count == 1 {
            unit.to_owned()
        } else {
            format!("{unit}s")
        }
    };
    match (least.filter(|least| *least > 0), most) {
        (Some(least), Some(most)) => Some(format!("{least} to {most} {}.", plural(most))),
        (Some(least), None) => Some(format!("At least {least} {}.", plural(least))),
        (None, Some(most)) => Some(format!("At most {most} {}.", plural(most))),
        (None, None) => None,
    }
}

/// Adds a paragraph.
fn append(lines: &mut Vec<String>, more: Vec<String>) {
    if more.is_empty() {
        return;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(more);
}
