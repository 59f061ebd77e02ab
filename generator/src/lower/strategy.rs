//! How a decoder tells the members of a union apart.
//!
//! ```yaml
//! oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
//! discriminator: { propertyName: petType, mapping: { puppy: '#/components/schemas/Dog' } }
//! ```
//!
//! In this order: the discriminator; a required property whose listed values differ from member to member; the JSON
//! type; a required property that no other member declares; a discriminator that all inherit (`inherited`); trying one
//! after the other, which is said. The value of a
//! discriminator for a member is what `mapping` gives, else its `x-discriminator-value`, else what the member itself lists,
//! else the component's name; one that several members list belongs to the component of that name. Where a member is left without a value of its own,
//! the discriminator is not used, which is said.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};

use super::context::Context;
use super::kinds::Kinds;
use super::object::properties;
use super::parts::{Essence, Part};
use super::schema::Member;
use super::union::{Alternatives, alternatives};
use crate::diag::Code;
use crate::ir::{JsonKind, Strategy};
use crate::openapi::{Discriminator, Schema};

/// How deep unions within unions are searched for tags.
pub(super) const DEEPEST: usize = 4;

/// Extensions by which a schema says its tag: Swagger 2.0 has no `mapping`.
const MARKS: [&str; 2] = ["x-discriminator-value", "x-ms-discriminator-value"];

/// What is known of one member.
#[derive(Debug)]
pub(super) struct Facts<'d> {
    /// What it consists of.
    pub(super) parts: Vec<Part<'d>>,
    /// Its JSON types.
    pub(super) kinds: Kinds,
    /// The components that it is a reference to; several if they are the same type.
    pub(super) components: Vec<String>,
    /// The schema.
    pub(super) schema: &'d Schema,
}

impl<'d> Context<'d> {
    /// The first way that works.
    pub(super) fn strategy(&mut self, alternatives: &Alternatives<'d>, members: &[Facts<'d>]) -> Strategy {
        let discriminator = alternatives.object.discriminator.as_ref();
        if let Some(found) = discriminator.and_then(|discriminator| self.by_discriminator(discriminator, members, None))
        {
            return found;
        }
        let found = self
            .by_tag(members)
            .or_else(|| by_kind(members))
            .or_else(|| self.by_key(members))
            .or_else(|| self.by_inherited(alternatives, members));
        found.unwrap_or_else(|| {
            let message = "the alternatives can only be told apart by trying one after the other";
            self.report_key(
                Code::UntaggedUnion,
                alternatives.schema.node,
                alternatives.key,
                message,
                "tried in this order",
            );
            Strategy::Trial
        })
    }

    pub(super) fn by_discriminator(
        &mut self,
        discriminator: &Discriminator,
        members: &[Facts<'d>],
        itself: Option<usize>,
    ) -> Option<Strategy> {
        let property = &discriminator.property_name;
        let mut tags = IndexMap::new();
        let mut mapped = IndexSet::new();
        for (tag, target) in &discriminator.mapping {
            if let Some(index) = self.mapped_member(discriminator, target, members) {
                let text = self.are_texts(&members[index].parts, property);
                let tag = if text {
                    tag.clone()
                } else {
                    super::listed::by_value(tag)
                };
                tags.insert(tag, index);
                mapped.insert(index);
            } else {
                self.report_unmapped(discriminator, tag, target);
            }
        }
        let mut claims: IndexMap<String, Vec<usize>> = IndexMap::new();
        for (index, member) in members.iter().enumerate().filter(|(index, _)| !mapped.contains(index)) {
            let own = match self.marked(member.schema) {
                Some(tag) => Some(vec![tag]),
                None => self.tags(&member.parts, property, false, 0),
            };
            let own = own.unwrap_or_else(|| member.components.clone());
            if own.is_empty() {
                let message = format!("an alternative has no value of `{property}`, so the discriminator is not used");
                let label = "neither a component nor a listed value";
                self.report(Code::NotRepresented, member.schema.node, message, label);
                return None;
            }
            for tag in own {
                claims.entry(tag).or_default().push(index);
            }
        }
        let mut contested = None;
        for (tag, claimants) in claims {
            let named = |index: &&usize| {
                let mut names = members[**index].components.iter();
                names.any(|name| name.eq_ignore_ascii_case(&tag))
            };
            match (tags.get(&tag), claimants.as_slice(), claimants.iter().find(named)) {
                // What `mapping` says counts.
                (Some(_), _, _) => {}
                (None, [index], _) | (None, _, Some(index)) => {
                    tags.insert(tag, *index);
                }
                // What a base lists for all its heirs, and none of them is called, is the base's.
                (None, _, None) if itself.is_some_and(|itself| claimants.contains(&itself)) => {
                    tags.extend(itself.map(|itself| (tag, itself)));
                }
                (None, _, None) => contested = Some((tag, claimants)),
            }
        }
        if let Some((tag, claimants)) = contested {
            return self.not_by_discriminator(&tag, claimants.last(), members);
        }
        // What `mapping` names goes by its own name too.
        for index in mapped {
            if self.tags(&members[index].parts, property, false, 0).is_none()
                && let Some(name) = members[index].components.first()
                && !tags.contains_key(name)
            {
                tags.insert(name.clone(), index);
            }
        }
        // An heir without a tag of its own goes by its name.
        for (index, member) in members.iter().enumerate().filter(|_| itself.is_some()) {
            let free = |name: &&String| !tags.contains_key(*name);
            if !tags.values().any(|of| *of == index)
                && let Some(name) = member.components.first().filter(free)
            {
                tags.insert(name.clone(), index);
            }
        }
        if let Some(index) = (0..members.len()).find(|index| !tags.values().any(|of| of == index)) {
            let first = self.tags(&members[index].parts, property, false, 0);
            let tag = first.unwrap_or_default().into_iter().next().unwrap_or_default();
            return self.not_by_discriminator(&tag, Some(&index), members);
        }
        let required = members
            .iter()
            .all(|member| self.requires(&member.parts, property, 0) && !self.may_be_null(&member.parts, property));
        // A list among the alternatives has no tag.
        let required = required && members.iter().all(|member| member.kinds == Kinds::OBJECT);
        let texts = members.iter().all(|member| self.are_texts(&member.parts, property));
        Some(Strategy::Tag {
            property: property.clone(),
            tags,
            required,
            texts,
            others: self.default_member(discriminator, members),
        })
    }

    /// The member that an entry of `mapping` names: a component, or another schema that the member refers to.
    fn mapped_member(&mut self, discriminator: &Discriminator, target: &str, members: &[Facts<'d>]) -> Option<usize> {
        let name = self.mapped_name(discriminator, target);
        let found = members.iter().position(|member| member.components.contains(&name));
        if found.is_some() {
            return found;
        }
        let node = self.document.resolve(discriminator.node, target).ok()?.node;
        members
            .iter()
            .position(|member| self.end_of(member.schema).node == node)
    }

    /// The member that `defaultMapping` names for values whose tag no other has.
    fn default_member(&mut self, discriminator: &Discriminator, members: &[Facts<'d>]) -> Option<usize> {
        let target = discriminator.default_mapping.as_deref()?;
        let found = self.mapped_member(discriminator, target, members);
        if found.is_none() {
            let place = self.document.node(discriminator.node).key_place("defaultMapping");
            let message =
                format!("`{target}` is not among the alternatives; values that no tag is for are kept as they are");
            self.report_at(Code::NotRepresented, &place, message, "add it to the alternatives");
        }
        found
    }

    /// Says that a tag belongs to several members, of which all but one would never be read.
    fn not_by_discriminator(&mut self, tag: &str, index: Option<&usize>, members: &[Facts<'d>]) -> Option<Strategy> {
        let member = index.and_then(|index| members.get(*index))?;
        let message = format!("the tag `{tag}` belongs to another alternative too, so the discriminator is not used");
        let label = "would never be read";
        self.report(Code::NotRepresented, member.schema.node, message, label);
        None
    }

    /// Reports the entries of `mapping` that name something else than the only alternative.
    pub(super) fn check_mapping(&mut self, alternatives: &Alternatives<'d>, only: Option<&str>) {
        let Some(discriminator) = &alternatives.object.discriminator else {
            return;
        };
        for (tag, target) in &discriminator.mapping {
            if only != Some(self.mapped_name(discriminator, target).as_str()) {
                self.report_unmapped(discriminator, tag, target);
            }
        }
    }

    fn report_unmapped(&mut self, discriminator: &Discriminator, tag: &str, target: &str) {
        let node = self.document.node(discriminator.node);
        let mapping = node.get("mapping");
        let place = mapping.map_or_else(|| node.place(), |mapping| mapping.key_place(tag));
        let message =
            format!("`{target}` is not among the alternatives; values with the tag `{tag}` are kept as they are");
        self.report_at(Code::NotRepresented, &place, message, "add it to the alternatives");
    }

    /// By a required property whose listed values are disjoint.
    pub(super) fn by_tag(&mut self, members: &[Facts<'d>]) -> Option<Strategy> {
        let first = members.first()?;
        let mut candidates = self.candidates(&first.parts, 0);
        // Of several that would do, one that is called so, else the first by name.
        candidates.sort_by_key(|name| (!matches!(*name, "type" | "kind"), *name));
        candidates.into_iter().find_map(|property| {
            let mut tags = IndexMap::new();
            let (mut texts, mut required) = (true, true);
            for (index, member) in members.iter().enumerate() {
                texts &= self.are_texts(&member.parts, property);
                required &= !self.may_be_null(&member.parts, property);
                for tag in self.tags(&member.parts, property, true, 0)? {
                    if tags.insert(tag, index).is_some_and(|before| before != index) {
                        return None;
                    }
                }
            }
            Some(Strategy::Tag {
                property: property.to_owned(),
                tags,
                required,
                texts,
                others: None,
            })
        })
    }

    /// By a required property that no other member declares, nor any alternative of another member.
    fn by_key(&mut self, members: &[Facts<'d>]) -> Option<Strategy> {
        let mut declared: Vec<HashSet<&'d str>> = Vec::new();
        for member in members {
            let mut names = HashSet::new();
            if member.kinds.family() != Some(JsonKind::Object) || !self.declared_in(&member.parts, &mut names, 0) {
                return None;
            }
            declared.push(names);
        }
        let mut keys = Vec::new();
        for (index, member) in members.iter().enumerate() {
            let own = properties(&member.parts);
            let others = || declared.iter().enumerate().filter(|(other, _)| *other != index);
            let telling =
                |name: &&&str| own.required.contains(**name) && others().all(|(_, other)| !other.contains(**name));
            // The first by name: properties have no order.
            let key = own.declared.keys().filter(telling).min()?;
            keys.push(((*key).to_owned(), index));
        }
        Some(Strategy::Key(keys))
    }

    /// Collects the properties that a member or one of its alternatives declares; false if they go too deep.
    fn declared_in(&mut self, parts: &[Part<'d>], names: &mut HashSet<&'d str>, depth: usize) -> bool {
        names.extend(properties(parts).declared.into_keys());
        let inner: Vec<&'d Schema> = alternatives(parts).iter().flat_map(|list| list.members).collect();
        if inner.is_empty() {
            return true;
        }
        depth < DEEPEST
            && inner.into_iter().all(|member| {
                let parts = self.parts(member);
                self.declared_in(&parts, names, depth + 1)
            })
    }

    /// The properties that might tag the first member.
    fn candidates(&mut self, parts: &[Part<'d>], depth: usize) -> Vec<&'d str> {
        let mut names: Vec<&'d str> = properties(parts).declared.into_keys().collect();
        if let [inner] = alternatives(parts).as_slice()
            && let Some(member) = inner.members.first()
            && depth < DEEPEST
        {
            let parts = self.parts(member);
            names.extend(self.candidates(&parts, depth + 1));
        }
        names
    }

    /// The tags that a discriminator gives to a member, by `mapping` or by its name; none where the member lists its own.
    fn named_tags(&mut self, discriminator: &Discriminator, member: &'d Schema) -> Vec<String> {
        let Some(name) = self.component_of(member) else {
            return Vec::new();
        };
        let mapped = discriminator.mapping.iter();
        let mapped: Vec<String> = mapped
            .filter(|(_, target)| self.mapped_name(discriminator, target) == name)
            .map(|(tag, _)| tag.clone())
            .collect();
        if let (true, Some(tag)) = (mapped.is_empty(), self.marked(member)) {
            return vec![tag];
        }
        let parts = self.parts(member);
        if mapped.is_empty() && self.tags(&parts, &discriminator.property_name, false, 0).is_none() {
            return vec![name];
        }
        mapped
    }

    /// The tag that an extension of a member, or of what it refers to, gives it.
    fn marked(&mut self, member: &'d Schema) -> Option<String> {
        let here = self.extended(member);
        let target = match self.essence(member) {
            Essence::Reference(reference) if here.is_none() => self.schema_target(reference),
            _ => return here,
        };
        let target = self.end_of(target?);
        self.extended(target)
    }

    fn extended(&self, schema: &Schema) -> Option<String> {
        let object = schema.object()?;
        let said = MARKS.iter().find_map(|key| object.extensions.get(*key))?;
        self.document.node(*said).as_str().map(str::to_owned)
    }

    /// Whether the tag of a member may be null.
    fn may_be_null(&mut self, parts: &[Part<'d>], property: &str) -> bool {
        let declared = declarations(parts, property);
        !declared.is_empty() && declared.iter().all(|member| self.allows_null(member.schema))
    }

    /// Whether a member requires a property; a union, whether all its members do.
    pub(super) fn requires(&mut self, parts: &[Part<'d>], property: &str, depth: usize) -> bool {
        if properties(parts).required.contains(property) {
            return true;
        }
        let inner = alternatives(parts);
        let [inner] = inner.as_slice() else { return false };
        depth < DEEPEST
            && inner.members.iter().all(|member| {
                let parts = self.parts(member);
                self.requires(&parts, property, depth + 1)
            })
    }

    /// Whether the values of a property are strings where a member declares it.
    fn are_texts(&mut self, parts: &[Part<'d>], property: &str) -> bool {
        let declared = declarations(parts, property);
        let mut kinds = declared.iter().map(|member| self.kinds(member.schema));
        kinds.all(|kinds| kinds == Kinds::ALL || kinds & Kinds::STRING != Kinds::NONE)
    }

    /// The values that a property of a member is limited to; of a union, those of all its members.
    pub(super) fn tags(
        &mut self,
        parts: &[Part<'d>],
        property: &str,
        required: bool,
        depth: usize,
    ) -> Option<Vec<String>> {
        let all = properties(parts);
        let declared = all.declared.get(property).cloned().unwrap_or_default();
        let lists = declared.iter().filter_map(|member| self.limited_to(member.schema));
        let own = lists.min_by_key(Vec::len);
        if own.is_some() && (!required || all.required.contains(property)) {
            return own;
        }
        let inner = alternatives(parts);
        let [inner] = inner.as_slice() else { return None };
        if depth >= DEEPEST {
            return None;
        }
        let discriminator = inner.object.discriminator.as_ref();
        let discriminator = discriminator.filter(|discriminator| discriminator.property_name == property);
        let mut tags = Vec::new();
        for member in inner.members {
            let parts = self.parts(member);
            let named = discriminator.map_or_else(Vec::new, |discriminator| self.named_tags(discriminator, member));
            if named.is_empty() {
                tags.extend(self.tags(&parts, property, required, depth + 1)?);
            } else {
                tags.extend(named);
            }
        }
        Some(tags)
    }
}

/// The schemas by which a member declares a property.
fn declarations<'d>(parts: &[Part<'d>], property: &str) -> Vec<Member<'d>> {
    properties(parts).declared.shift_remove(property).unwrap_or_default()
}

fn by_kind(members: &[Facts<'_>]) -> Option<Strategy> {
    let mut seen = Vec::new();
    for (index, member) in members.iter().enumerate() {
        for kind in member.kinds.families() {
            if seen.iter().any(|(known, _)| *known == kind) {
                return None;
            }
            seen.push((kind, index));
        }
    }
    Some(Strategy::Kind(seen))
}
