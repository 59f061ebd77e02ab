//! Definitions that consist of nothing but themselves.
//!
//! ```yaml
//! Nested: { type: array, items: { $ref: '#/components/schemas/Nested' } }    # a list of lists of lists …
//! Loop: { oneOf: [{ type: string }, { $ref: '#/components/schemas/Loop' }] }
//! ```
//!
//! An alias that contains itself has no type, because only records, unions and enumerations have names of their own. A
//! union that is a member of itself has no end. Both are refused, and any value stands in for them, so that every later
//! stage may follow aliases and members without looking out for circles.

use std::collections::HashSet;

use super::context::Context;
use crate::diag::Code;
use crate::ir::{Rules, Shape, Type, TypeId, TypeUse, circles};

/// Which types a definition leads to.
type Edges = fn(&Shape) -> Vec<TypeId>;

impl Context<'_> {
    /// Refuses definitions that consist of themselves.
    pub(super) fn break_cycles(&mut self) {
        let message = "a list or map that contains itself, with no object or union between, has no type";
        self.break_each(aliased, Code::UnsupportedSchema, message);
        self.break_each(
            passed_on,
            Code::ReferenceCycle,
            "a union that is a member of itself has no end",
        );
    }

    fn break_each(&mut self, edges: Edges, code: Code, message: &str) {
        let targets = |index| {
            edges(&self.graph.get(TypeId(index)).shape)
                .iter()
                .map(|id| id.0)
                .collect()
        };
        let all: Vec<Vec<usize>> = (0..self.graph.len()).map(targets).collect();
        let on_circles = circles(&all)
            .into_iter()
            .enumerate()
            .filter(|(_, circle)| circle.is_some());
        for (index, _) in on_circles {
            let start = TypeId(index);
            // One of the definitions before it may have been on the same circle, which is broken then.
            if !self.leads_to(start, edges) {
                continue;
            }
            let pointer = &self.graph.get(start).provenance.pointer;
            if let Some(node) = self.document.find(pointer) {
                self.report(code, node, message, "contains itself");
            }
            let any = TypeUse {
                ty: Type::Any,
                rules: Rules::default(),
            };
            self.graph.replace(start, Shape::Alias(any));
        }
    }

    /// Whether a definition leads back to itself.
    fn leads_to(&self, start: TypeId, edges: Edges) -> bool {
        let mut open = edges(&self.graph.get(start).shape);
        let mut seen = HashSet::new();
        while let Some(id) = open.pop() {
            if id == start {
                return true;
            }
            if seen.insert(id) {
                open.extend(edges(&self.graph.get(id).shape));
            }
        }
        false
    }
}

/// What an alias contains, in lists and maps too.
fn aliased(shape: &Shape) -> Vec<TypeId> {
    let Shape::Alias(value) = shape else { return Vec::new() };
    let mut ty = &value.ty;
    loop {
        match ty {
            Type::Named(id) => return vec![*id],
            Type::List(inner) | Type::Map(inner) => ty = &inner.ty,
            Type::Nullable(inner) => ty = inner,
            _ => return Vec::new(),
        }
    }
}

/// What a decoder goes on to without having read anything.
fn passed_on(shape: &Shape) -> Vec<TypeId> {
    let named = |ty: &Type| match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => match **inner {
            Type::Named(id) => Some(id),
            _ => None,
        },
        _ => None,
    };
    match shape {
        Shape::Alias(value) => named(&value.ty).into_iter().collect(),
        Shape::Union(union) => union
            .variants
            .iter()
            .filter_map(|variant| named(&variant.value.ty))
            .collect(),
        Shape::Record(_) | Shape::Enumeration(_) => Vec::new(),
    }
}
