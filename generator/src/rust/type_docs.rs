//! The docs of types: prose, an example, the form for the other direction, or else where the type stands.
//!
//! ```yaml
//! User: { title: A user, description: Someone who can log in., example: { name: Ann }, externalDocs: { url: … } }
//! ```

use crate::ir::{Docs, Hint, OtherFormat, Role, Shape, TypeDef, TypeId};

use super::build::Context;
use super::doc_line::{WIDTH, listed, span, wrap};
use super::docs::{append, by_name, facts, prose, without_title};
use super::json_block;

/// The docs of a type.
pub(super) fn of_type(id: TypeId, def: &TypeDef, context: &Context<'_>) -> Vec<String> {
    let docs = without_title(&def.docs, context.names.ty(id).name.bare());
    let mut lines = prose(&docs, || whereabouts(&def.hint, context));
    let example = docs.examples.first().and_then(|example| json_block::lines(example));
    let told = Docs {
        // One that has a block of its own is not quoted among the facts.
        examples: docs.examples.iter().filter(|_| example.is_none()).cloned().collect(),
        ..docs.into_owned()
    };
    let rules = match &def.shape {
        Shape::Alias(value) | Shape::Newtype(value) => Some(&value.rules),
        Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) => None,
    };
    append(&mut lines, facts(&told, rules));
    // A struct says it of the field that keeps them.
    if !matches!(def.shape, Shape::Record(_)) {
        append(&mut lines, by_name(&told));
    }
    append(&mut lines, form(id, def, context));
    if let Some(example) = example {
        append(&mut lines, vec!["An example:".to_owned()]);
        append(&mut lines, example);
    }
    lines
}

/// Which way values of a type go that has another form for the other way; both stand in one file.
fn form(id: TypeId, def: &TypeDef, context: &Context<'_>) -> Vec<String> {
    let text = match (&def.hint, context.request_form(id)) {
        (Hint::Form(base), _) => {
            let base = &context.names.ty(*base).name;
            format!("The form that requests have; responses have [`{base}`].")
        }
        (Hint::Upload(base), _) => {
            let base = &context.names.ty(*base).name;
            format!("The form that multipart bodies have, with files; elsewhere there is [`{base}`].")
        }
        (Hint::Patch(base), _) => {
            let base = &context.names.ty(*base).name;
            format!("The form that merge patches have; elsewhere there is [`{base}`].")
        }
        (_, Some(request)) => {
            let request = &context.names.ty(request).name;
            format!("The form that responses have; requests have [`{request}`].")
        }
        (_, None) => return Vec::new(),
    };
    wrap(&text, WIDTH)
}

/// Where a type without a description stands: `` The property `state` of `Order`. ``
fn whereabouts(hint: &Hint, context: &Context<'_>) -> String {
    let (owner, role) = match hint {
        Hint::Part(_, Role::Event) => return "What any of the webhooks carries.".to_owned(),
        Hint::Component(name) => return format!("The schema {}.", span(name)),
        Hint::Within(owner, role) => (format!("`{}`", context.names.ty(*owner).name), role),
        Hint::Operation(index, role) => {
            let operation = &context.api.operations[*index];
            (span(&format!("{} {}", operation.method.as_str(), operation.path)), role)
        }
        Hint::Part(name, role) => (span(name), role),
        Hint::Shared(places) => return shared(places, context),
        Hint::Form(base) | Hint::Upload(base) | Hint::Patch(base) => {
            return whereabouts(&context.api.types.get(*base).hint, context);
        }
    };
    let part = match role {
        Role::Property(name) => format!("property {}", span(name)),
        Role::Item => "type of the items".to_owned(),
        Role::Position(index) => format!("item {}", index + 1),
        Role::Value => "type of the values".to_owned(),
        Role::Member(position) => format!("alternative {}", position + 1),
        Role::Several(_) => "combination of alternatives".to_owned(),
        Role::Request => "request body".to_owned(),
        Role::Form => "request body as a form".to_owned(),
        Role::Payload => "body".to_owned(),
        Role::Event => "event".to_owned(),
        Role::Response(status) if status.is_empty() => "response body".to_owned(),
        Role::Response(status) => format!("response body for {}", span(status)),
        Role::ResponseIn(status, format) => {
            let what = match format {
                OtherFormat::Xml => "response body in XML",
                OtherFormat::Event => "event of the response",
                OtherFormat::Line => "value of the stream",
            };
            if status.is_empty() {
                what.to_owned()
            } else {
                format!("{what} for {}", span(status))
            }
        }
        Role::Parameter(name) => format!("parameter {}", span(name)),
        Role::Header(name) | Role::OwnHeader(name) => format!("header {}", span(name)),
    };
    format!("The {part} of {owner}.")
}

/// The places that share a type; the first few, where there are many.
fn shared(places: &[Hint], context: &Context<'_>) -> String {
    const SHOWN: usize = 3;
    let phrase = |place: &Hint| {
        let text = whereabouts(place, context);
        let text = text.trim_end_matches('.');
        format!("the {}", text.trim_start_matches("The "))
    };
    let mut phrases: Vec<String> = places.iter().take(SHOWN).map(phrase).collect();
    if places.len() > SHOWN {
        phrases.push(format!("{} more", places.len() - SHOWN));
    }
    let text = listed(&phrases, "and");
    format!("T{}.", text.trim_start_matches('t'))
}
