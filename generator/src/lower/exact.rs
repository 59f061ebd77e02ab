//! Schemas without `type`, taken exactly as JSON Schema means them.
//!
//! ```yaml
//! { properties: { foo: { type: integer } } }      # an object whose `foo` is an integer, or anything that is no object
//! ```
//!
//! Only where `kiln.toml` says `untyped = "exact"`: nearly every author means "an object" by this, which is what such a
//! schema is taken for otherwise. Here it becomes a union of what its keywords speak of and of everything else.

use std::collections::HashSet;

use super::context::Context;
use super::kinds::Kinds;
use super::parts::Part;
use super::schema::Site;
use crate::ir::{Shape, Strategy, Type, TypeUse, Union, Variant};
use crate::openapi::{Schema, SchemaObject, SchemaValue};
use crate::source::NodeId;

/// The JSON types of whose insides a schema speaks.
fn spoken_of(parts: &[Part<'_>]) -> Kinds {
    let objects = |object: &SchemaObject| {
        !object.properties.is_empty()
            || object.additional_properties.is_some()
            || !object.pattern_properties.is_empty()
            || object.required.as_ref().is_some_and(|required| !required.is_empty())
    };
    let arrays = |object: &SchemaObject| object.items.is_some() || !object.prefix_items.is_empty();
    let mut kinds = Kinds::NONE;
    for part in parts {
        if objects(part.object) {
            kinds = kinds | Kinds::OBJECT;
        }
        if arrays(part.object) {
            kinds = kinds | Kinds::ARRAY;
        }
    }
    kinds
}

impl<'d> Context<'d> {
    /// The type of a schema that every JSON type fits: any value, unless its keywords speak of the insides of some.
    pub(super) fn every_kind(&mut self, site: &Site<'d>, parts: &[Part<'d>]) -> Type {
        let spoken = spoken_of(parts);
        for part in parts
            .iter()
            .filter(|part| super::exclusive::only_required(&part.object.any_of))
        {
            self.assert_keywords(part.schema, &["anyOf"]);
        }
        if !self.settings.exact_untyped || spoken == Kinds::NONE {
            return Type::Any;
        }
        self.define(site.key.clone(), &site.seat, site.schema, |cx, id| {
            let (mut variants, mut pairs) = cx.variants_by_kind(id, site, parts, (spoken.families(), Kinds::ALL));
            for kind in Kinds::ALL.families() {
                if !pairs.iter().any(|(known, _)| *known == kind) {
                    pairs.push((kind, variants.len()));
                }
            }
            variants.push(Variant::plain(TypeUse::from(Type::Any), "other"));
            Shape::Union(Union {
                variants,
                strategy: Strategy::Kind(pairs),
                exclusive: false,
                combined: false,
            })
        })
    }

    /// Whether null is a value of a schema that may have no `type`.
    pub(super) fn null_fits(&mut self, schema: &'d Schema, asked: &mut HashSet<NodeId>) -> bool {
        let object = match &schema.value {
            SchemaValue::Boolean(anything) => return *anything,
            SchemaValue::Object(object) => object,
        };
        // On a circle, a schema that is being asked already has no say. `nullable` adds null to whatever else is said.
        if object.nullable == Some(true) || asked.len() >= super::reach::LOOKS || !asked.insert(schema.node) {
            return true;
        }
        let listed = object.types.is_some() || object.constant.is_some() || object.enumeration.is_some();
        let mut fits = !listed || self.says_null(object);
        fits = fits && object.all_of.iter().all(|member| self.null_fits(member, asked));
        for members in [&object.one_of, &object.any_of] {
            fits = fits && (members.is_empty() || members.iter().any(|member| self.null_fits(member, asked)));
        }
        if let Some(reference) = &object.reference
            && let Some(target) = self.schema_target(reference)
        {
            fits = fits && self.null_fits(target, asked);
        }
        asked.remove(&schema.node);
        fits
    }
}

#[cfg(test)]
mod tests {
    use crate::lower::Settings;
    use crate::lower::testing::schemas_with;

    #[test]
    fn keywords_without_a_type_leave_everything_else_open() {
        let settings = Settings {
            exact_untyped: true,
            ..Settings::default()
        };
        let lowered = schemas_with(
            &settings,
            "A: { properties: { foo: { type: integer }, bar: { items: { type: string } } } }\n\
             B: { type: object, required: [a], properties: { a: { $ref: '#/components/schemas/A' } } }\n\
             C: {}",
        );
        assert_eq!(
            lowered.show("A"),
            "union by kind Object=0 Bool=1 Number=1 String=1 Array=1: object A#0 / other any"
        );
        assert_eq!(lowered.show("A#0"), "{ foo?: i64, bar?: A#0.bar|null }");
        assert_eq!(lowered.show("B"), "{ a: A|null }");
        assert_eq!(lowered.show("C"), "= any");
    }
}
