//! Exclusive groups: `oneOf` whose members only require properties that stand beside it.
//!
//! ```yaml
//! properties: { id: { type: string }, name: { type: string }, save_changes: { type: boolean } }
//! oneOf: [{ required: [id] }, { required: [name] }]
//! ```
//!
//! Exactly one of `id` and `name` is there; `save_changes` is free. A group is made only where that is what the schema
//! says: the members list disjoint sets of declared properties of which none is required anyway. Anything else of this
//! form (`anyOf`, overlapping lists, undeclared names) has no type and is refused.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::context::Context;
use super::object::Properties;
use super::parts::Part;
use crate::diag::Code;
use crate::openapi::{Schema, SchemaObject, SchemaType};

/// The names that each alternative of a group requires.
#[derive(Debug)]
pub(super) struct Choice<'d> {
    /// The schema that has the `oneOf`.
    pub(super) schema: &'d Schema,
    /// Per alternative, the required names.
    pub(super) alternatives: Vec<Vec<&'d str>>,
}

/// Whether all members say nothing but which properties are required.
pub(super) fn only_required(members: &[Schema]) -> bool {
    !members.is_empty() && members.iter().all(|member| member.object().is_some_and(requires_only))
}

fn requires_only(object: &SchemaObject) -> bool {
    let typed = object
        .types
        .as_ref()
        .is_none_or(|types| types.as_slice() == [SchemaType::Object]);
    let required = object.required.as_ref().is_some_and(|required| !required.is_empty());
    typed && required && says_nothing_else(object)
}

/// Whether all other keywords are annotations: whatever is not listed here makes a member more than a list of names.
fn says_nothing_else(object: &SchemaObject) -> bool {
    // Comparing copies of whole schemas would be dear; what members usually have is looked at first.
    let refined = !object.properties.is_empty()
        || object.reference.is_some()
        || !(object.all_of.is_empty() && object.one_of.is_empty() && object.any_of.is_empty());
    !refined && {
        let rest = SchemaObject {
            required: None,
            types: None,
            title: None,
            description: None,
            default: None,
            examples: Vec::new(),
            external_docs: None,
            deprecated: false,
            deprecated_reason: None,
            extensions: IndexMap::new(),
            ..object.clone()
        };
        rest == SchemaObject::default()
    }
}

impl<'d> Context<'d> {
    /// The groups that these parts demand.
    pub(super) fn choices(&mut self, parts: &[Part<'d>], properties: &Properties<'d>) -> Vec<Choice<'d>> {
        let mut taken = HashSet::new();
        let mut choices = Vec::new();
        for part in parts {
            if only_required(&part.object.any_of) {
                let message = "`anyOf` of required properties means \"at least one of them\", which no type can demand";
                self.report_key(
                    Code::UnsupportedSchema,
                    part.schema.node,
                    "anyOf",
                    message,
                    "at least one of these",
                );
            }
            if !only_required(&part.object.one_of) {
                continue;
            }
            let alternatives: Vec<Vec<&'d str>> = part.object.one_of.iter().map(required_names).collect();
            match obstacle(&alternatives, properties, &mut taken) {
                None => choices.push(Choice {
                    schema: part.schema,
                    alternatives,
                }),
                Some(message) => {
                    self.report_key(
                        Code::UnsupportedSchema,
                        part.schema.node,
                        "oneOf",
                        message,
                        "exactly one of these",
                    );
                }
            }
        }
        choices
    }
}

fn required_names(member: &Schema) -> Vec<&str> {
    let required = member.object().and_then(|object| object.required.as_ref());
    let mut names: Vec<&str> = Vec::new();
    for name in required.into_iter().flatten() {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

/// Why the alternatives make no group.
fn obstacle<'d>(
    alternatives: &[Vec<&'d str>],
    properties: &Properties<'d>,
    taken: &mut HashSet<&'d str>,
) -> Option<String> {
    for name in alternatives.iter().flatten() {
        if !properties.declared.contains_key(name) {
            return Some(format!(
                "an alternative requires `{name}`, which is not declared beside it"
            ));
        }
        if properties.required.contains(name) {
            return Some(format!(
                "an alternative requires `{name}`, which is required in any case"
            ));
        }
        if !taken.insert(name) {
            return Some(format!("two alternatives require `{name}`"));
        }
    }
    None
}
