//! Definitions: which schemas get one, and what they are called after.
//!
//! ```yaml
//! components: { schemas: { Browser: { properties: { proxy: { properties: { … } } } } } }
//! ```
//!
//! `Browser` is a component, so its definition exists before anything is lowered. The object under `proxy` gets one
//! when it is met, named after its seat: property `proxy` within `Browser`. A schema has one definition however it is
//! reached; where a reference or a merge reaches it before its own place does, the place still names it.

use std::collections::HashMap;
use std::collections::HashSet;

use super::context::Context;
use super::schema::Member;
use crate::ir::{AssertionId, Deprecation, Docs, Hint, Provenance, Role, Shape, Type, TypeDef, TypeId, TypeUse};
use crate::openapi::Schema;
use crate::source::NodeId;

/// The place that a schema has in the type graph, should it need a definition.
#[derive(Debug, Clone)]
pub(super) enum Seat {
    /// A component: the definition is there already.
    Component(TypeId),
    /// A schema at its own place, which names it.
    Own(Hint),
    /// A schema seen from elsewhere; this name serves only if the schema's own place is never met.
    Visited(Hint),
}

impl Seat {
    /// The seat of the items or values of what sits here.
    ///
    /// Lists and maps have no definition of their own, so what is in them takes their seat.
    pub(super) fn inner(&self, role: Role) -> Self {
        match self {
            Self::Component(id) => Self::Own(Hint::Within(*id, role)),
            other => other.clone(),
        }
    }
}

/// What a definition is the definition of: one schema, or several that are merged.
pub(super) type Key = Vec<NodeId>;

/// The definitions made so far.
#[derive(Debug, Default)]
pub(super) struct Graph {
    defs: Vec<TypeDef>,
    keys: HashMap<Key, TypeId>,
    /// The schemas that definitions of just one have.
    places: HashMap<TypeId, NodeId>,
    /// Definitions whose own place was not met yet.
    visited: HashSet<TypeId>,
}

impl Graph {
    /// Reserves a definition; its shape follows.
    /// Whether the schema at a node is a component with a definition of its own.
    pub(super) fn is_component(&self, node: NodeId) -> bool {
        let id = self.keys.get([node].as_slice());
        id.is_some_and(|id| matches!(self.defs[id.0].hint, Hint::Component(_)))
    }

    fn reserve(&mut self, hint: Hint, provenance: Provenance) -> TypeId {
        let id = TypeId(self.defs.len());
        let any = TypeUse::from(Type::Any);
        self.defs.push(TypeDef {
            hint,
            docs: Docs::default(),
            deprecated: None,
            shape: Shape::Alias(any),
            assertion: None,
            provenance,
        });
        id
    }

    /// The definition for a key, and whether it is new.
    fn claim(&mut self, key: Key, seat: &Seat, provenance: Provenance) -> (TypeId, bool) {
        let hint = match seat {
            Seat::Component(id) => return (*id, true),
            Seat::Own(hint) | Seat::Visited(hint) => hint.clone(),
        };
        let own = matches!(seat, Seat::Own(_));
        if let Some(&id) = self.keys.get(&key) {
            if own && self.visited.remove(&id) {
                self.defs[id.0].hint = hint;
            }
            return (id, false);
        }
        let id = self.reserve(hint, provenance);
        if let [place] = key.as_slice() {
            self.places.insert(id, *place);
        }
        self.keys.insert(key, id);
        if !own {
            self.visited.insert(id);
        }
        (id, true)
    }

    /// Lets a definition be that of the schema at a node.
    pub(super) fn identify(&mut self, node: NodeId, id: TypeId) {
        self.keys.insert(vec![node], id);
    }

    /// All definitions.
    pub(super) fn into_defs(self) -> Vec<TypeDef> {
        self.defs
    }

    /// How many definitions there are.
    pub(super) fn len(&self) -> usize {
        self.defs.len()
    }

    /// Gives definitions the other hints that `other` has for theirs.
    pub(super) fn rename(&mut self, other: impl Fn(&Hint) -> Option<Hint>) {
        for def in &mut self.defs {
            if let Some(hint) = other(&def.hint) {
                def.hint = hint;
            }
        }
    }

    /// Whether a definition is the one for a key.
    pub(super) fn is_for(&self, id: TypeId, key: &Key) -> bool {
        self.keys.get(key) == Some(&id)
    }

    /// The schema that a definition has, if it is just one.
    pub(super) fn place_of(&self, id: TypeId) -> Option<NodeId> {
        self.places.get(&id).copied()
    }

    /// Gives a definition what its type leaves over.
    pub(super) fn set_assertion(&mut self, id: TypeId, assertion: AssertionId) {
        self.defs[id.0].assertion = Some(assertion);
    }

    /// Gives a definition another shape.
    pub(super) fn replace(&mut self, id: TypeId, shape: Shape) {
        self.defs[id.0].shape = shape;
    }

    /// Takes the prose from a definition that was made from another schema's.
    pub(super) fn silence(&mut self, id: TypeId) {
        let def = &mut self.defs[id.0];
        (def.docs, def.deprecated) = (Docs::default(), None);
    }

    /// A definition; meaningful once all components are lowered.
    pub(super) fn get(&self, id: TypeId) -> &TypeDef {
        &self.defs[id.0]
    }
}

impl<'d> Context<'d> {
    /// Reserves the definition of a component schema.
    pub(super) fn reserve(&mut self, name: &str, schema: &Schema) -> TypeId {
        let provenance = self.provenance(schema.node);
        let id = self.graph.reserve(Hint::Component(name.to_owned()), provenance);
        self.graph.keys.entry(vec![schema.node]).or_insert(id);
        self.graph.places.insert(id, schema.node);
        id
    }

    /// Gives a definition its prose and its shape.
    pub(super) fn complete(&mut self, id: TypeId, docs: Docs, deprecated: Option<Deprecation>, shape: Shape) {
        let def = &mut self.graph.defs[id.0];
        def.docs = docs;
        def.deprecated = deprecated;
        def.shape = shape;
    }

    /// The type of a schema that needs a definition; `shape` runs the first time that the schema is met.
    ///
    /// Calling `shape` may lead back here: a definition that is under way counts as met.
    pub(super) fn define(
        &mut self,
        key: Key,
        seat: &Seat,
        schema: &'d Schema,
        shape: impl FnOnce(&mut Self, TypeId) -> Shape,
    ) -> Type {
        let provenance = self.provenance(schema.node);
        let (id, new) = self.graph.claim(key, seat, provenance);
        if new {
            let shape = self.within_definition(|cx| shape(cx, id));
            let docs = self.schema_docs(schema);
            let deprecated = Self::schema_deprecation(schema, seat);
            self.complete(id, docs, deprecated, shape);
        }
        Type::Named(id)
    }

    /// The type of what is no schema of the document, but comes of the one at this place.
    pub(super) fn define_bare(
        &mut self,
        key: Key,
        seat: &Seat,
        place: NodeId,
        shape: impl FnOnce(&mut Self, TypeId) -> Shape,
    ) -> Type {
        let provenance = self.provenance(place);
        let (id, new) = self.graph.claim(key, seat, provenance);
        if new {
            let shape = self.within_definition(|cx| shape(cx, id));
            self.complete(id, Docs::default(), None, shape);
        }
        Type::Named(id)
    }

    /// The definition of a schema that is met within itself, and that has none of its own so far.
    pub(super) fn knot(&mut self, schema: &Schema, hint: Hint) -> TypeId {
        let provenance = self.provenance(schema.node);
        let (id, _) = self.graph.claim(vec![schema.node], &Seat::Visited(hint), provenance);
        id
    }

    /// The type of a schema, now that it is known: the definition by which it was met within itself, if it was.
    pub(super) fn tie(&mut self, schema: &'d Schema, ty: Type) -> Type {
        let Some(id) = self.definition_at(schema.node).filter(|id| ty != Type::Named(*id)) else {
            return ty;
        };
        let docs = self.schema_docs(schema);
        let deprecated = schema.object().and_then(super::docs::deprecation_of);
        let rules = self.rules(schema);
        let rules = self.asserted(rules, &[Member { schema, own: true }], &ty);
        self.complete(id, docs, deprecated, Shape::Alias(TypeUse { ty, rules }));
        Type::Named(id)
    }

    /// The definition that the schema at a node has by now; components always have theirs.
    pub(super) fn definition_at(&self, node: NodeId) -> Option<TypeId> {
        self.graph.keys.get([node].as_slice()).copied()
    }
}
