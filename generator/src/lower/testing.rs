//! Lowering small documents in unit tests, and a short notation for what comes out.
//!
//! A definition reads like `{ id: string, name?: string(1..255)|null, [a: i64 / b: i64], .. any }`: `?` marks what may
//! be absent, `|null` what may be null, brackets an exclusive group, `.. T` kept properties, `!` refused ones, ` & ` what is several members at once.

use std::fmt::Write;

use super::assertion::notation;

use super::{Settings, lower};
use crate::diag::{Code, Sink, Sources};
use crate::ir::{
    Api, EnumKind, EnumValue, Field, GroupRule, Hint, Literal, Others, Presence, Record, Rest, Role, Rules, Shape,
    Strategy, Type, TypeId, TypeUse, Union,
};
use crate::openapi::{Bundle, Document, Places};
use crate::source::{Input, Limits};

/// What a document came to.
pub(crate) struct Lowered {
    pub(crate) api: Api,
    pub(crate) document: Document,
    pub(crate) sink: Sink,
}

/// Lowers a whole document.
pub(crate) fn document(yaml: &str) -> Lowered {
    configured(&Settings::default(), yaml)
}

/// Lowers a whole document with settings.
pub(crate) fn configured(settings: &Settings, yaml: &str) -> Lowered {
    let input = Input::Text {
        name: "test.yaml".to_owned(),
        text: yaml.to_owned(),
    };
    lowered(settings, &input)
}

/// Lowers a document of several files, the first of which is the main one.
pub(crate) fn files(files: &[(&str, &str)]) -> Lowered {
    let input = Input::Set {
        name: files[0].0.to_owned(),
        files: files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect(),
    };
    lowered(&Settings::default(), &input)
}

fn lowered(settings: &Settings, input: &Input) -> Lowered {
    let mut sources = Sources::default();
    let mut sink = Sink::default();
    let read = Bundle::read(input, &Places::default(), &mut sources, &Limits::default(), &mut sink);
    let bundle = read.unwrap_or_else(|| panic!("{:?}", sink.diagnostics()));
    let document = Document::of(bundle, &mut sink).expect("the test's document is readable");
    let api = lower(&document, settings, &sources, &mut sink);
    Lowered { api, document, sink }
}

/// Lowers the component schemas of a 3.1 document.
pub(crate) fn schemas(yaml: &str) -> Lowered {
    versioned("3.1.0", yaml)
}

/// Lowers the component schemas of a document of that version.
pub(crate) fn versioned(version: &str, yaml: &str) -> Lowered {
    document(&components(version, yaml))
}

/// Lowers the component schemas of a 3.1 document with settings.
pub(crate) fn schemas_with(settings: &Settings, yaml: &str) -> Lowered {
    configured(settings, &components("3.1.0", yaml))
}

/// A document with these component schemas.
pub(crate) fn components(version: &str, yaml: &str) -> String {
    format!(
        "openapi: {version}\ninfo: {{ title: T, version: '1' }}\nservers: [{{ url: 'https://a.test' }}]\npaths: {{}}\n\
         components:\n  schemas:\n{}",
        indented(yaml, 4)
    )
}

/// Lowers the paths of a 3.1 document, with components where the text has a second part after `---`.
pub(crate) fn paths(yaml: &str) -> Lowered {
    document(&in_paths(yaml))
}

/// A document with these paths.
pub(crate) fn in_paths(yaml: &str) -> String {
    let (paths, components) = yaml.split_once("---\n").unwrap_or((yaml, "{}"));
    format!(
        "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\nservers: [{{ url: 'https://a.test' }}]\n\
         paths:\n{}components:\n{}",
        indented(paths, 2),
        indented(components, 2)
    )
}

fn indented(yaml: &str, by: usize) -> String {
    let lines: Vec<String> = yaml.lines().map(|line| format!("{:by$}{line}", "")).collect();
    lines.join("\n") + "\n"
}

impl Lowered {
    /// The codes and the pointers of what was reported, in order.
    pub(crate) fn reports(&self) -> Vec<(Code, String)> {
        let pointer = |label: &crate::diag::Label| label.place.pointer.to_string();
        let shown = |diagnostic: &crate::diag::Diagnostic| {
            (
                diagnostic.code,
                diagnostic.primary.as_ref().map(pointer).unwrap_or_default(),
            )
        };
        self.sink.diagnostics().iter().map(shown).collect()
    }

    /// The same without the operations that are left out: what stands in their way.
    pub(crate) fn reasons(&self) -> Vec<(Code, String)> {
        let mut reports = self.reports();
        reports.retain(|(code, _)| !matches!(code, Code::OperationLeftOut | Code::NothingLeft));
        reports
    }

    /// The codes of what was reported, in order.
    pub(crate) fn codes(&self) -> Vec<Code> {
        self.sink
            .diagnostics()
            .iter()
            .map(|diagnostic| diagnostic.code)
            .collect()
    }

    /// The definition of a name, as [`name`] gives it.
    pub(crate) fn id(&self, wanted: &str) -> TypeId {
        let found = self.api.types.iter().find(|(id, _)| name(&self.api, *id) == wanted);
        found
            .unwrap_or_else(|| panic!("no definition `{wanted}` among {:?}", self.names()))
            .0
    }

    /// All definitions by name.
    pub(crate) fn names(&self) -> Vec<String> {
        self.api.types.iter().map(|(id, _)| name(&self.api, id)).collect()
    }

    /// A definition in short notation.
    pub(crate) fn show(&self, name: &str) -> String {
        let def = self.api.types.get(self.id(name));
        let asserted = def
            .assertion
            .map(|id| format!(" asserts {}", notation::text(&self.api, id)));
        shape(&self.api, &def.shape) + &asserted.unwrap_or_default()
    }

    /// A field of a record.
    pub(crate) fn field(&self, record: &str, name: &str) -> &Field {
        let Shape::Record(found) = &self.api.types.get(self.id(record)).shape else {
            panic!("{record} is no record")
        };
        let grouped = found
            .groups
            .iter()
            .flat_map(|group| &group.alternatives)
            .flat_map(|choice| &choice.fields);
        let mut all = found.fields.iter().chain(grouped);
        all.find(|field| field.wire_name == name)
            .unwrap_or_else(|| panic!("{record} has no {name}"))
    }
}

/// A name for tests: `Pet`, `Pet.owner`, `Pet#1` for a member, `#0 request`.
pub(crate) fn name(api: &Api, id: TypeId) -> String {
    let part = |role: &Role| match role {
        Role::Property(name) => format!(".{name}"),
        Role::Item => "[]".to_owned(),
        Role::Position(index) => format!("[{index}]"),
        Role::Value => "{}".to_owned(),
        Role::Member(index) => format!("#{index}"),
        Role::Several(_) => "#&".to_owned(),
        Role::Request => " request".to_owned(),
        Role::Form => " form".to_owned(),
        Role::Payload => " payload".to_owned(),
        Role::Event => " event".to_owned(),
        Role::Response(status) => format!(" response {status}"),
        Role::ResponseIn(status, format) => format!(" response {status} {format:?}"),
        Role::Parameter(name) => format!(" parameter {name}"),
        Role::Header(name) | Role::OwnHeader(name) => format!(" header {name}"),
    };
    let place = |hint: &Hint| match hint {
        Hint::Component(name) => name.clone(),
        Hint::Within(parent, role) => format!("{}{}", name(api, *parent), part(role)),
        Hint::Operation(index, role) => format!("{index}{}", part(role)),
        Hint::Part(component, role) => format!("{component}{}", part(role)),
        Hint::Form(base) => format!("{} sent", name(api, *base)),
        Hint::Patch(base) => format!("{} patched", name(api, *base)),
        Hint::Upload(base) => format!("{} uploaded", name(api, *base)),
        Hint::Shared(_) => "shared".to_owned(),
    };
    match &api.types.get(id).hint {
        Hint::Shared(places) => places.iter().map(place).collect::<Vec<_>>().join(" = "),
        hint => place(hint),
    }
}

fn shape(api: &Api, shape: &Shape) -> String {
    match shape {
        Shape::Record(shape) => record(api, shape),
        Shape::Enumeration(list) => {
            let value = |value: &EnumValue| match &value.literal {
                Literal::String(text) if list.kind() == EnumKind::Text => text.clone(),
                other => other.json(),
            };
            let values: Vec<String> = list.values.iter().map(value).collect();
            let others = match list.others {
                Others::Kept => "",
                Others::Allowed => " ..",
                Others::Refused => " !",
            };
            format!("enum {}{others}", values.join(" "))
        }
        Shape::Union(shape) => union(api, shape),
        Shape::Alias(value) => format!("= {}", used(api, value)),
        Shape::Newtype(value) => format!("new {}", used(api, value)),
    }
}

fn record(api: &Api, record: &Record) -> String {
    let mut parts: Vec<String> = record.fields.iter().map(|one| field(api, one)).collect();
    for group in &record.groups {
        let choices: Vec<String> = group
            .alternatives
            .iter()
            .map(|choice| {
                choice
                    .fields
                    .iter()
                    .map(|one| field(api, one))
                    .collect::<Vec<_>>()
                    .join(" & ")
            })
            .collect();
        let rule = match group.rule {
            GroupRule::ExactlyOne => "",
            GroupRule::AtLeastOne => "some ",
        };
        parts.push(format!("[{rule}{}]", choices.join(" / ")));
    }
    match &record.rest {
        Rest::Ignored => {}
        Rest::Refused => parts.push("!".to_owned()),
        Rest::Kept(value) => parts.push(format!(".. {}", used(api, value))),
    }
    format!("{{ {} }}", parts.join(", "))
}

fn field(api: &Api, field: &Field) -> String {
    let (mark, null) = match field.presence {
        Presence::Required => ("", ""),
        Presence::Optional => ("?", ""),
        Presence::RequiredNullable => ("", "|null"),
        Presence::OptionalNullable => ("?", "|null"),
    };
    format!("{}{mark}: {}{null}", field.wire_name, used(api, &field.value))
}

fn union(api: &Api, union: &Union) -> String {
    let variants: Vec<String> = union
        .variants
        .iter()
        .map(|one| format!("{} {}", one.label, used(api, &one.value)))
        .collect();
    let strategy = match &union.strategy {
        Strategy::Tag {
            property,
            tags,
            required,
            ..
        } => {
            let tags: Vec<String> = tags.iter().map(|(tag, index)| format!("{tag}={index}")).collect();
            let mark = if *required { "" } else { "?" };
            format!("tag {property}{mark} {}", tags.join(" "))
        }
        Strategy::Kind(kinds) => {
            format!(
                "kind {}",
                kinds
                    .iter()
                    .map(|(kind, of)| format!("{kind:?}={of}"))
                    .collect::<Vec<_>>()
                    .join(" ")
            )
        }
        Strategy::Key(keys) => {
            format!(
                "key {}",
                keys.iter()
                    .map(|(key, of)| format!("{key}={of}"))
                    .collect::<Vec<_>>()
                    .join(" ")
            )
        }
        Strategy::Trial => "trial".to_owned(),
    };
    let (last, others) = match variants.split_last() {
        Some((last, others)) if union.combined => (format!(" & {last}"), others),
        _ => (String::new(), variants.as_slice()),
    };
    format!("union by {strategy}: {}{last}", others.join(" / "))
}

/// A type with its constraints.
pub(crate) fn used(api: &Api, value: &TypeUse) -> String {
    let mut text = ty(api, &value.ty);
    text.push_str(&rules(&value.rules));
    if let Some(id) = value.rules.assertion {
        let _ = write!(text, "(asserts {})", notation::text(api, id));
    }
    text
}

fn ty(api: &Api, ty_: &Type) -> String {
    match ty_ {
        Type::Named(id) => name(api, *id),
        Type::Never => "never".to_owned(),
        Type::List(item) => format!("[{}]", used(api, item)),
        Type::Map(value) => format!("map {}", used(api, value)),
        Type::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|item| used(api, item)).collect();
            format!("({})", items.join(", "))
        }
        Type::Nullable(inner) => format!("{}|null", ty(api, inner)),
        Type::Scalar(scalar) => format!("{scalar:?}").to_lowercase(),
        Type::Foreign(foreign) => format!("{} as {:?}", foreign.name, foreign.form),
        Type::Any => "any".to_owned(),
    }
}

fn rules(rules: &Rules) -> String {
    let mut text = String::new();
    let mut range = |what: &str, low: Option<String>, high: Option<String>| {
        if low.is_some() || high.is_some() {
            let _ = write!(
                text,
                "({what}{}..{})",
                low.unwrap_or_default(),
                high.unwrap_or_default()
            );
        }
    };
    let bound = |bound: &Option<crate::ir::Bound>| {
        bound
            .as_ref()
            .map(|bound| format!("{}{}", bound.value, if bound.exclusive { "!" } else { "" }))
    };
    let count = |count: Option<u64>| count.map(|count| count.to_string());
    range("", bound(&rules.minimum), bound(&rules.maximum));
    range("length ", count(rules.min_length), count(rules.max_length));
    range("items ", count(rules.min_items), count(rules.max_items));
    range("properties ", count(rules.min_properties), count(rules.max_properties));
    let pattern = rules.pattern.as_ref().map(|pattern| pattern.source.clone());
    for (what, value) in [("multiple of", &rules.multiple_of), ("like", &pattern)] {
        if let Some(value) = value {
            let _ = write!(text, "({what} {value})");
        }
    }
    if let Some(format) = rules.format {
        let _ = write!(text, "({format:?})");
    }
    if rules.unique_items {
        text.push_str("(unique)");
    }
    if let Some(only) = rules.only {
        let _ = write!(text, "(only {only})");
    }
    text
}
