//! Objects: records with known properties, and maps.
//!
//! ```yaml
//! { type: object, properties: { id: { type: string } }, required: [id] }    # a record
//! { type: object, additionalProperties: { type: integer } }                 # a map
//! { type: object }                                                          # a map of any values
//! ```
//!
//! Undeclared properties are ignored where the schema does not mention them, refused where it says `false`, and kept
//! where it gives them a schema or `true`, or where `undeclared` finds that a check depends on them. A required property
//! that is not declared becomes a field of any value. In an `allOf`, `additionalProperties: false` of one member would
//! refuse the properties of the others; it counts only where that member declares all of them. Properties of several
//! patterns have the union of their types.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::context::Context;
use super::graph::Seat;
use super::nullable::without_null;
use super::parts::Part;
use super::schema::{Member, Site};
use super::union::Alternatives;
use crate::diag::Code;
use crate::ir::{Alternative, Field, Group, Hint, Presence, Record, Rest, Role, Shape, Type, TypeId, TypeUse};
use crate::openapi::{Schema, SchemaObject, SchemaValue};

/// The properties that parts declare and require together.
#[derive(Debug, Default)]
pub(super) struct Properties<'d> {
    /// Each property with its declarations.
    pub(super) declared: IndexMap<&'d str, Vec<Member<'d>>>,
    /// The required ones.
    pub(super) required: HashSet<&'d str>,
}

/// The properties that parts declare and require together; those that are required only are declared by nothing.
pub(super) fn properties<'d>(parts: &[Part<'d>]) -> Properties<'d> {
    let mut all = Properties::default();
    for part in parts {
        for (name, schema) in &part.object.properties {
            all.declared
                .entry(name)
                .or_default()
                .push(Member { schema, own: part.own });
        }
    }
    for part in parts {
        for name in part.object.required.iter().flatten() {
            all.required.insert(name);
        }
    }
    all
}

/// Whether parts that describe objects name no property.
pub(super) fn is_map(parts: &[Part<'_>]) -> bool {
    let names = |object: &SchemaObject| {
        !object.properties.is_empty()
            || object.required.as_ref().is_some_and(|required| !required.is_empty())
            || (forbids_others(object) && object.pattern_properties.is_empty())
            || super::exclusive::only_required(&object.one_of)
            || super::exclusive::only_required(&object.any_of)
    };
    !parts.iter().any(|part| names(part.object))
}

/// Whether an object can have no properties but those that it declares.
pub(super) fn forbids_others(object: &SchemaObject) -> bool {
    object
        .additional_properties
        .as_ref()
        .is_some_and(|schema| schema.value == SchemaValue::Boolean(false))
}

impl<'d> Context<'d> {
    /// The type of an object.
    pub(super) fn object(&mut self, site: &Site<'d>, parts: &[Part<'d>]) -> Type {
        if is_map(parts) {
            let seat = site.seat.inner(Role::Value);
            return match self.rest(parts, &Properties::default(), &seat) {
                Rest::Kept(values) => Type::Map(values),
                Rest::Ignored | Rest::Refused => Type::Map(Box::new(TypeUse::from(Type::Any))),
            };
        }
        self.define(site.key.clone(), &site.seat, site.schema, |cx, id| {
            Shape::Record(cx.record(parts, id))
        })
    }

    fn record(&mut self, parts: &[Part<'d>], id: TypeId) -> Record {
        let properties = properties(parts);
        if !self.can_inherit(&properties) {
            return Record::default();
        }
        let choices = self.choices(parts, &properties);
        let mut groups = Vec::new();
        for choice in &choices {
            let mut known: HashMap<&str, Field> = HashMap::new();
            let mut alternatives = Vec::new();
            for names in &choice.alternatives {
                let mut fields = Vec::new();
                for name in names {
                    let field = match known.get(name) {
                        Some(field) => field.clone(),
                        None => self.field(id, name, &properties, true),
                    };
                    known.insert(*name, field.clone());
                    fields.push(field);
                }
                alternatives.push(Alternative { fields });
            }
            groups.push(Group {
                rule: choice.rule,
                alternatives,
                provenance: self.provenance(choice.schema.node),
            });
        }
        let grouped: HashSet<&str> = choices
            .iter()
            .flat_map(|choice| choice.alternatives.iter().flatten().copied())
            .collect();
        let free = properties.declared.keys().filter(|name| !grouped.contains(*name));
        let mut free: Vec<(usize, &str)> = free.copied().enumerate().collect();
        // By name, so that what two properties lead to is called the same whichever stands first.
        free.sort_by_key(|(_, name)| *name);
        let mut placed = Vec::new();
        for (place, name) in free {
            let required = properties.required.contains(name);
            placed.push((place, self.field(id, name, &properties, required)));
        }
        placed.sort_by_key(|(place, _)| *place);
        let mut fields: Vec<Field> = placed.into_iter().map(|(_, field)| field).collect();
        for part in parts {
            for name in part.object.required.iter().flatten() {
                let known = properties.declared.contains_key(name.as_str());
                if !known && !fields.iter().any(|field: &Field| field.wire_name == *name) {
                    fields.push(self.undeclared(name, part.schema, Presence::Required));
                }
            }
        }
        for name in self.mentioned(parts) {
            let known = properties.declared.contains_key(name);
            if let Some(part) = parts.first()
                && !known
                && !fields.iter().any(|field| field.wire_name == name)
            {
                fields.push(self.undeclared(name, part.schema, Presence::Optional));
            }
        }
        let mut rest = self.rest(parts, &properties, &Seat::Own(Hint::Within(id, Role::Value)));
        let known = fields.iter().map(|field| field.wire_name.as_str());
        let known = known.chain(grouped).collect();
        if rest == Rest::Ignored && self.looks_beyond(parts, &known) {
            rest = Rest::Kept(Box::new(TypeUse::from(Type::Any)));
        }
        Record {
            fields,
            groups,
            rest,
            withheld: false,
            loose: false,
        }
    }

    fn field(&mut self, record: TypeId, name: &str, properties: &Properties<'d>, required: bool) -> Field {
        let members = properties
            .declared
            .get(name)
            .map_or(&[] as &[Member<'d>], Vec::as_slice);
        let seat = Seat::Own(Hint::Within(record, Role::Property(name.to_owned())));
        let value = match members {
            _ if self.replaces_property(record, name, members) => self.replaced_property(record, name, members),
            [only] => self.schema(only.schema, &only.seat(&seat)),
            several => self.conjunction(several, &seat),
        };
        self.field_of(name, members, value, required)
    }

    /// A property with the type that its declarations come to.
    pub(super) fn field_of(&mut self, name: &str, members: &[Member<'d>], value: TypeUse, required: bool) -> Field {
        let (ty, nullable) = without_null(value.ty);
        let presence = match (required, nullable) {
            (true, false) => Presence::Required,
            (false, false) => Presence::Optional,
            (true, true) => Presence::RequiredNullable,
            (false, true) => Presence::OptionalNullable,
        };
        // What stands closest to the use comes first.
        let mut said: Vec<&'d SchemaObject> = Vec::new();
        for member in members
            .iter()
            .filter(|member| member.own)
            .chain(members.iter().filter(|member| !member.own))
        {
            said.extend(member.schema.object());
        }
        let behind = self.behind(members);
        let flag = |flag: fn(&SchemaObject) -> bool| said.iter().chain(&behind).any(|object| flag(object));
        let first = members.iter().find(|member| member.own).or(members.first());
        let provenance = first.map_or(self.document.node, |member| member.schema.node);
        Field {
            wire_name: name.to_owned(),
            docs: self.member_docs(&said, &behind, &ty),
            value: TypeUse { ty, rules: value.rules },
            presence,
            deprecated: said.iter().find_map(|object| super::docs::deprecation_of(object)),
            read_only: flag(|object| object.read_only),
            write_only: flag(|object| object.write_only),
            secret: flag(|object| object.format.as_deref() == Some("password")),
            provenance: self.provenance(provenance),
        }
    }

    /// The keywords of everything that the declarations of a property refer to.
    pub(super) fn behind(&mut self, members: &[Member<'d>]) -> Vec<&'d SchemaObject> {
        let mut behind = Vec::new();
        for member in members {
            let mut current = member.schema;
            let mut passed = HashSet::new();
            while let super::parts::Essence::Reference(reference) = self.essence(current) {
                let Some(target) = self.schema_target(reference) else {
                    break;
                };
                if !passed.insert(target.node) {
                    break;
                }
                behind.extend(target.object());
                current = target;
            }
        }
        behind
    }

    fn undeclared(&mut self, name: &str, schema: &Schema, presence: Presence) -> Field {
        Field {
            wire_name: name.to_owned(),
            value: TypeUse::from(Type::Any),
            presence,
            docs: crate::ir::Docs::default(),
            deprecated: None,
            read_only: false,
            write_only: false,
            secret: false,
            provenance: self.provenance(schema.node),
        }
    }

    /// The values of properties that are kept so that what is demanded of them can be checked.
    fn unevaluated_rest(&mut self, parts: &[Part<'d>], seat: &Seat) -> TypeUse {
        match (parts.last(), demanding(parts)) {
            (Some(own), Some(others))
                if own.own
                    && own.object.unevaluated_properties.as_deref() == Some(others)
                    && others.value != SchemaValue::Boolean(false)
                    && parts
                        .iter()
                        .filter(|part| part.object.unevaluated_properties.is_some())
                        .count()
                        == 1
                    && parts.iter().all(|part| is_fixed(part.object)) =>
            {
                self.schema(others, seat)
            }
            _ => TypeUse::from(Type::Any),
        }
    }

    /// The type of properties that have schemas by their patterns, and where no pattern fits.
    fn by_patterns(&mut self, parts: &[Part<'d>], members: &[Member<'d>], seat: &Seat) -> TypeUse {
        let holder = parts.iter().find(|part| !part.object.pattern_properties.is_empty());
        let Some(part) = holder else {
            return TypeUse::from(Type::Any);
        };
        let list = Alternatives {
            schema: part.schema,
            object: part.object,
            key: "patternProperties",
            members: &[],
        };
        self.mixed(&list, members, seat).value
    }

    /// What happens to properties that are not declared.
    fn rest(&mut self, parts: &[Part<'d>], properties: &Properties<'d>, seat: &Seat) -> Rest {
        let mut refused = false;
        let mut kept = Vec::new();
        let mut patterns = Vec::new();
        for part in parts {
            let object = part.object;
            match &object.additional_properties {
                None => {}
                Some(schema) if schema.value == SchemaValue::Boolean(false) => {
                    refused |= properties
                        .declared
                        .keys()
                        .all(|name| object.properties.contains_key(*name));
                    if !refused && object.pattern_properties.is_empty() {
                        let message =
                            "this would refuse properties that other members of `allOf` declare; it is ignored";
                        let node = part.schema.node;
                        self.report_key(Code::NotRepresented, node, "additionalProperties", message, "ignored");
                    }
                }
                Some(schema) => kept.push(Member { schema, own: part.own }),
            }
            for schema in object.pattern_properties.values() {
                patterns.push(Member { schema, own: part.own });
            }
        }
        match (kept.as_slice(), patterns.as_slice()) {
            // Properties whose names fit no pattern may be anything, unless the schema says otherwise.
            ([], [_, ..]) if !parts.iter().any(|part| forbids_others(part.object)) => {
                Rest::Kept(Box::new(TypeUse::from(Type::Any)))
            }
            ([], []) if refused || closes(parts) => Rest::Refused,
            ([], []) if demanding(parts).is_some() => Rest::Kept(Box::new(self.unevaluated_rest(parts, seat))),
            ([], []) if self.settings.keep_undeclared => Rest::Kept(Box::new(TypeUse::from(Type::Any))),
            ([], []) => Rest::Ignored,
            ([only], []) | ([], [only]) => Rest::Kept(Box::new(self.schema(only.schema, &only.seat(seat)))),
            (several, []) => Rest::Kept(Box::new(self.conjunction(several, seat))),
            (others, patterns) => Rest::Kept(Box::new(self.by_patterns(parts, &[patterns, others].concat(), seat))),
        }
    }
}

/// What is demanded of properties that nothing else looks at, where that is said.
fn demanding<'d>(parts: &[Part<'d>]) -> Option<&'d Schema> {
    let said = |part: &Part<'d>| part.object.unevaluated_properties.as_deref();
    let mut demands = parts.iter().filter_map(said);
    demands.find(|others| others.value != SchemaValue::Boolean(true))
}

/// Whether the schema itself allows no properties beyond those that its parts declare: `unevaluatedProperties: false`
/// where nothing depends on the value. Elsewhere it is asserted.
fn closes(parts: &[Part<'_>]) -> bool {
    let refuses = |object: &SchemaObject| {
        object
            .unevaluated_properties
            .as_ref()
            .is_some_and(|others| others.value == SchemaValue::Boolean(false))
    };
    let own = parts.last().filter(|part| part.own);
    let silent = |object: &SchemaObject| object.unevaluated_properties.is_none() || refuses(object);
    own.is_some_and(|part| refuses(part.object))
        && parts.iter().all(|part| silent(part.object) && is_fixed(part.object))
}

/// Whether the properties that an object looks at are the same for every value.
fn is_fixed(object: &SchemaObject) -> bool {
    let branches = [&object.if_schema, &object.then_schema, &object.else_schema];
    let mut branches = branches
        .into_iter()
        .flatten()
        .map(|schema| &**schema)
        .chain(object.dependent_schemas.values())
        .chain(object.one_of.iter().chain(&object.any_of));
    branches.all(|schema| schema.object().is_none_or(looks_at_nothing))
}

fn looks_at_nothing(object: &SchemaObject) -> bool {
    let members = object.all_of.iter().chain(&object.any_of).chain(&object.one_of);
    object.reference.is_none()
        && object.dynamic_reference.is_none()
        && object.properties.is_empty()
        && object.pattern_properties.is_empty()
        && object.additional_properties.is_none()
        && object.unevaluated_properties.is_none()
        && members.count() == 0
        && is_fixed(object)
}
