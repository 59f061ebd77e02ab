//! Properties that a record does not declare and that what is demanded of it looks at.
//!
//! ```yaml
//! properties: { a: {} }
//! maxProperties: 3                   # counts all properties
//! propertyNames: { maxLength: 8 }    # of any name
//! not: { required: [b] }             # `b` is none of those that are declared
//! ```
//!
//! `validate()` sees what the type keeps. So a record keeps its undeclared properties where one of these keywords depends
//! on them, whether `kiln.toml` asks for it or not. Where such keywords stand beside a reference, the type belongs to
//! others as well and stays as it is; that they are not checked is said.

use std::collections::HashSet;

use super::context::Context;
use super::object::properties;
use super::parts::Part;
use super::reach::LOOKS;
use crate::diag::{Code, Diagnostic};
use crate::openapi::{Schema, SchemaObject, SchemaValue};
use crate::source::NodeId;

impl<'d> Context<'d> {
    /// Whether what parts demand of an object depends on properties other than these.
    pub(super) fn looks_beyond(&mut self, parts: &[Part<'d>], known: &HashSet<&str>) -> bool {
        let mut required = HashSet::new();
        required.extend(parts.iter().flat_map(|part| part.object.required.iter().flatten()));
        parts.iter().any(|part| {
            let least = part.object.min_properties.unwrap_or_default();
            // What has to be there anyway may be enough.
            let counts = usize::try_from(least).map_or(true, |least| least > required.len());
            counts
                || part.object.max_properties.is_some()
                || says_something(part.object.property_names.as_deref())
                || self.conditions_look_beyond(part.object, known, &mut HashSet::new())
        })
    }

    /// Whether one of the schemas that decide about an object does.
    fn conditions_look_beyond(
        &mut self,
        object: &'d SchemaObject,
        known: &HashSet<&str>,
        asked: &mut HashSet<NodeId>,
    ) -> bool {
        let lists = object.dependent_required.iter();
        let mut names = lists.flat_map(|(name, others)| std::iter::once(name).chain(others));
        if names.any(|name| !known.contains(name.as_str()))
            || object
                .dependent_schemas
                .keys()
                .any(|name| !known.contains(name.as_str()))
        {
            return true;
        }
        let deciding = [&object.not, &object.if_schema, &object.then_schema, &object.else_schema];
        let mut deciding = deciding
            .into_iter()
            .flatten()
            .map(|schema| &**schema)
            .chain(object.dependent_schemas.values());
        deciding.any(|schema| self.looks_beyond_at(schema, known, asked))
    }

    fn looks_beyond_at(&mut self, schema: &'d Schema, known: &HashSet<&str>, asked: &mut HashSet<NodeId>) -> bool {
        let Some(object) = schema.object() else { return false };
        if asked.len() >= LOOKS || !asked.insert(schema.node) {
            return false;
        }
        let mut names = object.properties.keys().chain(object.required.iter().flatten());
        if names.any(|name| !known.contains(name.as_str()))
            || counts_all(object)
            || self.conditions_look_beyond(object, known, asked)
        {
            return true;
        }
        let mut members = object.all_of.iter().chain(&object.any_of).chain(&object.one_of);
        if members.any(|member| self.looks_beyond_at(member, known, asked)) {
            return true;
        }
        let reference = object.reference.as_ref();
        let target = reference.and_then(|reference| self.schema_target(reference));
        target.is_some_and(|target| self.looks_beyond_at(target, known, asked))
    }

    /// Says that a use of a record demands something of properties that the record does not keep.
    pub(super) fn report_unseen(&mut self, all: &[Part<'d>], own: &[Part<'d>], place: NodeId) {
        let others: Vec<Part<'d>> = all
            .iter()
            .filter(|part| !own.iter().any(|own| own.schema.node == part.schema.node))
            .copied()
            .collect();
        let declared = properties(&others);
        let names = declared.declared.keys().chain(&declared.required).copied();
        let mut known: HashSet<&str> = names.collect();
        known.extend(self.mentioned(&others));
        let record = !super::object::is_map(&others);
        if !record || self.settings.keep_undeclared || others.iter().any(|part| keeps(part.object)) {
            return;
        }
        if self.looks_beyond(own, &known) && !self.looks_beyond(&others, &known) {
            let message = "the type that is referred to does not keep properties that it does not declare, so what this \
                           demands of them is not checked";
            let place = self.document.place(place);
            let diagnostic = Diagnostic::new(Code::NotRepresented, message).at(&place, "beside a reference");
            self.push(
                diagnostic.remedy("make a component of it, or set `undeclared = \"keep\"` in `[types]` of kiln.toml"),
            );
        }
    }
}

/// Whether a schema is there and allows less than anything.
pub(super) fn says_something(schema: Option<&Schema>) -> bool {
    schema.is_some_and(|schema| schema.value != SchemaValue::Boolean(true))
}

/// Whether keywords are about all properties, whatever their names.
fn counts_all(object: &SchemaObject) -> bool {
    object.min_properties.is_some_and(|least| least > 0)
        || object.max_properties.is_some()
        || !object.pattern_properties.is_empty()
        || object.constant.is_some()
        || object.enumeration.is_some()
        || says_something(object.property_names.as_deref())
        || says_something(object.additional_properties.as_deref())
        || says_something(object.unevaluated_properties.as_deref())
}

/// Whether a part has a record keep its undeclared properties, or refuse them.
fn keeps(object: &SchemaObject) -> bool {
    object.additional_properties.is_some()
        || !object.pattern_properties.is_empty()
        || says_something(object.unevaluated_properties.as_deref())
}
