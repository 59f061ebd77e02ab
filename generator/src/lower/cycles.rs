//! Definitions that consist of nothing but themselves.
//!
//! ```yaml
//! Nested: { type: array, items: { $ref: '#/components/schemas/Nested' } }    # a list of lists of lists …
//! Loop: { oneOf: [{ type: string }, { $ref: '#/components/schemas/Loop' }] }
//! ```
//!
//! An alias that contains itself becomes a newtype: a struct has a name of its own where an alias has none. A union that is
//! a member of itself says nothing by that, so the member is left out, with a warning; nothing but itself is a definition
//! without content, and any value, which is said. Every later stage may follow aliases and members without looking out for circles.

use std::collections::HashSet;

use super::context::Context;
use crate::diag::Code;
use crate::ir::{Shape, Strategy, Type, TypeId, TypeUse, Union, Variant, circles};
use crate::source::NodeId;

/// Which types a definition leads to.
type Edges = fn(&Shape) -> Vec<TypeId>;

impl Context<'_> {
    /// Gives names to aliases that contain themselves, and takes unions out of themselves.
    pub(super) fn break_cycles(&mut self) {
        self.break_each(aliased, Self::name_alias);
        self.break_each(passed_on, Self::leave_itself);
    }

    fn break_each(&mut self, edges: Edges, mend: fn(&mut Self, TypeId)) {
        let targets = |index| {
            edges(&self.graph.get(TypeId(index)).shape)
                .iter()
                .map(|id| id.0)
                .collect()
        };
        let all: Vec<Vec<usize>> = (0..self.graph.len()).map(targets).collect();
        let on_circles = circles(&all).into_iter().enumerate();
        let on_circles = on_circles.filter(|(_, circle)| circle.is_some());
        let mut on_circles: Vec<TypeId> = on_circles.map(|(index, _)| TypeId(index)).collect();
        // Which of a circle is mended depends on where they stand, and not on which was met first.
        on_circles.sort_by_key(|id| &self.graph.get(*id).provenance.pointer);
        for start in on_circles {
            // One of the definitions before it may have been on the same circle, which is broken then.
            if self.leads_to(start, edges) {
                mend(self, start);
            }
        }
    }

    fn name_alias(&mut self, id: TypeId) {
        if let Shape::Alias(value) = &self.graph.get(id).shape {
            let value = value.clone();
            if matches!(value.ty, Type::List(_) | Type::Map(_) | Type::Tuple(_)) {
                self.graph.replace(id, Shape::Newtype(value));
            }
        }
    }

    /// Takes the members through which a union leads back to itself out of it.
    fn leave_itself(&mut self, id: TypeId) {
        let node = self.document.find(&self.graph.get(id).provenance.pointer);
        let Shape::Union(union) = &self.graph.get(id).shape else {
            self.without_content(id, node);
            return;
        };
        let leads_back = |variant: &Variant| {
            let mut named = named(&variant.value.ty).into_iter();
            named.any(|member| member == id || self.reaches(member, id, passed_on))
        };
        let kept: Vec<bool> = union.variants.iter().map(|variant| !leads_back(variant)).collect();
        if !kept.contains(&true) {
            self.without_content(id, node);
            return;
        }
        let union = without(union, &kept);
        if let Some(node) = node {
            let message = "an alternative leads back to this very list, which adds nothing; it is left out";
            self.report(Code::NotRepresented, node, message, "contains itself");
        }
        self.graph.replace(id, Shape::Union(union));
    }

    fn without_content(&mut self, id: TypeId, node: Option<NodeId>) {
        if let Some(node) = node {
            let message = "a definition that consists of nothing but itself";
            self.report(Code::ReferenceCycle, node, message, "contains itself");
        }
        let any = TypeUse::from(Type::Any);
        self.graph.replace(id, Shape::Alias(any));
    }

    /// Whether a definition leads back to itself.
    fn leads_to(&self, start: TypeId, edges: Edges) -> bool {
        self.reaches(start, start, edges)
    }

    /// Whether a definition leads to another one, in at least one step.
    fn reaches(&self, start: TypeId, wanted: TypeId, edges: Edges) -> bool {
        let mut open = edges(&self.graph.get(start).shape);
        let mut seen = HashSet::new();
        while let Some(id) = open.pop() {
            if id == wanted {
                return true;
            }
            if seen.insert(id) {
                open.extend(edges(&self.graph.get(id).shape));
            }
        }
        false
    }
}

/// A union without some of its members.
fn without(union: &Union, kept: &[bool]) -> Union {
    let mut position = 0;
    let positions: Vec<usize> = kept
        .iter()
        .map(|kept| {
            let at = position;
            position += usize::from(*kept);
            at
        })
        .collect();
    let moved = |index: &usize| kept[*index].then(|| positions[*index]);
    let strategy = match &union.strategy {
        Strategy::Tag {
            property,
            tags,
            required,
            texts,
            others,
        } => Strategy::Tag {
            others: others.as_ref().and_then(moved),
            property: property.clone(),
            required: *required,
            texts: *texts,
            tags: tags
                .iter()
                .filter_map(|(tag, index)| Some((tag.clone(), moved(index)?)))
                .collect(),
        },
        Strategy::Kind(kinds) => Strategy::Kind(
            kinds
                .iter()
                .filter_map(|(kind, index)| Some((*kind, moved(index)?)))
                .collect(),
        ),
        Strategy::Key(keys) => Strategy::Key(
            keys.iter()
                .filter_map(|(key, index)| Some((key.clone(), moved(index)?)))
                .collect(),
        ),
        Strategy::Trial => Strategy::Trial,
    };
    let variants = union.variants.iter().zip(kept).filter(|(_, kept)| **kept);
    Union {
        variants: variants.map(|(variant, _)| variant.clone()).collect(),
        strategy,
        exclusive: union.exclusive,
        combined: union.combined && kept.last() == Some(&true),
    }
}

/// What an alias contains, in lists, maps and tuples too.
fn aliased(shape: &Shape) -> Vec<TypeId> {
    match shape {
        Shape::Alias(value) => value.ty.names(),
        _ => Vec::new(),
    }
}

/// What a decoder goes on to without having read anything.
fn passed_on(shape: &Shape) -> Vec<TypeId> {
    match shape {
        Shape::Alias(value) => named(&value.ty).into_iter().collect(),
        Shape::Union(union) => union
            .variants
            .iter()
            .filter_map(|variant| named(&variant.value.ty))
            .collect(),
        Shape::Record(_) | Shape::Enumeration(_) | Shape::Newtype(_) => Vec::new(),
    }
}

fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => named(inner),
        _ => None,
    }
}
