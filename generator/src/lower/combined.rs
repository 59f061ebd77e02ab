//! Values that are several of the alternatives at once.
//!
//! ```yaml
//! anyOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]     # or a cat that is a dog
//! ```
//!
//! Where a value may fit two records of a union of which neither declares all that the other one does, either of them
//! would lose something of it. The union has one more member then: a record with the properties of all that go together,
//! of which those are required that all of them require. A property that several declare in different ways has the type
//! of `anyOf` of these. It is read only where it declares more than each of the members that fit. Of three and more, a value
//! may be some and not the others: what only those declare is nothing to it then, of whatever type it is.
//!
//! Records that refuse undeclared properties have nothing that another one declares besides; those that keep them lose
//! nothing; and where a property leaves no value for both, no value is both. What the members demand is not demanded of
//! this one: `validate()` counts the members that fit.

use indexmap::IndexMap;

use super::context::Context;
use super::graph::{Key, Seat};
use super::kinds::Kinds;
use super::nullable::or_null;
use super::object::{Properties, is_map, properties};
use super::parts::{Part, Weight};
use super::schema::{Member, Site};
use super::strategy::{DEEPEST, Facts};
use super::union::{Alternatives, alternatives};
use crate::diag::Code;
use crate::ir::{Docs, Hint, Record, Rest, Role, Shape, Strategy, Type, TypeId, TypeUse, Variant};
use crate::openapi::{Schema, SchemaObject, SchemaValue};
use crate::source::{NodeId, NodeRef};

/// How long the names of two members may be together to name what is both.
const LONGEST: usize = 40;
/// Keywords that only tell about a schema.
const ANNOTATIONS: [&str; 7] = [
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "title",
];
/// Keywords whose keys are names.
const NAMED: [&str; 2] = ["properties", "patternProperties"];

/// What an object among the alternatives declares, its own alternatives included.
#[derive(Debug)]
pub(super) struct Bag<'d> {
    /// What it is called.
    name: String,
    /// What holds for all of its values comes first.
    parts: Vec<Part<'d>>,
    properties: Properties<'d>,
}

impl<'d> Context<'d> {
    /// The member for values of several others, where there are such values.
    pub(super) fn combined(
        &mut self,
        (union, key): (TypeId, &Key),
        list: &Alternatives<'d>,
        (members, variants): (&[Facts<'d>], &[Variant]),
        strategy: &Strategy,
    ) -> Option<Variant> {
        let by_key = matches!(strategy, Strategy::Key(_)) && list.key == "anyOf";
        if !by_key && *strategy != Strategy::Trial || self.settings.keep_undeclared {
            return None;
        }
        let bags = self.bags(members, variants);
        let several: Vec<usize> = (0..bags.len())
            .filter(|one| (0..bags.len()).any(|other| self.overlap(&bags[*one], &bags[other])))
            .collect();
        let bags: Vec<&Bag<'d>> = several.iter().map(|index| &bags[*index]).collect();
        let lists = self.combined_contents((union, key), list, (members, variants));
        let [first, second, ..] = bags.as_slice() else {
            return lists;
        };
        if lists.is_some() {
            let message = "a value that several of the lists or maps here hold loses what only one of them declares";
            self.report_key(
                Code::NotRepresented,
                list.schema.node,
                list.key,
                message,
                "records and lists",
            );
        }
        let names = (&first.name, &second.name);
        let both = format!("{} and {}", names.0.min(names.1), names.0.max(names.1));
        let short = bags.len() == 2 && both.len() <= LONGEST;
        let label = if short { both } else { "combined".to_owned() };
        let node = self.document.node(list.schema.node);
        let place = node.get(list.key).map_or(list.schema.node, NodeRef::id);
        let key: Key = key.iter().copied().chain([place]).collect();
        let site = Site {
            key: key.clone(),
            schema: list.schema,
            seat: Seat::Own(Hint::Within(union, Role::Several(label.clone()))),
        };
        let ty = self.define_bare(site.key, &site.seat, place, |cx, id| {
            Shape::Record(cx.combined_record(id, (&key, place), &bags))
        });
        Some(several_at_once(ty, &label))
    }

    fn bags(&mut self, members: &[Facts<'d>], variants: &[Variant]) -> Vec<Bag<'d>> {
        let mut bags = Vec::new();
        for (member, variant) in members.iter().zip(variants) {
            let object = member.kinds & Kinds::OBJECT != Kinds::NONE;
            if object && matches!(variant.value.ty, Type::Named(_)) {
                let name = member.components.iter().min().unwrap_or(&variant.label).clone();
                bags.push(self.bag(name, &member.parts));
            }
        }
        bags
    }

    /// What an object with these parts declares.
    pub(super) fn bag(&mut self, name: String, own: &[Part<'d>]) -> Bag<'d> {
        let mut parts = own.to_vec();
        let required = properties(&parts).required;
        self.add_inner(own, &mut parts, 0);
        let mut declared = properties(&parts).declared;
        let listed = parts.iter().flat_map(|part| part.object.required.iter().flatten());
        let named = listed.map(String::as_str).chain(self.mentioned(&parts));
        for name in named {
            declared.entry(name).or_default();
        }
        Bag {
            name,
            parts,
            properties: Properties { declared, required },
        }
    }

    /// Adds the alternatives of a member's parts and what builds on them, and theirs.
    fn add_inner(&mut self, parts: &[Part<'d>], all: &mut Vec<Part<'d>>, depth: usize) {
        if depth >= DEEPEST {
            return;
        }
        let mut inner: Vec<&'d Schema> = alternatives(parts).iter().flat_map(|list| list.members).collect();
        for part in parts.iter().filter(|part| part.object.discriminator.is_some()) {
            inner.extend(self.heirs(part.schema).into_iter().map(|(_, heir)| heir));
        }
        for member in inner {
            let parts = self.parts(member);
            for part in &parts {
                if all.iter().all(|known| known.schema.node != part.schema.node) {
                    all.push(*part);
                }
            }
            self.add_inner(&parts, all, depth + 1);
        }
    }

    /// Whether a value may be both, and each of them declares something that the other one loses.
    pub(super) fn overlap(&mut self, one: &Bag<'d>, other: &Bag<'d>) -> bool {
        let beyond = |one: &Bag<'d>, other: &Bag<'d>| {
            let mut names = one.properties.declared.keys();
            names.any(|name| !other.properties.declared.contains_key(name))
        };
        one.loses() && other.loses() && beyond(one, other) && beyond(other, one) && !self.exclude(one, other)
    }

    /// Whether a property that one of them requires has no value that fits both.
    fn exclude(&mut self, one: &Bag<'d>, other: &Bag<'d>) -> bool {
        one.properties.declared.iter().any(|(name, ours)| {
            let Some(theirs) = other.properties.declared.get(name) else {
                return false;
            };
            let required = one.properties.required.contains(name) || other.properties.required.contains(name);
            // What only an alternative of its own declares does not hold for all of its values.
            required && one.certain(name) && other.certain(name) && self.disjoint(ours, theirs)
        })
    }

    fn disjoint(&mut self, ours: &[Member<'d>], theirs: &[Member<'d>]) -> bool {
        let null = |cx: &mut Self, members: &[Member<'d>]| members.iter().all(|member| cx.allows_null(member.schema));
        if null(self, ours) && null(self, theirs) {
            return false;
        }
        let (our_parts, their_parts) = (self.parts_of(ours), self.parts_of(theirs));
        if self.kinds_of_parts(&our_parts) & self.kinds_of_parts(&their_parts) == Kinds::NONE {
            return true;
        }
        let mut values = |members: &[Member<'d>]| members.iter().find_map(|member| self.limited_to(member.schema));
        match (values(ours), values(theirs)) {
            (Some(ours), Some(theirs)) => !ours.iter().any(|value| theirs.contains(value)),
            _ => false,
        }
    }

    fn combined_record(&mut self, id: TypeId, (key, place): (&Key, NodeId), bags: &[&Bag<'d>]) -> Record {
        let mut all: IndexMap<&'d str, Vec<Member<'d>>> = IndexMap::new();
        for (name, members) in bags.iter().flat_map(|bag| &bag.properties.declared) {
            // What another schema declares is named by its own place.
            let members = members.iter().map(|member| Member { own: false, ..*member });
            all.entry(name).or_default().extend(members);
        }
        let mut fields = Vec::new();
        for (name, members) in all {
            let required = bags.iter().all(|bag| bag.properties.required.contains(name));
            let members = self.different(&members);
            let seat = Seat::Own(Hint::Within(id, Role::Property(name.to_owned())));
            let value = match members.as_slice() {
                [] => TypeUse::from(Type::Any),
                [only] => self.schema(only.schema, &only.seat(&seat)),
                several => self.any_of(several, &seat, (key, place)),
            };
            fields.push(self.field_of(name, &members, value, required));
        }
        Record {
            fields,
            groups: Vec::new(),
            rest: Rest::Ignored,
            withheld: false,
            loose: bags.len() > 2,
        }
    }

    /// The declarations that say something different.
    fn different(&mut self, members: &[Member<'d>]) -> Vec<Member<'d>> {
        let mut different: Vec<Member<'d>> = Vec::new();
        for member in self.distinct(members, Weight::Blank) {
            let node = self.document.node(member.schema.node);
            let same = |known: &Member<'d>| says_the_same(self.document.node(known.schema.node), node, false);
            if !different.iter().any(same) {
                different.push(member);
            }
        }
        different
    }

    /// The type of what fits any of several schemas.
    pub(super) fn any_of(&mut self, members: &[Member<'d>], seat: &Seat, (key, place): (&Key, NodeId)) -> TypeUse {
        let object = SchemaObject {
            any_of: members.iter().map(|member| member.schema.clone()).collect(),
            ..SchemaObject::default()
        };
        let schema = self.arenas.schemas.add(Schema {
            node: place,
            value: SchemaValue::Object(Box::new(object)),
        });
        let parts = self.parts(schema);
        let lists = alternatives(&parts);
        let Some(list) = lists.first() else {
            return TypeUse::from(Type::Any);
        };
        let site = Site {
            key: key
                .iter()
                .copied()
                .chain(members.iter().map(|member| member.schema.node))
                .collect(),
            schema,
            seat: seat.clone(),
        };
        let ty = self.union(&site, &parts, list);
        let nullable = members.iter().any(|member| self.allows_null(member.schema));
        TypeUse::from(if nullable { or_null(ty) } else { ty })
    }
}

impl Bag<'_> {
    /// Whether values may have properties that it does not declare, and loses.
    fn loses(&self) -> bool {
        let silent = |object: &SchemaObject| {
            object.additional_properties.is_none()
                && object.unevaluated_properties.is_none()
                && object.pattern_properties.is_empty()
        };
        !is_map(&self.parts) && self.parts.iter().all(|part| silent(part.object))
    }

    /// Whether all of its values declare a property.
    fn certain(&self, name: &str) -> bool {
        self.properties.required.contains(name) || alternatives(&self.parts).is_empty()
    }
}

/// The member for values of several others.
pub(super) fn several_at_once(ty: Type, label: &str) -> Variant {
    let mut variant = Variant::plain(TypeUse::from(ty), label);
    variant.docs = Docs {
        description: Some("What is several of the alternatives at once.".to_owned()),
        ..Docs::default()
    };
    variant
}

/// Whether two schemas differ in annotations at most; `names` says that their keys are names and no keywords.
fn says_the_same(one: NodeRef<'_>, other: NodeRef<'_>, names: bool) -> bool {
    let items = one.items().zip(other.items());
    let telling = |(key, _): &(&str, NodeRef<'_>)| names || !ANNOTATIONS.contains(key);
    let (ours, theirs) = (
        one.entries().filter(telling).count(),
        other.entries().filter(telling).count(),
    );
    let mut entries = one.entries().filter(telling);
    one.kind() == other.kind()
        && one.span().file == other.span().file
        && (one.as_str(), one.as_bool(), one.as_number()) == (other.as_str(), other.as_bool(), other.as_number())
        && one.items().len() == other.items().len()
        && items.into_iter().all(|(one, other)| says_the_same(one, other, false))
        && ours == theirs
        && entries.all(|(key, value)| {
            let inner = !names && NAMED.contains(&key);
            other.get(key).is_some_and(|other| says_the_same(value, other, inner))
        })
}
