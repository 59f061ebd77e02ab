//! Groups: `oneOf` and `anyOf` whose members only require properties that stand beside them.
//!
//! ```yaml
//! properties: { id: { type: string }, name: { type: string }, save_changes: { type: boolean } }
//! oneOf: [{ required: [id] }, { required: [name] }]      # exactly one of them
//! anyOf: [{ required: [id] }, { required: [name] }]      # at least one of them
//! ```
//!
//! `save_changes` is free. A group is made only where a type can demand it: each member lists one declared property of its
//! own that is not required anyway, and an `anyOf` has two members, so that there are three cases. Anything else of this
//! form (overlapping lists, undeclared names, many alternatives, or several properties, of which some may stand beside
//! another alternative) leaves the properties optional and is up to `validate()`.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::context::Context;
use super::object::Properties;
use super::parts::Part;
use crate::ir::GroupRule;
use crate::openapi::{Schema, SchemaObject, SchemaType};

/// The names that each alternative of a group requires.
#[derive(Debug)]
pub(super) struct Choice<'d> {
    /// The schema that has the list.
    pub(super) schema: &'d Schema,
    /// How many of the alternatives have to be there.
    pub(super) rule: GroupRule,
    /// Per case, the properties that are there.
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
            for (key, rule, members) in [
                ("oneOf", GroupRule::ExactlyOne, &part.object.one_of),
                ("anyOf", GroupRule::AtLeastOne, &part.object.any_of),
            ] {
                if !only_required(members) {
                    continue;
                }
                let required: Vec<Vec<&'d str>> = members.iter().map(required_names).collect();
                let found = match obstacle(&required, properties, &mut taken) {
                    None => cases(rule, required),
                    Some(_) => None,
                };
                match found {
                    Some(alternatives) => choices.push(Choice {
                        schema: part.schema,
                        rule,
                        alternatives,
                    }),
                    // No type can demand it, so the properties are optional.
                    None => self.assert_keywords(part.schema, &[key]),
                }
            }
        }
        choices
    }
}

/// The cases of a group, each with the properties that are there; absent where there are too many.
fn cases(rule: GroupRule, alternatives: Vec<Vec<&str>>) -> Option<Vec<Vec<&str>>> {
    match (rule, alternatives.as_slice()) {
        // With several properties in one of them, some of these may stand beside another one.
        (GroupRule::ExactlyOne, _) => alternatives
            .iter()
            .all(|names| names.len() == 1)
            .then_some(alternatives),
        (GroupRule::AtLeastOne, [one, other]) if one.len() == 1 && other.len() == 1 => {
            let both = [one.as_slice(), other.as_slice()].concat();
            Some(vec![one.clone(), other.clone(), both])
        }
        (GroupRule::AtLeastOne, _) => None,
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
