//! Changing the graph of types: pointing uses at other definitions, and leaving out definitions that nothing needs.
//!
//! A [`TypeId`] is an index, so a definition that goes away renumbers the others; every place that holds an id is known
//! here and nowhere else.

use super::forms::Direction;
use super::walk::uses;
use crate::ir::{Api, Hint, HookBody, Rest, Shape, Type, TypeId, TypeUse};

/// The uses of types in a definition, to be changed.
pub(super) fn uses_mut(shape: &mut Shape) -> Vec<&mut TypeUse> {
    match shape {
        Shape::Record(record) => {
            let choices = record
                .groups
                .iter_mut()
                .flat_map(|group| &mut group.alternatives)
                .flat_map(|choice| &mut choice.fields);
            let fields = record.fields.iter_mut().chain(choices).map(|field| &mut field.value);
            let rest = match &mut record.rest {
                Rest::Kept(values) => Some(&mut **values),
                Rest::Ignored | Rest::Refused => None,
            };
            fields.chain(rest).collect()
        }
        Shape::Union(union) => union.variants.iter_mut().map(|variant| &mut variant.value).collect(),
        Shape::Alias(value) | Shape::Newtype(value) => vec![value],
        Shape::Enumeration(_) => Vec::new(),
    }
}

/// The values that operations send or get, and those that the service sends by itself, to be changed.
pub(super) fn travelling_mut(api: &mut Api, direction: Direction) -> Vec<&mut TypeUse> {
    let mut all: Vec<&mut TypeUse> = Vec::new();
    match direction {
        Direction::Request => {
            for operation in &mut api.operations {
                all.extend(operation.parameters.iter_mut().map(|parameter| &mut parameter.value));
                let contents = operation.body.iter_mut().flat_map(|body| &mut body.contents);
                all.extend(contents.map(|content| &mut content.value));
            }
        }
        Direction::Response => {
            for operation in &mut api.operations {
                for outcome in &mut operation.outcomes {
                    all.extend(outcome.contents.iter_mut().map(|content| &mut content.value));
                    all.extend(outcome.headers.iter_mut().map(|header| &mut header.value));
                }
            }
            for failure in &mut api.failures {
                all.extend(failure.contents.iter_mut().map(|content| &mut content.value));
                all.extend(failure.headers.iter_mut().map(|header| &mut header.value));
            }
            for hook in &mut api.hooks {
                if let HookBody::Json(value) = &mut hook.body {
                    all.push(value);
                }
                all.extend(hook.headers.iter_mut().map(|header| &mut header.value));
            }
            all.extend(&mut api.event);
        }
    }
    all
}

/// Replaces the definitions that a type names, inside of lists, maps, tuples and null too.
pub(super) fn redirect(ty: &mut Type, to: &dyn Fn(TypeId) -> TypeId) {
    match ty {
        Type::Named(id) => *id = to(*id),
        Type::List(item) | Type::Map(item) => redirect(&mut item.ty, to),
        Type::Nullable(inner) => redirect(inner, to),
        Type::Tuple(items) => items.iter_mut().for_each(|item| redirect(&mut item.ty, to)),
        Type::Scalar(_) | Type::Foreign(_) | Type::Any | Type::Never => {}
    }
}

/// The definitions that a hint builds on.
fn bases(hint: &Hint) -> Vec<TypeId> {
    match hint {
        Hint::Within(id, _) | Hint::Form(id) | Hint::Upload(id) | Hint::Patch(id) => vec![*id],
        Hint::Shared(places) => places.iter().flat_map(bases).collect(),
        Hint::Component(_) | Hint::Operation(..) | Hint::Part(..) => Vec::new(),
    }
}

fn redirect_hint(hint: &mut Hint, to: &dyn Fn(TypeId) -> TypeId) {
    match hint {
        Hint::Within(id, _) | Hint::Form(id) | Hint::Upload(id) | Hint::Patch(id) => *id = to(*id),
        Hint::Shared(places) => places.iter_mut().for_each(|hint| redirect_hint(hint, to)),
        Hint::Component(_) | Hint::Operation(..) | Hint::Part(..) => {}
    }
}

/// Leaves out the definitions that neither a component nor an operation needs.
pub(super) fn prune(api: &mut Api) {
    let mut needed = vec![false; api.types.defs.len()];
    let mut open: Vec<TypeId> = Vec::new();
    for direction in [Direction::Request, Direction::Response] {
        open.extend(travelling_mut(api, direction).iter().flat_map(|value| value.ty.names()));
    }
    let components = api
        .types
        .iter()
        .filter(|(_, def)| matches!(def.hint, Hint::Component(_)));
    open.extend(components.map(|(id, _)| id));
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut needed[id.0], true) {
            let def = api.types.get(id);
            open.extend(uses(&def.shape).into_iter().flat_map(|(_, value)| value.ty.names()));
            open.extend(bases(&def.hint));
        }
    }
    if !needed.contains(&false) {
        return;
    }
    let mut numbers = Vec::new();
    let mut next = 0;
    for needed in &needed {
        numbers.push(TypeId(next));
        next += usize::from(*needed);
    }
    let mut index = 0;
    api.types.defs.retain(|_| {
        index += 1;
        needed[index - 1]
    });
    redirect_all(api, &|id| numbers[id.0]);
}

/// Replaces ids wherever the API holds one.
pub(super) fn redirect_all(api: &mut Api, to: &dyn Fn(TypeId) -> TypeId) {
    for def in &mut api.types.defs {
        redirect_hint(&mut def.hint, to);
        for value in uses_mut(&mut def.shape) {
            redirect(&mut value.ty, to);
        }
    }
    for direction in [Direction::Request, Direction::Response] {
        for value in travelling_mut(api, direction) {
            redirect(&mut value.ty, to);
        }
    }
}
