//! Which links become methods: those whose values are all there in the answer's type.
//!
//! ```yaml
//! links: { owner: { operationId: getUser, parameters: { id: '$response.body#/owner/id' } } }
//! ```
//!
//! With a `Pet` at hand that is `client.users().get_from_pet(&pet)`. Each required parameter of the operation has to be given
//! by a constant text or by a property of the parameter's own type; where a property on the way may be absent, so may the call.
//! What the link takes from the request that was answered, or from a header of the answer, callers say themselves. The
//! link must give nothing else, and the operation must not take a body. Several links to one operation from one type with
//! the same values are one method. The docs describe all other links.

use std::collections::BTreeMap;

use crate::ir::{Api, Link, LinkValue, Parameter, ParameterIn, PayloadKind, Presence, Scalar, Shape, Type, TypeId};
use crate::names::{FollowUp, FollowUpArgument};

/// The methods, by operation and type.
pub(super) fn of(api: &Api) -> Vec<FollowUp> {
    let mut found: BTreeMap<(usize, TypeId, Vec<FollowUpArgument>), Vec<usize>> = BTreeMap::new();
    for (index, link) in api.links.iter().enumerate() {
        if let Some(key) = follow_up(api, link) {
            found.entry(key).or_default().push(index);
        }
    }
    let follow_up = |((target, source, arguments), links)| FollowUp {
        target,
        source,
        arguments,
        links,
    };
    found.into_iter().map(follow_up).collect()
}

fn follow_up(api: &Api, link: &Link) -> Option<(usize, TypeId, Vec<FollowUpArgument>)> {
    let target = link.target?;
    let operation = &api.operations[target];
    let source = source(api, link)?;
    if operation.body.is_some() || link.body.is_some() || operation.deprecated.is_some() {
        return None;
    }
    let mut arguments = Vec::new();
    for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
        let (_, value) = link.parameters.iter().find(|(name, _)| names(name, parameter))?;
        arguments.push(argument(api, source, parameter, value)?);
    }
    let known = arguments.iter().any(|argument| *argument != FollowUpArgument::Given);
    (known && arguments.len() == link.parameters.len()).then_some((target, source, arguments))
}

/// The type of the answer, if that is one with a name.
fn source(api: &Api, link: &Link) -> Option<TypeId> {
    let mut outcomes = api.operations[link.from].outcomes.iter();
    let outcome = outcomes.find(|outcome| outcome.status == link.status)?;
    let content = outcome
        .contents
        .first()
        .filter(|content| content.kind == PayloadKind::Json)?;
    let Type::Named(id) = &content.value.ty else {
        return None;
    };
    api.types.get(*id).deprecated.is_none().then_some(*id)
}

/// Whether a link means a parameter: by its name, or with its place before that.
fn names(name: &str, parameter: &Parameter) -> bool {
    let place = match parameter.location {
        ParameterIn::Path => "path",
        ParameterIn::Query => "query",
        ParameterIn::QueryString => "querystring",
        ParameterIn::Header => "header",
        ParameterIn::Cookie => "cookie",
    };
    let qualified = name.strip_prefix(place).and_then(|name| name.strip_prefix('.'));
    name == parameter.wire_name || qualified == Some(&parameter.wire_name)
}

fn argument(api: &Api, source: TypeId, parameter: &Parameter, value: &LinkValue) -> Option<FollowUpArgument> {
    if let LinkValue::Other(text) = value
        && ["$request.", "$response.header."]
            .iter()
            .any(|start| text.starts_with(start))
    {
        return Some(FollowUpArgument::Given);
    }
    let Type::Scalar(wanted) = parameter.value.ty else {
        return None;
    };
    match value {
        LinkValue::Text(text) => (wanted == Scalar::String).then(|| FollowUpArgument::Text(text.clone())),
        LinkValue::Body(steps) => {
            let (fields, ty) = property(api, source, steps)?;
            let fits = ty == Type::Scalar(wanted);
            match wanted {
                Scalar::String if fits => Some(FollowUpArgument::Borrowed(fields)),
                _ if fits && is_copied(wanted) => Some(FollowUpArgument::Copied(fields)),
                _ => None,
            }
        }
        LinkValue::Other(_) => None,
    }
}

/// The fields that lead to a property, each of which is there or not, and its type.
fn property(api: &Api, source: TypeId, steps: &[String]) -> Option<(Vec<(TypeId, usize)>, Type)> {
    let mut fields = Vec::new();
    let root = Type::Named(source);
    let mut ty = &root;
    for step in steps {
        let Type::Named(id) = *api.types.behind_aliases(ty) else {
            return None;
        };
        let Shape::Record(record) = &api.types.get(id).shape else {
            return None;
        };
        let index = record.fields.iter().position(|field| field.wire_name == *step)?;
        let field = &record.fields[index];
        if field.presence == Presence::OptionalNullable || field.deprecated.is_some() {
            return None;
        }
        fields.push((id, index));
        ty = match &field.value.ty {
            Type::Nullable(inner) => inner,
            other => other,
        };
    }
    Some((fields, api.types.behind_aliases(ty).clone()))
}

/// Whether values of a scalar are as cheap as a reference to one.
fn is_copied(scalar: Scalar) -> bool {
    matches!(
        scalar,
        Scalar::Bool
            | Scalar::I8
            | Scalar::I16
            | Scalar::I32
            | Scalar::I64
            | Scalar::U8
            | Scalar::U16
            | Scalar::U32
            | Scalar::U64
            | Scalar::F32
            | Scalar::F64
    )
}
