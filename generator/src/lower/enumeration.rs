//! Listed values.
//!
//! ```yaml
//! { type: string, enum: [active, on-hold, null] }     # an enumeration, nullable
//! { const: cat }                                      # an enumeration of one value
//! { oneOf: [{ const: a, description: The first }, { const: b }] }
//! { anyOf: [{ type: string }, { enum: [small, large] }] }    # the listed values and any others
//! ```
//!
//! Strings become an enumeration, whose decoder keeps values that are not listed. Listed numbers and booleans, and
//! lists of several types, are not represented: the values have their JSON type, which is said.

use super::context::Context;
use super::parts::Part;
use super::schema::Site;
use crate::diag::Code;
use crate::ir::{EnumValue, Enumeration, Shape, Type};
use crate::openapi::{Schema, SchemaObject};
use crate::source::{Kind, NodeId};

/// Whether one of the parts lists values.
pub(super) fn has_values(parts: &[Part<'_>]) -> bool {
    parts
        .iter()
        .any(|part| part.object.enumeration.is_some() || part.object.constant.is_some())
}

/// The values that an object lists.
fn listed(object: &SchemaObject) -> Option<Vec<NodeId>> {
    match (&object.constant, &object.enumeration) {
        (Some(value), _) => Some(vec![*value]),
        (None, Some(values)) => Some(values.clone()),
        (None, None) => None,
    }
}

impl<'d> Context<'d> {
    /// The enumeration of the strings that all listing parts have in common; absent where none is left.
    pub(super) fn enumeration(&mut self, site: &Site<'d>, parts: &[Part<'d>]) -> Option<Type> {
        let mut common: Option<Vec<EnumValue>> = None;
        for part in parts {
            let Some(values) = self.values_of(part) else { continue };
            common = Some(match common {
                None => values,
                Some(before) => before
                    .into_iter()
                    .filter(|value| has(&values, &value.wire_name))
                    .collect(),
            });
        }
        let some = parts.iter().any(|part| self.lists_text(part.object));
        let values = common.unwrap_or_default();
        if values.is_empty() {
            if some {
                let message = "the lists of values have no value in common; any string is accepted";
                self.report(Code::NotRepresented, site.schema.node, message, "no listed value fits");
            }
            return None;
        }
        for part in parts {
            self.report_unfit(part, &values);
        }
        let shape = Shape::Enumeration(Enumeration { values });
        Some(self.define(site.key.clone(), &site.seat, site.schema, |_, _| shape))
    }

    fn lists_text(&self, object: &SchemaObject) -> bool {
        let mut nodes = listed(object).into_iter().flatten();
        nodes.any(|node| self.document.node(node).as_str().is_some())
    }

    /// Says that listed values are kept although a constraint of the same schema leaves them out.
    fn report_unfit(&mut self, part: &Part<'d>, values: &[EnumValue]) {
        let object = part.object;
        let length = |value: &EnumValue| u64::try_from(value.wire_name.chars().count()).unwrap_or(u64::MAX);
        let pattern = object
            .pattern
            .as_deref()
            .and_then(|pattern| regex_lite::Regex::new(pattern).ok());
        let short = |value: &EnumValue| object.min_length.is_some_and(|least| length(value) < least);
        let long = |value: &EnumValue| object.max_length.is_some_and(|most| length(value) > most);
        // Whether a pattern that Rust cannot check fits is not known.
        let unlike = |value: &EnumValue| match (&object.pattern, &pattern) {
            (Some(_), Some(pattern)) => !pattern.is_match(&value.wire_name),
            (unknown, _) => unknown.is_some(),
        };
        for (key, unfit) in [
            ("minLength", values.iter().any(short)),
            ("maxLength", values.iter().any(long)),
            ("pattern", values.iter().any(unlike)),
        ] {
            if unfit {
                let message = format!("listed values that `{key}` leaves out are accepted all the same");
                self.report_key(Code::NotRepresented, part.schema.node, key, message, "not checked");
            }
        }
    }

    /// Reports what beside a list of values is not represented.
    fn report_beside_values(&mut self, part: &Part<'d>) {
        let object = part.object;
        let node = part.schema.node;
        if let (Some(constant), Some(values)) = (object.constant, &object.enumeration) {
            let text = |node: NodeId| self.document.node(node).canonical_json();
            if !values.iter().any(|value| text(*value) == text(constant)) {
                let message = "`const` is not among the listed values; only `const` counts";
                self.report_key(Code::NotRepresented, node, "enum", message, "no value fits both");
            }
        }
        for key in ["x-enum-varnames", "x-enumNames"] {
            if object.extensions.contains_key(key) {
                let message = format!("`{key}` is not used: variants are named after their values");
                self.report_key(Code::NotRepresented, node, key, message, "has no effect");
            }
        }
    }

    /// The strings that one schema lists, with their descriptions.
    fn values_of(&mut self, part: &Part<'d>) -> Option<Vec<EnumValue>> {
        let object = part.object;
        let nodes = listed(object)?;
        self.report_beside_values(part);
        let mut values: Vec<EnumValue> = Vec::new();
        for (index, node) in nodes.into_iter().enumerate() {
            let value = self.document.node(node);
            match value.as_str() {
                Some(text) if has(&values, text) => {}
                Some(text) => {
                    let own = object.constant.as_ref().and(object.description.clone());
                    let description = own.or_else(|| self.extension_text(object, text, index));
                    values.push(EnumValue {
                        wire_name: text.to_owned(),
                        description,
                        deprecated: None,
                    });
                }
                None if value.kind() == Kind::Null => {}
                None => {
                    let message = "a listed value that is not a string is left out of the enumeration";
                    self.report(Code::NotRepresented, node, message, "not a string");
                }
            }
        }
        Some(values)
    }

    /// The description that common extensions give to a listed value.
    fn extension_text(&self, object: &SchemaObject, value: &str, index: usize) -> Option<String> {
        ["x-enumDescriptions", "x-enum-descriptions"].iter().find_map(|key| {
            let texts = self.document.node(*object.extensions.get(*key)?);
            let text = texts.get(value).or_else(|| texts.items().nth(index))?;
            text.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
        })
    }

    /// Says that listed values which are not strings are not represented.
    pub(super) fn report_listed(&mut self, parts: &[Part<'d>]) {
        for part in parts {
            let key = if part.object.constant.is_some() {
                "const"
            } else {
                "enum"
            };
            if listed(part.object).is_some() {
                let message = "only listed strings become an enumeration; these values are not checked";
                self.report_key(
                    Code::NotRepresented,
                    part.schema.node,
                    key,
                    message,
                    "any value of the type is accepted",
                );
            }
        }
    }

    /// The enumeration that a union of strings comes to: what its members list, all in one.
    ///
    /// Absent if a member is something else, or if no member lists values. A member that is any string adds nothing,
    /// since values that are not listed are kept anyway.
    pub(super) fn united_strings(&mut self, members: &[&'d Schema]) -> Option<Vec<EnumValue>> {
        let mut values: Vec<EnumValue> = Vec::new();
        for member in members {
            for part in self.parts(member) {
                if part.object.format.is_some() || !part.object.one_of.is_empty() || !part.object.any_of.is_empty() {
                    return None;
                }
                let mut said = member.object().into_iter().chain([part.object]);
                let deprecated = said.find_map(super::docs::deprecation_of);
                for value in self.values_of(&part).into_iter().flatten() {
                    if !has(&values, &value.wire_name) {
                        let deprecated = deprecated.clone();
                        values.push(EnumValue { deprecated, ..value });
                    }
                }
            }
        }
        (!values.is_empty()).then_some(values)
    }

    /// The scalars to which a schema limits its values, strings as they are and others as JSON writes them.
    pub(super) fn limited_to(&mut self, schema: &'d Schema) -> Option<Vec<String>> {
        let lists = self.parts(schema).into_iter().filter_map(|part| listed(part.object));
        let shortest = lists.min_by_key(Vec::len)?;
        let values = shortest.into_iter().map(|node| self.document.node(node));
        let texts = values
            .filter(|value| value.kind() != Kind::Null)
            .map(|value| match value.kind() {
                Kind::Bool | Kind::Number => Some(value.canonical_json()),
                _ => value.as_str().map(str::to_owned),
            });
        texts.collect()
    }
}

fn has(values: &[EnumValue], wire_name: &str) -> bool {
    values.iter().any(|value| value.wire_name == wire_name)
}
