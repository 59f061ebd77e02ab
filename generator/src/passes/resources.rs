//! How operations are grouped, and what their methods are called.
//!
//! ```yaml
//! /browsers: { post: { operationId: postBrowsers, tags: [Browsers] } }        # browsers().create(…)
//! /browsers/{id}: { get: { operationId: getBrowsersById, tags: [Browsers] } } # browsers().get(…)
//! ```
//!
//! An operation belongs to its first tag, or to the first telling piece of its path; what has the same words is one group. Its method is called after the
//! operationId without the words of the resource and of the path parameters; what is left of a bare HTTP verb becomes
//! the conventional one. Where two methods of a resource would be called the same, the one with the shorter path keeps
//! the name and the other takes all of its operationId. The result is words; identifiers are made by `names`.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::walk::uses;
use crate::ir::{Api, Method, Operation, PathSegment, Shape, Type};
use crate::names::{Resource, ResourcePlan, Words, singular};

/// Groups all operations.
#[must_use]
pub fn plan(api: &Api) -> ResourcePlan {
    let mut groups: IndexMap<Vec<String>, Group<'_>> = IndexMap::new();
    for tag in &api.tags {
        groups.entry(words_of(&tag.name)).or_default().tags.insert(&tag.name);
    }
    for (index, operation) in api.operations.iter().enumerate() {
        let group = if let Some(tag) = operation.tags.first() {
            let group = groups.entry(words_of(tag)).or_default();
            group.tags.insert(tag);
            group
        } else {
            groups.entry(words_of(&first_piece(operation))).or_default()
        };
        group.operations.push(index);
    }
    let filled = groups.into_iter().filter(|(_, group)| !group.operations.is_empty());
    let mut resources: Vec<Resource> = filled.map(|(words, group)| resource(api, words, &group)).collect();
    for follow_up in super::follow_ups::of(api) {
        let has = |resource: &&mut Resource| resource.operations.iter().any(|(index, _)| *index == follow_up.target);
        if let Some(resource) = resources.iter_mut().find(has) {
            resource.follow_ups.push(follow_up);
        }
    }
    ResourcePlan { resources }
}

/// Operations of one tag, of tags that are spelt in two ways (`User Groups`, `user-groups`), or of a path of that name.
#[derive(Debug, Default)]
struct Group<'a> {
    tags: BTreeSet<&'a str>,
    operations: Vec<usize>,
}

fn words_of(group: &str) -> Vec<String> {
    Words::split_or(group, "api").as_slice().to_vec()
}

fn resource(api: &Api, words: Vec<String>, group: &Group<'_>) -> Resource {
    // The tag that the document describes is the one that has something to say.
    let described = |tag: &&&str| api.tags.iter().any(|known| known.name == **tag);
    let tag = group.tags.iter().find(described).or(group.tags.first());
    let mut methods: Vec<(usize, Vec<String>)> = group
        .operations
        .iter()
        .map(|index| (*index, method(api, &api.operations[*index], &words)))
        .collect();
    tell_apart(api, &mut methods);
    Resource {
        words,
        tag: tag.map(|tag| (*tag).to_owned()),
        operations: methods,
        follow_ups: Vec::new(),
    }
}

/// The first piece of a path that is no version, no parameter and not `api`.
fn first_piece(operation: &Operation) -> String {
    let pieces = literal_pieces(operation);
    let telling = |piece: &&String| {
        let version = piece
            .strip_prefix('v')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        !version && *piece != "api"
    };
    pieces
        .iter()
        .find(telling)
        .or(pieces.first())
        .cloned()
        .unwrap_or_default()
}

fn literal_pieces(operation: &Operation) -> Vec<String> {
    let literals = operation.segments.iter().filter_map(|segment| match segment {
        PathSegment::Literal(text) => Some(text),
        PathSegment::Parameter(_) => None,
    });
    let pieces = literals
        .flat_map(|text| text.split('/'))
        .filter(|piece| !piece.is_empty());
    pieces.map(str::to_owned).collect()
}

/// The words of a method, whatever other methods are called.
fn method(api: &Api, operation: &Operation, resource: &[String]) -> Vec<String> {
    let Some(id) = &operation.id else {
        return from_path(api, operation, resource);
    };
    let mut words = Words::split(id).as_slice().to_vec();
    drop_parameters(&mut words, operation);
    drop_resource(&mut words, resource);
    let verb = operation.method.as_str().to_ascii_lowercase();
    match words.as_slice() {
        [] => convention(api, operation),
        [only] if *only == verb => convention(api, operation),
        _ => words,
    }
}

/// The conventional name of what an HTTP method does to this path.
fn convention(api: &Api, operation: &Operation) -> Vec<String> {
    let verb = match &operation.method {
        Method::Post => "create",
        Method::Get if is_collection(api, operation) => "list",
        Method::Get => "get",
        Method::Put if has_patch(api, operation) => "replace",
        Method::Put | Method::Patch => "update",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Head => "head",
        Method::Trace => "trace",
        Method::Query => "query",
        Method::Other(name) => return Words::split(name).as_slice().to_vec(),
    };
    vec![verb.to_owned()]
}

fn has_patch(api: &Api, operation: &Operation) -> bool {
    api.operations
        .iter()
        .any(|other| other.path == operation.path && other.method == Method::Patch)
}

/// Whether a GET answers with several things: its path ends in no parameter, and its body is a list, or has one and the
/// path ends in a plural (`/orders` that answers with `{data: […], has_more: …}`, and not `/instance`, which has rules).
fn is_collection(api: &Api, operation: &Operation) -> bool {
    if matches!(operation.segments.last(), Some(PathSegment::Parameter(_))) {
        return false;
    }
    let Some(body) = operation.answer() else { return false };
    let is_list = |ty: &Type| matches!(ty, Type::List(_));
    match &body.value.ty {
        Type::Named(id) => {
            let shape = &api.types.get(*id).shape;
            !matches!(shape, Shape::Union(_))
                && ends_in_plural(operation)
                && uses(shape).iter().any(|(_, value)| is_list(&value.ty))
        }
        ty => is_list(ty),
    }
}

fn ends_in_plural(operation: &Operation) -> bool {
    let pieces = literal_pieces(operation);
    let words = pieces.last().map(|piece| Words::split(piece));
    let last = words.and_then(|words| words.iter().last().map(str::to_owned));
    last.is_some_and(|word| singular(&word) != word)
}

/// Without an operationId: the conventional verb with the rest of the path; a POST to a deeper path is an action.
fn from_path(api: &Api, operation: &Operation, resource: &[String]) -> Vec<String> {
    let mut rest: Vec<String> = Vec::new();
    for piece in literal_pieces(operation) {
        rest.extend(Words::split(&piece).iter().map(str::to_owned));
    }
    let used = run_of(&rest, resource).map_or(0, |(start, length)| start + length);
    rest.drain(..used);
    if operation.method == Method::Post && !rest.is_empty() {
        return rest;
    }
    let mut words = convention(api, operation);
    words.append(&mut rest);
    words
}

/// Drops `by id` and the like for the path's parameters.
fn drop_parameters(words: &mut Vec<String>, operation: &Operation) {
    for segment in &operation.segments {
        let PathSegment::Parameter(name) = segment else {
            continue;
        };
        let mut by = vec!["by".to_owned()];
        by.extend(Words::split(name).iter().map(str::to_owned));
        let found = words.windows(by.len()).position(|window| window == by);
        if let Some(start) = found {
            words.drain(start..start + by.len());
        }
    }
}

/// Drops the words of the resource, or as many of its last words as there are in a row.
fn drop_resource(words: &mut Vec<String>, resource: &[String]) {
    words.retain(|word| word != "controller");
    for skipped in 0..resource.len() {
        if let Some((start, length)) = run_of(words, &resource[skipped..]) {
            words.drain(start..start + length);
            return;
        }
    }
}

/// Where the words of a name stand in a row, singular or plural.
fn run_of(words: &[String], name: &[String]) -> Option<(usize, usize)> {
    let same = |window: &[String]| window.iter().zip(name).all(|(a, b)| singular(a) == singular(b));
    let start = words.windows(name.len().max(1)).position(same)?;
    Some((start, name.len()))
}

/// Gives operations whose methods would be called the same their full names, but for the one with the shortest path.
fn tell_apart(api: &Api, methods: &mut [(usize, Vec<String>)]) {
    let rank = |index: usize| {
        let operation = &api.operations[index];
        (
            operation.path.matches('/').count(),
            operation.path.as_str(),
            operation.method.as_str(),
        )
    };
    let taken = methods.to_vec();
    for (index, words) in methods.iter_mut() {
        let rival = taken
            .iter()
            .any(|(other, same)| other != index && same == words && rank(*other) < rank(*index));
        if rival {
            *words = full_name(&api.operations[*index]);
        }
    }
}

fn full_name(operation: &Operation) -> Vec<String> {
    if let Some(id) = &operation.id {
        return Words::split(id).as_slice().to_vec();
    }
    let mut words = vec![operation.method.as_str().to_ascii_lowercase()];
    for piece in operation.path.split('/') {
        words.extend(Words::split(piece).iter().map(str::to_owned));
    }
    words
}
