//! Whether null is a value of a schema, in all spellings.
//!
//! ```yaml
//! { type: string, nullable: true }                       # 3.0; honoured in 3.1 with a note
//! { type: [string, "null"] }                             # 3.1
//! { enum: [a, b, null] }
//! { oneOf: [{ $ref: '#/components/schemas/A' }, { type: "null" }] }
//! ```
//!
//! A definition is always that of the values other than null; each use of a schema that allows null is nullable, also
//! where the schema says so behind a reference. A schema without any type allows everything and needs no null of its own.

use std::collections::{HashMap, HashSet};

use super::context::Context;
use super::parts::{Essence, Weight, weight};
use crate::diag::Code;
use crate::ir::Type;
use crate::openapi::{Schema, SchemaObject, SchemaType};
use crate::source::{Kind, NodeId};

impl<'d> Context<'d> {
    /// Whether null is a value of this schema.
    pub(super) fn allows_null(&mut self, schema: &'d Schema) -> bool {
        if self.settings.exact_untyped {
            return self.null_fits(schema, &mut HashSet::new());
        }
        self.allows_null_within(schema, &mut HashMap::new())
    }

    fn allows_null_within(&mut self, schema: &'d Schema, known: &mut HashMap<NodeId, bool>) -> bool {
        let Some(object) = schema.object() else { return false };
        if let Some(known) = known.get(&schema.node) {
            return *known;
        }
        // On a circle, a schema that is being asked already adds nothing.
        known.insert(schema.node, false);
        let look = |cx: &mut Self| cx.says_null(object) || cx.inherits_null(object, known);
        let Some(allows) = self.look_further(schema.node, look) else {
            return false;
        };
        known.insert(schema.node, allows);
        allows
    }

    /// Whether the schema itself mentions null.
    pub(super) fn says_null(&self, object: &SchemaObject) -> bool {
        let null = |node: &NodeId| self.document.node(*node).kind() == Kind::Null;
        object.nullable == Some(true)
            || object
                .types
                .as_ref()
                .is_some_and(|types| types.contains(&SchemaType::Null))
            || object.constant.as_ref().is_some_and(null)
            || object
                .enumeration
                .as_ref()
                .is_some_and(|values| values.iter().any(null))
    }

    /// Whether null comes in through a reference or a member.
    fn inherits_null(&mut self, object: &'d SchemaObject, known: &mut HashMap<NodeId, bool>) -> bool {
        if object.types.is_some() {
            return false;
        }
        let target = object
            .reference
            .as_ref()
            .and_then(|reference| self.schema_target(reference));
        if let Some(target) = target {
            let end = self.end_of(target);
            if self.allows_null_within(end, known) {
                return true;
            }
        }
        for members in [&object.one_of, &object.any_of] {
            if members
                .iter()
                .any(|member| self.only_null(member) || self.allows_null_within(member, known))
            {
                return true;
            }
        }
        let mut content = object.all_of.iter().filter(|member| says_something(member)).peekable();
        content.peek().is_some() && content.all(|member| self.allows_null_within(member, known))
    }

    /// Whether null is the only value, also where that stands behind a reference.
    pub(super) fn only_null(&mut self, schema: &'d Schema) -> bool {
        let mut current = schema;
        while let Essence::Reference(reference) = self.essence(current) {
            match self.schema_target(reference) {
                Some(target) => current = self.end_of(target),
                None => return false,
            }
        }
        let Some(object) = current.object() else { return false };
        // `{ nullable: true }` as a member is how generators for 3.0 write null.
        let bare = object.nullable == Some(true) && object.all_of.is_empty() && weight(object, true) == Weight::Blank;
        object.types.as_deref() == Some(&[SchemaType::Null]) || bare || self.lists_only_null(object)
    }

    /// Whether null is all that `const` or `enum` lists.
    pub(super) fn lists_only_null(&self, object: &SchemaObject) -> bool {
        let mut listed = object
            .constant
            .iter()
            .chain(object.enumeration.iter().flatten())
            .peekable();
        listed.peek().is_some() && listed.all(|node| self.document.node(*node).kind() == Kind::Null)
    }

    /// Notes `nullable` in a document whose version does not have it.
    pub(super) fn note_nullable(&mut self, schema: &Schema, object: &SchemaObject) {
        let version = self.document.version_at(schema.node);
        if object.nullable.is_some() && version.has_json_schema() {
            let message = format!("`nullable` is not a keyword of {}; it is honoured", version.name());
            self.report_key(
                Code::NullableIn31,
                schema.node,
                "nullable",
                message,
                "write \"null\" among the types",
            );
        }
    }
}

fn says_something(schema: &Schema) -> bool {
    schema.object().is_none_or(|object| {
        object.reference.is_some() || !object.all_of.is_empty() || weight(object, true) != Weight::Blank
    })
}

/// The type or null; anything already has null among its values.
pub(super) fn or_null(ty: Type) -> Type {
    match ty {
        Type::Nullable(_) | Type::Any => ty,
        other => Type::Nullable(Box::new(other)),
    }
}

/// The type without null, and whether it had null.
pub(super) fn without_null(ty: Type) -> (Type, bool) {
    match ty {
        Type::Nullable(inner) => (*inner, true),
        other => (other, false),
    }
}
