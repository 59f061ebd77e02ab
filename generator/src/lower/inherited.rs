//! Alternatives that inherit the discriminator of what they all build on.
//!
//! ```yaml
//! Pet: { properties: { petType: { type: string } }, required: [petType], discriminator: { propertyName: petType } }
//! Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { lives: { type: integer } } }] }
//! Owner: { properties: { pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] } } }
//! ```
//!
//! The list names no discriminator, and a cat without `lives` fits `Dog` too. But both are heirs of `Pet`, whose
//! discriminator says which of them a value is, so it counts here as well; its mapping does as far as it names the
//! alternatives. It is asked last, before alternatives are tried: what they themselves declare may tell them apart better.
//! It does not count for `anyOf`, where a value may be several of its heirs at once, nor where an alternative has heirs of
//! its own.

use super::context::Context;
use super::kinds::Kinds;
use super::strategy::Facts;
use super::union::Alternatives;
use crate::ir::Strategy;
use crate::openapi::Discriminator;

impl<'d> Context<'d> {
    /// By a required property that is the discriminator of all members' base.
    pub(super) fn by_inherited(&mut self, alternatives: &Alternatives<'d>, members: &[Facts<'d>]) -> Option<Strategy> {
        let discriminator = inherited(members).filter(|_| alternatives.key == "oneOf")?;
        for member in members {
            let leaf = !member.components.is_empty() && member.kinds == Kinds::OBJECT;
            let end = self.end_of(member.schema);
            if !leaf || self.has_heirs(end) || !self.requires(&member.parts, &discriminator.property_name, 0) {
                return None;
            }
        }
        let mut known = Discriminator {
            default_mapping: None,
            ..discriminator.clone()
        };
        known.mapping.retain(|_, target| {
            let name = self.mapped_name(discriminator, target);
            members.iter().any(|member| member.components.contains(&name))
        });
        self.by_discriminator(&known, members, None)
    }
}

/// The discriminator that all members have from the same place.
fn inherited<'d>(members: &[Facts<'d>]) -> Option<&'d Discriminator> {
    let (first, others) = members.split_first()?;
    let of = |member: &Facts<'d>| {
        let parts = member.parts.clone().into_iter();
        parts.filter_map(|part| part.object.discriminator.as_ref())
    };
    of(first).find(|found| {
        let mut others = others.iter();
        others.all(|member| of(member).any(|other| other.node == found.node))
    })
}
