//! Request and response forms of types that travel both ways.
//!
//! ```yaml
//! User:
//!   required: [id, name, password]
//!   properties:
//!     id: { type: integer, readOnly: true }          # only responses have it
//!     name: { type: string }
//!     password: { type: string, writeOnly: true }    # only requests have it
//! ```
//!
//! An operation that takes a `User` and answers with one needs two types: `UserRequest` with `name` and `password`, and
//! `User` with `id` and `name`. The plain name is that of the response form, or of the only form where the type travels
//! one way. `required` of a property holds in the form that has it.
//!
//! A type has two forms if it is sent *and* comes back, and a property of it differs or leads to a type that has two.
//! That goes through everything: fields, items, values, variants, aliases, circles. What is the same both ways stays one
//! type. A component that no operation uses keeps all of its properties.
//!
//! The discriminating property of a union is needed in both directions, so it stays in both forms, with a warning; members
//! that were told apart by a property that one direction lacks are told apart by another one there. A form that lost a property never refuses it: a
//! server that sends one all the same is still understood, if the other properties are.
//!
//! What webhooks and callbacks carry comes from the server as answers do, so it has the form of responses.

use std::collections::{BTreeMap, BTreeSet};

use super::retell;
use super::rewrite::{prune, redirect, travelling_mut, uses_mut};
use super::usage::{received, sent};
use super::walk::{Position, fields, spread, uses};
use crate::diag::{Code, Diagnostic, Place, Pointer, Sink};
use crate::ir::{Alternative, Api, Field, Hint, Record, Rest, Shape, Strategy, TypeDef, TypeId, TypeUse};

/// Which way a value travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// To the server.
    Request,
    /// From the server.
    Response,
}

impl Direction {
    /// Whether values that travel this way have a property; one that is marked both ways is in every form.
    fn has(self, field: &Field) -> bool {
        match self {
            Self::Request => !field.read_only || field.write_only,
            Self::Response => !field.write_only || field.read_only,
        }
    }
}

/// Gives types that travel both ways a form for each, and reduces the others to the only form that they have.
pub(super) fn split(api: &mut Api, locate: &dyn Fn(&Pointer) -> Option<Place>, sink: &mut Sink) {
    keep_telling(api, locate, sink);
    let reached = Reached::of(api);
    let forms = request_forms(api, &reached);
    let form = |id: TypeId| forms.get(&id).copied().unwrap_or(id);
    let request = Form {
        direction: Direction::Request,
        lossy: lossy(api, Direction::Request),
        of: &form,
    };
    let response = Form {
        direction: Direction::Response,
        lossy: lossy(api, Direction::Response),
        of: &|id| id,
    };
    let mut unchecked = Vec::new();
    let mut made = Vec::new();
    for id in forms.keys() {
        let mut def = api.types.get(*id).clone();
        unchecked.extend(request.reduce(*id, &mut def));
        def.hint = Hint::Form(*id);
        made.push(def);
    }
    for (index, def) in api.types.defs.iter_mut().enumerate() {
        let id = TypeId(index);
        match (reached.requests[index], reached.responses[index]) {
            (true, false) => unchecked.extend(request.reduce(id, def)),
            // One that is the same both ways has nothing to lose.
            (_, true) => unchecked.extend(response.reduce(id, def)),
            (false, false) => {}
        }
    }
    api.types.defs.extend(made);
    for value in travelling_mut(api, Direction::Request) {
        unchecked.extend(request.reduce_use(value).then(Pointer::root));
    }
    for value in travelling_mut(api, Direction::Response) {
        unchecked.extend(response.reduce_use(value).then(Pointer::root));
    }
    report_unchecked(unchecked, locate, sink);
    retell::retell(api, locate, sink);
    prune(api);
}

/// Says where a schema demands something of properties that values do not have in one of the directions.
fn report_unchecked(pointers: Vec<Pointer>, locate: &dyn Fn(&Pointer) -> Option<Place>, sink: &mut Sink) {
    let pointers: BTreeSet<Pointer> = pointers.into_iter().collect();
    for pointer in pointers {
        let message = "what this schema demands beyond types is not checked where `readOnly` or `writeOnly` leaves out \
                       properties";
        let diagnostic = Diagnostic::new(Code::NotRepresented, message);
        sink.push(match locate(&pointer) {
            Some(place) => diagnostic.at(&place, "not checked in the form without them"),
            None => diagnostic,
        });
    }
}

/// The types that lose properties in a direction, or lead to one that does.
fn lossy(api: &Api, direction: Direction) -> Vec<bool> {
    spread(api, |_, def, found| {
        let loses = properties(&def.shape).iter().any(|(_, field)| !direction.has(field));
        loses || targets(&def.shape, &[direction]).iter().any(|id| found[id.0])
    })
}

/// What becomes of types in one direction.
struct Form<'a> {
    direction: Direction,
    /// The types that are not what the document says.
    lossy: Vec<bool>,
    /// The form of each type.
    of: &'a dyn Fn(TypeId) -> TypeId,
}

impl Form<'_> {
    /// Leaves out what values that travel this way do not have, and points to the forms of what is inside. Demands that
    /// may be about what was left out are dropped: the place where that happened, if it did.
    fn reduce(&self, id: TypeId, def: &mut TypeDef) -> Option<Pointer> {
        if let Shape::Record(record) = &mut def.shape {
            reduce_record(record, self.direction);
        }
        let mut dropped = self.lossy[id.0] && def.assertion.take().is_some();
        if let Shape::Union(union) = &mut def.shape
            && self.lossy[id.0]
        {
            // What is left of two members may be the same.
            union.exclusive = false;
        }
        for value in uses_mut(&mut def.shape) {
            dropped |= self.reduce_use(value);
        }
        dropped.then(|| def.provenance.pointer.clone())
    }

    /// The same for one use; true if a demand was dropped.
    fn reduce_use(&self, value: &mut TypeUse) -> bool {
        let lossy = value.ty.names().iter().any(|id| self.lossy.get(id.0) == Some(&true));
        redirect(&mut value.ty, self.of);
        lossy && value.rules.assertion.take().is_some()
    }
}

/// Which types each direction reaches, past the properties that it has.
struct Reached {
    requests: Vec<bool>,
    responses: Vec<bool>,
}

impl Reached {
    fn of(api: &Api) -> Self {
        Self {
            requests: reach(api, Direction::Request, &sent(api)),
            responses: reach(api, Direction::Response, &received(api)),
        }
    }

    fn both(&self, id: TypeId) -> bool {
        self.requests[id.0] && self.responses[id.0]
    }
}

fn reach(api: &Api, direction: Direction, start: &[&TypeUse]) -> Vec<bool> {
    let mut reached = vec![false; api.types.defs.len()];
    let mut open: Vec<TypeId> = start.iter().flat_map(|value| value.ty.names()).collect();
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut reached[id.0], true) {
            open.extend(targets(&api.types.get(id).shape, &[direction]));
        }
    }
    reached
}

/// The types that a definition leads to in all of these directions.
fn targets(shape: &Shape, directions: &[Direction]) -> Vec<TypeId> {
    let lost: BTreeSet<Position> = properties(shape)
        .into_iter()
        .filter(|(_, field)| !directions.iter().all(|direction| direction.has(field)))
        .map(|(position, _)| position)
        .collect();
    let kept = uses(shape).into_iter().filter(|(position, _)| !lost.contains(position));
    kept.flat_map(|(_, value)| value.ty.names()).collect()
}

/// The properties that a definition has by itself.
pub(super) fn properties(shape: &Shape) -> Vec<(Position, &Field)> {
    match shape {
        Shape::Record(record) => fields(record),
        Shape::Enumeration(_) | Shape::Union(_) | Shape::Alias(_) | Shape::Newtype(_) => Vec::new(),
    }
}

/// The types that have two forms, each with the id that its request form gets.
fn request_forms(api: &Api, reached: &Reached) -> BTreeMap<TypeId, TypeId> {
    let mut users: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut open: Vec<TypeId> = Vec::new();
    for (id, def) in api.types.iter().filter(|(id, _)| reached.both(*id)) {
        let differs = |field: &Field| field.read_only != field.write_only;
        if properties(&def.shape).iter().any(|(_, field)| differs(field)) {
            open.push(id);
        }
        for target in targets(&def.shape, &[Direction::Request, Direction::Response]) {
            users.entry(target).or_default().push(id);
        }
    }
    let mut split = BTreeSet::new();
    while let Some(id) = open.pop() {
        if split.insert(id) {
            open.extend(users.get(&id).into_iter().flatten());
        }
    }
    let first = api.types.defs.len();
    let numbered = split.into_iter().enumerate();
    numbered.map(|(index, id)| (id, TypeId(first + index))).collect()
}

fn reduce_record(record: &mut Record, direction: Direction) {
    let before = fields(record).len();
    let lost = |(_, field): (_, &Field)| field.write_only && !direction.has(field);
    record.withheld |= fields(record).into_iter().any(lost);
    record.fields.retain(|field| direction.has(field));
    let mut certain = Vec::new();
    record.groups.retain_mut(|group| {
        for alternative in &mut group.alternatives {
            alternative.fields.retain(|field| direction.has(field));
        }
        let mut known: Vec<Alternative> = Vec::new();
        group.alternatives.retain(|alternative| {
            let kept = !alternative.fields.is_empty() && !known.contains(alternative);
            known.push(alternative.clone());
            kept
        });
        // The only choice that is left is none.
        if let [_] = group.alternatives.as_slice() {
            certain.extend(group.alternatives.drain(..).flat_map(|alternative| alternative.fields));
        }
        !group.alternatives.is_empty()
    });
    record.fields.splice(0..0, certain);
    if fields(record).len() < before && record.rest == Rest::Refused {
        record.rest = Rest::Ignored;
    }
}

/// Makes properties part of both forms that have to be: those that tell the members of a union apart, and those of which
/// the document says that neither requests nor responses have them.
fn keep_telling(api: &mut Api, locate: &dyn Fn(&Pointer) -> Option<Place>, sink: &mut Sink) {
    let reached = Reached::of(api);
    let mut kept: Vec<(TypeId, Position, String)> = Vec::new();
    for (id, name) in telling(api) {
        for (position, field) in properties(&api.types.get(id).shape) {
            let needed = reached.requests[id.0] && !Direction::Request.has(field)
                || reached.responses[id.0] && !Direction::Response.has(field);
            if needed && field.wire_name == name {
                let message = format!("`{name}` tells the members of a union apart, so it is there in both directions");
                kept.push((id, position, message));
            }
        }
    }
    for (id, def) in api.types.iter() {
        for (position, field) in properties(&def.shape) {
            if field.read_only && field.write_only {
                let message = "a property that is `readOnly` and `writeOnly` would be nowhere; it is taken for neither";
                kept.push((id, position, message.to_owned()));
            }
        }
    }
    for (id, position, message) in kept {
        let Shape::Record(record) = &mut api.types.defs[id.0].shape else {
            continue;
        };
        let Some(field) = field_mut(record, position) else {
            continue;
        };
        field.read_only = false;
        field.write_only = false;
        let diagnostic = Diagnostic::new(Code::NeededBothWays, message);
        sink.push(match locate(&field.provenance.pointer) {
            Some(place) => diagnostic.at(&place, "in requests and in responses"),
            None => diagnostic,
        });
    }
}

fn field_mut(record: &mut Record, position: Position) -> Option<&mut Field> {
    match position {
        Position::Field(index) => record.fields.get_mut(index),
        Position::Choice {
            group,
            alternative,
            field,
        } => {
            let alternatives = &mut record.groups.get_mut(group)?.alternatives;
            alternatives.get_mut(alternative)?.fields.get_mut(field)
        }
        Position::Rest | Position::Variant(_) | Position::Alias => None,
    }
}

/// The records that are members of unions, with the properties whose values tell them apart.
pub(super) fn telling(api: &Api) -> BTreeSet<(TypeId, String)> {
    let mut all = BTreeSet::new();
    for (_, def) in api.types.iter() {
        let Shape::Union(union) = &def.shape else { continue };
        let Strategy::Tag { property, .. } = &union.strategy else {
            continue;
        };
        let members = union.variants.iter().flat_map(|variant| variant.value.ty.contained());
        for record in records(api, members.collect()) {
            all.insert((record, property.clone()));
        }
    }
    all
}

/// The records at the end of aliases and unions.
pub(super) fn records(api: &Api, mut open: Vec<TypeId>) -> Vec<TypeId> {
    let mut seen = BTreeSet::new();
    let mut records = Vec::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let shape = &api.types.get(id).shape;
        if let Shape::Record(_) = shape {
            records.push(id);
        } else {
            open.extend(uses(shape).into_iter().flat_map(|(_, value)| value.ty.contained()));
        }
    }
    records
}

#[cfg(test)]
mod tests;
