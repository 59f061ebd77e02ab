//! What stands beside a list of alternatives.
//!
//! ```yaml
//! properties: { kind: { type: string, maxLength: 3 } }
//! oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
//! ```
//!
//! It holds for each of the alternatives, so it is merged into every one. Where all of them declare the same properties
//! themselves, they stay what they are and keep their names; what is demanded of these properties besides is reported.

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
        if !plain || !theirs.iter().all(said) {
            return base;
        }
        for (name, declared) in &ours.declared {
            let again: Vec<&Member<'d>> = theirs
                .iter()
                .filter_map(|all| all.declared.get(name))
                .flatten()
                .collect();
            for declaration in declared {
                self.report_redeclared(name, declaration.schema, &again);
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

    /// Reports a property beside alternatives that demands more than what they say of it themselves.
    fn report_redeclared(&mut self, name: &str, schema: &'d Schema, again: &[&Member<'d>]) {
        let parts = self.parts(schema);
        let constrained = parts.iter().any(|part| super::rules::constrains(part.object));
        let demands = match self.limited_to(schema) {
            None => whole_weight(schema) == Weight::Full,
            Some(values) => again.iter().any(|member| {
                let theirs = self.limited_to(member.schema);
                !theirs.is_some_and(|theirs| theirs.iter().all(|value| values.contains(value)))
            }),
        };
        if constrained || demands {
            let message =
                format!("every alternative declares `{name}` itself; what is demanded of it here is not checked");
            let label = "beside alternatives that declare it too";
            self.report(Code::NotRepresented, schema.node, message, label);
        }
    }

    /// Reports what a part demands of an object beside alternatives that declare its properties.
    fn report_beside(&mut self, part: &Part<'d>) {
        let object = part.object;
        for (key, present) in [
            ("additionalProperties", object.additional_properties.is_some()),
            ("minProperties", object.min_properties.is_some()),
            ("maxProperties", object.max_properties.is_some()),
        ] {
            if present {
                let message = "every alternative declares these properties itself; this has no effect beside them";
                self.report_key(Code::NotRepresented, part.schema.node, key, message, "ignored");
            }
        }
    }
}
