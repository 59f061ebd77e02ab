//! What stands beside a list of alternatives.
//!
//! ```yaml
//! properties: { kind: { type: string, maxLength: 3 } }
//! oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
//! ```
//!
//! It holds for each of the alternatives, so it is merged into every one. Where all of them declare the same properties
//! themselves, they stay what they are and keep their names; what is demanded of these properties besides is left over
//! for `assertion`.

use super::context::Context;
use super::object::{Properties, properties};
use super::parts::{Part, Weight, weight, whole_weight};
use super::schema::Member;
use super::union::{Alternatives, alternatives};
use crate::diag::Code;
use crate::openapi::Schema;

impl<'d> Context<'d> {
    /// The parts beside the alternatives that have to be merged into every member.
    pub(super) fn beside(
        &mut self,
        parts: &[Part<'d>],
        list: &Alternatives<'d>,
        members: &[(usize, &'d Schema)],
    ) -> Vec<Part<'d>> {
        let mut base: Vec<Part<'d>> = parts.iter().map(|part| list.taken_from(part)).collect();
        let further = !alternatives(&base).is_empty();
        base.retain(|part| weight(part.object, false) != Weight::Blank || !alternatives(&[*part]).is_empty());
        if further || self.narrows(&base, members) {
            return base;
        }
        if !base.iter().any(|part| weight(part.object, false) == Weight::Full) {
            return Vec::new();
        }
        let ours = properties(&base);
        let plain = base
            .iter()
            .all(|part| part.object.items.is_none() && !super::enumeration::has_values(&[*part]));
        let theirs: Vec<Properties<'d>> = members
            .iter()
            .map(|(_, member)| properties(&self.parts(member)))
            .collect();
        let said = |theirs: &Properties<'d>| {
            ours.declared.keys().all(|name| theirs.declared.contains_key(name))
                && ours.required.iter().all(|name| theirs.required.contains(name))
        };
        let patterns = base.iter().any(|part| !part.object.pattern_properties.is_empty());
        if !plain || patterns || !theirs.iter().all(said) {
            return base;
        }
        for (name, declared) in &ours.declared {
            let again: Vec<&Member<'d>> = theirs
                .iter()
                .filter_map(|all| all.declared.get(name))
                .flatten()
                .collect();
            for declaration in declared {
                if self.is_redeclared(declaration.schema, &again) {
                    let owner = base.iter().find(|part| {
                        let own = part.object.properties.get(*name);
                        own.is_some_and(|own| own.node == declaration.schema.node)
                    });
                    if let Some(part) = owner {
                        self.assert_keywords(part.schema, &["properties"]);
                    }
                }
            }
        }
        for part in &base {
            self.report_beside(part);
        }
        Vec::new()
    }

    /// Whether the types beside the alternatives leave out some that an alternative allows.
    fn narrows(&mut self, base: &[Part<'d>], members: &[(usize, &'d Schema)]) -> bool {
        let kinds = self.kinds_of_parts(base);
        let mut theirs = members.iter().map(|(_, member)| self.kinds(member));
        theirs.any(|theirs| theirs & kinds != theirs)
    }

    /// Whether a property beside alternatives demands more than what they say of it themselves.
    fn is_redeclared(&mut self, schema: &'d Schema, again: &[&Member<'d>]) -> bool {
        let parts = self.parts(schema);
        let demands = |part: &Part<'d>| super::rules::constrains(part.object) || super::assertion::asserts(part.object);
        let limits = match self.limited_to(schema) {
            None => whole_weight(schema) == Weight::Full,
            Some(values) => again.iter().any(|member| {
                let theirs = self.limited_to(member.schema);
                !theirs.is_some_and(|theirs| theirs.iter().all(|value| values.contains(value)))
            }),
        };
        limits || parts.iter().any(demands)
    }

    /// Reports what a part says of undeclared properties beside alternatives that declare its properties.
    fn report_beside(&mut self, part: &Part<'d>) {
        if part.object.additional_properties.is_some() {
            let message = "every alternative declares these properties itself; this has no effect beside them";
            let node = part.schema.node;
            self.report_key(Code::NotRepresented, node, "additionalProperties", message, "ignored");
        }
    }
}
