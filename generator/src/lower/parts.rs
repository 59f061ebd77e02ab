//! What a schema consists of: its own keywords, what it refers to, and the members of its `allOf`.
//!
//! ```yaml
//! allOf:
//!   - $ref: '#/components/schemas/Base'     # a part seen from elsewhere
//!   - properties: { name: {} }              # a part of its own
//! required: [name]                          # another one
//! ```
//!
//! All of them hold together, so every family of schemas is lowered from a list of parts; a schema without `allOf` and
//! `$ref` has one. A schema that adds nothing but annotations and constraints to one reference is not taken apart: it
//! *is* what it refers to, and keeps that name; a component that asserts something about an object is one of its own, so
//! that its `validate()` has it. Circles of `allOf` are reported.

use std::collections::HashSet;
use std::sync::LazyLock;

use indexmap::IndexSet;

use super::context::Context;
use super::reach::LOOKS;
use super::schema::Member;
use super::undeclared::says_something;
use crate::diag::Code;
use crate::openapi::{Reference, Schema, SchemaObject, SchemaValue};
use crate::source::NodeId;

/// The keywords of one schema object, without its `$ref` and its `allOf`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'d> {
    /// The schema.
    pub(super) schema: &'d Schema,
    /// Its keywords.
    pub(super) object: &'d SchemaObject,
    /// Whether it stands inside the schema that is taken apart, rather than being referred to.
    pub(super) own: bool,
    /// Which of its lists of alternatives still count; not so those into whose members the rest was merged.
    pub(super) lists: Lists,
}

/// Which lists of alternatives of a schema count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lists {
    pub(super) one_of: bool,
    pub(super) any_of: bool,
}

impl Lists {
    pub(super) const ALL: Self = Self {
        one_of: true,
        any_of: true,
    };
    pub(super) const NONE: Self = Self {
        one_of: false,
        any_of: false,
    };
}

/// The schema `false` as keywords: a list of types that has none.
static NOTHING: LazyLock<SchemaObject> = LazyLock::new(|| SchemaObject {
    types: Some(Vec::new()),
    ..SchemaObject::default()
});

/// How much a schema object says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// Annotations at most.
    Blank,
    /// A type or constraints, which narrow what is there already.
    Narrow,
    /// Properties, items, values or alternatives.
    Full,
}

/// The parts found so far.
#[derive(Debug, Default)]
struct Gathered<'d> {
    parts: Vec<Part<'d>>,
    /// Every schema that was met: what is reached on two ways is one part.
    met: HashSet<NodeId>,
    /// The schemas that led to the present one.
    path: IndexSet<NodeId>,
    /// Schemas at which to stop.
    stop: HashSet<NodeId>,
}

/// What gives a schema its type.
#[derive(Debug)]
pub(super) enum Essence<'d> {
    /// One reference, to which the schema adds annotations and constraints at most.
    Reference(&'d Reference),
    /// Anything else.
    Parts,
}

/// How much the keywords say beside `$ref`, `allOf`, and, where told so, `oneOf` and `anyOf`.
pub(super) fn weight(object: &SchemaObject, unions: bool) -> Weight {
    let alternatives = unions && !(object.one_of.is_empty() && object.any_of.is_empty());
    let properties = !object.properties.is_empty()
        || object.required.as_ref().is_some_and(|required| !required.is_empty())
        || object.additional_properties.is_some()
        || says_something(object.unevaluated_properties.as_deref())
        || !object.pattern_properties.is_empty();
    let items = object.items.is_some() || !object.prefix_items.is_empty();
    let values = object.enumeration.is_some() || object.constant.is_some();
    if alternatives || properties || items || values {
        Weight::Full
    } else if object.types.is_some()
        || object.format.is_some()
        || super::rules::constrains(object)
        || super::assertion::asserts(object)
    {
        Weight::Narrow
    } else {
        Weight::Blank
    }
}

/// How much a schema says in all.
pub(super) fn whole_weight(schema: &Schema) -> Weight {
    match schema.object() {
        Some(object) if object.reference.is_some() => Weight::Full,
        Some(object) => {
            let members = object.all_of.iter().map(whole_weight).max();
            weight(object, true).max(members.unwrap_or(Weight::Blank))
        }
        None if schema.value == SchemaValue::Boolean(true) => Weight::Blank,
        None => Weight::Full,
    }
}

impl<'d> Context<'d> {
    /// Whether a schema is a reference with annotations and constraints, or something of its own.
    pub(super) fn essence(&self, schema: &'d Schema) -> Essence<'d> {
        let Some(object) = schema.object() else {
            return Essence::Parts;
        };
        let mut members = object
            .all_of
            .iter()
            .filter(|member| whole_weight(member) == Weight::Full);
        // OpenAPI 3.0 ignores what stands beside `$ref`.
        let alone = object.reference.is_some() && !self.document.version_at(schema.node).has_json_schema();
        if !alone && (weight(object, true) == Weight::Full || self.demands_by_name(schema, object)) {
            return Essence::Parts;
        }
        match (&object.reference, members.next(), members.next()) {
            (Some(reference), _, _) if alone => Essence::Reference(reference),
            (Some(reference), None, _) => Essence::Reference(reference),
            (None, Some(member), None) => self.essence(member),
            _ => Essence::Parts,
        }
    }

    /// Whether a component demands something beyond what it refers to that only a type of its own can check.
    fn demands_by_name(&self, schema: &Schema, object: &SchemaObject) -> bool {
        let counted = object.min_properties.is_some() || object.max_properties.is_some();
        (counted || super::assertion::asserts(object)) && self.graph.is_component(schema.node)
    }

    /// Takes a schema apart, following references.
    pub(super) fn parts(&mut self, schema: &'d Schema) -> Vec<Part<'d>> {
        self.parts_of(&[Member { schema, own: true }])
    }

    /// Takes several schemas apart that hold together.
    pub(super) fn parts_of(&mut self, members: &[Member<'d>]) -> Vec<Part<'d>> {
        let mut gathered = Gathered::default();
        for member in members {
            self.gather(member.schema, member.own, &mut gathered);
        }
        gathered.parts
    }

    /// The same, without the schemas at these places and what they consist of.
    pub(super) fn parts_before(&mut self, members: &[Member<'d>], stop: HashSet<NodeId>) -> Vec<Part<'d>> {
        let mut gathered = Gathered {
            stop,
            ..Gathered::default()
        };
        for member in members {
            self.gather(member.schema, member.own, &mut gathered);
        }
        gathered.parts
    }

    fn gather(&mut self, schema: &'d Schema, own: bool, gathered: &mut Gathered<'d>) {
        let object = match &schema.value {
            SchemaValue::Object(object) => object,
            SchemaValue::Boolean(true) => return,
            SchemaValue::Boolean(false) => {
                gathered.parts.push(Part {
                    schema,
                    object: &NOTHING,
                    own,
                    lists: Lists::NONE,
                });
                return;
            }
        };
        if self.gave_up() {
            return;
        }
        if gathered.stop.contains(&schema.node) || !gathered.met.insert(schema.node) {
            return;
        }
        self.examine(schema, object);
        if gathered.path.len() >= LOOKS {
            self.looked_too_far(schema.node);
            return;
        }
        gathered.path.insert(schema.node);
        let mut own_keywords = true;
        if let Some(reference) = &object.reference {
            let json_schema = self.document.version_at(schema.node).has_json_schema();
            own_keywords = json_schema || weight(object, true) != Weight::Full;
            if let Some(target) = self.schema_target(reference) {
                let target = self.end_of(target);
                if gathered.path.contains(&target.node) {
                    let passed: Vec<NodeId> = gathered.path.iter().copied().collect();
                    self.within_itself(reference, &passed);
                } else {
                    self.gather(target, false, gathered);
                }
            }
        }
        for member in &object.all_of {
            self.gather(member, own, gathered);
        }
        gathered.path.pop();
        if own_keywords && weight(object, true) != Weight::Blank {
            gathered.parts.push(Part {
                schema,
                object,
                own,
                lists: Lists::ALL,
            });
        }
    }

    /// Reports parts that contradict each other.
    pub(super) fn impossible(&mut self, node: NodeId) {
        let message = "no value fits this schema: what it demands contradicts itself";
        self.report(Code::ImpossibleSchema, node, message, "nothing can be all of this");
    }
}
