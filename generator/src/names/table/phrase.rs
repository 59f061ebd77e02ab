//! What types and operations would like to be called, composed of words from the document.
//!
//! A type inside another one is called after both, one of an operation after the operation (`CreateBrowserRequest`).

use std::iter;

use super::super::phrases::{is_success, parse_status, singular, status};
use super::super::{Kind, ResourcePlan, Wanted, Words};
use crate::ir::{Api, Hint, Operation, OtherFormat, Role, Shape, TypeId, Variant};

/// How deep types inside types may be nested; deeper ones are named after the innermost levels only.
const DEPTH: usize = 64;

/// The wishes of all types and operations.
pub(super) struct Phrases<'a> {
    api: &'a Api,
    operations: Vec<Wanted>,
}

impl<'a> Phrases<'a> {
    /// Collects the words of the operations.
    pub(super) fn new(api: &'a Api, plan: &ResourcePlan) -> Self {
        let mut operations: Vec<Wanted> = api.operations.iter().map(fallback).collect();
        for resource in &plan.resources {
            for (index, method) in &resource.operations {
                if let Some(wanted) = operations.get_mut(*index) {
                    // An id that tells what is done is the best name; one that repeats the HTTP method is not.
                    let place = usize::from(tells_more(&api.operations[*index]));
                    wanted.names.insert(place, sentence(&resource.words, method));
                }
            }
        }
        Self { api, operations }
    }

    /// What an operation would like to be called beside those of all resources: `create browser`.
    pub(super) fn operation(&self, index: usize) -> Wanted {
        let neutral = || Wanted::text("operation", "operation");
        self.operations.get(index).cloned().unwrap_or_else(neutral)
    }

    /// What a type would like to be called.
    pub(super) fn ty(&self, id: TypeId) -> Wanted {
        self.nested(id, DEPTH)
    }

    /// The same, where a form is called what it is a form of: what is inside of both is called alike.
    pub(super) fn plain(&self, id: TypeId) -> Wanted {
        match &self.api.types.get(id).hint {
            Hint::Form(base) | Hint::Upload(base) | Hint::Patch(base) => self.ty(*base),
            _ => self.ty(id),
        }
    }

    fn nested(&self, id: TypeId, depth: usize) -> Wanted {
        let def = self.api.types.get(id);
        let wanted = match &def.hint {
            Hint::Component(name) => Wanted::text(name, "type"),
            Hint::Within(parent, role) if depth > 0 => {
                let outer = self.nested(*parent, depth - 1);
                self.role(role, Some((*parent, id, &outer))).within(&outer)
            }
            Hint::Within(_, role) => self.role(role, None),
            Hint::Operation(index, role) => self.role(role, None).within(&self.operation(*index)),
            Hint::Part(component, role) => part(component, role),
            Hint::Shared(places) => self.shared(places),
            Hint::Form(base) => form(&self.nested(*base, depth.saturating_sub(1))),
            Hint::Upload(base) => Wanted::text("upload", "upload").within(&self.nested(*base, depth.saturating_sub(1))),
            Hint::Patch(base) => patch(&self.nested(*base, depth.saturating_sub(1))),
        };
        match def.hint {
            // The name is that of what it is a form of.
            Hint::Form(_) | Hint::Upload(_) | Hint::Patch(_) => wanted,
            _ => wanted.called(def.docs.name.as_deref(), Kind::Type),
        }
    }

    /// What stands in several places is called after what they have in common.
    fn shared(&self, places: &[Hint]) -> Wanted {
        let roles = places.iter().filter_map(|place| match place {
            Hint::Within(_, role) | Hint::Operation(_, role) => Some(role),
            _ => None,
        });
        match roles.min() {
            Some(Role::Property(name)) => Wanted::text(name, "field").or(Words::split(&format!("{name} value"))),
            Some(role) => self.role(role, None),
            None => Wanted::text("shared", "shared"),
        }
    }

    /// What a type is for the thing that it stands in.
    fn role(&self, role: &Role, parent: Option<(TypeId, TypeId, &Wanted)>) -> Wanted {
        match role {
            Role::Property(name) => Wanted::text(name, "field"),
            Role::Item => Wanted::text("item", "item"),
            Role::Position(index) => position(*index),
            Role::Value => Wanted::text("value", "value"),
            Role::Request => Wanted::text("request", "request"),
            Role::Form => Wanted::text("form", "form"),
            Role::Payload => Wanted::text("payload", "payload"),
            Role::Event => event(),
            Role::Response(code) => response(code, ""),
            Role::ResponseIn(code, format) => response(code, other_format(*format)),
            Role::Parameter(name) => Wanted::text(name, "parameter").or(Words::split(&format!("{name} parameter"))),
            Role::Header(name) | Role::OwnHeader(name) => {
                Wanted::text(name, "header").or(Words::split(&format!("{name} header")))
            }
            Role::Several(label) => Wanted::text(label, "combined"),
            Role::Member(index) => parent
                .and_then(|(union, id, outer)| self.member(union, id, outer))
                .unwrap_or_else(|| Wanted::text(&format!("member {}", index + 1), "member")),
        }
    }

    /// The label of a union's member, without the words of the union.
    ///
    /// Its position in the document says little: members that are null or the same type have no variant.
    fn member(&self, union: TypeId, id: TypeId, outer: &Wanted) -> Option<Wanted> {
        let Shape::Union(union) = &self.api.types.get(union).shape else {
            return None;
        };
        let has = |variant: &&Variant| variant.value.ty.names().contains(&id);
        let its = union.variants.iter().filter(has);
        let variant = its.min_by_key(|variant| (!variant.value.ty.contained().contains(&id), &variant.label))?;
        let label = Words::split(&variant.label);
        let short = label.without_prefix(outer.names.first()?);
        (!short.is_empty()).then(|| Wanted::composed(vec![short, label]))
    }
}

/// Whether the id of an operation says more than its HTTP method with a noun, as `embed_all` does.
fn tells_more(operation: &Operation) -> bool {
    let words = operation.id.as_deref().map(Words::split).unwrap_or_default();
    let mut words = words.iter();
    let methods = ["get", "post", "put", "patch", "delete", "head", "options", "trace"];
    words.next().is_some_and(|first| !methods.contains(&first)) && words.next().is_some()
}

/// `create` of `browsers` is `create browser`; only a list keeps the plural: `list browsers`.
fn sentence(resource: &[String], method: &[String]) -> Words {
    let (verb, rest) = method.split_at(method.len().min(1));
    let mut noun = resource.to_vec();
    if let Some(last) = noun.last_mut().filter(|_| verb != ["list"]) {
        *last = singular(last);
    }
    verb.iter().cloned().chain(noun).chain(rest.iter().cloned()).collect()
}

/// The words of an operation without regard to its resource: its id, or else its method and path.
pub(super) fn fallback(operation: &Operation) -> Wanted {
    let request = format!("{} {}", operation.method.as_str(), operation.path);
    match operation.id.as_deref() {
        Some(id) => Wanted::text(id, "operation").or(Words::split(&request)),
        None => Wanted::text(&request, "operation"),
    }
}

/// The body of a response; those of success need no status unless there are several.
fn response(code: &str, format: &str) -> Wanted {
    let code = parse_status(code);
    let exact = Words::split(&format!("{} response {format}", status(code)));
    let short = iter::once(Words::split(&format!("response {format}"))).filter(|_| is_success(code));
    Wanted::composed(short.chain([exact]).collect())
}

fn other_format(format: OtherFormat) -> &'static str {
    match format {
        OtherFormat::Xml => "xml",
        OtherFormat::Event => "event",
        OtherFormat::Line => "line",
    }
}

/// Something of a named response, parameter or header, which are called after their component.
fn part(component: &str, role: &Role) -> Wanted {
    let outer = Wanted::text(component, "part");
    match role {
        Role::Parameter(_) => with_alternative(outer, component, "parameter"),
        Role::Header(_) => with_alternative(outer, component, "header"),
        Role::OwnHeader(name) => Wanted::text(name, "header").within(&outer),
        Role::Form => Wanted::text("form", "form").within(&outer),
        Role::Request | Role::Response(_) => Wanted::text("body", "body").within(&outer),
        Role::ResponseIn(_, format) => Wanted::text(other_format(*format), "body").within(&outer),
        Role::Payload => Wanted::text("payload", "payload").within(&outer),
        Role::Event => event(),
        Role::Property(name) => Wanted::text(name, "field").within(&outer),
        Role::Item => Wanted::text("item", "item").within(&outer),
        Role::Position(index) => position(*index).within(&outer),
        Role::Value | Role::Member(_) | Role::Several(_) => Wanted::text("value", "value").within(&outer),
    }
}

/// What any of the webhooks carries.
fn event() -> Wanted {
    Wanted::composed(["webhook event", "any webhook event"].map(Words::split).to_vec())
}

/// An item of a tuple: `item 1`.
fn position(index: usize) -> Wanted {
    Wanted::text(&format!("item {}", index + 1), "item")
}

/// `user request`; a `login request` has a `login request form`.
fn form(base: &Wanted) -> Wanted {
    let first = base.names.first().cloned().unwrap_or_default();
    let own = match first.iter().last() {
        Some("request") => ["form", "as sent"],
        _ => ["request", "request form"],
    };
    let [short, long] = own.map(Words::split);
    let further = base.names.iter().skip(1).map(|words| words.then(&short));
    Wanted::composed(
        [first.then(&short), first.then(&long)]
            .into_iter()
            .chain(further)
            .collect(),
    )
}

/// `user patch`; a `user patch` has a `user patch form`.
fn patch(base: &Wanted) -> Wanted {
    let last = base.names.first().and_then(|words| words.iter().last());
    let own = if last == Some("patch") { "form" } else { "patch" };
    Wanted::text(own, own).within(base)
}

fn with_alternative(wanted: Wanted, component: &str, word: &str) -> Wanted {
    Wanted::composed(wanted.names).or(Words::split(&format!("{component} {word}")))
}
