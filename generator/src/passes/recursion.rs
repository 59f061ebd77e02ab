//! Which uses of a type have to be boxed, and which schemas no finite value fits.
//!
//! ```yaml
//! Node: { properties: { value: { type: string }, next: { $ref: '#/components/schemas/Node' } } }
//! ```
//!
//! A Rust type cannot contain itself by value; lists and maps break such a circle, a box does too. The set of boxes that
//! break circles is minimal: without any one of them some type would contain itself. Which use of a circle is boxed depends on where the
//! schemas stand, not on their order. Aliases are looked through, since an alias has no place for a box.
//! What is large is boxed besides: see `size`.

use std::collections::{BTreeSet, HashSet};

use super::walk::{Position, fields, spread, uses};
use crate::diag::{Code, Diagnostic, Place, Pointer, Sink};
use crate::ir::{Api, Field, Presence, Shape, Type, TypeId, circles};

/// The uses that have to be boxed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Boxes(BTreeSet<(TypeId, Position)>);

/// One type that contains another by value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Edge {
    from: TypeId,
    position: Position,
    to: TypeId,
}

impl Boxes {
    /// Finds a minimal set of boxes.
    #[must_use]
    pub fn of(api: &Api) -> Self {
        let edges = edges(api);
        let mut graph: Vec<Vec<usize>> = vec![Vec::new(); api.types.defs.len()];
        for edge in &edges {
            graph[edge.from.0].push(edge.to.0);
        }
        let circle = circles(&graph);
        let mut on_circles: Vec<Edge> = Vec::new();
        // An edge on a circle is kept by value as long as that closes none with those before it.
        let mut by_value: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.defs.len()];
        for edge in edges {
            let on_circle = circle[edge.from.0].is_some() && circle[edge.from.0] == circle[edge.to.0];
            if !on_circle {
                continue;
            }
            if reaches(&by_value, edge.to, edge.from) {
                on_circles.push(edge);
            } else {
                by_value[edge.from.0].push(edge.to);
            }
        }
        let mut boxes = Self(on_circles.into_iter().map(|edge| (edge.from, edge.position)).collect());
        boxes.0.extend(super::size::large_uses(api, &boxes));
        boxes
    }

    /// Whether the use at this position has to be boxed.
    #[must_use]
    pub fn contains(&self, id: TypeId, position: Position) -> bool {
        self.0.contains(&(id, position))
    }

    /// All boxed uses.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, Position)> + '_ {
        self.0.iter().copied()
    }
}

/// All containments by value, in the order of where the schemas stand.
fn edges(api: &Api) -> Vec<Edge> {
    let mut ids: Vec<TypeId> = api.types.iter().map(|(id, _)| id).collect();
    ids.sort_by(|a, b| api.types.get(*a).provenance.cmp(&api.types.get(*b).provenance));
    let mut edges = Vec::new();
    for from in ids {
        let shape = &api.types.get(from).shape;
        if matches!(shape, Shape::Alias(_)) {
            continue;
        }
        let mut own: Vec<Edge> = uses(shape)
            .into_iter()
            .filter(|(position, _)| *position != Position::Rest)
            .flat_map(|(position, value)| {
                let contained = behind_aliases(api, &value.ty).into_iter();
                contained.map(move |to| Edge { from, position, to })
            })
            .collect();
        own.sort_by_key(|edge| name(shape, edge.position));
        edges.append(&mut own);
    }
    edges
}

/// What orders the uses in a definition whatever their order in the document is.
fn name(shape: &Shape, position: Position) -> String {
    match shape {
        Shape::Record(record) => {
            let found = fields(record).into_iter().find(|(other, _)| *other == position);
            found.map(|(_, field)| field.wire_name.clone()).unwrap_or_default()
        }
        Shape::Union(union) => match position {
            Position::Variant(index) => union.variants[index].label.clone(),
            _ => String::new(),
        },
        Shape::Enumeration(_) | Shape::Alias(_) | Shape::Newtype(_) => String::new(),
    }
}

/// The definitions that a value contains by value: aliases end at them or at something else.
fn behind_aliases(api: &Api, ty: &Type) -> Vec<TypeId> {
    let mut passed = HashSet::new();
    let mut found = Vec::new();
    let mut open = ty.contained();
    while let Some(id) = open.pop() {
        match &api.types.get(id).shape {
            Shape::Alias(value) if passed.insert(id) => open.extend(value.ty.contained()),
            Shape::Alias(_) => {}
            _ => found.push(id),
        }
    }
    found
}

fn reaches(graph: &[Vec<TypeId>], from: TypeId, to: TypeId) -> bool {
    let mut open = vec![from];
    let mut seen = HashSet::new();
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            open.extend(&graph[id.0]);
        }
    }
    false
}

/// Reports schemas that no finite value fits: their required properties lead back to them.
pub fn report_uninhabited(api: &Api, locate: &dyn Fn(&Pointer) -> Option<Place>, sink: &mut Sink) {
    // Types have finite values if their needs are met by types that do.
    let inhabited = spread(api, |_, def, found| is_inhabited(&def.shape, found));
    let mut graph: Vec<Vec<usize>> = vec![Vec::new(); api.types.defs.len()];
    for (id, def) in api.types.iter().filter(|(id, _)| !inhabited[id.0]) {
        let needed = uses(&def.shape)
            .into_iter()
            .filter(|(position, _)| needs(&def.shape, *position));
        let contained = needed.flat_map(|(_, value)| value.ty.contained());
        graph[id.0].extend(contained.map(|other| other.0).filter(|other| !inhabited[*other]));
    }
    let circle = circles(&graph);
    let mut said: HashSet<usize> = HashSet::new();
    for (id, def) in api.types.iter() {
        // One word about each circle is enough.
        if !circle[id.0].is_some_and(|circle| said.insert(circle)) {
            continue;
        }
        let pointer = &def.provenance.pointer;
        let message = format!("no finite value fits the schema at {pointer}: what it requires leads back to it");
        let diagnostic = Diagnostic::new(Code::UninhabitedSchema, message);
        sink.push(match locate(pointer) {
            Some(place) => diagnostic.at(&place, "requires itself"),
            None => diagnostic,
        });
    }
}

fn is_inhabited(shape: &Shape, inhabited: &[bool]) -> bool {
    let has_value = |ty: &Type| has_value(ty, inhabited);
    let can_be_there = |field: &Field| field.presence != Presence::Required || has_value(&field.value.ty);
    match shape {
        Shape::Record(record) => {
            let mut groups = record.groups.iter();
            record.fields.iter().all(can_be_there)
                && groups.all(|group| {
                    group
                        .alternatives
                        .iter()
                        .any(|choice| choice.fields.iter().all(can_be_there))
                })
        }
        Shape::Enumeration(_) => true,
        Shape::Union(union) => union.variants.iter().any(|variant| has_value(&variant.value.ty)),
        Shape::Alias(value) | Shape::Newtype(value) => has_value(&value.ty),
    }
}

/// Whether a type has a value. That of the schema `false` has none on purpose, which its own warning says.
fn has_value(ty: &Type, inhabited: &[bool]) -> bool {
    match ty {
        Type::Named(id) => inhabited[id.0],
        Type::Tuple(items) => items.iter().all(|item| has_value(&item.ty, inhabited)),
        _ => true,
    }
}

/// Whether a value of a definition may have to contain what stands at this position.
fn needs(shape: &Shape, position: Position) -> bool {
    match shape {
        Shape::Record(record) => {
            let found = fields(record).into_iter().find(|(other, _)| *other == position);
            found.is_some_and(|(_, field)| field.presence == Presence::Required)
        }
        Shape::Enumeration(_) => false,
        Shape::Union(_) | Shape::Alias(_) | Shape::Newtype(_) => true,
    }
}
